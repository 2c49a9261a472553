import math

import numpy as np
import pytest

from book import figures
from book.figures import data
from calculators import structure
from calculators.errors import ArgumentError

PAIRS = [
    {"core": "CsPbBr3", "shell": "ZnS", "plqy_core_pct": 75, "plqy_pct": 90, "lifetime_core_ns": 12, "lifetime_ns": 25,
     "citation": "teku2025"},
    {"core": "CsPbI3", "shell": "KI", "plqy_core_pct": 40, "plqy_pct": 60, "lifetime_core_ns": 4, "lifetime_ns": 0.5,
     "citation": "wang2021a"},
    {"core": "CsPbI3", "shell": "PbS", "plqy_core_pct": 40, "lifetime_ns": 300, "citation": "wang2021a"},
]  # fmt: skip
LEDS = [
    {"id": "a", "emission": "electroluminescent", "t50_h": 2, "t50_h_max": 900, "eqe_pct": 77, "citation": "li2021"},
    {"id": "b", "emission": "electroluminescent", "t50_h": 0.01, "citation": "li2021"},
    {"id": "c", "emission": "converter", "t50_h": 5000, "citation": "xuan2022"},
]
VALUES = [
    {"quantity": "trion PL lifetime", "value": 0.9, "unit": "ns", "citation": "wang2018c"},
    {"quantity": "trion PL lifetime", "value": 0.002, "value_max": 0.003, "unit": "µs", "citation": "bi2021"},
    {"quantity": "time of early nucleation and growth", "value": 100, "value_max": 5000, "unit": "ms",
     "citation": "lignos2016"},
    {"quantity": "time of something else", "value": 1, "unit": "d", "citation": "lignos2016"},
]  # fmt: skip


def test_yields_move_against_lifetimes(made_up, drawn, points):
    with made_up(core_shell=PAIRS):
        pairs = data.yield_against_lifetime()
        drawing, figure = drawn(figures.yield_against_lifetime)
    assert [(p.name, p.plqy_core_pct, p.plqy_pct, p.lifetime_core_ns, p.lifetime_ns) for p in pairs] == [
        ("CsPbBr3/ZnS", 75, 90, 12, 25), ("CsPbI3/KI", 40, 60, 4, 0.5)
    ]  # fmt: skip
    assert [xy[0].tolist() for xy in points(figure.axes[0], "o")] == [[12, 75], [25, 90], [4, 40], [0.5, 60]]
    rays = [xy for xy in points(figure.axes[0], "None") if len(xy) == 2]
    texts = [t.get_text() for t in figure.axes[0].texts if t.get_text()]
    assert [float(t) for t in texts] == pytest.approx([xy[1, 1] / xy[1, 0] / 100 for xy in rays])
    assert "CsPbBr3/ZnS, teku2025: 75 % and 12 ns to 90 % and 25 ns; CsPbI3/KI" in drawing.alt


def test_spans_of_time_in_seconds(made_up, drawn, points):
    with made_up(core_shell=PAIRS, leds=LEDS, values=VALUES):
        scales = data.time_scales()
        drawing, figure = drawn(figures.time_scales, 0.25)
    assert [(s.process, s.least_s, s.most_s, s.citations) for s in scales] == [
        ("PL lifetimes in our tables", pytest.approx(0.5e-9), pytest.approx(300e-9), ()),
        ("trion PL", pytest.approx(0.9e-9), pytest.approx(3e-9), ("wang2018c", "bi2021")),
        ("early nucleation and growth", pytest.approx(0.1), pytest.approx(5), ("lignos2016",)),
        ("half-lives T₅₀ of LEDs", pytest.approx(36), pytest.approx(7200), ()),
    ]
    bars = [xy for xy in points(figure.axes[0]) if xy[0, 1] == xy[1, 1]]
    assert [tuple(xy[:, 0]) for xy in bars] == [(s.least_s, s.most_s) for s in reversed(scales)]
    frame = [xy for xy in points(figure.axes[0]) if xy[0, 0] == xy[1, 0]]
    assert frame[0][0, 0] == 0.25
    assert "a frame of 0.25 s: PL lifetimes in our tables: 5e-10 to 3e-07 s; trion PL: 9e-10 to 3e-09 s" in drawing.alt
    assert "early nucleation and growth: 0.1 to 5 s, lignos2016" in drawing.svg


