"""Sizing from measured points: emission against size, and size from emission."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import tables
from ..checks import not_negative, one_number, positive
from ..errors import ArgumentError, one_of, shown
from ..results import Result
from ..tables import FloatArray

LEAST_POINTS = 3
"""Points from which :func:`sizing_curves` speaks of a curve."""

_SET_ASIDE = {"suspect", "ocr"}  # that others contradict a row is said, and the row counts


@dataclass(frozen=True, eq=False)
class Curve(Result):
    """Measured points of one material by one work.

    Attributes
    ----------
    material, citation : str
        Formula, and key of the work.
    kind : str
        What the size is: "diameter", "edge" or "size", where the work says no more.
    size_nm, pl_peak_nm : numpy.ndarray
        Sizes, ascending, and emission peaks [nm], shape (n,).
    doubts : tuple of str
        What is said of rows with a flag, each once.
    """

    material: str
    citation: str
    kind: str
    size_nm: FloatArray
    pl_peak_nm: FloatArray
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Size:
    """Size that an emission peak implies.

    Attributes
    ----------
    size_nm : float
        Size [nm], of the kind that the points have.
    low_nm, high_nm : float
        Sizes at the ends of the uncertainty of the peak [nm], within the
        measured range.
    kind : str
        "diameter", "edge" or "size".
    open_end : bool
        Whether the interval reaches the end of the measured points.
    """

    size_nm: float
    low_nm: float
    high_nm: float
    kind: str
    open_end: bool


@dataclass(frozen=True)
class Peak:
    """Emission peak that a size implies.

    Attributes
    ----------
    pl_peak_nm : float
        Emission peak [nm].
    low_nm, high_nm : float
        Shortest and longest peak within the uncertainty of the size [nm],
        within the measured range.
    kind : str
        What the size is: "diameter", "edge" or "size".
    open_end : bool
        Whether the interval reaches the end of the measured points.
    """

    pl_peak_nm: float
    low_nm: float
    high_nm: float
    kind: str
    open_end: bool


@tables.cached
def _curves() -> dict[str, list[Curve]]:
    """Curves of each material, the one with the most points first; of rows that are suspect or illegible none."""
    found: dict[str, dict[tuple[str, str], list[tables.Row]]] = {}
    for row in tables.read("sizes"):
        if row["pl_peak_nm"] is not None and not _SET_ASIDE & set((row["flag"] or "").split(";")):
            kind = row["size_kind"] or "size"
            found.setdefault(row["material"], {}).setdefault((row["citation"], kind), []).append(row)
    return {
        material: sorted((_curve(*rows) for rows in works.items()), key=lambda c: -c.size_nm.size)
        for material, works in found.items()
    }


def _curve(work: tuple[str, str], rows: list[tables.Row]) -> Curve:
    rows = sorted(rows, key=lambda row: row["size_nm"])
    return Curve(
        rows[0]["material"],
        *work,
        np.array([row["size_nm"] for row in rows]),
        np.array([row["pl_peak_nm"] for row in rows]),
        tuple(dict.fromkeys(f"{row['flag']}: {row['note']}" for row in rows if row["flag"])),
    )


def sizing_materials() -> list[str]:
    """Materials with measured sizing points in the table ``sizes``.

    Returns
    -------
    list of str
        Formulas, in alphabetical order.

    See Also
    --------
    sizing_points : the points of one of them.

    Examples
    --------
    >>> [name for name in sizing_materials() if name == "MAPbBr3"]
    ['MAPbBr3']
    """
    return sorted(_curves())


def sizing_curves() -> list[Curve]:
    """Measured curves of emission against size, each of one material by one work.

    Returns
    -------
    list of Curve
        Those with at least three points, the one with the most first.

    See Also
    --------
    size_from_pl, peak_from_size : values between the points of a curve.

    Examples
    --------
    >>> [curve.size_nm.size for curve in sizing_curves() if curve.citation == "commun-phys2023"]
    [11]
    """
    found = [curve for several in _curves().values() for curve in several if curve.size_nm.size >= LEAST_POINTS]
    return sorted(found, key=lambda curve: -curve.size_nm.size)


def sizing_curve(material: str, *, citation: str | None = None) -> Curve:
    """Measured points of a material, all from one work, with what is doubted of them.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    citation : str, optional
        Key of the work; if not given, the one with the most points.

    Returns
    -------
    Curve
        Also if it has one point only.

    Raises
    ------
    ArgumentError
        If there are no points for the material, or none of that work.

    See Also
    --------
    sizing_curves : those with at least three points.

    Examples
    --------
    >>> sizing_curve("MAPbBr3", citation="commun-phys2023").kind
    'diameter'
    """
    one_of("material", material, sizing_materials())
    several = _curves()[material]
    if citation is not None:
        one_of("citation", citation, list(dict.fromkeys(curve.citation for curve in several)))
    return next(curve for curve in several if citation in (None, curve.citation))


def sizing_points(material: str, *, citation: str | None = None) -> tuple[FloatArray, FloatArray, str]:
    """Measured points of a material, all from one work.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    citation : str, optional
        Key of the work; if not given, the one with the most points. Curves of
        several works are never mixed: samples, sizes and lamps differ.

    Returns
    -------
    size_nm, pl_peak_nm : numpy.ndarray
        Sizes, ascending, and emission peaks [nm].
    kind : str
        What the size is: "diameter" or "edge".

    Raises
    ------
    ArgumentError
        If there are no points for the material, or none of that work.

    See Also
    --------
    pl_from_size, size_from_pl : values between the points.

    Examples
    --------
    >>> size_nm, pl_peak_nm, kind = sizing_points("MAPbBr3", citation="commun-phys2023")
    >>> float(size_nm[0]), float(pl_peak_nm[0]), kind
    (2.7, 475.0, 'diameter')
    """
    curve = sizing_curve(material, citation=citation)
    return curve.size_nm, curve.pl_peak_nm, curve.kind


def _within(name: str, value: Any, measured: FloatArray, material: str) -> float:
    """The value [nm], if it lies within the measured ones."""
    found = one_number(name, positive(name, value, "nm"))
    if not measured[0] <= found <= measured[-1]:
        raise ArgumentError(
            name,
            f"{found:g} nm is outside the measured points of {material}",
            f"they reach from {measured[0]:g} to {measured[-1]:g} nm",
            found,
        )
    return found


def pl_from_size(material: str, size_nm: float, *, citation: str | None = None) -> float:
    """Emission peak for a size, between the measured points.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    size_nm : float
        Size [nm], within the measured range.
    citation : str, optional
        Whose points, see :func:`sizing_points`.

    Returns
    -------
    float
        Emission peak [nm], linear in energy against 1/size between points.

    Raises
    ------
    ArgumentError
        Outside the measured range, or without points.

    See Also
    --------
    peak_from_size : with the interval that the uncertainty of the size makes.
    size_from_pl : the inverse.
    brus : what the effective-mass formula says.

    Examples
    --------
    >>> round(pl_from_size("MAPbBr3", 5.5, citation="commun-phys2023"), 1)
    516.2
    """
    return peak_from_size(material, size_nm, citation=citation).pl_peak_nm


def peak_from_size(material: str, size_nm: float, *, uncertainty_nm: float = 0.5, citation: str | None = None) -> Peak:
    """Emission peak for a size, between the measured points, with its interval.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    size_nm : float
        Size [nm], within the measured range.
    uncertainty_nm : float, optional
        Uncertainty of the size [nm], 0 or more.
    citation : str, optional
        Whose points, see :func:`sizing_points`.

    Returns
    -------
    Peak
        Peak, linear in energy against 1/size between points, and the extremes
        within the uncertainty of the size.

    Raises
    ------
    ArgumentError
        Outside the measured range, or without points.

    See Also
    --------
    size_from_pl : the inverse.

    Examples
    --------
    >>> found = peak_from_size("MAPbBr3", 5.5, citation="commun-phys2023")
    >>> round(found.low_nm, 1), round(found.high_nm, 1)
    (514.0, 518.0)
    """
    curve = sizing_curve(material, citation=citation)
    size, peak = curve.size_nm, curve.pl_peak_nm
    value = _within("size_nm", size_nm, size, material)
    spread = one_number("uncertainty_nm", not_negative("uncertainty_nm", uncertainty_nm, "nm"))
    low, high = value - spread, value + spread
    ends = [max(low, float(size[0])), min(high, float(size[-1]))]
    # Where peaks do not rise with the size, the extremes may lie at a point in between.
    sizes = np.array([value, *ends, *size[(size > low) & (size < high)]])
    peaks = 1 / np.interp(1 / sizes, 1 / size[::-1], 1 / peak[::-1])
    return Peak(
        float(peaks[0]),
        float(peaks.min()),
        float(peaks.max()),
        curve.kind,
        bool(low < size[0] or high > size[-1]),
    )


def size_from_pl(material: str, pl_peak_nm: float, *, uncertainty_nm: float = 1.0, citation: str | None = None) -> Size:
    """Size for an emission peak, between the measured points.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    pl_peak_nm : float
        Emission peak [nm], within the measured range.
    uncertainty_nm : float, optional
        Uncertainty of the peak [nm], 0 or more. Towards large crystals the
        curve is flat and a nanometre of wavelength is worth many of size.
    citation : str, optional
        Whose points, see :func:`sizing_points`.

    Returns
    -------
    Size
        Size with the interval that the uncertainty of the peak makes.

    Raises
    ------
    ArgumentError
        Outside the measured range, without points, or where the peaks of the
        points do not rise with the size.

    See Also
    --------
    peak_from_size : the inverse.
    size_from_energy : what the effective-mass formula says.

    Examples
    --------
    >>> found = size_from_pl("MAPbBr3", 516, citation="commun-phys2023")
    >>> round(found.size_nm, 1), round(found.low_nm, 1), round(found.high_nm, 1)
    (5.5, 5.2, 5.7)
    """
    size, peak, kind = sizing_points(material, citation=citation)
    if not (np.diff(peak) > 0).all():
        raise ArgumentError(
            "material",
            f"the peaks of {shown(material)} do not rise with the size",
            "their curve must be one that rises",
        )
    value = _within("pl_peak_nm", pl_peak_nm, peak, material)
    spread = one_number("uncertainty_nm", not_negative("uncertainty_nm", uncertainty_nm, "nm"))

    def invert(wavelength: float) -> float:
        # Energy falls as the size grows; interpolate 1/size over 1/wavelength.
        return float(1 / np.interp(1 / wavelength, 1 / peak[::-1], 1 / size[::-1]))

    low, high = value - spread, value + spread
    return Size(
        invert(value),
        invert(max(low, float(peak[0]))),
        invert(min(high, float(peak[-1]))),
        kind,
        bool(low < peak[0] or high > peak[-1]),
    )
