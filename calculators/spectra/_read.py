"""Read a spectrum: the column that answers the question, its axis in nm, its values as what was asked for."""

from __future__ import annotations

import math
import re

import numpy as np

from ..errors import one_of
from ..tables import FloatArray
from ._axes import LIGHT_AXIS, absorbance_from, given_unit, refuse_other_axes, wavelengths
from ._file import read_sheet
from ._order import in_order
from ._sheet import SHARE, Series, Sheet, chosen, offered
from ._types import Column, Spectrum, SpectrumError
from ._words import KNOWN_AXES, may_be_named

_QUANTITIES = ("absorbance", "emission", "transmittance", "reflectance", "excitation")
_LARGEST_ABSORBANCE = 10.0  # of a column that does not say what it is
_MANY_STEPS = 8  # columns that answer equally well, before they are a map


def columns(text: str | bytes) -> tuple[Column, ...]:
    r"""Columns that a file offers, raw ones as well, so that a reader can choose.

    Parameters
    ----------
    text : str or bytes
        Content of a file.

    Returns
    -------
    tuple of Column
        In the order of the file.

    Raises
    ------
    SpectrumError
        If the file is binary, holds no table of numbers, or a line cannot be read.

    See Also
    --------
    read, read_decay : take a name as ``column``.

    Examples
    --------
    >>> text = "Wave;Dark;Sample;Absorbance\n[nm];[counts];[counts];[A.U.]\n400;9;800;0.83\n410;9;900;0.7"
    >>> for column in columns(text):
    ...     print(column.name, column.quantity, column.unit, column.axis, column.axis_unit, sep=" | ")
    Dark [counts] | emission | counts | wavelength | nm
    Sample [counts] | emission | counts | wavelength | nm
    Absorbance [A.U.] | absorbance | A.U. | wavelength | nm
    """
    found = read_sheet(text)
    return tuple(
        Column(s.name, s.value.kind, s.value.unit, s.axis.kind, s.axis.unit, int(np.isfinite(s.y).sum()))
        for s in found.series
    )


def read(
    text: str | bytes, *, quantity: str | None = None, column: str | None = None, unit: str | None = None
) -> Spectrum:
    r"""Read a spectrum from what an instrument or a person wrote.

    The numbers are found wherever they stand in the file; columns are told
    apart by tabs, semicolons, commas or blanks, with decimal points or
    commas, and where commas could be either, the file is refused. Headings
    and what the text says decide which column is read, what it is, and in
    which unit its axis stands. JCAMP-DX is read with its factors and units.
    Binary formats, maps and decays are refused as what they are.

    Parameters
    ----------
    text : str or bytes
        Content of a file; bytes may be UTF-8, UTF-16 or Windows-1252.
    quantity : str, optional
        What is asked for: "absorbance" (a transmittance is converted),
        "emission", "transmittance", "reflectance" or "excitation". Without
        it, absorbance or emission, whichever the file holds; a file of
        transmittance or reflectance is refused then, so that it is not taken
        for an absorbance.
    column : str, optional
        Name of the column, as :func:`columns` gives it. Without it, the first
        of those that answer; a result comes before raw readings. A column in
        a unit that the quantity does not have is read only by its name.
    unit : str, optional
        Unit of the axis where the file does not say it: "nm", "µm", "Å", "m",
        "cm-1", "kK", "eV", "meV", "J", "kJ/mol", "kcal/mol", "Hz", "GHz",
        "THz" or "PHz".

    Returns
    -------
    Spectrum
        Over ascending wavelengths in nm. Where the file holds a word in place
        of a number (OVER, NaN), the value is NaN. `left_out` and `notes` say
        what was not read and what was converted.

    Raises
    ------
    SpectrumError
        If the file does not hold what is asked for, or not with certainty;
        the message names the line where there is one.

    See Also
    --------
    columns : what a file offers.
    read_decay : decays.
    calculators.absorption.estimate : what an absorbance says of a dispersion.

    Notes
    -----
    Values over an energy, a wavenumber or a frequency become values per nm
    by hc/λ² only if the heading says that they are densities ("counts/eV").
    Otherwise they are kept, and the notes say so: most instruments relabel
    the axis of a grating without touching the readings.

    Examples
    --------
    >>> read("nm;A\n410;0.71\n400;0.83").at(405)
    0.77
    >>> found = read("nm;%T\n410;19.5\n400;14.8", quantity="absorbance")
    >>> print(f"{found.at(400):.2f}", found.notes[0])
    0.83 Transmittance (per cent) is converted to absorbance, A = -log10 T.
    """
    if quantity is not None:
        one_of("quantity", quantity, _QUANTITIES)
    wanted_unit = given_unit(unit)
    found = read_sheet(text)
    series = chosen(found.series, column) if column is not None else _chosen(found, quantity)
    _refuse_unfit(series, quantity, named=column is not None)
    refuse_dotted(series)
    notes = list(found.notes)
    nm, y = wavelengths(series, wanted_unit, notes)
    kind = series.value.kind
    if quantity == "absorbance" and kind == "transmittance":
        y, kind = absorbance_from(series, y, notes), "absorbance"
    if kind == "absorbance":
        y = _plain_absorbance(series, y, notes)
    left = _left(found, series)
    nm, y = in_order(nm, y, series, left, notes)
    if series.value.kind == "absorbance" or (quantity == "absorbance" and series.value.kind != "transmittance"):
        _refuse_no_absorbance(y, series)
    if may_be_named(series.value) and quantity and kind != quantity:
        notes.append(f"{series.value.text!r} is taken as {quantity}, as the column was named.")
        kind = quantity
    elif not kind and quantity:
        notes.append(f"The file does not say what its values are; they are taken as {quantity}.")
    elif not kind:
        notes.append("The file does not say what its values are.")
    value_unit = "" if kind == "absorbance" else series.value.unit
    return Spectrum(nm, y, found.header, kind or quantity or "", value_unit, series.name, tuple(left), tuple(notes))


