"""What experiment says of a compound: perovskite or not, and its phases at room temperature."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .. import tables
from ..composition import Composition, CompositionError, parse, perovskite, without_charge
from ..results import ReadOnly

ROOM_K = (288.0, 303.0)
"""Temperatures [K] that count as room temperature: 15 to 30 °C."""

Key = frozenset[tuple[str, float]]

NO_PEROVSKITE = frozenset(("δ", "yellow", "hexagonal", "2h", "4h", "6h", "p63/mmc", "p63mc"))
"""Names of phases, in small letters, whose octahedra do not share corners only."""

_LETTERS = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε"}
_LETTER = frozenset(_LETTERS.values())
_SYSTEMS = frozenset(
    ("cubic", "tetragonal", "orthorhombic", "hexagonal", "monoclinic", "trigonal", "triclinic", "rhombohedral")
)
_SALT = "salt"
_CELLS = {"lattice constant", "lattice constant a", "lattice constant b", "lattice constant c"}


@dataclass(frozen=True, slots=True)
class Known:
    """What a work found of a compound.

    Attributes
    ----------
    compound : str
        The compound as the row names it; a Greek letter tells a polymorph.
    found : str
        ``"perovskite"``, ``"not a perovskite"``, or a phase in the words of the row.
    temperature_k : float or None
        Temperature [K]; None where the row tells none.
    locator, citation : str
        Where it stands, and keys of the bibliography.
    """

    compound: str
    found: str
    temperature_k: float | None
    locator: str
    citation: str

    @property
    def is_perovskite(self) -> bool | None:
        """Whether it was found to be a perovskite; None for a phase, which the tables do not class."""
        return {"perovskite": True, "not a perovskite": False}.get(self.found)

    def __str__(self) -> str:
        """In words, such as ``"not a perovskite (bartel2019, table S1, row 54, exp_label -1)"``."""
        if self.temperature_k is None:
            return f"{self.found} ({self.citation}, {self.locator})"
        return f"{self.compound} at {self.temperature_k:g} K: {self.found} ({self.citation})"


def known(formula: str | Composition) -> tuple[Known, ...]:
    """What the tables hold of a compound, whatever the order and the brackets of its formula.

    Parameters
    ----------
    formula : str or Composition
        A single or double perovskite by its formula.

    Returns
    -------
    tuple of Known
        From the halides of Bartel et al. first, whether it is a perovskite;
        then the phases whose cell was measured at room temperature, 288 to
        303 K. Empty where the tables hold nothing. Where the formula names a
        phase, what is found of that phase: δ-CsPbI3 is no perovskite, and
        what is said of CsPbI3 does not hold for it.

    Raises
    ------
    ArgumentError
        If the formula cannot be read or is that of another structure.

    See Also
    --------
    assess : shows this beside the prediction.

    References
    ----------
    Bartel et al. 2019, Sci. Adv., table S1, doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> for found in known("CsPbI3"):
    ...     print(found)
    perovskite (bartel2019, table S1, row 242, exp_label +1)
    δ-CsPbI3 at 293 K: orthorhombic, Pnma, delta (stoumpos2013a)
    CsPbI3 at 293 K: orthorhombic, Pnam, gamma (sutton2018)
    >>> known("RbSrF3")[0].is_perovskite
    False
    """
    c = formula if isinstance(formula, Composition) else parse(formula)
    rows = _by_contents().get(_contents(c), ())
    if not (c.structure == _SALT and rows):  # the table holds CaCuCl3, whose A is an ion of B elsewhere
        c = perovskite(c)
    named = _words(*c.phase)
    return tuple(row for row in rows if _speaks_of(row, named)) if named else rows


def is_other_phase(c: Composition) -> bool:
    """Whether a formula names a phase that is no perovskite, as δ-CsPbI3 does."""
    return bool(_words(*c.phase) & NO_PEROVSKITE)


def _words(*texts: str) -> set[str]:
    found = {word for text in texts for word in re.split(r"[\s,-]+", text.lower())}
    return {_LETTERS.get(word, word) for word in found} - {"phase", ""}


def _speaks_of(row: Known, named: set[str]) -> bool:
    """Whether what was found can be said of the phases that a formula names."""
    if row.is_perovskite is not None:  # of the compound, in whichever phase
        return not (row.is_perovskite and named & NO_PEROVSKITE)
    told = _words(row.compound, row.found)
    if bool(named & NO_PEROVSKITE) != bool(told & NO_PEROVSKITE):
        return False
    # A row that tells no letter, or no crystal system, may be of the phase that is named.
    return named & _LETTER <= told and (named & _SYSTEMS <= told or not told & _SYSTEMS)


def _contents(c: Composition) -> Key:
    """Amounts for three halides; which site an ion stands on does not count."""
    held: dict[str, float] = {}
    for site, count in zip((c.a, c.b, c.x), c.amounts, strict=True):
        for key, share in site.items():
            ion = without_charge(key)[0]
            held[ion] = held.get(ion, 0.0) + share * count * 3 / c.amounts[2]
    return _key(held)


def _key(held: Mapping[str, float]) -> Key:
    return frozenset((ion, round(amount, 3)) for ion, amount in held.items())


@tables.cached
def _by_contents() -> Mapping[Key, tuple[Known, ...]]:
    found: dict[Key, list[Known]] = {}
    for row in tables.read("formability"):
        # Plain elements: bartel2019 also lists compounds whose ions our parser does not know.
        counted = {ion: int(n or 1) for ion, n in re.findall(r"([A-Z][a-z]?)(\d*)", row["formula"])}
        per_unit = 3 / max(counted.values())
        key = _key({ion: n * per_unit for ion, n in counted.items()})
        found.setdefault(key, []).append(Known(row["formula"], row["found"], None, row["locator"], row["citation"]))
    for key, phase in _phases():
        found.setdefault(key, []).append(phase)
    return ReadOnly({key: tuple(rows) for key, rows in found.items()})


def _phases() -> list[tuple[Key, Known]]:
    """Phases whose cell was measured at room temperature, each phase of a work once."""
    seen: dict[tuple[str, str, str], tuple[Key, Known]] = {}
    for row in tables.read("materials"):
        kelvin, phase, name = row["temperature_k"], row["phase"], row["material"]
        if row["property"] not in _CELLS or not phase or kelvin is None or not ROOM_K[0] <= kelvin <= ROOM_K[1]:
            continue
        try:
            c = perovskite(name.rpartition("-")[2])
        except CompositionError:
            continue  # the table holds shells too
        known_phase = Known(name, phase, kelvin, row["locator"], row["citation"])
        seen.setdefault((name, phase, row["citation"]), (_contents(c), known_phase))
    return list(seen.values())
