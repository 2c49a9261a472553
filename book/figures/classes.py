"""Schemes of the classes of alignment."""

from __future__ import annotations

from typing import Any

from calculators.figures.drawing import BLUE, FAINT, INK, RED, Drawing, finish, new_figure

from .data import classes as data

# A cell of the figure: where the materials begin and end, and how far apart the cells are.
_SHELL_LEFT, _CORE, _SHELL_RIGHT = (0.0, 0.8), (0.8, 2.2), (2.2, 3.0)
_SPOTS = {"core": (1.5,), "shell": (0.4, 2.6), "both": (0.4, 1.5, 2.6)}
_STEP = 3.7, -5.6


def _cell(axes: Any, scheme: data.ClassScheme, left: float, bottom: float) -> None:
    """One scheme, 3 wide and 5 high from its lower left corner."""

    def height(energy: float) -> float:
        return bottom + energy + 7.3

    core, shell = scheme.core, scheme.shell
    for (start, end), edges in ((_SHELL_LEFT, shell), (_CORE, core), (_SHELL_RIGHT, shell)):
        for energy, colour in ((edges.cbm, BLUE), (edges.vbm, RED)):
            axes.plot([left + start, left + end], [height(energy)] * 2, color=colour, linewidth=2)
    for x in _CORE:
        for a, b in ((core.cbm, shell.cbm), (core.vbm, shell.vbm)):
            axes.plot([left + x] * 2, [height(a), height(b)], color=FAINT, linewidth=0.8)
    for place, inside, outside, colour, face, lift in (
        (scheme.electron, core.cbm, shell.cbm, BLUE, BLUE, 0.22),
        (scheme.hole, core.vbm, shell.vbm, RED, "none", -0.22),
    ):
        y = height(outside if place == "shell" else inside) + lift
        spots = _SPOTS[place]
        if place == "both":
            axes.plot([left + spots[0], left + spots[-1]], [y, y], color=colour, linewidth=0.8)
        for x in spots:
            axes.plot(left + x, y, "o", color=colour, markerfacecolor=face, markersize=5)
    axes.text(left + 1.5, bottom + 4.75, scheme.kind, ha="center", va="bottom", fontsize=10, color=INK)


def alignment_classes() -> Drawing:
    """Schemes of the classes of :func:`calculators.alignment.classify`.

    Returns
    -------
    Drawing
        A cut through shell, core and shell for each class: upper lines are
        conduction bands, lower ones valence bands, dots where the electron
        (full) and the hole (open) are.

    Examples
    --------
    >>> [words for words in alignment_classes().alt.split("; ") if words.startswith("quasi-II")]
    ['quasi-II: electron in both, hole in core']
    """
    schemes = data.alignment_classes()
    figure, axes = new_figure(4.8, 4.2, margins=(0.01, 0.01, 0.99, 0.99))
    axes.set_axis_off()
    for n, scheme in enumerate(schemes):
        _cell(axes, scheme, _STEP[0] * (n % 3), _STEP[1] * (n // 3))
    bottom = _STEP[1] * ((len(schemes) - 1) // 3)
    for name, x in (("shell", 0.4), ("core", 1.5), ("shell", 2.6)):
        axes.text(x, bottom - 0.15, name, ha="center", va="top", fontsize=8, color=INK)
    axes.set_xlim(-0.3, 10.7)
    axes.set_ylim(bottom - 0.7, 5.5)
    words = [f"{scheme.kind}: electron in {scheme.electron}, hole in {scheme.hole}" for scheme in schemes]
    return finish(figure, "Schemes of the classes, as cuts through shell, core and shell. " + "; ".join(words) + ".")
