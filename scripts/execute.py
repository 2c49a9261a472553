"""Run the code cells of all chapters before the book is built, several chapters at a time.

What Sphinx would do chapter by chapter while it reads them is done here in processes side by
side and put into the same cache (site/_ext/handbook.py names its folder after the package, the
book's code and the data); Sphinx then finds every result there. A chapter whose cells, package
and data have not changed is not run.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path
from typing import Any

import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.executors.utils import single_nb_execution
from traitlets.config import Config

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build"
READER = {"name": "myst_nb_md", "type": "plugin"}
SECONDS = BUILD / "seconds.json"  # how long each chapter took when it was last run


def chapters() -> list[Path]:
    """Pages of the book that have code cells."""
    names = re.findall(r"(?:root|file): (\S+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
    pages = [ROOT / f"{name}.md" for name in names]
    return [p for p in pages if p.is_file() and "{code-cell}" in p.read_text(encoding="utf-8")]


def environment(scratch: Path) -> None:
    """What kernels inherit: the package and the book's code of this folder, no settings of the user, no chatter."""
    profile = scratch / "ipython" / "profile_default"
    profile.mkdir(parents=True)
    (profile / "ipython_kernel_config.py").write_text("c.IPKernelApp.log_level = 40\n", encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(profile.parent)
    (scratch / "run").mkdir()
    os.environ["JUPYTER_RUNTIME_DIR"] = str(scratch / "run")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # else each kernel warns of frozen modules
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # processes share the cores already


def joined(outputs: list[Any]) -> list[Any]:
    """Outputs with the pieces of one stream as one text: where a kernel cuts it depends on how busy the machine is."""
    found: list[Any] = []
    for output in outputs:
        before = found[-1] if found else None
        if before and output["output_type"] == before["output_type"] == "stream" and output["name"] == before["name"]:
            before["text"] += output["text"]
        else:
            found.append(output)
    return found


def run(notebook: Any, folder: str, timeout: int) -> tuple[Any, float, str]:
    """Run a notebook; also its seconds, and what went wrong."""
    config = Config()
    if os.name == "posix":
        # Kernels that start at the same moment may be given the same port: sockets in files have no ports.
        config.KernelManager.transport = "ipc"
        config.KernelManager.connection_file = (
            f"{os.environ['JUPYTER_RUNTIME_DIR']}/{os.getpid()}-{time.time_ns()}.json"
        )
    done = single_nb_execution(
        notebook, cwd=folder, timeout=timeout, allow_errors=False, startup_timeout=timeout, config=config
    )
    for cell in done.nb.cells:
        if cell.get("outputs"):
            cell["outputs"] = joined(cell["outputs"])
    return done.nb, done.time, str(done.err) if done.err else ""


def read_seconds() -> dict[str, float]:
    """Seconds of each chapter, of earlier runs."""
    return dict(json.loads(SECONDS.read_text(encoding="utf-8"))) if SECONDS.is_file() else {}


def main(folder: Path, jobs: int | None = None) -> int:
    """Fill the cache in a folder; 1 if a cell failed."""
    timeout = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["execute"]["timeout"]
    cache = get_cache(str(folder))
    known = read_seconds()
    waiting: list[tuple[Path, Any]] = []
    for page in chapters():
        record = cache.add_nb_to_project(str(page), read_data=READER)
        notebook = cache.get_project_notebook(record.pk).nb
        try:
            cache.match_cache_notebook(notebook)
        except KeyError:
            waiting.append((page, notebook))
    if not waiting:
        return 0
    # The longest first, so that none starts last.
    waiting.sort(key=lambda item: -known.get(item[0].stem, item[0].stat().st_size / 1e6))
    start = time.monotonic()
    jobs = jobs or min(len(waiting), os.cpu_count() or 1)
    print(f"Running the code of {len(waiting)} chapters, {jobs} at a time", flush=True)
    failed = 0
    short = "/tmp" if os.name == "posix" else None  # names of sockets may have about a hundred characters
    with tempfile.TemporaryDirectory(prefix="chapters-", dir=short) as scratch:
        environment(Path(scratch))
        with ProcessPoolExecutor(jobs) as pool:
            running = {}
            for page, notebook in waiting:
                # Cells that write files write them there and not into the clone.
                place = Path(scratch) / "pages" / page.relative_to(ROOT).with_suffix("")
                place.mkdir(parents=True)
                running[pool.submit(run, notebook, str(place), timeout)] = page
            for done in as_completed(running):
                page = running[done]
                try:
                    notebook, known[page.stem], error = done.result()
                except Exception as broken:  # of the kernel, not of a cell
                    error = f"{type(broken).__name__}: {broken}"
                if error:
                    failed += 1
                    words = re.sub(r"\x1b\[[0-9;]*m", "", error)
                    print(f"\n*** {page.relative_to(ROOT)}: its code failed ***\n{words}", file=sys.stderr, flush=True)
                    continue
                bundle = CacheBundleIn(notebook, str(page), data={"execution_seconds": known[page.stem]})
                cache.cache_notebook_bundle(bundle, check_validity=False, overwrite=True)
    SECONDS.write_text(json.dumps(dict(sorted(known.items())), indent=1), encoding="utf-8")
    slow = sorted(((known[page.stem], page) for page, _ in waiting), reverse=True)[:5]
    print(
        f"They took {time.monotonic() - start:.0f} s; the slowest: "
        + ", ".join(f"{page.relative_to(ROOT)} {seconds:.0f} s" for seconds, page in slow),
        flush=True,
    )
    return int(bool(failed))
