import math
import re

import pytest

from book import figures
from book.figures.data import stability as data
from calculators import tables
from calculators.errors import ArgumentError

SYSTEMS = [
    {"id": "s1", "core": "P", "shell": "SiO2", "shell_class": "oxide", "architecture": "Janus"},
    {"id": "s2a", "core": "Q", "shell": "ZrO2", "shell_class": "oxide", "architecture": "core/shell"},
    {"id": "s2b", "core": "Q", "shell": "TiO2", "shell_class": "oxide", "architecture": "core/shell"},
    {"id": "s3", "core": "P", "shell": "PbSO4", "shell_class": "sulfate", "architecture": "core/shell"},
    {"id": "s4", "core": "P", "shell": "CdS", "shell_class": "chalcogenide", "architecture": "core/shell"},
]


def row(system, stress, bare=None, coated=None, **more):
    """Row with (hours, share) or (hours, least, most) for each sample, None where a number is not printed."""
    out = {"system_id": system, "stress": stress, "source": "paper", "citation": "a2020;b2021", "locator": "table"}
    for sample, part in ((bare, "_core"), (coated, "")):
        if sample:
            names = (f"duration{part}_h", f"retained{part}_pct", f"retained{part}_pct_max")
            out |= {n: v for n, v in zip(names, sample, strict=False) if v is not None}
    return out | more


WATER = row("s1", "water", (2, 10, 20), (2, 90), condition="in water", medium="water")
MERGED = [
    row("s2a", "light", (1, 25), (1, 50, 60), condition="lamp", flag="suspect", note="of the first"),
    row("s2b", "light", (1, 25), (1, 50, 60), condition="lamp", flag="suspect;ocr", note="of the second"),
]
LONGER = row("s3", "solvent", (0.25, 0), (48, 70), medium="ethanol", flag="contradicted")
SHORTER = row("s4", "light", (48, 40), (2, 80))
WORDS = row("s1", "light", (None, 70), (None, 90), same_time="stated")
UNTIMED = row("s3", "heat", (None, 60), (None, 85), temperature_c=100)
ALONE = row("s4", "heat", None, (50, 75), temperature_c=99.85, retained_qualifier="~")
STABLE = row("s4", "water", outcome="stable")
ROWS = [WATER, *MERGED, LONGER, SHORTER, WORDS, UNTIMED, ALONE, STABLE]


@pytest.fixture
def given(made_up):
    with made_up(core_shell=SYSTEMS, stability=ROWS):
        yield


def test_numbers_go_to_the_right_sample(made_up):
    with made_up(core_shell=SYSTEMS, stability=[WATER | {"duration_core_qualifier": "<", "retained_qualifier": "~"}]):
        (test,) = data.tests()
    assert test.bare == data.Sample(2.0, "<", 10.0, 20.0, "")
    assert test.coated == data.Sample(2.0, "", 90.0, 90.0, "~")
    assert (test.core, test.shells, test.shell_class, test.architecture) == ("P", ("SiO2",), "oxide", "Janus")
    assert (test.stress, test.condition, test.medium, test.under) == ("water", "in water", "water", "water")
    assert (test.source, test.citation, test.flag, test.name) == ("paper", "a2020;b2021", "", "P/SiO2")
    assert test.bare.middle_pct == 15
    assert not test.same_time  # less than 2 h is not 2 h


@pytest.mark.usefixtures("given")
def test_a_merged_cell_is_one_test():
    shown = data.tests()
    assert len(shown) == len(ROWS) - 1
    (merged,) = (t for t in shown if len(t.shells) > 1)
    assert merged.name == "Q/ZrO2 or TiO2"
    assert merged.flag == "suspect;ocr"


def test_rows_that_differ_in_a_number_are_not_merged(made_up):
    for change in ({"retained_pct": 51}, {"duration_h": 2}, {"retained_core_pct": 3}, {"temperature_c": 60}):
        with made_up(core_shell=SYSTEMS, stability=[MERGED[0], MERGED[1] | change]):
            assert len(data.tests()) == 2, change


