"""The dataset in the built book: files for the explorer page, and its place without JavaScript.

- Every table of ``data/`` is written to ``_static/dataset`` as the CSV it is, and
  as a script that the explorer loads when the table is chosen (a script and not
  JSON, so that the page also works when it is opened from disk).
- DataTables is copied from node_modules, once for the site.
- The directive ``dataset-explorer`` puts the explorer's place on a page, with
  the first rows of a table for readers without JavaScript; ``dataset-files``
  links to the files.
"""

from __future__ import annotations

import html
import importlib.util
import json
import re
import shutil
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive

from calculators import bibliography, color, datasets, tables

ROOT = Path(__file__).resolve().parent.parent.parent
DATATABLES = ROOT / "node_modules" / "datatables.net"
PAGE = "chapters/data/explorer"
FIRST = "core_shell"

# Columns that start hidden: what a reader looks up for one row, not across rows.
QUIET = re.compile(r"(_printed|_qualifier|_max|locator)$|^(note|source)$")
MATERIALS = ("core", "shell", "emitter", "absorber", "material", "formula", "ion", "solvent", "label")
PEAKS = ("el_peak_nm", "pl_peak_nm")
PEAK_QUANTITIES = {"PL peak", "EL peak", "emission wavelength"}


def colour(row: dict[str, str]) -> str:
    """Name of the colour of the emission peak, or of the colour that is printed."""
    peaks = [row[c] for c in PEAKS if row.get(c)]
    if row.get("quantity") in PEAK_QUANTITIES and row.get("unit") == "nm":
        peaks.append(row["value"])
    if peaks:
        return color.band(float(peaks[0])).name
    words = row.get("colour_printed", "").replace(",", " ").split()
    return next((name for name in ("white", *color.bands()) if name.split()[-1] in words), "")


def table(resource: dict[str, Any]) -> dict[str, Any]:
    """What the explorer knows of a table: columns, rows as printed, and what they are filtered by."""
    name = resource["path"].removesuffix(".csv")
    fields = resource["schema"]["fields"]
    rows = [dict(row) for row in tables.rows(name)]
    systems = {row["id"]: row for row in tables.rows("core_shell")}
    classes = {row["shell"]: row["shell_class"] for row in systems.values()}
    columns = []
    for field in fields:
        filled = sum(bool(row[field["name"]]) for row in rows)
        column = {key: field[key] for key in ("name", "title", "type", "unit", "description") if field.get(key)}
        important = field["name"] in ("flag", "citation", "shell")
        column["shown"] = bool(filled) and not QUIET.search(field["name"]) and (important or filled >= len(rows) / 4)
        columns.append(column)
    facets: dict[str, list[Any]] = {"shell_class": [], "material": [], "colour": [], "year": []}
    for row in rows:
        whole = {**systems.get(row.get("system_id", ""), {}), **row}
        facets["shell_class"].append(whole.get("shell_class") or classes.get(whole.get("shell", ""), ""))
        facets["material"].append("; ".join(whole[c] for c in MATERIALS if whole.get(c)))
        facets["colour"].append(colour(whole))
        facets["year"].append([bibliography.year(key) for key in row.get("citation", "").split(";") if key])
    return {
        "name": resource["name"],
        "title": resource["title"],
        "description": resource["description"],
        "columns": columns,
        "rows": [[row[field["name"]] for field in fields] for row in rows],
        "facets": {k: v for k, v in facets.items() if any(v)},
    }


def package() -> dict[str, Any]:
    """The description of all tables."""
    described: dict[str, Any] = json.loads((tables.data_dir() / "datapackage.json").read_text(encoding="utf-8"))
    return described


def count(resource: dict[str, Any]) -> int:
    """Number of rows of a table."""
    return len(tables.rows(resource["path"].removesuffix(".csv")))


