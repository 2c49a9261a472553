import numpy as np
import pytest

from book import figures
from book.figures import data
from calculators import color, led
from calculators.errors import ArgumentError

EL = {"emission": "electroluminescent", "emitter_form": "NC"}
LEDS = [
    {**EL, "id": "cyan", "el_peak_nm": 500, "eqe_pct": 8, "current_efficiency_cd_a": 12, "cie_x": 0.06, "cie_y": 0.4,
     "citation": "liu2022", "flag": "suspect"},
    {**EL, "id": "green", "el_peak_nm": 505, "eqe_pct": 4, "current_efficiency_cd_a": 10, "cie_x": 0.1, "cie_y": 0.6,
     "t50_h": 5, "t50_printed": "5 h", "t50_luminance_cd_m2": 100, "luminance_cd_m2": 500, "citation": "song2015"},
    {**EL, "id": "blue", "el_peak_nm": 470, "eqe_pct": 2, "cie_x": 0.13, "cie_y": 0.07, "t50_h": 0.2,
     "t50_printed": "12 min", "t50_luminance_cd_m2": 150, "citation": "wan2023"},
    {"id": "sheet", "emission": "converter", "emitter_form": "NC", "el_peak_nm": 460, "eqe_pct": 30,
     "current_efficiency_cd_a": 50, "t50_h": 9, "t50_luminance_cd_m2": 100, "citation": "xuan2022"},
]  # fmt: skip
TIME, START = "operational half-life T50", "initial luminance of the lifetime test"
VALUES = [
    {"quantity": START, "value": 1200, "unit": "cd/m²", "citation": "wan2023"},
    {"quantity": TIME, "value": 15, "unit": "min", "citation": "wan2023"},
    {"quantity": "operational half-life T50 gain", "value": 7, "unit": "times", "citation": "wan2023"},
    {"quantity": START, "value": 100, "unit": "cd/m²", "citation": "song2015"},  # that of the table
    {"quantity": TIME, "value": 6, "unit": "h", "citation": "song2015"},
    {"quantity": START, "value": 4000, "unit": "cd/m²", "citation": "fang2021b"},
    {"quantity": "operational lifetime", "value": 2, "unit": "h", "citation": "fang2021b"},
    {"quantity": START, "value": 10, "unit": "cd/m²", "citation": "liu2022"},  # two times: which is it?
    {"quantity": TIME, "value": 1, "unit": "h", "citation": "liu2022"},
    {"quantity": "operational lifetime", "value": 2, "unit": "h", "citation": "liu2022"},
    {"quantity": START, "value": 10, "unit": "cd/m²", "citation": "bi2021"},  # two luminances: which is it?
    {"quantity": START, "value": 20, "unit": "cd/m²", "citation": "bi2021"},
    {"quantity": TIME, "value": 1, "unit": "h", "citation": "bi2021"},
    {"quantity": TIME, "value": 1, "unit": "h", "citation": "li2021"},
]


@pytest.fixture
def made(made_up):
    with made_up(leds=LEDS, values=VALUES):
        yield


def test_candela_of_a_per_cent(made, drawn, points):
    found = data.candela_per_percent((15.0, 20.0, 40.0))
    assert found.peak_nm[[0, -1]].tolist() == [440, 700]
    for curve, width in ((found.narrow, 15), (found.assumed, 20), (found.wide, 40)):
        at = list(found.peak_nm).index(600)
        assert curve[at] == pytest.approx(led.current_efficiency(0.01, *color.gaussian(600, width)))
    assert [(r.device.id, r.cd_a_per_pct) for r in found.devices] == [("cyan", 1.5), ("green", 2.5)]
    drawing, figure = drawn(figures.candela_per_percent)
    assert np.vstack(points(figure.axes[0], "o")).tolist() == [[500, 1.5], [505, 2.5]]
    (line,) = points(figure.axes[0], "None")
    assert np.allclose(line, np.stack([found.peak_nm, found.assumed], axis=1))
    assert f"{led.current_efficiency(0.01, *color.gaussian(520, 20)):.2g} at 520 nm" in drawing.alt
    assert "2 devices" in drawing.alt
    assert "12 cd/A at 8 %, 1.5 cd/A a per cent" in drawing.svg


def test_a_device_of_no_efficiency_has_no_candela_a_per_cent(made_up):
    dark = {**EL, "id": "dark", "el_peak_nm": 500, "eqe_pct": 0, "current_efficiency_cd_a": 0, "citation": "liu2022"}
    with made_up(leds=[dark, *LEDS]):
        assert [r.device.id for r in data.candela_per_percent((15.0, 20.0, 40.0)).devices] == ["cyan", "green"]


