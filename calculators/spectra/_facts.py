"""What the text of a file says beside its columns: axis, quantity, settings by their key."""

from __future__ import annotations

import re

from ._units import kind_of_unit, unit_of
from ._words import Label, axis_of, names_axis, value_of, values_in

_KEY = re.compile(r"^[#;*%<\[\"\s]*([^\W\d_][^:=\t;]{0,45}?)[\s\"\]>]*(?:[:=\t,;]+|\s{2,})\s*(.*?)[\s,;\"]*$")
X_KEYS = (
    "xunits",
    "xunit",
    "xaxis",
    "xmode",
    "xaxismode",
    "xlabel",
    "xaxislabel",
    "xaxisunit",
    "axistype1",
    "axisunit1",
    "xdata",
    "abscissa",
)
Y_KEYS = (
    "yunits",
    "yunit",
    "yaxis",
    "ymode",
    "ylabel",
    "yaxislabel",
    "yaxisunit",
    "ordinate",
    "ordinatemode",
    "photometricmode",
    "photometric",
    "measuringmode",
    "measurementmode",
    "datamode",
    "spectrumtype",
    "scantype",
    "scanmode",
    "type",
    "displaymode",
    "mode",
    "axistype0",
    "measurementtype",
    "datatype",
)


# Keys that say the unit or the quantity and nothing else: what they say and is not understood is another quantity.
_STRICT_X = ("xunits", "xunit", "xaxisunit")
_STRICT_Y = ("yunits", "yunit", "yaxis", "yaxisunit", "ylabel", "yaxislabel")
_STELLARNET = re.compile(r'"?\s*(SCOPE|RAD|IRRAD|WATTS?|LUMENS?|LUX|TRANS|REFL?|ABS)\w*\s*->')


_STELLARNET_SAYS = {
    "TRA": Label("transmittance", "%", "", "TRANS->"),
    "REF": Label("reflectance", "%", "", "REF->"),
    "ABS": Label("absorbance", "", "", "ABS->"),
}


def facts_of(texts: list[str]) -> dict[str, str]:
    """What lines such as "Y Mode   Abs" say, by key in small letters without blanks; the first mention counts."""
    found: dict[str, str] = {}
    for line in texts[:2000]:
        match = _KEY.match(line.rstrip())
        if match and match[2]:
            found.setdefault(re.sub(r"[\s_.\[\]-]", "", match[1]).lower(), match[2])
    return found


def x_of(facts: dict[str, str], texts: list[str]) -> Label | None:
    """Axis that the text of a file names; None if it names none."""
    for key in X_KEYS:
        if key in facts:
            found = axis_of(facts[key], first=True)
            if found and (found.unit or found.kind not in ("", "wavelength")):
                return found
            if not found and key in _STRICT_X and kind_of_unit(facts[key]) != "neutral":
                return Label("quantity that is not known", "", "", facts[key])
    for key, value in facts.items():  # LabSpec
        match = re.fullmatch(
            r"(?:spectro|range)\((.*)\)", key.translate(str.maketrans("⁻¹", "-1")).replace("cm1", "cm-1")
        )
        if match:
            kind, unit = unit_of(match[1])
            if kind:
                return Label("Raman shift" if unit == "cm-1" else kind, unit, "", f"{key} = {value}")
    for at, line in enumerate(texts):  # PerkinElmer
        if line.strip() == "#GR" and at + 1 < len(texts):
            return axis_of(texts[at + 1], first=True)
    return None


def y_of(facts: dict[str, str], texts: list[str]) -> Label:
    """Quantity that the text of a file names."""
    for at, line in enumerate(texts):  # PerkinElmer
        if line.strip() == "#GR" and at + 2 < len(texts) and value_of(texts[at + 2]).kind:
            return value_of(texts[at + 2])
    if texts and texts[0].startswith("PE FL"):
        return Label("emission", "", "", "PE FL")
    for line in texts[:5]:
        if match := _STELLARNET.match(line):
            return _STELLARNET_SAYS.get(match[1][:3], Label("emission", "", "", line.split("->")[0].strip('" ') + "->"))
    for key in ("type", "scantype", "scanmode", "measurementtype"):
        if re.search("excitation", facts.get(key, ""), re.IGNORECASE):
            return Label("excitation", "", "", facts[key])
        if re.search("synchron", facts.get(key, ""), re.IGNORECASE):
            return Label("a synchronous scan", "", "", facts[key])
    for key in Y_KEYS:
        if key in facts and len(facts[key]) < 60:
            found = value_of(facts[key])
            if key == "datatype" and re.search("spectrum", facts[key], re.IGNORECASE):
                continue  # "ULTRAVIOLET SPECTRUM"
            if not found.kind and key in _STRICT_Y and _strange(facts[key]):
                light = kind_of_unit(facts[key]) == "light"
                found = Label("emission" if light else values_in(facts[key]), facts[key], "", facts[key])
            if found.kind:
                return found
    for line in texts:
        said = _said(line)
        if said:
            return said
    return Label()


def _strange(text: str) -> bool:
    """Whether what stands in place of a quantity is neither understood nor without meaning, such as "arbitrary"."""
    return kind_of_unit(text) != "neutral" and not re.search("arb|norm|relativ|unit|unknown|axis", text, re.IGNORECASE)


def _said(line: str) -> Label | None:
    """Quantity that a line of text speaks of, without being a heading."""
    match = _KEY.match(line)
    words = (match[2] if match and match[2] else line).strip(" \"'#*;,")
    found = value_of(words) if len(words) <= 200 else Label()
    if not found.kind or ">>>" in line or "<<<" in line:
        return None
    few = len(words.split()) <= (3 if match and match[2] else 4)
    if found.kind in ("transmittance", "reflectance", "absorptance", "absorption coefficient", "Kubelka-Munk function"):
        if re.search(r"absorbance", words, re.IGNORECASE) or (match and match[2] and not few):
            return None
        alone = len(words.split()) <= 1
        return Label(found.kind, found.unit, "" if alone else "spoken", line.strip())
    if found.kind not in ("absorbance", "emission") and names_axis(words.split()[0]) and not re.search(r"\d", line):
        return Label(found.kind, found.unit, "spoken", line.strip())  # a heading whose columns cannot be told apart
    if few and found.kind in ("absorbance", "emission") and not (match and match[2]):
        return Label(
            found.kind,
            found.unit,
            "",
            line.strip(),
        )
    return None
