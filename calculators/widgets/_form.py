"""The one form that every calculator uses: labelled inputs, a result, a message."""

from __future__ import annotations

import dataclasses
import html
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..figures import Drawing
from . import _export as export

# A wide table scrolls inside the result, which the keyboard must reach then.
_RESULT = '<div class="hb-result" role="group" aria-label="Result" tabindex="0" aria-live="polite">'

STYLE = """<style>
.hb-result table{border-collapse:collapse;margin:.4em 0}
.hb-result th,.hb-result td{padding:.15em .7em .15em 0;text-align:left;vertical-align:top;line-height:1.35}
.hb-result td.hb-number{text-align:right;font-variant-numeric:tabular-nums}
.hb-result ul{margin:.3em 0;padding-left:1.2em;line-height:1.4}
.hb-result p{line-height:1.4;margin:.4em 0}
.hb-message{border-left:4px solid #d55e00;padding:.4em .8em;line-height:1.4}
.hb-swatch{display:inline-block;width:2.2em;height:1.1em;vertical-align:-.2em;border:1px solid #8888}
</style>"""


@dataclass(frozen=True)
class Text:
    """A field of free text."""

    label: str
    value: str
    hint: str = ""


@dataclass(frozen=True)
class Number:
    """A field for one number; an empty field is answered by a sentence, not by zero."""

    label: str
    value: float
    unit: str = ""


@dataclass(frozen=True)
class Fraction:
    """A slider from 0 to 1."""

    label: str
    value: float


@dataclass(frozen=True)
class Choice:
    """One of several named options."""

    label: str
    value: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """A field of several lines, such as a pasted spectrum."""

    label: str
    value: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Upload:
    """A text file that stays on the reader's machine; its content is the value."""

    label: str
    accept: str = ".csv,.txt,.dat"


Field = Text | Number | Fraction | Choice | Area | Upload


@dataclass(frozen=True)
class Result:
    """What a calculator answers: an HTML fragment and, perhaps, a figure.

    `numbers` are the results in full precision by name and unit, such as
    ``"current efficiency [cd/A]"``, for files.
    """

    html: str
    drawing: Callable[[], Drawing] | None = None
    numbers: Mapping[str, float] = dataclasses.field(default_factory=dict)


def _title(field: Field) -> str:
    unit = getattr(field, "unit", "")
    return f"{field.label} [{unit}]" if unit else field.label


class Input:
    """Value of one field; tells its calculator when the value changes."""

    def __init__(self, field: Field, changed: Callable[[], None]) -> None:
        self.field, self._changed = field, changed
        self._value: Any = () if isinstance(field, Upload) else field.value
        if isinstance(field, Number):
            self._value = f"{field.value:g}"

    @property
    def options(self) -> tuple[str, ...]:
        """Options of a choice; empty for other fields."""
        return self.field.options if isinstance(self.field, Choice) else ()

    @property
    def value(self) -> Any:
        """What the field holds: text, a float of a slider, or the files of an upload."""
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        value = self.checked(value)
        if value != self._value:
            self._value = value
            self._changed()

    def checked(self, value: Any) -> Any:
        """Value as the field holds it, or a ValueError that names the field."""
        if isinstance(self.field, Fraction):
            number = _number(self.field.label, value)
            return min(1.0, max(0.0, number))
        if isinstance(self.field, Choice) and value not in self.field.options:
            raise ValueError(f"{self.field.label}: {value!r} is not offered; allowed: {', '.join(self.options)}")
        return tuple(value) if isinstance(self.field, Upload) else str(value)

    def take(self, value: Any) -> None:
        """Set the value without telling the calculator."""
        self._value = self.checked(value)


@dataclass
class Shown:
    """An HTML fragment that a view shows."""

    value: str = ""


