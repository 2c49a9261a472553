"""What nanocrystals cost by the area and how that hangs on the yield of their synthesis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators import composition, economics
from calculators.errors import one_name, renaming
from calculators.results import Result
from calculators.tables import FloatArray

from . import select

_UNIT = "$/m²"


@dataclass(frozen=True, eq=False)
class CostPoint(Result):
    """Cost of a film at a yield of the synthesis, and where 1/Y through it leads.

    Attributes
    ----------
    yield_pct, cost : float
        Yield [%] and cost [$/m2].
    qualifier, citation, source, flag : str
        As in the table.
    curve : numpy.ndarray
        Cost [$/m2] at each yield, if a batch costs the same whatever comes out.
    at_others : dict of float to float
        The same at the yields of the other points [%].
    at_ceiling : float
        The same with all lead used.
    """

    yield_pct: float
    cost: float
    qualifier: str
    citation: str
    source: str
    flag: str
    curve: FloatArray
    at_others: dict[float, float]
    at_ceiling: float


@dataclass(frozen=True)
class CostBand:
    """Range of costs [$/m2] that is printed without a yield, and what brings it about."""

    low: float
    high: float
    condition: str
    citation: str


@dataclass(frozen=True)
class CostTarget:
    """Cost to reach [$/m2], and the words for it as printed."""

    cost: float
    printed: str
    citation: str


@dataclass(frozen=True, eq=False)
class CostByYield(Result):
    """Printed costs by yield.

    Attributes
    ----------
    product : str
        Compound.
    ceiling_pct : float
        Yield with all lead used [%].
    yields_pct : numpy.ndarray
        Abscissa of the curves [%], up to the ceiling.
    points : tuple of CostPoint
        By yield.
    bands : tuple of CostBand
        Ranges without a yield.
    targets : tuple of CostTarget
        Targets, lowest first.
    """

    product: str
    ceiling_pct: float
    yields_pct: FloatArray
    points: tuple[CostPoint, ...]
    bands: tuple[CostBand, ...]
    targets: tuple[CostTarget, ...]


def _targets() -> tuple[CostTarget, ...]:
    """Targets by the area, and those by the watt at the efficiency that is assumed with them."""
    rows = select.printed("cost target")
    found = [
        CostTarget(r["value"], f"target {r['value']:g} {_UNIT}", r["citation"]) for r in rows if r["unit"] == _UNIT
    ]
    assumed = [r for r in select.printed("PCE") if r["condition"] == "assumed for the cost target" and r["unit"] == "%"]
    for row in (r for r in rows if r["unit"] == "$/W"):
        for pce in (r for r in assumed if r["citation"] == row["citation"]):
            cost = economics.area_cost_from_watt(row["value"], pce["value"] / 100)
            words = f"target {row['value']:.2f} $/W at {pce['value']:g} %"
            found.append(CostTarget(cost, words, row["citation"]))
    return tuple(sorted(found, key=lambda target: target.cost))


def cost_by_yield(*, product: str = "CsPbI3", precursor: str = "PbI2") -> CostByYield:
    """Printed costs of a nanocrystal film by the area against the yield of the synthesis.

    Parameters
    ----------
    product, precursor : str, optional
        Compound, and the salt to whose mass the yield refers.

    Returns
    -------
    CostByYield
        Points are the costs that hold at a stated synthesis yield; bands are
        ranges of costs without one; targets by the watt are turned into targets
        by the area at the efficiency assumed with them.

    Raises
    ------
    ArgumentError
        If a formula cannot be read.

    Examples
    --------
    >>> shown = cost_by_yield()
    >>> next((p.yield_pct, p.cost) for p in shown.points if p.citation == "kirmani2022"), round(shown.ceiling_pct)
    ((12.0, 50.0), 156)
    """
    masses = []
    for name, formula in (("product", product), ("precursor", precursor)):
        with renaming(compound=name):
            masses.append(composition.molar_mass(one_name(name, formula)))
    ceiling = 100 * economics.synthesis_yield(masses[0], masses[1])
    known, bands = [], []
    for row in select.printed("cost"):
        if row["unit"] != _UNIT:
            continue
        stated = (row["at_quantity"], row["at_unit"]) == ("synthesis yield", "%")
        if stated and row["material"].startswith(product):
            known.append((row["at_value"], row))
        elif not stated and row["value_max"] is not None:
            bands.append(CostBand(row["value"], row["value_max"], row["condition"], row["citation"]))
    known.sort(key=lambda item: item[0])
    yields = np.geomspace(min([5.0, *(at for at, _ in known)]), ceiling, 80)
    points = []
    for at, row in known:
        cost = row["value"]
        curve = np.asarray(economics.cost_at_yield(cost, at, yields))
        points.append(
            CostPoint(
                at,
                cost,
                row["qualifier"],
                row["citation"],
                row["source"],
                row["flag"],
                curve,
                {other: economics.cost_at_yield(cost, at, other) for other, _ in known if other != at},
                float(curve[-1]),
            )
        )
    return CostByYield(product, ceiling, yields, tuple(points), tuple(bands), _targets())
