"""Chromaticity, dominant wavelength, purity and luminous efficacy of a spectrum."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from .. import tables
from ..checks import number, scalar
from ..tables import ArrayLike, FloatArray
from ._spectra import FIRST_NM, LAST_NM, on_visible_grid

LUMINOUS_EFFICACY_MAX = 683.002
"""Luminous efficacy at the peak of the photopic curve, 555 nm [lm/W].

The definition of the candela fixes 683 lm/W at 540 THz (555.016 nm in air);
divided by V(555.016 nm) this gives 683.002 lm/W where V is 1.
"""

EQUAL_ENERGY = (1 / 3, 1 / 3)
"""Chromaticity of the equal-energy spectrum (CIE illuminant E)."""

# Beyond these wavelengths the spectral locus stands still or turns back.
_LOCUS_NM = (390.0, 699.0)


def tristimulus(wavelength_nm: ArrayLike, power: ArrayLike) -> FloatArray:
    """CIE 1931 tristimulus values X, Y, Z of a spectrum, unscaled sums over 1 nm.

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

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> [round(v, 2) for v in tristimulus(*gaussian(555, 10)).tolist()]
    [5.46, 10.61, 0.07]
    """
    _, values = on_visible_grid(wavelength_nm, power)
    cie = tables.columns("generated/cie1931_2deg")
    xyz: FloatArray = values @ np.stack([cie["xbar"], cie["ybar"], cie["zbar"]], axis=1)
    return xyz


def chromaticity(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[Any, Any]:
    """CIE 1931 chromaticity coordinates of a spectrum (2 degree observer).

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), ascending or descending, gaps up to 20 nm.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n), 0 or more.

    Returns
    -------
    x, y : float or numpy.ndarray
        Chromaticity coordinates [-]; NaN for a spectrum without visible power.

    Raises
    ------
    ValueError
        See :func:`on_visible_grid`.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> x, y = chromaticity(*gaussian(516, 20))
    >>> round(x, 3), round(y, 3)
    (0.067, 0.782)
    """
    xyz = tristimulus(wavelength_nm, power)
    total = xyz.sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        x = np.where(total > 0, xyz[..., 0] / total, np.nan)
        y = np.where(total > 0, xyz[..., 1] / total, np.nan)
    return scalar(x), scalar(y)


def uv(x: ArrayLike, y: ArrayLike) -> tuple[Any, Any]:
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

    Examples
    --------
    >>> u, v = uv(0.3127, 0.3290)
    >>> round(u, 4), round(v, 4)
    (0.1978, 0.4683)
    """
    x, y = number("x", x), number("y", y)
    scale = 3 - 2 * x + 12 * y
    return scalar(4 * x / scale), scalar(9 * y / scale)


def from_uv(u: ArrayLike, v: ArrayLike) -> tuple[Any, Any]:
    """CIE 1931 chromaticity of CIE 1976 coordinates, the inverse of :func:`uv`.

    Parameters
    ----------
    u, v : float or array_like
        CIE 1976 u', v' [-].

    Returns
    -------
    x, y : float or numpy.ndarray
        CIE 1931 chromaticity [-].

    Examples
    --------
    >>> x, y = from_uv(*uv(0.3127, 0.3290))
    >>> round(x, 4), round(y, 4)
    (0.3127, 0.329)
    """
    u, v = number("u", u), number("v", v)
    scale = 6 * u - 16 * v + 12
    return scalar(9 * u / scale), scalar(4 * v / scale)


@functools.cache
def _locus() -> tuple[FloatArray, FloatArray]:
    cie = tables.columns("generated/cie1931_2deg")
    keep = (cie["wavelength_nm"] >= _LOCUS_NM[0]) & (cie["wavelength_nm"] <= _LOCUS_NM[1])
    xyz = np.stack([cie["xbar"], cie["ybar"], cie["zbar"]], axis=1)[keep]
    return cie["wavelength_nm"][keep], xyz[:, :2] / xyz.sum(axis=1, keepdims=True)


def spectral_locus() -> tuple[FloatArray, FloatArray]:
    """Chromaticities of monochromatic light, the rim of the chromaticity diagram.

    Returns
    -------
    wavelength_nm, xy : numpy.ndarray
        390, 391, ... 699 [nm], shape (310,), and x, y [-], shape (310, 2); the
        line from the last point to the first is that of the purples.

    Examples
    --------
    >>> wavelength_nm, xy = spectral_locus()
    >>> [round(v, 4) for v in xy[wavelength_nm == 520][0].tolist()]
    [0.0743, 0.8338]
    """
    wavelength, xy = _locus()
    return wavelength.copy(), xy.copy()


