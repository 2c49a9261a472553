"""Every public function of the formulas refuses what is no number, no option or no fit, and names the argument.

The calls come from ``arguments/``, one file a module.
"""

import dataclasses
import inspect
import itertools

import numpy as np
import pytest
from arguments import CALLS, MODULES, function, valid
from test_checks import NO_NUMBERS

from calculators.errors import ArgumentError


def is_number(value):
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_numeric(value):
    return is_number(value) or isinstance(value, list | np.ndarray)


def cases(wanted):
    return [
        pytest.param(module, name, argument, id=f"{module}.{name}-{argument}")
        for module, name in CALLS
        for argument, value in valid(module)[name].items()
        if wanted(value)
    ]


def refused(module, function_name, **changed):
    with pytest.raises(ArgumentError) as caught:
        function(module, function_name)(**{**valid(module)[function_name], **changed})
    return caught.value.arguments


@pytest.mark.parametrize("module", MODULES)
def test_every_public_function_is_here(module):
    imported = __import__(f"calculators.{module}", fromlist=["__all__"])
    public = {
        name
        for name in imported.__all__
        if inspect.isfunction(getattr(imported, name))
        and getattr(imported, name).__module__.split(".")[1] == module
        and inspect.signature(getattr(imported, name)).parameters
    }
    assert public == set(valid(module)), f"tests/arguments/{module}.py has arguments for every public function"


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_the_valid_call_gives_every_argument_and_works(module, name):
    call = function(module, name)
    assert set(inspect.signature(call).parameters) == set(valid(module)[name])
    call(**valid(module)[name])


@pytest.mark.parametrize(("module", "name", "argument"), cases(is_numeric))
def test_what_is_no_number_is_refused_by_name(module, name, argument):
    may_be_none = inspect.signature(function(module, name)).parameters[argument].default is None
    for kind, bad in NO_NUMBERS.items():
        if bad is None and may_be_none:
            continue
        assert argument in refused(module, name, **{argument: bad}), kind


@pytest.mark.parametrize(("module", "name", "argument"), cases(lambda v: isinstance(v, str | bool)))
def test_what_is_no_option_is_refused_by_name(module, name, argument):
    may_be_none = inspect.signature(function(module, name)).parameters[argument].default is None
    for bad in ("no such thing", "", b"cube", None, 3, 1, 0.5, ["cube"], object()):
        if bad is None and may_be_none:
            continue
        assert argument in refused(module, name, **{argument: bad}), bad


def arrays_for(module, name):
    """Quantities that may be an array in place of a number."""
    call, given, found = function(module, name), valid(module)[name], []
    for argument, value in given.items():
        if is_number(value):
            try:
                call(**{**given, argument: np.full(2, value)})
            except ArgumentError:
                continue
            found.append(argument)
    return found


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_shapes_that_do_not_fit_are_refused_with_both_names(module, name):
    given, names = valid(module)[name], arrays_for(module, name)
    for one, other in itertools.pairwise(names):
        bad = {one: np.full(2, given[one]), other: np.full(3, given[other])}
        assert {one, other} <= set(refused(module, name, **bad))


def parts(result):
    """Numbers and arrays that a function returned."""
    if isinstance(result, float | np.ndarray):
        result = (result,)
    if dataclasses.is_dataclass(result):
        result = tuple(getattr(result, field.name) for field in dataclasses.fields(result))
    found = [part for part in result if isinstance(part, float | np.ndarray)] if isinstance(result, tuple) else []
    return [part for part in found if np.asarray(part).dtype.kind != "U"]


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_numbers_give_floats_and_arrays_give_arrays(module, name):
    call, given, names = function(module, name), valid(module)[name], arrays_for(module, name)
    alone, many = parts(call(**given)), parts(call(**{**given, **{n: np.full((2, 1), given[n]) for n in names}}))
    for one, several in zip(alone, many, strict=True):
        assert np.asarray(several).dtype == np.float64
        if np.ndim(several) == np.ndim(one):  # what does not depend on them, such as a grid of wavelengths
            continue
        assert type(one) is float or isinstance(one, np.ndarray)
        assert several.shape == (2, 1, *np.shape(one))
        np.testing.assert_allclose(several, np.broadcast_to(one, several.shape), rtol=1e-9)


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_not_a_number_stays_not_a_number(module, name):
    call, given = function(module, name), valid(module)[name]
    for argument in arrays_for(module, name):
        whole = parts(call(**given))
        if not whole:  # words and lists of words: tested with their module
            continue
        holed = parts(call(**{**given, argument: np.array([given[argument], np.nan])}))
        affected = [several for one, several in zip(whole, holed, strict=True) if np.ndim(several) > np.ndim(one)]
        assert any(np.isnan(several[1]).any() for several in affected), argument
        assert not any(np.isnan(several[0]).any() for several in affected), argument


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_arrays_are_not_changed(module, name):
    given = {k: np.array(v) if isinstance(v, list) else v for k, v in valid(module)[name].items()}
    for argument in arrays_for(module, name):
        given[argument] = np.full(2, given[argument])
    kept = {k: v.copy() for k, v in given.items() if isinstance(v, np.ndarray)}
    for array in kept:
        given[array].flags.writeable = False
    function(module, name)(**given)
    for argument, array in kept.items():
        np.testing.assert_array_equal(given[argument], array)


