"""Absorption of particles much smaller than the wavelength, from bulk optical constants."""

from __future__ import annotations

from typing import overload

import numpy as np

from ..checks import finite, fraction, not_negative, positive, positive_fraction, scalar, together
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError
from ..tables import ArrayLike, FloatArray
from ._constants import optical_constants, solvent_index


@overload
def local_field_intrinsic(n: float, k: float, wavelength_nm: float, n_solvent: float) -> float: ...
@overload
def local_field_intrinsic(n: ArrayLike, k: ArrayLike, wavelength_nm: ArrayLike, n_solvent: ArrayLike) -> FloatArray: ...
@finite
def local_field_intrinsic(
    n: ArrayLike, k: ArrayLike, wavelength_nm: ArrayLike, n_solvent: ArrayLike
) -> float | FloatArray:
    r"""Intrinsic absorption coefficient of small spheres from bulk optical constants.

    .. math::

        \mu_\mathrm{i} = \frac{n}{n_\mathrm{s}}\,|f|^2\,\frac{4\pi k}{\lambda},\qquad
        |f|^2 = \frac{9 n_\mathrm{s}^4}{(\epsilon_\mathrm{R} + 2n_\mathrm{s}^2)^2 + \epsilon_\mathrm{I}^2}

    with :math:`\epsilon_\mathrm{R} = n^2 - k^2` and :math:`\epsilon_\mathrm{I} = 2nk`.
    It holds for particles much smaller than the wavelength, and where the bulk
    constants hold: well above the gap.

    Parameters
    ----------
    n, k : float or array_like
        Refractive index (above 0) and extinction coefficient (0 or more) of the bulk [-].
    wavelength_nm : float or array_like
        Vacuum wavelength [nm], above 0.
    n_solvent : float or array_like
        Refractive index of the solvent [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        Intrinsic absorption coefficient [1/cm].

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    bulk_intrinsic : with constants of a material from the table.
    local_field_core_shell : with a shell.

    Examples
    --------
    In a solvent of the same index the local field is that of the bulk:

    >>> round(local_field_intrinsic(2.0, 1e-6, 400, 2.0), 4), round(4 * np.pi * 1e-6 / 400e-7, 4)
    (0.3142, 0.3142)
    """
    nn, kk = positive("n", n), not_negative("k", k)
    wavelength, ns = as_wavelength("wavelength_nm", wavelength_nm), positive("n_solvent", n_solvent)
    together(n=nn, k=kk, wavelength_nm=wavelength, n_solvent=ns)
    medium = ns * ns
    below = (nn * nn - kk * kk + 2 * medium) ** 2 + (2 * nn * kk) ** 2
    return scalar(36e7 * np.pi * nn * kk * medium * ns / (below * wavelength))


@overload
def local_field_core_shell(
    n_core: float,
    k_core: float,
    n_shell: float,
    k_shell: float,
    wavelength_nm: float,
    n_solvent: float,
    core_fraction: float,
) -> float: ...
@overload
def local_field_core_shell(
    n_core: ArrayLike,
    k_core: ArrayLike,
    n_shell: ArrayLike,
    k_shell: ArrayLike,
    wavelength_nm: ArrayLike,
    n_solvent: ArrayLike,
    core_fraction: ArrayLike,
) -> FloatArray: ...
@finite
def local_field_core_shell(
    n_core: ArrayLike,
    k_core: ArrayLike,
    n_shell: ArrayLike,
    k_shell: ArrayLike,
    wavelength_nm: ArrayLike,
    n_solvent: ArrayLike,
    core_fraction: ArrayLike,
) -> float | FloatArray:
    """Absorption of a small coated sphere per volume of the whole particle (quasi-static).

    Parameters
    ----------
    n_core, k_core, n_shell, k_shell : float or array_like
        Optical constants of core and shell [-].
    wavelength_nm : float or array_like
        Vacuum wavelength [nm], above 0.
    n_solvent : float or array_like
        Refractive index of the solvent [-], above 0.
    core_fraction : float or array_like
        Volume of the core per volume of the particle [-], 0 to 1.

    Returns
    -------
    float or numpy.ndarray
        Intrinsic absorption coefficient of the particle [1/cm]; divided by
        `core_fraction` it is per volume of core.

    Raises
    ------
    ArgumentError
        If an argument is out of bounds or the shapes do not fit together.

    See Also
    --------
    core_shell_intrinsic : with constants of materials from the table.

    Notes
    -----
    Polarisability of a coated sphere in a uniform field, from the boundary
    conditions at both interfaces.

    Examples
    --------
    A shell like the solvent changes nothing but the volume it adds:

    >>> bare = local_field_intrinsic(2.2, 0.26, 400, 1.4)
    >>> coated = local_field_core_shell(2.2, 0.26, 1.4, 0.0, 400, 1.4, 0.5)
    >>> round(coated / bare, 6)
    0.5
    """
    given = {
        "n_core": positive("n_core", n_core),
        "k_core": not_negative("k_core", k_core),
        "n_shell": positive("n_shell", n_shell),
        "k_shell": not_negative("k_shell", k_shell),
        "wavelength_nm": as_wavelength("wavelength_nm", wavelength_nm),
        "n_solvent": positive("n_solvent", n_solvent),
        "core_fraction": fraction("core_fraction", core_fraction),
    }
    together(**given)
    nc, kc, nh, kh, wavelength, ns, f = given.values()
    core, shell, medium = (nc + 1j * kc) ** 2, (nh + 1j * kh) ** 2, ns**2
    above = (shell - medium) * (core + 2 * shell) + f * (core - shell) * (medium + 2 * shell)
    below = (shell + 2 * medium) * (core + 2 * shell) + 2 * f * (shell - medium) * (core - shell)
    with np.errstate(invalid="ignore"):  # NaN in complex numbers
        return scalar(6e7 * np.pi * ns / wavelength * np.imag(above / below))


