"""What the chapters' figures show, without their ink: rows and arrays from formulas and tables.

A figure and its data function have one name: ``figures.eqe_by_year()`` draws
what ``figures.data.eqe_by_year()`` returns. Those of the figures of
:mod:`calculators.figures` are here as well.
"""

from calculators.figures.data import *  # noqa: F403

from . import select
from .lattice import perovskite_cell, ruddlesden_popper, surface_by_shape

__all__ = [
    "perovskite_cell",
    "ruddlesden_popper",
    "select",
    "surface_by_shape",
]
