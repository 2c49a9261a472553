"""The audit finds what was put in, and nothing in rows that agree with themselves."""

import copy
import inspect
import pickle

import pandas as pd
import pytest

from calculators import audit, color, confinement, datasets, led, tables
from calculators.errors import ArgumentError

# A device that agrees with itself: a green line of 20 nm, whose cd/A and colour are those of its EQE and peak.
LINE = color.gaussian(520.0, 20.0)
SOUND = {
    "id": "sound",
    "emitter": "CsPbBr3",
    "emission": "electroluminescent",
    "emitter_form": "NC",
    "el_peak_nm": 520.0,
    "fwhm_nm": 20.0,
    "turn_on_v": 2.6,
    "eqe_pct": 10.0,
    "current_efficiency_cd_a": led.current_efficiency(0.10, *LINE),
    "luminance_cd_m2": 10_000.0,
    "cie_x": float(color.chromaticity(*LINE)[0]),
    "cie_y": float(color.chromaticity(*LINE)[1]),
    "t50_h": 2.0,
    "t50_luminance_cd_m2": 1000.0,
    "source": "mu2022",
    "locator": "here",
    "citation": "song2015",
}
CELL = {
    "id": "cell",
    "absorber": "CsPbI3",
    "role": "absorber",
    "kind": "cell",
    "jsc_ma_cm2": 18.21,
    "voc_v": 1.127,
    "ff_pct": 75.13,
    "pce_pct": 15.42,
    "source": "mu2022",
    "locator": "here",
    "citation": "song2015",
}
GAPS = [
    {"id": "g1", "material": "CsPbBr3", "property": "band gap", "value": 2.30, "unit": "eV", "grade": "measured"},
    {"id": "g2", "material": "CsPbBr3", "property": "band gap", "value": 2.36, "unit": "eV", "grade": "measured"},
    {"id": "g3", "material": "CsPbBr3", "property": "band gap", "value": 1.80, "unit": "eV", "grade": "calculated"},
    {"id": "g4", "material": "CsPbBr3", "property": "transport gap", "value": 2.8, "unit": "eV", "grade": "measured"},
    {
        "id": "g5",
        "material": "CsPbBr3",
        "property": "band gap",
        "value": 1.9,
        "unit": "eV",
        "grade": "measured",
        "flag": "suspect",
    },
    {
        "id": "g7",
        "material": "CsPbBr3",
        "property": "band gap",
        "value": 2.6,
        "unit": "eV",
        "grade": "measured",
        "form": "nanocrystals",
    },
    {
        "id": "g8",
        "material": "CsPbBr3",
        "property": "band gap",
        "value": 2.7,
        "unit": "eV",
        "grade": "measured",
        "special": "amorphous",
    },
    {
        "id": "g9",
        "material": "CsPbBr3",
        "property": "band gap",
        "value": 2.2,
        "unit": "eV",
        "grade": "measured",
        "temperature_k": 4,
    },
    {"id": "g6", "material": "CsPbI3", "property": "band gap", "value": 1.70, "unit": "eV", "grade": "measured"},
]


@pytest.fixture
def planted(tmp_path):
    """Use tables that hold the given rows only."""
    used = []

    def use(**rows):
        for name, given in rows.items():
            frame = pd.DataFrame(given).reindex(columns=list(tables.schema(name)))
            frame.to_csv(tmp_path / f"{name}.csv", index=False)
        context = tables.use(tmp_path)
        context.__enter__()
        used.append(context)

    yield use
    for context in reversed(used):
        context.__exit__(None, None, None)


def devices(*changes):
    return [{**SOUND, "id": f"d{k}", **change} for k, change in enumerate(changes)]


RULES = {
    "cd/A": audit.current_efficiency,
    "CIE": audit.chromaticity,
    "composition": audit.composition,
    "energy": audit.voltage,
    "current": audit.current_density,
    "lifetime": audit.lifetime_start,
    "solar cell": audit.power_conversion,
}


