"""Elements along a radius or an axis, fitted to layers and to the tails of the carriers."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import numpy as np

from ..checks import Shape
from ..tables import FloatArray
from ._layers import Layers, kinetic

# Where a tail is cut, in decay lengths.
_TAIL = 7.0
# An element longer than this many tails is cut in two.
_LONG = 1.4
# Reach into the outside that is tried first and last, where a carrier is hardly bound [nm].
_NEAR, _WIDEST = 3.0, 24.0
# How often the reach is looked at, and by how much it may be too short.
_ATTEMPTS, _SHORT = 3, 1.15
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


class Plan(NamedTuple):
    """Elements of one particle: the layers that they belong to, and their ends [nm]."""

    layer: tuple[int, ...]
    marks: tuple[float, ...]


def bounds(stack: Layers, shape: Shape) -> tuple[FloatArray, FloatArray]:
    """Energies between which the ground state lies; the upper one is that of hard walls around a part of the layers."""
    present = stack.width > 0
    outer = stack.edges
    waves = {"sphere": 1.0, "cube": 0.75}[shape]
    top = np.maximum.accumulate(np.where(present, stack.potential, -np.inf), axis=0)
    lightest = np.minimum.accumulate(np.where(present, stack.mass, np.inf), axis=0)
    ball = top + waves * kinetic() * (np.pi / outer) ** 2 / lightest
    # One layer alone: a shell, or a slab on one face of the cube.
    thin = np.where(present, stack.width, 1.0)
    along = {"sphere": 0.0, "cube": 0.5}[shape] * (np.pi / outer) ** 2
    alone = stack.potential + kinetic() / stack.mass * ((np.pi / thin) ** 2 + along)
    high = np.minimum(ball, np.where(present, alone, np.inf)).min(axis=0)
    return np.where(present, stack.potential, np.inf).min(axis=0), high


def _tail(mass: float, depth: float, gap: float = math.inf) -> float:
    """Length over which a carrier dies away under an edge [nm]; infinity where it does not."""
    square = mass * depth * (1 - depth / gap) / kinetic()
    return _TAIL / math.sqrt(square) if square > 0 else math.inf


def _plan(carriers: Sequence[tuple[Layers, FloatArray, FloatArray]], k: int, reach: Sequence[float]) -> Plan:
    """Elements of the particle with number k, that end where the last of the carriers has died away.

    A carrier is a stack with bounds of its energy; `reach` says how far each
    goes into the outside.
    """
    width = [*carriers[0][0].width[:, k].tolist(), math.inf]
    count = len(width) - 1
    ends: list[tuple[int, float]] = []
    inner: list[list[float]] = [[] for _ in width]
    for number, (stack, low, high) in enumerate(carriers):
        edge, mass, gap = (a[:, k].tolist() for a in (stack.potential, stack.mass, stack.gap))
        last = max(j for j in range(count) if width[j] > 0 and edge[j] <= high[k])
        end = (count, reach[number]) if np.isfinite(stack.outside_ev[k]) else (count - 1, width[count - 1])
        for j in range(count):
            tail = _tail(mass[j], edge[j] - (low if j < last else high)[k], gap[j])
            if j < last and tail * _LONG < width[j]:
                inner[j] += [width[j] - tail] if j == 0 else [tail, width[j] - tail]
            elif j > last and tail < width[j]:
                end = (j, tail)
                break
        ends.append(end)
    stop = max(ends)
    for j, length in ends:
        if length * _LONG < (stop[1] if j == stop[0] else width[j]):
            inner[j].append(length)
    layer: list[int] = []
    marks, start = [0.0], 0.0
    for j in range(stop[0] + 1):
        length, used = (stop[1] if j == stop[0] else width[j]), 0.0
        if length <= 0:
            continue
        least = 0.1 * length
        for mark in (*sorted(m for m in inner[j] if m < length - least), length):
            if mark == length or mark - used > least:
                layer.append(j)
                marks.append(start + mark)
                used = mark
        start += width[j]
    return Plan(tuple(layer), tuple(marks))


def planned(
    stacks: Sequence[Layers],
    shape: Shape,
    solved: Callable[[Sequence[Layers], Sequence[Plan]], T],
    told: Callable[[T], tuple[tuple[int, ...], tuple[FloatArray, ...]]],
) -> list[tuple[Any, T]]:
    """Solve particles in groups of equal elements: the numbers of the particles, and what was found for them.

    `told` gives the layers and the energies of what was found: where a carrier
    turns out to reach further into the outside than was thought, its particle
    is solved again.
    """
    carriers = [(stack, *bounds(stack, shape)) for stack in stacks]
    good = np.ones(stacks[0].outside_ev.shape, dtype=bool)
    for stack, low, high in carriers:
        good &= np.isfinite(low) & np.isfinite(high) & np.isfinite(stack.mass).all(axis=0)
        good &= np.isfinite(stack.outside_mass) & ~np.isnan(stack.outside_ev)

    def reaches(k: int, energies: Sequence[float], most: float) -> list[float]:
        return [
            min(most, _tail(float(s.outside_mass[k]), float(s.outside_ev[k]) - e))
            if np.isfinite(s.outside_ev[k])
            else 0.0
            for (s, _, _), e in zip(carriers, energies, strict=True)
        ]

    reach = {k: reaches(k, [float(high[k]) for _, _, high in carriers], _NEAR) for k in np.flatnonzero(good).tolist()}
    found: list[tuple[Any, T]] = []
    for attempt in range(_ATTEMPTS):
        groups: dict[tuple[int, ...], list[tuple[int, Plan]]] = {}
        for k, far in reach.items():
            plan = _plan(carriers, k, far)
            groups.setdefault(plan.layer, []).append((k, plan))
        again = {}
        for members in groups.values():
            for first in range(0, len(members), _BLOCK):
                numbers, plans = zip(*members[first : first + _BLOCK], strict=True)
                part = solved([stack.part(list(numbers)) for stack in stacks], plans)
                layer, energies = told(part)
                if len(stacks[0].width) in layer and attempt < _ATTEMPTS - 1:
                    for j, k in enumerate(numbers):
                        needed = reaches(k, [float(e[j]) for e in energies], _WIDEST)
                        if max(needed) > _SHORT * max(reach[k]):
                            again[k] = needed
                found.append((list(numbers), part))
        reach = again
        if not reach:
            break
    # What was solved again comes later, and counts.
    return found
