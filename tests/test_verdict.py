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


# --- which rows count, by tables whose answer is worked out by hand


def carrier_masses(name, electron, hole):
    pairs = (("electron", electron), ("hole", hole))
    first = {"material": name, "unit": "m0", "grade": "measured"}
    return [{**first, "property": f"{carrier} effective mass", "value": mass} for carrier, mass in pairs]


def test_of_a_series_that_was_read_twice_the_better_grade_counts(world):
    """C measured at 5.6 and read again in a review as 5.0 eV: S at 6.0 lies 0.4 eV below, not 1.0."""
    again = {"grade": "second-hand", "source": "r2001"}
    first = [*material("C", ionisation=5.6, gap=2.3, series="c"), *material("C", ionisation=5.0, series="c", **again)]
    second = [*material("S", ionisation=6.0, gap=2.9, series="d"), *material("S", ionisation=7.0, series="d", **again)]
    with world([*first, *second]):
        found = alignment.verdict("C", "S")
        assert len(found.by_source) == 4
        assert alignment.verdict("S", "C").hole_offset_ev == pytest.approx(-0.4)
    assert found.hole_offset_ev == pytest.approx(0.4)
    assert found.hole_sigma_ev == pytest.approx(2 * SIGMA)  # one work on each side
    one = [{**r, "series": "one", "citation": "one2001"} if r["series"] else r for r in (*first, *second)]
    with world(one):
        found = alignment.verdict("C", "S")
    # One difference within one series, not four.
    assert found.hole_offset_ev == pytest.approx(0.4)
    assert found.hole_sigma_ev == pytest.approx(np.sqrt(2) * SIGMA * np.sqrt(2))


def test_a_valence_band_by_the_gap_is_no_difference_within_a_series(world):
    rows = [*material("C", affinity=3.0, gap=2.0, series="one"), *material("C", ionisation=5.4, series="two")]
    with world([*rows, *material("S", ionisation=6.0, gap=3.0, series="one")]):
        found, turned = alignment.verdict("C", "S"), alignment.verdict("S", "C")
    # The means are 5.2 and 6.0; the series alone would say 1.0.
    assert (found.hole_offset_ev, turned.hole_offset_ev) == (pytest.approx(0.8), pytest.approx(-0.8))


def test_two_offsets_of_one_work_count_as_their_mean(world):
    rows = [*material("C", ionisation=5.0, gap=2.0, series="one"), *material("S", ionisation=9.0, gap=4.0, series="b")]
    offset = {"quantity": "valence band offset", "edge": "valence", "unit": "eV"}
    seen = [experiment(value=-0.2, **offset), experiment(value=-0.8, **offset)]
    with world(rows, seen):
        one = alignment.verdict("C", "S")
    with world(rows, [*seen, experiment(value=-1.1, **offset, citation="f2001")]):
        two = alignment.verdict("C", "S")
    assert one.hole_offset_ev == pytest.approx(0.5)
    assert one.hole_sigma_ev == pytest.approx(np.sqrt(2) * SIGMA * np.sqrt(2))
    assert two.hole_offset_ev == pytest.approx(0.8)  # of 0.5 and 1.1
    assert two.hole_sigma_ev == pytest.approx(np.sqrt(2) * SIGMA * np.sqrt(1.5))


@pytest.mark.parametrize(
    ("more", "offset"),
    [
        ({"value": -0.1}, 0.1),
        ({"value": -0.1, "qualifier": "near"}, 0.1),
        ({"value": -0.1, "qualifier": "~"}, 0.1),
        ({"value": -100, "unit": "meV"}, 0.1),
        # Limits, values of others and doubted ones are no offsets: the difference of the means is left.
        ({"value": -0.1, "qualifier": ">"}, 0.4),
        ({"value": -0.1, "qualifier": "at least"}, 0.4),
        ({"value": ""}, 0.4),
        ({"value": -0.1, "grade": "second-hand"}, 0.4),
        ({"value": -0.1, "flag": "suspect"}, 0.4),
        ({"value": -0.1, "edge": ""}, 0.4),
        # That others contradict it is no doubt.
        ({"value": -0.1, "flag": "contradicted"}, 0.1),
    ],
)
def test_which_offsets_count(world, more, offset):
    rows = [*material("C", ionisation=5.6, gap=2.3, series="c"), *material("S", ionisation=6.0, gap=2.9, series="d")]
    with world(rows, [experiment(**{"quantity": "valence band offset", "edge": "valence", "unit": "eV"} | more)]):
        assert alignment.verdict("C", "S").hole_offset_ev == pytest.approx(offset)
        assert alignment.verdict("S", "C").hole_offset_ev == pytest.approx(-offset)


