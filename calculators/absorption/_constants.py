"""Tabulated optical constants of bulk materials and solvents, and what follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, overload

import numpy as np

from .. import tables
from ..checks import finite, one_number, positive, refuse_where, scalar
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError, one_of, shown
from ..results import ReadOnly
from ..tables import ArrayLike, FloatArray

NEAR_GAP_EV = 0.5
"""Within this energy above the bulk edge, confinement changes the spectrum and bulk n, k mislead [eV]."""


@tables.cached
def bulk_constants() -> Mapping[tuple[str, str], tuple[FloatArray, FloatArray, FloatArray]]:
    """Wavelengths [nm], n and k by material and entry."""
    grouped: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for row in tables.read("optical_constants/nk"):
        point = (row["wavelength_nm"], row["n"], row["k"])
        grouped.setdefault((row["material"], row["entry"]), []).append(point)
    out = {}
    for key, points in grouped.items():
        columns = np.array(points, dtype=float).T
        columns.flags.writeable = False
        out[key] = (columns[0], columns[1], columns[2])
    return ReadOnly(out)


@tables.cached
def _solvents() -> Mapping[str, tables.Row]:
    return ReadOnly({row["solvent"]: row for row in tables.read("optical_constants/solvents")})


def _inside(wavelength: FloatArray, low: float, high: float, whose: str) -> None:
    """Refuse a wavelength outside of a range [nm]."""
    refuse_where(
        (wavelength < low) | (wavelength > high),
        "wavelength_nm",
        wavelength,
        f"it lies between {low:g} and {high:g} nm",
        unit=" nm",
        problem=f"is outside the range of {whose}",
    )


def chosen_entry(material: str, entry: str | None) -> str:
    """The entry asked for, or the first of the material."""
    known = entries(material)
    if entry is None:
        return known[0]
    one_of("entry", entry, known)
    return entry


def materials() -> list[str]:
    """Perovskites whose optical constants are tabulated.

    Returns
    -------
    list of str
        Formulas, in the order of the table.

    See Also
    --------
    shell_materials : materials of shells.
    entries : whose constants they are.

    Examples
    --------
    >>> [name for name in materials() if name == "CsPbBr3"]
    ['CsPbBr3']
    """
    return _by_role("core")


def shell_materials() -> list[str]:
    """Shell materials whose optical constants are tabulated.

    Returns
    -------
    list of str
        Formulas, in the order of the table.

    See Also
    --------
    materials : perovskites.

    Examples
    --------
    >>> [name for name in shell_materials() if name == "ZnS"]
    ['ZnS']
    """
    return _by_role("shell")


def _by_role(role: str) -> list[str]:
    rows = tables.read("optical_constants/entries")
    return list(dict.fromkeys(row["material"] for row in rows if row["role"] == role))


def entries(material: str) -> list[str]:
    """Sources of optical constants of a material, as keys of the bibliography.

    Parameters
    ----------
    material : str
        One of :func:`materials` or :func:`shell_materials`.

    Returns
    -------
    list of str
        Keys, in the order of the table.

    Raises
    ------
    ArgumentError
        If there are none; it lists the materials.

    See Also
    --------
    optical_constants : the constants themselves.

    Examples
    --------
    >>> entries("CsPbBr3")[0]
    'brennan2024'
    """
    one_of("material", material, dict.fromkeys(name for name, _ in bulk_constants()))
    return [entry for name, entry in bulk_constants() if name == material]


@overload
def optical_constants(material: str, wavelength_nm: float, *, entry: str | None = None) -> tuple[float, float]: ...
@overload
def optical_constants(
    material: str, wavelength_nm: ArrayLike, *, entry: str | None = None
) -> tuple[FloatArray, FloatArray]: ...
@finite
def optical_constants(
    material: str, wavelength_nm: ArrayLike, *, entry: str | None = None
) -> tuple[float | FloatArray, float | FloatArray]:
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
    ArgumentError
        If material or entry are unknown or a wavelength lies outside the range.

    See Also
    --------
    covered : the range.
    bulk_intrinsic : what the constants mean for small particles.

    Examples
    --------
    >>> n, k = optical_constants("CsPbBr3", 400, entry="brennan2024")
    >>> round(n, 2), round(k, 2)
    (2.2, 0.26)
    """
    chosen = chosen_entry(material, entry)
    grid, n, k = bulk_constants()[material, chosen]
    wavelength = as_wavelength("wavelength_nm", wavelength_nm)
    _inside(wavelength, float(grid[0]), float(grid[-1]), f"{chosen} for {material}")
    return scalar(np.interp(wavelength, grid, n)), scalar(np.interp(wavelength, grid, k))


