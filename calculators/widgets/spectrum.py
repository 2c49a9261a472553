"""Widget: what a spectrum says by itself: peak, width, onset, gap, colour."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

from .. import color, figures, spectra
from ..errors import ArgumentError, renaming, shown
from .fields import area, choice, column, upload
from .form import Calculator
from .rows import Cell, Piece, Quantity, Result, Row, Swatch, percent, row

T = TypeVar("T")
_AS_FILE, _EMISSION, _ABSORBANCE = "as the file says", "emission", "absorbance"
_LASER_NM = 2.0  # wider is every line of an emitter that is no laser
_LARGEST_ABSORBANCE = 10.0  # what is higher is none, so that the file need not say that it holds an emission
POWER, PHOTONS = "power", "photons"
_PHOTONS = re.compile(r"(?i)photons?\b|quanta\b")
_POWER = re.compile(r"(?<![A-Za-z])[mµunp]?W(?![A-Za-z])|(?i:watts?\b|irradiance|radiance|radiant|spectral power)")
_MOST_PLACES = {"nm": 2, "eV": 4, "meV": 1}  # that any spectrometer bears
_ERRORS = (
    "After ± stands the standard error (68 %): the noise of the points, and for peak, edge, gap and tail also what the "
    "choice of the fit leaves open."
)
AS_IS = "left as it is"
TAKEN_AS_POWER = "Taken as power per nm; photons per nm are a choice above."
BASELINES: dict[str, Literal["both", "long"] | None] = {
    AS_IS: None,
    "subtracted, by both ends": "both",
    "subtracted, by the long-wave end": "long",
}


def _example() -> str:
    """A made-up emission, so that the form starts with a result: a Gaussian with noise on a small baseline."""
    nm = np.arange(440, 601, 2)
    noise = np.random.default_rng(3).standard_normal(nm.size)
    value = 1000 * np.exp(-4 * np.log(2) * ((nm - 516.3) / 20.4) ** 2) + 8 + 3 * noise
    points = "\n".join(f"{w};{v:.1f}" for w, v in zip(nm, value, strict=True))
    return f"Made up, not measured\nWavelength [nm];Emission\n{points}"


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """A spectrum, and how it is to be taken."""

    pasted: str = area("Spectrum, pasted", hint="two columns: wavelength in nm, value")
    dropped: bytes = upload("Spectrum from a file")
    column: str | None = column(of=["dropped", "pasted"])
    quantity: str = choice("What it is", _AS_FILE, (_AS_FILE, _EMISSION, _ABSORBANCE))
    recorded: str = choice("Emission per nm recorded as", POWER, (POWER, PHOTONS))
    baseline: str = choice("Baseline", AS_IS, tuple(BASELINES))
    transition: str = choice("Transition of a Tauc plot", "direct", ("direct", "indirect"))

    @property
    def source(self) -> str:
        """Field that holds the spectrum."""
        return "dropped" if self.dropped else "pasted"


def _read(i: Inputs) -> spectra.Spectrum:
    """Spectrum as it is asked for, without its baseline where that is wanted, and as power."""
    content: str | bytes = i.dropped or i.pasted
    if not content.strip():
        raise ArgumentError("pasted, dropped", "there is no spectrum", "paste two columns or choose a file")
    with renaming(text=i.source):
        found = spectra.read(content, quantity=_asked(i, content), column=i.column)
    if found.quantity not in (_EMISSION, _ABSORBANCE):
        said = f"the file says {found.quantity}" if found.quantity else "the file does not say what its values are"
        raise ArgumentError("quantity", said, "choose emission or absorbance", found.quantity)
    return as_power(found, i.recorded, i.baseline)


def of_a_laser(*fwhm_nm: float) -> list[str]:
    """Note on widths that no emitter at room temperature has.

    Parameters
    ----------
    *fwhm_nm : float
        Widths of emission lines [nm].

    Returns
    -------
    list of str
        One sentence, or none.

    Examples
    --------
    >>> of_a_laser(20.0, 0.09)
    ['A width of 0.09 nm is that of a laser: is it in nm?']
    """
    narrow = [width for width in fwhm_nm if width < _LASER_NM]
    return [f"A width of {narrow[0]:g} nm is that of a laser: is it in nm?"] if narrow else []


def _asked(i: Inputs, content: str | bytes) -> str | None:
    """Quantity to read: the one that is chosen, or what the file says.

    Where it says nothing but transmittance, that is made an absorbance; where
    it says nothing, values that no absorbance has are an emission.
    """
    if i.quantity != _AS_FILE:
        return i.quantity
    kinds = {column.quantity for column in spectra.columns(content)} - {""}
    if kinds == {"transmittance"}:
        return _ABSORBANCE
    if kinds:
        return None
    values = spectra.read(content, column=i.column).value
    return _EMISSION if np.nanmax(values) > _LARGEST_ABSORBANCE else None


def as_power(spectrum: spectra.Spectrum, recorded: str, baseline: str) -> spectra.Spectrum:
    """Spectrum without its baseline where that is wanted, an emission of photons as power.

    Parameters
    ----------
    spectrum : Spectrum
        What was read.
    recorded, baseline : str
        Options of the fields of these names.

    Returns
    -------
    Spectrum
        The notes say what was done.

    Raises
    ------
    ArgumentError
        Under ``baseline`` if there is none to take off.
    """
    ends = BASELINES[baseline]
    if ends == "both" and spectrum.quantity == _ABSORBANCE:
        raise ArgumentError(
            "baseline",
            "the short-wave end of an absorbance absorbs, and is no baseline",
            "subtract it by the long-wave end",
            baseline,
        )
    if ends is not None:
        with renaming(spectrum="baseline"):
            spectrum = spectra.subtract_baseline(spectrum, ends=ends)
    return spectra.to_power(spectrum) if recorded == PHOTONS and spectrum.quantity == _EMISSION else spectrum


def against_heading(spectrum: spectra.Spectrum, recorded: str) -> list[str]:
    r"""Note on a heading that says photons where power is chosen, or power where photons are.

    Parameters
    ----------
    spectrum : Spectrum
        What was read, with the name and the unit of its column.
    recorded : str
        Option of the field of this name.

    Returns
    -------
    list of str
        One sentence, or none.

    Examples
    --------
    >>> read = spectra.read("nm;PL [photons/s/nm]\n" + "\n".join(f"{nm};1" for nm in range(400, 440)))
    >>> against_heading(read, POWER)
    ["The heading 'PL [photons/s/nm]' says photons, and power per nm is chosen: choose photons if it is right."]
    >>> against_heading(read, PHOTONS)
    []
    """
    says = f"{spectrum.column} {spectrum.unit}"
    photons, power = _PHOTONS.search(says) is not None, _POWER.search(says) is not None
    if photons == power or photons == (recorded == PHOTONS):
        return []
    said, other = (PHOTONS, POWER) if photons else (POWER, PHOTONS)
    return [
        f"The heading {shown(spectrum.column)} says {said}, and {other} per nm is chosen: choose {said} if it is right."
    ]


def taken_as(name: str, recorded: str, baseline: str) -> list[str]:
    """Lines of Python that do the same to an emission of this name.

    Parameters
    ----------
    name : str
        Of the spectrum.
    recorded, baseline : str
        Options of the fields of these names.

    Returns
    -------
    list of str
        None where nothing is done.
    """
    lines, ends = [], BASELINES[baseline]
    if ends is not None:
        lines.append(f"{name} = spectra.subtract_baseline({name}, ends={ends!r})")
    if recorded == PHOTONS:
        lines.append(f"{name} = spectra.to_power({name})")
    return lines


def _tried(find: Callable[[], T]) -> tuple[T | None, str]:
    """What is found, or why it is not."""
    try:
        return find(), ""
    except ArgumentError as error:
        return None, f"not found: {error.problem}" + (f" ({error.allowed})" if error.allowed else "")


def _with_error(
    value: float, error: float, unit: str, name: str = "", *, main: bool = False, bold: bool = False
) -> tuple[Piece, ...]:
    """Value and its standard error, with two digits of the error."""
    places = int(np.clip(1 - np.floor(np.log10(max(error, 1e-9))), 0, _MOST_PLACES[unit]))
    digits = f".{places}f"
    if float(f"{error:{digits}}") == 0:  # a spectrum without noise
        return (Quantity(value, unit, digits, name, main=main, bold=bold),)
    label = f"{name}, error" if name else "error"
    return (
        Quantity(value, unit, digits, name, shown_unit="", main=main, bold=bold),
        " ± ",
        Quantity(error, unit, digits, label),
    )


def _joined(*cells: Cell) -> Cell:
    pieces: list[Piece] = []
    for cell in cells:
        pieces += [", "] if pieces else []
        pieces += cell if isinstance(cell, tuple) else (cell,)
    return tuple(pieces)


def _line_rows(line: spectra.Peak) -> list[Row]:
    rows = [
        row(
            "Peak",
            _joined(
                _with_error(line.peak_nm, line.peak_error_nm, "nm", main=True, bold=True),
                _with_error(line.peak_ev, line.peak_error_ev, "eV", "energy"),
            ),
        )
    ]
    if line.fwhm_nm is None or line.fwhm_error_nm is None or line.fwhm_ev is None or line.fwhm_error_ev is None:
        return [*rows, row("Width (FWHM)", "the line does not fall to half of its maximum on both sides")]
    width = _joined(
        _with_error(line.fwhm_nm, line.fwhm_error_nm, "nm", main=True, bold=True),
        _with_error(1e3 * line.fwhm_ev, 1e3 * line.fwhm_error_ev, "meV", "energy"),
    )
    rows.append(row("Width (FWHM)", width))
    if line.centroid_nm is not None and line.centroid_error_nm is not None:
        rows.append(row("Centroid", _with_error(line.centroid_nm, line.centroid_error_nm, "nm")))
    return rows


def _emission(spectrum: spectra.Spectrum) -> Result:
    nm, power = spectrum.wavelength_nm, spectrum.value
    line, why = _tried(lambda: spectra.peak(spectrum))
    rows = [row("Peak", why)] if line is None else _line_rows(line)
    notes: list[Cell] = [] if line is None else [*line.notes]
    colour, why = _tried(lambda: color.describe(nm, power))
    if colour is None:
        rows.append(row("Colour", why))
    else:
        rows += [
            row(
                "CIE 1931 (x, y)",
                (
                    *coordinates(colour),
                    Swatch(*color.screen_rgb(min(max(colour.x, 0.0), 1.0), min(max(colour.y, 1e-6), 1.0))),
                ),
            ),
            row("Dominant wavelength, purity", _dominant(colour)),
            row(
                "Luminous efficacy of the light",
                _efficacy(colour),
            ),
        ]
        if colour.cct_k is not None:
            white = [Quantity(colour.cct_k, "K", ".0f", "CCT")]
            if colour.ra is not None:
                white.append(Quantity(colour.ra, "-", ".0f", "R_a"))
                rows.append(row("CCT, R_a", _joined(*white)))
            else:
                rows.append(row("CCT, R_a", (white[0], "; R_a not defined")))
        notes += colour.notes
    return Result(rows, notes=notes, drawing=lambda: figures.measured_spectrum(spectrum, peak=line))


def coordinates(colour: color.Colour) -> tuple[Piece, ...]:
    """X and y, each with its error where that shows."""
    pieces: list[Piece] = ["("]
    for name, value, error in (("x", colour.x, colour.x_error), ("y", colour.y, colour.y_error)):
        pieces += [", "] if name == "y" else []
        pieces.append(Quantity(value, digits=".3f", name=name, main=True))
        if error >= 0.0005:
            pieces += [" ± ", Quantity(error, digits=".3f", name=f"{name}, error")]
    return (*pieces, ") ")


def _efficacy(colour: color.Colour) -> Cell:
    """Luminous efficacy with its error; of light that is hardly seen, with digits that are none of 0."""
    value, error, unit = colour.efficacy_lm_w, colour.efficacy_error_lm_w, "lm per watt of light"
    if value < 10 or error < 0.5:
        return Quantity(value, "lm/W", ".0f" if value >= 10 else ".3g", shown_unit=unit)
    return (
        Quantity(value, "lm/W", ".0f", shown_unit=""),
        " ± ",
        Quantity(error, "lm/W", ".0f", "error", shown_unit=unit),
    )


def _dominant(colour: color.Colour) -> Cell:
    if colour.dominant_nm > 0:
        shown: Cell = Quantity(colour.dominant_nm, "nm", ".1f")
    else:
        shown = ("none (complementary ", Quantity(-colour.dominant_nm, "nm", ".1f", "complementary"), ")")
    return _joined(shown, percent(colour.purity, ".0f", name="purity"))


def _absorbance(spectrum: spectra.Spectrum, i: Inputs) -> Result:
    edge, why_edge = _tried(lambda: spectra.onset(spectrum))
    gap, why_gap = _tried(lambda: spectra.tauc(spectrum, transition=i.transition))  # type: ignore[arg-type]
    tail, why_tail = _tried(lambda: spectra.urbach(spectrum))
    rows, notes = [], list[Cell]()
    if edge is None:
        rows.append(row("Onset", why_edge))
    else:
        onset = _joined(
            _with_error(edge.onset_nm, edge.onset_error_nm, "nm", main=True, bold=True),
            _with_error(edge.onset_ev, edge.onset_error_ev, "eV", "energy"),
        )
        rows.append(row("Onset, by the tangent", onset))
        if edge.exciton_nm is not None and edge.exciton_ev is not None:
            exciton = _joined(Quantity(edge.exciton_nm, "nm", ".0f"), Quantity(edge.exciton_ev, "eV", ".3f", "energy"))
            rows.append(row("Maximum or shoulder at the edge", exciton))
        notes += edge.notes
    name = f"Gap by Tauc, {i.transition}"
    if gap is None:
        rows.append(row(name, why_gap))
    else:
        found = _with_error(gap.gap_ev, gap.gap_error_ev, "eV", main=True)
        rows.append(row(name, (*found, *_window(gap.window_ev))))
        notes.append("A Tauc plot takes parabolic bands without excitons; its error is that of noise and window only.")
        notes += gap.notes
    if tail is None:
        rows.append(row("Urbach energy", why_tail))
    else:
        energy = _with_error(tail.urbach_mev, tail.urbach_error_mev, "meV", main=True)
        rows.append(row("Urbach energy", (*energy, *_window(tail.window_ev))))
        notes += tail.notes
    return Result(rows, notes=notes, drawing=lambda: figures.measured_spectrum(spectrum, onset=edge))


def _window(ends: tuple[float, float]) -> tuple[Piece, ...]:
    low, high = ends
    return (
        "; straight from ",
        Quantity(low, "eV", ".2f", "window, from", shown_unit=""),
        " to ",
        Quantity(high, "eV", ".2f", "window, to"),
    )


def _idle(i: Inputs, quantity: str) -> dict[str, str]:
    """Fields that have no part in the result."""
    found = {}
    if i.dropped and i.pasted.strip():
        found["pasted"] = "the file is read"
    if quantity == _ABSORBANCE:
        found["recorded"] = "the spectrum is an absorbance"
    else:
        found["transition"] = "the spectrum is an emission"
    return found


def _compute(i: Inputs) -> Result:
    spectrum = _read(i)
    with renaming(spectrum=i.source, wavelength_nm=i.source, power=i.source):
        found = _emission(spectrum) if spectrum.quantity == _EMISSION else _absorbance(spectrum, i)
    notes = [*dict.fromkeys(found.notes)]
    if spectrum.quantity == _EMISSION:
        against = against_heading(spectrum, i.recorded)
        notes = [*against, *notes] + [TAKEN_AS_POWER] * (i.recorded == POWER and not against)
    made_up = not i.dropped and i.pasted == _example()
    if made_up:
        notes.append("The spectrum is made up, to show the form: paste your own or choose a file.")
    notes += [_ERRORS, *spectrum.sentences()]
    return Result(found.rows, notes=notes, drawing=found.drawing, idle=_idle(i, spectrum.quantity))


def _code(i: Inputs) -> str:
    spectrum = _read(i)
    asked = _asked(i, i.dropped or i.pasted)
    options = "" if asked is None else f", quantity={asked!r}"
    options += f", column={i.column!r}" if i.column is not None else ""
    lines = ["from calculators import color, spectra", ""]
    lines.append(f'spectrum = spectra.read(open("spectrum.csv", "rb").read(){options})')
    recorded = i.recorded if spectrum.quantity == _EMISSION else POWER
    lines += taken_as("spectrum", recorded, i.baseline)
    if spectrum.quantity == _EMISSION:
        shown = _numbers(
            lines,
            ("line", "spectra.peak(spectrum)", lambda: spectra.peak(spectrum), ("peak_nm", "fwhm_nm")),
            (
                "light",
                "color.describe(spectrum.wavelength_nm, spectrum.value)",
                lambda: color.describe(spectrum.wavelength_nm, spectrum.value),
                ("x", "y"),
            ),
        )
    else:
        lines[0] = "from calculators import spectra"
        shown = _numbers(
            lines,
            ("edge", "spectra.onset(spectrum)", lambda: spectra.onset(spectrum), ("onset_nm",)),
            (
                "gap",
                f"spectra.tauc(spectrum, transition={i.transition!r})",
                lambda: spectra.tauc(spectrum, transition=i.transition),  # type: ignore[arg-type]
                ("gap_ev",),
            ),
            ("tail", "spectra.urbach(spectrum)", lambda: spectra.urbach(spectrum), ("urbach_mev",)),
        )
    return "\n".join([*lines, f"[{', '.join(shown)}]"])


def _numbers(lines: list[str], *parts: tuple[str, str, Callable[[], object], tuple[str, ...]]) -> list[str]:
    """Numbers that the code gives; what is not found on this spectrum has no line in it."""
    shown = []
    for name, call, find, attributes in parts:
        found, _ = _tried(find)
        if found is None:
            continue
        lines.append(f"{name} = {call}")
        shown += [f"{name}.{key}" for key in attributes if getattr(found, key) is not None]
    return shown


def read_spectrum() -> Calculator[Inputs]:
    r"""Widget: peak, width and colour of an emission; onset, gap and Urbach energy of an absorbance.

    Returns
    -------
    Calculator
        The form; it starts with a made-up emission, and needs no input but a spectrum.

    See Also
    --------
    calculators.spectra.peak, calculators.spectra.onset, calculators.color.describe : the numbers without a form.

    Examples
    --------
    >>> print(read_spectrum().result)
    Peak: 516... ± ... nm, ... eV
    Width (FWHM): ...
    ...
    """
    return Calculator("Read a spectrum", Inputs(pasted=_example()), _compute, _code)
