"""Ground states of single carriers: energies and where the carrier is."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

import numpy as np

from ..checks import one_number, scalar, together, whole, within
from ..errors import ArgumentError, renaming, shown
from ..results import Result
from ..tables import ArrayLike, FloatArray
from . import _cube
from ._layers import HIGHEST_EV, LARGEST_NM, MASSES, THINNEST_NM, Layers, layers, one_barrier
from ._solver import solved

# States worked on at once, so that they stay in the processor's cache.
_CHUNK = 4096

N = TypeVar("N")


@dataclass(frozen=True, eq=False)
class RadialState(Result, Generic[N]):
    """Ground state of one carrier.

    Attributes
    ----------
    energy_ev : float or numpy.ndarray
        Energy on the scale of the potentials [eV]; ``energy`` is the same.
    probability : numpy.ndarray
        Probability of each layer, and of the outside in the last place [-],
        shape (..., layers + 1).
    """

    energy_ev: N
    probability: FloatArray

    @property
    def energy(self) -> N:
        """Energy on the scale of the potentials [eV]."""
        return self.energy_ev


@dataclass(frozen=True, eq=False)
class CubicState(RadialState[N]):
    """Ground state of one carrier in a cube; the fields are those of :class:`RadialState`."""


@overload
def spherical_ground_state(  # type: ignore[overload-overlap]
    widths_nm: Sequence[float],
    potentials_ev: Sequence[float] | float,
    masses: Sequence[float] | float,
    *,
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
) -> RadialState[float]: ...
@overload
def spherical_ground_state(
    widths_nm: ArrayLike,
    potentials_ev: ArrayLike,
    masses: ArrayLike,
    *,
    outside_ev: ArrayLike = np.inf,
    outside_mass: ArrayLike = 1.0,
) -> RadialState[FloatArray]: ...
def spherical_ground_state(
    widths_nm: ArrayLike,
    potentials_ev: ArrayLike,
    masses: ArrayLike,
    *,
    outside_ev: ArrayLike = np.inf,
    outside_mass: ArrayLike = 1.0,
) -> RadialState[float] | RadialState[FloatArray]:
    """Lowest state of a carrier in concentric layers, vectorised over the leading axes.

    Parameters
    ----------
    widths_nm : array_like
        Radius of the core, 0.001 or more, then thickness of each shell [nm],
        shape (..., n); a thickness below 0.001 leaves a shell out. Up to 1000.
    potentials_ev : array_like
        Band edge of each layer, for holes counted downwards [eV], -100 to 100,
        shape (..., n).
    masses : array_like
        Effective masses [m0], 0.001 to 1000, shape (..., n).
    outside_ev : float or array_like, optional
        Band edge outside [eV], -100 to 100; infinity is a hard wall.
    outside_mass : float or array_like, optional
        Mass outside [m0], 0.001 to 1000; without meaning for a hard wall.

    Returns
    -------
    RadialState
        Energy [eV], NaN where a finite barrier binds no state; probability of
        each layer and of the outside [-].

    Raises
    ------
    ArgumentError
        If a width, an energy or a mass is out of range or the shapes do not fit.

    See Also
    --------
    ground_state : one shell and a hard wall.
    cubic_ground_state : the same for a cube.
    core_shell : electron and hole together.

    Examples
    --------
    >>> state = spherical_ground_state([3.0, 1.0], [0.0, 0.5], [0.1, 0.2])
    >>> round(state.energy_ev, 4), [round(p, 3) for p in state.probability.tolist()]
    (0.2091, [0.912, 0.088, 0.0])
    """
    whole_stack = layers(widths_nm, potentials_ev, masses, outside_ev, outside_mass)
    shape, stack = whole_stack.outside_ev.shape, whole_stack.flat()
    count = stack.outside_ev.size
    energy, probability = np.empty(count), np.empty((count, len(stack.width) + 1))
    for first in range(0, count, _CHUNK):
        part = slice(first, first + _CHUNK)
        some = stack.part(part)
        energy[part], found = solved(some)
        probability[part] = found.share.T
    probability[np.isnan(energy)] = np.nan
    # Rounding must not make a probability larger than 1.
    np.minimum(probability, 1.0, out=probability)
    values: Any = scalar(energy.reshape(shape))
    return RadialState(values, probability.reshape(*shape, len(stack.width) + 1))


@overload
def cubic_ground_state(  # type: ignore[overload-overlap]
    widths_nm: Sequence[float],
    potentials_ev: Sequence[float] | float,
    masses: Sequence[float] | float,
    *,
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
) -> CubicState[float]: ...
@overload
def cubic_ground_state(
    widths_nm: ArrayLike,
    potentials_ev: ArrayLike,
    masses: ArrayLike,
    *,
    outside_ev: ArrayLike = np.inf,
    outside_mass: ArrayLike = 1.0,
) -> CubicState[FloatArray]: ...
def cubic_ground_state(
    widths_nm: ArrayLike,
    potentials_ev: ArrayLike,
    masses: ArrayLike,
    *,
    outside_ev: ArrayLike = np.inf,
    outside_mass: ArrayLike = 1.0,
) -> CubicState[float] | CubicState[FloatArray]:
    """Lowest state of a carrier in a cube of cubic layers, vectorised over the leading axes.

    Solved in three dimensions, edges and corners of the layers included.
    Energies are right to 0.2 meV (1 meV where a carrier is hardly bound),
    probabilities to 0.001.

    Parameters
    ----------
    widths_nm : array_like
        Half the edge of the core, 0.001 or more, then thickness of each shell
        across the faces [nm], shape (..., n); a thickness below 0.001 leaves a
        shell out. Up to 1000.
    potentials_ev : array_like
        Band edge of each layer, for holes counted downwards [eV], -100 to 100,
        shape (..., n).
    masses : array_like
        Effective masses [m0], 0.001 to 1000, shape (..., n).
    outside_ev : float or array_like, optional
        Band edge outside [eV], -100 to 100; infinity is a hard wall.
    outside_mass : float or array_like, optional
        Mass outside [m0], 0.001 to 1000; without meaning for a hard wall.

    Returns
    -------
    CubicState
        Energy [eV], NaN where a finite barrier binds no state; probability of
        each layer and of the outside [-].

    Raises
    ------
    ArgumentError
        If a width, an energy or a mass is out of range, the shapes do not fit, or
        a state in a cube cannot be resolved.

    See Also
    --------
    spherical_ground_state : the same for a sphere.
    core_shell : electron and hole together.

    Examples
    --------
    A bare cube with hard walls has three times the energy of one axis:

    >>> round(cubic_ground_state([4.0], [0.0], [0.1]).energy_ev, 4)
    0.1763
    >>> state = cubic_ground_state([4.0, 1.0], [0.0, 0.5], [0.1, 0.2])
    >>> round(state.energy_ev, 4), [round(p, 3) for p in state.probability.tolist()]
    (0.1064, [0.965, 0.035, 0.0])
    """
    whole_stack = layers(widths_nm, potentials_ev, masses, outside_ev, outside_mass)
    shape, stack = whole_stack.outside_ev.shape, whole_stack.flat()
    count = len(stack.width)
    energy, probability = np.full(stack.outside_ev.size, np.nan), np.full((stack.outside_ev.size, count + 1), np.nan)
    for numbers, cubes in _cube.solve((stack,)):
        held = cubes.energy[0] < stack.outside_ev[numbers]
        energy[numbers] = np.where(held, cubes.energy[0], np.nan)
        probability[numbers] = np.where(held, cubes.shares(0, count), np.nan).T
    values: Any = scalar(energy.reshape(shape))
    return CubicState(values, np.minimum(probability, 1.0).reshape(*shape, count + 1))


@overload
def ground_state(
    radius_nm: float, shell_nm: float, mass_core: float, mass_shell: float, offset_ev: float
) -> tuple[float, float]: ...
@overload
def ground_state(
    radius_nm: ArrayLike, shell_nm: ArrayLike, mass_core: ArrayLike, mass_shell: ArrayLike, offset_ev: ArrayLike
) -> tuple[FloatArray, FloatArray]: ...
def ground_state(
    radius_nm: ArrayLike, shell_nm: ArrayLike, mass_core: ArrayLike, mass_shell: ArrayLike, offset_ev: ArrayLike
) -> tuple[float | FloatArray, float | FloatArray]:
    """Ground state in a core with one shell and a hard wall outside.

    Parameters
    ----------
    radius_nm : float or array_like
        Radius of the core [nm], 0.001 to 1000.
    shell_nm : float or array_like
        Thickness of the shell [nm], 0 to 1000; one below 0.001 is none.
    mass_core, mass_shell : float or array_like
        Effective masses [m0], 0.001 to 1000.
    offset_ev : float or array_like
        Band edge of the shell above that of the core [eV], -100 to 100: above
        0 a barrier, below 0 a shell that attracts. For holes count downwards.

    Returns
    -------
    energy_ev : float or numpy.ndarray
        Energy above the core's band edge [eV]; negative if the carrier lies in
        an attractive shell below that edge.
    probability_core : float or numpy.ndarray
        Probability of finding the carrier in the core [-].

    Raises
    ------
    ArgumentError
        If a number is out of range or the shapes do not fit together.

    See Also
    --------
    radial_density : where in the particle the carrier is.
    spherical_ground_state : several shells, a finite barrier outside.

    Examples
    --------
    A bare core is the sphere with a hard wall:

    >>> energy, probability = ground_state(3.0, 0.0, 0.1, 0.1, 0.5)
    >>> round(energy, 4), round(probability, 6)
    (0.4178, 1.0)
    """
    given = _one_shell("radius_nm", radius_nm, shell_nm, mass_core, mass_shell, offset_ev)
    shape = together(**given)
    radius, shell, core_mass, shell_mass, offset = (np.broadcast_to(a, shape) for a in given.values())
    state = spherical_ground_state(
        np.stack([radius, shell], axis=-1),
        np.stack([np.zeros_like(offset), offset], axis=-1),
        np.stack([core_mass, shell_mass], axis=-1),
    )
    return state.energy_ev, scalar(state.probability[..., 0])


def _one_shell(first: str, *numbers: ArrayLike) -> dict[str, FloatArray]:
    """Core, shell, their masses and the step between them, in range; `first` is the name of the size of the core."""
    size, thickness, mass_core, mass_shell, offset = numbers
    return {
        first: within(first, size, THINNEST_NM, LARGEST_NM, "nm"),
        "shell_nm": within("shell_nm", thickness, 0, LARGEST_NM, "nm"),
        "mass_core": within("mass_core", mass_core, *MASSES, "m0"),
        "mass_shell": within("mass_shell", mass_shell, *MASSES, "m0"),
        "offset_ev": within("offset_ev", offset, -HIGHEST_EV, HIGHEST_EV, "eV"),
    }


# How far the density outside is followed, in decay lengths of the wave.
_FOLLOWED = 6.0
# Points in a layer, at most.
_MOST_POINTS = 1000


def _one_stack(
    first: str,
    numbers: tuple[float, float, float, float, float],
    outside_ev: float,
    outside_mass: float,
    gaps_ev: tuple[float, float] | None,
) -> Layers:
    """Core and shell of one particle; `first` is the name of the size of the core."""
    *widths, mass_core, mass_shell, offset = (one_number(n, v) for n, v in _one_shell(first, *numbers).items())
    gaps: FloatArray = np.array(np.inf)
    if gaps_ev is not None:
        gaps = within("gaps_ev", gaps_ev, 0.01, 100.0, "eV")
        if gaps.shape != (2,) or np.isnan(gaps).any():
            raise ArgumentError("gaps_ev", f"{shown(gaps_ev)} is not allowed", "two gaps are needed, core and shell")
    wall = one_barrier("outside_ev", outside_ev)
    mass = one_number("outside_mass", outside_mass)
    return layers(widths, [0.0, offset], [mass_core, mass_shell], wall, mass, gaps)


def _unbound(outside_ev: float) -> ArgumentError:
    return ArgumentError(
        "outside_ev", f"a barrier of {outside_ev:g} eV binds no state", "a higher one is needed", outside_ev
    )


def radial_density(
    radius_nm: float,
    shell_nm: float,
    mass_core: float,
    mass_shell: float,
    offset_ev: float,
    *,
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
    gaps_ev: tuple[float, float] | None = None,
    points: int = 60,
) -> tuple[FloatArray, FloatArray]:
    """Radial probability density of a carrier in a core with one shell.

    Parameters
    ----------
    radius_nm, shell_nm, mass_core, mass_shell, offset_ev : float
        See :func:`ground_state`.
    outside_ev, outside_mass : float, optional
        Barrier outside [eV], -100 to 100, and mass there [m0], 0.001 to 1000;
        infinity is a hard wall.
    gaps_ev : tuple of float, optional
        Gaps of core and shell for two-band masses [eV], 0.01 to 100, see :func:`core_shell`;
        if not given, bands are parabolic.
    points : int, optional
        Points in each layer, 2 to 1000.

    Returns
    -------
    radius_nm, density : numpy.ndarray
        Radii [nm], ascending, and 4 pi r^2 times the squared modulus of psi
        [1/nm]; outside a finite barrier up to six decay lengths.

    Raises
    ------
    ArgumentError
        If a number is out of range or no single one, or the barrier binds no state.

    See Also
    --------
    ground_state : the energy of the state.

    Examples
    --------
    >>> r, density = radial_density(3.0, 1.0, 0.1, 0.2, 0.5)
    >>> round(float(np.trapezoid(density, r)), 2)
    1.0
    """
    given = radius_nm, shell_nm, mass_core, mass_shell, offset_ev
    stack = _one_stack("radius_nm", given, outside_ev, outside_mass, gaps_ev)
    x = 0.5 * (np.polynomial.legendre.leggauss(whole("points", points, 2, _MOST_POINTS))[0] + 1)
    energy, found = solved(stack)
    if np.isnan(energy):
        raise _unbound(outside_ev)
    width, starts = stack.width, np.cumsum(stack.width) - stack.width
    used = [k for k in range(2) if width[k] > 0]
    radii = [starts[k] + width[k] * x for k in used]
    values = [found.inside(k, width[k] * x) for k in used]
    if np.isfinite(stack.outside_ev):
        beyond = _FOLLOWED / found.kappa_outside * x
        radii.append(stack.edges[-1] + beyond)
        values.append(found.outside(beyond))
    return np.concatenate(radii), np.concatenate(values) ** 2


def cubic_density(
    half_edge_nm: float,
    shell_nm: float,
    mass_core: float,
    mass_shell: float,
    offset_ev: float,
    *,
    outside_ev: float = np.inf,
    outside_mass: float = 1.0,
    gaps_ev: tuple[float, float] | None = None,
    points: int = 60,
) -> tuple[FloatArray, FloatArray]:
    """Probability density of a carrier in a cube with one shell, along an axis.

    Parameters
    ----------
    half_edge_nm, shell_nm, mass_core, mass_shell, offset_ev : float
        Half the edge of the core and the rest as in :func:`ground_state`.
    outside_ev, outside_mass, gaps_ev : optional
        As in :func:`radial_density`.
    points : int, optional
        Points in each layer, 2 to 1000.

    Returns
    -------
    distance_nm, density : numpy.ndarray
        Distances from the middle plane [nm], ascending, and squared modulus of
        psi, summed over that plane and both sides of it [1/nm].

    Raises
    ------
    ArgumentError
        If a number is out of range or no single one, the barrier binds no state, or
        the state cannot be resolved.

    See Also
    --------
    radial_density : the same for a sphere.
    cubic_ground_state : the energy of the state.

    Examples
    --------
    >>> x, density = cubic_density(3.0, 1.0, 0.1, 0.2, 0.5)
    >>> round(float(np.trapezoid(density, x)), 2)
    1.0
    """
    given = half_edge_nm, shell_nm, mass_core, mass_shell, offset_ev
    stack = _one_stack("half_edge_nm", given, outside_ev, outside_mass, gaps_ev).flat()
    x = 0.5 * (np.polynomial.legendre.leggauss(whole("points", points, 2, _MOST_POINTS))[0] + 1)
    with renaming(widths_nm="half_edge_nm, shell_nm"):
        cubes = _cube.solve((stack,))[-1][1]
    if not cubes.energy[0] < stack.outside_ev:
        raise _unbound(outside_ev)
    marks = cubes.marks[0]
    # A layer of several elements, or one that is cut where the carrier has died away, gets its points all the same.
    ends = [0.0, *np.cumsum(stack.width[:, 0])]
    if np.isfinite(stack.outside_ev[0]) and marks[-1] > ends[-1]:
        ends.append(marks[-1])
    distance = np.concatenate([a + (b - a) * x for a, b in itertools.pairwise(ends) if b > a])
    element = np.searchsorted(marks, distance) - 1
    inside = [distance[element == e] for e in range(len(marks) - 1)]
    shares = [(x - a) / (b - a) for x, a, b in zip(inside, marks, marks[1:], strict=False)]
    values = np.concatenate(cubes.density(0, shares))
    return distance, np.concatenate([values, np.zeros(distance.size - values.size)])
