"""Core/shell arrangements as cross-sections, drawn to scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from calculators.checks import Shape
from calculators.figures.drawing import BLUE, INK, ORANGE, Drawing, finish, new_figure, subscripts

from .data import cartoons as data

_WIDTH_IN, _GAP_IN, _FONT_PT = 4.6, 0.22, 9.0


def _paint(axes: Any, parts: tuple[data.Part, ...], dx: float, dy: float) -> None:
    from matplotlib.patches import Circle, Rectangle, Wedge

    for order, part in enumerate(parts):
        look: dict[str, Any] = {
            "facecolor": BLUE if part.core else ORANGE,
            "edgecolor": "none" if part.form == "bare box" else INK,
            "linewidth": 0.8,
            "zorder": 1 + order,
        }
        x, y, *size = part.place
        if part.form in ("box", "bare box"):
            axes.add_patch(Rectangle((x + dx, y + dy), size[0], size[1], **look))
        elif part.form == "disc":
            axes.add_patch(Circle((x + dx, y + dy), size[0], **look))
        else:
            axes.add_patch(Wedge((x + dx, y + dy), size[0], 45, 135, **look))


def _bar(width_nm: float) -> float:
    """Round length of a scale bar, at most a quarter of the width."""
    power = 10 ** math.floor(math.log10(width_nm / 4))
    return next(float(m * power) for m in (5, 2, 1) if m * power <= width_nm / 4)


def core_shell_cartoon(
    kind: str | Sequence[str] = tuple(data.KINDS),
    *,
    core_nm: float,
    shell_nm: float,
    shape: Shape = "cube",
    core: str = "core",
    shell: str = "shell",
) -> Drawing:
    """Core/shell arrangements cut through the middle, all on one scale with a scale bar.

    Parameters
    ----------
    kind : str or sequence of str, optional
        ``"core/shell"``, ``"multiple cores"``, ``"Janus"``, ``"islands"``,
        ``"matrix"``, or several of them; all five by default.
    core_nm : float
        Edge or diameter of a core [nm], above 0.
    shell_nm : float
        Thickness of the shell or cap, height of the islands, or distance from
        core to core in a matrix [nm], above 0.
    shape : {"cube", "sphere"}, optional
        Shape of the cores.
    core, shell : str, optional
        Names of the materials.

    Returns
    -------
    Drawing
        One cross-section a kind. Sizes are to scale; the number of cores in a
        shell or matrix and of islands, and the width of a cap, are only examples.

    Raises
    ------
    ArgumentError
        If a kind or shape is unknown, or a length is not above 0.

    Examples
    --------
    >>> core_shell_cartoon("core/shell", core_nm=8.2, shell_nm=1.5).alt.split(". ")[-1]
    'The closed shell takes 61 % of the volume.'
    """
    shown = data.core_shell_cartoon(kind, core_nm=core_nm, shell_nm=shell_nm, shape=shape)
    kinds = [section.kind for section in shown.sections]
    boxes = [section.bounds for section in shown.sections]
    label_in = [0.62 * _FONT_PT * len(k) / 72 for k in kinds]
    lines = [range(n, min(n + 3, len(kinds))) for n in range(0, len(kinds), 3)]

    def widths(nm_per_in: float, line: range) -> list[float]:
        return [max(boxes[k].width / nm_per_in, label_in[k]) for k in line]

    scale = max(box.height for box in boxes) / 2.0
    while any(sum(widths(scale, line)) + _GAP_IN * (len(line) + 1) > _WIDTH_IN for line in lines):
        scale *= 1.02
    text_in = 1.5 * _FONT_PT / 72
    line_in = [max(boxes[k].height for k in line) / scale + text_in + _GAP_IN for line in lines]
    height = sum(line_in) + 3 * text_in

    figure, axes = new_figure(_WIDTH_IN, height, margins=(0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, _WIDTH_IN * scale)
    axes.set_ylim(0, height * scale)
    top = height * scale
    for line, tall in zip(lines, line_in, strict=True):
        cells = widths(scale, line)
        free = (_WIDTH_IN - sum(cells)) / (len(line) + 1) * scale
        x, top = free, top - tall * scale
        for k, cell in zip(line, cells, strict=True):
            middle, box = x + cell * scale / 2, boxes[k]
            _paint(
                axes,
                shown.sections[k].parts,
                middle - (box.left + box.right) / 2,
                top - box.bottom + _GAP_IN * scale / 4,
            )
            label_y = top + box.height + (_GAP_IN / 4 + 0.06) * scale
            axes.text(middle, label_y, kinds[k], ha="center", va="bottom", fontsize=_FONT_PT, color=INK)
            x += cell * scale + free
    _key(axes, scale, text_in, (core, shown.core_nm), (shell, shown.shell_nm))
    alt = (
        f"Cross-sections to scale of {shown.core_nm:g} nm {shape}s of {core} (blue) with {shown.shell_nm:g} nm of "
        f"{shell} (orange). {'; '.join(f'{k}: {data.KINDS[k]}' for k in kinds)}."
    )
    if "core/shell" in kinds:
        alt += f" The closed shell takes {100 * shown.shell_share:.0f} % of the volume."
    return finish(figure, alt)


def _key(axes: Any, scale: float, text_in: float, core: tuple[str, float], shell: tuple[str, float]) -> None:
    """Scale bar, and what the two colours are, under the drawings."""
    from matplotlib.patches import Rectangle

    bar = _bar(_WIDTH_IN * scale)
    pad, square = 0.15 * scale, 0.11 * scale
    y = 1.9 * text_in * scale
    axes.plot([pad, pad + bar], [y, y], color=INK, linewidth=2.5, solid_capstyle="butt")
    axes.text(pad, y - 0.06 * scale, f"{bar:g} nm", va="top", fontsize=_FONT_PT, color=INK)
    left = 1.5 * scale
    for k, ((name, size), colour) in enumerate(((core, BLUE), (shell, ORANGE))):
        row = y - k * text_in * scale
        box = Rectangle((left, row - square / 2), square, square, facecolor=colour, edgecolor=INK, linewidth=0.8)
        axes.add_patch(box)
        axes.text(
            left + 1.7 * square,
            row,
            f"{subscripts(name)}, {size:g} nm",
            va="center",
            fontsize=_FONT_PT,
            color=INK,
        )
