"""Where the numbers of a text stand: blocks of lines, their separators, their decimal sign, their values."""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from ..tables import FloatArray
from ._lines import BLANKS, cells_by_any, kinds_of
from ._numbers import (
    COMMA_DECIMAL,
    DECIMAL_COMMA,
    NUMBER,
    OVERFLOW,
    TWO_COMMAS,
    clock_to_hours,
    dotted_thousands,
    doubtful,
    refuse_doubtful_commas,
    values_of,
)
from ._types import SpectrumError

_MOST_BLOCKS = 1000
_PAGE = re.compile(r"\W*(?:page|seite|p[aá]gina|blatt|sheet)\W*\d.*", re.IGNORECASE)
# Lines behind which the numbers begin: Ocean Optics, PerkinElmer, JASCO.
_BEGINS = re.compile(r"\s*(?:>>>>>|#DATA\s*$|XYDATA\s*,?$|\[XYDATA\])")
_LONGEST_HEADER = 2000  # lines
_LEAP = 3.0  # steps; farther on behind empty lines another table begins
_SKIPPED = 4  # empty lines and comments in a row that do not end a block


@dataclass(eq=False)
class Block:
    """Rows of numbers that belong together.

    Attributes
    ----------
    values : numpy.ndarray
        Numbers, shape (rows, columns); NaN where there is none.
    empty : numpy.ndarray
        Whether a cell is empty, rather than holding a word such as OVER, shape (rows, columns).
    lines : numpy.ndarray
        Line of each row, from 1, shape (rows,).
    separator : str
        What stands between the columns.
    above, below : list of str
        Lines of text in front of the block and behind it, up to the next block.
    words : Counter
        Words that stand in place of numbers.
    notes : list of str
        How numbers were read.
    clock : str
        "h:m:s" or "m:s" or "date" if the first column holds times of a clock (in hours as read).
    """

    values: FloatArray
    empty: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    lines: np.ndarray[tuple[int, ...], np.dtype[np.int_]]
    separator: str
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    clock: str = ""
    dated: bool = False  # the first column was two, a date and a time
    dotted: dict[int, str] = field(default_factory=dict)  # columns whose points may mark thousands, with one of them


def blocks_of(lines: list[str]) -> tuple[list[Block], list[str]]:
    """Blocks of numbers in a text, and the text without numbers if there is no block.

    Parameters
    ----------
    lines : list of str
        Lines of the text.

    Returns
    -------
    blocks : list of Block
        In the order of the text, each of one column or more.
    text : list of str
        All lines that are no numbers.

    Raises
    ------
    SpectrumError
        If a line amid numbers cannot be read, or the decimal sign is not certain.
    """
    kinds = kinds_of(lines)
    start = next((i for i, line in enumerate(lines[:_LONGEST_HEADER]) if _BEGINS.match(line)), -1)
    for i in range(start + 1):  # settings above the mark, numbers among them
        kinds[i] = "t" if kinds[i] else ""
    found: list[Block] = []
    texts: list[str] = []
    above: list[str] = []
    at, size = 0, len(lines)
    while at < size:
        kind = kinds[at]
        if kind in ("", "t"):
            if kind == "t":
                above.append(lines[at])
                texts.append(lines[at])
            at += 1
            continue
        end, rows = _run(lines, kinds, at)
        _refuse_neighbours(lines, kinds, at, rows, found)
        left: list[str] = []
        block = _block(lines, rows, kind, above, left) if len(rows) > 1 else None
        if block is None:  # numbers that make no table, such as a date
            above += [lines[i] for i in rows]
            texts += [lines[i] for i in rows]
            at = end
            continue
        block.above = above
        if found:
            found[-1].below = above
        found.append(block)
        if len(found) > _MOST_BLOCKS:
            raise SpectrumError(
                "text",
                f"numbers and text take turns more than {_MOST_BLOCKS} times",
                "the numbers must stand together",
                line=int(block.lines[0]),
            )
        above, at = left, end
    if found:
        found[-1].below = above
    return _joined(found), texts


def _run(lines: list[str], kinds: list[str], start: int) -> tuple[int, list[int]]:
    """Consecutive lines of numbers with the same separator; empty ones and comments between them are passed over."""
    kind, rows, at = kinds[start], [start], start + 1
    spaced = kind in (" ", "b")
    size = len(lines)
    while at < size:
        here = kinds[at]
        ahead = at
        while ahead < size and ahead - at < _SKIPPED and (kinds[ahead] == "" or _is_comment(lines[ahead])):
            ahead += 1
        if ahead > at and ahead < size and _same(kinds[ahead], kind, spaced) and not _leaps(lines, rows, ahead):
            at = ahead
            continue
        if not _same(here, kind, spaced):
            break
        if here != kind and spaced:
            kind = "b"
        rows.append(at)
        at += 1
    return at, rows


