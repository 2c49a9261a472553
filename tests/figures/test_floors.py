"""Figures and their data keep apart: numbers here, ink there."""

import ast
import re

import pytest
from conftest import ROOT

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
