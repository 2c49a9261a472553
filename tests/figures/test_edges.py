import pytest

from book import figures
from calculators.errors import ArgumentError
from calculators.figures.drawing import BLUE, GREEN

WORKS = "".join(
    f"@article{{{key},\n  author = {{{name}, A.}},\n  title = {{T}},\n  journal = {{J}},\n  year = {{{year}}}\n}}\n"
    for key, name, year in (("one2001", "One", 2001), ("two2002", "Two", 2002), ("three2003", "Three", 2003))
)


def edge(material, name, value, citation, grade="measured", **more):
    common = {"unit": "eV", "citation": citation, "source": citation, "series": citation}
    return {"material": material, "property": name, "value": value, "grade": grade, **common, **more}


ROWS = [
    edge("AX", "ionisation energy", 5.2, "two2002", "second-hand"),
    edge("AX", "electron affinity", 3.5, "two2002", "second-hand"),
    edge("AX", "ionisation energy", 5.6, "one2001"),
    edge("AX", "band gap", 2.0, "one2001"),
    edge("AX", "ionisation energy", 9.0, "three2003", "simulation input"),
    edge("AX", "electron affinity", 7.0, "three2003", "simulation input"),
    edge("B2", "electron affinity", 3.9, "three2003"),
    edge("B2", "band gap", 3.0, "three2003"),
    edge("C", "band gap", 3.0, "three2003"),
]


@pytest.fixture
def made(made_up):
    with made_up(materials=ROWS, references=WORKS):
        yield


def test_every_source_of_every_material(made):
    second, first = figures.data.edge_scatter(["B2", "ax"])
    assert (first.material, second.material) == ("AX", "B2")
    found = [(s.citation, s.grade, s.edges.vbm_ev, s.edges.cbm_ev, s.derived) for s in first.sources]
    assert found == [
        ("one2001", "measured", -5.6, pytest.approx(-3.6), "cbm"),
        ("two2002", "second-hand", -5.2, -3.5, ""),
        ("three2003", "simulation input", -9.0, -7.0, ""),
    ]
    # Neither the input of a simulation nor an edge that rests on an affinity says how ionisation energies scatter.
    assert first.ionisation_spread_ev == pytest.approx(0.4)
    assert second.ionisation_spread_ev == 0.0


def test_ionisation_energies_that_rest_on_affinities_do_not_scatter(made_up):
    rows = [*ROWS, edge("B2", "electron affinity", 4.6, "one2001"), edge("B2", "ionisation energy", 7.2, "two2002")]
    with made_up(materials=rows, references=WORKS):
        (found,) = figures.data.edge_scatter(["B2"])
        assert sum(s.derived == "vbm" for s in found.sources) == 2
        assert found.ionisation_spread_ev == 0.0


@pytest.mark.parametrize("names", [[], ["C"], ["AX", "C"]])
def test_a_material_without_edges_is_named(made, names):
    with pytest.raises(ArgumentError) as caught:
        figures.data.edge_scatter(names)
    assert caught.value.argument == "names"


def test_bars_span_the_gap_and_measured_ends_have_lines(made, drawn):
    drawing, figure = drawn(figures.edge_scatter, ["AX", "B2"])
    (axes,) = figure.axes
    bars = [p for p in axes.patches if p.get_gid()]
    spans = [(b.get_y(), b.get_y() + b.get_height()) for b in bars]
    expected = [(-5.6, -3.6), (-5.2, -3.5), (-9.0, -7.0), (-6.9, -3.9)]
    assert spans == [pytest.approx(span) for span in expected]
    assert [b.get_facecolor()[:3] for b in bars[:2]] == [
        tuple(int(c[k : k + 2], 16) / 255 for k in (1, 3, 5)) for c in (BLUE, GREEN)
    ]
    # Bars of one material stand side by side, the next material stands apart.
    left = [b.get_x() for b in bars]
    assert [left[1] - left[0], left[2] - left[1]] == pytest.approx([1.0, 1.0])
    assert left[3] - left[2] > 1.5
    assert [line.get_ydata()[0] for line in axes.lines] == pytest.approx([-5.6, -5.2, -3.5, -9.0, -7.0, -3.9])
    assert [label.get_text() for label in axes.get_xticklabels()] == ["AX", "B₂"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == [
        "measured",
        "second-hand",
        "simulation input",
    ]
    assert drawing.alt.endswith("AX 5.20 to 9.00 eV (3); B2 6.90 eV (1).")
    assert "AX: -5.60 and -3.60 eV, measured. " in drawing.svg
    assert 'bibliography.html#cite-one2001"' in drawing.svg
