"""From the axis of a file to wavelengths in nm, and from transmittance to absorbance."""

from __future__ import annotations

import numpy as np

from ..tables import FloatArray
from ._sheet import Series
from ._types import SpectrumError
from ._units import plain, strange_unit
from ._words import KNOWN_AXES, Label, only_by_unit, per_energy, several

# Wavelength [nm] times energy, wavenumber or frequency in that unit; CODATA 2018, exact.
_HC = {
    "eV": 1239.8419843320026,
    "meV": 1239841.9843320026,
    "J": 1.986445857148968e-16,
    "kJ/mol": 119626.56574850243,
    "kcal/mol": 28591.4353127396,
    "cm-1": 1e7,
    "kK": 1e4,
    "Hz": 2.99792458e17,
    "GHz": 299792458.0,
    "THz": 299792.458,
    "PHz": 299.792458,
}
_SCALE = {"nm": 1.0, "µm": 1e3, "Å": 0.1, "m": 1e9}
_KIND = (
    dict.fromkeys(("eV", "meV", "J", "kJ/mol", "kcal/mol"), "energy")
    | dict.fromkeys(("cm-1", "kK"), "wavenumber")
    | dict.fromkeys(("Hz", "GHz", "THz", "PHz"), "frequency")
    | dict.fromkeys(_SCALE, "wavelength")
)
_FIRST_NM, _LAST_NM, _LAST_SAID_NM = 100.0, 20_000.0, 1e5
_MOST_TRANSMITTED, _FEW = 1.2, 0.2  # as a fraction; of the points, as noise beyond the lamp is larger
_WIDEST_UNSAID_NM = 3300.0  # spectrometers for the ultraviolet to the near infrared end there
_WRITINGS = {
    "um": "µm",
    "μm": "µm",
    "A": "Å",
    "angstrom": "Å",
    "Å": "Å",
    "1/cm": "cm-1",
    "cm^-1": "cm-1",
    "cm⁻¹": "cm-1",
    "ev": "eV",
    "EV": "eV",
}
_UNITS = (*_SCALE, *_HC)
LIGHT_AXIS = "a wavelength, wavenumber, energy or frequency of light"
_WAVENUMBERS = 500.0, 1e5  # where wavenumbers without a unit can only be cm-1


def given_unit(unit: str | None) -> str:
    """Unit of the axis as an argument gives it, in the writing used here; empty for None."""
    if unit is None:
        return ""
    name = _WRITINGS.get(unit, unit) if isinstance(unit, str) else ""
    if name not in _UNITS:
        raise SpectrumError("unit", f"{unit!r} is not allowed", f"it is one of {', '.join(_UNITS)}", unit)
    return name


def wavelengths(series: Series, unit: str, notes: list[str]) -> tuple[FloatArray, FloatArray]:
    """Wavelengths [nm] of a curve and its values, in the order of the file; says in `notes` what was converted.

    Raises
    ------
    SpectrumError
        If the axis is none of light, or its numbers do not fit its unit.
    """
    axis = series.axis
    _refuse_other_axes(axis, unit)
    known = axis.unit if axis.kind in ("wavelength", "wavenumber", "energy", "frequency") else ""
    if unit and known and unit != known:
        raise SpectrumError("unit", f"{unit} is asked for, but the file says {known}", "leave the unit out", unit)
    said = known or unit
    if axis.kind == "wavenumber" and not said and _within(series.x, _WAVENUMBERS):
        said = "cm-1"
        notes.append(f"{axis.text!r} names no unit: cm-1 is assumed.")
    if axis.kind in ("energy", "frequency", "wavenumber") and not said:
        unit = "eV" if axis.kind == "energy" else "THz" if axis.kind == "frequency" else "cm-1"
        raise SpectrumError(
            "text",
            f"the heading {axis.text!r} names no unit that is known here",
            f"write its unit into the heading, such as [{unit}], or give it beside the file",
        )
    _refuse_numbers(series, said or ("nm" if axis.kind == "wavelength" else ""), axis)
    if said in ("", "nm"):
        if not said:
            what = f"{axis.text!r} names no unit" if axis.text else "The file names no axis"
            notes.append(f"{what}: wavelengths in nm are assumed.")
        elif axis.text and not unit and only_by_unit(axis.text):
            notes.append(f"{axis.text!r} is taken as a wavelength.")
        nm, y = series.x, series.y
    elif said in _SCALE:
        notes.append(f"Wavelengths are converted from {said} to nm.")
        nm, y = series.x * _SCALE[said], series.y
    else:
        notes.append(f"The axis is converted from {_KIND[said]} in {said} to wavelengths in nm.")
        with np.errstate(divide="ignore"):
            nm = _HC[said] / series.x
        y = _per_wavelength(series, nm, said, notes)
    return nm, y


def _within(x: FloatArray, limits: tuple[float, float]) -> bool:
    good = x[np.isfinite(x)]
    return bool(good.size and good.min() >= limits[0] and good.max() <= limits[1])


def refuse_other_axes(axis: Label, needed: str) -> None:
    """Refuse an axis that is neither light nor time, such as a temperature, or has a unit that is not known.

    Raises
    ------
    SpectrumError
        With what the heading says.
    """
    if axis.kind not in KNOWN_AXES:
        article = "an" if axis.kind[0] in "aeiou" else "a"
        raise SpectrumError(
            "text", f"the axis of the file is {article} {axis.kind} ({axis.text!r})", f"{needed} is needed"
        )
    strange = "" if axis.unit else strange_unit(axis.text)
    if strange:
        raise SpectrumError(
            "text", f"the axis {axis.text!r} is in {strange!r}, a unit that is not known here", f"{needed} is needed"
        )


