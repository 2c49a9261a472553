"""JCAMP-DX: records, factors, units, and the packed forms of ordinates.

The forms are those of R. S. McDonald and P. A. Wilks, Applied Spectroscopy 42, 151 (1988): plain numbers (AFFN),
packed signs (PAC), squeezed first digits (SQZ), differences (DIF) and repetitions (DUP).
"""

from __future__ import annotations

import re

import numpy as np

from ..tables import FloatArray
from ._sheet import Series, Sheet
from ._types import SpectrumError
from ._units import plain
from ._words import Label, axis_of, value_of, values_in

_TOKEN = re.compile(
    r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]\d{1,3})?|[@A-Ia-i]\d*\.?\d*|[%J-Rj-r]\d*\.?\d*|[S-Zs]\d*|\?|[,;\s]+"
)
_PLAIN = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
_NO_LIGHT = re.compile(r"\bNMR\b|\bEPR\b|\bESR\b|MASS|CHROMATO|DIFFRACT|X-?RAY|ION MOBILITY|THERMO", re.IGNORECASE)
_SQUEEZED = {c: str(i) for i, c in enumerate("@ABCDEFGHI")} | {c: f"-{i}" for i, c in enumerate("abcdefghi", 1)}
_DIFFERENCE = {c: str(i) for i, c in enumerate("%JKLMNOPQR")} | {c: f"-{i}" for i, c in enumerate("jklmnopqr", 1)}
_REPEATED = {c: str(i) for i, c in enumerate("STUVWXYZs", 1)}
_DATA = ("XYDATA", "XYPOINTS", "PEAKTABLE", "DATATABLE", "RADATA", "PEAKASSIGNMENTS")


def is_jcamp(lines: list[str]) -> bool:
    """Whether a text is JCAMP-DX."""
    head = [line.strip().upper() for line in lines[:50] if line.strip()]
    return any(h.startswith("##TITLE") or h.startswith("##JCAMP") for h in head[:5])


def jcamp(lines: list[str]) -> Sheet:
    """Curves of a JCAMP-DX file, one for each block with data.

    Raises
    ------
    SpectrumError
        If a block is packed in a way that is not read, or contradicts its own check values.
    """
    sheet = Sheet()
    records: dict[str, tuple[str, int]] = {}
    data: list[tuple[int, str]] = []
    label, head = "", list[str]()
    for number, raw in enumerate([*lines, "##END="], start=1):
        line = raw.split("$$")[0].rstrip()
        if line.lstrip().startswith("##"):
            name, _, value = line.strip()[2:].partition("=")
            key = re.sub(r"[\s_/-]", "", name).upper()
            if key in ("TITLE", "END") and data:
                _take(records, data, sheet)
                data, records = [], {}
            if key == "TITLE":
                records = {k: v for k, v in records.items() if k in ("XUNITS", "YUNITS")} if not data else {}
            label = key
            records[key] = (value.strip(), number)
            if not sheet.series and key not in (*_DATA, "END"):
                head.append(line.strip()[2:])
        elif label in _DATA and line.strip():
            data.append((number, line))
    sheet.header = " ".join(head)
    names = [s.name for s in sheet.series]
    for one in sheet.series:
        if names.count(one.name) > 1:
            one.name = f"{one.name} ({sheet.series.index(one) + 1})"
    return sheet


