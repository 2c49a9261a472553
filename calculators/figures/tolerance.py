"""Figures of structural stability."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .. import tolerance
from . import data
from .data.tolerance import CompositionPanel
from .drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
    new_panels,
    place_labels,
    subscripts,
)

_HALIDES = {"F": GREEN, "Cl": BLUE, "Br": ORANGE, "I": RED}
_SYMBOLS = {"t": "t", "mu": "μ", "tau": "τ"}


def _span_of_axis(values: list[float], usual: tuple[float, float], margins: tuple[float, float]) -> tuple[float, float]:
    """Limits that hold the usual range and every value with its margin."""
    return min([usual[0], *(v - margins[0] for v in values)]), max([usual[1], *(v + margins[1] for v in values)])


def tolerance_map(compounds: Mapping[str, tolerance.ToleranceReport], highlight: tuple[str, ...] = ()) -> Drawing:
    """Map of octahedral factor against Goldschmidt factor, with the published windows.

    Parameters
    ----------
    compounds, highlight
        See :func:`calculators.figures.data.tolerance_map`.

    Returns
    -------
    Drawing
        Filled points have a tau below the limit, open ones do not. Labels that
        find no free place are left to the hover text and the text alternative.

    Raises
    ------
    ArgumentError
        If a label to highlight is none of the compounds.

    Examples
    --------
    >>> print(tolerance_map({"CsPbBr3": tolerance.assess("CsPbBr3")}).alt)
    Map of the octahedral factor against the Goldschmidt tolerance factor. CsPbBr3: t = 0.862, mu = 0.607, tau = 4.10.
    """
    shown = data.tolerance_map(compounds, highlight)
    figure, axes = new_figure(6.4, 4.2, margins=(0.10, 0.12, 0.98, 0.97))
    heights = iter(np.arange(0.9, 0.3, -0.06))
    for window in tolerance.WINDOWS:
        if window.quantity == "t":
            axes.axvspan(window.low, window.high, color=BLUE, alpha=0.10, linewidth=0)
            axes.text(window.high, next(heights), f"{window}  ", color=INK, fontsize=8, ha="right", va="bottom")
        elif window.quantity == "mu":
            for bound in (window.low, window.high):
                axes.axhline(bound, color=FAINT, linewidth=1, linestyle="--")
    titles = {}
    for k, point in enumerate(shown):
        colour = _HALIDES.get(point.main_anion, INK)
        (mark,) = axes.plot(
            point.t,
            point.mu,
            "o",
            markersize=9 if point.highlighted else 6,
            color=colour,
            markerfacecolor=colour if point.below_limit else "none",
            markeredgewidth=1.6,
        )
        mark.set_gid(f"point-{k}")
        titles[f"point-{k}"] = f"{point.label}: t = {point.t:.3f}, mu = {point.mu:.3f}, tau = {point.tau:.2f}"
    for halide, colour in _HALIDES.items():
        axes.plot([], [], "o", color=colour, label=halide)
    axes.plot([], [], "o", color=INK, label=f"τ < {tolerance.TAU_LIMIT:g}")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label=f"τ ≥ {tolerance.TAU_LIMIT:g}")
    legend(axes, loc="lower left", ncols=2)
    axes.set_xlim(*_span_of_axis([p.t for p in shown], (0.72, 1.14), (0.03, 0.05)))
    axes.set_ylim(*_span_of_axis([p.mu for p in shown], (0.3, 0.95), (0.05, 0.05)))
    shortest_first = sorted(shown, key=lambda point: (not point.highlighted, len(point.label)))
    place_labels(axes, {subscripts(point.label): (point.t, point.mu) for point in shortest_first})
    axes.set_xlabel("Goldschmidt tolerance factor t")
    axes.set_ylabel("Octahedral factor μ")
    listing = "; ".join(titles.values())
    return finish(figure, f"Map of the octahedral factor against the Goldschmidt tolerance factor. {listing}.", titles)


def _limits(panel: CompositionPanel) -> tuple[float, float]:
    """Ordinate of a panel: its values, and the bounds of windows that are near them."""
    finite = panel.value[~np.isnan(panel.value)]
    bounds = [b for w in panel.windows for b in (w.low, w.high) if np.isfinite(b)]
    span = max(float(np.ptp(finite)) if finite.size else 0.0, 0.02)
    near = [b for b in bounds if finite.size and finite.min() - span < b < finite.max() + span]
    everything = [*finite, *near]
    low, high = (min(everything), max(everything)) if everything else (0.0, 1.0)
    margin = max(0.15 * (high - low), 0.01)
    return low - margin, high + margin


def composition_line(line: tolerance.CompositionLine, fraction: float) -> Drawing:
    """Three factors along a solid solution, with their windows and a chosen fraction.

    Parameters
    ----------
    line, fraction
        See :func:`calculators.figures.data.composition_line`.

    Returns
    -------
    Drawing
        Panels for t, mu and tau; shaded where the windows hold, dotted where a verdict changes.

    Raises
    ------
    ArgumentError
        If the fraction lies outside 0 to 1.

    Examples
    --------
    >>> composition_line(tolerance.along("CsPbI3", "CsPbBr3"), 0.4).alt.split(". ")[0]
    'Tolerance factors from CsPbI3 to CsPbBr3: tau < 4.18 changes at 0.61'
    """
    shown = data.composition_line(line, fraction)
    figure, axes = new_panels(6.4, 4.6, rows=len(shown))
    for axis, panel in zip(axes, shown, strict=True):
        low, high = _limits(panel)
        axis.set_ylim(low, high)
        for window in panel.windows:
            axis.axhspan(max(window.low, low), min(window.high, high), color=BLUE, alpha=0.10, linewidth=0)
        axis.plot(panel.fraction, panel.value, color=INK, linewidth=1.8)
        for where in panel.changes:
            axis.axvline(where, color=RED, linestyle=":", linewidth=1.2)
        axis.axvline(fraction, color=ORANGE, linewidth=1.4)
        axis.plot(fraction, panel.marked, "o", color=ORANGE)
        axis.set_ylabel(_SYMBOLS[panel.quantity])
        axis.set_xlim(0, 1)
    axes[-1].set_xlabel(f"Share of {subscripts(str(line.second))} in {subscripts(str(line.first))}")
    changes = "; ".join(f"{window} changes at {where:.2f}" for window, where in line.changes) or "no verdict changes"
    now = ", ".join(f"{panel.quantity} = {panel.marked:.3f}" for panel in shown)
    return finish(figure, f"Tolerance factors from {line.first} to {line.second}: {changes}. At {fraction:.2f}: {now}.")


def a_site_ternary(ions: tuple[str, str, str] = ("Cs", "MA", "FA"), b: str = "Pb", x: str = "I") -> Drawing:
    """Map of t over the mixtures of three A ions, with the line where tau reaches its limit.

    Parameters
    ----------
    ions, b, x
        See :func:`calculators.figures.data.a_site_ternary`.

    Returns
    -------
    Drawing
        Filled contours of the Goldschmidt factor; a line where tau reaches its limit.

    Raises
    ------
    ArgumentError
        If an ion has no radius.

    Examples
    --------
    >>> a_site_ternary().alt.split(". ")[0]
    'Map of t over mixtures of Cs, MA, FA in PbI3'
    """
    shown = data.a_site_ternary(ions, b, x)
    horizontal, vertical = shown.second + shown.third / 2, shown.third * np.sqrt(3) / 2
    figure, axes = new_figure(6.0, 4.8)
    low, high = float(shown.t.min()), float(shown.t.max())
    levels = np.linspace(low, high, 9) if high > low else np.array([low - 0.01, high + 0.01])
    filled = axes.tricontourf(horizontal, vertical, shown.t, levels=levels, cmap="viridis")
    if 0 < shown.rejected_share < 1:
        # A mixture without a tau is beyond the line.
        beyond = np.nan_to_num(shown.tau, nan=2 * tolerance.TAU_LIMIT)
        axes.tricontour(horizontal, vertical, beyond, levels=[tolerance.TAU_LIMIT], colors=[RED], linewidths=2.2)
    axes.plot([0, 1, 0.5, 0], [0, 0, np.sqrt(3) / 2, 0], color=INK, linewidth=1)
    bar = figure.colorbar(filled, ax=axes, shrink=0.75, format="%.3f")
    bar.set_label("t")
    bar.outline.set_visible(False)
    names = [subscripts(corner.formula) for corner in shown.corners]
    for place, name in zip(((0, -0.05), (1, -0.05), (0.5, 0.9)), names, strict=True):
        axes.text(*place, name, ha="center", va="center", color=INK, fontsize=9)
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.12, 1.12)
    axes.set_ylim(-0.1, 0.95)
    corners = ", ".join(
        f"{name}: t = {corner.t:.3f}, tau = {corner.tau:.2f}" for name, corner in zip(names, shown.corners, strict=True)
    )
    alt = f"Map of t over mixtures of {', '.join(ions)} in {b}{x}3. {corners}. "
    alt += f"tau > {tolerance.TAU_LIMIT:g} on {shown.rejected_share:.0%} of the area (beyond the red line)."
    return finish(figure, alt)
