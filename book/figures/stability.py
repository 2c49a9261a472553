"""Stability tests of bare and coated crystals, from the table ``stability``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculators import tables
from calculators.figures.drawing import FAINT, INK, Drawing, finish, new_figure, subscripts
from calculators.figures.marks import link, number

from .shells import _CLASSES

_SHORT = {"LP/SiO2": "SiO₂ with LP", "Pt single atoms": "Pt"}


def _time(hours: float) -> str:
    """Duration in the unit that a reader would choose."""
    if hours < 1:
        return f"{60 * hours:.0f} min"
    return f"{hours / 24:g} d" if hours >= 72 and hours % 24 == 0 else f"{hours:g} h"


def _durations(row: Mapping[str, str]) -> tuple[str, bool]:
    """What is known of the two durations, and whether they are the same."""
    bare, coated = number(row, "duration_core_h"), number(row, "duration_h")
    if bare is None and coated is None:
        same = row["duration_printed"] == "the same time"
        return ("same time, not given" if same else "time not given"), same
    if bare == coated and bare is not None and not row["duration_core_qualifier"]:
        return _time(bare), True
    words = [("?" if h is None else _time(h)) for h in (bare, coated)]
    return f"{row['duration_core_qualifier']}{words[0]} | {words[1]}", False


def _stress(row: Mapping[str, str]) -> str:
    if row["stress"] == "heat" and row["temperature_c"]:
        return f"{row['temperature_c']} °C"
    return row["medium"] if row["stress"] == "solvent" else row["stress"]


def _tests(shell_class: str | None) -> tuple[list[dict[str, Any]], int]:
    """Tests with a retained share, one for cells that a table merges, and the number of tests without."""
    systems = {r["id"]: r for r in tables.rows("core_shell")}
    tests: dict[tuple[str, ...], dict[str, Any]] = {}
    without = 0
    for row in tables.rows("stability"):
        system = systems[row["system_id"]]
        if shell_class is not None and system["shell_class"] != shell_class:
            continue
        if not row["retained_pct"]:
            without += 1
            continue
        key = (row["citation"], row["locator"], row["stress"], row["condition"])
        test = tests.setdefault(key, {"row": row, "core": system["core"], "shells": [], "class": system["shell_class"]})
        test["shells"].append(_SHORT.get(system["shell"], system["shell"]))
    return list(tests.values()), without


def _span(axes: Any, row: Mapping[str, str], column: str, y: float, colour: str, full: bool) -> tuple[float, Any]:
    """Point of a retained share, or the bar of a printed range; its middle and the artist."""
    low, high = float(row[column]), number(row, f"{column}_max")
    if high is not None:
        look: dict[str, Any] = {"linewidth": 9, "alpha": 1.0 if full else 0.35, "solid_capstyle": "butt"}
        (bar,) = axes.plot([low, high], [y, y], color=colour, **look)
        return (low + high) / 2, bar
    look = {"markersize": 7, "markerfacecolor": colour if full else "none", "markeredgewidth": 1.6}
    (point,) = axes.plot(low, y, "o", color=colour, **look)
    return low, point


def stability_pairs(shell_class: str | None = None) -> Drawing:
    """Share of the luminescence that bare and coated crystals keep in a test, with its duration.

    Parameters
    ----------
    shell_class : str, optional
        Class of the shell in the table ``core_shell``, such as
        ``"chalcogenide"``; all classes if none is given.

    Returns
    -------
    Drawing
        One line a test. Open: bare; full: coated. The two are joined only where
        their durations are the same; else both durations stand on the right,
        bare first, and the shares must not be divided. Tests that print a word
        or a time without a share are counted in the alternative text.

    Raises
    ------
    ValueError
        If the class is not in the table or has no test with a retained share.

    Examples
    --------
    >>> "2 h | 48 h" in stability_pairs("chalcogenide").alt
    True
    """
    known = sorted({r["shell_class"] for r in tables.rows("core_shell")})
    tests, without = _tests(shell_class)
    if not tests:
        raise ValueError(f"shell_class: {shell_class!r} has no test with a share; classes: {', '.join(known)}")
    tests.sort(key=lambda t: (t["class"], t["row"]["stress"], t["core"] + t["shells"][0]), reverse=True)
    figure, axes = new_figure(5.4, 1.0 + 0.42 * len(tests))
    titles, words, labels = {}, [], []
    for y, test in enumerate(tests):
        row, colour = test["row"], _CLASSES.get(test["class"], INK)
        time, same = _durations(row)
        shells = " or ".join(test["shells"])
        coated, point = _span(axes, row, "retained_pct", y, colour, True)
        shares = f"coated {_printed(row, 'retained_pct')} %"
        if row["retained_core_pct"]:
            bare, _ = _span(axes, row, "retained_core_pct", y, colour, False)
            shares = f"bare {_printed(row, 'retained_core_pct')} %, {shares}"
            if same:
                line = {"arrowstyle": "-", "color": colour, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 4.5}
                axes.annotate("", xy=(bare, y), xytext=(coated, y), arrowprops=line)
        else:
            shares = f"bare not given, {shares}"
        name = f"{test['core']}/{shells}, {_stress(row)}"
        link(point, f"stability-{y}", row["citation"])
        flag = f" ({row['flag']})" if row["flag"] else ""
        titles[f"stability-{y}"] = f"{name}: {shares}, {time}; {row['citation']} in {row['source']}{flag}"
        words.append(f"{name}: {shares}, {time}")
        formula = " or ".join(s if "-b-" in s else subscripts(s) for s in test["shells"])
        mark = " *" if row["flag"] else ""
        labels.append(f"{subscripts(test['core'])}/{formula}{mark}\n{_stress(row)}")
        axes.text(1.02, y, time, transform=axes.get_yaxis_transform(), va="center", fontsize=8.5, color=INK)
    axes.set_yticks(range(len(tests)), labels, fontsize=8.5)
    axes.set_ylim(-0.6, len(tests) - 0.4)
    axes.set_xlim(-3, 118)
    axes.set_xticks(range(0, 101, 25))
    axes.axvline(100, color=FAINT, linewidth=0.8)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Luminescence kept [%]: open, bare; full, coated (*: doubt)")
    alt = (
        f"Share of the luminescence kept in {len(tests)} tests, with their durations (where two stand, bare first): "
        f"{'; '.join(words)}. {without} more tests print no share."
    )
    return finish(figure, alt, titles)


def _printed(row: Mapping[str, str], column: str) -> str:
    """Share or range as text."""
    return row[column] + (f" to {row[column + '_max']}" if row[f"{column}_max"] else "")
