"""An emitting layer under current: the rate equation with trap, radiative and Auger terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar, overload

import numpy as np

from .. import tables
from ..checks import also_named, finite, not_negative, positive, scalar, together
from ..results import Result
from ..tables import ArrayLike, FloatArray

T = TypeVar("T", float, FloatArray)


@dataclass(frozen=True, eq=False)
class Shares(Result, Generic[T]):
    """Shares of the recombination, as :func:`recombination_shares` gives them; they sum to 1.

    Attributes
    ----------
    trap, radiative, auger : float or numpy.ndarray
        Of traps, light and Auger recombination [-].
    """

    trap: T
    radiative: T
    auger: T

    def __iter__(self) -> Iterator[T]:
        return iter((self.trap, self.radiative, self.auger))


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
        # Adding 0 turns a rate of -0.0 into 0.0, by which the supply is divided.
        k1, k2, k3 = k1 + 0.0, k2 + 0.0, k3 + 0.0
        n: FloatArray = np.fmin(np.fmin(np.sqrt(supply / k2), supply / k1), np.cbrt(supply / k3))
    with np.errstate(divide="ignore", invalid="ignore"):
        # What starts at most three times too large has settled after six steps.
        for _ in range(8):
            slope = k1 + 2 * k2 * n + 3 * k3 * n**2
            step = np.where(slope == 0, 0.0, (k1 * n + k2 * n**2 + k3 * n**3 - supply) / slope)
            n = n - step
            if not (np.abs(step) > 1e-14 * np.abs(n)).any():
                break
    return n


def _shares(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> tuple[FloatArray, FloatArray, FloatArray]:
    supply, k1, k2, k3 = _rate_constants(
        current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s
    )
    n = _density(supply, k1, k2, k3)
    trap, radiative, auger = k1, k2 * n, k3 * n**2
    total = np.where(n > 0, trap + radiative + auger, np.nan)
    return np.asarray(trap / total), np.asarray(radiative / total), np.asarray(auger / total)


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
@finite
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
@finite
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
    return scalar(_shares(current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s)[1])


@overload
def recombination_shares(
    current_density_ma_cm2: float,
    thickness_nm: float,
    k_trap_per_s: float,
    k_radiative_cm3_s: float,
    k_auger_cm6_s: float,
) -> Shares[float]: ...
@overload
def recombination_shares(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> Shares[FloatArray]: ...
@also_named(**_OLD_NAMES)
@finite
def recombination_shares(
    current_density_ma_cm2: ArrayLike,
    thickness_nm: ArrayLike,
    k_trap_per_s: ArrayLike,
    k_radiative_cm3_s: ArrayLike,
    k_auger_cm6_s: ArrayLike,
) -> Shares[float] | Shares[FloatArray]:
    """Shares of trap, radiative and Auger recombination in an emitting layer, against the current density.

    Parameters
    ----------
    current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s : float or array_like
        See :func:`carrier_density`.

    Returns
    -------
    Shares
        ``trap``, ``radiative`` and ``auger`` [-], floats or arrays, in this
        order if unpacked; NaN at zero current.

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    internal_quantum_efficiency : The radiative share alone.

    Examples
    --------
    >>> [round(share, 2) for share in recombination_shares(10.0, 30.0, 1e6, 1e-10, 1e-28)]
    [0.49, 0.5, 0.01]
    """
    trap, radiative, auger = _shares(
        current_density_ma_cm2, thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s
    )
    if trap.ndim == 0:
        return Shares(float(trap), float(radiative), float(auger))
    return Shares(trap, radiative, auger)


@overload
def best_efficiency(k_trap_per_s: float, k_radiative_cm3_s: float, k_auger_cm6_s: float) -> float: ...
@overload
def best_efficiency(k_trap_per_s: ArrayLike, k_radiative_cm3_s: ArrayLike, k_auger_cm6_s: ArrayLike) -> FloatArray: ...
@finite
def best_efficiency(
    k_trap_per_s: ArrayLike, k_radiative_cm3_s: ArrayLike, k_auger_cm6_s: ArrayLike
) -> float | FloatArray:
    r"""Largest internal quantum efficiency that three constants allow, whatever the current.

    The radiative share :math:`k_2 n / (k_1 + k_2 n + k_3 n^2)` is largest at
    :math:`n = \sqrt{k_1/k_3}`, where it is :math:`k_2 / (k_2 + 2\sqrt{k_1 k_3})`.

    Parameters
    ----------
    k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s : float or array_like
        See :func:`carrier_density`.

    Returns
    -------
    float or numpy.ndarray
        Efficiency [-]; 1 without traps or without Auger losses, as the limit
        of a low or a high current.

    Raises
    ------
    ArgumentError
        If a constant is out of range, or the shapes do not fit together.

    See Also
    --------
    internal_quantum_efficiency : The efficiency at a current.

    Examples
    --------
    >>> round(best_efficiency(1e6, 1e-10, 1e-28), 3)
    0.833
    """
    k1 = not_negative("k_trap_per_s", k_trap_per_s, "1/s")
    k2 = positive("k_radiative_cm3_s", k_radiative_cm3_s, "cm3/s")
    k3 = not_negative("k_auger_cm6_s", k_auger_cm6_s, "cm6/s")
    together(k_trap_per_s=k1, k_radiative_cm3_s=k2, k_auger_cm6_s=k3)
    return scalar(k2 / (k2 + 2 * np.sqrt(k1) * np.sqrt(k3)))
