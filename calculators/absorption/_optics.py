"""Absorption of small particles from bulk optical constants, and the tables of those."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from .. import tables
from ..checks import fraction, not_negative, positive, scalar
from ..errors import ArgumentError
from ..tables import ArrayLike, FloatArray

NEAR_GAP_EV = 0.5
"""Within this energy above the bulk edge, confinement changes the spectrum and bulk n, k mislead [eV]."""


def local_field_intrinsic(n: ArrayLike, k: ArrayLike, wavelength_nm: ArrayLike, n_solvent: ArrayLike) -> Any:
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
    ValueError
        If an argument is out of bounds.

    Examples
    --------
    In a solvent of the same index the local field is that of the bulk:

    >>> round(local_field_intrinsic(2.0, 1e-6, 400, 2.0), 4) == round(4 * np.pi * 1e-6 / 400e-7, 4)
    True
    """
    nn, kk = positive("n", n), not_negative("k", k)
    wavelength_cm = positive("wavelength_nm", wavelength_nm, "nm") * 1e-7
    ns = positive("n_solvent", n_solvent)
    real, imaginary = nn**2 - kk**2, 2 * nn * kk
    local_field = 9 * ns**4 / ((real + 2 * ns**2) ** 2 + imaginary**2)
    return scalar(nn / ns * local_field * 4 * np.pi * kk / wavelength_cm)


def local_field_core_shell(
    n_core: ArrayLike,
    k_core: ArrayLike,
    n_shell: ArrayLike,
    k_shell: ArrayLike,
    wavelength_nm: ArrayLike,
    n_solvent: ArrayLike,
    core_fraction: ArrayLike,
) -> Any:
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
    ValueError
        If an argument is out of bounds.

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
    core = (positive("n_core", n_core) + 1j * not_negative("k_core", k_core)) ** 2
    shell = (positive("n_shell", n_shell) + 1j * not_negative("k_shell", k_shell)) ** 2
    wavelength_cm = positive("wavelength_nm", wavelength_nm, "nm") * 1e-7
    ns = positive("n_solvent", n_solvent)
    medium, f = ns**2, fraction("core_fraction", core_fraction)
    above = (shell - medium) * (core + 2 * shell) + f * (core - shell) * (medium + 2 * shell)
    below = (shell + 2 * medium) * (core + 2 * shell) + 2 * f * (shell - medium) * (core - shell)
    return scalar(3 * 2 * np.pi * ns / wavelength_cm * np.imag(above / below))


@tables.cached
def bulk_constants() -> Mapping[tuple[str, str], tuple[FloatArray, FloatArray, FloatArray]]:
    grouped: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for row in tables.rows("optical_constants/nk"):
        point = (float(row["wavelength_nm"]), float(row["n"]), float(row["k"]))
        grouped.setdefault((row["material"], row["entry"]), []).append(point)
    out = {}
    for key, points in grouped.items():
        columns = np.array(points).T
        columns.flags.writeable = False
        out[key] = (columns[0], columns[1], columns[2])
    return MappingProxyType(out)


def materials() -> list[str]:
    """Perovskites whose optical constants are tabulated.

    Examples
    --------
    >>> "CsPbBr3" in materials()
    True
    """
    return _by_role("core")


def shell_materials() -> list[str]:
    """Shell materials whose optical constants are tabulated.

    Examples
    --------
    >>> "ZnS" in shell_materials()
    True
    """
    return _by_role("shell")


def _by_role(role: str) -> list[str]:
    rows = tables.rows("optical_constants/entries")
    return list(dict.fromkeys(row["material"] for row in rows if row["role"] == role))


def entries(material: str) -> list[str]:
    """Sources of optical constants of a material, as keys of the bibliography.

    Raises
    ------
    ValueError
        If there are none; the message lists the materials.

    Examples
    --------
    >>> entries("CsPbBr3")
    ['brennan2024']
    """
    found = [entry for name, entry in bulk_constants() if name == material]
    if not found:
        raise ValueError(
            f"material: no optical constants of {material!r}; allowed: {', '.join([*materials(), *shell_materials()])}"
        )
    return found