def _leaps(lines: list[str], rows: list[int], ahead: int) -> bool:
    """Whether behind empty lines the axis goes on in the same direction, but much farther on than its steps are."""
    if len(rows) < 2:
        return False
    found = [NUMBER.match(lines[i].strip(" \t\"'")) for i in (rows[-2], rows[-1], ahead)]
    one, two, three = (float(m[0].replace(",", ".").replace("−", "-")) if m else float("nan") for m in found)
    return (three - two) * (two - one) > 0 and abs(three - two) > _LEAP * abs(two - one)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#") and not line.lstrip().startswith("##")


def _same(here: str, kind: str, spaced: bool) -> bool:
    return here == kind or (spaced and here in (" ", "b")) or ({here, kind} == {'"', ","})


def _refuse_neighbours(lines: list[str], kinds: list[str], start: int, rows: list[int], found: list[Block]) -> None:
    """Refuse a line next to numbers that starts like them but cannot be read: it would be lost in silence."""
    first, last = rows[0], rows[-1]
    kind = kinds[first]
    if kind == "1":
        return
    for near in (first - 1, last + 1):
        if not 0 <= near < len(lines) or kinds[near] not in ("t", "1"):
            continue
        if kinds[near] == "1" and near < first:
            continue  # a number of points, above
        line = lines[near].strip()
        cells = [c.strip(' "') for c in (cells_by_any(line) if kind in (" ", "b", '"') else line.split(kind))]
        if NUMBER.fullmatch(cells[0]) and (kinds[near] == "1" or len(cells) > 1):
            if kind in (" ", "b") and len(cells) != len(cells_by_any(lines[first])) and kinds[near] == "t":
                continue  # a sentence that starts with a number
            if near < first and len(cells) > 2 and not any(NUMBER.fullmatch(c) for c in cells[1:]):
                continue  # names of columns of which the first is a number
            raise SpectrumError(
                "text",
                f"line {near + 1} ({line[:40]!r}) holds no two numbers",
                "each line among the numbers is a point",
                line,
                near + 1,
            )


def _plain_block(texts: list[str], rows: list[int], kind: str, above: list[str]) -> Block | None:
    """Block of plain numbers, as most files hold, in one go; None if anything in it asks for a closer look."""
    joined = "\n".join(texts)
    if kind not in ("\t", ";", ",", " ", "1") or any(c in joined for c in "\"':−\xa0"):
        return None
    separator, notes = kind, list[str]()
    if kind == ",":
        refuse_doubtful_commas(texts, rows, above)
    elif "," in joined:
        if "." in joined or TWO_COMMAS.search(joined) or not DECIMAL_COMMA.search(joined):
            return None
        texts, notes = joined.replace(",", ".").split("\n"), [COMMA_DECIMAL]
    if kind == " ":
        cells = [t.split() for t in texts]
        width = len(cells[0])
        if any(len(c) != width for c in cells):
            return None
        flat = list(itertools.chain.from_iterable(cells))
    elif kind == "1":
        flat, width = texts, 1
    else:
        if all(t.endswith(kind) for t in texts):
            texts = [t[:-1] for t in texts]
        width = texts[0].count(kind) + 1
        if any(t.count(kind) != width - 1 for t in texts):
            return None
        flat = "\n".join(texts).replace(kind, "\n").split("\n")
    try:
        values = np.array(list(map(float, flat))).reshape(-1, width)
    except ValueError:
        return None
    if not (abs(values) < OVERFLOW).all():
        return None
    empty = np.zeros(values.shape, dtype=bool)
    dotted = {} if "," in joined else dotted_thousands(flat, width)
    return Block(values, empty, np.array(rows) + 1, separator, notes=notes, dotted=dotted)


