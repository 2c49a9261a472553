"""What the figures of light-emitting diodes share: colours, links, the year of a citation."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .drawing import INK

BIBLIOGRAPHY = "../reference/bibliography.html"


def swatch(peak_nm: float | None, named: str = "") -> str:
    """A colour on screen for an emission wavelength or the colour a paper names, by hue only."""
    if peak_nm is None:
        names = {"green": "#2e9e4f", "red": "#d0342c", "blue": "#3b6fd4"}
        return next((c for name, c in names.items() if name in named), INK)
    bands = ((490, "#3b6fd4"), (505, "#1f9fae"), (560, "#2e9e4f"), (600, "#d98a00"), (700, "#d0342c"))
    return next((c for limit, c in bands if peak_nm < limit), "#8c2d2d")


def number(row: Mapping[str, str], column: str) -> float | None:
    """Number of a cell, or nothing for an empty one."""
    return float(row[column]) if row[column] else None


def year(citation: str) -> int | None:
    """Year of the first key of a citation."""
    found = re.search(r"\d{4}", citation)
    return int(found.group()) if found else None


def kind(row: Mapping[str, str]) -> str:
    """Class of device within which efficiencies compare."""
    if row["emission"] == "converter":
        return "colour converter"
    return "with a lens" if row["outcoupling_aid"] not in ("", "none") else "electroluminescent"


MARKERS = {"electroluminescent": "o", "with a lens": "D", "colour converter": "x"}


def link(point: Any, gid: str, citation: str) -> None:
    """Make a point lead to its entry in the bibliography."""
    point.set_gid(gid)
    point.set_url(f"{BIBLIOGRAPHY}#cite-{citation.split(';')[0]}")
