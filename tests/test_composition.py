import copy
import json
import math
import pickle
import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import composition, tables
from calculators.composition import CompositionError, RelatedStructureError, mix, parse, perovskite
from calculators.errors import ArgumentError


@pytest.mark.parametrize(
    ("formula", "a", "b", "x"),
    [
        ("CsPbBr3", {"Cs": 1}, {"Pb": 1}, {"Br": 1}),
        ("CsPb(Br0.6I0.4)3", {"Cs": 1}, {"Pb": 1}, {"Br": 0.6, "I": 0.4}),
        ("CsPbBr2Cl", {"Cs": 1}, {"Pb": 1}, {"Br": 2 / 3, "Cl": 1 / 3}),
        ("CsPbBr1.8I1.2", {"Cs": 1}, {"Pb": 1}, {"Br": 0.6, "I": 0.4}),
        ("Cs2AgBiBr6", {"Cs": 1}, {"Ag": 0.5, "Bi": 0.5}, {"Br": 1}),
        ("Cs2(Ag0.6Na0.4)InCl6", {"Cs": 1}, {"Ag": 0.3, "Na": 0.2, "In": 0.5}, {"Cl": 1}),
        ("K2NaInCl6", {"K": 1}, {"Na": 0.5, "In": 0.5}, {"Cl": 1}),
        ("CH3NH3PbI3", {"MA": 1}, {"Pb": 1}, {"I": 1}),
        ("HC(NH2)2PbI3", {"FA": 1}, {"Pb": 1}, {"I": 1}),
        ("CH(NH2)2PbBr3", {"FA": 1}, {"Pb": 1}, {"Br": 1}),
        ("(CH3)2NH2PbI3", {"DMA": 1}, {"Pb": 1}, {"I": 1}),
        ("CsPb(Br₀.₆I₀.₄)₃", {"Cs": 1}, {"Pb": 1}, {"Br": 0.6, "I": 0.4}),
        ("[FA0.9GA0.1]{Pb}Br3", {"FA": 0.9, "GA": 0.1}, {"Pb": 1}, {"Br": 1}),
        ("Cs Pb Br_3", {"Cs": 1}, {"Pb": 1}, {"Br": 1}),
        ("CsPb(Br0,6I0,4)3", {"Cs": 1}, {"Pb": 1}, {"Br": 0.6, "I": 0.4}),
        ("Cs1FA0PbBr3I0.000", {"Cs": 1}, {"Pb": 1}, {"Br": 1}),
        ("NaPbI3", {"Na": 1}, {"Pb": 1}, {"I": 1}),
        ("GAPbI3", {"GA": 1}, {"Pb": 1}, {"I": 1}),
    ],
)
def test_sites(formula, a, b, x):
    c = parse(formula)
    assert dict(c.a) == pytest.approx(a)
    assert dict(c.b) == pytest.approx(b)
    assert dict(c.x) == pytest.approx(x)
    assert c.is_perovskite


def test_nested_groups_of_the_review():
    # das-adhikari2023, section 2.1: (FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3
    c = parse("(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3")
    assert dict(c.a) == pytest.approx({"FA": 0.609, "MA": 0.087, "GA": 0.174, "Cs": 0.13})
    assert sum(c.a.values()) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("formula", "structure"),
    [
        ("Cs4PbBr6", "A4BX6"),
        ("CsPb2Br5", "AB2X5"),
        ("Cs3Bi2I9", "A3B2X9"),
        ("Cs2SnI6", "A2BX6"),
        ("(PEA)2PbBr4", "Ruddlesden-Popper (n = 1)"),
        ("BA2MAPb2I7", "Ruddlesden-Popper (n = 2)"),
        ("(BA)2(MA)2Pb3I10", "Ruddlesden-Popper (n = 3)"),
    ],
)
def test_related_structures_are_recognised_and_refused(formula, structure):
    assert parse(formula).structure == structure
    error = refused(lambda: perovskite(formula))
    assert isinstance(error, RelatedStructureError)
    assert (error.argument, error.value) == ("formula", formula)
    assert structure in error.problem