def test_a_limit_turns_with_its_pair_and_other_numbers_do_not(world):
    offset = {"quantity": "valence band offset", "edge": "valence", "unit": "eV"}
    seen = [experiment(value=-0.1, qualifier="<", **offset), experiment(value=9, qualifier="<", unit="ps")]
    with world([*material("C", gap=2.0), *material("S", gap=4.0)], seen):
        turned, time = alignment.experiments("S", "C")
    assert (turned.value, turned.qualifier, turned.edge) == (0.1, ">", "valence")
    assert (time.value, time.qualifier, time.edge) == (9, "<", "")


def test_a_contradicted_place_counts_and_a_suspect_one_does_not(world):
    rows = [*material("C", gap=2.0), *material("S", gap=4.0)]
    for flag, seen in (
        ("contradicted", {"electron": "core"}),
        ("suspect", {}),
        ("ocr", {}),
        ("", {"electron": "core"}),
    ):
        with world(rows, [experiment(electron="core", flag=flag)]):
            assert dict(alignment.verdict("C", "S").observed) == seen


def test_edges_stand_at_the_best_source_not_at_a_suspect_one(world):
    """Of equal grade, the suspect row is the first of the table."""
    rows = [
        *material("C", ionisation=7.9, series="a", flag="suspect"),
        *material("C", ionisation=5.6, gap=2.3, series="c"),
        *material("S", ionisation=6.0, gap=2.9, series="d"),
    ]
    with world(rows):
        found = alignment.verdict("C", "S")
    core, shell = found.edges
    assert (core.vbm_ev, core.cbm_ev) == (-5.6, pytest.approx(-3.3))
    assert (shell.vbm_ev, shell.cbm_ev) == (pytest.approx(-6.0), pytest.approx(-3.1))


def test_edges_have_the_recommended_gap_of_the_core(world):
    """The first source has a gap of 3.0 eV by its own numbers; 2.0 eV is recommended."""
    rows = [
        *material("C", ionisation=5.6, affinity=2.6, series="c"),
        *material("C", gap=2.0),
        *material("S", ionisation=6.0, gap=2.9, series="d"),
    ]
    with world(rows):
        core, _ = alignment.verdict("C", "S").edges
    assert (core.vbm_ev, core.cbm_ev) == (-5.6, pytest.approx(-3.6))


def test_where_the_middle_offsets_leave_no_gap_there_are_no_edges(world):
    """Gaps of 1 to 8 against 1 eV: the middle of their difference is -3.5 eV, and the core has a gap of 1 eV only."""
    rows = [
        *material("C", ionisation=5.0, gap=1.0, series="c"),
        *material("C", gap=8.0, grade="second-hand"),
        *material("S", ionisation=5.0, gap=1.0, series="d"),
    ]
    with world(rows):
        found = alignment.verdict("C", "S")
    assert found.edges is None
    assert found.hole_offset_ev + found.electron_offset_ev == pytest.approx(-3.5)
    assert sum(found.probability.values()) == pytest.approx(1)


def test_edges_above_vacuum_are_none(world):
    """Works put C at -4.0 and -5.0 eV: S, 4.4 eV above their mean, would be at +0.4 eV seen from the first."""
    rows = [*material("C", ionisation=4.0, gap=1.0, series="c"), *material("C", ionisation=5.0, series="d")]
    with world([*rows, *material("S", gap=3.0)]):
        found = alignment.verdict("C", "S", shell_edges=BandEdges(-0.1, 2.9))
    assert (found.hole_offset_ev, found.edges) == (pytest.approx(-4.4), None)


