"""Figures drawn from the data and the formulas: one function a figure.

Each returns a :class:`Drawing`, an SVG that a notebook or a page shows inline,
in the colours of its theme, with a text for those who cannot see it.
"""

from ._drawing import Drawing
from .absorption import intrinsic_spectrum, solvent_dependence
from .ald import ald_cycle, ald_growth, growth_temperatures
from .alignment import band_diagram, class_by_ionisation, regime_map, sizing_curve
from .blue import blue_corner, candela_per_percent, gamut_by_blue, lifetime_tests
from .checks import implied_outcoupling, rate_bounds, threshold_curves
from .colour import chromaticity_diagram, white_mixture
from .cost import cost_by_yield
from .inorganic import (
    chalcogenide_alignments,
    closed_shell_cost,
    eye_and_radiance,
    particle_shapes,
    retained_by_time,
)
from .leds import (
    current_efficiency_check,
    device_stacks,
    eqe_by_lifetime,
    eqe_by_wavelength,
    eqe_by_year,
    eqe_chain,
)
from .recombination import decay_fit, lifetime_by_luminance, roll_off
from .routes import lattice_tension, route_plqy, route_temperatures
from .shells import shell_against_core
from .stack import device_ranking, led_stack
from .tolerance import a_site_ternary, composition_line, tolerance_accuracy, tolerance_map

__all__ = [
    "Drawing",
    "a_site_ternary",
    "ald_cycle",
    "ald_growth",
    "band_diagram",
    "blue_corner",
    "candela_per_percent",
    "chalcogenide_alignments",
    "chromaticity_diagram",
    "class_by_ionisation",
    "closed_shell_cost",
    "composition_line",
    "cost_by_yield",
    "current_efficiency_check",
    "decay_fit",
    "device_ranking",
    "device_stacks",
    "eqe_by_lifetime",
    "eqe_by_wavelength",
    "eqe_by_year",
    "eqe_chain",
    "eye_and_radiance",
    "gamut_by_blue",
    "growth_temperatures",
    "implied_outcoupling",
    "intrinsic_spectrum",
    "lattice_tension",
    "led_stack",
    "lifetime_by_luminance",
    "lifetime_tests",
    "particle_shapes",
    "rate_bounds",
    "regime_map",
    "retained_by_time",
    "roll_off",
    "route_plqy",
    "route_temperatures",
    "shell_against_core",
    "sizing_curve",
    "solvent_dependence",
    "threshold_curves",
    "tolerance_accuracy",
    "tolerance_map",
    "white_mixture",
]
