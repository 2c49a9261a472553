"""Fields of a form: what a calculator asks for, and how what is typed becomes a value.

The inputs of a calculator are one frozen dataclass. Each of its attributes is
declared with its type and one of the functions below, which give the label,
the value to start with, and the unit:

>>> from dataclasses import dataclass
>>> @dataclass(frozen=True, kw_only=True)
... class Inputs:
...     peak_nm: float = number("Emission peak", 520.0, "nm")
...     plqy: float = fraction("Yield of the film", 0.9)
...     shape: str = choice("Shape", "cube", ("cube", "sphere"))
>>> Inputs(plqy=0.5)
Inputs(peak_nm=520.0, plqy=0.5, shape='cube')
>>> fields_of(Inputs)["peak_nm"].title
'Emission peak [nm]'

What a field cannot accept is refused with an ArgumentError under the name of
the attribute; nothing is clamped or replaced.

A number that comes from a source is a :func:`sourced` field: empty it stands
for the recommended value of a table, it offers the other sources, and what is
typed is the reader's own.
"""

from __future__ import annotations

import dataclasses
import math
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar, cast, overload

from ..errors import ArgumentError, shown

S = TypeVar("S", bound=str)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_LARGEST = sys.float_info.max
_MOST_BITS = 10_000
_LISTED = 8  # options that a message names
# What instruments call their files of text, and tables that are refused by name when they are dropped.
FILES = (
    ".csv,.txt,.dat,.asc,.ascii,.tsv,.tab,.prn,.dsp,.dpt,.xy,.jdx,.dx,.jcamp,.sp,.fs,.ex,.em,.abs,.trm,.trt,.tat,.ttt,"
    ".tit,.irr,.jaz,.jazirrad,.scope,.spectrum,.master,.transmission,.absorbance,.log,.xls,.xlsx"
)


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:37] + "...")


def _plain(text: str) -> str:
    """Text with a point for a decimal comma and a hyphen for a minus."""
    typed = text.strip().replace("−", "-")
    return typed.replace(",", ".") if typed.count(",") == 1 and "." not in typed else typed


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(_plain(text)) is not None


def read_number(name: str, text: str, unit: str = "") -> float:
    """Number as people type it, with a decimal comma or point.

    Parameters
    ----------
    name : str
        Name of the argument, for the message.
    text : str
        What was typed.
    unit : str, optional
        Unit to ask for where nothing was typed.

    Returns
    -------
    float
        Finite.

    Raises
    ------
    ArgumentError
        If it is empty, no number, or beyond what a float holds.

    Examples
    --------
    >>> read_number("peak_nm", " 520,5 ")
    520.5
    >>> read_number("peak_nm", "1e400")
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: peak_nm: '1e400' is too large; its size must be below 1.8e308
    """
    typed, plain = text.strip().replace("−", "-"), _plain(text)
    if not typed:
        raise ArgumentError(name, "the field is empty", "type a number" + (f" in {unit}" if unit else ""), text)
    if not _NUMBER.fullmatch(plain):
        raise ArgumentError(name, f"{_shown(typed)} is not a number", "write it like 520, 0.5 or 1e-10", text)
    value = float(plain)
    if math.isinf(value):
        raise ArgumentError(name, f"{_shown(typed)} is too large", "its size must be below 1.8e308", text)
    if value == 0 and re.search("[1-9]", plain.lower().partition("e")[0]):
        raise ArgumentError(name, f"{_shown(typed)} is too small", "its size must be 0 or above 5e-324", text)
    return value


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
    return "" if value is None else str(value)


def _number_held(value: int | float) -> str:
    """Text of a number that a program gives, also of an integer beyond every float."""
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "1e400" if value > 0 else "-1e400"
    return number_text(value)


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

    def text(self, held: Any) -> str:
        """What the field holds, for a page and for files."""
        return str(held)

    def saved(self, held: Any) -> tuple[str, str]:
        """Value in full and, where a page shows more, the text of a page: for files."""
        return str(held), ""


@dataclass(frozen=True)
class Text(Field):
    """A field of free text."""


@dataclass(frozen=True)
class Area(Field):
    """A field of several lines, such as a pasted spectrum."""

    kind: ClassVar[str] = "area"


