"""Core/shell arrangements as cross-sections, drawn to scale."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from calculators import structure
from calculators.checks import positive
from calculators.figures.drawing import BLUE, INK, ORANGE, Drawing, finish, new_figure, subscripts

KINDS = {
    "core/shell": "one core in a closed shell",
    "multiple cores": "four cores in the plane of the cut, in one shell that also parts them",
    "Janus": "a cap on one side of the core",
    "islands": "islands of this height on the core",
    "matrix": "cores this far apart in a matrix without an outer wall",
}
# A part: "box" with its lower left corner, width and height; "disc" with its centre and
# radius; "cap" as "disc", upper quarter only. The last entry tells the core.
_Part = tuple[str, tuple[float, ...], bool]
_WIDTH_IN, _GAP_IN, _FONT_PT = 4.6, 0.22, 9.0


def _body(shape: str, x: float, y: float, size: float, core: bool) -> _Part:
    """Cube or sphere around (x, y)."""
    if shape == "cube":
        return "box", (x - size / 2, y - size / 2, size, size), core
    return "disc", (x, y, size / 2), core


def _islands(core: float, height: float, shape: str) -> list[_Part]:
    """Half discs that stand apart on the outline of the core."""
    if shape == "sphere":
        count = max(3, min(9, int(math.pi * core / (3.5 * height))))
        turns = [0.4 + 2 * math.pi * k / count for k in range(count)]
        sites = [(core / 2 * math.cos(t), core / 2 * math.sin(t)) for t in turns]
    else:
        each = max(1, min(3, int(core / (3.5 * height))))
        along = [core * ((k + 0.5) / each - 0.5) for k in range(each)]
        half = core / 2
        sites = [site for a in along for site in ((a, half), (a, -half), (half, a), (-half, a))]
    return [("disc", (x, y, height), False) for x, y in sites]


def _parts(kind: str, core: float, shell: float, shape: str) -> list[_Part]:
    """Parts of a cross-section around (0, 0) [nm], from the back to the front."""
    step = core + shell
    if kind == "core/shell":
        return [_body(shape, 0, 0, core + 2 * shell, False), _body(shape, 0, 0, core, True)]
    if kind == "multiple cores":
        around = 2 * core + 3 * shell if shape == "cube" else step * 2**0.5 + core + 2 * shell
        cores = [_body(shape, x * step, y * step, core, True) for x in (-0.5, 0.5) for y in (-0.5, 0.5)]
        return [_body(shape, 0, 0, around, False), *cores]
    if kind == "Janus":
        cap: _Part = ("box", (-core / 2, core / 2, core, shell), False)
        if shape == "sphere":
            cap = ("cap", (0.0, 0.0, core / 2 + shell), False)
        return [cap, _body(shape, 0, 0, core, True)]
    if kind == "islands":
        return [*_islands(core, shell, shape), _body(shape, 0, 0, core, True)]
    cores = [_body(shape, x * step, y * step, core, True) for x in (-1.0, 0.0, 1.0) for y in (-0.5, 0.5)]
    return [("bare box", (-1.5 * step, -step, 3 * step, 2 * step), False), *cores]


def _bounds(parts: list[_Part]) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the parts [nm]."""
    corners = []
    for form, place, _ in parts:
        if form in ("box", "bare box"):
            x, y, wide, high = place
            corners.append((x, y, x + wide, y + high))
        else:
            x, y, radius = place
            corners.append((x - radius, y if form == "cap" else y - radius, x + radius, y + radius))
    left, bottom, right, top = zip(*corners, strict=True)
    return min(left), min(bottom), max(right), max(top)


def _paint(axes: Any, parts: list[_Part], dx: float, dy: float) -> None:
    from matplotlib.patches import Circle, Rectangle, Wedge

    for order, (form, place, core) in enumerate(parts):
        look: dict[str, Any] = {
            "facecolor": BLUE if core else ORANGE,
            "edgecolor": "none" if form == "bare box" else INK,
            "linewidth": 0.8,
            "zorder": 1 + order,
        }
        x, y = place[0] + dx, place[1] + dy
        if form in ("box", "bare box"):
            axes.add_patch(Rectangle((x, y), place[2], place[3], **look))
        elif form == "disc":
            axes.add_patch(Circle((x, y), place[2], **look))
        else:
            axes.add_patch(Wedge((x, y), place[2], 45, 135, **look))


