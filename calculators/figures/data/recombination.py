"""Roll-off, half-lives carried to other luminances, and fitted decays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ... import led, recombination
from ...checks import finite, furthest, instance, one_number, same_length, vector
from ...errors import ArgumentError, renaming, shown
from ...recombination import DecayFit
from ...results import Result
from ...tables import ArrayLike, FloatArray


@dataclass(frozen=True, eq=False)
class RollOff(Result):
    """Shares of the recombination [-] by current density [mA/cm2], arrays of one shape."""

    current_ma_cm2: FloatArray
    trap: FloatArray
    radiative: FloatArray
    auger: FloatArray


def roll_off(
    thickness_nm: float = 30.0,
    k_trap_per_s: float = 1e6,
    k_radiative_cm3_s: float = 1e-10,
    k_auger_cm6_s: float = 1e-28,
) -> RollOff:
    """Shares of trap, radiative and Auger recombination from 0.01 to 10,000 mA/cm2.

    Parameters
    ----------
    thickness_nm : float, optional
        Thickness of the emitting layer [nm].
    k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s : float, optional
        Rate constants [1/s, cm3/s, cm6/s].

    Returns
    -------
    RollOff
        40 points a decade; the radiative share is the internal quantum efficiency.

    Raises
    ------
    ArgumentError
        See :func:`calculators.recombination.carrier_density`.

    Examples
    --------
    >>> found = roll_off()
    >>> round(float(found.radiative.max()), 2)
    0.83
    """
    current = np.logspace(-2, 4, 241)
    layer = {
        "thickness_nm": thickness_nm,
        "k_trap_per_s": k_trap_per_s,
        "k_radiative_cm3_s": k_radiative_cm3_s,
        "k_auger_cm6_s": k_auger_cm6_s,
    }
    shares = recombination.recombination_shares(current, **{n: one_number(n, value) for n, value in layer.items()})
    return RollOff(current, *(np.asarray(share) for share in shares))


@dataclass(frozen=True, eq=False)
class Carried(Result):
    """Half-life of a test carried to other starting luminances.

    Attributes
    ----------
    t50_h, luminance_cd_m2 : float
        The test.
    exponents : tuple of float
        Least and largest acceleration exponent [-].
    reach_cd_m2 : numpy.ndarray
        Starting luminances, shape (n,), rising.
    low_exponent_h, high_exponent_h : numpy.ndarray
        Half-lives that the two exponents give [h], shape (n,).
    """

    t50_h: float
    luminance_cd_m2: float
    exponents: tuple[float, float]
    reach_cd_m2: FloatArray
    low_exponent_h: FloatArray
    high_exponent_h: FloatArray


@finite
def lifetime_by_luminance(
    t50_h: float,
    luminance_cd_m2: float,
    exponents: tuple[float, float] = (1.0, 2.0),
    *,
    most_cd_m2: float | None = None,
) -> Carried:
    """Half-life carried from one test as far as it may be, a factor of ten to both sides.

    Parameters
    ----------
    t50_h : float
        Half-life of the test [h].
    luminance_cd_m2 : float
        Its starting luminance [cd/m2].
    exponents : tuple of float, optional
        Least and largest acceleration exponent [-].
    most_cd_m2 : float, optional
        Largest luminance of the device: no further than that, or than the test
        if that is brighter.

    Returns
    -------
    Carried
        61 luminances and the half-lives that both exponents give.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.lifetime_at`; also for exponents that are not two in rising order.

    Examples
    --------
    >>> carried = lifetime_by_luminance(10.0, 200.0)
    >>> carried.reach_cd_m2[[0, -1]].round(6).tolist(), carried.low_exponent_h[[0, -1]].round(6).tolist()
    ([20.0, 2000.0], [100.0, 1.0])
    """
    ends = vector("exponents", exponents)
    if ends.size != 2 or not ends[0] <= ends[1]:
        raise ArgumentError("exponents", f"{shown(exponents)} is not allowed", "it is two in rising order", exponents)
    low, high = ends.tolist()
    t50_h, luminance_cd_m2 = one_number("t50_h", t50_h), one_number("luminance_cd_m2", luminance_cd_m2)
    if 0 < luminance_cd_m2 < 1e-300:  # a tenth of it is 0
        raise furthest({"luminance_cd_m2": luminance_cd_m2})
    with renaming(t50="t50_h", luminance="luminance_cd_m2", exponent="exponents"):
        led.lifetime_at(t50_h, luminance_cd_m2, luminance_cd_m2, low)  # refuses what is out of range
    end = led.FURTHEST * luminance_cd_m2
    if most_cd_m2 is not None:
        end = min(end, max(one_number("most_cd_m2", most_cd_m2), luminance_cd_m2))
    reach = np.geomspace(luminance_cd_m2 / led.FURTHEST, end, 61)
    with renaming(t50="t50_h", luminance="luminance_cd_m2", target_luminance="luminance_cd_m2", exponent="exponents"):
        gentle, steep = (np.asarray(led.lifetime_at(t50_h, luminance_cd_m2, reach, n)) for n in (low, high))
    return Carried(float(t50_h), float(luminance_cd_m2), (float(low), float(high)), reach, gentle, steep)


@dataclass(frozen=True, eq=False)
class FittedDecay(Result):
    """A decay over its fitted start, and its fit.

    Attributes
    ----------
    time, relative : numpy.ndarray
        The points, shape (n,) [unit of the time, -].
    curve_time, curve : numpy.ndarray
        The fit, shape (300,) [unit of the time, -].
    fit : calculators.recombination.DecayFit
        The fit itself, with half-life and intervals.
    """

    time: FloatArray
    relative: FloatArray
    curve_time: FloatArray
    curve: FloatArray
    fit: DecayFit


def decay_fit(time: ArrayLike, signal: ArrayLike, fit: DecayFit | None = None) -> FittedDecay:
    """Decay with its stretched exponential, both over the start of the fit.

    Parameters
    ----------
    time, signal : array_like
        The decay, shape (n,).
    fit : calculators.recombination.DecayFit, optional
        The fit; made here if it is not given.

    Returns
    -------
    FittedDecay
        The curve runs to the last point, or past the half-life if that is later
        and not beyond three times the last point.

    Raises
    ------
    ArgumentError
        See :func:`calculators.recombination.fit_stretched_exponential`.

    Examples
    --------
    >>> t = np.linspace(0, 20, 40)
    >>> round(float(decay_fit(t, 3 * np.exp(-t / 8)).relative[0]), 6)
    1.0
    """
    t, y = vector("time", time), vector("signal", signal)
    same_length(time=t, signal=y)
    found = recombination.fit_stretched_exponential(t, y) if fit is None else instance("fit", fit, DecayFit)
    last = float(np.nanmax(t))
    curve_time = np.linspace(0, max(last, min(1.05 * found.half_life, 3 * last)), 300)
    return FittedDecay(t, np.asarray(y / found.amplitude), curve_time, found(curve_time) / found.amplitude, found)
