"""What the eye gets: cd/A, lm/W and cd/m2 from the EQE and the spectrum, and back."""

from __future__ import annotations

from typing import overload

import numpy as np

from .. import color, tables
from ..checks import finite, fraction, not_negative, positive, positive_fraction, refuse_where, scalar, together, vector
from ..errors import ArgumentError
from ..tables import ArrayLike, FloatArray, FloatStack, Numbers
from ._line import whole_line

WIDTHS_NM = (15.0, 20.0, 40.0)
"""Least, assumed and largest FWHM of an emission line where a row prints none [nm]."""

AGREEMENT = 1.2
"""Factor within which two statements of one quantity count as agreeing."""


@overload
def pattern_factor(angle_deg: ArrayLike, intensity: FloatStack) -> FloatArray: ...
@overload
def pattern_factor(angle_deg: ArrayLike, intensity: Numbers) -> float: ...  # type: ignore[overload-overlap]
@overload
def pattern_factor(angle_deg: ArrayLike, intensity: ArrayLike) -> FloatArray: ...
@finite
def pattern_factor(angle_deg: ArrayLike, intensity: ArrayLike) -> float | FloatArray:
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
        A float for one pattern: 1 for :math:`\cos\theta` (Lambertian), below 1 for a beam that points
        forwards, above 1 for one that points sideways [-]. The azimuth is
        taken as isotropic.

    Raises
    ------
    ArgumentError
        If the angles do not ascend from 0 to 90, an intensity is negative, or
        there are not as many of both.

    See Also
    --------
    current_efficiency : Takes it as `pattern`.

    Examples
    --------
    >>> import numpy as np
    >>> angle_deg = np.arange(0, 91)
    >>> cosine = np.cos(np.radians(angle_deg))
    >>> round(pattern_factor(angle_deg, cosine), 4), round(pattern_factor(angle_deg, cosine**2), 4)
    (1.0, 0.6667)
    """
    angle, values = vector("angle_deg", angle_deg, 3), not_negative("intensity", intensity)
    if values.shape[-1:] != angle.shape:
        raise ArgumentError(
            "intensity, angle_deg", f"shapes {values.shape} and {angle.shape} do not fit", "give one intensity an angle"
        )
    if angle[0] != 0 or angle[-1] != 90 or not (np.diff(angle) > 0).all():
        raise ArgumentError("angle_deg", "the angles are not in order", "they must ascend from 0 to 90 degrees")
    refuse_where(
        values[..., 0] <= 0,
        "intensity",
        values[..., 0],
        "the first must be above 0",
        problem="on the axis is not allowed",
    )
    # Exact for an intensity that is linear in cos(theta) between two angles: d(cos) weights.
    cosine = np.cos(np.radians(angle))
    relative = values / values[..., :1]
    return scalar((relative[..., 1:] + relative[..., :-1]) @ (cosine[:-1] - cosine[1:]))


@overload
def mean_photon_energy(wavelength_nm: ArrayLike, power: FloatStack) -> FloatArray: ...
@overload
def mean_photon_energy(wavelength_nm: ArrayLike, power: Numbers) -> float: ...  # type: ignore[overload-overlap]
@overload
def mean_photon_energy(wavelength_nm: ArrayLike, power: ArrayLike) -> FloatArray: ...
@finite
def mean_photon_energy(wavelength_nm: ArrayLike, power: ArrayLike) -> float | FloatArray:
    """Mean energy of the photons of a spectrum, visible or not.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 5, ascending or descending,
        gaps up to 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n); noise may be
        negative.

    Returns
    -------
    float or numpy.ndarray
        Power over photons [eV], a float for one spectrum.

    Raises
    ------
    ArgumentError
        If the spectrum is bad, has fewer than five points or a sum that is not
        above 0.

    See Also
    --------
    photon_energy : Of a single wavelength.
    wall_plug_efficiency, radiance : What it is needed for.

    Examples
    --------
    >>> from calculators import color
    >>> round(mean_photon_energy(*color.gaussian(520, 20)), 3)
    2.384
    """
    photons = _photons(wavelength_nm, power)
    watts = color.whole_range(wavelength_nm, power, 0)
    return scalar(tables.photon_energy_nm_ev() * watts / photons)


def _photons(wavelength_nm: ArrayLike, power: ArrayLike) -> FloatArray:
    """Sum of a spectrum in proportion to its photons, above 0."""
    photons = color.whole_range(wavelength_nm, power, 1)
    refuse_where(photons <= 0, "power", photons, "it must be above 0", problem="is the sum of the spectrum")
    vector("wavelength_nm", wavelength_nm, color.FEWEST_POINTS)
    return photons


def _candela_per_ampere(wavelength_nm: ArrayLike, power: ArrayLike) -> FloatArray:
    """Current efficiency at an EQE of 1 [cd/A] of a Lambertian emitter."""
    photons = _photons(wavelength_nm, power)
    seen = color.tristimulus(wavelength_nm, power)[..., 1]
    refuse_where(seen < 0, "power", seen, "it is 0 or more; this is noise", problem="is what the eye gets of it")
    lumens = color.LUMINOUS_EFFICACY_MAX * seen
    return np.asarray(lumens * tables.photon_energy_nm_ev() / (np.pi * photons))


@overload
def current_efficiency(
    eqe: ArrayLike, wavelength_nm: ArrayLike, power: FloatStack, *, pattern: ArrayLike = 1.0
) -> FloatArray: ...
@overload
def current_efficiency(eqe: float, wavelength_nm: ArrayLike, power: Numbers, *, pattern: float = 1.0) -> float: ...
@overload
def current_efficiency(
    eqe: ArrayLike, wavelength_nm: ArrayLike, power: ArrayLike, *, pattern: ArrayLike = 1.0
) -> FloatArray: ...
@finite
def current_efficiency(
    eqe: ArrayLike, wavelength_nm: ArrayLike, power: ArrayLike, *, pattern: ArrayLike = 1.0
) -> float | FloatArray:
    r"""Current efficiency on the axis from the EQE and the spectrum, for a Lambertian emitter or a given pattern.

    .. math::

        \eta_\mathrm{c} = \frac{K_\mathrm{m}}{\pi}\,\frac{hc}{e}\,\mathrm{EQE}\,
        \frac{\int S(\lambda)\,V(\lambda)\,\mathrm{d}\lambda}{\int S(\lambda)\,\lambda\,\mathrm{d}\lambda}

    Parameters
    ----------
    eqe : float or array_like
        External quantum efficiency [-], 0 to 1.
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 5.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n); noise may be
        negative (of photons, see :func:`calculators.spectra.to_power`).
    pattern : float or array_like, optional
        Forward flux relative to a Lambertian emitter, from
        :func:`pattern_factor` [-], above 0; 1 is Lambertian.

    Returns
    -------
    float or numpy.ndarray
        Current efficiency [cd/A], a float for one EQE and one spectrum.

    Raises
    ------
    ArgumentError
        If the EQE lies outside 0 to 1, the spectrum is bad or empty, or the
        shapes do not fit together.

    See Also
    --------
    eqe_from_current_efficiency : The inverse.
    luminous_power_efficiency, luminance : From cd/A to lm/W and cd/m2.

    Examples
    --------
    >>> from calculators import color
    >>> round(current_efficiency(0.20, *color.gaussian(520, 20)), 1)
    71.8
    """
    share, shape = fraction("eqe", eqe), positive("pattern", pattern)
    candela = _candela_per_ampere(wavelength_nm, power)
    together(eqe=share, power=candela, pattern=shape)
    return scalar(share * (candela / shape))


@overload
def eqe_from_current_efficiency(
    cd_per_a: ArrayLike, wavelength_nm: ArrayLike, power: FloatStack, *, pattern: ArrayLike = 1.0
) -> FloatArray: ...
@overload
def eqe_from_current_efficiency(
    cd_per_a: float, wavelength_nm: ArrayLike, power: Numbers, *, pattern: float = 1.0
) -> float: ...
@overload
def eqe_from_current_efficiency(
    cd_per_a: ArrayLike, wavelength_nm: ArrayLike, power: ArrayLike, *, pattern: ArrayLike = 1.0
) -> FloatArray: ...
@finite
def eqe_from_current_efficiency(
    cd_per_a: ArrayLike, wavelength_nm: ArrayLike, power: ArrayLike, *, pattern: ArrayLike = 1.0
) -> float | FloatArray:
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
        Forward flux relative to a Lambertian emitter [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        External quantum efficiency [-], a float for one value and one spectrum.

    Raises
    ------
    ArgumentError
        If the current efficiency is negative, the spectrum is bad or empty or
        none that the eye sees (cd/A say nothing of it), or the shapes do not
        fit together.

    See Also
    --------
    current_efficiency : The inverse.

    Examples
    --------
    >>> from calculators import color
    >>> round(eqe_from_current_efficiency(71.8, *color.gaussian(520, 20)), 3)
    0.2
    """
    stated, shape = not_negative("cd_per_a", cd_per_a, "cd/A"), positive("pattern", pattern)
    candela = _candela_per_ampere(wavelength_nm, power)
    together(cd_per_a=stated, power=candela, pattern=shape)
    refuse_where(
        candela <= 0,
        "power, wavelength_nm",
        candela,
        "cd/A say nothing of a spectrum outside of 360 to 830 nm; use the radiance",
        unit=" cd/A",
        problem="is what the eye gets of it",
    )
    return scalar(stated * (shape / candela))


