"""How many particles a mass holds, how much a shell takes and what a dose makes, and what a wurtzite weighs."""

from __future__ import annotations

from typing import overload

import numpy as np

from .. import tables
from ..checks import Shape, also_named, finite, known_shape, not_negative, positive, scalar, together
from ..tables import ArrayLike, FloatArray
from ._shells import FILLED, shell_volume

_CM3_PER_NM3 = 1e-21


@overload
def particles(mass_g: float, size_nm: float, density_g_cm3: float, *, shape: Shape = "cube") -> float: ...
@overload
def particles(
    mass_g: ArrayLike, size_nm: ArrayLike, density_g_cm3: ArrayLike, *, shape: Shape = "cube"
) -> FloatArray: ...
@finite
def particles(
    mass_g: ArrayLike, size_nm: ArrayLike, density_g_cm3: ArrayLike, *, shape: Shape = "cube"
) -> float | FloatArray:
    """Number of bare particles in a mass.

    Parameters
    ----------
    mass_g : float or array_like
        Mass of the particles without ligands [g], 0 or more.
    size_nm : float or array_like
        Edge or diameter [nm], above 0.
    density_g_cm3 : float or array_like
        Density of the material [g/cm3], above 0.
    shape : {"cube", "sphere"}, optional
        Shape of the particles.

    Returns
    -------
    float or numpy.ndarray
        Particles [-].

    Raises
    ------
    ArgumentError
        If an argument is out of range, the shapes of the arrays do not fit
        together, or the shape of the particles is unknown.

    See Also
    --------
    shell_amount : Moles of shell on these particles.
    calculators.absorption.crystal : Density of a perovskite.

    Examples
    --------
    30 mg of cubes of 10 nm:

    >>> print(f"{particles(0.030, 10.0, 5.0):.2e}")
    6.00e+15
    """
    filled = FILLED[known_shape("shape", shape)]
    mass, size = not_negative("mass_g", mass_g, "g"), positive("size_nm", size_nm, "nm")
    density = positive("density_g_cm3", density_g_cm3, "g/cm3")
    together(mass_g=mass, size_nm=size, density_g_cm3=density)
    return scalar(mass / (density * size**3 * (filled * _CM3_PER_NM3)))


@overload
def shell_amount(
    core_mass_g: float,
    core_nm: float,
    shell_nm: float,
    core_density_g_cm3: float,
    shell_density_g_cm3: float,
    shell_molar_mass_g_mol: float,
    *,
    shape: Shape = "cube",
) -> float: ...
@overload
def shell_amount(
    core_mass_g: ArrayLike,
    core_nm: ArrayLike,
    shell_nm: ArrayLike,
    core_density_g_cm3: ArrayLike,
    shell_density_g_cm3: ArrayLike,
    shell_molar_mass_g_mol: ArrayLike,
    *,
    shape: Shape = "cube",
) -> FloatArray: ...
@also_named(shell_molar_mass="shell_molar_mass_g_mol")
@finite
def shell_amount(
    core_mass_g: ArrayLike,
    core_nm: ArrayLike,
    shell_nm: ArrayLike,
    core_density_g_cm3: ArrayLike,
    shell_density_g_cm3: ArrayLike,
    shell_molar_mass_g_mol: ArrayLike,
    *,
    shape: Shape = "cube",
) -> float | FloatArray:
    """Moles of shell material that cover all particles of a mass with an even shell.

    Parameters
    ----------
    core_mass_g : float or array_like
        Mass of the cores without ligands [g], 0 or more.
    core_nm, shell_nm : float or array_like
        Size of the core, above 0, and thickness on each side, 0 or more [nm].
    core_density_g_cm3, shell_density_g_cm3 : float or array_like
        Densities [g/cm3], above 0.
    shell_molar_mass_g_mol : float or array_like
        Molar mass of the shell's formula unit [g/mol], above 0.
    shape : {"cube", "sphere"}, optional
        Shape of the particles.

    Returns
    -------
    float or numpy.ndarray
        Formula units of the shell [mol]: the least dose of each precursor, if
        all of it goes into shells.

    Raises
    ------
    ArgumentError
        If an argument is out of range, the shapes of the arrays do not fit
        together, or the shape of the particles is unknown.

    See Also
    --------
    particles : Number of the cores.
    shell_volume : Volume of one shell.
    calculators.composition.molar_mass : Molar mass from a formula.

    Examples
    --------
    Micromoles of ZnS (97.4 g/mol, 4.1 g/cm3) for 0.3 nm on 30 mg of 14.2 nm cubes of 4.8 g/cm3:

    >>> round(1e6 * shell_amount(0.030, 14.2, 0.3, 4.8, 4.1, 97.4), 1)
    34.8
    """
    known_shape("shape", shape)
    mass, core = not_negative("core_mass_g", core_mass_g, "g"), positive("core_nm", core_nm, "nm")
    shell = not_negative("shell_nm", shell_nm, "nm")
    core_density = positive("core_density_g_cm3", core_density_g_cm3, "g/cm3")
    density = positive("shell_density_g_cm3", shell_density_g_cm3, "g/cm3")
    molar = positive("shell_molar_mass_g_mol", shell_molar_mass_g_mol, "g/mol")
    together(
        core_mass_g=mass,
        core_nm=core,
        shell_nm=shell,
        core_density_g_cm3=core_density,
        shell_density_g_cm3=density,
        shell_molar_mass_g_mol=molar,
    )
    grams_each = shell_volume(core, shell, shape=shape) * _CM3_PER_NM3 * density
    return scalar(particles(mass, core, core_density, shape=shape) * grams_each / molar)


