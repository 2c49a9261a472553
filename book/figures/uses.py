"""Figures of what the tables print of core/shell systems, and of what they leave out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators import tables
from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, Drawing, finish, new_figure

_QUESTIONS = ("PLQY", "lifetime", "alignment", "LED EQE", "water,\nsolvent", "light", "heat")


def _answers() -> dict[str, set[str]]:
    """Ids of the systems for which the tables hold an answer, by question."""
    systems = tables.rows("core_shell")
    stated = {(r["core"], r["shell"]) for r in tables.rows("alignments") if r["class"]}
    found = {
        "PLQY": {r["id"] for r in systems if r["plqy_pct"]},
        "lifetime": {r["id"] for r in systems if r["lifetime_ns"]},
        "alignment": {r["id"] for r in systems if r["alignment"] or (r["core"], r["shell"]) in stated},
        "LED EQE": {r["id"] for r in systems if r["eqe_pct"]},
    }
    tests = [r for r in tables.rows("stability") if r["retained_pct"]]
    for question, kinds in (("water,\nsolvent", ("water", "solvent")), ("light", ("light",)), ("heat", ("heat",))):
        found[question] = {r["system_id"] for r in tests if r["stress"] in kinds}
    return found


def answers_by_class() -> Drawing:
    """Systems of each class of shell for which our tables hold what a use asks for.

    Returns
    -------
    Drawing
        A matrix of the classes of shell against the questions; the number in
        a cell counts the systems with a printed answer, and the circle grows
        with it.

    Examples
    --------
    >>> "oxide" in answers_by_class().alt
    True
    """
    systems = tables.rows("core_shell")
    classes: dict[str, set[str]] = {}
    for row in systems:
        classes.setdefault(row["shell_class"], set()).add(row["id"])
    names = sorted(classes, key=lambda name: (len(classes[name]), name))
    answers = _answers()
    figure, axes = new_figure(6.2, 1.0 + 0.42 * len(names))
    words = []
    for y, name in enumerate(names):
        said = []
        for x, question in enumerate(_QUESTIONS):
            count = len(classes[name] & answers[question])
            if not count:
                axes.plot(x, y, ".", color=FAINT, markersize=4)
                continue
            axes.plot(x, y, "o", color=GREEN, alpha=0.35, markersize=9 + 6 * count**0.5, markeredgewidth=0)
            axes.text(x, y, str(count), ha="center", va="center", fontsize=9, color=INK)
            said.append(f"{question.replace(chr(10), ' ')} {count}")
        words.append(f"{name} ({len(classes[name])}): {', '.join(said) if said else 'none'}")
    axes.set_yticks(range(len(names)), [f"{name} ({len(classes[name])})" for name in names], fontsize=9)
    axes.set_xticks(range(len(_QUESTIONS)), _QUESTIONS, fontsize=9)
    axes.xaxis.tick_top()
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, len(_QUESTIONS) - 0.5)
    axes.set_ylim(-0.6, len(names) - 0.4)
    alt = "Systems with a printed answer by class of shell, number of systems in brackets: " + "; ".join(words) + "."
    return finish(figure, alt)


def _filled(row: Mapping[str, str], *columns: str) -> bool:
    return all(row[c] for c in columns)


def printed_counts() -> list[tuple[str, int, int]]:
    """What should be printed beside a result, in how many rows it is, and of how many.

    Returns
    -------
    list of tuple
        Question, rows that print it, rows that should.

    Examples
    --------
    >>> all(0 <= found <= rows for _, found, rows in printed_counts())
    True
    """
    systems = tables.rows("core_shell")
    shells = [r for r in systems if r["architecture"] in ("core/shell", "core/multishell")]
    lit = [r for r in tables.rows("stability") if r["stress"] == "light"]
    pairs = [r for r in tables.rows("stability") if _filled(r, "duration_core_h", "duration_h")]
    devices = [r for r in tables.rows("leds") if r["emission"] == "electroluminescent"]
    aged = [r for r in devices if r["t50_h"]]
    started = [r for r in devices if r["turn_on_v"]]
    stated = [r for r in tables.rows("alignments") if r["class"]]
    start = ("t50_luminance_cd_m2", "t50_current_density_ma_cm2")
    four = ("plqy_core_pct", "plqy_pct", "lifetime_core_ns", "lifetime_ns")
    asked: list[tuple[str, list[Any], Any]] = [
        ("shell: its thickness", shells, lambda r: r["shell_nm"]),
        ("shell: evidence for it", shells, lambda r: r["shell_evidence"]),
        ("shell: yield and lifetime, bare and coated", shells, lambda r: _filled(r, *four)),
        ("light test: irradiance", lit, lambda r: r["irradiance_mw_cm2"]),
        ("stability pair: same duration", pairs, lambda r: float(r["duration_core_h"]) == float(r["duration_h"])),
        ("alignment: how it was found", stated, lambda r: r["method"]),
        ("LED turn-on: its criterion", started, lambda r: r["v_on_criterion"]),
        (
            "LED half-life: luminance or current",
            aged,
            lambda r: any(r[c] for c in start),
        ),
    ]
    return [(name, sum(bool(test(r)) for r in rows), len(rows)) for name, rows, test in asked]


def printed_share() -> Drawing:
    """Share of the rows that print what makes their result comparable.

    Returns
    -------
    Drawing
        One bar a question, with the number of rows that answer it and of
        those that should.

    Examples
    --------
    >>> "irradiance" in printed_share().alt
    True
    """
    counts = sorted((c for c in printed_counts() if c[2]), key=lambda c: c[1] / c[2])
    figure, axes = new_figure(6.2, 0.8 + 0.4 * len(counts))
    words = []
    for y, (name, found, rows) in enumerate(counts):
        axes.plot([0, 100], [y, y], color=FAINT, linewidth=9, solid_capstyle="butt")
        if found:
            axes.plot([0, 100 * found / rows], [y, y], color=BLUE, linewidth=9, solid_capstyle="butt")
        axes.text(102, y, f"{found} of {rows}", va="center", fontsize=9, color=INK)
        words.append(f"{name} {found} of {rows}")
    axes.set_yticks(range(len(counts)), [name for name, _, _ in counts], fontsize=9)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 128)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel("share of the rows that print it [%]")
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return finish(figure, f"Rows that print what makes a result comparable: {'; '.join(words)}.")
