"""The ions that formulas may contain."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .. import tables
from ..errors import one_of
from ..results import ReadOnly

SITE_TOLERANCE = 1e-3
"""How far the content of a site may be from its room, as a share of the larger of the two [-]; so far is allowed."""


def same_amount(one: float, other: float, *, least: float = 0.0) -> bool:
    """Whether two amounts differ by no more than SITE_TOLERANCE of the larger one, or of `least` if that is more."""
    # A billionth more, since 1 - 0.999 is not quite 0.001.
    return abs(one - other) <= SITE_TOLERANCE * (1 + 1e-9) * max(one, other, least)


@dataclass(frozen=True, slots=True)
class Species:
    """An ion that formulas may contain.

    Attributes
    ----------
    label : str
        How the book writes it, such as "MA".
    sites : str
        Letters of the sites that it may take: A, B, X, and S for a spacer of
        layered structures.
    charges : tuple of int
        Usual oxidation states [e], the commonest first.
    synonyms : tuple of str
        Other ways to write it, such as "CH3NH3".
    name : str
        Name in words.
    """

    label: str
    sites: str
    charges: tuple[int, ...]
    synonyms: tuple[str, ...]
    name: str


@tables.cached
def species() -> Mapping[str, Species]:
    """Ions that formulas may contain, by label.

    Returns
    -------
    mapping of str to Species
        ``sites`` is a string of the letters A, B, X and S (spacer of layered
        structures); ``charges`` lists the usual oxidation states [e].

    See Also
    --------
    atoms : what an ion consists of.
    calculators.tolerance.radius : how large an ion is.

    Examples
    --------
    >>> species()["Ag"].sites, species()["MA"].synonyms[0]
    ('AB', 'CH3NH3')
    """
    return ReadOnly(
        {
            row["label"]: Species(
                row["label"],
                row["sites"],
                tuple(int(c) for c in str(row["charges"]).split(";")),
                tuple(s for s in row["synonyms"].split(";") if s),
                row["name"],
            )
            for row in tables.read("species")
        }
    )


def atoms(ion: str) -> Mapping[str, int]:
    """Atoms of an ion, by element.

    Parameters
    ----------
    ion : str
        Label of an ion, see :func:`species`.

    Returns
    -------
    mapping of str to int
        Number of atoms of each element.

    Raises
    ------
    ArgumentError
        If the ion is unknown.

    See Also
    --------
    molar_mass : what a formula weighs.

    Examples
    --------
    >>> dict(atoms("FA"))
    {'C': 1, 'H': 5, 'N': 2}
    """
    one_of("ion", ion, sorted(species()))
    return _atoms(ion)


@tables.cached
def _atoms(ion: str) -> Mapping[str, int]:
    text = (species()[ion].synonyms or (ion,))[0]
    stack: list[dict[str, int]] = [{}]
    for element, times, opened, closed in re.findall(r"([A-Z][a-z]?)(\d*)|(\()|\)(\d*)", text):
        if opened:
            stack.append({})
        elif element:
            stack[-1][element] = stack[-1].get(element, 0) + int(times or 1)
        elif len(stack) > 1:
            for symbol, count in stack.pop().items():
                stack[-1][symbol] = stack[-1].get(symbol, 0) + count * int(closed or 1)
    return ReadOnly(sorted(stack[0].items()))
