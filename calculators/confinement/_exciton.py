"""The exciton of a bare crystal with hard walls: electron and hole that correlate, by variation.

The trial function is a sum of F_P r^k exp(-r / a), with r the distance of
electron and hole and a the Bohr radius: F_P are products of the states of the
single carriers (cube) or of their ground states with powers of the radii
(sphere). In the strong limit it holds the free carriers, in the weak one the 1s
state of the bulk; the Coulomb cusp is exact at any size. Since F_P and r do not
know each other, six dimensions become three, and what is integrated there
depends on the shape alone and is made once.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar, overload

import numpy as np

from ..checks import Shape, at_least, finite, known_shape, positive, refuse_where, scalar, together
from ..errors import ArgumentError
from ..results import Result
from ..tables import ArrayLike, FloatArray
from . import _chebyshev
from ._pair import SMALLEST_NM
from ._simple import bohr_radius, exciton_binding, kinetic_energy

N = TypeVar("N")

LARGEST = 100.0
"""Size of a crystal up to which its exciton is computed, in Bohr radii; larger ones are bulk."""

MOST_UNEQUAL = 30.0
"""Ratio of the masses up to which an exciton is computed; what it promises holds no further."""

# Powers of r.
_POWERS = 4
# States of an electron and a hole on one axis of a cube, by their numbers of half-waves: both even or both odd.
_PAIRS = ((1, 1), (2, 2), (3, 3), (1, 3), (3, 1))
# Products over the three axes, by places in _PAIRS, each summed over the axes' exchanges.
_PRODUCTS = (*itertools.combinations_with_replacement(range(3), 3), (0, 0, 3), (0, 0, 4))
# Powers of the squared radii of electron and hole in a sphere.
_RADII = ((0, 0), (1, 0), (0, 1), (2, 0), (1, 1), (0, 2))
# Ends of the panels along the longest side of the triangle of distances, over the size.
_PANELS = (0.0, 0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.75, 1.0)
# Directions of the trial space that are kept, by the eigenvalue of their overlap.
_LEAST = 1e-11
# So many excitons are solved one by one; more are interpolated between Chebyshev nodes of size and mass ratio.
_MOST = 200
_NODES = (24, 6)


@dataclass(frozen=True, eq=False)
class Exciton(Result, Generic[N]):
    """Ground state of an exciton in a bare crystal; arrays follow the arguments.

    Attributes
    ----------
    energy_ev : float or numpy.ndarray
        Energy above the gap [eV]; negative in a large crystal, where it tends
        to minus the binding energy of the bulk.
    binding_ev : float or numpy.ndarray
        Energy by which it lies below that of free carriers confined in the same
        crystal [eV], above 0.
    confinement_ev : float or numpy.ndarray
        Energy of those free carriers above the gap [eV].
    overlap : float or numpy.ndarray
        Radiative rate over that of uncorrelated carriers in the same state [-]:
        squared integral of the pair's wave function with electron and hole in
        one place. 1 in a small crystal; in a large one it grows with the volume.
    """

    energy_ev: N
    binding_ev: N
    confinement_ev: N
    overlap: N


class _Space(NamedTuple):
    """Points that the trial functions are integrated on, for a crystal of size (edge or radius) 1.

    `products` are, for each pair of F_P and F_Q at each point, those of the
    functions, of their gradients for the electron and for the hole, and of the
    first with the second's gradient along r for each; `contact` is the integral
    of F_P with electron and hole in one place.
    """

    r: FloatArray
    weight: FloatArray
    products: FloatArray
    contact: FloatArray
    free: float


def _gauss(count: int, low: Any = 0.0, high: Any = 1.0) -> tuple[FloatArray, FloatArray]:
    """Nodes and weights between limits that may be arrays; the last axis is new."""
    x, w = np.polynomial.legendre.leggauss(count)
    low, length = np.asarray(low)[..., None], np.asarray(high - low)[..., None]
    return low + length * 0.5 * (x + 1), length * 0.5 * w


def _panels(ends: tuple[float, ...], count: int) -> tuple[FloatArray, FloatArray]:
    x, w = _gauss(count, np.array(ends[:-1]), np.array(ends[1:]))
    return x.reshape(-1), w.reshape(-1)


def _wave(number: int, x: FloatArray) -> tuple[FloatArray, FloatArray]:
    """State of a carrier on an axis from -1/2 to 1/2, and its slope."""
    k = number * np.pi
    sine: FloatArray = 2**0.5 * np.sin(k * x)
    cosine: FloatArray = 2**0.5 * np.cos(k * x)
    return (cosine, -k * sine) if number % 2 else (sine, k * cosine)


def _axis(nodes: int = 24) -> FloatArray:
    """Chebyshev series over the distance s on one axis, shape (nodes, 5, pairs, pairs): see :class:`_Space`."""
    t = np.cos(np.pi * (np.arange(nodes) + 0.5) / nodes)
    s = 0.5 * (t + 1)
    middle, weight = _gauss(nodes, -0.5 * (1 - s), 0.5 * (1 - s))
    found = np.zeros((nodes, 5, len(_PAIRS), len(_PAIRS)))
    for sign in (1.0, -1.0):
        half = 0.5 * sign * s[:, None]
        electron = [_wave(a, middle + half) for a, _ in _PAIRS]
        hole = [_wave(b, middle - half) for _, b in _PAIRS]
        f = np.array([e[0] * h[0] for e, h in zip(electron, hole, strict=True)])
        by_electron = np.array([e[1] * h[0] for e, h in zip(electron, hole, strict=True)])
        by_hole = np.array([e[0] * h[1] for e, h in zip(electron, hole, strict=True)])
        # r grows with s for the electron and falls for the hole.
        for k, (one, other, factor) in enumerate(
            (
                (f, f, 1.0),
                (by_electron, by_electron, 1.0),
                (by_hole, by_hole, 1.0),
                (f, by_electron, sign),
                (f, by_hole, -sign),
            )
        ):
            found[:, k] += 0.5 * factor * np.einsum("pnk,qnk,nk->npq", one, other, weight)
    values = np.polynomial.chebyshev.chebvander(t, nodes - 1)
    return np.asarray(np.linalg.solve(values, found.reshape(nodes, -1)), dtype=np.float64).reshape(found.shape)


@functools.cache
def _cube(per_panel: int = 6, across: int = 6) -> _Space:
    """Space of the cube: distances in the 48th part in which x > y > z > 0, with y / x and z / y as coordinates."""
    series = _axis()
    x, dx = _panels(_PANELS, per_panel)
    u, du = _gauss(across)
    y, z = np.repeat(u, across), np.outer(u, u).reshape(-1)
    share = np.outer(du * u, du).reshape(-1)
    place = np.array([np.repeat(x, y.size), np.outer(x, y).reshape(-1), np.outer(x, z).reshape(-1)])
    r = np.sqrt((place**2).sum(axis=0))
    basis = np.polynomial.chebyshev.chebvander(2 * place - 1, len(series) - 1)
    along = np.tensordot(basis, series, 1).transpose(0, 2, 3, 4, 1).copy()
    along[:, 3:] *= (place / r)[:, None, None, None]
    orders = [sorted(set(itertools.permutations(p))) for p in _PRODUCTS]
    products = np.zeros((5, len(orders), len(orders), r.size))
    for i, j in itertools.product(range(len(orders)), repeat=2):
        for p, q in itertools.product(orders[i], orders[j]):
            one, two, three = (along[d, :, p[d], q[d]] for d in range(3))
            rest = two[0] * three[0], one[0] * three[0], one[0] * two[0]
            products[0, i, j] += one[0] * rest[0]
            products[1:, i, j] += one[1:] * rest[0] + two[1:] * rest[1] + three[1:] * rest[2]
    same = [all(_PAIRS[k][0] == _PAIRS[k][1] for k in p) for p in _PRODUCTS]
    contact = np.array([len(o) * float(s) for o, s in zip(orders, same, strict=True)])
    return _Space(r, 48 * np.outer(dx * x**2, share).reshape(-1), products, contact, 3 * np.pi**2)


@functools.cache
def _sphere(per_panel: int = 6, along: int = 10, across: int = 6) -> _Space:
    """Space of the sphere of radius 1: distance and the radii of electron and hole, of 8 pi^2 r_e r_h r each."""
    r, dr = _panels(tuple(2 * p for p in _PANELS), per_panel)
    # The hole's radius lies between |r_e - r| and the smaller of r_e + r and 1.
    least = np.maximum(r - 1, 0.0)
    marks = np.sort(np.stack([least, np.clip(1 - r, least, 1.0), np.clip(r, least, 1.0), np.ones_like(r)]), axis=0)
    e, de = (a.transpose(1, 0, 2).reshape(len(r), -1) for a in _gauss(along, marks[:-1], marks[1:]))
    h, dh = _gauss(across, np.abs(e - r[:, None]), np.minimum(e + r[:, None], 1.0))
    shape = h.shape
    far, near = h.reshape(-1), np.broadcast_to(e[..., None], shape).reshape(-1)
    distance = np.broadcast_to(r[:, None, None], shape).reshape(-1)
    weight = (8 * np.pi**2 * distance * far * near) * (dr[:, None, None] * de[..., None] * dh).reshape(-1)
    values, by_electron, by_hole = [], [], []
    for i, j in _RADII:
        (one, slope_one), (two, slope_two) = _ball(i, near), _ball(j, far)
        values.append(one * two)
        by_electron.append(slope_one * two)
        by_hole.append(one * slope_two)
    f, fe, fh = np.array(values), np.array(by_electron), np.array(by_hole)
    toward = (near**2 + distance**2 - far**2) / (2 * near * distance)
    away = (far**2 + distance**2 - near**2) / (2 * far * distance)
    products = np.array(
        [
            f[:, None] * f,
            fe[:, None] * fe,
            fh[:, None] * fh,
            f[:, None] * (fe * toward),
            f[:, None] * (fh * away),
        ]
    )
    x, dx = _gauss(24)
    contact = np.array([(4 * np.pi * x**2 * dx * _ball(i, x)[0] * _ball(j, x)[0]).sum() for i, j in _RADII])
    return _Space(distance, weight, products, contact, np.pi**2)


def _ball(power: int, r: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Ground state in a sphere of radius 1 times r^(2 power), and its slope."""
    norm = 1 / np.sqrt(2 * np.pi)
    state = norm * np.sin(np.pi * r) / r
    slope = norm * (np.pi * np.cos(np.pi * r) / r - np.sin(np.pi * r) / r**2)
    return state * r ** (2 * power), slope * r ** (2 * power) + (
        2 * power * r ** (2 * power - 1) * state if power else 0
    )


