"""What this book needs beside Jupyter Book, in one small Sphinx extension.

- The execution cache is keyed on the package and the data, which myst-nb's own
  cache does not look at; a change there re-executes the chapters.
- MathJax is copied from node_modules into the site, so that pages ask no other host.
- Scripts that the stock theme emits twice or fetches from elsewhere are dropped.
- The note of the build does not name the folder it was made in.
- A bibliography style with links to DOIs, and roles that fit its elements.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import Any

from pybtex.plugin import register_plugin
from pybtex.style.formatting.unsrt import Style as UnsrtStyle
from pybtex.style.sorting.author_year_title import SortingStyle
from pybtex.style.template import field, optional

ROOT = Path(__file__).resolve().parent.parent.parent
MATHJAX = ROOT / "node_modules" / "mathjax" / "es5"
MATHJAX_FILES = ("tex-mml-chtml.js", "output/chtml/fonts/woff-v2", "input/tex/extensions/mhchem.js")


class HandbookStyle(UnsrtStyle):
    """Unsrt, sorted by author and year, with full first names as they were read."""

    default_sorting_style = SortingStyle

    def format_title(self, e: Any, which_field: str, as_sentence: bool = True) -> Any:
        """Title of a work; nothing where the list that cites it prints none."""
        if which_field not in e.fields:
            return optional[field(which_field)]
        return super().format_title(e, which_field, as_sentence)


def fingerprint() -> str:
    """Hash of everything that a chapter's results depend on beside its own text."""
    digest = hashlib.sha256()
    for folder in ("calculators", "book", "data"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(str(path.relative_to(ROOT)).encode())
                digest.update(path.read_bytes())
    for name in ("requirements.txt", "references.bib"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()[:16]


def execution_cache(build: Path = ROOT / "_build") -> Path:
    """Folder of the results of code cells, named after the fingerprint; drops older ones."""
    caches = build / ".execution"
    mine = caches / fingerprint()
    if caches.is_dir():
        for old in caches.iterdir():
            if old != mine:
                shutil.rmtree(old)
    return mine


def key_cache(app: Any, config: Any) -> None:
    """Point Sphinx at the execution cache of this package and these data."""
    config.nb_execution_cache_path = str(execution_cache(Path(app.outdir).parent))


def reread_chapters(app: Any, env: Any, added: set[str], changed: set[str], removed: set[str]) -> list[str]:
    """Documents with code cells, when the package or the data changed since the last build."""
    now = fingerprint()
    before, env.handbook_fingerprint = getattr(env, "handbook_fingerprint", None), now
    if before in (None, now):
        return []
    return sorted(doc for doc in env.found_docs if "{code-cell}" in Path(env.doc2path(doc)).read_text(encoding="utf-8"))


def clean_scripts(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Emit every script once, and none of the launch buttons this book does not have."""
    seen: set[str] = set()
    kept = []
    for script in context.get("script_files", []):
        key = str(getattr(script, "filename", script)) + str(getattr(script, "attributes", {}).get("body", ""))
        if key in seen or "THEBE_JS_URL" in key or "sphinx-thebe" in key:
            continue
        seen.add(key)
        kept.append(script)
    context["script_files"] = kept
    context["css_files"] = [
        c for c in context.get("css_files", []) if "sphinx-thebe" not in str(getattr(c, "filename", c))
    ]


def mend_roles(app: Any, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Drop roles that docutils gives a list of citations and that do not fit its elements."""
    if "body" in context:
        body = context["body"].replace('<div role="list" class="citation-list">', '<div class="citation-list">')
        context["body"] = body.replace(' role="doc-biblioentry"', "")


def placeless(value: Any) -> Any:
    """A value of the configuration in a fixed order, without the folders of clone and environment."""
    if isinstance(value, dict):
        return sorted((str(key), placeless(one)) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return [placeless(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted(str(placeless(one)) for one in value)
    text = str(value)
    for name, folder in (("environment", Path(sys.prefix)), ("clone", ROOT)):  # the environment may lie in the clone
        for path in (folder, folder.resolve()):
            text = text.replace(str(path), name)
    return text


def name_build(app: Any) -> None:
    """Hash the configuration for ``.buildinfo`` without folders: two builds of one commit say the same."""
    info = getattr(app.builder, "build_info", None)
    if info is not None:
        values = {one.name: one.value for one in app.config.filter(frozenset({"html"}))}
        info.config_hash = hashlib.sha256(repr(placeless(values)).encode()).hexdigest()[:32]


def copy_mathjax(app: Any, exception: Exception | None) -> None:
    """Copy the pinned MathJax into the site."""
    if exception is not None or app.builder.format != "html":
        return
    target = Path(app.outdir) / "_static" / "mathjax"
    for name in MATHJAX_FILES:
        source, copy = MATHJAX / name, target / name
        if not source.exists():
            print(
                f"\n*** {source} is missing: formulas will be shown as TeX. Run 'make html', which installs it. ***\n"
            )
            return
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copy, dirs_exist_ok=True)
        else:
            shutil.copy2(source, copy)


def setup(app: Any) -> dict[str, bool]:
    """Register with Sphinx."""
    register_plugin("pybtex.style.formatting", "handbook", HandbookStyle)
    app.connect("config-inited", key_cache, priority=100)
    app.connect("builder-inited", name_build)
    app.connect("env-get-outdated", reread_chapters)
    app.connect("html-page-context", clean_scripts, priority=900)
    app.connect("html-page-context", mend_roles)
    app.connect("build-finished", copy_mathjax)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
