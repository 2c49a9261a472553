"""Figures of whole devices: a stack with the roles of its layers, and devices in order of efficiency."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, Drawing, finish, legend, new_figure
from calculators.figures.marks import MARKERS, link, swatch

EMITTER = "EL"
"""Name of the emitting layer in the printed stacks of the table ``leds``."""

_METALS = ("Al", "Ag", "Au", "Mg:Ag")
_BUFFERS = ("LiF", "Liq")
# Roles by name; a layer that is not listed is named after the side on which it stands.
_ROLES = {
    "PEDOT:PSS": "hole injection, hole transport",
    "NiO": "hole injection (oxide)",
    "NiOx": "hole injection (oxide)",
    "Buf-HIL": "hole injection",
    "Poly-TPD": "hole transport, electron block",
    "PTAA": "hole transport",
    "PVK": "hole transport",
    "PVK:PVP": "hole transport",
    "PVK:F4-TCNQ": "hole transport, doped",
    "TFB": "hole transport",
    "PFI": "polymer interlayer",
    "TPBi": "electron transport",
    "PO-T2T": "electron transport",
    "B3PymPm": "electron transport",
    "3TPYMB": "electron transport",
    "ZnO": "electron transport (oxide)",
    "ETL": "electron transport (not named)",
}


def _role(layers: Sequence[str], k: int) -> str:
    """What a layer does, by its name and its place."""
    name, at = layers[k], layers.index(EMITTER)
    if k == at:
        return "electrons meet holes"
    if k == 0:
        return "anode, transparent" if name == "ITO" else "anode"
    if k == len(layers) - 1:
        return "cathode, mirror" if name in _METALS else "cathode"
    if name in _BUFFERS:
        return "electron injection" if k > at else "thin insulating interlayer"
    return _ROLES.get(name, "hole side" if k < at else "electron side")


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
    ValueError
        If there are fewer than three layers, one is empty, or "EL" is not
        exactly one of the inner ones.

    Examples
    --------
    >>> led_stack("ITO/PEDOT:PSS/PTAA/EL/TPBi/LiF/Al").alt.startswith("Stack of an LED")
    True
    """
    names = [n.strip() for n in (layers.split("/") if isinstance(layers, str) else layers)]
    if len(names) < 3 or not all(names):
        raise ValueError(f"layers: {layers!r} is not allowed; at least three names are needed, and none may be empty")
    if names.count(EMITTER) != 1 or EMITTER in (names[0], names[-1]):
        raise ValueError(f"layers: {layers!r} is not allowed; one inner layer must be called {EMITTER!r}")
    at = names.index(EMITTER)
    glow = swatch(peak_nm, "green") if peak_nm is not None else GREEN
    roles = [_role(names, k) for k in range(len(names))]
    heights = [0.95 if k == at else 0.5 if name in _BUFFERS else 0.7 for k, name in enumerate(names)]
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
    for k, (name, role, height) in enumerate(zip(names, roles, heights, strict=True)):
        electrode = k in (0, len(names) - 1)
        colour = glow if k == at else FAINT if electrode else ORANGE if k < at else BLUE
        strength = 0.55 if k == at else 0.6 if electrode else 0.3
        layer(bottom, height, colour, strength, emitter if k == at else name, role)
        if k == at:
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
    listed = ", ".join(f"{emitter if k == at else n} ({r})" for k, (n, r) in enumerate(zip(names, roles, strict=True)))
    alt = (
        f"Stack of an LED from the glass upwards, thicknesses not to scale: glass, {listed}. Holes come from below, "
        "electrons from above, and light leaves through the glass."
    )
    return finish(figure, alt)


_MARKS = {
    "NC": ("o", "nanocrystals"),
    "NC-in-matrix": ("s", "nanocrystals in a matrix"),
    "film": ("^", "film"),
    "lens": (MARKERS["with a lens"], "with a half-ball lens"),
    "converter": (MARKERS["colour converter"], "colour converter"),
}


