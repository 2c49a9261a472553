"""Sizing from measured points: emission against size, and size from emission."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import tables
from ..checks import not_negative, one_number, positive, shown
from ..errors import ArgumentError, one_of
from ..tables import FloatArray

_Rows = list[tables.Row]


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
        "diameter" or "edge".
    open_end : bool
        Whether the interval reaches the end of the measured points.
    """

    size_nm: float
    low_nm: float
    high_nm: float
    kind: str
    open_end: bool


@tables.cached
def _points() -> dict[str, _Rows]:
    """Rows of each material that carry no doubt."""
    found: dict[str, _Rows] = {}
    for row in tables.read("sizes"):
        if not row["flag"]:
            found.setdefault(row["material"], []).append(row)
    return found


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
    return sorted(_points())


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
    one_of("material", material, sizing_materials())
    curves = Counter((row["citation"], row["size_kind"]) for row in _points()[material])
    works = list(dict.fromkeys(work for work, _ in curves))
    if citation is not None:
        one_of("citation", citation, works)
    (work, kind), _ = next(c for c in curves.most_common() if citation in (None, c[0][0]))
    rows = [row for row in _points()[material] if (row["citation"], row["size_kind"]) == (work, kind)]
    rows.sort(key=lambda row: row["size_nm"])
    return np.array([row["size_nm"] for row in rows]), np.array([row["pl_peak_nm"] for row in rows]), kind


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
    size_from_pl : the inverse.
    brus : what the effective-mass formula says.

    Examples
    --------
    >>> round(pl_from_size("MAPbBr3", 5.5, citation="commun-phys2023"), 1)
    516.2
    """
    size, peak, _ = sizing_points(material, citation=citation)
    value = _within("size_nm", size_nm, size, material)
    return float(1 / np.interp(1 / value, 1 / size[::-1], 1 / peak[::-1]))


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
    pl_from_size : the inverse.
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
