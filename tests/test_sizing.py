"""Pooled curves of emission against size: the law, the fit, its interval, refusals."""

import copy
import csv
import pickle

import numpy as np
import pytest
from scipy import optimize, stats

from calculators import confinement as cf
from calculators import materials, tables
from calculators.confinement import _pool
from calculators.errors import ArgumentError

HC = tables.photon_energy_nm_ev()
COLUMNS = ["id", "material", "size_nm", "size_kind", "pl_peak_nm", "shape", "source", "locator", "citation"]
COLUMNS += ["flag", "note"]
A = 4.0
SIZES = np.array([3.0, 4.0, 5.5, 7.0, 9.0, 12.0, 18.0])
WORKS = ["one", "two", "two", "three", "four", "four", "five"]


def law(edge, bulk, strength, bohr):
    """Equation 4 of Zhao 2019 with its exciton energies counted from the bulk exciton."""
    kinetic = 3 * np.pi**2 * (bohr / edge) ** 2
    return bulk + strength * (kinetic + 1 - np.sqrt(1 + (2 * 3.047 * bohr / edge) ** 2))


@pytest.fixture
def table(tmp_path):
    """Write tables and read them; a material of the table of materials has a gap of 2.3 eV and a radius of 4 nm."""

    def write(rows, gap=2.3, radii=(("CsPbBr3", 4.0),)):
        with open(tmp_path / "sizes.csv", "w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            for k, row in enumerate(rows):
                writer.writerow({"id": f"r{k}", "material": "CsPbBr3", "source": "x", "locator": "x"} | row)
        head = "id,material,property,value,unit,grade,source,locator,citation"
        known = [f"b{k},{name},exciton Bohr radius,{r},nm,measured,x,x,x" for k, (name, r) in enumerate(radii)]
        gaps = [gap] if isinstance(gap, float) else gap
        known += [f"a{k},CsPbBr3,band gap,{g},eV,measured,x,x,x" for k, g in enumerate(gaps)]
        known += ["z,ZnS,band gap,3.7,eV,measured,x,x,x"]
        (tmp_path / "materials.csv").write_text("\n".join([head, *known]) + "\n", encoding="utf-8")
        return tables.use(tmp_path)

    return write


def points(energy, sizes=SIZES, works=WORKS, **more):
    return [
        {"size_nm": s, "size_kind": "edge", "pl_peak_nm": repr(float(HC / e)), "citation": w} | more
        for s, e, w in zip(sizes, energy, works, strict=True)
    ]


def refused(call):
    with pytest.raises(ArgumentError) as error:
        call()
    return error.value


def test_the_law_has_the_limits_of_strong_and_weak_confinement():
    mass, eps = 0.12, 7.0
    bohr, binding = cf.bohr_radius(mass, eps), cf.exciton_binding(mass, eps)
    gap = 2.4
    # A far smaller crystal: the first-order formula, whose attraction is 3.0478 where the law prints 3.047.
    for ratio in (500.0, 100.0):
        found = gap - binding + binding * _pool.shape(np.array([bohr / ratio]), bohr)[0]
        assert found == pytest.approx(cf.brus(bohr / ratio, gap, mass, eps), abs=2e-3 * binding * ratio)
    # A far larger one: an exciton that moves as a whole, as 1/L^2.
    wide = np.array([100.0, 200.0]) * bohr
    shift = _pool.shape(wide, bohr)
    assert shift == pytest.approx((3 * np.pi**2 - 0.5 * 6.094**2) / np.array([100.0, 200.0]) ** 2, rel=2e-3)
    edge = np.geomspace(1, 60, 50)
    assert _pool.shape(edge, A) == pytest.approx(law(edge, 0, 1, A))
    assert (np.diff(_pool.shape(edge, A)) < 0).all()
    step = 1e-6
    slope = (_pool.shape(edge * (1 + step), A) - _pool.shape(edge * (1 - step), A)) / (2 * step)
    assert _pool.steepness(edge, A) == pytest.approx(slope, rel=1e-6)
    assert [_pool.edge_of_shape(s, A) for s in _pool.shape(edge, A)] == pytest.approx(edge)


@pytest.mark.parametrize("freedom", [1.0, 1.5, 2.0, 2.57, 5.0, 40.0])
def test_quantiles_are_those_of_student(freedom):
    assert _pool.quantile(freedom, 0.9) == pytest.approx(stats.t.ppf(0.95, freedom), rel=1e-5)


def test_a_curve_of_known_parameters_is_found(table):
    energy = law(SIZES, 2.36, 0.012, A)
    with table(points(energy)):
        found = cf.sizing_pool("CsPbBr3")
        assert (found.bulk_ev, found.strength_ev) == pytest.approx((2.36, 0.012), abs=1e-6)
        assert (found.bohr_nm, found.citations) == (4.0, ("five", "four", "one", "three", "two"))
        assert found.left_out_ev < 1e-5
        assert found.freedom == pytest.approx(5 * (1 - 2 / 7))
        assert cf.pl_from_size("CsPbBr3", 6.0) == pytest.approx(HC / law(6.0, 2.36, 0.012, A), abs=1e-3)
        size = cf.size_from_pl("CsPbBr3", HC / law(6.0, 2.36, 0.012, A))
        assert size.size_nm == pytest.approx(6.0, abs=1e-3)
        assert (size.low_nm, size.high_nm) == pytest.approx((6.0, 6.0), abs=0.01)
        assert (size.pooled, size.open_end, size.kind) == (True, False, "edge")
        # What is added to exact points is the uncertainty that is given.
        peak = cf.peak_from_size("CsPbBr3", 6.0, uncertainty_nm=0.1)
        one, other = (abs(law(6.0 + d, 2.36, 0.012, A) - law(6.0, 2.36, 0.012, A)) for d in (-0.1, 0.1))
        assert HC / peak.low_nm - HC / peak.pl_peak_nm == pytest.approx(one, rel=1e-3)
        assert HC / peak.pl_peak_nm - HC / peak.high_nm == pytest.approx(other, rel=1e-3)


def test_intervals_of_peaks_hold_what_the_size_may_be_and_end_with_the_points(table):
    with table(points(noisy())):
        found = cf.sizing_pool("CsPbBr3")
        near = cf.peak_from_size("CsPbBr3", 6.0, uncertainty_nm=2.0)
        for end, size in ((near.low_nm, 4.0), (near.high_nm, 8.0)):
            shift = found.energy_ev(size) - found.energy_ev(6.0)
            width = max(found.half_width_ev(size), found.half_width_ev(6.0))
            assert abs(HC / end - found.energy_ev(6.0)) == pytest.approx(np.hypot(shift, width))
        ends = []
        for uncertainty in (0.0, 0.01, 1.0, 3.0, 10.0, 100.0, 1e6, 1e300):
            at = cf.peak_from_size("CsPbBr3", 6.0, uncertainty_nm=uncertainty)
            assert 100 < at.low_nm < at.pl_peak_nm < at.high_nm < 1000
            assert at.open_end == (uncertainty >= 3.5)
            ends.append((at.low_nm, -at.high_nm))
        assert ends == sorted(ends, reverse=True)
        assert ends[-1] == ends[-2]
    wild = law(SIZES, 2.36, 0.012, A) + np.array([0.0, 2.0, -2.0, 2.0, -2.0, 2.0, -2.0])
    with table(points(wild)):
        error = refused(lambda: cf.peak_from_size("CsPbBr3", 6.0))
        assert (error.argument, error.value) == ("material", "CsPbBr3")


@pytest.mark.parametrize("uncertainty", [0.0, 0.3, 1.0, 2.0])
def test_nine_of_ten_peaks_lie_within_the_interval_however_uncertain_the_size(table, uncertainty):
    rng = np.random.default_rng(2)
    with table(points(noisy())):
        found = cf.sizing_pool("CsPbBr3")
        at = cf.peak_from_size("CsPbBr3", 6.0, uncertainty_nm=uncertainty)
    # The uncertainty holds nine true sizes of ten, and the interval of a sample nine samples of ten.
    edge = np.clip(6 + uncertainty * rng.normal(size=20_000) / 1.645, 3, 18)
    scale = found.half_width_ev(edge) / stats.t.ppf(0.95, found.freedom)
    energy = found.energy_ev(edge) + scale * rng.standard_t(found.freedom, edge.size)
    held = (energy > HC / at.high_nm) & (energy < HC / at.low_nm)
    assert 0.88 < held.mean() < 0.96


def test_points_without_scatter_have_the_narrowest_of_intervals(table):
    with table(points(law(SIZES[:5], 2.36, 0.012, A), SIZES[:5], list("abcde"))):
        for peak in (480.0, 500.0, 505.0):
            found = cf.size_from_pl("CsPbBr3", peak)
            assert cf.pl_from_size("CsPbBr3", found.size_nm) == pytest.approx(peak)
            assert found.size_nm - 1e-4 < found.low_nm < found.size_nm < found.high_nm < found.size_nm + 1e-4
            assert not found.open_end
            at = cf.peak_from_size("CsPbBr3", found.size_nm)
            assert at.low_nm < at.pl_peak_nm < at.high_nm


def noisy(seed=3, scale=0.03):
    return law(SIZES, 2.36, 0.012, A) + np.random.default_rng(seed).normal(0, scale, SIZES.size)


@pytest.mark.parametrize(("gap", "width"), [(2.25, 0.02), ((2.25, 2.39), 0.07), ((2.25, 2.27), 0.02)])
def test_the_fit_is_the_minimum_of_its_own_squares(table, gap, width):
    energy = noisy()
    with table(points(energy), gap=gap):
        found = cf.sizing_pool("CsPbBr3")
    slope = found.strength_ev * _pool.steepness(SIZES, A)
    error = found.factor * np.hypot(0.02, 0.1 * slope)
    share = np.array([1 / WORKS.count(w) for w in WORKS])

    def off(p):
        return np.append(np.sqrt(share) * (law(SIZES, *p, A) - energy) / error, (p[0] - 2.25) / width)

    best = optimize.least_squares(off, [2.3, 0.01], x_scale=[1, 0.01], xtol=1e-14, ftol=1e-14)
    assert (found.bulk_ev, found.strength_ev) == pytest.approx(best.x, abs=2e-6)
    assert found.covariance == pytest.approx(np.linalg.inv(best.jac.T @ best.jac), rel=1e-4)
    # Each work counts once in the scatter, too.
    squares = ((law(SIZES, found.bulk_ev, found.strength_ev, A) - energy) / (error / found.factor)) ** 2
    assert found.factor**2 == pytest.approx((share * squares).sum() / found.freedom, rel=1e-4)
    one = np.array([1.0, law(6.0, 0, 1, A)])
    slope = found.strength_ev * _pool.steepness(np.array([6.0]), A)[0]
    variance = one @ found.covariance @ one + found.factor**2 * (0.02**2 + (0.1 * slope) ** 2)
    assert found.half_width_ev(6.0) == pytest.approx(stats.t.ppf(0.95, found.freedom) * variance**0.5, rel=1e-4)


def test_a_work_counts_once_however_many_points_it_has(table):
    energy = noisy()
    with table(points(energy)):
        one = cf.sizing_pool("CsPbBr3")
    many = points(energy) + points(energy)[:1] * 9
    with table(many):
        again = cf.sizing_pool("CsPbBr3")
    # Only the degrees of freedom differ: they are shared by more points.
    assert (again.bulk_ev, again.strength_ev) == pytest.approx((one.bulk_ev, one.strength_ev), rel=0.01)
    assert again.factor**2 * again.freedom == pytest.approx(one.factor**2 * one.freedom, rel=0.02)


def test_the_error_for_a_work_left_out_is_that_of_fits_without_it(table):
    rows = points(noisy())
    with table(rows):
        whole = cf.sizing_pool("CsPbBr3")
    squares = []
    for work in dict.fromkeys(WORKS):
        with table([row for row in rows if row["citation"] != work]):
            rest = cf.sizing_pool("CsPbBr3")
        out = [(row["size_nm"], HC / float(row["pl_peak_nm"])) for row in rows if row["citation"] == work]
        squares.append(np.mean([(law(s, rest.bulk_ev, rest.strength_ev, A) - e) ** 2 for s, e in out]))
    assert whole.left_out_ev == pytest.approx(np.sqrt(np.mean(squares)), rel=1e-6)
    assert whole.left_out_ev > 0.02


def sample(rng, works, most, between):
    """Points of made-up works: an error of each work and one of each point, both of the size that is expected."""
    count = rng.integers(1, most + 1, works)
    work = np.repeat(np.arange(works), count)
    edge = np.exp(rng.uniform(np.log(3), np.log(20), work.size))
    standard = rng.normal(0, between**0.5, works)[work] + rng.normal(0, (1 - between) ** 0.5, work.size)
    return edge, work, law(edge, 2.36, 0.012, A) + standard * error(edge)


def error(edge):
    return 1.5 * np.hypot(0.02, 0.1 * 0.012 * _pool.steepness(np.asarray(edge), A))


@pytest.mark.slow
@pytest.mark.parametrize(("works", "most", "between"), [(4, 1, 0.0), (5, 1, 0.0), (5, 6, 0.7), (8, 3, 0.5)])
def test_nine_of_ten_further_samples_lie_within_the_interval(works, most, between):
    rng = np.random.default_rng(7)
    held, repeats = 0, 400
    for _ in range(repeats):
        edge, work, energy = sample(rng, works, most, between)
        found = _pool.fit(edge, energy, work, A, 2.36 + rng.normal(0, 0.03), 0.03)
        new = np.exp(rng.uniform(np.log(edge.min()), np.log(edge.max()), 1))
        one = np.array([1.0, _pool.shape(new, A)[0]])
        expected = np.hypot(0.02, 0.1 * found.strength_ev * _pool.steepness(new, A)[0])
        width = _pool.quantile(found.freedom, 0.9) * np.sqrt(
            one @ found.covariance @ one + found.variance * expected**2
        )
        truth = law(new, 2.36, 0.012, A)[0] + rng.normal() * error(new)[0]
        held += abs(truth - found.bulk_ev - found.strength_ev * one[1]) < width
    assert 0.86 < held / repeats < 0.985


def test_the_interval_is_that_of_a_sample_not_of_the_curve(table):
    rng = np.random.default_rng(5)
    widths = []
    for works in (12, 120):
        edge, work, energy = sample(rng, works, 1, 0.0)
        edge[:2] = 3.0, 20.0
        energy[:2] = law(edge[:2], 2.36, 0.012, A)
        with table(points(energy, edge, [f"w{k}" for k in work])):
            found = cf.sizing_pool("CsPbBr3")
        widths.append(found.half_width_ev(8.0))
    assert widths[1] == pytest.approx(1.645 * error(8.0), rel=0.15)
    assert 0.6 < widths[0] / widths[1] < 1.6


def test_diameters_and_edges_are_brought_to_one_measure(table):
    energy = noisy(scale=0.01)
    wide = 2 / 3**0.5  # a sphere of diameter 2 L / sqrt(3) has the kinetic energy of a cube of edge L
    assert cf.kinetic_energy(wide * 5.0, 0.1, shape="sphere") == pytest.approx(cf.kinetic_energy(5.0, 0.1))
    with table(points(energy)):
        edges = cf.sizing_pool("CsPbBr3")
        at = cf.peak_from_size("CsPbBr3", 6.0, uncertainty_nm=0.5)
        same = cf.peak_from_size("CsPbBr3", wide * 6.0, uncertainty_nm=wide * 0.5, kind="diameter")
        assert (same.pl_peak_nm, same.low_nm, same.high_nm) == pytest.approx((at.pl_peak_nm, at.low_nm, at.high_nm))
        assert (at.kind, same.kind) == ("edge", "diameter")
        found, round_ = (cf.size_from_pl("CsPbBr3", 500.0, kind=kind) for kind in (None, "diameter"))
        for name in ("size_nm", "low_nm", "high_nm"):
            assert getattr(round_, name) == pytest.approx(wide * getattr(found, name))
        assert refused(lambda: cf.pl_from_size("CsPbBr3", 20.0)).argument == "size_nm"
        assert cf.pl_from_size("CsPbBr3", 20.0, kind="diameter") < cf.pl_from_size("CsPbBr3", 18.0)
    for more in ({"size_kind": "diameter"}, {"size_kind": "", "shape": "sphere"}, {"size_kind": "", "shape": "other"}):
        with table(points(energy, wide * SIZES, **more)):
            assert cf.sizing_pool("CsPbBr3").edge_nm == pytest.approx(edges.edge_nm)
    for more in ({"size_kind": ""}, {"size_kind": "", "shape": "cube"}):
        with table(points(energy, **more)):
            assert cf.sizing_pool("CsPbBr3").edge_nm == pytest.approx(edges.edge_nm)
    with table(points(energy, size_kind="")):
        assert refused(lambda: cf.pl_from_size("CsPbBr3", 4.5, citation="two", kind="edge")).argument == "kind"
    with table(points(energy, size_kind="diameter")):
        own = cf.pl_from_size("CsPbBr3", 4.5, citation="two")
        assert cf.pl_from_size("CsPbBr3", 4.5 / wide, citation="two", kind="edge") == pytest.approx(own)
        assert cf.size_from_pl("CsPbBr3", own, citation="two", kind="edge").size_nm == pytest.approx(4.5 / wide)


def test_sizes_and_peaks_are_inverse_and_so_are_their_intervals(table):
    with table(points(noisy())):
        found = cf.sizing_pool("CsPbBr3")
        for size in (4.0, 6.0, 10.0):
            peak = cf.pl_from_size("CsPbBr3", size)
            back = cf.size_from_pl("CsPbBr3", peak)
            assert back.size_nm == pytest.approx(size)
            assert back.low_nm <= size <= back.high_nm
            if back.low_nm > 3.0:
                assert found.energy_ev(back.low_nm) - found.half_width_ev(back.low_nm) == pytest.approx(
                    HC / peak, abs=1e-3
                )
        assert cf.size_from_pl("CsPbBr3", cf.pl_from_size("CsPbBr3", 12.0)).open_end
        far = cf.size_from_pl("CsPbBr3", cf.pl_from_size("CsPbBr3", 5.0), uncertainty_nm=8.0)
        near = cf.size_from_pl("CsPbBr3", cf.pl_from_size("CsPbBr3", 5.0))
        assert far.high_nm - far.low_nm > near.high_nm - near.low_nm
        assert isinstance(found.energy_ev(5.0), float)
        assert np.isnan(found.energy_ev([np.nan, 5.0])).tolist() == [True, False]
        assert refused(lambda: found.energy_ev([4.0, 2.0])).value == 2.0
        assert refused(lambda: found.half_width_ev(19.0)).argument == "edge_nm"
        assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)


