"""From the text of a formula to the amount of every ion in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from .. import tables
from ..errors import ArgumentError, shown
from ._species import species

_MAX_LENGTH = 200
_MAX_DEPTH = 8
_MAX_NUMBER = 1000.0

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_IGNORED = "\u200b_"


class CompositionError(ArgumentError):
    """A formula that cannot be read, or whose sites or charges do not add up.

    Parameters
    ----------
    argument, problem, allowed, value
        See :class:`calculators.errors.ArgumentError`; `value` is the formula as it was given.
    where : tuple of int, optional
        Start and end of the part of the text that is at fault.

    Attributes
    ----------
    where : tuple of int or None
        So that ``error.value[slice(*error.where)]`` is that part; None if the
        formula as a whole is at fault.

    Examples
    --------
    >>> from calculators.composition import parse
    >>> try:
    ...     parse("Cs PbXr3")
    ... except CompositionError as error:
    ...     print(error.argument, error.where, error.value[slice(*error.where)])
    formula (5, 7) Xr
    """

    def __init__(
        self,
        argument: str,
        problem: str,
        allowed: str = "",
        value: Any = None,
        where: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(argument, problem, allowed, value)
        self.where = where

    def renamed(self, argument: str | dict[str, str]) -> Self:
        """Same refusal under another name, for whoever passed the formula on."""
        found = super().renamed(argument)
        found.where = self.where
        return found

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.argument, self.problem, self.allowed, self.value, self.where)


@dataclass(frozen=True)
class Written:
    """A formula as it was given and as it is read, without blanks and with plain digits.

    Attributes
    ----------
    given, text : str
        Before and after.
    places : tuple of int
        Where each character of `text` stands in `given`; one more for the end.
    """

    given: str
    text: str
    places: tuple[int, ...]

    def refusal(
        self,
        problem: str,
        allowed: str = "",
        part: tuple[int, int] | None = None,
        kind: type[CompositionError] = CompositionError,
    ) -> CompositionError:
        """Error that says where in the given text the part [start, end) of the read one stands."""
        where = (self.places[part[0]], self.places[part[1] - 1] + 1) if part else None
        return kind("formula", problem, allowed, self.given, where)


def written(formula: Any) -> Written:
    """Formula with blanks, underscores and small digits taken out, and a decimal comma made a point."""
    if not isinstance(formula, str):
        raise CompositionError("formula", f"{shown(formula)} is not text", "write it like 'CsPbBr3'", formula)
    characters = [
        (plain, at)
        for at, character in enumerate(formula)
        for plain in (character if character.isascii() else unicodedata.normalize("NFKC", character)).replace(",", ".")
        if not plain.isspace() and plain not in _IGNORED
    ]
    if not characters:
        raise CompositionError("formula", "it is empty", "write it like 'CsPbBr3'", formula)
    if len(characters) > _MAX_LENGTH:
        raise CompositionError(
            "formula", f"{len(characters)} characters are too many", f"{_MAX_LENGTH} are allowed", formula
        )
    text = "".join(c for c, _ in characters)
    return Written(formula, text, (*(at for _, at in characters), len(formula)))


Words = tuple[Mapping[str, str], re.Pattern[str]]
"""What each word of a formula means, and the pattern that finds the next token."""


def words_of(meaning: Mapping[str, str]) -> Words:
    """Vocabulary from words and what they mean; longer words are tried first."""
    token = "|".join(re.escape(word) for word in sorted(meaning, key=len, reverse=True))
    pattern = rf"(?P<ion>{token})|(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<open>[(\[{{])|(?P<close>[)\]}}])"
    return meaning, re.compile(pattern)


@tables.cached
def ions() -> Words:
    """The known ions and their synonyms."""
    meaning = {label: label for label in species()}
    for entry in species().values():
        meaning.update(dict.fromkeys(entry.synonyms, entry.label))
    return words_of(meaning)


def amounts(formula: Written, words: Words) -> dict[str, float]:
    """Amount of every word of a formula, brackets multiplied out."""
    meaning, pattern = words
    text = formula.text
    stack: list[tuple[str, dict[str, float], int]] = [("", {}, 0)]
    last: dict[str, float] | None = None
    position = 0
    while position < len(text):
        match = pattern.match(text, position)
        if match is None:
            raise _unreadable(formula, position, sorted(set(meaning.values())))
        position, token = match.end(), match.group()
        if match.lastgroup == "number":
            times = _times(formula, match.span(), last is None)
            if times > 0:  # an amount of 0 says that the ion is absent
                _add(stack[-1][1], {ion: n * times for ion, n in (last or {}).items()})
            last = None
            continue
        _add(stack[-1][1], last)
        if match.lastgroup == "ion":
            last = {meaning[token]: 1.0}
        elif match.lastgroup == "open":
            last = None
            if len(stack) > _MAX_DEPTH:
                raise formula.refusal(
                    "the brackets are nested too deep", f"{_MAX_DEPTH} deep are allowed", match.span()
                )
            stack.append((_BRACKETS[token], {}, match.start()))
        else:
            last = _closed(formula, stack.pop(), match.span())
    _add(stack[-1][1], last)
    if len(stack) > 1:
        start = stack[-1][2]
        raise formula.refusal(f"the bracket {text[start]!r} is not closed", part=(start, start + 1))
    return stack[0][1]


def _add(total: dict[str, float], part: Mapping[str, float] | None) -> None:
    for ion, n in (part or {}).items():
        total[ion] = total.get(ion, 0.0) + n


def _times(formula: Written, span: tuple[int, int], leads: bool) -> float:
    token = formula.text[slice(*span)]
    if leads:
        raise formula.refusal(f"the number {token} follows no ion", "amounts stand after what they count", span)
    if not token.isascii():
        raise formula.refusal(f"{token!r} is not an ordinary number", "write it with the digits 0 to 9", span)
    if float(token) > _MAX_NUMBER:
        raise formula.refusal(f"the amount {token} is not allowed", f"it must be at most {_MAX_NUMBER:g}", span)
    return float(token)


def _closed(formula: Written, opened: tuple[str, dict[str, float], int], span: tuple[int, int]) -> dict[str, float]:
    closing, inner, start = opened
    token = formula.text[slice(*span)]
    if not closing:
        raise formula.refusal(f"the bracket {token!r} closes nothing", part=span)
    if token != closing:
        raise formula.refusal(f"{token!r} stands where {closing!r} must close", part=span)
    if span[0] == start + 1:
        raise formula.refusal("a pair of brackets is empty", part=(start, span[1]))
    return inner


def _unreadable(formula: Written, position: int, known: list[str]) -> CompositionError:
    rest = formula.text[position:]
    first = (position, position + 1)
    if position and re.match(r"[xyzn](?![a-z])", rest):
        return formula.refusal(f"{rest[0]!r} stands where a number is needed", "put in its value, such as 0.4", first)
    if rest[0] in "+-−":
        return formula.refusal(
            f"{rest[0]!r} cannot be read",
            "write amounts as numbers (0.6, not 1-x) and ions without their charge",
            first,
        )
    if rest[0] in ".;|":
        given = formula.given[formula.places[position]]
        return formula.refusal(
            f"{given!r} stands outside a number",
            "a comma or a point belongs between digits only (Br0.6, Br0,6); give one formula at a time",
            first,
        )
    if rest[0] in ":@/":
        return formula.refusal(
            f"{rest[0]!r} cannot be read", "give one compound at a time, with a dopant as a fraction of its site", first
        )
    word = re.match(r"[A-Z][a-z]?|.", rest, re.DOTALL)
    unknown = word.group() if word else rest[0]
    return formula.refusal(
        f"{unknown!r} is no known ion", f"known are {', '.join(known)}", (position, position + len(unknown))
    )
