"""What the dataset holds: gains by class of shell, works by year, tests by stress."""

from __future__ import annotations

from collections import Counter
from statistics import median

from calculators import tables
from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
)
from calculators.figures.marks import link, number, year

from .shells import _CLASSES

_GAINS = {
    "plqy": ("plqy_core_pct", "plqy_pct", "Change of the PLQY [percentage points]"),
    "lifetime": ("lifetime_core_ns", "lifetime_ns", "PL lifetime, with shell over bare core"),
}
# A work counts once, under the first table that holds it.
_TOPICS = {
    "core_shell": ("core/shell crystals", BLUE),
    "stability": ("core/shell crystals", BLUE),
    "alignments": ("band alignments", PURPLE),
    "leds": ("LEDs", ORANGE),
    "solar_cells": ("solar cells", RED),
    "materials": ("properties of materials", GREEN),
    "sizes": ("properties of materials", GREEN),
    "ions": ("properties of materials", GREEN),
    "values": ("statements of running text", "#7f7f7f"),
}


def gain_by_class(quantity: str = "plqy") -> Drawing:
    """Change of a quantity by a shell, pair by pair, grouped by the class of the shell.

    Parameters
    ----------
    quantity : {"plqy", "lifetime"}, optional
        PLQY, as a difference in percentage points, or PL lifetime, as a ratio.

    Returns
    -------
    Drawing
        One point a pair of bare core and core/shell that one paper prints
        together; open points carry a doubt. A bar marks the median of classes
        with three pairs or more.

    Raises
    ------
    ValueError
        If the quantity is unknown.

    Examples
    --------
    >>> "percentage points" in gain_by_class("plqy").alt
    True
    """
    if quantity not in _GAINS:
        raise ValueError(f"quantity: {quantity!r} is not allowed; it is one of {', '.join(_GAINS)}")
    before, after, label = _GAINS[quantity]
    ratio = quantity == "lifetime"
    groups: dict[str, list[tuple[float, dict[str, str]]]] = {}
    for row in tables.rows("core_shell"):
        bare, coated = number(row, before), number(row, after)
        if bare and coated is not None:
            change = coated / bare if ratio else coated - bare
            groups.setdefault(row["shell_class"], []).append((change, dict(row)))
    classes = sorted(groups, key=lambda c: median(v for v, _ in groups[c]))
    figure, axes = new_figure(5.6, 1.0 + 0.5 * len(classes))
    titles, words = {}, []
    unit = "times" if ratio else "points"
    for y, name in enumerate(classes):
        colour = _CLASSES.get(name, INK)
        values = sorted(groups[name], key=lambda pair: pair[0])
        for k, (change, row) in enumerate(values):
            face = "none" if row["flag"] else colour
            (point,) = axes.plot(
                change,
                y + 0.13 * (k % 2) - 0.06,
                "o",
                color=colour,
                markerfacecolor=face,
                markersize=7,
            )
            gid = f"gain-{quantity}-{y}-{k}"
            link(point, gid, row["citation"])
            doubt = f" ({row['flag']})" if row["flag"] else ""
            titles[gid] = f"{row['core']}/{row['shell']}: {change:+.3g} {unit}, {row['citation']}{doubt}"
            if ratio:
                titles[gid] = titles[gid].replace("+", "", 1)
        if len(values) > 2:
            middle = median(v for v, _ in values)
            axes.plot([middle, middle], [y - 0.28, y + 0.28], color=INK, linewidth=1.6)
        said = ", ".join(f"{change:.3g}" for change, _ in values)
        words.append(f"{name}: {said}")
    axes.axvline(1 if ratio else 0, color=INK, linewidth=0.8, linestyle=":")
    if ratio:
        axes.set_xscale("log")
        ticks = (0.2, 0.5, 1, 2, 5, 10)
        axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
        axes.minorticks_off()
    axes.set_yticks(range(len(classes)), [f"{c} ({len(groups[c])})" for c in classes], fontsize=9)
    axes.set_ylim(-0.6, len(classes) - 0.4)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel(f"{label} (open: doubt)")
    return finish(figure, f"{label}, by class of shell: {'; '.join(words)}.", titles)


def works_by_year() -> Drawing:
    """Works that the rows of the dataset cite, by year and by topic.

    Returns
    -------
    Drawing
        Stacked bars. A work counts once, under the first topic of the legend
        whose tables cite it; years before 2010 are gathered in one bar.

    Examples
    --------
    >>> "LEDs" in works_by_year().alt
    True
    """
    topic: dict[str, str] = {}
    for table, (name, _) in _TOPICS.items():
        for row in tables.rows(table):
            for key in row["citation"].split(";"):
                topic.setdefault(key, name)
    first = 2010
    counts: Counter[tuple[str, int]] = Counter((name, max(year(key), first - 1)) for key, name in topic.items())
    years = list(range(first - 1, max(y for _, y in counts) + 1))
    figure, axes = new_figure(6.4, 3.2)
    floor = [0] * len(years)
    titles = {}
    colours = dict(_TOPICS.values())
    for number_of, (name, colour) in enumerate(colours.items()):
        heights = [counts[name, y] for y in years]
        bars = axes.bar(years, heights, bottom=floor, color=colour, width=0.8, label=name)
        for bar, y, height in zip(bars, years, heights, strict=True):
            if height:
                bar.set_gid(f"works-{number_of}-{y}")
                when = f"before {first}" if y < first else str(y)
                titles[f"works-{number_of}-{y}"] = f"{when}, {name}: {height}"
        floor = [f + h for f, h in zip(floor, heights, strict=True)]
    labels = [f"<{first}" if y < first else f"’{y % 100:02d}" for y in years]
    axes.set_xticks(years, labels, fontsize=8.5)
    axes.set_ylabel("works cited")
    axes.grid(True, axis="y", color=FAINT)
    axes.set_axisbelow(True)
    legend(axes, loc="upper left")
    totals = ", ".join(f"{n} {sum(v for (t, _), v in counts.items() if t == n)}" for n in colours)
    by_year = ", ".join(
        f"{'before ' if y < first else ''}{max(y, first)} {total}"
        for y, total in zip(years, floor, strict=True)
        if total
    )
    return finish(figure, f"{sum(floor)} works cited by the dataset. By topic: {totals}. By year: {by_year}.", titles)


