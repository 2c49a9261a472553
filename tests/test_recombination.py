import copy
import dataclasses
import math
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import recombination as rc
from calculators import structure, tables
from calculators.errors import ArgumentError

numbers = st.floats(0.01, 100)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=4))
def test_intensity_weighting_is_never_the_shorter(parts):
    a, tau = zip(*parts, strict=True)
    by_amplitude, by_intensity = rc.average_lifetime(a, tau), rc.average_lifetime(a, tau, weighting="intensity")
    assert min(tau) * (1 - 1e-9) <= by_amplitude <= by_intensity * (1 + 1e-9) <= max(tau) * (1 + 2e-9)


def test_averages_are_the_area_and_the_mean_arrival_time():
    # Closed forms of the integrals, here by quadrature.
    a, tau = np.array([0.7, 0.3]), np.array([4.0, 20.0])
    t = np.linspace(0, 600, 600_001)
    decay = (a[:, None] * np.exp(-t / tau[:, None])).sum(axis=0)
    assert rc.average_lifetime(a, tau) == pytest.approx(np.trapezoid(decay, t) / decay[0], rel=1e-6)
    mean = np.trapezoid(t * decay, t) / np.trapezoid(decay, t)
    assert rc.average_lifetime(a, tau, weighting="intensity") == pytest.approx(mean, rel=1e-6)


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
    assert rc.carrier_density(0.0, 30.0, 0.0, 1e-10, 1e-28) == 0


@pytest.mark.parametrize(
    ("k1", "k2", "k3", "root"),
    [
        # n of 1e18 / cm3 times the root, by hand: n^3 + n^2 + n = 3, 8 n^3 = 1, 2 n^3 + n^2 = 1 / 2, n^2 + n = 2.
        (1 / 3, 1 / 3, 1 / 3, 1.0),
        (0.0, 1e-12, 8.0, 0.5),
        (0.0, 2.0, 4.0, 0.5),
        (1 / 2, 1 / 2, 0.0, 1.0),
    ],
)
def test_density_in_closed_form(k1, k2, k3, root):
    supply = 1e-3 / (tables.constant("elementary_charge") * 30e-7)
    scaled = k1 * supply / 1e18, k2 * supply / 1e36, k3 * supply / 1e54
    assert rc.carrier_density(1.0, 30.0, *scaled) == pytest.approx(root * 1e18, rel=1e-11)


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


@pytest.mark.slow
def test_intervals_cover_the_truth_as_often_as_they_say():
    rng = np.random.default_rng(7)
    t = np.linspace(0, 30, 80)
    clean = np.exp(-((t / 10) ** 0.8))
    truth = {"amplitude": 1.0, "tau": 10.0, "beta": 0.8, "half_life": 10 * np.log(2) ** (1 / 0.8)}
    inside, residuals = dict.fromkeys(truth, 0), []
    for _ in range(200):
        fit = rc.fit_stretched_exponential(t, clean + rng.normal(0, 0.02, t.size), confidence=0.9)
        for name, value in truth.items():
            low, high = getattr(fit, f"{name}_interval")
            assert low < getattr(fit, name) < high
            inside[name] += low <= value <= high
        residuals.append(fit.residual)
    # Binomial with p = 0.9, n = 200: standard deviation 4.2; four of them either way.
    for name, count in inside.items():
        assert 163 <= count <= 197, name
    # The noise that was put in, less what three parameters took up.
    assert np.mean(residuals) == pytest.approx(0.02 * np.sqrt(77 / 80), rel=0.02)


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
    ("call", "argument", "value"),
    [
        (lambda: rc.average_lifetime([1], [1], weighting="photon"), "weighting", "photon"),
        (lambda: rc.average_lifetime([0, 0], [1, 2]), "amplitudes", 0.0),
        (lambda: rc.average_lifetime([1, 2], [1, 2, 3]), "amplitudes, lifetimes", None),
        (lambda: rc.average_lifetime([1, -2], [1, 2]), "amplitudes", -2.0),
        (lambda: rc.rates(90, 10), "plqy", 90.0),
        (lambda: rc.rates(0.9, 0), "lifetime_ns", 0.0),
        (lambda: rc.quantum_yield(0, 0), "k_r, k_nr, k_quench", 0.0),
        (lambda: rc.carrier_density(1, 30, 0, 0, 0), "k_radiative_cm3_s", 0.0),
        (lambda: rc.fit_stretched_exponential([1, 2, 3], [3, 2, 1]), "time", None),
        (lambda: rc.fit_stretched_exponential(np.arange(10), np.arange(10)), "signal", None),
        (lambda: rc.fit_stretched_exponential(np.arange(10), np.ones(9)), "time, signal", None),
        (lambda: rc.fit_stretched_exponential(-np.arange(10), np.ones(10)), "time", -1.0),
        (lambda: rc.fit_stretched_exponential(np.arange(10), np.ones(10), confidence=95), "confidence", 95.0),
    ],
)
def test_bad_input_is_named(call, argument, value):
    with pytest.raises(ArgumentError) as caught:
        call()
    assert caught.value.argument == argument
    assert caught.value.value == value


