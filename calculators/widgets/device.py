"""Widget: a light-emitting diode as a whole, from a row of the table or typed in."""

from __future__ import annotations

import html
import math

from .. import color, figures, led, spectra, tables
from ..tables import FloatArray
from ._form import Area, Calculator, Choice, Fraction, Number, Result, Upload, table

OWN = "my own numbers"
_FIGURES = ("chain of factors", "chromaticity", "half-life")


def _rows() -> dict[str, dict[str, str]]:
    """Rows with an EQE and a peak, by a label for people."""
    found = {}
    for row in tables.rows("leds"):
        if row["eqe_pct"] and row["el_peak_nm"] and row["emission"] == "electroluminescent":
            label = (
                f"{row['emitter']}, {float(row['el_peak_nm']):g} nm, {float(row['eqe_pct']):g} % ({row['citation']})"
            )
            found[label] = dict(row)
    return found


def _spectrum(pasted: str, dropped: str, peak_nm: float, fwhm_nm: float) -> tuple[tuple[FloatArray, FloatArray], str]:
    """Emission spectrum and where it comes from."""
    text = dropped or pasted
    if not text.strip():
        return color.gaussian(peak_nm, fwhm_nm), f"Gaussian, {peak_nm:g} nm, FWHM {fwhm_nm:g} nm"
    read = spectra.read(text)
    below = int((read.value < 0).sum())
    power = read.value.clip(min=0.0)
    where = f"{read.wavelength_nm.size} points, {read.wavelength_nm[0]:g} to {read.wavelength_nm[-1]:g} nm"
    return (read.wavelength_nm, power), where + (f"; {below} negative readings set to 0" if below else "")


def _compute(
    device: str,
    eqe_pct: float,
    plqy: float,
    charge_balance: float,
    peak_nm: float,
    fwhm_nm: float,
    voltage_v: float,
    current_density_ma_cm2: float,
    t50: float,
    luminance: float,
    n_low: float,
    n_high: float,
    pasted: str,
    dropped: str,
    drawn: str,
) -> Result:
    notes = []
    row = _rows().get(device)
    tested = t50
    if row is not None:
        taken = {"EQE": "eqe_pct", "peak": "el_peak_nm"}
        eqe_pct, peak_nm = float(row["eqe_pct"]), float(row["el_peak_nm"])
        if row["fwhm_nm"]:
            fwhm_nm, taken["FWHM"] = float(row["fwhm_nm"]), "fwhm_nm"
        if row["t50_h"] and row["t50_luminance_cd_m2"]:
            tested, luminance, taken["T₅₀"] = float(row["t50_h"]), float(row["t50_luminance_cd_m2"]), "t50_h"
        else:
            tested = math.nan
        notes.append(f"From the row ({row['id']}): {', '.join(taken)}. The other fields hold your assumptions.")
        if row["flag"]:
            notes.append(f"The row carries a doubt: {row['note']}")
    if not 0 <= eqe_pct <= 100:
        raise ValueError(f"eqe_pct: {eqe_pct:g} % is not allowed; it lies between 0 and 100 %")
    eqe = eqe_pct / 100
    spectrum, origin = _spectrum(pasted, dropped, peak_nm, fwhm_nm)
    cd_per_a = led.current_efficiency(eqe, *spectrum)
    energy = led.mean_photon_energy(*spectrum)
    x, y = color.chromaticity(*spectrum)
    dominant = color.dominant_wavelength(x, y)
    implied = led.implied_outcoupling(eqe, plqy, charge_balance)
    cone = led.escape_cone(1.9)
    r, g, b = color.screen_rgb(x, y)
    plug = led.wall_plug_efficiency(eqe, energy, voltage_v)
    rows = [
        ("External quantum efficiency", f"<strong>{eqe_pct:.3g} %</strong>"),
        ("Implied outcoupling", f"<strong>{100 * implied:.3g} %</strong>; plane film, n = 1.9: {100 * cone:.3g} %"),
        ("Current efficiency, Lambertian", f"<strong>{cd_per_a:.3g} cd/A</strong>"),
        ("Luminous power efficiency", f"{led.luminous_power_efficiency(cd_per_a, voltage_v):.3g} lm/W"),
        ("Wall-plug efficiency", f"{100 * plug:.3g} %"),
        ("Luminance at that current", f"{led.luminance(cd_per_a, current_density_ma_cm2):.4g} cd/m²"),
        ("Radiance at that current", f"{led.radiance(eqe, energy, current_density_ma_cm2):.3g} W sr⁻¹ m⁻²"),
        (
            "CIE 1931 (x, y)",
            f'({x:.3f}, {y:.3f}) <span class="hb-swatch" style="background:rgb({r},{g},{b})"></span>',
        ),
        (
            "Dominant wavelength, purity",
            f"{dominant:.1f} nm, {100 * color.excitation_purity(x, y):.0f} %"
            if dominant > 0
            else f"none (complementary {-dominant:.1f} nm)",
        ),
    ]
    if not math.isnan(tested):
        for target in (100.0, 1000.0):
            name = f"Half-life from {target:g} cd/m²"
            try:
                hours = sorted(led.lifetime_at(tested, luminance, target, n) for n in (n_low, n_high))
                rows.append((name, f"{hours[0]:.3g} to {hours[1]:.3g} h"))
            except ValueError as error:
                if "target_luminance" not in str(error):
                    raise
                rows.append((name, f"not carried: the test at {luminance:g} cd/m² is too far"))
    else:
        rows.append(("Half-life", "the row does not state a starting luminance"))
    if row is not None and row["current_efficiency_cd_a"]:
        printed = float(row["current_efficiency_cd_a"])
        rows.insert(3, ("Printed current efficiency", f"{printed:g} cd/A, {printed / cd_per_a:.2f} of the above"))
    if row is not None and row["cie_x"]:
        rows.append(("Printed (x, y)", f"({float(row['cie_x']):g}, {float(row['cie_y']):g})"))
    if implied > 1:
        notes.append("The numbers cannot belong together: more light would leave than is made.")
    elif implied > cone:
        notes.append(
            "More than the escape cone of a plane film holds: recycled photons, oriented emission, a lens, "
            "or a PLQY that is higher in the device than assumed."
        )
    if plug > 1:
        notes.append("EQE, spectrum and voltage cannot belong to one operating point: more power out than in.")
    elif voltage_v < energy:
        notes.append(f"The voltage lies below the mean photon energy over e, {energy:.2f} V; that happens at turn-on.")
    notes.append(f"Spectrum: {origin}. The colour patch is clipped to what a screen can show.")
    listing = "".join(f"<li>{html.escape(note)}</li>" for note in notes)

    def draw() -> figures.Drawing:
        if drawn == "chromaticity":
            return figures.chromaticity_diagram({"this device": (x, y)}, gamuts=("sRGB", "Rec.2020"), devices=False)
        if drawn == "half-life" and not math.isnan(tested):
            return figures.lifetime_by_luminance(tested, luminance, (n_low, n_high))
        return figures.eqe_chain(charge_balance, 1.0, plqy, min(1.0, implied))

    numbers = {
        "implied outcoupling [-]": implied,
        "current efficiency [cd/A]": cd_per_a,
        "wall-plug efficiency [-]": plug,
        "CIE x [-]": x,
        "CIE y [-]": y,
    }
    return Result(table(rows) + f"<ul>{listing}</ul>", draw, numbers)


