"""Widget: a light-emitting diode as a whole, from a row of the table or typed in."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .. import color, figures, led, spectra, tables
from ..checks import positive
from ..errors import ArgumentError, renaming, shown
from ..tables import FloatVector
from ..writing import written
from .fields import Fill, area, choice, column, in_percent, number, read_number, upload
from .form import Calculator
from .rows import Cell, Piece, Quantity, Result, Row, Swatch, duration, percent, row
from .spectrum import (
    AS_IS,
    BASELINES,
    PHOTONS,
    POWER,
    TAKEN_AS_POWER,
    against_heading,
    as_power,
    coordinates,
    of_a_laser,
    taken_as,
)

OWN = "my own numbers"
_CHAIN, _COLOUR, _LIFE = "chain of factors", "chromaticity", "half-life"
_FILM_INDEX = 1.9  # of the plane film that the escape cone is compared with
_ERROR_SHOWN = 0.002  # of the value: smaller errors are not written
_ROUNDED = 1e-5  # numbers of the table may be converted ones, rounded to six digits
_TARGETS_CD_M2 = (100.0, 1000.0)  # luminances for which half-lives are quoted


@tables.cached
def devices() -> Mapping[str, tables.Row]:
    """Rows with an EQE and a peak, by a label for people.

    Returns
    -------
    mapping of str to mapping
        Typed rows of the table ``leds``.

    Examples
    --------
    >>> {row["emission"] for row in devices().values()}
    {'electroluminescent'}
    """
    return {
        f"{r['emitter']}, {r['el_peak_nm']:g} nm, {r['eqe_pct']:g} % ({r['citation']})": r
        for r in tables.read("leds")
        if r["eqe_pct"] is not None and r["el_peak_nm"] is not None and r["emission"] == "electroluminescent"
    }


def _offered() -> tuple[str, ...]:
    return (OWN, *devices())


def _as_printed(time_h: float) -> str:
    """Minutes or seconds where they are shorter than hours with six digits: 140 min for 2.33333 h; else nothing."""
    if time_h >= 1 and float(f"{time_h:.4g}") == time_h:
        return ""
    texts = [f"{time_h * factor:.5g} {unit}" for factor, unit in ((60, "min"), (3600, "s"))]
    same = [text for text in texts if math.isclose(read_number("t50", text, "h"), time_h, rel_tol=_ROUNDED)]
    return min(same, key=lambda text: len(text.partition(" ")[0].strip("0.")), default="")


def _of(column: str, assumed: float | None = None) -> Callable[[str], Fill | None]:
    """What the chosen device puts into a field."""

    def fill(device: str) -> Fill | None:
        found = devices().get(device)
        if found is None:
            return None
        several = column == "t50_h" and found["t50_h_max"] is not None
        number = found[column]
        words = f"{found['citation']} as one number" if several else str(found["citation"])
        if number is None or several:
            return Fill(None, words, assumed)
        return Fill(float(number), words, assumed, _as_printed(float(number)) if column == "t50_h" else "")

    return fill


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """A device: that of a row of the table, as long as nothing else is typed, or the reader's own."""

    device: str = choice("Device", OWN, _offered)
    eqe_pct: float = number("EQE", 20.0, "%", filled=_of("eqe_pct"), of=["device"])
    plqy: float = in_percent("PLQY of the film", 0.9, above_zero=True)
    charge_balance: float = in_percent("Charge balance", 1.0, above_zero=True)
    peak_nm: float = number("Emission peak", 520.0, "nm", light=True, filled=_of("el_peak_nm"), of=["device"])
    fwhm_nm: float = number("Width (FWHM)", 20.0, "nm", filled=_of("fwhm_nm", 20.0), of=["device"])
    voltage_v: float = number("Voltage", 3.0, "V")
    current_density_ma_cm2: float = number("Current density", 10.0, "mA/cm²")
    t50: float | None = number("Half-life of the test", None, "h", hint="none", filled=_of("t50_h"), of=["device"])
    luminance: float | None = number(
        "Its starting luminance", None, "cd/m²", hint="none", filled=_of("t50_luminance_cd_m2"), of=["device"]
    )
    n_low: float = number("Acceleration exponent, least", 1.0)
    n_high: float = number("Acceleration exponent, largest", 2.0)
    pasted: str = area("Spectrum, pasted", hint="two columns: wavelength in nm, power")
    dropped: bytes = upload("Spectrum from a file")
    column: str | None = column(of=["dropped", "pasted"])
    recorded: str = choice("Spectrum recorded as", POWER, (POWER, PHOTONS))
    baseline: str = choice("Its baseline", AS_IS, tuple(BASELINES))
    drawn: str = choice("Figure", _CHAIN, (_CHAIN, _COLOUR, _LIFE))

    @property
    def test(self) -> tuple[float, float] | None:
        """Half-life [h] and starting luminance [cd/m2] of a test, if both are known."""
        return None if self.t50 is None or self.luminance is None else (self.t50, self.luminance)

    @property
    def measured(self) -> bool:
        """Whether there is a spectrum."""
        return bool((self.dropped or self.pasted).strip())


