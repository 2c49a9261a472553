"""Results can be pickled, copied and compared."""

import copy
import dataclasses
import pickle

import numpy as np
import pytest

from calculators.results import ReadOnly, Result, same


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Curve(Result):
    height: np.ndarray
    names: ReadOnly
    note: str = dataclasses.field(default="", compare=False)


def curve(height=(1.0, np.nan), **names):
    return Curve(np.array(height), ReadOnly(names or {"a": np.nan}))


def test_equal_where_every_field_is():
    assert curve() == curve()
    assert hash(curve()) == hash(curve())
    assert dataclasses.replace(curve(), note="not compared") == curve()
    for other in (curve((1.0, 2.0)), curve((1.0,)), curve(a=1.0), curve(b=np.nan), 3, None):
        assert curve() != other
    assert {curve(), curve()} == {curve()}


def test_a_copy_is_equal_and_another_object():
    first = curve()
    for second in (copy.copy(first), copy.deepcopy(first), pickle.loads(pickle.dumps(first))):
        assert second == first
        assert type(second.names) is ReadOnly
    assert copy.deepcopy(first).height is not first.height


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        (np.nan, float("nan"), True),
        (np.nan, 1.0, False),
        (1.0, 1, True),
        ("a", "a", True),
        ("a", "b", False),
        ((1, np.nan), (1, np.nan), True),
        ((1, 2), (1, 2, 3), False),
        ((1, 2), [1, 2], False),
        ({"a": 1}, {"b": 1}, False),
        ({"a": np.array([1, 2])}, {"a": np.array([1, 2])}, True),
        (np.array(["I", "II"]), np.array(["I", "II"]), True),
        (np.array(["I", "II"]), np.array(["I", "I"]), False),
        (np.array([1.0]), 1.0, False),
        (np.array([[1.0]]), np.array([1.0]), False),
        (np.array([1.0, np.nan]), np.array([1.0, 0.0]), False),
    ],
)
def test_same(one, other, equal):
    assert same(one, other) is equal
    assert same(other, one) is equal


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(a=2),
        lambda d: d.__setitem__("a", 2),
        lambda d: d.__delitem__("a"),
        lambda d: d.pop("a"),
        lambda d: d.popitem(),
        lambda d: d.clear(),
        lambda d: d.setdefault("b", 1),
        lambda d: d.__ior__({"a": 3}),
    ],
)
def test_read_only_is_read_only(change):
    kept = ReadOnly(a=1)
    with pytest.raises(TypeError, match="read-only"):
        change(kept)
    assert kept == {"a": 1}
    assert hash(kept) == hash(ReadOnly(a=1))
