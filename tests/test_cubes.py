"""Cubes with cubic shells against finite volumes in three dimensions, and pairs in them against sampling."""

import itertools

import numpy as np
import pytest
from scipy import sparse, special
from scipy.sparse import linalg

from calculators import confinement as cf
from calculators import tables
from calculators.bands import BandEdges
from calculators.confinement import _cube, _particles

H = tables.constant("planck") / (2 * np.pi)
UNIT = H**2 / (2 * tables.constant("electron_mass")) / tables.constant("elementary_charge") * 1e18  # eV nm2
COULOMB = 1.4399645  # e^2 / (4 pi eps0) [eV nm]

CORE = cf.Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
WIDE = cf.Material("wide", BandEdges(-6.6, -2.7), 0.25, 0.5, 8.0)
INVERSE = cf.Material("inverse", BandEdges(-5.5, -3.7), 0.2, 0.3, 8.0)
STAGGERED = cf.Material("staggered", BandEdges(-5.4, -2.7), 0.25, 0.3, 8.0)


def volumes(widths, potentials, masses, n):
    """Lowest state in an octant by finite volumes: energy, probability of each cell, its centre, faces of an axis."""
    edges = np.concatenate([[0.0], np.cumsum(widths)])
    pieces = [np.linspace(a, b, n + 1)[:-1] for a, b in itertools.pairwise(edges)]
    faces = np.concatenate([*pieces, edges[-1:]])
    centre, length = 0.5 * (faces[1:] + faces[:-1]), np.diff(faces)
    m = centre.size
    layer = np.searchsorted(edges[1:], centre)
    where = np.maximum.reduce(np.meshgrid(layer, layer, layer, indexing="ij"))
    mass, potential = np.asarray(masses)[where], np.asarray(potentials)[where]
    index = np.arange(m**3).reshape(m, m, m)
    size = length[:, None, None] * length[None, :, None] * length
    diagonal, rows, columns, values = (potential * size).reshape(-1), [], [], []
    for axis in range(3):
        shape = [1, 1, 1]
        shape[axis] = m
        half = 0.5 * length.reshape(shape)
        face = size / length.reshape(shape)
        near, far = (np.take(a, range(m - 1), axis) for a in (index, face))
        beyond = np.take(index, range(1, m), axis)
        resist = half * mass
        flow = UNIT * far / (np.take(resist, range(m - 1), axis) + np.take(resist, range(1, m), axis))
        np.add.at(diagonal, near.reshape(-1), flow.reshape(-1))
        np.add.at(diagonal, beyond.reshape(-1), flow.reshape(-1))
        rows += [near.reshape(-1), beyond.reshape(-1)]
        columns += [beyond.reshape(-1), near.reshape(-1)]
        values += [-flow.reshape(-1)] * 2
        last = np.take(index, m - 1, axis).reshape(-1)
        np.add.at(diagonal, last, (UNIT * face / resist).reshape(-1)[last])
    scale = 1 / np.sqrt(size.reshape(-1))
    matrix = sparse.coo_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(m**3, m**3)
    ).tocsr() + sparse.diags(diagonal)
    matrix = sparse.diags(scale) @ matrix @ sparse.diags(scale)
    energy, vector = linalg.eigsh(matrix.tocsc(), k=1, sigma=min(potentials) - 0.02, which="LM")
    return energy[0], (vector[:, 0] ** 2).reshape(m, m, m), where, faces


def extrapolated(widths, potentials, masses, n=5):
    """Energy and shares of the layers, from two grids."""
    found = []
    for count in (n, 2 * n):
        energy, cells, where, _ = volumes(widths, potentials, masses, count)
        found.append(np.array([energy, *(cells[where == k].sum() for k in range(len(widths)))]))
    return (4 * found[1] - found[0]) / 3


