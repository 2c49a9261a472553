"""Perovskites alone, and mixtures of two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..checks import fraction as checked_fraction
from ..checks import one_number
from ._composition import PER_FORMULA, Composition, shares
from ._errors import CompositionError, RelatedStructureError
from ._notes import nominal, set_aside, two_charges, vacancies
from ._related import SALT, description
from ._sites import parse, plain_keys, plainly
from ._species import same_amount, species, uncharged, with_charge, without_charge
from ._ways import kind_of


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

    ends = [[_by_charge(site, c.charges) for site in (c.a, c.b, c.x)] for c in (one, two)]
    (a, in_a), (b, in_b), (x, in_x) = (blend(k, ends[0][k], ends[1][k]) for k in range(3))
    charges = {ion: q for ion in (*a, *b, *x) if (q := without_charge(ion)[1]) is not None}
    structure = kind_of(b, charges)
    full = PER_FORMULA[structure]
    counts = full[0] * in_a, full[1] * in_b, full[2] * in_x
    made = plain_keys(Composition(a, b, x, charges, structure, "", counts))
    made = replace(made, stated=_to_state(made))
    return replace(made, formula=str(made), notes=set_aside(one.phase + two.phase) + _notes(made))


def _by_charge(site: Mapping[str, float], charges: Mapping[str, int]) -> dict[str, float]:
    """Shares of a site by ions with their charges: Au³⁺ is one ion, whether Au⁺ stands beside it or not."""
    return {with_charge(uncharged(ion)[0], charges[ion]): share for ion, share in site.items()}


def _to_state(made: Composition) -> tuple[str, ...]:
    """Ions whose charge the text of a formula must tell, since they would be read with another."""
    open_ones = [i for i in sorted(made.b) if i in species() and len(species()[i].charges) > 1]
    if not open_ones:
        return ()
    try:
        read = plainly(str(made))
    except CompositionError:
        written = replace(made, stated=tuple(open_ones))
        try:
            return tuple(open_ones) if plainly(str(written)) == made else _rare(made, open_ones)
        except CompositionError:  # two sites that are not full: no text is read as that
            return _rare(made, open_ones)
    if read == made:
        return ()
    return tuple(ion for ion in open_ones if read.charges.get(ion) != made.charges[ion])


def _rare(made: Composition, ions: list[str]) -> tuple[str, ...]:
    """Ions that have another charge than their commonest."""
    return tuple(ion for ion in ions if made.charges[ion] != species()[ion].charges[0])


def _notes(made: Composition) -> tuple[str, ...]:
    """What is to be said of the mixture itself, which is not what is to be said of its end members."""
    found = []
    double = [i for i in sorted(made.b) if i not in species()]
    for label in dict.fromkeys(uncharged(i)[0] for i in double):
        pair = sorted((i for i in double if uncharged(i)[0] == label), key=made.charges.__getitem__)
        found.append(two_charges(label, pair))
    left = float(f"{made.net_charge * 3 / PER_FORMULA[made.structure][2]:.9f}")
    balanced = same_amount(abs(left) + 3, 3)
    for site, share in made.vacancies.items():
        found.append(
            vacancies(site, share, made.b, made.charges) if balanced else f"{share:.3g} of the {site} site is empty."
        )
    if not balanced:
        found.append(nominal(left, "ABX3", made.b, made.charges))
    rare = [
        ion
        for ion in sorted(made.b)
        if ion in species() and (ion in made.stated or made.charges[ion] != species()[ion].charges[0])
    ]
    if rare:
        read = " and ".join(with_charge(ion, made.charges[ion]) for ion in rare)
        found.append(f"{read} is taken, as in the end members.")
    return tuple(found)
