import numpy as np
import pytest

from calculators import alignment, confinement, figures
from calculators.alignment import BandEdges
from calculators.confinement import Material
from calculators.errors import ArgumentError
from calculators.figures.marks import CLASS_COLOURS

HC = 6.62607015e-34 * 299792458 / 1.602176634e-19 * 1e9  # eV nm
CORE = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
SHELL = Material("shell", BandEdges(-6.5, -3.1), 0.25, 0.5, 8.0)
SECOND = Material("second", BandEdges(-5.4, -2.9), 0.25, 0.3, 8.0)


@pytest.mark.parametrize(("shape", "inner", "outer"), [("sphere", 4.0, 5.5), ("cube", 4.0, 5.5)])
def test_layers_and_levels(shape, inner, outer):
    found = figures.data.band_diagram(CORE, SHELL, 8.0, 1.5, 0.1, shape)
    state = confinement.core_shell(CORE, SHELL, 8.0, 1.5, shape=shape)
    assert found.layers == (
        ("core", 0, pytest.approx(inner), -5.8, -3.5),
        ("shell", pytest.approx(inner), pytest.approx(outer), -6.5, -3.1),
    )
    electron, hole = found.carriers
    assert (electron.name, hole.name) == ("electron", "hole")
    # The electron above the conduction band of the core, the hole below its valence band.
    assert electron.level_ev == pytest.approx(-3.5 + state.electron_ev)
    assert hole.level_ev == pytest.approx(-5.8 - state.hole_ev)
    assert (electron.share_in_core, hole.share_in_core) == pytest.approx((state.electron_core, state.hole_core))
    assert (found.core_nm, found.shell_nm, found.sigma_ev, found.kind) == (8, 1.5, 0.1, "I")


@pytest.mark.parametrize("shape", ["sphere", "cube"])
def test_densities_hold_the_share_that_is_told(shape):
    # Ties masses and offsets of the drawn density to those of the solved state.
    found = figures.data.band_diagram(CORE, SHELL, 5.0, 1.5, shape=shape)
    inner = found.layers[0].end_nm
    for carrier in found.carriers:
        r, density = carrier.radius_nm, carrier.density_per_nm
        assert np.trapezoid(density, r) == pytest.approx(1, abs=2e-3)
        assert r[-1] == pytest.approx(found.layers[1].end_nm, rel=1e-3)
        inside = r <= inner + 1e-9
        share = np.trapezoid(density[inside], r[inside])
        # In a cube the carrier must be inside along three axes, which are nearly independent.
        assert share ** {"sphere": 1, "cube": 3}[shape] == pytest.approx(carrier.share_in_core, abs=0.01)


@pytest.mark.parametrize("shape", ["sphere", "cube"])
@pytest.mark.parametrize(("outside", "bent"), [(3.0, False), (np.inf, True), (1.0, True)])
def test_a_barrier_outside_and_bent_bands_are_those_of_the_pair(shape, outside, bent):
    options = {"outside_ev": outside, "nonparabolic": bent}
    found = figures.data.band_diagram(CORE, SHELL, 5.0, 0.5, shape=shape, **options)
    state = confinement.core_shell(CORE, SHELL, 5.0, 0.5, shape=shape, **options)
    electron, hole = found.carriers
    assert electron.level_ev == pytest.approx(-3.5 + state.electron_ev)
    assert hole.level_ev == pytest.approx(-5.8 - state.hole_ev)
    inner, end = found.layers[0].end_nm, found.layers[1].end_nm
    for carrier, share in zip(found.carriers, (state.electron_core, state.hole_core), strict=True):
        r, density = carrier.radius_nm, carrier.density_per_nm
        assert np.trapezoid(density, r) == pytest.approx(1, abs=2e-3)
        inside = r <= inner + 1e-9
        power = {"sphere": 1, "cube": 3}[shape]
        assert np.trapezoid(density[inside], r[inside]) ** power == pytest.approx(share, abs=0.015)
        leaks = np.trapezoid(density[r > end], r[r > end])
        assert (leaks > 1e-4) == np.isfinite(outside)
    words = figures.band_diagram(CORE, SHELL, 5.0, 0.5, shape=shape, **options).alt
    assert ("barrier of" in words, "two-band" in words) == (np.isfinite(outside), bent)


