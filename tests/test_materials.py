"""Properties of materials: which row is recommended, what the spread is, and what a cell needs."""

import math

import numpy as np
import pytest

from calculators import materials, tables
from calculators.errors import ArgumentError


def row(value, **more):
    first = {"material": "A", "property": "band gap", "unit": "eV", "grade": "measured", "citation": f"work{len(more)}"}
    return {**first, "source": "work", "locator": "here", "value": value, **more}


def test_the_recommended_value_is_a_row_of_the_best_grade_in_the_middle(made_up):
    rows = [
        row(9.0, grade="second-hand", citation="b2001"),
        row(2.0, citation="c2001"),
        row(2.4, citation="d2001"),
        row(2.1, citation="e2001", uncertainty=0.05),
        row(1.0, grade="calculated", citation="f2001"),
        row(0.1, grade="simulation input", citation="g2001"),
    ]
    with made_up(materials=rows):
        found = materials.value("A", "band gap")
        assert (found.value, found.citation, found.grade) == (2.1, "e2001", "measured")
        # Measured and second-hand rows span the spread; theory does not.
        assert (found.low, found.high) == (2.0, 9.0)
        assert [v.value for v in materials.all_values("A", "band gap")] == [2.0, 2.4, 2.1, 9.0, 1.0, 0.1]
        alone = materials.value("A", "band gap", citation="e2001")
        assert (alone.low, alone.high) == (pytest.approx(2.05), pytest.approx(2.15))


def test_an_even_number_of_rows_gives_the_lower_of_the_middle_ones(made_up):
    with made_up(materials=[row(v, citation=f"w{k}") for k, v in enumerate((2.0, 2.6, 2.2, 2.4))]):
        assert materials.value("A", "band gap").value == 2.2


def test_nanocrystals_other_temperatures_and_suspect_rows_come_last(made_up):
    rows = [
        row(2.6, form="nanocrystals", citation="n2001"),
        row(2.5, temperature_k=4, citation="c2001"),
        row(2.7, flag="suspect", citation="s2001"),
        row(2.3, temperature_k=295, flag="contradicted", citation="r2001"),
    ]
    with made_up(materials=rows):
        found = materials.value("A", "band gap")
        assert (found.value, found.low, found.high) == (2.3, 2.3, 2.3)
    for k, only in enumerate(rows[:3]):
        with made_up(materials=[only]):
            assert materials.value("A", "band gap").value == rows[k]["value"]


def test_what_was_taken_over_and_is_contradicted_comes_after_what_was_measured_in_the_cold(made_up):
    rows = [
        row(76.0, grade="second-hand", flag="contradicted", citation="old2001"),
        row(22.0, special="low temperature", citation="cold2001"),
        row(20.0, flag="contradicted", citation="own2001", special="low temperature"),
    ]
    with made_up(materials=rows):
        # A measurement stays, whatever others say: of 20 and 22 the lower of the two in the middle.
        found = materials.value("A", "band gap")
        assert (found.value, found.low, found.high) == (20.0, 20.0, 22.0)
    with made_up(materials=rows[:1]):
        assert materials.value("A", "band gap").value == 76.0


def test_layers_are_never_recommended_for_a_solid(made_up):
    flat = row(103.0, special="two-dimensional", form="nanocrystals", citation="flat2001")
    with made_up(materials=[flat]):
        with pytest.raises(ArgumentError) as refused:
            materials.value("A", "band gap")
        assert refused.value.argument == "property"
        assert materials.value("A", "band gap", citation="flat2001").value == 103.0
        assert materials.properties("A") == []
        assert [v.value for v in materials.all_values("A", "band gap")] == [103.0]
    with made_up(materials=[flat, row(33.0, form="nanocrystals", temperature_k=4, citation="dot2001")]):
        assert materials.value("A", "band gap").value == 33.0


def test_only_theory_spans_its_own_spread(made_up):
    rows = [row(1.0, grade="calculated", citation="a2001"), row(3.0, grade="simulation input", citation="b2001")]
    with made_up(materials=rows):
        found = materials.value("A", "band gap")
        assert (found.value, found.grade, found.low, found.high) == (1.0, "calculated", 1.0, 3.0)


