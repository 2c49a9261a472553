"""Figures of stability tests of bare and coated crystals, from the table ``stability``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from calculators.figures.drawing import (
    BLUE,
    FAINT,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
    new_panels,
    place_labels,
    subscripts,
)
from calculators.figures.marks import link

from .data import stability as data
from .data.stability import Sample, StabilityTest
from .style import GREY, doubt, duration, first_key, shell_colour, shell_name, span

_STRESSES = {"water": (BLUE, "o"), "solvent": (PURPLE, "s"), "light": (ORANGE, "^"), "heat": (RED, "D")}
_TICKS_H = (1 / 60, 0.25, 1.0, 6.0, 24.0, 168.0, 2016.0, 17520.0)


def _share(sample: Sample) -> str:
    """Share of a sample as printed, with its qualifier."""
    if sample.low_pct is None:
        return "not given"
    return sample.pct_qualifier + span(sample.low_pct, sample.high_pct, "%")


def _hours(sample: Sample) -> str:
    return "?" if sample.hours is None else sample.hours_qualifier + duration(sample.hours)


def _at_time(sample: Sample) -> str:
    """Share and duration in words, for a sample that has both."""
    return f"{_share(sample)} after {_hours(sample)}"


def _times(test: StabilityTest) -> str:
    """What is known of the two durations, one if they are the same."""
    if test.bare.hours is None and test.coated.hours is None:
        return "same time, not given" if test.same_time else "time not given"
    return _hours(test.bare) if test.same_time else f"{_hours(test.bare)} | {_hours(test.coated)}"


def _top(tests: Iterable[StabilityTest], least: float) -> float:
    """Upper end of an axis of shares that holds every sample."""
    shares = [s.high_pct for t in tests for s in (t.bare, t.coated) if s.high_pct is not None]
    return max(least, *(share + 10 for share in shares))


def _time_axis(axes: Any, tests: Iterable[StabilityTest]) -> None:
    """Logarithmic axis of durations that holds every sample that has a share."""
    hours = [s.hours for t in tests for s in (t.bare, t.coated) if s.timed and s.hours]
    low, high = min([0.25, *hours]), max([2016.0, *hours])
    axes.set_xscale("log")
    axes.set_xlim(0.6 * low, 3 * high)
    ticks = [t for t in _TICKS_H if low <= t <= high]
    axes.set_xticks(ticks, [duration(t) for t in ticks], fontsize=8)
    axes.minorticks_off()
    axes.axhline(100, color=FAINT, linewidth=1)
    axes.grid(True, axis="y", color=FAINT)


def _label(test: StabilityTest, tests: Sequence[StabilityTest]) -> str:
    """Shell, with what tells it from the commonest system: core, architecture, solvent; a star for a doubt."""
    commonest = Counter(t.core for t in tests).most_common(1)[0][0]
    name = shell_name(test.shells[0], test.shell_class) if len(test.shells) == 1 else f"{test.shell_class}s"
    if test.core != commonest:
        name = f"{subscripts(test.core)}/{name}"
    if test.architecture not in ("core/shell", "core/multishell"):
        name += f" ({test.architecture})"
    if test.stress == "solvent":
        name += f", {test.under}"
    return name + ("*" if test.flag else "")


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
    ArgumentError
        If no test of the class prints a share.

    Examples
    --------
    >>> stability_pairs("chalcogenide").alt.partition(" in ")[0]
    'Share of the luminescence kept'
    """
    shown = data.stability_pairs(shell_class)
    figure, axes = new_figure(5.4, 1.0 + 0.42 * len(shown.tests))
    titles, words, labels = {}, [], []
    for y, test in enumerate(shown.tests):
        colour, times = shell_colour(test.shell_class), _times(test)
        point = _bar_or_point(axes, test.coated, y, colour, True)
        if test.bare.low_pct is not None:
            _bar_or_point(axes, test.bare, y, colour, False)
            if test.same_time:
                line = {"arrowstyle": "-", "color": colour, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 4.5}
                axes.annotate("", xy=(test.bare.middle_pct, y), xytext=(test.coated.middle_pct, y), arrowprops=line)
        said = f"{test.name}, {test.under}: bare {_share(test.bare)}, coated {_share(test.coated)}, {times}"
        gid = f"stability-{y}"
        link(point, gid, test.citation)
        titles[gid] = f"{said}; {first_key(test.citation)} in {test.source}{doubt(test.flag)}"
        words.append(said)
        shells = " or ".join(shell_name(shell, test.shell_class) for shell in test.shells)
        labels.append(f"{subscripts(test.core)}/{shells}{' *' if test.flag else ''}\n{test.under}")
        axes.text(1.02, y, times, transform=axes.get_yaxis_transform(), va="center", fontsize=8.5, color=INK)
    axes.set_yticks(range(len(shown.tests)), labels, fontsize=8.5)
    axes.set_ylim(-0.6, len(shown.tests) - 0.4)
    axes.set_xlim(-3, _top(shown.tests, 118))
    axes.set_xticks(range(0, 101, 25))
    axes.axvline(100, color=FAINT, linewidth=0.8)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Luminescence kept [%]: open, bare; full, coated (*: doubt)")
    alt = (
        f"Share of the luminescence kept in {len(shown.tests)} tests, with their durations (where two stand, bare "
        f"first): {'; '.join(words)}. {shown.without} more tests print no share."
    )
    return finish(figure, alt, titles)


