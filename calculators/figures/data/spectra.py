"""A measured spectrum with what was found on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ... import spectra
from ...checks import instance
from ...results import Result
from ...tables import FloatArray


@dataclass(frozen=True, eq=False)
class MeasuredSpectrum(Result):
    """What :func:`measured_spectrum` returns.

    Attributes
    ----------
    wavelength_nm, value : numpy.ndarray
        The curve [nm, unit of the spectrum].
    quantity, unit : str
        What the values are; empty where nobody said.
    peak : tuple of float or None
        Place and height of the peak [nm, unit of the spectrum].
    half : tuple of float or None
        Short and long wavelength at half maximum, and half of the height.
    tangent_nm, tangent : numpy.ndarray or None
        Ends of the tangent of an edge, from the onset to twice the height of
        its steepest place above the baseline.
    exciton : tuple of float or None
        Place of an excitonic line [nm] and the value there.
    """

    wavelength_nm: FloatArray
    value: FloatArray
    quantity: str
    unit: str
    peak: tuple[float, float] | None = None
    half: tuple[float, float, float] | None = None
    tangent_nm: FloatArray | None = None
    tangent: FloatArray | None = None
    exciton: tuple[float, float] | None = None


def measured_spectrum(
    spectrum: spectra.Spectrum, peak: spectra.Peak | None = None, onset: spectra.Onset | None = None
) -> MeasuredSpectrum:
    """Return a spectrum, with the peak and the edge that were found on it.

    Parameters
    ----------
    spectrum : Spectrum
        What was read.
    peak : Peak, optional
        What :func:`calculators.spectra.peak` found.
    onset : Onset, optional
        What :func:`calculators.spectra.onset` found.

    Returns
    -------
    MeasuredSpectrum
        The curve and the places to mark.

    Raises
    ------
    ArgumentError
        If an argument is not what it says.

    Examples
    --------
    >>> nm = np.arange(450.0, 601.0)
    >>> line = spectra.from_points(nm, np.exp(-4 * np.log(2) * ((nm - 516) / 20) ** 2))
    >>> [round(v, 3) for v in measured_spectrum(line, peak=spectra.peak(line)).half]
    [506.0, 526.0, 0.5]
    """
    given = instance("spectrum", spectrum, spectra.Spectrum)
    top = half = tangent_nm = tangent = exciton = None
    if peak is not None:
        instance("peak", peak, spectra.Peak)
        top = peak.peak_nm, peak.height
        half = None if peak.half_nm is None else (*peak.half_nm, peak.height / 2)
    if onset is not None:
        instance("onset", onset, spectra.Onset)
        steepest = float(np.interp(onset.steepest_nm, given.wavelength_nm, given.value))
        tangent_nm = np.array([onset.onset_nm, 2 * onset.steepest_nm - onset.onset_nm])
        tangent = np.array([onset.baseline, 2 * steepest - onset.baseline])
        if onset.exciton_nm is not None:
            exciton = onset.exciton_nm, float(np.interp(onset.exciton_nm, given.wavelength_nm, given.value))
    return MeasuredSpectrum(
        given.wavelength_nm, given.value, given.quantity, given.unit, top, half, tangent_nm, tangent, exciton
    )
