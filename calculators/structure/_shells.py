"""Cores and shells: mismatch, thickness, volume, and how much precursor a shell takes."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from .. import tables
from ..checks import not_negative, number, positive, scalar
from ..tables import ArrayLike

Shape = Literal["cube", "sphere"]


def _shape(shape: str) -> None:
    if shape not in ("cube", "sphere"):
        raise ValueError(f'shape: {shape!r} is not allowed; it is "cube" or "sphere"')


def lattice_mismatch(a_core: ArrayLike, a_shell: ArrayLike, relative_to: Literal["core", "shell"] = "core") -> Any:
    """Relative difference of two lattice constants (or of two matching spacings).

    Parameters
    ----------
    a_core, a_shell : float or array_like
        Lattice constants [angstrom, or any one unit], above 0. Compare spacings
        that face each other: same phase and direction, or the multiple of
        cells that fit.
    relative_to : {"core", "shell"}, optional
        Denominator. Both conventions are in use; say which.

    Returns
    -------
    float or numpy.ndarray
        (a_shell - a_core) / a_core, or / a_shell [-]. Above 0 the shell is the
        larger one and is compressed on the core.

    Raises
    ------
    ValueError
        If a constant is not above 0 or the denominator is unknown.

    Examples
    --------
    The constants that das-adhikari2023 quotes for CsPbBr3 and CdS:

    >>> round(100 * lattice_mismatch(5.85, 5.83), 2)
    -0.34
    """
    if relative_to not in ("core", "shell"):
        raise ValueError(f'relative_to: {relative_to!r} is not allowed; it is "core" or "shell"')
    core, shell = positive("a_core", a_core), positive("a_shell", a_shell)
    return scalar((shell - core) / (core if relative_to == "core" else shell))


def shell_thickness(core_nm: ArrayLike, total_nm: ArrayLike) -> Any:
    """Thickness of a shell per side, half the difference of the two sizes.

    Parameters
    ----------
    core_nm, total_nm : float or array_like
        Edge or diameter of the core and of core with shell [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Thickness on each side [nm].

    Raises
    ------
    ValueError
        If a size is not above 0 or the whole is smaller than the core.

    Examples
    --------
    >>> round(shell_thickness(14.2, 18.5), 2)
    2.15
    """
    core, total = np.broadcast_arrays(positive("core_nm", core_nm, "nm"), positive("total_nm", total_nm, "nm"))
    smaller = total < core
    if smaller.any():
        pair = float(total[smaller].flat[0]), float(core[smaller].flat[0])
        raise ValueError(f"total_nm: {pair[0]:g} nm is not allowed; it is below the core's {pair[1]:g} nm")
    return scalar((total - core) / 2)


def shell_volume(core_nm: ArrayLike, shell_nm: ArrayLike, shape: Shape = "cube") -> Any:
    """Volume of a closed shell of even thickness.

    Parameters
    ----------
    core_nm : float or array_like
        Edge or diameter of the core [nm], above 0.
    shell_nm : float or array_like
        Thickness per side [nm], 0 or more.
    shape : {"cube", "sphere"}, optional
        Shape of core and whole.

    Returns
    -------
    float or numpy.ndarray
        Volume of the shell [nm3].

    Raises
    ------
    ValueError
        If a length is out of range or the shape is unknown.

    Examples
    --------
    >>> shell_volume(10.0, 1.0)
    728.0
    """
    _shape(shape)
    core, shell = positive("core_nm", core_nm, "nm"), not_negative("shell_nm", shell_nm, "nm")
    factor = 1.0 if shape == "cube" else np.pi / 6
    # (core + 2 shell)^3 - core^3, without the loss of digits for thin shells.
    return scalar(factor * 2 * shell * (3 * core**2 + 6 * core * shell + 4 * shell**2))


def particles(mass_g: ArrayLike, size_nm: ArrayLike, density_g_cm3: ArrayLike, shape: Shape = "cube") -> Any:
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
        Shape.

    Returns
    -------
    float or numpy.ndarray
        Particles [-].

    Raises
    ------
    ValueError
        If an argument is out of range or the shape is unknown.

    Examples
    --------
    >>> print(f"{particles(0.030, 10.0, 5.0):.2e}")
    6.00e+15
    """
    _shape(shape)
    volume = (1.0 if shape == "cube" else np.pi / 6) * positive("size_nm", size_nm, "nm") ** 3 * 1e-21
    return scalar(not_negative("mass_g", mass_g, "g") / (positive("density_g_cm3", density_g_cm3, "g/cm3") * volume))


def shell_amount(
    core_mass_g: ArrayLike,
    core_nm: ArrayLike,
    shell_nm: ArrayLike,
    core_density_g_cm3: ArrayLike,
    shell_density_g_cm3: ArrayLike,
    shell_molar_mass: ArrayLike,
    shape: Shape = "cube",
) -> Any:
    """Amount of shell material that covers all particles of a mass with an even shell.

    Parameters
    ----------
    core_mass_g : float or array_like
        Mass of the cores without ligands [g], 0 or more.
    core_nm, shell_nm : float or array_like
        Size of the core, thickness per side [nm].
    core_density_g_cm3, shell_density_g_cm3 : float or array_like
        Densities [g/cm3], above 0.
    shell_molar_mass : float or array_like
        Molar mass of the shell's formula unit [g/mol], above 0.
    shape : {"cube", "sphere"}, optional
        Shape.

    Returns
    -------
    float or numpy.ndarray
        Formula units of the shell [mol]: the least dose of each precursor, if
        all of it goes into shells.

    Raises
    ------
    ValueError
        If an argument is out of range or the shape is unknown.

    Examples
    --------
    Micromoles of ZnS (97.4 g/mol, 4.1 g/cm3) for 0.3 nm on 30 mg of 14.2 nm cubes of 4.8 g/cm3:

    >>> round(1e6 * shell_amount(0.030, 14.2, 0.3, 4.8, 4.1, 97.4), 0)
    35.0
    """
    count = np.asarray(particles(core_mass_g, core_nm, core_density_g_cm3, shape))
    grams = np.asarray(shell_volume(core_nm, shell_nm, shape)) * 1e-21
    grams = grams * positive("shell_density_g_cm3", shell_density_g_cm3, "g/cm3")
    return scalar(count * grams / positive("shell_molar_mass", shell_molar_mass, "g/mol"))


def surface_pressure(stress_ev_nm2: ArrayLike, edge_nm: ArrayLike) -> Any:
    """Pressure inside a cube whose faces are under surface stress, 4 f / L.

    Parameters
    ----------
    stress_ev_nm2 : float or array_like
        Surface stress f [eV/nm2]; below 0 the surface wants to grow and pulls
        the crystal apart.
    edge_nm : float or array_like
        Edge L [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Pressure [GPa]; below 0 is tension. From the balance of forces on a cut
        through the middle: p L^2 = 4 L f.

    Raises
    ------
    ValueError
        If an edge is not above 0.

    Examples
    --------
    >>> round(surface_pressure(-3.0, 5.7), 2)
    -0.34
    """
    # 1 eV/nm3 is e * 1e27 Pa.
    gigapascal = tables.constant("elementary_charge") * 1e18
    stress = number("stress_ev_nm2", stress_ev_nm2)
    return scalar(4 * stress * gigapascal / positive("edge_nm", edge_nm, "nm"))
