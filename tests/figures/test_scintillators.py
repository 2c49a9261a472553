import math

import numpy as np
import pytest

from book import figures

VALUES = [
    {"material": "A", "quantity": "modulation transfer function", "value": 0.5, "unit": "-", "citation": "a2020"},
    {"material": "A", "quantity": "spatial resolution", "value": 4, "unit": "lp/mm", "citation": "a2020"},
    # A resolution of the same work in another unit, of another work, of another material.
    {"material": "A", "quantity": "spatial resolution", "value": 200, "unit": "µm", "citation": "a2020"},
    {"material": "A", "quantity": "spatial resolution", "value": 9, "unit": "lp/mm", "citation": "b2021"},
    {"material": "B", "quantity": "spatial resolution", "value": 9, "unit": "lp/mm", "citation": "a2020"},
    {"material": "C", "quantity": "spatial resolution", "value": 50, "unit": "µm", "citation": "c2022"},
    {"material": "D", "quantity": "modulation transfer function", "value": 0.2, "unit": "-", "citation": "d2022"},
    {"material": "C", "quantity": "spatial resolution enhancement", "value": 1, "unit": "µm", "citation": "c2022"},
]


def gaussian(frequency_lp_mm, width_um):
    """Contrast of a Gaussian spread of this full width."""
    return np.exp(-((math.pi * width_um * 1e-3 * frequency_lp_mm) ** 2) / (4 * math.log(2)))


def test_blurs_by_contrast_and_by_width(made_up):
    with made_up(values=VALUES):
        found = figures.data.resolution_curves()
    (contrast,) = found.by_contrast
    assert (contrast.material, contrast.citation, contrast.frequency_lp_mm, contrast.contrast) == ("A", "a2020", 4, 0.5)
    # Half the contrast at f: pi w f = 2 ln 2
    assert contrast.width_um == pytest.approx(1e3 * 2 * math.log(2) / (math.pi * 4))
    coarse, fine = found.by_width
    assert [(one.width_um, one.citation, one.contrast, one.frequency_lp_mm) for one in found.by_width] == [
        (200, "a2020", None, None),
        (50, "c2022", None, None),
    ]
    assert (fine.one_line_lp_mm, fine.one_pair_lp_mm) == pytest.approx((10, 20))
    assert (coarse.one_line_lp_mm, coarse.one_pair_lp_mm) == pytest.approx((2.5, 5))
    for one in (contrast, coarse, fine):
        assert one.transfer == pytest.approx(gaussian(found.frequency_lp_mm, one.width_um))
        assert gaussian(one.resolved_lp_mm, one.width_um) == pytest.approx(0.1)
    # As far as the line pairs of the sharpest, and a tenth beyond.
    assert (found.frequency_lp_mm[0], found.frequency_lp_mm[-1]) == pytest.approx((0, 22))


def test_a_contrast_alone_sets_the_axis(made_up):
    with made_up(values=VALUES[:2]):
        found = figures.data.resolution_curves()
    assert found.by_width == ()
    assert found.frequency_lp_mm[-1] == pytest.approx(1.1e3 / found.by_contrast[0].width_um)
    with made_up(values=[]):
        assert figures.data.resolution_curves().frequency_lp_mm[-1] == pytest.approx(11)


def test_blurs_are_drawn(made_up, drawn, points):
    with made_up(values=VALUES):
        drawing, figure = drawn(figures.resolution_curves)
        shown = figures.data.resolution_curves()
    (axes,) = figure.axes
    curves = [line.get_xydata() for line in axes.lines if line.get_linestyle() == "-"]
    for one, xy in zip((*shown.by_contrast, *shown.by_width), curves, strict=True):
        assert xy == pytest.approx(np.stack([shown.frequency_lp_mm, one.transfer], axis=-1))
    assert np.vstack(points(axes, "o")).tolist() == [[4, 0.5]]
    dashed = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert dashed == pytest.approx([2.5, 5, 10, 20])
    assert (
        f"the printed 0.5 at 4 line pairs per mm (a2020) falls below 0.1 at {shown.by_contrast[0].resolved_lp_mm:.1f}"
        in drawing.alt
    )
    assert "50 µm wide (c2022) falls below 0.1 at 16; dashed, 10 and 20 line pairs per mm" in drawing.alt
    assert "<title>A: modulation transfer 0.5 at 4 lp/mm, a2020</title>" in drawing.svg


def test_the_shipped_imagers_blur_as_printed():
    shown = figures.data.resolution_curves()
    assert shown.by_contrast
    for one in shown.by_contrast:
        assert gaussian(one.frequency_lp_mm, one.width_um) == pytest.approx(one.contrast)
    assert all(one.width_um > 0 for one in shown.by_width)
