"""The built book in Chromium: it opens quietly, offline, on a desktop and on a phone."""

import os
import shutil
import sys
import threading

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from serve import server

pytestmark = [pytest.mark.browser, pytest.mark.site]

CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = [
    "index.html",
    "chapters/foundations/structural-stability.html",
    "chapters/leds/efficiency.html",
    "chapters/foundations/tolerance-validation.html",
    "chapters/data/overview.html",
    "chapters/data/explorer.html",
    "chapters/data/dictionary.html",
    "chapters/data/screening.html",
    "chapters/foundations/light-absorption.html",
    "chapters/reference/api.html",
    "chapters/reference/bibliography.html",
]


@pytest.fixture(scope="module")
def browser(site):
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
    httpd = server(site)
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{httpd.server_port}/"
    httpd.shutdown()


def open_page(browser, address, page, **options):
    context = browser.new_context(**options)
    tab = context.new_page()
    seen = {"external": [], "console": [], "failed": []}
    context.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:", "blob:")) else seen["external"].append(r.url),
    )
    tab.on("console", lambda m: seen["console"].append(m.text) if m.type == "error" else None)
    tab.on("pageerror", lambda e: seen["console"].append(str(e)))
    tab.on("response", lambda r: seen["failed"].append(r.url) if r.status >= 400 else None)
    tab.goto(address + page, wait_until="networkidle")
    return tab, seen


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "options",
    [
        {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
        {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
    ],
    ids=["desktop-light", "phone-dark"],
)
def test_page_opens_quietly(browser, address, page, options):
    tab, seen = open_page(browser, address, page, **options)
    assert seen == {"external": [], "console": [], "failed": []}
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "the page scrolls sideways"
    tab.context.close()


def test_formulas_are_typeset_and_dark_panels_are_readable(browser, address):
    tab, _ = open_page(browser, address, PAGES[1], color_scheme="dark")
    tab.wait_for_selector("mjx-container")
    assert tab.locator("mjx-merror").count() == 0
    colours = tab.evaluate(
        """() => { const p = document.querySelector('.hb-static');
        return [getComputedStyle(p).color, getComputedStyle(p).backgroundColor] }"""
    )
    light, dark = (sum(map(int, c[c.index("(") + 1 : -1].split(",")[:3])) for c in colours)
    assert light - dark > 350
    tab.context.close()


def test_a_citation_leads_to_its_entry(browser, address):
    tab, _ = open_page(browser, address, PAGES[2])
    tab.locator(".hb-table a").first.click()
    tab.wait_for_url("**/bibliography.html#cite-*")
    key = tab.url.split("#")[1]
    assert tab.locator(f"[id='{key}']").count() == 1
    tab.context.close()


def test_notes_of_doubt_open_with_the_keyboard(browser, address):
    tab, _ = open_page(browser, address, PAGES[2])
    summary = tab.locator(".hb-table details summary").first
    summary.focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".hb-table details[open]").count() == 1
    tab.context.close()
