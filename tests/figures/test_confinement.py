import numpy as np
import pytest

from book import figures
from calculators import confinement
from calculators.errors import ArgumentError

HC = 6.62607015e-34 * 299792458 / 1.602176634e-19 * 1e9  # eV nm
SIZES = [
    {"material": "M", "size_nm": 9.0, "size_kind": "edge", "pl_peak_nm": 520, "citation": "a2020"},
    {"material": "M", "size_nm": 4.0, "size_kind": "edge", "pl_peak_nm": 490, "citation": "a2020"},
    {"material": "M", "size_nm": 20.0, "size_kind": "edge", "pl_peak_nm": 530, "citation": "a2020"},
    {"material": "N", "size_nm": 5.0, "size_kind": "diameter", "pl_peak_nm": 700, "citation": "a2020"},
]


def test_limits_against_closed_forms():
    # hbar^2 / 2 m0 = 0.0381 eV nm2, e^2 / 4 pi eps0 = 1.43996 eV nm; masses of 0.3 and 0.6 make mu 0.2 and M 0.9
    found = figures.data.confinement_limits(2.0, 0.3, 0.6, 5.0)
    kinetic, coulomb = 0.0380998, 1.439964
    assert found.bohr_radius_nm == pytest.approx(0.0529177 * 5 / 0.2, rel=1e-5)
    assert found.binding_ev == pytest.approx(13.605693 * 0.2 / 25, rel=1e-5)
    edge = found.edge_nm
    strong = 3 * np.pi**2 * kinetic / (0.2 * edge**2) - 3.0478 * coulomb / (5 * edge) + 13.605693 * 0.2 / 25
    assert found.strong_ev == pytest.approx(strong, rel=1e-4)
    assert found.weak_ev == pytest.approx(3 * np.pi**2 * kinetic / (0.9 * edge**2), rel=1e-4)
    # In words for a cube of 10 nm.
    expected = [np.interp(10, edge, values) for values in (found.strong_ev, found.weak_ev)]
    assert found.reference_ev == pytest.approx(expected, rel=2e-3)
    assert (edge[0], edge[-1]) == pytest.approx((2.5, 30))


def test_the_bulk_exciton_moves_nothing_but_the_samples():
    low, high = (
        figures.data.confinement_limits(bulk, 0.2, 0.2, 7.0, samples=[(5.0, 500.0, "a2020")]) for bulk in (2, 2.2)
    )
    assert low.strong_ev == pytest.approx(high.strong_ev)
    (sample,) = low.samples
    assert (sample.size_nm, sample.peak_nm, sample.citation) == (5, 500, "a2020")
    assert sample.shift_ev == pytest.approx(HC / 500 - 2)
    assert high.samples[0].shift_ev == pytest.approx(sample.shift_ev - 0.2)


def test_measured_shifts_count_from_the_largest_crystals(made_up):
    with made_up(sizes=SIZES):
        found = figures.data.confinement_limits(2.0, 0.2, 0.2, 7.0, material="M")
    assert found.measured_nm.tolist() == [4, 9]
    assert found.measured_ev == pytest.approx([HC / 490 - HC / 530, HC / 520 - HC / 530])
    assert found.measured_kind == "edge"
    none = figures.data.confinement_limits(2.0, 0.2, 0.2, 7.0)
    assert (none.measured_nm.size, none.measured_kind, none.samples) == (0, "", ())


def test_limits_and_samples_are_drawn(made_up, drawn, points):
    arguments = (2.0, 0.3, 0.6, 5.0)
    options = {"samples": [(5.0, 500.0, "a2020;b2021"), (8.0, 560.0, "b2021")], "material": "M"}
    with made_up(sizes=SIZES):
        drawing, figure = drawn(figures.confinement_limits, *arguments, **options)
        shown = figures.data.confinement_limits(*arguments, **options)
    (axes,) = figure.axes
    curves = points(axes, "None")
    assert curves[0] == pytest.approx(np.stack([shown.edge_nm, 1e3 * shown.strong_ev], axis=-1))
    assert curves[1] == pytest.approx(np.stack([shown.edge_nm, 1e3 * shown.weak_ev], axis=-1))
    assert np.vstack(points(axes, "s")) == pytest.approx(
        np.array([(s.size_nm, 1e3 * s.shift_ev) for s in shown.samples])
    )
    assert np.vstack(points(axes, "o")) == pytest.approx(
        np.stack([shown.measured_nm, 1e3 * shown.measured_ev], axis=-1)
    )
    bohr = axes.patches[0].get_extents().transformed(axes.transData.inverted())
    assert (bohr.x0, bohr.x1) == pytest.approx((shown.bohr_radius_nm, 2 * shown.bohr_radius_nm))
    assert f"Bohr diameter {2 * shown.bohr_radius_nm:.1f} nm" in drawing.alt
    assert f"at 10 nm {1e3 * shown.reference_ev[0]:.0f} meV in the strong and" in drawing.alt
    assert f"a2020;b2021 5 nm at {1e3 * (HC / 500 - 2):.0f} meV" in drawing.alt
    assert "open circles, M by edge, from 4 to 9 nm" in drawing.alt
    assert "<title>5 nm, 500 nm, a2020;b2021</title>" in drawing.svg


@pytest.mark.parametrize("argument", ["bulk_ev", "electron_mass", "hole_mass", "permittivity"])
def test_numbers_that_are_not_above_zero_are_refused(argument):
    numbers = {"bulk_ev": 2.0, "electron_mass": 0.2, "hole_mass": 0.2, "permittivity": 7.0}
    with pytest.raises(ArgumentError) as refused:
        figures.data.confinement_limits(**{**numbers, argument: 0.0})
    assert (refused.value.argument, refused.value.value) == (argument, 0)


def test_a_binding_energy_separates_gap_and_exciton():
    found = figures.data.confinement_limits(2.0, 0.2, 0.2, 7.0)
    free = np.asarray(confinement.brus(found.edge_nm, 2.0, 0.1, 7.0, shape="cube")) - 2.0
    assert found.strong_ev - free == pytest.approx(confinement.exciton_binding(0.1, 7.0))
