"""Ground state of one carrier in a sphere of layers: BenDaniel-Duke, exact to rounding.

In each layer the radial function u = r R obeys u'' = -q u with
q = 2 m (E - V) / hbar^2. Across an interface u and (u' - u/r)/m are continuous.
u and u' are carried outwards layer by layer; the energy is the highest one at
which u has no node and its slope at the surface is not below that of the
outside. That criterion is monotonic in the energy, so that flat bands, equal
masses, empty layers and states near a threshold need no special case:
bisection finds the energy, and the kink of the joined wave its last digits.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np

from ..tables import FloatArray
from ._layers import Layers, kinetic

# Bisections: 2^-38 of the first interval, far below a microelectronvolt; fewer where the wave's kink tells the rest.
_STEPS, _FEWER = 38, 24
# Below this phase u is a straight line: at the band edge itself the root vanishes.
_FLAT = 1e-8
# Below this one, a series in place of the difference of nearly equal numbers.
_SMALL = 0.02
# What is left of a norm that rounding has eaten, and the largest logarithm of a scale.
_NOTHING, _HIGHEST = 1e-200, 300.0
# Most that an energy may be off [eV].
_OFF = 1e-6


def _carried(
    u: FloatArray, v: FloatArray, root: FloatArray, swings: Any, w: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """u, u' at the far end of a layer of width w, over exp(root w) where u does not swing."""
    phase = root * w
    decay = np.exp(-2 * np.where(swings, 0.0, phase))
    c = np.where(swings, np.cos(phase), 0.5 * (1 + decay))
    with np.errstate(divide="ignore", invalid="ignore"):
        s = np.where(swings, np.sin(phase), 0.5 * (1 - decay)) / root
    s = np.where(phase < _FLAT, w, s)
    return u * c + v * s, np.where(swings, -1.0, 1.0) * root**2 * s * u + v * c


def _step(u: FloatArray, v: FloatArray, q: FloatArray, w: FloatArray) -> tuple[FloatArray, FloatArray, Any]:
    """u, u' at the far end of a layer of width w, up to a positive factor; and whether u met a node."""
    root, swings = np.sqrt(np.abs(q)), q > 0
    far, slope = _carried(u, v, root, swings, w)
    if_swings = np.arctan2(root * u, v) + root * w >= np.pi
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
    masses = stack.mass_at(energy)
    mass = masses[0]
    for k in range(last + 1):
        if k:
            r = edges[k - 1]
            present = stack.width[k] > 0
            change = np.where(present, masses[k] / mass, 1.0)
            v = change * (v - u / r) + u / r
            mass = np.where(present, masses[k], mass)
        q = masses[k] * (energy - stack.potential[k]) / unit
        u, v, met = _step(u, v, np.where(stack.width[k] > 0, q, 0.0), stack.width[k])
        node = node | met
    hard = np.isposinf(stack.outside_ev)
    if hard.all():
        return node
    kappa = np.sqrt(np.maximum(stack.outside_mass * (np.where(hard, 0.0, stack.outside_ev) - energy) / unit, 0.0))
    r = edges[last]
    # Inside slope of psi over its mass, less that of the decaying outside: both times u.
    balance = (v - u / r) / mass - (-kappa * u - u / r) / stack.outside_mass
    return node | (~hard & (balance < 0))


def solved(stack: Layers) -> tuple[FloatArray, Wave]:
    """Ground-state energy [eV], NaN where the outside binds no state, and the wave."""
    # The kink tells how far the energy is off as long as masses do not depend on it.
    steady = bool(np.isinf(stack.gap).all())
    energy, low, high = bracketed(stack, _FEWER if steady else _STEPS)
    missing = np.isnan(energy)
    safe = np.where(missing, 0.0, energy)
    found = wave(safe, stack)
    if steady:
        safe = np.clip(safe + np.nan_to_num(found.correction), low, high)
        found = wave(safe, stack)
    return np.where(missing, np.nan, safe), found


