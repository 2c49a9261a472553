"""Reader of ``references.bib``: years, formatted reference and BibTeX of a citation key.

Keys and years are read without help; the rest needs bibtexparser and loads it
when it is asked for, so that pages that run Python can ask for years.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from . import tables
from .errors import ArgumentError, needs, one_name

_ENTRY = re.compile(r"^@\w+\s*\{\s*([^,\s]+)\s*,(.*?)(?=^@|\Z)", re.MULTILINE | re.DOTALL)
_YEAR = re.compile(r"^\s*year\s*=\s*[{\"]?\s*(\d{4})\b", re.MULTILINE | re.IGNORECASE)


def path() -> Path:
    """The bibliography: beside the tables of an installed wheel, in the root of a checkout.

    Returns
    -------
    pathlib.Path
        Its file.

    Raises
    ------
    FileNotFoundError
        If the installation is incomplete.

    Examples
    --------
    >>> path().name
    'references.bib'
    """
    for folder in (tables.data_dir(), tables.data_dir().parent):
        if (folder / "references.bib").is_file():
            return folder / "references.bib"
    raise FileNotFoundError(f"no references.bib beside {tables.data_dir()}: the installation is incomplete")


def _texts() -> list[str]:
    """The shipped bibliography, then those of the folders in use: later entries count."""
    added = [p for folder in tables.overlays() if (p := folder / "references.bib").is_file()]
    return [p.read_text(encoding="utf-8") for p in (path(), *added)]


@tables.cached
def _years() -> Mapping[str, int | None]:
    found: dict[str, int | None] = {}
    for text in _texts():
        for key, body in _ENTRY.findall(text):
            year = _YEAR.search(body)
            found[key] = int(year.group(1)) if year else None
    return MappingProxyType(found)


@tables.cached
def _library() -> Mapping[str, tuple[Mapping[str, str], str]]:
    """Fields and BibTeX text of every entry."""
    with needs("bibtexparser", "data"):
        from bibtexparser.entrypoint import parse_string
    return MappingProxyType(
        {
            entry.key: (MappingProxyType({f.key: str(f.value) for f in entry.fields}), str(entry.raw))
            for text in _texts()
            for entry in parse_string(text).entries
        }
    )


def _known(key: str) -> str:
    if one_name("key", key) not in _years():
        raise ArgumentError("key", f"{key!r} is no key of references.bib", value=key)
    return key


def keys() -> frozenset[str]:
    """Citation keys of all entries.

    Returns
    -------
    frozenset of str
        What :func:`year`, :func:`text` and :func:`bibtex` accept.

    Examples
    --------
    >>> sorted(keys() & {"song2015", "nobody1999"})
    ['song2015']
    """
    return frozenset(_years())


def works(citation: str) -> tuple[str, ...]:
    """Keys of the works that a cell of the tables cites, in its order.

    Parameters
    ----------
    citation : str
        Keys joined by ";", as in the column `citation`.

    Returns
    -------
    tuple of str
        The keys; none for an empty cell.

    Raises
    ------
    ArgumentError
        If `citation` is no text.

    See Also
    --------
    year, text : what the bibliography says of one of them.

    Examples
    --------
    >>> works("fang2021b;zhang2019e")
    ('fang2021b', 'zhang2019e')
    """
    return tuple(key for part in one_name("citation", citation).split(";") if (key := part.strip()))


def first(citation: str) -> str:
    """Key of the first work that a cell of the tables cites.

    Parameters
    ----------
    citation : str
        Keys joined by ";", as in the column `citation`.

    Returns
    -------
    str
        The key; empty for an empty cell.

    Raises
    ------
    ArgumentError
        If `citation` is no text.

    See Also
    --------
    works : all of them.

    Examples
    --------
    >>> first("fang2021b;zhang2019e")
    'fang2021b'
    """
    return next(iter(works(citation)), "")


def year(key: str) -> int:
    """Year of a work as the bibliography states it.

    Parameters
    ----------
    key : str
        One citation key; of several see :func:`works`.

    Returns
    -------
    int
        The year of publication.

    Raises
    ------
    ArgumentError
        If there is no such entry, or it states no year.

    Examples
    --------
    >>> year("fang2021b")
    2021
    """
    found = _years()[_known(key)]
    if found is None:
        raise ArgumentError("key", f"the entry {key!r} states no year", value=key)
    return found


def bibtex(key: str) -> str:
    """Entry as it stands in the file.

    Parameters
    ----------
    key : str
        One citation key.

    Returns
    -------
    str
        BibTeX.

    Raises
    ------
    ArgumentError
        If there is no such entry.

    Examples
    --------
    >>> bibtex("song2015").splitlines()[0]
    '@article{song2015,'
    """
    return _library()[_known(key)][1].strip()


def _plain(value: str) -> str:
    value = re.sub(r"\\([%&_#$])", r"\1", value)
    return re.sub(r"[{}]", "", value).replace("--", "–").strip()


def text(key: str) -> str:
    """Entry as one line: authors, title, journal year, volume, pages, DOI.

    Parameters
    ----------
    key : str
        One citation key.

    Returns
    -------
    str
        Plain text; "et al." where the source lists no more authors.

    Raises
    ------
    ArgumentError
        If there is no such entry.

    Examples
    --------
    >>> text("song2015").split(". ")[-1]
    'https://doi.org/10.1002/adma.201502567'
    """
    fields = {name: _plain(value) for name, value in _library()[_known(key)][0].items()}
    authors = []
    for name in filter(None, fields.get("author", fields.get("editor", "")).split(" and ")):
        family, _, given = (part.strip() for part in name.partition(","))
        authors.append("et al." if family == "others" else f"{given} {family}".strip())
    printed_in = next(
        (fields[name] for name in ("journal", "booktitle", "publisher", "howpublished") if name in fields), ""
    )
    place = f"{printed_in} {fields.get('year', '')}".strip()
    where = ", ".join(filter(None, (place, fields.get("volume"), fields.get("pages"))))
    parts = [", ".join(authors), fields.get("title", ""), where, fields.get("note", "")]
    line = ". ".join(part.rstrip(".") for part in parts if part) + "."
    return f"{line} https://doi.org/{fields['doi']}" if "doi" in fields else line
