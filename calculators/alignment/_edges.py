"""Band edges, given or read from the table of materials."""

from __future__ import annotations

from dataclasses import dataclass

from .. import tables
from ..checks import one_number, shown
from ..errors import ArgumentError


@dataclass(frozen=True)
class BandEdges:
    """Band edges of a material against vacuum.

    Attributes
    ----------
    vbm_ev, cbm_ev : float
        Valence band maximum and conduction band minimum [eV], the first below
        0 and below the second. ``vbm`` and ``cbm`` are the same numbers.

    Raises
    ------
    ArgumentError
        If an edge is no finite number or out of order.

    See Also
    --------
    sources : edges that were read in the literature.
    classify : what two pairs of edges make of a core and a shell.

    Examples
    --------
    >>> round(BandEdges(-5.6, -3.3).gap_ev, 2)
    2.3
    """

    vbm_ev: float
    cbm_ev: float

    def __post_init__(self) -> None:
        for name in ("vbm_ev", "cbm_ev"):
            object.__setattr__(self, name, one_number(name, getattr(self, name)))
        if not self.vbm_ev < 0:
            raise ArgumentError(
                "vbm_ev", f"{self.vbm_ev:g} eV is not allowed", "against vacuum it is below 0", self.vbm_ev
            )
        if not self.vbm_ev < self.cbm_ev:
            raise ArgumentError(
                "cbm_ev",
                f"{self.cbm_ev:g} eV is not allowed",
                f"it must lie above the valence band, {self.vbm_ev:g} eV",
                self.cbm_ev,
            )

    @property
    def gap_ev(self) -> float:
        """Band gap [eV]."""
        return self.cbm_ev - self.vbm_ev

    @property
    def vbm(self) -> float:
        """Valence band maximum [eV]."""
        return self.vbm_ev

    @property
    def cbm(self) -> float:
        """Conduction band minimum [eV]."""
        return self.cbm_ev

    @property
    def gap(self) -> float:
        """Band gap [eV]."""
        return self.gap_ev


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
