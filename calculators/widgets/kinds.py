"""Kinds of fields: what each holds, offers, refuses and says of what stands in it."""

from __future__ import annotations

import dataclasses
import functools
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from .. import spectra
from ..errors import ArgumentError, shown
from ..writing import written
from .reading import Reading, read_quantity

_LARGEST = sys.float_info.max
_MOST_BITS = 10_000
_LISTED = 8  # options that a message names
# What instruments call their files of text, and tables that are refused by name when they are dropped.
FILES = (
    ".csv,.txt,.dat,.asc,.ascii,.tsv,.tab,.prn,.dsp,.dpt,.xy,.jdx,.dx,.jcamp,.sp,.fs,.ex,.em,.abs,.trm,.trt,.tat,.ttt,"
    ".tit,.irr,.jaz,.jazirrad,.scope,.spectrum,.master,.transmission,.absorbance,.log,.xls,.xlsx"
)
_MEANT_AS_NUMBER = re.compile(r"[-+−≈~<>=. ]*[0-9](?:(?!, ).){0,30}")  # not the text of a source: 3.7 eV, butler2016


def _shown(text: str) -> str:
    return f"“{text if len(text) <= 40 else text[:37] + '...'}”"


def read_number(name: str, text: str, unit: str = "") -> float:
    """Number as people type it: with a decimal comma or point, a power of ten, and its unit or none.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    text : str
        What was typed.
    unit : str, optional
        Unit of the field; another one of the same kind is converted.

    Returns
    -------
    float
        Finite.

    Raises
    ------
    ArgumentError
        If it is empty, no number, unclear, or beyond what a float holds.

    See Also
    --------
    calculators.widgets.reading.read_quantity : says how it was understood, too.

    Examples
    --------
    >>> read_number("peak_nm", " 520,5 ")
    520.5
    >>> read_number("path_length_cm", "10 mm", "cm")
    1.0
    >>> read_number("peak_nm", "1e400")
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: peak_nm: “1e400” is too large; its size must be below 1.8e308
    """
    return read_quantity(name, text, unit).value


def number_text(value: float) -> str:
    """Shortest text that is read back as the same number.

    Parameters
    ----------
    value : float
        A finite number.

    Returns
    -------
    str
        Without trailing zeros.

    Examples
    --------
    >>> number_text(520.0), number_text(1e-10), number_text(0.1234567)
    ('520', '1e-10', '0.1234567')
    """
    short = f"{value:g}"
    return short if float(short) == value else repr(float(value))


def _as_text(value: Any) -> str:
    """Text of what a program gives for a field of text."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:  # more digits than Python writes out
        return shown(value)
    try:
        return "" if value is None else str(value)
    except Exception:  # whatever an object's own code raises
        return shown(value)


def _number_held(value: int | float) -> str:
    """Text of a number that a program gives, also of an integer beyond every float."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "1e400" if value > 0 else "-1e400"
    return number_text(value)


def _percent_text(value: int | float) -> str:
    """Text of a fraction in per cent, its digits as they are: 0.07 is "7"."""
    mantissa, e, exponent = _number_held(value).partition("e")
    if e:
        return f"{mantissa}e{int(exponent) + 2}"
    sign, digits = "-" if mantissa.startswith("-") else "", mantissa.lstrip("-")
    whole, _, rest = digits.partition(".")
    rest = rest.ljust(2, "0")
    return sign + ((whole + rest[:2]).lstrip("0") or "0") + (f".{rest[2:]}" if rest[2:] else "")