def refused(call):
    with pytest.raises(ArgumentError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(
    ("formula", "part", "reason"),
    [
        # Sites and charges: the formula as a whole, with the amounts that are wrong.
        ("CsPb0.8Br3", None, "the B site holds 0.8 (0.8 Pb)"),
        ("Cs0.9PbBr3", None, "the A site holds 0.9 (0.9 Cs)"),
        ("CsPbBr2", None, "the X site holds 2 (2 Br) in place of 3"),
        ("CsPbBr1.99I", None, "the X site holds 2.99 (1.99 Br + 1 I) in place of 3"),
        ("Cs2AgBiBr5.9", None, "the X site holds 5.9 (5.9 Br) in place of 6"),
        ("Cs0.5Rb0.2PbBr3", None, "the A site holds 0.7 (0.5 Cs + 0.2 Rb) in place of 1"),
        ("PbBr3", None, "the A site holds nothing"),
        ("CsBr3", None, "the B site holds nothing"),
        ("CsNa0.5PbBr3", None, "0.5 Na could stand on either"),
        ("CsPb0.8Bi0.2Br3", None, "+0.2 e"),
        ("CsAgBr3", None, "-1 e"),
        ("PEAPbI3", None, "PEA"),
        ("CsPb", None, "no halide"),
        ("CsPbBr0", None, "no halide"),
        ("Br3", None, "no cation"),
        ("CsPbBr3I0.0000001", None, "too small"),
        ("LiNaKAgTlFAMAPbBr3Cs", None, ""),
        ("RbKLiNaAgTlPbSnGeMnFeCoNiCuZnCdBr3", None, "17 different ions"),
        # Parts of the text that cannot be read.
        ("CsPbXr3", "Xr", ""),
        ("Cs Pb Xr3", "Xr", ""),
        ("CsPbBr3é", "é", ""),
        ("FA1-xCsxPbI3", "x", "a number is needed"),
        ("CsPb(BrxI1)3", "x", "a number is needed"),
        ("xCsPbBr3", "x", "no known ion"),
        ("CsPbBr3:Mn", ":", "without its share"),
        ("CsPbBr3@ZnS", "@", "cannot be read"),
        ("CsPbBr3/SiO2", "/", "cannot be read"),
        ("Cs-PbBr3", "-", "cannot be read"),
        ("3CsPbBr3", "3", "follows no ion"),
        ("Cs PbBr3 ( 5.5 )", "5.5", "follows no ion"),
        ("CsPb(Br3", "(", "not closed"),
        ("CsPb[(Br)3", "[", "not closed"),
        ("CsPbBr3)", ")", "closes nothing"),
        ("CsPb(Br3]", "]", "must close"),
        ("CsPb( )Br3", "( )", "empty"),
        ("CsPbBr1001", "1001", "at most"),
        ("CsPbBr\u0663", "\u0663", "ordinary number"),
        ("(" * 9 + "Cs" + ")" * 9 + "PbBr3", "(", "too deep"),
    ],
)
def test_bad_formulas_say_what_is_wrong_and_where(formula, part, reason):
    error = refused(lambda: parse(formula))
    assert isinstance(error, CompositionError)
    assert (error.argument, error.value) == ("formula", formula)
    if part is None:
        assert error.where is None
    else:
        assert formula[slice(*error.where)] == part
    assert reason in str(error)


def test_the_place_is_that_in_the_text_as_given():
    assert refused(lambda: parse(" Cs_Pb Xr₃ ")).where == (7, 9)
    assert refused(lambda: parse("CsPbBr3)")).where == (7, 8)
    assert refused(lambda: parse("CsPb(Br3")).where == (4, 5)
    assert refused(lambda: parse("(" * 9 + "Cs")).where == (8, 9)


@pytest.mark.parametrize("formula", ["", "  ", "_", "Cs" * 101, None, 3.5, b"CsPbBr3", ["CsPbBr3"], True])
def test_what_is_no_formula(formula):
    error = refused(lambda: parse(formula))
    assert isinstance(error, CompositionError)
    assert (error.argument, error.value, error.where) == ("formula", formula, None)
    assert refused(lambda: perovskite(formula)).argument == "formula"


def test_limits_of_length_depth_amount_and_number_of_ions():
    assert parse("(" * 8 + "Cs" + ")" * 8 + "PbBr3").a == {"Cs": 1}
    assert parse("Cs333PbBr999Pb332").is_perovskite
    assert parse("Cs1000Pb1000" + "Br1000" * 3).x == {"Br": 1}
    assert refused(lambda: parse("CsPb" + "Br0.5" * 39 + "I")).where is None  # 200 characters, but no ABX3
    assert "characters" in refused(lambda: parse("CsPb" + "Br0.5" * 39 + "II")).problem


def test_an_error_keeps_its_place_under_another_name_and_in_a_copy():
    error = refused(lambda: parse("CsPbXr3"))
    for other in (error.renamed("core"), pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(other) is CompositionError
        assert (other.value, other.where, other.problem) == (error.value, (4, 6), error.problem)
    assert error.renamed("core").argument == "core"
    related = refused(lambda: perovskite("Cs4PbBr6")).renamed({"formula": "shell"})
    assert isinstance(related, RelatedStructureError)
    assert related.argument == "shell"


def test_known_ions_are_listed():
    assert "MA" in refused(lambda: parse("CsPbXr3")).allowed
    assert "SCN" in refused(lambda: parse("CsPb")).allowed
    assert "Cs" not in refused(lambda: parse("CsPb")).allowed


def test_site_tolerance_is_one_in_a_thousand():
    assert parse("Cs0.9995PbBr3").is_perovskite
    with pytest.raises(CompositionError):
        parse("Cs0.998PbBr3")


def test_mix_and_text_round_trip():
    assert str(mix("CsPbBr3", "CsPbI3", 0.4)) == "CsPb(Br0.6I0.4)3"
    assert str(mix("FAPbI3", "CsPbI3", 0.15)) == "FA0.85Cs0.15PbI3"
    assert str(parse("CsPb(SCN)3")) == "CsPb(SCN)3"
    for formula in ("Cs2AgBiBr6", "Cs2(Ag0.6Na0.4)InCl6", "CsPbBr2Cl", "(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3"):
        c = parse(formula)
        assert parse(str(c)) == c


@pytest.mark.parametrize(
    ("first", "second", "share", "argument"),
    [
        ("CsPbBr3", "CsPbI3", 1.2, "fraction"),
        ("CsPbBr3", "CsPbI3", -0.1, "fraction"),
        ("CsPbBr3", "CsPbI3", "half", "fraction"),
        ("CsPbBr3", "CsPbI3", None, "fraction"),
        ("CsPbBr3", "CsPbI3", [0.1, 0.2], "fraction"),
        ("CsPbBr3", "Cs4PbBr6", 0.5, "second"),
        ("CsPbXr3", "CsPbI3", 0.5, "first"),
        ("CsPbBr3", 3, 0.5, "second"),
        ("Cs2CuInCl6", "CsCuCl3", 0.5, "first, second"),
    ],
)
def test_mixtures_that_are_refused(first, second, share, argument):
    assert refused(lambda: mix(first, second, share)).argument == argument


def test_ends_and_middle_of_a_mixture():
    assert mix("CsPbBr3", "MAPbI3", 0) == parse("CsPbBr3")
    assert mix("CsPbBr3", "MAPbI3", 1) == parse("MAPbI3")
    half = mix("CsPbBr3", "MASnI3", 0.25)
    assert dict(half.a) == {"Cs": 0.75, "MA": 0.25}
    assert dict(half.b) == {"Pb": 0.75, "Sn": 0.25}
    assert dict(half.x) == {"Br": 0.75, "I": 0.25}
    assert dict(half.charges) == {"Cs": 1, "MA": 1, "Pb": 2, "Sn": 2, "Br": -1, "I": -1}
    assert half.formula == str(half)
    # Ag and Bi fill half of the B site there, so that more than half of it is unlike 2+ only beyond 0.5.
    assert mix("CsPbBr3", "Cs2AgBiBr6", 0.5).structure == "ABX3"
    assert mix("CsPbBr3", "Cs2AgBiBr6", 0.51).structure == "A2BB'X6"


def test_charges_and_states():
    assert dict(parse("Cs2SnI6").charges) == {"Cs": 1, "Sn": 4, "I": -1}
    assert dict(parse("Cs2AgBiBr6").charges) == {"Cs": 1, "Ag": 1, "Bi": 3, "Br": -1}
    assert parse("Cs2TlBiBr6").charges["Tl"] == 1
    assert parse("Cs2AgTlCl6").charges["Tl"] == 3
    assert parse("CsPb0.5Ge0.5I3").n_a == 1
    assert parse("CsPbBr3").n_a == 1


@pytest.mark.parametrize(
    ("amounts", "name"),
    [
        ((4, 1, 6), "A4BX6"),
        ((1, 2, 5), "AB2X5"),
        ((3, 2, 9), "A3B2X9"),
        ((2, 1, 6), "A2BX6"),
        ((3, 1, 5), "A3BX5"),
        ((2, 1, 4), "Ruddlesden-Popper (n = 1)"),
        ((3, 2, 7), "Ruddlesden-Popper (n = 2)"),
        ((13, 12, 37), "Ruddlesden-Popper (n = 12)"),
        ((0.4, 0.1, 0.6), "A4BX6"),
        ((1.5, 1, 4.5), "A3B2X9"),
        ((4.0004, 1, 6), "A4BX6"),
        ((4.01, 1, 6), None),
        ((1, 1, 3), None),
        ((3, 1, 4), None),
        ((14, 13, 40), None),
        ((0, 1, 6), None),
        ((4, -1, 6), None),
    ],
)
def test_stoichiometries(amounts, name):
    found = composition.related_structure(*amounts)
    assert (found and found[0]) == name


def test_layers_of_ruddlesden_popper_structures_are_described():
    assert composition.related_structure(2, 1, 4)[1].startswith("layers between")
    assert composition.related_structure(3, 2, 7)[1].startswith("layers 2 octahedra thick")
    assert "layers between spacers" in refused(lambda: perovskite("(PEA)2PbBr4")).problem
    assert "zero-dimensional" in refused(lambda: perovskite("Cs4PbBr6")).problem


@pytest.mark.parametrize("bad", [math.nan, math.inf, "4", None, True, [4, 2]])
def test_amounts_of_a_stoichiometry_are_numbers(bad):
    for k, name in enumerate("abx"):
        given = [4.0, 1.0, 6.0]
        given[k] = bad
        assert refused(lambda given=given: composition.related_structure(*given)).argument == name


def test_molar_masses():
    # Standard atomic weights (IUPAC): Cs 132.905, Pb 207.2, Br 79.904, I 126.904, C 12.011, H 1.008, N 14.007, ...
    mass = composition.molar_mass
    assert mass("CsPbBr3") == pytest.approx(132.905 + 207.2 + 3 * 79.904, abs=0.01)
    ma = 12.011 + 6 * 1.008 + 14.007
    assert mass("MAPb(Br0.6I0.4)3") == pytest.approx(ma + 207.2 + 1.8 * 79.904 + 1.2 * 126.904, abs=0.01)
    assert mass("CH3NH3PbI3") == mass("MAPbI3") == pytest.approx(ma + 207.2 + 3 * 126.904, abs=0.01)
    assert mass("ZnS") == pytest.approx(65.38 + 32.06, abs=0.01)
    assert mass("NO2") == pytest.approx(14.007 + 2 * 15.999, abs=0.01)
    assert mass("Pb(NO3)2") == pytest.approx(207.2 + 2 * (14.007 + 3 * 15.999), abs=0.01)
    assert (
        mass("Cs2AgBiBr6")
        == mass(parse("Cs2AgBiBr6"))
        == pytest.approx(2 * 132.905 + 107.868 + 208.980 + 479.426, abs=0.01)
    )
    assert mass(parse("Cs4PbBr6")) == mass("Cs4PbBr6") == pytest.approx(4 * 132.905 + 207.2 + 6 * 79.904, abs=0.01)
    assert mass(parse("CsPb(Br0.6I0.4)3")) == pytest.approx(mass("CsPbBr1.8I1.2"))
    assert mass({"MA": 1, "Pb": 1.0, "I": 3}) == pytest.approx(mass("MAPbI3"))
    assert mass({"Pb": 0, "Zn": 1, "S": 1}) == mass("ZnS")


@pytest.mark.parametrize("nothing", [{}, {"Pb": 0}, "Cs0"])
def test_what_holds_nothing_has_no_molar_mass(nothing):
    with pytest.raises(ArgumentError) as refused:
        composition.molar_mass(nothing)
    assert (refused.value.argument, refused.value.value) == ("compound", nothing)


@pytest.mark.parametrize("short", ["Cs{}PbBr3", "CsPb{}Br3", "Cs{0}Pb{0}Br3", "Cs4{}PbBr6"])
def test_one_tolerance_holds_both_ways(short):
    """What a site holds may be a thousandth too little or too much, and no more."""

    def read(amount):
        times = 4 if "4{}" in short else 1
        return parse(short.replace("4{}", "{}").format(f"{times * amount:.6g}")).structure

    assert read(0.999) == read(1.001) == read(1.0)
    for far in (0.998, 1.002):
        with pytest.raises(composition.CompositionError):
            read(far)


def test_halides_may_be_as_far_off():
    assert parse("CsPbBr2.997").structure == parse("CsPbBr3.003").structure == "ABX3"
    for far in ("CsPbBr2.994", "CsPbBr3.006"):
        with pytest.raises(composition.CompositionError):
            parse(far)


@pytest.mark.parametrize(
    ("formula", "where"),
    [
        ("Cs,PbBr3", (2, 3)),
        ("Cs.PbBr3", (2, 3)),
    ],
)
def test_a_comma_that_is_no_decimal_mark_is_pointed_at(formula, where):
    with pytest.raises(composition.CompositionError) as refused:
        parse(formula)
    assert refused.value.where == where
    assert repr(formula[slice(*where)]) in refused.value.problem
    assert "Br0,6" in refused.value.allowed


def test_a_decimal_comma_is_read():
    assert parse("CsPb(Br0,6I0,4)3") == parse("CsPb(Br0.6I0.4)3")


@pytest.mark.parametrize(
    ("compound", "value"),
    [
        ("CsPbXr3", "CsPbXr3"),
        ("", ""),
        (None, None),
        (3.5, 3.5),
        ({"Xr": 1}, "Xr"),
        ({"Cs": -1}, -1),
        ({"Cs": "one"}, "one"),
        ({"Cs": True}, True),
        ({1: 1}, 1),
    ],
)
def test_masses_that_are_refused(compound, value):
    error = refused(lambda: composition.molar_mass(compound))
    assert (error.argument, error.value) == ("compound", value)


def test_atoms():
    assert dict(composition.atoms("MA")) == {"C": 1, "H": 6, "N": 1}
    assert dict(composition.atoms("DMA")) == {"C": 2, "H": 8, "N": 1}
    assert dict(composition.atoms("GA")) == {"C": 1, "H": 6, "N": 3}
    assert dict(composition.atoms("Cs")) == {"Cs": 1}
    assert list(composition.atoms("FA")) == ["C", "H", "N"]
    for bad in ("Xr", None, ["Cs"], 3):
        error = refused(lambda bad=bad: composition.atoms(bad))
        assert (error.argument, error.value) == ("ion", bad)
        assert "Cs" in error.allowed


def test_compositions_compare_by_what_they_hold():
    one = parse("CsPbBr3")
    assert one == parse("Cs1Pb1Br3")
    assert hash(one) == hash(parse(" CsPbBr3"))
    assert one != parse("CsPbI3")
    for other in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert other == one
        assert other.formula == one.formula
    with pytest.raises(TypeError):
        one.a["Cs"] = 0.5
    assert json.loads(json.dumps(one.a)) == {"Cs": 1.0}
    assert "charges" not in repr(one)


def test_text_of_compositions():
    for formula, text in (
        ("MAPbBr3", "MAPbBr3"),
        ("NH4PbBr3", "NH4PbBr3"),
        ("(NH4)0.5Cs0.5PbBr3", "(NH4)0.5Cs0.5PbBr3"),
        ("Cs2AgBiBr6", "Cs2AgBiBr6"),
        ("(MA)2AgBiBr6", "MA2AgBiBr6"),
        ("Cs2(Ag0.6Na0.4)InCl6", "Cs2Ag0.6Na0.4InCl6"),
        ("CsPbBrI2", "CsPbBrI2"),
        ("CsPb(Br0.5I0.5)3", "CsPb(Br0.5I0.5)3"),
        (" Cs4PbBr6 ", "Cs4PbBr6"),
    ):
        assert str(parse(formula)) == text


def test_species_by_a_table_of_known_answers(tmp_path):
    rows = [
        "label,name,sites,charges,synonyms,source,locator,citation,flag,note",
        "Qa,first,A,1,XX;Y2,literature,x,y,,",
        "Qb,second,AB,2;4,,literature,x,y,,",
        "Qx,third,X,-1,,literature,x,y,,",
    ]
    (tmp_path / "species.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with tables.use(tmp_path):
        known = composition.species()
        assert list(known) == ["Qa", "Qb", "Qx"]
        assert (known["Qb"].charges, known["Qb"].sites, known["Qa"].synonyms) == ((2, 4), "AB", ("XX", "Y2"))
        assert parse("Y2QbQx3") == parse("QaQbQx3")
        assert "'Cs'" in refused(lambda: parse("CsPbBr3")).problem
    assert parse("CsPbBr3").is_perovskite


def test_site_tolerance_of_the_charge():
    # 3e-3 e a formula unit may be left over, as 1e-3 of a site may be empty; more is a nominal formula.
    assert parse("CsPb0.9972Bi0.0028Br3").notes == ()
    assert "nominal" in parse("CsPb0.9965Bi0.0035Br3").notes[0]


WORDS = [*composition.species(), *"()[]{}0123456789.", "CH3NH3", "HC(NH2)2", "₃", "x", "-", ":", " ", "é"]


@pytest.mark.slow
@settings(max_examples=500)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=20).map("".join)))
def test_whatever_is_typed_ends_in_a_composition_or_the_documented_error(text):
    start, refusal = time.monotonic(), None
    try:
        c = parse(text)
    except CompositionError as error:
        refusal = error
    else:
        for site in filter(None, (c.a, c.b, c.x)):  # a salt has no A or no B
            assert sum(site.values()) == pytest.approx(1, abs=1e-9)
    assert time.monotonic() - start < 5
    if refusal is not None:
        assert (refusal.argument, refusal.value) == ("formula", text)
        assert refusal.where is None or text[slice(*refusal.where)]


