"""Light-emitting diodes: the chain of factors, light per ampere, operational lifetime.

All efficiencies are fractions from 0 to 1, never per cent.
"""

from ..color import LUMINOUS_EFFICACY_MAX
from ._chain import escape_cone, external_quantum_efficiency, implied_outcoupling, outcoupling_estimate
from ._lifetime import FURTHEST, acceleration_exponent, lifetime_at
from ._light import (
    AGREEMENT,
    WIDTHS_NM,
    current_density,
    current_efficiency,
    current_efficiency_ratio,
    eqe_from_current_efficiency,
    luminance,
    luminous_power_efficiency,
    mean_photon_energy,
    pattern_factor,
    photon_energy,
    radiance,
    wall_plug_efficiency,
)
from ._line import emission_line

__all__ = [
    "AGREEMENT",
    "FURTHEST",
    "LUMINOUS_EFFICACY_MAX",
    "WIDTHS_NM",
    "acceleration_exponent",
    "current_density",
    "current_efficiency",
    "current_efficiency_ratio",
    "emission_line",
    "eqe_from_current_efficiency",
    "escape_cone",
    "external_quantum_efficiency",
    "implied_outcoupling",
    "lifetime_at",
    "luminance",
    "luminous_power_efficiency",
    "mean_photon_energy",
    "outcoupling_estimate",
    "pattern_factor",
    "photon_energy",
    "radiance",
    "wall_plug_efficiency",
]
