"""What is shipped: the wheel where nothing but NumPy is installed, the sdist, the version, the workflows."""

import json
import re
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import numpy as np
import pytest
import yaml
from conftest import ROOT

import calculators


def build(kind, folder):
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(p for p in folder.iterdir() if p.suffix in (".whl", ".gz"))


def tracked(*folders):
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *folders], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name for name in listed.stdout.split("\n") if name and (ROOT / name).is_file()}


@pytest.mark.slow
def test_the_wheel_works_where_nothing_but_numpy_is_installed(tmp_path):
    wheel = build("wheel", tmp_path)
    place = tmp_path / "empty"
    venv.create(place, with_pip=False, symlinks=sys.platform != "win32")
    (packages,) = place.rglob("site-packages")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(packages)
    installed = Path(np.__file__).parent
    for name in ("numpy", "numpy.libs"):
        if (installed.parent / name).is_dir():
            (packages / name).symlink_to(installed.parent / name, target_is_directory=True)
    python = place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = subprocess.run(
        [str(python), "-I", str(ROOT / "scripts" / "smoke.py")],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == 0, done.stderr
    assert f"calculators {calculators.__version__} with NumPy {np.__version__}" in done.stdout
    ours = {name for name in names if not name.split("/")[0].endswith(".dist-info")}
    data = {f"calculators/_data/{name.removeprefix('data/')}" for name in tracked("data")}
    assert ours == tracked("calculators") | data | {"calculators/_data/references.bib"}


@pytest.mark.slow
def test_the_sdist_holds_what_the_wheel_needs_and_nothing_else(tmp_path):
    sdist = build("sdist", tmp_path)
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    about = {"README.md", "LICENSE", "NOTICE", "CITATION.cff", "CHANGELOG.md", "references.bib", "pyproject.toml"}
    # hatchling adds .gitignore: it decides what a build from the sdist leaves out.
    assert names == tracked("calculators", "data") | about | {"PKG-INFO", ".gitignore"}


def test_there_is_one_version():
    version = calculators.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    meta = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    data = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert (citation["version"], meta["version"], data["version"]) == (version, version, version)
    date = str(citation["date-released"])
    assert meta["dateModified"] == date
    assert f"## {version}, {date}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert meta["description"] in project
    assert not re.search(r'^version = "', project, re.MULTILINE)
    assert meta["name"] == citation["title"]
    assert [a["name"] for a in meta["author"]] == [a["name"] for a in citation["authors"]]


WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_workflows_call_what_exists(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for job in jobs.values():
        for name in job.get("needs", []) if isinstance(job.get("needs"), list) else [job.get("needs")]:
            assert name is None or name in jobs
        for step in job["steps"]:
            words = step.get("run", "").split()
            if words[:1] == ["make"]:
                assert words[1] in targets
            for word in words:
                if word.startswith((".ci/", "source/scripts/", "scripts/")):
                    assert (ROOT / word.removeprefix("source/")).is_file(), word


def test_pages_are_published_only_when_all_else_is_green():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
    waits = set(jobs["publish"]["needs"])
    for name in list(waits):
        waits |= {jobs[name]["needs"]} if isinstance(jobs[name].get("needs"), str) else set()
    assert waits == set(jobs) - {"publish"}
    deploying = [p.name for p in WORKFLOWS if "deploy-pages" in p.read_text(encoding="utf-8")]
    assert deploying == ["ci.yml"]


def test_issue_forms_ask_for_what_we_need():
    folder = ROOT / ".github" / "ISSUE_TEMPLATE"
    for path in folder.glob("*.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        if path.stem == "config":
            continue
        ids = [field["id"] for field in form["body"]]
        assert len(ids) == len(set(ids))
        assert form["name"]
        assert form["description"]
    wrong = yaml.safe_load((folder / "wrong-value.yml").read_text(encoding="utf-8"))
    required = {f["id"] for f in wrong["body"] if f.get("validations", {}).get("required")}
    assert {"table", "row", "column", "paper"} <= required
