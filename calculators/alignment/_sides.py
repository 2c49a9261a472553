"""What is known of one side of a pair: its edges by source, its gap, its masses."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import NamedTuple

from .. import materials
from ..bands import BandEdges, gap_of
from ..checks import instance, one_number, positive, vector, within
from ..confinement._layers import MASSES
from ..errors import ArgumentError, renaming
from ._edges import EdgeSource, sources

_GAP = "band gap"
_MASSES = ("electron effective mass", "hole effective mass")
_LOWEST = materials.GRADES[-1]


@dataclass(frozen=True)
class Side:
    """What is known of one material."""

    name: str
    edges: tuple[EdgeSource, ...]
    gap_ev: float
    gap_low_ev: float
    gap_high_ev: float
    own: bool

    @property
    def best(self) -> tuple[EdgeSource, ...]:
        """Sources without suspect ones and without inputs of simulations, unless there is nothing else."""
        sound = tuple(e for e in self.edges if not e.suspect) or self.edges
        return tuple(e for e in sound if e.grade != _LOWEST) or sound

    @property
    def by_work(self) -> dict[str, float]:
        """Valence band of each series, that of its best grade [eV]: what the middle of all works is made of."""
        works: dict[str, float] = {}
        for e in self.best:
            works.setdefault(e.series, e.edges.vbm_ev)
        return works

    @property
    def weak(self) -> bool:
        """Whether all edges are suspect or inputs of simulations: too little to decide on."""
        return all(e.suspect or e.grade == _LOWEST for e in self.edges)


def has(material: str, property: str) -> bool:
    """Whether a property is known of a material, which may be known by its experiments alone."""
    return material in materials.names() and property in materials.properties(material)


class Middle(NamedTuple):
    """Ionisation energy in the middle of all works on a material.

    Attributes
    ----------
    value_ev, low_ev, high_ev : float
        Mean, least and largest [eV].
    works : int
        How many series count.
    """

    value_ev: float
    low_ev: float
    high_ev: float
    works: int


def middle_ionisation(material: str, *, gap_ev: float | None = None) -> Middle | None:
    """Ionisation energy that a verdict takes of a material whose edges are not given: the mean of all works.

    Suspect rows and inputs of simulations count where there is nothing else.
    Where works give both materials of a pair, :func:`verdict` takes their
    differences instead.

    Parameters
    ----------
    material : str
        Name, as :func:`calculators.materials.find` takes it.
    gap_ev : float, optional
        Band gap in place of the recommended one [eV], above 0 and up to 20,
        for works that give one edge.

    Returns
    -------
    Middle or None
        None where no work was read.

    Raises
    ------
    ArgumentError
        If the tables do not know the material, or the gap is out of range.

    See Also
    --------
    sources : The works one by one.
    verdict : Takes it.

    Examples
    --------
    >>> found = middle_ionisation("CsPbBr3")
    >>> found.low_ev < found.value_ev < found.high_ev
    True
    """
    name = materials.find(material)
    with renaming(material_gap_ev="gap_ev"):
        works = [-vbm for vbm in side_of("material", name, None, gap_ev).by_work.values()]
    if not works:
        return None
    return Middle(sum(works) / len(works), min(works), max(works), len(works))


def side_of(name: str, material: str, given: BandEdges | None, gap_ev: float | None) -> Side:
    """What the table knows of a material, or what the reader gives."""
    argument = f"{name}_gap_ev"
    if gap_ev is not None:
        gap_ev = gap_of(argument, gap_ev)
        if given is not None:
            raise ArgumentError(argument, "the edges are given too, and they have a gap", "give one", gap_ev)
    if given is not None:
        edges = instance(f"{name}_edges", given, BandEdges)
        source = EdgeSource(material, "", "", edges, "", "measured", "")
        return Side(material, (source,), edges.gap_ev, edges.gap_ev, edges.gap_ev, own=True)
    found = tuple(sources(material, derived=True)) if material in materials.names() else ()
    if gap_ev is not None:
        with renaming(vbm_ev=argument, cbm_ev=argument):
            edged = tuple(_with_gap(e, gap_ev) for e in found)
        return Side(material, edged, gap_ev, gap_ev, gap_ev, own=False)
    if has(material, _GAP):
        gap = materials.value(material, _GAP)
        return Side(material, found, gap.value, gap.low, gap.high, own=False)
    gaps = [e.edges.gap_ev for e in found]
    if gaps:
        return Side(material, found, sum(gaps) / len(gaps), min(gaps), max(gaps), own=False)
    return Side(material, (), math.nan, math.nan, math.nan, own=False)


def _with_gap(source: EdgeSource, gap_ev: float) -> EdgeSource:
    """The source with another gap; the edge that it measured stays, of two the valence band."""
    vbm, cbm = source.edges.vbm_ev, source.edges.cbm_ev
    edges = BandEdges(cbm - gap_ev, cbm) if source.derived == "vbm" else BandEdges(vbm, vbm + gap_ev)
    return dataclasses.replace(source, edges=edges)


def masses_of(name: str, material: str, given: tuple[float, float] | None) -> tuple[float, float] | None:
    """Masses of electron and hole as given, else as recommended; None if one is not known [m0]."""
    if given is not None:
        argument = f"{name}_masses"
        masses = within(argument, positive(argument, vector(argument, given, 2), "m0"), *MASSES, "m0")
        if masses.size > 2:
            raise ArgumentError(argument, f"{masses.size} masses are too many", "those of electron and hole", given)
        return one_number(argument, masses[0]), one_number(argument, masses[1])
    if not all(has(material, mass) for mass in _MASSES):
        return None
    electron, hole = (materials.value(material, mass).value for mass in _MASSES)
    return electron, hole
