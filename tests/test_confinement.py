"""The solver against closed forms and against an independent finite-volume solution."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, sparse
from scipy.sparse import linalg

from calculators import confinement as cf
from calculators import tables
from calculators.alignment import BandEdges
from calculators.errors import ArgumentError

H = tables.constant("planck") / (2 * np.pi)
UNIT = H**2 / (2 * tables.constant("electron_mass")) / tables.constant("elementary_charge") * 1e18  # eV nm2


def finite_volume(radii, potentials, masses, outside=None, outside_mass=1.0, n=4000):
    """Lowest s state by finite volumes on r^2 dr, masses at the faces: another method than the solver's."""
    edges, end = np.concatenate([[0.0], np.cumsum(radii)]), sum(radii)
    far = end if outside is None else end + 8.0
    # Faces on the interfaces.
    pieces = [
        np.linspace(a, b, max(40, round(n * (b - a) / far)) + 1)[:-1] for a, b in itertools.pairwise(edges) if b > a
    ]
    if outside is not None:
        pieces.append(np.linspace(end, far, round(n * 8 / far) + 1)[:-1])
    faces = np.concatenate([*pieces, [far]])
    centre = 0.5 * (faces[1:] + faces[:-1])
    layer = np.searchsorted(edges[1:], centre)
    pot = np.append(potentials, 0.0 if outside is None else outside)[layer]
    mass = np.append(masses, outside_mass)[layer]
    volume = (faces[1:] ** 3 - faces[:-1] ** 3) / 3
    half = 0.5 * np.diff(faces)
    # Flux between neighbours: r^2 over the sum of half-widths times mass.
    flux = UNIT * faces[1:-1] ** 2 / (half[:-1] * mass[:-1] + half[1:] * mass[1:])
    wall = UNIT * faces[-1] ** 2 / (half[-1] * mass[-1])
    main = np.zeros(centre.size)
    main[:-1] += flux
    main[1:] += flux
    main[-1] += wall
    scale = 1 / np.sqrt(volume)
    matrix = sparse.diags(
        [main * scale**2 + pot, -flux * scale[:-1] * scale[1:], -flux * scale[:-1] * scale[1:]], [0, 1, -1]
    )
    value, vector = linalg.eigsh(matrix.tocsc(), k=1, sigma=min(pot) - 0.05, which="LM")
    density = vector[:, 0] ** 2
    return value[0], np.array([density[layer == k].sum() for k in range(len(radii) + 1)])


def test_bare_sphere_and_flat_bands():
    assert cf.ground_state(3.0, 0.0, 0.1, 0.3, 0.7)[0] == pytest.approx(UNIT * np.pi**2 / (0.1 * 9), abs=1e-7)
    energy, probability = cf.ground_state(3.0, 1.0, 0.1, 0.1, 0.0)
    assert energy == pytest.approx(UNIT * np.pi**2 / (0.1 * 16), abs=1e-7)
    # sin^2 over the inner three quarters.
    assert probability == pytest.approx(0.75 - np.sin(1.5 * np.pi) / (2 * np.pi), abs=1e-7)


def closed_form(a, b, m1, m2, step):
    """Lowest root of the condition of BenDaniel and Duke with a hard wall, by bracketing."""

    def f(e):
        k1 = np.sqrt(m1 * e / UNIT)
        left = (k1 / np.tan(k1 * a) - 1 / a) / m1
        if e < step:
            kappa = np.sqrt(m2 * (step - e) / UNIT)
            right = (-kappa / np.tanh(kappa * (b - a)) - 1 / a) / m2
        else:
            k2 = np.sqrt(m2 * (e - step) / UNIT)
            right = (-k2 / np.tan(k2 * (b - a)) - 1 / a) / m2
        return left - right

    top = UNIT * np.pi**2 / (m1 * a**2)
    return optimize.brentq(f, 1e-9, top - 1e-9, xtol=1e-13)


@pytest.mark.parametrize(
    ("a", "shell", "m1", "m2", "step"),
    [
        (3, 1, 0.1, 0.2, 0.5),
        (2, 2, 0.13, 0.25, 1.5),
        (4, 0.3, 0.07, 0.3, 3.0),
        (3, 2, 0.2, 0.1, 0.05),
        (2.5, 6, 0.1, 0.4, 0.8),
    ],
)
def test_barrier_shells_against_the_closed_form(a, shell, m1, m2, step):
    energy, _ = cf.ground_state(a, shell, m1, m2, step)
    assert energy == pytest.approx(closed_form(a, a + shell, m1, m2, step), abs=1e-7)


@settings(max_examples=25)
@given(st.floats(1.0, 5.0), st.floats(0.2, 3.0), st.floats(0.05, 0.5), st.floats(0.05, 0.5), st.floats(-1.0, 2.0))
def test_any_shell_against_finite_volumes(a, shell, m1, m2, step):
    energy, probability = cf.ground_state(a, shell, m1, m2, step)
    reference, shares = finite_volume([a, shell], [0.0, step], [m1, m2])
    assert energy == pytest.approx(reference, abs=1e-4)
    assert probability == pytest.approx(shares[0], abs=2e-3)