def test_the_window_is_that_of_the_best_source(world):
    shell = [
        *material("S", ionisation=9.0, affinity=5.0, series="a", flag="suspect"),
        *material("S", ionisation=7.5, affinity=3.8, series="b"),
        *material("S", ionisation=6.0, affinity=2.0, series="c"),
    ]
    with world([*material("C", gap=2.35), *shell]):
        for tolerance in (0.0, 0.3):
            found = alignment.verdict("C", "S", tolerance_ev=tolerance)
            expected = alignment.required_ionisation(2.35, BandEdges(-7.5, -3.8), tolerance_ev=tolerance)
            assert {kind: list(spans) for kind, spans in found.window.items()} == expected


def test_the_tolerance_reaches_classes_by_source_and_what_the_gaps_exclude(world):
    rows = [
        *material("C", ionisation=5.5, affinity=3.5, series="a"),
        *material("S", ionisation=5.7, affinity=3.3, series="a"),
    ]
    with world([*rows, *material("C", gap=2.0), *material("S", gap=2.4)]):
        kinds = {t: alignment.verdict("C", "S", tolerance_ev=t).by_source[0].kind for t in (0.1, 0.3)}
        excluded = {t: set(alignment.verdict("C", "S", tolerance_ev=t).excluded) for t in (0.1, 0.3)}
    assert kinds == {0.1: "I", 0.3: "flat"}
    # The gaps differ by 0.4 eV: more than twice 0.1, less than twice 0.3.
    assert excluded == {0.1: {"inverse I", "flat"}, 0.3: {"I", "inverse I"}}


def test_experiments_are_surprising_below_a_twentieth(world):
    """The hole in the shell: offsets below -0.1 of a normal distribution about 1.0 with twice SIGMA."""
    middle = {0.06: -0.1 - 2 * SIGMA * NormalDist().inv_cdf(0.06), 0.04: -0.1 - 2 * SIGMA * NormalDist().inv_cdf(0.04)}
    for share, offset in middle.items():
        rows = [
            *material("C", ionisation=5.0, gap=2.0, series="c"),
            *material("S", ionisation=5.0 + offset, gap=4.0, series="d"),
        ]
        with world(rows, [experiment(hole="shell")]):
            found = alignment.verdict("C", "S")
        assert found.hole["shell"] == pytest.approx(share, abs=0.005)
        assert ("contradict each other" in found.reason) == (share < 0.05)


def test_electron_and_hole_are_not_exchanged(world):
    """Offsets of +0.6 for the electron and -0.3 for the hole, all but sure."""
    with world([*material("C", gap=2.0), *material("S", gap=4.0)]):
        found = alignment.verdict("C", "S", core_edges=BandEdges(-5.8, -3.5), shell_edges=BandEdges(-5.5, -2.9))
    assert dict(found.electron) == {"core": 1.0, "shell": 0.0, "both": 0.0}
    assert dict(found.hole) == {"core": 0.0, "shell": 1.0, "both": 0.0}


def test_own_edges_without_series_are_not_one_series(world):
    with world([*material("C", gap=2.0), *material("S", gap=4.0)]):
        found = alignment.verdict("C", "S", core_edges=BandEdges(-5.8, -3.5), shell_edges=BandEdges(-5.5, -2.9))
    assert [c.same_series for c in found.by_source] == [False]


def test_own_edges_of_one_side_are_exact_and_no_offset_of_films_counts_with_them(world):
    rows = [*material("C", ionisation=5.6, gap=2.3, series="c"), *material("S", ionisation=6.0, gap=2.9, series="d")]
    with world(rows, [experiment(quantity="valence band offset", edge="valence", value=-3.0, unit="eV")]):
        found = alignment.verdict("C", "S", shell_edges=BandEdges(-6.4, -3.4))
        turned = alignment.verdict("S", "C", core_edges=BandEdges(-6.4, -3.4))
    assert (found.hole_offset_ev, turned.hole_offset_ev) == (pytest.approx(0.8), pytest.approx(-0.8))
    # One work on C, and one more measurement: sqrt(2); nothing of S.
    assert found.hole_sigma_ev == turned.hole_sigma_ev == pytest.approx(np.sqrt(2) * SIGMA)


