"""What the figures show, without their ink: rows and arrays from formulas and tables.

A figure and its data function have one name: ``figures.eqe_chain(...)`` draws
what ``figures.data.eqe_chain(...)`` returns.
"""

from .absorption import intrinsic_spectrum, solvent_dependence
from .alignment import band_diagram, class_by_ionisation, regime_map, sizing_curve
from .tolerance import a_site_ternary, composition_line, tolerance_map

__all__ = [
    "a_site_ternary",
    "band_diagram",
    "class_by_ionisation",
    "composition_line",
    "intrinsic_spectrum",
    "regime_map",
    "sizing_curve",
    "solvent_dependence",
    "tolerance_map",
]