LINE_NM, LINES = [490.0, 495.0, 500.0, 505.0, 510.0], [[0.0, 1.0, 2.0, 1.0, 0.0], [0.0] * 5]


@pytest.mark.parametrize(
    ("module", "name", "arguments", "at_fault", "value", "index"),
    [
        ("color", "luminous_efficacy", (LINE_NM, LINES), "power", 0.0, 1),
        ("led", "mean_photon_energy", (LINE_NM, LINES), "power", 0.0, 1),
        ("led", "current_efficiency", (0.2, LINE_NM, LINES), "power", 0.0, 1),
        ("led", "pattern_factor", ([0, 45, 90], [[1, 1, 1], [0, 1, 1]]), "intensity", 0.0, 1),
        ("led", "acceleration_exponent", ([[3, 1], [3, 1]], [[100, 200], [100, 100]]), "luminance", 100.0, 1),
        ("led", "lifetime_at", (1.0, 100.0, [100.0, 2000.0], 1.0), "target_luminance", 2000.0, 1),
        ("recombination", "average_lifetime", ([[1, 2], [0, 0]], [1, 2]), "amplitudes", 0.0, 1),
        ("recombination", "quantum_yield", ([1.0, 0.0], [1.0, 0.0]), "k_r, k_nr, k_quench", 0.0, 1),
        ("recombination", "quantum_yield", ([np.nan, 0.0], [1.0, 0.0]), "k_r, k_nr, k_quench", 0.0, 1),
        ("structure", "scherrer_size", ([1.0, 0.1], 30.0, 0.154), "instrument_fwhm_deg", 0.5, 1),
        ("structure", "shell_thickness", ([10.0, 10.0], [11.0, 9.0]), "total_nm", 9.0, 1),
        ("structure", "shell_thickness", ([10.0, 10.0], [np.nan, 9.0]), "total_nm", 9.0, 1),
        ("color", "uv", ([0.3, 9.0], [0.3, 0.0]), "x, y", 9.0, 1),
        ("color", "from_uv", ([0.2, 0.0], [0.4, 1.0]), "u, v", 0.0, 1),
        ("color", "mix", ([[0.6, 0.3], [0.3, 0.0], [0.1, 0.1]], (0.3, 0.2)), "primaries", 0.0, 1),
        ("color", "mix_spectra", (LINE_NM[:2], [[1, 1], [1, 2], [0, 0]], (0.1, 0.5)), "powers", 0.0, 2),
        ("structure", "surface_cells", ([5.0, 0.5], 0.585), "size_nm", 0.5, 1),
        ("structure", "surface_cells", ([[5.0], [6.0]], [0.5, 4.0]), "size_nm", 5.0, (0, 1)),
        ("structure", "blur_width", ([0.5, 1.0], 10.0), "transfer", 1.0, 1),
        ("structure", "resolved_frequency", ([1.0, 0.0],), "width_um", 0.0, 1),
        ("recombination", "radiative_rate_bounds", ([0.5, 0.5], [10.0, 0.1]), "lifetime_error_ns", 0.5, 1),
        ("absorption", "mean_cube", ([9.0, 2.0], 1.0), "sd_nm", 1.0, 1),
        ("absorption", "mass_concentration", (1e-9, 1.0, 4.8, [0.5, 1.0]), "ligands", 1.0, 1),
        ("absorption", "optical_constants", ("CsPbBr3", [400.0, 40.0]), "wavelength_nm", 40.0, 1),
        ("tolerance", "bartel", ([1.9, 1.0], 1.2, 1.96), "r_a, r_b", 1.0, 1),
    ],
)
def test_one_bad_case_among_good_ones_is_enough(module, name, arguments, at_fault, value, index):
    """The refusal holds the first bad number and says where it stands."""
    options = {
        "scherrer_size": {"instrument_fwhm_deg": 0.5},
        "radiative_rate_bounds": {"lifetime_error_ns": 0.5},
    }.get(name, {})
    with pytest.raises(ArgumentError) as caught:
        function(module, name)(*arguments, **options)
    assert (caught.value.argument, caught.value.value) == (at_fault, value)
    assert f"at index {index}" in caught.value.problem


