"""The list of all calculators: the page "Calculators" and the tests read it."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .absorption import nanocrystal_concentration
from .ageing import decay_fit, efficiency_roll_off
from .alignment import core_shell_alignment
from .colour import display_gamut
from .device import led_device
from .form import Calculator
from .led import led_efficiency
from .sizing import nanocrystal_size
from .spectrum import read_spectrum
from .tolerance import composition_line, tolerance_factors


@dataclass(frozen=True)
class Entry:
    """One calculator: the function that makes it, the page it stands on, and what it is for.

    Attributes
    ----------
    make : callable
        Makes the form in its first state.
    page : str
        Chapter that shows it, without suffix, such as ``"chapters/leds/efficiency"``;
        empty, and not in the gallery, as long as no chapter does.
    line : str
        What a reader gets from it, in one line.
    agreement : float
        Largest relative difference between its numbers in a browser and elsewhere:
        1e-12 for formulas, up to 1e-6 for fits and searches.
    """

    make: Callable[..., Calculator[Any]]
    page: str
    line: str
    agreement: float = 1e-12

    @property
    def function(self) -> str:
        """Name of the function in ``calculators.widgets``."""
        return self.make.__name__


CALCULATORS: tuple[Entry, ...] = (
    Entry(
        tolerance_factors,
        "chapters/foundations/structural-stability",
        "t, μ and τ of any single or double halide perovskite, or of a core beside its shell.",
    ),
    Entry(
        composition_line,
        "chapters/foundations/structural-stability",
        "Along a solid solution: where does a verdict change?",
    ),
    Entry(
        nanocrystal_concentration,
        "chapters/foundations/light-absorption",
        "From an absorbance or a spectrum to concentration, mass and cross-section, with error bars.",
    ),
    Entry(
        core_shell_alignment,
        "chapters/shells/classification",
        "Type I, II or unknown? By every source that was read, with experiments, and where electron and hole are.",
        agreement=1e-9,  # ground states are roots of an equation
    ),
    Entry(
        nanocrystal_size,
        "chapters/foundations/confinement",
        "A size from a colour, or a colour from a size, by measured points of the same material.",
    ),
    Entry(
        led_efficiency,
        "chapters/leds/efficiency",
        "From charge balance, yield and outcoupling to EQE, cd/A and colour.",
    ),
    Entry(
        led_device,
        "chapters/leds/efficiency",
        "A published device, or your own, as a whole: implied outcoupling, cd/A, power, colour, half-life.",
    ),
    Entry(
        display_gamut,
        "chapters/leds/white-displays",
        "Three emission lines: how much of a display gamut they cover, and the white they mix.",
        agreement=1e-9,  # the colour temperature is found by search
    ),
    Entry(
        decay_fit,
        "chapters/leds/lifetime",
        "The half-life of a measured decay, with its interval.",
        agreement=1e-6,
    ),
    Entry(
        read_spectrum,
        "chapters/characterization/optical",
        "A spectrum alone: peak, width and colour of an emission; onset, gap and tail of an absorbance.",
        agreement=1e-6,
    ),
    Entry(
        efficiency_roll_off,
        "chapters/leds/architectures",
        "Why the efficiency falls at high current: traps, light and Auger losses.",
    ),
)


class Gallery:
    """Cards of all calculators, each with the figure of its first state."""

    def __init__(self, entries: tuple[Entry, ...], root: str) -> None:
        self.entries, self.root = tuple(entry for entry in entries if entry.page), root

    def _card(self, entry: Entry) -> str:
        form = entry.make()
        drawing = form.drawing()
        picture = drawing.svg.replace('role="img"', 'aria-hidden="true"', 1) if drawing else ""
        address = f"{self.root}{entry.page}.html#calculator-{form.slug}"
        return (
            f'<li class="hb-card"><a href="{html.escape(address)}"><span class="hb-card-picture">{picture}</span>'
            f'<span class="hb-card-title">{html.escape(form.name)}</span></a>'
            f"<p>{html.escape(entry.line)}</p></li>"
        )

    def _repr_html_(self) -> str:
        return f'<ul class="hb-cards">{"".join(map(self._card, self.entries))}</ul>'

    def __repr__(self) -> str:
        return "\n".join(f"{entry.function}: {entry.line}" for entry in self.entries)


def gallery(root: str = "") -> Gallery:
    """All calculators as cards, with a picture and one line each.

    Parameters
    ----------
    root : str, optional
        Path from the page that shows the cards to the root of the book.

    Returns
    -------
    Gallery
        HTML for a notebook or a page, a list of lines in a terminal.

    Examples
    --------
    >>> print(gallery())
    tolerance_factors: t, μ and τ of any ...
    """
    return Gallery(CALCULATORS, root)
