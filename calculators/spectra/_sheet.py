"""From blocks of numbers and their headings to curves, each with its axis, its quantity and its name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from ..tables import FloatArray
from ._blocks import Block
from ._types import SpectrumError
from ._words import Label, axis_of, plain, several, unit_of, value_of

_MOST_UNNAMED = 4  # columns of values without headings; more are a map
_KEY = re.compile(r"^[#;*%<\[\"\s]*([^\W\d_][^:=\t;]{0,45}?)[\s\"\]>]*(?:[:=\t,;]+|\s{2,})\s*(.*?)[\s,;\"]*$")
_X_KEYS = (
    "xunits",
    "xunit",
    "xaxis",
    "xmode",
    "xaxismode",
    "xlabel",
    "xaxislabel",
    "axistype[1]",
    "axisunit[1]",
    "xdata",
    "abscissa",
)
_Y_KEYS = (
    "yunits",
    "yunit",
    "yaxis",
    "ymode",
    "ylabel",
    "yaxislabel",
    "ordinate",
    "ordinatemode",
    "photometricmode",
    "photometric",
    "measuringmode",
    "measurementmode",
    "datamode",
    "spectrumtype",
    "scantype",
    "type",
    "displaymode",
    "mode",
    "axistype[0]",
    "measurementtype",
    "datatype",
)
_STEP = re.compile(r"(?:^|[ _])([-+]?\d+(?:[.,]\d+)?)(?: ?(?:nm|ev|ns|ps|µs|us|s|k|h|min))?$")
_NO_HEADING = re.compile(
    r"integration|exposure|\bacq|calibration|\bscan time|\bdate|dwell|stamp|\bspeed", re.IGNORECASE
)


@dataclass
class Series:
    """One curve of a file, before anything is converted.

    Attributes
    ----------
    name : str
        What to call it.
    x, y : numpy.ndarray
        Axis and values, shape (n,); NaN where a cell holds no number.
    empty : numpy.ndarray
        Whether the cell of the value is empty, shape (n,).
    lines : numpy.ndarray
        Lines of the file, shape (n,).
    axis, value : Label
        What is known of axis and values.
    rows : int
        Rows of its block, to tell the main block from small ones.
    """

    name: str
    x: FloatArray
    y: FloatArray
    empty: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    lines: np.ndarray[tuple[int, ...], np.dtype[np.int_]]
    axis: Label
    value: Label
    rows: int = 0
    block: int = 0


@dataclass
class Sheet:
    """What a file holds.

    Attributes
    ----------
    series : list of Series
        All curves, in the order of the file.
    header : str
        Text above the numbers, joined.
    facts : dict of str to str
        What the text says, by key.
    left_out, notes : list of str
        Sentences for people.
    map_ : str
        Why the file is a map, if it is one.
    """

    series: list[Series] = field(default_factory=list)
    header: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    map_: str = ""


def facts_of(texts: list[str]) -> dict[str, str]:
    """What lines such as "Y Mode   Abs" say, by key in small letters without blanks; the first mention counts."""
    found: dict[str, str] = {}
    for line in texts[:2000]:
        match = _KEY.match(line.rstrip())
        if match and match[2]:
            found.setdefault(re.sub(r"[\s_.-]", "", match[1]).lower(), match[2])
    return found


def sheet_of(blocks: list[Block], texts: list[str]) -> Sheet:
    """Curves of a text, from its blocks of numbers."""
    sheet = Sheet(facts=facts_of(texts))
    sheet.header = " ".join(line.strip() for line in blocks[0].above) if blocks else " ".join(t.strip() for t in texts)
    tables = [b for b in blocks if b.values.shape[1] > 1 and len(b.values) > 1]
    if not tables:
        return sheet
    x_fact, y_fact = _x_of(sheet.facts, texts), _y_of(sheet.facts, texts)
    for number, block in enumerate(tables):
        several = len(tables) > 1
        sheet.series += _series(block, x_fact, y_fact, sheet, number if several else -1)
    _tell_rest(blocks, tables, sheet)
    _unique(sheet.series)
    return sheet


def _x_of(facts: dict[str, str], texts: list[str]) -> Label | None:
    for key in _X_KEYS:
        if key in facts:
            found = axis_of(facts[key], first=True)
            if found and (found.unit or found.kind not in ("", "wavelength")):
                return found
    for key, value in facts.items():  # LabSpec
        match = re.fullmatch(
            r"(?:spectro|range)\((.*)\)", key.translate(str.maketrans("⁻¹", "-1")).replace("cm1", "cm-1")
        )
        if match:
            kind, unit = unit_of(match[1])
            if kind:
                return Label("Raman shift" if unit == "cm-1" else kind, unit, "", f"{key} = {value}")
    for at, line in enumerate(texts):  # PerkinElmer
        if line.strip() == "#GR" and at + 1 < len(texts):
            return axis_of(texts[at + 1], first=True)
    return None


def _y_of(facts: dict[str, str], texts: list[str]) -> Label:
    for at, line in enumerate(texts):  # PerkinElmer
        if line.strip() == "#GR" and at + 2 < len(texts) and value_of(texts[at + 2]).kind:
            return value_of(texts[at + 2])
    for key in _Y_KEYS:
        if key in facts and len(facts[key]) < 60:
            found = value_of(facts[key])
            if (
                found.kind == "absorbance"
                and re.search("spectrum|ultraviolet", facts[key], re.IGNORECASE)
                and key == "datatype"
            ):
                continue
            if re.search(r"\bexcitation\b", facts[key], re.IGNORECASE) and key in (
                "type",
                "scantype",
                "measurementtype",
            ):
                return Label("excitation", "", "", facts[key])
            if found.kind:
                return found
    for line in texts:
        said = _said(line)
        if said:
            return said
    return Label()


def _said(line: str) -> Label | None:
    """Quantity that a line of text speaks of, without being a heading."""
    match = _KEY.match(line)
    words = (match[2] if match and match[2] else line).strip(" \"'#*;,")
    found = value_of(words)
    if not found.kind or len(words) > 200 or ">>>" in line or "<<<" in line:
        return None
    few = len(words.split()) <= (3 if match and match[2] else 4)
    if found.kind in ("transmittance", "reflectance", "absorptance", "absorption coefficient", "Kubelka-Munk function"):
        if re.search(r"absorbance", words, re.IGNORECASE) or (match and match[2] and not few):
            return None
        alone = len(words.split()) <= 1
        return Label(found.kind, found.unit, "" if alone else "spoken", line.strip())
    if few and found.kind in ("absorbance", "emission") and not (match and match[2]):
        return Label(
            found.kind,
            found.unit,
            "" if len(words.split()) <= 2 or found.kind == "emission" else "spoken",
            line.strip(),
        )
    return None


def _series(block: Block, x_fact: Label | None, y_fact: Label, sheet: Sheet, number: int) -> list[Series]:
    width = block.values.shape[1]
    rows = _heading_rows(block)
    _refuse_matrix(block, rows, sheet)
    columns = [[row[i] for row in rows] for i in range(width)] if rows else [[] for _ in range(width)]
    axes = [_axis(cells, first=i == 0) for i, cells in enumerate(columns)]
    if axes[0] is None:
        axes[0] = x_fact or Label()
    elif not axes[0].unit and x_fact and x_fact.kind in ("", axes[0].kind):
        axes[0] = Label(axes[0].kind or x_fact.kind, x_fact.unit, axes[0].role, axes[0].text)
    x = _clock_axis(block, axes, sheet)
    jaz = bool(rows) and rows[-1][0] == "W" and rows[-1][-1] == "P" and set(rows[-1]) <= set("WDRSP")
    found: list[Series] = []
    group: list[int] = [0]
    for i in range(1, width):
        axis = axes[i]
        if axis is not None and axis.kind and i + 1 < width:
            group = [*group, i] if group[-1] == i - 1 else [i]
            continue
        at = _best_axis(group, axes)
        label = _value(columns[i])
        if jaz:
            label = Label(
                "" if columns[i][-1] == "P" else "emission", "", "" if columns[i][-1] == "P" else "raw", columns[i][-1]
            )
        if not label.kind and not label.role:
            label = Label(y_fact.kind, label.unit or y_fact.unit, y_fact.role, label.text or y_fact.text)
        name = _name(columns, at, i, pairs=at > 0 or any(axes[j] is not None for j in range(2, width)))
        if number >= 0:
            title = _title(block)
            name = (
                f"{title}: {name}"
                if title and name.startswith("column ")
                else name
                if not title
                else f"{name} ({title})"
            )
            if name.startswith("column ") and number:
                name = f"block {number + 1}, {name}"
        empty = block.empty[:, i]
        if empty.all() and (rows or i > 1):
            continue
        found.append(
            Series(
                name,
                x if at == 0 else block.values[:, at],
                block.values[:, i],
                empty,
                block.lines,
                axes[at] or Label(),
                label,
                len(block.values),
                max(number, 0),
            )
        )
    if len(found) > _MOST_UNNAMED and not rows and not sheet.map_:
        sheet.map_ = f"it holds {width} columns without headings, as a map or a log does"
    return found


def _clock_axis(block: Block, axes: list[Label | None], sheet: Sheet) -> FloatArray:
    """First column of a block; times of a clock are hours, and the axis says so."""
    x = block.values[:, 0]
    if not block.clock:
        return x
    text = (axes[0] or Label()).text
    unit = "h"
    if block.clock == "m:s":  # two numbers only: the heading decides
        words = plain(text)
        if re.search(r"mm?:ss?", words):
            x = x / 60
        elif not re.search(r"hh?:mm?", words):
            unit = "?:??"
    axes[0] = Label("time", unit, "", text)
    if block.clock == "date":
        sheet.notes.append("Dates are read as hours since the first line.")
    elif unit == "h":
        start = "" if x[0] == 0 else f"; they are kept as they stand, from {x[0]:g} h on"
        sheet.notes.append(f"Times of a clock are read as hours{start}.")
    return x


def _best_axis(group: list[int], axes: list[Label | None]) -> int:
    """Of axes that stand side by side, the one in wavelengths or times."""
    order = ("wavelength", "time", "energy", "wavenumber", "frequency", "", "Raman shift", "channel", "pixel")
    ranks = [order.index((axes[i] or Label()).kind) for i in group]
    return group[ranks.index(min(ranks))]


def _axis(cells: list[str], *, first: bool) -> Label | None:
    """Axis that the cells above a column name, from top to bottom."""
    for at, cell in enumerate(cells):
        found = axis_of(cell, first=first)
        if found:
            if not first and value_of(cell).kind and found.kind not in ("wavelength", "wavenumber", "time", "energy"):
                continue
            rest = [c for c in cells[at + 1 :] if c.strip()]
            if not found.unit and rest:
                kind, unit = unit_of(rest[0], found.kind)
                if not unit and found.kind in ("wavelength", ""):
                    kind, unit = unit_of(rest[0])
                if unit:
                    return Label(kind if found.kind != "Raman shift" else found.kind, unit, found.role, found.text)
            return found
    return None


def _value(cells: list[str]) -> Label:
    """Quantity that the cells above a column name, from top to bottom."""
    named = [c for c in cells if c.strip()]
    if not named:
        return Label()
    labels = [value_of(c) for c in named]
    best = next((label for label in labels if label.kind), labels[0])
    role = labels[0].role or best.role
    unit = best.unit or next((label.unit for label in labels if label.unit), "")
    if (
        best.kind == "emission"
        and labels[0] is not best
        and labels[0].role == ""
        and re.search("fraction", plain(named[0]))
    ):
        best = labels[0]
    return Label(best.kind, unit, role, " ".join(named))


def _name(columns: list[list[str]], axis: int, at: int, *, pairs: bool) -> str:
    cells = [c.strip() for c in columns[at] if c.strip()]
    if pairs:  # the sample stands over the axis
        over = [c.strip() for c in columns[axis] if c.strip() and not axis_of(c, first=True)]
        if over and over[0] not in cells:
            cells = [over[0] + (":" if cells else ""), *cells]
    name = " ".join(cells)
    return re.sub(r"\s+", " ", name)[:80] if name else f"column {at + 1}"


def _title(block: Block) -> str:
    for line in reversed(block.above):
        bare = line.strip(' *#>"<')
        if bare:
            return re.sub(r"\(.*", "", bare).strip()[:40] or bare[:40]
    return ""


def _heading_rows(block: Block) -> list[list[str]]:
    """Rows of headings above a block, from top to bottom, each with a cell for every column."""
    width = block.values.shape[1]
    rows: list[list[str]] = []
    for line in reversed(block.above[-6:]):
        cells = _heading_cells(line, block.separator, width, rows)
        if cells is None:
            break
        rows.insert(0, cells)
        if len(rows) == 4:
            break
    return rows


def _heading_cells(line: str, separator: str, width: int, below: list[list[str]]) -> list[str] | None:
    bare = line.strip("\n ").lstrip("#%!/'* ").rstrip()
    if line.startswith("\t"):
        bare = line.rstrip()
    match = re.match(r"BLOCK\s+\d+\s*\((.*)\)", bare)
    if match:
        bare = match[1].strip()
    if bare.endswith(":") or ">>>" in line or "<<<" in line or line.lstrip().startswith("##"):
        return None
    for mark in dict.fromkeys([separator, "\t", ";", ","]):
        if mark not in ("\t", ";", ","):
            continue
        if mark in bare:
            cells = _split(bare, mark)
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if (
                mark == separator
                and width > 1
                and len(cells) < width
                and (below or len([c for c in cells if c]) > 1 or width > 2)
            ):
                cells += [""] * (width - len(cells))
            if len(cells) == width and _is_heading(cells, below):
                return cells
    if separator in (" ", "\t"):
        for pattern in (r"\s{2,}", r"\s+(?![^(\[]*[)\]])", r"\s+"):
            cells = [c for c in re.split(pattern, bare.strip()) if c]
            if len(cells) == width and _is_heading(cells, below):
                return cells
    return None


def _split(text: str, mark: str) -> list[str]:
    if '"' not in text:
        return [c.strip() for c in text.split(mark)]
    return [c.strip(' "') for c in re.findall(rf'(?:^|{mark})((?:"[^"]*"|[^{mark}])*)', text)]


def _is_heading(cells: list[str], below: list[list[str]]) -> bool:
    first = cells[0]
    if _NO_HEADING.search(first):
        return False
    numeric = [bool(re.fullmatch(r"[-+]?\d[\d.,:/eE+-]*", c)) for c in cells[1:] if c]
    axis = axis_of(first, first=True)
    if len(cells) == 2:
        if numeric and numeric[0]:
            return bool(axis and axis.kind == "wavelength")
        if axis or (not first and (below or value_of(cells[1]).kind)):
            return True
        if below:
            return bool(re.fullmatch(r"[\w ./%-]{1,20}", first)) and axis_of(below[0][0], first=True) is None
        return ":" not in first and "=" not in first
    if ":" in first and not axis and not below:
        return False
    return any(cells) and (bool(below) or axis is not None or sum(map(bool, cells)) > 1)


def _refuse_matrix(block: Block, rows: list[list[str]], sheet: Sheet) -> None:
    """Note that a block is a map: its heading is an axis as well."""
    values = block.values
    width = values.shape[1]
    for line in block.above[-6:]:
        row = [c.strip() for c in re.split(r"\s+" if block.separator == " " else block.separator, line.strip("\n"))]
        cells = [c for c in row[1:] if c]
        numbers = [_STEP.search(c.lower()) for c in cells]
        if len(numbers) >= 4 and all(numbers):
            steps = np.diff([float(n[1].replace(",", ".")) for n in numbers if n])
            if (steps > 0).all() or (steps < 0).all():
                sheet.map_ = (
                    f"its columns go from {cells[0]} to {cells[-1]}, in {len(cells)} steps, as those of a map do"
                )
                return
    steps = np.diff(values[0, 1:])
    if width >= 4 and (block.empty[0, 0] or not rows) and ((steps > 0).all() or (steps < 0).all()) and width > 5:
        sheet.map_ = f"its first row is an axis of {width - 1} values"
    if width > 60 and width > 3 * len(values):
        sheet.map_ = f"it holds rows of {width} numbers"


def _tell_rest(blocks: list[Block], tables: list[Block], sheet: Sheet) -> None:
    """Say what of the text is not read."""
    for block in tables:
        sheet.notes += [n for n in block.notes if n not in sheet.notes]
    for block in blocks:
        if block not in tables:
            size, line = block.values.size, block.lines[0]
            sheet.left_out.append(
                f"{several(size, 'number')} on {'its' if size == 1 else 'their'} own, from line {line} on."
            )
    below = blocks[-1].below
    if below:
        sheet.left_out.append(
            f"{several(len(below), 'line')} of text below the numbers, from {below[0].strip()[:40]!r} on."
        )


def _unique(series: list[Series]) -> None:
    counts = Counter(s.name for s in series)
    seen: Counter[str] = Counter()
    for one in series:
        if counts[one.name] > 1:
            seen[one.name] += 1
            if seen[one.name] > 1:
                one.name = f"{one.name} ({seen[one.name]})"


def chosen(series: list[Series], column: str) -> Series:
    """The curve that is asked for by name.

    Raises
    ------
    SpectrumError
        If there is none of that name.
    """
    names = [s.name for s in series]
    if not isinstance(column, str):
        raise SpectrumError("column", f"{column!r} is not text", f"the file offers {offered(names)}", column)
    for same in (str, plain):
        fits = [s for s in series if same(s.name) == same(column)]
        if len(fits) == 1:
            return fits[0]
    raise SpectrumError("column", f"the file has no column {column!r}", f"it offers {offered(names)}", column)


def offered(names: list[str]) -> str:
    """Names for a message, not more than a few."""
    shown = [f"{n!r}" for n in names[:8]]
    return ", ".join(shown) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
