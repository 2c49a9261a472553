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


_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_CHARGED = re.compile(r"(?P<label>.+?)(?:(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]*[⁺⁻])|(?P<plain>[0-9]*[+-]))")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


def with_charge(label: str, charge: int) -> str:
    """Label of an ion with its charge raised behind it, such as Yb³⁺."""
    size = "" if abs(charge) == 1 else str(abs(charge))
    return label + f"{size}{'+' if charge > 0 else '-'}".translate(_RAISED)


@tables.cached(size=1024)
def uncharged(label: str) -> tuple[str, int | None]:
    """Label of an ion without the charge behind it, and that charge; None if there is none."""
    match = _CHARGED.fullmatch(label)
    if match is None or label in species():
        return label, None
    written = (match["raised"] or match["plain"]).translate(_LOWERED)
    sign = 1 if written.endswith("+") else -1
    if match["plain"] and match["label"] + written[:-1] in species():  # NH4+
        return match["label"] + written[:-1], sign
    return match["label"], sign * int(written[:-1] or 1)


def without_charge(label: str) -> tuple[str, int | None]:
    """Label of an ion and the charge that stands behind it.

    Parameters
    ----------
    label : str
        Such as ``"Au3+"``, ``"Au³⁺"`` or ``"Au"``.

    Returns
    -------
    tuple of str and int or None
        Label of the ion, as in :func:`species`, and charge [e]; None if none
        stands behind it.

    Raises
    ------
    ArgumentError
        If it is no text, or no known ion.

    See Also
    --------
    parse : an ion that stands on a site with two charges has two labels.

    Examples
    --------
    >>> without_charge("Au³⁺"), without_charge("NH4+"), without_charge("Cs")
    (('Au', 3), ('NH4', 1), ('Cs', None))
    """
    found = uncharged(label) if isinstance(label, str) else (label, None)
    one_of("label", found[0], sorted(species()))
    return found


def atoms(ion: str) -> Mapping[str, int]:
    """Atoms of an ion, by element.

    Parameters
    ----------
    ion : str
        Label of an ion, see :func:`species`; a charge behind it (``"Au³⁺"``) is left out.

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
    label = uncharged(ion)[0] if isinstance(ion, str) else ion
    one_of("ion", label if isinstance(label, str) and label in species() else ion, sorted(species()))
    return _atoms(label)


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
