"""What is called, and valid arguments for it: from the tests' list and from the examples of the documentation."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import doctest
import functools
import importlib
import inspect
import io
import pkgutil
import re
import sys
import types
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

import calculators.bands
import calculators.tolerance

# What only draws, opens a form, changes the state of the process, or takes or returns functions.
LEFT_OUT = {
    "figures": "draws",
    "widgets": "forms, which are filled in by what follows",
    "writing": "writes numbers that were computed",
    "blocks.in_blocks": "takes a function",
    "checks.also_named": "a decorator",
    "checks.finite": "a decorator",
    "checks.refuse_where": "an inner step",
    "checks.same_length": "an inner step",
    "checks.together": "an inner step",
    "checks.instance": "an inner step",
    "checks.furthest": "makes an error",
    "errors.needs": "imports",
    "errors.renaming": "takes names of errors",
    "errors.ArgumentError": "an error",
    "composition.CompositionError": "an error",
    "composition.RelatedStructureError": "an error",
    "spectra.SpectrumError": "an error",
    "tolerance.RadiusError": "an error",
    "composition.Composition": "a result, which holds what it is given",
    "tolerance.Composition": "the same",
    "results.ReadOnly": "a dictionary",
    "results.Result": "a base class",
    "tables.use": "changes the tables",
    "tables.cached": "a decorator",
    "tables.bad_row": "makes an error",
}
# Valid arguments, where neither the tests' list nor an example has them.
MORE: dict[str, dict[str, Any]] = {
    "alignment.BandEdges": {"vbm_ev": -5.8, "cbm_ev": -3.5},
    "bands.BandEdges": {"vbm_ev": -5.8, "cbm_ev": -3.5},
    "checks.wavelength": {"name": "value", "value": 520.0},
    "checks.not_negative": {"name": "value", "value": 0.5, "unit": "nm"},
    "checks.at_least": {"name": "value", "value": 0.5, "least": 0.1, "unit": "nm", "reason": ""},
    "checks.between": {"name": "value", "value": 0.5, "low": 0.1, "high": 1.0, "unit": ""},
    "checks.fraction": {"name": "value", "value": 0.5},
    "checks.positive_fraction": {"name": "value", "value": 0.5},
    "checks.whole": {"name": "value", "value": 3, "least": 0, "most": 10},
    "checks.flag": {"name": "value", "value": True},
    "checks.vector": {"name": "value", "value": [0.5, 0.6], "least": 1},
    "checks.exactly": {"name": "value", "value": [0.5, 0.6], "count": 2},
    "checks.known_shape": {"name": "value", "value": "cube"},
    "checks.scalar": {"array": 0.5},
    "checks.mapping": {"name": "value", "value": {"a": 1}},
    "errors.one_of": {"argument": "value", "value": "a", "allowed": ("a", "b")},
    "errors.one_name": {"argument": "value", "value": "a"},
    "errors.shown": {"value": 0.5},
    "confinement.Material": {
        "name": "core",
        "edges": calculators.bands.BandEdges(-5.8, -3.5),
        "electron_mass": 0.13,
        "hole_mass": 0.15,
        "permittivity": 7.3,
    },
    "tolerance.Window.holds": {"self": calculators.tolerance.WINDOWS[0], "value": 0.9},
}
NUMERIC = re.compile(r"\b(float|int|complex|ArrayLike|FloatArray|NDArray|floating)\b")
TEXTUAL = re.compile(r"\b(str|Literal|bytes|Shape|Site|Kind|Place|Grade|Path)\b")


@dataclasses.dataclass
class Target:
    """A function, class or method, and the arguments that it was seen to take."""

    name: str
    call: Callable[..., Any]
    seeds: list[dict[str, Any]] = dataclasses.field(default_factory=list)

    @property
    def module(self) -> str:
        """Public module that it belongs to."""
        return self.name.split(".")[0]

    @functools.cached_property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """Its parameters by name."""
        try:
            return dict(inspect.signature(self.call).parameters)
        except (TypeError, ValueError):
            return {}

    @functools.cached_property
    def kinds(self) -> dict[str, str]:
        """What each parameter takes: "number", "text", "flag" or "other"; a "?" behind it if None too."""
        return {name: self._kind(parameter) for name, parameter in self.parameters.items()}

    def _kind(self, parameter: inspect.Parameter) -> str:
        said = parameter.annotation if isinstance(parameter.annotation, str) else ""
        if isinstance(parameter.annotation, type):
            said = parameter.annotation.__name__
        seen = [seed[parameter.name] for seed in self.seeds if parameter.name in seed]
        if said in ("", "Any", "_empty"):
            said = " ".join({_type_name(value) for value in seen})
        may_be_none = "?" if parameter.default is None or "None" in said else ""
        plain = re.sub(r"Literal\[[^]]*\]", "Literal", said)
        if re.fullmatch(r"bool( \| None)?", plain):
            return "flag" + may_be_none
        inside = re.search(r"\b(Mapping|dict|Callable|Iterable|Sequence\[(?!float|int)|list\[(?!float|int))", plain)
        others = re.sub(
            r"\b(float|int|bool|None|str|np|numpy|typing|npt)\b", "", NUMERIC.sub("", TEXTUAL.sub("", plain))
        )
        if inside or re.search(r"\b(?!Sequence|tuple|Any)[A-Z]\w+", others.replace("None", "")):
            return "other" + may_be_none
        number, text = bool(NUMERIC.search(plain)), bool(TEXTUAL.search(plain))
        if number and not text:
            return "number" + may_be_none
        if text and not number:
            return "text" + may_be_none
        return "other" + may_be_none

    @functools.cached_property
    def raises(self) -> set[str]:
        """Names of the errors that the documentation announces."""
        found = re.search(
            r"\nRaises\n-+\n(.*?)(?:\n\n[A-Z][\w ]+\n-+\n|\Z)", inspect.getdoc(self.call) or "", re.DOTALL
        )
        return set(re.findall(r"^(\w+(?:Error|Exception))\b", found[1], re.MULTILINE)) if found else set()


def _type_name(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    if isinstance(value, int | float | np.number):
        return "float"
    if isinstance(value, str):
        return "str"
    if isinstance(value, np.ndarray):
        return "FloatArray"
    if isinstance(value, list | tuple) and value:
        inner = {_type_name(each) for each in value}
        return inner.pop() if len(inner) == 1 else "Sequence[Any]"
    return "None" if value is None else type(value).__name__


def modules() -> dict[str, types.ModuleType]:
    """Public modules by name."""
    names = (info.name for info in pkgutil.iter_modules(calculators.__path__))
    found = {n: importlib.import_module(f"calculators.{n}") for n in names if not n.startswith("_")}
    return {**found, "figures.data": importlib.import_module("calculators.figures.data")}


def public(module: types.ModuleType) -> list[str]:
    """Names that a module offers."""
    own = [
        n for n, o in vars(module).items() if not n.startswith("_") and getattr(o, "__module__", "") == module.__name__
    ]
    return list(getattr(module, "__all__", own))


def all_targets() -> dict[str, Target]:
    """Every public function and class, and the methods of these classes, once each."""
    found: dict[str, Target] = {}
    seen: set[Any] = set()
    for short, module in sorted(modules().items()):
        if short in LEFT_OUT:
            continue
        for name in public(module):
            thing, title = getattr(module, name), f"{short}.{name}"
            if title in LEFT_OUT or not (
                inspect.isfunction(thing) or isinstance(thing, type) or hasattr(thing, "__wrapped__")
            ):
                continue
            if thing in seen or not callable(thing):
                continue
            if inspect.isclass(thing) and not dataclasses.is_dataclass(thing):
                continue
            seen.add(thing)
            if not inspect.isclass(thing) or hasattr(thing, "__post_init__"):  # others hold what they are given
                found[title] = Target(title, thing)
            if inspect.isclass(thing):
                for method, function in vars(thing).items():
                    if inspect.isfunction(function) and not method.startswith("_"):
                        found[f"{title}.{method}"] = Target(f"{title}.{method}", function)
    for title, given in MORE.items():
        if title in found:
            found[title].seeds.append(given)
    _from_tests(found)
    _from_examples(found)
    found.update(_forms())
    for target in found.values():
        if target.module in ("checks", "errors"):  # they name the argument that they are told
            target.seeds = [seed | ({"name": "value"} if "name" in seed else {}) for seed in target.seeds]
    return found


def _forms() -> dict[str, Target]:
    """Each form as a function of what its fields hold."""
    found = {}
    for entry in importlib.import_module("calculators.widgets").CALCULATORS:
        form = entry.make()
        held = {key: value for key, value in form.held().items() if isinstance(value, str)}
        title = f"widgets.{entry.function}"
        found[title] = Target(title, _filled(form, held), [held])
    return found


def _filled(form: Any, held: dict[str, Any]) -> Callable[..., Any]:
    def filled(**values: Any) -> Any:
        form.update({**held, **values})
        form.state(), form.csv(), form.json(), form.static_html()
        if form.refusals:  # they are shown beside the fields; here they end the call
            refusal = form.refusals[0]
            raise refusal.renamed({name: name.partition("[")[0] for name in refusal.arguments})
        return tuple(line.value for line in form.result.lines() if isinstance(line.value, float))

    kind = inspect.Parameter.KEYWORD_ONLY
    fields = [inspect.Parameter(key, kind, default=value, annotation="Any") for key, value in held.items()]
    filled.__signature__ = inspect.Signature(fields)  # type: ignore[attr-defined]
    return filled


def _from_tests(found: dict[str, Target]) -> None:
    folder = str(Path(__file__).parents[2] / "tests")
    sys.path.insert(0, folder)
    listed = importlib.import_module("arguments")
    sys.path.remove(folder)
    for module in listed.MODULES:
        for name, given in listed.valid(module).items():
            target = found.get(f"{module}.{name}") or found.get(f"bands.{name}")
            if target is not None:
                target.seeds.append(dict(given))


class _Recorder:
    """Puts a recording double in the place of every target while examples run."""

    def __init__(self, found: dict[str, Target]) -> None:
        self.found, self.inside = found, False
        self.doubles: dict[int, Any] = {}
        for target in found.values():
            if not isinstance(target.call, type):
                self.doubles[id(target.call)] = self.double(target)

    def double(self, target: Target) -> Callable[..., Any]:
        @functools.wraps(target.call)
        def recording(*args: Any, **kwargs: Any) -> Any:
            if self.inside:
                return target.call(*args, **kwargs)
            with contextlib.suppress(Exception):
                bound = inspect.signature(target.call).bind(*args, **kwargs)
                given = {}
                for name, value in bound.arguments.items():
                    kind = target.parameters[name].kind
                    if kind is inspect.Parameter.VAR_KEYWORD:
                        given.update(value)
                    elif kind is not inspect.Parameter.VAR_POSITIONAL:
                        given[name] = value
                kept = copy.deepcopy(given)
            self.inside = True
            try:
                result = target.call(*args, **kwargs)
            finally:
                self.inside = False
            if len(target.seeds) < 12:
                target.seeds.append(kept)
            self.results(result)
            return result

        return recording

    def results(self, result: Any) -> None:
        """Fields of a result are arguments of its class, and the result itself of its methods."""
        for name, target in self.found.items():
            if isinstance(target.call, type):
                if type(result) is target.call and len(target.seeds) < 6:
                    target.seeds.append({f.name: getattr(result, f.name) for f in dataclasses.fields(result) if f.init})
            elif len(target.seeds) < 6 and name.split(".")[1:-1] == [type(result).__name__]:
                target.seeds.append({"self": result})


def _from_examples(found: dict[str, Target]) -> None:
    recorder = _Recorder(found)
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    finder = doctest.DocTestFinder(exclude_empty=True)
    names = [i.name for i in pkgutil.walk_packages(calculators.__path__, "calculators.") if ".widgets" not in i.name]
    loaded = [importlib.import_module(name) for name in names if ".figures" not in name or ".figures.data" in name]
    places = [*modules().values()]
    kept = [(place, dict(vars(place))) for place in places]
    doubled = recorder.doubles
    try:
        for place in places:
            for name, thing in list(vars(place).items()):
                if id(thing) in doubled:
                    setattr(place, name, doubled[id(thing)])
        for module in loaded:
            globals_ = {n: doubled.get(id(thing), thing) for n, thing in vars(module).items()}
            for test in finder.find(module, module.__name__, globs=globals_):
                with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    recorder.inside = False
                    runner.run(test, out=lambda text: None, clear_globs=False)
    finally:
        for place, before in kept:
            for name, thing in before.items():
                if vars(place).get(name) is not thing:
                    setattr(place, name, thing)


def written(value: Any, handle: str) -> str:
    """Value as a piece of Python, or its handle if it cannot be written shortly."""
    text = _exact(value)
    return text if text is not None and len(text) < 200 else handle


def _exact(value: Any) -> str | None:
    if value is None or isinstance(value, bool | int | str):
        return repr(value) if type(value) in (type(None), bool, int, str) else None
    if type(value) is float:
        return repr(value)
    if type(value) in (list, tuple):
        parts = [_exact(each) for each in value]
        if any(part is None for part in parts):
            return None
        inner = ", ".join(part for part in parts if part is not None)
        return f"[{inner}]" if type(value) is list else f"({inner}{',' if len(parts) == 1 else ''})"
    if type(value) is dict:
        pairs = [(_exact(k), _exact(v)) for k, v in value.items()]
        if any(k is None or v is None for k, v in pairs):
            return None
        return "{" + ", ".join(f"{k}: {v}" for k, v in pairs) + "}"
    return None
