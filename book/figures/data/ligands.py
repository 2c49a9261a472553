"""Ligands lost in washing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from calculators import ligands as formulas
from calculators.checks import positive, vector


@dataclass(frozen=True)
class Wash:
    """Occupied share of the sites [-] before the first wash and after each, for one dissociation constant."""

    dissociation: float
    occupied: tuple[float, ...]


def wash_out(
    *,
    ligands: float = 2.0,
    removed: float = 0.9,
    cycles: int = 8,
    dissociations: Sequence[float] = (1e-4, 1e-3, 1e-2, 0.1, 1.0),
) -> list[Wash]:
    """Occupied surface sites after each washing cycle, for weak to strong binding.

    Parameters
    ----------
    ligands : float, optional
        Ligands per site at the start [-], 0 or more.
    removed : float, optional
        Share of the free ligand that a cycle takes away [-], 0 to 1.
    cycles : int, optional
        Number of cycles.
    dissociations : sequence of float, optional
        Dissociation constants over the concentration of sites [-], above 0.

    Returns
    -------
    list of Wash
        One for each constant.

    Raises
    ------
    ArgumentError
        If an argument is out of range.

    Examples
    --------
    >>> [round(share, 2) for share in wash_out(cycles=1)[3].occupied]
    [0.92, 0.74]
    """
    return [
        Wash(float(k), tuple(formulas.washed(cycles, k, ligands=ligands, removed=removed).tolist()))
        for k in positive("dissociations", vector("dissociations", dissociations)).tolist()
    ]
