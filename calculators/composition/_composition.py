"""What stands on each site of a perovskite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..results import ReadOnly, Result
from ._species import uncharged, with_charge

PER_FORMULA = {"ABX3": (1.0, 1.0, 3.0), "A2BB'X6": (2.0, 2.0, 6.0)}
"""How many A, B and X the formula of a perovskite is written with."""

_SIMPLE = re.compile(r"[A-Z][a-z]?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]*⁺)?|[A-Z]{2,4}")
_LONGER = 6  # digits by which shares may be longer than amounts
_LONGEST = 5  # letters of a label that needs no brackets
_DIGITS = (6, 9, 12, 15)
_DECIMALS = 12
_UNSET = (0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Composition(Result):
    """What stands on each site of a perovskite.

    Attributes
    ----------
    a, b, x : mapping of str to float
        Fraction of each ion on its site [-]; the fractions of a site sum to 1.
        An ion that stands there with two charges has two keys, such as
        ``"Au⁺"`` and ``"Au³⁺"``.
    charges : mapping of str to int
        Charge number of each ion [e].
    structure : str
        Stoichiometry: ``"ABX3"``, ``"A2BB'X6"`` (a double perovskite: other
        ions than 2+ fill more than half of B) or the name of a
        perovskite-related structure, such as ``"A4BX6"``; ``"salt"`` without A
        or without B. What crystals of it are, a formula does not tell: CsNiCl3
        is ABX3 and no perovskite.
    formula : str
        The formula as it was given; it does not count in a comparison.
    amounts : tuple of float
        A, B and X in one formula [-], such as (2, 2, 6) of Cs2AgBiBr6; less
        where sites are vacant.
    notes : tuple of str
        What was chosen or set aside in reading; it does not count in a comparison.
    phase : tuple of str
        Names of phases that stood beside the formula, such as "δ"; they do not
        count in a comparison.
    stated : tuple of str
        Ions whose charge was given, which the text of the formula repeats; it
        does not count in a comparison.

    See Also
    --------
    parse : makes one from a formula.
    mix : makes one from two others.

    Examples
    --------
    >>> from calculators.composition import parse
    >>> dict(parse("CsPb(Br0.6I0.4)3").x)
    {'Br': 0.6, 'I': 0.4}
    """

    a: Mapping[str, float]
    b: Mapping[str, float]
    x: Mapping[str, float]
    charges: Mapping[str, int] = field(repr=False)
    structure: str = "ABX3"
    formula: str = field(default="", compare=False)
    amounts: tuple[float, float, float] = _UNSET
    notes: tuple[str, ...] = field(default=(), compare=False)
    phase: tuple[str, ...] = field(default=(), compare=False)
    stated: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        for name in ("a", "b", "x", "charges"):
            value = getattr(self, name)
            if type(value) is dict or (type(value) is not ReadOnly and isinstance(value, Mapping)):
                object.__setattr__(self, name, ReadOnly(value))
        if self.amounts == _UNSET:
            object.__setattr__(self, "amounts", PER_FORMULA.get(self.structure, PER_FORMULA["ABX3"]))

    @property
    def is_perovskite(self) -> bool:
        """Whether the stoichiometry is that of a three-dimensional perovskite, single or double.

        Crystals of it may have another structure, as those of CsNiCl3 have.
        """
        return self.structure in PER_FORMULA

    @property
    def is_double(self) -> bool:
        """Whether the stoichiometry is that of a double perovskite, A2BB'X6."""
        return self.structure == "A2BB'X6"

    @property
    def n_a(self) -> float:
        """Mean charge number of the A site [e]."""
        return sum(f * self.charges[ion] for ion, f in self.a.items())

    @property
    def vacancies(self) -> Mapping[str, float]:
        """Share of each site that is empty [-], by A, B and X, where one is; of perovskites only."""
        full = PER_FORMULA.get(self.structure, self.amounts)
        empty = {s: 1 - n / most for s, n, most in zip("ABX", self.amounts, full, strict=True) if most}
        return ReadOnly({site: float(f"{share:.9g}") for site, share in empty.items() if share > 1e-9})

    @property
    def net_charge(self) -> float:
        """Charge that is left of one formula, as it is written [e]; defects must make up for it."""
        sites = zip(self.amounts, (self.a, self.b, self.x), strict=True)
        left = sum(n * f * self.charges[ion] for n, site in sites for ion, f in site.items())
        return float(f"{left:.9f}") + 0.0

    def __repr__(self) -> str:
        """Sites as plain dictionaries."""
        return f"Composition(a={dict(self.a)}, b={dict(self.b)}, x={dict(self.x)}, structure={self.structure!r})"

    def __str__(self) -> str:
        """Formula with the fractions of each site, as parse() reads it."""
        sites = zip((self.a, self.b, self.x), self.amounts, strict=True)
        return "".join(_site_text(site, count, self) for site, count in sites)


def _site_text(site: Mapping[str, float], count: float, of: Composition) -> str:
    if not site:
        return ""
    labels = {
        ion: with_charge(ion, of.charges[ion]) if ion in of.stated and uncharged(ion)[1] is None else ion
        for ion in site
    }
    if len(site) == 1:
        return _grouped(next(iter(labels.values())), _number(count))
    grouped = count > 2 and count == int(count) and any(abs(f * count - round(f * count)) > 1e-9 for f in site.values())
    plain = "".join(_grouped(labels[ion], number) for ion, number in _numbers(site, count).items())
    if not grouped:
        return plain
    text = "".join(_grouped(labels[ion], number) for ion, number in _numbers(site, 1.0).items())
    text = f"({text}){_number(count)}"
    # Br2.5I0.5 is shorter than shares of many digits; (Br0.6I0.4)3 is how mixed sites are written.
    return plain if len(text) > len(plain) + _LONGER else text


def _grouped(ion: str, number: str) -> str:
    """Ion and its amount, in brackets where they would run together with what stands beside them."""
    clear = ion[0].isupper() and (len(ion) <= _LONGEST if not number else _SIMPLE.fullmatch(ion) and ion != "SCN")
    return ion + number if clear else f"({ion}){number}"


def _number(amount: float, digits: int = 12) -> str:
    """Amount without an exponent; nothing for 1."""
    if abs(amount - round(amount)) < 1e-9:
        return "" if round(amount) == 1 else str(round(amount))
    return f"{float(f'{amount:.{digits}g}'):.15f}".rstrip("0")


def _numbers(site: Mapping[str, float], scale: float) -> dict[str, str]:
    """Amounts with as few digits as give the same shares when they are read again."""
    found: dict[str, str] = {}
    for digits in _DIGITS:
        found = {ion: _number(f * scale, digits) for ion, f in site.items()}
        read = {ion: float(text or 1) for ion, text in found.items()}
        if shares(read) == site and abs(sum(read.values()) - scale) < 1e-9 * max(1.0, scale):
            break
    return found


def shares(site: Mapping[str, float]) -> dict[str, float]:
    """Fractions of what a site holds, with twelve decimals; they sum to 1, so that they are their own fractions."""
    if len(site) < 2:
        return dict.fromkeys(site, 1.0)
    total = sum(site.values())
    found = {ion: round(n / total, _DECIMALS) for ion, n in site.items()}
    largest = max(found, key=lambda ion: (found[ion], ion))
    found[largest] = round(1 - sum(share for ion, share in found.items() if ion != largest), _DECIMALS)
    return found
