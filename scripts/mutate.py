"""Change formulas at random, one at a time, and count how many changes the unit tests notice.

    python scripts/mutate.py                                   # 300 changes in all formulas and data of figures
    python scripts/mutate.py calculators/led --count 40 --seed 1

The working tree is copied, committed or not. Each test is run once, and what it calls is
noted; a change then meets only the tests that call the function it stands in (those that touch
its file, where it stands outside of functions), until one fails: first the tests that are named
after the module and the module's own examples, then all others (not with --quick). Tests of the
built book and of the browser take no part. What survives is printed with its place: a test is
missing, no test reaches the place, or the change has no effect. Needs a system that can fork.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import json
import math
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FORMULAS = ("tolerance*", "composition*", "absorption", "bands*", "alignment*", "confinement", "recombination*",
            "materials*", "structure*", "color", "led", "economics*", "ligands*")  # fmt: skip
DATA = ("calculators/figures/data", "book/figures/data")
HEAVY = ("numpy", "scipy.optimize", "scipy.integrate", "scipy.special", "scipy.linalg", "pandas", "colour",
         "matplotlib.figure", "matplotlib.font_manager", "matplotlib.backends.backend_svg", "hypothesis", "shapely",
         "frictionless", "mendeleev", "bibtexparser", "pytest", "_pytest.doctest")  # fmt: skip

# --- what is changed

ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult,
              ast.FloorDiv: ast.Div, ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd}  # fmt: skip
COMPARISONS = {ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt),
               ast.GtE: (ast.Gt, ast.LtE), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.In: (ast.NotIn,),
               ast.NotIn: (ast.In,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,)}  # fmt: skip
FUNCTIONS = {"sin": "cos", "cos": "sin", "tan": "sin", "exp": "exp2", "log": "log10", "log10": "log", "sqrt": "square",
             "min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "nanmin": "nanmax",
             "nanmax": "nanmin", "argmin": "argmax", "argmax": "argmin", "mean": "median", "median": "mean",
             "floor": "ceil", "ceil": "floor", "any": "all", "all": "any", "sum": "prod", "std": "var"}  # fmt: skip
SYMMETRIC = {"max", "min", "maximum", "minimum", "hypot", "multiply", "add", "isclose", "allclose", "array_equal",
             "gcd", "dist", "isinstance", "getattr", "hasattr", "issubclass", "print"}  # fmt: skip
# Places that only ink, messages, types or the speed of a method depend on.
QUIET_CALLS = {"ArgumentError", "ValueError", "TypeError", "KeyError", "TypeVar", "NewType", "cast", "warn", "print",
               "simplefilter", "filterwarnings", "catch_warnings"}  # fmt: skip
QUIET_KEYWORDS = {"color", "colour", "facecolor", "edgecolor", "fontsize", "linewidth", "zorder", "alpha", "strict",
                  "encoding", "newline", "frozen", "slots", "kw_only", "repr", "dtype", "stacklevel", "maxsize", "copy",
                  "maxiter", "max_nfev", "rtol", "atol", "xtol", "ftol", "gtol", "tol", "order", "subok"}  # fmt: skip
QUIET_FUNCTIONS = re.compile(r"^(__repr__|__str__|__dir__|_repr_.*)$")
GUARDS = {"maximum", "minimum", "max", "min", "clip", "isclose", "allclose", "where"}


@dataclass(frozen=True)
class Place:
    """A place in a source file and what may stand there instead."""

    file: str
    line: int
    start: int  # in bytes
    end: int
    function: int  # first line of the function it stands in; 0 outside of functions
    old: str
    new: tuple[str, ...]
    around: str = ""  # the expression that a constant stands in


@dataclass(frozen=True)
class Mutant:
    """One change of one file."""

    place: Place
    new: str

    def __str__(self) -> str:
        def short(text: str) -> str:
            text = " ".join(text.split())
            return text if len(text) <= 90 else text[:87] + "..."

        around = f"   in {short(self.place.around)}" if self.place.around else ""
        return f"{self.place.file}:{self.place.line}: {short(self.place.old)}  ->  {short(self.new)}{around}"

    def source(self, content: bytes) -> bytes:
        """Content of the file with the change."""
        return content[: self.place.start] + self.new.encode() + content[self.place.end :]


def name_of(function: ast.expr) -> str:
    """Last part of the name of what is called."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def is_text(node: ast.expr) -> bool:
    """Whether an expression is text that stands in the source."""
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


