import numpy as np
import pytest

from calculators import color, figures
from calculators.errors import ArgumentError
from calculators.figures import data, marks
from calculators.figures.data.devices import device

LEDS = [
    {"id": "a", "emission": "electroluminescent", "emitter_printed": "dots", "el_peak_nm": 640, "eqe_pct": 5,
     "cie_x": 0.7, "cie_y": 0.29, "citation": "li2021"},
    {"id": "b", "emission": "converter", "emitter_printed": "sheet", "cie_x": 0.31, "cie_y": 0.34,
     "citation": "xuan2022"},
    {"id": "c", "emission": "electroluminescent", "el_peak_nm": 520, "citation": "li2021"},
    {"id": "d", "emission": "electroluminescent", "cie_x": 0.5, "citation": "li2021"},
]  # fmt: skip


def test_the_diagram_holds_what_is_printed(made_up, drawn, points):
    with made_up(leds=LEDS):
        found = data.chromaticity_diagram({"mine": (0.2, 0.7)}, ("Rec.2020", "NTSC"))
        drawing, figure = drawn(figures.chromaticity_diagram, {"mine": (0.2, 0.7)}, ("Rec.2020", "NTSC"))
    assert [(d.id, d.cie_x, d.cie_y) for d in found.devices] == [("a", 0.7, 0.29), ("b", 0.31, 0.34)]
    assert list(found.gamuts) == ["Rec.2020", "NTSC"]
    assert found.gamuts["NTSC"].tolist() == color.gamut("NTSC").tolist()
    axes = figure.axes[0]
    assert [xy[0].tolist() for marker in "ox*" for xy in points(axes, marker)] == [
        [0.7, 0.29],
        [0.31, 0.34],
        [0.2, 0.7],
    ]
    closed = {line.get_label(): line.get_xydata() for line in axes.lines if line.get_label() in found.gamuts}
    for name, corners in found.gamuts.items():
        assert np.allclose(closed[name], np.vstack([corners, corners[:1]]))
    assert "triangles of Rec.2020, NTSC and 2 devices of the table; mine at (0.200, 0.700)." in drawing.alt
    assert "dots, (0.7, 0.29), 640 nm, li2021" in drawing.svg
    assert not data.chromaticity_diagram(devices=False).devices


def test_a_gamut_that_is_unknown():
    with pytest.raises(ArgumentError) as refused:
        data.chromaticity_diagram(gamuts=("PAL",))
    assert (refused.value.argument, refused.value.value) == ("gamuts", "PAL")


@pytest.mark.parametrize(
    "bad",
    [(0.3,), (0.3, 0.3, 0.4), "xy", None, (0.3, None), (0.3, np.nan), (0.3, 1.2), (-0.1, 0.3), 0.3, (0.3, 10**400)],
)
def test_points_of_ones_own_are_pairs(bad):
    with pytest.raises(ArgumentError) as refused:
        data.chromaticity_diagram({"fine": (0.2, 0.7), "mine": bad})
    assert refused.value.argument == "points"
    assert "mine" in refused.value.problem


def test_points_may_be_arrays():
    assert data.chromaticity_diagram({"mine": np.array([0.2, 0.7])}).points == {"mine": (0.2, 0.7)}


def test_white_of_three_lines(drawn, points):
    white = data.white_mixture((630, 525, 465), 20)
    assert white.target == color.white_point("sRGB")
    assert color.chromaticity(white.wavelength_nm, white.total) == pytest.approx(white.target, abs=1e-6)
    assert white.total.max() == pytest.approx(1)
    assert sum(white.strengths) == pytest.approx(1)
    # Equal widths: the peaks of the parts stand in the ratio of the strengths.
    peaks = [float(part.max()) for part in white.parts]
    assert [p / sum(peaks) for p in peaks] == pytest.approx(list(white.strengths), rel=1e-3)
    assert white.cct_k == pytest.approx(color.cct(*white.target), rel=0.002)
    assert white.rendering_index == pytest.approx(color.colour_rendering(white.wavelength_nm, white.total).ra)
    warm = data.white_mixture((607, 520, 450), (80, 20, 20), (0.4476, 0.4074))
    assert 2800 < warm.cct_k < 2900  # illuminant A, 2856 K
    drawing, figure = drawn(figures.white_mixture, (630, 525, 465), 20)
    (line,) = points(figure.axes[0])
    assert np.allclose(line, np.stack([white.wavelength_nm, white.total], axis=1))
    tops = [collection.get_paths()[0].vertices[:, 1].max() for collection in figure.axes[0].collections]
    assert tops == pytest.approx(peaks)
    words = ", ".join(f"{p} nm with {100 * s:.0f} %" for p, s in zip((630, 525, 465), white.strengths, strict=True))
    assert f"at (0.3127, 0.329) from three lines with peak powers {words} of the sum" in drawing.alt
    assert f"temperature {white.cct_k:.0f} K, colour rendering index {white.rendering_index:.0f}." in drawing.alt


def test_hues_follow_the_bands():
    for band in color.bands().values():
        middle = min(max(band.low_nm, 300), 800) + 1
        assert marks.swatch(middle) == marks.HUES[band.name]
    assert marks.swatch(None, "infrared, 800 to 1850 nm") == marks.HUES["near infrared"]
    assert marks.swatch(None, "green") == marks.HUES["green"]
    assert marks.swatch(None, "white") == marks.swatch(None) == marks.INK
    assert set(marks.HUES) == set(color.bands())


def test_best_device_of_each_band():
    rows = [
        {"emission": "electroluminescent", "el_peak_nm": nm, "eqe_pct": eqe}
        for nm, eqe in ((640, 3), (470, 1), (650, 9), (655, 7), (None, 50), (520, 2.5))
    ]
    assert marks.best_by_band(map(device, rows)) == ["1 % in blue", "2.5 % in green", "9 % in red"]