def test_killers_leave_the_share_of_crystals_without_one():
    # Traps thrown on crystals at random: the share of crystals that got none.
    rng = np.random.default_rng(3)
    crystals, traps = 200_000, 160_000
    free = np.bincount(rng.integers(0, crystals, traps), minlength=crystals) == 0
    assert rc.killers(float(free.mean())) == pytest.approx(traps / crystals, rel=0.01)
    assert rc.killers([1.0, np.exp(-2.5)]).tolist() == pytest.approx([0.0, 2.5])
    assert isinstance(rc.killers(0.9), float)
    assert rc.yield_with_killers(traps / crystals) == pytest.approx(free.mean(), rel=0.01)
    with pytest.raises(ArgumentError) as refused:
        rc.yield_with_killers(-0.1)
    assert refused.value.argument == "mean"


@pytest.mark.parametrize("bad", [0.0, -0.1, 1.01, 90])
def test_killers_refuse_what_is_no_yield(bad):
    with pytest.raises(ArgumentError) as refused:
        rc.killers(bad)
    assert (refused.value.argument, refused.value.value) == ("plqy", bad)


def _linewidth(shift, kelvin, quantum):
    """FWHM of a line by linear coupling to one vibration: its variance by the sum over the phonons' Poisson series."""
    thermal = kelvin * tables.constant("boltzmann") / tables.constant("elementary_charge")
    occupied = 1 / np.expm1(quantum / thermal)
    phonons = shift / (2 * quantum)  # Huang-Rhys factor: the shift is 2 S quanta
    # Emitted and absorbed quanta are Poisson numbers of means S (n + 1) and S n.
    counts = np.arange(400)
    variance = 0.0
    for mean in (phonons * (occupied + 1), phonons * occupied):
        weight = np.exp(counts * np.log(mean) - mean - np.array([math.lgamma(k + 1) for k in counts]))
        variance += (weight * (counts - mean) ** 2).sum() * quantum**2
    return math.sqrt(8 * math.log(2) * variance)


@pytest.mark.parametrize(("shift", "kelvin"), [(0.1, 293.0), (0.4, 150.0)])
def test_no_vibration_makes_a_line_narrower_than_the_least_width(shift, kelvin):
    least = rc.least_linewidth(shift, temperature_k=kelvin)
    widths = [_linewidth(shift, kelvin, quantum) for quantum in (0.003, 0.01, 0.02, 0.06)]
    assert widths == sorted(widths)
    assert widths[0] > least
    assert widths[0] == pytest.approx(least, rel=0.006)
    assert widths[-1] > 1.1 * least


def test_least_linewidth_at_room_temperature_and_of_arrays():
    # sqrt(8 ln 2 x 0.1 eV x 25.249 meV) at 293 K
    assert rc.least_linewidth(0.1) == pytest.approx(math.sqrt(8 * math.log(2) * 0.1 * 0.0252488), rel=1e-4)
    assert rc.least_linewidth([0.0, 0.4], temperature_k=[100.0, 293.0])[1] == pytest.approx(2 * rc.least_linewidth(0.1))
    for argument, call in (
        ("shift_ev", lambda: rc.least_linewidth(-0.1)),
        ("temperature_k", lambda: rc.least_linewidth(0.1, temperature_k=0.0)),
        ("shift_ev, temperature_k", lambda: rc.least_linewidth([0.1, 0.2], temperature_k=[1.0, 2.0, 3.0])),
    ):
        with pytest.raises(ArgumentError) as refused:
            call()
        assert refused.value.argument == argument