class Finder:
    """Walks a module and collects its places."""

    def __init__(self, file: str, content: bytes) -> None:
        self.file, self.content = file, content
        self.lines = [0]
        for line in content.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))
        self.places: list[Place] = []
        self.module = ast.parse(content)
        self.keys = sorted({n.value for n in self.texts() if re.fullmatch(r"[\w ().%/-]+", n.value)})
        self.visit(self.module, 0, [])

    def texts(self) -> Iterator[ast.Constant]:
        """Strings that choose: keys of rows and columns, and what is compared."""
        for node in ast.walk(self.module):
            found: list[ast.expr] = []
            if isinstance(node, ast.Subscript):
                found = [node.slice]
            elif isinstance(node, ast.Compare):
                for side in (node.left, *node.comparators):
                    found += side.elts if isinstance(side, ast.Tuple | ast.Set | ast.List) else [side]
            elif isinstance(node, ast.Call) and name_of(node.func) in ("get", "attrgetter", "itemgetter"):
                found = node.args[:1]
            yield from (n for n in found if isinstance(n, ast.Constant) and isinstance(n.value, str))

    def add(self, node: ast.expr | ast.stmt, function: int, *new: ast.AST, around: str = "") -> None:
        """Note a place, with what may stand there."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.lines[node.lineno - 1] + node.col_offset
        end = self.lines[node.end_lineno - 1] + node.end_col_offset
        written = [ast.unparse(n) for n in new]
        if isinstance(node, ast.expr) and not isinstance(node, ast.Constant):
            written = [f"({w})" for w in written]
        kept = []
        for text in written:
            try:
                changed = ast.parse(self.content[:start] + text.encode() + self.content[end:])
            except SyntaxError:
                continue
            if ast.dump(changed) != ast.dump(self.module):
                kept.append(text)
        if kept:
            old = ast.unparse(node)
            self.places.append(Place(self.file, node.lineno, start, end, function, old, tuple(kept), around))

    def visit(self, node: ast.AST, function: int, above: list[ast.AST]) -> None:
        """Collect the places of a node and of what stands below it."""
        if self.is_quiet(node, function):
            return
        if isinstance(node, ast.FunctionDef):
            function = min([node.lineno, *(d.lineno for d in node.decorator_list)])
        for new in self.alternatives(node, above):
            around = ast.unparse(above[-1]) if isinstance(node, ast.Constant) else ""
            self.add(node, function, *new, around=around)  # type: ignore[arg-type]
        for name, value in ast.iter_fields(node):
            if name in ("annotation", "returns", "decorator_list", "type_params"):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self.visit(child, function, [*above, node])

    def is_quiet(self, node: ast.AST, function: int) -> bool:
        """Whether nothing that a test could notice stands here."""
        if isinstance(node, ast.Raise | ast.Assert | ast.JoinedStr | ast.Import | ast.ImportFrom):
            return True
        if isinstance(node, ast.FunctionDef):
            return bool(QUIET_FUNCTIONS.match(node.name)) or any(
                name_of(d) in ("overload", "abstractmethod") for d in node.decorator_list
            )
        if isinstance(node, ast.If):
            return "TYPE_CHECKING" in ast.unparse(node.test)
        if isinstance(node, ast.Call):
            return name_of(node.func) in QUIET_CALLS
        if isinstance(node, ast.keyword):
            return node.arg in QUIET_KEYWORDS
        if isinstance(node, ast.Assign):
            names = [name_of(t) for t in node.targets]
            # Names of types: Kind = Literal["I", "II"], Number = float | FloatArray.
            typed = isinstance(node.value, ast.Subscript) and name_of(node.value.value)[:1].isupper()
            union = isinstance(node.value, ast.BinOp) and isinstance(node.value.op, ast.BitOr)
            return names[0] in ("__all__", "__slots__") or (not function and (typed or union))
        return False

    def alternatives(self, node: ast.AST, above: list[ast.AST]) -> Iterator[list[ast.AST]]:
        """Lists of what may stand in place of a node."""

        def like(**fields: Any) -> ast.AST:
            new = copy.deepcopy(node)
            for name, value in fields.items():
                setattr(new, name, value)
            return new

        def negated(test: ast.expr) -> ast.expr:
            return ast.UnaryOp(ast.Not(), test)

        if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in ARITHMETIC:
            sides = [node.left, node.right] if isinstance(node, ast.BinOp) else [node.value]
            if not any(is_text(s) or isinstance(s, ast.Tuple | ast.List) for s in sides):
                yield [like(op=ARITHMETIC[type(node.op)]())]
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
            yield [node.operand]
        elif isinstance(node, ast.BoolOp):
            yield [like(op=ast.Or() if isinstance(node.op, ast.And) else ast.And())]
        elif isinstance(node, ast.Compare):
            for k, op in enumerate(node.ops):
                news = COMPARISONS[type(op)]
                yield [like(ops=[*node.ops[:k], new(), *node.ops[k + 1 :]]) for new in news]
        elif isinstance(node, ast.Constant):
            new = self.constants(node, above)
            if new:
                yield [ast.Constant(v) for v in new]
        elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
            yield [ast.Return(ast.Constant(None))]
        elif isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
            if isinstance(node, ast.IfExp):
                yield [like(test=negated(node.test))]
            else:
                self.add(node.test, 0 if not above else self.line_of(above), negated(node.test))
        elif isinstance(node, ast.comprehension):
            for test in node.ifs:
                if not isinstance(test, ast.Compare | ast.UnaryOp):
                    self.add(test, self.line_of(above), negated(test))
        elif isinstance(node, ast.Call):
            yield from self.calls(node, like)

    @staticmethod
    def line_of(above: list[ast.AST]) -> int:
        """First line of the innermost function; 0 outside of functions."""
        functions = [n for n in above if isinstance(n, ast.FunctionDef)]
        return min([functions[-1].lineno, *(d.lineno for d in functions[-1].decorator_list)]) if functions else 0

    def constants(self, node: ast.Constant, above: list[ast.AST]) -> list[Any]:
        """Other values for a constant."""
        value, parent = node.value, above[-1]
        if isinstance(value, bool):
            return [not value]
        if isinstance(value, int):
            if isinstance(parent, ast.UnaryOp) and any(
                isinstance(a, ast.Call) and name_of(a.func) == "reshape" for a in above[-2:]
            ):
                return [0]  # to numpy any negative length is the one that is left open
            return [value + 1, value - 1] if value > 0 else [1]
        if isinstance(value, float):
            guards = isinstance(parent, ast.Compare | ast.keyword) or (
                (isinstance(parent, ast.Call) and name_of(parent.func) in GUARDS)
                or (isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Add | ast.Sub))
            )
            if (0 < abs(value) < 1e-7 and guards) or not math.isfinite(value):
                return []
            if value == 0:
                return [1.0]
            power = math.log10(abs(value))
            return [value * 10] if abs(power) >= 2 and power == round(power) else [float(f"{value * 1.1:.6g}")]
        if isinstance(value, str) and any(node is text for text in self.texts()):
            others = [k for k in self.keys if k != value]
            k = sum(map(ord, value)) % max(1, len(others))
            return [*others[k : k + 1], value + "?"][:1]
        return []

    def calls(self, node: ast.Call, like: Callable[..., ast.AST]) -> Iterator[list[ast.AST]]:
        """Other functions, and arguments in another order."""
        name, arguments = name_of(node.func), node.args
        if name in FUNCTIONS:
            function = copy.deepcopy(node.func)
            if isinstance(function, ast.Attribute):
                function.attr = FUNCTIONS[name]
                yield [like(func=function)]
            elif isinstance(function, ast.Name) and name in ("min", "max", "any", "all"):
                function.id = FUNCTIONS[name]
                yield [like(func=function)]
        if name in ("abs", "absolute") and arguments:
            yield [arguments[0]]
        if name == "sorted":
            yield [ast.Subscript(node, ast.Slice(None, None, ast.UnaryOp(ast.USub(), ast.Constant(1))))]
        first = arguments[:2]
        fixed = any(isinstance(a, ast.Starred) for a in first) or (bool(first) and is_text(first[0]))
        if len(first) == 2 and not fixed and name not in SYMMETRIC:
            yield [like(args=[first[1], first[0], *arguments[2:]])]


def modules(targets: list[str]) -> list[str]:
    """Files to change, relative to the root."""
    found: list[Path] = []
    if targets:
        for target in targets:
            path = ROOT / target
            path = path if path.exists() else path.with_suffix(".py")
            if not path.exists():
                raise SystemExit(f"{target}: there is no such file or folder")
            found += sorted(path.rglob("*.py")) if path.is_dir() else [path]
    else:
        for pattern in FORMULAS:
            for path in sorted((ROOT / "calculators").glob(pattern)):
                found += sorted(path.rglob("*.py")) if path.is_dir() else [path] if path.suffix == ".py" else []
        for folder in DATA:
            found += sorted((ROOT / folder).rglob("*.py"))
    return [p.relative_to(ROOT).as_posix() for p in dict.fromkeys(found)]


def choose(files: list[str], count: int, seed: int) -> list[Mutant]:
    """Places at random, each with one of its changes."""
    places = [place for file in files for place in Finder(file, (ROOT / file).read_bytes()).places]
    rng = random.Random(seed)
    chosen = rng.sample(places, min(count, len(places)))
    return [Mutant(place, rng.choice(place.new)) for place in sorted(chosen, key=lambda p: (p.file, p.start))]


def tests_of(files: list[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Groups of test files: those named after one of the modules, with the modules' examples, and the others."""
    words = {part.removesuffix(".py").strip("_") for f in files for part in Path(f).parts[1:]}
    words -= {"init", "data", "figures"}
    own: list[str] = []
    others: list[str] = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        name = path.relative_to(ROOT).as_posix()
        if "browser" not in path.parts:
            (own if words & set(re.split(r"[/_.]", name)) else others).append(name)
    first, rest = [[name] for name in own], [[name] for name in others]
    for folder in ("calculators", "book"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if ">>>" in path.read_text(encoding="utf-8"):
                groups = first if name in files else rest
                if groups and groups[-1][0].endswith(".py") and "tests" not in groups[-1][0] and len(groups[-1]) < 12:
                    groups[-1].append(name)
                else:
                    groups.append([name])
    return first, [*rest, ["README.md"]]


# --- a process that has loaded what is heavy, and forks for each run of tests


class Watching:
    """Plugin that notes, for each test, how long it took, whether it passed and which of our functions it called."""

    def __init__(self, root: str) -> None:
        self.inside = (f"{root}/calculators/", f"{root}/book/")
        self.cut = len(root) + 1
        self.called: set[str] = set()
        self.setups: dict[str, set[str]] = {}
        self.tests: dict[str, dict[str, Any]] = {}

    def trace(self, frame: FrameType, event: str, argument: Any) -> None:
        code = frame.f_code
        if code.co_filename.startswith(self.inside):
            self.called.add(f"{code.co_filename[self.cut :]}:{code.co_firstlineno}")

    def pytest_runtest_protocol(self, item: Any) -> None:
        """Start with empty caches, so that what a test needs is called."""
        for name, module in list(sys.modules.items()):
            if name.startswith(("calculators", "book")):
                for thing in list(vars(module).values()):
                    # What takes arguments is wrapped once more; see calculators.tables.cached.
                    for layer in (thing, getattr(thing, "__wrapped__", None)):
                        if callable(getattr(layer, "cache_clear", None)):
                            layer.cache_clear()
        self.began = time.process_time()
        self.called = set()
        sys.settrace(self.trace)  # type: ignore[arg-type]

    def pytest_runtest_call(self, item: Any) -> None:
        # What a fixture of the module calls counts for every test of the module.
        self.setups.setdefault(item.nodeid.split("::")[0], set()).update(self.called)

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call":
            sys.settrace(None)
            took = time.process_time() - self.began
            self.tests[report.nodeid] = {"passed": report.passed, "seconds": took, "called": sorted(self.called)}

    def result(self) -> dict[str, Any]:
        return {"tests": self.tests, "setups": {f: sorted(c) for f, c in self.setups.items()}}


class Chosen:
    """Plugin that keeps chosen tests, in the order in which they are given, and notes what fails."""

    def __init__(self, tests: list[str]) -> None:
        self.order = {test: k for k, test in enumerate(tests)}
        self.failed: list[str] = []

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = sorted((i for i in items if i.nodeid in self.order), key=lambda i: self.order[i.nodeid])

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.failed.append(f"{report.nodeid} (cannot be imported)")

    def result(self) -> dict[str, Any]:
        return {"failed": self.failed}


def child(job: dict[str, Any], answer: int) -> None:
    """Run tests in this (forked) process and write what came of it."""
    import pytest

    plugin: Any = Watching(os.getcwd()) if job["watch"] else Chosen(job["tests"])
    sys.dont_write_bytecode = not job["watch"]
    if job["seconds"]:
        limit = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime + job["seconds"]) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    files = list(dict.fromkeys(t.split("::")[0] for t in job["tests"]))
    options = [
        "-q",
        "--no-header",
        "--tb=no",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-m",
        "not site and not browser and not slow",
    ]
    options += [] if job["all"] or job["watch"] else ["-x"]
    code = pytest.main([*options, "--doctest-modules", *files], plugins=[plugin])
    with open(answer, "w") as pipe:
        json.dump({"code": int(code), **plugin.result()}, pipe)


