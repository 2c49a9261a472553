"""Peak, width and centroid of a line, with errors."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .. import tables
from ..errors import ArgumentError
from ..results import Result
from ..tables import FloatArray
from ._curve import curve, cut, local, odd, per_cent, scatter
from ._shape import HEIGHT, LEVELS, Part, around, kinked, parts_of, taken
from ._types import Spectrum
from ._words import several

_REACH_FWHM = 2.0  # the centroid is taken over so many widths to either side
_LEAST_SIGNAL = 5.0  # standard deviations of the noise
_OTHER = 0.05  # of the height: smallest other peak that is told
_SURE = 9.0  # standard deviations of the smoothed noise: it rises and falls by six somewhere
_FLAT_SHARE = 0.4  # of the width that stands above it: 0.27 of a Gaussian, 0.23 of a Lorentzian, 1 of a box
_FEW_STEPS = 5.0  # widths of a line in steps, below which it is sampled by few points
_LIGHT_AT_ENDS = 0.05  # of the maximum, where the centroid is cut
_SPARSE = 12  # points to spare, below which the width rests on the shape between the points
_SHARE_OF_STEP = 5.0  # error of a crossing between two points


@dataclass(frozen=True, slots=True, eq=False)
class Peak(Result):
    """The highest line of a spectrum; errors are standard errors (68 %).

    Attributes
    ----------
    peak_nm, peak_error_nm : float
        Place of the maximum [nm].
    fwhm_nm, fwhm_error_nm : float or None
        Full width at half maximum, from zero [nm]; None where the line does
        not fall to half of its maximum on both sides.
    centroid_nm, centroid_error_nm : float or None
        Mean wavelength of the signed curve within two widths of the peak
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


def plateau(nm: FloatArray, value: FloatArray) -> tuple[int, float, float] | None:
    """Flat top with steep sides, a detector at its limit: number of its points and its ends [nm]; None without.

    Rounded values are flat at a smooth top too, but one step beside it they
    fall by one or two units of the last digit, not more.

    Parameters
    ----------
    nm, value : numpy.ndarray
        The curve, shape (n,).

    Returns
    -------
    tuple or None
        Not at the ends of the data.

    Examples
    --------
    >>> nm = np.arange(400.0, 500.0)
    >>> plateau(nm, np.minimum(np.exp(-(((nm - 450) / 10) ** 2)), 0.8))
    (9, 446.0, 454.0)
    """
    flat = np.flatnonzero(value >= value.max() - 1e-9 * abs(value.max()))
    if flat.size < 3 or flat[-1] - flat[0] != flat.size - 1 or flat[0] == 0 or flat[-1] == value.size - 1:
        return None
    steps = np.abs(np.diff(value))
    digit = steps[steps > 1e-9 * value.max()].min(initial=np.inf)
    steep = min(value[flat[0]] - value[flat[0] - 1], value[flat[-1]] - value[flat[-1] + 1]) > 3 * digit
    return (flat.size, float(nm[flat[0]]), float(nm[flat[-1]])) if steep else None


def _refuse_saturated(nm: FloatArray, value: FloatArray) -> None:
    """Refuse a flat top with steep sides."""
    flat = plateau(nm, value)
    if flat is not None:
        raise ArgumentError(
            "spectrum",
            f"{flat[0]} points from {flat[1]:g} to {flat[2]:g} nm hold the same highest value",
            "such a top is cut off by the detector; record it with less light",
            float(value.max()),
        )


def _summit(value: FloatArray) -> tuple[int, FloatArray]:
    """Index of the highest place, and the values without points that stand alone."""
    padded = np.concatenate([value[:1], value, value[-1:]])
    smooth = np.median(np.lib.stride_tricks.sliding_window_view(padded, 3), axis=1)
    # A median of three cuts the top of a line of three points: there the points themselves count.
    if np.count_nonzero(value > value.max() / 2) < 9:
        smooth = value
    return int(smooth.argmax()), smooth


