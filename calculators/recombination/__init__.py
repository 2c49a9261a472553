"""Recombination: lifetimes and rates from decays, and the yield against the current.

First-order rates, single-exponential and multi-exponential averages, the
stretched exponential, and the rate equation with trap, radiative and Auger terms;
killing traps, least width of a line, light that is switched.
"""

from ._decay import DecayFit, fit_stretched_exponential
from ._excitons import killers, least_linewidth, yield_with_killers
from ._layer import Shares, best_efficiency, carrier_density, internal_quantum_efficiency, recombination_shares
from ._pulses import modulation_bandwidth, pairs_by_two_photons, pairs_per_pulse
from ._rates import average_lifetime, quantum_yield, radiative_rate_bounds, rates

__all__ = [
    "DecayFit",
    "Shares",
    "average_lifetime",
    "best_efficiency",
    "carrier_density",
    "fit_stretched_exponential",
    "internal_quantum_efficiency",
    "killers",
    "least_linewidth",
    "modulation_bandwidth",
    "pairs_by_two_photons",
    "pairs_per_pulse",
    "quantum_yield",
    "radiative_rate_bounds",
    "rates",
    "recombination_shares",
    "yield_with_killers",
]
