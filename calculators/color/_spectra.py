"""Emission lines as spectra, and any spectrum on the grid of the visible range."""

from __future__ import annotations

import numpy as np

from ..checks import number, positive
from ..tables import ArrayLike, FloatArray

FIRST_NM, LAST_NM = 360.0, 830.0
SMALLEST_FWHM_NM = 2.0
_FWHM_TO_SIGMA = 1 / (2 * np.sqrt(2 * np.log(2)))


def gaussian(peak_nm: ArrayLike, fwhm_nm: ArrayLike) -> tuple[FloatArray, FloatArray]:
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
    ValueError
        If a peak lies outside 360 to 830 nm or a width is below 2 nm.

    Examples
    --------
    >>> wavelength_nm, power = gaussian(520, 20)
    >>> float(power[wavelength_nm == 510][0])
    0.5
    """
    peak = number("peak_nm", peak_nm)
    fwhm = positive("fwhm_nm", fwhm_nm, "nm")
    if (fwhm < SMALLEST_FWHM_NM).any():
        value = float(fwhm[fwhm < SMALLEST_FWHM_NM].flat[0]) if fwhm.ndim else float(fwhm)
        raise ValueError(
            f"fwhm_nm: {value:g} nm is not allowed; below {SMALLEST_FWHM_NM:g} nm a line falls "
            "between the points of the 1 nm grid"
        )
    outside = (peak < FIRST_NM) | (peak > LAST_NM)
    if outside.any():
        value = float(peak[outside].flat[0]) if peak.ndim else float(peak)
        raise ValueError(
            f"peak_nm: {value:g} nm is outside the visible range of {FIRST_NM:g} to {LAST_NM:g} nm; "
            "an emitter there has a radiance, but no colour and no cd/A"
        )
    wavelength = np.arange(FIRST_NM, LAST_NM + 1)
    sigma = fwhm * _FWHM_TO_SIGMA
    power = np.exp(-0.5 * ((wavelength - peak[..., None]) / sigma[..., None]) ** 2)
    return wavelength, power


def on_visible_grid(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[FloatArray, FloatArray]:
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
    ValueError
        If the shapes do not fit, the wavelengths are not in order or too far
        apart, or a power is negative.

    Examples
    --------
    >>> grid, power = on_visible_grid([500, 510], [1, 3])
    >>> float(power[grid == 505][0])
    2.0
    """
    wavelength, values = number("wavelength_nm", wavelength_nm), number("power", power)
    if wavelength.ndim != 1 or wavelength.size < 2:
        raise ValueError("wavelength_nm: a list of at least two wavelengths is needed")
    if values.shape[-1:] != wavelength.shape:
        raise ValueError(
            f"power: {values.shape[-1] if values.ndim else 1} values do not fit {wavelength.size} wavelengths"
        )
    step = np.diff(wavelength)
    if (step < 0).all():
        wavelength, values, step = wavelength[::-1], values[..., ::-1], -step[::-1]
    if not (step > 0).all():
        raise ValueError("wavelength_nm: the wavelengths must all ascend or all descend, without repeats")
    if step.max() > 20:
        raise ValueError(f"wavelength_nm: a gap of {step.max():g} nm is too wide to interpolate; 20 nm are allowed")
    if (values < 0).any():
        raise ValueError(
            f"power: {values[values < 0].flat[0]:g} is negative; mask or zero the noise of a measured spectrum"
        )
    grid = np.arange(FIRST_NM, LAST_NM + 1)
    if wavelength.shape == grid.shape and (wavelength == grid).all():
        return grid, values
    flat = values.reshape(-1, wavelength.size)
    on_grid = np.array([np.interp(grid, wavelength, row, left=0.0, right=0.0) for row in flat])
    return grid, on_grid.reshape(*values.shape[:-1], grid.size)


def split_gaussian(
    peak_nm: ArrayLike, left_fwhm_nm: ArrayLike, right_fwhm_nm: ArrayLike
) -> tuple[FloatArray, FloatArray]:
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
    ValueError
        If a peak lies outside 360 to 830 nm or a width is below 2 nm.

    Examples
    --------
    >>> wavelength_nm, power = split_gaussian(640, 24, 40)
    >>> float(power[wavelength_nm == 628][0]), float(power[wavelength_nm == 660][0])
    (0.5, 0.5)
    """
    try:
        wavelength, left = gaussian(peak_nm, left_fwhm_nm)
    except ValueError as error:
        raise ValueError(str(error).replace("fwhm_nm:", "left_fwhm_nm:", 1)) from None
    try:
        _, right = gaussian(peak_nm, right_fwhm_nm)
    except ValueError as error:
        raise ValueError(str(error).replace("fwhm_nm:", "right_fwhm_nm:", 1)) from None
    peak = np.asarray(peak_nm, dtype=float)[..., None]
    return wavelength, np.where(wavelength < peak, left, right)
