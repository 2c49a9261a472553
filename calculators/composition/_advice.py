"""What to write in place of a formula that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ._errors import CompositionError, SeveralCompoundsError
from ._text import Written
from ._words import ATOM, Words

_WORD = r"(?<=\s)(?:and|or|with|vs\.?|versus|plus|on|in|to)(?=\s)"
_STRONG = re.compile(rf"(?<!\d),|,(?!\d)|[;|&@/:·*\n+]|-+>?|→|{_WORD}")
_BLANK = re.compile(r"\s+")
_ENCLOSED = re.compile(r"[(\[{](?P<inner>.*)[)\]}][\d.,]*", re.DOTALL)
_VARIABLE = re.compile(r"[-+−]?\s*\(?\s*(?P<name>[xyzwnmkuvδ])(?![a-z])")
_SOLVENT = re.compile(r"[·*.:]\s*[(\[]?\s*(?P<times>\d*\.?\d*|[nx])\s*(?P<name>H2O|D2O|DMF|DMSO|NMP|GBL|MeCN|THF)\b")
_DOPED = re.compile(r"dop(?:ed|ing|ant)|:\s*\d*\s*%")
_GROUP = re.compile(r"OAc|BF4|PF6|AcO|acac|ClO4|NO3|BH4")
_ONE = "give one compound at a time"
_STANDS_FOR = {
    "X": ("a halide", "write F, Cl, Br or I"),
    "A": ("the A cation", "write it out, such as Cs or MA"),
    "B": ("the B cation", "write it out, such as Pb or Sn"),
    "M": ("a metal", "write it out, such as Pb or Sn"),
    "R": ("an organic group", "write the cation out, such as BA or PEA"),
    "L": ("a spacer", "write it out, such as BA or PEA"),
    "Ln": ("a lanthanide", "write it out, such as Yb or Eu"),
    "RE": ("a rare earth", "write it out, such as Yb or Eu"),
}
_ELEMENTS = frozenset(
    re.findall(
        r"\w+",
        "H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr "
        "Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir "
        "Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm",
    )
)


def is_compound(text: str, words: Words) -> bool:
    """Whether a text reads to its end and holds a cation and an anion."""
    position, kinds = 0, set()
    while position < len(text):
        match = words.pattern.match(text, position)
        if match is None:
            return False
        position = match.end()
        if match.lastgroup == "ion":
            key = words.meaning[match.group()]
            kinds.add("A" if key == ATOM + "N" else words.kinds.get(key, ""))
    return "X" in kinds and bool(kinds & {"A", "B"})


def with_solvent(formula: Written) -> None:
    """Refuse a hydrate whose dot could be taken for a decimal point."""
    match = _SOLVENT.search(formula.text)
    if match and match["name"] in ("H2O", "D2O"):
        raise _hydrate(formula, match["times"], match["name"], match.span())


def separated(formula: Written, words: Words) -> None:
    """Refuse two compounds with something between them: a comma, a stroke, a word, a blank."""
    text = formula.text
    for pattern in (_STRONG, _BLANK):
        starts, position = [], 0
        for match in (*pattern.finditer(text), None):
            end = match.start() if match else len(text)
            piece = text[position:end].strip()
            if piece and not (pattern is _BLANK and _is_group(piece)) and is_compound(piece, words):
                starts.append((position + len(text[position:end]) - len(text[position:end].lstrip()), end))
            position = match.end() if match else end
        if len(starts) > 1:
            raise two_compounds(formula, starts[1][0])


def _is_group(piece: str) -> bool:
    """Whether a piece is one pair of brackets, with or without a number."""
    match = _ENCLOSED.fullmatch(piece)
    if match is None:
        return False
    depth = 0
    for character in match["inner"]:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return False
    return True


def two_compounds(formula: Written, at: int) -> CompositionError:
    """Refusal of a second compound that starts at a place."""
    first, second = (part.strip(" \n\x1f,;/|&@:+-·*→>") for part in (formula.text[:at], formula.text[at:]))
    first = re.sub(r"\s(?:and|or|with|vs\.?|versus|plus|on|in|to)$", "", first)
    allowed = f"{_ONE}; an alloy is written (CsPbBr3)0.5(CsPbI3)0.5 or CsPb(Br0.5I0.5)3"
    seen = " and ".join(part.replace("\x1f", "") for part in (first, second) if part)
    part = (at, len(formula.text))
    return formula.refusal(f"it holds two compounds, {seen}", allowed, part, SeveralCompoundsError)


def water(formula: Written, spelled: Mapping[str, float]) -> CompositionError | None:
    """Refusal of a hydrate, or of an oxide, if that is what the atoms left over say."""
    counts = {key[1:]: n for key, n in spelled.items()}
    if counts.keys() == {"H", "O"} and abs(counts["H"] - 2 * counts["O"]) < 1e-9:
        if re.fullmatch(r"[\s\x1f]*H[\s\x1f]*2?[\s\x1f]*O\d*[\s\x1f]*", formula.text):
            return formula.refusal("it is water", "this reads compounds of halides; molar_mass() weighs any other")
        return _hydrate(formula, f"{counts['O']:.6g}" if counts["O"] != 1 else "", "H2O", None)
    if counts.keys() & {"O", "S"}:
        symbol = "O" if "O" in counts else "S"
        at = max(formula.text.find(symbol), 0)
        word = "oxygen" if symbol == "O" else "sulphur"
        return formula.refusal(
            f"it holds {word}", "this reads compounds of halides; molar_mass() weighs any other", (at, at + 1)
        )
    return None


def _hydrate(formula: Written, times: str, name: str, part: tuple[int, int] | None) -> CompositionError:
    kind = "a hydrate" if name in ("H2O", "D2O") else "a solvate"
    return formula.refusal(
        f"it is {kind}, with {times + ' ' if times else ''}{name}; its structure is another than the plain compound's",
        "leave that out if the plain compound is meant; molar_mass() weighs it",
        part,
    )


def unreadable(formula: Written, position: int, words: Words) -> CompositionError:
    """Refusal of the part of a formula at a place, with what to write there."""
    text = formula.text
    rest, first = text[position:], (position, position + 1)
    inside = sum(text[:position].count(c) for c in "([{") > sum(text[:position].count(c) for c in ")]}")
    if _DOPED.search(text) or (rest[0] == ":" and not inside and not _SOLVENT.match(rest)):
        return _dopant(formula, position)
    if match := _SOLVENT.match(rest):
        return _hydrate(formula, match["times"], match["name"], (position, position + match.end()))
    if position and (match := _VARIABLE.match(rest)):
        at = position + match.start("name")
        return formula.refusal(
            f"{match['name']!r} stands where a number is needed",
            "put in its value (Br2.6I0.4, not Br3-xIx)",
            (at, at + 1),
        )
    if rest[0] == "%":
        return formula.refusal("'%' cannot be read", "write shares as fractions (0.6, not 60 %)", first)
    if rest[0] in "/⁄" and text[position - 1 : position].isdigit() and rest[1:2].isdigit():
        return formula.refusal(f"{rest[:2]!r} cannot be read", "write shares as decimals (0.667, not 2/3)", first)
    if rest[0] in ",/;|&:" and inside:
        return _without_shares(formula, position, words)
    if rest[0] in ".,;|&":
        given = formula.given[formula.places[position]] if formula.places else rest[0]
        return formula.refusal(
            f"{given!r} stands outside a number",
            f"a comma or a point belongs between digits only (Br0.6, Br0,6); {_ONE}",
            first,
        )
    if rest[0] in "@/":
        return formula.refusal(f"{rest[0]!r} cannot be read", f"{_ONE}; core and shell are two", first)
    if re.fullmatch(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]*[-⁻]\s*", rest):
        return formula.refusal("its charge makes it an ion", "give the whole compound, without a net charge", first)
    if rest[0] in "+-⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹·*":
        return formula.refusal(
            f"{rest[0]!r} cannot be read",
            f"{_ONE}, with amounts as numbers (0.6, not 1-x) and charges behind their ions (Yb3+ or Yb³⁺)",
            first,
        )
    return _unknown(formula, position)


def _dopant(formula: Written, position: int) -> CompositionError:
    return formula.refusal(
        "it names a dopant without its share",
        f"write the share on the site that it takes, as in CsPb0.95Mn0.05Br3; {_ONE}",
        (position, position + 1),
    )


def _without_shares(formula: Written, position: int, words: Words) -> CompositionError:
    """Refusal of ions that are only listed, as in (Br,I), with an example of these ions."""
    text = formula.text
    start = max(text.rfind(c, 0, position) for c in "([{") + 1
    end = min((k for k in (text.find(c, position) for c in ")]}") if k >= 0), default=len(text))
    listed = [part.strip() for part in re.split(r"[,/;|&:]", text[start:end]) if part.strip()]
    if all(part[-1:].isdigit() for part in listed):
        problem = f"{text[position]!r} stands between {' and '.join(listed)}"
        return formula.refusal(problem, f"leave it out: {''.join(listed)}", (position, position + 1))
    share = {2: "0.5", 4: "0.25", 5: "0.2"}.get(len(listed), "")
    example = "".join(f"{ion}{share}" for ion in listed) if share else "Br0.5I0.5"
    known = all(ion in words.meaning for ion in listed)
    return formula.refusal(
        f"{' and '.join(listed)} have no shares",
        f"name the shares, as in {example if known else 'Br0.5I0.5'}",
        (start, end),
    )


def _unknown(formula: Written, position: int) -> CompositionError:
    rest, first = formula.text[position:], (position, position + 1)
    if match := re.match(r"[a-zé]{3,}|[A-Z][a-z]{3,}", rest):
        return formula.refusal(
            f"{match.group()!r} cannot be read", f"{_ONE}, as a formula alone", (position, position + match.end())
        )
    groups = (match for match in _GROUP.finditer(formula.text) if match.start() <= position < match.end())
    if match := next(groups, None):
        return formula.refusal(
            f"{match.group()!r} is no ion that is known here",
            "the X site takes F, Cl, Br, I and SCN; molar_mass() weighs other compounds",
            match.span(),
        )
    if rest[0] == "^":
        return formula.refusal("'^' raises what follows", "amounts stand on the line or below it: Br3, Br_3", first)
    match = re.match(r"[A-Z][a-z]?|.", rest, re.DOTALL)
    unknown = match.group() if match else rest[0]
    if unknown not in _ELEMENTS or unknown == "B":
        for name in (unknown, unknown[0]):
            if name in _STANDS_FOR and (name != unknown[0] or unknown == name or not rest[1:2].islower()):
                what, how = _STANDS_FOR[name]
                return formula.refusal(f"{name!r} stands for {what}", how, (position, position + len(name)))
        if re.match(r"RE(?![a-z])", rest):
            what, how = _STANDS_FOR["RE"]
            return formula.refusal(f"'RE' stands for {what}", how, (position, position + 2))
    kind = "is an element that is not known here as an ion" if unknown in _ELEMENTS else "is no known ion"
    return formula.refusal(
        f"{unknown!r} {kind}",
        "known are Cs, MA, FA, Pb, Sn, Cl, Br, I and others",
        (position, position + len(unknown)),
    )
