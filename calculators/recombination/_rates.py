"""First-order rates, averages of lifetimes, and the rate equation with trap, radiative and Auger terms."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from .. import tables
from ..checks import fraction, not_negative, positive, scalar
from ..tables import ArrayLike


def average_lifetime(
    amplitudes: ArrayLike, lifetimes: ArrayLike, weighting: Literal["amplitude", "intensity"] = "amplitude"
) -> Any:
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
        Average lifetime [unit of `lifetimes`].

    Raises
    ------
    ValueError
        If the shapes differ, a number is out of range or the weighting is unknown.

    Examples
    --------
    >>> average_lifetime([0.7, 0.3], [4.0, 20.0])
    8.8
    >>> round(average_lifetime([0.7, 0.3], [4.0, 20.0], "intensity"), 2)
    14.91
    """
    if weighting not in ("amplitude", "intensity"):
        raise ValueError(f'weighting: {weighting!r} is not allowed; it is "amplitude" or "intensity"')
    a, tau = not_negative("amplitudes", amplitudes), positive("lifetimes", lifetimes)
    if a.ndim == 0 or a.shape[-1:] != tau.shape[-1:]:
        raise ValueError("amplitudes, lifetimes: one amplitude for each lifetime is needed")
    if (a.sum(axis=-1) == 0).any():
        raise ValueError("amplitudes: all amplitudes are 0")
    power = 1 if weighting == "amplitude" else 2
    return scalar((a * tau**power).sum(axis=-1) / (a * tau ** (power - 1)).sum(axis=-1))


def rates(plqy: ArrayLike, lifetime_ns: ArrayLike) -> tuple[Any, Any]:
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
    ValueError
        If the yield lies outside 0 to 1 or a lifetime is not above 0.

    Examples
    --------
    >>> k_r, k_nr = rates(0.8, 10.0)
    >>> round(k_r, 4), round(k_nr, 4)
    (0.08, 0.02)
    """
    quantum_yield, tau = fraction("plqy", plqy), positive("lifetime_ns", lifetime_ns, "ns")
    return scalar(quantum_yield / tau), scalar((1 - quantum_yield) / tau)


def quantum_yield(k_r: ArrayLike, k_nr: ArrayLike, k_quench: ArrayLike = 0.0) -> Any:
    """Quantum yield from rates, with an added quenching rate such as that of a contact.

    Parameters
    ----------
    k_r, k_nr : float or array_like
        Radiative and nonradiative rate of the film [1/ns], see :func:`rates`.
    k_quench : float or array_like, optional
        Rate that the device adds, by charges, fields or a contact nearby [1/ns].

    Returns
    -------
    float or numpy.ndarray
        Quantum yield [-].

    Raises
    ------
    ValueError
        If a rate is negative or all are 0.

    Examples
    --------
    >>> round(quantum_yield(*rates(0.8, 10.0), k_quench=0.1), 2)
    0.4
    """
    radiative = not_negative("k_r", k_r, "1/ns")
    total = radiative + not_negative("k_nr", k_nr, "1/ns") + not_negative("k_quench", k_quench, "1/ns")
    if (total == 0).any():
        raise ValueError("k_r, k_nr, k_quench: all rates are 0")
    return scalar(radiative / total)


def carrier_density(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap: ArrayLike,
    k_radiative: ArrayLike,
    k_auger: ArrayLike,
) -> Any:
    r"""Steady-state density of carriers in an emitting layer.

    Solves :math:`J/(e d) = k_1 n + k_2 n^2 + k_3 n^3`.

    Parameters
    ----------
    current_density_ma_cm2 : float or array_like
        Current density that recombines in the layer [mA/cm2], 0 or more.
    thickness_nm : float or array_like
        Thickness of the layer [nm], above 0.
    k_trap : float or array_like
        First-order trap rate :math:`k_1` [1/s], 0 or more.
    k_radiative : float or array_like
        Bimolecular radiative constant :math:`k_2` [cm3/s], above 0.
    k_auger : float or array_like
        Auger constant :math:`k_3` [cm6/s], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Carriers per volume [1/cm3].

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> n = carrier_density(10.0, 30.0, 1e6, 1e-10, 1e-28)
    >>> print(f"{n:.2e}")
    1.02e+16
    """
    current = not_negative("current_density_ma_cm2", current_density_ma_cm2, "mA/cm2") * 1e-3
    layer = positive("thickness_nm", thickness_nm, "nm") * 1e-7
    k1, k2 = not_negative("k_trap", k_trap, "1/s"), positive("k_radiative", k_radiative, "cm3/s")
    k3 = not_negative("k_auger", k_auger, "cm6/s")
    generation, k1, k2, k3 = np.broadcast_arrays(current / (tables.constant("elementary_charge") * layer), k1, k2, k3)
    # Newton from above: the polynomial is convex and rising, so that each step stays above the root and falls.
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        bounds = np.sqrt(generation / k2), generation / k1, np.cbrt(generation / k3)
    n = np.fmin(np.fmin(bounds[0], bounds[1]), bounds[2])
    for _ in range(60):
        slope = k1 + 2 * k2 * n + 3 * k3 * n**2
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.where(slope > 0, (k1 * n + k2 * n**2 + k3 * n**3 - generation) / slope, 0.0)
        n = n - step
        if not (np.abs(step) > 1e-14 * np.abs(n)).any():
            break
    return scalar(n)


def internal_quantum_efficiency(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap: ArrayLike,
    k_radiative: ArrayLike,
    k_auger: ArrayLike,
) -> Any:
    """Share of the carriers that recombine radiatively, against the current density.

    An illustration of roll-off, not a fit: in real devices the loss of charge
    balance and heating often set the fall of the efficiency.

    Parameters
    ----------
    current_density_ma_cm2, thickness_nm, k_trap, k_radiative, k_auger : float or array_like
        See :func:`carrier_density`.

    Returns
    -------
    float or numpy.ndarray
        Internal quantum efficiency [-]; NaN at zero current.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> iqe = internal_quantum_efficiency([0.1, 10.0, 1000.0], 30.0, 1e6, 1e-10, 1e-28)
    >>> [round(v, 2) for v in iqe.tolist()]
    [0.02, 0.5, 0.83]
    """
    n = np.asarray(carrier_density(current_density_ma_cm2, thickness_nm, k_trap, k_radiative, k_auger))
    k1, k2, k3 = (np.asarray(k, dtype=float) for k in (k_trap, k_radiative, k_auger))
    with np.errstate(invalid="ignore", divide="ignore"):
        return scalar(np.where(n > 0, k2 * n / (k1 + k2 * n + k3 * n**2), np.nan))