@overload
def luminous_power_efficiency(cd_per_a: float, voltage_v: float) -> float: ...
@overload
def luminous_power_efficiency(cd_per_a: ArrayLike, voltage_v: ArrayLike) -> FloatArray: ...
@finite
def luminous_power_efficiency(cd_per_a: ArrayLike, voltage_v: ArrayLike) -> float | FloatArray:
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

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    current_efficiency : cd/A from the EQE and the spectrum.

    Examples
    --------
    >>> round(luminous_power_efficiency(75.0, 3.0), 1)
    78.5
    """
    efficiency, volt = not_negative("cd_per_a", cd_per_a, "cd/A"), positive("voltage_v", voltage_v, "V")
    together(cd_per_a=efficiency, voltage_v=volt)
    return scalar(np.pi * efficiency / volt)


@overload
def luminance(cd_per_a: float, current_density_ma_cm2: float) -> float: ...
@overload
def luminance(cd_per_a: ArrayLike, current_density_ma_cm2: ArrayLike) -> FloatArray: ...
@finite
def luminance(cd_per_a: ArrayLike, current_density_ma_cm2: ArrayLike) -> float | FloatArray:
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

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    current_density : The inverse.

    Examples
    --------
    >>> luminance(50.0, 2.0)
    1000.0
    """
    efficiency = not_negative("cd_per_a", cd_per_a, "cd/A")
    current = not_negative("current_density_ma_cm2", current_density_ma_cm2, "mA/cm2")
    together(cd_per_a=efficiency, current_density_ma_cm2=current)
    return scalar(10 * efficiency * current)


