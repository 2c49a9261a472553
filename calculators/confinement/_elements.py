"""Elements along a radius or an axis, fitted to layers and to the waves of the carriers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

import numpy as np

from ..checks import Shape
from ..errors import ArgumentError
from ..tables import FloatArray
from ._layers import Layers, kinetic
from ._solver import bracketed

# Where a tail is cut, in decay lengths, and how many of them the first element of a tail spans.
_CUT, _TAIL = 8.0, 4.0
# An element spans so much of a wave's phase at most, and grows by so much with its distance from an interface.
_PHASE, _GROWTH = 2.4, 1.0
# Length of an element beside a shell in which a carrier is caught, over the thickness of that shell.
_BESIDE = 1.5
# What a layer must hold of a wave's phase to catch a carrier.
_CAUGHT = 1.0
# Reach into the outside at most [nm].
_WIDEST = 24.0
# Spheres around and within the cube, by their radius over half the edge, whose energies tell how waves decay.
_BALLS: dict[Shape, tuple[float, ...]] = {"sphere": (1.0,), "cube": (1.07, 1.4)}
_BISECTIONS = 12
# Share of an element that may be missing before there are two.
_SPARE = 0.15
# Attraction at most, over that at the distance of the core's radius or half edge.
_ATTRACTION = 2.0
# Energy of an element's last terms above which it is cut in two, and above which a state is refused [eV]; the error is
# a tenth of it.
_MISSING, _UNRESOLVED = 1e-3, 1e-2
# How often elements are made finer, and how many there are at most.
_ATTEMPTS, _MOST = 4, 12
# Elements along the axis of a cube at most: the matrices grow with their cube, and 24 take a second.
_MOST_OF_A_CUBE = 24
# Particles worked on at once.
_BLOCK = 32

T = TypeVar("T")


@functools.cache
def lobatto(degree: int) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Nodes and weights on (0, 1), ends included, the matrix of the slope, that of the products of slopes."""
    basis = np.polynomial.legendre.Legendre.basis(degree)
    x = np.concatenate([[-1.0], np.sort(basis.deriv().roots().real), [1.0]])
    weight = 1 / (degree * (degree + 1) * basis(x) ** 2)
    apart = x[:, None] - x + np.eye(degree + 1)
    slope = 2 * basis(x)[:, None] / basis(x) / apart
    np.fill_diagonal(slope, 0.0)
    slope[0, 0], slope[-1, -1] = -degree * (degree + 1) / 2, degree * (degree + 1) / 2
    return 0.5 * (x + 1), weight, slope, (slope.T * weight) @ slope


@functools.cache
def _places() -> FloatArray:
    """Places in a layer, as shares of its width, dense at both ends."""
    near = np.geomspace(1e-4, 0.5, 24)
    return np.concatenate([[0.0], near, 1 - near[-2::-1], [1.0]])


class Plan(NamedTuple):
    """Elements of one particle: the layers that they belong to, and their ends [nm]."""

    layer: tuple[int, ...]
    marks: tuple[float, ...]

    def finer(self, split: Sequence[bool]) -> Plan:
        """The same with some of the elements cut in two."""
        layer: list[int] = []
        marks = [self.marks[0]]
        for k, cut in enumerate(split):
            if cut:
                marks.append(0.5 * (self.marks[k] + self.marks[k + 1]))
            marks.append(self.marks[k + 1])
            layer += [self.layer[k]] * (2 if cut else 1)
        return Plan(tuple(layer), tuple(marks))


def expected(stacks: Sequence[Layers], shape: Shape) -> list[tuple[FloatArray, FloatArray]]:
    """Energies between which the ground states lie, nearly: exact for spheres, of two spheres for a cube."""
    scales = _BALLS[shape]
    joined = functools.reduce(Layers.beside, (replace(s, width=f * s.width) for s in stacks for f in scales))
    _, low, high = bracketed(joined, _BISECTIONS)
    low, high = (a.reshape(len(stacks), len(scales), -1) for a in (low, high))
    return list(zip(low.min(axis=1), high.max(axis=1), strict=True))


