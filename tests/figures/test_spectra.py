import numpy as np
import pytest

from calculators import figures, spectra
from calculators.errors import ArgumentError

NM = np.arange(400.0, 701.0)
LINE = spectra.from_points(NM, 3 * np.exp(-4 * np.log(2) * ((NM - 516.3) / 20) ** 2), quantity="emission")
# Steepest at 520 nm, where it is 1 / 2 above a level of 0.1; the tangent meets that 12 nm further.
EDGE = spectra.from_points(NM, 0.1 + 1 / (1 + np.exp((NM - 520) / 6)), quantity="absorbance")


def test_a_line_has_its_peak_and_its_half_width_marked():
    found = figures.data.measured_spectrum(LINE, peak=spectra.peak(LINE))
    assert found.peak == pytest.approx((516.3, 3.0), abs=1e-6)
    assert found.half == pytest.approx((506.3, 526.3, 1.5), abs=1e-6)
    assert found.wavelength_nm is LINE.wavelength_nm
    assert (found.value == LINE.value).all()
    assert found.tangent is None


def test_an_edge_has_its_tangent_from_the_onset_to_twice_the_height():
    found = figures.data.measured_spectrum(EDGE, onset=spectra.onset(EDGE))
    assert found.tangent_nm == pytest.approx([532, 508], abs=0.2)
    assert found.tangent == pytest.approx([0.1, 1.1], abs=0.01)
    assert (found.peak, found.half, found.exciton) == (None, None, None)


def test_what_is_drawn(drawn, points):
    drawing, figure = drawn(figures.measured_spectrum, LINE, peak=spectra.peak(LINE))
    curve, mark, width = points(figure.axes[0])
    assert curve == pytest.approx(np.column_stack([LINE.wavelength_nm, LINE.value]))
    assert mark == pytest.approx(np.array([[516.3, 0], [516.3, 3]]), abs=1e-5)
    assert width == pytest.approx(np.array([[506.3, 1.5], [526.3, 1.5]]), abs=1e-5)
    assert "Peak at 516.3 nm, half of it from 506.3 to 526.3 nm" in drawing.alt
    assert "onset at 532.0 nm" in figures.measured_spectrum(EDGE, onset=spectra.onset(EDGE)).alt
    with pytest.raises(ArgumentError) as caught:
        figures.measured_spectrum((NM, NM))
    assert caught.value.argument == "spectrum"