def _ground(space: _Space, x: float, electron: float) -> tuple[float, float]:
    """Energy over hbar^2 / (2 mu size^2), and the overlap.

    `x` is the size over the Bohr radius, `electron` the reduced mass over that
    of the electron.
    """
    k = np.arange(_POWERS)[:, None]
    decay = np.exp(-x * space.r)
    g = space.r**k * decay
    slope = k * space.r ** np.maximum(k - 1, 0) * decay - x * g
    many = len(space.contact)

    def matrix(products: FloatArray, one: FloatArray, other: FloatArray) -> FloatArray:
        pairs = (one[:, None] * other * space.weight).reshape(_POWERS**2, -1)
        found = (products.reshape(many**2, -1) @ pairs.T).reshape(many, many, _POWERS, _POWERS)
        return found.transpose(0, 2, 1, 3).reshape(many * _POWERS, -1)

    same, by_electron, by_hole, along_electron, along_hole = space.products
    share, rest = electron, 1 - electron
    overlap = matrix(same, g, g)
    energy = matrix(share * by_electron + rest * by_hole - 2 * x * same / space.r, g, g) + matrix(same, slope, slope)
    mixed = matrix(share * along_electron + rest * along_hole, slope, g)
    energy = energy + mixed + mixed.T
    scale = 1 / np.sqrt(np.diag(overlap))
    values, vectors = np.linalg.eigh(scale[:, None] * overlap * scale)
    kept = values > _LEAST * values[-1]
    basis = scale[:, None] * vectors[:, kept] / np.sqrt(values[kept])
    levels, states = np.linalg.eigh(basis.T @ energy @ basis)
    amplitude = (basis @ states[:, 0]).reshape(many, _POWERS)[:, 0] @ space.contact
    return float(levels[0]), float(amplitude**2)


