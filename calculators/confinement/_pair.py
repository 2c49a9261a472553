"""An electron and a hole in a core with its shell: where they are, how they overlap, what the pair emits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar, overload

import numpy as np
import numpy.typing as npt

from .. import tables
from ..bands import Alignment, BandEdges, classify
from ..checks import Shape, fraction, instance, known_shape, not_negative, one_number, positive, scalar, together
from ..errors import ArgumentError, shown
from ..results import Result
from ..tables import ArrayLike, FloatArray
from ._grid import grid
from ._layers import Layers, barrier, layers
from ._simple import coulomb_unit
from ._solver import energies, wave

CONFINED = 0.7
"""Probability from which a carrier counts as confined to one side [-]."""

TextArray = npt.NDArray[np.str_]
N = TypeVar("N")
S = TypeVar("S")

# Particles worked on at once, so that their points stay in the processor's cache.
_BLOCK = 256


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
    ArgumentError
        If a mass or the permittivity is not above 0, or the edges are no BandEdges.

    See Also
    --------
    core_shell : takes two of them.
    calculators.alignment.sources : edges from the literature.

    Examples
    --------
    >>> Material("ZnS", BandEdges(-7.5, -3.8), 0.3, 0.6, 8.0).edges.gap_ev
    3.7
    """

    name: str
    edges: BandEdges
    electron_mass: float
    hole_mass: float
    permittivity: float = 6.0

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise ArgumentError("name", f"{shown(self.name)} is not text", "give a formula such as 'ZnS'", self.name)
        instance("edges", self.edges, BandEdges)
        for name, unit in (("electron_mass", "m0"), ("hole_mass", "m0"), ("permittivity", "")):
            value = one_number(name, positive(name, getattr(self, name), unit))
            object.__setattr__(self, name, value)


@dataclass(frozen=True, eq=False)
class PairState(Result, Generic[N, S]):
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

    electron_ev: N
    hole_ev: N
    electron_core: N
    hole_core: N
    overlap: N
    coulomb_ev: N
    emission_ev: N
    wavelength_nm: N
    shift_ev: N
    regime: S
    bulk: Alignment


@overload
def regime(electron_core: float, hole_core: float, *, confined: float = CONFINED) -> str: ...
@overload
def regime(electron_core: ArrayLike, hole_core: ArrayLike, *, confined: float = CONFINED) -> TextArray: ...
def regime(electron_core: ArrayLike, hole_core: ArrayLike, *, confined: float = CONFINED) -> str | TextArray:
    """Class by where the carriers are: "I", "inverse I", "quasi-II", "II" or "flat".

    Parameters
    ----------
    electron_core, hole_core : float or array_like
        Probabilities in the core [-], 0 to 1.
    confined : float, optional
        Probability from which a carrier counts as confined [-], above 0.5 and
        up to 1.

    Returns
    -------
    str or numpy.ndarray
        Both in the core is "I", both in the shell "inverse I", apart "II", one
        spread over both "quasi-II", both spread "flat"; "unknown" where a
        probability is NaN.

    Raises
    ------
    ArgumentError
        If a probability or the threshold is out of range, or the shapes do not
        fit together.

    See Also
    --------
    core_shell : computes the probabilities.
    calculators.alignment.classify : the class by the bulk edges.

    Examples
    --------
    >>> regime(0.95, [0.9, 0.5, 0.1]).tolist()
    ['I', 'quasi-II', 'II']
    """
    least = one_number("confined", confined)
    if not 0.5 < least <= 1:
        raise ArgumentError("confined", f"{least:g} is not allowed", "it lies above 0.5, up to 1", least)
    e, h = fraction("electron_core", electron_core), fraction("hole_core", hole_core)
    together(electron_core=e, hole_core=h)
    return _regime(e, h, least)


def _regime(electron_core: FloatArray, hole_core: FloatArray, least: float) -> str | TextArray:
    e, h = (
        np.where(p >= least, 1, np.where(p <= 1 - least, -1, 0)) for p in np.broadcast_arrays(electron_core, hole_core)
    )
    missing = np.isnan(electron_core) | np.isnan(hole_core)
    cases = [missing, (e == 0) & (h == 0), (e == 0) | (h == 0), e != h, e > 0]
    found = np.select(cases, ["unknown", "flat", "quasi-II", "II", "I"], "inverse I")
    return str(found) if found.ndim == 0 else found


