"""Classes of alignment, as schemes."""

from __future__ import annotations

from typing import NamedTuple

from calculators import alignment
from calculators.alignment import BandEdges

# Edges without a material behind them: only their order counts, and :func:`alignment.classify` names the class.
_CORE = BandEdges(-6.0, -4.0)
_SHELLS = (
    BandEdges(-6.6, -3.4),
    BandEdges(-5.5, -4.5),
    BandEdges(-5.4, -3.4),
    BandEdges(-6.6, -4.0),
    BandEdges(-3.8, -2.9),
    BandEdges(-6.0, -4.0),
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
        Each class once. Exchanging the carriers gives the other variant of
        type II and of quasi-II.

    Examples
    --------
    >>> {scheme.kind: (scheme.electron, scheme.hole) for scheme in alignment_classes()}["quasi-II"]
    ('both', 'core')
    """
    found = [(shell, alignment.classify(_CORE, shell)) for shell in _SHELLS]
    return tuple(ClassScheme(one.kind, _CORE, shell, one.electron, one.hole) for shell, one in found)
