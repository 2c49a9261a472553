"""Inputs and results of a calculator as rows, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from typing import Any

from .fields import Field, number_text
from .rows import Result, cell_text

_NUMBERS = ("number", "fraction", "sourced")
COLUMNS = ("part", "name", "column", "value", "unit", "shown")


def table(fields: Mapping[str, Field], held: Mapping[str, Any], result: Result | None) -> list[dict[str, str]]:
    """Inputs and results as rows of text; numbers in full precision beside what a page shows.

    Parameters
    ----------
    fields : mapping of str to Field
        Fields by key.
    held : mapping of str to object
        What they hold.
    result : Result or None
        The answer, if there is one.

    Returns
    -------
    list of dict
        With the keys `COLUMNS`.
    """
    rows = []
    idle, taken = (result.idle, result.taken) if result is not None else ({}, {})
    for key, field in fields.items():
        value, shown = field.saved(held[key])
        if key in taken:
            value, shown = number_text(taken[key][0]), taken[key][1]
        elif key in idle and value:
            shown = f"has no part: {idle[key]}"
        rows.append(("input", field.label, "", value, field.unit, shown))
    for line in result.lines() if result is not None else ():
        value = line.value if isinstance(line.value, str) else repr(line.value)
        rows.append(("result", line.name, line.column, value, line.unit, line.shown))
    rows += [("note", "", "", sentence, "", "") for sentence in sentences(result)]
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def sentences(result: Result | None) -> list[str]:
    """What a page says before and after the numbers: doubts, contradictions and limits belong to them in files too.

    Parameters
    ----------
    result : Result or None
        The answer, if there is one.

    Returns
    -------
    list of str
        Plain text.
    """
    return [cell_text(cell) for cell in (*result.lead, *result.notes)] if result is not None else []


def _used(field: Field, held: Any) -> dict[str, Any]:
    """Number that a field stands for, with its unit, and its source if it has one; nothing where there is none."""
    value, words = field.saved(held)
    try:
        number = float(value)
    except ValueError:
        return {}
    found = {"value": number, "unit": field.unit} | ({"from": words} if field.kind == "sourced" else {})
    return found if math.isfinite(number) else {}


def csv_text(rows: Sequence[Mapping[str, str]]) -> str:
    """Rows of :func:`table` as CSV.

    Parameters
    ----------
    rows : sequence of mapping
        As :func:`table` gives them.

    Returns
    -------
    str
        With a line of names.
    """
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def json_text(name: str, fields: Mapping[str, Field], held: Mapping[str, Any], result: Result | None, code: str) -> str:
    """Inputs by key as they stand, the numbers that were used, with units, results, notes and code, as JSON.

    What is not defined is null.

    Parameters
    ----------
    name : str
        Name of the calculator.
    fields : mapping of str to Field
        Fields by key.
    held : mapping of str to object
        What they hold.
    result : Result or None
        The answer, if there is one.
    code : str
        Lines of Python that give the same numbers.

    Returns
    -------
    str
        Valid JSON, indented.
    """
    import calculators

    def plain(value: float | str) -> float | str | None:
        return None if isinstance(value, float) and not math.isfinite(value) else value

    content: dict[str, Any] = {
        "calculator": name,
        "package": f"calculators {calculators.__version__}",
        "inputs": {key: fields[key].text(v) if isinstance(v, tuple) else v for key, v in held.items()},
    }
    idle, taken = (result.idle, result.taken) if result is not None else ({}, {})
    used = {key: _used(f, held[key]) for key, f in fields.items() if f.kind in _NUMBERS and key not in idle}
    used |= {key: {"value": value, "unit": fields[key].unit, "from": words} for key, (value, words) in taken.items()}
    content["used"] = {key: used[key] for key in fields if used.get(key)}
    if result is not None:
        content["notes"] = sentences(result)
        content["rows"] = [{**line._asdict(), "value": plain(line.value)} for line in result.lines()]
        content["numbers"] = {key: plain(value) for key, value in result.numbers.items()}
        content["code"] = code.splitlines()
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
