"""What a stranger may count on: options by keyword, types without Any, docstrings that show, results that travel.

The functions come from ``arguments/``, one file a module.
"""

import copy
import dataclasses
import inspect
import pickle
import re
import types
import typing

import pytest
from arguments import CALLS, function, valid

SECTIONS = ("Parameters", "Returns", "Raises", "See Also", "Examples")


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_options_are_given_by_keyword(module, name):
    for argument, parameter in inspect.signature(function(module, name)).parameters.items():
        is_option = isinstance(valid(module)[name][argument], str | bool)
        if is_option and parameter.default is not parameter.empty:
            assert parameter.kind is parameter.KEYWORD_ONLY, argument


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_what_comes_back_has_a_type(module, name):
    call = inspect.unwrap(function(module, name))
    for variant in (*typing.get_overloads(call), call):
        said = variant.__annotations__["return"]
        assert "Any" not in re.findall(r"\w+", str(said)), said


@pytest.mark.parametrize(("module", "name"), CALLS)
def test_the_docstring_has_all_sections_and_a_telling_example(module, name):
    doc = inspect.getdoc(function(module, name))
    first = doc.splitlines()[0]
    assert first.endswith(".")
    assert len(first) <= 120
    missing = [s for s in SECTIONS if not re.search(rf"^{s}\n-+$", doc, re.MULTILINE)]
    assert not missing
    assert "ValueError" not in doc
    examples = doc[doc.index("\nExamples\n") :].splitlines()
    shown = [line for line in examples[2:] if line and not line.startswith((">>>", "..."))]
    assert any(not re.fullmatch(r"True|False|None", line.strip()) for line in shown)
    described = re.findall(r"^([\w, ]+) : ", doc[doc.index("\nParameters\n") : doc.index("\nReturns\n")], re.MULTILINE)
    listed = [argument for group in described for argument in group.split(", ")]
    assert listed == list(inspect.signature(function(module, name)).parameters)


def gives_results(module, name):
    said = typing.get_type_hints(inspect.unwrap(function(module, name)))["return"]
    choices = typing.get_args(said) if typing.get_origin(said) in (typing.Union, types.UnionType) else (said,)
    return any(dataclasses.is_dataclass(each) for each in choices)


@pytest.mark.parametrize(("module", "name"), [call for call in CALLS if gives_results(*call)])
def test_results_can_be_pickled_copied_and_compared(module, name):
    result = function(module, name)(**valid(module)[name])
    for twin in (pickle.loads(pickle.dumps(result)), copy.deepcopy(result), copy.copy(result)):
        assert twin == result
        assert hash(twin) == hash(result)
    field = dataclasses.fields(result)[0].name
    assert dataclasses.replace(result, **{field: None}) != result
