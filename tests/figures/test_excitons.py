import math

import numpy as np
import pytest

from book import figures
from calculators.errors import ArgumentError

KT_293 = 293 * 1.380649e-23 / 1.602176634e-19  # eV


def test_emission_lies_below_absorption_by_the_shift():
    free, trapped = figures.data.self_trapping(2.5, (0.04, 0.8))
    assert (free.name, trapped.name) == ("free", "self-trapped")
    assert (free.absorption_ev, trapped.absorption_ev) == (2.5, 2.5)
    assert (free.emission_ev, trapped.emission_ev) == pytest.approx((2.46, 1.7))
    for exciton, shift in ((free, 0.04), (trapped, 0.8)):
        assert exciton.linewidth_ev == pytest.approx(math.sqrt(8 * math.log(2) * shift * KT_293))


@pytest.mark.parametrize(
    ("argument", "value", "call"),
    [
        ("gap_ev", 0.0, lambda: figures.data.self_trapping(0.0, (0.1, 0.2))),
        ("shifts_ev", -0.1, lambda: figures.data.self_trapping(2.0, (-0.1, 0.2))),
        ("shifts_ev", 2.0, lambda: figures.data.self_trapping(2.0, (0.1, 2.0))),
        ("shifts_ev", None, lambda: figures.data.self_trapping(2.0, (0.1, 0.2, 0.3))),
        ("shifts_ev", None, lambda: figures.data.self_trapping(2.0, (0.1,))),
    ],
)
def test_impossible_shifts_are_refused(argument, value, call):
    with pytest.raises(ArgumentError) as refused:
        call()
    assert (refused.value.argument, refused.value.value) == (argument, value)


def test_parabolas_keep_the_energies(drawn, points):
    drawing, figure = drawn(figures.self_trapping, 2.5, (0.04, 0.8))
    (axes,) = figure.axes
    for ground, excited, shift in zip(points(axes)[::2], points(axes)[1::2], (0.04, 0.8), strict=True):
        low, high = (np.polynomial.Polynomial.fit(*xy.T, 2) for xy in (ground, excited))
        # Vertical distance at the ground state's minimum: absorption; at the excited one's: emission.
        (origin,), (relaxed,) = low.deriv().roots(), high.deriv().roots()
        assert high(origin) - low(origin) == pytest.approx(2.5)
        assert high(relaxed) - low(relaxed) == pytest.approx(2.5 - shift)
    arrows = [(text.xyann, text.xy) for text in axes.texts if getattr(text, "arrow_patch", None)]
    # Up by the absorption from the ground state's minimum, down by the emission to the ground state.
    assert [end[1] - start[1] for start, end in arrows] == pytest.approx([2.5, -2.46, 2.5, -1.7])
    assert [start[1] for start, _ in arrows] == pytest.approx([0, 2.48, 0, 2.1])
    texts = {text.get_text() for text in axes.texts}
    width = 1e3 * math.sqrt(8 * math.log(2) * 0.8 * KT_293)
    assert {"2.46 eV", "1.70 eV", f"line of at least {width:.0f} meV"} <= texts
    assert f"emission at 1.70 eV, line of at least {width:.0f} meV" in drawing.alt


RANGES = [
    {"material": "A NCs", "quantity": "Stokes shift", "value": 20, "value_max": 90, "unit": "meV", "citation": "a2020"},
    {"material": "A NCs", "quantity": "NC edge length", "value": 3, "value_max": 11, "unit": "nm", "citation": "a2020"},
    # Another work on the same material, an undoubted and a doubted order.
    {
        "material": "A NCs",
        "quantity": "Stokes shift",
        "value": 30,
        "value_max": 60,
        "unit": "meV",
        "citation": "b2021",
        "flag": "suspect",
    },
    {"material": "A NCs", "quantity": "NC size", "value": 2, "value_max": 5, "unit": "nm", "citation": "b2021"},
    {
        "material": "A NCs",
        "quantity": "energy of confined hole state above valence band edge state",
        "value": 70,
        "value_max": 260,
        "unit": "meV",
        "citation": "c2022",
    },
    {"material": "A NCs", "quantity": "NC size", "value": 1, "value_max": 4, "unit": "nm", "citation": "c2022"},
    # No range, no size, another unit, a size of another material: left out.
    {"material": "B NCs", "quantity": "Stokes shift", "value": 20, "unit": "meV", "citation": "a2020"},
    {"material": "B NCs", "quantity": "NC size", "value": 3, "value_max": 11, "unit": "nm", "citation": "a2020"},
    {"material": "C NCs", "quantity": "Stokes shift", "value": 20, "value_max": 30, "unit": "nm", "citation": "d2020"},
    {"material": "C NCs", "quantity": "NC size", "value": 3, "value_max": 11, "unit": "nm", "citation": "d2020"},
    {"material": "D NCs", "quantity": "Stokes shift", "value": 20, "value_max": 30, "unit": "meV", "citation": "d2020"},
    {"material": "E NCs", "quantity": "Stokes shift", "value": 20, "value_max": 30, "unit": "meV", "citation": "e2020"},
    {"material": "E NCs", "quantity": "NC size", "value": 3, "value_max": 11, "unit": "Å", "citation": "e2020"},
    {"material": "F NCs", "quantity": "Stokes shift", "value": 20, "value_max": 30, "unit": "meV", "citation": "f2020"},
    {"material": "F NCs", "quantity": "NC size", "value": 3, "unit": "nm", "citation": "f2020"},
]


