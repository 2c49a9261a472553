"""Fields of a form: what a calculator asks for, and how what is typed becomes a value.

The inputs of a calculator are one frozen dataclass. Each of its attributes is
declared with its type and one of the functions below, which give the label,
the value to start with, and the unit:

>>> from dataclasses import dataclass
>>> @dataclass(frozen=True, kw_only=True)
... class Inputs:
...     peak_nm: float = number("Emission peak", 520.0, "nm")
...     plqy: float = in_percent("Yield of the film", 0.9)
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
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar, cast, overload

from .kinds import (
    FILES,
    Area,
    Choice,
    Column,
    Field,
    Fill,
    Fraction,
    Given,
    Number,
    Option,
    Sourced,
    Text,
    Upload,
    number_text,
    read_number,
)

__all__ = [
    "FILES",
    "Area",
    "Choice",
    "Column",
    "Field",
    "Fill",
    "Fraction",
    "Given",
    "Number",
    "Option",
    "Sourced",
    "Text",
    "Upload",
    "area",
    "choice",
    "column",
    "fields_of",
    "fraction",
    "in_percent",
    "number",
    "number_text",
    "read_number",
    "sourced",
    "text",
    "upload",
]

S = TypeVar("S", bound=str)


# --- attributes of a dataclass of inputs; what they return is typed as the value that will stand there


def _attribute(field: Field, value: Any) -> Any:
    return dataclasses.field(default=value, metadata={"field": field})


@overload
def number(
    label: str,
    value: float,
    unit: str = ...,
    *,
    hint: str = ...,
    light: bool = ...,
    words: Sequence[str] = ...,
    filled: Callable[..., Fill | None] | None = ...,
    of: Sequence[str] = ...,
) -> float: ...
@overload
def number(
    label: str,
    value: None,
    unit: str = ...,
    *,
    hint: str = ...,
    light: bool = ...,
    words: Sequence[str] = ...,
    filled: Callable[..., Fill | None] | None = ...,
    of: Sequence[str] = ...,
) -> float | None: ...
def number(
    label: str,
    value: float | None,
    unit: str = "",
    *,
    hint: str = "",
    light: bool = False,
    words: Sequence[str] = (),
    filled: Callable[..., Fill | None] | None = None,
    of: Sequence[str] = (),
) -> float | None:
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
    light : bool, optional
        Whether it is a wavelength of light, for which an energy can be typed.
    words : sequence of str, optional
        What may follow the number and says no more than the field does, such as "OD" after an absorbance.
    filled : callable, optional
        Takes the values of the fields `of` and returns the :class:`Fill` that
        they put into this one when they change, or None.
    of : sequence of str, optional
        Attributes that fill the field.

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
    field = Number(label, unit, hint, tuple(of), optional=value is None, light=light, words=tuple(words), filled=filled)
    return cast("float | None", _attribute(field, value))


def in_percent(
    label: str, value: float, *, hint: str = "", above_zero: bool = False, below_whole: bool = False
) -> float:
    """Declare an attribute that is a fraction and asked for in per cent: a number and a slider from 0 to 100 %.

    Parameters
    ----------
    label : str
        Name for people.
    value : float
        Fraction to start with [-], 0 to 1.
    hint : str, optional
        For people.
    above_zero, below_whole : bool, optional
        Whether 0, or 100 %, is refused too.

    Returns
    -------
    float
        For the type checker; in truth the declaration of an attribute.

    See Also
    --------
    fraction : for what people write as a number from 0 to 1.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     plqy: float = in_percent("PLQY of the film", 0.9)
    >>> plqy = fields_of(Inputs)["plqy"]
    >>> plqy.title, plqy.held(0.9), plqy.read("plqy", "85"), plqy.read("plqy", "85 %")
    ('PLQY of the film [%]', '90', 0.85, 0.85)
    """
    field = Fraction(label, "%", hint, above_zero=above_zero, below_whole=below_whole)
    return cast("float", _attribute(field, value))


def fraction(label: str, value: float, *, hint: str = "") -> float:
    """Declare an attribute that is a number and a slider from 0 to 1.

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

    See Also
    --------
    in_percent : for what people say in per cent.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     share: float = fraction("Share of bromide, 0 to 1", 0.4)
    >>> [fields_of(Inputs)["share"].read("share", typed) for typed in ("0,85", "85 %")]
    [0.85, 0.85]
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


def column(of: Sequence[str], *, label: str = "Column") -> str | None:
    r"""Declare an attribute that is the name of a column of what was pasted or dropped.

    Parameters
    ----------
    of : sequence of str
        Attributes that hold the texts, that which counts first in front.
    label : str, optional
        Name for people.

    Returns
    -------
    str or None
        For the type checker; in truth the declaration of an attribute. None
        stands for the column that fits, which the reader of the file finds.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     pasted: str = area("Spectrum, pasted")
    ...     column: str | None = column(of=["pasted"])
    >>> field = fields_of(Inputs)["column"].at(("nm;Dark;Absorbance\n400;9;0.83\n410;9;0.7",))
    >>> field.options, field.read("column", "Dark"), field.read("column", "")
    (('Dark', 'Absorbance'), 'Dark', None)
    """
    return cast("str | None", _attribute(Column(label, hint="empty: the one that fits", of=tuple(of)), None))


def sourced(
    label: str,
    unit: str = "",
    *,
    offered: Callable[..., Iterable[Option]],
    of: Sequence[str] = (),
    empty: Callable[..., str] | None = None,
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
    empty : callable, optional
        Takes the values of the fields `of` and says what the empty field
        stands for, if that is not the recommended option.

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
    return cast("Given | None", _attribute(Sourced(label, unit, offered=offered, of=tuple(of), empty=empty), None))


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
