"""Pairs of carriers in many particles: spheres and cubes, in first order and in the mean field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from ..checks import Shape
from ..errors import ArgumentError
from ..tables import FloatArray
from . import _chebyshev, _cube, _sphere
from ._grid import grid
from ._layers import LARGEST_NM, Layers, layers
from ._material import Material
from ._simple import coulomb_unit, equivalent_radius, equivalent_shell
from ._solver import solved

# Particles worked on at once, so that their points stay in the processor's cache.
_BLOCK = 256
# So many cubes are solved one by one; more are interpolated between nodes of core and shell, by patches of more than a
# few that are cut in two until the nodes tell cubes between them to half a millielectronvolt and half a hundredth.
_MOST, _FEW = 300, 60
_NODES = (6, 7)
_NEAR_EV, _NEAR = 5e-4, 5e-3
# Thickness of a shell from which its logarithm counts [nm].
_THIN = 0.7
# Width of an interface for image charges [nm].
_INTERFACE_NM = 0.3


@dataclass(frozen=True)
class Model:
    """Materials, shape and surroundings of a particle, and how its pair is computed."""

    core: Material
    shell: Material
    shape: Shape
    outside_ev: float
    outside_mass: float
    outside_permittivity: float | None
    self_consistent: bool
    nonparabolic: bool

    @property
    def unit(self) -> float:
        """e^2 / (4 pi eps0 eps) in the core [eV nm]."""
        return coulomb_unit() / self.core.permittivity

    def stacks(self, inner: FloatArray, added: FloatArray) -> tuple[Layers, Layers]:
        """Layers of electron and hole for core radii (or half edges) and thicknesses of the shell [nm]."""
        core, shell = self.core, self.shell
        gaps = [core.edges.gap_ev, shell.edges.gap_ev] if self.nonparabolic else [np.inf, np.inf]
        electron, hole = (
            layers(
                np.stack([inner, added], axis=-1),
                [0.0, offset],
                masses,
                self.outside_ev,
                self.outside_mass,
                gaps,
                2 * LARGEST_NM,  # spheres that stand for cubes have thicker shells
            ).flat()
            for offset, masses in (
                (shell.edges.cbm_ev - core.edges.cbm_ev, (core.electron_mass, shell.electron_mass)),
                (core.edges.vbm_ev - shell.edges.vbm_ev, (core.hole_mass, shell.hole_mass)),
            )
        )
        return electron, hole

    def media(self, inner: float, added: float) -> _sphere.Dielectric:
        """Permittivities of core, shell and outside around a sphere."""
        eps = self.core.permittivity
        outside = self.outside_permittivity or eps
        shell = self.shell.permittivity if self.outside_permittivity else eps
        return _sphere.Dielectric(np.array([eps, shell, outside]), np.array([inner, inner + added]), _INTERFACE_NM)


class Pairs(NamedTuple):
    """Arrays of one shape: energies [eV], shares [-], size of the wider cloud [nm]."""

    electron: FloatArray
    hole: FloatArray
    electron_core: FloatArray
    hole_core: FloatArray
    overlap: FloatArray
    coulomb: FloatArray
    polarisation: FloatArray
    emission: FloatArray
    extent: FloatArray


_ENERGIES = [Pairs._fields.index(name) for name in ("electron", "hole", "coulomb", "polarisation", "emission")]
_SHARES = [Pairs._fields.index(name) for name in ("electron_core", "hole_core", "overlap")]


def pairs(model: Model, inner: FloatArray, added: FloatArray) -> Pairs:
    """Pairs in cores of a radius or half edge `inner` with shells of thickness `added` [nm], both of shape (n,)."""
    fields = np.full((len(Pairs._fields), inner.size), np.nan)
    good = np.flatnonzero(~(np.isnan(inner) | np.isnan(added)))
    sizes, place = np.unique(np.stack([inner[good], added[good]], axis=1), axis=0, return_inverse=True)
    if len(sizes):
        found = _interpolated(model, sizes) if model.shape == "cube" and len(sizes) > _MOST else _solved(model, sizes)
        fields[:, good] = found[:, place.reshape(-1)]
    return Pairs(*fields)


def _solved(model: Model, sizes: FloatArray) -> FloatArray:
    """Fields of :class:`Pairs`, shape (fields, n), for sizes of shape (n, 2)."""
    if model.shape == "cube":
        found = _cubes(model, *sizes.T)
    elif model.self_consistent or model.outside_permittivity is not None:
        found = _balls(model, *sizes.T)
    else:
        blocks = [_spheres(model, *sizes[k : k + _BLOCK].T) for k in range(0, len(sizes), _BLOCK)]
        found = np.concatenate(blocks, axis=1)
    return found


def _interpolated(model: Model, sizes: FloatArray) -> FloatArray:
    """The same as spheres, and what cubes have more between nodes of core and shell."""
    balls = _like_cubes(model, sizes)
    found = np.empty_like(balls)
    # In logarithms, for what cubes have more rises steeply where a core is small or a shell thin.
    along = np.log(sizes + (0.0, _THIN))
    places = [np.arange(len(sizes))]
    while places:
        here = places.pop()
        if len(here) <= _FEW:
            found[:, here] = _solved(model, sizes[here])
            continue
        between = _patch(model, along[here])
        if between is not None:
            found[:, here] = between + balls[:, here]
            continue
        span = np.ptp(along[here], axis=0)
        column = int(span[1] > span[0])
        order = here[np.argsort(along[here, column], kind="stable")]
        places += np.array_split(order, 2)
    found[_SHARES] = np.clip(found[_SHARES], 0.0, 1.0)
    return found


def _patch(model: Model, along: FloatArray) -> FloatArray | None:
    """Cubes less spheres between Chebyshev nodes; None if the nodes are too far apart, or a pair is not bound."""
    nodes = [_chebyshev.nodes(span, count) for span, count in zip(along.T, _NODES, strict=True)]
    # Between the nodes, where polynomials are off most: some places of each row, and the corners.
    rows, columns = (max(len(n) - 1, 1) for n in nodes)
    where = {(i, (2 * i + j) % columns) for i in range(rows) for j in (0, columns // 2)}
    where |= {(i, j) for i in (0, rows - 1) for j in (0, columns - 1)}
    middles = [_chebyshev.nodes(span, count, 0.5) for span, count in zip(along.T, _NODES, strict=True)]
    checks = np.array([[middles[0][i], middles[1][j]] for i, j in sorted(where)])
    mesh = np.stack([a.reshape(-1) for a in np.meshgrid(*nodes, indexing="ij")], axis=1)
    sizes = np.maximum(np.exp(np.concatenate([mesh, checks])) - (0.0, _THIN), 0.0)
    known = _solved(model, sizes) - _like_cubes(model, sizes)
    if np.isnan(known).any():
        return None
    table, exact = known[:, : len(mesh)].reshape(len(known), len(nodes[0]), -1), known[:, len(mesh) :]

    def between(places: FloatArray) -> FloatArray:
        one, two = (_chebyshev.shares(places[:, k], nodes[k]) for k in range(2))
        return np.asarray(np.einsum("na,fab,nb->fn", one, table, two, optimize=True))

    off = np.abs(between(checks) - exact).max(axis=1)
    return None if off[_ENERGIES].max() > _NEAR_EV or off[_SHARES].max() > _NEAR else between(along)


def _like_cubes(model: Model, sizes: FloatArray) -> FloatArray:
    """Spheres that nearly stand for cubes, in first order and without images."""
    ball = replace(model, shape="sphere", self_consistent=False, outside_permittivity=None)
    inner, added = np.asarray(equivalent_radius(2 * sizes[:, 0])), np.asarray(equivalent_shell(sizes[:, 1]))
    return _solved(ball, np.stack([inner, added], axis=1))


def _spheres(model: Model, inner: FloatArray, added: FloatArray) -> FloatArray:
    """Spheres, with the carriers' own states and one permittivity."""
    electron, hole = model.stacks(inner, added)
    both = electron.beside(hole)
    energy, waves = solved(both)
    found = energy[: inner.size], energy[inner.size :]
    missing = np.isnan(found[0]) | np.isnan(found[1])
    one, other = waves.part(slice(0, inner.size)), waves.part(slice(inner.size, None))
    points = grid(one, other)
    coulomb = -model.unit * points.attraction()
    square = np.maximum(*(points.integral(u**2 * points.radius**2) for u in (points.electron, points.hole)))
    hidden = (
        one.share[0],
        other.share[0],
        points.integral(points.electron * points.hole) ** 2,
        coulomb,
        np.zeros_like(coulomb),
        model.core.edges.gap_ev + found[0] + found[1] + coulomb,
        _extent(square, "sphere"),
    )
    return np.array([*found, *(np.where(missing, np.nan, values) for values in _tidy(hidden))])