def test_a_range_gives_its_middle(made_up):
    with made_up(materials=[row(10.0, value_max=15.0, property="exciton binding energy", unit="meV")]):
        found = materials.value("A", "exciton binding energy")
        assert (found.value, found.low, found.high, found.unit) == (12.5, 10.0, 15.0, "meV")


def test_scatter_pools_the_deviations_of_works_not_of_rows(made_up):
    edge = {"property": "ionisation energy"}
    rows = [
        row(5.0, **edge, citation="a2001", series="one"),
        row(5.4, **edge, citation="a2001", series="one"),  # one work: 5.2
        row(6.2, **edge, citation="b2001"),
        row(7.0, **edge, material="B", citation="a2001"),
        row(7.2, **edge, material="B", citation="b2001"),
        row(7.6, **edge, material="B", citation="c2001"),
        row(1.0, **edge, material="B", citation="d2001", grade="simulation input"),
        row(1.0, **edge, material="B", citation="e2001", flag="suspect"),
        row(3.0, **edge, material="C", citation="a2001"),
    ]
    kinds = [{"material": "A", "kind": "perovskite"}, {"material": "B", "kind": "oxide"}]
    with made_up(materials=rows, material_kinds=kinds):
        of_a = (5.2 - 5.7) ** 2 + (6.2 - 5.7) ** 2
        middle = (7.0 + 7.2 + 7.6) / 3
        of_b = sum((v - middle) ** 2 for v in (7.0, 7.2, 7.6))
        assert materials.scatter("ionisation energy") == pytest.approx(math.sqrt((of_a + of_b) / 3))
        assert materials.scatter("ionisation energy", kind="perovskite") == pytest.approx(math.sqrt(of_a))
        with pytest.raises(ArgumentError) as caught:
            materials.scatter("ionisation energy", kind="metal")
        assert caught.value.argument == "property"


def lattice(system, **edges):
    units = {"alpha": "deg", "beta": "deg", "gamma": "deg"}
    return [
        row(
            value,
            property="lattice constant"
            if name == "cube"
            else f"lattice {'angle' if name in units else 'constant'} {name}",
            unit=units.get(name, "Å"),
            crystal_system=system,
            phase=system,
            formula_units=4,
        )
        for name, value in edges.items()
    ]


@pytest.mark.parametrize(
    ("rows", "volume"),
    [
        (lattice("cubic", cube=6.0), 216.0),
        (lattice("tetragonal", a=5.0, c=8.0), 200.0),
        (lattice("orthorhombic", a=5.0, b=6.0, c=7.0), 210.0),
        (lattice("hexagonal", a=4.0, c=5.0), 80.0 * math.sqrt(3) / 2),
        (lattice("monoclinic", a=4.0, b=5.0, c=6.0, beta=100.0), 120.0 * math.sin(math.radians(100))),
        (
            lattice("triclinic", a=4.0, b=5.0, c=6.0, alpha=80.0, beta=90.0, gamma=120.0),
            120.0 * math.sqrt(1 - math.cos(math.radians(80)) ** 2 - 0.25),
        ),
    ],
)
def test_a_cell_has_what_its_system_leaves_free(rows, volume, made_up):
    with made_up(materials=rows):
        (cell,) = materials.cells("A")
        assert 1000 * cell.volume_nm3 == pytest.approx(volume)
        assert cell.formula_units == 4
    for k in range(len(rows)):
        with made_up(materials=[*rows[:k], *rows[k + 1 :], row(2.0)]):
            assert materials.cells("A") == []


