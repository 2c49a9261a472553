"""Abbreviations of the glossary explain themselves on hover, at their first place on a page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes

GLOSSARY = Path(__file__).resolve().parent.parent.parent / "chapters" / "reference" / "glossary.md"
# A term that people abbreviate: two capitals or more, no blank.
_SHORT = re.compile(r"^(?=(?:.*[A-Z]){2})[A-Za-z0-9:/-]{2,12}$")
_OUTSIDE = (nodes.literal, nodes.title, nodes.reference, nodes.math, nodes.abbreviation, nodes.term, nodes.raw)


@cache
def explanations() -> dict[str, str]:
    """First sentence of each abbreviation's entry, without markup."""
    found: dict[str, str] = {}
    term = ""
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "`", "#")):
            term = line.strip()
        elif line.startswith("  ") and _SHORT.match(term) and term not in found:
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line.strip())
            plain = re.sub(r"\{\w+\}`([^`]*)`", r"\1", plain).replace("*", "").replace("`", "")
            found[term] = re.split(r"(?<=[.;:]) (?=[A-Z])", plain)[0].rstrip(".")
    return found


def explain(app: Any, doctree: nodes.document, docname: str) -> None:
    """Wrap the first mention of each abbreviation in running text."""
    if app.builder.format != "html" or not docname.startswith("chapters/") or docname.startswith("chapters/reference/"):
        return
    waiting = dict(explanations())
    for paragraph in list(doctree.findall(nodes.paragraph)):
        for text in list(paragraph.findall(nodes.Text)):
            if not waiting:
                return
            parents, node = [], text.parent
            while node is not None and node is not paragraph:
                parents.append(node)
                node = node.parent
            if any(isinstance(p, _OUTSIDE) for p in parents):
                continue
            pattern = "|".join(map(re.escape, sorted(waiting, key=len, reverse=True)))
            pieces: list[nodes.Node] = []
            rest = str(text)
            while found := re.search(rf"(?<![\w/-])({pattern})(?![\w/-])", rest) if waiting else None:
                term = found.group(1)
                words = waiting.pop(term)
                pieces += [nodes.Text(rest[: found.start()]), nodes.abbreviation("", term, explanation=words)]
                rest = rest[found.end() :]
                pattern = "|".join(map(re.escape, sorted(waiting, key=len, reverse=True)))
            if pieces:
                text.parent.replace(text, [*pieces, nodes.Text(rest)])


def setup(app: Any) -> dict[str, bool]:
    """Register with Sphinx."""
    app.connect("doctree-resolved", explain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
