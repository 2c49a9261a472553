"""Cartoons of particles of two materials, and of the alignments that papers state."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    RED,
    Drawing,
    finish,
    new_figure,
    subscripts,
)
from calculators.figures.marks import link

from .data import particles as data
from .style import GREY, doubt, first_key, shell_name


def particle_shapes(kinds: Sequence[str] = data.KINDS) -> Drawing:
    """Cross sections of the ways in which a perovskite and a second material share a particle.

    Parameters
    ----------
    kinds : sequence of str, optional
        Which to draw, of "core/shell", "Janus", "islands", "metal",
        "inverted" and "matrix".

    Returns
    -------
    Drawing
        Schematic; perovskite green, the second material in another colour,
        with one pair of the tables as an example.

    Raises
    ------
    ArgumentError
        If a kind is unknown or none is given.

    Examples
    --------
    >>> particle_shapes(["Janus"]).alt.partition(", as in")[0]
    'Cross sections, perovskite in green: Janus: second material on one side'
    """
    shapes = data.particle_shapes(kinds)
    columns = min(3, len(shapes))
    lines = math.ceil(len(shapes) / columns)
    figure, axes = new_figure(1.75 * columns, 1.95 * lines, (0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, 10 * columns)
    axes.set_ylim(-11.2 * lines, 0)
    axes.set_axis_off()
    axes.set_aspect("equal")
    titles, words = {}, []

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

    for k, shape in enumerate(shapes):
        kind = shape.kind
        x, y = 10 * (k % columns) + 5.0, -11.2 * (k // columns) - 4.1
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
                disc(x + dx, y + dy, 0.8, GREY)
        elif kind == "inverted":
            main = block(x, y, 3.7, GREEN, 0.6)
            for dx, dy in ((-1.8, 1.6), (1.7, 1.9), (0.1, -0.3), (-1.9, -2.0), (2.0, -1.9)):
                disc(x + dx, y + dy, 0.85, ORANGE)
        else:
            main = block(x, y, 3.8, BLUE, 0.35)
            for dx in (-2.3, 0.0, 2.3):
                for dy in (-2.3, 0.0, 2.3):
                    block(x + dx, y + dy, 0.75, GREEN, 0.9)
        said = f"{kind}: {shape.what}" + (f", as in {shape.example}" if shape.example else "")
        words.append(said)
        gid = f"shape-{k}"
        if shape.example:
            link(main, gid, shape.citation)
            said += f", {first_key(shape.citation)}"
        else:
            main.set_gid(gid)
        titles[gid] = said
        axes.text(x, y - 4.6, kind, ha="center", va="center", fontsize=9, color=INK)
        axes.text(x, y - 5.6, shape.what, ha="center", va="center", fontsize=7, color=INK)
        named = f"{subscripts(shape.core)}/{shell_name(shape.shell, shape.shell_class)}" if shape.example else ""
        axes.text(x, y - 6.5, named, ha="center", va="center", fontsize=7, color=INK)
    return finish(figure, f"Cross sections, perovskite in green: {'; '.join(words)}.", titles)


# Valence and conduction edges of core and shell, to no scale, that make a class visible.
_LEVELS = {
    "I": ((-0.45, 0.45), (-1.1, 1.0)),
    "inverse I": ((-1.2, 1.2), (-0.5, 0.5)),
    "quasi-II": ((-1.1, 0.9), (-0.5, 1.05)),
    "II": ((-1.1, 0.6), (-0.5, 1.2)),
    "III": ((-1.4, -0.3), (0.1, 1.2)),
    "flat": ((-0.8, 0.8), (-0.8, 0.8)),
}


def _levels(scheme: data.Scheme) -> tuple[tuple[float, float], tuple[float, float]]:
    """Edges of core and shell; turned over where it is the hole that both share."""
    core, shell = _LEVELS[scheme.alignment]
    if scheme.alignment == "quasi-II" and scheme.hole == "both":
        return (-core[1], -core[0]), (-shell[1], -shell[0])
    return core, shell


def _seat(scheme: data.Scheme, where: str) -> str:
    """Place of a carrier in words."""
    names = {"core": scheme.core, "shell": scheme.shell, "both": "both materials"}
    return names.get(where, "not stated")


def chalcogenide_alignments() -> Drawing:
    """Band schemes of perovskite/chalcogenide pairs as their papers state them, to no scale.

    Returns
    -------
    Drawing
        Conduction edge above, valence edge below; a full dot is the electron,
        an open one the hole. A dot inside a perovskite stands in the middle of it.

    Examples
    --------
    >>> chalcogenide_alignments().alt.partition(":")[0]
    'Band schemes as stated, to no scale'
    """
    schemes = data.chalcogenide_alignments()
    figure, axes = new_figure(5.0 * max(1, len(schemes)) / 3, 2.3, (0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, 5.2 * max(1, len(schemes)))
    axes.set_ylim(-2.7, 2.6)
    axes.set_axis_off()
    titles, words = {}, []
    for k, scheme in enumerate(schemes):
        start = 5.2 * k + 0.4
        edges = dict(zip(("core", "shell"), _levels(scheme), strict=True))
        if scheme.inside:
            spans = {"core": (start + 1.4, start + 3.0), "shell": (start, start + 1.4)}
            pieces = [(*spans["shell"], "shell"), (*spans["core"], "core"), (start + 3.0, start + 4.4, "shell")]
        else:
            spans = {"core": (start, start + 1.9), "shell": (start + 1.9, start + 4.4)}
            pieces = [(*spans["core"], "core"), (*spans["shell"], "shell")]
        xs = [v for low, high, _ in pieces for v in (low, high)]
        low_edge, high_edge = ([edges[part][level] for *_, part in pieces for _ in (0, 1)] for level in (0, 1))
        (line,) = axes.plot(xs, high_edge, color=BLUE, linewidth=2)
        axes.plot(xs, low_edge, color=RED, linewidth=2)
        axes.fill_between(xs, low_edge, high_edge, color=FAINT, alpha=0.25, linewidth=0)
        for where, level, electron in ((scheme.electron, 1, True), (scheme.hole, 0, False)):
            for part in {"both": ("core", "shell")}.get(where, (where,) if where else ()):
                axes.plot(
                    sum(spans[part]) / 2,
                    edges[part][level] + (0.22 if electron else -0.22),
                    "o",
                    color=BLUE if electron else RED,
                    markerfacecolor=None if electron else "none",
                    markersize=6,
                    alpha=0.6 if where == "both" else 1.0,
                )
        gid = f"band-{k}"
        link(line, gid, scheme.citation)
        titles[gid] = (
            f"{scheme.core} and {scheme.shell}: {scheme.printed}, {first_key(scheme.citation)}{doubt(scheme.flag)}"
        )
        text = {"ha": "center", "va": "center", "color": INK}
        axes.text(start + 2.2, 2.35, scheme.printed, fontsize=9, **text)
        if scheme.inside:
            axes.text(start + 2.2, -1.75, subscripts(scheme.core), fontsize=8, **text)
            axes.text(start + 2.2, -2.3, f"in {subscripts(scheme.shell)}", fontsize=8, **text)
        else:
            axes.text(start + 0.95, -1.75, subscripts(scheme.core), fontsize=8, **text)
            axes.text(start + 3.2, -1.75, subscripts(scheme.shell), fontsize=8, **text)
        words.append(
            f"{scheme.core} with {scheme.shell}, {scheme.printed}, electron in {_seat(scheme, scheme.electron)}, "
            f"hole in {_seat(scheme, scheme.hole)}"
        )
    return finish(figure, f"Band schemes as stated, to no scale: {'; '.join(words)}.", titles)
