"""Errors of the factors from those of the radii, to first order."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..results import ReadOnly
from ._factors import PROBABILITY_SLOPE, logistic
from ._radii import Radius

# A normal distribution lies within so many standard deviations with 95 %.
_Z95 = 1.959963984540054

Shares = Sequence[tuple[float, Radius]]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spread:
    """Standard deviations and 95 % intervals of the factors, and the ions whose radius has no known error."""

    sd: Mapping[str, float | None]
    interval: Mapping[str, Interval | None]
    unknown: tuple[str, ...]


def propagated(sites: Sequence[Shares], means: Sequence[float], n_a: float, factors: Mapping[str, float]) -> Spread:
    """Errors of t, mu, tau and the probability; None where no radius that counts has a known error.

    Radii are taken as independent. The error of tau is left open where r_A and r_B may be equal, since the
    logarithm then turns and a first order says nothing.
    """
    errors = [_mean_error(site) for site in sites]
    r_a, r_b, r_x = means
    slopes = _slopes(r_a, r_b, r_x, n_a, factors["tau"])
    sd = {name: _combined(by_site, errors) for name, by_site in slopes.items()}
    if math.isnan(factors["tau"]) or r_a - r_b <= _Z95 * math.hypot(errors[0] or 0.0, errors[1] or 0.0):
        sd["tau"] = None
    chance = float(logistic(factors["tau"]))
    tau_sd = sd["tau"]
    sd["probability"] = None if tau_sd is None else PROBABILITY_SLOPE * chance * (1 - chance) * tau_sd
    interval: dict[str, Interval | None] = {
        name: None if error is None else (factors[name] - _Z95 * error, factors[name] + _Z95 * error)
        for name, error in sd.items()
        if name != "probability"
    }
    taus = interval["tau"]
    interval["probability"] = None if taus is None else (float(logistic(taus[1])), float(logistic(taus[0])))
    unknown = tuple(dict.fromkeys(r.ion for site in sites for _, r in site if r.sd is None))
    return Spread(ReadOnly(sd), ReadOnly(interval), unknown)


def _mean_error(site: Shares) -> float | None:
    """Error of the mole-weighted mean of a site from the ions whose error is known."""
    known = [share * r.sd for share, r in site if r.sd is not None]
    return math.hypot(*known) if known else None


def _slopes(a: float, b: float, x: float, n_a: float, tau: float) -> dict[str, tuple[float, float, float]]:
    """Derivatives of t, mu and tau by the mean radii of A, B and X [1/angstrom]."""
    root = math.sqrt(2) * (b + x)
    slopes = {
        "t": (1 / root, -(a + x) / (root * (b + x)), (b - a) / (root * (b + x))),
        "mu": (0.0, 1 / x, -b / x**2),
        "tau": (math.nan, math.nan, math.nan),
    }
    if not math.isnan(tau):
        ratio = a / b
        turn = n_a * (math.log(ratio) - 1) / math.log(ratio) ** 2  # of n q/ln q by q
        slopes["tau"] = (turn / b, -x / b**2 - turn * ratio / b, 1 / b)
    return slopes


def _combined(slopes: Sequence[float], errors: Sequence[float | None]) -> float | None:
    known = [slope * error for slope, error in zip(slopes, errors, strict=True) if error is not None and slope]
    return math.hypot(*known) if known else None
