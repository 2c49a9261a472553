"""Tolerance factors against printed numbers and closed forms."""

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from calculators import composition, tables, tolerance
from calculators.errors import ArgumentError
from calculators.tolerance import along, assess, bartel, goldschmidt, octahedral, perovskite_probability, radius

# mu2022, section "Structural stability": the six values of tau it prints.
PRINTED_TAU = {
    "CsPbBr3": 4.10,
    "CsPbCl3": 3.98,
    "CsPbF3": 3.57,
    "MAPbBr3": 3.68,
    "FAPbBr3": 3.47,
    "CsPbI3": 4.30,
}

# bartel2019, table S1: n_A, radii [angstrom], t, tau and probability as printed, of every hundredth row and some more.
TABLE_S1 = [
    ("AgCdBr3", 1, 1.28, 0.95, 1.96, 0.79, 5.58, 0.12),
    ("SrNaCl3", 2, 1.44, 1.02, 1.81, 0.81, 5.96, 0.08),
    ("AgCaCl3", 1, 1.28, 1.00, 1.81, 0.78, 6.00, 0.07),
    ("NaCaBr3", 1, 1.39, 1.00, 1.96, 0.80, 5.18, 0.18),
    ("RbCdCl3", 1, 1.72, 0.95, 1.81, 0.90, 3.96, 0.64),
    ("NaNiCl3", 1, 1.39, 0.69, 1.81, 0.91, 4.50, 0.39),
    ("CsNiI3", 1, 1.88, 0.69, 2.20, 1.00, 4.91, 0.24),
    ("NaMnF3", 1, 1.39, 0.83, 1.33, 0.89, 3.85, 0.68),
    ("HoScO3", 3, 1.12, 0.74, 1.40, 0.83, 3.94, 0.64),
    ("PrYbO3", 3, 1.18, 0.87, 1.40, 0.80, 5.92, 0.08),
    ("CsPbBr3", 1, 1.88, 1.19, 1.96, 0.86, 4.10, 0.57),
    ("CuSiO3", 2, 0.73, 0.40, 1.40, 0.84, 5.57, 0.12),
]


@pytest.mark.parametrize(("formula", "tau"), PRINTED_TAU.items())
def test_the_six_printed_values_come_out(formula, tau):
    assert round(assess(formula).tau, 2) == tau


@pytest.mark.parametrize(("n_a", "r_a", "r_b", "r_x", "t", "tau", "probability"), [row[1:] for row in TABLE_S1])
def test_rows_of_bartel(n_a, r_a, r_b, r_x, t, tau, probability):
    # The printed radii are rounded to 0.01 angstrom, which is worth up to 0.035 a charge in tau.
    assert goldschmidt(r_a, r_b, r_x) == pytest.approx(t, abs=0.006)
    assert bartel(r_a, r_b, r_x, n_a) == pytest.approx(tau, abs=0.035 * n_a)
    assert perovskite_probability(tau) == pytest.approx(probability, abs=tolerance.PROBABILITY_MAX_ERROR)


def test_names_of_the_first_edition_are_still_here():
    assert tolerance.Composition is composition.Composition
    assert tolerance.perovskite is composition.perovskite


def test_the_curve_of_the_probability_is_the_best_one_through_the_printed_rows():
    tau, printed = (np.array([row[k] for row in TABLE_S1]) for k in (6, 7))

    def misfit(slope, midpoint):
        return float(np.mean((1 / (1 + np.exp(slope * (tau - midpoint))) - printed) ** 2))

    ours = float(np.mean((perovskite_probability(tau) - printed) ** 2))
    assert ours == pytest.approx(misfit(tolerance.PROBABILITY_SLOPE, tolerance.PROBABILITY_MIDPOINT))
    for slope, midpoint in ((1.15, 1.0), (0.85, 1.0), (1.0, 1.03), (1.0, 0.97)):
        assert ours < misfit(slope * tolerance.PROBABILITY_SLOPE, midpoint * tolerance.PROBABILITY_MIDPOINT)


def test_what_the_curve_promises():
    assert tolerance.PROBABILITY_MAX_ERROR == 0.03
    assert tolerance.TAU_LIMIT == 4.18