def test_which_times_are_the_same(made_up):
    cases = [
        (row("s1", "light", (2, 1), (2, 9)), True),
        (row("s1", "light", (2, 1), (2.5, 9)), False),
        (row("s1", "light", (2, 1), (2, 9), duration_core_qualifier="<"), False),
        (row("s1", "light", (None, 1), (None, 9), same_time="stated"), True),
        (row("s1", "light", (None, 1), (None, 9), duration_printed="the same time"), False),
        (row("s1", "light", (None, 1), (2, 9)), False),
    ]
    with made_up(core_shell=SYSTEMS, stability=[case for case, _ in cases]):
        assert [t.same_time for t in data.tests()] == [same for _, same in cases]


def test_who_kept_more(made_up):
    cases = [
        (row("s1", "light", (2, 50), (2, 51)), True),
        (row("s1", "light", (2, 50), (2, 50)), False),
        (row("s1", "light", (2, 50), (2, 49)), False),
        (row("s1", "light", (2, 50, 60), (2, 55)), False),
        (row("s1", "light", (2, 50, 60), (2, 61, 70)), True),
        (row("s1", "light", (2, 50), (3, 60)), True),
        (row("s1", "light", (3, 50), (2, 60)), None),
        (row("s1", "light", (None, 50), (2, 60)), None),
        (row("s1", "light", (2, 50), (None, 60)), None),
        (row("s1", "light", (None, 50), (None, 60), same_time="stated"), True),
        (row("s1", "light", (2, None), (2, 60)), None),
        (row("s1", "light", (2, 60), (2, None)), None),
        (row("s1", "light", (2, 50), (3, 60), duration_core_qualifier=">"), None),
        (row("s1", "light", (2, 50), (3, 60), duration_core_qualifier=">="), None),
        (row("s1", "light", (2, 50), (3, 60), duration_core_qualifier="<"), True),
        (row("s1", "light", (2, 50), (2, 60), duration_core_qualifier="<="), True),
    ]
    cases = [(case | {"condition": str(k)}, verdict) for k, (case, verdict) in enumerate(cases)]
    with made_up(core_shell=SYSTEMS, stability=[case for case, _ in cases]):
        assert [t.kept_more for t in data.tests()] == [verdict for _, verdict in cases]


@pytest.mark.usefixtures("given")
def test_stress_in_a_word():
    assert [t.under for t in data.tests()] == [
        "water",
        "light",
        "ethanol",
        "light",
        "light",
        "100 °C",
        "100 °C",
        "water",
    ]


@pytest.mark.usefixtures("given")
def test_pairs_are_the_tests_with_a_share():
    shown = figures.data.stability_pairs()
    names = [(t.shell_class, t.stress, t.name) for t in shown.tests]
    assert names == sorted(names, reverse=True)
    assert len(names) == 7
    assert shown.without == 1
    only = figures.data.stability_pairs("chalcogenide")
    assert [(t.stress, t.coated.low_pct) for t in only.tests] == [("light", 80), ("heat", 75)]
    assert only.without == 1
    assert figures.data.stability_pairs("oxide").without == 0
    for unknown in ("gold", "metal"):
        with pytest.raises(ArgumentError) as error:
            figures.data.stability_pairs(unknown)
        assert (error.value.argument, error.value.value) == ("shell_class", unknown)


@pytest.mark.usefixtures("given")
def test_tests_by_time():
    shown = figures.data.retained_by_time()
    assert [(t.name, t.bare.hours, t.coated.hours) for t in shown] == [
        ("P/SiO2", 2, 2),
        ("Q/ZrO2 or TiO2", 1, 1),
        ("P/PbSO4", 0.25, 48),
    ]
    assert [t.name for t in figures.data.retained_by_time(["chalcogenide"])] == ["P/CdS"]
    panels = figures.data.retained_against_time()
    assert {name: [(t.name, t.coated.hours) for t in tests] for name, tests in panels.items()} == {
        "water": [("P/SiO2", 2)],
        "light": [("Q/ZrO2 or TiO2", 1), ("P/CdS", 2)],
        "heat, solvents and other": [("P/PbSO4", 48), ("P/CdS", 50)],
    }


