"""What the fuzzer passes, as pieces of Python: numbers at the edge, what is no number, odd texts, odd arrays."""

from __future__ import annotations

import ast
import collections
import datetime
import decimal
import fractions
import random
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st


class Odd:
    """An object that behaves oddly where it is asked for a number, an array or a length."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers


def odd(**answers: Any) -> Any:
    """Object of a class of its own, whose methods (without underscores) return a value, or raise it."""

    def method(answer: Any) -> Any:
        def answering(self: Any, *args: Any, **kwargs: Any) -> Any:
            if isinstance(answer, BaseException):
                raise answer
            return answer

        return answering

    return type("odd", (), {f"__{name}__": method(answer) for name, answer in answers.items()})()


def looped() -> list[Any]:
    """List that holds itself."""
    found: list[Any] = []
    found.append(found)
    return found


def deep(levels: int = 3000) -> list[Any]:
    """List in a list in a list, deeper than Python calls functions."""
    found: list[Any] = [0.5]
    for _ in range(levels):
        found = [found]
    return found


def read_only(values: Any) -> Any:
    """Array that must not be written to."""
    array = np.asarray(values, dtype=float).copy()
    array.flags.writeable = False
    return array


def item(values: Any, index: int, new: Any) -> Any:
    """Copy of a list, tuple, array or dictionary with one item another."""
    if isinstance(values, dict):
        return {key: new if k == index % len(values) else old for k, (key, old) in enumerate(values.items())}
    changed = list(values)
    changed[index % len(changed)] = new
    return tuple(changed) if isinstance(values, tuple) else changed


def without(values: Any, index: int) -> Any:
    """Copy of a list, tuple, array or dictionary without one item."""
    if isinstance(values, dict):
        return {key: old for k, (key, old) in enumerate(values.items()) if k != index % len(values)}
    kept = [old for k, old in enumerate(values) if k != index % len(values)]
    return tuple(kept) if isinstance(values, tuple) else kept


def times(values: Any, factor: float) -> Any:
    """Every number of a list or an array times a factor."""
    with np.errstate(all="ignore"):
        return np.asarray(values, dtype=float) * factor


class Text(str):
    """A text of another class."""


class Number(float):
    """A number of another class."""


NAMES: dict[str, Any] = {
    **{each.__name__: each for each in (odd, looped, deep, read_only, item, without, times, Text, Number)},
    **{"np": np, "pd": pd, "collections": collections, "datetime": datetime, "Path": Path},
    **{"Decimal": decimal.Decimal, "Fraction": fractions.Fraction, "nan": float("nan"), "inf": float("inf")},
}

_POOLS = {
    "number": """(
        0, 1, -1, 2, 3, 10, 100, 0.5, -0.5, 0.001, 0.0, -0.0, 1e-9, 1e9, 1e15, -1e15, 1e-30, 1e30, 1e100, -1e100, 1e-100,
        1e150, 1e-150, 1e200, 1e-200, 1e300, 1e-300, -1e300, 1e308, 1.7976931348623157e308, -1.7e308, 5e-324, -5e-324,
        2.2e-308, 255, 2**31, 2**53 + 1, 2**63, 2**64, 10**30, 10**300, -(10**300), 1 - 2**-53, 1 + 2**-52, 299.99, 300,
        520, 1e4, 1e6, 1e7, 273.15, np.float32(0.5), np.float16(0.5), np.longdouble(0.5), np.longdouble("1e-4000"),
        np.float64(2.0), np.int8(3), np.uint64(2**63), np.int16(-5), np.array(0.5), np.array(2), Decimal("0.5"),
        Decimal("2"), Decimal("1E-500"), Fraction(1, 3), Fraction(10**400, 10**399), Fraction(1, 10**400),
        np.float32(3e38), np.float32(1e-45), Number(0.5), odd(float=2.0), odd(array=np.array(0.5)), pd.Series([0.5]),
    )""",
    "not finite": """(
        nan, inf, -inf, np.float32("nan"), np.array(nan), np.array(inf), np.longdouble("1e4000"), Decimal("NaN"),
        Decimal("sNaN"), Decimal("Infinity"), Decimal("1E+500"), 10**400, -(10**400), odd(float=nan), Fraction(10**400),
        10**5000, np.longdouble("inf"), pd.NA, Number(nan), [nan], [0.5, nan], np.full(3, nan), np.array([0.5, inf]),
        [0.5, 10**400], np.array([[0.5, nan]]), pd.Series([0.5, None]), pd.Series([1, None], dtype="Int64"),
    )""",
    "no number": """(
        None, True, False, np.True_, "5", "", "nan", "1,5", "5 nm", b"x", b"5", bytearray(b"5"), memoryview(b"5"), 1j,
        1 + 0j, np.complex128(1), datetime.date(2020, 1, 1), datetime.datetime(2020, 1, 1), datetime.timedelta(1),
        np.datetime64("2020-01-01"), np.timedelta64(3, "D"), pd.Timestamp("2020-01-01"), pd.NaT, {1.0}, set(),
        frozenset({2.0}), {}, {"a": 1}, {0.5: 1}, object(), odd(array=ValueError("x")), odd(array=np.array(["a"])),
        odd(array=RuntimeError("x")), odd(len=-1), odd(len=2), odd(bool=TypeError("x")), odd(float=ZeroDivisionError()),
        odd(eq=RuntimeError("x")), odd(hash=TypeError("x")), odd(iter=RuntimeError("x")), odd(repr=RuntimeError("x")),
        odd(repr="é" * 10**5), odd(str=RuntimeError("x")), odd(getattr=RuntimeError("x")), odd(float="5"), odd(len=10**9),
        odd(getitem=IndexError(), len=0), odd(array=None), odd(float=RecursionError()), NotImplemented, Ellipsis, len,
        float, type, lambda: 1, np.ma.masked, np.ma.masked_array([0.5, 0.7], [False, True]), np.ma.masked_array([0.5]),
        [np.ma.masked_array([0.5], [True])], np.array([True, False]), np.array([1j]), np.array(["1", "2"]),
        np.array([b"1"]), np.array(["2020-01-01"], dtype="M8[D]"), np.array([0.5, None], dtype=object),
        np.array([0.5, "1"], dtype=object), np.zeros(2, dtype=[("a", float)]), np.array(None), np.array("5"),
        np.array(True), ["1", "2"], [1.0, None], [True, 0.5], [[1.0], [1.0, 2.0]], [[1.0, 2.0], 3.0], [{}], [object()],
        pd.Series(["a", "b"]), pd.Series([True, False]), pd.DataFrame({"a": ["x"]}), (x for x in "ab"), iter([0.5]),
        Path("x"), ValueError("x"), np.dtype(float), slice(1), np, deep(), looped(), pd.Series(["1"], dtype="string"),
        pd.Categorical(["a"]), np.str_("5"), np.bytes_(b"5"), [1 + 0j], [datetime.date(2020, 1, 1)], [np.True_],
        pd.Series([True, None], dtype="boolean"), np.void(b"abc"), map(float, ["x"]), zip([1], [2]), {"x": [1]}.items(),
        np.array([np.array([1.0]), None], dtype=object), np.ma.masked_array([True]), np.array([[True]], dtype=object),
    )""",
    "array": """(
        [], (), np.array([]), np.zeros((0, 3)), np.zeros((3, 0)), np.zeros((1, 1, 0)), [[]], [0.5], (0.5,), [0.5, 0.6],
        [1, 2, 3], [0.0, 1.0], [0.1, 0.2, 0.3], [1.0, 1.0, 1.0], [3, 2, 1], [[0.5, 0.6]], [[0.5], [0.6]],
        [[1, 2], [3, 4]], np.eye(2), np.eye(3), np.ones((2, 3, 4)), np.zeros(5), np.linspace(0, 1, 7)[::2],
        np.linspace(0.1, 1, 7)[::-1], np.linspace(1, 9, 9).reshape(3, 3).T, np.asfortranarray(np.ones((3, 2)) * 0.4),
        read_only([0.2, 0.4]), read_only([400.0, 500.0, 600.0]), np.array([1, 2], dtype=np.uint8),
        np.array([-1, 2], dtype=np.int8), np.array([0.5, 0.25], dtype=np.float16), np.array([1, 2], dtype=">f8"),
        np.array([1, 2], dtype=np.longdouble), np.array([0.5, 2], dtype=object), np.array([[0.5]], dtype=object),
        np.array([Fraction(1, 3), 2], dtype=object), range(1, 4), range(0), pd.Series([0.5, 0.7]),
        pd.Series([0.5, 0.7], index=[3, 3]), pd.Index([1.0, 2.0]), pd.DataFrame({"a": [0.5, 0.6]}),
        pd.Series([], dtype=float), np.asmatrix([[0.5, 0.6]]), np.broadcast_to(0.5, (3,)), collections.deque([0.5]),
        collections.UserList([0.5]), odd(array=np.array([0.5, 0.6])), memoryview(np.array([0.5, 0.6])),
        [np.array(0.5), 2], [np.array([0.5]), [2]], [1e300, 1e-300], [1e308, 1e308], [5e-324, 1.0], [-1.0, 2.0],
        [0.0, 0.0], [2**64, 1], np.full((2, 2), 1e200), np.full(2, 1e-200), np.arange(40.0), np.linspace(300, 900, 50),
        np.full(300, 0.5), np.zeros((1,) * 20), {"a": 0.5}.values(), np.rec.array([0.5]),
    )""",
    "text": r"""(
        "", " ", "x", "no such thing", "nan", "\n", "\x00", "Ü", "CsPbBr₃", "钙钛矿", "\u200b", "\ud800", "🙂", "a" * 10000,
        "(" * 5000, "9" * 5000, "CsPbBr3" * 500, "%s", "{}", "{0.x}", "../../etc/passwd", "a/b", "a\\b", "'", "cspbbr3",
        " CsPbBr3 ", "CsPbBr3\n", "CSPBBR3", "CsPbBr3, CsPbI3", "CsPb(Br,I)3", "Cs(Pb", "Cs)Pb", "Cs-1PbBr3",
        "Cs1e400PbBr3", "Cs0PbBr3", "Cs1e-400PbBr3", "Cs٣PbBr3", "None", "Cs²PbBr3", "Cs½PbBr3", np.str_("CsPbBr3"),
        np.str_("cube"), Text("CsPbBr3"), Text("x"), Text("cube"), "cube", "sphere", "CUBE", "raise", "ZnS", "Cs", "1e5",
        "-1", "5", "0x10", "1_000", "CsPbBr3/ZnS", "=1+1", "<b>x</b>", "&amp;", "\r\n", "\t", "\ufeff", "é", "ZnO", "CdSe",
        "MAPbBr3", "FAPbI3", "Cs2AgBiBr6", "CsPb(Br0.6I0.4)3", "Cs0.05FA0.95PbI3", "TiO2", "Cs4PbBr6", "CsPb2Br5",
        "nm;A\n400;0.83\n410;0.70", "nm;A\n400;1e400\n410;nan", "0 1\n1 0.5\n2 0.2", "1\n2\n3", "a,b\n,\n,", "400 1\n400 1",
        "x" + "1 2\n" * 3000, "1e308 1e308\n2e308 1\n", ";;;\n;;;", "1,5;2,5\n2,5;3,5\n3;4", "{\"a\": 1}", "true", "yes",
    )""",
}
POOLS = {
    kind: [ast.unparse(each) for each in ast.parse(source.strip(), mode="eval").body.elts]  # type: ignore[attr-defined]
    for kind, source in _POOLS.items()
}


def drawn(strategy: st.SearchStrategy[Any], count: int, seed: int) -> list[str]:
    """Values of a hypothesis strategy as pieces of Python; the same for the same seed."""
    found: list[str] = []

    @seeded(seed)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(value: Any) -> None:
        found.append(repr(value))

    collect()
    return found


class Values:
    """Draws pieces of Python: fixed pools, and what hypothesis makes of strategies, once a run."""

    def __init__(self, seed: int) -> None:
        finite = st.floats(allow_nan=False, allow_infinity=False)
        formula = st.text("CsPbBrIMAFAClSnNaKZdeO0123456789.,()[] -+/_₃²", max_size=16)
        self.pools = {
            **POOLS,
            "float": drawn(finite, 300, seed),
            "integer": drawn(st.integers(), 150, seed),
            "tame": drawn(st.floats(0.01, 1000), 300, seed) + drawn(st.floats(0, 1), 200, seed),
            "words": drawn(st.text(max_size=30), 200, seed) + drawn(formula, 400, seed),
            "floats": drawn(st.lists(finite, max_size=5), 150, seed) + drawn(st.lists(st.floats(0, 1)), 150, seed),
        }

    def of(self, random: random.Random, **weights: float) -> str:
        """One value, of pools in these shares."""
        kind = random.choices([*weights], [*weights.values()])[0]
        return random.choice(self.pools[kind.replace("_", " ")])
