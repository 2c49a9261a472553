"""The one form that every calculator uses: inputs, a result or a message, a figure on request."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Set
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from ..checks import furthest, mapping
from ..errors import ArgumentError, one_of
from ..figures import Drawing
from ..results import same
from ..writing import plain
from . import export
from .fields import Area, Column, Field, Fraction, Given, Number, Sourced, Upload, fields_of
from .kinds import is_absent
from .markup import STYLE, code_html, framed, message_html, notes_html, result_html, static_html
from .rows import Result

I = TypeVar("I")  # noqa: E741  # the dataclass of inputs


class Reset(NamedTuple):
    """A field that was emptied: what it had held, and a sentence that says so."""

    held: str
    note: str


class Input:
    """What one field holds; tells its calculator when it changes."""

    def __init__(self, field: Field, value: Any, changed: Callable[[], None]) -> None:
        self.field, self._changed = field, changed
        self._held = field.held(value)

    @property
    def options(self) -> tuple[str, ...]:
        """Options to choose from; empty for fields that are only typed."""
        return self.field.options

    @property
    def value(self) -> Any:
        """What the field holds: text, or the files of an upload."""
        return self._held

    @value.setter
    def value(self, value: Any) -> None:
        if self.take(value):
            self._changed()

    def take(self, value: Any) -> bool:
        """Hold a value without telling the calculator; whether it is another one than before."""
        before, self._held = self._held, self.field.held(value)
        return not same(before, self._held) or is_absent(before) != is_absent(self._held)


class Calculator(Generic[I]):
    """A form that recomputes when an input changes.

    One object serves three places: JupyterLab shows it with ipywidgets
    (``view``), a static page as its first state (``static_html``), and a live
    page builds HTML inputs from ``describe`` and fills them from ``state``.

    Numbers come at once; the figure is drawn when it is asked for, by whoever
    shows it (``drawing``, ``figure_html``).

    Parameters
    ----------
    name : str
        Name for screen readers, links and the static page.
    first : dataclass
        The first inputs. Its attributes are declared with the functions of
        :mod:`calculators.widgets.fields`.
    compute : callable
        Takes inputs like `first` and returns a Result. An ArgumentError
        becomes the message in place of the result; it marks the fields that
        are named like its arguments.
    code : callable, optional
        Takes the same inputs and returns the lines of Python that give the
        main numbers of the result without the form.

    Attributes
    ----------
    fields : dict of str to Field
        By attribute of `first`, as they stand: what a sourced field offers
        depends on others.
    inputs : dict of str to Input
        What the fields hold.
    result : Result or None
        None while an input is refused.
    refusals : tuple of ArgumentError
        Why there is no result; each names its arguments.
    resets : dict of str to Reset
        Sourced fields that were emptied, because what they held is not
        offered any more.

    Examples
    --------
    >>> from dataclasses import dataclass
    >>> from calculators import led
    >>> from calculators.widgets import Calculator, Result, fields, rows
    >>> @dataclass(frozen=True, kw_only=True)
    ... class Inputs:
    ...     wavelength_nm: float = fields.number("Wavelength", 620.0, "nm")
    >>> def compute(inputs):
    ...     energy = led.photon_energy(inputs.wavelength_nm)
    ...     return Result([rows.row("Photon energy", rows.Quantity(energy, "eV", ".3f"))])
    >>> form = Calculator("Photons", Inputs(), compute)
    >>> print(form.result)
    Photon energy: 2.000 eV
    >>> form.update({"wavelength_nm": "green"})
    >>> form.invalid
    {'wavelength_nm': '“green” is not a number; write it like 520, 0.5 or 1e-10'}
    """

    def __init__(
        self,
        name: str,
        first: I,
        compute: Callable[[I], Result],
        code: Callable[[I], str] | None = None,
    ) -> None:
        self.name, self.first, self.compute, self.code = name, first, compute, code
        self.fields = fields_of(first)
        self.inputs = {key: Input(field, None, partial(self._changed, {key})) for key, field in self.fields.items()}
        self.result: Result | None = None
        self.refusals: tuple[ArgumentError, ...] = ()
        self.resets: dict[str, Reset] = {}
        self._given: Set[str] = frozenset()  # fields of the last change
        self._stand_ins: dict[str, Any] = {}  # numbers for empty fields that have no part
        self._drawing: Drawing | None = None
        self._view: Any = None
        self.update({key: getattr(first, key) for key in self.fields})

    @property
    def slug(self) -> str:
        """Name in links and file names."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    # --- inputs

    def held(self) -> dict[str, Any]:
        """What the fields hold, by key."""
        return {key: each.value for key, each in self.inputs.items()}

    def values(self) -> I:
        """Inputs as they stand, or the ArgumentError of the first field that cannot be read."""
        values, refusals = self._read()
        for error in refusals:
            if error.argument not in self._stand_ins:
                raise error
        return type(self.first)(**values, **self._stand_ins)

    def _read(self) -> tuple[dict[str, Any], tuple[ArgumentError, ...]]:
        values, refusals = {}, []
        for key, field in self.fields.items():
            try:
                values[key] = field.read(key, self.inputs[key].value)
            except ArgumentError as error:
                refusals.append(error)
        return values, tuple(refusals)

    def update(self, values: Mapping[str, Any]) -> None:
        """Set several inputs, then compute once.

        Parameters
        ----------
        values : mapping of str to object
            What the fields shall hold, by key. A value that a field refuses
            stays in it and is answered by a message.

        Raises
        ------
        ArgumentError
            If there is no such field, or `values` is no mapping.
        """
        for key in mapping("values", values):
            one_of("values", key, self.fields)
        for key, value in values.items():
            self.inputs[key].take(value)
        self._changed(values.keys())

    def _changed(self, given: Set[str]) -> None:
        self.result, self._drawing, self._given = None, None, set(given)
        self._replace_absent(given)
        self._refresh(given)
        values, self.refusals = self._read()
        self._stand_ins = {}
        if not self.refusals:
            try:
                self.result = self._computed(values)
            except ArgumentError as error:
                self.refusals = (ArgumentError(error.argument, error.problem, plain(error.allowed), error.value),)
        elif all(self._is_empty(error.argument) for error in self.refusals):
            self._without_part(values)
        if self._view is not None:
            self._view.show()

    def _is_empty(self, key: str) -> bool:
        return isinstance(self.fields[key], Number | Fraction) and not self.inputs[key].value.strip()

    def _without_part(self, values: dict[str, Any]) -> None:
        """An empty field is no fault where it has no part: any number may stand for it there."""
        stand_ins = {error.argument: getattr(self.first, error.argument) for error in self.refusals}
        try:
            result = self._computed(values | stand_ins)
        except ArgumentError:
            return  # the empty field is to be filled first
        if stand_ins.keys() <= result.idle.keys():
            self.result, self.refusals, self._stand_ins = result, (), stand_ins

    def _computed(self, values: dict[str, Any]) -> Result:
        """Answer to values, unless one of its numbers is beyond what a float holds, on a page or in files."""
        plain = {key: value.value if isinstance(value, Given) else value for key, value in values.items()}
        numbers = {key: value for key, value in plain.items() if isinstance(value, float)}
        try:
            result = self.compute(type(self.first)(**values))
        except ArgumentError as error:
            if any(key in self.fields for key in self._keys(error)):
                raise
            raise furthest(numbers, error) from None
        if result.overflows():
            raise furthest(numbers)
        return result

    def _replace_absent(self, given: Set[str]) -> None:
        """A text or a file that is given now takes the place of those that a link lacked."""
        here = (key for key in given if isinstance(self.fields[key], Area | Upload))
        if any(held and not is_absent(held) for held in (self.inputs[key].value for key in here)):
            for each in self.inputs.values():
                if is_absent(each.value):
                    each.take(None)

    def _refresh(self, given: Set[str]) -> None:
        """Bring fields that depend on others to where those stand.

        A choice fills the fields of its numbers; a field whose source is not offered any more is emptied.
        """
        self.resets = {key: each for key, each in self.resets.items() if key not in given}
        for key, field in self.fields.items():
            values: tuple[Any, ...] | None
            try:
                values = tuple(self.fields[name].read(name, self.inputs[name].value) for name in field.of)
            except ArgumentError:
                values = None
            now = self.fields[key] = self.inputs[key].field = field.at(values)
            if values is None or given.isdisjoint(field.of) or key in given:
                continue
            self.resets.pop(key, None)
            held = self.inputs[key].value.strip()
            if isinstance(now, Number):
                if now.fill is not None:
                    self.inputs[key].take(now.fill.text)
            elif held in field.options and held not in now.options:
                self.inputs[key].take("")
                self.resets[key] = Reset(held, f"{field.label}: {now.gone(held, values)}. Now: {now.text('')}.")

    # --- the answer

    @property
    def notes(self) -> dict[str, str]:
        """What is to be said beside a field, by its key: how it was understood, and whether it has a part at all."""
        idle = self.result.idle if self.result is not None else {}
        found = {}
        for key, field in self.fields.items():
            no_part = f"has no part: {idle[key]}" if key in idle else ""
            if words := "; ".join(filter(None, (field.said(self.inputs[key].value), no_part))):
                found[key] = words
        return found

    @property
    def invalid(self) -> dict[str, str]:
        """Why an input is refused, by the key of its field; empty where there is a result."""
        found: dict[str, str] = {}
        for error in self.refusals:
            problem = plain(error.problem)
            reason = f"{problem}; {error.allowed}" if error.allowed else problem
            found |= {key: reason for key in self._keys(error) if key in self.fields and key not in found}
        return found

    def _keys(self, error: ArgumentError) -> list[str]:
        # "radii[Cs]" is an element of the argument "radii".
        return [name.partition("[")[0] for name in error.arguments]

    def message(self) -> tuple[str, ...]:
        """Sentences in place of a result, with the labels of the fields; empty where there is a result."""
        sentences = []
        for error in self.refusals:
            labels = [self.fields[key].label for key in self._keys(error) if key in self.fields]
            named = ArgumentError(
                " and ".join(dict.fromkeys(labels)) or "Inputs", plain(error.problem), plain(error.allowed)
            )
            sentences.append(str(named))
        return tuple(sentences)

    def answer_html(self) -> str:
        """Result, or the message in its place, as HTML; before it, which fields were emptied."""
        answer = result_html(self.result) if self.result else message_html(self.message())
        return notes_html(reset.note for reset in self.resets.values()) + answer

    def drawing(self) -> Drawing | None:
        """Figure of the present result, drawn once; None if there is none."""
        if self._drawing is None and self.result is not None and self.result.drawing is not None:
            self._drawing = self.result.drawing()
        return self._drawing

    def figure_html(self) -> str:
        """Figure of the present result as HTML, or a message that says why it cannot be drawn."""
        try:
            drawing = self.drawing()
        except ArgumentError as error:
            return message_html([f"No figure: {error}"])
        return drawing.html() if drawing else ""

    def snippet(self) -> str:
        """Lines of Python that give the main numbers of the present result; empty if there is none."""
        if self.code is None or self.result is None:
            return ""
        return self.code(self.values()).strip()

    # --- a static page

    def static_html(self) -> str:
        """Present state as HTML, for a page without Python."""
        notes, inputs = self.notes, []
        for key, field in self.fields.items():
            if text := field.text(self.inputs[key].value):
                inputs.append((key, field.title, text, notes.get(key, "")))
        answer = self._framed_html() + self.figure_html() + code_html(self.snippet())
        return static_html(self.name, self.slug, inputs, answer)

    def lab_html(self) -> str:
        """What is to be said of fields, and the result in its frame, for a page that has no style of ours."""
        said = (f"{self.fields[key].label}: {note}." for key, note in self.notes.items())
        return notes_html(said) + self._framed_html()

    def _framed_html(self) -> str:
        answer = self.answer_html()
        return STYLE + (framed(answer) if self.result else answer)

    # --- a live page

    def describe(self) -> dict[str, Any]:
        """Name and inputs, for a page that builds the form from HTML elements."""
        fields = [
            {
                "key": key,
                "kind": field.kind,
                "label": field.label,
                "unit": field.unit,
                "hint": field.hint,
                "options": list(field.options),
                "accept": getattr(field, "accept", ""),
                "whole": field.whole if isinstance(field, Fraction) else None,
                "value": None if isinstance(self.inputs[key].value, tuple) else self.inputs[key].value,
            }
            for key, field in self.fields.items()
        ]
        return {"name": self.name, "slug": self.slug, "fields": fields, "code": self.code is not None}

    def state(self) -> dict[str, Any]:
        """Result as HTML or the message in its place, the inputs it belongs to, the fields at fault, and the code.

        With it what is to be said beside fields, where sliders stand, and what
        those fields offer that depend on others. Pasted texts and files are
        not sent back.
        """
        held = self.held()
        first = self.result.rows[0].text() if self.result and self.result.rows else ""
        notes = self.notes
        read = [f"{notes[key]}." for key in self.fields if key in self._given and key in notes]
        said = [*(reset.note for reset in self.resets.values()), *read, first] if first else []
        return {
            "inputs": {k: v for k, v in held.items() if not isinstance(self.fields[k], Area | Upload)},
            "notes": notes,
            "positions": {k: f.position(held[k]) for k, f in self.fields.items() if isinstance(f, Fraction)},
            "offers": {
                k: {"hint": f.hint, "options": list(f.options)}
                for k, f in self.fields.items()
                if isinstance(f, Sourced | Column)
            },
            "html": self.answer_html(),
            "ok": self.result is not None,
            "invalid": self.invalid,
            "said": " ".join(said),
            "figure": bool(self.result and self.result.drawing),
            "code": self.snippet(),
        }

    # --- files

    def table(self) -> list[dict[str, str]]:
        """Inputs and results as rows of text, numbers in full precision beside what is shown."""
        return export.table(self.fields, self.held(), self.result)

    def csv(self) -> str:
        """Inputs and results as CSV."""
        return export.csv_text(self.table())

    def json(self) -> str:
        """Inputs and results as JSON."""
        return export.json_text(self.name, self.fields, self.held(), self.result, self.snippet())

    # --- JupyterLab

    def view(self) -> Any:
        """Form made of ipywidgets, the same one at every call."""
        if self._view is None:
            from .lab import View

            self._view = View(self)
        return self._view

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = self.view()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, None)
        data = {**(data or {}), "text/html": self.static_html(), "text/plain": self.name}
        return (data, metadata) if metadata is not None else data
