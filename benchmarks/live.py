"""Live pages in headless Chromium: how long a reader waits, and how much is loaded.

    python -m benchmarks.live [--runs 3]

Needs the built book (`make html`) and Chromium. Every run starts with an empty profile
on disk, and the book is served on the loopback address by scripts/serve.py. The budgets
are those that the project set itself; the script ends with 1 if one is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "_build" / "html"
FIRST, SECOND = "chapters/leds/efficiency.html", "chapters/foundations/structural-stability.html"
BUDGETS = {
    "first live number [s]": 5.0,
    "first live figure [s]": 9.0,
    "slider to number [ms]": 100.0,
    "slider to figure [ms]": 250.0,
}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# Moves a slider by one step and waits for the number, then for the figure.
MOVE = """async (value) => {
  const form = document.querySelector(".hb-form"), slider = form.querySelector("input[type=range]");
  const until = (place) => new Promise((done) => {
    const watch = new MutationObserver(() => { watch.disconnect(); done(performance.now()); });
    watch.observe(form.querySelector(place), { childList: true, subtree: true, characterData: true });
  });
  const [number, figure] = [until(".hb-result"), until(".hb-figure-place")];
  const began = performance.now();
  slider.value = value; slider.dispatchEvent(new Event("input"));
  return [(await number) - began, (await figure) - began];
}"""


def wait(page, states: list[str]) -> None:
    page.wait_for_function("s => s.includes(document.body.dataset.live)", arg=states, timeout=120_000)


def mark(page, name: str) -> float:
    return page.evaluate(f"performance.getEntriesByName('live-{name}').at(-1).startTime") / 1000


def one_run(playwright, chromium: str, address: str, asked: list[tuple[str, int]]) -> dict[str, float]:
    found = {}
    with tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(profile, executable_path=chromium, args=FLAGS)
        page = context.pages[0]
        page.goto(address + FIRST, wait_until="networkidle")
        asked.clear()
        page.locator(".hb-live button").click()
        wait(page, ["numbers", "ready"])
        wait(page, ["ready"])
        clicked = mark(page, "click")
        found["first live number [s]"] = mark(page, "numbers") - clicked
        found["first live figure [s]"] = mark(page, "ready") - clicked
        found["requests after the click"] = len(asked)
        found["loaded after the click [MB]"] = sum(size for _, size in asked) / 1e6
        moves = [page.evaluate(MOVE, 0.3 + 0.05 * k) for k in range(10)]
        found["slider to number [ms]"] = statistics.median(m[0] for m in moves)
        found["slider to figure [ms]"] = statistics.median(m[1] for m in moves)
        found["slider to figure, slowest of ten [ms]"] = max(m[1] for m in moves)

        asked.clear()
        page.goto(address + SECOND)
        wait(page, ["ready"])
        clicked = mark(page, "click")
        found["second page: first number [s]"] = mark(page, "numbers") - clicked
        found["second page: all figures [s]"] = mark(page, "ready") - clicked
        found["second page: files of Python loaded"] = sum("/_static/live/" in path for path, _ in asked)

        cell = page.locator("div.cell").first
        cell.locator("details").first.evaluate("d => { d.open = true }")
        cell.get_by_role("button", name="Edit and run").click()
        run = cell.get_by_role("button", name="Run", exact=True)
        for code, name in (
            ("1", ""),  # runs the hidden cells above, which load pandas
            ("import scipy.optimize", "cell that imports scipy.optimize [s]"),
        ):
            cell.get_by_label("Python code of this cell").fill(f"{code}\nprint('this was {code}')")
            began = time.perf_counter()
            run.click()
            cell.locator(".cell_output pre").filter(has_text=f"this was {code}").wait_for(timeout=120_000)
            found[name or "first edited cell, which loads pandas [s]"] = time.perf_counter() - began
        context.close()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None or not list((SITE / "_static" / "live").glob("pyodide-*")):
        print("Needs Chromium and a book with live pages ('make html').")
        return 2
    sys.path.insert(0, str(ROOT / "scripts"))
    from playwright.sync_api import sync_playwright
    from serve import Handler, server

    asked: list[tuple[str, int]] = []

    class Counting(Handler):
        def do_GET(self) -> None:
            path = Path(self.translate_path(self.path))
            asked.append((self.path, path.stat().st_size if path.is_file() else 0))
            super().do_GET()

    httpd = server(SITE, handler=Counting)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        address = f"http://127.0.0.1:{httpd.server_port}/"
        runs = [one_run(playwright, chromium, address, asked) for _ in range(args.runs)]
    httpd.shutdown()
    missed = False
    print(f"| {args.runs} runs | median | range | budget |\n|---|---|---|---|")
    for name in runs[0]:
        values = sorted(run[name] for run in runs)
        middle, budget = statistics.median(values), BUDGETS.get(name)
        missed |= budget is not None and middle > budget
        print(f"| {name} | {middle:.3g} | {values[0]:.3g} to {values[-1]:.3g} | {budget or ''} |")
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
