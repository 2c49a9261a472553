"""What every data function answers and refuses."""

import copy
import inspect
import pickle

import numpy as np
import pytest

from book.figures import data as chapters
from calculators import spectra, tolerance
from calculators.alignment import BandEdges
from calculators.confinement import Material
from calculators.errors import ArgumentError
from calculators.figures import data

CORE = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
SHELL = Material("shell", BandEdges(-5.4, -2.9), 0.25, 0.3, 8.0)
EDGES = {"ZnS": BandEdges(-7.5, -3.8)}
LINE = tolerance.along("CsPbI3", "CsPbBr3")
TIME = np.linspace(0, 20, 40)
SPECTRUM = spectra.from_points(np.arange(480.0, 561.0), np.exp(-(((np.arange(480.0, 561.0) - 516) / 12) ** 2)))

CALLS = {
    "a_site_ternary": (lambda: data.a_site_ternary(steps=5), lambda: data.a_site_ternary(x="Br", steps=5)),
    "band_diagram": (lambda: data.band_diagram(CORE, SHELL, 8, 1), lambda: data.band_diagram(CORE, SHELL, 8, 2)),
    "chromaticity_diagram": (data.chromaticity_diagram, lambda: data.chromaticity_diagram(gamuts=("NTSC",))),
    "class_by_ionisation": (
        lambda: data.class_by_ionisation(2.35, EDGES),
        lambda: data.class_by_ionisation(2.4, EDGES),
    ),
    "composition_line": (lambda: data.composition_line(LINE, 0.4), lambda: data.composition_line(LINE, 0.5)),
    "decay_fit": (
        lambda: data.decay_fit(TIME, 3 * np.exp(-TIME / 8)),
        lambda: data.decay_fit(TIME, 3 * np.exp(-TIME / 9)),
    ),
    "edges_by_source": (lambda: data.edges_by_source("CsPbBr3"), lambda: data.edges_by_source("ZnS")),
    "eqe_chain": (lambda: data.eqe_chain(1, 1, 0.9, 0.2), lambda: data.eqe_chain(1, 1, 0.8, 0.2)),
    "intrinsic_spectrum": (
        lambda: data.intrinsic_spectrum("CsPbBr3"),
        lambda: data.intrinsic_spectrum("CsPbBr3", solvent=1.4),
    ),
    "lifetime_by_luminance": (
        lambda: data.lifetime_by_luminance(10, 200),
        lambda: data.lifetime_by_luminance(10, 300),
    ),
    "measured_spectrum": (
        lambda: data.measured_spectrum(SPECTRUM),
        lambda: data.measured_spectrum(SPECTRUM, peak=spectra.peak(SPECTRUM)),
    ),
    "regime_map": (
        lambda: data.regime_map(CORE, SHELL),
        lambda: data.regime_map(CORE, SHELL, shape="sphere"),
    ),
    "roll_off": (data.roll_off, lambda: data.roll_off(20.0)),
    "sizing_curve": (
        lambda: data.sizing_curve("CsPbBr3", 2.35, 0.1, 5.0),
        lambda: data.sizing_curve("CsPbBr3", 2.35, 0.1, 6.0),
    ),
    "solvent_dependence": (data.solvent_dependence, lambda: data.solvent_dependence("CsPbBr3", 420)),
    "tolerance_map": (
        lambda: data.tolerance_map({"x": tolerance.assess("CsPbBr3")}),
        lambda: data.tolerance_map({"x": tolerance.assess("CsPbI3")}),
    ),
    "white_mixture": (
        lambda: data.white_mixture([630, 525, 465], 20),
        lambda: data.white_mixture([630, 525, 465], 25),
    ),
}


