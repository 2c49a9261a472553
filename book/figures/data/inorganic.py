"""What a closed shell costs an emitting film."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calculators import confinement, structure
from calculators.checks import finite, one_number, positive, vector
from calculators.results import Result
from calculators.tables import FloatArray

from . import select


@dataclass(frozen=True, eq=False)
class Barrier(Result):
    """Chance to tunnel through one shell.

    Attributes
    ----------
    barrier_ev : float
        Height of the barrier [eV].
    log10_chance : numpy.ndarray
        Its decadic logarithm at each thickness.
    decades_per_nm : float
        By how many decades a nanometre lowers it [1/nm].
    """

    barrier_ev: float
    log10_chance: FloatArray
    decades_per_nm: float


@dataclass(frozen=True)
class Thickness:
    """Printed thickness of a shell per side, or its range [nm]."""

    material: str
    low_nm: float
    high_nm: float
    qualifier: str
    citation: str


@dataclass(frozen=True, eq=False)
class ClosedShellCost(Result):
    """What a closed shell costs.

    Attributes
    ----------
    shell_nm : numpy.ndarray
        Thickness per side [nm].
    share : numpy.ndarray
        Share of the particle's volume that is shell [-].
    barriers : tuple of Barrier
        One a barrier height.
    printed : tuple of Thickness
        Thicknesses that the reviews print.
    at_printed : dict of float to float
        Share of the volume [-] at each end of a printed thickness [nm].
    """

    shell_nm: FloatArray
    share: FloatArray
    barriers: tuple[Barrier, ...]
    printed: tuple[Thickness, ...]
    at_printed: dict[float, float]


@finite
def closed_shell_cost(
    *, core_nm: float = 10.0, barriers_ev: Sequence[float] = (0.5, 1.0, 3.0), most_nm: float = 4.0
) -> ClosedShellCost:
    """What a closed shell costs an emitting film, against its thickness.

    Parameters
    ----------
    core_nm : float, optional
        Edge of the cubic core [nm], above 0.
    barriers_ev : sequence of float, optional
        Barrier heights for one carrier of free-electron mass [eV], above 0.
    most_nm : float, optional
        Largest thickness [nm], above 0.

    Returns
    -------
    ClosedShellCost
        Of the thicknesses printed in nanometres those without a doubt that do
        not lie beyond `most_nm`.

    Raises
    ------
    ArgumentError
        If the core or a barrier is not above 0.

    Examples
    --------
    >>> cost = closed_shell_cost(core_nm=10.0)
    >>> next((t.low_nm, t.high_nm) for t in cost.printed if t.citation == "gao2021")
    (1.0, 3.0)
    """
    core_nm = one_number("core_nm", positive("core_nm", core_nm, "nm"))
    most_nm = one_number("most_nm", positive("most_nm", most_nm, "nm"))
    shell = np.linspace(0.0, most_nm, 201)
    barriers = []
    for height in positive("barriers_ev", vector("barriers_ev", barriers_ev), "eV").tolist():
        decades = np.log10(confinement.tunnelling_probability(shell, height))
        per_nm = -float(np.log10(confinement.tunnelling_probability(1.0, height)))
        barriers.append(Barrier(float(height), decades, per_nm))
    printed = []
    for row in select.printed("shell thickness"):
        low, high = row["value"], row["value_max"]
        if row["unit"] == "nm" and not row["flag"] and low <= most_nm:
            high = low if high is None else high
            printed.append(Thickness(row["material"], low, high, row["qualifier"], row["citation"]))
    ends = sorted({end for t in printed for end in (t.low_nm, t.high_nm)})
    at = {end: float(structure.shell_share(core_nm, end)) for end in ends}
    share = np.asarray(structure.shell_share(core_nm, shell))
    return ClosedShellCost(shell, share, tuple(barriers), tuple(printed), at)
