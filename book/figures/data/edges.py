"""Absolute band edges of materials, by source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculators import alignment
from calculators.alignment import EdgeSource
from calculators.checks import names as as_names
from calculators.errors import ArgumentError, renaming, shown
from calculators.materials import GRADES, find


@dataclass(frozen=True)
class MaterialEdges:
    """Every source for the band edges of one material.

    Attributes
    ----------
    material : str
        Name as the table of materials spells it.
    sources : tuple of EdgeSource
        The best grade first.
    ionisation_spread_ev : float
        Largest ionisation energy less the smallest [eV], of those that are
        neither inputs of simulations nor derived from an affinity; 0 for one.
    """

    material: str
    sources: tuple[EdgeSource, ...]
    ionisation_spread_ev: float


def edge_scatter(names: Sequence[str]) -> tuple[MaterialEdges, ...]:
    """Band edges of materials, each by all sources that could be read.

    Parameters
    ----------
    names : sequence of str
        Materials, as :func:`calculators.materials.find` takes them.

    Returns
    -------
    tuple of MaterialEdges
        In the order of the names.

    Raises
    ------
    ArgumentError
        If there is no name, or no edges of a material were read.

    Examples
    --------
    >>> [zinc] = edge_scatter(["ZnS"])
    >>> [(s.citation, s.edges.vbm_ev) for s in zinc.sources if s.citation == "butler2016"]
    [('butler2016', -7.5)]
    """
    found = []
    for name in as_names("names", names):
        with renaming(material="names"):
            sources = tuple(alignment.sources(name, derived=True))
        if not sources:
            raise ArgumentError("names", f"no band edges of {shown(name)} were found in a source that could be read")
        seen = [s.edges.vbm_ev for s in sources if s.grade != GRADES[-1] and s.derived != "vbm"]
        found.append(MaterialEdges(find(name), sources, max(seen) - min(seen) if seen else 0.0))
    return tuple(found)
