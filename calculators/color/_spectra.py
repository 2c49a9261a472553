"""Emission lines as spectra, and any spectrum on the grid of the visible range or summed over it."""

from __future__ import annotations

from typing import overload

import numpy as np

from ..checks import also_named, at_least, finite, not_negative, refuse_where, together, vector, whole, within
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError
from ..tables import ArrayLike, FloatArray, FloatStack, FloatVector, Numbers

FIRST_NM, LAST_NM = 360.0, 830.0
"""Ends of the visible range, those of the colour-matching functions [nm]."""

SMALLEST_FWHM_NM = 2.0
WIDEST_GAP_NM = 20.0
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


def _peak(peak_nm: ArrayLike) -> FloatArray:
    reason = "; an emitter outside has a radiance, but no colour and no cd/A"
    return within("peak_nm", peak_nm, FIRST_NM, LAST_NM, "nm", reason)


def _width(name: str, fwhm_nm: ArrayLike) -> FloatArray:
    return at_least(
        name, fwhm_nm, SMALLEST_FWHM_NM, "nm", "; a narrower line falls between the points of the 1 nm grid"
    )


@overload
def gaussian(peak_nm: float, fwhm_nm: float) -> tuple[FloatVector, FloatVector]: ...
@overload
def gaussian(peak_nm: ArrayLike, fwhm_nm: ArrayLike) -> tuple[FloatVector, FloatArray]: ...
def gaussian(peak_nm: ArrayLike, fwhm_nm: ArrayLike) -> tuple[FloatVector, FloatArray]:
    """Spectrum of Gaussian shape in wavelength, on the visible range in steps of 1 nm.

    Parameters
    ----------
    peak_nm : float or array_like
        Wavelength of the peak [nm], 360 to 830. Infrared emitters have a
        radiance but no luminance: a peak outside the range is an error.
    fwhm_nm : float or array_like
        Full width at half maximum [nm], 2 or more (a narrower line falls between
        the points of the grid); broadcasts with `peak_nm`.

    Returns
    -------
    wavelength_nm : numpy.ndarray
        360, 361, ... 830 [nm], shape (471,).
    power : numpy.ndarray
        Spectral power per wavelength, 1 at the peak [arbitrary units], shape
        (..., 471) with the broadcast shape of the arguments in front.

    Raises
    ------
    ArgumentError
        If a peak lies outside 360 to 830 nm, a width is below 2 nm or the
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
    """
    peak, fwhm = _peak(peak_nm), _width("fwhm_nm", fwhm_nm)
    together(peak_nm=peak, fwhm_nm=fwhm)
    return visible_grid(), _line(peak, fwhm)


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


def refuse_dark(total: FloatArray) -> None:
    """Refuse spectra of which one has no power at all.

    Parameters
    ----------
    total : numpy.ndarray
        Sums of the spectra, shape (...).

    Raises
    ------
    ArgumentError
        If one is not above 0; it names ``power``.

    Examples
    --------
    >>> refuse_dark(np.array([2.0, 0.0]))
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: power: 0 at index 1 is the sum of the spectrum; one value must be above 0
    """
    refuse_where(total <= 0, "power", total, "one value must be above 0", problem="is the sum of the spectrum")


def checked_spectrum(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Wavelengths in ascending order and the power at them, or a refusal.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 2, 30 or more, strictly
        ascending or strictly descending, with no gap above 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n), 0 or more.

    Returns
    -------
    wavelength_nm, power : numpy.ndarray
        The same, ascending.

    Raises
    ------
    ArgumentError
        If the shapes do not fit, the wavelengths are not in order or too far
        apart, or a power is negative.

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
    values = not_negative("power", power)
    if values.shape[-1:] != wavelength.shape:
        raise ArgumentError(
            "power, wavelength_nm",
            f"{values.shape[-1] if values.ndim else 1} values do not fit {wavelength.size} wavelengths",
            "give one for each",
        )
    step = np.diff(wavelength)
    if (step < 0).all():
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
    return wavelength, values


