"""The chain of factors that makes the EQE, its inverse, and what optics lets out of a plane film."""

from __future__ import annotations

from typing import overload

import numpy as np

from ..checks import at_least, finite, flag, fraction, positive_fraction, scalar, together
from ..tables import ArrayLike, FloatArray


@overload
def external_quantum_efficiency(
    charge_balance: float, radiative_fraction: float, plqy: float, outcoupling: float
) -> float: ...
@overload
def external_quantum_efficiency(
    charge_balance: ArrayLike, radiative_fraction: ArrayLike, plqy: ArrayLike, outcoupling: ArrayLike
) -> FloatArray: ...
@finite
def external_quantum_efficiency(
    charge_balance: ArrayLike, radiative_fraction: ArrayLike, plqy: ArrayLike, outcoupling: ArrayLike
) -> float | FloatArray:
    """External quantum efficiency as the product of its four factors.

    Parameters
    ----------
    charge_balance : float or array_like
        Electron-hole pairs formed in the emitter per injected charge [-], 0 to 1.
    radiative_fraction : float or array_like
        Fraction of the pairs whose spin allows emission [-], 0 to 1. Lead
        halide perovskites: take 1; the 0.25 of fluorescent organic emitters
        does not carry over.
    plqy : float or array_like
        Photoluminescence quantum yield of the film in the device [-], 0 to 1.
    outcoupling : float or array_like
        Fraction of the photons that leave the device forwards [-], 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        Photons out per charge in [-].

    Raises
    ------
    ArgumentError
        If a factor lies outside 0 to 1 or the shapes do not fit together.

    See Also
    --------
    implied_outcoupling : The inverse, for the outcoupling.
    current_efficiency : What the eye gets from it.

    Examples
    --------
    >>> round(external_quantum_efficiency(1.0, 1.0, 0.9, 0.2), 3)
    0.18
    """
    balance, spin = fraction("charge_balance", charge_balance), fraction("radiative_fraction", radiative_fraction)
    bright, out = fraction("plqy", plqy), fraction("outcoupling", outcoupling)
    together(charge_balance=balance, radiative_fraction=spin, plqy=bright, outcoupling=out)
    return scalar(balance * spin * bright * out)


def _index(refractive_index: ArrayLike) -> FloatArray:
    return at_least("refractive_index", refractive_index, 1)


@overload
def outcoupling_estimate(refractive_index: float) -> float: ...
@overload
def outcoupling_estimate(refractive_index: ArrayLike) -> FloatArray: ...
@finite
def outcoupling_estimate(refractive_index: ArrayLike) -> float | FloatArray:
    r"""Fraction of light that escapes a plane film into air, by the rule of thumb :math:`1/(2n^2)`.

    For isotropic emission in a film with a perfect mirror behind it, without
    interference or recycled photons (half of it without the mirror). Real
    devices lie on both sides of it: it is no upper bound.

    Parameters
    ----------
    refractive_index : float or array_like
        Refractive index of the emitting film [-], 1 or more.

    Returns
    -------
    float or numpy.ndarray
        Estimated outcoupling [-].

    Raises
    ------
    ArgumentError
        If an index is below 1.

    See Also
    --------
    escape_cone : The same without the approximation.

    Examples
    --------
    >>> round(outcoupling_estimate(2.0), 3)
    0.125
    """
    return scalar(1 / (2 * _index(refractive_index) ** 2))


@overload
def escape_cone(refractive_index: float, *, mirror: bool = True) -> float: ...
@overload
def escape_cone(refractive_index: ArrayLike, *, mirror: bool = True) -> FloatArray: ...
@finite
def escape_cone(refractive_index: ArrayLike, *, mirror: bool = True) -> float | FloatArray:
    r"""Fraction of isotropic emission within the cone of total reflection.

    With a perfect mirror behind the film :math:`1 - \sqrt{1 - 1/n^2}`, without it
    half of that. Its first term in :math:`1/n^2` is the rule of thumb of
    :func:`outcoupling_estimate`.

    Parameters
    ----------
    refractive_index : float or array_like
        Refractive index of the emitting film [-], 1 or more.
    mirror : bool, optional
        Whether a perfect mirror sends the backward half forwards.

    Returns
    -------
    float or numpy.ndarray
        Fraction inside the cone [-]. Reflection losses inside the cone,
        interference, the orientation of the dipoles and recycled photons are
        not in it: no bound for a real device.

    Raises
    ------
    ArgumentError
        If an index is below 1, or `mirror` is not True or False.

    See Also
    --------
    outcoupling_estimate : The rule of thumb.

    Examples
    --------
    >>> round(escape_cone(2.0), 3), round(escape_cone(2.0, mirror=False), 3)
    (0.134, 0.067)
    """
    share = 1.0 if flag("mirror", mirror) else 0.5
    n = _index(refractive_index)
    # 1 - sqrt(1 - 1 / n^2), in a form that keeps its digits for a large index.
    return scalar(share / (n * (n + np.sqrt(n * n - 1))))


@overload
def implied_outcoupling(
    eqe: float, plqy: float, charge_balance: float = 1.0, radiative_fraction: float = 1.0
) -> float: ...
@overload
def implied_outcoupling(
    eqe: ArrayLike, plqy: ArrayLike, charge_balance: ArrayLike = 1.0, radiative_fraction: ArrayLike = 1.0
) -> FloatArray: ...
@finite
def implied_outcoupling(
    eqe: ArrayLike, plqy: ArrayLike, charge_balance: ArrayLike = 1.0, radiative_fraction: ArrayLike = 1.0
) -> float | FloatArray:
    """Outcoupling that a reported EQE implies, once the other factors are known or assumed.

    The inverse of :func:`external_quantum_efficiency`. With the charge balance
    left at 1, the result is the product of outcoupling and balance: a least
    value of the outcoupling.

    Parameters
    ----------
    eqe : float or array_like
        External quantum efficiency [-], 0 to 1.
    plqy : float or array_like
        Photoluminescence quantum yield of the film in the device [-], above 0, to 1.
    charge_balance, radiative_fraction : float or array_like, optional
        The other factors [-], above 0, to 1.

    Returns
    -------
    float or numpy.ndarray
        Implied outcoupling [-]. A result above 1 says that the numbers cannot
        belong together; it is returned, not hidden.

    Raises
    ------
    ArgumentError
        If a factor lies outside its range or the shapes do not fit together.

    See Also
    --------
    escape_cone, outcoupling_estimate : What to hold it against.

    Examples
    --------
    >>> round(implied_outcoupling(0.234, 0.9), 2)
    0.26
    """
    out, bright = fraction("eqe", eqe), positive_fraction("plqy", plqy)
    balance = positive_fraction("charge_balance", charge_balance)
    spin = positive_fraction("radiative_fraction", radiative_fraction)
    together(eqe=out, plqy=bright, charge_balance=balance, radiative_fraction=spin)
    rest = np.asarray(balance * spin)
    # Where both are left at 1, no array of products is made.
    return scalar(out / (bright if rest.ndim == 0 and rest == 1 else rest * bright))