@settings(max_examples=200)
@given(
    st.sampled_from(["Cs", "MA", "FA", "Rb", "K"]),
    st.sampled_from(["Pb", "Sn", "Ge", "Mn", "Sr"]),
    st.floats(0.01, 0.99).map(lambda v: round(v, 4)),
)
def test_mixed_halides_parse_to_what_was_written(a, b, f):
    c = parse(f"{a}{b}(Br{f:.4f}I{1 - f:.4f})3")
    assert c.x["Br"] == pytest.approx(f, abs=1e-9)
    assert c.n_a == 1


def test_ascii_letters_only_make_errors_not_crashes():
    for letter in string.ascii_letters:
        try:
            parse(letter * 3)
        except CompositionError:
            continue
        pytest.fail(f"{letter * 3!r} is no compound")


def test_the_mean_charge_of_a_site_weighs_each_ion_with_its_share():
    mixed = composition.Composition({"Cs": 0.75, "Ba": 0.25}, {"Pb": 1.0}, {"Br": 1.0}, {"Cs": 1, "Ba": 2, "Pb": 2})
    assert mixed.n_a == pytest.approx(1.25)


def test_an_amount_of_a_millionth_is_read_and_less_is_not():
    assert parse("CsPb0.999999Sn0.000001Br3").b["Sn"] == pytest.approx(1e-6)
    assert "too small" in str(refused(lambda: parse("CsPb0.9999991Sn0.0000009Br3")))


@pytest.mark.parametrize("ion", ["Ag", "Bi"])
def test_too_little_charge_counts_as_too_much_does(ion):
    """Ag+ for Pb2+ leaves as much charge as Bi3+ does, of the other sign.

    What is left may be a thousandth of the larger of two sums, 3 e and 3 e with
    what is left: 3/999 = 0.003003 e.
    """
    balanced = parse(f"CsPb0.9969985{ion}0.0030015Br3")
    assert balanced.b[ion] == pytest.approx(0.0030015)
    assert balanced.notes == ()
    assert "nominal" in parse(f"CsPb0.9969955{ion}0.0030045Br3").notes[0]
