"""Widget: from an absorbance to concentration, cross-section and mass, with error bars."""

from __future__ import annotations

import html
import math

from .. import absorption, figures, spectra
from ._form import Area, Calculator, Choice, Fraction, Number, Result, Text, Upload, table


def _range(interval: absorption.Interval, scale: float, unit: str) -> str:
    """Value and bounds with the digits that the bounds deserve."""
    value, low, high = (scale * v for v in (interval.value, interval.low, interval.high))
    step = max((high - low) / 2, abs(value) * 1e-3)
    digits = max(0, 1 - math.floor(math.log10(step))) if step > 0 else 2
    if digits > 4 or abs(value) >= 1e5:
        return f"{value:.2e} ({low:.1e} to {high:.1e}) {unit}"
    return f"{value:.{digits}f} ({low:.{digits}f} to {high:.{digits}f}) {unit}"


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text.replace(",", ".")))
    except ValueError:
        return False


def _compute(
    material: str,
    absorbance: float,
    wavelength_nm: float,
    size_nm: float,
    size_sd_nm: float,
    size_error_nm: float,
    shape: str,
    solvent: str,
    path_length_cm: float,
    ligands: float,
    lattice: str,
    shell: str,
    shell_nm: float,
    pasted: str,
    dropped: str,
) -> Result:
    text = dropped or pasted
    spectrum = spectra.read(text) if text.strip() else None
    read_from = ""
    if spectrum is not None:
        absorbance = spectrum.at(wavelength_nm)
        if math.isnan(absorbance) or absorbance <= 0:
            raise ValueError(f"pasted: the spectrum holds no positive absorbance at {wavelength_nm:g} nm")
        read_from = f"<p>Absorbance {absorbance:.3f} read from the spectrum ({len(spectrum.value)} points).</p>"
    a = float(lattice.replace(",", ".")) if _is_number(lattice) else None
    if a is None and lattice.strip():
        raise ValueError(f"lattice: {lattice!r} is not a number in Å; the field may stay empty")
    found = absorption.estimate(
        material,
        absorbance,
        wavelength_nm,
        size_nm,
        size_sd_nm=size_sd_nm,
        size_error_nm=size_error_nm,
        shape="cube" if shape == "cube" else "sphere",
        solvent=solvent,
        path_length_cm=path_length_cm,
        ligands=ligands,
        lattice_angstrom=a,
        shell=None if shell == "none" else shell,
        shell_nm=0.0 if shell == "none" else shell_nm,
    )
    name = "lead" if "Pb" in material else "formula units"
    what = "mass, ligands included" if ligands else "mass, without ligands"
    rows = [
        ("concentration of nanocrystals", _range(found.concentration, 1e9, "nM")),
        ("cross-section, mean particle", _range(found.cross_section, 1e14, "× 10⁻¹⁴ cm²")),
        ("molar absorption coefficient", _range(found.molar, 1e-6, "× 10⁶ L mol⁻¹ cm⁻¹")),
        ("intrinsic absorption coefficient", _range(found.intrinsic, 1e-4, "× 10⁴ cm⁻¹")),
        ("volume fraction", _range(found.volume_fraction, 1e6, "ppm")),
    ]
    if found.mass is not None and found.lead is not None:
        rows[1:1] = [(what, _range(found.mass, 1, "mg/mL")), (name, _range(found.lead, 1e3, "mM"))]
    sources = "; ".join(f"{key} {1e-4 * mu:.2f}" for key, mu in found.sources.items())
    others = []
    for other in absorption.solvents():
        try:
            values = [
                absorption.bulk_intrinsic(material, wavelength_nm, other, entry)
                for entry in absorption.entries(material)
            ]
            mean = math.exp(sum(math.log(v) for v in values) / len(values))
            others.append(f"{other} {1e-4 * mean:.2f}")
        except ValueError:
            continue
    c = found.concentration
    sentence = (
        f"<p><strong>{1e9 * c.value:.3g} nM</strong> of {html.escape(material)} nanocrystals, "
        f"68 % interval {1e9 * c.low:.3g} to {1e9 * c.high:.3g} nM.</p>"
    )
    notes = [*found.warnings, f"Intrinsic coefficients by source, 10⁴ cm⁻¹: {sources}."]
    notes.append(f"Without a shell in other solvents, 10⁴ cm⁻¹: {'; '.join(others)}.")
    notes.append(
        "Bounds: absorbance ± 0.01, mean size as given, intrinsic coefficient within an assumed factor of 1.3 "
        "and the spread of its sources; a material with one source is not better known than one with three."
    )
    listing = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    return Result(
        sentence + read_from + table(rows, ["", "value (68 % interval)"]) + f"<ul>{listing}</ul>",
        lambda: figures.intrinsic_spectrum(material, wavelength_nm, solvent, spectrum),
        {
            "concentration [mol/L]": c.value,
            "concentration, lower bound [mol/L]": c.low,
            "concentration, upper bound [mol/L]": c.high,
            "cross-section [cm²]": found.cross_section.value,
        },
    )


