"""Defects: where their levels lie, how many kill the light, and what their removal changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from calculators import recombination, structure, tables
from calculators.checks import fraction, one_number, positive, vector
from calculators.errors import renaming
from calculators.results import Result
from calculators.tables import FloatArray

from . import select


@dataclass(frozen=True)
class LevelScheme:
    """Bands and defect levels of a kind of semiconductor, on a scale without a unit.

    Attributes
    ----------
    name : str
        The semiconductors.
    valence, conduction : tuple of float
        Bottom and top of the two bands.
    bonding : bool
        Whether the valence band is made of bonding and the conduction band of antibonding states.
    levels : tuple of float
        Levels of broken bonds.
    """

    name: str
    valence: tuple[float, float]
    conduction: tuple[float, float]
    bonding: bool
    levels: tuple[float, ...]

    @property
    def in_gap(self) -> tuple[float, ...]:
        """Levels between the bands."""
        return tuple(level for level in self.levels if self.valence[1] < level < self.conduction[0])


_VALENCE, _CONDUCTION = (0.9, 2.1), (4.6, 5.8)


def defect_levels() -> tuple[LevelScheme, LevelScheme]:
    """Levels of broken bonds in a conventional semiconductor and in a lead halide: a scheme, not data.

    Returns
    -------
    tuple of LevelScheme
        The conventional semiconductor and the lead halide.

    Examples
    --------
    >>> [(scheme.name, len(scheme.in_gap), len(scheme.levels)) for scheme in defect_levels()]
    [('CdSe, InP, GaAs', 3, 3), ('lead halides', 0, 3)]
    """
    return (
        LevelScheme("CdSe, InP, GaAs", _VALENCE, _CONDUCTION, True, (2.95, 3.45, 3.9)),
        LevelScheme("lead halides", _VALENCE, _CONDUCTION, False, (1.45, 1.8, 5.05)),
    )


@dataclass(frozen=True, eq=False)
class KillerCurve(Result):
    """Quantum yield of cubes of one size.

    Attributes
    ----------
    edge_nm : float
        Edge of the cubes [nm].
    surface_cells : float
        Cells at the surface of a cube [-].
    share : numpy.ndarray
        Share of the surface cells that hold a killing trap [-], shape (n,), rising.
    plqy : numpy.ndarray
        Quantum yield [-], shape (n,).
    killers_per_million : float
        Killers per million surface cells that leave the yield that was asked for [-].
    """

    edge_nm: float
    surface_cells: float
    share: FloatArray
    plqy: FloatArray
    killers_per_million: float


def killer_traps(
    edges_nm: Sequence[float] = (4.0, 8.0, 12.0), *, plqy: float = 0.9, material: str = "CsPbBr3"
) -> tuple[KillerCurve, ...]:
    """Quantum yield of cubes against the share of their surface cells that hold a killing trap.

    Parameters
    ----------
    edges_nm : sequence of float, optional
        Edges of the cubes [nm], at least two cells.
    plqy : float, optional
        Yield for which the killers are counted [-].
    material : str, optional
        Material whose lattice constant is the edge of a cell.

    Returns
    -------
    tuple of KillerCurve
        One an edge.

    Raises
    ------
    ArgumentError
        If no edge is given or a number is out of range.

    Examples
    --------
    >>> for curve in killer_traps((4.0, 12.0)):
    ...     print(f"{curve.edge_nm:g} nm: {curve.surface_cells:.0f} cells, {curve.killers_per_million:.0f} per million")
    4 nm: 206 cells, 510 per million
    12 nm: 2287 cells, 46 per million
    """
    edges = vector("edges_nm", edges_nm).tolist()
    wanted = recombination.killers(one_number("plqy", positive("plqy", fraction("plqy", plqy))))
    cell = select.lattice_constant_nm(material)
    share = np.logspace(-6, -1, 300)
    curves = []
    for edge in edges:
        with renaming(size_nm="edges_nm"):
            cells = float(structure.surface_cells(edge, cell).number)
        shining = recombination.yield_with_killers(share * cells)
        curves.append(KillerCurve(edge, cells, share, shining, 1e6 * wanted / cells))
    return tuple(curves)


class GainPair(NamedTuple):
    """Bare crystals and the same with a shell, with both yields and both lifetimes printed."""

    name: str
    citation: str
    flag: str
    bare_plqy: float
    """Quantum yield of the bare crystals [-]."""
    shelled_plqy: float
    """Quantum yield with the shell [-]."""
    bare_ns: float
    """Lifetime of the bare crystals [ns]."""
    shelled_ns: float
    """Lifetime with the shell [ns]."""

    @property
    def plqy_gain(self) -> float:
        """Yield with the shell over that without [-]."""
        return self.shelled_plqy / self.bare_plqy

    @property
    def lifetime_gain(self) -> float:
        """Lifetime with the shell over that without [-]."""
        return self.shelled_ns / self.bare_ns

    @property
    def between(self) -> bool:
        """Whether the removal of traps at a constant radiative rate can explain both gains."""
        return 1 <= self.lifetime_gain <= self.plqy_gain


def yield_and_lifetime_gain() -> tuple[GainPair, ...]:
    """Pairs of bare and shelled crystals for which a paper prints both yields and both lifetimes.

    Returns
    -------
    tuple of GainPair
        Every row of the table ``core_shell`` with the four numbers.

    Examples
    --------
    >>> next(round(pair.plqy_gain, 2) for pair in yield_and_lifetime_gain() if pair.citation == "zhang2019a")
    2.06
    """
    return tuple(
        GainPair(
            f"{row['core']}/{row['shell']}",
            row["citation"],
            row["flag"],
            row["plqy_core_pct"] / 100,
            row["plqy_pct"] / 100,
            row["lifetime_core_ns"],
            row["lifetime_ns"],
        )
        for row in tables.read("core_shell")
        # A gain over nothing is no number.
        if row["plqy_core_pct"] and row["lifetime_core_ns"] and None not in (row["plqy_pct"], row["lifetime_ns"])
    )
