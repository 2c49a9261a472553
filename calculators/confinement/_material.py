"""What the calculation needs of a semiconductor."""

from __future__ import annotations

from dataclasses import dataclass

from ..bands import BandEdges
from ..checks import instance, one_number, within
from ..errors import ArgumentError, shown
from ._layers import MASSES

PERMITTIVITIES = 1.0, 1e5
"""Least and largest relative permittivity that is computed [-]."""


@dataclass(frozen=True)
class Material:
    """What the calculation needs of a semiconductor.

    Attributes
    ----------
    name : str
        Formula.
    edges : BandEdges
        Band edges [eV].
    electron_mass, hole_mass : float
        Effective masses [m0], 0.001 to 1000.
    permittivity : float
        Relative permittivity that screens electron and hole [-], 1 to 100 000.

    Raises
    ------
    ArgumentError
        If a mass or the permittivity is out of range, or the edges are no BandEdges.

    See Also
    --------
    core_shell : takes two of them.
    calculators.alignment.sources : edges from the literature.

    Examples
    --------
    >>> Material("ZnS", BandEdges(-7.5, -3.8), 0.3, 0.6, 8.0).edges.gap_ev
    3.7
    """

    name: str
    edges: BandEdges
    electron_mass: float
    hole_mass: float
    permittivity: float = 6.0

    def __post_init__(self) -> None:
        if not isinstance(self.name, str):
            raise ArgumentError("name", f"{shown(self.name)} is not text", "give a formula such as 'ZnS'", self.name)
        instance("edges", self.edges, BandEdges)
        for name, allowed, unit in (
            ("electron_mass", MASSES, "m0"),
            ("hole_mass", MASSES, "m0"),
            ("permittivity", PERMITTIVITIES, ""),
        ):
            value = one_number(name, within(name, getattr(self, name), *allowed, unit))
            object.__setattr__(self, name, value)
