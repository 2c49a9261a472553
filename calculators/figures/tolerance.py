"""Figures of structural stability."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from .. import tolerance
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


def tolerance_map(compounds: Mapping[str, tolerance.ToleranceReport], highlight: tuple[str, ...] = ()) -> Drawing:
    """Map of octahedral factor against Goldschmidt factor, with the published windows.

    Parameters
    ----------
    compounds : mapping of str to ToleranceReport
        Points by label.
    highlight : tuple of str, optional
        Labels to draw larger.

    Returns
    -------
    Drawing
        Filled points have tau < 4.18, open ones do not. Labels that find no
        free place are left to the hover text and the text alternative.

    Examples
    --------
    >>> drawing = tolerance_map({"CsPbBr3": tolerance.assess("CsPbBr3")})
    >>> drawing.alt.startswith("Map of the octahedral factor")
    True
    """
    figure, axes = new_figure(6.4, 4.2, margins=(0.10, 0.12, 0.98, 0.97))
    t_wide, t_tree, mu_window, _ = tolerance.WINDOWS
    axes.axvspan(t_wide.low, t_wide.high, color=BLUE, alpha=0.10, linewidth=0)
    axes.axvspan(t_tree.low, t_tree.high, color=BLUE, alpha=0.10, linewidth=0)
    axes.axhline(mu_window.low, color=FAINT, linewidth=1, linestyle="--")
    axes.axhline(mu_window.high, color=FAINT, linewidth=1, linestyle="--")
    axes.text(t_wide.high, 0.9, f"{t_wide}  ", color=INK, fontsize=8, ha="right", va="bottom")
    axes.text(t_tree.high, 0.84, f"{t_tree}  ", color=INK, fontsize=8, ha="right", va="bottom")
    halide_colours = {"F": GREEN, "Cl": BLUE, "Br": ORANGE, "I": RED}
    titles = {}
    for k, (label, report) in enumerate(compounds.items()):
        main = max(report.composition.x, key=lambda ion: report.composition.x[ion])
        colour = halide_colours.get(main, INK)
        below = report.tau < tolerance.TAU_LIMIT
        size = 9 if label in highlight else 6
        (point,) = axes.plot(
            report.t,
            report.mu,
            "o",
            markersize=size,
            color=colour,
            markerfacecolor=colour if below else "none",
            markeredgewidth=1.6,
        )
        point.set_gid(f"point-{k}")
        titles[f"point-{k}"] = f"{label}: t = {report.t:.3f}, mu = {report.mu:.3f}, tau = {report.tau:.2f}"
    for halide, colour in halide_colours.items():
        axes.plot([], [], "o", color=colour, label=halide)
    axes.plot([], [], "o", color=INK, label="τ < 4.18")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="τ ≥ 4.18")
    legend(axes, loc="lower left", ncols=2)
    values_t = [r.t for r in compounds.values()]
    values_mu = [r.mu for r in compounds.values()]
    axes.set_xlim(min([0.72, *(v - 0.03 for v in values_t)]), max([1.14, *(v + 0.05 for v in values_t)]))
    axes.set_ylim(min([0.3, *(v - 0.05 for v in values_mu)]), max([0.95, *(v + 0.05 for v in values_mu)]))
    shortest_first = sorted(compounds, key=lambda name: (name not in highlight, len(name)))
    place_labels(axes, {subscripts(name): (compounds[name].t, compounds[name].mu) for name in shortest_first})
    axes.set_xlabel("Goldschmidt tolerance factor t")
    axes.set_ylabel("Octahedral factor μ")
    listing = "; ".join(titles.values())
    return finish(figure, f"Map of the octahedral factor against the Goldschmidt tolerance factor. {listing}.", titles)


def composition_line(line: tolerance.CompositionLine, fraction: float) -> Drawing:
    """Three factors along a solid solution, with their windows and a chosen fraction.

    Parameters
    ----------
    line : CompositionLine
        What :func:`calculators.tolerance.along` returned.
    fraction : float
        Share of the second end member to mark [-], 0 to 1.

    Returns
    -------
    Drawing
        Panels for t, mu and tau; shaded where the windows hold, dotted where a verdict changes.

    Examples
    --------
    >>> "changes at 0.61" in composition_line(tolerance.along("CsPbI3", "CsPbBr3"), 0.4).alt
    True
    """
    figure, axes = new_panels(6.4, 4.6, rows=3)
    for panel, quantity, symbol in zip(axes, ("t", "mu", "tau"), ("t", "μ", "τ"), strict=True):
        values = getattr(line, quantity)
        finite = values[~np.isnan(values)]
        limits = [b for w in tolerance.WINDOWS if w.quantity == quantity for b in (w.low, w.high) if np.isfinite(b)]
        span = max(float(np.ptp(finite)) if finite.size else 0.0, 0.02)
        near = [b for b in limits if finite.size and finite.min() - span < b < finite.max() + span]
        everything = [*finite, *near]
        low, high = (min(everything), max(everything)) if everything else (0.0, 1.0)
        margin = max(0.15 * (high - low), 0.01)
        panel.set_ylim(low - margin, high + margin)
        for window in (w for w in tolerance.WINDOWS if w.quantity == quantity):
            panel.axhspan(
                max(window.low, low - margin), min(window.high, high + margin), color=BLUE, alpha=0.10, linewidth=0
            )
        panel.plot(line.fraction, values, color=INK, linewidth=1.8)
        for window, where in line.changes:
            if window.quantity == quantity:
                panel.axvline(where, color=RED, linestyle=":", linewidth=1.2)
        panel.axvline(fraction, color=ORANGE, linewidth=1.4)
        panel.plot(fraction, np.interp(fraction, line.fraction, values), "o", color=ORANGE)
        panel.set_ylabel(symbol)
        panel.set_xlim(0, 1)
    axes[-1].set_xlabel(f"Share of {subscripts(str(line.second))} in {subscripts(str(line.first))}")
    changes = "; ".join(f"{window} changes at {where:.2f}" for window, where in line.changes) or "no verdict changes"
    now = ", ".join(
        f"{q} = {float(np.interp(fraction, line.fraction, getattr(line, q))):.3f}" for q in ("t", "mu", "tau")
    )
    return finish(figure, f"Tolerance factors from {line.first} to {line.second}: {changes}. At {fraction:.2f}: {now}.")


def a_site_ternary(ions: tuple[str, str, str] = ("Cs", "MA", "FA"), b: str = "Pb", x: str = "I") -> Drawing:
    """Map of t over the mixtures of three A ions, with the line where tau reaches its limit.

    Parameters
    ----------
    ions : tuple of str, optional
        Labels of three monovalent A ions: lower left, lower right, top corner.
    b, x : str, optional
        Labels of the divalent B ion and the halide.

    Returns
    -------
    Drawing
        Filled contours of the Goldschmidt factor; hatched where tau > 4.18.

    Raises
    ------
    ValueError
        If an ion has no radius.

    Examples
    --------
    >>> a_site_ternary().alt.startswith("Map of t")
    True
    """
    r = [tolerance.radius(ion, "A", 1).value for ion in ions]
    r_b, r_x = tolerance.radius(b, "B", 2).value, tolerance.radius(x, "X", -1).value
    steps = 60
    i, j = (v.ravel() for v in np.meshgrid(np.arange(steps + 1), np.arange(steps + 1)))
    keep = i + j <= steps
    second, third = i[keep] / steps, j[keep] / steps
    first = 1 - second - third
    r_a = first * r[0] + second * r[1] + third * r[2]
    t = tolerance.goldschmidt(r_a, r_b, r_x)
    tau = tolerance.bartel(r_a, r_b, r_x, invalid="nan")
    horizontal, vertical = second + third / 2, third * np.sqrt(3) / 2
    figure, axes = new_figure(6.0, 4.8)
    levels = np.linspace(t.min(), t.max(), 9) if np.ptp(t) > 0 else np.array([t.min() - 0.01, t.max() + 0.01])
    filled = axes.tricontourf(horizontal, vertical, t, levels=levels, cmap="viridis")
    rejected = np.nan_to_num(tau, nan=99.0)
    if (rejected > tolerance.TAU_LIMIT).any() and (rejected <= tolerance.TAU_LIMIT).any():
        axes.tricontour(horizontal, vertical, rejected, levels=[tolerance.TAU_LIMIT], colors=[RED], linewidths=2.2)
    axes.plot([0, 1, 0.5, 0], [0, 0, np.sqrt(3) / 2, 0], color=INK, linewidth=1)
    bar = figure.colorbar(filled, ax=axes, shrink=0.75, format="%.3f")
    bar.set_label("t")
    bar.outline.set_visible(False)
    names = [subscripts(f"{ion}{b}{x}3") for ion in ions]
    for place, name, align in zip(
        ((0, -0.05), (1, -0.05), (0.5, 0.9)), names, ("center", "center", "center"), strict=True
    ):
        axes.text(*place, name, ha=align, va="center", color=INK, fontsize=9)
    axes.set_axis_off()
    axes.set_aspect("equal")
    axes.set_xlim(-0.12, 1.12)
    axes.set_ylim(-0.1, 0.95)
    at_corners = zip(
        names,
        np.atleast_1d(tolerance.goldschmidt(r, r_b, r_x)),
        np.atleast_1d(tolerance.bartel(r, r_b, r_x, invalid="nan")),
        strict=True,
    )
    corners = ", ".join(
        f"{name}: t = {t_corner:.3f}, tau = {tau_corner:.2f}" for name, t_corner, tau_corner in at_corners
    )
    share = float((rejected > tolerance.TAU_LIMIT).mean())
    alt = f"Map of t over mixtures of {', '.join(ions)} in {b}{x}3. {corners}. "
    alt += f"tau > 4.18 on {share:.0%} of the area (beyond the red line)."
    return finish(figure, alt)
