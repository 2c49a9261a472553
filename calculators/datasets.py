"""The tables of ``data/`` as pandas data frames, with titles and units.

The columns are described in ``data/datapackage.json`` (Frictionless Table
Schema); values stand as printed in the source that each row names.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, overload

from . import bibliography, tables
from .errors import needs

with needs("pandas", "data"):
    import pandas as pd


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
        allowed = ", ".join(map(str, limits.get("enum", [])))
        low, high = limits.get("minimum"), limits.get("maximum")
        if low is not None and high is not None:
            allowed = f"{low:g} to {high:g}"
        elif low is not None:
            allowed = f"at least {low:g}"
        elif high is not None:
            allowed = f"at most {high:g}"
        if limits.get("required"):
            allowed = f"{allowed}; never empty" if allowed else "never empty"
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


def _sentence(text: str) -> str:
    return text.rstrip(". ") + "."


class Dictionary:
    """All tables and columns, shown as HTML in a notebook or written as Markdown."""

    def __init__(self) -> None:
        self.package = _package()
        self.tables = {r["name"]: (r, describe(r["name"])) for r in self.package["resources"]}
        self.rows = {r["name"]: len(tables.rows(r["path"].removesuffix(".csv"))) for r in self.package["resources"]}

    def __repr__(self) -> str:
        return f"<dictionary of {len(self.tables)} tables, {sum(self.rows.values())} rows>"

    def markdown(self) -> str:
        """Dictionary as Markdown, one section a table."""
        lines = [f"# {self.package['title']}: dictionary", "", self.package["description"], ""]
        for name, (resource, columns) in self.tables.items():
            lines += [f"## {name}", "", f"{resource['title']}. {_sentence(resource['description'])}", ""]
            lines += [f"File `{resource['path']}`, {self.rows[name]} rows.", ""]
            lines += [f"| column | {' | '.join(columns.columns)} |", "|---" * (len(columns.columns) + 1) + "|"]
            for row in columns.itertuples():
                cells = (str(cell).replace("|", "\\|") for cell in row[1:])
                lines.append(f"| `{row.Index}` | {' | '.join(cells)} |")
            lines.append("")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        index = "".join(
            f'<tr><td><a href="#table-{name}">{name}</a></td><td>{html.escape(resource["title"])}</td>'
            f'<td class="hb-number">{self.rows[name]}</td><td class="hb-number">{len(columns)}</td></tr>'
            for name, (resource, columns) in self.tables.items()
        )
        head = "".join(f'<th scope="col">{c}</th>' for c in ("table", "what", "rows", "columns"))
        parts = [
            '<div class="hb-table" role="region" tabindex="0" aria-label="All tables"><table class="table">'
            f"<thead><tr>{head}</tr></thead><tbody>{index}</tbody></table></div>"
        ]
        for name, (resource, columns) in self.tables.items():
            head = "".join(f'<th scope="col">{c}</th>' for c in ("column", *columns.columns))
            body = "".join(
                f'<tr id="column-{name}-{row.Index}"><th scope="row"><code>{row.Index}</code></th>'
                + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in row[1:])
                + "</tr>"
                for row in columns.itertuples()
            )
            parts.append(
                f'<h2 id="table-{name}">{name}</h2><p>{html.escape(resource["title"])}. '
                f"{html.escape(_sentence(resource['description']))} {self.rows[name]} rows in "
                f"<code>data/{resource['path']}</code>.</p>"
                f'<div class="hb-table" role="region" tabindex="0" aria-label="Columns of {name}">'
                f'<table class="table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
            )
        return f'<div class="hb-dictionary">{"".join(parts)}</div>'


def dictionary() -> Dictionary:
    """Dictionary of all tables: rows, and title, unit, type, bounds and description of every column.

    Returns
    -------
    Dictionary
        Shown as HTML in a notebook; ``markdown()`` gives it as text.

    Examples
    --------
    >>> "| `eqe_pct` | Maximum EQE | number | % |" in dictionary().markdown()
    True
    """
    return Dictionary()


# Columns that hold formulas or joined lists: a text is looked for in the cell as a whole word.
_FORMULAS = frozenset({"core", "shell", "emitter", "absorber", "material", "formula", "formula_printed"})
_WORDS = _FORMULAS | {"citation", "flag", "shell_evidence", "rows"}
# Where a table has the thing under another name.
_ALIASES = {
    "leds": {"core": "emitter"},
    "values": {"core": "material", "shell": "material"},
}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _matches(column: pd.Series, wanted: Any) -> pd.Series:
    """Rows of a column that equal a value, or any value of a list."""
    found = pd.Series(False, index=column.index)
    for value in wanted if isinstance(wanted, list | tuple | set | frozenset) else (wanted,):
        if value is None:
            found |= column.isna()
        elif pd.api.types.is_numeric_dtype(column):
            try:
                found |= (column == float(value)).fillna(False).astype(bool)
            except (TypeError, ValueError):
                raise ValueError(f"{column.name}: {value!r} is not a number, and the column holds numbers") from None
        elif column.name in _WORDS:
            word = rf"(?<![\w.:-]){re.escape(str(value).translate(_SUBSCRIPTS))}(?![\w.:-])"
            found |= column.fillna("").str.translate(_SUBSCRIPTS).str.contains(word, regex=True)
        else:
            found |= (column == str(value)).fillna(False)
    return found


def _with_systems(frame: pd.DataFrame) -> pd.DataFrame:
    """Stability tests with the columns of their core/shell system beside them."""
    systems = load("core-shell").drop(columns=[c for c in frame.columns if c != "id"], errors="ignore")
    wide = frame.merge(systems, left_on="system_id", right_on="id", how="left", validate="many_to_one")
    return wide.set_axis(frame.index)


@overload
def find(table: str, **equals: Any) -> pd.DataFrame: ...
@overload
def find(table: None = None, **equals: Any) -> dict[str, pd.DataFrame]: ...
def find(table: str | None = None, **equals: Any) -> pd.DataFrame | dict[str, pd.DataFrame]:
    """Rows of one table, or of all tables, whose columns have the given values.

    Parameters
    ----------
    table : str, optional
        One of :func:`names`. Without it, every table that has all the columns
        is looked through.
    **equals
        Column and value. A list means any of its values, ``None`` an empty
        cell. Text must be equal to the cell, except in columns of formulas
        (``core``, ``shell``, ``emitter``, ``absorber``, ``material``,
        ``formula``) and of lists (``citation``, ``flag``, ``shell_evidence``,
        ``rows``), where it is found as a whole word: ``core="CsPbBr3"`` finds
        ``CsPbBr3 (Bi3+-doped)``, and not ``CsPbBr3:Sr``. ``stability`` also
        answers to the columns of its ``core_shell`` system; ``core`` means
        ``emitter`` in ``leds``; ``core`` and ``shell`` mean the text of
        ``material`` in ``values``.

    Returns
    -------
    pandas.DataFrame or dict of str to pandas.DataFrame
        With `table` its rows, else the rows by name of table, for every table
        that was looked through; an empty frame says that nothing was found
        there. Columns and ``attrs`` (units, titles, licence) are those of
        :func:`load`.

    Raises
    ------
    ValueError
        If there is no such table, if it (or, without `table`, any table) does
        not have such columns, or if a number is asked of in words.

    Examples
    --------
    >>> found = find(core="CsPbBr3", shell="ZnS")
    >>> [name for name, rows in found.items() if len(rows)]
    ['core-shell', 'stability', 'values', 'alignments'...]
    >>> found["core-shell"].attrs["units"]["pl_peak_nm"]
    'nm'
    >>> find("leds", emission="converter", emitter="CsPbBr3").empty
    False
    """
    if table is not None:
        return _find_in(table, equals)
    if not equals:
        raise ValueError("equals: give at least one column and its value, or the name of a table")
    found = {name: _find_in(name, equals) for name in names() if set(equals) <= _columns(name)}
    if not found:
        known = set().union(*(_columns(name) for name in names()))
        unknown = sorted(set(equals) - known)
        what = f"{', '.join(unknown)} is in no table" if unknown else f"no table has all of {', '.join(equals)}"
        raise ValueError(f"equals: {what}; allowed: {', '.join(sorted(known))}")
    return found


def _columns(name: str) -> set[str]:
    """Columns that :func:`find` takes for a table."""
    own = {f["name"] for f in _resource(name)["schema"]["fields"]} | set(_ALIASES.get(name, {}))
    if name == "stability":
        own |= {f["name"] for f in _resource("core-shell")["schema"]["fields"]}
    return own


def _find_in(table: str, equals: Mapping[str, Any]) -> pd.DataFrame:
    name = _resource(table)["name"]
    unknown = [c for c in equals if c not in _columns(name)]
    if unknown:
        raise ValueError(
            f"equals: {', '.join(unknown)} is not in table {name!r}; allowed: {', '.join(sorted(_columns(name)))}"
        )
    frame = load(table)
    wide = _with_systems(frame) if name == "stability" and not set(equals) <= set(frame.columns) else frame
    keep = pd.Series(True, index=frame.index)
    for column, value in equals.items():
        keep &= _matches(wide[column if column in wide else _ALIASES[name][column]], value)
    rows = frame[keep]
    rows.attrs = frame.attrs
    return rows


@cache
def _citations_by_id() -> Mapping[str, str]:
    return {
        str(row.id): str(row.citation)
        for frame in map(load, names())
        if {"id", "citation"} <= set(frame.columns)
        for row in frame[["id", "citation"]].dropna().itertuples()
    }


def cite(row_or_key: Any, style: Literal["text", "bibtex"] = "text") -> str:
    """Works that a row cites, as references to print or as BibTeX.

    Parameters
    ----------
    row_or_key : pandas.Series, mapping or str
        A row with a ``citation``, the ``id`` of a row of any table, or keys of
        ``references.bib`` joined by ``;``.
    style : {"text", "bibtex"}, optional
        One line a work (authors, title where one was read, journal, year,
        volume, pages, DOI where one was read), or BibTeX entries.

    Returns
    -------
    str
        The works in the order of the row. The paper that the row was *read in*
        stands in its ``source``; ``cite(row["source"])`` gives it.

    Raises
    ------
    ValueError
        If the row has no citation, or the key or the style is unknown.

    Examples
    --------
    >>> cite("song2015").endswith("https://doi.org/10.1002/adma.201502567")
    True
    >>> cite(find("leds", id="mu2022-t2-01").iloc[0], style="bibtex").splitlines()[0]
    '@article{song2015,'
    """
    if style not in ("text", "bibtex"):
        raise ValueError(f"style: {style!r} is not allowed; it is 'text' or 'bibtex'")
    if isinstance(row_or_key, str):
        joined = _citations_by_id().get(row_or_key, row_or_key)
    elif isinstance(row_or_key, pd.Series | Mapping):
        stated: Any = row_or_key.get("citation")
        joined = stated if isinstance(stated, str) else ""
        if not joined:
            raise ValueError(f"row_or_key: the row has no citation: {dict(row_or_key)}")
    else:
        raise ValueError(f"row_or_key: {type(row_or_key).__name__} is not allowed; give a row, an id or a citation key")
    known = bibliography.keys()
    wanted = [key.strip() for key in joined.split(";")]
    unknown = [key for key in wanted if key not in known]
    if unknown:
        raise ValueError(f"row_or_key: {', '.join(unknown)} is neither the id of a row nor a key of references.bib")
    if style == "bibtex":
        return "\n\n".join(map(bibliography.bibtex, wanted))
    return "\n".join(map(bibliography.text, wanted))


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
        long = ' class="hb-long"' if len(str(value)) > 40 else ""
        return f"<td{long}>{html.escape(str(value))}</td>"

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
