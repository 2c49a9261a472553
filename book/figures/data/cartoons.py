"""Core/shell arrangements as cross-sections, in nanometres."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from calculators import structure
from calculators.checks import Shape, finite, names, one_number, positive
from calculators.errors import one_of

KINDS = {
    "core/shell": "one core in a closed shell",
    "multiple cores": "four cores in the plane of the cut, in one shell that also parts them",
    "Janus": "a cap on one side of the core",
    "islands": "islands of this height on the core",
    "matrix": "cores this far apart in a matrix without an outer wall",
}
"""What each arrangement is."""


class Part(NamedTuple):
    """Piece of a cross-section around (0, 0)."""

    form: Literal["box", "bare box", "disc", "cap"]
    """A rectangle, one without an outline, a disc, or the upper quarter of a disc."""
    place: tuple[float, ...]
    """Lower left corner, width and height of a box; centre and radius of the others [nm]."""
    core: bool
    """Whether it is the core's material."""


class Bounds(NamedTuple):
    """Rectangle that holds the parts [nm]."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right [nm]."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top [nm]."""
        return self.top - self.bottom


@dataclass(frozen=True)
class CrossSection:
    """Arrangement cut through the middle.

    Attributes
    ----------
    kind : str
        A key of :data:`KINDS`.
    parts : tuple of Part
        From the back to the front.
    """

    kind: str
    parts: tuple[Part, ...]

    @property
    def bounds(self) -> Bounds:
        """Rectangle that holds all parts [nm]."""
        corners = []
        for part in self.parts:
            x, y, *size = part.place
            if part.form in ("box", "bare box"):
                corners.append((x, y, x + size[0], y + size[1]))
            else:
                corners.append((x - size[0], y if part.form == "cap" else y - size[0], x + size[0], y + size[0]))
        left, bottom, right, top = zip(*corners, strict=True)
        return Bounds(min(left), min(bottom), max(right), max(top))


@dataclass(frozen=True)
class Cartoon:
    """What :func:`core_shell_cartoon` returns.

    Attributes
    ----------
    sections : tuple of CrossSection
        One a kind.
    core_nm, shell_nm : float
        As given [nm].
    shell_share : float
        Share of a closed shell in the volume of the particle [-].
    """

    sections: tuple[CrossSection, ...]
    core_nm: float
    shell_nm: float
    shell_share: float


def _body(shape: Shape, x: float, y: float, size: float, core: bool) -> Part:
    """Cube or sphere around (x, y)."""
    if shape == "cube":
        return Part("box", (x - size / 2, y - size / 2, size, size), core)
    return Part("disc", (x, y, size / 2), core)


def _islands(core: float, height: float, shape: Shape) -> list[Part]:
    """Half discs that stand apart on the outline of the core: as many as fit, and one at least."""
    sites = next(s for s in _sites(core, height, shape) if len(s) == 1 or _apart(s) > 2 * height)
    return [Part("disc", (x, y, height), False) for x, y in sites]


def _sites(core: float, height: float, shape: Shape) -> Iterator[list[tuple[float, float]]]:
    """Places on the outline of the core, ever fewer, the last time one."""
    half = core / 2
    if shape == "sphere":
        for count in range(max(3, min(9, int(math.pi * core / (3.5 * height)))), 0, -1):
            turns = [0.4 + 2 * math.pi * k / count for k in range(count)]
            yield [(half * math.cos(t), half * math.sin(t)) for t in turns]
        return
    for each in range(max(1, min(3, int(core / (3.5 * height)))), 0, -1):
        along = [core * ((k + 0.5) / each - 0.5) for k in range(each)]
        yield [site for a in along for site in ((a, half), (a, -half), (half, a), (-half, a))]
    yield [(0.0, half), (0.0, -half)]
    yield [(0.0, half)]


def _apart(sites: Sequence[tuple[float, float]]) -> float:
    """Least distance of two places."""
    return min(itertools.starmap(math.dist, itertools.combinations(sites, 2)))


def _parts(kind: str, core: float, shell: float, shape: Shape) -> list[Part]:
    """Parts of a cross-section around (0, 0) [nm], from the back to the front."""
    step = core + shell
    if kind == "core/shell":
        return [_body(shape, 0, 0, core + 2 * shell, False), _body(shape, 0, 0, core, True)]
    if kind == "multiple cores":
        around = 2 * core + 3 * shell if shape == "cube" else step * 2**0.5 + core + 2 * shell
        cores = [_body(shape, x * step, y * step, core, True) for x in (-0.5, 0.5) for y in (-0.5, 0.5)]
        return [_body(shape, 0, 0, around, False), *cores]
    if kind == "Janus":
        cap = Part("box", (-core / 2, core / 2, core, shell), False)
        if shape == "sphere":
            cap = Part("cap", (0.0, 0.0, core / 2 + shell), False)
        return [cap, _body(shape, 0, 0, core, True)]
    if kind == "islands":
        return [*_islands(core, shell, shape), _body(shape, 0, 0, core, True)]
    cores = [_body(shape, x * step, y * step, core, True) for x in (-1.0, 0.0, 1.0) for y in (-0.5, 0.5)]
    return [Part("bare box", (-1.5 * step, -step, 3 * step, 2 * step), False), *cores]


@finite
def core_shell_cartoon(
    kind: str | Sequence[str] = tuple(KINDS), *, core_nm: float, shell_nm: float, shape: Shape = "cube"
) -> Cartoon:
    """Cross-sections of core/shell arrangements to scale.

    Parameters
    ----------
    kind : str or sequence of str, optional
        One key of :data:`KINDS` or several; all by default.
    core_nm : float
        Edge or diameter of a core [nm], above 0.
    shell_nm : float
        Thickness of the shell or cap, height of the islands, or distance from
        core to core in a matrix [nm], above 0.
    shape : {"cube", "sphere"}, optional
        Shape of the cores.

    Returns
    -------
    Cartoon
        Sizes are to scale; the number of cores in a shell or matrix and of
        islands, and the width of a cap, are only examples.

    Raises
    ------
    ArgumentError
        If a kind or shape is unknown, or a length is not above 0.

    Examples
    --------
    >>> found = core_shell_cartoon("core/shell", core_nm=8.2, shell_nm=1.5)
    >>> round(found.sections[0].bounds.width, 1), round(found.shell_share, 2)
    (11.2, 0.61)
    """
    kinds = (kind,) if isinstance(kind, str) else names("kind", kind)
    for one in kinds:
        one_of("kind", one, KINDS)
    one_of("shape", shape, ("cube", "sphere"))
    core, shell = (
        one_number(name, positive(name, size, "nm")) for name, size in (("core_nm", core_nm), ("shell_nm", shell_nm))
    )
    sections = tuple(CrossSection(one, tuple(_parts(one, core, shell, shape))) for one in kinds)
    return Cartoon(sections, core, shell, structure.shell_share(core, shell))
