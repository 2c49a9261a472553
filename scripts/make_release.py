"""Write the files of a release to dist/: wheel, sdist, dataset, site, and their checksums.

    .venv/bin/python scripts/make_release.py [tag]

Needs the built book (`make html`). A tag must be "v" and the version of the package. What the
change log says of this version goes to _build/release-notes.md.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import make_dataset

import calculators

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"


def notes(version: str) -> str:
    """What the change log says of a version."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(version)}\b[^\n]*\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    if found is None:
        raise SystemExit(f"CHANGELOG.md says nothing of version {version}")
    return found[1].strip() + "\n"


def site_archive(folder: Path, version: str) -> Path:
    """The built book as one file; equal pages give equal bytes."""
    if not (SITE / "index.html").is_file():
        raise SystemExit("the book is not built; 'make html' builds it")
    path = folder / f"perovskite-handbook-site-{version}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for page in sorted(p for p in SITE.rglob("*") if p.is_file()):
            name = f"{path.stem}/{page.relative_to(SITE).as_posix()}"
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, page.read_bytes(), zipfile.ZIP_DEFLATED)
    return path


def main() -> int:
    version = calculators.__version__
    tag = sys.argv[1] if len(sys.argv) > 1 else ""
    if tag and tag != f"v{version}":
        raise SystemExit(f"the tag is {tag}, the version of the package {version}")
    said = notes(version)
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    dist.mkdir()
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(dist)], cwd=ROOT, check=True)
    make_dataset.make(dist)
    site_archive(dist, version)
    files = sorted(dist.iterdir())
    sums = "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in files)
    (dist / "SHA256SUMS").write_text(sums, encoding="utf-8")
    (ROOT / "_build" / "release-notes.md").write_text(said, encoding="utf-8")
    print(sums, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
