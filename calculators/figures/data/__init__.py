"""What the figures show, without their ink: rows and arrays from formulas and tables.

A figure and its data function have one name: ``figures.eqe_chain(...)`` draws
what ``figures.data.eqe_chain(...)`` returns.
"""

from . import devices
from .absorption import intrinsic_spectrum, solvent_dependence
from .alignment import band_diagram, class_by_ionisation, edges_by_source, regime_map, sizing_curve
from .colour import chromaticity_diagram, white_mixture
from .leds import eqe_chain
from .recombination import decay_fit, lifetime_by_luminance, roll_off
from .spectra import measured_spectrum
from .tolerance import a_site_ternary, composition_line, tolerance_map

__all__ = [
    "a_site_ternary",
    "band_diagram",
    "chromaticity_diagram",
    "class_by_ionisation",
    "composition_line",
    "decay_fit",
    "devices",
    "edges_by_source",
    "eqe_chain",
    "intrinsic_spectrum",
    "lifetime_by_luminance",
    "measured_spectrum",
    "regime_map",
    "roll_off",
    "sizing_curve",
    "solvent_dependence",
    "tolerance_map",
    "white_mixture",
]
