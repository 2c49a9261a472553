"""Tolerance factors: whether ions of given sizes fit a perovskite.

Radii may be in any unit, the same for all; the package's own are effective
ionic radii in angstrom from ``data/ions.csv``.
"""

from ..composition import Composition, perovskite
from ._error import FactorErrors, factor_errors
from ._factors import (
    PROBABILITY_MAX_ERROR,
    PROBABILITY_MIDPOINT,
    PROBABILITY_SLOPE,
    TAU_LIMIT,
    bartel,
    goldschmidt,
    octahedral,
    perovskite_probability,
)
from ._known import Known, known
from ._line import CompositionLine, along
from ._own import own_radii
from ._radii import Radius, RadiusError, radius
from ._report import ToleranceReport, assess
from ._windows import ERROR_LIMITS, LIMITS, WINDOWS, Verdict, Window

__all__ = [
    "ERROR_LIMITS",
    "LIMITS",
    "PROBABILITY_MAX_ERROR",
    "PROBABILITY_MIDPOINT",
    "PROBABILITY_SLOPE",
    "TAU_LIMIT",
    "WINDOWS",
    "Composition",
    "CompositionLine",
    "FactorErrors",
    "Known",
    "Radius",
    "RadiusError",
    "ToleranceReport",
    "Verdict",
    "Window",
    "along",
    "assess",
    "bartel",
    "factor_errors",
    "goldschmidt",
    "known",
    "octahedral",
    "own_radii",
    "perovskite",
    "perovskite_probability",
    "radius",
]
