"""The tables of ``data/`` as pandas data frames, with titles and units.

The columns are described in ``data/datapackage.json`` (Frictionless Table
Schema); values stand as printed in the source that each row names.
"""

from __future__ import annotations

import html
import json
from functools import cache
from typing import Any

import pandas as pd

from . import tables


@cache
def _package() -> dict[str, Any]:
    with (tables.data_dir() / "datapackage.json").open(encoding="utf-8") as file:
        package: dict[str, Any] = json.load(file)
    return package


def names() -> list[str]:
    """Names of the data tables.

    Returns
    -------
    list of str
        What :func:`load` and :func:`describe` accept.

    Examples
    --------
    >>> "leds" in names()
    True
    """
    return [resource["name"] for resource in _package()["resources"]]


def _resource(name: str) -> dict[str, Any]:
    for resource in _package()["resources"]:
        if resource["name"] == str(name).replace("_", "-"):
            found: dict[str, Any] = resource
            return found
    raise ValueError(f"name: there is no table {name!r}; allowed: {', '.join(names())}")


def load(name: str) -> pd.DataFrame:
    """Load a table with the types that its schema states; empty cells are missing values.

    Parameters
    ----------
    name : str
        One of :func:`names`; the name of the file (``core_shell``) does too.

    Returns
    -------
    pandas.DataFrame
        ``attrs`` holds ``name``, ``title``, ``description``, ``licence`` and,
        by column, ``units`` and ``titles``.

    Raises
    ------
    ValueError
        If there is no such table.

    Examples
    --------
    >>> leds = load("leds")
    >>> leds.attrs["units"]["luminance_cd_m2"]
    'cd/m²'
    """
    resource = _resource(name)
    fields = resource["schema"]["fields"]
    types = {"number": "float64", "integer": "Int64", "string": "str", "date": "str"}
    frame = pd.read_csv(
        tables.data_dir() / resource["path"],
        dtype={f["name"]: types[f["type"]] for f in fields},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    frame.attrs = {
        "name": name,
        "title": resource["title"],
        "description": resource["description"],
        "licence": _package()["licenses"][0]["name"],
        "units": {f["name"]: f["unit"] for f in fields if "unit" in f},
        "titles": {f["name"]: f["title"] for f in fields},
    }
    return frame


def describe(name: str) -> pd.DataFrame:
    """Dictionary of a table: title, unit, type and bounds of every column.

    Parameters
    ----------
    name : str
        One of :func:`names`.

    Returns
    -------
    pandas.DataFrame
        Indexed by column name.

    Raises
    ------
    ValueError
        If there is no such table.

    Examples
    --------
    >>> describe("leds").loc["eqe_pct", "unit"]
    '%'
    """
    rows = []
    for f in _resource(name)["schema"]["fields"]:
        limits = f.get("constraints", {})
        allowed = ", ".join(limits.get("enum", []))
        if "minimum" in limits or "maximum" in limits:
            allowed = f"{limits.get('minimum', '')} to {limits.get('maximum', '')}"
        rows.append(
            {
                "column": f["name"],
                "title": f["title"],
                "type": f["type"],
                "unit": f.get("unit", ""),
                "allowed": allowed,
                "description": f.get("description", ""),
            }
        )
    return pd.DataFrame(rows).set_index("column")


class Table:
    """Rows of a data frame as an HTML table with units, citations and visible doubts."""

    def __init__(self, frame: pd.DataFrame, columns: list[str], caption: str, bibliography: str) -> None:
        missing = [c for c in columns if c not in frame.columns]
        if missing:
            raise ValueError(f"columns: {', '.join(missing)} is not in the table; allowed: {', '.join(frame.columns)}")
        self.frame, self.columns, self.caption, self.bibliography = frame, columns, caption, bibliography

    def _header(self, column: str) -> str:
        title = self.frame.attrs["titles"].get(column, column)
        unit = self.frame.attrs["units"].get(column, "")
        return (
            f"{html.escape(title)} [{html.escape(unit)}]" if unit not in ("", "-", "see unit") else html.escape(title)
        )

    def _cell(self, row: Any, column: str) -> str:
        value = row[column]
        note = row.get("note")
        if column == "flag" and pd.notna(note):
            summary = html.escape(value.replace(";", ", ")) if pd.notna(value) else "note"
            return f"<td><details><summary>{summary}</summary>{html.escape(note)}</details></td>"
        if pd.isna(value):
            return "<td></td>"
        if column == "citation":
            links = (f'<a href="{self.bibliography}#cite-{key}">{key}</a>' for key in str(value).split(";"))
            return f"<td>{', '.join(links)}</td>"
        if isinstance(value, bool):
            return f"<td>{'yes' if value else 'no'}</td>"
        if isinstance(value, float):
            digits = self.frame.attrs.get("digits", {}).get(column, 6)
            return f'<td class="hb-number">{value:.{digits}g}</td>'
        return f"<td>{html.escape(str(value))}</td>"

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{self._header(c)}</th>' for c in self.columns)
        body = "".join(
            "<tr>" + "".join(self._cell(row, c) for c in self.columns) + "</tr>" for _, row in self.frame.iterrows()
        )
        return (
            '<div class="hb-table" role="region" tabindex="0" '
            f'aria-label="{html.escape(self.caption)}"><table class="table"><caption>{html.escape(self.caption)}'
            f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )

    def __repr__(self) -> str:
        return str(self.frame[self.columns])


def show(
    frame: pd.DataFrame,
    columns: list[str],
    caption: str = "",
    bibliography: str = "../reference/bibliography.html",
) -> Table:
    """Show chosen columns of a loaded table, with units in the header and links to the bibliography.

    Parameters
    ----------
    frame : pandas.DataFrame
        What :func:`load` returned, or rows of it.
    columns : list of str
        Columns to show.
    caption : str, optional
        Caption; the table's title if empty.
    bibliography : str, optional
        Address of the bibliography page that citations link to.

    Returns
    -------
    Table
        Shown as HTML in a notebook.

    Raises
    ------
    ValueError
        If a column is not in the table.

    Examples
    --------
    >>> table = show(load("leds").head(2), ["emitter", "eqe_pct"])
    >>> "[%]" in table._repr_html_()
    True
    """
    return Table(frame, columns, caption or frame.attrs.get("title", ""), bibliography)