def serve() -> None:
    """Read jobs, one a line, and answer each with a line."""
    import importlib

    sys.path.insert(0, os.getcwd())
    for name in HEAVY:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    import hypothesis

    # The same examples each time: a change is noticed or not, and not by luck.
    hypothesis.settings.register_profile(
        "mutate", derandomize=True, deadline=None, database=None, suppress_health_check=list(hypothesis.HealthCheck)
    )
    out = os.fdopen(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    for line in sys.stdin:
        job = json.loads(line)
        reading, writing = os.pipe()
        process = os.fork()
        if not process:
            os.close(reading)
            os.dup2(nothing, 0)
            os.setpgid(0, 0)
            with contextlib.suppress(BaseException):
                child(job, writing)
            os._exit(0)
        os.close(writing)
        alarm = threading.Timer(20 * job["seconds"] or 1200, os.killpg, (process, signal.SIGKILL))
        alarm.start()
        with open(reading) as pipe:
            text = pipe.read()
        os.waitpid(process, 0)
        alarm.cancel()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process, signal.SIGKILL)
        print(text or '{"code": -1, "failed": []}', file=out, flush=True)


class Workshop:
    """A copy of the working tree with a process that runs tests in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        listed = subprocess.run(
            ["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        for name in filter(None, listed.stdout.split("\0")):
            if (ROOT / name).is_file() and not (ROOT / name).is_symlink():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
        (folder / "node_modules").mkdir(exist_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(folder), "OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}
        environment["HYPOTHESIS_PROFILE"] = "mutate"
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--serve"],
            cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, tests: list[str], *, watch: bool = False, all: bool = False, seconds: float = 0) -> dict[str, Any]:
        """Run tests (files or single ones), with a limit of processor time; `all` does not stop at a failure."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        job = {"tests": tests, "watch": watch, "all": all, "seconds": seconds}
        print(json.dumps(job), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def meet(self, mutant: Mutant, tests: list[str], seconds: float) -> dict[str, Any]:
        """Run tests on a change, and take the change back."""
        path = self.folder / mutant.place.file
        before = path.stat()
        content = path.read_bytes()
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*"):
            compiled.unlink()
        try:
            path.write_bytes(mutant.source(content))
            return self.run(tests, seconds=seconds)
        finally:
            path.write_bytes(content)
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


class Reach:
    """Which tests call which function."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.callers: dict[str, set[str]] = {}
        self.broken: list[str] = []

    def take(self, watched: dict[str, Any]) -> None:
        """Add what a run of tests showed."""
        for test, seen in watched.get("tests", {}).items():
            if not seen["passed"]:
                self.broken.append(test)
                continue
            self.seconds[test] = seen["seconds"]
            for place in {*seen["called"], *watched["setups"].get(test.split("::")[0], [])}:
                self.callers.setdefault(place, set()).add(test)

    def tests(self, place: Place) -> list[str]:
        """Tests that a change here could turn red; those of quick files first."""
        if place.function:
            found = self.callers.get(f"{place.file}:{place.function}", set())
        else:
            found = set().union(*(c for p, c in self.callers.items() if p.split(":")[0] == place.file))
        whole: Counter[str] = Counter()
        for test in found:
            whole[test.split("::")[0]] += self.seconds[test]  # type: ignore[assignment]
        own = Path(place.file).stem.strip("_")

        def rank(test: str) -> tuple[bool, float, str, float]:
            file = test.split("::")[0]
            return (own not in Path(file).stem, whole[file], file, self.seconds[test])

        return sorted(found, key=rank)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("targets", nargs="*", help="files or folders; without any, all formulas and data of figures")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="only tests named after a target, and its examples")
    parser.add_argument("--list", action="store_true", help="print the changes and stop")
    parser.add_argument("--at-least", type=float, default=0, help="fail below this share of noticed changes [%%]")
    args = parser.parse_args()
    files = modules(args.targets)
    mutants = choose(files, args.count, args.seed)
    if args.list:
        print(*mutants, sep="\n")
        return 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="mutate-") as folder, ThreadPoolExecutor(args.jobs) as pool:
        shops: SimpleQueue[Workshop] = SimpleQueue()
        for k in range(args.jobs):
            (Path(folder) / str(k)).mkdir()
            shops.put(Workshop(Path(folder).resolve() / str(k)))

        def in_a_shop(act: Callable[[Workshop], dict[str, Any]]) -> dict[str, Any]:
            shop = shops.get()
            try:
                return act(shop)
            finally:
                shops.put(shop)

        def judge(mutant: Mutant, reach: Reach) -> tuple[str, str]:
            tests = reach.tests(mutant.place)
            if not tests:
                return "NOT REACHED", ""
            seconds = 10 + 4 * sum(reach.seconds[t] for t in tests)
            answer = in_a_shop(lambda shop: shop.meet(mutant, tests, seconds))
            if answer["code"] == 0:
                return "SURVIVED", ""
            if answer["code"] in (1, 2) and answer["failed"]:
                return "killed", answer["failed"][0]
            return ("killed", "limit of time or memory") if answer["code"] == -1 else ("TROUBLE", str(answer))

        states = dict.fromkeys(mutants, "NOT REACHED")
        killers: dict[str, None] = {}
        first, rest = tests_of(files)
        # Tests named after a module meet its changes first; what they let through meets all others.
        for groups in [first] if args.quick else [first, rest]:
            reach = Reach()
            for watched in pool.map(lambda g: in_a_shop(lambda shop: shop.run(g, watch=True)), groups):
                reach.take(watched)
            print(f"{len(reach.seconds)} tests ready ({time.monotonic() - start:.0f} s)", flush=True)
            for test in reach.broken:
                print(f"  without {test}, which does not pass on the unchanged source")
            left = [m for m in mutants if states[m] != "killed"]
            for mutant, (state, by) in zip(left, pool.map(judge, left, [reach] * len(left)), strict=True):
                if state != "NOT REACHED":
                    states[mutant] = state
                if state == "killed":
                    print(f"killed  {mutant}   [{by}]", flush=True)
                    killers[by] = None
        killers.pop("limit of time or memory", None)
        # Those that noticed a change must pass, in the same company, without it.
        false = in_a_shop(lambda shop: shop.run(list(killers), all=True))["failed"] if killers else []
        while not shops.empty():
            shop = shops.get()
            assert shop.process.stdin is not None
            shop.process.stdin.close()
            shop.process.wait()
    for test in false:
        print(f"NOT TO BE TRUSTED: {test} also fails without a change")
    print()
    for mutant, state in states.items():
        if state != "killed":
            print(f"{state}  {mutant}")
    print()
    for file in files:
        found = Counter(state for mutant, state in states.items() if mutant.place.file == file)
        if found:
            print(f"{found['killed']:4} of {found.total():3}  {file}")
    killed = Counter(states.values())["killed"]
    share = 100 * killed / max(1, len(states))
    print(
        f"\n{killed} of {len(states)} changes noticed ({share:.1f} %), seed {args.seed}, "
        f"{(time.monotonic() - start) / 60:.1f} min"
    )
    return 1 if false or share < args.at_least else 0


if __name__ == "__main__":
    sys.exit(serve() if sys.argv[1:] == ["--serve"] else main())  # type: ignore[func-returns-value]
