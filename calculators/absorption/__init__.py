r"""Absorption of nanocrystals in dispersion: coefficients, cross-sections, concentrations.

Four quantities that are often mixed up are kept apart here:

- the *intrinsic absorption coefficient* :math:`\mu_\mathrm{i}` [1/cm], absorption per volume of nanocrystal;
- the *molar absorption coefficient* :math:`\varepsilon` [L/(mol cm)], decadic, per mole of nanocrystals;
- the *cross-section* :math:`\sigma` [cm2] of one nanocrystal, to base e;
- the *absorbance* :math:`A` [-] of a sample, to base 10.

They are linked by :math:`\sigma = \mu_\mathrm{i} V` and
:math:`\varepsilon = \mu_\mathrm{i} V N_\mathrm{A} / (1000 \ln 10)`.
"""

from ._constants import (
    NEAR_GAP_EV,
    absorption_edge,
    covered,
    entries,
    materials,
    near_gap,
    optical_constants,
    shell_materials,
    solvent_index,
    solvents,
)
from ._conversions import (
    concentration,
    cross_section,
    intrinsic_coefficient,
    intrinsic_from_molar,
    molar_coefficient,
    molar_from_cross_section,
    volume_fraction,
)
from ._estimate import Estimate, Interval, estimate, measured_intrinsic
from ._optics import bulk_intrinsic, core_shell_intrinsic, local_field_core_shell, local_field_intrinsic
from ._particles import (
    CrystalData,
    concentration_from_lead,
    concentration_from_mass,
    crystal,
    formula_units,
    mass_concentration,
    mean_cube,
    volume_cube,
    volume_cuboid,
    volume_sphere,
)

__all__ = [
    "NEAR_GAP_EV",
    "CrystalData",
    "Estimate",
    "Interval",
    "absorption_edge",
    "bulk_intrinsic",
    "concentration",
    "concentration_from_lead",
    "concentration_from_mass",
    "core_shell_intrinsic",
    "covered",
    "cross_section",
    "crystal",
    "entries",
    "estimate",
    "formula_units",
    "intrinsic_coefficient",
    "intrinsic_from_molar",
    "local_field_core_shell",
    "local_field_intrinsic",
    "mass_concentration",
    "materials",
    "mean_cube",
    "measured_intrinsic",
    "molar_coefficient",
    "molar_from_cross_section",
    "near_gap",
    "optical_constants",
    "shell_materials",
    "solvent_index",
    "solvents",
    "volume_cube",
    "volume_cuboid",
    "volume_fraction",
    "volume_sphere",
]