def test_edges_that_are_recommended_belong_to_one_cell(made_up):
    def cell(phase, citation, **edges):
        return [
            row(v, property=f"lattice constant {k}", unit="Å", phase=phase, citation=citation) for k, v in edges.items()
        ]

    rows = [
        *cell("orthorhombic, brookite", "a2001", a=9.2, b=5.4, c=5.1),
        *cell("tetragonal, rutile", "b2001", a=4.6, c=2.96),
        *cell("tetragonal, anatase", "c2001", a=3.78, c=9.51),
        *cell("tetragonal, anatase", "d2001", a=3.80, c=9.53),
    ]
    with made_up(materials=rows):
        a, c = (materials.value("A", f"lattice constant {k}") for k in "ac")
        assert (a.value, a.low, a.high, a.phase) == (3.78, 3.78, 3.80, "tetragonal, anatase")
        assert (c.value, c.low, c.high, c.phase) == (9.51, 9.51, 9.53, "tetragonal, anatase")
        assert materials.value("A", "lattice constant c", phase="rutile").value == 2.96
        assert materials.value("A", "lattice constant c", phase="orthorhombic, brookite").value == 5.1
        assert materials.value("A", "lattice constant b", phase="brookite").value == 5.4
        with pytest.raises(ArgumentError, match="brookite") as caught:
            materials.value("A", "lattice constant b")  # anatase has none of its own
        assert caught.value.argument == "property"
        for wrong in ("wurtzite", "", "tetra", 3):
            with pytest.raises(ArgumentError) as caught:
                materials.value("A", "lattice constant a", phase=wrong)
            assert (caught.value.argument, caught.value.value) == ("phase", wrong)


def test_every_recommended_edge_is_of_one_phase():
    for name in materials.names():
        found = set()
        for edge in "abc":
            try:
                found.add(materials.value(name, f"lattice constant {edge}").phase)
            except ArgumentError:
                continue
        assert len(found) <= 1, name


def test_cells_of_two_works_are_not_mixed(made_up):
    first, second = lattice("tetragonal", a=5.0, c=8.0), lattice("tetragonal", a=5.1, c=8.2)
    for each in second:
        each["citation"] = "other2001"
    with made_up(materials=[first[0], second[0], second[1], first[1]]):
        assert [(c.a_nm, c.c_nm) for c in materials.cells("A")] == [
            (pytest.approx(0.5), pytest.approx(0.8)),
            (pytest.approx(0.51), pytest.approx(0.82)),
        ]


def test_stoumpos_cell_of_cspbbr3():
    cell = next(c for c in materials.cells("CsPbBr3") if c.citation == "stoumpos2013")
    assert (cell.a_nm, cell.b_nm, cell.c_nm) == (0.8244, 1.17351, pytest.approx(0.81982))
    assert cell.formula_units == 4


def test_names_are_found_however_they_are_written():
    assert materials.find("CsPbBr₃") == materials.find(" cspbbr3 ") == "CsPbBr3"
    for wrong in ("nonsense", "", "Cs", 3, None, ["ZnS"]):
        with pytest.raises(ArgumentError) as caught:
            materials.find(wrong)
        assert (caught.value.argument, caught.value.value) == ("material", wrong)
    with pytest.raises(ArgumentError) as caught:
        materials.find("CsPbBr")
    assert "CsPbBr3" in caught.value.allowed


def test_two_names_that_differ_in_capitals_only_stand_for_themselves(made_up):
    with made_up(materials=[row(1.0, material="CO"), row(2.0, material="Co")]):
        assert materials.find("Co") == "Co"
        with pytest.raises(ArgumentError):
            materials.find("co")


def test_what_is_not_known_is_refused_by_name():
    for call, argument in (
        (lambda: materials.value("ZnS", "taste"), "property"),
        (lambda: materials.value("ZnS", ["band gap"]), "property"),
        (lambda: materials.value("ZnS", "ionisation energy", citation="nobody1999"), "citation"),
        (lambda: materials.names(property="taste"), "property"),
        (lambda: materials.scatter("band gap", kind="wood"), "kind"),
    ):
        with pytest.raises(ArgumentError) as caught:
            call()
        assert caught.value.argument == argument


def test_every_material_has_a_kind_and_every_property_one_unit():
    assert {row["material"] for row in tables.read("material_kinds")} == set(materials.names())
    assert all(materials.kind(name) in materials.KINDS for name in materials.names())
    units = {}
    for row in tables.read("materials"):
        units.setdefault(row["property"], set()).add(row["unit"])
    assert {name: found for name, found in units.items() if len(found) > 1} == {}


