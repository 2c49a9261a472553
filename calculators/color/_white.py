"""White light: correlated colour temperature, distance from the Planckian locus, colour rendering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, overload

import numpy as np

from .. import tables
from ..blocks import in_blocks
from ..checks import finite, number, positive, scalar, together
from ..errors import ArgumentError, one_of
from ..tables import ArrayLike, FloatArray, FloatVector
from ._chromaticity import matching_functions
from ._spectra import FEWEST_POINTS, checked_spectrum, on_visible_grid, refuse_dark, visible_grid

DUV_LIMIT = 0.05
"""Largest distance from the Planckian locus at which a CCT has a meaning (CIE 15) [-]."""

_LEAST_K, _LARGEST_K = 1000.0, 100_000.0
_ROUNDING = 1e-6  # of a temperature that is found; both ends of the range belong to it
_MIRED = 2.0


@overload
def planckian(temperature_k: float) -> tuple[FloatVector, FloatVector]: ...
@overload
def planckian(temperature_k: ArrayLike) -> tuple[FloatVector, FloatArray]: ...
@finite
def planckian(temperature_k: ArrayLike) -> tuple[FloatVector, FloatArray]:
    """Spectrum of a black body on the visible range.

    Parameters
    ----------
    temperature_k : float or array_like
        Temperature [K], above 0.

    Returns
    -------
    wavelength_nm, power : numpy.ndarray
        360, 361, ... 830 [nm], and the spectral radiance relative to that at
        560 nm [-], shape (..., 471).

    Raises
    ------
    ArgumentError
        If a temperature is not above 0, or so low (12 K) that no float holds
        the ratio of two ends of the range.

    See Also
    --------
    cct : The temperature of the black body nearest to a colour.

    Examples
    --------
    >>> from calculators.color import chromaticity
    >>> x, y = chromaticity(*planckian(2856))
    >>> round(x, 4), round(y, 4)
    (0.4475, 0.4074)
    """
    temperature = positive("temperature_k", temperature_k, "K")
    wavelength = visible_grid()
    c2 = tables.constant("planck") * tables.constant("speed_of_light") / tables.constant("boltzmann")  # m K
    at = c2 / (wavelength * 1e-9 * temperature[..., None])
    reference = c2 / (560e-9 * temperature[..., None])
    # exp(reference - at) (1 - e^-reference) / (1 - e^-at) overflows below 12 K only.
    power = np.exp(reference - at) * np.expm1(-reference) / np.expm1(-at) * (560 / wavelength) ** 5
    return wavelength, power


def _uv60(x: FloatArray, y: FloatArray) -> FloatArray:
    """CIE 1960 u, v, in which the nearest point of the Planckian locus is sought."""
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):  # numbers that are no colour are near none
        scale = 3 - 2 * x + 12 * y
        return np.stack([4 * x / scale, 6 * y / scale], axis=-1)


def _locus_uv(temperature: FloatArray) -> FloatArray:
    xyz = planckian(temperature)[1] @ matching_functions()
    total = xyz.sum(axis=-1)
    return _uv60(xyz[..., 0] / total, xyz[..., 1] / total)


@tables.cached
def _grid() -> tuple[FloatArray, FloatArray]:
    # One step further than needed at both ends: what is nearest to an end lies outside.
    temperatures = 1e6 / np.arange(1e6 / _LARGEST_K - _MIRED, 1e6 / _LEAST_K + 1.5 * _MIRED, _MIRED)
    return temperatures, _locus_uv(temperatures)


def _nearest(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Temperature of the nearest point of the locus and the signed distance to it; x, y of shape (n,)."""
    temperatures, locus = _grid()
    points = _uv60(x, y)
    known = np.isfinite(points).all(axis=1)
    points[~known] = 0.2
    squares = ((points[:, None, :] - locus) ** 2).sum(axis=-1)
    mired, step = 1e6 / temperatures[squares.argmin(axis=1)], _MIRED
    for _ in range(4):  # parabola through three points of the squared distance, on ever smaller steps
        around = mired + step * np.array([[-1.0], [0.0], [1.0]])
        below, here, above = ((points - _locus_uv(1e6 / around)) ** 2).sum(axis=-1)
        bend = below - 2 * here + above
        shift = np.divide(0.5 * (below - above), bend, out=np.zeros_like(bend), where=bend > 0)
        mired = mired + step * shift.clip(-1.0, 1.0)
        step /= 6
    kelvin = 1e6 / mired
    inside = known & (kelvin >= _LEAST_K * (1 - _ROUNDING)) & (kelvin <= _LARGEST_K * (1 + _ROUNDING))
    foot = _locus_uv(kelvin)
    ahead, away = _locus_uv(1e6 / (mired + 0.5)) - foot, points - foot
    # Above the locus (towards green) is to the left of the direction of falling temperature.
    side = np.sign(ahead[:, 0] * away[:, 1] - ahead[:, 1] * away[:, 0])
    distance = side * np.hypot(away[:, 0], away[:, 1])
    return np.where(inside, kelvin, np.nan), np.where(inside, distance, np.nan)