@overload
def shell_share(core_nm: float, shell_nm: float) -> float: ...
@overload
def shell_share(core_nm: ArrayLike, shell_nm: ArrayLike) -> FloatArray: ...
@finite
def shell_share(core_nm: ArrayLike, shell_nm: ArrayLike) -> float | FloatArray:
    """Share of the volume of a particle that is shell.

    Parameters
    ----------
    core_nm : float or array_like
        Edge of a cubic core or diameter of a round one [nm], above 0.
    shell_nm : float or array_like
        Thickness per side [nm], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Volume of the shell over that of the whole [-], 0 to 1; the same for
        cubes and spheres.

    Raises
    ------
    ArgumentError
        If a length is out of range, or the shapes do not fit together.

    See Also
    --------
    shell_volume : the volume of the shell.

    Examples
    --------
    A shell of 1 nm makes two fifths of a cube of 10 nm shell:

    >>> round(shell_share(10.0, 1.0), 2)
    0.42
    """
    core, shell = positive("core_nm", core_nm, "nm"), not_negative("shell_nm", shell_nm, "nm")
    together(core_nm=core, shell_nm=shell)
    return scalar(shell_volume(core, shell) / (core + 2 * shell) ** 3)


@overload
def shell_from_amount(
    amount_mol: float,
    core_mass_g: float,
    core_nm: float,
    core_density_g_cm3: float,
    shell_density_g_cm3: float,
    shell_molar_mass_g_mol: float,
    *,
    shape: Shape = "cube",
) -> float: ...
@overload
def shell_from_amount(
    amount_mol: ArrayLike,
    core_mass_g: ArrayLike,
    core_nm: ArrayLike,
    core_density_g_cm3: ArrayLike,
    shell_density_g_cm3: ArrayLike,
    shell_molar_mass_g_mol: ArrayLike,
    *,
    shape: Shape = "cube",
) -> FloatArray: ...
@also_named(shell_molar_mass="shell_molar_mass_g_mol")
@finite
def shell_from_amount(
    amount_mol: ArrayLike,
    core_mass_g: ArrayLike,
    core_nm: ArrayLike,
    core_density_g_cm3: ArrayLike,
    shell_density_g_cm3: ArrayLike,
    shell_molar_mass_g_mol: ArrayLike,
    *,
    shape: Shape = "cube",
) -> float | FloatArray:
    """Thickness of the even shell that an amount of material makes on all particles of a mass.

    Parameters
    ----------
    amount_mol : float or array_like
        Formula units of the shell [mol], 0 or more.
    core_mass_g : float or array_like
        Mass of the cores without ligands [g], above 0.
    core_nm : float or array_like
        Edge or diameter of the core [nm], above 0.
    core_density_g_cm3, shell_density_g_cm3 : float or array_like
        Densities [g/cm3], above 0.
    shell_molar_mass_g_mol : float or array_like
        Molar mass of the shell's formula unit [g/mol], above 0.
    shape : {"cube", "sphere"}, optional
        Shape of core and whole.

    Returns
    -------
    float or numpy.ndarray
        Thickness per side [nm]: the most that the dose allows, if all of it
        ends in shells.

    Raises
    ------
    ArgumentError
        If an argument is out of range or the shape is unknown.

    See Also
    --------
    shell_amount : the amount that a thickness takes.

    Examples
    --------
    20 micromoles of ZnS (97.4 g/mol, 4.1 g/cm3) on 30 mg of cubes of 14.2 nm and 4.8 g/cm3:

    >>> round(shell_from_amount(20e-6, 0.030, 14.2, 4.8, 4.1, 97.4), 2)
    0.18
    """
    filled = FILLED[known_shape("shape", shape)]
    mass, core = positive("core_mass_g", core_mass_g, "g"), positive("core_nm", core_nm, "nm")
    core_density = positive("core_density_g_cm3", core_density_g_cm3, "g/cm3")
    amount, density = (
        not_negative("amount_mol", amount_mol, "mol"),
        positive("shell_density_g_cm3", shell_density_g_cm3),
    )
    molar = positive("shell_molar_mass_g_mol", shell_molar_mass_g_mol, "g/mol")
    together(
        amount_mol=amount,
        core_mass_g=mass,
        core_nm=core,
        core_density_g_cm3=core_density,
        shell_density_g_cm3=density,
        shell_molar_mass_g_mol=molar,
    )
    each = amount * molar / (density * _CM3_PER_NM3 * particles(mass, core, core_density, shape=shape))
    # (1 + ratio)^(1/3) - 1, without the loss of digits for thin shells.
    ratio = each / (filled * core**3)
    return scalar(core / 2 * np.expm1(np.log1p(ratio) / 3))


