"""Calculators as widgets: one function a calculator.

Each returns a form that works in JupyterLab and carries its first state as
text and figure for a page that cannot run Python.
"""

from .absorption import nanocrystal_concentration
from .ageing import decay_fit, efficiency_roll_off
from .alignment import core_shell_alignment
from .colour import display_gamut
from .device import led_device
from .led import led_efficiency
from .tolerance import composition_line, tolerance_factors

__all__ = [
    "composition_line",
    "core_shell_alignment",
    "decay_fit",
    "display_gamut",
    "efficiency_roll_off",
    "led_device",
    "led_efficiency",
    "nanocrystal_concentration",
    "tolerance_factors",
]
