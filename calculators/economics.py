"""Yield and cost of a synthesis."""

from __future__ import annotations

from typing import Any

import numpy as np

from .checks import not_negative, positive, scalar
from .tables import ArrayLike


def synthesis_yield(product_mass: ArrayLike, precursor_mass: ArrayLike) -> Any:
    """Mass of product over mass of a precursor.

    Parameters
    ----------
    product_mass : float or array_like
        Mass of the dried nanocrystals [g, or any unit], 0 or more. Ligands
        count if they are not removed; say which.
    precursor_mass : float or array_like
        Mass of the precursor that the yield refers to [same unit], above 0. For
        CsPbI3 mu2022 takes PbI2 alone.

    Returns
    -------
    float or numpy.ndarray
        Yield [-]. Its ceiling is not 1: a gram of PbI2 can become 1.56 g of
        CsPbI3, and ligands weigh too. Say to which precursor it refers.

    Raises
    ------
    ValueError
        If a mass is out of range.

    References
    ----------
    mu2022, equation 6, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> synthesis_yield(0.8, 2.0)
    0.4
    """
    product, precursor = not_negative("product_mass", product_mass, "g"), positive("precursor_mass", precursor_mass)
    return scalar(product / precursor)


def cost_per_area(
    cost_per_gram: ArrayLike, thickness_nm: ArrayLike, density_g_cm3: ArrayLike, deposition_yield: ArrayLike = 1.0
) -> Any:
    """Cost of the nanocrystals in a film of one square metre.

    Parameters
    ----------
    cost_per_gram : float or array_like
        Cost of the nanocrystals [currency per g], 0 or more.
    thickness_nm : float or array_like
        Thickness of the film as if it were solid [nm], 0 or more.
    density_g_cm3 : float or array_like
        Density [g/cm3], above 0.
    deposition_yield : float or array_like, optional
        Share of the nanocrystals that ends in the film [-], above 0, to 1.

    Returns
    -------
    float or numpy.ndarray
        Cost [currency per m2].

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> round(cost_per_area(50.0, 500.0, 4.8, 0.5), 1)
    240.0
    """
    share = positive("deposition_yield", deposition_yield)
    if (share > 1).any():
        worst = float(np.max(share))
        raise ValueError(f"deposition_yield: {worst:g} is not allowed; it is a fraction above 0, to 1")
    grams = not_negative("thickness_nm", thickness_nm, "nm") * positive("density_g_cm3", density_g_cm3, "g/cm3") * 1e-3
    return scalar(not_negative("cost_per_gram", cost_per_gram) * grams / share)
