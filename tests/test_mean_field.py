"""Mean field and image charges in layered particles, against other methods."""

import numpy as np
import pytest
from scipy import linalg

from calculators import confinement as cf
from calculators import tables
from calculators.bands import BandEdges
from calculators.confinement import _cube, _elements, _solver, _sphere
from calculators.confinement._layers import Layers
from calculators.confinement._mixing import Mixing
from calculators.errors import ArgumentError

H = tables.constant("planck") / (2 * np.pi)
UNIT = H**2 / (2 * tables.constant("electron_mass")) / tables.constant("elementary_charge") * 1e18  # eV nm2
COULOMB = 1.4399645  # e^2 / (4 pi eps0) [eV nm]

CORE = cf.Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
WIDE = cf.Material("wide", BandEdges(-6.6, -2.7), 0.25, 0.5, 5.0)
STAGGERED = cf.Material("staggered", BandEdges(-5.4, -2.7), 0.25, 0.3, 5.0)


def grid(radii, n=900):
    """Cells of equal width whose faces lie on the interfaces: radii of the centres, width, layer of each."""
    faces = np.linspace(0, sum(radii), n + 1)
    centre = 0.5 * (faces[1:] + faces[:-1])
    return centre, faces, np.searchsorted(np.cumsum(radii), centre)


def lowest(faces, layer, masses, potential):
    """Lowest state on cells of equal width in a hard sphere: energy, share of each cell."""
    half, volume = 0.5 * np.diff(faces), np.diff(faces**3) / 3
    mass = np.asarray(masses)[layer]
    flow = UNIT * faces[1:-1] ** 2 / (half[:-1] * mass[:-1] + half[1:] * mass[1:])
    main = np.zeros(layer.size)
    main[:-1] += flow
    main[1:] += flow
    main[-1] += UNIT * faces[-1] ** 2 / (half[-1] * mass[-1])
    scale = 1 / np.sqrt(volume)
    value, vector = linalg.eigh_tridiagonal(
        main * scale**2 + potential, -flow * scale[:-1] * scale[1:], select="i", select_range=(0, 0)
    )
    return value[0], vector[:, 0] ** 2


def felt(centre, faces, cloud, eps):
    """Potential of a spherical cloud [1/nm]: Gauss's law, cell by cell, from the outside in."""
    inside = np.cumsum(cloud) - 0.5 * cloud
    slope = inside / (eps * centre**2) * np.diff(faces)
    return 1 / (eps[-1] * faces[-1]) + np.cumsum(slope[::-1])[::-1] - 0.5 * slope


@pytest.mark.parametrize("shell", [WIDE, STAGGERED], ids=lambda m: m.name)
def test_the_mean_field_of_a_sphere_against_finite_volumes(shell):
    found = cf.core_shell(CORE, shell, 7.0, 1.4, shape="sphere", attraction="self-consistent")
    radii = [3.5, 1.4]
    centre, faces, layer = grid(radii, 980)
    steps = shell.edges.cbm_ev - CORE.edges.cbm_ev, CORE.edges.vbm_ev - shell.edges.vbm_ev
    bands = [np.array([0.0, s])[layer] for s in steps]
    masses = (0.13, shell.electron_mass), (0.15, shell.hole_mass)
    eps = np.full(centre.size, 7.3)
    clouds = [lowest(faces, layer, m, b)[1] for m, b in zip(masses, bands, strict=True)]
    for _ in range(30):
        for k in (0, 1):
            pull = -COULOMB * felt(centre, faces, clouds[1 - k], eps)
            level, clouds[k] = lowest(faces, layer, masses[k], bands[k] + pull)
    energy = lowest(faces, layer, masses[0], bands[0] - COULOMB * felt(centre, faces, clouds[1], eps))[0] + (
        level + COULOMB * (felt(centre, faces, clouds[0], eps) * clouds[1]).sum()
    )
    assert found.emission_ev - 2.3 == pytest.approx(energy, abs=3e-4)
    core = layer == 0
    assert (found.electron_core, found.hole_core) == pytest.approx([c[core].sum() for c in clouds], abs=2e-3)
    assert found.coulomb_ev == pytest.approx(
        -COULOMB * (felt(centre, faces, clouds[0], eps) * clouds[1]).sum(), rel=2e-3
    )
    assert found.overlap == pytest.approx(np.sqrt(clouds[0] * clouds[1]).sum() ** 2, abs=2e-3)


