"""The built book in Chromium: quiet, offline and accessible, on a desktop and on a phone."""

import re

import pytest
from chromium import BY_LOOK, DESKTOP, PHONE, QUIET, open_page, serious
from conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.site]

PAGES = [
    f"{name}.html" for name in re.findall(r"(?:root|file): (\S+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
]
OTHER_ON_A_PHONE = {"chapters/data/explorer.html"}  # where a small screen has elements that a wide one hides
STABILITY, LED = "chapters/foundations/structural-stability.html", "chapters/leds/efficiency.html"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop-light", "phone-dark"])
def test_page_opens_quietly_and_is_accessible(browser, address, page, options):
    tab, seen = open_page(browser, address, page, **options)
    assert seen == QUIET
    assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "the page scrolls sideways"
    assert serious(tab, BY_LOOK if options is PHONE and page not in OTHER_ON_A_PHONE else None) == []
    tab.context.close()


def test_only_the_explorer_shows_elements_on_a_small_screen_alone():
    shown = []
    for sheet in ("static/handbook.css", "live/live.css"):
        text = re.sub(r"/\*.*?\*/", "", (ROOT / "site" / sheet).read_text(encoding="utf-8"), flags=re.DOTALL)
        for small in re.findall(r"@media \((?:max-width|pointer)[^{]*\{((?:[^{}]*\{[^{}]*\})*)", text):
            rules = re.findall(r"([^{}]+)\{([^{}]*)\}", small)
            shown += [selector.strip() for selector, style in rules if re.search(r"display: (?!none)", style)]
    assert shown
    assert all(part.strip().startswith(("table.hb-x-", ".hb-x-")) for one in shown for part in one.split(","))


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
