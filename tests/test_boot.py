"""The Python side of live pages, run in this Python: cells, outputs, errors."""

import json
import subprocess
import sys

import pytest
from conftest import ROOT

PREPARE = """
import json, sys
sys.path.insert(0, "site/live")
import boot
boot.start()
def run(source, cell="1"):
    return json.loads(boot.run(cell, source))
"""


def in_python(code, given=""):
    command = [sys.executable, "-c", PREPARE + code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, input=given)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


CELLS = [
    ("print('a'); print('b')", ["text"], "a\nb\n"),
    ("1 + 1", ["text"], "2\n"),
    ("1 + 1;", [], ""),
    ("x = 3", [], ""),
    ("print('a')\ndisplay(2)\nprint('b')", ["text", "text", "text"], "a\n"),
    ("from IPython.display import HTML\nHTML('<b>x</b>')", ["html"], "<b>x</b>"),
    ("from IPython.display import SVG\nSVG('<svg/>')", ["svg"], "<svg/>"),
    ("import pandas as pd\npd.DataFrame({'a': [1]})", ["html"], "<div>"),
    ("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()", ["text", "svg"], "["),
    ("import matplotlib.pyplot as plt\nf, ax = plt.subplots()\nf", ["svg"], "<svg"),
    ("from calculators import figures\nfigures.eqe_chain(1, 1, 1, 1)", ["html"], '<div class="hb-figure"'),
    ("x = 1\n1 / 0", ["error"], '  File "<cell>", line 2'),
    ("def f():\n    return 1 / 0\nf()", ["error"], '  File "<cell>", line 3'),
    ("print(", ["error"], '  File "<cell>", line 1'),
    ("raise SystemExit", ["error"], '  File "<cell>", line 1'),
]


@pytest.fixture(scope="module")
def answers():
    """Answers to all cells, from one Python that forgets after each what it defined."""
    code = """
before = dict(boot.namespace)
found = []
for source in json.loads(sys.stdin.read()):
    found.append(run(source))
    boot.namespace.clear()
    boot.namespace.update(before)
print(json.dumps(found))
"""
    sources = [source for source, _, _ in CELLS]
    return dict(zip(sources, in_python(code, json.dumps(sources)), strict=True))


@pytest.mark.parametrize(("source", "kinds", "words"), CELLS)
def test_outputs_of_a_cell(answers, source, kinds, words):
    answer = answers[source]
    outputs = answer["outputs"]
    if "plt.plot" in source:  # the list of lines is the value of no last line
        kinds, words = ["svg"], "<svg"
    assert [o["kind"] for o in outputs] == kinds
    assert answer["ok"] == ("error" not in kinds)
    if outputs:
        assert outputs[0]["content"].startswith(words)
        assert "boot.py" not in outputs[0]["content"]


def test_a_missing_module_is_named():
    answer = in_python("print(json.dumps(run('import numpy, no_such_module.part')))")
    assert answer["missing"] == "no_such_module"


@pytest.mark.slow
def test_a_module_that_an_extra_brings_is_named():
    cell = "from calculators.errors import needs\nwith needs('no_such_module', 'fit'):\n    import no_such_module.part"
    assert in_python(f"print(json.dumps(run({cell!r})))")["missing"] == "no_such_module"
    answer = in_python("print(json.dumps(run('from calculators import no_such_name')))")
    assert "missing" not in answer  # the module is there
    assert [o["kind"] for o in answer["outputs"]] == ["error"]


@pytest.mark.slow
def test_a_calculator_is_described_updated_drawn_and_saved():
    found = in_python(
        """
shown = run("from calculators.widgets import led_efficiency\\nled_efficiency()")["outputs"][0]
key = shown["form"]
good = json.loads(boot.update(key, json.dumps({"outcoupling": 0.1, "nonsense": 1})))
drawn = json.loads(boot.draw(key))
files = json.loads(boot.files(key))
bad = json.loads(boot.update(key, json.dumps({"peak_nm": "<b>"})))
boot.forms[key].compute = lambda inputs: 1 / 0
broken = json.loads(boot.update(key, json.dumps({"peak_nm": "520"})))
print(json.dumps([shown, good, drawn, files, bad, broken]))
"""
    )
    shown, good, drawn, files, bad, broken = found
    assert [f["kind"] for f in shown["description"]["fields"]] == ["fraction"] * 4 + ["number"] * 2
    assert "<svg" not in shown["state"]["html"]
    assert "9.00 %" in good["html"]
    assert good["ok"]
    assert "<svg" in drawn["html"]
    assert set(files) == {"csv", "json", "svg"}
    assert "&lt;b&gt;" in bad["html"]
    assert list(bad["invalid"]) == ["peak_nm"]
    assert "&" not in bad["invalid"]["peak_nm"]  # plain text: the page escapes it
    assert good["inputs"]["outcoupling"] == "10"
    assert bad["inputs"]["peak_nm"] == "<b>"
    assert good["invalid"] == broken["invalid"] == {}
    assert good["said"].startswith("External quantum efficiency 9.00 %")
    assert "The calculator failed on these inputs (ZeroDivisionError" in broken["html"]
    assert not broken["ok"]
