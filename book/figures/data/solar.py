"""Power conversion efficiencies of solar cells with perovskite nanocrystals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from calculators import bibliography, tables

from . import select


class Cell(NamedTuple):
    """A solar cell, or a module."""

    absorber: str
    """As printed, or the material of the row."""
    year: int
    """Year of the work."""
    pce_pct: float
    """Power conversion efficiency [%]."""
    module: bool
    """Whether it is several cells in series."""
    citation: str
    flag: str


@dataclass(frozen=True)
class SolarCells:
    """What :func:`solar_cells` returns.

    Attributes
    ----------
    by_role : dict of str to tuple of Cell
        Rows of the table ``solar_cells`` by what the nanocrystals are in them.
    core_shell : tuple of Cell
        Cells of core/shell crystals from the table ``values``.
    """

    by_role: dict[str, tuple[Cell, ...]]
    core_shell: tuple[Cell, ...]

    def best(self, role: str) -> Cell:
        """Cell of a role with the highest efficiency.

        Parameters
        ----------
        role : str
            A key of `by_role`.

        Returns
        -------
        Cell
            The first of the best.
        """
        return max(self.by_role[role], key=lambda cell: cell.pce_pct)


def _year(citation: str) -> int:
    return bibliography.year(bibliography.first(citation))


def solar_cells() -> SolarCells:
    """Efficiency by year of every solar cell in the tables, by what the nanocrystals are in it.

    Returns
    -------
    SolarCells
        Every row of the table ``solar_cells`` that prints an efficiency, and
        the core/shell cells of ``values``.

    Examples
    --------
    >>> next(cell.pce_pct for cell in solar_cells().core_shell if cell.citation == "wang2020f")
    13.9
    """
    by_role: dict[str, tuple[Cell, ...]] = {}
    for row in tables.read("solar_cells"):
        if row["pce_pct"] is not None:
            cell = Cell(
                row["absorber_printed"],
                _year(row["citation"]),
                row["pce_pct"],
                row["kind"] == "module",
                row["citation"],
                row["flag"],
            )
            by_role[row["role"]] = (*by_role.get(row["role"], ()), cell)
    core_shell = tuple(
        Cell(row["material"], _year(row["citation"]), row["value"], False, row["citation"], row["flag"])
        for row in select.printed("PCE with core/shell absorber")
        if row["unit"] == "%"
    )
    return SolarCells(by_role, core_shell)
