"""What is wrong with sites and charges, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ._charges import Balance
from ._composition import Composition
from ._errors import CompositionError
from ._species import same_amount, species, uncharged, with_charge
from ._text import Written

Pair = tuple[Mapping[str, float], Mapping[str, float]]


def not_abx3(formula: Written, held: str, beside: str = "") -> CompositionError:
    """Refusal of amounts that are those of no known structure, with what speaks against another one."""
    problem = f"it is no ABX3; {held}" + (f"; {beside}" if beside else "")
    return formula.refusal(problem, "each site must be full to within a thousandth")


def charges_left(formula: Written, balance: Balance, x: Mapping[str, float]) -> CompositionError:
    """Refusal of charges that do not balance, with vacancies that would."""
    read = ", ".join(with_charge(uncharged(i)[0], balance.charges[i]) for i in sorted(balance.b))
    allowed = "they must balance with the usual oxidation states"
    with_vacancies = _with_vacancies(balance, x)
    if with_vacancies:
        allowed += f"; with vacancies on B it is {with_vacancies}"
    return formula.refusal(
        f"the charges do not balance; {balance.left:+.3g} e a formula unit ABX3 is left with {read}", allowed
    )


def _with_vacancies(balance: Balance, x: Mapping[str, float]) -> str:
    """B site with so many vacancies that the charges balance; empty if that takes more than a tenth of it."""
    room = sum(x.values()) / 3
    host = max(balance.b, key=lambda ion: balance.b[ion])
    less = balance.left / balance.charges[host]
    if not 0 < less <= 0.1 or less >= balance.b[host] / room:
        return ""
    site = {ion: n / room - (less if ion == host else 0.0) for ion, n in balance.b.items()}
    held = sum(site.values())
    only = Composition({}, {i: n / held for i, n in site.items()}, {}, balance.charges, "ABX3", "", (0.0, held, 0.0))
    return f"{only} for one A and three X"


def contents(cations: Mapping[str, float], ways: Sequence[Pair], x: Mapping[str, float]) -> str:
    """Which sites hold too much or too little, in words."""
    best: list[str] = []
    unit = 1.0
    for a, b in ways:
        found, per = _faults(a, b, x)
        if not best or len(found) < len(best):
            best, unit = found, per
    either = [ion for ion in cations if species()[uncharged(ion)[0]].sites == "AB"]
    if either and not all(fault.startswith("the X") for fault in best):
        best.append(f"{_described({i: cations[i] / (unit or 1.0) for i in either})} could stand on either cation site")
    return ", ".join(best) + _unshared(ways, x)


def _unshared(ways: Sequence[Pair], x: Mapping[str, float]) -> str:
    """A hint at shares, where each of several ions fills a whole site: CsPb(BrI)3."""
    for a, b in ways:
        for site, times in ((a, 1), (b, 1), (x, 3)):
            if len(site) > 1 and all(n == times for n in site.values()):
                return f"; {' and '.join(site)} each fill a site: name their shares, as in Br0.5I0.5"
    return ""


def _faults(a: Mapping[str, float], b: Mapping[str, float], x: Mapping[str, float]) -> tuple[list[str], float]:
    """Sites that are not full, measured by the amount that most of the sites hold."""
    sites = {"A": (a, 1), "B": (b, 1), "X": (x, 3)}
    held = {name: sum(site.values()) / times for name, (site, times) in sites.items()}
    agreed = [unit for unit in held.values() if unit and sum(same_amount(unit, other) for other in held.values()) > 1]
    unit = agreed[0] if agreed else float(round(sorted(held.values())[1]) or 1)
    whole = round(unit) if same_amount(unit, round(unit) or 1) else 0
    scale = 1.0 if whole else unit  # an odd unit is shown as one
    out = []
    for name, (site, times) in sites.items():
        if same_amount(held[name], unit):
            continue
        room = times * (whole or 1)
        amount = f"{held[name] * times / scale:.6g} ({_described({i: n / scale for i, n in site.items()})})"
        out.append(f"the {name} site holds {amount if site else 'nothing'} in place of {room}")
    return out, scale


def _described(counts: Mapping[str, float]) -> str:
    return " + ".join(f"{n:.6g} {ion}" for ion, n in counts.items())
