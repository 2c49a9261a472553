"""Experiments that tell where electron and hole go at an interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from .. import materials, tables
from ..bands import Place
from ..errors import ArgumentError, renaming

_SWAPPED: Final[dict[str, Place]] = {"core": "shell", "shell": "core", "both": "both"}


@dataclass(frozen=True)
class Experiment:
    """What one experiment on an interface says.

    Attributes
    ----------
    core, shell : str
        The two materials, as the pair that was asked for has them.
    technique, quantity : str
        How it was measured, and what.
    value, value_max : float or None
        The number, in `unit`, and the upper end of a range; None if the
        experiment gives none.
    qualifier, unit : str
        "<", "near" and the like, and the unit.
    electron, hole : str or None
        Where the work concludes that the carrier rests: "core", "shell" or
        "both"; None if it does not say.
    form : str
        "core/shell", "Janus", "inverted", "acceptor on the surface" or
        "junction of films".
    swapped : bool
        Whether the table has the pair the other way round.
    grade, citation, source, locator, flag, note, id : str
        As for the rows of all tables.
    """

    core: str
    shell: str
    technique: str
    quantity: str
    value: float | None
    value_max: float | None
    qualifier: str
    unit: str
    electron: Place | None
    hole: Place | None
    form: str
    swapped: bool
    grade: materials.Grade
    citation: str
    source: str
    locator: str
    flag: str
    note: str
    id: str


def _experiment(row: tables.Row, swapped: bool) -> Experiment:
    def place(name: str) -> Place | None:
        text = row[name]
        return None if not text else _SWAPPED[text] if swapped else cast("Place", text)

    value, largest = row["value"], row["value_max"]
    if swapped and row["quantity"].endswith("offset") and value is not None:
        value, largest = (-value, None) if largest is None else (-largest, -value)
    first, second = ("shell", "core") if swapped else ("core", "shell")
    return Experiment(
        row[first],
        row[second],
        row["technique"],
        row["quantity"],
        value,
        largest,
        row["qualifier"] or "",
        row["unit"] or "",
        place("electron"),
        place("hole"),
        row["form"] or "",
        swapped,
        cast("materials.Grade", row["grade"]),
        row["citation"],
        row["source"],
        row["locator"],
        row["flag"] or "",
        row["note"] or "",
        row["id"],
    )


def experiments(core: str, shell: str) -> list[Experiment]:
    """Experiments on the interface of two materials, in the order of the table.

    Parameters
    ----------
    core, shell : str
        Names as the table ``experiments`` spells them; a pair is also found
        the other way round, with the places of the carriers exchanged.

    Returns
    -------
    list of Experiment
        Empty where nothing could be read.

    Raises
    ------
    ArgumentError
        If no table names one of them.

    See Also
    --------
    verdict : weighs them with the band edges.

    Examples
    --------
    >>> found = [e for e in experiments("CsPbBr3", "ZnS") if e.hole == "shell"]
    >>> [(e.quantity, e.qualifier, e.value, e.unit, e.citation) for e in found]
    [('hole transfer time', '<', 100.0, 'fs', 'ren2021')]
    """
    core, shell = named("core", core), named("shell", shell)
    found = []
    for row in tables.read("experiments"):
        pair = _named()[row["core"]], _named()[row["shell"]]
        if pair in ((core, shell), (shell, core)):
            found.append(_experiment(row, pair != (core, shell)))
    return found


@tables.cached
def _named() -> dict[str, str]:
    """Materials that have properties or experiments: each name with that of the table of materials, if it is there."""
    names = {name: name for name in materials.names()}
    for row in tables.read("experiments"):
        for name in (row["core"], row["shell"]):
            try:
                names[name] = materials.find(name)
            except ArgumentError:
                names[name] = name
    return names


def named(argument: str, material: str) -> str:
    """Name of a material that has properties or experiments, in the spelling of the tables."""
    if isinstance(material, str) and material in _named():
        return _named()[material]
    with renaming(material=argument):
        return materials.find(material)


def offsets(found: Sequence[Experiment], quantity: str) -> list[Experiment]:
    """Offsets of one kind that were measured at the interface itself [eV]."""
    return [e for e in found if e.quantity == quantity and e.value is not None and e.unit == "eV"]
