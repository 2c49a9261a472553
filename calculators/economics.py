"""Yield and cost of a synthesis."""

from __future__ import annotations

from typing import overload

from .checks import finite, fraction, not_negative, positive, positive_fraction, scalar, together
from .tables import ArrayLike, FloatArray

__all__ = ["area_cost_from_watt", "cost_at_yield", "cost_per_area", "synthesis_yield"]


@overload
def synthesis_yield(product_mass: float, precursor_mass: float) -> float: ...
@overload
def synthesis_yield(product_mass: ArrayLike, precursor_mass: ArrayLike) -> FloatArray: ...
@finite
def synthesis_yield(product_mass: ArrayLike, precursor_mass: ArrayLike) -> float | FloatArray:
    """Mass of product over mass of a precursor.

    Parameters
    ----------
    product_mass : float or array_like
        Mass of the dried nanocrystals [g, or any one unit], 0 or more. Ligands
        count if they are not removed; say which.
    precursor_mass : float or array_like
        Mass of the precursor that the yield refers to [same unit], above 0. For
        CsPbI3 Mu et al. take PbI2 alone.

    Returns
    -------
    float or numpy.ndarray
        Yield [-]. Its ceiling is not 1: a gram of PbI2 can become 1.56 g of
        CsPbI3, and ligands weigh too. Say to which precursor it refers.

    Raises
    ------
    ArgumentError
        If a mass is out of range or the shapes do not fit together.

    See Also
    --------
    cost_per_area : What the product costs in a film.
    calculators.structure.molar_mass : The ceiling is a ratio of these.

    References
    ----------
    Mu et al., iScience 105371 (2022), equation 6, doi:10.1016/j.isci.2022.105371.

    Examples
    --------
    >>> synthesis_yield(0.8, 2.0)
    0.4
    """
    product, precursor = not_negative("product_mass", product_mass), positive("precursor_mass", precursor_mass)
    together(product_mass=product, precursor_mass=precursor)
    return scalar(product / precursor)


@overload
def cost_per_area(
    cost_per_gram: float, thickness_nm: float, density_g_cm3: float, deposition_yield: float = 1.0
) -> float: ...
@overload
def cost_per_area(
    cost_per_gram: ArrayLike, thickness_nm: ArrayLike, density_g_cm3: ArrayLike, deposition_yield: ArrayLike = 1.0
) -> FloatArray: ...
@finite
def cost_per_area(
    cost_per_gram: ArrayLike, thickness_nm: ArrayLike, density_g_cm3: ArrayLike, deposition_yield: ArrayLike = 1.0
) -> float | FloatArray:
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
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    synthesis_yield : Product from precursor.

    Examples
    --------
    >>> round(cost_per_area(50.0, 500.0, 4.8, 0.5), 1)
    240.0
    """
    cost, thickness = not_negative("cost_per_gram", cost_per_gram), not_negative("thickness_nm", thickness_nm, "nm")
    density = positive("density_g_cm3", density_g_cm3, "g/cm3")
    share = positive_fraction("deposition_yield", deposition_yield)
    together(cost_per_gram=cost, thickness_nm=thickness, density_g_cm3=density, deposition_yield=share)
    return scalar(cost * thickness * density / (1e3 * share))  # 1 nm over 1 m2 is 1e-3 cm3


@overload
def cost_at_yield(cost: float, known_yield: float, new_yield: float) -> float: ...
@overload
def cost_at_yield(cost: ArrayLike, known_yield: ArrayLike, new_yield: ArrayLike) -> FloatArray: ...
@finite
def cost_at_yield(cost: ArrayLike, known_yield: ArrayLike, new_yield: ArrayLike) -> float | FloatArray:
    r"""Cost of a product at another yield, where a batch costs the same whatever comes out of it.

    .. math:: C(Y) = C_0\,\frac{Y_0}{Y}

    Parameters
    ----------
    cost : float or array_like
        Cost at the known yield [currency per m2, per g or any unit], 0 or more.
    known_yield : float or array_like
        Yield at which it holds [-, or %], above 0.
    new_yield : float or array_like
        Yield asked for [the same unit], above 0.

    Returns
    -------
    float or numpy.ndarray
        Cost at the new yield [unit of `cost`]. A part that does not depend on
        the yield, such as coating, makes the true fall gentler.

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    synthesis_yield : the yield, and why its ceiling is not 1.

    Examples
    --------
    >>> cost_at_yield(50.0, 0.12, 0.50)
    12.0
    """
    known, new = positive("known_yield", known_yield), positive("new_yield", new_yield)
    price = not_negative("cost", cost)
    together(cost=price, known_yield=known, new_yield=new)
    return scalar(price * known / new)


@overload
def area_cost_from_watt(cost_per_watt: float, efficiency: float, *, irradiance_w_m2: float = ...) -> float: ...
@overload
def area_cost_from_watt(
    cost_per_watt: ArrayLike, efficiency: ArrayLike, *, irradiance_w_m2: ArrayLike = ...
) -> FloatArray: ...
@finite
def area_cost_from_watt(
    cost_per_watt: ArrayLike, efficiency: ArrayLike, *, irradiance_w_m2: ArrayLike = 1000.0
) -> float | FloatArray:
    """Cost of a square metre of solar module from its cost by the watt.

    Parameters
    ----------
    cost_per_watt : float or array_like
        Cost of a watt of peak power [currency per W], 0 or more.
    efficiency : float or array_like
        Power conversion efficiency [-], 0 to 1.
    irradiance_w_m2 : float or array_like, optional
        Irradiance at which the peak power holds [W/m2], above 0; 1000 in
        standard test conditions.

    Returns
    -------
    float or numpy.ndarray
        Cost [currency per m2].

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    cost_per_area : What the nanocrystals of a square metre cost.

    References
    ----------
    Mu et al., iScience 105371 (2022), doi:10.1016/j.isci.2022.105371, for the
    target of the example.

    Examples
    --------
    0.20 dollars a watt at 20 %:

    >>> round(area_cost_from_watt(0.20, 0.20), 2)
    40.0
    """
    price, share = not_negative("cost_per_watt", cost_per_watt), fraction("efficiency", efficiency)
    light = positive("irradiance_w_m2", irradiance_w_m2, "W/m2")
    together(cost_per_watt=price, efficiency=share, irradiance_w_m2=light)
    return scalar(price * share * light)