def test_a_barrier_that_binds_nothing_has_no_diagram():
    with pytest.raises(ArgumentError) as refused:
        figures.data.band_diagram(CORE, SHELL, 3.0, 0.0, outside_ev=0.01)
    assert (refused.value.argument, refused.value.value) == ("outside_ev", 0.01)


def test_maps_take_the_barrier_and_the_bands():
    spans = {"core_nm": (3.0, 5.0), "shell_nm": (0.0, 1.0), "shape": "sphere"}
    for options in ({"outside_ev": 2.0}, {"nonparabolic": True}):
        found = figures.data.regime_map(CORE, SECOND, **spans, **options)
        one = confinement.core_shell(CORE, SECOND, 3.0, 1.0, shape="sphere", **options)
        assert found.wavelength_nm[-1, 0] == pytest.approx(one.wavelength_nm)
        assert found.regime[-1, 0] == one.regime
        plain = confinement.core_shell(CORE, SECOND, 3.0, 1.0, shape="sphere")
        assert abs(found.wavelength_nm[-1, 0] - plain.wavelength_nm) > 2


def test_a_bare_core_has_one_layer():
    found = figures.data.band_diagram(CORE, SHELL, 8.0, 0.0)
    assert [layer.material for layer in found.layers] == ["core"]
    assert [carrier.share_in_core for carrier in found.carriers] == pytest.approx([1, 1])
    with pytest.raises(ArgumentError) as refused:
        figures.data.band_diagram(CORE, SHELL, 8.0, 1.0, sigma_ev=-0.1)
    assert (refused.value.argument, refused.value.value) == ("sigma_ev", -0.1)


def test_bands_are_drawn(drawn, points):
    drawing, figure = drawn(figures.band_diagram, CORE, SHELL, 8.0, 1.5, 0.1)
    shown = figures.data.band_diagram(CORE, SHELL, 8.0, 1.5, 0.1)
    (axes,) = figure.axes
    lines = [xy.tolist() for xy in points(axes)]
    for layer in shown.layers:
        for energy in (layer.cbm_ev, layer.vbm_ev):
            assert [[layer.start_nm, energy], [layer.end_nm, energy]] in lines
    wall = shown.layers[1].end_nm
    for carrier in shown.carriers:
        assert [[0, carrier.level_ev], [wall, carrier.level_ev]] in lines
    extents = [c.get_paths()[0].get_extents() for c in axes.collections]
    bands, humps = extents[:4], extents[4:]
    assert [box.height for box in bands] == pytest.approx([0.2] * 4)  # the scatter to both sides
    assert [box.y0 + 0.1 for box in bands] == pytest.approx([-3.5, -5.8, -3.1, -6.5])
    for box, carrier, up in zip(humps, shown.carriers, (True, False), strict=True):
        assert (box.y0 if up else box.y1) == pytest.approx(carrier.level_ev, abs=1e-6)
        assert box.height == pytest.approx(0.7)
    texts = {text.get_text() for text in axes.texts}
    assert texts == {"core", "shell"}
    electron, hole = (100 * carrier.share_in_core for carrier in shown.carriers)
    assert f"Electron {electron:.0f} % and hole {hole:.0f} % in the core of 8 nm under a shell of 1.5 nm" in drawing.alt
    assert "scatter of 0.1 eV: bulk type I." in drawing.alt


