"""Figures of recombination and ageing: roll-off, half-life against luminance, a fitted decay."""

from __future__ import annotations

from typing import Any

import numpy as np

from .. import led, recombination
from ..tables import ArrayLike
from .drawing import BLUE, FAINT, INK, ORANGE, RED, Drawing, finish, legend, new_figure


def roll_off(
    thickness_nm: float = 30.0, k_trap: float = 1e6, k_radiative: float = 1e-10, k_auger: float = 1e-28
) -> Drawing:
    """Internal quantum efficiency against current density, an illustration of roll-off.

    Parameters
    ----------
    thickness_nm : float, optional
        Thickness of the emitting layer [nm].
    k_trap, k_radiative, k_auger : float, optional
        Rate constants [1/s, cm3/s, cm6/s].

    Returns
    -------
    Drawing
        The three shares of the recombination.

    Raises
    ------
    ValueError
        See :func:`calculators.recombination.carrier_density`.

    Examples
    --------
    >>> "roll-off" in roll_off().alt
    True
    """
    current = np.logspace(-2, 4, 241)
    n = np.asarray(recombination.carrier_density(current, thickness_nm, k_trap, k_radiative, k_auger))
    terms = np.stack([k_trap * n, k_radiative * n**2, k_auger * n**3])
    shares = terms / terms.sum(axis=0)
    figure, axes = new_figure(6.2, 3.4)
    for share, name, colour in zip(shares, ("traps", "radiative: IQE", "Auger"), (FAINT, BLUE, RED), strict=True):
        axes.plot(current, 100 * share, color=colour, linewidth=2.2 if colour == BLUE else 1.5, label=name)
    axes.set_xscale("log")
    axes.set_xlabel("Current density [mA/cm²]")
    axes.set_ylabel("Share of the recombination [%]")
    axes.set_ylim(0, 102)
    legend(axes)
    best = int(shares[1].argmax())
    alt = (
        "Illustration of roll-off: shares of trap, radiative and Auger recombination against current density. The "
        f"radiative share peaks at {100 * shares[1][best]:.0f} % near {current[best]:.2g} mA/cm²."
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
    ValueError
        See :func:`calculators.led.lifetime_at`; also for exponents in falling order.

    Examples
    --------
    >>> "Half-life" in lifetime_by_luminance(10, 200).alt
    True
    """
    low, high = exponents
    if low > high:
        raise ValueError(f"exponents: {low:g} and {high:g} are not in rising order")
    reach = np.logspace(-1, 1, 61) * luminance_cd_m2
    gentle, steep = (np.asarray(led.lifetime_at(t50_h, luminance_cd_m2, reach, n)) for n in exponents)
    figure, axes = new_figure(6.0, 3.4)
    axes.fill_between(reach, gentle, steep, color=BLUE, alpha=0.25, linewidth=0)
    axes.plot(reach, gentle, color=BLUE, label=f"n = {low:g}")
    axes.plot(reach, steep, color=ORANGE, label=f"n = {high:g}")
    axes.plot(luminance_cd_m2, t50_h, "o", color=INK, markersize=8, label="the test")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlabel("Starting luminance [cd/m²]")
    axes.set_ylabel("Half-life T₅₀ [h]")
    legend(axes)
    ends = [led.lifetime_at(t50_h, luminance_cd_m2, luminance_cd_m2 / 10, n) for n in exponents]
    alt = (
        f"Half-life against starting luminance from a test of {t50_h:g} h at {luminance_cd_m2:g} cd/m²: at a tenth "
        f"of the luminance the exponents {low:g} and {high:g} give {ends[0]:.3g} and {ends[1]:.3g} h."
    )
    return finish(figure, alt)


def decay_fit(time: ArrayLike, signal: ArrayLike, fit: Any = None, unit: str = "h") -> Drawing:
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
    ValueError
        See :func:`calculators.recombination.fit_stretched_exponential`.

    Examples
    --------
    >>> t = np.linspace(0, 20, 40)
    >>> "half-life" in decay_fit(t, np.exp(-t / 8)).alt
    True
    """
    t, y = np.asarray(time, dtype=float), np.asarray(signal, dtype=float)
    fit = fit or recombination.fit_stretched_exponential(t, y)
    figure, axes = new_figure(6.2, 3.4)
    axes.plot(t, y / fit.amplitude, ".", color=INK, markersize=4, alpha=0.7)
    end = max(float(np.nanmax(t)), min(1.05 * fit.half_life, 3 * float(np.nanmax(t))))
    curve = np.linspace(0, end, 300)
    axes.plot(curve, fit(curve) / fit.amplitude, color=BLUE, linewidth=2)
    axes.axhline(0.5, color=FAINT)
    low, high = fit.half_life_interval
    axes.axvspan(low, min(high, end), color=ORANGE, alpha=0.3, linewidth=0)
    axes.set_xlim(0, end)
    axes.set_ylim(0, None)
    axes.set_xlabel(f"Time [{unit}]")
    axes.set_ylabel("Signal over its start")
    alt = (
        f"Decay with a stretched exponential, time constant {fit.tau:.3g} {unit}, exponent {fit.beta:.2f}; half-life "
        f"{fit.half_life:.3g} {unit}, {100 * fit.confidence:.0f} % interval {low:.3g} to {high:.3g} {unit}"
        + (", beyond the last point." if fit.extrapolated else ".")
    )
    return finish(figure, alt)