def _temperature_and_distance(x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Checked x, y, of one shape, with the temperature of the nearest black body and the distance from it."""
    x, y = number("x", x), number("y", y)
    together(x=x, y=y)
    x, y = np.broadcast_arrays(x, y)
    kelvin, distance = in_blocks(_nearest, x, y)
    return x, y, kelvin, distance


@overload
def duv(x: float, y: float) -> float: ...
@overload
def duv(x: ArrayLike, y: ArrayLike) -> FloatArray: ...
def duv(x: ArrayLike, y: ArrayLike) -> float | FloatArray:
    """Signed distance of a colour from the Planckian locus in CIE 1960 u, v.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].

    Returns
    -------
    float or numpy.ndarray
        Duv [-]; above 0 is greenish, below 0 pinkish. NaN where the nearest
        black body lies outside 1000 to 100 000 K, both included.

    Raises
    ------
    ArgumentError
        If a coordinate is no number or the shapes do not fit together.

    See Also
    --------
    cct : The temperature of that black body.

    Examples
    --------
    >>> round(duv(0.3127, 0.3290), 4)
    0.0032
    """
    return scalar(_temperature_and_distance(x, y)[3])


@overload
def cct(x: float, y: float, *, invalid: Literal["raise", "nan"] = "raise") -> float: ...
@overload
def cct(x: ArrayLike, y: ArrayLike, *, invalid: Literal["raise", "nan"] = "raise") -> FloatArray: ...
def cct(x: ArrayLike, y: ArrayLike, *, invalid: Literal["raise", "nan"] = "raise") -> float | FloatArray:
    """Correlated colour temperature of a colour near the Planckian locus.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].
    invalid : {"raise", "nan"}, optional
        What happens where a CCT has no meaning: further than 0.05 from the
        locus in CIE 1960 u, v, or below 1000 or above 100 000 K (both ends
        are included).

    Returns
    -------
    float or numpy.ndarray
        Correlated colour temperature [K].

    Raises
    ------
    ArgumentError
        If a coordinate is no number, the shapes do not fit together, or, unless
        `invalid` is "nan", a colour has no CCT.

    See Also
    --------
    duv : Distance from the locus.
    planckian : Spectrum of a black body.

    References
    ----------
    CIE 15, Colorimetry, for the limit of 0.05.

    Examples
    --------
    >>> round(cct(0.3127, 0.3290))
    6504

    >>> cct(0.10, 0.78)
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: x, y: (0.1, 0.78) has no correlated colour temperature; it lies 0.182 from the
    locus, 0.05 are allowed
    """
    one_of("invalid", invalid, ("raise", "nan"))
    x, y, kelvin, distance = _temperature_and_distance(x, y)
    good = np.abs(distance) <= DUV_LIMIT
    refused = ~good & np.isfinite(x) & np.isfinite(y)
    if invalid == "raise" and refused.any():
        pair, off = (float(x[refused][0]), float(y[refused][0])), float(distance[refused][0])
        reason = (
            "its nearest black body lies outside 1000 to 100 000 K"
            if np.isnan(off)
            else f"it lies {abs(off):.3f} from the locus, {DUV_LIMIT:g} are allowed"
        )
        raise ArgumentError("x, y", f"({pair[0]:g}, {pair[1]:g}) has no correlated colour temperature", reason, pair)
    return scalar(np.where(good, kelvin, np.nan))


@dataclass(frozen=True)
class ColourRendering:
    """Colour rendering of a white spectrum by CIE 13.3.

    Attributes
    ----------
    ra : float
        General index, mean of the first eight special ones [-]; 100 is the reference itself.
    special : tuple of float
        Special indices R1 to R14 [-]; R9 is a saturated red. They can be negative.
    cct : float
        Correlated colour temperature [K], which chooses the reference.
    duv : float
        Signed distance from the Planckian locus, CIE 1960 [-].
    reference : str
        "black body" below 5000 K, else "daylight".
    distance : float
        Distance of source and reference in CIE 1960 u, v [-].
    valid : bool
        Whether that distance is within the 0.0054 that CIE 13.3 allows.
    """

    ra: float
    special: tuple[float, ...]
    cct: float
    duv: float
    reference: str
    distance: float
    valid: bool


def _daylight(kelvin: float) -> FloatArray:
    if kelvin <= 7000:
        x = -4.607e9 / kelvin**3 + 2.9678e6 / kelvin**2 + 0.09911e3 / kelvin + 0.244063
    else:
        x = -2.0064e9 / kelvin**3 + 1.9018e6 / kelvin**2 + 0.24748e3 / kelvin + 0.237040
    y = -3.0 * x**2 + 2.870 * x - 0.275
    m = 0.0241 + 0.2562 * x - 0.7341 * y
    m1 = (-1.3515 - 1.7703 * x + 5.9114 * y) / m
    m2 = (0.0300 - 31.4424 * x + 30.0717 * y) / m
    basis = tables.columns("generated/colour_rendering")
    power: FloatArray = basis["s0"] + m1 * basis["s1"] + m2 * basis["s2"]
    return power


def colour_rendering(wavelength_nm: ArrayLike, power: ArrayLike) -> ColourRendering:
    """Colour rendering index (CRI, CIE 13.3) of one spectrum.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 5.
    power : array_like
        Spectral power per wavelength [any unit], shape (n,); noise may be negative.

    Returns
    -------
    ColourRendering
        General and special indices with the reference they refer to. A pair
        x, y is not enough: two whites of one colour can render very
        differently.

    Raises
    ------
    ArgumentError
        If the spectrum is bad, is not one spectrum, or has no correlated
        colour temperature.

    See Also
    --------
    cct : The temperature that chooses the reference.

    References
    ----------
    CIE 13.3, Method of measuring and specifying colour rendering properties of light sources.

    Examples
    --------
    >>> white = colour_rendering(*planckian(3000))
    >>> round(white.ra, 3), round(white.special[8], 3), white.reference
    (100.0, 100.0, 'black body')
    """
    checked_spectrum(wavelength_nm, power, least=FEWEST_POINTS)
    _, values = on_visible_grid(wavelength_nm, power)
    if values.ndim != 1 or np.isnan(values).any():
        raise ArgumentError("power", "this is not one spectrum without gaps", "call it once for each")
    xyz = values @ matching_functions()
    refuse_dark(xyz.sum(), "is what the eye gets of the spectrum")
    x, y = float(xyz[0] / xyz.sum()), float(xyz[1] / xyz.sum())
    try:
        kelvin = cct(x, y)
    except ArgumentError as error:
        raise error.renamed("power") from None
    daylight = kelvin >= 5000
    if daylight and kelvin > 25_000:
        raise ArgumentError(
            "power", f"a CCT of {kelvin:.0f} K is not allowed", "daylight is defined up to 25 000 K", kelvin
        )
    reference = _daylight(kelvin) if daylight else planckian(kelvin)[1]
    special, distance = _special_indices(values, reference)
    return ColourRendering(
        ra=float(special[:8].mean()),
        special=tuple(special.tolist()),
        cct=kelvin,
        duv=duv(x, y),
        reference="daylight" if daylight else "black body",
        distance=distance,
        valid=distance <= 5.4e-3,
    )


def _colours(light: FloatArray, reflectance: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Of a light, and of the samples under it: u, v; and Y of the samples relative to 100."""
    both = np.vstack([light, reflectance * light]) @ matching_functions()
    place = _uv60(both[:, 0] / both.sum(axis=1), both[:, 1] / both.sum(axis=1))
    return place[0], place[1:], 100 * both[1:, 1] / both[0, 1]


