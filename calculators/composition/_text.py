"""From a formula as it is pasted to plain text: markup, small digits, phases and decoration taken out."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from ..errors import shown
from ._errors import CompositionError

_MAX_LENGTH = 200
_MAX_GIVEN = 2000  # of a text with markup in it

JOINT = "\x1f"
"""Stands where markup was, so that a number does not grow together with the next one."""

_PLAIN = re.compile(r"[A-Za-z0-9().\[\]]*[A-Za-z0-9)\]]")
_RAISED = dict(zip("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", strict=True))
_KEPT = frozenset(_RAISED.values())
_CHARACTERS = (
    dict.fromkeys("‐‑‒–—―−﹣－⁃", "-")
    | dict.fromkeys("·⋅•∙・･‧◦", "·")
    | dict.fromkeys("“”„«»‘’‚`´\"'", '"')
    | dict.fromkeys("、，", ",")
    | dict.fromkeys("\n\r\x0b\x0c\x85\u2028\u2029", "\n")
)
_COMMANDS = {
    "cdot": "·", "bullet": "·", "times": "·", "ast": "·", "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ",
    "epsilon": "ε", "quad": " ", "qquad": " ", "newline": "\n", "par": "\n",
}  # fmt: skip
_WRAPPERS = frozenset(
    re.findall(
        r"\w+",
        "ce ch chem mathrm mathsf mathbf mathit mathnormal text textrm textsf textbf textit textnormal textsubscript "
        "rm sf it bf ensuremath left right displaystyle emph boldsymbol operatorname math",
    )
)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_STATE = r"VI|IV|V|I{1,3}"
_DECIMAL = re.compile(r"(?<![\d.])[01]·(?=\d)")
_DOT = re.compile(r"(?<=\d)·(?=\d)")
_TOKEN = re.compile(
    # Roman numbers that are raised are oxidation states: Fe<sup>III</sup>Cl3 holds no iodine.
    rf"<sup>\s*(?P<state1>{_STATE})\s*\+?\s*</sup>"
    rf"|(?:\^\s*\{{?|\\textsuperscript\s*\{{)\s*(?:\\(?:mathrm|mathsf|text|rm)\s*\{{?\s*)?"
    rf"(?P<state2>{_STATE})(?![A-Za-z])\s*\+?\s*\}}{{0,2}}"
    r"|(?<![(\[])(?P<state3>[Ⅰ-Ⅵ]+|[ᴵⱽ]+)"
    r"|(?P<tag></?[A-Za-z][^<>]{0,200}>)"
    r"|(?P<entity>&\#?\w{1,12};)"
    r"|\\(?P<command>[A-Za-z]+)\*?(?P<opens>\s*\{)?"
    r"|(?P<space>\\[ ,;:!>~]|~(?=[A-Z(\[]))"
    r"|(?P<raised>\^\s*(?:\d*\s*[+\-−]|[+\-−]\s*\d+))"
    r"|(?P<super>\^\s*\{)"
    r"|(?P<sub>_\s*\{?)"
    r"|(?P<dollar>\$|\\[()\[\]_-])"
    r"|(?P<one>.)",
    re.DOTALL,
)
_BREAKS = frozenset(("br", "p", "div", "li", "tr", "td"))

_PHASE = (
    r"α|β|γ|δ|ε|η|alpha|beta|gamma|delta|epsilon|cubic|tetragonal|orthorhombic|hexagonal|monoclinic|trigonal|triclinic"
    r"|rhombohedral|black|yellow|(?-i:[2346]H|3C|δ_?H)(?=-)|(?:room|low|high)[- ]temperature"
    r"|[0123]D|(?-i:[coth])(?=-(?-i:Cs|Rb|MA|FA|CH3NH3))"
)
_FORM = (
    r"bulk|NCs?|QDs?|NPLs?|NWs?|NPs?|PNCs?|PQDs?|nano(?:crystal|particle|plate(?:let)?|wire|cube|sheet|rod)s?|nano(?=-)"
    r"|quantum[- ]dots?|(?:thin[- ])?films?|(?:single[- ])?crystals?|powders?|perovskites?|colloids?|polycrystalline"
)
_GROUPS = (
    r"Pm-?3m|Pnma|Pbnm|P4/mbm|P4mm|P6\x1f?3/mmc|P6\x1f?3mc|I4/mcm|I4cm|I4/m|Im-?3|Im-?3m|Fm-?3m|R-?3c|R-?3m|R3|P-3m1|P2\x1f?13|P2\x1f?1/[cnm]"
    r"|P2\x1f?1|C2/[cm]|Cmcm|Imma|Pmmn|Pmc21|P1"
)
_BEFORE = re.compile(
    rf"\(?(?P<phase>{_PHASE}|{_FORM})\)?(?:[\s-]*phase)?(?:[\s-]+|(?<=[αβγδεη])(?=[A-Z(\[]))(?=\S)", re.IGNORECASE
)
_AFTER = re.compile(
    rf"(?:[\s,]+|-(?![αβγδεη])|(?=[(\[]))[(\[]?\s*(?P<phase>(?:{_PHASE}|{_FORM}|phase)(?:[\s-]+(?:{_PHASE}|{_FORM}|phase))*"
    rf"|(?-i:{_GROUPS}))(?:[\s-]*phase)?\s*[)\]]?\s*$",
    re.IGNORECASE,
)
_STRAIGHT = re.compile(r"(?<![A-Za-z0-9])n-(?=C[0-9H]|BA)")  # n-C4H9NH3
_IS_FORM = re.compile(rf"(?:{_FORM}|phase)(?:[\s-]+(?:{_FORM}|phase))*", re.IGNORECASE)
_GREEK = {"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε"}
_AROUND = re.compile(r'^(?:[\s"\x1f.,;:!?]|[-*·]\s)+|(?:[\s"\x1f.,;!?*#†‡§]|:(?=\s*$)|\s-)+$')


@dataclass(frozen=True)
class Written:
    """A formula as it was given and as it is read.

    Attributes
    ----------
    given, text : str
        Before and after: markup, small digits, phase and decoration are out,
        charges that were raised are raised digits, blanks are kept.
    places, ends : tuple of int
        Where each character of `text` starts and ends in `given`.
    phase, form : tuple of str
        Words beside the formula: the name of a phase, and "NCs", "film" and the like.
    """

    given: str
    text: str
    places: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None
    phase: tuple[str, ...] = ()
    form: tuple[str, ...] = ()

    def refusal(
        self,
        problem: str,
        allowed: str = "",
        part: tuple[int, int] | None = None,
        kind: type[CompositionError] = CompositionError,
    ) -> CompositionError:
        """Error that says where in the given text the part [start, end) of the read one stands."""
        where = part
        if part and self.places is not None and self.ends is not None:
            where = self.places[part[0]], self.ends[part[1] - 1]
        return kind("formula", problem, allowed, self.given, where)


def written(formula: Any) -> Written:
    """Formula as it was given, and as it is read."""
    if not isinstance(formula, str):
        raise CompositionError("formula", f"{shown(formula)} is not text", "write it like 'CsPbBr3'", formula)
    plain = formula.rstrip()
    if len(plain) <= _MAX_LENGTH and _PLAIN.fullmatch(plain):
        return Written(formula, plain)
    if len(formula) > _MAX_GIVEN:
        raise _too_long(formula, len(formula))
    characters = _without_markup(formula)
    for match in reversed(list(_STRAIGHT.finditer("".join(c for c, _, _ in characters)))):
        del characters[match.start() : match.end()]
    text = "".join(c for c, _, _ in characters)
    if _DECIMAL.search(text):  # Cs0·5Rb0·5PbBr3: a point at half height
        for match in _DOT.finditer(text):
            characters[match.start()] = (".", *characters[match.start()][1:])
        text = "".join(c for c, _, _ in characters)
    found, beside = _bare(text)
    text = text[found]
    if not text:
        raise CompositionError("formula", "it is empty", "write it like 'CsPbBr3'", formula)
    if len(text) > _MAX_LENGTH:
        raise _too_long(formula, len(text))
    characters = characters[found]
    form = tuple(word for word in beside if _IS_FORM.fullmatch(word))
    phase = tuple(_GREEK.get(word.lower(), word) for word in beside if word not in form)
    places, ends = tuple(start for _, start, _ in characters), tuple(end for _, _, end in characters)
    return Written(formula, text, places, ends, phase, form)


def _too_long(formula: str, length: int) -> CompositionError:
    return CompositionError("formula", f"{length} characters are too many", f"{_MAX_LENGTH} are allowed", formula)


def _without_markup(formula: str) -> list[tuple[str, int, int]]:
    """Characters of a formula without HTML, LaTeX and small digits, each with where it stood."""
    out: list[tuple[str, int, int]] = []
    braces: list[str] = []  # what each open brace was for
    raised = False
    for match in _TOKEN.finditer(formula):
        kind, (start, end) = match.lastgroup, match.span()
        kind = "command" if kind == "opens" else kind
        piece = ""
        if kind in ("state1", "state2", "state3"):
            piece = _RAISED[_ROMAN[unicodedata.normalize("NFKC", match[kind]).replace("ⱽ", "V")]] + "⁺"
        elif kind == "tag":
            name = re.sub(r"\W", " ", match.group()).split()[0].lower()
            piece = "\n" if name in _BREAKS else JOINT
            raised = name == "sup" and not match.group().startswith("</")
        elif kind == "entity":
            piece = "".join(_plain(c) for c in html.unescape(match.group()))
        elif kind == "command":
            name = match["command"]
            known = name in _WRAPPERS or name in _COMMANDS or name == "textsuperscript"
            piece = _COMMANDS.get(name, JOINT if known else match.group())
            if known and match["opens"]:
                braces.append("super" if name == "textsuperscript" else "markup")
                raised = raised or name == "textsuperscript"
        elif kind == "super":
            braces.append("super")
            raised = True
        elif kind == "sub":
            piece = JOINT if out and out[-1][0] in "0123456789." else ""
            if match.group().endswith("{"):
                braces.append("markup")
        elif kind == "raised":
            piece = "".join(_RAISED.get(_CHARACTERS.get(c, c), "") for c in match.group())
        elif kind == "space":
            piece = " "
        elif kind == "one":
            piece, raised = _one(match.group(), braces, raised)
        for c in piece:
            _put(out, (_RAISED.get(c, c) if raised else c, start, end))
    return out


def _put(out: list[tuple[str, int, int]], one: tuple[str, int, int]) -> None:
    """Add a character; of blanks, ends of lines and joints side by side only the strongest stays."""
    order = f"{JOINT} \n"
    if out and one[0] in order and out[-1][0] in order:
        if order.index(one[0]) > order.index(out[-1][0]):
            out[-1] = one
        return
    out.append(one)


def _one(character: str, braces: list[str], raised: bool) -> tuple[str, bool]:
    """What one character stands for, and whether what follows is raised."""
    if character == "{":
        braces.append("bracket")
    elif character == "}" and braces:
        purpose = braces.pop()
        if purpose != "bracket":
            return JOINT, raised and purpose != "super"
    return _plain(character), raised


def _plain(character: str) -> str:
    """Ordinary letters, digits and signs of a character; nothing for one that is not seen."""
    if character in _CHARACTERS:
        return _CHARACTERS[character]
    if character in _KEPT:
        return character
    if character.isascii():
        return " " if character.isspace() else character
    if unicodedata.category(character) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return "".join(" " if c.isspace() else _CHARACTERS.get(c, c) for c in plain)


def _closed(text: str) -> bool:
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def _bare(text: str) -> tuple[slice, tuple[str, ...]]:
    """Part of a text that is the formula, and the phases and forms that stood beside it."""
    start, end, beside = 0, len(text), []
    while True:
        rest = text[start:end]
        around = [match.span() for match in _AROUND.finditer(rest)]
        if around:
            start, end = (
                start + (around[0][1] if around[0][0] == 0 else 0),
                end - (len(rest) - around[-1][0] if around[-1][1] == len(rest) and around[-1][0] else 0),
            )
            continue
        before = _BEFORE.match(rest)
        if before and _closed(before.group()):
            beside.append(before["phase"])
            start += before.end()
            continue
        after = _AFTER.search(rest)
        if after and after.start() and _closed(after.group()):
            beside.append(after["phase"])
            end = start + after.start()
            continue
        return slice(start, max(start, end)), tuple(beside)