def solvents() -> list[str]:
    """Solvents whose refractive index is tabulated.

    Returns
    -------
    list of str
        Names, in the order of the table.

    See Also
    --------
    solvent_index : their refractive index.

    Examples
    --------
    >>> [name for name in solvents() if name == "hexane"]
    ['hexane']
    """
    return list(_solvents())


def known_solvent(solvent: str) -> tables.Row:
    """Row of a solvent, or a refusal that lists the known ones."""
    if not isinstance(solvent, str) or solvent not in _solvents():
        raise ArgumentError(
            "solvent",
            f"{shown(solvent)} is not in the table",
            f"it is one of {', '.join(_solvents())}, or a refractive index",
            solvent,
        )
    return _solvents()[solvent]


@overload
def solvent_index(solvent: str | float, wavelength_nm: float) -> float: ...
@overload
def solvent_index(solvent: str | float, wavelength_nm: ArrayLike) -> FloatArray: ...
@finite
def solvent_index(solvent: str | float, wavelength_nm: ArrayLike) -> float | FloatArray:
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
    ArgumentError
        If the solvent is unknown or a wavelength lies outside the range.

    See Also
    --------
    solvents : the solvents of the table.

    References
    ----------
    The citation and DOI of each solvent stand in ``data/optical_constants/solvents.csv``.

    Examples
    --------
    >>> round(solvent_index("toluene", 589.3), 3)
    1.496
    """
    wavelength = as_wavelength("wavelength_nm", wavelength_nm)
    if not isinstance(solvent, str):
        given = one_number("solvent", positive("solvent", solvent))
        return scalar(np.where(np.isnan(wavelength), np.nan, given))
    row = known_solvent(solvent)
    _inside(wavelength, row["wavelength_min_nm"], row["wavelength_max_nm"], f"{row['citation']} for {solvent}")
    um: Any = wavelength / 1000
    first, *rest = (float(v) for v in row["coefficients"].split())
    pairs = list(zip(rest[::2], rest[1::2], strict=True))
    if str(row["formula"]) == "5":  # Cauchy
        return scalar(first + sum(a * um**b for a, b in pairs))
    power = 2 if str(row["formula"]) == "1" else 1  # Sellmeier, with resonances as wavelengths or as their squares
    return scalar(np.sqrt(1 + first + sum(a * um**2 / (um**2 - b**power) for a, b in pairs)))


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
    ArgumentError
        If the material is unknown or its constants never fall that low.

    See Also
    --------
    near_gap : warns of wavelengths near the edge.

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
    if not edges:
        raise ArgumentError(
            "material", f"the constants of {material} do not reach its edge", "take one that ends in the red", material
        )
    return float(np.mean(edges))


@finite
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

    Raises
    ------
    ArgumentError
        If the material is unknown or the wavelength not above 0.

    See Also
    --------
    absorption_edge : the edge that is meant.

    Examples
    --------
    >>> near_gap("CsPbBr3", 350)
    ''
    >>> near_gap("CsPbBr3", 480).split(";")[0]
    '480 nm (2.58 eV) is 0.24 eV above the bulk edge at 2.34 eV'
    """
    edge = absorption_edge(material)
    wavelength = one_number("wavelength_nm", as_wavelength("wavelength_nm", wavelength_nm))
    photon = tables.photon_energy_nm_ev() / wavelength
    excess = photon - edge
    if excess >= NEAR_GAP_EV:
        return ""
    where = f"{excess:.2f} eV above" if excess >= 0 else f"{-excess:.2f} eV below"
    return (
        f"{wavelength:g} nm ({photon:.2f} eV) is {where} the bulk edge at {edge:.2f} eV; "
        f"nearer than {NEAR_GAP_EV:g} eV confinement changes the spectrum and bulk constants mislead."
    )


@finite
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
    bulk_intrinsic : what can be computed inside.

    Examples
    --------
    >>> covered("CsPbBr3", entry="brennan2024", solvent="toluene")
    (300.1, 640.7)
    """
    grid = bulk_constants()[material, chosen_entry(material, entry)][0]
    low, high = float(grid[0]), float(grid[-1])
    if isinstance(solvent, str):
        row = known_solvent(solvent)
        return max(low, row["wavelength_min_nm"]), min(high, row["wavelength_max_nm"])
    one_number("solvent", positive("solvent", solvent))
    return low, high