def _block(lines: list[str], rows: list[int], kind: str, above: list[str], left: list[str]) -> Block | None:
    found = _plain_block([lines[i].strip() for i in rows], rows, kind, above)
    if found is not None and (kind == "1" or found.values.shape[1] > 1):
        return found
    table, separator = _cells([lines[i] for i in rows], kind, rows, above)
    cells = len(table[0])
    clock, table = clock_to_hours(table, rows)
    width = max(map(len, table))
    while width > 1 and not any(row[width - 1] for row in table if len(row) >= width):
        width -= 1
    counts = Counter(len(row) for row in table)
    if kind != "1" and width > 1:
        for row, number in zip(table, rows, strict=True):
            if len(row) < 2:
                raise SpectrumError(
                    "text",
                    f"line {number + 1} ({lines[number].strip()[:40]!r}) holds one number, where others hold {width}",
                    "each line among the numbers is a point",
                    lines[number].strip(),
                    number + 1,
                )
    if separator == " " and len(counts) > 1 and width > 2:
        usual = counts.most_common(1)[0][0]
        for row, number in zip(table, rows, strict=True):
            if len(row) != usual and len(rows) > 2:
                raise SpectrumError(
                    "text",
                    f"line {number + 1} holds {len(row)} numbers, where others hold {usual}",
                    "blanks as separators leave no room for empty cells: put tabs or semicolons between the columns",
                    lines[number].strip(),
                    number + 1,
                )
    table = [row[:width] + [""] * (width - len(row)) for row in table]
    words: Counter[str] = Counter()
    values, notes = values_of(table, rows, words)
    if isinstance(values, int):  # a row that is none
        if values in (0, len(rows) - 1):
            rest = rows[1:] if values == 0 else rows[:-1]
            (above if values == 0 else left).append(lines[rows[values]])
            return _block(lines, rest, kind, above, left) if rest else None
        number = rows[values]
        raise SpectrumError(
            "text",
            f"line {number + 1} ({lines[number].strip()[:40]!r}) cannot be read as numbers",
            "each line among the numbers is a point",
            lines[number].strip(),
            number + 1,
        )
    empty = np.array([[not c for c in row] for row in table], dtype=bool).reshape(values.shape)
    flat = list(itertools.chain.from_iterable(table))
    return Block(
        values,
        empty,
        np.array(rows) + 1,
        separator,
        words=words,
        notes=notes,
        clock=clock,
        dated=len(table[0]) < cells and clock == "date",
        dotted={} if any("," in c for c in flat) else dotted_thousands(flat, width),
    )


def _cells(texts: list[str], kind: str, rows: list[int], above: list[str]) -> tuple[list[list[str]], str]:
    """Cells of each line, and the separator."""
    if kind == '"' or any('"' in t for t in texts[:50]):
        inside = [re.sub(r'"[^"]*"', "", t) for t in texts]
        mark = next((m for m in ("\t", ";", ",") if all(m in t for t in inside)), ",")
        for text, number in zip(texts, rows, strict=True):
            if text.count('"') % 2:
                raise SpectrumError(
                    "text", f"a quotation mark in line {number + 1} is not closed", "", text.strip()[:80], number + 1
                )
        # Each line on its own: a quotation mark that is open must not swallow the next.
        each = (next(csv.reader((t,), delimiter=mark, skipinitialspace=True)) for t in texts)
        return [[c.strip() for c in row] for row in each], mark
    if kind in ("\t", ";"):
        return [[c.strip(" '\t\xa0") for c in t.split(kind)] for t in texts], kind
    if kind == "1":
        return [[t.strip()] for t in texts], "1"
    if kind == ",":
        return [t.strip().split(",") for t in texts], refuse_doubtful_commas(texts, rows, above)
    table = [[c.strip(",") for c in BLANKS.split(t.strip().rstrip(","))] for t in texts]
    if kind == " " or all(NUMBER.fullmatch(c) or not c for row in table[:200] for c in row):
        widths = {len(row) for row in table}
        if kind == "b" and (len(widths) > 1 or widths == {1}):
            if any("." in t for t in texts):
                return [[c.strip() for c in t.split(",")] for t in texts], ","
            raise doubtful(texts[0], rows[0] + 1)
        return table, " "
    return [[c.strip() for c in t.split(",")] for t in texts], ","


def _joined(found: list[Block]) -> list[Block]:
    """Blocks that go on where the one before stopped become one."""
    joined: list[Block] = []
    for block in found:
        before = joined[-1] if joined else None
        if before is not None and _goes_on(before, block):
            if block.above:
                what = f"Lines {before.lines[-1] + 1} to {block.lines[0] - 1} between the numbers are passed over"
                before.notes.append(f"{what} ({block.above[0].strip()[:40]!r}).")
            before.values = np.concatenate([before.values, block.values])
            before.empty = np.concatenate([before.empty, block.empty])
            before.lines = np.concatenate([before.lines, block.lines])
            before.below = block.below
            before.words += block.words
        else:
            joined.append(block)
    return joined


def _goes_on(one: Block, two: Block) -> bool:
    if one.values.shape[1] != two.values.shape[1] or one.values.shape[1] < 2 or one.separator != two.separator:
        return False
    if len(one.values) < 2 or len(two.above) > 4:
        return False
    own = {line.strip() for line in one.above}
    if any(line.strip() not in own and not _is_comment(line) and not _PAGE.fullmatch(line) for line in two.above):
        return False
    if any("begin" in line.lower() or line.lstrip().startswith(("*", "##", ">>>")) for line in two.above):
        return False
    x = np.concatenate([one.values[-2:, 0], two.values[:2, 0]])
    steps = np.diff(x)
    return bool((steps > 0).all() or (steps < 0).all()) and bool(abs(steps[1]) < _LEAP * abs(steps[0]) + 1e-9)