@overload
def wurtzite_density(spacing_100_nm: float, molar_mass_g_mol: float) -> float: ...
@overload
def wurtzite_density(spacing_100_nm: ArrayLike, molar_mass_g_mol: ArrayLike) -> FloatArray: ...
@finite
def wurtzite_density(spacing_100_nm: ArrayLike, molar_mass_g_mol: ArrayLike) -> float | FloatArray:
    r"""Density of a wurtzite of ideal axial ratio, from the spacing of its (100) planes.

    .. math:: \rho = \frac{2M}{\sqrt{2}\,a^3 N_A}, \qquad a = \frac{2d_{100}}{\sqrt{3}}

    Parameters
    ----------
    spacing_100_nm : float or array_like
        Spacing of the (100) planes [nm], above 0.
    molar_mass_g_mol : float or array_like
        Molar mass of the formula unit, of which the cell holds two [g/mol], above 0.

    Returns
    -------
    float or numpy.ndarray
        Density [g/cm3].

    Raises
    ------
    ArgumentError
        If an argument is not above 0, or the shapes do not fit together.

    See Also
    --------
    calculators.composition.molar_mass : Molar mass from a formula.

    References
    ----------
    Teku et al., JACS Au 5, 4036 (2025), doi:10.1021/jacsau.5c00651, for the
    spacing of the example.

    Examples
    --------
    ZnS of a spacing of 0.33 nm:

    >>> round(wurtzite_density(0.33, 97.44), 2)
    4.14
    """
    spacing = positive("spacing_100_nm", spacing_100_nm, "nm")
    mass = positive("molar_mass_g_mol", molar_mass_g_mol, "g/mol")
    together(spacing_100_nm=spacing, molar_mass_g_mol=mass)
    # The hexagonal cell of c/a = (8/3)^(1/2) has the volume 2^(1/2) a^3.
    cell_cm3 = np.sqrt(2) * (2 * spacing / np.sqrt(3)) ** 3 * _CM3_PER_NM3
    return scalar(2 * mass / (cell_cm3 * tables.constant("avogadro")))
