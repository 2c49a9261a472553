"""Charges that a formula leaves open: dopants, mixed valence, vacancies."""

import pytest

from calculators.composition import CompositionError, parse, species


def b_charges(c):
    return {ion: c.charges[ion] for ion in c.b}


@pytest.mark.parametrize(
    ("formula", "charges", "left"),
    [
        ("Cs2AgIn0.95Te0.05Cl6", {"Ag": 1, "In": 3, "Te": 4}, 0.05),
        ("Cs2NaIn0.95Zr0.05Cl6", {"Na": 1, "In": 3, "Zr": 4}, 0.05),
        ("Cs2AgSb0.95Sn0.05Cl6", {"Ag": 1, "Sb": 3, "Sn": 2}, -0.05),
        ("Cs2AgSb0.95Sn2+0.05Cl6", {"Ag": 1, "Sb": 3, "Sn": 2}, -0.05),
        ("Cs2AgSb0.95Cu0.05Cl6", {"Ag": 1, "Sb": 3, "Cu": 2}, -0.05),
        ("Cs2AgSb0.95Pb0.05Br6", {"Ag": 1, "Sb": 3, "Pb": 2}, -0.05),
        ("Cs2KSb0.95Zn0.05Cl6", {"K": 1, "Sb": 3, "Zn": 2}, -0.05),
        ("Cs2AgTl0.95Zr0.05Cl6", {"Ag": 1, "Tl": 3, "Zr": 4}, 0.05),
        ("Cs2AgIn0.95Sn0.05Cl6", {"Ag": 1, "In": 3, "Sn": 2}, -0.05),
        ("Cs2Na0.95Mn0.05InCl6", {"Na": 1, "Mn": 2, "In": 3}, 0.05),
        ("Cs2Ag0.95Cd0.05InCl6", {"Ag": 1, "Cd": 2, "In": 3}, 0.05),
        ("Cs2Na0.95Mg0.05InCl6", {"Na": 1, "Mg": 2, "In": 3}, 0.05),
    ],
)
def test_a_doped_double_perovskite_keeps_the_sites_and_charges_of_its_host(formula, charges, left):
    """These were once A3BX6 with Ag or Na on A, or held In+ and Sb5+, so that the charges balanced exactly."""
    c = parse(formula)
    assert (c.structure, dict(c.a), b_charges(c)) == ("A2BB'X6", {"Cs": 1.0}, charges)
    assert c.net_charge == pytest.approx(left)
    assert "nominal" in c.notes[0]
    assert parse(str(c)) == c


@pytest.mark.parametrize(
    ("formula", "structure", "charges", "left"),
    [
        ("Cs2Sn0.95Bi0.05Cl6", "A2BX6", {"Sn": 4, "Bi": 3}, -0.05),
        ("Cs2Zr0.95Sb0.05Cl6", "A2BX6", {"Zr": 4, "Sb": 3}, -0.05),
        ("Cs3Bi1.9Sn0.1I9", "A3B2X9", {"Bi": 3, "Sn": 2}, -0.1),
        ("Cs3Sb1.9Sn0.1I9", "A3B2X9", {"Sb": 3, "Sn": 2}, -0.1),
    ],
)
def test_related_structures_may_be_doped_too(formula, structure, charges, left):
    c = parse(formula)
    assert (c.structure, b_charges(c)) == (structure, charges)
    assert c.net_charge == pytest.approx(left)
    assert f"{left:+.3g} e a unit {structure}" in c.notes[0]


def test_gold_alloys_hold_both_of_its_charges():
    assert dict(parse("Cs2Ag0.9Au1.1Cl6").b) == pytest.approx({"Ag": 0.45, "Au⁺": 0.05, "Au³⁺": 0.5})