def _bar(width_nm: float) -> float:
    """Round length of a scale bar, at most a quarter of the width."""
    power = 10 ** math.floor(math.log10(width_nm / 4))
    return next(float(m * power) for m in (5, 2, 1) if m * power <= width_nm / 4)


def core_shell_cartoon(
    kind: str | Sequence[str] = tuple(KINDS),
    core_nm: float = 10.0,
    shell_nm: float = 2.0,
    shape: str = "cube",
    core: str = "core",
    shell: str = "shell",
) -> Drawing:
    """Core/shell arrangements cut through the middle, all on one scale with a scale bar.

    Parameters
    ----------
    kind : str or sequence of str, optional
        ``"core/shell"``, ``"multiple cores"``, ``"Janus"``, ``"islands"``,
        ``"matrix"``, or several of them; all five by default.
    core_nm : float, optional
        Edge or diameter of a core [nm], above 0.
    shell_nm : float, optional
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
    ValueError
        If a kind or shape is unknown, or a length is not above 0.

    Examples
    --------
    >>> drawing = core_shell_cartoon("core/shell", 8.2, 1.5)
    >>> "61 % of the volume" in drawing.alt
    True
    """
    kinds = [kind] if isinstance(kind, str) else list(kind)
    unknown = [k for k in kinds if k not in KINDS]
    if unknown or not kinds:
        raise ValueError(f"kind: {', '.join(map(repr, unknown)) or kinds} is not allowed; it is of {', '.join(KINDS)}")
    core_nm, shell_nm = float(positive("core_nm", core_nm, "nm")), float(positive("shell_nm", shell_nm, "nm"))
    layer = structure.shell_volume(core_nm, shell_nm, shape)  # type: ignore[arg-type]
    share = layer / (layer + core_nm**3 * (1.0 if shape == "cube" else math.pi / 6))

    drawn = [_parts(k, core_nm, shell_nm, shape) for k in kinds]
    boxes = [_bounds(parts) for parts in drawn]
    wide, high = [b[2] - b[0] for b in boxes], [b[3] - b[1] for b in boxes]
    label_in = [0.62 * _FONT_PT * len(k) / 72 for k in kinds]
    lines = [range(n, min(n + 3, len(kinds))) for n in range(0, len(kinds), 3)]

    def widths(nm_per_in: float, line: range) -> list[float]:
        return [max(wide[k] / nm_per_in, label_in[k]) for k in line]

    scale = max(high) / 2.0
    while any(sum(widths(scale, line)) + _GAP_IN * (len(line) + 1) > _WIDTH_IN for line in lines):
        scale *= 1.02
    text_in = 1.5 * _FONT_PT / 72
    line_in = [max(high[k] for k in line) / scale + text_in + _GAP_IN for line in lines]
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
            middle = x + cell * scale / 2
            left, bottom, right, _ = boxes[k]
            _paint(axes, drawn[k], middle - (left + right) / 2, top - bottom + _GAP_IN * scale / 4)
            label_y = top + high[k] + (_GAP_IN / 4 + 0.06) * scale
            axes.text(middle, label_y, kinds[k], ha="center", va="bottom", fontsize=_FONT_PT, color=INK)
            x += cell * scale + free
    _key(axes, scale, text_in, (core, core_nm), (shell, shell_nm))
    words = "; ".join(f"{k}: {KINDS[k]}" for k in kinds)
    alt = (
        f"Cross-sections to scale of {core_nm:g} nm {shape}s of {core} (blue) with {shell_nm:g} nm of {shell} "
        f"(orange). {words}."
    )
    if "core/shell" in kinds:
        alt += f" The closed shell takes {100 * share:.0f} % of the volume."
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
