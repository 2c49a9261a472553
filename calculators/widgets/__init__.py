"""Calculators as widgets: one function a calculator.

Each returns a form that works in JupyterLab and on a live page, and carries
its first state as text and figure for a page that cannot run Python.
"""

from ._form import Area, Calculator, Choice, Fraction, Number, Result, Text, Upload
from .absorption import nanocrystal_concentration
from .led import led_efficiency
from .registry import CALCULATORS, Entry, gallery
from .tolerance import composition_line, tolerance_factors

__all__ = [
    "CALCULATORS",
    "Area",
    "Calculator",
    "Choice",
    "Entry",
    "Fraction",
    "Number",
    "Result",
    "Text",
    "Upload",
    "composition_line",
    "gallery",
    "led_efficiency",
    "nanocrystal_concentration",
    "tolerance_factors",
]
