import numpy as np
import pytest

from book import figures
from book.figures import data
from calculators.errors import ArgumentError


def test_distances_that_a_band_of_efficiencies_allows(drawn):
    one, many = data.transfer_distance((0.5, 0.9), (1, 64))
    # E = n / (n + r^6)
    assert one.efficiency == pytest.approx(1 / (1 + one.distance**6))
    assert many.efficiency == pytest.approx(64 / (64 + many.distance**6))
    assert (one.near, one.far) == pytest.approx(((1 / 9) ** (1 / 6), 1))
    assert (many.near, many.far) == pytest.approx((2 * (1 / 9) ** (1 / 6), 2))
    drawing, figure = drawn(figures.transfer_distance, (0.5, 0.9), (1, 64))
    axes = figure.axes[0]
    for k, curve in enumerate((one, many)):
        thin, thick = (axes.lines[2 * k + j].get_xydata() for j in (0, 1))
        assert np.allclose(thin, np.stack([curve.distance, 100 * curve.efficiency], axis=1))
        assert thick[[0, -1], 0] == pytest.approx([curve.near, curve.far])
        assert thick[[0, -1], 1] == pytest.approx([90, 50], abs=0.05)
    (band,) = axes.patches
    assert (band.get_y(), band.get_y() + band.get_height()) == pytest.approx((50, 90))
    assert "Efficiencies of 50 to 90 %" in drawing.alt
    assert "0.69 to 1.00 for 1, 1.39 to 2.00 for 64." in drawing.alt
    assert [t.get_text() for t in axes.texts] == ["1 acceptor", "64 acceptors"]


def test_the_usual_numbers_and_five_at_most():
    curves = data.transfer_distance((0.5, 0.9))
    assert [curve.acceptors for curve in curves] == [1, 10, 100]
    assert curves[0].distance[[0, -1]].tolist() == [0.05, 2.6]
    assert len(data.transfer_distance((0.5, 0.5), (1, 2, 3, 4, 5))) == 5


@pytest.mark.parametrize(
    ("arguments", "argument"),
    [
        (((0.0, 0.9),), "efficiency"),
        (((0.5, 1.0),), "efficiency"),
        (((0.9, 0.5),), "efficiency"),
        (((50, 90),), "efficiency"),
        (((0.5, 0.9), ()), "acceptors"),
        (((0.5, 0.9), (1, 2, 3, 4, 5, 6)), "acceptors"),
        (((0.5, 0.9), (0,)), "acceptors"),
    ],
)
def test_what_is_refused(arguments, argument):
    with pytest.raises(ArgumentError) as e:
        data.transfer_distance(*arguments)
    assert e.value.argument == argument
