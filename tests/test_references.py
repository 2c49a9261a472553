import csv
import re

import bibtexparser
from conftest import ROOT

BIB = ROOT / "references.bib"
PAGES = [ROOT / "index.md", *sorted((ROOT / "chapters").rglob("*.md"))]


def entries():
    library = bibtexparser.parse_file(str(BIB))
    assert not library.failed_blocks
    return library.entries_dict


def cited_in_pages():
    keys = {}
    for page in PAGES:
        for group in re.findall(r"\{cite(?::\w+)?\}`([^`]+)`", page.read_text(encoding="utf-8")):
            for key in group.split(","):
                keys.setdefault(key.strip(), page.name)
    return keys


def cited_in_data():
    keys = {}
    for path in (ROOT / "data").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for key in filter(None, (row.get("citation") or "").split(";")):
                    keys.setdefault(key, path.name)
                for key in filter(None, (row.get("source"), row.get("other_source"))):
                    keys.setdefault(key, path.name)
    return keys


def test_every_key_cited_exists():
    known = entries()
    missing = {k: v for k, v in {**cited_in_pages(), **cited_in_data()}.items() if k not in known}
    assert not missing


def test_every_entry_is_cited():
    unused = set(entries()) - set(cited_in_pages()) - set(cited_in_data())
    assert not unused


def test_entries_are_sorted_and_complete():
    known = entries()
    assert list(known) == sorted(known)
    for key, entry in known.items():
        fields = {f.key for f in entry.fields}
        assert {"author", "year"} <= fields, key
        # Only web sites, repositories and works whose journal the record does not show have none.
        assert "journal" in fields or (entry.entry_type == "misc" and {"howpublished", "note"} & fields), key
        # The list of zhong2021 prints no titles; volume and pages find the work.
        assert "title" in fields or {"volume", "pages"} <= fields, key
        family = re.sub(r"[^a-z]", "", key.split("20")[0].split("19")[0])
        year = entry.fields_dict["year"].value
        assert family, key
        assert re.fullmatch(r"[a-z-]+\d{4}[a-z]?", key), key
        assert year in key, key


def test_dois_are_well_formed_and_unique():
    dois = {k: e.fields_dict["doi"].value for k, e in entries().items() if "doi" in e.fields_dict}
    for key, doi in dois.items():
        assert re.fullmatch(r"10\.\d{4,5}/[\w.()/:-]+", doi), (key, doi)
    assert len({d.lower() for d in dois.values()}) == len(dois)
