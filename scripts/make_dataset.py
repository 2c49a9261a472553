"""Write the dataset as one file: dist/<name>-<version>.zip.

    .venv/bin/python scripts/make_dataset.py [folder]

Data, description of every column (``datapackage.json``, and ``DICTIONARY.md`` to read),
bibliography, licence, how to cite, and the SHA-256 of each file. Order, dates
and rights in the archive are fixed, and nothing is compressed (two versions of
zlib need not give the same bytes), so that the same data give the same archive.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zipfile
from pathlib import Path

from calculators import datasets

ROOT = Path(__file__).resolve().parent.parent
LICENCE = """Creative Commons Attribution 4.0 International (CC BY 4.0)

Tables, descriptions and dictionary: https://creativecommons.org/licenses/by/4.0/
You may share and adapt them, also commercially, if you give credit: CITATION.cff says
how, and each row names the work that its value comes from. What third parties
contributed, and under which terms, stands in NOTICE.
"""


def contents() -> dict[str, bytes]:
    """Files of the archive by name, in its order."""
    data = ROOT / "data"
    files = {f"data/{p.relative_to(data).as_posix()}": p for p in data.rglob("*") if p.suffix in (".csv", ".json")}
    files |= {name: ROOT / name for name in ("CITATION.cff", "NOTICE", "references.bib")}
    found = {name: path.read_bytes() for name, path in files.items()}
    found["DICTIONARY.md"] = datasets.dictionary().markdown().encode()
    found["LICENSE"] = LICENCE.encode()
    found = dict(sorted(found.items()))
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in found.items())
    return {**found, "SHA256SUMS": sums.encode()}


def make(folder: Path) -> Path:
    """Write the archive into a folder and return its path."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    stem = f"{package['name']}-{package['version']}"
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / f"{stem}.zip", "w") as archive:
        for name, content in contents().items():
            entry = zipfile.ZipInfo(f"{stem}/{name}", date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return folder / f"{stem}.zip"


def main() -> int:
    path = make(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist")
    print(f"{path} ({path.stat().st_size} bytes, SHA-256 {hashlib.sha256(path.read_bytes()).hexdigest()})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