# What a row of the table states of a device, with its name for people.
_STATED = {
    "eqe_pct": ("eqe_pct", "EQE"),
    "el_peak_nm": ("peak_nm", "peak"),
    "fwhm_nm": ("fwhm_nm", "FWHM"),
    "t50_h": ("t50", "T₅₀"),
    "t50_luminance_cd_m2": ("luminance", "its luminance"),
}


def _shared(i: Inputs, found: tables.Row) -> dict[str, str]:
    """Columns of a row whose numbers stand in the fields, with their names."""

    def same(stated: float | None, held: float | None) -> bool:
        return stated is not None and held is not None and math.isclose(stated, held, rel_tol=_ROUNDED)

    return {column: name for column, (key, name) in _STATED.items() if same(found[column], getattr(i, key))}


def _idle(i: Inputs) -> dict[str, str]:
    """Fields that have no part in the result."""
    found: dict[str, str] = {}
    if i.measured:
        found |= dict.fromkeys(("peak_nm", "fwhm_nm"), "the spectrum gives it")
    else:
        changed = {"recorded": i.recorded != POWER, "baseline": i.baseline != AS_IS}
        found |= {key: "there is no spectrum" for key, is_changed in changed.items() if is_changed}
    if i.dropped and i.pasted.strip():
        found["pasted"] = "the file is read"
    if i.test is None:
        lacking = "half-life of a test" if i.t50 is None else "starting luminance"
        found |= dict.fromkeys(("n_low", "n_high"), f"there is no {lacking}")
        if i.luminance is not None or i.t50 is not None:
            found["luminance" if i.t50 is None else "t50"] = f"there is no {lacking}"
        if i.drawn == _LIFE:
            found["drawn"] = "there is no half-life to draw, so the chain of factors is drawn"
    return found


def _spectrum(i: Inputs) -> tuple[tuple[FloatVector, FloatVector], str, color.Colour | None]:
    """Emission spectrum, where it comes from, and the colour of a measured one."""
    source = "dropped" if i.dropped else "pasted"
    text: str | bytes = getattr(i, source)
    if not text.strip():
        return led.emission_line(i.peak_nm, i.fwhm_nm), f"Gaussian, {i.peak_nm:g} nm, FWHM {i.fwhm_nm:g} nm", None
    with renaming(text=source, wavelength_nm=source, power=source):
        read = spectra.read(text, quantity="emission", column=i.column)
        found = as_power(read, i.recorded, i.baseline)
        colour = color.describe(found.wavelength_nm, found.value)  # refuses what has no colour
    against = against_heading(read, i.recorded)
    limits = (*against, *colour.notes)
    if i.recorded == POWER and not against:
        limits = (*limits, TAKEN_AS_POWER)
    where = " ".join((*found.sentences(), *limits)).removeprefix("Read: ").removesuffix(".")
    return (found.wavelength_nm, found.value), where, colour


def _half_lives(i: Inputs) -> list[Row]:
    """Half-life carried to common luminances, with the span of the exponent."""
    if 0 <= i.n_high < i.n_low:
        raise ArgumentError(
            "n_low, n_high", f"{i.n_low:g} is above {i.n_high:g}", "the least exponent is the smaller one", i.n_low
        )
    test = i.test
    if test is None:
        return [row("Half-life", "needs that of a test, and its starting luminance")]
    for key, unit in (("t50", "h"), ("luminance", "cd/m²")):
        positive(key, getattr(i, key), unit)
    rows = []
    for target in _TARGETS_CD_M2:
        name = f"Half-life from {target:g} cd/m²"
        hours = []
        try:
            for key in ("n_low", "n_high"):
                with renaming(exponent=key):
                    hours.append(float(led.lifetime_at(*test, target, getattr(i, key))))
        except ArgumentError as error:
            if "target_luminance" not in error.arguments:
                raise
            rows.append(row(name, f"not carried: the test at {written(test[1])} cd/m² is too far"))
            continue
        low, high = sorted(hours)
        least, largest = duration(low, "h", ".3g", "least"), duration(high, "h", ".3g", "largest")
        if least.scale == largest.scale:
            least = dataclasses.replace(least, shown_unit="")
        rows.append(row(name, (least, " to ", largest)))
    return rows