def test_a_sound_row_is_no_finding(planted):
    planted(leds=devices({}), solar_cells=[CELL], materials=GAPS)
    for name, rule in RULES.items():
        rows = rule()
        assert len(rows) == 1, name
        assert not rows.finding.any(), name
    assert audit.findings().empty


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        ("cd/A", {"current_efficiency_cd_a": 10 * SOUND["current_efficiency_cd_a"]}),
        ("cd/A", {"current_efficiency_cd_a": SOUND["current_efficiency_cd_a"] / 1.3}),
        ("CIE", {"cie_x": 0.17, "cie_y": 0.34}),
        ("composition", {"el_peak_nm": 620.0}),
        ("energy", {"turn_on_v": 0.1}),
        ("current", {"luminance_cd_m2": 1e9 / 3, "t50_luminance_cd_m2": None}),
        ("current", {"luminance_cd_m2": 0.001, "t50_luminance_cd_m2": None}),
        ("lifetime", {"t50_luminance_cd_m2": 10_001.0}),
    ],
)
def test_a_planted_misprint_is_found(planted, rule, cells):
    planted(leds=devices({}, cells), solar_cells=[CELL], materials=GAPS)
    rows = RULES[rule]().set_index("id")
    assert rows.finding.to_dict() == {"d0": False, "d1": True}
    found = audit.findings()
    assert ("d1", rule) in set(zip(found.id, found.rule, strict=True))
    assert not found.flagged.any()
    assert (found.off > 0).all()


def test_a_cell_whose_numbers_do_not_multiply_is_found(planted):
    misprinted = {**CELL, "id": "misprinted", "pce_pct": 16.01, "flag": "suspect", "note": "pce_pct: see the product"}
    rounded = {**CELL, "id": "rounded", "pce_pct": 15.71}
    planted(leds=devices({}), solar_cells=[CELL, misprinted, rounded])
    rows = audit.power_conversion().set_index("id")
    assert rows.finding.to_dict() == {"cell": False, "misprinted": True, "rounded": False}
    assert rows.product_pct.tolist() == pytest.approx([18.21 * 1.127 * 0.7513] * 3)
    found = audit.findings()
    assert found[["id", "rule", "flagged"]].values.tolist() == [["misprinted", "solar cell", True]]
    assert found.off.tolist() == pytest.approx([16.01 / (18.21 * 1.127 * 0.7513)])


def test_a_zero_that_is_written_is_a_digit(made_up):
    """8.0 is known to a twentieth, 8 to a half: what is far off for the one is rounding for the other."""
    digits = {"jsc_ma_cm2": "8.0", "voc_v": "1.66", "ff_pct": "80.0", "pce_pct": "12.0"}
    whole = {"jsc_ma_cm2": "8", "voc_v": "1.66", "ff_pct": "80", "pce_pct": "12"}
    with made_up(solar_cells=[{**CELL, "id": "digits", **digits}, {**CELL, "id": "whole", **whole}]):
        rows = audit.power_conversion().set_index("id")
    assert rows.finding.to_dict() == {"digits": True, "whole": False}
    expected = 0.05 / 8 + 0.005 / 1.66 + 0.05 / 80 + 0.05 / 12
    assert rows.rounding["digits"] == pytest.approx(expected)
    assert rows.rounding["whole"] == pytest.approx(0.5 / 8 + 0.005 / 1.66 + 0.5 / 80 + 0.5 / 12)


