"""The factors along a solid solution."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from ..checks import whole
from ..composition import Composition, perovskite
from ..errors import ArgumentError, renaming
from ..results import Result
from ..tables import FloatArray
from ._factors import bartel, goldschmidt, logistic, octahedral
from ._own import OwnRadii, own_radii
from ._report import ToleranceReport, assess
from ._windows import WINDOWS, Window

_MOST_POINTS = 100_000
_SHARPNESS = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class CompositionLine(Result):
    """Tolerance factors along a solid solution, from one end member to the other.

    Attributes
    ----------
    first, second : Composition
        End members.
    fraction : numpy.ndarray
        Share of the second [-], shape (n,), 0 to 1.
    t, mu, tau, probability : numpy.ndarray
        Factors [-], shape (n,).
    changes : tuple of (Window, float)
        Fractions [-] at which a verdict changes, found to 1e-6.
    """

    first: Composition
    second: Composition
    fraction: FloatArray = field(repr=False)
    t: FloatArray = field(repr=False)
    mu: FloatArray = field(repr=False)
    tau: FloatArray = field(repr=False)
    probability: FloatArray = field(repr=False)
    changes: tuple[tuple[Window, float], ...] = ()


def along(
    first: str | Composition, second: str | Composition, *, points: int = 201, radii: OwnRadii | None = None
) -> CompositionLine:
    """Tolerance factors along a solid solution, with the fractions at which verdicts change.

    Parameters
    ----------
    first, second : str or Composition
        End members.
    points : int, optional
        Number of fractions, 2 to 100 000. A verdict that changes twice between
        two of them is missed.
    radii : mapping of str to float, optional
        Own radii [angstrom] by ion, as in :func:`assess`; each is of one end
        member or of both.

    Returns
    -------
    CompositionLine
        Mole-weighted mean radii (and the mean charge on the A site) are linear
        in the fraction; the factors are not.

    Raises
    ------
    ArgumentError
        If an end member cannot be assessed or `points` is not allowed.

    See Also
    --------
    assess : one composition, with its warnings.
    calculators.composition.mix : a composition on the line.

    Examples
    --------
    >>> line = along("CsPbI3", "CsPbBr3")
    >>> [(str(window), round(f, 3)) for window, f in line.changes]
    [('tau < 4.18', 0.611)]
    """
    count = whole("points", points, 2)
    if count > _MOST_POINTS:
        raise ArgumentError("points", f"{count} is not allowed", f"it lies between 2 and {_MOST_POINTS}", count)
    ends = _ends(first, second, radii)
    fraction = np.linspace(0.0, 1.0, count)
    values = _factors(ends, fraction)
    changes = []
    for window in WINDOWS:
        value = values[window.quantity]
        inside = (value > window.low) & (value < window.high)
        for k in np.flatnonzero(inside[1:] != inside[:-1]):
            changes.append((window, _change(ends, window, float(fraction[k]), float(fraction[k + 1]))))
    return CompositionLine(
        ends[0].composition,
        ends[1].composition,
        fraction,
        values["t"],
        values["mu"],
        values["tau"],
        logistic(values["tau"]),
        tuple(changes),
    )


def _ends(
    first: str | Composition, second: str | Composition, radii: OwnRadii | None
) -> tuple[ToleranceReport, ToleranceReport]:
    with renaming(formula="first"):
        one = perovskite(first)
    with renaming(formula="second"):
        two = perovskite(second)
    own = own_radii(radii, [one, two])
    with renaming(formula="first"):
        start = assess(one, radii=own[0])
    with renaming(formula="second"):
        return start, assess(two, radii=own[1])


def _factors(ends: tuple[ToleranceReport, ToleranceReport], fraction: FloatArray) -> dict[str, FloatArray]:
    """Factors at fractions of the second end member."""
    one, two = ends
    pairs = ((one.r_a, two.r_a), (one.r_b, two.r_b), (one.r_x, two.r_x), (one.composition.n_a, two.composition.n_a))
    a, b, x, n = ((1 - fraction) * p + fraction * q for p, q in pairs)
    return {"t": goldschmidt(a, b, x), "mu": octahedral(b, x), "tau": bartel(a, b, x, n, invalid="nan")}


def _change(ends: tuple[ToleranceReport, ToleranceReport], window: Window, low: float, high: float) -> float:
    """Fraction between two others at which a verdict changes, by bisection."""

    def met(fraction: float) -> bool:
        return window.holds(float(_factors(ends, np.array([fraction]))[window.quantity][0]))

    start = met(low)
    while high - low > _SHARPNESS:
        middle = (low + high) / 2
        low, high = (middle, high) if met(middle) == start else (low, middle)
    return (low + high) / 2