class _Reach(NamedTuple):
    """A carrier in layers, the outside among them: its decay constants, and where it is cut; shape (layers, n)."""

    fast: FloatArray
    slow: FloatArray
    phase: FloatArray
    edge: FloatArray
    home: Any
    strength: FloatArray


def _reach(stack: Layers, low: FloatArray, high: FloatArray, width: FloatArray) -> _Reach:
    edge = np.concatenate([stack.potential, stack.outside_ev[None]])
    mass = np.concatenate([stack.mass, stack.outside_mass[None]])
    gap = np.concatenate([stack.gap, np.full_like(stack.gap[:1], np.inf)])
    edge = np.where(width > 0, edge, np.inf)

    def square(energy: FloatArray) -> FloatArray:
        with np.errstate(invalid="ignore"):
            found = mass * (energy - edge) * (1 + (energy - edge) / gap) / kinetic()
        return np.where(width > 0, found, 0.0)

    below, above = square(low), square(high)
    # Not a number where the carrier is not at home.
    with np.errstate(invalid="ignore"):
        strength = np.sqrt(mass * (high - edge) / kinetic()) * width
    return _Reach(
        np.sqrt(np.maximum(-below, 0.0)),
        np.sqrt(np.maximum(-above, 0.0)),
        np.sqrt(np.maximum(above, 0.0)),
        edge,
        (width > 0) & (edge <= high),
        strength,
    )


def _density(r: _Reach, j: int, inner: FloatArray, outer: FloatArray, start: FloatArray, width: FloatArray) -> Any:
    """Elements per nanometre that a carrier needs in layer j, at distances from its inner and its outer edge."""
    with np.errstate(divide="ignore", invalid="ignore"):
        cut = np.where(r.slow[j] > 0, _CUT / r.slow[j], np.inf)
        first = _TAIL / r.fast[j]
        total = r.phase[j] / _PHASE + 0 * inner
        from_inside, from_outside = r.home[:j].any(axis=0), r.home[j + 1 :].any(axis=0)
        for here, away in ((from_inside, inner), (from_outside, outer)):
            total = np.maximum(total, np.where(here & (away < cut), 1 / (first + _GROWTH * away), 0.0))
        if j:
            # What lies around a small core changes with the distance from it.
            alive = r.home[j] | from_outside | (from_inside & (inner < cut))
            total = np.maximum(total, np.where(alive, 1 / (1.2 * (start + inner)), 0.0))
        for k in range(j + 1, len(r.edge)):
            caught = r.home[k] & (r.edge[k] < r.edge[j]) & (r.strength[k] > _CAUGHT) & (outer < cut)
            total = np.maximum(total, np.where(caught, 1 / (_BESIDE * width[k] + _GROWTH * outer), 0.0))
    return total


def plans(stacks: Sequence[Layers], shape: Shape, unit: float = 0.0) -> list[Plan]:
    """Elements of each particle, that follow all its carriers and end where the last of them has died away.

    `unit` is the attraction at a distance of 1 nm, by which carriers lie lower than they would alone [eV nm].
    """
    one = stacks[0]
    pull = _ATTRACTION * unit / one.width[0]
    count, n = one.width.shape
    outside = np.zeros(n)
    found = []
    bounds = expected(stacks, shape)
    for stack, (_, high) in zip(stacks, bounds, strict=True):
        finite = np.isfinite(stack.outside_ev)
        with np.errstate(divide="ignore", invalid="ignore"):
            tail = _CUT / np.sqrt(stack.outside_mass * np.maximum(stack.outside_ev - high, 0.0) / kinetic())
        outside = np.maximum(outside, np.where(finite, np.minimum(np.nan_to_num(tail, nan=_WIDEST), _WIDEST), 0.0))
    width = np.concatenate([one.width, outside[None]])
    starts = np.cumsum(width, axis=0) - width
    stop = np.zeros(n)
    for stack, (low, high) in zip(stacks, bounds, strict=True):
        r = _reach(stack, low - pull, high, width)
        found.append(r)
        alive = np.ones(n, dtype=bool)
        own = np.zeros(n)
        for j in range(count + 1):
            ahead = r.home[j:].any(axis=0)
            with np.errstate(divide="ignore"):
                tail = np.where(r.slow[j] > 0, _CUT / r.slow[j], np.inf)
            dies = alive & ~ahead & (tail < 0.8 * width[j])
            own = np.where(dies, starts[j] + tail, np.where(alive, starts[j] + width[j], own))
            alive &= ~dies
        stop = np.maximum(stop, own)
    used = np.clip(stop - starts, 0.0, width)
    share = _places()[:, None]
    pieces: list[list[tuple[int, float]]] = [[] for _ in range(n)]
    for j in range(count + 1):
        inner, outer = share * used[j], share[::-1] * used[j] + (width[j] - used[j])
        density = functools.reduce(np.maximum, (_density(r, j, inner, outer, starts[j], width) for r in found))
        steps = 0.5 * (density[1:] + density[:-1]) * np.diff(inner, axis=0)
        total = np.concatenate([np.zeros((1, n)), np.cumsum(steps, axis=0)])
        for k in np.flatnonzero(used[j] > 0).tolist():
            many = max(1, int(np.ceil(total[-1, k] - _SPARE)))
            if many > 1:
                marks = np.interp(np.arange(1, many) * total[-1, k] / many, total[:, k], inner[:, k])
                pieces[k] += [(j, float(starts[j, k] + m)) for m in marks]
            pieces[k].append((j, float(starts[j, k] + used[j, k])))
    return [Plan(tuple(j for j, _ in p), (0.0, *(m for _, m in p))) for p in pieces]


