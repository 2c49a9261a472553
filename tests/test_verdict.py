"""Verdict on a pair: what it rests on, checked against tables with known answers and by sampling."""

from statistics import NormalDist

import numpy as np
import pytest

from calculators import alignment, confinement, materials, tables
from calculators.alignment import BandEdges
from calculators.errors import ArgumentError

PAIRS = [
    ("CsPbBr3", "Cs4PbBr6"),
    ("FAPbBr3", "CsPbBr3"),
    ("CsPbI3", "PbSe"),
    ("CsPbBr3", "ZnS"),
    ("CsPbBr3", "CdS"),
    ("CsPbI3", "PbS"),
    ("MAPbBr3", "ZnSe"),
    ("CsPbBr3", "ZrO2"),
    ("PbS", "MAPbI3"),
]


def material(name, ionisation=None, affinity=None, gap=None, series="s", grade="measured", **more):
    given = {"ionisation energy": ionisation, "electron affinity": affinity, "band gap": gap}
    first = {"material": name, "unit": "eV", "grade": grade, "citation": f"{series}2001", "source": f"{series}2001"}
    return [
        {**first, "property": key, "value": value, "series": "" if key == "band gap" else series, **more}
        for key, value in given.items()
        if value is not None
    ]


def experiment(core="C", shell="S", quantity="hole transfer time", **more):
    first = {"core": core, "shell": shell, "technique": "transient absorption", "quantity": quantity}
    return {**first, "grade": "measured", "form": "core/shell", "citation": "e2001", "source": "e2001", **more}


KINDS = [{"material": name, "kind": "perovskite"} for name in ("C", "S", "P")] + [{"material": "O", "kind": "oxide"}]
# Two works on P, 0.4 eV apart: scatter 0.4/sqrt(2) between works.
SCATTER = [*material("P", ionisation=5.0, series="a"), *material("P", ionisation=5.4, series="b")]
SIGMA = 0.4 / np.sqrt(2)


@pytest.fixture
def world(made_up):
    def use(rows, seen=()):
        return made_up(materials=[*SCATTER, *rows], experiments=list(seen), material_kinds=KINDS)

    return use


def sampled(core_gap, hole, hole_sigma, gaps, tolerance, keep=None):
    """Shares of the classes by sampling, written apart from the package."""
    rng = np.random.default_rng(3)
    h = rng.normal(hole, hole_sigma, 400_000)
    e = rng.uniform(*gaps, h.size) - h
    kept = np.ones(h.size, bool) if keep is None else keep(e, h)
    e, h = e[kept], h[kept]
    broken = (core_gap + e <= 0) | (core_gap + h <= 0)
    inside, outside = [(x > tolerance) for x in (e, h)], [(x < -tolerance) for x in (e, h)]
    both = [~a & ~b for a, b in zip(inside, outside, strict=True)]
    shares = {
        "III": broken,
        "I": ~broken & inside[0] & inside[1],
        "inverse I": ~broken & outside[0] & outside[1],
        "II": ~broken & ((inside[0] & outside[1]) | (outside[0] & inside[1])),
        "quasi-II": ~broken & (both[0] ^ both[1]),
        "flat": ~broken & both[0] & both[1],
    }
    return {kind: found.mean() for kind, found in shares.items()}


@pytest.mark.parametrize("tolerance", [0.0, 0.1, 0.3])
def test_probabilities_of_two_single_sources_against_sampling(world, tolerance):
    rows = [
        *material("C", ionisation=5.6, gap=2.3, series="c"),
        *material("S", ionisation=6.0, gap=2.9, series="d"),
        *material("S", gap=3.3, series="e"),
    ]
    with world(rows):
        found = alignment.verdict("C", "S", tolerance_ev=tolerance)
    # One more measurement of each: twice the scatter squared, on both sides; the gap lies anywhere in 2.9 to 3.3.
    sigma, gap_sigma = SIGMA * np.sqrt(2 * 2), 0.4 / np.sqrt(12)
    assert (found.hole_offset_ev, found.hole_sigma_ev) == (pytest.approx(0.4), pytest.approx(sigma))
    expected = sampled(2.3, 0.4, sigma, (0.6, 1.0), tolerance)
    for kind, share in expected.items():
        assert found.probability[kind] == pytest.approx(share, abs=0.01), kind
    assert found.hole["core"] == pytest.approx(1 - NormalDist(0.4, sigma).cdf(tolerance), abs=0.01)
    below = np.mean([NormalDist(gap - 0.4, sigma).cdf(-tolerance) for gap in np.linspace(0.6, 1.0, 401)])
    assert found.electron["shell"] == pytest.approx(below, abs=0.01)
    assert sum(found.electron.values()) == pytest.approx(1)
    assert found.electron_offset_ev == pytest.approx(0.4)
    assert found.electron_sigma_ev == pytest.approx(np.hypot(sigma, gap_sigma), rel=0.03)
    assert sum(found.probability.values()) == pytest.approx(1)


