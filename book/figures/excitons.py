"""Figures of excitons: self-trapping, Stokes shifts, average lifetimes."""

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
    subscripts,
)
from calculators.figures.marks import link

from .data import excitons as data
from .style import span

# How steep the parabolas are drawn, in eV for a unit of the lattice coordinate.
_CURVATURE = 0.9


def self_trapping(gap_ev: float, shifts_ev: tuple[float, float]) -> Drawing:
    """Energies of ground and excited state along a coordinate of the lattice, for weak and strong coupling.

    Parameters
    ----------
    gap_ev : float
        Energy of absorption [eV].
    shifts_ev : tuple of float
        Stokes shift by relaxation of the lattice, for the free and the
        self-trapped exciton [eV].

    Returns
    -------
    Drawing
        Parabolas of equal curvature with absorption, relaxation and emission,
        and the least width of the line at 293 K. An illustration.

    Raises
    ------
    ArgumentError
        If a number is not above 0 or a shift is not below the gap.

    Examples
    --------
    >>> print(self_trapping(2.4, (0.03, 0.9)).alt.split("; ")[1].split(". ")[0])
    self-trapped exciton, absorption at 2.4 eV, emission at 1.50 eV, line of at least 355 meV
    """
    excitons = data.self_trapping(gap_ev, shifts_ev)
    figure, axes = new_figure(4.8, 3.7)
    q = np.linspace(-1.1, 2.1, 200)
    words = []
    for offset, colour, exciton in zip((0.0, 3.6), (BLUE, RED), excitons, strict=True):
        # Ground state (w/2) q^2; excited state of the same curvature, moved by d: shift = w d^2.
        shift = exciton.absorption_ev - exciton.emission_ev
        moved = (shift / _CURVATURE) ** 0.5
        keep = q < 1.5 if offset == 0 else q > -0.7
        axes.plot(offset + q[keep], _CURVATURE / 2 * q[keep] ** 2, color=INK, linewidth=1.4)
        low = exciton.absorption_ev - shift / 2
        axes.plot(offset + q[keep], (low + _CURVATURE / 2 * (q - moved) ** 2)[keep], color=colour, linewidth=1.8)
        apart = 0.09 if moved < 0.3 else 0.0
        arrows = ((-0.09, 0.0, exciton.absorption_ev, GREEN), (moved + apart, low, low - exciton.emission_ev, colour))
        for x, start, end, ink in arrows:
            axes.annotate(
                "",
                xy=(offset + x, end),
                xytext=(offset + x, start),
                arrowprops={"arrowstyle": "->", "color": ink, "linewidth": 2.0},
            )
        height = exciton.absorption_ev * 0.42
        axes.text(offset - 0.15, height, f"{exciton.absorption_ev:g} eV", ha="right", fontsize=8, color=INK)
        side, align = (0.15, "left") if moved < 0.5 else (-0.15, "right")
        axes.text(offset + moved + side, height, f"{exciton.emission_ev:.2f} eV", ha=align, fontsize=8, color=INK)
        line = f"line of at least {1000 * exciton.linewidth_ev:.0f} meV"
        top = exciton.absorption_ev
        axes.text(
            offset + 0.3, top + 1.25, f"{exciton.name} exciton", ha="center", fontsize=9, color=INK, weight="bold"
        )
        axes.text(offset + 0.3, top + 0.98, line, ha="center", fontsize=8, color=INK)
        words.append(
            f"{exciton.name} exciton, absorption at {exciton.absorption_ev:g} eV, emission at "
            f"{exciton.emission_ev:.2f} eV, {line}"
        )
    axes.set_xlim(-1.4, 5.9)
    axes.set_ylim(-0.1, excitons[0].absorption_ev + 1.5)
    axes.set_xticks([])
    axes.set_xlabel("coordinate of the lattice, for each exciton")
    axes.set_ylabel("energy [eV]")
    alt = (
        f"Energy parabolas of ground and excited state along a lattice coordinate. {'; '.join(words)}. The lattice "
        "around a self-trapped exciton moves far before it emits."
    )
    return finish(figure, alt)


