"""Numbers as people and programs write them: decimal signs, thousands, times of a clock, words in their place."""

from __future__ import annotations

import itertools
import re
from collections import Counter

import numpy as np

from ..tables import FloatArray
from ._types import SpectrumError
from ._words import axis_of

NUMBER = re.compile(r"[-+−]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][-+−]?\d+)?")
_THOUSANDS = re.compile(r"[-+−]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?")
_DOTTED = re.compile(r"[-+−]?[1-9]\d{0,2}\.\d{3}")
OVERFLOW = 1e30  # what no reading reaches; programs write such numbers where there is none
MISSING = re.compile(
    r"""[-+]?(?: \d?\.?\d*\#(?:qnan|snan|ind|inf|num!?|n/a|div/0!|value!|ref!)\w* | nan(?:\(\w*\))? | inf(?:inity)?
    | over(?:flow|range|ld)? | under(?:flow|range)? | ovrflw | ovld | sat(?:urated)? | n/?a | n\.a\. | null | none
    | n\.?d\.? | b\.?d\.?l\.? | missing | -{2,} | \*+ | - | \?+ )""",
    re.IGNORECASE | re.VERBOSE,
)
CLOCK = re.compile(
    r"(?:(\d{4})[-/](\d\d?)[-/](\d\d?)[T ]+)?(\d+):(\d\d)(?::(\d\d(?:[.,]\d+)?))?(?: ?([AaPp])\.?[Mm]\.?)?"
    r"(?:Z|[-+]\d\d:?\d\d)?"
)
DATE = re.compile(r"\d{4}[-/]\d\d?[-/]\d\d?")
# What no number with commas for thousands has: one, two or four digits behind the comma, four or a zero in front of it.
DECIMAL_COMMA = re.compile(r"(?<![\d,.])0,\d|,\d{1,2}(?!\d)|,\d{4}|\d{4},|,(?!\d)|(?<!\d),")
TWO_COMMAS = re.compile(r",\d*,")
COMMA_DECIMAL = "Commas inside numbers are decimal signs."
_GROUPED = re.compile(r"(?:,|^)[-+]?[1-9]\d{0,2},\d{3}(?:\.\d+)?(?:,|$)")
_LEADING_ZERO = re.compile(r",[-+−]?0\d+(?![\d:]*:)")
_MANY = 8  # cells between commas in a line; so many are no two or three numbers with decimal commas


def refuse_doubtful_commas(texts: list[str], rows: list[int], above: list[str]) -> str:
    """Refuse commas that may be separators or decimal signs."""
    joined = "\n".join(texts)
    counts = [t.rstrip(", ").count(",") + 1 for t in texts]
    cells = max(counts)
    # Thousands: a part that starts with 0, a line with more parts than one before it, or parts without a heading.
    found = _LEADING_ZERO.search(joined) if cells > 2 else None
    longer = next((i for i, n in enumerate(counts) if n > counts[0]), -1)
    bad = joined.count("\n", 0, found.start()) if found else longer
    near = above[-1].rstrip(", ") if above else ""
    headed = near.count(",") + 1
    if bad < 0 and 1 < headed < cells and axis_of(near.split(",")[0], first=True):
        bad = 0
    if bad < 0 and 2 < cells < _MANY and headed < cells and all(map(_GROUPED.search, texts)):
        bad = 0
    if bad >= 0:
        raise doubtful(texts[bad], rows[bad] + 1)
    if "." in joined or ":" in joined or not 2 < cells < _MANY:
        return ","
    for line in reversed(above[-3:]):  # a heading with as many cells decides
        if line.count(",") == texts[0].count(",") and not any(map(str.isdigit, line.split(",")[0])):
            return ","
    raise doubtful(texts[0], rows[0] + 1)


def doubtful(line: str, number: int) -> SpectrumError:
    return SpectrumError(
        "text",
        f"the commas in line {number} ({line.strip()[:40]!r}) may stand between columns or be decimal commas",
        "put semicolons or tabs between the columns",
        line.strip(),
        number,
    )


def dotted_thousands(flat: list[str], width: int) -> dict[int, str]:
    """Columns of whole numbers in which a few have a point and three digits, as thousands do: place and one of them."""
    found: dict[int, str] = {}
    if not any("." in cell for cell in flat) or all("." in cell for cell in flat):
        return found
    for i in range(width):
        cells = flat[i::width]
        points = [c for c in cells if "." in c]
        if points and len(points) < sum(map(bool, cells)) and all(map(_DOTTED.fullmatch, points)):
            found[i] = points[0]
    return found


