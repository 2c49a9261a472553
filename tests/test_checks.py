"""The checks that all formulas share: what they let pass, what they refuse, and how they say it."""

import datetime
import decimal
import fractions
import tracemalloc

import numpy as np
import pytest

from calculators import blocks, checks
from calculators.errors import ArgumentError


class Unruly:
    """An object whose own code fails, whatever it is asked for."""

    def __array__(self, *args, **kwargs):
        raise RuntimeError("no array")

    def __float__(self):
        raise ZeroDivisionError

    def __repr__(self):
        raise RuntimeError("no words")


def nested(levels):
    found = [0.5]
    for _ in range(levels):
        found = [found]
    return found


NO_NUMBERS = {
    "unruly object": Unruly(),
    "list with an unruly object": [0.5, Unruly()],
    "bytearray": bytearray(b"3"),
    "bottomless list": nested(2000),
    "large long double": np.longdouble("1e4000"),
    "none": None,
    "boolean": True,
    "numpy boolean": np.True_,
    "text": "3",
    "bytes": b"3",
    "complex": 1 + 0j,
    "date": datetime.date(2020, 1, 1),
    "numpy date": np.datetime64("2020-01-01"),
    "numpy duration": np.timedelta64(3, "D"),
    "object": object(),
    "dictionary": {"a": 1},
    "set": {1.0},
    "function": len,
    "large integer": 10**400,
    "nan": float("nan"),
    "infinity": float("inf"),
    "minus infinity": -np.inf,
    "list of text": ["1", "2"],
    "list with none": [1.0, None],
    "list with a boolean": [True, 0.5],
    "nested list with a boolean": [[1.0, 0.5], [1.0, False]],
    "list of boolean arrays": [np.array([True]), np.array([0.5])],
    "boolean array": np.array([True, False]),
    "complex array": np.array([1.0 + 1j]),
    "date array": np.array(["2020-01-01"], dtype="datetime64[D]"),
    "masked array": np.ma.masked_array([0.5, 0.7], [False, True]),
    "masked number": np.ma.masked,
    "list with a masked array": [np.ma.masked_array([0.5], [True])],
    "ragged list": [[1.0], [1.0, 2.0]],
    "array with infinity": np.array([0.5, np.inf]),
    "objects with infinity": np.array([0.5, np.inf], dtype=object),
    "objects with text": np.array([0.5, "1"], dtype=object),
    "objects with a mask": np.array([0.5, np.ma.masked], dtype=object),
    "list with a large integer": [0.5, 10**400],
    "structured": np.zeros(2, dtype=[("a", float)]),
}


@pytest.mark.parametrize("value", NO_NUMBERS.values(), ids=NO_NUMBERS.keys())
def test_what_is_no_number_is_refused_by_name(value):
    for check in (checks.number, checks.one_number, lambda n, v: checks.within(n, v, 0, 1)):
        with pytest.raises(ArgumentError) as caught:
            check("thickness_nm", value)
        assert caught.value.argument == "thickness_nm"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, 3.0),
        (np.float32(0.5), 0.5),
        (np.int8(3), 3.0),
        (fractions.Fraction(1, 4), 0.25),
        (decimal.Decimal("0.5"), 0.5),
        ([1, 2], [1.0, 2.0]),
        ((1.0, (2.0)), [1.0, 2.0]),
        ([np.array(1.0), 2], [1.0, 2.0]),
        (np.array([1, 2], dtype=np.uint8), [1.0, 2.0]),
        (np.array([0.5, fractions.Fraction(1, 4)], dtype=object), [0.5, 0.25]),
        (np.array([0.5, np.nan]), [0.5, np.nan]),
        ([[1.0, np.nan], [np.nan, 2.0]], [[1.0, np.nan], [np.nan, 2.0]]),
        ([], []),
    ],
)
def test_numbers_pass_and_become_floats(value, expected):
    found = checks.number("x", value)
    assert found.dtype == np.float64
    np.testing.assert_array_equal(found, expected)


def test_what_pandas_calls_not_available_is_nan():
    pd = pytest.importorskip("pandas")
    found = checks.fraction("x", pd.array([0.5, None], dtype="Float64"))
    np.testing.assert_array_equal(found, [0.5, np.nan])
    with pytest.raises(ArgumentError):
        checks.number("x", pd.array([True, None], dtype="boolean"))


def test_an_array_of_floats_is_not_copied():
    array = np.array([0.1, 0.9])
    assert checks.fraction("x", array) is array


# check, values that pass at the edge, values that do not
EDGES = [
    (checks.positive, (1e-300, 5.0), (0.0, -1e-300)),
    (checks.not_negative, (0.0, 5.0), (-1e-300,)),
    (lambda n, v: checks.at_least(n, v, 2.0), (2.0, 3.0), (1.999,)),
    (lambda n, v: checks.within(n, v, 2.0, 3.0), (2.0, 3.0), (1.999, 3.001)),
    (lambda n, v: checks.between(n, v, 2.0, 3.0), (2.001, 2.999), (2.0, 3.0, 1.0, 4.0)),
    (checks.fraction, (0.0, 1.0), (-1e-9, 1 + 1e-9)),
    (checks.positive_fraction, (1e-9, 1.0), (0.0, 1 + 1e-9, -0.5)),
]


@pytest.mark.parametrize(("check", "good", "bad"), EDGES)
def test_ranges_hold_at_their_edges(check, good, bad):
    for value in good:
        assert check("x", value) == value
        found = check("x", [value, np.nan])
        assert found[0] == value
        assert np.isnan(found[1])
    for value in bad:
        for given in (value, [good[0], value], [np.nan, value, good[0]]):
            with pytest.raises(ArgumentError) as caught:
                check("x", given)
            assert caught.value.argument == "x"
            assert caught.value.value == value


