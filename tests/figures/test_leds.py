import numpy as np
import pytest

from book import figures
from book.figures import data
from calculators import led
from calculators.figures.data import devices

EL = {"emission": "electroluminescent", "emitter_form": "NC"}
WORKS = "@article{early2015,\n  year = {2013}\n}\n@article{late2022,\n  year = {2022}\n}\n"
# Every number differs from every other, so that no column can stand for another.
LEDS = [
    {**EL, "id": "red", "emitter_printed": "CsPbI₃ NCs", "device": "ITO/PEDOT:PSS/PTAA/EL/TPBi/Al", "el_peak_nm": 650,
     "turn_on_v": 2.2, "eqe_pct": 14.5, "current_efficiency_cd_a": 6.5, "luminance_cd_m2": 900, "cie_x": 0.7,
     "cie_y": 0.28, "t50_h": 3, "t50_printed": "3 h", "t50_luminance_cd_m2": 400, "citation": "early2015",
     "flag": "suspect"},
    {**EL, "id": "green", "emitter_printed": "CsPbBr₃ NCs", "device": "ITO/PEDOT:PSS/PTAA/EL/ZnO/Ag", "el_peak_nm": 520,
     "turn_on_v": 3.3, "eqe_pct": 9.25, "current_efficiency_cd_a": 33, "t50_h": 0.5, "t50_printed": "30 min",
     "citation": "late2022"},
    {**EL, "id": "lens", "emitter_printed": "FAPbBr₃ NCs", "device": "ITO/TFB/EL/TPBi/Al", "el_peak_nm": 530,
     "eqe_pct": 41, "outcoupling_aid": "half-ball lens", "citation": "late2022;early2015"},
    {**EL, "id": "blue", "emitter_printed": "CsPbCl₃ NCs", "el_peak_nm": 470, "eqe_pct": 2.5, "outcoupling_aid": "none",
     "t50_h": 7, "t50_printed": "7 h", "t50_luminance_cd_m2": 2000, "citation": "late2022"},
    {"id": "film", "emission": "converter", "emitter_form": "NC-in-matrix", "el_peak_nm": 525, "eqe_pct": 36,
     "current_efficiency_cd_a": 70, "t50_h": 11, "device": "EL + chip", "citation": "late2022"},
    {**EL, "id": "silent", "el_peak_nm": 480, "citation": "late2022"},
    {**EL, "id": "hidden", "eqe_pct": 28, "colour_printed": "green", "device": "ITO/ETL/Al", "citation": "late2022"},
]  # fmt: skip


@pytest.fixture
def made(made_up):
    with made_up(leds=LEDS, references=WORKS):
        yield


def ids(rows):
    return [d.id for d in rows]


def test_a_row_becomes_a_device(made):
    red, _, lens, blue, film, *_ = devices.devices()
    numbers = (red.peak_nm, red.eqe_pct, red.current_efficiency_cd_a, red.luminance_cd_m2, red.cie_x, red.cie_y)
    assert numbers == (650, 14.5, 6.5, 900, 0.7, 0.28)
    assert (red.t50_h, red.t50_printed, red.t50_luminance_cd_m2) == (3, "3 h", 400)
    assert (red.emitter, red.flag, red.form, red.layers[2], red.band) == ("CsPbI₃ NCs", "suspect", "NC", "PTAA", "red")
    assert (lens.kind, lens.aid) == ("outcoupling aid", "half-ball lens")
    assert (blue.kind, blue.aid) == ("electroluminescent", "")
    assert film.kind == "colour converter"
    assert (red.year, lens.year) == (2013, 2022)  # of the bibliography, not of the key; of the first work


def test_a_record_of_a_data_frame_is_the_same_device():
    from calculators import datasets, tables

    records = datasets.load("leds").to_dict("records")
    assert [devices.device(r) for r in records] == [devices.device(r) for r in tables.read("leds")]


def test_devices_with_what_a_figure_needs(made):
    assert ids(data.eqe_by_wavelength()) == ["red", "green", "lens", "blue", "film"]
    assert ids(data.eqe_by_year()) == ["red", "green", "lens", "blue", "film", "hidden"]
    assert ids(devices.printed("eqe_pct", "peak_nm", electroluminescent=True)) == ["red", "green", "lens", "blue"]


def test_efficiencies_are_drawn_at_their_wavelengths(made, drawn, points):
    drawing, figure = drawn(figures.eqe_by_wavelength)
    assert [xy[0].tolist() for xy in points(figure.axes[0])] == [
        [650, 14.5], [520, 9.25], [530, 41], [470, 2.5], [525, 36]
    ]  # fmt: skip
    markers = [line.get_marker() for line in figure.axes[0].lines if len(line.get_xydata())]
    assert markers == ["o", "o", "D", "o", "x"]
    assert "reach 2.5 % in blue, 9.25 % in green, 14.5 % in red." in drawing.alt
    assert "5 devices" in drawing.alt
    assert "with an outcoupling aid, 41 % at 530 nm; colour converter, 36 % at 525 nm" in drawing.alt
    assert "CsPbI₃ NCs, 650 nm, EQE 14.5 %, early2015 (suspect)" in drawing.svg
    assert "FAPbBr₃ NCs, 530 nm, EQE 41 %, late2022;early2015, half-ball lens" in drawing.svg


