import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from calculators import absorption as ab
from calculators import composition, tables
from calculators.absorption._constants import bulk_constants
from calculators.errors import ArgumentError

positive = st.floats(1e-3, 1e3)


def refused(call):
    with pytest.raises(ArgumentError) as caught:
        call()
    return caught.value


@pytest.fixture
def qd(tmp_path):
    """A perovskite CsPbBr3 and shells of made-up constants, one source each, and what was measured on the first."""
    head = "source,locator,citation,flag,note\n"
    folder = tmp_path / "optical_constants"
    folder.mkdir()
    nk = ["material,entry,wavelength_nm,n,k\n"]
    nk += [
        f"CsPbBr3,one,{w},{n},{k}\n" for w, n, k in ((300, 2.2, 0.4), (400, 2.0, 0.2), (500, 1.8, 0.05), (600, 1.8, 0))
    ]
    nk += [
        f"CsPbI3,{e},{w},{n},{k}\n"
        for e in ("one", "two")
        for w, n, k in ((350, 2.0, 0.2 if e == "one" else 0.4), (700, 2.0, 0.0))
    ]
    nk += [f"ZnS,one,{w},{n},{k}\n" for w, n, k in ((250, 2.5, 0.1), (450, 2.4, 0.0))]
    (folder / "nk.csv").write_text("".join(nk), encoding="utf-8")
    roles = [
        ("CsPbBr3", "one", "core", ""),
        ("CsPbI3", "one", "core", "a film"),
        ("CsPbI3", "two", "core", ""),
        ("ZnS", "one", "shell", ""),
    ]
    (folder / "entries.csv").write_text(
        "material,entry,role," + head + "".join(f"{m},{e},{r},literature,x,{e},,{note}\n" for m, e, r, note in roles),
        encoding="utf-8",
    )
    (tmp_path / "materials.csv").write_text(
        "id,material,property,value,unit,wavelength_nm,"
        + head
        + "a,CsPbBr3,lattice constant,5.8,Å,,literature,x,first,,\n"
        + "b,CsPbBr3,lattice constant,5.9,Å,,literature,x,second,,\n"
        + "c,CsPbI3,intrinsic absorption coefficient,80000,1/cm,400.4,literature,x,third,,\n"
        + "d,CsPbI3,intrinsic absorption coefficient,70000,1/cm,401,literature,x,fourth,,\n"
        + "e,CsPbI3,intrinsic absorption coefficient,60000,1/cm,,literature,x,fifth,,\n"
        + "f,CsPbI3,band gap,1.7,eV,400,literature,x,sixth,,\n",
        encoding="utf-8",
    )
    with tables.use(tmp_path):
        yield


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


@pytest.mark.slow
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
    assert ab.crystal("MAPbI3", lattice_angstrom=6.3).molar_mass == pytest.approx(
        31.057 + 1.008 + 207.2 + 3 * 126.904, abs=0.02
    )
    assert ab.crystal("Cs2AgBiBr6", lattice_angstrom=5.6).molar_mass == pytest.approx(
        (2 * 132.905 + 107.868 + 208.980 + 6 * 79.904) / 2, abs=0.02
    )
    # X-ray density from a lattice constant by hand: M / (N_A a^3).
    assert ab.crystal("CsPbBr3", lattice_angstrom=5.87).density == pytest.approx(
        579.82 / (6.02214076e23 * (5.87e-8) ** 3), rel=1e-4
    )
    # The orthorhombic cell of stoumpos2013 holds four formula units.
    assert ab.crystal("CsPbBr3").cell_nm3 == pytest.approx(0.82440 * 1.17351 * 0.81982 / 4)


def test_edges_are_where_the_devices_emit():
    # mu2022, table 2: CsPbBr3 devices emit at 512 to 521 nm, MAPbI3 at 774 nm.
    assert 2.25 < ab.absorption_edge("CsPbBr3") < 2.45
    assert 1.5 < ab.absorption_edge("MAPbI3") < 1.7
    assert ab.absorption_edge("CsPbI3") < ab.absorption_edge("CsPbBr3") < ab.absorption_edge("CsPbCl3")


