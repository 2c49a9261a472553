import numpy as np
import pytest

from book import figures
from book.figures import data
from calculators import led, tables
from calculators.errors import ArgumentError


def pair(core, plqy_core, plqy, tau_core, tau, citation):
    return {"core": core, "shell": "ZnS", "plqy_core_pct": plqy_core, "plqy_pct": plqy, "lifetime_core_ns": tau_core,
            "lifetime_ns": tau, "citation": citation}  # fmt: skip


PAIRS = [
    pair("CsPbBr3", "50", "80.00", "10", "16.0", "song2015"),  # 0.05 to 0.1 and 0.05 to 0.0625
    pair("CsPbI3", "80", "90", "4", "9.0", "li2021"),  # 0.2 to 0.25 and 0.1 to 0.111: apart
    pair("CsPbCl3", "90", "90", "10.0", "12", "bi2021"),  # 0.09 to 0.1 and 0.075 to 0.0833; rounded: 0.0891 and 0.0870
    pair("MAPbBr3", "90", "90", "10.0", "11.4", "wan2023"),  # 0.09 to 0.1 and 0.0789 to 0.0877; 12 -> 0.0885: apart
    pair("FAPbBr3", "90", "95", "9", "10", "yang2021"),  # 0.1 to 0.111 and 0.095 to 0.1: they touch
    {"core": "FAPbI3", "shell": "ZnS", "plqy_pct": "5", "lifetime_ns": "6", "citation": "li2021"},
]


def test_pairs_hold_the_four_numbers_and_their_rounding(made_up):
    with made_up(core_shell=PAIRS):
        first, *rest = data.pairs.yield_lifetime_pairs()
    assert len(rest) == 4
    assert (first.plqy_core_pct, first.plqy_pct, first.lifetime_core_ns, first.lifetime_ns) == (50, 80, 10, 16)
    assert first.half_digit == (0.5, 0.005, 0.5, 0.05)
    assert (first.name, first.citation) == ("CsPbBr3/ZnS", "song2015")


@pytest.mark.parametrize(("text", "half"), [("7", 0.5), ("7.0", 0.05), ("70.25", 0.005), ("100", 0.5)])
def test_half_a_digit(text, half):
    assert data.pairs.half_digit(text) == pytest.approx(half)


def test_rates_that_a_pair_allows(made_up, drawn, points):
    with made_up(core_shell=PAIRS):
        found = data.rate_bounds()
        drawing, figure = drawn(figures.rate_bounds)
    by_core = {b.pair.core: b for b in found}
    first = by_core["CsPbBr3"]
    assert (first.bare, first.shelled) == (pytest.approx((0.05, 0.1)), pytest.approx((0.05, 0.0625)))
    assert first.bare_rounded == pytest.approx((0.495 / 10.5, 1 / 9.5))
    assert first.shelled_rounded == pytest.approx((0.79995 / 16.05, 1 / 15.95))
    assert {core: b.verdict for core, b in by_core.items()} == {
        "CsPbBr3": "one rate suits both", "CsPbI3": "apart", "CsPbCl3": "apart", "MAPbBr3": "apart",
        "FAPbBr3": "one rate suits both",
    }  # fmt: skip
    assert [b.verdict for b in found] == ["apart"] * 3 + ["one rate suits both"] * 2
    assert [b.pair.citation for b in found] == ["bi2021", "li2021", "wan2023", "song2015", "yang2021"]
    bars = [(b.get_x(), b.get_x() + b.get_width()) for b in figure.axes[0].patches]
    assert bars == [pytest.approx(span) for b in found for span in (b.bare, b.shelled)]
    lines = [xy[:, 0] for xy in points(figure.axes[0], "None")]
    assert [tuple(x) for x in lines] == [s for b in found for s in (b.bare_rounded, b.shelled_rounded)]
    assert "CsPbBr3/ZnS, song2015: bare 0.050 to 0.100, with shell 0.050 to 0.062 per ns, one rate" in drawing.alt


@pytest.mark.parametrize(
    ("tau", "verdict"), [("11", "rounding decides"), ("11.0", "rounding decides"), ("12.0", "apart")]
)
def test_rounding_may_decide(made_up, tau, verdict):
    # Bare: 0.09 to 0.1; shelled: up to 1/11 = 0.0909 overlaps, so take a bare of 0.92.
    with made_up(core_shell=[pair("CsPbBr3", "91", "91", "10", tau, "li2021")]):
        (found,) = data.rate_bounds()
    assert found.verdict == verdict


DEVICES = [
    {"id": "a", "emission": "electroluminescent", "emitter_form": "NC", "el_peak_nm": 640, "eqe_pct": 20,
     "plqy_row": "values/one", "plqy_state": "film", "citation": "li2021"},
    {"id": "b", "emission": "electroluminescent", "emitter_form": "NC", "el_peak_nm": 520, "eqe_pct": 45,
     "outcoupling_aid": "half-ball lens", "plqy_row": "core_shell/two", "plqy_state": "dispersion",
     "citation": "kim2021b"},
    {"id": "c", "emission": "electroluminescent", "emitter_form": "NC", "eqe_pct": 10, "citation": "bi2021"},
    {"id": "d", "emission": "electroluminescent", "emitter_form": "NC", "plqy_row": "values/one",
     "plqy_state": "film", "citation": "bi2021"},
]  # fmt: skip
YIELDS = {
    "values": [{"id": "one", "quantity": "PLQY", "value": 80, "value_max": 99, "unit": "%"}],
    "core_shell": [{"id": "two", "plqy_core_pct": 60, "plqy_pct": 90, "plqy_pct_max": 95}],
}


