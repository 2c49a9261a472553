"""An electron and a hole in a core with its shell: where they are, how they overlap, what the pair emits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .. import tables
from ..alignment import Alignment, BandEdges, classify
from ..checks import not_negative, number, positive, scalar
from ..tables import ArrayLike, FloatArray
from ._simple import coulomb_unit
from ._solver import energies, kinetic, layers, radial_function

Shape = Literal["sphere", "cube"]
CONFINED = 0.7
"""Probability from which a carrier counts as confined to one side [-]."""


@dataclass(frozen=True)
class Material:
    """What the calculation needs of a semiconductor.

    Attributes
    ----------
    name : str
        Formula.
    edges : BandEdges
        Band edges [eV].
    electron_mass, hole_mass : float
        Effective masses [m0], above 0.
    permittivity : float
        Relative permittivity that screens electron and hole [-], above 0.

    Raises
    ------
    ValueError
        If a mass or the permittivity is not above 0.
    """

    name: str
    edges: BandEdges
    electron_mass: float
    hole_mass: float
    permittivity: float = 6.0

    def __post_init__(self) -> None:
        positive("electron_mass", self.electron_mass, "m0")
        positive("hole_mass", self.hole_mass, "m0")
        positive("permittivity", self.permittivity)


@dataclass(frozen=True)
class PairState:
    """Ground state of electron and hole in a core/shell particle; arrays follow the sizes.

    Attributes
    ----------
    electron_ev, hole_ev : float or numpy.ndarray
        Energies above the core's band edges, holes counted downwards [eV].
    electron_core, hole_core : float or numpy.ndarray
        Probability in the core [-].
    overlap : float or numpy.ndarray
        Overlap integral of the two envelopes, squared [-]. It bounds the change
        of the radiative rate that the envelopes can make; masses, local fields
        and dark states change it too.
    coulomb_ev : float or numpy.ndarray
        First-order Coulomb energy [eV], below 0.
    emission_ev : float or numpy.ndarray
        Core gap plus both energies plus Coulomb energy [eV].
    wavelength_nm : float or numpy.ndarray
        Of that energy [nm].
    shift_ev : float or numpy.ndarray
        Emission energy less that of the bare core under the same outer barrier [eV].
    regime : str or numpy.ndarray
        Class by where the carriers are, with the threshold :data:`CONFINED`.
    bulk : Alignment
        Class by the bulk edges.
    """

    electron_ev: Any
    hole_ev: Any
    electron_core: Any
    hole_core: Any
    overlap: Any
    coulomb_ev: Any
    emission_ev: Any
    wavelength_nm: Any
    shift_ev: Any
    regime: Any
    bulk: Alignment


def regime(electron_core: ArrayLike, hole_core: ArrayLike, confined: float = CONFINED) -> Any:
    """Class by where the carriers are: "I", "inverse I", "quasi-II", "II" or "flat".

    Parameters
    ----------
    electron_core, hole_core : float or array_like
        Probabilities in the core [-].
    confined : float, optional
        Probability from which a carrier counts as confined [-], above 0.5.

    Returns
    -------
    str or numpy.ndarray
        Both in the core is "I", both in the shell "inverse I", apart "II", one
        spread over both "quasi-II", both spread "flat".

    Raises
    ------
    ValueError
        If the threshold does not lie above 0.5 and at most at 1.

    Examples
    --------
    >>> regime(0.95, [0.9, 0.5, 0.1]).tolist()
    ['I', 'quasi-II', 'II']
    """
    if not 0.5 < confined <= 1:
        raise ValueError(f"confined: {confined!r} is not allowed; it lies above 0.5, up to 1")
    places = []
    for name, value in (("electron_core", electron_core), ("hole_core", hole_core)):
        p = number(name, value)
        places.append(np.where(p >= confined, 1, np.where(p <= 1 - confined, -1, 0)))
    e, h = np.broadcast_arrays(*places)
    cases = [(e == 0) & (h == 0), (e == 0) | (h == 0), e != h, e > 0]
    found = np.select(cases, ["flat", "quasi-II", "II", "I"], "inverse I")
    return str(found) if found.ndim == 0 else found


def _carrier(
    widths: FloatArray, offset: float, mass_core: float, mass_shell: float, outside: float, outside_mass: float
) -> Any:
    return layers(
        widths,
        np.stack([np.zeros_like(widths[..., 0]), np.full_like(widths[..., 0], offset)], axis=-1),
        [mass_core, mass_shell],
        outside,
        outside_mass,
    )


def core_shell(
    core: Material,
    shell: Material,
    core_nm: ArrayLike,
    shell_nm: ArrayLike,
    shape: Shape = "cube",
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
) -> PairState:
    """Electron and hole in a core/shell particle.

    Single-particle states in sharp, isotropic steps with parabolic bands, and
    the Coulomb energy in first order with the core's permittivity. Attraction
    between the carriers would pull a spread carrier back, and real interfaces
    mix: beyond the Bohr diameter wavelength and overlap are qualitative.

    Parameters
    ----------
    core, shell : Material
        The two materials.
    core_nm : float or array_like
        Diameter or edge of the core [nm], above 0.
    shell_nm : float or array_like
        Thickness of the shell per side [nm], 0 or more.
    shape : {"cube", "sphere"}, optional
        Cubes are replaced by the sphere with the same kinetic energy in an
        infinite well (radius = edge over the square root of 3), core and whole
        alike.
    outside_ev : float, optional
        Barrier outside above the core's band edges, for both carriers [eV];
        infinity is a hard wall.
    outside_mass : float, optional
        Mass outside [m0].

    Returns
    -------
    PairState
        Energies, probabilities, overlap, emission.

    Raises
    ------
    ValueError
        If a length is out of range or the shape is unknown.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.13, 7.3)
    >>> shell = Material("shell", BandEdges(-6.6, -2.9), 0.25, 0.5, 8.0)
    >>> state = core_shell(core, shell, 8.0, [0.0, 1.0, 2.0])
    >>> state.bulk.kind, state.regime.tolist()
    ('I', ['I', 'I', 'I'])
    """
    if shape not in ("sphere", "cube"):
        raise ValueError(f'shape: {shape!r} is not allowed; it is "sphere" or "cube"')
    size, thick = np.broadcast_arrays(positive("core_nm", core_nm, "nm"), not_negative("shell_nm", shell_nm, "nm"))
    scale = 0.5 if shape == "sphere" else 1 / np.sqrt(3)
    inner = size * scale
    # A shell of thickness t on each side of a cube makes the edge longer by 2 t.
    outer = (size + 2 * thick) * scale
    emission, electron, hole, overlap, coulomb = _solve(core, shell, inner, outer - inner, outside_ev, outside_mass)
    bare = _solve(core, shell, inner, np.zeros_like(inner), outside_ev, outside_mass)[0]
    with np.errstate(invalid="ignore", divide="ignore"):
        wavelength = np.where(emission > 0, tables.photon_energy_nm_ev() / emission, np.nan)
    return PairState(
        scalar(electron[0]),
        scalar(hole[0]),
        scalar(electron[1]),
        scalar(hole[1]),
        scalar(overlap),
        scalar(coulomb),
        scalar(emission),
        scalar(wavelength),
        scalar(emission - bare),
        regime(electron[1], hole[1]),
        classify(core.edges, shell.edges),
    )


def _solve(
    core: Material, shell: Material, inner: FloatArray, thick: FloatArray, outside_ev: float, outside_mass: float
) -> tuple[FloatArray, tuple[FloatArray, FloatArray], tuple[FloatArray, FloatArray], FloatArray, FloatArray]:
    widths = np.stack([inner, thick], axis=-1)
    bands = (
        (shell.edges.cbm - core.edges.cbm, core.electron_mass, shell.electron_mass),
        (core.edges.vbm - shell.edges.vbm, core.hole_mass, shell.hole_mass),
    )
    found = []
    for offset, mass_core, mass_shell in bands:
        stack = _carrier(widths, offset, mass_core, mass_shell, outside_ev, outside_mass)
        energy = energies(stack)
        found.append((stack, energy))
    reach = None
    if np.isfinite(outside_ev):
        depth = outside_ev - np.maximum(found[0][1], found[1][1])
        reach = 12 / np.sqrt(np.maximum(outside_mass * depth / kinetic(), 1e-6))
    parts = []
    for stack, energy in found:
        safe = np.where(np.isnan(energy), 0.0, energy)
        radius, weight, u = radial_function(safe, stack, points=40, reach=reach)
        parts.append((energy, radius, weight, u))
    (e_energy, radius, weight, u_e), (h_energy, _, _, u_h) = parts
    core_e, core_h = ((weight[0] * u[0] ** 2).sum(axis=0) for u in (u_e, u_h))
    overlap = (weight * u_e * u_h).sum(axis=(0, 1)) ** 2
    shape = radius.shape[2:]
    r = radius.reshape(-1, *shape)
    rho_e, rho_h = ((weight * u**2).reshape(-1, *shape) for u in (u_e, u_h))
    coulomb = np.zeros(shape)
    for k in range(len(r)):
        coulomb -= rho_e[k] * (rho_h / np.maximum(r, r[k])).sum(axis=0)
    coulomb *= coulomb_unit() / core.permittivity
    missing = np.isnan(e_energy) | np.isnan(h_energy)
    emission = np.where(missing, np.nan, core.edges.gap + e_energy + h_energy + coulomb)

    def hide(values: FloatArray) -> FloatArray:
        return np.where(missing, np.nan, values)

    return emission, (e_energy, hide(core_e)), (h_energy, hide(core_h)), hide(overlap), hide(coulomb)
