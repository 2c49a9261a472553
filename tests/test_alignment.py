"""Classes of core/shell pairs against the rule written out, and their probabilities against the normal distribution."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, multivariate_normal, norm

from calculators import alignment
from calculators.alignment import BandEdges
from calculators.errors import ArgumentError

CORE = BandEdges(-5.8, -3.5)


def refused(call):
    with pytest.raises(ArgumentError) as caught:
        call()
    return caught.value


def rule(core, shell, tolerance):
    """The rule of the documentation, written out case by case."""
    if core.cbm_ev <= shell.vbm_ev or shell.cbm_ev <= core.vbm_ev:
        return "III"
    places = []
    for offset in (shell.cbm_ev - core.cbm_ev, core.vbm_ev - shell.vbm_ev):
        if offset > tolerance:
            places.append("core")
        elif offset < -tolerance:
            places.append("shell")
        else:
            places.append("both")
    if places.count("both"):
        return {1: "quasi-II", 2: "flat"}[places.count("both")]
    return {("core", "core"): "I", ("shell", "shell"): "inverse I"}.get(tuple(places), "II")


@pytest.mark.parametrize(
    ("vbm", "cbm", "kind", "electron", "hole"),
    [
        (-6.5, -2.9, "I", "core", "core"),
        (-5.0, -4.2, "inverse I", "shell", "shell"),
        (-5.0, -2.9, "II", "core", "shell"),
        (-6.5, -4.0, "II", "shell", "core"),
        (-6.5, -3.55, "quasi-II", "both", "core"),
        (-5.85, -2.9, "quasi-II", "core", "both"),
        (-5.85, -3.9, "quasi-II", "shell", "both"),
        (-5.85, -3.45, "flat", "both", "both"),
        (-3.4, -1.0, "III", "core", "shell"),
        (-8.0, -5.9, "III", "shell", "core"),
    ],
)
def test_the_rule(vbm, cbm, kind, electron, hole):
    found = alignment.classify(CORE, BandEdges(vbm, cbm))
    assert (found.kind, found.electron, found.hole) == (kind, electron, hole)
    assert found.electron_offset_ev == found.electron_offset == pytest.approx(cbm + 3.5)
    assert found.hole_offset_ev == found.hole_offset == pytest.approx(-5.8 - vbm)


def test_limits_of_the_rule():
    # Binary fractions, so that the offsets are exact: at the tolerance a carrier still spreads.
    core = BandEdges(-6.0, -4.0)
    assert alignment.classify(core, BandEdges(-6.25, -3.75), tolerance_ev=0.25).kind == "flat"
    assert alignment.classify(core, BandEdges(-5.75, -4.25), tolerance_ev=0.25).kind == "flat"
    assert alignment.classify(core, BandEdges(-6.25, -3.75), tolerance_ev=0.2).kind == "I"
    assert alignment.classify(core, BandEdges(-5.75, -4.25), tolerance_ev=0.2).kind == "inverse I"
    # Edges that meet are a broken gap.
    assert alignment.classify(core, BandEdges(-4.0, -1.0)).kind == "III"
    assert alignment.classify(core, BandEdges(-8.0, -6.0)).kind == "III"
    assert alignment.classify(core, BandEdges(-3.875, -1.0)).kind == "III"
    assert alignment.classify(core, BandEdges(-4.125, -1.0)).kind == "II"
    assert alignment.classify(core, BandEdges(-8.0, -5.875)).kind == "II"
    # 0.1 eV is the default.
    assert alignment.classify(core, BandEdges(-6.09, -3.91)).kind == "flat"
    assert alignment.classify(core, BandEdges(-6.11, -3.89)).kind == "I"


edges = st.tuples(st.floats(-9, -3), st.floats(0.2, 5)).map(lambda t: BandEdges(t[0], t[0] + t[1]))


@given(edges, edges, st.floats(0, 0.5))
def test_every_pair_against_the_rule_written_out(core, shell, tolerance):
    assert alignment.classify(core, shell, tolerance_ev=tolerance).kind == rule(core, shell, tolerance)


@given(edges, edges, st.floats(0, 0.5))
def test_exchange_of_core_and_shell(core, shell, tolerance):
    here, there = (alignment.classify(*pair, tolerance_ev=tolerance) for pair in ((core, shell), (shell, core)))
    other = {"I": "inverse I", "inverse I": "I"}
    assert there.kind == other.get(here.kind, here.kind)
    swap = {"core": "shell", "shell": "core", "both": "both"}
    assert (there.electron, there.hole) == (swap[here.electron], swap[here.hole])
    assert (there.electron_offset, there.hole_offset) == (-here.electron_offset, -here.hole_offset)
    assert alignment.classify(core, core, tolerance_ev=tolerance).kind == "flat"


@given(edges, edges, st.floats(-1, 1))
def test_only_differences_count(core, shell, shift):
    moved = [BandEdges(min(e.vbm_ev + shift, -1e-6), e.cbm_ev + shift) for e in (core, shell)]
    if all(e.vbm_ev + shift < 0 for e in (core, shell)):
        a, b = alignment.classify(core, shell), alignment.classify(*moved)
        if min(abs(abs(o) - 0.1) for o in (a.electron_offset, a.hole_offset)) > 1e-9 and "III" not in (a.kind, b.kind):
            assert a.kind == b.kind


def test_edges():
    made = BandEdges(-6, -4)
    assert (made.vbm_ev, made.cbm_ev, made.gap_ev) == (made.vbm, made.cbm, made.gap) == (-6.0, -4.0, 2.0)
    assert type(made.vbm_ev) is type(made.cbm_ev) is float
    assert BandEdges(-1, 3).gap_ev == 4  # an electron affinity below 0, as in wide insulators


@pytest.mark.parametrize(
    ("arguments", "argument", "value"),
    [
        ((-3.0, -5.0), "cbm_ev", -5.0),
        ((-3.0, -3.0), "cbm_ev", -3.0),
        ((0.5, 1.0), "vbm_ev", 0.5),
        ((0.0, 1.0), "vbm_ev", 0.0),
        ((math.nan, 1.0), "vbm_ev", None),
        ((-5, math.inf), "cbm_ev", math.inf),
        (("-5", -3), "vbm_ev", "-5"),
        ((None, -3), "vbm_ev", None),
        ((True, -3), "vbm_ev", True),
        ((-5, [-3, -2]), "cbm_ev", [-3, -2]),
    ],
)
def test_edges_are_checked(arguments, argument, value):
    error = refused(lambda: BandEdges(*arguments))
    assert error.argument == argument
    if value is not None:
        assert error.value == value


# --- probabilities


def exact(core, shell, sigma_vbm, sigma_cbm, tolerance, common):
    """Probabilities of the places from the joint normal distribution of the two offsets."""
    spread = np.sqrt(2) * np.array([sigma_cbm, sigma_vbm])
    # Both offsets are differences of the same two materials, with opposite signs.
    cov = np.diag(spread**2) - common * (1 - np.eye(2)) * spread[0] * spread[1]
    mean = [shell.cbm_ev - core.cbm_ev, core.vbm_ev - shell.vbm_ev]
    joint = multivariate_normal(mean, cov, allow_singular=True)

    def both_above(e, h):
        return joint.cdf([np.inf, np.inf], lower_limit=[e, h])

    electron = norm.sf(tolerance, mean[0], spread[0]), norm.cdf(-tolerance, mean[0], spread[0])
    hole = norm.sf(tolerance, mean[1], spread[1]), norm.cdf(-tolerance, mean[1], spread[1])
    core_core = both_above(tolerance, tolerance)
    shell_shell = joint.cdf([-tolerance, -tolerance])
    flat = both_above(-tolerance, -tolerance) - both_above(-tolerance, tolerance)
    flat -= both_above(tolerance, -tolerance) - core_core
    return {"I": core_core, "inverse I": shell_shell, "flat": flat}, electron, hole


@pytest.mark.parametrize("common", [0.0, 0.3, 0.9])
@pytest.mark.parametrize("sigmas", [(0.2, 0.2), (0.1, 0.4), (0.4, 0.15)])
def test_probabilities_against_the_normal_distribution(common, sigmas):
    # Gaps so wide that no sample loses its gap and none is type III.
    core, shell = BandEdges(-7.0, -2.5), BandEdges(-7.25, -2.4)
    found = alignment.probabilities(
        core, shell, sigma_vbm_ev=sigmas[0], sigma_cbm_ev=sigmas[1], tolerance_ev=0.15, common=common, samples=400_000
    )
    kinds, electron, hole = exact(core, shell, *sigmas, 0.15, common)
    for kind, p in kinds.items():
        assert found.probability[kind] == pytest.approx(p, abs=4e-3)
    for places, (in_core, in_shell) in ((found.electron, electron), (found.hole, hole)):
        assert places["core"] == pytest.approx(in_core, abs=4e-3)
        assert places["shell"] == pytest.approx(in_shell, abs=4e-3)
        assert sum(places.values()) == pytest.approx(1)
    assert sum(found.probability.values()) == pytest.approx(1)
    assert found.samples == 400_000


def test_samples_without_a_gap_are_left_out_and_the_rest_follows_the_rule():
    core, shell = BandEdges(-5.0, -4.5), BandEdges(-4.6, -4.2)
    found = alignment.probabilities(core, shell, sigma_vbm_ev=0.3, sigma_cbm_ev=0.2, common=0.4, samples=200_000)
    rng = np.random.default_rng(99)

    def drawn(edges):
        moved = rng.normal(size=8_000) * np.sqrt(0.4)
        vbm, cbm = (
            edge + sigma * (moved + rng.normal(size=8_000) * np.sqrt(0.6))
            for edge, sigma in ((edges.vbm_ev, 0.3), (edges.cbm_ev, 0.2))
        )
        return zip(vbm, cbm, strict=True)

    kinds = [
        rule(BandEdges(*c), BandEdges(*s), 0.1)
        for c, s in zip(drawn(core), drawn(shell), strict=True)
        if c[0] < c[1] and s[0] < s[1]
    ]
    assert found.samples == pytest.approx(25 * len(kinds), rel=0.02)
    for kind in alignment.KINDS:
        assert found.probability[kind] == pytest.approx(kinds.count(kind) / len(kinds), abs=0.02)
    assert min(found.probability[kind] for kind in ("III", "II", "quasi-II")) > 0.05


def test_ninety_five_per_cent_of_the_intervals_cover():
    # Electron in the core where N(0.3, 0.2 sqrt 2) > 0.1; the hole always is.
    shell, p = BandEdges(-9.0, -3.2), norm.sf(0.1, 0.3, 0.2 * math.sqrt(2))
    runs, covered, widths = 400, 0, []
    for seed in range(runs):
        found = alignment.probabilities(CORE, shell, sigma_vbm_ev=0.0, samples=300, seed=seed)
        low, high = found.interval["I"]
        assert 0 <= low <= found.probability["I"] <= high <= 1
        covered += low <= p <= high
        widths.append(high - low)
    assert binom.ppf(0.001, runs, 0.95) <= covered <= binom.ppf(0.999, runs, 0.95)
    assert np.mean(widths) == pytest.approx(2 * 1.96 * math.sqrt(p * (1 - p) / 300), rel=0.02)
    # Never seen in n samples: below 3.84 / (n + 3.84), not a certain zero.
    assert found.interval["III"] == pytest.approx((0.0, 1.96**2 / (300 + 1.96**2)), rel=1e-4)


def test_probabilities_are_calibrated():
    # Edges that truly scatter as assumed: of pairs to which a class is given with probability p, a share p belongs to it.
    rng = np.random.default_rng(8)
    said, true = [], []
    for seed in range(300):
        vbm, gap = rng.uniform(-6.4, -5.6), rng.uniform(2.6, 3.6)
        stated = BandEdges(vbm, vbm + gap)
        core, shell = (
            BandEdges(e.vbm_ev + rng.normal(0, 0.25), e.cbm_ev + rng.normal(0, 0.25)) for e in (CORE, stated)
        )
        chances = alignment.probabilities(
            CORE, stated, sigma_vbm_ev=0.25, sigma_cbm_ev=0.25, samples=2000, seed=seed
        ).probability
        said.append([chances[kind] for kind in alignment.KINDS])
        true.append([kind == rule(core, shell, 0.1) for kind in alignment.KINDS])
    said, true = np.array(said), np.array(true)
    for low, high in ((0.0, 0.2), (0.2, 0.5), (0.5, 1.0)):
        inside = (said >= low) & (said < high)
        error = np.sqrt((said[inside] * (1 - said[inside])).sum()) / inside.sum()
        assert abs(true[inside].mean() - said[inside].mean()) < 4 * error


def test_no_scatter_gives_the_rule_and_seeds_repeat():
    shell = BandEdges(-6.5, -2.9)
    assert alignment.probabilities(CORE, shell, sigma_vbm_ev=0, sigma_cbm_ev=0, samples=10).probability["I"] == 1
    one, two = (alignment.probabilities(CORE, shell, seed=5) for _ in range(2))
    assert one == two
    assert one != alignment.probabilities(CORE, shell, seed=6)


def test_many_samples_are_worked_on_in_blocks():
    found = alignment.probabilities(CORE, BandEdges(-6.2, -3.1), samples=250_001)
    assert 249_000 < found.samples <= 250_001
    assert sum(found.probability.values()) == pytest.approx(1)
    few = alignment.probabilities(CORE, BandEdges(-6.2, -3.1))
    assert found.probability["I"] == pytest.approx(few.probability["I"], abs=6e-3)
    assert found.probability != few.probability


def test_the_verdict_needs_seven_in_ten():
    shells = [BandEdges(-6.5, -2.9)] * 7 + [BandEdges(-5.0, -2.9)] * 3
    found = [
        alignment.probabilities(CORE, shells, sigma_vbm_ev=0, sigma_cbm_ev=0, samples=10, seed=seed)
        for seed in range(60)
    ]
    assert {f.verdict for f in found if f.probability["I"] >= 0.7} == {"I"}
    assert {f.verdict for f in found if 0.3 < f.probability["I"] < 0.7} == {"undetermined"}
    assert any(f.probability["I"] == 0.7 for f in found)
    assert alignment.probabilities(CORE, BandEdges(-5.95, -3.3)).verdict == "undetermined"


def test_several_sources_are_drawn_alike():
    both = alignment.probabilities(CORE, [BandEdges(-6.5, -2.9), BandEdges(-5.0, -2.9)], sigma_vbm_ev=0, sigma_cbm_ev=0)
    assert both.probability["I"] == pytest.approx(0.5, abs=0.01)
    assert both.probability["II"] == pytest.approx(0.5, abs=0.01)
    assert both.hole == {"core": both.probability["I"], "shell": both.probability["II"], "both": 0}


def test_edges_that_move_together_keep_the_gap():
    apart = alignment.probabilities(CORE, BandEdges(-6.2, -3.1), common=0.0)
    together = alignment.probabilities(CORE, BandEdges(-6.2, -3.1), common=1.0)
    # With fully common errors the two offsets are opposite: type I needs a small shift only.
    assert together.probability["flat"] == 0
    assert together.probability["inverse I"] == 0
    assert apart.probability["flat"] > 0
    # The sum of the offsets, the difference of the gaps, is 0.8 eV: in the core both need 0.1 eV of it.
    assert together.probability["I"] == pytest.approx(2 * norm.cdf(0.3, scale=0.2 * math.sqrt(2)) - 1, abs=6e-3)


@pytest.mark.parametrize(
    ("options", "argument"),
    [
        ({"sigma_vbm_ev": -1}, "sigma_vbm_ev"),
        ({"sigma_cbm_ev": -0.1}, "sigma_cbm_ev"),
        ({"sigma_cbm_ev": [0.1, 0.2]}, "sigma_cbm_ev"),
        ({"tolerance_ev": -0.1}, "tolerance_ev"),
        ({"tolerance_ev": "0.1"}, "tolerance_ev"),
        ({"common": 2}, "common"),
        ({"common": -0.1}, "common"),
        ({"common": None}, "common"),
        ({"samples": 0}, "samples"),
        ({"samples": 10.5}, "samples"),
        ({"samples": True}, "samples"),
        ({"seed": -1}, "seed"),
        ({"seed": "one"}, "seed"),
        ({"core": []}, "core"),
        ({"core": "MAPbI3"}, "core"),
        ({"shell": [CORE, None]}, "shell"),
        ({"shell": (-5.8, -3.5)}, "shell"),
        ({"shell": None}, "shell"),
    ],
)
def test_probabilities_are_asked_for_with_sense(options, argument):
    given = {"core": CORE, "shell": CORE} | options
    assert refused(lambda: alignment.probabilities(**given)).argument == argument


def test_a_scatter_that_leaves_no_gap():
    thin = BandEdges(-5.0, -5.0 + 1e-9)
    # One sample keeps both gaps with a probability of a quarter.
    errors = []
    for seed in range(40):
        try:
            alignment.probabilities(thin, thin, samples=1, seed=seed)
        except ArgumentError as error:
            errors.append(error.arguments)
    assert set(errors) == {("sigma_vbm_ev", "sigma_cbm_ev")}
    assert binom.ppf(0.001, 40, 0.75) <= len(errors) <= binom.ppf(0.999, 40, 0.75)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: alignment.classify(CORE, CORE, tolerance_ev=-0.1), "tolerance_ev"),
        (lambda: alignment.classify(CORE, CORE, tolerance_ev=math.nan), "tolerance_ev"),
        (lambda: alignment.classify("CsPbBr3", CORE), "core"),
        (lambda: alignment.classify(CORE, (-5, -3)), "shell"),
        (lambda: alignment.required_ionisation(0, CORE), "core_gap_ev"),
        (lambda: alignment.required_ionisation("2.3", CORE), "core_gap_ev"),
        (lambda: alignment.required_ionisation(2.3, "ZnS"), "shell"),
        (lambda: alignment.required_ionisation(2.3, CORE, tolerance_ev=-1), "tolerance_ev"),
        (lambda: alignment.sources(None), "material"),
        (lambda: alignment.sources(["ZnS"]), "material"),
    ],
)
def test_bad_input_is_named(call, argument):
    assert refused(call).argument == argument


def test_first_edition_names_stay_valid():
    shell = BandEdges(-6.2, -3.1)
    assert alignment.classify(CORE, shell, tolerance=0.35) == alignment.classify(CORE, shell, tolerance_ev=0.35)
    assert alignment.probabilities(CORE, shell, sigma_vbm=0.1, sigma_cbm=0.3) == alignment.probabilities(
        CORE, shell, sigma_vbm_ev=0.1, sigma_cbm_ev=0.3
    )
    assert alignment.required_ionisation(core_gap=2.3, shell=shell, tolerance=0.2) == alignment.required_ionisation(
        2.3, shell, tolerance_ev=0.2
    )


# --- ionisation energies that a class needs


@pytest.mark.parametrize("tolerance", [0.0, 0.1, 0.35])
@pytest.mark.parametrize(
    ("gap", "shell"),
    [
        (2.35, BandEdges(-7.5, -3.8)),
        (2.35, BandEdges(-5.0, -4.2)),
        (1.5, BandEdges(-4.0, -0.5)),
        (4.0, CORE),
        (2.0, BandEdges(-5.0, -4.9)),
    ],
)
def test_required_ionisation_against_a_scan(gap, shell, tolerance):
    found = alignment.required_ionisation(gap, shell, tolerance_ev=tolerance)
    spans = sorted((low, high, kind) for kind, pairs in found.items() for low, high in pairs)
    assert spans[0][0] == 3
    assert spans[-1][1] == 10
    for (_, end, kind), (start, _, following) in itertools.pairwise(spans):
        assert end == start
        assert kind != following
    for energy in np.arange(3.0005, 10, 0.004):
        if min(abs(energy - edge) for span in spans for edge in span[:2]) > 1e-6:
            (kind,) = (kind for low, high, kind in spans if low < energy < high)
            assert kind == rule(BandEdges(-energy, -energy + gap), shell, tolerance)


def test_required_ionisation_in_closed_form():
    # ZnS from butler2016. Type I: the hole needs IE < 7.5 - 0.1, the electron IE > 2.35 + 3.8 + 0.1.
    found = alignment.required_ionisation(2.35, BandEdges(-7.5, -3.8))
    assert found["I"] == [pytest.approx((6.25, 7.4))]
    assert found["quasi-II"] == [pytest.approx((6.05, 6.25)), pytest.approx((7.4, 7.6))]
    # Broken gaps: IE below the shell's affinity, or the core's conduction band below the shell's valence band.
    assert found["III"] == [pytest.approx((3.0, 3.8)), pytest.approx((9.85, 10.0))]
    assert found["II"] == [pytest.approx((3.8, 6.05)), pytest.approx((7.6, 9.85))]
    assert set(found) == {"I", "quasi-II", "II", "III"}
    for span in found["I"]:
        assert all(type(end) is float for end in span)


# --- edges of the table


HEAD = "id,material,property,value,unit,method,source,locator,citation,flag,note\n"


def test_sources_by_a_table_of_known_answers(made_up):
    def edge(material, property, value, citation, method="UPS", flag="", note="", **more):
        given = {"material": material, "property": property, "value": value, "unit": "eV", "method": method}
        return {
            **given,
            "grade": "measured",
            "citation": citation,
            "source": citation,
            "flag": flag,
            "note": note,
        } | more

    rows = [
        edge("ZnS", "electron affinity", 3.9, "one"),
        edge("ZnS", "ionisation energy", 7.4, "one", "XPS"),
        edge("ZnS", "ionisation energy", 7.0, "two"),  # no affinity from this work
        edge("ZnS", "ionisation energy", 7.1, "three", flag="suspect"),
        edge("ZnS", "electron affinity", 4.0, "three", note="unused"),
        edge("ZnS", "band gap", 3.6, "two"),
        edge("CdS", "ionisation energy", 6.9, "one"),
        edge("CdS", "electron affinity", 4.5, "one", flag="suspect", note="the print is blurred"),
        edge("CdS", "electron affinity", 4.1, "one", note="a second number of the same work"),
        edge("PbS", "electron affinity", 4.6, "one"),
    ]
    with made_up(materials=rows):
        assert alignment.materials() == ["CdS", "ZnS"]
        first, third = alignment.sources("ZnS")
        assert first == alignment.EdgeSource("ZnS", "one", "XPS", BandEdges(-7.4, -3.9), "", "measured", "one")
        assert (third.citation, third.edges, third.doubt) == ("three", BandEdges(-7.1, -4.0), "flagged")
        (cadmium,) = alignment.sources("CdS")
        assert (cadmium.edges, cadmium.doubt) == (BandEdges(-6.9, -4.5), "the print is blurred")
        assert alignment.sources("PbS") == []
        assert refused(lambda: alignment.sources("nothing")).value == "nothing"
        alignment.sources("ZnS").clear()  # a list of the caller's own
        assert len(alignment.sources("ZnS")) == 2


def test_sources_of_the_shipped_table_have_a_gap():
    assert {"ZnS", "CdS"} <= set(alignment.materials())
    for name in alignment.materials():
        for source in alignment.sources(name):
            assert source.material == name
            assert source.edges.gap_ev > 0