@pytest.mark.parametrize(("ion", "charge"), [("In", 3), ("Tl", 1), ("Au", 1)])
@pytest.mark.parametrize("share", [k / 100 for k in range(1, 11)])
def test_a_tie_goes_to_the_commonest_charge(ion, charge, share):
    """The last digit of a share once chose between In3+ and In+, which leave as much charge."""
    c = parse(f"CsPb{1 - share:.2f}{ion}{share}Br3")
    assert c.charges[ion] == charge == species()[ion].charges[0]
    assert "As a dopant" in c.notes[1]
    for other in (f"CsPb{1 - share:.2f}{ion}{share}(Br0.7F0.3)3", f"CsPb{1 - share:.2f}{ion}{share}Br2.1F0.9"):
        assert parse(other).charges[ion] == charge
    assert parse(str(c)) == c


@pytest.mark.parametrize("ion", ["Mn", "Co", "Ni"])
def test_dopants_that_chlorides_do_not_oxidise_are_divalent(ion):
    c = parse(f"Cs2AgIn0.95{ion}0.05Cl6")
    assert c.charges[ion] == 2
    assert c.net_charge == pytest.approx(-0.05)
    assert any(f"As a dopant {ion}²⁺" in note for note in c.notes)


@pytest.mark.parametrize(
    ("formula", "read"),
    [
        ("Cs2NaIn0.7Mn0.3Cl6", "Mn³⁺"), ("Cs2AgIn0.95Fe0.05Cl6", "Fe³⁺"), ("K2NaAl0.95Mn0.05F6", "Mn³⁺"),
        ("K2Si0.95Mn0.05F6", "Mn⁴⁺"), ("CsPb0.95Ti0.05Br3", "Ti²⁺"), ("Cs2InBiCl6", "In⁺"), ("CsTmI3", "Tm²⁺"),
        ("Cs2SnI6", "Sn⁴⁺"),
    ],
)  # fmt: skip
def test_a_charge_that_is_not_the_commonest_is_said(formula, read):
    assert any(f"{read} is taken" in note for note in parse(formula).notes)


@pytest.mark.parametrize(
    "formula",
    ["CsPb0.9Sn0.05Br3", "CsPb0.9Mn0.05Cl3", "CsPb0.9Ge0.05Br3", "CsPb0.8Sn0.1Br3", "CsSn0.8Pb0.1I3",
     "CsPb0.9Zn0.05Br3", "CsPb0.95Br3"],
)  # fmt: skip
def test_a_wrong_sum_is_not_healed_by_rare_charges(formula):
    """CsPb0.9Sn0.05Br3 was once a compound of Sn4+ with vacancies."""
    with pytest.raises(CompositionError, match="the B site holds 0.9"):
        parse(formula)


def test_vacancies_name_the_charges_that_ask_for_them():
    assert "Pb²⁺, Sn⁴⁺" in parse("CsPb0.9Sn4+0.05Br3").notes[0]
    assert "Bi³⁺, Pb²⁺" in parse("CsPb0.94Bi0.04Br3").notes[0]
    assert parse("CsPb0.7Yb0.2Br3").charges["Yb"] == 3


@pytest.mark.parametrize("ion", ["Eu", "Yb", "Sm", "Tm", "Dy"])
def test_much_of_a_lanthanide_that_can_be_divalent_is_divalent_on_lead(ion):
    """Between 0.1 and 0.5 it was refused, although 2+ balances; at 0.5 it was read."""
    for share, charge in ((0.05, 3), (0.1, 3), (0.11, 2), (0.3, 2), (0.49, 2), (0.5, 2), (0.7, 2)):
        c = parse(f"CsPb{1 - share:.2f}{ion}{share}Br3")
        assert c.charges[ion] == charge, share
        if share < 0.5:
            assert "behind its ion" in c.notes[-1] or f"{ion}²⁺ is taken" in c.notes[-1]


def test_reasons_name_what_is_at_fault():
    with pytest.raises(CompositionError, match="as A2BX6 the charges leave -1 e with Co³⁺"):
        parse("Cs2CoF6")
    for formula, amounts in (("CsBi3I10", "1:3:10"), ("CsSb2I7", "1:2:7"), ("MABi2I7", "1:2:7")):
        with pytest.raises(
            CompositionError, match=f"the charges balance, but no structure with A, B and X as {amounts}"
        ):
            parse(formula)
