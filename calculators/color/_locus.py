"""The rim of the chromaticity diagram: dominant wavelength and purity of a colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import numpy as np

from .. import tables
from ..blocks import in_blocks
from ..checks import finite, number, scalar, together
from ..errors import ArgumentError, shown
from ..tables import ArrayLike, FloatArray
from ._chromaticity import EQUAL_ENERGY, matching_functions
from ._spectra import visible_grid

# Beyond these wavelengths the spectral locus stands still or turns back.
_LOCUS_NM = (390.0, 699.0)


def point(name: str, value: Sequence[float] | FloatArray) -> tuple[float, float]:
    """Pair (x, y) of finite numbers, or a refusal.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : sequence of float
        The pair.

    Returns
    -------
    tuple of float
        x, y.

    Raises
    ------
    ArgumentError
        If these are not two numbers.

    Examples
    --------
    >>> point("white", [0.3127, 0.3290])
    (0.3127, 0.329)
    """
    pair = number(name, value)
    if pair.shape != (2,) or np.isnan(pair).any():
        raise ArgumentError(name, f"{shown(value)} is not allowed", "a pair (x, y) is needed", value)
    return float(pair[0]), float(pair[1])


@tables.cached
def _locus() -> tuple[FloatArray, FloatArray]:
    wavelength, xyz = visible_grid(), matching_functions()
    keep = (wavelength >= _LOCUS_NM[0]) & (wavelength <= _LOCUS_NM[1])
    return wavelength[keep], xyz[keep, :2] / xyz[keep].sum(axis=1, keepdims=True)


def spectral_locus() -> tuple[FloatArray, FloatArray]:
    """Chromaticities of monochromatic light, the rim of the chromaticity diagram.

    Returns
    -------
    wavelength_nm, xy : numpy.ndarray
        390, 391, ... 699 [nm], shape (310,), and x, y [-], shape (310, 2); the
        line from the last point to the first is that of the purples.

    See Also
    --------
    dominant_wavelength : Where on the rim a colour belongs.

    Examples
    --------
    >>> wavelength_nm, xy = spectral_locus()
    >>> [round(v, 4) for v in xy[wavelength_nm == 520][0].tolist()]
    [0.0743, 0.8338]
    """
    wavelength, xy = _locus()
    return wavelength.copy(), xy.copy()


def _inside(name: str, value: Sequence[float]) -> tuple[float, float]:
    """Chromaticity of a white, which lies within the rim: from elsewhere a ray may not meet it."""
    x, y = point(name, value)
    start = _locus()[1] - (x, y)
    end = np.roll(start, -1, axis=0)
    with np.errstate(over="ignore", invalid="ignore"):
        turns = np.arctan2(start[:, 0] * end[:, 1] - start[:, 1] * end[:, 0], (start * end).sum(axis=1)).sum()
    if not abs(turns) > np.pi:
        raise ArgumentError(
            name, f"({x:g}, {y:g}) is no colour of light", "it must lie within the spectral locus", value
        )
    return x, y


def _rim(x: FloatArray, y: FloatArray, white: tuple[float, float]) -> tuple[FloatArray, FloatArray]:
    """Where rays from the white point through x, y meet the rim: wavelength (NaN on the purples), distance ratio."""
    wavelength, xy = _locus()
    start = xy - np.asarray(white)
    end = np.roll(start, -1, axis=0)  # the last side is the line of purples
    side = end - start
    ray = np.stack([x - white[0], y - white[1]], axis=1)[:, None, :]
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = ray[..., 0] * side[:, 1] - ray[..., 1] * side[:, 0]
        along = (start[:, 0] * side[:, 1] - start[:, 1] * side[:, 0]) / cross
        on_side = (start[:, 0] * ray[..., 1] - start[:, 1] * ray[..., 0]) / cross
    # A ray through a corner may miss both of its sides by a rounding error. Both ends of the purples are wavelengths.
    slack = np.full(wavelength.size, 1e-7)
    slack[-1] *= -1
    hit = (along > 0) & (on_side >= -slack) & (on_side <= 1 + slack)
    best = np.where(hit, along, -np.inf).argmax(axis=-1)
    row = np.arange(best.size)
    found = hit[row, best]
    ratio = np.where(found, along[row, best], np.nan)
    nm = np.where(found & (best < wavelength.size - 1), wavelength[best] + on_side[row, best], np.nan)
    return nm, ratio


@overload
def dominant_wavelength(x: float, y: float, *, white: Sequence[float] = EQUAL_ENERGY) -> float: ...
@overload
def dominant_wavelength(x: ArrayLike, y: ArrayLike, *, white: Sequence[float] = EQUAL_ENERGY) -> FloatArray: ...
@finite
def dominant_wavelength(x: ArrayLike, y: ArrayLike, *, white: Sequence[float] = EQUAL_ENERGY) -> float | FloatArray:
    """Wavelength of the monochromatic light that, with white, matches a colour.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].
    white : sequence of float, optional
        Chromaticity of the white [-], shape (2,); equal energy by default.

    Returns
    -------
    float or numpy.ndarray
        Dominant wavelength [nm], between 390 and 699. For purples, which have
        none, the complementary wavelength with a minus sign. NaN for the white
        itself.

    Raises
    ------
    ArgumentError
        If a coordinate is no number, the shapes do not fit together, or the
        white is no pair, or none of light.

    See Also
    --------
    excitation_purity : How far from white the colour lies.

    Examples
    --------
    >>> from calculators.color import chromaticity, gaussian
    >>> round(dominant_wavelength(*chromaticity(*gaussian(516, 20))), 1)
    516.0

    >>> round(dominant_wavelength(0.3, 0.15), 1)
    -561.6
    """
    centre = _inside("white", white)
    x, y = number("x", x), number("y", y)
    together(x=x, y=y)

    def block(x: FloatArray, y: FloatArray) -> tuple[FloatArray]:
        nm, _ = _rim(x, y, centre)
        opposite, _ = _rim(2 * centre[0] - x, 2 * centre[1] - y, centre)
        is_white = (x == centre[0]) & (y == centre[1])
        return (np.where(is_white, np.nan, np.where(np.isnan(nm), -opposite, nm)),)

    return scalar(in_blocks(block, x, y)[0])


@overload
def excitation_purity(x: float, y: float, *, white: Sequence[float] = EQUAL_ENERGY) -> float: ...
@overload
def excitation_purity(x: ArrayLike, y: ArrayLike, *, white: Sequence[float] = EQUAL_ENERGY) -> FloatArray: ...
@finite
def excitation_purity(x: ArrayLike, y: ArrayLike, *, white: Sequence[float] = EQUAL_ENERGY) -> float | FloatArray:
    """How far a colour lies from white towards the rim of the chromaticity diagram.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].
    white : sequence of float, optional
        Chromaticity of the white [-], shape (2,); equal energy by default.

    Returns
    -------
    float or numpy.ndarray
        0 for white, 1 on the rim [-]; above 1 for coordinates that no light has.

    Raises
    ------
    ArgumentError
        If a coordinate is no number, the shapes do not fit together, or the
        white is no pair, or none of light.

    See Also
    --------
    dominant_wavelength : Where on the rim the colour belongs.

    Examples
    --------
    >>> from calculators.color import chromaticity, gaussian
    >>> round(excitation_purity(*chromaticity(*gaussian(516, 20))), 2)
    0.92
    """
    centre = _inside("white", white)
    x, y = number("x", x), number("y", y)
    together(x=x, y=y)

    def block(x: FloatArray, y: FloatArray) -> tuple[FloatArray]:
        is_white = (x == centre[0]) & (y == centre[1])
        return (np.where(is_white, 0.0, 1 / _rim(x, y, centre)[1]),)

    return scalar(in_blocks(block, x, y)[0])
