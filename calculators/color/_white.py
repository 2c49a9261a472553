"""White light: correlated colour temperature, distance from the Planckian locus, colour rendering."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .. import tables
from ..checks import number, positive, scalar
from ..tables import ArrayLike, FloatArray
from ._chromaticity import tristimulus
from ._spectra import FIRST_NM, LAST_NM, on_visible_grid

DUV_LIMIT = 0.05
"""Largest distance from the Planckian locus at which a CCT has a meaning (CIE 15) [-]."""

_LEAST_K, _LARGEST_K = 1000.0, 100_000.0


def _cmfs() -> FloatArray:
    cie = tables.columns("generated/cie1931_2deg")
    return np.stack([cie["xbar"], cie["ybar"], cie["zbar"]], axis=1)


def planckian(temperature_k: ArrayLike) -> tuple[FloatArray, FloatArray]:
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

    Examples
    --------
    >>> from calculators.color import chromaticity
    >>> x, y = chromaticity(*planckian(2856))
    >>> round(x, 4), round(y, 4)
    (0.4475, 0.4074)
    """
    temperature = positive("temperature_k", temperature_k, "K")
    wavelength = np.arange(FIRST_NM, LAST_NM + 1)
    c2 = tables.constant("planck") * tables.constant("speed_of_light") / tables.constant("boltzmann")  # m K
    with np.errstate(over="ignore"):
        at = c2 / (wavelength * 1e-9 * temperature[..., None])
        reference = c2 / (560e-9 * temperature[..., None])
        # exp(reference - at) (1 - e^-reference) / (1 - e^-at), so that low temperatures do not overflow.
        power = np.exp(reference - at) * np.expm1(-reference) / np.expm1(-at) * (560 / wavelength) ** 5
    return wavelength, power


def _uv60(x: FloatArray, y: FloatArray) -> FloatArray:
    """CIE 1960 u, v, in which the nearest point of the Planckian locus is sought."""
    scale = 3 - 2 * x + 12 * y
    return np.stack([4 * x / scale, 6 * y / scale], axis=-1)


def _locus_uv(temperature: FloatArray) -> FloatArray:
    xyz = planckian(temperature)[1] @ _cmfs()
    total = xyz.sum(axis=-1)
    return _uv60(xyz[..., 0] / total, xyz[..., 1] / total)


@functools.cache
def _grid() -> tuple[FloatArray, FloatArray]:
    temperatures = 1e6 / np.arange(1e6 / _LARGEST_K, 1e6 / _LEAST_K + 1, 2.0)  # every 2 mired
    return temperatures, _locus_uv(temperatures)


