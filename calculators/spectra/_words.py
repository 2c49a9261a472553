"""What a heading says: which axis, which quantity, in which unit, and whether it is a result or a raw reading."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ._terms import AXES, OTHER_AXES, QUANTITIES, ROLES
from ._units import bracket_of, has_factor, is_unit, kind_of_unit, plain, same, unit_behind, unit_of


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


_AXIS = [(kind, re.compile(pattern)) for kind, pattern in AXES]
_OTHER_AXIS = [(kind, re.compile(pattern)) for kind, pattern in OTHER_AXES]
_ROLE = [(role, re.compile(pattern)) for role, pattern in ROLES]
_QUANTITY = [(kind, re.compile(pattern)) for kind, pattern in QUANTITIES]
_LIGHT_AXES = ("wavelength", "wavenumber", "energy", "frequency")
_ALONE = ("", "x", "λ", "l", "e", "ν", "x-axis", "x axis")  # in front of a unit that makes a heading an axis
_WAVES = ("", "λ", "em", "ex", "emission", "excitation", "wl", "wave")
_LONGEST = 400  # characters of a heading that are looked at
_VALUES_IN = "values in "  # a unit that the quantity does not have
KNOWN_AXES = (*(kind for kind, _ in AXES), "")
_PER_ENERGY = re.compile(r"(?:/|\bper ) ?\(?(?:mev|ev|cm ?-1|1/cm|thz)|(?:ev|thz) ?-1\b")
_LOGARITHM = re.compile(r"\bl(?:og|g|n)(?:10)? ?\(")
_DETECTOR = re.compile(r"[nuµm]?(?:V|A|[Vv]olts?)")


def axis_of(text: str, *, first: bool = False) -> Label | None:
    """What a heading says if it heads an axis; None if it does not.

    Parameters
    ----------
    text : str
        Heading, with the unit behind it.
    first : bool, optional
        Whether it stands over the first column, where a unit alone is enough,
        and what is neither light nor time is an axis as well.
    """
    words = plain(text)
    if not words or (words == "t" and not first):
        return None
    other = other_axis(text) if first else ""
    if other:
        return Label(other, "", "", text.strip())
    for kind, pattern in _AXIS:
        if pattern.search(words):
            found, unit = unit_of(text, kind)
            if kind in ("wavelength", "energy", "frequency") and not unit:
                named, unit = unit_of(text)  # "wavelength (cm-1)" as some programs write it
                if named in _LIGHT_AXES and unit:
                    kind = named
                elif named:
                    unit = ""
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
    alone = left in _ALONE or is_unit(words)
    if kind and (first or alone) and (first or kind != "time" or len(unit) > 1):
        return Label(kind, unit, "", text.strip())
    if words in ("w", "x") and first:
        return Label("wavelength" if words == "w" else "", "", "", text.strip())
    return None


def only_by_unit(text: str) -> bool:
    """Whether nothing but its unit makes a heading one of wavelengths, such as "Range (nm)"."""
    left = re.sub(r" ?[\[(/].*", "", plain(text))
    return "=" not in text and not names_axis(text) and left not in _WAVES and not is_unit(plain(text))


def other_axis(text: str) -> str:
    """What a heading names that is neither light nor time, such as "temperature"; empty if it names none."""
    words = plain(text)
    if re.match(r"\w ?[\[(/]", words) and unit_of(text)[0] in ("wavenumber", "frequency"):
        return ""  # "v (cm-1)"
    if re.search(r"wave ?(?:length|number)|wellen|\btime\b|\bzeit\b|raman|date", words) or is_unit(words):
        return ""
    return next((kind for kind, pattern in _OTHER_AXIS if pattern.search(words)), "")


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
    words = plain(text[:_LONGEST])
    role = next((role for role, pattern in _ROLE if pattern.search(words)), "")
    kind = next((kind for kind, pattern in _QUANTITY if pattern.search(words)), "")
    if text.strip() in ("E1", "E2"):
        kind = ""  # samples; "e1" and "e2" are parts of a permittivity
    if role in ("", "raw") and _RESULT.search(words):
        role = "result"
    if not kind and words in ("%", "[%]", "(%)", "percent", "per cent"):
        kind = "per cent"
    unit = "" if _LOGARITHM.search(words) else bracket_of(text) or unit_behind(text)
    if not kind and re.search(r"[ /·]", words) and kind_of_unit(text) in ("light", "other"):
        unit = text.strip()  # a unit and no name
    kind = _by_unit(kind, unit, text)
    if not unit and "%" in same(text):
        unit = "%"
    elif not unit and kind == "emission":
        found = re.search(r"\bcounts?\b|\bcps\b|\bphotons\b|\ba\.? ?u\.?(?=$|\s)|\bW\b", text, re.IGNORECASE)
        unit = found[0] if found else ""
    return Label(kind, unit, role, text.strip())


def _by_unit(kind: str, unit: str, text: str) -> str:
    """Quantity of a heading, corrected by its unit: an "Absorption (cm-1)" is none in units of one."""
    said = kind_of_unit(unit) if unit else "neutral"
    if kind in ("absorbance", "transmittance", "reflectance") and has_factor(text):
        return f"{'an' if kind[0] == 'a' else 'a'} {kind} times a factor"
    if said in ("neutral", ""):
        return kind
    if kind == "absorbance":
        if said == "other" and unit.upper() != "A":
            return "absorption coefficient" if unit_of(unit)[1] == "cm-1" else _VALUES_IN + unit
        return {"per cent": "absorptance", "light": "emission"}.get(said, kind)
    if kind in ("transmittance", "reflectance"):
        return {"light": "emission", "other": _VALUES_IN + unit}.get(said, kind)
    if kind == "emission":
        return _VALUES_IN + unit if said == "other" and not _DETECTOR.fullmatch(unit) else kind
    if not kind:
        by_unit = {"light": "emission", "milli": "absorbance", "absorbance": "absorbance"}
        return by_unit.get(said, _VALUES_IN + unit)
    return kind


def values_in(unit: str) -> str:
    """Name for a quantity of which only the unit is known."""
    return _VALUES_IN + unit


def may_be_named(label: Label) -> bool:
    """Whether a column is what its reader says, as its heading tells a strange unit or one letter only."""
    return label.kind.startswith(_VALUES_IN) or (label.kind == "an optical constant" and len(label.text) < 3)


def several(number: int, what: str) -> str:
    """Number and noun, such as "3 values"."""
    return f"{number} {what}" + ("" if number == 1 else "s")


def per_energy(text: str) -> bool:
    """Whether a heading says that the values are per interval of energy, wavenumber or frequency."""
    return bool(_PER_ENERGY.search(plain(text)))