@overload
def photon_energy(wavelength_nm: float) -> float: ...
@overload
def photon_energy(wavelength_nm: ArrayLike) -> FloatArray: ...
@finite
def photon_energy(wavelength_nm: ArrayLike) -> float | FloatArray:
    """Energy of a photon from its vacuum wavelength.

    Parameters
    ----------
    wavelength_nm : float or array_like
        Wavelength [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Energy [eV]. The relation is its own inverse: an energy in eV in place
        of the wavelength gives the wavelength in nm.

    Raises
    ------
    ArgumentError
        If a wavelength is not above 0.

    See Also
    --------
    mean_photon_energy : Of a whole spectrum.

    Examples
    --------
    >>> round(photon_energy(520), 3)
    2.384
    """
    return scalar(tables.photon_energy_nm_ev() / positive("wavelength_nm", wavelength_nm, "nm"))


@overload
def current_efficiency_ratio(cd_per_a: float, eqe: float, peak_nm: float, fwhm_nm: float = 20.0) -> float: ...
@overload
def current_efficiency_ratio(
    cd_per_a: ArrayLike, eqe: ArrayLike, peak_nm: ArrayLike, fwhm_nm: ArrayLike = 20.0
) -> FloatArray: ...
@finite
def current_efficiency_ratio(
    cd_per_a: ArrayLike, eqe: ArrayLike, peak_nm: ArrayLike, fwhm_nm: ArrayLike = 20.0
) -> float | FloatArray:
    """Stated current efficiency over the one that EQE and a Gaussian line give.

    Parameters
    ----------
    cd_per_a : float or array_like
        Stated current efficiency [cd/A], 0 or more.
    eqe : float or array_like
        Stated external quantum efficiency [-], above 0, to 1.
    peak_nm : float or array_like
        Emission peak [nm], 360 to 830.
    fwhm_nm : float or array_like, optional
        Full width at half maximum of the line [nm], 0.001 to 0.4 times the peak.

    Returns
    -------
    float or numpy.ndarray
        1 where the statements agree for a Lambertian emitter.

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    current_efficiency : The expected value.

    References
    ----------
    Mu et al., iScience 105371 (2022), table 2, doi:10.1016/j.isci.2022.105371,
    for the device of the example.

    Examples
    --------
    >>> round(current_efficiency_ratio(108, 0.234, 531), 2)
    1.07
    """
    stated, share = not_negative("cd_per_a", cd_per_a, "cd/A"), positive_fraction("eqe", eqe)
    line = color.gaussian(peak_nm, fwhm_nm)
    peak, width = positive("peak_nm", peak_nm), positive("fwhm_nm", fwhm_nm)
    # All photons of a Gaussian count, those beyond the visible range too; their mean wavelength is the peak.
    photons = peak * whole_line(peak, width)
    lumens = color.LUMINOUS_EFFICACY_MAX * color.tristimulus(*line)[..., 1]
    candela = np.asarray(lumens * tables.photon_energy_nm_ev() / (np.pi * photons))
    together(cd_per_a=stated, eqe=share, peak_nm=candela)
    return scalar(stated / (share * candela))


