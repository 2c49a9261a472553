"""Conversions between absorbance, coefficients, cross-section and concentration."""

from __future__ import annotations

import math
from typing import overload

from .. import tables
from ..checks import also_named, finite, not_negative, positive, positive_fraction, scalar, together
from ..tables import ArrayLike, FloatArray

LN10 = math.log(10)
CM3_PER_NM3 = 1e-21


@overload
def intrinsic_coefficient(absorbance: float, volume_fraction: float, path_length_cm: float = 1.0) -> float: ...
@overload
def intrinsic_coefficient(
    absorbance: ArrayLike, volume_fraction: ArrayLike, path_length_cm: ArrayLike = 1.0
) -> FloatArray: ...
@finite
def intrinsic_coefficient(
    absorbance: ArrayLike, volume_fraction: ArrayLike, path_length_cm: ArrayLike = 1.0
) -> float | FloatArray:
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
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    volume_fraction : the inverse.
    bulk_intrinsic : the coefficient from bulk optical constants.

    References
    ----------
    Mu et al. 2022, iScience, equation 4, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> round(intrinsic_coefficient(1.0, 1e-5))
    230259
    """
    a, f = not_negative("absorbance", absorbance), positive_fraction("volume_fraction", volume_fraction)
    length = positive("path_length_cm", path_length_cm, "cm")
    together(absorbance=a, volume_fraction=f, path_length_cm=length)
    return scalar(LN10 * a / (f * length))


@overload
def volume_fraction(absorbance: float, intrinsic_per_cm: float, path_length_cm: float = 1.0) -> float: ...
@overload
def volume_fraction(
    absorbance: ArrayLike, intrinsic_per_cm: ArrayLike, path_length_cm: ArrayLike = 1.0
) -> FloatArray: ...
@also_named(intrinsic="intrinsic_per_cm")
@finite
def volume_fraction(
    absorbance: ArrayLike, intrinsic_per_cm: ArrayLike, path_length_cm: ArrayLike = 1.0
) -> float | FloatArray:
    """Volume fraction of nanocrystals in a dispersion, the inverse of :func:`intrinsic_coefficient`.

    Parameters
    ----------
    absorbance : float or array_like
        Absorbance, to base 10 [-], 0 or more.
    intrinsic_per_cm : float or array_like
        Intrinsic absorption coefficient [1/cm], above 0.
    path_length_cm : float or array_like, optional
        Optical path length [cm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Volume of nanocrystals per volume of dispersion [-].

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    intrinsic_coefficient : the inverse.
    concentration : moles of nanocrystals in place of their volume.

    Examples
    --------
    >>> f"{volume_fraction(0.83, 8e4):.3g}"
    '2.39e-05'
    """
    a, mu = not_negative("absorbance", absorbance), positive("intrinsic_per_cm", intrinsic_per_cm, "1/cm")
    length = positive("path_length_cm", path_length_cm, "cm")
    together(absorbance=a, intrinsic_per_cm=mu, path_length_cm=length)
    return scalar(LN10 * a / (mu * length))


@overload
def cross_section(molar_l_per_mol_cm: float) -> float: ...
@overload
def cross_section(molar_l_per_mol_cm: ArrayLike) -> FloatArray: ...
@also_named(molar_coefficient="molar_l_per_mol_cm")
@finite
def cross_section(molar_l_per_mol_cm: ArrayLike) -> float | FloatArray:
    r"""Absorption cross-section of one particle, :math:`\sigma = 1000 \ln(10)\,\varepsilon/N_\mathrm{A}`.

    Parameters
    ----------
    molar_l_per_mol_cm : float or array_like
        Decadic molar absorption coefficient [L/(mol cm)], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Cross-section [cm2].

    Raises
    ------
    ArgumentError
        If the coefficient is below 0.

    See Also
    --------
    molar_from_cross_section : the inverse.

    References
    ----------
    Mu et al. 2022, iScience, equation 5 (the printed 2303 is 1000 ln 10),
    doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> f"{cross_section(1e7):.4g}"
    '3.824e-14'
    """
    epsilon = not_negative("molar_l_per_mol_cm", molar_l_per_mol_cm, "L/(mol cm)")
    return scalar(epsilon * (1000 * LN10 / tables.constant("avogadro")))


@overload
def molar_from_cross_section(cross_section_cm2: float) -> float: ...
@overload
def molar_from_cross_section(cross_section_cm2: ArrayLike) -> FloatArray: ...
@finite
def molar_from_cross_section(cross_section_cm2: ArrayLike) -> float | FloatArray:
    """Decadic molar absorption coefficient from a cross-section, the inverse of :func:`cross_section`.

    Parameters
    ----------
    cross_section_cm2 : float or array_like
        Cross-section of one particle [cm2], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Molar absorption coefficient [L/(mol cm)].

    Raises
    ------
    ArgumentError
        If the cross-section is below 0.

    See Also
    --------
    cross_section : the inverse.

    Examples
    --------
    >>> f"{molar_from_cross_section(3.82e-14):.3g}"
    '9.99e+06'
    """
    sigma = not_negative("cross_section_cm2", cross_section_cm2, "cm2")
    return scalar(sigma * (tables.constant("avogadro") / (1000 * LN10)))


@overload
def molar_coefficient(intrinsic_per_cm: float, volume_nm3: float) -> float: ...
@overload
def molar_coefficient(intrinsic_per_cm: ArrayLike, volume_nm3: ArrayLike) -> FloatArray: ...
@also_named(intrinsic="intrinsic_per_cm")
@finite
def molar_coefficient(intrinsic_per_cm: ArrayLike, volume_nm3: ArrayLike) -> float | FloatArray:
    r"""Molar absorption coefficient, :math:`\varepsilon = \mu_\mathrm{i} V N_\mathrm{A}/(1000\ln 10)`.

    Parameters
    ----------
    intrinsic_per_cm : float or array_like
        Intrinsic absorption coefficient [1/cm], 0 or more.
    volume_nm3 : float or array_like
        Volume of one nanocrystal; for a size distribution its mean volume,
        see :func:`mean_cube` [nm3], above 0.

    Returns
    -------
    float or numpy.ndarray
        Decadic molar absorption coefficient [L/(mol cm)].

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    intrinsic_from_molar : the inverse.
    concentration : what the coefficient is good for.

    References
    ----------
    Mu et al. 2022, iScience, equations 4 and 5, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> f"{molar_coefficient(8e4, 8.5**3):.3g}"
    '1.28e+07'
    """
    mu = not_negative("intrinsic_per_cm", intrinsic_per_cm, "1/cm")
    volume = positive("volume_nm3", volume_nm3, "nm3")
    together(intrinsic_per_cm=mu, volume_nm3=volume)
    return scalar(mu * volume * (CM3_PER_NM3 * tables.constant("avogadro") / (1000 * LN10)))


@overload
def intrinsic_from_molar(molar_l_per_mol_cm: float, volume_nm3: float) -> float: ...
@overload
def intrinsic_from_molar(molar_l_per_mol_cm: ArrayLike, volume_nm3: ArrayLike) -> FloatArray: ...
@also_named(molar="molar_l_per_mol_cm")
@finite
def intrinsic_from_molar(molar_l_per_mol_cm: ArrayLike, volume_nm3: ArrayLike) -> float | FloatArray:
    """Intrinsic absorption coefficient, the inverse of :func:`molar_coefficient`.

    Parameters
    ----------
    molar_l_per_mol_cm : float or array_like
        Decadic molar absorption coefficient [L/(mol cm)], 0 or more.
    volume_nm3 : float or array_like
        Volume of one nanocrystal [nm3], above 0.

    Returns
    -------
    float or numpy.ndarray
        Intrinsic absorption coefficient [1/cm].

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    molar_coefficient : the inverse.

    Examples
    --------
    >>> f"{intrinsic_from_molar(1.28e7, 8.5**3):.3g}"
    '7.97e+04'
    """
    epsilon = not_negative("molar_l_per_mol_cm", molar_l_per_mol_cm, "L/(mol cm)")
    volume = positive("volume_nm3", volume_nm3, "nm3")
    together(molar_l_per_mol_cm=epsilon, volume_nm3=volume)
    return scalar(1000 * LN10 / (CM3_PER_NM3 * tables.constant("avogadro")) * epsilon / volume)


@overload
def concentration(absorbance: float, molar_l_per_mol_cm: float, path_length_cm: float = 1.0) -> float: ...
@overload
def concentration(
    absorbance: ArrayLike, molar_l_per_mol_cm: ArrayLike, path_length_cm: ArrayLike = 1.0
) -> FloatArray: ...
@also_named(molar="molar_l_per_mol_cm")
@finite
def concentration(
    absorbance: ArrayLike, molar_l_per_mol_cm: ArrayLike, path_length_cm: ArrayLike = 1.0
) -> float | FloatArray:
    """Concentration of nanocrystals from an absorbance.

    Parameters
    ----------
    absorbance : float or array_like
        Absorbance, to base 10 [-], 0 or more.
    molar_l_per_mol_cm : float or array_like
        Decadic molar absorption coefficient of the nanocrystals [L/(mol cm)], above 0.
    path_length_cm : float or array_like, optional
        Optical path length [cm], above 0: the length of the cuvette, not of a crystal.

    Returns
    -------
    float or numpy.ndarray
        Moles of nanocrystals per litre [mol/L].

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    estimate : with error bars, from a material and a size.

    Examples
    --------
    >>> f"{concentration(0.83, 1.28e7) * 1e9:.1f} nM"
    '64.8 nM'
    """
    a, epsilon = (
        not_negative("absorbance", absorbance),
        positive("molar_l_per_mol_cm", molar_l_per_mol_cm, "L/(mol cm)"),
    )
    length = positive("path_length_cm", path_length_cm, "cm")
    together(absorbance=a, molar_l_per_mol_cm=epsilon, path_length_cm=length)
    return scalar(a / (epsilon * length))