class DatasetExplorer(Directive):
    """Place of the explorer; without JavaScript the first rows of a table and a link to all."""

    def run(self) -> list[nodes.Node]:
        """Make the raw HTML."""
        listed = [{"name": r["name"], "title": r["title"], "rows": count(r)} for r in package()["resources"]]
        columns = ["id", "core", "shell", "shell_class", "plqy_core_pct", "plqy_pct", "citation", "flag"]
        rows = datasets.show(datasets.load(FIRST).head(8), columns, "The first rows of the table core_shell")
        text = (
            f'<div id="hb-explorer" data-first="{FIRST}" data-tables="{html.escape(json.dumps(listed))}">'
            f'<div class="hb-explorer-static"><p>Searching and sorting need JavaScript. Here are the first rows of one '
            f'table; <a href="#files">all tables stand below as files</a>.</p>{rows._repr_html_()}</div></div>'
        )
        return [nodes.raw("", text, format="html")]


class DatasetFiles(Directive):
    """Links to the archive and to every table."""

    def run(self) -> list[nodes.Node]:
        """Make the raw HTML; pages that use it stand two folders deep."""
        folder, described = "../../_static/dataset", package()
        archive = f"{described['name']}-{described['version']}.zip"
        rows = "".join(
            f'<tr><td>{html.escape(r["title"])}</td><td class="hb-number">{count(r)}</td>'
            f'<td><a href="{folder}/{r["name"]}.csv" download>{r["name"]}.csv</a></td></tr>'
            for r in described["resources"]
        )
        head = "".join(f'<th scope="col">{c}</th>' for c in ("table", "rows", "file"))
        text = (
            f'<p><a href="{folder}/{archive}" download>{archive}</a>: all tables with their dictionary, '
            f'bibliography, licence and checksums. <a href="{folder}/references.bib" download>references.bib</a>: '
            "the works alone.</p>"
            '<div class="hb-table" role="region" tabindex="0" aria-label="Files of all tables"><table class="table">'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )
        return [nodes.raw("", text, format="html")]


def add_scripts(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Load the explorer on its own page only."""
    if pagename == PAGE:
        app.add_js_file("dataset/datatables.js", defer="defer", priority=800)
        app.add_js_file("explorer.js", defer="defer", priority=801)


def write_files(app: Any, exception: Exception | None) -> None:
    """Write the tables, and copy DataTables, into the site."""
    if exception is not None or app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / "dataset"
    target.mkdir(parents=True, exist_ok=True)
    for resource in package()["resources"]:
        (target / resource["name"]).parent.mkdir(exist_ok=True)  # a table below a folder has it in its name
        data = json.dumps(table(resource), ensure_ascii=False, separators=(",", ":"))
        data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        (target / f"{resource['name']}.js").write_text(
            f'(window.hbTables=window.hbTables||{{}})["{resource["name"]}"]={data};\n', encoding="utf-8"
        )
        shutil.copy2(tables.data_dir() / resource["path"], target / f"{resource['name']}.csv")
    shutil.copy2(bibliography.path(), target / "references.bib")
    entries = json.dumps({key: bibliography.bibtex(key) for key in sorted(bibliography.keys())}, ensure_ascii=False)
    (target / "references.js").write_text(f"window.hbReferences={entries};\n", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("make_dataset", ROOT / "scripts" / "make_dataset.py")
    if spec and spec.loader:
        maker = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(maker)
        maker.make(target)
    library = DATATABLES / "js" / "dataTables.min.js"
    if not library.is_file():
        print(f"\n*** {library} is missing: tables cannot be searched. Run 'make html', which installs it. ***\n")
        (target / "datatables.js").write_text("", encoding="utf-8")
        return
    shutil.copy2(library, target / "datatables.js")
    shutil.copy2(DATATABLES / "License.txt", target / "datatables-license.txt")


def setup(app: Any) -> dict[str, bool]:
    """Register with Sphinx."""
    app.add_directive("dataset-explorer", DatasetExplorer)
    app.add_directive("dataset-files", DatasetFiles)
    app.connect("html-page-context", add_scripts, priority=500)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