def test_every_function_is_listed():
    assert sorted({*data.__all__} - {"devices"}) == sorted(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_a_result_equals_its_copies_and_no_other(name):
    one, other = (call() for call in CALLS[name])
    assert one == copy.deepcopy(one)
    assert one == pickle.loads(pickle.dumps(one))
    assert one != other


# Functions of the chapters that need arguments; the others are called without.
ARGUMENTS = {
    "confinement_limits": ((2.37, 0.2, 0.2, 5.0), {}),
    "core_shell_cartoon": ((), {"core_nm": 10.0, "shell_nm": 2.0}),
    "device_ranking": (([{"id": "mine", "eqe_pct": 21.0, "emission": "electroluminescent"}],), {}),
    "edge_scatter": ((["MAPbI3", "ZnS"],), {}),
    "fringe_spacings": (({"CsPbBr3": {"100": 0.587}}, {"mine": 0.58}), {}),
    "pairs_per_crystal": ((10.0,), {"pump_nm": 400.0, "two_photon_nm": 800.0, "pulse_fs": 100.0}),
    "reflection_width": (({"mine": 9.0},), {}),
    "self_trapping": ((2.4, (0.2, 0.5)), {}),
    "threshold_curves": (({"all": ([1.2, 1.1], [2, 3])},), {}),
    "transfer_distance": (((0.4, 0.6),), {}),
}
OF_CHAPTERS = sorted(name for name in {*chapters.__all__} - {*CALLS} if inspect.isfunction(getattr(chapters, name)))


# Arguments of the functions of the package, for what changes one of them.
GIVEN = ARGUMENTS | {
    "a_site_ternary": ((), {"steps": 5}),
    "band_diagram": ((CORE, SHELL, 8, 1), {}),
    "class_by_ionisation": ((2.35, EDGES), {}),
    "composition_line": ((LINE, 0.4), {}),
    "decay_fit": ((TIME, 3 * np.exp(-TIME / 8)), {}),
    "eqe_chain": ((1, 1, 0.9, 0.2), {}),
    "intrinsic_spectrum": (("CsPbBr3",), {}),
    "lifetime_by_luminance": ((10, 200), {}),
    "measured_spectrum": ((SPECTRUM,), {}),
    "regime_map": ((CORE, SHELL), {}),
    "sizing_curve": (("CsPbBr3", 2.35, 0.1, 5.0), {}),
    "tolerance_map": (({"x": tolerance.assess("CsPbBr3")},), {}),
    "white_mixture": (([630, 525, 465], 20), {}),
}
BEYOND = [1e-308, 1e308, 10**30]
ODD = [
    *BEYOND, None, True, 5, -1.0, 0.0, 2.5, 10**400, float("nan"), float("inf"), "", "no such", b"x", int,
    object(), [], (1,), (0, 0), [1, 2], [2, 1], [1, 2, 3], (1e308, -1e308), [None], ["leds"], [["a"]], [[1.0], [1.0, 2.0]],
    {1}, {"a": 1}, {1: 2}, {"a": None}, {"a": [1]}, {"a": (1, 2)}, {"a": ([1], [2, 3])}, [{"a": 1}],
    [{"id": 1, "eqe_pct": "x"}], np.array([]), np.array([1.0, 2.0]), np.ones((2, 2)), np.array(["a", "b"]),
    np.array([None, 1], dtype=object),
]  # fmt: skip


def with_arguments():
    for name in sorted({*CALLS} - {"edges_by_source"} | {*OF_CHAPTERS}):
        function = getattr(data, name, None) or getattr(chapters, name)
        for argument in inspect.signature(function).parameters:
            yield pytest.param(function, name, argument, id=f"{name}-{argument}")


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(("function", "name", "argument"), list(with_arguments()))
def test_whatever_is_given_is_drawn_or_refused_by_name(function, name, argument):
    parameters = inspect.signature(function).parameters
    given, options = GIVEN.get(name, ((), {}))
    base = dict(zip(parameters, given, strict=False)) | options
    for odd in ODD:
        if name == "band_diagram" and argument in ("core_nm", "shell_nm") and any(odd is size for size in BEYOND):
            continue  # sizes that the solver of states has to refuse
        try:
            function(**{**base, argument: odd})
        except ArgumentError as error:
            named = {each.partition("[")[0] for each in error.arguments}
            assert named & {*parameters}, (odd, str(error))  # noqa: PT017


@pytest.mark.parametrize("name", OF_CHAPTERS)
def test_a_result_of_the_chapters_equals_its_copies(name):
    arguments, options = ARGUMENTS.get(name, ((), {}))
    found = getattr(chapters, name)(*arguments, **options)
    assert found == copy.deepcopy(found)
    assert found == pickle.loads(pickle.dumps(found))


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        *(("steps", lambda steps=steps: data.a_site_ternary(steps=steps)) for steps in (0, 1, -3, 2.5, "x", None)),
        *(
            ("ions", lambda ions=ions: data.a_site_ternary(ions))
            for ions in (("Cs", "MA"), ("Cs", "Cs", "MA"), ("Cs", "MA", "FA", "Rb"), "Cs", 3, ("Cs", "MA", 1))
        ),
        *(
            ("wavelength_nm", lambda nm=nm: data.intrinsic_spectrum("CsPbBr3", nm))
            for nm in ("400", None, [400, 420], -400)
        ),
        ("spectrum", lambda: data.intrinsic_spectrum("CsPbBr3", 400, spectrum=[1, 2])),
        *(("wavelength_nm", lambda nm=nm: data.solvent_dependence("CsPbBr3", nm)) for nm in ("400", [400, 420], 0)),
        *(("core_nm", lambda span=span: data.regime_map(CORE, SHELL, span)) for span in (5.0, ("3", "9"), (3, 9, 10))),
        ("shell_nm", lambda: data.regime_map(CORE, SHELL, shell_nm=(2.0, 1.0))),
        *(
            ("exponents", lambda n=n: data.lifetime_by_luminance(100, 100, n))
            for n in (1.5, (1.0,), (1, 2, 3), ("1", "2"), (-1.0, 1.0))
        ),
        ("t50_h", lambda: data.lifetime_by_luminance(-100, 100)),
        ("luminance_cd_m2", lambda: data.lifetime_by_luminance(100, [100, 200])),
        ("most_cd_m2", lambda: data.lifetime_by_luminance(100, 100, most_cd_m2="200")),
        *(("gap_ev", lambda gap=gap: data.sizing_curve("CsPbBr3", gap, 0.1, 5.0)) for gap in ("2.35", [2.35, 2.4])),
        ("reduced_mass", lambda: data.sizing_curve("CsPbBr3", 2.35, [0.1, 0.2], 5.0)),
        ("core_gap", lambda: data.class_by_ionisation(-1, EDGES)),
        ("tolerance", lambda: data.class_by_ionisation(2.0, EDGES, -0.1)),
        ("shells", lambda: data.class_by_ionisation(2.0, EDGES["ZnS"])),
        ("shells", lambda: data.class_by_ionisation(2.0, {"ZnS": 1})),
        ("compounds", lambda: data.tolerance_map({"x": 1})),
        ("compounds", lambda: data.tolerance_map(["x"])),
        ("highlight", lambda: data.tolerance_map({"C": tolerance.assess("CsPbBr3")}, "C")),
        ("highlight", lambda: data.tolerance_map({"C": tolerance.assess("CsPbBr3")}, 5)),
        ("core_nm", lambda: data.band_diagram(CORE, SHELL, [8, 9], 1)),
        ("shell_nm", lambda: data.band_diagram(CORE, SHELL, 8, [1, 2])),
        ("fit", lambda: data.decay_fit([0, 1, 2], [3, 2, 1], "x")),
        ("line", lambda: data.composition_line("x", 0.5)),
        ("gamuts", lambda: data.chromaticity_diagram(gamuts="sRGB")),
        ("gamuts", lambda: data.chromaticity_diagram(gamuts=5)),
        ("points", lambda: data.chromaticity_diagram([(0.2, 0.7)])),
        ("peaks_nm", lambda: data.white_mixture([630, 525], 20)),
        ("peaks_nm", lambda: data.white_mixture(630, 20)),
        ("peaks_nm, fwhm_nm", lambda: data.white_mixture([630, 525, 465], [20, 20])),
    ],
)
def test_a_refusal_names_the_argument(argument, call):
    with pytest.raises(ArgumentError) as refused:
        call()
    assert refused.value.argument == argument
