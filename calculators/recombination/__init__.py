"""Recombination: lifetimes and rates from decays, and the yield against the current.

First-order rates, single-exponential and multi-exponential averages, the
stretched exponential, and the rate equation with trap, radiative and Auger terms.
"""

from ._decay import DecayFit, fit_stretched_exponential
from ._rates import average_lifetime, carrier_density, internal_quantum_efficiency, quantum_yield, rates

__all__ = [
    "DecayFit",
    "average_lifetime",
    "carrier_density",
    "fit_stretched_exponential",
    "internal_quantum_efficiency",
    "quantum_yield",
    "rates",
]
