"""Geometry of core and shell: thickness, mismatch, diffraction, and how much precursor a shell takes."""

from ._diffraction import bragg_spacing, cubic_spacing, scherrer_size
from ._imaging import blur_width, modulation_transfer, resolved_frequency
from ._shells import (
    Shape,
    lattice_mismatch,
    molar_mass,
    particles,
    shell_amount,
    shell_thickness,
    shell_volume,
    surface_pressure,
)
from ._transfer import fret_distance, fret_efficiency

__all__ = [
    "Shape",
    "blur_width",
    "bragg_spacing",
    "cubic_spacing",
    "fret_distance",
    "fret_efficiency",
    "lattice_mismatch",
    "modulation_transfer",
    "molar_mass",
    "particles",
    "resolved_frequency",
    "scherrer_size",
    "shell_amount",
    "shell_thickness",
    "shell_volume",
    "surface_pressure",
]
