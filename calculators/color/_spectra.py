"""Emission lines as spectra, and any spectrum on the grid of the visible range or summed over it."""

from __future__ import annotations

import math
from typing import overload

import numpy as np

from ..checks import also_named, at_least, finite, number, refuse_where, together, vector, whole, within
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError
from ..tables import ArrayLike, FloatArray, FloatStack, FloatVector, Numbers

FIRST_NM, LAST_NM = 360.0, 830.0
"""Ends of the visible range, those of the colour-matching functions [nm]."""

SMALLEST_FWHM_NM = 0.001
SAMPLED_FWHM_NM = 2.0
"""Least width of a line that is sampled at the points of the grid, with sums right to 2e-6 [nm]."""

WIDEST_GAP_NM = 20.0
FEWEST_POINTS = 5
"""Least number of points from which a colour or a photometric number is computed."""

DEEPEST_NOISE = 0.5
"""Largest depth of noise below 0, as a share of the largest value [-]."""

_GRID_STEP_NM = 1.0
_LARGEST_EXPONENT = 10
_FWHM_TO_SIGMA = 1 / (2 * np.sqrt(2 * np.log(2)))


def visible_grid() -> FloatVector:
    """Wavelengths of the visible range, 360, 361, ... 830 [nm].

    Returns
    -------
    numpy.ndarray
        Shape (471,).

    Examples
    --------
    >>> visible_grid()[[0, 1, -1]].tolist()
    [360.0, 361.0, 830.0]
    """
    return np.arange(FIRST_NM, LAST_NM + 1)


def _line(peak_nm: FloatArray, fwhm_nm: FloatArray) -> FloatArray:
    deviation = (visible_grid() - peak_nm[..., None]) / (fwhm_nm[..., None] * _FWHM_TO_SIGMA)
    power: FloatArray = np.exp(-0.5 * deviation**2)
    return power


def _narrow_line(peak_nm: FloatArray, fwhm_nm: FloatArray) -> FloatArray:
    """Line averaged over the cells of the grid, each a triangle from one neighbour of a point to the other.

    With L(t) = phi(t) - t Q(t), phi the normal density and Q its upper tail,
    the integral of a normal density over such a triangle is the triangle at
    the peak plus sigma times the second difference of L: what the width moves
    to the neighbours.
    """
    sigma = fwhm_nm[..., None] * _FWHM_TO_SIGMA
    grid = visible_grid()
    edges = np.concatenate([[grid[0] - 1], grid, [grid[-1] + 1]])
    t = np.abs(edges - peak_nm[..., None]) / sigma
    tail = 0.5 * np.frompyfunc(math.erfc, 1, 1)(t / math.sqrt(2)).astype(float)
    moved = np.exp(-0.5 * t**2) / math.sqrt(2 * math.pi) - t * tail
    triangle = np.maximum(0.0, 1 - np.abs(grid - peak_nm[..., None]))
    density = triangle + sigma * (moved[..., 2:] - 2 * moved[..., 1:-1] + moved[..., :-2])
    # Rounding leaves up to 1e-17 below 0 far from the line.
    power: FloatArray = math.sqrt(2 * math.pi) * sigma * np.maximum(density, 0.0)
    return power


def _peak(peak_nm: ArrayLike) -> FloatArray:
    reason = "; an emitter outside has a radiance, but no colour and no cd/A"
    return within("peak_nm", peak_nm, FIRST_NM, LAST_NM, "nm", reason)


def _width(name: str, fwhm_nm: ArrayLike) -> FloatArray:
    return at_least(name, fwhm_nm, SAMPLED_FWHM_NM, "nm", "; a narrower line falls between the points of the 1 nm grid")


