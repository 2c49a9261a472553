import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import recombination as rc
from calculators import tables

numbers = st.floats(0.01, 100)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
def test_intensity_weighting_is_never_the_shorter(parts):
    a, tau = zip(*parts, strict=True)
    by_amplitude, by_intensity = rc.average_lifetime(a, tau), rc.average_lifetime(a, tau, "intensity")
    assert min(tau) * (1 - 1e-9) <= by_amplitude <= by_intensity * (1 + 1e-9) <= max(tau) * (1 + 2e-9)


def test_averages_are_the_area_and_the_mean_arrival_time():
    # Closed forms of the integrals, here by quadrature.
    a, tau = np.array([0.7, 0.3]), np.array([4.0, 20.0])
    t = np.linspace(0, 600, 600_001)
    decay = (a[:, None] * np.exp(-t / tau[:, None])).sum(axis=0)
    assert rc.average_lifetime(a, tau) == pytest.approx(np.trapezoid(decay, t) / decay[0], rel=1e-6)
    mean = np.trapezoid(t * decay, t) / np.trapezoid(decay, t)
    assert rc.average_lifetime(a, tau, "intensity") == pytest.approx(mean, rel=1e-6)


@given(st.floats(0, 1), numbers)
def test_rates_add_to_the_decay_and_give_the_yield_back(plqy, tau):
    k_r, k_nr = rc.rates(plqy, tau)
    assert k_r + k_nr == pytest.approx(1 / tau)
    assert rc.quantum_yield(k_r, k_nr) == pytest.approx(plqy, abs=1e-12)


def test_quenching_lowers_the_yield_and_the_lifetime_alike():
    k_r, k_nr = rc.rates(0.8, 10.0)
    assert rc.quantum_yield(k_r, k_nr, 0.1) / 0.8 == pytest.approx((1 / (k_r + k_nr + 0.1)) / 10.0)


def test_density_in_the_limits_where_one_term_rules():
    per_volume = 1e-3 / (tables.constant("elementary_charge") * 30e-7)  # 1 mA/cm2 in 30 nm
    assert rc.carrier_density(1.0, 30.0, 0.0, 1e-10, 0.0) == pytest.approx(np.sqrt(per_volume / 1e-10))
    assert rc.carrier_density(1.0, 30.0, 1e12, 1e-10, 0.0) == pytest.approx(per_volume / 1e12, rel=1e-4)
    assert rc.carrier_density(1.0, 30.0, 0.0, 1e-16, 1e-28) == pytest.approx(np.cbrt(per_volume / 1e-28), rel=1e-2)
    assert rc.carrier_density(0.0, 30.0, 1e6, 1e-10, 1e-28) == 0


@given(st.floats(1e-6, 1e5), st.floats(1, 500), st.floats(0, 1e9), st.floats(1e-12, 1e-8), st.floats(0, 1e-26))
def test_density_solves_the_rate_equation(current, thickness, k1, k2, k3):
    n = rc.carrier_density(current, thickness, k1, k2, k3)
    supply = current * 1e-3 / (tables.constant("elementary_charge") * thickness * 1e-7)
    assert k1 * n + k2 * n**2 + k3 * n**3 == pytest.approx(supply, rel=1e-9)


def test_internal_efficiency_peaks_where_trap_and_auger_balance():
    # d(IQE)/dn = 0 at n = sqrt(k1/k3); IQE there is k2 / (k2 + 2 sqrt(k1 k3)).
    k1, k2, k3 = 1e6, 1e-10, 1e-27
    currents = np.logspace(-2, 5, 4001)
    iqe = rc.internal_quantum_efficiency(currents, 30.0, k1, k2, k3)
    assert iqe.max() == pytest.approx(k2 / (k2 + 2 * np.sqrt(k1 * k3)), rel=1e-6)
    n = rc.carrier_density(currents[iqe.argmax()], 30.0, k1, k2, k3)
    assert n == pytest.approx(np.sqrt(k1 / k3), rel=1e-2)
    assert np.isnan(rc.internal_quantum_efficiency(0.0, 30.0, k1, k2, k3))


@pytest.mark.parametrize("beta", [0.5, 0.8, 1.0, 1.5])
def test_fit_returns_what_was_put_in(beta):
    t = np.linspace(0, 40, 120)
    fit = rc.fit_stretched_exponential(t, 1000 * np.exp(-((t / 12) ** beta)))
    assert (fit.amplitude, fit.tau, fit.beta) == pytest.approx((1000, 12, beta), rel=1e-5)
    assert fit.half_life == pytest.approx(12 * np.log(2) ** (1 / beta), rel=1e-5)
    assert not fit.extrapolated
    assert fit(fit.half_life) == pytest.approx(fit.amplitude / 2, rel=1e-9)
    long = np.linspace(0, 4000, 400_001)
    assert fit.mean_lifetime == pytest.approx(np.trapezoid(fit(long), long) / fit.amplitude, rel=1e-3)


def test_intervals_cover_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(7)
    t = np.linspace(0, 30, 80)
    clean = np.exp(-((t / 10) ** 0.8))
    inside = 0
    for _ in range(200):
        fit = rc.fit_stretched_exponential(t, clean + rng.normal(0, 0.02, t.size), confidence=0.9)
        low, high = fit.half_life_interval
        inside += low <= 10 * np.log(2) ** (1 / 0.8) <= high
    # Binomial with p = 0.9, n = 200: standard deviation 4.2; four of them either way.
    assert 163 <= inside <= 197


def test_fit_says_when_the_half_life_was_not_reached():
    t = np.linspace(0, 3, 40)
    fit = rc.fit_stretched_exponential(t, np.exp(-t / 10))
    assert fit.extrapolated
    assert fit.half_life == pytest.approx(10 * np.log(2), rel=1e-3)


def test_fit_leaves_out_missing_points_and_takes_any_order():
    t = np.linspace(0, 30, 50)
    y = np.exp(-t / 8)
    y[7] = np.nan
    fit = rc.fit_stretched_exponential(t[::-1], y[::-1])
    assert fit.tau == pytest.approx(8, rel=1e-4)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rc.average_lifetime([1], [1], "photon"), "weighting: 'photon'"),
        (lambda: rc.average_lifetime([0, 0], [1, 2]), "all amplitudes are 0"),
        (lambda: rc.average_lifetime([1, 2], [1, 2, 3]), "one amplitude for each"),
        (lambda: rc.average_lifetime([1, -2], [1, 2]), "amplitudes: -2"),
        (lambda: rc.rates(90, 10), "plqy: 90"),
        (lambda: rc.rates(0.9, 0), "lifetime_ns: 0 ns"),
        (lambda: rc.quantum_yield(0, 0), "all rates are 0"),
        (lambda: rc.carrier_density(1, 30, 0, 0, 0), "k_radiative: 0"),
        (lambda: rc.fit_stretched_exponential([1, 2, 3], [3, 2, 1]), "3 points are too few"),
        (lambda: rc.fit_stretched_exponential(np.arange(10), np.arange(10)), "does not decay"),
        (lambda: rc.fit_stretched_exponential(np.arange(10), np.ones(9)), "two lists"),
        (lambda: rc.fit_stretched_exponential(-np.arange(10), np.ones(10)), "time: -1"),
        (lambda: rc.fit_stretched_exponential(np.arange(10), np.ones(10), confidence=95), "confidence: 95"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
