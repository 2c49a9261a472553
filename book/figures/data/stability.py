"""Stability tests of bare and coated crystals, from the table ``stability``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from calculators import tables
from calculators.checks import names
from calculators.errors import ArgumentError, one_name
from calculators.tables import Row

# Columns in which the rows of one printed cell differ: the system of each, and what we remark on it.
_OWN = ("system_id", "flag", "note")


@dataclass(frozen=True)
class Sample:
    """What a test prints of one sample.

    Attributes
    ----------
    hours : float or None
        Duration [h].
    hours_qualifier : str
        ``"<"``, ``">"``, ``"~"`` or nothing.
    low_pct, high_pct : float or None
        Share of the luminescence that is left [%]; equal unless a range is printed.
    pct_qualifier : str
        As of the duration.
    """

    hours: float | None
    hours_qualifier: str
    low_pct: float | None
    high_pct: float | None
    pct_qualifier: str

    @property
    def timed(self) -> bool:
        """Whether both a duration and a share are printed."""
        return self.hours is not None and self.low_pct is not None

    @property
    def middle_pct(self) -> float:
        """Share, or the middle of its range [%]; NaN if none is printed."""
        if self.low_pct is None or self.high_pct is None:
            return float("nan")
        return (self.low_pct + self.high_pct) / 2


@dataclass(frozen=True)
class StabilityTest:
    """A bare and a coated sample under one stress; a cell that a table merges for several shells is one test.

    Attributes
    ----------
    core, shell_class, architecture : str
        Of the system.
    shells : tuple of str
        Shells for which the cell is printed.
    stress, condition, medium : str
        As in the table.
    temperature_c : float or None
        Temperature [°C].
    bare, coated : Sample
        The two samples.
    same_time : bool
        Whether both stood the stress for the same time, printed or not.
    source, citation, flag : str
        As in the table; the flags of all rows of the cell.
    """

    core: str
    shells: tuple[str, ...]
    shell_class: str
    architecture: str
    stress: str
    condition: str
    medium: str
    temperature_c: float | None
    bare: Sample
    coated: Sample
    same_time: bool
    source: str
    citation: str
    flag: str

    @property
    def name(self) -> str:
        """Core and shells, as in ``"CsPbI3/SiO2 or ZrO2"``."""
        return f"{self.core}/{' or '.join(self.shells)}"

    @property
    def under(self) -> str:
        """Stress in a word: the temperature of a heat test, the solvent, else the stress."""
        if self.stress == "heat" and self.temperature_c is not None:
            return f"{self.temperature_c:.0f} °C"
        return self.medium if self.stress == "solvent" and self.medium else self.stress

    @property
    def kept_more(self) -> bool | None:
        """Whether the coated sample kept more, None if the test does not say.

        Both shares must be printed. A coated sample that was tested for longer
        counts, one that was tested for less long does not. Of ranges the
        lower end of the coated sample must lie above the upper end of the bare.
        """
        if self.bare.high_pct is None or self.coated.low_pct is None:
            return None
        if not self.same_time:
            open_ended = self.bare.hours_qualifier in (">", ">=", "at least")
            if self.bare.hours is None or self.coated.hours is None or open_ended:
                return None
            if self.coated.hours < self.bare.hours:
                return None
        return self.coated.low_pct > self.bare.high_pct


def _sample(row: Row, part: str) -> Sample:
    low, high = row[f"retained{part}_pct"], row[f"retained{part}_pct_max"]
    return Sample(
        row[f"duration{part}_h"],
        row.get(f"duration{part}_qualifier", ""),
        low,
        low if high is None else high,
        row[f"retained{part}_qualifier"],
    )


def _test(rows: Sequence[Row], systems: Sequence[Row]) -> StabilityTest:
    row, system = rows[0], systems[0]
    bare, coated = _sample(row, "_core"), _sample(row, "")
    equal = bare.hours is not None and bare.hours == coated.hours and not bare.hours_qualifier
    flags = dict.fromkeys(flag for r in rows for flag in r["flag"].split(";") if flag)
    return StabilityTest(
        system["core"],
        tuple(dict.fromkeys(s["shell"] for s in systems)),
        system["shell_class"],
        system["architecture"],
        row["stress"],
        row["condition"],
        row["medium"],
        row["temperature_c"],
        bare,
        coated,
        equal or row["same_time"] == "stated",
        row["source"],
        row["citation"],
        ";".join(flags),
    )


@tables.cached
def tests() -> tuple[StabilityTest, ...]:
    """All tests of the table ``stability``, with or without a share.

    Rows that differ in nothing but their system come from one printed cell and
    are one test.

    Returns
    -------
    tuple of StabilityTest
        In the order of the table.

    Examples
    --------
    >>> [t.name for t in tests() if t.citation == "tang2021" and t.stress == "heat"]
    ['CsPbI3/SiO2 or ZrO2 or TaO5']
    """
    systems = {row["id"]: row for row in tables.read("core_shell")}
    cells: dict[tuple[object, ...], list[Row]] = {}
    for row in tables.read("stability"):
        system = systems[row["system_id"]]
        key = (system["core"], system["shell_class"], *(v for c, v in row.items() if c not in _OWN))
        cells.setdefault(key, []).append(row)
    return tuple(_test(rows, [systems[r["system_id"]] for r in rows]) for rows in cells.values())


@dataclass(frozen=True)
class StabilityPairs:
    """Tests that print the share left on the coated sample, and how many print none."""

    tests: tuple[StabilityTest, ...]
    without: int


def stability_pairs(shell_class: str | None = None) -> StabilityPairs:
    """Share of the luminescence that bare and coated crystals keep in a test.

    Parameters
    ----------
    shell_class : str, optional
        Class of the shell in the table ``core_shell``, such as
        ``"chalcogenide"``; all classes if none is given.

    Returns
    -------
    StabilityPairs
        By class, stress and system, last first, as they stand from the bottom
        of the figure up.

    Raises
    ------
    ArgumentError
        If the class has no test with a share of the coated sample.

    Examples
    --------
    >>> next((t.bare.hours, t.coated.hours) for t in stability_pairs("chalcogenide").tests if t.citation == "ravi2020")
    (2.0, 48.0)
    """
    if shell_class is not None:
        one_name("shell_class", shell_class)
    chosen = [t for t in tests() if shell_class in (None, t.shell_class)]
    shown = [t for t in chosen if t.coated.low_pct is not None]
    if not shown:
        known = sorted({t.shell_class for t in tests() if t.coated.low_pct is not None})
        raise ArgumentError(
            "shell_class",
            f"{shell_class!r} has no test that prints the share left",
            f"it is one of {', '.join(known)}",
            shell_class,
        )
    shown.sort(key=lambda t: (t.shell_class, t.stress, t.name), reverse=True)
    return StabilityPairs(tuple(shown), len(chosen) - len(shown))


def retained_by_time(shell_classes: Sequence[str] = ("oxide", "sulfate")) -> list[StabilityTest]:
    """Tests of some classes of shell that print a share and a duration of both samples.

    Parameters
    ----------
    shell_classes : sequence of str, optional
        Classes in the table ``core_shell``.

    Returns
    -------
    list of StabilityTest
        In the order of the table.

    Examples
    --------
    >>> next(t.same_time for t in retained_by_time() if t.citation == "li2017b" and t.stress == "water")
    False
    """
    wanted = names("shell_classes", shell_classes)
    return [t for t in tests() if t.shell_class in wanted and t.bare.timed and t.coated.timed]


PANELS: dict[str, Callable[[str], bool]] = {
    "water": lambda stress: stress == "water",
    "light": lambda stress: stress == "light",
    "heat, solvents and other": lambda stress: stress not in ("water", "light"),
}
"""Panels of :func:`retained_against_time` and which stresses belong to each; every stress belongs to one."""


def retained_against_time() -> dict[str, list[StabilityTest]]:
    """Tests that print a share and a duration of the coated sample, by stress.

    Returns
    -------
    dict of str to list of StabilityTest
        By panel.

    Examples
    --------
    >>> shown = retained_against_time()
    >>> next(t.coated.hours for t in shown["water"] if t.citation == "hu2018")
    168.0
    """
    timed = [t for t in tests() if t.coated.timed]
    return {panel: [t for t in timed if belongs(t.stress)] for panel, belongs in PANELS.items()}


@dataclass(frozen=True)
class Field:
    """Tests of one class of shell under one stress.

    Attributes
    ----------
    more, compared : int
        Tests in which the coated sample kept more, of those that compare.
    silent : int
        Tests that compare nothing.
    """

    more: int
    compared: int
    silent: int

    @property
    def tests(self) -> int:
        """All tests of the field."""
        return self.compared + self.silent


@dataclass(frozen=True)
class StressMatrix:
    """Tests by class of shell and stress.

    Attributes
    ----------
    classes : tuple of str
        Classes of shell, fewest tests first.
    stresses : tuple of str
        Stresses, most tests first.
    fields : dict
        Field by class and stress; those without a test are absent.
    """

    classes: tuple[str, ...]
    stresses: tuple[str, ...]
    fields: dict[tuple[str, str], Field]


def shell_stress_matrix() -> StressMatrix:
    """Which class of shell was tested against which stress, and how often it kept more than the bare core.

    Returns
    -------
    StressMatrix
        A printed cell that covers several shells counts once.

    Examples
    --------
    >>> matrix = shell_stress_matrix()
    >>> matrix.stresses[0]
    'light'
    """
    verdicts: dict[tuple[str, str], Counter[bool | None]] = {}
    for test in tests():
        verdicts.setdefault((test.shell_class, test.stress), Counter())[test.kept_more] += 1
    fields = {key: Field(c[True], c[True] + c[False], c[None]) for key, c in verdicts.items()}
    by_class: Counter[str] = Counter()
    by_stress: Counter[str] = Counter()
    for (shell_class, stress), field in fields.items():
        by_class[shell_class] += field.tests
        by_stress[stress] += field.tests
    return StressMatrix(
        tuple(sorted(by_class, key=lambda name: (by_class[name], name))),
        tuple(sorted(by_stress, key=lambda name: (-by_stress[name], name))),
        fields,
    )
