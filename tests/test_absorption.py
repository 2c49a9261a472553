import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import absorption as ab
from calculators import tables
from calculators.absorption._optics import bulk_constants

positive = st.floats(1e-3, 1e3)

# Absorption per volume of a sphere by exact Mie theory, computed once with miepython 3.3.0
# (sigma_abs = sigma_ext - sigma_sca): n, k, n_solvent, wavelength [nm], diameter [nm], 1/cm.
MIE = [
    (2.203416, 0.25684, 1.389, 400, 5, 56483.882),
    (2.203416, 0.25684, 1.389, 400, 10, 56809.186),
    (2.203416, 0.25684, 1.389, 400, 20, 58075.456),
    (2.1529, 0.95231, 1.52, 400, 6, 235981.84),
    (2.5, 1.5, 1.5, 350, 4, 319204.55),
    (1.9, 0.05, 1.45, 450, 8, 11946.299),
]


@pytest.mark.parametrize(("n", "k", "n_s", "wavelength", "diameter", "mie"), MIE)
def test_small_spheres_agree_with_mie_theory(n, k, n_s, wavelength, diameter, mie):
    ours = ab.local_field_intrinsic(n, k, wavelength, n_s)
    size_parameter = math.pi * diameter * n_s / wavelength
    assert ours == pytest.approx(mie, rel=1.1 * size_parameter**2)
    assert ours == pytest.approx(mie, rel=0.01 if diameter <= 10 else 0.03)


def test_equation_4_on_a_closed_case():
    # A dispersion that is 1 ppm nanocrystals and transmits 10 % through 1 cm has A = 1.
    assert ab.intrinsic_coefficient(1.0, 1e-6, 1.0) == pytest.approx(math.log(10) / 1e-6)
    assert ab.intrinsic_coefficient(1.0, 1e-6, 10.0) == pytest.approx(math.log(10) / 1e-5)


def test_equation_5_factor_is_the_printed_one():
    # mu2022, equation 5 prints 2303 / N_A.
    assert ab.cross_section(1.0) == pytest.approx(2303 / 6.02214076e23, rel=3e-4)


@given(positive, positive, st.floats(1e-7, 1), positive)
def test_round_trips(mu, volume, share, path):
    mu = mu * 1e3
    assert ab.intrinsic_from_molar(ab.molar_coefficient(mu, volume), volume) == pytest.approx(mu)
    epsilon = ab.molar_coefficient(mu, volume)
    assert ab.molar_from_cross_section(ab.cross_section(epsilon)) == pytest.approx(epsilon)
    assert ab.cross_section(epsilon) == pytest.approx(mu * volume * 1e-21)
    absorbance = mu * share * path / math.log(10)
    assert ab.volume_fraction(absorbance, mu, path) == pytest.approx(share)
    # Moles of particles per litre times their volume is the volume fraction.
    moles = ab.concentration(absorbance, epsilon, path)
    assert moles * 6.02214076e23 * volume * 1e-24 == pytest.approx(share)


@given(st.floats(1, 100), st.floats(0, 0.3))
def test_mean_volume_is_the_third_moment(mean, relative):
    rng = np.random.default_rng(5)
    lengths = rng.normal(mean, relative * mean, 200_000)
    assert ab.mean_cube(mean, relative * mean) == pytest.approx((lengths**3).mean(), rel=0.02)
    assert ab.mean_cube(mean, 0) == pytest.approx(mean**3)


def test_matched_solvent_gives_the_bulk_coefficient():
    # n_s = n, weak absorption: no local field, mu_i is 4 pi k / lambda.
    assert ab.local_field_intrinsic(1.8, 1e-7, 500, 1.8) == pytest.approx(4 * math.pi * 1e-7 / 500e-7, rel=1e-6)
    assert ab.local_field_intrinsic(1.8, 0.0, 500, 1.4) == 0.0


def solved_coated_sphere(core, shell, medium, f):
    """Polarisability / (4 pi b^3) from the boundary conditions, solved as linear equations."""
    a3 = f  # (a/b)^3 with b = 1
    # Potentials: core -A r cos, shell -(B r - C / r^2) cos, outside -(r - D / r^2) cos.
    a = a3 ** (1 / 3)
    matrix = np.array(
        [
            [1, -1, 1 / a**3, 0],
            [core, -shell, -2 * shell / a**3, 0],
            [0, 1, -1, 1],
            [0, shell, 2 * shell, -2 * medium],
        ],
        dtype=complex,
    )
    solution = np.linalg.solve(matrix, np.array([0, 0, 1, medium], dtype=complex))
    return solution[3]