def test_gaps_and_edges_are_above_zero_and_fit():
    for name in materials.names(property="band gap"):
        assert all(v.value > 0 for v in materials.all_values(name, "band gap"))
    both = set(materials.names(property="ionisation energy")) & set(materials.names(property="electron affinity"))
    for name in both:
        for v in materials.all_values(name, "ionisation energy"):
            same = [e for e in materials.all_values(name, "electron affinity") if e.series == v.series]
            assert all(v.value > e.value for e in same), (name, v.series)


def test_a_row_on_something_else_than_the_plain_material_comes_after_one_on_it(made_up):
    rows = [row(6.1, special="amorphous", citation="a2001"), row(7.8, citation="b2001")]
    with made_up(materials=rows):
        found = materials.value("A", "band gap")
        assert (found.value, found.low, found.high) == (7.8, 7.8, 7.8)


def test_room_temperature_is_270_to_330_k_with_its_ends(made_up):
    rows = [row(v, temperature_k=k, citation=f"w{k}") for v, k in ((2.0, 269), (2.1, 270), (2.3, 330), (2.4, 331))]
    with made_up(materials=rows):
        found = materials.value("A", "band gap")
    assert (found.value, found.low, found.high) == (2.1, 2.1, 2.3)


@pytest.mark.parametrize("flag", ["suspect", "ocr", "contradicted;ocr"])
def test_a_suspect_or_badly_legible_row_is_doubted(made_up, flag):
    with made_up(materials=[row(1.0, flag=flag, citation="a2001"), row(2.0, citation="b2001", flag="contradicted")]):
        assert materials.value("A", "band gap").low == 2.0
        assert [materials.doubted(v) for v in materials.all_values("A", "band gap")] == [True, False]


def test_of_one_work_the_row_on_the_plain_material_is_taken(made_up):
    rows = [row(2.6, form="nanocrystals", citation="a2001"), row(2.3, citation="a2001")]
    with made_up(materials=rows):
        assert materials.value("A", "band gap", citation="a2001").value == 2.3


def test_scatter_counts_a_series_once_whatever_works_its_rows_cite(made_up):
    rows = [
        row(5.0, citation="a2001", series="one"),
        row(5.4, citation="b2001", series="one"),  # one laboratory: 5.2
        row(6.2, citation="c2001", series="two"),
    ]
    with made_up(materials=rows):
        assert materials.scatter("band gap") == pytest.approx(math.sqrt(0.5))


@pytest.mark.parametrize("more", [{"form": "nanocrystals"}, {"special": "amorphous"}, {"flag": "suspect"}])
def test_scatter_leaves_out_materials_that_have_no_plain_row(made_up, more):
    """Two works 1 eV apart, on nothing but nanocrystals, made 0.707 eV; only B counts: 0.2 / sqrt(2)."""
    rows = [
        row(2.0, citation="a2001", **more),
        row(3.0, citation="b2001", **more),
        row(2.0, material="B", citation="a2001"),
        row(2.2, material="B", citation="b2001"),
    ]
    with made_up(materials=rows):
        assert materials.scatter("band gap") == pytest.approx(0.2 / math.sqrt(2))
    refusal = pytest.raises(ArgumentError, match="of no material is the band gap known from two works")
    with made_up(materials=rows[:2]), refusal:
        materials.scatter("band gap")


def test_edges_of_a_cell_in_nm_and_a_trigonal_cell(made_up):
    rows = [
        row(0.4, property="lattice constant a", unit="nm", crystal_system="trigonal", phase="t"),
        row(0.5, property="lattice constant c", unit="nm", crystal_system="trigonal", phase="t"),
    ]
    with made_up(materials=rows):
        (cell,) = materials.cells("A")
    assert (cell.a_nm, cell.b_nm, cell.c_nm, cell.angles_deg) == (0.4, 0.4, 0.5, (90.0, 90.0, 120.0))
    assert cell.volume_nm3 == pytest.approx(0.08 * math.sqrt(3) / 2)