def test_the_reason_says_when_only_the_direction_is_open(world):
    rows = [*material("C", ionisation=5.5, gap=1.6, series="c"), *material("S", ionisation=5.5, gap=1.6, series="d")]
    with world(rows):
        assert "together with the other way round" in alignment.verdict("C", "S").reason


def test_what_would_decide_leaves_out_what_was_seen_and_what_is_given(world):
    rows = [*material("C", gap=2.0), *material("S", gap=4.0)]
    with world(rows, [experiment(electron="core")]):
        decides = alignment.verdict("C", "S").decides
    assert "transient absorption: where the hole goes" in decides
    assert "transient absorption: where the electron goes" not in decides


def test_works_that_measured_no_gap_give_the_mean_and_the_spread_of_theirs(world):
    rows = [
        *material("C", ionisation=5.0, affinity=3.0, series="a"),  # 2.0
        *material("C", ionisation=5.0, affinity=2.2, series="b"),  # 2.8
        *material("S", ionisation=6.0, gap=3.4, series="d"),
    ]
    with world(rows):
        found = alignment.verdict("C", "S")
    assert found.edges[0].gap_ev == pytest.approx(2.4)
    # The gaps differ by 0.6 to 1.4 eV: the electron's offset is 1.0 less the hole's, and its variance has 0.8^2/12 more.
    assert found.hole_offset_ev + found.electron_offset_ev == pytest.approx(1.0)
    extra = found.electron_sigma_ev**2 - found.hole_sigma_ev**2
    assert extra == pytest.approx(0.8**2 / 12, rel=0.05, abs=0.02 * found.hole_sigma_ev**2)
    assert "2.00 to 2.80 eV" in found.excluded["inverse I"]


# --- the sized particle


def regime(radius, shell, of_core, of_shell, steps):
    inside = [confinement.ground_state(radius, shell, *m)[1] for m in zip(of_core, of_shell, steps, strict=True)]
    return str(confinement.regime(*inside))


def test_each_carrier_has_its_masses_in_core_and_shell_of_the_tables(world):
    rows = [*material("C", gap=2.0), *material("S", gap=1.9)]
    edges = {"core_edges": BandEdges(-5.0, -3.0), "shell_edges": BandEdges(-5.1, -3.2)}
    of_core, of_shell, steps = (0.05, 0.3), (0.3, 0.05), (-0.2, 0.1)
    with world([*rows, *carrier_masses("C", *of_core), *carrier_masses("S", *of_shell)]):
        found = alignment.verdict("C", "S", core_nm=4.0, shell_nm=2.0, shape="sphere", **edges)
    right = regime(2.0, 2.0, of_core, of_shell, steps)
    assert dict(found.acting) == {right: 1.0}
    # The case tells apart what could be exchanged: core and shell, electron and hole on one side or both.
    others = [
        (of_shell, of_core),
        (of_core[::-1], of_shell),
        (of_core, of_shell[::-1]),
        (of_core[::-1], of_shell[::-1]),
    ]
    assert right not in [regime(2.0, 2.0, *each, steps) for each in others]


@pytest.mark.parametrize(("core_nm", "wrong"), [(3.0, {"radius": 1.5}), (2.8, {"shell": 1.0})])
def test_a_cube_acts_as_the_sphere_that_stands_for_it(world, core_nm, wrong):
    """At sizes at which half the edge as a radius, or the same shell, would give another regime."""
    edges = {"core_edges": BandEdges(-5.0, -3.0), "shell_edges": BandEdges(-5.15, -2.85)}
    of_core, of_shell, steps = (0.2, 0.3), (0.4, 0.2), (0.15, 0.15)
    masses = {"core_masses": of_core, "shell_masses": of_shell}
    with world([*material("C", gap=2.0), *material("S", gap=2.3)]):
        found = alignment.verdict("C", "S", core_nm=core_nm, shell_nm=1.0, **edges, **masses)
    sizes = {"radius": confinement.equivalent_radius(core_nm), "shell": confinement.equivalent_shell(1.0)}
    more = {"of_core": of_core, "of_shell": of_shell, "steps": steps}
    assert dict(found.acting) == {regime(**sizes, **more): 1.0}
    assert regime(**sizes | wrong, **more) not in found.acting


