"""Cached reader of the tables in ``data/``: the ground floor of the package.

Only the csv and json modules and NumPy are used here, so that the formulas
above stay light enough to run in a web page. Data frames with units and
citations are in :mod:`calculators.datasets`.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import inspect
import json
import math
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, overload

import numpy as np
import numpy.typing as npt

from .errors import ArgumentError, one_name, one_of, shown

FloatArray = npt.NDArray[np.float64]
FloatVector = np.ndarray[tuple[int], np.dtype[np.float64]]
"""An array of one dimension, where a type checker can tell."""
FloatStack = np.ndarray[tuple[int, int, *tuple[int, ...]], np.dtype[np.float64]]
"""An array of two dimensions or more, where a type checker can tell (or cannot tell at all)."""
ArrayLike = npt.ArrayLike
Numbers = FloatVector | Sequence[float]
"""One list of numbers: what a function of a whole list makes one float of."""
F = TypeVar("F", bound=Callable[..., Any])
Row = Mapping[str, Any]
"""A row as :func:`read` gives it: numbers are floats or ints, an absent one is None, text is text."""

_caches: list[Callable[[], None]] = []
_overlay: list[Path] = []


@overload
def cached(function: F) -> F: ...
@overload
def cached(*, size: int) -> Callable[[F], F]: ...
def cached(function: F | None = None, *, size: int | None = None) -> F | Callable[[F], F]:
    """Cache the results of a function that reads tables; :func:`use` forgets them.

    Parameters
    ----------
    function : callable
        Its arguments must be hashable; what is not is refused by name.
    size : int, optional
        How many results are kept, the latest ones; all if not given.

    Returns
    -------
    callable
        The same function with a cache; with `size` alone a decorator that makes one.

    Examples
    --------
    >>> @cached
    ... def names_of_emitters():
    ...     return {row["emitter"] for row in read("leds")}
    >>> "CsPbBr3" in names_of_emitters()
    True
    """

    def wrap(function: F) -> F:
        kept = functools.lru_cache(maxsize=size)(function)
        _caches.append(kept.cache_clear)
        names = tuple(inspect.signature(function).parameters)

        @functools.wraps(kept)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            try:
                return kept(*args, **kwargs)
            except Exception:
                for name, value in (*zip(names, args, strict=False), *kwargs.items()):
                    if not _hashable(value):
                        raise ArgumentError(name, f"{shown(value)} is not text", "it must be one name", value) from None
                raise

        return wrapped if names else kept  # type: ignore[return-value]

    return wrap if function is None else wrap(function)


def _hashable(value: Any) -> bool:
    try:
        hash(value)
    except Exception:  # whatever an object's own code raises
        return False
    return True


@functools.cache
def data_dir() -> Path:
    """Folder that holds the tables: inside the installed package, else beside it.

    Returns
    -------
    pathlib.Path
        ``calculators/_data`` of an installed wheel, ``data/`` of a checkout.

    Raises
    ------
    FileNotFoundError
        If neither folder exists.

    Examples
    --------
    >>> sorted(path.name for path in (data_dir() / "generated").glob("c*.csv"))
    ['cie1931_2deg.csv', 'colour_rendering.csv', 'constants.csv']
    """
    here = Path(__file__).resolve().parent
    for folder in (here / "_data", here.parent / "data"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no data tables beside {here}: the installation is incomplete")


@contextlib.contextmanager
def use(folder: str | Path) -> Iterator[None]:
    r"""Read tables from another folder inside a ``with`` block; those it lacks stay the shipped ones.

    Parameters
    ----------
    folder : str or pathlib.Path
        Folder with CSV files, named as the shipped ones, and perhaps a
        ``datapackage.json`` that describes them, and a ``references.bib``
        with works to add to the shipped ones.

    Raises
    ------
    ArgumentError
        If there is no such folder, or its ``datapackage.json`` does not
        describe tables.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pathlib.Path(folder, "sizes.csv").write_text("id,size_nm\nmine,4.5\n")
    ...     with use(folder):
    ...         row("sizes", "mine")["size_nm"]
    4.5
    """
    path = _folder(folder)
    _described(path / "datapackage.json")
    _overlay.append(path)
    _forget()
    try:
        yield
    finally:
        # The innermost of equal ones: a folder may be in use twice.
        del _overlay[len(_overlay) - 1 - _overlay[::-1].index(path)]
        _forget()


def _folder(folder: Any) -> Path:
    if not isinstance(folder, str | os.PathLike) or isinstance(os.fspath(folder), bytes) or folder == "":
        raise ArgumentError("folder", f"{shown(folder)} is not allowed", "it is the path of a folder", folder)
    path = Path(folder)
    try:
        found = path.is_dir()
    except (OSError, ValueError):  # a name that no folder can have
        found = False
    if not found:
        raise ArgumentError("folder", f"there is no folder {str(folder)!r}", value=folder)
    return path


_TYPES = ("string", "number", "integer", "boolean", "date")


def _described(package: Path) -> list[Mapping[str, Any]]:
    """What a ``datapackage.json`` describes, each table with a path and its columns; nothing if there is no such file.

    A text that is no such description is refused with the name of the file and the place in it.
    """
    if not package.is_file():
        return []
    try:
        content = json.loads(package.read_text(encoding="utf-8-sig"))
    except ValueError as error:  # no UTF-8, or no JSON
        raise ArgumentError("folder", f"{package} cannot be read: {error}", "it must be JSON", str(package)) from None
    resources = content.get("resources") if isinstance(content, dict) else None
    if not isinstance(resources, list):
        raise ArgumentError("folder", f"{package} has no list 'resources'", "see Frictionless", str(package))
    for k, resource in enumerate(resources):
        fault = _fault(resource)
        if fault:
            raise ArgumentError("folder", f"{package}: resources[{k}] {fault}", "see Frictionless", str(package))
    return resources


def _fault(resource: Any) -> str:
    """What the description of a table lacks; empty if nothing."""
    if not isinstance(resource, dict) or not isinstance(resource.get("path"), str):
        return "has no text 'path'"
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list):
        return "has no list 'fields' in its 'schema'"
    for field in fields:
        if not isinstance(field, dict) or not isinstance(field.get("name"), str):
            return "has a field without a text 'name'"
        if field.get("type", "string") not in _TYPES:
            return f"has the field {field['name']!r} of the type {field['type']!r}; types are {', '.join(_TYPES)}"
    return ""


def overlays() -> tuple[Path, ...]:
    """Folders that :func:`use` has put in front of the shipped tables, the innermost last.

    Returns
    -------
    tuple of pathlib.Path
        Empty outside a ``with`` block.

    Examples
    --------
    >>> overlays()
    ()
    """
    return tuple(_overlay)


def _forget() -> None:
    for clear in _caches:
        clear()


def names() -> tuple[str, ...]:
    """Names of all tables, those below a folder with it, such as ``"generated/constants"``.

    Returns
    -------
    tuple of str
        Sorted.

    Examples
    --------
    >>> [name for name in names() if name.startswith("optical")]
    ['optical_constants/entries', 'optical_constants/nk', 'optical_constants/solvents']
    """
    return tuple(sorted(_shipped().union(*map(_in, _overlay))))


def _in(folder: Path) -> frozenset[str]:
    return frozenset(p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.csv"))


@functools.cache
def _shipped() -> frozenset[str]:
    return _in(data_dir())


def path(name: str) -> Path:
    """File of a table: in the folder in use if it is there, else the shipped one.

    Parameters
    ----------
    name : str
        Name of the table without ``.csv``, such as ``"core_shell"``.

    Returns
    -------
    pathlib.Path
        The CSV file.

    Raises
    ------
    ArgumentError
        If there is no such table.

    Examples
    --------
    >>> path("generated/constants").name
    'constants.csv'
    """
    one_of("name", name, names())
    return next(p for folder in (*reversed(_overlay), data_dir()) if (p := folder / f"{name}.csv").is_file())


@cached
def descriptions() -> Mapping[str, Mapping[str, Any]]:
    """What ``datapackage.json`` says of each table: title, description, schema.

    Returns
    -------
    mapping of str to mapping
        The Frictionless resource by name of the table; a folder in use adds
        or replaces those that its own ``datapackage.json`` describes.

    Examples
    --------
    >>> descriptions()["core_shell"]["title"]
    'Core/shell nanocrystals'
    """
    found: dict[str, Mapping[str, Any]] = {}
    for folder in (data_dir(), *_overlay):
        for resource in _described(folder / "datapackage.json"):
            found[str(resource["path"]).removesuffix(".csv")] = resource
    return MappingProxyType(found)


@cached
def _cells(name: str) -> tuple[tuple[str, ...], tuple[dict[str, str], ...]]:
    """Columns of a table and its rows, as they stand in the file."""
    try:  # spreadsheets begin a UTF-8 file with a byte order mark
        with path(name).open(newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            columns, found = tuple(reader.fieldnames or ()), tuple(reader)
    except UnicodeDecodeError:
        raise ArgumentError("name", f"the table {name} is no UTF-8 text", "save it as CSV UTF-8", name) from None
    except csv.Error as error:
        raise ArgumentError("name", f"the table {name} cannot be read: {error}", "save it as CSV", name) from None
    if not columns:
        raise ArgumentError("name", f"the table {name} is empty", "its first line names the columns", name)
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise ArgumentError("name", f"the table {name} has two columns {', '.join(twice)}", "names differ", name)
    return columns, found


@cached
def rows(name: str) -> tuple[Mapping[str, str], ...]:
    """Rows of a table, every cell as the text that stands in the file.

    Parameters
    ----------
    name : str
        Name of the table without ``.csv``, such as ``"ions"`` or
        ``"generated/constants"``.

    Returns
    -------
    tuple of mapping
        One read-only mapping of column name to text a row.

    Raises
    ------
    ArgumentError
        If there is no such table (the message lists those there are), the file
        is empty or names a column twice, or a row has more or fewer cells than
        there are columns.

    See Also
    --------
    read : the same rows with numbers as numbers.

    Examples
    --------
    >>> rows("ions")[0]["radius_angstrom"]
    '1.67'
    """
    found = _cells(name)[1]
    for line, row in enumerate(found, 2):
        if None in row or None in row.values():
            words = "more" if None in row else "fewer"
            raise ArgumentError(
                "name",
                f"row {line} of the table {name} has {words} cells than there are columns",
                "a text with a comma needs quotes, a decimal mark is a point",
                name,
            )
    return tuple(MappingProxyType(row) for row in found)


@cached
def schema(name: str) -> Mapping[str, Mapping[str, Any]]:
    """Columns of a table as ``datapackage.json`` describes them: type, unit, title, constraints.

    Parameters
    ----------
    name : str
        Name of the table without ``.csv``.

    Returns
    -------
    mapping of str to mapping
        The Frictionless field of each column; empty for a table that is not described.

    Raises
    ------
    ArgumentError
        If there is no such table.

    Examples
    --------
    >>> schema("leds")["turn_on_v"]["unit"]
    'V'
    """
    path(name)
    described = descriptions().get(name)
    fields = described["schema"]["fields"] if described else ()
    return MappingProxyType({field["name"]: MappingProxyType(field) for field in fields})


_TRUE = {"true": True, "false": False}


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _value(table: str, line: int, column: str, kind: str, text: str) -> Any:
    if kind == "string":
        return text
    if text == "":
        return None
    try:
        if kind == "number":
            return _finite(text)
        if kind == "integer":
            return int(text)
        return _TRUE[text.lower()] if kind == "boolean" else text
    except (KeyError, ValueError):
        raise ArgumentError(
            column, f"{text!r} in row {line} of the table {table} is no {kind}", "see datapackage.json", text
        ) from None


@cached
def read(name: str) -> tuple[Row, ...]:
    """Rows of a table, every cell of the type that ``datapackage.json`` gives its column.

    Parameters
    ----------
    name : str
        Name of the table without ``.csv``.

    Returns
    -------
    tuple of mapping
        One read-only mapping of column name to value a row: float or int, or
        None where the cell is empty; text, empty where the cell is. A table
        that is not described holds text only.

    Raises
    ------
    ArgumentError
        If there is no such table, or a cell is not of its column's type.

    See Also
    --------
    row : one row by its id.
    rows : the cells as text.

    Examples
    --------
    >>> [(r["radius_set"], r["radius_angstrom"]) for r in read("ions") if r["ion"] == "Br" and r["coordination"] == 6]
    [('shannon', 1.96), ('whittaker', 1.88)]
    """
    kinds = {column: field.get("type", "string") for column, field in schema(name).items()}
    return tuple(
        MappingProxyType({c: _value(name, k, c, kinds.get(c, "string"), text) for c, text in cells.items()})
        for k, cells in enumerate(rows(name), 2)
    )


def bad_row(table: str, row: Row, column: str, allowed: str) -> ArgumentError:
    """Refusal of one cell that no type can tell to be wrong; it names the row.

    Parameters
    ----------
    table : str
        Name of the table.
    row : mapping
        The row, as :func:`read` gives it.
    column : str
        Column of the cell, which becomes the name of the argument.
    allowed : str
        What would be accepted.

    Returns
    -------
    ArgumentError
        To be raised.

    Examples
    --------
    >>> raise bad_row("materials", {"id": "zns-gap", "grade": "guessed"}, "grade", "it is one of measured, calculated")
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: grade: 'guessed' in row 'zns-gap' of the table materials is not allowed; ...
    """
    value = row.get(column)
    given = "an empty cell" if value in (None, "") else shown(value)
    where = f"row {row['id']!r} of the table {table}" if row.get("id") else f"a row of the table {table}"
    return ArgumentError(column, f"{given} in {where} is not allowed", allowed, value)


@cached
def _by_id(name: str) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for r in read(name):
        if "id" in r and found.setdefault(str(r["id"]), r) is not r:
            raise ArgumentError("id", f"the table {name} has two rows {r['id']!r}", "an id stands once", r["id"])
    return found


def row(name: str, id: str) -> Row:
    """Row of a table by its id, typed as by :func:`read`.

    Parameters
    ----------
    name : str
        Name of the table without ``.csv``.
    id : str
        What the column ``id`` holds.

    Returns
    -------
    mapping
        The row, read-only.

    Raises
    ------
    ArgumentError
        If there is no such table, no such row in it, or two rows of it have one id.

    Examples
    --------
    >>> row("materials", "cspbbr3-lattice-1")["value"]
    5.85
    """
    found = _by_id(name)
    if one_name("id", id) not in found:
        raise ArgumentError("id", f"there is no row {shown(id)} in the table {name}", value=id)
    return found[id]


@cached
def columns(name: str) -> Mapping[str, FloatArray]:
    """Columns of a purely numeric table as read-only arrays; an empty cell is NaN.

    Parameters
    ----------
    name : str
        Name of the table without ``.csv``.

    Returns
    -------
    mapping of str to numpy.ndarray
        One array of shape (rows,) a column.

    Raises
    ------
    ArgumentError
        If there is no such table, or one of its cells is no number.

    Examples
    --------
    >>> cie = columns("generated/cie1931_2deg")
    >>> float(cie["wavelength_nm"][cie["ybar"].argmax()])
    555.0
    """
    table = rows(name)
    out = {}
    for column in _cells(name)[0]:
        values = np.array(
            [
                np.nan if row[column] == "" else _value(name, line, column, "number", row[column])
                for line, row in enumerate(table, 2)
            ],
            dtype=float,
        )
        values.flags.writeable = False
        out[column] = values
    return MappingProxyType(out)


@cached
def constant(name: str) -> float:
    """Fundamental constant in SI units (CODATA 2022).

    Parameters
    ----------
    name : str
        ``speed_of_light`` [m/s], ``planck`` [J s], ``elementary_charge`` [C],
        ``avogadro`` [1/mol], ``boltzmann`` [J/K], ``electron_mass`` [kg],
        ``vacuum_permittivity`` [F/m] or ``luminous_efficacy`` [lm/W].

    Returns
    -------
    float
        The value.

    Raises
    ------
    ArgumentError
        If the name is unknown.

    Examples
    --------
    >>> constant("speed_of_light")
    299792458.0
    """
    table = {row["name"]: float(row["value"]) for row in rows("generated/constants")}
    one_of("name", name, table)
    return table[name]


@cached
def photon_energy_nm_ev() -> float:
    """Product of photon energy and vacuum wavelength, hc/e.

    Returns
    -------
    float
        1239.84... [eV nm]

    Examples
    --------
    >>> round(photon_energy_nm_ev(), 3)
    1239.842
    """
    return constant("planck") * constant("speed_of_light") / constant("elementary_charge") * 1e9
