"""Figures and their data keep apart: numbers here, ink there."""

import ast
import re

import pytest
from conftest import ROOT

from book import figures
from calculators import tables

INK_FILES = [p for f in ("calculators/figures", "book/figures") for p in sorted((ROOT / f).glob("*.py"))]
DATA_FILES = [p for f in ("calculators/figures/data", "book/figures/data") for p in sorted((ROOT / f).glob("*.py"))]


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", DATA_FILES, ids=lambda p: "/".join(p.parts[-3:]))
def test_data_know_nothing_of_ink(path):
    for name in imported(path):
        assert not re.search(r"\b(matplotlib|drawing|marks|style)\b", name), name


@pytest.mark.parametrize("name", [n for n in figures.__all__ if n != "Drawing"])
def test_a_figure_has_data_of_its_name(name):
    assert callable(getattr(figures.data, name, None))


def test_no_row_and_no_work_is_named_in_the_code_of_a_figure():
    ids = {row["id"] for name in ("values", "leds", "materials", "core_shell") for row in tables.read(name)}
    works = re.compile(r"""["'][a-z]+(?:-[a-z]+)?(?:19|20)\d\d[a-z]?["']""")
    for path in [*INK_FILES, *DATA_FILES]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                assert node.value not in ids, f"{path.name}: {node.value}"
                assert not works.fullmatch(repr(node.value)), f"{path.name}: {node.value}"
