"""Radii of ions on their sites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from .. import composition, tables
from ..checks import one_number, positive, within
from ..errors import ArgumentError, one_of, shown
from ..results import ReadOnly
from ._spread import spread

Site = Literal["A", "B", "X"]
_IDEAL: Mapping[str, int] = {"A": 12, "B": 6, "X": 6}
# No ion is smaller or larger [angstrom]; radii in pm are.
_LEAST, _MOST = 0.01, 20.0
# Sets of radii that the rule of Bartel et al. takes; others only tell how far works differ.
_RULE = {"shannon", "kieslich", "bartel", "maczka"}


class RadiusError(ArgumentError):
    """An ion without a radius in the chosen set."""


@dataclass(frozen=True, slots=True)
class Radius:
    """Radius of one ion on one site, and where it comes from.

    Attributes
    ----------
    ion, site : str
        Label of the ion and the site, A, B or X.
    charge : int
        Charge number [e].
    value : float
        Radius [angstrom].
    origin : str
        Radius set, coordination number and spin state.
    citation : str
        Keys of the bibliography.
    stand_in : str
        Empty, or why this radius only stands in for the right one.
    kind : {"ion", "molecule", "own"}
        Of an ion, an effective one of a molecular cation, or given by the user.
    sd : float or None
        Standard deviation [angstrom] between works and, on the A site or where
        the right coordination is not listed, between neighbouring coordination
        numbers; None where the tables hold one value only. A lower bound:
        compilations share their measurements.
    spread : str
        What the standard deviation rests on.
    """

    ion: str
    site: str
    charge: int
    value: float
    origin: str
    citation: str
    stand_in: str = ""
    kind: Literal["ion", "molecule", "own"] = "ion"
    sd: float | None = None
    spread: str = ""


@tables.cached
def _table() -> Mapping[tuple[str, int], tuple[tables.Row, ...]]:
    grouped: dict[tuple[str, int], list[tables.Row]] = {}
    for row in tables.read("ions"):
        grouped.setdefault((row["ion"], row["charge"]), []).append(row)
    return ReadOnly({key: tuple(rows) for key, rows in grouped.items()})


def radius(ion: str, site: Site, charge: int) -> Radius:
    """Radius of an ion on a site, by the rule of Bartel et al.

    Shannon's effective ionic radius at the listed coordination number nearest
    12 (A site) or 6 (B site), at 6 for halides; of two spin states the
    high-spin one. Molecular cations have one effective radius. Sn(II), which
    Shannon does not list, is the one Bartel et al. use.

    Parameters
    ----------
    ion : str
        Label, such as ``"Cs"`` or ``"MA"``.
    site : {"A", "B", "X"}
        Site in the perovskite.
    charge : int
        Charge number [e].

    Returns
    -------
    Radius
        The radius [angstrom], with origin and citation.

    Raises
    ------
    RadiusError
        An ArgumentError, if the table holds no radius for this ion and charge.
    ArgumentError
        If there is no such site or the charge is no whole number.

    See Also
    --------
    assess : takes the radii of all ions of a formula.
    calculators.composition.species : the ions, their sites and charges.

    References
    ----------
    Bartel et al. 2019, Sci. Adv., doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> radius("Cs", "A", 1).value, radius("Cs", "A", 1).origin
    (1.88, 'Shannon, CN 12')
    """
    one_of("site", site, get_args(Site))
    if type(charge) is not int or abs(charge) > 99:  # the commonest case needs no check
        number = one_number("charge", charge)
        if number != int(number):
            raise ArgumentError("charge", f"{number:g} is not allowed", "it must be a whole number", charge)
        charge = int(number)
    if not isinstance(ion, str):
        raise RadiusError("ion", f"{shown(ion)} is not text", "give the label of an ion, such as 'Cs'", ion)
    return _radius(ion, site, charge)


@tables.cached
def _radius(ion: str, site: Site, charge: int) -> Radius:
    every = _table().get((ion, charge)) or _table().get((_label(ion), charge), ())
    rows = tuple(row for row in every if row["radius_set"] in _RULE)
    if not rows:
        listed = sorted(name for name, q in _table() if q == charge)
        raise RadiusError(
            "ion",
            f"there is no radius of {ion} with charge {charge:+d} in the table of ions",
            f"with this charge it lists {', '.join(listed) or 'none'}",
            ion,
        )
    ideal = _IDEAL[site]

    def preference(row: tables.Row) -> tuple[float, bool, bool]:
        away = 0 if row["coordination"] is None else abs(row["coordination"] - ideal)
        return away, bool(row["geometry"]), row["spin"] == "low"

    best = min(rows, key=preference)
    stand_in = _stand_in(best, rows, ideal)
    molecule = best["coordination"] is None
    where = "molecular cation" if molecule else f"CN {best['coordination']}"
    spin = f", {best['spin']} spin" if best["spin"] else ""
    sd, basis = spread(best, every, site, ideal)
    return Radius(
        ion,
        site,
        charge,
        best["radius_angstrom"],
        f"{best['radius_set'].capitalize()}, {where}{spin}",
        best["citation"],
        stand_in,
        "molecule" if molecule else "ion",
        sd,
        basis,
    )


def _label(ion: str) -> str:
    """Label without a charge behind it: Au⁺ and Au³⁺ may stand on one site."""
    try:
        return composition.without_charge(ion)[0]
    except ArgumentError:
        return ion


def _stand_in(best: tables.Row, rows: tuple[tables.Row, ...], ideal: int) -> str:
    """Why a radius only stands in for the right one; empty if it does not."""
    reasons = []
    spins = {r["spin"] for r in rows if r["coordination"] == best["coordination"]}
    if best["coordination"] not in (None, ideal):
        reasons.append(f"CN {best['coordination']} stands in for CN {ideal}, which is not listed")
    elif best["spin"] and len(spins) > 1:
        reasons.append(f"the {best['spin']}-spin radius is used; the other spin state is smaller")
    if best["flag"]:
        reasons.append(best["note"])
    return "; ".join(reasons)


def own_radius(ion: str, site: Site, charge: int, value: Any) -> Radius:
    """Radius that the user gives [angstrom]; with its standard deviation if it is a pair."""
    pair = isinstance(value, tuple | list)
    if pair and len(value) != 2:
        raise ArgumentError("radii", f"{ion}: {shown(value)} is not allowed", "give a radius, or (radius, sd)", value)
    try:
        given = positive("radii", value[0] if pair else value, "angstrom")
        found = one_number("radii", within("radii", given, _LEAST, _MOST, "angstrom", " (100 pm are 1)"))
        sd = one_number("radii", within("radii", value[1], 0.0, _MOST, "angstrom")) if pair else None
    except ArgumentError as error:
        raise ArgumentError("radii", f"{ion}: {error.problem}", error.allowed, error.value) from None
    return Radius(ion, site, charge, found, "yours", "", kind="own", sd=sd, spread="yours" if pair else "not given")
