"""Properties of materials from the literature: a value, its spread, how it was got and by whom.

Every number is a row of the table ``materials``. Sources disagree, so a
property is not one number: :func:`all_values` gives every row, :func:`value`
the one that is recommended together with the spread of the others.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from . import composition, tables
from .errors import ArgumentError, one_name, one_of, shown

__all__ = [
    "GRADES",
    "KINDS",
    "Cell",
    "Grade",
    "Kind",
    "Value",
    "all_values",
    "cells",
    "find",
    "has",
    "kind",
    "names",
    "properties",
    "scatter",
    "value",
]

Grade = Literal["measured", "second-hand", "calculated", "simulation input"]
Kind = Literal["perovskite", "perovskite-related", "chalcogenide", "oxide", "salt", "semiconductor", "organic", "metal"]

GRADES: Final[tuple[Grade, ...]] = ("measured", "second-hand", "calculated", "simulation input")
"""Grades from the best to the least; the last holds numbers without a stated origin.

A simulation input is a parameter of a device model or of another program, a
level in a drawing of a device, or the list of a laboratory.
"""

KINDS: Final[tuple[Kind, ...]] = (
    "perovskite",
    "perovskite-related",
    "chalcogenide",
    "oxide",
    "salt",
    "semiconductor",
    "organic",
    "metal",
)
"""What a material is; crystals of the first six can be a core or a shell. Conductors of electrodes count as metals."""

_OBSERVED = GRADES[:2]
_ROOM_K = (270.0, 330.0)
_ALIASES = {"niox": "nio"}  # spellings of one thing, both plain
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉ₓ", "0123456789x")
_EDGES = ("lattice constant a", "lattice constant b", "lattice constant c")
_ANGLES = ("lattice angle alpha", "lattice angle beta", "lattice angle gamma")
_NM = {"Å": 0.1, "nm": 1.0}
# By crystal system: the edges (b: 1, c: 2) that equal the first, and the angles that are free.
_EQUAL = {"cubic": (1, 2), "tetragonal": (1,), "hexagonal": (1,), "trigonal": (1,)}
_EQUAL |= {"orthorhombic": (), "monoclinic": (), "triclinic": ()}
_OBLIQUE = {name: () for name in _EQUAL} | {"monoclinic": (1,), "triclinic": (0, 1, 2)}
_HEXAGONAL = ("hexagonal", "trigonal")
_LATTICE = ("lattice constant", *_EDGES)
# Units that whoever computes with these properties relies on.
_UNITS: dict[str, tuple[str, ...]] = dict.fromkeys(("band gap", "electron affinity", "ionisation energy"), ("eV",))
_UNITS |= dict.fromkeys(("electron effective mass", "hole effective mass", "exciton reduced mass"), ("m0",))
_UNITS |= {"exciton Bohr radius": ("nm",)} | dict.fromkeys(_LATTICE, tuple(_NM)) | dict.fromkeys(_ANGLES, ("deg",))
_ABOVE_ZERO = ("m0", *_NM)
_TEXTS = ("citation", "source", "locator", "phase", "method", "form", "special", "condition", "series", "flag", "note")
_NEAREST = 4  # names that a refusal offers


@dataclass(frozen=True)
class Value:
    """One property of one material.

    Attributes
    ----------
    material, property : str
        Formula or usual name, and what was measured.
    value : float
        The number, in `unit`; the middle of a range where the source prints one.
    low, high : float
        Of a row: its printed range or uncertainty, or twice the value. Of the
        recommended value: the smallest and the largest of the rows that speak
        of the same thing.
    unit : str
        Unit; "1" for a pure number.
    grade : str
        "measured", "second-hand", "calculated" or "simulation input".
    citation, source, locator : str
        Key of the work that measured, of the work that was read, and where in it.
    phase, method, form, special, condition : str
        As far as they are stated; empty if not. `special` says why a row does
        not speak of the bulk at room temperature.
    temperature_k : float or None
        Temperature [K], if it is printed.
    series : str
        Absolute edges with the same name belong together.
    flag, note : str
        Why a row is doubted, and what else there is to say.
    id : str
        Row of the table.
    """

    material: str
    property: str
    value: float
    low: float
    high: float
    unit: str
    grade: Grade
    citation: str
    source: str
    locator: str
    phase: str
    method: str
    form: str
    special: str
    condition: str
    temperature_k: float | None
    series: str
    flag: str
    note: str
    id: str


@dataclass(frozen=True)
class Cell:
    """Unit cell of a phase.

    Attributes
    ----------
    material, phase : str
        Formula, and name or space group as the source gives it.
    a_nm, b_nm, c_nm : float
        Edges [nm].
    angles_deg : tuple of float
        Angles alpha, beta, gamma [degrees].
    formula_units : int or None
        Formula units in the cell, if the source gives them.
    temperature_k : float or None
        Temperature [K], if it is printed.
    grade, citation, flag, special : str
        How it was got, by which work, whether a row of it is doubted, and
        whether it is not of the plain material at room temperature.
    """

    material: str
    phase: str
    a_nm: float
    b_nm: float
    c_nm: float
    angles_deg: tuple[float, float, float]
    formula_units: int | None
    temperature_k: float | None
    grade: Grade
    citation: str
    flag: str
    special: str

    @property
    def volume_nm3(self) -> float:
        """Volume of the cell [nm3]."""
        ca, cb, cg = (math.cos(math.radians(angle)) for angle in self.angles_deg)
        return self.a_nm * self.b_nm * self.c_nm * math.sqrt(1 - ca**2 - cb**2 - cg**2 + 2 * ca * cb * cg)


def _ends(row: tables.Row) -> tuple[float, float, float]:
    """Value, lower and upper end of a row."""
    first, last, error = row["value"], row.get("value_max"), row.get("uncertainty")
    if last is not None:
        return 0.5 * (first + last), min(first, last), max(first, last)
    return first, first - (error or 0.0), first + (error or 0.0)


def _check(row: tables.Row) -> None:
    """Refuse a row that no number can be taken from, or whose unit is not the one that is computed with."""
    for column in ("material", "property", "value", "unit"):
        if row.get(column) in (None, ""):
            raise tables.bad_row("materials", row, column, "every row has one")
    units = _UNITS.get(row["property"])
    if units and row["unit"] not in units:
        raise tables.bad_row("materials", row, "unit", f"of {row['property']} it is {' or '.join(units)}")
    if units and row["unit"] in _ABOVE_ZERO and not row["value"] > 0:
        raise tables.bad_row("materials", row, "value", "it must be above 0")
    for column, allowed in (("grade", GRADES), ("crystal_system", tuple(_EQUAL))):
        if row.get(column) and row[column] not in allowed:
            raise tables.bad_row("materials", row, column, f"it is one of {', '.join(allowed)}")


def _of_row(row: tables.Row) -> Value:
    _check(row)
    middle, low, high = _ends(row)
    text = {name: str(row.get(name) or "") for name in _TEXTS}
    return Value(
        material=str(row["material"]),
        property=str(row["property"]),
        value=middle,
        low=low,
        high=high,
        unit=str(row["unit"]),
        grade=cast("Grade", row.get("grade") or "second-hand"),
        temperature_k=row.get("temperature_k"),
        id=str(row.get("id") or ""),
        **text,
    )


@tables.cached
def _table() -> dict[str, dict[str, list[Value]]]:
    """Rows by material and property, in the order of the table."""
    found: dict[str, dict[str, list[Value]]] = {}
    for row in tables.read("materials"):
        v = _of_row(row)
        same = found.setdefault(v.material, {}).setdefault(v.property, [])
        if same and same[0].unit != v.unit:
            allowed = f"other rows on the {v.property} of {v.material} are in {same[0].unit}"
            raise tables.bad_row("materials", row, "unit", allowed)
        same.append(v)
    return found


@tables.cached
def _kinds() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for row in tables.read("material_kinds"):
        if row["kind"] not in KINDS:
            raise tables.bad_row("material_kinds", row, "kind", f"it is one of {', '.join(KINDS)}")
        found[row["material"]] = row["kind"]
    return found


def _plain(text: str) -> str:
    return text.translate(_SUBSCRIPTS).replace(" ", "").casefold()


@tables.cached
def _spellings() -> dict[str, str]:
    """Canonical name by its plain spelling; two that differ only in case stand for themselves."""
    plain: dict[str, list[str]] = {}
    for name in _table():
        plain.setdefault(_plain(name), []).append(name)
    return {key: same[0] for key, same in plain.items() if len(same) == 1}


def _contents(name: str) -> str:
    """One way to write what a formula holds; empty for a name, and for a formula with words beside it."""
    try:
        return composition.key(name.replace(" ", ""))
    except composition.CompositionError:
        return ""


@tables.cached
def _by_contents() -> dict[str, str]:
    """Canonical name by what the formula holds; what several names share stands for none."""
    found: dict[str, list[str]] = {}
    for name in _table():
        if key := _contents(name):
            found.setdefault(key, []).append(name)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def find(material: str) -> str:
    """Name of a material as the table spells it.

    Parameters
    ----------
    material : str
        Formula or usual name; subscripts, spaces and capitals do not matter,
        a formula may be written in any way that
        :func:`calculators.composition.parse` reads (CH3NH3PbI3 is MAPbI3), and
        NiOx is NiO.

    Returns
    -------
    str
        Its name in the table.

    Raises
    ------
    ArgumentError
        If the table has no such material; the nearest names are offered.

    See Also
    --------
    names : all of them.

    Examples
    --------
    >>> find("cspbbr₃")
    'CsPbBr3'
    >>> find("NiOₓ"), find("PbI<sub>3</sub>CH3NH3")
    ('NiO', 'MAPbI3')
    >>> find("CsPbBr")
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: material: 'CsPbBr' is not in the table of materials; near to it: ...
    """
    given: Any = material
    if isinstance(given, str):
        if material in _table():
            return material
        plain = _plain(material)
        if found := _spellings().get(plain) or _spellings().get(_ALIASES.get(plain, "")):
            return found
        if found := _by_contents().get(_contents(material)):
            return found
        near = difflib.get_close_matches(plain, _spellings(), n=_NEAREST, cutoff=0.5)
        allowed = f"near to it: {', '.join(_spellings()[n] for n in near)}" if near else "materials.names() lists all"
    else:
        allowed = "it is a name, such as 'CsPbBr3'"
    raise ArgumentError("material", f"{shown(material)} is not in the table of materials", allowed, material)


def names(*, property: str | None = None) -> list[str]:
    """Materials that the table knows.

    Parameters
    ----------
    property : str, optional
        Only those of which this property is known.

    Returns
    -------
    list of str
        In alphabetical order.

    Raises
    ------
    ArgumentError
        If no material has such a property.

    See Also
    --------
    properties : what is known of one of them.

    Examples
    --------
    >>> {"CsPbBr3", "ZnS"} <= set(names(property="band gap"))
    True
    """
    return sorted(_table()) if property is None else _having(property)


def _of_a_solid(rows: Iterable[Value]) -> bool:
    """Whether a row does not speak of two-dimensional crystals."""
    return any(v.special != _FLAT for v in rows)


def _having(property: str) -> list[str]:
    """Materials that have a property, in alphabetical order; there must be one."""
    asked = isinstance(property, str)
    found = sorted(name for name, known in _table().items() if asked and _of_a_solid(known.get(property, ())))
    if not found:
        every = sorted({name for known in _table().values() for name in known})
        raise ArgumentError(
            "property", f"{shown(property)} is not in the table of materials", f"it has {', '.join(every)}", property
        )
    return found


def properties(material: str) -> list[str]:
    """Properties of a material that the table knows; what it knows of two-dimensional crystals alone is none of them.

    Parameters
    ----------
    material : str
        Name, as :func:`find` takes it.

    Returns
    -------
    list of str
        In alphabetical order.

    Raises
    ------
    ArgumentError
        If the table has no such material.

    See Also
    --------
    value, all_values : the numbers.

    Examples
    --------
    >>> properties("MAPbX3")
    ['exciton Bohr radius']
    """
    return sorted(name for name, rows in _table()[find(material)].items() if _of_a_solid(rows))


def has(material: str, property: str) -> bool:
    """Whether the table knows a property of a material.

    Parameters
    ----------
    material, property : str
        Name, as :func:`find` takes it, and property.

    Returns
    -------
    bool
        False where nothing could be read, or of two-dimensional crystals alone.

    Raises
    ------
    ArgumentError
        If the table has no such material, or no material with such a property.

    See Also
    --------
    value : the number.

    Examples
    --------
    >>> [has("ZnS", name) for name in ("band gap", "exciton Bohr radius")]
    [True, False]
    """
    return find(material) in _having(property)


def kind(material: str) -> Kind:
    """What a material is: a perovskite, a chalcogenide, an organic layer.

    Parameters
    ----------
    material : str
        Name, as :func:`find` takes it.

    Returns
    -------
    str
        One of `KINDS`.

    Raises
    ------
    ArgumentError
        If the table has no such material or does not say.

    See Also
    --------
    names : all materials.

    Examples
    --------
    >>> kind("ZnS"), kind("CsPbBr3")
    ('chalcogenide', 'perovskite')
    """
    name = find(material)
    if name not in _kinds():
        raise ArgumentError("material", f"the table material_kinds does not say what {name} is", value=material)
    return _kinds()[name]


def _rows(material: str, property: str) -> list[Value]:
    name = find(material)
    if not isinstance(property, str) or property not in _table()[name]:
        raise ArgumentError(
            "property",
            f"no {property} of {name} was found in a source that could be read"
            if isinstance(property, str)
            else f"{shown(property)} is not the name of a property",
            f"known of it: {', '.join(properties(name))}",
            property,
        )
    return _table()[name][property]


def all_values(material: str, property: str) -> list[Value]:
    """Every number of a property that was read, with its grade and its source.

    Parameters
    ----------
    material : str
        Name, as :func:`find` takes it.
    property : str
        Such as "band gap" or "electron affinity".

    Returns
    -------
    list of Value
        By grade, the best first, then as the table has them.

    Raises
    ------
    ArgumentError
        If the table has no such material, or nothing of this property.

    See Also
    --------
    value : the recommended one with the spread of all.

    Examples
    --------
    >>> [(v.value, v.unit, v.grade, v.citation) for v in all_values("MAPbX3", "exciton Bohr radius")]
    [(4.6, 'nm', 'second-hand', 'mu2022')]
    """
    return sorted(_rows(material, property), key=lambda v: GRADES.index(v.grade))


def flagged(flag: str) -> bool:
    """Whether a flag says suspect or badly legible; that others contradict a row is the spread, not a doubt."""
    return bool(set(flag.split(";")) & {"suspect", "ocr"})


def doubted(v: Value) -> bool:
    """Whether a row is suspect or badly legible."""
    return flagged(v.flag)


_FLAT: Final = "two-dimensional"


def _disputed(v: Value) -> bool:
    """Whether others contradict a number that nobody measured in the work that gives it."""
    return "contradicted" in v.flag.split(";") and v.grade != "measured"


# What makes a row one on the plain material, in the order in which it is asked for.
_WISHES: Final[tuple[Callable[[Value], bool], ...]] = (
    lambda v: v.form != "nanocrystals",
    lambda v: not _disputed(v),
    lambda v: not v.special,
    lambda v: v.temperature_k is None or _ROOM_K[0] <= v.temperature_k <= _ROOM_K[1],
    lambda v: not doubted(v),
)


def plain(v: Value) -> bool:
    """Whether a row speaks of the plain material: bulk, at room temperature or none that is stated, not doubted."""
    return all(wish(v) for wish in _WISHES)


def _preferred(found: list[Value]) -> list[Value]:
    """Rows that speak of the plain material, as far as there are any."""
    for wish in _WISHES:
        found = [v for v in found if wish(v)] or found
    return found


def _in_phase(found: list[Value], phase: Any) -> list[Value]:
    if not isinstance(phase, str):
        raise ArgumentError("phase", f"{shown(phase)} is not text", "it is the name of a phase or a word of it", phase)
    kept = [v for v in found if phase == v.phase or phase in v.phase.split(", ")]
    if not phase or not kept:
        known = "; ".join(dict.fromkeys(v.phase for v in found if v.phase)) or "none is stated"
        problem = f"no {found[0].property} of {found[0].material} is known in phase {shown(phase)}"
        raise ArgumentError("phase", problem, f"the phases are {known}", phase)
    return kept


def _only_flat(found: list[Value]) -> list[Value]:
    """Refuse to recommend for a solid what is known of layers alone: there excitons and masses are others."""
    works = ", ".join(dict.fromkeys(v.citation for v in found))
    raise ArgumentError(
        "property",
        f"the {found[0].property} of {found[0].material} is known of two-dimensional crystals alone, by {works}",
        "with citation it is that of one work",
        found[0].property,
    )


def _of_one_phase(material: str, found: list[Value]) -> list[Value]:
    """Rows of the phase whose cell the most works measured: its edges belong together, those of others do not."""
    every = _preferred([v for name in _EDGES for v in _table()[material].get(name, ())])
    works: dict[str, set[str]] = {}
    for v in every:
        works.setdefault(v.phase, set()).add(v.citation)
    phase = max(works, key=lambda name: len(works[name]))
    kept = [v for v in found if v.phase == phase]
    if not kept:
        problem = f"most works have {material} as {phase}, of which the table has no {found[0].property}"
        others = "; ".join(dict.fromkeys(v.phase for v in found))
        raise ArgumentError("property", problem, f"with phase it is that of another one: {others}", found[0].property)
    return kept


def value(material: str, property: str, *, citation: str | None = None, phase: str | None = None) -> Value:
    """Recommended number of a property, with the spread between the sources.

    Of the rows on the plain material (not nanocrystals, not taken over and
    contradicted, at room temperature or at none that is stated, not suspect, as
    far as there are such rows; never of two-dimensional crystals) those
    of the best grade count, and of these the one nearest to their median: a
    number that somebody measured, never an average. The spread spans the
    measured and second-hand rows; where there are none, the calculated ones
    and the inputs of simulations. Edges a, b and c of a cell are those of one
    phase in one setting, that of the most works; :func:`cells` has whole cells.

    Parameters
    ----------
    material : str
        Name, as :func:`find` takes it.
    property : str
        Such as "band gap".
    citation : str, optional
        Key of a work: its number in place of the recommended one.
    phase : str, optional
        Phase whose rows alone count, or one of its words, such as "rutile" or
        "gamma".

    Returns
    -------
    Value
        With `low` and `high` of the spread; with a `citation` those of its row.

    Raises
    ------
    ArgumentError
        If the table has no such material, nothing of this property, or nothing
        of it by this work or in this phase, or something of two-dimensional
        crystals alone; for an edge of a cell also if the phase of the most works
        lacks it.

    See Also
    --------
    all_values : what was chosen from.

    Examples
    --------
    >>> found = value("ZnS", "ionisation energy", citation="butler2016")
    >>> found.value, found.unit, found.grade
    (7.5, 'eV', 'second-hand')
    >>> value("TiO2", "lattice constant c", phase="rutile").phase
    'tetragonal, P42/mnm, rutile'
    """
    found = _rows(material, property)
    if phase is not None:
        found = _in_phase(found, phase)
    if citation is not None:
        one_name("citation", citation)
        own = [v for v in found if v.citation == citation]
        if not own:
            works = ", ".join(dict.fromkeys(v.citation for v in found))
            raise ArgumentError("citation", f"{shown(citation)} has no {property} here", f"it is by {works}", citation)
        return _preferred(own)[0]
    found = _preferred([v for v in found if v.special != _FLAT] or _only_flat(found))
    if property in _EDGES and phase is None:
        found = _of_one_phase(find(material), found)
    best = min((v.grade for v in found), key=GRADES.index)
    of_best = sorted((v for v in found if v.grade == best), key=lambda v: v.value)
    chosen = of_best[(len(of_best) - 1) // 2]
    spread = [v for v in found if v.grade in _OBSERVED] or found
    low, high = min(v.low for v in spread), max(v.high for v in spread)
    return Value(**{**vars(chosen), "low": low, "high": high})


def scatter(property: str, *, kind: str | None = None) -> float:
    """Typical difference between sources: the pooled standard deviation of a property of one material.

    Parameters
    ----------
    property : str
        Such as "ionisation energy".
    kind : str, optional
        Only of materials of this kind, such as "perovskite"; of all by default.

    Returns
    -------
    float
        In the unit of the property. Works that measured the same material
        count once each, with the mean of their rows; suspect rows, nanocrystals,
        rows that are not on the plain material and what nobody measured are
        left out.

    Raises
    ------
    ArgumentError
        If there is no such kind, or no material of it has this property from
        two works.

    See Also
    --------
    calculators.alignment.verdict : takes it as the error of a single source.

    Examples
    --------
    >>> 0.2 < scatter("ionisation energy", kind="perovskite") < 1.0
    True
    """
    if kind is not None:
        one_of("kind", kind, KINDS)
    squares, freedom = 0.0, 0
    for name in _having(property):
        if kind is not None and _kinds().get(name) != kind:
            continue
        works: dict[str, list[float]] = {}
        for v in _preferred(_table()[name][property]):
            if v.grade in _OBSERVED and v.form != "nanocrystals" and not v.special and not doubted(v):
                works.setdefault(v.series or v.citation, []).append(v.value)
        means = [sum(each) / len(each) for each in works.values()]
        if len(means) > 1:
            middle = sum(means) / len(means)
            squares += sum((m - middle) ** 2 for m in means)
            freedom += len(means) - 1
    if not freedom:
        raise ArgumentError(
            "property", f"of no {kind or 'material'} is the {property} known from two works", value=property
        )
    return math.sqrt(squares / freedom)


def cells(material: str) -> list[Cell]:
    """Unit cells of a material, one for each phase, temperature and work.

    Parameters
    ----------
    material : str
        Name, as :func:`find` takes it.

    Returns
    -------
    list of Cell
        In the order of the table; a cell of which an edge is missing that its
        phase needs is left out. Lengths are in nm, angles that are not given
        are right (120 degrees between the equal edges of a hexagonal cell).

    Raises
    ------
    ArgumentError
        If the table has no such material.

    See Also
    --------
    value : single lattice constants, as printed.

    Examples
    --------
    >>> [round(c.a_nm, 4) for c in cells("FAPbI3") if c.citation == "weller2015"]
    [0.6362]
    """
    groups: dict[tuple[object, ...], dict[str, tables.Row]] = {}
    name = find(material)
    for row in tables.read("materials"):
        of_cell = row.get("crystal_system") or row["property"] == "lattice constant"
        if of_cell and row["material"] == name:
            key = tuple(row.get(column) for column in ("phase", "temperature_k", "citation", "source", "condition"))
            groups.setdefault(key, {}).setdefault(row["property"], row)
    return [cell for parts in groups.values() if (cell := _cell(parts)) is not None]


def _cell(parts: dict[str, tables.Row]) -> Cell | None:
    """Cell of the rows of one phase, if no edge or angle is missing that its system leaves free."""
    first = next(iter(parts.values()))
    system = first.get("crystal_system") or "cubic"
    edges = [parts.get(name) for name in _EDGES]
    edges[0] = parts.get("lattice constant", edges[0])
    for place in (1, 2):
        if edges[place] is None and place in _EQUAL[system]:
            edges[place] = edges[0]
    angles = [90.0, 90.0, 120.0 if system in _HEXAGONAL else 90.0]
    for place, name in enumerate(_ANGLES):
        if name in parts:
            angles[place] = parts[name]["value"]
        elif place in _OBLIQUE[system]:
            return None
    a, b, c = edges
    if a is None or b is None or c is None:
        return None
    lengths = [_NM[edge["unit"]] * _ends(edge)[0] for edge in (a, b, c)]
    count = a.get("formula_units")
    return Cell(
        first["material"],
        first.get("phase") or "",
        lengths[0],
        lengths[1],
        lengths[2],
        (angles[0], angles[1], angles[2]),
        None if count is None else int(count),
        first.get("temperature_k"),
        cast("Grade", first.get("grade") or "second-hand"),
        first.get("citation") or "",
        ";".join(sorted({each for part in parts.values() for each in (part.get("flag") or "").split(";") if each})),
        first.get("special") or "",
    )
