"""Diffraction: spacings of lattice planes and sizes of crystallites."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..checks import not_negative, number, positive, scalar, together
from ..tables import ArrayLike, FloatArray


def cubic_spacing(lattice_constant: ArrayLike, h: int, k: int, l: int) -> Any:  # noqa: E741 (Miller index)
    """Spacing of the planes (hkl) of a cubic lattice.

    Parameters
    ----------
    lattice_constant : float or array_like
        Lattice constant [angstrom, or any unit], above 0.
    h, k, l : int
        Miller indices, not all 0. They name a plane only together with the
        phase: (100) of wurtzite is none of zinc blende.

    Returns
    -------
    float or numpy.ndarray
        Spacing [unit of the constant].

    Raises
    ------
    ValueError
        If the constant is not above 0 or all indices are 0.

    Examples
    --------
    >>> round(cubic_spacing(5.85, 2, 0, 0), 3)
    2.925
    """
    if h == k == l == 0:
        raise ValueError("h, k, l: (000) is not allowed; one index must differ from 0")
    return scalar(positive("lattice_constant", lattice_constant) / np.sqrt(h**2 + k**2 + l**2))


def _angle(two_theta_deg: ArrayLike) -> FloatArray:
    angle = number("two_theta_deg", two_theta_deg)
    bad = (angle <= 0) | (angle >= 180)
    if bad.any():
        raise ValueError(f"two_theta_deg: {float(angle[bad].flat[0]):g} is not allowed; it lies between 0 and 180")
    return np.radians(angle / 2)


def bragg_spacing(two_theta_deg: ArrayLike, wavelength_nm: ArrayLike) -> Any:
    """Spacing of lattice planes from a diffraction angle, by Bragg's law in first order.

    Parameters
    ----------
    two_theta_deg : float or array_like
        Diffraction angle [degrees], between 0 and 180.
    wavelength_nm : float or array_like
        Wavelength of the X-rays [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Spacing [nm].

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> round(bragg_spacing(60.0, 0.3), 3)
    0.3
    """
    theta = _angle(two_theta_deg)
    return scalar(positive("wavelength_nm", wavelength_nm, "nm") / (2 * np.sin(theta)))


def scherrer_size(
    fwhm_deg: ArrayLike,
    two_theta_deg: ArrayLike,
    wavelength_nm: ArrayLike,
    shape_factor: ArrayLike = 0.9,
    instrument_fwhm_deg: ArrayLike = 0.0,
) -> Any:
    r"""Size of crystallites from the width of a reflection, :math:`K\lambda/(\beta\cos\theta)`.

    Parameters
    ----------
    fwhm_deg : float or array_like
        Measured full width at half maximum in 2 theta [degrees], above 0.
    two_theta_deg : float or array_like
        Position of the reflection [degrees].
    wavelength_nm : float or array_like
        Wavelength of the X-rays [nm], above 0.
    shape_factor : float or array_like, optional
        K, near 0.9; it depends on shape, reflection and the meaning of size [-].
    instrument_fwhm_deg : float or array_like, optional
        Width that the instrument adds [degrees], taken off in squares
        (Gaussian lines).

    Returns
    -------
    float or numpy.ndarray
        Size along the diffraction vector [nm]: a least value if strain widens
        the line too.

    Raises
    ------
    ValueError
        If an argument is out of range or the instrument is wider than the line.

    Examples
    --------
    >>> round(scherrer_size(1.0, 30.0, 0.154), 1)
    8.2
    """
    width, own = positive("fwhm_deg", fwhm_deg), not_negative("instrument_fwhm_deg", instrument_fwhm_deg)
    if (own >= width).any():
        raise ValueError("instrument_fwhm_deg: the instrument's width is not below that of the line")
    beta = np.radians(np.sqrt(width**2 - own**2))
    k = positive("shape_factor", shape_factor)
    return scalar(k * positive("wavelength_nm", wavelength_nm, "nm") / (beta * np.cos(_angle(two_theta_deg))))


def scherrer_width(
    size_nm: ArrayLike, two_theta_deg: ArrayLike, wavelength_nm: ArrayLike, *, shape_factor: ArrayLike = 0.9
) -> Any:
    r"""Width of a reflection of an unstrained crystallite, :math:`K\lambda/(D\cos\theta)`.

    Parameters
    ----------
    size_nm : float or array_like
        Size D along the diffraction vector [nm], above 0.
    two_theta_deg : float or array_like
        Position of the reflection [degrees].
    wavelength_nm : float or array_like
        Wavelength of the X-rays [nm], above 0.
    shape_factor : float or array_like, optional
        K, near 0.9; it depends on shape, reflection and the meaning of size [-].

    Returns
    -------
    float or numpy.ndarray
        Full width at half maximum in 2 theta [degrees], without the instrument's share.

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit.

    See Also
    --------
    scherrer_size : the size from the width.

    Examples
    --------
    >>> round(scherrer_width(scherrer_size(1.0, 30.0, 0.154), 30.0, 0.154), 6)
    1.0
    """
    size, wavelength = positive("size_nm", size_nm, "nm"), positive("wavelength_nm", wavelength_nm, "nm")
    k, theta = positive("shape_factor", shape_factor), _angle(two_theta_deg)
    together(size_nm=size, two_theta_deg=theta, wavelength_nm=wavelength, shape_factor=k)
    return scalar(np.degrees(k * wavelength / (size * np.cos(theta))))
