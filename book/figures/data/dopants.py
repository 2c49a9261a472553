"""Dopants on the site of lead."""

from __future__ import annotations

from dataclasses import dataclass

from calculators import tables, tolerance


@dataclass(frozen=True)
class Dopant:
    """An ion on the B site.

    Attributes
    ----------
    ion : str
        Symbol.
    charge : int
        Charge number [e].
    radius_angstrom : float
        Radius for six neighbours, as the tolerance factors use it [angstrom].
    against_lead_pct : float
        How much larger than lead(II) it is [%], below 0 for smaller.
    hosts : tuple of str
        Compounds that were doped.
    citation : str
        Works, joined by ";".
    """

    ion: str
    charge: int
    radius_angstrom: float
    against_lead_pct: float
    hosts: tuple[str, ...]
    citation: str


@dataclass(frozen=True)
class DopantSizes:
    """Radius of lead(II) [angstrom], and the dopants by charge and radius."""

    lead_angstrom: float
    dopants: tuple[Dopant, ...]


def dopant_sizes() -> DopantSizes:
    """Radii of the dopants that the reviewed works put on the site of lead, beside lead.

    Returns
    -------
    DopantSizes
        One dopant an ion and charge of the table ``dopants``, by charge, then by radius.

    Examples
    --------
    >>> shown = dopant_sizes()
    >>> [d.ion for d in shown.dopants if d.radius_angstrom > shown.lead_angstrom]
    []
    """
    lead = tolerance.radius("Pb", "B", 2).value
    works: dict[tuple[str, int], dict[str, list[str]]] = {}
    for row in tables.read("dopants"):
        found = works.setdefault((row["ion"], row["charge"]), {"host": [], "citation": []})
        for column, several in found.items():
            several += [part for part in row[column].split(";") if part.strip() and part not in several]
    dopants = []
    for (ion, charge), found in works.items():
        radius = tolerance.radius(ion, "B", charge).value
        hosts = tuple(host.strip() for host in found["host"])
        dopants.append(Dopant(ion, charge, radius, 100 * (radius / lead - 1), hosts, ";".join(found["citation"])))
    return DopantSizes(lead, tuple(sorted(dopants, key=lambda d: (d.charge, d.radius_angstrom, d.ion))))
