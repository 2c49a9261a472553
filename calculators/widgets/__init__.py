"""Calculators as forms: one function a calculator.

Each returns a form that works in JupyterLab and on a live page, and carries
its first state as text and figure for a page that cannot run Python.

To add one, write a module with

- a frozen dataclass ``Inputs``: one attribute an input, with its type and its
  field (see :mod:`calculators.widgets.fields`);
- ``compute(inputs)``, which returns a :class:`Result`: rows of numbers (see
  :mod:`calculators.widgets.rows`), and the figure as a function to call. It
  refuses with an ArgumentError named like the attribute; where a formula calls
  it otherwise, ``with errors.renaming(fwhm_nm="red_fwhm_nm"):`` around the call;
- ``code(inputs)``, the lines of Python whose last one gives the numbers that
  are marked ``main``, in the order of the rows;
- the function that returns ``Calculator(name, Inputs(...), compute, code)``.

Name that function here and in ``registry``; call it in a cell of its chapter,
tagged ``live`` and ``hide-input``. Live page, static page, files, links, the
page "Calculators", random walks and the comparison of numbers follow.
"""

from . import fields, rows
from .absorption import nanocrystal_concentration
from .ageing import decay_fit, efficiency_roll_off
from .alignment import core_shell_alignment
from .colour import display_gamut
from .device import led_device
from .fields import Area, Choice, Column, Field, Fraction, Given, Number, Option, Sourced, Text, Upload
from .form import Calculator, Input
from .led import led_efficiency
from .registry import CALCULATORS, Entry, gallery
from .rows import Quantity, Result, Row
from .sizing import nanocrystal_size
from .spectrum import read_spectrum
from .tolerance import composition_line, tolerance_factors

__all__ = [
    "CALCULATORS",
    "Area",
    "Calculator",
    "Choice",
    "Column",
    "Entry",
    "Field",
    "Fraction",
    "Given",
    "Input",
    "Number",
    "Option",
    "Quantity",
    "Result",
    "Row",
    "Sourced",
    "Text",
    "Upload",
    "composition_line",
    "core_shell_alignment",
    "decay_fit",
    "display_gamut",
    "efficiency_roll_off",
    "fields",
    "gallery",
    "led_device",
    "led_efficiency",
    "nanocrystal_concentration",
    "nanocrystal_size",
    "read_spectrum",
    "rows",
    "tolerance_factors",
]