def _refuse_other_axes(axis: Label, unit: str) -> None:
    if axis.kind == "Raman shift":
        raise SpectrumError(
            "text",
            f"the axis of the file is a Raman shift ({axis.text!r})",
            "wavelengths, wavenumbers or energies are needed",
        )
    if not unit or axis.kind not in KNOWN_AXES:
        refuse_other_axes(axis, LIGHT_AXIS)
    if axis.kind == "time":
        raise SpectrumError(
            "text", f"the file holds a decay: its axis is a time ({axis.text!r})", "a spectrum is needed"
        )
    if axis.kind in ("pixel", "channel") and not axis.text:
        raise SpectrumError(
            "text", "the file holds one column of numbers, without wavelengths", "two columns are needed"
        )
    if axis.kind in ("pixel", "channel") and not unit:
        raise SpectrumError(
            "text",
            f"the axis of the file counts {axis.kind}s ({axis.text!r})",
            "export the spectrum over the wavelength",
        )


def _refuse_numbers(series: Series, said: str, axis: Label) -> None:
    """Refuse numbers that cannot be wavelengths, with what they look like."""
    x = series.x
    good = np.isfinite(x)
    if not good.any():
        return
    low, high = float(x[good].min()), float(x[good].max())
    if said in ("", "nm"):
        if not said and high > _WIDEST_UNSAID_NM:
            at = int(np.flatnonzero(good & (x > _WIDEST_UNSAID_NM))[0])
            if high <= _LAST_NM or high < 200_000:
                raise SpectrumError(
                    "text",
                    f"{x[at]:g} in line {series.lines[at]} may be a wavelength in nm or a wavenumber in cm-1, and the "
                    "file does not say which",
                    "write [nm] or [cm-1] into the heading, or give the unit beside the file",
                    float(x[at]),
                    int(series.lines[at]),
                )
        if low < _FIRST_NM or high > _LAST_NM:
            bad = good & ((x < _FIRST_NM) | (x > _LAST_NM))
            at = int(np.flatnonzero(bad)[0])
            guess = ""
            if not axis.unit and low > 0.3 and high < 12:
                guess = ", such as [eV], which it looks like" if low > 1.2 else ", such as [µm] or [eV]"
            raise SpectrumError(
                "text",
                f"{x[at]:g} in line {series.lines[at]} is no wavelength in nm ({_FIRST_NM:g} to {_LAST_NM:g})",
                "the first column must be the wavelength in nm, without thousands separators, or the heading must name "
                f"its unit{guess}",
                float(x[at]),
                int(series.lines[at]),
            )
        return
    with np.errstate(divide="ignore"):
        nm = x * _SCALE[said] if said in _SCALE else np.where(x > 0, _HC[said] / np.where(x == 0, np.nan, x), -1.0)
    bad = good & ~((nm >= _FIRST_NM) & (nm <= _LAST_SAID_NM))
    if bad.any():
        at = int(np.flatnonzero(bad)[0])
        raise SpectrumError(
            "text",
            f"{x[at]:g} {said} in line {series.lines[at]} is no light of {_FIRST_NM:g} to {_LAST_SAID_NM:g} nm",
            "the unit of the axis may be another one",
            float(x[at]),
            int(series.lines[at]),
        )


def _per_wavelength(series: Series, nm: FloatArray, said: str, notes: list[str]) -> FloatArray:
    """Values over the wavelength: densities per energy are multiplied by |dE/dλ| = hc/λ², readings are kept."""
    if series.value.kind in ("absorbance", "transmittance", "reflectance"):
        return series.y
    if per_energy(series.value.text) or per_energy(series.value.unit):
        notes.append(f"The values are per {said}: they are multiplied by hc/λ², so that they are per nm.")
        return np.asarray(series.y * _HC[said] / nm**2)
    notes.append(
        f"The values are kept as they are. If they were intensities per {said} (the file does not say so), the "
        "spectrum per nm has the factor hc/λ²."
    )
    return series.y


def absorbance_from(series: Series, y: FloatArray, notes: list[str]) -> FloatArray:
    """Absorbance -log10 T of a transmittance, in per cent or as a fraction.

    Raises
    ------
    SpectrumError
        If per cent and fractions cannot be told apart.
    """
    good = y[np.isfinite(y)]
    high = float(good.max()) if good.size else 0.0
    said = "%" in series.value.text or "%" in series.value.unit or "per cent" in plain(series.value.text)
    if said and high <= 1.5:
        raise SpectrumError(
            "text",
            f"{series.value.text[:40]!r} says per cent, but no value is above {high:.3g}, as if they were fractions",
            "name the column transmittance if they are fractions, or export the absorbance",
        )
    if not said and 1.5 < high < 5:
        raise SpectrumError(
            "text",
            f"the transmittance in {series.value.text[:40]!r} reaches {high:.3g}: it may be a fraction or per cent",
            "write % into the heading, or export the absorbance",
        )
    per_cent = said or high >= 5
    full = 100.0 if per_cent else 1.0
    if good.size and np.mean(good > _MOST_TRANSMITTED * full) > _FEW:
        raise SpectrumError(
            "text",
            f"{series.value.text[:40]!r} reaches {high:g}{' %' if per_cent else ''}, more than any transmittance: "
            "it may hold counts, or the baseline is missing",
            "export the absorbance, or name the column for what it is",
            high,
        )
    dark = int((good <= 0).sum())
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.where(y > 0, -np.log10(np.where(y > 0, y, 1.0) / full), np.nan)
    what = "per cent" if per_cent else "fractions"
    notes.append(f"Transmittance ({what}) is converted to absorbance, A = -log10 T.")
    if dark:
        notes.append(f"No absorbance (NaN) where the transmittance is zero or negative: {several(dark, 'value')}.")
    return np.where(np.isfinite(y), found, np.nan) + 0.0
