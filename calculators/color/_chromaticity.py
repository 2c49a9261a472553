"""From a spectrum to its chromaticity and its luminous efficacy."""

from __future__ import annotations

from typing import overload

import numpy as np

from .. import tables
from ..checks import finite, number, refuse_where, scalar, together
from ..tables import ArrayLike, FloatArray, FloatStack, Numbers
from ._spectra import FEWEST_POINTS, checked_spectrum, refuse_dark, sums, whole_range

LUMINOUS_EFFICACY_MAX = 683.002
"""Luminous efficacy at the peak of the photopic curve, 555 nm [lm/W].

The definition of the candela fixes 683 lm/W at 540 THz (555.016 nm in air);
divided by V(555.016 nm) this gives 683.002 lm/W where V is 1.
"""

EQUAL_ENERGY = (1 / 3, 1 / 3)
"""Chromaticity of the equal-energy spectrum (CIE illuminant E)."""


@tables.cached
def matching_functions() -> FloatArray:
    """CIE 1931 colour-matching functions of the 2 degree observer at 360, 361, ... 830 nm.

    Returns
    -------
    numpy.ndarray
        x bar, y bar, z bar [-], shape (471, 3), read-only; y bar is the photopic curve V.

    See Also
    --------
    tristimulus : Sums of a spectrum times these.

    Examples
    --------
    >>> from calculators.color import visible_grid
    >>> matching_functions()[visible_grid() == 555].round(4).tolist()
    [[0.5121, 1.0, 0.0057]]
    """
    cie = tables.columns("generated/cie1931_2deg")
    functions = np.stack([cie["xbar"], cie["ybar"], cie["zbar"]], axis=1)
    functions.flags.writeable = False
    return functions


@finite
def tristimulus(wavelength_nm: ArrayLike, power: ArrayLike) -> FloatArray:
    """CIE 1931 tristimulus values X, Y, Z of a spectrum, unscaled.

    Spectrum and colour-matching functions are straight lines between their
    points, and the products are summed over the points of both: on the grid
    of 1 nm that is the sum over 1 nm that the CIE publishes, and no line
    between two grid points is lost. Negative noise counts as it is: set to 0 it
    would add light that is not there.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,); see :func:`on_visible_grid`.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n).

    Returns
    -------
    numpy.ndarray
        X, Y, Z in the unit of `power` times nm, shape (..., 3).

    Raises
    ------
    ArgumentError
        See :func:`on_visible_grid`.

    See Also
    --------
    chromaticity : Colour without brightness.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> [round(v, 2) for v in tristimulus(*gaussian(555, 10)).tolist()]
    [5.46, 10.61, 0.07]
    """
    return sums(*checked_spectrum(wavelength_nm, power), matching_functions())


