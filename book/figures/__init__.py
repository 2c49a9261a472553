"""Figures of the chapters: what each shows comes from a data function, its ink from a drawing.

The figures of :mod:`calculators.figures` are here as well, so that a chapter
imports one module.
"""

from calculators.figures import (
    Drawing,
    a_site_ternary,
    band_diagram,
    chromaticity_diagram,
    class_by_ionisation,
    composition_line,
    decay_fit,
    edges_by_source,
    eqe_chain,
    intrinsic_spectrum,
    lifetime_by_luminance,
    measured_spectrum,
    regime_map,
    roll_off,
    sizing_curve,
    solvent_dependence,
    tolerance_map,
    white_mixture,
)

from .accuracy import tolerance_accuracy
from .ald import ald_cycle, ald_growth, growth_temperatures
from .blue import blue_corner, candela_per_percent, gamut_by_blue, lifetime_tests
from .cartoons import core_shell_cartoon
from .checks import implied_outcoupling, rate_bounds, threshold_curves
from .classes import alignment_classes
from .confinement import confinement_limits
from .cost import cost_by_yield
from .dataset import works_by_year
from .defects import defect_levels, killer_traps, yield_and_lifetime_gain
from .dopants import dopant_sizes
from .edges import edge_scatter
from .electronics import bandwidth_by_lifetime, light_links, mobilities
from .excitons import lifetime_averages, self_trapping, stokes_shifts
from .infrared import eye_and_radiance
from .inorganic import closed_shell_cost
from .lasers import laser_thresholds, pairs_per_crystal
from .lattice import perovskite_cell, ruddlesden_popper, surface_by_shape
from .leds import current_efficiency_check, device_stacks, eqe_by_lifetime, eqe_by_wavelength, eqe_by_year
from .ligands import wash_out
from .measurement import fringe_spacings, reflection_width, time_scales, yield_against_lifetime
from .particles import chalcogenide_alignments, particle_shapes
from .routes import lattice_tension, route_plqy, route_temperatures
from .scintillators import resolution_curves
from .shells import gain_by_class, shell_against_core
from .solar import solar_cells
from .stability import retained_against_time, retained_by_time, shell_stress_matrix, stability_pairs
from .stack import device_ranking, led_stack
from .transfer import transfer_distance
from .uses import answers_by_class, printed_share

__all__ = [
    "Drawing",
    "a_site_ternary",
    "ald_cycle",
    "ald_growth",
    "alignment_classes",
    "answers_by_class",
    "band_diagram",
    "bandwidth_by_lifetime",
    "blue_corner",
    "candela_per_percent",
    "chalcogenide_alignments",
    "chromaticity_diagram",
    "class_by_ionisation",
    "closed_shell_cost",
    "composition_line",
    "confinement_limits",
    "core_shell_cartoon",
    "cost_by_yield",
    "current_efficiency_check",
    "decay_fit",
    "defect_levels",
    "device_ranking",
    "device_stacks",
    "dopant_sizes",
    "edge_scatter",
    "edges_by_source",
    "eqe_by_lifetime",
    "eqe_by_wavelength",
    "eqe_by_year",
    "eqe_chain",
    "eye_and_radiance",
    "fringe_spacings",
    "gain_by_class",
    "gamut_by_blue",
    "growth_temperatures",
    "implied_outcoupling",
    "intrinsic_spectrum",
    "killer_traps",
    "laser_thresholds",
    "lattice_tension",
    "led_stack",
    "lifetime_averages",
    "lifetime_by_luminance",
    "lifetime_tests",
    "light_links",
    "measured_spectrum",
    "mobilities",
    "pairs_per_crystal",
    "particle_shapes",
    "perovskite_cell",
    "printed_share",
    "rate_bounds",
    "reflection_width",
    "regime_map",
    "resolution_curves",
    "retained_against_time",
    "retained_by_time",
    "roll_off",
    "route_plqy",
    "route_temperatures",
    "ruddlesden_popper",
    "self_trapping",
    "shell_against_core",
    "shell_stress_matrix",
    "sizing_curve",
    "solar_cells",
    "solvent_dependence",
    "stability_pairs",
    "stokes_shifts",
    "surface_by_shape",
    "threshold_curves",
    "time_scales",
    "tolerance_accuracy",
    "tolerance_map",
    "transfer_distance",
    "wash_out",
    "white_mixture",
    "works_by_year",
    "yield_against_lifetime",
    "yield_and_lifetime_gain",
]