def test_three_sources_narrow_the_mean_and_simulations_do_not_count(world):
    rows = [
        *material("C", ionisation=5.4, gap=2.3, series="c"),
        *material("C", ionisation=5.6, series="d"),
        *material("C", ionisation=5.8, series="e"),
        *material("C", ionisation=9.0, series="f", grade="simulation input"),
        *material("C", ionisation=8.0, series="h", flag="suspect"),
        *material("S", ionisation=7.0, gap=3.6, series="g"),
    ]
    with world(rows):
        found = alignment.verdict("C", "S")
        # The scatter is that of all perovskites: C itself adds two degrees of freedom.
        sigma = materials.scatter("ionisation energy", kind="perovskite")
    assert sigma == pytest.approx(np.sqrt((0.4**2 / 2 + 0.08) / 3))
    assert found.hole_offset_ev == pytest.approx(1.4)
    assert found.hole_sigma_ev == pytest.approx(sigma * np.sqrt(1 + 1 / 3 + 1 + 1))
    assert len(found.by_source) == 5
    assert found.by_source[-1].core.grade == "simulation input"


def test_differences_within_a_series_come_before_differences_of_means(world):
    rows = [
        *material("C", ionisation=5.0, affinity=2.7, series="one"),
        *material("S", ionisation=5.5, affinity=2.4, series="one"),
        *material("C", ionisation=6.0, affinity=3.7, series="two"),
        *material("S", ionisation=6.7, affinity=3.6, series="two"),
        *material("S", ionisation=9.0, affinity=5.9, series="three"),
    ]
    with world(rows):
        found = alignment.verdict("C", "S")
    assert found.hole_offset_ev == pytest.approx(0.6)  # of 0.5 and 0.7
    assert found.hole_sigma_ev == pytest.approx(np.sqrt(0.02) * np.sqrt(1.5))
    assert [c.same_series for c in found.by_source] == [True, True, False, False, False, False]
    assert found.by_source[0].kind == "I"
    assert (found.by_source[0].electron_offset_ev, found.by_source[0].hole_offset_ev) == (
        pytest.approx(0.3),
        pytest.approx(0.5),
    )


def test_an_offset_measured_at_the_interface_counts_and_is_turned_round(world):
    rows = [
        *material("C", ionisation=5.0, gap=2.0, series="one"),
        *material("S", ionisation=9.0, gap=4.0, series="two"),
    ]
    seen = [experiment(quantity="valence band offset", edge="valence", value=-0.8, value_max=-0.6, unit="eV")]
    with world(rows, seen):
        found = alignment.verdict("C", "S")
        back = alignment.verdict("S", "C")
    assert found.hole_offset_ev == pytest.approx(0.7)
    assert back.hole_offset_ev == pytest.approx(-0.7)
    assert (found.electron_offset_ev, back.electron_offset_ev) == (pytest.approx(1.3), pytest.approx(-1.3))
    assert {"I": "inverse I", "unknown": "unknown"}[found.kind] == back.kind


def test_experiments_that_name_both_carriers_decide_alone(world):
    rows = material("C", gap=2.0), material("S", gap=4.0)
    for electron, hole, kind in (
        ("core", "core", "I"),
        ("shell", "shell", "inverse I"),
        ("core", "shell", "II"),
        ("shell", "core", "II"),
        ("both", "core", "quasi-II"),
        ("shell", "both", "quasi-II"),
        ("both", "both", "flat"),
    ):
        with world([*rows[0], *rows[1]], [experiment(electron=electron), experiment(hole=hole)]):
            found = alignment.verdict("C", "S")
            assert (found.kind, found.decided_by) == (kind, "experiments")
            turned = alignment.verdict("S", "C")
            assert turned.kind == {"I": "inverse I", "inverse I": "I"}.get(kind, kind)
            assert turned.experiments[0].swapped