@dataclass(frozen=True)
class Field:
    """What all fields have in common.

    A form keeps what the field *holds* (text, the number of a slider, the
    files of an upload), so that what is refused still stands in the field;
    `read` makes the value of it.

    Attributes
    ----------
    label, unit, hint : str
        Name, unit and a hint for people.
    of : tuple of str
        Names of other fields on which it depends what this one offers.
    """

    label: str
    unit: str = ""
    hint: str = ""
    of: tuple[str, ...] = ()
    kind: ClassVar[str] = "text"

    @property
    def title(self) -> str:
        """Label with its unit in brackets."""
        return f"{self.label} [{self.unit}]" if self.unit else self.label

    @property
    def options(self) -> tuple[str, ...]:
        """Options to choose from; empty for fields that are typed."""
        return ()

    def at(self, values: tuple[Any, ...] | None) -> Field:
        """Field as it stands with these values of the fields `of`; None if they could not be read."""
        return self

    def held(self, value: Any) -> Any:
        """Value as the field holds it."""
        return _as_text(value)

    def read(self, name: str, held: Any) -> Any:
        """Value of what the field holds, or an ArgumentError under `name`."""
        return held

    def said(self, held: Any) -> str:
        """How what the field holds was understood, where that is worth saying."""
        return ""

    def gone(self, held: str, values: tuple[Any, ...]) -> str:
        """Why an option that the field held is offered no more."""
        return f"“{held}” is not offered for {', '.join(map(str, values))}"

    def text(self, held: Any) -> str:
        """What the field holds, for a page and for files."""
        return str(held)

    def saved(self, held: Any) -> tuple[str, str]:
        """Value in full and, where a page shows more, the text of a page: for files."""
        return str(held), ""


@dataclass(frozen=True)
class Text(Field):
    """A field of free text."""


def is_absent(held: Any) -> bool:
    """Whether a field holds what stands for a text or a file that a link could not carry.

    Parameters
    ----------
    held : object
        What the field holds.

    Returns
    -------
    bool
        True until a text or a file takes its place.
    """
    if isinstance(held, tuple):
        return any(isinstance(each, Mapping) and bool(each.get("absent")) for each in held)
    return isinstance(held, Absent)


class Absent(str):
    """Empty text of a field in place of one that a link could not carry."""

    __slots__ = ()


@dataclass(frozen=True)
class Area(Field):
    """A field of several lines, such as a pasted spectrum."""

    kind: ClassVar[str] = "area"

    def held(self, value: Any) -> str:
        """Text; of a mapping with ``"absent"`` that which a link did not carry."""
        if isinstance(value, Absent) or (isinstance(value, Mapping) and value.get("absent")):
            return Absent()
        return _as_text(value)

    def read(self, name: str, held: Any) -> str:
        """Text, or a refusal of one that is not here: nothing else takes its place."""
        if isinstance(held, Absent):
            raise ArgumentError(name, "the text of the link is not here", "it was too long for a link: paste it again")
        return str(held)


@dataclass(frozen=True)
class _Numeric(Field):
    """What fields of one number have in common."""

    def _reading(self, name: str, held: str) -> Reading:
        return read_quantity(name, held, self.unit)

    def said(self, held: Any) -> str:
        """How the number was understood."""
        try:
            return self._reading(self.label, held).note
        except ArgumentError:
            return ""

    def saved(self, held: Any) -> tuple[str, str]:
        """Number in the unit of the field and, where that is another text, what was typed."""
        try:
            number = number_text(self._reading(self.label, held).value)
        except ArgumentError:
            return str(held), ""
        return number, held if number != held else ""


class Fill(NamedTuple):
    """What a choice puts into a field of numbers.

    Attributes
    ----------
    number : float or None
        The number, in the unit of the field; None where the source states none.
    words : str
        The source, in few words.
    assumed : float or None
        Number that is assumed where the source states none; the field is
        emptied if there is none either.
    written : str
        What stands in the field in place of the number, such as "250 s" for a
        field in hours.
    """

    number: float | None
    words: str
    assumed: float | None = None
    written: str = ""

    @property
    def text(self) -> str:
        """What stands in the field then."""
        if self.number is not None and self.written:
            return self.written
        number = self.assumed if self.number is None else self.number
        return "" if number is None else number_text(number)

    def origin(self, held: str, unit: str) -> str:
        """Whether what stands in the field is that of the source."""
        if self.number is not None:
            stated = self.written or f"{written(self.number, '.6g')}{f' {unit}' if unit else ''}"
            return f"from {self.words}" if held == self.text else f"yours; {self.words} states {stated}"
        whose = "yours" if held != self.text else "assumed"
        return f"not stated by {self.words}{f': {whose}' if held.strip() else ''}"


