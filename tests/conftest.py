"""Shared by the tests: where things are, tables with known answers, and a browser."""

import contextlib
import csv
import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

# The tests fill the processors by themselves: threads of linear algebra would only wait for each other.
for _library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

from calculators import tables  # noqa: E402

# No limit of time for an example: a machine that is busy fails no test.
settings.register_profile("house", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"


def pytest_collection_finish():
    """What stands in memory before the first test stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def site() -> Path:
    if not (SITE / "index.html").is_file():
        pytest.skip("the book is not built; 'make html' builds it")
    return SITE


@pytest.fixture(scope="module")
def browser(site):
    from chromium import CHROMIUM, FLAGS

    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: in CI the browser tests must run")
        pytest.skip("no Chromium on this machine: the browser tests are skipped")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def address(site):
    from chromium import serving

    with serving(site) as (found, _):
        yield found


@pytest.fixture(scope="module")
def live_assets(site):
    """Skip where the build has no live pages; in CI it must have them."""
    if not list((site / "_static" / "live").glob("pyodide-*")):
        if os.environ.get("CI"):
            pytest.fail("live pages are not part of this build: in CI they must be")
        pytest.skip("live pages are not part of this build")


def header(name):
    """Columns of a shipped table, in their order."""
    with (tables.data_dir() / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


@pytest.fixture
def made_up(tmp_path):
    """Context manager: inside it the named tables hold just the given rows.

    ``with made_up(leds=[{"eqe_pct": 5, ...}]):``; columns that a row does not
    name are empty, and a column that the shipped table lacks is refused. Where
    a table has ids, rows that name none are counted. `references` is BibTeX of
    works that the bibliography gains.
    """

    @contextlib.contextmanager
    def use(references="", **given):
        folder = tmp_path / f"tables-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        if references:
            (folder / "references.bib").write_text(references, encoding="utf-8")
        for name, rows in given.items():
            columns = header(name)
            path = folder / f"{name}.csv"
            path.parent.mkdir(exist_ok=True)
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                for k, row in enumerate(rows):
                    writer.writerow({"id": f"made-up-{k}", **row} if "id" in columns else row)
        with tables.use(folder):
            yield

    return use
