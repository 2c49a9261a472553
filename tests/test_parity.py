"""The numbers of live pages: the same states in Pyodide, under Node, and in this Python."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from calculators.widgets import CALCULATORS

sys.path.insert(0, str(ROOT / "scripts"))
import live_assets as assets

pytestmark = [pytest.mark.site, pytest.mark.usefixtures("live_assets")]


@pytest.fixture(scope="module")
def both(site, tmp_path_factory):
    (runtime,) = (site / "_static" / "live").glob("pyodide-*")
    archive = tmp_path_factory.mktemp("package") / "calculators.zip"
    archive.write_bytes(assets.package_zip())
    states = ROOT / "tests" / "states.py"
    node = Path(sys.executable).parent / "node"
    found = []
    for command in (
        [sys.executable, str(states)],
        [str(node), str(ROOT / "tests" / "parity.mjs"), str(runtime), str(archive), str(states)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr[-600:]
        found.append(json.loads(done.stdout))
    return found


@pytest.mark.parametrize("entry", CALCULATORS, ids=lambda e: e.function)
def test_pages_give_the_same_numbers(both, entry):
    ours, theirs = (side[entry.function] for side in both)
    assert len(ours) == len(theirs) > 30
    computed = 0
    for here, there in zip(ours, theirs, strict=True):
        assert here["numbers"].keys() == there["numbers"].keys()
        for name, value in here["numbers"].items():
            same = math.isclose(value, there["numbers"][name], rel_tol=entry.agreement, abs_tol=1e-300)
            assert same or (math.isnan(value) and math.isnan(there["numbers"][name])), (name, value, there)
        assert here["html"] == there["html"]
        computed += bool(here["numbers"])
    assert computed >= 10