@pytest.mark.parametrize(
    ("widths", "potentials", "masses"),
    [
        pytest.param([4.0, 1.0], [0.0, 0.5], [0.13, 0.30], marks=pytest.mark.slow),
        pytest.param([4.0, 1.5], [0.0, -0.25], [0.13, 0.30], marks=pytest.mark.slow),
        ([2.0, 1.0], [0.0, 1.0], [0.10, 0.40]),
        ([2.5, 2.0], [0.0, -0.4], [0.20, 0.15]),
        ([3.0, 0.7, 0.8], [0.0, 0.4, 1.5], [0.15, 0.3, 0.8]),
    ],
)
def test_cubes_against_finite_volumes(widths, potentials, masses):
    state = cf.cubic_ground_state(widths, potentials, masses)
    energy, *shares = extrapolated(widths, potentials, masses, 5 if len(widths) == 2 else 3)
    assert state.energy_ev == pytest.approx(energy, abs=1e-3)
    assert state.probability[:-1] == pytest.approx(shares, abs=5e-3)
    assert state.probability.sum() == pytest.approx(1, abs=1e-9)
    # Softer at corners than a sphere with the same kinetic energy and 1.155 times the shell; not the same.
    ball = cf.spherical_ground_state(2 * np.asarray(widths) / np.sqrt(3), potentials, masses)
    assert abs(ball.energy_ev - state.energy_ev) > 1e-3


def test_a_finite_barrier_is_one_more_layer():
    for outside, mass in ((2.0, 0.6), (0.9, 0.3)):
        state = cf.cubic_ground_state([2.5, 0.6], [0.0, 0.4], [0.13, 0.3], outside_ev=outside, outside_mass=mass)
        box = cf.cubic_ground_state([2.5, 0.6, 5.0], [0.0, 0.4, outside], [0.13, 0.3, mass])
        assert state.energy_ev == pytest.approx(box.energy_ev, abs=2e-4)
        assert state.probability == pytest.approx(box.probability[:3], abs=1e-3)
        assert state.energy_ev < cf.cubic_ground_state([2.5, 0.6], [0.0, 0.4], [0.13, 0.3]).energy_ev


def test_flat_bands_and_bare_cubes_are_boxes():
    box = 3 * UNIT * np.pi**2 / (0.12 * 100)
    for widths in ([5.0], [4.0, 1.0], [2.0, 0.0, 3.0], [1.0, 1.0, 3.0]):
        state = cf.cubic_ground_state(widths, 0.0, 0.12)
        assert state.energy_ev == pytest.approx(box, abs=2e-5)
        inside = 2 * widths[0] / 10
        axis = inside + np.sin(np.pi * inside) / np.pi
        assert state.probability[0] == pytest.approx(axis**3, abs=1e-4)


def test_slopes_of_the_energy_are_shares():
    # Hellmann-Feynman: what raises a layer by dV raises the energy by its share.
    for potentials in ([0.0, 0.4], [0.0, -0.3]):
        state = cf.cubic_ground_state([3.0, 1.2], potentials, [0.13, 0.3])
        for k in range(2):
            up, down = (
                cf.cubic_ground_state([3.0, 1.2], np.add(potentials, d * np.eye(2)[k]), [0.13, 0.3]).energy_ev
                for d in (1e-3, -1e-3)
            )
            assert (up - down) / 2e-3 == pytest.approx(state.probability[k], abs=1e-3)


def test_thick_shells_and_unbound_carriers():
    thin, thick = (cf.cubic_ground_state([5.0, t], [0.0, 2.7], [0.13, 0.5]) for t in (4.0, 500.0))
    assert thick.energy_ev == pytest.approx(thin.energy_ev, abs=1e-4)
    assert thick.probability[0] == pytest.approx(thin.probability[0], abs=1e-4)
    # Inside a thick core that keeps the carrier out.
    outer = cf.cubic_ground_state([15.0, 3.0], [0.0, -1.0], [0.3, 0.2])
    assert outer.probability[1] > 0.98
    loose = cf.cubic_ground_state([[1.0], [1.0], [np.nan]], 0.0, 0.1, outside_ev=[0.05, 10.0, 10.0], outside_mass=0.1)
    assert np.isnan(loose.energy_ev).tolist() == [True, False, True]
    assert np.isnan(loose.probability[0]).all()