def test_without_a_unit_cell_mass_and_lead_are_absent_not_guessed(made_up):
    with made_up(materials=[]):
        found = ab.estimate("MAPbBr3", 0.5, 400, 10)
        assert found.mass is None
        assert found.lead is None
        assert any("no unit cell of MAPbBr3" in w for w in found.warnings)
        given = ab.estimate("MAPbBr3", 0.5, 400, 10, lattice_angstrom=5.9)
    assert given.mass.value == pytest.approx(
        given.volume_fraction.value * ab.crystal("MAPbBr3", lattice_angstrom=5.9).density * 1e3
    )


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


def relative(interval):
    return interval.low / interval.value, interval.high / interval.value


Z = 0.99446  # 68 % of a normal distribution lie within so many standard deviations


def test_intervals_in_closed_form(qd):
    def found(**errors):
        none = {"absorbance_error": 0.0, "intrinsic_spread": 0.0, "samples": 100_000}
        return ab.estimate("CsPbBr3", 0.8, 400, 9.0, **{**none, **errors})

    exact = found()
    for name in ("concentration", "cross_section", "molar", "mass", "lead", "intrinsic", "volume_fraction"):
        assert relative(getattr(exact, name)) == pytest.approx((1, 1))
    # The absorbance enters the concentration as it is, the coefficient not at all.
    light = found(absorbance_error=0.04)
    assert relative(light.concentration) == pytest.approx((1 - 0.05 * Z, 1 + 0.05 * Z), abs=1e-3)
    assert relative(light.mass) == pytest.approx((1 - 0.05 * Z, 1 + 0.05 * Z), abs=1e-3)
    assert relative(light.molar) == pytest.approx((1, 1))
    # The size enters by its cube, upside down; mass and volume are free of it.
    size = found(size_error_nm=0.45)
    assert relative(size.concentration) == pytest.approx(((1 + 0.05 * Z) ** -3, (1 - 0.05 * Z) ** -3), abs=2e-3)
    assert relative(size.molar) == pytest.approx(((1 - 0.05 * Z) ** 3, (1 + 0.05 * Z) ** 3), abs=2e-3)
    assert relative(size.mass) == pytest.approx((1, 1))
    # The coefficient is off by a factor: log-normal.
    factor = 1.3**Z
    spread = found(intrinsic_spread=0.3)
    assert relative(spread.intrinsic) == pytest.approx((1 / factor, factor), rel=5e-3)
    assert relative(spread.concentration) == pytest.approx((1 / factor, factor), rel=5e-3)
    assert relative(spread.cross_section) == pytest.approx((1 / factor, factor), rel=5e-3)


def test_the_defaults_of_the_uncertainties(qd):
    given = {"absorbance_error": 0.01, "size_error_nm": 0.0, "intrinsic_spread": 0.3, "samples": 20_000, "seed": 1}
    assert ab.estimate("CsPbBr3", 0.8, 400, 9.0) == ab.estimate("CsPbBr3", 0.8, 400, 9.0, **given)
    assert ab.estimate("CsPbBr3", 0.8, 400, 9.0, seed=2) != ab.estimate("CsPbBr3", 0.8, 400, 9.0)


@pytest.mark.slow
def test_sixty_eight_per_cent_of_the_intervals_cover(qd):
    rng = np.random.default_rng(4)
    true_c, size, tabulated = 60e-9, 9.0, ab.bulk_intrinsic("CsPbBr3", 400)
    runs, covered = 400, 0
    for seed in range(runs):
        # The sample is known, the readings err: the absorbance by 0.02, the size by 0.3 nm, the constants by a factor.
        true_mu = tabulated * 1.15 ** rng.normal()
        absorbance = true_c * ab.molar_coefficient(true_mu, size**3) + 0.02 * rng.normal()
        found = ab.estimate(
            "CsPbBr3", absorbance, 400, size + 0.3 * rng.normal(), absorbance_error=0.02, size_error_nm=0.3,
            intrinsic_spread=0.15, samples=800, seed=seed,
        )  # fmt: skip
        covered += found.concentration.low <= true_c <= found.concentration.high
    assert binom.ppf(0.001, runs, 0.68) <= covered <= binom.ppf(0.999, runs, 0.68)


