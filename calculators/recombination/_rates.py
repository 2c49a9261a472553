"""First-order rates and the averages of lifetimes that go with them."""

from __future__ import annotations

from typing import Literal, overload

import numpy as np

from ..checks import finite, fraction, not_negative, positive, refuse_where, scalar, together
from ..errors import ArgumentError, one_of
from ..tables import ArrayLike, FloatArray, FloatStack, Numbers

Weighting = Literal["amplitude", "intensity"]


@overload
def average_lifetime(
    amplitudes: FloatStack, lifetimes: ArrayLike, *, weighting: Weighting = "amplitude"
) -> FloatArray: ...
@overload
def average_lifetime(amplitudes: Numbers, lifetimes: Numbers, *, weighting: Weighting = "amplitude") -> float: ...  # type: ignore[overload-overlap]
@overload
def average_lifetime(
    amplitudes: ArrayLike, lifetimes: ArrayLike, *, weighting: Weighting = "amplitude"
) -> FloatArray: ...
@finite
def average_lifetime(
    amplitudes: ArrayLike, lifetimes: ArrayLike, *, weighting: Weighting = "amplitude"
) -> float | FloatArray:
    r"""Average lifetime of a multi-exponential decay.

    .. math::

        \langle\tau\rangle_\mathrm{amp} = \frac{\sum a_i\tau_i}{\sum a_i}, \qquad
        \langle\tau\rangle_\mathrm{int} = \frac{\sum a_i\tau_i^2}{\sum a_i\tau_i}

    Parameters
    ----------
    amplitudes : array_like
        Amplitudes of the components [any unit], shape (..., n), 0 or more, not all 0.
    lifetimes : array_like
        Lifetimes [ns, or any unit], shape (..., n), above 0.
    weighting : {"amplitude", "intensity"}, optional
        Amplitude: the area under the normalised decay, which goes with the
        quantum yield. Intensity: the mean arrival time of the photons. The
        second is never the shorter one; papers seldom say which they print.

    Returns
    -------
    float or numpy.ndarray
        Average lifetime [unit of `lifetimes`]; a float for one decay.

    Raises
    ------
    ArgumentError
        If the shapes do not fit, a number is out of range or the weighting is unknown.

    See Also
    --------
    rates : Rates from the amplitude-weighted mean.

    Examples
    --------
    >>> average_lifetime([0.7, 0.3], [4.0, 20.0])
    8.8
    >>> round(average_lifetime([0.7, 0.3], [4.0, 20.0], weighting="intensity"), 2)
    14.91
    """
    one_of("weighting", weighting, ("amplitude", "intensity"))
    a, tau = not_negative("amplitudes", amplitudes), positive("lifetimes", lifetimes)
    if a.ndim == 0 or a.shape[-1:] != tau.shape[-1:]:
        raise ArgumentError(
            "amplitudes, lifetimes", f"shapes {a.shape} and {tau.shape} do not fit", "give one amplitude a lifetime"
        )
    together(amplitudes=a, lifetimes=tau)
    total = a.sum(axis=-1)
    refuse_where(total == 0, "amplitudes", total, "one must be above 0", problem="is the sum of the amplitudes")
    weights = a if weighting == "amplitude" else a * tau
    return scalar((weights * tau).sum(axis=-1) / weights.sum(axis=-1))


@overload
def rates(plqy: float, lifetime_ns: float) -> tuple[float, float]: ...
@overload
def rates(plqy: ArrayLike, lifetime_ns: ArrayLike) -> tuple[FloatArray, FloatArray]: ...
@finite
def rates(plqy: ArrayLike, lifetime_ns: ArrayLike) -> tuple[float | FloatArray, float | FloatArray]:
    """Radiative and nonradiative rate from quantum yield and lifetime.

    Parameters
    ----------
    plqy : float or array_like
        Photoluminescence quantum yield [-], 0 to 1.
    lifetime_ns : float or array_like
        Lifetime [ns], above 0; of a multi-exponential decay the
        amplitude-weighted mean.

    Returns
    -------
    k_r, k_nr : float or numpy.ndarray
        Rates [1/ns]: PLQY over lifetime, and the rest. Right if all emitters
        share one radiative rate and none is dark; k_nr is then an effective
        rate. A dark fraction, delayed emission from traps, reabsorption or
        another weighting of the lifetime break it.

    Raises
    ------
    ArgumentError
        If the yield lies outside 0 to 1, a lifetime is not above 0 or the
        shapes do not fit together.

    See Also
    --------
    quantum_yield : The yield from rates.
    average_lifetime : Mean of several lifetimes.

    Examples
    --------
    >>> k_r, k_nr = rates(0.8, 10.0)
    >>> round(k_r, 4), round(k_nr, 4)
    (0.08, 0.02)
    """
    bright, tau = fraction("plqy", plqy), positive("lifetime_ns", lifetime_ns, "ns")
    together(plqy=bright, lifetime_ns=tau)
    return scalar(bright / tau), scalar((1 - bright) / tau)


@overload
def quantum_yield(k_r: float, k_nr: float, k_quench: float = 0.0) -> float: ...
@overload
def quantum_yield(k_r: ArrayLike, k_nr: ArrayLike, k_quench: ArrayLike = 0.0) -> FloatArray: ...
@finite
def quantum_yield(k_r: ArrayLike, k_nr: ArrayLike, k_quench: ArrayLike = 0.0) -> float | FloatArray:
    """Quantum yield from rates, with an added quenching rate such as that of a contact.

    Parameters
    ----------
    k_r, k_nr : float or array_like
        Radiative and nonradiative rate of the film [1/ns, or any one unit], 0
        or more; see :func:`rates`.
    k_quench : float or array_like, optional
        Rate that the device adds, by charges, fields or a contact nearby
        [same unit], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Quantum yield [-].

    Raises
    ------
    ArgumentError
        If a rate is negative, all are 0, or the shapes do not fit together.

    See Also
    --------
    rates : The rates from a yield.

    Examples
    --------
    >>> round(quantum_yield(*rates(0.8, 10.0), k_quench=0.1), 2)
    0.4
    """
    radiative, dark = not_negative("k_r", k_r), not_negative("k_nr", k_nr)
    quenching = not_negative("k_quench", k_quench)
    together(k_r=radiative, k_nr=dark, k_quench=quenching)
    total = radiative + dark + quenching
    refuse_where(total == 0, "k_r, k_nr, k_quench", total, "one must be above 0", problem="is the sum of the rates")
    return scalar(radiative / total)


@overload
def radiative_rate_bounds(
    plqy: float, lifetime_ns: float, *, plqy_error: float = 0.0, lifetime_error_ns: float = 0.0
) -> tuple[float, float]: ...
@overload
def radiative_rate_bounds(
    plqy: ArrayLike, lifetime_ns: ArrayLike, *, plqy_error: ArrayLike = 0.0, lifetime_error_ns: ArrayLike = 0.0
) -> tuple[FloatArray, FloatArray]: ...
@finite
def radiative_rate_bounds(
    plqy: ArrayLike, lifetime_ns: ArrayLike, *, plqy_error: ArrayLike = 0.0, lifetime_error_ns: ArrayLike = 0.0
) -> tuple[float | FloatArray, float | FloatArray]:
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
    refuse_where(
        late >= tau, "lifetime_error_ns", late, "it must be smaller", unit=" ns", problem="is not below the lifetime"
    )
    both = np.broadcast_arrays(np.maximum(stated - off, 0.0) / (tau + late), 1 / (tau - late))
    low, high = (np.array(bound) for bound in both)  # the elements of a broadcast array share their memory
    return scalar(low), scalar(high)
