import subprocess
import sys

import pytest
from conftest import ROOT
from test_floors import LIVE

import calculators


def run(code):
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_import_loads_nothing_heavy():
    out = run(
        "import sys, calculators; print([m for m in ('numpy', 'pandas', 'scipy', 'matplotlib', 'ipywidgets') if m in sys.modules])"
    )
    assert out.strip() == "[]"


def test_live_modules_import_neither_pandas_nor_scipy():
    # One after another in one process: the first that brings something heavy is named.
    out = run(
        "import importlib, sys\n"
        f"for module in {sorted(LIVE)}:\n"
        "    importlib.import_module(f'calculators.{module}')\n"
        "    print([(module, m) for m in ('pandas', 'scipy', 'colour', 'matplotlib', 'bibtexparser') if m in sys.modules])"
    )
    assert set(out.split("\n")) == {"[]", ""}


def test_unknown_attribute_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = calculators.nothing
    assert "tolerance" in dir(calculators)