def optical_constants(material: str, wavelength_nm: ArrayLike, entry: str | None = None) -> tuple[Any, Any]:
    """Bulk n and k of a material, interpolated linearly between tabulated points.

    Parameters
    ----------
    material : str
        One of :func:`materials`.
    wavelength_nm : float or array_like
        Vacuum wavelength [nm], inside the range of the entry.
    entry : str, optional
        One of :func:`entries`; the first if not given.

    Returns
    -------
    n, k : float or numpy.ndarray
        Refractive index and extinction coefficient [-].

    Raises
    ------
    ValueError
        If material or entry are unknown or a wavelength lies outside the range.

    Examples
    --------
    >>> n, k = optical_constants("CsPbBr3", 400)
    >>> round(n, 2), round(k, 2)
    (2.2, 0.26)
    """
    known = entries(material)
    chosen = entry or known[0]
    if chosen not in known:
        raise ValueError(f"entry: no {chosen!r} for {material}; allowed: {', '.join(known)}")
    grid, n, k = bulk_constants()[material, chosen]
    wavelength = positive("wavelength_nm", wavelength_nm, "nm")
    outside = (wavelength < grid[0]) | (wavelength > grid[-1])
    if outside.any():
        value = float(wavelength[outside].flat[0]) if wavelength.ndim else float(wavelength)
        raise ValueError(
            f"wavelength_nm: {value:g} nm is outside the range of {chosen} for {material}, "
            f"{grid[0]:g} to {grid[-1]:g} nm"
        )
    return scalar(np.interp(wavelength, grid, n)), scalar(np.interp(wavelength, grid, k))


def solvents() -> list[str]:
    """Solvents whose refractive index is tabulated.

    Examples
    --------
    >>> solvents()[:2]
    ['hexane', 'cyclohexane']
    """
    return [row["solvent"] for row in tables.rows("optical_constants/solvents")]


def solvent_index(solvent: str | float, wavelength_nm: ArrayLike) -> Any:
    """Refractive index of a solvent at room temperature.

    Parameters
    ----------
    solvent : str or float
        One of :func:`solvents`, or a refractive index, which is returned as it is.
    wavelength_nm : float or array_like
        Vacuum wavelength [nm], inside the range of the solvent's formula.

    Returns
    -------
    float or numpy.ndarray
        Refractive index [-].

    Raises
    ------
    ValueError
        If the solvent is unknown or a wavelength lies outside the range.

    References
    ----------
    The citation and DOI of each solvent stand in ``data/optical_constants/solvents.csv``.

    Examples
    --------
    >>> round(solvent_index("toluene", 589.3), 3)
    1.496
    """
    wavelength = positive("wavelength_nm", wavelength_nm, "nm")
    if not isinstance(solvent, str):
        given = positive("solvent", solvent)
        return scalar(np.broadcast_to(given, wavelength.shape) + 0.0)
    rows = {row["solvent"]: row for row in tables.rows("optical_constants/solvents")}
    if solvent not in rows:
        raise ValueError(f"solvent: {solvent!r} is not in the table; allowed: {', '.join(rows)}, or a refractive index")
    row = rows[solvent]
    low, high = float(row["wavelength_min_nm"]), float(row["wavelength_max_nm"])
    outside = (wavelength < low) | (wavelength > high)
    if outside.any():
        value = float(wavelength[outside].flat[0]) if wavelength.ndim else float(wavelength)
        raise ValueError(
            f"wavelength_nm: {value:g} nm is outside the range of {row['citation']} for {solvent}, "
            f"{low:g} to {high:g} nm"
        )
    um: Any = wavelength / 1000
    c = [float(v) for v in row["coefficients"].split()]
    pairs = list(zip(c[1::2], c[2::2], strict=True))
    if row["formula"] == "5":  # Cauchy
        return scalar(c[0] + sum(a * um**b for a, b in pairs))
    power = 2 if row["formula"] == "1" else 1  # Sellmeier, with resonances as wavelengths or as their squares
    return scalar(np.sqrt(1 + c[0] + sum(a * um**2 / (um**2 - b**power) for a, b in pairs)))


def bulk_intrinsic(
    material: str, wavelength_nm: ArrayLike, solvent: str | float = "toluene", entry: str | None = None
) -> Any:
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
    ValueError
        If something is unknown or a wavelength lies outside a range.

    Examples
    --------
    >>> round(bulk_intrinsic("CsPbBr3", 400, "hexane") / 1e4, 1)
    5.6
    """
    n, k = optical_constants(material, wavelength_nm, entry)
    return local_field_intrinsic(n, k, wavelength_nm, solvent_index(solvent, wavelength_nm))


def core_shell_intrinsic(
    core: str,
    shell: str,
    wavelength_nm: ArrayLike,
    core_fraction: ArrayLike,
    solvent: str | float = "toluene",
    entry: str | None = None,
) -> Any:
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
    ValueError
        If something is unknown or out of range.

    Examples
    --------
    >>> bare = bulk_intrinsic("CsPbBr3", 400, "toluene")
    >>> round(core_shell_intrinsic("CsPbBr3", "ZnS", 400, 1.0) / bare, 6)
    1.0
    """
    f = positive("core_fraction", fraction("core_fraction", core_fraction))
    n_core, k_core = optical_constants(core, wavelength_nm, entry)
    n_shell, k_shell = optical_constants(shell, wavelength_nm)
    ns = solvent_index(solvent, wavelength_nm)
    whole = local_field_core_shell(n_core, k_core, n_shell, k_shell, wavelength_nm, ns, f)
    return scalar(np.asarray(whole) / f)


