"""From amounts of ions to the sites of a perovskite."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .. import tables
from ..checks import fraction as checked_fraction
from ..checks import one_number
from ._composition import Composition
from ._reader import CompositionError, Written, amounts, ions, written
from ._related import description, related_structure
from ._species import same_amount, species

_MIN_AMOUNT = 1e-6
_MAX_IONS = 16
_MAX_EITHER = 6

Sites = tuple[dict[str, float], dict[str, float]]


class RelatedStructureError(CompositionError):
    """A formula of a perovskite-related structure, where a perovskite was asked for."""


def parse(formula: str) -> Composition:
    """Read the formula of a halide perovskite.

    Fractions may stand on every site, groups may be nested, and the usual ways
    of writing MA and FA are understood. Which cations stand on which site
    follows from the amounts: what each holds and a third of the halides may
    differ by a thousandth of the larger (``Cs0.999PbBr3`` and ``Cs1.001PbBr3``
    are read, ``Cs0.998PbBr3`` is not), and the charges must balance as well as
    that with the usual oxidation states.

    Parameters
    ----------
    formula : str
        Such as ``"CsPbBr3"``, ``"(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3"``,
        ``"Cs2AgBiBr6"``, ``"CH3NH3PbI3"`` or ``"CsPb(Br₀.₆I₀.₄)₃"``.

    Returns
    -------
    Composition
        With ``a``, ``b``, ``x`` as fractions per site. Perovskite-related
        structures (Cs4PbBr6, CsPb2Br5, Cs3Bi2I9, Cs2SnI6, Ruddlesden-Popper
        formulas) are recognised; their ``is_perovskite`` is False.

    Raises
    ------
    CompositionError
        An ArgumentError that says what cannot be read and where it stands,
        which site holds how much, or which charge is left.

    See Also
    --------
    perovskite : refuses everything but three-dimensional perovskites.
    species : the ions that are known.

    Examples
    --------
    >>> c = parse("(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3")
    >>> {ion: round(f, 3) for ion, f in c.a.items()}
    {'FA': 0.609, 'MA': 0.087, 'GA': 0.174, 'Cs': 0.13}
    """
    return _parse(written(formula))


@tables.cached(size=4096)
def _parse(formula: Written) -> Composition:
    given = formula.given.strip()
    x, cations = _anions_and_cations(formula)
    known = species()
    left: list[float] = []
    for a, b in _filled(cations, sum(x.values())):
        charges = _oxidation(a, b, x)
        if isinstance(charges, float):
            left.append(charges)
            continue
        spacers = [i for i in a if known[i].sites == "S"]
        if spacers:
            raise formula.refusal(
                f"{' and '.join(spacers)} is too large for the A site of a three-dimensional perovskite",
                "it is a spacer of layered structures",
            )
        return _compose(a, b, x, charges, given)
    related = _related(given, cations, x)
    if related is not None:
        return related
    if left:
        raise formula.refusal(
            f"the charges do not balance; {min(left, key=abs):+.3g} e a formula unit ABX3 is left",
            "they must balance with the usual oxidation states",
        )
    raise formula.refusal(
        f"it is no ABX3; {_contents(cations, sum(x.values()))}", "each site must hold 1 to within a thousandth"
    )


def _anions_and_cations(formula: Written) -> Sites:
    """Amounts of halides and of cations, or a refusal of what cannot be a compound."""
    counts = amounts(formula, ions())
    known = species()
    if min(counts.values(), default=1.0) < _MIN_AMOUNT:
        raise formula.refusal("an amount is too small to mean anything", f"amounts are {_MIN_AMOUNT:g} or more, or 0")
    x = {i: n for i, n in counts.items() if known[i].sites == "X"}
    cations = {i: n for i, n in counts.items() if i not in x}
    if not x:
        halides = [i for i, s in known.items() if s.sites == "X"]
        raise formula.refusal("it holds no halide", f"the X site takes {', '.join(halides)}")
    if not cations:
        raise formula.refusal("it holds no cation", "both cation sites must be filled")
    if len(counts) > _MAX_IONS:
        raise formula.refusal(f"it holds {len(counts)} different ions", f"{_MAX_IONS} are allowed")
    if sum(known[i].sites == "AB" for i in cations) > _MAX_EITHER:
        raise formula.refusal(
            "too many of its ions could stand on either cation site", f"{_MAX_EITHER} such ions are allowed"
        )
    return x, cations


def _choices(cations: Mapping[str, float]) -> list[Sites]:
    """Every way to put the cations on the A and the B site."""
    known = species()
    found = []
    for choice in itertools.product(*(known[i].sites.replace("S", "A") for i in cations)):
        a = {i: n for (i, n), site in zip(cations.items(), choice, strict=True) if site == "A"}
        found.append((a, {i: n for i, n in cations.items() if i not in a}))
    return found


def _filled(cations: Mapping[str, float], x_total: float) -> list[Sites]:
    """Ways to put the cations on the sites of ABX3 so that both are full."""
    room = x_total / 3
    return [sites for sites in _choices(cations) if all(same_amount(sum(site.values()), room) for site in sites)]


def _oxidation(a: Mapping[str, float], b: Mapping[str, float], x: Mapping[str, float]) -> dict[str, int] | float:
    """Charges that balance, or the smallest charge that is left per ABX3."""
    known = species()
    room = sum(x.values()) / 3
    others = {i: known[i].charges[0] for i in (*a, *x)}
    rest = sum(n * others[i] for site in (a, x) for i, n in site.items())
    largest = max(room, sum(a.values()), sum(b.values()))
    best = math.inf
    for states in itertools.product(*(known[i].charges for i in b)):
        left = rest + sum(n * q for n, q in zip(b.values(), states, strict=True))
        if same_amount(abs(left) + 3 * largest, 3 * largest):
            return others | dict(zip(b, states, strict=True))
        left /= room
        best = left if abs(left) < abs(best) else best
    return best


def _shares(site: Mapping[str, float]) -> dict[str, float]:
    total = sum(site.values())
    return {ion: float(f"{n / total:.12g}") for ion, n in site.items()}


def _compose(
    a: Mapping[str, float],
    b: Mapping[str, float],
    x: Mapping[str, float],
    charges: Mapping[str, int],
    given: str,
    structure: str | None = None,
) -> Composition:
    shares = _shares(b)
    return Composition(_shares(a), shares, _shares(x), charges, structure or _kind(shares, charges), given)


def _kind(b: Mapping[str, float], charges: Mapping[str, int]) -> str:
    """Double where ions other than 2+ fill more than half of the B site."""
    unlike = sum(f for ion, f in b.items() if charges[ion] != 2)
    return "double perovskite" if unlike > 0.5 else "perovskite"


def _related(given: str, cations: Mapping[str, float], x: Mapping[str, float]) -> Composition | None:
    """A perovskite-related structure with balanced charges, if the formula is one."""
    for a, b in _choices(cations):
        if not a or not b:
            continue
        found = related_structure(sum(a.values()), sum(b.values()), sum(x.values()))
        if found is None:
            continue
        charges = _oxidation(a, b, x)
        if not isinstance(charges, float):
            return _compose(a, b, x, charges, given, found[0])
    return None


def _contents(cations: Mapping[str, float], x_total: float) -> str:
    """How much each cation site holds, in words."""
    known, unit = species(), x_total / 3
    by_site: dict[str, dict[str, float]] = {"A": {}, "B": {}, "AB": {}}
    for ion, n in cations.items():
        by_site[known[ion].sites.replace("S", "A")][ion] = n / unit
    parts = []
    for name in "AB":
        site = by_site[name]
        held = f"{sum(site.values()):.4g} ({_described(site)})" if site else "nothing"
        parts.append(f"the {name} site holds {held}")
    if by_site["AB"]:
        parts.append(f"{_described(by_site['AB'])} could stand on either")
    return "for every 3 halides " + ", ".join(parts)


def _described(counts: Mapping[str, float]) -> str:
    return " + ".join(f"{n:.6g} {ion}" for ion, n in counts.items())


def perovskite(formula: str | Composition) -> Composition:
    """Composition of a three-dimensional perovskite; other structures are refused.

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
    'double perovskite'
    """
    c = formula if isinstance(formula, Composition) else parse(formula)
    if not c.is_perovskite:
        raise RelatedStructureError(
            "formula",
            f"{c.formula} is a perovskite-related structure, {c.structure} ({description(c.structure)})",
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

    def blend(p: Mapping[str, float], q: Mapping[str, float]) -> dict[str, float]:
        shares = {i: p.get(i, 0.0) * (1 - share) + q.get(i, 0.0) * share for i in dict.fromkeys([*p, *q])}
        return {i: float(f"{f:.12g}") for i, f in shares.items() if f > 0}

    b = blend(one.b, two.b)
    a, x = blend(one.a, two.a), blend(one.x, two.x)
    both = {**one.charges, **two.charges}
    charges = {ion: both[ion] for site in (a, b, x) for ion in site}
    made = Composition(a, b, x, charges, _kind(b, charges))
    return replace(made, formula=str(made))
