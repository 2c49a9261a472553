"""From amounts of ions to the sites of a perovskite."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .. import tables
from ..checks import one_number
from ..errors import ArgumentError, shown
from ._charges import FEW, Balance, are_usual, balances, chosen, fixed_charge, split
from ._composition import PER_FORMULA, Composition, shares
from ._errors import CompositionError, SeveralCompoundsError
from ._faults import charges_left, contents, not_abx3
from ._nearest import did_you_mean
from ._notes import nominal, read_as, set_aside, vacancies
from ._reader import amounts
from ._related import CLOSE, SALT, named, ratio
from ._species import SITE_TOLERANCE, same_amount, species, uncharged, with_charge
from ._text import Written, written
from ._words import ions

_COUNTED = re.compile(r"(?<=[a-zI])4F-?PEA")  # I4FPEA2Pb: the 4 counts the iodine
_MIN_AMOUNT = 1e-6
_EITHER_SITE = frozenset(("K", "Na"))
_MAX_IONS = 16
_MAX_EITHER = 6
_MOST_VACANT = 0.1
_VACANT_TO = 0.05
"""How exactly vacancies must make up for the charges, as a share of the charge that is missing [-]."""
_MOST_LEFT = FEW
"""Charge of a nominal formula that defects may make up for, per ABX3 [e]: CsPb0.95Bi0.05Br3."""


@dataclass(frozen=True)
class _Sites:
    a: dict[str, float]
    b: dict[str, float]
    either: float = 0.0  # size of the ions on A that could stand on B as well

    @property
    def rank(self) -> tuple[float, list[str]]:
        """Larger ions on A come first, then the alphabet: never the order of writing."""
        return -round(self.either, 9), sorted(self.a)


def parse(formula: str, *, charges: Mapping[str, int] | None = None) -> Composition:
    r"""Read the formula of a halide perovskite.

    Fractions may stand on every site, groups may be nested, and formulas are
    read as they are pasted: with HTML or LaTeX, small digits, names of phases
    (which are set aside), MA and FA or their atoms. Two compounds in one text
    are refused.

    Which cations stand on which site follows from the amounts, never from the
    order in which they are written; where several could stand on A, the larger
    do. What each site holds and a third of the halides may differ by a
    thousandth of the larger (``Cs0.999PbBr3`` and ``Cs1.001PbBr3`` are read,
    ``Cs0.998PbBr3`` is not), and the charges must balance as well as that with
    the usual oxidation states. Two exceptions are read and noted: vacancies
    that the charges ask for (``CsPb0.94Bi0.04Br3``), up to a tenth of a site,
    and nominal formulas of dopants whose charge differs
    (``CsPb0.95Bi0.05Br3``), up to 0.1 e. A charge that is not the commonest
    of its ion is noted.

    Parameters
    ----------
    formula : str
        Such as ``"CsPbBr3"``, ``"(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3"``,
        ``"Cs2AgBiBr6"``, ``"CH3NH3PbI3"`` or ``"CsPb(Br₀.₆I₀.₄)₃"``. A charge
        may stand behind its ion: ``"CsPb0.95Yb3+0.05Br3"``.
    charges : mapping of str to int, optional
        Charges by ion [e], in place of the usual ones.

    Returns
    -------
    Composition
        With ``a``, ``b``, ``x`` as fractions per site, and ``notes`` that say
        what was chosen. Perovskite-related structures (Cs4PbBr6, CsPb2Br5,
        Cs3Bi2I9, Cs2SnI6, layered ones) and salts are recognised; their
        ``is_perovskite`` is False.

    Raises
    ------
    CompositionError
        An ArgumentError that says what cannot be read and where it stands,
        which site holds how much, or which charge is left.
    ArgumentError
        If `charges` is no mapping of ions of the formula to whole numbers.

    See Also
    --------
    perovskite : refuses everything but three-dimensional perovskites.
    species : the ions that are known.
    same_compound : whether two formulas mean the same.

    Examples
    --------
    >>> c = parse("(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3")
    >>> {ion: round(f, 3) for ion, f in c.a.items()}
    {'FA': 0.609, 'MA': 0.087, 'GA': 0.174, 'Cs': 0.13}
    >>> parse(r"$\mathrm{MAPbI_3}$") == parse("CH<sub>3</sub>NH<sub>3</sub>PbI<sub>3</sub>")
    True
    >>> parse("CsPb0.95Eu0.05Br3", charges={"Eu": 2}).charges["Eu"]
    2
    """
    return _parse(formula, _given(charges)) if isinstance(formula, str) else _solved(written(formula), {})


def _given(charges: Any) -> tuple[tuple[str, int], ...]:
    if charges is None:
        return ()
    if not isinstance(charges, Mapping):
        raise ArgumentError("charges", f"{shown(charges)} is not allowed", "give a mapping such as {'Yb': 3}", charges)
    found = []
    for ion, charge in charges.items():
        if not isinstance(ion, str) or ion not in species():
            raise ArgumentError("charges", f"{shown(ion)} is no known ion", "give labels such as 'Yb'", ion)
        try:
            number = one_number("charges", charge)
        except ArgumentError as error:
            raise ArgumentError("charges", f"{ion}: {error.problem}", error.allowed, charge) from None
        if number not in species()[ion].charges:
            known = ", ".join(f"{q:+d}" for q in species()[ion].charges)
            raise ArgumentError("charges", f"{number:+g} is no usual charge of {ion}", f"known are {known}", charge)
        found.append((ion, int(number)))
    return tuple(sorted(found))


@tables.cached(size=4096)
def _parse(formula: str, charges: tuple[tuple[str, int], ...]) -> Composition:
    text = written(formula)
    try:
        return _solved(text, dict(charges))
    except CompositionError as error:
        if _COUNTED.search(text.text) and (found := _try(_COUNTED.sub("4(FPEA)", formula))) and not charges:
            return replace(found, formula=text.given.strip())
        guess = error.where is not None and not isinstance(error, SeveralCompoundsError)
        near = did_you_mean(text, _try) if guess else ()
        if not near:
            raise
        listed = " or ".join(near)
        raise type(error)(error.argument, error.problem, f"did you mean {listed}?", error.value, error.where) from None


def _try(text: str) -> Composition | None:
    try:
        return plainly(text)
    except CompositionError:
        return None


def plainly(formula: str) -> Composition:
    """What :func:`parse` makes of a formula, without a guess at what was meant by one that cannot be read."""
    return _solved(written(formula), {})


def _solved(formula: Written, given: dict[str, int]) -> Composition:
    counts = amounts(formula, ions())
    x, cations = _anions_and_cations(formula, counts, given)
    choices = _choices(cations, given) if x else []
    found = _found(formula, choices, x, given)
    if found is not None:
        found = plain_keys(found)
        stated = _stated(formula, found, cations, x, given)
        notes = set_aside(formula.phase + formula.form) + found.notes
        parts = found.a, found.b, found.x, found.charges, found.structure
        return Composition(*parts, formula.given.strip(), found.amounts, notes, formula.phase, stated)
    left = [balances(s.a, s.b, x, given)[1] for s in choices if s.a and s.b and _is_full(s, x)]
    if left:
        raise charges_left(formula, min(left, key=lambda one: (abs(one.left), one.unusual)), x)
    raise not_abx3(formula, contents(cations, [(s.a, s.b) for s in choices], x), _beside(choices, x, given))


def _beside(choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]) -> str:
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


def _found(
    formula: Written, choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]
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


def _stated(
    formula: Written, found: Composition, cations: Mapping[str, float], x: Mapping[str, float], given: Mapping[str, int]
) -> tuple[str, ...]:
    """Ions whose charge was given, unless they would have it anyway."""
    labels = sorted(uncharged(key)[0] for key in cations if fixed_charge(key, given) is not None)
    if not labels:
        return ()
    free: dict[str, float] = {}
    for key, n in cations.items():
        label = uncharged(key)[0]
        free[label] = free.get(label, 0.0) + n
    usual = _found(formula, _choices(free, {}), x, {})
    return () if usual is not None and usual == found else tuple(labels)


def plain_keys(found: Composition) -> Composition:
    """Composition whose ions are called by their label alone where one charge of them stands in it."""
    charges: dict[str, set[int]] = {}
    for key, charge in found.charges.items():
        charges.setdefault(uncharged(key)[0], set()).add(charge)
    names = {key: uncharged(key)[0] for key in found.charges}
    if all(key == name for key, name in names.items()):
        return found
    called = {
        key: name if len(charges[name]) == 1 else with_charge(name, found.charges[key]) for key, name in names.items()
    }
    sites = [_called(site, called) for site in (found.a, found.b, found.x)]
    return replace(
        found, a=sites[0], b=sites[1], x=sites[2], charges={called[key]: q for key, q in found.charges.items()}
    )


def _called(site: Mapping[str, float], names: Mapping[str, str]) -> dict[str, float]:
    out: dict[str, float] = {}
    for key, share in site.items():
        out[names[key]] = out.get(names[key], 0.0) + share
    return out


def _anions_and_cations(
    formula: Written, counts: Mapping[str, float], given: Mapping[str, int]
) -> tuple[dict[str, float], dict[str, float]]:
    """Amounts of halides and of cations, or a refusal of what cannot be a compound."""
    known = species()
    if min(counts.values(), default=1.0) < _MIN_AMOUNT * (1 - 1e-5):
        raise formula.refusal("an amount is too small to mean anything", f"amounts are {_MIN_AMOUNT:g} or more, or 0")
    x: dict[str, float] = {}
    cations: dict[str, float] = {}
    either = 0
    for key, n in counts.items():
        label, charge = (key, None) if key in known else uncharged(key)
        if charge is not None and charge not in known[label].charges:
            allowed = ", ".join(f"{q:+d}" for q in known[label].charges)
            raise formula.refusal(f"{charge:+d} is no usual charge of {label}", f"known are {allowed}")
        if known[label].sites == "X":
            x[label] = x.get(label, 0.0) + n
        else:
            cations[key] = n
            either += known[label].sites == "AB"
    for label in given and given.keys() - {uncharged(key)[0] for key in counts}:
        problem = f"{label} is not in {formula.given.strip()}"
        raise ArgumentError("charges", problem, "give ions of the formula", label)
    if not x:
        halides = [i for i, s in known.items() if s.sites == "X"]
        raise formula.refusal("it holds no halide", f"the X site takes {', '.join(halides)}")
    if not cations:
        raise formula.refusal("it holds no cation", "both cation sites must be filled")
    if len(counts) > _MAX_IONS:
        raise formula.refusal(f"it holds {len(counts)} different ions", f"{_MAX_IONS} are allowed")
    if either > _MAX_EITHER:
        raise formula.refusal(
            "too many of its ions could stand on either cation site", f"{_MAX_EITHER} such ions are allowed"
        )
    return x, cations


@tables.cached
def _size(label: str) -> float:
    """Largest radius of an ion of charge 1 [angstrom], by which ions are ranked; 0 if none was read."""
    rows = (row for row in tables.read("ions") if row["ion"] == label and row["charge"] == 1)
    return max((row["radius_angstrom"] for row in rows), default=0.0)


def _choices(cations: Mapping[str, float], given: Mapping[str, int]) -> list[_Sites]:
    """Every way to put the cations on the A and the B site, the larger ions on A first."""
    known = species()
    options = []
    if not given and cations.keys() <= known.keys() and not any(known[key].sites == "AB" for key in cations):
        a = {key: n for key, n in cations.items() if known[key].sites in "AS"}
        return [_Sites(a, {key: n for key, n in cations.items() if key not in a})]
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
        found.append(_Sites(a, {key: n for key, n in cations.items() if key not in a}, either))
    return sorted(found, key=lambda sites: sites.rank) if len(found) > 1 else found


def _is_full(sites: _Sites, x: Mapping[str, float]) -> bool:
    room = sum(x.values()) / 3
    return all(same_amount(sum(site.values()), room) for site in (sites.a, sites.b))


def _full(
    formula: Written, choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]
) -> Composition | None:
    """ABX3 with full sites and balanced charges, in the usual states if that is possible."""
    good = []
    full = [sites for sites in choices if _is_full(sites, x)]
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


def _is_cryolite(choices: list[_Sites]) -> bool:
    """Whether one ion that is large enough for A, and small enough for B, is the only one on A: Na3AlF6."""
    return any(len(sites.a) == 1 and sites.a.keys() <= _EITHER_SITE and len(sites.b) > 0 for sites in choices)


def _shared(choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
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
            both = _Sites(sites.a | {key: on_a}, sites.b | {key: on_b}, sites.either)
            if not _is_full(both, x):
                continue
            balance = balances(both.a, both.b, x, given)[0]
            if balance is not None and len(both.b) > 1 and balance.charges[key] == species()[label].charges[0]:
                good.append((round(balance.unusual, 9), both.rank, _size(label), key, both, balance))
    if not good:
        return None
    *_, key, sites, balance = min(good, key=lambda one: one[:4])
    note = f"{key} stands on both cation sites: {sites.a[key] / room:.3g} of A and {sites.b[key] / room:.3g} of B."
    return _abx3(sites, balance, x, given, (note,))


def _placed(sites: _Sites, all_ways: list[_Sites]) -> tuple[str, ...]:
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
    sites: _Sites,
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


def _related(choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
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
    sites: _Sites, balance: Balance, x: Mapping[str, float]
) -> tuple[_Sites, Balance, tuple[str, tuple[int, ...]]] | None:
    """A halide of one metal in two states as a compound of the two: TlCl2 is Tl⁺ beside Tl³⁺Cl4."""
    double = sorted((key for key in balance.b if key not in sites.b), key=balance.charges.__getitem__)
    if sites.a or "A" not in species()[uncharged(double[0])[0]].sites:
        return None
    low = double[0]
    a, b = {low: balance.b[low]}, {key: n for key, n in balance.b.items() if key != low}
    found = named(a, b, x)
    return None if found is None else (_Sites(a, b), replace(balance, b=b), found)


def _vacant(choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
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


def _nominal(choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
    """ABX3 as it was weighed in, with a dopant whose charge differs by little enough for defects to make up for it."""
    good = []
    for sites in choices:
        if _is_full(sites, x) and sites.a and len(sites.b) > 1:
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


def _nominal_related(choices: list[_Sites], x: Mapping[str, float], given: Mapping[str, int]) -> Composition | None:
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