EDGE_PER_CM = 1e4
"""Absorption coefficient that marks the edge of a bulk material here [1/cm]."""


def absorption_edge(material: str) -> float:
    """Photon energy of the bulk's absorption edge, from its tabulated constants.

    Parameters
    ----------
    material : str
        One of :func:`materials`.

    Returns
    -------
    float
        Energy at which 4 pi k / wavelength first falls to 10^4 per cm towards
        the red, the mean of the sources [eV].

    Raises
    ------
    ValueError
        If the material is unknown.

    Examples
    --------
    >>> round(absorption_edge("CsPbBr3"), 2)
    2.34
    """
    edges = []
    for entry in entries(material):
        grid, _, k = bulk_constants()[material, entry]
        alpha = 4 * np.pi * k / (grid * 1e-7)
        below = np.flatnonzero(alpha < EDGE_PER_CM)
        if below.size:
            edges.append(tables.photon_energy_nm_ev() / grid[below[0]])
    return float(np.mean(edges))


def near_gap(material: str, wavelength_nm: float) -> str:
    """Warning where bulk constants mislead because the photon is near the gap, or an empty text.

    Parameters
    ----------
    material : str
        One of :func:`materials`.
    wavelength_nm : float
        Vacuum wavelength [nm].

    Returns
    -------
    str
        A sentence, or nothing.

    Examples
    --------
    >>> near_gap("CsPbBr3", 350)
    ''
    >>> "above the bulk edge" in near_gap("CsPbBr3", 480)
    True
    """
    edge = absorption_edge(material)
    photon = tables.photon_energy_nm_ev() / float(positive("wavelength_nm", wavelength_nm, "nm"))
    excess = photon - edge
    if excess >= NEAR_GAP_EV:
        return ""
    where = f"{excess:.2f} eV above" if excess >= 0 else f"{-excess:.2f} eV below"
    return (
        f"{wavelength_nm:g} nm ({photon:.2f} eV) is {where} the bulk edge at {edge:.2f} eV; "
        f"nearer than {NEAR_GAP_EV:g} eV confinement changes the spectrum and bulk constants mislead."
    )


def covered(material: str, *, entry: str | None = None, solvent: str | float = "toluene") -> tuple[float, float]:
    """Wavelengths at which both a material's constants and a solvent's index are known.

    Parameters
    ----------
    material : str
        One of :func:`materials` or :func:`shell_materials`.
    entry : str, optional
        One of :func:`entries`; the first if not given.
    solvent : str or float, optional
        One of :func:`solvents`, or a refractive index, which holds everywhere.

    Returns
    -------
    low, high : float
        Shortest and longest vacuum wavelength [nm]; `low` is above `high` where the two do not meet.

    Raises
    ------
    ArgumentError
        If material, entry or solvent are unknown.

    See Also
    --------
    bulk_intrinsic : What can be computed inside.

    Examples
    --------
    >>> covered("CsPbBr3", solvent="toluene")
    (300.1, 640.7)
    """
    known = entries(material)
    chosen = entry or known[0]
    if chosen not in known:
        raise ArgumentError("entry", f"no {chosen!r} for {material}", f"it is one of {', '.join(known)}", entry)
    grid = bulk_constants()[material, chosen][0]
    low, high = float(grid[0]), float(grid[-1])
    if isinstance(solvent, str):
        row = {r["solvent"]: r for r in tables.rows("optical_constants/solvents")}.get(solvent)
        if row is None:
            allowed = f"it is one of {', '.join(solvents())}, or a refractive index"
            raise ArgumentError("solvent", f"{solvent!r} is not in the table", allowed, solvent)
        low, high = max(low, float(row["wavelength_min_nm"])), min(high, float(row["wavelength_max_nm"]))
    else:
        positive("solvent", solvent)
    return low, high
