"""The floors of the package: imports go down only, wherever and however they are written."""

import ast
import functools
from dataclasses import dataclass

import pytest
from conftest import ROOT

# From the ground up; formulas may use each other as long as no circle closes.
FLOORS = [
    {"errors", "results"},
    {"tables"},
    {"blocks", "checks", "bibliography", "writing"},
    {
        "composition",
        "tolerance",
        "absorption",
        "spectra",
        "color",
        "led",
        "ligands",
        "recombination",
        "structure",
        "economics",
        "bands",
        "materials",
        "alignment",
        "confinement",
    },
    {"figures"},
    {"widgets"},
    {"datasets"},
    {"audit", "screening"},
]
FORMULAS = 3
HEIGHT = {name: k for k, floor in enumerate(FLOORS) for name in floor}
LIVE = {name for floor in FLOORS[:6] for name in floor}
"""What runs in a page: NumPy only, until a figure, a fit or a table asks for more."""
HEAVY = {"pandas", "scipy", "matplotlib", "ipywidgets", "bibtexparser", "dask"}


@dataclass(frozen=True)
class Import:
    importer: str
    module: str
    name: str
    line: int
    late: bool
    for_types: bool


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules(folder):
    return {name_of(p): p for p in sorted((ROOT / folder).rglob("*.py"))}


MODULES = {**modules("calculators"), **modules("book")}


def imports_of(name, path, text):
    """Imports of a module, relative ones made absolute; a name that is a module counts as that module."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]

    def visit(node, late, for_types):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(name, alias.name, "", node.lineno, late, for_types)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                is_module = whole in MODULES
                yield Import(
                    name, whole if is_module else base, "" if is_module else alias.name, node.lineno, late, for_types
                )
        inside = late or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        types = for_types or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        for child in ast.iter_child_nodes(node):
            yield from visit(child, inside, types)

    yield from visit(ast.parse(text), False, False)


@functools.cache
def everything():
    """All imports of the package and the book."""
    return [i for name, path in MODULES.items() for i in imports_of(name, path, path.read_text(encoding="utf-8"))]


def room(module):
    """Room of the package that a module is in: ``color`` for ``calculators.color._bands``."""
    parts = module.split(".")
    return parts[1] if parts[0] == "calculators" and len(parts) > 1 else ""


def broken(imports):
    """Imports that go up, or from what runs in a page to what does not."""
    found = []
    for i in imports:
        own, other = room(i.importer), room(i.module)
        if i.importer.startswith("calculators") and i.module.split(".")[0] == "book":
            found.append(f"{i.importer}:{i.line} imports the book")
        if not own or not other or own == other:
            continue
        if not (HEIGHT[other] < HEIGHT[own] or HEIGHT[other] == HEIGHT[own] == FORMULAS):
            found.append(f"{i.importer}:{i.line} imports {i.module}, which is not below it")
    return found


def circle(edges):
    """A circle in a graph of modules, or nothing."""
    done, way = set(), []

    def walk(node):
        if node in way:
            return [*way[way.index(node) :], node]
        if node in done:
            return None
        way.append(node)
        for other in sorted(edges.get(node, ())):
            found = walk(other)
            if found:
                return found
        done.add(way.pop())
        return None

    return next(filter(None, map(walk, sorted(edges))), None)


def edges_of(imports):
    edges = {}
    for i in imports:
        # `from . import x` inside a package needs x, not the package's front door.
        if i.module in MODULES and i.module != i.importer and not i.for_types:
            edges.setdefault(i.importer, set()).add(i.module)
    return edges


def test_every_module_stands_on_a_floor():
    assert {room(m) for m in MODULES if m.startswith("calculators.")} == set(HEIGHT)


def test_imports_go_down_only():
    assert broken(everything()) == []


def test_no_circle_closes_even_by_late_imports():
    assert circle(edges_of(everything())) is None


def test_no_private_name_crosses_a_module():
    crossing = [
        f"{i.importer}:{i.line} {i.module} {i.name}"
        for i in everything()
        if i.name.startswith("_") and i.name != "__version__"
    ]
    for name, path in MODULES.items():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            i.module.rpartition(".")[2]
            for i in everything()
            if i.importer == name and i.module in MODULES and not i.name
        }
        crossing += [
            f"{name}:{node.lineno} {node.value.id}.{node.attr}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id in imported
            and node.attr.startswith("_")
            and not node.attr.startswith("__")
        ]
    assert crossing == []


def test_heavy_libraries_come_late_where_pages_run_python():
    early_edges = edges_of(i for i in everything() if not i.late)
    loaded, todo = set(), [m for m in MODULES if m.startswith("calculators.") and m.split(".")[1:] == [room(m)]]
    todo = [m for m in todo if room(m) in LIVE]
    while todo:
        module = todo.pop()
        if module not in loaded:
            loaded.add(module)
            todo += early_edges.get(module, ())
    early = [
        f"{i.importer}:{i.line} {i.module}"
        for i in everything()
        if i.importer in loaded and i.module.split(".")[0] in HEAVY and not i.late and not i.for_types
    ]
    assert {"calculators.led._chain", "calculators.widgets.form", "calculators.figures.data.leds"} <= loaded
    assert early == []


@pytest.mark.parametrize("data", ["calculators.figures.data", "book.figures.data"])
def test_data_of_figures_know_no_ink(data):
    """A data function takes formulas and tables; it never draws."""
    ink = [
        f"{i.importer}:{i.line} {i.module}"
        for i in everything()
        if f"{i.importer}.".startswith(f"{data}.")
        and (i.module.startswith("matplotlib") or (".figures." in i.module and ".figures.data" not in i.module))
    ]
    assert ink == []


@pytest.mark.parametrize(
    ("importer", "text", "fault"),
    [
        ("calculators.led._chain", "from calculators.widgets import led_efficiency", "not below"),
        ("calculators.led._chain", "import calculators.datasets", "not below"),
        ("calculators.tables", "def f():\n    from . import color", "not below"),
        ("calculators.color._bands", "from .. import audit", "not below"),
        ("calculators.color._bands", "from book import figures", "imports the book"),
    ],
)
def test_the_test_sees_every_way_of_going_up(importer, text, fault):
    (found,) = broken(list(imports_of(importer, MODULES[importer], text)))
    assert fault in found


def test_the_test_sees_a_circle_inside_a_folder():
    inside = [
        *imports_of("calculators.led._chain", MODULES["calculators.led._chain"], "from ._light import luminance"),
        *imports_of("calculators.led._light", MODULES["calculators.led._light"], "def f():\n    from . import _chain"),
    ]
    assert circle(edges_of(inside)) == ["calculators.led._chain", "calculators.led._light", "calculators.led._chain"]