@pytest.mark.parametrize(
    ("half", "step", "masses"),
    [(1.0, 1.0, (0.2, 0.4)), (1.5, 0.5, (0.13, 0.25)), (3.0, 0.5, (0.13, 0.25)), (5.0, 2.7, (0.13, 0.5))],
)
def test_a_wall_that_moves_away_lowers_the_energy_and_then_does_nothing(half, step, masses):
    shells = [0.0, 5e-4, 2e-3, 0.05, 0.3, 1.0, 2.0, 3.0, 5.0, 8.0, 15.0, 30.0, 100.0, 1000.0]
    states = [cf.cubic_ground_state([half, s], [0.0, step], masses) for s in shells]
    energy = np.array([s.energy_ev for s in states])
    assert (np.diff(energy) < 2e-5).all()
    assert energy[-5:] == pytest.approx(energy[-1], abs=1e-4)
    assert [s.probability[0] for s in states[-5:]] == pytest.approx(5 * [states[-1].probability[0]], abs=1e-4)
    # Of a shell thinner than an atom's hundredth nothing is left, and what is a little thicker does as little.
    assert energy[1] == energy[0] == pytest.approx(3 * UNIT * np.pi**2 / (masses[0] * 4 * half**2), rel=1e-6)
    assert energy[2] == pytest.approx(energy[0], rel=1e-2)


def test_weakly_bound_carriers_reach_far_out():
    # The outside is a layer that the state dies away in, however far it reaches.
    for half, step in ((1.0, 0.75), (3.0, 0.1)):
        state = cf.cubic_ground_state([half], [0.0], [0.13], outside_ev=step, outside_mass=0.13)
        box = cf.cubic_ground_state([half, 20.0], [0.0, step], [0.13, 0.13])
        assert step - state.energy_ev < 0.4 * step
        assert state.energy_ev == pytest.approx(box.energy_ev, abs=1e-4)
        assert state.probability[0] == pytest.approx(box.probability[0], abs=5e-4)


def test_where_a_number_is_missing_there_is_no_state():
    for name in ("potentials_ev", "masses"):
        given = {"potentials_ev": [[0.0, 0.5]] * 2, "masses": [[0.13, 0.2]] * 2}
        given[name] = [given[name][0], [given[name][0][0], np.nan]]
        state = cf.cubic_ground_state([2.0, 0.5], **given)
        assert np.isnan(state.energy_ev).tolist() == [False, True]
        assert state.energy_ev[0] == cf.cubic_ground_state([2.0, 0.5], [0.0, 0.5], [0.13, 0.2]).energy_ev


@pytest.mark.slow
def test_small_cores_in_thick_shells_against_finite_volumes():
    energy, *shares = extrapolated([1.5, 1.2, 3.3], [0.0, 0.5, 0.5], [0.13, 0.25, 0.25], 4)
    state = cf.cubic_ground_state([1.5, 40.0], [0.0, 0.5], [0.13, 0.25])
    assert state.energy_ev == pytest.approx(energy, abs=1e-3)
    assert state.probability[0] == pytest.approx(shares[0], abs=5e-3)


FLAT = cf.Material("flat", BandEdges(-5.8, -3.0), 0.25, 0.5, 8.0)


@pytest.mark.parametrize(
    ("cores", "others"),
    [
        (((6.0, (10.0,)), (3.0, (30.0,))), (FLAT, INVERSE)),
        pytest.param(
            ((6.0, (0.7, 4.0, 10.0, 50.0, 54.0, 100.0, 300.0)), (3.0, (3.0, 30.0))),
            (FLAT, WIDE, STAGGERED, INVERSE),
            marks=pytest.mark.slow,
        ),
    ],
    ids=["few", "many"],
)
def test_a_carrier_in_the_shell_does_not_disturb_the_one_in_the_core(cores, others):
    for size, shells in cores:
        for shell in shells:
            for other in others:
                pair = cf.core_shell(CORE, other, size, shell)
                steps = other.edges.cbm_ev - CORE.edges.cbm_ev, CORE.edges.vbm_ev - other.edges.vbm_ev
                masses = (0.13, other.electron_mass), (0.15, other.hole_mass)
                e, h = (
                    cf.cubic_ground_state([size / 2, shell], [0.0, s], m) for s, m in zip(steps, masses, strict=True)
                )
                assert (pair.electron_ev, pair.hole_ev) == pytest.approx((e.energy_ev, h.energy_ev), abs=1e-4)
                assert pair.electron_core == pytest.approx(e.probability[0], abs=1e-3)
                assert pair.hole_core == pytest.approx(h.probability[0], abs=1e-3)