def _code(
    material: str,
    absorbance: float,
    wavelength_nm: float,
    size_nm: float,
    size_sd_nm: float,
    size_error_nm: float,
    shape: str,
    solvent: str,
    path_length_cm: float,
    ligands: float,
    lattice: str,
    shell: str,
    shell_nm: float,
    pasted: str,
    dropped: str,
) -> str:
    from_file = bool((dropped or pasted).strip())
    options = {"size_sd_nm": size_sd_nm, "size_error_nm": size_error_nm, "shape": shape, "solvent": solvent}
    options |= {"path_length_cm": path_length_cm, "ligands": ligands}
    if lattice.strip():
        options["lattice_angstrom"] = float(lattice.replace(",", "."))
    if shell != "none":
        options |= {"shell": shell, "shell_nm": shell_nm}
    listed = ", ".join(f"{key}={value!r}" for key, value in options.items())
    read = f'absorbance = spectra.read(open("spectrum.csv").read()).at({wavelength_nm!r})\n' if from_file else ""
    return f"""
from calculators import absorption{", spectra" if from_file else ""}

{read}found = absorption.estimate({material!r}, {"absorbance" if from_file else repr(absorbance)}, {wavelength_nm!r},
                            {size_nm!r}, {listed})
found.concentration.value, found.concentration.low, found.concentration.high, found.cross_section.value
"""


def nanocrystal_concentration(
    material: str = "CsPbBr3",
    absorbance: float = 0.83,
    wavelength_nm: float = 400.0,
    size_nm: float = 8.5,
    size_sd_nm: float = 0.9,
    solvent: str = "toluene",
) -> Calculator:
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

    Examples
    --------
    >>> "nM" in nanocrystal_concentration().output.value
    True
    """
    return Calculator(
        "Concentration from absorbance",
        {
            "material": Choice("Material", material, tuple(absorption.materials())),
            "absorbance": Number("Absorbance (base 10)", absorbance),
            "wavelength_nm": Number("Wavelength", wavelength_nm, "nm"),
            "size_nm": Number("Mean edge or diameter", size_nm, "nm"),
            "size_sd_nm": Number("Standard deviation of sizes", size_sd_nm, "nm"),
            "size_error_nm": Number("Uncertainty of the mean", 0.3, "nm"),
            "shape": Choice("Shape", "cube", ("cube", "sphere")),
            "solvent": Choice("Solvent", solvent, tuple(absorption.solvents())),
            "path_length_cm": Number("Path length", 1.0, "cm"),
            "ligands": Fraction("Ligands in the powder, mass fraction", 0.0),
            "shell": Choice("Shell", "none", ("none", *absorption.shell_materials())),
            "shell_nm": Number("Shell thickness, if any", 2.0, "nm"),
            "lattice": Text("Pseudo-cubic lattice constant [Å]", "", "empty: from the table, where one was read"),
            "pasted": Area("Spectrum, pasted", "", "two columns: wavelength in nm, absorbance"),
            "dropped": Upload("Spectrum from a file"),
        },
        _compute,
        _code,
    )
