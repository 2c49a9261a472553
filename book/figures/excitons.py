"""Figures of defects and excitons: levels, killers, self-trapping, Stokes shifts, average lifetimes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from calculators import recombination, structure, tables
from calculators.checks import positive
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

from .data import select


def _row(identifier: str) -> Mapping[str, str]:
    """Row of the table of values."""
    return next(r for r in tables.rows("values") if r["id"] == identifier)


def defect_levels() -> Drawing:
    """Where the levels of broken bonds lie in a conventional semiconductor and in a lead halide perovskite.

    Returns
    -------
    Drawing
        Scheme without a scale.

    Examples
    --------
    >>> "in the gap" in defect_levels().alt
    True
    """
    figure, axes = new_figure(4.6, 3.2, (0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_xlim(0, 10)
    axes.set_ylim(-0.1, 7)
    panels = (
        (0.4, "CdSe, InP, GaAs", (2.95, 3.45, 3.9), ("bonding", "antibonding"), "levels in the gap", "trap carriers"),
        (5.4, "lead halides", (1.45, 1.8, 5.05), ("", ""), "most levels in the bands", "seldom trap"),
    )
    for x, name, levels, kinds, what, result in panels:
        for y, band, kind, colour in (
            (0.9, "valence band", kinds[0], ORANGE),
            (4.6, "conduction band", kinds[1], BLUE),
        ):
            axes.fill([x, x + 4.2, x + 4.2, x], [y, y, y + 1.2, y + 1.2], color=colour, alpha=0.35, linewidth=0)
            inside = [level for level in levels if y < level < y + 1.2]
            text = band if not kind else f"{band}: {kind}"
            axes.text(
                x + 2.1,
                y + (0.6 if not inside else (0.85 if y > 2 else 0.25)),
                text,
                ha="center",
                va="center",
                fontsize=8,
                color=INK,
            )
        for k, level in enumerate(levels):
            start = x + 0.5 + 1.1 * k
            axes.plot([start, start + 1.0], [level, level], color=RED, linewidth=2.2)
        axes.text(x + 2.1, 6.35, name, ha="center", fontsize=10, color=INK, weight="bold")
        axes.text(x + 2.1, 0.42, what, ha="center", fontsize=9, color=INK)
        axes.text(x + 2.1, -0.02, result, ha="center", fontsize=9, color=INK)
    axes.annotate("", xy=(3.4, 3.9), xytext=(3.4, 4.6), arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.2})
    axes.annotate("", xy=(3.4, 2.1), xytext=(3.4, 3.9), arrowprops={"arrowstyle": "->", "color": INK, "linewidth": 1.2})
    axes.annotate(
        "", xy=(7.5, 2.15), xytext=(7.5, 4.55), arrowprops={"arrowstyle": "->", "color": GREEN, "linewidth": 2.0}
    )
    axes.text(7.7, 3.35, "light", va="center", fontsize=9, color=INK)
    alt = (
        "Scheme of energy levels. Left, a conventional semiconductor: levels of broken bonds lie in the gap between a "
        "bonding valence band and an antibonding conduction band, and carriers fall through them. Right, a lead halide "
        "perovskite: most levels lie inside the bands, the gap is free and carriers recombine with light."
    )
    return finish(figure, alt)


def killer_traps(edges_nm: Sequence[float] = (4.0, 8.0, 12.0)) -> Drawing:
    """Quantum yield against the share of surface cells that hold a killing trap.

    Parameters
    ----------
    edges_nm : sequence of float, optional
        Edges of the cubes [nm]; at most four.

    Returns
    -------
    Drawing
        One curve an edge, exp(-share x surface cells).

    Raises
    ------
    ValueError
        See :func:`calculators.structure.surface_cells`; also for no edges or more than four.

    Examples
    --------
    >>> "12 nm" in killer_traps().alt
    True
    """
    if not 1 <= len(edges_nm) <= 4:
        raise ValueError(f"edges_nm: {len(edges_nm)} edges are not allowed; from one to four")
    share = np.logspace(-6, -1, 300)
    figure, axes = new_figure(4.8, 3.4)
    words = []
    for edge, colour in zip(edges_nm, (BLUE, ORANGE, GREEN, PURPLE), strict=False):
        cells = structure.surface_cells(edge, select.lattice_constant_nm("CsPbBr3")).number
        axes.plot(share, 100 * np.exp(-share * cells), color=colour, linewidth=1.8, label=f"edge {edge:g} nm")
        words.append(f"{edge:g} nm ({cells:.0f} surface cells) {1e6 * recombination.killers(0.9) / cells:.0f}")
    axes.axhline(90, color=FAINT, linewidth=1.2)
    axes.set_xscale("log")
    axes.set_xlim(1e-6, 1e-1)
    axes.set_ylim(0, 103)
    axes.set_xlabel("share of the surface cells with a killing trap")
    axes.set_ylabel("quantum yield [%]")
    legend(axes, fontsize=9)
    alt = (
        "Quantum yield of cubes against the share of their surface cells that hold a killing trap. Killers per million "
        f"surface cells that leave a yield of 90 %: {', '.join(words)}."
    )
    return finish(figure, alt)


def yield_lifetime_pairs() -> list[tuple[str, str, str, float, float, float, float]]:
    """Pairs of bare and shelled crystals for which a paper prints both yields and both lifetimes.

    Returns
    -------
    list of tuple
        Name, citation, flag; yield of the bare and of the shelled crystals
        [-]; lifetimes of both [ns].

    Examples
    --------
    >>> len(yield_lifetime_pairs())
    6
    """
    found = []
    for row in tables.rows("core_shell"):
        numbers = [row[c] for c in ("plqy_core_pct", "plqy_pct", "lifetime_core_ns", "lifetime_ns")]
        if all(numbers):
            a, b, c, d = (float(v) for v in numbers)
            found.append((f"{row['core']}/{row['shell']}", row["citation"], row["flag"], a / 100, b / 100, c, d))
    return found


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
    >>> "CsPbBr3/ZnS 1.20 and 2.03" in yield_and_lifetime_gain().alt
    True
    """
    figure, axes = new_figure(4.8, 3.8, (0.13, 0.14, 0.97, 0.97))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(1.0, 2.6)
    axes.set_ylim(0.45, 2.6)
    ends = np.array([1.0, 2.6])
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
    axes.text(2.55, 0.97, "dark crystals lit", ha="right", va="top", fontsize=8, color=INK)
    titles, labels, words = {}, {}, []
    for k, (name, citation, flag, bare, shelled, before, after) in enumerate(yield_lifetime_pairs()):
        x, y = shelled / bare, after / before
        (point,) = axes.plot(
            x, y, "o", color=BLUE, markersize=8, markerfacecolor="none" if flag else BLUE, markeredgewidth=1.6
        )
        link(point, f"pair-{k}", citation)
        titles[f"pair-{k}"] = f"{name}: yield x {x:.2f}, lifetime x {y:.2f}, {citation}" + (
            f" ({flag})" if flag else ""
        )
        labels[subscripts(name).replace("Brx", "Brₓ")] = (x, y)
        words.append(f"{name} {x:.2f} and {y:.2f}")
    for axis, marks in ((axes.xaxis, (1.0, 1.2, 1.5, 2.0, 2.5)), (axes.yaxis, (0.5, 0.7, 1.0, 1.5, 2.0, 2.5))):
        axis.set_ticks(marks, [f"{m:g}" for m in marks])
        axis.set_ticks([], minor=True)
    place_labels(axes, labels, 8)
    axes.set_xlabel("gain of the yield")
    axes.set_ylabel("gain of the lifetime")
    alt = (
        "Gain of the lifetime against gain of the yield by a shell. Between a level line and the diagonal lies what "
        f"the removal of traps can do. Pairs: {'; '.join(words)}. Open: the row carries a doubt."
    )
    return finish(figure, alt, titles)