def _chosen(found: Sheet, quantity: str | None) -> Series:
    """The curve that answers, or a refusal that says what the file holds instead."""
    if found.map_:
        raise SpectrumError(
            "text",
            f"the file is a map or several scans, no single spectrum: {found.map_}",
            "choose a column, or export one spectrum",
        )
    largest = max(s.rows for s in found.series)
    main = [s for s in found.series if s.rows >= SHARE * largest]
    if all(s.axis.kind == "time" for s in main):
        raise SpectrumError(
            "text", f"the file holds a decay: its axis is a time ({main[0].axis.text!r})", "a spectrum is needed"
        )
    if all(s.axis.kind == "Raman shift" for s in main):
        raise SpectrumError(
            "text",
            f"the axis of the file is a Raman shift ({main[0].axis.text!r})",
            "wavelengths, wavenumbers or energies are needed",
        )
    if all(s.axis.kind not in KNOWN_AXES for s in main):
        refuse_other_axes(main[0].axis, LIGHT_AXIS)
    ranks = [(_rank(s, quantity, main), s) for s in main]
    fitting = [(r, s) for r, s in ranks if r is not None]
    if not fitting:
        raise _unfit(main, quantity)
    fitting = _varying(fitting, found)
    best = min(r for r, _ in fitting)
    equal = [s for r, s in fitting if r == best]
    if len(equal) > _MANY_STEPS and _steps(equal):
        raise SpectrumError(
            "text",
            f"the file holds {len(equal)} scans side by side, from {equal[0].name!r} to {equal[-1].name!r}, as a map",
            "choose one of them as the column",
        )
    _refuse_divided(found, equal[0], quantity)
    if len(equal) > 1:
        others = offered([s.name for s in equal[1:]])
        found.notes.append(
            f"{equal[0].name!r} is read, the first of {len(equal)} that would fit; the others are {others}."
        )
    return equal[0]


def _span(y: FloatArray) -> float:
    good = y[np.isfinite(y)]
    return float(np.ptp(good)) if good.size > 1 else math.nan


def _varying(fitting: list[tuple[int, Series]], found: Sheet) -> list[tuple[int, Series]]:
    """Leave out columns that are the same in every row, such as the number of a strip, if others are not."""
    flat = [s for _, s in fitting if _span(s.y) == 0 and not s.value.kind]
    rest = [(r, s) for r, s in fitting if s not in flat]
    if not flat or not rest:
        return fitting
    found.notes.append(f"Passed over, as it is the same in every row: {offered([s.name for s in flat])}.")
    return rest


def _refuse_divided(found: Sheet, series: Series, quantity: str | None) -> None:
    """Refuse to take for light what was divided by a reference, where the file does not say what came out."""
    divided = found.facts.get("referencespectrumpresent", "").lower().startswith("y")
    if divided and quantity in (None, "emission", "excitation") and not series.value.kind:
        raise SpectrumError(
            "text",
            "the values were divided by a reference spectrum, and the file does not say whether they are a "
            "transmittance, a reflectance, an absorbance or a relative irradiance",
            "say which quantity it is, or name the column to read it as it stands",
        )


def _steps(series: list[Series]) -> bool:
    """Whether names differ by a number that grows or falls from one to the next."""
    numbers = [re.findall(r"\d+(?:\.\d+)?", s.name.split(":")[0]) for s in series]
    if any(not n for n in numbers):
        return False
    steps = np.diff([float(n[-1]) for n in numbers])
    return bool((steps > 0).all() or (steps < 0).all())


