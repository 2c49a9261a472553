"""Figures on what pairs of numbers imply: rates from yields and lifetimes, outcoupling, thresholds of the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
    place_labels,
    subscripts,
)
from calculators.figures.marks import MARKERS, link, swatch
from calculators.tables import ArrayLike

from .data import checks as data


def rate_bounds() -> Drawing:
    """Radiative rates that a yield and a lifetime allow, of bare cores and of the same cores with their shell.

    A yield and a lifetime of one sample bound the radiative rate of the
    emitters that shine between PLQY over lifetime (none is dark) and one over
    the lifetime (those that shine are perfect). If the shell does nothing but
    remove traps, both samples share one rate.

    Returns
    -------
    Drawing
        One pair a line, logarithmic; open bars, bare core; full bars, with
        shell; thin lines, what the rounding of the printed numbers adds. Blue
        where one rate suits both, the colour of the text where only rounding lets it, orange
        where none does.

    Examples
    --------
    >>> "passivation alone" in rate_bounds().alt
    True
    """
    rows = data.rate_bounds()
    colours = dict(zip(data.VERDICTS, (ORANGE, INK, BLUE), strict=True))
    figure, axes = new_figure(6.4, 1.3 + 0.5 * len(rows))
    titles, words = {}, []
    for y, bounds in enumerate(rows):
        pair, bare, shelled, verdict = bounds.pair, bounds.bare, bounds.shelled, bounds.verdict
        colour = colours[verdict]
        for at, solid, wide, fill in (
            (y + 0.16, bare, bounds.bare_rounded, False),
            (y - 0.16, shelled, bounds.shelled_rounded, True),
        ):
            axes.plot(wide, [at, at], color=colour, linewidth=0.9)
            axes.barh(
                at,
                solid[1] - solid[0],
                left=solid[0],
                height=0.2,
                facecolor=colour if fill else "none",
                edgecolor=colour,
                linewidth=1.4,
            )
        (point,) = axes.plot(shelled[0], y - 0.16, "o", color=colour, markersize=5)
        link(point, f"rate-{y}", pair.citation)
        said = (
            f"{pair.name}, {pair.citation}: bare {bare[0]:.3f} to {bare[1]:.3f}, "
            f"with shell {shelled[0]:.3f} to {shelled[1]:.3f} per ns"
        )
        titles[f"rate-{y}"] = f"{said}; {verdict}"
        words.append(f"{said}, {verdict}")
    axes.set_yticks(range(len(rows)), [f"{subscripts(r.pair.name)}\n{r.verdict}" for r in rows], fontsize=8)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xscale("log")
    ticks = [0.02, 0.03, 0.05, 0.1, 0.15]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.minorticks_off()
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Radiative rate [1/ns]: open, bare core; full, with shell")
    alt = "Radiative rates that passivation alone would have to share, pair by pair: " + "; ".join(words) + "."
    return finish(figure, alt, titles)


def implied_outcoupling(refractive_index: float = 1.9) -> Drawing:
    """EQE against the printed PLQY of the emitter, with lines of equal outcoupling times charge balance.

    Parameters
    ----------
    refractive_index : float, optional
        Index of the emitting film [-], for the line of the escape cone.

    Returns
    -------
    Drawing
        Full marks: the paper gives the yield of a film; open marks: of a
        dispersion, or not said. Diamond: with an outcoupling aid.

    Examples
    --------
    >>> "escape cone" in implied_outcoupling().alt
    True
    """
    found = data.implied_outcoupling(refractive_index)
    cone = found.cone
    figure, axes = new_figure(6.4, 4.4, margins=(0.09, 0.12, 0.98, 0.98))
    least = min((d.plqy_pct for d in found.devices), default=100.0)
    left = max(0.0, 10 * ((least - 3) // 10))
    top = 1.12 * max((d.device.eqe_pct or 0.0 for d in found.devices), default=50.0)
    span = [0.0, 100.0]
    for share in (0.1, 0.2, 0.3, 0.4, 0.5):
        axes.plot(span, [share * v for v in span], color=FAINT, linewidth=0.8)
        axes.text(100.6, 100 * share, f"{share:g}", fontsize=8, color=INK, va="center", clip_on=True)
    axes.plot(span, [cone * v for v in span], color=INK, linewidth=1, linestyle="--")
    axes.text(100.6, 100 * cone, f"cone,\nn = {refractive_index:g}", fontsize=8, color=INK, va="center")
    titles, words, labels = {}, [], {}
    for k, (d, plqy, film, share) in enumerate(found.devices):
        (point,) = axes.plot(
            plqy,
            d.eqe_pct,
            MARKERS[d.kind],
            color=swatch(d.peak_nm, d.colour),
            markerfacecolor=None if film else "none",
            markersize=7.5,
            markeredgewidth=1.6,
        )
        link(point, f"implied-{k}", d.citation)
        said = f"{d.citation}: EQE {d.eqe_pct:g} %, PLQY {plqy:g} %, outcoupling times balance {share:.2f}"
        titles[f"implied-{k}"] = said + (", yield of a film" if film else "") + (f", {d.aid}" if d.aid else "")
        name = d.citation + (f" ({d.aid})" if d.aid else "")
        words.append(f"{name} {share:.2f}")
        labels[name] = (plqy, d.eqe_pct or 0.0)
    axes.plot([], [], "o", color=INK, label="yield of a film")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="of a dispersion, or not said")
    axes.plot([], [], "D", color=INK, markerfacecolor="none", label="with an outcoupling aid")
    legend(axes, loc="upper left")
    axes.set_xlim(left, 108)
    axes.set_xticks([t for t in range(0, 101, 10) if t >= left])
    axes.set_ylim(0, top)
    place_labels(axes, labels, size=7)
    axes.set_xlabel("PLQY of the emitter [%]")
    axes.set_ylabel("Maximum EQE [%]")
    alt = (
        "External quantum efficiency against photoluminescence quantum yield, with lines of equal outcoupling times "
        f"charge balance; the escape cone of a plane film of index {refractive_index:g} is {cone:.3f}. Implied by "
        "the printed numbers: " + ", ".join(words) + "."
    )
    return finish(figure, alt, titles)


def threshold_curves(
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]], label: str, used: float | None = None, rows: int | None = None
) -> Drawing:
    """How many rows a rule finds against the threshold it takes.

    Parameters
    ----------
    curves : mapping of str to tuple of array_like
        By name: thresholds [unit of `label`], ascending, and counts [-].
    label : str
        What the threshold is, with its unit.
    used : float, optional
        Threshold in use, drawn as a line.
    rows : int, optional
        Rows the rule can be put to, the top of the axis.

    Returns
    -------
    Drawing
        One step curve a name.

    Raises
    ------
    ArgumentError
        If there are no curves, or more than five.

    Examples
    --------
    >>> "2 at 1.2" in threshold_curves({"all": ([1.1, 1.2], [3, 2])}, "Factor", 1.2).alt
    True
    """
    found = data.threshold_curves(curves)
    figure, axes = new_figure(6.4, 3.4)
    words, highest = [], 0
    styles: Sequence[Any] = ("-", "--", ":", "-.", (0, (5, 1, 1, 1, 1, 1)))
    for curve, colour, style in zip(found, (BLUE, RED, GREEN, PURPLE, ORANGE), styles, strict=False):
        x, y = curve.threshold, curve.rows
        axes.step(x, y, where="post", color=colour, linestyle=style, linewidth=1.8, label=curve.name)
        highest = max(highest, int(y.max()))
        picked = sorted({float(x[0]), float(x[-1])} | ({curve.at(used)[0]} if used is not None else set()))
        words.append(f"{curve.name}: " + ", ".join(f"{curve.at(t)[1]} at {t:g}" for t in picked))
    if used is not None:
        axes.axvline(used, color=INK, linewidth=0.9)
    top = rows if rows is not None else highest
    axes.set_ylim(0, top + 0.5)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(label)
    axes.set_ylabel("Rows found" + (f" (of {rows})" if rows is not None else ""))
    axes.grid(True, axis="y", color=FAINT)
    if len(found) > 1:
        legend(axes)
    return finish(figure, f"Rows found against the threshold. {'; '.join(words)}.")
