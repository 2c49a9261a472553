"""Operational lifetime: acceleration by luminance, and no further than a factor of ten."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..checks import number, positive, scalar
from ..tables import ArrayLike

FURTHEST = 10.0
"""Largest ratio of luminances over which a lifetime is carried."""


def lifetime_at(t50: ArrayLike, luminance: ArrayLike, target_luminance: ArrayLike, exponent: ArrayLike) -> Any:
    r"""Half-life at another starting luminance, by :math:`L_0^n\,T_{50} = \mathrm{const}`.

    Parameters
    ----------
    t50 : float or array_like
        Half-life of the luminance at `luminance` [h, or any unit of time], above 0.
    luminance : float or array_like
        Starting luminance of the test [cd/m2], above 0.
    target_luminance : float or array_like
        Starting luminance asked for [cd/m2], above 0, within a factor of ten
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
    ValueError
        If an argument is out of range, or the target is further than a factor
        of ten from the test.

    Examples
    --------
    >>> lifetime_at(3.0, 150.0, 1200.0, 1.195)  # doctest: +ELLIPSIS
    0.2499...

    The spread of the exponent is the spread of the answer:

    >>> [round(v, 1) for v in lifetime_at(10.0, 200.0, 100.0, [1.0, 1.5, 2.0]).tolist()]
    [20.0, 28.3, 40.0]
    """
    hours, start = positive("t50", t50), positive("luminance", luminance, "cd/m2")
    target, n = positive("target_luminance", target_luminance, "cd/m2"), number("exponent", exponent)
    if (n < 0).any():
        raise ValueError(f"exponent: {float(n[n < 0].flat[0]):g} is not allowed; it must be 0 or more")
    ratio = start / target
    far = (ratio > FURTHEST * (1 + 1e-9)) | (ratio < 1 / FURTHEST * (1 - 1e-9))
    if far.any():
        a, b = (float(np.broadcast_to(v, ratio.shape)[far].flat[0]) for v in (start, target))
        raise ValueError(
            f"target_luminance: {b:g} cd/m2 is not allowed with a test at {a:g} cd/m2; "
            f"lifetimes are carried over a factor of {FURTHEST:g} in luminance at most"
        )
    return scalar(hours * ratio**n)


def acceleration_exponent(t50: ArrayLike, luminance: ArrayLike) -> Any:
    r"""Exponent n of :math:`L_0^n\,T_{50} = \mathrm{const}` that two tests of one device imply.

    Parameters
    ----------
    t50 : array_like
        Half-lives of the two tests [one unit of time], shape (..., 2), above 0.
    luminance : array_like
        Starting luminances [cd/m2], shape (..., 2), above 0 and different.

    Returns
    -------
    float or numpy.ndarray
        Exponent [-]; negative if the brighter test lasted longer.

    Raises
    ------
    ValueError
        If there are not two tests or their luminances are the same.

    Examples
    --------
    A device that lasts 3 h from 150 cd/m2 and 15 min from 1200 cd/m2
    (das-adhikari2023):

    >>> round(acceleration_exponent([3.0, 0.25], [150, 1200]), 2)
    1.19
    """
    hours, light = positive("t50", t50), positive("luminance", luminance, "cd/m2")
    if hours.shape[-1:] != (2,) or light.shape[-1:] != (2,):
        raise ValueError("t50, luminance: two tests are needed for one exponent")
    ratio = light[..., 1] / light[..., 0]
    if (ratio == 1).any():
        raise ValueError("luminance: the two tests started at the same luminance")
    return scalar(np.log(hours[..., 0] / hours[..., 1]) / np.log(ratio))