def test_map_of_regimes():
    found = figures.data.regime_map(CORE, SECOND, (3.0, 9.0), (0.0, 2.0))
    assert (found.core, found.shell, found.kind) == ("core", "second", "II")
    assert (found.core_nm[0], found.core_nm[-1], found.shell_nm[0], found.shell_nm[-1]) == (3, 9, 0, 2)
    # Rows are shells, columns cores.
    for row, column in ((0, 0), (10, 3), (40, 44), (25, 0), (25, 44)):
        state = confinement.core_shell(CORE, SECOND, found.core_nm[column], found.shell_nm[row])
        assert found.regime[row, column] == state.regime
        assert found.wavelength_nm[row, column] == pytest.approx(state.wavelength_nm, abs=5)  # spheres stand for cubes
    assert sum(found.share.values()) == pytest.approx(1)
    assert list(found.share.values()) == sorted(found.share.values(), reverse=True)
    for name, share in found.share.items():
        assert share == pytest.approx((found.regime == name).mean())
    assert found.thin_nm == 0.5
    thin = [confinement.core_shell(CORE, SECOND, size, 0.5).regime for size in found.core_nm]
    assert found.with_thin_shell == tuple(dict.fromkeys(thin))
    assert (found.regime[0] == "I").all()  # without a shell both are in the core


def test_a_sphere_is_not_a_cube():
    cube, sphere = (figures.data.regime_map(CORE, SECOND, shape=shape) for shape in ("cube", "sphere"))
    expected = confinement.core_shell(CORE, SECOND, 3.0, 0.0, shape="sphere").wavelength_nm
    assert sphere.wavelength_nm[0, 0] == pytest.approx(expected)
    assert cube.wavelength_nm[0, 0] != pytest.approx(expected)


def test_maps_do_not_go_below_the_smallest_crystals():
    with pytest.raises(ArgumentError) as refused:
        figures.data.regime_map(CORE, SECOND, (1.8, 4.0))
    assert refused.value.argument == "core_nm"


# Electron and hole masses of core and shell, offsets [eV], edge and shell [nm]: where spheres were off most among 14 000
# random particles, with the error of the emission [meV] and of a probability that is said.
WORST = [
    ((0.26, 0.12, 0.14, 0.11), (0.59, 0.64), 3.07, 3.46, 40, 0.12),
    ((0.42, 0.58, 0.30, 0.50), (-0.71, -0.66), 12.93, 0.89, 40, 0.12),
    ((0.10, 0.60, 0.32, 0.22), (-0.61, -0.65), 11.74, 0.83, 40, 0.12),
    ((0.77, 0.57, 0.19, 0.21), (-0.71, 0.66), 9.48, 0.86, 40, 0.12),
    ((0.09, 0.06, 0.10, 0.08), (0.47, -0.01), 3.00, 1.21, 70, 0.12),
    ((0.12, 0.79, 0.48, 0.06), (0.37, -0.21), 8.72, 2.86, 70, 0.12),
]


def off(masses, offsets, edge, shell):
    """Error of spheres that stand for cubes: of the emission [meV] and of the probabilities."""
    core = Material("core", BandEdges(-5.8, -3.5), *masses[:2], 7.0)
    outer = Material("shell", BandEdges(-5.8 - offsets[1], -3.5 + offsets[0]), *masses[2:], 7.0)
    cube = confinement.core_shell(core, outer, edge, shell)
    ball = confinement.core_shell(
        core, outer, 2 * confinement.equivalent_radius(edge), confinement.equivalent_shell(shell), shape="sphere"
    )
    shares = cube.electron_core - ball.electron_core, cube.hole_core - ball.hole_core
    return 1e3 * np.abs(cube.emission_ev - ball.emission_ev), np.abs(shares).max(axis=0)


@pytest.mark.parametrize(("masses", "offsets", "edge", "shell", "energy", "share"), WORST)
def test_spheres_that_stand_for_cubes_are_as_far_off_as_is_said(masses, offsets, edge, shell, energy, share):
    found = off(masses, offsets, edge, shell)
    assert found[0] < energy
    assert found[1] < share
    assert found[0] > 0.8 * energy or found[1] > 0.8 * share


@pytest.mark.slow
def test_random_maps_keep_to_the_error_that_is_said():
    rng = np.random.default_rng(1)
    found = []
    for _ in range(60):
        masses, offsets = 10 ** rng.uniform(-1, np.log10(0.8), 4), rng.uniform(-0.8, 0.8, 2)
        if offsets.sum() > -2:
            found.append(off(masses, offsets, rng.uniform(3, 14, 8), rng.uniform(0, 4, 8)))
    energy, share = np.concatenate(found, axis=1)
    assert energy.max() < 40
    assert share.max() < 0.12
    assert np.quantile(energy, 0.9) < 15
    assert np.quantile(share, 0.9) < 0.02


