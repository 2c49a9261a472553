"""Spectra and decays as instruments write them: read, checked, put in order."""

from ._decay import read_decay
from ._read import columns, read
from ._types import Column, Decay, Spectrum, SpectrumError

__all__ = ["Column", "Decay", "Spectrum", "SpectrumError", "columns", "read", "read_decay"]