def test_what_is_computed_for_a_device(planted):
    planted(leds=devices({}), materials=GAPS)
    (row,) = audit.current_efficiency(fwhm_nm=(10, 20, 60)).itertuples()
    assert (row.ratio, row.implied_eqe_pct) == pytest.approx((1.0, 10.0))
    assert row.ratio_narrow != pytest.approx(1.0, abs=1e-3)
    (row,) = audit.chromaticity().itertuples()
    assert row.distance < 1e-3
    assert row.dominant_nm == pytest.approx(color.dominant_wavelength(SOUND["cie_x"], SOUND["cie_y"]))
    (row,) = audit.composition().itertuples()
    assert (row.gap_low_ev, row.gap_high_ev) == (2.30, 2.36)
    assert row.bluer_ev == pytest.approx(led.photon_energy(520.0) - 2.36)
    assert not row.bluer
    assert confinement.kinetic_energy(row.edge_nm, 0.1) == pytest.approx(row.bluer_ev)
    (row,) = audit.voltage().itertuples()
    assert row.excess_v == pytest.approx(2.6 - led.photon_energy(520.0))
    assert row.wall_plug_bound == pytest.approx(0.10 * led.photon_energy(520.0) / 2.6)
    (row,) = audit.current_density().itertuples()
    assert row.needed_ma_cm2 == pytest.approx(10_000 / SOUND["current_efficiency_cd_a"] / 10)
    (row,) = audit.lifetime_start().itertuples()
    assert (row.share, row.at_limit) == (0.1, False)
    (row,) = audit.outcoupling(refractive_index=2.0).itertuples()
    assert row.least_outcoupling == 0.10
    assert row.over_cone == pytest.approx(0.10 / led.escape_cone(2.0))


def test_a_bluer_peak_takes_a_size_and_a_mixture_has_the_gaps_of_both(planted):
    mixed = {"emitter": "CsPb(BrxI1-x)3", "el_peak_nm": 640.0}
    unknown = {"emitter": "MAPbCl3"}
    unread = {"emitter": "perovskite"}
    planted(leds=devices({"el_peak_nm": 470.0}, mixed, unknown, unread), materials=GAPS)
    rows = audit.composition().set_index("id")
    assert list(rows.index) == ["d0", "d1"]
    assert rows.bluer.to_dict() == {"d0": True, "d1": False}
    assert (rows.gap_low_ev["d1"], rows.gap_high_ev["d1"]) == (1.70, 2.36)
    assert pd.isna(rows.edge_nm["d1"])


def test_rows_that_print_too_little_are_left_out(planted):
    bare = {k: None for k in SOUND if k not in ("id", "emitter", "emission", "emitter_form", "source", "locator")}
    converter = {"emission": "converter"}
    planted(leds=devices({**bare, "citation": "song2015"}, converter, {}), solar_cells=[{**CELL, "voc_v": None}])
    for name, rule in RULES.items():
        if name not in ("composition", "solar cell"):
            assert rule().id.tolist() == ["d2"], name
    assert audit.power_conversion().empty
    # Without cd/A the efficiency comes from EQE and wavelength.
    planted(leds=devices({"current_efficiency_cd_a": None}))
    (row,) = audit.current_density().itertuples()
    assert row.efficiency_cd_a == pytest.approx(SOUND["current_efficiency_cd_a"])
    assert row.basis == "EQE and wavelength"


def test_thresholds_decide_what_is_found(planted):
    planted(leds=devices({"current_efficiency_cd_a": 1.3 * SOUND["current_efficiency_cd_a"]}), solar_cells=[CELL])
    same = {"fwhm_nm": (20, 20, 20)}
    assert audit.current_efficiency(agreement=1.29, **same).finding.all()
    assert not audit.current_efficiency(agreement=1.31, **same).finding.any()
    planted(leds=devices({"cie_x": SOUND["cie_x"] + 0.02}), solar_cells=[CELL])
    (off,) = audit.chromaticity().distance
    assert audit.chromaticity(distance=0.99 * off).finding.all()
    assert not audit.chromaticity(distance=1.01 * off).finding.any()


def test_half_lives_are_carried_within_a_factor_of_ten(planted):
    planted(leds=devices({}, {"t50_luminance_cd_m2": 20_000.0}))
    rows = audit.lifetimes(exponents=(1.0, 1.5, 2.0), targets_cd_m2=(100.0, 1000.0, 3000.0))
    assert rows[["id", "target_cd_m2"]].values.tolist() == [
        ["d0", 100.0],
        ["d0", 1000.0],
        ["d0", 3000.0],
        ["d1", 3000.0],
    ]
    first = rows.iloc[0]
    assert (first.low_h, first.middle_h, first.high_h) == pytest.approx((20.0, 2 * 10**1.5, 200.0))
    third = rows.iloc[2]
    assert (third.low_h, third.high_h) == pytest.approx((2 / 9, 2 / 3))
    assert rows.reachable.all()
    planted(leds=devices({"luminance_cd_m2": 999.0}))
    assert audit.lifetimes().reachable.tolist() == [True, False]