def test_only_offsets_that_agree_with_the_experiments_count(world):
    rows = [
        *material("C", ionisation=5.6, gap=2.3, series="c"),
        *material("S", ionisation=6.0, gap=3.3, series="d"),
    ]
    with world(rows, [experiment(electron="shell")]):
        found = alignment.verdict("C", "S")
    expected = sampled(2.3, 0.4, 2 * SIGMA, (1.0, 1.0), 0.1, lambda e, h: e < -0.1)
    for kind, share in expected.items():
        assert found.with_experiments[kind] == pytest.approx(share, abs=0.02), kind
    assert (found.kind, found.decided_by) == ("II", "edges and experiments")
    assert dict(found.observed) == {"electron": "shell"}


def test_edges_and_experiments_that_contradict_each_other_give_no_class(world):
    rows = [
        *material("C", ionisation=5.6, gap=2.3, series="c"),
        *material("S", ionisation=8.6, gap=6.3, series="d"),
    ]
    with world(rows, [experiment(hole="shell")]):
        found = alignment.verdict("C", "S")
    assert (found.kind, found.decided_by) == ("unknown", "nothing")
    assert found.probability["I"] > 0.7


def test_doubted_second_hand_and_contradicting_experiments_do_not_decide(world):
    rows = [*material("C", gap=2.0), *material("S", gap=4.0)]
    for seen in (
        [experiment(electron="core", hole="core", grade="second-hand")],
        [experiment(electron="core", hole="core", flag="suspect")],
        [experiment(electron="core"), experiment(electron="shell"), experiment(hole="core")],
    ):
        with world(rows, seen):
            found = alignment.verdict("C", "S")
            assert found.kind == "unknown"
            assert len(found.experiments) == len(seen)


def test_without_edges_the_gaps_exclude_and_a_window_stays_open(world):
    shell = material("S", ionisation=7.5, affinity=3.8)
    with world([*material("C", gap=2.35), *shell]):
        found = alignment.verdict("C", "S")
        assert found.kind == "unknown"
        assert found.probability == {}
        assert found.by_source == ()
        assert set(found.excluded) == {"inverse I", "flat"}
        assert (found.window_of, dict(found.window)["I"]) == (
            "core",
            tuple(alignment.required_ionisation(2.35, BandEdges(-7.5, -3.8))["I"]),
        )
        assert np.isnan([found.electron_offset_ev, found.hole_sigma_ev]).all()
        turned = alignment.verdict("S", "C")
        assert set(turned.excluded) == {"I", "flat"}
        assert turned.window_of == "shell"
        # Where the small gap lies inside the large one, both carriers are in the shell now.
        assert turned.window["inverse I"] == found.window["I"]
        assert turned.window["II"] == found.window["II"]
    with world([*material("C", gap=2.35)[:0], *material("C", ionisation=5.0)[:0], *shell, *material("P", gap=2.0)]):
        with pytest.raises(ArgumentError) as caught:
            alignment.verdict("C", "S")
        assert caught.value.argument == "core"


@pytest.mark.parametrize(
    ("core_gaps", "shell_gaps", "excluded"),
    [
        ((2.0, 2.0), (2.15, 2.15), {"I", "inverse I"}),
        ((2.0, 2.0), (2.25, 2.25), {"inverse I", "flat"}),
        ((2.0, 2.0), (1.85, 1.85), {"I", "inverse I"}),
        ((2.0, 2.0), (1.75, 1.75), {"I", "flat"}),
        ((2.0, 2.4), (2.25, 2.6), {"inverse I"}),
        ((2.0, 2.4), (1.7, 2.7), set()),
    ],
)
def test_what_the_sum_rule_excludes(world, core_gaps, shell_gaps, excluded):
    rows = [r for name, gaps in (("C", core_gaps), ("S", shell_gaps)) for gap in gaps for r in material(name, gap=gap)]
    with world(rows):
        found = set(alignment.verdict("C", "S").excluded)
    assert found == excluded
    # By sampling: an excluded class needs offsets that do not add up.
    rng = np.random.default_rng(1)
    e = rng.uniform(-3, 3, 20_000)
    gap_c, gap_s = (rng.uniform(*gaps, e.size) for gaps in (core_gaps, shell_gaps))
    h = gap_s - gap_c - e
    seen = {
        "I": ((e > 0.1) & (h > 0.1)).any(),
        "inverse I": ((e < -0.1) & (h < -0.1)).any(),
        "flat": ((abs(e) < 0.0999) & (abs(h) < 0.0999)).any(),
    }
    assert {kind for kind, there in seen.items() if not there} == excluded


