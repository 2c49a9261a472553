"""Figures of how shells grow: temperatures, the cycle of colloidal atomic layer deposition, sizes by cycle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from calculators import composition, structure, tables
from calculators.checks import fraction, positive
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

_ROOM = 25.0
# Rows of the table ``values`` that print a temperature at which a shell, or a core, is made.
_PRINTED = (
    ("teku-002", "CsPbBr3/ZnS", ORANGE),
    ("teku-003", "CsPb(Br,Cl)3/ZnS", ORANGE),
    ("teku-054", "CsPbBr3 core alone", GREEN),
    ("zhong-009", "CsPbBr3/TiO2, calcined", BLUE),
    ("das-054", "CsPbBr3/SiO2, molten salts", BLUE),
)
_OXIDE_OR_NOT = {"oxide": BLUE, "polymer": PURPLE}


def _values(*ids: str) -> list[Mapping[str, str]]:
    """Rows of the table of values, in the order of their ids."""
    found = {row["id"]: row for row in tables.rows("values")}
    return [found[i] for i in ids]


def growth_temperatures() -> Drawing:
    """Temperatures at which shells are grown on perovskite nanocrystals, beside two limits.

    Returns
    -------
    Drawing
        One row a route, full where a number is printed, open where only room
        temperature is named (drawn at 25 °C). Lines mark the heat test that
        bare CsPbBr3 fails and the temperature above which chalcogenide quantum
        dots are often made.

    Examples
    --------
    >>> "room temperature" in growth_temperatures().alt
    True
    """
    routes: list[tuple[str, float, float, str, str, bool]] = []
    for row in tables.rows("core_shell"):
        if "room" in row["route"] and "temperature" in row["route"]:
            name = f"{row['core']}/{row['shell']}".replace("CsPbMnX3", "Mn:CsPbX3")
            colour = _OXIDE_OR_NOT.get(row["shell_class"], INK)
            routes.append((name, _ROOM, _ROOM, row["citation"], colour, True))
    for row, (_, name, colour) in zip(_values(*(p[0] for p in _PRINTED)), _PRINTED, strict=True):
        low = float(row["value"])
        routes.append((name, low, float(row["value_max"] or low), row["citation"], colour, False))
    test, dots = (float(r["value"]) for r in _values("teku-027", "zhong-014"))
    test -= 273.15
    figure, axes = new_figure(4.9, 0.9 + 0.33 * len(routes))
    titles, words = {}, []
    for y, (name, low, high, citation, colour, room) in enumerate(routes):
        if high > low:
            axes.plot([low, high], [y, y], color=colour, linewidth=3)
        face = "none" if room else colour
        (point,) = axes.plot((low + high) / 2, y, "o", color=colour, markerfacecolor=face, markersize=8)
        link(point, f"route-{y}", citation)
        said = "room temperature" if room else f"{low:g} to {high:g} °C" if high > low else f"{low:g} °C"
        titles[f"route-{y}"] = f"{name}: {said}, {citation}"
        words.append(f"{name} {said}")
    axes.axvspan(dots, 400, color=FAINT, alpha=0.3, linewidth=0)
    axes.axvline(test, color=RED, linestyle="--", linewidth=1.2)
    axes.text(test + 4, len(routes) - 0.35, "heat test", color=INK, fontsize=8, va="center")
    axes.text(dots + 4, -0.62, "chalcogenide dots", color=INK, fontsize=8, va="center")
    axes.set_yticks(range(len(routes)), [subscripts(r[0]) for r in routes], fontsize=9)
    axes.set_ylim(-0.95, len(routes) - 0.05)
    axes.set_xlim(0, 380)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Temperature [°C]; open: room temperature")
    alt = (
        f"Temperatures of routes to a shell: {', '.join(words)}. A dashed line at {test:.0f} °C marks the heat test of "
        f"bare CsPbBr3; above {dots:g} °C chalcogenide quantum dots are often made."
    )
    return finish(figure, alt, titles)


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
    >>> "sulfide" in ald_cycle().alt
    True
    """
    figure, axes = new_figure(4.6, 5.3, (0.01, 0.01, 0.99, 0.99))
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 11.6)
    axes.set_axis_off()
    wide, high = 1.75, 1.6
    places = {1: (2.2, 8.6), 2: (7.8, 8.6), 3: (7.8, 2.9), 4: (2.2, 2.9)}
    captions = {
        1: "1  Na₂S, DDAB\nstir 5 min",
        2: "2  water off,\nwash",
        3: "3  Zn acetate, OLAM\nstir 5 min",
        4: "4  water off,\nwash",
    }
    for step, (x, y) in places.items():
        two_phases = step in (1, 3)
        boundary = y - 0.45
        axes.fill_between([x - wide, x + wide], boundary, y + high, color=ORANGE, alpha=0.16, linewidth=0)
        if two_phases:
            axes.fill_between([x - wide, x + wide], y - high, boundary, color=BLUE, alpha=0.25, linewidth=0)
            axes.plot([x - wide, x + wide], [boundary, boundary], color=INK, linewidth=0.6)
            axes.text(x - wide + 0.12, y - high + 0.2, "water", fontsize=8, color=INK)
        floor = y - high if two_phases else boundary
        axes.plot([x - wide, x - wide, x + wide, x + wide], [y + high, floor, floor, y + high], color=INK, linewidth=1)
        axes.text(x - wide + 0.12, y + high - 0.42, "toluene", fontsize=8, color=INK)
        axes.text(x, floor - 0.2, captions[step], fontsize=9, color=INK, ha="center", va="top", linespacing=1.25)
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
            ion, colour = ("S²⁻", ORANGE) if step == 1 else ("Zn²⁺", PURPLE)
            axes.text(x + 1.0, y - 1.2, ion, fontsize=10, color=INK, ha="center", va="center")
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
    alt = (
        "Scheme of one cycle in four vials. First, sulfide moves from the lower water phase to the ligand-covered "
        "CsPbBr3 crystal in toluene. Second, the water is taken off and the sulfide-covered crystal washed. Third, "
        "zinc ions move from fresh water to the sulfide on the crystal. Fourth, water off and washing leave a "
        "crystal with a ZnS shell and amine ligands, which enters the next cycle."
    )
    return finish(figure, alt)


