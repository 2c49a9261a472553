"""What stands on each site of a perovskite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..results import ReadOnly, Result

_MOLECULE = re.compile(r"\d|SCN")  # labels that need brackets before a number
PER_FORMULA = {"perovskite": (1, 1, 3), "double perovskite": (2, 2, 6)}
"""How many A, B and X the formula of a perovskite is written with."""


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Composition(Result):
    """What stands on each site of a perovskite.

    Attributes
    ----------
    a, b, x : mapping of str to float
        Fraction of each ion on its site [-]; the fractions of a site sum to 1.
    charges : mapping of str to int
        Charge number of each ion [e].
    structure : str
        ``"perovskite"``, ``"double perovskite"`` or the name of a
        perovskite-related structure, such as ``"A4BX6"``.
    formula : str
        The formula as it was given; it does not count in a comparison.

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
    structure: str = "perovskite"
    formula: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        for name in ("a", "b", "x", "charges"):
            value = getattr(self, name)
            if isinstance(value, Mapping):
                object.__setattr__(self, name, ReadOnly(value))

    @property
    def is_perovskite(self) -> bool:
        """Whether this is a three-dimensional perovskite, single or double."""
        return self.structure in PER_FORMULA

    @property
    def n_a(self) -> float:
        """Mean charge number of the A site [e]."""
        return sum(f * self.charges[ion] for ion, f in self.a.items())

    def __repr__(self) -> str:
        """Sites as plain dictionaries."""
        return f"Composition(a={dict(self.a)}, b={dict(self.b)}, x={dict(self.x)}, structure={self.structure!r})"

    def __str__(self) -> str:
        """Formula with the fractions of each site, as parse() reads it."""
        if not self.is_perovskite:
            return self.formula
        sites = zip((self.a, self.b, self.x), PER_FORMULA[self.structure], strict=True)
        return "".join(_site_text(site, count) for site, count in sites)


def _site_text(site: Mapping[str, float], count: int) -> str:
    scale = count if count == 2 or all(abs(f * count - round(f * count)) < 1e-9 for f in site.values()) else 1

    def amount(value: float) -> str:
        return "" if abs(value - 1) < 1e-9 else f"{value:.6g}"

    def grouped(ion: str, number: str) -> str:
        return f"({ion}){number}" if number and _MOLECULE.search(ion) else ion + number

    if len(site) == 1:
        return grouped(next(iter(site)), amount(count))
    text = "".join(grouped(ion, amount(f * scale)) for ion, f in site.items())
    return text if scale == count else f"({text}){amount(count)}"
