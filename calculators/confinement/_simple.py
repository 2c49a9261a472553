"""Effective-mass estimates for one material: particle in a sphere or a cube, Coulomb term, Bohr radius."""

from __future__ import annotations

from typing import Any, Literal, overload

import numpy as np

from .. import tables
from ..checks import not_negative, positive, scalar
from ..tables import ArrayLike, FloatArray
from ._solver import kinetic

Shape = Literal["sphere", "cube"]

# First-order Coulomb energy of an electron and a hole in the ground state of an infinite well, in units of
# e^2 / (4 pi eps0 eps) over the radius or the edge: integrals of the two densities over their distance.
_COULOMB = {"sphere": 1.7861, "cube": 3.0478}


def coulomb_unit() -> float:
    """e^2 / (4 pi eps0) [eV nm]."""
    e, eps0 = tables.constant("elementary_charge"), tables.constant("vacuum_permittivity")
    return float(e / (4 * np.pi * eps0) * 1e9)


def _check(shape: str) -> None:
    if shape not in _COULOMB:
        raise ValueError(f'shape: {shape!r} is not allowed; it is "sphere" or "cube"')


def kinetic_energy(size_nm: ArrayLike, reduced_mass: ArrayLike, shape: Shape = "cube") -> Any:
    """Kinetic energy of an electron-hole pair in an infinite well (strong confinement).

    Parameters
    ----------
    size_nm : float or array_like
        Diameter of the sphere or edge of the cube [nm], above 0.
    reduced_mass : float or array_like
        Reduced mass of electron and hole [m0], above 0.
    shape : {"cube", "sphere"}, optional
        Shape.

    Returns
    -------
    float or numpy.ndarray
        Energy above the bulk gap [eV].

    Raises
    ------
    ValueError
        If a length or mass is not above 0 or the shape is unknown.

    Examples
    --------
    >>> round(kinetic_energy(8.0, 0.12), 3)
    0.147
    """
    _check(shape)
    size, mass = positive("size_nm", size_nm, "nm"), positive("reduced_mass", reduced_mass, "m0")
    squares = 3 * np.pi**2 / size**2 if shape == "cube" else 4 * np.pi**2 / size**2
    return scalar(kinetic() / mass * squares)


def brus(
    size_nm: ArrayLike, gap_ev: ArrayLike, reduced_mass: ArrayLike, permittivity: ArrayLike, shape: Shape = "cube"
) -> Any:
    """Lowest transition of a small crystal: bulk gap, kinetic energy, first-order Coulomb energy.

    Parameters
    ----------
    size_nm : float or array_like
        Diameter of the sphere or edge of the cube [nm], above 0.
    gap_ev : float or array_like
        Bulk gap [eV], above 0.
    reduced_mass : float or array_like
        Reduced mass [m0], above 0.
    permittivity : float or array_like
        Relative permittivity that screens the pair [-], above 0.
    shape : {"cube", "sphere"}, optional
        Shape; the Coulomb coefficient is 1.786 over the radius of a sphere and
        3.048 over the edge of a cube.

    Returns
    -------
    float or numpy.ndarray
        Transition energy [eV]. Good below about a Bohr radius; for larger
        crystals the pair correlates and the curve is too high, and a
        non-parabolic band makes it too high for small ones.

    Raises
    ------
    ValueError
        If an argument is not above 0 or the shape is unknown.

    Examples
    --------
    >>> round(brus(8.0, 2.3, 0.12, 7.3), 3)
    2.372
    """
    _check(shape)
    size, gap = positive("size_nm", size_nm, "nm"), positive("gap_ev", gap_ev, "eV")
    length = size if shape == "cube" else size / 2
    coulomb = _COULOMB[shape] * coulomb_unit() / (positive("permittivity", permittivity) * length)
    return scalar(gap + np.asarray(kinetic_energy(size, reduced_mass, shape)) - coulomb)


def bohr_radius(reduced_mass: ArrayLike, permittivity: ArrayLike) -> Any:
    """Bohr radius of the bulk exciton.

    Parameters
    ----------
    reduced_mass : float or array_like
        Reduced mass [m0], above 0.
    permittivity : float or array_like
        Relative permittivity [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        Radius [nm]; the diameter is twice it. Papers give either one as "Bohr size".

    Raises
    ------
    ValueError
        If an argument is not above 0.

    Examples
    --------
    >>> round(bohr_radius(0.126, 7.3), 2)
    3.07
    """
    mass, eps = positive("reduced_mass", reduced_mass, "m0"), positive("permittivity", permittivity)
    return scalar(2 * kinetic() * eps / (coulomb_unit() * mass))