def _bar_or_point(axes: Any, sample: Sample, y: float, colour: str, full: bool) -> Any:
    """Point of a share, or the bar of a printed range."""
    if sample.low_pct != sample.high_pct:
        look: dict[str, Any] = {"linewidth": 9, "alpha": 1.0 if full else 0.35, "solid_capstyle": "butt"}
        (bar,) = axes.plot([sample.low_pct, sample.high_pct], [y, y], color=colour, **look)
        return bar
    look = {"markersize": 7, "markerfacecolor": colour if full else "none", "markeredgewidth": 1.6}
    (point,) = axes.plot(sample.low_pct, y, "o", color=colour, **look)
    return point


def retained_by_time(shell_classes: Sequence[str] = ("oxide", "sulfate")) -> Drawing:
    """Luminescence left after stress, against the time of the test, for some classes of shell.

    Parameters
    ----------
    shell_classes : sequence of str, optional
        Classes in the table ``core_shell``.

    Returns
    -------
    Drawing
        One line a test, from the bare nanocrystals (open) to the coated ones
        (full). An upright line is a test of one duration; a slanted one joins
        two different durations, whose values make no ratio. Bars are printed
        ranges.

    Examples
    --------
    >>> next(said for said in retained_by_time().alt.split("; ") if "TiO2 (core/shell), water" in said)
    'CsPbBr3/TiO2 (core/shell), water treatment: bare 0 % after 15 min, coated 85 % after 84 d'
    """
    tests = data.retained_by_time(shell_classes)
    figure, axes = new_figure(5.4, 4.4, (0.12, 0.12, 0.98, 0.98))
    _time_axis(axes, tests)
    axes.set_ylim(-6, _top(tests, 122))
    titles: dict[str, str] = {}
    labels: dict[str, tuple[float, float]] = {}
    words = []
    for k, test in enumerate(tests):
        colour, marker = _STRESSES.get(test.stress, (GREY, "P"))
        samples = (test.bare, test.coated)
        line = {"color": colour, "linewidth": 1.3, "linestyle": "-" if test.same_time else ":"}
        axes.plot([s.hours for s in samples], [s.middle_pct for s in samples], **line)
        for sample in samples:
            if sample.low_pct != sample.high_pct:
                axes.plot([sample.hours] * 2, [sample.low_pct, sample.high_pct], color=colour, linewidth=4, alpha=0.35)
        axes.plot(test.bare.hours, test.bare.middle_pct, marker, color=colour, markerfacecolor="none", markersize=7)
        (point,) = axes.plot(test.coated.hours, test.coated.middle_pct, marker, color=colour, markersize=7)
        gid = f"time-{k}"
        link(point, gid, test.citation)
        said = (
            f"{test.name} ({test.architecture}), {test.condition or test.under}: bare {_at_time(test.bare)}, "
            f"coated {_at_time(test.coated)}"
        )
        titles[gid] = f"{said}, {first_key(test.citation)}{doubt(test.flag)}"
        words.append(said)
        _add_label(labels, _label(test, tests), test.coated)
    # Long labels first: they find a free place least easily.
    place_labels(axes, dict(sorted(labels.items(), key=lambda item: -len(item[0]))), size=7.5)
    for name, (colour, marker) in _STRESSES.items():
        axes.plot([], [], marker, color=colour, label=name)
    legend(axes, loc="lower right", bbox_to_anchor=(1.0, 0.02))
    axes.set_xlabel("duration of the test")
    axes.set_ylabel("PL left [%]: open bare, full coated (*: doubt)")
    slanted = sum(not test.same_time for test in tests)
    alt = (
        f"Luminescence left after stress against the time of the test, {len(tests)} tests of shells of the classes "
        f"{', '.join(shell_classes)}, {slanted} of them with different times for bare and coated samples: "
        f"{'; '.join(words)}."
    )
    return finish(figure, alt, titles)


def _add_label(labels: dict[str, tuple[float, float]], name: str, sample: Sample) -> None:
    """Put a label at a sample; zero-width spaces tell equal ones apart."""
    while name in labels:
        name += "\u200b"
    labels[name] = (float(sample.hours or 0.0), sample.middle_pct)


