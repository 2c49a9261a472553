"""Figures of how shells grow: temperatures, the cycle of colloidal atomic layer deposition, sizes by cycle."""

from __future__ import annotations

from collections import Counter
from typing import Any

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
from calculators.figures.marks import link, year

from .data import ald as data
from .style import doubt, first_key, shell_colour, span


def growth_temperatures() -> Drawing:
    """Temperatures at which shells are grown on perovskite nanocrystals, beside two limits.

    Returns
    -------
    Drawing
        One row a route, full where a number is printed, open where only room
        temperature is named (drawn at 25 °C). Lines mark the heat tests of bare
        cores and the temperature above which chalcogenide quantum dots are
        often made.

    Examples
    --------
    >>> growth_temperatures().alt.partition(":")[0]
    'Temperatures of routes to a shell'
    """
    shown = data.growth_temperatures()
    figure, axes = new_figure(4.9, 0.9 + 0.33 * len(shown.routes))
    titles, words = {}, []
    for y, route in enumerate(shown.routes):
        colour = shell_colour(route.shell_class)
        if route.high_c > route.low_c:
            axes.plot([route.low_c, route.high_c], [y, y], color=colour, linewidth=3)
        face = "none" if route.room else colour
        middle = (route.low_c + route.high_c) / 2
        (point,) = axes.plot(middle, y, "o", color=colour, markerfacecolor=face, markersize=8)
        gid = f"route-{y}"
        link(point, gid, route.citation)
        said = "room temperature" if route.room else span(route.low_c, route.high_c, "°C")
        titles[gid] = f"{route.name}: {said}, {first_key(route.citation)}{doubt(route.flag)}"
        words.append(f"{route.name} {said}")
    right = max([380.0, *(route.high_c + 30 for route in shown.routes)])
    limits = []
    for test in shown.heat_tests_c:
        axes.axvline(test, color=RED, linestyle="--", linewidth=1.2)
        axes.text(test + 4, len(shown.routes) - 0.35, "heat test", color=INK, fontsize=8, va="center")
        limits.append(f"A dashed line at {test:.0f} °C marks a heat test of the bare cores")
    for dots in shown.dots_c:
        axes.axvspan(dots, right, color=FAINT, alpha=0.3, linewidth=0)
        axes.text(dots + 4, -0.62, "chalcogenide dots", color=INK, fontsize=8, va="center")
        limits.append(f"above {dots:g} °C chalcogenide quantum dots are often made")
    names = Counter(route.name for route in shown.routes)
    # The year of the work tells routes to the same pair apart.
    years = [f", {year(route.citation)}" if names[route.name] > 1 else "" for route in shown.routes]
    labels = [subscripts(route.name) + told for route, told in zip(shown.routes, years, strict=True)]
    axes.set_yticks(range(len(shown.routes)), labels, fontsize=9)
    axes.set_ylim(-0.95, len(shown.routes) - 0.05)
    axes.set_xlim(0, right)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Temperature [°C]; open: room temperature")
    return finish(figure, f"Temperatures of routes to a shell: {', '.join(words)}. {'; '.join(limits)}.", titles)


def _square(axes: Any, x: float, y: float, half: float, colour: str, strength: float = 0.8) -> None:
    axes.fill_between([x - half, x + half], y - half, y + half, color=colour, alpha=strength, linewidth=0)
    axes.plot(
        [x - half, x + half, x + half, x - half, x - half],
        [y - half, y - half, y + half, y + half, y - half],
        color=INK,
        linewidth=0.8,
    )


def _around(x: float, y: float, half: float, per_side: int) -> list[tuple[float, float, float, float]]:
    """Points evenly on the four sides of a square, with their outward directions."""
    steps = np.linspace(-1, 1, 2 * per_side + 1)[1::2] * half
    sides = ((0.0, 1.0), (1.0, 0.0), (0.0, -1.0), (-1.0, 0.0))
    return [(x + nx * half + abs(ny) * s, y + ny * half + abs(nx) * s, nx, ny) for nx, ny in sides for s in steps]


