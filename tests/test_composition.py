import string
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import composition
from calculators.composition import CompositionError, RelatedStructureError, mix, parse, perovskite


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
    with pytest.raises(RelatedStructureError, match="perovskite-related structure"):
        perovskite(formula)


@pytest.mark.parametrize(
    ("formula", "words"),
    [
        ("CsPb0.8Br3", "the B site holds 0.8"),
        ("Cs0.9PbBr3", "the A site holds 0.9"),
        ("CsPbBr2", "for every 3 halides the A site holds 1.5"),
        ("CsPb0.9Bi0.1Br3", r"\+0.1 e"),
        ("CsAgBr3", "-1 e a formula unit"),
        ("CsPbXr3", "'Xr'"),
        ("FA1-xCsxPbI3", "'-'"),
        ("CsPb(BrxI1)3", "put in its value"),
        ("CsPbBr3:Mn", "one compound at a time"),
        ("PEAPbI3", "spacer"),
        ("", "empty"),
        ("CsPb", "no halide"),
        ("Br3", "no cation"),
        ("3CsPbBr3", "follows no ion"),
        ("CsPb(Br3", "not closed"),
        ("CsPbBr3)", "closes nothing"),
        ("CsPb(Br3]", "must close"),
        ("CsPb()Br3", "empty"),
        ("CsPbBr0", "no halide"),
        ("Cs" * 101, "characters"),
        (None, "not text"),
        (3.5, "not text"),
    ],
)
def test_bad_formulas_say_what_is_wrong(formula, words):
    with pytest.raises(CompositionError, match=words):
        parse(formula)


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
    with pytest.raises(ValueError, match="fraction"):
        mix("CsPbBr3", "CsPbI3", 1.2)
    with pytest.raises(RelatedStructureError):
        mix("CsPbBr3", "Cs4PbBr6", 0.5)


WORDS = [*composition.species(), *"()[]{}0123456789.", "CH3NH3", "HC(NH2)2", "₃", "x", "-", ":", " ", "é"]


@settings(max_examples=1500)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=20).map("".join)))
def test_whatever_is_typed_ends_in_a_composition_or_the_documented_error(text):
    start = time.monotonic()
    try:
        c = parse(text)
    except CompositionError as error:
        if not str(error).startswith("formula:"):
            raise
    else:
        for site in (c.a, c.b, c.x):
            assert sum(site.values()) == pytest.approx(1, abs=1e-9)
    assert time.monotonic() - start < 5


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
