"""Errors of the factors from those of the radii, to first order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any, Generic, Literal, TypeVar, cast, overload

import numpy as np

from .. import tables
from ..checks import finite, not_negative, positive, refuse_where, scalar, together
from ..errors import one_of
from ..results import ReadOnly, Result
from ..tables import ArrayLike, FloatArray
from ._factors import PROBABILITY_SLOPE, logistic
from ._radii import Radius

# A normal distribution lies within so many standard deviations with 95 %.
_Z95 = 1.959963984540054
_BENT = 0.1  # share of ln(r_A/r_B) that its error may be where a first order still describes tau
_SAMPLES = 4000

Shares = Sequence[tuple[float, Radius]]
Interval = tuple[float, float]
F = TypeVar("F")


@dataclass(frozen=True, slots=True, eq=False)
class FactorErrors(Result, Generic[F]):
    """Standard deviations of the three factors [-], as :func:`factor_errors` gives them."""

    t: F
    mu: F
    tau: F


@overload
def factor_errors(
    r_a: float,
    r_b: float,
    r_x: float,
    n_a: float = 1,
    *,
    sd_a: float = 0.0,
    sd_b: float = 0.0,
    sd_x: float = 0.0,
    invalid: Literal["raise", "nan"] = "raise",
) -> FactorErrors[float]: ...
@overload
def factor_errors(
    r_a: ArrayLike,
    r_b: ArrayLike,
    r_x: ArrayLike,
    n_a: ArrayLike = 1,
    *,
    sd_a: ArrayLike = 0.0,
    sd_b: ArrayLike = 0.0,
    sd_x: ArrayLike = 0.0,
    invalid: Literal["raise", "nan"] = "raise",
) -> FactorErrors[FloatArray]: ...
@finite
def factor_errors(
    r_a: ArrayLike,
    r_b: ArrayLike,
    r_x: ArrayLike,
    n_a: ArrayLike = 1,
    *,
    sd_a: ArrayLike = 0.0,
    sd_b: ArrayLike = 0.0,
    sd_x: ArrayLike = 0.0,
    invalid: Literal["raise", "nan"] = "raise",
) -> FactorErrors[float] | FactorErrors[FloatArray]:
    r"""Standard deviations of t, mu and tau from those of three independent radii, to first order.

    .. math::

        \sigma_f^2 = \sum_{i} \left(\frac{\partial f}{\partial r_i}\right)^2 \sigma_i^2,
        \qquad
        \frac{\partial\tau}{\partial r_A} = \frac{n_A}{r_B}\,\frac{\ln q - 1}{\ln^2 q},\quad q = r_A/r_B

    Parameters
    ----------
    r_a, r_b, r_x : float or array_like
        Mean radii of A, B and X [angstrom, or any one unit], above 0.
    n_a : float or array_like, optional
        Oxidation state of the A ion [e], above 0.
    sd_a, sd_b, sd_x : float or array_like, optional
        Their standard deviations [the same unit], 0 or more.
    invalid : {"raise", "nan"}, optional
        What to do where r_A is not larger than r_B, or may be equal to it
        within 95 %: there the logarithm turns, and a first order says nothing
        of tau. An error, or NaN for its standard deviation.

    Returns
    -------
    FactorErrors
        ``t``, ``mu``, ``tau`` [-].

    Raises
    ------
    ArgumentError
        If a radius or the oxidation state is not above 0, a standard deviation
        below 0, the shapes do not fit together, or r_A may be equal to r_B
        with ``invalid="raise"``.

    See Also
    --------
    assess : takes the standard deviations from the tables.

    References
    ----------
    Bartel et al. 2019, Sci. Adv., doi:10.1126/sciadv.aav0693, for tau

    Examples
    --------
    >>> found = factor_errors(1.88, 1.19, 2.20, sd_a=0.02, sd_b=0.01)
    >>> round(found.t, 4), round(found.mu, 4), round(found.tau, 3)
    (0.0049, 0.0045, 0.048)
    """
    one_of("invalid", invalid, ("raise", "nan"))
    a, b, x = positive("r_a", r_a), positive("r_b", r_b), positive("r_x", r_x)
    n = positive("n_a", n_a)
    s_a, s_b, s_x = not_negative("sd_a", sd_a), not_negative("sd_b", sd_b), not_negative("sd_x", sd_x)
    together(r_a=a, r_b=b, r_x=x, n_a=n, sd_a=s_a, sd_b=s_b, sd_x=s_x)
    near = np.asarray(_near(a, b, s_a, s_b))
    if invalid == "raise":
        problem = "may be no larger than r_b within its error"
        allowed = "tau holds for r_a above r_b only (invalid='nan' screens many)"
        refuse_where(near, "r_a, r_b", a, allowed, problem=problem)
    t, mu, tau = _first_order(a, b, x, n, s_a, s_b, s_x)
    made: Any = FactorErrors(scalar(t), scalar(mu), scalar(tau))
    return cast("FactorErrors[float] | FactorErrors[FloatArray]", made)


def _near(a: Any, b: Any, s_a: Any, s_b: Any) -> Any:
    """Whether A may be no larger than B."""
    return a - b <= _Z95 * np.hypot(s_a, s_b)


def _first_order(a: Any, b: Any, x: Any, n: Any, s_a: Any, s_b: Any, s_x: Any) -> tuple[Any, Any, Any]:
    root = math.sqrt(2) * (b + x)
    t = np.sqrt((s_a / root) ** 2 + ((a + x) / (root * (b + x)) * s_b) ** 2 + ((b - a) / (root * (b + x)) * s_x) ** 2)
    mu = np.hypot(s_b / x, b / x / x * s_x)
    near = _near(a, b, s_a, s_b)
    ratio = np.where(near, math.e, a / b)  # what is left open is not computed
    log = np.log(ratio)
    turn = n * (log - 1) / log**2
    tau = np.sqrt((turn / b * s_a) ** 2 + ((x / b + turn * ratio) / b * s_b) ** 2 + (s_x / b) ** 2)
    return t, mu, np.where(near, np.nan, tau)


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations and 95 % intervals of the factors, and the ions whose radius has no known error.

    `reach` is the interval where it is known how far a factor reaches; that of tau may be infinite.
    """

    sd: Mapping[str, float | None]
    interval: Mapping[str, Interval | None]
    unknown: tuple[str, ...]
    reach: Mapping[str, Interval | None]


