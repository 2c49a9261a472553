"""How far the tables leave a radius open: what other works and neighbouring coordination numbers say."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence

from .. import tables

# Whittaker and Muntus give oxygen with six neighbours 1.32 angstrom, Shannon 1.40: cations are as much larger
# there as anions are smaller. Over the radii that both list, the shifted ones differ by 0.00 in the median.
_OXYGEN_SHIFT = {"whittaker": 1.40 - 1.32}
# Radii are printed in steps of 0.01 angstrom, so each is known to a uniform distribution of that width.
_PRINT_VARIANCE = 0.01**2 / 12

_ALIKE = ("coordination", "spin", "geometry")


def spread(used: tables.Row, rows: Sequence[tables.Row], site: str, ideal: int) -> tuple[float | None, str]:
    """Standard deviation of a radius [angstrom] and what it rests on; None where the tables hold one value only."""
    variance, basis = 0.0, []
    for reason, values in (("works", _works(used, rows)), ("neighbours", _neighbours(used, rows, site, ideal))):
        if len(values) < 2:
            continue
        variance += statistics.variance(value for _, value in values)
        named = ", ".join(f"{value:.4g} ({name})" for name, value in values)
        basis.append(named if reason == "works" else f"coordination numbers {named}")
    if not basis:
        return None, "one value in the tables"
    return math.sqrt(variance + _PRINT_VARIANCE), "; ".join(basis)


def _works(used: tables.Row, rows: Sequence[tables.Row]) -> list[tuple[str, float]]:
    """Radii of the same ion in the same surroundings by different works, on the scale of the one used."""
    alike = [row for row in rows if all(row[name] == used[name] for name in _ALIKE)]
    return [(row["citation"], _on_scale(row)) for row in alike]


def _on_scale(row: tables.Row) -> float:
    shift = _OXYGEN_SHIFT.get(row["radius_set"], 0.0)
    return float(row["radius_angstrom"]) - math.copysign(shift, row["charge"])


def _neighbours(used: tables.Row, rows: Sequence[tables.Row], site: str, ideal: int) -> list[tuple[str, float]]:
    """Radii of the set that is used, one coordination number to either side; more where a far one stands in.

    Octahedra are what makes a perovskite, so six neighbours of B and X are certain; tilted octahedra leave A
    fewer than twelve.
    """
    at = used["coordination"]
    if at is None or (site != "A" and at == ideal):
        return []
    reach = max(1, abs(at - ideal))
    return [
        (f"{row['coordination']}", float(row["radius_angstrom"]))
        for row in rows
        if row["radius_set"] == used["radius_set"]
        and row["coordination"] is not None
        and abs(row["coordination"] - at) <= reach
        and not row["geometry"]
        and row["spin"] == used["spin"]
    ]
