"""The refusal itself, and what an installation says that lacks an extra."""

import copy
import pickle
import subprocess
import sys
import tomllib

import pytest
from conftest import ROOT

from calculators.errors import ArgumentError, needs, one_of


def test_a_refusal_carries_what_a_program_needs():
    error = ArgumentError("plqy", "90 is not allowed", "it is a fraction from 0 to 1", 90)
    assert isinstance(error, ValueError)
    assert (error.argument, error.problem, error.allowed, error.value) == (
        "plqy",
        "90 is not allowed",
        "it is a fraction from 0 to 1",
        90,
    )
    assert str(error) == "plqy: 90 is not allowed; it is a fraction from 0 to 1"
    assert str(ArgumentError("plqy", "no")) == "plqy: no"


def test_a_refusal_of_several_names_each_and_can_rename_them():
    error = ArgumentError("time, signal", "they do not fit", value=3)
    assert error.arguments == ("time", "signal")
    assert error.renamed({"signal": "luminance"}).arguments == ("time", "luminance")
    assert error.renamed("decay").arguments == ("decay",)
    assert error.renamed("decay").value == 3


@pytest.mark.parametrize("twin", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))])
def test_a_refusal_survives_a_process_boundary(twin):
    error = ArgumentError("eqe", "20 is not allowed", "0 to 1", 20.0)
    other = twin(error)
    assert type(other) is ArgumentError
    assert str(other) == str(error)
    assert (other.argument, other.allowed, other.value) == ("eqe", "0 to 1", 20.0)


@pytest.mark.parametrize("value", ["cone", None, 3, ["cube"], b"cube"])
def test_one_of_refuses_what_is_not_on_the_list(value):
    one_of("shape", "cube", ("cube", "sphere"))
    with pytest.raises(ArgumentError) as caught:
        one_of("shape", value, ("cube", "sphere"))
    assert caught.value.argument == "shape"
    assert caught.value.value == value
    assert "cube, sphere" in caught.value.allowed


def test_needs_leaves_other_errors_alone():
    with pytest.raises(KeyError), needs("numpy", "fit"):
        raise KeyError("x")
    with needs("numpy", "fit"):
        import numpy
    assert numpy.__name__ == "numpy"


CALLS = {
    "scipy": (
        "fit",
        "from calculators import recombination as r; r.fit_stretched_exponential(range(9), range(9, 0, -1))",
    ),
    "matplotlib": ("plot", "from calculators.figures import drawing; drawing.new_figure(3, 2)"),
    "ipywidgets": ("forms", "import calculators.widgets.lab"),
    "pandas": ("data", "from calculators import {}"),
    "bibtexparser": ("data", "from calculators import bibliography; bibliography.bibtex('mu2022')"),
}
CASES = [(package, extra, code) for package, (extra, code) in CALLS.items() if "{}" not in code] + [
    ("pandas", "data", CALLS["pandas"][1].format(module)) for module in ("datasets", "screening", "audit")
]


@pytest.mark.parametrize(("package", "extra", "code"), CASES)
def test_what_is_missing_is_said_with_the_extra_that_brings_it(package, extra, code):
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.modules[{package!r}] = None\n{code}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    last = done.stderr.strip().splitlines()[-1]
    assert last == f"ImportError: {package} is needed here: pip install 'perovskite-calculators[{extra}]'"
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert any(requirement.startswith(package) for requirement in extras[extra])


def test_the_book_extra_brings_all_others_that_the_package_names():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert "perovskite-calculators[data,fit,forms,plot]" in extras["book"]
