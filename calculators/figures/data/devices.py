"""Rows of the table of light-emitting diodes as the figures show them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ... import bibliography, color, tables
from ...errors import ArgumentError, shown

Kind = Literal["electroluminescent", "outcoupling aid", "colour converter"]
"""Classes of device within which efficiencies compare."""


@dataclass(frozen=True)
class Device:
    """A row of the table ``leds``; what it does not hold is None, or empty text.

    Attributes
    ----------
    id, emitter, citation, flag : str
        As in the table; `emitter` as printed.
    kind : {"electroluminescent", "outcoupling aid", "colour converter"}
        Class within which efficiencies compare.
    form : str
        Form of the emitter, such as "NC" or "film".
    aid : str
        Outcoupling aid, empty without one.
    colour : str
        What the paper calls the colour.
    layers : tuple of str
        Names of the layers from the anode on; empty if the stack is not printed.
    peak_nm, eqe_pct, current_efficiency_cd_a, luminance_cd_m2, cie_x, cie_y : float or None
        Emission peak [nm], largest EQE [%], current efficiency [cd/A],
        largest luminance [cd/m2], CIE 1931 coordinates [-].
    t50_h, t50_printed, t50_luminance_cd_m2 : float, str and float
        Half-life [h], as printed, and its starting luminance [cd/m2].
    """

    id: str
    emitter: str
    citation: str
    flag: str
    kind: Kind
    form: str
    aid: str
    colour: str
    layers: tuple[str, ...]
    peak_nm: float | None
    eqe_pct: float | None
    current_efficiency_cd_a: float | None
    luminance_cd_m2: float | None
    cie_x: float | None
    cie_y: float | None
    t50_h: float | None
    t50_printed: str
    t50_luminance_cd_m2: float | None

    @property
    def year(self) -> int:
        """Year of the first work that is cited for the row."""
        return bibliography.year(bibliography.first(self.citation))

    @property
    def band(self) -> str:
        """Name of the band of colour in which it emits, empty where no peak is printed."""
        return color.band(self.peak_nm).name if self.peak_nm is not None else ""


def _text(value: Any) -> str:
    """Cell as text, empty for a missing one of any reader."""
    return "" if value is None or (isinstance(value, float) and math.isnan(value)) else str(value)


def _number(row: Mapping[str, Any], column: str) -> float | None:
    text = _text(row.get(column))
    try:
        return float(text) if text else None
    except ValueError:
        raise ArgumentError(column, f"{shown(row[column])} is not a number", value=row[column]) from None


def _kind(emission: str, aid: str) -> Kind:
    if emission == "converter":
        return "colour converter"
    return "outcoupling aid" if aid else "electroluminescent"


def device(row: Mapping[str, Any]) -> Device:
    """Row of the table ``leds``, however it was read.

    Parameters
    ----------
    row : mapping
        From :func:`calculators.tables.read`, or a record of the data frame.

    Returns
    -------
    Device
        The same with its class; missing cells of any kind are None or empty.

    Raises
    ------
    ArgumentError
        If a cell of a column of numbers is none; it names the column.

    Examples
    --------
    >>> device({"id": "mine", "eqe_pct": 21.0, "emission": "electroluminescent", "outcoupling_aid": "lens"}).kind
    'outcoupling aid'
    """
    text = {column: _text(value) for column, value in row.items()}
    aid = text.get("outcoupling_aid", "")
    aid = "" if aid == "none" else aid
    return Device(
        id=text.get("id", ""),
        emitter=text.get("emitter_printed", ""),
        citation=text.get("citation", ""),
        flag=text.get("flag", ""),
        kind=_kind(text.get("emission", ""), aid),
        form=text.get("emitter_form", ""),
        aid=aid,
        colour=text.get("colour_printed", ""),
        layers=tuple(layer for layer in text.get("device", "").split("/") if layer),
        peak_nm=_number(row, "el_peak_nm"),
        eqe_pct=_number(row, "eqe_pct"),
        current_efficiency_cd_a=_number(row, "current_efficiency_cd_a"),
        luminance_cd_m2=_number(row, "luminance_cd_m2"),
        cie_x=_number(row, "cie_x"),
        cie_y=_number(row, "cie_y"),
        t50_h=_number(row, "t50_h"),
        t50_printed=text.get("t50_printed", ""),
        t50_luminance_cd_m2=_number(row, "t50_luminance_cd_m2"),
    )


@tables.cached
def devices() -> tuple[Device, ...]:
    """All rows of the table ``leds``.

    Returns
    -------
    tuple of Device
        In the order of the table.

    Examples
    --------
    >>> sorted({d.kind for d in devices()})
    ['colour converter', 'electroluminescent', 'outcoupling aid']
    """
    return tuple(device(row) for row in tables.read("leds"))


def printed(*names: str, electroluminescent: bool = False) -> list[Device]:
    """Devices that print all of the named numbers.

    Parameters
    ----------
    *names : str
        Attributes of :class:`Device`.
    electroluminescent : bool, optional
        Without colour converters.

    Returns
    -------
    list of Device
        In the order of the table.

    Examples
    --------
    >>> all(d.cie_x < 0.75 for d in printed("cie_x", "cie_y"))
    True
    """
    return [
        d
        for d in devices()
        if all(getattr(d, name) is not None for name in names)
        and not (electroluminescent and d.kind == "colour converter")
    ]
