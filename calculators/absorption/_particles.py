"""Particles: volumes, mean volumes, mass, and what a formula unit weighs and fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import composition, tables
from ..checks import fraction, not_negative, positive, scalar
from ..tables import ArrayLike
from ._conversions import CM3_PER_NM3


def volume_cube(edge_nm: ArrayLike) -> Any:
    """Volume of a cube [nm3] from its edge [nm], above 0.

    Examples
    --------
    >>> volume_cube(10)
    1000.0
    """
    return scalar(positive("edge_nm", edge_nm, "nm") ** 3)


def volume_sphere(diameter_nm: ArrayLike) -> Any:
    """Volume of a sphere [nm3] from its diameter [nm], above 0.

    Examples
    --------
    >>> round(volume_sphere(10), 1)
    523.6
    """
    return scalar(np.pi / 6 * positive("diameter_nm", diameter_nm, "nm") ** 3)


def volume_cuboid(a_nm: ArrayLike, b_nm: ArrayLike, c_nm: ArrayLike) -> Any:
    """Volume of a cuboid [nm3] from its three edges [nm], above 0.

    Examples
    --------
    >>> volume_cuboid(20, 20, 3)
    1200.0
    """
    return scalar(positive("a_nm", a_nm, "nm") * positive("b_nm", b_nm, "nm") * positive("c_nm", c_nm, "nm"))


def mean_cube(mean_nm: ArrayLike, sd_nm: ArrayLike) -> Any:
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
    ValueError
        If the spread is too wide for a normal distribution of lengths.

    Examples
    --------
    >>> round(mean_cube(10, 1.5))
    1068
    """
    mean, sd = positive("mean_nm", mean_nm, "nm"), not_negative("sd_nm", sd_nm, "nm")
    if (sd > mean / 3).any():
        raise ValueError(
            f"sd_nm: {float(np.max(sd)):g} nm is more than a third of the mean; "
            "a normal distribution would hold negative lengths, give the mean volume instead"
        )
    return scalar(mean**3 + 3 * mean * sd**2)


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
    def density(self) -> float:
        """Density [g/cm3]."""
        return self.molar_mass / (tables.constant("avogadro") * self.cell_nm3 * CM3_PER_NM3)


@tables.cached
def material_property(material: str, name: str) -> tuple[Mapping[str, str], ...]:
    return tuple(r for r in tables.rows("materials") if r["material"] == material and r["property"] == name)


def crystal(formula: str, lattice_angstrom: float | None = None) -> CrystalData:
    """Molar mass and volume of a formula unit.

    Parameters
    ----------
    formula : str
        A perovskite.
    lattice_angstrom : float, optional
        Pseudo-cubic lattice constant, the cube root of the volume of a formula
        unit ABX3 [angstrom], 4 to 8; from ``data/materials.csv`` if not given.

    Returns
    -------
    CrystalData
        With the density as a property.

    Raises
    ------
    ValueError
        If no lattice constant is given and the table holds none.

    Examples
    --------
    >>> round(crystal("CsPbBr3").density, 2)
    4.81
    >>> round(crystal("CsPbBr3", 6.0).density, 2)
    4.46
    """
    sites = composition.perovskite(formula)
    # The formula of a double perovskite is written with two units.
    mass = composition.molar_mass(sites) / (2 if sites.structure == "double perovskite" else 1)
    if lattice_angstrom is not None:
        a = float(positive("lattice_angstrom", lattice_angstrom, "angstrom"))
        if not 4 <= a <= 8:
            raise ValueError(
                f"lattice_angstrom: {a:g} angstrom is not allowed; it is the cube root of the volume of ABX3, 4 to 8"
            )
        return CrystalData(formula, mass, (a / 10) ** 3, "")
    found = material_property(formula, "lattice constant")
    if not found:
        known = sorted({r["material"] for r in tables.rows("materials") if r["property"] == "lattice constant"})
        raise ValueError(
            f"formula: no lattice constant of {formula!r} was found in a source that could be read "
            f"(there is one for {', '.join(known)}); give lattice_angstrom"
        )
    first = found[0]
    return CrystalData(formula, mass, (float(first["value"]) / 10) ** 3, first["citation"])


def mass_concentration(
    molar_concentration: ArrayLike, volume_nm3: ArrayLike, density: ArrayLike, ligands: ArrayLike = 0.0
) -> Any:
    """Mass of nanocrystals per volume of dispersion.

    Parameters
    ----------
    molar_concentration : float or array_like
        Moles of nanocrystals per litre [mol/L], 0 or more.
    volume_nm3 : float or array_like
        Mean volume of the inorganic crystal [nm3], above 0.
    density : float or array_like
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
    ValueError
        If an argument is out of bounds.

    Examples
    --------
    >>> round(mass_concentration(65e-9, 8.5**3, 4.8), 3)
    0.115
    """
    c = not_negative("molar_concentration", molar_concentration, "mol/L")
    volume = positive("volume_nm3", volume_nm3, "nm3") * CM3_PER_NM3
    share = fraction("ligands", ligands)
    if (share >= 1).any():
        raise ValueError("ligands: 1 is not allowed; a powder of ligands alone holds no nanocrystals")
    grams_per_litre = c * volume * tables.constant("avogadro") * positive("density", density, "g/cm3")
    return scalar(grams_per_litre / (1 - share))


def concentration_from_mass(
    mass_mg_ml: ArrayLike, volume_nm3: ArrayLike, density: ArrayLike, ligands: ArrayLike = 0.0
) -> Any:
    """Concentration of nanocrystals from a weighed mass, the inverse of :func:`mass_concentration`.

    Parameters
    ----------
    mass_mg_ml : float or array_like
        Mass of powder per volume of dispersion, ligands included [mg/mL], 0 or more.
    volume_nm3, density, ligands : float or array_like
        As in :func:`mass_concentration`.

    Returns
    -------
    float or numpy.ndarray
        Moles of nanocrystals per litre [mol/L].

    Examples
    --------
    >>> round(concentration_from_mass(mass_concentration(65e-9, 614.0, 4.8, 0.2), 614.0, 4.8, 0.2) * 1e9, 6)
    65.0
    """
    one = mass_concentration(1.0, volume_nm3, density, ligands)
    return scalar(not_negative("mass_mg_ml", mass_mg_ml, "mg/mL") / one)


def concentration_from_lead(lead_molar: ArrayLike, volume_nm3: ArrayLike, cell_nm3: ArrayLike) -> Any:
    """Concentration of nanocrystals from the lead that elemental analysis finds.

    Parameters
    ----------
    lead_molar : float or array_like
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

    Examples
    --------
    >>> f"{concentration_from_lead(2.5e-4, 635.0, 0.2) * 1e9:.1f} nM"
    '78.7 nM'
    """
    lead = not_negative("lead_molar", lead_molar, "mol/L")
    return scalar(lead / formula_units(volume_nm3, cell_nm3))


def formula_units(volume_nm3: ArrayLike, cell_nm3: ArrayLike) -> Any:
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
        ends decides whether it holds more or less lead; maes2018
        (doi:10.1021/acs.jpclett.8b01065) reports an excess in all samples.

    Examples
    --------
    >>> round(formula_units(8.5**3, 0.2))
    3071
    """
    return scalar(positive("volume_nm3", volume_nm3, "nm3") / positive("cell_nm3", cell_nm3, "nm3"))
