"""Widgets: half-life from a decay, and roll-off of the efficiency."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from .. import figures, recombination, spectra
from ..errors import ArgumentError, renaming
from .fields import area, choice, column, number, upload
from .form import Calculator
from .rows import Cell, Quantity, Result, Words, percent, row

TIMES = ("h", "min", "s", "ns", "µs")
_MOST_PLACES = 6


def _example() -> str:
    """A made-up decay, so that the form starts with a result: 30 readings, stretched, with ripple."""
    time = np.linspace(0, 14.5, 30)
    signal = 200 * np.exp(-((time / 13.0) ** 0.75)) * (1 + 0.01 * np.sin(3.1 * time))
    return "\n".join(f"{t:.2f} {s:.2f}" for t, s in zip(time, signal, strict=True))


def _digits(interval: tuple[float, float]) -> str:
    """Format of a number and its bounds: two digits of half the interval."""
    half = (interval[1] - interval[0]) / 2
    largest = max(map(abs, interval))
    if not 0 < half < math.inf or not 1e-3 <= largest < 1e5:
        return ".4g"
    places = 1 - math.floor(math.log10(half))
    return f".{max(0, places)}f" if places <= _MOST_PLACES else ".4g"


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """A decay and what is asked of it."""

    pasted: str = area("Decay, pasted", hint="two columns: time, signal")
    dropped: bytes = upload("Decay from a file")
    column: str | None = column(of=["dropped", "pasted"])
    unit: str = choice("Unit of the time", "h", TIMES)
    confidence_pct: float = number("Confidence", 95.0, "%")


def _fit(i: Inputs) -> Result:
    source = "dropped" if i.dropped else "pasted"
    if not 0 < i.confidence_pct < 100:
        raise ArgumentError(
            "confidence_pct",
            f"{i.confidence_pct:g} % is not allowed",
            "it lies between 0 and 100 %",
            i.confidence_pct,
        )
    if not (i.dropped or i.pasted).strip():
        raise ArgumentError("pasted", "there is no decay", "paste two columns or choose a file")
    with renaming(text=source, time=source, signal=source, confidence="confidence_pct"):
        decay = spectra.read_decay(i.dropped or i.pasted, column=i.column)
        fit = recombination.fit_stretched_exponential(decay.time, decay.signal, confidence=i.confidence_pct / 100)
    head = ("", f"{i.confidence_pct:g} % interval")

    def bounds(pair: tuple[float, float], unit: str) -> Cell:
        low, high = pair
        return (
            Quantity(low, unit, _digits(pair), "lower bound", shown_unit=""),
            " to ",
            Quantity(high, unit, _digits(pair), "upper bound", shown_unit=unit if unit in TIMES else ""),
        )

    unit = decay.unit or i.unit
    rows = [
        row(
            "Half-life T₅₀",
            Quantity(fit.half_life, unit, _digits(fit.half_life_interval), main=True, bold=True),
            bounds(fit.half_life_interval, unit),
            columns=head,
        ),
        row(
            "Time constant τ",
            Quantity(fit.tau, unit, _digits(fit.tau_interval), main=True),
            bounds(fit.tau_interval, unit),
            columns=head,
        ),
        row(
            "Exponent β",
            Quantity(fit.beta, digits=_digits(fit.beta_interval), main=True),
            bounds(fit.beta_interval, "-"),
            columns=head,
        ),
        row(
            "Signal at the start",
            Quantity(fit.amplitude, "as read", _digits(fit.amplitude_interval), shown_unit=""),
            bounds(fit.amplitude_interval, "as read"),
            columns=head,
        ),
        row("Area over amplitude", Quantity(fit.mean_lifetime, unit), "", columns=head),
    ]
    notes: list[Cell] = [
        f"{decay.time.size} points up to {decay.time[-1]:g} {unit}; residual {100 * fit.residual:.2g} % of the start."
    ]
    if not i.dropped and i.pasted == _example():
        notes.insert(0, Words("The decay is made up, to show the form: paste your own or choose a file."))
    if fit.extrapolated:
        notes.append(Words("The half-life lies beyond the last point: it is extrapolated."))
    notes.append(
        "The interval takes the readings as independent; spread between devices and drifts of one are not in it."
    )
    notes += decay.sentences()
    idle = {"pasted": "the file is read"} if i.dropped and i.pasted.strip() else {}
    if decay.unit and decay.unit != i.unit:
        idle["unit"] = f"the {'file' if i.dropped else 'text'} says {decay.unit}"
    return Result(
        rows,
        notes=notes,
        drawing=lambda: figures.decay_fit(decay.time, decay.signal, fit=fit, unit=unit),
        idle=idle,
    )


def _fit_code(i: Inputs) -> str:
    column = f", column={i.column!r}" if i.column is not None else ""
    return f"""