def test_several_sources_give_their_geometric_mean_and_their_spread(qd):
    one, two = (ab.bulk_intrinsic("CsPbI3", 400, entry=e) for e in ("one", "two"))
    found = ab.estimate("CsPbI3", 0.8, 400, 9.0, absorbance_error=0.0, intrinsic_spread=0.0, samples=100_000)
    values = [one, two, 80000.0]
    assert found.sources == {"one": one, "two": two, "third": 80000.0}
    assert found.intrinsic.value == pytest.approx(np.prod(values) ** (1 / 3))
    factor = np.exp(Z * np.log(values).std(ddof=1))
    assert relative(found.intrinsic) == pytest.approx((1 / factor, factor), rel=1e-2)
    both = ab.estimate("CsPbI3", 0.8, 400, 9.0, absorbance_error=0.0, intrinsic_spread=0.3, samples=100_000)
    total = np.exp(Z * np.hypot(np.log(values).std(ddof=1), np.log(1.3)))
    assert relative(both.intrinsic) == pytest.approx((1 / total, total), rel=1e-2)


def test_measured_coefficients(qd):
    assert ab.measured_intrinsic("CsPbI3", 400) == {"third": 80000.0}
    assert ab.measured_intrinsic("CsPbI3", 400, window_nm=1) == {"third": 80000.0, "fourth": 70000.0}
    assert ab.measured_intrinsic("CsPbI3", 400.9) == {"third": 80000.0, "fourth": 70000.0}
    assert ab.measured_intrinsic("CsPbI3", 400, window_nm=0.3) == {}
    assert ab.measured_intrinsic("CsPbBr3", 400) == {}


def test_constants_between_the_points(qd):
    assert ab.materials() == ["CsPbBr3", "CsPbI3"]
    assert ab.shell_materials() == ["ZnS"]
    assert ab.entries("CsPbI3") == ["one", "two"]
    assert ab.optical_constants("CsPbBr3", 350) == pytest.approx((2.1, 0.3))
    n, k = ab.optical_constants("CsPbI3", [350.0, 525.0, np.nan], entry="two")
    assert n == pytest.approx([2, 2, np.nan], nan_ok=True)
    assert k == pytest.approx([0.4, 0.2, np.nan], nan_ok=True)
    assert ab.optical_constants("CsPbBr3", 300)[0] == 2.2
    assert ab.optical_constants("CsPbBr3", 600)[0] == 1.8
    assert ab.covered("CsPbBr3", solvent=1.5) == (300, 600)
    # Toluene is known from 404.7 nm to 830 nm or so: the narrower range counts on either side.
    low, high = ab.covered("ZnS", solvent="toluene")
    row = next(r for r in tables.read("optical_constants/solvents") if r["solvent"] == "toluene")
    assert (low, high) == (max(250, row["wavelength_min_nm"]), min(450, row["wavelength_max_nm"]))


def test_the_edge_is_where_the_coefficient_falls_to_ten_thousand(qd):
    # 4 pi k / lambda falls below 1e4 per cm first at the tabulated 600 nm for CsPbBr3 and at 700 nm for CsPbI3.
    assert 4 * math.pi * 0.05 / 500e-7 > 1e4
    assert ab.absorption_edge("CsPbBr3") == pytest.approx(1239.842 / 600, rel=1e-6)
    assert ab.absorption_edge("CsPbI3") == pytest.approx(1239.842 / 700, rel=1e-6)
    edge = 1239.842 / 600
    assert ab.near_gap("CsPbBr3", 1239.842 / (edge + 0.51)) == ""
    assert f"{0.49:.2f} eV above" in ab.near_gap("CsPbBr3", 1239.842 / (edge + 0.49))
    assert "0.10 eV below" in ab.near_gap("CsPbBr3", 1239.842 / (edge - 0.1))
    assert ab.NEAR_GAP_EV == 0.5


def test_shells_of_made_up_constants(qd):
    n, k = ab.optical_constants("CsPbBr3", 350)
    nh, kh = ab.optical_constants("ZnS", 350)
    expected = ab.local_field_core_shell(n, k, nh, kh, 350, 1.5, 0.4) / 0.4
    assert ab.core_shell_intrinsic("CsPbBr3", "ZnS", 350, 0.4, solvent=1.5) == pytest.approx(expected)
    found = ab.estimate("CsPbBr3", 0.8, 350, 9.0, shell="ZnS", shell_nm=2.0, solvent=1.5)
    assert found.intrinsic.value == pytest.approx(
        ab.core_shell_intrinsic("CsPbBr3", "ZnS", 350, (9 / 13) ** 3, solvent=1.5)
    )
    assert refused(lambda: ab.core_shell_intrinsic("CsPbBr3", "gold", 350, 0.4, solvent=1.5)).argument == "shell"
    assert refused(lambda: ab.core_shell_intrinsic("gold", "ZnS", 350, 0.4, solvent=1.5)).argument == "core"