def _point(x: float, y: float, digits: str, main: bool = False) -> tuple[str | Quantity, ...]:
    return (
        "(",
        Quantity(x, digits=digits, name="x", main=main),
        ", ",
        Quantity(y, digits=digits, name="y", main=main),
        ")",
    )


def _compute(i: Inputs) -> Result:
    if not 0 <= i.eqe_pct <= 100:
        raise ArgumentError("eqe_pct", f"{i.eqe_pct:g} % is not allowed", "it lies between 0 and 100 %", i.eqe_pct)
    eqe = i.eqe_pct / 100
    spectrum, origin, colour = _spectrum(i)
    cd_per_a = led.current_efficiency(eqe, *spectrum)
    energy = led.mean_photon_energy(*spectrum)
    x, y = color.chromaticity(*spectrum)
    dominant = color.dominant_wavelength(x, y)
    implied = led.implied_outcoupling(eqe, i.plqy, charge_balance=i.charge_balance)
    cone = led.escape_cone(_FILM_INDEX)
    plug = led.wall_plug_efficiency(eqe, energy, i.voltage_v)
    rows = [
        row("External quantum efficiency", Quantity(i.eqe_pct, "%", ".3g", bold=True)),
        row(
            "Implied outcoupling",
            (
                percent(implied, main=True, bold=True),
                f"; plane film, n = {_FILM_INDEX:g}: ",
                percent(cone, name="plane film"),
            ),
        ),
        row("Current efficiency, Lambertian", _current_efficiency(cd_per_a, colour)),
    ]
    printed = devices().get(i.device, {})
    if printed.get("current_efficiency_cd_a") is not None:
        rows.append(row("Printed current efficiency", _printed(i, printed, cd_per_a)))
    rows += [
        row("Luminous power efficiency", Quantity(led.luminous_power_efficiency(cd_per_a, i.voltage_v), "lm/W", ".3g")),
        row("Wall-plug efficiency", percent(plug, main=True)),
        row("Luminance at that current", Quantity(led.luminance(cd_per_a, i.current_density_ma_cm2), "cd/m²", ".4g")),
        row(
            "Radiance at that current",
            Quantity(led.radiance(eqe, energy, i.current_density_ma_cm2), "W sr⁻¹ m⁻²", ".3g"),
        ),
        row("CIE 1931 (x, y)", (*_measured_point(x, y, colour), Swatch(*color.screen_rgb(x, y)))),
        row("Dominant wavelength, purity", _dominant(dominant, color.excitation_purity(x, y))),
        *_half_lives(i),
    ]
    if printed.get("cie_x") is not None and printed.get("cie_y") is not None:
        rows.append(row("Printed (x, y)", _point(float(printed["cie_x"]), float(printed["cie_y"]), "g")))
    notes = _notes(i, printed)
    if implied > 1:
        notes.append("The numbers cannot belong together: more light would leave than is made.")
    elif implied > cone:
        notes.append(
            "More than the escape cone of a plane film holds: recycled photons, oriented emission, a lens, "
            "or a PLQY that is higher in the device than assumed."
        )
    if plug > 1:
        notes.append("EQE, spectrum and voltage cannot belong to one operating point: more power out than in.")
    elif i.voltage_v < energy:
        notes.append(f"The voltage lies below the mean photon energy over e, {energy:.2f} V; that happens at turn-on.")
    if not i.measured:
        notes += of_a_laser(i.fwhm_nm)
    notes.append(f"Spectrum: {origin}. The colour patch is clipped to what a screen can show.")

    def draw() -> figures.Drawing:
        if i.drawn == _COLOUR:
            return figures.chromaticity_diagram({"this device": (x, y)}, gamuts=("sRGB", "Rec.2020"), devices=False)
        if i.drawn == _LIFE and i.test is not None:
            return figures.lifetime_by_luminance(*i.test, exponents=(i.n_low, i.n_high))
        return figures.eqe_chain(i.charge_balance, 1.0, i.plqy, implied)

    return Result(rows, notes=notes, drawing=draw, idle=_idle(i))