def test_own_edges_are_exact_and_named_by_nobody(world):
    with world([*material("C", gap=2.0), *material("S", gap=4.0)]):
        found = alignment.verdict("C", "S", core_edges=BandEdges(-5.8, -3.5), shell_edges=BandEdges(-6.6, -2.9))
    assert found.probability["I"] == 1
    assert (found.electron_offset_ev, found.hole_offset_ev) == (pytest.approx(0.6), pytest.approx(0.8))
    assert (found.kind, found.decided_by, found.by_source[0].core.citation) == ("I", "edges", "")


def test_where_the_carriers_of_a_sized_particle_are(world):
    masses = [
        {"material": name, "property": f"{carrier} effective mass", "value": 0.2, "unit": "m0", "grade": "measured"}
        for name in ("C", "S")
        for carrier in ("electron", "hole")
    ]
    rows = [*material("C", gap=2.0), *material("S", gap=4.0)]
    edges = {"core_edges": BandEdges(-5.8, -3.5), "shell_edges": BandEdges(-5.6, -2.9)}
    with world([*rows, *masses]):
        found = alignment.verdict("C", "S", core_nm=6.0, shell_nm=2.0, shape="sphere", **edges)
        cube = alignment.verdict("C", "S", core_nm=6.0, shell_nm=2.0, **edges)
        none = alignment.verdict("C", "S", **edges)
    inside = [confinement.ground_state(3.0, 2.0, 0.2, 0.2, step)[1] for step in (0.6, -0.2)]
    assert dict(found.acting) == {confinement.regime(*inside): 1.0}
    assert sum(cube.acting.values()) == pytest.approx(1)
    assert none.acting == {}
    with world(rows):
        assert alignment.verdict("C", "S", core_nm=6.0, shell_nm=2.0, **edges).acting == {}


def test_own_masses_replace_those_of_the_tables(world):
    rows = [*material("C", gap=2.0), *material("S", gap=4.0)]
    edges = {"core_edges": BandEdges(-5.8, -3.5), "shell_edges": BandEdges(-5.6, -2.9)}
    sizes = {"core_nm": 6.0, "shell_nm": 2.0, "shape": "sphere"}
    with world(rows):
        found = alignment.verdict("C", "S", core_masses=(0.1, 0.9), shell_masses=(0.3, 0.5), **sizes, **edges)
        assert alignment.verdict("C", "S", core_masses=(0.1, 0.9), **sizes, **edges).acting == {}
        for bad in ((0.1,), (0.1, 0.2, 0.3), (0.1, -0.2), (0.1, np.nan)):
            with pytest.raises(ArgumentError) as caught:
                alignment.verdict("C", "S", shell_masses=bad, **sizes, **edges)
            assert caught.value.argument == "shell_masses"
        with pytest.raises(ArgumentError) as caught:
            alignment.verdict("C", "S", core_masses=(0.1, 0.9), **edges)
        assert caught.value.argument == "core_masses"
    inside = [confinement.ground_state(3.0, 2.0, *m, step)[1] for m, step in (((0.1, 0.3), 0.6), ((0.9, 0.5), -0.2))]
    assert dict(found.acting) == {confinement.regime(*inside): 1.0}


def test_an_own_gap_replaces_the_recommended_one_and_its_spread(world):
    rows = [
        *material("C", ionisation=5.6, gap=2.3, series="c"),
        *material("C", gap=2.5, series="k"),
        *material("S", affinity=2.8, series="d"),
        *material("S", gap=3.0, series="e"),
    ]
    with world(rows):
        before = alignment.verdict("C", "S")
        found = alignment.verdict("C", "S", core_gap_ev=2.0, shell_gap_ev=3.5)
        with pytest.raises(ArgumentError) as caught:
            alignment.verdict("C", "S", core_gap_ev=2.0, core_edges=BandEdges(-5.8, -3.5))
        assert caught.value.argument == "core_gap_ev"
        only = alignment.verdict("C", "S", core_gap_ev=2.0, shell_edges=BandEdges(-7.0, -2.8))
    # The measured edges stay: the valence band of C at -5.6, the conduction band of S at -2.8 eV.
    assert (before.hole_offset_ev, found.hole_offset_ev) == (pytest.approx(0.2), pytest.approx(0.7))
    assert found.electron_offset_ev == pytest.approx(1.5 - 0.7)
    assert before.electron_sigma_ev > before.hole_sigma_ev
    assert found.electron_sigma_ev == pytest.approx(found.hole_sigma_ev, rel=0.03)
    (combination,) = found.by_source
    assert (combination.core.edges.vbm_ev, combination.core.edges.cbm_ev) == (-5.6, pytest.approx(-3.6))
    assert (combination.shell.edges.vbm_ev, combination.shell.edges.cbm_ev) == (pytest.approx(-6.3), -2.8)
    assert only.hole_offset_ev == pytest.approx(1.4)
    assert only.electron_offset_ev == pytest.approx(0.8)