KINDS_OF_WARNING = {
    "gap": "the bulk edge at",
    "bright": "is above 2",
    "dim": "is below 0.05",
    "large": "a tenth of the wavelength",
    "small": "unit cells",
    "film": "one: a film",
    "shell": "Shell: the",
    "lead": "Lead:",
    "no lattice": "Mass and lead:",
    "one source": "One source only",
}


@pytest.mark.parametrize(
    ("material", "absorbance", "wavelength", "size", "options", "kinds"),
    [
        ("CsPbBr3", 0.8, 400, 9.0, {}, ["lead", "one source"]),
        ("CsPbBr3", 2.0, 400, 9.0, {}, ["lead", "one source"]),
        ("CsPbBr3", 2.01, 400, 9.0, {}, ["bright", "lead", "one source"]),
        ("CsPbBr3", 0.05, 400, 9.0, {}, ["lead", "one source"]),
        ("CsPbBr3", 0.049, 400, 9.0, {}, ["dim", "lead", "one source"]),
        ("CsPbBr3", 0.8, 550, 9.0, {}, ["gap", "lead", "one source"]),
        ("CsPbBr3", 0.8, 400, 26.0, {}, ["lead", "one source"]),  # 400 nm / 1.5 / 10 is 26.7 nm
        ("CsPbBr3", 0.8, 400, 27.0, {}, ["large", "lead", "one source"]),
        ("CsPbBr3", 0.8, 400, 3.0, {}, ["lead", "one source"]),
        ("CsPbBr3", 0.8, 400, 2.9, {}, ["small", "lead", "one source"]),
        ("CsPbBr3", 0.8, 400, 9.0, {"shell": "ZnS", "shell_nm": 1.0}, ["shell", "lead", "one source"]),
        ("CsPbI3", 0.8, 400, 9.0, {}, ["film", "no lattice"]),
        ("CsPbI3", 0.8, 420, 9.0, {"lattice_angstrom": 6.2}, ["film", "lead"]),
    ],
)
def test_warnings(qd, material, absorbance, wavelength, size, options, kinds):
    found = ab.estimate(material, absorbance, wavelength, size, solvent=1.5, **options)
    assert [next(k for k, part in KINDS_OF_WARNING.items() if part in w) for w in found.warnings] == kinds


def test_lattice_constants(qd):
    assert ab.crystal("CsPbBr3").cell_nm3 == pytest.approx(0.58**3)
    assert ab.crystal("CsPbBr3", lattice_angstrom=4).cell_nm3 == pytest.approx(0.064)
    assert ab.crystal("CsPbBr3", lattice_angstrom=8).cell_nm3 == pytest.approx(0.512)
    assert ab.crystal(composition.parse("CsPbBr3")).citation == "first"
    given = ab.crystal("CsPbBr3", lattice_angstrom=5.0)
    assert given.density == given.density_g_cm3 == pytest.approx(given.molar_mass / (602.214076 * 0.125))


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


BASE = ("CsPbBr3", 0.5, 400.0, 8.5)


