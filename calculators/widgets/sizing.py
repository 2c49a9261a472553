"""Widget: size of a nanocrystal from its emission peak, or the peak from the size, by measured points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .. import confinement, figures, tables
from ..confinement import Curve
from ..errors import ArgumentError, renaming
from .fields import choice, number
from .form import Calculator
from .rows import Cell, Formula, Quantity, Result, interval, row


@tables.cached
def curves() -> Mapping[str, Curve]:
    """Measured curves by a label for people; those of different works are never mixed.

    Returns
    -------
    mapping of str to Curve
        The one with the most points first.

    Examples
    --------
    >>> curves()["MAPbBr3, commun-phys2023"].size_nm.size
    11
    """
    return {f"{curve.material}, {curve.citation}": curve for curve in confinement.sizing_curves()}


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """A measured curve, and a size or a peak."""

    curve: str = choice("Material, and who measured", "", lambda: tuple(curves()))
    pl_peak_nm: float | None = number("Emission peak", None, "nm", hint="empty: from the size")
    size_nm: float | None = number("Size", None, "nm", hint="empty: from the peak")
    uncertainty_nm: float = number("Uncertainty of it, ±", 1.0, "nm")


def _neighbours(curve: Curve, size_nm: float) -> str:
    """Measured points on either side of a size."""
    above = int(np.searchsorted(curve.size_nm, size_nm))
    beside = dict.fromkeys((max(above - 1, 0), min(above, curve.size_nm.size - 1)))
    return " and ".join(f"{curve.size_nm[k]:g} nm with {curve.pl_peak_nm[k]:g} nm" for k in beside)


def _answer(i: Inputs) -> tuple[float, float, Cell, Cell]:
    """Size and peak [nm], and the two as cells: the one that follows with its interval."""
    curve = curves()[i.curve]
    if (i.size_nm is None) == (i.pl_peak_nm is None):
        problem = "both are empty" if i.size_nm is None else "both are filled"
        raise ArgumentError("pl_peak_nm, size_nm", problem, "fill one: the other follows from it")

    def follows(value: float, low: float, high: float, of: str, open_end: bool) -> Cell:
        words = f"; the interval is that of the {of} alone"
        words += ", and reaches the last point" if open_end else ""
        return (*interval(value, low, high, "nm", ".1f", main=True), words)

    with renaming(material="curve", citation="curve"):
        if i.pl_peak_nm is not None:
            size = confinement.size_from_pl(
                curve.material, i.pl_peak_nm, uncertainty_nm=i.uncertainty_nm, citation=curve.citation
            )
            cell = follows(size.size_nm, size.low_nm, size.high_nm, "peak", size.open_end)
            return size.size_nm, i.pl_peak_nm, cell, Quantity(i.pl_peak_nm, "nm", ".5g")
        given = i.size_nm if i.size_nm is not None else np.nan
        peak = confinement.peak_from_size(
            curve.material, given, uncertainty_nm=i.uncertainty_nm, citation=curve.citation
        )
    cell = follows(peak.pl_peak_nm, peak.low_nm, peak.high_nm, "size", peak.open_end)
    return given, peak.pl_peak_nm, Quantity(given, "nm", ".4g"), cell


def _compute(i: Inputs) -> Result:
    size, peak, size_cell, peak_cell = _answer(i)
    curve = curves()[i.curve]
    rows = [
        row(f"Size ({curve.kind})" if curve.kind != "size" else "Size", size_cell),
        row("Emission peak", peak_cell),
        row("Photon energy", Quantity(tables.photon_energy_nm_ev() / peak, "eV", ".3f")),
        row("Between", _neighbours(curve, size)),
        row(
            "Points",
            (
                f"{curve.size_nm.size} of ",
                Formula(curve.material),
                f", {curve.size_nm[0]:g} to {curve.size_nm[-1]:g} nm and {curve.pl_peak_nm.min():g} to "
                f"{curve.pl_peak_nm.max():g} nm, by {curve.citation}",
            ),
        ),
    ]
    if i.pl_peak_nm is None:  # what follows comes first
        rows[:2] = rows[1::-1]
    return Result(
        rows,
        notes=[f"Of these points it is said: {doubt}" for doubt in curve.doubts],
        drawing=lambda: figures.sizing_curve(curve.material, citation=curve.citation, size_nm=size),
    )


def _code(i: Inputs) -> str:
    curve = curves()[i.curve]
    name, value, found = "size_from_pl", i.pl_peak_nm, "size_nm"
    if value is None:
        name, value, found = "peak_from_size", i.size_nm, "pl_peak_nm"
    options = f"uncertainty_nm={i.uncertainty_nm!r}, citation={curve.citation!r}"
    return f"""
from calculators import confinement

found = confinement.{name}({curve.material!r}, {value!r}, {options})
found.{found}, found.low_nm, found.high_nm
"""


def nanocrystal_size(
    material: str | None = None, *, pl_peak_nm: float | None = None, size_nm: float | None = None
) -> Calculator[Inputs]:
    """Widget: size from the emission peak, or peak from the size, between measured points and nowhere else.

    Parameters
    ----------
    material : str, optional
        Material to start with; if not given, the one with the most points.
    pl_peak_nm, size_nm : float, optional
        Peak or size to start with [nm]; if neither is given, the peak of the
        middle one of the points.

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    Raises
    ------
    ArgumentError
        If no curve of the material could be read.

    See Also
    --------
    calculators.confinement.size_from_pl, calculators.confinement.peak_from_size

    Examples
    --------
    >>> form = nanocrystal_size("MAPbBr3", pl_peak_nm=516)
    >>> print(form.result)
    Size (diameter): 5.5 (5.2 to 5.7) nm; the interval is that of the peak alone
    Emission peak: 516 nm
    ...
    >>> form.update({"pl_peak_nm": "", "size_nm": "30"})
    >>> form.message()
    ('Size: 30 nm is outside the measured points of MAPbBr3; they reach from 2.7 to 27.5 nm',)
    """
    labels = {label: curve for label, curve in curves().items() if material in (None, curve.material)}
    if not labels:
        known = ", ".join(sorted({curve.material for curve in curves().values()}))
        raise ArgumentError("material", f"{material!r} has no measured curve that could be read", known, material)
    label, curve = next(iter(labels.items()))
    if pl_peak_nm is None and size_nm is None:
        pl_peak_nm = float(curve.pl_peak_nm[curve.pl_peak_nm.size // 2])
    first = Inputs(curve=label, pl_peak_nm=pl_peak_nm, size_nm=size_nm)
    return Calculator("Size of a nanocrystal", first, _compute, _code)