def _special_indices(source: FloatArray, reference: FloatArray) -> tuple[FloatArray, float]:
    """R1 to R14 by CIE 13.3, and the distance of source and reference in CIE 1960 u, v."""
    table = tables.columns("generated/colour_rendering")
    reflectance = np.stack([table[f"tcs{k:02}"] for k in range(1, 15)])
    white, samples, luminance = _colours(source, reflectance)
    target, aim, target_luminance = _colours(reference, reflectance)

    def c(p: FloatArray) -> FloatArray:
        value: FloatArray = (4 - p[..., 0] - 10 * p[..., 1]) / p[..., 1]
        return value

    def d(p: FloatArray) -> FloatArray:
        value: FloatArray = (1.708 * p[..., 1] + 0.404 - 1.481 * p[..., 0]) / p[..., 1]
        return value

    # Von Kries adaptation of the source's samples to the reference.
    cc, dd = c(target) / c(white) * c(samples), d(target) / d(white) * d(samples)
    below = 16.518 + 1.481 * cc - dd
    adapted = np.stack([(10.872 + 0.404 * cc - 4 * dd) / below, 5.52 / below], axis=-1)

    def uvw(place: FloatArray, relative: FloatArray) -> FloatArray:
        w = 25 * np.cbrt(relative) - 17
        return np.column_stack([13 * w[:, None] * (place - target), w])

    shift: FloatArray = np.linalg.norm(uvw(adapted, luminance) - uvw(aim, target_luminance), axis=1)
    return 100 - 4.6 * shift, float(np.hypot(*(white - target)))
