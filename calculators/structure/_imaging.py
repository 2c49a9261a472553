"""Sharpness of an imaging layer: modulation transfer of a Gaussian spread of light."""

from __future__ import annotations

from typing import overload

import numpy as np

from ..checks import finite, fraction, not_negative, positive, refuse_where, scalar, together
from ..tables import ArrayLike, FloatArray

_BLUR = 2 * np.sqrt(np.log(2)) / np.pi
"""Full width times frequency at which the transfer of a Gaussian spread is 1/e [-]."""


@overload
def modulation_transfer(frequency_lp_mm: float, width_um: float) -> float: ...
@overload
def modulation_transfer(frequency_lp_mm: ArrayLike, width_um: ArrayLike) -> FloatArray: ...
@finite
def modulation_transfer(frequency_lp_mm: ArrayLike, width_um: ArrayLike) -> float | FloatArray:
    r"""Contrast that an imaging layer with a Gaussian spread of light leaves of a pattern.

    .. math::

        \mathrm{MTF}(f) = \exp\left(-\frac{\pi^2 w^2 f^2}{4\ln 2}\right)

    Parameters
    ----------
    frequency_lp_mm : float or array_like
        Spatial frequency [line pairs per mm], 0 or more.
    width_um : float or array_like
        Full width at half maximum of the image of a thin line [µm], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Modulation transfer [-], 1 for a coarse pattern.

    Raises
    ------
    ArgumentError
        If a number is negative, or the shapes do not fit together.

    See Also
    --------
    blur_width : The width from a contrast.
    resolved_frequency : The frequency at a contrast.

    Examples
    --------
    >>> round(modulation_transfer(10.0, 26.0), 3)
    0.786
    """
    frequency = not_negative("frequency_lp_mm", frequency_lp_mm, "lp/mm")
    width = not_negative("width_um", width_um, "µm")
    together(frequency_lp_mm=frequency, width_um=width)
    found: float | FloatArray = scalar(np.exp(-((frequency * width * 1e-3 / _BLUR) ** 2)))
    return found


def _contrast(name: str, value: ArrayLike) -> FloatArray:
    contrast = positive(name, fraction(name, value))
    refuse_where(contrast == 1, name, contrast, "it lies between 0 and 1; a transfer of 1 is no blur")
    return contrast


@overload
def blur_width(transfer: float, frequency_lp_mm: float) -> float: ...
@overload
def blur_width(transfer: ArrayLike, frequency_lp_mm: ArrayLike) -> FloatArray: ...
@finite
def blur_width(transfer: ArrayLike, frequency_lp_mm: ArrayLike) -> float | FloatArray:
    """Full width of the Gaussian spread of light from a modulation transfer.

    Parameters
    ----------
    transfer : float or array_like
        Modulation transfer [-], between 0 and 1.
    frequency_lp_mm : float or array_like
        Spatial frequency at which it was measured [line pairs per mm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Full width at half maximum of the image of a thin line [µm].

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    modulation_transfer : The inverse.

    Examples
    --------
    >>> round(blur_width(0.72, 2.0))
    152
    """
    contrast = _contrast("transfer", transfer)
    frequency = positive("frequency_lp_mm", frequency_lp_mm, "lp/mm")
    together(transfer=contrast, frequency_lp_mm=frequency)
    found: float | FloatArray = scalar(1e3 * _BLUR * np.sqrt(-np.log(contrast)) / frequency)
    return found


@overload
def resolved_frequency(width_um: float, *, transfer: float = 0.1) -> float: ...
@overload
def resolved_frequency(width_um: ArrayLike, *, transfer: ArrayLike = 0.1) -> FloatArray: ...
@finite
def resolved_frequency(width_um: ArrayLike, *, transfer: ArrayLike = 0.1) -> float | FloatArray:
    """Spatial frequency at which a Gaussian spread of light leaves a given contrast.

    Parameters
    ----------
    width_um : float or array_like
        Full width at half maximum of the image of a thin line [µm], above 0.
    transfer : float or array_like, optional
        Modulation transfer that still counts as resolved [-], between 0 and 1.

    Returns
    -------
    float or numpy.ndarray
        Spatial frequency [line pairs per mm].

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    modulation_transfer : The contrast at a frequency.

    Examples
    --------
    >>> round(resolved_frequency(26.0), 1)
    30.9
    """
    width, contrast = positive("width_um", width_um, "µm"), _contrast("transfer", transfer)
    together(width_um=width, transfer=contrast)
    found: float | FloatArray = scalar(1e3 * _BLUR * np.sqrt(-np.log(contrast)) / width)
    return found
