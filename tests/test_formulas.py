"""Formulas as they are pasted: from papers, web pages, databases and keyboards."""

import itertools
import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import composition, datasets, materials, tolerance
from calculators.composition import CompositionError, SeveralCompoundsError, parse
from calculators.errors import ArgumentError


def refused(call):
    with pytest.raises(ArgumentError) as caught:
        call()
    return caught.value


TWO = [
    "CsPbBr3, CsPbI3",
    "CsPbBr3,CsPbI3",
    "CsPbBr3，CsPbI3",
    "CsPbBr3 CsPbI3",
    "CsPbBr3\nCsPbI3",
    "CsPbBr3\tCsPbI3",
    "CsPbBr<sub>3</sub><br>CsPbI<sub>3</sub>",
    "CsPbBr3; CsPbI3",
    "CsPbBr3/CsPbI3",
    "CsPbBr3 | CsPbI3",
    "CsPbBr3 & CsPbI3",
    "CsPbBr3 + CsPbI3",
    "CsPbBr3+CsPbI3",
    "CsPbBr3-CsPbI3",
    "CsPbBr3 – CsPbI3",
    "CsPbBr3 → CsPbI3",
    "CsPbBr3 and CsPbI3",
    "CsPbBr3 or CsPbI3",
    "CsPbBr3 vs. CsPbI3",
    "CsPbBr3 with CsPbI3",
    "CsPbBr3@CsPbI3",
    "CsPbBr3:CsPbI3",
    "CsPbBr3CsPbI3",
    "CsPbBr3(CsPbI3)",
    "(CsPbBr3)(CsPbI3)",
    "(CsPbBr3)0.5CsPbI3",
    "FAPbI3 0.95 MAPbBr3 0.05",
    "CsBr·PbBr2",
    "PbI2 MAI",
]


@pytest.mark.parametrize("text", TWO)
def test_two_compounds_in_one_text_are_refused(text):
    """CsPbBr3, CsPbI3 was once read as their alloy."""
    error = refused(lambda: parse(text))
    assert type(error) is SeveralCompoundsError
    assert "two compounds" in error.problem
    assert "(CsPbBr3)0.5(CsPbI3)0.5" in error.allowed
    start, end = error.where
    assert 0 < start < end <= len(text)
    again = pickle.loads(pickle.dumps(error))
    assert (again.value, again.where) == (text, error.where)


@pytest.mark.parametrize("text", ["CsPbBr3, CsPbI3", "CsPbBr3 CsPbI3", "ZnS, CdS", "ZnS/CdS", "CsPbBr3@ZnS"])
def test_two_compounds_have_no_mass_together(text):
    assert refused(lambda: composition.molar_mass(text)).argument == "compound"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("(CsPbBr3)0.5(CsPbI3)0.5", "CsPb(Br0.5I0.5)3"),
        ("(CsPbBr3)0.5 (CsPbI3)0.5", "CsPb(Br0.5I0.5)3"),
        ("(CsPbBr3)1(CsPbI3)2", "CsPbBrI2"),
        ("(FAPbI3)0.85(MAPbBr3)0.15", "FA0.85MA0.15Pb(I0.85Br0.15)3"),
        ("[CsPbI3]0.05[(FAPbI3)0.83(MAPbBr3)0.17]0.95", "Cs0.05FA0.7885MA0.1615Pb(I0.8385Br0.1615)3"),
        ("Cs3[ZnBr4]Br", "Cs3ZnBr5"),
        ("Cs2[AuI2][AuI4]", "Cs2Au2I6"),
        ("Cs[PbBr3]", "CsPbBr3"),
    ],
)
def test_compounds_with_shares_and_complexes_stay_one(text, same):
    assert parse(text) == parse(same)


def test_shares_of_compounds_must_sum_to_one():
    error = refused(lambda: parse("(FAPbI3)0.85(MAPbBr3)0.25"))
    assert "sum to 1.1" in error.problem


