"""Routes to perovskite nanocrystals: temperatures, quantum yields and the tension of small crystals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from calculators import structure, tables
from calculators.results import Result
from calculators.tables import FloatArray

from . import select

ROOM_C = 25.0
"""Where "room temperature" without a number is drawn [°C]."""
LOWER = (">", ">=", "at least")
"""Qualifiers of a value that is a lower bound."""
UPPER = ("<", "<=", "up to")
"""Qualifiers of a value that is an upper bound."""


def route(source: str, locator: str) -> str:
    """Route of synthesis that a row of the table ``values`` belongs to.

    Parameters
    ----------
    source, locator : str
        Columns of the row.

    Returns
    -------
    str
        Name of the route whose passage in the table ``routes`` begins the
        locator, the longest if several do; empty if there is none.

    Examples
    --------
    >>> [route("mu2022", place) for place in ("Figure 8H, caption: nanocubes", "Milling: by mass", "Lasers: 3")]
    ['microwave', 'milling', '']
    """
    found = ("", "")
    for row in tables.read("routes"):
        start = row["locator"]
        # "Figure 4" begins its panels, "Figure 4F", but not "Figure 40"; a heading ends where its word does.
        end = r"(?!\d)" if start[-1:].isdigit() else r"(?!\w)"
        if row["source"] == source and re.match(re.escape(start) + end, locator) and len(start) > len(found[0]):
            found = (start, row["route"])
    return found[1]


@dataclass(frozen=True)
class RouteValue:
    """A printed value of a route, or its range.

    Attributes
    ----------
    route, material, condition, citation, flag : str
        As in the tables.
    low, high : float
        Equal unless a range is printed, in the unit of the quantity.
    qualifier : str
        ``">"``, ``"up to"`` and the like.
    """

    route: str
    material: str
    condition: str
    low: float
    high: float
    qualifier: str
    citation: str
    flag: str

    @property
    def bound(self) -> int:
        """1 for a lower bound, -1 for an upper one, else 0."""
        return (self.qualifier in LOWER) - (self.qualifier in UPPER)


@dataclass(frozen=True)
class RouteValues:
    """Values of a quantity by route.

    Attributes
    ----------
    routes : tuple of str
        Routes with a value, in the order of the table ``routes``.
    values : tuple of RouteValue
        In the order of the table ``values``.
    room : dict of str to str
        Citation by route, for routes said to work at room temperature, without a number.
    """

    routes: tuple[str, ...]
    values: tuple[RouteValue, ...]
    room: Mapping[str, str]


def _by_route(quantity: str, unit: str, room: Mapping[str, str]) -> RouteValues:
    values = []
    for row in select.printed(quantity):
        name = route(row["source"], row["locator"])
        if name and row["unit"] == unit:
            low, high = row["value"], row["value_max"]
            values.append(
                RouteValue(
                    name,
                    row["material"],
                    row["condition"],
                    low,
                    low if high is None else high,
                    row["qualifier"],
                    row["citation"],
                    row["flag"],
                )
            )
    shown = {v.route for v in values} | set(room)
    order = dict.fromkeys(row["route"] for row in tables.read("routes"))
    return RouteValues(tuple(name for name in order if name in shown), tuple(values), room)


def route_temperatures() -> RouteValues:
    """Reaction temperatures [°C] that the tables hold for routes of synthesis.

    Returns
    -------
    RouteValues
        With the routes that a passage calls one at room temperature, without a number.

    Examples
    --------
    >>> [(v.route, v.low) for v in route_temperatures().values if v.citation == "pan2017b"]
    [('microwave', 80.0), ('microwave', 160.0)]
    """
    said = [row for row in tables.read("routes") if row["temperature_c_printed"] == "room temperature"]
    return _by_route("reaction temperature", "°C", {row["route"]: row["citation"] for row in said})


def route_plqy() -> RouteValues:
    """Quantum yields [%] that the tables hold for routes of synthesis.

    Returns
    -------
    RouteValues
        Compounds, sizes and states of the sample differ, so they rank nothing.

    Examples
    --------
    >>> next((v.route, v.low, v.high, v.bound) for v in route_plqy().values if v.citation == "protesescu2015")
    ('hot injection', 50.0, 90.0, 0)
    """
    return _by_route("PLQY", "%", {})


@dataclass(frozen=True, eq=False)
class LatticeTension(Result):
    """Tension in cubes whose printed surface energy is a surface stress.

    Attributes
    ----------
    material, citation : str
        As in the table.
    stress_ev_nm2 : tuple of float
        Lower and upper printed value [eV/nm2].
    edge_nm : numpy.ndarray
        Edge [nm].
    low_gpa, high_gpa : numpy.ndarray
        Tension at each edge by the upper and the lower value [GPa], above 0 for tension.
    sizes : tuple of (float, float, float)
        Printed sizes [nm] with their two tensions [GPa], smallest first.
    """

    material: str
    citation: str
    stress_ev_nm2: tuple[float, float]
    edge_nm: FloatArray
    low_gpa: FloatArray
    high_gpa: FloatArray
    sizes: tuple[tuple[float, float, float], ...]


def lattice_tension() -> list[LatticeTension]:
    """Tension in nanocrystals against their size, if the printed surface energy is a surface stress.

    Returns
    -------
    list of LatticeTension
        One for each surface energy that is printed as a range, with the sizes
        that the same work gives for the same material.

    Examples
    --------
    >>> shown = lattice_tension()[0]
    >>> [(size, round(low, 2), round(high, 2)) for size, low, high in shown.sizes if size == 5.7]
    [(5.7, 0.34, 0.57)]
    """
    shown = []
    for row in select.printed("surface energy"):
        if row["unit"] != "eV/nm²" or row["value_max"] is None:
            continue
        stress = row["value"], row["value_max"]
        found = {
            r["value"]
            for r in select.printed("NC size", row["material"])
            if r["citation"] == row["citation"] and r["unit"] == "nm" and r["value_max"] is None
        }
        sizes = sorted(found)
        edge = np.linspace(0.8 * min([5.0, *sizes]), 1.2 * max([15.0, *sizes]), 200)

        def tension(nm: FloatArray, stress: tuple[float, float] = stress) -> tuple[FloatArray, FloatArray]:
            high, low = (-np.asarray(structure.surface_pressure(f, nm)) for f in stress)
            return low, high

        ends = tension(np.array(sizes)) if sizes else (np.array([]), np.array([]))
        at = tuple((size, float(low), float(high)) for size, low, high in zip(sizes, *ends, strict=True))
        shown.append(LatticeTension(row["material"], row["citation"], stress, edge, *tension(edge), at))
    return shown