def test_every_stress_has_one_panel():
    for stress in {r["stress"] for r in tables.read("stability")} | {"a stress of tomorrow"}:
        assert sum(belongs(stress) for belongs in data.PANELS.values()) == 1, stress


@pytest.mark.usefixtures("given")
def test_matrix():
    matrix = figures.data.shell_stress_matrix()
    assert matrix.fields == {
        ("oxide", "water"): data.Field(1, 1, 0),
        ("oxide", "light"): data.Field(2, 2, 0),
        ("sulfate", "solvent"): data.Field(1, 1, 0),
        ("sulfate", "heat"): data.Field(0, 0, 1),
        ("chalcogenide", "light"): data.Field(0, 0, 1),
        ("chalcogenide", "heat"): data.Field(0, 0, 1),
        ("chalcogenide", "water"): data.Field(0, 0, 1),
    }
    assert matrix.classes == ("sulfate", "chalcogenide", "oxide")
    assert matrix.stresses == ("light", "heat", "water", "solvent")
    with_loss = data.Field(1, 3, 2)
    assert with_loss.tests == 5


def test_a_comparison_that_was_lost_counts_as_compared(made_up):
    with made_up(core_shell=SYSTEMS, stability=[row("s1", "light", (2, 50), (2, 40))]):
        assert figures.data.shell_stress_matrix().fields == {("oxide", "light"): data.Field(0, 1, 0)}


def test_shipped_rows_are_all_in():
    rows = tables.read("stability")
    classes = {r["id"]: r["shell_class"] for r in tables.read("core_shell")}
    tests = data.tests()
    assert {(t.citation, t.stress) for t in tests} == {(r["citation"], r["stress"]) for r in rows}
    assert sum(len(t.shells) for t in tests) == len(rows)
    assert sum(field.tests for field in data.shell_stress_matrix().fields.values()) == len(tests)
    shares = {(r["citation"], r["retained_pct"]) for r in rows if r["retained_pct"] is not None}
    assert {(t.citation, t.coated.low_pct) for t in data.stability_pairs().tests} == shares
    timed = {(r["citation"], r["duration_h"]) for r in rows if None not in (r["duration_h"], r["retained_pct"])}
    against = [t for panel in data.retained_against_time().values() for t in panel]
    assert {(t.citation, t.coated.hours) for t in against} == timed
    assert {t.shell_class for t in data.retained_by_time()} <= {"oxide", "sulfate"} <= set(classes.values())


def titles_of(drawing):
    return re.findall("<title>(.*?)</title>", drawing.svg)


@pytest.mark.usefixtures("given")
def test_drawing_of_pairs(drawn, points):
    drawing, figure = drawn(figures.stability_pairs)
    (axes,) = figure.axes
    tests = figures.data.stability_pairs().tests
    for y, test in enumerate(tests):
        drawn_here = [p for p in points(axes) if len(p) <= 2 and (p[:, 1] == y).all()]
        expected = []
        for sample in (test.coated, test.bare):
            if sample.low_pct is not None:
                ends = [sample.low_pct] if sample.low_pct == sample.high_pct else [sample.low_pct, sample.high_pct]
                expected.append(ends)
        assert [list(p[:, 0]) for p in drawn_here if list(p[:, 0]) != [100, 100]] == expected, test
    texts = [text.get_text() for text in axes.texts]
    times = [t for t in texts if t]
    assert times == [
        "15 min | 48 h",
        "time not given",
        "2 h",
        "1 h",
        "same time, not given",
        "48 h | 2 h",
        "? | 50 h",
    ]
    joined = [t for t in axes.texts if not t.get_text()]
    assert len(joined) == sum(test.same_time and test.bare.low_pct is not None for test in tests) == 3
    first = "P/PbSO4, ethanol: bare 0 %, coated 70 %, 15 min | 48 h"
    assert titles_of(drawing)[0] == f"{first}; a2020 in paper (contradicted)"
    assert drawing.alt.startswith(
        f"Share of the luminescence kept in 7 tests, with their durations (where two stand, bare first): {first}; "
    )
    assert "Q/ZrO2 or TiO2, light: bare 25 %, coated 50 to 60 %, 1 h" in drawing.alt
    assert "P/CdS, 100 °C: bare not given, coated ~75 %, ? | 50 h" in drawing.alt
    assert drawing.alt.endswith(" 1 more tests print no share.")
    assert axes.get_yticklabels()[0].get_text() == "P/PbSO₄ *\nethanol"