# Where infinity or NaN is the documented answer for numbers that are no error.
MEANT = {
    ("color", "duv"),  # no black body is near
    ("color", "band"),  # the last band has no end
    ("color", "cct"),
    ("recombination", "internal_quantum_efficiency"),  # at no current
    ("recombination", "recombination_shares"),
}
EXTREMES = (0.0, 1e-308, 1e-200, 1e-150, 1e150, 1e200, 1e308, -1e300)


def is_finite(result):
    return all(np.isfinite(part).all() for part in parts(result))


@pytest.mark.filterwarnings("ignore::RuntimeWarning")
@pytest.mark.parametrize(
    ("module", "name"), [c for c in CALLS if c not in MEANT and c[0] not in ("alignment", "bands", "confinement")]
)
def test_no_number_of_any_size_gives_infinity_or_nan(module, name):
    """Finite numbers give finite numbers, or a refusal that names one of the arguments."""
    given = valid(module)[name]
    numbers = [argument for argument, value in given.items() if is_number(value)]
    changes = [{argument: size} for argument in numbers for size in EXTREMES]
    pairs = itertools.combinations(numbers, 2)
    changes += [{a: one, b: other} for a, b in pairs for one in (1e-200, 1e200) for other in (1e-200, 1e200)]
    for change in changes:
        try:
            result = function(module, name)(**{**given, **change})
        except ArgumentError as error:
            assert set(error.arguments) <= set(given), change  # noqa: PT017
        else:
            assert is_finite(result), change


@pytest.mark.parametrize(
    ("module", "name", "arguments", "expected"),
    [
        # Limits by hand: all sites taken; half of them; none left to take.
        ("ligands", "bound_share", (1e200, 1.0), 1.0),
        ("ligands", "bound_share", (1e200, 1e200), 0.5),
        ("ligands", "bound_share", (1.0, 1e200), 1e-200),
        ("ligands", "bound_share", (1e160, 1e158), 100 / 101),
        ("structure", "cubic_spacing", (1.0, 10**30, 0, 0), 1e-30),
        ("structure", "cubic_spacing", (1.0, 1e200, 1e200, 0), 1e-200 / np.sqrt(2)),
    ],
)
def test_large_numbers_are_computed_with_where_the_result_is_a_number(module, name, arguments, expected):
    found = getattr(__import__(f"calculators.{module}", fromlist=[name]), name)(*arguments)
    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("module", "name", "arguments", "at_fault"),
    [
        ("structure", "cubic_spacing", (5.85, 10**400, 0, 0), "h"),
        ("ligands", "washed", (10**400, 0.1), "cycles"),
        ("ligands", "washed", (10**30, 0.1), "cycles"),
        ("ligands", "washed", (10_001, 0.1), "cycles"),
    ],
)
def test_counts_have_a_largest_one(module, name, arguments, at_fault):
    call = getattr(__import__(f"calculators.{module}", fromlist=[name]), name)
    with pytest.raises(ArgumentError) as caught:
        call(*arguments)
    assert caught.value.argument == at_fault


@pytest.mark.parametrize("samples", [10**30, 10**400, 10_000_001, 0])
def test_samples_have_a_largest_number(samples):
    assert refused("alignment", "probabilities", samples=samples) == ("samples",)
