"""The tables of ``data/`` as pandas data frames, with titles and units.

The columns are described in ``data/datapackage.json`` (Frictionless Table
Schema); values stand as printed in the source that each row names.
"""

from __future__ import annotations

import html
import json
import numbers
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Literal, overload

import numpy as np

from . import bibliography, composition, tables
from .checks import instance
from .checks import names as checked_names
from .errors import ArgumentError, needs, one_name, one_of, renaming, shown

with needs("pandas", "data"):
    import pandas as pd


@cache
def _package() -> dict[str, Any]:
    """Description of the whole dataset: its title, version and licence."""
    with (tables.data_dir() / "datapackage.json").open(encoding="utf-8") as file:
        package: dict[str, Any] = json.load(file)
    return package


def names() -> list[str]:
    """Names of the data tables.

    Returns
    -------
    list of str
        What :func:`load` and :func:`describe` accept: the names that
        :mod:`calculators.tables` uses, in the order of ``datapackage.json``.

    See Also
    --------
    calculators.tables.names : the same, sorted.

    Examples
    --------
    >>> names()[:4]
    ['leds', 'core_shell', 'stability', 'solar_cells']
    """
    return list(tables.descriptions())


def _resource(name: str) -> Mapping[str, Any]:
    # The first edition had other names for some tables; a script that uses them still finds its table.
    if isinstance(name, str) and name not in names():
        former = {n.removeprefix("generated/").replace("_constants/", "_").replace("_", "-"): n for n in names()}
        name = former.get(name, name)
    one_of("name", name, names())
    return tables.descriptions()[name]


def _name(resource: Mapping[str, Any]) -> str:
    return str(resource["path"]).removesuffix(".csv")


class _Labels(dict[str, str]):
    """Titles or units by column: pandas copies them with every step of a frame, so copying is cheap."""

    def __deepcopy__(self, memo: object) -> _Labels:
        return _Labels(self)


