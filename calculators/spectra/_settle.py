"""One number from fits over several windows: the widest that agrees with the narrower ones, and what shape adds."""

from __future__ import annotations

import math
from collections.abc import Sequence

_CLOSE = 1.0  # standard errors of a difference within which a wider window agrees with a narrower one


def settled(values: Sequence[float], errors: Sequence[float]) -> tuple[int, float]:
    """Which of several estimates to take, and its error with that of the model.

    A wide window has little noise and bends with the shape of the curve; a
    narrow one the other way round. The widest is taken that agrees with all
    narrower ones, and how much it differs from its neighbours, beyond what
    noise explains, is added to its error: the bias of a window is about the
    difference to the next one.

    Parameters
    ----------
    values, errors : sequence of float
        Estimates and their standard errors by noise, from the widest window
        to the narrowest; each window within the one before.

    Returns
    -------
    index : int
        Of the estimate that is taken.
    error : float
        Standard error with the difference to its neighbours.

    Examples
    --------
    >>> settled([1.0, 1.0, 1.0], [0.1, 0.2, 0.4])
    (0, 0.1)
    >>> index, error = settled([1.5, 1.0, 1.0], [0.1, 0.2, 0.4])
    >>> index, round(error, 2)
    (1, 0.51)
    """
    count = len(values)

    def between(k: int, j: int) -> float:
        # Of nested windows the variance of a difference is the difference of the variances.
        return abs(errors[j] ** 2 - errors[k] ** 2)

    taken = next(
        k
        for k in range(count)
        if all((values[k] - values[j]) ** 2 <= _CLOSE**2 * between(k, j) + 1e-18 for j in range(k + 1, count))
    )
    beside = [j for j in (taken - 1, taken + 1) if 0 <= j < count]
    model = max((max((values[j] - values[taken]) ** 2 - between(taken, j), 0.0) for j in beside), default=0.0)
    return taken, math.hypot(errors[taken], math.sqrt(model))
