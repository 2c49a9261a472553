"""From blocks of numbers and their headings to curves, each with its axis, its quantity and its name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from ..tables import FloatArray
from ._blocks import Block
from ._facts import facts_of, x_of, y_of
from ._headings import axis_above, heading_rows, name_of, said_of_all, title_of, value_above
from ._types import SpectrumError
from ._words import Label, plain, several, value_of

SHARE = 0.2  # blocks with fewer rows than this share of the largest are not what is asked for
_MOST_UNNAMED = 4  # columns of values without headings; more are a map
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
    step : tuple of float and str, or None
        Time of a channel and its unit, where the file says it.
    """

    name: str
    x: FloatArray
    y: FloatArray
    empty: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
    lines: np.ndarray[tuple[int, ...], np.dtype[np.int_]]
    axis: Label
    value: Label
    rows: int = 0
    step: tuple[float, str] | None = None


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


def sheet_of(blocks: list[Block], texts: list[str]) -> Sheet:
    """Curves of a text, from its blocks of numbers."""
    sheet = Sheet(facts=facts_of(texts))
    sheet.header = " ".join(line.strip() for line in blocks[0].above) if blocks else " ".join(t.strip() for t in texts)
    tables = [b for b in blocks if b.values.shape[1] > 1 and len(b.values) > 1]
    if not tables:
        return sheet
    x_fact, y_fact = x_of(sheet.facts, texts), y_of(sheet.facts, texts)
    largest = max(len(b.values) for b in tables)
    alone = sum(len(b.values) >= SHARE * largest for b in tables) == 1
    for number, block in enumerate(tables):
        title = "" if alone and len(block.values) == largest else title_of(block) or f"block {number + 1}"
        sheet.series += _series(block, x_fact, y_fact, sheet, title)
    _tell_rest(blocks, tables, sheet)
    _tell_points(sheet, largest)
    _unique(sheet.series)
    return sheet


def _series(block: Block, x_fact: Label | None, y_fact: Label, sheet: Sheet, title: str) -> list[Series]:
    width = block.values.shape[1]
    rows = heading_rows(block)
    _note_matrix(block, rows, sheet)
    columns = [[row[i] for row in rows] for i in range(width)] if rows else [[] for _ in range(width)]
    said = said_of_all(block)
    axes = _axes(block, columns, x_fact)
    x = _clock_axis(block, axes, sheet)
    at = 0 if sheet.map_ else _only_axis(axes)
    lettered = _lettered(columns, axes)
    if at < 0:
        x, axes[0] = np.arange(len(block.values), dtype=float), None
    group = [max(at, 0)]
    found: list[Series] = []
    for i in range(width):
        if axes[i] is not None:
            group = [*group, i] if i and group[-1] == i - 1 else [i] if i else group
            continue
        if i == at or (block.empty[:, i].all() and (rows or i > 1)):
            continue
        axis = _best_axis(group, axes)
        pairs = any(axes[j] is not None for j in range(2, width)) and axes[0] is not None
        name = name_of(columns, axis, i, pairs=pairs)
        if name.startswith("column ") and "labels" in said and said["labels"][i]:
            name = said["labels"][i]
        if title:
            name = f"{title}: {name}" if name.startswith("column ") else f"{name} ({title})"
        label = _label([] if lettered else columns[i], i, said, y_fact, rows)
        values = block.values
        place = x if axis == 0 else values[:, axis]
        known = axes[axis] or Label("channel" if at < 0 else "")
        found.append(Series(name, place, values[:, i], block.empty[:, i], block.lines, known, label, len(values)))
    if len(found) > _MOST_UNNAMED and not rows and not said and not sheet.map_:
        sheet.map_ = f"it holds {width} columns without headings, as a map or a log does"
    return found


def _axes(block: Block, columns: list[list[str]], x_fact: Label | None) -> list[Label | None]:
    """Axis of every column that is one: its heading says so and, behind the first, its numbers go one way."""
    axes = [axis_above(cells, first=i == 0) for i, cells in enumerate(columns)]
    for i in range(1, len(axes)):
        values = block.values[:, i][np.isfinite(block.values[:, i])]
        steps = np.diff(values)
        if values.size < 2 or not ((steps >= 0).all() or (steps <= 0).all()) or values[0] == values[-1]:
            axes[i] = None
    first = axes[0]
    if first is None and not (columns[0] and value_above(columns[0]).kind):
        axes[0] = x_fact or Label()
    elif first is not None and not first.unit and x_fact and x_fact.kind in ("", first.kind):
        axes[0] = Label(first.kind or x_fact.kind, x_fact.unit, first.role, first.text)
    return axes