def _code(
    device: str,
    eqe_pct: float,
    plqy: float,
    charge_balance: float,
    peak_nm: float,
    fwhm_nm: float,
    voltage_v: float,
    current_density_ma_cm2: float,
    t50: float,
    luminance: float,
    n_low: float,
    n_high: float,
    pasted: str,
    dropped: str,
    drawn: str,
) -> str:
    row = _rows().get(device)
    if row is not None:
        eqe_pct, peak_nm = float(row["eqe_pct"]), float(row["el_peak_nm"])
        fwhm_nm = float(row["fwhm_nm"] or fwhm_nm)
    from_file = bool((dropped or pasted).strip())
    spectrum = f"spectrum = color.gaussian({peak_nm!r}, {fwhm_nm!r})"
    if from_file:
        spectrum = 'read = spectra.read(open("spectrum.csv").read())\nspectrum = read.wavelength_nm, read.value.clip(0)'
    return f"""
from calculators import color, led{", spectra" if from_file else ""}

eqe = {eqe_pct!r} / 100
{spectrum}
light = led.current_efficiency(eqe, *spectrum)
plug = led.wall_plug_efficiency(eqe, led.mean_photon_energy(*spectrum), {voltage_v!r})
led.implied_outcoupling(eqe, {plqy!r}, {charge_balance!r}), light, plug, color.chromaticity(*spectrum)
"""


def led_device(device: str = "") -> Calculator:
    """Widget: a device of the table or your own: chain, light, colour, power, half-life.

    Parameters
    ----------
    device : str, optional
        Citation key of the row to start with, such as "kim2021b"; the first
        match is taken. Your own numbers if empty.

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    Raises
    ------
    ValueError
        If no row with an EQE and a peak has that key.

    Examples
    --------
    >>> "108 cd/A" in led_device("kim2021b").output.value
    True
    """
    labels = tuple(_rows())
    start = OWN
    if device:
        start = next((label for label in labels if f"({device})" in label), "")
        if not start:
            raise ValueError(f"device: no row with an EQE and a peak cites {device!r}")
    return Calculator(
        "LED device",
        {
            "device": Choice("Device", start, (OWN, *labels)),
            "eqe_pct": Number("EQE", 20.0, "%"),
            "plqy": Fraction("PLQY of the film", 0.9),
            "charge_balance": Fraction("Charge balance", 1.0),
            "peak_nm": Number("Emission peak", 520.0, "nm"),
            "fwhm_nm": Number("Width (FWHM)", 20.0, "nm"),
            "voltage_v": Number("Voltage", 3.0, "V"),
            "current_density_ma_cm2": Number("Current density", 10.0, "mA/cm²"),
            "t50": Number("Half-life of the test", 10.0, "h"),
            "luminance": Number("Its starting luminance", 200.0, "cd/m²"),
            "n_low": Number("Acceleration exponent, least", 1.0),
            "n_high": Number("Acceleration exponent, largest", 2.0),
            "pasted": Area("Spectrum, pasted", "", "two columns: wavelength in nm, power"),
            "dropped": Upload("Spectrum from a file"),
            "drawn": Choice("Figure", _FIGURES[0], _FIGURES),
        },
        _compute,
        _code,
    )
