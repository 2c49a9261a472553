"""From blocks of numbers and their headings to curves, each with its axis, its quantity and its name."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from ..tables import FloatArray
from ._blocks import Block
from ._facts import facts_of, x_of, y_of
from ._headings import heading_rows, name_of, said_of_all, title_of, value_above
from ._places import axes_of, best_axis, lettered_columns, only_axis
from ._terms import NO_SAMPLE, PEAK_LIST, PEAKS
from ._types import SpectrumError
from ._units import plain
from ._words import Label, several, value_of

SHARE = 0.2  # blocks with fewer rows than this share of the largest are not what is asked for
_MOST_UNNAMED = 4  # columns of values without headings; more are a map
_NEARLY_ALL = 0.95  # of the points
_STEP = re.compile(r"(?:^|[ _])([-+]?\d+(?:[.,]\d+)?)(?: ?(?:nm|ev|ns|ps|µs|us|s|k|h|min))?$")


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
    dotted : str
        Value whose point may mark thousands, such as "1.012" among whole numbers.
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
    dotted: str = ""
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
        before = tables[number - 1] if number else None
        if before is not None and not block.above and before.values.shape[1] == block.values.shape[1]:
            block.above = [*before.above]  # parted by empty lines only
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
    axes = axes_of(block, columns, x_fact)
    x = _clock_axis(block, axes, sheet)
    at = 0 if sheet.map_ else only_axis(axes)
    lettered = lettered_columns(columns, axes)
    if at < 0:
        x, axes[0] = np.arange(len(block.values), dtype=float), None
    group = [max(at, 0)]
    found: list[Series] = []
    peaks = _lists_peaks(block, title)
    for i in range(width):
        if axes[i] is not None:
            group = [*group, i] if i and group[-1] == i - 1 else [i] if i else group
            continue
        if i == at or (block.empty[:, i].all() and (rows or i > 1)):
            continue
        axis = best_axis(group, axes)
        pairs = any(axes[j] is not None for j in range(2, width)) and axes[0] is not None
        name = name_of(columns, axis, i, pairs=pairs)
        if name.startswith("column ") and "labels" in said and said["labels"][i]:
            name = said["labels"][i]
        if title:
            name = f"{title}: {name}" if name.startswith("column ") else f"{name} ({title})"
        label = _label([] if lettered else columns[i], i, said, y_fact, rows)
        label = _with_role(label, title, columns[axis] if pairs else [], peaks=peaks)
        values = block.values
        place = x if axis == 0 else values[:, axis]
        known = axes[axis] or Label("channel" if at < 0 else "")
        found.append(
            Series(
                name,
                place,
                values[:, i],
                block.empty[:, i],
                block.lines,
                known,
                label,
                len(values),
                block.dotted.get(i, ""),
            )
        )
    if len(found) > _MOST_UNNAMED and not rows and not said and not sheet.map_:
        sheet.map_ = f"it holds {width} columns without headings, as a map or a log does"
    _mark_absorptance(found)
    _mark_samples(found)
    return found


def _lists_peaks(block: Block, title: str) -> bool:
    """Whether a block is a table of peaks rather than a curve."""
    near = next((line for line in reversed(block.above) if line.strip()), "")
    if not title:
        return any(PEAK_LIST.fullmatch(line) for line in block.above[-4:])
    return bool(PEAKS.search(title) or PEAKS.search(near))


def _with_role(label: Label, title: str, over: list[str], *, peaks: bool) -> Label:
    """Role of a column by what its block or the sample above its axis is called, such as "IRF" or "Baseline"."""
    if peaks:
        return Label(label.kind, label.unit, "peaks", label.text)
    if label.role:
        return label
    role = value_of(title).role if title else ""
    if not role and any(NO_SAMPLE.match(plain(cell)) for cell in over):
        role = "raw"
    return Label(label.kind, label.unit, role, label.text) if role in ("response", "raw", "fit") else label


def _mark_absorptance(found: list[Series]) -> None:
    """Columns A and T (and R) that add up to 1 or 100 %: the A is an absorptance, whatever the heading says."""
    by_kind = {s.value.kind: s for s in reversed(found)}
    a, t = by_kind.get("absorbance"), by_kind.get("transmittance")
    if a is None or t is None or a.x.shape != t.x.shape or not np.array_equal(a.x, t.x, equal_nan=True):
        return
    r = by_kind.get("reflectance")
    total = a.y + t.y + (r.y if r is not None and r.y.shape == a.y.shape else 0.0)
    good = np.isfinite(total)
    for whole in (1.0, 100.0):
        if good.sum() > 1 and np.mean(abs(total[good] - whole) < 0.01 * whole) > _NEARLY_ALL:
            a.value = Label("absorptance", a.value.unit, a.value.role, a.value.text)


def _mark_samples(found: list[Series]) -> None:
    """Readings of sample, dark and reference in front of a result: the sample is raw as well (Avantes)."""
    words = {id(s): plain(s.value.text or s.name).split(" ")[0] for s in found}
    raw = {w for w in words.values() if w in ("dark", "reference", "ref", "background")}
    samples = [s for s in found if words[id(s)] == "sample" and s.value.role == ""]
    others = [s for s in found if s.value.role in ("", "result") and s not in samples and s.value.kind]
    if raw and others and len(raw) > 1:
        for one in samples:
            one.value = Label(one.value.kind, one.value.unit, "raw", one.value.text)


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


def _note_matrix(block: Block, rows: list[list[str]], sheet: Sheet) -> None:
    """Note that a block is a map: its heading is an axis as well."""
    values = block.values
    width = values.shape[1]
    for line in block.above[-6:]:
        row = [c.strip() for c in re.split(r"\s+" if block.separator == " " else block.separator, line.strip("\n"))]
        cells = [c for c in row[1:] if c]
        numbers = [_STEP.search(c.lower()) for c in cells]
        if width - 2 <= len(cells) <= width and len(numbers) >= 4 and all(numbers) and not _counted(cells):
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


def _counted(names: list[str]) -> bool:
    """Whether names are one word with numbers from 1 on: samples, no steps of an axis."""
    parts = [re.fullmatch(r"([^\W\d_][\w ()-]*?)[ _-]?(\d+)", name) for name in names]
    found = [(p[1], int(p[2])) for p in parts if p]
    return (
        len(found) == len(names)
        and len({word for word, _ in found}) == 1
        and [n for _, n in found] == list(range(found[0][1], found[0][1] + len(found)))
    )


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