@overload
def gaussian(peak_nm: float, fwhm_nm: float) -> tuple[FloatVector, FloatVector]: ...
@overload
def gaussian(peak_nm: ArrayLike, fwhm_nm: ArrayLike) -> tuple[FloatVector, FloatArray]: ...
def gaussian(peak_nm: ArrayLike, fwhm_nm: ArrayLike) -> tuple[FloatVector, FloatArray]:
    """Spectrum of Gaussian shape in wavelength, on the visible range in steps of 1 nm.

    Lines of 2 nm or more are sampled at the points of the grid. Narrower ones,
    lasers, are averaged over its cells: power, colour and mean wavelength are
    those of the line, its height is not.

    Parameters
    ----------
    peak_nm : float or array_like
        Wavelength of the peak [nm], 360 to 830. Infrared emitters have a
        radiance but no luminance: a peak outside the range is an error.
    fwhm_nm : float or array_like
        Full width at half maximum [nm], 0.001 or more; broadcasts with `peak_nm`.

    Returns
    -------
    wavelength_nm : numpy.ndarray
        360, 361, ... 830 [nm], shape (471,).
    power : numpy.ndarray
        Spectral power per wavelength, of a line whose peak is 1 [arbitrary
        units], shape (..., 471) with the broadcast shape of the arguments in
        front. Its sum is the area, 1.0645 times the width.

    Raises
    ------
    ArgumentError
        If a peak lies outside 360 to 830 nm, a width is below 0.001 nm or the
        shapes do not fit together.

    See Also
    --------
    split_gaussian : A line that is steeper on one side.
    on_visible_grid : A measured spectrum on the same grid.

    Examples
    --------
    >>> wavelength_nm, power = gaussian(520, 20)
    >>> float(power[wavelength_nm == 510][0])
    0.5

    A laser line between two points of the grid:

    >>> wavelength_nm, power = gaussian(532.25, 0.1)
    >>> power[(wavelength_nm >= 532) & (wavelength_nm <= 533)].round(4).tolist()
    [0.0798, 0.0266]
    """
    reason = "; is it in nm?"
    peak, fwhm = _peak(peak_nm), at_least("fwhm_nm", fwhm_nm, SMALLEST_FWHM_NM, "nm", reason)
    together(peak_nm=peak, fwhm_nm=fwhm)
    narrow = fwhm < SAMPLED_FWHM_NM
    if not narrow.any():
        return visible_grid(), _line(peak, fwhm)
    peak, fwhm = np.broadcast_arrays(peak, fwhm)
    narrow = fwhm < SAMPLED_FWHM_NM
    power = np.empty((*peak.shape, visible_grid().size))
    power[~narrow], power[narrow] = _line(peak[~narrow], fwhm[~narrow]), _narrow_line(peak[narrow], fwhm[narrow])
    return visible_grid(), power


@overload
def split_gaussian(peak_nm: float, left_fwhm_nm: float, right_fwhm_nm: float) -> tuple[FloatVector, FloatVector]: ...
@overload
def split_gaussian(
    peak_nm: ArrayLike, left_fwhm_nm: ArrayLike, right_fwhm_nm: ArrayLike
) -> tuple[FloatVector, FloatArray]: ...
def split_gaussian(
    peak_nm: ArrayLike, left_fwhm_nm: ArrayLike, right_fwhm_nm: ArrayLike
) -> tuple[FloatVector, FloatArray]:
    """Line of two half Gaussians, steeper on one side of its peak than on the other.

    Parameters
    ----------
    peak_nm : float or array_like
        Wavelength of the peak [nm], 360 to 830.
    left_fwhm_nm, right_fwhm_nm : float or array_like
        Full width at half maximum that the Gaussian of the short-wave (left)
        and of the long-wave side (right) would have [nm], 2 or more. The width
        of the line itself is their mean.

    Returns
    -------
    wavelength_nm, power : numpy.ndarray
        As for :func:`gaussian`.

    Raises
    ------
    ArgumentError
        If a peak lies outside 360 to 830 nm, a width is below 2 nm or the
        shapes do not fit together.

    See Also
    --------
    gaussian : A line of one width.

    Examples
    --------
    >>> wavelength_nm, power = split_gaussian(640, 24, 40)
    >>> float(power[wavelength_nm == 628][0]), float(power[wavelength_nm == 660][0])
    (0.5, 0.5)
    """
    peak, left, right = _peak(peak_nm), _width("left_fwhm_nm", left_fwhm_nm), _width("right_fwhm_nm", right_fwhm_nm)
    together(peak_nm=peak, left_fwhm_nm=left, right_fwhm_nm=right)
    grid = visible_grid()
    return grid, np.where(grid < peak[..., None], _line(peak, left), _line(peak, right))