def _rank(series: Series, quantity: str | None, all_: list[Series]) -> int | None:
    """How well a curve answers, from 0; None if it does not."""
    kind, role = series.value.kind, series.value.role
    first = 0 if role == "result" else 1
    if role in ("fit", "spread", "response", "raw", "spoken", "peaks") or series.axis.kind in ("time", "Raman shift"):
        return None
    if series.axis.role == "excitation" and kind in ("emission", ""):
        kind = "excitation"
    if quantity == "absorbance":
        return {"absorbance": first, "transmittance": 2 + first, "": 4 + first}.get(kind)
    results = any(
        s.value.kind in ("absorbance", "transmittance", "reflectance") and s.value.role != "spoken" for s in all_
    )
    if quantity is None:
        if kind == "emission" and results:
            return None
        return {"absorbance": first, "emission": 2 + first, "": 4 + first}.get(kind)
    if quantity == "emission" and results:
        return None  # readings behind a transmittance are no emission
    return first if kind == quantity else 2 + first if not kind else None


def _unfit(series: list[Series], quantity: str | None) -> SpectrumError:
    what = {_described(s) for s in series if s.value.role not in ("fit", "spread")} or {_described(series[0])}
    asked = {"emission": "an emission spectrum", "excitation": "an excitation spectrum"}.get(
        quantity or "", f"a {quantity}" if quantity and quantity[0] not in "ae" else "an absorbance"
    )
    if quantity is None:
        asked = "an absorbance or an emission"
    text = ", ".join(sorted(what))
    allowed = "export what is asked for"
    if any(s.value.kind in ("", quantity) or may_be_named(s.value) for s in series):
        allowed = "name the column if it is, or export what is asked for"
    if quantity is None and any(s.value.kind in ("transmittance", "reflectance") for s in series):
        allowed = (
            "ask for an absorbance, and a transmittance is converted, or for reflectance or transmittance as it is"
        )
    heading = next((s.value.text for s in series if s.value.text), "")
    return SpectrumError("text", f"the file holds {text}, and {asked} is needed", allowed, heading or None)


def _described(series: Series) -> str:
    kind, role, text = series.value.kind, series.value.role, series.value.text[:40]
    if role == "peaks":
        return f"a table of peaks ({series.name!r})"
    if role == "spoken":
        return f"a text that speaks of {kind} ({text!r})"
    name = {"emission": "readings of light", "": "readings"}.get(kind, kind)
    if series.axis.role == "excitation" or kind == "excitation":
        name, text = "an excitation spectrum", text or series.axis.text
    if role == "raw":
        return f"raw {name} ({text!r})" if text else f"raw {name}"
    return f"{name} ({text!r})" if text else name


def _refuse_unfit(series: Series, quantity: str | None, *, named: bool) -> None:
    """Refuse a column that was chosen by name but is another quantity."""
    if quantity is None:
        return
    kind = series.value.kind
    if series.axis.role == "excitation" and kind in ("emission", ""):
        kind = "excitation"
    allowed = {quantity, ""} | ({"transmittance"} if quantity == "absorbance" else set())
    if named and may_be_named(series.value):
        return
    if kind not in allowed:
        raise _unfit([series], quantity)


def refuse_dotted(series: Series) -> None:
    """Refuse counts such as 1.012 among whole numbers: the point may mark thousands."""
    if series.dotted and series.value.kind in ("emission", ""):
        at = int(np.flatnonzero(series.y == float(series.dotted.replace("−", "-")))[0])
        raise SpectrumError(
            "text",
            f"the point in line {series.lines[at]} ({series.dotted!r}) may mark thousands or decimals, as the other "
            "numbers are whole",
            "write the numbers without thousands separators, or all with decimals",
            series.dotted,
            int(series.lines[at]),
        )


def _refuse_no_absorbance(y: FloatArray, series: Series) -> None:
    good = y[np.isfinite(y)]
    if good.size and float(good.min()) < -_LARGEST_ABSORBANCE:
        raise SpectrumError(
            "text",
            f"the values, down to {good.min():g}, are too small for an absorbance",
            "absorbances reach a little below 0; codes for no reading must be left empty",
            float(good.min()),
        )
    if good.size and float(good.max()) > _LARGEST_ABSORBANCE:
        named = (
            f"though the file calls them {series.value.text[:40]!r}"
            if series.value.kind
            else "and the file does not name them"
        )
        raise SpectrumError(
            "text",
            f"the values, up to {good.max():g}, are too large for an absorbance, {named}",
            f"absorbances reach about {_LARGEST_ABSORBANCE:g}; per cent or counts must be named in the heading",
            float(good.max()),
        )


def _plain_absorbance(series: Series, y: FloatArray, notes: list[str]) -> FloatArray:
    """Absorbance in units of one; says where it is normalised."""
    text = series.value.text
    if re.search(r"norm", text, re.IGNORECASE):
        notes.append(f"{text[:40]!r} is normalised: it gives a shape, no concentration.")
    if re.search(r"\bm(?:AU|Abs|OD)\b", text):
        notes.append("Milli-absorbance units are divided by 1000.")
        return y / 1000
    return y


def _left(found: Sheet, series: Series) -> list[str]:
    others = [s.name for s in found.series if s is not series]
    left = [f"Other columns: {offered(others)}."] if others else []
    return left + found.left_out
