"""What several figures of the book share: colours of shell classes, and how numbers and doubts are worded."""

from __future__ import annotations

from collections.abc import Iterable

from calculators import bibliography
from calculators.figures.drawing import BLUE, GREEN, INK, ORANGE, PURPLE, RED, subscripts
from calculators.figures.marks import digits as short

GREY = "#7f7f7f"
SHELL_COLOURS = {
    "oxide": BLUE,
    "chalcogenide": ORANGE,
    "perovskite": GREEN,
    "polymer": PURPLE,
    "MOF": RED,
    "halide salt": "#56b4e9",
    "sulfate": "#8a6d00",
    "metal": GREY,
}
"""Colour of a class of shell, as the table ``core_shell`` names it."""


def shell_colour(shell_class: str) -> str:
    """Colour of a class of shell; the page's ink for one that has none of its own."""
    return SHELL_COLOURS.get(shell_class, INK)


def duration(hours: float) -> str:
    """Duration in the unit that a reader would choose: seconds, minutes, hours, from three days on days.

    Examples
    --------
    >>> duration(0.25), duration(2.5), duration(168.0)
    ('15 min', '2.5 h', '7 d')
    """
    if hours < 1 / 60:
        return f"{3600 * hours:.3g} s"
    if hours < 1:
        return f"{60 * hours:.3g} min"
    return f"{hours / 24:g} d" if hours >= 72 and hours % 24 == 0 else f"{hours:g} h"


def hours(value: float) -> str:
    """Half-life of a device as people say it: minutes below one hour, else hours, three digits.

    Examples
    --------
    >>> hours(0.25), hours(2.333), hours(2400.0)
    ('15 min', '2.33 h', '2400 h')
    """
    return f"{short(value)} h" if value >= 1 else f"{short(60 * value)} min"


def span(low: float, high: float | None = None, unit: str = "", digits: str = "g") -> str:
    """Number or range with its unit: ``"52 %"``, ``"52 to 64 %"``."""
    text = f"{low:{digits}}" + ("" if high is None or high == low else f" to {high:{digits}}")
    return f"{text} {unit}" if unit else text


def doubt(flag: str) -> str:
    """Flag of a row in brackets, to end a hover text with; empty if it has none."""
    return f" ({flag})" if flag else ""


def first_key(citation: str) -> str:
    """First key of a citation of several works."""
    return bibliography.first(citation)


def shell_name(shell: str, shell_class: str) -> str:
    """Name of a shell with subscripts where it is a formula; polymers and frameworks have names."""
    return shell if shell_class in ("polymer", "MOF") else subscripts(shell)


def log_limits(low: float, high: float, values: Iterable[float]) -> tuple[float, float]:
    """Limits of a logarithmic axis: the usual ones, wider where a value lies outside.

    Examples
    --------
    >>> log_limits(0.1, 100.0, [2.0, 150.0])
    (0.1, 187.5)
    """
    found = list(values)
    least, most = min(found, default=low), max(found, default=high)
    return (low if least > low else least / 1.25), (high if most < high else 1.25 * most)