def bracketed(stack: Layers, steps: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Middle, lower and upper end of the interval in which the energy lies after some bisections."""
    present = stack.width > 0
    low = np.where(present, stack.potential, np.inf).min(axis=0)
    top = np.where(present, stack.potential, -np.inf).max(axis=0)
    lightest = np.where(present, stack.mass, np.inf).min(axis=0)
    # Of hard walls a bound: the state of the highest potential and the lightest mass throughout.
    high = top + kinetic() * np.pi**2 / (lightest * stack.edges[-1] ** 2)
    hard = np.isposinf(stack.outside_ev)
    given = np.isfinite(stack.mass).all(axis=0) & np.isfinite(stack.outside_mass) & ~np.isnan(stack.outside_ev)
    bad = ~(np.isfinite(low) & np.isfinite(high) & given)
    high = np.where(hard, high, np.minimum(high, stack.outside_ev))
    finite = ~hard & ~bad
    if finite.any():
        # A finite barrier may have room above the first guess, or bind nothing at all.
        high = np.where(finite, stack.outside_ev, high)
        bad = bad | (finite & ~_too_high(high - 1e-12, stack)) | (finite & (stack.outside_ev <= low))
    for _ in range(steps):
        middle = 0.5 * (low + high)
        above = _too_high(middle, stack)
        high = np.where(above, middle, high)
        low = np.where(above, low, middle)
    return np.where(bad, np.nan, 0.5 * (low + high)), low, high


@dataclass(frozen=True)
class Wave:
    """Normalised u = r R of one carrier in layers; arrays of shape (layers, ...).

    In each layer u starts from the inner or from the outer end, whichever side
    it was carried from, and grows from there by `scale`.
    """

    root: FloatArray
    swings: Any
    width: FloatArray
    outward: Any
    start: FloatArray
    slope: FloatArray
    scale: FloatArray
    share: FloatArray
    kappa_outside: FloatArray
    surface: FloatArray
    correction: FloatArray

    def part(self, states: slice) -> Wave:
        """Some of the states."""
        return Wave(*(getattr(self, field.name)[..., states] for field in fields(self)))

    def inside(self, layer: int, x: FloatArray) -> FloatArray:
        """Values of u at distances x [nm] from the inner edge of a layer, shape (points, ...)."""
        k, w, swings = self.root[layer], self.width[layer], self.swings[layer]
        along = np.where(self.outward[layer], x, w - x)
        phase = np.where(swings, k * along, 0.0)
        # cosh and sinh over exp(k w), which stands in `scale`.
        rise = 0.5 * np.exp(np.where(swings, 0.0, -k * (w - along)))
        fall = 0.5 * np.exp(np.where(swings, 0.0, -k * (w + along)))
        with np.errstate(divide="ignore", invalid="ignore"):
            sine = np.where(swings, np.sin(phase), rise - fall) / k
        sine = np.where(k * w < _FLAT, along, sine)
        cosine = np.where(swings, np.cos(phase), rise + fall)
        u: FloatArray = (self.start[layer] * cosine + self.slope[layer] * sine) * self.scale[layer]
        return u

    def outside(self, x: FloatArray) -> FloatArray:
        """Values of u at distances x [nm] from the surface, shape (points, ...)."""
        return self.surface * np.exp(-self.kappa_outside * x)


def _square(u: FloatArray, v: FloatArray, root: FloatArray, swings: Any, w: FloatArray) -> FloatArray:
    """Integral of u^2 over a layer from where it starts, over exp(2 root w) where u does not swing."""
    phase = root * w
    small = phase < _SMALL
    k = np.where(small, 1.0, root)
    decay = np.exp(np.where(swings, 0.0, -2 * phase))
    sign = np.where(swings, 1.0, -1.0)
    double = np.where(swings, np.sin(2 * phase), 0.5 * (1 - decay**2)) / (2 * k)
    length = np.where(swings, w, w * decay)
    square = np.where(swings, np.sin(phase) ** 2, 0.25 * (1 - decay) ** 2) / (2 * k**2)
    p = sign * phase**2
    # cos^2, sin cos / k and sin^2 / k^2 or their hyperbolic counterparts, each integrated.
    cosines = np.where(small, w * (1 - p / 3) * decay, 0.5 * (length + double))
    mixed = np.where(small, 0.5 * w**2 * (1 - p / 3) * decay, square)
    sines = np.where(small, w**3 / 3 * (1 - p / 5) * decay, sign * (length - double) / (2 * k**2))
    return u**2 * cosines + 2 * u * v * mixed + v**2 * sines


class _Sweeps(NamedTuple):
    """Carried from the centre (0) and from the outside (1), arrays of shape (2, layers, ...).

    Values and slopes where a layer starts, logarithm of what they stand for,
    values and slopes where it ends over exp(root w), and the integral of u^2
    over the layer in the same measure.
    """

    start: FloatArray
    slope: FloatArray
    size: FloatArray
    end: FloatArray
    end_slope: FloatArray
    square: FloatArray


def _swept(stack: Layers, masses: FloatArray, root: FloatArray, swings: Any, kappa: FloatArray) -> _Sweeps:
    count, shape, edges, hard = len(stack.width), kappa.shape, stack.edges, np.isposinf(stack.outside_ev)
    grow = np.where(swings, 0.0, root * stack.width)
    start, slope, size, end, end_slope = (np.zeros((2, count, *shape)) for _ in range(5))
    ways = (
        (0, range(count), 1.0, np.zeros(shape), np.ones(shape), masses[0]),
        (
            1,
            range(count - 1, -1, -1),
            -1.0,
            np.where(hard, 0.0, 1.0),
            -kappa - hard,  # at a hard wall any slope: it is scaled to 1
            np.where(hard, masses[-1], stack.outside_mass),
        ),
    )
    for way, order, sign, u, v, mass in ways:
        log = np.zeros(shape)
        for k in order:
            if way == 1 or k > 0:
                r = edges[k - 1 + way]
                v = masses[k] / mass * (v - u / r) + u / r
            mass = masses[k]
            norm = np.maximum(np.maximum(np.abs(u), np.abs(v)), 1e-300)
            u, v, log = u / norm, sign * v / norm, log + np.log(norm)
            start[way, k], slope[way, k], size[way, k] = u, v, log
            u, v = _carried(u, v, root[k], swings[k], stack.width[k])
            log, v = log + grow[k], sign * v
            end[way, k], end_slope[way, k] = u, v
    return _Sweeps(start, slope, size, end, end_slope, _square(start, slope, root, swings, stack.width))


def wave(energy: FloatArray, stack: Layers) -> Wave:
    """Wave of an energy, carried from the centre and from the outside, joined where neither is in doubt.

    A solution that is carried into a barrier in which the carrier dies away
    picks up the one that grows: it must be joined beside the layer in which the
    carrier lives, whatever follows behind thick barriers.
    """
    unit, shape, count = kinetic(), energy.shape, len(stack.width)
    edges, masses = stack.edges, stack.mass_at(energy)
    q = masses * (energy - stack.potential) / unit
    root, swings = np.sqrt(np.abs(q)), q > 0
    hard = np.isposinf(stack.outside_ev)
    kappa = np.sqrt(np.maximum(stack.outside_mass * (np.where(hard, 0.0, stack.outside_ev) - energy) / unit, 0.0))
    bound = ~hard & (kappa > 0)
    tail = np.where(bound, 0.5 / np.where(bound, kappa, 1.0), 0.0)
    grow = np.where(swings, 0.0, root * stack.width)
    swept = _swept(stack, masses, root, swings, kappa)

    # At the outer edge of each layer u is set to 1: logarithms of each layer's scale, norm, shift of the energy.
    logs, norms, shift = np.empty((count, 2, count, *shape)), np.empty((count, *shape)), np.empty((count, *shape))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        out_there, in_there = swept.size + grow + np.log(np.abs(swept.end))
        for b in range(count):
            last = b == count - 1
            inward = np.zeros(shape) if last else in_there[b + 1]
            # At a hard wall u vanishes, and nothing lies outside to be joined.
            outward = np.where(last & hard, swept.size[0, b] + grow[b], out_there[b])
            logs[b, 0], logs[b, 1] = swept.size[0] + grow - outward, swept.size[1] + grow - inward
            weights = np.exp(2 * np.minimum(logs[b], _HIGHEST)) * swept.square
            norms[b] = weights[0, : b + 1].sum(axis=0) + weights[1, b + 1 :].sum(axis=0) + tail * np.exp(-2 * inward)
            here = (swept.end_slope[0, b] / swept.end[0, b] - 1 / edges[b]) / masses[b]
            if last:
                wall = -swept.end[0, b] * swept.end_slope[0, b] / masses[b]
                kink = np.where(hard, wall, here - (-kappa - 1 / edges[b]) / stack.outside_mass)
            else:
                kink = here - (swept.end_slope[1, b + 1] / swept.end[1, b + 1] - 1 / edges[b]) / masses[b + 1]
            shift[b] = unit * kink / norms[b]
    # Wherever a wave is right the kink shifts the energy by what it is off; of these places, that with most of the
    # carrier. Where a wave has picked up the growing solution, the shift is that of another state.
    doubt = np.where(np.isfinite(shift) & (norms > _NOTHING), np.abs(shift), np.inf)
    near = doubt <= 10 * doubt.min(axis=0) + _OFF
    # At a hard wall, where u vanishes, only if there is no interface.
    weigh = norms.copy()
    weigh[-1] = np.where(hard, np.finfo(float).max, norms[-1])
    best = np.where(near, weigh, np.inf).argmin(axis=0)

    def chosen(array: FloatArray) -> FloatArray:
        index = best.reshape(1, *([1] * (array.ndim - 1 - best.ndim)), *shape)
        found: FloatArray = np.take_along_axis(array, np.broadcast_to(index, (1, *array.shape[1:])), 0)[0]
        return found

    norm, log = np.sqrt(chosen(norms)), chosen(logs)
    carried_out = np.arange(count).reshape(-1, *([1] * len(shape))) <= best
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        scale = np.exp(np.minimum(np.where(carried_out, log[0], log[1]), _HIGHEST)) / norm
        # A wave carried inwards starts with u = 1 at the surface.
        level = np.where(
            best == count - 1, 0.0, np.take_along_axis(in_there, np.minimum(best + 1, count - 1)[None], 0)[0]
        )
        surface = np.where(hard, 0.0, np.exp(-level) / norm)
    shares = np.where(carried_out, swept.square[0], swept.square[1]) * scale**2
    return Wave(
        root,
        swings,
        stack.width,
        carried_out,
        np.where(carried_out, swept.start[0], swept.start[1]),
        np.where(carried_out, swept.slope[0], swept.slope[1]),
        scale,
        np.concatenate([shares, (surface**2 * tail)[None]]),
        kappa,
        surface,
        chosen(shift),
    )
