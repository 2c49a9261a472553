"""Spectra and decays as instruments write them: read, checked, put in order."""

from ._read import read, read_decay
from ._types import Decay, Spectrum, SpectrumError

__all__ = ["Decay", "Spectrum", "SpectrumError", "read", "read_decay"]