def ald_cycle() -> Drawing:
    """Scheme of one cycle of colloidal atomic layer deposition of ZnS on a nanocrystal.

    Returns
    -------
    Drawing
        Four vials in a ring: sulfide from water to the crystal in toluene,
        water off and washing, zinc from water to the crystal, water off and
        washing. Not to scale.

    Examples
    --------
    >>> ald_cycle().alt.rpartition(". ")[2]
    'The half reactions are stirred for 5 min and 5 min.'
    """
    figure, axes = new_figure(4.6, 5.3, (0.01, 0.01, 0.99, 0.99))
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 11.6)
    axes.set_axis_off()
    wide, high = 1.75, 1.6
    places = {1: (2.2, 8.6), 2: (7.8, 8.6), 3: (7.8, 2.9), 4: (2.2, 2.9)}
    steps = data.ald_cycle()
    for step, (x, y) in places.items():
        done = steps[step - 1]
        two_phases = bool(done.ion)
        stir = "" if done.stir_min is None else f"\nstir {done.stir_min:g} min"
        caption = f"{step}  {done.caption}{stir}"
        boundary = y - 0.45
        axes.fill_between([x - wide, x + wide], boundary, y + high, color=ORANGE, alpha=0.16, linewidth=0)
        if two_phases:
            axes.fill_between([x - wide, x + wide], y - high, boundary, color=BLUE, alpha=0.25, linewidth=0)
            axes.plot([x - wide, x + wide], [boundary, boundary], color=INK, linewidth=0.6)
            axes.text(x - wide + 0.12, y - high + 0.2, "water", fontsize=8, color=INK)
        floor = y - high if two_phases else boundary
        axes.plot([x - wide, x - wide, x + wide, x + wide], [y + high, floor, floor, y + high], color=INK, linewidth=1)
        axes.text(x - wide + 0.12, y + high - 0.42, "toluene", fontsize=8, color=INK)
        axes.text(x, floor - 0.2, caption, fontsize=9, color=INK, ha="center", va="top", linespacing=1.25)
        cx, cy, half = x + 0.25, y + 0.45, 0.42
        if step in (1, 4):
            for px, py, nx, ny in _around(cx, cy, half + (0.2 if step == 4 else 0.0), 3):
                axes.plot([px, px + 0.28 * nx], [py, py + 0.28 * ny], color=INK, linewidth=1)
        if step == 4:
            _square(axes, cx, cy, half + 0.2, PURPLE, 0.6)
        _square(axes, cx, cy, half, GREEN)
        if step in (2, 3):
            for px, py, nx, ny in _around(cx, cy, half, 3):
                axes.plot(px + 0.1 * nx, py + 0.1 * ny, "o", color=ORANGE, markersize=5, markeredgecolor=INK, mew=0.5)
        if two_phases:
            colour = ORANGE if step == 1 else PURPLE
            axes.text(x + 1.0, y - 1.2, done.ion, fontsize=10, color=INK, ha="center", va="center")
            arrow = {"arrowstyle": "-|>", "color": colour, "linewidth": 2}
            axes.annotate("", xy=(cx, cy - half - 0.15), xytext=(x + 0.25, y - 1.35), arrowprops=arrow)
    turn = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.4}
    for start, end in (
        ((4.2, 9.2), (5.8, 9.2)),
        ((7.8, 6.75), (7.8, 4.75)),
        ((5.8, 3.4), (4.2, 3.4)),
        ((2.2, 4.75), (2.2, 5.85)),
    ):
        axes.annotate("", xy=end, xytext=start, arrowprops=turn)
    axes.text(5.0, 6.05, "one cycle", fontsize=10, color=INK, ha="center", va="center")
    key = "square: CsPbBr₃; dots: sulfide; outer square: ZnS; bristles: ligands"
    axes.text(5.0, 11.0, key, fontsize=8, color=INK, ha="center", va="center")
    times = [f"{done.stir_min:g} min" for done in steps if done.stir_min is not None]
    alt = (
        "Scheme of one cycle in four vials. First, sulfide moves from the lower water phase to the ligand-covered "
        "CsPbBr3 crystal in toluene. Second, the water is taken off and the sulfide-covered crystal washed. Third, "
        "zinc ions move from fresh water to the sulfide on the crystal. Fourth, water off and washing leave a "
        "crystal with a ZnS shell and amine ligands, which enters the next cycle."
    )
    if times:
        alt += f" The half reactions are stirred for {' and '.join(times)}."
    return finish(figure, alt)


