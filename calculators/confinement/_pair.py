"""An electron and a hole in a core with its shell: where they are, how they overlap, what the pair emits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar, get_args, overload

import numpy as np
import numpy.typing as npt

from .. import tables
from ..bands import Alignment, classify
from ..checks import (
    Shape,
    flag,
    fraction,
    instance,
    known_shape,
    one_number,
    scalar,
    together,
    within,
)
from ..errors import ArgumentError, one_of, renaming
from ..results import Result
from ..tables import ArrayLike, FloatArray
from ._layers import LARGEST_NM, MASSES, THINNEST_NM, one_barrier
from ._material import PERMITTIVITIES, Material
from ._particles import Model, Pairs, pairs

CONFINED = 0.7
"""Probability from which a carrier counts as confined to one side [-]."""

SMALLEST_NM = 2.0
"""Size below which a crystal is too few cells wide for effective masses [nm]."""

Attraction = Literal["first order", "self-consistent"]
TextArray = npt.NDArray[np.str_]
N = TypeVar("N")
S = TypeVar("S")


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
        Overlap integral of the two envelopes, squared [-]: 1 where electron and
        hole have the same envelope. The radiative rate is proportional to it
        only as long as the carriers do not correlate. It is no bound: in a
        crystal larger than the exciton the pair sticks together and the rate
        grows beyond it, see :func:`exciton`.
    coulomb_ev : float or numpy.ndarray
        Energy of attraction with the permittivity of the core everywhere [eV],
        below 0.
    polarisation_ev : float or numpy.ndarray
        What the permittivities of shell and outside change: images of each
        charge in the interfaces, and the attraction through them [eV]; 0 where
        none was given for the outside.
    emission_ev : float or numpy.ndarray
        Core gap plus both energies plus Coulomb and polarisation energy [eV].
    wavelength_nm : float or numpy.ndarray
        Of that energy [nm].
    shift_ev : float or numpy.ndarray
        Emission energy less that of the bare core, computed in the same way
        under the same outer barrier [eV].
    extent_nm : float or numpy.ndarray
        Edge (or diameter) of the bare, hard-walled crystal in which a carrier
        would be spread as widely as the wider one of the two is here [nm]. It
        is what the Bohr diameter is compared with: an insulating shell does not
        count, one that takes a carrier in does.
    regime : str or numpy.ndarray
        Class by where the carriers are, with the threshold :data:`CONFINED`.
    bulk : Alignment
        Class by the bulk edges.
    outside_ev : float
        Barrier outside, of particle and bare core alike [eV].
    """

    electron_ev: N
    hole_ev: N
    electron_core: N
    hole_core: N
    overlap: N
    coulomb_ev: N
    polarisation_ev: N
    emission_ev: N
    wavelength_nm: N
    shift_ev: N
    extent_nm: N
    regime: S
    bulk: Alignment
    outside_ev: float


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
        # 1 less p, for 1 less the threshold is not the number that is written, such as 0.1 for 0.9.
        np.where(p >= least, 1, np.where(1 - p >= least, -1, 0))
        for p in np.broadcast_arrays(electron_core, hole_core)
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
    outside_permittivity: float | None = None,
    attraction: Attraction = "first order",
    nonparabolic: bool = False,
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
    outside_permittivity: float | None = None,
    attraction: Attraction = "first order",
    nonparabolic: bool = False,
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
    outside_permittivity: float | None = None,
    attraction: Attraction = "first order",
    nonparabolic: bool = False,
) -> PairState[float, str] | PairState[FloatArray, TextArray]:
    """Electron and hole in a core/shell particle.

    Single-particle states in sharp, isotropic steps (BenDaniel and Duke), and
    the attraction in first order or self-consistently. Single states
    in spheres are exact to rounding, cubes lie within 0.2 meV and 0.001 of a
    probability of what twice as many elements give (50 random pairs).

    Parameters
    ----------
    core, shell : Material
        The two materials.
    core_nm : float or array_like
        Diameter or edge of the core [nm], :data:`SMALLEST_NM` to 1000: in
        smaller ones, three cells wide, bands and masses mean nothing.
    shell_nm : float or array_like
        Thickness of the shell per side [nm], 0 to 1000; one below 0.001 nm is none.
    shape : {"cube", "sphere"}, optional
        A cube in a cube, with the thickness measured across the faces, or
        concentric spheres.
    outside_ev : float, optional
        Barrier outside above the core's band edges, for both carriers [eV],
        above 0 and up to 100; infinity is a hard wall. The bare core of `shift_ev` has the same one.
    outside_mass : float, optional
        Mass outside [m0], 0.001 to 1000.
    outside_permittivity : float, optional
        Relative permittivity outside [-], 1 to 100 000. If given, shell and outside
        screen with their own permittivities, image charges included; if not,
        the core's holds everywhere. For a sphere all of it is exact but for the
        interfaces, which are taken to be 0.3 nm wide; a cube gets the
        polarisation energy of the sphere of the same volumes.
    attraction : {"first order", "self-consistent"}, optional
        Whether the carriers keep the states that they would have alone, or
        each moves in the mean field of the other (Hartree), which pulls a
        spread carrier back. Correlation is in neither; :func:`exciton` has it.
    nonparabolic : bool, optional
        Whether masses grow with the energy as in a two-band model,
        m (1 + E / gap) with E counted from the band edge of each layer and the
        gap of its edges. The outside keeps its mass.

    Returns
    -------
    PairState
        Energies, probabilities, overlap, emission; NaN and the regime
        "unknown" where a finite barrier binds no pair.

    Raises
    ------
    ArgumentError
        If a material is no Material, a length or another number is out of
        range, an option is unknown, the shapes of arrays do not fit together, a
        broken gap is to be nonparabolic, or a state in a cube or a mean field
        cannot be resolved.

    See Also
    --------
    exciton : a bare crystal, with correlation.
    cubic_ground_state, spherical_ground_state : one carrier.
    calculators.alignment.classify : the class by the bulk edges alone.

    Notes
    -----
    More than 300 cubes are interpolated: what they have more than spheres that
    nearly stand for them, between nodes of core size and shell thickness that
    are drawn closer until they tell cubes halfway between them. That changes an
    energy by less than 1 meV and a probability by less than 0.01 (0.35 meV and
    0.006 at most where it was tried, on cubes of 2 to 15 nm under shells of up
    to 4 nm).

    Examples
    --------
    >>> from calculators.bands import BandEdges
    >>> core = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.13, 7.3)
    >>> shell = Material("shell", BandEdges(-6.6, -2.9), 0.25, 0.5, 8.0)
    >>> state = core_shell(core, shell, 8.0, [0.0, 1.0, 2.0])
    >>> state.bulk.kind, state.regime.tolist()
    ('I', ['I', 'I', 'I'])
    >>> (1e3 * state.shift_ev).round().tolist()
    [0.0, -87.0, -88.0]
    """
    instance("core", core, Material)
    instance("shell", shell, Material)
    kind = known_shape("shape", shape)
    size = within("core_nm", core_nm, SMALLEST_NM, LARGEST_NM, "nm", ", for effective masses fail below")
    thick = within("shell_nm", shell_nm, 0, LARGEST_NM, "nm")
    thick = np.where(thick < THINNEST_NM, 0.0, thick)
    together(core_nm=size, shell_nm=thick)
    one_of("attraction", attraction, get_args(Attraction))
    outer = one_barrier("outside_ev", outside_ev)
    if outer <= 0:
        raise ArgumentError(
            "outside_ev", f"{outer:g} eV is not allowed", "a barrier lies above 0 eV, the core's band edges", outer
        )
    outer_mass = one_number("outside_mass", within("outside_mass", outside_mass, *MASSES, "m0"))
    model = Model(
        core,
        shell,
        kind,
        outer,
        outer_mass,
        None
        if outside_permittivity is None
        else one_number("outside_permittivity", within("outside_permittivity", outside_permittivity, *PERMITTIVITIES)),
        attraction == "self-consistent",
        flag("nonparabolic", nonparabolic),
    )
    if model.nonparabolic and classify(core.edges, shell.edges).kind == "III":
        raise ArgumentError("nonparabolic", "the gap of core and shell is broken", "two bands need a common gap", True)
    # Particles and their bare cores in one go.
    inner, added = np.broadcast_arrays(0.5 * size, thick)
    with renaming(widths_nm="shell_nm"):
        both = pairs(
            model,
            np.concatenate([inner.reshape(-1), 0.5 * size.reshape(-1)]),
            np.concatenate([added.reshape(-1), np.zeros(size.size)]),
        )
    pair = Pairs(*(field[: inner.size].reshape(inner.shape) for field in both))
    bare = both.emission[inner.size :].reshape(size.shape)
    with np.errstate(invalid="ignore", divide="ignore"):
        wavelength = np.where(pair.emission > 0, tables.photon_energy_nm_ev() / pair.emission, np.nan)
    numbers = (
        pair.electron,
        pair.hole,
        pair.electron_core,
        pair.hole_core,
        pair.overlap,
        pair.coulomb,
        pair.polarisation,
        pair.emission,
        wavelength,
        pair.emission - bare,
        pair.extent,
    )
    fields: Any = (
        *map(scalar, numbers),
        _regime(pair.electron_core, pair.hole_core, CONFINED),
        classify(core.edges, shell.edges),
        model.outside_ev,
    )
    return PairState(*fields)