def retained_against_time() -> Drawing:
    """Share of the luminescence kept in stability tests, against the duration of the test.

    Returns
    -------
    Drawing
        Three panels, by stress. Open: bare; full: coated. Circles joined by a
        line are a pair tested for the same time; diamonds belong to pairs whose
        times differ, or that lack one sample, and are not joined. Tests without
        a time cannot be drawn.

    Examples
    --------
    >>> next(said for said in retained_against_time().alt.split("; ") if "water, CsPbBr3/TiO2" in said)
    'water, CsPbBr3/TiO2: bare 0 % after 15 min, coated 85 % after 84 d'
    """
    panels = data.retained_against_time()
    every = [test for tests in panels.values() for test in tests]
    figure, axes = new_panels(6.0, 2.4 * len(panels), rows=len(panels))
    titles: dict[str, str] = {}
    words, joined = [], 0
    for panel, (name, tests) in zip(axes, panels.items(), strict=True):
        _time_axis(panel, every)
        panel.set_ylim(-6, _top(every, 124))
        panel.set_yticks(range(0, 101, 25))
        panel.set_title(name, fontsize=10, loc="left", color=INK)
        panel.set_ylabel("Kept [%]")
        spots: dict[str, tuple[float, float]] = {}
        for test in tests:
            colour = shell_colour(test.shell_class)
            pair = test.bare.timed and test.same_time
            joined += pair
            if pair:
                panel.plot([test.coated.hours] * 2, [test.bare.high_pct, test.coated.low_pct], color=colour, lw=1.2)
            samples = [(w, s) for w, s in (("bare", test.bare), ("coated", test.coated)) if s.timed]
            for which, sample in samples:
                gid = f"test-{len(titles)}"
                link(_spot(panel, sample, colour, pair, which == "coated"), gid, test.citation)
                titles[gid] = (
                    f"{test.name}, {test.under}: {which} {_at_time(sample)}, "
                    f"{first_key(test.citation)}{doubt(test.flag)}"
                )
                # An empty label keeps the others off an open point.
                _add_label(spots, _label(test, every) if which == "coated" else "\u200b", sample)
            words.append(f"{test.under}, {test.name}: {', '.join(f'{w} {_at_time(s)}' for w, s in samples)}")
        figure.draw_without_rendering()
        place_labels(panel, dict(sorted(spots.items(), key=lambda item: not item[0].strip("\u200b"))), size=8)
    for style, meaning in (("o", "same time, joined"), ("D", "times differ, or one sample")):
        axes[-1].plot([], [], style, color=INK, markersize=6, label=meaning)
    legend(axes[-1], loc="lower right")
    axes[-1].set_xlabel("Duration of the test; open: bare, full: coated (*: doubt)")
    alt = (
        f"Share of the luminescence kept against the duration of the test, for {len(every)} tests with a time. "
        f"{joined} pairs have the same time for both samples and are joined. {'; '.join(words)}."
    )
    return finish(figure, alt, titles)


def _spot(axes: Any, sample: Sample, colour: str, joined: bool, full: bool) -> Any:
    """Mark of a sample, over the bar of a printed range."""
    if sample.low_pct != sample.high_pct:
        axes.plot([sample.hours] * 2, [sample.low_pct, sample.high_pct], color=colour, linewidth=4, alpha=0.6)
    look = {"markersize": 7 if joined else 6, "markerfacecolor": colour if full else "none", "markeredgewidth": 1.5}
    (point,) = axes.plot(sample.hours, sample.middle_pct, "o" if joined else "D", color=colour, **look)
    return point


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
    >>> shell_stress_matrix().alt.rpartition(". ")[2]
    'All other fields: not tested.'
    """
    matrix = data.shell_stress_matrix()
    classes, stresses = matrix.classes, matrix.stresses
    figure, axes = new_figure(1.5 + 0.95 * len(stresses), 0.9 + 0.44 * len(classes))
    words, titles = [], {}
    for y, shell_class in enumerate(classes):
        for x, stress in enumerate(stresses):
            field = matrix.fields.get((shell_class, stress))
            axes.add_patch(_box(x, y, shell_colour(shell_class) if field else "none", field.tests if field else 0))
            if field is None:
                continue
            parts = [f"{field.more} of {field.compared}"] if field.compared else []
            parts += [f"+{field.silent}"] if field.silent else []
            counts = [f"kept more in {field.more} of {field.compared} comparisons"] if field.compared else []
            counts += [f"{field.silent} without a comparison"] if field.silent else []
            text = axes.text(x, y, "  ".join(parts), ha="center", va="center", fontsize=8.5, color=INK)
            text.set_gid(f"matrix-{y}-{x}")
            said = f"{shell_class}, {stress}: {', '.join(counts)}"
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
    number = sum(field.tests for field in matrix.fields.values())
    alt = f"Tests of shells by class and stress ({number} tests): {'; '.join(words)}. All other fields: not tested."
    return finish(figure, alt, titles)


def _box(x: float, y: float, colour: str, tests: int) -> object:
    """Field of the matrix, the fuller the more tests it holds."""
    from matplotlib.patches import Rectangle

    alpha = 0.1 + 0.5 * min(1.0, 0.12 * tests) if tests else None
    return Rectangle((x - 0.47, y - 0.45), 0.94, 0.9, facecolor=colour, edgecolor=FAINT, linewidth=0.8, alpha=alpha)