def test_the_attraction_in_a_bare_cube_is_the_integral_in_closed_form():
    bare = cf.core_shell(CORE, WIDE, 6.0, 0.0)
    one = cf.core_shell(CORE, cf.Material("same", CORE.edges, 0.13, 0.15, 7.3), 4.0, 1.0)
    assert bare.coulomb_ev == pytest.approx(one.coulomb_ev, rel=2e-4)
    assert bare.coulomb_ev == pytest.approx(-COULOMB / 7.3 * 3.0478 / 6, rel=3e-5)


def polynomial(faces, degree=6):
    """Axis of spectral elements between faces, all in one layer."""
    return _cube.axis(np.asarray(faces)[:, None], (0,) * (len(faces) - 1))


def test_the_potential_of_six_clouds_on_the_axes():
    # Normal distributions at (a, 0, 0) and the five like places: each is 1 / r far out, erf(r / s sqrt 2) / r near by.
    faces, a, s = np.linspace(0, 4.4, 6), 2.6, 0.4
    points = polynomial(faces)
    x, weight = points.x[0], points.weight[0]
    grid = np.stack(np.meshgrid(x, x, x, indexing="ij"))
    apart = [
        np.sqrt(((grid - a * sign * np.eye(3)[k][:, None, None, None]) ** 2).sum(axis=0))
        for k in range(3)
        for sign in (1, -1)
    ]
    density = sum(np.exp(-((r / s) ** 2) / 2) for r in apart) * np.einsum("i,j,k->ijk", weight, weight, weight)
    found = _cube.space(faces[:, None]).potential(density[None] / density.sum())[0]
    exact = sum(special.erf(r / (s * 2**0.5)) / r for r in apart) / 6
    assert np.abs(found - exact).max() < 5e-6
    assert np.abs(found - exact).mean() < 3e-7


def test_the_best_product_of_three_is_that_from_which_no_other_is_better():
    points = _cube.axis(np.array([[0.0, 2.0, 3.5]]).T, (0, 1))
    for masses, steps in (((0.13, 0.4), (0.0, 0.6)), ((0.3, 0.1), (0.0, -0.5))):
        h = _cube.hamiltonian(points, np.array(masses)[:, None], np.array(steps)[:, None])
        vectors = _cube.separable(h, 60)[1][0]

        def energy(f, h=h):
            f = f / np.linalg.norm(f)
            psi = np.einsum("i,j,k->ijk", f, f, f)[None]
            return float((h.times(psi) * psi).sum())

        best = energy(vectors[:, 0])
        for k in (1, 2, 3):
            up, down = (energy(vectors[:, 0] + d * vectors[:, k]) for d in (1e-3, -1e-3))
            assert up - down == pytest.approx(0, abs=1e-8)
            assert min(up, down) > best
        # Close to the state itself, that is not a product.
        lowest = _cube.lowest(h)[0][0]
        assert lowest < best < lowest + 0.03


@pytest.mark.parametrize(
    ("core", "shell", "size"),
    [
        pytest.param(CORE, cf.Material("flat", BandEdges(-5.8, -3.0), 0.25, 0.5, 8.0), 6.0, marks=pytest.mark.slow),
        pytest.param(
            cf.Material("c", BandEdges(-5.6, -3.3), 0.13, 0.13, 7.3),
            cf.Material("f", BandEdges(-5.6, -2.8), 0.25, 0.6, 8.0),
            4.0,
            marks=pytest.mark.slow,
        ),
        (CORE, cf.Material("t", BandEdges(-6.6, -3.6), 0.25, 0.6, 8.0), 6.0),
    ],
)
def test_a_mean_field_holds_the_carriers_however_thick_the_shell(core, shell, size):
    # A pair that is held by its own attraction does not feel a wall far out; a sphere nearly stands for the cube.
    found = [cf.core_shell(core, shell, size, t, attraction="self-consistent") for t in (25.0, 30.0, 40.0, 100.0)]
    first = cf.core_shell(core, shell, size, 40.0)
    emission = np.array([f.emission_ev for f in found])
    assert emission == pytest.approx(4 * [emission[-1]], abs=2e-3)
    assert found[2].emission_ev < first.emission_ev
    ball = cf.core_shell(
        core,
        shell,
        2 * cf.equivalent_radius(size),
        cf.equivalent_shell(40.0),
        shape="sphere",
        attraction="self-consistent",
    )
    assert found[2].emission_ev == pytest.approx(ball.emission_ev, abs=0.03)
    assert found[2].coulomb_ev == pytest.approx(ball.coulomb_ev, rel=0.1)