def self_trapping(gap_ev: float = 2.4, shifts_ev: tuple[float, float] = (0.03, 0.9)) -> Drawing:
    """Energies of ground and excited state along a coordinate of the lattice, for weak and strong coupling.

    Parameters
    ----------
    gap_ev : float, optional
        Energy of absorption [eV].
    shifts_ev : tuple of float, optional
        Stokes shift by relaxation of the lattice, for the free and the
        self-trapped exciton [eV].

    Returns
    -------
    Drawing
        Parabolas of equal curvature with absorption, relaxation and emission,
        and the least width of the line at 293 K. An illustration.

    Raises
    ------
    ValueError
        If a number is not above 0 or a shift is not below the gap.

    Examples
    --------
    >>> "self-trapped" in self_trapping().alt
    True
    """
    gap = float(positive("gap_ev", gap_ev, "eV"))
    weak, strong = (float(v) for v in positive("shifts_ev", shifts_ev, "eV"))
    if max(weak, strong) >= gap:
        raise ValueError(f"shifts_ev: {max(weak, strong):g} eV is not allowed; a shift is smaller than the gap")
    figure, axes = new_figure(4.8, 3.7)
    q = np.linspace(-1.1, 2.1, 200)
    words = []
    for offset, shift, name, colour in ((0.0, weak, "free", BLUE), (3.6, strong, "self-trapped", RED)):
        # Ground state (w/2) q^2; excited state of the same curvature, moved by d: shift = w d^2.
        curvature = 0.9
        moved = (shift / curvature) ** 0.5
        keep = q < 1.5 if offset == 0 else q > -0.7
        axes.plot(offset + q[keep], curvature / 2 * q[keep] ** 2, color=INK, linewidth=1.4)
        excited = gap - curvature / 2 * moved**2 + curvature / 2 * (q - moved) ** 2
        axes.plot(offset + q[keep], excited[keep], color=colour, linewidth=1.8)
        low = gap - curvature / 2 * moved**2
        for x, bottom, top, ink in ((0.0, 0.0, gap, GREEN), (moved, curvature / 2 * moved**2, low, colour)):
            ends = (bottom, top) if ink == GREEN else (top, bottom)
            nudge = -0.09 if ink == GREEN else (0.09 if moved < 0.3 else 0.0)
            axes.annotate(
                "",
                xy=(offset + x + nudge, ends[1]),
                xytext=(offset + x + nudge, ends[0]),
                arrowprops={"arrowstyle": "->", "color": ink, "linewidth": 2.0},
            )
        width = recombination.least_linewidth(shift)
        axes.text(offset - 0.15, gap * 0.42, f"{gap:g} eV", ha="right", fontsize=8, color=INK)
        side = 1 if moved < 0.5 else -1
        axes.text(
            offset + moved + 0.15 * side,
            gap * 0.42,
            f"{gap - shift:.2f} eV",
            ha="left" if side > 0 else "right",
            fontsize=8,
            color=INK,
        )
        axes.text(offset + 0.3, gap + 1.25, f"{name} exciton", ha="center", fontsize=9, color=INK, weight="bold")
        axes.text(
            offset + 0.3, gap + 0.98, f"line of at least {1000 * width:.0f} meV", ha="center", fontsize=8, color=INK
        )
        words.append(
            f"{name} exciton, absorption at {gap:g} eV, emission at {gap - shift:.2f} eV, line of at least "
            f"{1000 * width:.0f} meV"
        )
    axes.set_xlim(-1.4, 5.9)
    axes.set_ylim(-0.1, gap + 1.5)
    axes.set_xticks([])
    axes.set_xlabel("coordinate of the lattice, for each exciton")
    axes.set_ylabel("energy [eV]")
    alt = (
        "Energy parabolas of ground and excited state along a lattice coordinate. "
        + "; ".join(words)
        + ". The lattice "
        "around a self-trapped exciton moves far before it emits."
    )
    return finish(figure, alt)


