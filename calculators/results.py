"""What the formulas answer with: values that can be pickled, copied and compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NoReturn, Self, TypeVar

import numpy as np

K = TypeVar("K")
V = TypeVar("V")


class ReadOnly(dict[K, V]):
    """Dictionary that does not change; unlike a mapping proxy it can be pickled, copied and hashed.

    Examples
    --------
    >>> shares = ReadOnly(Br=0.6, I=0.4)
    >>> shares["Br"]
    0.6
    >>> shares["Cl"] = 0.1
    Traceback (most recent call last):
        ...
    TypeError: this dictionary is read-only; change a copy, dict(...)
    """

    __slots__ = ()

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("this dictionary is read-only; change a copy, dict(...)")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[Self], tuple[dict[K, V]]]:
        return type(self), (dict(self),)


class Result:
    """Base of the frozen dataclasses that formulas return: equal where every field is.

    Arrays are compared element by element and NaN equals NaN, so that a result
    equals its copy. Subclasses are declared with ``eq=False``, which keeps
    this comparison.

    Examples
    --------
    >>> import dataclasses
    >>> import numpy as np
    >>> @dataclasses.dataclass(frozen=True, eq=False)
    ... class Curve(Result):
    ...     height: np.ndarray
    >>> found = {Curve(np.array([1.0, np.nan])): "the first"}
    >>> found[Curve(np.array([1.0, np.nan]))]
    'the first'
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return all(same(getattr(self, name), getattr(other, name)) for name in _compared(self))

    def __hash__(self) -> int:
        return hash((type(self).__name__, *(_digest(getattr(self, name)) for name in _compared(self))))


def _compared(result: Any) -> list[str]:
    return [f.name for f in dataclasses.fields(result) if f.compare]


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal, arrays as a whole and with NaN equal to NaN.

    Parameters
    ----------
    one, other : object
        Numbers, text, arrays, and tuples, lists and mappings of them.

    Returns
    -------
    bool
        Equal or not.

    Examples
    --------
    >>> one = {"t": np.array([0.9, np.nan])}
    >>> [same(one, {"t": np.array([0.9, last])}) for last in (np.nan, 1.0)]
    [True, False]
    """
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        if type(one) is not type(other) or one.shape != other.shape:
            return False
        numbers = one.dtype.kind in "fc" and other.dtype.kind in "fc"
        return bool(np.array_equal(one, other, equal_nan=numbers))
    if isinstance(one, Mapping) != isinstance(other, Mapping):
        return False
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if isinstance(one, tuple | list) and type(one) is type(other):
        return len(one) == len(other) and all(map(same, one, other))
    try:
        return bool(one == other or (one != one and other != other))
    except Exception:  # whatever an object's own code raises, or what is neither equal nor not
        return one is other


def _digest(value: Any) -> Any:
    """Part of a hash: equal for equal values, whatever they are."""
    if isinstance(value, np.ndarray):
        return value.shape
    if isinstance(value, Mapping):
        return len(value)
    if isinstance(value, tuple | list):
        return tuple(map(_digest, value))
    return "nan" if value != value else value