PASTED = {
    "CsPbBr3": [
        " CsPbBr3\n", "Cs Pb Br3", "Cs Pb Br 3", "Cs1 Pb1 Br3", "Br3 Cs Pb", "- Br3 Cs Pb -", "'Br3 Cs Pb'", "Br3CsPb",
        "Cs4Pb4Br12", "Cs1.0Pb1.0Br3.0", "Cs (Pb Br3)", "CsPbBr_3", "CsPbBr_{3}", "CsPbBr$_3$", "CsPbBr$_{3}$",
        "$\\mathrm{CsPbBr_3}$", "$\\mathrm{CsPbBr}_{3}$", "$\\rm CsPbBr_3$", "{\\rm CsPbBr$_3$}", "\\ce{CsPbBr3}",
        "\\(\\text{CsPbBr}_3\\)", "CsPbBr\\textsubscript{3}", "Cs\\,Pb\\,Br$_3$", "CsPbBr<sub>3</sub>",
        "<i>CsPbBr<sub>3</sub></i>", '<span class="f">CsPbBr</span><sub>3</sub>', "CsPbBr&#8323;", "CsPbBr&#x2083;",
        "CsPbBr&nbsp;3", "CsPbBr₃", "ＣｓＰｂＢｒ３", "𝐂𝐬𝐏𝐛𝐁𝐫𝟑", "CsPb\u200bBr3", "\ufeffCsPbBr3", "CsPb\u00adBr3",
        "Cs\u00a0Pb\u2009Br3", '"CsPbBr3"', "“CsPbBr3”", "‘CsPbBr3’", "`CsPbBr3`", "CsPbBr3.", "CsPbBr3,", "CsPbBr3;",
        "CsPbBr3:", "• CsPbBr3", "CsPbBr3†", "Cs+Pb2+Br3", "Cs⁺Pb²⁺Br⁻₃", "CsPb(II)Br3", "CsPb^{2+}Br_3",
    ],
    "MAPbI3": [
        "MAPbI$_3$", "(CH3NH3)PbI3", "CH3NH3 PbI3", "CH<sub>3</sub>NH<sub>3</sub>PbI<sub>3</sub>", "[CH3NH3]PbI3",
        "CH3NH3+PbI3", "CH6NPbI3", "CH6I3NPb", "C H6 I3 N Pb", "(C H6 N) (Pb I3)", "C1 H6 I3 N1 Pb1", "NH3CH3PbI3",
        "ＭＡＰｂＩ３", "MAPb(I)3",
    ],
    "FAPbI3": [
        "HC(NH2)2PbI3", "CH(NH2)2PbI3", "NH2CHNH2PbI3", "NH2CH=NH2PbI3", "NH2-CH=NH2PbI3", "H2N-CH=NH2PbI3",
        "NH2CH=NH2+PbI3", "CH5N2PbI3", "CH5I3N2Pb",
    ],
    "GAPbI3": ["GUPbI3", "GuPbI3", "GUAPbI3", "C(NH2)3PbI3", "CH6N3PbI3"],
    "Cs2AgBiBr6": ["Cs$_{2}$AgBiBr$_{6}$", "\\mathrm{Cs}_{2}\\mathrm{AgBiBr}_{6}", "Cs₂AgBiBr₆", "Br6Cs2AgBi"],
    "CsPb(Br0.6I0.4)3": [
        "CsPb(Br0,6I0,4)3", "CsPb(Br₀.₆I₀.₄)₃", "CsPb(Br₀,₆I₀,₄)₃", "CsPb（Br0．6I0．4）3", "CsPb(Br.6I.4)3",
        "$\\mathrm{CsPb(Br_{0.6}I_{0.4})_3}$", "CsPb(Br<sub>0.6</sub>I<sub>0.4</sub>)<sub>3</sub>", "CsPbBr1.8I1.2",
        "CsPb(Br 0.6 I 0.4)3", "CsPb{Br0.6I0.4}_3",
    ],
    "PEA2PbI4": [
        "(C6H5C2H4NH3)2PbI4", "(C6H5CH2CH2NH3)2PbI4", "(C8H12N)2PbI4", "C16H24I4N2Pb", "(phenethylammonium)2PbI4",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "formula"), [(text, formula) for formula, texts in PASTED.items() for text in texts])
def test_pasted_formulas_are_read(text, formula):
    c = parse(text)
    assert c == parse(formula)
    assert str(c) == formula
    assert c.phase == c.notes == ()