def test_like_is_compared_with_like(planted):
    planted(
        leds=devices(
            {"eqe_pct": 5.0},
            {"eqe_pct": 9.0},
            {"eqe_pct": 45.0, "outcoupling_aid": "half-ball lens"},
            {"eqe_pct": 30.0, "emission": "converter"},
            {"eqe_pct": 7.0, "outcoupling_aid": "none", "el_peak_nm": 470.0},
            {"eqe_pct": 6.0, "el_peak_nm": None, "colour_printed": "pure green"},
            {"eqe_pct": 8.0, "el_peak_nm": 495.0, "colour_printed": "green"},
            {"eqe_pct": None},
        )
    )
    assert audit.ranking().eqe_pct.tolist() == [9.0, 8.0, 7.0, 6.0, 5.0]
    assert audit.ranking("green").eqe_pct.tolist() == [9.0, 6.0, 5.0]
    assert audit.ranking("blue").eqe_pct.tolist() == [7.0]
    assert audit.ranking("red").empty
    assert audit.ranking("blue").photon_ev.tolist() == pytest.approx([led.photon_energy(470.0)])
    with pytest.raises(ArgumentError) as error:
        audit.ranking("white")
    assert (error.value.argument, error.value.value) == ("colour", "white")


def value(number, **cells):
    row = {
        "id": f"v{number}",
        "quantity": "EQE",
        "value": number,
        "unit": "%",
        "source": "mu2022",
        "citation": "song2015",
    }
    return {**row, "material": "x", "locator": "text", **cells}


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({}, {}, 1.2),
        ({"qualifier": ">"}, {}, None),
        ({"qualifier": "<"}, {}, 1.2),
        ({"qualifier": "~"}, {"qualifier": "~"}, 1.2 * 0.95 / 1.05),
        ({"value_max": 13.0}, {}, None),
        ({"citation": "wei2022"}, {}, None),
        ({"unit": "-"}, {}, None),
        ({"quantity": "PLQY"}, {}, None),
    ],
)
def test_numbers_of_two_papers_are_compared(planted, one, other, apart):
    planted(
        leds=[], core_shell=[], solar_cells=[], values=[value(10.0, **one), value(12.0, source="zhong2021", **other)]
    )
    rows = audit.between_papers()
    assert rows.ratio.tolist() == ([] if apart is None else pytest.approx([apart]))
    assert audit.within_papers().empty


def test_numbers_of_a_table_and_the_text_are_compared(planted):
    planted(leds=devices({}), core_shell=[], solar_cells=[], values=[value(12.0), value(10.1)])
    assert audit.within_papers().empty  # 10.1 agrees with 10.0 within 2 %
    assert audit.within_papers(tolerance=0.005).ratio.tolist() == pytest.approx([1.01])
    planted(values=[value(12.0)])
    (row,) = audit.within_papers().itertuples()
    assert {row.first_values, row.second_values} == {"10", "12"}
    assert row.ratio == pytest.approx(1.2)
    assert audit.between_papers().empty


def test_half_lives_are_compared_in_hours(planted):
    quantity = "operational half-life T50"
    for number, unit, agrees in ((120.0, "min", True), (2.0, "min", False), (7200.0, "s", True), (2.0, "h", True)):
        planted(leds=devices({}), core_shell=[], solar_cells=[], values=[value(number, quantity=quantity, unit=unit)])
        assert audit.within_papers().empty is agrees, unit


