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

from typing import Any

import numpy as np

from ..tables import FloatArray
from ._layers import Layers, kinetic

# Bisections: 2^-38 of the first interval, far below a microelectronvolt.
_STEPS = 38
# Where a decaying tail outside is cut: e^-12 of its start.
TAIL = 12


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
    given = np.isfinite(stack.mass).all(axis=0) & np.isfinite(stack.outside_mass) & ~np.isnan(stack.outside_ev)
    bad = ~(np.isfinite(low) & np.isfinite(high) & given)
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
        reach = TAIL / np.where(kappa > 0, kappa, 1.0)
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
