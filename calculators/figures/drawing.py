"""From a matplotlib figure to an inline SVG that follows the page's theme."""

from __future__ import annotations

import hashlib
import html
import io
import re
from collections.abc import Callable, Mapping
from typing import Any

from ..errors import needs

# Colours that stand for "the page's ink" and "a faint line" until the SVG is written.
INK = "#010203"
FAINT = "#040506"
_THEME = {INK: "var(--hb-ink, currentColor)", FAINT: "var(--hb-faint, #8888)"}

# Okabe-Ito colours, told apart by colour-blind readers and on both themes.
BLUE, ORANGE, GREEN, PURPLE, RED = "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00"

_STYLE: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "handbook",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.facecolor": "none",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "grid.color": FAINT,
    "grid.linewidth": 0.5,
    "figure.facecolor": "none",
    "savefig.facecolor": "none",
    "legend.frameon": False,
    "legend.labelcolor": INK,
}


def new_panels(width: float, height: float, rows: int) -> tuple[Any, Any]:
    """Figure and a column of axes that share their abscissa, sizes in inches."""
    with needs("matplotlib", "plot"):
        import matplotlib
        from matplotlib.figure import Figure

    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(rows, 1, sharex=True)
    return figure, axes


_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Drawing:
    """A figure as inline SVG with a text alternative.

    Attributes
    ----------
    svg : str
        The SVG element; its ids are unique to this figure.
    alt : str
        What the figure shows, in words.
    """

    def __init__(self, svg: str | Callable[[], str], alt: str) -> None:
        self._svg, self.alt = svg, alt

    @property
    def svg(self) -> str:
        """The SVG element, laid out when it is first asked for: that is most of the work of a figure."""
        if not isinstance(self._svg, str):
            self._svg = self._svg()
        return self._svg

    def __getstate__(self) -> dict[str, str]:
        return {"_svg": self.svg, "alt": self.alt}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.alt}

    def html(self) -> str:
        """Figure as an HTML fragment that scrolls where the screen is too narrow."""
        return f'<div class="hb-figure" tabindex="0">{self.svg}</div>'

    def document(self) -> str:
        """Figure as a file of its own, in black on white."""
        svg = self.svg.replace(_THEME[INK], "#000000").replace(_THEME[FAINT], "#88888888")
        return svg.replace('style="width', 'style="background:#ffffff;width', 1)

    def save(self, path: str) -> None:
        """Write the figure to an SVG file, in black on white."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.document())


def new_figure(
    width: float, height: float, margins: tuple[float, float, float, float] | None = None
) -> tuple[Any, Any]:
    """Figure and axes in the house style, sizes in inches.

    With `margins` (left, bottom, right, top as fractions) nothing has to be
    laid out, which is faster and lets labels be placed before drawing.
    """
    with needs("matplotlib", "plot"):
        import matplotlib
        from matplotlib.figure import Figure

    with matplotlib.rc_context(_STYLE):
        figure = Figure(figsize=(width, height), layout=None if margins else "constrained")
        axes = figure.add_subplot()
        if margins:
            figure.subplots_adjust(*margins)
    return figure, axes


def legend(axes: Any, **options: Any) -> None:
    """Legend in the house style (matplotlib reads its defaults when it is made); none where nothing is labelled."""
    if axes.get_legend_handles_labels()[0]:
        axes.legend(**{"fontsize": 8, "labelcolor": INK, "frameon": False, **options})


# Where a label may stand beside its point: offset in points, horizontal and vertical alignment.
_PLACES = (
    (6, 4, "left", "bottom"),
    (6, -4, "left", "top"),
    (-6, 4, "right", "bottom"),
    (-6, -4, "right", "top"),
    (0, 8, "center", "bottom"),
    (0, -8, "center", "top"),
)


def place_labels(axes: Any, labels: Mapping[str, tuple[float, float]], size: float = 8) -> list[str]:
    """Write each label beside its point where it covers no other point or label.

    Labels come first served; one that finds no free place is left out and
    returned, so that the caller can say where else it stands.
    """
    scale = 72 / axes.figure.dpi
    spots = {name: tuple(scale * v for v in axes.transData.transform(xy)) for name, xy in labels.items()}
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in spots.values()]
    frame = [scale * v for v in axes.get_window_extent().extents]
    left_out = []
    for name, (x, y) in spots.items():
        wide, high = 0.62 * size * len(name), 1.25 * size
        for dx, dy, horizontal, vertical in _PLACES:
            low_x = x + dx - {"left": 0.0, "center": wide / 2, "right": wide}[horizontal]
            low_y = y + dy - {"bottom": 0.0, "top": high}[vertical]
            box = (low_x, low_y, low_x + wide, low_y + high)
            inside = box[0] > frame[0] and box[2] < frame[2] + 30 and box[1] > frame[1] and box[3] < frame[3]
            if inside and not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in taken):
                axes.annotate(
                    name,
                    labels[name],
                    xytext=(dx, dy),
                    textcoords="offset points",
                    ha=horizontal,
                    va=vertical,
                    fontsize=size,
                    color=INK,
                )
                taken.append(box)
                break
        else:
            left_out.append(name)
    return left_out


def subscripts(formula: str) -> str:
    """Formula with its numbers as Unicode subscripts."""
    return re.sub(r"\d+(?:\.\d+)?", lambda m: m.group().translate(_LOW), formula)


def finish(figure: Any, alt: str, titles: Mapping[str, str] | None = None) -> Drawing:
    """Inline SVG of a figure.

    `titles` gives hover texts by the gid of an artist.
    """
    return Drawing(lambda: _inline(figure, alt, dict(titles or {})), alt)


def _inline(figure: Any, alt: str, titles: Mapping[str, str]) -> str:
    """SVG element of a figure: in the page's ink, with hover texts, with ids of its own."""
    import matplotlib

    buffer = io.StringIO()
    with matplotlib.rc_context(_STYLE):
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->\n?", "", svg, flags=re.DOTALL)
    for gid, title in titles.items():
        svg = svg.replace(f'<g id="{gid}">', f'<g id="{gid}"><title>{html.escape(title)}</title>', 1)
    for placeholder, colour in _THEME.items():
        svg = svg.replace(placeholder, colour)
    # Ids must be unique on the page: prefix all of them, and what refers to them.
    prefix = "f" + hashlib.sha256((svg + alt).encode()).hexdigest()[:8] + "-"
    svg = re.sub(r'\bid="', f'id="{prefix}', svg)
    svg = re.sub(r'(xlink:href="#|url\(#)', rf"\g<1>{prefix}", svg)
    svg = svg.replace("font: 10px 'DejaVu Sans'", "font: 10px 'DejaVu Sans', Verdana, sans-serif")
    svg = re.sub(r"'DejaVu Sans'(?!, Verdana)", "'DejaVu Sans', Verdana, sans-serif", svg)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    width = float(size.group(1)) if size else 400.0
    svg = re.sub(
        r'<svg [^>]*?(viewBox="[^"]*")[^>]*>',
        rf'<svg \1 role="img" aria-label="{html.escape(alt)}" xmlns="http://www.w3.org/2000/svg" '
        rf'xmlns:xlink="http://www.w3.org/1999/xlink" style="width:100%;max-width:{width * 4 / 3:.0f}px;height:auto">',
        svg,
        count=1,
    )
    return svg.strip()