def test_statements_of_the_shipped_tables():
    said = audit.statements()
    assert said.quantity.notna().all()
    assert said.unit.notna().all()
    # "over 200 h" in the text and 208 h in the table do not contradict each other.
    assert not (audit.within_papers().query("citation == 'han2021a'").unit == "h").any()
    # zhong2021 prints 54.7 % and das-adhikari2023 about 50.5 % for one work.
    between = audit.between_papers().query("citation == 'tang2019a' and quantity == 'PLQY'")
    assert {"zhong2021", "das-adhikari2023"} in [{a, b} for a, b in zip(between["first"], between.second, strict=True)]


def test_every_finding_of_the_shipped_tables_is_flagged_there():
    found = audit.findings()
    assert set(found.rule) <= set(audit.RULES)
    assert found.flagged.all(), f"rows that need a flag, or a second reading: {found[~found.flagged].id.tolist()}"
    for rule, table in RULES.items():
        assert (found.rule == rule).sum() == table().finding.sum(), rule


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: audit.current_efficiency(agreement=0.9), "agreement"),
        (lambda: audit.current_efficiency(fwhm_nm=(40, 20, 15)), "fwhm_nm"),
        (lambda: audit.chromaticity(fwhm_nm=(15, 40)), "fwhm_nm"),
        (lambda: audit.chromaticity(distance=-1), "distance"),
        (lambda: audit.composition(allowance_ev=-0.1), "allowance_ev"),
        (lambda: audit.composition(reduced_mass=0), "reduced_mass"),
        (lambda: audit.current_density(least_ma_cm2=0), "least_ma_cm2"),
        (lambda: audit.current_density(least_ma_cm2=2, largest_ma_cm2=1), "largest_ma_cm2"),
        (lambda: audit.lifetimes(exponents=(2, 1, 3)), "exponents"),
        (lambda: audit.lifetimes(exponents=(1, 2)), "exponents"),
        (lambda: audit.outcoupling(refractive_index=0), "refractive_index"),
        (lambda: audit.power_conversion(agreement=0.99), "agreement"),
        (lambda: audit.between_papers(tolerance=-1), "tolerance"),
        (lambda: audit.within_papers(tolerance="some"), "tolerance"),
    ],
)
def test_thresholds_that_make_no_sense_are_refused(call, argument):
    with pytest.raises(ArgumentError) as error:
        call()
    assert error.value.argument == argument


@pytest.mark.parametrize(
    "bad", [None, "x", {"a": 1}, [None], [1, 2], 10**400, float("nan"), object(), -1, [[1.0], [2.0]]]
)
@pytest.mark.parametrize(
    ("function", "argument"),
    [
        (function, argument)
        for function in (getattr(audit, name) for name in audit.__all__)
        if inspect.isfunction(function)
        for argument in inspect.signature(function).parameters
        if argument != "colour"
    ],
    ids=lambda v: v if isinstance(v, str) else v.__name__,
)
def test_whatever_is_no_threshold_is_refused_by_name(function, argument, bad):
    if argument == "targets_cd_m2" and bad == [1, 2]:
        return  # two luminances
    with pytest.raises(ArgumentError) as refused:
        function(**{argument: bad})
    assert argument in refused.value.arguments


def test_results_can_be_pickled_and_copied():
    found = audit.findings()
    for same in (pickle.loads(pickle.dumps(found)), copy.deepcopy(found)):
        pd.testing.assert_frame_equal(same, found)
        assert same.attrs == found.attrs


def test_shown_columns_have_titles_and_units():
    for rule in RULES.values():
        rows = rule()
        shown = datasets.show(rows, list(rows.columns))._repr_html_()
        assert rows.attrs["title"] in shown.replace("&#x27;", "'")


@pytest.mark.parametrize("odd", [[1.0, float("nan"), 2.0], [2.0, 1.5, 1.0], [1.0, 2.0], [-1.0, 1.0, 2.0]])
def test_exponents_that_do_not_rise_are_refused_by_name(odd):
    with pytest.raises(ArgumentError) as refused:
        audit.lifetimes(exponents=odd)
    assert refused.value.argument == "exponents"