def _kind(row: Mapping[str, Any]) -> str:
    """Mark of a device: the form of its emitter, unless light is made or taken out in another way."""
    if _text(row["emission"]) == "converter":
        return "converter"
    if _text(row["outcoupling_aid"]) not in ("", "none"):
        return "lens"
    form = _text(row["emitter_form"])
    return form if form in _MARKS else "NC"


def _text(value: Any) -> str:
    """Cell of a table as text, empty for a missing one."""
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value)


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
    ValueError
        If there is no row or one has no EQE.

    Examples
    --------
    >>> from calculators import tables
    >>> rows = [r for r in tables.rows("leds") if r["eqe_pct"]][:3]
    >>> device_ranking(rows).alt.startswith("3 devices")
    True
    """
    ranked, others = list(rows), list(apart)
    if not ranked:
        raise ValueError("rows: no device is given")
    listed = [*ranked, *others]
    if not all(_text(row["eqe_pct"]) for row in listed):
        raise ValueError("rows, apart: every device needs an EQE")
    figure, axes = new_figure(5.6, 1.15 + 0.29 * (len(listed) + bool(others)))
    titles, words, used, labels, places = {}, [], set(), [], []
    for k, row in enumerate(listed):
        y = k + (1 if k >= len(ranked) else 0)
        eqe = float(row["eqe_pct"])
        peak = float(row["el_peak_nm"]) if _text(row["el_peak_nm"]) else None
        form = _kind(row)
        marker = _MARKS[form][0]
        colour = swatch(peak, _text(row["colour_printed"]))
        axes.plot([0, eqe], [y, y], color=FAINT, linewidth=1, zorder=1)
        (point,) = axes.plot(
            eqe,
            y,
            marker,
            color=colour,
            markersize=8,
            markeredgewidth=1.6,
            markerfacecolor="none" if _text(row["flag"]) else None,
        )
        link(point, f"rank-{k}", row["citation"])
        where = f"{peak:g} nm" if peak is not None else "peak not printed"
        life = f", T50 {float(row['t50_h']):.3g} h" if _text(row["t50_h"]) else ""
        doubt = f" ({_text(row['flag'])})" if _text(row["flag"]) else ""
        titles[f"rank-{k}"] = f"{row['emitter_printed']}, {where}, EQE {eqe:g} %{life}, {row['citation']}{doubt}"
        beside = {"xytext": (8, 0), "textcoords": "offset points", "va": "center", "fontsize": 8, "color": INK}
        axes.annotate(f"{eqe:g} %", (eqe, y), **beside)
        if k < len(ranked):
            words.append(f"{row['citation']} {eqe:g} % ({where})")
        used.add(form)
        labels.append(f"{row['citation']}, {where}" if peak is not None else f"{row['citation']}, no peak printed")
        places.append(y)
    if others:
        axes.axhline(len(ranked), color=FAINT, linewidth=1)
        words_at = {"xytext": (3, 2), "textcoords": "offset points", "fontsize": 8, "color": INK, "style": "italic"}
        axes.annotate(reason, (0, len(ranked)), **words_at)
    axes.set_yticks(places, labels, fontsize=8)
    axes.set_ylim(max(places) + 0.7, -0.7)
    axes.set_xlim(0, 1.18 * max(float(row["eqe_pct"]) for row in listed))
    axes.set_xlabel("Maximum EQE [%]  (open: the row carries a doubt)")
    for form, (marker, name) in _MARKS.items():
        if form in used:
            axes.plot([], [], marker, color=INK, label=name)
    if len(used) > 1:
        # The best devices stand at the top: room is below them, or beside them if longer bars follow.
        legend(axes, loc="center right" if others else "lower right")
    alt = f"{len(ranked)} devices by maximum efficiency: {', '.join(words)}."
    if others:
        below = ", ".join(f"{row['citation']} {float(row['eqe_pct']):g} %" for row in others)
        alt += f" Below a line, {reason}: {below}."
    return finish(figure, alt, titles)
