"""What formulas weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from .. import tables
from ..checks import also_named, finite, not_negative, one_number
from ..errors import ArgumentError, shown
from ..results import ReadOnly
from ._composition import Composition
from ._errors import CompositionError
from ._nearest import abbreviated
from ._reader import amounts
from ._species import atoms, species, uncharged
from ._text import Written, written
from ._words import Words, words_of

# Groups and solvents that formulas of chemicals are written with.
_GROUPS: dict[str, Mapping[str, int]] = {
    "Me": {"C": 1, "H": 3},
    "Et": {"C": 2, "H": 5},
    "Bu": {"C": 4, "H": 9},
    "Ph": {"C": 6, "H": 5},
    "OAc": {"C": 2, "H": 3, "O": 2},
    "acac": {"C": 5, "H": 7, "O": 2},
    "DMF": {"C": 3, "H": 7, "N": 1, "O": 1},
    "DMSO": {"C": 2, "H": 6, "S": 1, "O": 1},
    "NMP": {"C": 5, "H": 9, "N": 1, "O": 1},
    "GBL": {"C": 4, "H": 6, "O": 2},
}
_ADDED = re.compile(r"\s*(?:·|[.*](?=\s*\d*\.?\d*\s*(?:H2O|D2O|DMF|DMSO|NMP|GBL)))\s*(?P<times>\d*\.?\d*)\s*")
_ANIONS = ("O", "S", "Se", "Te")
_NEITHER = ("C", "H", "N", "P")


@tables.cached
def _weights() -> Mapping[str, float]:
    """Mass of a mole of each element, of each known ion and of common groups [g/mol]."""
    elements = {row["symbol"]: row["weight"] for row in tables.read("generated/atomic_weights")}
    wholes = {ion: atoms(ion) for ion in species()} | _GROUPS
    sums = {
        name: sum(n * elements[symbol] for symbol, n in held.items())
        for name, held in wholes.items()
        if held.keys() <= elements.keys()
    }
    return ReadOnly(sums | elements)


@tables.cached
def words() -> Words:
    """Elements, known ions and common groups."""
    meaning = {}
    for ion in species().values():
        meaning.update(dict.fromkeys(ion.synonyms, ion.label))
    meaning.update({word: word for word in _weights()})
    kinds = dict.fromkeys(_weights(), "B") | dict.fromkeys(_ANIONS, "X") | dict.fromkeys((*_GROUPS, *_NEITHER), "")
    kinds |= {ion: "X" for ion, entry in species().items() if entry.sites == "X"}
    return words_of(meaning, kinds)


@also_named(atoms="compound")
@finite
def molar_mass(compound: str | Composition | Mapping[str, float]) -> float:
    """Molar mass of a compound, as its formula is written.

    Parameters
    ----------
    compound : str or Composition or mapping of str to float
        A formula of elements, known ions and common groups (Me, Et, Ph, OAc),
        such as ``"ZnS"``, ``"MAPb(Br0.6I0.4)3"``, ``"C18H35NH2"`` or
        ``"Zn(OAc)2·2H2O"``, pasted as :func:`parse` reads it; what
        :func:`parse` made of one, then for the formula that ``str()`` of it
        gives; or amounts by element or ion.

    Returns
    -------
    float
        Mass of a mole of the formula [g/mol]: of ``"Cs2AgBiBr6"`` twice that of
        a unit ABX3. Charges that are written do not count.

    Raises
    ------
    ArgumentError
        If the formula cannot be read, an element has no atomic weight in the
        table, an amount is not 0 or more, or all are 0.

    See Also
    --------
    atoms : what an ion consists of.
    calculators.absorption.crystal : mass and volume of a unit ABX3.

    Examples
    --------
    >>> round(molar_mass("CsPbBr3"), 1), round(molar_mass("ZnS"), 1)
    (579.8, 97.4)
    >>> round(molar_mass("MAPbI3·H2O") - molar_mass("MAPbI3"), 3)
    18.015
    >>> round(molar_mass({"MA": 1, "Pb": 1, "I": 3}), 1)
    620.0
    """
    found = float(sum(np.float64(n) * _weights()[symbol] for symbol, n in _parts(compound).items()))
    if not found > 0:
        raise ArgumentError("compound", f"{shown(compound)} holds nothing", "one amount must be above 0", compound)
    return found


def _parts(compound: str | Composition | Mapping[str, float]) -> Mapping[str, float]:
    if isinstance(compound, Mapping):
        return {symbol: _amount(symbol, value) for symbol, value in compound.items()}
    if isinstance(compound, Composition):
        total: dict[str, float] = {}
        for count, site in zip(compound.amounts, (compound.a, compound.b, compound.x), strict=True):
            _add(total, site, count)
        return total
    try:
        return contents(compound)
    except CompositionError as error:
        raise error.renamed("compound") from None


def contents(compound: str) -> dict[str, float]:
    """Amount of each element, ion and group of a formula, with what is added behind a dot."""
    total: dict[str, float] = {}
    text = written(compound)
    if meant := abbreviated(text.text):
        raise text.refusal(f"{text.text} is short for another formula", f"did you mean {meant}?", (0, len(text.text)))
    for part, times in _added(text):
        _add(total, amounts(part, words()), times)
    return total


def _add(total: dict[str, float], part: Mapping[str, float], times: float) -> None:
    for key, n in part.items():
        symbol = key if key in _weights() else uncharged(key)[0]
        total[symbol] = total.get(symbol, 0.0) + n * times


def _added(formula: Written) -> Iterator[tuple[Written, float]]:
    """Parts of an adduct such as CuSO4·5H2O, each with its number."""
    start, times = 0, 1.0
    for match in (*_ADDED.finditer(formula.text), None):
        end = match.start() if match else len(formula.text)
        if not formula.text[start:end].strip():
            raise formula.refusal(
                "a part of it is empty", "write it like 'CuSO4·5H2O'", (max(start - 1, 0), max(end, 1))
            )
        yield _slice(formula, start, end), times
        if match:
            start, times = match.end(), float(match["times"]) if match["times"].strip(".") else 1.0


def _slice(formula: Written, start: int, end: int) -> Written:
    if not start and end == len(formula.text):
        return formula
    places = formula.places or tuple(range(len(formula.text)))
    ends = formula.ends or tuple(k + 1 for k in places)
    return replace(formula, text=formula.text[start:end], places=places[start:end], ends=ends[start:end])


def _amount(symbol: str, value: float) -> float:
    if not isinstance(symbol, str) or symbol not in _weights():
        raise ArgumentError(
            "compound", f"there is no atomic weight for {shown(symbol)}", f"known are {', '.join(_weights())}", symbol
        )
    try:
        return one_number("compound", not_negative("compound", value))
    except ArgumentError as error:
        raise ArgumentError("compound", f"{symbol}: {error.problem}", error.allowed, error.value) from None