def clock_to_hours(table: list[list[str]], rows: list[int]) -> tuple[str, list[list[str]]]:
    """Times of a clock in the first column become hours since midnight (or since the first date)."""
    if ":" not in table[0][0]:
        if table and len(table[0]) > 1 and ":" in table[0][1] and DATE.fullmatch(table[0][0]):
            table = [[f"{row[0]} {row[1]}", *row[2:]] for row in table]
        else:
            return "", table
    hours: list[float] = []
    kind = ""
    for row, number in zip(table, rows, strict=True):
        found = CLOCK.fullmatch(row[0].strip('" '))
        if not found:
            raise SpectrumError(
                "text",
                f"the time {row[0]!r} in line {number + 1} is no clock time",
                "hh:mm:ss, or a date as 2025-03-14 10:15:00",
                row[0],
                number + 1,
            )
        year, month, day, first, second, third, half = found.groups()
        if half:  # 12 AM is midnight
            first = str(int(first) % 12 + (12 if half in "Pp" else 0))
        if third is None:
            kind = "h:m:s" if half else "m:s"  # or h:m: the heading decides
            hours.append(float(first) + float(second) / 60)
        else:
            kind = kind or "h:m:s"
            hours.append(float(first) + float(second) / 60 + float(third.replace(",", ".")) / 3600)
        if year:
            kind = "date"
            hours[-1] += 24.0 * int(np.datetime64(f"{year}-{month:0>2}-{day:0>2}").astype(int))
    if kind == "date":
        hours = [h - hours[0] for h in hours]
    elif kind == "h:m:s":
        turns = 0.0
        for i in range(1, len(hours)):
            hours[i] += turns
            if hours[i] < hours[i - 1] - 20:  # past midnight
                turns += 24.0
                hours[i] += 24.0
    return kind, [[repr(h), *row[1:]] for h, row in zip(hours, table, strict=True)]


def values_of(table: list[list[str]], rows: list[int], words: Counter[str]) -> tuple[FloatArray | int, list[str]]:
    """Numbers of a table of cells, or the index of a row that holds something else."""
    notes: list[str] = []
    flat = list(itertools.chain.from_iterable(table))
    joined = "\t".join(flat)
    if "," in joined:
        flat, notes = _without_commas(flat, table, rows)
    if "−" in joined:
        flat = [c.replace("−", "-") for c in flat]
    width = len(table[0])
    try:
        values = np.array(list(map(float, flat)))
        if (abs(values) < OVERFLOW).all():
            return values.reshape(-1, width), notes
    except ValueError:
        values = np.empty(len(flat))
    for i, cell in enumerate(flat):
        try:
            values[i] = float(cell)
            if abs(values[i]) < OVERFLOW:
                continue
        except ValueError:
            if cell and not MISSING.fullmatch(cell):
                return i // width, notes
        if cell:
            words[cell] += 1
        values[i] = np.nan
    return values.reshape(-1, width), notes


def _without_commas(flat: list[str], table: list[list[str]], rows: list[int]) -> tuple[list[str], list[str]]:
    """Cells with decimal points only; refuses commas that may mark thousands or decimals."""
    with_comma = [c for c in flat if "," in c]
    thousands = all(_THOUSANDS.fullmatch(c) for c in with_comma)
    points = any("." in c for c in flat)
    if points or any(c.count(",") > 1 for c in with_comma):
        if thousands:
            return [c.replace(",", "") for c in flat], ["Commas inside numbers mark thousands."]
        line = next((n for n, row in zip(rows, table, strict=True) if any("," in c for c in row)), rows[0])
        raise SpectrumError(
            "text",
            f"line {line + 1} writes decimals with a comma, other numbers with a point",
            "one decimal sign is needed",
            with_comma[0],
            line + 1,
        )
    if thousands and not _decimal_by_range(table):
        line = next(n for n, row in zip(rows, table, strict=True) if any("," in c for c in row))
        raise SpectrumError(
            "text",
            f"the commas in line {line + 1} ({with_comma[0]!r}) may mark thousands or decimals",
            "write the numbers with decimal points",
            with_comma[0],
            line + 1,
        )
    return [c.replace(",", ".") for c in flat], [COMMA_DECIMAL]


def _decimal_by_range(table: list[list[str]]) -> bool:
    """Whether the first column can only be a wavelength in nm if its commas are decimal signs."""
    first = [row[0] for row in table if "," in row[0]]
    return bool(first) and len(first) >= len(table) - 1 and all(int(c.replace(",", "")) > 20_000 for c in first)
