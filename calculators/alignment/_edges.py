"""Band edges, given or read from the table of materials."""

from __future__ import annotations

from dataclasses import dataclass

from .. import tables
from ..bands import BandEdges
from ..errors import ArgumentError, shown


@dataclass(frozen=True)
class EdgeSource:
    """Band edges of a material as one work gives them.

    Attributes
    ----------
    material, citation, method : str
        Formula, key of the work, how it was measured or compiled.
    edges : BandEdges
        Minus the ionisation energy and minus the electron affinity [eV].
    doubt : str
        Why the row is flagged; empty if it is not.
    """

    material: str
    citation: str
    method: str
    edges: BandEdges
    doubt: str


_PROPERTIES = ("ionisation energy", "electron affinity")


@tables.cached
def _by_material() -> dict[str, list[EdgeSource]]:
    """Edges of every material, one entry a work that gives both energies; of several rows the first counts."""
    rows: dict[tuple[str, str], dict[str, tables.Row]] = {}
    for row in tables.read("materials"):
        if row["property"] in _PROPERTIES and row["value"] is not None:
            rows.setdefault((row["material"], row["citation"]), {}).setdefault(row["property"], row)
    found: dict[str, list[EdgeSource]] = {}
    for (material, citation), pair in rows.items():
        if len(pair) == len(_PROPERTIES):
            ionisation, affinity = (pair[name] for name in _PROPERTIES)
            doubt = next((r["note"] or "flagged" for r in (ionisation, affinity) if r["flag"]), "")
            edges = BandEdges(-ionisation["value"], -affinity["value"])
            found.setdefault(material, []).append(EdgeSource(material, citation, ionisation["method"], edges, doubt))
    return found


@tables.cached
def _named() -> dict[str, None]:
    """Every material that the table names, with or without edges."""
    return dict.fromkeys(row["material"] for row in tables.read("materials"))


def sources(material: str) -> list[EdgeSource]:
    """Band edges of a material in the table ``materials``, one entry a work.

    Parameters
    ----------
    material : str
        Formula, such as "ZnS".

    Returns
    -------
    list of EdgeSource
        Works that give both the ionisation energy and the electron affinity;
        empty where no such source could be read.

    Raises
    ------
    ArgumentError
        If the table does not name the material.

    See Also
    --------
    materials : the materials that have sources.
    classify, probabilities : what to do with the edges.

    Examples
    --------
    >>> found = [s for s in sources("ZnS") if s.citation == "butler2016"]
    >>> [(s.edges.vbm_ev, s.edges.cbm_ev) for s in found]
    [(-7.5, -3.8)]
    """
    if not isinstance(material, str) or material not in _named():
        raise ArgumentError(
            "material",
            f"{shown(material)} is not in the table of materials",
            f"it names {', '.join(_named())}",
            material,
        )
    return list(_by_material().get(material, []))


def materials() -> list[str]:
    """Materials with band edges from a source that could be read.

    Returns
    -------
    list of str
        Formulas, in alphabetical order.

    See Also
    --------
    sources : their edges.

    Examples
    --------
    >>> sorted({"ZnO", "ZnS"} & set(materials()))
    ['ZnO', 'ZnS']
    """
    return sorted(_by_material())
