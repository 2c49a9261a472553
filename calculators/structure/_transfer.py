"""Energy transfer from a crystal to acceptors at a distance."""

from __future__ import annotations

from typing import overload

from ..checks import between, finite, not_negative, positive, scalar, together
from ..tables import ArrayLike, FloatArray


@overload
def fret_efficiency(distance_nm: float, forster_radius_nm: float, acceptors: float = 1.0) -> float: ...
@overload
def fret_efficiency(distance_nm: ArrayLike, forster_radius_nm: ArrayLike, acceptors: ArrayLike = 1.0) -> FloatArray: ...
@finite
def fret_efficiency(
    distance_nm: ArrayLike, forster_radius_nm: ArrayLike, acceptors: ArrayLike = 1.0
) -> float | FloatArray:
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
        Number of acceptors a donor [-], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Efficiency [-].

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    fret_distance : The inverse.

    Examples
    --------
    >>> fret_efficiency(5.0, 5.0)
    0.5
    """
    distance, radius = (
        positive("distance_nm", distance_nm, "nm"),
        positive("forster_radius_nm", forster_radius_nm, "nm"),
    )
    n = not_negative("acceptors", acceptors)
    together(distance_nm=distance, forster_radius_nm=radius, acceptors=n)
    return scalar(n / (n + (distance / radius) ** 6))


@overload
def fret_distance(efficiency: float, forster_radius_nm: float, acceptors: float) -> float: ...
@overload
def fret_distance(efficiency: ArrayLike, forster_radius_nm: ArrayLike, acceptors: ArrayLike) -> FloatArray: ...
@finite
def fret_distance(efficiency: ArrayLike, forster_radius_nm: ArrayLike, acceptors: ArrayLike) -> float | FloatArray:
    """Distance that an efficiency of energy transfer implies; the number of acceptors must be known.

    Parameters
    ----------
    efficiency : float or array_like
        Efficiency [-], above 0 and below 1.
    forster_radius_nm : float or array_like
        Distance of 50 % transfer to one acceptor [nm], above 0.
    acceptors : float or array_like
        Number of acceptors a donor [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        Distance from centre to centre [nm].

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    fret_efficiency : The inverse.

    Examples
    --------
    >>> round(fret_distance(0.97, 5.0, 1), 2), round(fret_distance(0.97, 5.0, 20), 2)
    (2.8, 4.62)
    """
    value, radius = between("efficiency", efficiency, 0, 1), positive("forster_radius_nm", forster_radius_nm, "nm")
    n = positive("acceptors", acceptors)
    together(efficiency=value, forster_radius_nm=radius, acceptors=n)
    return scalar(radius * (n * (1 - value) / value) ** (1 / 6))