@dataclass(frozen=True)
class Number(Field):
    """A field for one number; an empty one is answered by a sentence, or is None where `optional`."""

    optional: bool = False
    kind: ClassVar[str] = "number"

    def held(self, value: Any) -> str:
        """Text of the number; what was typed stays as it is."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _number_held(value)
        return _as_text(value)

    def read(self, name: str, held: Any) -> float | None:
        """Read the number, with a decimal comma too."""
        if self.optional and not held.strip():
            return None
        return read_number(name, held, self.unit)


@dataclass(frozen=True)
class Fraction(Field):
    """A slider from 0 to 1; what lies outside is refused."""

    kind: ClassVar[str] = "fraction"

    def held(self, value: Any) -> float | str:
        """Keep the number of a slider, or the text typed beside it."""
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
            return float(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _number_held(value)
        return _as_text(value)

    def read(self, name: str, held: Any) -> float:
        """Read the number and refuse what is no fraction."""
        value = read_number(name, held if isinstance(held, str) else repr(held))
        if not 0 <= value <= 1:
            raise ArgumentError(
                name, f"{number_text(value)} is not allowed", "it is a fraction from 0 to 1 (30 % is 0.3)", value
            )
        return value

    def text(self, held: Any) -> str:
        """Two digits at least."""
        if isinstance(held, float):
            return f"{held:.2f}" if float(f"{held:.2f}") == held else number_text(held)
        return str(held)


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
        content = held[0].get("content") if isinstance(held[0], Mapping) else None
        if not isinstance(content, bytes | bytearray | memoryview):
            raise ArgumentError(name, f"{shown(held[0])} is no file", "a file has a name and a content", held[0])
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

    Empty it stands for the first option, which is the recommended one; the
    text of an option chooses that; a number is the reader's own; all else is
    refused. What is offered may depend on other fields (`of`), such as the
    chosen material: `at` gives the field as it stands with their values.
    """

    offered: Callable[..., Iterable[Option]] = tuple
    chosen: tuple[Any, ...] | None = None
    choices: tuple[Option, ...] = ()
    kind: ClassVar[str] = "sourced"

    def at(self, values: tuple[Any, ...] | None) -> Sourced:
        """Field as it stands with these values of the fields `of`; without offers if they could not be read."""
        choices = () if values is None else tuple(self.offered(*values))
        hint = self._label(choices[0]) if choices else "" if values is None else "no value in the tables"
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
        if self.chosen is None and not _is_number(typed):
            return None  # nobody can tell: the field that decides what is offered is refused itself
        if not _is_number(typed):
            of = f" for {', '.join(map(str, self.chosen or ()))}" if self.chosen else ""
            raise ArgumentError(
                name,
                f"{_shown(typed)} is neither a number nor a source that is offered{of}",
                "choose from the list, type a number, or leave it empty for the recommended value",
                held,
            )
        return Given(read_number(name, held, self.unit))

    def text(self, held: Any) -> str:
        """What stands in the field, or what it stands for."""
        if held.strip():
            return str(held)
        return f"{self.options[0]} (recommended)" if self.choices else self.hint

    def saved(self, held: Any) -> tuple[str, str]:
        """Number in full, and where it comes from; what is held where that is refused."""
        try:
            given = self.read("value", held)
        except ArgumentError:
            return str(held), ""
        if given is None:
            return str(held), ""
        return repr(given.value), f"{given.origin}, recommended" if given.recommended else given.origin


# --- attributes of a dataclass of inputs; what they return is typed as the value that will stand there


def _attribute(field: Field, value: Any) -> Any:
    return dataclasses.field(default=value, metadata={"field": field})


@overload
def number(label: str, value: float, unit: str = ..., *, hint: str = ...) -> float: ...
@overload
def number(label: str, value: None, unit: str = ..., *, hint: str = ...) -> float | None: ...
def number(label: str, value: float | None, unit: str = "", *, hint: str = "") -> float | None:
    """Declare an attribute that is one number.

    Parameters
    ----------
    label : str
        Name for people, without the unit.
    value : float or None
        Number to start with; with None the field may stay empty, and is None then.
    unit : str, optional
        Unit of the number.
    hint : str, optional
        Stands in the empty field.

    Returns
    -------
    float or None
        For the type checker; in truth the declaration of an attribute.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     voltage_v: float = number("Voltage", 3.0, "V")
    ...     lattice_angstrom: float | None = number("Lattice constant", None, "Å", hint="empty: from the table")
    >>> Inputs(voltage_v=2.5)
    Inputs(voltage_v=2.5, lattice_angstrom=None)
    """
    return cast("float | None", _attribute(Number(label, unit, hint, optional=value is None), value))


def fraction(label: str, value: float, *, hint: str = "") -> float:
    """Declare an attribute that is a slider from 0 to 1.

    Parameters
    ----------
    label : str
        Name for people.
    value : float
        Fraction to start with [-], 0 to 1.
    hint : str, optional
        For people.

    Returns
    -------
    float
        For the type checker; in truth the declaration of an attribute.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     plqy: float = fraction("Yield of the film", 0.9)
    >>> fields_of(Inputs)["plqy"].read("plqy", "0,85")
    0.85
    """
    return cast("float", _attribute(Fraction(label, hint=hint), value))


