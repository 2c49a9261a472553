"""What a calculator answers: rows of numbers and words, from which page and files are made.

A number stands once, in full precision, beside the format in which a page shows
it; so the page cannot show another number than the files hold.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from ..figures import Drawing
from ..writing import written


@dataclass(frozen=True)
class Quantity:
    """A number of a result.

    Attributes
    ----------
    value : float
        In full precision, in `unit`; NaN is shown as "not defined".
    unit : str
        Unit in files, "-" for a pure number.
    digits : str
        Format of the number on a page, such as ``".3g"``.
    name : str
        What tells it from other numbers of its row, such as "lower bound".
    scale : float
        Factor from `value` to the number on a page.
    shown_unit : str or None
        Unit on a page, where it differs from `unit`.
    main : bool
        Whether the code of the calculator reproduces it; in the order of the rows.
    bold : bool
        Whether it stands out on a page.

    Examples
    --------
    >>> Quantity(8.3e-9, "mol/L", ".2f", scale=1e9, shown_unit="nM").text()
    '8.30 nM'
    """

    value: float
    unit: str = "-"
    digits: str = ".4g"
    name: str = ""
    scale: float = 1.0
    shown_unit: str | None = None
    main: bool = False
    bold: bool = False

    def text(self) -> str:
        """Text of the number on a page, with its unit."""
        if math.isnan(self.value):
            return "not defined"
        unit = self.unit if self.shown_unit is None else self.shown_unit
        return written(self.scale * self.value, self.digits) + (f" {unit}" if unit not in ("", "-") else "")


def percent(share: float, digits: str = ".3g", *, name: str = "", main: bool = False, bold: bool = False) -> Quantity:
    """Share from 0 to 1 that a page shows in per cent.

    Parameters
    ----------
    share : float
        The share [-].
    digits : str, optional
        Format of the number of per cent.
    name : str, optional
        See :class:`Quantity`.
    main, bold : bool, optional
        See :class:`Quantity`.

    Returns
    -------
    Quantity
        A pure number in files.

    Examples
    --------
    >>> percent(0.2, ".1f").text(), percent(0.2, ".1f").value
    ('20.0 %', 0.2)
    """
    return Quantity(float(share), "-", digits, name, 100.0, "%", main, bold)


def duration(
    value: float, unit: str = "h", digits: str = ".4g", name: str = "", *, main: bool = False, bold: bool = False
) -> Quantity:
    """Time that a page shows in minutes or seconds where it is a small part of an hour.

    Parameters
    ----------
    value : float
        The time [`unit`].
    unit : str, optional
        Unit in files; what is in hours or minutes may be shown in a smaller one.
    digits, name, main, bold : optional
        See :class:`Quantity`.

    Returns
    -------
    Quantity
        With the scale of the page.

    Examples
    --------
    >>> duration(47 / 60).text(), duration(0.001).text(), duration(12.5).text()
    ('47 min', '3.6 s', '12.5 h')
    """
    scale, shown = 1.0, unit
    while shown in _SMALLER and 0 < abs(scale * value) < 1:
        scale, shown = 60 * scale, _SMALLER[shown]
    return Quantity(float(value), unit, digits, name, scale, shown if shown != unit else None, main, bold)


_SMALLER = {"h": "min", "min": "s"}


@dataclass(frozen=True)
class Words:
    """Words that stand out on a page."""

    words: str

    def text(self) -> str:
        """Plain words."""
        return self.words


@dataclass(frozen=True)
class Formula:
    """A chemical formula: its numbers are subscripts on a page."""

    formula: str

    def text(self) -> str:
        """Plain formula."""
        return self.formula


@dataclass(frozen=True)
class Swatch:
    """A patch of colour on a page; nothing in files."""

    red: int
    green: int
    blue: int

    def text(self) -> str:
        """Nothing."""
        return ""


Piece: TypeAlias = str | Quantity | Words | Formula | Swatch
Cell: TypeAlias = Piece | tuple[Piece, ...]


def pieces(cell: Cell) -> tuple[Piece, ...]:
    """Pieces of a cell."""
    return cell if isinstance(cell, tuple) else (cell,)


def cell_text(cell: Cell) -> str:
    """Plain text of a cell.

    Parameters
    ----------
    cell : Cell
        A piece or several.

    Returns
    -------
    str
        What a page shows, without marks.

    Examples
    --------
    >>> cell_text((Quantity(0.1, digits=".3f"), " or ", Words("more")))
    '0.100 or more'
    """
    return "".join(p if isinstance(p, str) else p.text() for p in pieces(cell)).strip()


def interval(
    value: float,
    low: float,
    high: float,
    unit: str = "-",
    digits: str = ".4g",
    *,
    bound_digits: str = "",
    scale: float = 1.0,
    shown_unit: str | None = None,
    main: bool = False,
) -> tuple[Piece, ...]:
    """Cell of a value and its bounds, the unit written once.

    Parameters
    ----------
    value, low, high : float
        The value and its bounds [`unit`].
    unit, digits, scale, shown_unit, main : optional
        See :class:`Quantity`.
    bound_digits : str, optional
        Format of the bounds, if it differs.

    Returns
    -------
    tuple
        A cell of three quantities.

    Examples
    --------
    >>> cell_text(interval(8.3e-9, 8e-9, 8.7e-9, "mol/L", ".1f", scale=1e9, shown_unit="nM"))
    '8.3 (8.0 to 8.7) nM'
    """
    unit_text = unit if shown_unit is None else shown_unit
    first = Quantity(float(value), unit, digits, "", scale, "", main)
    bounds = dataclasses.replace(first, digits=bound_digits or digits)
    return (
        first,
        " (",
        dataclasses.replace(bounds, value=float(low), name="lower bound"),
        " to ",
        dataclasses.replace(bounds, value=float(high), name="upper bound"),
        f") {unit_text if unit_text != '-' else ''}",
    )


@dataclass(frozen=True)
class Row:
    """A row of a result: a name and a cell, or a cell for each of several columns.

    In the name, ``R_a`` stands for an R with a subscript. Rows that follow each
    other and have the same columns are one table on a page; with `folded` the
    table stands behind these words, which open it.
    """

    name: str
    cells: tuple[Cell, ...]
    columns: tuple[Piece, ...] = ()
    folded: str = ""

    def text(self) -> str:
        """Name and cells as plain text."""
        return " ".join([self.name, *filter(None, map(cell_text, self.cells))])


def row(name: str, *cells: Cell, columns: Sequence[Piece] = (), folded: str = "") -> Row:
    """Row from its name and cells.

    Parameters
    ----------
    name : str
        What the row holds.
    *cells : Cell
        One, or one for each column.
    columns : sequence, optional
        Heads of the columns, if there are several.
    folded : str, optional
        What opens the table on a page, if it is to be closed at first.

    Returns
    -------
    Row
        Checked: as many cells as columns.

    Examples
    --------
    >>> row("Offsets", Quantity(0.1, "eV"), Quantity(0.2, "eV"), columns=("electron", "hole")).text()
    'Offsets 0.1 eV 0.2 eV'
    """
    if len(cells) != (len(columns) or 1):
        raise TypeError(f"row {name!r}: {len(cells)} cells do not fit {len(columns) or 1} columns")
    return Row(name, cells, tuple(columns), folded)


class Line(NamedTuple):
    """One number, or the words of one cell, as files hold it."""

    name: str
    column: str
    value: float | str
    unit: str
    shown: str

    @property
    def key(self) -> str:
        """Name, column and unit as one text, such as ``"EQE [-]"``."""
        return f"{self.name}{f', {self.column}' if self.column else ''} [{self.unit}]"


@dataclass(frozen=True)
class Result:
    """What a calculator answers.

    Attributes
    ----------
    rows : sequence of Row
        The numbers; page, CSV and JSON are made from them.
    lead, notes : sequence of Cell
        Sentences before and after the rows, on a page only.
    drawing : callable or None
        Draws the figure; called when somebody wants to see it.
    idle : mapping of str to str
        Inputs that have no part in this result, with the reason.
    taken : mapping of str to (float, str)
        Numbers that were taken in place of what inputs hold, in the unit of
        the field, with where they come from.

    Examples
    --------
    >>> print(Result([row("EQE", percent(0.18, ".1f")), row("Colour", "green")]))
    EQE: 18.0 %
    Colour: green
    """

    rows: Sequence[Row]
    lead: Sequence[Cell] = ()
    notes: Sequence[Cell] = ()
    drawing: Callable[[], Drawing] | None = dataclasses.field(default=None, compare=False)
    idle: Mapping[str, str] = dataclasses.field(default_factory=dict)
    taken: Mapping[str, tuple[float, str]] = dataclasses.field(default_factory=dict)

    def _numbers(self) -> Iterator[tuple[Line, Quantity | None]]:
        for each in self.rows:
            for head, cell in zip(each.columns or ("",), each.cells, strict=True):
                column, shown = cell_text(head), cell_text(cell)
                found = [p for p in pieces(cell) if isinstance(p, Quantity)]
                if not found:
                    yield Line(each.name, column, shown, "", shown), None
                for q in found:
                    where = ", ".join(filter(None, (column, q.name)))
                    yield Line(each.name, where, float(q.value), q.unit, shown), q

    def overflows(self) -> bool:
        """Whether a number is infinite, in its own unit or in that of a page."""
        return any(q is not None and math.isinf(q.scale * q.value) for _, q in self._numbers())

    def lines(self) -> list[Line]:
        """All rows, one line for each number.

        Returns
        -------
        list of Line
            Numbers in full precision beside the text that a page shows.

        Examples
        --------
        >>> Result([row("EQE", percent(0.18, ".1f"))]).lines()
        [Line(name='EQE', column='', value=0.18, unit='-', shown='18.0 %')]
        """
        return [line for line, _ in self._numbers()]

    @property
    def numbers(self) -> dict[str, float]:
        """The main numbers in full precision by name and unit: what the code of the calculator reproduces."""
        return {line.key: float(q.value) for line, q in self._numbers() if q is not None and q.main}

    def __str__(self) -> str:
        lines = []
        for each in self.rows:
            for head, cell in zip(each.columns or ("",), each.cells, strict=True):
                column = cell_text(head)
                lines.append(f"{each.name}{f', {column}' if column else ''}: {cell_text(cell)}")
        return "\n".join(lines)
