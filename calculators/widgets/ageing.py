"""Widgets: half-life from a decay, and roll-off of the efficiency."""

from __future__ import annotations

import numpy as np

from .. import figures, recombination, spectra
from ._form import Area, Calculator, Choice, Number, Result, Upload, table


def _example() -> str:
    """A made-up decay, so that the form starts with a result: 30 readings, stretched, with ripple."""
    time = np.linspace(0, 14.5, 30)
    signal = 200 * np.exp(-((time / 13.0) ** 0.75)) * (1 + 0.01 * np.sin(3.1 * time))
    return "\n".join(f"{t:.2f} {s:.2f}" for t, s in zip(time, signal, strict=True))


def _fit(pasted: str, dropped: str, unit: str, confidence_pct: float) -> Result:
    decay = spectra.read_decay(dropped or pasted)
    if not 0 < confidence_pct < 100:
        raise ValueError(f"confidence_pct: {confidence_pct:g} % is not allowed; it lies between 0 and 100 %")
    fit = recombination.fit_stretched_exponential(decay.time, decay.signal, confidence_pct / 100)

    def interval(pair: tuple[float, float]) -> str:
        return f"{pair[0]:.4g} to {pair[1]:.4g}"

    rows = [
        ("Half-life T₅₀", f"<strong>{fit.half_life:.4g} {unit}</strong>", interval(fit.half_life_interval)),
        ("Time constant τ", f"{fit.tau:.4g} {unit}", interval(fit.tau_interval)),
        ("Exponent β", f"{fit.beta:.3f}", interval(fit.beta_interval)),
        ("Signal at the start", f"{fit.amplitude:.4g}", interval(fit.amplitude_interval)),
        ("Area over amplitude", f"{fit.mean_lifetime:.4g} {unit}", ""),
    ]
    notes = [
        f"{decay.time.size} points up to {decay.time[-1]:g} {unit}; residual {100 * fit.residual:.2g} % of the start."
    ]
    if fit.extrapolated:
        notes.append("<strong>The half-life lies beyond the last point: it is extrapolated.</strong>")
    notes.append(
        "The interval takes the readings as independent; spread between devices and drifts of one are not in it."
    )
    head = ["", "value", f"{confidence_pct:g} % interval"]
    return Result(
        table(rows, head) + "".join(f"<p>{note}</p>" for note in notes),
        lambda: figures.decay_fit(decay.time, decay.signal, fit, unit),
        {f"half-life [{unit}]": fit.half_life, f"time constant [{unit}]": fit.tau, "exponent [-]": fit.beta},
    )


def _fit_code(pasted: str, dropped: str, unit: str, confidence_pct: float) -> str:
    return f"""
from calculators import recombination, spectra

decay = spectra.read_decay(open("decay.csv").read())  # time in {unit}, signal
fit = recombination.fit_stretched_exponential(decay.time, decay.signal, {confidence_pct!r} / 100)
fit.half_life, fit.tau, fit.beta
"""


def decay_fit() -> Calculator:
    """Widget: stretched-exponential fit of a pasted or dropped decay, with its half-life.

    Returns
    -------
    Calculator
        The form; it starts with a made-up decay, and needs scipy for the fit.

    Examples
    --------
    >>> "Half-life" in decay_fit().output.value
    True
    """
    return Calculator(
        "Half-life from a decay",
        {
            "pasted": Area("Decay, pasted", _example(), "two columns: time, signal"),
            "dropped": Upload("Decay from a file"),
            "unit": Choice("Unit of the time", "h", ("h", "min", "s", "ns", "µs")),
            "confidence_pct": Number("Confidence", 95.0, "%"),
        },
        _fit,
        _fit_code,
    )


def _roll(
    thickness_nm: float, k_trap: float, k_radiative: float, k_auger: float, current_density_ma_cm2: float
) -> Result:
    n = recombination.carrier_density(current_density_ma_cm2, thickness_nm, k_trap, k_radiative, k_auger)
    iqe = recombination.internal_quantum_efficiency(current_density_ma_cm2, thickness_nm, k_trap, k_radiative, k_auger)
    if not n > 0:
        raise ValueError(
            f"current_density_ma_cm2: {current_density_ma_cm2:g} mA/cm² is not allowed; it must be above 0"
        )
    rows = [
        ("Internal quantum efficiency", f"<strong>{100 * iqe:.3g} %</strong>"),
        ("Carrier density", f"{n:.3g} cm⁻³"),
        ("Lost to traps", f"{100 * k_trap * n / (k_trap * n + k_radiative * n**2 + k_auger * n**3):.3g} %"),
        ("Lost to Auger", f"{100 * k_auger * n**3 / (k_trap * n + k_radiative * n**2 + k_auger * n**3):.3g} %"),
    ]
    if k_trap > 0 and k_auger > 0:
        best = k_radiative / (k_radiative + 2 * (k_trap * k_auger) ** 0.5)
        rows.append(("Best at any current", f"{100 * best:.3g} %"))
    note = (
        "<p>An illustration: uniform carriers, perfect balance, constant temperature. In devices the balance and "
        "the heat often set the fall.</p>"
    )
    return Result(
        table(rows) + note,
        lambda: figures.roll_off(thickness_nm, k_trap, k_radiative, k_auger),
        {"internal quantum efficiency [-]": iqe, "carrier density [cm⁻³]": n},
    )


def _roll_code(
    thickness_nm: float, k_trap: float, k_radiative: float, k_auger: float, current_density_ma_cm2: float
) -> str:
    return f"""
from calculators import recombination

inputs = {current_density_ma_cm2!r}, {thickness_nm!r}, {k_trap!r}, {k_radiative!r}, {k_auger!r}
recombination.internal_quantum_efficiency(*inputs), recombination.carrier_density(*inputs)
"""


def efficiency_roll_off() -> Calculator:
    """Widget: internal quantum efficiency against current from trap, radiative and Auger rates.

    Returns
    -------
    Calculator
        The form; an illustration, not a fit.

    Examples
    --------
    >>> "Auger" in efficiency_roll_off().output.value
    True
    """
    return Calculator(
        "Efficiency roll-off",
        {
            "thickness_nm": Number("Thickness of the emitter", 30.0, "nm"),
            "k_trap": Number("Trap rate k₁", 1e6, "1/s"),
            "k_radiative": Number("Radiative constant k₂", 1e-10, "cm³/s"),
            "k_auger": Number("Auger constant k₃", 1e-28, "cm⁶/s"),
            "current_density_ma_cm2": Number("Current density", 10.0, "mA/cm²"),
        },
        _roll,
        _roll_code,
    )
