"""Units: those of an axis of light or time, and what the unit of a value says of it."""

from __future__ import annotations

import re

_SAME = str.maketrans(
    {"μ": "µ", "⁻": "-", "¹": "1", "²": "2", "³": "3", "⁶": "6", "⁹": "9", "−": "-", "Å": "Å", "_": " ", "\xa0": " "}
    | {"^": "", "ˉ": "-", "–": "-", "（": "(", "）": ")", "［": "[", "］": "]", "％": "%", "／": "/", "‑": "-"}
)

# Unit: how it is written, what axis it belongs to, and its name here. Single letters count only where they stand alone.
_UNITS: tuple[tuple[str, str, str], ...] = (
    (
        r"nm(?: ?(?:air|vac(?:uum)?|in air|in vacuum))?|nano ?met(?:er|re|ro)s?\.?|нм|纳米|ナノメートル",
        "wavelength",
        "nm",
    ),
    (r"µm|um|microns?|micro ?met(?:er|re|ro)s?|мкм|微米", "wavelength", "µm"),
    (r"å|angstr(?:o|ö)e?ms?|ångstr(?:o|ö)ms?", "wavelength", "Å"),
    (r"cm ?-1|1/cm|/cm|cm\(-1\)|rel\.? ?1/cm|inverse cm|см ?-1|kaysers?", "wavenumber", "cm-1"),
    (r"kk|kcm ?-1|kilo ?kaysers?|(?:[x×*] ?)?(?:103|1000|1e3) ?[x×*·]? ?cm ?-1", "wavenumber", "kK"),
    (r"mev|мэв", "energy", "meV"),
    (r"ev|electron ?volts?|эв", "energy", "eV"),
    (r"kj ?/ ?mol|kj mol-1|kj·mol-1", "energy", "kJ/mol"),
    (r"kcal ?/ ?mol|kcal mol-1|kcal·mol-1", "energy", "kcal/mol"),
    (r"j|joules?", "energy", "J"),
    (r"thz|tera ?hertz|тгц", "frequency", "THz"),
    (r"phz|peta ?hertz", "frequency", "PHz"),
    (r"ghz|giga ?hertz", "frequency", "GHz"),
    (r"hz|hertz", "frequency", "Hz"),
    (r"fs|femto ?sec(?:ond)?s?|фс|飞秒", "time", "fs"),
    (r"ps|pico ?sec(?:ond)?s?|пс|皮秒", "time", "ps"),
    (r"ns|nsec|nano ?sec(?:ond)?s?|нс|纳秒|ナノ秒", "time", "ns"),
    (r"µs|us|µsec|usec|micro ?sec(?:ond)?s?|мкс|微秒", "time", "µs"),
    (r"ms|msec|milli ?sec(?:ond)?s?|мс|毫秒", "time", "ms"),
    (r"s|secs?|seconds?|sekunden|secondes|segundos|secondi|с|сек|秒|초", "time", "s"),
    (r"min|mins|minutes?|minuten|minutos|minuti|мин|分|分钟|분", "time", "min"),
    (r"h|hrs?|hours?|std|stunden|heures|horas|ore|ч|小时|時間|시간", "time", "h"),
    (r"d|days?|tage|jours|d[ií]as|giorni|дней|天|日", "time", "d"),
)
_UNIT = [(re.compile(pattern), kind, name) for pattern, kind, name in _UNITS]
# In brackets or behind a stroke, over an axis that says that it is a wavelength.
_LETTERS = {"a": "Å", "m": "m", "meters": "m", "metres": "m", "meter": "m", "metre": "m"}
_FACTOR = re.compile(r"[x×*] ?10|10 ?\^|10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]|\b1e[-+]?\d|\b1000 ?[x×*]?\s*(?:cm|nm)")
_BRACKET = re.compile(r"\[([^\]]*)\]?|\(((?:[^()]|\([^()]*\))*)\)?|\{([^}]*)\}?")

_NEUTRAL = re.compile(
    r"(?:a\. ?u\.?|au|arb\.?(?: ?u(?:nits?)?\.?)?|arbitrary(?: units?)?|norm(?:\.|ali[sz]ed)?|1|-+|"
    r"rel\.?(?: ?u(?:nits?)?\.?)?"
    r"|r\.? ?u\.?|n\. ?u\.?|dimensionless|unitless|units?|u\. ?a\.?|b\. ?e\.?|w\. ?e\.?|отн\. ?ед\.?|"
    r"усл\. ?ед\.?|任意单位|任意単位|"
    r"임의 단위|unknown|none|y|values?|data|wert|fraction|0 ?[-.] ?1)",
    re.IGNORECASE,
)
_ABSORBANCE = re.compile(r"a|abs\.?|o\.? ?d\.?|absorbance(?: units?)?|log(?:10)?\(?1/t\)?", re.IGNORECASE)
_MILLI = re.compile(r"m(?:AU|A\.U\.|Abs|OD|O\.D\.)|milli-?(?:absorbance|abs|od|au)(?: units?)?")
_LIGHT = re.compile(
    r"(?:[kM]?(?:counts?|cts|cnts?\.?|cps)|c/s|photons?|photoelectrons?|adu|e-)(?:[ /·(*].*|-1)?|#|events?|s-1|1/s|/s|"
    r"[kM]?Hz|"
    r"[nuµmk]?W(?:atts?)?(?:[ /·*(].*)?|[nuµm]?Watts?/.*|[mkM]?cd(?:[ /·].*)?|l[mx](?:[ /·].*)?|nits?|dig\.?|digits?",
    re.IGNORECASE,
)
_PER_CENT = re.compile(r"%.{0,2}|per ?cent|pct\.?", re.IGNORECASE)
_ONE = (
    r"(?:[fpnuµmckMGT]?(?:Watts?|W|Amps?|A|[Vv]olts?|V|J|Hz|Ohms?|ohms?|Ω|g|m|s|K|L|l|mol|M|eV|Pa|bar|F|T|S|rad|"
    r"sr|cd|lm|lx|N|C|cal)"
    r"|h|min|hrs?|sec|°C|°|Å|dBm?|m?deg(?:rees?)?|ppm|ppb|rpm|nits?|Gauss|Oe|Torr|psi|cts|counts|photons)"
)
_POWER = rf"{_ONE}(?:-\d|(?<=m)[23])?"
_NUMBERED = re.compile(rf"[\d.,]+ ?{_POWER}")  # "10 ns", for times counted in tens
_UNIT_LIKE = re.compile(rf"(?:1 ?/ ?|[x×]?10\^?-?\d+ ?[/ ·*]?)?{_POWER}(?:[ /·*.()x×]+{_POWER})*\)?")


