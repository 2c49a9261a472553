"""Calculators as widgets: one function a calculator.

Each returns a form that works in JupyterLab and on a live page, and carries
its first state as text and figure for a page that cannot run Python.

To add one: write a function that returns a ``Calculator``, whose ``compute``
takes the inputs by name and returns a ``Result`` (HTML, a figure, and the main
numbers in full precision) and whose ``code`` returns the lines that give these
numbers without the form; name it here and in ``registry``; call it in a cell of
its chapter, tagged ``live`` and ``hide-input``. Live page, static page, files,
links, the page "Calculators", random walks and the comparison of numbers follow.
"""

from ._form import Area, Calculator, Choice, Fraction, Number, Result, Text, Upload
from .absorption import nanocrystal_concentration
from .ageing import decay_fit, efficiency_roll_off
from .alignment import core_shell_alignment
from .colour import display_gamut
from .device import led_device
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
    "core_shell_alignment",
    "decay_fit",
    "display_gamut",
    "efficiency_roll_off",
    "gallery",
    "led_device",
    "led_efficiency",
    "nanocrystal_concentration",
    "tolerance_factors",
]