def test_beyond_the_curve_the_refusal_says_which_sizes_the_peak_allows(table):
    energy = noisy()
    energy[-1] = HC / 560  # one work that is far redder than the others
    with table(points(energy)):
        found = cf.sizing_pool("CsPbBr3")
        last = HC / found.energy_ev(18.0)
        assert 521 < last < 550
        error = refused(lambda: cf.size_from_pl("CsPbBr3", last + 3))
        assert error.argument == "pl_peak_nm"
        assert f"from {HC / found.energy_ev(3.0):.1f} to {last:.1f} nm" in error.allowed
        assert "to 18 nm" in error.allowed
        assert refused(lambda: cf.size_from_pl("CsPbBr3", 561.0)).value == 561.0
    # With less scatter, from the edge whose interval ends at the peak.
    energy = noisy(scale=0.004)
    energy[-1] = HC / 530
    with table(points(energy)):
        found = cf.sizing_pool("CsPbBr3")
        peak = 529.9
        least = optimize.brentq(lambda s: found.half_width_ev(s) - found.energy_ev(s) + HC / peak, 5.0, 18.0)
        allowed = refused(lambda: cf.size_from_pl("CsPbBr3", peak)).allowed
        assert f"edges of {least:.2g} to 18 nm" in allowed


def test_an_interval_ends_between_the_last_place_inside_and_the_next():
    grid = np.array([2.0, 4.0, 6.0])
    assert _pool._end(grid, np.array([-1.0, 3.0, 1.0]), 1, -1) == pytest.approx(2.5)
    assert _pool._end(grid, np.array([1.0, 3.0, -1.0]), 1, 1) == pytest.approx(5.5)
    assert [_pool._end(grid, np.ones(3), k, s) for k, s in ((0, -1), (2, 1))] == [2, 6]


