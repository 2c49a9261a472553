"""Figures of measurement: yields against lifetimes, lattice spacings, widths of reflections, time scales."""

from __future__ import annotations

from collections.abc import Mapping

from calculators.checks import one_number, positive
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

from .data import measurement as data


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
    pairs = data.yield_against_lifetime()
    figure, axes = new_figure(6.4, 4.4)
    reach = 1.12 * max((max(p.lifetime_core_ns, p.lifetime_ns) for p in pairs), default=10.0)
    rays = (0.02, 0.04, 0.06, 0.1, 0.15)
    for rate in rays:
        end = min(reach, 1 / rate)
        axes.plot([0, end], [0, 100 * rate * end], color=FAINT, linewidth=0.8)
        at = 0.98 * end
        axes.annotate(f"{rate:g}", (at, 100 * rate * at), xytext=(0, 2), textcoords="offset points", fontsize=8)
    titles, words = {}, []
    colours = (BLUE, ORANGE, GREEN, PURPLE, INK, "#56b4e9", "#8a6d00")
    for k, pair in enumerate(pairs):
        tau0, phi0, tau1, phi1 = pair.lifetime_core_ns, pair.plqy_core_pct, pair.lifetime_ns, pair.plqy_pct
        colour = colours[k % len(colours)]
        axes.annotate(
            "", (tau1, phi1), (tau0, phi0), arrowprops={"arrowstyle": "->", "color": colour, "linewidth": 1.5}
        )
        axes.plot(tau0, phi0, "o", color=colour, markerfacecolor="none", markersize=6.5)
        (point,) = axes.plot(tau1, phi1, "o", color=colour, markersize=6.5, label=subscripts(pair.name))
        link(point, f"yield-lifetime-{k}", pair.citation)
        said = f"{pair.name}, {pair.citation}: {phi0:g} % and {tau0:g} ns to {phi1:g} % and {tau1:g} ns"
        titles[f"yield-lifetime-{k}"] = said
        words.append(said)
    axes.set_xlim(0, reach)
    axes.set_ylim(0, 105)
    axes.set_xlabel("PL lifetime [ns]: open, bare core; full, with shell")
    axes.set_ylabel("PLQY [%]")
    legend(axes, loc="lower right", fontsize=7.5)
    alt = (
        "Quantum yield against photoluminescence lifetime with rays of equal quotient, "
        f"from {rays[0]:g} to {rays[-1]:g} per ns. "
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
    ArgumentError
        If there is no lattice or no reading, or a spacing is not above 0.

    Examples
    --------
    >>> "(200) 0.292" in fringe_spacings({"CsPbBr3": {"(200)": 0.2925}}, {"core": 0.29}).alt
    True
    """
    found = data.fringe_spacings(lattices, measured_nm, half_digit_nm)
    half = found.half_digit_nm
    figure, axes = new_figure(6.4, 1.3 + 0.6 * len(found.lattices))
    words = []
    for (name, d), colour in zip(found.measured_nm.items(), (BLUE, ORANGE, GREEN, PURPLE), strict=False):
        axes.axvspan(d - half, d + half, color=colour, alpha=0.3, linewidth=0, label=f"{name}: {d:g} nm")
    for y, (lattice, planes) in enumerate(reversed(list(found.lattices.items()))):
        for k, (plane, d) in enumerate(planes.items()):
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
    axes.set_yticks(
        range(len(found.lattices)), [subscripts(name) for name in reversed(list(found.lattices))], fontsize=8.5
    )
    axes.set_ylim(-0.65, len(found.lattices) + 0.1)
    axes.set_xlabel("Spacing [nm]")
    legend(axes, loc="lower right", bbox_to_anchor=(1, 1), ncols=2)
    readings = ", ".join(f"{name} {d:g}" for name, d in found.measured_nm.items())
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
    ArgumentError
        See :func:`calculators.structure.scherrer_size`; also if no size is given.

    Examples
    --------
    >>> "5 nm" in reflection_width({"made up": 5.0}).alt
    True
    """
    found = data.reflection_width(sizes_nm, two_theta_deg, wavelength_nm, shape_factors)
    size = found.size_nm
    figure, axes = new_figure(6.2, 3.4)
    axes.fill_between(size, found.low_deg, found.high_deg, color=BLUE, alpha=0.25, linewidth=0)
    axes.plot(size, found.middle_deg, color=BLUE, linewidth=2)
    words = []
    for (name, (d, width)), colour in zip(found.marked.items(), (ORANGE, GREEN, PURPLE, INK), strict=False):
        axes.plot(d, width, "o", color=colour, markersize=8, label=f"{name}: {d:g} nm, {width:.2f}°")
        words.append(f"{name}, {d:g} nm: {width:.2f}°")
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
        f"K = {data.SHAPE_FACTOR:g} with a band from {shape_factors[0]:g} to {shape_factors[1]:g}: {'; '.join(words)}."
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
    ArgumentError
        If the time is not above 0.

    Examples
    --------
    >>> "early nucleation" in time_scales().alt
    True
    """
    frame = one_number("frame_s", positive("frame_s", frame_s, "s"))
    scales = data.time_scales()
    colours = {"light": BLUE, "growth": GREEN, "ageing": ORANGE}
    figure, axes = new_figure(6.4, 0.9 + 0.5 * len(scales))
    titles, words = {}, []
    for y, scale in enumerate(reversed(scales)):
        start, end = scale.least_s, scale.most_s
        (bar,) = axes.plot([start, end], [y, y], color=colours[scale.field], linewidth=9, solid_capstyle="butt")
        at, away, side = (end, 6, "left") if end < 1e3 else (start, -6, "right")
        axes.annotate(scale.process, (at, y), (away, 0), textcoords="offset points", ha=side, va="center", fontsize=8)
        said = f"{scale.process}: {start:.2g} to {end:.2g} s"
        words.append(said)
        bar.set_gid(f"scale-{y}")
        if scale.citations:
            link(bar, f"scale-{y}", scale.citations[0])
        titles[f"scale-{y}"] = ", ".join((said, *scale.citations))
    axes.axvline(frame, color=INK, linestyle="--", linewidth=1, label=f"one frame of {frame:g} s")
    axes.set_xscale("log")
    axes.set_xlim(1e-11, 1e9)
    ticks = {1e-9: "1 ns", 1e-6: "1 µs", 1e-3: "1 ms", 1.0: "1 s", 3600.0: "1 h", 3.156e7: "1 yr"}
    axes.set_xticks(list(ticks), list(ticks.values()))
    axes.minorticks_off()
    axes.set_ylim(-0.6, len(scales) - 0.4)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.grid(True, axis="x", color=FAINT)
    legend(axes, loc="upper right")
    axes.set_xlabel("Time")
    alt = f"Printed spans of time on a logarithmic axis, with a frame of {frame:g} s: {'; '.join(reversed(words))}."
    return finish(figure, alt, titles)
