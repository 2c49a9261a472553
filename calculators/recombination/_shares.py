"""Where carriers go, and the rates that a yield and a lifetime leave possible."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..checks import fraction, not_negative, positive, scalar, together
from ..errors import ArgumentError
from ..tables import ArrayLike
from ._rates import carrier_density, rates


class Shares(NamedTuple):
    """Shares of the recombination, as :func:`recombination_shares` gives them; they sum to 1 [-]."""

    trap: Any
    radiative: Any
    auger: Any


def recombination_shares(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> Shares:
    """Shares of trap, radiative and Auger recombination in an emitting layer, against the current density.

    Parameters
    ----------
    current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s : float or array_like
        See :func:`carrier_density`.

    Returns
    -------
    Shares
        ``trap``, ``radiative`` and ``auger`` [-], floats or arrays; NaN at zero current.

    Raises
    ------
    ArgumentError
        If an argument is out of range.

    See Also
    --------
    internal_quantum_efficiency : the radiative share alone.

    Examples
    --------
    >>> [round(share, 2) for share in recombination_shares(10.0, 30.0, 1e6, 1e-10, 1e-28)]
    [0.49, 0.5, 0.01]
    """
    n = np.asarray(
        carrier_density(current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s)
    )
    k1, k2, k3 = (np.asarray(k, dtype=float) for k in (k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s))
    rates_per_carrier = k1, k2 * n, k3 * n**2
    total = sum(rates_per_carrier)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = (np.where(n > 0, rate / total, np.nan) for rate in rates_per_carrier)
        return Shares(*(scalar(share) for share in shares))


def radiative_rate_bounds(
    plqy: ArrayLike, lifetime_ns: ArrayLike, *, plqy_error: ArrayLike = 0.0, lifetime_error_ns: ArrayLike = 0.0
) -> tuple[Any, Any]:
    """Least and largest radiative rate of the emitters that shine, from a quantum yield and a lifetime.

    If no emitter is dark, the rate is the yield over the lifetime; if those
    that shine are perfect and all loss is by dark ones, it is one over the
    lifetime. Two samples that differ by traps alone share one rate.

    Parameters
    ----------
    plqy : float or array_like
        Photoluminescence quantum yield [-], 0 to 1.
    lifetime_ns : float or array_like
        Lifetime of the emission [ns], above 0.
    plqy_error, lifetime_error_ns : float or array_like, optional
        How far the true numbers may lie from the stated ones, such as half a
        unit of the last printed digit [-, ns], 0 or more, the latter below the
        lifetime.

    Returns
    -------
    low, high : float or numpy.ndarray
        Bounds [1/ns].

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit.

    See Also
    --------
    rates : both rates if no emitter is dark.

    Examples
    --------
    >>> low, high = radiative_rate_bounds(0.75, 10.0)
    >>> round(low, 3), round(high, 3)
    (0.075, 0.1)
    """
    stated, tau = fraction("plqy", plqy), positive("lifetime_ns", lifetime_ns, "ns")
    off, late = not_negative("plqy_error", plqy_error), not_negative("lifetime_error_ns", lifetime_error_ns, "ns")
    together(plqy=stated, lifetime_ns=tau, plqy_error=off, lifetime_error_ns=late)
    if (late >= tau).any():
        raise ArgumentError("lifetime_error_ns", "the error is as large as the lifetime", "it must be smaller")
    low, _ = rates(np.maximum(stated - off, 0.0), tau + late)
    return low, scalar(np.broadcast_to(1 / (tau - late), np.shape(low)))
