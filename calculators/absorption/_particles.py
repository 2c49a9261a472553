"""Particles: volumes, mean volumes, mass, and what a formula unit weighs and fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np

from .. import composition, materials, tables
from ..checks import (
    also_named,
    finite,
    fraction,
    not_negative,
    one_number,
    positive,
    refuse_where,
    scalar,
    together,
    within,
)
from ..composition import Composition
from ..errors import ArgumentError, shown
from ..tables import ArrayLike, FloatArray
from ._conversions import CM3_PER_NM3


@overload
def volume_cube(edge_nm: float) -> float: ...
@overload
def volume_cube(edge_nm: ArrayLike) -> FloatArray: ...
@finite
def volume_cube(edge_nm: ArrayLike) -> float | FloatArray:
    """Volume of a cube.

    Parameters
    ----------
    edge_nm : float or array_like
        Edge [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Volume [nm3].

    Raises
    ------
    ArgumentError
        If an edge is not above 0.

    See Also
    --------
    mean_cube : for a distribution of edges.

    Examples
    --------
    >>> volume_cube(10)
    1000.0
    """
    edge = positive("edge_nm", edge_nm, "nm")
    return scalar(edge * edge * edge)


@overload
def volume_sphere(diameter_nm: float) -> float: ...
@overload
def volume_sphere(diameter_nm: ArrayLike) -> FloatArray: ...
@finite
def volume_sphere(diameter_nm: ArrayLike) -> float | FloatArray:
    """Volume of a sphere.

    Parameters
    ----------
    diameter_nm : float or array_like
        Diameter [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Volume [nm3].

    Raises
    ------
    ArgumentError
        If a diameter is not above 0.

    See Also
    --------
    mean_cube : for a distribution of diameters.

    Examples
    --------
    >>> round(volume_sphere(10), 1)
    523.6
    """
    diameter = positive("diameter_nm", diameter_nm, "nm")
    return scalar(np.pi / 6 * diameter * diameter * diameter)


@overload
def volume_cuboid(a_nm: float, b_nm: float, c_nm: float) -> float: ...
@overload
def volume_cuboid(a_nm: ArrayLike, b_nm: ArrayLike, c_nm: ArrayLike) -> FloatArray: ...
@finite
def volume_cuboid(a_nm: ArrayLike, b_nm: ArrayLike, c_nm: ArrayLike) -> float | FloatArray:
    """Volume of a cuboid, such as a platelet.

    Parameters
    ----------
    a_nm, b_nm, c_nm : float or array_like
        Edges [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Volume [nm3].

    Raises
    ------
    ArgumentError
        If an edge is not above 0 or the shapes do not fit together.

    See Also
    --------
    volume_cube : three equal edges.

    Examples
    --------
    >>> volume_cuboid(20, 20, 3)
    1200.0
    """
    a, b, c = positive("a_nm", a_nm, "nm"), positive("b_nm", b_nm, "nm"), positive("c_nm", c_nm, "nm")
    together(a_nm=a, b_nm=b, c_nm=c)
    return scalar(a * b * c)


@overload
def mean_cube(mean_nm: float, sd_nm: float) -> float: ...
@overload
def mean_cube(mean_nm: ArrayLike, sd_nm: ArrayLike) -> FloatArray: ...
@finite
def mean_cube(mean_nm: ArrayLike, sd_nm: ArrayLike) -> float | FloatArray:
    r"""Mean of the cube of a normally distributed length, :math:`\bar d^3 + 3\bar d s^2`.

    Absorption weighs particles by volume, and the mean volume is not the cube
    of the mean edge: at a spread of 15 % it is 7 % larger.

    Parameters
    ----------
    mean_nm : float or array_like
        Mean length [nm], above 0.
    sd_nm : float or array_like
        Standard deviation of the lengths in the sample, not of their mean
        [nm], 0 or more and at most a third of the mean.

    Returns
    -------
    float or numpy.ndarray
        Mean cube [nm3].

    Raises
    ------
    ArgumentError
        If the spread is too wide for a normal distribution of lengths, or an
        argument out of bounds.

    See Also
    --------
    volume_cube : one length.

    Examples
    --------
    >>> round(mean_cube(10, 1.5))
    1068
    """
    mean, sd = positive("mean_nm", mean_nm, "nm"), not_negative("sd_nm", sd_nm, "nm")
    together(mean_nm=mean, sd_nm=sd)
    wide = 3 * sd > mean
    refuse_where(
        wide,
        "sd_nm",
        sd,
        "a normal distribution would hold negative lengths; give the mean volume instead",
        unit=" nm",
        problem="is more than a third of the mean",
    )
    return scalar(mean * (mean * mean + 3 * sd * sd))


@dataclass(frozen=True, slots=True)
class CrystalData:
    """What a formula unit of a perovskite weighs and fills.

    Attributes
    ----------
    formula : str
        Composition.
    molar_mass : float
        Mass of a mole of ABX3 [g/mol].
    cell_nm3 : float
        Volume of one formula unit [nm3].
    citation : str
        Where the lattice constant was read.
    """

    formula: str
    molar_mass: float
    cell_nm3: float
    citation: str

    @property
    def density_g_cm3(self) -> float:
        """Density [g/cm3]."""
        return self.molar_mass / (tables.constant("avogadro") * self.cell_nm3 * CM3_PER_NM3)

    @property
    def density(self) -> float:
        """Density [g/cm3]."""
        return self.density_g_cm3


@tables.cached
def material_property(material: str, name: str) -> tuple[tables.Row, ...]:
    """Rows of the table of materials with a property."""
    return tuple(r for r in tables.read("materials") if r["material"] == material and r["property"] == name)


def crystal(formula: str | Composition, *, lattice_angstrom: float | None = None) -> CrystalData:
    """Molar mass and volume of a formula unit.

    Parameters
    ----------
    formula : str or Composition
        A perovskite.
    lattice_angstrom : float, optional
        Pseudo-cubic lattice constant, the cube root of the volume of a formula
        unit ABX3 [angstrom], 4 to 8; from the unit cells of
        :func:`calculators.materials.cells` if not given: at room temperature,
        the best grade.

    Returns
    -------
    CrystalData
        With the density as a property.

    Raises
    ------
    ArgumentError
        If the formula is no perovskite, or no lattice constant is given and the
        table holds none.

    See Also
    --------
    formula_units : how many of them fit into a particle.
    calculators.composition.molar_mass : the mass of any formula.

    Examples
    --------
    >>> round(crystal("CsPbBr3", lattice_angstrom=5.87).density_g_cm3, 2)
    4.76
    """
    try:
        sites = composition.perovskite(formula)
    except composition.RelatedStructureError as error:
        how = "cells are known of ABX3 and its double perovskites"
        raise composition.RelatedStructureError(error.argument, error.problem, how, error.value) from None
    name = formula if isinstance(formula, str) else str(formula)
    # The formula of a double perovskite is written with two units.
    mass = composition.molar_mass(sites) / (2 if sites.is_double else 1)
    if lattice_angstrom is not None:
        a = one_number("lattice_angstrom", within("lattice_angstrom", lattice_angstrom, 4, 8, "angstrom"))
        return CrystalData(name, mass, (a / 10) ** 3, "")
    cells = known_cells(name)
    if not cells:
        raise ArgumentError(
            "formula",
            f"no unit cell of {shown(name)} was found in a source that could be read",
            "give lattice_angstrom",
            formula,
        )
    best = cells[0]
    units = _units(best) * (2 if sites.is_double else 1)
    return CrystalData(name, mass, best.volume_nm3 / units, best.citation)


def known_cells(material: str) -> list[materials.Cell]:
    """Cells of a material that were observed and of which the formula units are known, the best first."""
    try:
        name = materials.find(material)
    except ArgumentError:
        return []
    observed = (cell for cell in materials.cells(name) if cell.grade in ("measured", "second-hand"))
    return sorted((cell for cell in observed if _units(cell)), key=_rank)


def _units(cell: materials.Cell) -> int:
    """Formula units in a cell; a cube without a count holds one where it is as small as a pseudo-cubic cell, else 0."""
    if cell.formula_units is not None:
        return cell.formula_units
    cube = cell.a_nm == cell.b_nm == cell.c_nm and set(cell.angles_deg) == {90.0}
    return 1 if cube and 0.4 <= cell.a_nm <= 0.8 else 0


def _rank(cell: materials.Cell) -> tuple[bool, bool, bool, int]:
    """Cells at room temperature first, then those without a doubt, those that print their temperature, and by grade."""
    elsewhere = bool(cell.special) or (cell.temperature_k is not None and not 270 <= cell.temperature_k <= 330)
    return elsewhere, bool(cell.flag), cell.temperature_k is None, materials.GRADES.index(cell.grade)


@overload
def mass_concentration(
    concentration_mol_l: float, volume_nm3: float, density_g_cm3: float, ligands: float = 0.0
) -> float: ...
@overload
def mass_concentration(
    concentration_mol_l: ArrayLike, volume_nm3: ArrayLike, density_g_cm3: ArrayLike, ligands: ArrayLike = 0.0
) -> FloatArray: ...
@also_named(molar_concentration="concentration_mol_l", density="density_g_cm3")
@finite
def mass_concentration(
    concentration_mol_l: ArrayLike, volume_nm3: ArrayLike, density_g_cm3: ArrayLike, ligands: ArrayLike = 0.0
) -> float | FloatArray:
    """Mass of nanocrystals per volume of dispersion.

    Parameters
    ----------
    concentration_mol_l : float or array_like
        Moles of nanocrystals per litre [mol/L], 0 or more.
    volume_nm3 : float or array_like
        Mean volume of the inorganic crystal [nm3], above 0.
    density_g_cm3 : float or array_like
        Density of the crystal [g/cm3], above 0; see :func:`crystal`.
    ligands : float or array_like, optional
        Mass fraction of ligands in the weighed powder [-], 0 to below 1. 0
        gives the mass of the inorganic part alone.

    Returns
    -------
    float or numpy.ndarray
        Mass concentration [mg/mL], ligands included.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    concentration_from_mass : the inverse.

    Examples
    --------
    >>> round(mass_concentration(65e-9, 8.5**3, 4.8), 3)
    0.115
    """
    c = not_negative("concentration_mol_l", concentration_mol_l, "mol/L")
    volume, density, share = _powder(volume_nm3, density_g_cm3, ligands)
    together(concentration_mol_l=c, volume_nm3=volume, density_g_cm3=density, ligands=share)
    return scalar(c * (CM3_PER_NM3 * tables.constant("avogadro")) * volume * density / (1 - share))


def _powder(volume_nm3: ArrayLike, density_g_cm3: ArrayLike, ligands: ArrayLike) -> tuple[FloatArray, ...]:
    """Checked volume, density and mass fraction of ligands."""
    share = fraction("ligands", ligands)
    refuse_where(share >= 1, "ligands", share, "a powder of ligands alone holds no nanocrystals")
    return positive("volume_nm3", volume_nm3, "nm3"), positive("density_g_cm3", density_g_cm3, "g/cm3"), share


@overload
def concentration_from_mass(
    mass_mg_ml: float, volume_nm3: float, density_g_cm3: float, ligands: float = 0.0
) -> float: ...
@overload
def concentration_from_mass(
    mass_mg_ml: ArrayLike, volume_nm3: ArrayLike, density_g_cm3: ArrayLike, ligands: ArrayLike = 0.0
) -> FloatArray: ...
@also_named(density="density_g_cm3")
@finite
def concentration_from_mass(
    mass_mg_ml: ArrayLike, volume_nm3: ArrayLike, density_g_cm3: ArrayLike, ligands: ArrayLike = 0.0
) -> float | FloatArray:
    """Concentration of nanocrystals from a weighed mass, the inverse of :func:`mass_concentration`.

    Parameters
    ----------
    mass_mg_ml : float or array_like
        Mass of powder per volume of dispersion, ligands included [mg/mL], 0 or more.
    volume_nm3, density_g_cm3, ligands : float or array_like
        As in :func:`mass_concentration`.

    Returns
    -------
    float or numpy.ndarray
        Moles of nanocrystals per litre [mol/L].

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    concentration : from an absorbance.
    concentration_from_lead : from the lead.

    Examples
    --------
    >>> round(concentration_from_mass(0.115, 8.5**3, 4.8) * 1e9)
    65
    """
    mass = not_negative("mass_mg_ml", mass_mg_ml, "mg/mL")
    volume, density, share = _powder(volume_nm3, density_g_cm3, ligands)
    together(mass_mg_ml=mass, volume_nm3=volume, density_g_cm3=density, ligands=share)
    return scalar(mass * (1 - share) / (CM3_PER_NM3 * tables.constant("avogadro") * volume * density))


@overload
def concentration_from_lead(lead_mol_l: float, volume_nm3: float, cell_nm3: float) -> float: ...
@overload
def concentration_from_lead(lead_mol_l: ArrayLike, volume_nm3: ArrayLike, cell_nm3: ArrayLike) -> FloatArray: ...
@also_named(lead_molar="lead_mol_l")
@finite
def concentration_from_lead(lead_mol_l: ArrayLike, volume_nm3: ArrayLike, cell_nm3: ArrayLike) -> float | FloatArray:
    """Concentration of nanocrystals from the lead that elemental analysis finds.

    Parameters
    ----------
    lead_mol_l : float or array_like
        Lead per volume of dispersion [mol/L], 0 or more.
    volume_nm3 : float or array_like
        Mean volume of a nanocrystal [nm3], above 0.
    cell_nm3 : float or array_like
        Volume of a formula unit [nm3], above 0; see :func:`crystal`.

    Returns
    -------
    float or numpy.ndarray
        Moles of nanocrystals per litre [mol/L], for stoichiometric crystals
        and no lead beside them.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    formula_units : lead atoms in one nanocrystal.

    Examples
    --------
    >>> f"{concentration_from_lead(2.5e-4, 635.0, 0.2) * 1e9:.1f} nM"
    '78.7 nM'
    """
    lead = not_negative("lead_mol_l", lead_mol_l, "mol/L")
    volume, cell = positive("volume_nm3", volume_nm3, "nm3"), positive("cell_nm3", cell_nm3, "nm3")
    together(lead_mol_l=lead, volume_nm3=volume, cell_nm3=cell)
    return scalar(lead * cell / volume)


@overload
def formula_units(volume_nm3: float, cell_nm3: float) -> float: ...
@overload
def formula_units(volume_nm3: ArrayLike, cell_nm3: ArrayLike) -> FloatArray: ...
@finite
def formula_units(volume_nm3: ArrayLike, cell_nm3: ArrayLike) -> float | FloatArray:
    """Number of formula units ABX3 in a nanocrystal: one lead each in a lead halide.

    Parameters
    ----------
    volume_nm3 : float or array_like
        Volume of the nanocrystal [nm3], above 0.
    cell_nm3 : float or array_like
        Volume of a formula unit [nm3], above 0; see :func:`crystal`.

    Returns
    -------
    float or numpy.ndarray
        Formula units [-]. The surface is not counted apart: how a small crystal
        ends decides whether it holds more or less lead; Maes et al. 2018 report
        an excess in all samples.

    Raises
    ------
    ArgumentError
        If an argument is not above 0 or the shapes do not fit together.

    See Also
    --------
    concentration_from_lead : uses it.

    References
    ----------
    Maes et al. 2018, J. Phys. Chem. Lett., doi:10.1021/acs.jpclett.8b01065

    Examples
    --------
    >>> round(formula_units(8.5**3, 0.2))
    3071
    """
    volume, cell = positive("volume_nm3", volume_nm3, "nm3"), positive("cell_nm3", cell_nm3, "nm3")
    together(volume_nm3=volume, cell_nm3=cell)
    return scalar(volume / cell)
