"""What the chapters' figures show, without their ink: rows and arrays from formulas and tables.

A figure and its data function have one name: ``figures.eqe_by_year()`` draws
what ``figures.data.eqe_by_year()`` returns. Those of the figures of
:mod:`calculators.figures` are here as well.
"""

from calculators.figures.data import *  # noqa: F403

from . import select
from .dataset import works_by_year
from .defects import defect_levels, killer_traps, yield_and_lifetime_gain
from .dopants import dopant_sizes
from .excitons import lifetime_averages, self_trapping, stokes_shifts
from .infrared import eye_and_radiance
from .inorganic import closed_shell_cost
from .lattice import perovskite_cell, ruddlesden_popper, surface_by_shape
from .ligands import wash_out
from .particles import chalcogenide_alignments, particle_shapes
from .shells import gain_by_class, shell_against_core
from .stability import retained_against_time, retained_by_time, shell_stress_matrix, stability_pairs
from .uses import answers_by_class, printed_share

__all__ = [
    "answers_by_class",
    "chalcogenide_alignments",
    "closed_shell_cost",
    "defect_levels",
    "dopant_sizes",
    "eye_and_radiance",
    "gain_by_class",
    "killer_traps",
    "lifetime_averages",
    "particle_shapes",
    "perovskite_cell",
    "printed_share",
    "retained_against_time",
    "retained_by_time",
    "ruddlesden_popper",
    "select",
    "self_trapping",
    "shell_against_core",
    "shell_stress_matrix",
    "stability_pairs",
    "stokes_shifts",
    "surface_by_shape",
    "wash_out",
    "works_by_year",
    "yield_and_lifetime_gain",
]
