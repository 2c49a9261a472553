"""Widget: from an absorbance to concentration, cross-section and mass, with error bars."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from .. import absorption, figures, spectra
from ..errors import ArgumentError, renaming
from ..writing import plain, written
from .fields import area, choice, column, in_percent, number, upload
from .form import Calculator
from .rows import Cell, Quantity, Result, Words, interval, row

_NONE = "none"
_GRAM = 1000.0  # mg
_ABSORBANCE_ERROR = 0.01  # that the estimate assumes
_OPTICAL_DENSITY = ("OD", "a.u.", "a. u.", "au", "abs", "abs.", "arb. u.", "arb.u.")


def _shells() -> tuple[str, ...]:
    return (_NONE, *absorption.shell_materials())


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The dispersion and what was measured of it."""

    material: str = choice("Material", "CsPbBr3", absorption.materials)
    absorbance: float = number("Absorbance (base 10)", 0.83, words=_OPTICAL_DENSITY)
    wavelength_nm: float = number("Wavelength", 400.0, "nm", light=True)
    size_nm: float = number("Mean edge or diameter", 8.5, "nm")
    size_sd_nm: float = number("Standard deviation of sizes", 0.9, "nm")
    size_error_nm: float = number("Uncertainty of the mean", 0.3, "nm")
    shape: Literal["cube", "sphere"] = choice("Shape", "cube", ("cube", "sphere"))
    solvent: str = choice("Solvent", "toluene", absorption.solvents)
    path_length_cm: float = number("Path length", 1.0, "cm")
    ligands: float = in_percent("Ligands in the powder, by mass", 0.0, below_whole=True)
    shell: str = choice("Shell", _NONE, _shells)
    shell_nm: float = number("Shell thickness", 2.0, "nm")
    lattice_angstrom: float | None = number(
        "Pseudo-cubic lattice constant", None, "Å", hint="empty: from the table, where one was read"
    )
    pasted: str = area("Spectrum, pasted", hint="two columns: wavelength in nm, absorbance")
    dropped: bytes = upload("Spectrum from a file")
    column: str | None = column(of=["dropped", "pasted"])


def _spectrum(i: Inputs) -> spectra.Spectrum | None:
    source = "dropped" if i.dropped else "pasted"
    text: str | bytes = getattr(i, source)
    if not text.strip():
        return None
    with renaming(text=source):
        return spectra.read(text, quantity="absorbance", column=i.column)


def _idle(i: Inputs) -> dict[str, str]:
    """Fields that have no part in the result."""
    found = {}
    if i.dropped or i.pasted.strip():
        found["absorbance"] = "the spectrum gives it"
    if i.dropped and i.pasted.strip():
        found["pasted"] = "the file is read"
    if i.shell == _NONE:
        found["shell_nm"] = "no shell is chosen"
    return found


def _absorbance(i: Inputs, spectrum: spectra.Spectrum | None) -> float:
    if spectrum is None:
        return i.absorbance
    found = spectrum.at(i.wavelength_nm)
    if math.isnan(found) or found <= 0:
        raise ArgumentError(
            "dropped" if i.dropped else "pasted",
            f"the spectrum holds no positive absorbance at {i.wavelength_nm:g} nm",
            value=found,
        )
    return found


def _with_bounds(found: absorption.Interval, unit: str, shown_unit: str, scale: float, *, main: bool = False) -> Cell:
    """Value and bounds with the digits that the bounds deserve."""
    value, low, high = (scale * v for v in (found.value, found.low, found.high))
    step = max((high - low) / 2, abs(value) * 1e-3)
    places = max(0, 1 - math.floor(math.log10(step))) if step > 0 else 2
    wide = places > 4 or abs(value) >= 1e5
    digits, bounds = (".2e", ".1e") if wide else (f".{places}f", f".{places}f")
    if not wide and low > 0 and float(f"{low:{bounds}}") == 0:  # near nothing: no bound is written as 0 that is none
        digits, bounds = ".3g", ".2g"
    return interval(
        found.value,
        found.low,
        found.high,
        unit,
        digits,
        bound_digits=bounds,
        scale=scale,
        shown_unit=shown_unit,
        main=main,
    )


