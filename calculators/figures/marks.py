"""What the figures of light-emitting diodes share: colours, links, the year of a citation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import bibliography, color
from .drawing import BLUE, GREEN, INK, ORANGE, PURPLE, RED

BIBLIOGRAPHY = "../reference/bibliography.html"


# Hues of the bands of colour; a band that a paper names as a word has the same hue.
HUES = {
    "ultraviolet": "#5b3fa8",
    "violet": "#5b3fa8",
    "blue": "#3b6fd4",
    "cyan": "#1f9fae",
    "green": "#2e9e4f",
    "yellow to orange": "#d98a00",
    "red": "#d0342c",
    "near infrared": "#8c2d2d",
}


CLASS_COLOURS = {
    "I": BLUE,
    "inverse I": PURPLE,
    "quasi-II": GREEN,
    "II": ORANGE,
    "III": RED,
    "flat": "#8c8c8c",
}
"""Colour of each class of alignment."""


def swatch(peak_nm: float | None, named: str = "") -> str:
    """A colour on screen for an emission wavelength or the colour a paper names, by hue only."""
    if peak_nm is not None:
        return HUES[color.band(peak_nm).name]
    words = named.replace(",", " ").split()
    return next((hue for name, hue in HUES.items() if name.split()[-1] in words), INK)


def number(row: Mapping[str, str], column: str) -> float | None:
    """Number of a cell, or nothing for an empty one."""
    return float(row[column]) if row[column] else None


def year(citation: str) -> int:
    """Year of the first work of a citation."""
    return bibliography.year(citation.split(";")[0])


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
