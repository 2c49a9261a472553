"""Numbers as people type and paste them, with their units: understood, and said how, or asked about.

A field has one unit. What is typed without a unit is in that unit; another
unit of the same kind is converted, and the reading says so. What can be meant
in two ways, such as ``1,200``, is refused with both.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from .. import tables
from ..errors import ArgumentError
from ..writing import NARROW, written


class Reading(NamedTuple):
    """A number that was typed.

    Attributes
    ----------
    value : float
        The number, in the unit of the field.
    note : str
        How it was understood, where that is more than a matter of course.
    """

    value: float
    note: str = ""


# --- characters


_FULL_WIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_CHARACTERS = str.maketrans(
    {
        **_FULL_WIDTH,
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\ufe63", "-"),
        **dict.fromkeys([*map(chr, range(0x2000, 0x200B)), *"\u00a0\u202f\u205f\u3000\t\n\r"], " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u200e\u200f$", ""),
        **dict.fromkeys("⋅∙•*✕⨯", "·"),
        **dict.fromkeys("’ʼ′", "'"),
        "μ": "µ", "Å": "Å", "∕": "/", "⁄": "/", "₀": "0", "ℎ": "h",
    }
)  # fmt: skip
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_LATEX = (
    (r"\\(?:times|cdot)(?![A-Za-z]) ?", "×"),
    (r"\\(?:approx|sim)(?![A-Za-z]) ?", "≈"),
    (r"\\pm(?![A-Za-z]) ?", "±"),
    (r"\\(?:mu)\b ?|\\textmu\b ?", "µ"),
    (r"\\(?:mathrm|text|rm|si|SI|unit)\b", ""),
    (r"\\(?:AA|angstrom)\b", "Å"),
    (r"\\[,;:! ]|~(?=[A-Za-z])", " "),
    (r"\\%", "%"),
    (r"[{}]", ""),
)


def _clean(typed: str) -> str:
    """Characters that look different and mean the same made one."""
    text = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda found: "^" + found[0].translate(_RAISED), typed).translate(_CHARACTERS)
    if "\\" in text or "{" in text:
        for pattern, plain in _LATEX:
            text = re.sub(pattern, plain, text)
    return re.sub(" +", " ", text).strip()


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= 40 else text[:37] + '...'}”"


# --- units


class _Unit(NamedTuple):
    """Powers of the base units, and the size: ratio times a power of ten."""

    base: tuple[tuple[str, int], ...]
    ratio: float = 1.0
    power: int = 0


_PREFIXES = {"f": -15, "p": -12, "n": -9, "µ": -6, "u": -6, "m": -3, "c": -2, "k": 3, "M": 6, "G": 9}
# By symbol: base units, ratio, power of ten, and the prefixes that it takes.
_SYMBOLS: dict[str, tuple[dict[str, int], float, int, str]] = {
    "m": ({"m": 1}, 1, 0, "fpnµumck"),
    "Å": ({"m": 1}, 1, -10, ""),
    "s": ({"s": 1}, 1, 0, "fpnµum"),
    "min": ({"s": 1}, 60, 0, ""),
    "h": ({"s": 1}, 3600, 0, "k"),
    "d": ({"s": 1}, 86400, 0, ""),
    "Hz": ({"s": -1}, 1, 0, "kMG"),
    "eV": ({"eV": 1}, 1, 0, "µumkM"),
    "A": ({"A": 1}, 1, 0, "pnµumk"),
    "V": ({"V": 1}, 1, 0, "nµumk"),
    "W": ({"W": 1}, 1, 0, "nµumk"),
    "K": ({"K": 1}, 1, 0, "m"),
    "cd": ({"cd": 1}, 1, 0, "mkM"),
    "nit": ({"cd": 1, "m": -2}, 1, 0, "kM"),
    "lm": ({"lm": 1}, 1, 0, "mk"),
    "sr": ({"sr": 1}, 1, 0, ""),
    "g": ({"g": 1}, 1, 0, "pnµumk"),
    "mol": ({"mol": 1}, 1, 0, "fpnµumk"),
    "L": ({"m": 3}, 1, -3, "nµum"),
    "M": ({"mol": 1, "m": -3}, 1, 3, "fpnµum"),
    "m0": ({"m0": 1}, 1, 0, ""),
    "%": ({}, 1, -2, ""),
    "‰": ({}, 1, -3, ""),
    "ppm": ({}, 1, -6, ""),
}
_SPELLED = {
    **dict.fromkeys(("nits", "nt"), "nit"),
    **dict.fromkeys(("hr", "hrs", "hour", "hours", "std"), "h"),
    **dict.fromkeys(("mins", "minute", "minutes"), "min"),
    **dict.fromkeys(("sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("day", "days"), "d"),
    **dict.fromkeys(("nanometer", "nanometers", "nanometre", "nanometres", "nanosize"), "nm"),
    **dict.fromkeys(("micron", "microns", "micrometer", "micrometers", "micrometre", "micrometres"), "µm"),
    **dict.fromkeys(("centimeter", "centimeters", "centimetre", "centimetres"), "cm"),
    **dict.fromkeys(("millimeter", "millimeters", "millimetre", "millimetres"), "mm"),
    **dict.fromkeys(("meter", "meters", "metre", "metres"), "m"),
    **dict.fromkeys(("angstrom", "angstroms", "ångström", "ångstrom", "ang"), "Å"),
    **dict.fromkeys(("percent", "pct"), "%"),
    **dict.fromkeys(("volt", "volts"), "V"),
    **dict.fromkeys(("candela", "candelas"), "cd"),
    **dict.fromkeys(("electronvolt", "electronvolts"), "eV"),
    **dict.fromkeys(("liter", "liters", "litre", "litres", "l"), "L"),
    **dict.fromkeys(("mole", "moles"), "mol"),
    **dict.fromkeys(("me", "m_e", "m_0"), "m0"),
}


@functools.cache
def _every() -> dict[str, _Unit]:
    """All symbols, with their prefixes."""
    found = {}
    for symbol, (base, ratio, power, prefixes) in _SYMBOLS.items():
        found[symbol] = _Unit(tuple(sorted(base.items())), float(ratio), power)
        for prefix in prefixes:
            unit = found[symbol]
            found[prefix + symbol] = unit._replace(power=power + _PREFIXES[prefix])
    found["ml"], found["µl"], found["ul"] = found["mL"], found["µL"], found["µL"]
    return found


def _product(parts: list[tuple[_Unit, int]]) -> _Unit:
    base: dict[str, int] = {}
    ratio, power = 1.0, 0
    for unit, exponent in parts:
        for name, each in unit.base:
            base[name] = base.get(name, 0) + each * exponent
        ratio *= unit.ratio**exponent
        power += unit.power * exponent
    return _Unit(tuple(sorted((name, each) for name, each in base.items() if each)), ratio, power)


def _alike(token: str) -> list[_Unit]:
    """Units that a word is but for small and capital letters.

    M is mega and m milli: where only that differs, the other one is meant as well as not, and both are returned.
    """
    found: dict[_Unit, None] = {}
    for name, unit in _every().items():
        if name.lower() != token.lower():
            continue
        found[unit] = None
        if name not in _SYMBOLS and {name[0], token[0]} == {"m", "M"}:
            change = _PREFIXES[token[0]] - _PREFIXES[name[0]]
            found[unit._replace(power=unit.power + change)] = None
    return list(found)


def _named(token: str, loose: bool) -> list[list[_Unit]]:
    """Units that a word may stand for; several stand side by side, as in ``mAcm``."""
    every = _every()
    token = _SPELLED.get(token.lower(), token)
    if token == "A" and loose:
        return [[every["Å"]]]
    if token in every:
        return [[every[token]]]
    if loose:
        return [[unit] for unit in _alike(token)]
    for k in range(len(token) - 1, 0, -1) if len(token) > 2 else ():
        if token[:k] in every and token[k:] in every:
            return [[every[token[:k]], every[token[k:]]]]
    return []


_TOKEN = re.compile(r"([A-Za-zµÅåöéΩ°_]+|m0|%|‰)(?:\^?\(?([+-]?\d{1,2})\)?)?|1")
_LONGEST = 60


@functools.lru_cache(maxsize=256)
def _units(text: str, loose: bool = False) -> tuple[_Unit, ...]:
    """What a unit may be; nothing if it cannot be read."""
    text = re.sub(r"\bper\b ?", "/", text.replace("m_0", "m0").replace("per cent", "%").replace("wt%", "%"))
    if len(text) > _LONGEST or len(re.findall("%|‰|ppm", text)) > 1:
        return ()
    if text in ("m0",):
        return (_product([(_every()["m0"], 1)]),)
    parts: list[list[list[tuple[_Unit, int]]]] = []
    at, sign, closing = 0, 1, False
    while at < len(text):
        character = text[at]
        if character in " ·.×":
            at += 1
        elif character == "/":
            sign, at = -1, at + 1
            if text[at : at + 1] == "(":
                closing, at = True, at + 1
        elif character == ")" and closing:
            sign, closing, at = 1, False, at + 1
        elif found := _TOKEN.match(text, at):
            at = found.end()
            if found[1]:
                exponent = int(found[2] or 1)
                choices = _named(found[1], loose)
                if not choices or not exponent:
                    return ()
                parts.append([[(u, sign * (exponent if u is one[-1] else 1)) for u in one] for one in choices])
            sign = sign if closing else 1
        else:
            return ()
    found_units = [_product([pair for one in each for pair in one]) for each in itertools.product(*parts)]
    return tuple(dict.fromkeys(found_units))


# --- the number itself


_BODY = r"(?:\d[\d.,' ]*\d|\d)[.,]?(?!\d)|[.,]\d+"
_NUMBER = re.compile(
    rf"(?P<sign>[+-]?) ?(?P<body>{_BODY})"
    r"(?P<power> ?[eE] ?(?P<e>[+-]?\d+)| ?[×xX·] ?10 ?(?:\^|··) ?\(?(?P<p>[+-]?\d+)\)?"
    r"| ?[×xX·] ?10 ?(?P<lost>[+-]\d+)| ?[×xX·] ?10(?P<unclear>\d+)(?![\d.,])| ?(?:\^|··) ?\(?(?P<ten>[+-]?\d+)\)?)?",
    re.ASCII,
)
_ABOUT = re.compile(r"(?:≈|~|∼|≃|≅|=|ca\.? |c\. |circa |about |approx(?:\.|imately)? |around )\s*", re.I)
_NAMED = re.compile(r"[^\W\d][\w ]{0,20}? ?[=:] ?(?=[-+.,\d≈~])")
_BOUND = re.compile(r"[<>≤≥≲≳]=? ?[-+]?[.,]?[0-9]")
_UNIT_FIRST = r"[A-Za-zµÅ%‰].{0,25}?"  # a unit between the two: 520 nm ± 2 nm, 520 nm to 530 nm
_UNSURE = re.compile(rf"(?:{_UNIT_FIRST})?(?:±|\+ ?/ ?- ?|\+ ?- ?\d)|\(\d+\)")
_SECOND = re.compile(
    r"(?:-|to |bis |\.\.+|…|[,;/:|&]|and |or )\s*[-+]?[.,]?\d"
    rf"|{_UNIT_FIRST}(?: - | to | bis |\.\.+|…|[,;|&]| and | or )\s*[-+]?[.,]?\d"
    r"|([A-Za-zµÅ%]+) ?- ?[\d.,]+ ?\1"
)
# Cells of a table, or lines: no blank between thousands.
_CELLS = re.compile(r"([\d.,]+)[ \u00a0]*[\t\n\r\v\f][\t\n\r\v\f \u00a0]*([-+\u2212]?[\d.,]+)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.000")  # of somebody who writes a decimal comma
_LOST_POWER = re.compile(r"\d{1,3} 10[1-9]")
_HALVES = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅕": 0.2, "⅛": 0.125}
_LIKE = "write it like 520, 0.5 or 1e-10"
_POWERS = "write powers of ten like 1e6 or 10^6"
_LARGEST_EXPONENT = 10**6
_LONGEST_NUMBER = 1000  # characters


def _groups(whole: str, mark: str) -> bool:
    """Whether a mark separates thousands."""
    return re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", whole) is not None


def _decimal(body: str) -> tuple[str, ...]:
    """Plain texts that the digits and marks of a number may stand for: one, two where that is unclear, or none."""
    body = body.rstrip(" ")
    spaced = next((mark for mark in "' " if mark in body), "")
    commas, points = body.count(","), body.count(".")
    if spaced:
        marks = {mark for mark in "' ,." if mark in body} - {spaced}
        whole, _, rest = body.partition(marks.copy().pop()) if len(marks) == 1 else (body, "", "")
        fits = len(marks) <= 1 and _groups(whole, spaced) and not re.search(r"\D", rest)
        return (whole.replace(spaced, "") + ("." + rest if rest else ""),) if fits else ()
    if commas and points:
        decimal, other = (",", ".") if body.rfind(",") > body.rfind(".") else (".", ",")
        whole, _, rest = body.partition(decimal)
        fits = body.count(decimal) == 1 and _groups(whole, other)
        return (whole.replace(other, "") + "." + rest,) if fits else ()
    mark = "," if commas else "."
    if commas + points > 1:
        return (body.replace(mark, ""),) if _groups(body, mark) else ()
    whole, _, rest = body.partition(mark)
    if commas and len(rest) == 3 and re.fullmatch(r"[1-9]\d{0,2}", whole):
        return whole + rest, f"{whole}.{rest}".rstrip("0").rstrip(".")
    return (f"{whole}.{rest}",)


def _float(plain: str, power: int) -> float:
    """Float of a decimal text times a power of ten, rounded once."""
    return float(f"{plain}e{power}")


def _refuse_shape(name: str, typed: str, text: str) -> None:
    """Refuse what people write and what is not one number, in their words."""
    if any(half in text for half in _HALVES):
        value = _HALVES.get(text)
        raise ArgumentError(
            name, f"{_shown(typed)} is not read", f"write it as a decimal, such as {value or 0.5:.4g}", typed
        )
    if _BOUND.match(text):
        raise ArgumentError(name, f"{_shown(typed)} is a bound", "give one number", typed)
    raise ArgumentError(name, f"{_shown(typed)} is not a number", _LIKE, typed)


def _refuse_rest(name: str, typed: str, rest: str) -> None:
    """Refuse what follows a number and is no unit."""
    if re.fullmatch(r"/ ?[1-9][0-9]{0,3}", rest):
        allowed = "give one number, a fraction as a decimal such as 0.5"
        raise ArgumentError(name, f"{_shown(typed)} is not read", allowed, typed)
    if _UNSURE.match(rest):
        raise ArgumentError(name, f"{_shown(typed)} has an uncertainty", "give one number", typed)
    if _SECOND.match(rest) or re.fullmatch(r"[\d.,' ]+", rest):
        raise ArgumentError(name, f"{_shown(typed)} is more than one number", "give one number", typed)
    if rest[:1] in _HALVES:
        raise ArgumentError(name, f"{_shown(typed)} is not read", "write it as a decimal, such as 5.5", typed)
    if rest[:1] == "^":
        raise ArgumentError(name, f"{_shown(typed)} is not a number", _LIKE, typed)


class _Split(NamedTuple):
    """Number and what follows it, before the unit is understood."""

    plain: str
    exponent: int
    rest: str
    said: bool  # whether it is worth saying how it was read


def _split(name: str, typed: str, share: bool) -> _Split:
    if len(typed) <= _LONGEST_NUMBER and (cells := _CELLS.search(typed.strip())):
        problem = f"{_shown(cells[1])} and {_shown(cells[2])} are two numbers"
        raise ArgumentError(name, problem, "give one number", typed)
    text, say = _clean(typed), False
    if named := _NAMED.match(text):
        text, say = text[named.end() :], True
    if about := _ABOUT.match(text):
        text, say = text[about.end() :], True
    found = _NUMBER.match(text) if len(text) <= _LONGEST_NUMBER else None
    if not found:
        _refuse_shape(name, typed, text)
    assert found is not None
    body, rest = found["body"], text[found.end() :].strip()
    _refuse_rest(name, typed, rest)
    plain = _decimal(body)
    exponent, said = _exponent(name, typed, found)
    if found["power"] is None and NARROW not in typed and _LOST_POWER.fullmatch(body):
        whole, _, power = body.partition(" 10")
        raise ArgumentError(name, f"{_shown(typed)} can be {whole} × 10^{power} or {plain[0]}", _POWERS, typed)
    if _THOUSANDS.fullmatch(body) and not share:
        plain = (plain[0].partition(".")[0], body.replace(".", ""))
    if len(plain) == 2:
        tail = f" × 10^{exponent}" if exponent else ""
        raise ArgumentError(
            name,
            f"{_shown(typed)} can be {plain[0]}{tail} or {plain[1]}{tail}",
            f"write it without a {'comma' if ',' in body else 'point'}",
            typed,
        )
    if not plain:
        _refuse_rest(name, typed, "1" if " " in body or "," in body else "^")
    number = "1" if found["ten"] is not None else plain[0]
    return _Split(found["sign"] + number, exponent, rest, say or said or " " in body.strip())


def _exponent(name: str, typed: str, found: re.Match[str]) -> tuple[int, bool]:
    """Power of ten of a number, and whether it should be said."""
    if found["unclear"] is not None:
        after = found["unclear"]
        raise ArgumentError(name, f"{_shown(typed)} can hold 10^{after} or 10{after}", _POWERS, typed)
    if found["ten"] is not None and found["body"] != "10":
        raise ArgumentError(name, f"{_shown(typed)} is not a number", _POWERS, typed)
    text = next((found[key] for key in ("e", "p", "lost", "ten") if found[key] is not None), "0")
    exponent = int(text) if len(text) < 12 else int(text[:1] + "9" * 7) if text[0] in "+-" else 10**7
    exponent = max(-_LARGEST_EXPONENT, min(exponent, _LARGEST_EXPONENT))  # beyond every float, and refused as such
    ten = found["body"] == "10" and found["e"] is not None and exponent > 0
    return exponent, found["lost"] is not None or ten


# --- number with unit


def _kind(unit: str) -> str:
    return f"a number in {unit}" if unit else "a pure number"


def _convertible(unit: str, rest: str, light: bool, share: bool) -> tuple[_Unit, _Unit] | None:
    """Units of the field and of what was typed, where one can become the other."""
    if not unit and not share:
        return None
    (mine,) = _units(_clean(unit)) if unit else (_Unit(()),)
    for loose in (False, True):
        found = [u for u in _units(rest, loose) if _fits(mine, u, light)]
        if len(found) == 1:
            return mine, found[0]
        if not loose and _units(rest) and rest != "A":
            return None
    return None


_LENGTH, _WAVENUMBER, _ENERGY = (("m", 1),), (("m", -1),), (("eV", 1),)


def _fits(mine: _Unit, other: _Unit, light: bool) -> bool:
    if mine.base == other.base:
        return True
    if mine.base == _ENERGY:
        return other.base == _WAVENUMBER
    return light and mine.base == _LENGTH and other.base in (_ENERGY, _WAVENUMBER)


def _converted(plain: str, exponent: int, mine: _Unit, other: _Unit) -> float:
    """Number of the field; `other` is its unit, one of the same kind, or that of a photon."""
    if mine.base == other.base:
        value = _float(plain, exponent + other.power - mine.power)
        return value * other.ratio / mine.ratio if other.ratio != mine.ratio else value
    value = _float(plain, exponent + other.power)  # in 1/m or eV
    hc = 1e-9 * tables.photon_energy_nm_ev()  # eV m
    if mine.base == _ENERGY:
        return hc * value * 10.0**-mine.power
    if not value > 0:
        return math.nan
    return (hc / value if other.base == _ENERGY else 1 / value) * 10.0**-mine.power


def read_quantity(
    name: str,
    typed: str,
    unit: str = "",
    *,
    light: bool = False,
    share: bool = False,
    power: int = 0,
    words: Collection[str] = (),
) -> Reading:
    """Read a number as people type it, with or without a unit.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    typed : str
        What was typed.
    unit : str, optional
        Unit of the field; a number without a unit is in it.
    light : bool, optional
        Whether a length is a wavelength of light, for which an energy or a
        wavenumber can be typed.
    share : bool, optional
        Whether a number without a unit is a share, which can be typed in per cent.
    power : int, optional
        Power of ten by which the value is multiplied in the end, such as -2
        for a field in per cent whose value is a fraction.
    words : collection of str, optional
        What may follow the number and says no more than the field does, such
        as ``"OD"`` after an absorbance; small or capital letters.

    Returns
    -------
    Reading
        A finite number, and how it was understood.

    Raises
    ------
    ArgumentError
        If it is empty, no number, more than one, can be meant in two ways, has
        a unit of another kind, or is beyond what a float holds.

    See Also
    --------
    calculators.widgets.fields.read_number : the number alone.

    Examples
    --------
    >>> read_quantity("path_cm", "10 mm", "cm")
    Reading(value=1.0, note='10 mm is 1 cm')
    >>> read_quantity("peak_nm", "2.4 eV", "nm", light=True).note
    '2.4 eV is 516.6 nm'
    >>> read_quantity("plqy", "85 %", "%", power=-2)
    Reading(value=0.85, note='')
    >>> read_quantity("size_nm", "1,200", "nm")
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: size_nm: “1,200” can be 1200 or 1.2; write it without a comma
    """
    if not typed.strip():
        raise ArgumentError(name, "the field is empty", "type a number" + (f" in {unit}" if unit else ""), typed)
    if "±" in words:
        typed = re.sub(r"^\s*(?:±|\+ ?/? ?[-−])", "", typed)
    split = _split(name, typed, share)
    if split.rest.lower() in map(str.lower, words):
        split = split._replace(rest="")
    units = _convertible(unit, split.rest, light, share) if split.rest else None
    if split.rest and units is None:
        _refuse_unit(name, typed, unit, split.rest)
    mine, other = units or (_Unit(()), _Unit(()))
    shown = _converted(split.plain, split.exponent, mine, other)
    if math.isnan(shown):
        raise ArgumentError(name, f"{_shown(typed)} is no light", "its energy is above 0", typed)
    mine_shifted = mine._replace(power=mine.power - power)
    value = shown if mine.base != other.base else _converted(split.plain, split.exponent, mine_shifted, other)
    _refuse_size(name, typed, split.plain, shown, value)
    notes = list(_notes(split, typed, unit, shown, mine != other))
    return Reading(value, "; ".join(notes))


def _refuse_unit(name: str, typed: str, unit: str, rest: str) -> None:
    known, alike = _units(rest), _units(rest, True)
    if known:
        raise ArgumentError(name, f"{_shown(typed)} is in {rest}", f"type {_kind(unit)}", typed)
    if len(alike) > 1:
        problem = f"the unit of {_shown(typed)} depends on small and capital letters"
        raise ArgumentError(name, problem, f"type {_kind(unit)}", typed)
    raise ArgumentError(name, f"in {_shown(typed)}, {_shown(rest)} cannot be read", f"type {_kind(unit)}", typed)


def _refuse_size(name: str, typed: str, plain: str, *values: float) -> None:
    for value in values:
        if math.isinf(value):
            raise ArgumentError(name, f"{_shown(typed)} is too large", "its size must be below 1.8e308", typed)
        if value == 0 and re.search("[1-9]", plain):
            raise ArgumentError(name, f"{_shown(typed)} is too small", "its size must be 0 or above 5e-324", typed)


def _notes(split: _Split, typed: str, unit: str, value: float, converted: bool) -> Iterator[str]:
    """Sentences that say how a number was understood."""
    words = " ".join(typed.split())
    words = words if len(words) <= 40 else words[:37] + "..."
    number = written(value, ".5g").replace(NARROW, "")
    after = f" {unit}" if unit else ""
    if converted:
        yield f"{words} is {number}{after}"
    elif split.said:
        yield f"{words} is read as {number}{after}"
    if unit == "%" and not split.rest and 0 < value <= 1:
        yield f"read as {number} %; for a fraction of {number} type {100 * value:.6g}"