def propagated(sites: Sequence[Shares], means: Sequence[float], n_a: float, factors: Mapping[str, float]) -> Spread:
    """Errors of t, mu, tau and the probability; None where a radius that counts has no known error."""
    sd_a, sd_b, sd_x = (_mean_error(site) for site in sites)
    r_a, r_b, r_x = means
    t, mu, tau = map(float, _first_order(r_a, r_b, r_x, n_a, sd_a or 0.0, sd_b or 0.0, sd_x or 0.0))
    octahedron = sd_b is not None and sd_x is not None
    every = octahedron and sd_a is not None
    sd: dict[str, float | None] = {
        "t": t if every else None,
        "mu": mu if octahedron else None,
        "tau": tau if every and not math.isnan(tau) else None,
    }
    interval: dict[str, Interval | None] = {
        name: None if error is None else (factors[name] - _Z95 * error, factors[name] + _Z95 * error)
        for name, error in sd.items()
    }
    reach = dict(interval)
    if every and not math.isnan(factors["tau"]) and _is_bent(r_a, r_b, sd_a or 0.0, sd_b or 0.0):
        sampled = _sampled_tau(means, (sd_a or 0.0, sd_b or 0.0, sd_x or 0.0), n_a)
        reach["tau"] = sampled
        if interval["tau"] is not None:
            interval["tau"] = sampled if math.isfinite(sampled[1]) else None
    sd["probability"], interval["probability"] = None, None
    if sd["tau"] is not None and interval["tau"] is not None:
        chance, highest, lowest = map(float, logistic([factors["tau"], *interval["tau"]]))
        sd["probability"] = PROBABILITY_SLOPE * chance * (1 - chance) * sd["tau"]
        interval["probability"] = (lowest, highest)
    unknown = tuple(dict.fromkeys(r.ion for site in sites for _, r in site if r.sd is None))
    return Spread(ReadOnly(sd), ReadOnly(interval), unknown, ReadOnly(reach))


def _is_bent(r_a: float, r_b: float, sd_a: float, sd_b: float) -> bool:
    """Whether tau bends within the errors of A and B, so that its interval is not symmetric."""
    return math.hypot(sd_a / r_a, sd_b / r_b) > _BENT * math.log(r_a / r_b)


@tables.cached
def _normal() -> FloatArray:
    """Points of a three-dimensional normal distribution, evenly spread, shape (3, n)."""
    inverse = NormalDist().inv_cdf
    count = np.arange(1, _SAMPLES + 1)
    # Halton's sequence: digits of the count, mirrored at the point.
    columns = []
    for base in (2, 3, 5):
        left, value, weight = count.copy(), np.zeros(_SAMPLES), 1.0
        while left.any():
            weight /= base
            value += weight * (left % base)
            left //= base
        columns.append([inverse(v) for v in value])
    return np.array(columns)


def _sampled_tau(means: Sequence[float], sds: Sequence[float], n_a: float) -> Interval:
    """Interval that holds 95 % of tau; without a bound where A may be no larger than B."""
    a, b, x = (mean + sd * points for mean, sd, points in zip(means, sds, _normal(), strict=True))
    # Towards equal radii tau grows without bound, and beyond it is not defined.
    sizes = (a > b) & (b > 0)
    ratio = np.where(sizes, a, math.e) / np.where(sizes, b, 1.0)
    tau = np.where(sizes, x / np.where(sizes, b, 1.0) - n_a * (n_a - ratio / np.log(ratio)), np.inf)
    tau.sort()
    low, high = (tau[round(q * (_SAMPLES - 1))] for q in (0.025, 0.975))
    return float(low), float(high)


def _mean_error(site: Shares) -> float | None:
    """Error of the mole-weighted mean of a site; None if that of an ion is not known."""
    known = [share * r.sd for share, r in site if r.sd is not None]
    return math.hypot(*known) if len(known) == len(site) else None