@dataclass(frozen=True)
class Number(_Numeric):
    """A field for one number; an empty one is answered by a sentence, or is None where `optional`.

    Attributes
    ----------
    optional : bool
        Whether it may stay empty.
    light : bool
        Whether it is a wavelength of light, so that an energy can be typed too.
    words : tuple of str
        What may follow the number, such as "OD" after an absorbance.
    filled : callable or None
        Takes the values of the fields `of` and returns what they put into this
        one, or None if they leave it to the reader.
    fill : Fill or None
        That, as the fields `of` stand.
    """

    optional: bool = False
    light: bool = False
    words: tuple[str, ...] = ()
    filled: Callable[..., Fill | None] | None = None
    fill: Fill | None = None
    kind: ClassVar[str] = "number"

    def at(self, values: tuple[Any, ...] | None) -> Number:
        """Field as it stands with these values of the fields `of`."""
        if self.filled is None:
            return self
        return dataclasses.replace(self, fill=None if values is None else self.filled(*values))

    def said(self, held: Any) -> str:
        """How the number was understood, and whether it is that of the source that was chosen."""
        origin = self.fill.origin(held, self.unit) if self.fill is not None else ""
        return "; ".join(filter(None, (super().said(held), origin)))

    def held(self, value: Any) -> str:
        """Text of the number; what was typed stays as it is."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _number_held(value)
        return _as_text(value)

    def _reading(self, name: str, held: str) -> Reading:
        return read_quantity(name, held, self.unit, light=self.light, words=self.words)

    def read(self, name: str, held: Any) -> float | None:
        """Read the number, with a decimal comma or a unit too."""
        if self.optional and not held.strip():
            return None
        return self._reading(name, held).value


@dataclass(frozen=True)
class Fraction(_Numeric):
    """A share of a whole as number and slider: typed in per cent where its unit is "%", else from 0 to 1.

    Its value is a fraction in both cases; what lies outside is refused. A
    number that a program gives is the fraction; a text is what people type.

    Attributes
    ----------
    above_zero, below_whole : bool
        Whether nothing, or the whole, is refused too.
    """

    above_zero: bool = False
    below_whole: bool = False
    kind: ClassVar[str] = "fraction"

    @property
    def whole(self) -> int:
        """Number that stands for the whole in the field: 100 or 1."""
        return 100 if self.unit == "%" else 1

    def held(self, value: Any) -> str:
        """Text of the number, in per cent where the field is."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _percent_text(value) if self.unit == "%" else _number_held(value)
        return _as_text(value)

    def _reading(self, name: str, held: str) -> Reading:
        return read_quantity(name, held, self.unit, share=True)

    def read(self, name: str, held: Any) -> float:
        """Read the number and refuse what is no fraction."""
        shown = self._reading(name, held).value
        ends = (self.above_zero and shown == 0) or (self.below_whole and shown == self.whole)
        if ends or not 0 <= shown <= self.whole:
            unit = f" {self.unit}" if self.unit else ""
            raise ArgumentError(name, f"{written(shown, '.6g')}{unit} is not allowed", self._allowed(), shown)
        return read_quantity(name, held, "%", share=True, power=-2).value if self.unit == "%" else shown

    def _allowed(self) -> str:
        whole = "100 %" if self.unit else "1 (30 % is 0.3)"
        if self.above_zero or self.below_whole:
            low, high = "above 0" if self.above_zero else "at 0 or above", "below" if self.below_whole else "up to"
            return f"it lies {low}, {high} {whole}"
        return f"it lies between 0 and {whole}"

    def position(self, held: Any) -> float | None:
        """Where a slider stands; None if there is no such place."""
        try:
            shown = self._reading(self.label, held).value
        except ArgumentError:
            return None
        return shown if 0 <= shown <= self.whole else None