@overload
def exciton_binding(reduced_mass: float, permittivity: float) -> float: ...
@overload
def exciton_binding(reduced_mass: ArrayLike, permittivity: ArrayLike) -> FloatArray: ...
def exciton_binding(reduced_mass: ArrayLike, permittivity: ArrayLike) -> float | FloatArray:
    r"""Binding energy of the bulk exciton, that of hydrogen scaled by :math:`\mu/\varepsilon^2`.

    Parameters
    ----------
    reduced_mass : float or array_like
        Reduced mass of electron and hole [m0], above 0.
    permittivity : float or array_like
        Relative permittivity [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        Binding energy [eV], the distance from the exciton to the gap.

    Raises
    ------
    ArgumentError
        If an argument is not above 0, or the shapes do not fit together.

    See Also
    --------
    bohr_radius : The size of the same exciton.

    Examples
    --------
    >>> round(1e3 * exciton_binding(0.126, 7.3), 1)
    32.2
    """
    radius = np.asarray(bohr_radius(reduced_mass, permittivity))
    found: float | FloatArray = scalar(coulomb_unit() / (2 * np.asarray(permittivity, dtype=float) * radius))
    return found


def equivalent_radius(edge_nm: ArrayLike) -> Any:
    """Radius of the sphere with the same kinetic energy as a cube, edge over the square root of 3.

    Parameters
    ----------
    edge_nm : float or array_like
        Edge of the cube [nm], above 0.

    Returns
    -------
    float or numpy.ndarray
        Radius [nm]. (The sphere of equal volume is larger, 0.620 edges.)

    Raises
    ------
    ValueError
        If the edge is not above 0.

    Examples
    --------
    >>> round(equivalent_radius(10.0), 3)
    5.774
    """
    return scalar(positive("edge_nm", edge_nm, "nm") / np.sqrt(3))


def size_from_energy(
    energy_ev: ArrayLike, gap_ev: ArrayLike, reduced_mass: ArrayLike, permittivity: ArrayLike, shape: Shape = "cube"
) -> Any:
    """Size whose :func:`brus` energy is a given one.

    Parameters
    ----------
    energy_ev : float or array_like
        Transition energy [eV], above 0.
    gap_ev, reduced_mass, permittivity : float or array_like
        See :func:`brus`.
    shape : {"cube", "sphere"}, optional
        Shape.

    Returns
    -------
    float or numpy.ndarray
        Edge or diameter [nm] on the falling branch, where smaller is bluer;
        NaN for energies below what the formula reaches there.

    Raises
    ------
    ValueError
        If an argument is not above 0 or the shape is unknown.

    Examples
    --------
    >>> round(size_from_energy(2.372, 2.3, 0.12, 7.3), 1)
    8.0
    """
    _check(shape)
    excess = positive("energy_ev", energy_ev, "eV") - positive("gap_ev", gap_ev, "eV")
    scale = 1.0 if shape == "cube" else 0.5
    a = kinetic() / positive("reduced_mass", reduced_mass, "m0") * (3 if shape == "cube" else 1) * np.pi**2
    b = _COULOMB[shape] * coulomb_unit() / positive("permittivity", permittivity)
    # excess = a / x^2 - b / x with x the edge or the radius; the falling branch has 1/x > b / (2a).
    root = b**2 + 4 * a * excess
    with np.errstate(invalid="ignore"):
        inverse = (b + np.sqrt(root)) / (2 * a)
    return scalar(np.where(root > 0, 1 / inverse, np.nan) / scale)


def tunnelling_probability(thickness_nm: ArrayLike, barrier_ev: ArrayLike, mass: ArrayLike = 1.0) -> Any:
    r"""Chance that a carrier tunnels through a square barrier, :math:`\exp(-2d\sqrt{2m\Phi}/\hbar)`.

    Parameters
    ----------
    thickness_nm : float or array_like
        Thickness of the barrier [nm], 0 or more.
    barrier_ev : float or array_like
        Height of the barrier above the carrier's energy [eV], above 0.
    mass : float or array_like, optional
        Mass of the carrier in the barrier, in electron masses [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        Probability [-], exponential factor only: an order of magnitude.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Examples
    --------
    >>> f"{tunnelling_probability(1.0, 1.0):.1e}"
    '3.5e-05'
    """
    depth = not_negative("thickness_nm", thickness_nm, "nm")
    squared = positive("mass", mass, "m0") * positive("barrier_ev", barrier_ev, "eV") / kinetic()
    return scalar(np.exp(-2 * depth * np.sqrt(squared)))
