"""Figures on what pairs of numbers imply: rates from yields and lifetimes, outcoupling, thresholds of the audit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from calculators import led, recombination, tables
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
from calculators.figures.marks import kind, link, swatch
from calculators.tables import ArrayLike


def _half_digit(text: str) -> float:
    """Half a unit of the last digit of a printed number."""
    return 0.5 * 10.0 ** -(len(text.split(".")[1]) if "." in text else 0)


def _bounds(plqy_pct: str, lifetime_ns: str, rounding: bool) -> tuple[float, float]:
    """Least and largest radiative rate [1/ns] of the emitters that shine, from a yield and a lifetime as printed."""
    slack_yield, slack_time = (_half_digit(plqy_pct), _half_digit(lifetime_ns)) if rounding else (0.0, 0.0)
    yield_ = max(0.0, float(plqy_pct) - slack_yield) / 100
    least, _ = recombination.rates(yield_, float(lifetime_ns) + slack_time)
    return least, sum(recombination.rates(yield_, float(lifetime_ns) - slack_time))


def _printed_pairs() -> list[dict[str, str]]:
    """Bare and shelled yield and lifetime that one paper prints together."""
    columns = ("plqy_core_pct", "lifetime_core_ns", "plqy_pct", "lifetime_ns")
    pairs = [
        {"name": f"{r['core']}/{r['shell']}", "citation": r["citation"], **{c: r[c] for c in columns}}
        for r in tables.rows("core_shell")
        if all(r[c] for c in columns)
    ]
    return pairs


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
    rows = []
    for pair in _printed_pairs():
        (a, b), (c, d) = (
            (_bounds(pair["plqy_core_pct"], pair["lifetime_core_ns"], r) for r in (False, True)),
            (_bounds(pair["plqy_pct"], pair["lifetime_ns"], r) for r in (False, True)),
        )
        verdict = "apart"
        for chosen, word in ((1, "rounding decides"), (0, "one rate suits both")):
            bare, shelled = (a, b)[chosen], (c, d)[chosen]
            if max(bare[0], shelled[0]) <= min(bare[1], shelled[1]):
                verdict = word
        rows.append((pair, a, b, c, d, verdict))
    order = ["apart", "rounding decides", "one rate suits both"]
    rows.sort(key=lambda r: (order.index(r[5]), r[0]["citation"]))
    colours = dict(zip(order, (ORANGE, INK, BLUE), strict=True))
    figure, axes = new_figure(6.4, 1.3 + 0.5 * len(rows))
    titles, words = {}, []
    for y, (pair, bare, bare_wide, shelled, shelled_wide, verdict) in enumerate(rows):
        colour = colours[verdict]
        for at, solid, wide, fill in ((y + 0.16, bare, bare_wide, False), (y - 0.16, shelled, shelled_wide, True)):
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
        link(point, f"rate-{y}", pair["citation"])
        said = (
            f"{pair['name']}, {pair['citation']}: bare {bare[0]:.3f} to {bare[1]:.3f}, "
            f"with shell {shelled[0]:.3f} to {shelled[1]:.3f} per ns"
        )
        titles[f"rate-{y}"] = f"{said}; {verdict}"
        words.append(f"{said}, {verdict}")
    axes.set_yticks(range(len(rows)), [f"{subscripts(r[0]['name'])}\n{r[5]}" for r in rows], fontsize=8)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.set_xscale("log")
    ticks = [0.02, 0.03, 0.05, 0.1, 0.15]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.minorticks_off()
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Radiative rate [1/ns]: open, bare core; full, with shell")
    alt = "Radiative rates that passivation alone would have to share, pair by pair: " + "; ".join(words) + "."
    return finish(figure, alt, titles)


# Row of leds, table and row of the yield, and whether the paper says that the yield is of a film.
_YIELDS = (
    ("mu2022-t2-08", "values", "v-024", True),
    ("mu2022-t2-16", "values", "muc-028", False),
    ("mu2022-text-02", "values", "muc-028", False),
    ("mu2022-t2-17", "core_shell", "mu2022-t1-13", True),
    ("mu2022-t2-07", "core_shell", "mu2022-t1-15", False),
    ("mu2022-t2-10", "core_shell", "mu2022-t1-16", True),
    ("mu2022-t2-28", "values", "muc-053", True),
    ("mu2022-t2-19", "values", "muc-041", False),
    ("mu2022-t2-27", "values", "mub-035", False),
    ("das-led-01", "values", "das-004", True),
    ("das-led-02", "values", "das-018", False),
    ("das-led-03", "values", "das-035", False),
)


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
        dispersion, or not said. Diamond: with a half-ball lens.

    Examples
    --------
    >>> "escape cone" in implied_outcoupling().alt
    True
    """
    devices = {r["id"]: r for r in tables.rows("leds")}
    columns = {"values": "value", "core_shell": "plqy_pct"}
    cells = {t: {r["id"]: r[c] for r in tables.rows(t)} for t, c in columns.items()}
    cone = led.escape_cone(refractive_index)
    figure, axes = new_figure(6.4, 4.4, margins=(0.09, 0.12, 0.98, 0.98))
    span = np.array([0.0, 100.0])
    for share in (0.1, 0.2, 0.3, 0.4, 0.5):
        axes.plot(span, share * span, color=FAINT, linewidth=0.8)
        axes.text(100.6, 100 * share, f"{share:g}", fontsize=8, color=INK, va="center")
    axes.plot(span, cone * span, color=INK, linewidth=1, linestyle="--")
    axes.text(100.6, 100 * cone, f"cone,\nn = {refractive_index:g}", fontsize=8, color=INK, va="center")
    titles, words, labels = {}, [], {}
    for k, (device, table, row, film) in enumerate(_YIELDS):
        entry, plqy = devices[device], float(cells[table][row])
        eqe = float(entry["eqe_pct"])
        share = led.implied_outcoupling(eqe / 100, plqy / 100)
        lens = kind(entry) == "with a lens"
        peak = float(entry["el_peak_nm"]) if entry["el_peak_nm"] else None
        (point,) = axes.plot(
            plqy,
            eqe,
            "D" if lens else "o",
            color=swatch(peak, entry["colour_printed"]),
            markerfacecolor=None if film else "none",
            markersize=7.5,
            markeredgewidth=1.6,
        )
        link(point, f"implied-{k}", entry["citation"])
        said = f"{entry['citation']}: EQE {eqe:g} %, PLQY {plqy:g} %, outcoupling times balance {share:.2f}"
        titles[f"implied-{k}"] = said + (", yield of a film" if film else "") + (", half-ball lens" if lens else "")
        name = entry["citation"] + (" with a lens" if lens else "")
        words.append(f"{name} {share:.2f}")
        labels[name] = (plqy, eqe)
    axes.plot([], [], "o", color=INK, label="yield of a film")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="of a dispersion, or not said")
    axes.plot([], [], "D", color=INK, markerfacecolor="none", label="with a half-ball lens")
    legend(axes, loc="upper left")
    axes.set_xlim(60, 108)
    axes.set_xticks([60, 70, 80, 90, 100])
    axes.set_ylim(0, 52)
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
    ValueError
        If there are no curves, or more than five.

    Examples
    --------
    >>> "2 at 1.2" in threshold_curves({"all": ([1.1, 1.2], [3, 2])}, "Factor", 1.2).alt
    True
    """
    if not 1 <= len(curves) <= 5:
        raise ValueError(f"curves: {len(curves)} is not allowed; it is 1 to 5 curves")
    figure, axes = new_figure(6.4, 3.4)
    words, highest = [], 0
    styles: Sequence[Any] = ("-", "--", ":", "-.", (0, (5, 1, 1, 1, 1, 1)))
    for (name, (thresholds, counts)), colour, style in zip(
        curves.items(), (BLUE, RED, GREEN, PURPLE, ORANGE), styles, strict=False
    ):
        x, y = np.asarray(thresholds, dtype=float), np.asarray(counts, dtype=float)
        axes.step(x, y, where="post", color=colour, linestyle=style, linewidth=1.8, label=name)
        highest = max(highest, int(y.max()))
        picked = sorted({0, len(x) - 1} | ({int(np.abs(x - used).argmin())} if used is not None else set()))
        words.append(f"{name}: " + ", ".join(f"{y[k]:g} at {x[k]:g}" for k in picked))
    if used is not None:
        axes.axvline(used, color=INK, linewidth=0.9)
    top = rows if rows is not None else highest
    axes.set_ylim(0, top + 0.5)
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel(label)
    axes.set_ylabel("Rows found" + (f" (of {rows})" if rows is not None else ""))
    axes.grid(True, axis="y", color=FAINT)
    if len(curves) > 1:
        legend(axes)
    return finish(figure, f"Rows found against the threshold. {'; '.join(words)}.")