@overload
def current_density(luminance_cd_m2: float, cd_per_a: float) -> float: ...
@overload
def current_density(luminance_cd_m2: ArrayLike, cd_per_a: ArrayLike) -> FloatArray: ...
@finite
def current_density(luminance_cd_m2: ArrayLike, cd_per_a: ArrayLike) -> float | FloatArray:
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

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    luminance : The inverse.

    Examples
    --------
    >>> current_density(1000.0, 50.0)
    2.0
    """
    light = not_negative("luminance_cd_m2", luminance_cd_m2, "cd/m2")
    efficiency = positive("cd_per_a", cd_per_a, "cd/A")
    together(luminance_cd_m2=light, cd_per_a=efficiency)
    return scalar(0.1 * light / efficiency)


@overload
def wall_plug_efficiency(eqe: float, photon_energy_ev: float, voltage_v: float) -> float: ...
@overload
def wall_plug_efficiency(eqe: ArrayLike, photon_energy_ev: ArrayLike, voltage_v: ArrayLike) -> FloatArray: ...
@finite
def wall_plug_efficiency(eqe: ArrayLike, photon_energy_ev: ArrayLike, voltage_v: ArrayLike) -> float | FloatArray:
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

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    luminous_power_efficiency : Lumens in place of watts of light.

    Examples
    --------
    >>> round(wall_plug_efficiency(0.2, photon_energy(520), 3.0), 3)
    0.159
    """
    share, energy = fraction("eqe", eqe), positive("photon_energy_ev", photon_energy_ev, "eV")
    volt = positive("voltage_v", voltage_v, "V")
    together(eqe=share, photon_energy_ev=energy, voltage_v=volt)
    return scalar(share * energy / volt)


@overload
def radiance(eqe: float, photon_energy_ev: float, current_density_ma_cm2: float) -> float: ...
@overload
def radiance(eqe: ArrayLike, photon_energy_ev: ArrayLike, current_density_ma_cm2: ArrayLike) -> FloatArray: ...
@finite
def radiance(eqe: ArrayLike, photon_energy_ev: ArrayLike, current_density_ma_cm2: ArrayLike) -> float | FloatArray:
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

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    luminance : For light that the eye sees.

    Examples
    --------
    >>> round(radiance(0.05, photon_energy(1300), 100.0), 1)
    15.2
    """
    share, energy = fraction("eqe", eqe), positive("photon_energy_ev", photon_energy_ev, "eV")
    current = not_negative("current_density_ma_cm2", current_density_ma_cm2, "mA/cm2")
    together(eqe=share, photon_energy_ev=energy, current_density_ma_cm2=current)
    return scalar(10 / np.pi * share * energy * current)