@overload
def bulk_intrinsic(
    material: str, wavelength_nm: float, *, solvent: str | float = "toluene", entry: str | None = None
) -> float: ...
@overload
def bulk_intrinsic(
    material: str, wavelength_nm: ArrayLike, *, solvent: str | float = "toluene", entry: str | None = None
) -> FloatArray: ...
@finite
def bulk_intrinsic(
    material: str, wavelength_nm: ArrayLike, *, solvent: str | float = "toluene", entry: str | None = None
) -> float | FloatArray:
    """Intrinsic absorption coefficient of a material's nanocrystals from its bulk n and k.

    Parameters
    ----------
    material : str
        One of :func:`materials`.
    wavelength_nm : float or array_like
        Vacuum wavelength [nm]; see :func:`near_gap` for where bulk constants mislead.
    solvent : str or float, optional
        One of :func:`solvents` or a refractive index.
    entry : str, optional
        One of :func:`entries`.

    Returns
    -------
    float or numpy.ndarray
        Intrinsic absorption coefficient [1/cm].

    Raises
    ------
    ArgumentError
        If something is unknown or a wavelength lies outside a range.

    See Also
    --------
    covered : the range.
    measured_intrinsic : what was measured on nanocrystals.

    Examples
    --------
    >>> round(bulk_intrinsic("CsPbBr3", 400, solvent="hexane", entry="brennan2024") / 1e4, 1)
    5.6
    """
    n, k = optical_constants(material, wavelength_nm, entry=entry)
    return local_field_intrinsic(n, k, wavelength_nm, solvent_index(solvent, wavelength_nm))


@overload
def core_shell_intrinsic(
    core: str,
    shell: str,
    wavelength_nm: float,
    core_fraction: float,
    *,
    solvent: str | float = "toluene",
    entry: str | None = None,
) -> float: ...
@overload
def core_shell_intrinsic(
    core: str,
    shell: str,
    wavelength_nm: ArrayLike,
    core_fraction: ArrayLike,
    *,
    solvent: str | float = "toluene",
    entry: str | None = None,
) -> FloatArray: ...
@finite
def core_shell_intrinsic(
    core: str,
    shell: str,
    wavelength_nm: ArrayLike,
    core_fraction: ArrayLike,
    *,
    solvent: str | float = "toluene",
    entry: str | None = None,
) -> float | FloatArray:
    """Absorption of core/shell particles per volume of core, from bulk constants.

    Parameters
    ----------
    core : str
        One of :func:`materials`.
    shell : str
        One of :func:`shell_materials`; it may absorb.
    wavelength_nm : float or array_like
        Vacuum wavelength [nm].
    core_fraction : float or array_like
        Volume of the core per volume of the particle [-], above 0 to 1.
    solvent : str or float, optional
        One of :func:`solvents` or a refractive index.
    entry : str, optional
        One of :func:`entries` of the core.

    Returns
    -------
    float or numpy.ndarray
        Absorption of the whole particle per volume of its core [1/cm].

    Raises
    ------
    ArgumentError
        If something is unknown or out of range.

    See Also
    --------
    bulk_intrinsic : without a shell.
    shell_materials : shells of the table.

    Examples
    --------
    >>> bare = bulk_intrinsic("CsPbBr3", 400)
    >>> round(core_shell_intrinsic("CsPbBr3", "ZnS", 400, 1.0) / bare, 6)
    1.0
    """
    f = positive_fraction("core_fraction", core_fraction)
    n_core, k_core = _of("core", core, wavelength_nm, entry)
    n_shell, k_shell = _of("shell", shell, wavelength_nm, None)
    ns = solvent_index(solvent, wavelength_nm)
    together(wavelength_nm=ns, core_fraction=f)
    return scalar(local_field_core_shell(n_core, k_core, n_shell, k_shell, wavelength_nm, ns, f) / f)


def _of(side: str, material: str, wavelength_nm: ArrayLike, entry: str | None) -> tuple[FloatArray, FloatArray]:
    """Constants of core or shell; a refusal names the side."""
    try:
        n, k = optical_constants(material, wavelength_nm, entry=entry)
    except ArgumentError as error:
        raise error.renamed({"material": side}) from None
    return np.asarray(n), np.asarray(k)