@pytest.mark.parametrize("outside", [0.5, 2.0])
def test_several_shells_and_a_finite_barrier_against_finite_volumes(outside):
    state = cf.spherical_ground_state([2.0, 0.8, 1.5], [0.3, 0.9, 0.0], [0.1, 0.3, 0.15], outside, 0.5)
    reference, shares = finite_volume([2.0, 0.8, 1.5], [0.3, 0.9, 0.0], [0.1, 0.3, 0.15], outside, 0.5)
    assert state.energy == pytest.approx(reference, abs=1e-4)
    assert state.probability == pytest.approx(shares, abs=2e-3)


def test_near_threshold_and_thick_barriers():
    a, m = 2.0, 0.1
    step = UNIT * (np.pi / 2) ** 2 / (m * a**2)  # where an endless barrier of the same mass binds its first state
    for shift in (-1e-6, 0.0, 1e-6):
        energy, probability = cf.ground_state(a, 30.0, m, m, step + shift)
        assert np.isfinite(energy)
        assert 0 < probability < 1
    thick = cf.ground_state(3.0, 60.0, 0.1, 0.2, 3.0)
    assert thick[0] == pytest.approx(cf.ground_state(3.0, 10.0, 0.1, 0.2, 3.0)[0], abs=1e-7)
    assert 0.9 < thick[1] < 1


def test_a_well_too_shallow_to_bind_is_missing_not_wrong():
    assert np.isnan(cf.spherical_ground_state([1.0], [0.0], [0.1], 0.05, 0.1).energy)
    bound = cf.spherical_ground_state([1.0], [0.0], [0.1], [0.05, 10.0], 0.1)
    assert np.isnan(bound.energy[0])
    assert 0 < bound.energy[1] < UNIT * np.pi**2 / 0.1
    assert np.isnan(bound.probability[0]).all()


@given(st.floats(1, 5), st.floats(0.1, 3), st.floats(0.05, 0.4), st.floats(0.05, 0.4), st.floats(-1, 2))
@settings(max_examples=40)
def test_laws(a, shell, m1, m2, step):
    energy, p = cf.ground_state(a, shell, m1, m2, step)
    assert 0 <= p <= 1 + 1e-9
    # A higher step and a thinner shell raise the energy; the slope by the step is the share outside (Hellmann-Feynman).
    d = 1e-4
    up = cf.ground_state(a, shell, m1, m2, step + d)[0]
    down = cf.ground_state(a, shell, m1, m2, step - d)[0]
    assert (up - down) / (2 * d) == pytest.approx(1 - p, abs=2e-4)
    assert cf.ground_state(a, shell * 0.9, m1, m2, step)[0] >= energy - 1e-9


def test_arrays_and_scalars_agree():
    radius, shell = np.array([2.0, 3.0, 4.0]), np.array([[0.0], [1.0]])
    energy, p = cf.ground_state(radius, shell, 0.1, 0.2, 0.5)
    assert energy.shape == p.shape == (2, 3)
    assert energy[1, 2] == pytest.approx(cf.ground_state(4.0, 1.0, 0.1, 0.2, 0.5)[0], abs=1e-12)


CORE = cf.Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
WIDE = cf.Material("wide", BandEdges(-6.6, -2.7), 0.25, 0.5, 8.0)
STAGGERED = cf.Material("staggered", BandEdges(-5.4, -2.7), 0.25, 0.3, 8.0)


def test_bare_pair_is_the_sphere_with_its_coulomb_term():
    for shape, radius in (("sphere", 3.0), ("cube", 6 / np.sqrt(3))):
        state = cf.core_shell(CORE, WIDE, 6.0, 0.0, shape)
        assert state.electron_ev == pytest.approx(UNIT * np.pi**2 / (0.13 * radius**2), abs=1e-6)
        assert state.overlap == pytest.approx(1, abs=1e-9)
        # Brus 1984: 1.786 e^2 / (4 pi eps R).
        assert state.coulomb_ev == pytest.approx(-1.7861 * 1.43996 / (7.3 * radius), rel=2e-3)
        assert state.shift_ev == pytest.approx(0, abs=1e-12)
    sphere = cf.core_shell(CORE, WIDE, 6.0, 0.0, "sphere")
    reduced = 0.13 * 0.15 / 0.28
    assert sphere.emission_ev == pytest.approx(cf.brus(6.0, 2.3, reduced, 7.3, "sphere"), abs=1e-3)


def test_a_staggered_pair_acts_as_type_one_under_a_thin_shell():
    state = cf.core_shell(CORE, STAGGERED, 6.0, [0.2, 0.6, 3.0])
    assert state.bulk.kind == "II"
    assert state.regime.tolist()[0] == "I"
    assert state.regime.tolist()[-1] == "II"
    assert (np.diff(state.overlap) < 0).all()
    assert (np.diff(state.emission_ev) < 0).all()
    assert (state.shift_ev < 0).all()


