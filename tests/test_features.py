"""What is read off spectra: peaks, edges, gaps, tails and baselines, against simulated spectra with known answers."""

import math

import numpy as np
import pytest
from scipy.signal import peak_widths
from scipy.special import erfc

from calculators import color, led, spectra
from calculators.errors import ArgumentError

EV_NM = 1239.84198
NM = np.arange(450.0, 601.0)


def bell(nm, peak, fwhm):
    return np.exp(-4 * np.log(2) * ((nm - peak) / fwhm) ** 2)


def emission(nm, value):
    return spectra.from_points(nm, value, quantity="emission")


def absorbance(nm, value):
    return spectra.from_points(nm, value, quantity="absorbance")


def refusal(call, *args, **options):
    with pytest.raises(ArgumentError) as caught:
        call(*args, **options)
    return caught.value


def covered(found, errors, true):
    return float(np.mean(np.abs(np.array(found) - true) < np.array(errors)))


# --- arrays as spectra, noise


def test_arrays_become_a_spectrum_in_order():
    nm = np.array([410.0, 400.0])
    found = spectra.from_points(nm, [0.71, 0.83], quantity="absorbance")
    assert (found.wavelength_nm.tolist(), found.value.tolist(), found.quantity) == (
        [400, 410],
        [0.83, 0.71],
        "absorbance",
    )
    nm[0] = 0
    assert found.wavelength_nm[1] == 410
    for bad in ([400, 400], [400, 420, 410], [0.4, 0.5], [400.0]):
        assert "wavelength_nm" in refusal(spectra.from_points, bad, np.ones(len(bad))).arguments
    assert refusal(spectra.from_points, [400, 410], [1, 2, 3]).arguments == ("value", "wavelength_nm")


@pytest.mark.parametrize("step", [0.2, 1.0, 4.0])
def test_noise_is_found_beside_lines_and_on_uneven_steps(step):
    rng = np.random.default_rng(3)
    even = np.arange(400, 700, step)
    for nm in (even, np.sort(even + rng.uniform(-0.3, 0.3, even.size) * step)):
        found = [
            spectra.noise(emission(nm, bell(nm, 520, 25) + 0.3 * nm / 700 + 0.02 * rng.standard_normal(nm.size)))
            for _ in range(40)
        ]
        assert np.mean(found) == pytest.approx(0.02, rel=0.12)


@pytest.mark.parametrize("call", [spectra.peak, spectra.onset, spectra.tauc, spectra.urbach, spectra.baseline])
def test_what_is_no_whole_spectrum_is_refused(call):
    holed = absorbance(NM, np.where(NM == 500, np.nan, 1.0)) if call is not spectra.peak else emission(NM, NM * np.nan)
    assert "is missing" in refusal(call, holed).problem
    assert refusal(call, (NM, NM)).argument == "spectrum"
    assert "not enough" in refusal(call, spectra.from_points(NM[:4], NM[:4])).problem


# --- peaks


@pytest.mark.parametrize("step", [0.3, 1.0, 2.0, 5.0, 8.0])
def test_peak_width_and_centroid_of_a_gaussian(step):
    nm = np.arange(430.1, 610, step)
    found = spectra.peak(emission(nm, 7 * bell(nm, 516.3, 20)))
    assert found.peak_nm == pytest.approx(516.3, abs=1e-6)
    assert found.fwhm_nm == pytest.approx(20, abs=1e-6)
    assert found.centroid_nm == pytest.approx(516.3, abs=1e-3)
    assert found.height == pytest.approx(7, abs=1e-6)
    assert found.peak_ev == pytest.approx(EV_NM / 516.3, rel=1e-6)
    assert found.fwhm_ev == pytest.approx(EV_NM / 506.3 - EV_NM / 526.3, rel=1e-6)
    assert not found.others_nm


def test_other_shapes_by_an_independent_code():
    # Half widths by scipy.signal.peak_widths on a dense grid.
    dense = np.arange(440, 620, 0.01)
    shapes = {
        "Lorentzian": lambda nm: 1 / (1 + ((nm - 516.3) / 10) ** 2),
        "steep on one side": lambda nm: np.where(nm < 516.3, bell(nm, 516.3, 16), bell(nm, 516.3, 26)),
        "Gaussian in energy": lambda nm: np.exp(-0.5 * ((EV_NM / nm - 2.4) / 0.06) ** 2) / nm**2,
    }
    for name, shape in shapes.items():
        values = shape(dense)
        top = int(values.argmax())
        width = 0.01 * float(
            peak_widths(values, [top], 0.5, (np.array([values[top]]), np.array([0]), np.array([dense.size - 1])))[0][0]
        )
        found = spectra.peak(emission(NM, shape(NM)))
        # The curvature of the second jumps at its top, which no polynomial follows.
        assert found.peak_nm == pytest.approx(dense[top], abs=0.6 if name == "steep on one side" else 0.02), name
        assert found.fwhm_nm == pytest.approx(width, rel=0.005), name


