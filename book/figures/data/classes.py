"""Classes of alignment, as schemes."""

from __future__ import annotations

from typing import NamedTuple

from calculators import alignment
from calculators.alignment import BandEdges

# Edges without a material behind them: only their order counts, and :func:`alignment.classify` names the class.
_CORE = BandEdges(-6.0, -4.0)
_STEP_EV = 0.6
# Steps of the shell's edges for electron and hole, up for each of them where positive.
_SHELLS = tuple(
    BandEdges(_CORE.vbm_ev - hole * _STEP_EV, _CORE.cbm_ev + electron * _STEP_EV)
    for electron, hole in ((1, 1), (-1, -1), (1, -1), (0, 1), (2, -4), (0, 0))
)


class ClassScheme(NamedTuple):
    """A core and a shell of one class of alignment."""

    kind: str
    """Class, as :func:`calculators.alignment.classify` names it."""
    core: BandEdges
    shell: BandEdges
    electron: str
    """Where the electron is: "core", "shell" or "both"."""
    hole: str
    """Where the hole is."""


def alignment_classes() -> tuple[ClassScheme, ...]:
    """One made-up core and shell for each class of alignment.

    Returns
    -------
    tuple of ClassScheme
        Each class once, with steps of one height but where the gap is broken.
        Exchanging the carriers gives the other variant of type II and of
        quasi-II.

    Examples
    --------
    >>> {scheme.kind: (scheme.electron, scheme.hole) for scheme in alignment_classes()}["quasi-II"]
    ('both', 'core')
    """
    found = [(shell, alignment.classify(_CORE, shell)) for shell in _SHELLS]
    return tuple(ClassScheme(one.kind, _CORE, shell, one.electron, one.hole) for shell, one in found)