# Shift, size and name of the ranges that mu2022 prints; the last entry: whether the order of the ends is clear.
_RANGES = (
    ("opt-024", "opt-025", "CsPbBr₃, measured", BLUE, False),
    ("opt-026", "opt-027", "CsPbBr₃, hole state calculated", ORANGE, True),
    ("opt-028", "opt-029", "CdSe, measured", GREEN, True),
)


def stokes_shifts() -> Drawing:
    """Ranges of Stokes shifts and sizes as mu2022 prints them.

    Returns
    -------
    Drawing
        One box a range; a line from corner to corner where the text gives the
        larger energy to the smaller size.

    Examples
    --------
    >>> "CdSe" in stokes_shifts().alt
    True
    """
    figure, axes = new_figure(4.8, 3.4)
    titles, words = {}, []
    for k, (energy, size, name, colour, ordered) in enumerate(_RANGES):
        shift, nm = _row(energy), _row(size)
        x0, x1, y0, y1 = (float(r[c]) for r in (nm, shift) for c in ("value", "value_max"))
        (box,) = axes.fill(
            [x0, x1, x1, x0], [y0, y0, y1, y1], facecolor=colour, alpha=0.3, edgecolor=colour, linewidth=1.5
        )
        link(box, f"range-{k}", shift["citation"])
        titles[f"range-{k}"] = f"{name}: {y0:g} to {y1:g} meV, {x0:g} to {x1:g} nm, {shift['citation']}"
        if ordered:
            axes.plot([x0, x1], [y1, y0], color=colour, linewidth=1.8)
        words.append(f"{name} {y0:g} to {y1:g} meV for {x0:g} to {x1:g} nm")
        axes.text(
            x1 + 0.15 if k != 2 else x0 + 0.05,
            (0.93 * y1 if k == 1 else y1 + 6) if k != 2 else y1 + 6,
            name,
            ha="left" if k else "right",
            va="center" if k == 1 else "bottom",
            fontsize=8,
            color=INK,
        )
    axes.set_xlim(0, 12.6)
    axes.set_ylim(0, 285)
    axes.grid(True, color=FAINT)
    axes.set_xlabel("size of the nanocrystal [nm]")
    axes.set_ylabel("Stokes shift or energy [meV]")
    return finish(figure, f"Boxes of the printed ranges: {'; '.join(words)}.", titles)


