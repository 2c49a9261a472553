import re

import numpy as np
import pytest

from book import figures
from calculators import absorption, tables
from calculators.errors import ArgumentError

PHOTON_400 = 6.62607015e-34 * 299792458 / 400e-9  # J
VALUES = [
    {
        "material": "A NC film",
        "sample": "nanocrystals",
        "quantity": "ASE threshold",
        "value": 5,
        "uncertainty": 2,
        "unit": "µJ/cm²",
        "citation": "a2020",
    },
    {
        "material": "B NCs",
        "sample": "nanocrystals",
        "quantity": "ASE threshold",
        "value": 400,
        "unit": "nJ/cm²",
        "citation": "b2021",
    },
    {
        "material": "C NC VCSEL",
        "sample": "nanocrystals",
        "quantity": "lasing threshold",
        "value": 0.02,
        "unit": "mJ/cm²",
        "citation": "c2022",
    },
    {"material": "C rods", "quantity": "lasing threshold", "value": 7, "unit": "µJ/cm²", "citation": "c2022"},
    {
        "material": "D NC",
        "sample": "nanocrystals",
        "quantity": "lasing threshold",
        "value": 1.5,
        "unit": "W/cm²",
        "condition": "at 4 K",
        "citation": "d2023",
    },
    {
        "material": "E NCs",
        "sample": "nanocrystals",
        "quantity": "two-photon lasing threshold",
        "value": 2,
        "uncertainty": 0.5,
        "unit": "mJ/cm²",
        "citation": "e2023",
    },
    {"material": "F NCs", "quantity": "ASE threshold reduction", "value": 50, "unit": "%", "citation": "f2023"},
    *(
        {"material": f"{m} NCs", "quantity": "two-photon absorption cross-section", "value": v, "unit": u}
        for m, v, u in (
            ("CsPbBr3", 1e6, "GM"),
            ("CsPbBr3", 4e6, "GM"),
            ("CsPbBr3", 2e6, "GM"),
            ("CsPbBr3", 9e9, "cm4 s"),
            ("CsPbI3", 9e9, "GM"),
        )
    ),
]
PUMPS = {"pump_nm": 400.0, "two_photon_nm": 800.0, "pulse_fs": 200.0}


def test_thresholds_in_one_unit_by_kind_and_size(made_up):
    with made_up(values=VALUES):
        found = figures.data.laser_thresholds()
    assert [(t.material, t.kind, t.two_photon, t.of_nanocrystals) for t in found.pulsed] == [
        ("B NCs", "amplified spontaneous emission", False, True),
        ("A NC film", "amplified spontaneous emission", False, True),
        ("C rods", "laser with a cavity", False, False),
        ("C NC VCSEL", "laser with a cavity", False, True),
        ("E NCs", "laser, two-photon pumped", True, True),
    ]
    assert [t.fluence_uj_cm2 for t in found.pulsed] == pytest.approx([0.4, 5, 7, 20, 2000])
    assert [t.uncertainty_uj_cm2 for t in found.pulsed] == pytest.approx([0, 2, 0, 0, 500])
    assert [t.printed for t in found.pulsed][:2] == ["400 nJ/cm²", "5 µJ/cm²"]
    assert [t.citation for t in found.pulsed] == ["b2021", "a2020", "c2022", "c2022", "e2023"]
    (steady,) = found.steady
    assert steady == ("D NC", 1.5, "at 4 K", "d2023")


def test_a_threshold_in_an_unknown_unit_is_refused(made_up):
    row = {"material": "A", "quantity": "lasing threshold", "value": 5, "unit": "J/m²"}
    with made_up(values=[row]), pytest.raises(ArgumentError) as refused:
        figures.data.laser_thresholds()
    assert (refused.value.argument, refused.value.value) == ("unit", "J/m²")


def test_thresholds_are_drawn(made_up, drawn, points):
    with made_up(values=VALUES):
        drawing, figure = drawn(figures.laser_thresholds)
    (axes,) = figure.axes
    marked = {marker: np.vstack(points(axes, marker)).tolist() for marker in "oD^"}
    assert marked["o"] == [[5, 3], [pytest.approx(0.4), 4]]
    assert marked["D"] == [[pytest.approx(20), 1], [7, 2]]
    assert marked["^"] == [[pytest.approx(2000), 0]]
    assert [xy[:, 0].tolist() for xy in points(axes, "None")] == [[1500, 2500], [3, 7]]  # error bars
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["E NCs", "C NC VCSEL", "C rods", "A NC film", "B NCs"]
    assert "1.5 W/cm² (at 4 K): no fluence" in [text.get_text() for text in axes.texts]
    assert "amplified spontaneous emission: B NCs 0.4, A NC film 5; laser with a cavity: C rods 7" in drawing.alt
    assert "<title>A NC film, amplified spontaneous emission: 5 µJ/cm², a2020</title>" in drawing.svg
    assert len(re.findall("#cite-", drawing.svg)) == 5


