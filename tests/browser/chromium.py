"""Chromium, the served book, and a page that records what must not happen."""

import contextlib
import os
import shutil
import sys
import threading

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
    seen = {"external": [], "console": [], "failed": []}
    context.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:", "blob:")) else seen["external"].append(r.url),
    )
    context.on("response", lambda r: seen["failed"].append(r.url) if r.status >= 400 else None)
    context.on("console", lambda m: seen["console"].append(m.text) if m.type == "error" else None)
    context.on("weberror", lambda e: seen["console"].append(str(e.error)))
    return seen


QUIET = {"external": [], "console": [], "failed": []}


def open_page(browser, address, page, **options):
    context = browser.new_context(**options)
    seen = watch(context, address)
    tab = context.new_page()
    tab.goto(address + page, wait_until="networkidle")
    return tab, seen
