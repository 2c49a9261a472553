"""The words of formulas: ions, their synonyms, and elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from .. import tables
from ._species import species

ATOM = "*"
"""First letter of the key of an atom that is part of an organic ion."""

_SPELLED = ("C", "H", "N", "O", "S")


@dataclass(frozen=True)
class Words:
    """What each word of a formula means, the pattern of the next token, and what kind of ion each is.

    Attributes
    ----------
    meaning : mapping of str to str
        Key by word.
    pattern : re.Pattern
        With the groups ion, charge, number, roman, open, close and skip.
    kinds : mapping of str to str
        "A", "B" or "X" by key: what makes a compound of two of them.
    strict : bool
        Whether a second compound that follows without a word is refused; not
        where any compound is read.
    """

    meaning: Mapping[str, str]
    pattern: re.Pattern[str]
    kinds: Mapping[str, str]
    strict: bool = False


def words_of(meaning: Mapping[str, str], kinds: Mapping[str, str], *, strict: bool = False) -> Words:
    """Vocabulary from words and what they mean; longer words are tried first."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(meaning, key=len, reverse=True):
        # An atom is no start of a symbol that is not known: Np is not N.
        ends = r"(?![a-z])" if meaning[word][0] == ATOM else ""
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]) + ends)
    token = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_letter.items())
    pattern = (
        rf"(?P<ion>{token})"
        r"|(?P<charge>[⁰¹²³⁴⁵⁶⁷⁸⁹]*[⁺⁻]|[⁺⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d?\+)"
        r"|(?P<number>\d+(?:[.,]\d+)?|\.\d+)"
        r"|(?P<roman>\((?:I{1,3}|IV|VI?)\))"
        r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<skip>[ \n\x1f=≡]+|(?<=[\dHCN])-(?=[CHN](?![a-z])))"
    )
    return Words(meaning, re.compile(pattern), kinds, strict)


@tables.cached
def ions() -> Words:
    """The known ions and their synonyms, and the atoms of organic ones."""
    meaning = {atom: ATOM + atom for atom in _SPELLED}
    kinds = {}
    for entry in species().values():
        kinds[entry.label] = {"AB": "B", "S": "A"}.get(entry.sites, entry.sites)
    for entry in species().values():
        meaning.update(dict.fromkeys((*entry.synonyms, *_named(entry.name)), entry.label))
    meaning.update({label: label for label in species()})
    return words_of(meaning, kinds, strict=True)


def _named(name: str) -> tuple[str, ...]:
    """Name of an organic ion, which may stand in a formula: (octylammonium)2PbBr4."""
    return (name,) if name.endswith(("ammonium", "inium")) else ()