def test_closed_forms():
    # Touching spheres in the ideal cubic cell: r_A = sqrt(2) (r_B + r_X) - r_X gives t = 1.
    assert goldschmidt(math.sqrt(2) * 3 - 2, 1, 2) == pytest.approx(1)
    # r_A / r_B = e: tau = r_X/r_B - n (n - e).
    assert bartel(math.e, 1, 2, 1) == pytest.approx(2 - 1 + math.e)
    assert bartel(math.e, 1, 2, 2) == pytest.approx(2 - 2 * (2 - math.e))
    assert bartel(2 * math.e, 2, 1, 3) == pytest.approx(0.5 - 3 * (3 - math.e))
    assert octahedral(1, 2) == 0.5
    half, slope = tolerance.PROBABILITY_MIDPOINT, tolerance.PROBABILITY_SLOPE
    assert perovskite_probability(half) == 0.5
    assert perovskite_probability(half - math.log(3) / slope) == pytest.approx(0.75)
    assert perovskite_probability([-1e6, 1e6]).tolist() == [1, 0]


@given(st.floats(0.1, 5), st.floats(0.1, 5), st.floats(0.1, 5), st.floats(0.1, 10))
def test_only_ratios_of_radii_matter(r_a, r_b, r_x, scale):
    assert goldschmidt(scale * r_a, scale * r_b, scale * r_x) == pytest.approx(goldschmidt(r_a, r_b, r_x))
    if r_a > r_b * 1.001:
        assert bartel(scale * r_a, scale * r_b, scale * r_x) == pytest.approx(bartel(r_a, r_b, r_x))


@given(st.floats(-50, 50), st.floats(0.001, 5))
def test_probability_is_a_falling_fraction(tau, step):
    higher = perovskite_probability(tau)
    assert 0 <= perovskite_probability(tau + step) <= higher <= 1


def refused(call):
    with pytest.raises(ArgumentError) as caught:
        call()
    return caught.value


def test_bad_radii():
    for bad in (0, -1.2):
        error = refused(lambda bad=bad: goldschmidt(1.88, bad, 1.96))
        assert (error.argument, error.value) == ("r_b", bad)
    error = refused(lambda: bartel([1.88, 1.0, 0.9], [1.19, 1.2, 1.2], 1.96))
    assert (error.arguments, error.value) == (("r_a", "r_b"), 1.0)
    assert refused(lambda: bartel(1.2, 1.2, 1.96)).arguments == ("r_a", "r_b")
    assert refused(lambda: bartel(1.88, 1.19, 1.96, invalid="ignore")).argument == "invalid"
    assert refused(lambda: bartel(1.88, 1.19, 1.96, 0)).argument == "n_a"
    assert math.isnan(bartel(1.0, 1.2, 1.96, invalid="nan"))
    assert math.isnan(bartel(1.2, 1.2, 1.96, invalid="nan"))
    assert bartel(1.2 + 1e-12, 1.2, 1.96, invalid="nan") > 1e6


def test_arrays_broadcast_and_nan_stays_nan():
    tau = bartel(np.array([[1.88], [np.nan]]), np.array([1.19, 2.5]), 1.96, invalid="nan")
    assert tau.shape == (2, 2)
    assert tau[0, 0] == pytest.approx(4.1016, abs=1e-4)
    assert np.isnan(tau[0, 1])
    assert np.isnan(tau[1]).all()
    assert isinstance(goldschmidt(1.88, 1.19, 1.96), float)
    assert refused(lambda: goldschmidt([1.0, 2.0], [1.0, 2.0, 3.0], 1.0)).arguments == ("r_a", "r_b")


def test_published_windows_are_those_of_the_table_of_values():
    # mu2022, section "Structural stability" and caption of figure 3B; bartel2019 for tau.
    quantity = {"t": "window of the Goldschmidt factor t", "mu": "window of the octahedral factor mu"}
    printed = {
        (row["quantity"], row["citation"]): (row["value"], row["value_max"])
        for row in tables.read("values")
        if row["quantity"] in quantity.values()
    }
    by_words = {
        (quantity[w.quantity], w.citation): (w.low, w.high) for w in tolerance.WINDOWS if w.quantity in quantity
    }
    assert by_words.items() <= printed.items()
    assert [(w.quantity, w.low, w.high) for w in tolerance.WINDOWS] == [
        ("t", 0.813, 1.107),
        ("t", 0.825, 1.059),
        ("mu", 0.442, 0.895),
        ("tau", -math.inf, 4.18),
    ]


def test_bounds_of_a_window_lie_outside():
    window = tolerance.WINDOWS[0]
    assert not window.holds(window.low)
    assert not window.holds(window.high)
    assert window.holds(np.nextafter(window.low, 1))
    assert window.holds(np.nextafter(window.high, 1))
    assert window.holds(1)
    assert not window.holds(math.nan)
    assert refused(lambda: window.holds("1")).argument == "value"