@pytest.mark.parametrize("argument", ["core_nm", "shell_nm"])
def test_ranges_rise(argument):
    with pytest.raises(ArgumentError) as refused:
        figures.data.regime_map(CORE, SECOND, **{argument: (4.0, 4.0)})
    assert (refused.value.argument, refused.value.value) == (argument, (4.0, 4.0))


@pytest.mark.slow
def test_the_map_is_drawn(drawn):
    drawing, figure = drawn(figures.regime_map, CORE, SECOND)
    shown = figures.data.regime_map(CORE, SECOND)
    (axes,) = figure.axes
    assert axes.get_legend_handles_labels()[1] == [f"acts as {name}" for name in CLASS_COLOURS if name in shown.share]
    for name, share in shown.share.items():
        assert f"{100 * share:.0f} % of the map acts as {name}" in drawing.alt
    assert f"At a shell of 0.5 nm: {', '.join(shown.with_thin_shell)}." in drawing.alt
    assert "to 40 meV for edges from 3 nm and masses from 0.1 m0" in drawing.alt
    assert (*axes.get_xlim(), *axes.get_ylim()) == (3, 14, 0, 4)
    filled = axes.collections[0]
    # The colour at a few places of the map is that of the class there.
    colours = [tuple(round(c, 6) for c in face[:3]) for face in filled.get_facecolor()]
    names = [name for name in CLASS_COLOURS if name in shown.share]
    assert colours == [
        tuple(round(int(CLASS_COLOURS[name][k : k + 2], 16) / 255, 6) for k in (1, 3, 5)) for name in names
    ]
    for path, name in zip(filled.get_paths(), names, strict=True):
        rows, columns = np.nonzero(shown.regime == name)
        middle = len(rows) // 2
        place = shown.core_nm[columns[middle]], shown.shell_nm[rows[middle]]
        assert path.contains_point(place, radius=1e-6) or path.contains_point(place, radius=-1e-6)
    alone = figures.data.regime_map(CORE, Material("s", BandEdges(-9.0, -1.0), 0.3, 0.3, 8.0))
    assert list(alone.share) == ["I"]
    assert (
        "100 % of the map acts as I"
        in figures.regime_map(CORE, Material("s", BandEdges(-9.0, -1.0), 0.3, 0.3, 8.0)).alt
    )


def test_spans_of_ionisation(drawn):
    edges = {"near": BandEdges(-6.0, -3.2), "far": BandEdges(-5.9, -4.9)}
    found = figures.data.class_by_ionisation(2.3, edges, 0.2)
    assert list(found) == ["near", "far"]
    for name, shell in edges.items():
        assert found[name] == alignment.required_ionisation(2.3, shell, tolerance=0.2)
        for kind, spans in found[name].items():
            for low, high in spans:
                middle = (low + high) / 2
                core = BandEdges(-middle, -middle + 2.3)
                assert alignment.classify(core, shell, tolerance=0.2).kind == kind
    drawing, figure = drawn(figures.class_by_ionisation, 2.3, edges, 0.2)
    (axes,) = figure.axes
    expected = [
        (y, max(low, 4.5), min(high, 8.5), CLASS_COLOURS[kind])
        for y, name in enumerate(edges)
        for kind, spans in found[name].items()
        for low, high in spans
        if min(high, 8.5) > max(low, 4.5)
    ]
    bars = []
    for patch in axes.patches:
        colour = "#" + "".join(f"{round(255 * c):02x}" for c in patch.get_facecolor()[:3])
        bars.append((patch.get_y() + patch.get_height() / 2, patch.get_x(), patch.get_x() + patch.get_width(), colour))
    assert [bar[3] for bar in bars] == [bar[3] for bar in expected]
    assert np.array([bar[:3] for bar in bars]) == pytest.approx(np.array([bar[:3] for bar in expected]))
    (span,) = found["near"]["I"]
    assert f"near type I from {span[0]:.2f} to {span[1]:.2f} eV; far never type I." in drawing.alt
    with pytest.raises(ArgumentError) as refused:
        figures.data.class_by_ionisation(2.3, {})
    assert refused.value.argument == "shells"


