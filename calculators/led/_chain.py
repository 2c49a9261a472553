"""The chain of factors that makes the EQE, its inverse, and what optics lets out of a plane film."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..checks import fraction, positive, scalar
from ..tables import ArrayLike, FloatArray


def external_quantum_efficiency(
    charge_balance: ArrayLike, radiative_fraction: ArrayLike, plqy: ArrayLike, outcoupling: ArrayLike
) -> Any:
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
    ValueError
        If a factor lies outside 0 to 1.

    Examples
    --------
    >>> round(external_quantum_efficiency(1.0, 1.0, 0.9, 0.2), 3)
    0.18
    """
    product = fraction("charge_balance", charge_balance) * fraction("radiative_fraction", radiative_fraction)
    product = product * fraction("plqy", plqy) * fraction("outcoupling", outcoupling)
    return scalar(product)


def outcoupling_estimate(refractive_index: ArrayLike) -> Any:
    r"""Fraction of light that escapes a plane film into air, :math:`1/(2n^2)`.

    A rule of thumb for isotropic emission in a film with a perfect mirror
    behind it, without interference or recycled photons (half of it without the
    mirror). Real devices lie on both sides of it: it is no upper bound.

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
    ValueError
        If an index is below 1.

    Examples
    --------
    >>> round(outcoupling_estimate(2.0), 3)
    0.125
    """
    return scalar(1 / (2 * _index(refractive_index) ** 2))


def _index(refractive_index: ArrayLike) -> FloatArray:
    n = positive("refractive_index", refractive_index)
    if (n < 1).any():
        raise ValueError(f"refractive_index: {float(n[n < 1].flat[0]):g} is not allowed; it must be 1 or more")
    return n


def escape_cone(refractive_index: ArrayLike, mirror: bool = True) -> Any:
    r"""Fraction of isotropic emission within the cone of total reflection, exactly.

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
    ValueError
        If an index is below 1.

    Examples
    --------
    >>> round(escape_cone(2.0), 3), round(outcoupling_estimate(2.0), 3)
    (0.134, 0.125)
    """
    n = _index(refractive_index)
    return scalar((1 - np.sqrt(1 - 1 / n**2)) * (1.0 if mirror else 0.5))


def implied_outcoupling(
    eqe: ArrayLike, plqy: ArrayLike, charge_balance: ArrayLike = 1.0, radiative_fraction: ArrayLike = 1.0
) -> Any:
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
    ValueError
        If a factor lies outside its range.

    Examples
    --------
    >>> round(implied_outcoupling(0.234, 0.9), 2)
    0.26
    """
    inner = fraction("plqy", plqy) * fraction("charge_balance", charge_balance)
    inner = inner * fraction("radiative_fraction", radiative_fraction)
    for name, value in (("plqy", plqy), ("charge_balance", charge_balance), ("radiative_fraction", radiative_fraction)):
        positive(name, value)
    return scalar(fraction("eqe", eqe) / inner)
