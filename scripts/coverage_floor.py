"""Hold branch coverage of the package: in whole, and file by file.

    python scripts/coverage_floor.py _build/coverage.json

Reads the JSON report of coverage.py, prints the files that are least covered, and ends
with 1 where the package or one of its files is under its floor.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

PACKAGE, FILE = 97.0, 92.0
FOLDER = "calculators/"


def share(summaries: list[dict[str, Any]]) -> float:
    """Covered share of lines and branches [%]."""
    all_of = sum(s["num_statements"] + s["num_branches"] for s in summaries)
    covered = sum(s["covered_lines"] + s["covered_branches"] for s in summaries)
    return 100.0 * covered / all_of if all_of else 100.0


def report(files: dict[str, Any]) -> list[str]:
    """What is under its floor, one sentence each."""
    ours = {name.replace("\\", "/"): entry for name, entry in files.items()}
    ours = {name: entry for name, entry in ours.items() if name.startswith(FOLDER)}
    whole = share([entry["summary"] for entry in ours.values()])
    faults = [f"the package: {whole:.1f} % of lines and branches, at least {PACKAGE:g} are asked"] * (whole < PACKAGE)
    print(f"Branch coverage of {FOLDER[:-1]}: {whole:.1f} % in {len(ours)} files; the least covered:")
    for name, entry in sorted(ours.items(), key=lambda item: share([item[1]["summary"]]))[:8]:
        print(f"  {share([entry['summary']]):5.1f} %  {name}  lines {entry['missing_lines'][:12]}")
    for name, entry in sorted(ours.items()):
        if share([entry["summary"]]) < FILE:
            faults.append(f"{name}: {share([entry['summary']]):.1f} %, at least {FILE:g} are asked")
    if not ours:
        faults.append(f"the report holds no file of {FOLDER}")
    return faults


def main() -> int:
    content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    faults = report(content["files"])
    for fault in faults:
        print(f"*** {fault} ***")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