def ald_growth(share: float = 1.0, zns_density_g_cm3: float = 4.14) -> Drawing:
    """Mean sizes after each cycle of teku2025 beside the sizes that its dose of sulfide allows.

    Parameters
    ----------
    share : float, optional
        Share of the weighed 30 mg that is CsPbBr3 and not ligand [-], above 0, to 1.
    zns_density_g_cm3 : float, optional
        Density of the shell [g/cm3].

    Returns
    -------
    Drawing
        Printed mean sizes with their printed spread, the line of one lattice
        spacing of 0.33 nm per side and cycle, and the line of the dose if all
        sulfide ends in even shells.

    Raises
    ------
    ValueError
        If the share is not above 0 and at most 1, or the density not above 0.

    Examples
    --------
    >>> "18.5 nm" in ald_growth().alt
    True
    """
    part = float(fraction("share", share))
    if part == 0:
        raise ValueError("share: 0 is not allowed; it is a fraction above 0, to 1")
    shell_density = float(positive("zns_density_g_cm3", zns_density_g_cm3, "g/cm3"))
    sizes = _values("teku-012", "teku-013", "teku-014")
    mean = np.array([float(r["value"]) for r in sizes])
    spread = np.array([float(r["uncertainty"]) for r in sizes])
    spacing, mass, volume, molar = (float(r["value"]) for r in _values("teku-019", "teku-065", "teku-062", "teku-063"))
    cycles = np.arange(3)
    lattice = float(next(r["value"] for r in tables.rows("materials") if r["id"] == "cspbbr3-lattice-1"))
    core_density = composition.molar_mass("CsPbBr3") / (0.602214076 * lattice**3)
    count = structure.particles(part * mass / 1000, mean[0], core_density)
    dose_mol = cycles * volume * molar * 1e-6
    shell_nm3 = dose_mol * composition.molar_mass("ZnS") / shell_density * 1e21 / count
    dosed = (mean[0] ** 3 + shell_nm3) ** (1 / 3)
    figure, axes = new_figure(4.7, 3.7)
    titles = {}
    axes.errorbar(cycles, mean, spread, fmt="none", ecolor=GREEN, elinewidth=1.5, capsize=5)
    axes.plot(cycles, mean, color=GREEN, linewidth=1, label="TEM, mean and spread")
    for k, (x, y) in enumerate(zip(cycles, mean, strict=True)):
        (point,) = axes.plot(x, y, "o", color=GREEN, markersize=8)
        link(point, f"cycle-{k}", "teku2025")
        shell = structure.shell_thickness(mean[0], y)
        titles[f"cycle-{k}"] = f"{x} cycles: {y:g} ± {spread[k]:g} nm, {shell:.2f} nm per side, teku2025"
        if k:
            axes.annotate(
                f"{shell:.2f} nm\nper side",
                (float(x), float(y)),
                xytext=(-9, 9),
                textcoords="offset points",
                ha="right",
                fontsize=9,
                color=INK,
            )
    axes.plot(
        cycles,
        mean[0] + 2 * spacing * cycles,
        color=PURPLE,
        linestyle="--",
        label=f"one spacing of {spacing:g} nm per side",
    )
    axes.plot(cycles, dosed, color=ORANGE, linestyle=":", linewidth=2.2, label="all dosed sulfide in shells")
    axes.set_xticks(cycles)
    axes.set_xlim(-0.3, 2.35)
    axes.set_ylim(12, 22.5)
    axes.set_xlabel("Cycles")
    axes.set_ylabel("Size [nm]")
    axes.grid(True, axis="y", color=FAINT)
    legend(axes, loc="upper left")
    alt = (
        "Mean size after 0, 1 and 2 cycles: "
        + ", ".join(f"{m:g} nm" for m in mean)
        + f". One lattice spacing per side and cycle would give {mean[0] + 4 * spacing:.1f} nm after two cycles, the "
        f"dose of sulfide at most {dosed[2]:.1f} nm."
    )
    return finish(figure, alt, titles)
