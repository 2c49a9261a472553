"""The solver against closed forms and against an independent finite-volume solution."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, optimize, sparse, special
from scipy.sparse import linalg

from calculators import confinement as cf
from calculators import tables
from calculators.alignment import BandEdges
from calculators.confinement import _cube
from calculators.errors import ArgumentError


def refused(call):
    with pytest.raises(ArgumentError) as caught:
        call()
    return caught.value


H = tables.constant("planck") / (2 * np.pi)
UNIT = H**2 / (2 * tables.constant("electron_mass")) / tables.constant("elementary_charge") * 1e18  # eV nm2


def finite_volume_state(radii, potentials, masses, outside=None, outside_mass=1.0, n=4000):
    """Lowest s state by finite volumes on r^2 dr, masses at the faces: another method than the solver's.

    Energy, amplitudes (their squares are the shares of the cells), radii of the cells, layer of each.
    """
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
    return value[0], vector[:, 0] * np.sign(vector[:, 0].sum()), centre, layer


def finite_volume(radii, potentials, masses, outside=None, outside_mass=1.0, n=4000):
    """Energy of the lowest s state and the share of each layer."""
    energy, amplitude, _, layer = finite_volume_state(radii, potentials, masses, outside, outside_mass, n)
    return energy, np.array([(amplitude[layer == k] ** 2).sum() for k in range(len(radii) + 1)])


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
        (2.0, 3.0, 0.25, 0.375, 1.5),
        (2.0, 2.7, 0.25, 0.375, 1.5),
    ],
)
def test_barrier_shells_against_the_closed_form(a, shell, m1, m2, step):
    energy, _ = cf.ground_state(a, shell, m1, m2, step)
    assert energy == pytest.approx(closed_form(a, a + shell, m1, m2, step), abs=1e-9)


@settings(max_examples=25)
@given(st.floats(1.0, 5.0), st.floats(0.2, 3.0), st.floats(0.05, 0.5), st.floats(0.05, 0.5), st.floats(-1.0, 2.0))
def test_any_shell_against_finite_volumes(a, shell, m1, m2, step):
    energy, probability = cf.ground_state(a, shell, m1, m2, step)
    reference, shares = finite_volume([a, shell], [0.0, step], [m1, m2])
    assert energy == pytest.approx(reference, abs=1e-4)
    assert probability == pytest.approx(shares[0], abs=2e-3)


def test_barriers_of_several_heights_around_the_same_layers():
    # As many barriers as layers, and as many axes more: neither is taken for the other.
    given = [3.0, 1.0], [0.0, 0.5], [0.1, 0.2]
    one, two = (cf.spherical_ground_state(*given, outside_ev=o, outside_mass=0.5) for o in (1.0, 2.0))
    both = cf.spherical_ground_state(*given, outside_ev=[1.0, 2.0], outside_mass=0.5)
    assert both.energy_ev == pytest.approx([one.energy_ev, two.energy_ev])
    assert both.probability == pytest.approx(np.array([one.probability, two.probability]))
    column = cf.spherical_ground_state(*given, outside_ev=[[1.0], [2.0]], outside_mass=[0.5, 0.4])
    assert column.energy_ev.shape == (2, 2)
    assert column.probability.shape == (2, 2, 3)
    assert column.energy_ev[:, 0] == pytest.approx(both.energy_ev)


@pytest.mark.parametrize("outside", [0.5, 2.0])
def test_several_shells_and_a_finite_barrier_against_finite_volumes(outside):
    state = cf.spherical_ground_state(
        [2.0, 0.8, 1.5], [0.3, 0.9, 0.0], [0.1, 0.3, 0.15], outside_ev=outside, outside_mass=0.5
    )
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


def test_a_thick_insulator_changes_nothing():
    # SiO2 on CsPbBr3: steps of 2.7 and 3.4 eV; kappa times thickness is several hundred.
    for step, mass in ((2.7, 0.5), (3.4, 1.0)):
        thin, thick, endless = (cf.ground_state(5.0, t, 0.13, mass, step) for t in (4.0, 50.0, 900.0))
        reference, shares = finite_volume([5.0, 4.0], [0.0, step], [0.13, mass])
        assert thin == pytest.approx((reference, shares[0]), abs=1e-4)
        assert thick == pytest.approx(thin, abs=1e-9)
        assert endless == pytest.approx(thin, abs=1e-9)
        assert thick[1] > 0.995
    pair = cf.core_shell(CORE, cf.Material("SiO2", BandEdges(-9.2, -0.8), 0.5, 1.0, 4.0), 10.0, 50.0, shape="sphere")
    assert min(pair.electron_core, pair.hole_core) > 0.995
    assert pair.regime == "I"
    thin = cf.core_shell(CORE, cf.Material("SiO2", BandEdges(-9.2, -0.8), 0.5, 1.0, 4.0), 10.0, 4.0, shape="sphere")
    for name in ("electron_ev", "hole_ev", "electron_core", "hole_core", "overlap", "coulomb_ev", "shift_ev"):
        assert getattr(pair, name) == pytest.approx(getattr(thin, name), abs=1e-7), name


def test_the_state_is_followed_from_where_it_lives():
    # A deep but narrow well behind a thick barrier holds nothing.
    for mass in (0.05, 0.1, 0.2):
        state = cf.spherical_ground_state([4.6, 8.0, 0.5], [0.0, 1.3, -0.6], mass)
        assert state.probability == pytest.approx(
            finite_volume([4.6, 8.0, 0.5], [0.0, 1.3, -0.6], [mass] * 3)[1], abs=1e-5
        )
    assert cf.spherical_ground_state([4.6, 8.0, 0.5], [0.0, 1.3, -0.6], 0.1).probability[0] == pytest.approx(
        0.988, abs=5e-4
    )
    # Wide enough, it holds all, however thick the barrier.
    for barrier in (8.0, 80.0, 800.0):
        state = cf.spherical_ground_state([4.6, barrier, 3.0, barrier], [0.0, 1.3, -0.6, 1.3], 0.1)
        assert state.probability[2] > 0.95
        assert state.probability[0] < 1e-12
        assert state.probability.sum() == pytest.approx(1, abs=1e-9)


def test_a_state_at_the_band_edge_of_its_core():
    # There u is a straight line, and the share of the core that of r^2.
    def above(edge):
        return cf.spherical_ground_state([2.0, 1.5], [edge, 0.0], [0.1, 0.2]).energy_ev - edge

    for shift in (0.0, 1e-7, -1e-7, 1e-4, -1e-4):
        edge = optimize.brentq(above, 0.0, 2.0, xtol=1e-12) + shift
        state = cf.spherical_ground_state([2.0, 1.5], [edge, 0.0], [0.1, 0.2])
        reference, shares = finite_volume([2.0, 1.5], [edge, 0.0], [0.1, 0.2])
        assert state.energy_ev == pytest.approx(reference, abs=1e-5)
        assert state.probability[:2] == pytest.approx(shares[:2], abs=2e-4)


def test_what_leaks_through_a_thick_barrier():
    # A shell higher than the outside: the little that is out there is right, too.
    state = cf.spherical_ground_state([2.0, 1.5], [0.0, 2.0], [0.13, 0.2], outside_ev=0.6, outside_mass=0.3)
    reference, shares = finite_volume([2.0, 1.5], [0.0, 2.0], [0.13, 0.2], 0.6, 0.3)
    assert state.energy_ev == pytest.approx(reference, abs=1e-4)
    assert 1e-5 < shares[2] < 1e-2
    assert state.probability == pytest.approx(shares, rel=0.02)
    # It falls by the same factor with each nanometre, however little is left.
    leaks = [
        cf.spherical_ground_state([2.0, t], [0.0, 2.0], [0.13, 0.2], outside_ev=0.6, outside_mass=0.3).probability[2]
        for t in (2.0, 3.0, 4.0, 8.0, 9.0)
    ]
    assert leaks[1] / leaks[0] == pytest.approx(leaks[2] / leaks[1], rel=0.01)
    assert leaks[4] / leaks[3] == pytest.approx(leaks[2] / leaks[1], rel=0.01)
    assert leaks[3] / leaks[2] == pytest.approx((leaks[2] / leaks[1]) ** 4, rel=0.03)


def test_waves_behind_thick_barriers_are_normalised():
    # Twice e^18 is more than the digits of the energy: from the centre, the tail cannot be carried to the wall.
    for far in (15.0, 19.0, 20.0, 21.0, 200.0):
        state = cf.ground_state(1.5, far, 0.13, 0.25, 0.5)
        assert state == pytest.approx(cf.ground_state(1.5, 12.0, 0.13, 0.25, 0.5), abs=1e-6)
    rng = np.random.default_rng(3)
    many = 20_000
    core, shell = rng.uniform(0.5, 10, many), rng.uniform(0, 200, many)
    masses, step = np.exp(rng.uniform(np.log(0.05), np.log(2), (2, many))), rng.uniform(-2, 2, many)
    share = cf.ground_state(core, shell, *masses, step)[1]
    up, down = (cf.ground_state(core, shell, *masses, step + d)[0] for d in (1e-4, -1e-4))
    # Hellmann-Feynman: what raises the shell raises the energy by the share in the shell.
    assert np.abs((up - down) / 2e-4 - (1 - share)).max() < 2e-3


def random_stack(seed):
    rng = np.random.default_rng(seed)
    count = rng.integers(1, 5)
    widths = rng.uniform(0.3, 6, count) * np.where(rng.random(count) < 0.2, 6, 1)
    steps, masses = rng.uniform(-1, 3, count), rng.uniform(0.05, 0.5, count)
    outside = None if rng.random() < 0.5 else float(max(steps.max(), 0) + rng.uniform(0.2, 2))
    return widths, steps, masses, outside, float(rng.uniform(0.1, 1))


@pytest.mark.parametrize("seed", range(40))
def test_random_stacks_against_finite_volumes(seed):
    widths, steps, masses, outside, outside_mass = random_stack(seed)
    state = cf.spherical_ground_state(
        widths, steps, masses, outside_ev=np.inf if outside is None else outside, outside_mass=outside_mass
    )
    assert state.probability.sum() == pytest.approx(1, abs=1e-9)
    reference, shares = finite_volume(widths, steps, masses, outside, outside_mass, n=5000)
    assert state.energy_ev == pytest.approx(reference, abs=5e-4)
    assert state.probability == pytest.approx(shares, abs=4e-3)


def test_a_well_too_shallow_to_bind_is_missing_not_wrong():
    assert np.isnan(cf.spherical_ground_state([1.0], [0.0], [0.1], outside_ev=0.05, outside_mass=0.1).energy)
    bound = cf.spherical_ground_state([1.0], [0.0], [0.1], outside_ev=[0.05, 10.0], outside_mass=0.1)
    assert np.isnan(bound.energy[0])
    assert 0 < bound.energy[1] < UNIT * np.pi**2 / 0.1
    assert np.isnan(bound.probability[0]).all()


@pytest.mark.slow
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
INVERSE = cf.Material("inverse", BandEdges(-5.5, -3.7), 0.2, 0.3, 8.0)
STAGGERED = cf.Material("staggered", BandEdges(-5.4, -2.7), 0.25, 0.3, 8.0)


BROKEN = cf.Material("broken", BandEdges(-3.4, -2.0), 0.25, 0.3, 8.0)


def test_a_bare_pair_has_the_kinetic_and_the_coulomb_energy_of_its_shape():
    reduced = 0.13 * 0.15 / 0.28
    for shape, number, length in (("sphere", 1.7861, 3.0), ("cube", 3.0478, 6.0)):
        state = cf.core_shell(CORE, WIDE, 6.0, 0.0, shape=shape)
        assert state.electron_ev + state.hole_ev == pytest.approx(
            cf.kinetic_energy(6.0, reduced, shape=shape), abs=1e-5
        )
        assert state.electron_ev / state.hole_ev == pytest.approx(0.15 / 0.13, rel=1e-4)
        assert state.overlap == pytest.approx(1, abs=1e-9)
        # Brus 1984 for the sphere; the cube's number is computed below.
        assert state.coulomb_ev == pytest.approx(-number * 1.43996 / (7.3 * length), rel=2e-3)
        assert state.polarisation_ev == 0
        assert state.shift_ev == pytest.approx(0, abs=1e-12)
        assert state.emission_ev == pytest.approx(cf.brus(6.0, 2.3, reduced, 7.3, shape=shape), abs=1e-3)
        assert state.extent_nm == pytest.approx(6.0, rel=1e-3)


def test_a_staggered_pair_acts_as_type_one_under_a_thin_shell():
    state = cf.core_shell(CORE, STAGGERED, 6.0, [0.2, 0.6, 3.0])
    assert state.bulk.kind == "II"
    assert state.regime.tolist()[0] == "I"
    assert state.regime.tolist()[-1] == "II"
    assert (np.diff(state.overlap) < 0).all()
    assert (np.diff(state.emission_ev) < 0).all()
    assert (state.shift_ev < 0).all()


def pair_by_finite_volumes(core, shell, radius, added, outside=None, outside_mass=1.0):
    """Energies, shares in the core, overlap and Coulomb energy of a pair, all on the grid of the finite volumes."""
    offsets = shell.edges.cbm_ev - core.edges.cbm_ev, core.edges.vbm_ev - shell.edges.vbm_ev
    masses = (core.electron_mass, shell.electron_mass), (core.hole_mass, shell.hole_mass)
    (e, u_e, r, layer), (h, u_h, _, _) = (
        finite_volume_state([radius, added], [0.0, offset], pair, outside, outside_mass, 3000)
        for offset, pair in zip(offsets, masses, strict=True)
    )
    coulomb = -1.43996 / core.permittivity * (u_e**2 @ (1 / np.maximum.outer(r, r)) @ u_h**2)
    inside = layer == 0
    return e, h, (u_e[inside] ** 2).sum(), (u_h[inside] ** 2).sum(), (u_e @ u_h) ** 2, coulomb


@pytest.mark.parametrize("shell", [WIDE, STAGGERED, INVERSE], ids=lambda m: m.name)
@pytest.mark.parametrize("outside", [None, 2.5])
def test_pairs_against_finite_volumes(shell, outside):
    options = {} if outside is None else {"outside_ev": outside, "outside_mass": 0.8}
    state = cf.core_shell(CORE, shell, 5.0, 1.2, shape="sphere", **options)
    e, h, core_e, core_h, overlap, coulomb = pair_by_finite_volumes(CORE, shell, 2.5, 1.2, outside, 0.8)
    assert (state.electron_ev, state.hole_ev) == pytest.approx((e, h), abs=2e-4)
    assert (state.electron_core, state.hole_core, state.overlap) == pytest.approx((core_e, core_h, overlap), abs=2e-3)
    assert state.coulomb_ev == pytest.approx(coulomb, rel=1e-3)
    assert state.emission_ev == pytest.approx(2.3 + e + h + coulomb, abs=5e-4)
    assert state.wavelength_nm == pytest.approx(1239.842 / state.emission_ev, rel=1e-6)
    bare = cf.core_shell(CORE, shell, 5.0, 0.0, shape="sphere", **options)
    assert state.shift_ev == pytest.approx(state.emission_ev - bare.emission_ev, abs=1e-9)
    assert bare.shift_ev == pytest.approx(0, abs=1e-12)


def test_a_loose_electron_reaches_far_out():
    alone = cf.spherical_ground_state([1.5], [0.0], [0.10], outside_ev=0.7, outside_mass=0.12)
    reference, shares = finite_volume([1.5], [0.0], [0.10], 0.7, 0.12)
    assert np.sqrt(0.12 * (0.7 - alone.energy_ev) / UNIT) < 0.6  # decay constant [1/nm]
    assert alone.energy_ev == pytest.approx(reference, abs=2e-4)
    assert alone.probability == pytest.approx(shares, abs=2e-3)
    # In a pair, it must not be cut where the tail of the tight hole ends.
    core = cf.Material("core", BandEdges(-5.8, -3.5), 0.10, 0.9, 7.3)
    for outside in (0.7, 0.46):
        pair = cf.core_shell(core, WIDE, 3.0, 0.0, shape="sphere", outside_ev=outside, outside_mass=0.12)
        for mass, energy, inside in ((0.10, pair.electron_ev, pair.electron_core), (0.9, pair.hole_ev, pair.hole_core)):
            alone = cf.spherical_ground_state([1.5], [0.0], [mass], outside_ev=outside, outside_mass=0.12)
            assert energy == pytest.approx(alone.energy_ev, abs=1e-9)
            assert inside == pytest.approx(alone.probability[0], abs=1e-4)


def test_probabilities_never_exceed_one():
    _, p = cf.ground_state(np.linspace(1.0, 6.0, 400), 0.0, 0.1, 0.1, 0.5)
    assert p.max() <= 1
    state = cf.core_shell(CORE, WIDE, np.linspace(3.0, 9.0, 200), 0.0)
    assert max(state.electron_core.max(), state.hole_core.max(), state.overlap.max()) <= 1


def test_pairs_in_many_particles_are_worked_on_in_blocks():
    sizes = np.linspace(3.0, 12.0, 2100)
    many = cf.core_shell(CORE, WIDE, sizes, 0.8, shape="sphere")
    for k in (0, 2047, 2048, 2099):
        one = cf.core_shell(CORE, WIDE, sizes[k], 0.8, shape="sphere")
        assert many.emission_ev[k] == pytest.approx(one.emission_ev, abs=1e-12)
        assert many.shift_ev[k] == pytest.approx(one.shift_ev, abs=1e-12)
    grid = cf.core_shell(CORE, WIDE, sizes[:3], np.array([[0.0], [1.0]]))
    assert grid.emission_ev.shape == grid.regime.shape == (2, 3)
    assert grid.emission_ev[1, 2] == pytest.approx(cf.core_shell(CORE, WIDE, sizes[2], 1.0).emission_ev)
    assert cf.core_shell(CORE, WIDE, [], 1.0).emission_ev.shape == (0,)


def test_single_states_in_many_particles_are_worked_on_in_blocks():
    radii = np.linspace(1.0, 6.0, 4100)
    energy, p = cf.ground_state(radii, 1.0, 0.1, 0.2, 0.5)
    for k in (0, 4095, 4096, 4099):
        assert (energy[k], p[k]) == pytest.approx(cf.ground_state(radii[k], 1.0, 0.1, 0.2, 0.5), abs=1e-12)
    assert cf.ground_state([], 1.0, 0.1, 0.2, 0.5)[0].shape == (0,)


@pytest.mark.parametrize("kind", [{"outside_permittivity": 2.0}, {"attraction": "self-consistent"}])
def test_a_shell_that_thins_out_leaves_the_bare_sphere(kind):
    shell = cf.Material("s", BandEdges(-6.6, -2.9), 0.25, 0.5, 2.0)
    thick = [0.0, 0.1 + 0.2 - 0.3, 1e-9, 1e-8, 1e-7, 1e-6, 1e-4, 5e-4, 2e-3, 0.01, 0.1, 1.0]
    states = [cf.core_shell(CORE, shell, 6.0, t, shape="sphere", **kind) for t in thick]
    assert len({(s.electron_ev, s.emission_ev) for s in states[:8]}) == 1
    energy = [s.electron_ev for s in states[7:]]
    assert (np.diff(energy) < 0).all()
    assert energy[1] == pytest.approx(energy[0], rel=3e-3)


def test_images_leave_the_carriers_of_first_order_as_they_are():
    flat = cf.Material("flat", BandEdges(-5.8, -3.0), 0.25, 0.5, 8.0)
    for shell in (WIDE, STAGGERED, INVERSE, flat):
        for size, thick in ((10.0, 100.0), (3.0, 20.0), (5.0, 0.4), (8.0, 3.0), (3.0, 900.0)):
            plain, images = (
                cf.core_shell(CORE, shell, size, thick, shape="sphere", outside_permittivity=eps) for eps in (None, 7.3)
            )
            for name in ("electron_ev", "hole_ev", "coulomb_ev"):
                assert getattr(images, name) == pytest.approx(getattr(plain, name), abs=1e-5), name
            for name in ("electron_core", "hole_core", "overlap"):
                assert getattr(images, name) == pytest.approx(getattr(plain, name), abs=1e-4), name


@pytest.mark.parametrize("shape", ["cube", "sphere"])
@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("core_nm", 1e308),
        ("core_nm", 1e30),
        ("core_nm", 1e-308),
        ("shell_nm", 1e308),
        ("shell_nm", 1001.0),
        ("outside_ev", 0.0),
        ("outside_ev", -1.0),
        ("outside_ev", 1e300),
        ("outside_mass", 1e-300),
        ("outside_mass", 1e300),
        ("outside_permittivity", 1e-300),
        ("outside_permittivity", 1e300),
    ],
)
def test_what_cannot_be_computed_is_named(shape, argument, value):
    given = {"core_nm": 6.0, "shell_nm": 1.0, argument: value}
    assert refused(lambda: cf.core_shell(CORE, WIDE, shape=shape, **given)).arguments == (argument,)


def test_nan_stays_nan_and_is_no_class():
    state = cf.core_shell(CORE, WIDE, [6.0, np.nan], 1.0)
    assert np.isfinite(state.emission_ev[0])
    for name in ("electron_ev", "electron_core", "overlap", "coulomb_ev", "emission_ev", "wavelength_nm", "shift_ev"):
        assert np.isnan(getattr(state, name)).tolist() == [False, True], name
    assert state.regime.tolist() == ["I", "unknown"]
    energy, p = cf.ground_state([2.0, np.nan, 2.0], [1.0, 1.0, np.nan], 0.1, 0.2, 0.5)
    assert np.isnan(energy).tolist() == np.isnan(p).tolist() == [False, True, True]
    assert np.isnan(cf.ground_state(2.0, 1.0, [np.nan, 0.1], [0.1, np.nan], 0.5)[0]).all()
    assert np.isnan(cf.ground_state(2.0, 1.0, 0.1, 0.1, [np.nan, 0.5])[0]).tolist() == [True, False]
    outside = cf.spherical_ground_state([2.0], [0.0], [0.1], outside_ev=[np.nan, 3.0], outside_mass=[1.0, np.nan])
    assert np.isnan(outside.energy_ev).all()
    # A pair that a low barrier does not bind.
    loose = cf.core_shell(CORE, WIDE, [2.0, 8.0], 0.0, outside_ev=0.3, outside_mass=0.13)
    assert loose.regime.tolist()[0] == "unknown"
    assert np.isnan(loose.emission_ev).tolist() == [True, False]


def test_the_density_is_that_of_the_finite_volumes():
    r, density = cf.radial_density(2.0, 1.0, 0.1, 0.2, 0.5)
    assert r.size == density.size == 120
    assert (np.diff(r) > 0).all()
    assert np.trapezoid(density, r) == pytest.approx(1, abs=1e-3)
    _, amplitude, centre, _ = finite_volume_state([2.0, 1.0], [0.0, 0.5], [0.1, 0.2])
    reference = amplitude**2 / np.gradient(centre)
    assert density == pytest.approx(np.interp(r, centre, reference), abs=4e-3)
    bare_r, bare = cf.radial_density(2.0, 0.0, 0.1, 0.2, 0.5, points=40)
    assert bare_r.size == 40
    assert bare == pytest.approx(np.sin(np.pi * bare_r / 2) ** 2, abs=1e-6)


@pytest.mark.parametrize(
    ("electron", "hole", "kind"),
    [
        (0.7, 0.7, "I"),
        (0.3, 0.3, "inverse I"),
        (0.7, 0.3, "II"),
        (0.3, 0.7, "II"),
        (0.69, 0.7, "quasi-II"),
        (0.31, 0.3, "quasi-II"),
        (0.5, 0.9, "quasi-II"),
        (0.31, 0.69, "flat"),
        (1.0, 0.0, "II"),
    ],
)
def test_regimes(electron, hole, kind):
    assert cf.regime(electron, hole) == kind
    assert cf.regime([electron, np.nan], hole).tolist() == [kind, "unknown"]
    assert cf.regime(electron, [np.nan, hole]).tolist() == ["unknown", kind]


@pytest.mark.parametrize("confined", [0.6, 0.7, 0.8, 0.9, 0.95])
def test_a_carrier_at_the_threshold_is_confined_on_either_side(confined):
    # 1 - 0.9 is not 0.1, nor 1 - 0.7 equal to 0.3.
    for outside in (round(1 - confined, 2), 1 - confined):
        assert cf.regime(outside, outside, confined=confined) == "inverse I"
        assert cf.regime(confined, outside, confined=confined) == "II"
        assert cf.regime(outside + 1e-9, outside, confined=confined) == "quasi-II"


def test_the_extent_is_that_of_the_wider_carrier():
    square = []
    for masses, offset in (((0.13, 0.25), 0.8), ((0.15, 0.3), -0.4)):
        r, density = cf.radial_density(3.0, 2.0, *masses, offset, points=80)
        square.append(np.trapezoid(r**2 * density, r))
    assert square[1] > 1.5 * square[0]
    for permittivity in (None, 7.3):
        pair = cf.core_shell(CORE, STAGGERED, 6.0, 2.0, shape="sphere", outside_permittivity=permittivity)
        # Of a bare sphere of diameter d the mean square is d^2 (1/12 - 1/8 pi^2).
        assert pair.extent_nm**2 * (1 / 12 - 1 / (8 * np.pi**2)) == pytest.approx(square[1], rel=5e-3)
    # With electron and hole in each other's place.
    core = cf.Material("core", BandEdges(-5.8, -3.5), 0.15, 0.13, 7.3)
    shell = cf.Material("shell", BandEdges(-6.6, -3.9), 0.3, 0.25, 8.0)
    for permittivity in (None, 7.3):
        turned = cf.core_shell(core, shell, 6.0, 2.0, shape="sphere", outside_permittivity=permittivity)
        assert turned.extent_nm == pytest.approx(pair.extent_nm, rel=1e-5)


def test_a_pair_of_which_one_is_not_bound_is_missing():
    core = cf.Material("core", BandEdges(-5.8, -3.5), 0.05, 0.8, 7.3)
    for shape in ("sphere", "cube"):
        pair = cf.core_shell(core, core, [2.0, 12.0], 0.0, shape=shape, outside_ev=0.6, outside_mass=0.1)
        for name in ("electron_ev", "electron_core", "hole_core", "overlap", "coulomb_ev", "emission_ev", "extent_nm"):
            assert np.isnan(getattr(pair, name)).tolist() == [True, False], name


@pytest.mark.parametrize("call", [cf.ground_state, cf.radial_density, cf.cubic_density])
@pytest.mark.parametrize(
    ("argument", "value"),
    [
        ("radius_nm", 1001.0),
        ("radius_nm", 9e-4),
        ("shell_nm", 1001.0),
        ("mass_core", 1001.0),
        ("mass_core", 9e-4),
        ("mass_shell", 1001.0),
        ("mass_shell", 9e-4),
        ("offset_ev", 101.0),
        ("offset_ev", -101.0),
    ],
)
def test_limits_are_told_by_the_names_of_what_was_called(call, argument, value):
    first = "half_edge_nm" if call is cf.cubic_density else "radius_nm"
    plain = {first: 3.0, "shell_nm": 1.0, "mass_core": 0.1, "mass_shell": 0.2, "offset_ev": 0.5}
    name = first if argument == "radius_nm" else argument
    error = refused(lambda: call(**(plain | {name: value})))
    assert (error.argument, error.value) == (name, value)


def test_cubes_that_are_not_resolved_name_the_arguments_of_the_call(monkeypatch):
    def unresolved(*_):
        raise ArgumentError("widths_nm", "the state is not resolved")

    monkeypatch.setattr(_cube, "solve", unresolved)
    assert refused(lambda: cf.cubic_density(3.0, 1.0, 0.1, 0.2, 0.5)).arguments == ("half_edge_nm", "shell_nm")
    assert refused(lambda: cf.cubic_ground_state([3.0, 1.0], 0.0, 0.1)).argument == "widths_nm"
    assert refused(lambda: cf.core_shell(CORE, WIDE, 6.0, 1.0)).argument == "shell_nm"


def test_the_thickest_shells_are_computed_in_every_way():
    # Spheres that stand for cubes are thicker; their own limit is not that of the shell that was asked for.
    for options in ({}, {"outside_permittivity": 2.0}, {"attraction": "self-consistent"}):
        thick, thinner = (cf.core_shell(CORE, WIDE, 8.0, t, **options).emission_ev for t in (1000.0, 900.0))
        assert thick == pytest.approx(thinner, abs=1e-4)
    assert refused(lambda: cf.core_shell(CORE, WIDE, 8.0, 1000.5, outside_permittivity=2.0)).value == 1000.5


def test_the_threshold_of_the_regimes():
    assert cf.regime(0.94, 0.96, confined=0.95) == "quasi-II"
    assert cf.regime(0.04, 0.05, confined=0.95) == "inverse I"
    assert cf.regime(1.0, 0.99, confined=1) == "quasi-II"
    assert cf.CONFINED == 0.7


def test_a_finite_outside_lowers_everything():
    hard = cf.core_shell(CORE, WIDE, 6.0, 1.0)
    soft = cf.core_shell(CORE, WIDE, 6.0, 1.0, outside_ev=3.0)
    assert soft.electron_ev < hard.electron_ev
    assert soft.overlap <= 1
    assert soft.emission_ev < hard.emission_ev + 0.05


def test_cube_and_sphere_estimates():
    assert cf.kinetic_energy(10.0, 0.1) == pytest.approx(3 * UNIT * np.pi**2 / (0.1 * 100))
    assert cf.kinetic_energy(2 * cf.equivalent_radius(10.0), 0.1, shape="sphere") == pytest.approx(
        cf.kinetic_energy(10.0, 0.1)
    )
    assert cf.bohr_radius(1.0, 1.0) == pytest.approx(0.0529177, rel=1e-5)  # hydrogen, CODATA


@given(st.floats(2, 20), st.floats(0.05, 0.3), st.floats(4, 12), st.sampled_from(["cube", "sphere"]))
def test_size_from_energy_inverts_brus_in_two_bands(size, mass, eps, shape):
    energy = cf.brus(size, 2.3, mass, eps, shape=shape, nonparabolic=True)
    if energy > 2.4:
        assert cf.size_from_energy(energy, 2.3, mass, eps, shape=shape, nonparabolic=True) == pytest.approx(size)


def test_two_bands_bend():
    # (gap + E)^2 = gap^2 + 2 gap T, the hyperbola of two bands: E + E^2 / (2 gap) = T.
    for shape in ("cube", "sphere"):
        parabolic = cf.kinetic_energy(4.0, 0.12, shape=shape)
        bent = cf.kinetic_energy(4.0, 0.12, shape=shape, gap_ev=2.3)
        assert bent + bent**2 / (2 * 2.3) == pytest.approx(parabolic)
        assert cf.kinetic_energy(4.0, 0.12, shape=shape, gap_ev=1e9) == pytest.approx(parabolic)
        # Each of two equal carriers has half of it, and E (1 + E / gap) = hbar^2 k^2 / 2m.
        alone = parabolic / 2
        assert bent / 2 * (1 + bent / 2 / 2.3) == pytest.approx(alone)
    assert cf.brus(4.0, 2.3, 0.12, 7.3, nonparabolic=True) == pytest.approx(
        cf.brus(4.0, 2.3, 0.12, 7.3) - cf.kinetic_energy(4.0, 0.12) + cf.kinetic_energy(4.0, 0.12, gap_ev=2.3)
    )
    least = cf.size_from_energy([2.0, 2.5, np.nan], 2.3, 0.12, 7.3, nonparabolic=True, invalid="nan")
    assert np.isnan(least).tolist() == [True, False, True]
    with pytest.raises(ArgumentError) as caught:
        cf.size_from_energy([np.nan, 2.5, 2.0], 2.3, 0.12, 7.3, nonparabolic=True)
    assert (caught.value.argument, caught.value.value) == ("energy_ev", 2.0)
    # Attraction that falls as fast as the bent kinetic energy rises leaves no branch.
    assert np.isnan(cf.size_from_energy(2.5, 2.3, 3.0, 1.0, nonparabolic=True, invalid="nan"))


@given(st.floats(2, 20), st.floats(0.05, 0.3), st.floats(4, 12), st.sampled_from(["cube", "sphere"]))
def test_size_from_energy_inverts_brus(size, mass, eps, shape):
    energy = cf.brus(size, 2.3, mass, eps, shape=shape)
    back = cf.size_from_energy(energy, 2.3, mass, eps, shape=shape)
    length = size if shape == "cube" else size / 2
    a = UNIT / mass * np.pi**2 * (3 if shape == "cube" else 1)
    b = {"cube": 3.0478, "sphere": 1.7861}[shape] * 1.43996 / eps
    if 1 / length > 1.05 * b / (2 * a):  # on the falling branch
        assert back == pytest.approx(size, rel=1e-5)


def test_energies_that_the_formula_does_not_reach():
    # energy - gap = a / x^2 - b / x is least, -b^2 / (4 a), at x = 2 a / b, where the falling branch ends.
    mass, eps = 0.2, 5.0
    for shape, waves, share, number in (("cube", 3, 1.0, 3.0478), ("sphere", 1, 0.5, 1.7861)):
        a, b = UNIT * np.pi**2 * waves / mass, number * 1.439964 / eps
        least = 2.0 - b**2 / (4 * a)
        found = cf.size_from_energy(
            [least - 1e-6, least + 1e-9, 2.0, np.nan], 2.0, mass, eps, shape=shape, invalid="nan"
        )
        with pytest.raises(ArgumentError, match="energy_ev"):
            cf.size_from_energy(least - 1e-6, 2.0, mass, eps, shape=shape)
        assert np.isnan(found).tolist() == [True, False, False, True]
        assert found[1] == pytest.approx(2 * a / b / share, rel=1e-3)
        assert found[2] == pytest.approx(a / b / share, rel=1e-5)
        assert cf.brus(found[2], 2.0, mass, eps, shape=shape) == pytest.approx(2.0)


def test_the_coulomb_coefficients_in_closed_form():
    # Sphere: 2 - Si(2 pi) / pi + Si(4 pi) / (2 pi), Brus 1984. Its energy is -coefficient e^2 / (4 pi eps0 eps R).
    sphere = 2 - special.sici(2 * np.pi)[0] / np.pi + special.sici(4 * np.pi)[0] / (2 * np.pi)
    # Cube: 1/r = 2 / sqrt(pi) times the integral of exp(-t^2 r^2), which factorises into the three axes.
    x, w = np.polynomial.legendre.leggauss(300)
    x, w = 0.5 * (x + 1), 0.5 * w
    rho = 2 * np.sin(np.pi * x) ** 2 * w

    def axes(t):
        return (rho @ np.exp(-((t * np.subtract.outer(x, x)) ** 2)) @ rho) ** 3

    below = integrate.quad(axes, 0, 60, epsabs=1e-9)[0]
    # Beyond, an axis holds sqrt(pi)/t times the integral of rho^2, 3/2.
    above = (1.5 * np.sqrt(np.pi)) ** 3 / (2 * 60**2)
    cube = 2 / np.sqrt(np.pi) * (below + above)
    for shape, share, number in (("sphere", 0.5, sphere), ("cube", 1.0, cube)):
        pull = cf.brus(4.0, 2.0, 0.1, 5.0, shape=shape) - 2.0 - cf.kinetic_energy(4.0, 0.1, shape=shape)
        assert pull == pytest.approx(-number * 1.439964 / (5.0 * 4.0 * share), rel=2e-4)


@pytest.mark.slow
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


def test_tunnelling_decays_exponentially_with_the_root_of_the_barrier():
    one = cf.tunnelling_probability(1.0, 1.0)
    assert one == pytest.approx(np.exp(-2 / np.sqrt(UNIT)))
    assert cf.tunnelling_probability(2.0, 1.0) == pytest.approx(one**2)
    assert cf.tunnelling_probability(1.0, 4.0) == pytest.approx(one**2)
    assert cf.tunnelling_probability(0.0, 1.0) == 1
    assert cf.tunnelling_probability(1.0, 1.0, 0.25) == pytest.approx(one**0.5)
    assert refused(lambda: cf.tunnelling_probability(1.0, 0.0)).argument == "barrier_ev"


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


@pytest.mark.parametrize(
    ("call", "argument", "value"),
    [
        (lambda: cf.ground_state(0, 1, 0.1, 0.1, 0.5), "radius_nm", 0),
        (lambda: cf.ground_state(3, -1, 0.1, 0.1, 0.5), "shell_nm", -1),
        (lambda: cf.ground_state(3, 1, 0, 0.1, 0.5), "mass_core", 0),
        (lambda: cf.ground_state(3, 1, 0.1, 0, 0.5), "mass_shell", 0),
        (lambda: cf.ground_state(3, 1, 0.1, 0.1, "deep"), "offset_ev", "deep"),
        (lambda: cf.ground_state([1, 2], [1, 2, 3], 0.1, 0.1, 0.5), "radius_nm, shell_nm", None),
        (lambda: cf.spherical_ground_state([0.0, 1.0], 0.0, 0.1), "widths_nm", 0),
        (lambda: cf.spherical_ground_state(3.0, 0.0, 0.1), "widths_nm", None),
        (lambda: cf.spherical_ground_state([], 0.0, 0.1), "widths_nm", None),
        (lambda: cf.spherical_ground_state([1, 2], [0.0, 0.1, 0.2], 0.1), "widths_nm, potentials_ev", None),
        (lambda: cf.spherical_ground_state([1.0], 0.0, 0.1, outside_ev=-np.inf), "outside_ev", -np.inf),
        (lambda: cf.spherical_ground_state([1.0], 0.0, 0.1, outside_ev=[np.inf, -np.inf]), "outside_ev", -np.inf),
        (lambda: cf.spherical_ground_state([1.0], 0.0, 0.1, outside_ev=np.nan), "outside_ev", None),
        (lambda: cf.spherical_ground_state([1.0], 0.0, 0.1, outside_ev="high"), "outside_ev", "high"),
        (lambda: cf.spherical_ground_state([1.0], 0.0, 0.1, outside_ev=np.ma.array([np.inf])), "outside_ev", None),
        (lambda: cf.spherical_ground_state([1.0], 0.0, 0.1, outside_mass=0), "outside_mass", 0),
        (
            lambda: cf.spherical_ground_state([[1.0], [2.0]], 0.0, 0.1, outside_ev=[1.0, 2.0, 3.0]),
            "widths_nm, outside_ev",
            None,
        ),
        (lambda: cf.radial_density([1, 2], 1, 0.1, 0.1, 0.5), "radius_nm", [1, 2]),
        (lambda: cf.radial_density(1, 1, 0.1, 0.1, 0.5, points=1), "points", 1),
        (lambda: cf.radial_density(1, 1, 0.1, 0.1, 0.5, points=1e300), "points", 1e300),
        (lambda: cf.cubic_density(1, 1, 0.1, 0.1, 0.5, points=1001), "points", 1001),
        (lambda: cf.core_shell(CORE, WIDE, 6.0, 1.0, shape="plate"), "shape", "plate"),
        (lambda: cf.core_shell("CsPbBr3", WIDE, 6.0, 1.0), "core", "CsPbBr3"),
        (lambda: cf.core_shell(CORE, WIDE.edges, 6.0, 1.0), "shell", WIDE.edges),
        (lambda: cf.core_shell(CORE, WIDE, 0.0, 1.0), "core_nm", 0),
        (lambda: cf.core_shell(CORE, WIDE, 6.0, -1.0), "shell_nm", -1),
        (lambda: cf.core_shell(CORE, WIDE, 6.0, 1.0, outside_ev=[1.0, 2.0]), "outside_ev", [1.0, 2.0]),
        (lambda: cf.core_shell(CORE, WIDE, 6.0, 1.0, outside_mass=-1), "outside_mass", -1),
        (lambda: cf.core_shell(CORE, WIDE, [3, 2], [1, 2, 3]), "core_nm, shell_nm", None),
        (lambda: cf.core_shell(CORE, WIDE, [6.0, 1.9], 1.0), "core_nm", 1.9),
        (lambda: cf.core_shell(CORE, WIDE, 6.0, 1.0, outside_permittivity=0), "outside_permittivity", 0),
        (lambda: cf.core_shell(CORE, WIDE, 6.0, 1.0, outside_permittivity="oil"), "outside_permittivity", "oil"),
        (lambda: cf.core_shell(CORE, BROKEN, 6.0, 1.0, nonparabolic=True), "nonparabolic", True),
        (lambda: cf.kinetic_energy(6.0, 0.1, gap_ev=0), "gap_ev", 0),
        (lambda: cf.exciton(1.9, 0.2, 0.2, 7.0), "edge_nm", 1.9),
        (lambda: cf.exciton(8.0, 0.2, -0.2, 7.0), "hole_mass", -0.2),
        (lambda: cf.exciton(8.0, 0.2, 0.2, 7.0, gap_ev=-1), "gap_ev", -1),
        (lambda: cf.exciton([8.0, 400.0], 0.2, 0.2, 7.0), "edge_nm", 400.0),
        (lambda: cf.exciton(8.0, 0.2, 0.2, 7.0, shape="rod"), "shape", "rod"),
        (lambda: cf.cubic_ground_state([0.0, 1.0], 0.0, 0.1), "widths_nm", 0),
        (lambda: cf.cubic_density(1, 1, 0.1, 0.1, 0.5, points=1), "points", 1),
        (lambda: cf.Material("x", CORE.edges, -0.1, 0.1), "electron_mass", -0.1),
        (lambda: cf.Material("x", CORE.edges, 0.1, -0.1), "hole_mass", -0.1),
        (lambda: cf.Material("x", CORE.edges, 0.1, 0.1, 0), "permittivity", 0),
        (lambda: cf.Material("x", (-5.8, -3.5), 0.1, 0.1), "edges", (-5.8, -3.5)),
        (lambda: cf.Material(5, CORE.edges, 0.1, 0.1), "name", 5),
        (lambda: cf.brus(0, 2.3, 0.1, 7), "size_nm", 0),
        (lambda: cf.brus(5, 2.3, 0.1, 7, shape="rod"), "shape", "rod"),
        (lambda: cf.regime(0.5, 0.5, confined=0.4), "confined", 0.4),
        (lambda: cf.regime(0.5, 0.5, confined=0.5), "confined", 0.5),
        (lambda: cf.regime(0.5, 0.5, confined=1.01), "confined", 1.01),
        (lambda: cf.regime(1.5, 0.5), "electron_core", 1.5),
        (lambda: cf.regime(0.5, -0.5), "hole_core", -0.5),
        (lambda: cf.sizing_points("CsPbXr3"), "material", "CsPbXr3"),
        (lambda: cf.sizing_points(3), "material", 3),
        (lambda: cf.sizing_points("MAPbBr3", citation="nobody1900"), "citation", "nobody1900"),
        (lambda: cf.pl_from_size("CsPbI3", 1.0, citation="zhao2019b"), "size_nm", 1.0),
        (lambda: cf.pl_from_size("CsPbBr3", "5"), "size_nm", "5"),
        (lambda: cf.peak_from_size("CsPbBr3", 30.0), "size_nm", 30.0),
        (lambda: cf.peak_from_size("CsPbBr3", 5.0, uncertainty_nm=-1), "uncertainty_nm", -1),
        (lambda: cf.size_from_pl("CsPbBr3", 400.0), "pl_peak_nm", 400.0),
        (lambda: cf.size_from_pl("CsPbBr3", 500.0, uncertainty_nm=-1), "uncertainty_nm", -1),
    ],
)
def test_bad_input_is_named(call, argument, value):
    error = refused(call)
    assert error.argument == argument
    if value is not None:
        assert np.array_equal(error.value, value)


HEAD = "id,material,size_nm,size_kind,pl_peak_nm,source,locator,citation,flag,note\n"


def test_sizing_by_a_table_of_known_answers(tmp_path):
    rows = [
        "a,CsPbBr3,4.0,edge,480,literature,x,one,,",
        "b,CsPbBr3,2.0,edge,400,literature,x,one,,",
        "c,CsPbBr3,8.0,edge,500,literature,x,one,,",
        "d,CsPbBr3,3.0,edge,300,literature,x,one,contradicted;suspect,",
        "e,CsPbBr3,5.0,diameter,450,literature,x,two,,",
        "f,CsPbBr3,9.0,diameter,470,literature,x,two,,",
        "g,CsPbBr3,5.5,diameter,300,literature,x,one,,",
        "h,CsPbI3,5.0,edge,650,literature,x,two,,",
        "i,CsPbI3,6.0,edge,640,literature,x,two,,",
        "j,CsPbCl3,6.0,edge,400,literature,x,two,ocr,",
        "k,FAPbBr3,4.0,,500,literature,x,three,contradicted,too red",
        "l,FAPbBr3,6.0,,530,literature,x,three,,",
        "m,FAPbBr3,8.0,,520,literature,x,three,contradicted,too red",
        "n,FAPbBr3,9.0,,,literature,x,three,,",
    ]
    (tmp_path / "sizes.csv").write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    with tables.use(tmp_path):
        assert cf.sizing_materials() == ["CsPbBr3", "CsPbI3", "FAPbBr3"]
        curves = cf.sizing_curves()
        assert [(c.material, c.citation, c.kind) for c in curves] == [
            ("CsPbBr3", "one", "edge"),
            ("FAPbBr3", "three", "size"),
        ]
        assert [c.size_nm.tolist() for c in curves] == [[2, 4, 8], [4, 6, 8]]
        assert [c.doubts for c in curves] == [(), ("contradicted: too red",)]
        assert cf.sizing_curve("CsPbBr3") == curves[0]
        assert cf.sizing_curve("CsPbBr3", citation="two").pl_peak_nm.tolist() == [450, 470]
        size, peak, kind = cf.sizing_points("CsPbBr3")
        assert (size.tolist(), peak.tolist(), kind) == ([2, 4, 8], [400, 480, 500], "edge")
        assert cf.sizing_points("CsPbBr3", citation="two")[2] == "diameter"
        # Halfway in 1/size between 2 and 4 nm, 8/3 nm, lies halfway in energy: 2 / (1/400 + 1/480).
        middle = 2 / (1 / 400 + 1 / 480)
        assert cf.pl_from_size("CsPbBr3", 8 / 3) == pytest.approx(middle)
        peak = cf.peak_from_size("CsPbBr3", 3.0, uncertainty_nm=1.0)
        # A third of the way in 1/size from 4 to 2 nm.
        assert (peak.pl_peak_nm, peak.low_nm, peak.high_nm) == pytest.approx((3 / (2 / 480 + 1 / 400), 400, 480))
        assert (peak.kind, peak.open_end) == ("edge", False)
        assert cf.peak_from_size("CsPbBr3", 3.0, uncertainty_nm=1.1).open_end
        assert cf.peak_from_size("CsPbBr3", 7.5, uncertainty_nm=0.6).open_end
        assert cf.peak_from_size("CsPbBr3", 7.5, uncertainty_nm=0.6).high_nm == pytest.approx(500)
        hump = cf.peak_from_size("FAPbBr3", 6.5, uncertainty_nm=1)  # the reddest point lies within
        assert (hump.low_nm, hump.high_nm) == pytest.approx((cf.pl_from_size("FAPbBr3", 7.5), 530))
        assert cf.pl_from_size("CsPbBr3", 9.0, citation="two") == pytest.approx(470)
        found = cf.size_from_pl("CsPbBr3", middle, uncertainty_nm=10)
        assert found.size_nm == pytest.approx(8 / 3)
        for end, sign in ((found.low_nm, -1), (found.high_nm, 1)):
            assert cf.pl_from_size("CsPbBr3", end) == pytest.approx(middle + 10 * sign)
        assert (found.kind, found.open_end) == ("edge", False)
        low, high = cf.size_from_pl("CsPbBr3", 401, uncertainty_nm=2), cf.size_from_pl("CsPbBr3", 499, uncertainty_nm=2)
        assert (low.low_nm, high.high_nm) == pytest.approx((2.0, 8.0))
        assert low.open_end
        assert high.open_end
        assert not cf.size_from_pl("CsPbBr3", 402, uncertainty_nm=2).open_end
        assert not cf.size_from_pl("CsPbBr3", 498, uncertainty_nm=2).open_end
        assert cf.size_from_pl("CsPbBr3", 481).high_nm > cf.size_from_pl("CsPbBr3", 481, uncertainty_nm=0.5).high_nm
        ends = [cf.pl_from_size("CsPbBr3", s) for s in (2.0, 8.0)]
        assert ends == pytest.approx([400, 500])
        assert refused(lambda: cf.size_from_pl("CsPbI3", 645, citation="two")).argument == "material"
        assert cf.pl_from_size("CsPbI3", 6.0, citation="two") == pytest.approx(640)


def test_states_compare():
    one, two = (cf.core_shell(CORE, WIDE, [3.0, np.nan], 1.0) for _ in range(2))
    assert one == two
    assert one != cf.core_shell(CORE, WIDE, [3.0, np.nan], 1.1)
    state = cf.spherical_ground_state([3.0], [0.0], [0.1])
    assert state == cf.spherical_ground_state([3.0], [0.0], [0.1])
    assert state.energy == state.energy_ev
    assert isinstance(cf.core_shell(CORE, WIDE, 3.0, 1.0).emission_ev, float)
    assert isinstance(cf.core_shell(CORE, WIDE, 3.0, 1.0).regime, str)