def test_a_finite_outside_lowers_everything():
    hard = cf.core_shell(CORE, WIDE, 6.0, 1.0)
    soft = cf.core_shell(CORE, WIDE, 6.0, 1.0, outside_ev=3.0)
    assert soft.electron_ev < hard.electron_ev
    assert soft.overlap <= 1
    assert soft.emission_ev < hard.emission_ev + 0.05


def test_cube_and_sphere_estimates():
    assert cf.kinetic_energy(10.0, 0.1) == pytest.approx(3 * UNIT * np.pi**2 / (0.1 * 100))
    assert cf.kinetic_energy(2 * cf.equivalent_radius(10.0), 0.1, "sphere") == pytest.approx(
        cf.kinetic_energy(10.0, 0.1)
    )
    assert cf.bohr_radius(1.0, 1.0) == pytest.approx(0.0529177, rel=1e-5)  # hydrogen, CODATA


@given(st.floats(2, 20), st.floats(0.05, 0.3), st.floats(4, 12), st.sampled_from(["cube", "sphere"]))
def test_size_from_energy_inverts_brus(size, mass, eps, shape):
    energy = cf.brus(size, 2.3, mass, eps, shape)
    back = cf.size_from_energy(energy, 2.3, mass, eps, shape)
    length = size if shape == "cube" else size / 2
    a = UNIT / mass * np.pi**2 * (3 if shape == "cube" else 1)
    b = {"cube": 3.0478, "sphere": 1.7861}[shape] * 1.43996 / eps
    if 1 / length > 1.05 * b / (2 * a):  # on the falling branch
        assert back == pytest.approx(size, rel=1e-5)


def test_the_coulomb_coefficient_of_the_cube_by_sampling():
    rng = np.random.default_rng(3)
    grid = np.linspace(0, 1, 20001)
    cdf = grid - np.sin(2 * np.pi * grid) / (2 * np.pi)
    squares = sum(
        (np.interp(rng.random(1_000_000), cdf, grid) - np.interp(rng.random(1_000_000), cdf, grid)) ** 2
        for _ in range(3)
    )
    inverse = 1 / np.sqrt(squares)
    error = inverse.std() / np.sqrt(inverse.size)
    assert abs(inverse.mean() - 3.0478) < 4 * error


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: cf.ground_state(0, 1, 0.1, 0.1, 0.5), "radius_nm: 0 nm"),
        (lambda: cf.ground_state(3, -1, 0.1, 0.1, 0.5), "shell_nm: -1 nm"),
        (lambda: cf.ground_state(3, 1, 0, 0.1, 0.5), "mass_core: 0 m0"),
        (lambda: cf.spherical_ground_state([0.0, 1.0], 0.0, 0.1), "innermost layer"),
        (lambda: cf.spherical_ground_state(3.0, 0.0, 0.1), "last axis"),
        (lambda: cf.core_shell(CORE, WIDE, 6.0, 1.0, "plate"), "shape: 'plate'"),
        (lambda: cf.Material("x", CORE.edges, 0.1, -0.1), "hole_mass: -0.1 m0"),
        (lambda: cf.brus(0, 2.3, 0.1, 7), "size_nm: 0 nm"),
        (lambda: cf.regime(0.5, 0.5, 0.4), "confined: 0.4"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()


def test_tunnelling_decays_exponentially_with_the_root_of_the_barrier():
    one = cf.tunnelling_probability(1.0, 1.0)
    assert one == pytest.approx(np.exp(-2 / np.sqrt(UNIT)))
    assert cf.tunnelling_probability(2.0, 1.0) == pytest.approx(one**2)
    assert cf.tunnelling_probability(1.0, 4.0) == pytest.approx(one**2)
    assert cf.tunnelling_probability(0.0, 1.0) == 1
    with pytest.raises(ValueError, match="barrier_ev: 0 eV"):
        cf.tunnelling_probability(1.0, 0.0)


def test_the_bulk_exciton_is_hydrogen_scaled():
    # Rydberg energy 13.605693 eV (CODATA), 13.605693 x 0.126 / 7.3^2 = 32.17 meV
    assert cf.exciton_binding(1.0, 1.0) == pytest.approx(13.605693, rel=1e-6)
    assert cf.exciton_binding([0.126, 0.252], 7.3) == pytest.approx([0.0321695, 0.064339], rel=1e-4)
    radius = cf.bohr_radius(0.126, 7.3)
    assert cf.exciton_binding(0.126, 7.3) == pytest.approx(UNIT / (0.126 * radius**2))
    for argument, values in (("reduced_mass", (0.0, 7.3)), ("permittivity", (0.1, -7.3))):
        with pytest.raises(ArgumentError) as refused:
            cf.exciton_binding(*values)
        assert refused.value.argument == argument
