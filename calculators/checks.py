"""Checks of arguments, shared by the formulas: the arrays, or an ArgumentError that names the argument.

One pass for the minimum and one for the maximum decide; only what is refused
is looked at again. NaN inside an array passes and stays NaN; as a scalar it is
refused, like infinity and everything that is no number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Literal, get_args

import numpy as np

from .errors import ArgumentError, one_of
from .tables import FloatArray

Shape = Literal["cube", "sphere"]
"""Shapes of particles that the formulas know: a size is the edge of a cube or the diameter of a sphere."""

_NO_NUMBER = "is not a number or an array of numbers"


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _refuse_kind(name: str, value: Any) -> ArgumentError:
    return ArgumentError(name, f"{_shown(value)} {_NO_NUMBER}", value=value)


def _element(name: str, value: Any, whole: Any) -> float:
    """Element of an array of objects as a float; what pandas writes for "not available" is NaN."""
    if type(value).__name__ == "NAType":
        return math.nan
    if value is None or isinstance(value, bool | np.bool_ | str | bytes | complex | np.complexfloating):
        raise _refuse_kind(name, whole)
    try:
        return float(value)
    except OverflowError:
        raise ArgumentError(name, "the number is too large", "its size must be below 1.8e308", value) from None
    except (TypeError, ValueError):
        raise _refuse_kind(name, whole) from None


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
    low, high = float(array.min()), float(array.max())
    if low != low:  # a NaN somewhere
        if array.ndim == 0:
            raise ArgumentError(name, "nan is not allowed", "it must be a finite number", math.nan)
        low, high = float(np.fmin.reduce(array, axis=None)), float(np.fmax.reduce(array, axis=None))
    if low == -math.inf or high == math.inf:
        raise _first(name, array, np.isinf(array), "", "it must be finite")
    return array, low, high


def _as_floats(name: str, value: Any) -> FloatArray:
    if isinstance(value, np.ma.MaskedArray):
        raise ArgumentError(
            name, "a masked array is not allowed", "give an array with NaN at the masked places (array.filled(nan))"
        )
    if type(value) is np.ndarray and value.dtype == np.float64:
        return value
    if value is None or isinstance(value, bool | str | bytes):
        raise _refuse_kind(name, value)
    try:
        array = np.asarray(value)
    except (TypeError, ValueError):
        raise _refuse_kind(name, value) from None
    if array.dtype.kind in "iuf":
        found = array.astype(np.float64)
    elif array.dtype.kind == "O":
        found = np.array([_element(name, v, value) for v in array.flat], dtype=float).reshape(array.shape)
    else:
        raise _refuse_kind(name, value)
    if array.dtype.kind == "i" and not isinstance(value, np.ndarray) and not hasattr(value, "dtype"):
        _no_booleans(name, value)
    return found


def _no_booleans(name: str, value: Any) -> None:
    """Refuse True and False among the numbers of a list (NumPy makes them 1 and 0)."""
    if isinstance(value, list | tuple):
        for item in value:
            if isinstance(item, bool | np.bool_):
                raise _refuse_kind(name, value)
            _no_booleans(name, item)


def _first(name: str, array: FloatArray, bad: Any, unit: str, allowed: str) -> ArgumentError:
    """Refusal that shows the first bad number and where it stands."""
    at = int(np.flatnonzero(bad)[0])
    first = float(array.flat[at])
    where = ""
    if array.ndim == 1:
        where = f" at index {at}"
    elif array.ndim > 1:
        where = f" at index {tuple(int(k) for k in np.unravel_index(at, array.shape))}"
    return ArgumentError(name, f"{first:.12g}{unit}{where} is not allowed", allowed, first)


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""


def positive(name: str, value: Any, unit: str = "") -> FloatArray:
    """Array of numbers above zero; NaN passes inside an array."""
    array, low, _ = _checked(name, value)
    if low <= 0:
        raise _first(name, array, array <= 0, _unit(unit), "it must be above 0")
    return array


def not_negative(name: str, value: Any, unit: str = "") -> FloatArray:
    """Array of numbers of at least zero; NaN passes inside an array."""
    array, low, _ = _checked(name, value)
    if low < 0:
        raise _first(name, array, array < 0, _unit(unit), "it must be 0 or more")
    return array


def at_least(name: str, value: Any, least: float, unit: str = "") -> FloatArray:
    """Array of numbers of at least `least`; NaN passes inside an array."""
    array, low, _ = _checked(name, value)
    if low < least:
        raise _first(name, array, array < least, _unit(unit), f"it must be {least:g}{_unit(unit)} or more")
    return array


def within(name: str, value: Any, least: float, most: float, unit: str = "") -> FloatArray:
    """Array of numbers from `least` to `most`, both allowed; NaN passes inside an array."""
    array, low, high = _checked(name, value)
    if low < least or high > most:
        bad = (array < least) | (array > most)
        raise _first(name, array, bad, _unit(unit), f"it lies between {least:g} and {most:g}{_unit(unit)}")
    return array


def fraction(name: str, value: Any) -> FloatArray:
    """Array of numbers from 0 to 1; NaN passes inside an array."""
    array, low, high = _checked(name, value)
    if low < 0 or high > 1:
        bad = (array < 0) | (array > 1)
        raise _first(name, array, bad, "", "it is a fraction from 0 to 1 (30 % is 0.3)")
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


def whole(name: str, value: Any, least: int = 0) -> int:
    """A single whole number of at least `least`."""
    found = one_number(name, value)
    if found != int(found) or found < least:
        raise ArgumentError(name, f"{found:g} is not allowed", f"it must be a whole number of {least} or more", value)
    return int(found)


def vector(name: str, value: Any, least: int = 1) -> FloatArray:
    """One-dimensional array of numbers, at least `least` long."""
    array = number(name, value)
    if array.ndim != 1:
        raise ArgumentError(name, f"an array of shape {array.shape} is not allowed", "it must be one-dimensional")
    if array.size < least:
        raise ArgumentError(name, f"{array.size} values are not enough", f"at least {least} are needed")
    return array


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


def scalar(array: Any) -> Any:
    """Float for a zero-dimensional result, else the array."""
    array = np.asarray(array)
    return float(array) if array.ndim == 0 else array


def known_shape(name: str, value: Any) -> Shape:
    """The value, if it is one of the shapes that the formulas know."""
    one_of(name, value, get_args(Shape))
    return "cube" if value == "cube" else "sphere"
