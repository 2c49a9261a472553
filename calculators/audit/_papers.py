"""The same number in two places: between the papers, and within one."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd

from .. import datasets
from ..checks import not_negative, one_number
from ._frames import frame

# Columns of the device and shell tables that running texts state too: quantity and unit as in the table values.
_COLUMNS = {
    "leds": {
        "eqe_pct": "EQE",
        "current_efficiency_cd_a": "current efficiency",
        "luminance_cd_m2": "luminance",
        "turn_on_v": "turn-on voltage",
        "el_peak_nm": "EL peak",
        "fwhm_nm": "FWHM",
        "t50_h": "operational half-life T50",
    },
    "core_shell": {
        "plqy_pct": "PLQY",
        "plqy_core_pct": "PLQY",
        "lifetime_ns": "PL lifetime",
        "lifetime_core_ns": "PL lifetime",
        "eqe_pct": "EQE",
        "eqe_core_pct": "EQE",
        "fwhm_nm": "FWHM",
        "pl_peak_nm": "PL peak",
    },
    "solar_cells": {"pce_pct": "PCE", "voc_v": "open-circuit voltage", "jsc_ma_cm2": "short-circuit current density"},
}
_HOURS = {"h": 1.0, "min": 1 / 60, "s": 1 / 3600, "d": 24.0}


def statements() -> pd.DataFrame:
    """Every number of the tables as one statement of a quantity about a cited work.

    Returns
    -------
    pandas.DataFrame
        ``table, id, column, source, locator, citation, material, quantity,
        value, value_max, qualifier, unit``; times of a half-life in hours.

    Examples
    --------
    >>> row = statements().query("source == 'mu2022' and locator == 'Table 2, row 7'")
    >>> row[row.quantity == "EQE"][["citation", "value", "unit"]].values.tolist()
    [['wang2021a', 23.0, '%']]
    """
    rows: list[dict[str, Any]] = []
    for table, columns in _COLUMNS.items():
        data = datasets.load(table)
        for row in data.to_dict("records"):
            for column, quantity in columns.items():
                if pd.isna(row[column]):
                    continue
                rows.append(
                    {
                        "table": table,
                        "id": row["id"],
                        "column": column,
                        "source": row["source"],
                        "locator": row["locator"],
                        "citation": row["citation"],
                        "material": row.get("emitter") or row.get("core") or row.get("absorber"),
                        "quantity": quantity,
                        "value": float(row[column]),
                        "value_max": _number(row.get(f"{column}_max")),
                        "qualifier": row.get(column.rsplit("_", 1)[0] + "_qualifier"),
                        "unit": data.attrs["units"][column],
                    }
                )
    for row in datasets.load("values").to_dict("records"):
        scale = _HOURS.get(row["unit"]) if row["quantity"] == _COLUMNS["leds"]["t50_h"] else None
        rows.append(
            {
                "table": "values",
                "id": row["id"],
                "column": "value",
                "source": row["source"],
                "locator": row["locator"],
                "citation": row["citation"],
                "material": row["material"],
                "quantity": row["quantity"],
                "value": float(row["value"]) * (scale or 1.0),
                "value_max": _number(row["value_max"]) * (scale or 1.0),
                "qualifier": row["qualifier"],
                "unit": "h" if scale else row["unit"],
            }
        )
    return pd.DataFrame(rows)


def _number(value: Any) -> float:
    return float("nan") if value is None or pd.isna(value) else float(value)


def _span(group: pd.DataFrame) -> list[tuple[float, float]]:
    """Values as ranges: bounds are open on their side, "~" and "near" allow 5 % either way."""
    spans = []
    for value, largest, qualifier in zip(group.value, group.value_max, group.qualifier, strict=True):
        low, high = value, value if pd.isna(largest) else largest
        if qualifier in (">", ">=", "at least"):
            high = float("inf")
        elif qualifier in ("<", "<=", "up to"):
            low = 0.0
        elif qualifier in ("~", "near"):
            low, high = 0.95 * low, 1.05 * high
        spans.append((low, high))
    return spans


def _apart(ours: list[tuple[float, float]], theirs: list[tuple[float, float]], tolerance: float) -> float | None:
    """Smallest ratio between the values of two places, or nothing if some agree."""
    best = None
    for low, high in ours:
        for low2, high2 in theirs:
            if low <= high2 * (1 + tolerance) and low2 <= high * (1 + tolerance):
                return None
            small, large = min(high, high2), max(low, low2)
            ratio = large / small if small > 0 else float("inf")
            best = ratio if best is None else min(best, ratio)
    return best


def _pairs(alike: tuple[str, ...], apart: str) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """Statements that agree in some columns, in pairs that differ in one."""
    data = statements()
    groups: dict[tuple[str, ...], dict[str, list[int]]] = {}
    for place, (*key, part) in enumerate(data[[*alike, apart]].itertuples(index=False, name=None)):
        groups.setdefault(tuple(key), {}).setdefault(part, []).append(place)
    return [
        (data.iloc[ours], data.iloc[theirs])
        for _, parts in sorted(groups.items())
        for (_, ours), (_, theirs) in combinations(sorted(parts.items()), 2)
    ]


def _compare(pairs: list[tuple[pd.DataFrame, pd.DataFrame]], tolerance: float, title: str) -> pd.DataFrame:
    rows = []
    for ours, theirs in pairs:
        ratio = _apart(_span(ours), _span(theirs), tolerance)
        if ratio is None:
            continue
        rows.append(
            {
                "citation": ours.citation.iloc[0],
                "quantity": ours.quantity.iloc[0],
                "unit": ours.unit.iloc[0],
                "first": ours.source.iloc[0],
                "first_rows": ", ".join(dict.fromkeys(ours.id)),
                "first_values": _words(ours),
                "second": theirs.source.iloc[0],
                "second_rows": ", ".join(dict.fromkeys(theirs.id)),
                "second_values": _words(theirs),
                "ratio": ratio,
            }
        )
    columns: dict[str, tuple[str, str, int | None]] = {
        "citation": ("Citation", "", None),
        "quantity": ("Quantity", "", None),
        "unit": ("Unit", "", None),
        "first": ("In", "", None),
        "first_rows": ("Rows", "", None),
        "first_values": ("Values", "", None),
        "second": ("And in", "", None),
        "second_rows": ("Rows", "", None),
        "second_values": ("Values", "", None),
        "ratio": ("Nearest values differ by a factor", "-", 3),
    }
    out = frame(rows, title, columns, "values")
    return out.sort_values("ratio", ascending=False, ignore_index=True) if len(out) else out


def _words(group: pd.DataFrame) -> str:
    """Values as printed."""
    words = []
    for value, largest, qualifier in zip(group.value, group.value_max, group.qualifier, strict=True):
        text = f"{value:g}" if pd.isna(largest) else f"{value:g} to {largest:g}"
        words.append(f"{qualifier} {text}" if isinstance(qualifier, str) and qualifier else text)
    return "; ".join(dict.fromkeys(words))


def between_papers(*, tolerance: float = 0.02) -> pd.DataFrame:
    """Quantities of one cited work that two of the papers state with different values.

    Parameters
    ----------
    tolerance : float, optional
        Relative difference that counts as rounding [-].

    Returns
    -------
    pandas.DataFrame
        One row a work and quantity for which no value of one paper agrees with
        one of the other. Candidates for a reader: a work has many samples, and
        the two papers may speak of different ones.

    Raises
    ------
    ArgumentError
        If the tolerance is negative.

    Examples
    --------
    >>> between_papers().columns[:4].tolist()
    ['citation', 'quantity', 'unit', 'first']
    """
    tolerance = one_number("tolerance", not_negative("tolerance", tolerance))
    pairs = _pairs(("citation", "quantity", "unit"), "source")
    return _compare(pairs, tolerance, "One work, one quantity, two papers, different values")


def within_papers(*, tolerance: float = 0.02) -> pd.DataFrame:
    """Quantities of one cited work that two places of one paper state with different values.

    Parameters
    ----------
    tolerance : float, optional
        Relative difference that counts as rounding [-].

    Returns
    -------
    pandas.DataFrame
        As for :func:`between_papers`; places are the tables and the running
        text.

    Raises
    ------
    ArgumentError
        If the tolerance is negative.

    Examples
    --------
    >>> row = within_papers().query("first == 'mu2022' and citation == 'wang2021a' and quantity == 'EQE'")
    >>> row[["first_values", "second_values"]].values.tolist()
    [['21.3; 16', '23']]
    """
    tolerance = one_number("tolerance", not_negative("tolerance", tolerance))
    pairs = _pairs(("citation", "quantity", "unit", "source"), "table")
    return _compare(pairs, tolerance, "One work, one quantity, two places of one paper, different values")