def test_outcoupling_that_two_printed_numbers_imply(made_up, drawn, points):
    with made_up(leds=DEVICES, **YIELDS):
        found = data.implied_outcoupling(1.8)
        drawing, figure = drawn(figures.implied_outcoupling, 1.8)
    assert [(d.device.id, d.plqy_pct, d.of_film, d.implied) for d in found.devices] == [
        ("a", 80, True, pytest.approx(0.25)), ("b", 90, False, pytest.approx(0.5))
    ]  # fmt: skip
    assert found.cone == pytest.approx(1 - (1 - 1 / 1.8**2) ** 0.5)
    axes = figure.axes[0]
    assert [xy[0].tolist() for marker in "oD" for xy in points(axes, marker)] == [[80, 20], [90, 45]]
    fills = [line.get_markerfacecolor() for line in axes.lines if line.get_marker() in ("o", "D")][:2]
    assert fills[0] != "none"
    assert fills[1] == "none"
    dashed = next(line for line in axes.lines if line.get_linestyle() == "--")
    assert dashed.get_xydata()[1] == pytest.approx([100, 100 * found.cone])
    assert drawing.alt.endswith("printed numbers: li2021 0.25, kim2021b (half-ball lens) 0.50.")
    assert f"index 1.8 is {found.cone:.3f}" in drawing.alt
    assert "EQE 20 %, PLQY 80 %, outcoupling times balance 0.25, yield of a film" in drawing.svg


def test_no_device_lies_outside_of_the_axes(made_up, drawn, points):
    dim = [{"id": "one", "quantity": "PLQY", "value": 12, "unit": "%"}]
    with made_up(leds=[{**DEVICES[0], "eqe_pct": 11}, {**DEVICES[1], "eqe_pct": 88}], **{**YIELDS, "values": dim}):
        _, figure = drawn(figures.implied_outcoupling)
    axes = figure.axes[0]
    for marker in "oD":
        for ((x, y),) in points(axes, marker):
            assert axes.get_xlim()[0] < x < axes.get_xlim()[1]
            assert axes.get_ylim()[0] < y < axes.get_ylim()[1]


def test_a_yield_that_does_not_exist_is_refused(made_up):
    with made_up(leds=[{**DEVICES[0], "plqy_row": "values/nothing"}], **YIELDS), pytest.raises(ArgumentError) as e:
        data.implied_outcoupling()
    assert e.value.argument == "id"


def test_the_named_yields_are_of_the_same_work():
    named = [row for row in tables.read("leds") if row["plqy_row"]]
    assert named
    for row in named:
        table, _, name = row["plqy_row"].partition("/")
        other = tables.row(table, name)
        assert set(row["citation"].split(";")) & set(other["citation"].split(";")), row["id"]
        assert row["plqy_state"], row["id"]
        if table == "values":
            assert other["unit"] == "%"
            assert other["quantity"].split()[0] == "PLQY"
    for device in data.implied_outcoupling().devices:
        assert device.implied == led.implied_outcoupling(device.device.eqe_pct / 100, device.plqy_pct / 100) <= 1


def test_five_curves_are_allowed():
    assert len(data.threshold_curves({str(k): ([1], [1]) for k in range(5)})) == 5


def test_thresholds_are_drawn_as_steps(drawn):
    curves = {"all": ([1.3, 1.1, 1.2], [1, 4, 2]), "blue": ([1.1, 1.3], [2, 0])}
    all_, blue = data.threshold_curves(curves)
    assert all_.threshold.tolist() == [1.1, 1.2, 1.3]
    assert all_.rows.tolist() == [4, 2, 1]
    assert (all_.at(1.21), blue.at(1.0)) == ((1.2, 2), (1.1, 2))
    drawing, figure = drawn(figures.threshold_curves, curves, "Factor", used=1.2, rows=9)
    lines = figure.axes[0].lines
    assert np.allclose(lines[0].get_xydata(), [[1.1, 4], [1.2, 2], [1.3, 1]])
    assert lines[0].get_drawstyle() == "steps-post"
    assert list(lines[2].get_xdata()) == [1.2, 1.2]
    assert "all: 4 at 1.1, 2 at 1.2, 1 at 1.3; blue: 2 at 1.1, 0 at 1.3." in drawing.alt


@pytest.mark.parametrize(
    ("curves", "argument"),
    [
        ({}, "curves"),
        ({str(k): ([1], [1]) for k in range(6)}, "curves"),
        ({"all": ([1, 2], [1])}, "curves"),
        ({"all": (["a"], [1])}, "curves"),
    ],
)
def test_curves_that_are_refused(curves, argument):
    with pytest.raises(ArgumentError) as e:
        data.threshold_curves(curves)
    assert e.value.argument == argument