@dataclass(frozen=True)
class Choice(Field):
    """One of several named options; others are refused."""

    offered: Sequence[str] | Callable[[], Iterable[str]] = ()
    kind: ClassVar[str] = "choice"

    @property
    def options(self) -> tuple[str, ...]:
        """Options in order, asked for anew each time, since they may come from a table."""
        return tuple(self.offered() if callable(self.offered) else self.offered)

    def read(self, name: str, held: Any) -> str:
        """Read the option and refuse what is not offered."""
        options = self.options
        if held not in options:
            listed = f"it is one of {', '.join(options)}" if len(options) <= _LISTED else "choose from the list"
            raise ArgumentError(name, f"{_shown(held)} is not offered", listed, held)
        return str(held)


@functools.lru_cache(maxsize=4)
def _columns(text: str | bytes) -> tuple[str, ...]:
    """Names of the columns of a text; none if it cannot be read."""
    try:
        return tuple(column.name for column in spectra.columns(text))
    except ArgumentError:
        return ()


@dataclass(frozen=True)
class Column(Field):
    """Name of a column of what was pasted or dropped, the fields `of`; empty, that is read which fits."""

    there: bool = False
    names: tuple[str, ...] = ()
    kind: ClassVar[str] = "column"

    @property
    def options(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.names

    def at(self, values: tuple[Any, ...] | None) -> Column:
        """Field as it stands with these texts, of which the first that is not empty counts."""
        if values is None:  # what they hold is refused itself
            return dataclasses.replace(self, there=True, names=())
        text = next((each for each in values if each.strip()), "")
        return dataclasses.replace(self, there=bool(text), names=_columns(text) if text else ())

    def read(self, name: str, held: Any) -> str | None:
        """Name of the column, or None for the one that fits."""
        typed = held.strip()
        if not typed or typed in self.names or (self.there and not self.names):  # then the text is refused itself
            return typed or None
        allowed = "choose from the list, or leave it empty for the one that fits"
        problem = "is no column of what was read" if self.there else "cannot be found: nothing is pasted or dropped"
        raise ArgumentError(name, f"{_shown(typed)} {problem}", allowed if self.there else "leave it empty", typed)

    def gone(self, held: str, values: tuple[Any, ...]) -> str:
        """Why a column is not there any more."""
        return f"“{held}” is no column of what was read now"

    def text(self, held: Any) -> str:
        """Name of the column, or that the one that fits is read."""
        return str(held) if held.strip() else "the one that fits" if self.there else ""


@dataclass(frozen=True)
class Upload(Field):
    """A file that stays on the reader's machine; its bytes are the value, for a reader that knows encodings."""

    accept: str = FILES
    kind: ClassVar[str] = "upload"

    def held(self, value: Any) -> tuple[Any, ...]:
        """Files as a browser hands them over: name and content."""
        if value is None or (isinstance(value, str | bytes) and not value):
            return ()
        return tuple(value) if isinstance(value, list | tuple) else (value,)

    def read(self, name: str, held: Any) -> bytes:
        """Bytes of the file, or none."""
        if not held:
            return b""
        if len(held) > 1:
            raise ArgumentError(name, f"{len(held)} files are too many", "drop one", self.text(held))
        if is_absent(held):
            raise ArgumentError(name, "the file of the link is not here", "links carry no files: choose it here")
        content = held[0].get("content") if isinstance(held[0], Mapping) else None
        if not isinstance(content, bytes | bytearray | memoryview):
            raise ArgumentError(name, f"{shown(held[0])} is no file", "a file has a name and a content", held[0])
        if not bytes(content).strip():
            raise ArgumentError(name, f"{self.text(held) or 'the file'} is empty", "choose a file that holds a table")
        return bytes(content)

    def text(self, held: Any) -> str:
        """Name of the file."""
        return ", ".join(str(f.get("name", "")) if isinstance(f, Mapping) else shown(f) for f in held)

    def saved(self, held: Any) -> tuple[str, str]:
        """Name of the file."""
        return self.text(held), ""


@dataclass(frozen=True)
class Option:
    """A number that a source offers.

    Attributes
    ----------
    value : float
        The number, in the unit of the field.
    words : str
        Where it comes from, in few words; no two options of a field may read
        alike.
    source : object
        What a calculator wants to know of it, such as the row of a table.
    """

    value: float
    words: str
    source: Any = None


@dataclass(frozen=True)
class Given:
    """Number of a :func:`sourced` field, and where it comes from.

    Attributes
    ----------
    value : float
        The number, in the unit of the field.
    option : Option or None
        The option that offers it; None if the reader typed it.
    recommended : bool
        Whether the field was left empty.

    Examples
    --------
    >>> Given(3.4).origin
    'yours'
    """

    value: float
    option: Option | None = None
    recommended: bool = False

    @property
    def origin(self) -> str:
        """Words of the option, or "yours"."""
        return "yours" if self.option is None else self.option.words


@dataclass(frozen=True)
class Sourced(Field):
    """A number from a source, or the reader's own.

    Empty it stands for the first option, which is the recommended one, or for
    what `empty` says of the values of the fields `of`; the
    text of an option chooses that; a number is the reader's own; all else is
    refused. What is offered may depend on other fields (`of`), such as the
    chosen material: `at` gives the field as it stands with their values.
    """

    offered: Callable[..., Iterable[Option]] = tuple
    empty: Callable[..., str] | None = None
    chosen: tuple[Any, ...] | None = None
    choices: tuple[Option, ...] = ()
    kind: ClassVar[str] = "sourced"

    def at(self, values: tuple[Any, ...] | None) -> Sourced:
        """Field as it stands with these values of the fields `of`; without offers if they could not be read."""
        choices = () if values is None else tuple(self.offered(*values))
        hint = "" if values is None else "no value in the tables"
        if choices:
            hint = self._label(choices[0]) if self.empty is None else self.empty(*(values or ()))
        return dataclasses.replace(self, chosen=values, choices=choices, hint=hint)

    def _label(self, option: Option) -> str:
        return f"{number_text(option.value)}{f' {self.unit}' if self.unit else ''}, {option.words}"

    @property
    def options(self) -> tuple[str, ...]:
        """Texts of the options, the recommended one first."""
        return tuple(map(self._label, self.choices))

    def held(self, value: Any) -> str:
        """Text of the option, or of the number."""
        if isinstance(value, Given):
            if value.recommended:
                return ""
            return number_text(value.value) if value.option is None else self._label(value.option)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _number_held(value)
        return _as_text(value)

    def read(self, name: str, held: Any) -> Given | None:
        """Number with where it comes from; None if the field is empty and nothing is recommended."""
        typed = held.strip()
        if not typed:
            return Given(self.choices[0].value, self.choices[0], recommended=True) if self.choices else None
        if typed in self.options:
            option = self.choices[self.options.index(typed)]
            return Given(option.value, option)
        try:
            return Given(read_quantity(name, held, self.unit).value)
        except ArgumentError:
            if _MEANT_AS_NUMBER.fullmatch(typed):
                raise
        if self.chosen is None:
            return None  # nobody can tell: the field that decides what is offered is refused itself
        of = f" for {', '.join(map(str, self.chosen))}" if self.chosen else ""
        raise ArgumentError(
            name,
            f"{_shown(typed)} is neither a number nor a source that is offered{of}",
            "choose from the list, type a number, or leave it empty",
            held,
        )

    def said(self, held: Any) -> str:
        """How a typed number was understood."""
        if not held.strip() or held.strip() in self.options:
            return ""
        try:
            return read_quantity(self.label, held, self.unit).note
        except ArgumentError:
            return ""

    def text(self, held: Any) -> str:
        """What stands in the field, or what it stands for."""
        if held.strip():
            return str(held)
        return f"{self.options[0]} (recommended)" if self.choices and self.empty is None else self.hint

    def saved(self, held: Any) -> tuple[str, str]:
        """Number in full, and where it comes from; what is held where that is refused."""
        try:
            given = self.read("value", held)
        except ArgumentError:
            return str(held), ""
        if given is None:
            return str(held), ""
        if given.recommended and self.empty is not None:
            return "", self.hint
        return repr(given.value), f"{given.origin}, recommended" if given.recommended else given.origin