@pytest.mark.parametrize(
    ("text", "phase"),
    [
        ("α-CsPbI3", ("α",)),
        ("γ-CsPbI3", ("γ",)),
        ("$\\gamma$-CsPbI$_3$", ("γ",)),
        ("&delta;-CsPbI<sub>3</sub>", ("δ",)),
        ("alpha-CsPbI3", ("α",)),
        ("CsPbI3 (cubic)", ("cubic",)),
        ("cubic CsPbI3", ("cubic",)),
        ("o-CsPbI3", ("o",)),
        ("CsPbI3 (γ)", ("γ",)),
        ("CsPbI3 Pnma", ("Pnma",)),
        ("CsPbI3 NCs", ()),
        ("CsPbI3 quantum dots", ()),
    ],
)
def test_phases_and_forms_are_set_aside_and_said(text, phase):
    c = parse(text)
    assert c == parse("CsPbI3")
    assert c.phase == phase
    assert "set aside" in c.notes[0]
    assert c.formula == text
    assert "set aside" in tolerance.assess(text).warnings[0]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("cspbbr3", "CsPbBr3"),
        ("CSPBBR3", "CsPbBr3"),
        ("CSPbBr3", "CsPbBr3"),
        ("mapbi3", "MAPbI3"),
        ("MaPbI3", "MAPbI3"),
        ("fapbi3", "FAPbI3"),
        ("cs2agbibr6", "Cs2AgBiBr6"),
        ("cspb(br0.5i0.5)3", "CsPb(Br0.5I0.5)3"),
        ("pea2pbi4", "PEA2PbI4"),
        ("CsPbl3", "CsPbI3"),
        ("CsPbCI3", "CsPbCl3"),
        ("СsPbВr3", "CsPbBr3"),  # Cyrillic
        ("CsPb(BrO.5IO.5)3", "CsPb(Br0.5I0.5)3"),
        ("MAPI", "MAPbI3"),
    ],
)
def test_what_is_nearly_a_formula_is_asked_about(text, meant):
    error = refused(lambda: parse(text))
    assert error.allowed == f"did you mean {meant}?"
    assert error.where is not None


@pytest.mark.parametrize(
    ("text", "part", "problem", "allowed"),
    [
        ("CsPb(Br,I)3", "Br,I", "Br and I have no shares", "Br0.5I0.5"),
        ("(FA,Cs)PbI3", "FA,Cs", "no shares", "FA0.5Cs0.5"),
        ("CsPb(Br/I)3", "Br/I", "no shares", "Br0.5I0.5"),
        ("CsPb(Br0.5,I0.5)3", ",", "between Br0.5 and I0.5", "Br0.5I0.5"),
        ("CsPb(BrI)3", None, "each fill a site", ""),
        ("CsPb(Br60%I40%)3", "%", "'%'", "0.6"),
        ("CsPb(Br2/3I1/3)3", "/", "/3", "0.667"),
        ("CsPbBr3-xIx", "x", "a number is needed", "Br2.6I0.4"),
        ("MAPbI3−xClx", "x", "a number is needed", ""),
        ("CsPb(BrxI1-x)3", "x", "a number is needed", ""),
        ("CsPbBr3−δ", "δ", "a number is needed", ""),
        ("PEA2Csn-1PbnBr3n+1", "n", "a number is needed", ""),
        ("CsPbX3", "X", "stands for a halide", "Cl"),
        ("ABX3", "A", "stands for the A cation", "Cs"),
        ("CsMX3", "M", "stands for a metal", "Pb"),
        ("CsPbBr3:Mn", ":", "dopant without its share", "CsPb0.95Mn0.05Br3"),
        ("CsPbBr3: 5 % Mn", ":", "dopant without its share", ""),
        ("Mn2+-doped CsPbBr3", "-", "dopant without its share", ""),
        ("CsPbBr3@ZnS", "@", "cannot be read", "core and shell"),
        ("CsPbBr3/SiO2", "/", "cannot be read", "core and shell"),
        ("CsPbBr3-SiO2", "-", "cannot be read", "one compound"),
        ("MAPbI3·H2O", "·H2O", "hydrate", "molar_mass"),
        ("MAPbI3.2H2O", ".2H2O", "with 2 H2O", ""),
        ("MAPbI3 H2O", None, "hydrate", ""),
        ("(CH3NH3)4PbI6·2H2O", "·2H2O", "with 2 H2O", ""),
        ("PbI2·DMSO", "·DMSO", "solvate", ""),
        ("[PbBr6]4-", "-", "makes it an ion", ""),
        ("PbBr₆⁴⁻", "⁴⁻", "makes it an ion", ""),
        ("SrTiO3", "O", "oxygen", "molar_mass"),
        ("C2H8NPbI3", None, "EA (ethylammonium) or DMA", "EA or DMA"),
        ("CsPb Br2.5 5I0.45", "5", "follows no ion", ""),
        ("\\mathrm{Br0.6I0.4}_3", "3", "follows no ion", ""),
        ("CsPb⁵⁺Br3", None, "+5 is no usual charge of Pb", "+2, +4"),
        ("CsPuBr3", "Pu", "not known here", ""),
        ("Cs\ud800PbBr3", "\ud800", "", ""),
    ],
)
def test_refusals_say_what_to_write(text, part, problem, allowed):
    error = refused(lambda: parse(text))
    assert isinstance(error, CompositionError)
    assert problem in str(error)
    assert allowed in error.allowed
    assert (text[slice(*error.where)] if error.where else None) == part


# Which site an ion takes ---------------------------------------------------------------------------------------------