@pytest.mark.parametrize(
    ("call", "argument", "value"),
    [
        (lambda: ab.intrinsic_coefficient(-0.1, 1e-5), "absorbance", -0.1),
        (lambda: ab.intrinsic_coefficient(0.1, 2), "volume_fraction", 2),
        (lambda: ab.intrinsic_coefficient(0.1, 0), "volume_fraction", 0),
        (lambda: ab.intrinsic_coefficient([0.1, 0.2], [0.1, 0.2, 0.3]), "absorbance, volume_fraction", None),
        (lambda: ab.volume_fraction(0.1, 0), "intrinsic_per_cm", 0),
        (lambda: ab.cross_section(-1), "molar_l_per_mol_cm", -1),
        (lambda: ab.molar_from_cross_section(-1), "cross_section_cm2", -1),
        (lambda: ab.molar_coefficient(-1, 1), "intrinsic_per_cm", -1),
        (lambda: ab.molar_coefficient(1, 0), "volume_nm3", 0),
        (lambda: ab.intrinsic_from_molar(-1, 1), "molar_l_per_mol_cm", -1),
        (lambda: ab.concentration(0.5, 1e7, 0), "path_length_cm", 0),
        (lambda: ab.mean_cube(8, 4), "sd_nm", 4),
        (lambda: ab.mean_cube([8, 9], [1, 4]), "sd_nm", 4),
        (lambda: ab.mass_concentration(1e-9, 600, 4.8, 1.0), "ligands", 1),
        (lambda: ab.mass_concentration(1e-9, 600, 0), "density_g_cm3", 0),
        (lambda: ab.concentration_from_mass(-1, 600, 4.8), "mass_mg_ml", -1),
        (lambda: ab.concentration_from_lead(-1, 600, 0.2), "lead_mol_l", -1),
        (lambda: ab.formula_units(600, 0), "cell_nm3", 0),
        (lambda: ab.volume_cuboid(1, 2, 0), "c_nm", 0),
        (lambda: ab.optical_constants("CsPbBr3", 150), "wavelength_nm", 150),
        (lambda: ab.optical_constants("CsPbBr3", [400, 150, 140]), "wavelength_nm", 150),
        (lambda: ab.optical_constants("CsPbF3", 400), "material", "CsPbF3"),
        (lambda: ab.optical_constants(None, 400), "material", None),
        (lambda: ab.optical_constants("CsPbBr3", 400, entry="nobody1900"), "entry", "nobody1900"),
        (lambda: ab.covered("CsPbBr3", entry="nobody1900"), "entry", "nobody1900"),
        (lambda: ab.covered("CsPbBr3", solvent="water"), "solvent", "water"),
        (lambda: ab.covered("CsPbBr3", solvent=0), "solvent", 0),
        (lambda: ab.solvent_index("water", 400), "solvent", "water"),
        (lambda: ab.solvent_index("toluene", 900), "wavelength_nm", 900),
        (lambda: ab.solvent_index(0, 400), "solvent", 0),
        (lambda: ab.solvent_index(None, 400), "solvent", None),
        (lambda: ab.absorption_edge("CsPbF3"), "material", "CsPbF3"),
        (lambda: ab.near_gap("CsPbBr3", 0), "wavelength_nm", 0),
        (lambda: ab.crystal("CsPbF3"), "formula", "CsPbF3"),
        (lambda: ab.crystal("CsPbXr3"), "formula", "CsPbXr3"),
        (lambda: ab.crystal("CsPbBr3", lattice_angstrom=58.5), "lattice_angstrom", 58.5),
        (lambda: ab.crystal("CsPbBr3", lattice_angstrom=3.9), "lattice_angstrom", 3.9),
        (lambda: ab.local_field_intrinsic(2, -0.1, 400, 1.4), "k", -0.1),
        (lambda: ab.local_field_core_shell(2, 0.1, 2, 0.1, 400, 1.4, 1.1), "core_fraction", 1.1),
        (lambda: ab.core_shell_intrinsic("CsPbBr3", "ZnS", 400, 0.0), "core_fraction", 0),
        (lambda: ab.measured_intrinsic("CsPbBr3", 0), "wavelength_nm", 0),
        (lambda: ab.measured_intrinsic("CsPbBr3", 400, window_nm=-1), "window_nm", -1),
        (lambda: ab.estimate("CsPbBr3", 0, 400, 8.5), "absorbance", 0),
        (lambda: ab.estimate("CsPbBr3", math.nan, 400, 8.5), "absorbance", None),
        (lambda: ab.estimate("CsPbBr3", 17, 400, 8.5), "absorbance", 17),
        (lambda: ab.estimate("CsPbBr3", 5.01, 400, 8.5), "absorbance", 5.01),
        (lambda: ab.estimate("CsPbBr3", [0.5, 0.6], 400, 8.5), "absorbance", [0.5, 0.6]),
        (lambda: ab.estimate("CsPbBr3", 0.5, 0, 8.5), "wavelength_nm", 0),
        (lambda: ab.estimate("CsPbBr3", 0.5, 600, 8.5), "wavelength_nm", 600),
        (lambda: ab.estimate("CsPbBr3", 0.5, 150, 8.5), "wavelength_nm", 150),
        (lambda: ab.estimate("CsPbBr3", 0.5, 400, 0), "size_nm", 0),
        (lambda: ab.estimate("CsPbF3", 0.5, 400, 8.5), "material", "CsPbF3"),
        (lambda: ab.estimate(*BASE, size_sd_nm=math.nan), "size_sd_nm", None),
        (lambda: ab.estimate(*BASE, size_sd_nm=3.0), "size_sd_nm", 3.0),
        (lambda: ab.estimate(*BASE, size_error_nm=-1), "size_error_nm", -1),
        (lambda: ab.estimate(*BASE, absorbance_error="little"), "absorbance_error", "little"),
        (lambda: ab.estimate(*BASE, intrinsic_spread=-0.1), "intrinsic_spread", -0.1),
        (lambda: ab.estimate(*BASE, shape="rod"), "shape", "rod"),
        (lambda: ab.estimate(*BASE, ligands=1.0), "ligands", 1.0),
        (lambda: ab.estimate(*BASE, samples=99), "samples", 99),
        (lambda: ab.estimate(*BASE, samples=1_000_001), "samples", 1_000_001),
        (lambda: ab.estimate(*BASE, seed=-1), "seed", -1),
        (lambda: ab.estimate(*BASE, lattice_angstrom=58.5), "lattice_angstrom", 58.5),
        (lambda: ab.estimate(*BASE, lattice_angstrom=0), "lattice_angstrom", 0),
        (lambda: ab.estimate(*BASE, path_length_cm=0), "path_length_cm", 0),
        (lambda: ab.estimate(*BASE, shell="SiO2"), "shell, shell_nm", None),
        (lambda: ab.estimate(*BASE, shell_nm=3), "shell, shell_nm", None),
        (lambda: ab.estimate(*BASE, shell="gold", shell_nm=3), "shell", "gold"),
        (lambda: ab.estimate(*BASE, solvent="water"), "solvent", "water"),
    ],
)
def test_bad_input_is_named(call, argument, value):
    error = refused(call)
    assert error.argument == argument
    if value is not None:
        assert np.array_equal(error.value, value)


