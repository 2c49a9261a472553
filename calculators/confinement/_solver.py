"""Ground state of one carrier in a sphere of layers: BenDaniel-Duke, exact to rounding.

In each layer the radial function u = r R obeys u'' = -q u with
q = 2 m (E - V) / hbar^2. Across an interface u and (u' - u/r)/m are continuous.
u and u' are carried outwards layer by layer; the energy is the highest one at
which u has no node and its slope at the surface is not below that of the
outside, found by bisection. That criterion is monotonic in the energy, so that
flat bands, equal masses, empty layers and states near a threshold need no
special case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from .. import tables
from ..checks import not_negative, number, positive, scalar
from ..tables import ArrayLike, FloatArray

# Bisections: 2^-38 of the first interval, far below a microelectronvolt.
_STEPS = 38
# States worked on at once, so that they stay in the processor's cache.
_CHUNK = 4096


@cache
def kinetic() -> float:
    """hbar^2 / (2 m0) [eV nm2]."""
    hbar = tables.constant("planck") / (2 * np.pi)
    joule_m2 = hbar**2 / (2 * tables.constant("electron_mass"))
    return float(joule_m2 / tables.constant("elementary_charge") * 1e18)


@dataclass(frozen=True)
class Layers:
    """Layers from the centre outwards; arrays of shape (layers, ...)."""

    width: FloatArray
    potential: FloatArray
    mass: FloatArray
    outside_ev: FloatArray
    outside_mass: FloatArray

    @property
    def edges(self) -> FloatArray:
        """Outer radius of each layer [nm]."""
        return np.cumsum(self.width, axis=0)


def layers(
    widths_nm: ArrayLike, potentials_ev: ArrayLike, masses: ArrayLike, outside_ev: ArrayLike, outside_mass: ArrayLike
) -> Layers:
    """Checked and broadcast layers; the last axis of the arguments counts them."""
    width, potential = not_negative("widths_nm", widths_nm, "nm"), number("potentials_ev", potentials_ev)
    mass = positive("masses", masses, "m0")
    width, potential, mass = np.broadcast_arrays(width, potential, mass)
    if width.ndim == 0:
        raise ValueError("widths_nm: the last axis must count the layers")
    if not (width[..., 0] > 0).all():
        raise ValueError("widths_nm: the innermost layer must have a radius above 0 nm")
    outside = np.asarray(outside_ev, dtype=float)
    if np.isneginf(outside).any():
        raise ValueError("outside_ev: minus infinity is not allowed")
    stack = [np.moveaxis(a, -1, 0) for a in (width, potential, mass)]
    shape = np.broadcast_shapes(stack[0].shape[1:], outside.shape, np.shape(outside_mass))
    full = [np.broadcast_to(a, (a.shape[0], *shape)).copy() for a in stack]
    return Layers(
        full[0],
        full[1],
        full[2],
        np.broadcast_to(outside, shape).copy(),
        np.broadcast_to(positive("outside_mass", outside_mass, "m0"), shape).copy(),
    )


def _step(u: FloatArray, v: FloatArray, q: FloatArray, w: FloatArray) -> tuple[FloatArray, FloatArray, Any]:
    """u, u' at the far end of a layer of width w, up to a positive factor; and whether u met a node."""
    root = np.sqrt(np.abs(q))
    phase = root * w
    swings = q > 0
    decay = np.exp(-2 * np.where(swings, 0.0, phase))
    c = np.where(swings, np.cos(phase), 0.5 * (1 + decay))
    with np.errstate(divide="ignore", invalid="ignore"):
        s = np.where(swings, np.sin(phase), 0.5 * (1 - decay)) / root
    # At the band edge itself u is a straight line.
    s = np.where(phase < 1e-8, w, s)
    far, slope = u * c + v * s, np.where(swings, -1.0, 1.0) * root**2 * s * u + v * c
    if_swings = np.arctan2(root * u, v) + phase >= np.pi
    node = np.where(swings, if_swings, far <= 0)
    norm = np.maximum(np.maximum(np.abs(far), np.abs(slope)), 1e-300)
    return far / norm, slope / norm, node


