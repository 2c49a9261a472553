"""Sizing from measured points: emission against size, and size from emission."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .. import tables
from ..checks import not_negative, positive
from ..tables import FloatArray


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


def sizing_materials() -> list[str]:
    """Materials with measured sizing points in the table ``sizes``.

    Returns
    -------
    list of str
        Formulas.

    Examples
    --------
    >>> sizing_materials()
    ['MAPbBr3']
    """
    return sorted({row["material"] for row in tables.rows("sizes") if not row["flag"]})


def sizing_points(material: str) -> tuple[FloatArray, FloatArray, str]:
    """Measured points of a material.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.

    Returns
    -------
    size_nm, pl_peak_nm : numpy.ndarray
        Sizes, ascending, and emission peaks [nm].
    kind : str
        What the size is: "diameter" or "edge".

    Raises
    ------
    ValueError
        If there are no points for the material.

    Examples
    --------
    >>> size_nm, pl_peak_nm, kind = sizing_points("MAPbBr3")
    >>> float(size_nm[0]), float(pl_peak_nm[0]), kind
    (2.7, 475.0, 'diameter')
    """
    rows = [r for r in tables.rows("sizes") if r["material"] == material and not r["flag"]]
    if not rows:
        raise ValueError(
            f"material: no measured sizing points of {material!r} could be read; there are points for "
            f"{', '.join(sizing_materials())}"
        )
    rows.sort(key=lambda r: float(r["size_nm"]))
    size = np.array([float(r["size_nm"]) for r in rows])
    peak = np.array([float(r["pl_peak_nm"]) for r in rows])
    return size, peak, rows[0]["size_kind"]


def pl_from_size(material: str, size_nm: float) -> float:
    """Emission peak for a size, between the measured points.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    size_nm : float
        Size [nm], within the measured range.

    Returns
    -------
    float
        Emission peak [nm], linear in energy against 1/size between points.

    Raises
    ------
    ValueError
        Outside the measured range.

    Examples
    --------
    >>> round(pl_from_size("MAPbBr3", 5.0), 1)
    514.0
    """
    size, peak, kind = sizing_points(material)
    value = float(positive("size_nm", size_nm, "nm"))
    if not size[0] <= value <= size[-1]:
        raise ValueError(
            f"size_nm: {value:g} nm is outside the measured {kind}s of {material}, {size[0]:g} to {size[-1]:g} nm"
        )
    energy = np.interp(1 / value, 1 / size[::-1], (1 / peak)[::-1])
    return float(1 / energy)


def size_from_pl(material: str, pl_peak_nm: float, uncertainty_nm: float = 1.0) -> Size:
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

    Returns
    -------
    Size
        Size with the interval that the uncertainty of the peak makes.

    Raises
    ------
    ValueError
        Outside the measured range.

    Examples
    --------
    >>> found = size_from_pl("MAPbBr3", 516)
    >>> round(found.size_nm, 1), round(found.low_nm, 1), round(found.high_nm, 1)
    (5.5, 5.2, 5.7)
    """
    size, peak, kind = sizing_points(material)
    value = float(positive("pl_peak_nm", pl_peak_nm, "nm"))
    spread = float(not_negative("uncertainty_nm", uncertainty_nm, "nm"))
    if not peak[0] <= value <= peak[-1]:
        raise ValueError(
            f"pl_peak_nm: {value:g} nm is outside the measured peaks of {material}, {peak[0]:g} to {peak[-1]:g} nm"
        )

    def invert(wavelength: float) -> float:
        # Energy falls as the size grows; interpolate 1/size over 1/wavelength.
        return float(1 / np.interp(1 / wavelength, (1 / peak)[::-1], (1 / size)[::-1]))

    ends = [min(max(value + shift, peak[0]), peak[-1]) for shift in (-spread, spread)]
    return Size(
        invert(value),
        invert(ends[0]),
        invert(ends[1]),
        kind,
        bool(value - spread < peak[0] or value + spread > peak[-1]),
    )
