"""Energy transfer between crystals and to acceptors at their surface."""

from __future__ import annotations

from typing import Any

from ..checks import fraction, not_negative, positive, scalar
from ..errors import ArgumentError
from ..tables import ArrayLike


def fret_efficiency(distance_nm: ArrayLike, forster_radius_nm: ArrayLike, acceptors: ArrayLike = 1.0) -> Any:
    r"""Efficiency of energy transfer from a donor to equal acceptors at one distance.

    .. math:: E = \frac{n R_0^6}{n R_0^6 + r^6}

    Parameters
    ----------
    distance_nm : float or array_like
        Distance from centre to centre [nm], above 0. The point-dipole picture
        fails where it is comparable with the crystal's size.
    forster_radius_nm : float or array_like
        Distance of 50 % transfer to one acceptor [nm], above 0.
    acceptors : float or array_like, optional
        Number of acceptors per donor [-], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Efficiency [-].

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> fret_efficiency(5.0, 5.0)
    0.5
    """
    ratio = (positive("distance_nm", distance_nm, "nm") / positive("forster_radius_nm", forster_radius_nm, "nm")) ** 6
    n = not_negative("acceptors", acceptors)
    return scalar(n / (n + ratio))


def fret_distance(efficiency: ArrayLike, forster_radius_nm: ArrayLike, acceptors: ArrayLike) -> Any:
    """Distance that an efficiency of energy transfer implies; the number of acceptors must be known.

    Parameters
    ----------
    efficiency : float or array_like
        Efficiency [-], above 0 and below 1.
    forster_radius_nm : float or array_like
        Distance of 50 % transfer to one acceptor [nm], above 0.
    acceptors : float or array_like
        Number of acceptors per donor [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        Distance from centre to centre [nm].

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> round(fret_distance(0.97, 5.0, 1), 2), round(fret_distance(0.97, 5.0, 20), 2)
    (2.8, 4.62)
    """
    value = fraction("efficiency", efficiency)
    bad = (value == 0) | (value == 1)
    if bad.any():
        raise ArgumentError("efficiency", "0 and 1 are not allowed", "only what lies between has a finite distance")
    radius = positive("forster_radius_nm", forster_radius_nm, "nm")
    return scalar(radius * (positive("acceptors", acceptors) * (1 - value) / value) ** (1 / 6))