def test_the_tolerance_is_a_tenth_unless_told():
    edges = {"near": BandEdges(-6.0, -3.2)}
    assert figures.data.class_by_ionisation(2.3, edges)["near"] == alignment.required_ionisation(
        2.3, edges["near"], tolerance=0.1
    )


def edge(material, name, value, citation, grade="measured"):
    common = {"unit": "eV", "citation": citation, "source": citation, "series": citation}
    return {"material": material, "property": name, "value": value, "grade": grade, **common}


EDGES = [
    edge("A", "ionisation energy", 5.0, "two2002", "second-hand"),
    edge("A", "electron affinity", 3.5, "two2002", "second-hand"),
    edge("A", "ionisation energy", 5.6, "one2001"),
    edge("A", "band gap", 2.0, "one2001"),
    edge("B", "ionisation energy", 7.5, "one2001", "simulation input"),
    edge("B", "electron affinity", 3.8, "one2001", "simulation input"),
]


def test_edges_by_source(made_up, drawn, points):
    own = {"B": BandEdges(-7.0, -4.0)}
    with made_up(materials=EDGES):
        found = figures.data.edges_by_source("B", "A")
        mine = figures.data.edges_by_source("A", "B", own=own)
        drawing, figure = drawn(figures.edges_by_source, "B", "A")
        for names in (("C",), ("A", "C")):
            with pytest.raises(ArgumentError) as error:
                figures.data.edges_by_source(*names)
            assert error.value.argument == "material"
    assert [(e.material, e.citation, e.grade, e.edges.vbm_ev, round(e.edges.cbm_ev, 9), e.derived) for e in found] == [
        ("B", "one2001", "simulation input", -7.5, -3.8, ""),
        ("A", "one2001", "measured", -5.6, -3.6, "cbm"),
        ("A", "two2002", "second-hand", -5.0, -3.5, ""),
    ]
    assert (mine[-1].material, mine[-1].citation, mine[-1].edges) == ("B", "", own["B"])
    (axes,) = figure.axes
    drawn_edges = [xy[0, 1] for xy in points(axes)]
    assert drawn_edges == pytest.approx([-3.8, -7.5, -3.6, -5.6, -3.5, -5.0])
    assert [line.get_linestyle() == "-" for line in axes.lines] == [True, True, False, True, True, True]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["one2001", "one2001", "two2002"]
    pale, solid = (patch.get_alpha() for patch in (axes.collections[0], axes.collections[2]))
    assert pale < solid
    assert drawing.alt == (
        "Band edges against vacuum by source: B with 1 source, ionisation energy 7.50 eV; "
        "A with 2 sources, ionisation energy 5.00 to 5.60 eV."
    )


@pytest.mark.parametrize(
    ("names", "own", "argument"),
    [
        ((["ZnS"],), None, "material"),
        ((), None, "material"),
        (("ZnS",), 1, "own"),
        (("ZnS",), b"x", "own"),
        (("ZnS",), ["ZnS"], "own"),
        (("ZnS",), {"ZnS": (-7.0, -4.0)}, "own"),
    ],
)
def test_names_and_own_edges_are_what_they_must_be(names, own, argument):
    for call in (figures.data.edges_by_source, figures.edges_by_source):
        with pytest.raises(ArgumentError) as refused:
            call(*names, own=own)
        assert refused.value.argument == argument


SIZES = [
    {"material": "M", "size_nm": 9.0, "size_kind": "edge", "pl_peak_nm": 520, "citation": "a2020"},
    {"material": "M", "size_nm": 4.0, "size_kind": "edge", "pl_peak_nm": 490, "citation": "a2020"},
    {"material": "M", "size_nm": 20.0, "size_kind": "edge", "pl_peak_nm": 530, "citation": "a2020"},
]


