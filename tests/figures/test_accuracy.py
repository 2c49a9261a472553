import pytest

from book import figures
from calculators import tables

ROWS = [
    {"set": "all", "anion": "all", "solids": 9, "accuracy_t_pct": 1, "accuracy_tau_pct": 2, "accuracy_no_pct": 3},
    {
        "set": "halides",
        "anion": "F, I",
        "solids": 8,
        "accuracy_t_pct": 4,
        "accuracy_tau_pct": 5,
        "accuracy_no_pct": 6,
    },
    {
        "set": "sulfides",
        "anion": "S",
        "solids": 7,
        "perovskites": 2,
        "accuracy_t_pct": 40,
        "accuracy_tau_pct": 90,
        "accuracy_no_pct": 65,
    },
    {"set": "iodides", "anion": "I", "solids": 5, "accuracy_t_pct": 30, "accuracy_tau_pct": 80, "accuracy_no_pct": 70},
]


def test_sets_of_one_anion(made_up):
    with made_up(validation=ROWS):
        found = figures.data.tolerance_accuracy()
    assert found == (("sulfides", 7, 40, 90, 65), ("iodides", 5, 30, 80, 70))
    assert (found[0].t_pct, found[0].tau_pct, found[0].always_no_pct) == (40, 90, 65)


def test_bars_are_drawn(made_up, drawn, points):
    with made_up(validation=ROWS):
        drawing, figure = drawn(figures.tolerance_accuracy)
    (axes,) = figure.axes
    assert [(round(bar.get_x() + bar.get_width() / 2, 2), bar.get_height()) for bar in axes.patches] == [
        (-0.19, 40),
        (0.19, 90),
        (0.81, 30),
        (1.19, 80),
    ]
    assert [xy[:, 1].tolist() for xy in points(axes)] == [[65, 65], [70, 70]]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["sulfides\n7", "iodides\n5"]
    assert axes.get_legend_handles_labels()[1] == ["always “no”", "t", "τ"]
    assert "sulfides (7): t 40 %, tau 90 %, always no 65 %; iodides (5)" in drawing.alt


def test_the_shipped_sets_are_apart():
    found = figures.data.tolerance_accuracy()
    rows = {row["set"]: row for row in tables.read("validation")}
    assert {one.solids_of for one in found} < set(rows)
    # The sets of one anion are parts of the whole, and none is counted twice.
    assert sum(one.solids for one in found) == rows["all"]["solids"]
    weighted = sum(one.tau_pct * one.solids for one in found) / rows["all"]["solids"]
    assert weighted == pytest.approx(rows["all"]["accuracy_tau_pct"], abs=0.1)
