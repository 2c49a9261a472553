"""Chromium, the served book, and a page that records what must not happen."""

import contextlib
import os
import shutil
import sys
import threading

import pytest
from conftest import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from serve import Handler, server

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
DESKTOP = {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"}
PHONE = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark", "has_touch": True, "is_mobile": True}


@contextlib.contextmanager
def serving(folder):
    """Address of a served folder, and the paths that were asked of the server."""
    asked = []

    class Recording(Handler):
        def do_GET(self):
            asked.append(self.path)
            super().do_GET()

    httpd = server(folder, handler=Recording)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{httpd.server_port}/", asked
    httpd.shutdown()


def watch(context, address):
    """Record requests to other hosts, console errors and failed requests."""
    with contextlib.ExitStack() as kept:
        seen = kept.enter_context(watching(context, address))
        kept.pop_all()  # until the context is closed
    return seen


@contextlib.contextmanager
def watching(context, address):
    """Record them inside a ``with`` block."""
    seen = {"external": [], "console": [], "failed": []}

    def request(r):
        if not r.url.startswith((address, "data:", "blob:")):
            seen["external"].append(r.url)

    def response(r):
        if r.status >= 400:
            seen["failed"].append(r.url)

    def console(m):
        if m.type == "error":
            seen["console"].append(m.text)

    def weberror(e):
        seen["console"].append(str(e.error))

    listeners = {"request": request, "response": response, "console": console, "weberror": weberror}
    for event, listener in listeners.items():
        context.on(event, listener)
    yield seen
    for event, listener in listeners.items():
        context.remove_listener(event, listener)


QUIET = {"external": [], "console": [], "failed": []}


def open_page(browser, address, page, **options):
    context = browser.new_context(**options)
    seen = watch(context, address)
    tab = context.new_page()
    tab.goto(address + page, wait_until="networkidle")
    return tab, seen


AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
OURS = "article, .hb-live-float"
# What the stock theme brings into the article, by rule and the start of the element.
THEME: list[tuple[str, str]] = []


# Rules that look at colours, sizes and places; the others read the elements, which are the same on every screen.
BY_LOOK = ["color-contrast", "link-in-text-block", "scrollable-region-focusable"]


def serious(tab, rules=None):
    """Serious and critical findings of axe in article and widgets, by all rules or some: rule and element."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed; 'make html' installs it")
    if not tab.evaluate("typeof axe === 'object'"):
        tab.add_script_tag(path=AXE)
    found = tab.evaluate(
        """async ([where, rules]) => (await axe.run(
        { include: where.split(", ").filter((s) => document.querySelector(s)).map((s) => [s]) },
        { resultTypes: ["violations"], preload: false, ...(rules && { runOnly: rules }) }
        )).violations.filter((v) => ["serious", "critical"].includes(v.impact))
        .flatMap((v) => v.nodes.map((n) => [v.id, n.html.slice(0, 300), n.failureSummary]))""",
        [OURS, rules],
    )
    return [f for f in found if not any(f[0] == rule and f[1].startswith(start) for rule, start in THEME)]
