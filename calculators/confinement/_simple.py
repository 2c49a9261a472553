"""Effective-mass estimates for one material: particle in a sphere or a cube, Coulomb term, Bohr radius."""

from __future__ import annotations

from typing import Literal, overload

import numpy as np

from .. import tables
from ..checks import Shape, finite, flag, known_shape, not_negative, positive, refuse_where, scalar, together
from ..errors import one_of
from ..tables import ArrayLike, FloatArray
from ._layers import kinetic

# First-order Coulomb energy of an electron and a hole in the ground state of an infinite well, in units of
# e^2 / (4 pi eps0 eps) over the radius or the edge: integrals of the two densities over their distance.
_COULOMB = {"sphere": 1.7861, "cube": 3.0478}
# Half-waves that fit into the radius or the edge, squared and summed over the axes.
_WAVES = {"sphere": 1, "cube": 3}
# Shell of a sphere over that of a cube, where shares in the core agree best.
_SHELL = 1.06
# Length that the coefficients mean, as a share of the size: the radius or the edge.
_LENGTH = {"sphere": 0.5, "cube": 1.0}


@tables.cached
def coulomb_unit() -> float:
    """e^2 / (4 pi eps0) [eV nm]."""
    e, eps0 = tables.constant("elementary_charge"), tables.constant("vacuum_permittivity")
    return float(e / (4 * np.pi * eps0) * 1e9)


@overload
def kinetic_energy(
    size_nm: float, reduced_mass: float, *, shape: Shape = "cube", gap_ev: float | None = None
) -> float: ...
@overload
def kinetic_energy(
    size_nm: ArrayLike, reduced_mass: ArrayLike, *, shape: Shape = "cube", gap_ev: ArrayLike | None = None
) -> FloatArray: ...
@finite
def kinetic_energy(
    size_nm: ArrayLike, reduced_mass: ArrayLike, *, shape: Shape = "cube", gap_ev: ArrayLike | None = None
) -> float | FloatArray:
    r"""Kinetic energy of an electron-hole pair in an infinite well (strong confinement).

    In a two-band model the pair with the wave vector k of the well has
    :math:`\sqrt{E_g^2 + 2 E_g T} - E_g` in place of the parabolic
    :math:`T = \hbar^2 k^2 / 2\mu`: bands bend, and carriers grow heavier by
    1 + E / E_g for each one's energy E.

    Parameters
    ----------
    size_nm : float or array_like
        Diameter of the sphere or edge of the cube [nm], above 0.
    reduced_mass : float or array_like
        Reduced mass of electron and hole [m0], above 0.
    shape : {"cube", "sphere"}, optional
        Shape of the crystal.
    gap_ev : float or array_like, optional
        Gap of a two-band model, with bands that mirror each other [eV], above
        0; if not given, bands are parabolic.

    Returns
    -------
    float or numpy.ndarray
        Energy above the bulk gap [eV].

    Raises
    ------
    ArgumentError
        If a length or mass is not above 0, the shape is unknown, or the shapes
        of arrays do not fit together.

    See Also
    --------
    brus : with the gap and the Coulomb energy.
    ground_state : one carrier in a core with a shell.

    Examples
    --------
    >>> round(kinetic_energy(8.0, 0.12), 3)
    0.147
    >>> round(kinetic_energy(4.0, 0.12), 3), round(kinetic_energy(4.0, 0.12, gap_ev=2.3), 3)
    (0.588, 0.527)
    """
    kind = known_shape("shape", shape)
    size, mass = positive("size_nm", size_nm, "nm"), positive("reduced_mass", reduced_mass, "m0")
    if gap_ev is None:
        together(size_nm=size, reduced_mass=mass)
        return scalar(kinetic() * np.pi**2 * _WAVES[kind] / (mass * (size * _LENGTH[kind]) ** 2))
    gap = positive("gap_ev", gap_ev, "eV")
    together(size_nm=size, reduced_mass=mass, gap_ev=gap)
    parabolic = kinetic() * np.pi**2 * _WAVES[kind] / (mass * (size * _LENGTH[kind]) ** 2)
    return scalar(2 * parabolic / (1 + np.sqrt(1 + 2 * parabolic / gap)))