def test_limits_that_are_allowed():
    assert ab.mean_cube(9, 3) == 9**3 + 3 * 9 * 9
    assert ab.estimate("CsPbBr3", 5, 400, 8.5, samples=100).concentration.value > 0
    assert ab.concentration_from_mass(0, 600, 4.8) == 0


def test_first_edition_names_stay_valid():
    assert ab.concentration(absorbance=0.8, molar=1e7) == ab.concentration(0.8, 1e7)
    assert ab.cross_section(molar_coefficient=1e7) == ab.cross_section(1e7)
    assert ab.molar_coefficient(intrinsic=8e4, volume_nm3=600.0) == ab.molar_coefficient(8e4, 600.0)
    assert ab.volume_fraction(absorbance=0.8, intrinsic=8e4) == ab.volume_fraction(0.8, 8e4)
    assert ab.intrinsic_from_molar(molar=1e7, volume_nm3=600.0) == ab.intrinsic_from_molar(1e7, 600.0)
    assert ab.mass_concentration(molar_concentration=1e-9, volume_nm3=600.0, density=4.8) == ab.mass_concentration(
        1e-9, 600.0, 4.8
    )
    assert ab.concentration_from_lead(lead_molar=1e-4, volume_nm3=600.0, cell_nm3=0.2) == ab.concentration_from_lead(
        1e-4, 600.0, 0.2
    )


def test_arrays_and_nan():
    mu = ab.bulk_intrinsic("CsPbBr3", np.array([350.0, 400.0]), solvent="hexane")
    assert mu.shape == (2,)
    assert mu[1] == ab.bulk_intrinsic("CsPbBr3", 400.0, solvent="hexane")
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


@given(st.floats(1e-10, 1e-5), st.floats(10, 1e4), st.floats(3, 6), st.floats(0, 0.9))
def test_mass_and_lead_round_trips(moles, volume, density, ligands):
    mass = ab.mass_concentration(moles, volume, density, ligands)
    assert ab.concentration_from_mass(mass, volume, density, ligands) == pytest.approx(moles)
    assert ab.concentration_from_lead(moles * ab.formula_units(volume, 0.2), volume, 0.2) == pytest.approx(moles)
