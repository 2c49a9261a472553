"""Band alignment of a core and a shell: the class, and how sure it is.

Edges are energies against vacuum in eV (negative). Positive offsets confine a
carrier to the core: for electrons CBM_shell - CBM_core, for holes
VBM_core - VBM_shell.
"""

from ..bands import KINDS, Alignment, BandEdges, Kind, Place, classify, required_ionisation
from ._chances import UNDETERMINED_BELOW, ClassProbabilities, probabilities
from ._edges import EdgeSource, materials, sources
from ._experiments import Experiment, experiments
from ._sides import Middle, middle_ionisation
from ._verdict import UNKNOWN, Combination, Verdict, verdict

__all__ = [
    "KINDS",
    "UNDETERMINED_BELOW",
    "UNKNOWN",
    "Alignment",
    "BandEdges",
    "ClassProbabilities",
    "Combination",
    "EdgeSource",
    "Experiment",
    "Kind",
    "Middle",
    "Place",
    "Verdict",
    "classify",
    "experiments",
    "materials",
    "middle_ionisation",
    "probabilities",
    "required_ionisation",
    "sources",
    "verdict",
]
