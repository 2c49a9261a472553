"""How a perovskite and a second material share a particle, and how their bands lie as papers state it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from calculators import composition, errors, tables
from calculators.checks import names
from calculators.tables import Row


@dataclass(frozen=True)
class Shape:
    """A way to share a particle, in words, with one pair that is built so.

    Attributes
    ----------
    kind, what : str
        Name and description.
    core, shell, shell_class : str
        The example; empty if the tables hold none.
    citation : str
        Work on the example.
    """

    kind: str
    what: str
    core: str
    shell: str
    shell_class: str
    citation: str

    @property
    def example(self) -> str:
        """Core and shell, as in ``"CsPbBr3/SiO2"``; empty if the tables hold none."""
        return f"{self.core}/{self.shell}" if self.core else ""


def is_perovskite(name: str) -> bool:
    """Whether a name is the formula of a three-dimensional perovskite.

    Examples
    --------
    >>> [is_perovskite(name) for name in ("MAPbI3", "PbS", "triple-cation perovskite")]
    [True, False, False]
    """
    try:
        composition.perovskite(name)
    except composition.CompositionError:
        return False
    return True


def is_lead_chalcogenide(name: str) -> bool:
    """Whether a name is a formula with lead and a chalcogen, and no perovskite.

    Examples
    --------
    >>> [is_lead_chalcogenide(name) for name in ("PbS", "Pb4S3Br2", "ZnS", "PbS QD")]
    [True, True, False, False]
    """
    if not re.fullmatch(r"(?:[A-Z][a-z]?\d*)+", name):
        return False
    elements = set(re.findall(r"[A-Z][a-z]?", name))
    return "Pb" in elements and bool(elements & {"S", "Se", "Te"}) and not is_perovskite(name)


def _systems(architecture: str, metal: bool | None = None) -> Iterable[Row]:
    """Rows of ``core_shell`` of one architecture; only those with a metal, or none, if asked."""
    return (
        row
        for row in tables.read("core_shell")
        if row["architecture"] == architecture and metal in (None, row["shell_class"] == "metal")
    )


def _inverted() -> Iterable[Row]:
    """Pairs of the alignments with a perovskite around something that is none."""
    rows = tables.read("alignments")
    return (row for row in rows if is_perovskite(row["shell"]) and is_lead_chalcogenide(row["core"]))


_KINDS: dict[str, tuple[str, Callable[[], Iterable[Row]]]] = {
    "core/shell": ("one core, closed shell", partial(_systems, "core/shell")),
    "Janus": ("second material on one side", partial(_systems, "Janus")),
    "islands": ("small dots on the faces", partial(_systems, "core/island", metal=False)),
    "metal": ("metal on the surface", partial(_systems, "core/island", metal=True)),
    "inverted": ("dots inside perovskite", _inverted),
    "matrix": ("many crystals in one host", partial(_systems, "in-matrix")),
}
KINDS = tuple(_KINDS)
"""Ways to share a particle."""


def _preference(row: Row) -> tuple[bool, bool]:
    """Without a doubt before with one, imaged before not imaged."""
    return bool(row["flag"]), not row.get("shell_evidence")


def particle_shapes(kinds: Sequence[str] = KINDS) -> list[Shape]:
    """Ways in which a perovskite and a second material share a particle, each with an example.

    Parameters
    ----------
    kinds : sequence of str, optional
        Which, of "core/shell", "Janus", "islands", "metal", "inverted" and
        "matrix".

    Returns
    -------
    list of Shape
        The example is the first row of the tables without a doubt and, if
        possible, with a picture of the shell.

    Raises
    ------
    ArgumentError
        If a kind is unknown or none is given.

    Examples
    --------
    >>> [shape.what for shape in particle_shapes(["Janus"])]
    ['second material on one side']
    """
    shapes = []
    for kind in names("kinds", kinds):
        errors.one_of("kinds", kind, KINDS)
        what, rows = _KINDS[kind]
        found = min(rows(), key=_preference, default=None)
        named = [found.get(c, "") for c in ("core", "shell", "shell_class", "citation")] if found else [""] * 4
        shapes.append(Shape(kind, what, *named))
    return shapes


@dataclass(frozen=True)
class Scheme:
    """Alignment of a pair as a paper states it.

    Attributes
    ----------
    core, shell : str
        The two materials.
    alignment : str
        Class in the table ``alignments``.
    printed : str
        What the paper calls it.
    electron, hole : str
        ``"core"``, ``"shell"``, ``"both"``, or empty if that is not said.
    inside : bool
        Whether the perovskite is the shell.
    citation, flag : str
        As in the table.
    """

    core: str
    shell: str
    alignment: str
    printed: str
    electron: str
    hole: str
    inside: bool
    citation: str
    flag: str


# Where both carriers sit by the meaning of the class.
_SEATS = {"I": "core", "inverse I": "shell"}


def chalcogenide_alignments() -> list[Scheme]:
    """Alignments that papers state of a perovskite with a lead chalcogenide.

    Returns
    -------
    list of Scheme
        Rows of the table ``alignments`` with a class whose partners are a
        perovskite and a lead chalcogenide, both given as formulas.

    Examples
    --------
    >>> next((s.electron, s.hole) for s in chalcogenide_alignments() if s.citation == "imran2021b")
    ('both', 'shell')
    """
    schemes = []
    for row in tables.read("alignments"):
        inside = is_lead_chalcogenide(row["core"]) and is_perovskite(row["shell"])
        outside = is_perovskite(row["core"]) and is_lead_chalcogenide(row["shell"])
        if row["class"] and (inside or outside):
            seat = _SEATS.get(row["class"], "")
            schemes.append(
                Scheme(
                    row["core"],
                    row["shell"],
                    row["class"],
                    row["class_printed"],
                    row["electron"] or seat,
                    row["hole"] or seat,
                    inside,
                    row["citation"],
                    row["flag"],
                )
            )
    return schemes