def text(label: str, value: str = "", *, unit: str = "", hint: str = "") -> str:
    """Declare an attribute that is a line of text.

    Parameters
    ----------
    label : str
        Name for people.
    value : str, optional
        Text to start with.
    unit : str, optional
        Unit of numbers in the text.
    hint : str, optional
        Stands in the empty field.

    Returns
    -------
    str
        For the type checker; in truth the declaration of an attribute.
    """
    return cast("str", _attribute(Text(label, unit, hint), value))


def area(label: str, value: str = "", *, hint: str = "") -> str:
    """Declare an attribute that is text of several lines, such as a pasted spectrum.

    Parameters
    ----------
    label : str
        Name for people.
    value : str, optional
        Text to start with.
    hint : str, optional
        Stands in the empty field.

    Returns
    -------
    str
        For the type checker; in truth the declaration of an attribute.
    """
    return cast("str", _attribute(Area(label, hint=hint), value))


def choice(label: str, value: S, options: Sequence[S] | Callable[[], Iterable[S]]) -> S:
    """Declare an attribute that is one of several options.

    Parameters
    ----------
    label : str
        Name for people.
    value : str
        Option to start with.
    options : sequence of str or callable
        All options, or a function that lists them, for options that come from a table.

    Returns
    -------
    str
        For the type checker; in truth the declaration of an attribute.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> from typing import Literal
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     shape: Literal["cube", "sphere"] = choice("Shape", "cube", ("cube", "sphere"))
    >>> fields_of(Inputs)["shape"].options
    ('cube', 'sphere')
    """
    return cast("S", _attribute(Choice(label, offered=options), value))


def upload(label: str, *, accept: str = FILES) -> bytes:
    """Declare an attribute that is the bytes of a dropped file; empty without one.

    Parameters
    ----------
    label : str
        Name for people.
    accept : str, optional
        Endings of the files that a browser offers.

    Returns
    -------
    bytes
        For the type checker; in truth the declaration of an attribute.
    """
    return cast("bytes", _attribute(Upload(label, accept=accept), b""))


def sourced(
    label: str, unit: str = "", *, offered: Callable[..., Iterable[Option]], of: Sequence[str] = ()
) -> Given | None:
    """Declare an attribute that is a number from a source, or the reader's own.

    Parameters
    ----------
    label : str
        Name for people, without the unit.
    unit : str, optional
        Unit of the number.
    offered : callable
        Takes the values of the fields `of` and returns the options, the
        recommended one first; none where nothing is known.
    of : sequence of str, optional
        Attributes on which the options depend; none of them may be sourced itself.

    Returns
    -------
    Given or None
        For the type checker; in truth the declaration of an attribute that
        starts with the recommended value. None stands for an empty field
        without a recommended value.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> table = {"ZnS": [Option(3.7, "butler2016, second-hand"), Option(3.6, "another")], "CdS": []}
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     shell: str = choice("Shell", "ZnS", tuple(table))
    ...     gap_ev: Given | None = sourced("Gap", "eV", offered=lambda shell: table[shell], of=["shell"])
    >>> field = fields_of(Inputs)["gap_ev"].at(("ZnS",))
    >>> field.options
    ('3.7 eV, butler2016, second-hand', '3.6 eV, another')
    >>> [field.read("gap_ev", text).origin for text in ("", "3.6 eV, another", "3,65")]
    ['butler2016, second-hand', 'another', 'yours']
    >>> fields_of(Inputs)["gap_ev"].at(("CdS",)).read("gap_ev", "")
    """
    return cast("Given | None", _attribute(Sourced(label, unit, offered=offered, of=tuple(of)), None))


def fields_of(inputs: Any) -> dict[str, Field]:
    """Fields of a dataclass of inputs by the name of their attribute.

    Parameters
    ----------
    inputs : dataclass
        Type or instance; every attribute is declared with one of the functions above.

    Returns
    -------
    dict of str to Field
        In the order of declaration.

    Raises
    ------
    TypeError
        If an attribute was declared without a field.

    Examples
    --------
    >>> from calculators.widgets import led_efficiency
    >>> list(fields_of(led_efficiency().first))
    ['charge_balance', 'radiative_fraction', 'plqy', 'outcoupling', 'peak_nm', 'fwhm_nm']
    """
    found: dict[str, Field] = {}
    for attribute in dataclasses.fields(inputs):
        if "field" not in attribute.metadata:
            raise TypeError(f"{attribute.name} has no field: declare it with number(), fraction(), text(), ...")
        found[attribute.name] = attribute.metadata["field"]
    return found
