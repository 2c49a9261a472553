import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import alignment
from calculators.alignment import BandEdges

CORE = BandEdges(-5.8, -3.5)


@pytest.mark.parametrize(
    ("vbm", "cbm", "kind", "electron", "hole"),
    [
        (-6.5, -2.9, "I", "core", "core"),
        (-5.0, -4.2, "inverse I", "shell", "shell"),
        (-5.0, -2.9, "II", "core", "shell"),
        (-6.5, -4.0, "II", "shell", "core"),
        (-6.5, -3.55, "quasi-II", "both", "core"),
        (-5.85, -2.9, "quasi-II", "core", "both"),
        (-5.85, -3.45, "flat", "both", "both"),
        (-3.4, -1.0, "III", "core", "shell"),
        (-8.0, -5.8, "III", "shell", "core"),
    ],
)
def test_the_rule(vbm, cbm, kind, electron, hole):
    found = alignment.classify(CORE, BandEdges(vbm, cbm))
    assert (found.kind, found.electron, found.hole) == (kind, electron, hole)


edges = st.tuples(st.floats(-9, -3), st.floats(0.2, 5)).map(lambda t: BandEdges(t[0], t[0] + t[1]))


@given(edges, edges, st.floats(0, 0.5))
def test_exchange_of_core_and_shell(core, shell, tolerance):
    here, there = alignment.classify(core, shell, tolerance), alignment.classify(shell, core, tolerance)
    other = {"I": "inverse I", "inverse I": "I"}
    assert there.kind == other.get(here.kind, here.kind)
    swap = {"core": "shell", "shell": "core", "both": "both"}
    assert (there.electron, there.hole) == (swap[here.electron], swap[here.hole])
    assert alignment.classify(core, core, tolerance).kind == "flat"


@given(edges, edges, st.floats(-1, 1))
def test_only_differences_count(core, shell, shift):
    moved = [BandEdges(min(e.vbm + shift, -1e-6), e.cbm + shift) for e in (core, shell)]
    if all(e.vbm + shift < 0 for e in (core, shell)):
        a, b = alignment.classify(core, shell), alignment.classify(*moved)
        if min(abs(abs(o) - 0.1) for o in (a.electron_offset, a.hole_offset)) > 1e-9 and "III" not in (a.kind, b.kind):
            assert a.kind == b.kind


def test_probabilities_against_the_normal_distribution():
    # One offset decides: P(electron in core) = P(N(0.3, 0.2 sqrt 2) > 0.1).
    shell = BandEdges(-9.0, -3.2)
    found = alignment.probabilities(CORE, shell, 0.0, 0.2, samples=400_000)
    z = (0.3 - 0.1) / (0.2 * math.sqrt(2))
    expected = 0.5 * (1 + math.erf(z / math.sqrt(2)))
    assert found.electron["core"] == pytest.approx(expected, abs=3e-3)
    assert found.hole["core"] == 1
    assert sum(found.probability.values()) == pytest.approx(1)
    assert found.probability["I"] == pytest.approx(expected, abs=3e-3)


def test_no_scatter_gives_the_rule_and_seeds_repeat():
    shell = BandEdges(-6.5, -2.9)
    assert alignment.probabilities(CORE, shell, 0, 0, samples=10).probability["I"] == 1
    one, two = (alignment.probabilities(CORE, shell, seed=5) for _ in range(2))
    assert one == two
    assert one != alignment.probabilities(CORE, shell, seed=6)


def test_undetermined_and_several_sources():
    near = BandEdges(-5.95, -3.3)
    assert alignment.probabilities(CORE, near).verdict == "undetermined"
    both = alignment.probabilities(CORE, [BandEdges(-6.5, -2.9), BandEdges(-5.0, -2.9)], 0, 0)
    assert both.probability["I"] == pytest.approx(0.5, abs=0.01)
    assert both.probability["II"] == pytest.approx(0.5, abs=0.01)


def test_edges_that_move_together_keep_the_gap():
    apart = alignment.probabilities(CORE, BandEdges(-6.2, -3.1), common=0.0)
    together = alignment.probabilities(CORE, BandEdges(-6.2, -3.1), common=1.0)
    # With fully common errors the two offsets are opposite: type I needs a small shift only.
    assert together.probability["flat"] == 0
    assert together.probability["inverse I"] == 0
    assert apart.probability["flat"] > 0


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: BandEdges(-3.0, -5.0), "cbm: -5 eV is not allowed; it must lie above the vbm"),
        (lambda: BandEdges(0.5, 1.0), "vbm: 0.5 eV"),
        (lambda: BandEdges(float("nan"), 1.0), "vbm: nan"),
        (lambda: alignment.classify(CORE, CORE, -0.1), "tolerance: -0.1 eV"),
        (lambda: alignment.probabilities(CORE, CORE, sigma_vbm=-1), "sigma_vbm: -1 eV"),
        (lambda: alignment.probabilities(CORE, [], 0.1), "shell: at least one"),
        (lambda: alignment.probabilities(CORE, CORE, common=2), "common: 2"),
        (lambda: alignment.probabilities(CORE, CORE, samples=0), "samples: 0"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_a_hundred_thousand_samples_are_quick_enough_to_slide():
    # No time is asserted; the size of the default is.
    found = alignment.probabilities(CORE, BandEdges(-6.2, -3.1))
    assert found.samples > 99_000
    assert np.isclose(sum(found.electron.values()), 1)