def test_the_order_of_writing_does_not_decide_the_site():
    one, two = parse("CsKNaBiCl6"), parse("CsNaKBiCl6")
    assert one == two
    assert set(one.a) == {"Cs", "K"}
    assert "K and Na could change places; the larger, K, is put on A." in one.notes
    assert tolerance.assess("CsKNaBiCl6").tau == tolerance.assess("CsNaKBiCl6").tau


SETS = [
    "Cs K Na Bi Cl6", "Rb Na Li In Cl6", "K2 Na In Cl6", "Tl2 Ag Bi Cl6", "K Tl Ag Na Bi2 Cl12", "Cs2 Ag Bi Br6",
    "Cs2 Cu Cr Cl6", "Cs Pb0.95 Yb0.05 Br3", "Cs2 Au2 I6", "Cs Tl Cl3", "Cs Pb0.94 Bi0.04 Br3", "Cs4 Cu Sb2 Cl12",
    "BA2 MA4 Pb5 I16", "Cs0.5 FA0.5 Pb0.5 Sn0.5 Br1.5 I1.5", "Cs2 Zn Br4", "Na Li Pb2 F6", "Ag3 Bi I6", "K3 In Cl6",
    "Cs2 Mn Fe Cl6", "CH6N Pb I3", "Cs Pb Br2.98", "Cs Ag Br3",
]  # fmt: skip


@pytest.mark.parametrize("parts", SETS)
@settings(max_examples=20, deadline=None)
@given(st.randoms(use_true_random=False))
def test_permuted_formulas_are_one(parts, random):
    def read(text):
        try:
            return parse(text)
        except CompositionError as error:
            return type(error)

    found, listed = read(parts), parts.split()
    random.shuffle(listed)
    for text in (" ".join(listed), "".join(f"({part})" for part in listed)):
        again = read(text)
        assert again == found
        if isinstance(again, composition.Composition):
            assert again.notes == found.notes
            assert composition.key(text) == composition.key(parts)
            assert parse(str(again)) == found


# Charges -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "charges"),
    [
        ("Cs2CuInCl6", {"Cu": 1, "In": 3}),
        ("Cs2CuSbCl6", {"Cu": 1, "Sb": 3}),
        ("CsCuCl3", {"Cu": 2}),
        ("CsPb0.95Mn0.05Cl3", {"Mn": 2}),
        ("CsPb0.95Yb0.05Cl3", {"Yb": 3, "Pb": 2}),
        ("CsPb0.95Eu0.05Cl3", {"Eu": 3}),
        ("CsEuCl3", {"Eu": 2}),
        ("CsYbI3", {"Yb": 2}),
        ("CsCa0.95Eu0.05I3", {"Eu": 2}),
        ("Cs2NaYbCl6", {"Yb": 3}),
        ("Cs2SnI6", {"Sn": 4}),
        ("Cs2WCl6", {"W": 4}),
        ("CsNbCl6", {"Nb": 5}),
    ],
)
def test_usual_charges(text, charges):
    found = parse(text).charges
    assert {ion: found[ion] for ion in charges} == charges


@pytest.mark.parametrize(
    "text",
    [
        "CsPb0.95Yb2+0.05Br3",
        "CsPb0.95Yb²⁺0.05Br3",
        "CsPb<sub>0.95</sub>Yb<sup>2+</sup><sub>0.05</sub>Br<sub>3</sub>",
        "CsPb_{0.95}Yb^{2+}_{0.05}Br_3",
        "CsPb0.95Yb^2+0.05Br3",
        "CsPb0.95Yb(II)0.05Br3",
    ],
)
def test_charges_can_be_written(text):
    c = parse(text)
    assert (c.charges["Yb"], dict(c.b)) == (2, {"Pb": 0.95, "Yb": 0.05})
    assert c == parse("CsPb0.95Yb0.05Br3", charges={"Yb": 2})
    assert c != parse("CsPb0.95Yb0.05Br3")
    assert str(c) == "CsPb0.95Yb²⁺0.05Br3"
    assert c.net_charge == 0


@pytest.mark.parametrize("text", ["BaBa⁺(III)Cl3", "CsPb²⁺⁺Br3", "CsPb(II)(II)Br3", "Au+⁺Cl3"])
def test_an_ion_has_one_charge(text):
    assert "two charges" in refused(lambda: parse(text)).problem


def test_charges_of_labels_that_end_in_a_digit():
    assert composition.without_charge("NH4³⁺") == ("NH4", 3)
    assert "+3 is no usual charge of NH4" in refused(lambda: parse("NH4(III)Cl3")).problem


def test_long_runs_of_blanks_cost_no_time():
    assert parse("Cs" + " " * 1900 + "PbBr3") == parse("CsPbBr3")