def test_too_few_points_are_counted_and_refused(table):
    rows = points(noisy())
    with table(rows[:3] + [rows[3] | {"flag": "suspect", "note": "by electroluminescence"}]):
        for call in (
            lambda: cf.sizing_pool("CsPbBr3"),
            lambda: cf.pl_from_size("CsPbBr3", 4.0),
            lambda: cf.size_from_pl("CsPbBr3", 480.0),
        ):
            error = refused(call)
            assert (error.argument, error.value) == ("material", "CsPbBr3")
            assert "3 points of 2 works" in error.problem
            assert "4 points of 3 works" in error.allowed
        found = cf.peak_from_size("CsPbBr3", 4.0, doubted=True)
        assert (found.pooled, found.citations) == (True, ("one", "three", "two"))
        assert found.doubts == ("suspect: by electroluminescence",)
        assert refused(lambda: cf.pl_from_size("CsPbBr3", 4.0, doubted="yes")).argument == "doubted"
        assert refused(lambda: cf.pl_from_size("CsPbBr3", 4.0, kind="radius", doubted=True)).argument == "kind"
    for works, count in (("aabb", "4 points of 2 works"), ("abc", "3 points of 3 works"), ("a", "1 point of 1 work")):
        with table(points(noisy()[: len(works)], SIZES[: len(works)], list(works))):
            assert count in refused(lambda: cf.sizing_pool("CsPbBr3")).problem
    with table([row | {"flag": "suspect"} for row in rows]):
        assert cf.sizing_materials() == []
        assert cf.sizing_materials(doubted=True) == ["CsPbBr3"]
        assert "doubted=True" in refused(lambda: cf.sizing_curve("CsPbBr3")).allowed
        assert cf.sizing_curve("CsPbBr3", citation="two", doubted=True).size_nm.tolist() == [4.0, 5.5]
    with table([row | {"flag": "ocr"} for row in rows]):
        assert cf.sizing_materials(doubted=True) == []
    with table([row | {"flag": "contradicted", "note": "n"} for row in rows]):
        assert cf.sizing_pool("CsPbBr3").doubts == ("contradicted: n",)  # the scatter between works is the interval


