"""The datasets held against the formulas: it finds, people judge, nothing is corrected.

Thresholds and assumed line widths are arguments with stated defaults. A
finding says that numbers of one row, or of two papers, do not belong together;
which of them is wrong, the audit does not know.
"""

from ._devices import (
    chromaticity,
    composition,
    current_density,
    current_efficiency,
    lifetime_start,
    lifetimes,
    outcoupling,
    voltage,
)
from ._papers import between_papers, statements, within_papers
from ._report import RULES, findings, ranking
from ._solar import power_conversion

__all__ = [
    "RULES",
    "between_papers",
    "chromaticity",
    "composition",
    "current_density",
    "current_efficiency",
    "findings",
    "lifetime_start",
    "lifetimes",
    "outcoupling",
    "power_conversion",
    "ranking",
    "statements",
    "voltage",
    "within_papers",
]
