"""Shared by the tests: where things are, and a browser."""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

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
