"""Bands, carriers and sizes of core/shell particles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from ... import alignment, confinement, tables
from ...alignment import BandEdges, EdgeSource
from ...checks import (
    Shape,
    at_least,
    finite,
    instance,
    known_shape,
    mapping,
    names,
    not_negative,
    one_number,
    positive,
    vector,
)
from ...confinement import Material
from ...errors import ArgumentError, renaming, shown
from ...results import Result
from ...tables import FloatArray

THIN_NM = 0.5
"""Shell of about one layer, for which :func:`regime_map` says in words what the carriers do [nm]."""


class Layer(NamedTuple):
    """Stretch of one material along the radius."""

    material: str
    start_nm: float
    end_nm: float
    vbm_ev: float
    cbm_ev: float


@dataclass(frozen=True, eq=False)
class Carrier(Result):
    """Electron or hole in the ground state."""

    name: str
    level_ev: float
    """Energy against vacuum [eV]."""
    radius_nm: FloatArray
    density_per_nm: FloatArray
    """4 pi r^2 times the squared modulus of psi [1/nm], of area 1."""
    share_in_core: float
    """Probability in the core [-]."""


@dataclass(frozen=True, eq=False)
class BandDiagram(Result):
    """What :func:`band_diagram` returns.

    Attributes
    ----------
    layers : tuple of Layer
        Core and shell; the core alone without a shell.
    carriers : tuple of Carrier
        Electron and hole.
    core_nm, shell_nm, sigma_ev : float
        As given.
    kind : str
        Class by the bulk edges.
    """

    layers: tuple[Layer, ...]
    carriers: tuple[Carrier, ...]
    core_nm: float
    shell_nm: float
    sigma_ev: float
    kind: str


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
) -> BandDiagram:
    """Band edges from the centre outwards, and the levels and densities of electron and hole.

    Parameters
    ----------
    core, shell : Material
        The two materials.
    core_nm, shell_nm : float
        Diameter or edge of the core, thickness of the shell per side [nm].
    sigma_ev : float, optional
        Scatter of each edge [eV], 0 or more.
    shape : {"cube", "sphere"}, optional
        Shape of the particle.
    outside_ev, outside_mass, nonparabolic : optional
        Barrier and mass outside, and two-band masses, see :func:`calculators.confinement.core_shell`.

    Returns
    -------
    BandDiagram
        Distances from the centre, along the radius of a sphere or an axis of a
        cube, with the densities of :func:`calculators.confinement.radial_density`
        or :func:`calculators.confinement.cubic_density`.

    Raises
    ------
    ArgumentError
        See :func:`calculators.confinement.core_shell`; also for a negative
        scatter, and if the barrier does not bind both carriers.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
    >>> shell = Material("shell", BandEdges(-6.6, -2.9), 0.25, 0.5, 8.0)
    >>> shown = band_diagram(core, shell, 8.0, 1.0)
    >>> shown.kind, [f"{carrier.name} {carrier.share_in_core:.2f}" for carrier in shown.carriers]
    ('I', ['electron 0.98', 'hole 0.98'])
    """
    scatter = one_number("sigma_ev", not_negative("sigma_ev", sigma_ev, "eV"))
    core_nm, shell_nm = one_number("core_nm", core_nm), one_number("shell_nm", shell_nm)
    state = confinement.core_shell(
        core,
        shell,
        core_nm,
        shell_nm,
        shape=shape,
        outside_ev=outside_ev,
        outside_mass=outside_mass,
        nonparabolic=nonparabolic,
    )
    gaps = (core.edges.gap_ev, shell.edges.gap_ev) if nonparabolic else None
    sizes = core_nm, core_nm + 2 * shell_nm
    inner, end = (s / 2 for s in sizes)
    along = confinement.cubic_density if shape == "cube" else confinement.radial_density
    layers = [Layer(core.name, 0.0, inner, core.edges.vbm, core.edges.cbm)]
    if end > inner:
        layers.append(Layer(shell.name, inner, end, shell.edges.vbm, shell.edges.cbm))
    carriers = []
    for name, level, offset, masses, share in (
        (
            "electron",
            core.edges.cbm + state.electron_ev,
            state.bulk.electron_offset,
            (core.electron_mass, shell.electron_mass),
            state.electron_core,
        ),
        (
            "hole",
            core.edges.vbm - state.hole_ev,
            state.bulk.hole_offset,
            (core.hole_mass, shell.hole_mass),
            state.hole_core,
        ),
    ):
        radius, density = along(
            inner, end - inner, *masses, offset, outside_ev=outside_ev, outside_mass=outside_mass, gaps_ev=gaps
        )
        carriers.append(Carrier(name, float(level), radius, density, float(share)))
    return BandDiagram(tuple(layers), tuple(carriers), core_nm, shell_nm, scatter, state.bulk.kind)


@dataclass(frozen=True, eq=False)
class RegimeMap(Result):
    """What :func:`regime_map` returns.

    Attributes
    ----------
    core, shell : str
        Names of the materials.
    core_nm, shell_nm : numpy.ndarray
        Sizes of the core, shape (n,), and thicknesses, shape (m,) [nm].
    regime : numpy.ndarray
        Class by where the carriers are, shape (m, n).
    wavelength_nm : numpy.ndarray
        Wavelength of emission [nm], shape (m, n).
    share : dict of str to float
        Share of the map with each class [-], largest first.
    thin_nm : float
        The thickness nearest to that of one layer [nm].
    with_thin_shell : tuple of str
        Classes at that thickness, from small cores to large ones.
    kind : str
        Class by the bulk edges.
    """

    core: str
    shell: str
    core_nm: FloatArray
    shell_nm: FloatArray
    regime: npt.NDArray[np.str_]
    wavelength_nm: FloatArray
    share: Mapping[str, float]
    thin_nm: float
    with_thin_shell: tuple[str, ...]
    kind: str


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
) -> RegimeMap:
    """Where the carriers are and how the particle emits, over core size and shell thickness.

    Parameters
    ----------
    core, shell : Material
        The two materials.
    core_nm, shell_nm : tuple of float, optional
        Ranges of core size and shell thickness [nm], in rising order.
    shape : {"cube", "sphere"}, optional
        Shape.
    outside_ev, outside_mass, nonparabolic : optional
        Barrier and mass outside, and two-band masses, see :func:`calculators.confinement.core_shell`.

    Returns
    -------
    RegimeMap
        Class by probability, see :func:`calculators.confinement.regime`. Cubes
        are drawn as the spheres that nearly stand for them. For edges of 3 to
        14 nm under shells of up to 4 nm, masses of 0.1 to 0.8 m0 and steps of up
        to 0.8 eV, emission lies within 40 meV and probabilities within 0.12 of
        those of cubes (nine of ten within 15 meV and 0.02); masses of 0.06 m0 are
        off by up to 70 meV.

    Raises
    ------
    ArgumentError
        See :func:`calculators.confinement.core_shell`; also for a range that does not rise.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
    >>> shell = Material("shell", BandEdges(-5.4, -2.9), 0.25, 0.3, 8.0)
    >>> found = regime_map(core, shell)
    >>> found.kind, found.with_thin_shell
    ('II', ('I',))
    """
    for name, span in (("core_nm", core_nm), ("shell_nm", shell_nm)):
        ends = vector(name, span)
        if ends.size != 2 or not ends[0] < ends[1]:
            raise ArgumentError(name, f"{shown(span)} is not allowed", "two lengths in rising order are needed", span)
    at_least("core_nm", core_nm, confinement.SMALLEST_NM, "nm", ", for effective masses fail below")
    cube = known_shape("shape", shape) == "cube"
    sizes, shells = np.linspace(*core_nm, 45), np.linspace(*shell_nm, 41)
    # Nearly two thousand particles: exact spheres take a tenth of the time of exact cubes.
    ball = 2 * confinement.equivalent_radius(sizes) if cube else sizes
    around = confinement.equivalent_shell(shells) if cube else shells
    state = confinement.core_shell(
        core,
        shell,
        ball[None, :],
        around[:, None],
        shape="sphere",
        outside_ev=outside_ev,
        outside_mass=outside_mass,
        nonparabolic=nonparabolic,
    )
    found, count = np.unique(state.regime, return_counts=True)
    order = np.argsort(-count, kind="stable")
    thin = int(np.argmin(np.abs(shells - THIN_NM)))
    return RegimeMap(
        core.name,
        shell.name,
        sizes,
        shells,
        state.regime,
        state.wavelength_nm,
        {str(found[k]): float(count[k] / state.regime.size) for k in order},
        float(shells[thin]),
        tuple(dict.fromkeys(state.regime[thin].tolist())),
        state.bulk.kind,
    )


@finite
def class_by_ionisation(
    core_gap: float, shells: Mapping[str, BandEdges], tolerance: float = 0.1
) -> dict[str, dict[str, list[tuple[float, float]]]]:
    """Class of a core of known gap with several shells, over the core's unknown ionisation energy.

    Parameters
    ----------
    core_gap : float
        Band gap of the core [eV].
    shells : mapping of str to BandEdges
        Edges of the shells by name.
    tolerance : float, optional
        Offset that does not confine [eV].

    Returns
    -------
    dict
        For each shell, intervals of the ionisation energy [eV] by class, as
        :func:`calculators.alignment.required_ionisation` gives them.

    Raises
    ------
    ArgumentError
        If the gap is not above 0, or no shell, or something that is not edges, is given.

    Examples
    --------
    >>> found = class_by_ionisation(2.35, {"ZnS": BandEdges(-7.5, -3.8)})
    >>> [tuple(round(v, 2) for v in span) for span in found["ZnS"]["I"]]
    [(6.25, 7.4)]
    """
    if not mapping("shells", shells):
        raise ArgumentError("shells", "no shell is given", "at least one is needed")
    with renaming(core_gap_ev="core_gap", shell="shells", tolerance_ev="tolerance"):
        return {name: alignment.required_ionisation(core_gap, e, tolerance_ev=tolerance) for name, e in shells.items()}


def edges_by_source(*material: str, own: Mapping[str, BandEdges] | None = None) -> tuple[EdgeSource, ...]:
    """Band edges of materials, by every source that could be read.

    Parameters
    ----------
    *material : str
        Names, as :func:`calculators.materials.find` takes them.
    own : mapping of str to BandEdges, optional
        Edges to show in place of the sources of a material.

    Returns
    -------
    tuple of EdgeSource
        Material by material, the best grade first; edges that were given have no citation.

    Raises
    ------
    ArgumentError
        If the tables do not know a material, no edges of any are known, or
        `own` is no mapping of names to edges.

    Examples
    --------
    >>> [e.edges.vbm_ev for e in edges_by_source("ZnS") if e.citation == "butler2016"]
    [-7.5]
    """
    given = {} if own is None else mapping("own", own)
    for edges in given.values():
        instance("own", edges, BandEdges)
    found = []
    for name in names("material", material):
        if name in given:
            found.append(EdgeSource(name, "", "", given[name], "", "measured"))
        else:
            found += alignment.sources(name, derived=True)
    if not found:
        raise ArgumentError("material", f"no edges of {', '.join(material)} could be read", value=material)
    return tuple(found)


@dataclass(frozen=True, eq=False)
class SizingCurve(Result):
    """What :func:`sizing_curve` returns.

    Attributes
    ----------
    material : str
        Material.
    citations : tuple of str
        Keys of the works that measured, in alphabetical order.
    works : tuple of str
        Work of each point.
    size_kind : str
        What the size is, such as "diameter"; "edge" where several works are
        brought to one measure.
    size_nm, energy_ev : numpy.ndarray
        Measured sizes [nm], rising, and emission energies [eV], shape (n,).
    between_nm, between_ev : numpy.ndarray
        Sizes [nm] and energies [eV] of the curve: through several works, or
        from point to point of one.
    low_ev, high_ev : numpy.ndarray
        Prediction interval along the curve [eV]; empty for the points of one work.
    left_out_ev : float
        Error of the curve for a work left out [eV]; NaN for the points of one work.
    shape : str
        Shape of the estimates: "cube" against edges, else "sphere".
    grid_nm, kinetic_ev, full_ev : numpy.ndarray
        Sizes [nm] and estimates [eV]: with the kinetic energy only, and with
        the Coulomb term; empty without parameters for them.
    misfit_ev : numpy.ndarray
        Full estimate less measured energy [eV], shape (n,) or empty.
    marked : tuple of float or None
        Size [nm] and energy [eV] of a crystal that is asked for.
    """

    material: str
    citations: tuple[str, ...]
    works: tuple[str, ...]
    size_kind: str
    size_nm: FloatArray
    energy_ev: FloatArray
    between_nm: FloatArray
    between_ev: FloatArray
    low_ev: FloatArray
    high_ev: FloatArray
    left_out_ev: float
    shape: Shape
    grid_nm: FloatArray
    kinetic_ev: FloatArray
    full_ev: FloatArray
    misfit_ev: FloatArray
    marked: tuple[float, float] | None


def sizing_curve(
    material: str,
    gap_ev: float | None = None,
    reduced_mass: float | None = None,
    permittivity: float | None = None,
    *,
    citation: str | None = None,
    size_nm: float | None = None,
    doubted: bool = False,
) -> SizingCurve:
    """Measured emission against size, with the effective-mass estimates beside it.

    Parameters
    ----------
    material : str
        One of :func:`calculators.confinement.sizing_materials`.
    gap_ev, reduced_mass, permittivity : float, optional
        Bulk gap [eV], reduced mass [m0] and relative permittivity [-] of the
        estimates: assumptions of the reader. All three, or none for no estimate.
    citation : str, optional
        Whose points; if not given, those of all works with the curve through
        them, or of one where they are too few.
    size_nm : float, optional
        A crystal to mark [nm], within the measured range, of the kind that the
        points have.
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    SizingCurve
        Points and curves.

    Raises
    ------
    ArgumentError
        If there are no points or too few, a parameter is out of range or missing
        beside the others, or the size lies outside the points.

    Examples
    --------
    >>> sizing_curve("CsPbI3", 1.78, 0.12, 10.0, citation="zhao2019b").size_kind
    'edge'
    """
    basis = confinement.sizing_basis(material, citation=citation, doubted=doubted)
    hc = tables.photon_energy_nm_ev()
    energy, low, high, error = hc / basis.pl_peak_nm, np.empty(0), np.empty(0), np.nan
    if isinstance(basis, confinement.PooledCurve):
        size, kind, works, citations = basis.edge_nm, "edge", basis.works, basis.citations
        grid = np.linspace(size[0], size[-1], 200)
        between, error = grid, basis.left_out_ev
        curve, half = basis.energy_ev(grid), basis.half_width_ev(grid)
        low, high = curve - half, curve + half
    else:
        size, kind, works, citations = basis.size_nm, basis.kind, (basis.citation,) * energy.size, (basis.citation,)
        grid = np.linspace(size[0], size[-1], 200)
        between = np.union1d(grid, size)
        curve = np.interp(1 / between, 1 / size[::-1], energy[::-1])
    marked = None
    if size_nm is not None:
        size_nm = one_number("size_nm", positive("size_nm", size_nm, "nm"))
        marked = size_nm, hc / confinement.pl_from_size(material, size_nm, citation=citation, doubted=doubted)
    kinetic = full = misfit = np.empty(0)
    shape: Shape = "cube" if kind == "edge" else "sphere"
    given = {"gap_ev": gap_ev, "reduced_mass": reduced_mass, "permittivity": permittivity}
    if any(value is not None for value in given.values()):
        gap, mass, eps = (one_number(name, value) for name, value in given.items())
        kinetic = gap + np.asarray(confinement.kinetic_energy(grid, mass, shape=shape))
        full = np.asarray(confinement.brus(grid, gap, mass, eps, shape=shape))
        misfit = np.asarray(confinement.brus(size, gap, mass, eps, shape=shape)) - energy
    return SizingCurve(
        material,
        citations,
        works,
        kind,
        size,
        energy,
        between,
        curve,
        low,
        high,
        error,
        shape,
        grid if full.size else np.empty(0),
        kinetic,
        full,
        misfit,
        marked,
    )
