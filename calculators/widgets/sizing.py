"""Widget: size of a nanocrystal from its emission peak, or the peak from the size, by measured points."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from .. import confinement, figures, tables
from ..confinement import Curve, PooledCurve
from ..errors import ArgumentError, one_name, renaming
from ..tables import FloatArray
from .fields import choice, number
from .form import Calculator
from .rows import Cell, Formula, Quantity, Result, interval, row


@dataclass(frozen=True)
class Basis:
    """Points that a size is read from: of one work, or of all with the curve through them.

    Attributes
    ----------
    curve : Curve or PooledCurve
        The points.
    sizes : numpy.ndarray
        Their sizes, ascending [nm].
    kind : str
        What the sizes are: "edge", "diameter" or "size".
    citation : str or None
        The work, if it is one.
    """

    curve: PooledCurve | Curve
    sizes: FloatArray
    kind: str
    citation: str | None = None

    def whose(self) -> str:
        """Whose points they are, in words."""
        return self.citation or ", ".join(self.curve.citations if isinstance(self.curve, PooledCurve) else ())

    def neighbours(self, size_nm: float) -> str:
        """Measured points on either side of a size."""
        above = int(np.searchsorted(self.sizes, size_nm))
        beside = dict.fromkeys((max(above - 1, 0), min(above, self.sizes.size - 1)))
        return " and ".join(f"{self.sizes[k]:.3g} nm with {self.curve.pl_peak_nm[k]:g} nm" for k in beside)


@tables.cached
def bases() -> Mapping[str, Basis]:
    """What a size can be read from, by a label for people.

    Returns
    -------
    mapping of str to Basis
        Curves through all works on a material, that of the most works first;
        then the points of single works, those with the most points first.

    Examples
    --------
    >>> bases()["CsPbI3, zhao2019b"].sizes.size
    9
    >>> bases()["CsPbBr3, all works"].kind
    'edge'
    """
    pools = []
    for material in confinement.sizing_materials():
        with contextlib.suppress(ArgumentError):  # of which there are too few points
            pools.append(confinement.sizing_pool(material))
    pools.sort(key=lambda pool: (-len(pool.citations), -pool.edge_nm.size))
    found = {f"{pool.material}, all works": Basis(pool, pool.edge_nm, "edge") for pool in pools}
    return found | {
        f"{curve.material}, {curve.citation}": Basis(curve, curve.size_nm, curve.kind, curve.citation)
        for curve in confinement.sizing_curves()
    }


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Measured points, and a size or a peak."""

    curve: str = choice("Material, and whose points", "", lambda: tuple(bases()))
    pl_peak_nm: float | None = number("Emission peak", None, "nm", hint="empty: from the size", light=True)
    size_nm: float | None = number("Size", None, "nm", hint="empty: from the peak")
    uncertainty_nm: float = number("Uncertainty of it, ±", 0.5, "nm", words=["±"])


def _answer(i: Inputs) -> tuple[float, float, Cell, Cell]:
    """Size and peak [nm], and the two as cells: the one that follows with its interval."""
    basis = bases()[i.curve]
    if (i.size_nm is None) == (i.pl_peak_nm is None):
        problem = "both are empty" if i.size_nm is None else "both are filled"
        raise ArgumentError("pl_peak_nm, size_nm", problem, "fill one: the other follows from it")

    def follows(value: float, low: float, high: float, of: str, open_end: bool) -> Cell:
        words = f"; the interval is that of the {of} alone"
        if basis.citation is None:
            words = "; nine samples of ten lie in the interval, which holds the scatter between works"
        words += ", and reaches the last point" if open_end else ""
        return (*interval(value, low, high, "nm", ".1f", main=True), words)

    with renaming(material="curve", citation="curve"):
        material = basis.curve.material
        if i.pl_peak_nm is not None:
            size = confinement.size_from_pl(
                material, i.pl_peak_nm, uncertainty_nm=i.uncertainty_nm, citation=basis.citation
            )
            cell = follows(size.size_nm, size.low_nm, size.high_nm, "peak", size.open_end)
            return size.size_nm, i.pl_peak_nm, cell, Quantity(i.pl_peak_nm, "nm", ".5g")
        given = i.size_nm if i.size_nm is not None else np.nan
        peak = confinement.peak_from_size(material, given, uncertainty_nm=i.uncertainty_nm, citation=basis.citation)
    cell = follows(peak.pl_peak_nm, peak.low_nm, peak.high_nm, "size", peak.open_end)
    return given, peak.pl_peak_nm, Quantity(given, "nm", ".4g"), cell


