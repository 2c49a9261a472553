"""Experiments that tell where electron and hole go at an interface."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .. import materials, tables
from ..bands import Place
from ..errors import ArgumentError, renaming

_SWAPPED: Final[dict[str, Place]] = {"core": "shell", "shell": "core", "both": "both"}
_BANDS = ("valence", "conduction")
_EV = {"eV": 1.0, "meV": 1e-3}
_NUMBERS = ("", "~", "near")  # qualifiers of a number; with another one it is a limit
_OPPOSITE = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "up to": "at least", "at least": "up to"}


@dataclass(frozen=True)
class Experiment:
    """What one experiment on an interface says.

    Attributes
    ----------
    core, shell : str
        The two materials, as the pair that was asked for has them.
    technique, quantity : str
        How it was measured, and what.
    edge : str
        "valence" or "conduction" where the number is the offset of that edge;
        else empty.
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
    edge: str
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


def _experiment(row: tables.Row) -> Experiment:
    """Experiment of a row, with the pair as the table has it."""
    for column, allowed in (
        ("electron", tuple(_SWAPPED)),
        ("hole", tuple(_SWAPPED)),
        ("edge", _BANDS),
        ("grade", materials.GRADES),
    ):
        if row.get(column) and row[column] not in allowed:
            raise tables.bad_row("experiments", row, column, f"it is one of {', '.join(allowed)}")
    if row.get("edge") and row.get("value") is not None and row.get("unit") not in _EV:
        raise tables.bad_row("experiments", row, "unit", f"of an offset it is {' or '.join(_EV)}")
    text = {
        name: str(row.get(name) or "")
        for name in (
            *("core", "shell", "technique", "quantity", "edge", "qualifier", "unit", "form"),
            *("citation", "source", "locator", "flag", "note", "id"),
        )
    }
    return Experiment(
        value=row.get("value"),
        value_max=row.get("value_max"),
        electron=row.get("electron") or None,
        hole=row.get("hole") or None,
        swapped=False,
        grade=row.get("grade") or "second-hand",
        **text,
    )


def _turned(e: Experiment) -> Experiment:
    """The same experiment with core and shell exchanged: carriers change places, offsets their sign."""
    value, largest, qualifier = e.value, e.value_max, e.qualifier
    if e.edge and value is not None:
        value, largest = (-value, None) if largest is None else (-largest, -value)
        qualifier = _OPPOSITE.get(qualifier, qualifier)
    return dataclasses.replace(
        e,
        core=e.shell,
        shell=e.core,
        value=value,
        value_max=largest,
        qualifier=qualifier,
        electron=None if e.electron is None else _SWAPPED[e.electron],
        hole=None if e.hole is None else _SWAPPED[e.hole],
        swapped=True,
    )


@tables.cached
def _read() -> tuple[Experiment, ...]:
    return tuple(_experiment(row) for row in tables.read("experiments"))


def experiments(core: str, shell: str) -> list[Experiment]:
    """Experiments on the interface of two materials, in the order of the table.

    Parameters
    ----------
    core, shell : str
        Names, in any spelling that :func:`calculators.materials.find` takes, or
        as the table ``experiments`` spells them; a pair is also found the other
        way round, with the places of the carriers exchanged.

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
    for e in _read():
        pair = _named()[e.core], _named()[e.shell]
        if pair in ((core, shell), (shell, core)):
            found.append(e if pair == (core, shell) else _turned(e))
    return found


@tables.cached
def _named() -> dict[str, str]:
    """Materials that have properties or experiments: each name with that of the table of materials, if it is there."""
    names = {name: name for name in materials.names()}
    for e in _read():
        for name in (e.core, e.shell):
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


def offsets(found: Sequence[Experiment], edge: str) -> dict[str, float]:
    """Offset of one edge, shell minus core, by work: the mean of its rows; a limit is no offset [eV]."""
    works: dict[str, list[float]] = {}
    for e in found:
        if e.edge == edge and e.value is not None and e.qualifier in _NUMBERS:
            middle = 0.5 * (e.value + (e.value if e.value_max is None else e.value_max))
            works.setdefault(e.citation, []).append(_EV[e.unit] * middle)
    return {work: sum(several) / len(several) for work, several in works.items()}
