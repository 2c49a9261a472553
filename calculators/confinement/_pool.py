"""Emission against size from the points of several works: a law of two parameters, its fit, its prediction interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, overload

import numpy as np
import numpy.typing as npt

from ..checks import positive, scalar
from ..errors import ArgumentError
from ..results import Result
from ..tables import ArrayLike, FloatArray, photon_energy_nm_ev

LEVEL = 0.9
"""Share of further samples that a prediction interval is to hold."""

LEAST_POINTS, LEAST_WORKS = 4, 3
"""Points, and works that they are from, without which no pooled curve is fitted."""

# What one point is expected to miss, up to a common factor that the fit finds: an energy for the Stokes shift,
# reabsorption and calibration, and a share of the size for its spread and for what was called size.
_ENERGY_EV, _SHARE = 0.02, 0.10
# Of the law: kinetic energy of three half-waves along an edge, and the attraction in first order (as printed).
_KINETIC, _ATTRACTION = 3 * np.pi**2, 2 * 3.047
_PARAMETERS = 2
_ROUNDS, _SETTLED = 200, 1e-12  # weights follow the slope and the scale; a dozen rounds are usual
_GRID = 2001  # sizes on which the ends of an interval are sought
_ANGLES = np.linspace(0, np.pi / 2, 20001)


def quantile(freedom: float, level: float) -> float:
    """Two-sided quantile of Student's distribution, for 1 degree of freedom or more, whole or not."""
    # With t = sqrt(freedom) tan(angle) the density is a power of the cosine.
    density = np.cos(_ANGLES) ** (freedom - 1)
    share = np.concatenate([[0.0], np.cumsum(density[1:] + density[:-1])])
    return float(np.sqrt(freedom) * np.tan(np.interp(level * share[-1], share, _ANGLES)))


def shape(edge_nm: FloatArray, bohr_nm: float) -> FloatArray:
    """Shift of the exciton of a cube against the bulk, over the binding energy of the bulk exciton."""
    ratio = bohr_nm / edge_nm
    shift: FloatArray = _KINETIC * ratio**2 + 1 - np.sqrt(1 + (_ATTRACTION * ratio) ** 2)
    return shift


def steepness(edge_nm: FloatArray, bohr_nm: float) -> FloatArray:
    """Derivative of the shape by the logarithm of the edge."""
    square = (bohr_nm / edge_nm) ** 2
    slope: FloatArray = -square * (2 * _KINETIC - _ATTRACTION**2 / np.sqrt(1 + _ATTRACTION**2 * square))
    return slope


def edge_of_shape(shift: float, bohr_nm: float) -> float:
    """Edge [nm] at which the shape has a value above 0."""
    # With root = sqrt(1 + (attraction * ratio)^2) the shape is a parabola in the root.
    curvature = _KINETIC / _ATTRACTION**2
    root = (1 + np.sqrt(1 - 4 * curvature * (1 - curvature - shift))) / (2 * curvature)
    return float(_ATTRACTION * bohr_nm / np.sqrt(root**2 - 1))


@dataclass(frozen=True)
class Fit:
    """Two parameters by least squares, with what is needed for an interval."""

    bulk_ev: float
    strength_ev: float
    covariance: FloatArray
    variance: float
    freedom: float


def fit(
    edge_nm: FloatArray,
    energy_ev: FloatArray,
    work: npt.NDArray[np.intp],
    bohr_nm: float,
    bulk_ev: float,
    bulk_error_ev: float,
) -> Fit:
    """Least squares in energy; each work counts once, the bulk is one more point with its own error.

    `work` is the number of the work of each point, from 0. The variance is that
    of one sample of one work, over what :func:`expected` says: the mean square of
    each work counts once, and the two parameters cost as many degrees of freedom
    as they do among the points.
    """
    count = np.bincount(work)
    works, points = count.size, edge_nm.size
    freedom = max(works * (1 - _PARAMETERS / points), 1.0)
    design = np.stack([np.ones(points), shape(edge_nm, bohr_nm)], axis=-1)
    each = 1 / count[work]
    bulk = np.array([[1 / bulk_error_ev**2, 0.0], [0.0, 0.0]])
    strength, variance = 0.0, 1.0
    for _ in range(_ROUNDS):
        before = variance
        weight = each / _expected(edge_nm, bohr_nm, strength) ** 2
        covariance = np.linalg.inv((design.T * weight) @ design / variance + bulk)
        found = covariance @ ((design.T * weight) @ energy_ev / variance + bulk[0] * bulk_ev)
        strength = max(float(found[1]), 0.0)
        off = (energy_ev - design @ found) / _expected(edge_nm, bohr_nm, strength)
        variance = max(float(each @ off**2) / freedom, np.finfo(float).eps)
        if abs(variance - before) <= _SETTLED * before:
            break
    return Fit(float(found[0]), float(found[1]), covariance, variance, freedom)