def refuse_dark(total: FloatArray, problem: str = "is the sum of the spectrum") -> None:
    """Refuse spectra of which one has no light.

    Parameters
    ----------
    total : numpy.ndarray
        Signed sums of the spectra, shape (...).
    problem : str, optional
        What the sum is of.

    Raises
    ------
    ArgumentError
        If one is not above 0; it names ``power``.

    Examples
    --------
    >>> refuse_dark(np.array([2.0, 0.0]))
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: power: 0 at index 1 is the sum of the spectrum; it must be above 0
    """
    refuse_where(total <= 0, "power", total, "it must be above 0", problem=problem)


def checked_spectrum(wavelength_nm: ArrayLike, power: ArrayLike, *, least: int = 2) -> tuple[FloatArray, FloatArray]:
    """Wavelengths in ascending order and the power at them, or a refusal.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least `least`, 30 or more, strictly
        ascending or strictly descending, with no gap above 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n). Noise may go
        below 0, down to half of the largest value.
    least : int, optional
        Least number of points.

    Returns
    -------
    wavelength_nm, power : numpy.ndarray
        The same, ascending; negative values stay, so that noise averages out.

    Raises
    ------
    ArgumentError
        If the shapes do not fit, the wavelengths are too few, not in order or
        too far apart, or a power is further below 0 than half of the largest.

    See Also
    --------
    on_visible_grid : The spectrum on a grid of 1 nm.

    Examples
    --------
    >>> wavelength_nm, power = checked_spectrum([510, 500], [3, 1])
    >>> wavelength_nm.tolist(), power.tolist()
    ([500.0, 510.0], [1.0, 3.0])
    """
    wavelength = as_wavelength("wavelength_nm", vector("wavelength_nm", wavelength_nm, 2))
    values = number("power", power)
    if values.shape[-1:] != wavelength.shape:
        raise ArgumentError(
            "power, wavelength_nm",
            f"{values.shape[-1] if values.ndim else 1} values do not fit {wavelength.size} wavelengths",
            "give one for each",
        )
    step = np.diff(wavelength)
    if wavelength[-1] < wavelength[0]:
        wavelength, values, step = wavelength[::-1], values[..., ::-1], -step[::-1]
    refuse_where(
        np.append(False, ~(step > 0)),
        "wavelength_nm",
        wavelength,
        "they must all ascend or all descend, without repeats",
        unit=" nm",
        problem="breaks the order of the wavelengths",
    )
    if step.max() > WIDEST_GAP_NM:
        raise ArgumentError(
            "wavelength_nm",
            f"a gap of {step.max():g} nm is too wide to interpolate",
            f"{WIDEST_GAP_NM:g} nm are allowed",
            float(step.max()),
        )
    _refuse_negative(values)
    if wavelength.size < least:
        raise ArgumentError(
            "wavelength_nm",
            f"{wavelength.size} points are not enough for a spectrum",
            f"at least {least} are needed",
            wavelength.size,
        )
    return wavelength, values


def _refuse_negative(values: FloatArray) -> None:
    """Refuse what is further below 0 than noise goes on a spectrum that stands out of it.

    Noise goes as far below 0 as above. A reading at minus half of the largest
    one is no noise, or noise in which a line drowns: the largest of some
    thousand readings lies 3.5 standard deviations off, so that the line would
    stand out by less than 7 of them.
    """
    if values.size == 0 or values.min() >= 0:
        return
    largest = np.fmax.reduce(values, axis=-1, initial=0.0, keepdims=True)
    refuse_where(
        values < -DEEPEST_NOISE * largest,
        "power",
        values,
        "noise may go below 0, but not beyond half of the largest value",
    )


