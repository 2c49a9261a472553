"""Mixtures: their charges, their notes, and the text that is read as the same."""

import pytest

from calculators.composition import mix, parse


@pytest.mark.parametrize("ion", ["Eu", "Yb", "Sm", "Tm", "Dy"])
@pytest.mark.parametrize("share", [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8])
def test_a_mixture_is_written_with_the_charges_that_it_has(ion, share):
    """CsPbBr3 and CsEuBr3 were written as CsPb0.95Eu0.05Br3, which is read as Eu3+."""
    made = mix("CsPbBr3", f"Cs{ion}Br3", share)
    assert made.charges[ion] == 2
    assert parse(str(made)) == made
    assert parse(made.formula) == made
    assert ("²⁺" in str(made)) == (share <= 0.1)


@pytest.mark.parametrize(
    ("first", "second", "notes"),
    [
        ("CsPb0.94Bi0.04Br3", "CsPbBr3", ["0.01 of the B site is empty"]),
        ("CsPb0.95Yb0.05Cl3", "CsPbCl3", ["+0.025 e a unit ABX3", "Yb³⁺ is taken"]),
        ("CsPb0.95Bi0.05Br3", "CsPb0.95Ag0.05Br3", []),
        ("CsPb0.95Ti0.05Br3", "CsPbBr3", ["Ti²⁺ is taken"]),
        ("CsPb0.94Bi0.04Br3", "CsPb0.95Ag0.05Br3", ["0.01 of the B site is empty.", "-0.025 e"]),
        ("CsTlCl3", "CsPbCl3", ["Tl stands there with two charges, as Tl⁺ and Tl³⁺"]),
        ("δ-CsPbI3", "CsPbBr3", ["δ: set aside"]),
    ],
)
def test_what_is_said_of_a_mixture_holds_for_it_and_not_for_its_end_members(first, second, notes):
    """Half of 0.02 empty sites is 0.01, and +0.05 e and -0.05 e leave nothing."""
    made = mix(first, second, 0.5)
    assert len(made.notes) == len(notes)
    for said, note in zip(made.notes, notes, strict=True):
        assert note in said


def test_gold_with_one_charge_and_with_two_is_the_same_gold():
    """Au and Au3+ once stood side by side on B."""
    made = mix("CsAuCl3", "Cs2AgAuCl6", 0.5)
    assert dict(made.b) == {"Au⁺": 0.25, "Au³⁺": 0.5, "Ag": 0.25}
    assert parse(str(made)) == made


def test_an_ion_may_fill_both_sites():
    made = mix("KPbBr3", "Cs2KBiCl6", 0.5)
    assert (dict(made.a), dict(made.b)) == ({"K": 0.5, "Cs": 0.5}, {"Pb": 0.5, "K": 0.25, "Bi": 0.25})
    read = parse(str(made))
    assert read == made
    assert "K stands on both cation sites: 0.5 of A and 0.25 of B" in read.notes[0]


@pytest.mark.parametrize(
    ("formula", "ion", "metal"), [("Na3AlF6", "Na", "Al"), ("K3AlF6", "K", "Al"), ("Na3InF6", "Na", "In")]
)
def test_cryolites_are_double_perovskites(formula, ion, metal):
    """Na3AlF6 is Na2(NaAl)F6."""
    c = parse(formula)
    assert (c.structure, dict(c.a), dict(c.b)) == ("A2BB'X6", {ion: 1.0}, {ion: 0.5, metal: 0.5})
    assert parse(str(c)) == c


@pytest.mark.parametrize("formula", ["Cs3BiBr6", "Ag3BiI6", "Li3AlF6", "Na3BiCl6"])
def test_other_compounds_of_that_stoichiometry_stay_what_they_were(formula):
    assert parse(formula).structure.startswith("A3BX6") or "rudorffite" in parse(formula).structure


def test_which_ion_fills_both_sites_does_not_depend_on_the_order():
    assert parse("K1.5Na1.5AlF6") == parse("Na1.5AlK1.5F6") == parse("F6AlNa1.5K1.5")
    assert "Na stands on both cation sites" in parse("K1.5Na1.5AlF6").notes[0]
