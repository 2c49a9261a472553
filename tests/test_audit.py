"""The audit finds what was put in, and nothing in rows that agree with themselves."""

import pytest

from calculators import audit, color, datasets, led
from calculators.errors import ArgumentError


def test_rules_and_findings_fit_together():
    found = audit.findings()
    assert set(found.rule) <= set(audit.RULES)
    assert found.off.gt(0).all()
    assert found.flagged.all(), found[~found.flagged].id.tolist()
    counts = {
        "cd/A": audit.current_efficiency(),
        "CIE": audit.chromaticity(),
        "composition": audit.composition(),
        "energy": audit.voltage(),
        "current": audit.current_density(),
        "lifetime": audit.lifetime_start(),
        "solar cell": audit.power_conversion(),
    }
    for rule, table in counts.items():
        assert (found.rule == rule).sum() == table.finding.sum(), rule


def plant(monkeypatch, **cells):
    """The table of devices with one sound row changed."""
    leds = datasets.load("leds")
    attrs = leds.attrs
    row = leds.index[leds.id == "mu2022-t2-20"][0]
    for column, value in cells.items():
        leds.loc[row, column] = value
    leds.attrs = attrs
    real = datasets.load
    monkeypatch.setattr(datasets, "load", lambda name: leds.copy() if name == "leds" else real(name))


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        (audit.current_efficiency, {"current_efficiency_cd_a": 314.5}),
        (audit.chromaticity, {"cie_x": 0.17, "cie_y": 0.34}),
        (audit.composition, {"el_peak_nm": 620.0}),
        (audit.voltage, {"turn_on_v": 0.1}),
        (audit.current_density, {"luminance_cd_m2": 4.4e8}),
        (audit.current_density, {"luminance_cd_m2": 0.001}),
        (audit.lifetime_start, {"t50_luminance_cd_m2": 90000.0}),
    ],
)
def test_a_planted_misprint_is_found(monkeypatch, rule, cells):
    assert not rule().set_index("id").finding.get("mu2022-t2-20", False)
    plant(monkeypatch, **cells)
    assert rule().set_index("id").loc["mu2022-t2-20", "finding"]


def test_a_line_of_the_right_colour_is_no_finding():
    rows = audit.chromaticity().set_index("id")
    row = rows.loc["mu2022-t2-24"]
    x, y = color.chromaticity(*color.gaussian(467, 33))
    assert (row.nearest_x, row.nearest_y) == pytest.approx((x, y), abs=2e-3)
    assert not row.finding
    assert set(rows.index[rows.finding]) == {"mu2022-t2-01", "mu2022-t2-27"}


def test_thresholds_move_the_findings_the_right_way():
    for strict, loose in ((1.05, 2.0),):
        assert (
            audit.current_efficiency(agreement=strict).finding.sum()
            > audit.current_efficiency(agreement=loose).finding.sum()
        )
    assert audit.chromaticity(distance=0.0).finding.all()
    assert not audit.chromaticity(distance=1.0).finding.any()
    assert audit.power_conversion(1.0).finding.sum() >= audit.power_conversion(1.05).finding.sum()


def test_lifetimes_stay_within_a_factor_of_ten():
    rows = audit.lifetimes()
    assert ((rows.t50_luminance_cd_m2 / rows.target_cd_m2).between(0.1, 10)).all()
    same = rows[rows.t50_luminance_cd_m2 == rows.target_cd_m2]
    assert (same.low_h == same.t50_h).all()
    row = rows[(rows.citation == "wan2023") & (rows.target_cd_m2 == 100)].iloc[0]
    assert row.high_h == pytest.approx(led.lifetime_at(3.0, 150, 100, 2.0))


def test_like_is_compared_with_like():
    best = audit.ranking()
    assert (best.emission == "electroluminescent").all()
    assert "half-ball lens" not in set(best.outcoupling_aid.dropna())
    assert best.eqe_pct.is_monotonic_decreasing
    blue = audit.ranking("blue").el_peak_nm.dropna()
    assert len(blue)
    assert color.bands()["blue"].holds(blue).all()
    with pytest.raises(ArgumentError) as error:
        audit.ranking("white")
    assert (error.value.argument, error.value.value) == ("colour", "white")


def test_numbers_of_two_places_are_compared():
    within = audit.within_papers()
    row = within[(within.citation == "wang2021a") & (within.quantity == "EQE")].iloc[0]
    assert {row.first_values, row.second_values} == {"21.3; 16", "23"}
    between = audit.between_papers()
    assert (between["first"] != between.second).all()
    # zhong2021 prints 54.7 % and das-adhikari2023 about 50.5 % for one work.
    assert ((between.citation == "tang2019a") & (between.quantity == "PLQY")).any()


def test_bounds_are_not_taken_for_values():
    # "over 200 h" in the text and 208 h in the table do not contradict each other.
    within = audit.within_papers()
    assert not ((within.citation == "han2021a") & within.quantity.str.contains("half-life")).any()


def test_the_size_that_a_bluer_emission_would_take():
    from calculators import confinement

    rows = audit.composition().set_index("id")
    row = rows.loc["mu2022-t2-27"]  # CsPbBr3 at 470 nm
    assert row.bluer
    assert confinement.kinetic_energy(row.edge_nm, 0.1) == pytest.approx(row.bluer_ev)
    assert rows[rows.bluer_ev == 0].edge_nm.isna().all()
    with pytest.raises(ValueError, match="reduced_mass: 0"):
        audit.composition(reduced_mass=0)
