"""Checks of arguments, shared by the formulas: the arrays, or an ArgumentError that names the argument.

One or two passes over an array decide; only what is refused is looked at
again. NaN inside an array passes and stays NaN; as a scalar it is refused,
like infinity and everything that is no number.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeVar, get_args

import numpy as np

from .errors import ArgumentError, one_name, one_of, shown
from .tables import FloatArray

Shape = Literal["cube", "sphere"]
"""Shapes of particles that the formulas know: a size is the edge of a cube or the diameter of a sphere."""

F = TypeVar("F", bound=Callable[..., Any])
K = TypeVar("K")
T = TypeVar("T")
V = TypeVar("V")
_NO_NUMBER = "is not a number or an array of numbers"
_NO_NUMBERS = (bool, np.bool_, str, bytes, complex, np.complexfloating, np.datetime64, np.timedelta64)


def _refuse_kind(name: str, value: Any) -> ArgumentError:
    return ArgumentError(name, f"{shown(value)} {_NO_NUMBER}", value=value)


def _refuse_masked(name: str) -> ArgumentError:
    return ArgumentError(
        name, "a masked array is not allowed", "give an array with NaN at the masked places (array.filled(nan))"
    )


def _element(name: str, value: Any, whole: Any) -> float:
    """Element of an array of objects as a float; what pandas writes for "not available" is NaN."""
    if type(value).__name__ == "NAType":
        return math.nan
    if isinstance(value, np.ma.MaskedArray):
        raise _refuse_masked(name)
    if value is None or isinstance(value, _NO_NUMBERS):
        raise _refuse_kind(name, whole)
    try:
        return float(value)
    except OverflowError:
        raise _too_large(name, value) from None
    except Exception:  # whatever an object's own code raises
        raise _refuse_kind(name, whole) from None


def _too_large(name: str, value: Any) -> ArgumentError:
    return ArgumentError(name, "the number is too large", "its size must be below 1.8e308", value)


def number(name: str, value: Any) -> FloatArray:
    """Value as a float array, or a refusal; NaN passes inside an array only.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    value : array_like
        Real numbers.

    Returns
    -------
    numpy.ndarray
        Floats of the same shape, not a copy if `value` was such an array.

    Raises
    ------
    ArgumentError
        If it is no number (None, a boolean, text, a date, a complex number, a
        masked array, an object), not finite, or a ragged list.
    """
    return _checked(name, value)[0]


def _checked(name: str, value: Any) -> tuple[FloatArray, float, float]:
    """Float array, its least and its largest number (NaN if it holds none)."""
    if type(value) is float:  # much the commonest case
        if not math.isfinite(value):
            raise ArgumentError(name, f"{value} is not allowed", "it must be a finite number", value)
        return np.asarray(value), value, value
    array = _as_floats(name, value)
    if array.size == 0:
        return array, math.nan, math.nan
    low, high = _ends(array)
    if low != low:  # a NaN somewhere
        if array.ndim == 0:
            raise ArgumentError(name, "nan is not allowed", "it must be a finite number", math.nan)
        low, high = float(np.fmin.reduce(array, axis=None)), float(np.fmax.reduce(array, axis=None))
    if low == -math.inf or high == math.inf:
        raise _first(name, array, np.isinf(array), "", "it must be finite")
    return array, low, high


_BLOCK = 65_536  # numbers looked at at once: the second look finds them in the processor's cache


def _ends(array: FloatArray) -> tuple[float, float]:
    """Least and largest number of an array, NaN if it holds one."""
    if array.size <= _BLOCK or not array.flags.c_contiguous:
        return float(array.min()), float(array.max())
    flat = array.reshape(-1)
    blocks = [flat[first : first + _BLOCK] for first in range(0, flat.size, _BLOCK)]
    ends = np.array([(block.min(), block.max()) for block in blocks])
    return float(ends[:, 0].min()), float(ends[:, 1].max())


def _as_floats(name: str, value: Any) -> FloatArray:
    if type(value) is np.ndarray and value.dtype == np.float64:
        return value
    if isinstance(value, np.ma.MaskedArray):
        raise _refuse_masked(name)
    if value is None or isinstance(value, bool | str | bytes | bytearray):
        raise _refuse_kind(name, value)
    if isinstance(value, list | tuple):
        _look_into(name, value, value)
    try:
        array = np.asarray(value)
    except Exception:  # whatever an object's own code raises
        raise _refuse_kind(name, value) from None
    if array.dtype == np.longdouble:
        return _narrowed(name, array)
    if array.dtype.kind in "iuf":
        return array.astype(np.float64, copy=False)
    if array.dtype.kind == "O":
        return np.array([_element(name, v, value) for v in array.flat], dtype=float).reshape(array.shape)
    raise _refuse_kind(name, value)


def _narrowed(name: str, array: Any) -> FloatArray:
    """Floats of more than 64 bits as such of 64; those that are too large for it are refused."""
    with np.errstate(over="ignore", under="ignore"):
        narrow: FloatArray = array.astype(np.float64, copy=False)
    if np.any(np.isinf(narrow) & ~np.isinf(array)):
        raise _too_large(name, array)
    return narrow


_DEEPEST = 64  # dimensions that an array of NumPy can have


def _look_into(name: str, items: Any, whole: Any, depth: int = 1) -> None:
    """Refuse what NumPy would make a number of: True and False, and what a mask hides, among the items of a list."""
    if depth > _DEEPEST:
        raise _refuse_kind(name, whole)
    for item in items:
        kind = type(item)
        if kind is float or kind is int:
            continue
        if kind is list or kind is tuple:
            _look_into(name, item, whole, depth + 1)
        elif isinstance(item, np.ma.MaskedArray):
            raise _refuse_masked(name)
        elif kind is bool or (isinstance(item, np.ndarray | np.generic) and item.dtype.kind == "b"):
            raise _refuse_kind(name, whole)


def _first(
    name: str, array: FloatArray, bad: Any, unit: str, allowed: str, problem: str = "is not allowed"
) -> ArgumentError:
    """Refusal that shows the first bad number and where it stands."""
    at = int(np.flatnonzero(bad)[0])
    first = float(array.flat[at])
    where = ""
    if array.ndim == 1:
        where = f" at index {at}"
    elif array.ndim > 1:
        where = f" at index {tuple(int(k) for k in np.unravel_index(at, array.shape))}"
    return ArgumentError(name, f"{first:.12g}{unit}{where} {problem}", allowed, first)


def refuse_where(
    bad: Any, name: str, values: Any, allowed: str, *, unit: str = "", problem: str = "is not allowed"
) -> None:
    """Refuse the first of some values that stands where `bad` holds, and say where that is.

    Parameters
    ----------
    bad : numpy.ndarray of bool
        Where something is wrong.
    name : str
        Name of the argument, or of several that do not fit together.
    values : array_like
        Of the argument that is shown; broadcasts to the shape of `bad`.
    allowed : str
        What would be accepted.
    unit, problem : str, optional
        Unit of the values, and what is wrong with the one shown.

    Raises
    ------
    ArgumentError
        With the value, if `bad` holds anywhere.

    Examples
    --------
    >>> refuse_where(np.array([False, True]), "total_nm", [9.0, 7.0], "it must not be below 8 nm", unit=" nm")
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: total_nm: 7 nm at index 1 is not allowed; it must not be below 8 nm
    """
    if np.any(bad):
        raise _first(name, np.broadcast_to(np.asarray(values, dtype=float), np.shape(bad)), bad, unit, allowed, problem)


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""


def _bits(number: float) -> int:
    return int(np.float64(number).view(np.uint64))


_ONE, _LARGEST = _bits(1.0), _bits(np.finfo(np.float64).max)


def _from_zero(value: Any, most: int) -> bool:
    """Whether an array holds nothing but numbers from 0 to that whose bits are `most`, by a single pass.

    Floats without a sign sort like their bits; those with one, infinity and NaN come behind them.
    """
    if type(value) is not np.ndarray or value.dtype != np.float64 or value.size == 0 or value.ndim == 0:
        return False
    return int(value.view(np.uint64).max()) <= most


def positive(name: str, value: Any, unit: str = "") -> FloatArray:
    """Array of numbers above zero; NaN passes inside an array."""
    array, low, _ = _checked(name, value)
    if low <= 0:
        raise _first(name, array, array <= 0, _unit(unit), "it must be above 0")
    return array


SHORTEST_NM = 30.0
"""Below this no light has a place here; a number there is an energy in eV or a length in µm [nm]."""


def wavelength(name: str, value: Any) -> FloatArray:
    """Array of wavelengths of light [nm], of 30 or more; NaN passes inside an array."""
    array = positive(name, value, "nm")
    refuse_where(
        array < SHORTEST_NM,
        name,
        array,
        f"a wavelength in nm is expected, {SHORTEST_NM:g} or more; is it in eV or in µm?",
        unit=" nm",
    )
    return array


def not_negative(name: str, value: Any, unit: str = "") -> FloatArray:
    """Array of numbers of at least zero; NaN passes inside an array."""
    if _from_zero(value, _LARGEST):
        return np.asarray(value)
    array, low, _ = _checked(name, value)
    if low < 0:
        raise _first(name, array, array < 0, _unit(unit), "it must be 0 or more")
    return array


def at_least(name: str, value: Any, least: float, unit: str = "", reason: str = "") -> FloatArray:
    """Array of numbers of at least `least`; NaN passes inside an array. A `reason` is told with a refusal."""
    array, low, _ = _checked(name, value)
    if low < least:
        raise _first(name, array, array < least, _unit(unit), f"it must be {least:g}{_unit(unit)} or more{reason}")
    return array


def within(name: str, value: Any, least: float, most: float, unit: str = "", reason: str = "") -> FloatArray:
    """Array of numbers from `least` to `most`, both allowed; NaN passes inside an array."""
    array, low, high = _checked(name, value)
    if low < least or high > most:
        bad = (array < least) | (array > most)
        raise _first(name, array, bad, _unit(unit), f"it lies between {least:g} and {most:g}{_unit(unit)}{reason}")
    return array


def between(name: str, value: Any, low: float, high: float, unit: str = "") -> FloatArray:
    """Array of numbers above `low` and below `high`, neither allowed; NaN passes inside an array."""
    array, least, most = _checked(name, value)
    if least <= low or most >= high:
        bad = (array <= low) | (array >= high)
        raise _first(name, array, bad, _unit(unit), f"it must be above {low:g} and below {high:g}{_unit(unit)}")
    return array


def fraction(name: str, value: Any) -> FloatArray:
    """Array of numbers from 0 to 1; NaN passes inside an array."""
    if _from_zero(value, _ONE):
        return np.asarray(value)
    array, low, high = _checked(name, value)
    if low < 0 or high > 1:
        bad = (array < 0) | (array > 1)
        raise _first(name, array, bad, "", "it is a fraction from 0 to 1 (30 % is 0.3)")
    return array


def positive_fraction(name: str, value: Any) -> FloatArray:
    """Array of numbers above 0, to 1; NaN passes inside an array."""
    array, low, high = _checked(name, value)
    if low <= 0 or high > 1:
        bad = (array <= 0) | (array > 1)
        raise _first(name, array, bad, "", "it is a fraction above 0, to 1 (30 % is 0.3)")
    return array


def one_number(name: str, value: Any) -> float:
    """A single finite number as a float; arrays of several are refused."""
    array = number(name, value)
    if array.size != 1:
        raise ArgumentError(name, f"{array.size} numbers are not allowed", "it must be one number", value)
    found = float(array.flat[0])
    if math.isnan(found):
        raise ArgumentError(name, "nan is not allowed", "it must be a finite number", found)
    return found


def whole(name: str, value: Any, least: int | None = 0, most: int | None = None) -> int:
    """A single whole number of at least `least` and at most `most`; no bound where one is None."""
    found = one_number(name, value)
    low, high = found if least is None else least, found if most is None else most
    if found != int(found) or not low <= found <= high:
        bounds = "" if least is None else f" of {least} or more" if most is None else f" from {least} to {most}"
        raise ArgumentError(name, f"{found:g} is not allowed", f"it must be a whole number{bounds}", value)
    return int(found)


def flag(name: str, value: Any) -> bool:
    """True or False; anything else is refused, for "no" would count as true."""
    if not isinstance(value, bool | np.bool_):
        raise ArgumentError(name, f"{shown(value)} is not allowed", "it is True or False", value)
    return bool(value)


def vector(name: str, value: Any, least: int = 1) -> FloatArray:
    """One-dimensional array of numbers, at least `least` long."""
    array = number(name, value)
    if array.ndim != 1:
        raise ArgumentError(name, f"an array of shape {array.shape} is not allowed", "it must be one-dimensional")
    if array.size < least:
        raise ArgumentError(name, f"{array.size} values are not enough", f"at least {least} are needed")
    return array


def exactly(name: str, value: Any, count: int) -> FloatArray:
    """One-dimensional array of so many numbers, none of them missing."""
    array = vector(name, value)
    if array.size != count or np.isnan(array).any():
        raise ArgumentError(name, f"{shown(value)} is not allowed", f"{count} numbers are needed", value)
    return array


def names(name: str, value: Any, least: int = 1) -> tuple[str, ...]:
    """Several names, at least `least`; a single text is refused, for it would count as its letters.

    Parameters
    ----------
    name : str
        Name of the argument.
    value : iterable of str
        A list, a tuple, an array or a column of a frame.
    least : int, optional
        Least number of them.

    Returns
    -------
    tuple of str
        In the same order.

    Raises
    ------
    ArgumentError
        If it is no iterable, one of them is no text, or there are too few.

    Examples
    --------
    >>> names("ions", ["Cs", "MA"])
    ('Cs', 'MA')
    """
    if (
        isinstance(value, str | bytes | Mapping)
        or not isinstance(value, Iterable)
        or (isinstance(value, np.ndarray) and value.ndim == 0)
    ):
        raise ArgumentError(name, f"{shown(value)} is not allowed", "it is a list of names", value)
    try:
        items = tuple(value)
    except Exception:  # whatever an object's own code raises
        raise ArgumentError(name, f"{shown(value)} is not allowed", "it is a list of names", value) from None
    found = tuple(one_name(name, each) for each in items)
    if len(found) < least:
        raise ArgumentError(name, f"{len(found)} names are not enough", f"at least {least} are needed", value)
    return tuple(map(str, found))


def same_length(**arrays: FloatArray) -> None:
    """Refuse one-dimensional arrays that are not of one length."""
    if len({a.shape for a in arrays.values()}) > 1:
        shapes = " and ".join(str(a.size) for a in arrays.values())
        raise ArgumentError(", ".join(arrays), f"{shapes} values do not fit together", "give one for each")


def together(**arrays: Any) -> tuple[int, ...]:
    """Shape of arrays that are combined element by element, or a refusal that names those that do not fit."""
    shapes: Mapping[str, tuple[int, ...]] = {name: np.shape(a) for name, a in arrays.items()}
    if len({s for s in shapes.values() if s}) <= 1:  # scalars and arrays of one shape
        return next((s for s in shapes.values() if s), ())
    try:
        return np.broadcast_shapes(*shapes.values())
    except ValueError:
        clash = {name: shape for name, shape in shapes.items() if shape}
        words = ", ".join(map(str, clash.values()))
        raise ArgumentError(
            ", ".join(clash), f"arrays of shapes {words} do not fit together", "shapes must be equal or broadcast"
        ) from None


def scalar(array: Any) -> float | FloatArray:
    """Float for a zero-dimensional result, else the array."""
    if type(array) is np.ndarray and array.ndim:
        return array
    found: FloatArray = np.asarray(array, dtype=np.float64)
    return float(found) if found.ndim == 0 else found


def known_shape(name: str, value: Any) -> Shape:
    """The value, if it is one of the shapes that the formulas know."""
    one_of(name, value, get_args(Shape))
    return "cube" if value == "cube" else "sphere"


def also_named(**names: str) -> Callable[[F], F]:
    """Decorate a function whose arguments were renamed, so that the old names stay valid as keywords.

    Parameters
    ----------
    **names : str
        New name by old name.

    Returns
    -------
    callable
        The decorator.

    Examples
    --------
    >>> @also_named(length="length_nm")
    ... def doubled(length_nm):
    ...     return 2 * length_nm
    >>> doubled(length=4.0)
    8.0
    """

    def decorate(function: F) -> F:
        @functools.wraps(function)
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            for old in kwargs.keys() & names.keys():
                if names[old] in kwargs:
                    raise ArgumentError(names[old], f"it is given twice, once as {old}")
                kwargs[names[old]] = kwargs.pop(old)
            return function(*args, **kwargs)

        return wrapped  # type: ignore[return-value]

    return decorate


def finite(function: F) -> F:
    """Decorate a formula, so that what overflows on the way is refused, not answered with infinity, NaN or 0.

    Numbers that no quantity has, such as 1e200 nm, are finite and pass the
    checks of their argument; a power of them is none any more. Where infinity
    or NaN is the right answer, it stays.

    Parameters
    ----------
    function : callable
        A formula of numbers and arrays. Where an overflow in it does no harm,
        it says so by ``numpy.errstate``.

    Returns
    -------
    callable
        The function; its ArgumentError names the argument that is furthest from 1.

    Examples
    --------
    >>> @finite
    ... def volume(edge_nm):
    ...     return positive("edge_nm", edge_nm) ** 3
    >>> volume(1e200)
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: edge_nm: 1e+200 is too large to compute with; steps on the way must stay between
    5e-324 and 1.8e308
    """
    names = tuple(inspect.signature(function).parameters)

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            with np.errstate(over="raise", divide="raise", invalid="raise"):
                found = function(*args, **kwargs)
            if not _all_finite(found) and _unexplained(found, (*args, *kwargs.values())):
                # It may be meant, or the work of a number that became 0.
                with np.errstate(over="raise", under="raise"):
                    function(*args, **kwargs)
        except (FloatingPointError, OverflowError):
            raise furthest({**dict(zip(names, args, strict=False)), **kwargs}) from None
        except ArgumentError as error:  # of a number on the way that overflowed, under its own name
            if set(error.arguments) & set(names):
                raise
            raise furthest({**dict(zip(names, args, strict=False)), **kwargs}, error) from None
        return found

    return wrapped  # type: ignore[return-value]


_FAR = 50.0  # powers of ten from 1 that no quantity in units of this package reaches


def _all_finite(found: Any) -> bool:
    """Whether a result holds neither infinity nor NaN."""
    if type(found) is float:
        return math.isfinite(found)
    if isinstance(found, np.ndarray):
        if found.size <= _BLOCK or not found.flags.c_contiguous:
            return bool(np.isfinite(found).all())
        flat = found.reshape(-1)
        return all(np.isfinite(flat[first : first + _BLOCK]).all() for first in range(0, flat.size, _BLOCK))
    if isinstance(found, tuple):
        return all(map(_all_finite, found))
    if dataclasses.is_dataclass(found):
        return all(_all_finite(getattr(found, field.name)) for field in dataclasses.fields(found))
    return True


def _holds(found: Any, test: Callable[[Any], Any]) -> bool:
    """Whether a number of a result passes a test such as ``numpy.isnan``."""
    if isinstance(found, tuple | list):
        return any(_holds(each, test) for each in found)
    if dataclasses.is_dataclass(found):
        return any(_holds(getattr(found, field.name), test) for field in dataclasses.fields(found))
    array = np.asarray(found) if isinstance(found, float | np.ndarray) or hasattr(found, "__array__") else np.zeros(0)
    return array.dtype.kind == "f" and bool(np.any(test(array)))


def _unexplained(found: Any, given: tuple[Any, ...]) -> bool:
    """Whether a result holds infinity, or NaN where no argument does."""
    return _holds(found, np.isinf) or not _holds(given, np.isnan)


def furthest(given: Mapping[str, Any], error: ArgumentError | None = None) -> ArgumentError:
    """Refusal of the argument that holds the number furthest from 1, where a result is none that a float holds.

    Parameters
    ----------
    given : mapping of str to object
        Arguments by name; what is no number is passed over.
    error : ArgumentError, optional
        Refusal of a number on the way, which overflowed, under its own name.

    Returns
    -------
    ArgumentError
        To be raised; `error` itself if no argument is so far from 1 that it
        could be the cause.

    Examples
    --------
    >>> furthest({"edge_nm": 1e200, "shape": "cube"}).value
    1e+200
    """
    worst, least, number_ = "", -1.0, 1.0
    for name, value in given.items():
        try:
            array = _as_floats(name, value)
        except ArgumentError:  # an option
            continue
        sizes = np.abs(array[np.isfinite(array) & (array != 0)])
        if sizes.size and (far := float(np.abs(np.log10(sizes)).max())) > least:
            worst, least, number_ = name, far, float(sizes[np.abs(np.log10(sizes)).argmax()])
    if error is not None and least < _FAR:
        return error
    return ArgumentError(
        worst or ", ".join(given),
        f"{number_:g} is too {'large' if number_ > 1 else 'small'} to compute with",
        "steps on the way must stay between 5e-324 and 1.8e308",
        number_,
    )


def instance(name: str, value: Any, kind: type[T]) -> T:
    """The value, if it is an object of a class; what the class is for stands in its own words."""
    if not isinstance(value, kind):
        raise ArgumentError(name, f"{shown(value)} is not allowed", f"it must be a {kind.__name__}", value)
    return value


def mapping(name: str, value: Mapping[K, V]) -> Mapping[K, V]:
    """The value, if it is a dictionary or another mapping."""
    if not isinstance(value, Mapping):
        raise ArgumentError(name, f"{shown(value)} is not allowed", "it must be a mapping, such as a dictionary", value)
    return value
