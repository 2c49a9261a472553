"""From amounts of ions to the sites of a perovskite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .. import tables
from ..checks import one_number
from ..errors import ArgumentError, shown
from ._charges import balances, fixed_charge
from ._composition import Composition
from ._errors import CompositionError, SeveralCompoundsError
from ._faults import charges_left, contents, not_abx3
from ._nearest import did_you_mean
from ._notes import set_aside
from ._reader import amounts
from ._species import species, uncharged, with_charge
from ._text import Written, written
from ._ways import beside, choices_of, found_of, is_full
from ._words import ions

_COUNTED = re.compile(r"(?<=[a-zI])4F-?PEA")  # I4FPEA2Pb: the 4 counts the iodine
_MIN_AMOUNT = 1e-6
_MAX_IONS = 16
_MAX_EITHER = 6


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
    (``CsPb0.95Bi0.05Br3``), up to 0.1 e. A charge that is not the first
    of its ion in :func:`species` is noted.

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
    choices = choices_of(cations, given) if x else []
    found = found_of(formula, choices, x, given)
    if found is not None:
        found = plain_keys(found)
        stated = _stated(formula, found, cations, x, given)
        notes = set_aside(formula.phase + formula.form) + found.notes
        parts = found.a, found.b, found.x, found.charges, found.structure
        return Composition(*parts, formula.given.strip(), found.amounts, notes, formula.phase, stated)
    left = [balances(s.a, s.b, x, given)[1] for s in choices if s.a and s.b and is_full(s, x)]
    if left:
        raise charges_left(formula, min(left, key=lambda one: (abs(one.left), one.unusual)), x)
    raise not_abx3(formula, contents(cations, [(s.a, s.b) for s in choices], x), beside(choices, x, given))


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
    usual = found_of(formula, choices_of(free, {}), x, {})
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