@given(
    st.floats(1.3, 3),
    st.floats(0.001, 1.5),
    st.floats(1.3, 3),
    st.floats(0, 1),
    st.floats(1.3, 1.7),
    st.floats(0.05, 0.99),
)
def test_coated_sphere_against_the_boundary_conditions(nc, kc, ns, ks, n_solvent, f):
    core, shell, medium = (nc + 1j * kc) ** 2, (ns + 1j * ks) ** 2, n_solvent**2
    d = solved_coated_sphere(core, shell, medium, f)
    expected = 3 * 2 * math.pi * n_solvent / 400e-7 * d.imag
    assert ab.local_field_core_shell(nc, kc, ns, ks, 400, n_solvent, f) == pytest.approx(expected, rel=1e-9, abs=1e-6)


def test_coated_sphere_limits():
    bare = ab.local_field_intrinsic(2.2, 0.26, 400, 1.4)
    assert ab.local_field_core_shell(2.2, 0.26, 1.7, 0.1, 400, 1.4, 1.0) == pytest.approx(bare)
    assert ab.local_field_core_shell(2.2, 0.26, 2.2, 0.26, 400, 1.4, 0.3) == pytest.approx(bare)
    assert ab.local_field_core_shell(2.2, 0.26, 1.4, 0.0, 400, 1.4, 0.3) == pytest.approx(0.3 * bare)
    only_shell = ab.local_field_intrinsic(1.7, 0.1, 400, 1.4)
    assert ab.local_field_core_shell(2.2, 0.26, 1.7, 0.1, 400, 1.4, 0.0) == pytest.approx(only_shell)


def test_solvent_indices_by_hand():
    # Chloroform, Sellmeier of the table at 589.3 nm: 1 + 1.047 L^2/(L^2 - 0.114^2).
    square = 0.5893**2
    assert ab.solvent_index("chloroform", 589.3) == pytest.approx(math.sqrt(1 + 1.047 * square / (square - 0.114**2)))
    # Hexane, Cauchy.
    assert ab.solvent_index("hexane", 500) == pytest.approx(
        1.3654 + 3.5317e-3 * 0.5**-2 + 1.36906e-5 * 0.5**-4 + 2.3154e-6 * 0.5**-6
    )
    assert ab.solvent_index(1.5, [400, 500]).tolist() == [1.5, 1.5]
    indices = {name: ab.solvent_index(name, 589.3) for name in ab.solvents()}
    assert indices["hexane"] < indices["octane"] < indices["cyclohexane"] < indices["chloroform"] < indices["toluene"]


def test_molar_masses_and_densities():
    # Sum of standard atomic weights by hand: 132.905 + 207.2 + 3 x 79.904.
    assert ab.crystal("CsPbBr3").molar_mass == pytest.approx(579.82, abs=0.02)
    assert ab.crystal("MAPbI3", 6.3).molar_mass == pytest.approx(31.057 + 1.008 + 207.2 + 3 * 126.904, abs=0.02)
    assert ab.crystal("Cs2AgBiBr6", 5.6).molar_mass == pytest.approx(
        (2 * 132.905 + 107.868 + 208.980 + 6 * 79.904) / 2, abs=0.02
    )
    # X-ray density from a lattice constant by hand: M / (N_A a^3).
    assert ab.crystal("CsPbBr3", 5.87).density == pytest.approx(579.82 / (6.02214076e23 * (5.87e-8) ** 3), rel=1e-4)
    assert ab.crystal("CsPbBr3").cell_nm3 == pytest.approx(0.585**3)


def test_edges_are_where_the_devices_emit():
    # mu2022, table 2: CsPbBr3 devices emit at 512 to 521 nm, MAPbI3 at 774 nm.
    assert 2.25 < ab.absorption_edge("CsPbBr3") < 2.45
    assert 1.5 < ab.absorption_edge("MAPbI3") < 1.7
    assert ab.absorption_edge("CsPbI3") < ab.absorption_edge("CsPbBr3") < ab.absorption_edge("CsPbCl3")


