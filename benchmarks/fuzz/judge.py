"""One call, looked at from all sides: what it gave or raised, what it warned of, changed and cost."""

from __future__ import annotations

import dataclasses
import inspect
import math
import re
import signal
import time
import traceback
import types
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from calculators import tolerance
from calculators.errors import ArgumentError
from calculators.results import same

from .targets import Target

SLOW_S = 2.0
HANGS_S = 60
# Where infinity or NaN is the documented answer to finite numbers.
MEANT = {
    "color.duv": "no black body is near",
    "color.cct": "no black body is near, where NaN is asked for",
    "color.band": "the last band has no end",
    "color.bands": "the last band has no end",
    "recombination.internal_quantum_efficiency": "at no current",
    "recombination.recombination_shares": "at no current",
    "tolerance.bartel": "tau does not exist, where NaN is asked for",
    "confinement.spherical_ground_state": "no state is bound by a finite barrier",
    "confinement.cubic_ground_state": "no state is bound by a finite barrier",
    "confinement.ground_state": "no state is bound by a finite barrier",
    "confinement.core_shell": "no pair is bound by a finite barrier, or the barrier is infinite by default",
    "figures.data.regime_map": "no pair is bound by a finite barrier",
    "figures.data.sizing_curve": "the points of one work leave no error of others",
    "tolerance.assess": "tau does not exist where the A ion is no larger than the B ion",
    "tolerance.along": "tau does not exist where the A ion is no larger than the B ion",
    "color.dominant_wavelength": "the white itself has none",
    "results.same": "compares anything",
    "errors.shown": "shows anything",
}
# Where a number near 1 is too small or too large to compute with: a black body at a few kelvin.
NEAR = ("color.planckian",)
# Where a refusal may name a column, for the data are at fault.
OF_THE_TABLE = ("tables.columns", "tables.read", "tables.rows", "tables.row")


class Hang(BaseException):
    """A call that was stopped."""


def _alarm(signum: int, frame: Any) -> None:
    raise Hang


def watch() -> None:
    """Have calls that do not come back stopped."""
    signal.signal(signal.SIGALRM, _alarm)


@dataclasses.dataclass
class Finding:
    """Something wrong with one call."""

    kind: str
    detail: str
    line: str


def holds_nonfinite(value: Any, depth: int = 0) -> bool:
    """Whether NaN or infinity stands anywhere in a value."""
    if depth > 8:
        return False
    if isinstance(value, float | np.floating):
        return not math.isfinite(value)
    if isinstance(value, np.ndarray):
        if value.dtype.kind in "fc":
            return not bool(np.isfinite(value).all())
        return value.dtype.kind == "O" and value.size < 1000 and any(holds_nonfinite(v, depth + 1) for v in value.flat)
    if isinstance(value, str | bytes | int | types.GeneratorType | tolerance.Window) or value is None:
        return False  # a window may be open
    if isinstance(value, Mapping):
        return any(holds_nonfinite(v, depth + 1) for v in value.values())
    if isinstance(value, list | tuple):
        return any(holds_nonfinite(v, depth + 1) for v in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return any(holds_nonfinite(getattr(value, f.name), depth + 1) for f in dataclasses.fields(value))
    return False


def not_finite_input(value: Any) -> bool:
    """Whether an argument holds NaN, infinity or what is not a finite number, however it is wrapped."""
    if isinstance(value, int | str | bytes) or value is None:
        return False
    if holds_nonfinite(value):
        return True
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            array = np.asarray(value, dtype=float)
    except Exception:
        return "NA>" in repr(value)[:2000] or "None" in repr(value)[:2000]
    return not bool(np.isfinite(array).all())


def judge(target: Target, line: str, given: dict[str, Any], again: Any, *, inside: bool) -> tuple[str, list[Finding]]:
    """Outcome of a call ("answer", "refusal" or "error"), and what is wrong with it.

    `again` makes the arguments a second time, to see what the call has changed;
    `inside` asks for the properties of the result too.
    """
    found: list[Finding] = []
    self_ = {"self": given["self"]} if "self" in given else {}
    spread = given.pop("*", ())
    rest = {k: v for k, v in given.items() if k != "self"}
    outcome, result = "answer", None
    signal.setitimer(signal.ITIMER_REAL, HANGS_S)
    start = time.process_time()
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            try:
                result = target.call(*self_.values(), *spread, **rest)
                if isinstance(result, types.GeneratorType):
                    result = list(result)
                if inside:
                    _look_inside(result)
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)
    except ArgumentError as error:
        outcome = "refusal"
        names = set(target.parameters) | set(rest) | ({"values"} if target.module == "widgets" else set())
        if not set(error.arguments) <= names and target.name not in OF_THE_TABLE:
            found.append(Finding("refusal names no argument", f"{target.name}: {error.argument[:60]}", line))
        elif target.name not in NEAR and "to compute with" in error.problem and 1e-30 < abs(error.value) < 1e30:
            found.append(Finding("refusal blames a sane number", f"{target.name}: {error.argument}", line))
    except Hang as error:
        outcome = "error"
        found.append(Finding("slow", f"stopped after {HANGS_S} s {_where(error)}", line))
    except Exception as error:
        if _pythons_own(error, target, rest) or type(error).__name__ in target.raises:
            outcome = "refusal"
        else:
            outcome = "error"
            found.append(Finding("undocumented exception", _where(error), line))
    spent = time.process_time() - start
    if spent > SLOW_S and not any(f.kind == "slow" for f in found):
        found.append(Finding("slow", f"{spent:.1f} s", line))
    for each in {(w.category.__name__, _short(w.filename), w.lineno, str(w.message)[:80]) for w in warned}:
        found.append(Finding("warning", f"{each[0]} {each[1]}:{each[2]} {each[3]}", line))
    if outcome == "answer":
        if target.name not in MEANT and holds_nonfinite(result) and not any(not_finite_input(v) for v in rest.values()):
            found.append(Finding("NaN or inf from finite input", target.name, line))
        for name, value in rest.items():
            if wrong := taken(target, name, value):
                found.append(Finding("wrong type taken", f"{target.name}({name}) takes {wrong}", line))
    found += [Finding("input changed", f"{target.name}({n})", line) for n in _changed(given, again)]
    return outcome, found