def test_arrays_and_scalars_agree():
    widths = np.array([[3.0, 0.0], [3.0, 1.0], [4.0, 0.5]])
    many = cf.cubic_ground_state(widths, [0.0, 0.5], [0.1, 0.2])
    for k, one in enumerate(widths):
        alone = cf.cubic_ground_state(one, [0.0, 0.5], [0.1, 0.2])
        assert many.energy_ev[k] == pytest.approx(alone.energy_ev, abs=1e-7)
        assert many.probability[k] == pytest.approx(alone.probability, abs=1e-5)
    assert many == cf.cubic_ground_state(widths, [0.0, 0.5], [0.1, 0.2])


def test_the_density_along_an_axis_is_that_of_the_finite_volumes():
    x, density = cf.cubic_density(2.0, 1.0, 0.1, 0.2, 0.5)
    assert (np.diff(x) > 0).all()
    assert np.trapezoid(density, x) == pytest.approx(1, abs=2e-3)
    _, cells, _, faces = volumes([2.0, 1.0], [0.0, 0.5], [0.1, 0.2], 10)
    middle = 0.5 * (faces[1:] + faces[:-1])
    assert np.interp(middle, x, density) == pytest.approx(cells.sum(axis=(1, 2)) / np.diff(faces), abs=0.012)
    bare, sine = cf.cubic_density(2.0, 0.0, 0.1, 0.2, 0.5, points=40)
    assert sine == pytest.approx(np.cos(np.pi * bare / 4) ** 2, abs=2e-4)
    far, thick = cf.cubic_density(2.0, 60.0, 0.1, 0.2, 2.0)
    assert far.size == thick.size == 120
    assert thick[-1] == 0


def sampled(cells, faces, count, rng):
    """Places of a carrier in the whole cube, uniform within a cell."""
    chosen = np.unravel_index(rng.choice(cells.size, count, p=cells.reshape(-1) / cells.sum()), cells.shape)
    places = np.stack([faces[k] + rng.random(count) * np.diff(faces)[k] for k in chosen])
    return places * rng.choice([-1, 1], places.shape)


def test_a_pair_in_a_cube_against_finite_volumes_and_sampling():
    state = cf.core_shell(CORE, STAGGERED, 5.0, 1.2)
    rng, carriers = np.random.default_rng(4), (([0.0, 0.8], [0.13, 0.25]), ([0.0, -0.4], [0.15, 0.3]))
    e, h = (extrapolated([2.5, 1.2], *c, 3) for c in carriers)
    assert (state.electron_ev, state.hole_ev) == pytest.approx((e[0], h[0]), abs=2e-3)
    assert (state.electron_core, state.hole_core) == pytest.approx((e[1], h[1]), abs=0.01)
    (_, one, _, faces), (_, two, _, _) = (volumes([2.5, 1.2], *c, 6) for c in carriers)
    assert state.overlap == pytest.approx(np.sqrt(one * two).sum() ** 2, abs=0.02)
    apart = np.linalg.norm(sampled(one, faces, 100_000, rng) - sampled(two, faces, 100_000, rng), axis=0)
    assert state.coulomb_ev == pytest.approx(-COULOMB / 7.3 * (1 / apart).mean(), rel=0.015)
    wider = max((p.sum(axis=(1, 2)) * (0.5 * (faces[1:] + faces[:-1])) ** 2).sum() for p in (one, two))
    assert state.extent_nm == pytest.approx(np.sqrt(wider / (1 / 12 - 1 / (2 * np.pi**2))), rel=0.02)