def _current_efficiency(cd_per_a: float, colour: color.Colour | None) -> Cell:
    """Current efficiency, with its error by the noise of a measured spectrum where that shows."""
    value = Quantity(cd_per_a, "cd/A", ".3g", main=True, bold=True)
    share = 0.0 if colour is None else colour.efficacy_error_lm_w / colour.efficacy_lm_w
    if share < _ERROR_SHOWN:
        return value
    return value, " ± ", Quantity(share * cd_per_a, "cd/A", ".2g", "error, by the noise")


def _measured_point(x: float, y: float, colour: color.Colour | None) -> tuple[Piece, ...]:
    return (*_point(x, y, ".3f", main=True), " ") if colour is None else coordinates(colour)


def _dominant(wavelength_nm: float, purity: float) -> Cell:
    if wavelength_nm > 0:
        return Quantity(wavelength_nm, "nm", ".1f"), ", ", percent(purity, ".0f", name="purity")
    return "none (complementary ", Quantity(-wavelength_nm, "nm", ".1f", "complementary"), ")"


def _printed(i: Inputs, found: tables.Row, cd_per_a: float) -> Cell:
    """Printed current efficiency, beside the computed one where that is of the same device."""
    value = Quantity(float(found["current_efficiency_cd_a"]), "cd/A", "g")
    if i.measured or not {"eqe_pct", "el_peak_nm"} <= _shared(i, found).keys():
        return value, "; not compared, since EQE or spectrum are yours"
    return value, ", ", Quantity(value.value / cd_per_a, digits=".2f", name="ratio"), " of the above"


def _notes(i: Inputs, found: tables.Row) -> list[Cell]:
    if not found:
        return []
    shared = _shared(i, found)
    yours = ", ".join(
        name for column, (_, name) in _STATED.items() if column not in shared and found[column] is not None
    )
    notes: list[Cell] = [
        f"From the row ({found['id']}): {', '.join(shared.values()) or 'nothing'}. "
        f"{f'Yours: {yours}. ' if yours else ''}The other fields hold your assumptions."
    ]
    if found["flag"]:
        notes.append(f"The row carries a doubt: {found['note']}")
    return notes


def _code(i: Inputs) -> str:
    from_file = i.measured
    spectrum = f"spectrum = led.emission_line({i.peak_nm!r}, {i.fwhm_nm!r})"
    if from_file:
        how = 'quantity="emission"' + (f", column={i.column!r}" if i.column is not None else "")
        lines = [f'read = spectra.read(open("spectrum.csv", "rb").read(), {how})']
        lines += taken_as("read", i.recorded, i.baseline)
        spectrum = "\n".join([*lines, "spectrum = read.wavelength_nm, read.value"])
    return f"""
from calculators import color, led{", spectra" if from_file else ""}

eqe = {i.eqe_pct!r} / 100
{spectrum}
light = led.current_efficiency(eqe, *spectrum)
plug = led.wall_plug_efficiency(eqe, led.mean_photon_energy(*spectrum), {i.voltage_v!r})
outcoupling = led.implied_outcoupling(eqe, {i.plqy!r}, charge_balance={i.charge_balance!r})
outcoupling, light, plug, color.chromaticity(*spectrum)
"""


def led_device(device: str = "") -> Calculator[Inputs]:
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
    ArgumentError
        If no row with an EQE and a peak has that key.

    See Also
    --------
    calculators.led.implied_outcoupling, calculators.led.current_efficiency

    Examples
    --------
    >>> form = led_device()
    >>> form.update({"eqe_pct": "18", "plqy": 0.9, "peak_nm": "516"})
    >>> print(form.result)
    External quantum efficiency: 18 %
    Implied outcoupling: 20 %; plane film, n = 1.9: 15 %
    Current efficiency, Lambertian: 58.4 cd/A
    ...
    """
    form = Calculator("LED device", Inputs(t50=10.0, luminance=200.0), _compute, _code)
    if device:
        start = next((label for label, r in devices().items() if r["citation"] == device), "")
        if not start:
            raise ArgumentError("device", f"no row with an EQE and a peak cites {shown(device)}", value=device)
        form.update({"device": start})
    return form
