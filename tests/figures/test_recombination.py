import numpy as np
import pytest

from calculators import figures
from calculators import recombination as rc
from calculators.errors import ArgumentError
from calculators.figures import data


def test_what_is_left_after_each_factor(drawn):
    stages = data.eqe_chain(0.9, 0.75, 0.8, 0.2)
    assert [stage.left for stage in stages] == pytest.approx([1, 0.9, 0.675, 0.54, 0.108])
    assert [stage.name for stage in stages][3:] == ["photons inside", "photons out (EQE)"]
    drawing, figure = drawn(figures.eqe_chain, 0.9, 0.75, 0.8, 0.2)
    full = [p for p in figure.axes[0].patches if p.get_x() == 0]
    lost = [p for p in figure.axes[0].patches if p.get_x() > 0]
    assert [p.get_width() for p in full] == pytest.approx([100, 90, 67.5, 54, 10.8])
    assert [p.get_width() for p in lost] == pytest.approx([10, 22.5, 13.5, 43.2])
    assert "photons inside 54 %, photons out (EQE) 10.8 %." in drawing.alt
    assert [t.get_text() for t in figure.axes[0].texts][-1] == "10.8 %"


def test_more_light_out_than_is_made_is_drawn_as_impossible(drawn):
    stages = data.eqe_chain(1, 1, 0.009, 0.2 / 0.009)
    assert [stage.left for stage in stages] == pytest.approx([1, 1, 1, 0.009, 0.2])
    drawing, figure = drawn(figures.eqe_chain, 1, 1, 0.009, 0.2 / 0.009)
    assert [t.get_text() for t in figure.axes[0].texts][-2:] == ["0.9 %", "20 %, impossible"]
    assert drawing.alt.endswith("photons out (EQE) 20 %; impossible: more light would leave than is made.")
    assert figure.axes[0].patches[-2].get_width() == pytest.approx(20)
    assert "impossible" not in figures.eqe_chain(1, 1, 0.9, 1.0).alt


def test_a_factor_in_per_cent_is_refused():
    with pytest.raises(ArgumentError) as e:
        data.eqe_chain(1, 1, 90, 0.2)
    assert e.value.argument == "plqy"


def test_roll_off_by_traps_and_auger(drawn, points):
    arguments = (20.0, 2e6, 3e-10, 5e-28)
    found = data.roll_off(*arguments)
    assert found.current_ma_cm2[[0, -1]] == pytest.approx([0.01, 1e4])
    assert found.radiative == pytest.approx(rc.internal_quantum_efficiency(found.current_ma_cm2, *arguments))
    # Traps over light is k1 / (k2 n), Auger over light k3 n / k2: their product is k1 k3 / k2^2.
    product = found.trap * found.auger / found.radiative**2
    assert product == pytest.approx(2e6 * 5e-28 / 3e-10**2)
    assert found.trap[0] > 0.9
    drawing, figure = drawn(figures.roll_off, *arguments)
    for xy, share in zip(points(figure.axes[0]), (found.trap, found.radiative, found.auger), strict=True):
        assert np.allclose(xy, np.stack([found.current_ma_cm2, 100 * share], axis=1))
    best = int(np.argmax(found.radiative))
    assert f"peaks at {100 * found.radiative[best]:.0f} % near {found.current_ma_cm2[best]:.3g}"[:18] in drawing.alt
    # The best share is k2 / (k2 + 2 sqrt(k1 k3)).
    assert found.radiative.max() == pytest.approx(3e-10 / (3e-10 + 2 * (2e6 * 5e-28) ** 0.5), rel=1e-3)
    assert [line.get_label() for line in figure.axes[0].lines] == ["traps", "radiative: IQE", "Auger"]


