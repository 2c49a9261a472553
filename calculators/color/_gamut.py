"""Gamuts of three primaries: coverage, ratio, and mixing a white from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from .. import tables
from ..checks import number
from ..errors import one_of
from ..tables import ArrayLike, FloatArray
from ._chromaticity import tristimulus, uv

Space = Literal["xy", "uv"]
Primaries = str | ArrayLike


def _points(name: str) -> dict[str, tuple[float, float]]:
    table = tables.rows("generated/rgb_primaries")
    known = list(dict.fromkeys(row["gamut"] for row in table))
    one_of("name", name, known)
    return {row["point"]: (float(row["x"]), float(row["y"])) for row in table if row["gamut"] == name}


def gamut(name: str) -> FloatArray:
    """Chromaticities of the red, green and blue primaries of a standard gamut.

    Parameters
    ----------
    name : {"sRGB", "DCI-P3", "NTSC", "Rec.2020"}
        The standard; NTSC is that of 1953.

    Returns
    -------
    numpy.ndarray
        x, y of red, green and blue [-], shape (3, 2).

    Raises
    ------
    ValueError
        If the name is unknown.

    Examples
    --------
    >>> gamut("sRGB")[0].tolist()
    [0.64, 0.33]
    """
    points = _points(name)
    return np.array([points["red"], points["green"], points["blue"]])


def white_point(name: str) -> tuple[float, float]:
    """Chromaticity of the white of a standard gamut.

    Parameters
    ----------
    name : {"sRGB", "DCI-P3", "NTSC", "Rec.2020"}
        The standard.

    Returns
    -------
    tuple of float
        x, y [-]: D65 for sRGB and Rec.2020, illuminant C for NTSC, the
        projector white for DCI-P3.

    Raises
    ------
    ValueError
        If the name is unknown.

    Examples
    --------
    >>> white_point("sRGB")
    (0.3127, 0.329)
    """
    return _points(name)["white"]


def _corners(argument: str, primaries: Primaries, space: str) -> FloatArray:
    """Three corners in counter-clockwise order."""
    if space not in ("xy", "uv"):
        raise ValueError(f'space: {space!r} is not allowed; it is "xy" or "uv"')
    points = gamut(primaries) if isinstance(primaries, str) else number(argument, primaries)
    if points.shape != (3, 2):
        raise ValueError(f"{argument}: three pairs (x, y) or the name of a gamut are needed, not shape {points.shape}")
    if np.isnan(points).any():
        raise ValueError(f"{argument}: a coordinate is missing")
    if (points < 0).any() or (points > 1).any():
        raise ValueError(f"{argument}: chromaticities lie between 0 and 1")
    if space == "uv":
        points = np.stack(uv(points[:, 0], points[:, 1]), axis=1)
    twice = _area2(points)
    if abs(twice) < 1e-9:
        raise ValueError(f"{argument}: the three points lie on a line and span no gamut")
    return points if twice > 0 else points[::-1]


def _area2(polygon: FloatArray) -> float:
    """Twice the signed area of a polygon (shoelace formula)."""
    after = np.roll(polygon, -1, axis=0)
    return float((polygon[:, 0] * after[:, 1] - polygon[:, 1] * after[:, 0]).sum())


def _intersection(subject: FloatArray, clip: FloatArray) -> FloatArray:
    """Part of a convex polygon inside another one (Sutherland and Hodgman)."""
    points = list(subject)
    for start, end in zip(clip, np.roll(clip, -1, axis=0), strict=True):
        side = [
            float((end[0] - start[0]) * (p[1] - start[1]) - (end[1] - start[1]) * (p[0] - start[0])) for p in points
        ]
        kept: list[Any] = []
        for k, point in enumerate(points):
            before, s, s_before = points[k - 1], side[k], side[k - 1]
            if (s >= 0) != (s_before >= 0):
                kept.append(before + (point - before) * (s_before / (s_before - s)))
            if s >= 0:
                kept.append(point)
        points = kept
        if not points:
            break
    return np.array(points).reshape(-1, 2)


def gamut_coverage(primaries: Primaries, reference: Primaries, space: Space = "xy") -> float:
    """Share of a reference gamut that the primaries can show.

    Parameters
    ----------
    primaries, reference : array_like or str
        x, y of three primaries [-], shape (3, 2), or "sRGB", "DCI-P3",
        "NTSC", "Rec.2020".
    space : {"xy", "uv"}, optional
        Plane in which areas are taken: CIE 1931 x, y or CIE 1976 u', v'.
        The two give different numbers; papers seldom say which they used.

    Returns
    -------
    float
        Area of the intersection over the area of the reference [-], 0 to 1.

    Raises
    ------
    ValueError
        If a gamut is unknown, or three points are missing, outside 0 to 1 or
        on a line.

    Examples
    --------
    >>> round(gamut_coverage("sRGB", "Rec.2020"), 3)
    0.529
    """
    ours, theirs = _corners("primaries", primaries, space), _corners("reference", reference, space)
    return abs(_area2(_intersection(ours, theirs))) / abs(_area2(theirs)) if len(ours) else 0.0


def gamut_ratio(primaries: Primaries, reference: Primaries, space: Space = "xy") -> float:
    """Area of a gamut over that of a reference, wherever the two lie.

    Parameters
    ----------
    primaries, reference : array_like or str
        See :func:`gamut_coverage`.
    space : {"xy", "uv"}, optional
        Plane in which areas are taken.

    Returns
    -------
    float
        Ratio of areas [-]; it can exceed 1, and 1 does not mean that the
        reference is covered.

    Raises
    ------
    ValueError
        See :func:`gamut_coverage`.

    Examples
    --------
    >>> round(gamut_ratio("NTSC", "sRGB"), 3)
    1.412
    """
    return abs(_area2(_corners("primaries", primaries, space))) / abs(_area2(_corners("reference", reference, space)))


def mix(primaries: ArrayLike, target: Sequence[float]) -> FloatArray:
    """Shares of the luminance with which three primaries mix to a target colour.

    Parameters
    ----------
    primaries : array_like
        x, y of three primaries [-], shape (3, 2).
    target : sequence of float
        x, y of the mixture [-].

    Returns
    -------
    numpy.ndarray
        Luminance of each primary over that of the mixture [-], shape (3,), sum 1.

    Raises
    ------
    ValueError
        If the target lies outside the triangle of the primaries.

    Examples
    --------
    >>> [round(v, 4) for v in mix(gamut("sRGB"), (0.3127, 0.3290)).tolist()]
    [0.2126, 0.7152, 0.0722]
    """
    _corners("primaries", primaries, "xy")
    points = np.asarray(primaries, dtype=float)
    goal = number("target", target)
    if goal.shape != (2,):
        raise ValueError("target: a pair (x, y) is needed")
    if (points[:, 1] <= 0).any() or not goal[1] > 0:
        raise ValueError("primaries, target: y must be above 0")

    def per_luminance(p: FloatArray) -> FloatArray:
        return np.stack([p[..., 0] / p[..., 1], np.ones_like(p[..., 1]), (1 - p.sum(axis=-1)) / p[..., 1]], axis=-1)

    shares: Any = np.linalg.solve(per_luminance(points).T, per_luminance(goal))
    if (shares < -1e-9).any():
        raise ValueError(f"target: ({goal[0]:g}, {goal[1]:g}) lies outside the triangle of the primaries")
    clipped: FloatArray = np.clip(shares, 0.0, None)
    return clipped


def mix_spectra(wavelength_nm: ArrayLike, powers: ArrayLike, target: Sequence[float]) -> FloatArray:
    """Factors by which three spectra add up to a target colour.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,).
    powers : array_like
        Spectral power of the three primaries [any unit], shape (3, n).
    target : sequence of float
        x, y of the mixture [-].

    Returns
    -------
    numpy.ndarray
        Factor of each spectrum [-], shape (3,), scaled to a sum of 1.

    Raises
    ------
    ValueError
        If the target lies outside the triangle of the spectra's colours.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> factors = mix_spectra(*gaussian([630, 525, 465], 20), (0.3127, 0.3290))
    >>> [round(v, 2) for v in factors.tolist()]
    [0.4, 0.33, 0.27]
    """
    xyz = tristimulus(wavelength_nm, powers)
    if xyz.shape != (3, 3):
        raise ValueError(f"powers: three spectra are needed, not shape {np.asarray(powers).shape}")
    if not (xyz[:, 1] > 0).all():
        raise ValueError("powers: a spectrum has no visible power")
    shares = mix(xyz[:, :2] / xyz.sum(axis=1, keepdims=True), target) / xyz[:, 1]
    return shares / float(shares.sum())
