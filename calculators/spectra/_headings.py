"""The headings above a block of numbers: which lines they are, and what the cells over a column say together."""

from __future__ import annotations

import re

from ._blocks import Block
from ._facts import X_KEYS, Y_KEYS
from ._units import bracket_of, kind_of_unit, plain, strange_unit, unit_of
from ._words import KNOWN_AXES, Label, axis_of, names_axis, value_of

_NO_HEADING = re.compile(r"integration|exposure|\bacq|calibration|\bscan time|dwell|\bspeed", re.IGNORECASE)
_SETTING = re.compile(r"[-+]?\d[\d.,:/eE+ TZ-]*(?:[^\W\d]{1,4}|%)?")  # a number, with a unit or as a date
# First cells of lines that say something of every column, as Edinburgh Instruments writes them; they head nothing.
_SAID_OF_ALL = {
    *X_KEYS,
    *Y_KEYS,
    "label",
    "labels",
    "start",
    "stop",
    "step",
    "scan",
    "scans",
    "comment",
    "comments",
} | {
    "fixedoffset",
    "title",
    "origin",
    "owner",
}

_LONGEST = 5000  # characters of a line of headings between blanks
_REMARKS = 2  # lines
_COUNTED = ("start", "stop", "step", "scan", "scans")  # over numbers of settings, or over a column of them


def axis_above(cells: list[str], *, first: bool) -> Label | None:
    """Axis that the cells above a column name: the lowest that names one, with a unit of its own or from below it."""
    for at in range(len(cells) - 1, -1, -1):
        found = axis_of(cells[at], first=first)
        if not found or not names_axis(cells[at]):
            continue
        if not first and value_of(cells[at]).kind and found.kind not in ("wavelength", "wavenumber", "time", "energy"):
            continue
        rest = [c for c in cells[at + 1 :] if c.strip()]
        if not found.unit and rest:
            kind, unit = unit_of(rest[0], found.kind)
            if not unit and found.kind == "wavelength":
                kind, unit = unit_of(rest[0])
            if not unit and kind_of_unit(rest[0]) == "other":
                return Label(found.kind, "", found.role, with_unit([found.text, rest[0]]))
            if unit:
                return Label(kind if found.kind != "Raman shift" else found.kind, unit, found.role, found.text)
        return found
    by_unit = [found for cell in cells if (found := axis_of(cell, first=first))]
    others = [f for f in by_unit if f.kind not in KNOWN_AXES and not any(map(str.isdigit, f.text))]
    return others[-1] if others else by_unit[-1] if by_unit else None


def with_unit(cells: list[str]) -> str:
    """Heading of a column of which the unit stands in a row of its own, in one line."""
    if len(cells) > 1 and kind_of_unit(cells[1]) == "other" and not bracket_of(cells[0]):
        cells = [f"{cells[0]} [{cells[1]}]", *cells[2:]]
    return " ".join(cells[:1] if len(cells) > 1 and kind_of_unit(cells[1]) == "neutral" else cells)


def value_above(cells: list[str]) -> Label:
    """Quantity that the cells above a column name, from top to bottom."""
    named = [c for c in cells if c.strip()]
    if not named:
        return Label()
    if (
        len(named) > 1
        and len(named[1]) > 1
        and kind_of_unit(named[1]) in ("other", "milli")
        and not bracket_of(named[0])
    ):
        named = [f"{named[0]} [{named[1]}]", *named[2:]]  # a row of units below the names
    labels = [value_of(c) for c in named]
    best = next((label for label in labels if label.kind), labels[0])
    role = labels[0].role or best.role or (labels[1].role if len(labels) > 1 and len(named[1].split()) == 1 else "")
    unit = best.unit or next((label.unit for label in labels if label.unit), "")
    if (
        best.kind == "emission"
        and labels[0] is not best
        and labels[0].role == ""
        and re.search("fraction", plain(named[0]))
    ):
        best = labels[0]
    return Label(best.kind, unit, role, " ".join(named))


def name_of(columns: list[list[str]], axis: int, at: int, *, pairs: bool) -> str:
    """Name of a column, for people."""
    cells = [c.strip() for c in columns[at] if c.strip()]
    if pairs:  # the sample stands over the axis
        over = [c.strip() for c in columns[axis] if c.strip() and not axis_of(c, first=True)]
        if over and over[0] not in cells:
            cells = [over[0] + (":" if cells else ""), *cells]
    name = " ".join(cells)
    return re.sub(r"\s+", " ", name)[:80] if name else f"column {at + 1}"


def said_of_all(block: Block) -> dict[str, list[str]]:
    """Lines above a block that say something of every column, such as "Labels,s1,s2": cells by the first of them."""
    width = block.values.shape[1]
    found: dict[str, list[str]] = {}
    if block.separator not in ("\t", ";", ","):
        return found
    for line in block.above:
        cells = _split(line.rstrip("\n"), block.separator)
        key = re.sub(r"[\W_]", "", cells[0]).lower()
        if key in _SAID_OF_ALL and len(cells) >= width:
            found[key] = cells[:width]
    return found