_LONGEST = 1000  # characters of a heading that are looked at


def same(text: str) -> str:
    """Text with one writing for signs that have several."""
    return text.translate(_SAME)


def plain(text: str) -> str:
    """Heading in lower case, with one writing for signs that have several."""
    return re.sub(r"\s+", " ", same(text[:_LONGEST])).strip(" \"'#*;,:").lower()


def unit_of(text: str, kind: str = "") -> tuple[str, str]:
    """Axis and unit that a word or a heading names; empty if it names none.

    Parameters
    ----------
    text : str
        Heading, or unit alone.
    kind : str, optional
        Axis, where it is known: only its units count.
    """
    words = plain(text)
    brackets = _brackets(words)
    bare = _BRACKET.sub(" ", words)
    behind = re.split(r" ?/ ?|, ?| in ", bare)[1:]
    candidates = [words, *brackets, *behind]
    if not brackets and (kind or len(words.split()) <= 3):
        candidates += words.split()[-1:]
    if re.search(r"[uµμm]M\b", text):
        return "", ""  # a concentration
    for candidate in candidates:
        word = candidate.strip(" .[]()")
        for pattern, axis_kind, name in _UNIT:
            if (not kind or _fits(kind, axis_kind)) and pattern.fullmatch(word):
                factor = _FACTOR.search(text) and name != "kK"  # "10^-9 s"
                return ("", "") if factor else (axis_kind, name)
    if kind == "wavelength":
        for candidate in (*brackets, *behind):
            if candidate.strip() in _LETTERS and (candidate.strip() != "a" or candidate in brackets):
                return kind, _LETTERS[candidate.strip()]
    return "", ""


def is_unit(words: str) -> bool:
    """Whether words in small letters are a unit of light or time, and nothing else."""
    return any(pattern.fullmatch(words) for pattern, _, _ in _UNIT)


def _fits(kind: str, other: str) -> bool:
    return kind == other or (kind == "Raman shift" and other == "wavenumber")


def _brackets(text: str) -> list[str]:
    return ["".join(parts).strip() for parts in _BRACKET.findall(text)]


def bracket_of(text: str) -> str:
    """What the last brackets of a heading hold; empty without."""
    found = _brackets(same(text[:_LONGEST]))
    return found[-1] if found else ""


def unit_behind(text: str) -> str:
    """Unit behind a stroke between blanks, such as the "ns" of "lifetime / ns"; empty if it is none."""
    found = re.search(r" / ?([^/]{2,})$", same(text).strip())
    return found[1] if found and kind_of_unit(found[1]) in ("other", "milli", "light") else ""


def strange_unit(text: str) -> str:
    """Unit in a heading that none of the units of an axis is, such as "deg" or "x10-9 s"; empty if there is none."""
    inside = bracket_of(text) or next(iter(re.findall(r" ?/ ?([^/\s]+)$", same(text).strip())), "")
    if inside and (_UNIT_LIKE.fullmatch(inside) or _NUMBERED.fullmatch(inside) or _FACTOR.search(text)):
        return inside
    return ""


def kind_of_unit(unit: str) -> str:
    """What a unit says of a value: "neutral", "absorbance", "milli", "light", "per cent", "other", or empty.

    Parameters
    ----------
    unit : str
        As it stands in the brackets of a heading, or alone.
    """
    unit = re.sub(r"^[x×]? ?10-?\d+ ", "", same(unit).strip())
    if re.fullmatch(r"[nuµkM](?:OD|AU|Abs)", unit):
        return "other"
    if not unit or _NEUTRAL.fullmatch(unit):
        return "neutral"
    for pattern, kind in ((_MILLI, "milli"), (_PER_CENT, "per cent"), (_LIGHT, "light")):
        if pattern.fullmatch(unit):
            return kind
    if _UNIT_LIKE.fullmatch(unit):
        return "other"
    return "absorbance" if _ABSORBANCE.fullmatch(unit) else ""


def has_factor(text: str) -> bool:
    """Whether a heading holds a power of ten, such as x10^3."""
    return bool(_FACTOR.search(text))
