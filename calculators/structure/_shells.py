"""Cores and shells: mismatch, thickness, volume, and the pressure of a surface."""

from __future__ import annotations

from typing import Literal, overload

import numpy as np

from .. import tables
from ..checks import Shape, finite, known_shape, not_negative, number, positive, refuse_where, scalar, together
from ..errors import one_of
from ..tables import ArrayLike, FloatArray

FILLED = {"cube": 1.0, "sphere": np.pi / 6}
"""Volume of a shape over the cube of its size [-]."""

Reference = Literal["core", "shell"]


@overload
def lattice_mismatch(a_core: float, a_shell: float, *, relative_to: Reference = "core") -> float: ...
@overload
def lattice_mismatch(a_core: ArrayLike, a_shell: ArrayLike, *, relative_to: Reference = "core") -> FloatArray: ...
@finite
def lattice_mismatch(a_core: ArrayLike, a_shell: ArrayLike, *, relative_to: Reference = "core") -> float | FloatArray:
    """Difference of two lattice constants (or of two matching spacings) over one of them.

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
    ArgumentError
        If a constant is not above 0, the shapes do not fit together, or the
        denominator is unknown.

    See Also
    --------
    cubic_spacing : Spacing of planes from a lattice constant.

    References
    ----------
    The constants of the example are quoted by Das Adhikari et al., Chem. Sci.
    14, 8984 (2023), doi:10.1039/d3sc02955g.

    Examples
    --------
    CdS on CsPbBr3, in per cent:

    >>> round(100 * lattice_mismatch(5.85, 5.83), 2)
    -0.34
    """
    one_of("relative_to", relative_to, ("core", "shell"))
    core, shell = positive("a_core", a_core), positive("a_shell", a_shell)
    together(a_core=core, a_shell=shell)
    return scalar((shell - core) / (core if relative_to == "core" else shell))


@overload
def shell_thickness(core_nm: float, total_nm: float) -> float: ...
@overload
def shell_thickness(core_nm: ArrayLike, total_nm: ArrayLike) -> FloatArray: ...
@finite
def shell_thickness(core_nm: ArrayLike, total_nm: ArrayLike) -> float | FloatArray:
    """Thickness of a shell on each side: half the difference of the two sizes.

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
    ArgumentError
        If a size is not above 0, the whole is smaller than the core, or the
        shapes do not fit together.

    See Also
    --------
    shell_volume : Volume of the shell.

    References
    ----------
    Teku et al., JACS Au 5, 4036 (2025), doi:10.1021/jacsau.5c00651, for the
    sizes of the example: two cycles of ZnS on CsPbBr3.

    Examples
    --------
    >>> round(shell_thickness(14.2, 18.5), 2)
    2.15
    """
    core, total = positive("core_nm", core_nm, "nm"), positive("total_nm", total_nm, "nm")
    together(core_nm=core, total_nm=total)
    half = (total - core) / 2
    if (half < 0).any():
        than = float(np.broadcast_to(core, half.shape)[half < 0][0])
        refuse_where(half < 0, "total_nm", total, f"it must not be below the core's {than:g} nm", unit=" nm")
    return scalar(half)


@overload
def shell_volume(core_nm: float, shell_nm: float, *, shape: Shape = "cube") -> float: ...
@overload
def shell_volume(core_nm: ArrayLike, shell_nm: ArrayLike, *, shape: Shape = "cube") -> FloatArray: ...
@finite
def shell_volume(core_nm: ArrayLike, shell_nm: ArrayLike, *, shape: Shape = "cube") -> float | FloatArray:
    """Volume of a closed shell of even thickness.

    Parameters
    ----------
    core_nm : float or array_like
        Edge or diameter of the core [nm], above 0.
    shell_nm : float or array_like
        Thickness on each side [nm], 0 or more.
    shape : {"cube", "sphere"}, optional
        Shape of core and whole.

    Returns
    -------
    float or numpy.ndarray
        Volume of the shell [nm3].

    Raises
    ------
    ArgumentError
        If a length is out of range, the shapes of the arrays do not fit
        together, or the shape of the particles is unknown.

    See Also
    --------
    shell_thickness : Thickness from two sizes.
    shell_amount : Moles of shell on the particles of a mass.

    Examples
    --------
    A cube of 10 nm that grows to 12 nm:

    >>> shell_volume(10.0, 1.0)
    728.0
    """
    factor = FILLED[known_shape("shape", shape)]
    core, shell = positive("core_nm", core_nm, "nm"), not_negative("shell_nm", shell_nm, "nm")
    together(core_nm=core, shell_nm=shell)
    # (core + 2 shell)^3 - core^3, without the loss of digits for thin shells.
    return scalar(factor * 2 * shell * (3 * core**2 + 6 * core * shell + 4 * shell**2))


@overload
def surface_pressure(stress_ev_nm2: float, edge_nm: float) -> float: ...
@overload
def surface_pressure(stress_ev_nm2: ArrayLike, edge_nm: ArrayLike) -> FloatArray: ...
@finite
def surface_pressure(stress_ev_nm2: ArrayLike, edge_nm: ArrayLike) -> float | FloatArray:
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
    ArgumentError
        If an edge is not above 0 or the shapes do not fit together.

    See Also
    --------
    lattice_mismatch : The strain that a shell brings.

    Examples
    --------
    >>> round(surface_pressure(-3.0, 5.7), 2)
    -0.34
    """
    stress, edge = number("stress_ev_nm2", stress_ev_nm2), positive("edge_nm", edge_nm, "nm")
    together(stress_ev_nm2=stress, edge_nm=edge)
    gigapascal = tables.constant("elementary_charge") * 1e18  # 1 eV/nm3 is e * 1e27 Pa
    return scalar(4 * gigapascal * stress / edge)
