"""An emission line with all of its light, also that which the eye does not see."""

from __future__ import annotations

import numpy as np

from .. import color
from ..checks import one_number, positive, refuse_where, together
from ..tables import FloatArray, FloatVector

_REACH = 4.0  # widths on either side, beyond which 1e-19 of the height is left
_WIDEST = 0.4  # of the wavelength of the peak: at 30 nm 3e-7 of the height is left at most
_SHORTEST_NM = 30.0  # of what counts as a wavelength in nm
_SAMPLED_NM = 2.0  # least width of a line of which steps of 1 nm miss nothing
_FINE = 20  # points in a width of a line that a grid of 1 nm does not sample


def whole_line(peak_nm: FloatArray | float, fwhm_nm: FloatArray | float) -> FloatArray:
    """Integral of a Gaussian line over all wavelengths [nm], or an error where the line would have light at 0 nm."""
    peak, fwhm = positive("peak_nm", peak_nm), positive("fwhm_nm", fwhm_nm)
    together(peak_nm=peak, fwhm_nm=fwhm)
    peak, fwhm = np.broadcast_arrays(peak, fwhm)
    allowed = "it is up to 0.4 times the wavelength of the peak; what is wider is no Gaussian line"
    refuse_where(fwhm > _WIDEST * peak, "fwhm_nm", fwhm, allowed, unit=" nm")
    return np.asarray(np.sqrt(np.pi / (4 * np.log(2))) * fwhm)


def emission_line(peak_nm: float, fwhm_nm: float) -> tuple[FloatVector, FloatVector]:
    """Spectrum of a Gaussian line, also beyond the visible range where it has light there.

    :func:`calculators.color.gaussian` ends at 360 and 830 nm, as does the eye.
    An EQE counts all photons, so that a line near an end needs the rest too:
    at 800 nm and a width of 45 nm, 6 % of the photons lie beyond 830 nm.

    Parameters
    ----------
    peak_nm : float
        Wavelength of the peak [nm], 360 to 830.
    fwhm_nm : float
        Full width at half maximum [nm], from 0.001 to 0.4 times the peak: a
        wider Gaussian would have light at 0 nm, and is no line.

    Returns
    -------
    wavelength_nm, power : numpy.ndarray
        Wavelengths [nm] and spectral power per wavelength, of a line whose
        peak is 1 [arbitrary units], shape (n,); those of
        :func:`calculators.color.gaussian` where the visible range holds it all.

    Raises
    ------
    ArgumentError
        If the peak or the width is out of range.

    See Also
    --------
    current_efficiency, mean_photon_energy : Take it.
    calculators.color.gaussian : The visible part, for colours.

    Examples
    --------
    >>> wavelength_nm, power = emission_line(800, 45)
    >>> wavelength_nm[[0, -1]].tolist()
    [360.0, 980.0]
    """
    peak, fwhm = one_number("peak_nm", peak_nm), one_number("fwhm_nm", fwhm_nm)
    grid, power = color.gaussian(peak, fwhm)
    whole_line(peak, fwhm)
    low, high = peak - _REACH * fwhm, peak + _REACH * fwhm
    if grid[0] <= low and high <= grid[-1]:
        return grid, power
    nm = np.arange(max(_SHORTEST_NM, min(grid[0], np.floor(low))), max(grid[-1], np.ceil(high)) + 1)
    if fwhm < _SAMPLED_NM:
        nm = np.union1d(nm, np.linspace(low, high, int(2 * _REACH * _FINE) + 1))
    return nm, np.exp(-4 * np.log(2) * ((nm - peak) / fwhm) ** 2)
