"""Schemes of the perovskite lattice: the cubic cell, layers cut from it, and what lies at the surface."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators.checks import positive
from calculators.composition import perovskite
from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, Drawing, finish, legend, new_figure

_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# How far a step to the back moves a point to the right and up.
_DEPTH = (0.40, 0.30)
_MOST = 6


def _flat(point: Sequence[float]) -> tuple[float, float]:
    """Oblique projection of a point of the cell; the third coordinate runs to the back."""
    x, y, z = point
    return x + _DEPTH[0] * z, y + _DEPTH[1] * z


def _site(fractions: Any) -> str:
    """Ions of a site as a chemist writes them, without their shares."""
    return "/".join(fractions)


def perovskite_cell(formula: str = "CsPbBr3") -> Drawing:
    """Cubic cell of a perovskite in oblique projection, with the octahedron around B.

    Parameters
    ----------
    formula : str, optional
        A three-dimensional perovskite, for the names of the ions.

    Returns
    -------
    Drawing
        A on the eight corners, B in the centre, X on the six faces; the key
        counts what belongs to the cell. Radii are not to scale.

    Raises
    ------
    ValueError
        If the formula cannot be read or is no perovskite.

    Examples
    --------
    >>> "Pb in the centre" in perovskite_cell().alt
    True
    """
    ions = perovskite(formula)
    names = _site(ions.a), _site(ions.b), _site(ions.x)
    figure, axes = new_figure(4.6, 3.0, (0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.16, 2.9)
    axes.set_ylim(-0.2, 1.8)

    corners = [(x, y, z) for z in (1, 0) for y in (0, 1) for x in (0, 1)]
    for first in corners:
        for second in corners:
            if sum(abs(a - b) for a, b in zip(first, second, strict=True)) == 1 and first < second:
                # Hidden are the three edges that meet in the corner at the back, below, left.
                hidden = (0, 0, 1) in (first, second)
                (x0, y0), (x1, y1) = _flat(first), _flat(second)
                axes.plot(
                    [x0, x1],
                    [y0, y1],
                    color=INK,
                    linewidth=1.0,
                    linestyle=":" if hidden else "-",
                    zorder=1 if hidden else 4,
                )
    middle = (0.5, 0.5, 0.5)
    left, right = (0.0, 0.5, 0.5), (1.0, 0.5, 0.5)
    below, above = (0.5, 0.0, 0.5), (0.5, 1.0, 0.5)
    front, back = (0.5, 0.5, 0.0), (0.5, 0.5, 1.0)
    for side in (left, right):
        for pole in (below, above):
            for depth, order, strength in ((back, 2.0, 0.18), (front, 3.0, 0.30)):
                spots = [_flat(p) for p in (side, pole, depth)]
                axes.fill(
                    *zip(*spots, strict=True),
                    facecolor=BLUE,
                    edgecolor=BLUE,
                    alpha=strength,
                    linewidth=0.8,
                    zorder=order,
                )
    for point, colour, size, order in (
        *((c, ORANGE, 15, 5 if c[2] == 0 else 1.5) for c in corners),
        (back, GREEN, 11, 1.8),
        *((p, GREEN, 11, 3.5) for p in (left, right, below, above)),
        (middle, BLUE, 9, 3.6),
        (front, GREEN, 11, 5),
    ):
        axes.plot(
            *_flat(point), "o", color=colour, markersize=size, markeredgecolor=INK, markeredgewidth=0.7, zorder=order
        )
    for row, (name, colour, size, where, count) in enumerate(
        (
            (f"A: {names[0]}", ORANGE, 15, "8 corners, each", "shared by 8 cells: 1"),
            (f"B: {names[1]}", BLUE, 9, "centre of the cell:", "1"),
            (f"X: {names[2]}", GREEN, 11, "6 faces, each", "shared by 2 cells: 3"),
        )
    ):
        y = 1.42 - 0.55 * row
        axes.plot(1.72, y, "o", color=colour, markersize=size, markeredgecolor=INK, markeredgewidth=0.7)
        axes.text(1.86, y, name, va="center", fontsize=10, color=INK, weight="bold")
        axes.text(1.86, y - 0.17, f"{where} {count}" if row == 1 else where, va="center", fontsize=9, color=INK)
        if row != 1:
            axes.text(1.86, y - 0.31, count, va="center", fontsize=9, color=INK)
    alt = (
        f"Cubic perovskite cell: {names[0]} on the eight corners, {names[1]} in the centre, {names[2]} on the six face "
        f"centres, which form an octahedron around {names[1]}. One {names[0]}, one {names[1]} and three {names[2]} "
        "belong to the cell."
    )
    return finish(figure, alt)


def _formula(n: int) -> str:
    """Ruddlesden-Popper formula of layers n octahedra thick."""

    def many(label: str, count: int) -> str:
        return "" if count == 0 else label + ("" if count == 1 else str(count).translate(_LOW))

    return "R₂" + many("A", n - 1) + many("B", n) + many("X", 3 * n + 1)


def ruddlesden_popper(n: int | Sequence[int] = 2) -> Drawing:
    """Side view of layered perovskites of the Ruddlesden-Popper kind.

    Parameters
    ----------
    n : int or sequence of int, optional
        Octahedra across a layer, 1 to 6; several stand side by side, at most three.

    Returns
    -------
    Drawing
        Two layers each, parted by spacers and shifted by half a cell, with the
        formula and the mean number of corners that an octahedron shares.

    Raises
    ------
    ValueError
        If a number lies outside 1 to 6, or there are none or more than three.

    Examples
    --------
    >>> "R₂AB₂X₇" in ruddlesden_popper(2).alt
    True
    """
    numbers = [n] if isinstance(n, int) else list(n)
    if not 1 <= len(numbers) <= 3:
        raise ValueError(f"n: {len(numbers)} numbers are not allowed; from one to three")
    wrong = [k for k in numbers if k not in range(1, _MOST + 1)]
    if wrong:
        raise ValueError(f"n: {wrong[0]!r} is not allowed; whole numbers from 1 to {_MOST}")
    wide, gap = 4.6, 1.5
    tall = 2 * max(numbers) + gap
    bottom, top = -3.7, tall + 0.9
    figure, axes = new_figure(1.65 * max(len(numbers), 2), 0.36 * (top - bottom), (0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.4, wide * max(len(numbers), 2))
    axes.set_ylim(bottom, top)

    def layer(x: float, y: float, thick: int) -> None:
        for i in range(3):
            for j in range(thick):
                cx, cy = x + i + 0.5, y + j + 0.5
                axes.fill(
                    [cx - 0.5, cx, cx + 0.5, cx],
                    [cy, cy + 0.5, cy, cy - 0.5],
                    facecolor=BLUE,
                    alpha=0.35,
                    edgecolor=BLUE,
                    linewidth=0.8,
                )
                axes.plot(cx, cy, "o", color=BLUE, markersize=3.5)
        for i in range(3):
            for j in range(thick - 1):
                axes.plot(
                    x + i + 1, y + j + 1, "o", color=ORANGE, markersize=6, markeredgecolor=INK, markeredgewidth=0.5
                )

    def spacer(x: float, y: float, up: bool) -> None:
        sign = 1 if up else -1
        axes.plot(x, y, "o", color=GREEN, markersize=5, markeredgecolor=INK, markeredgewidth=0.5)
        steps = np.arange(5)
        axes.plot(x + 0.10 * (steps % 2), y + sign * 0.15 * steps, color=GREEN, linewidth=1.4, zorder=1)

    words = []
    for k, thick in enumerate(numbers):
        x = wide * k + (0.0 if len(numbers) > 1 else wide / 2)
        layer(x, 0.0, thick)
        layer(x + 0.5, thick + gap, thick)
        for i in range(3):
            spacer(x + i + 1, 0.0, False)
            spacer(x + i + 1, float(thick), True)
            spacer(x + i + 1.5, thick + gap, False)
            spacer(x + i + 1.5, 2 * thick + gap, True)
        corners = 6 - 2 / thick
        text = f"{corners:.3g}".rstrip("0").rstrip(".") if corners % 1 else f"{corners:g}"
        lines = (
            f"n = {thick}: {_formula(thick)}",
            f"{text} of 6 corners",
            "shared" + (" (mean)" if corners % 1 else ""),
        )
        for row, line in enumerate(lines):
            axes.text(x + 1.75, -1.3 - 0.62 * row, line, ha="center", fontsize=9, color=INK)
        words.append(f"n = {thick}, {_formula(thick)}, {text} of 6 corners shared")
    x = -0.1
    for colour, name, step in ((BLUE, "B in six X", 3.6), (ORANGE, "A", 1.5), (GREEN, "spacer R", 0.0)):
        axes.plot(x, -3.32, "o", color=colour, markersize=6, markeredgecolor=INK, markeredgewidth=0.5)
        axes.text(x + 0.3, -3.35, name, va="center", fontsize=9, color=INK)
        x += step
    alt = (
        "Side view of layered perovskites, two layers of corner-sharing octahedra parted by tails of spacer cations: "
        + "; ".join(words)
        + "."
    )
    return finish(figure, alt)


def surface_share(size_nm: Any, edge_nm: float = 0.585, directions: int = 3) -> Any:
    """Share of the octahedra that lie at the surface of a block of cubic cells.

    Parameters
    ----------
    size_nm : float or array_like
        Thickness of the block in its short directions [nm], at least two cells.
    edge_nm : float, optional
        Edge of a cell [nm], above 0; 0.585 for CsPbBr3 as das-adhikari2023 prints it.
    directions : {1, 2, 3}, optional
        Short directions: 1 a plate, 2 a wire, 3 a cube; the others are endless.

    Returns
    -------
    float or numpy.ndarray
        1 - (1 - 2/N)^d with N cells across [-].

    Raises
    ------
    ValueError
        If a length is out of range or the directions are not 1, 2 or 3.

    Examples
    --------
    >>> round(surface_share(5.85), 3)
    0.488
    """
    if directions not in (1, 2, 3):
        raise ValueError(f"directions: {directions!r} is not allowed; 1, 2 or 3")
    cells = positive("size_nm", size_nm, "nm") / positive("edge_nm", edge_nm, "nm")
    if (cells < 2 - 1e-9).any():
        raise ValueError("size_nm: fewer than two cells are not allowed; every octahedron would lie on two faces")
    share = 1 - (1 - 2 / cells) ** directions
    return float(share) if share.ndim == 0 else share


def surface_by_shape(edge_nm: float = 0.585) -> Drawing:
    """Share of the octahedra at the surface, for plates, wires and cubes against their thickness.

    Parameters
    ----------
    edge_nm : float, optional
        Edge of a cell [nm], above 0.

    Returns
    -------
    Drawing
        One row of points a shape, a point for every whole number of cells.

    Raises
    ------
    ValueError
        See :func:`surface_share`.

    Examples
    --------
    >>> "plate" in surface_by_shape().alt
    True
    """
    cells = np.arange(2, 35)
    figure, axes = new_figure(4.8, 3.4)
    words = []
    for name, count, colour, mark in (("cube", 3, BLUE, "s"), ("wire", 2, ORANGE, "o"), ("plate", 1, GREEN, "^")):
        share = 100 * surface_share(cells * edge_nm, edge_nm, count)
        axes.plot(cells * edge_nm, share, mark + "-", color=colour, markersize=3.5, linewidth=0.9, label=name)
        at_ten = cells[np.argmin(abs(cells * edge_nm - 10))]
        words.append(f"{name} {100 * surface_share(at_ten * edge_nm, edge_nm, count):.0f} %")
    axes.set_xlim(0, None)
    axes.set_ylim(0, 103)
    axes.grid(True, color=FAINT)
    axes.set_xlabel("thickness in the short directions [nm]")
    axes.set_ylabel("octahedra at the surface [%]")
    legend(axes, fontsize=9)
    alt = (
        "Share of octahedra at the surface against thickness, falling from 100 % at two cells; "
        f"at {at_ten * edge_nm:.1f} nm: {', '.join(words)}."
    )
    return finish(figure, alt)
