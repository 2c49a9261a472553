"""Two carriers in a sphere of layers, each in the mean field of the other and of image charges.

Where the potential is no longer constant in a layer, u = r R is a polynomial
through the nodes of Gauss and Lobatto on elements that end on the interfaces.
Electron and hole are spherical clouds: what they do to each other follows from
Gauss's law, D = Q(r) / (4 pi r^2), in whatever permittivities the layers have.
What a charge does to itself by the images in the interfaces is the sum over all
multipoles.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..tables import FloatArray
from ._elements import Plan, expected, lobatto, planned
from ._layers import Layers, kinetic
from ._mixing import Mixing

_DEGREE = 8
_ROUNDS = 12
_SETTLED = 1e-8
# Turns of a self-consistent field, and the change of the attraction at which it ends [eV].
_TURNS, _SETTLED_FIELD = 40, 1e-7
# Points of an element for image charges.
_IMAGE_POINTS = 32
# Multipoles that are summed at most.
_POLES = 600


@functools.cache
def _running() -> FloatArray:
    """Matrix that integrates the polynomial through the nodes from 0 to each of them."""
    x = 2 * lobatto(_DEGREE)[0] - 1
    series = np.linalg.inv(np.polynomial.legendre.legvander(x, _DEGREE))
    integrals = [
        np.polynomial.legendre.legval(x, np.polynomial.legendre.legint(one, lbnd=-1)) for one in np.eye(_DEGREE + 1)
    ]
    found: FloatArray = 0.5 * np.stack(integrals, axis=1) @ series
    return found


@functools.cache
def _finer() -> tuple[FloatArray, FloatArray, FloatArray]:
    """Finer points on (-1, 1), their weights, and the polynomials of the nodes on them."""
    x, w = np.polynomial.legendre.leggauss(_IMAGE_POINTS)
    nodes = 2 * lobatto(_DEGREE)[0] - 1
    vander = np.polynomial.legendre.legvander
    return x, w, vander(x, _DEGREE) @ np.linalg.inv(vander(nodes, _DEGREE))


class Dielectric(NamedTuple):
    """Permittivities of the layers and of the outside, radii of the interfaces [nm], width of an interface [nm]."""

    permittivity: FloatArray
    edges: FloatArray
    width_nm: float

    def self_potential(self, r: FloatArray, layer: int) -> FloatArray:
        """Twice the energy of a charge in its own images, over e^2 / (4 pi eps0) [1/nm], at radii r within a layer.

        Poles finer than the width of the interface do not see a step: they are
        left out, smoothly, or the energy of a charge at the interface would be
        infinite.
        """
        # Where two permittivities are equal there is no interface.
        seen = np.diff(self.permittivity) != 0
        if not seen.any():
            return np.zeros_like(r)
        eps, edges = self.permittivity[np.concatenate([[True], seen])], self.edges[seen]
        count = min(_POLES, int(4 * edges.max() / self.width_nm) + 4)
        pole = np.arange(1.0, count)[:, None]
        # Share of r^-(l+1) beside r^l at the inner edge of each region, of r^l beside r^-(l+1) at the outer one.
        regions = len(eps)
        inner, outer = np.zeros((regions, count - 1, 1)), np.zeros((regions, count - 1, 1))
        for k in range(1, regions):
            mixed = inner[k - 1] * (edges[k - 2] / edges[k - 1]) ** (2 * pole + 1) if k > 1 else inner[0]
            slope = eps[k - 1] / eps[k] * (pole - (pole + 1) * mixed) / (1 + mixed)
            inner[k] = (pole - slope) / (pole + 1 + slope)
        for k in range(regions - 2, -1, -1):
            mixed = outer[k + 1] * (edges[k] / edges[k + 1]) ** (2 * pole + 1) if k < regions - 2 else outer[k + 1]
            slope = eps[k + 1] / eps[k] * (-(pole + 1) + pole * mixed) / (1 + mixed)
            outer[k] = -(pole + 1 + slope) / (slope - pole)
        k = int(seen[:layer].sum())
        near = edges[min(k, regions - 2)]
        blurred = np.exp(-((pole * self.width_nm / near) ** 2))
        below = inner[k] * (edges[k - 1] / r) ** (2 * pole + 1) if k > 0 else np.zeros((count - 1, r.size))
        above = outer[k] * (r / edges[k]) ** (2 * pole + 1) if k < regions - 1 else np.zeros((count - 1, r.size))
        image = (1 + below) * (1 + above) / (1 - below * above) - 1
        # The monopole sees no charge inside it, and the other permittivities outside.
        beyond = sum((1 / eps[j + 1] - 1 / eps[j]) / edges[j] for j in range(k, regions - 1))
        found: FloatArray = (image * blurred).sum(axis=0) / (eps[k] * r) + beyond
        return found


class Balls(NamedTuple):
    """Carriers of several particles on one set of nodes; amplitudes of shape (states, n)."""

    r: FloatArray
    weight: FloatArray
    lengths: FloatArray
    regions: tuple[int, ...]
    layer: tuple[int, ...]
    matrices: tuple[FloatArray, ...]
    mass: tuple[FloatArray, ...]
    alone: tuple[FloatArray, ...]
    energy: tuple[FloatArray, ...]
    psi: tuple[FloatArray, ...]
    settled: Any

    def shares(self, carrier: int, count: int) -> FloatArray:
        """Probability of each layer and of the outside, shape (count + 1, states)."""
        found = np.zeros((count + 1, len(self.r)))
        values = self._values(self.psi[carrier] ** 2 / self.weight)
        for e, layer in enumerate(self.regions):
            found[layer] += values[:, e] @ lobatto(_DEGREE)[1] * self.lengths[:, e]
        return found

    def missing(self) -> FloatArray:
        """What each element may lack, shape (states, elements): energy of the last terms of its polynomials [eV]."""
        nodes = lobatto(_DEGREE)[0]
        series = np.linalg.inv(np.polynomial.legendre.legvander(2 * nodes - 1, _DEGREE))[-2:]
        found = np.zeros((len(self.r), len(self.regions)))
        for psi, mass in zip(self.psi, self.mass, strict=True):
            last = ((self._values(psi / np.sqrt(self.weight)) @ series.T) ** 2).max(axis=2)
            found += kinetic() / mass[list(self.regions)].T * last * _DEGREE**3 / self.lengths
        return found

    def overlap(self) -> FloatArray:
        """Integral of the product of both carriers, squared."""
        found: FloatArray = (self.psi[0] * self.psi[1]).sum(axis=1) ** 2
        return found

    def square(self, carrier: int) -> FloatArray:
        """Mean of r^2 [nm2]."""
        found: FloatArray = (self.psi[carrier] ** 2 * self.r**2).sum(axis=1)
        return found

    def _values(self, nodes: FloatArray) -> FloatArray:
        """Values on each element, ends included, shape (states, elements, nodes of one)."""
        whole = np.concatenate([np.zeros((len(nodes), 1)), nodes, np.zeros((len(nodes), 1))], axis=1)
        return np.stack([whole[:, e * _DEGREE : (e + 1) * _DEGREE + 1] for e in range(len(self.regions))], axis=1)

    def field(self, carrier: int, media: Sequence[Dielectric]) -> FloatArray:
        """Potential of the cloud of a carrier over e^2 / (4 pi eps0) [1/nm], on the nodes."""
        charge, running = self._values(self.psi[carrier] ** 2 / self.weight), _running()
        lengths = self.lengths[:, :, None]
        parts = charge @ running.T * lengths
        before = np.cumsum(parts[:, :, -1], axis=1) - parts[:, :, -1]
        within = before[:, :, None] + parts
        eps = np.array([[float(m.permittivity[k]) for k in self.regions] for m in media])[:, :, None]
        radius = self._values(self.r)
        end = self.lengths.sum(axis=1)
        radius[:, -1, -1] = end
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = np.where(radius > 0, within / (eps * radius**2), 0.0)
        risen = slope @ running.T * lengths
        start = np.cumsum(risen[:, :, -1], axis=1) - risen[:, :, -1]
        inside = start[:, :, None] + risen
        total = inside[:, -1, -1]
        # Beyond the last node the whole charge lies inside.
        beyond = []
        for m, r in zip(media, end, strict=True):
            marks = [float(r), *[e for e in m.edges.tolist() if e > r]]
            kinds: list[float] = m.permittivity.tolist()[-len(marks) :]
            ends = [*marks[1:], np.inf]
            beyond.append(sum((1 / a - 1 / b) / k for a, b, k in zip(marks, ends, kinds, strict=True)))
        potential = (total + np.array(beyond))[:, None, None] - inside
        nodes = [potential[:, e, 1:] for e in range(len(self.regions))]
        found: FloatArray = np.concatenate(nodes, axis=1)[:, :-1]
        return found

    def images(self, media: Sequence[Dielectric]) -> FloatArray:
        """Energy of a charge in its own images over e^2 / (4 pi eps0) [1/nm], on the nodes.

        Near an interface it is steeper than the clouds are: each node gets the
        mean over its own polynomial, taken on finer points.
        """
        x, w, shapes = _finer()
        load = np.zeros((len(self.r), self.r.shape[1] + 2))
        starts = np.cumsum(self.lengths, axis=1) - self.lengths
        for k, m in enumerate(media):
            for e, layer in enumerate(self.regions):
                r = starts[k, e] + self.lengths[k, e] * 0.5 * (x + 1)
                values = 0.5 * m.self_potential(r, layer)
                load[k, e * _DEGREE : (e + 1) * _DEGREE + 1] += 0.5 * self.lengths[k, e] * (w * values) @ shapes
        return load[:, 1:-1] / self.weight

    def self_consistent(self, unit: float, media: Sequence[Dielectric]) -> Balls:
        """The same with each carrier in the mean field of the other and in its own images.

        Energies are those of each carrier without attraction and images.
        """
        images = unit * self.images(media)
        now, mixing = self, Mixing()
        before = np.full(len(self.r), np.inf)
        trial = now.field(1, media)
        for _ in range(_TURNS):
            field = trial
            for carrier, matrix in enumerate(self.matrices):
                drawn = images - unit * field
                _, psi = _lowest(matrix + drawn[:, :, None] * np.eye(drawn.shape[1]))
                now = now._replace(psi=(psi, now.psi[1]) if carrier == 0 else (now.psi[0], psi))
                field = now.field(carrier, media)
            pulled, wanted = (unit * (f * now.psi[0] ** 2).sum(axis=1) for f in (field, trial))
            settled = np.maximum(np.abs(pulled - before), np.abs(pulled - wanted)) < _SETTLED_FIELD
            if settled.all():
                break
            before, trial = pulled, mixing.next(trial, field)
        energy = tuple(np.einsum("sa,sab,sb->s", p, m, p) for m, p in zip(self.matrices, now.psi, strict=True))
        return now._replace(energy=energy, settled=settled)


def _lowest(matrix: FloatArray) -> tuple[FloatArray, FloatArray]:
    values, vectors = np.linalg.eigh(matrix)
    return values[:, 0], vectors[:, :, 0]


def _solved(stacks: Sequence[Layers], plans: Sequence[Plan]) -> Balls:
    """Solve particles whose elements belong to the same layers, each carrier alone."""
    t, w, slope, _ = lobatto(_DEGREE)
    marks, regions = np.array([plan.marks for plan in plans]), plans[0].layer
    states, size = len(marks), len(regions) * _DEGREE + 1
    r, weight = np.zeros((states, size)), np.zeros((states, size))
    lengths = np.diff(marks, axis=1)
    parts = []
    for e in range(len(regions)):
        part = slice(e * _DEGREE, (e + 1) * _DEGREE + 1)
        r[:, part] = marks[:, e, None] + lengths[:, e, None] * t
        weight[:, part] += lengths[:, e, None] * w
    root = np.sqrt(weight)
    for e in range(len(regions)):
        part = slice(e * _DEGREE, (e + 1) * _DEGREE + 1)
        with np.errstate(divide="ignore"):
            inverse = np.where(r[:, part] > 0, 1 / r[:, part], 0.0)
        # Slope of R times r: at the centre it vanishes.
        change = slope / lengths[:, e, None, None] - inverse[:, :, None] * np.eye(_DEGREE + 1)
        change = np.where(r[:, part, None] > 0, change, 0.0)
        product = np.einsum("i,sia,sib->sab", w, change, change) * lengths[:, e, None, None]
        parts.append(product / (root[:, part, None] * root[:, None, part]))
    energy = tuple(0.5 * np.add(*ends) for ends in expected(stacks, "sphere"))
    steady = all(np.isinf(stack.gap).all() for stack in stacks)
    mixing = [Mixing() for _ in stacks]
    for _ in range(1 if steady else _ROUNDS):
        matrices, found, masses = [], [], []
        for stack, given in zip(stacks, energy, strict=True):
            mass = np.concatenate([stack.mass_at(given), stack.outside_mass[None]])
            edge = np.concatenate([stack.potential, stack.outside_ev[None]])
            masses.append(mass)
            matrix, held = np.zeros((states, size, size)), np.zeros((states, size))
            for e, layer in enumerate(regions):
                part = slice(e * _DEGREE, (e + 1) * _DEGREE + 1)
                matrix[:, part, part] += kinetic() / mass[layer][:, None, None] * parts[e]
                held[:, part] += (edge[layer] * lengths[:, e])[:, None] * w
            matrix += (held / weight)[:, :, None] * np.eye(size)
            matrices.append(matrix[:, 1:-1, 1:-1])
            found.append(_lowest(matrices[-1]))
        alone = tuple(e for e, _ in found)
        if max(float(np.abs(a - b).max()) for a, b in zip(energy, alone, strict=True)) < _SETTLED:
            break
        # Where an energy is large beside the gap, the rounds alone approach it too slowly.
        energy = tuple(m.next(a, b) for m, a, b in zip(mixing, energy, alone, strict=True))
    return Balls(
        r[:, 1:-1],
        weight[:, 1:-1],
        lengths,
        regions,
        tuple(dict.fromkeys(regions)),
        tuple(matrices),
        tuple(masses),
        alone,
        alone,
        tuple(psi for _, psi in found),
        np.ones(states, dtype=bool),
    )


def solve(
    stacks: Sequence[Layers], unit: float | None = None, media: Sequence[Dielectric] = ()
) -> list[tuple[list[int], Balls]]:
    """Ground states of the carriers of all particles, those with equal elements together, with their numbers.

    If `unit` is given, e^2 / (4 pi eps0) [eV nm], each carrier moves in the mean
    field of the other and in its own images, in the media of each particle.
    """

    def solved(some: Sequence[Layers], plans: Sequence[Plan], numbers: Sequence[int]) -> Balls:
        alone = _solved(some, plans)
        return alone if unit is None else alone.self_consistent(unit, [media[k] for k in numbers])

    return planned(stacks, "sphere", solved, Balls.missing, unit or 0.0)
