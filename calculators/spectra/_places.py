"""Which columns of a block are axes, by their headings or by their numbers, and which axis a curve belongs to."""

from __future__ import annotations

import numpy as np

from ._blocks import Block
from ._headings import axis_above, value_above, with_unit
from ._words import KNOWN_AXES, Label, may_be_named, names_axis

# Of axes side by side the first of these is taken.
_ORDER = ("wavelength", "time", "energy", "wavenumber", "frequency", "", "Raman shift", "channel", "pixel")
_SAME_LIGHT = 2e-3  # relative, between a wavelength and its energy


def axes_of(block: Block, columns: list[list[str]], x_fact: Label | None) -> list[Label | None]:
    """Axis of every column that is one: its heading says so and, behind the first, its numbers go one way."""
    axes = [axis_above(cells, first=i == 0) for i, cells in enumerate(columns)]
    for i in range(1, len(axes)):
        values = block.values[:, i][np.isfinite(block.values[:, i])]
        steps = np.diff(values)
        if values.size < 2 or not ((steps >= 0).all() or (steps <= 0).all()) or values[0] == values[-1]:
            axes[i] = None
    first = axes[0]
    said = value_above(columns[0]) if columns[0] else Label()
    if first is None and (not said.kind or (may_be_named(said) and not any(axes))):
        heading = with_unit([c for c in columns[0] if c.strip()])
        axes[0] = x_fact or Label("", "", "", heading)
    elif first is not None and not first.unit and x_fact and x_fact.kind in ("", first.kind):
        axes[0] = Label(first.kind or x_fact.kind, x_fact.unit, first.role, first.text)
    elif (
        first is not None
        and first.kind not in KNOWN_AXES
        and any(
            axis is not None and axis.kind in _ORDER[:5] and axis.text and names_axis(axis.text) for axis in axes[1:]
        )
    ):
        axes[0] = None  # "Power (mW), Wavelength (nm)"
    _find_axes(block, columns, axes)
    return axes


def _find_axes(block: Block, columns: list[list[str]], axes: list[Label | None]) -> None:
    """Columns without a heading that are an axis by their numbers: numbers of rows, energies beside wavelengths."""
    first = x = block.values[:, 0]
    if axes[0] is None or axes[0].kind not in ("", "wavelength") or len(x) < 3:
        return
    width = len(axes)
    bare = [not any(c.strip() for c in cells) for cells in columns]
    if width > 2 and bare[0] and bare[1] and x[0] in (0, 1) and (np.diff(x) == 1).all():
        second = block.values[:, 1]
        if np.isfinite(second).all() and second.min() >= 100 and len(set(np.sign(np.diff(second)))) == 1:
            axes[0], axes[1] = Label("pixel", "", "", "number of the row"), Label()
            x = second
    for i in range(1, width):
        if axes[i] is not None or not bare[i]:
            continue
        with np.errstate(all="ignore"):
            product = x * block.values[:, i]
        for unit, kind, whole in (
            ("eV", "energy", 1239.84198),
            ("cm-1", "wavenumber", 1e7),
            ("THz", "frequency", 299792.458),
        ):
            if np.isfinite(product).all() and (abs(product / whole - 1) < _SAME_LIGHT).all():
                axes[i] = Label(kind, unit, "", f"column {i + 1}")
                axes[0] = axes[0] if x is not first else Label("wavelength", "nm", "", "column 1")


def lettered_columns(columns: list[list[str]], axes: list[Label | None]) -> bool:
    """Whether the values are headed A, B, C, ...: names of samples, no quantities."""
    names = [
        cells[-1].strip().upper() if cells else "" for cells, axis in zip(columns, axes, strict=True) if axis is None
    ]
    return len(names) > 1 and names == list("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(names)])


def only_axis(axes: list[Label | None]) -> int:
    """Column of the axis that the first values belong to; it may stand behind them, or be missing (-1)."""
    if axes[0] is not None:
        return 0
    behind = [i for i, axis in enumerate(axes) if axis is not None]
    if len(behind) == 1:
        return behind[0]
    return -1


def best_axis(group: list[int], axes: list[Label | None]) -> int:
    """Of axes that stand side by side, the one in wavelengths or times."""
    kinds = [(axes[i] or Label()).kind for i in group]
    ranks = [_ORDER.index(kind) if kind in _ORDER else len(_ORDER) for kind in kinds]
    return group[ranks.index(min(ranks))]
