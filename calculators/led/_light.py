"""What the eye gets: cd/A, lm/W and cd/m2 from the EQE and the spectrum, and back."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import color, tables
from ..checks import fraction, not_negative, number, positive, scalar
from ..tables import ArrayLike, FloatArray

WIDTHS_NM = (15.0, 20.0, 40.0)
"""Least, assumed and largest FWHM of an emission line where a row prints none [nm]."""

AGREEMENT = 1.2
"""Factor within which two statements of one quantity count as agreeing."""


def pattern_factor(angle_deg: ArrayLike, intensity: ArrayLike) -> Any:
    r"""Forward flux of an angular pattern relative to a Lambertian one of the same on-axis intensity.

    .. math:: f = 2\int_0^{\pi/2} \frac{I(\theta)}{I(0)} \sin\theta\,\mathrm{d}\theta

    Parameters
    ----------
    angle_deg : array_like
        Angles from the normal [degrees], ascending from 0 to 90, shape (n,).
    intensity : array_like
        Radiant or luminous intensity [any unit], shape (..., n), above 0 on the axis.

    Returns
    -------
    float or numpy.ndarray
        1 for :math:`\cos\theta` (Lambertian), below 1 for a beam that points
        forwards, above 1 for one that points sideways [-]. The azimuth is
        taken as isotropic.

    Raises
    ------
    ValueError
        If the angles do not ascend from 0 to 90 or an intensity is negative.

    Examples
    --------
    >>> angle_deg = np.arange(0, 91)
    >>> round(pattern_factor(angle_deg, np.cos(np.radians(angle_deg))), 4)
    1.0
    """
    angle, values = number("angle_deg", angle_deg), not_negative("intensity", intensity)
    if angle.ndim != 1 or values.shape[-1:] != angle.shape or angle.size < 3:
        raise ValueError("angle_deg: at least three angles are needed, and as many intensities")
    if angle[0] != 0 or angle[-1] != 90 or not (np.diff(angle) > 0).all():
        raise ValueError("angle_deg: the angles must ascend from 0 to 90 degrees")
    if (values[..., 0] <= 0).any():
        raise ValueError("intensity: the intensity on the axis must be above 0")
    # Exact for an intensity that is linear in cos(theta) between two angles: d(cos) weights.
    cosine = np.cos(np.radians(angle))
    relative = values / values[..., :1]
    return scalar((relative[..., 1:] + relative[..., :-1]) @ (cosine[:-1] - cosine[1:]))


def _candela_per_ampere(wavelength_nm: ArrayLike, power: ArrayLike) -> FloatArray:
    """Current efficiency at an EQE of 1 [cd/A] of a Lambertian emitter."""
    energy = np.asarray(mean_photon_energy(wavelength_nm, power))
    result: FloatArray = np.asarray(color.luminous_efficacy(wavelength_nm, power)) * energy / np.pi
    return result


def mean_photon_energy(wavelength_nm: ArrayLike, power: ArrayLike) -> Any:
    """Mean energy of the photons of a spectrum, visible or not.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), above 0, ascending or descending.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n), 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Power over photons [eV].

    Raises
    ------
    ValueError
        If the spectrum is bad or zero everywhere.

    Examples
    --------
    >>> from calculators import color
    >>> round(mean_photon_energy(*color.gaussian(520, 20)), 3)
    2.384
    """
    wavelength = positive("wavelength_nm", wavelength_nm, "nm")
    values = not_negative("power", power)
    if wavelength.ndim != 1 or wavelength.size < 2 or values.shape[-1:] != wavelength.shape:
        raise ValueError("wavelength_nm: at least two wavelengths are needed, and as many powers")
    step = np.diff(wavelength)
    if not ((step > 0).all() or (step < 0).all()):
        raise ValueError("wavelength_nm: the wavelengths must all ascend or all descend, without repeats")
    watts, photons = color.whole_range(wavelength, values, 0), color.whole_range(wavelength, values, 1)
    if (photons <= 0).any():
        raise ValueError("power: the spectrum is zero everywhere")
    return scalar(tables.photon_energy_nm_ev() * watts / photons)


def current_efficiency(eqe: ArrayLike, wavelength_nm: ArrayLike, power: ArrayLike, pattern: ArrayLike = 1.0) -> Any:
    r"""Current efficiency on the axis from the EQE and the spectrum, for a Lambertian emitter or a given pattern.

    .. math::

        \eta_\mathrm{c} = \frac{K_\mathrm{m}}{\pi}\,\frac{hc}{e}\,\mathrm{EQE}\,
        \frac{\int S(\lambda)\,V(\lambda)\,\mathrm{d}\lambda}{\int S(\lambda)\,\lambda\,\mathrm{d}\lambda}

    Parameters
    ----------
    eqe : float or array_like
        External quantum efficiency [-], 0 to 1.
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,).
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n).
    pattern : float or array_like, optional
        Forward flux relative to a Lambertian emitter, from
        :func:`pattern_factor` [-]; 1 is Lambertian.

    Returns
    -------
    float or numpy.ndarray
        Current efficiency [cd/A].

    Raises
    ------
    ValueError
        If the EQE lies outside 0 to 1 or the spectrum is bad or empty.

    Examples
    --------
    >>> from calculators import color
    >>> round(current_efficiency(0.20, *color.gaussian(520, 20)), 1)
    71.8
    """
    return scalar(fraction("eqe", eqe) * _candela_per_ampere(wavelength_nm, power) / positive("pattern", pattern))


def eqe_from_current_efficiency(
    cd_per_a: ArrayLike, wavelength_nm: ArrayLike, power: ArrayLike, pattern: ArrayLike = 1.0
) -> Any:
    """External quantum efficiency from the current efficiency on the axis.

    The inverse of :func:`current_efficiency`. A result above 1 says that the
    stated efficiency and spectrum cannot belong together; it is returned, not
    hidden.

    Parameters
    ----------
    cd_per_a : float or array_like
        Current efficiency [cd/A], 0 or more.
    wavelength_nm, power : array_like
        The spectrum, see :func:`current_efficiency`.
    pattern : float or array_like, optional
        Forward flux relative to a Lambertian emitter [-].

    Returns
    -------
    float or numpy.ndarray
        External quantum efficiency [-].

    Examples
    --------
    >>> from calculators import color
    >>> round(eqe_from_current_efficiency(71.8, *color.gaussian(520, 20)), 3)
    0.2
    """
    efficiency = _candela_per_ampere(wavelength_nm, power)
    with np.errstate(divide="ignore"):
        return scalar(not_negative("cd_per_a", cd_per_a, "cd/A") * positive("pattern", pattern) / efficiency)


def luminous_power_efficiency(cd_per_a: ArrayLike, voltage_v: ArrayLike) -> Any:
    """Luminous power efficiency of a Lambertian emitter, pi times cd/A over volts.

    Parameters
    ----------
    cd_per_a : float or array_like
        Current efficiency [cd/A], 0 or more.
    voltage_v : float or array_like
        Voltage at the same operating point [V], above 0.

    Returns
    -------
    float or numpy.ndarray
        Luminous flux per electrical power [lm/W].

    Examples
    --------
    >>> round(luminous_power_efficiency(75.0, 3.0), 1)
    78.5
    """
    efficiency = not_negative("cd_per_a", cd_per_a, "cd/A")
    return scalar(np.pi * efficiency / positive("voltage_v", voltage_v, "V"))


def luminance(cd_per_a: ArrayLike, current_density_ma_cm2: ArrayLike) -> Any:
    """Luminance from current efficiency and current density.

    Parameters
    ----------
    cd_per_a : float or array_like
        Current efficiency [cd/A], 0 or more.
    current_density_ma_cm2 : float or array_like
        Current density [mA/cm2], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Luminance [cd/m2]; 1 mA/cm2 is 10 A/m2.

    Examples
    --------
    >>> luminance(50.0, 2.0)
    1000.0
    """
    efficiency = not_negative("cd_per_a", cd_per_a, "cd/A")
    return scalar(efficiency * 10 * not_negative("current_density_ma_cm2", current_density_ma_cm2, "mA/cm2"))


def photon_energy(wavelength_nm: ArrayLike) -> Any:
    """Energy of a photon from its vacuum wavelength.

    Parameters
    ----------
    wavelength_nm : float or array_like
        Wavelength [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Energy [eV].

    Examples
    --------
    >>> round(photon_energy(520), 3)
    2.384
    """
    return scalar(tables.photon_energy_nm_ev() / positive("wavelength_nm", wavelength_nm, "nm"))


def current_efficiency_ratio(cd_per_a: ArrayLike, eqe: ArrayLike, peak_nm: ArrayLike, fwhm_nm: ArrayLike = 20.0) -> Any:
    """Stated current efficiency over the one that EQE and a Gaussian line give.

    Parameters
    ----------
    cd_per_a : float or array_like
        Stated current efficiency [cd/A], 0 or more.
    eqe : float or array_like
        Stated external quantum efficiency [-], 0 to 1.
    peak_nm : float or array_like
        Emission peak [nm], 360 to 830.
    fwhm_nm : float or array_like, optional
        Full width at half maximum of the line [nm].

    Returns
    -------
    float or numpy.ndarray
        1 where the statements agree for a Lambertian emitter; NaN for an EQE of 0.

    Examples
    --------
    >>> round(current_efficiency_ratio(75, 0.187, 516), 2)
    1.24
    """
    stated = not_negative("cd_per_a", cd_per_a, "cd/A")
    expected = np.asarray(current_efficiency(eqe, *color.gaussian(peak_nm, fwhm_nm)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return scalar(np.where(expected > 0, stated / expected, np.nan))


def current_density(luminance_cd_m2: ArrayLike, cd_per_a: ArrayLike) -> Any:
    """Current density that a luminance takes at a current efficiency.

    Parameters
    ----------
    luminance_cd_m2 : float or array_like
        Luminance [cd/m2], 0 or more.
    cd_per_a : float or array_like
        Current efficiency at that luminance [cd/A], above 0.

    Returns
    -------
    float or numpy.ndarray
        Current density [mA/cm2].

    Examples
    --------
    >>> current_density(1000.0, 50.0)
    2.0
    """
    luminance_ = not_negative("luminance_cd_m2", luminance_cd_m2, "cd/m2")
    return scalar(luminance_ / (10 * positive("cd_per_a", cd_per_a, "cd/A")))


def wall_plug_efficiency(eqe: ArrayLike, photon_energy_ev: ArrayLike, voltage_v: ArrayLike) -> Any:
    """Light power out per electrical power in, at one operating point.

    Parameters
    ----------
    eqe : float or array_like
        External quantum efficiency at that point [-], 0 to 1.
    photon_energy_ev : float or array_like
        Mean photon energy [eV], above 0; see :func:`mean_photon_energy`.
    voltage_v : float or array_like
        Voltage at that point [V], above 0.

    Returns
    -------
    float or numpy.ndarray
        EQE times photon energy over e times voltage [-]. Above 1 the three
        numbers cannot belong to one operating point, unless the diode takes
        the rest from heat, which at useful brightness none does.

    Examples
    --------
    >>> round(wall_plug_efficiency(0.2, photon_energy(520), 3.0), 3)
    0.159
    """
    energy = positive("photon_energy_ev", photon_energy_ev, "eV")
    return scalar(fraction("eqe", eqe) * energy / positive("voltage_v", voltage_v, "V"))


def radiance(eqe: ArrayLike, photon_energy_ev: ArrayLike, current_density_ma_cm2: ArrayLike) -> Any:
    """Radiance of a Lambertian emitter, the measure of brightness for infrared emitters.

    Parameters
    ----------
    eqe : float or array_like
        External quantum efficiency [-], 0 to 1.
    photon_energy_ev : float or array_like
        Mean photon energy [eV], above 0.
    current_density_ma_cm2 : float or array_like
        Current density [mA/cm2], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Radiance [W sr-1 m-2]: exitance over pi.

    Examples
    --------
    >>> round(radiance(0.05, photon_energy(1300), 100.0), 1)
    15.2
    """
    exitance = fraction("eqe", eqe) * positive("photon_energy_ev", photon_energy_ev, "eV")
    exitance = exitance * 10 * not_negative("current_density_ma_cm2", current_density_ma_cm2, "mA/cm2")
    return scalar(exitance / np.pi)
