"""What the fuzzer passes, as pieces of Python: numbers at the edge, what is no number, odd texts, odd arrays."""

from __future__ import annotations

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


def _pools() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "pools.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            pool = found.setdefault(line[3:], [])
        elif line and not line.startswith("#"):
            pool.append(line)
    return found


POOLS = _pools()


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