def _reduced(shape: Shape, x: FloatArray, electron: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Binding energy over hbar^2 / (2 mu size a) and overlap, of one-dimensional arrays."""
    space = {"cube": _cube, "sphere": _sphere}[shape]()
    found = [_ground(space, float(a), float(b)) for a, b in zip(x, electron, strict=True)]
    energy, overlap = np.array(found).reshape(-1, 2).T
    return (space.free - energy) / x, overlap


def _interpolated(shape: Shape, x: FloatArray, electron: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The same between Chebyshev nodes: the logarithm of the size, and how unequal the masses are."""
    size, mass = np.log(x), (electron - 0.5) ** 2
    nodes = [_chebyshev.nodes(a, n) for a, n in zip((size, mass), _NODES, strict=True)]
    shares = [_chebyshev.shares(a, n) for a, n in zip((size, mass), nodes, strict=True)]
    mesh = [a.reshape(-1) for a in np.meshgrid(*nodes, indexing="ij")]
    known = _reduced(shape, np.exp(mesh[0]), 0.5 + np.sqrt(np.maximum(mesh[1], 0.0)))
    binding, overlap = (
        np.einsum("na,ab,nb->n", shares[0], np.log(k).reshape(len(nodes[0]), -1), shares[1], optimize=True)
        for k in known
    )
    return np.exp(binding), np.exp(overlap)


@overload
def exciton(
    edge_nm: float,
    electron_mass: float,
    hole_mass: float,
    permittivity: float,
    *,
    shape: Shape = "cube",
    gap_ev: float | None = None,
) -> Exciton[float]: ...
@overload
def exciton(
    edge_nm: ArrayLike,
    electron_mass: ArrayLike,
    hole_mass: ArrayLike,
    permittivity: ArrayLike,
    *,
    shape: Shape = "cube",
    gap_ev: ArrayLike | None = None,
) -> Exciton[FloatArray]: ...
@finite
def exciton(
    edge_nm: ArrayLike,
    electron_mass: ArrayLike,
    hole_mass: ArrayLike,
    permittivity: ArrayLike,
    *,
    shape: Shape = "cube",
    gap_ev: ArrayLike | None = None,
) -> Exciton[float] | Exciton[FloatArray]:
    """Correlated ground state of electron and hole in a bare crystal with hard walls.

    One answer from the strong to the weak limit of confinement: :func:`brus`
    holds in the first alone, a particle of mass m_e + m_h in the second.

    Parameters
    ----------
    edge_nm : float or array_like
        Edge of the cube or diameter of the sphere [nm], 2 or more and up to
        100 Bohr radii.
    electron_mass, hole_mass : float or array_like
        Effective masses [m0], above 0, neither more than 30 times the other.
    permittivity : float or array_like
        Relative permittivity that screens the pair [-], above 0, the same
        inside and outside.
    shape : {"cube", "sphere"}, optional
        Shape of the crystal.
    gap_ev : float or array_like, optional
        Gap of a two-band model for the confinement energy, see
        :func:`kinetic_energy` [eV]; if not given, bands are parabolic.

    Returns
    -------
    Exciton
        Energy above the gap, binding, enhancement of the rate.

    Raises
    ------
    ArgumentError
        If an argument is out of range, the masses are too unequal, the shape is
        unknown, or the shapes of arrays do not fit together.

    See Also
    --------
    core_shell : with a shell, without correlation.
    brus : first order, for small crystals.

    Notes
    -----
    The energy is variational, an upper bound. Bases several times as large lower
    it by less than 0.001 binding energies of the bulk for equal masses, 0.005
    for masses of 4 to 1, 0.015 for 10 to 1 and 0.05 for 30 to 1, and change the
    overlap by less than 5 % up to 16 Bohr radii and 10 to 1, 15 % for 30 to 1.
    In larger crystals the overlap is too small. For equal masses it lacks 10 %
    at 40 and 15 % at 80 Bohr radii, against an exciton that keeps 0.78 Bohr
    radii from every face; for unequal ones more, for 30 to 1 a quarter.

    More than 200 excitons are interpolated between Chebyshev nodes. That changes
    the binding energy by less than 0.0001 of it and the overlap by less than
    0.0005 for masses of up to 10 to 1, by 0.001 and 0.005 for up to 30 to 1.

    Examples
    --------
    >>> found = exciton(8.0, 0.2, 0.2, 7.0)
    >>> round(1e3 * found.energy_ev), round(1e3 * found.binding_ev), round(found.overlap, 1)
    (88, 88, 3.6)
    """
    kind = known_shape("shape", shape)
    size = at_least("edge_nm", edge_nm, SMALLEST_NM, "nm", ", for effective masses fail below")
    electron, hole = positive("electron_mass", electron_mass, "m0"), positive("hole_mass", hole_mass, "m0")
    eps = positive("permittivity", permittivity)
    given: dict[str, Any] = {"edge_nm": size, "electron_mass": electron, "hole_mass": hole, "permittivity": eps}
    if gap_ev is not None:
        given["gap_ev"] = positive("gap_ev", gap_ev, "eV")
    where = together(**given)
    unequal = np.maximum(electron / hole, hole / electron)
    refuse_where(
        unequal > MOST_UNEQUAL * (1 + 1e-9),
        "electron_mass, hole_mass",
        unequal,
        f"up to {MOST_UNEQUAL:g} to 1 are computed; the trial function cannot follow heavier carriers",
        unit=" to 1",
        problem="are masses too unequal",
    )
    reduced = electron * hole / (electron + hole)
    bohr = np.asarray(bohr_radius(reduced, eps))
    length = size * (0.5 if kind == "sphere" else 1.0)
    x, lighter = (np.broadcast_to(a, where).reshape(-1) for a in (length / bohr, reduced / electron))
    ratio = np.broadcast_to(size / bohr, where).reshape(-1)
    if (ratio > LARGEST).any():
        first = int(np.flatnonzero(ratio > LARGEST)[0])
        edge = float(np.broadcast_to(size, where).reshape(-1)[first])
        raise ArgumentError(
            "edge_nm",
            f"{edge:g} nm is {ratio[first]:.0f} Bohr radii",
            f"up to {LARGEST:g} are computed; a larger crystal is bulk",
            edge,
        )
    binding, overlap = np.full(x.shape, np.nan), np.full(x.shape, np.nan)
    good = ~(np.isnan(x) | np.isnan(lighter))
    if good.any():
        both, place = np.unique(np.stack([x[good], lighter[good]], axis=1), axis=0, return_inverse=True)
        method = _reduced if len(both) <= _MOST else _interpolated
        binding[good], overlap[good] = (a[place.reshape(-1)] for a in method(kind, both[:, 0], both[:, 1]))
    # hbar^2 / (2 mu size a) is the bulk's binding energy times a over the size.
    binding = binding.reshape(where) * exciton_binding(reduced, eps) * bohr / length
    free = np.asarray(kinetic_energy(size, reduced, shape=kind, gap_ev=gap_ev))
    numbers = free - binding, binding, np.where(np.isnan(binding), np.nan, free), overlap.reshape(where)
    fields: Any = tuple(map(scalar, numbers))
    return Exciton(*fields)