def _too_high(energy: FloatArray, stack: Layers) -> Any:
    """Whether an energy lies above the ground state."""
    unit = kinetic()
    u, v = np.zeros_like(energy), np.ones_like(energy)
    node: Any = np.zeros(energy.shape, dtype=bool)
    edges = stack.edges
    last = len(stack.width) - 1
    mass = stack.mass[0]
    for k in range(last + 1):
        if k:
            r = edges[k - 1]
            present = stack.width[k] > 0
            change = np.where(present, stack.mass[k] / mass, 1.0)
            v = change * (v - u / r) + u / r
            mass = np.where(present, stack.mass[k], mass)
        q = stack.mass[k] * (energy - stack.potential[k]) / unit
        u, v, met = _step(u, v, np.where(stack.width[k] > 0, q, 0.0), stack.width[k])
        node = node | (met & (stack.width[k] > 0))
    hard = np.isposinf(stack.outside_ev)
    if hard.all():
        return node
    kappa = np.sqrt(np.maximum(stack.outside_mass * (np.where(hard, 0.0, stack.outside_ev) - energy) / unit, 0.0))
    r = edges[last]
    # Inside slope of psi over its mass, less that of the decaying outside: both times u.
    balance = (v - u / r) / mass - (-kappa * u - u / r) / stack.outside_mass
    return node | (~hard & (balance < 0))


def energies(stack: Layers) -> FloatArray:
    """Ground-state energy on the scale of the potentials [eV]; NaN where the outside binds no state."""
    present = stack.width > 0
    low = np.where(present, stack.potential, np.inf).min(axis=0)
    top = np.where(present, stack.potential, -np.inf).max(axis=0)
    lightest = np.where(present, stack.mass, np.inf).min(axis=0)
    high = top + kinetic() * np.pi**2 / (lightest * stack.edges[-1] ** 2)
    hard = np.isposinf(stack.outside_ev)
    bad = ~(np.isfinite(low) & np.isfinite(high) & np.isfinite(stack.mass).all(axis=0))
    low, high = np.where(bad, 0.0, low), np.where(bad, 1.0, high)
    for _ in range(60):
        short = hard & ~_too_high(high, stack) & ~bad
        if not short.any():
            break
        high = np.where(short, low + 2 * (high - low), high)
    high = np.where(hard, high, np.minimum(high, stack.outside_ev))
    finite = ~hard & ~bad
    if finite.any():
        # A finite barrier may have room above the first guess, or bind nothing at all.
        high = np.where(finite, stack.outside_ev, high)
        bad = bad | (finite & ~_too_high(high - 1e-12, stack)) | (finite & (stack.outside_ev <= low))
    for _ in range(_STEPS):
        middle = 0.5 * (low + high)
        above = _too_high(middle, stack)
        high = np.where(above, middle, high)
        low = np.where(above, low, middle)
    return np.where(bad, np.nan, 0.5 * (low + high))


@dataclass(frozen=True)
class RadialState:
    """Ground state of one carrier.

    Attributes
    ----------
    energy : float or numpy.ndarray
        Energy on the scale of the potentials [eV].
    probability : numpy.ndarray
        Probability of each layer, and of the outside in the last place [-],
        shape (..., layers + 1).
    """

    energy: Any
    probability: FloatArray


def _nodes(count: int) -> tuple[FloatArray, FloatArray]:
    x, w = np.polynomial.legendre.leggauss(count)
    return 0.5 * (x + 1), 0.5 * w


