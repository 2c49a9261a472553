"""Oxidation states that balance a formula."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ._notes import two_charges
from ._species import same_amount, species, uncharged, with_charge

_ENUMERATED = 4096  # combinations of states that are all tried
_LANTHANIDES = frozenset(["La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu"])
_HOSTS = ("Pb", "Sn", "Ge")
_SPLIT = frozenset(((1, 3), (3, 5)))
"""States of one element that stand side by side where their mean is asked for: Au(I) and Au(III), Sb(III) and Sb(V)."""
_LEAST_SPLIT = 0.25  # share of the rarer state of such an element, where ions of other charges stand beside it
_DIVALENT = frozenset(("Mn", "Co", "Ni"))  # dopants that heavier halides do not oxidise to 3+
FEW = 0.1 * (1 + 1e-3)
"""Share of the B site up to which an ion is a dopant whose charge may be left to defects [-]."""


@dataclass
class Balance:
    """Charges of the ions on their sites.

    Attributes
    ----------
    b : dict of str to float
        What stands on B; an ion with two charges has two keys.
    charges : dict of str to int
        By key [e].
    left : float
        Charge that is left, per ABX3 [e].
    unusual : float
        How far the states are from the commonest ones; 0 for those.
    others : dict of str to int
        Charges of the next best balance, empty if there is none.
    notes : tuple of str
        What was chosen.
    """

    b: dict[str, float]
    charges: dict[str, int]
    left: float = 0.0
    unusual: float = 0.0
    others: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def fixed_charge(key: str, given: Mapping[str, int]) -> int | None:
    """Charge of an ion that was given, behind it or apart."""
    if key in species():  # the commonest case needs no look at its letters
        return given.get(key) if given else None
    label, charge = uncharged(key)
    return given.get(label) if charge is None else charge


def a_charge(key: str, given: Mapping[str, int]) -> int:
    """Charge of an ion that stands on A or on X."""
    charge = fixed_charge(key, given)
    return species()[uncharged(key)[0]].charges[0] if charge is None else charge


def _states(key: str, b: Mapping[str, float], x: Mapping[str, float], given: Mapping[str, int]) -> tuple[int, ...]:
    """Charges that an ion on B may have, the likeliest first."""
    charge = fixed_charge(key, given)
    if charge is not None:
        return (charge,)
    charges = _known_charges(key, x)
    if len(charges) > 1:
        if _is_dopant(key, b):
            return (3,)
        if key in _DIVALENT and "F" not in x and _is_few_among_threes(key, b):
            return (2,)
    return charges


def _known_charges(key: str, x: Mapping[str, float]) -> tuple[int, ...]:
    """Charges of an ion beside these halides: only fluorine makes silver divalent."""
    charges = species()[key].charges
    return charges[:1] if key == "Ag" and x.keys() != {"F"} else charges


def _is_second(key: str, b: Mapping[str, float]) -> bool:
    """Whether an ion is a lanthanide beside more of Pb, Sn or Ge."""
    return key in _LANTHANIDES and sum(b.get(host, 0.0) for host in _HOSTS) > b[key]


def _is_dopant(key: str, b: Mapping[str, float]) -> bool:
    """Whether an ion is one of few lanthanides that stand in for Pb, Sn or Ge."""
    return _is_second(key, b) and sum(n for ion, n in b.items() if ion in _LANTHANIDES) <= FEW * sum(b.values())


def are_usual(balance: Balance, b: Mapping[str, float], given: Mapping[str, int]) -> bool:
    """Whether the ions on B have their commonest charges, lanthanides 3+, or those that were given."""
    for key in b:
        if fixed_charge(key, given) is None:
            charge, charges = balance.charges[key], species()[key].charges
            if charge != charges[0] and not (charge == 3 and key in _LANTHANIDES):
                return False
    return True


def _is_few_among_threes(key: str, b: Mapping[str, float]) -> bool:
    """Whether an ion is a dopant beside more of an ion that can be trivalent, such as In."""
    if b[key] > FEW * sum(b.values()):
        return False
    return any(n > b[key] and 3 in species()[uncharged(ion)[0]].charges for ion, n in b.items() if ion != key)


def _combinations(states: list[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """Combinations of states; of very many ions those that differ from the commonest in two at most."""
    if math.prod(map(len, states)) <= _ENUMERATED:
        yield from itertools.product(*states)
        return
    first = [each[0] for each in states]
    yield tuple(first)
    for changed in (1, 2):
        for places in itertools.combinations(range(len(states)), changed):
            for chosen in itertools.product(*(states[k][1:] for k in places)):
                one = list(first)
                for k, state in zip(places, chosen, strict=True):
                    one[k] = state
                yield tuple(one)


def balances(
    a: Mapping[str, float], b: Mapping[str, float], x: Mapping[str, float], given: Mapping[str, int]
) -> tuple[Balance | None, Balance]:
    """The balance with the commonest states, or none; and the one of the commonest states that comes nearest."""
    room = sum(x.values()) / 3
    others = {key: a_charge(key, given) for site in (a, x) for key in site}
    rest = sum(n * others[key] for site in (a, x) for key, n in site.items())
    keys = sorted(b)
    held = [b[key] for key in keys]
    states = [_states(key, b, x, given) for key in keys]
    largest = 3 * max(room, sum(a.values()), sum(b.values()))
    usual = tuple(each[0] for each in states)
    left = rest + sum(n * charge for n, charge in zip(held, usual, strict=True))
    if sum(len(each) > 1 for each in states) < 2 and same_amount(abs(left) + largest, largest):
        best = Balance(dict(b), others | dict(zip(keys, usual, strict=True)), left / room)
        return best, best  # the commonest case: no other states can balance
    good: list[tuple[float, tuple[int, ...], float]] = []
    near: tuple[float, float, tuple[int, ...], float] | None = None
    noise = 1e-9 * largest  # +x and -x are equally far from 0, whatever the last digits say
    for chosen in _combinations(states):
        left, unusual = rest, 0.0
        for n, each, charge in zip(held, states, chosen, strict=True):
            left += n * charge
            unusual += n * each.index(charge)
        if same_amount(abs(left) + largest, largest):
            good.append((round(unusual, 9), chosen, left))
        elif not good and (near is None or _is_nearer((abs(left), unusual, chosen), near, noise)):
            near = abs(left), unusual, chosen, left

    def made(chosen: tuple[int, ...], left: float, unusual: float) -> Balance:
        return Balance(dict(b), others | dict(zip(keys, chosen, strict=True)), left / room, unusual / room)

    if not good:
        assert near is not None
        return None, made(near[2], near[3], near[1])
    good.sort(key=lambda one: one[:2])
    unusual, chosen, left = good[0]
    best = made(chosen, left, unusual)
    if len(good) > 1:
        best.others = dict(zip(keys, good[1][1], strict=True))
    return best, best


def _is_nearer(
    one: tuple[float, float, tuple[int, ...]], best: tuple[float, float, tuple[int, ...], float], noise: float
) -> bool:
    """Whether less charge is left, or as much with commoner states."""
    if abs(one[0] - best[0]) > noise:
        return one[0] < best[0]
    if abs(one[1] - best[1]) > noise:
        return one[1] < best[1]
    return one[2] < best[2]


def split(
    a: Mapping[str, float],
    b: Mapping[str, float],
    x: Mapping[str, float],
    given: Mapping[str, int],
    *,
    pure: bool = False,
) -> Balance | None:
    """Balance with one ion, at least half of B, in two states: Cs2Au(I)Au(III)I6.

    With `pure`, only where no ion of another charge stands beside it.
    """
    others = {key: a_charge(key, given) for site in (a, x) for key in site}
    rest = sum(n * others[key] for site in (a, x) for key, n in site.items())
    for key in sorted(b):
        if fixed_charge(key, given) is not None or 2 * b[key] < sum(b.values()) * (1 - 1e-9):
            continue
        pair = tuple(sorted(species()[key].charges)[:2])
        if pair not in _SPLIT:
            continue
        charges = {k: _states(k, b, x, given)[0] for k in sorted(b) if k != key}
        mean = -(rest + sum(b[k] * q for k, q in charges.items())) / b[key]
        share = (mean - pair[0]) / (pair[1] - pair[0])
        foreign = any(q not in pair for q in charges.values())
        least = _LEAST_SPLIT if foreign else 1e-3
        if (pure and foreign) or not least < share < 1 - least:
            continue  # a dopant of another charge does not change the charge of its host
        low, high = (with_charge(key, q) for q in pair)
        site = {k: n for k, n in b.items() if k != key}
        site[low] = b[key] * (1 - share)
        site[high] = b[key] * share
        return Balance(
            site,
            others | charges | {low: pair[0], high: pair[1]},
            notes=(two_charges(key, (low, high)),),
        )
    return None


def chosen(
    balance: Balance, b: Mapping[str, float], x: Mapping[str, float], given: Mapping[str, int]
) -> tuple[str, ...]:
    """What to say of the charges that were chosen where there was a choice."""
    free = [key for key in sorted(b) if fixed_charge(key, given) is None and len(_known_charges(key, x)) > 1]
    nominal = not same_amount(abs(balance.left) + 3, 3)
    if not (nominal or balance.notes or balance.others or not b.keys().isdisjoint(_LANTHANIDES)) and all(
        balance.charges[key] == species()[key].charges[0] for key in free
    ):
        return ()  # the commonest case
    notes = list(balance.notes)
    whole = sum(b.values())
    few = [key for key in free if key in balance.charges and b[key] <= FEW * whole and len(b) > 1]
    # What is left to defects does not tell the charge of a dopant.
    dopants = [key for key in free if _is_dopant(key, b) or (nominal and key in few)]
    differ = [key for key in free if balance.others.get(key, balance.charges.get(key)) != balance.charges.get(key)]
    rest = [
        key
        for key in free
        if key not in dopants
        and key not in differ
        and balance.charges.get(key, species()[key].charges[0]) != species()[key].charges[0]
    ]
    if dopants:
        notes.append(
            f"As a dopant {_read(dopants, balance.charges)} is taken; another charge can be written behind its ion."
        )
    if differ:
        notes.append(
            f"The charges are read as {_read(differ, balance.charges)}; {_read(differ, balance.others)} "
            "would balance too, and can be written so."
        )
    if rest:
        usual = {key: species()[key].charges[0] for key in rest}
        read, other = _read(rest, balance.charges), _read(rest, usual)
        notes.append(
            f"{read} is taken, which leaves less charge than {other}."
            if nominal
            else f"{read} is taken, with which the charges balance; with {other} they do not."
        )
    many = [key for key in free if key not in (*dopants, *differ, *rest) and _is_second(key, b)]
    if many:
        notes.append(
            f"{_read(many, balance.charges)} is taken for more than 0.1 of a site, with which the charges balance; "
            "another charge can be written behind its ion."
        )
    return tuple(notes)


def _read(keys: list[str], charges: Mapping[str, int]) -> str:
    return " and ".join(with_charge(key, charges[key]) for key in keys)
