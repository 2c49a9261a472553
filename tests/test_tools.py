"""Scripts that judge the tests: what is changed at random, what counts as covered, which chapters run."""

import os
import re
import sys
import tempfile
import textwrap
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT

from calculators import composition

sys.path.insert(0, str(ROOT / "scripts"))
import coverage_floor

SOURCE = '''
"""Words that nobody changes: 1 + 1."""
from typing import Literal

Kind = Literal["a", "b"]
ZERO_C = 273.15


def share(rows, limit: float = 0.5) -> float:
    """Share above the limit, which is 0.5 unless given."""
    if limit < 0:
        raise ValueError(f"limit: {limit - 1}")
    above = [row["eqe"] for row in rows if row["eqe"] >= limit and not row["flag"]]
    return len(above) / len(rows)
'''


def changes(source=SOURCE):
    mutate = pytest.importorskip("mutate", reason="needs a system that can fork")
    places = mutate.Finder("calculators/x.py", textwrap.dedent(source).encode()).places
    return {(place.line, place.old, new): mutate.Mutant(place, new) for place in places for new in place.new}


def test_formulas_are_changed_and_words_types_and_refusals_are_not():
    found = changes()
    texts = {(old, new) for _, old, new in found}
    assert ("len(above) / len(rows)", "(len(above) * len(rows))") in texts
    assert ("limit < 0", "(limit <= 0)") in texts
    assert ("limit < 0", "(limit > 0)") in texts
    assert ("'eqe'", "'flag'") in texts
    assert ("0.5", "0.55") in texts
    assert ("273.15", "300.465") in texts
    assert ("not row['flag']", "(row['flag'])") in texts
    assert any(old.startswith("row['eqe'] >= limit and") and " or " in new for old, new in texts)
    assert not [
        old for _, old, _ in found if "raise" in old or "limit - 1" in old or "Literal" in old or "Words" in old
    ]


def test_a_length_that_is_left_open_is_not_changed_into_another_name_for_it():
    mutate = pytest.importorskip("mutate", reason="needs a system that can fork")
    source = b"a = x.reshape(-1)\nb = x.reshape(-1, 3)\nc = x.sum(axis=-1)\nd = x[-1]\n"
    places = mutate.Finder("calculators/x.py", source).places
    ones = {place.line: place.new for place in places if place.old == "1"}
    assert ones == {1: ("0",), 2: ("0",), 3: ("2", "0"), 4: ("2", "0")}


def test_a_change_changes_one_place_and_is_python():
    before = textwrap.dedent(SOURCE).encode()
    for mutant in changes().values():
        after = mutant.source(before)
        assert after != before
        compile(after, "x.py", "exec")
        place = mutant.place
        assert after[: place.start] == before[: place.start]
        assert after.endswith(before[place.end :])


def test_tests_are_found_by_what_they_call():
    mutate = pytest.importorskip("mutate", reason="needs a system that can fork")
    reach = mutate.Reach()
    reach.take(
        {
            "tests": {
                "tests/test_x.py::test_quick": {"passed": True, "seconds": 0.1, "called": ["calculators/x.py:9"]},
                "tests/test_x.py::test_slow": {"passed": True, "seconds": 9.0, "called": ["calculators/x.py:9"]},
                "tests/test_y.py::test_other": {"passed": True, "seconds": 0.1, "called": ["calculators/y.py:3"]},
                "tests/test_x.py::test_red": {"passed": False, "seconds": 0.1, "called": ["calculators/x.py:9"]},
            },
            "setups": {"tests/test_y.py": ["calculators/x.py:20"]},
        }
    )
    assert reach.broken == ["tests/test_x.py::test_red"]
    by_line = {m.place.function: m.place for m in changes().values()}
    assert set(by_line) == {0, 9}
    assert reach.tests(by_line[9]) == ["tests/test_x.py::test_quick", "tests/test_x.py::test_slow"]
    assert set(reach.tests(by_line[0])) == set(reach.seconds)


def test_what_an_earlier_test_has_kept_is_called_again():
    mutate = pytest.importorskip("mutate", reason="needs a system that can fork")
    composition.atoms("FA")
    watching, before = mutate.Watching(str(ROOT)), sys.gettrace()
    try:
        watching.pytest_runtest_protocol(None)
        composition.atoms("FA")
    finally:
        sys.settrace(before)
    file = "calculators/composition/_species.py"
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    # A function starts with what decorates it.
    starts = {
        k + 1 - (lines[k - 1] == "@tables.cached") for k, line in enumerate(lines) if re.match(r"def _?atoms", line)
    }
    assert len(starts) == 2
    assert {f"{file}:{start}" for start in starts} <= watching.called


