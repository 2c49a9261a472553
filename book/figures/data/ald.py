"""How shells grow: temperatures, the cycle of colloidal atomic layer deposition, sizes by cycle."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calculators import absorption, composition, structure, tables
from calculators.checks import finite, fraction, one_number, positive
from calculators.results import Result
from calculators.tables import FloatArray, Row

from . import select
from .routes import LOWER, ROOM_C

_MADE_AT = ("reaction temperature", "calcination temperature", "injection temperature")
_CORE_MADE_AT = "dissolution temperature"
# What a unit of the table ``values`` is of the litre, the mole a litre and the gram a litre; of the degree Celsius
# the zero point (a kelvin is as long as a degree).
_LITRES = {"µL": 1e-6, "mL": 1e-3, "L": 1.0}
_MOLAR = {"mM": 1e-3, "M": 1.0}
_GRAMS_PER_LITRE = {"mg/mL": 1.0, "g/L": 1.0}
_ZERO_C = {"°C": 0.0, "K": 273.15}


@dataclass(frozen=True)
class GrowthRoute:
    """Temperature at which a shell, or a bare core, is made.

    Attributes
    ----------
    name : str
        Core and shell.
    low_c, high_c : float
        Temperature or its range [°C].
    room : bool
        Whether only room temperature is named.
    shell_class : str
        As in the table ``core_shell``; empty for a core or an unknown shell.
    citation, flag : str
        As in the tables.
    """

    name: str
    low_c: float
    high_c: float
    room: bool
    shell_class: str
    citation: str
    flag: str


@dataclass(frozen=True)
class GrowthTemperatures:
    """Temperatures of routes beside two limits.

    Attributes
    ----------
    routes : tuple of GrowthRoute
        Those at room temperature first, then by temperature.
    heat_tests_c : tuple of float
        Temperatures of heat tests of the bare cores [°C].
    dots_c : tuple of float
        Temperatures above which dots of other semiconductors are often made [°C].
    """

    routes: tuple[GrowthRoute, ...]
    heat_tests_c: tuple[float, ...]
    dots_c: tuple[float, ...]


def _celsius(rows: Sequence[Row]) -> tuple[float, float]:
    """Least and largest temperature of some rows of ``values`` [°C]."""
    ends = [
        end - _ZERO_C[row["unit"]]
        for row in rows
        for end in (row["value"], row["value"] if row["value_max"] is None else row["value_max"])
    ]
    return min(ends), max(ends)


def _grouped(quantities: Sequence[str]) -> dict[tuple[str, str], list[Row]]:
    """Temperatures of ``values`` by material and work."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for quantity in quantities:
        for row in select.printed(quantity):
            if row["unit"] in _ZERO_C:
                groups.setdefault((row["material"], row["citation"]), []).append(row)
    return groups


def _is_pair(material: str) -> bool:
    """Whether a word names a core and a shell: a stroke outside of brackets."""
    return "/" in re.sub(r"\([^)]*\)", "", material)


def growth_temperatures() -> GrowthTemperatures:
    """Temperatures at which shells are grown on perovskite nanocrystals, beside two limits.

    Returns
    -------
    GrowthTemperatures
        Systems of ``core_shell`` whose route names a temperature, pairs of
        ``values`` with a temperature at which they were made (unless their work
        is among the systems with a number), and the bare cores of works on a
        shell, at the temperature at which their salts dissolve.

    Examples
    --------
    >>> next((r.name, r.low_c) for r in growth_temperatures().routes if r.citation == "ravi2020")
    ('CsPbBr3/ZnS', 120.0)
    """
    systems = tables.read("core_shell")
    classes = {row["shell"]: row["shell_class"] for row in systems}
    found: dict[tuple[str, str], GrowthRoute] = {}
    for row in systems:
        at, room = row["temperature_c"], row["temperature_c_printed"] == "room temperature"
        if at is None and not room:
            continue
        name, where = f"{row['core']}/{row['shell']}", ROOM_C if at is None else at
        route = GrowthRoute(name, where, where, at is None, row["shell_class"], row["citation"], row["flag"])
        found.setdefault((name, row["citation"]), route)
    numbered = {route.citation for route in found.values() if not route.room}
    for (material, citation), rows in _grouped(_MADE_AT).items():
        if _is_pair(material) and citation not in numbered:
            name = material.split()[0]
            shell_class = classes.get(name.rpartition("/")[2], "")
            route = GrowthRoute(name, *_celsius(rows), False, shell_class, citation, rows[0]["flag"])
            found.setdefault((name, citation), route)
    cores = {row["citation"]: row["core"] for row in systems}
    for (_, citation), rows in _grouped([_CORE_MADE_AT]).items():
        if citation in cores:
            name = f"{cores[citation]} core alone"
            found[name, citation] = GrowthRoute(name, *_celsius(rows), False, "", citation, rows[0]["flag"])
    routes = sorted(found.values(), key=lambda route: (not route.room, route.low_c, route.name, route.citation))
    heat = {_celsius([row])[0] for row in select.printed("thermal test temperature") if row["unit"] in _ZERO_C}
    lower = [row for row in select.printed("preparation temperature") if row["qualifier"] in LOWER]
    dots = {_celsius([row])[0] for row in lower if row["unit"] in _ZERO_C}
    return GrowthTemperatures(tuple(routes), tuple(sorted(heat)), tuple(sorted(dots)))


@dataclass(frozen=True)
class AldStep:
    """A vial of the cycle.

    Attributes
    ----------
    caption : str
        What is added or done.
    ion : str
        What crosses from the water; empty for a washing step.
    stir_min : float or None
        How long it is stirred [min]; None for a washing step, or if no time is printed.
    """

    caption: str
    ion: str
    stir_min: float | None


