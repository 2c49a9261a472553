"""Assets of live pages: verified, hashed by content, and absent without harm."""

import hashlib
import json
import subprocess
import sys
import zipfile
from io import BytesIO

import pytest
from conftest import ROOT

from calculators import bibliography

sys.path.insert(0, str(ROOT / "scripts"))
import live_assets as assets

needs_npm = pytest.mark.skipif(not assets.CORE.is_dir(), reason="npm packages are not installed; 'make html' does")


def test_the_package_archive_is_reproducible_and_whole():
    content = assets.package_zip()
    assert content == assets.package_zip()
    names = zipfile.ZipFile(BytesIO(content)).namelist()
    assert "calculators/widgets/registry.py" in names
    assert "calculators/_data/leds.csv" in names
    assert not [n for n in names if "__pycache__" in n]


def test_the_package_archive_knows_the_years_of_the_works(tmp_path):
    with zipfile.ZipFile(BytesIO(assets.package_zip())) as archive:
        archive.extractall(tmp_path)
    code = (
        "import sys; from calculators import bibliography as b; print(b.path(), b.year('fang2021b'), len(b.keys())); "
        "print([m for m in ('bibtexparser', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    first, second = done.stdout.splitlines()
    assert first == f"{tmp_path}/calculators/_data/references.bib 2021 {len(bibliography.keys())}"
    assert second == "[]"


@needs_npm
def test_a_file_with_another_hash_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(ValueError, match="sha256 differs"):
        assets.keep("numpy.whl", b"not numpy", hashlib.sha256(b"numpy").hexdigest())
    assert assets.missing().keys() == assets.wanted().keys()
    name, sha256 = next(iter(assets.wanted().items()))
    assets.cache().mkdir(parents=True)
    (assets.cache() / name).write_bytes(b"cut short")
    assert name in assets.missing()
    assert sha256 == assets.missing()[name]
    assert assets.collect() is None


@needs_npm
def test_a_failed_download_is_loud_and_harmless(tmp_path, monkeypatch, capsys):
    def refuse(missing):
        raise OSError("no network")

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("LIVE", raising=False)
    monkeypatch.setattr(assets, "from_distribution", refuse)
    monkeypatch.setattr(assets, "from_carrier", refuse)
    assert assets.main() == 0
    assert "LIVE PAGES ARE NOT PART OF THIS BUILD" in capsys.readouterr().err
    monkeypatch.setenv("LIVE", "required")
    assert assets.main() == 1
    bare = assets.app_only()
    assert sorted(name.split("/")[1] for name in bare.files) == ["live.css", "live.js"]


@pytest.mark.site
@needs_npm
def test_archives_are_precompiled_by_the_python_of_the_page(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    plain = BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("ours/__init__.py", "answer = 42\n")
        archive.writestr("ours/template.py", "no python: {{ }}\n")
        archive.writestr("ours/table.csv", "a,b\n")
        archive.writestr("ours/stub.pyi", "answer: int\n")
    for keep, names in (
        (True, {"ours/__init__.py", "ours/__pycache__/__init__.cpython-314.pyc"}),
        (False, {"ours/__init__.pyc"}),
    ):
        made = assets.compiled("test", {"ours.zip": plain.getvalue()}, keep)["ours.zip"]
        content = made.read_bytes()
        with zipfile.ZipFile(made) as archive:
            assert set(archive.namelist()) == names | {"ours/template.py", "ours/table.csv"}
            assert archive.read("ours/table.csv") == b"a,b\n"
            code = archive.read(next(n for n in names if n.endswith(".pyc")))
        assert int.from_bytes(code[4:8], "little") == 1  # by hash, and never compared with a source
        # A file that was cut short is made anew, with the same bytes.
        made.write_bytes(content[:100])
        assert assets.compiled("test", {"ours.zip": plain.getvalue()}, keep)["ours.zip"].read_bytes() == content


@needs_npm
def test_what_cannot_be_compiled_is_loud_and_harmless(monkeypatch, capsys):
    def fail(*command, **options):
        raise subprocess.CalledProcessError(1, "node")

    monkeypatch.setattr(assets, "missing", dict)
    monkeypatch.setattr(assets, "compiled", fail)
    monkeypatch.delenv("LIVE", raising=False)
    assert assets.collect() is None
    assert assets.main() == 0
    assert "LIVE PAGES ARE NOT PART OF THIS BUILD" in capsys.readouterr().err
    monkeypatch.setenv("LIVE", "required")
    assert assets.main() == 1


@pytest.mark.site
def test_names_hold_hashes_of_contents(site, live_assets):
    folder = site / "_static" / "live"
    found = assets.collect()
    assert found is not None
    assert {p.name for p in folder.iterdir()} == {found.runtime, found.package, found.app}
    for name, content in found.files.items():
        there = (folder / name).read_bytes()
        assert there == (content if isinstance(content, bytes) else content.read_bytes())
    locked = json.loads((folder / found.runtime / "pyodide-lock.json").read_text())["packages"]
    for package in locked.values():
        wheel = (folder / found.runtime / package["file_name"]).read_bytes()
        assert hashlib.sha256(wheel).hexdigest() == package["sha256"]


@pytest.mark.site
def test_the_server_lets_browsers_keep_hashed_files_only(site, live_assets):
    from urllib.request import urlopen

    sys.path.insert(0, str(ROOT / "tests" / "browser"))
    from chromium import serving

    with serving(site) as (address, _):
        for path, kept in (
            ("index.html", "no-cache"),
            (f"_static/live/{assets.collect().runtime}/pyodide.asm.wasm", "public, max-age=31536000, immutable"),
        ):
            with urlopen(address + path) as answer:
                assert answer.headers["Cache-Control"] == kept
        assert answer.headers["Content-Type"] == "application/wasm"


def test_nothing_of_others_is_in_git():
    if not (ROOT / ".git").exists():
        pytest.skip("this copy is no clone")
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not [n for n in listed if n.endswith((".whl", ".wasm", ".zip", ".min.js"))]
    lock = json.loads((ROOT / "package-lock.json").read_text())
    assert not [p for p in lock["packages"].values() if "resolved" in p]
