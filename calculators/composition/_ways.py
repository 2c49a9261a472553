"""Every way to put cations on the sites, and the one that a formula means."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from .. import tables
from ._charges import FEW, Balance, are_usual, balances, chosen, fixed_charge, split
from ._composition import PER_FORMULA, Composition, shares
from ._notes import nominal, read_as, vacancies
from ._related import CLOSE, SALT, named, ratio
from ._species import SITE_TOLERANCE, same_amount, species, uncharged
from ._text import Written

_EITHER_SITE = frozenset(("K", "Na"))
_MOST_VACANT = 0.1
_VACANT_TO = 0.05
"""How exactly vacancies must make up for the charges, as a share of the charge that is missing [-]."""
_MOST_LEFT = FEW
"""Charge of a nominal formula that defects may make up for, per ABX3 [e]: CsPb0.95Bi0.05Br3."""


@dataclass(frozen=True)
class Sites:
    a: dict[str, float]
    b: dict[str, float]
    either: float = 0.0  # size of the ions on A that could stand on B as well

    @property
    def rank(self) -> tuple[float, list[str]]:
        """Larger ions on A come first, then the alphabet: never the order of writing."""
        return -round(self.either, 9), sorted(self.a)


def beside(choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]) -> str:
    """What keeps amounts that are no ABX3 from being another compound, if that is close."""
    for sites in choices:
        if not sites.a or not sites.b:
            continue
        best, near = balances(sites.a, sites.b, x, given)
        found = named(sites.a, sites.b, x)
        if found is not None and best is None and found[0] in CLOSE:
            left = float(f"{near.left * found[1][2] / 3:.9f}")
            return f"as {found[0]} the charges leave {left:+.3g} e with {read_as(sites.b, near.charges)}"
        if found is None and best is not None and are_usual(best, sites.b, given):
            amounts = ratio(*(sum(site.values()) for site in (sites.a, sites.b, x)))
            if amounts is not None:
                held = f"A, B and X as {':'.join(map(str, amounts))}"
                return f"the charges balance, but no structure with {held} is known here"
    return ""


def found_of(
    formula: Written, choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]
) -> Composition | None:
    return (
        _full(formula, choices, x, given)
        or (_shared(choices, x, given) if x.keys() == {"F"} and _is_cryolite(choices) else None)
        or _related(choices, x, given)
        or _vacant(choices, x, given)
        or _nominal(choices, x, given)
        or _nominal_related(choices, x, given)
        or _shared(choices, x, given)
    )


@tables.cached
def _size(label: str) -> float:
    """Largest radius of an ion of charge 1 [angstrom], by which ions are ranked; 0 if none was read."""
    rows = (row for row in tables.read("ions") if row["ion"] == label and row["charge"] == 1)
    return max((row["radius_angstrom"] for row in rows), default=0.0)


def choices_of(cations: Mapping[str, float], given: Mapping[str, int]) -> list[Sites]:
    """Every way to put the cations on the A and the B site, the larger ions on A first."""
    known = species()
    options = []
    if not given and cations.keys() <= known.keys() and not any(known[key].sites == "AB" for key in cations):
        a = {key: n for key, n in cations.items() if known[key].sites in "AS"}
        return [Sites(a, {key: n for key, n in cations.items() if key not in a})]
    for key in cations:
        sites = known[uncharged(key)[0]].sites.replace("S", "A")
        charge = fixed_charge(key, given)
        if sites == "AB" and charge is not None and charge != known[uncharged(key)[0]].charges[0]:
            sites = "B"
        options.append(sites)
    found = []
    for choice in itertools.product(*options):
        a = {key: n for (key, n), site in zip(cations.items(), choice, strict=True) if site == "A"}
        free = [key for key, sites in zip(cations, options, strict=True) if sites == "AB" and key in a]
        either = sum(a[key] * _size(uncharged(key)[0]) for key in free)
        found.append(Sites(a, {key: n for key, n in cations.items() if key not in a}, either))
    return sorted(found, key=lambda sites: sites.rank) if len(found) > 1 else found


def is_full(sites: Sites, x: Mapping[str, float]) -> bool:
    room = sum(x.values()) / 3
    return all(same_amount(sum(site.values()), room) for site in (sites.a, sites.b))


def _full(
    formula: Written, choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]
) -> Composition | None:
    """ABX3 with full sites and balanced charges, in the usual states if that is possible."""
    good = []
    full = [sites for sites in choices if is_full(sites, x)]
    for sites in full:
        balance = balances(sites.a, sites.b, x, given)[0]
        if balance is not None:
            good.append((round(balance.unusual, 9), sites.rank, sites, balance))
    if not good:
        for sites in full:
            if balance := split(sites.a, sites.b, x, given):
                good.append((0.0, sites.rank, sites, balance))
    if not good:
        return None
    _, _, sites, balance = min(good, key=lambda one: one[:2])
    spacers = [key for key in sites.a if species()[uncharged(key)[0]].sites == "S"]
    if spacers:
        raise formula.refusal(
            f"{' and '.join(spacers)} is too large for the A site of a three-dimensional perovskite",
            "it is a spacer of layered structures",
        )
    return _abx3(sites, balance, x, given, _placed(sites, [one[2] for one in good]))


def _is_cryolite(choices: list[Sites]) -> bool:
    """Whether one ion that is large enough for A, and small enough for B, is the only one on A: Na3AlF6."""
    return any(len(sites.a) == 1 and sites.a.keys() <= _EITHER_SITE and len(sites.b) > 0 for sites in choices)


def _shared(choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
    """ABX3 with balanced charges, of which one ion fills what is left of both cation sites."""
    room = sum(x.values()) / 3
    good = []
    for sites in choices:
        for key in sites.a:
            label, charge = uncharged(key)
            if species()[label].sites != "AB" or charge is not None:
                continue
            on_a = room - sum(n for ion, n in sites.a.items() if ion != key)
            on_b = sites.a[key] - on_a
            if min(on_a, on_b) <= SITE_TOLERANCE * room:
                continue
            both = Sites(sites.a | {key: on_a}, sites.b | {key: on_b}, sites.either)
            if not is_full(both, x):
                continue
            balance = balances(both.a, both.b, x, given)[0]
            if balance is not None and len(both.b) > 1 and balance.charges[key] == species()[label].charges[0]:
                good.append((round(balance.unusual, 9), both.rank, _size(label), key, both, balance))
    if not good:
        return None
    *_, key, sites, balance = min(good, key=lambda one: one[:4])
    note = f"{key} stands on both cation sites: {sites.a[key] / room:.3g} of A and {sites.b[key] / room:.3g} of B."
    return _abx3(sites, balance, x, given, (note,))


def _placed(sites: Sites, all_ways: list[Sites]) -> tuple[str, ...]:
    """What to say where the amounts leave several ways to fill the sites."""
    if len(all_ways) < 2:
        return ()
    free = [key for key in sites.a if any(key in other.b for other in all_ways)]
    rest = [key for key in sites.b if any(key in other.a for other in all_ways)]
    return (
        f"{' and '.join(sorted((*free, *rest)))} could change places; "
        f"the larger, {' and '.join(sorted(free))}, is put on A.",
    )


def _abx3(
    sites: Sites,
    balance: Balance,
    x: Mapping[str, float],
    given: Mapping[str, int],
    notes: tuple[str, ...] = (),
    filled: tuple[float, float, float] = (1.0, 1.0, 1.0),
) -> Composition:
    b = shares(balance.b)
    structure = kind_of(b, balance.charges)
    full = PER_FORMULA[structure]
    counts = full[0] * filled[0], full[1] * filled[1], full[2] * filled[2]
    notes = notes + chosen(balance, sites.b, x, given)
    return Composition(shares(sites.a), b, shares(x), balance.charges, structure, "", counts, notes)


def kind_of(b: Mapping[str, float], charges: Mapping[str, int]) -> str:
    """Double where ions other than 2+ fill more than half of the B site."""
    unlike = sum(f for ion, f in b.items() if charges[ion] != 2)
    return "A2BB'X6" if unlike > 0.5 else "ABX3"


def _related(choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
    """A perovskite-related structure or a salt with balanced charges, if the formula is one."""
    good = []
    for sites in choices:
        if not sites.a or not sites.b:
            found: tuple[str, tuple[float, ...]] | None = SALT[0], ()
        else:
            found = named(sites.a, sites.b, x)
        if found is None:
            continue
        balance = balances(sites.a, sites.b, x, given)[0]
        if balance is None and (balance := split(sites.a, sites.b, x, given, pure=True)) is not None:
            sites, balance, found = _low_on_a(sites, balance, x) or (sites, balance, found)
        if balance is not None:
            good.append((found[0] == SALT[0], round(balance.unusual, 9), sites.rank, sites, balance, found))
    if not good:
        return None
    *_, sites, balance, (name, counts) = min(good, key=lambda one: one[:3])
    if not counts:
        total = sum(sites.a.values()) + sum(sites.b.values())
        share = float(f"{sum(x.values()) / total:.9g}")
        counts = (1.0, 0.0, share) if sites.a else (0.0, 1.0, share)
    notes = chosen(balance, sites.b, x, given)
    amount = float(counts[0]), float(counts[1]), float(counts[2])
    return Composition(shares(sites.a), shares(balance.b), shares(x), balance.charges, name, "", amount, notes)


def _low_on_a(
    sites: Sites, balance: Balance, x: Mapping[str, float]
) -> tuple[Sites, Balance, tuple[str, tuple[int, ...]]] | None:
    """A halide of one metal in two states as a compound of the two: TlCl2 is Tl⁺ beside Tl³⁺Cl4."""
    double = sorted((key for key in balance.b if key not in sites.b), key=balance.charges.__getitem__)
    if sites.a or "A" not in species()[uncharged(double[0])[0]].sites:
        return None
    low = double[0]
    a, b = {low: balance.b[low]}, {key: n for key, n in balance.b.items() if key != low}
    found = named(a, b, x)
    return None if found is None else (Sites(a, b), replace(balance, b=b), found)


def _vacant(choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
    """ABX3 with vacancies on one site, if the charges ask for just as many."""
    good = []
    for sites in choices:
        held = sum(sites.a.values()), sum(sites.b.values()), sum(x.values()) / 3
        room = max(held)
        short = [k for k in range(3) if not same_amount(held[k], room)]
        if len(short) != 1 or not all(held):
            continue
        filled = held[short[0]] / room
        if 1 - filled > _MOST_VACANT * (1 + 1e-9):
            continue
        balance = balances(sites.a, sites.b, x, given)[0]
        missing = (1 - filled) * (short[0] + 1)  # 1 e of A, 2 e of B, 3 e of three X
        if balance is None or not are_usual(balance, sites.b, given):
            continue  # rare charges balance many a wrong sum
        if abs(balance.left) <= _VACANT_TO * missing:
            good.append((round(balance.unusual, 9), sites.rank, sites, balance, short[0], filled))
    if not good:
        return None
    _, _, sites, balance, site, filled = min(good, key=lambda one: one[:2])
    filled = float(f"{filled:.12g}")
    parts = (filled if site == 0 else 1.0, filled if site == 1 else 1.0, filled if site == 2 else 1.0)
    note = vacancies("ABX"[site], 1 - filled, sites.b, balance.charges)
    return _abx3(sites, balance, x, given, (note,), parts)


def _nominal(choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
    """ABX3 as it was weighed in, with a dopant whose charge differs by little enough for defects to make up for it."""
    good = []
    for sites in choices:
        if is_full(sites, x) and sites.a and len(sites.b) > 1:
            balance = balances(sites.a, sites.b, x, given)[1]
            if abs(balance.left) <= _MOST_LEFT:
                good.append((abs(balance.left), balance.unusual, sites.rank, sites, balance))
    if not good:
        return None
    *_, sites, balance = min(good, key=lambda one: one[:3])
    if any(species()[uncharged(key)[0]].sites == "S" for key in sites.a):
        return None
    note = nominal(balance.left, "ABX3", sites.b, balance.charges)
    return _abx3(sites, balance, x, given, (note,))


def _nominal_related(choices: list[Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
    """A related structure as it was weighed in, with few ions whose charge differs: Cs2Sn0.95Bi0.05Cl6."""
    good = []
    for sites in choices:
        if not sites.a or len(sites.b) < 2 or not (found := named(sites.a, sites.b, x)):
            continue
        balance = balances(sites.a, sites.b, x, given)[1]
        host = max(sorted(sites.b), key=lambda key: sites.b[key])
        alone = {host: sum(sites.b.values())}
        # Without its dopant the host must balance.
        if abs(balance.left) <= _MOST_LEFT and balances(sites.a, alone, x, given)[0]:
            good.append((abs(balance.left), balance.unusual, sites.rank, sites, balance, found))
    if not good:
        return None
    *_, sites, balance, (name, counts) = min(good, key=lambda one: one[:3])
    left = float(f"{balance.left * counts[2] / 3:.9f}")
    notes = (nominal(left, name.partition(" (")[0], sites.b, balance.charges), *chosen(balance, sites.b, x, given))
    amount = float(counts[0]), float(counts[1]), float(counts[2])
    return Composition(shares(sites.a), shares(balance.b), shares(x), balance.charges, name, "", amount, notes)