@pytest.mark.parametrize("shape", ["sphere", "cube"])
@pytest.mark.parametrize("shell", [WIDE, STAGGERED], ids=lambda m: m.name)
def test_the_mean_field_lowers_the_energy_and_pulls_back(shape, shell):
    alone = cf.core_shell(CORE, shell, 8.0, 1.5, shape=shape)
    drawn = cf.core_shell(CORE, shell, 8.0, 1.5, shape=shape, attraction="self-consistent")
    # A variational gain in second order: the carriers pay in their own energy and win more in attraction.
    assert -5e-3 < drawn.emission_ev - alone.emission_ev < -1e-5
    assert drawn.electron_ev > alone.electron_ev
    assert drawn.coulomb_ev < alone.coulomb_ev
    assert drawn.overlap > alone.overlap
    assert drawn.hole_core > alone.hole_core
    assert drawn.emission_ev == pytest.approx(2.3 + drawn.electron_ev + drawn.hole_ev + drawn.coulomb_ev)
    # No pair in a bare crystal of one mass leaves its own state far behind.
    bare = cf.core_shell(CORE, shell, 8.0, 0.0, shape=shape, attraction="self-consistent")
    assert bare.overlap > 0.999


@pytest.mark.parametrize("shape", ["sphere", "cube"])
def test_the_field_has_settled_whichever_carrier_moves_first(shape):
    core, shell = (cf.Material("m", BandEdges(v, c), 0.6, 0.3, 4.0) for v, c in ((-5.8, -3.5), (-5.7, -3.2)))
    # With electron and hole in each other's place.
    turned = (cf.Material("m", BandEdges(v, c), 0.3, 0.6, 4.0) for v, c in ((-5.8, -3.5), (-6.1, -3.6)))
    one, two = (
        cf.core_shell(*pair, 8.0, 1.5, shape=shape, attraction="self-consistent") for pair in ((core, shell), turned)
    )
    assert (one.electron_ev, one.hole_ev) == pytest.approx((two.hole_ev, two.electron_ev), abs=5e-5)
    assert (one.electron_core, one.hole_core) == pytest.approx((two.hole_core, two.electron_core), abs=5e-5)
    assert one.coulomb_ev == pytest.approx(two.coulomb_ev, abs=5e-5)


def test_cube_and_sphere_have_like_fields():
    gains = {}
    for shape, size in (("cube", 8.0), ("sphere", 2 * 8.0 * (3 / (4 * np.pi)) ** (1 / 3))):
        alone, drawn = (
            cf.core_shell(CORE, WIDE, size, 0.0, shape=shape, attraction=a) for a in ("first order", "self-consistent")
        )
        gains[shape] = alone.emission_ev - drawn.emission_ev
    assert gains["cube"] == pytest.approx(gains["sphere"], rel=0.25)


def poles(radii, eps, centre, faces, layer, most, width=0.3):
    """Self-energy of a charge in its images [1/nm] by finite volumes: the Green's function of each pole.

    For each l the flux r^2 eps g' - l (l + 1) eps g has a unit source; the same without steps of eps is
    taken off. Beyond the last face g falls as r^-(l+1).
    """
    total = np.zeros(layer.size)
    half = 0.5 * np.diff(faces)
    for pole in range(1, most):
        green = []
        for values in (eps, np.full_like(eps, np.nan)):
            even = np.isnan(values).all()
            here = np.ones(layer.size) if even else values[layer]
            out = 1.0 if even else values[-1]
            flow = faces[1:-1] ** 2 / (half[:-1] / here[:-1] + half[1:] / here[1:])
            main = pole * (pole + 1) * here * np.diff(faces)
            main[:-1] += flow
            main[1:] += flow
            main[-1] += 1 / (half[-1] / here[-1] / faces[-1] ** 2 + 1 / (out * (pole + 1) * faces[-1]))
            inverse = np.linalg.inv(np.diag(main) - np.diag(flow, 1) - np.diag(flow, -1))
            green.append(np.diag(inverse))
        image = (2 * pole + 1) * (green[0] - green[1] / eps[layer])
        scale = np.where(layer == 0, radii[0], sum(radii))  # of the interface next to each layer
        total += 0.5 * image * np.exp(-((pole * width / scale) ** 2))
    return total