def stokes_shifts() -> Drawing:
    """Ranges of Stokes shifts and sizes as they are printed.

    Returns
    -------
    Drawing
        One box a range; a line from corner to corner where the text gives the
        larger energy to the smaller size.

    Examples
    --------
    >>> stokes_shifts().alt.split(": ")[0]
    'Boxes of the printed ranges'
    """
    ranges = data.stokes_shifts()
    figure, axes = new_figure(4.8, 4.0)
    titles, words = {}, []
    for k, (found, colour) in enumerate(zip(ranges, cycle((BLUE, GREEN, ORANGE, PURPLE, RED)), strict=False)):
        left, right, low, high = found.least_nm, found.most_nm, found.least_mev, found.most_mev
        name = f"{subscripts(found.material)}, {found.quantity.replace(' valence', chr(10) + 'valence')}"
        (box,) = axes.fill(
            [left, right, right, left],
            [low, low, high, high],
            facecolor=colour,
            alpha=0.3,
            edgecolor=colour,
            linewidth=1.5,
            label=name,
        )
        link(box, f"range-{k}", found.citation)
        if found.ordered:
            axes.plot([left, right], [high, low], color=colour, linewidth=1.8)
        said = f"{span(low, high, 'meV')} for {span(left, right, 'nm')}"
        titles[f"range-{k}"] = f"{found.material}, {found.quantity}: {said}, {found.citation}"
        words.append(f"{found.material}, {found.quantity}, {said}{'' if found.ordered else ' (order doubted)'}")
    axes.set_xlim(0, max([12.0, *(found.most_nm for found in ranges)]) * 1.05)
    axes.set_ylim(0, max([260.0, *(found.most_mev for found in ranges)]) * 1.1)
    axes.grid(True, color=FAINT)
    axes.set_xlabel("size of the nanocrystal [nm]")
    axes.set_ylabel("Stokes shift or energy [meV]")
    legend(axes, loc="upper left", bbox_to_anchor=(0, -0.17))
    return finish(figure, f"Boxes of the printed ranges: {'; '.join(words)}.", titles)


def lifetime_averages(ratios: Sequence[float] = (2.0, 5.0, 10.0)) -> Drawing:
    """Intensity-weighted over amplitude-weighted lifetime of two components.

    Parameters
    ----------
    ratios : sequence of float, optional
        Slow lifetime over fast one [-], at least 1.

    Returns
    -------
    Drawing
        One curve a ratio, against the amplitude of the slow component.

    Raises
    ------
    ArgumentError
        If a ratio is below 1, or there is none.

    Examples
    --------
    >>> lifetime_averages((5.0,)).alt.split("; ")[1]
    'largest: 1.80 at a slow amplitude of 0.17 for lifetimes in the ratio 5.'
    """
    curves = data.lifetime_averages(ratios)
    figure, axes = new_figure(4.8, 3.4)
    words = []
    for curve, colour in zip(curves, cycle((BLUE, ORANGE, GREEN, PURPLE, RED)), strict=False):
        axes.plot(
            curve.slow_amplitude, curve.factor, color=colour, linewidth=1.8, label=f"slow / fast = {curve.ratio:g}"
        )
        words.append(
            f"{curve.largest:.2f} at a slow amplitude of {curve.largest_at:.2f} for lifetimes in the ratio "
            f"{curve.ratio:g}"
        )
    axes.set_xlim(0, 1)
    axes.set_ylim(1, None)
    axes.grid(True, color=FAINT)
    axes.set_xlabel("amplitude of the slow component")
    axes.set_ylabel("intensity mean / amplitude mean")
    legend(axes, fontsize=9)
    return finish(
        figure, f"Intensity-weighted over amplitude-weighted lifetime of two components; largest: {'; '.join(words)}."
    )