@overload
def brus(
    size_nm: float,
    gap_ev: float,
    reduced_mass: float,
    permittivity: float,
    *,
    shape: Shape = "cube",
    nonparabolic: bool = False,
) -> float: ...
@overload
def brus(
    size_nm: ArrayLike,
    gap_ev: ArrayLike,
    reduced_mass: ArrayLike,
    permittivity: ArrayLike,
    *,
    shape: Shape = "cube",
    nonparabolic: bool = False,
) -> FloatArray: ...
@finite
def brus(
    size_nm: ArrayLike,
    gap_ev: ArrayLike,
    reduced_mass: ArrayLike,
    permittivity: ArrayLike,
    *,
    shape: Shape = "cube",
    nonparabolic: bool = False,
) -> float | FloatArray:
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
        Shape of the crystal; the Coulomb coefficient is 1.786 over the radius of a sphere and
        3.048 over the edge of a cube.
    nonparabolic : bool, optional
        Whether the kinetic energy is that of two bands with this gap, see
        :func:`kinetic_energy`.

    Returns
    -------
    float or numpy.ndarray
        Transition energy [eV]. Good below about a Bohr radius; for larger
        crystals the pair correlates and the curve is too high, and with
        parabolic bands it is too high for small ones.

    Raises
    ------
    ArgumentError
        If an argument is not above 0, the shape is unknown, or the shapes of
        arrays do not fit together.

    See Also
    --------
    size_from_energy : the inverse.
    exciton : with correlation, for crystals of any size.
    pl_from_size : what was measured.

    Examples
    --------
    >>> round(brus(8.0, 2.3, 0.12, 7.3), 3)
    2.372
    """
    kind = known_shape("shape", shape)
    size, gap = positive("size_nm", size_nm, "nm"), positive("gap_ev", gap_ev, "eV")
    mass, eps = positive("reduced_mass", reduced_mass, "m0"), positive("permittivity", permittivity)
    together(size_nm=size, gap_ev=gap, reduced_mass=mass, permittivity=eps)
    inverse = 1 / (size * _LENGTH[kind])
    coulomb = _COULOMB[kind] * coulomb_unit() / eps
    if flag("nonparabolic", nonparabolic):
        return scalar(gap + kinetic_energy(size, mass, shape=kind, gap_ev=gap) - coulomb * inverse)
    return scalar(gap + inverse * (kinetic() * np.pi**2 * _WAVES[kind] / mass * inverse - coulomb))


@overload
def bohr_radius(reduced_mass: float, permittivity: float) -> float: ...
@overload
def bohr_radius(reduced_mass: ArrayLike, permittivity: ArrayLike) -> FloatArray: ...
@finite
def bohr_radius(reduced_mass: ArrayLike, permittivity: ArrayLike) -> float | FloatArray:
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
    ArgumentError
        If an argument is not above 0 or the shapes do not fit together.

    See Also
    --------
    exciton_binding : the energy of the same exciton.

    Examples
    --------
    >>> round(bohr_radius(0.126, 7.3), 2)
    3.07
    """
    mass, eps = positive("reduced_mass", reduced_mass, "m0"), positive("permittivity", permittivity)
    together(reduced_mass=mass, permittivity=eps)
    return scalar(2 * kinetic() / coulomb_unit() * eps / mass)


@overload
def exciton_binding(reduced_mass: float, permittivity: float) -> float: ...
@overload
def exciton_binding(reduced_mass: ArrayLike, permittivity: ArrayLike) -> FloatArray: ...
@finite
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
    bohr_radius : the size of the same exciton.

    Examples
    --------
    >>> round(1e3 * exciton_binding(0.126, 7.3), 1)
    32.2
    """
    mass, eps = positive("reduced_mass", reduced_mass, "m0"), positive("permittivity", permittivity)
    together(reduced_mass=mass, permittivity=eps)
    return scalar(coulomb_unit() ** 2 / (4 * kinetic()) * mass / eps**2)


@overload
def equivalent_radius(edge_nm: float) -> float: ...
@overload
def equivalent_radius(edge_nm: ArrayLike) -> FloatArray: ...
@finite
def equivalent_radius(edge_nm: ArrayLike) -> float | FloatArray:
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
    ArgumentError
        If the edge is not above 0.

    See Also
    --------
    core_shell : solves cubes as cubes; no one sphere stands for a cube with its shell.

    Examples
    --------
    >>> round(equivalent_radius(10.0), 3)
    5.774
    """
    return scalar(positive("edge_nm", edge_nm, "nm") / np.sqrt(3))


@overload
def equivalent_shell(shell_nm: float) -> float: ...
@overload
def equivalent_shell(shell_nm: ArrayLike) -> FloatArray: ...
@finite
def equivalent_shell(shell_nm: ArrayLike) -> float | FloatArray:
    """Thickness of a shell on the sphere of :func:`equivalent_radius` that acts like one on a cube, nearly.

    For many cubes at once, where :func:`cubic_ground_state` would take too
    long. 1.06 times the thickness lies between what a barrier asks for (1) and
    a shell with the core's band edge (2 over the square root of 3, 1.155).

    Parameters
    ----------
    shell_nm : float or array_like
        Thickness across a face of the cube [nm], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Thickness on the sphere [nm]. For cores of 4 to 14 nm, shells of 0.3 to
        3 nm, masses of 0.06 to 0.8 m0 and steps up to 0.8 eV either way the share
        in the core is right to 0.1 (0.01 root mean square) and the energy to
        25 meV (4 meV).

    Raises
    ------
    ArgumentError
        If the thickness is negative.

    See Also
    --------
    equivalent_radius : the sphere.
    cubic_ground_state : cubes as cubes.

    Examples
    --------
    >>> round(equivalent_shell(2.0), 2)
    2.12
    """
    return scalar(_SHELL * not_negative("shell_nm", shell_nm, "nm"))