def _look_inside(result: Any) -> None:
    """Ask the properties and the methods without arguments of what came back, and of a few items in it."""
    if isinstance(result, tuple | list):
        for each in result[:3]:
            _look_inside(each)
    if not dataclasses.is_dataclass(result) or isinstance(result, type):
        return
    repr(result)
    hash(result)
    if result != result and not holds_nonfinite(result):
        raise AssertionError("a result differs from itself")
    for name, thing in inspect.getmembers_static(type(result)):
        if name.startswith("_"):
            continue
        if isinstance(thing, property):
            getattr(result, name)
        elif inspect.isfunction(thing) and list(inspect.signature(thing).parameters) == ["self"]:
            getattr(result, name)()


def taken(target: Target, name: str, value: Any) -> str:
    """What kind of thing an argument took that is none of its own; empty if it is right."""
    kind = target.kinds.get(name, "other")
    if target.module in ("checks", "errors", "results", "widgets"):
        return ""
    if value is None:
        default = target.parameters[name].default if name in target.parameters else inspect.Parameter.empty
        return "" if kind.endswith("?") or kind == "other" or default is None else "None"
    kind = kind.rstrip("?")
    array_kind = value.dtype.kind if isinstance(value, np.ndarray | np.generic) else "f"
    flag = isinstance(value, bool) or array_kind == "b"
    text = isinstance(value, str | bytes | bytearray)
    strange = isinstance(value, complex | set | frozenset | type | types.FunctionType) or array_kind in "USOcMmV"
    items = list(value) if isinstance(value, list | tuple) and len(value) < 50 else []
    if kind == "number":
        if any(isinstance(each, bool | str | bytes | complex) or each is None for each in items):
            return "a list with no number in it"
        if isinstance(value, np.ma.MaskedArray):
            return "a masked array"
        if array_kind == "O" and isinstance(value, np.ndarray):
            odd = [e for e in value.flat if isinstance(e, bool | str | bytes | complex) or e is None]
            return "an object array with no number in it" if odd else ""
        if flag or text or (strange and array_kind != "O"):
            return type(value).__name__
    elif kind == "text":
        if flag or (isinstance(value, int | float | complex | bytes) and not text) or isinstance(value, bytes):
            return type(value).__name__
    elif kind == "flag":
        return "" if flag else type(value).__name__
    elif flag or isinstance(value, complex):
        seen = [type(seed[name]) for seed in target.seeds if name in seed]
        if not {type(value), bool} & set(seen):
            return type(value).__name__
    return ""


def _changed(given: Mapping[str, Any], again: Any) -> list[str]:
    mutable = [n for n, v in given.items() if isinstance(v, list | dict | np.ndarray | set | pd.Series | pd.DataFrame)]
    if not mutable:
        return []
    fresh = again()
    changed = []
    for name in mutable:
        before, after = fresh[name], given[name]
        try:
            if "odd object" in repr(before):  # two of them are never equal
                continue
            if isinstance(before, pd.Series | pd.DataFrame):
                equal = bool(before.equals(after))
            elif isinstance(before, np.ndarray) and before.dtype.kind == "O":
                equal = repr(before)[:200] == repr(after)[:200] or "0x" in repr(before)
            else:
                equal = same(before, after) or "0x" in repr(before)
        except (Exception, RecursionError):
            continue
        if not equal and type(before) is type(after) and len({repr(v) for v in (before, again()[name], after)}) == 2:
            changed.append(name)
    return changed


def _pythons_own(error: Exception, target: Target, given: Mapping[str, Any]) -> bool:
    """Whether Python itself refused a keyword that is missing or unknown."""
    if not isinstance(error, TypeError):
        return False
    words = str(error)
    return bool(re.search(r"missing \d+ required|unexpected keyword|got multiple values|takes \d+ positional", words))


def _short(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[-3:]) if "calculators" in parts else "/".join(parts[-2:])


def _where(error: BaseException) -> str:
    """Error, and the last line of the package on the way to it."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "calculators" in Path(f.filename).parts]
    place = f"{_short(frames[-1].filename)}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"
    try:
        words = str(error)
    except Exception:
        words = "?"
    return f"{type(error).__name__} {place}: {words[:50]!r}"
