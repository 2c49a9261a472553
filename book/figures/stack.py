"""Figures of whole devices: a stack with the roles of its layers, and devices in order of efficiency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculators.figures.data.devices import Device
from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, Drawing, finish, legend, new_figure
from calculators.figures.marks import MARKERS, link, swatch

from . import style
from .data import stack as data


def led_stack(
    layers: str | Sequence[str] = "ITO/PEDOT:PSS/Poly-TPD/EL/TPBi/LiF/Al",
    emitter: str = "nanocrystals",
    peak_nm: float | None = None,
) -> Drawing:
    """One printed device as a stack of layers with their roles, drawn to a legible, not a physical, scale.

    Parameters
    ----------
    layers : str or sequence of str, optional
        Layers from the electrode on the glass to the electrode on top, as in
        the column ``device`` of the table ``leds``, separated by slashes; the
        emitting layer is called "EL".
    emitter : str, optional
        What to write on the emitting layer.
    peak_nm : float, optional
        Emission peak [nm], for the hue of the emitting layer and of its light.

    Returns
    -------
    Drawing
        Glass at the bottom, light leaving through it; holes come from below,
        electrons from above. Where the stack has no known name for a layer,
        its role is the side on which it stands.

    Raises
    ------
    ArgumentError
        If there are fewer than three layers, one is empty, or "EL" is not
        exactly one of the inner ones.

    Examples
    --------
    >>> led_stack("ITO/PEDOT:PSS/PTAA/EL/TPBi/LiF/Al").alt.startswith("Stack of an LED")
    True
    """
    stack = data.led_stack(layers)
    glow = swatch(peak_nm) if peak_nm is not None else GREEN
    heights = [0.95 if part.place == "emitter" else 0.5 if part.thin else 0.7 for part in stack]
    figure, axes = new_figure(4.7, 0.55 + 0.36 * (sum(heights) + 1.9), (0.01, 0.01, 0.99, 0.99))
    left, right = 0.9, 5.3
    axes.set_xlim(0, 10.2)
    axes.set_ylim(-1.75, sum(heights) + 0.15)
    axes.set_axis_off()

    def layer(bottom: float, height: float, colour: str, strength: float, name: str, role: str) -> None:
        axes.fill_between([left, right], bottom, bottom + height, color=colour, alpha=strength, linewidth=0)
        axes.plot([left, right, right, left, left], [bottom, bottom, *2 * [bottom + height], bottom], color=INK, lw=0.7)
        axes.text((left + right) / 2, bottom + height / 2, name, ha="center", va="center", fontsize=9, color=INK)
        axes.text(right + 0.2, bottom + height / 2, role, ha="left", va="center", fontsize=8, color=INK)

    layer(-0.95, 0.95, FAINT, 0.25, "glass", "substrate")
    bottom = 0.0
    looks = {
        "anode": (FAINT, 0.6),
        "hole side": (ORANGE, 0.3),
        "emitter": (glow, 0.55),
        "electron side": (BLUE, 0.3),
        "cathode": (FAINT, 0.6),
    }
    for part, height in zip(stack, heights, strict=True):
        layer(bottom, height, *looks[part.place], emitter if part.place == "emitter" else part.name, part.role)
        if part.place == "emitter":
            middle = bottom + height / 2
        bottom += height

    def arrow(tail: tuple[float, float], head: tuple[float, float], colour: str, width: float = 1.8) -> None:
        style = {"arrowstyle": "-|>", "color": colour, "linewidth": width, "mutation_scale": 13}
        axes.annotate("", xy=head, xytext=tail, arrowprops=style)

    arrow((0.45, 0.1), (0.45, middle - 0.1), ORANGE)
    arrow((0.45, bottom - 0.1), (0.45, middle + 0.1), BLUE)
    for y, text in ((middle / 2, "holes"), ((bottom + middle) / 2, "electrons")):
        axes.text(0.02, y, text, rotation=90, ha="left", va="center", fontsize=8, color=INK)
    for x in (2.0, 3.1, 4.2):
        arrow((x, -1.0), (x + 0.35 * (x - 3.1), -1.65), glow, 2.2)
    axes.text(right + 0.2, -1.4, "light", ha="left", va="center", fontsize=8, color=INK)
    listed = ", ".join(f"{emitter if part.place == 'emitter' else part.name} ({part.role})" for part in stack)
    alt = (
        f"Stack of an LED from the glass upwards, thicknesses not to scale: glass, {listed}. Holes come from below, "
        "electrons from above, and light leaves through the glass."
    )
    return finish(figure, alt)


_MARKS = {
    "NC": ("o", "nanocrystals"),
    "NC-in-matrix": ("s", "nanocrystals in a matrix"),
    "film": ("^", "film"),
    "outcoupling aid": (MARKERS["outcoupling aid"], "with an outcoupling aid"),
    "colour converter": (MARKERS["colour converter"], "colour converter"),
}


def _mark(d: Device) -> str:
    """Mark of a device: the form of its emitter, unless light is made or taken out in another way."""
    if d.kind != "electroluminescent":
        return d.kind
    return d.form if d.form in _MARKS else "NC"


def _where(d: Device) -> str:
    return f"{d.peak_nm:g} nm" if d.peak_nm is not None else "peak not printed"


def device_ranking(
    rows: Iterable[Mapping[str, Any]], apart: Iterable[Mapping[str, Any]] = (), reason: str = "not ranked"
) -> Drawing:
    """Devices in the order in which they are given, one line each, with efficiency and emission.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of the table ``leds`` that compare with each other, best first,
        such as ``audit.ranking("red").to_dict("records")``.
    apart : iterable of mapping, optional
        Rows shown below a line because they do not compare.
    reason : str, optional
        What stands at that line.

    Returns
    -------
    Drawing
        One mark a device by the form of its emitter, in the hue of its
        emission; open where the row carries a doubt. Marks carry device and
        half-life as hover text and lead to the bibliography.

    Raises
    ------
    ArgumentError
        If there is no row or one has no EQE.

    Examples
    --------
    >>> from calculators import tables
    >>> rows = [r for r in tables.read("leds") if r["eqe_pct"]][:3]
    >>> device_ranking(rows).alt.startswith("3 devices")
    True
    """
    found = data.device_ranking(rows, apart)
    ranked, others = found.ranked, found.apart
    listed = [*ranked, *others]
    figure, axes = new_figure(5.6, 1.15 + 0.29 * (len(listed) + bool(others)))
    titles, used, labels, places = {}, set(), [], []
    beside = {"xytext": (8, 0), "textcoords": "offset points", "va": "center", "fontsize": 8, "color": INK}
    for k, d in enumerate(listed):
        y = k + (1 if k >= len(ranked) else 0)
        axes.plot([0, d.eqe_pct], [y, y], color=FAINT, linewidth=1, zorder=1)
        (point,) = axes.plot(
            d.eqe_pct,
            y,
            _MARKS[_mark(d)][0],
            color=swatch(d.peak_nm, d.colour),
            markersize=8,
            markeredgewidth=1.6,
            markerfacecolor="none" if d.flag else None,
        )
        link(point, f"rank-{k}", d.citation)
        life = f", T50 {style.hours(d.t50_h)}" if d.t50_h is not None else ""
        doubt = f" ({d.flag})" if d.flag else ""
        titles[f"rank-{k}"] = f"{d.emitter}, {_where(d)}, EQE {d.eqe_pct:g} %{life}, {d.citation}{doubt}"
        axes.annotate(f"{d.eqe_pct:g} %", (d.eqe_pct, y), **beside)
        used.add(_mark(d))
        labels.append(f"{d.citation}, {_where(d)}")
        places.append(y)
    if others:
        axes.axhline(len(ranked), color=FAINT, linewidth=1)
        words_at = {"xytext": (3, 2), "textcoords": "offset points", "fontsize": 8, "color": INK, "style": "italic"}
        axes.annotate(reason, (0, len(ranked)), **words_at)
    axes.set_yticks(places, labels, fontsize=8)
    axes.set_ylim(max(places) + 0.7, -0.7)
    axes.set_xlim(0, 1.18 * max(d.eqe_pct or 0.0 for d in listed))
    axes.set_xlabel("Maximum EQE [%]  (open: the row carries a doubt)")
    for form, (marker, name) in _MARKS.items():
        if form in used:
            axes.plot([], [], marker, color=INK, label=name)
    if len(used) > 1:
        # The best devices stand at the top: room is below them, or beside them if longer bars follow.
        legend(axes, loc="center right" if others else "lower right")
    words = [f"{d.citation} {d.eqe_pct:g} % ({_where(d)})" for d in ranked]
    alt = f"{len(ranked)} devices by maximum efficiency: {', '.join(words)}."
    if others:
        below = ", ".join(f"{d.citation} {d.eqe_pct:g} %" for d in others)
        alt += f" Below a line, {reason}: {below}."
    return finish(figure, alt, titles)
