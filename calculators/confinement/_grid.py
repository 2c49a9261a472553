"""Points along the radius on which what two carriers do to each other is integrated."""

from __future__ import annotations

import functools
import itertools
from typing import NamedTuple

import numpy as np

from ..tables import FloatArray
from ._solver import Wave

# Where a tail is cut: at e^-9 of its start, e^-18 of the probability.
_TAIL = 9.0
_POINTS = 12


@functools.cache
def _rule() -> tuple[FloatArray, FloatArray, FloatArray]:
    """Nodes and weights of Gauss on (0, 1), and the matrix that integrates from 0 to each node."""
    x, w = np.polynomial.legendre.leggauss(_POINTS)
    to_series = np.linalg.inv(np.polynomial.legendre.legvander(x, _POINTS - 1))
    integrals = np.stack(
        [
            np.polynomial.legendre.legval(x, np.polynomial.legendre.legint(column, lbnd=-1))
            for column in np.eye(_POINTS)
        ],
        axis=1,
    )
    return 0.5 * (x + 1), 0.5 * w, 0.5 * integrals @ to_series


class Grid(NamedTuple):
    """Gauss points in panels, from the centre outwards; arrays of shape (panels, points, ...).

    `layer` tells which layer a panel belongs to, with the outside in the last place.
    """

    radius: FloatArray
    width: FloatArray
    layer: FloatArray
    electron: FloatArray
    hole: FloatArray

    def integral(self, values: FloatArray) -> FloatArray:
        """Integral over the radius."""
        total: FloatArray = np.einsum("p,kp...,k...->...", _rule()[1], values, self.width)
        return total

    def within(self, values: FloatArray) -> FloatArray:
        """Integral from the centre to each point."""
        panels = np.einsum("p,kp...,k...->k...", _rule()[1], values, self.width)
        before = np.cumsum(panels, axis=0) - panels
        inside = np.einsum("qp,kp...->kq...", _rule()[2], values) * self.width[:, None]
        found: FloatArray = before[:, None] + inside
        return found

    def attraction(self) -> FloatArray:
        """Mean of 1 / max(r_e, r_h) [1/nm]: the Coulomb integral of two spherical densities."""
        hole, electron = self.hole**2, self.electron**2
        far = self.within(hole / self.radius)
        outer = self.integral(hole / self.radius)
        potential = self.within(hole) / self.radius + (outer - far)
        return self.integral(electron * potential)


def grid(electron: Wave, hole: Wave) -> Grid:
    """Panels that resolve both waves, however thick a layer and however steep a tail."""
    nodes = _rule()[0].reshape(-1, *([1] * electron.surface.ndim))
    radius, width, layer, values = [], [], [], []
    start = np.zeros_like(electron.surface)

    def reaches(one: FloatArray, other: FloatArray) -> tuple[FloatArray, FloatArray]:
        with np.errstate(divide="ignore"):
            lengths = _TAIL / one, _TAIL / other
        return np.minimum(*lengths), np.maximum(*lengths)

    for k in range(len(electron.width)):
        w = electron.width[k]
        # Short and long tail, from either end; what swings reaches everywhere.
        roots = (np.where(wave.swings[k], 0.0, wave.root[k]) for wave in (electron, hole))
        short, long = (np.minimum(0.5 * w, reach) for reach in reaches(*roots))
        marks = [np.zeros_like(w), short, long, 0.5 * w, w - long, w - short, w]
        for a, b in itertools.pairwise(marks):
            x = a + (b - a) * nodes
            radius.append(start + x)
            width.append(b - a)
            layer.append(k)
            values.append((electron.inside(k, x), hole.inside(k, x)))
        start = start + w
    outside = electron.surface + hole.surface > 0
    # What is not bound has no tail.
    short, long = (
        np.where(outside & np.isfinite(reach), reach, 0.0)
        for reach in reaches(electron.kappa_outside, hole.kappa_outside)
    )
    for a, b in ((np.zeros_like(short), short), (short, long)):
        x = a + (b - a) * nodes
        radius.append(start + x)
        width.append(b - a)
        layer.append(len(electron.width))
        values.append((electron.outside(x), hole.outside(x)))
    e, h = (np.array(v) for v in zip(*values, strict=True))
    return Grid(np.array(radius), np.array(width), np.array(layer), e, h)
