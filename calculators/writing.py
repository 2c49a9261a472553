"""Numbers as people write them: 20 000 and 1.0 × 10¹⁶ where a computer has 2e+04 and 1.0e+16."""

from __future__ import annotations

import re

NARROW = "\u202f"  # space between thousands, which no line breaks
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
# Units of messages, which are plain text, as forms write them.
_UNITS = {
    "angstrom": "Å", "m0": "m₀", "cm3/s": "cm³/s", "cm6/s": "cm⁶/s", "mA/cm2": "mA/cm²", "cd/m2": "cd/m²",
}  # fmt: skip
_UPRIGHT_BELOW = 6  # powers of ten from which a number is written with one
_LARGEST_FIXED = 1e9


def power_of_ten(exponent: int) -> str:
    """Power of ten with a raised exponent.

    Parameters
    ----------
    exponent : int
        Exponent.

    Returns
    -------
    str
        Such as ``"10⁻⁷"``.

    Examples
    --------
    >>> power_of_ten(-7)
    '10⁻⁷'
    """
    return "10" + str(exponent).translate(_RAISED)


def _grouped(text: str) -> str:
    """Narrow spaces between thousands, from five digits before the point on."""
    whole, point, rest = text.partition(".")
    digits = whole.lstrip("+-")
    if len(digits) < 5:
        return text
    sign = whole[: len(whole) - len(digits)]
    return sign + re.sub(r"(?<=\d)(?=(?:\d{3})+$)", NARROW, digits) + point + rest


def written(value: float, digits: str = ".4g") -> str:
    """Write a number as people do.

    Parameters
    ----------
    value : float
        A finite number.
    digits : str, optional
        Format such as ``".4g"``, ``"+.2f"`` or ``".1e"``.

    Returns
    -------
    str
        Without an exponent up to a million, with thousands apart; what is
        rounded to 0 has no minus.

    Examples
    --------
    >>> written(1.013e16, ".3g"), written(8.3e-9, ".1e"), written(0.25)
    ('1.01 × 10¹⁶', '8.3 × 10⁻⁹', '0.25')
    >>> written(20130.4, ".3g").replace(NARROW, " ")
    '20 100'
    """
    sign = digits[:1] if digits[:1] in ("+", "-", " ") else ""
    rest = digits.removeprefix(sign)
    if rest.endswith("f") and abs(value) >= _LARGEST_FIXED:
        rest = ".4g"
    text = f"{value:{sign}z{rest}}"
    mantissa, e, exponent = text.partition("e")
    if not e:
        return _grouped(text)
    power = int(exponent)
    if rest.endswith("g") and 0 <= power < _UPRIGHT_BELOW:
        return _grouped(f"{float(text):{sign}.0f}")
    if power == 0:
        return mantissa
    return f"{mantissa} × {power_of_ten(power)}"


def plain(sentence: str) -> str:
    """Sentence of a formula with its powers of ten and units as people write them; what stands in quotes stays.

    Parameters
    ----------
    sentence : str
        Such as ``"1e+30 nm is not allowed"``.

    Returns
    -------
    str
        Words and numbers.

    Examples
    --------
    >>> plain("1e+30 nm is not allowed, “1e5 nm” is not either")
    '1 × 10³⁰ nm is not allowed, “1e5 nm” is not either'
    >>> plain("-1 mA/cm2 is not allowed")
    '-1 mA/cm² is not allowed'
    """

    def rewritten(found: re.Match[str]) -> str:
        if found[1] is None:
            return found[0]
        return (
            written(float(found[0]), ".6g")
            if abs(int(found[2])) < 300
            else f"{found[1]} × {power_of_ten(int(found[2]))}"
        )

    numbers = re.sub(r"“[^”]*”|'[^']*'|(?<![\w.])(-?\d+(?:\.\d+)?)e([+-]\d+)\b", rewritten, sentence)
    return re.sub(rf"“[^”]*”|'[^']*'|(?<=\d )({'|'.join(_UNITS)})(?!\w)", lambda u: _UNITS.get(u[0], u[0]), numbers)