def radial_function(
    energy: FloatArray, stack: Layers, points: int = 24, reach: FloatArray | None = None
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Radii, quadrature weights and normalised u = r R on Gauss points of each layer and of the outside.

    Shapes are (layers + 1, points, ...). From the centre to the deepest layer u
    is carried outwards, from the surface to it inwards, so that growing
    solutions never have to cancel.
    """
    unit, shape = kinetic(), energy.shape
    count = len(stack.width)
    t, w = _nodes(points)
    t, w = t.reshape(-1, *([1] * len(shape))), w.reshape(-1, *([1] * len(shape)))
    edges = stack.edges
    starts = np.concatenate([np.zeros((1, *shape)), edges[:-1]])
    q = np.array([stack.mass[k] * (energy - stack.potential[k]) / unit for k in range(count)])

    def along(u: FloatArray, v: FloatArray, qk: FloatArray, x: FloatArray) -> tuple[FloatArray, FloatArray]:
        root = np.sqrt(np.abs(qk))
        phase = root * x
        swings = qk > 0
        grow = np.where(swings, 0.0, phase)
        grow = np.minimum(grow, 300.0)
        c = np.where(swings, np.cos(phase), np.cosh(grow))
        with np.errstate(divide="ignore", invalid="ignore"):
            s = np.where(phase < 1e-8, x, np.where(swings, np.sin(phase), np.sinh(grow)) / root)
        return u * c + v * s, np.where(swings, -1.0, 1.0) * root**2 * s * u + v * c

    def cross(u: FloatArray, v: FloatArray, r: FloatArray, before: FloatArray, after: FloatArray) -> FloatArray:
        return after / before * (v - u / r) + u / r

    radius = np.zeros((count + 1, points, *shape))
    weight = np.zeros_like(radius)
    outward, inward = np.zeros_like(radius), np.zeros_like(radius)
    end_out, start_in = np.zeros((count, *shape)), np.zeros((count, *shape))
    u, v = np.zeros(shape), np.ones(shape)
    for k in range(count):
        if k:
            v = cross(u, v, edges[k - 1], stack.mass[k - 1], stack.mass[k])
        radius[k], weight[k] = starts[k] + stack.width[k] * t, stack.width[k] * w
        outward[k] = along(u, v, q[k], stack.width[k] * t)[0]
        u, v = along(u, v, q[k], stack.width[k])
        end_out[k] = u
    hard = np.isposinf(stack.outside_ev)
    kappa = np.sqrt(np.maximum(stack.outside_mass * (np.where(hard, 0.0, stack.outside_ev) - energy) / unit, 0.0))
    if reach is None:
        reach = 12 / np.where(kappa > 0, kappa, 1.0)
    reach = np.where(hard | (kappa <= 0), 0.0, reach)
    radius[count], weight[count] = edges[-1] + reach * t, reach * w
    u = np.where(hard, 0.0, 1.0)
    surface = -kappa
    v = np.where(hard, -1.0, cross(np.ones(shape), surface, edges[-1], stack.outside_mass, stack.mass[-1]))
    inward[count] = np.where(hard, 0.0, np.exp(-kappa * reach * t))
    for k in reversed(range(count)):
        if k < count - 1:
            v = cross(u, v, edges[k], stack.mass[k + 1], stack.mass[k])
        # Inwards: x runs from the outer edge, and u' changes sign with it.
        inward[k] = along(u, -v, q[k], stack.width[k] * (1 - t))[0]
        start_in[k] = u
        u, minus_v = along(u, -v, q[k], stack.width[k])
        v = -minus_v
    deepest = np.where(stack.width > 0, stack.potential, np.inf).argmin(axis=0)
    joined = np.zeros_like(radius)
    out_there = np.take_along_axis(end_out, deepest[None], 0)[0]
    in_there = np.take_along_axis(start_in, deepest[None], 0)[0]
    # In a hard-walled deepest last layer there is nothing outside to join.
    only = in_there == 0
    ratio = np.where(only, 0.0, out_there / np.where(only, 1.0, in_there))
    for k in range(count + 1):
        joined[k] = np.where(k <= deepest, outward[k], ratio * inward[k])
    # Where a repulsive layer follows the deepest one by a factor beyond range, the ratio may overflow.
    joined = np.where(np.isfinite(joined), joined, 0.0)
    largest = np.abs(joined).max(axis=(0, 1))
    joined = joined / np.where(largest > 0, largest, 1.0)
    norm = np.sqrt((weight * joined**2).sum(axis=(0, 1)))
    with np.errstate(invalid="ignore", divide="ignore"):
        return radius, weight, joined / norm


def spherical_ground_state(
    widths_nm: ArrayLike,
    potentials_ev: ArrayLike,
    masses: ArrayLike,
    outside_ev: ArrayLike = np.inf,
    outside_mass: ArrayLike = 1.0,
) -> RadialState:
    """Lowest state of a carrier in concentric layers, vectorised over the leading axes.

    Parameters
    ----------
    widths_nm : array_like
        Radius of the core, then thickness of each shell [nm], shape (..., n);
        a thickness of 0 leaves a shell out.
    potentials_ev : array_like
        Band edge of each layer, for holes counted downwards [eV], shape (..., n).
    masses : array_like
        Effective masses [m0], above 0, shape (..., n).
    outside_ev : float or array_like, optional
        Band edge outside [eV]; infinity is a hard wall.
    outside_mass : float or array_like, optional
        Mass outside [m0]; without meaning for a hard wall.

    Returns
    -------
    RadialState
        Energy [eV], NaN where a finite barrier binds no state; probability of
        each layer and of the outside [-].

    Raises
    ------
    ValueError
        If a width is negative, a mass is not above 0 or the shapes do not fit.

    Examples
    --------
    >>> state = spherical_ground_state([3.0, 1.0], [0.0, 0.5], [0.1, 0.2])
    >>> round(state.energy, 4), [round(p, 3) for p in state.probability.tolist()]
    (0.2091, [0.912, 0.088, 0.0])
    """
    stack = layers(widths_nm, potentials_ev, masses, outside_ev, outside_mass)
    shape = stack.outside_ev.shape
    flat = Layers(
        stack.width.reshape(len(stack.width), -1),
        stack.potential.reshape(len(stack.width), -1),
        stack.mass.reshape(len(stack.width), -1),
        stack.outside_ev.reshape(-1),
        stack.outside_mass.reshape(-1),
    )
    energy = np.empty(flat.outside_ev.size)
    probability = np.empty((flat.outside_ev.size, len(stack.width) + 1))
    for first in range(0, energy.size, _CHUNK):
        part = slice(first, first + _CHUNK)
        some = Layers(
            flat.width[:, part],
            flat.potential[:, part],
            flat.mass[:, part],
            flat.outside_ev[part],
            flat.outside_mass[part],
        )
        energy[part] = energies(some)
        safe = np.where(np.isnan(energy[part]), 0.0, energy[part])
        _, weight, u = radial_function(safe, some)
        probability[part] = (weight * u**2).sum(axis=1).T
    probability[np.isnan(energy)] = np.nan
    return RadialState(scalar(energy.reshape(shape)), probability.reshape(*shape, -1))


def ground_state(
    radius_nm: ArrayLike, shell_nm: ArrayLike, mass_core: ArrayLike, mass_shell: ArrayLike, offset_ev: ArrayLike
) -> tuple[Any, Any]:
    """Ground state in a core with one shell and a hard wall outside.

    Parameters
    ----------
    radius_nm : float or array_like
        Radius of the core [nm], above 0.
    shell_nm : float or array_like
        Thickness of the shell [nm], 0 or more.
    mass_core, mass_shell : float or array_like
        Effective masses [m0], above 0.
    offset_ev : float or array_like
        Band edge of the shell above that of the core [eV]: above 0 a barrier,
        below 0 a shell that attracts. For holes count downwards.

    Returns
    -------
    energy_ev : float or numpy.ndarray
        Energy above the core's band edge [eV]; negative if the carrier lies in
        an attractive shell below that edge.
    probability_core : float or numpy.ndarray
        Probability of finding the carrier in the core [-].

    Raises
    ------
    ValueError
        If a length or a mass is out of range.

    Examples
    --------
    A bare core is the sphere with a hard wall:

    >>> energy, probability = ground_state(3.0, 0.0, 0.1, 0.1, 0.5)
    >>> round(energy, 4), round(probability, 6)
    (0.4178, 1.0)
    """
    arrays = np.broadcast_arrays(
        positive("radius_nm", radius_nm, "nm"),
        not_negative("shell_nm", shell_nm, "nm"),
        positive("mass_core", mass_core, "m0"),
        positive("mass_shell", mass_shell, "m0"),
        number("offset_ev", offset_ev),
    )
    radius, shell, core_mass, shell_mass, offset = arrays
    state = spherical_ground_state(
        np.stack([radius, shell], axis=-1),
        np.stack([np.zeros_like(offset), offset], axis=-1),
        np.stack([core_mass, shell_mass], axis=-1),
    )
    return state.energy, scalar(state.probability[..., 0])


def radial_density(
    radius_nm: float, shell_nm: float, mass_core: float, mass_shell: float, offset_ev: float, points: int = 60
) -> tuple[FloatArray, FloatArray]:
    """Radial probability density of :func:`ground_state`.

    Parameters
    ----------
    radius_nm, shell_nm, mass_core, mass_shell, offset_ev : float
        See :func:`ground_state`.
    points : int, optional
        Points in each layer.

    Returns
    -------
    radius_nm, density : numpy.ndarray
        Radii [nm], ascending, and 4 pi r^2 times the squared modulus of psi [1/nm].

    Raises
    ------
    ValueError
        If a length or a mass is out of range.

    Examples
    --------
    >>> r, density = radial_density(3.0, 1.0, 0.1, 0.2, 0.5)
    >>> round(float(np.trapezoid(density, r)), 2)
    1.0
    """
    stack = layers(
        [float(positive("radius_nm", radius_nm, "nm")), float(not_negative("shell_nm", shell_nm, "nm"))],
        [0.0, float(number("offset_ev", offset_ev))],
        [mass_core, mass_shell],
        np.inf,
        1.0,
    )
    radius, _, u = radial_function(energies(stack), stack, points)
    used = 2 if shell_nm > 0 else 1
    return radius[:used].reshape(-1), u[:used].reshape(-1) ** 2