def test_edges_with_the_middle_offsets(world):
    with world([*material("C", ionisation=5.6, gap=2.3, series="c"), *material("S", ionisation=6.0, gap=3.0)]):
        found = alignment.verdict("C", "S")
        assert alignment.verdict("C", "P").edges is None  # of P no gap is known
    core, shell = found.edges
    assert (core.vbm_ev, core.cbm_ev) == (-5.6, pytest.approx(-3.3))
    assert core.vbm_ev - shell.vbm_ev == pytest.approx(found.hole_offset_ev) == pytest.approx(0.4)
    assert shell.cbm_ev - core.cbm_ev == pytest.approx(found.electron_offset_ev) == pytest.approx(0.3)


@pytest.mark.parametrize(("core", "shell"), PAIRS)
def test_the_pairs_of_the_field_get_a_class_or_a_reason(core, shell):
    found = alignment.verdict(core, shell, core_nm=9, shell_nm=2)
    assert found == alignment.verdict(core, shell, core_nm=9, shell_nm=2)
    assert (found.kind == "unknown") == (found.decided_by == "nothing")
    assert found.reason
    assert bool(found.decides) == (found.kind == "unknown")
    assert found.kind not in found.excluded
    if found.probability:
        assert sum(found.probability.values()) == pytest.approx(1)
        assert found.by_source


def test_no_two_unknown_pairs_share_an_answer():
    """The first edition gave these three one and the same invented edges."""
    found = [alignment.verdict(core, shell) for core, shell in PAIRS[:3]]
    assert len({(v.reason, tuple(v.excluded), v.window_of) for v in found}) == 3


def test_what_is_not_known_is_refused_and_no_size_is_dropped():
    for arguments, name in (
        (("nonsense", "xyz"), "core"),
        (("CsPbBr3", "xyz"), "shell"),
        (("CsPbBr3", "CsPbBr3"), "shell"),
    ):
        with pytest.raises(ArgumentError) as caught:
            alignment.verdict(*arguments)
        assert caught.value.argument == name
    for sizes, name in (
        ({"core_nm": 9}, "shell_nm"),
        ({"shell_nm": 2}, "core_nm"),
        ({"core_nm": 0, "shell_nm": 1}, "core_nm"),
    ):
        with pytest.raises(ArgumentError) as caught:
            alignment.verdict("CsPbBr3", "ZnS", **sizes)
        assert caught.value.argument == name


def test_edges_of_which_one_is_missing_are_completed_by_the_gap_and_say_so(world):
    rows = [
        *material("C", ionisation=5.6, gap=2.3, series="c"),
        *material("C", affinity=3.0, series="d"),
        *material("C", ionisation=5.5, affinity=3.1, series="e", grade="second-hand"),
    ]
    with world(rows):
        assert [s.series for s in alignment.sources("C")] == ["e"]
        every = {s.series: s for s in alignment.sources("C", derived=True)}
    assert (every["c"].edges.cbm_ev, every["c"].derived) == (pytest.approx(-3.3), "cbm")
    assert (every["d"].edges.vbm_ev, every["d"].derived) == (pytest.approx(-5.3), "vbm")
    assert (every["e"].derived, every["e"].grade) == ("", "second-hand")


def test_experiments_on_the_shipped_table():
    rows = tables.read("experiments")
    found = alignment.experiments("ZnS", "CsPbBr3")
    assert found
    assert all(e.swapped for e in found)
    assert "core" in {e.hole for e in found}  # seen from ZnS, the hole is in what is the core now
    assert alignment.experiments("CsPbBr3", "Cs4PbBr6") == []
    for row in rows:
        assert row["id"] in {e.id for e in alignment.experiments(row["core"], row["shell"])}


