"""Inputs and results of a calculator as rows, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ._form import Calculator

COLUMNS = ("part", "name", "column", "value", "unit")


class _Tables(HTMLParser):
    """Tables of an HTML fragment as rows of cell texts."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """Open a table, a row or a cell."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in ("td", "th") and self._cell is not None:
            self.tables[-1][-1].append(re.sub(r"\s+", " ", "".join(self._cell)).strip())
            self._cell = None

    def handle_data(self, data: str) -> None:
        """Collect the text of a cell."""
        if self._cell is not None:
            self._cell.append(data)


def shown(fragment: str) -> list[tuple[str, str, str]]:
    """Row, column and text of every cell of the tables in an HTML fragment."""
    reader = _Tables()
    reader.feed(fragment)
    cells = []
    for table in reader.tables:
        head = table[0] if table and table[0] and not table[0][0] else None
        for row in table[1:] if head else table:
            for k, cell in enumerate(row[1:], 1):
                cells.append((row[0], head[k] if head and k < len(head) else "", cell))
    return cells


def rows(form: Calculator) -> list[dict[str, str]]:
    """Inputs, the result as shown, and its numbers in full precision."""
    found = []
    for key, field in form.fields.items():
        value = form.inputs[key].value
        if not isinstance(value, (str, float)):
            value = value[0]["name"] if value else ""
        found.append(("input", field.label, "", str(value), getattr(field, "unit", "")))
    if form.result is not None:
        found += [("shown", row, column, text, "") for row, column, text in shown(form.result.html)]
        for name, number in form.result.numbers.items():
            label, _, unit = name.partition(" [")
            found.append(("number", label, "", repr(float(number)), unit.rstrip("]")))
    return [dict(zip(COLUMNS, row, strict=True)) for row in found]


def csv_text(form: Calculator) -> str:
    """Rows as CSV."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows(form))
    return buffer.getvalue()


def json_text(form: Calculator) -> str:
    """Inputs by argument name, results, and the code, as JSON."""
    import calculators

    inputs = {k: i.value if isinstance(i.value, (str, float)) else "" for k, i in form.inputs.items()}
    content: dict[str, Any] = {
        "calculator": form.name,
        "package": f"calculators {calculators.__version__}",
        "inputs": inputs,
    }
    if form.result is not None:
        content["shown"] = [
            {"row": row, "column": column, "text": text} for row, column, text in shown(form.result.html)
        ]
        content["numbers"] = {name: float(number) for name, number in form.result.numbers.items()}
        content["code"] = form.snippet().splitlines()
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