def test_the_first_bad_number_is_shown_with_its_place():
    with pytest.raises(ArgumentError, match=r"-2 nm at index 1 is not allowed; it must be above 0"):
        checks.positive("x", [1.0, -2.0, -3.0], "nm")
    with pytest.raises(ArgumentError, match=r"7 at index \(1, 0\)"):
        checks.fraction("x", [[0.5, 0.5], [7.0, 8.0]])


@pytest.mark.parametrize("bad", [1.5, -1, [1, 2], None, float("nan")])
def test_whole_numbers(bad):
    assert checks.whole("n", 3.0) == 3
    assert checks.whole("n", 2, least=2) == 2
    assert type(checks.whole("n", np.int64(3))) is int
    with pytest.raises(ArgumentError):
        checks.whole("n", bad)
    with pytest.raises(ArgumentError):
        checks.whole("n", 1, least=2)


@pytest.mark.parametrize("bad", ["no", 0, 1, None, [True], np.array([True, False])])
def test_flags_are_true_or_false(bad):
    assert checks.flag("mirror", np.True_) is True
    assert checks.flag("mirror", False) is False
    with pytest.raises(ArgumentError) as caught:
        checks.flag("mirror", bad)
    assert caught.value.argument == "mirror"


def test_vectors():
    assert checks.vector("t", [1, 2], 2).tolist() == [1.0, 2.0]
    for bad in (3.0, [[1.0, 2.0]], [1.0]):
        with pytest.raises(ArgumentError):
            checks.vector("t", bad, 2)
    checks.same_length(a=np.zeros(3), b=np.zeros(3))
    with pytest.raises(ArgumentError) as caught:
        checks.same_length(a=np.zeros(3), b=np.zeros(2))
    assert caught.value.arguments == ("a", "b")


def test_shapes_that_do_not_fit_are_named():
    assert checks.together(a=1.0, b=np.zeros((3, 1)), c=np.zeros(2)) == (3, 2)
    assert checks.together(a=1.0, b=2.0) == ()
    assert checks.together(a=np.zeros(3), b=2.0, c=np.zeros(3)) == (3,)
    with pytest.raises(ArgumentError) as caught:
        checks.together(a=np.zeros(3), b=2.0, c=np.zeros(2))
    assert caught.value.arguments == ("a", "c")


def test_a_scalar_is_a_float_and_an_array_stays():
    assert type(checks.scalar(np.array(2.0))) is float
    assert type(checks.scalar(np.float64(2.0))) is float
    array = np.zeros((2, 0))
    assert checks.scalar(array) is array


def test_old_names_of_arguments_stay_valid():
    @checks.also_named(old="new")
    def function(new, other=1):
        """Words."""
        return new, other

    assert function(3) == (3, 1)
    assert function(old=3, other=2) == (3, 2)
    assert function(new=3) == (3, 1)
    assert function.__doc__ == "Words."
    with pytest.raises(ArgumentError) as caught:
        function(old=3, new=4)
    assert caught.value.argument == "new"


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 1000])
def test_blocks_join_to_the_whole(count):
    seen = []

    def function(a, b):
        seen.append(a.size)
        return a + b, np.stack([a, b], axis=1)

    a = np.arange(float(count))
    total, pairs = blocks.in_blocks(function, a, np.float64(2.0))
    np.testing.assert_array_equal(total, a + 2)
    assert pairs.shape == (count, 2)
    np.testing.assert_array_equal(pairs[:, 0], a)
    assert max(seen) <= 256
    assert sum(seen) == count


def test_a_check_holds_no_copy_of_what_it_checks():
    array = np.full(10**6, 0.5)
    checks.fraction("x", array)
    tracemalloc.start()
    checks.fraction("x", array)
    checks.positive("x", array)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10**5


def test_large_arrays_are_looked_at_to_their_last_number():
    from calculators.checks import finite, positive

    many = np.full(200_001, 2.0)
    assert positive("x", many) is many
    for place in (0, 65_535, 65_536, 200_000):
        for bad in (-1.0, 0.0, np.inf):
            wrong = many.copy()
            wrong[place] = bad
            with pytest.raises(ArgumentError, match=f"at index {place}") as caught:
                positive("x", wrong)
            assert caught.value.value == bad
        hole = many.copy()
        hole[place] = np.nan
        assert np.isnan(positive("x", hole)[place])
        big = many.copy()
        big[place] = 1e200
        with pytest.raises(ArgumentError) as caught:
            finite(lambda x: positive("x", x) ** 2)(big)
        assert caught.value.argument == "x"
    assert positive("x", many[::2]).size == 100_001


def test_what_became_zero_on_the_way_is_refused_not_divided_by():
    @checks.finite
    def inverse_cube(edge_nm):
        return 1 / checks.positive("edge_nm", edge_nm) ** 3

    for tiny in (1e-200, np.array([1.0, 1e-200])):
        with pytest.raises(ArgumentError) as caught:
            inverse_cube(tiny)
        assert (caught.value.argument, caught.value.value) == ("edge_nm", 1e-200)
    assert inverse_cube(2.0) == 0.125


def test_a_small_number_beside_a_missing_one_is_no_refusal():
    @checks.finite
    def passed(thickness_nm):
        return np.exp(-checks.positive("thickness_nm", thickness_nm))

    np.testing.assert_array_equal(passed([1e4, np.nan]), [0.0, np.nan])
