"""Figures of band alignment and confinement in core/shell particles."""

from __future__ import annotations

import numpy as np

from .. import alignment, confinement, tables
from ..alignment import BandEdges
from ..confinement import Material
from .drawing import BLUE, GREEN, INK, ORANGE, PURPLE, RED, Drawing, finish, legend, new_figure

_CLASS_COLOURS = {
    "I": BLUE,
    "inverse I": PURPLE,
    "quasi-II": GREEN,
    "II": ORANGE,
    "III": RED,
    "flat": "#8c8c8c",
}


def band_diagram(
    core: Material,
    shell: Material,
    core_nm: float,
    shell_nm: float,
    sigma_ev: float = 0.2,
    shape: str = "cube",
) -> Drawing:
    """Band edges to scale with their scatter, and the densities of electron and hole.

    Parameters
    ----------
    core, shell : Material
        The two materials.
    core_nm, shell_nm : float
        Diameter or edge of the core, thickness of the shell per side [nm].
    sigma_ev : float, optional
        Scatter of each edge [eV], drawn as a band.
    shape : {"cube", "sphere"}, optional
        Shape of the particle.

    Returns
    -------
    Drawing
        Energy against radius; the densities are radial ones, 4 pi r^2 times the squared modulus of psi.

    Raises
    ------
    ValueError
        See :func:`calculators.confinement.core_shell`.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
    >>> shell = Material("shell", BandEdges(-6.6, -2.9), 0.25, 0.5, 8.0)
    >>> "type I" in band_diagram(core, shell, 8.0, 1.0).alt
    True
    """
    state = confinement.core_shell(core, shell, core_nm, shell_nm, shape)  # type: ignore[arg-type]
    scale = 0.5 if shape == "sphere" else 1 / np.sqrt(3)
    inner, outer = core_nm * scale, (core_nm + 2 * shell_nm) * scale
    figure, axes = new_figure(6.2, 4.0)
    for material, left, right in ((core, 0.0, inner), (shell, inner, outer)):
        if right <= left:
            continue
        for energy, colour in ((material.edges.cbm, BLUE), (material.edges.vbm, RED)):
            axes.plot([left, right], [energy, energy], color=colour, linewidth=2)
            axes.fill_between(
                [left, right], energy - sigma_ev, energy + sigma_ev, color=colour, alpha=0.13, linewidth=0
            )
    if outer > inner:
        for a, b in ((core.edges.cbm, shell.edges.cbm), (core.edges.vbm, shell.edges.vbm)):
            axes.plot([inner, inner], [a, b], color=INK, linewidth=0.8)
    high = max(core.edges.cbm, shell.edges.cbm) + 0.9
    low = min(core.edges.vbm, shell.edges.vbm) - 0.9
    axes.plot([outer, outer], [low, high], color=INK, linewidth=1.4)
    electron = core.edges.cbm + state.electron_ev
    hole = core.edges.vbm - state.hole_ev
    for level, offset, masses, colour, up in (
        (electron, shell.edges.cbm - core.edges.cbm, (core.electron_mass, shell.electron_mass), BLUE, 1),
        (hole, core.edges.vbm - shell.edges.vbm, (core.hole_mass, shell.hole_mass), RED, -1),
    ):
        r, density = confinement.radial_density(inner, outer - inner, masses[0], masses[1], offset)
        axes.plot([0, outer], [level, level], color=colour, linewidth=0.8, linestyle=(0, (4, 3)))
        axes.fill_between(r, level, level + up * 0.7 * density / density.max(), color=colour, alpha=0.35, linewidth=0)
    axes.set_xlim(0, outer * 1.06)
    axes.set_ylim(low, high)
    axes.set_xlabel("Radius of the equivalent sphere [nm]" if shape == "cube" else "Radius [nm]")
    axes.set_ylabel("Energy against vacuum [eV]")
    axes.text(inner / 2, low + 0.12, core.name, ha="center", fontsize=9, color=INK)
    if outer > inner:
        axes.text((inner + outer) / 2, low + 0.12, shell.name, ha="center", fontsize=9, color=INK)
    alt = (
        f"Band edges of {core.name} and {shell.name} against vacuum with a scatter of {sigma_ev:g} eV: bulk type "
        f"{state.bulk.kind}. Electron {100 * state.electron_core:.0f} % and hole {100 * state.hole_core:.0f} % in the "
        f"core of {core_nm:g} nm under a shell of {shell_nm:g} nm."
    )
    return finish(figure, alt)