def test_sizing_against_closed_forms(made_up):
    with made_up(sizes=SIZES):
        found = figures.data.sizing_curve("M", 2.3, 0.1, 6.0)
    assert (found.size_nm.tolist(), found.size_kind, found.material) == ([4, 9, 20], "edge", "M")
    assert found.energy_ev == pytest.approx([HC / 490, HC / 520, HC / 530])

    def cube(a):
        # 3 hbar^2 pi^2 / (2 mu a^2) and 3.048 e^2 / (4 pi eps0 eps a)
        kinetic = 3 * np.pi**2 * 0.0380998 / (0.1 * a**2)
        return 2.3 + kinetic, 2.3 + kinetic - 3.0478 * 1.439964 / (6.0 * a)

    def sphere(d):
        # hbar^2 pi^2 / (2 mu R^2) and 1.786 e^2 / (4 pi eps0 eps R)
        kinetic = 4 * np.pi**2 * 0.0380998 / (0.1 * d**2)
        return 2.3 + kinetic, 2.3 + kinetic - 1.7861 * 1.439964 / (6.0 * d / 2)

    with made_up(sizes=[row | {"size_kind": "diameter"} for row in SIZES]):
        round_ = figures.data.sizing_curve("M", 2.3, 0.1, 6.0)
    for drawn, estimate, shape in ((found, cube, "cube"), (round_, sphere, "sphere")):
        kinetic, full = estimate(drawn.grid_nm)
        assert drawn.kinetic_ev == pytest.approx(kinetic, rel=1e-5)
        assert drawn.full_ev == pytest.approx(full, rel=1e-5)
        assert drawn.misfit_ev == pytest.approx(estimate(drawn.size_nm)[1] - drawn.energy_ev, abs=1e-5)
        assert drawn.shape == shape
    assert (found.grid_nm[0], found.grid_nm[-1]) == (4, 20)
    assert (np.diff(found.grid_nm) > 0).all()


def test_sizing_without_an_estimate_shows_what_lies_between_the_points(made_up, drawn, points):
    other = [{**row, "citation": "b2021", "size_nm": row["size_nm"] + 1} for row in SIZES[:2]]
    with made_up(sizes=SIZES + other):
        drawing, figure = drawn(figures.sizing_curve, "M", size_nm=6.0)
        found = figures.data.sizing_curve("M", size_nm=6.0)
        assert figures.data.sizing_curve("M", citation="b2021").size_nm.tolist() == [5, 10]
        assert [found.kinetic_ev.size, found.full_ev.size, found.misfit_ev.size, found.grid_nm.size] == [0] * 4
        assert (found.citations, found.works) == (("a2020",), ("a2020",) * 3)
        assert found.low_ev.size == found.high_ev.size == 0
        with pytest.raises(ArgumentError) as error:
            figures.data.sizing_curve("M", 2.3, 0.1)
        assert error.value.argument == "permittivity"
        with pytest.raises(ArgumentError) as error:
            figures.data.sizing_curve("M", size_nm=3.9)
        assert error.value.argument == "size_nm"
    # 1/6 lies (1/4 - 1/6) / (1/4 - 1/9) = 0.6 of the way from 4 to 9 nm.
    energy = HC / 490 + 0.6 * (HC / 520 - HC / 490)
    assert found.marked == pytest.approx((6.0, energy))
    assert np.interp(6.0, found.between_nm, found.between_ev) == pytest.approx(energy, abs=1e-4)
    assert set(found.size_nm) <= set(found.between_nm)
    measured, between, marked = points(figure.axes[0])
    assert measured == pytest.approx(np.stack([found.size_nm, found.energy_ev], axis=-1))
    assert between == pytest.approx(np.stack([found.between_nm, found.between_ev], axis=-1))
    assert marked == pytest.approx(np.array([[6.0, energy]]))
    assert f"marked are 6.00 nm and {energy:.3f} eV" in drawing.alt
    assert "effective-mass" not in drawing.alt


