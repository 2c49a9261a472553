"""Peak, width and centroid of a line, with errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .. import tables
from ..errors import ArgumentError
from ..results import Result
from ..tables import FloatArray
from ._curve import curve, cut, local, odd, scatter
from ._types import Spectrum

_FITTED = 0.25  # of the highest value: what is above it is fitted
_DEEPEST = 6  # degree of the exponent
_POINTS_A_DEGREE = 4  # least number of points for each
_REACH_FWHM = 2.0  # the centroid is taken over so many widths to either side
_LEAST_SIGNAL = 5.0  # standard deviations of the noise
_OTHER = 0.05  # of the height: smallest other peak that is told
_GRID = 4001


@dataclass(frozen=True, slots=True, eq=False)
class Peak(Result):
    """The highest line of a spectrum; errors are standard errors (68 %).

    Attributes
    ----------
    peak_nm, peak_error_nm : float
        Place of the maximum [nm].
    fwhm_nm, fwhm_error_nm : float or None
        Full width at half maximum, from zero [nm]; None where the spectrum
        ends above half of the maximum.
    centroid_nm, centroid_error_nm : float or None
        Mean wavelength of the signed values within two widths of the peak
        [nm]; None without a width.
    peak_ev, peak_error_ev : float
        Energy at that wavelength [eV].
    fwhm_ev, fwhm_error_ev : float or None
        Difference of the energies at half maximum [eV].
    half_nm : tuple of float or None
        Wavelengths at half maximum [nm].
    height : float
        Height of the maximum [unit of the spectrum].
    noise : float
        Standard deviation of the noise [unit of the spectrum].
    others_nm : tuple of float
        Other maxima that stand out [nm], the highest first.
    notes : tuple of str
        What limits these numbers, one sentence each.
    """

    peak_nm: float
    peak_error_nm: float
    fwhm_nm: float | None
    fwhm_error_nm: float | None
    centroid_nm: float | None
    centroid_error_nm: float | None
    peak_ev: float
    peak_error_ev: float
    fwhm_ev: float | None
    fwhm_error_ev: float | None
    half_nm: tuple[float, float] | None
    height: float
    noise: float
    others_nm: tuple[float, ...] = ()
    notes: tuple[str, ...] = ()


def _refuse_saturated(nm: FloatArray, value: FloatArray) -> None:
    """Refuse a flat top with steep sides: a detector at its limit.

    Rounded values are flat at a smooth top too, but one step beside it they
    fall by one or two units of the last digit, not more.
    """
    flat = np.flatnonzero(value >= value.max() - 1e-9 * abs(value.max()))
    if flat.size < 3 or flat[-1] - flat[0] != flat.size - 1 or flat[0] == 0 or flat[-1] == value.size - 1:
        return
    steps = np.abs(np.diff(value))
    digit = steps[steps > 1e-9 * value.max()].min()
    if min(value[flat[0]] - value[flat[0] - 1], value[flat[-1]] - value[flat[-1] + 1]) > 3 * digit:
        raise ArgumentError(
            "spectrum",
            f"{flat.size} points from {nm[flat[0]]:g} to {nm[flat[-1]]:g} nm hold the same highest value",
            "such a top is cut off by the detector; record it with less light",
            float(value.max()),
        )


def _summit(value: FloatArray) -> tuple[int, int, int]:
    """Index of the highest place, and the first and last point around it that belong to the line."""
    padded = np.concatenate([value[:1], value, value[-1:]])
    smooth = np.median(np.lib.stride_tricks.sliding_window_view(padded, 3), axis=1)
    # A median of three cuts the top of a line of three points: there the points themselves count.
    if np.count_nonzero(value > value.max() / 2) < 9:
        smooth = value
    top = int(smooth.argmax())
    below = np.flatnonzero(smooth < _FITTED * smooth[top])
    first = below[below < top].max(initial=-1) + 1
    last = below[below > top].min(initial=value.size) - 1
    return top, int(first), int(last)


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


def _best_fit(u: FloatArray, value: FloatArray) -> _Fit:
    """Fit of the degree that the Bayesian information criterion prefers; a Gaussian where points are few.

    Where they are not, the sides may differ from the start: an error for a
    symmetric line would be too small for one that the data cannot tell from it.
    """
    most = min(max(2, value.size // _POINTS_A_DEGREE), _DEEPEST)
    fits = [_fit(u, value, degree) for degree in range(min(3, most), most + 1)]
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


def _others(nm: FloatArray, value: FloatArray, sigma: float, peak_nm: float, width_nm: float) -> tuple[float, ...]:
    """Maxima beside the highest one that rise out of their surroundings, the highest first."""
    step = float(np.median(np.diff(nm)))
    count = odd(width_nm / (3 * step), 5, min(nm.size, 101))
    if count < 5 or nm.size < count:
        return ()
    smooth = local(nm, value, count, 2)[0]
    least = max(6 * sigma / math.sqrt(count) * 1.5, _OTHER * float(smooth.max()))
    tops = 1 + np.flatnonzero((smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:]))
    found = []
    for top in tops.tolist():
        higher = np.flatnonzero(smooth > smooth[top])
        left = higher[higher < top].max(initial=-1) + 1
        right = higher[higher > top].min(initial=nm.size)
        sides = [smooth[left : top + 1].min()] if left > 0 else []
        sides += [smooth[top:right].min()] if right < nm.size else []
        rise = smooth[top] - (max(sides) if sides else smooth.min())
        if rise > least and abs(nm[top] - peak_nm) > width_nm / 4:
            found.append((float(smooth[top]), float(nm[top])))
    return tuple(place for _, place in sorted(found, reverse=True))


def _centroid(
    nm: FloatArray, value: FloatArray, low: float, high: float, sigma: float
) -> tuple[float, float] | tuple[None, None]:
    inside = (nm >= low) & (nm <= high)
    nm, value = nm[inside], value[inside]
    weights = np.gradient(nm) if nm.size > 1 else np.ones(1)
    total = float((weights * value).sum())
    if total <= 0:
        return None, None
    mean = float((weights * value * nm).sum()) / total
    return mean, sigma * float(np.linalg.norm(weights * (nm - mean))) / total


def peak(spectrum: Spectrum, *, window_nm: Sequence[float] | None = None) -> Peak:
    """Highest line of a spectrum: place, width and centroid, with errors.

    The points above a quarter of the maximum are fitted by least squares with
    the exponential of a polynomial: a Gaussian, or a line whose sides differ
    where there are points enough to tell (degree 3 to 6, chosen by the Bayesian
    information criterion, at least four points a degree; degree 2 below that). Place and half
    heights are those of the fit; their standard errors (68 %) come from its
    covariance and the scatter of the points about it, or from :func:`noise`
    where the fit has no points to spare. Both take noise as independent from
    point to point: for a smoothed spectrum they are too small.

    Parameters
    ----------
    spectrum : Spectrum
        Of five points or more; heights are counted from 0, see :func:`subtract_baseline`.
    window_nm : sequence of float, optional
        Ends of the part to look at [nm].

    Returns
    -------
    Peak
        Wavelengths, and energies at them. The maximum of the same light per
        electronvolt lies elsewhere, by about 2 sigma squared over the energy.

    Raises
    ------
    ArgumentError
        If there are fewer than five points or NaN; if the highest value stands
        at an end, is cut off by a detector, does not stand out of the noise,
        or has fewer than three points above a quarter of it.

    See Also
    --------
    onset : Edge of an absorbance.
    calculators.color.chromaticity : Colour.

    Examples
    --------
    >>> import numpy as np
    >>> from calculators.spectra import from_points
    >>> rng = np.random.default_rng(0)
    >>> nm = np.arange(450.0, 601.0)
    >>> line = np.exp(-4 * np.log(2) * ((nm - 516.3) / 20) ** 2)
    >>> found = peak(from_points(nm, line + 0.01 * rng.standard_normal(nm.size)))
    >>> print(f"{found.peak_nm:.2f} ± {found.peak_error_nm:.2f} nm, {found.fwhm_nm:.1f} ± {found.fwhm_error_nm:.1f} nm")
    516.31 ± 0.07 nm, 20.0 ± 0.1 nm
    """
    nm, value = cut("window_nm", window_nm, *curve(spectrum), "nm", 5)
    sigma = scatter(nm, value)
    top, first, last = _summit(value)
    if value[top] <= 0:
        raise ArgumentError("spectrum", "no value is above 0", "a peak rises above 0", float(value.max()))
    if top in (0, nm.size - 1):
        raise _at_the_edge(nm[top], value[top])
    _refuse_saturated(nm, value)
    if value[first : last + 1].max() < _LEAST_SIGNAL * sigma and last - first < 8:
        raise ArgumentError("spectrum", "no line stands out of the noise", "its height must be 5 times the noise")
    x, y = nm[first : last + 1], value[first : last + 1]
    if x.size < 3:
        raise ArgumentError(
            "spectrum",
            f"the line at {nm[top]:g} nm has {x.size} points above a quarter of its height",
            "at least 3 are needed; it is narrower than the steps, or a spike",
            x.size,
        )
    middle, half = float(nm[top]), float(x[-1] - x[0]) / 2
    fit = _best_fit((x - middle) / half, y)
    return _described(fit, middle, half, (nm, value), (first, last), sigma)


def _at_the_edge(at: float, height: float) -> ArgumentError:
    return ArgumentError(
        "spectrum",
        f"the highest value stands at its end, {at:g} nm",
        "a peak falls off on both sides; choose a window around it",
        float(height),
    )


def _described(
    fit: _Fit, middle: float, half: float, whole: tuple[FloatArray, FloatArray], ends: tuple[int, int], sigma: float
) -> Peak:
    nm, value = whole
    bounds = (float(nm[i]) for i in (max(ends[0] - 1, 0), min(ends[1] + 1, nm.size - 1)))
    low, high = ((end - middle) / half for end in bounds)
    u, left, right = _places(fit, low, high)
    if u in (low, high):
        raise _at_the_edge(middle + half * u, value.max())
    spread = math.sqrt(fit.squares / fit.free) if fit.free > 0 else 0.0
    if fit.free < 4:
        spread = max(spread, sigma)
    top, steep = fit.powers(u), fit.slopes

    def error(gradient: FloatArray) -> float:
        return spread * math.sqrt(max(float(gradient @ fit.covariance @ gradient), 0.0))

    place, place_error = middle + half * u, half * error(-steep(u) / fit.bend(u))
    notes: list[str] = []
    height = math.exp(float(top @ fit.factors))
    fwhm = fwhm_error = fwhm_ev = fwhm_error_ev = centroid = centroid_error = sides = None
    ev_nm = tables.photon_energy_nm_ev()
    if left is None or right is None:
        notes.append("The spectrum ends above half of the maximum: no width, no centroid.")
        width = 2 * half
    else:
        at = {side: -(fit.powers(side) - top) / float(steep(side) @ fit.factors) for side in (left, right)}
        fwhm, fwhm_error = half * (right - left), half * error(at[right] - at[left])
        short, long = sides = middle + half * left, middle + half * right
        fwhm_ev = ev_nm / short - ev_nm / long
        fwhm_error_ev = half * error(ev_nm / long**2 * at[right] - ev_nm / short**2 * at[left])
        width = fwhm
        reach = place - _REACH_FWHM * fwhm, place + _REACH_FWHM * fwhm
        centroid, centroid_error = _centroid(nm, value, *reach, max(sigma, spread))
        if reach[0] < nm[0] or reach[1] > nm[-1]:
            notes.append(
                f"The centroid is taken from {max(reach[0], nm[0]):.0f} to {min(reach[1], nm[-1]):.0f} nm: "
                "the spectrum ends there."
            )
        if fwhm < 3 * float(np.diff(nm).max(where=(nm[1:] >= short) & (nm[:-1] <= long), initial=0.0)):
            notes.append("The line is less than three steps wide: its width is that of the steps as well.")
    others = _others(nm, value, sigma, place, width)
    if others:
        listed = ", ".join(f"{other:.0f}" for other in others[:4])
        notes.append(f"Other maxima: {listed} nm. Peak and width are those of the highest one.")
    outer = [float(np.median(part)) for part in (value[:5], value[-5:])]
    if max(map(abs, outer)) > max(0.01 * height, 2 * sigma):
        notes.append(
            f"The ends stand at {100 * outer[0] / height:.2g} % and {100 * outer[1] / height:.2g} % of the maximum: "
            "widths are counted from 0, with what lies under the line."
        )
    return Peak(
        place, place_error, fwhm, fwhm_error, centroid, centroid_error,
        ev_nm / place, ev_nm / place**2 * place_error, fwhm_ev, fwhm_error_ev,
        sides, height, max(sigma, spread), others, tuple(notes),
    )  # fmt: skip
