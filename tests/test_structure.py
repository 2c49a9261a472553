import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import composition, economics, structure
from calculators.errors import ArgumentError

lengths = st.floats(0.5, 100)


def test_mismatch_in_both_conventions():
    # das-adhikari2023 quotes 5.85 and 5.83 angstrom for CsPbBr3 and CdS.
    assert structure.lattice_mismatch(5.85, 5.83) == pytest.approx(-0.02 / 5.85)
    assert structure.lattice_mismatch(5.85, 5.83, relative_to="shell") == pytest.approx(-0.02 / 5.83)
    assert structure.lattice_mismatch(5.85, [5.85, 6.0]).shape == (2,)


def test_thickness_is_half_the_difference():
    # teku2025 prints 14.2, 15.3 and 18.5 nm for the core and after one and two cycles.
    assert structure.shell_thickness(14.2, [15.3, 18.5]) == pytest.approx([0.55, 2.15])
    assert structure.shell_thickness(14.2, 14.2) == 0


@given(lengths, st.one_of(st.just(0.0), st.floats(1e-9, 20)))
def test_thin_shells_have_the_volume_of_their_surface(core, shell):
    for shape, surface in (("cube", 6 * core**2), ("sphere", np.pi * core**2)):
        volume = structure.shell_volume(core, shell, shape=shape)
        assert volume >= surface * shell * (1 - 1e-9)
        assert structure.shell_volume(core, 1e-6, shape=shape) == pytest.approx(surface * 1e-6, rel=1e-3)
    whole = structure.shell_volume(core, shell) + core**3
    assert whole == pytest.approx((core + 2 * shell) ** 3)


def test_amounts_add_up():
    count = structure.particles(1.0, 10.0, 5.0)
    assert count * 5.0 * 1e-18 == pytest.approx(1.0)  # times 5 g/cm3 times (1e-6 cm)^3
    moles = structure.shell_amount(1.0, 10.0, 1.0, 5.0, 4.0, 100.0)
    assert moles == pytest.approx(count * 728e-21 * 4.0 / 100.0)


def test_bragg_and_scherrer_against_closed_forms():
    a = 5.85
    d = structure.cubic_spacing(a, 2, 0, 0) / 10
    two_theta = 2 * np.degrees(np.arcsin(0.154 / (2 * d)))
    assert structure.bragg_spacing(two_theta, 0.154) == pytest.approx(d)
    assert structure.cubic_spacing(a, 1, 1, 1) == pytest.approx(a / np.sqrt(3))
    size = structure.scherrer_size(0.8, 30.6, 0.154)
    assert size == pytest.approx(0.9 * 0.154 / (np.radians(0.8) * np.cos(np.radians(15.3))))
    assert structure.scherrer_size(0.8, 30.6, 0.154, instrument_fwhm_deg=0.3) > size


@given(st.floats(0.5, 20), st.floats(1, 10), st.floats(0.5, 50))
def test_energy_transfer_there_and_back(distance, radius, acceptors):
    efficiency = structure.fret_efficiency(distance, radius, acceptors)
    if 1e-6 < efficiency < 1 - 1e-6:
        assert structure.fret_distance(efficiency, radius, acceptors) == pytest.approx(distance, rel=1e-6)
    assert structure.fret_efficiency(radius, radius) == pytest.approx(0.5)
    assert structure.fret_efficiency(distance, radius, 0.0) == 0


def test_yield_and_cost():
    assert economics.synthesis_yield(0.12, 1.0) == pytest.approx(0.12)
    # The ceiling of the yield of mu2022's equation 6 is the ratio of molar masses.
    full = composition.molar_mass("CsPbI3") / composition.molar_mass("PbI2")
    assert full == pytest.approx(1.56, abs=0.005)
    # 1 m2 of 100 nm at 5 g/cm3 is 0.5 g.
    assert economics.cost_per_area(10.0, 100.0, 5.0) == pytest.approx(5.0)
    assert economics.cost_per_area(10.0, 100.0, 5.0, 0.25) == pytest.approx(20.0)