def test_two_opposite_ways_to_separate_the_carriers_are_two_answers(world):
    """Ignorance must not become a class: with equal gaps and a broad scatter II is likely, whatever is true."""
    rows = [*material("C", ionisation=5.5, gap=1.6, series="c"), *material("S", ionisation=5.5, gap=1.6, series="d")]
    with world(rows):
        found = alignment.verdict("C", "S")
    assert found.probability["II"] > 0.7
    assert found.kind == "unknown"
    assert found.decides


def test_suspect_edges_and_inputs_of_simulations_decide_nothing(world):
    sound = material("C", ionisation=5.5, gap=1.6, series="c")
    for more in ({"grade": "simulation input"}, {"flag": "suspect"}):
        with world([*sound, *material("S", ionisation=9.5, gap=8.6, series="d", **more)]):
            found = alignment.verdict("C", "S")
            assert found.probability["I"] > 0.9
            assert (found.kind, found.decided_by) == ("unknown", "nothing")


def test_an_excluded_class_has_no_probability(world):
    rows = [
        *material("C", ionisation=5.5, gap=2.0, series="c"),
        *material("S", ionisation=5.5, gap=2.3, series="d"),
        *material("S", gap=3.0, series="e"),
    ]
    with world(rows):
        found = alignment.verdict("C", "S")
    assert set(found.excluded) == {"inverse I", "flat"}
    assert [found.probability[kind] for kind in found.excluded] == [0, 0]


def test_measured_conduction_band_offsets_count(world):
    rows = [
        *material("C", ionisation=5.0, gap=2.0, series="one"),
        *material("S", ionisation=9.0, gap=4.0, series="two"),
    ]
    conduction = experiment(quantity="conduction band offset", edge="conduction", value=0.5, unit="eV")
    with world(rows, [conduction]):
        alone = alignment.verdict("C", "S")
    # The gaps differ by 2.0 eV: the valence bands make up the rest.
    assert (alone.electron_offset_ev, alone.hole_offset_ev) == (pytest.approx(0.5), pytest.approx(1.5))
    with world(rows, [conduction, experiment(quantity="valence band offset", edge="valence", value=-0.9, unit="eV")]):
        both = alignment.verdict("C", "S")
    # One work measured both on its own films, whose gaps then differ by 1.4 eV.
    assert (both.electron_offset_ev, both.hole_offset_ev) == (pytest.approx(0.5), pytest.approx(0.9))


def test_a_difference_that_its_work_states_as_an_offset_counts_once(world):
    rows = [
        *material("C", ionisation=5.0, gap=2.0, series="e"),
        *material("S", ionisation=5.7, gap=4.0, series="e"),
    ]
    seen = [experiment(quantity="valence band offset", edge="valence", value=-0.7, unit="eV")]
    with world(rows, seen):
        found = alignment.verdict("C", "S")
    assert found.hole_offset_ev == pytest.approx(0.7)
    assert found.hole_sigma_ev == pytest.approx(np.sqrt(2) * SIGMA * np.sqrt(2))  # no series repeats: sqrt(2) scatter


def test_the_scatter_within_series_is_that_of_perovskites(world):
    rows = [
        row
        for name, edges in {"C": (5.0, 6.0), "S": (5.5, 6.7), "O": (4.0, 9.0)}.items()
        for series, edge in zip(("one", "two"), edges, strict=True)
        for row in material(name, ionisation=edge, affinity=edge - 2, series=series)
    ]
    with world(rows):
        assert alignment.verdict("C", "S").hole_sigma_ev == pytest.approx(np.sqrt(0.02) * np.sqrt(1.5))


def test_slips_of_units_are_named():
    for arguments, name in (
        ({"core_gap_ev": 2300}, "core_gap_ev"),
        ({"core_nm": 1.0, "shell_nm": 1.0}, "core_nm"),
    ):
        with pytest.raises(ArgumentError) as caught:
            alignment.verdict("CsPbBr3", "ZnS", **arguments)
        assert caught.value.argument == name
    with pytest.raises(ArgumentError) as caught:
        BandEdges(-5800, -3500)
    assert caught.value.argument == "vbm_ev"


def test_ends_of_a_range_stay_in_order_when_the_pair_is_turned(world):
    seen = [experiment(quantity="valence band offset", edge="valence", value=-0.8, value_max=-0.6, unit="eV")]
    with world([*material("C", gap=2.0), *material("S", gap=4.0)], seen):
        (turned,) = alignment.experiments("S", "C")
    assert (turned.value, turned.value_max) == (0.6, 0.8)
