"""Formulas that somebody may have meant: other capitals, letters that look alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from .. import tables
from ._composition import Composition
from ._species import species
from ._text import Written

_MOST = 3
_PATHS = 64
_TRIED = 24
_SHORT = {"MAPI": "MAPbI3", "FAPI": "FAPbI3", "MAPB": "MAPbBr3", "FAPB": "FAPbBr3", "CPB": "CsPbBr3"}
_ALIKE = str.maketrans("АВСЕНІКМОРТХаеорсхіЅѕрΑΒΕΗΙΚΜΝΟΡΤΧ", "ABCEHIKMOPTXaeopcxiSspABEHIKMNOPTX")
# What is read for another letter or digit: l for I, I for l, O for 0.
_SWAPS = (
    (re.compile(r"(?<![CTAc])l(?=[\d)\]]|$)"), "I"),
    (re.compile(r"C[I|1](?=[\d)\]]|$)"), "Cl"),
    (re.compile(r"[oO](?=[.,]\d)"), "0"),
    (re.compile(r"(?<=\d[.,])[oO](?=\d)"), "0"),
    (re.compile(r"\|"), "I"),
    (re.compile(r"8r"), "Br"),
    (re.compile(r"[Cc]5"), "Cs"),
    (re.compile(r"(?<=[b-z\d)])1(?=3)"), "I"),
)


def did_you_mean(formula: Written, read: Callable[[str], Composition | None]) -> tuple[str, ...]:
    """Formulas that can be read and differ from a text in capitals or in letters that look alike."""
    if re.search(r"\d[\s\x1f]+[.\d]", formula.text):  # two numbers never become one
        return ()
    plain = re.sub(r"[\s\x1f\-]", "", formula.text.translate(_ALIKE))
    if meant := abbreviated(plain.upper()):
        return (meant,)
    found: dict[str, None] = {}
    tried = 0
    for text in dict.fromkeys((plain, *_swapped(plain))):
        for guess in _spellings(text):
            tried += 1
            if tried > _TRIED or len(found) == _MOST:
                return tuple(found)
            made = read(guess)
            if made is not None:
                found.setdefault(str(made))
    return tuple(found)


def abbreviated(text: str) -> str:
    """Formula that laboratories shorten to these capitals, such as MAPbI3 to MAPI; empty if there is none."""
    return _SHORT.get(text, "")


def _swapped(text: str) -> Iterator[str]:
    made = text
    for pattern, letter in _SWAPS:
        yield pattern.sub(letter, text)
        made = pattern.sub(letter, made)
    yield made


@tables.cached
def _by_lower() -> Mapping[str, tuple[str, ...]]:
    """Labels and synonyms of the ions by their spelling without capitals."""
    found: dict[str, list[str]] = {}
    for entry in species().values():
        for word in (entry.label, *entry.synonyms):
            found.setdefault(word.lower(), []).append(word)
    return {word: tuple(words) for word, words in found.items()}


def _spellings(text: str) -> list[str]:
    """Ways to cut a text into known ions whatever its capitals, those with few and well-spelled ions first."""
    words, lower = _by_lower(), text.lower()
    if len(lower) != len(text):
        return []
    longest = max(map(len, words))
    paths: list[list[tuple[int, int, str]]] = [[] for _ in range(len(text) + 1)]
    paths[0] = [(0, 0, "")]
    for at in range(len(text)):
        if not paths[at]:
            continue
        paths[at] = sorted(paths[at])[:_PATHS]
        if text[at] in "0123456789.,()[]{}⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻+":
            paths[at + 1] += [(wrong, ions, made + text[at]) for wrong, ions, made in paths[at]]
        for end in range(at + 1, min(len(text), at + longest) + 1):
            for word in words.get(lower[at:end], ()):
                changed = sum(p != q for p, q in zip(word, text[at:end], strict=True))
                paths[end] += [(wrong + changed, ions + 1, made + word) for wrong, ions, made in paths[at]]
    return [made for _, _, made in sorted(paths[-1])[:_TRIED]]
