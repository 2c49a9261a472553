import math
import re

import numpy as np
import pytest

from book import figures
from calculators import tables

MOBILITIES = [
    {
        "material": "A NC solid, shell",
        "quantity": "carrier mobility",
        "value": 0.02,
        "unit": "cm²/(V s)",
        "qualifier": ">=",
        "citation": "a2020",
    },
    {
        "material": "B NC film, short ligands",
        "sample": "transistor",
        "quantity": "carrier mobility",
        "value": 3e-7,
        "unit": "cm²/(V s)",
        "qualifier": "~",
        "citation": "b2021",
    },
    {
        "material": "C NC film transistor",
        "sample": "transistor",
        "quantity": "carrier mobility",
        "value": 4e-4,
        "unit": "cm²/(V s)",
        "citation": "c2021",
    },
    {"material": "C NC film transistor", "quantity": "carrier mobility", "value": 4, "unit": "m²/(V s)"},
    {"material": "C NC film transistor", "quantity": "carrier mobility enhancement", "value": 3, "unit": "times"},
]


def test_mobilities_rise_and_say_whether_of_a_transistor(made_up):
    with made_up(values=MOBILITIES):
        found = figures.data.mobilities()
    assert found == (
        ("B NC film, short ligands", 3e-7, "~", True, "b2021"),
        ("C NC film transistor", 4e-4, "", True, "c2021"),
        ("A NC solid, shell", 0.02, ">=", False, "a2020"),
    )


def test_mobilities_are_drawn(made_up, drawn, points):
    with made_up(values=MOBILITIES):
        drawing, figure = drawn(figures.mobilities)
    (axes,) = figure.axes
    assert np.vstack(points(axes, "o")).tolist() == [[3e-7, 0], [4e-4, 1]]
    assert np.vstack(points(axes, "s")).tolist() == [[0.02, 2]]
    arrows = [text for text in axes.texts if getattr(text, "arrow_patch", None) is not None]
    assert [arrow.xy for arrow in arrows] == [(pytest.approx(0.12), 2)]
    assert [label.get_text().endswith("*") for label in axes.get_yticklabels()] == [False, False, True]
    assert "short ligands ~ 3e-07, C NC film transistor 0.0004, A NC solid, shell >= 0.02." in drawing.alt
    assert "<title>C NC film transistor 0.0004 cm²/(V s), c2021</title>" in drawing.svg


LINKS = [
    {"material": "A", "quantity": "modulation bandwidth", "value": 0.5, "unit": "GHz", "citation": "a2020"},
    {"material": "A", "quantity": "data rate", "value": 800, "unit": "Mbps", "citation": "a2020"},
    {"material": "B", "quantity": "modulation bandwidth", "value": 100, "unit": "MHz", "citation": "a2020"},
    {"material": "B", "quantity": "data rate", "value": 0.3, "unit": "Gbit/s", "citation": "a2020"},
    {"material": "B", "quantity": "data rate", "value": 0.05, "unit": "Gbps", "citation": "a2020"},
    # The bandwidth of another work on the same material, and a rate without a unit of rates.
    {"material": "B", "quantity": "modulation bandwidth", "value": 70, "unit": "MHz", "citation": "b2021"},
    {"material": "C", "quantity": "modulation bandwidth", "value": 70, "unit": "MHz", "citation": "b2021"},
    {"material": "C", "quantity": "data rate", "value": 5, "unit": "times", "citation": "b2021"},
    {"material": "D", "quantity": "data rate", "value": 5, "unit": "Mbit/s", "citation": "b2021"},
]


def test_links_print_bandwidth_and_rate_of_one_thing(made_up):
    with made_up(values=LINKS):
        found = figures.data.light_links()
    assert [(one.material, one.bandwidth_mhz, one.rate_mbit_s) for one in found] == [
        ("B", 100, 300),
        ("B", 100, 50),
        ("A", 500, 800),
    ]
    assert [one.bits_per_hertz for one in found] == pytest.approx([3, 0.5, 1.6])
    assert {one.citation for one in found} == {"a2020"}


def test_links_are_drawn(made_up, drawn, points):
    with made_up(values=LINKS):
        drawing, figure = drawn(figures.light_links)
    (axes,) = figure.axes
    lines = points(axes, "None")
    assert [(xy[:, 1] / xy[:, 0]).tolist() for xy in lines] == [[1, 1], [2, 2], [4, 4]]
    assert np.vstack([xy for marker in "osD" for xy in points(axes, marker)]).tolist() == [
        [100, 300],
        [100, 50],
        [500, 800],
    ]
    assert "A: 500 MHz, 800 Mbit/s (1.6 bit/s per Hz)" in drawing.alt
    assert "<title>A: 500 MHz, 800 Mbit/s, a2020</title>" in drawing.svg