@pytest.mark.slow
@pytest.mark.parametrize("shell", [WIDE, STAGGERED, INVERSE], ids=lambda m: m.name)
def test_pairs_in_cubes_against_finite_volumes_and_sampling(shell):
    state = cf.core_shell(CORE, shell, 5.0, 1.2)
    steps = shell.edges.cbm_ev - CORE.edges.cbm_ev, CORE.edges.vbm_ev - shell.edges.vbm_ev
    masses = (0.13, shell.electron_mass), (0.15, shell.hole_mass)
    (e, h) = (extrapolated([2.5, 1.2], [0.0, s], m) for s, m in zip(steps, masses, strict=True))
    assert (state.electron_ev, state.hole_ev) == pytest.approx((e[0], h[0]), abs=1e-3)
    assert (state.electron_core, state.hole_core) == pytest.approx((e[1], h[1]), abs=5e-3)
    rng = np.random.default_rng(4)
    (_, one, _, faces), (_, two, _, _) = (
        volumes([2.5, 1.2], [0.0, s], m, 9) for s, m in zip(steps, masses, strict=True)
    )
    assert state.overlap == pytest.approx(np.sqrt(one * two).sum() ** 2, abs=0.02)
    apart = np.linalg.norm(sampled(one, faces, 400_000, rng) - sampled(two, faces, 400_000, rng), axis=0)
    assert state.coulomb_ev == pytest.approx(-COULOMB / 7.3 * (1 / apart).mean(), rel=0.012)
    assert state.emission_ev == pytest.approx(2.3 + state.electron_ev + state.hole_ev + state.coulomb_ev)
    bare = cf.core_shell(CORE, shell, 5.0, 0.0)
    assert state.shift_ev == pytest.approx(state.emission_ev - bare.emission_ev, abs=1e-9)
    wider = max((p.sum(axis=(1, 2)) * (0.5 * (faces[1:] + faces[:-1])) ** 2).sum() for p in (one, two))
    assert state.extent_nm == pytest.approx(np.sqrt(wider / (1 / 12 - 1 / (2 * np.pi**2))), rel=0.02)


def test_a_sphere_nearly_stands_for_a_cube():
    rng = np.random.default_rng(0)
    edge, shell = rng.uniform(4, 14, 40), rng.uniform(0.3, 3, 40)
    core, outer, step = rng.uniform(0.1, 0.3, 40), rng.uniform(0.15, 0.6, 40), rng.uniform(-0.8, 0.8, 40)
    cube = cf.cubic_ground_state(
        np.stack([edge / 2, shell], axis=1), np.stack([0 * step, step], axis=1), np.stack([core, outer], axis=1)
    )
    errors = {}
    for factor in (1.0, 1.06, 2 / np.sqrt(3)):
        thickness = shell * factor if factor != 1.06 else cf.equivalent_shell(shell)
        energy, share = cf.ground_state(cf.equivalent_radius(edge), thickness, core, outer, step)
        errors[factor] = np.sqrt(((share - cube.probability[:, 0]) ** 2).mean())
        if factor == 1.06:
            assert np.abs(share - cube.probability[:, 0]).max() < 0.05
            assert np.abs(energy - cube.energy_ev).max() < 0.02
    assert errors[1.06] < 0.011
    assert min(errors, key=errors.get) == 1.06


@pytest.mark.slow
def test_spheres_that_stand_for_cubes_keep_to_the_error_that_is_said():
    rng = np.random.default_rng(5)
    edge, shell, step = rng.uniform(4, 14, 600), rng.uniform(0.3, 3, 600), rng.uniform(-0.8, 0.8, 600)
    masses = 10 ** rng.uniform(np.log10(0.06), np.log10(0.8), (600, 2))
    cube = cf.cubic_ground_state(np.stack([edge / 2, shell], axis=1), np.stack([0 * step, step], axis=1), masses)
    energy, share = cf.ground_state(cf.equivalent_radius(edge), cf.equivalent_shell(shell), *masses.T, step)
    off = share - cube.probability[:, 0]
    assert np.abs(off).max() < 0.1
    assert np.sqrt((off**2).mean()) < 0.01
    assert np.abs(energy - cube.energy_ev).max() < 0.025
    assert np.sqrt(((energy - cube.energy_ev) ** 2).mean()) < 0.0045