def test_a_charge_that_would_be_read_anyway_is_not_repeated():
    assert str(parse("Cs2Cu+InCl6")) == "Cs2CuInCl6"
    assert parse("Cs2Cu(I)In(III)Cl6") == parse("Cs2CuInCl6")
    assert dict(parse("CsPb(I)3").x) == {"I": 1}


@pytest.mark.parametrize(
    ("charges", "argument"),
    [({"Yb": 5}, "charges"), ({"Cs": 1, "Rb": 1}, "charges"), ({"Xr": 1}, "charges"), ([("Yb", 2)], "charges"),
     ({"Yb": 2.5}, "charges"), ({"Yb": "2"}, "charges"), ({"Yb": True}, "charges"), ({1: 1}, "charges")],
)  # fmt: skip
def test_charges_that_are_refused(charges, argument):
    assert refused(lambda: parse("CsPb0.95Yb0.05Br3", charges=charges)).argument == argument


@pytest.mark.parametrize("text", ["Cs2Au2I6", "CsAuI3", "Cs2Au(I)Au(III)I6", "Cs2Au⁺Au³⁺I6", "Cs2Au+Au3+I6"])
def test_one_element_with_two_charges(text):
    c = parse(text)
    assert dict(c.b) == {"Au⁺": 0.5, "Au³⁺": 0.5}
    assert (c.charges["Au⁺"], c.charges["Au³⁺"], c.is_double) == (1, 3, True)
    assert str(c) == "Cs2Au⁺Au³⁺I6"
    # Mean of the effective radii of Au+ (1.37) and Au3+ (0.85), Shannon 1976.
    assert tolerance.assess(c).r_b == pytest.approx((1.37 + 0.85) / 2)


def test_thallium_and_antimony_with_two_charges():
    assert set(parse("CsTlCl3").b) == {"Tl⁺", "Tl³⁺"}
    assert parse("TlPbI3").charges["Tl"] == 1
    assert set(parse("Cs2SbCl6").b) == {"Sb³⁺", "Sb⁵⁺"}
    assert composition.without_charge("Au³⁺") == composition.without_charge("Au3+") == ("Au", 3)
    assert composition.without_charge("NH4+") == ("NH4", 1)


def test_vacancies_that_the_charges_ask_for():
    c = parse("Cs(Pb0.94Bi0.04)Br3")  # 0.94 · 2 + 0.04 · 3 = 2
    assert dict(c.vacancies) == {"B": 0.02}
    assert c.net_charge == 0
    assert sum(c.b.values()) == pytest.approx(1)
    assert str(c) == "CsPb0.94Bi0.04Br3"
    assert "empty" in c.notes[0]
    assert composition.molar_mass(c) == pytest.approx(composition.molar_mass("CsPb0.94Bi0.04Br3"))
    assert dict(parse("CsPb0.9Ag0.1Br2.9").vacancies) == pytest.approx({"X": 1 / 30})
    assert dict(parse("Cs0.96Pb0.96Bi0.04Br3").vacancies) == {"A": 0.04}
    for text in ("Cs0.98PbBr3", "CsPb0.98Br3", "CsPbBr2.98", "CsPb0.93Bi0.04Br3", "CsPb0.64Bi0.24Br3"):
        assert "in place of" in str(refused(lambda text=text: parse(text)))


def test_nominal_formulas_are_read_and_said():
    c = parse("CsPb0.95Bi0.05Br3")
    assert (c.net_charge, dict(c.vacancies)) == (0.05, {})
    assert "nominal" in c.notes[0]
    error = refused(lambda: parse("CsPb0.85Bi0.15Br3"))
    assert "+0.15 e" in error.problem
    assert "Pb0.775Bi0.15" in error.allowed  # 0.775 · 2 + 0.15 · 3 = 2
    assert "+1 e" in refused(lambda: parse("CsBiBr3")).problem


