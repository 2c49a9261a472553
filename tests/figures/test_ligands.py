import numpy as np
import pytest

from book import figures
from calculators import ligands
from calculators.errors import ArgumentError


def test_wash_out_is_the_formula():
    washes = figures.data.wash_out(ligands=1.5, removed=0.6, cycles=3, dissociations=[0.02, 0.5])
    assert [w.dissociation for w in washes] == [0.02, 0.5]
    for wash in washes:
        assert wash.occupied == pytest.approx(ligands.washed(3, wash.dissociation, ligands=1.5, removed=0.6))


def test_each_option_counts():
    base = figures.data.wash_out(cycles=4, dissociations=[0.1])[0].occupied
    assert figures.data.wash_out(cycles=4, dissociations=[0.1], ligands=3.0)[0].occupied[0] > base[0]
    assert figures.data.wash_out(cycles=4, dissociations=[0.1], removed=0.5)[0].occupied[-1] > base[-1]
    assert base == pytest.approx(ligands.washed(4, 0.1))


def test_drawing(drawn, points):
    drawing, figure = drawn(figures.wash_out, cycles=3, dissociations=[0.02, 0.5], removed=0.6, ligands=1.5)
    washes = figures.data.wash_out(cycles=3, dissociations=[0.02, 0.5], removed=0.6, ligands=1.5)
    lines = points(figure.axes[0], "o")
    assert len(lines) == 2
    for line, wash in zip(lines, washes, strict=True):
        np.testing.assert_allclose(line, np.column_stack([range(4), wash.occupied]))
        first, last = wash.occupied[0], wash.occupied[-1]
        assert f"{wash.dissociation:g}: {first:.2f} at the start, {last:.2f} after 3 cycles" in drawing.alt
    assert "1.5 ligands per site at the start, each cycle taking 60% of" in drawing.alt


def test_nonsense_is_refused():
    with pytest.raises(ArgumentError) as error:
        figures.wash_out(removed=2.0)
    assert error.value.argument == "removed"
