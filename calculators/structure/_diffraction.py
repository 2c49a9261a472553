"""Diffraction: spacings of lattice planes and sizes of crystallites."""

from __future__ import annotations

from typing import overload

import numpy as np

from ..checks import between, finite, not_negative, positive, refuse_where, scalar, together, whole
from ..errors import ArgumentError
from ..tables import ArrayLike, FloatArray


@overload
def cubic_spacing(lattice_constant: float, h: int, k: int, l: int) -> float: ...  # noqa: E741
@overload
def cubic_spacing(lattice_constant: ArrayLike, h: int, k: int, l: int) -> FloatArray: ...  # noqa: E741
@finite
def cubic_spacing(lattice_constant: ArrayLike, h: int, k: int, l: int) -> float | FloatArray:  # noqa: E741 (Miller index)
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
    ArgumentError
        If the constant is not above 0, an index is no whole number or all
        indices are 0.

    See Also
    --------
    bragg_spacing : Spacing from a diffraction angle.

    Examples
    --------
    >>> round(cubic_spacing(5.85, 2, 0, 0), 3)
    2.925
    """
    indices = [whole(name, value, None) for name, value in (("h", h), ("k", k), ("l", l))]
    if not any(indices):
        raise ArgumentError("h, k, l", "(000) is not allowed", "one index must differ from 0")
    length = np.hypot(np.hypot(float(indices[0]), float(indices[1])), float(indices[2]))
    return scalar(positive("lattice_constant", lattice_constant) / length)


def _theta(two_theta_deg: ArrayLike) -> FloatArray:
    """Half of the diffraction angle, in radians."""
    theta: FloatArray = np.radians(between("two_theta_deg", two_theta_deg, 0, 180, "degrees") / 2)
    return theta


@overload
def bragg_spacing(two_theta_deg: float, wavelength_nm: float) -> float: ...
@overload
def bragg_spacing(two_theta_deg: ArrayLike, wavelength_nm: ArrayLike) -> FloatArray: ...
@finite
def bragg_spacing(two_theta_deg: ArrayLike, wavelength_nm: ArrayLike) -> float | FloatArray:
    r"""Spacing of lattice planes from a diffraction angle, by Bragg's law in first order.

    .. math:: d = \frac{\lambda}{2\sin\theta}

    Parameters
    ----------
    two_theta_deg : float or array_like
        Diffraction angle [degrees], above 0 and below 180.
    wavelength_nm : float or array_like
        Wavelength of the X-rays [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Spacing [nm].

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    cubic_spacing : Spacing from a lattice constant.
    scherrer_size : Size from the width of the same reflection.

    Examples
    --------
    >>> round(bragg_spacing(60.0, 0.3), 3)
    0.3
    """
    theta, wavelength = _theta(two_theta_deg), positive("wavelength_nm", wavelength_nm, "nm")
    together(two_theta_deg=theta, wavelength_nm=wavelength)
    return scalar(wavelength / (2 * np.sin(theta)))


@overload
def scherrer_size(
    fwhm_deg: float,
    two_theta_deg: float,
    wavelength_nm: float,
    *,
    shape_factor: float = 0.9,
    instrument_fwhm_deg: float = 0.0,
) -> float: ...
@overload
def scherrer_size(
    fwhm_deg: ArrayLike,
    two_theta_deg: ArrayLike,
    wavelength_nm: ArrayLike,
    *,
    shape_factor: ArrayLike = 0.9,
    instrument_fwhm_deg: ArrayLike = 0.0,
) -> FloatArray: ...
@finite
def scherrer_size(
    fwhm_deg: ArrayLike,
    two_theta_deg: ArrayLike,
    wavelength_nm: ArrayLike,
    *,
    shape_factor: ArrayLike = 0.9,
    instrument_fwhm_deg: ArrayLike = 0.0,
) -> float | FloatArray:
    r"""Size of crystallites from the width of a reflection, :math:`K\lambda/(\beta\cos\theta)`.

    Parameters
    ----------
    fwhm_deg : float or array_like
        Measured full width at half maximum in 2 theta [degrees], above 0.
    two_theta_deg : float or array_like
        Position of the reflection [degrees], above 0 and below 180.
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
    ArgumentError
        If an argument is out of range, the instrument is as wide as the line,
        or the shapes do not fit together.

    See Also
    --------
    bragg_spacing : Spacing from the position of the same reflection.
    scherrer_width : The width from a size.

    Examples
    --------
    >>> round(scherrer_size(1.0, 30.0, 0.154), 1)
    8.2
    >>> round(scherrer_size(1.0, 30.0, 0.154, instrument_fwhm_deg=0.5), 1)
    9.5
    """
    width, own = positive("fwhm_deg", fwhm_deg, "degrees"), not_negative("instrument_fwhm_deg", instrument_fwhm_deg)
    theta, wavelength = _theta(two_theta_deg), positive("wavelength_nm", wavelength_nm, "nm")
    k = positive("shape_factor", shape_factor)
    together(fwhm_deg=width, two_theta_deg=theta, wavelength_nm=wavelength, shape_factor=k, instrument_fwhm_deg=own)
    refuse_where(
        own >= width,
        "instrument_fwhm_deg",
        own,
        "it must be narrower",
        unit=" degrees",
        problem="is not below the width of the line",
    )
    beta = np.radians(np.sqrt(width**2 - own**2))
    return scalar(k * wavelength / (beta * np.cos(theta)))


@overload
def scherrer_width(
    size_nm: float, two_theta_deg: float, wavelength_nm: float, *, shape_factor: float = 0.9
) -> float: ...
@overload
def scherrer_width(
    size_nm: ArrayLike, two_theta_deg: ArrayLike, wavelength_nm: ArrayLike, *, shape_factor: ArrayLike = 0.9
) -> FloatArray: ...
@finite
def scherrer_width(
    size_nm: ArrayLike, two_theta_deg: ArrayLike, wavelength_nm: ArrayLike, *, shape_factor: ArrayLike = 0.9
) -> float | FloatArray:
    r"""Width of a reflection of an unstrained crystallite, :math:`K\lambda/(D\cos\theta)`.

    Parameters
    ----------
    size_nm : float or array_like
        Size D along the diffraction vector [nm], above 0.
    two_theta_deg : float or array_like
        Position of the reflection [degrees], above 0 and below 180.
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
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    scherrer_size : The size from the width.

    Examples
    --------
    >>> round(scherrer_width(8.2, 30.0, 0.154), 2)
    1.0
    """
    size, wavelength = positive("size_nm", size_nm, "nm"), positive("wavelength_nm", wavelength_nm, "nm")
    k, theta = positive("shape_factor", shape_factor), _theta(two_theta_deg)
    together(size_nm=size, two_theta_deg=theta, wavelength_nm=wavelength, shape_factor=k)
    return scalar(np.degrees(k * wavelength / (size * np.cos(theta))))