# Related structures --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "structure"),
    [
        ("CsNiCl3", "ABX3"),
        ("Cs2AgBiBr6", "A2BB'X6"),
        ("Cs2ZnBr4", "A2BX4"),
        ("Cs2CoCl4", "A2BX4"),
        ("Cs2HgI4", "A2BX4"),
        ("Cs2CdCl4", "A2BX4 (tetrahedra or layers)"),
        ("K2ZnF4", "Ruddlesden-Popper (n = 1)"),
        ("Cs2PbBr4", "Ruddlesden-Popper (n = 1)"),
        ("Cs2PbI2Cl2", "Ruddlesden-Popper (n = 1)"),
        ("(PEA)2CuCl4", "Ruddlesden-Popper (n = 1)"),
        ("(PEA)2ZnCl4", "A2BX4"),
        ("BA2MA4Pb5I16", "Ruddlesden-Popper (n = 5)"),
        ("BDAPbI4", "Dion-Jacobson (n = 1)"),
        ("(3AMP)(MA)3Pb4I13", "Dion-Jacobson (n = 4)"),
        ("(PDMA)FAPb2I7", "Dion-Jacobson (n = 2)"),
        ("GAMA3Pb3I10", "Ruddlesden-Popper or ACI (n = 3)"),
        ("GAMAPbI4", "Ruddlesden-Popper or ACI (n = 1)"),
        ("(PEA)2MnBr4", "A2BX4 (tetrahedra or layers)"),
        ("(PEA)2MnCl4", "Ruddlesden-Popper (n = 1)"),
        ("Cs2PtCl4", "A2BX4 (square planar)"),
        ("Cs2PdCl4", "A2BX4 (square planar)"),
        ("CuAgBiI5", "rudorffite"),
        ("Ag2BiI5", "rudorffite"),
        ("Ag3BiI6", "rudorffite"),
        ("AgBiI4", "rudorffite"),
        ("(NH4)3AlF6", "A3BX6 (cryolite)"),
        ("Cs2RbDyF6", "A3BX6 (cryolite)"),
        ("KAgF3", "ABX3"),
        ("Cs2AgF4", "Ruddlesden-Popper (n = 1)"),
        ("Cs3Cu2I5", "A3B2X5"),
        ("CsCu2I3", "AB2X3"),
        ("Rb2CuBr3", "A2BX3"),
        ("Cs4CuSb2Cl12", "A4B3X12"),
        ("Cs4MnBi2Cl12", "A4B3X12"),
        ("Cs3BiBr6", "A3BX6"),
        ("Cs3ErCl6", "A3BX6"),
        ("Cs3MnBr5", "A3BX5"),
        ("Cs3Bi2I9", "A3B2X9"),
        ("CsPb2Br5", "AB2X5"),
        ("Cs4PbBr6", "A4BX6"),
        ("K2SiF6", "A2BX6"),
        ("PbBr2", "salt"),
        ("BiI3", "salt"),
        ("CsBr", "salt"),
        ("MAI", "salt"),
        ("BDAI2", "salt"),
    ],
)
def test_structures_are_named(text, structure):
    c = parse(text)
    assert c.structure == structure
    assert c.is_perovskite == (structure in ("ABX3", "A2BB'X6"))
    assert c.net_charge == 0
    assert parse(str(c)) == c
    assert composition.molar_mass(c) == pytest.approx(composition.molar_mass(text))
    if not c.is_perovskite:
        error = refused(lambda: composition.perovskite(text))
        assert isinstance(error, composition.RelatedStructureError)
        assert ("no perovskite" if structure == "salt" else structure) in error.problem


def test_what_is_isolated_is_called_so():
    assert "isolated tetrahedra" in refused(lambda: composition.perovskite("Cs2ZnBr4")).problem
    assert "chains" in refused(lambda: composition.perovskite("CsCu2I3")).problem


# Text and back -------------------------------------------------------------------------------------------------------

amounts = st.integers(1, 9999).map(lambda n: n / 10000)


def shared(site, shares):
    total = sum(shares)
    return "".join(f"({ion}){share / total:.6f}" for ion, share in zip(site, shares, strict=False))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["Cs", "MA", "FA", "NH4", "DMA", "MHy", "GA"]), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(["Pb", "Sn", "Ge", "Mn", "Sr"]), min_size=1, max_size=3, unique=True),
    st.lists(st.sampled_from(["Cl", "Br", "I", "SCN"]), min_size=1, max_size=3, unique=True),
    st.lists(amounts, min_size=9, max_size=9),
)
def test_the_text_of_a_perovskite_is_read_as_the_same(a, b, x, shares):
    text = f"({shared(a, shares[: len(a)])})({shared(b, shares[3 : 3 + len(b)])})({shared(x, shares[6 : 6 + len(x)])})3"
    c = parse(text)
    assert parse(str(c)) == c
    assert composition.same_compound(c, text)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["Cs", "Rb", "K", "MA", "PEA", "BA", "3AMP", "BDA", "oleylammonium", "Tl", "Ag"]),
    st.sampled_from(["Pb", "Zn", "Cu", "Bi", "Sn", "Au", "Sb", "Yb", "Cd"]),
    st.sampled_from(["F", "Cl", "Br", "I", "SCN"]),
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 16)),
)
def test_whatever_is_read_can_be_written(a, b, x, counts):
    text = "".join(f"({ion}){n}" for ion, n in zip((a, b, x), counts, strict=True))
    try:
        c = parse(text)
    except CompositionError:
        return
    assert parse(str(c)) == c
    assert composition.molar_mass(c) > 0