@pytest.mark.parametrize(("convention", "left"), [("electrical", 1 / math.sqrt(2)), ("optical", 0.5)])
def test_bandwidth_is_where_a_modulated_decay_has_lost_its_amplitude(convention, left):
    # Fourier integral of the decay, by quadrature, at the frequency that is called the bandwidth.
    tau = 3.7
    t = np.linspace(0, 40 * tau, 400_001)
    frequency = 1e-3 * rc.modulation_bandwidth(tau, convention=convention)  # 1/ns
    wave = np.trapezoid(np.exp(-t / tau) * np.exp(2j * np.pi * frequency * t), t) / np.trapezoid(np.exp(-t / tau), t)
    assert abs(wave) == pytest.approx(left, rel=1e-6)


def test_bandwidth_gives_the_lifetime_back_and_refuses():
    assert rc.modulation_bandwidth(rc.modulation_bandwidth([0.3, 20.0])) == pytest.approx([0.3, 20.0])
    with pytest.raises(ArgumentError) as refused:
        rc.modulation_bandwidth(1.0, convention="6 dB")
    assert (refused.value.argument, refused.value.value) == ("convention", "6 dB")
    with pytest.raises(ArgumentError) as refused:
        rc.modulation_bandwidth(0.0)
    assert refused.value.argument == "lifetime_ns"


def test_pairs_are_absorbed_photons():
    # Photon of 400 nm: 6.62607015e-34 x 299792458 / 400e-9 J = 4.966e-19 J; 5 µJ are 1.0068e13 of them.
    photons = 5e-6 / (6.62607015e-34 * 299792458 / 400e-9)
    assert rc.pairs_per_pulse(5.0, 400.0, 5e-14) == pytest.approx(5e-14 * photons, rel=1e-9)
    assert rc.pairs_per_pulse([5.0, 10.0], 800.0, 5e-14) == pytest.approx([10e-14 * photons, 20e-14 * photons])


@pytest.mark.parametrize("pulse_fs", [100.0, 350.0])
def test_two_photon_pairs_are_the_integral_over_an_even_pulse(pulse_fs):
    photon = 6.62607015e-34 * 299792458 / 800e-9
    time = np.linspace(0, pulse_fs * 1e-15, 101)
    flux = np.full(time.shape, 0.8e-3 / photon / (pulse_fs * 1e-15))  # photons per cm2 and s
    absorbed = np.trapezoid(2.7e6 * 1e-50 * flux**2, time)  # photons, two a pair
    assert rc.pairs_by_two_photons(800.0, 800.0, 2.7e6, pulse_fs) == pytest.approx(absorbed / 2, rel=1e-9)


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("fluence_uj_cm2", lambda: rc.pairs_per_pulse(-1.0, 400.0, 1e-14)),
        ("wavelength_nm", lambda: rc.pairs_per_pulse(1.0, 0.0, 1e-14)),
        ("cross_section_cm2", lambda: rc.pairs_per_pulse(1.0, 400.0, -1e-14)),
        ("fluence_uj_cm2, wavelength_nm", lambda: rc.pairs_per_pulse([1.0, 2.0], [400.0, 500.0, 600.0], 1e-14)),
        ("fluence_uj_cm2", lambda: rc.pairs_by_two_photons(-1.0, 800.0, 1e6, 100.0)),
        ("wavelength_nm", lambda: rc.pairs_by_two_photons(1.0, 0.0, 1e6, 100.0)),
        ("cross_section_gm", lambda: rc.pairs_by_two_photons(1.0, 800.0, -1.0, 100.0)),
        ("pulse_fs", lambda: rc.pairs_by_two_photons(1.0, 800.0, 1e6, 0.0)),
        ("fluence_uj_cm2, pulse_fs", lambda: rc.pairs_by_two_photons([1.0, 2.0], 800.0, 1.0, [1.0, 2.0, 3.0])),
    ],
)
def test_pairs_refuse_what_cannot_be(argument, call):
    with pytest.raises(ArgumentError) as refused:
        call()
    assert refused.value.argument == argument


def test_shares_are_the_terms_of_the_rate_equation():
    # At n = 1e16 /cm3 the terms are 1e6 n, 1e-10 n2, 1e-28 n3: 1e22, 1e22, 1e20 /cm3 s.
    n, thickness = 1e16, 30.0
    current = (1e6 * n + 1e-10 * n**2 + 1e-28 * n**3) * tables.constant("elementary_charge") * thickness * 1e-7 * 1e3
    shares = rc.recombination_shares(current, thickness, 1e6, 1e-10, 1e-28)
    assert tuple(shares) == pytest.approx((1e22 / 2.01e22, 1e22 / 2.01e22, 1e20 / 2.01e22))
    several = rc.recombination_shares([0.0, 0.1, 1e4], thickness, 1e6, 1e-10, 1e-28)
    assert np.isnan(several.trap[0])
    assert sum(several)[1:] == pytest.approx([1, 1])
    assert several.radiative[1:] == pytest.approx(
        rc.internal_quantum_efficiency([0.1, 1e4], thickness, 1e6, 1e-10, 1e-28)
    )
    assert several.trap[1] > several.trap[2]
    assert several.auger[1] < several.auger[2]