def _nearest(x: FloatArray, y: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Temperature of the nearest point of the locus and the signed distance to it."""
    temperatures, locus = _grid()
    point = _uv60(x, y).reshape(-1, 2)
    finite: Any = np.isfinite(point).all(axis=1)
    point = np.where(finite[:, None], point, 0.2)
    squares = ((point[:, None, :] - locus) ** 2).sum(axis=-1)
    start = squares.argmin(axis=1)
    outside = (start == 0) | (start == temperatures.size - 1)
    mired = 1e6 / temperatures[start]
    step = 2.0
    for _ in range(4):  # parabola through three points of the squared distance, on ever smaller steps
        around = mired + step * np.array([[-1.0], [0.0], [1.0]])
        below, here, above = ((point - _locus_uv(1e6 / np.maximum(around, 1.0))) ** 2).sum(axis=-1)
        bend = below - 2 * here + above
        shift = np.where(bend > 0, 0.5 * (below - above) / np.where(bend > 0, bend, 1.0), 0.0)
        mired = mired + step * np.clip(shift, -1.0, 1.0)
        step /= 6
    kelvin = 1e6 / mired
    foot = _locus_uv(kelvin)
    ahead = _locus_uv(1e6 / (mired + 0.5)) - foot
    away = point - foot
    # Above the locus (towards green) is to the left of the direction of falling temperature.
    sign = np.sign(ahead[:, 0] * away[:, 1] - ahead[:, 1] * away[:, 0])
    distance = np.where(finite & ~outside, sign * np.hypot(away[:, 0], away[:, 1]), np.nan)
    kelvin = np.where(finite & ~outside, kelvin, np.nan)
    return kelvin.reshape(x.shape), distance.reshape(x.shape)


def duv(x: ArrayLike, y: ArrayLike) -> Any:
    """Signed distance of a colour from the Planckian locus in CIE 1960 u, v.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].

    Returns
    -------
    float or numpy.ndarray
        Duv [-]; above 0 is greenish, below 0 pinkish. NaN where the nearest
        black body lies outside 1000 to 100 000 K.

    Examples
    --------
    >>> round(duv(0.3127, 0.3290), 4)
    0.0032
    """
    return scalar(_nearest(*np.broadcast_arrays(number("x", x), number("y", y)))[1])


def cct(x: ArrayLike, y: ArrayLike, invalid: Literal["raise", "nan"] = "raise") -> Any:
    """Correlated colour temperature of a colour near the Planckian locus.

    Parameters
    ----------
    x, y : float or array_like
        CIE 1931 chromaticity [-].
    invalid : {"raise", "nan"}, optional
        What happens where a CCT has no meaning: further than 0.05 from the
        locus in CIE 1960 u, v, or below 1000 or above 100 000 K.

    Returns
    -------
    float or numpy.ndarray
        Correlated colour temperature [K].

    Raises
    ------
    ValueError
        For a colour without a CCT, unless `invalid` is "nan".

    Examples
    --------
    >>> round(cct(0.3127, 0.3290))
    6504

    >>> cct(0.10, 0.78)
    Traceback (most recent call last):
    ValueError: x, y: (0.1, 0.78) has no correlated colour temperature; it lies 0.182 from the locus, 0.05 are allowed
    """
    if invalid not in ("raise", "nan"):
        raise ValueError(f'invalid: {invalid!r} is not allowed; it is "raise" or "nan"')
    x, y = np.broadcast_arrays(number("x", x), number("y", y))
    kelvin, distance = _nearest(x, y)
    bad = ~(np.abs(distance) <= DUV_LIMIT)
    refused = bad & np.isfinite(x) & np.isfinite(y)
    if invalid == "raise" and refused.any():
        at = (float(x[refused].flat[0]), float(y[refused].flat[0]))
        off = float(distance[refused].flat[0])
        reason = (
            "its nearest black body lies outside 1000 to 100 000 K"
            if np.isnan(off)
            else f"it lies {abs(off):.3f} from the locus, {DUV_LIMIT:g} are allowed"
        )
        raise ValueError(f"x, y: ({at[0]:g}, {at[1]:g}) has no correlated colour temperature; {reason}")
    return scalar(np.where(bad, np.nan, kelvin))


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
        Wavelengths [nm], shape (n,).
    power : array_like
        Spectral power per wavelength [any unit], shape (n,), 0 or more.

    Returns
    -------
    ColourRendering
        General and special indices with the reference they refer to. A pair
        x, y is not enough: two whites of one colour can render very
        differently.

    Raises
    ------
    ValueError
        If the spectrum is bad, is not one spectrum, or has no correlated
        colour temperature.

    Examples
    --------
    >>> white = colour_rendering(*planckian(3000))
    >>> round(white.ra, 3), white.valid
    (100.0, True)
    """
    _, values = on_visible_grid(wavelength_nm, power)
    if values.ndim != 1:
        raise ValueError("power: one spectrum is needed; call it once for each")
    xyz = tristimulus(wavelength_nm, power)
    if not xyz.sum() > 0:
        raise ValueError("power: the spectrum is zero in the visible range")
    x, y = xyz[0] / xyz.sum(), xyz[1] / xyz.sum()
    kelvin = float(cct(x, y))
    daylight = kelvin >= 5000
    if daylight and kelvin > 25_000:
        raise ValueError(f"power: a CCT of {kelvin:.0f} K is above the 25 000 K up to which daylight is defined")
    reference = _daylight(kelvin) if daylight else planckian(kelvin)[1]
    samples = tables.columns("generated/colour_rendering")
    reflectance = np.stack([samples[f"tcs{k:02}"] for k in range(1, 15)])

    def colours(light: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Of the light, and of the samples under it: u, v; and Y relative to 100."""
        white, seen = light @ _cmfs(), (reflectance * light) @ _cmfs()
        both = np.vstack([white, seen])
        place = _uv60(both[:, 0] / both.sum(axis=1), both[:, 1] / both.sum(axis=1))
        return place[0], place[1:], 100 * seen[:, 1] / white[1]

    source, source_samples, source_y = colours(values)
    target, target_samples, target_y = colours(reference)

    def c(p: FloatArray) -> Any:
        return (4 - p[..., 0] - 10 * p[..., 1]) / p[..., 1]

    def d(p: FloatArray) -> Any:
        return (1.708 * p[..., 1] + 0.404 - 1.481 * p[..., 0]) / p[..., 1]

    # Von Kries adaptation of the source's samples to the reference.
    cc, dd = c(target) / c(source) * c(source_samples), d(target) / d(source) * d(source_samples)
    below = 16.518 + 1.481 * cc - dd
    adapted = np.stack([(10.872 + 0.404 * cc - 4 * dd) / below, 5.52 / below], axis=-1)

    def uvw(place: FloatArray, luminance: FloatArray) -> FloatArray:
        w = 25 * np.cbrt(luminance) - 17
        return np.column_stack([13 * w[:, None] * (place - target), w])

    shift = np.linalg.norm(uvw(adapted, source_y) - uvw(target_samples, target_y), axis=1)
    special = 100 - 4.6 * shift
    distance = float(np.hypot(*(source - target)))
    return ColourRendering(
        ra=float(special[:8].mean()),
        special=tuple(float(v) for v in special),
        cct=kelvin,
        duv=float(duv(x, y)),
        reference="daylight" if daylight else "black body",
        distance=distance,
        valid=distance <= 5.4e-3,
    )