def test_small_shares_are_written_without_an_exponent():
    c = parse("CsPb0.999999Sn0.000001Br3")
    assert str(c) == "CsPb0.999999Sn0.000001Br3"
    assert parse(str(c)) == c
    assert str(parse("CsPbBr2.5I0.5")) == "CsPbBr2.5I0.5"


def test_labels_side_by_side_are_read_as_they_were_written():
    """No two labels of a site grow together into a third."""
    known = composition.species()
    by_site = {site: [i for i, s in known.items() if site in s.sites.replace("S", "A")] for site in "AB"}
    for one, two in itertools.chain(itertools.permutations(by_site["A"], 2), itertools.product(*by_site.values())):
        if one == two:
            continue
        c = composition.Composition({one: 0.5, two: 0.5}, {}, {"I": 1.0}, dict.fromkeys((one, two, "I"), 1), "salt")
        assert composition.molar_mass(str(c)) == pytest.approx(composition.molar_mass(c)), str(c)


# Masses and names ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mass"),
    [
        # Standard atomic weights (IUPAC, abridged): H 1.008, C 12.011, N 14.007, O 15.999, S 32.06, Zn 65.38, Pb 207.2,
        # Br 79.904, I 126.904, Cu 63.546, Cs 132.905, P 30.974, Se 78.971.
        ("PbBr2", 207.2 + 2 * 79.904),
        ("C18H35NH2", 18 * 12.011 + 37 * 1.008 + 14.007),
        ("Zn(C2H3O2)2", 65.38 + 4 * 12.011 + 6 * 1.008 + 4 * 15.999),
        ("Zn(OAc)2", 65.38 + 4 * 12.011 + 6 * 1.008 + 4 * 15.999),
        ("Zn(OAc)2·2H2O", 65.38 + 4 * 12.011 + 10 * 1.008 + 6 * 15.999),
        ("Zn(OAc)2.2H2O", 65.38 + 4 * 12.011 + 10 * 1.008 + 6 * 15.999),
        ("CuSO4 · 5 H2O", 63.546 + 32.06 + 9 * 15.999 + 10 * 1.008),
        ("CsPbBr3·H2O", 132.905 + 207.2 + 3 * 79.904 + 2 * 1.008 + 15.999),
        ("PbI2·DMSO", 207.2 + 2 * 126.904 + 2 * 12.011 + 6 * 1.008 + 32.06 + 15.999),
        ("α-CsPbBr<sub>3</sub>", 132.905 + 207.2 + 3 * 79.904),
        ("Cs⁺Pb²⁺Br₃", 132.905 + 207.2 + 3 * 79.904),
        ("CH6I3NPb", 12.011 + 6 * 1.008 + 14.007 + 207.2 + 3 * 126.904),
        ("CdSe", 112.414 + 78.971),
        ("(C8H17)3P", 24 * 12.011 + 51 * 1.008 + 30.974),
        ("EDA", 2 * 12.011 + 10 * 1.008 + 2 * 14.007),
        ("(3AMP)PbI4", 6 * 12.011 + 16 * 1.008 + 2 * 14.007 + 207.2 + 4 * 126.904),
    ],
)
def test_any_formula_has_a_mass(text, mass):
    assert composition.molar_mass(text) == pytest.approx(mass, abs=0.02)


def test_the_same_compound_in_other_words():
    same = composition.same_compound
    assert same("CH3NH3PbI3", "MAPbI₃")
    assert same("Cs2Pb2Br6", "CsPbBr3")
    assert same("ZnS", "SZn")
    assert same("Cs2Cu+InCl6", "Cs2CuInCl6")
    assert same("CsPbI3 film", "CsPbI3")
    assert not same("δ-CsPbI3", "CsPbI3")
    assert not same("H2O2", "HO")
    assert not same("CsPbBr3", "CsPbBr2I")
    assert refused(lambda: same("CsPbBr3", "CsPbXr3")).argument == "second"


@pytest.mark.parametrize("text", ["CH3NH3PbBr3", "(CH3NH3)PbBr₃", "PbBr3MA", "MAPbBr<sub>3</sub>"])
def test_tables_are_asked_in_any_writing(text):
    assert len(datasets.find("values", core=text)) > 10
    assert datasets.find("values", core=text).equals(datasets.find("values", core="MAPbBr3"))
    assert materials.find(text) == "MAPbBr3"


