"""The chemist's question: what one absorbance says of a dispersion, with error bars."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .. import tables
from ..checks import Shape, finite, fraction, known_shape, not_negative, one_number, positive, whole
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError, one_of
from ..results import ReadOnly
from ..tables import FloatArray
from ._constants import (
    absorption_edge,
    bulk_constants,
    entries,
    near_gap,
    optical_constants,
    solvent_index,
)
from ._conversions import concentration, cross_section, molar_coefficient, volume_fraction
from ._optics import bulk_intrinsic, core_shell_intrinsic
from ._particles import (
    CrystalData,
    crystal,
    formula_units,
    known_cells,
    mass_concentration,
    material_property,
    mean_cube,
)

_FEWEST, _MOST = 100, 1_000_000
_READABLE = 5.0
"""Absorbance above which no spectrometer reads [-]."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with the bounds that hold 68 % of the sampled outcomes.

    Attributes
    ----------
    value, low, high : float
        Central value and bounds, in the unit of the quantity.
    """

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
        [mol/L]. None where no unit cell is known or given.
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


@finite
def measured_intrinsic(material: str, wavelength_nm: float, *, window_nm: float = 0.5) -> dict[str, float]:
    """Intrinsic coefficients measured on nanocrystals at a wavelength, by source.

    Parameters
    ----------
    material : str
        Formula as in ``data/materials.csv``.
    wavelength_nm : float
        Wavelength [nm], above 0.
    window_nm : float, optional
        How far the measured wavelength may be off [nm], 0 or more.

    Returns
    -------
    dict of str to float
        Value [1/cm] by citation; empty if no measured value was read.

    Raises
    ------
    ArgumentError
        If the table of materials does not name the material or a number is out
        of range.

    See Also
    --------
    bulk_intrinsic : the coefficient from bulk constants.

    Examples
    --------
    >>> sorted({"maes2018", "dieleman2016"} & set(measured_intrinsic("CsPbBr3", 400.0)))
    []
    """
    named = dict.fromkeys(row["material"] for row in tables.read("materials"))
    one_of("material", material, named)
    wavelength = one_number("wavelength_nm", as_wavelength("wavelength_nm", wavelength_nm))
    return _measured(material, wavelength, one_number("window_nm", not_negative("window_nm", window_nm, "nm")))


def _measured(material: str, wavelength_nm: float, window_nm: float = 0.5) -> dict[str, float]:
    return {
        row["citation"]: row["value"]
        for row in material_property(material, "intrinsic absorption coefficient")
        if row["wavelength_nm"] is not None and abs(row["wavelength_nm"] - wavelength_nm) <= window_nm
    }


@finite
def estimate(
    material: str,
    absorbance: float,
    wavelength_nm: float,
    size_nm: float,
    *,
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
    ArgumentError
        If an argument is out of bounds or a wavelength outside a range.

    See Also
    --------
    concentration : the formula, from a molar coefficient.
    bulk_intrinsic, measured_intrinsic : the coefficients that enter.

    Examples
    --------
    >>> found = estimate("CsPbBr3", 0.83, 400, 8.5, size_sd_nm=0.9)
    >>> round(found.concentration.value * found.molar.value, 2)  # Beer and Lambert over 1 cm
    0.83
    """
    entries(material)  # refuses a material that has none
    kind = known_shape("shape", shape)
    given = _Given(
        absorbance=one_number("absorbance", positive("absorbance", absorbance)),
        size_nm=one_number("size_nm", positive("size_nm", size_nm, "nm")),
        sd_nm=one_number("size_sd_nm", not_negative("size_sd_nm", size_sd_nm, "nm")),
        path_length_cm=one_number("path_length_cm", positive("path_length_cm", path_length_cm, "cm")),
        ligands=one_number("ligands", fraction("ligands", ligands)),
        factor={"cube": 1.0, "sphere": math.pi / 6}[kind],
        lattice=_lattice(material, lattice_angstrom),
    )
    wavelength = one_number("wavelength_nm", as_wavelength("wavelength_nm", wavelength_nm))
    thickness = one_number("shell_nm", not_negative("shell_nm", shell_nm, "nm"))
    errors = [
        one_number(name, not_negative(name, value))
        for name, value in (
            ("absorbance_error", absorbance_error),
            ("size_error_nm", size_error_nm),
            ("intrinsic_spread", intrinsic_spread),
        )
    ]
    count = whole("samples", samples, _FEWEST)
    if count > _MOST:
        raise ArgumentError("samples", f"{count} is not allowed", f"it lies between {_FEWEST} and {_MOST}", count)
    if given.absorbance > _READABLE:
        raise ArgumentError(
            "absorbance",
            f"{given.absorbance:g} is more than a spectrometer can read",
            f"it is {_READABLE:g} or less; is it a transmission in per cent?",
            given.absorbance,
        )
    if (shell is None) != (thickness == 0):
        raise ArgumentError("shell, shell_nm", "only one of them is given", "give both or neither")
    _mean_cube(given)

    def coefficient(entry: str) -> float:
        if shell is None:
            return bulk_intrinsic(material, wavelength, solvent=solvent, entry=entry)
        core_fraction = (given.size_nm / (given.size_nm + 2 * thickness)) ** 3
        return core_shell_intrinsic(material, shell, wavelength, core_fraction, solvent=solvent, entry=entry)

    sources = {entry: coefficient(entry) for entry in _covering(material, wavelength)}
    measured = _measured(material, wavelength)
    logs = np.log([*sources.values(), *measured.values()])
    between = float(logs.std(ddof=1)) if logs.size > 1 else 0.0
    mu = float(np.exp(logs.mean()))

    draw = np.random.default_rng(whole("seed", seed)).standard_normal((3, count))
    drawn = _outcome(
        given,
        np.maximum(given.absorbance + errors[0] * draw[0], given.absorbance * 1e-3),
        np.maximum(given.size_nm + errors[1] * draw[1], given.size_nm * 1e-2),
        mu * np.exp(math.hypot(math.log1p(errors[2]), between) * draw[2]),
    )
    centre = _outcome(given, np.array(given.absorbance), np.array(given.size_nm), np.array(mu))
    intervals: dict[str, Any] = {"mass": None, "lead": None}
    for name, value in centre.items():
        low, high = np.quantile(drawn[name], [0.16, 0.84])
        intervals[name] = Interval(float(value), min(float(low), float(value)), max(float(high), float(value)))
    return Estimate(
        **intervals,
        sources=ReadOnly({**sources, **measured}),
        warnings=_doubts(material, given, wavelength, solvent, sources, shell),
    )