@overload
def on_visible_grid(wavelength_nm: ArrayLike, power: FloatStack) -> tuple[FloatVector, FloatArray]: ...
@overload
def on_visible_grid(wavelength_nm: ArrayLike, power: Numbers) -> tuple[FloatVector, FloatVector]: ...
@overload
def on_visible_grid(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[FloatVector, FloatArray]: ...
def on_visible_grid(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[FloatVector, FloatArray]:
    """Spectrum on 360, 361, ... 830 nm, with the power and the colour that it has; zero where it was not measured.

    Between points the spectrum is a straight line. Each grid point gets what
    lies within 1 nm of it, weighted by nearness, so that no line between two
    grid points is lost; of points 1 nm apart or wider, on whole nanometres,
    that is the value itself.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 2, strictly ascending or
        strictly descending, with no gap above 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n); noise may be
        negative and stays so.

    Returns
    -------
    wavelength_nm, power : numpy.ndarray
        The grid [nm], shape (471,), and the power on it, shape (..., 471).

    Raises
    ------
    ArgumentError
        If the shapes do not fit, the wavelengths are not in order or too far
        apart, or a power is further below 0 than noise.

    See Also
    --------
    gaussian : A line on the same grid.

    Examples
    --------
    >>> grid, power = on_visible_grid([500, 510], [1, 3])
    >>> float(power[grid == 505][0])
    2.0

    A line 0.2 nm wide between two grid points:

    >>> grid, power = on_visible_grid([532.4, 532.5, 532.6, 532.7, 532.8], [0, 1, 2, 1, 0])
    >>> power[(grid >= 532) & (grid <= 533)].round(2).tolist()
    [0.16, 0.24]
    """
    wavelength, values = checked_spectrum(wavelength_nm, power)
    grid = visible_grid()
    if np.array_equal(wavelength, grid):
        return grid, values
    nodes, width = _nodes(wavelength, grid)
    flat = values.reshape(-1, wavelength.size)
    on_grid = np.zeros((len(flat), grid.size))
    if nodes.size:
        before = np.minimum((nodes - grid[0]).astype(int), grid.size - 2)
        share = nodes - grid[before]
        off = share > 0  # what lies on a grid point gives nothing to the next, not even NaN
        for row, given in zip(on_grid, flat, strict=True):
            part = width * np.interp(nodes, wavelength, given)
            row += np.bincount(before, np.where(share < 1, (1 - share) * part, 0.0), grid.size)
            row += np.bincount(before[off] + 1, (share * part)[off], grid.size)
    return grid, on_grid.reshape(*values.shape[:-1], grid.size)


def _nodes(wavelength: FloatArray, grid: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Places at which a spectrum is summed, those of the grid and its own, and the width of each [nm].

    The trapezoidal rule over both sets: on the grid of 1 nm it is the sum that
    the CIE publishes, on a finer one no point is left out. As in that sum the
    outermost points have their whole width, 1 nm or, where the spectrum is
    finer, its own step.
    """
    low, high = max(wavelength[0], grid[0]), min(wavelength[-1], grid[-1])
    if low > high:
        return np.empty(0), np.empty(0)
    own = wavelength[(wavelength >= low) & (wavelength <= high)]
    nodes = np.union1d(own, grid[(grid >= low) & (grid <= high)])
    half = np.diff(nodes) / 2
    width = np.zeros(nodes.size)
    width[:-1] += half
    width[1:] += half
    cell = _GRID_STEP_NM / 2
    width[0] += cell if wavelength[0] < low else min(cell, (wavelength[1] - wavelength[0]) / 2)
    width[-1] += cell if wavelength[-1] > high else min(cell, (wavelength[-1] - wavelength[-2]) / 2)
    return nodes, width


def _weights(wavelength: FloatArray, nodes: FloatArray, amounts: FloatArray) -> FloatArray:
    """Weight of each value of a spectrum, linear between its points, in sums over nodes; shape (n, k)."""
    before = np.minimum(np.searchsorted(wavelength, nodes, side="right") - 1, wavelength.size - 2)
    share = (nodes - wavelength[before]) / (wavelength[before + 1] - wavelength[before])
    weights = np.empty((wavelength.size, amounts.shape[1]))
    for column, amount in zip(weights.T, amounts.T, strict=True):
        column[:] = np.bincount(before, (1 - share) * amount, wavelength.size)
        column += np.bincount(before + 1, share * amount, wavelength.size)
    return weights


def _summed(values: FloatArray, weights: FloatArray) -> FloatArray:
    """Sums of values times weights; what has no weight does not count, not even NaN."""
    used = np.flatnonzero(weights.any(axis=1))
    if used.size == 0:
        return np.zeros((*values.shape[:-1], weights.shape[1]))
    part = slice(used[0], used[-1] + 1)
    total: FloatArray = values[..., part] @ weights[part]
    return total


def visible_weights(wavelength: FloatArray, functions: FloatArray) -> FloatArray:
    """Weight of each value of a spectrum in its integrals over the visible range times some functions.

    Parameters
    ----------
    wavelength : numpy.ndarray
        Wavelengths of the spectrum [nm], ascending, shape (n,).
    functions : numpy.ndarray
        What it is multiplied by at 360, 361, ... 830 nm, shape (471, k).

    Returns
    -------
    numpy.ndarray
        Shape (n, k); noise of the values goes through them into the sums.

    Examples
    --------
    >>> visible_weights(np.array([500.0, 510.0]), np.ones((471, 1)))[:, 0].tolist()
    [5.5, 5.5]
    """
    grid = visible_grid()
    nodes, width = _nodes(wavelength, grid)
    amounts = np.stack([width * np.interp(nodes, grid, function) for function in functions.T], axis=1)
    return _weights(wavelength, nodes, amounts)


def sums(wavelength: FloatArray, values: FloatArray, functions: FloatArray) -> FloatArray:
    """Integrals over the visible range of a spectrum times some functions, both linear between their points.

    Each value of the spectrum has a weight in each sum: no spectrum is laid
    out on the grid. On the grid of 1 nm they are plain sums, as the CIE
    publishes them.

    Parameters
    ----------
    wavelength, values : numpy.ndarray
        What :func:`checked_spectrum` returns, shapes (n,) and (..., n).
    functions : numpy.ndarray
        What the spectrum is multiplied by at 360, 361, ... 830 nm, shape (471, k).

    Returns
    -------
    numpy.ndarray
        Sums, shape (..., k); of what lies outside the spectrum nothing.

    Examples
    --------
    >>> given = np.array([500.0, 510.0]), np.array([1.0, 3.0])
    >>> sums(*given, np.ones((471, 1))).tolist()
    [22.0]
    """
    grid = visible_grid()
    if np.array_equal(wavelength, grid):
        whole_spectrum: FloatArray = values @ functions
        return whole_spectrum
    return _summed(values, visible_weights(wavelength, functions))


@also_named(wavelength="wavelength_nm", values="power")
@finite
def whole_range(wavelength_nm: ArrayLike, power: ArrayLike, exponent: int) -> FloatArray:
    """Integral of power times wavelength to an exponent, beyond the visible range too.

    The spectrum is a straight line between its points; summed is over these
    and every whole nanometre between them, so that on a grid of 1 nm it is the
    plain sum.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), ascending or descending, gaps up to 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n); noise may be negative.
    exponent : int
        0 for a sum of power, 1 for one in proportion to photons [-]; -10 to 10.

    Returns
    -------
    numpy.ndarray
        The sums, shape (...).

    Raises
    ------
    ArgumentError
        See :func:`on_visible_grid`; also for an exponent that is no whole number
        or out of range.

    See Also
    --------
    tristimulus : Sums that the eye makes.
    calculators.led.mean_photon_energy : Made of two of these sums.

    Examples
    --------
    >>> whole_range([998, 1002], [1, 1], 0).tolist()
    5.0
    """
    wavelength, values = checked_spectrum(wavelength_nm, power)
    k = whole("exponent", exponent, -_LARGEST_EXPONENT, _LARGEST_EXPONENT)
    whole_nm = np.arange(np.floor(wavelength[0]), np.ceil(wavelength[-1]) + 1)
    nodes, width = _nodes(wavelength, whole_nm)
    if nodes.size == wavelength.size:  # every whole nanometre is a point of the spectrum
        total: FloatArray = values @ (width * nodes**k)
        return total
    return _summed(values, _weights(wavelength, nodes, (width * nodes**k)[:, None]))[..., 0]