def _unresolved(width: FloatArray) -> ArgumentError:
    return ArgumentError(
        "widths_nm",
        f"the state in layers of {', '.join(f'{w:g}' for w in width)} nm is not resolved",
        "thinner shells or smaller steps are computed",
        width.tolist(),
    )


def planned(
    stacks: Sequence[Layers],
    shape: Shape,
    solved: Callable[[Sequence[Layers], Sequence[Plan], Sequence[int]], T],
    missing: Callable[[T], FloatArray],
    unit: float = 0.0,
) -> list[tuple[Any, T]]:
    """Solve particles in groups of equal elements: the numbers of the particles, and what was found for them.

    `missing` tells for each particle and element what energy the last terms of
    its polynomials have: where that is too much the element is cut in two, and
    the particle solved again.

    Raises
    ------
    ArgumentError
        If that does not end.
    """
    good = np.ones(stacks[0].outside_ev.shape, dtype=bool)
    for stack in stacks:
        good &= np.isfinite(stack.potential).all(axis=0) & np.isfinite(stack.mass).all(axis=0)
        good &= np.isfinite(stack.width).all(axis=0) & np.isfinite(stack.outside_mass) & ~np.isnan(stack.outside_ev)
    numbers = np.flatnonzero(good)
    if not numbers.size:
        return []
    todo = dict(zip(numbers.tolist(), plans([s.part(numbers) for s in stacks], shape, unit), strict=True))
    for k, plan in todo.items():
        if shape == "cube" and len(plan.layer) > _MOST_OF_A_CUBE:
            raise _unresolved(stacks[0].width[:, k])
    found: list[tuple[Any, T]] = []
    for attempt in range(_ATTEMPTS + 1):
        groups: dict[tuple[int, ...], list[int]] = {}
        for k, plan in todo.items():
            groups.setdefault(plan.layer, []).append(k)
        again = {}
        for layer, members in groups.items():
            # The states of cubes of many elements are large.
            block = _BLOCK if shape == "sphere" else max(1, _BLOCK // max(1, len(layer) - 1) ** 2)
            for first in range(0, len(members), block):
                some = members[first : first + block]
                part = solved([stack.part(some) for stack in stacks], [todo[k] for k in some], some)
                found.append((some, part))
                wanting = missing(part)
                for k, lack in zip(some, wanting, strict=True):
                    if attempt < _ATTEMPTS and (lack > _MISSING).any():
                        plan = todo[k].finer((lack > _MISSING).tolist())
                        if len(plan.layer) <= _MOST:
                            again[k] = plan
                            continue
                    if not lack.max() <= _UNRESOLVED:
                        raise _unresolved(stacks[0].width[:, k])
        todo = again
        if not todo:
            break
    # What was solved again comes later, and counts.
    return found
