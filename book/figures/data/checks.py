"""What pairs of numbers imply: rates from yields and lifetimes, outcoupling, thresholds of the audit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from calculators import led, recombination, tables
from calculators.checks import mapping, vector
from calculators.errors import ArgumentError, shown
from calculators.figures.data.devices import Device, device
from calculators.results import Result
from calculators.tables import ArrayLike, FloatArray

from .pairs import Pair, yield_lifetime_pairs

Verdict = Literal["apart", "rounding decides", "one rate suits both"]
VERDICTS: tuple[Verdict, ...] = ("apart", "rounding decides", "one rate suits both")
"""Whether a bare core and the same core with its shell may share one radiative rate."""

Span = tuple[float, float]


class RateBounds(NamedTuple):
    """Least and largest radiative rate of both samples of a pair [1/ns], as printed and with the rounding."""

    pair: Pair
    bare: Span
    bare_rounded: Span
    shelled: Span
    shelled_rounded: Span

    @property
    def verdict(self) -> Verdict:
        """Whether the bounds overlap."""
        if _overlap(self.bare, self.shelled):
            return "one rate suits both"
        return "rounding decides" if _overlap(self.bare_rounded, self.shelled_rounded) else "apart"


def _overlap(a: Span, b: Span) -> bool:
    return max(a[0], b[0]) <= min(a[1], b[1])


def rate_bounds() -> list[RateBounds]:
    """Radiative rates that a yield and a lifetime allow, of bare cores and of the same cores with their shell.

    Returns
    -------
    list of RateBounds
        Pairs that cannot share one rate first, then by citation.

    Examples
    --------
    >>> all(bounds.bare[0] <= bounds.bare[1] for bounds in rate_bounds())
    True
    """
    found = []
    for pair in yield_lifetime_pairs():
        spans = []
        for plqy, tau, d_plqy, d_tau in (
            (pair.plqy_core_pct, pair.lifetime_core_ns, pair.half_digit[0], pair.half_digit[2]),
            (pair.plqy_pct, pair.lifetime_ns, pair.half_digit[1], pair.half_digit[3]),
        ):
            bounds = recombination.radiative_rate_bounds
            spans.append(bounds(plqy / 100, tau))
            spans.append(bounds(plqy / 100, tau, plqy_error=d_plqy / 100, lifetime_error_ns=d_tau))
        found.append(RateBounds(pair, *spans))
    return sorted(found, key=lambda bounds: (VERDICTS.index(bounds.verdict), bounds.pair.citation))


class Implied(NamedTuple):
    """EQE and PLQY of a device, and what they imply for outcoupling times charge balance."""

    device: Device
    plqy_pct: float
    of_film: bool
    implied: float


@dataclass(frozen=True)
class ImpliedOutcoupling:
    """Devices with the yield of their emitter, and the share that the escape cone of a plane film holds [-]."""

    refractive_index: float
    cone: float
    devices: tuple[Implied, ...]


_CELL = {"values": "value", "core_shell": "plqy_pct"}


def implied_outcoupling(refractive_index: float = 1.9) -> ImpliedOutcoupling:
    """Outcoupling times charge balance that the printed EQE and PLQY of a device imply.

    Parameters
    ----------
    refractive_index : float, optional
        Index of the emitting film [-], for the escape cone.

    Returns
    -------
    ImpliedOutcoupling
        Devices whose row names the row of their emitter's yield, in the order of the table ``leds``.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.escape_cone`; also if a row names a yield that does not exist.

    Examples
    --------
    >>> found = implied_outcoupling()
    >>> all(d.implied > d.device.eqe_pct / 100 for d in found.devices if d.plqy_pct < 100)
    True
    """
    found = []
    for row in tables.read("leds"):
        if row["eqe_pct"] is not None and row["plqy_row"]:
            table, _, name = row["plqy_row"].partition("/")
            plqy = tables.row(table, name)[_CELL[table]]
            implied = led.implied_outcoupling(row["eqe_pct"] / 100, plqy / 100)
            found.append(Implied(device(row), plqy, row["plqy_state"] == "film", implied))
    return ImpliedOutcoupling(refractive_index, led.escape_cone(refractive_index), tuple(found))


@dataclass(frozen=True, eq=False)
class Curve(Result):
    """How many rows a rule finds, by the threshold it takes."""

    name: str
    threshold: FloatArray
    rows: FloatArray

    def at(self, threshold: float) -> tuple[float, int]:
        """Given threshold that lies nearest, and its count."""
        k = int(np.abs(self.threshold - threshold).argmin())
        return float(self.threshold[k]), int(self.rows[k])


MOST_CURVES = 5


def threshold_curves(curves: Mapping[str, tuple[ArrayLike, ArrayLike]]) -> list[Curve]:
    """How many rows a rule finds against the threshold it takes, checked.

    Parameters
    ----------
    curves : mapping of str to tuple of array_like
        By name: thresholds [any unit], and counts [-], both of shape (n,).

    Returns
    -------
    list of Curve
        By rising threshold.

    Raises
    ------
    ArgumentError
        If there are no curves or more than five, or thresholds and counts do not fit.

    Examples
    --------
    >>> threshold_curves({"all": ([1.2, 1.1], [2, 3])})[0].at(1.1)
    (1.1, 3)
    """
    if not 1 <= len(mapping("curves", curves)) <= MOST_CURVES:
        raise ArgumentError("curves", f"{len(curves)} is not allowed", f"it is 1 to {MOST_CURVES} curves", curves)
    found = []
    for name, curve in curves.items():
        if not isinstance(curve, tuple | list) or len(curve) != 2:
            raise ArgumentError("curves", f"{name}: {shown(curve)} is not allowed", "give thresholds and counts", curve)
        x, y = (vector("curves", part) for part in curve)
        if x.size != y.size:
            raise ArgumentError(
                "curves", f"{name}: {x.size} thresholds do not fit {y.size} counts", "give one for each"
            )
        order = np.argsort(x, kind="stable")
        found.append(Curve(name, x[order], y[order]))
    return found