def _lettered(columns: list[list[str]], axes: list[Label | None]) -> bool:
    """Whether the values are headed A, B, C, ...: names of samples, no quantities."""
    names = [
        cells[-1].strip().upper() if cells else "" for cells, axis in zip(columns, axes, strict=True) if axis is None
    ]
    return len(names) > 1 and names == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(names)])


def _only_axis(axes: list[Label | None]) -> int:
    """Column of the axis that the first values belong to; it may stand behind them, or be missing (-1)."""
    if axes[0] is not None:
        return 0
    behind = [i for i, axis in enumerate(axes) if axis is not None]
    if len(behind) == 1:
        return behind[0]
    return -1


def _label(cells: list[str], at: int, said: dict[str, list[str]], y_fact: Label, rows: list[list[str]]) -> Label:
    """What the values of a column are, by its heading, by lines that speak of all columns, or by the text."""
    letters = set(rows[-1]) if rows else set()
    if letters and rows[-1][0] == "W" and letters <= set("WDRSP") and "P" in letters:  # Ocean Optics Jaz
        if cells[-1] != "P":
            return Label("emission", "", "raw", cells[-1])
        return Label(y_fact.kind, y_fact.unit, y_fact.role, cells[-1])
    label = value_above(cells)
    for key in ("yaxis", "yunits", "type"):
        if key in said and not label.kind:
            own = value_of(said[key][at])
            label = Label(own.kind, own.unit or label.unit, label.role, label.text or own.text)
    if "type" in said and re.search("excitation", said["type"][at], re.IGNORECASE):
        label = Label("excitation", label.unit, label.role, label.text)
    if "labels" in said and not label.role:
        label = Label(label.kind, label.unit, value_of(said["labels"][at]).role, label.text)
    if label.kind or label.role:
        return label
    return Label(y_fact.kind, label.unit or y_fact.unit, y_fact.role, label.text or y_fact.text)


def _clock_axis(block: Block, axes: list[Label | None], sheet: Sheet) -> FloatArray:
    """First column of a block; times of a clock are hours, and the axis says so."""
    x = block.values[:, 0]
    if not block.clock:
        first = axes[0]
        if first is not None and first.unit in ("h:m:s", "m:s"):
            axes[0] = Label("time", "", "", first.text)  # headed hh:mm:ss over plain numbers
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
    elif (
        unit == "h" and x.size > 1 and x[0] > 2 * float(np.median(np.diff(x)))
    ):  # no count from zero: a time of the day
        sheet.notes.append(f"Times of the day are read as hours since the first, which is {x[0]:g} h.")
        x = x - x[0]
    elif unit == "h":
        start = "" if x[0] == 0 else f"; they are kept as they stand, from {x[0]:g} h on"
        sheet.notes.append(f"Times of a clock are read as hours{start}.")
    return x


def _best_axis(group: list[int], axes: list[Label | None]) -> int:
    """Of axes that stand side by side, the one in wavelengths or times."""
    order = ("wavelength", "time", "energy", "wavenumber", "frequency", "", "Raman shift", "channel", "pixel")
    ranks = [order.index((axes[i] or Label()).kind) for i in group]
    return group[ranks.index(min(ranks))]


def _note_matrix(block: Block, rows: list[list[str]], sheet: Sheet) -> None:
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
    loose = [b for b in blocks if b not in tables]
    if loose:
        size = sum(b.values.size for b in loose)
        sheet.left_out.append(f"{several(size, 'number')} outside the table, from line {loose[0].lines[0]} on.")
    below = blocks[-1].below
    if below:
        sheet.left_out.append(
            f"{several(len(below), 'line')} of text below the numbers, from {below[0].strip()[:40]!r} on."
        )


def _tell_points(sheet: Sheet, rows: int) -> None:
    """Say if the text announces another number of points than there is."""
    for key, value in sheet.facts.items():
        if re.fullmatch(r"numberofpixelsin\w*|npoints|numberofpoints|numberofdatapoints", key) and value.isdecimal():
            if int(value) != rows:
                sheet.notes.append(f"The file announces {value} points and holds {rows}.")
            return


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