def test_a_curve_through_several_works_is_drawn_with_its_interval(made_up, drawn, points):
    rows = [
        {"size_nm": 4.0, "size_kind": "edge", "pl_peak_nm": 470, "citation": "a2020"},
        {"size_nm": 9.0, "size_kind": "edge", "pl_peak_nm": 508, "citation": "a2020"},
        {"size_nm": 2 * 6.0 / 3**0.5, "size_kind": "diameter", "pl_peak_nm": 494, "citation": "b2021"},
        {"size_nm": 15.0, "size_kind": "edge", "pl_peak_nm": 521, "citation": "c2022"},
        {"size_nm": 3.0, "size_kind": "edge", "pl_peak_nm": 470, "citation": "d2022", "flag": "suspect"},
    ]
    with made_up(sizes=[{"material": "CsPbBr3", "flag": "", "note": ""} | row for row in rows]):
        drawing, figure = drawn(figures.sizing_curve, "CsPbBr3", size_nm=5.0)
        found = figures.data.sizing_curve("CsPbBr3", size_nm=5.0)
        pool = confinement.sizing_pool("CsPbBr3")
        assert figures.data.sizing_curve("CsPbBr3", doubted=True).size_nm[0] == 3
    assert found.size_nm == pytest.approx([4, 6, 9, 15])
    assert found.works == ("a2020", "b2021", "a2020", "c2022")
    assert (found.between_nm[0], found.between_nm[-1]) == pytest.approx((4, 15))
    assert (np.diff(found.between_nm) > 0).all()
    assert found.between_ev == pytest.approx(pool.energy_ev(found.between_nm))
    half = pool.half_width_ev(found.between_nm)
    assert found.high_ev - found.between_ev == pytest.approx(half)
    assert found.between_ev - found.low_ev == pytest.approx(half)
    assert found.marked == pytest.approx((5.0, pool.energy_ev(5.0)))
    assert (found.left_out_ev, found.shape) == (pool.left_out_ev, "cube")
    (axes,) = figure.axes
    *works, curve, marked = points(axes)
    assert len(works) == 3
    for xy, work in zip(works, ("a2020", "b2021", "c2022"), strict=True):
        own = np.array(found.works) == work
        assert xy == pytest.approx(np.stack([found.size_nm, found.energy_ev], axis=-1)[own])
    assert len({line.get_marker() for line in axes.lines[:3]}) == 3
    assert curve == pytest.approx(np.stack([found.between_nm, found.between_ev], axis=-1))
    assert marked == pytest.approx(np.array([found.marked]))
    band = axes.collections[0].get_paths()[0].vertices
    assert band[:, 1].min() == pytest.approx(found.low_ev.min())
    assert band[:, 1].max() == pytest.approx(found.high_ev.max())
    assert "by a2020, b2021, c2022" in drawing.alt
    assert f"{1e3 * half[0]:.0f} meV of it at the small end and {1e3 * half[-1]:.0f} meV" in drawing.alt
    assert f"missed by {1e3 * pool.left_out_ev:.0f} meV" in drawing.alt


def test_sizing_is_drawn(made_up, drawn, points):
    with made_up(sizes=SIZES):
        drawing, figure = drawn(figures.sizing_curve, "M", 2.3, 0.1, 6.0)
        shown = figures.data.sizing_curve("M", 2.3, 0.1, 6.0)
    (axes,) = figure.axes
    measured, kinetic, full = points(axes)
    assert measured == pytest.approx(np.stack([shown.size_nm, shown.energy_ev], axis=-1))
    assert kinetic == pytest.approx(np.stack([shown.grid_nm, shown.kinetic_ev], axis=-1))
    assert full == pytest.approx(np.stack([shown.grid_nm, shown.full_ev], axis=-1))
    off = 1e3 * shown.misfit_ev
    assert "3 measured samples of M against edge, 4 to 20 nm, by a2020" in drawing.alt
    assert f"off by {off.min():.0f} to {off.max():.0f} meV" in drawing.alt
    assert axes.get_xlabel() == "Edge [nm]"