def test_where_one_work_has_a_curve_it_stands_in_and_says_so(table):
    rows = points(noisy(scale=0.0), works=["one"] * 5 + ["two"] * 2)
    with table(rows):
        found = cf.peak_from_size("CsPbBr3", 5.0)
        assert (found.pooled, found.citations) == (False, ("one",))
        assert found == cf.peak_from_size("CsPbBr3", 5.0, citation="one", uncertainty_nm=0.5)
        size = cf.size_from_pl("CsPbBr3", 500.0)
        assert (size.pooled, size.citations) == (False, ("one",))
        assert size == cf.size_from_pl("CsPbBr3", 500.0, citation="one", uncertainty_nm=1.0)
    with table(points(noisy()), gap=()):
        assert "no band gap" in refused(lambda: cf.sizing_pool("CsPbBr3")).problem
    with table(points(law(SIZES, 2.3, -0.01, A))):
        assert "do not rise" in refused(lambda: cf.sizing_pool("CsPbBr3")).problem


def test_the_exciton_radius_hardly_moves_the_curve():
    edge, peak = np.array([2.6, 4.0, 7.1, 14.2, 18.0]), np.array([440, 470, 498, 507, 521])
    work = np.arange(5)
    curves = []
    for bohr in (2.5, 5.0):
        found = _pool.fit(edge, HC / peak, work, bohr, 2.34, 0.05)
        curves.append(HC / (found.bulk_ev + found.strength_ev * _pool.shape(np.linspace(2.6, 18, 40), bohr)))
    assert np.abs(curves[0] - curves[1]).max() < 2.5