def test_blue_corner_ties_printed_colours_to_those_of_the_peaks(made, drawn, points):
    corner = data.blue_corner((15.0, 20.0, 40.0))
    assert [(c.device.id, c.printed_xy) for c in corner.devices] == [("cyan", (0.06, 0.4)), ("blue", (0.13, 0.07))]
    for c in corner.devices:
        assert c.line_xy == pytest.approx(color.chromaticity(*color.gaussian(c.device.peak_nm, 20)))
    for lines, width in ((corner.narrow_xy, 15), (corner.assumed_xy, 20), (corner.wide_xy, 40)):
        assert lines[470 - 445] == pytest.approx(color.chromaticity(*color.gaussian(470, width)))
    assert corner.wavelength_nm[[0, -1]].tolist() == [430, 510]
    assert len(corner.locus_xy) == len(corner.wavelength_nm)
    assert corner.assumed_xy[-1] == pytest.approx(color.chromaticity(*color.gaussian(506, 20)))
    assert corner.primary_xy == (0.131, 0.046)
    drawing, figure = drawn(figures.blue_corner)
    marks = np.vstack(points(figure.axes[0], "o"))
    expected = [xy for c in corner.devices for xy in (c.line_xy, c.printed_xy)]
    assert marks == pytest.approx(np.array(expected))
    x, y = corner.devices[0].line_xy
    assert f"liu2022 printed (0.06, 0.4) for 500 nm against ({x:.3f}, {y:.3f}); wan2023 printed" in drawing.alt


def test_coverage_by_the_blue_line(made, drawn, points):
    found = data.gamut_by_blue(630.0, 530.0, 25.0, "DCI-P3")
    lines = np.stack(color.chromaticity(*color.gaussian([630.0, 530.0, 460.0], 25.0)), axis=1)
    assert found.peak_nm[[0, -1]].tolist() == [445, 500]
    at = list(found.peak_nm).index(460)
    assert found.in_xy[at] == pytest.approx(color.gamut_coverage(lines, "DCI-P3"))
    assert found.in_uv[at] == pytest.approx(color.gamut_coverage(lines, "DCI-P3", space="uv"))
    assert found.in_xy[at] != pytest.approx(found.in_uv[at])
    assert [d.id for d in found.devices] == ["blue", "cyan"]
    drawing, figure = drawn(figures.gamut_by_blue, 630.0, 530.0, 25.0, "DCI-P3")
    curves = points(figure.axes[0], "None")
    assert np.allclose(curves[0], np.stack([found.peak_nm, 100 * found.in_xy], axis=1))
    assert np.allclose(curves[1], np.stack([found.peak_nm, 100 * found.in_uv], axis=1))
    assert [xy[0, 0] for xy in points(figure.axes[0], "|")] == [470, 500]
    assert f"{100 * found.in_xy[-1]:.0f} and {100 * found.in_uv[-1]:.0f} % at 500 nm" in drawing.alt
    assert "Coverage of DCI-P3 by lines at 630 and 530 nm" in drawing.alt


def test_tests_of_the_lifetime(made, drawn, points):
    found = data.lifetime_tests()  # exponents of 1 and 2
    assert [(f.device.id, f.carried.t50_h, f.carried.luminance_cd_m2) for f in found.first] == [
        ("green", 5, 100), ("blue", 0.2, 150)
    ]  # fmt: skip
    green, blue = (f.carried for f in found.first)
    assert green.reach_cd_m2[[0, -1]] == pytest.approx([10, 500])  # no further than the device shines
    assert blue.reach_cd_m2[[0, -1]] == pytest.approx([15, 1500])
    assert (green.low_exponent_h[-1], green.high_exponent_h[-1]) == pytest.approx((1, 0.2))
    assert [(s.citation, s.hours, s.luminance_cd_m2, s.is_half_life) for s in found.second] == [
        ("fang2021b", 2, 4000, False),
        ("wan2023", 0.25, 1200, True),  # 15 min
    ]
    drawing, figure = drawn(figures.lifetime_tests)
    assert [xy[0].tolist() for xy in points(figure.axes[0], "o")] == [[100, 5], [150, 0.2], [4000, 2], [1200, 0.25]]
    assert "song2015 5 h from 100 cd/m²; wan2023 12 min from 150 cd/m²" in drawing.alt
    assert "fang2021b, running text, 2 h from 4000 cd/m²; wan2023, running text, 15 min from 1200 cd/m²" in drawing.alt
    assert "fang2021b: lifetime, not called a half-life, 2 h" in drawing.svg
    assert "wan2023: half-life 15 min" in drawing.svg


def test_exponents_in_falling_order_are_refused():
    with pytest.raises(ArgumentError) as e:
        data.lifetime_tests((2.0, 1.0))
    assert e.value.argument == "exponents"