def _expected(edge_nm: FloatArray, bohr_nm: float, strength_ev: float) -> FloatArray:
    """Error that is expected of a point [eV], up to the common factor."""
    error: FloatArray = np.hypot(_ENERGY_EV, _SHARE * strength_ev * steepness(edge_nm, bohr_nm))
    return error


@dataclass(frozen=True, eq=False)
class PooledCurve(Result):
    """Curve of emission against size through the points of several works.

    Attributes
    ----------
    material : str
        Formula.
    citations : tuple of str
        Keys of the works, in alphabetical order.
    edge_nm, pl_peak_nm : numpy.ndarray
        Sizes, ascending, as edges of cubes, and emission peaks [nm], shape (n,).
    works : tuple of str
        Work of each point.
    bulk_ev, strength_ev : float
        The two parameters: emission of a large crystal [eV], and the energy that
        scales the shift, formally the binding energy of the bulk exciton [eV].
    bohr_nm : float
        Radius of the bulk exciton that the law is given [nm].
    covariance : numpy.ndarray
        Covariance of the two parameters [eV2], shape (2, 2).
    factor : float
        Scatter of the works over what is expected of one point, 20 meV and a
        tenth of the size.
    freedom : float
        Degrees of freedom of the scatter.
    left_out_ev : float
        Root mean square error [eV] for the points of a work that was left out
        of the fit, each work counted once.
    doubts : tuple of str
        What is said of rows with a flag, each once.
    """

    material: str
    citations: tuple[str, ...]
    edge_nm: FloatArray
    pl_peak_nm: FloatArray
    works: tuple[str, ...]
    bulk_ev: float
    strength_ev: float
    bohr_nm: float
    covariance: FloatArray
    factor: float
    freedom: float
    left_out_ev: float
    doubts: tuple[str, ...]

    @overload
    def energy_ev(self, edge_nm: float) -> float: ...
    @overload
    def energy_ev(self, edge_nm: ArrayLike) -> FloatArray: ...
    def energy_ev(self, edge_nm: ArrayLike) -> float | FloatArray:
        """Emission energy of the curve.

        Parameters
        ----------
        edge_nm : float or array_like
            Edges of cubes [nm], within the points.

        Returns
        -------
        float or numpy.ndarray
            Energies [eV].

        Raises
        ------
        ArgumentError
            Outside the points.
        """
        return scalar(self.bulk_ev + self.strength_ev * shape(self._within(edge_nm), self.bohr_nm))

    @overload
    def half_width_ev(self, edge_nm: float) -> float: ...
    @overload
    def half_width_ev(self, edge_nm: ArrayLike) -> FloatArray: ...
    def half_width_ev(self, edge_nm: ArrayLike) -> float | FloatArray:
        """Half the prediction interval of one sample of one more work.

        Parameters
        ----------
        edge_nm : float or array_like
            Edges of cubes [nm], within the points.

        Returns
        -------
        float or numpy.ndarray
            Energies [eV]; within them on either side of the curve lie nine
            samples of ten.

        Raises
        ------
        ArgumentError
            Outside the points.
        """
        edge = self._within(edge_nm)
        one = np.stack([np.ones_like(edge), shape(edge, self.bohr_nm)], axis=-1)
        curve: FloatArray = np.einsum("...i,ij,...j", one, self.covariance, one)
        sample = (self.factor * _expected(edge, self.bohr_nm, self.strength_ev)) ** 2
        return scalar(quantile(self.freedom, LEVEL) * np.sqrt(curve + sample))

    def _within(self, edge_nm: Any) -> FloatArray:
        return within_points("edge_nm", edge_nm, self.edge_nm, self.material)


def peak_of(pool: PooledCurve, edge_nm: float, uncertainty_nm: float) -> tuple[float, float, float]:
    """Emission peak and the ends of its interval [nm].

    To either side, what the curve changes over the uncertainty of the edge, as
    far as there are points, and what a sample there may be off add in squares.
    """
    reach = np.clip(edge_nm + uncertainty_nm * np.array([0.0, -1.0, 1.0]), *pool.edge_nm[[0, -1]])
    energy, width, hc = pool.energy_ev(reach), pool.half_width_ev(reach), photon_energy_nm_ev()
    off = np.hypot(energy[1:] - energy[0], np.maximum(width[1:], width[0]))
    if off[1] >= energy[0]:
        raise ArgumentError(
            "material",
            f"the peaks of {pool.material} scatter by more than their energy",
            "a curve must be one with an interval",
            pool.material,
        )
    return float(hc / energy[0]), float(hc / (energy[0] + off[0])), float(hc / (energy[0] - off[1]))