def test_the_exciton_radius_is_that_of_the_material_or_of_a_typical_perovskite(table):
    for radii, expected in (
        ((("CsPbBr3", 4.0), ("MAPbBr3", 2.0), ("FAPbBr3", 3.0)), 4.0),
        ((("CsPbI3", 5.0), ("MAPbBr3", 2.0), ("FAPbBr3", 3.0)), 3.0),
        ((("ZnS", 1.0), ("FAPbBr3", 3.0)), 3.0),
    ):
        with table(points(noisy()), radii=radii):
            assert cf.sizing_pool("CsPbBr3").bohr_nm == expected
    with table([row | {"material": "ZnS"} for row in points(noisy() + 1.3)], radii=(("ZnS", 1.0), ("FAPbBr3", 3.0))):
        assert cf.sizing_pool("ZnS").bohr_nm == 1.0
    with table(points(noisy()), radii=(("ZnS", 1.0),)):
        assert refused(lambda: cf.sizing_pool("CsPbBr3")).argument == "material"


def test_the_interval_of_a_peak_holds_the_points_within(table):
    humped = [{"size_nm": s, "size_kind": "edge", "pl_peak_nm": p, "citation": "one"} for s, p in HUMP]
    with table(humped):
        found = cf.peak_from_size("CsPbBr3", 6.5, uncertainty_nm=1.0)
        assert (found.low_nm, found.high_nm) == (pytest.approx(cf.pl_from_size("CsPbBr3", 7.5)), 530.0)
        assert found.pl_peak_nm < 530
        beside = cf.peak_from_size("CsPbBr3", 7.0, uncertainty_nm=0.9)
        assert beside.high_nm == pytest.approx(cf.pl_from_size("CsPbBr3", 6.1))