@pytest.mark.usefixtures("given")
def test_drawing_by_time(drawn, points):
    drawing, figure = drawn(figures.retained_by_time)
    (axes,) = figure.axes
    tests = figures.data.retained_by_time()
    marks = [tuple(p[0]) for p in points(axes) if len(p) == 1]
    pairs = [(s.hours, s.middle_pct) for t in tests for s in (t.bare, t.coated)]
    assert marks == pairs
    lines = [line for line in axes.lines if line.get_linewidth() == 1.3]
    assert [line.get_linestyle() for line in lines] == ["-", "-", ":"]
    ends = [[[s.hours, s.middle_pct] for s in (t.bare, t.coated)] for t in tests]
    assert [line.get_xydata().tolist() for line in lines] == ends
    bars = [line.get_xydata().tolist() for line in axes.lines if line.get_linewidth() == 4]
    assert bars == [[[2, 10], [2, 20]], [[1, 50], [1, 60]]]
    faces = [line.get_markerfacecolor() for line in axes.lines if len(line.get_xdata()) == 1]
    assert [face == "none" for face in faces] == [True, False] * len(tests)
    assert "3 tests of shells of the classes oxide, sulfate, 1 of them with different times" in drawing.alt
    assert "P/SiO2 (Janus), in water: bare 10 to 20 % after 2 h, coated 90 % after 2 h" in drawing.alt
    assert "P/PbSO4 (core/shell), ethanol: bare 0 % after 15 min, coated 70 % after 48 h, a2020 (contradicted)" in (
        titles_of(drawing)
    )
    assert [t.get_text() for t in axes.get_xticklabels()] == ["15 min", "1 h", "6 h", "24 h", "7 d", "84 d"]
    assert list(axes.get_xticks()) == [0.25, 1, 6, 24, 168, 2016]


@pytest.mark.slow
@pytest.mark.usefixtures("given")
def test_drawing_against_time(drawn, points):
    drawing, figure = drawn(figures.retained_against_time)
    panels = figures.data.retained_against_time()
    joined = 0
    for axes, (name, tests) in zip(figure.axes, panels.items(), strict=True):
        assert axes.get_title(loc="left") == name
        marks = [
            (*p[0], line.get_marker(), line.get_markerfacecolor() != "none")
            for line in axes.lines
            if len(p := line.get_xydata()) == 1
        ]
        expected = []
        for test in tests:
            pair = test.bare.timed and test.same_time
            joined += pair
            if test.bare.timed:
                expected.append((test.bare.hours, test.bare.middle_pct, "o" if pair else "D", False))
            expected.append((test.coated.hours, test.coated.middle_pct, "o" if pair else "D", True))
        assert marks == expected
    assert joined == 2
    assert "for 5 tests with a time. 2 pairs have the same time" in drawing.alt
    assert "100 °C, P/CdS: coated ~75 % after 50 h" in drawing.alt
    assert "P/PbSO4, ethanol: bare 0 % after 15 min, a2020 (contradicted)" in titles_of(drawing)
    assert "P/PbSO4, ethanol: coated 70 % after 48 h, a2020 (contradicted)" in titles_of(drawing)
    line = next(line for line in figure.axes[0].lines if line.get_linewidth() == 1.2)
    assert line.get_xydata().tolist() == [[2, 20], [2, 90]]