def _number(label: str, raw: Any, unit: str = "") -> float:
    """Number as typed, with a decimal comma too, or a ValueError that names the field."""
    text = str(raw).strip().replace("−", "-")
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    if not text:
        raise ValueError(f"{label}: the field is empty; type a number" + (f" in {unit}" if unit else ""))
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise ValueError(f"{label}: {text!r} is not a number")
    return value


def _read(field: Field, raw: Any) -> Any:
    """Value of a field, or a ValueError that names it."""
    if isinstance(field, Upload):
        return _content(field, raw)
    return _number(field.label, raw, field.unit) if isinstance(field, Number) else raw


def _content(field: Upload, files: Any) -> str:
    """Text of an uploaded file, or nothing."""
    if not files:
        return ""
    try:
        return bytes(files[0]["content"]).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(
            f"{field.label}: {files[0]['name']} is no text file; export the spectrum as CSV or TXT"
        ) from None


class Calculator:
    """A form that recomputes when an input changes.

    One object serves three places: JupyterLab shows it with ipywidgets
    (``view``), a static page as its first state (``static_html``), and a live
    page builds HTML inputs from ``describe`` and fills them from ``state``.

    Parameters
    ----------
    name : str
        Name for screen readers, links and the static page.
    fields : mapping of str to Field
        Inputs by argument name of `compute`.
    compute : callable
        Takes the values by name and returns a Result; its ValueErrors become
        the message in place of the result.
    code : callable, optional
        Takes the same values and returns the lines of Python that reproduce
        the result, without the form.
    """

    draw_figures = True

    def __init__(
        self,
        name: str,
        fields: Mapping[str, Field],
        compute: Callable[..., Result],
        code: Callable[..., str] | None = None,
    ) -> None:
        self.name, self.fields, self.compute, self.code = name, dict(fields), compute, code
        self.inputs = {key: Input(field, self._changed) for key, field in self.fields.items()}
        self.output, self.figure = Shown(), Shown()
        self.result: Result | None = None
        self.invalid = ""
        self._view: Any = None
        self._changed()

    @property
    def slug(self) -> str:
        """Name in links and file names."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")

    def values(self) -> dict[str, Any]:
        """Inputs as they stand, by name."""
        return {key: _read(field, self.inputs[key].value) for key, field in self.fields.items()}

    def update(self, values: Mapping[str, Any]) -> None:
        """Set several inputs, then compute once; a value that a field refuses becomes the message."""
        refused = ""
        for key, value in values.items():
            try:
                self.inputs[key].take(value)
            except ValueError as error:
                refused = refused or str(error)
                self.invalid = key
        if refused:
            self._refuse(refused)
        else:
            self._changed()

    def _changed(self) -> None:
        self.invalid = ""
        try:
            self.result = self.compute(**self.values())
        except ValueError as error:
            self._refuse(str(error))
            return
        self.output.value = f"{STYLE}{_RESULT}{self.result.html}</div>"
        # Numbers first: the figure takes ten times as long.
        self._show()
        if self.draw_figures:
            self.draw()

    def draw(self) -> None:
        """Draw the figure of the present result."""
        try:
            drawing = self.drawing()
        except ValueError as error:
            self._refuse(str(error))
            return
        self.figure.value = drawing.html() if drawing else ""
        self._show()

    def drawing(self) -> Drawing | None:
        """Figure of the present result, if it has one."""
        return self.result.drawing() if self.result and self.result.drawing else None

    def _refuse(self, text: str) -> None:
        """Show a sentence in place of the result."""
        self.result = None
        label = text.partition(":")[0]
        for key, field in self.fields.items():
            if label in (key, field.label):
                self.invalid = key
        self.output.value, self.figure.value = STYLE + message(self._named(text)), ""
        self._show()

    def _named(self, text: str) -> str:
        """Message with the label of the input where a formula names its argument."""
        argument, _, rest = text.partition(":")
        field = self.fields.get(argument)
        return f"{field.label}:{rest}" if field else text

    def snippet(self) -> str:
        """Lines of Python that reproduce the present result; empty if there is none."""
        if self.code is None or self.result is None:
            return ""
        return self.code(**self.values()).strip()

    # --- a static page

    def static_html(self) -> str:
        """First state as HTML, for a page without Python."""
        items = "".join(
            f'<li data-key="{key}" data-label="{html.escape(_title(field))}">'
            f"{html.escape(_title(field))}: <strong>{html.escape(self._shown(key))}</strong></li>"
            for key, field in self.fields.items()
            if self._shown(key)
        )
        return (
            f'<section class="hb-static" id="calculator-{self.slug}" data-slug="{self.slug}" '
            f'aria-label="{html.escape(self.name)}">'
            f'<p class="hb-static-title">{html.escape(self.name)}: a worked case</p><ul>{items}</ul>'
            f"{self.output.value}{self.figure.value}{_code_html(self.snippet())}</section>"
        )

    def _shown(self, key: str) -> str:
        value = self.inputs[key].value
        if isinstance(self.fields[key], Upload):
            return ""
        return f"{value:.2f}" if isinstance(value, float) else str(value)

    # --- a live page

    def describe(self) -> dict[str, Any]:
        """Name and inputs, for a page that builds the form from HTML elements."""
        fields = [
            {
                "key": key,
                "kind": type(field).__name__.lower(),
                "label": field.label,
                "unit": getattr(field, "unit", ""),
                "hint": getattr(field, "hint", ""),
                "options": list(self.inputs[key].options),
                "accept": getattr(field, "accept", ""),
                "value": None if isinstance(field, Upload) else self.inputs[key].value,
            }
            for key, field in self.fields.items()
        ]
        return {"name": self.name, "slug": self.slug, "fields": fields, "code": self.code is not None}

    def state(self) -> dict[str, Any]:
        """Result as HTML or the message in its place, and the code for it."""
        return {
            "html": self.result.html if self.result else self.output.value.removeprefix(STYLE),
            "ok": self.result is not None,
            "invalid": self.invalid,
            "figure": bool(self.result and self.result.drawing),
            "code": self.snippet(),
        }

    # --- files

    def table(self) -> list[dict[str, str]]:
        """Inputs, the result as shown, and its numbers in full precision, as rows of text."""
        return export.rows(self)

    def csv(self) -> str:
        """Inputs and results as CSV."""
        return export.csv_text(self)

    def json(self) -> str:
        """Inputs and results as JSON."""
        return export.json_text(self)

    # --- JupyterLab

    def view(self) -> Any:
        """Form made of ipywidgets, the same one at every call."""
        if self._view is None:
            from ._lab import View

            self._view = View(self)
        return self._view

    def _show(self) -> None:
        if self._view is not None:
            self._view.show()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        bundle = self.view()._repr_mimebundle_(**kwargs)
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, None)
        data = {**(data or {}), "text/html": self.static_html(), "text/plain": self.name}
        return (data, metadata) if metadata is not None else data


def _code_html(code: str) -> str:
    """Code behind a summary that opens it."""
    if not code:
        return ""
    return f'<details class="hb-code"><summary>Show me the code</summary><pre>{html.escape(code)}</pre></details>'


def formula_html(formula: str) -> str:
    """Formula with its numbers as subscripts."""
    return re.sub(r"\d+(?:\.\d+)?", r"<sub>\g<0></sub>", html.escape(formula))


def message(text: str) -> str:
    """Sentence that answers bad input, announced by screen readers."""
    return f'<div class="hb-message" role="alert">{html.escape(text)}</div>'


def table(rows: Sequence[tuple[str, ...]], header: Sequence[str] = ()) -> str:
    """HTML table whose first column names the row; cells are trusted HTML."""
    head = "<thead><tr>" + "".join(f'<th scope="col">{h}</th>' for h in header) + "</tr></thead>" if header else ""
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>' + "".join(f"<td>{cell}</td>" for cell in row[1:]) + "</tr>" for row in rows
    )
    return f"<table>{head}<tbody>{body}</tbody></table>"