def lifetime_averages(ratios: Sequence[float] = (2.0, 5.0, 10.0)) -> Drawing:
    """Intensity-weighted over amplitude-weighted lifetime of two components.

    Parameters
    ----------
    ratios : sequence of float, optional
        Slow lifetime over fast one [-], at least 1; at most five.

    Returns
    -------
    Drawing
        One curve a ratio, against the amplitude of the slow component.

    Raises
    ------
    ValueError
        If a ratio is below 1, or there are none or more than five.

    Examples
    --------
    >>> "1.80" in lifetime_averages((5.0,)).alt
    True
    """
    if not 1 <= len(ratios) <= 5 or min(ratios) < 1:
        raise ValueError(f"ratios: {ratios!r} is not allowed; from one to five numbers of at least 1")
    slow = np.linspace(0, 1, 401)
    figure, axes = new_figure(4.8, 3.4)
    words = []
    for ratio, colour in zip(ratios, (BLUE, ORANGE, GREEN, PURPLE, RED), strict=False):
        amplitudes, lifetimes = np.stack([1 - slow, slow], axis=-1), [1.0, float(ratio)]
        factor = np.asarray(recombination.average_lifetime(amplitudes, lifetimes, "intensity")) / np.asarray(
            recombination.average_lifetime(amplitudes, lifetimes)
        )
        axes.plot(slow, factor, color=colour, linewidth=1.8, label=f"slow / fast = {ratio:g}")
        best = int(factor.argmax())
        words.append(f"{factor[best]:.2f} at a slow amplitude of {slow[best]:.2f} for lifetimes in the ratio {ratio:g}")
    axes.set_xlim(0, 1)
    axes.set_ylim(1, None)
    axes.grid(True, color=FAINT)
    axes.set_xlabel("amplitude of the slow component")
    axes.set_ylabel("intensity mean / amplitude mean")
    legend(axes, fontsize=9)
    return finish(
        figure, f"Intensity-weighted over amplitude-weighted lifetime of two components; largest: {'; '.join(words)}."
    )