@overload
def on_visible_grid(wavelength_nm: ArrayLike, power: FloatStack) -> tuple[FloatVector, FloatArray]: ...
@overload
def on_visible_grid(wavelength_nm: ArrayLike, power: Numbers) -> tuple[FloatVector, FloatVector]: ...
@overload
def on_visible_grid(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[FloatVector, FloatArray]: ...
def on_visible_grid(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[FloatVector, FloatArray]:
    """Spectrum interpolated linearly to 360, 361, ... 830 nm; zero where it was not measured.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 2, strictly ascending or
        strictly descending, with no gap above 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n), 0 or more.

    Returns
    -------
    wavelength_nm, power : numpy.ndarray
        The grid [nm], shape (471,), and the power on it, shape (..., 471).

    Raises
    ------
    ArgumentError
        If the shapes do not fit, the wavelengths are not in order or too far
        apart, or a power is negative.

    See Also
    --------
    gaussian : A line on the same grid.

    Examples
    --------
    >>> grid, power = on_visible_grid([500, 510], [1, 3])
    >>> float(power[grid == 505][0])
    2.0
    """
    wavelength, values = checked_spectrum(wavelength_nm, power)
    grid = visible_grid()
    if np.array_equal(wavelength, grid):
        return grid, values
    flat = values.reshape(-1, wavelength.size)
    on_grid = np.empty((len(flat), grid.size))
    for row, given in zip(on_grid, flat, strict=True):
        row[:] = np.interp(grid, wavelength, given, left=0.0, right=0.0)
    return grid, on_grid.reshape(*values.shape[:-1], grid.size)


def sums(wavelength: FloatArray, values: FloatArray, grid: FloatArray, functions: FloatArray) -> FloatArray:
    """Sums over a grid of a spectrum, interpolated linearly, times some functions.

    Interpolation is linear in the values, so that each of them has a weight in
    each sum: no spectrum is laid out on the grid.

    Parameters
    ----------
    wavelength, values : numpy.ndarray
        What :func:`checked_spectrum` returns, shapes (n,) and (..., n).
    grid : numpy.ndarray
        Wavelengths [nm], ascending, shape (m,).
    functions : numpy.ndarray
        What the spectrum is multiplied by at them, shape (m, k).

    Returns
    -------
    numpy.ndarray
        Sums, shape (..., k); of the grid's points outside the spectrum nothing.

    Examples
    --------
    >>> given = np.array([500.0, 510.0]), np.array([1.0, 3.0])
    >>> sums(*given, np.array([495.0, 500.0, 505.0]), np.ones((3, 1))).tolist()
    [3.0]
    """
    if np.array_equal(wavelength, grid):
        whole_spectrum: FloatArray = values @ functions
        return whole_spectrum
    inside = (grid >= wavelength[0]) & (grid <= wavelength[-1])
    grid, functions = grid[inside], functions[inside]
    before = np.minimum(np.searchsorted(wavelength, grid, side="right") - 1, wavelength.size - 2)
    share = (grid - wavelength[before]) / (wavelength[before + 1] - wavelength[before])
    weights = np.empty((wavelength.size, functions.shape[1]))
    for column, function in zip(weights.T, functions.T, strict=True):
        column[:] = np.bincount(before, (1 - share) * function, wavelength.size)
        column += np.bincount(before + 1, share * function, wavelength.size)
    # What has no weight must not count, not even NaN.
    used = np.flatnonzero(weights.any(axis=1))
    if used.size == 0:
        return np.zeros((*values.shape[:-1], functions.shape[1]))
    part = slice(used[0], used[-1] + 1)
    total: FloatArray = values[..., part] @ weights[part]
    return total


@also_named(wavelength="wavelength_nm", values="power")
@finite
def whole_range(wavelength_nm: ArrayLike, power: ArrayLike, exponent: int) -> FloatArray:
    """Sum of power times wavelength to an exponent in steps of 1 nm, beyond the visible range too.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), ascending or descending, gaps up to 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n), 0 or more.
    exponent : int
        0 for a sum of power, 1 for one in proportion to photons [-].

    Returns
    -------
    numpy.ndarray
        The sums, shape (...).

    Raises
    ------
    ArgumentError
        See :func:`on_visible_grid`; also for an exponent that is no whole number.

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
    k = whole("exponent", exponent, None)
    grid = np.arange(np.ceil(wavelength[0]), np.floor(wavelength[-1]) + 1)
    return sums(wavelength, values, grid, (grid**k)[:, None])[..., 0]