def test_without_a_lattice_mass_and_lead_are_absent_not_guessed():
    found = ab.estimate("MAPbBr3", 0.5, 400, 10)
    assert found.mass is None
    assert found.lead is None
    assert any("no lattice constant of MAPbBr3" in w for w in found.warnings)
    given = ab.estimate("MAPbBr3", 0.5, 400, 10, lattice_angstrom=5.9)
    assert given.mass.value == pytest.approx(given.volume_fraction.value * ab.crystal("MAPbBr3", 5.9).density * 1e3)


def test_estimate_is_consistent_and_reproducible():
    found = ab.estimate("CsPbBr3", 0.83, 400, 8.5, size_sd_nm=0.9)
    volume = 8.5**3 + 3 * 8.5 * 0.9**2
    assert found.molar.value == pytest.approx(ab.molar_coefficient(found.intrinsic.value, volume))
    assert found.concentration.value == pytest.approx(0.83 / found.molar.value)
    assert found.lead.value == pytest.approx(found.concentration.value * volume / ab.crystal("CsPbBr3").cell_nm3)
    # The inorganic mass is the volume fraction times the density, whatever the size.
    assert found.mass.value == pytest.approx(found.volume_fraction.value * ab.crystal("CsPbBr3").density * 1e3)
    assert ab.estimate("CsPbBr3", 0.83, 400, 8.5, size_sd_nm=0.9) == found
    for interval in (found.concentration, found.cross_section, found.mass):
        assert interval.low < interval.value < interval.high
    powder = ab.estimate("CsPbBr3", 0.83, 400, 8.5, size_sd_nm=0.9, ligands=0.25)
    assert powder.mass.value == pytest.approx(found.mass.value / 0.75)
    sphere = ab.estimate("CsPbBr3", 0.83, 400, 8.5, size_sd_nm=0.9, shape="sphere")
    assert sphere.concentration.value == pytest.approx(found.concentration.value * 6 / math.pi)


def test_each_uncertainty_widens_the_interval():
    def width(**change):
        c = ab.estimate(
            "CsPbBr3", 0.83, 400, 8.5, **{"absorbance_error": 0.0, "intrinsic_spread": 0.0, **change}
        ).concentration
        return (c.high - c.low) / c.value

    assert width() == pytest.approx(0, abs=1e-12) or len(ab.measured_intrinsic("CsPbBr3", 400)) > 0
    base = width()
    assert width(absorbance_error=0.05) > base + 0.05
    assert width(size_error_nm=0.3) > base + 0.1
    assert width(intrinsic_spread=0.2) > base + 0.1