def _other_solvents(i: Inputs) -> str:
    """Intrinsic coefficient of the bare particles in every solvent whose index reaches the wavelength."""
    shown = []
    for solvent in absorption.solvents():
        try:
            values = [
                absorption.bulk_intrinsic(i.material, i.wavelength_nm, solvent=solvent, entry=entry)
                for entry in absorption.entries(i.material)
            ]
        except ArgumentError as error:
            if "wavelength_nm" not in error.arguments:
                raise
            continue
        mean = math.exp(sum(math.log(v) for v in values) / len(values))
        shown.append(f"{solvent} {1e-4 * mean:.2f}")
    return "; ".join(shown)


def _compute(i: Inputs) -> Result:
    if i.shell != _NONE and i.shell_nm == 0:
        raise ArgumentError("shell_nm", "0 nm is no shell", f"without a shell choose “{_NONE}” above", 0.0)
    spectrum = _spectrum(i)
    absorbance = _absorbance(i, spectrum)
    with renaming(sd_nm="size_sd_nm"):
        found = absorption.estimate(
            i.material,
            absorbance,
            i.wavelength_nm,
            i.size_nm,
            size_sd_nm=i.size_sd_nm,
            size_error_nm=i.size_error_nm,
            shape=i.shape,
            solvent=i.solvent,
            path_length_cm=i.path_length_cm,
            ligands=i.ligands,
            lattice_angstrom=i.lattice_angstrom,
            shell=None if i.shell == _NONE else i.shell,
            shell_nm=0.0 if i.shell == _NONE else i.shell_nm,
        )
    rows = [row("concentration of nanocrystals", _with_bounds(found.concentration, "mol/L", "nM", 1e9, main=True))]
    if found.mass is not None and found.lead is not None:
        what = "mass, ligands included" if i.ligands else "mass, without ligands"
        if i.shell != _NONE:
            what = what.replace("mass,", "mass of the cores,")
        name = "lead" if "Pb" in i.material else "formula units"
        rows += [
            row(what, _with_bounds(found.mass, "mg/mL", "mg/mL", 1.0)),
            row(name, _with_bounds(found.lead, "mol/L", "mM", 1e3)),
        ]
    rows += [
        row("cross-section, mean particle", _with_bounds(found.cross_section, "cm²", "× 10⁻¹⁴ cm²", 1e14, main=True)),
        row("molar absorption coefficient", _with_bounds(found.molar, "L mol⁻¹ cm⁻¹", "× 10⁶ L mol⁻¹ cm⁻¹", 1e-6)),
        row("intrinsic absorption coefficient", _with_bounds(found.intrinsic, "cm⁻¹", "× 10⁴ cm⁻¹", 1e-4)),
        row("volume fraction", _with_bounds(found.volume_fraction, "-", "ppm", 1e6)),
    ]
    c = found.concentration
    low, high = (written(1e9 * bound, ".3g") for bound in (c.low, c.high))
    lead: list[Cell] = [
        (
            Quantity(c.value, "mol/L", ".3g", scale=1e9, shown_unit="nM", bold=True),
            f" of {i.material} nanocrystals, 68 % interval {low} to {high} nM.",
        )
    ]
    if absorbance <= _ABSORBANCE_ERROR:
        lead.append(
            Words(
                f"An absorbance of {written(absorbance, '.3g')} cannot be told from 0, since ± {_ABSORBANCE_ERROR:g} "
                f"is assumed: what is known is that there are fewer than about {written(1e9 * c.high, '.2g')} nM."
            )
        )
    if found.mass is not None and found.mass.value > _GRAM:
        lead.append(Words("More than a gram in a millilitre: is the share of ligands right?"))
    if i.size_error_nm >= i.size_nm / 2:
        lead.append(Words(f"A size of {i.size_nm:g} ± {i.size_error_nm:g} nm says next to nothing of the volume."))
    if spectrum is not None:
        lead.append(f"Absorbance {absorbance:.3f} read from the spectrum ({len(spectrum.value)} points).")
    sources = "; ".join(f"{key} {1e-4 * mu:.2f}" for key, mu in found.sources.items())
    return Result(
        rows,
        lead=lead,
        notes=[
            *map(plain, found.warnings),
            *(spectrum.sentences() if spectrum is not None else ()),
            f"Intrinsic coefficients by source, 10⁴ cm⁻¹: {sources}.",
            f"Without a shell in other solvents, 10⁴ cm⁻¹: {_other_solvents(i)}.",
            "In brackets, 68 % intervals: absorbance ± 0.01, mean size as given, intrinsic coefficient within an "
            "assumed factor of 1.3 and the spread of its sources; a material with one source is not better known "
            "than one with three.",
        ],
        drawing=lambda: figures.intrinsic_spectrum(
            i.material, wavelength_nm=i.wavelength_nm, solvent=i.solvent, spectrum=spectrum
        ),
        idle=_idle(i),
        taken=_taken(i, spectrum, absorbance),
    )


