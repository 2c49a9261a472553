"""Conversions between absorbance, coefficients, cross-section and concentration."""

from __future__ import annotations

import math
from typing import Any

from .. import tables
from ..checks import fraction, not_negative, positive, scalar
from ..tables import ArrayLike

LN10 = math.log(10)
CM3_PER_NM3 = 1e-21


def intrinsic_coefficient(absorbance: ArrayLike, volume_fraction: ArrayLike, path_length_cm: ArrayLike = 1.0) -> Any:
    r"""Intrinsic absorption coefficient, :math:`\mu_\mathrm{i} = \ln(10)\,A/(fL)`.

    Parameters
    ----------
    absorbance : float or array_like
        Absorbance of the dispersion, to base 10 [-], 0 or more.
    volume_fraction : float or array_like
        Volume of nanocrystals per volume of dispersion [-], above 0 to 1.
    path_length_cm : float or array_like, optional
        Optical path length [cm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Intrinsic absorption coefficient [1/cm].

    Raises
    ------
    ValueError
        If an argument is out of bounds.

    References
    ----------
    mu2022, equation 4, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> round(intrinsic_coefficient(1.0, 1e-5))
    230259
    """
    a, f = not_negative("absorbance", absorbance), fraction("volume_fraction", volume_fraction)
    f = positive("volume_fraction", f)
    return scalar(LN10 * a / (f * positive("path_length_cm", path_length_cm, "cm")))


def volume_fraction(absorbance: ArrayLike, intrinsic: ArrayLike, path_length_cm: ArrayLike = 1.0) -> Any:
    """Volume fraction of nanocrystals in a dispersion, the inverse of :func:`intrinsic_coefficient`.

    Parameters
    ----------
    absorbance : float or array_like
        Absorbance, to base 10 [-], 0 or more.
    intrinsic : float or array_like
        Intrinsic absorption coefficient [1/cm], above 0.
    path_length_cm : float or array_like, optional
        Optical path length [cm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Volume of nanocrystals per volume of dispersion [-].

    Examples
    --------
    >>> volume_fraction(intrinsic_coefficient(0.83, 2e-5) * 2e-5 / LN10, 1.0) > 0
    True
    """
    a, mu = not_negative("absorbance", absorbance), positive("intrinsic", intrinsic, "1/cm")
    return scalar(LN10 * a / (mu * positive("path_length_cm", path_length_cm, "cm")))


def cross_section(molar_coefficient: ArrayLike) -> Any:
    r"""Absorption cross-section of one particle, :math:`\sigma = 1000 \ln(10)\,\varepsilon/N_\mathrm{A}`.

    Parameters
    ----------
    molar_coefficient : float or array_like
        Decadic molar absorption coefficient [L/(mol cm)], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Cross-section [cm2].

    References
    ----------
    mu2022, equation 5 (the printed 2303 is 1000 ln 10), doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> f"{cross_section(1e7):.4g}"
    '3.824e-14'
    """
    epsilon = not_negative("molar_coefficient", molar_coefficient, "L/(mol cm)")
    return scalar(epsilon * 1000 * LN10 / tables.constant("avogadro"))


def molar_from_cross_section(cross_section_cm2: ArrayLike) -> Any:
    """Decadic molar absorption coefficient from a cross-section, the inverse of :func:`cross_section`.

    Parameters
    ----------
    cross_section_cm2 : float or array_like
        Cross-section of one particle [cm2], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Molar absorption coefficient [L/(mol cm)].

    Examples
    --------
    >>> round(molar_from_cross_section(cross_section(1e7)))
    10000000
    """
    sigma = not_negative("cross_section_cm2", cross_section_cm2, "cm2")
    return scalar(sigma * tables.constant("avogadro") / (1000 * LN10))


def molar_coefficient(intrinsic: ArrayLike, volume_nm3: ArrayLike) -> Any:
    r"""Molar absorption coefficient, :math:`\varepsilon = \mu_\mathrm{i} V N_\mathrm{A}/(1000\ln 10)`.

    Parameters
    ----------
    intrinsic : float or array_like
        Intrinsic absorption coefficient [1/cm], 0 or more.
    volume_nm3 : float or array_like
        Volume of one nanocrystal; for a size distribution its mean volume,
        see :func:`mean_cube` [nm3], above 0.

    Returns
    -------
    float or numpy.ndarray
        Decadic molar absorption coefficient [L/(mol cm)].

    References
    ----------
    mu2022, equations 4 and 5, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> f"{molar_coefficient(8e4, 8.5**3):.3g}"
    '1.28e+07'
    """
    mu = not_negative("intrinsic", intrinsic, "1/cm")
    volume = positive("volume_nm3", volume_nm3, "nm3") * CM3_PER_NM3
    return scalar(mu * volume * tables.constant("avogadro") / (1000 * LN10))


def intrinsic_from_molar(molar: ArrayLike, volume_nm3: ArrayLike) -> Any:
    """Intrinsic absorption coefficient, the inverse of :func:`molar_coefficient`.

    Parameters
    ----------
    molar : float or array_like
        Decadic molar absorption coefficient [L/(mol cm)], 0 or more.
    volume_nm3 : float or array_like
        Volume of one nanocrystal [nm3], above 0.

    Returns
    -------
    float or numpy.ndarray
        Intrinsic absorption coefficient [1/cm].

    Examples
    --------
    >>> round(intrinsic_from_molar(molar_coefficient(8e4, 600.0), 600.0))
    80000
    """
    epsilon = not_negative("molar", molar, "L/(mol cm)")
    volume = positive("volume_nm3", volume_nm3, "nm3") * CM3_PER_NM3
    return scalar(epsilon * 1000 * LN10 / (tables.constant("avogadro") * volume))


def concentration(absorbance: ArrayLike, molar: ArrayLike, path_length_cm: ArrayLike = 1.0) -> Any:
    """Concentration of nanocrystals from an absorbance.

    Parameters
    ----------
    absorbance : float or array_like
        Absorbance, to base 10 [-], 0 or more.
    molar : float or array_like
        Decadic molar absorption coefficient of the nanocrystals [L/(mol cm)], above 0.
    path_length_cm : float or array_like, optional
        Optical path length [cm], above 0: the length of the cuvette, not of a crystal.

    Returns
    -------
    float or numpy.ndarray
        Moles of nanocrystals per litre [mol/L].

    Examples
    --------
    >>> f"{concentration(0.83, 1.28e7) * 1e9:.1f} nM"
    '64.8 nM'
    """
    a, epsilon = not_negative("absorbance", absorbance), positive("molar", molar, "L/(mol cm)")
    return scalar(a / (epsilon * positive("path_length_cm", path_length_cm, "cm")))