@pytest.mark.parametrize(
    ("call", "argument", "value"),
    [
        (lambda: structure.lattice_mismatch(0, 5), "a_core", 0.0),
        (lambda: structure.lattice_mismatch(5, 5, relative_to="mean"), "relative_to", "mean"),
        (lambda: structure.shell_thickness(10, [12, 9]), "total_nm", 9.0),
        (lambda: structure.shell_volume(10, -1), "shell_nm", -1.0),
        (lambda: structure.shell_volume(10, 1, shape="plate"), "shape", "plate"),
        (lambda: structure.particles(-1, 10, 5), "mass_g", -1.0),
        (lambda: structure.cubic_spacing(5, 0, 0, 0), "h, k, l", None),
        (lambda: structure.bragg_spacing(180, 0.154), "two_theta_deg", 180.0),
        (lambda: structure.scherrer_size(0.2, 30, 0.154, instrument_fwhm_deg=0.3), "instrument_fwhm_deg", 0.3),
        (lambda: structure.fret_distance(1.0, 5, 1), "efficiency", 1.0),
        (lambda: structure.fret_efficiency(0, 5), "distance_nm", 0.0),
        (lambda: economics.synthesis_yield(1, 0), "precursor_mass", 0.0),
        (lambda: economics.cost_per_area(1, 1, 1, 2), "deposition_yield", 2.0),
    ],
)
def test_bad_input_is_named(call, argument, value):
    with pytest.raises(ArgumentError) as caught:
        call()
    assert caught.value.argument == argument
    assert caught.value.value == value


def test_surface_pressure_balances_the_forces_on_a_cut():
    # p L^2 = 4 L f; 1 eV/nm3 is 0.160218 GPa.
    assert structure.surface_pressure(2.0, 8.0) == pytest.approx(4 * 2.0 / 8.0 * 0.1602176634)
    assert structure.surface_pressure(-2.0, [4.0, 8.0])[0] == pytest.approx(2 * structure.surface_pressure(-2.0, 8.0))
    with pytest.raises(ArgumentError) as caught:
        structure.surface_pressure(1.0, 0.0)
    assert caught.value.argument == "edge_nm"


@pytest.mark.parametrize("width_um", [26.0, 150.0])
def test_modulation_transfer_is_the_fourier_transform_of_the_spread(width_um):
    # The image of a line, a Gaussian of this full width at half maximum, by quadrature.
    x = np.linspace(-8 * width_um, 8 * width_um, 40_001) * 1e-3  # mm
    spread = 0.5 ** ((2 * x / (width_um * 1e-3)) ** 2)
    for frequency in (0.0, 1.0, 5.0, 12.0):
        contrast = np.trapezoid(spread * np.cos(2 * np.pi * frequency * x), x) / np.trapezoid(spread, x)
        assert structure.modulation_transfer(frequency, width_um) == pytest.approx(contrast, abs=1e-9)


@given(st.floats(0.01, 0.99), st.floats(0.1, 50))
def test_width_and_frequency_of_a_contrast(transfer, frequency):
    width = structure.blur_width(transfer, frequency)
    assert structure.modulation_transfer(frequency, width) == pytest.approx(transfer)
    assert structure.resolved_frequency(width, transfer=transfer) == pytest.approx(frequency)


def test_a_tenth_is_left_where_nothing_else_is_said():
    assert structure.modulation_transfer(structure.resolved_frequency([26.0, 152.0]), [26.0, 152.0]) == pytest.approx(
        0.1
    )
    assert isinstance(structure.blur_width(0.72, 2.0), float)


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("frequency_lp_mm", lambda: structure.modulation_transfer(-1.0, 26.0)),
        ("width_um", lambda: structure.modulation_transfer(1.0, -26.0)),
        ("frequency_lp_mm, width_um", lambda: structure.modulation_transfer([1.0, 2.0], [1.0, 2.0, 3.0])),
        ("transfer", lambda: structure.blur_width(1.0, 2.0)),
        ("transfer", lambda: structure.blur_width(0.0, 2.0)),
        ("transfer", lambda: structure.blur_width(72.0, 2.0)),
        ("frequency_lp_mm", lambda: structure.blur_width(0.5, 0.0)),
        ("width_um", lambda: structure.resolved_frequency(0.0)),
        ("transfer", lambda: structure.resolved_frequency(26.0, transfer=1.0)),
        ("width_um, transfer", lambda: structure.resolved_frequency([1.0, 2.0], transfer=[0.1, 0.2, 0.3])),
    ],
)
def test_blur_refuses_what_cannot_be(argument, call):
    with pytest.raises(ArgumentError) as refused:
        call()
    assert refused.value.argument == argument


