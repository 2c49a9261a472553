"""From the text of a formula to the amount of every ion in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .. import tables
from ._advice import separated, two_compounds, unreadable, water, with_solvent
from ._species import atoms, same_amount, species, uncharged, with_charge
from ._text import Written
from ._words import ATOM, Words

_MAX_DEPTH = 8
_MAX_NUMBER = 1000.0

_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")


@dataclass(slots=True)
class _Last:
    """What the next number counts: an ion or a group, and where it stands."""

    parts: dict[str, float]
    start: int
    group: bool = False
    counted: bool = False
    times: float = 1.0


class _Frame:
    """What stands between two brackets, or in the whole formula."""

    __slots__ = ("atoms", "atoms_at", "bare", "closing", "groups", "halides", "repeated", "start", "total", "words")

    def __init__(self, words: Words, closing: str = "", start: int = 0) -> None:
        self.words, self.closing, self.start = words, closing, start
        self.total: dict[str, float] = {}
        self.atoms: dict[str, float] = {}  # of an organic ion whose atoms are spelled out
        self.atoms_at = 0
        self.bare: dict[str, int] = {}  # ions outside of groups that are compounds, and where they stand
        self.halides = False  # whether there is one among them
        self.groups: list[tuple[float, bool, int]] = []  # amounts of those groups, whether written, and where
        self.repeated = -1  # where a cation comes again after halides

    def add(self, last: _Last | None, formula: Written) -> None:
        if last is None or not last.parts:
            return
        if all(key[0] == ATOM for key in last.parts):
            if not self.atoms:
                self.atoms_at = last.start
            _sum(self.atoms, last.parts)
            return
        if self.atoms:
            self.settle()
        if self.words.strict:
            self._look(last, formula)
        _sum(self.total, last.parts)

    def _look(self, last: _Last, formula: Written) -> None:
        """Refuse a second compound that follows the first without a word."""
        kinds = self.words.kinds
        if last.group and len(last.parts) > 1:
            found = {kinds.get(key) for key in last.parts}
            if "X" in found and len(found) > 1:
                if self._is_compound(self.bare):
                    raise two_compounds(formula, last.start)
                self.groups.append((last.times, last.counted, last.start))
                return
        for key in last.parts:
            if kinds.get(key) == "X":
                if self.repeated >= 0:
                    raise two_compounds(formula, self.repeated)
                self.halides = True
            elif self.halides and self.repeated < 0 and key in self.bare:
                self.repeated = last.start
            self.bare.setdefault(key, last.start)

    def _is_compound(self, keys: Iterable[str]) -> bool:
        found = [self.words.kinds.get(key) for key in keys]
        return "X" in found and "B" in found

    def settle(self, *, whole: bool = True) -> None:
        """Put an ion in place of the atoms that were spelled out, if they are those of a known one."""
        ion, times = _ion_of(self.atoms, whole)
        if ion:
            _sum(self.total, {ion: times})
            self.bare.setdefault(ion, self.atoms_at)
        else:
            _sum(self.total, self.atoms)
        self.atoms = {}

    def finish(self, formula: Written) -> dict[str, float]:
        """All that was added, or a refusal of compounds whose shares are missing or wrong."""
        if self.atoms and (self.total or not self.closing):
            self.settle()
        if self.groups and self._is_compound(self.bare):
            raise two_compounds(formula, max(self.groups[0][2], min(self.bare.values())))
        if len(self.groups) > 1 and not self.bare:
            shares = [share for share, _, _ in self.groups]
            if not any(written for _, written, _ in self.groups):
                raise two_compounds(formula, self.groups[1][2])
            if any(share != int(share) for share in shares) and not same_amount(sum(shares), 1.0):
                raise formula.refusal(
                    f"the shares of the compounds sum to {sum(shares):.6g}", "they must sum to 1, or be whole numbers"
                )
        if not self.atoms:
            return self.total
        ion, times = _ion_of(self.atoms, whole=True)
        return {ion: times} if ion and times == 1 else self.atoms


def _sum(total: dict[str, float], part: Mapping[str, float]) -> None:
    for key, n in part.items():
        total[key] = total.get(key, 0.0) + n


@tables.cached
def _cations() -> Mapping[str, Mapping[str, int]]:
    """Atoms of the ions that formulas may spell out."""
    return {ion: atoms(ion) for ion, entry in species().items() if entry.sites in "AS" and len(atoms(ion)) > 1}


def _ion_of(found: Mapping[str, float], whole: bool) -> tuple[str, float]:
    """Known ion of these atoms and how many of them; nothing if there is none, or if there are several."""
    counts = {key[1:]: n for key, n in found.items() if n > 0}
    fits: dict[str, float] = {}
    for ion, holds in _cations().items():
        if holds.keys() != counts.keys():
            continue
        times = counts["H"] / holds["H"]
        exact = all(abs(counts[e] - times * n) < 1e-9 * max(1.0, times * n) for e, n in holds.items())
        if exact and (not whole or abs(times - round(times)) < 1e-9):
            fits[ion] = round(times) if whole else times
    least = min(fits.values(), default=0.0)
    best = [ion for ion, times in fits.items() if times == least]
    return (best[0], float(least)) if len(best) == 1 else ("", 0.0)


def isomers(found: Mapping[str, float]) -> list[str]:
    """Known ions that consist of the same atoms as these."""
    counts = {key[1:]: n for key, n in found.items()}
    fits = []
    for ion, holds in _cations().items():
        if holds.keys() == counts.keys():
            times = counts["H"] / holds["H"]
            if all(abs(counts[e] - times * n) < 1e-9 for e, n in holds.items()):
                fits.append(ion)
    return fits


def amounts(formula: Written, words: Words) -> dict[str, float]:
    """Amount of every word of a formula, brackets multiplied out; an ion with its charge is a word of its own."""
    if words.strict and "2O" in formula.text:
        with_solvent(formula)
    if formula.places is not None:
        separated(formula, words)
    frame = _read(formula, words)
    total = frame.finish(formula)
    spelled = {key: n for key, n in total.items() if key[0] == ATOM}
    if spelled:
        total = _organic(formula, frame, total, spelled)
    return total


def _organic(
    formula: Written, frame: _Frame, total: Mapping[str, float], spelled: Mapping[str, float]
) -> dict[str, float]:
    """Amounts with an ion in place of atoms that stand scattered over the formula (CH6I3NPb)."""
    rest = {key: n for key, n in total.items() if key not in spelled}
    ion, times = _ion_of(spelled, whole=False)
    if ion:
        rest[ion] = rest.get(ion, 0.0) + times
        return rest
    found = "".join(f"{key[1:]}{n:.6g}" if n != 1 else key[1:] for key, n in sorted(spelled.items()))
    several = isomers(spelled)
    if several:
        names = " or ".join(f"{ion} ({species()[ion].name})" for ion in several)
        raise formula.refusal(f"{found} could be {names}", f"write {' or '.join(several)}")
    at = min(frame.atoms_at, len(formula.text) - 1)
    raise water(formula, spelled) or formula.refusal(
        f"{found} is no known ion",
        "composition.species() lists the known ones, such as Cs, MA, FA and PEA",
        (at, at + 1),
    )


def _read(formula: Written, words: Words) -> _Frame:
    text, pattern, meaning = formula.text, words.pattern, words.meaning
    stack = [_Frame(words)]
    last: _Last | None = None
    position, size = 0, len(text)
    while position < size:
        match = pattern.match(text, position)
        if match is None:
            raise unreadable(formula, position, words)
        kind, start, position = match.lastgroup, position, match.end()
        if kind == "ion":
            stack[-1].add(last, formula)
            last = _Last({meaning[match.group()]: 1.0}, start)
        elif kind == "number":
            _times(formula, match.span(), last)
        elif kind == "charge":
            _set_charge(formula, match.span(), last, stack[-1])
        elif kind == "roman" and _is_roman(match.group(), last, text, position):
            assert last is not None
            last.parts = {_charged(formula, match.span(), last, _ROMAN[match.group()[1:-1]]): 1.0}
        elif kind in ("open", "roman"):
            position = start + 1
            stack[-1].add(last, formula)
            last = None
            if len(stack) > _MAX_DEPTH:
                raise formula.refusal(
                    "the brackets are nested too deep", f"{_MAX_DEPTH} deep are allowed", (start, position)
                )
            stack.append(_Frame(words, _BRACKETS[text[start]], start))
        elif kind == "close":
            stack[-1].add(last, formula)
            last = _closed(formula, stack.pop(), match.span())
    stack[-1].add(last, formula)
    if len(stack) > 1:
        start = stack[-1].start
        raise formula.refusal(f"the bracket {text[start]!r} is not closed", part=(start, start + 1))
    return stack[0]


def _times(formula: Written, span: tuple[int, int], last: _Last | None) -> None:
    """Multiply the last ion or group."""
    token = formula.text[slice(*span)].replace(",", ".")
    if last is None or last.counted:
        how = "amounts stand after what they count"
        rest = formula.text[span[1] :].strip()
        if rest and not formula.text[: span[0]].strip(" \n\x1f"):
            how = f"leave the factor out: {rest}"
        raise formula.refusal(f"the number {token} follows no ion", how, span)
    if not token.isascii():
        raise formula.refusal(f"{token!r} is not an ordinary number", "write it with the digits 0 to 9", span)
    times = float(token)
    if times > _MAX_NUMBER:
        raise formula.refusal(f"the amount {token} is not allowed", f"it must be at most {_MAX_NUMBER:g}", span)
    # An amount of 0 says that the ion is absent.
    last.parts = {key: n * times for key, n in last.parts.items()} if times else {}
    last.counted, last.times = True, times


def _set_charge(formula: Written, span: tuple[int, int], last: _Last | None, frame: _Frame) -> None:
    token = formula.text[slice(*span)]
    if last is not None and all(key[0] == ATOM for key in last.parts) and (last.parts or frame.atoms):
        # NH2+: the number counts atoms, and the charge is that of the whole organic ion, which is known.
        if token[0].isascii() and token[0].isdigit() and not last.counted:
            last.parts = {key: n * int(token[0]) for key, n in last.parts.items()}
            last.counted = True
        return
    if last is None or last.counted or len(last.parts) != 1:
        if last is not None and (len(last.parts) > 1 or (last.counted and token[-1] in "⁻-")):
            raise formula.refusal(
                f"the charge {token} makes it an ion", "give the whole compound, without a net charge", span
            )
        raise formula.refusal(
            f"the charge {token} follows no ion", "a charge stands directly behind its ion, as in Yb³⁺0.05", span
        )
    plain = token.translate(_LOWERED)
    number = int(plain.strip("+-") or 1) * (-1 if "-" in plain else 1)
    last.parts = {_charged(formula, span, last, number): n for n in last.parts.values()}


def _charged(formula: Written, span: tuple[int, int], last: _Last, charge: int) -> str:
    """Key of the last ion with a charge, or a refusal of a second one."""
    key = next(iter(last.parts))
    if uncharged(key)[1] is not None:
        raise formula.refusal(f"{uncharged(key)[0]} has two charges", "write one, as in Yb³⁺0.05", span)
    return with_charge(key, charge)


def _is_roman(token: str, last: _Last | None, text: str, end: int) -> bool:
    """Whether a Roman number in brackets is an oxidation state: (III) always, (I) not where it can be iodide."""
    if last is None or last.counted or last.group or len(last.parts) != 1:
        return False
    if token != "(I)":
        return True
    known = species().get(next(iter(last.parts)))
    number = text[end : end + 1]
    return known is not None and 1 in known.charges and not number.isdigit() and number not in (".", ",")


def _closed(formula: Written, frame: _Frame, span: tuple[int, int]) -> _Last:
    token = formula.text[slice(*span)]
    if not frame.closing:
        raise formula.refusal(f"the bracket {token!r} closes nothing", part=span)
    if token != frame.closing:
        raise formula.refusal(f"{token!r} stands where {frame.closing!r} must close", part=span)
    if not formula.text[frame.start + 1 : span[0]].strip(" \n\x1f"):
        raise formula.refusal("a pair of brackets is empty", part=(frame.start, span[1]))
    return _Last(frame.finish(formula), frame.start, group=True)
