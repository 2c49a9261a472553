"""Figures of band alignment and confinement in core/shell particles."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

import numpy as np

from ..bands import BandEdges
from ..checks import Shape
from ..confinement import Material
from ..materials import GRADES
from . import data
from .drawing import BLUE, INK, ORANGE, RED, Drawing, finish, legend, new_figure, subscripts
from .marks import CLASS_COLOURS

_AXIS_EV = (4.5, 8.5)
_MARKS = "os^vP*X"  # one for each work
_SPHERES = (
    " Computed with spheres that nearly stand for the cubes, to 40 meV for edges from 3 nm and masses from 0.1 m0."
)


def band_diagram(
    core: Material,
    shell: Material,
    core_nm: float,
    shell_nm: float,
    sigma_ev: float = 0.2,
    shape: Shape = "cube",
    *,
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
    nonparabolic: bool = False,
) -> Drawing:
    """Band edges to scale with their scatter, and the densities of electron and hole.

    Parameters
    ----------
    core, shell, core_nm, shell_nm, sigma_ev, shape, outside_ev, outside_mass, nonparabolic
        See :func:`calculators.figures.data.band_diagram`.

    Returns
    -------
    Drawing
        Energy against the distance from the centre; densities as in :func:`calculators.figures.data.band_diagram`.

    Raises
    ------
    ArgumentError
        See :func:`calculators.figures.data.band_diagram`.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
    >>> shell = Material("shell", BandEdges(-6.6, -2.9), 0.25, 0.5, 8.0)
    >>> band_diagram(core, shell, 8.0, 1.0).alt.split(". ")[1]
    'Electron 98 % and hole 98 % in the core of 8 nm under a shell of 1 nm.'
    """
    shown = data.band_diagram(
        core,
        shell,
        core_nm,
        shell_nm,
        sigma_ev,
        shape,
        outside_ev=outside_ev,
        outside_mass=outside_mass,
        nonparabolic=nonparabolic,
    )
    figure, axes = new_figure(6.2, 4.0)
    high = max(layer.cbm_ev for layer in shown.layers) + 0.9
    low = min(layer.vbm_ev for layer in shown.layers) - 0.9
    for layer in shown.layers:
        ends = [layer.start_nm, layer.end_nm]
        for energy, colour in ((layer.cbm_ev, BLUE), (layer.vbm_ev, RED)):
            axes.plot(ends, [energy, energy], color=colour, linewidth=2)
            axes.fill_between(
                ends, energy - shown.sigma_ev, energy + shown.sigma_ev, color=colour, alpha=0.13, linewidth=0
            )
        axes.text(sum(ends) / 2, low + 0.12, layer.material, ha="center", fontsize=9, color=INK)
    for inner, outer in zip(shown.layers[:-1], shown.layers[1:], strict=True):
        for a, b in ((inner.cbm_ev, outer.cbm_ev), (inner.vbm_ev, outer.vbm_ev)):
            axes.plot([inner.end_nm] * 2, [a, b], color=INK, linewidth=0.8)
    wall = shown.layers[-1].end_nm
    # What is behind the wall, as far as a density reaches there.
    wide = wall * 1.06
    if np.isfinite(outside_ev):
        wide = max(
            wide, *(float(c.radius_nm[c.density_per_nm > 0.002 * c.density_per_nm.max()][-1]) for c in shown.carriers)
        )
        first = shown.layers[0]
        for edge, barrier, colour in ((first.cbm_ev, outside_ev, BLUE), (first.vbm_ev, -outside_ev, RED)):
            last = shown.layers[-1].cbm_ev if colour == BLUE else shown.layers[-1].vbm_ev
            axes.plot([wall, wide], [edge + barrier] * 2, color=colour, linewidth=2)
            axes.plot([wall, wall], [last, edge + barrier], color=INK, linewidth=0.8)
    else:
        axes.plot([wall, wall], [low, high], color=INK, linewidth=1.4)
    for carrier, colour, up in zip(shown.carriers, (BLUE, RED), (1, -1), strict=True):
        axes.plot([0, wall], [carrier.level_ev] * 2, color=colour, linewidth=0.8, linestyle=(0, (4, 3)))
        hump = up * 0.7 * carrier.density_per_nm / carrier.density_per_nm.max()
        axes.fill_between(
            carrier.radius_nm, carrier.level_ev, carrier.level_ev + hump, color=colour, alpha=0.35, linewidth=0
        )
    axes.set_xlim(0, wide)
    axes.set_ylim(low, high)
    axes.set_xlabel("Distance from the centre along an axis [nm]" if shape == "cube" else "Radius [nm]")
    axes.set_ylabel("Energy against vacuum [eV]")
    inside = " and ".join(f"{carrier.name} {100 * carrier.share_in_core:.0f} %" for carrier in shown.carriers)
    alt = (
        f"Band edges of {core.name} and {shell.name} against vacuum with a scatter of {shown.sigma_ev:g} eV: bulk type "
        f"{shown.kind}. {inside[0].upper()}{inside[1:]} in the core of {shown.core_nm:g} nm under a shell of "
        f"{shown.shell_nm:g} nm{_model(outside_ev, nonparabolic)}."
    )
    return finish(figure, alt)


def _model(outside_ev: float, nonparabolic: bool) -> str:
    """What differs from a hard wall and parabolic bands, in words."""
    words = [f"a barrier of {outside_ev:g} eV outside"] if np.isfinite(outside_ev) else []
    words += ["two-band masses"] if nonparabolic else []
    return f", with {' and '.join(words)}" if words else ""


def regime_map(
    core: Material,
    shell: Material,
    core_nm: tuple[float, float] = (3.0, 14.0),
    shell_nm: tuple[float, float] = (0.0, 4.0),
    shape: Shape = "cube",
    *,
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
    nonparabolic: bool = False,
) -> Drawing:
    """Where the carriers are, over core size and shell thickness.

    Parameters
    ----------
    core, shell, core_nm, shell_nm, shape, outside_ev, outside_mass, nonparabolic
        See :func:`calculators.figures.data.regime_map`.

    Returns
    -------
    Drawing
        Class by probability: a carrier counts as confined to a side from 0.7.

    Raises
    ------
    ArgumentError
        See :func:`calculators.figures.data.regime_map`.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
    >>> shell = Material("shell", BandEdges(-5.4, -2.9), 0.25, 0.3, 8.0)
    >>> regime_map(core, shell).alt.split(": ")[0]
    'Map of core size and shell thickness for core/shell, bulk type II'
    """
    from matplotlib.colors import ListedColormap

    shown = data.regime_map(
        core,
        shell,
        core_nm,
        shell_nm,
        shape,
        outside_ev=outside_ev,
        outside_mass=outside_mass,
        nonparabolic=nonparabolic,
    )
    names = [name for name in CLASS_COLOURS if name in shown.share]
    figure, axes = new_figure(5.6, 4.2)
    if len(names) > 1:
        code = np.select([shown.regime == name for name in names], list(range(len(names))), -1)
        axes.contourf(
            shown.core_nm,
            shown.shell_nm,
            code,
            levels=np.arange(len(names) + 1) - 0.5,
            cmap=ListedColormap([CLASS_COLOURS[name] for name in names]),
            alpha=0.55,
        )
    else:
        axes.fill_between(core_nm, *shell_nm, color=CLASS_COLOURS[names[0]], alpha=0.55, linewidth=0)
    for name in names:
        axes.plot([], [], "s", color=CLASS_COLOURS[name], alpha=0.55, label=f"acts as {name}")
    lines = axes.contour(shown.core_nm, shown.shell_nm, shown.wavelength_nm, levels=6, colors=INK, linewidths=0.7)
    axes.clabel(lines, fontsize=7, fmt="%.0f nm", colors=INK)
    legend(axes, loc="upper left", bbox_to_anchor=(0, -0.16), ncols=3)
    axes.set_xlabel("Edge of the core [nm]" if shape == "cube" else "Diameter of the core [nm]")
    axes.set_ylabel("Shell per side [nm]")
    alt = (
        f"Map of core size and shell thickness for {shown.core}/{shown.shell}, bulk type {shown.kind}: by where "
        "the carriers are, "
        + ", ".join(f"{100 * share:.0f} % of the map acts as {name}" for name, share in shown.share.items())
        + f". At a shell of {shown.thin_nm:g} nm: {', '.join(shown.with_thin_shell)}. Lines of equal emission "
        f"wavelength{_model(outside_ev, nonparabolic)}." + (_SPHERES if shape == "cube" else "")
    )
    return finish(figure, alt)


def class_by_ionisation(core_gap: float, shells: Mapping[str, BandEdges], tolerance: float = 0.1) -> Drawing:
    """Class of a core of known gap with several shells, over the core's unknown ionisation energy.

    Parameters
    ----------
    core_gap, shells, tolerance
        See :func:`calculators.figures.data.class_by_ionisation`.

    Returns
    -------
    Drawing
        One bar a shell, coloured by class.

    Raises
    ------
    ArgumentError
        If the gap is not above 0 or no shell is given.

    Examples
    --------
    >>> class_by_ionisation(2.35, {"ZnS": BandEdges(-7.5, -3.8)}).alt
    'Class against the ionisation energy of the core: ZnS type I from 6.25 to 7.40 eV.'
    """
    shown = data.class_by_ionisation(core_gap, shells, tolerance)
    figure, axes = new_figure(6.4, 1.3 + 0.42 * len(shown))
    words, seen = [], set()
    for y, (name, spans) in enumerate(shown.items()):
        for kind, pairs in spans.items():
            for low, high in pairs:
                a, b = max(low, _AXIS_EV[0]), min(high, _AXIS_EV[1])
                if b > a:
                    axes.barh(y, b - a, left=a, color=CLASS_COLOURS[kind], alpha=0.7, height=0.6, linewidth=0)
                    seen.add(kind)
        ranges = " and ".join(f"from {low:.2f} to {high:.2f} eV" for low, high in spans.get("I", []))
        words.append(f"{name} type I {ranges}" if ranges else f"{name} never type I")
    for kind, colour in CLASS_COLOURS.items():
        if kind in seen:
            axes.plot([], [], "s", color=colour, alpha=0.7, label=kind)
    axes.set_yticks(range(len(shown)), list(shown))
    axes.set_xlim(*_AXIS_EV)
    axes.set_xlabel(f"Ionisation energy of the core, gap {core_gap:g} eV [eV]")
    legend(axes, loc="upper left", bbox_to_anchor=(0, -0.45 / (0.5 + 0.2 * len(shown))), ncols=6)
    return finish(figure, "Class against the ionisation energy of the core: " + "; ".join(words) + ".")


def edges_by_source(*material: str, own: Mapping[str, BandEdges] | None = None) -> Drawing:
    """Band edges of materials, one column a source, so that their disagreement is seen.

    Parameters
    ----------
    *material, own
        See :func:`calculators.figures.data.edges_by_source`.

    Returns
    -------
    Drawing
        Filled below the valence band and above the conduction band; an edge
        that follows from the other one and a band gap is dashed, inputs of
        simulations are pale.

    Raises
    ------
    ArgumentError
        If the tables do not know a material, or no edges of any are known.

    Examples
    --------
    >>> edges_by_source("ZnS").alt.split(":")[0]
    'Band edges against vacuum by source'
    """
    shown = data.edges_by_source(*material, own=own)
    figure, axes = new_figure(max(4.6, 1.6 + 0.55 * len(shown)), 4.2)
    low, high = min(e.edges.vbm_ev for e in shown) - 0.9, max(e.edges.cbm_ev for e in shown) + 0.9
    names = list(dict.fromkeys(e.material for e in shown))
    ticks = []
    at = 0.0
    for name in names:
        first = at
        for e in (e for e in shown if e.material == name):
            strength = 0.15 if e.grade == GRADES[-1] else 0.4
            for energy, wall, colour, edge in (
                (e.edges.cbm_ev, high, BLUE, "cbm"),
                (e.edges.vbm_ev, low, RED, "vbm"),
            ):
                axes.fill_between([at - 0.4, at + 0.4], energy, wall, color=colour, alpha=strength, linewidth=0)
                style = (0, (3, 2)) if e.derived == edge else "-"
                axes.plot([at - 0.4, at + 0.4], [energy, energy], color=colour, linewidth=1.8, linestyle=style)
            ticks.append((at, e.citation or "yours"))
            at += 1
        axes.text((first + at - 1) / 2, high - 0.1, subscripts(name), ha="center", va="top", fontsize=10, color=INK)
        at += 0.6
    axes.set_xlim(-0.7, at - 0.9)
    axes.set_ylim(low, high)
    axes.set_xticks([x for x, _ in ticks], [label for _, label in ticks], rotation=40, ha="right", fontsize=8)
    axes.set_ylabel("Energy against vacuum [eV]")
    words = []
    for name in names:
        energies = [-e.edges.vbm_ev for e in shown if e.material == name]
        count = f"{len(energies)} source{'s' if len(energies) > 1 else ''}"
        span = f"{min(energies):.2f} to {max(energies):.2f}" if max(energies) > min(energies) else f"{energies[0]:.2f}"
        words.append(f"{name} with {count}, ionisation energy {span} eV")
    return finish(figure, f"Band edges against vacuum by source: {'; '.join(words)}.")


def sizing_curve(
    material: str,
    gap_ev: float | None = None,
    reduced_mass: float | None = None,
    permittivity: float | None = None,
    *,
    citation: str | None = None,
    size_nm: float | None = None,
    doubted: bool = False,
) -> Drawing:
    """Measured emission against size, by work, with the curve through them or effective-mass estimates beside it.

    Parameters
    ----------
    material, gap_ev, reduced_mass, permittivity, citation, size_nm, doubted
        See :func:`calculators.figures.data.sizing_curve`.

    Returns
    -------
    Drawing
        Points, each work with its own mark; the curve through several works with
        its prediction interval, or the curve between the points of one; with
        parameters the curves with and without Coulomb term in place of the latter;
        and the crystal that is asked for.

    Raises
    ------
    ArgumentError
        If there are no points or too few, a parameter is out of range or missing
        beside the others, or the size lies outside the points.

    Examples
    --------
    >>> sizing_curve("CsPbI3", 1.78, 0.12, 10.0).alt.split(" measured ")[1].split(", ")[0]
    'samples of CsPbI3 against edge'
    """
    shown = data.sizing_curve(
        material, gap_ev, reduced_mass, permittivity, citation=citation, size_nm=size_nm, doubted=doubted
    )
    figure, axes = new_figure(6.2, 3.8)
    if shown.low_ev.size:
        band = {"color": INK, "alpha": 0.12, "linewidth": 0, "label": "nine samples of ten"}
        axes.fill_between(shown.between_nm, shown.low_ev, shown.high_ev, **band)
    works = np.array(shown.works)
    for mark, work in zip(itertools.cycle(_MARKS), shown.citations):
        of = works == work
        axes.plot(shown.size_nm[of], shown.energy_ev[of], mark, color=INK, markersize=5, label=work)
    alt = (
        f"Emission energy of {shown.size_nm.size} measured samples of {shown.material} against {shown.size_kind}, "
        f"{shown.size_nm[0]:.3g} to {shown.size_nm[-1]:.3g} nm, by {', '.join(shown.citations)}"
    )
    if shown.low_ev.size:
        axes.plot(shown.between_nm, shown.between_ev, color=INK, linewidth=1, label="through all works")
        wide = 1e3 * (shown.high_ev - shown.low_ev) / 2
        alt += (
            f"; the curve through them falls from {shown.between_ev[0]:.2f} to {shown.between_ev[-1]:.2f} eV, nine "
            f"samples of ten lie within {wide[0]:.0f} meV of it at the small end and {wide[-1]:.0f} meV at the "
            f"large one, and a work left out is missed by {1e3 * shown.left_out_ev:.0f} meV"
        )
    if shown.full_ev.size:
        axes.plot(shown.grid_nm, shown.kinetic_ev, color=ORANGE, label=f"{shown.shape}, kinetic energy only")
        axes.plot(shown.grid_nm, shown.full_ev, color=BLUE, label=f"{shown.shape} with Coulomb term")
        axes.set_ylim(min(shown.energy_ev.min(), shown.full_ev.min()) - 0.05, shown.energy_ev.max() + 0.25)
        off = 1e3 * shown.misfit_ev
        alt += (
            f", with effective-mass curves for a gap of {gap_ev:g} eV and a reduced mass of {reduced_mass:g}: "
            f"the full curve is off by {off.min():.0f} to {off.max():.0f} meV"
        )
    elif not shown.low_ev.size:
        axes.plot(shown.between_nm, shown.between_ev, color=INK, linewidth=1, label="between the points")
    if shown.marked is not None:
        size, energy = shown.marked
        axes.plot(size, energy, "D", color=ORANGE, label="asked for")
        alt += f"; marked are {size:.2f} nm and {energy:.3f} eV"
    axes.set_xlabel(f"{shown.size_kind.capitalize()} [nm]")
    axes.set_ylabel("Emission energy [eV]")
    legend(axes)
    return finish(figure, f"{alt}.")
