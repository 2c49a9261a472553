"""Perovskites alone, and mixtures of two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..checks import fraction as checked_fraction
from ..checks import one_number
from ._composition import PER_FORMULA, Composition, shares
from ._errors import CompositionError, RelatedStructureError
from ._related import SALT, description
from ._sites import kind_of, parse


def perovskite(formula: str | Composition) -> Composition:
    """Composition with the stoichiometry of a three-dimensional perovskite; others are refused.

    Parameters
    ----------
    formula : str or Composition
        Formula, or what :func:`parse` made of it.

    Returns
    -------
    Composition
        With ``is_perovskite`` true.

    Raises
    ------
    RelatedStructureError
        If the formula is that of a perovskite-related structure.
    CompositionError
        If the formula cannot be read.

    See Also
    --------
    parse : recognises the related structures too.

    Examples
    --------
    >>> perovskite("Cs2AgBiBr6").structure
    "A2BB'X6"
    """
    c = formula if isinstance(formula, Composition) else parse(formula)
    if not c.is_perovskite:
        what = f"a {SALT[0]}" if c.structure == SALT[0] else f"a perovskite-related structure, {c.structure}"
        raise RelatedStructureError(
            "formula",
            f"{c.formula} is {what} ({description(c.structure)})",
            "tolerance factors hold for ABX3 and its double perovskites only",
            c.formula,
        )
    return c


def end_members(first: Any, second: Any) -> tuple[Composition, Composition]:
    """Two perovskites of one solid solution, or a refusal that names the one at fault."""
    found = []
    for name, given in (("first", first), ("second", second)):
        try:
            found.append(perovskite(given))
        except CompositionError as error:
            raise error.renamed(name) from None
    one, two = found
    for ion, charge in one.charges.items():
        if two.charges.get(ion, charge) != charge:
            raise CompositionError(
                "first, second",
                f"{ion} has the charge {charge:+d} in {one.formula} and {two.charges[ion]:+d} in {two.formula}",
                "an ion must have one charge in both",
            )
    return one, two


def mix(first: str | Composition, second: str | Composition, fraction: float) -> Composition:
    """Solid solution of two perovskites, mixed site by site.

    Parameters
    ----------
    first, second : str or Composition
        The end members.
    fraction : float
        Share of the second [-], 0 to 1.

    Returns
    -------
    Composition
        The mixture; a double perovskite if its B site holds unlike charges.

    Raises
    ------
    ArgumentError
        If the fraction lies outside 0 to 1, an end member is no perovskite, or
        an ion has different charges in the two.

    See Also
    --------
    calculators.tolerance.along : tolerance factors along the whole solid solution.

    Examples
    --------
    >>> str(mix("CsPbBr3", "CsPbI3", 0.4))
    'CsPb(Br0.6I0.4)3'
    """
    share = one_number("fraction", checked_fraction("fraction", fraction))
    one, two = end_members(first, second)

    def blend(k: int, p: Mapping[str, float], q: Mapping[str, float]) -> tuple[dict[str, float], float]:
        held = [c.amounts[k] / PER_FORMULA[c.structure][k] * s for c, s in ((one, 1 - share), (two, share))]
        parts = {i: p.get(i, 0.0) * held[0] + q.get(i, 0.0) * held[1] for i in dict.fromkeys([*p, *q])}
        return shares({i: n for i, n in parts.items() if n > 0}), float(f"{sum(held):.12g}")

    (a, in_a), (b, in_b), (x, in_x) = (blend(k, getattr(one, s), getattr(two, s)) for k, s in enumerate("abx"))
    both = {**one.charges, **two.charges}
    charges = {ion: both[ion] for site in (a, b, x) for ion in site}
    structure = kind_of(b, charges)
    full = PER_FORMULA[structure]
    counts = full[0] * in_a, full[1] * in_b, full[2] * in_x
    stated = tuple(sorted({*one.stated, *two.stated} & set(b)))
    notes = tuple(dict.fromkeys(one.notes + two.notes))
    made = Composition(a, b, x, charges, structure, "", counts, notes, stated=stated)
    return replace(made, formula=str(made))