def test_mixed_sites_are_mole_weighted():
    report = assess("CsPb(Br0.2I0.8)3")
    assert report.r_x == pytest.approx(0.2 * 1.96 + 0.8 * 2.20)
    assert assess("Cs0.7MA0.3PbBr3").r_a == pytest.approx(0.7 * 1.88 + 0.3 * 2.17)
    assert assess("Cs2AgBiBr6").r_b == pytest.approx((1.15 + 1.03) / 2)
    assert [v.window for v in report.verdicts] == list(tolerance.WINDOWS)
    assert [v.value for v in report.verdicts] == [report.t, report.t, report.mu, report.tau]
    assert [r.ion for r in report.radii] == ["Cs", "Pb", "Br", "I"]
    assert [r.site for r in report.radii] == ["A", "B", "X", "X"]
    assert (report.t, report.mu, report.tau) == (
        goldschmidt(report.r_a, report.r_b, report.r_x),
        octahedral(report.r_b, report.r_x),
        bartel(report.r_a, report.r_b, report.r_x),
    )
    assert report.probability == perovskite_probability(report.tau)


KINDS_OF_WARNING = {
    "stand-in": "stands in",
    "undefined": "tau is not defined",
    "exchanged": "exchange such cations",
    "organic": "no organic cation",
    "miss": "is a perovskite by",
    "false": "is not a perovskite by",
    "open": "may be equal within their errors",
    "mixed": "mole-weighted means",
    "spin": "the other spin state",
}


def warned(formula, **options):
    """Kinds of the warnings of a formula, in order."""
    found = []
    for words in assess(formula, **options).warnings:
        (kind,) = (kind for kind, part in KINDS_OF_WARNING.items() if part in words)
        found.append(kind)
    return found


@pytest.mark.parametrize(
    ("formula", "kinds"),
    [
        ("CsPbBr3", []),
        ("CsPbI3", ["miss"]),
        ("CsBeF3", ["miss"]),
        ("RbSrF3", ["false"]),
        ("CsMnF3", ["spin", "false"]),
        ("Cs2LiLuI6", ["false"]),
        ("MAPbI3", ["organic"]),
        ("MA0.5FA0.5PbI3", ["organic", "mixed"]),
        ("CsPb(Br0.5I0.5)3", ["mixed"]),
        ("Cs0.5Rb0.5PbBr3", ["mixed"]),
        ("CsPb0.5Sn0.5Br3", ["mixed"]),
        ("Cs2AgBiBr6", []),
        # Listed up to coordination 9 for lithium: 0.92 at 8 is the nearest to 12; lead is larger there.
        ("LiPbBr3", ["stand-in", "undefined", "exchanged"]),
        ("NaPbI3", ["exchanged"]),
        ("CsMnCl3", ["spin"]),
        ("KCaCl3", []),
        ("KPbBr3", []),
        ("NaCaBr3", []),
        ("AgPbBr3", ["stand-in", "open", "exchanged"]),
        ("Na0.5K0.5PbI3", ["mixed"]),
    ],
)
def test_warnings(formula, kinds):
    assert warned(formula) == kinds


def test_warnings_name_their_ions():
    assert assess("MA0.5FA0.5PbI3").warnings[0].startswith("MA and FA: ")
    assert assess("LiPbBr3").warnings[0].startswith("Li (A site): CN 8 stands in for CN 12")
    assert "r_A = 0.92" in assess("LiPbBr3").warnings[1]
    assert "r_B = 1.19" in assess("LiPbBr3").warnings[1]
    assert assess("NaPbI3").warnings[0].startswith("Pb is the larger ion")


def test_own_radii():
    small = assess("CsPbBr3", radii={"Cs": 1.1})
    assert math.isnan(small.tau)
    assert math.isnan(small.probability)
    assert small.verdicts[3].met is None
    # With so small a caesium no window of t is met either, although CsPbBr3 is a perovskite.
    assert warned("CsPbBr3", radii={"Cs": 1.1}) == ["undefined", "miss"]
    assert warned("CsPbBr3", radii={"Cs": 1.19}) == ["undefined", "miss"]
    assert warned("NaPbI3", radii={"Pb": 1.19}) == []
    assert warned("NaPbI3", radii={"Na": 1.39}) == []
    assert warned("NaPbI3", radii={"I": 2.2}) == ["exchanged"]
    own = small.radii[0]
    assert (own.ion, own.site, own.charge, own.value, own.kind) == ("Cs", "A", 1, 1.1, "own")
    assert [r.kind for r in small.radii[1:]] == ["ion", "ion"]
    assert assess("MAPbBr3").radii[0].kind == "molecule"