def test_a_phase_is_no_other_material():
    assert materials.find("δ-CsPbI3") == "δ-CsPbI3"
    assert refused(lambda: materials.find("γ-CsPbI3")).argument == "material"
    assert materials.find("(C6H5C2H4NH3)2PbI4") == "(PEA)2PbI4"
    assert materials.find("O2Ti") == "TiO2"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Fe<sup>III</sup>Cl<sub>3</sub>", "FeCl3"), ("CsEu<sup>II</sup>Br3", "CsEuBr3"),
        ("Cs2Au<sup>I</sup>Au<sup>III</sup>I<sub>6</sub>", "Cs2Au2I6"), ("CsSn$^{II}$I$_3$", "CsSnI3"),
        ("Cs2Sn<sup>IV</sup>I<sub>6</sub>", "Cs2SnI6"), ("Cs2AuⅠAuⅢBr6", "Cs2Au2Br6"),
        (r"$\mathrm{CsSn^{II}I_3}$", "CsSnI3"), (r"CsSn^{\mathrm{II}}I3", "CsSnI3"),
        (r"CsSn\textsuperscript{II}I3", "CsSnI3"), ("CsSnᴵᴵI3", "CsSnI3"), ("CsSn(Ⅱ)I3", "CsSnI3"),
        ("Cs0·5Rb0·5PbBr3", "Cs0.5Rb0.5PbBr3"), ("CsPbBr2·5I0·5", "CsPbBr2.5I0.5"),
    ],
)  # fmt: skip
def test_raised_roman_numbers_are_charges_and_a_raised_point_is_a_point(text, plain):
    """Fe<sup>III</sup>Cl3 once weighed three iodines more, Cs0·5Rb0·5PbBr3 five of the rest."""
    assert composition.molar_mass(text) == pytest.approx(composition.molar_mass(plain))
    if not plain.startswith("Fe"):
        assert parse(text) == parse(plain)


def test_dots_of_adducts_are_no_points():
    water = composition.molar_mass("H2O")
    for text, times in (("CuSO4·5H2O", 5), ("CuSO4·0.5H2O", 0.5), ("CuSO4·0·5H2O", 0.5), ("CuSO4·H2O", 1)):
        assert composition.molar_mass(text) - composition.molar_mass("CuSO4") == pytest.approx(times * water)


@pytest.mark.parametrize(("short", "meant"), [("MAPI", "MAPbI3"), ("FAPI", "FAPbI3")])
def test_abbreviations_of_laboratories_are_asked_about(short, meant):
    """MAPI once weighed methylammonium, phosphorus and iodine."""
    for call in (parse, composition.molar_mass):
        assert meant in refused(lambda call=call: call(short)).allowed


def test_divalent_silver_is_that_of_fluorides():
    for formula in ("KAgF3", "CsAgF3", "Cs2AgF4"):
        assert parse(formula).charges["Ag"] == 2
    assert dict(parse("AgMnF3").a) == {"Ag": 1.0}
    assert "Ag⁺" in refused(lambda: parse("CsAgCl3")).problem
    assert parse("CsPb0.95Ag0.05Br3").charges["Ag"] == 1


def test_an_excess_of_caesium_is_no_layered_phase():
    """CsPb0.9Br2.8 was once Ruddlesden-Popper with n = 9."""
    assert "the B site holds 0.9" in refused(lambda: parse("CsPb0.9Br2.8")).problem
    assert parse("Cs3Pb2Br7").structure == "Ruddlesden-Popper (n = 2)"


def test_a_number_before_a_spacer_may_count_what_stands_before_it():
    for text in itertools.permutations(("I4", "FPEA2", "Pb")):
        assert parse("".join(text)) == parse("(4FPEA)2PbI4"), text


@pytest.mark.parametrize(
    ("text", "problem", "allowed"),
    [
        ("H2O", "it is water", "halides"), ("CsPb(BF4)3", "'BF4' is no ion", "SCN"),
        ("CsPb(OAc)3", "'OAc' is no ion", "molar_mass"), ("2CsPbBr3", "the number 2", "leave the factor out: CsPbBr3"),
        ("CsPbBr^3", "'^' raises", "Br_3"),
    ],
)  # fmt: skip
def test_refusals_say_what_to_do(text, problem, allowed):
    error = refused(lambda: parse(text))
    assert problem in error.problem
    assert allowed in error.allowed


def test_a_halide_of_thallium_in_two_states_is_read_as_it_is_written():
    """TlF2 was a salt, and what str() wrote of it ABX4."""
    both = parse("Tl2BiF6")
    assert (dict(both.a), both.structure, parse(str(both)) == both) == ({"Tl⁺": 1.0}, "ABX4", True)
    c = parse("TlF2")
    assert (dict(c.a), dict(c.b), c.structure) == ({"Tl⁺": 1.0}, {"Tl³⁺": 1.0}, "ABX4")
    assert parse(str(c)) == c
