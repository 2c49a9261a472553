"""What lies at the surface of a block of cells, and layers cut from the lattice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

import numpy as np

from ..checks import finite, positive, refuse_where, scalar, together, whole, within
from ..errors import ArgumentError, shown
from ..results import Result
from ..tables import ArrayLike, FloatArray

T = TypeVar("T", float, FloatArray)


@dataclass(frozen=True, eq=False)
class SurfaceCells(Result, Generic[T]):
    """Cells in the outer layer of a block, as :func:`surface_cells` gives them.

    Attributes
    ----------
    number : float or numpy.ndarray
        How many there are, per cell of each endless direction [-].
    share : float or numpy.ndarray
        Their share of all cells [-].
    """

    number: T
    share: T

    def __iter__(self) -> Iterator[T]:
        return iter((self.number, self.share))


@overload
def surface_cells(size_nm: float, cell_nm: float, *, directions: int = 3) -> SurfaceCells[float]: ...
@overload
def surface_cells(size_nm: ArrayLike, cell_nm: ArrayLike, *, directions: int = 3) -> SurfaceCells[FloatArray]: ...
@finite
def surface_cells(
    size_nm: ArrayLike, cell_nm: ArrayLike, *, directions: int = 3
) -> SurfaceCells[float] | SurfaceCells[FloatArray]:
    r"""Cells that lie at the surface of a block of cubic cells: a plate, a wire or a cube.

    .. math:: s = 1 - \left(1 - \frac{2}{N}\right)^{d}

    with N cells across each of d short directions.

    Parameters
    ----------
    size_nm : float or array_like
        Size of the block in its short directions [nm], at least two cells.
    cell_nm : float or array_like
        Edge of a cell [nm], above 0; same shape, or one that broadcasts.
    directions : {3, 2, 1}, optional
        Short directions: 3 for a cube, 2 for a long wire, 1 for a wide plate.

    Returns
    -------
    SurfaceCells
        ``number``: those of the whole cube, of one cell of the wire's length,
        or of one column through the plate [-]; ``share`` of all cells [-].

    Raises
    ------
    ArgumentError
        If a length is out of range, fewer than two cells lie across, or the
        directions are not 1, 2 or 3.

    See Also
    --------
    shell_volume : volume of a layer of any thickness.

    Examples
    --------
    Ten cells across, as in a cube of CsPbBr3 of 5.85 nm:

    >>> cells = surface_cells(5.85, 0.585)
    >>> round(cells.number), round(cells.share, 3)
    (488, 0.488)
    """
    short = whole("directions", directions, 1)
    if short > 3:
        raise ArgumentError("directions", f"{shown(directions)} is not allowed", "it is 1, 2 or 3", directions)
    size, cell = positive("size_nm", size_nm, "nm"), positive("cell_nm", cell_nm, "nm")
    together(size_nm=size, cell_nm=cell)
    n = size / cell
    refuse_where(
        n < 2 - 1e-9, "size_nm", size, "it is at least 2 cell_nm", unit=" nm", problem="holds fewer than two cells"
    )
    # The powers written out: at large n the difference of two equal numbers would be noise.
    q = np.minimum(2 / n, 1.0)
    share = (q, q * (2 - q), q * (3 - q * (3 - q)))[short - 1]
    number = share * n**short
    if number.ndim == 0:
        return SurfaceCells(float(number), float(share))
    return SurfaceCells(number, share)


@overload
def shared_corners(anions_per_cation: float) -> float: ...
@overload
def shared_corners(anions_per_cation: ArrayLike) -> FloatArray: ...
@finite
def shared_corners(anions_per_cation: ArrayLike) -> float | FloatArray:
    """Mean number of corners that an octahedron BX6 shares, from the X per B of a formula.

    Parameters
    ----------
    anions_per_cation : float or array_like
        X per B [-], from 3 (all corners shared by two) to 6 (none shared). Of
        structures that share corners only, no edges or faces.

    Returns
    -------
    float or numpy.ndarray
        2 (6 - x) [-].

    Raises
    ------
    ArgumentError
        If a ratio lies outside 3 to 6.

    See Also
    --------
    ruddlesden_popper : formulas of layers.

    Examples
    --------
    >>> shared_corners(3), shared_corners(4), shared_corners(6)
    (6.0, 4.0, 0.0)
    """
    return scalar(2 * (6 - within("anions_per_cation", anions_per_cation, 3, 6)))


def ruddlesden_popper(n: int) -> dict[str, int]:
    """Formula of a layered perovskite of the Ruddlesden-Popper kind, R2 A(n-1) Bn X(3n+1).

    Parameters
    ----------
    n : int
        Octahedra across a layer, 1 or more.

    Returns
    -------
    dict of str to int
        How often the spacer R, the sites A and B and the anion X stand in the formula.

    Raises
    ------
    ArgumentError
        If `n` is no whole number of 1 or more.

    See Also
    --------
    shared_corners : corners that its octahedra share.

    Examples
    --------
    >>> ruddlesden_popper(2)
    {'R': 2, 'A': 1, 'B': 2, 'X': 7}
    """
    layers = whole("n", n, 1)
    return {"R": 2, "A": layers - 1, "B": layers, "X": 3 * layers + 1}
