"""Figures of measurement: yields against lifetimes, lattice spacings, widths of reflections, time scales."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from calculators import structure, tables
from calculators.checks import positive
from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    Drawing,
    finish,
    legend,
    new_figure,
    subscripts,
)
from calculators.figures.marks import link


def yield_against_lifetime() -> Drawing:
    """Printed quantum yields against printed lifetimes, bare cores joined to the same cores with their shell.

    Returns
    -------
    Drawing
        Rays of equal yield over lifetime. Removal of traps alone moves a pair
        along its ray, away from the origin; a pair that crosses the rays has
        another cause besides.

    Examples
    --------
    >>> "along a ray" in yield_against_lifetime().alt
    True
    """
    columns = ("lifetime_core_ns", "plqy_core_pct", "lifetime_ns", "plqy_pct")
    pairs: list[tuple[str, str, list[float]]] = [
        (f"{r['core']}/{r['shell']}", r["citation"], [float(r[c]) for c in columns])
        for r in tables.rows("core_shell")
        if all(r[c] for c in columns)
    ]
    figure, axes = new_figure(6.4, 4.4)
    reach = 1.12 * max(max(p[2][0], p[2][2]) for p in pairs)
    for rate in (0.02, 0.04, 0.06, 0.1, 0.15):
        end = min(reach, 1 / rate)
        axes.plot([0, end], [0, 100 * rate * end], color=FAINT, linewidth=0.8)
        at = 0.98 * end
        axes.annotate(f"{rate:g}", (at, 100 * rate * at), xytext=(0, 2), textcoords="offset points", fontsize=8)
    titles, words = {}, []
    colours = (BLUE, ORANGE, GREEN, PURPLE, INK, "#56b4e9", "#8a6d00")
    for k, (name, citation, (tau0, phi0, tau1, phi1)) in enumerate(pairs):
        colour = colours[k % len(colours)]
        axes.annotate(
            "", (tau1, phi1), (tau0, phi0), arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 1.5}
        )
        axes.plot(tau0, phi0, "o", color=colour, markerfacecolor="none", markersize=6.5)
        (point,) = axes.plot(tau1, phi1, "o", color=colour, markersize=6.5, label=subscripts(name))
        link(point, f"yield-lifetime-{k}", citation)
        said = f"{name}, {citation}: {phi0:g} % and {tau0:g} ns to {phi1:g} % and {tau1:g} ns"
        titles[f"yield-lifetime-{k}"] = said
        words.append(said)
    axes.set_xlim(0, reach)
    axes.set_ylim(0, 105)
    axes.set_xlabel("PL lifetime [ns]: open, bare core; full, with shell")
    axes.set_ylabel("PLQY [%]")
    legend(axes, loc="lower right", fontsize=7.5)
    alt = (
        "Quantum yield against photoluminescence lifetime with rays of equal quotient, from 0.02 to 0.15 per ns. "
        "Removal of traps alone moves a pair along a ray. " + "; ".join(words) + "."
    )
    return finish(figure, alt, titles)


def fringe_spacings(
    lattices: Mapping[str, Mapping[str, float]], measured_nm: Mapping[str, float], half_digit_nm: float = 0.005
) -> Drawing:
    """Spacings that lattices offer beside the spacings read off an image.

    Parameters
    ----------
    lattices : mapping of str to mapping of str to float
        By name of the lattice: its planes, as text, and their spacings [nm].
    measured_nm : mapping of str to float
        By name: spacing read [nm], above 0.
    half_digit_nm : float, optional
        Half of the last printed digit [nm], above 0: the width of the bands.

    Returns
    -------
    Drawing
        One line of ticks a lattice, and a band for each reading.

    Raises
    ------
    ValueError
        If there is no lattice or no reading, or a spacing is not above 0.

    Examples
    --------
    >>> "(200) 0.292" in fringe_spacings({"CsPbBr3": {"(200)": 0.2925}}, {"core": 0.29}).alt
    True
    """
    if not lattices or not measured_nm:
        raise ValueError("lattices, measured_nm: at least one lattice and one reading are needed")
    half = float(positive("half_digit_nm", half_digit_nm, "nm"))
    figure, axes = new_figure(6.4, 1.3 + 0.6 * len(lattices))
    words = []
    for (name, reading), colour in zip(measured_nm.items(), (BLUE, ORANGE, GREEN, PURPLE), strict=False):
        d = float(positive("measured_nm", reading, "nm"))
        axes.axvspan(d - half, d + half, color=colour, alpha=0.3, linewidth=0, label=f"{name}: {d:g} nm")
    for y, (lattice, planes) in enumerate(reversed(list(lattices.items()))):
        for k, (plane, spacing) in enumerate(sorted(planes.items(), key=lambda p: p[1])):
            d = float(positive("lattices", spacing, "nm"))
            axes.plot([d, d], [y - 0.26, y + 0.26], color=INK, linewidth=1.8)
            axes.annotate(
                plane,
                (d, y + (0.26 if k % 2 else -0.26)),
                xytext=(0, 2 if k % 2 else -2),
                textcoords="offset points",
                ha="center",
                va="bottom" if k % 2 else "top",
                fontsize=7.5,
            )
        words.append(f"{lattice}: " + ", ".join(f"{plane} {d:.3f}" for plane, d in planes.items()))
    axes.set_yticks(range(len(lattices)), [subscripts(name) for name in reversed(list(lattices))], fontsize=8.5)
    axes.set_ylim(-0.65, len(lattices) + 0.1)
    axes.set_xlabel("Spacing [nm]")
    legend(axes, loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    readings = ", ".join(f"{name} {d:g}" for name, d in measured_nm.items())
    alt = f"Spacings read off an image, in nm: {readings}. Offered by the lattices: {'; '.join(reversed(words))}."
    return finish(figure, alt)


def reflection_width(
    sizes_nm: Mapping[str, float],
    two_theta_deg: float = 30.0,
    wavelength_nm: float = 0.154,
    shape_factors: tuple[float, float] = (0.8, 1.1),
) -> Drawing:
    """Width of a reflection against the size of the crystallite, by Scherrer's formula.

    Parameters
    ----------
    sizes_nm : mapping of str to float
        Named sizes to mark [nm], above 0.
    two_theta_deg : float, optional
        Position of the reflection [degrees].
    wavelength_nm : float, optional
        Wavelength of the X-rays [nm], above 0.
    shape_factors : tuple of float, optional
        Least and largest K, the edges of the band [-].

    Returns
    -------
    Drawing
        Band of the width of an unstrained crystallite without the instrument's share.

    Raises
    ------
    ValueError
        See :func:`calculators.structure.scherrer_size`; also if no size is given.

    Examples
    --------
    >>> "5 nm" in reflection_width({"made up": 5.0}).alt
    True
    """
    if not sizes_nm:
        raise ValueError("sizes_nm: at least one size is needed")
    # Size and width are inverse to each other: the size that goes with 1 degree gives every other.
    low, high = (float(structure.scherrer_size(1.0, two_theta_deg, wavelength_nm, k)) for k in shape_factors)
    middle = float(structure.scherrer_size(1.0, two_theta_deg, wavelength_nm))
    marked = np.asarray(positive("sizes_nm", list(sizes_nm.values()), "nm"))
    size = np.geomspace(min(1.0, 0.8 * marked.min()), max(30.0, 1.3 * marked.max()), 120)
    figure, axes = new_figure(6.2, 3.4)
    axes.fill_between(size, low / size, high / size, color=BLUE, alpha=0.25, linewidth=0)
    axes.plot(size, middle / size, color=BLUE, linewidth=2)
    words = []
    for (name, d), colour in zip(sizes_nm.items(), (ORANGE, GREEN, PURPLE, INK), strict=False):
        axes.plot(d, middle / d, "o", color=colour, markersize=8, label=f"{name}: {d:g} nm, {middle / d:.2f}°")
        words.append(f"{name}, {d:g} nm: {middle / d:.2f}°")
    axes.set_xscale("log")
    axes.set_yscale("log")
    ticks = [t for t in (1, 2, 5, 10, 20, 30) if size[0] <= t <= size[-1]]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.set_yticks([0.3, 0.5, 1, 2, 5], ["0.3", "0.5", "1", "2", "5"])
    axes.minorticks_off()
    axes.set_xlabel("Size along the diffraction vector [nm]")
    axes.set_ylabel("Width in 2θ [degrees]")
    axes.grid(True, color=FAINT)
    legend(axes, loc="upper right")
    alt = (
        f"Width of a reflection at {two_theta_deg:g}° against crystallite size for X-rays of {wavelength_nm:g} nm, "
        f"K = 0.9 with a band from {shape_factors[0]:g} to {shape_factors[1]:g}: {'; '.join(words)}."
    )
    return finish(figure, alt)


def time_scales(frame_s: float = 0.1) -> Drawing:
    """Spans of time printed in the papers, from the decay of a trion to the ageing of a diode.

    Parameters
    ----------
    frame_s : float, optional
        Time per spectrum or image of the instrument [s], above 0, drawn as a line.

    Returns
    -------
    Drawing
        One bar a process on a logarithmic axis. What lies left of the line is
        over within one frame.

    Raises
    ------
    ValueError
        If the time is not above 0.

    Examples
    --------
    >>> "early nucleation" in time_scales().alt
    True
    """
    frame = float(positive("frame_s", frame_s, "s"))
    value = {r["id"]: r for r in tables.rows("values")}
    decays = [float(r[c]) for r in tables.rows("core_shell") for c in ("lifetime_core_ns", "lifetime_ns") if r[c]]
    ageing = [float(r["t50_h"]) for r in tables.rows("leds") if r["t50_h"] and r["emission"] != "converter"]
    growth, first, last = value["mua-113"], value["mub-030"], value["mub-031"]
    trion = [1e-9 * float(r["value"]) for r in (first, last)]
    bars: list[tuple[str, float, float, str, str]] = [
        ("trion PL", trion[0], trion[1], BLUE, first["citation"]),
        ("PL lifetimes in our tables", 1e-9 * min(decays), 1e-9 * max(decays), BLUE, ""),
        ("early nucleation and growth", float(growth["value"]), float(growth["value_max"]), GREEN, growth["citation"]),
        ("half-lives T₅₀ of LEDs", 3600 * min(ageing), 3600 * max(ageing), ORANGE, ""),
    ]
    figure, axes = new_figure(6.4, 2.9)
    titles, words = {}, []
    for y, (name, start, end, colour, citation) in enumerate(reversed(bars)):
        (bar,) = axes.plot([start, end], [y, y], color=colour, linewidth=9, solid_capstyle="butt")
        at, away, side = (end, 6, "left") if end < 1e3 else (start, -6, "right")
        axes.annotate(name, (at, y), (away, 0), textcoords="offset points", ha=side, va="center", fontsize=8)
        said = f"{name}: {start:.2g} to {end:.2g} s"
        words.append(said)
        bar.set_gid(f"scale-{y}")
        if citation:
            link(bar, f"scale-{y}", citation)
        titles[f"scale-{y}"] = said + (f", {citation}" if citation else "")
    axes.axvline(frame, color=INK, linestyle="--", linewidth=1, label=f"one frame of {frame:g} s")
    axes.set_xscale("log")
    axes.set_xlim(1e-11, 1e9)
    ticks = {1e-9: "1 ns", 1e-6: "1 µs", 1e-3: "1 ms", 1.0: "1 s", 3600.0: "1 h", 3.156e7: "1 yr"}
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.minorticks_off()
    axes.set_ylim(-0.6, len(bars) - 0.4)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(True, axis="x", color=FAINT)
    legend(axes, loc="upper right")
    axes.set_xlabel("Time")
    alt = f"Printed spans of time on a logarithmic axis, with a frame of {frame:g} s: {'; '.join(reversed(words))}."
    return finish(figure, alt, titles)