def ald_cycle() -> tuple[AldStep, ...]:
    """Four vials of one cycle of colloidal atomic layer deposition of ZnS.

    Returns
    -------
    tuple of AldStep
        Sulfide, washing, zinc, washing, with the times of stirring that the
        table ``values`` holds for the two half reactions, in their order.

    Examples
    --------
    >>> [(step.ion, step.stir_min) for step in ald_cycle() if step.ion]
    [('S²⁻', 5.0), ('Zn²⁺', 5.0)]
    """
    rows = [row for row in select.printed("stirring time") if row["at_quantity"] == "half reaction"]
    rows.sort(key=lambda row: float(row["at_value"]))
    minutes: list[float | None] = [select.seconds(row)[0] / 60 for row in rows[:2]]
    first, second = [*minutes, None, None][:2]
    return (
        AldStep("Na₂S, DDAB", "S²⁻", first),
        AldStep("water off,\nwash", "", None),
        AldStep("Zn acetate, OLAM", "Zn²⁺", second),
        AldStep("water off,\nwash", "", None),
    )


@dataclass(frozen=True, eq=False)
class AldGrowth(Result):
    """Sizes by cycle of one work, beside what spacing and dose allow.

    Attributes
    ----------
    core, shell, citation : str
        System and work.
    cycles : numpy.ndarray
        Number of cycles [-].
    size_nm, spread_nm : numpy.ndarray
        Printed mean size and spread [nm].
    per_side_nm : numpy.ndarray
        Thickness of the shell on each side by the sizes [nm].
    spacing_nm : float
        Printed lattice spacing of the shell [nm].
    spaced_nm : numpy.ndarray
        Size [nm] if each cycle adds one spacing per side.
    dosed_nm : numpy.ndarray
        Size [nm] if all dosed sulfide ends in even shells.
    """

    core: str
    shell: str
    citation: str
    cycles: FloatArray
    size_nm: FloatArray
    spread_nm: FloatArray
    per_side_nm: FloatArray
    spacing_nm: float
    spaced_nm: FloatArray
    dosed_nm: FloatArray


def _amount(citation: str, quantity: str, units: dict[str, float]) -> float:
    """First printed amount of a recipe in base units; NaN if the work prints none."""
    for row in select.printed(quantity):
        if row["citation"] == citation and row["unit"] in units:
            return float(row["value"] * units[row["unit"]])
    return float("nan")


@finite
def ald_growth(*, share: float = 1.0, shell_density_g_cm3: float | None = None) -> list[AldGrowth]:
    """Mean sizes after each cycle of deposition beside the sizes that the dose of sulfide allows.

    Parameters
    ----------
    share : float, optional
        Share of the weighed mass that is core and not ligand [-], above 0, to 1.
    shell_density_g_cm3 : float, optional
        Density of the shell [g/cm3]; by default that of a wurtzite with the
        printed spacing as that of its (100) planes.

    Returns
    -------
    list of AldGrowth
        One for each work of ``core_shell``, as one source tells it, whose sizes
        the table ``values`` holds by the number of cycles; NaN where its recipe lacks an amount.

    Raises
    ------
    ArgumentError
        If the share is not above 0 and at most 1, or the density not above 0.

    Examples
    --------
    >>> shown = ald_growth()[0]
    >>> shown.size_nm.tolist(), shown.per_side_nm.round(2).tolist()
    ([14.2, 15.3, 18.5], [0.0, 0.55, 2.15])
    """
    part = one_number("share", fraction("share", positive("share", share)))
    if shell_density_g_cm3 is not None:
        one_number("shell_density_g_cm3", positive("shell_density_g_cm3", shell_density_g_cm3, "g/cm3"))
    systems = {(r["source"], r["citation"]): (r["core"], r["shell"]) for r in tables.read("core_shell")}
    shown = []
    for (source, citation), (core, shell) in systems.items():
        rows = [r for r in select.printed("particle size") if r["unit"] == "nm"]
        rows = [r for r in rows if (r["source"], r["citation"]) == (source, citation)]
        rows = [r for r in rows if r["at_quantity"] == "shell cycles"]
        rows.sort(key=lambda row: float(row["at_value"]))
        cycles = np.array([row["at_value"] for row in rows], dtype=float)
        if not len(cycles) or cycles[0] != 0 or cycles[-1] == 0:
            continue
        size = np.array([row["value"] for row in rows])
        spread = np.array([0.0 if row["uncertainty"] is None else row["uncertainty"] for row in rows])
        spacing = next(
            (r["value"] for r in select.printed("lattice spacing") if r["material"].startswith(f"{shell} shell")),
            float("nan"),
        )
        solution = f"{core} PeQD solution"
        mass = _amount(citation, f"volume of {solution}", _LITRES) * _amount(
            citation, f"concentration of {solution}", _GRAMS_PER_LITRE
        )
        dose = _amount(citation, "volume of Na2S solution", _LITRES) * _amount(
            citation, "concentration of Na2S solution", _MOLAR
        )
        known = np.isfinite([spacing, mass, dose]).all()
        thickness = np.full(len(cycles), np.nan)
        if known:
            molar = composition.molar_mass(shell)
            density = shell_density_g_cm3 or structure.wurtzite_density(spacing, molar)
            own = absorption.crystal(core).density
            thickness = structure.shell_from_amount(cycles * dose, part * mass, size[0], own, density, molar)
        shown.append(
            AldGrowth(
                core,
                shell,
                citation,
                cycles,
                size,
                spread,
                np.asarray(structure.shell_thickness(size[0], size)),
                float(spacing),
                size[0] + 2 * spacing * cycles,
                size[0] + 2 * thickness,
            )
        )
    return shown
