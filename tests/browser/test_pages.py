"""The built book in Chromium: quiet, offline and accessible, on a desktop and on a phone."""

import re

import pytest
from chromium import DESKTOP, PHONE, QUIET, open_page, serious
from conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.site]

PAGES = [
    f"{name}.html" for name in re.findall(r"(?:root|file): (\S+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
]
STABILITY, LED = "chapters/foundations/structural-stability.html", "chapters/leds/efficiency.html"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop-light", "phone-dark"])
def test_page_opens_quietly_and_is_accessible(browser, address, page, options):
    tab, seen = open_page(browser, address, page, **options)
    assert seen == QUIET
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "the page scrolls sideways"
    # axe fetches style sheets anew, one of them from a wrong address: what it asks for counts no more.
    assert serious(tab) == []
    tab.context.close()


def test_formulas_are_typeset_and_dark_panels_are_readable(browser, address):
    tab, _ = open_page(browser, address, STABILITY, color_scheme="dark")
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
    tab, _ = open_page(browser, address, LED)
    tab.locator(".hb-table a").first.click()
    tab.wait_for_url("**/bibliography.html#cite-*")
    key = tab.url.split("#")[1]
    assert tab.locator(f"[id='{key}']").count() == 1
    tab.context.close()


def test_notes_of_doubt_open_with_the_keyboard(browser, address):
    tab, _ = open_page(browser, address, LED)
    summary = tab.locator(".hb-table details summary").first
    summary.focus()
    tab.keyboard.press("Enter")
    assert tab.locator(".hb-table details[open]").count() == 1
    tab.context.close()
