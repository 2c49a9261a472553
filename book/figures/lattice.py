"""Schemes of the perovskite lattice: the cubic cell, layers cut from it, and what lies at the surface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, Drawing, finish, legend, new_figure, subscripts

from .data import lattice as data

# How far a step to the back moves a point to the right and up.
_DEPTH = (0.40, 0.30)


def _flat(point: Sequence[float]) -> tuple[float, float]:
    """Oblique projection of a point of the cell; the third coordinate runs to the back."""
    x, y, z = point
    return x + _DEPTH[0] * z, y + _DEPTH[1] * z


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
    ArgumentError
        If the formula cannot be read or is no perovskite.

    Examples
    --------
    >>> "Pb in the centre" in perovskite_cell().alt
    True
    """
    a, b, x = data.perovskite_cell(formula)
    figure, axes = new_figure(4.6, 3.0, (0.0, 0.0, 1.0, 1.0))
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.16, 2.9)
    axes.set_ylim(-0.2, 1.8)

    for first in a.positions:
        for second in a.positions:
            if sum(abs(p - q) for p, q in zip(first, second, strict=True)) == 1 and first < second:
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
    sides, poles, depths = ([p for p in x.positions if p[k] != 0.5] for k in range(3))
    for side in sides:
        for pole in poles:
            for depth in depths:
                back = depth[2] == 1
                axes.fill(
                    *zip(*(_flat(p) for p in (side, pole, depth)), strict=True),
                    facecolor=BLUE,
                    edgecolor=BLUE,
                    alpha=0.18 if back else 0.30,
                    linewidth=0.8,
                    zorder=2.0 if back else 3.0,
                )
    look = {"A": (ORANGE, 15), "B": (BLUE, 9), "X": (GREEN, 11)}
    layers = {"A": (5.0, 5.0, 1.5), "B": (3.6, 3.6, 3.6), "X": (5.0, 3.5, 1.8)}  # in front, in the middle, at the back
    for site in (a, b, x):
        colour, size = look[site.name]
        for point in site.positions:
            order = layers[site.name][round(2 * point[2])]
            axes.plot(
                *_flat(point),
                "o",
                color=colour,
                markersize=size,
                markeredgecolor=INK,
                markeredgewidth=0.7,
                zorder=order,
            )
    for row, (site, place) in enumerate(((a, "corners"), (b, "centre"), (x, "faces"))):
        y = 1.42 - 0.55 * row
        colour, size = look[site.name]
        axes.plot(1.72, y, "o", color=colour, markersize=size, markeredgecolor=INK, markeredgewidth=0.7)
        axes.text(1.86, y, f"{site.name}: {site.ions}", va="center", fontsize=10, color=INK, weight="bold")
        alone = site.shared_by == 1
        where = f"{place} of the cell: {site.in_cell:g}" if alone else f"{len(site.positions)} {place}, each"
        axes.text(1.86, y - 0.17, where, va="center", fontsize=9, color=INK)
        if not alone:
            shared = f"shared by {site.shared_by} cells: {site.in_cell:g}"
            axes.text(1.86, y - 0.31, shared, va="center", fontsize=9, color=INK)
    alt = (
        f"Cubic perovskite cell: {a.ions} on the {len(a.positions)} corners, {b.ions} in the centre, {x.ions} on the "
        f"{len(x.positions)} face centres, which form an octahedron around {b.ions}. To the cell belong "
        f"{a.in_cell:g} {a.ions}, {b.in_cell:g} {b.ions} and {x.in_cell:g} {x.ions}."
    )
    return finish(figure, alt)


def _formula(atoms: Mapping[str, int]) -> str:
    """Formula of layers, without what they hold none of."""
    return subscripts("".join(site + (str(k) if k > 1 else "") for site, k in atoms.items() if k))


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
    ArgumentError
        If a number lies outside 1 to 6, or there are none or more than three.

    Examples
    --------
    >>> "R₂AB₂X₇" in ruddlesden_popper(2).alt
    True
    """
    layers = data.ruddlesden_popper(n)
    numbers = [stack.octahedra for stack in layers]
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
    for k, stack in enumerate(layers):
        thick, corners = stack.octahedra, stack.shared_corners
        x = wide * k + (0.0 if len(numbers) > 1 else wide / 2)
        layer(x, 0.0, thick)
        layer(x + 0.5, thick + gap, thick)
        for i in range(3):
            spacer(x + i + 1, 0.0, False)
            spacer(x + i + 1, float(thick), True)
            spacer(x + i + 1.5, thick + gap, False)
            spacer(x + i + 1.5, 2 * thick + gap, True)
        text = f"{corners:.3g}"
        lines = (
            f"n = {thick}: {_formula(stack.atoms)}",
            f"{text} of 6 corners",
            "shared" + (" (mean)" if corners % 1 else ""),
        )
        for row, line in enumerate(lines):
            axes.text(x + 1.75, -1.3 - 0.62 * row, line, ha="center", fontsize=9, color=INK)
        words.append(f"n = {thick}, {_formula(stack.atoms)}, {text} of 6 corners shared")
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


def surface_by_shape(cell_nm: float | None = None) -> Drawing:
    """Share of the octahedra at the surface, for plates, wires and cubes against their thickness.

    Parameters
    ----------
    cell_nm : float, optional
        Edge of a cell [nm], above 0; by default that of CsPbBr3 in the table ``materials``.

    Returns
    -------
    Drawing
        One row of points a shape, a point for every whole number of cells.

    Raises
    ------
    ArgumentError
        See :func:`calculators.structure.surface_cells`.

    See Also
    --------
    book.figures.data.surface_by_shape : the numbers.

    Examples
    --------
    >>> "plate" in surface_by_shape().alt
    True
    """
    curves = data.surface_by_shape(cell_nm)
    figure, axes = new_figure(4.8, 3.4)
    for curve, colour, mark in zip(curves, (BLUE, ORANGE, GREEN), "so^", strict=True):
        style = {"color": colour, "markersize": 3.5, "linewidth": 0.9, "label": curve.shape}
        axes.plot(curve.thickness_nm, 100 * curve.share, mark + "-", **style)
    axes.set_xlim(0, None)
    axes.set_ylim(0, 103)
    axes.grid(True, color=FAINT)
    axes.set_xlabel("thickness in the short directions [nm]")
    axes.set_ylabel("octahedra at the surface [%]")
    legend(axes, fontsize=9)
    middle = int(np.argmin(abs(curves[0].thickness_nm - curves[0].thickness_nm[-1] / 2)))
    words = [f"{curve.shape} {100 * curve.share[middle]:.0f} %" for curve in curves]
    alt = (
        f"Share of octahedra at the surface against thickness, falling from {100 * curves[0].share[0]:.0f} % at "
        f"{curves[0].thickness_nm[0]:.1f} nm; at {curves[0].thickness_nm[middle]:.1f} nm: {', '.join(words)}."
    )
    return finish(figure, alt)