def regime_map(
    core: Material,
    shell: Material,
    core_nm: tuple[float, float] = (3.0, 14.0),
    shell_nm: tuple[float, float] = (0.0, 4.0),
    shape: str = "cube",
) -> Drawing:
    """Where the carriers are, over core size and shell thickness.

    Parameters
    ----------
    core, shell : Material
        The two materials.
    core_nm, shell_nm : tuple of float, optional
        Ranges of core size and shell thickness [nm].
    shape : {"cube", "sphere"}, optional
        Shape.

    Returns
    -------
    Drawing
        Class by probability: a carrier counts as confined to a side from 0.7.

    Raises
    ------
    ValueError
        See :func:`calculators.confinement.core_shell`.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
    >>> shell = Material("shell", BandEdges(-5.4, -2.9), 0.25, 0.3, 8.0)
    >>> "bulk type II" in regime_map(core, shell).alt
    True
    """
    sizes, shells = np.linspace(*core_nm, 45), np.linspace(*shell_nm, 41)
    state = confinement.core_shell(core, shell, sizes[None, :], shells[:, None], shape)  # type: ignore[arg-type]
    names = [n for n in _CLASS_COLOURS if (state.regime == n).any()]
    figure, axes = new_figure(5.6, 4.2)
    code = np.select([state.regime == n for n in names], list(range(len(names))), -1)
    from matplotlib.colors import ListedColormap

    axes.contourf(
        sizes,
        shells,
        code,
        levels=np.arange(len(names) + 1) - 0.5,
        cmap=ListedColormap([_CLASS_COLOURS[n] for n in names]),
        alpha=0.55,
    ) if len(names) > 1 else axes.fill_between(
        core_nm, shell_nm[0], shell_nm[1], color=_CLASS_COLOURS[names[0]], alpha=0.55, linewidth=0
    )
    for name in names:
        axes.plot([], [], "s", color=_CLASS_COLOURS[name], alpha=0.55, label=f"acts as {name}")
    lines = axes.contour(sizes, shells, state.wavelength_nm, levels=6, colors=INK, linewidths=0.7)
    axes.clabel(lines, fontsize=7, fmt="%.0f nm", colors=INK)
    legend(axes, loc="upper left", bbox_to_anchor=(0, -0.16), ncols=3)
    axes.set_xlabel("Edge of the core [nm]" if shape == "cube" else "Diameter of the core [nm]")
    axes.set_ylabel("Shell per side [nm]")
    share = {n: float((state.regime == n).mean()) for n in names}
    thin = state.regime[np.argmin(np.abs(shells - 0.5))]
    alt = (
        f"Map of core size and shell thickness for {core.name}/{shell.name}, bulk type {state.bulk.kind}: by where "
        "the carriers are, "
        + ", ".join(f"{100 * s:.0f} % of the map acts as {n}" for n, s in share.items())
        + f". At a shell of 0.5 nm: {', '.join(dict.fromkeys(thin.tolist()))}. Lines of equal emission wavelength."
    )
    return finish(figure, alt)


