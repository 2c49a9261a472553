"""Build the book with warnings as errors; say what was slow, how long it took and where it is."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "site" / "_ext"))

import execute  # noqa: E402
import handbook  # noqa: E402

# What Jupyter Book says of itself, and of where the book is.
BANNER = re.compile(
    r"Running Jupyter-Book|(Source Folder|Config Path|Output Path):|={40}|Finished generating HTML"
    r"|HTML pages are here:|^\s*_build/html/|look at your book|paste this line|^\s*file://"
)


def main() -> int:
    start = time.monotonic()
    failed = execute.main(handbook.execution_cache())
    if not failed:
        command = [str(Path(sys.executable).parent / "jupyter-book"), "build", ".", "-W", "--keep-going", "-q"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as sphinx:
            assert sphinx.stdout is not None
            for line in sphinx.stdout:
                if line.strip() and not BANNER.search(line):
                    print(line, end="", flush=True)
        failed = sphinx.returncode
    seconds = time.monotonic() - start
    if failed:
        print(f"\n*** The book was NOT built ({seconds:.0f} s); the reasons stand above. ***")
        return 1
    print(f"Book built in {seconds:.0f} s: {(ROOT / '_build' / 'html' / 'index.html').as_uri()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
