"""First-order rates, averages of lifetimes, and the rate equation with trap, radiative and Auger terms."""

from __future__ import annotations

from typing import Literal, overload

import numpy as np

from .. import tables
from ..checks import also_named, fraction, not_negative, positive, scalar, together
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
    if (a.sum(axis=-1) == 0).any():
        raise ArgumentError("amplitudes", "all amplitudes are 0", "one must be above 0")
    weights = a if weighting == "amplitude" else a * tau
    return scalar((weights * tau).sum(axis=-1) / weights.sum(axis=-1))


@overload
def rates(plqy: float, lifetime_ns: float) -> tuple[float, float]: ...
@overload
def rates(plqy: ArrayLike, lifetime_ns: ArrayLike) -> tuple[FloatArray, FloatArray]: ...
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
    if total.min(initial=np.inf) == 0:
        raise ArgumentError("k_r, k_nr, k_quench", "all rates are 0", "one must be above 0")
    return scalar(radiative / total)


def _rate_constants(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Supply of carriers per volume and time [1/(cm3 s)], and the three constants, checked and of one shape."""
    current = not_negative("current_density_ma_cm2", current_density_ma_cm2, "mA/cm2")
    layer = positive("thickness_nm", thickness_nm, "nm")
    k1 = not_negative("k_trap_per_s", k_trap_per_s, "1/s")
    k2 = positive("k_radiative_cm3_s", k_radiative_cm3_s, "cm3/s")
    k3 = not_negative("k_auger_cm6_s", k_auger_cm6_s, "cm6/s")
    together(
        current_density_ma_cm2=current,
        thickness_nm=layer,
        k_trap_per_s=k1,
        k_radiative_cm3_s=k2,
        k_auger_cm6_s=k3,
    )
    supply = 1e-3 * current / (tables.constant("elementary_charge") * 1e-7 * layer)
    supply, k1, k2, k3 = np.broadcast_arrays(supply, k1, k2, k3)
    return supply, k1, k2, k3


def _density(supply: FloatArray, k1: FloatArray, k2: FloatArray, k3: FloatArray) -> FloatArray:
    """Root of k1 n + k2 n^2 + k3 n^3 = supply, by Newton's method from above.

    The polynomial is convex and rises, so that each step stays above the root and falls.
    """
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        n: FloatArray = np.fmin(np.fmin(np.sqrt(supply / k2), supply / k1), np.cbrt(supply / k3))
        for _ in range(60):
            slope = k1 + 2 * k2 * n + 3 * k3 * n**2
            step = np.where(slope > 0, (k1 * n + k2 * n**2 + k3 * n**3 - supply) / slope, 0.0)
            n = n - step
            if not (np.abs(step) > 1e-14 * np.abs(n)).any():
                break
    return n


_OLD_NAMES = {
    "k_trap": "k_trap_per_s",
    "k_radiative": "k_radiative_cm3_s",
    "k_auger": "k_auger_cm6_s",
}


@overload
def carrier_density(
    current_density_ma_cm2: float,
    thickness_nm: float,
    k_trap_per_s: float,
    k_radiative_cm3_s: float,
    k_auger_cm6_s: float,
) -> float: ...
@overload
def carrier_density(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> FloatArray: ...
@also_named(**_OLD_NAMES)
def carrier_density(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> float | FloatArray:
    r"""Density of carriers in an emitting layer under steady current.

    Solves :math:`J/(e d) = k_1 n + k_2 n^2 + k_3 n^3`.

    Parameters
    ----------
    current_density_ma_cm2 : float or array_like
        Current density that recombines in the layer [mA/cm2], 0 or more.
    thickness_nm : float or array_like
        Thickness of the layer [nm], above 0.
    k_trap_per_s : float or array_like
        First-order trap rate :math:`k_1` [1/s], 0 or more.
    k_radiative_cm3_s : float or array_like
        Bimolecular radiative constant :math:`k_2` [cm3/s], above 0.
    k_auger_cm6_s : float or array_like
        Auger constant :math:`k_3` [cm6/s], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Carriers per volume [1/cm3].

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    internal_quantum_efficiency : The radiative share at this density.

    Examples
    --------
    >>> n = carrier_density(10.0, 30.0, 1e6, 1e-10, 1e-28)
    >>> print(f"{n:.2e}")
    1.02e+16
    """
    return scalar(
        _density(*_rate_constants(current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s))
    )


@overload
def internal_quantum_efficiency(
    current_density_ma_cm2: float,
    thickness_nm: float,
    k_trap_per_s: float,
    k_radiative_cm3_s: float,
    k_auger_cm6_s: float,
) -> float: ...
@overload
def internal_quantum_efficiency(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> FloatArray: ...
@also_named(**_OLD_NAMES)
def internal_quantum_efficiency(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> float | FloatArray:
    """Share of the carriers that recombine radiatively, against the current density.

    An illustration of roll-off, not a fit: in real devices the loss of charge
    balance and heating often set the fall of the efficiency.

    Parameters
    ----------
    current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s : float or array_like
        See :func:`carrier_density`.

    Returns
    -------
    float or numpy.ndarray
        Internal quantum efficiency [-]; NaN at zero current.

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    carrier_density : The density of carriers behind it.

    Examples
    --------
    >>> iqe = internal_quantum_efficiency([0.1, 10.0, 1000.0], 30.0, 1e6, 1e-10, 1e-28)
    >>> [round(v, 2) for v in iqe.tolist()]
    [0.02, 0.5, 0.83]
    """
    supply, k1, k2, k3 = _rate_constants(
        current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s
    )
    n = _density(supply, k1, k2, k3)
    with np.errstate(invalid="ignore", divide="ignore"):
        return scalar(np.where(n > 0, k2 * n / (k1 + k2 * n + k3 * n**2), np.nan))
