"""How much of a particle is shell, how thick a shell a dose makes, and what a wurtzite weighs."""

from __future__ import annotations

from typing import Any, overload

import numpy as np

from ..checks import not_negative, positive, scalar, together
from ..tables import ArrayLike, FloatArray, constant
from ._shells import Shape, particles, shell_volume


@overload
def shell_share(core_nm: float, shell_nm: float) -> float: ...
@overload
def shell_share(core_nm: ArrayLike, shell_nm: ArrayLike) -> FloatArray: ...
def shell_share(core_nm: Any, shell_nm: Any) -> Any:
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


def shell_from_amount(
    amount_mol: ArrayLike,
    core_mass_g: ArrayLike,
    core_nm: ArrayLike,
    core_density_g_cm3: ArrayLike,
    shell_density_g_cm3: ArrayLike,
    shell_molar_mass: ArrayLike,
    *,
    shape: Shape = "cube",
) -> Any:
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
    shell_molar_mass : float or array_like
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
    mass = positive("core_mass_g", core_mass_g, "g")
    core, density = positive("core_nm", core_nm, "nm"), positive("core_density_g_cm3", core_density_g_cm3, "g/cm3")
    grams = not_negative("amount_mol", amount_mol, "mol") * positive("shell_molar_mass", shell_molar_mass, "g/mol")
    volume = 1e21 * grams / positive("shell_density_g_cm3", shell_density_g_cm3, "g/cm3")
    each = volume / np.asarray(particles(mass, core, density, shape))
    # (1 + ratio)^(1/3) - 1, without the loss of digits for thin shells.
    ratio = each / (core**3 * (1.0 if shape == "cube" else np.pi / 6))
    return scalar(core / 2 * np.expm1(np.log1p(ratio) / 3))


@overload
def wurtzite_density(spacing_100_nm: float, molar_mass_g_mol: float) -> float: ...
@overload
def wurtzite_density(spacing_100_nm: ArrayLike, molar_mass_g_mol: ArrayLike) -> FloatArray: ...
def wurtzite_density(spacing_100_nm: Any, molar_mass_g_mol: Any) -> Any:
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

    Examples
    --------
    ZnS of the spacing of 0.33 nm that teku2025 prints:

    >>> round(wurtzite_density(0.33, 97.44), 2)
    4.14
    """
    spacing = positive("spacing_100_nm", spacing_100_nm, "nm")
    mass = positive("molar_mass_g_mol", molar_mass_g_mol, "g/mol")
    together(spacing_100_nm=spacing, molar_mass_g_mol=mass)
    # The hexagonal cell of c/a = (8/3)^(1/2) has the volume 2^(1/2) a^3.
    cell_cm3 = np.sqrt(2) * (2 * spacing / np.sqrt(3)) ** 3 * 1e-21
    return scalar(2 * mass / (cell_cm3 * constant("avogadro")))
