"""Shape of a line: fits of its parts, where their maximum stands, and what the choice of the shape leaves open."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..tables import FloatArray
from ._settle import settled

LEVELS = (0.25, 0.5, 0.7, 0.85)  # of the highest value: what is above them is fitted, each for itself
_DEEPEST = 6  # degree of the exponent
_POINTS_A_DEGREE = 4  # least number of points for each
_MISFIT = 3.0  # times the noise: from here on a fit does not follow the line
_FLAT = 0.95  # of the maximum
_GRID = 4001
HEIGHT = 0.02  # of the highest value: by which a fit may miss it besides its noise
_PLACES = 121  # of a maximum that are tried
_UNEVEN = 1.3  # ratio of curvatures, from which a line is steeper on one side
_AS_WELL = 8.0  # squares of the noise by which a fit may be worse
_TEN_THOUSANDTH = 1e-4  # of the highest value: what two shapes are told apart by without noise
_FEWEST_FREE = 2  # and from which two shapes are told apart
_FREE = 8  # points to spare from which their scatter is taken for the noise
_FEW_POINTS = 20  # above a quarter of the maximum: from here on the highest three say little


def around(smooth: FloatArray, top: int, level: float) -> tuple[int, int]:
    """First and last point around the highest one that stand above a share of it."""
    below = np.flatnonzero(smooth < level * smooth[top])
    return int(below[below < top].max(initial=-1) + 1), int(below[below > top].min(initial=smooth.size) - 1)


@dataclass(frozen=True)
class _Fit:
    """Exponential of a polynomial: its coefficients, their covariance for a noise of 1, the residual."""

    factors: FloatArray
    covariance: FloatArray
    squares: float
    count: int

    @property
    def free(self) -> int:
        return self.count - self.factors.size

    def powers(self, u: FloatArray | float) -> FloatArray:
        found: FloatArray = np.asarray(u, dtype=float)[..., None] ** np.arange(self.factors.size)
        return found

    def slopes(self, u: float) -> FloatArray:
        k = np.arange(self.factors.size)
        found: FloatArray = k * u ** np.maximum(k - 1, 0)
        return found

    def bend(self, u: float) -> float:
        k = np.arange(self.factors.size)
        return float((k * (k - 1) * u ** np.maximum(k - 2, 0)) @ self.factors)


def _fit(u: FloatArray, value: FloatArray, degree: int) -> _Fit:
    """Least squares of exp(polynomial) on the values, by Gauss and Newton from a fit of the logarithm."""
    powers = u[:, None] ** np.arange(degree + 1)
    start = np.maximum(value, 0.1 * value.max())
    factors = np.linalg.lstsq(powers * start[:, None], np.log(start) * start, rcond=None)[0]
    squares = float(((value - np.exp(powers @ factors)) ** 2).sum())
    for _ in range(30):
        model = np.exp(powers @ factors)
        step = np.linalg.lstsq(powers * model[:, None], value - model, rcond=None)[0]
        for _ in range(8):
            with np.errstate(over="ignore", invalid="ignore"):
                tried = float(((value - np.exp(powers @ (factors + step))) ** 2).sum())
            if tried <= squares:
                break
            step = step / 2
        else:
            break
        gained, squares, factors = squares - tried, tried, factors + step
        if gained <= 1e-12 * squares:
            break
    weighted = powers * np.exp(powers @ factors)[:, None]
    return _Fit(factors, np.linalg.pinv(weighted.T @ weighted), squares, value.size)


def _best_fit(u: FloatArray, value: FloatArray, sigma: float) -> _Fit:
    """Fit of the degree that the Bayesian information criterion prefers; a Gaussian where points are few.

    Where they are not, the sides may differ from the start: an error for a
    symmetric line would be too small for one that the data cannot tell from it.
    Where few points stray from the fit by more than their noise, it takes a higher degree.
    """
    most = min(max(2, value.size // _POINTS_A_DEGREE), _DEEPEST)
    fits = [_fit(u, value, degree) for degree in range(min(3, most), most + 1)]
    for degree in range(most + 1, min(value.size - 3, _DEEPEST) + 1):
        if fits[-1].squares <= fits[-1].free * (_MISFIT * sigma) ** 2:
            break
        fits.append(_fit(u, value, degree))
    floor = value.size * (1e-9 * float(value.max())) ** 2  # of values that hold no noise

    def criterion(fit: _Fit) -> float:
        return fit.count * math.log(max(fit.squares, floor)) + fit.factors.size * math.log(fit.count)

    return min(fits, key=criterion)


def _places(fit: _Fit, low: float, high: float) -> tuple[float, float | None, float | None]:
    """Maximum of a fit within two bounds, and where it falls to half on either side; None if it does not."""
    u = np.linspace(low, high, _GRID)
    exponent = fit.powers(u) @ fit.factors
    top = int(exponent.argmax())
    if top in (0, _GRID - 1):
        return float(u[top]), None, None
    peak = float(u[top])
    if fit.bend(peak) < 0:
        peak -= float(fit.slopes(peak) @ fit.factors) / fit.bend(peak)
    half = float(fit.powers(peak) @ fit.factors) - math.log(2)

    def crossing(places: npt.NDArray[np.int_]) -> float | None:
        falls = np.flatnonzero(exponent[places] < half)
        if falls.size == 0:
            return None
        out, before = places[falls[0]], places[falls[0] - 1]
        share = (exponent[before] - half) / (exponent[before] - exponent[out])
        at = float(u[before] + (u[out] - u[before]) * share)
        return at - float(fit.powers(at) @ fit.factors - half) / float(fit.slopes(at) @ fit.factors)

    return peak, crossing(np.arange(top, -1, -1)), crossing(np.arange(top, _GRID))


def parts_of(nm: FloatArray, value: FloatArray, smooth: FloatArray, top: int, sigma: float) -> list[Part]:
    """Fits of what stands above each level, from the lowest; of a line of few points also of the highest three."""
    found: list[Part] = []
    ends = [around(smooth, top, level) for level in LEVELS]
    if ends[0][1] - ends[0][0] < _FEW_POINTS and (value[top - 1 : top + 2] > 0).all():
        ends.append((top - 1, top + 1))
    before = (-1, -1)
    for k, (first, last) in enumerate(ends):
        least = 3 if k in (0, len(LEVELS)) else 5
        if last - first + 1 < least or (first, last) == before:
            continue
        before = first, last
        middle, half = float(nm[top]), float(nm[last] - nm[first]) / 2
        low, high = ((float(nm[i]) - middle) / half for i in (max(first - 1, 0), min(last + 1, nm.size - 1)))
        fit = _best_fit((nm[first : last + 1] - middle) / half, value[first : last + 1], sigma)
        u, left, right = _places(fit, low, high)
        if u in (low, high) and found:
            continue
        ends_nm = float(nm[first]), float(nm[last])
        found.append(Part(fit, middle, half, (low, high), (u, left, right), sigma, ends_nm))
    return found


@dataclass(frozen=True)
class Part:
    """Fit of a part of a line, in its own axis: middle, half width, bounds, maximum and half heights."""

    fit: _Fit
    middle: float
    half: float
    bounds: tuple[float, float]
    at: tuple[float, float | None, float | None]
    sigma: float
    nm: tuple[float, float]

    @property
    def place(self) -> float:
        return self.middle + self.half * self.at[0]

    @property
    def spread(self) -> float:
        """Scatter of the points about the fit; the noise where few are to spare."""
        own = math.sqrt(self.fit.squares / self.fit.free) if self.fit.free > 0 else 0.0
        return max(own, self.sigma) if self.fit.free < _FREE else own

    def error(self, gradient: FloatArray) -> float:
        return self.spread * math.sqrt(max(float(gradient @ self.fit.covariance @ gradient), 0.0))

    @property
    def place_error(self) -> float:
        u, bend = self.at[0], self.fit.bend(self.at[0])
        if not bend < 0:
            return math.inf
        # A top without curvature has its maximum anywhere, but within the part.
        return min(self.half * self.error(-self.fit.slopes(u) / bend), 2 * self.half)

    @property
    def height(self) -> float:
        return math.exp(float(self.fit.powers(self.at[0]) @ self.fit.factors))

    def flat(self) -> tuple[float, float]:
        """Ends of what stands above 95 % of the maximum [nm]."""
        u = np.linspace(*self.bounds, _GRID)
        exponent = self.fit.powers(u) @ self.fit.factors
        high = u[exponent > exponent.max() + math.log(_FLAT)]
        return self.middle + self.half * float(high[0]), self.middle + self.half * float(high[-1])


def taken(parts: list[Part], highest: float) -> tuple[Part, float]:
    """Part whose maximum is taken and its error; none whose height is not that of the data."""
    near = [part for part in parts if abs(part.height - highest) <= 4 * part.sigma + HEIGHT * highest]
    parts = near or parts[-1:]
    parts = [part for part in parts if math.isfinite(part.place_error)] or parts[:1]
    index, error = settled([part.place for part in parts], [part.place_error for part in parts])
    return parts[index], error


def kinked(nm: FloatArray, value: FloatArray, part: Part) -> float | None:
    """Maximum of two half Gaussians of unlike widths, where they follow a line as well as the polynomial does.

    Their curvature jumps at the top, and with noise the data cannot tell: the
    two maxima differ by what the choice of the shape leaves open.
    """
    within = (nm >= part.nm[0]) & (nm <= part.nm[1])
    nm, value = nm[within], value[within]
    u, free = (nm - part.middle) / part.half, nm.size - 4
    if free < _FEWEST_FREE:
        return None
    weight = np.maximum(value, 0.1 * value.max())
    logarithm = np.log(weight)
    best: tuple[float, float, FloatArray] | None = None
    for at in np.linspace(-0.6, 0.6, _PLACES):
        columns = np.stack([np.ones_like(u), np.minimum(u - at, 0) ** 2, np.maximum(u - at, 0) ** 2], axis=1)
        factors = np.linalg.lstsq(columns * weight[:, None], logarithm * weight, rcond=None)[0]
        squares = float(((value - np.exp(columns @ factors)) ** 2).sum())
        if best is None or squares < best[0]:
            best = squares, float(at), factors
    assert best is not None
    squares, at, (_, left, right) = best
    uneven = left < 0 and right < 0 and not 1 / _UNEVEN < left / right < _UNEVEN
    floor = nm.size * (_TEN_THOUSANDTH * float(value.max())) ** 2
    follows = squares <= (1 + _AS_WELL / free) * max(part.fit.squares, floor)
    return part.middle + part.half * at if uneven and follows else None