@dataclass(frozen=True)
class _Given:
    """What does not vary between the samples, and the values that do."""

    absorbance: float
    size_nm: float
    sd_nm: float
    path_length_cm: float
    ligands: float
    factor: float
    lattice: CrystalData | None


def _lattice(material: str, lattice_angstrom: float | None) -> CrystalData | None:
    if lattice_angstrom is None and not known_cells(material):
        return None
    try:
        return crystal(material, lattice_angstrom=lattice_angstrom)
    except ArgumentError as error:
        raise error.renamed({"formula": "material"}) from None


def _mean_cube(given: _Given) -> None:
    """Refuse a spread of sizes that a normal distribution cannot have."""
    try:
        mean_cube(given.size_nm, given.sd_nm)
    except ArgumentError as error:
        raise error.renamed({"sd_nm": "size_sd_nm"}) from None


def _outcome(given: _Given, absorbed: FloatArray, size: FloatArray, intrinsic: FloatArray) -> dict[str, FloatArray]:
    """Quantities of the estimate for arrays of absorbance, mean size and intrinsic coefficient."""
    volume = given.factor * (size**3 + 3 * size * given.sd_nm**2)
    molar = np.asarray(molar_coefficient(intrinsic, volume))
    moles = np.asarray(concentration(absorbed, molar, given.path_length_cm))
    found = {
        "concentration": moles,
        "cross_section": np.asarray(cross_section(molar)),
        "molar": molar,
        "intrinsic": intrinsic,
        "volume_fraction": np.asarray(volume_fraction(absorbed, intrinsic, given.path_length_cm)),
    }
    if given.lattice is not None:
        density, cell = given.lattice.density_g_cm3, given.lattice.cell_nm3
        found["mass"] = np.asarray(mass_concentration(moles, volume, density, given.ligands))
        found["lead"] = moles * np.asarray(formula_units(volume, cell))
    return found


def _covering(material: str, wavelength_nm: float) -> list[str]:
    """Entries whose range holds a wavelength above the edge, or an error that says what is wrong."""
    edge_nm = tables.photon_energy_nm_ev() / absorption_edge(material)
    if wavelength_nm >= edge_nm:
        raise ArgumentError(
            "wavelength_nm",
            f"{wavelength_nm:g} nm is below the absorption edge of {material}",
            f"take a wavelength shorter than {edge_nm:.0f} nm",
            wavelength_nm,
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
    given: _Given,
    wavelength_nm: float,
    solvent: str | float,
    sources: Mapping[str, float],
    shell: str | None,
) -> tuple[str, ...]:
    absorbance, size_nm = given.absorbance, given.size_nm
    out = [near_gap(material, wavelength_nm)]
    if absorbance > 2:
        out.append(f"Absorbance {absorbance:g} is above 2: stray light lowers such readings; dilute.")
    if absorbance < 0.05:
        out.append(f"Absorbance {absorbance:g} is below 0.05: baseline and scattering weigh heavily.")
    wavelength_inside = wavelength_nm / solvent_index(solvent, wavelength_nm)
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
        for r in tables.read("optical_constants/entries")
        if r["material"] == material and r["note"]
    }
    out += [f"{entry}: {flagged[entry]}." for entry in sources if entry in flagged]
    if shell is not None:
        out.append(
            f"Shell: the {shell} enters through the light it absorbs and the field it changes, "
            "as a smooth coated sphere of bulk constants; volume, mass and lead are those of the cores."
        )
    if given.lattice is not None and "Pb" in material:
        out.append(
            "Lead: stoichiometric crystals are assumed; an excess at the surface (maes2018) "
            "and unreacted lead come on top."
        )
    if given.lattice is None:
        out.append(
            f"Mass and lead: no unit cell of {material} was found in a source that could be read; "
            "give a lattice constant."
        )
    if len(sources) == 1 and not _measured(material, wavelength_nm):
        out.append("One source only: the error bar rests on the assumed spread of the intrinsic coefficient.")
    return tuple(filter(None, out))
