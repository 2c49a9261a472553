"""A spectrum as a curve: checked, its noise, its values and slopes by local fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from ..checks import exactly, instance, vector
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError, one_of
from ..tables import ArrayLike, FloatArray
from ._types import Spectrum

_MEDIAN_TO_SIGMA = 1.4826  # of a normal distribution
_FEWEST = 5
_SMALLEST, _LARGEST = 1e-60, 1e60  # of the largest value: squares and products of them are numbers


def from_points(
    wavelength_nm: ArrayLike, value: ArrayLike, *, quantity: Literal["absorbance", "emission"] | None = None
) -> Spectrum:
    """Spectrum from arrays, checked and put in order, as :func:`read` makes one from a file.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), 30 or more, ascending or descending, without repeats.
    value : array_like
        Values [any unit], shape (n,).
    quantity : {"absorbance", "emission"}, optional
        What the values are, if that is known.

    Returns
    -------
    Spectrum
        In ascending order; copies, so that a change of the arrays does not change it.

    Raises
    ------
    ArgumentError
        If the arrays do not fit together, are not in order or hold no numbers.

    See Also
    --------
    read : From a file.
    peak, onset, tauc, urbach : What is asked of it.

    Examples
    --------
    >>> from calculators.spectra import from_points
    >>> from_points([410.0, 400.0], [0.71, 0.83], quantity="absorbance").at(405)
    0.77
    """
    if quantity is not None:
        one_of("quantity", quantity, ("absorbance", "emission"))
    nm, values = as_wavelength("wavelength_nm", vector("wavelength_nm", wavelength_nm, 2)), vector("value", value, 2)
    if nm.shape != values.shape:
        raise ArgumentError(
            "value, wavelength_nm", f"{values.size} values do not fit {nm.size} wavelengths", "give one for each"
        )
    if nm[0] > nm[-1]:
        nm, values = nm[::-1], values[::-1]
    wrong = np.flatnonzero(~(np.diff(nm) > 0))
    if wrong.size:
        at = float(nm[wrong[0] + 1])
        raise ArgumentError(
            "wavelength_nm",
            f"{at:g} nm breaks the order of the wavelengths",
            "they must all ascend or all descend, without repeats",
            at,
        )
    return Spectrum(nm.copy(), values.copy(), quantity=quantity or "")


def curve(spectrum: Spectrum, least: int = _FEWEST) -> tuple[FloatArray, FloatArray]:
    """Wavelengths and values of a spectrum of at least so many points, none of them missing.

    Parameters
    ----------
    spectrum : Spectrum
        What was read.
    least : int, optional
        Least number of points.

    Returns
    -------
    wavelength_nm, value : numpy.ndarray
        Shape (n,), ascending in wavelength.

    Raises
    ------
    ArgumentError
        If it is no spectrum, too short, holds NaN, or its largest value lies
        beyond 1e-60 to 1e60.

    Examples
    --------
    >>> curve(from_points([400, 410], [1, 2]), 2)[1].tolist()
    [1.0, 2.0]
    """
    given = instance("spectrum", spectrum, Spectrum)
    checked = from_points(given.wavelength_nm, given.value)
    nm, values = checked.wavelength_nm, checked.value
    if np.isnan(values).any():
        at = float(nm[np.isnan(values)][0])
        raise ArgumentError("spectrum", f"the value at {at:g} nm is missing", "leave out such points", at)
    largest = float(np.abs(values).max())
    if largest and not _SMALLEST < largest < _LARGEST:
        raise ArgumentError(
            "spectrum", f"its largest value is {largest:.2g}", "scale it: no instrument writes such numbers"
        )
    if nm.size < least:
        raise ArgumentError("spectrum", f"{nm.size} points are not enough", f"at least {least} are needed", nm.size)
    return nm, values


def cut(
    name: str, window: Sequence[float] | None, axis: FloatArray, value: FloatArray, unit: str, least: int
) -> tuple[FloatArray, FloatArray]:
    """Part of a curve within a window of its axis, both ends included; all of it without one.

    Parameters
    ----------
    name : str
        Name of the argument.
    window : sequence of float or None
        Both ends, in any order.
    axis, value : numpy.ndarray
        The curve, shape (n,), ascending.
    unit : str
        Unit of the axis.
    least : int
        Least number of points in it.

    Returns
    -------
    axis, value : numpy.ndarray
        Shape (m,).

    Raises
    ------
    ArgumentError
        If it is no pair of numbers, or holds too few points.

    Examples
    --------
    >>> axis = np.array([400.0, 410.0, 420.0])
    >>> cut("window_nm", (420, 405), axis, axis, "nm", 2)[0].tolist()
    [410.0, 420.0]
    """
    if window is None:
        return axis, value
    low, high = sorted(exactly(name, window, 2).tolist())
    inside = (axis >= low) & (axis <= high)
    if inside.sum() < least:
        raise ArgumentError(
            name,
            f"{low:g} to {high:g} {unit} holds {int(inside.sum())} points",
            f"at least {least} are needed; the spectrum reaches from {axis[0]:.4g} to {axis[-1]:.4g} {unit}",
            (low, high),
        )
    return axis[inside], value[inside]


def noise(spectrum: Spectrum) -> float:
    """Standard deviation of the noise of a spectrum, from how its points scatter about their neighbours.

    Third differences of four neighbours vanish where the curve is locally a
    parabola; what is left of them is noise. Their median is taken, so that a
    sharp line does not count.

    Parameters
    ----------
    spectrum : Spectrum
        Of five points or more.

    Returns
    -------
    float
        In the unit of the values. Too small for a spectrum that was smoothed,
        and too large for one whose lines are only a few points wide.

    Raises
    ------
    ArgumentError
        If it is no spectrum, has fewer than five points or holds NaN.

    See Also
    --------
    peak : Takes it for the errors where a fit has too few points.

    Examples
    --------
    >>> import numpy as np
    >>> from calculators.spectra import from_points, noise
    >>> rng = np.random.default_rng(1)
    >>> nm = np.arange(400.0, 700.0)
    >>> round(noise(from_points(nm, np.exp(-(((nm - 520) / 12) ** 2)) + 0.01 * rng.standard_normal(300))), 3)
    0.009
    """
    return scatter(*curve(spectrum))


def scatter(axis: FloatArray, value: FloatArray) -> float:
    """Noise of a curve, see :func:`noise`.

    Parameters
    ----------
    axis, value : numpy.ndarray
        The curve, shape (n,).

    Returns
    -------
    float
        Standard deviation, 0 for fewer than five points.
    """
    if axis.size < _FEWEST:
        return 0.0
    # Divided differences: each of four neighbours over the product of its distances to the other three.
    places = np.lib.stride_tricks.sliding_window_view(axis, 4)
    apart = places[:, :, None] - places[:, None, :] + np.eye(4)
    factors = 1 / apart.prod(axis=2)
    factors /= np.linalg.norm(factors, axis=1, keepdims=True)
    left = (factors * np.lib.stride_tricks.sliding_window_view(value, 4)).sum(axis=1)
    return float(_MEDIAN_TO_SIGMA * np.median(np.abs(left)))


def local(axis: FloatArray, value: FloatArray, count: int, degree: int) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Value and slope at every point by polynomials through its neighbours.

    Parameters
    ----------
    axis, value : numpy.ndarray
        The curve, shape (n,).
    count : int
        Number of neighbours of each fit, odd, above `degree` and at most n.
    degree : int
        Of the polynomials; 1 or more.

    Returns
    -------
    value, slope, error : numpy.ndarray
        Shape (n,); the last is the standard error of the slope for a noise of 1.

    Examples
    --------
    >>> x = np.arange(9.0)
    >>> [part[4].round(9).tolist() for part in local(x, x**2, 5, 2)[:2]]
    [16.0, 8.0]
    """
    windows = np.lib.stride_tricks.sliding_window_view(axis, count)
    # The first and last points have no window around them: they take the nearest one.
    at = np.clip(np.arange(axis.size) - count // 2, 0, axis.size - count)
    places, same = windows[at] - axis[:, None], np.arange(axis.size)
    if np.allclose(np.diff(axis), axis[1] - axis[0], rtol=1e-6):  # all windows but those at the ends are alike
        _, first, same = np.unique(np.arange(axis.size) - at, return_index=True, return_inverse=True)
        places = places[first]
    scale = places[:, -1] - places[:, 0]
    powers = (places / scale[:, None])[:, :, None] ** np.arange(degree + 1)
    across = np.swapaxes(powers, 1, 2)
    inverse = np.linalg.pinv(across @ powers, hermitian=True)[:, :2, :] @ across
    neighbours = np.lib.stride_tricks.sliding_window_view(value, count)[at]
    found = np.einsum("nkm,nm->nk", inverse[same], neighbours)
    return found[:, 0], found[:, 1] / scale[same], (np.linalg.norm(inverse[:, 1, :], axis=1) / scale)[same]


def per_cent(share: float) -> str:
    """Share in per cent with two digits, and none after the point from 10 on.

    Parameters
    ----------
    share : float
        What is written.

    Returns
    -------
    str
        With its unit.

    Examples
    --------
    >>> per_cent(0.0123), per_cent(0.12), per_cent(1.0), per_cent(1.23)
    ('1.2 %', '12 %', '100 %', '123 %')
    """
    value = 100 * share
    return f"{value:.2g} %" if abs(value) < 9.95 else f"{value:.0f} %"


def odd(count: float, least: int, most: int) -> int:
    """Odd whole number near one, within two bounds.

    Parameters
    ----------
    count : float
        What is wanted.
    least, most : int
        Bounds.

    Returns
    -------
    int
        Odd.

    Examples
    --------
    >>> odd(6.2, 5, 99), odd(1.0, 5, 99), odd(200, 5, 50)
    (7, 5, 49)
    """
    wanted = 2 * math.floor(count / 2) + 1
    return int(min(max(wanted, least + 1 - least % 2), most - 1 + most % 2))