@pytest.mark.parametrize("size", ["", "0", "-3"])
def test_rows_without_a_size_name_themselves(table, size):
    rows = points(noisy())
    rows[3]["size_nm"] = size
    with table(rows):
        error = refused(lambda: cf.sizing_pool("CsPbBr3"))
        assert (error.argument, "r3" in str(error)) == ("size_nm", True)
        assert refused(cf.sizing_materials).argument == "size_nm"
    with table([row | ({"pl_peak_nm": "0"} if k == 1 else {}) for k, row in enumerate(points(noisy()))]):
        assert refused(cf.sizing_materials).argument == "pl_peak_nm"


HUMP = ((4.0, 500.0), (6.0, 530.0), (8.0, 520.0))


def test_pools_of_the_shipped_table():
    for found in (cf.sizing_pool("CsPbBr3"), cf.sizing_pool("MAPbBr3", doubted=True)):
        material = found.material
        assert len(found.citations) >= 3
        assert found.pl_peak_nm.size == len(found.works) >= 4
        gap = materials.value(material, "band gap")
        assert gap.low - 0.05 < found.bulk_ev < gap.high + 0.05
        off = np.abs(HC / found.pl_peak_nm - found.energy_ev(found.edge_nm)) / found.half_width_ev(found.edge_nm)
        assert (off < 1).mean() >= 0.9
        assert 0.005 < found.left_out_ev < 0.3
        assert found.doubts
    at = cf.peak_from_size("CsPbBr3", 4.0, doubted=True)
    assert at.low_nm < 470 < at.high_nm


def test_the_points_of_one_work_are_no_pool(made_up):
    with made_up(sizes=[row for row in tables.rows("sizes") if row["citation"] == "zhao2019b"]):
        one = cf.peak_from_size("CsPbI3", 6.0)
    assert (one.citations, one.pooled) == (("zhao2019b",), False)