def _tidy(fields: tuple[FloatArray, ...]) -> tuple[FloatArray, ...]:
    """Rounding must not make a probability larger than 1."""
    return (*(np.minimum(f, 1.0) for f in fields[:3]), *fields[3:])


def _extent(square: FloatArray, shape: Shape) -> FloatArray:
    """Size of the bare crystal in which a carrier has this mean square of r (sphere) or x (cube)."""
    own = {"sphere": 1 / 12 - 1 / (8 * np.pi**2), "cube": 1 / 12 - 1 / (2 * np.pi**2)}[shape]
    return np.asarray(np.sqrt(square / own))


def _bound(model: Model, found: tuple[FloatArray, ...]) -> FloatArray:
    """NaN where a carrier has escaped, else 0."""
    return np.where((found[0] < model.outside_ev) & (found[1] < model.outside_ev), 0.0, np.nan)


def _settled(settled: Any, inner: FloatArray, added: FloatArray) -> None:
    """Refuse mean fields that do not settle."""
    if not settled.all():
        k = int(np.flatnonzero(~settled)[0])
        raise ArgumentError(
            "attraction",
            f"the mean field around a core of {2 * inner[k]:g} nm with a shell of {added[k]:g} nm does not settle",
            "'first order' is computed",
            "self-consistent",
        )