def test_the_best_efficiency_is_that_of_the_best_current():
    current = np.geomspace(1e-4, 1e6, 200001)
    for constants in ((1e6, 1e-10, 1e-28), (3e5, 2e-10, 5e-29)):
        found = rc.internal_quantum_efficiency(current, 30.0, *constants)
        assert rc.best_efficiency(*constants) == pytest.approx(found.max(), rel=1e-8)
    assert rc.best_efficiency([0.0, 1e6], 1e-10, [1e-28, 0.0]).tolist() == [1.0, 1.0]
    for argument, constants in (
        ("k_trap_per_s", (-1.0, 1e-10, 1e-28)),
        ("k_radiative_cm3_s", (1e6, 0.0, 1e-28)),
        ("k_auger_cm6_s", (1e6, 1e-10, -1.0)),
        ("k_trap_per_s, k_radiative_cm3_s", ([1.0, 2.0], [1.0, 2.0, 3.0], 1.0)),
    ):
        with pytest.raises(ArgumentError) as refused:
            rc.best_efficiency(*constants)
        assert refused.value.argument == argument


def test_bounds_of_the_radiative_rate():
    assert rc.radiative_rate_bounds(0.75, 10.0) == pytest.approx((0.075, 0.1))
    low, high = rc.radiative_rate_bounds(0.75, 10.0, plqy_error=0.05, lifetime_error_ns=0.5)
    assert (low, high) == pytest.approx((0.70 / 10.5, 1 / 9.5))
    assert rc.radiative_rate_bounds(0.01, 10.0, plqy_error=0.05)[0] == 0.0
    low, high = rc.radiative_rate_bounds([0.5, 1.0], 4.0)
    assert low == pytest.approx([0.125, 0.25])
    assert high == pytest.approx([0.25, 0.25])


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("plqy", lambda: rc.radiative_rate_bounds(75, 10.0)),
        ("lifetime_ns", lambda: rc.radiative_rate_bounds(0.75, 0.0)),
        ("plqy_error", lambda: rc.radiative_rate_bounds(0.75, 10.0, plqy_error=-0.1)),
        ("lifetime_error_ns", lambda: rc.radiative_rate_bounds(0.75, 1.0, lifetime_error_ns=1.0)),
    ],
)
def test_bounds_refuse_what_cannot_be(argument, call):
    with pytest.raises(ArgumentError) as refused:
        call()
    assert refused.value.argument == argument


def test_a_fit_needs_six_points_at_four_times_that_fall():
    t, y = np.array([0.0, 1.0, 2.0, 3.0, 4.0, 5.0]), np.array([6.0, 5.0, 4.2, 3.5, 2.9, 2.5])
    assert rc.fit_stretched_exponential(t, y).tau > 0
    twice = np.array([0.0, 1.0, 2.0, 3.0, 3.0, 3.0])
    assert rc.fit_stretched_exponential(twice, np.exp(-twice / 3)).tau == pytest.approx(3, rel=1e-3)
    for time, signal, argument in (
        (t[:5], y[:5], "time"),
        (np.array([0.0, 1.0, 2.0, 2.0, 2.0, 2.0]), y, "time"),
        (t, y[::-1], "signal"),
        (t, -y[::-1], "signal"),
        (t, np.full(6, 1.0), "signal"),
    ):
        with pytest.raises(ArgumentError) as caught:
            rc.fit_stretched_exponential(time, signal)
        assert caught.value.argument == argument


def test_the_width_of_an_interval_grows_with_its_level():
    t = np.linspace(0, 30, 60)
    y = np.exp(-((t / 10) ** 0.8)) + np.random.default_rng(3).normal(0, 0.01, t.size)
    half, wide = (rc.fit_stretched_exponential(t, y, confidence=c) for c in (0.95, 0.99))
    assert (half.confidence, wide.confidence) == (0.95, 0.99)
    # Student's t with 57 degrees of freedom: 2.0025 and 2.6649 standard errors.
    widths = [np.log(fit.tau_interval[1] / fit.tau_interval[0]) / 2 for fit in (half, wide)]
    assert widths[1] / widths[0] == pytest.approx(2.6649 / 2.0025, rel=1e-3)
    assert half.tau_interval[0] * half.tau_interval[1] == pytest.approx(half.tau**2)


