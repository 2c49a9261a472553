"""What kind a line is: empty, text, or numbers, and what stands between them."""

from __future__ import annotations

import re

from ._numbers import CLOCK, DATE, MISSING, NUMBER

_NUMERIC = b"0123456789+-.,;:eE\t \"'"
_NUMERIC_CHARACTERS = frozenset(_NUMERIC.decode() + "−\xa0")
_NO_MARKS = bytes(set(range(256)) - set(b'",;\t :\n'))
_PLAIN_STARTS = frozenset("0123456789-+.")
_LONGEST = 200_000  # characters of a line
_STARTS = re.compile(r"[\s\"',;]*[-+−]?[.,]?\d")
_NO_PLACE = re.compile(r"[-+]?(?:\d?\.?\d*#(?:qnan|snan|ind|inf|num!?|n/a)|nan|inf|n/a)", re.IGNORECASE)
BLANKS = re.compile(r"\s*,\s+|\s+,\s*|\s+")
_LOOSE = re.compile(r",\s|\s,")


def kinds_of(lines: list[str]) -> list[str]:
    """Kind of every line: "" without content, "t" text, else what stands between its numbers ("1": one number)."""
    bare = [line.strip() for line in lines]
    # All lines at once, as bytes: each without the characters of numbers, and without all but separators.
    data = "\n".join(bare).encode("utf-8", "replace")
    left = data.translate(None, _NUMERIC).split(b"\n")
    marks = data.translate(None, _NO_MARKS).split(b"\n")
    by_marks: dict[bytes, str] = {}
    kinds: list[str] = []
    for whole, line, rest, mark in zip(lines, bare, left, marks, strict=True):
        if rest or not line or line[0] not in _PLAIN_STARTS or b":" in mark or len(line) > _LONGEST:
            kind = _kind(line)
        elif mark in by_marks:
            kind = by_marks[mark]
        else:
            kind = by_marks[mark] = _separator(line)
        kinds.append("\t" if kind == "1" and "\t" in whole else kind)  # one number and an empty cell
    return kinds


def _kind(bare: str) -> str:
    if not bare.strip(',; \t"'):
        return ""
    if len(bare) > _LONGEST:
        return "t"
    if any(c not in _NUMERIC_CHARACTERS for c in bare):
        rest = cells_by_any(bare)
        if not _STARTS.match(bare) and not _misses_place(rest):
            return "t"
        if not all(not c or any(p.fullmatch(c) for p in (NUMBER, MISSING, CLOCK, DATE)) for c in rest):
            return "t"
    elif not any(map(str.isdigit, bare)) or (":" in bare and not _is_clock(bare)):
        return "t"
    kind = _separator(bare)
    return "t" if kind == "1" and ":" in bare else kind  # a time of the day on its own


def _misses_place(cells: list[str]) -> bool:
    """Whether a row of numbers starts with a word such as NaN."""
    return len(cells) > 1 and bool(_NO_PLACE.fullmatch(cells[0])) and any(NUMBER.fullmatch(c) for c in cells[1:])


def _separator(bare: str) -> str:
    if '"' in bare:
        return '"'
    if ";" in bare:
        return ";"
    if "\t" in bare:
        return "\t"
    if "," in bare:
        return "b" if " " in bare else ","
    return " " if " " in bare else "1"


def _is_clock(line: str) -> bool:
    return all(not c or any(p.fullmatch(c) for p in (NUMBER, CLOCK, DATE)) for c in cells_by_any(line))


def cells_by_any(line: str) -> list[str]:
    for separator in (";", "\t"):
        if separator in line:
            return [c.strip(' "') for c in line.split(separator)]
    if "," in line and not _LOOSE.search(line):
        return [c.strip(' "') for c in line.split(",")]
    return [c.strip('"') for c in BLANKS.split(line.strip())]
