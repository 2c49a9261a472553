"""What the tables print of core/shell systems, and what they leave out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from calculators import tables
from calculators.tables import Row


@dataclass(frozen=True)
class ClassAnswers:
    """Systems of a class of shell, and how many of them have a printed answer to each question."""

    shell_class: str
    systems: int
    answers: dict[str, int]


def _ids(rows: Iterable[Row], column: str, key: str = "id") -> set[str]:
    """Ids of the rows that print a column."""
    return {row[key] for row in rows if row[column] not in (None, "")}


def answers_by_class() -> list[ClassAnswers]:
    """Systems of each class of shell for which the tables hold what a use asks for.

    Returns
    -------
    list of ClassAnswers
        Classes with few systems first. An alignment counts if the row of the
        system states it or the table of alignments gives the pair a class; a
        stability test counts if it prints the share left.

    Examples
    --------
    >>> list(answers_by_class()[0].answers)
    ['PLQY', 'lifetime', 'alignment', 'LED EQE', 'water, solvent', 'light', 'heat']
    """
    systems = tables.read("core_shell")
    stated = {(r["core"], r["shell"]) for r in tables.read("alignments") if r["class"]}
    tests = [r for r in tables.read("stability") if r["retained_pct"] is not None]

    def tested(*stresses: str) -> set[str]:
        return {r["system_id"] for r in tests if r["stress"] in stresses}

    found = {
        "PLQY": _ids(systems, "plqy_pct"),
        "lifetime": _ids(systems, "lifetime_ns"),
        "alignment": _ids(systems, "alignment") | {r["id"] for r in systems if (r["core"], r["shell"]) in stated},
        "LED EQE": _ids(systems, "eqe_pct"),
        "water, solvent": tested("water", "solvent"),
        "light": tested("light"),
        "heat": tested("heat"),
    }
    classes: dict[str, set[str]] = {}
    for row in systems:
        classes.setdefault(row["shell_class"], set()).add(row["id"])
    return [
        ClassAnswers(name, len(ids), {question: len(ids & answered) for question, answered in found.items()})
        for name, ids in sorted(classes.items(), key=lambda item: (len(item[1]), item[0]))
    ]


@dataclass(frozen=True)
class Printed:
    """What should be printed beside a result, in how many rows it is, and of how many."""

    question: str
    found: int
    rows: int

    @property
    def share(self) -> float:
        """Share of the rows that print it [-]."""
        return self.found / self.rows


def printed_share() -> list[Printed]:
    """Share of the rows that print what makes their result comparable.

    Returns
    -------
    list of Printed
        One a question that some row should answer, by the share that do.

    Examples
    --------
    >>> [p.question for p in printed_share() if p.question.startswith("light")]
    ['light test: irradiance']
    """

    def prints(*columns: str) -> Callable[[Row], bool]:
        return lambda row: all(row[c] not in (None, "") for c in columns)

    def rows(table: str, chosen: Callable[[Row], bool]) -> list[Row]:
        return [row for row in tables.read(table) if chosen(row)]

    shells = rows("core_shell", lambda r: r["architecture"] in ("core/shell", "core/multishell"))
    devices = rows("leds", lambda r: r["emission"] == "electroluminescent")
    luminance, current = prints("t50_luminance_cd_m2"), prints("t50_current_density_ma_cm2")
    asked: list[tuple[str, list[Row], Callable[[Row], bool]]] = [
        ("shell: its thickness", shells, prints("shell_nm")),
        ("shell: evidence for it", shells, prints("shell_evidence")),
        (
            "shell: yield and lifetime, bare and coated",
            shells,
            prints("plqy_core_pct", "plqy_pct", "lifetime_core_ns", "lifetime_ns"),
        ),
        (
            "light test: irradiance",
            rows("stability", lambda r: r["stress"] == "light"),
            prints("irradiance_mw_cm2"),
        ),
        (
            "stability pair: same duration",
            rows("stability", prints("duration_core_h", "duration_h")),
            lambda r: bool(r["duration_core_h"] == r["duration_h"]) and not r["duration_core_qualifier"],
        ),
        ("alignment: how it was found", rows("alignments", prints("class")), prints("method")),
        ("LED turn-on: its criterion", [r for r in devices if prints("turn_on_v")(r)], prints("v_on_criterion")),
        (
            "LED half-life: luminance or current",
            [r for r in devices if prints("t50_h")(r)],
            lambda r: luminance(r) or current(r),
        ),
    ]
    counts = [Printed(name, sum(map(test, chosen)), len(chosen)) for name, chosen, test in asked if chosen]
    return sorted(counts, key=lambda printed: printed.share)