def test_shares_are_those_of_the_terms_and_sum_to_one():
    current = np.array([0.0, 0.1, 10.0, 1e4])
    shares = rc.recombination_shares(current, 30.0, 1e6, 1e-10, 1e-28)
    n = rc.carrier_density(current, 30.0, 1e6, 1e-10, 1e-28)
    assert sum(shares)[1:] == pytest.approx(1)
    assert np.isnan([share[0] for share in shares]).all()
    assert (shares.radiative / shares.trap)[1:] == pytest.approx(1e-10 * n[1:] / 1e6)
    assert (shares.auger / shares.radiative)[1:] == pytest.approx(1e-28 * n[1:] / 1e-10)
    assert rc.recombination_shares(10.0, 30.0, k_trap=1e6, k_radiative=1e-10, k_auger=1e-28).trap == shares.trap[2]


def test_the_residual_is_the_noise_over_the_fitted_amplitude():
    t = np.linspace(5, 30, 60)  # the signal at time 0 is not among the points
    y = 40 * np.exp(-((t / 10) ** 0.8)) + np.random.default_rng(5).normal(0, 0.4, t.size)
    fit = rc.fit_stretched_exponential(t, y)
    assert fit.amplitude > 1.3 * y.max()
    assert fit.residual == pytest.approx(np.sqrt(np.mean((fit(t) - y) ** 2)) / fit.amplitude, rel=1e-9)


@pytest.mark.parametrize("zero", [-0.0, np.array([-0.0, 0.0])])
def test_a_rate_of_minus_zero_is_a_rate_of_zero(zero):
    given = rc.carrier_density(10.0, 30.0, zero, 1e-10, 1e-28)
    assert given == pytest.approx(rc.carrier_density(10.0, 30.0, 0.0, 1e-10, 1e-28))
    assert rc.carrier_density(10.0, 30.0, 1e6, 1e-10, -0.0) == rc.carrier_density(10.0, 30.0, 1e6, 1e-10, 0.0)


def test_bounds_of_rates_share_no_memory():
    _, high = rc.radiative_rate_bounds([0.5, 0.6, 0.7], 10.0)
    high[0] = 9.0
    assert high.tolist() == [9.0, 0.1, 0.1]


def test_the_former_name_of_an_argument_of_the_molar_mass():
    assert structure.molar_mass(atoms={"Zn": 1, "S": 1}) == structure.molar_mass("ZnS")


def test_a_fit_with_a_number_that_is_none_equals_its_copy():
    time = np.linspace(0, 20, 40)
    fit = rc.fit_stretched_exponential(time, 3 * np.exp(-time / 8))
    holed = dataclasses.replace(fit, residual=float("nan"), tau_interval=(float("nan"), 9.0))
    for twin in (copy.deepcopy(holed), pickle.loads(pickle.dumps(holed))):
        assert twin == holed
        assert hash(twin) == hash(holed)
    assert holed != fit


def test_intervals_are_those_of_a_fit_in_the_same_numbers():
    """Fitted with the logarithms of amplitude, half-life and exponent themselves, no covariance is carried over."""
    from scipy import optimize, stats

    t = np.linspace(0, 30, 60)
    y = 7 * np.exp(-((t / 10) ** 0.7)) + np.random.default_rng(11).normal(0, 0.15, t.size)
    fit = rc.fit_stretched_exponential(t, y, confidence=0.9)

    def by_half_life(t, a, half, beta):
        return np.exp(a) * 0.5 ** ((t / np.exp(half)) ** np.exp(beta))

    def by_tau(t, a, tau, beta):
        return np.exp(a) * np.exp(-((t / np.exp(tau)) ** np.exp(beta)))

    student = stats.t.ppf(0.95, t.size - 3)
    for model, names in (
        (by_half_life, ("amplitude", "half_life", "beta")),
        (by_tau, ("amplitude", "tau", "beta")),
    ):
        found, covariance = optimize.curve_fit(model, t, y, np.log([7, 8, 0.7]))
        for name, value, error in zip(names, found, np.sqrt(np.diag(covariance)), strict=True):
            assert getattr(fit, name) == pytest.approx(np.exp(value), rel=1e-4)
            expected = np.exp([value - student * error, value + student * error])
            assert getattr(fit, f"{name}_interval") == pytest.approx(expected, rel=1e-3)