def test_shifts_go_with_the_sizes_of_their_work(made_up):
    with made_up(values=RANGES):
        found = figures.data.stokes_shifts()
    assert [(f.citation, f.least_mev, f.most_mev, f.least_nm, f.most_nm, f.ordered) for f in found] == [
        ("a2020", 20, 90, 3, 11, True),
        ("b2021", 30, 60, 2, 5, False),
        ("c2022", 70, 260, 1, 4, True),
    ]
    assert [f.quantity for f in found][::2] == [
        "Stokes shift",
        "energy of confined hole state above valence band edge state",
    ]
    assert {f.material for f in found} == {"A NCs"}


def test_boxes_and_their_diagonals_are_drawn(made_up, drawn, points):
    with made_up(values=RANGES):
        drawing, figure = drawn(figures.stokes_shifts)
    (axes,) = figure.axes
    boxes = [(*patch.get_xy().min(axis=0), *patch.get_xy().max(axis=0)) for patch in axes.patches]
    assert boxes == [(3, 20, 11, 90), (2, 30, 5, 60), (1, 70, 4, 260)]
    # The larger energy belongs to the smaller size; a doubted order has no line.
    assert [xy.tolist() for xy in points(axes)] == [[[3, 90], [11, 20]], [[1, 260], [4, 70]]]
    assert "A NCs, Stokes shift, 30 to 60 meV for 2 to 5 nm (order doubted)" in drawing.alt
    assert "<title>A NCs, Stokes shift: 20 to 90 meV for 3 to 11 nm, a2020</title>" in drawing.svg


def test_the_shipped_ranges_have_an_order():
    for found in figures.data.stokes_shifts():
        assert found.least_mev < found.most_mev
        assert found.least_nm < found.most_nm


def test_ratio_of_the_means_in_closed_form():
    (curve,) = figures.data.lifetime_averages((4.0,))
    a = curve.slow_amplitude
    # (sum a tau^2 / sum a tau) / sum a tau, for lifetimes of 1 and 4
    assert curve.factor == pytest.approx(((1 - a) + 16 * a) / ((1 - a) + 4 * a) ** 2)
    # Largest where the slow component has a share of 1/(r + 1): (r + 1)^2 / 4 r
    assert curve.largest == pytest.approx(25 / 16, rel=1e-4)
    assert curve.largest_at == pytest.approx(0.2, abs=0.0025)
    assert (a[0], a[-1], curve.ratio) == (0, 1, 4)


def test_averages_are_drawn(drawn, points):
    ratios = (2.0, 3.0, 4.0, 5.0, 6.0, 7.0)
    drawing, figure = drawn(figures.lifetime_averages, ratios)
    curves = figures.data.lifetime_averages(ratios)
    assert len(curves) == len(ratios)
    for curve, xy in zip(curves, points(figure.axes[0]), strict=True):
        assert xy == pytest.approx(np.stack([curve.slow_amplitude, curve.factor], axis=-1))
    assert "1.33 at a slow amplitude of 0.25 for lifetimes in the ratio 3;" in drawing.alt


@pytest.mark.parametrize("bad", [(), (0.9,), (2.0, 0.5)])
def test_ratios_below_one_are_refused(bad):
    with pytest.raises(ArgumentError) as refused:
        figures.data.lifetime_averages(bad)
    assert refused.value.argument == "ratios"
    (curve,) = figures.data.lifetime_averages((1.0,))
    assert curve.factor == pytest.approx(1)
