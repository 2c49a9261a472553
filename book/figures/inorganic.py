"""Figures of inorganic shells, islands and inverted particles: what a closed shell costs, and how long it protects."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators import color, confinement, led, structure
from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
    new_panels,
    subscripts,
)
from calculators.figures.marks import link

_STRESSES = {"water": (BLUE, "o"), "solvent": (PURPLE, "s"), "light": (ORANGE, "^"), "heat": (RED, "D")}
_CLASSES = ("oxide", "sulfate")


def closed_shell_cost(core_nm: float = 10.0, barriers_ev: Sequence[float] = (0.5, 1.0, 3.0)) -> Drawing:
    """What a closed shell costs an emitting film, against its thickness.

    Parameters
    ----------
    core_nm : float, optional
        Edge of the cubic core [nm].
    barriers_ev : sequence of float, optional
        Barrier heights for one carrier [eV].

    Returns
    -------
    Drawing
        Above, the share of the particle's volume that is shell; below, the
        chance that a carrier of free-electron mass tunnels through one shell.
        Shaded: thicknesses that the reviews print.

    Raises
    ------
    ValueError
        If the core or a barrier is not above 0.

    Examples
    --------
    >>> "per nanometre" in closed_shell_cost().alt
    True
    """
    thickness = np.linspace(0.0, 4.0, 201)
    share = 100 * structure.shell_volume(core_nm, thickness) / (core_nm + 2 * thickness) ** 3
    figure, (above, below) = new_panels(5.0, 5.2, 2)
    above.plot(thickness, share, color=GREEN, linewidth=2)
    above.set_ylabel("shell in particle [vol. %]")
    above.set_ylim(0, 100)
    colours = (BLUE, ORANGE, RED, PURPLE)
    slopes = []
    for barrier, colour in zip(barriers_ev, colours, strict=False):
        decades = np.log10(confinement.tunnelling_probability(thickness, barrier))
        below.plot(thickness, decades, color=colour, linewidth=2, label=f"barrier {barrier:g} eV")
        slopes.append(f"{-np.log10(confinement.tunnelling_probability(1.0, barrier)):.1f} at {barrier:g} eV")
    below.set_ylim(-16, 0)
    below.set_ylabel("log₁₀ of tunnelling chance")
    below.set_xlabel("shell thickness per side [nm]")
    legend(below, loc="upper right")
    titles = {}
    for axes in (above, below):
        axes.set_xlim(0, 4)
        axes.grid(True, axis="y", color=FAINT)
        axes.axvspan(1.0, 3.0, color=FAINT, alpha=0.3, linewidth=0)
    for k, (low, high, name, key) in enumerate(
        ((1.0, 1.0, "oxide gel", "guggisberg2023"), (1.0, 3.0, "metal sulfate", "gao2021"))
    ):
        (mark,) = above.plot([low, high], [12 + 16 * k] * 2, "|-", color=INK, linewidth=1.2, markersize=9)
        link(mark, f"cost-{k}", key)
        titles[f"cost-{k}"] = f"{name}, {low:g}" + (f" to {high:g}" if high > low else "") + f" nm printed, {key}"
        above.annotate(
            name, (high, 12 + 16 * k), xytext=(6, 0), textcoords="offset points", va="center", fontsize=8, color=INK
        )
    at = {t: 100 * structure.shell_volume(core_nm, t) / (core_nm + 2 * t) ** 3 for t in (1.0, 3.0)}
    alt = (
        f"A closed shell on a cube of {core_nm:g} nm: 1 nm makes {at[1.0]:.0f} % of the particle shell, 3 nm "
        f"{at[3.0]:.0f} %; the chance of tunnelling through it falls by decades per nanometre: {', '.join(slopes)}. "
        "Printed thicknesses are marked: oxide gels about 1 nm, metal sulfates 1 to 3 nm."
    )
    return finish(figure, alt, titles)


_SHAPES = {
    "core/shell": ("one core, closed shell", "CsPbBr3/SiO2", "zhong2018"),
    "Janus": ("second material on one side", "CsPbBr3/ZrO2", "liu2019d"),
    "islands": ("small dots on the faces", "CsPbBr3/PbS", "zhang2020d"),
    "metal": ("metal on the corners", "CsPbBr3/Au", "balakrishnan2017"),
    "inverted": ("dots inside perovskite", "PbS/MAPbI3", "ning2015"),
    "matrix": ("many crystals in one host", "CsPbBr3/m-SiO2", "an2021"),
}


def particle_shapes(kinds: Sequence[str] = tuple(_SHAPES)) -> Drawing:
    """Cross sections of the ways in which a perovskite and a second material share a particle.

    Parameters
    ----------
    kinds : sequence of str, optional
        Which to draw, of "core/shell", "Janus", "islands", "metal",
        "inverted" and "matrix".

    Returns
    -------
    Drawing
        Schematic; perovskite green, the second material in another colour.

    Raises
    ------
    ValueError
        If a kind is unknown or none is given.

    Examples
    --------
    >>> particle_shapes(["Janus"]).alt.startswith("Cross sections")
    True
    """
    unknown = [k for k in kinds if k not in _SHAPES]
    if unknown or not kinds:
        raise ValueError(f"kinds: {unknown or kinds!r} is not allowed; allowed: {', '.join(_SHAPES)}")
    columns = min(3, len(kinds))
    lines = math.ceil(len(kinds) / columns)
    figure, axes = new_figure(1.75 * columns, 1.95 * lines, (0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, 10 * columns)
    axes.set_ylim(-11.2 * lines, 0)
    axes.set_axis_off()
    axes.set_aspect("equal")
    titles = {}

    def block(x: float, y: float, half: float, colour: str, alpha: float = 0.55) -> Any:
        (patch,) = axes.fill(
            [x - half, x + half, x + half, x - half],
            [y - half, y - half, y + half, y + half],
            facecolor=colour,
            edgecolor=INK,
            alpha=alpha,
            linewidth=0.8,
        )
        return patch

    def disc(x: float, y: float, radius: float, colour: str, alpha: float = 0.9) -> Any:
        angle = np.linspace(0, 2 * np.pi, 41)
        (patch,) = axes.fill(
            x + radius * np.cos(angle), y + radius * np.sin(angle), color=colour, alpha=alpha, linewidth=0
        )
        return patch

    for k, kind in enumerate(kinds):
        x, y = 10 * (k % columns) + 5.0, -11.2 * (k // columns) - 4.1
        what, example, key = _SHAPES[kind]
        if kind == "core/shell":
            disc(x, y, 3.6, BLUE, 0.4)
            main = block(x, y, 2.1, GREEN, 0.8)
        elif kind == "Janus":
            disc(x + 1.5, y, 2.6, BLUE, 0.45)
            main = block(x - 1.3, y, 2.2, GREEN, 1.0)
        elif kind == "islands":
            main = block(x, y, 2.4, GREEN, 0.8)
            for dx, dy in ((-2.4, 1.0), (-0.9, 2.4), (1.6, 2.4), (2.4, -0.6), (0.3, -2.4), (-2.4, -1.5)):
                disc(x + dx, y + dy, 0.75, ORANGE)
        elif kind == "metal":
            main = block(x, y, 2.4, GREEN, 0.8)
            for dx, dy in ((-2.4, 2.4), (2.4, 2.4), (2.4, -2.4), (-2.4, -2.4)):
                disc(x + dx, y + dy, 0.8, "#7f7f7f")
        elif kind == "inverted":
            main = block(x, y, 3.7, GREEN, 0.6)
            for dx, dy in ((-1.8, 1.6), (1.7, 1.9), (0.1, -0.3), (-1.9, -2.0), (2.0, -1.9)):
                disc(x + dx, y + dy, 0.85, ORANGE)
        else:
            main = block(x, y, 3.8, BLUE, 0.35)
            for dx in (-2.3, 0.0, 2.3):
                for dy in (-2.3, 0.0, 2.3):
                    block(x + dx, y + dy, 0.75, GREEN, 0.9)
        link(main, f"shape-{k}", key)
        titles[f"shape-{k}"] = f"{kind}: {what}, as in {example}, {key}"
        axes.text(x, y - 4.6, kind, ha="center", va="center", fontsize=9, color=INK)
        axes.text(x, y - 5.6, what, ha="center", va="center", fontsize=7, color=INK)
        axes.text(x, y - 6.5, subscripts(example), ha="center", va="center", fontsize=7, color=INK)
    said = "; ".join(f"{kind}: {_SHAPES[kind][0]}, as in {_SHAPES[kind][1]}" for kind in kinds)
    return finish(figure, f"Cross sections, perovskite in green: {said}.", titles)


# Stated alignments, drawn to no scale: name of left and right material, their valence and conduction edges,
# where electron and hole sit ("left", "right", "both"), what the paper calls it, and the paper.
_SCHEMES = (
    ("PbS", "perovskite", (-0.45, 0.45), (-1.1, 1.0), ("left", "left"), "type I", "das-adhikari2023"),
    ("CsPbBr3", "PbS", (-1.2, 1.2), (-0.5, 0.5), ("right", "right"), "type I", "zhang2020d"),
    ("CsPbBr3", "Pb4S3Br2", (-1.1, 0.9), (-0.5, 1.05), ("both", "right"), "quasi type II", "imran2021b"),
)


def chalcogenide_alignments() -> Drawing:
    """Band schemes of three perovskite/chalcogenide pairs as their papers state them, to no scale.

    Returns
    -------
    Drawing
        Conduction edge above, valence edge below; a full dot is the electron,
        an open one the hole.

    Examples
    --------
    >>> "to no scale" in chalcogenide_alignments().alt
    True
    """
    figure, axes = new_figure(5.0, 2.3, (0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, 15.6)
    axes.set_ylim(-2.7, 2.6)
    axes.set_axis_off()
    titles, words = {}, []
    for k, (left, right, edges_left, edges_right, seats, called, key) in enumerate(_SCHEMES):
        start = 5.2 * k + 0.4
        spans = {"left": (start, start + 1.9), "right": (start + 1.9, start + 4.4)}
        if k == 0:  # the dot lies inside the perovskite
            spans = {"left": (start + 1.4, start + 3.0), "right": (start, start + 4.4)}
            pieces = [
                (start, start + 1.4, edges_right),
                (*spans["left"], edges_left),
                (start + 3.0, start + 4.4, edges_right),
            ]
        else:
            pieces = [(*spans["left"], edges_left), (*spans["right"], edges_right)]
        for level, colour in ((1, BLUE), (0, RED)):
            xs = [v for low, high, _ in pieces for v in (low, high)]
            ys = [v for _, _, edges in pieces for v in (edges[level], edges[level])]
            (line,) = axes.plot(xs, ys, color=colour, linewidth=2)
            if level:
                link(line, f"band-{k}", key)
        axes.fill_between(
            [v for low, high, _ in pieces for v in (low, high)],
            [v for _, _, edges in pieces for v in (edges[0], edges[0])],
            [v for _, _, edges in pieces for v in (edges[1], edges[1])],
            color=FAINT,
            alpha=0.25,
            linewidth=0,
        )
        for seat, level, full in ((seats[0], 1, True), (seats[1], 0, False)):
            places = ("left", "right") if seat == "both" else (seat,)
            for place in places:
                edges = edges_left if place == "left" else edges_right
                low, high = spans[place]
                offset = 0.22 if full else -0.22
                axes.plot(
                    (low + high) / 2,
                    edges[level] + offset,
                    "o",
                    color=BLUE if full else RED,
                    markerfacecolor=None if full else "none",
                    markersize=6,
                    alpha=0.6 if seat == "both" else 1.0,
                )
        titles[f"band-{k}"] = f"{left} and {right}: {called}, {key}"
        axes.text(start + 2.2, 2.35, called, ha="center", va="center", fontsize=9, color=INK)
        if k == 0:
            axes.text(start + 2.2, -1.75, left, ha="center", va="center", fontsize=8, color=INK)
            axes.text(start + 2.2, -2.3, f"in {right}", ha="center", va="center", fontsize=8, color=INK)
        else:
            axes.text(start + 0.95, -1.75, subscripts(left), ha="center", va="center", fontsize=8, color=INK)
            axes.text(start + 3.2, -1.75, subscripts(right), ha="center", va="center", fontsize=8, color=INK)
        electron, hole = (s.replace("left", left).replace("right", right) for s in seats)
        words.append(f"{left} with {right}, {called}, electron in {electron}, hole in {hole}")
    alt = f"Band schemes as stated, to no scale: {'; '.join(words)}."
    return finish(figure, alt.replace("in both", "in both materials"), titles)


_INFRARED = (
    (774.0, 774.0, "MAPbI3 LED", "xiao2019"),
    (892.0, 1127.0, "MAPbI3-capped PbS dots", "sukharevska2021"),
    (800.0, 1850.0, "PbS LEDs", "sun2012"),
)


def eye_and_radiance(eqe: float = 0.05, fwhm_nm: float = 20.0) -> Drawing:
    """Current efficiency and radiant intensity per ampere of one EQE, from the visible to the infrared.

    Parameters
    ----------
    eqe : float, optional
        External quantum efficiency [-], 0 to 1.
    fwhm_nm : float, optional
        Width of the Gaussian emission for the current efficiency [nm].

    Returns
    -------
    Drawing
        Above, cd/A on a logarithmic scale, which ends in the red; below, the
        radiance of a Lambertian emitter at 100 mA/cm². Bars: emission ranges
        that the reviews print.

    Raises
    ------
    ValueError
        If the efficiency is outside 0 to 1.

    Examples
    --------
    >>> "radiance" in eye_and_radiance().alt
    True
    """
    visible = np.arange(440.0, 791.0, 2.0)
    wavelength = np.arange(440.0, 1901.0, 10.0)
    candela = np.asarray(led.current_efficiency(eqe, *color.gaussian(visible, fwhm_nm)))
    radiance = np.asarray(led.radiance(eqe, led.photon_energy(wavelength), 100.0))
    figure, (above, below) = new_panels(5.0, 5.0, 2)
    above.plot(visible, candela, color=GREEN, linewidth=2)
    above.set_yscale("log")
    above.set_ylim(1e-4, 1e2)
    above.set_ylabel("cd/A")
    above.text(1340, 3e-2, "the eye sees nothing here", ha="center", va="center", fontsize=8, color=INK)
    below.plot(wavelength, radiance, color=ORANGE, linewidth=2)
    below.set_ylabel("radiance [W sr⁻¹ m⁻²]")
    below.set_ylim(0, None)
    below.set_xlabel("emission wavelength [nm]")
    titles = {}
    for k, (low, high, name, key) in enumerate(_INFRARED):
        y = float(led.radiance(eqe, led.photon_energy(440.0), 100.0)) * (0.55 + 0.13 * k)
        (mark,) = below.plot([low, high], [y, y], "|-", color=INK, linewidth=1.5, markersize=8)
        link(mark, f"infrared-{k}", key)
        span = f"{low:g} nm" if low == high else f"{low:g} to {high:g} nm"
        titles[f"infrared-{k}"] = f"{name}: {span}, {key}"
        below.annotate(
            subscripts(name) if "3" in name else name,
            (low, y),
            xytext=(4, 4),
            textcoords="offset points",
            ha="left",
            va="bottom",
            fontsize=8,
            color=INK,
        )
    for axes in (above, below):
        axes.set_xlim(440, 1900)
        axes.grid(True, axis="y", color=FAINT)
    values = ", ".join(f"{float(candela[visible == nm][0]):.2g} cd/A at {nm:g} nm" for nm in (520.0, 640.0, 774.0))
    powers = ", ".join(f"{float(radiance[wavelength == nm][0]):.3g} at {nm:g} nm" for nm in (520.0, 1130.0, 1850.0))
    alt = (
        f"At an EQE of {100 * eqe:g} % the current efficiency falls from green light to nothing: {values}. "
        f"The radiance at 100 mA/cm² falls only with the photon energy: {powers} W per sr and m². Bars: an "
        "MAPbI3 LED at 774 nm, capped PbS dots with edges or peaks at 892 to 1127 nm, PbS LEDs at 800 to 1850 nm."
    )
    return finish(figure, alt, titles)