def near(many, few, some):
    """Whether interpolated pairs are those that were solved one by one."""
    for name in ("electron_ev", "hole_ev", "coulomb_ev", "emission_ev", "shift_ev"):
        assert np.abs(getattr(many, name)[some] - getattr(few, name)).max() < 1e-3, name
    for name in ("electron_core", "hole_core", "overlap"):
        assert np.abs(getattr(many, name)[some] - getattr(few, name)).max() < 0.01, name


def test_cubes_that_differ_little_are_interpolated(monkeypatch):
    solved = []
    cubes = _particles._cubes
    monkeypatch.setattr(_particles, "_cubes", lambda m, a, b: (solved.append(a.size), cubes(m, a, b))[1])
    some = np.array([0, 77, 150, 222, 300])
    # Six nodes of the core by seven of the shell, for bare ones tell the shift, and twelve places between them.
    cores = np.linspace(4.0, 4.5, 301)
    many = cf.core_shell(CORE, STAGGERED, cores, 0.6)
    assert sum(solved) == 54
    near(many, cf.core_shell(CORE, STAGGERED, cores[some], 0.6), some)
    # Seven of the shell, of one core, and three places between them.
    shells = np.linspace(0.0, 0.3, 301)
    solved.clear()
    many = cf.core_shell(CORE, WIDE, 6.0, shells)
    assert sum(solved) == 10
    near(many, cf.core_shell(CORE, WIDE, 6.0, shells[some]), some)
    assert max(many.electron_core.max(), many.hole_core.max(), many.overlap.max()) <= 1


def test_patches_of_cubes_are_cut_until_their_nodes_tell_what_lies_between():
    weak = cf.Material("t", BandEdges(-5.3, -3.3), 0.2, 0.4, 8.0)
    rng = np.random.default_rng(3)
    some = np.arange(8)
    core, shell = rng.uniform(2.5, 6.0, 301), rng.uniform(0.2, 0.8, 301)
    near(cf.core_shell(CORE, weak, core, shell), cf.core_shell(CORE, weak, core[:8], shell[:8]), some)


@pytest.mark.slow
def test_many_cubes_are_interpolated():
    cores, shells = np.linspace(3.0, 12.0, 23), np.linspace(0.0, 3.0, 21)[:, None]
    for shell in (WIDE, STAGGERED):
        many = cf.core_shell(CORE, shell, cores, shells)
        rows, columns = np.array([0, 3, 7, 12, 20]), np.array([1, 22, 9, 15, 20])
        few = cf.core_shell(CORE, shell, cores[columns], shells[rows, 0])
        for name, most in (("electron_ev", 1e-3), ("emission_ev", 1e-3), ("shift_ev", 1e-3), ("hole_core", 0.03)):
            assert getattr(many, name)[rows, columns] == pytest.approx(getattr(few, name), abs=most), name
        assert max(many.electron_core.max(), many.overlap.max()) <= 1
    # One size of core, and places where nothing is known.
    line = cf.core_shell(CORE, WIDE, 8.0, np.append(np.linspace(0, 3, 320), np.nan))
    assert np.isnan(line.emission_ev).sum() == 1
    assert line.emission_ev[150] == pytest.approx(cf.core_shell(CORE, WIDE, 8.0, 3 * 150 / 319).emission_ev, abs=1e-3)
    # Where a low barrier lets go of small ones, each is solved.
    loose = cf.core_shell(CORE, WIDE, np.linspace(2.0, 9.0, 310), 0.0, outside_ev=0.4, outside_mass=0.13)
    assert np.isnan(loose.emission_ev[0])
    assert np.isfinite(loose.emission_ev[-1])


