"""Gamuts of three primaries: coverage, ratio, mixing a white from them, and the colour on a screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from .. import tables
from ..checks import finite, one_number, refuse_where, within
from ..errors import ArgumentError, one_of
from ..tables import ArrayLike, FloatArray
from ._chromaticity import tristimulus, uv
from ._locus import point

Space = Literal["xy", "uv"]
Primaries = str | ArrayLike


def _points(name: str) -> dict[str, tuple[float, float]]:
    table = tables.read("generated/rgb_primaries")
    one_of("name", name, dict.fromkeys(row["gamut"] for row in table))
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
    ArgumentError
        If the name is unknown.

    See Also
    --------
    white_point : White of the same standard.

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
    ArgumentError
        If the name is unknown.

    See Also
    --------
    gamut : Primaries of the same standard.

    Examples
    --------
    >>> white_point("sRGB")
    (0.3127, 0.329)
    """
    return _points(name)["white"]


def _primaries(argument: str, primaries: Primaries) -> FloatArray:
    """Three points that span a triangle, in the order given."""
    if isinstance(primaries, str):
        try:
            return gamut(primaries)
        except ArgumentError as error:
            raise error.renamed(argument) from None
    points = within(argument, primaries, 0, 1)
    if points.shape != (3, 2):
        raise ArgumentError(
            argument, f"shape {points.shape} is not allowed", "three pairs (x, y) or the name of a gamut are needed"
        )
    if np.isnan(points).any():
        raise ArgumentError(argument, "a coordinate is missing", "three pairs (x, y) are needed")
    if abs(_area2(points)) < 1e-9:
        raise ArgumentError(argument, "the three points lie on a line", "they must span a gamut")
    return points


def _corners(argument: str, primaries: Primaries, space: Space) -> FloatArray:
    """Three corners in counter-clockwise order."""
    points = _primaries(argument, primaries)
    if space == "uv":
        points = np.stack(uv(points[:, 0], points[:, 1]), axis=1)
    return points if _area2(points) > 0 else points[::-1]


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
        kept: list[FloatArray] = []
        for k, point_ in enumerate(points):
            before, s, s_before = points[k - 1], side[k], side[k - 1]
            if (s >= 0) != (s_before >= 0):
                kept.append(before + (point_ - before) * (s_before / (s_before - s)))
            if s >= 0:
                kept.append(point_)
        points = kept
    return np.array(points).reshape(-1, 2)


@finite
def gamut_coverage(primaries: Primaries, reference: Primaries, *, space: Space = "xy") -> float:
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
    ArgumentError
        If a gamut is unknown, or three points are missing, outside 0 to 1 or
        on a line.

    See Also
    --------
    gamut_ratio : Ratio of areas, wherever they lie.

    Examples
    --------
    >>> round(gamut_coverage("sRGB", "Rec.2020"), 3)
    0.529
    """
    one_of("space", space, ("xy", "uv"))
    ours, theirs = _corners("primaries", primaries, space), _corners("reference", reference, space)
    return _area2(_intersection(ours, theirs)) / _area2(theirs)


@finite
def gamut_ratio(primaries: Primaries, reference: Primaries, *, space: Space = "xy") -> float:
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
    ArgumentError
        See :func:`gamut_coverage`.

    See Also
    --------
    gamut_coverage : The part of the reference that is really shown.

    Examples
    --------
    >>> round(gamut_ratio("NTSC", "sRGB"), 3)
    1.412
    """
    one_of("space", space, ("xy", "uv"))
    return _area2(_corners("primaries", primaries, space)) / _area2(_corners("reference", reference, space))


def _per_luminance(points: FloatArray) -> FloatArray:
    """X, Y and X + Y + Z of chromaticities at a luminance of 1, in the last axis: they add as X, Y, Z do."""
    x, y = points[..., 0], points[..., 1]
    return np.stack([x / y, np.ones_like(y), 1 / y], axis=-1)


