"""Chapters: every cited number with a unit has its row in the data; what every chapter has."""

import ast
import functools
import re

import pandas as pd
import pytest
from conftest import ROOT
from test_verdict import PAIRS

from calculators import datasets

# Pages to look things up in, not chapters to read: they state nothing that needs a template.
LOOK_UP = {"explorer", "dictionary"}
CHAPTERS = [
    p
    for p in sorted((ROOT / "chapters").rglob("*.md"))
    if p.parent.name != "reference" and not (p.parent.name == "data" and p.stem in LOOK_UP)
]
UNITS = {"%": "%", "nm": "nm", "cd/A": "cd/A", "cd/m²": "cd/m²", "h": "h", "V": "V", "eV": "eV", "Å": "Å"}
NUMBER = r"\d+(?:\.\d+)?"
QUANTITY = re.compile(
    rf"((?:{NUMBER}(?:, | and | to | or |–))*{NUMBER})\s?({'|'.join(map(re.escape, UNITS))})(?![\w/²])"
)


def prose(path):
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = re.sub(r"(?ms)^\s*```\{(code-cell|math)\}.*?^\s*```\s*$", "", text)
    return text


def sentences(text):
    for paragraph in re.split(r"\n\s*\n", text):
        yield from re.split(r"(?<=[.!?])\s+(?=[A-ZΑ-Ω*])", paragraph.replace("\n", " "))


@functools.cache
def rows_by_citation():
    found = {}
    for name in datasets.names():
        frame = datasets.load(name)
        if "citation" not in frame:
            continue
        numeric = [c for c in frame.columns if frame[c].dtype.kind in "fiu" or str(frame[c].dtype) == "Int64"]
        for _, row in frame.iterrows():
            keys = [*row.citation.split(";"), row.source]
            for column in numeric:
                unit = row["unit"] if "unit" in frame.columns else frame.attrs["units"].get(column, "")
                if pd.notna(row[column]):
                    for key in keys:
                        found.setdefault(key, set()).add((float(row[column]), unit))
    return found


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_cited_numbers_are_in_the_data(path):
    data = rows_by_citation()
    missing = []
    for sentence in sentences(prose(path)):
        keys = [k.strip() for g in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", sentence) for k in g.split(",")]
        if not keys:
            continue
        plain = re.sub(r"\{[\w:]+\}`[^`]*`", "", sentence)
        for numbers, unit in QUANTITY.findall(plain):
            for number in re.findall(NUMBER, numbers):
                half = 0.5 * 10 ** -(len(number.split(".")[1]) if "." in number else 0) + 1e-9
                known = {v for k in keys for v, u in data.get(k, ()) if u == UNITS[unit]}
                if not any(abs(v - float(number)) <= half for v in known):
                    missing.append(f"{number} {unit} [{', '.join(keys)}] in: {sentence.strip()[:90]}")
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_a_chapter_answers_shows_and_asks(path):
    """An answer first, a figure, exercises with solutions; headings and order follow the argument."""
    text = prose(path)
    opening = re.search(r"\A\s*# [^\n]+\s+```\{div\} hb-answer\n", text)
    assert opening, f"{path.name} does not open with its answer"
    assert re.search(r"figures\.\w+\(", path.read_text(encoding="utf-8")), "no figure"
    assert len(re.findall(r"\{dropdown\} Solution", text)) >= 1, "no exercise with a solution"


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda p: p.stem)
def test_live_cells_stand_alone(path):
    for tags, source in re.findall(
        r"```\{code-cell\} ipython3\n:tags: \[([^\]]*)\]\n(.*?)```",
        path.read_text(encoding="utf-8"),
        re.DOTALL,
    ):
        if "live" in tags:
            assert "hide-input" in tags
            assert source.lstrip().startswith("from calculators.widgets import ")


def test_classification_answers_the_pairs_that_the_verdict_is_tested_with():
    text = (ROOT / "chapters" / "shells" / "classification.md").read_text(encoding="utf-8")
    listed = re.search(r"(?ms)^PAIRS = (\[.*?\])$", text)
    assert listed
    assert sorted(ast.literal_eval(listed[1])) == sorted(PAIRS)


def test_the_front_page_leads_to_every_chapter():
    listed = re.findall(r"file: (chapters/\S+)", (ROOT / "_toc.yml").read_text(encoding="utf-8"))
    front = (ROOT / "index.md").read_text(encoding="utf-8")
    assert [page for page in listed if f"]({page}.md)" not in front] == []