@pytest.mark.parametrize(("barrier", "shell"), [(None, 1.5), pytest.param(0.5, 0.5, marks=pytest.mark.slow)])
def test_images_in_a_layered_sphere_against_finite_volumes(barrier, shell):
    # Hard walls keep the clouds away from the outside, but not from the inner interface; a barrier lets them out.
    options = {} if barrier is None else {"outside_ev": barrier, "outside_mass": 0.3}
    found = cf.core_shell(CORE, WIDE, 5.0, shell, shape="sphere", outside_permittivity=2.0, **options)
    radii, end = [2.5, shell, *([] if barrier is None else [4.0])], 2.5 + shell
    centre, faces, layer = grid(radii, 320 if barrier is None else 560)
    eps = np.array([7.3, 5.0, 2.0])
    bands = np.array([0.0, 0.8, barrier or np.nan])[layer]
    clouds = [lowest(faces, layer, [*m, 0.3], bands)[1] for m in ((0.13, 0.25), (0.15, 0.5))]
    own = poles([2.5, shell], eps, centre, faces, layer, 32)
    # The monopole sees only what lies outside of it.
    beyond = (1 / 2.0 - 1 / 5.0) / end
    own += 0.5 * np.array([(1 / 5.0 - 1 / 7.3) / 2.5 + beyond, beyond, 0.0])[layer]
    images = COULOMB * (own * (clouds[0] + clouds[1])).sum()
    outer = (1 / 2.0 - 1 / eps[layer][-1]) / faces[-1]
    layered = felt(centre, faces, clouds[0], eps[layer]) + outer
    even = felt(centre, faces, clouds[0], np.full(centre.size, 7.3))
    pulled = -COULOMB * ((layered - even) * clouds[1]).sum()
    assert found.polarisation_ev == pytest.approx(images + pulled, rel=0.025)
    assert found.emission_ev == pytest.approx(
        2.3 + found.electron_ev + found.hole_ev + found.coulomb_ev + found.polarisation_ev
    )


@pytest.mark.parametrize(("inside", "outside"), [(7.3, 2.0), (9.0, 1.5), (4.0, 8.0)])
def test_images_in_a_bare_sphere_in_closed_form(inside, outside):
    # Sum over the poles from l = 1 on, the monopole of a neutral pair being nothing; interfaces are sharp for large R.
    core = cf.Material("core", BandEdges(-5.8, -3.5), 0.13, 0.13, inside)
    x, w = np.polynomial.legendre.leggauss(200)
    r, w = 0.5 * (x + 1), 0.5 * w
    pole = np.arange(1, 2000)[:, None]
    strength = (inside - outside) * (pole + 1) / (inside * (inside * pole + outside * (pole + 1)))
    own = ((strength * r ** (2 * pole)).sum(axis=0) * 2 * np.sin(np.pi * r) ** 2 * w).sum()
    found = cf.core_shell(core, core, 60.0, 0.0, shape="sphere", outside_permittivity=outside)
    assert found.polarisation_ev == pytest.approx(COULOMB * own / 30, rel=0.01)
    small = cf.core_shell(core, core, 6.0, 0.0, shape="sphere", outside_permittivity=outside)
    assert 0.85 < small.polarisation_ev / (COULOMB * own / 3) < 1