@overload
def core_shell(
    core: Material,
    shell: Material,
    core_nm: float,
    shell_nm: float,
    *,
    shape: Shape = "cube",
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
) -> PairState[float, str]: ...
@overload
def core_shell(
    core: Material,
    shell: Material,
    core_nm: ArrayLike,
    shell_nm: ArrayLike,
    *,
    shape: Shape = "cube",
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
) -> PairState[FloatArray, TextArray]: ...
def core_shell(
    core: Material,
    shell: Material,
    core_nm: ArrayLike,
    shell_nm: ArrayLike,
    *,
    shape: Shape = "cube",
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
) -> PairState[float, str] | PairState[FloatArray, TextArray]:
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
        Mass outside [m0], above 0.

    Returns
    -------
    PairState
        Energies, probabilities, overlap, emission; NaN and the regime
        "unknown" where a finite barrier binds no pair.

    Raises
    ------
    ArgumentError
        If a material is no Material, a length is out of range, the shape is
        unknown, or the shapes of arrays do not fit together.

    See Also
    --------
    calculators.alignment.classify : the class by the bulk edges alone.
    ground_state : one carrier.

    Examples
    --------
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.13, 7.3)
    >>> shell = Material("shell", BandEdges(-6.6, -2.9), 0.25, 0.5, 8.0)
    >>> state = core_shell(core, shell, 8.0, [0.0, 1.0, 2.0])
    >>> state.bulk.kind, state.regime.tolist()
    ('I', ['I', 'I', 'I'])
    >>> (1e3 * state.shift_ev).round().tolist()
    [0.0, -84.0, -84.0]
    """
    instance("core", core, Material)
    instance("shell", shell, Material)
    kind = known_shape("shape", shape)
    size, thick = positive("core_nm", core_nm, "nm"), not_negative("shell_nm", shell_nm, "nm")
    together(core_nm=size, shell_nm=thick)
    wall = float(barrier("outside_ev", _single("outside_ev", outside_ev)))
    outer_mass = one_number("outside_mass", positive("outside_mass", outside_mass, "m0"))
    # A shell of thickness t on each side of a cube makes its edge longer by 2 t, as it does a diameter.
    scale = {"sphere": 0.5, "cube": 1 / np.sqrt(3)}[kind]
    inner, added = np.broadcast_arrays(size * scale, 2 * thick * scale)
    pair = _solve(core, shell, inner, added, wall, outer_mass)
    bare = _solve(core, shell, size * scale, np.zeros_like(size), wall, outer_mass)
    with np.errstate(invalid="ignore", divide="ignore"):
        wavelength = np.where(pair.emission > 0, tables.photon_energy_nm_ev() / pair.emission, np.nan)
    fields: Any = (
        scalar(pair.electron),
        scalar(pair.hole),
        scalar(pair.electron_core),
        scalar(pair.hole_core),
        scalar(pair.overlap),
        scalar(pair.coulomb),
        scalar(pair.emission),
        scalar(wavelength),
        scalar(pair.emission - bare.emission),
        _regime(pair.electron_core, pair.hole_core, CONFINED),
        classify(core.edges, shell.edges),
    )
    return PairState(*fields)


def _single(name: str, value: Any) -> Any:
    if np.ndim(value) > 0:
        raise ArgumentError(name, f"{shown(value)} is not allowed", "it must be one number", value)
    return value


class _Pair(NamedTuple):
    """Arrays of one shape: energies [eV] and shares [-]."""

    electron: FloatArray
    hole: FloatArray
    electron_core: FloatArray
    hole_core: FloatArray
    overlap: FloatArray
    coulomb: FloatArray
    emission: FloatArray


def _solve(
    core: Material, shell: Material, inner: FloatArray, added: FloatArray, outside_ev: float, outside_mass: float
) -> _Pair:
    """Pairs in cores of radius `inner` with shells of thickness `added` [nm], block by block."""
    stacks = [
        layers(
            np.stack([inner, added], axis=-1),
            [0.0, offset],
            [mass_core, mass_shell],
            outside_ev,
            outside_mass,
        ).flat()
        for offset, mass_core, mass_shell in (
            (shell.edges.cbm_ev - core.edges.cbm_ev, core.electron_mass, shell.electron_mass),
            (core.edges.vbm_ev - shell.edges.vbm_ev, core.hole_mass, shell.hole_mass),
        )
    ]
    count = stacks[0].outside_ev.size
    blocks = [
        _block(core, stacks[0].part(part), stacks[1].part(part))
        for part in (slice(first, first + _BLOCK) for first in range(0, count, _BLOCK))
    ]
    if not blocks:
        return _Pair(*[np.empty(inner.shape)] * len(_Pair._fields))
    return _Pair(*(np.concatenate(field).reshape(inner.shape) for field in zip(*blocks, strict=True)))


def _block(core: Material, electron: Layers, hole: Layers) -> _Pair:
    """Pairs in layers of shape (layers, particles)."""
    found = energies(electron), energies(hole)
    missing = np.isnan(found[0]) | np.isnan(found[1])
    one, other = (
        wave(np.where(missing, 0.0, energy), stack) for stack, energy in zip((electron, hole), found, strict=True)
    )
    points = grid(one, other)
    coulomb = -coulomb_unit() / core.permittivity * points.attraction()
    hidden = (
        np.where(missing, np.nan, values)
        for values in (
            np.minimum(one.share[0], 1.0),
            np.minimum(other.share[0], 1.0),
            np.minimum(points.integral(points.electron * points.hole) ** 2, 1.0),
            coulomb,
            core.edges.gap_ev + found[0] + found[1] + coulomb,
        )
    )
    return _Pair(*found, *hidden)
