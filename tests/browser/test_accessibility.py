"""axe-core on live pages: nothing serious or critical in article and widgets (test_pages.py sees the printed ones)."""

import pytest
from chromium import DESKTOP, PHONE, serious
from test_live import ABSORPTION, LED, STABILITY, edit, wait

pytestmark = [pytest.mark.browser, pytest.mark.site, pytest.mark.usefixtures("live_assets")]


@pytest.fixture
def tab(browser, request):
    context = browser.new_context(**request.param)
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


BOTH = pytest.mark.parametrize("tab", [DESKTOP, PHONE], indirect=True, ids=["desktop-light", "phone-dark"])


@BOTH
@pytest.mark.parametrize("page", [STABILITY, ABSORPTION, LED])
def test_live_pages(tab, address, page):
    tab.goto(address + page)
    tab.locator(".hb-live button").click()
    assert serious(tab) == [], "while Python loads"
    wait(tab, "ready")
    assert serious(tab) == [], "live"
    form = tab.locator(".hb-form").first
    form.locator("input[type=text]").last.fill("about 5")  # with a note at the field
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