def _cubes(model: Model, inner: FloatArray, added: FloatArray) -> FloatArray:
    """Cubes; the polarisation energy is that of spheres of the same volumes."""
    fields = np.full((len(Pairs._fields), inner.size), np.nan)
    for numbers, cubes in _cube.solve(model.stacks(inner, added), model.unit if model.self_consistent else None):
        held = _bound(model, cubes.alone)
        _settled(cubes.settled, inner[numbers], added[numbers])
        coulomb = -model.unit * cubes.attraction()
        hidden = _tidy(
            (
                cubes.shares(0, 2)[0],
                cubes.shares(1, 2)[0],
                cubes.overlap(),
                coulomb,
                np.zeros_like(coulomb),
                model.core.edges.gap_ev + cubes.energy[0] + cubes.energy[1] + coulomb,
                _extent(np.maximum(cubes.square(0), cubes.square(1)), "cube"),
            )
        )
        fields[:, numbers] = np.array([*cubes.energy, *hidden]) + held
    if model.outside_permittivity is not None:
        scale = (6 / np.pi) ** (1 / 3)  # radius of the sphere of the same volume, over half the edge
        ball = Pairs(*_balls(model, scale * inner, scale * added))
        k = Pairs._fields.index("polarisation")
        fields[k] += ball.polarisation
        fields[Pairs._fields.index("emission")] += ball.polarisation
    return fields


def _balls(model: Model, inner: FloatArray, added: FloatArray) -> FloatArray:
    """Spheres in a mean field or with image charges."""
    fields = np.full((len(Pairs._fields), inner.size), np.nan)
    every = [model.media(a, b) for a, b in zip(inner.tolist(), added.tolist(), strict=True)]
    unit = coulomb_unit()
    for numbers, balls in _sphere.solve(model.stacks(inner, added), unit if model.self_consistent else None, every):
        held = _bound(model, balls.alone)
        _settled(balls.settled, inner[numbers], added[numbers])
        media = [every[k] for k in numbers]
        even = [m._replace(permittivity=np.full_like(m.permittivity, model.core.permittivity)) for m in media]
        clouds = [p**2 for p in balls.psi]
        coulomb = -unit * (balls.field(0, even) * clouds[1]).sum(axis=1)
        pulled = -unit * (balls.field(0, media) * clouds[1]).sum(axis=1)
        images = unit * (balls.images(media) * (clouds[0] + clouds[1])).sum(axis=1)
        polarisation = pulled - coulomb + images
        hidden = _tidy(
            (
                balls.shares(0, 2)[0],
                balls.shares(1, 2)[0],
                balls.overlap(),
                coulomb,
                polarisation,
                model.core.edges.gap_ev + balls.energy[0] + balls.energy[1] + coulomb + polarisation,
                _extent(np.maximum(balls.square(0), balls.square(1)), "sphere"),
            )
        )
        fields[:, numbers] = np.array([*balls.energy, *hidden]) + held
    return fields