@pytest.mark.slow
@pytest.mark.parametrize(("step", "noise"), [(0.5, 0.01), (1.0, 0.03), (2.0, 0.01), (4.0, 0.02)])
def test_errors_of_peaks_cover_what_they_say(step, noise):
    """Standard errors: 68 % of the intervals hold the true value, more where points are few."""
    rng = np.random.default_rng(7)
    nm = np.arange(440, 600.1, step)
    found = []
    for _ in range(200):
        true = 516 + rng.uniform(0, 5)
        one = spectra.peak(emission(nm, bell(nm, true, 20) + noise * rng.standard_normal(nm.size)))
        found.append((one.peak_nm - true, one.peak_error_nm, one.fwhm_nm - 20, one.fwhm_error_nm,
                      one.centroid_nm - true, one.centroid_error_nm))  # fmt: skip
    off = np.array(found).T
    for k in (0, 2, 4):
        assert 0.57 <= covered(off[k], off[k + 1], 0) <= 0.90
        assert covered(off[k], 2 * off[k + 1], 0) > 0.88
        assert abs(off[k].mean()) < 0.4 * off[k + 1].mean()


def split(nm, at, left, right):
    return np.where(nm < at, bell(nm, at, left), bell(nm, at, right))


UNEVEN = {  # line, its step [nm], place of its maximum by its definition or on a grid of 1 pm
    "two lines": (lambda nm: bell(nm, 520, 20) + 0.7 * bell(nm, 542, 20), 1.0, 520.634),
    "two lines, coarse": (lambda nm: bell(nm, 520, 20) + 0.7 * bell(nm, 542, 20), 5.0, 520.634),
    "shoulder, coarse": (lambda nm: bell(nm, 520, 20) + 0.35 * bell(nm, 540, 25), 5.0, 520.847),
    "half Gaussians": (lambda nm: split(nm, 530, 20, 40), 1.0, 530.0),
    "half Gaussians, coarse": (lambda nm: split(nm, 530, 20, 40), 5.0, 530.0),
    "uneven in energy": (lambda nm: split(-EV_NM / nm, -2.4, 0.12, 0.08), 1.0, EV_NM / 2.4),
    "flat top": (lambda nm: np.exp(-(((nm - 530) / 30) ** 6)), 5.0, 530.0),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", UNEVEN)
def test_errors_of_peaks_hold_what_the_shape_leaves_open(name):
    shape, step, true = UNEVEN[name]
    rng = np.random.default_rng(12)
    nm = np.arange(430, 630.1, step)
    found = [spectra.peak(emission(nm, shape(nm) + 0.01 * rng.standard_normal(nm.size))) for _ in range(60)]
    off, errors = ([getattr(one, key) for one in found] for key in ("peak_nm", "peak_error_nm"))
    assert covered(off, 2 * np.array(errors), true) > 0.85
    assert all(abs(one.height - shape(nm).max()) < 0.06 for one in found)
    assert name != "flat top" or all("top is flat" in " ".join(one.notes) for one in found)


def test_a_pair_of_lines_on_a_coarse_grid():
    """Points at 510 to 530 nm hold 0.53, 0.87, 1.02, 0.91, 0.79: the maximum is at 520.63 nm, not between the lines."""
    nm = np.arange(400, 701.0, 5)
    found = spectra.peak(emission(nm, bell(nm, 520, 20) + 0.7 * bell(nm, 542, 20)))
    assert found.peak_nm == pytest.approx(520.634, abs=found.peak_error_nm)
    assert found.height == pytest.approx(1.026, abs=0.02)
    assert found.fwhm_nm == pytest.approx(38.57, abs=0.6)


def test_the_error_of_a_flat_top_is_its_width():
    nm = np.arange(400, 701.0, 5)
    found = spectra.peak(emission(nm, np.exp(-(((nm - 560) / 40) ** 6))))
    assert found.peak_nm == pytest.approx(560, abs=0.1)
    assert 10 < found.peak_error_nm < 20


def test_a_centroid_does_not_depend_on_the_steps():
    # Integrals on a grid of 0.5 pm: 501.038 nm within two widths of the maximum.
    for step, near in ((0.1, 1e-3), (1.0, 5e-3), (2.0, 0.02), (5.0, 0.1)):
        nm = np.arange(400, 700.001, step)
        found = spectra.peak(emission(nm, bell(nm, 500, 20) + 0.8 * bell(nm, 560, 25)))
        assert found.centroid_nm == pytest.approx(501.038, abs=near)
    assert any("none of the whole light" in note for note in spectra.peak(white_led()).notes)


def white_led(noise=0.0, rng=None):
    nm = np.arange(380, 781.0)
    value = bell(nm, 450, 20) + 0.55 * bell(nm, 560, 120)
    return emission(nm, value + (noise * rng.standard_normal(nm.size) if rng else 0))


@pytest.mark.slow
def test_the_error_of_a_centroid_holds_that_of_its_ends():
    rng = np.random.default_rng(13)
    found = [spectra.peak(white_led(0.005, rng)) for _ in range(80)]
    off, errors = ([getattr(one, key) for one in found] for key in ("centroid_nm", "centroid_error_nm"))
    assert covered(off, errors, 454.464) > 0.5
    assert covered(off, 2 * np.array(errors), 454.464) > 0.88


def test_noise_is_no_other_maximum():
    rng = np.random.default_rng(14)
    nm = np.arange(400, 750.0)
    found = [
        len(spectra.peak(emission(nm, bell(nm, 516, 20) + noise * rng.standard_normal(nm.size))).others_nm)
        for noise in (0.02, 0.05)
        for _ in range(40)
    ]
    assert sum(found) <= 2


def test_what_is_no_peak_is_refused_with_its_reason():
    assert "stands at its end" in refusal(spectra.peak, emission(NM, np.exp(-NM / 50))).problem
    assert "stands at its end" in refusal(spectra.peak, emission(NM[:66], bell(NM[:66], 516.3, 20))).problem
    flat = refusal(spectra.peak, emission(NM, bell(NM, 516.3, 20).clip(0, 0.8)))
    assert "same highest value" in flat.problem
    assert flat.value == 0.8
    assert "1 point above a quarter" in refusal(spectra.peak, emission(NM, (NM == 516) * 1.0)).problem
    assert refusal(spectra.peak, emission(NM, bell(NM, 516, 20) - 2)).argument == "spectrum"
    assert refusal(spectra.peak, emission(NM, bell(NM, 516, 20)), window_nm=(515, 517)).argument == "window_nm"
    rng = np.random.default_rng(1)
    for _ in range(20):
        refusal(spectra.peak, emission(NM, rng.standard_normal(NM.size)))


def test_rounded_values_are_no_plateau():
    rounded = np.round(bell(NM, 516.3, 40), 2)
    assert spectra.peak(emission(NM, rounded)).peak_nm == pytest.approx(516.3, abs=0.2)


def test_what_limits_a_peak_is_said():
    cut = spectra.peak(emission(NM[:70], bell(NM[:70], 516.3, 20)))
    assert (cut.fwhm_nm, cut.centroid_nm, cut.fwhm_ev) == (None, None, None)
    assert cut.peak_nm == pytest.approx(516.3, abs=0.01)
    assert any("no width" in note for note in cut.notes)
    two = spectra.peak(emission(NM, bell(NM, 490, 15) + 0.4 * bell(NM, 550, 15)))
    assert two.others_nm == pytest.approx((550,), abs=0.5)
    assert any("550" in note for note in two.notes)
    assert two.peak_nm == pytest.approx(490, abs=0.05)
    raised = spectra.peak(emission(NM, bell(NM, 516, 20) + 0.1))
    assert any("ends stand at" in note for note in raised.notes)
    assert spectra.peak(emission(NM, bell(NM, 516, 20))).notes == ()
    part = spectra.peak(emission(NM, bell(NM, 490, 15) + 2 * bell(NM, 560, 15)), window_nm=(460, 520))
    assert part.peak_nm == pytest.approx(490, abs=0.02)


# --- edges


@pytest.mark.parametrize(("step", "blur"), [(0.5, 4.0), (1.0, 8.0), (1.0, 15.0), (2.0, 12.0)])
@pytest.mark.parametrize("level", [0.0, 0.03])
def test_onset_of_an_edge_with_a_closed_form(step, blur, level):
    # 0.5 erfc((x - c) / (s sqrt 2)): steepest at c, tangent meets the baseline at c + s sqrt(pi / 2).
    nm = np.arange(380, 700.1, step)
    found = spectra.onset(absorbance(nm, level + 0.5 * erfc((nm - 520.3) / (blur * math.sqrt(2)))))
    assert found.onset_nm == pytest.approx(520.3 + blur * math.sqrt(math.pi / 2), abs=0.005 * blur)
    assert found.steepest_nm == pytest.approx(520.3, abs=0.05 * blur)
    assert found.onset_ev == pytest.approx(EV_NM / found.onset_nm, rel=1e-6)
    assert found.baseline == pytest.approx(level, abs=1e-4)
    assert found.exciton_nm is None
    assert any("baseline stands" in note for note in found.notes) == (level > 0.025)


@pytest.mark.slow
@pytest.mark.parametrize("noise", [0.002, 0.01])
def test_errors_of_onsets_cover_what_they_say(noise):
    rng = np.random.default_rng(5)
    nm = np.arange(400, 680.0)
    off, errors, lines = [], [], 0
    for _ in range(120):
        true = 520 + rng.uniform(0, 5)
        value = 0.5 * erfc((nm - true) / (8 * math.sqrt(2))) + noise * rng.standard_normal(nm.size)
        found = spectra.onset(absorbance(nm, value))
        off.append(found.onset_nm - true - 8 * math.sqrt(math.pi / 2))
        errors.append(found.onset_error_nm)
        lines += found.exciton_nm is not None
    assert 0.55 <= covered(off, errors, 0) <= 0.9
    assert lines <= 2


@pytest.mark.slow
@pytest.mark.parametrize("power", [-1.0, -2.0, -4.0])
def test_the_background_is_continued_under_the_edge(power):
    """Closed form: the tangent of the edge with its background meets that background at c + s sqrt(pi / 2)."""
    rng = np.random.default_rng(15)
    nm = np.arange(380, 851.0)
    under = 0.1 * (nm / 520) ** power
    true = 520 + 8 * math.sqrt(math.pi / 2)
    found = [
        spectra.onset(
            absorbance(nm, under + 0.5 * erfc((nm - 520) / (8 * math.sqrt(2))) + 0.003 * rng.standard_normal(nm.size))
        )
        for _ in range(40)
    ]
    off, errors = ([getattr(one, key) for one in found] for key in ("onset_nm", "onset_error_nm"))
    assert covered(off, errors, true) > 0.55
    assert covered(off, 2 * np.array(errors), true) > 0.88
    assert np.mean([one.baseline for one in found]) == pytest.approx(0.1 * (530.03 / 520) ** power, abs=0.002)
    assert all("slopes" in " ".join(one.notes) for one in found)


@pytest.mark.slow
@pytest.mark.parametrize("step", [1.0, 2.0, 5.0])
def test_the_onset_of_an_edge_whose_slope_jumps(step):
    """Square root with an exponential tail of 30 meV: one slope where they join, at 2.315 eV."""
    rng = np.random.default_rng(16)
    nm = np.arange(380, 851.0, step)
    energy, joined = EV_NM / nm, 2.315
    root, tail = np.sqrt(np.maximum(energy - 2.3, 0)), math.sqrt(0.015) * np.exp((energy - joined) / 0.03)
    value = np.where(energy > joined, root / energy, tail / joined) / 0.25
    found = [spectra.onset(absorbance(nm, value + 0.003 * rng.standard_normal(nm.size))) for _ in range(40)]
    off, errors = (np.array([getattr(one, key) for one in found]) for key in ("onset_nm", "onset_error_nm"))
    # The tangent at the join in wavelength: slope of the tail, value over slope = 0.03 eV in nm there.
    true = EV_NM / joined + 0.03 * (EV_NM / joined) ** 2 / EV_NM
    assert covered(off, 3 * errors, true) > 0.6
    assert abs(off - true).mean() < 0.4 * step + 0.4


def test_noise_at_the_end_is_no_edge():
    nm = np.arange(380, 851.0)
    noise = 0.02 * np.random.default_rng(156).standard_normal(nm.size)
    found = spectra.onset(absorbance(nm, 0.5 * erfc((nm - 520) / (8 * math.sqrt(2))) + noise))
    assert found.onset_nm == pytest.approx(530.03, abs=5)  # was 780 nm


@pytest.mark.parametrize("first", [350, 380, 400, 420])
def test_a_steepest_place_that_is_the_end_of_the_data_is_no_onset(first):
    nm = np.arange(first, 901.0)
    value = np.maximum(EV_NM / nm - 1.8, 0) ** 2 * nm
    assert "gets steeper up to its short-wave end" in refusal(spectra.onset, absorbance(nm, value)).problem


def test_an_absorbance_that_is_cut_off_is_said():
    nm = np.arange(350, 901.0)
    rng = np.random.default_rng(3)
    value = 10 / (1 + np.exp((nm - 520) / 6))
    for noise in (0.0, 0.002):
        for highest in (20.0, 3.0, 2.0, 1.0):
            found = spectra.onset(absorbance(nm, np.minimum(value, highest) + noise * rng.standard_normal(nm.size)))
            assert ("sharp corner" in " ".join(found.notes)) == (highest < 20), (noise, highest)
    for step in (1.0, 2.0, 5.0):
        nm = np.arange(380, 700.0, step)
        edge = 0.5 * erfc((nm - 520) / (8 * math.sqrt(2))) + 0.003 * rng.standard_normal(nm.size)
        assert "sharp corner" not in " ".join(spectra.onset(absorbance(nm, edge)).notes)


def with_exciton(nm):
    energy = EV_NM / nm
    line = 0.8 * np.exp(-0.5 * ((energy - 2.42) / 0.04) ** 2)
    return line + (1 + 0.8 * np.maximum(energy - 2.5, 0)) / (1 + np.exp(-(energy - 2.5) / 0.04))


def test_an_excitonic_line_is_seen_and_said():
    nm = np.arange(380, 700.0)
    rng = np.random.default_rng(2)
    for noise in (0.0, 0.002, 0.01):
        found = spectra.onset(absorbance(nm, with_exciton(nm) + noise * rng.standard_normal(nm.size)))
        assert found.exciton_ev == pytest.approx(2.43, abs=0.03)
        assert any("excitonic" in note for note in found.notes)
        assert found.onset_nm == pytest.approx(EV_NM / 2.42 + 22, abs=6)  # by its width of 94 meV, 20 nm


def test_the_first_edge_counts_not_the_steepest():
    nm = np.arange(350, 700.0)
    value = 0.15 * erfc((nm - 520) / (6 * math.sqrt(2))) + erfc((nm - 400) / (6 * math.sqrt(2)))
    found = spectra.onset(absorbance(nm, value))
    assert found.onset_nm == pytest.approx(520 + 6 * math.sqrt(math.pi / 2), abs=0.05)
    assert any("400 nm the curve is steeper" in note for note in found.notes)
    assert spectra.onset(absorbance(nm, value), window_nm=(352, 450)).onset_nm == pytest.approx(407.5, abs=0.6)


def test_edges_that_are_none():
    nm = np.arange(400, 700.0)
    edge = 0.5 * erfc((nm - 520) / 10)
    assert "this is an emission" in refusal(spectra.onset, emission(nm, edge)).problem
    assert "before the absorbance has come down" in refusal(spectra.onset, absorbance(nm[:125], edge[:125])).problem
    for none in (np.ones(300), nm / 700, np.random.default_rng(0).standard_normal(300)):
        assert refusal(spectra.onset, absorbance(nm, none)).argument == "spectrum"
    coarse = np.arange(400, 700.0, 5)
    found = spectra.onset(absorbance(coarse, 0.5 * erfc((coarse - 521) / (3 * math.sqrt(2)))))
    assert abs(found.onset_nm - 521 - 3.76) < 2 * found.onset_error_nm
    assert any("points wide" in note for note in found.notes)


# --- gaps and tails

E = EV_NM / np.arange(350, 751.0)
FILM_NM = np.arange(350, 751.0)


@pytest.mark.parametrize("noise", [0.0, 0.001, 0.005])
def test_gaps_of_parabolic_bands(noise):
    rng = np.random.default_rng(4)
    direct, indirect = np.sqrt(np.maximum(E - 2.3, 0)) / E, np.maximum(E - 2.3, 0) ** 2 / E
    for value, transition in ((direct, "direct"), (indirect, "indirect")):
        off, errors = [], []
        for _ in range(30 if noise else 1):
            found = spectra.tauc(
                absorbance(FILM_NM, value + noise * rng.standard_normal(E.size)), transition=transition
            )
            off.append(found.gap_ev - 2.3)
            errors.append(found.gap_error_ev)
            assert found.window_ev[0] < found.window_ev[1]
            assert found.exciton_ev is None
        assert np.abs(off).max() < 0.02
        assert covered(off, errors, 0) > 0.6 or np.abs(off).max() < 1e-5
    assert found.exponent == 0.5


def test_the_first_straight_part_counts_not_that_of_a_second_transition():
    value = (np.sqrt(np.maximum(E - 2.3, 0)) + 2 * np.sqrt(np.maximum(E - 2.9, 0))) / E
    found = spectra.tauc(absorbance(FILM_NM, value))
    assert found.gap_ev == pytest.approx(2.3, abs=1e-3)
    assert found.window_ev[1] < 2.92
    chosen = spectra.tauc(absorbance(FILM_NM, value), window_ev=(2.4, 2.8))
    assert chosen.gap_ev == pytest.approx(2.3, abs=1e-6)
    assert 2.4 <= chosen.window_ev[0] < chosen.window_ev[1] <= 2.8


def test_a_gap_is_none_beside_an_excitonic_line():
    nm = np.arange(380, 700.0)
    found = spectra.tauc(absorbance(nm, with_exciton(nm)), window_ev=(2.5, 2.6))
    assert found.exciton_ev == pytest.approx(2.43, abs=0.02)
    assert any("no gap" in note for note in found.notes)
    baseline = spectra.tauc(absorbance(FILM_NM, 0.05 + np.sqrt(np.maximum(E - 2.3, 0)) / E))
    assert any("subtract" in note for note in baseline.notes)


@pytest.mark.parametrize("urbach", [15.0, 25.0, 40.0])
@pytest.mark.parametrize("noise", [0.0, 1e-4, 1e-3])
def test_urbach_energy_of_an_exponential_tail(urbach, noise):
    rng = np.random.default_rng(6)
    value = np.minimum(np.exp((E - 2.4) * 1e3 / urbach), 1)
    off, errors = [], []
    for _ in range(40 if noise else 1):
        found = spectra.urbach(absorbance(FILM_NM, value + noise * rng.standard_normal(E.size)))
        assert found.decades >= 1
        assert found.window_ev[1] < 2.42
        off.append(found.urbach_mev - urbach)
        errors.append(found.urbach_error_mev)
    assert np.abs(off).max() < 0.05 * urbach
    assert covered(off, errors, 0) > 0.6 or np.abs(off).max() < 0.01


@pytest.mark.slow
@pytest.mark.parametrize(("tail_ev", "noise"), [(0.025, 0.001), (0.04, 0.001), (0.06, 0.002)])
def test_a_tail_stops_before_it_goes_over_into_the_edge(tail_ev, noise):
    """Square root joined to its tail with one slope, half of the tail's energy above the gap."""
    rng = np.random.default_rng(17)
    energy = EV_NM / np.arange(350, 901.0)
    joined = 2.3 + tail_ev / 2
    root, tail = np.sqrt(np.maximum(energy - 2.3, 0)), math.sqrt(tail_ev / 2) * np.exp((energy - joined) / tail_ev)
    value = np.where(energy > joined, root / energy, tail / joined)
    value = value / value.max()
    found = [
        spectra.urbach(absorbance(np.arange(350, 901.0), value + noise * rng.standard_normal(energy.size)))
        for _ in range(40)
    ]
    off, errors = ([getattr(one, key) for one in found] for key in ("urbach_mev", "urbach_error_mev"))
    assert np.mean(off) == pytest.approx(1e3 * tail_ev, rel=0.015)
    assert covered(off, errors, 1e3 * tail_ev) > 0.6


def test_a_gap_on_scattering_has_an_error_that_holds_it():
    rng = np.random.default_rng(18)
    nm = np.arange(350, 901.0)
    energy = EV_NM / nm
    root = np.sqrt(np.maximum(energy - 2.3, 0)) / energy
    value = root / root.max() + 0.15 * (nm / 500) ** -4 + 0.001 * rng.standard_normal(nm.size)
    found = spectra.tauc(spectra.subtract_baseline(absorbance(nm, value), ends="long"))
    assert found.gap_ev == pytest.approx(2.3, abs=1.3 * found.gap_error_ev)
    (note,) = (note for note in found.notes if "long-wave end does not take it off" in note)
    assert float(note.split("meets zero at ")[1].split(" eV")[0]) == pytest.approx(2.3, abs=2e-3)


def test_a_plot_that_another_transition_bends_is_doubted():
    rng = np.random.default_rng(19)
    nm = np.arange(350, 901.0)
    energy = EV_NM / nm
    indirect = np.maximum(energy - 1.8, 0) ** 2 / energy
    found = spectra.tauc(absorbance(nm, indirect / indirect.max() + 0.002 * rng.standard_normal(nm.size)))
    assert any("indirect transition is straight for longer" in note for note in found.notes)
    blurred = elliott(energy, 2.40, 0.005, 0.020)
    blurred = blurred / blurred[energy < 3.2].max() + 0.002 * rng.standard_normal(nm.size)
    below = spectra.tauc(absorbance(nm, blurred))
    assert any("below the onset" in note for note in below.notes) or below.gap_ev == pytest.approx(2.37, abs=0.06)


def test_a_tail_of_less_than_a_decade_is_refused():
    value = np.minimum(np.exp((E - 2.4) * 1e3 / 20), 1) + 0.03 * np.random.default_rng(1).standard_normal(E.size)
    assert "of a decade" in refusal(spectra.urbach, absorbance(FILM_NM, value)).problem
    smooth = absorbance(FILM_NM, np.minimum(np.exp((E - 2.4) * 1e3 / 20), 1) + 0.3)
    refused = refusal(spectra.urbach, smooth)
    assert refused.value < 1
    clean = absorbance(FILM_NM, np.minimum(np.exp((E - 2.4) * 1e3 / 20), 1))
    assert refusal(spectra.urbach, clean, window_ev=(2.36, 2.39)).value == pytest.approx(0.6, abs=0.2)
    given = spectra.urbach(clean, window_ev=(2.2, 2.35))
    assert given.urbach_mev == pytest.approx(20, abs=1e-3)


# --- baselines, photons


def test_a_baseline_of_one_per_cent_takes_a_quarter_of_the_candela():
    nm = np.arange(340, 1031.0)
    line = bell(nm, 516, 20)
    raised = emission(nm, line + 0.01)
    assert led.current_efficiency(0.2, nm, line) == pytest.approx(64.93, abs=0.01)
    assert led.current_efficiency(0.2, nm, raised.value) == pytest.approx(49.04, abs=0.01)
    cleared = spectra.subtract_baseline(raised)
    assert led.current_efficiency(0.2, nm, cleared.value) == pytest.approx(64.93, abs=0.01)
    assert color.chromaticity(nm, cleared.value) == pytest.approx((0.067, 0.782), abs=5e-4)
    assert cleared.notes[-1].startswith("Subtracted: 0.01")
    assert spectra.baseline(raised).is_there
    assert not spectra.baseline(emission(nm, line)).is_there
    below = spectra.baseline(emission(nm, line - 0.02))
    assert (below.short, below.long) == pytest.approx((-0.02, -0.02))


def test_a_sloping_baseline_with_noise():
    nm = np.arange(340, 1031.0)
    rng = np.random.default_rng(8)
    slope = 0.05 - 0.04 * (nm - 340) / 690
    left = []
    for _ in range(40):
        cleared = spectra.subtract_baseline(
            emission(nm, bell(nm, 516, 20) + slope + 0.01 * rng.standard_normal(nm.size))
        )
        left.append(led.current_efficiency(0.2, nm, cleared.value) / 64.93 - 1)
        assert "straight line" in cleared.notes[0]
    assert abs(np.mean(left)) < 3 * np.std(left) / math.sqrt(40) + 0.002


def test_an_end_that_is_no_baseline_is_refused():
    nm = np.arange(500, 700.0)
    line = bell(nm, 516, 20)
    assert "short-wave end" in refusal(spectra.baseline, emission(nm, line)).problem
    assert spectra.baseline(emission(nm, line + 0.01), ends="long").short == pytest.approx(0.01, abs=1e-6)
    assert refusal(spectra.baseline, emission(nm, np.ones(200))).argument == "spectrum"


def test_photons_are_made_power():
    nm = np.arange(400.0, 801.0)
    power = bell(nm, 600, 150)
    recorded = emission(nm, power * nm / 600)
    found = spectra.to_power(recorded)
    assert found.value / found.value.max() == pytest.approx(power, rel=1e-12)
    assert led.mean_photon_energy(nm, found.value) == pytest.approx(led.mean_photon_energy(nm, power))
    assert "hc/λ" in found.notes[0]
    assert "absorbance" in refusal(spectra.to_power, absorbance(nm, power)).problem


# --- sizes of numbers, speed


@pytest.mark.parametrize("scale", [1e-50, 1e-6, 65535.0, 1e50])
def test_the_unit_of_a_spectrum_does_not_matter(scale):
    rng = np.random.default_rng(9)
    line = bell(NM, 516.3, 20) + 0.01 * rng.standard_normal(NM.size)
    one, other = spectra.peak(emission(NM, line)), spectra.peak(emission(NM, scale * line))
    for name in ("peak_nm", "peak_error_nm", "fwhm_nm", "fwhm_error_nm", "centroid_nm", "fwhm_ev"):
        assert getattr(other, name) == pytest.approx(getattr(one, name), rel=1e-6)
    assert other.height == pytest.approx(scale * one.height, rel=1e-6)
    nm = np.arange(400, 680.0)
    edge = 0.5 * erfc((nm - 520) / 10) + 0.001 * rng.standard_normal(nm.size)
    one, other = spectra.onset(absorbance(nm, edge)), spectra.onset(absorbance(nm, scale * edge))
    assert (other.onset_nm, other.onset_error_nm) == pytest.approx((one.onset_nm, one.onset_error_nm), rel=1e-6)


@pytest.mark.parametrize("size", [1e-80, 1e80])
@pytest.mark.parametrize("call", [spectra.peak, spectra.onset, spectra.tauc, spectra.urbach, spectra.baseline])
def test_sizes_that_no_instrument_writes_are_refused(call, size):
    assert "largest value" in refusal(call, spectra.from_points(NM, size * bell(NM, 516, 20))).problem


@pytest.mark.filterwarnings("error")
def test_whatever_comes_is_answered_or_refused():
    """Curves of every kind, with and without sense: finite numbers or an ArgumentError, and no warning."""
    rng = np.random.default_rng(10)
    shapes = (
        lambda z: np.exp(-z * z),
        lambda z: 1 / (1 + z * z),
        lambda z: 1 / (1 + np.exp(z)),
        lambda z: np.minimum(np.exp(-z * z), 0.5),
        lambda z: np.sqrt(np.maximum(-z, 0)),
        lambda z: np.round(3 * np.exp(-z * z)),
        lambda z: np.where(z < 0, 1.0, 0.0),
        np.zeros_like,
        lambda z: rng.standard_normal(z.size),
    )
    calls = (spectra.peak, spectra.onset, spectra.tauc, spectra.urbach, spectra.baseline, spectra.noise)
    answered = dict.fromkeys(calls, 0)
    for _ in range(150):
        count = int(rng.choice([2, 5, 6, 8, 12, 30, 150]))
        nm = rng.uniform(200, 700) + np.cumsum(rng.choice([0.1, 1.0, 5.0]) * (1 + 0.2 * rng.uniform(size=count)))
        width, at = rng.choice([0.01, 1.0, 10.0, 100.0]), rng.uniform(nm[0], nm[-1])
        value = shapes[rng.integers(len(shapes))](np.clip((nm - at) / width, -300, 300))
        value = rng.choice([1e-9, 1.0, 1e9]) * (
            value + rng.choice([0, 0, 0.01, -0.01]) + rng.choice([0, 1e-3, 0.1]) * rng.standard_normal(count)
        )
        spectrum = spectra.from_points(nm, value)
        for call in calls:
            try:
                found = call(spectrum)
            except ArgumentError:
                continue
            answered[call] += 1
            numbers = (
                [found] if isinstance(found, float) else [getattr(found, name) for name in found.__dataclass_fields__]
            )
            assert all(np.isfinite(number) for number in numbers if isinstance(number, float))
    assert min(answered.values()) > 0


def elliott(energy, gap, binding, width):
    """Absorbance by Elliott's formula for three dimensions, bound states and continuum, blurred by a Gaussian."""
    fine = np.arange(1.2, 4.0, 2e-4)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        enhanced = 2 * np.pi * math.sqrt(binding) / (1 - np.exp(-2 * np.pi * np.sqrt(binding / (fine - gap))))
    spectrum = np.where(fine > gap, enhanced, 0.0)
    for n in (1, 2, 3):
        spectrum[np.abs(fine - gap + binding / n**2).argmin()] += 4 * np.pi * binding**1.5 / n**3 / 2e-4
    blur = np.exp(-0.5 * (np.arange(-2000, 2001) * 2e-4 / width) ** 2)
    return np.interp(energy, fine, np.convolve(spectrum, blur / blur.sum(), "same") / fine)


@pytest.mark.parametrize(("gap", "binding", "width"), [(2.34, 0.04, 0.025), (2.36, 0.035, 0.04), (3.05, 0.06, 0.03)])
@pytest.mark.parametrize("noise", [0.0, 0.003])
def test_a_gap_of_a_band_edge_with_excitons_is_refused_and_doubted(gap, binding, width, noise):
    nm = np.arange(350, 700.0)
    value = elliott(EV_NM / nm, gap, binding, width)
    value = value / value.max() + noise * np.random.default_rng(0).standard_normal(nm.size)
    edge = spectra.onset(absorbance(nm, value))
    assert edge.exciton_ev == pytest.approx(gap - binding, abs=0.04)
    assert edge.onset_ev < gap - binding
    assert "is straight" in refusal(spectra.tauc, absorbance(nm, value)).problem
    doubted = spectra.tauc(absorbance(nm, value), window_ev=(edge.onset_ev, edge.exciton_ev))
    assert any("no gap" in note for note in doubted.notes)