def test_cells_of_two_temperatures_or_conditions_are_two_and_keep_every_flag(made_up):
    def cell(a, c, flag="", **more):
        first, last = lattice("tetragonal", a=a, c=c)
        return [{**first, "citation": "a2001", **more}, {**last, "citation": "a2001", "flag": flag, **more}]

    rows = [*cell(5.0, 8.0, temperature_k=100), *cell(5.1, 8.1, temperature_k=300, flag="ocr"), *cell(5.2, 8.2)]
    with made_up(materials=[*rows, *cell(5.3, 8.3, condition="under pressure")]):
        found = materials.cells("A")
    assert [(round(10 * c.a_nm, 9), round(10 * c.c_nm, 9), c.temperature_k, c.flag) for c in found] == [
        (5.0, 8.0, 100, ""),
        (5.1, 8.1, 300, "ocr"),
        (5.2, 8.2, None, ""),
        (5.3, 8.3, None, ""),
    ]


# --- rows that no number can be taken from


@pytest.mark.parametrize(
    ("bad", "column"),
    [
        ({"value": ""}, "value"),
        ({"unit": ""}, "unit"),
        ({"unit": "meV"}, "unit"),
        ({"grade": "guessed"}, "grade"),
        ({"material": ""}, "material"),
        ({"property": "lattice constant", "unit": "pm"}, "unit"),
        ({"property": "lattice constant a", "unit": "Å", "crystal_system": "rhombohedral"}, "crystal_system"),
        ({"property": "electron effective mass", "unit": "m0", "value": 0}, "value"),
    ],
)
def test_a_bad_row_names_itself(made_up, bad, column):
    with made_up(materials=[row(2.0, id="good"), row(2.0, id="at-fault") | bad]):
        for call in (
            materials.names,
            lambda: materials.find("A"),
            lambda: materials.value("A", "band gap"),
            lambda: materials.cells("A"),
        ):
            with pytest.raises(ArgumentError, match="row 'at-fault' of the table materials") as caught:
                call()
            assert caught.value.argument == column


def test_one_property_of_a_material_has_one_unit(made_up):
    rows = [row(5.0, property="lattice constant", unit="Å"), row(0.5, property="lattice constant", unit="nm", id="x")]
    with made_up(materials=rows), pytest.raises(ArgumentError, match=r"'nm' in row 'x' .* are in Å") as caught:
        materials.value("A", "lattice constant")
    assert caught.value.argument == "unit"


def test_an_unknown_kind_names_its_row(made_up):
    with made_up(materials=[row(2.0)], material_kinds=[{"material": "A", "kind": "wood"}]):
        with pytest.raises(ArgumentError, match="'wood' in a row of the table material_kinds") as caught:
            materials.kind("A")
        assert caught.value.argument == "kind"


def test_an_empty_table_knows_no_material(made_up):
    with made_up(materials=[]):
        assert materials.names() == []
        for call in (materials.find, materials.cells, materials.properties, materials.kind):
            with pytest.raises(ArgumentError) as caught:
                call("A")
            assert (caught.value.argument, caught.value.value) == ("material", "A")
        with pytest.raises(ArgumentError) as caught:
            materials.scatter("band gap")
        assert caught.value.argument == "property"


@pytest.mark.parametrize("wrong", [["butler2016"], math.nan, b"butler2016", np.array(["a", "b"]), np.zeros(3)])
def test_a_citation_is_one_name(wrong):
    with pytest.raises(ArgumentError) as caught:
        materials.value("ZnS", "ionisation energy", citation=wrong)
    assert caught.value.argument == "citation"


def test_a_cell_without_right_angles_has_the_volume_of_its_edges():
    # The primitive cell of a face-centred lattice has angles of 60 degrees and a quarter of the volume of the cube;
    # of three vectors, the volume is their determinant.
    def cell(a, b, c, *angles):
        return materials.Cell("AX", "P-1", a, b, c, angles, None, None, "measured", "a2001", "", "")

    assert cell(*[0.6 / math.sqrt(2)] * 3, 60.0, 60.0, 60.0).volume_nm3 == pytest.approx(0.6**3 / 4)
    edges = np.array([[0.5, 0.1, 0.0], [0.1, 0.6, -0.2], [-0.1, 0.2, 0.7]])
    lengths = np.linalg.norm(edges, axis=1)
    cosines = [edges[i] @ edges[j] / lengths[i] / lengths[j] for i, j in ((1, 2), (0, 2), (0, 1))]
    made = cell(*lengths, *np.degrees(np.arccos(cosines)))
    assert made.volume_nm3 == pytest.approx(np.linalg.det(edges))
