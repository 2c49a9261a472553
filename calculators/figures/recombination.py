"""Figures of recombination and ageing: roll-off, half-life against luminance, a fitted decay."""

from __future__ import annotations

from ..recombination import DecayFit
from ..tables import ArrayLike
from .data import recombination as data
from .drawing import BLUE, FAINT, INK, ORANGE, RED, Drawing, finish, legend, new_figure
from .marks import digits


def roll_off(
    thickness_nm: float = 30.0,
    k_trap_per_s: float = 1e6,
    k_radiative_cm3_s: float = 1e-10,
    k_auger_cm6_s: float = 1e-28,
) -> Drawing:
    """Internal quantum efficiency against current density, an illustration of roll-off.

    Parameters
    ----------
    thickness_nm : float, optional
        Thickness of the emitting layer [nm].
    k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s : float, optional
        Rate constants [1/s, cm3/s, cm6/s].

    Returns
    -------
    Drawing
        The three shares of the recombination.

    Raises
    ------
    ArgumentError
        See :func:`calculators.recombination.carrier_density`.

    Examples
    --------
    >>> "roll-off" in roll_off().alt
    True
    """
    found = data.roll_off(thickness_nm, k_trap_per_s, k_radiative_cm3_s, k_auger_cm6_s)
    figure, axes = new_figure(6.2, 3.4)
    for share, name, colour, width in (
        (found.trap, "traps", FAINT, 1.5),
        (found.radiative, "radiative: IQE", BLUE, 2.2),
        (found.auger, "Auger", RED, 1.5),
    ):
        axes.plot(found.current_ma_cm2, 100 * share, color=colour, linewidth=width, label=name)
    axes.set_xscale("log")
    axes.set_xlabel("Current density [mA/cm²]")
    axes.set_ylabel("Share of the recombination [%]")
    axes.set_ylim(0, 102)
    legend(axes)
    best = int(found.radiative.argmax())
    alt = (
        "Illustration of roll-off: shares of trap, radiative and Auger recombination against current density. The "
        f"radiative share peaks at {100 * found.radiative[best]:.0f} % near "
        f"{digits(found.current_ma_cm2[best], 2)} mA/cm²."
    )
    return finish(figure, alt)


def lifetime_by_luminance(t50_h: float, luminance_cd_m2: float, exponents: tuple[float, float] = (1.0, 2.0)) -> Drawing:
    """Half-life carried from one test to other starting luminances, no further than a factor of ten.

    Parameters
    ----------
    t50_h : float
        Half-life of the test [h].
    luminance_cd_m2 : float
        Its starting luminance [cd/m2].
    exponents : tuple of float, optional
        Least and largest acceleration exponent [-].

    Returns
    -------
    Drawing
        The band between the two exponents.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.lifetime_at`; also for exponents in falling order.

    Examples
    --------
    >>> "Half-life" in lifetime_by_luminance(10, 200).alt
    True
    """
    carried = data.lifetime_by_luminance(t50_h, luminance_cd_m2, exponents)
    (low, high), reach = carried.exponents, carried.reach_cd_m2
    gentle, steep = carried.low_exponent_h, carried.high_exponent_h
    figure, axes = new_figure(6.0, 3.4)
    axes.fill_between(reach, gentle, steep, color=BLUE, alpha=0.25, linewidth=0)
    axes.plot(reach, gentle, color=BLUE, label=f"n = {low:g}")
    axes.plot(reach, steep, color=ORANGE, label=f"n = {high:g}")
    axes.plot(carried.luminance_cd_m2, carried.t50_h, "o", color=INK, markersize=8, label="the test")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("Starting luminance [cd/m²]")
    axes.set_ylabel("Half-life T₅₀ [h]")
    legend(axes)
    alt = (
        f"Half-life against starting luminance from a test of {carried.t50_h:g} h at "
        f"{carried.luminance_cd_m2:g} cd/m²: at {digits(reach[0])} cd/m² the exponents {low:g} and {high:g} give "
        f"{digits(gentle[0])} and {digits(steep[0])} h."
    )
    return finish(figure, alt)


def decay_fit(time: ArrayLike, signal: ArrayLike, fit: DecayFit | None = None, unit: str = "h") -> Drawing:
    """A decay with its stretched exponential.

    Parameters
    ----------
    time, signal : array_like
        The decay, shape (n,).
    fit : calculators.recombination.DecayFit, optional
        The fit; made here if it is not given.
    unit : str, optional
        Unit of the time, for the label.

    Returns
    -------
    Drawing
        Points, curve and half-life.

    Raises
    ------
    ArgumentError
        See :func:`calculators.recombination.fit_stretched_exponential`.

    Examples
    --------
    >>> import numpy as np
    >>> t = np.linspace(0, 20, 40)
    >>> "half-life" in decay_fit(t, np.exp(-t / 8)).alt
    True
    """
    decay = data.decay_fit(time, signal, fit)
    found, end = decay.fit, float(decay.curve_time[-1])
    figure, axes = new_figure(6.2, 3.4)
    axes.plot(decay.time, decay.relative, ".", color=INK, markersize=4, alpha=0.7)
    axes.plot(decay.curve_time, decay.curve, color=BLUE, linewidth=2)
    axes.axhline(0.5, color=FAINT)
    low, high = found.half_life_interval
    axes.axvspan(low, min(high, end), color=ORANGE, alpha=0.3, linewidth=0)
    axes.set_xlim(0, end)
    axes.set_ylim(0, None)
    axes.set_xlabel(f"Time [{unit}]")
    axes.set_ylabel("Signal over its start")
    alt = (
        f"Decay with a stretched exponential, time constant {found.tau:.3g} {unit}, exponent {found.beta:.2f}; "
        f"half-life {found.half_life:.3g} {unit}, {100 * found.confidence:.0f} % interval {low:.3g} to {high:.3g} "
        + unit
        + (", beyond the last point." if found.extrapolated else ".")
    )
    return finish(figure, alt)
