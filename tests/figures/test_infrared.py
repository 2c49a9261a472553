import re

import numpy as np
import pytest

from book import figures
from book.figures.data import infrared as data
from calculators import color, led
from calculators.errors import ArgumentError

LEDS = [
    {"emitter": "A", "el_peak_nm": 774, "citation": "a2020", "flag": "contradicted"},
    {"emitter": "B", "el_peak_nm": 699.9, "citation": "b2020"},
    {"emitter": "C", "el_peak_nm": 700, "citation": "c2020"},
    {"emitter": "D", "citation": "d2020"},
]


def row(material, low, high="", quantity="emission wavelength", unit="nm", **more):
    return {"material": material, "quantity": quantity, "value": low, "value_max": high, "unit": unit} | more


VALUES = [
    row("dots", 800, 1850, citation="d2020;e2020"),
    row("again", 750, quantity="EL peak", citation="a2020"),
    row("partly", 680, 900, citation="f2020"),
    row("absorbing", 855, quantity="excitonic absorption peak", citation="g2020", flag="suspect"),
    row("energy", 900, unit="meV", citation="h2020"),
    row("length", 900, quantity="NC size", citation="i2020"),
]


def test_ranges(made_up):
    with made_up(leds=LEDS, values=VALUES):
        ranges = data.infrared_ranges()
    assert [(r.name, r.quantity, r.low_nm, r.high_nm, r.citation, r.flag) for r in ranges] == [
        ("A LED", "EL peak", 774, 774, "a2020", "contradicted"),
        ("C LED", "EL peak", 700, 700, "c2020", ""),
        ("dots", "emission wavelength", 800, 1850, "d2020;e2020", ""),
        ("absorbing", "excitonic absorption peak", 855, 855, "g2020", "suspect"),
    ]


def test_curves_are_the_formulas(made_up):
    with made_up(leds=LEDS, values=VALUES):
        shown = figures.data.eye_and_radiance(0.08, fwhm_nm=30.0, current_density_ma_cm2=50.0)
    green = int(np.flatnonzero(shown.visible_nm == 530)[0])
    expected = led.current_efficiency(0.08, *color.gaussian(530.0, 30.0))
    assert shown.candela_per_ampere[green] == pytest.approx(expected)
    # L = EQE E J / pi with E in volts: 0.08 x 1.239842 V x 500 A/m2 / pi at 1000 nm.
    at = int(np.flatnonzero(shown.wavelength_nm == 1000)[0])
    assert shown.radiance_w_sr_m2[at] == pytest.approx(0.08 * 1.239842 * 500 / np.pi, rel=1e-6)
    assert shown.wavelength_nm[-1] >= 1850
    assert list(shown.named) == [560.0, 600.0, 700.0]
    for nm, value in shown.named.items():
        assert value == pytest.approx(led.current_efficiency(0.08, *color.gaussian(nm, 30.0)))
    assert list(shown.named_radiance) == [560.0, 700.0, 1850.0]
    for nm, value in shown.named_radiance.items():
        assert value == pytest.approx(0.08 * 1239.842 / nm * 500 / np.pi, rel=1e-6)


@pytest.mark.slow
def test_drawing(made_up, drawn, points):
    with made_up(leds=LEDS, values=VALUES):
        drawing, figure = drawn(figures.eye_and_radiance, 0.08, fwhm_nm=30.0, current_density_ma_cm2=50.0)
        shown = figures.data.eye_and_radiance(0.08, fwhm_nm=30.0, current_density_ma_cm2=50.0)
    above, below = figure.axes
    np.testing.assert_allclose(points(above)[0], np.column_stack([shown.visible_nm, shown.candela_per_ampere]))
    np.testing.assert_allclose(points(below, "None")[0], np.column_stack([shown.wavelength_nm, shown.radiance_w_sr_m2]))
    assert [p[:, 0].tolist() for p in points(below, "|")] == [[774, 774], [700, 700], [800, 1850], [855, 855]]
    low, high = below.get_xlim()
    assert low <= 440
    assert high >= 1850
    assert above.get_yscale() == "log"
    assert drawing.alt.startswith("At an EQE of 8 % the current efficiency falls")
    for nm, value in shown.named.items():
        assert f"{value:.2g} cd/A at {nm:g} nm" in drawing.alt
    for nm, value in shown.named_radiance.items():
        assert f"{value:.3g} at {nm:g} nm" in drawing.alt
    assert "radiance at 50 mA/cm²" in drawing.alt
    assert "dots, emission wavelength, 800 to 1850 nm" in drawing.alt
    assert "A LED, EL peak, 774 nm, a2020 (contradicted)" in re.findall("<title>(.*?)</title>", drawing.svg)


def test_shipped_ranges_lie_in_the_near_infrared():
    band = color.bands()["near infrared"]
    ranges = data.infrared_ranges()
    assert ranges
    assert all(band.low_nm <= r.low_nm <= r.high_nm for r in ranges)


def test_nonsense_is_refused():
    with pytest.raises(ArgumentError) as error:
        figures.eye_and_radiance(5.0)
    assert error.value.argument == "eqe"
