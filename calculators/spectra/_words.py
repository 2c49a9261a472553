"""What a heading says: which axis, which quantity, in which unit, and whether it is a result or a raw reading."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """What was understood of a heading.

    Attributes
    ----------
    kind : str
        Quantity or axis; empty if it was not understood.
    unit : str
        Unit as it is used here for an axis, as written for a value.
    role : str
        "result" for what was corrected; "raw", "spread", "fit" or "response"
        for what is not the result;
        "excitation" for the axis of an excitation spectrum.
    text : str
        The heading itself.
    """

    kind: str = ""
    unit: str = ""
    role: str = ""
    text: str = ""


_SAME = str.maketrans(
    {"μ": "µ", "⁻": "-", "¹": "1", "²": "2", "−": "-", "Å": "Å", "_": " ", "\xa0": " ", "^": "", "ˉ": "-", "–": "-"}
)

# Unit: how it is written, what axis it belongs to, and its name here. Single letters count only where they stand alone.
_UNITS: tuple[tuple[str, str, str], ...] = (
    (r"nm|nano ?met(?:er|re|ro)s?\.?", "wavelength", "nm"),
    (r"µm|um|microns?|micro ?met(?:er|re|ro)s?", "wavelength", "µm"),
    (r"å|angstr(?:o|ö)e?ms?|ångstr(?:o|ö)ms?", "wavelength", "Å"),
    (r"cm ?-1|1/cm|/cm|cm\(-1\)|rel\.? ?1/cm|inverse cm", "wavenumber", "cm-1"),
    (r"mev", "energy", "meV"),
    (r"ev|electron ?volts?", "energy", "eV"),
    (r"thz|tera ?hertz", "frequency", "THz"),
    (r"fs|femto ?sec(?:ond)?s?", "time", "fs"),
    (r"ps|pico ?sec(?:ond)?s?", "time", "ps"),
    (r"ns|nsec|nano ?sec(?:ond)?s?", "time", "ns"),
    (r"µs|us|µsec|usec|micro ?sec(?:ond)?s?", "time", "µs"),
    (r"ms|msec|milli ?sec(?:ond)?s?", "time", "ms"),
    (r"s|secs?|seconds?|sekunden|secondes|segundos", "time", "s"),
    (r"min|mins|minutes?|minuten|minutos", "time", "min"),
    (r"h|hrs?|hours?|std|stunden|heures|horas", "time", "h"),
    (r"d|days?|tage|jours|d[ií]as", "time", "d"),
)
_UNIT = [(re.compile(pattern), kind, name) for pattern, kind, name in _UNITS]

_AXES: tuple[tuple[str, str], ...] = (
    ("Raman shift", r"raman|\brel(?:ative)?\.? ?(?:1/cm|cm-1|wave ?number)|\bshift\b"),
    ("wavenumber", r"wave ?numbers?\b|wellenzahl|nombre d.onde|n[uú]mero de onda"),
    (
        "wavelength",
        r"wave ?lengths?\b|wellenl|longueur|longitud de onda|lunghezza|comprimento de onda|\blambda\b|λ|^waves?\b|"
        r"^wl\b|golflengte|våglängd|波长|波長|длина|\bλ",
    ),
    ("energy", r"^(?:photon )?energ(?:y|ie|ia)\b|^hν|^hv\b|^e(?= ?[\[(/])"),
    ("frequency", r"^freq"),
    (
        "time",
        r"\btime\b|\bzeit\b|\btemps\b|\btiempo\b|\btempo\b|^t(?= ?[\[(/,]| ?$)|^delay\b|时间|^elapsed\b|^age\b|"
        r"^(?:hours|minutes|seconds)$",
    ),
    ("channel", r"^chan(?:nel)?s?\b|^ch\b\.?|^bins?\b|^kanal|^channel"),
    ("pixel", r"^pix(?:el)?s?\b|^index\b|^idx\b|^#$|^no\.?$|^nr\.?$|^points?\b|^row\b|^n$"),
)
_AXIS = [(kind, re.compile(pattern)) for kind, pattern in _AXES]

_ROLES: tuple[tuple[str, str], ...] = (
    ("response", r"\birf\b|\bprompt\b|instrument(?:al)? response|\bscatter(?:er)?\b|\blaser\b"),
    ("fit", r"\bfit(?:ted)?\b|residual|\bresid\b|\bweighted\b|\bmodel\b|\bexpected\b|\bcalculated\b|\btheor|\btrue\b"),
    ("spread", r"\b(?:std|stdev|s\.?d\.?|err|error|errors|sigma|uncertainty|deviation|rsd)\b|±"),
    (
        "raw",
        r"\bdark\b|\bback ?ground\b|\bbkgd?\b|\bref\b|\breference\b|\bbase ?line\b|\braw\b|\blamp\b|\bblank\b|"
        r"^microamps?$|^r1c? .*(?:microamp|µa)",
    ),
)
_ROLE = [(role, re.compile(pattern)) for role, pattern in _ROLES]

_OTHERS = (
    (
        "absorption coefficient",
        r"(?:absorption|extinction|attenuation) coeff|\balpha\b|^α|\bmolar\b|\bepsilon\b|^ε|cross.?section|"
        r"absorptivity",
    ),
    ("absorptance", r"absorptance|\blhe\b|light harvesting|\babsor(?:ption|bed)\b.*%|%.*\babsor(?:ption|bed)\b"),
    ("decibels", r"\bdbm?\b"),
    ("a logarithm", r"^log|^ln\b|\blog(?:10)? ?\(|\bln ?\("),
    ("an absorbance times a factor", r"(?=.*\b(?:abs|a|od)\b)(?:.*[x×*] ?10|.*10\^?-?\d)"),
    ("Kubelka-Munk function", r"kubelka|\bk-?m\b|f\(r|remission function"),
    ("Tauc plot", r"\btauc\b|[αa]h[νv]"),
    ("derivative", r"\bderiv|\bd\(?abs|\bda/d"),
    ("temperature", r"^temp(?:erature)?\b|^t ?[(\[]°? ?[ck][)\]]"),
    ("voltage", r"^volt(?:age)?s?\b|^bias\b"),
)
_QUANTITIES: tuple[tuple[str, str], ...] = (
    *_OTHERS,
    ("excitation", r"^ple\b|\bexcitation (?:spectrum|scan|intens)|^excitation$"),
    ("transmittance", r"trans(?:mi|m?\.|m\b|$)|% ?t\b|\bt ?[\[(]? ?%|durchl[aä]ss|transparen|^t$"),
    ("reflectance", r"reflec|reflek|réflec|refle(?:x|j)|remission|% ?r\b|\br ?[\[(]? ?%|^r$"),
    (
        "absorbance",
        r"\babs\b(?!\.? ?(?:irr|rad|ol))|\babsorban|\babsorbtion|\babsorption\b|\bextin[kc]t|\bo\.? ?d\.?(?:\b|$)|"
        r"optical density|optische dichte|吸光|^a$",
    ),
    (
        "emission",
        r"counts?\b|\bcts\b|\bcnts?\b|\bc/?ps\b|intens|photons?\b|irradian|radian|lumin|emission|emitted|\bem\b|\bpl\b|\bel\b|fluor|"
        r"phosph|signal|s1c? ?/ ?r1c?|^s1c? .*cps|\bscope\b|power|\bflux\b|watt|\bµ?m?w/|^w$|amplitude|^i(?:nt)?$|"
        r"强度|\bdecay\b|intensit|\brelative\b|\bevents\b|\bno of photons\b|^l$",
    ),
)
_QUANTITY = [(kind, re.compile(pattern)) for kind, pattern in _QUANTITIES]
_FACTOR = re.compile(r"[x×*] ?10|10 ?\^|10[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]|\b1e[-+]?\d|\b1000 ?[x×*]?\s*(?:cm|nm)")
_BRACKET = re.compile(r"[\[({]([^\])}]*)[\])}]?")
_PER_ENERGY = re.compile(r"(?:/|\bper ) ?\(?(?:mev|ev|cm ?-1|1/cm|thz)|(?:ev|thz) ?-1\b")


def plain(text: str) -> str:
    """Heading in lower case, with one writing for signs that have several."""
    return re.sub(r"\s+", " ", text.translate(_SAME)).strip(" \"'#*;,:").lower()


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
    if _FACTOR.search(text):
        return "", ""  # "10^3 cm-1"
    candidates = [words, *(b.strip() for b in _BRACKET.findall(words)), *re.split(r"[/,]| in ", words)[1:]]
    if kind or len(words.split()) <= 3:
        candidates += words.split()[-1:]
    for candidate in candidates:
        word = candidate.strip(" .[]()")
        for pattern, axis_kind, name in _UNIT:
            if (not kind or _fits(kind, axis_kind)) and pattern.fullmatch(word):
                return axis_kind, name
    return "", ""


def _fits(kind: str, other: str) -> bool:
    return kind == other or (kind == "Raman shift" and other == "wavenumber")


def axis_of(text: str, *, first: bool = False) -> Label | None:
    """What a heading says if it heads an axis; None if it does not.

    Parameters
    ----------
    text : str
        Heading, with the unit behind it.
    first : bool, optional
        Whether it stands over the first column, where a unit alone is enough.
    """
    words = plain(text)
    if not words or (words == "t" and not first):
        return None
    for kind, pattern in _AXIS:
        if pattern.search(words):
            found, unit = unit_of(text, kind)
            if kind in ("wavelength", "energy", "frequency") and not unit:
                other, unit = unit_of(text)  # "wavelength (cm-1)" as some programs write it
                if other in ("wavenumber", "energy", "frequency", "wavelength") and unit:
                    kind = other
            if kind == "time" and not first and not unit and re.match(r"t\b", words):
                return None  # T (C)
            if kind == "time" and "mm:ss" in words:
                unit = "h:m:s" if "hh" in words or "h:m" in words else "m:s"
            if kind == "wavenumber" and re.search(r"raman|\bshift\b", words):
                kind = "Raman shift"
            excitation = re.search(r"\bex(?:c|citation)?\.? ?(?:wave|λ|wl|\()", words)
            return Label(kind, unit if found or unit else "", "excitation" if excitation else "", text.strip())
    kind, unit = unit_of(text)
    left = re.sub(r" ?[\[(/,].*", "", words)  # in front of a unit in brackets or behind a stroke
    alone = left in ("", "x", "λ", "l", "e", "ν", "x-axis", "x axis") or any(p.fullmatch(words) for p, _, _ in _UNIT)
    if kind and (first or alone) and (first or kind != "time" or len(unit) > 1):
        return Label(kind, unit, "", text.strip())
    if words in ("w", "x") and first:
        return Label("wavelength" if words == "w" else "", "", "", text.strip())
    return None


_RESULT = re.compile(
    r"(?:sample|signal|s1c?) ?[-/÷] ?(?:ref|dark|back|blank|bkg|r1c?)|corrected|\bcorr\b|\bprocessed\b|\bnet\b|"
    r"subtracted"
)


def names_axis(text: str) -> bool:
    """Whether a heading names its axis by a word, not by a unit alone."""
    words = plain(text)
    return any(pattern.search(words) for _, pattern in _AXIS) or words in ("w", "x")


def value_of(text: str) -> Label:
    """What a heading says of the values under it."""
    words = plain(text)
    role = next((role for role, pattern in _ROLE if pattern.search(words)), "")
    kind = next((kind for kind, pattern in _QUANTITY if pattern.search(words)), "")
    if role in ("", "raw") and _RESULT.search(words):
        role = "result"
    if not kind and words in ("%", "[%]", "(%)", "percent", "per cent"):
        kind = "per cent"
    brackets = _BRACKET.findall(text)
    unit = brackets[-1].strip() if brackets else ""
    if not unit and "%" in text:
        unit = "%"
    elif not unit and kind == "emission":
        found = re.search(r"\bcounts?\b|\bcps\b|\bphotons\b|\ba\.? ?u\.?(?=$|\s)|\bW\b", text, re.IGNORECASE)
        unit = found[0] if found else ""
    return Label(kind, unit, role, text.strip())


def several(number: int, what: str) -> str:
    """Number and noun, such as "3 values"."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def per_energy(text: str) -> bool:
    """Whether a heading says that the values are per interval of energy, wavenumber or frequency."""
    return bool(_PER_ENERGY.search(plain(text)))
