"""Band edges from the table of materials."""

from __future__ import annotations

from dataclasses import dataclass

from .. import materials as table
from .. import tables
from ..bands import BandEdges
from ..checks import flag
from ..errors import ArgumentError

_IONISATION, _AFFINITY, _GAP = "ionisation energy", "electron affinity", "band gap"


@dataclass(frozen=True)
class EdgeSource:
    """Band edges of a material as one work gives them.

    Attributes
    ----------
    material, citation, method : str
        Name, key of the work, how it was measured or compiled.
    edges : BandEdges
        Minus the ionisation energy and minus the electron affinity [eV].
    doubt : str
        Why a row is flagged; empty if none is.
    grade : str
        The lesser of the two: "measured", "second-hand", "calculated" or
        "simulation input".
    series : str
        Edges with the same name were measured or compiled together.
    derived : str
        "cbm" or "vbm", if that edge is the other one and the recommended band
        gap; empty if the work gives both.
    suspect : bool
        Whether a row is marked as suspect or badly legible.
    """

    material: str
    citation: str
    method: str
    edges: BandEdges
    doubt: str
    grade: table.Grade = "second-hand"
    series: str = ""
    derived: str = ""
    suspect: bool = False


@tables.cached
def _by_material() -> dict[str, list[EdgeSource]]:
    """Edges of every material, one entry a series and grade; of several rows the first counts."""
    found: dict[str, list[EdgeSource]] = {}
    for material in table.names():
        pairs: dict[tuple[str, str, bool], dict[str, table.Value]] = {}
        for name in (_IONISATION, _AFFINITY):
            for v in table.all_values(material, name) if name in table.properties(material) else ():
                key = (v.series or v.citation, v.source, v.grade == table.GRADES[-1])
                pairs.setdefault(key, {}).setdefault(name, v)
        entries = [entry for pair in pairs.values() if (entry := _source(material, pair)) is not None]
        if entries:
            found[material] = sorted(entries, key=lambda e: (table.GRADES.index(e.grade), bool(e.derived)))
    return found


def _source(material: str, pair: dict[str, table.Value]) -> EdgeSource | None:
    rows = list(pair.values())
    derived = ""
    if len(rows) == 1:
        if _GAP not in table.properties(material):
            return None
        gap, known = table.value(material, _GAP).value, rows[0].value
        derived = "cbm" if _IONISATION in pair else "vbm"
        ionisation, affinity = (known, known - gap) if derived == "cbm" else (known + gap, known)
    else:
        ionisation, affinity = pair[_IONISATION].value, pair[_AFFINITY].value
    if not ionisation > affinity:
        of = " and ".join(repr(v.id) for v in rows)
        raise ArgumentError(
            "value",
            f"an ionisation energy of {ionisation:g} eV and an electron affinity of {affinity:g} eV, by row {of} of "
            f"the table materials on {material}, are not allowed",
            f"they leave no gap{'' if len(rows) > 1 else '; one of the two is the other and the recommended band gap'}",
        )
    try:
        edges = BandEdges(-ionisation, -affinity)
    except ArgumentError as error:
        of = " and ".join(repr(v.id) for v in rows)
        problem = f"{error.problem}, by row {of} of the table materials on {material}"
        raise ArgumentError("value", problem, error.allowed, error.value) from None
    grade = max((v.grade for v in rows), key=table.GRADES.index)
    doubt = next((v.note or "flagged" for v in rows if v.flag), "")
    first = pair.get(_IONISATION, rows[0])
    return EdgeSource(
        material,
        first.citation,
        first.method,
        edges,
        doubt,
        grade,
        first.series or first.citation,
        derived,
        any(table.doubted(v) for v in rows),
    )


def sources(material: str, *, derived: bool = False) -> list[EdgeSource]:
    """Band edges of a material in the table ``materials``, one entry a series.

    Parameters
    ----------
    material : str
        Name, such as "ZnS".
    derived : bool, optional
        Also where a work gives one of the two energies: the other edge is then
        one recommended band gap away.

    Returns
    -------
    list of EdgeSource
        The best grade first; empty where no such source could be read.

    Raises
    ------
    ArgumentError
        If the table does not name the material.

    See Also
    --------
    materials : the materials that have sources.
    classify, probabilities, verdict : what to do with the edges.

    Examples
    --------
    >>> found = [s for s in sources("ZnS") if s.citation == "butler2016"]
    >>> [(s.edges.vbm_ev, s.edges.cbm_ev) for s in found]
    [(-7.5, -3.8)]
    """
    wanted = flag("derived", derived)
    return [s for s in _by_material().get(table.find(material), []) if wanted or not s.derived]


def materials() -> list[str]:
    """Materials with both band edges from a source that could be read.

    Returns
    -------
    list of str
        Names, in alphabetical order.

    See Also
    --------
    sources : their edges.

    Examples
    --------
    >>> sorted({"ZnO", "ZnS"} & set(materials()))
    ['ZnO', 'ZnS']
    """
    return sorted(name for name, found in _by_material().items() if any(not s.derived for s in found))