def _rim(x: FloatArray, y: FloatArray, white: tuple[float, float]) -> tuple[FloatArray, FloatArray]:
    """Where rays from the white point through x, y meet the rim: wavelength (NaN on the purples), distance ratio."""
    wavelength, xy = _locus()
    start = xy - np.asarray(white)
    end = np.roll(start, -1, axis=0)  # the last side is the line of purples
    side = end - start
    ray = np.stack([x - white[0], y - white[1]], axis=-1)[..., None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = ray[..., 0] * side[:, 1] - ray[..., 1] * side[:, 0]
        along = (start[:, 0] * side[:, 1] - start[:, 1] * side[:, 0]) / cross
        on_side = (start[:, 0] * ray[..., 1] - start[:, 1] * ray[..., 0]) / cross
    hit = (along > 0) & (on_side >= -1e-12) & (on_side < 1 + 1e-12)
    best = np.where(hit, along, -np.inf).argmax(axis=-1)
    found = np.take_along_axis(hit, best[..., None], -1)[..., 0]
    ratio = np.where(found, np.take_along_axis(along, best[..., None], -1)[..., 0], np.nan)
    share = np.take_along_axis(on_side, best[..., None], -1)[..., 0]
    nm = np.where(found & (best < wavelength.size - 1), wavelength[best] + share, np.nan)
    return nm, ratio


def dominant_wavelength(x: ArrayLike, y: ArrayLike, white: tuple[float, float] = EQUAL_ENERGY) -> Any:
    """Wavelength of the monochromatic light that, with white, matches a colour.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].
    white : tuple of float, optional
        Chromaticity of the white [-]; equal energy by default.

    Returns
    -------
    float or numpy.ndarray
        Dominant wavelength [nm], between 390 and 699. For purples, which have
        none, the complementary wavelength with a minus sign. NaN for the white
        itself.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> round(dominant_wavelength(*chromaticity(*gaussian(516, 20))), 1)
    516.0

    >>> round(dominant_wavelength(0.3, 0.15), 1)
    -561.6
    """
    x, y = np.broadcast_arrays(number("x", x), number("y", y))
    nm, _ = _rim(x, y, white)
    opposite, _ = _rim(2 * white[0] - x, 2 * white[1] - y, white)
    is_white = (x == white[0]) & (y == white[1])
    return scalar(np.where(is_white, np.nan, np.where(np.isnan(nm), -opposite, nm)))


def excitation_purity(x: ArrayLike, y: ArrayLike, white: tuple[float, float] = EQUAL_ENERGY) -> Any:
    """How far a colour lies from white towards the rim of the chromaticity diagram.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].
    white : tuple of float, optional
        Chromaticity of the white [-]; equal energy by default.

    Returns
    -------
    float or numpy.ndarray
        0 for white, 1 on the rim [-]; above 1 for coordinates that no light has.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> round(excitation_purity(*chromaticity(*gaussian(516, 20))), 2)
    0.92
    """
    x, y = np.broadcast_arrays(number("x", x), number("y", y))
    _, ratio = _rim(x, y, white)
    is_white = (x == white[0]) & (y == white[1])
    with np.errstate(divide="ignore"):
        return scalar(np.where(is_white, 0.0, 1 / ratio))


def luminous_efficacy(wavelength_nm: ArrayLike, power: ArrayLike) -> Any:
    """Luminous efficacy of radiation: lumens per watt of light (not per electrical watt).

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,). Power outside 360 to 830 nm counts as
        watts though the eye does not see it.
    power : array_like
        Spectral power per wavelength [any unit], shape (..., n), 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Luminous efficacy [lm/W]; at most 683.002.

    Raises
    ------
    ValueError
        See :func:`on_visible_grid`; also for a spectrum that is zero everywhere.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> round(luminous_efficacy(*gaussian(516, 20)))
    424
    """
    wavelength, values = np.asarray(wavelength_nm, dtype=float), np.asarray(power, dtype=float)
    _, visible = on_visible_grid(wavelength, values)
    watts = whole_range(wavelength, values, 0)
    if (watts <= 0).any():
        raise ValueError("power: the spectrum is zero everywhere")
    v = tables.columns("generated/cie1931_2deg")["ybar"]
    return scalar(LUMINOUS_EFFICACY_MAX * (visible * v).sum(axis=-1) / watts)


def whole_range(wavelength: FloatArray, values: FloatArray, exponent: int) -> FloatArray:
    """Sum of power times wavelength to an exponent in steps of 1 nm, beyond the visible range too."""
    if wavelength.min() >= FIRST_NM and wavelength.max() <= LAST_NM:
        grid, visible = on_visible_grid(wavelength, values)
        total: FloatArray = (visible * grid**exponent).sum(axis=-1)
        return total
    wide = np.arange(min(np.floor(wavelength.min()), FIRST_NM), max(np.ceil(wavelength.max()), LAST_NM) + 1)
    order = np.argsort(wavelength)
    flat = values.reshape(-1, wavelength.size)
    sums = [
        (np.interp(wide, wavelength[order], row[order], left=0.0, right=0.0) * wide**exponent).sum() for row in flat
    ]
    return np.array(sums).reshape(values.shape[:-1])


def screen_rgb(x: float, y: float) -> tuple[int, int, int]:
    """Colour on an sRGB screen for a chromaticity, at full brightness, clipped to what a screen can show.

    Parameters
    ----------
    x, y : float
        CIE 1931 chromaticity [-], y above 0.

    Returns
    -------
    tuple of int
        Red, green and blue, 0 to 255.

    Examples
    --------
    >>> screen_rgb(0.3127, 0.3290)
    (255, 255, 255)
    """
    z = 1 - x - y
    linear = (
        3.2406 * x - 1.5372 * y - 0.4986 * z,
        -0.9689 * x + 1.8758 * y + 0.0415 * z,
        0.0557 * x - 0.2040 * y + 1.0570 * z,
    )
    top = max(linear)

    def channel(value: float) -> int:
        v = max(0.0, value / top)
        return round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))

    return channel(linear[0]), channel(linear[1]), channel(linear[2])
