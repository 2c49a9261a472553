import numpy as np
import pytest

from book import figures
from book.figures import data
from calculators.errors import ArgumentError


def test_the_cell_holds_one_formula_and_its_sites_touch():
    a, b, x = data.perovskite_cell("FA0.5Cs0.5PbBr2I")
    assert (a.ions, b.ions, x.ions) == ("FA/Cs", "Pb", "Br/I")
    assert (a.in_cell, b.in_cell, x.in_cell) == (1, 1, 3)
    assert (a.shared_by, b.shared_by, x.shared_by) == (8, 1, 2)
    # Every X is half an edge from B, every A half a body diagonal.
    centre = np.array(b.positions[0])
    assert np.linalg.norm(np.array(x.positions) - centre, axis=1) == pytest.approx([0.5] * 6)
    assert np.linalg.norm(np.array(a.positions) - centre, axis=1) == pytest.approx([3**0.5 / 2] * 8)


def test_the_cell_is_drawn_with_the_ions_of_its_sites(drawn, points):
    drawing, figure = drawn(figures.perovskite_cell, "MAPbI3")
    texts = [t.get_text() for t in figure.axes[0].texts]
    assert texts[0] == "A: MA"
    assert "shared by 8 cells: 1" in texts
    assert "shared by 2 cells: 3" in texts
    assert "MA on the 8 corners" in drawing.alt
    assert "I on the 6 face centres" in drawing.alt
    marks = [xy for xy in points(figure.axes[0], "o") if len(xy) == 1]
    assert len(marks) == 8 + 1 + 6 + 3  # sites, and the key


def test_layers(drawn):
    single, triple = data.ruddlesden_popper((1, 3))
    assert (single.octahedra, single.atoms, single.shared_corners) == (1, {"R": 2, "A": 0, "B": 1, "X": 4}, 4)
    assert triple.atoms == {"R": 2, "A": 2, "B": 3, "X": 10}
    assert triple.shared_corners == pytest.approx(16 / 3)
    drawing, figure = drawn(figures.ruddlesden_popper, (1, 3))
    texts = [t.get_text() for t in figure.axes[0].texts]
    assert "n = 1: R₂BX₄" in texts
    assert "n = 3: R₂A₂B₃X₁₀" in texts
    assert "5.33 of 6 corners" in texts
    assert "n = 3, R₂A₂B₃X₁₀, 5.33 of 6 corners shared" in drawing.alt


def test_layers_from_one_to_six():
    assert data.ruddlesden_popper() == data.ruddlesden_popper(2) == data.ruddlesden_popper([2])
    assert [layer.octahedra for layer in data.ruddlesden_popper((1, 5, 6))] == [1, 5, 6]


def test_share_at_the_surface_counts_cells(made_up):
    with made_up(
        materials=[
            {"material": "CsPbI3", "property": "lattice constant", "value": 9, "unit": "Å"},
            {"material": "CsPbBr3", "property": "lattice constant a", "value": 8, "unit": "Å"},
            {"material": "CsPbBr3", "property": "lattice constant", "value": 7, "unit": "Å", "grade": "calculated"},
            {"material": "CsPbBr3", "property": "lattice constant", "value": 5, "unit": "Å", "grade": "measured"},
        ]
    ):
        curves = data.surface_by_shape(most_cells=4)
    assert [c.shape for c in curves] == ["cube", "wire", "plate"]
    for curve, shares in zip(curves, ([1, 26 / 27, 56 / 64], [1, 8 / 9, 12 / 16], [1, 2 / 3, 2 / 4]), strict=True):
        assert curve.thickness_nm == pytest.approx([1.0, 1.5, 2.0])
        assert curve.share == pytest.approx(shares)


def test_share_at_the_surface_is_drawn_as_it_is(drawn, points):
    drawing, figure = drawn(figures.surface_by_shape, 0.6)
    for curve, xy in zip(data.surface_by_shape(0.6), points(figure.axes[0]), strict=True):
        assert np.allclose(xy, np.stack([curve.thickness_nm, 100 * curve.share], axis=1))
    # 17 cells of 0.6 nm: 1 - (15/17)^3, ^2, ^1
    assert "at 10.2 nm: cube 31 %, wire 22 %, plate 12 %" in drawing.alt
    assert "from 100 % at 1.2 nm" in drawing.alt


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: data.ruddlesden_popper(0), "n"),
        (lambda: data.ruddlesden_popper(7), "n"),
        (lambda: data.ruddlesden_popper((1, 2, 3, 4)), "n"),
        (lambda: data.ruddlesden_popper(()), "n"),
        (lambda: data.surface_by_shape(0.0), "cell_nm"),
        (lambda: data.select.lattice_constant_nm("gold"), "material"),
        (lambda: data.select.seconds({"value": 1.0, "value_max": None, "unit": "nm"}), "unit"),
    ],
)
def test_what_is_refused(call, argument):
    with pytest.raises(ArgumentError) as e:
        call()
    assert e.value.argument == argument


@pytest.mark.parametrize(
    ("unit", "factor"), [("ns", 1e-9), ("ms", 1e-3), ("s", 1), ("min", 60), ("h", 3600), ("d", 86400)]
)
def test_times_in_seconds(unit, factor):
    assert data.select.seconds({"value": 2.0, "value_max": 3.0, "unit": unit}) == pytest.approx(
        (2 * factor, 3 * factor)
    )
    assert data.select.is_time({"unit": unit})
    assert not data.select.is_time({"unit": "nm"})
