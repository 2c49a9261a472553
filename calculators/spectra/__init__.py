"""Spectra and decays as instruments write them: read, checked, put in order; and what is read off a spectrum."""

from ._baseline import Baseline, baseline, subtract_baseline, to_power
from ._curve import from_points, noise
from ._decay import read_decay
from ._edge import Onset, onset
from ._gap import Gap, Tail, tauc, urbach
from ._peak import Peak, peak
from ._read import columns, read
from ._types import Column, Decay, Spectrum, SpectrumError

__all__ = [
    "Baseline",
    "Column",
    "Decay",
    "Gap",
    "Onset",
    "Peak",
    "Spectrum",
    "SpectrumError",
    "Tail",
    "baseline",
    "columns",
    "from_points",
    "noise",
    "onset",
    "peak",
    "read",
    "read_decay",
    "subtract_baseline",
    "tauc",
    "to_power",
    "urbach",
]