@pytest.mark.parametrize(
    ("radii", "value"),
    [
        ({"Rb": 1.7}, "Rb"),
        ({"Cs": -1}, -1),
        ({"Cs": 0}, 0),
        ({"Cs": "1.88"}, "1.88"),
        ({"Cs": True}, True),
        ({"Cs": math.nan}, None),
        ("Cs=1.88", "Cs=1.88"),
        ([1.88], [1.88]),
        (1.88, 1.88),
    ],
)
def test_own_radii_are_checked(radii, value):
    error = refused(lambda: assess("CsPbBr3", radii=radii))
    assert error.argument == "radii"
    if value is not None:
        assert error.value == value


def test_radii_follow_the_rule():
    assert radius("Cs", "A", 1).value == 1.88  # CN 12, not the 1.67 of CN 6
    assert radius("Pb", "B", 2).value == 1.19
    mn = radius("Mn", "B", 2)
    assert (mn.value, mn.origin) == (0.83, "Shannon, CN 6, high spin")
    assert mn.stand_in.startswith("the high-spin radius")
    assert radius("Mn", "B", 4).stand_in == ""
    assert radius("Sn", "B", 2).citation == "bartel2019"
    assert radius("I", "X", -1).value == 2.20
    assert (radius("MA", "A", 1).value, radius("MA", "A", 1).origin) == (2.17, "Kieslich, molecular cation")
    # Of two radii at the same distance from the ideal coordination the one without a special geometry.
    assert radius("Ag", "A", 1).value == 1.28


