"""Band alignment of a core and a shell: the class, and how sure it is.

Edges are energies against vacuum in eV (negative). Positive offsets confine a
carrier to the core: for electrons CBM_shell - CBM_core, for holes
VBM_core - VBM_shell.
"""

from ..bands import KINDS, Alignment, BandEdges, Kind, Place, classify, required_ionisation
from ._chances import UNDETERMINED_BELOW, ClassProbabilities, probabilities
from ._edges import EdgeSource, materials, sources

__all__ = [
    "KINDS",
    "UNDETERMINED_BELOW",
    "Alignment",
    "BandEdges",
    "ClassProbabilities",
    "EdgeSource",
    "Kind",
    "Place",
    "classify",
    "materials",
    "probabilities",
    "required_ionisation",
    "sources",
]