def _others(nm: FloatArray, value: FloatArray, sigma: float, peak_nm: float, width_nm: float) -> tuple[float, ...]:
    """Maxima beside the highest one that rise out of their surroundings, the highest first."""
    step = float(np.median(np.diff(nm)))
    count = odd(width_nm / (3 * step), 5, min(nm.size, 101))
    if count < 5 or nm.size < count:
        return ()
    smooth = local(nm, value, count, 2)[0]
    least = max(_SURE * 1.5 * sigma / math.sqrt(count), _OTHER * float(smooth.max()))
    tops = 1 + np.flatnonzero((smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:]))
    # Fits at the ends of the data lie beside their points and are twice as uncertain.
    tops = tops[(tops >= count // 2) & (tops < nm.size - count // 2)]
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
    nm: FloatArray, value: FloatArray, place: tuple[float, float], width: tuple[float, float], sigma: float
) -> tuple[float, float, float] | None:
    """Mean wavelength of the piecewise straight curve near a line, its error, and the larger value at the cuts.

    The ends move with peak and width, and their errors move the mean.
    """
    low, high = place[0] - _REACH_FWHM * width[0], place[0] + _REACH_FWHM * width[0]
    within = (nm > low) & (nm < high)
    begins, finishes = bool(nm[0] < low), bool(nm[-1] > high)
    x = np.concatenate([[low] * begins, nm[within], [high] * finishes])
    y = np.concatenate([[np.interp(low, nm, value)] * begins, value[within], [np.interp(high, nm, value)] * finishes])
    step = np.diff(x)
    areas = 0.5 * step * (y[1:] + y[:-1])
    total = float(areas.sum())
    if total <= 0:
        return None
    # Integral of x y over a straight piece: its area at the middle, and what the slope moves.
    moments = areas * 0.5 * (x[1:] + x[:-1]) + step**2 * (y[1:] - y[:-1]) / 12
    mean = float(moments.sum()) / total
    coarse = np.unique([*range(0, x.size, 2), x.size - 1])  # with steps twice as long the error is four times as large
    by_steps = abs(float(np.trapezoid(y[coarse] * x[coarse], x[coarse]) / np.trapezoid(y[coarse], x[coarse])) - mean)
    weights = np.gradient(x) * (x - mean)
    left, right = begins * y[0] * (low - mean) / total, finishes * y[-1] * (high - mean) / total
    by_ends = math.hypot((right - left) * place[1], _REACH_FWHM * (right + left) * width[1])
    by_noise = sigma * float(np.linalg.norm(weights)) / total
    by_steps = math.sqrt(max(by_steps**2 - 2 * by_noise**2, 0.0)) / 3
    error = math.sqrt(by_noise**2 + by_ends**2 + by_steps**2)
    return mean, error, float(max(begins * y[0], finishes * y[-1]))


def peak(spectrum: Spectrum, *, window_nm: Sequence[float] | None = None) -> Peak:
    """Highest line of a spectrum: place, width and centroid, with errors.

    The points above 25, 50, 70 and 85 % of the maximum are fitted, each part for
    itself, by least squares with the exponential of a polynomial: a Gaussian,
    or a line whose sides differ where there are points enough to tell (degree 3
    to 6, chosen by the Bayesian information criterion, four points a degree;
    fewer where the fit strays from them by more than noise). The place is that
    of the widest part that agrees with the narrower ones, so that a shoulder or
    a second line does not pull it; half heights are those of the fit of all. Standard
    errors (68 %) hold the noise, by the scatter about the fit or :func:`noise`,
    what the parts differ by beyond it, and for the width the difference to that
    of straight lines between the points. They take noise as independent from point to
    point: for a smoothed spectrum they are too small. Of simulated lines with
    1 % noise, 40 to 100 % lie within one error and 85 % or more within two; a
    top whose sides have different curvatures keeps a bias of about one error.

    The centroid is the mean wavelength of the curve between the points, as
    straight lines, within two widths of the maximum, whatever stands there: of
    a spectrum with several lines it is no mean of all. Its error holds those of
    the ends.

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
    top, smooth = _summit(value)
    if value[top] <= 0:
        raise ArgumentError("spectrum", "no value is above 0", "a peak rises above 0", float(value.max()))
    if top in (0, nm.size - 1):
        raise _at_the_edge(nm[top], value[top])
    _refuse_saturated(nm, value)
    first, last = around(smooth, top, LEVELS[0])
    if value[first : last + 1].max() < _LEAST_SIGNAL * sigma and last - first < 8:
        raise ArgumentError("spectrum", "no line stands out of the noise", "its height must be 5 times the noise")
    if last - first < 2:
        raise ArgumentError(
            "spectrum",
            f"the line at {nm[top]:g} nm has {several(last - first + 1, 'point')} above a quarter of its height",
            "at least 3 are needed; it is narrower than the steps, or a spike",
            last - first + 1,
        )
    return _described((nm, value), parts_of(nm, value, smooth, top, sigma), smooth[top], sigma)


def _at_the_edge(at: float, height: float) -> ArgumentError:
    return ArgumentError(
        "spectrum",
        f"the highest value stands at its end, {at:g} nm",
        "a peak falls off on both sides within the spectrum",
        float(height),
    )


def _crossings(nm: FloatArray, value: FloatArray, place: float, half: float) -> tuple[float, float, float] | None:
    """Where straight lines between the points fall to half on either side, and the noise of the difference for 1."""
    found, steepness = [], 0.0
    for side in (nm < place, nm > place):
        x, y = (nm[side][::-1], value[side][::-1]) if side[0] else (nm[side], value[side])
        below = np.flatnonzero(y < half)
        if below.size == 0 or below[0] == 0:
            return None
        k = int(below[0])
        slope = (y[k] - y[k - 1]) / (x[k] - x[k - 1])
        found.append(float(x[k] + (half - y[k]) / slope))
        steepness += 1 / slope**2
    return found[0], found[1], math.sqrt(steepness)


@dataclass(frozen=True)
class _Width:
    """Half heights [nm], and the errors of their differences in wavelength and energy."""

    sides: tuple[float, float]
    error: float
    error_ev: float

    @property
    def nm(self) -> float:
        return self.sides[1] - self.sides[0]


def _width(nm: FloatArray, value: FloatArray, part: Part, best: Part, sigma: float) -> _Width | None:
    """Width by the fit of all, or by the points where it does not follow them; None where there is none."""
    ev_nm = tables.photon_energy_nm_ev()
    direct = _crossings(nm, value, best.place, best.height / 2)
    u, left, right = part.at
    follows = abs(part.height - best.height) <= 4 * sigma + HEIGHT * best.height
    if left is not None and right is not None and (follows or direct is None):
        steep, top = part.fit.slopes, part.fit.powers(u)
        at = {s: -(part.fit.powers(s) - top) / float(steep(s) @ part.fit.factors) for s in (left, right)}
        short, long = part.middle + part.half * left, part.middle + part.half * right
        error = part.half * part.error(at[right] - at[left])
        in_ev = part.half * part.error(ev_nm / long**2 * at[right] - ev_nm / short**2 * at[left])
        if direct is not None:
            apart = (direct[1] - direct[0] - long + short) ** 2 - (sigma * direct[2]) ** 2
            model = math.sqrt(max(apart, 0.0)) if part.fit.free < _SPARSE or apart > 9 * error**2 else 0.0
            error, in_ev = math.hypot(error, model), math.hypot(in_ev, model * ev_nm / best.place**2)
        return _Width((short, long), error, in_ev)
    if direct is None:
        return None
    short, long = direct[:2]
    step = float(np.diff(nm).max(where=(nm[1:] >= short) & (nm[:-1] <= long), initial=0.0))
    error = math.hypot(sigma * direct[2], step / _SHARE_OF_STEP)
    return _Width((short, long), error, error * ev_nm / best.place**2)


def _described(whole: tuple[FloatArray, FloatArray], parts: list[Part], highest: float, sigma: float) -> Peak:
    nm, value = whole
    whole_line = parts[0]
    best, place_error = taken(parts, highest)
    if best.at[0] in best.bounds:
        raise _at_the_edge(best.place, value.max())
    place, height, spread = best.place, best.height, best.spread
    kink = kinked(nm, value, parts[min(1, len(parts) - 1)])
    if kink is not None:
        place_error = math.hypot(place_error, kink - place)
    notes: list[str] = []
    width = _width(nm, value, whole_line, best, sigma)
    low, high = whole_line.flat()
    if width is not None and high - low > _FLAT_SHARE * width.nm:
        place, place_error = (low + high) / 2, (high - low) / math.sqrt(12)
        notes.append(
            f"The top is flat: from {low:.0f} to {high:.0f} nm it stands above 95 % of the maximum, and the middle is "
            "given."
        )
    fwhm = fwhm_error = fwhm_ev = fwhm_error_ev = centroid = centroid_error = sides = None
    ev_nm = tables.photon_energy_nm_ev()
    if width is None:
        notes.append("The line does not fall to half of its maximum on both sides: no width, no centroid.")
    else:
        sides, fwhm, fwhm_error, fwhm_error_ev = width.sides, width.nm, width.error, width.error_ev
        fwhm_ev = ev_nm / sides[0] - ev_nm / sides[1]
        mean = _centroid(nm, value, (place, place_error), (fwhm, fwhm_error), max(sigma, spread))
        if mean is not None:
            centroid, centroid_error = mean[:2]
            notes += _of_centroid(nm, place, fwhm, mean[2] / height)
        step = float(np.diff(nm).max(where=(nm[1:] >= sides[0]) & (nm[:-1] <= sides[1]), initial=0.0))
        if fwhm < _FEW_STEPS * step:
            notes.append(
                f"The line is sampled by few points: it is {fwhm / step:.1f} steps wide. Peak and width rest on the "
                "shape that is taken between them."
            )
    others = _others(nm, value, sigma, place, 2 * whole_line.half if fwhm is None else fwhm)
    if others:
        listed = ", ".join(f"{other:.0f}" for other in others[:4])
        notes.append(f"Other maxima: {listed} nm. Peak and width are those of the highest one.")
    outer = [float(np.median(part)) for part in (value[:5], value[-5:])]
    if max(map(abs, outer)) > max(0.01 * height, 2 * sigma):
        notes.append(
            f"The ends stand at {per_cent(outer[0] / height)} and {per_cent(outer[1] / height)} of the maximum: "
            "widths are counted from 0, with what lies under the line."
        )
    return Peak(
        place, place_error, fwhm, fwhm_error, centroid, centroid_error,
        ev_nm / place, ev_nm / place**2 * place_error, fwhm_ev, fwhm_error_ev,
        sides, height, max(sigma, spread), others, tuple(notes),
    )  # fmt: skip


def _of_centroid(nm: FloatArray, place: float, fwhm: float, share: float) -> list[str]:
    """What limits the centroid: the end of the spectrum, or light where it is cut."""
    low, high = place - _REACH_FWHM * fwhm, place + _REACH_FWHM * fwhm
    taken = f"The centroid is taken from {max(low, nm[0]):.0f} to {min(high, nm[-1]):.0f} nm"
    found = []
    if low < nm[0] or high > nm[-1]:
        found.append(f"{taken}: the spectrum ends there.")
    if share > _LIGHT_AT_ENDS:
        found.append(f"{taken}, where {100 * share:.0f} % of the maximum still stand: it is none of the whole light.")
    return found