def test_ticks_of_time_stand_where_they_say(drawn):
    _, figure = drawn(figures.time_scales)
    axes = figure.axes[0]
    ticks = dict(zip((t.get_text() for t in axes.get_xticklabels()), axes.get_xticks(), strict=True))
    assert (ticks["1 ns"], ticks["1 µs"], ticks["1 s"], ticks["1 h"]) == (1e-9, 1e-6, 1, 3600)
    assert ticks["1 yr"] == pytest.approx(365.25 * 86400, rel=1e-4)


def test_scales_without_rows_are_left_out(made_up):
    with made_up(core_shell=[], leds=[], values=[]):
        assert data.time_scales() == []


LATTICES = {"CsPbBr3": {"(200)": 0.2925, "(111)": 0.3377}, "ZnS": {"(100)": 0.33}}


def test_spacings_that_a_reading_allows(drawn):
    found = data.fringe_spacings(LATTICES, {"core": 0.29, "shell": 0.335})
    assert list(found.lattices["CsPbBr3"]) == ["(200)", "(111)"]
    assert found.matches("core") == [("CsPbBr3", "(200)")]
    assert found.matches("shell") == [("CsPbBr3", "(111)"), ("ZnS", "(100)")]
    assert data.fringe_spacings(LATTICES, {"shell": 0.335}, 0.004).matches("shell") == [("CsPbBr3", "(111)")]
    drawing, figure = drawn(figures.fringe_spacings, LATTICES, {"core": 0.29, "shell": 0.335})
    axes = figure.axes[0]
    assert [line.get_xdata()[0] for line in axes.lines] == [0.33, 0.2925, 0.3377]
    spans = [(p.get_x(), p.get_x() + p.get_width()) for p in axes.patches]
    assert spans == [pytest.approx((0.285, 0.295)), pytest.approx((0.33, 0.34))]
    assert "core 0.29, shell 0.335. Offered by the lattices: CsPbBr3: (200) 0.292, (111) 0.338; ZnS" in drawing.alt


def test_widths_of_a_reflection(drawn, points):
    found = data.reflection_width({"core": 14.0, "far": 50.0}, 40.0, 0.15, (0.8, 1.1))
    assert found.size_nm[0] == pytest.approx(1)
    assert found.size_nm[-1] == pytest.approx(65)
    for curve, k in ((found.low_deg, 0.8), (found.middle_deg, 0.9), (found.high_deg, 1.1)):
        assert structure.scherrer_size(curve, 40.0, 0.15, shape_factor=k) == pytest.approx(found.size_nm)
    assert found.marked["core"] == (14.0, pytest.approx(math.degrees(0.9 * 0.15 / (14 * math.cos(math.radians(20))))))
    drawing, figure = drawn(figures.reflection_width, {"core": 14.0, "far": 50.0}, 40.0, 0.15)
    (curve,) = points(figure.axes[0], "None")
    assert np.allclose(curve, np.stack([found.size_nm, found.middle_deg], axis=1))
    assert [xy[0] for xy in points(figure.axes[0], "o")] == [pytest.approx(v) for v in found.marked.values()]
    assert f"core, 14 nm: {found.marked['core'][1]:.2f}°" in drawing.alt
    assert "at 40° against crystallite size for X-rays of 0.15 nm, K = 0.9 with a band from 0.8 to 1.1" in drawing.alt


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: data.fringe_spacings({}, {"a": 1}), "lattices"),
        (lambda: data.fringe_spacings(LATTICES, {}), "measured_nm"),
        (lambda: data.fringe_spacings(LATTICES, {"a": 0}), "measured_nm"),
        (lambda: data.fringe_spacings({"a": {"(1)": -1}}, {"a": 1}), "lattices"),
        (lambda: data.fringe_spacings(LATTICES, {"a": 1}, 0), "half_digit_nm"),
        (lambda: data.reflection_width({}), "sizes_nm"),
        (lambda: data.reflection_width({"a": 0}), "sizes_nm"),
        (lambda: figures.time_scales(0), "frame_s"),
    ],
)
def test_what_is_refused(call, argument):
    with pytest.raises(ArgumentError) as e:
        call()
    assert e.value.argument == argument