@overload
def chromaticity(wavelength_nm: ArrayLike, power: FloatStack) -> tuple[FloatArray, FloatArray]: ...
@overload
def chromaticity(wavelength_nm: ArrayLike, power: Numbers) -> tuple[float, float]: ...  # type: ignore[overload-overlap]
@overload
def chromaticity(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[FloatArray, FloatArray]: ...
@finite
def chromaticity(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[float | FloatArray, float | FloatArray]:
    """CIE 1931 chromaticity coordinates of a spectrum (2 degree observer).

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
    x, y : float or numpy.ndarray
        Chromaticity coordinates [-], floats for one spectrum; NaN for a
        spectrum with NaN in it.

    Raises
    ------
    ArgumentError
        See :func:`on_visible_grid`; also for fewer than five points and for a
        spectrum without light from 360 to 830 nm.

    See Also
    --------
    dominant_wavelength, excitation_purity : The same colour in other words.
    uv : The same colour in an evener plane.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> x, y = chromaticity(*gaussian(516, 20))
    >>> round(x, 3), round(y, 3)
    (0.067, 0.782)
    """
    xyz = sums(*checked_spectrum(wavelength_nm, power, least=FEWEST_POINTS), matching_functions())
    total = xyz.sum(axis=-1)
    refuse_dark(total, "is what the eye gets of the spectrum")
    return scalar(xyz[..., 0] / total), scalar(xyz[..., 1] / total)


def _plane(name: str, first: FloatArray, scale: FloatArray) -> FloatArray:
    """The scale by which a plane is projected, unless it is 0 or below, where no colour lies."""
    refuse_where(scale <= 0, name, first, "it lies far outside the diagram", problem="begins a pair that is no colour")
    return scale


@overload
def uv(x: float, y: float) -> tuple[float, float]: ...
@overload
def uv(x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]: ...
@finite
def uv(x: ArrayLike, y: ArrayLike) -> tuple[float | FloatArray, float | FloatArray]:
    """CIE 1976 coordinates u', v' of a CIE 1931 chromaticity.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].

    Returns
    -------
    u, v : float or numpy.ndarray
        u' = 4x / (3 - 2x + 12y), v' = 9y / (3 - 2x + 12y) [-]. Equal distances
        are nearer to equal differences in colour than in x, y.

    Raises
    ------
    ArgumentError
        If a coordinate is no number, the shapes do not fit together, or the
        pair lies so far outside that the plane has no place for it.

    See Also
    --------
    from_uv : The inverse.

    Examples
    --------
    >>> u, v = uv(0.3127, 0.3290)
    >>> round(u, 4), round(v, 4)
    (0.1978, 0.4683)
    """
    x, y = number("x", x), number("y", y)
    together(x=x, y=y)
    scale = _plane("x, y", x, 3 - 2 * x + 12 * y)
    return scalar(4 * x / scale), scalar(9 * y / scale)


@overload
def from_uv(u: float, v: float) -> tuple[float, float]: ...
@overload
def from_uv(u: ArrayLike, v: ArrayLike) -> tuple[FloatArray, FloatArray]: ...
@finite
def from_uv(u: ArrayLike, v: ArrayLike) -> tuple[float | FloatArray, float | FloatArray]:
    """CIE 1931 chromaticity of CIE 1976 coordinates, the inverse of :func:`uv`.

    Parameters
    ----------
    u, v : float or array_like
        CIE 1976 u', v' [-].

    Returns
    -------
    x, y : float or numpy.ndarray
        CIE 1931 chromaticity [-].

    Raises
    ------
    ArgumentError
        If a coordinate is no number, the shapes do not fit together, or the
        pair lies so far outside that the plane has no place for it.

    See Also
    --------
    uv : The inverse.

    Examples
    --------
    >>> x, y = from_uv(*uv(0.3127, 0.3290))
    >>> round(x, 4), round(y, 4)
    (0.3127, 0.329)
    """
    u, v = number("u", u), number("v", v)
    together(u=u, v=v)
    scale = _plane("u, v", u, 6 * u - 16 * v + 12)
    return scalar(9 * u / scale), scalar(4 * v / scale)


@overload
def luminous_efficacy(wavelength_nm: ArrayLike, power: FloatStack) -> FloatArray: ...
@overload
def luminous_efficacy(wavelength_nm: ArrayLike, power: Numbers) -> float: ...  # type: ignore[overload-overlap]
@overload
def luminous_efficacy(wavelength_nm: ArrayLike, power: ArrayLike) -> FloatArray: ...
@finite
def luminous_efficacy(wavelength_nm: ArrayLike, power: ArrayLike) -> float | FloatArray:
    """Lumens per watt of light (not per electrical watt) of a spectrum.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 5. Power outside 360 to
        830 nm counts as watts though the eye does not see it.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n); noise may be
        negative.

    Returns
    -------
    float or numpy.ndarray
        Luminous efficacy of radiation [lm/W], a float for one spectrum; at most 683.002.

    Raises
    ------
    ArgumentError
        See :func:`on_visible_grid`; also for fewer than five points and for a
        spectrum whose sum is not above 0.

    See Also
    --------
    calculators.led.luminous_power_efficiency : Lumens per electrical watt.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> round(luminous_efficacy(*gaussian(516, 20)))
    424
    """
    wavelength, values = checked_spectrum(wavelength_nm, power, least=FEWEST_POINTS)
    watts = whole_range(wavelength, values, 0)
    refuse_dark(watts)
    lumens = sums(wavelength, values, matching_functions()[:, 1:2])[..., 0]
    refuse_where(lumens < 0, "power", lumens, "it is 0 or more; this is noise", problem="is what the eye gets of it")
    return scalar(LUMINOUS_EFFICACY_MAX * lumens / watts)