def boundary_elements(inside, outside, n=10, count=900, seed=1):
    """Polarisation energy of an uncorrelated pair in a cube of edge 1 over e^2 / (4 pi eps0), and its error.

    Charges on the panels of the faces, from the flux that each panel gets through its solid angle.
    """
    rng = np.random.default_rng(seed)
    marks = 0.5 * np.sin(0.5 * np.pi * np.linspace(-1, 1, n + 1))
    middle = 0.5 * (marks[1:] + marks[:-1])
    sides = [(axis, sign) for axis in range(3) for sign in (-1, 1)]

    def angles(axis, sign, x):
        u, v = (marks[:, None] - x[:, k] for k in range(3) if k != axis)
        depth = sign * (0.5 * sign - x[:, axis])
        with np.errstate(divide="ignore", invalid="ignore"):
            corner = np.arctan(u[:, None] * v[None] / (depth * np.sqrt(u[:, None] ** 2 + v[None] ** 2 + depth**2)))
        return (corner[1:, 1:] - corner[1:, :-1] - corner[:-1, 1:] + corner[:-1, :-1]).reshape(n * n, -1)

    a, b = (m.reshape(-1) for m in np.meshgrid(middle, middle, indexing="ij"))
    panels = np.concatenate([np.insert(np.stack([a, b]), axis, 0.5 * sign, axis=0).T for axis, sign in sides])
    factor = (inside - outside) / (inside + outside) / (2 * np.pi)
    blocks = []
    for axis, sign in sides:
        block = angles(axis, sign, panels)
        block[:, panels[:, axis] == 0.5 * sign] = 0
        blocks.append(block)
    line = np.linspace(0, 1, 20001)
    places = np.interp(rng.random((count, 3)), line - np.sin(2 * np.pi * line) / (2 * np.pi), line) - 0.5
    flux = np.concatenate([angles(axis, sign, places) for axis, sign in sides]) * factor / inside
    charge = np.linalg.solve(np.eye(len(panels)) - factor * np.concatenate(blocks), flux)
    assert charge.sum(axis=0) == pytest.approx(np.full(count, 1 / outside - 1 / inside))
    potential = charge.T @ (1 / np.linalg.norm(panels[:, None] - places, axis=2))
    own = np.diag(potential)
    return own.mean() - potential[~np.eye(count, dtype=bool)].mean(), own.std() / np.sqrt(count)


@pytest.mark.parametrize(("inside", "outside"), [(7.0, 2.0), (5.0, 2.0)])
def test_images_in_a_cube_against_boundary_elements(inside, outside):
    core = cf.Material("core", BandEdges(-5.8, -3.5), 0.13, 0.13, inside)
    expected, error = boundary_elements(inside, outside)
    found = cf.core_shell(core, core, 60.0, 0.0, outside_permittivity=outside).polarisation_ev * 60 / COULOMB
    assert abs(found / expected - 1) < 0.05 + 3 * error / expected


def test_without_steps_of_the_permittivity_there_is_no_image():
    same = cf.Material("shell", WIDE.edges, 0.25, 0.5, 7.3)
    for shape in ("sphere", "cube"):
        plain, layered = (
            cf.core_shell(CORE, same, 6.0, 1.0, shape=shape, outside_permittivity=eps) for eps in (None, 7.3)
        )
        assert layered.polarisation_ev == pytest.approx(0, abs=1e-7)
        for name in ("electron_ev", "hole_ev", "electron_core", "coulomb_ev", "emission_ev", "shift_ev"):
            assert getattr(layered, name) == pytest.approx(getattr(plain, name), abs=2e-5), name


def test_a_shell_of_the_same_material_is_no_interface_for_images():
    for size, thick in ((2.0, 1.0), (3.0, 0.5), (2.0, 4.0)):
        coated, bare = (
            cf.core_shell(CORE, CORE, d, s, shape="sphere", outside_permittivity=2.0)
            for d, s in ((size, thick), (size + 2 * thick, 0.0))
        )
        assert coated.emission_ev == pytest.approx(bare.emission_ev, abs=1e-5)
    alone, sunk = (
        cf.core_shell(CORE, CORE, 4.0, 0.0, shape="sphere", outside_permittivity=e) for e in (None, CORE.permittivity)
    )
    assert sunk.emission_ev == pytest.approx(alone.emission_ev, abs=1e-6)


@pytest.mark.parametrize("slow", [0.99, -0.99, -1.2])
def test_mixing_finds_fixed_points_that_steps_approach_slowly_or_never(slow):
    # Linear maps of five numbers, one for each of two states: five changes are all that there are.
    rng = np.random.default_rng(0)
    turn = np.linalg.qr(rng.normal(size=(2, 5, 5)))[0]
    maps = turn * np.array([slow, 0.5, -0.3, 0.1, -0.7])[None, None] @ turn.transpose(0, 2, 1)
    target = rng.normal(size=(2, 5))

    def mapped(x):
        return target + (maps @ (x - target)[:, :, None])[:, :, 0]

    mixing, trial = Mixing(), np.zeros((2, 5))
    for _ in range(7):
        trial = mixing.next(trial, mapped(trial))
    assert trial == pytest.approx(target, abs=1e-5)