@finite
def mix(primaries: Primaries, target: Sequence[float] | FloatArray) -> FloatArray:
    """Shares of the luminance with which three primaries mix to a target colour.

    Parameters
    ----------
    primaries : array_like or str
        x, y of three primaries [-], y above 0, shape (3, 2), or the name of a gamut.
    target : sequence of float
        x, y of the mixture [-], y above 0.

    Returns
    -------
    numpy.ndarray
        Luminance of each primary over that of the mixture [-], shape (3,), sum 1.

    Raises
    ------
    ArgumentError
        If the primaries span no gamut, or the target lies outside their triangle.

    See Also
    --------
    mix_spectra : Factors of three spectra.

    Examples
    --------
    >>> [round(v, 4) for v in mix("sRGB", (0.3127, 0.3290)).tolist()]
    [0.2126, 0.7152, 0.0722]
    """
    points, goal = _primaries("primaries", primaries), point("target", target)
    refuse_where(points[:, 1] <= 0, "primaries", points[:, 1], "y must be above 0: such light has no luminance")
    if goal[1] <= 0:
        raise ArgumentError("target", f"a y of {goal[1]:g} is not allowed", "it must be above 0", target)
    shares = np.linalg.solve(_per_luminance(points).T, _per_luminance(np.array(goal)))
    if (shares < -1e-9).any():
        raise ArgumentError(
            "target",
            f"({goal[0]:g}, {goal[1]:g}) is not allowed",
            "it must lie in the primaries' triangle",
            target,
        )
    inside: FloatArray = np.clip(shares, 0.0, None)
    return inside


@finite
def mix_spectra(wavelength_nm: ArrayLike, powers: ArrayLike, target: Sequence[float] | FloatArray) -> FloatArray:
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
    ArgumentError
        If the spectra are bad, dark, or not three, or the target lies outside
        the triangle of their colours.

    See Also
    --------
    mix : Shares of the luminance, from chromaticities.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> factors = mix_spectra(*gaussian([630, 525, 465], 20), (0.3127, 0.3290))
    >>> [round(v, 2) for v in factors.tolist()]
    [0.4, 0.33, 0.27]
    """
    try:
        xyz = tristimulus(wavelength_nm, powers)
    except ArgumentError as error:
        raise error.renamed({"power": "powers"}) from None
    if xyz.shape != (3, 3):
        raise ArgumentError("powers", f"spectra of shape {xyz.shape[:-1]} are not allowed", "three are needed")
    refuse_where(~(xyz[:, 1] > 0), "powers", xyz[:, 1], "each spectrum must have some", problem="is the visible power")
    try:
        shares = mix(xyz[:, :2] / xyz.sum(axis=1, keepdims=True), target) / xyz[:, 1]
    except ArgumentError as error:
        raise error.renamed({"primaries": "powers"}) from None
    factors: FloatArray = shares / shares.sum()
    return factors


@tables.cached
def _screen() -> FloatArray:
    """Matrix from X, Y, X + Y + Z to linear sRGB, from the primaries and the white of the standard."""
    primaries = _per_luminance(gamut("sRGB")).T
    shares = np.linalg.solve(primaries, _per_luminance(np.array(white_point("sRGB"))))
    matrix: FloatArray = np.linalg.inv(primaries * shares)
    return matrix


@finite
def screen_rgb(x: float, y: float) -> tuple[int, int, int]:
    """Colour on an sRGB screen for a chromaticity, at full brightness, clipped to what a screen can show.

    Parameters
    ----------
    x, y : float
        CIE 1931 chromaticity [-], 0 to 1, y above 0.

    Returns
    -------
    tuple of int
        Red, green and blue, 0 to 255.

    Raises
    ------
    ArgumentError
        If these are not two numbers, or no colour has them.

    See Also
    --------
    gamut : The primaries of sRGB.

    Examples
    --------
    >>> screen_rgb(0.3127, 0.3290), screen_rgb(0.64, 0.33)
    ((255, 255, 255), (255, 0, 0))
    """
    x, y = (one_number(name, within(name, value, 0, 1)) for name, value in (("x", x), ("y", y)))
    if y == 0:
        raise ArgumentError("y", "0 is not allowed", "it must be above 0", y)
    linear: list[float] = (_screen() @ _per_luminance(np.array([x, y]))).tolist()
    if not max(linear) > 0:
        raise ArgumentError("x, y", f"({x:g}, {y:g}) is not allowed", "it must be a colour")

    def channel(value: float) -> int:
        v = max(0.0, value / max(linear))
        return round(255 * (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055))

    return channel(linear[0]), channel(linear[1]), channel(linear[2])