def test_efficiencies_are_drawn_at_their_years(made, drawn, points):
    drawing, figure = drawn(figures.eqe_by_year)
    xy = np.vstack(points(figure.axes[0]))
    assert np.round(xy[:, 0]).tolist() == [2013, 2022, 2022, 2022, 2022, 2022]
    assert xy[:, 1].tolist() == [14.5, 9.25, 41, 2.5, 36, 28]
    # Within a year from blue to red; the one without a peak in the middle.
    assert xy[3, 0] < xy[1, 0] < xy[4, 0] < xy[2, 0]
    assert xy[5, 0] == 2022
    assert abs(xy[:, 0] - np.round(xy[:, 0])).max() < 0.5
    assert "of each year: 2013 14.5 %, 2022 28 %." in drawing.alt


def test_printed_candela_against_those_of_efficiency_and_wavelength(made, drawn, points):
    checks = data.current_efficiency_check((15.0, 20.0, 40.0))
    assert [c.device.id for c in checks] == ["green", "red"]
    from calculators import color

    for check, cd_a, eqe in zip(checks, (33, 6.5), (0.0925, 0.145), strict=True):
        for ratio, width in zip(check[1:], (15, 20, 40), strict=True):
            expected = led.current_efficiency(eqe, *color.gaussian(check.device.peak_nm, width))
            assert ratio == pytest.approx(cd_a / expected)
    drawing, figure = drawn(figures.current_efficiency_check)
    marks = np.vstack(points(figure.axes[0], "o"))
    assert marks[:, 0] == pytest.approx([c.assumed for c in checks])
    bars = [xy for xy in points(figure.axes[0], "None") if len(xy) == 2 and xy[0, 1] == xy[1, 1]]
    assert [sorted(b[:, 0]) for b in bars] == [pytest.approx(sorted((c.narrow, c.wide))) for c in checks]
    assert f"late2022 at 520 nm {checks[0].assumed:.2f}, early2015 at 650 nm {checks[1].assumed:.2f}." in drawing.alt
    (band,) = figure.axes[0].patches
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((1 / 1.2, 1.2))


@pytest.mark.parametrize(
    ("ratios", "agrees"),
    [((1.3, 1.25, 1.19), True), ((1.3, 1.25, 1.21), False), ((0.7, 0.8, 0.84), True), ((0.7, 0.8, 0.83), False)],
)
def test_agreement_within_a_factor_by_any_width(ratios, agrees):
    assert figures.leds.data.Check(devices.device({}), *ratios).agrees is agrees


def test_half_lives_at_one_luminance(made):
    aged = data.eqe_by_lifetime(100.0, (1.0, 2.0))
    assert [(a.device.id, a.carried) for a in aged] == [("red", True), ("green", False), ("blue", False)]
    # 3 h from 400 cd/m2, fourfold luminance: 3 * 4 and 3 * 16 h.
    assert (aged[0].low_h, aged[0].high_h, aged[0].middle_h) == pytest.approx((12, 48, 24))
    assert (aged[1].low_h, aged[1].high_h) == (0.5, 0.5)
    assert (aged[2].low_h, aged[2].high_h) == (7, 7)  # a factor of 20 is too far
    assert data.eqe_by_lifetime() == aged
    at_ten = data.eqe_by_lifetime(4000.0, (1.0, 2.0))
    assert [a.carried for a in at_ten] == [True, False, True]  # a factor of ten is allowed
    assert (at_ten[0].low_h, at_ten[0].high_h) == pytest.approx((0.03, 0.3))


def test_half_lives_are_drawn_in_hours(made, drawn, points):
    drawing, figure = drawn(figures.eqe_by_lifetime)
    marks = np.vstack(points(figure.axes[0], "o"))
    assert marks == pytest.approx(np.array([[24, 14.5], [0.5, 9.25], [7, 2.5]]))
    (bar,) = points(figure.axes[0], "None")
    assert bar == pytest.approx(np.array([[12, 14.5], [48, 14.5]]))
    assert "3 devices" in drawing.alt
    assert "from 30 min to 7 h" in drawing.alt
    assert "Only 1 state" in drawing.alt
    assert "blue 7 h, green 30 min, red 3 h." in drawing.alt
    assert "T50 3 h from 400 cd/m²" in drawing.svg


def test_stacks_by_their_hole_side(made, drawn, points):
    single, common = data.device_stacks()
    assert (single.name, ids(single.devices)) == ("TFB", ["lens"])
    assert (common.layers, ids(common.devices)) == (("PEDOT:PSS", "PTAA"), ["red", "green"])
    assert common.eqe_pct == (9.25, 14.5)
    drawing, figure = drawn(figures.device_stacks)
    marks = [xy[0].tolist() for xy in points(figure.axes[0], "o")]
    assert marks == [[41, 0], [14.5, 1], [9.25, 1]]
    assert "the commonest is PEDOT:PSS / PTAA with 2 devices, whose efficiencies run from 9.25 to 14.5 %" in drawing.alt
    assert "ITO/PEDOT:PSS/PTAA/EL/ZnO/Ag: 520 nm, 9.25 %, late2022" in drawing.svg


def test_an_anode_beside_the_emitter_has_no_hole_side(made_up):
    with made_up(leds=[{**EL, "device": "ITO/EL/TPBi/Al", "eqe_pct": 1}], references=WORKS):
        (side,) = data.device_stacks()
    assert (side.layers, side.name) == ((), "none")


def test_every_shipped_device_is_in_its_figure(drawn):
    for function, columns in ((data.eqe_by_wavelength, ("eqe_pct", "el_peak_nm")), (data.eqe_by_year, ("eqe_pct",))):
        from calculators import tables

        rows = [r["id"] for r in tables.read("leds") if all(r[c] is not None for c in columns)]
        assert ids(function()) == rows
        drawing, _ = drawn(getattr(figures, function.__name__))
        assert drawing.svg.count("<title>") == len(rows)
        assert f"of {len(rows)} devices" in drawing.alt