@overload
def size_from_energy(
    energy_ev: float,
    gap_ev: float,
    reduced_mass: float,
    permittivity: float,
    *,
    shape: Shape = "cube",
    nonparabolic: bool = False,
    invalid: Literal["raise", "nan"] = "raise",
) -> float: ...
@overload
def size_from_energy(
    energy_ev: ArrayLike,
    gap_ev: ArrayLike,
    reduced_mass: ArrayLike,
    permittivity: ArrayLike,
    *,
    shape: Shape = "cube",
    nonparabolic: bool = False,
    invalid: Literal["raise", "nan"] = "raise",
) -> FloatArray: ...
@finite
def size_from_energy(
    energy_ev: ArrayLike,
    gap_ev: ArrayLike,
    reduced_mass: ArrayLike,
    permittivity: ArrayLike,
    *,
    shape: Shape = "cube",
    nonparabolic: bool = False,
    invalid: Literal["raise", "nan"] = "raise",
) -> float | FloatArray:
    """Size whose :func:`brus` energy is a given one.

    Parameters
    ----------
    energy_ev : float or array_like
        Transition energy [eV], above 0.
    gap_ev, reduced_mass, permittivity : float or array_like
        See :func:`brus`.
    shape : {"cube", "sphere"}, optional
        Shape of the crystal.
    nonparabolic : bool, optional
        See :func:`brus`.
    invalid : {"raise", "nan"}, optional
        What becomes of energies below what the formula reaches: refused, or
        NaN in the result.

    Returns
    -------
    float or numpy.ndarray
        Edge or diameter [nm] on the falling branch, where smaller is bluer.

    Raises
    ------
    ArgumentError
        If an argument is not above 0, the shape is unknown, the shapes of
        arrays do not fit together, or, with ``invalid="raise"``, no size on
        the falling branch has such an energy.

    See Also
    --------
    brus : the energy of a size.
    size_from_pl : between measured points.

    Examples
    --------
    >>> round(size_from_energy(2.372, 2.3, 0.12, 7.3), 1)
    8.0
    """
    kind = known_shape("shape", shape)
    one_of("invalid", invalid, ("raise", "nan"))
    energy, gap = positive("energy_ev", energy_ev, "eV"), positive("gap_ev", gap_ev, "eV")
    mass, eps = positive("reduced_mass", reduced_mass, "m0"), positive("permittivity", permittivity)
    together(energy_ev=energy, gap_ev=gap, reduced_mass=mass, permittivity=eps)
    a = kinetic() * np.pi**2 * _WAVES[kind] / mass
    b = _COULOMB[kind] * coulomb_unit() / eps
    # With y = 1 / x, x the edge or the radius: energy - gap = a y^2 - b y, and (energy + b y)^2 = gap^2 + 2 gap a y^2
    # in two bands. The falling branch is the one with the larger y.
    if flag("nonparabolic", nonparabolic):
        curve, middle, end = 2 * gap * a - b**2, energy * b, energy**2 - gap**2
        with np.errstate(invalid="ignore", divide="ignore"):
            root = middle**2 + curve * end
            found = curve / (middle + np.sqrt(root))
        reached = (root > 0) & (curve > 0)
    else:
        root = b**2 + 4 * a * (energy - gap)
        with np.errstate(invalid="ignore"):
            found = 2 * a / (b + np.sqrt(root))
        reached = root > 0
    if invalid == "raise" and not reached.all():
        missing = np.isnan(energy) | np.isnan(gap) | np.isnan(mass) | np.isnan(eps)
        refuse_where(
            ~(reached | missing),
            "energy_ev",
            energy,
            "no size has so little (invalid='nan' passes over such energies)",
            unit=" eV",
        )
    return scalar(np.where(reached, found, np.nan) / _LENGTH[kind])


@overload
def tunnelling_probability(thickness_nm: float, barrier_ev: float, mass: float = 1.0) -> float: ...
@overload
def tunnelling_probability(thickness_nm: ArrayLike, barrier_ev: ArrayLike, mass: ArrayLike = 1.0) -> FloatArray: ...
@finite
def tunnelling_probability(thickness_nm: ArrayLike, barrier_ev: ArrayLike, mass: ArrayLike = 1.0) -> float | FloatArray:
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
    ArgumentError
        If an argument is out of range or the shapes do not fit together.

    See Also
    --------
    spherical_ground_state : how much of a carrier lies in each layer.

    Examples
    --------
    >>> f"{tunnelling_probability(1.0, 1.0):.1e}"
    '3.5e-05'
    """
    depth, height = not_negative("thickness_nm", thickness_nm, "nm"), positive("barrier_ev", barrier_ev, "eV")
    carrier = positive("mass", mass, "m0")
    together(thickness_nm=depth, barrier_ev=height, mass=carrier)
    return scalar(np.exp(-2 / np.sqrt(kinetic()) * depth * np.sqrt(carrier * height)))
