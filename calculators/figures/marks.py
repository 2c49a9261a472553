"""What the figures of light-emitting diodes share: colours, links, the year of a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import bibliography, color
from .data.devices import Device
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
    return bibliography.year(bibliography.first(citation))


MARKERS = {"electroluminescent": "o", "outcoupling aid": "D", "colour converter": "x"}
"""Mark of a device by the class within which efficiencies compare."""


def link(point: Any, gid: str, citation: str) -> None:
    """Make a point lead to its entry in the bibliography."""
    point.set_gid(gid)
    point.set_url(f"{BIBLIOGRAPHY}#cite-{citation.split(';')[0]}")


def digits(value: float, count: int = 3) -> str:
    """Number to a few significant digits, without an exponent up to a million."""
    return f"{float(f'{value:.{count}g}'):g}"


def best_by_band(devices: Iterable[Device]) -> list[str]:
    """Largest EQE in each band of colour, from short to long wavelengths, in words."""
    best: dict[str, Device] = {}
    for d in devices:
        if d.band and (d.eqe_pct or 0.0) > (best[d.band].eqe_pct or 0.0 if d.band in best else -1.0):
            best[d.band] = d
    return [f"{best[name].eqe_pct:g} % in {name}" for name in color.bands() if name in best]
