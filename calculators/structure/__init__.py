"""Geometry of core and shell: thickness, mismatch, diffraction, and how much precursor a shell takes."""

from ..checks import Shape
from ..composition import molar_mass
from ._amounts import particles, shell_amount, shell_from_amount, shell_share, wurtzite_density
from ._diffraction import bragg_spacing, cubic_spacing, scherrer_size, scherrer_width
from ._imaging import blur_width, modulation_transfer, resolved_frequency
from ._lattice import SurfaceCells, ruddlesden_popper, shared_corners, surface_cells
from ._shells import lattice_mismatch, shell_thickness, shell_volume, surface_pressure
from ._transfer import fret_distance, fret_efficiency

__all__ = [
    "Shape",
    "SurfaceCells",
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
    "ruddlesden_popper",
    "scherrer_size",
    "scherrer_width",
    "shared_corners",
    "shell_amount",
    "shell_from_amount",
    "shell_share",
    "shell_thickness",
    "shell_volume",
    "surface_cells",
    "surface_pressure",
    "wurtzite_density",
]
