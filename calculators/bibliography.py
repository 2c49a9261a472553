"""Reader of ``references.bib``: fields, formatted reference and BibTeX of a citation key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from . import tables


def path() -> Path:
    """The bibliography: beside the tables of an installed wheel, in the root of a checkout."""
    for folder in (tables.data_dir(), tables.data_dir().parent):
        if (folder / "references.bib").is_file():
            return folder / "references.bib"
    raise FileNotFoundError(f"no references.bib beside {tables.data_dir()}: the installation is incomplete")


@cache
def _library() -> Mapping[str, tuple[Mapping[str, str], str]]:
    """Fields and BibTeX text of every entry."""
    try:
        from bibtexparser.entrypoint import parse_string
    except ImportError as error:
        raise ImportError(
            "references need bibtexparser 2: pip install 'perovskite-calculators[data]', or 'bibtexparser>=2.1'"
        ) from error
    library = parse_string(path().read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            entry.key: (MappingProxyType({f.key: str(f.value) for f in entry.fields}), str(entry.raw))
            for entry in library.entries
        }
    )


def keys() -> frozenset[str]:
    """Citation keys of all entries."""
    return frozenset(_library())


def year(key: str) -> int:
    """Year of the work."""
    return int(_library()[key][0]["year"])


def bibtex(key: str) -> str:
    """Entry as it stands in the file."""
    return _library()[key][1].strip()


def _plain(value: str) -> str:
    value = re.sub(r"\\([%&_#$])", r"\1", value)
    return re.sub(r"[{}]", "", value).replace("--", "–").strip()


def text(key: str) -> str:
    """Entry as one line: authors, title, journal year, volume, pages, DOI."""
    fields = {name: _plain(value) for name, value in _library()[key][0].items()}
    authors = []
    for name in fields["author"].split(" and "):
        family, _, given = (part.strip() for part in name.partition(","))
        authors.append("et al." if family == "others" else f"{given} {family}".strip())
    where = ", ".join(
        filter(None, (f"{fields['journal']} {fields['year']}", fields.get("volume"), fields.get("pages")))
    )
    parts = [", ".join(authors), fields.get("title", ""), where, fields.get("note", "")]
    line = ". ".join(part.rstrip(".") for part in parts if part) + "."
    return f"{line} https://doi.org/{fields['doi']}" if "doi" in fields else line
