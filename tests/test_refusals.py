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
    assert public == set(valid(module))


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_the_valid_call_gives_every_argument_and_works(module, name):
    call = function(module, name)
    assert set(inspect.signature(call).parameters) == set(valid(module)[name])
    call(**valid(module)[name])


@pytest.mark.parametrize(("module", "name", "argument"), cases(is_numeric))
def test_what_is_no_number_is_refused_by_name(module, name, argument):
    for kind, bad in NO_NUMBERS.items():
        assert argument in refused(module, name, **{argument: bad}), kind


@pytest.mark.parametrize(("module", "name", "argument"), cases(lambda v: isinstance(v, str | bool)))
def test_what_is_no_option_is_refused_by_name(module, name, argument):
    for bad in ("no such thing", "", b"cube", None, 3, 1, 0.5, ["cube"], object()):
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


LINE_NM, LINES = [500.0, 510.0], [[1.0, 2.0], [0.0, 0.0]]


@pytest.mark.parametrize(
    ("module", "name", "arguments", "at_fault"),
    [
        ("color", "luminous_efficacy", (LINE_NM, LINES), "power"),
        ("led", "mean_photon_energy", (LINE_NM, LINES), "power"),
        ("led", "current_efficiency", (0.2, LINE_NM, LINES), "power"),
        ("led", "pattern_factor", ([0, 45, 90], [[1, 1, 1], [0, 1, 1]]), "intensity"),
        ("led", "acceleration_exponent", ([[3, 1], [3, 1]], [[100, 200], [100, 100]]), "luminance"),
        ("led", "lifetime_at", (1.0, 100.0, [100.0, 2000.0], 1.0), "target_luminance"),
        ("recombination", "average_lifetime", ([[1, 2], [0, 0]], [1, 2]), "amplitudes"),
        ("recombination", "quantum_yield", ([1.0, 0.0], [1.0, 0.0]), "k_r, k_nr, k_quench"),
        ("recombination", "quantum_yield", ([np.nan, 0.0], [1.0, 0.0]), "k_r, k_nr, k_quench"),
        ("structure", "scherrer_size", ([1.0, 0.1], 30.0, 0.154), "instrument_fwhm_deg"),
        ("structure", "shell_thickness", ([10.0, 10.0], [11.0, 9.0]), "total_nm"),
        ("structure", "shell_thickness", ([10.0, 10.0], [np.nan, 9.0]), "total_nm"),
        ("color", "uv", ([0.3, 9.0], [0.3, 0.0]), "x, y"),
        ("color", "from_uv", ([0.2, 0.0], [0.4, 1.0]), "u, v"),
        ("color", "mix", ([[0.6, 0.3], [0.3, 0.0], [0.1, 0.1]], (0.3, 0.2)), "primaries"),
        ("color", "mix_spectra", (LINE_NM, [[1, 1], [1, 2], [0, 0]], (0.1, 0.5)), "powers"),
    ],
)
def test_one_bad_case_among_good_ones_is_enough(module, name, arguments, at_fault):
    options = {"instrument_fwhm_deg": 0.5} if name == "scherrer_size" else {}
    with pytest.raises(ArgumentError) as caught:
        function(module, name)(*arguments, **options)
    assert caught.value.argument == at_fault
