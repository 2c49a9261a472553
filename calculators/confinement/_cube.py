"""Ground state of one carrier in a cube of cubic layers: BenDaniel-Duke on spectral elements.

By symmetry one octant is enough, and psi does not change when the axes are
exchanged. Each axis is cut into elements whose ends lie on the interfaces; on
each, psi is a polynomial through the nodes of Gauss and Lobatto. Mass and
potential jump at |x|, |y| or |z| only, so that the Hamiltonian is a sum of
products of one-dimensional matrices. Its lowest state is found by the method of
Davidson, with the best separable Hamiltonian as a preconditioner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from ..errors import ArgumentError
from ..tables import FloatArray
from ._elements import Plan, expected, lobatto, planned
from ._layers import Layers, kinetic
from ._mixing import Mixing

# Degree of the polynomials.
_DEGREE = 6
# Steps of the search, the gain in energy at which it ends, and that which it must not lack [eV].
_STEPS = 80
# Rounds of a mass that depends on the energy, and the change in energy at which they end [eV].
_ROUNDS = 12
_SETTLED = 1e-8
# Turns of a self-consistent field, and the change of the attraction at which it ends [eV].
_TURNS = 40
_SETTLED_FIELD = 1e-6
# Vectors of the search at most, and those that are kept of them.
_FULL, _KEPT = 24, 8
_GAIN, _LACKING = 1e-9, 1e-5


class Axis(NamedTuple):
    """Half of an axis of a batch of cubes: nodes without the one at the wall.

    `stiffness` and `inside` are of shape (layers, states, ...): integrals of the
    slopes' products over the layers up to one, and the share of a node's weight
    that lies within them.
    """

    x: FloatArray
    weight: FloatArray
    stiffness: FloatArray
    inside: FloatArray


def axis(marks: FloatArray, layer: tuple[int, ...]) -> Axis:
    """Axis with elements between the marks, of shape (elements + 1, states), each within a layer."""
    t, w, _, slopes = lobatto(_DEGREE)
    states, size = marks.shape[1], len(layer) * _DEGREE + 1
    count = layer[-1] + 1
    x, weight = np.zeros((states, size)), np.zeros((count, states, size))
    stiffness = np.zeros((count, states, size, size))
    for e, where in enumerate(layer):
        part = slice(e * _DEGREE, (e + 1) * _DEGREE + 1)
        length = (marks[e + 1] - marks[e])[:, None]
        x[:, part] = marks[e][:, None] + length * t
        weight[where:, :, part] += length * w
        stiffness[where:, :, part, part] += slopes / length[:, :, None]
    total = weight[-1]
    root = np.sqrt(total)
    stiffness /= root[:, :, None] * root[:, None, :]
    return Axis(x[:, :-1], total[:, :-1], stiffness[:, :, :-1, :-1], (weight / total)[:, :, :-1])


def cyclic(array: FloatArray) -> FloatArray:
    """Sum over the three places that the last axis of (states, n, n, n) can take."""
    return array + array.transpose(0, 3, 1, 2) + array.transpose(0, 2, 3, 1)


class Hamiltonian(NamedTuple):
    """Of a batch of states, in the basis of the nodes."""

    axis: Axis
    inverse_mass: FloatArray
    step: FloatArray
    potential: FloatArray

    def part(self, states: Any) -> Hamiltonian:
        """That of some of the states."""
        points = Axis(
            self.axis.x[states], self.axis.weight[states], self.axis.stiffness[:, states], self.axis.inside[:, states]
        )
        return Hamiltonian(points, self.inverse_mass[:, states], self.step[:, states], self.potential[states])

    def times(self, psi: FloatArray) -> FloatArray:
        """Apply it to symmetric amplitudes of shape (states, n, n, n)."""
        total = np.zeros_like(psi)
        for k, inside in enumerate(self.axis.inside):
            matrix = kinetic() * self.inverse_mass[k][:, None, None] * self.axis.stiffness[k]
            along = (psi.reshape(len(psi), -1, psi.shape[-1]) @ matrix).reshape(psi.shape)
            if k < len(self.axis.inside) - 1:
                along *= (inside[:, :, None] * inside[:, None, :])[..., None]
            total += along
        return cyclic(total) + self.potential * psi


def hamiltonian(points: Axis, masses: FloatArray, potentials: FloatArray) -> Hamiltonian:
    """Hamiltonian of layers; masses and potentials of shape (layers, states)."""
    inverse = 1 / masses
    last = np.zeros_like(inverse[:1])
    rise, step = -np.diff(inverse, axis=0, append=last), -np.diff(potentials, axis=0, append=last)
    total = sum(
        s[:, None, None, None] * (i[:, :, None, None] * i[:, None, :, None] * i[:, None, None, :])
        for s, i in zip(step, points.inside, strict=True)
    )
    return Hamiltonian(points, rise, step, np.asarray(total))


def separable(h: Hamiltonian, rounds: int = 6) -> tuple[FloatArray, FloatArray]:
    """Energies and states of the axis in the field of the best product of three."""
    unit = kinetic()
    stiffness, inside = h.axis.stiffness, h.axis.inside
    within = np.ones(inside.shape[:2])
    slope = np.zeros_like(within)
    for _ in range(rounds):
        diagonal = ((2 * unit * h.inverse_mass * slope * within + h.step * within**2)[:, :, None] * inside).sum(axis=0)
        matrix = ((unit * h.inverse_mass * within**2)[:, :, None, None] * stiffness).sum(axis=0)
        matrix = matrix + diagonal[:, :, None] * np.eye(diagonal.shape[1])
        values, vectors = np.linalg.eigh(matrix)
        psi = vectors[:, :, 0]
        within = (inside * psi**2).sum(axis=-1)
        slope = np.einsum("si,ksij,sj->ks", psi, stiffness, psi)
    return values, vectors


def _along_all(psi: FloatArray, matrix: FloatArray) -> FloatArray:
    """Transform each of the three axes by the columns of a matrix."""
    for _ in range(3):
        shape = psi.shape
        psi = (psi.reshape(shape[0], -1, shape[3]) @ matrix).reshape(*shape[:3], -1).transpose(0, 3, 1, 2)
    return psi


def lowest(
    h: Hamiltonian, guess: FloatArray | None = None, near: tuple[FloatArray, FloatArray] | None = None
) -> tuple[FloatArray, FloatArray]:
    """Lowest energies [eV] and amplitudes, whose squares sum to 1 over the octant.

    `near` are states of the axis in a field near to this one, see :func:`separable`.
    """
    values, vectors = separable(h) if near is None else near
    states, n = values.shape
    if guess is None:
        f = vectors[:, :, 0]
        guess = f[:, :, None, None] * f[:, None, :, None] * f[:, None, None, :]
    spread = (
        values[:, :, None, None] + values[:, None, :, None] + values[:, None, None, :] - 3 * values[:, :1, None, None]
    )
    gap = values[:, 1] - values[:, 0]
    weight = 1 / (spread + 0.5 * gap[:, None, None, None])
    basis = guess.reshape(states, 1, -1)
    basis = basis / np.linalg.norm(basis, axis=2, keepdims=True)
    image = h.times(basis.reshape(-1, n, n, n)).reshape(basis.shape)
    left = np.arange(states)
    energies, amplitudes = np.empty(states), np.empty((states, n**3))
    for _ in range(_STEPS):
        small = basis @ image.transpose(0, 2, 1)
        levels, mix = np.linalg.eigh(0.5 * (small + small.transpose(0, 2, 1)))
        mix = mix.transpose(0, 2, 1)
        if basis.shape[1] >= _FULL:
            basis, image, mix = mix[:, :_KEPT] @ basis, mix[:, :_KEPT] @ image, np.eye(_KEPT)[None]
        energy, best = levels[:, 0], mix[:, 0, None]
        psi, rest = (best @ basis)[:, 0], (best @ image)[:, 0]
        energies[left], amplitudes[left] = energy, psi
        rest = rest - energy[:, None] * psi
        new = _along_all(_along_all(rest.reshape(-1, n, n, n), vectors) * weight, vectors.transpose(0, 2, 1))
        # Rounding breaks the symmetry that the products rely on.
        new = cyclic(new + new.transpose(0, 2, 1, 3)).reshape(len(left), 1, -1) / 6
        # What a further step would gain, in second order.
        gain = (new[:, 0] * rest).sum(axis=1)
        wanting = gain > _GAIN
        if not wanting.any():
            break
        if not wanting.all():
            # States that are done are left alone.
            left, h, gain = left[wanting], h.part(wanting), gain[wanting]
            new, basis, image, vectors, weight = (a[wanting] for a in (new, basis, image, vectors, weight))
        for _ in range(2):
            new = new - (new @ basis.transpose(0, 2, 1)) @ basis
            new = new / np.maximum(np.linalg.norm(new, axis=2, keepdims=True), 1e-300)
        basis = np.concatenate([basis, new], axis=1)
        image = np.concatenate([image, h.times(new.reshape(-1, n, n, n)).reshape(new.shape)], axis=1)
    if (gain > _LACKING).any():
        raise ArgumentError("widths_nm", "the search for the state does not end", "thinner layers are computed")
    return energies, amplitudes.reshape(-1, n, n, n)


# Where the potential of a charge is taken to be that of its monopole and hexadecapole, and the element before, over
# the half edge in which the charge lies.
_BEYOND = 1.7, 3.0
# Of 1 / |r - r'|: 9 for the degree, 16 / 525 for the mean square of h on the unit sphere.
_HEXADECAPOLE = 525 / (9 * 16)


class Space(NamedTuple):
    """Nodes within a cube in which charges lie and around it, on which Poisson's equation is solved.

    `x` are nodes of half an axis without the last, which lies at `end`; the
    Laplacian along an axis has the eigenvalues `values` and the eigenvectors
    `vectors`, and `last` couples the nodes to that at the end.
    """

    x: FloatArray
    root: FloatArray
    end: FloatArray
    end_root: FloatArray
    last: FloatArray
    values: FloatArray
    vectors: FloatArray
    inside: int

    def potential(self, density: FloatArray) -> FloatArray:
        """Potential [1/nm] of a density, given by its weights on the nodes of an octant, summing to 1."""
        n, states = self.inside, len(density)
        x, root, end = self.x, self.root, self.end
        source = np.zeros((states, *(3 * (x.shape[1],))))
        held = root[:, :n]
        scale = held[:, :, None, None] * held[:, None, :, None] * held[:, None, None, :]
        # An octant holds an eighth of the charge.
        source[:, :n, :n, :n] = 0.5 * np.pi * density / scale
        # By symmetry the first multipole after the monopole is the hexadecapole, along h = x^4 + y^4 + z^4 - 3 r^4 / 5.
        squares = x[:, :n] ** 2
        plane = density.sum(axis=3)
        along = (plane.sum(axis=2) * squares**2).sum(axis=1)
        mixed = (plane * squares[:, :, None] * squares[:, None, :]).sum(axis=(1, 2))
        moment = _HEXADECAPOLE * (3 * along - 0.6 * (3 * along + 6 * mixed))[:, None, None]
        one, two, three = end[:, None, None] ** 2, x[:, :, None] ** 2, x[:, None, :] ** 2
        square = one + two + three
        h = (one**2 + two**2 + three**2) / square**2 - 0.6
        wall = (1 + moment * h / square**2) / np.sqrt(square)
        wall *= self.end_root[:, None, None] * root[:, :, None] * root[:, None, :]
        source -= cyclic(np.broadcast_to(wall[:, None], source.shape) * self.last[:, :, None, None])
        v = self.values
        source = _along_all(source, self.vectors)
        source /= v[:, :, None, None] + v[:, None, :, None] + v[:, None, None, :]
        found: FloatArray = _along_all(source, self.vectors.transpose(0, 2, 1))[:, :n, :n, :n] / scale
        return found


def space(marks: FloatArray) -> Space:
    """Space around elements with these marks, of shape (elements + 1, states)."""
    wide = np.concatenate([marks, np.outer(_BEYOND, marks[-1])])
    t, w, _, slopes = lobatto(_DEGREE)
    count, states = len(wide) - 1, wide.shape[1]
    size = count * _DEGREE + 1
    x, weight, stiffness = np.zeros((states, size)), np.zeros((states, size)), np.zeros((states, size, size))
    for e in range(count):
        part = slice(e * _DEGREE, (e + 1) * _DEGREE + 1)
        length = (wide[e + 1] - wide[e])[:, None]
        x[:, part] = wide[e][:, None] + length * t
        weight[:, part] += length * w
        stiffness[:, part, part] += slopes / length[:, :, None]
    root = np.sqrt(weight)
    stiffness /= root[:, :, None] * root[:, None, :]
    values, vectors = np.linalg.eigh(stiffness[:, :-1, :-1])
    inside = (len(marks) - 1) * _DEGREE
    return Space(x[:, :-1], root[:, :-1], x[:, -1], root[:, -1], stiffness[:, :-1, -1], values, vectors, inside)


class Cubes(NamedTuple):
    """Carriers of several particles on one set of nodes; amplitudes of shape (states, n, n, n)."""

    axis: Axis
    layer: tuple[int, ...]
    regions: tuple[int, ...]
    marks: FloatArray
    fields: tuple[Hamiltonian, ...]
    alone: tuple[FloatArray, ...]
    energy: tuple[FloatArray, ...]
    psi: tuple[FloatArray, ...]
    settled: Any

    def shares(self, carrier: int, count: int) -> FloatArray:
        """Probability of each layer and of the outside, shape (count + 1, states)."""
        density = self.psi[carrier] ** 2
        found, before = np.zeros((count + 1, len(density))), 0.0
        for layer, inside in zip(self.layer, self.axis.inside, strict=True):
            held = (((density @ inside[:, None, :, None])[..., 0] @ inside[:, :, None])[..., 0] * inside).sum(axis=1)
            found[layer], before = held - before, held
        return found

    def overlap(self) -> FloatArray:
        """Integral of the product of both carriers, squared."""
        total: FloatArray = (self.psi[0] * self.psi[1]).sum(axis=(1, 2, 3)) ** 2
        return total

    def square(self, carrier: int) -> FloatArray:
        """Mean of x^2 [nm2]."""
        total: FloatArray = ((self.psi[carrier] ** 2).sum(axis=(2, 3)) * self.axis.x**2).sum(axis=1)
        return total

    def density(self, carrier: int, elements: Sequence[FloatArray]) -> list[FloatArray]:
        """Density along an axis, summed over the others and both directions [1/nm], of the first state.

        At places in each element, as shares of its length.
        """
        amplitude = self.psi[carrier][0] / np.sqrt(self.axis.weight[0])[:, None, None]
        whole = np.concatenate([amplitude, np.zeros_like(amplitude[:1])])
        nodes = lobatto(_DEGREE)[0]
        series = np.linalg.inv(np.polynomial.legendre.legvander(2 * nodes - 1, _DEGREE))
        found = []
        for e, at in enumerate(elements):
            basis = np.polynomial.legendre.legvander(2 * at - 1, _DEGREE) @ series
            values = np.tensordot(basis, whole[e * _DEGREE : (e + 1) * _DEGREE + 1], 1)
            found.append((values**2).sum(axis=(1, 2)))
        return found

    def missing(self) -> FloatArray:
        """What each element may lack, shape (states, elements): energy of the last terms of its polynomials [eV]."""
        nodes = lobatto(_DEGREE)[0]
        series = np.linalg.inv(np.polynomial.legendre.legvander(2 * nodes - 1, _DEGREE))[-2:]
        found = np.zeros((len(self.marks), len(self.regions)))
        for h, psi in zip(self.fields, self.psi, strict=True):
            rows = psi.reshape(*psi.shape[:2], -1) / np.sqrt(self.axis.weight)[:, :, None]
            whole = np.concatenate([rows, np.zeros_like(rows[:, :1])], axis=1)
            inverse = np.cumsum(h.inverse_mass[::-1], axis=0)[::-1]
            for e, layer in enumerate(self.regions):
                length = self.marks[:, e + 1] - self.marks[:, e]
                last = ((series @ whole[:, e * _DEGREE : (e + 1) * _DEGREE + 1]) ** 2).sum(axis=2).max(axis=1)
                unit = kinetic() * inverse[self.layer.index(layer)]
                found[:, e] += unit * last * _DEGREE**3 / length
        return found

    def attraction(self) -> FloatArray:
        """Mean of 1/r between the two carriers [1/nm]."""
        field = space(self.marks.T).potential(self.psi[0] ** 2)
        found: FloatArray = (field * self.psi[1] ** 2).sum(axis=(1, 2, 3))
        return found

    def self_consistent(self, unit: float) -> Cubes:
        """The same with each carrier in the mean field of the other; `unit` is e^2 / (4 pi eps0 eps) [eV nm].

        Energies are those of each carrier without the attraction.
        """
        law, psi, mixing = space(self.marks.T), list(self.psi), Mixing()
        frames = [separable(h) for h in self.fields]
        before = np.full(len(psi[0]), np.inf)
        trial = field = law.potential(psi[1] ** 2)
        for _ in range(_TURNS):
            field = trial
            for carrier, h in enumerate(self.fields):
                drawn = h._replace(potential=h.potential - unit * field)
                _, psi[carrier] = lowest(drawn, psi[carrier], frames[carrier])
                field = law.potential(psi[carrier] ** 2)
            pulled, wanted = (unit * (f * psi[0] ** 2).sum(axis=(1, 2, 3)) for f in (field, trial))
            settled = np.maximum(np.abs(pulled - before), np.abs(pulled - wanted)) < _SETTLED_FIELD
            if settled.all():
                break
            before, trial = pulled, mixing.next(trial, field)
        energy = tuple((h.times(p) * p).sum(axis=(1, 2, 3)) for h, p in zip(self.fields, psi, strict=True))
        return self._replace(energy=energy, psi=tuple(psi), settled=settled)


def lowest_of(
    fields: Sequence[Hamiltonian], guess: tuple[FloatArray, ...] | None = None
) -> tuple[tuple[FloatArray, ...], tuple[FloatArray, ...]]:
    """Lowest states of several Hamiltonians on the same nodes, all at once."""
    one, many = fields[0].axis, len(fields)
    points = Axis(
        np.tile(one.x, (many, 1)),
        np.tile(one.weight, (many, 1)),
        np.tile(one.stiffness, (1, many, 1, 1)),
        np.tile(one.inside, (1, many, 1)),
    )
    joined = Hamiltonian(
        points,
        np.concatenate([h.inverse_mass for h in fields], axis=1),
        np.concatenate([h.step for h in fields], axis=1),
        np.concatenate([h.potential for h in fields]),
    )
    energy, psi = lowest(joined, None if guess is None else np.concatenate(guess))
    return tuple(np.split(energy, many)), tuple(np.split(psi, many))


def _solved(stacks: Sequence[Layers], plans: Sequence[Plan], unit: float | None) -> Cubes:
    """Solve particles whose elements belong to the same layers."""
    layer = plans[0].layer
    present = tuple(dict.fromkeys(layer))
    marks = np.array([plan.marks for plan in plans])
    points = axis(marks.T, tuple(present.index(j) for j in layer))
    steady = all(np.isinf(stack.gap).all() for stack in stacks)
    energy: tuple[FloatArray, ...] = (
        (np.zeros(len(marks)),) * len(stacks)
        if steady
        else tuple(0.5 * np.add(*ends) for ends in expected(stacks, "cube"))
    )
    psi: tuple[FloatArray, ...] | None = None
    mixing = [Mixing() for _ in stacks]
    for _ in range(1 if steady else _ROUNDS):
        fields = []
        for stack, e in zip(stacks, energy, strict=True):
            mass = np.concatenate([stack.mass_at(e), stack.outside_mass[None]])[list(present)]
            edge = np.concatenate([stack.potential, stack.outside_ev[None]])[list(present)]
            fields.append(hamiltonian(points, mass, edge))
        found, psi = lowest_of(fields, psi)
        if max(float(np.abs(a - b).max()) for a, b in zip(energy, found, strict=True)) < _SETTLED:
            break
        # Where an energy is large beside the gap, the rounds alone approach it too slowly.
        energy = tuple(m.next(a, b) for m, a, b in zip(mixing, energy, found, strict=True))
    assert psi is not None
    alone = Cubes(points, present, layer, marks, tuple(fields), found, found, psi, np.ones(len(marks), dtype=bool))
    return alone if unit is None else alone.self_consistent(unit)


def solve(stacks: Sequence[Layers], unit: float | None = None) -> list[tuple[FloatArray, Cubes]]:
    """Ground states of the carriers of all particles, those with equal elements together, with their places.

    Particles with a NaN among their numbers are left out. First widths of the
    layers are half edges. If `unit` is given, e^2 / (4 pi eps0 eps) [eV nm],
    each of two carriers moves in the mean field of the other.
    """
    return planned(stacks, "cube", lambda some, plans, _: _solved(some, plans, unit), Cubes.missing, unit or 0.0)