def _take(records: dict[str, tuple[str, int]], data: list[tuple[int, str]], sheet: Sheet) -> None:
    label = next(k for k in records if k in _DATA)
    form = re.sub(r"\s", "", records[label][0]).upper()
    if label == "XYDATA" and form.startswith("(X++(Y..Y)"):
        x, y, lines = _ordinates(records, data)
    elif label in ("XYDATA", "XYPOINTS", "PEAKTABLE") and (form.startswith("(XY..XY)") or not form):
        if label == "PEAKTABLE":
            sheet.left_out.append(f"A table of {len(data)} peaks.")
            return
        x, y, lines = _pairs(data)
        x, y = x * _number(records, "XFACTOR", 1.0), y * _number(records, "YFACTOR", 1.0)
    else:
        raise SpectrumError(
            "text", f"the JCAMP-DX file holds {label} as {form or 'nothing'}", "(X++(Y..Y)) and (XY..XY) are read"
        )
    wanted = _number(records, "NPOINTS", float(len(y)))
    if wanted != len(y):
        raise SpectrumError(
            "text",
            f"the JCAMP-DX file promises {wanted:g} points and holds {len(y)}",
            "it may be cut off, or packed in a way that is not read",
            len(y),
            int(lines[-1]),
        )
    first, factor = _number(records, "FIRSTY", 0.0), _number(records, "YFACTOR", 1.0)
    # Writers round or cut it, forget the factor, or put 0 for "not known"; what is farther off is another number.
    fits = any(abs(first - v) <= 0.01 * max(abs(first), abs(v)) + abs(factor) for v in (y[0], y[0] / factor))
    if first and np.isfinite(y[0]) and not fits:
        raise SpectrumError(
            "text",
            f"the first value is {y[0]:g}, where the JCAMP-DX file says {first:g} (FIRSTY)",
            "",
            y[0],
            int(lines[0]),
        )
    title = records.get("TITLE", ("", 0))[0].split(":")[-1].strip() or "spectrum"
    units = records.get("YUNITS", ("", 0))[0]
    kind = records.get("DATATYPE", ("", 0))[0]
    value = value_of(units)
    if re.search("excitation", kind, re.IGNORECASE) and value.kind in ("", "emission"):
        value = Label("excitation", units, "", kind)
    elif not value.kind and re.search("fluor|lumin|emission", kind, re.IGNORECASE):
        value = Label("emission", units, "", kind)
    elif not value.kind and plain(units) not in ("", "arbitrary units", "arbitrary", "a.u.", "unknown"):
        value = Label(values_in(units), units, "", units)
    role = value_of(title).role
    axis = axis_of(records.get("XUNITS", ("", 0))[0], first=True) or Label(
        "", "", "", records.get("XUNITS", ("", 0))[0]
    )
    if _NO_LIGHT.search(kind):
        axis = Label(f"quantity of another kind of measurement, {kind.strip()}", "", "", axis.text)
    if "RAMAN" in kind.upper() and axis.kind == "wavenumber":
        axis = Label("Raman shift", axis.unit, "", axis.text)
    label_ = Label(
        value.kind, value.unit or units.lower(), "raw" if role == "raw" else value.role, f"{title} {units}".strip()
    )
    sheet.series.append(Series(title, x, y, np.zeros(len(y), bool), lines, axis, label_, len(y)))


def _number(records: dict[str, tuple[str, int]], key: str, default: float) -> float:
    text, line = records.get(key, ("", 0))
    if not text:
        return default
    try:
        return float(text.split()[0].replace(",", "."))
    except ValueError:
        raise SpectrumError("text", f"{key} in line {line} is {text[:40]!r}, no number", "", text, line) from None