@pytest.mark.slow
@pytest.mark.parametrize(
    "sizes",
    [
        lambda rng: (rng.uniform(2, 15, 305), rng.uniform(0, 4, 305)),
        lambda rng: (np.linspace(2, 14, 20)[None], np.linspace(0, 4, 18)[:, None]),
        lambda _: (6.0, np.linspace(0, 30, 320)),
    ],
    ids=["random", "grid", "shells"],
)
def test_interpolated_cubes_keep_to_what_is_promised(sizes):
    weak = cf.Material("t", BandEdges(-5.3, -3.3), 0.2, 0.4, 8.0)
    rng = np.random.default_rng(0)
    core, shell = np.broadcast_arrays(*sizes(rng))
    for other in (weak, WIDE):
        many = cf.core_shell(CORE, other, core, shell)
        some = rng.choice(core.size, 25, replace=False)
        few = cf.core_shell(CORE, other, core.reshape(-1)[some], shell.reshape(-1)[some])
        for name in ("electron_ev", "hole_ev", "coulomb_ev", "emission_ev", "shift_ev"):
            assert np.abs(getattr(many, name).reshape(-1)[some] - getattr(few, name)).max() < 1e-3, name
        for name in ("electron_core", "hole_core", "overlap"):
            assert np.abs(getattr(many, name).reshape(-1)[some] - getattr(few, name)).max() < 0.01, name


def test_mean_fields_of_heavy_carriers_settle():
    # Alternating fields of a pair that is held by its own attraction come to rest slowly, if at all.
    for core, shell, size, thick, shape in (
        (cf.Material("c", BandEdges(-6.0, -3.5), 1.863, 0.627, 6.5), WIDE, 14.07, 0.0, "sphere"),
        (cf.Material("c", BandEdges(-6.0, -3.5), 1.079, 0.912, 3.5), WIDE, 9.05, 0.33, "cube"),
        (CORE, WIDE, 34.5, 0.0, "sphere"),
        (CORE, WIDE, 1000.0, 0.0, "sphere"),
    ):
        one, two = (
            cf.core_shell(core, shell, size, thick, shape=shape, attraction=a)
            for a in ("first order", "self-consistent")
        )
        assert two.emission_ev < one.emission_ev
        assert two.coulomb_ev < one.coulomb_ev


def test_an_insulating_shell_does_not_count_in_the_extent():
    glass = cf.Material("SiO2", BandEdges(-9.2, -0.8), 0.5, 1.0, 4.0)
    for shape in ("cube", "sphere"):
        bare, thin, thick = (cf.core_shell(CORE, glass, 8.0, t, shape=shape).extent_nm for t in (0.0, 2.0, 10.0))
        assert bare == pytest.approx(8.0, rel=1e-3)
        # The tail of the carriers counts, about a third of a nanometre a side.
        assert thick == pytest.approx(thin, rel=2e-3)
        assert thick < 9.4
        assert cf.core_shell(CORE, STAGGERED, 8.0, 3.0, shape=shape).extent_nm > 13


def test_masses_that_grow_with_the_energy():
    # The state of a nonparabolic cube is that of a parabolic one with the masses that its energy gives.
    for shape, state in (("cube", cf.cubic_ground_state), ("sphere", cf.spherical_ground_state)):
        pair = cf.core_shell(CORE, WIDE, 4.0, 1.0, shape=shape, nonparabolic=True)
        e = pair.electron_ev
        masses = [0.13 * (1 + e / 2.3), 0.25 * (1 + (e - 0.8) / 3.9)]
        alone = state([2.0, 1.0], [0.0, 0.8], masses)
        assert alone.energy_ev == pytest.approx(e, abs=1e-5)
        assert pair.electron_core == pytest.approx(alone.probability[0], abs=1e-4)
        bare = cf.core_shell(CORE, WIDE, 4.0, 0.0, shape=shape, nonparabolic=True)
        # E (1 + E / gap) is the energy of the parabolic box.
        for energy, mass in ((bare.electron_ev, 0.13), (bare.hole_ev, 0.15)):
            box = UNIT * np.pi**2 / mass * {"cube": 3 / 16, "sphere": 1 / 4}[shape]
            assert energy * (1 + energy / 2.3) == pytest.approx(box, abs=2e-4)