CRYSTALS = [
    {"core": "CsPbBr3", "shell": "X", "lifetime_core_ns": 4, "lifetime_ns": 20, "citation": "a2020"},
    {
        "core": "CsPbI3",
        "shell": "Y",
        "lifetime_core_ns": 9,
        "lifetime_ns": 3,
        "citation": "b2021",
        "flag": "suspect",
        "note": "alignment: printed type II",
    },
    {
        "core": "CsPbI3",
        "shell": "doubted",
        "lifetime_core_ns": 9,
        "lifetime_ns": 3,
        "flag": "suspect",
        "note": "shell_nm, lifetime_ns: of another sample",
    },
    {
        "core": "CsPbI3",
        "shell": "doubted",
        "lifetime_core_ns": 90,
        "lifetime_ns": 3,
        "flag": "contradicted",
        "note": "lifetime_core_ns: long",
    },
    {"core": "MAPbBr3", "shell": "Z", "lifetime_core_ns": 9, "lifetime_ns": 3},
    {"core": "CsPbBr3", "shell": "no bare", "lifetime_ns": 3},
    {"core": "CsPbBr3", "shell": "no shelled", "lifetime_core_ns": 3},
]
BANDS = [
    {"material": "CsPbBr3 paper", "quantity": "modulation bandwidth", "value": 300, "unit": "MHz", "citation": "c2022"},
    {"material": "CsPbI3 film", "quantity": "modulation bandwidth", "value": 0.03, "unit": "GHz", "citation": "d2022"},
    {"material": "YAG", "quantity": "modulation bandwidth", "value": 5, "unit": "MHz", "citation": "d2022"},
]


def test_bandwidths_of_lifetimes(made_up):
    with made_up(core_shell=CRYSTALS, values=BANDS):
        found = figures.data.bandwidth_by_lifetime()
    assert [(pair.name, pair.bare_ns, pair.shelled_ns, pair.citation) for pair in found.pairs] == [
        ("CsPbBr3/X", 4, 20, "a2020"),
        ("CsPbI3/Y", 9, 3, "b2021"),
    ]
    # 1/(2 pi tau): 1 ns allows 159.15 MHz.
    assert [pair.bare_mhz for pair in found.pairs] == pytest.approx([159.155 / 4, 159.155 / 9], rel=1e-5)
    assert [pair.shelled_mhz for pair in found.pairs] == pytest.approx([159.155 / 20, 159.155 / 3], rel=1e-5)
    assert found.printed == (("CsPbI3 film", 30, "d2022"), ("CsPbBr3 paper", 300, "c2022"))
    assert found.electrical_mhz == pytest.approx(159.155 / found.lifetime_ns, rel=1e-5)
    assert found.optical_mhz == pytest.approx(math.sqrt(3) * found.electrical_mhz)
    assert found.above_every_pair == 1  # the fastest crystal, with 3 ns, allows 53 MHz


def test_the_band_holds_every_lifetime(made_up):
    rows = [{**CRYSTALS[0], "lifetime_core_ns": 0.1, "lifetime_ns": 300}]
    with made_up(core_shell=rows, values=BANDS):
        found = figures.data.bandwidth_by_lifetime()
    assert found.lifetime_ns[0] < 0.1
    assert found.lifetime_ns[-1] > 300
    with made_up(core_shell=[], values=BANDS):
        found = figures.data.bandwidth_by_lifetime()
    assert (found.lifetime_ns[0], found.lifetime_ns[-1]) == pytest.approx((0.15, 80))
    assert found.above_every_pair == 2


def test_bandwidths_are_drawn(made_up, drawn, points):
    with made_up(core_shell=CRYSTALS, values=BANDS):
        drawing, figure = drawn(figures.bandwidth_by_lifetime)
        shown = figures.data.bandwidth_by_lifetime()
    (axes,) = figure.axes
    crystals = np.vstack(points(axes, "o"))
    expected = [(t, f) for p in shown.pairs for t, f in ((p.bare_ns, p.bare_mhz), (p.shelled_ns, p.shelled_mhz))]
    assert crystals == pytest.approx(np.array(expected))
    faces = [line.get_markerfacecolor() == "none" for line in axes.lines if line.get_marker() == "o"]
    assert faces[:4] == [True, False, True, False]
    assert [xy[:, 1].tolist() for xy in points(axes, "None")] == [[30, 30], [300, 300]]
    band = axes.collections[0].get_paths()[0].get_extents()
    assert (band.x0, band.x1) == pytest.approx((shown.lifetime_ns[0], shown.lifetime_ns[-1]))
    assert (band.y0, band.y1) == pytest.approx((shown.electrical_mhz[-1], shown.optical_mhz[0]))
    assert "to 1.73 times that" in drawing.alt
    assert "CsPbBr3/X 4 to 20 ns, CsPbI3/Y 9 to 3 ns. Dashed: printed bandwidths of 30, 300 MHz, 1 of 2" in drawing.alt
    assert "<title>CsPbI3/Y: 9 ns bare, 3 ns with the shell, b2021</title>" in drawing.svg


def test_the_shipped_tables_reach_the_figures():
    rows = tables.read("values")
    printed = {row["material"] for row in rows if row["quantity"] == "modulation bandwidth"}
    shown = figures.data.bandwidth_by_lifetime()
    assert {one.material for one in shown.printed} == {name for name in printed if re.match("CsPb", name)}
    assert {one.material for one in figures.data.light_links()} <= printed
    assert len(figures.data.mobilities()) == sum(row["quantity"] == "carrier mobility" for row in rows) > 0
    assert "liu2019b" not in {pair.citation for pair in shown.pairs}