def load(name: str) -> pd.DataFrame:
    """Load a table with the types that its schema states; empty cells are missing values.

    Parameters
    ----------
    name : str
        One of :func:`names`.

    Returns
    -------
    pandas.DataFrame
        ``attrs`` holds ``name``, ``title``, ``description``, ``licence`` and,
        by column, ``units`` and ``titles``.

    Raises
    ------
    ArgumentError
        If there is no such table.

    Examples
    --------
    >>> leds = load("leds")
    >>> leds.attrs["units"]["luminance_cd_m2"]
    'cd/m²'
    """
    resource = _resource(name)
    fields = resource["schema"]["fields"]
    tables.rows(_name(resource))  # refuses rows of another length, which pandas would shift or fill
    types = {"number": "float64", "integer": "Int64", "boolean": "boolean", "string": "str", "date": "str"}
    frame = pd.read_csv(
        tables.path(_name(resource)),
        dtype={f["name"]: types[f.get("type", "string")] for f in fields},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    frame.attrs = {
        "name": _name(resource),
        "title": resource.get("title", name),
        "description": resource.get("description", ""),
        "licence": _package()["licenses"][0]["name"],
        "units": _Labels({f["name"]: f["unit"] for f in fields if "unit" in f}),
        "titles": _Labels({f["name"]: f.get("title", f["name"]) for f in fields}),
    }
    return frame


def _frame(name: str, value: Any) -> pd.DataFrame:
    return instance(name, value, pd.DataFrame)


def reviewed(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows that were read in the papers that were reviewed whole, not those that were added from other works.

    Sentences that count or rank speak of these rows: they stay true when rows
    of further works are added.

    Parameters
    ----------
    frame : pandas.DataFrame
        Table with a column ``source``, such as :func:`load` or an audit returns.

    Returns
    -------
    pandas.DataFrame
        Its rows whose source is one of the ``sources`` of ``datapackage.json``,
        with the same ``attrs``.

    Raises
    ------
    ArgumentError
        If the table has no column ``source``.

    Examples
    --------
    >>> sorted(set(reviewed(load("core_shell")).source))
    ['mu2022', 'teku2025', 'zhong2021']
    """
    if "source" not in _frame("frame", frame):
        raise ArgumentError("frame", "it has no column 'source'", f"it has {', '.join(map(str, frame.columns))}")
    rows = frame[frame.source.isin([paper["key"] for paper in _package()["sources"]])]
    rows.attrs = frame.attrs
    return rows


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
    ArgumentError
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
                "title": f.get("title", f["name"]),
                "type": f.get("type", "string"),
                "unit": f.get("unit", ""),
                "allowed": allowed,
                "description": f.get("description", ""),
            }
        )
    return pd.DataFrame(rows).set_index("column")


def _sentence(text: str) -> str:
    return text.rstrip(". ") + "."


def _about(name: str, resource: Mapping[str, Any]) -> str:
    """Title and description of a table."""
    return " ".join(_sentence(t) for t in (resource.get("title", name), resource.get("description", "")) if t)


class Dictionary:
    """All tables and columns, shown as HTML in a notebook or written as Markdown."""

    def __eq__(self, other: object) -> bool:
        return self.markdown() == other.markdown() if isinstance(other, Dictionary) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __init__(self) -> None:
        self.package = _package()
        self.tables = {name: (_resource(name), describe(name)) for name in names()}
        self.rows = {name: len(tables.rows(name)) for name in names()}

    def __repr__(self) -> str:
        return f"<dictionary of {len(self.tables)} tables, {sum(self.rows.values())} rows>"

    def markdown(self) -> str:
        """Dictionary as Markdown, one section a table."""
        lines = [f"# {self.package['title']}: dictionary", "", self.package["description"], ""]
        for name, (resource, columns) in self.tables.items():
            lines += [f"## {name}", "", _about(name, resource), ""]
            lines += [f"File `{resource['path']}`, {self.rows[name]} rows.", ""]
            lines += [f"| column | {' | '.join(columns.columns)} |", "|---" * (len(columns.columns) + 1) + "|"]
            for row in columns.itertuples():
                cells = (str(cell).replace("|", "\\|") for cell in row[1:])
                lines.append(f"| `{row.Index}` | {' | '.join(cells)} |")
            lines.append("")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        index = "".join(
            f'<tr><td><a href="#table-{name}">{name}</a></td><td>{html.escape(resource.get("title", name))}</td>'
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
                f'<h2 id="table-{name}">{name}</h2><p>{html.escape(_about(name, resource))} '
                f"{self.rows[name]} rows in "
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
    >>> [line for line in dictionary().markdown().splitlines() if line.startswith("| `turn_on_v`")]
    ['| `turn_on_v` | Turn-on voltage | number | V | 0 to 20 |  |']
    """
    return Dictionary()


# Columns that hold formulas or joined lists: a text is looked for in the cell as a whole word.
_MOST_BITS = 1024  # of a number that a cell may hold
_FORMULAS = frozenset({"core", "shell", "emitter", "absorber", "material", "formula", "formula_printed"})
_WORDS = _FORMULAS | {"citation", "flag", "shell_evidence", "rows"}
# Where a table has the thing under another name.
_ALIASES = {
    "leds": {"core": "emitter"},
    "values": {"core": "material", "shell": "material"},
}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


def _asked(name: str, wanted: Any) -> list[Any]:
    """Values that are asked for: the one given, or those of a sequence; None for an empty cell."""
    if isinstance(wanted, np.ndarray | np.generic) and wanted.ndim == 0:
        wanted = wanted.item()
    one = not isinstance(wanted, Iterable) or isinstance(wanted, str | bytes | Mapping | pd.DataFrame)
    allowed = "give text, a number, None, or a sequence of them"
    try:
        values = [wanted] if one else list(wanted)
    except Exception:  # whatever an object's own code raises
        raise ArgumentError(name, f"{shown(wanted)} is not allowed", allowed, wanted) from None
    for value in values:
        missing = value is None or value is pd.NA or (isinstance(value, numbers.Real) and value != value)
        if not missing and not isinstance(value, str | numbers.Real):
            raise ArgumentError(name, f"{shown(value)} is not allowed", allowed, value)
    return [None if value is pd.NA or value != value else value for value in values]


def _readable(name: str, value: str) -> None:
    """Refuse half a character, which no table can hold and pandas fails at."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ArgumentError(name, f"{shown(value)} is not text", "half a character stands in it", value) from None


_SPLIT = re.compile(r"[\s/;]+|,(?=\s)")
_LIKE_A_FORMULA = re.compile(r"[(\[]*[A-Z][A-Za-z0-9()\[\].,]*")


@tables.cached
def _key(text: str) -> str:
    """What a formula holds, written in one way; empty for what is none."""
    try:
        return composition.key(text)
    except composition.CompositionError:
        return ""


@tables.cached
def _keys(cell: str) -> frozenset[str]:
    """What the formulas of a cell hold, each word for itself."""
    words = (word.strip("(),") if word.count("(") != word.count(")") else word for word in _SPLIT.split(cell))
    return frozenset(_key(word) for word in words if _LIKE_A_FORMULA.fullmatch(word)) - {""}


def _matches(name: str, column: pd.Series, wanted: Any) -> pd.Series:
    """Rows of a column that equal a value, or any value of a sequence; refusals name what was asked for."""
    found = pd.Series(False, index=column.index)
    for value in _asked(name, wanted):
        if isinstance(value, str) and not value.isascii():
            _readable(name, value)
        if isinstance(value, bool) and not pd.api.types.is_bool_dtype(column):
            raise ArgumentError(name, f"{value} is not allowed", "the column does not hold True and False", value)
        if isinstance(value, int) and value.bit_length() > _MOST_BITS:
            raise ArgumentError(name, f"{shown(value)} is not allowed", "no cell holds a number that large", value)
        if value is None:
            found |= column.isna()
        elif pd.api.types.is_numeric_dtype(column):
            try:
                found |= (column == float(value)).fillna(False).astype(bool)
            except (TypeError, ValueError, OverflowError):
                raise ArgumentError(
                    name, f"{shown(value)} is not a number", "the column holds numbers", value
                ) from None
        elif column.name in _WORDS:
            word = rf"(?<![\w.:-]){re.escape(str(value).translate(_SUBSCRIPTS))}(?![\w.:-])"
            cells = column.fillna("").str.translate(_SUBSCRIPTS)
            hit = cells.str.contains(word, regex=True)
            if column.name in _FORMULAS:
                if key := _key(str(value)):
                    hit |= column.fillna("").map(lambda cell, key=key: key in _keys(cell))
                elif not hit.any():  # no formula as it stands: cspbbr3
                    hit = cells.str.contains(word, regex=True, flags=re.IGNORECASE)
            found |= hit
        else:
            found |= (column == str(value)).fillna(False)
    return found


def _with_systems(frame: pd.DataFrame) -> pd.DataFrame:
    """Stability tests with the columns of their core/shell system beside them."""
    systems = load("core_shell").drop(columns=[c for c in frame.columns if c != "id"], errors="ignore")
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
        Column and value. A list, an array or a column of a frame means any of
        its values, ``None`` (or a missing value in them) an empty cell. Text
        must be equal to the cell, except in columns of formulas (``core``,
        ``shell``, ``emitter``, ``absorber``, ``material``, ``formula``) and of
        lists (``citation``, ``flag``, ``shell_evidence``, ``rows``), where it
        is found as a whole word: ``core="CsPbBr3"`` finds
        ``CsPbBr3 (Bi3+-doped)``, and not ``CsPbBr3:Sr``. A formula may be
        written in any way that :func:`calculators.composition.parse` reads:
        ``core="CH3NH3PbBr₃"`` finds ``MAPbBr3``, and ``core="cspbbr3"``, which
        is none, what differs from it in capitals only. ``stability`` also
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
    ArgumentError
        If there is no such table, if it (or, without `table`, any table) does
        not have such columns, if a number is asked of in words, or if a value
        is neither text nor a number.

    Examples
    --------
    >>> found = find(core="CsPbBr3", shell="ZnS")
    >>> list(found)
    ['leds', 'core_shell', 'stability', 'values', 'alignments', 'experiments']
    >>> found["core_shell"].attrs["units"]["pl_peak_nm"]
    'nm'
    >>> sorted(set(find("leds", emission="converter", emitter="CsPbBr3").emission))
    ['converter']
    """
    if table is not None:
        with renaming(name="table"):
            _resource(table)
        return _find_in(table, equals)
    if not equals:
        raise ArgumentError("equals", "nothing is asked for", "give a column and its value, or the name of a table")
    found = {name: _find_in(name, equals) for name in names() if set(equals) <= _columns(name)}
    if not found:
        known = set().union(*(_columns(name) for name in names()))
        unknown = sorted(set(equals) - known)
        problem = "no table has such a column" if unknown else "no table has all of these columns"
        raise ArgumentError(", ".join(unknown or equals), problem, f"columns are {', '.join(sorted(known))}")
    return found


def _columns(name: str) -> set[str]:
    """Columns that :func:`find` takes for a table."""
    own = {f["name"] for f in _resource(name)["schema"]["fields"]} | set(_ALIASES.get(name, {}))
    if name == "stability":
        own |= {f["name"] for f in _resource("core_shell")["schema"]["fields"]}
    return own


def _find_in(table: str, equals: Mapping[str, Any]) -> pd.DataFrame:
    name = _name(_resource(table))
    unknown = [c for c in equals if c not in _columns(name)]
    if unknown:
        raise ArgumentError(
            ", ".join(unknown), f"the table {name} has no such column", f"it has {', '.join(sorted(_columns(name)))}"
        )
    frame = load(table)
    wide = _with_systems(frame) if name == "stability" and not set(equals) <= set(frame.columns) else frame
    keep = pd.Series(True, index=frame.index)
    for column, value in equals.items():
        keep &= _matches(column, wide[column if column in wide else _ALIASES[name][column]], value)
    rows = frame[keep]
    rows.attrs = frame.attrs
    return rows


@tables.cached
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
    ArgumentError
        If the row has no citation, or the key or the style is unknown.

    Examples
    --------
    >>> print(cite("teku2025").split(". ")[-1])
    https://doi.org/10.1021/jacsau.5c00651
    >>> row = find("leds", source="mu2022", locator="Table 2, row 1").iloc[0]
    >>> cite(row, style="bibtex").splitlines()[0]
    '@article{song2015,'
    """
    one_of("style", style, ("text", "bibtex"))
    if isinstance(row_or_key, str):
        joined = _citations_by_id().get(row_or_key, row_or_key)
    elif isinstance(row_or_key, pd.Series | Mapping):
        stated: Any = row_or_key.get("citation")
        joined = stated if isinstance(stated, str) else ""
        if not joined:
            raise ArgumentError("row_or_key", "the row has no citation", value=dict(row_or_key))
    else:
        kind = type(row_or_key).__name__
        raise ArgumentError("row_or_key", f"{kind} is not allowed", "give a row, an id or a citation key", row_or_key)
    known = bibliography.keys()
    wanted = [key.strip() for key in joined.split(";")]
    unknown = [key for key in wanted if key not in known]
    if unknown:
        problem = f"{', '.join(unknown)} is neither the id of a row nor a key of references.bib"
        raise ArgumentError("row_or_key", problem, value=row_or_key)
    if style == "bibtex":
        return "\n\n".join(map(bibliography.bibtex, wanted))
    return "\n".join(map(bibliography.text, wanted))


class Table:
    """Rows of a data frame as an HTML table with units, citations and visible doubts."""

    def __init__(self, frame: pd.DataFrame, columns: list[str], caption: str, bibliography: str) -> None:
        missing = [c for c in columns if c not in frame.columns]
        if missing:
            problem = f"{', '.join(missing)} is not in the table"
            raise ArgumentError("columns", problem, f"it has {', '.join(frame.columns)}", columns)
        self.frame, self.columns, self.caption, self.bibliography = frame, columns, caption, bibliography

    def _header(self, column: str) -> str:
        title = self.frame.attrs.get("titles", {}).get(column, column)
        unit = self.frame.attrs.get("units", {}).get(column, "")
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
            keys = filter(None, str(value).split(";"))  # a computed table may cite nothing
            links = (f'<a href="{self.bibliography}#cite-{key}">{key}</a>' for key in keys)
            return f"<td>{', '.join(links)}</td>"
        if isinstance(value, bool):
            return f"<td>{'yes' if value else 'no'}</td>"
        if isinstance(value, float):
            digits = self.frame.attrs.get("digits", {}).get(column, 6)
            return f'<td class="hb-number">{value:.{digits}g}</td>'
        long = ' class="hb-long"' if len(str(value)) > 40 else ""
        return f"<td{long}>{html.escape(str(value))}</td>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Table):
            return NotImplemented
        return self._repr_html_() == other._repr_html_()

    __hash__ = None  # type: ignore[assignment]

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
    ArgumentError
        If a column is not in the table, or there is no table or no list of columns.

    Examples
    --------
    >>> leds = find("leds", source="mu2022", locator="Table 2, row 1")
    >>> show(leds, ["emitter", "el_peak_nm", "citation"])
      emitter  el_peak_nm  citation
    0  CsPbCl3       455.0  song2015
    """
    _frame("frame", frame)
    caption = one_name("caption", caption) or frame.attrs.get("title", "")
    return Table(frame, list(checked_names("columns", columns)), caption, one_name("bibliography", bibliography))
