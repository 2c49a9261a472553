"""Figures that a user of the library wants: one function a figure, drawn from formulas and data.

Each returns a :class:`Drawing`, an SVG that a notebook or a page shows inline,
in the colours of its theme, with a text for those who cannot see it. Figures of
single chapters are in ``book.figures``, beside the book.
"""

from .absorption import intrinsic_spectrum, solvent_dependence
from .alignment import band_diagram, class_by_ionisation, edges_by_source, regime_map, sizing_curve
from .colour import chromaticity_diagram, white_mixture
from .drawing import Drawing
from .leds import eqe_chain
from .recombination import decay_fit, lifetime_by_luminance, roll_off
from .spectra import measured_spectrum
from .tolerance import a_site_ternary, composition_line, tolerance_map

__all__ = [
    "Drawing",
    "a_site_ternary",
    "band_diagram",
    "chromaticity_diagram",
    "class_by_ionisation",
    "composition_line",
    "decay_fit",
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