def _taken(i: Inputs, spectrum: spectra.Spectrum | None, absorbance: float) -> dict[str, tuple[float, str]]:
    """Number that a spectrum gives in place of the one that was typed."""
    if spectrum is None:
        return {}
    return {"absorbance": (absorbance, f"read from the spectrum at {i.wavelength_nm:g} nm")}


def _code(i: Inputs) -> str:
    from_file = bool((i.dropped or i.pasted).strip())
    options: dict[str, object] = {
        name: getattr(i, name)
        for name in ("size_sd_nm", "size_error_nm", "shape", "solvent", "path_length_cm", "ligands")
    }
    if i.lattice_angstrom is not None:
        options["lattice_angstrom"] = i.lattice_angstrom
    if i.shell != _NONE:
        options |= {"shell": i.shell, "shell_nm": i.shell_nm}
    listed = ", ".join(f"{key}={value!r}" for key, value in options.items())
    read = ""
    if from_file:
        how = 'quantity="absorbance"' + (f", column={i.column!r}" if i.column is not None else "")
        read = f'absorbance = spectra.read(open("spectrum.csv", "rb").read(), {how}).at({i.wavelength_nm!r})\n'
    return f"""
from calculators import absorption{", spectra" if from_file else ""}

{read}found = absorption.estimate({i.material!r}, {"absorbance" if from_file else repr(i.absorbance)}, \
{i.wavelength_nm!r},
                            {i.size_nm!r}, {listed})
[(x.value, x.low, x.high) for x in (found.concentration, found.cross_section)]
"""


def nanocrystal_concentration(
    material: str = "CsPbBr3",
    absorbance: float = 0.83,
    wavelength_nm: float = 400.0,
    size_nm: float = 8.5,
    size_sd_nm: float = 0.9,
    solvent: str = "toluene",
) -> Calculator[Inputs]:
    """Widget: concentration, mass and cross-section of nanocrystals from an absorbance.

    Parameters
    ----------
    material : str, optional
        One of :func:`calculators.absorption.materials`.
    absorbance : float, optional
        Absorbance to base 10 [-].
    wavelength_nm, size_nm, size_sd_nm : float, optional
        Wavelength, mean edge or diameter, and standard deviation of the sizes [nm].
    solvent : str, optional
        One of :func:`calculators.absorption.solvents`.

    Returns
    -------
    Calculator
        The form; a pasted or dropped spectrum replaces the absorbance.

    See Also
    --------
    calculators.absorption.estimate : the numbers without a form.

    Examples
    --------
    >>> form = nanocrystal_concentration("CsPbBr3", absorbance=0.2, size_nm=9.0)
    >>> print(form.result)
    concentration of nanocrystals: ... nM
    ...
    >>> [number for number in form.result.numbers if number.startswith("concentration")]
    ['concentration of nanocrystals [mol/L]', 'concentration of nanocrystals, lower bound [mol/L]',
     'concentration of nanocrystals, upper bound [mol/L]']
    """
    first = Inputs(
        material=material,
        absorbance=absorbance,
        wavelength_nm=wavelength_nm,
        size_nm=size_nm,
        size_sd_nm=size_sd_nm,
        solvent=solvent,
    )
    return Calculator("Concentration from absorbance", first, _compute, _code)
