"""Live pages: hands the browser the assets and the sources of the code cells.

What a page needs to run Python is collected by scripts/live_assets.py and copied
below ``_static/live``; folder names hold hashes, so that browsers may keep the files.
Without those assets the book is built all the same, and the pages say so.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import jupytext

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

import live_assets  # noqa: E402

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"


def add_loader(app: Any, config: Any) -> None:
    """Name the loader of this build; every page is rewritten when its name changes."""
    assets = live_assets.collect()
    if assets is None:
        print(
            "\n*** LIVE PAGES ARE NOT PART OF THIS BUILD: their assets are missing. 'make html' fetches them. ***\n",
            flush=True,
        )
    config.handbook_live = assets or live_assets.app_only()
    folder = f"live/{config.handbook_live.app}"
    manifest = json.dumps(assets.manifest()) if assets else "null"
    config.html_js_files = [*config.html_js_files, [f"{folder}/live.js", {"defer": "defer", "data-assets": manifest}]]
    config.html_css_files = [*config.html_css_files, f"{folder}/live.css"]


def cells(path: Path) -> list[dict[str, Any]]:
    """Source and tags of the code cells of a chapter; `hidden` ones are not on the page."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".md" or "{code-cell}" not in text:
        return []
    found = []
    for cell in jupytext.reads(text, fmt="md:myst").cells:
        if cell.cell_type == "code":
            tags = list(cell.metadata.get("tags", []))
            hidden = "remove-cell" in tags or "remove_cell" in tags
            found.append({"source": cell.source, "tags": tags, "hidden": hidden})
    return found


def add_cells(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Give a page that shows code the sources of its cells; spare other pages the loader."""
    found = cells(Path(app.env.doc2path(pagename))) if doctree is not None else []
    # The state of widgets whose kernel is gone.
    context["script_files"] = [
        s for s in context["script_files"] if getattr(s, "attributes", {}).get("type") != WIDGET_STATE
    ]
    if any(not cell["hidden"] and "remove-input" not in cell["tags"] for cell in found):
        # "</" would end the script element.
        listed = json.dumps(found, ensure_ascii=False).replace("</", "<\\/")
        context["body"] += f'<script type="application/json" id="hb-cells">{listed}</script>'
    else:
        context["script_files"] = [
            s for s in context["script_files"] if not str(getattr(s, "filename", s)).endswith("/live.js")
        ]


def copy_assets(app: Any, exception: Exception | None) -> None:
    """Copy the assets into the site."""
    if exception is None and app.builder.format == "html":
        live_assets.write(app.config.handbook_live, Path(app.outdir) / "_static" / "live")


def setup(app: Any) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("config-inited", add_loader, priority=100)
    app.connect("html-page-context", add_cells, priority=800)
    app.connect("build-finished", copy_assets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