def test_shares_of_the_sized_particle_follow_many_offsets(world):
    rows = [*material("C", ionisation=5.0, gap=2.0, series="c"), *material("S", ionisation=5.3, gap=2.8, series="d")]
    masses = {"core_masses": (0.2, 0.2), "shell_masses": (0.2, 0.2)}
    with world(rows):
        found = alignment.verdict("C", "S", core_nm=6.0, shell_nm=2.0, shape="sphere", **masses)
    holes = np.random.default_rng(5).normal(found.hole_offset_ev, found.hole_sigma_ev, 4000)
    inside = [confinement.ground_state(3.0, 2.0, 0.2, 0.2, step)[1] for step in (0.8 - holes, holes)]
    named, counts = np.unique(confinement.regime(*inside), return_counts=True)
    expected = dict(zip(named.tolist(), counts / holes.size, strict=True))
    assert set(found.acting) == {kind for kind, share in expected.items() if share > 0.02}
    for kind, share in found.acting.items():
        assert share == pytest.approx(expected[kind], abs=0.03), kind


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"core_nm": 1.9, "shell_nm": 1.0}, "core_nm"),
        ({"core_nm": 2000, "shell_nm": 1.0}, "core_nm"),
        ({"core_nm": 5.0, "shell_nm": 1e4}, "shell_nm"),
        ({"core_nm": 5.0, "shell_nm": 1.0, "core_masses": (1e5, 0.1)}, "core_masses"),
        ({"core_nm": 5.0, "shell_nm": 1.0, "shell_masses": (0.1, 1e-4)}, "shell_masses"),
        ({"core_gap_ev": 20.1}, "core_gap_ev"),
        ({"core_gap_ev": 1e-300}, "core_gap_ev"),
        ({"shell_gap_ev": 21.0}, "shell_gap_ev"),
    ],
)
def test_a_refusal_names_the_argument(given, name):
    with pytest.raises(ArgumentError) as caught:
        alignment.verdict("CsPbBr3", "ZnS", **given)
    assert caught.value.argument == name


# --- edges and rows of the tables


def test_simulation_inputs_and_other_sources_make_sources_of_their_own(world):
    """The same series, read in two works, and in a model: three entries, none with rows of another."""
    rows = [
        *material("C", ionisation=5.0, affinity=3.0, series="a"),
        *material("C", ionisation=5.1, affinity=3.2, series="a", source="r2001", grade="second-hand"),
        *material("C", ionisation=5.2, affinity=3.4, series="a", grade="simulation input"),
        *material("S", ionisation=6.0, series="a"),
        *material("S", affinity=4.0, series="a", grade="simulation input"),
    ]
    with world(rows):
        found = [(s.edges.vbm_ev, s.edges.cbm_ev, s.grade) for s in alignment.sources("C")]
        assert alignment.sources("S", derived=True) == []  # two halves, and no gap
        assert alignment.materials() == ["C"]
    assert found == [(-5.0, -3.0, "measured"), (-5.1, -3.2, "second-hand"), (-5.2, -3.4, "simulation input")]


def test_a_source_has_the_lesser_grade_and_the_doubt_of_either_row(world):
    rows = [
        *material("C", ionisation=5.0, series="a"),
        *material("C", affinity=3.0, series="a", grade="calculated", flag="suspect"),
    ]
    with world(rows):
        (found,) = alignment.sources("C")
    assert (found.grade, found.suspect, found.doubt) == ("calculated", True, "flagged")


def test_of_equal_grade_a_source_with_both_edges_comes_before_one_with_the_gap(world):
    rows = [
        *material("C", ionisation=5.5, gap=2.0, series="a"),
        *material("C", ionisation=5.0, affinity=3.0, series="b"),
        *material("S", ionisation=6.0, gap=2.0, series="a"),
    ]
    with world(rows):
        assert [s.series for s in alignment.sources("C", derived=True)] == ["b", "a"]
        assert alignment.materials() == ["C"]  # S has one edge only