def test_a_half_life_at_other_luminances(drawn, points):
    carried = data.lifetime_by_luminance(10.0, 200.0, (1.0, 2.0))
    assert carried.reach_cd_m2[[0, 30, -1]] == pytest.approx([20, 200, 2000])
    assert carried.low_exponent_h[[0, 30, -1]] == pytest.approx([100, 10, 1])
    assert carried.high_exponent_h[[0, 30, -1]] == pytest.approx([1000, 10, 0.1])
    dim = data.lifetime_by_luminance(10.0, 200.0, most_cd_m2=500.0)
    assert dim.reach_cd_m2[-1] == pytest.approx(500)
    odd = data.lifetime_by_luminance(10.0, 200.0, most_cd_m2=90.0)  # the test is brighter than the printed maximum
    assert odd.reach_cd_m2[-1] == pytest.approx(200)
    drawing, figure = drawn(figures.lifetime_by_luminance, 10.0, 200.0, (1.0, 2.0))
    gentle, steep, test = points(figure.axes[0])
    assert np.allclose(gentle, np.stack([carried.reach_cd_m2, carried.low_exponent_h], axis=1))
    assert np.allclose(steep, np.stack([carried.reach_cd_m2, carried.high_exponent_h], axis=1))
    assert test.tolist() == [[200, 10]]
    assert "a test of 10 h at 200 cd/m²: at 20 cd/m² the exponents 1 and 2 give 100 and 1000 h." in drawing.alt


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: data.lifetime_by_luminance(10, 200, (2.0, 1.0)), "exponents"),
        (lambda: data.lifetime_by_luminance(0, 200), "t50_h"),
        (lambda: data.lifetime_by_luminance(10, 0), "luminance_cd_m2"),
        (lambda: data.decay_fit([0, 1, 2], [1, 2]), "time, signal"),
    ],
)
def test_what_is_refused(call, argument):
    with pytest.raises(ArgumentError) as e:
        call()
    assert e.value.argument == argument


TIME = np.linspace(0, 30, 60)
DECAY = 80 * np.exp(-((TIME / 9) ** 0.8)) * (1 + 0.01 * np.random.default_rng(3).standard_normal(60))


@pytest.mark.parametrize("confidence", [0.68, 0.95])
def test_a_decay_with_its_interval(drawn, points, confidence):
    fit = rc.fit_stretched_exponential(TIME, DECAY, confidence=confidence)
    decay = data.decay_fit(TIME, DECAY, fit)
    assert decay.fit is fit
    assert decay.relative == pytest.approx(DECAY / fit.amplitude)
    assert decay.curve == pytest.approx(np.exp(-((decay.curve_time / fit.tau) ** fit.beta)))
    assert decay.curve_time[-1] == pytest.approx(30)
    drawing, figure = drawn(figures.decay_fit, TIME, DECAY, fit, unit="min")
    axes = figure.axes[0]
    assert np.allclose(points(axes)[0], np.stack([TIME, decay.relative], axis=1))
    assert np.allclose(points(axes)[1], np.stack([decay.curve_time, decay.curve], axis=1))
    assert axes.lines[2].get_ydata()[0] == 0.5
    (span,) = axes.patches
    assert (span.get_x(), span.get_x() + span.get_width()) == pytest.approx(fit.half_life_interval)
    low, high = fit.half_life_interval
    assert (
        f"half-life {fit.half_life:.3g} min, {100 * confidence:.0f} % interval {low:.3g} to {high:.3g} min."
        in drawing.alt
    )
    assert f"time constant {fit.tau:.3g} min, exponent {fit.beta:.2f}" in drawing.alt


def test_the_interval_of_a_fit_made_here_is_of_95_per_cent():
    fit = data.decay_fit(TIME, DECAY).fit
    assert fit.confidence == 0.95
    assert fit.half_life_interval == pytest.approx(
        rc.fit_stretched_exponential(TIME, DECAY, confidence=0.95).half_life_interval
    )
    narrow = rc.fit_stretched_exponential(TIME, DECAY, confidence=0.68).half_life_interval
    # Student's t of 57 degrees of freedom: 2.002 for 95 %, 1.004 for 68 %.
    assert np.ptp(fit.half_life_interval) / np.ptp(narrow) == pytest.approx(2.002 / 1.004, rel=0.05)


def test_a_half_life_beyond_the_last_point_is_shown_and_said(drawn):
    drawing, figure = drawn(figures.decay_fit, TIME[:8], DECAY[:8])
    decay = data.decay_fit(TIME[:8], DECAY[:8])
    assert decay.fit.extrapolated
    assert decay.curve_time[-1] == pytest.approx(min(1.05 * decay.fit.half_life, 3 * TIME[7]))
    assert decay.curve_time[-1] > TIME[7]
    assert drawing.alt.endswith("beyond the last point.")
    assert figure.axes[0].get_xlim()[1] == pytest.approx(decay.curve_time[-1])