def edge_of(pool: PooledCurve, pl_peak_nm: float, uncertainty_nm: float) -> tuple[float, float, float, bool]:
    """Edge, the smallest and the largest that the peak allows [nm], and whether one of these ends the points."""
    ends, energy = pool.edge_nm[[0, -1]], photon_energy_nm_ev() / pl_peak_nm
    grid = 1 / np.linspace(1 / ends[0], 1 / ends[1], _GRID)
    grid[[0, -1]] = ends
    most, least = pool.energy_ev(ends)
    middle = np.nan
    if least <= energy <= most:
        middle = float(np.clip(edge_of_shape((energy - pool.bulk_ev) / pool.strength_ev, pool.bohr_nm), *ends))
        grid = np.union1d(grid, middle)  # the interval may be narrower than a step
    allowed = np.hypot(pool.half_width_ev(grid), energy * uncertainty_nm / pl_peak_nm)
    spare = allowed - np.abs(pool.energy_ev(grid) - energy)
    inside = np.flatnonzero(spare >= 0)
    low = _end(grid, spare, int(inside[0]), -1) if inside.size else np.nan
    high = _end(grid, spare, int(inside[-1]), 1) if inside.size else np.nan
    if np.isnan(middle):
        fits = f"; within its interval the peak allows edges of {low:.2g} to {high:.2g} nm" if inside.size else ""
        first, last = photon_energy_nm_ev() / most, photon_energy_nm_ev() / least
        raise ArgumentError(
            "pl_peak_nm",
            f"{pl_peak_nm:g} nm is outside the pooled curve of {pool.material}",
            f"it reaches from {first:.1f} to {last:.1f} nm{fits}",
            pl_peak_nm,
        )
    return middle, low, high, bool(inside[0] == 0 or inside[-1] == grid.size - 1)


def _end(grid: FloatArray, spare: FloatArray, last: int, step: int) -> float:
    """Place between the last one inside and the next at which nothing is spare; the last one if there is no next."""
    beyond = last + step
    if not 0 <= beyond < grid.size:
        return float(grid[last])
    share = spare[last] / (spare[last] - spare[beyond])
    return float(grid[last] + share * (grid[beyond] - grid[last]))


def within_points(name: str, value: Any, measured: FloatArray, material: str) -> FloatArray:
    """Lengths [nm], if all lie within the measured ones; NaN stays in arrays."""
    found = positive(name, value, "nm")
    low, high = float(measured.min()), float(measured.max())
    beyond = found[(found < low) | (found > high)]
    if beyond.size:
        raise ArgumentError(
            name,
            f"{beyond[0]:g} nm is outside the measured points of {material}",
            f"they reach from {low:g} to {high:g} nm",
            float(beyond[0]),
        )
    return found


def pool(
    material: str,
    edge_nm: FloatArray,
    pl_peak_nm: FloatArray,
    works: tuple[str, ...],
    doubts: tuple[str, ...],
    *,
    bohr_nm: float,
    bulk_ev: float,
    bulk_error_ev: float,
) -> PooledCurve:
    """Curve through points that are enough, and its error for a work that it has not seen."""
    order = np.argsort(edge_nm, kind="stable")
    edge, peak = edge_nm[order], pl_peak_nm[order]
    names = [works[k] for k in order]
    citations = sorted(set(names))
    energy, work = photon_energy_nm_ev() / peak, np.array([citations.index(name) for name in names], dtype=np.intp)
    whole = fit(edge, energy, work, bohr_nm, bulk_ev, bulk_error_ev)
    if whole.strength_ev <= 0:
        raise ArgumentError(
            "material", f"the peaks of {material} do not rise with the size", "a curve must be one that rises", material
        )
    squares = []
    for k in range(len(citations)):
        kept = work != k
        others = np.unique(work[kept], return_inverse=True)[1].astype(np.intp)
        rest = fit(edge[kept], energy[kept], others, bohr_nm, bulk_ev, bulk_error_ev)
        off = energy[~kept] - rest.bulk_ev - rest.strength_ev * shape(edge[~kept], bohr_nm)
        squares.append(np.mean(off**2))
    return PooledCurve(
        material,
        tuple(citations),
        edge,
        peak,
        tuple(names),
        whole.bulk_ev,
        whole.strength_ev,
        bohr_nm,
        whole.covariance,
        float(np.sqrt(whole.variance)),
        whole.freedom,
        float(np.sqrt(np.mean(squares))),
        doubts,
    )