def test_differences_of_simulations_and_doubted_rows_are_no_scatter_within_series(world):
    """C and S in two sound series, 0.5 and 0.7 apart: 0.02 of variance; rows of other kinds 3 eV off do not count."""
    rows = [
        *material("C", ionisation=5.0, affinity=2.7, series="one"),
        *material("S", ionisation=5.5, affinity=2.4, series="one"),
        *material("C", ionisation=6.0, affinity=3.7, series="two"),
        *material("S", ionisation=6.7, affinity=3.6, series="two"),
    ]
    for more in ({"grade": "simulation input"}, {"flag": "suspect"}):
        off = [
            *material("C", ionisation=5.0, series="off", **more),
            *material("S", ionisation=9.0, series="off", **more),
        ]
        with world([*rows, *off]):
            assert alignment.verdict("C", "S").hole_sigma_ev == pytest.approx(np.sqrt(0.02) * np.sqrt(1.5))


@pytest.mark.parametrize(
    ("more", "column"),
    [
        ({"electron": "left"}, "electron"),
        ({"hole": "right"}, "hole"),
        ({"grade": "guessed"}, "grade"),
        ({"edge": "vacuum"}, "edge"),
        ({"edge": "valence", "value": -0.3, "unit": "V"}, "unit"),
        ({"edge": "valence", "value": -0.3}, "unit"),
    ],
)
def test_a_bad_experiment_names_its_row(world, more, column):
    rows = [*material("C", gap=2.0), *material("S", gap=4.0)]
    with world(rows, [experiment(hole="core"), experiment(id="at-fault", **more)]):
        for pair in (("C", "S"), ("S", "C")):
            with pytest.raises(ArgumentError, match="row 'at-fault' of the table experiments") as caught:
                alignment.verdict(*pair)
            assert caught.value.argument == column


def test_crossed_edges_name_their_rows_and_material(world):
    crossed = [*material("C", ionisation=5.0, series="a", id="i1"), *material("C", affinity=6.0, series="a", id="a1")]
    derived = [*material("C", affinity=3.0, series="a", id="a1"), *material("C", gap=-1.0, series="a")]
    far = [*material("C", ionisation=50.0, series="a", id="i1"), *material("C", affinity=3.0, series="a", id="a1")]
    for rows, words in ((crossed, "'i1' and 'a1'"), (derived, "'a1'"), (far, "'i1' and 'a1'")):
        with world([*rows, *material("S", ionisation=6.0, affinity=3.0)]):
            with pytest.raises(ArgumentError, match=f"by row {words} of the table materials on C") as caught:
                alignment.sources("S")
            assert caught.value.argument == "value"


def test_empty_tables_are_refused_as_usual(made_up):
    with made_up(materials=[], experiments=[]):
        assert alignment.materials() == []
        for call in (lambda: alignment.verdict("C", "S"), lambda: alignment.experiments("C", "S")):
            with pytest.raises(ArgumentError) as caught:
                call()
            assert caught.value.argument == "core"
    rows = [*material("C", ionisation=5.0, gap=2.0, series="c"), *material("S", ionisation=6.0, gap=3.0, series="d")]
    with made_up(materials=rows, material_kinds=[{"material": name, "kind": "perovskite"} for name in "CS"]):
        with pytest.raises(ArgumentError, match="of no perovskite is the ionisation energy known") as caught:
            alignment.verdict("C", "S")
        assert caught.value.arguments == ("core_edges", "shell_edges")
        exact = {"core_edges": BandEdges(-5, -3), "shell_edges": BandEdges(-6, -2)}
        assert alignment.verdict("C", "S", **exact).kind == "I"


@pytest.mark.parametrize(("second", "expected"), [("e2001", 0.7), ("f2001", 0.6)])
def test_a_difference_counts_once_where_its_work_states_it_as_an_offset(world, second, expected):
    # Two works with one series: the difference of 0.5 is of both, the offset of 0.7 of one alone.
    rows = [
        *material("C", ionisation=5.0, gap=2.0, series="one", citation="e2001"),
        *material("S", ionisation=5.5, gap=4.0, series="one", citation=second),
    ]
    seen = [experiment(quantity="valence band offset", edge="valence", value=-0.7, unit="eV")]
    with world(rows, seen):
        assert alignment.verdict("C", "S").hole_offset_ev == pytest.approx(expected)
        assert alignment.verdict("S", "C").hole_offset_ev == pytest.approx(-expected)
