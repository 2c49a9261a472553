import re

import pytest

from book import figures
from calculators import tables
from calculators.errors import ArgumentError

ROWS = [
    {"core": "A", "shell": "X", "shell_class": "oxide", "plqy_core_pct": 40, "plqy_pct": 60, "citation": "a2020;b2021"},
    {"core": "B", "shell": "Y", "shell_class": "MOF", "plqy_core_pct": 10, "plqy_pct": 20, "plqy_pct_max": 30},
    {"core": "C", "shell": "Z", "shell_class": "oxide", "plqy_core_pct": 80, "plqy_pct": 40, "flag": "suspect"},
    {"core": "D", "shell": "Z", "shell_class": "oxide", "plqy_core_pct": 0, "plqy_pct": 5},
    {"core": "E", "shell": "Z", "shell_class": "oxide", "plqy_pct": 99},
    {"core": "F", "shell": "Z", "shell_class": "metal", "plqy_core_pct": 50},
    {"core": "G", "shell": "Z", "shell_class": "metal", "lifetime_core_ns": 8, "lifetime_ns": 2},
    {"core": "H", "shell": "Z", "shell_class": "oxide", "lifetime_core_ns": 2, "lifetime_ns": 5},
    {"core": "I", "shell": "Z", "shell_class": "oxide", "lifetime_core_ns": 0, "lifetime_ns": 5},
    {"core": "J", "shell": "Z", "shell_class": "oxide", "eqe_core_pct": 3, "eqe_pct": 12},
]


def test_pairs_by_ratio(made_up):
    with made_up(core_shell=ROWS):
        pairs = figures.data.shell_against_core("plqy")
        lifetimes = figures.data.shell_against_core("lifetime")
        (eqe,) = figures.data.shell_against_core("eqe")
    assert [(p.core, p.bare, p.shelled, p.shelled_max) for p in pairs] == [
        ("C", 80, 40, 40),
        ("A", 40, 60, 60),
        ("B", 10, 20, 30),
        ("D", 0, 5, 5),
    ]
    assert [p.ratio for p in pairs] == [0.5, 1.5, 2.0, float("inf")]
    assert [p.difference for p in pairs] == [-40, 20, 10, 5]
    assert (pairs[1].shell, pairs[1].shell_class, pairs[1].citation, pairs[0].flag) == (
        "X",
        "oxide",
        "a2020;b2021",
        "suspect",
    )
    assert [(p.core, p.bare, p.shelled) for p in lifetimes] == [("G", 8, 2), ("H", 2, 5), ("I", 0, 5)]
    assert (eqe.bare, eqe.shelled) == (3, 12)


def test_gains_by_class(made_up):
    with made_up(core_shell=ROWS):
        plqy = figures.data.gain_by_class("plqy")
        lifetime = figures.data.gain_by_class("lifetime")
    # The median of -40, 5 and 20 is 5; MOF with one pair has none, and stands above by its 10.
    assert [(g.shell_class, [x.change for x in g.gains], g.median) for g in plqy] == [
        ("oxide", [-40, 5, 20], 5),
        ("MOF", [10], None),
    ]
    assert plqy[0].gains[0].pair.core == "C"
    # A ratio to a lifetime of zero is none.
    assert [(g.shell_class, [x.change for x in g.gains]) for g in lifetime] == [("metal", [0.25]), ("oxide", [2.5])]


def test_two_pairs_have_no_median(made_up):
    rows = [{"shell_class": "oxide", "plqy_core_pct": 10, "plqy_pct": p} for p in (20, 40)]
    with made_up(core_shell=rows):
        (group,) = figures.data.gain_by_class("plqy")
    assert group.median is None


def test_every_row_that_prints_both_is_shown():
    for quantity, asked in figures.data.shells.QUANTITIES.items():
        rows = [r for r in tables.read("core_shell") if None not in (r[asked.bare], r[asked.shelled])]
        pairs = figures.data.shell_against_core(quantity)
        key = sorted((r["citation"], r[asked.bare], r[asked.shelled]) for r in rows)
        assert sorted((p.citation, p.bare, p.shelled) for p in pairs) == key


@pytest.mark.parametrize(("quantity", "unit"), [("plqy", "%"), ("lifetime", "ns"), ("eqe", "%")])
def test_drawing_of_pairs(made_up, drawn, points, quantity, unit):
    with made_up(core_shell=ROWS):
        _drawing, figure = drawn(figures.shell_against_core, quantity)
        pairs = figures.data.shell_against_core(quantity)
    (axes,) = figure.axes
    marks = [tuple(*p) for p in points(axes, "o")]
    assert marks == [mark for y, p in enumerate(pairs) for mark in ((p.bare, y), (p.shelled, y))]
    bare, full = (line for line in axes.lines[:2])
    assert bare.get_markerfacecolor() == "none"
    assert full.get_markerfacecolor() != "none"
    assert f"[{unit}]" in axes.get_xlabel()
    assert axes.get_xscale() == ("log" if quantity == "lifetime" else "linear")


def test_words_of_pairs(made_up):
    with made_up(core_shell=ROWS):
        drawing = figures.shell_against_core("plqy")
    assert drawing.alt == (
        "PLQY [%] of the bare core and with its shell: C/Z 80 to 40 %, A/X 40 to 60 %, B/Y 10 to 20-30 %, D/Z 0 to 5 %."
    )
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    assert "A/X: 40 to 60 %, a2020" in titles
    assert any(title.startswith("C/Z") and title.endswith("(suspect)") for title in titles)


@pytest.mark.parametrize("quantity", ["plqy", "lifetime"])
def test_drawing_of_gains(made_up, drawn, points, quantity):
    with made_up(core_shell=ROWS):
        drawing, figure = drawn(figures.gain_by_class, quantity)
        groups = figures.data.gain_by_class(quantity)
    (axes,) = figure.axes
    marks = [tuple(*p) for p in points(axes, "o")]
    assert [x for x, _ in marks] == [gain.change for group in groups for gain in group.gains]
    assert [round(y) for _, y in marks] == [k for k, group in enumerate(groups) for _ in group.gains]
    medians = [group.median for group in groups if group.median is not None]
    lines = [line for line in points(axes, "None") if len(line) == 2 and line[0][0] == line[1][0]]
    assert [line[0][0] for line in lines] == [*medians, 1 if quantity == "lifetime" else 0]
    doubtful = [line.get_markerfacecolor() == "none" for line in axes.lines if line.get_marker() == "o"]
    assert doubtful == [bool(gain.pair.flag) for group in groups for gain in group.gains]
    unit = "times" if quantity == "lifetime" else "points"
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    assert "C/Z: -40 points,  (suspect)" in titles if quantity == "plqy" else "G/Z: 0.25 times, " in titles
    assert all(f" {unit}, " in title for title in titles)


@pytest.mark.parametrize("function", [figures.shell_against_core, figures.gain_by_class, figures.data.gain_by_class])
def test_unknown_quantities_are_refused(function):
    with pytest.raises(ArgumentError) as error:
        function("size")
    assert (error.value.argument, error.value.value) == ("quantity", "size")