def entry(lines, covered, branches=0, taken=0):
    summary = {"num_statements": lines, "covered_lines": covered, "num_branches": branches, "covered_branches": taken}
    return {"summary": summary, "missing_lines": []}


def test_coverage_is_held_in_whole_and_file_by_file():
    good = {"calculators/a.py": entry(90, 90, 10, 9), "calculators/b.py": entry(900, 900), "book/c.py": entry(9, 0)}
    assert coverage_floor.report(good) == []
    low = {**good, "calculators/d.py": entry(20, 18, 4, 4)}  # 22 of 24: 91.7 %
    (fault,) = coverage_floor.report(low)
    assert fault.startswith("calculators/d.py: 91.7 %")
    half = {**good, "calculators/d.py": entry(1000, 930)}
    (fault,) = coverage_floor.report(half)
    assert fault.startswith("the package: 96.5 %")
    assert coverage_floor.report({"book/c.py": entry(9, 9)})


@pytest.mark.slow
def test_chapters_that_run_are_those_of_the_book_that_have_code():
    import execute  # Jupyter is slow to load and nothing else here needs it

    pages = execute.chapters()
    assert ROOT / "calculators.md" in pages
    assert len({p.stem for p in pages}) == len(pages)  # seconds are kept by name
    assert all("{code-cell}" in p.read_text(encoding="utf-8") for p in pages)
    assert ROOT / "chapters" / "reference" / "bibliography.md" not in pages


@pytest.mark.slow
def test_a_chapter_runs_with_this_package_and_says_what_failed(monkeypatch):
    import execute
    import nbformat

    for name in ("PYTHONPATH", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "OPENBLAS_NUM_THREADS"):
        monkeypatch.setenv(name, "")
    cells = ["import book; print(book.__file__)", "1 / 0"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    # Names of sockets must be short.
    with tempfile.TemporaryDirectory(dir="/tmp" if os.name == "posix" else None) as scratch:
        execute.environment(Path(scratch))
        done, seconds, error = execute.run(notebook, scratch, 60)
    assert done.cells[0].outputs[0]["text"] == f"{ROOT / 'book' / '__init__.py'}\n"
    assert "ZeroDivisionError" in error
    assert seconds > 0


@pytest.mark.slow
def test_pieces_of_a_stream_become_one_text_wherever_they_were_cut():
    import execute

    def stream(text, name="stdout"):
        return {"output_type": "stream", "name": name, "text": text}

    shown = {"output_type": "display_data", "data": {}, "metadata": {}}
    whole = "one\n\ntwo\nthree\n"
    for cut in range(len(whole)):
        assert execute.joined([stream(whole[:cut]), stream(whole[cut:])]) == [stream(whole)]
    mixed = [stream("a\n"), stream("b\n", "stderr"), shown, stream("c"), stream("\n")]
    assert execute.joined(mixed) == [stream("a\n"), stream("b\n", "stderr"), shown, stream("c\n")]
    assert execute.joined([]) == []


def test_the_note_of_a_build_does_not_depend_on_the_folder(tmp_path, monkeypatch):
    pytest.importorskip("pybtex")
    monkeypatch.syspath_prepend(str(ROOT / "site" / "_ext"))
    import handbook

    def note(clone, paths, names=("b", "a"), title="Handbook"):
        monkeypatch.setattr(handbook, "ROOT", clone)
        monkeypatch.setattr(sys, "prefix", str(clone / ".venv"))
        values = {"html_static_path": [f"{clone}/{p}" for p in paths], "names": set(names), "title": title}
        found = [SimpleNamespace(name=name, value=value) for name, value in values.items()]
        app = SimpleNamespace(
            builder=SimpleNamespace(build_info=SimpleNamespace(config_hash="")),
            config=SimpleNamespace(filter=lambda rebuild: found),
        )
        handbook.name_build(app)
        return app.builder.build_info.config_hash

    one, paths = note(tmp_path / "one", ["site/static", ".venv/lib/static"]), ["site/static", ".venv/lib/static"]
    assert len(one) == 32
    assert note(tmp_path / "another" / "place", paths, names=("a", "b")) == one
    assert note(tmp_path / "one", paths, title="Another") != one
    assert note(tmp_path / "one", paths[:1]) != one
    handbook.name_build(SimpleNamespace(builder=SimpleNamespace()))  # of a format that leaves no note