@pytest.mark.parametrize(
    ("cells", "d", "number"), [(10, 3, 10**3 - 8**3), (10, 2, 10**2 - 8**2), (10, 1, 2), (2, 3, 8), (3, 3, 26)]
)
def test_surface_cells_are_those_of_a_counted_block(cells, d, number):
    found = structure.surface_cells(cells * 0.585, 0.585, directions=d)
    assert found.number == pytest.approx(number)
    assert found.share == pytest.approx(number / cells**d)


def test_surface_cells_of_arrays_and_at_the_ends():
    found = structure.surface_cells([2.0, 4.0, np.nan], 1.0)
    assert found.share == pytest.approx([1.0, 56 / 64, np.nan], nan_ok=True)
    assert found.number.shape == (3,)
    # A plate 1e9 cells thick: 2 of 1e9, not the noise of 1 - (1 - 2e-9).
    assert structure.surface_cells(1e9, 1.0, directions=1).share == pytest.approx(2e-9, rel=1e-12)
    for arguments, name in (((1.9, 1.0), "size_nm"), ((0.0, 1.0), "size_nm"), ((4.0, -1.0), "cell_nm")):
        with pytest.raises(ArgumentError) as e:
            structure.surface_cells(*arguments)
        assert e.value.argument == name
    for d in (0, 4, 2.5, "cube"):
        with pytest.raises(ArgumentError) as e:
            structure.surface_cells(4.0, 1.0, directions=d)
        assert e.value.argument == "directions"


def test_layers_hold_the_atoms_and_share_the_corners_that_are_counted():
    # Charges of R+, A+, B2+, X- cancel; every octahedron has six corners, a shared one counts for two.
    for n in range(1, 8):
        atoms = structure.ruddlesden_popper(n)
        assert atoms["R"] == 2
        assert atoms["B"] == n
        assert atoms["R"] + atoms["A"] + 2 * atoms["B"] == atoms["X"]
        corners = 6 * n
        assert structure.shared_corners(atoms["X"] / n) == pytest.approx(2 * (corners - atoms["X"]) / n)
    assert structure.ruddlesden_popper(1)["A"] == 0
    assert structure.shared_corners([3, 6]) == pytest.approx([6, 0])
    for call, name, value in (
        (lambda: structure.shared_corners(2.9), "anions_per_cation", 2.9),
        (lambda: structure.shared_corners(6.1), "anions_per_cation", 6.1),
        (lambda: structure.ruddlesden_popper(0), "n", 0),
        (lambda: structure.ruddlesden_popper(1.5), "n", 1.5),
    ):
        with pytest.raises(ArgumentError) as e:
            call()
        assert e.value.argument == name
        assert e.value.value == value


def test_scherrer_width_undoes_the_size():
    # beta = 0.9 * 0.154 / (5 * cos 15 deg) rad
    assert structure.scherrer_width(5.0, 30.0, 0.154) == pytest.approx(1.6443, abs=1e-4)
    widths = structure.scherrer_width([2.0, 20.0], 40.0, 0.15, shape_factor=1.1)
    assert structure.scherrer_size(widths, 40.0, 0.15, shape_factor=1.1) == pytest.approx([2.0, 20.0])
    with pytest.raises(ArgumentError) as e:
        structure.scherrer_width(5.0, 30.0, 0.154, shape_factor=0)
    assert e.value.argument == "shape_factor"