def _pairs(
    data: list[tuple[int, str]],
) -> tuple[FloatArray, FloatArray, np.ndarray[tuple[int, ...], np.dtype[np.int_]]]:
    """Pairs (XY..XY): separated inside by commas or blanks, from each other by semicolons, blanks or lines."""
    x: list[float] = []
    y: list[float] = []
    lines: list[int] = []
    decimal = all(re.fullmatch(r"\s*-?\d+(?:,\d+)?\s*,\s+-?\d+(?:,\d+)?(?:[eE][-+]?\d+)?\s*", line) for _, line in data)
    for number, line in data:
        if decimal:
            words = [w.replace(",", ".") for w in re.split(r",\s+", line.strip())]
        else:
            words = [w for w in re.split(r"[,;\s]+", line.strip()) if w]
        try:
            numbers = [np.nan if w == "?" else float(w) for w in words]
        except ValueError:
            numbers = []
        if not numbers or len(numbers) % 2:
            raise SpectrumError(
                "text", f"line {number} ({line.strip()[:40]!r}) holds no pairs of numbers", "", line.strip(), number
            )
        x += numbers[0::2]
        y += numbers[1::2]
        lines += [number] * (len(numbers) // 2)
    return np.array(x), np.array(y), np.array(lines)


def _ordinates(
    records: dict[str, tuple[str, int]], data: list[tuple[int, str]]
) -> tuple[FloatArray, FloatArray, np.ndarray[tuple[int, ...], np.dtype[np.int_]]]:
    """Values of (X++(Y..Y)), on the even axis from FIRSTX to LASTX."""
    y: list[float] = []
    lines: list[int] = []
    starts: list[tuple[float, int, int]] = []  # abscissa of a line, index of its first value, number
    check = False
    for number, line in data:
        abscissa, values, ends_in_difference = _line(line, number)
        if check and values:
            if not abs(values[0] - y[-1]) <= 1e-6 * max(1.0, abs(y[-1])):
                raise SpectrumError(
                    "text",
                    f"line {number} starts with {values[0]:g}, and should repeat the last value before, {y[-1]:g}",
                    "the file is damaged, or packed in a way that is not read",
                    values[0],
                    number,
                )
            starts.append((abscissa, len(y) - 1, number))
            values = values[1:]
        else:
            starts.append((abscissa, len(y), number))
        y += values
        lines += [number] * len(values)
        check = ends_in_difference
    first, last = (_number(records, key, np.nan) for key in ("FIRSTX", "LASTX"))
    count = len(y)
    if np.isnan(last):
        last = first + _number(records, "DELTAX", np.nan) * (count - 1)
    if not (np.isfinite(first) and np.isfinite(last)):
        raise SpectrumError(
            "text", "the JCAMP-DX file does not say FIRSTX and LASTX", "without them its axis is not known"
        )
    points = int(_number(records, "NPOINTS", float(count)))
    x = first + (last - first) * np.arange(count) / max(points - 1, 1)
    factor, step = _number(records, "XFACTOR", 1.0), abs(last - first) / max(points - 1, 1)
    for abscissa, index, number in starts:
        off = abs(abscissa * factor - x[index]) if index < count else 0.0
        if (
            off > max(0.51 * step, 2 * abs(factor), 1e-6 * abs(x[min(index, count - 1)]))
            and not 0.99 < off / step < 1.01
        ):
            raise SpectrumError(
                "text",
                f"line {number} starts at {abscissa * factor:g}, where the axis of the file has reached {x[index]:g}",
                "the file is damaged, or its points are not evenly spaced",
                abscissa,
                number,
            )
    return x, np.array(y) * _number(records, "YFACTOR", 1.0), np.array(lines)


def _line(line: str, number: int) -> tuple[float, list[float], bool]:
    """Abscissa and values of a line, and whether the last one was given by a difference."""
    at, words = 0, list[str]()
    text = line.strip()
    plainly = text.replace(",", " ").split()
    if len(plainly) > 1 and all(map(_PLAIN.fullmatch, plainly)):  # 1.1E4 is no packed digit
        return float(plainly[0]), [float(word) for word in plainly[1:]], False
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise SpectrumError(
                "text", f"line {number} ({text[:40]!r}) is not packed as JCAMP-DX packs", "", text, number
            )
        at = match.end()
        if match[0].strip(",; \t"):
            words.append(match[0])
    values: list[float] = []
    difference: float | None = None
    for word in words[1:]:
        sign = word[0]
        if sign in _SQUEEZED:
            values.append(float(_SQUEEZED[sign] + word[1:]))
            difference = None
        elif sign in _DIFFERENCE and values:
            difference = float(_DIFFERENCE[sign] + word[1:])
            values.append(values[-1] + difference)
        elif sign in _REPEATED and values:
            for _ in range(int(_REPEATED[sign] + word[1:]) - 1):
                values.append(values[-1] + (difference or 0.0))
        elif sign == "?":
            values.append(np.nan)
            difference = None
        elif sign in _DIFFERENCE or sign in _REPEATED:
            raise SpectrumError("text", f"line {number} starts with a difference", "", text, number)
        else:
            values.append(float(word))
            difference = None
    try:
        return float(words[0]), values, difference is not None
    except (ValueError, IndexError):
        raise SpectrumError("text", f"line {number} ({text[:40]!r}) starts with no number", "", text, number) from None