def class_by_ionisation(core_gap: float, shells: dict[str, BandEdges], tolerance: float = 0.1) -> Drawing:
    """Class of a core of known gap with several shells, over the core's unknown ionisation energy.

    Parameters
    ----------
    core_gap : float
        Band gap of the core [eV].
    shells : dict of str to BandEdges
        Edges of the shells by name.
    tolerance : float, optional
        Offset that does not confine [eV].

    Returns
    -------
    Drawing
        One bar a shell, coloured by class.

    Raises
    ------
    ValueError
        If the gap is not above 0 or no shell is given.

    Examples
    --------
    >>> "ZnS" in class_by_ionisation(2.35, {"ZnS": BandEdges(-7.5, -3.8)}).alt
    True
    """
    if not shells:
        raise ValueError("shells: at least one shell is needed")
    figure, axes = new_figure(6.4, 1.3 + 0.42 * len(shells))
    words, seen = [], []
    for y, (name, edges) in enumerate(shells.items()):
        spans = alignment.required_ionisation(core_gap, edges, tolerance)
        for kind, pairs in spans.items():
            for low, high in pairs:
                a, b = max(low, 4.5), min(high, 8.5)
                if b > a:
                    axes.barh(y, b - a, left=a, color=_CLASS_COLOURS[kind], alpha=0.7, height=0.6, linewidth=0)
            if kind not in seen:
                seen.append(kind)
        one = spans.get("I")
        words.append(f"{name} type I from {one[0][0]:.2f} to {one[0][1]:.2f} eV" if one else f"{name} never type I")
    for kind in [k for k in _CLASS_COLOURS if k in seen]:
        axes.plot([], [], "s", color=_CLASS_COLOURS[kind], alpha=0.7, label=kind)
    axes.set_yticks(range(len(shells)), list(shells))
    axes.set_xlim(4.5, 8.5)
    axes.set_xlabel(f"Ionisation energy of the core, gap {core_gap:g} eV [eV]")
    legend(axes, loc="upper left", bbox_to_anchor=(0, -0.45 / (0.5 + 0.2 * len(shells))), ncols=6)
    return finish(figure, "Class against the ionisation energy of the core: " + "; ".join(words) + ".")


def sizing_curve(
    material: str = "MAPbBr3", gap_ev: float = 2.35, reduced_mass: float = 0.1, permittivity: float = 5.0
) -> Drawing:
    """Measured emission against size, with the effective-mass estimates beside it.

    Parameters
    ----------
    material : str, optional
        One of :func:`calculators.confinement.sizing_materials`.
    gap_ev, reduced_mass, permittivity : float, optional
        Bulk gap [eV], reduced mass [m0] and relative permittivity [-] of the
        estimates: assumptions of the reader.

    Returns
    -------
    Drawing
        Points, and the curves of a sphere with and without Coulomb term.

    Raises
    ------
    ValueError
        If there are no points or a parameter is out of range.

    Examples
    --------
    >>> "measured" in sizing_curve().alt
    True
    """
    size, peak, kind = confinement.sizing_points(material)
    energy = tables.photon_energy_nm_ev() / peak
    grid = np.linspace(size[0], size[-1], 200)
    figure, axes = new_figure(6.2, 3.8)
    axes.plot(size, energy, "o", color=INK, label=f"measured, {material}")
    kinetic = gap_ev + np.asarray(confinement.kinetic_energy(grid, reduced_mass, "sphere"))
    full = np.asarray(confinement.brus(grid, gap_ev, reduced_mass, permittivity, "sphere"))
    axes.plot(grid, kinetic, color=ORANGE, label="sphere, kinetic energy only")
    axes.plot(grid, full, color=BLUE, label="sphere with Coulomb term")
    axes.set_ylim(min(energy.min(), full.min()) - 0.05, energy.max() + 0.25)
    axes.set_xlabel(f"{kind.capitalize()} [nm]")
    axes.set_ylabel("Emission energy [eV]")
    legend(axes)
    off = 1e3 * (np.asarray(confinement.brus(size, gap_ev, reduced_mass, permittivity, "sphere")) - energy)
    span = f"{size[0]:g} to {size[-1]:g} nm"
    alt = (
        f"Emission energy of {size.size} measured samples of {material} against {kind}, {span}, with effective-mass "
        f"curves for a gap of {gap_ev:g} eV and a reduced mass of {reduced_mass:g}: the full curve is off by "
        f"{off.min():.0f} to {off.max():.0f} meV."
    )
    return finish(figure, alt)