def _kept_more(row: dict[str, str]) -> bool | None:
    """Whether the coated crystals kept more; nothing if the row does not say.

    The times must be given, or be printed as the same. A coated sample that
    was tested for longer counts, one that was tested for less long does not.
    """
    bare, coated = number(row, "retained_core_pct"), number(row, "retained_pct")
    if bare is None or coated is None:
        return None
    time_bare, time_coated = number(row, "duration_core_h"), number(row, "duration_h")
    if row["duration_printed"] != "the same time" and (
        time_bare is None or time_coated is None or time_coated < time_bare
    ):
        return None
    return coated > (number(row, "retained_core_pct_max") or bare)


def shell_stress_matrix() -> Drawing:
    """Which class of shell was tested against which stress, and how often it kept more than the bare core.

    Returns
    -------
    Drawing
        A field says "5 of 6": of six tests that print both shares, the coated
        crystals kept more in five. "+2" counts tests that print words or one
        share only, or no times, and so compare nothing. Empty fields were not tested. A
        printed cell that covers several shells counts once.

    Examples
    --------
    >>> "not tested" in shell_stress_matrix().alt
    True
    """
    systems = {r["id"]: r for r in tables.rows("core_shell")}
    tests: dict[tuple[str, ...], tuple[str, dict[str, str]]] = {}
    for row in tables.rows("stability"):
        key = (row["citation"], row["locator"], row["stress"], row["condition"], row["medium"])
        tests.setdefault(key, (systems[row["system_id"]]["shell_class"], dict(row)))
    more: Counter[tuple[str, str]] = Counter()
    compared: Counter[tuple[str, str]] = Counter()
    silent: Counter[tuple[str, str]] = Counter()
    for shell_class, row in tests.values():
        field = (shell_class, row["stress"])
        verdict = _kept_more(row)
        if verdict is None:
            silent[field] += 1
        else:
            compared[field] += 1
            more[field] += verdict
    every = compared + silent
    classes = sorted({c for c, _ in every}, key=lambda c: sum(v for (k, _), v in every.items() if k == c))
    stresses = sorted({s for _, s in every}, key=lambda s: -sum(v for (_, k), v in every.items() if k == s))
    figure, axes = new_figure(1.5 + 0.95 * len(stresses), 0.9 + 0.44 * len(classes))
    words, titles = [], {}
    for y, shell_class in enumerate(classes):
        for x, stress in enumerate(stresses):
            field = (shell_class, stress)
            axes.add_patch(
                _box(x, y, _CLASSES.get(shell_class, INK) if every[field] else "none", min(1.0, 0.12 * every[field]))
            )
            if not every[field]:
                continue
            parts = [f"{more[field]} of {compared[field]}"] if compared[field] else []
            parts += [f"+{silent[field]}"] if silent[field] else []
            counts = [f"kept more in {more[field]} of {compared[field]} comparisons"] if compared[field] else []
            counts += [f"{silent[field]} without a comparison"] if silent[field] else []
            said = f"{shell_class}, {stress}: {', '.join(counts)}"
            text = axes.text(x, y, "  ".join(parts), ha="center", va="center", fontsize=8.5, color=INK)
            text.set_gid(f"matrix-{y}-{x}")
            titles[f"matrix-{y}-{x}"] = said
            words.append(said)
    axes.set_xticks(range(len(stresses)), [s.replace(" ", "\n") for s in stresses], fontsize=8.5)
    axes.set_yticks(range(len(classes)), classes, fontsize=8.5)
    axes.set_xlim(-0.5, len(stresses) - 0.5)
    axes.set_ylim(-0.5, len(classes) - 0.5)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return finish(
        figure,
        f"Tests of shells by class and stress ({len(tests)} tests): {'; '.join(words)}. All other fields: not tested.",
        titles,
    )


def _box(x: float, y: float, colour: str, strength: float) -> object:
    """Field of the matrix, the fuller the more tests it holds."""
    from matplotlib.patches import Rectangle

    return Rectangle(
        (x - 0.47, y - 0.45),
        0.94,
        0.9,
        facecolor=colour,
        edgecolor=FAINT,
        linewidth=0.8,
        alpha=None if colour == "none" else 0.1 + 0.5 * strength,
    )
