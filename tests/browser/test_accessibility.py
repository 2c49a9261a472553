"""axe-core on static and live pages: nothing serious or critical in article and widgets."""

import pytest
from chromium import DESKTOP, PHONE
from conftest import ROOT
from test_live import ABSORPTION, LED, STABILITY, edit, wait
from test_pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.site, pytest.mark.usefixtures("live_assets")]

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
OURS = "article, .hb-live-float"
# What the stock theme brings into the article, by rule and the start of the element.
THEME: list[tuple[str, str]] = []


def serious(tab):
    """Serious and critical findings of axe in article and widgets: rule and element."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; 'make html' installs it")
    if not tab.evaluate("typeof axe === 'object'"):
        tab.add_script_tag(path=AXE)
    found = tab.evaluate(
        """async (where) => (await axe.run(
        { include: where.split(", ").filter((s) => document.querySelector(s)).map((s) => [s]) },
        { resultTypes: ["violations"] }
        )).violations.filter((v) => ["serious", "critical"].includes(v.impact))
        .flatMap((v) => v.nodes.map((n) => [v.id, n.html.slice(0, 300), n.failureSummary]))""",
        OURS,
    )
    return [f for f in found if not any(f[0] == rule and f[1].startswith(start) for rule, start in THEME)]


@pytest.fixture
def tab(browser, request):
    context = browser.new_context(**request.param)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


BOTH = pytest.mark.parametrize("tab", [DESKTOP, PHONE], indirect=True, ids=["desktop-light", "phone-dark"])


@BOTH
@pytest.mark.parametrize("page", PAGES)
def test_printed_pages(tab, address, page):
    tab.goto(address + page)
    assert serious(tab) == []


@BOTH
@pytest.mark.parametrize("page", [STABILITY, ABSORPTION, LED])
def test_live_pages(tab, address, page):
    tab.goto(address + page)
    tab.locator(".hb-live button").click()
    assert serious(tab) == [], "while Python loads"
    wait(tab, "ready")
    assert serious(tab) == [], "live"
    form = tab.locator(".hb-form").first
    form.locator("input[type=text]").first.fill("?!")
    form.locator(".hb-message").wait_for()
    form.locator(".hb-code summary").evaluate_all("all => all.forEach((s) => s.click())")
    edit(tab, tab.locator("div.cell").first, "print('x' * 500)\n1 / 0")
    assert serious(tab) == [], "with a message, the code and an edited cell"


@BOTH
def test_a_link_and_a_failure(tab, address):
    tab.goto(address + LED + "#live:led-efficiency?plqy=0.5")
    tab.locator(".hb-offer-link").wait_for()
    assert serious(tab) == []
    tab.route("**/pyodide.asm.wasm", lambda route: route.fulfill(status=404))
    tab.locator(".hb-live button").click()
    wait(tab, "failed")
    assert serious(tab) == []
