"""Points in ascending order: what is averaged, what is left out, and what breaks the order."""

from __future__ import annotations

import numpy as np

from ..tables import FloatArray
from ._sheet import Series
from ._types import SpectrumError
from ._words import several


def in_order(
    nm: FloatArray, y: FloatArray, series: Series, left: list[str], notes: list[str]
) -> tuple[FloatArray, FloatArray]:
    """Points in ascending order; says which were left out."""
    lines, empty = series.lines, series.empty
    use = np.isfinite(nm)
    filled = np.flatnonzero(~empty & use)
    if filled.size:  # empty cells at the ends are the end of a shorter column
        use[: filled[0]] = use[filled[-1] + 1 :] = False
    if (dropped := int((~use).sum())) and filled.size:
        left.append(f"{several(dropped, 'row')} without a point in this column.")
    nm, y, lines = nm[use], y[use], lines[use]
    if nm.size < 2:
        raise SpectrumError("text", f"{nm.size} points found in {series.name!r}", "two or more are needed")
    if not np.isfinite(y).any():
        raise SpectrumError("text", f"the column {series.name!r} holds no number", "choose another one")
    if blank := int((~np.isfinite(series.y[use])).sum()):
        left.append(f"{several(blank, 'value')} without a number (NaN in the spectrum).")
    nm, y, lines = _one_direction(nm, y, lines, notes)
    return np.ascontiguousarray(nm), np.ascontiguousarray(y)


def _one_direction(
    nm: FloatArray, y: FloatArray, lines: np.ndarray[tuple[int, ...], np.dtype[np.int_]], notes: list[str]
) -> tuple[FloatArray, FloatArray, np.ndarray[tuple[int, ...], np.dtype[np.int_]]]:
    steps = np.diff(nm)
    falling = float(nm[0]) > float(nm[-1])
    against = steps > 0 if falling else steps < 0
    if against.any():
        at = int(np.flatnonzero(against)[0]) + 1
        many = int(against.sum())
        again = many > 1 or abs(nm[at] - nm[0]) < 1e-6 * abs(nm[0])
        what = "; several scans seem to stand below one another" if again and nm.size > 20 else ""
        raise SpectrumError(
            "text",
            f"the wavelength {nm[at]:g} in line {lines[at]} breaks the order{what}",
            "wavelengths must all ascend or all descend",
            float(nm[at]),
            int(lines[at]),
        )
    if falling:
        nm, y, lines = nm[::-1], y[::-1], lines[::-1]
    same = np.flatnonzero(np.diff(nm) == 0)
    if same.size:
        if same.size > 0.2 * nm.size:
            at = int(same[0]) + 1
            raise SpectrumError(
                "text",
                f"the wavelength {nm[at]:g} in line {lines[at]} stands there more than once, as do {same.size} others",
                "each wavelength needs one value",
                float(nm[at]),
                int(lines[at]),
            )
        nm, y, lines = averaged(nm, y, lines)
        notes.append(f"{several(same.size, 'wavelength')} that stood there more than once: mean of the values.")
    return nm, y, lines


def averaged(
    x: FloatArray, y: FloatArray, lines: np.ndarray[tuple[int, ...], np.dtype[np.int_]]
) -> tuple[FloatArray, FloatArray, np.ndarray[tuple[int, ...], np.dtype[np.int_]]]:
    """Mean of the values at equal places of a sorted axis."""
    starts = np.flatnonzero(np.concatenate([[True], np.diff(x) > 0]))
    counts = np.diff(np.append(starts, x.size))
    return x[starts], np.add.reduceat(y, starts) / counts, lines[starts]