def title_of(block: Block) -> str:
    """Line of text that names a block, for files with several."""
    for line in reversed(block.above):
        bare = line.strip(' *#>"<\t')
        if bare and ("BLOCK" in line or _heading_cells(line, block.separator, block.values.shape[1], [])[0] is None):
            return re.sub(r"\(.*", "", bare).strip()[:40] or bare[:40]
    return ""


def heading_rows(block: Block) -> list[list[str]]:
    """Rows of headings above a block, from top to bottom, each with a cell for every column."""
    width = block.values.shape[1]
    rows: list[list[str]] = []
    mark = ""
    skipped = 0
    for line in reversed(block.above[-6:]):
        cells, by = _heading_cells(line, block.separator, width + block.dated, rows)
        if cells is None and not rows and skipped < _REMARKS and not any(map(str.isdigit, line)):
            skipped += 1  # a remark between the heading and the numbers
            continue
        if cells is None or (mark and by != mark) or (skipped and not rows and not names_axis(cells[0])):
            break
        mark = by
        if [c.upper().split("(")[0] for c in cells] == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:width]):
            continue  # names of columns of a worksheet
        if block.dated:
            cells = [f"{cells[0]} {cells[1]}".strip(), *cells[2:]]
        rows.insert(0, cells)
        if len(rows) == 4:
            break
    return rows


def _heading_cells(line: str, separator: str, width: int, below: list[list[str]]) -> tuple[list[str] | None, str]:
    """Cells of a line that may be a heading, and what stands between them; None if it is none."""
    bare = line.strip("\n ").lstrip("#%!/'* ").rstrip("\n " if separator == "\t" else None)
    if line.startswith("\t"):
        bare = line.rstrip()
    match = re.match(r"BLOCK\s+\d+\s*\((.*)\)", bare)
    if match:
        bare = match[1].strip()
    if bare.endswith(":") or ">>>" in line or "<<<" in line or line.lstrip().startswith("##"):
        return None, ""
    for mark in dict.fromkeys([separator, "\t", ";", ","]):
        if mark not in ("\t", ";", ","):
            continue
        if mark in bare:
            cells = _split(bare, mark)
            while len(cells) > width and not cells[-1]:
                cells.pop()
            if width > 1 and len(cells) > width and not below and names_axis(cells[0]) and not cells[0][:1].isdigit():
                cells = cells[:width]  # headings of columns without numbers
            if (
                mark == separator
                and width > 1
                and len(cells) < width
                and (below or len([c for c in cells if c]) > 1 or width > 2)
            ):
                cells += [""] * (width - len(cells))
            if len(cells) == width and _is_heading(cells, below):
                return cells, mark
    if separator in (" ", "\t") and len(bare) < _LONGEST:
        for pattern in (r"\s{2,}", r"\s+(?![(\[])(?![^(\[]*[)\]])", r"\s+(?![^(\[]*[)\]])", r"\s+"):
            cells = [c for c in re.split(pattern, bare.strip()) if c]
            named = separator == " " or bool(cells and axis_of(cells[0], first=True))  # in a table with tabs
            if len(cells) == width and named and _is_heading(cells, below):
                return cells, pattern
    return None, ""


def _split(text: str, mark: str) -> list[str]:
    if '"' not in text:
        return [c.strip() for c in text.split(mark)]
    return [c.strip(' "') for c in re.findall(rf'(?:^|{mark})((?:"[^"]*"|[^{mark}])*)', text)]


def _is_heading(cells: list[str], below: list[list[str]]) -> bool:
    first = cells[0]
    key = re.sub(r"[\W_]", "", first).lower()
    words = any(c and not any(map(str.isdigit, c)) for c in cells[1:])
    if (_NO_HEADING.search(first) and not (words and strange_unit(first))) or (
        key in _SAID_OF_ALL and not (key in _COUNTED and words)
    ):
        return False
    numeric = [bool(re.fullmatch(r"[-+]?\d[\d.,:/eE+-]*", c)) for c in cells[1:] if c]
    axis = axis_of(first, first=True)
    setting = bool(cells[1:]) and bool(_SETTING.fullmatch(cells[1])) and not any(cells[2:])
    if setting and first and (below or (axis and axis.role == "excitation")):
        return False  # "Excitation wavelength, 350 nm", "Date and Time, 01/02/2020 10:11:12"
    if len(cells) == 2:
        if numeric and numeric[0]:
            return bool(axis and axis.kind == "wavelength" and names_axis(first) and not below)
        if axis or (not first and (below or value_of(cells[1]).kind)):
            return True
        if below:
            return bool(re.fullmatch(r"[\w ./%-]{1,20}", first)) and axis_of(below[0][0], first=True) is None
        return ":" not in first and "=" not in first
    if ":" in first and not axis and not below:
        return False
    return any(cells) and (bool(below) or not first or axis is not None or sum(map(bool, cells)) > 1)
