"""Sites of the cubic cell, formulas of layers, and shares at the surface."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from calculators import structure
from calculators.checks import finite, number, one_number, positive, vector, whole
from calculators.composition import perovskite
from calculators.errors import ArgumentError
from calculators.results import Result
from calculators.tables import FloatArray

from .select import lattice_constant_nm

Point = tuple[float, ...]

MOST_OCTAHEDRA = 6
"""Octahedra across the thickest layer that is drawn."""
MOST_CELLS = 10_000
"""Most cells across that :func:`surface_by_shape` goes up to."""


@dataclass(frozen=True)
class Site:
    """A site of the cubic cell: its ions and where they sit."""

    name: str
    ions: str
    positions: tuple[Point, ...]

    @property
    def shared_by(self) -> int:
        """Cells that share one of its ions: each coordinate on a face halves what belongs to one cell."""
        return int(2 ** sum(v in (0.0, 1.0) for v in self.positions[0]))

    @property
    def in_cell(self) -> float:
        """Ions of the site that belong to one cell."""
        return len(self.positions) / self.shared_by


def perovskite_cell(formula: str = "CsPbBr3") -> tuple[Site, Site, Site]:
    """Sites A, B and X of the cubic cell of a perovskite.

    Parameters
    ----------
    formula : str, optional
        A three-dimensional perovskite, for the names of the ions.

    Returns
    -------
    tuple of Site
        A on the corners, B in the centre, X on the faces; positions in edges
        of the cell, the third coordinate running to the back.

    Raises
    ------
    ArgumentError
        If the formula cannot be read or is no perovskite.

    Examples
    --------
    >>> [(site.name, site.ions, site.in_cell) for site in perovskite_cell("CsPbI3")]
    [('A', 'Cs', 1.0), ('B', 'Pb', 1.0), ('X', 'I', 3.0)]
    """
    ions = perovskite(formula)
    corners = tuple(itertools.product((0.0, 1.0), repeat=3))
    faces = tuple(
        p for p in itertools.product((0.0, 0.5, 1.0), repeat=3) if sorted(v == 0.5 for v in p) == [False, True, True]
    )
    return (
        Site("A", "/".join(ions.a), corners),
        Site("B", "/".join(ions.b), ((0.5, 0.5, 0.5),)),
        Site("X", "/".join(ions.x), faces),
    )


class Layered(NamedTuple):
    """A layered perovskite: octahedra across a layer, atoms of its formula, corners that an octahedron shares."""

    octahedra: int
    atoms: dict[str, int]
    shared_corners: float


def ruddlesden_popper(n: int | Sequence[int] = 2) -> list[Layered]:
    """Formulas and shared corners of layered perovskites of the Ruddlesden-Popper kind.

    Parameters
    ----------
    n : int or sequence of int, optional
        Octahedra across a layer, 1 to 6; at most three numbers.

    Returns
    -------
    list of Layered
        One a number.

    Raises
    ------
    ArgumentError
        If a number lies outside 1 to 6, or there are none or more than three.

    Examples
    --------
    >>> ruddlesden_popper(2)
    [Layered(octahedra=2, atoms={'R': 2, 'A': 1, 'B': 2, 'X': 7}, shared_corners=5.0)]
    """
    numbers = [whole("n", k, 1, MOST_OCTAHEDRA) for k in vector("n", np.atleast_1d(number("n", n)))]
    if not 1 <= len(numbers) <= 3:
        raise ArgumentError("n", f"{len(numbers)} numbers are not allowed", "it is one to three numbers", n)
    atoms = [structure.ruddlesden_popper(k) for k in numbers]
    return [Layered(k, a, structure.shared_corners(a["X"] / a["B"])) for k, a in zip(numbers, atoms, strict=True)]


@dataclass(frozen=True, eq=False)
class SurfaceCurve(Result):
    """Share of the octahedra at the surface of one shape, by its thickness."""

    shape: str
    thickness_nm: FloatArray
    share: FloatArray


_SHORT_DIRECTIONS = {"cube": 3, "wire": 2, "plate": 1}


@finite
def surface_by_shape(cell_nm: float | None = None, *, most_cells: int = 34) -> list[SurfaceCurve]:
    """Share of the octahedra at the surface of cubes, wires and plates.

    Parameters
    ----------
    cell_nm : float, optional
        Edge of a cell [nm], above 0; by default that of CsPbBr3 in the table ``materials``.
    most_cells : int, optional
        Cells across the thickest block, 2 or more.

    Returns
    -------
    list of SurfaceCurve
        One a shape; a point for every whole number of cells from 2 on, shares [-].

    Raises
    ------
    ArgumentError
        See :func:`calculators.structure.surface_cells`.

    Examples
    --------
    >>> cube = surface_by_shape(0.6)[0]
    >>> cube.shape, cube.thickness_nm[:2].round(3).tolist(), cube.share[:2].round(3).tolist()
    ('cube', [1.2, 1.8], [1.0, 0.963])
    """
    given = lattice_constant_nm("CsPbBr3") if cell_nm is None else cell_nm
    cell = one_number("cell_nm", positive("cell_nm", given, "nm"))
    most = whole("most_cells", most_cells, 2, MOST_CELLS)
    thickness: FloatArray = np.asarray(np.arange(2, most + 1) * cell, dtype=np.float64)
    return [
        SurfaceCurve(shape, thickness, structure.surface_cells(thickness, cell, directions=d).share)
        for shape, d in _SHORT_DIRECTIONS.items()
    ]