def test_axes_hold_samples_of_tomorrow(made_up, drawn):
    rows = [row("s1", "light", (0.005, 150), (50000, 190)), row("s3", "anion exchange", (1, 1), (2, 2))]
    with made_up(core_shell=SYSTEMS, stability=rows):
        _, by_time = drawn(figures.retained_by_time)
        _, against = drawn(figures.retained_against_time)
        _, pairs = drawn(figures.stability_pairs)
    for axes in (*by_time.axes, *against.axes):
        low, high = axes.get_xlim()
        assert low < 0.005 < 50000 < high
        assert axes.get_ylim()[1] > 190
    assert pairs.axes[0].get_xlim()[1] > 190


def test_minutes_hours_and_days_stay_apart(made_up):
    """A test of one minute and one of 60 hours differ by 3600, on the axis and in words."""
    rows = [row("s1", "water", (1 / 60, 50), (60, 60))]
    with made_up(core_shell=SYSTEMS, stability=rows):
        drawing = figures.retained_by_time()
        (test,) = figures.data.retained_by_time()
    assert test.coated.hours / test.bare.hours == pytest.approx(3600)
    assert "bare 50 % after 1 min, coated 60 % after 60 h" in drawing.alt


@pytest.mark.usefixtures("given")
def test_drawing_of_the_matrix(drawn):
    drawing, figure = drawn(figures.shell_stress_matrix)
    (axes,) = figure.axes
    matrix = figures.data.shell_stress_matrix()
    texts = {(round(t.get_position()[1]), round(t.get_position()[0])): t.get_text() for t in axes.texts}
    assert len(texts) == len(matrix.fields)
    for (shell_class, stress), field in matrix.fields.items():
        place = matrix.classes.index(shell_class), matrix.stresses.index(stress)
        parts = [f"{field.more} of {field.compared}"] * bool(field.compared) + [f"+{field.silent}"] * bool(field.silent)
        assert texts[place] == "  ".join(parts)
    assert [t.get_text() for t in axes.get_yticklabels()] == list(matrix.classes)
    assert [t.get_text() for t in axes.get_xticklabels()] == list(matrix.stresses)
    assert "oxide, light: kept more in 2 of 2 comparisons" in drawing.alt
    assert "chalcogenide, water: 1 without a comparison" in titles_of(drawing)
    assert "(8 tests)" in drawing.alt
    boxes = {(round(p.get_y() + 0.45), round(p.get_x() + 0.47)): p.get_alpha() for p in axes.patches}
    assert {place for place, alpha in boxes.items() if alpha} == set(texts)
    assert boxes[2, 0] > boxes[1, 0]


def test_middle_of_nothing_is_not_a_number():
    assert math.isnan(data.Sample(1.0, "", None, None, "").middle_pct)
    assert not data.Sample(None, "", 5.0, 5.0, "").timed
    assert not data.Sample(5.0, "", None, None, "").timed
    assert data.Sample(0.0, "", 0.0, 0.0, "").timed


@pytest.mark.parametrize(
    ("stress", "more", "under"),
    [
        ("heat", {"temperature_c": 99.85}, "100 °C"),
        ("heat", {}, "heat"),
        ("light", {"temperature_c": 60}, "light"),
        ("solvent", {"temperature_c": 60, "medium": "ethanol"}, "ethanol"),
        ("solvent", {}, "solvent"),
        ("water", {"medium": "salt water"}, "water"),
    ],
)
def test_a_test_is_named_by_its_temperature_only_where_heat_is_the_stress(made_up, stress, more, under):
    with made_up(core_shell=SYSTEMS, stability=[row("s1", stress, (2, 10), (2, 90), **more)]):
        (test,) = data.tests()
    assert test.under == under
