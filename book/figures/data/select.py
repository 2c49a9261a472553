"""Rows of the tables by what they say of themselves: quantity, material, unit."""

from __future__ import annotations

import re
from collections.abc import Mapping

from calculators import materials, tables
from calculators.errors import ArgumentError, renaming
from calculators.tables import Row

_NM = {"nm": 1.0, "Å": 0.1}
_SECONDS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0}


def printed(quantity: str, material: str | None = None) -> list[Row]:
    """Rows of the table ``values`` on one quantity.

    Parameters
    ----------
    quantity : str
        As the column ``quantity`` spells it, whole.
    material : str, optional
        Only rows on this material.

    Returns
    -------
    list of mapping
        In the order of the table.

    Examples
    --------
    >>> {row["unit"] for row in printed("trion PL lifetime")}
    {'ns'}
    """
    rows = [row for row in tables.read("values") if row["quantity"] == quantity]
    return [row for row in rows if material in (None, row["material"])]


def seconds(row: Row) -> tuple[float, float]:
    """Least and largest time of a row of ``values``.

    Parameters
    ----------
    row : mapping
        Row with a time.

    Returns
    -------
    tuple of float
        Both [s]; equal where the row holds one value.

    Raises
    ------
    ArgumentError
        If the unit of the row is none of time.

    Examples
    --------
    >>> seconds({"value": 2.0, "value_max": None, "unit": "min"})
    (120.0, 120.0)
    """
    factor = _SECONDS.get(row["unit"])
    if factor is None:
        raise ArgumentError("unit", f"{row['unit']!r} is no time", f"it is one of {', '.join(_SECONDS)}", row["unit"])
    least = factor * float(row["value"])
    return least, least if row["value_max"] is None else factor * float(row["value_max"])


def is_time(row: Row) -> bool:
    """Whether a row of ``values`` has a unit of time.

    Parameters
    ----------
    row : mapping
        Row of the table.

    Returns
    -------
    bool
        True for a unit that :func:`seconds` knows.

    Examples
    --------
    >>> [is_time({"unit": unit}) for unit in ("h", "nm")]
    [True, False]
    """
    return row["unit"] in _SECONDS


def lattice_constant_nm(material: str) -> float:
    """Recommended lattice constant of a material in cubic description.

    Parameters
    ----------
    material : str
        Name, as :func:`calculators.materials.find` takes it.

    Returns
    -------
    float
        Edge of the cell [nm].

    Raises
    ------
    ArgumentError
        If the table holds none of this material.

    Examples
    --------
    >>> round(lattice_constant_nm("CsPbBr3"), 4)
    0.585
    """
    with renaming(property="material"):
        found = materials.value(material, "lattice constant")
    return found.value * _NM[found.unit]


_DOUBTED = re.compile(r"(?:^|[.;] )((?:[a-z_0-9]+, )*[a-z_0-9]+): ")


def doubted(row: Row) -> frozenset[str]:
    """Columns of a row that its flag is about.

    Parameters
    ----------
    row : mapping
        Row of any table with the columns ``flag`` and ``note``; a note names
        the columns it is about before a colon.

    Returns
    -------
    frozenset of str
        Empty without a flag; all columns where the note of a flagged row names none.

    Examples
    --------
    >>> row = {"size_nm": 9.0, "pl_peak_nm": 515.0, "flag": "suspect", "note": "size_nm: edge or diameter not said"}
    >>> sorted(doubted(row))
    ['size_nm']
    """
    if not row["flag"]:
        return frozenset()
    named = {name for names in _DOUBTED.findall(row["note"]) for name in names.split(", ")} & set(row)
    return frozenset(named or row)


def converted(row: Row, factors: Mapping[str, float]) -> float:
    """Value of a row of ``values`` in the unit that the factors lead to.

    Parameters
    ----------
    row : mapping
        Row of the table.
    factors : mapping of str to float
        What a value in each unit is multiplied with.

    Returns
    -------
    float
        The converted value.

    Raises
    ------
    ArgumentError
        If there is no factor for the unit of the row.

    Examples
    --------
    >>> converted({"value": 1.5, "unit": "GHz"}, {"MHz": 1.0, "GHz": 1e3})
    1500.0
    """
    if row["unit"] not in factors:
        raise ArgumentError("unit", f"{row['unit']!r} is not known", f"it is one of {', '.join(factors)}", row["unit"])
    return float(row["value"]) * factors[row["unit"]]
