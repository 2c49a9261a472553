"""What an efficiency of energy transfer says about a distance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calculators import structure
from calculators.checks import exactly, positive, vector
from calculators.errors import ArgumentError
from calculators.results import Result
from calculators.tables import FloatArray

MOST_CURVES = 5


@dataclass(frozen=True, eq=False)
class Transfer(Result):
    """Efficiency of transfer to a number of equal acceptors, by the distance.

    Attributes
    ----------
    acceptors : float
        Acceptors per donor [-].
    distance, efficiency : numpy.ndarray
        Distance in Förster radii and efficiency [-], shape (n,).
    near, far : float
        Distances that the band of efficiencies allows [Förster radii].
    """

    acceptors: float
    distance: FloatArray
    efficiency: FloatArray
    near: float
    far: float


def transfer_distance(efficiency: tuple[float, float], acceptors: Sequence[float] = (1, 10, 100)) -> list[Transfer]:
    """Efficiency of energy transfer by the distance in Förster radii, for several numbers of acceptors.

    Parameters
    ----------
    efficiency : tuple of float
        Least and largest efficiency [-] of a band, above 0 and below 1.
    acceptors : sequence of float, optional
        Numbers of equal acceptors per donor [-], above 0; at most five.

    Returns
    -------
    list of Transfer
        One a number.

    Raises
    ------
    ArgumentError
        If an efficiency or a number is out of range, the band falls, or there
        are none or more than five numbers.

    Examples
    --------
    >>> one, hundred = transfer_distance((0.96, 0.98), (1, 100))
    >>> [round(d, 2) for d in (one.near, one.far, hundred.near, hundred.far)]
    [0.52, 0.59, 1.13, 1.27]
    """
    low, high = (float(share) for share in exactly("efficiency", efficiency, 2))
    numbers = vector("acceptors", acceptors)
    if numbers.size > MOST_CURVES:
        raise ArgumentError(
            "acceptors", f"{numbers.size} numbers are not allowed", f"it is 1 to {MOST_CURVES} numbers", acceptors
        )
    if low > high:
        raise ArgumentError("efficiency", f"{low:g} and {high:g} are not in rising order", value=efficiency)
    distance = np.linspace(0.05, 2.6, 300)
    return [
        Transfer(
            float(n),
            distance,
            np.asarray(structure.fret_efficiency(distance, 1.0, n)),
            near=float(structure.fret_distance(high, 1.0, n)),
            far=float(structure.fret_distance(low, 1.0, n)),
        )
        for n in positive("acceptors", numbers)
    ]
