"""Light that is switched: the bandwidth of a decay, and the pairs that a pulse makes in a crystal."""

from __future__ import annotations

import math
from typing import Literal, overload

import numpy as np

from .. import tables
from ..checks import finite, not_negative, positive, scalar, together
from ..checks import wavelength as as_wavelength
from ..errors import one_of
from ..tables import ArrayLike, FloatArray


@overload
def modulation_bandwidth(
    lifetime_ns: float, *, convention: Literal["electrical", "optical"] = "electrical"
) -> float: ...
@overload
def modulation_bandwidth(
    lifetime_ns: ArrayLike, *, convention: Literal["electrical", "optical"] = "electrical"
) -> FloatArray: ...
@finite
def modulation_bandwidth(
    lifetime_ns: ArrayLike, *, convention: Literal["electrical", "optical"] = "electrical"
) -> float | FloatArray:
    r"""Frequency up to which light from a single-exponential decay follows a modulated excitation.

    The amplitude falls as :math:`1/\sqrt{1 + (2\pi f\tau)^2}`.

    Parameters
    ----------
    lifetime_ns : float or array_like
        Lifetime [ns], above 0.
    convention : {"electrical", "optical"}, optional
        What -3 dB means: the square of the amplitude has fallen to one half
        ("electrical": power goes with the square of a photocurrent), or the
        amplitude itself ("optical"), at the root of 3 times the frequency.

    Returns
    -------
    float or numpy.ndarray
        Bandwidth at -3 dB [MHz]; :math:`1/(2\pi\tau)` by the electrical
        convention. The relation is its own inverse: a bandwidth in MHz in place
        of the lifetime gives the lifetime in ns.

    Raises
    ------
    ArgumentError
        If a lifetime is not above 0 or the convention is unknown.

    See Also
    --------
    average_lifetime : The lifetime of several exponentials.

    Examples
    --------
    >>> round(modulation_bandwidth(1.0), 1), round(modulation_bandwidth(1.0, convention="optical"), 1)
    (159.2, 275.7)
    """
    one_of("convention", convention, ("electrical", "optical"))
    factor = 1.0 if convention == "electrical" else math.sqrt(3)
    found: float | FloatArray = scalar(factor * 1e3 / (2 * np.pi * positive("lifetime_ns", lifetime_ns, "ns")))
    return found


def _photons_per_cm2(fluence_uj_cm2: FloatArray, wavelength_nm: FloatArray) -> FloatArray:
    joule_nm = tables.photon_energy_nm_ev() * tables.constant("elementary_charge")
    photons: FloatArray = fluence_uj_cm2 * 1e-6 * wavelength_nm / joule_nm
    return photons


@overload
def pairs_per_pulse(fluence_uj_cm2: float, wavelength_nm: float, cross_section_cm2: float) -> float: ...
@overload
def pairs_per_pulse(
    fluence_uj_cm2: ArrayLike, wavelength_nm: ArrayLike, cross_section_cm2: ArrayLike
) -> FloatArray: ...
@finite
def pairs_per_pulse(
    fluence_uj_cm2: ArrayLike, wavelength_nm: ArrayLike, cross_section_cm2: ArrayLike
) -> float | FloatArray:
    r"""Electron-hole pairs that a pulse makes in one crystal by absorption of single photons.

    :math:`\langle N\rangle = \sigma F/h\nu`, for pulses shorter than the
    lifetime of a pair and too weak to bleach the absorption.

    Parameters
    ----------
    fluence_uj_cm2 : float or array_like
        Fluence of the pulse [µJ/cm2], 0 or more.
    wavelength_nm : float or array_like
        Wavelength of the pump in vacuum [nm], above 0.
    cross_section_cm2 : float or array_like
        Absorption cross-section of one crystal at that wavelength [cm2], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Mean number of pairs a crystal [-].

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    pairs_by_two_photons : The same for a pump that two photons must bring.
    calculators.absorption.cross_section : Cross-section from a molar coefficient.

    Examples
    --------
    >>> round(pairs_per_pulse(5.0, 400.0, 5e-14), 2)
    0.5
    """
    fluence = not_negative("fluence_uj_cm2", fluence_uj_cm2, "µJ/cm2")
    wavelength = as_wavelength("wavelength_nm", wavelength_nm)
    sigma = not_negative("cross_section_cm2", cross_section_cm2, "cm2")
    together(fluence_uj_cm2=fluence, wavelength_nm=wavelength, cross_section_cm2=sigma)
    found: float | FloatArray = scalar(sigma * _photons_per_cm2(fluence, wavelength))
    return found


@overload
def pairs_by_two_photons(
    fluence_uj_cm2: float, wavelength_nm: float, cross_section_gm: float, pulse_fs: float
) -> float: ...
@overload
def pairs_by_two_photons(
    fluence_uj_cm2: ArrayLike, wavelength_nm: ArrayLike, cross_section_gm: ArrayLike, pulse_fs: ArrayLike
) -> FloatArray: ...
@finite
def pairs_by_two_photons(
    fluence_uj_cm2: ArrayLike, wavelength_nm: ArrayLike, cross_section_gm: ArrayLike, pulse_fs: ArrayLike
) -> float | FloatArray:
    r"""Electron-hole pairs that a pulse makes in one crystal by absorption of two photons at once.

    :math:`\langle N\rangle = \sigma_2\,(F/h\nu)^2/2t` for a pulse of even
    power; the 2 counts two photons for a pair (some authors leave it to
    :math:`\sigma_2`).

    Parameters
    ----------
    fluence_uj_cm2 : float or array_like
        Fluence of the pulse [µJ/cm2], 0 or more.
    wavelength_nm : float or array_like
        Wavelength of the pump in vacuum [nm], above 0.
    cross_section_gm : float or array_like
        Two-photon cross-section of one crystal [GM], 0 or more; 1 GM is 1e-50 cm4 s.
    pulse_fs : float or array_like
        Length of the pulse [fs], above 0.

    Returns
    -------
    float or numpy.ndarray
        Mean number of pairs a crystal [-].

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    pairs_per_pulse : The same for single photons.

    Examples
    --------
    >>> round(pairs_by_two_photons(800.0, 800.0, 2.7e6, 100.0), 2)
    1.4
    """
    fluence = not_negative("fluence_uj_cm2", fluence_uj_cm2, "µJ/cm2")
    wavelength = as_wavelength("wavelength_nm", wavelength_nm)
    sigma = not_negative("cross_section_gm", cross_section_gm, "GM")
    pulse = positive("pulse_fs", pulse_fs, "fs")
    together(fluence_uj_cm2=fluence, wavelength_nm=wavelength, cross_section_gm=sigma, pulse_fs=pulse)
    photons = _photons_per_cm2(fluence, wavelength)
    found: float | FloatArray = scalar(sigma * 1e-50 * photons**2 / (2e-15 * pulse))
    return found