def test_radii_by_a_table_of_known_answers(tmp_path):
    rows = [
        "ion,formula,charge,radius_set,coordination,spin,geometry,radius_angstrom,source,locator,citation,flag,note",
        "Cs,Cs+,1,shannon,4,,square planar,1.1,literature,x,shannon1976,,",
        "Cs,Cs+,1,shannon,8,,,1.2,literature,x,shannon1976,,",
        "Cs,Cs+,1,shannon,4,,,1.0,literature,x,shannon1976,,",
        "Pb,Pb2+,2,shannon,6,low,,0.5,literature,x,shannon1976,,",
        "Pb,Pb2+,2,shannon,6,high,,0.7,literature,x,shannon1976,doubtful,the print is blurred",
        "Fe,Fe2+,2,shannon,6,high,,0.78,literature,x,shannon1976,,",
        "Fe,Fe2+,2,shannon,8,low,,0.9,literature,x,shannon1976,,",
        "Br,Br-,-1,shannon,4,,square planar,1.9,literature,x,shannon1976,,",
        "Br,Br-,-1,shannon,4,,,1.8,literature,x,shannon1976,,",
        "Br,Br-,-1,shannon,8,,,2.0,literature,x,shannon1976,,",
    ]
    (tmp_path / "ions.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with tables.use(tmp_path):
        cs, pb, br = radius("Cs", "A", 1), radius("Pb", "B", 2), radius("Br", "X", -1)
        assert radius("Cs", "B", 1).value == 1.2  # two away either way: the first listed without a geometry
        assert (cs.value, cs.stand_in) == (1.2, "CN 8 stands in for CN 12, which is not listed")
        assert pb.value == 0.7
        assert pb.stand_in == "the high-spin radius is used; the other spin state is smaller; the print is blurred"
        assert radius("Fe", "B", 2).stand_in == ""  # no other spin state at this coordination
        assert (br.value, br.charge, br.site) == (1.8, -1, "X")
        assert refused(lambda: assess("CsPbI3")).argument == "formula"
        assert assess("CsPbBr3").t == pytest.approx((1.2 + 1.8) / (math.sqrt(2) * (0.7 + 1.8)))
    assert radius("Cs", "A", 1).value == 1.88


@pytest.mark.parametrize(
    ("arguments", "argument", "value"),
    [
        (("In", "B", 1), "ion", "In"),
        (("Qq", "B", 2), "ion", "Qq"),
        ((5, "B", 2), "ion", 5),
        ((["Cs"], "A", 1), "ion", ["Cs"]),
        (("Cs", "C", 1), "site", "C"),
        (("Cs", ["A"], 1), "site", ["A"]),
        (("Cs", "A", 1.5), "charge", 1.5),
        (("Cs", "A", "1"), "charge", "1"),
        (("Cs", "A", None), "charge", None),
        (("Cs", "A", True), "charge", True),
        (("Cs", "A", math.nan), "charge", None),
    ],
)
def test_unknown_radii_are_refused(arguments, argument, value):
    error = refused(lambda: radius(*arguments))
    assert error.argument == argument
    if value is not None:
        assert error.value == value


def test_ions_without_a_radius_are_named():
    for formula, ion in (("Cs2InBiCl6", "In"), ("CsPb(SCN)3", "SCN")):
        error = refused(lambda formula=formula: assess(formula))
        assert isinstance(error, tolerance.RadiusError)
        assert (error.argument, error.value) == ("formula", ion)
    assert "Cs" in refused(lambda: radius("In", "B", 1)).allowed
    assert "Pb" not in refused(lambda: radius("In", "B", 1)).allowed


def test_related_structures_are_refused():
    error = refused(lambda: assess("Cs4PbBr6"))
    assert isinstance(error, composition.RelatedStructureError)
    assert (error.argument, error.value) == ("formula", "Cs4PbBr6")
    assert refused(lambda: along("Cs4PbBr6", "CsPbBr3")).argument == "first"
    assert refused(lambda: along("CsPbBr3", "Cs2InBiCl6")).argument == "second"


def test_a_line_is_made_of_compositions():
    line = along("CsPbBr3", "MAPbI3", points=5)
    assert line.fraction.tolist() == [0, 0.25, 0.5, 0.75, 1]
    for k, f in enumerate(line.fraction):
        report = assess(composition.mix("CsPbBr3", "MAPbI3", f))
        assert (line.t[k], line.mu[k], line.tau[k], line.probability[k]) == pytest.approx(
            (report.t, report.mu, report.tau, report.probability), rel=1e-9
        )
    assert (str(line.first), str(line.second)) == ("CsPbBr3", "MAPbI3")
    assert along("CsPbBr3", "CsPbI3").fraction.size == 201


def test_changes_along_a_line_against_closed_forms():
    # KPbI3 to FAPbI3 crosses both lower bounds of t; t is linear in r_A: t = (r_A + r_X) / (sqrt 2 (r_B + r_X)).
    one, two = assess("KPbI3"), assess("FAPbI3")
    line = along("KPbI3", "FAPbI3")
    found = {(w.quantity, w.low): f for w, f in line.changes}
    for low in (0.813, 0.825):
        needed = low * math.sqrt(2) * (one.r_b + one.r_x) - one.r_x
        assert found["t", low] == pytest.approx((needed - one.r_a) / (two.r_a - one.r_a), abs=1e-6)
    tau = brentq(lambda f: bartel(one.r_a + f * (two.r_a - one.r_a), one.r_b, one.r_x) - 4.18, 0, 1)
    assert found["tau", -math.inf] == pytest.approx(tau, abs=1e-6)
    assert set(found) == {("t", 0.813), ("t", 0.825), ("tau", -math.inf)}
    # A window that is entered and left again, and one of mu.
    mixed = along("CsPbI3", "CsBeI3")
    r_b = [assess(f).r_b for f in ("CsPbI3", "CsBeI3")]
    mu = next(f for w, f in mixed.changes if w.quantity == "mu")
    assert mu == pytest.approx((0.442 * 2.20 - r_b[0]) / (r_b[1] - r_b[0]), abs=1e-6)


def test_a_line_where_tau_ends():
    # LiPbBr3 has r_A below r_B: tau begins where they are equal, and only then can it be met.
    line = along("LiPbBr3", "CsPbBr3", points=11)
    r_a = 0.92 + line.fraction * (1.88 - 0.92)
    assert np.isnan(line.tau).tolist() == (r_a <= 1.19).tolist()
    assert np.isnan(line.probability).tolist() == (r_a <= 1.19).tolist()


@pytest.mark.parametrize("points", [1, 100_001, 2.5, "9", None, True, math.nan])
def test_points_of_a_line(points):
    assert refused(lambda: along("CsPbI3", "CsPbBr3", points=points)).argument == "points"
    assert along("CsPbI3", "CsPbBr3", points=2).t.size == 2


def test_the_largest_line_is_allowed():
    assert along("CsPbI3", "CsPbBr3", points=100_000).t.size == 100_000


def test_options_go_by_name():
    for call in (
        lambda: assess("CsPbBr3", {"Cs": 1.67}),
        lambda: along("CsPbBr3", "CsPbI3", 11),
        lambda: bartel(1.88, 1.19, 1.96, 1, "nan"),
    ):
        with pytest.raises(TypeError, match="positional"):
            call()


def test_reports_compare():
    assert assess("CsPbBr3") == assess("Cs1Pb1Br3")
    assert assess("CsPbBr3") != assess("CsPbBr3", radii={"Cs": 1.67})
    assert dataclasses.replace(assess("CsPbBr3"), tau=1.0) != assess("CsPbBr3")
    assert along("CsPbBr3", "CsPbI3", points=5) == along("CsPbBr3", "CsPbI3", points=5)
    assert along("CsPbBr3", "CsPbI3", points=5) != along("CsPbBr3", "CsPbI3", points=6)