def test_pairs_by_one_and_by_two_photons(made_up):
    with made_up(values=VALUES):
        found = figures.data.pairs_per_crystal(10.0, **PUMPS)
    # 1 cm^-1 times the volume of a cube of 10 nm, 1e-18 cm3
    sigma = absorption.bulk_intrinsic("CsPbBr3", 400.0, solvent="toluene") * 1e-18
    assert found.cross_section_cm2 == pytest.approx(sigma)
    assert found.two_photon_gm == 2e6  # the median of three, of this material and unit
    pairs = {at.threshold.material: at.pairs for at in found.at_thresholds}
    assert set(pairs) == {"B NCs", "A NC film", "C NC VCSEL", "E NCs"}  # the rods are no nanocrystals
    assert pairs["A NC film"] == pytest.approx(sigma * 5e-6 / PHOTON_400)
    assert pairs["C NC VCSEL"] == pytest.approx(4 * pairs["A NC film"])
    photons = 2e-3 / (PHOTON_400 / 2)
    assert pairs["E NCs"] == pytest.approx(2e6 * 1e-50 * photons**2 / (2 * 200e-15))
    assert found.one_photon == pytest.approx(sigma * found.fluence_uj_cm2 * 1e-6 / PHOTON_400)
    assert np.interp(2000, found.fluence_uj_cm2, found.two_photons) == pytest.approx(pairs["E NCs"], rel=0.02)
    # Twice the fluence: twice the pairs of one photon, four times those of two.
    slopes = [np.diff(np.log(n)) / np.diff(np.log(found.fluence_uj_cm2)) for n in (found.one_photon, found.two_photons)]
    assert slopes[0] == pytest.approx(1)
    assert slopes[1] == pytest.approx(2)


def test_solvent_and_material_reach_the_cross_section(made_up):
    with made_up(values=VALUES):
        hexane = figures.data.pairs_per_crystal(10.0, **PUMPS, solvent="hexane")
        iodide = figures.data.pairs_per_crystal(10.0, **PUMPS, material="CsPbI3")
    expected = absorption.bulk_intrinsic("CsPbBr3", 400.0, solvent="hexane") * 1e-18
    assert hexane.cross_section_cm2 == pytest.approx(expected)
    assert iodide.cross_section_cm2 == pytest.approx(
        absorption.bulk_intrinsic("CsPbI3", 400.0, solvent="toluene") * 1e-18
    )
    assert iodide.two_photon_gm == 9e9


def test_the_lines_hold_every_threshold(made_up):
    far = [{**VALUES[0], "value": 0.01}, {**VALUES[0], "value": 9e4}, *VALUES[7:]]
    with made_up(values=far):
        found = figures.data.pairs_per_crystal(10.0, **PUMPS)
    assert found.fluence_uj_cm2[0] < 0.01
    assert found.fluence_uj_cm2[-1] > 9e4
    with made_up(values=VALUES[7:]):
        found = figures.data.pairs_per_crystal(10.0, **PUMPS)
    assert (found.fluence_uj_cm2[0], found.fluence_uj_cm2[-1]) == pytest.approx((0.1, 3000))


def test_pairs_are_drawn_on_their_lines(made_up, drawn, points):
    with made_up(values=VALUES):
        drawing, figure = drawn(figures.pairs_per_crystal, 10.0, **PUMPS)
        shown = figures.data.pairs_per_crystal(10.0, **PUMPS)
    (axes,) = figure.axes
    lines = points(axes, "None")
    for xy, pairs in zip(lines, (shown.one_photon, shown.two_photons), strict=True):
        assert xy == pytest.approx(np.stack([shown.fluence_uj_cm2, pairs], axis=-1))
    marked = np.vstack([xy for marker in "oD^" for xy in points(axes, marker)])
    expected = [(at.threshold.fluence_uj_cm2, at.pairs) for at in shown.at_thresholds]
    assert np.array(sorted(map(tuple, marked))) == pytest.approx(np.array(sorted(expected)))
    pairs = shown.at_thresholds[1].pairs
    assert f"A NC film {pairs:.2g}, C NC VCSEL" in drawing.alt
    assert f"<title>A NC film: 5 µJ/cm², about {pairs:.1g} pairs, a2020</title>" in drawing.svg


@pytest.mark.parametrize(
    ("argument", "changed"),
    [
        ("size_nm", {"size_nm": 0.0}),
        ("pump_nm", {"pump_nm": 2000.0}),
        ("two_photon_nm", {"two_photon_nm": 0.0}),
        ("pulse_fs", {"pulse_fs": -1.0}),
        ("material", {"material": "CsPbCl3"}),
    ],
)
def test_pairs_refuse(argument, changed):
    with pytest.raises(ArgumentError) as refused:
        figures.data.pairs_per_crystal(**{"size_nm": 9.5, **PUMPS, **changed})
    assert refused.value.argument == argument


def test_every_printed_threshold_is_shown():
    rows = [row for row in tables.read("values") if row["quantity"] in figures.data.lasers.KINDS]
    found = figures.data.laser_thresholds()
    assert len(found.pulsed) + len(found.steady) == len(rows) > 0
    assert {t.kind for t in found.pulsed} == set(figures.data.lasers.KINDS.values())


def test_the_lines_go_on_beyond_the_outermost_thresholds(made_up):
    far = [{**VALUES[0], "value": 0.07}, {**VALUES[0], "value": 5000}, *VALUES[7:]]
    with made_up(values=far):
        fluence = figures.data.pairs_per_crystal(10.0, **PUMPS).fluence_uj_cm2
    assert (fluence[0], fluence[-1]) == pytest.approx((0.05, 7000))  # by a factor of 1.4
