"""What formulas weigh."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .. import tables
from ..checks import also_named, finite, not_negative, one_number
from ..errors import ArgumentError, shown
from ..results import ReadOnly
from ._composition import PER_FORMULA, Composition
from ._reader import CompositionError, Words, amounts, words_of, written
from ._species import atoms, species


@tables.cached
def _weights() -> Mapping[str, float]:
    """Mass of a mole of each element and of each known ion [g/mol]."""
    elements = {row["symbol"]: row["weight"] for row in tables.read("generated/atomic_weights")}
    ions = {ion: sum(n * elements[symbol] for symbol, n in atoms(ion).items()) for ion in species()}
    return ReadOnly(ions | elements)


@tables.cached
def _words() -> Words:
    meaning = {word: word for word in _weights()}
    for ion in species().values():
        meaning.update(dict.fromkeys(ion.synonyms, ion.label))
    return words_of(meaning)


@also_named(atoms="compound")
@finite
def molar_mass(compound: str | Composition | Mapping[str, float]) -> float:
    """Molar mass of a compound, as its formula is written.

    Parameters
    ----------
    compound : str or Composition or mapping of str to float
        A formula of elements and known ions, such as ``"ZnS"`` or
        ``"MAPb(Br0.6I0.4)3"``; what :func:`parse` made of one, then for the
        formula that ``str()`` of it gives; or amounts by element or ion.

    Returns
    -------
    float
        Mass of a mole of the formula [g/mol]: of ``"Cs2AgBiBr6"`` twice that of
        a unit ABX3.

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
    >>> round(molar_mass({"MA": 1, "Pb": 1, "I": 3}), 1)
    620.0
    """
    found = float(sum(np.float64(n) * _weights()[symbol] for symbol, n in _parts(compound).items()))
    if not found > 0:
        raise ArgumentError("compound", f"{shown(compound)} holds nothing", "one amount must be above 0", compound)
    return found


def _parts(compound: str | Composition | Mapping[str, float]) -> Mapping[str, float]:
    if isinstance(compound, Mapping):
        return {key: _amount(key, value) for key, value in compound.items()}
    if isinstance(compound, Composition):
        if compound.is_perovskite:
            sites = zip((compound.a, compound.b, compound.x), PER_FORMULA[compound.structure], strict=True)
            return {ion: count * share for site, count in sites for ion, share in site.items()}
        compound = compound.formula
    try:
        return amounts(written(compound), _words())
    except CompositionError as error:
        raise error.renamed("compound") from None


def _amount(symbol: str, value: float) -> float:
    if not isinstance(symbol, str) or symbol not in _weights():
        raise ArgumentError(
            "compound", f"there is no atomic weight for {shown(symbol)}", f"known are {', '.join(_weights())}", symbol
        )
    try:
        return one_number("compound", not_negative("compound", value))
    except ArgumentError as error:
        raise ArgumentError("compound", f"{symbol}: {error.problem}", error.allowed, error.value) from None