from calculators import recombination, spectra

decay = spectra.read_decay(open("decay.csv", "rb").read(){column})  # time in decay.unit, or {i.unit} if it is empty
fit = recombination.fit_stretched_exponential(decay.time, decay.signal, confidence={i.confidence_pct!r} / 100)
fit.half_life, fit.tau, fit.beta
"""


def decay_fit() -> Calculator[Inputs]:
    r"""Widget: stretched-exponential fit of a pasted or dropped decay, with its half-life.

    Returns
    -------
    Calculator
        The form; it starts with a made-up decay, and needs scipy for the fit.

    See Also
    --------
    calculators.recombination.fit_stretched_exponential : the fit without a form.

    Examples
    --------
    >>> form = decay_fit()
    >>> form.update({"pasted": "0 100\n1 84.1\n2 70.7\n3 59.5\n4 50\n5 42\n6 35.4\n7 29.7"})
    >>> print(f"{form.result.numbers['Half-life T₅₀ [h]']:.2f} h")
    4.00 h
    """
    return Calculator("Half-life from a decay", Inputs(pasted=_example()), _fit, _fit_code)


@dataclass(frozen=True, kw_only=True)
class RollOffInputs:
    """Rates of an emitting layer and the current through it."""

    thickness_nm: float = number("Thickness of the emitter", 30.0, "nm")
    k_trap_per_s: float = number("Trap rate k₁", 1e6, "1/s")
    k_radiative_cm3_s: float = number("Radiative constant k₂", 1e-10, "cm³/s")
    k_auger_cm6_s: float = number("Auger constant k₃", 1e-28, "cm⁶/s")
    current_density_ma_cm2: float = number("Current density", 10.0, "mA/cm²")


def _roll(i: RollOffInputs) -> Result:
    constants = (i.k_trap_per_s, i.k_radiative_cm3_s, i.k_auger_cm6_s)
    density = recombination.carrier_density(i.current_density_ma_cm2, i.thickness_nm, *constants)
    if not density > 0:
        raise ArgumentError(
            "current_density_ma_cm2",
            f"{i.current_density_ma_cm2:g} mA/cm² is not allowed",
            "it must be above 0",
            i.current_density_ma_cm2,
        )
    shares = recombination.recombination_shares(i.current_density_ma_cm2, i.thickness_nm, *constants)
    rows = [
        row("Internal quantum efficiency", percent(shares.radiative, main=True, bold=True)),
        row("Carrier density", Quantity(density, "cm⁻³", ".3g", main=True)),
        row("Lost to traps", percent(shares.trap)),
        row("Lost to Auger", percent(shares.auger)),
        row("Best at any current", percent(recombination.best_efficiency(*constants))),
    ]
    return Result(
        rows,
        notes=[
            "An illustration: uniform carriers, perfect balance, constant temperature. In devices the balance and "
            "the heat often set the fall."
        ],
        drawing=lambda: figures.roll_off(
            thickness_nm=i.thickness_nm,
            k_trap_per_s=i.k_trap_per_s,
            k_radiative_cm3_s=i.k_radiative_cm3_s,
            k_auger_cm6_s=i.k_auger_cm6_s,
        ),
    )


def _roll_code(i: RollOffInputs) -> str:
    return f"""
from calculators import recombination

layer = {i.current_density_ma_cm2!r}, {i.thickness_nm!r}
constants = {i.k_trap_per_s!r}, {i.k_radiative_cm3_s!r}, {i.k_auger_cm6_s!r}
recombination.internal_quantum_efficiency(*layer, *constants), recombination.carrier_density(*layer, *constants)
"""


def efficiency_roll_off() -> Calculator[RollOffInputs]:
    """Widget: internal quantum efficiency against current from trap, radiative and Auger rates.

    Returns
    -------
    Calculator
        The form; an illustration, not a fit.

    See Also
    --------
    calculators.recombination.internal_quantum_efficiency : the efficiency without a form.

    Examples
    --------
    >>> print(efficiency_roll_off().result)
    Internal quantum efficiency: 50.3 %
    Carrier density: 1.02 × 10¹⁶ cm⁻³
    Lost to traps: 49.2 %
    Lost to Auger: 0.515 %
    Best at any current: 83.3 %
    """
    return Calculator("Efficiency roll-off", RollOffInputs(), _roll, _roll_code)