def _idle(i: Inputs, cells: tuple[Cell, Cell]) -> dict[str, str]:
    """Whether the uncertainty has a part: an interval may reach both ends of the points without it."""
    if i.uncertainty_nm and _answer(dataclasses.replace(i, uncertainty_nm=0.0))[2:] == cells:
        return {"uncertainty_nm": "the interval reaches the ends of the measured points without it"}
    return {}


def _compute(i: Inputs) -> Result:
    size, peak, size_cell, peak_cell = _answer(i)
    basis = bases()[i.curve]
    curve = basis.curve
    rows = [
        row(f"Size ({basis.kind})" if basis.kind != "size" else "Size", size_cell),
        row("Emission peak", peak_cell),
        row("Photon energy", Quantity(tables.photon_energy_nm_ev() / peak, "eV", ".3f")),
    ]
    if i.pl_peak_nm is None:  # what follows comes first
        rows[:2] = rows[1::-1]
    if basis.kind == "edge":
        ball = Quantity(2 * confinement.equivalent_radius(size), "nm", ".3g")
        rows.append(row("Diameter of a sphere with the same confinement", ball))
    rows.append(row("Between", basis.neighbours(size)))
    points = (
        f"{basis.sizes.size} of ",
        Formula(curve.material),
        f", {basis.sizes[0]:.3g} to {basis.sizes[-1]:.3g} nm and {curve.pl_peak_nm.min():g} to "
        f"{curve.pl_peak_nm.max():g} nm, by {basis.whose()}",
    )
    rows.append(row("Points", points))
    if isinstance(curve, PooledCurve):
        rows.append(row("A work left out of the curve is missed by", Quantity(1e3 * curve.left_out_ev, "meV", ".0f")))
    return Result(
        rows,
        notes=[f"Of these points it is said: {doubt}" for doubt in curve.doubts],
        drawing=lambda: figures.sizing_curve(curve.material, citation=basis.citation, size_nm=size),
        idle=_idle(i, (size_cell, peak_cell)),
    )


def _code(i: Inputs) -> str:
    basis = bases()[i.curve]
    name, value, found = "size_from_pl", i.pl_peak_nm, "size_nm"
    if value is None:
        name, value, found = "peak_from_size", i.size_nm, "pl_peak_nm"
    options = f"uncertainty_nm={i.uncertainty_nm!r}"
    if basis.citation is not None:
        options += f", citation={basis.citation!r}"
    return f"""
from calculators import confinement

found = confinement.{name}({basis.curve.material!r}, {value!r}, {options})
found.{found}, found.low_nm, found.high_nm
"""


def nanocrystal_size(
    material: str | None = None, *, pl_peak_nm: float | None = None, size_nm: float | None = None
) -> Calculator[Inputs]:
    """Widget: size from the emission peak, or peak from the size, between measured points and nowhere else.

    Parameters
    ----------
    material : str, optional
        Material to start with; if not given, the one that the most works measured.
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
    >>> form = nanocrystal_size("CsPbI3", pl_peak_nm=660)
    >>> form.update({"curve": "CsPbI3, zhao2019b"})
    >>> print(form.result)
    Size (edge): 6.5 (6.5 to 6.6) nm; the interval is that of the peak alone
    Emission peak: 660 nm
    Photon energy: 1.879 eV
    ...
    >>> form.update({"pl_peak_nm": "", "size_nm": "30"})
    >>> form.message()
    ('Size: 30 nm is outside the measured points of CsPbI3; they reach from 5.2 to 15.3 nm',)
    """
    if material is not None:
        one_name("material", material)
    labels = {label: basis for label, basis in bases().items() if material in (None, basis.curve.material)}
    if not labels:
        known = ", ".join(sorted({basis.curve.material for basis in bases().values()}))
        raise ArgumentError("material", f"{material!r} has no measured curve that could be read", known, material)
    label, basis = next(iter(labels.items()))
    if pl_peak_nm is None and size_nm is None:
        pl_peak_nm = float(basis.curve.pl_peak_nm[basis.sizes.size // 2])
    first = Inputs(curve=label, pl_peak_nm=pl_peak_nm, size_nm=size_nm)
    return Calculator("Size of a nanocrystal", first, _compute, _code)
