"""Figures of defects: their levels, the traps that kill the light, and what a shell changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle

import numpy as np

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
from calculators.figures.marks import link

from .data import defects as data
from .style import doubt, log_limits


def defect_levels() -> Drawing:
    """Where the levels of broken bonds lie in a conventional semiconductor and in a lead halide perovskite.

    Returns
    -------
    Drawing
        Scheme without a scale.

    Examples
    --------
    >>> defect_levels().alt.split(". ")[0]
    'Scheme of energy levels, without a scale'
    """
    figure, axes = new_figure(4.6, 3.2, (0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0, 10)
    axes.set_ylim(-0.1, 7)
    words = []
    for x, scheme in zip((0.4, 5.4), data.defect_levels(), strict=True):
        bands = (
            (scheme.valence, "valence band", "bonding", ORANGE, 0.25),
            (scheme.conduction, "conduction band", "antibonding", BLUE, 0.85),
        )
        for (bottom, top), band, kind, colour, beside in bands:
            axes.fill([x, x + 4.2, x + 4.2, x], [bottom, bottom, top, top], color=colour, alpha=0.35, linewidth=0)
            holds_level = any(bottom < level < top for level in scheme.levels)
            axes.text(
                x + 2.1,
                bottom + (beside if holds_level else 0.6),
                f"{band}: {kind}" if scheme.bonding else band,
                ha="center",
                va="center",
                fontsize=8,
                color=INK,
            )
        for k, level in enumerate(scheme.levels):
            start = x + 0.5 + 1.1 * k
            axes.plot([start, start + 1.0], [level, level], color=RED, linewidth=2.2)
        top, bottom = scheme.conduction[0], scheme.valence[1]
        down = {"arrowstyle": "->", "color": INK, "linewidth": 1.2}
        if scheme.in_gap:
            rest = max(scheme.in_gap)
            for start, end in ((top, rest), (rest, bottom)):
                axes.annotate("", xy=(x + 3.0, end), xytext=(x + 3.0, start), arrowprops=down)
            said = ("levels in the gap", "trap carriers")
        else:
            axes.annotate(
                "",
                xy=(x + 2.1, bottom + 0.05),
                xytext=(x + 2.1, top - 0.05),
                arrowprops={**down, "color": GREEN, "linewidth": 2.0},
            )
            axes.text(x + 2.3, (top + bottom) / 2, "light", va="center", fontsize=9, color=INK)
            said = ("levels in the bands", "seldom trap")
        axes.text(x + 2.1, 6.35, scheme.name, ha="center", fontsize=10, color=INK, weight="bold")
        for line, y in zip(said, (0.42, -0.02), strict=True):
            axes.text(x + 2.1, y, line, ha="center", fontsize=9, color=INK)
        fate = "carriers fall through them" if scheme.in_gap else "the gap is free and carriers recombine with light"
        words.append(f"{scheme.name}: {len(scheme.in_gap)} of {len(scheme.levels)} levels lie in the gap, {fate}")
    return finish(figure, f"Scheme of energy levels, without a scale. {'; '.join(words)}.")


def killer_traps(edges_nm: Sequence[float] = (4.0, 8.0, 12.0), *, plqy: float = 0.9) -> Drawing:
    """Quantum yield against the share of surface cells that hold a killing trap.

    Parameters
    ----------
    edges_nm : sequence of float, optional
        Edges of the cubes of CsPbBr3 [nm].
    plqy : float, optional
        Yield that is marked and for which the killers are counted [-].

    Returns
    -------
    Drawing
        One curve an edge.

    Raises
    ------
    ArgumentError
        If no edge is given or a number is out of range.

    Examples
    --------
    >>> killer_traps((5.85,)).alt.split(": ")[1]
    '5.85 nm (488 surface cells) 216.'
    """
    curves = data.killer_traps(edges_nm, plqy=plqy)
    figure, axes = new_figure(4.8, 3.4)
    words = []
    for curve, colour in zip(curves, cycle((BLUE, ORANGE, GREEN, PURPLE, RED)), strict=False):
        axes.plot(curve.share, 100 * curve.plqy, color=colour, linewidth=1.8, label=f"edge {curve.edge_nm:g} nm")
        words.append(f"{curve.edge_nm:g} nm ({curve.surface_cells:.0f} surface cells) {curve.killers_per_million:.0f}")
    axes.axhline(100 * plqy, color=FAINT, linewidth=1.2)
    axes.set_xscale("log")
    axes.set_xlim(curves[0].share[0], curves[0].share[-1])
    axes.set_ylim(0, 103)
    axes.set_xlabel("share of the surface cells with a killing trap")
    axes.set_ylabel("quantum yield [%]")
    legend(axes, fontsize=9)
    alt = (
        "Quantum yield of cubes against the share of their surface cells that hold a killing trap. Killers per million "
        f"surface cells that leave a yield of {100 * plqy:g} %: {', '.join(words)}."
    )
    return finish(figure, alt)


def yield_and_lifetime_gain() -> Drawing:
    """Gain of the lifetime against the gain of the yield, for each pair of bare and shelled crystals.

    Returns
    -------
    Drawing
        A point a pair. On the slanted line every crystal became slower to
        lose its light, on the level line dark crystals were lit; what removes
        traps at a constant radiative rate lies between.

    Examples
    --------
    >>> yield_and_lifetime_gain().alt.split(". ")[0]
    'Gain of the lifetime against gain of the yield by a shell'
    """
    pairs = data.yield_and_lifetime_gain()
    figure, axes = new_figure(4.8, 3.8, (0.13, 0.14, 0.97, 0.97))
    axes.set_xscale("log")
    axes.set_yscale("log")
    left, right = log_limits(1.0, 2.6, [pair.plqy_gain for pair in pairs if pair.plqy_gain > 0])
    axes.set_xlim(left, right)
    axes.set_ylim(*log_limits(0.45, 2.6, [pair.lifetime_gain for pair in pairs if pair.lifetime_gain > 0]))
    ends = np.array([1.0, right])
    axes.fill_between(ends, [1.0, 1.0], ends, color=GREEN, alpha=0.22, linewidth=0)
    axes.plot(ends, ends, color=GREEN, linewidth=1.2)
    axes.plot(ends, [1.0, 1.0], color=GREEN, linewidth=1.2)
    axes.text(
        1.85,
        1.9,
        "slower loss in all crystals",
        rotation=23,
        rotation_mode="anchor",
        ha="center",
        va="bottom",
        fontsize=8,
        color=INK,
    )
    axes.text(0.98 * right, 0.97, "dark crystals lit", ha="right", va="top", fontsize=8, color=INK)
    titles, labels, words = {}, {}, []
    for k, pair in enumerate(pairs):
        x, y = pair.plqy_gain, pair.lifetime_gain
        (point,) = axes.plot(
            x, y, "o", color=BLUE, markersize=8, markerfacecolor="none" if pair.flag else BLUE, markeredgewidth=1.6
        )
        link(point, f"pair-{k}", pair.citation)
        titles[f"pair-{k}"] = f"{pair.name}: yield x {x:.2f}, lifetime x {y:.2f}, {pair.citation}{doubt(pair.flag)}"
        labels[subscripts(pair.name).replace("Brx", "Brₓ")] = (x, y)
        words.append(f"{pair.name} {x:.2f} and {y:.2f}")
    for axis, marks in ((axes.xaxis, (1.0, 1.2, 1.5, 2.0, 2.5)), (axes.yaxis, (0.5, 0.7, 1.0, 1.5, 2.0, 2.5))):
        axis.set_ticks(marks, [f"{m:g}" for m in marks])
        axis.set_ticks([], minor=True)
    place_labels(axes, labels, 8)
    axes.set_xlabel("gain of the yield")
    axes.set_ylabel("gain of the lifetime")
    between = sum(pair.between for pair in pairs)
    alt = (
        "Gain of the lifetime against gain of the yield by a shell. Between a level line and the diagonal lies what "
        f"the removal of traps can do: {between} of {len(pairs)} pairs. Pairs: {'; '.join(words)}. Open: the row "
        "carries a doubt."
    )
    return finish(figure, alt, titles)