def test_doubtful_cases_warn():
    def warned(*args, **kw):
        return " ".join(ab.estimate(*args, **kw).warnings)

    assert "above 2" in warned("CsPbBr3", 2.5, 400, 8.5)
    assert "below 0.05" in warned("CsPbBr3", 0.01, 400, 8.5)
    assert "above the bulk edge" in warned("CsPbBr3", 0.8, 490, 8.5)
    assert "scattering" in warned("CsPbBr3", 0.8, 400, 60)
    assert "unit cells" in warned("CsPbBr3", 0.8, 400, 2.5)
    assert "film of nanocrystals" in warned("CsPbI3", 0.8, 400, 9)
    assert "bulk edge" not in warned("CsPbBr3", 0.8, 400, 8.5)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ab.intrinsic_coefficient(-0.1, 1e-5), "absorbance: -0.1"),
        (lambda: ab.intrinsic_coefficient(0.1, 2), "volume_fraction: 2"),
        (lambda: ab.intrinsic_coefficient(0.1, 0), "volume_fraction: 0"),
        (lambda: ab.concentration(0.5, 1e7, 0), "path_length_cm: 0 cm"),
        (lambda: ab.mean_cube(8, 4), "more than a third"),
        (lambda: ab.optical_constants("CsPbBr3", 150), "150 nm is outside the range of brennan2024"),
        (lambda: ab.optical_constants("CsPbF3", 400), "no optical constants of 'CsPbF3'; allowed"),
        (lambda: ab.optical_constants("CsPbBr3", 400, "nobody1900"), "entry: no 'nobody1900'"),
        (lambda: ab.solvent_index("water", 400), "'water' is not in the table; allowed: hexane"),
        (lambda: ab.solvent_index("toluene", 900), "900 nm is outside"),
        (lambda: ab.crystal("CsPbF3"), "no lattice constant of 'CsPbF3'"),
        (lambda: ab.estimate("CsPbBr3", 0, 400, 8.5), "absorbance: 0"),
        (lambda: ab.estimate("CsPbBr3", float("nan"), 400, 8.5), "absorbance: nan"),
        (lambda: ab.estimate("CsPbBr3", 17, 400, 8.5), "above 5, more than a spectrometer"),
        (lambda: ab.estimate("CsPbBr3", 0.5, 0, 8.5), "wavelength_nm: 0 nm"),
        (lambda: ab.estimate("CsPbBr3", 0.5, 400, 8.5, size_sd_nm=float("nan")), "size_sd_nm: nan"),
        (lambda: ab.estimate("CsPbBr3", 0.5, 600, 8.5), "below the absorption edge of CsPbBr3"),
        (lambda: ab.estimate("CsPbBr3", 0.5, 400, 8.5, shape="rod"), "shape: 'rod'"),
        (lambda: ab.estimate("CsPbBr3", 0.5, 400, 8.5, ligands=1.0), "ligands"),
        (lambda: ab.estimate("CsPbBr3", 0.5, 400, 8.5, samples=5), "samples"),
        (lambda: ab.crystal("CsPbBr3", 58.5), "58.5 angstrom is not allowed"),
        (lambda: ab.local_field_intrinsic(2, -0.1, 400, 1.4), "k: -0.1"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_arrays_and_nan():
    mu = ab.bulk_intrinsic("CsPbBr3", np.array([350.0, 400.0]), "hexane")
    assert mu.shape == (2,)
    assert mu[1] == ab.bulk_intrinsic("CsPbBr3", 400.0, "hexane")
    assert np.isnan(ab.molar_coefficient([np.nan, 1e5], 600.0)).tolist() == [True, False]


def test_tabulated_entries_have_their_metadata():
    described = {(r["material"], r["entry"]) for r in tables.rows("optical_constants/entries")}
    assert described == set(bulk_constants())
    for material, entry in described:
        grid, n, k = bulk_constants()[material, entry]
        assert (np.diff(grid) > 0).all()
        assert (n > 0).all()
        assert (k >= 0).all()


def test_shells_in_the_estimate():
    bare = ab.estimate("CsPbBr3", 0.83, 400, 8.5)
    coated = ab.estimate("CsPbBr3", 0.83, 400, 8.5, shell="SiO2", shell_nm=5)
    expected = ab.core_shell_intrinsic("CsPbBr3", "SiO2", 400, (8.5 / 18.5) ** 3)
    assert coated.intrinsic.value == pytest.approx(expected)
    assert coated.concentration.value == pytest.approx(bare.concentration.value * bare.intrinsic.value / expected)
    absorbing = ab.estimate("CsPbBr3", 0.83, 350, 8.5, shell="CdS", shell_nm=3)
    assert absorbing.intrinsic.value > 1.5 * ab.bulk_intrinsic("CsPbBr3", 350)
    for bad in ({"shell": "SiO2"}, {"shell_nm": 3}):
        with pytest.raises(ValueError, match="give both"):
            ab.estimate("CsPbBr3", 0.83, 400, 8.5, **bad)
    with pytest.raises(ValueError, match="no optical constants of 'gold'; allowed: CsPbCl3.*ZnS"):
        ab.estimate("CsPbBr3", 0.83, 400, 8.5, shell="gold", shell_nm=3)


@given(st.floats(1e-10, 1e-5), st.floats(10, 1e4), st.floats(3, 6), st.floats(0, 0.9))
def test_mass_and_lead_round_trips(moles, volume, density, ligands):
    mass = ab.mass_concentration(moles, volume, density, ligands)
    assert ab.concentration_from_mass(mass, volume, density, ligands) == pytest.approx(moles)
    assert ab.concentration_from_lead(moles * ab.formula_units(volume, 0.2), volume, 0.2) == pytest.approx(moles)