@pytest.mark.parametrize("shape", ["cube", "sphere"])
def test_a_search_that_stands_still_has_not_settled(shape, monkeypatch):
    # The attraction does not change from turn to turn, but is not that of the carriers that feel it either.
    monkeypatch.setattr(Mixing, "next", lambda self, trial, mapped: trial)
    for module in (_cube, _sphere):
        monkeypatch.setattr(module, "_TURNS", 4)
    with pytest.raises(ArgumentError) as refused:
        cf.core_shell(CORE, WIDE, 8.0, 0.0, shape=shape, attraction="self-consistent")
    assert refused.value.argument == "attraction"


@pytest.mark.parametrize("medium", [None, 15.0])
@pytest.mark.parametrize("shape", ["cube", "sphere"])
def test_an_energy_far_above_the_gap_in_two_bands(shape, medium):
    # E (1 + E / gap) is the energy of the parabolic box, in a crystal of 2 nm with light carriers and a gap of 0.3 eV.
    light = cf.Material("light", BandEdges(-5.0, -4.7), 0.05, 0.1, 15.0)
    found = cf.core_shell(light, light, 2.0, 0.0, shape=shape, nonparabolic=True, outside_permittivity=medium)
    for energy, mass in ((found.electron_ev, 0.05), (found.hole_ev, 0.1)):
        box = UNIT * np.pi**2 / mass * {"cube": 3 / 4, "sphere": 1.0}[shape]
        assert energy == pytest.approx(0.15 * (np.sqrt(1 + box / 0.075) - 1), abs=2e-4 if shape == "cube" else 1e-6)


def stack(widths, potentials, masses, gaps=np.inf):
    """One particle with a hard wall."""
    width, potential, mass = (np.array(a, dtype=float)[:, None] for a in (widths, potentials, masses))
    return Layers(
        width, potential, mass, np.array([np.inf]), np.ones(1), np.zeros_like(width) + np.reshape(gaps, (-1, 1))
    )


@pytest.mark.parametrize("gaps", [[np.inf, 1.2], [1.2, np.inf], [1.2, 2.0]])
def test_masses_that_grow_in_one_layer_only(gaps):
    given = stack([3.0, 1.0], [0.0, 0.2], [0.13, 0.2], gaps)
    (energy,), wave = _solver.solved(given)
    # Elements and waves are two methods; and the masses are those that this energy gives.
    steady = stack([3.0, 1.0], [0.0, 0.2], [0.13 * (1 + energy / gaps[0]), 0.2 * (1 + (energy - 0.2) / gaps[1])])
    ((_, ball),) = _sphere.solve([given])
    assert ball.energy[0] == pytest.approx([energy], abs=1e-7)
    assert ball.shares(0, 2)[:, 0] == pytest.approx(wave.share[:, 0], abs=1e-6)
    assert _solver.solved(steady)[0] == pytest.approx([energy], abs=1e-9)
    ((_, cube),) = _cube.solve([given])
    (e,) = cube.energy[0]
    steady = stack([3.0, 1.0], [0.0, 0.2], [0.13 * (1 + e / gaps[0]), 0.2 * (1 + (e - 0.2) / gaps[1])])
    ((_, again),) = _cube.solve([steady])
    assert again.energy[0] == pytest.approx([e], abs=1e-6)


@pytest.mark.parametrize("shape", ["cube", "sphere"])
def test_a_carrier_at_home_needs_elements_for_its_phase_alone(shape):
    # Half a wave over both layers: one element each, however wide they are.
    for wide in (2.0, 20.0, 400.0):
        (plan,) = _elements.plans([stack([wide, wide], [0.0, 0.0], [0.1, 0.1])], shape)
        assert plan == ((0, 1), (0.0, wide, 2 * wide))


@pytest.mark.parametrize("wide", [10.0, 14.0])
def test_a_barrier_between_two_wells_is_cut_alike_from_both_sides(wide):
    (plan,) = _elements.plans([stack([3.0, wide, 3.0], [0.0, 1.0, 0.0], [0.2, 0.2, 0.2])], "sphere")
    assert plan.layer == (0, 1, 1, 1, 2)
    inside, outside = plan.marks[2] - 3.0, 3.0 + wide - plan.marks[3]
    # About four lengths of decay of 0.48 nm.
    assert inside == pytest.approx(outside, rel=0.01)
    assert 1.5 < inside < 3.0
