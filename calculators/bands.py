"""Band edges, and the class that two pairs of them make of a core and a shell.

Energies against vacuum in eV (negative). ``calculators.alignment`` offers the
same names together with the scatter of the edges, their sources and the
experiments; ``calculators.confinement`` builds on this module too.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from .checks import also_named, instance, not_negative, one_number, positive, within
from .errors import ArgumentError
from .tables import FloatArray

__all__ = ["KINDS", "Alignment", "BandEdges", "Kind", "Place", "classify", "required_ionisation"]

Kind = Literal["I", "inverse I", "quasi-II", "II", "III", "flat"]
Place = Literal["core", "shell", "both"]

KINDS: tuple[Kind, ...] = ("I", "inverse I", "quasi-II", "II", "III", "flat")

NAMES: dict[float, Place] = {1.0: "core", -1.0: "shell", 0.0: "both"}
"""Place of a carrier by its number."""

_LOW_EV, _HIGH_EV = 3.0, 10.0  # ionisation energies of solids lie in between
_SAME_EV = 1e-9
LARGEST_EV = 30.0
"""No edge and no scatter of edges is further from 0; who types millielectronvolts is told [eV]."""
_GAPS_EV = 1e-9, 20.0  # what is a gap; who types millielectronvolts is told


@dataclass(frozen=True)
class BandEdges:
    """Band edges of a material against vacuum.

    Attributes
    ----------
    vbm_ev, cbm_ev : float
        Valence band maximum and conduction band minimum [eV], the first below
        0 and below the second. ``vbm`` and ``cbm`` are the same numbers.

    Raises
    ------
    ArgumentError
        If an edge is no finite number, out of order, or beyond 30 eV.

    See Also
    --------
    calculators.alignment.sources : edges that were read in the literature.
    classify : what two pairs of edges make of a core and a shell.

    Examples
    --------
    >>> round(BandEdges(-5.6, -3.3).gap_ev, 2)
    2.3
    """

    vbm_ev: float
    cbm_ev: float

    def __post_init__(self) -> None:
        for name in ("vbm_ev", "cbm_ev"):
            object.__setattr__(self, name, one_number(name, getattr(self, name)))
        if not self.vbm_ev < 0:
            raise ArgumentError(
                "vbm_ev", f"{self.vbm_ev:g} eV is not allowed", "against vacuum it is below 0", self.vbm_ev
            )
        for name in ("vbm_ev", "cbm_ev"):
            within(name, getattr(self, name), -LARGEST_EV, LARGEST_EV, "eV", "; was it typed in meV?")
        if not self.vbm_ev < self.cbm_ev:
            raise ArgumentError(
                "cbm_ev",
                f"{self.cbm_ev:g} eV is not allowed",
                f"it must lie above the valence band, {self.vbm_ev:g} eV",
                self.cbm_ev,
            )

    @property
    def gap_ev(self) -> float:
        """Band gap [eV]."""
        return self.cbm_ev - self.vbm_ev

    @property
    def vbm(self) -> float:
        """Valence band maximum [eV]."""
        return self.vbm_ev

    @property
    def cbm(self) -> float:
        """Conduction band minimum [eV]."""
        return self.cbm_ev

    @property
    def gap(self) -> float:
        """Band gap [eV]."""
        return self.gap_ev


@dataclass(frozen=True)
class Alignment:
    """Class of a core/shell pair.

    Attributes
    ----------
    kind : str
        "I", "inverse I", "quasi-II", "II", "III" or "flat".
    electron, hole : str
        Where the carrier is confined: "core", "shell" or "both".
    electron_offset_ev, hole_offset_ev : float
        Offsets [eV], positive where they confine to the core.
        ``electron_offset`` and ``hole_offset`` are the same numbers.
    """

    kind: Kind
    electron: Place
    hole: Place
    electron_offset_ev: float
    hole_offset_ev: float

    @property
    def electron_offset(self) -> float:
        """Offset of the conduction bands [eV]."""
        return self.electron_offset_ev

    @property
    def hole_offset(self) -> float:
        """Offset of the valence bands [eV]."""
        return self.hole_offset_ev


def gap_of(argument: str, value: Any) -> float:
    """Band gap, if it is one number from 1e-9 to 20 [eV]."""
    gap = one_number(argument, positive(argument, value, "eV"))
    return one_number(argument, within(argument, gap, *_GAPS_EV, "eV", "; was it typed in meV?"))


def tolerance_of(value: Any) -> float:
    """Offset that does not confine, if it is a number of 0 or more [eV]."""
    return one_number("tolerance_ev", not_negative("tolerance_ev", value, "eV"))


def _places(offset: FloatArray, tolerance: float) -> FloatArray:
    """1 core, -1 shell, 0 both."""
    return np.where(offset > tolerance, 1.0, np.where(offset < -tolerance, -1.0, 0.0))


def codes(vbm_c: Any, cbm_c: Any, vbm_s: Any, cbm_s: Any, tolerance: float) -> tuple[Any, FloatArray, FloatArray]:
    """Index into KINDS, and the places of electron and hole."""
    electron = _places(np.asarray(cbm_s - cbm_c), tolerance)
    hole = _places(np.asarray(vbm_c - vbm_s), tolerance)
    spread = (electron == 0).astype(int) + (hole == 0)
    broken = np.minimum(cbm_c, cbm_s) <= np.maximum(vbm_c, vbm_s)
    # The first that holds decides; what is left is both in the shell.
    conditions: dict[Kind, Any] = {
        "III": broken,
        "flat": spread == 2,
        "quasi-II": spread == 1,
        "II": electron != hole,
        "I": electron > 0,
    }
    kinds = [KINDS.index(kind) for kind in conditions]
    code = np.select(list(conditions.values()), kinds, default=KINDS.index("inverse I"))
    return code, electron, hole


@also_named(tolerance="tolerance_ev")
def classify(core: BandEdges, shell: BandEdges, *, tolerance_ev: float = 0.1) -> Alignment:
    """Class of a core/shell pair from its bulk band edges.

    A carrier is confined to the core if its offset exceeds the tolerance, to
    the shell if it is below minus the tolerance, and spreads over both in
    between. Both in the core is type I, both in the shell inverse I, apart
    type II; exactly one spread is quasi-II, two are flat. A broken gap (one
    material's conduction band at or below the other's valence band) is type
    III and comes first.

    Parameters
    ----------
    core, shell : BandEdges
        Edges of the two materials.
    tolerance_ev : float, optional
        Offset that does not confine [eV], 0 or more: the reader's choice.

    Returns
    -------
    Alignment
        Class, places of the carriers, offsets.

    Raises
    ------
    ArgumentError
        If the edges are no BandEdges or the tolerance is negative.

    See Also
    --------
    calculators.alignment.probabilities : how sure the class is under the scatter of the edges.
    calculators.confinement.core_shell : where the carriers are in a particle of given size.

    Examples
    --------
    >>> found = classify(BandEdges(-5.8, -3.5), BandEdges(-6.5, -2.9))
    >>> found.kind, found.electron, found.hole
    ('I', 'core', 'core')
    >>> classify(BandEdges(-5.8, -3.5), BandEdges(-5.0, -2.9)).kind
    'II'
    """
    core, shell = instance("core", core, BandEdges), instance("shell", shell, BandEdges)
    code, electron, hole = codes(core.vbm_ev, core.cbm_ev, shell.vbm_ev, shell.cbm_ev, tolerance_of(tolerance_ev))
    return Alignment(
        KINDS[int(code)],
        NAMES[float(electron)],
        NAMES[float(hole)],
        shell.cbm_ev - core.cbm_ev,
        core.vbm_ev - shell.vbm_ev,
    )


@also_named(core_gap="core_gap_ev", tolerance="tolerance_ev")
def required_ionisation(
    core_gap_ev: float, shell: BandEdges, *, tolerance_ev: float = 0.1
) -> dict[str, list[tuple[float, float]]]:
    """Ionisation energies of a core, of known gap, for which each class holds.

    Where the core's edges are not known, this says what they would have to be.

    Parameters
    ----------
    core_gap_ev : float
        Band gap of the core [eV], above 0 and up to 20.
    shell : BandEdges
        Edges of the shell.
    tolerance_ev : float, optional
        Offset that does not confine [eV], 0 or more.

    Returns
    -------
    dict of str to list of tuple
        Intervals of the ionisation energy [eV] by class, within 3 to 10 eV.

    Raises
    ------
    ArgumentError
        If the gap is not above 0 or more than 20, the edges are no BandEdges or the tolerance
        is negative.

    See Also
    --------
    classify : the class for one ionisation energy.

    Examples
    --------
    >>> found = required_ionisation(2.35, BandEdges(-7.5, -3.8))
    >>> [tuple(round(v, 2) for v in pair) for pair in found["I"]]
    [(6.25, 7.4)]
    """
    gap = gap_of("core_gap_ev", core_gap_ev)
    shell, delta = instance("shell", shell, BandEdges), tolerance_of(tolerance_ev)
    # Between these energies nothing changes: each of them makes one condition of the rule an equality.
    marks = {_LOW_EV, _HIGH_EV, -shell.cbm_ev, gap - shell.vbm_ev}
    for offset in (-delta, delta):
        marks |= {-shell.vbm_ev + offset, gap - shell.cbm_ev + offset}
    found: dict[str, list[tuple[float, float]]] = {}
    for low, high in itertools.pairwise(sorted(m for m in marks if _LOW_EV <= m <= _HIGH_EV)):
        if high - low < _SAME_EV:
            continue
        middle = 0.5 * (low + high)
        kind = classify(BandEdges(-middle, -middle + gap), shell, tolerance_ev=delta).kind
        spans = found.setdefault(kind, [])
        if spans and abs(spans[-1][1] - low) < _SAME_EV:
            spans[-1] = (spans[-1][0], high)
        else:
            spans.append((low, high))
    return found
