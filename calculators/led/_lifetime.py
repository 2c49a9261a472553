"""Operational lifetime: acceleration by luminance, and no further than a factor of ten."""

from __future__ import annotations

from typing import overload

import numpy as np

from ..checks import finite, not_negative, positive, refuse_where, scalar, together
from ..errors import ArgumentError
from ..tables import ArrayLike, FloatArray, FloatStack, Numbers

FURTHEST = 10.0
"""Largest ratio of luminances over which a lifetime is carried."""


@overload
def lifetime_at(t50: float, luminance: float, target_luminance: float, exponent: float) -> float: ...
@overload
def lifetime_at(
    t50: ArrayLike, luminance: ArrayLike, target_luminance: ArrayLike, exponent: ArrayLike
) -> FloatArray: ...
@finite
def lifetime_at(
    t50: ArrayLike, luminance: ArrayLike, target_luminance: ArrayLike, exponent: ArrayLike
) -> float | FloatArray:
    r"""Half-life at another starting luminance, by :math:`L_0^n\,T_{50} = \mathrm{const}`.

    Parameters
    ----------
    t50 : float or array_like
        Half-life of the luminance at `luminance` [h, or any unit of time], above 0.
    luminance : float or array_like
        Starting luminance of the test [cd/m2, or any one unit], above 0.
    target_luminance : float or array_like
        Starting luminance asked for [same unit], above 0, within a factor of ten
        of `luminance`.
    exponent : float or array_like
        Acceleration exponent n [-], 0 or more. It belongs to one kind of device
        and one range of currents; give its spread, not one value.

    Returns
    -------
    float or numpy.ndarray
        Half-life at the target [unit of `t50`].

    Raises
    ------
    ArgumentError
        If an argument is out of range, the target is further than a factor of
        ten from the test, or the shapes do not fit together.

    See Also
    --------
    acceleration_exponent : The exponent that two tests imply.

    References
    ----------
    Das Adhikari et al., Chem. Sci. 14, 8984 (2023), doi:10.1039/d3sc02955g, for
    the device of the first example.

    Examples
    --------
    >>> round(lifetime_at(3.0, 150.0, 1200.0, 1.195), 2)
    0.25

    The spread of the exponent is the spread of the answer:

    >>> [round(v, 1) for v in lifetime_at(10.0, 200.0, 100.0, [1.0, 1.5, 2.0]).tolist()]
    [20.0, 28.3, 40.0]
    """
    hours, start = positive("t50", t50), positive("luminance", luminance)
    target, n = positive("target_luminance", target_luminance), not_negative("exponent", exponent)
    together(t50=hours, luminance=start, target_luminance=target, exponent=n)
    ratio = start / target
    far = (ratio > FURTHEST * (1 + 1e-9)) | (ratio < 1 / FURTHEST * (1 - 1e-9))
    if far.any():
        test = float(np.broadcast_to(start, ratio.shape)[far].flat[0])
        refuse_where(
            far,
            "target_luminance",
            target,
            f"lifetimes are carried over a factor of {FURTHEST:g} in luminance at most",
            problem=f"is not allowed with a test at {test:g}",
        )
    return scalar(hours * ratio**n)


@overload
def acceleration_exponent(t50: FloatStack, luminance: ArrayLike) -> FloatArray: ...
@overload
def acceleration_exponent(t50: Numbers, luminance: Numbers) -> float: ...  # type: ignore[overload-overlap]
@overload
def acceleration_exponent(t50: ArrayLike, luminance: ArrayLike) -> FloatArray: ...
@finite
def acceleration_exponent(t50: ArrayLike, luminance: ArrayLike) -> float | FloatArray:
    r"""Exponent n of :math:`L_0^n\,T_{50} = \mathrm{const}` that two tests of one device imply.

    Parameters
    ----------
    t50 : array_like
        Half-lives of the two tests [one unit of time], shape (..., 2), above 0.
    luminance : array_like
        Starting luminances [cd/m2, or any one unit], shape (..., 2), above 0
        and different.

    Returns
    -------
    float or numpy.ndarray
        Exponent [-], a float for one device; negative if the brighter test
        lasted longer.

    Raises
    ------
    ArgumentError
        If there are not two tests or their luminances are the same.

    See Also
    --------
    lifetime_at : The half-life at another luminance.

    References
    ----------
    Das Adhikari et al., Chem. Sci. 14, 8984 (2023), doi:10.1039/d3sc02955g, for
    the device of the example.

    Examples
    --------
    A device that lasts 3 h from 150 cd/m2 and 15 min from 1200 cd/m2:

    >>> round(acceleration_exponent([3.0, 0.25], [150, 1200]), 2)
    1.19
    """
    hours, light = positive("t50", t50), positive("luminance", luminance)
    if hours.shape[-1:] != (2,) or light.shape[-1:] != (2,):
        raise ArgumentError(
            "t50, luminance",
            f"shapes {hours.shape} and {light.shape} are not allowed",
            "give two tests",
        )
    together(t50=hours, luminance=light)
    ratio = light[..., 1] / light[..., 0]
    refuse_where(ratio == 1, "luminance", light[..., 0], "two tests must differ in it", problem="stands twice")
    return scalar(np.log(hours[..., 0] / hours[..., 1]) / np.log(ratio))
