"""The chemist's question: what one absorbance says of a dispersion, with error bars."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from .. import tables
from ..checks import not_negative, number, positive
from ._conversions import concentration, cross_section, molar_coefficient, volume_fraction
from ._optics import (
    absorption_edge,
    bulk_constants,
    bulk_intrinsic,
    core_shell_intrinsic,
    entries,
    near_gap,
    optical_constants,
    solvent_index,
)
from ._particles import crystal, formula_units, mass_concentration, material_property, mean_cube


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds that hold 68 % of the sampled outcomes."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """What an absorbance says of a dispersion, with its uncertainty.

    Attributes
    ----------
    concentration, cross_section, molar : Interval
        Nanocrystals [mol/L]; cross-section of the mean particle [cm2]; its
        molar coefficient [L/(mol cm)].
    mass, lead : Interval or None
        Mass [mg/mL]; formula units ABX3 per litre, for lead halides the lead
        [mol/L]. None where no lattice constant is known or given.
    intrinsic : Interval
        Intrinsic absorption coefficient that was used [1/cm].
    volume_fraction : Interval
        Volume of nanocrystals per volume of dispersion [-].
    sources : mapping of str to float
        Intrinsic coefficient [1/cm] by source.
    warnings : tuple of str
        What makes the answer doubtful.
    """

    concentration: Interval
    cross_section: Interval
    molar: Interval
    mass: Interval | None
    lead: Interval | None
    intrinsic: Interval
    volume_fraction: Interval
    sources: Mapping[str, float] = field(repr=False)
    warnings: tuple[str, ...] = field(repr=False)


Shape = Literal["cube", "sphere"]


def measured_intrinsic(material: str, wavelength_nm: float, window_nm: float = 0.5) -> dict[str, float]:
    """Intrinsic coefficients measured on nanocrystals at a wavelength, by source [1/cm].

    Parameters
    ----------
    material : str
        Formula as in ``data/materials.csv``.
    wavelength_nm : float
        Wavelength [nm].
    window_nm : float, optional
        How far the measured wavelength may be off [nm].

    Returns
    -------
    dict of str to float
        Value by citation; empty if no measured value was read.

    Examples
    --------
    >>> measured_intrinsic("CsPbBr3", 612.3)
    {}
    """
    out = {}
    for row in material_property(material, "intrinsic absorption coefficient"):
        if abs(float(row["wavelength_nm"] or "nan") - wavelength_nm) <= window_nm:
            out[row["citation"]] = float(row["value"])
    return out


def estimate(
    material: str,
    absorbance: float,
    wavelength_nm: float,
    size_nm: float,
    size_sd_nm: float = 0.0,
    size_error_nm: float = 0.0,
    shape: Shape = "cube",
    solvent: str | float = "toluene",
    path_length_cm: float = 1.0,
    absorbance_error: float = 0.01,
    ligands: float = 0.0,
    intrinsic_spread: float = 0.3,
    lattice_angstrom: float | None = None,
    shell: str | None = None,
    shell_nm: float = 0.0,
    samples: int = 20_000,
    seed: int = 1,
) -> Estimate:
    """Concentration, cross-section and mass from one absorbance, with error bars.

    Four uncertainties are sampled: of the absorbance, of the mean size, of the
    intrinsic coefficient, and, where the material has several sources, their
    spread. The size distribution is no uncertainty: it enters through the mean
    volume, which is larger than the cube of the mean size.

    Parameters
    ----------
    material : str
        One of :func:`materials`.
    absorbance : float
        Absorbance at `wavelength_nm`, to base 10 [-], above 0.
    wavelength_nm : float
        Wavelength [nm], well above the gap.
    size_nm : float
        Mean edge of the cubes or mean diameter of the spheres [nm], above 0.
    size_sd_nm : float, optional
        Standard deviation of the sizes in the sample [nm], 0 or more.
    size_error_nm : float, optional
        Uncertainty of the mean size [nm], 0 or more.
    shape : {"cube", "sphere"}, optional
        Shape of the particles.
    solvent : str or float, optional
        One of :func:`solvents` or a refractive index.
    path_length_cm : float, optional
        Optical path length [cm], above 0.
    absorbance_error : float, optional
        Uncertainty of the absorbance [-], 0 or more.
    ligands : float, optional
        Mass fraction of ligands in the weighed powder [-], 0 to below 1.
    intrinsic_spread : float, optional
        Relative standard deviation of the intrinsic coefficient [-], 0 or more:
        our judgement of how far a bulk constant carries over to nanocrystals.
    lattice_angstrom : float, optional
        Pseudo-cubic lattice constant [angstrom], for mass and lead; see
        :func:`crystal`.
    shell : str, optional
        One of :func:`shell_materials`; `size_nm` is then the core's.
    shell_nm : float, optional
        Thickness of the shell [nm], 0 or more; for a shell that is not in the
        table, of no effect on the light, leave both out.
    samples, seed : int, optional
        Number of samples, 100 to 10^6, and seed of the generator.

    Returns
    -------
    Estimate
        Central values are computed, not sampled; bounds hold 68 % of the samples.

    Raises
    ------
    ValueError
        If an argument is out of bounds or a wavelength outside a range.

    Examples
    --------
    >>> found = estimate("CsPbBr3", 0.83, 400, 8.5, size_sd_nm=0.9)
    >>> found.concentration.low < found.concentration.value < found.concentration.high
    True
    """
    if shape not in ("cube", "sphere"):
        raise ValueError(f"shape: {shape!r} is not allowed; it is 'cube' or 'sphere'")
    if not 100 <= samples <= 1_000_000:
        raise ValueError(f"samples: {samples!r} is not allowed; it must be from 100 to 1000000")
    a = float(positive("absorbance", absorbance))
    size, sd = float(positive("size_nm", size_nm, "nm")), float(not_negative("size_sd_nm", size_sd_nm, "nm"))
    for name, value in (
        ("size_sd_nm", sd),
        ("path_length_cm", float(positive("path_length_cm", path_length_cm, "cm"))),
        ("ligands", float(number("ligands", ligands))),
        ("absorbance", a),
        ("size_nm", size),
        ("wavelength_nm", float(number("wavelength_nm", wavelength_nm))),
    ):
        if math.isnan(value):
            raise ValueError(f"{name}: it is not a number")
    positive("wavelength_nm", wavelength_nm, "nm")
    if a > 5:
        raise ValueError(
            f"absorbance: {a:g} is above 5, more than a spectrometer can read; is it a transmission in per cent?"
        )
    errors = {
        name: float(not_negative(name, value))
        for name, value in (
            ("absorbance_error", absorbance_error),
            ("size_error_nm", size_error_nm),
            ("intrinsic_spread", intrinsic_spread),
        )
    }
    lattice = (
        crystal(material, lattice_angstrom)
        if lattice_angstrom or material_property(material, "lattice constant")
        else None
    )
    factor = 1.0 if shape == "cube" else np.pi / 6

    thickness = float(not_negative("shell_nm", shell_nm, "nm"))
    if (shell is None) != (thickness == 0):
        raise ValueError("shell: give both the material of the shell and its thickness, or neither")

    def coefficient(entry: str) -> float:
        if shell is None:
            return float(bulk_intrinsic(material, wavelength_nm, solvent, entry))
        core_fraction = (size / (size + 2 * thickness)) ** 3
        return float(core_shell_intrinsic(material, shell, wavelength_nm, core_fraction, solvent, entry))

    sources = {entry: coefficient(entry) for entry in _covering(material, wavelength_nm)}
    measured = measured_intrinsic(material, wavelength_nm)
    values = np.array([*sources.values(), *measured.values()])
    mu = float(np.exp(np.log(values).mean()))
    between = float(np.log(values).std(ddof=1)) if values.size > 1 else 0.0

    generator = np.random.default_rng(seed)
    draw = generator.standard_normal((3, samples))
    a_drawn = np.maximum(a + errors["absorbance_error"] * draw[0], a * 1e-3)
    size_drawn = np.maximum(size + errors["size_error_nm"] * draw[1], size * 1e-2)
    spread = math.hypot(math.log1p(errors["intrinsic_spread"]), between)
    mu_drawn = mu * np.exp(spread * draw[2])

    def outcome(absorbed: Any, edge: Any, intrinsic: Any) -> dict[str, Any]:
        volume = factor * (edge**3 + 3 * edge * sd**2)
        molar = np.asarray(molar_coefficient(intrinsic, volume))
        moles = np.asarray(concentration(absorbed, molar, path_length_cm))
        found = {
            "concentration": moles,
            "cross_section": np.asarray(cross_section(molar)),
            "molar": molar,
            "intrinsic": np.asarray(intrinsic),
            "volume_fraction": np.asarray(volume_fraction(absorbed, intrinsic, path_length_cm)),
        }
        if lattice is not None:
            found["mass"] = np.asarray(mass_concentration(moles, volume, lattice.density, ligands))
            found["lead"] = moles * np.asarray(formula_units(volume, lattice.cell_nm3))
        return found

    mean_cube(size, sd)  # refuses a spread that a normal distribution cannot have
    centre = outcome(a, size, mu)
    drawn = outcome(a_drawn, size_drawn, mu_drawn)
    intervals: dict[str, Any] = {"mass": None, "lead": None}
    for name, value in centre.items():
        low, high = np.quantile(drawn[name], [0.16, 0.84])
        intervals[name] = Interval(float(value), min(float(low), float(value)), max(float(high), float(value)))
    return Estimate(
        **intervals,
        sources=MappingProxyType({**sources, **measured}),
        warnings=_doubts(material, a, float(wavelength_nm), size, solvent, sources, lattice is not None, shell),
    )


def _covering(material: str, wavelength_nm: float) -> list[str]:
    """Entries whose range holds a wavelength above the edge, or an error that says what is wrong."""
    edge = absorption_edge(material)
    if tables.photon_energy_nm_ev() / wavelength_nm <= edge:
        raise ValueError(
            f"wavelength_nm: {wavelength_nm:g} nm is below the absorption edge of {material} "
            f"({tables.photon_energy_nm_ev() / edge:.0f} nm); take a shorter wavelength"
        )
    found = []
    for entry in entries(material):
        grid = bulk_constants()[material, entry][0]
        if grid[0] <= wavelength_nm <= grid[-1]:
            found.append(entry)
    if not found:
        optical_constants(material, wavelength_nm)  # raises, with the range
    return found


def _doubts(
    material: str,
    absorbance: float,
    wavelength_nm: float,
    size_nm: float,
    solvent: str | float,
    sources: Mapping[str, float],
    lattice_known: bool,
    shell: str | None,
) -> tuple[str, ...]:
    out = [near_gap(material, wavelength_nm)]
    if absorbance > 2:
        out.append(f"Absorbance {absorbance:g} is above 2: stray light lowers such readings; dilute.")
    if absorbance < 0.05:
        out.append(f"Absorbance {absorbance:g} is below 0.05: baseline and scattering weigh heavily.")
    wavelength_inside = wavelength_nm / float(solvent_index(solvent, wavelength_nm))
    if size_nm > wavelength_inside / 10:
        out.append(
            f"{size_nm:g} nm is more than a tenth of the wavelength in the solvent: "
            "scattering counts and the formula strains."
        )
    if size_nm < 3:
        out.append(
            f"{size_nm:g} nm is a few unit cells: the surface is not bulk, and composition and volume are uncertain."
        )
    flagged = {
        r["entry"]: r["note"]
        for r in tables.rows("optical_constants/entries")
        if r["material"] == material and r["note"]
    }
    out += [f"{entry}: {flagged[entry]}." for entry in sources if entry in flagged]
    if shell is not None:
        out.append(
            f"Shell: the {shell} enters through the light it absorbs and the field it changes, "
            "as a smooth coated sphere of bulk constants; volume, mass and lead are those of the cores."
        )
    if lattice_known and "Pb" in material:
        out.append(
            "Lead: stoichiometric crystals are assumed; an excess at the surface (maes2018) "
            "and unreacted lead come on top."
        )
    if not lattice_known:
        out.append(
            f"Mass and lead: no lattice constant of {material} was found in a source that could be read; give one."
        )
    if len(sources) == 1 and not measured_intrinsic(material, wavelength_nm):
        out.append("One source only: the error bar rests on the assumed spread of the intrinsic coefficient.")
    return tuple(filter(None, out))