def ald_growth(*, share: float = 1.0, shell_density_g_cm3: float | None = None) -> Drawing:
    """Mean sizes after each cycle of deposition beside the sizes that the dose of sulfide allows.

    Parameters
    ----------
    share : float, optional
        Share of the weighed mass that is core and not ligand [-], above 0, to 1.
    shell_density_g_cm3 : float, optional
        Density of the shell [g/cm3]; by default that of a wurtzite with the
        printed spacing.

    Returns
    -------
    Drawing
        Printed mean sizes with their printed spread, the line of one lattice
        spacing per side and cycle, and the line of the dose if all sulfide
        ends in even shells.

    Raises
    ------
    ArgumentError
        If the share is not above 0 and at most 1, or the density not above 0.

    Examples
    --------
    >>> ald_growth().alt.partition(".")[0]
    'Mean size of CsPbBr3/ZnS after 0, 1, 2 cycles: 14'
    """
    series = data.ald_growth(share=share, shell_density_g_cm3=shell_density_g_cm3)
    figure, axes = new_figure(4.7, 3.7)
    titles, words = {}, []
    for n, shown in enumerate(series):
        colour = (GREEN, BLUE, RED)[n % 3]
        cycles, sizes = shown.cycles, shown.size_nm
        axes.errorbar(cycles, sizes, shown.spread_nm, fmt="none", ecolor=colour, elinewidth=1.5, capsize=5)
        axes.plot(cycles, sizes, color=colour, linewidth=1, label="TEM, mean and spread")
        for k, (x, y, spread, shell) in enumerate(zip(cycles, sizes, shown.spread_nm, shown.per_side_nm, strict=True)):
            (point,) = axes.plot(x, y, "o", color=colour, markersize=8)
            gid = f"cycle-{n}-{k}"
            link(point, gid, shown.citation)
            titles[gid] = f"{x:g} cycles: {y:g} ± {spread:g} nm, {shell:.2f} nm per side, {first_key(shown.citation)}"
            if x:
                beside = {"xytext": (-9, 9), "textcoords": "offset points", "ha": "right"}
                axes.annotate(f"{shell:.2f} nm\nper side", (float(x), float(y)), fontsize=9, color=INK, **beside)
        spacing = f"one spacing of {shown.spacing_nm:g} nm per side"
        axes.plot(cycles, shown.spaced_nm, color=PURPLE, linestyle="--", label=spacing)
        axes.plot(
            cycles, shown.dosed_nm, color=ORANGE, linestyle=":", linewidth=2.2, label="all dosed sulfide in shells"
        )
        after, printed = ", ".join(f"{x:g}" for x in cycles), ", ".join(f"{size:g} nm" for size in sizes)
        words.append(
            f"Mean size of {shown.core}/{shown.shell} after {after} cycles: {printed}. One lattice spacing of "
            f"{shown.spacing_nm:g} nm per side and cycle would give {shown.spaced_nm[-1]:.1f} nm after "
            f"{cycles[-1]:g} cycles, the dose of sulfide at most {shown.dosed_nm[-1]:.1f} nm."
        )
    most = max((shown.cycles[-1] for shown in series), default=1.0)
    axes.set_xticks(np.arange(most + 1))
    axes.set_xlim(-0.3, most + 0.35)
    axes.margins(y=0.25)
    axes.set_xlabel("Cycles")
    axes.set_ylabel("Size [nm]")
    axes.grid(True, axis="y", color=FAINT)
    legend(axes, loc="upper left")
    return finish(figure, " ".join(words), titles)
