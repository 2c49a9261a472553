"""A calculator in JupyterLab: the same form, made of ipywidgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from ..errors import needs
from .fields import Area, Choice, Column, Field, Fraction, Sourced, Upload, number_text
from .markup import code_html

with needs("ipywidgets", "forms"):
    import ipywidgets
    import traitlets


_OF_A_FILE = {"name", "type", "size", "last_modified", "content"}


class Form(Protocol):
    """What a view needs of a calculator."""

    @property
    def fields(self) -> Mapping[str, Field]:
        """Fields by key."""

    @property
    def inputs(self) -> Mapping[str, Any]:
        """What they hold, with an attribute ``value`` that may be set."""

    def lab_html(self) -> str:
        """Result or message."""

    def figure_html(self) -> str:
        """Figure."""

    def snippet(self) -> str:
        """Code."""


class Share(ipywidgets.HBox):  # type: ignore[misc]
    """A slider and, beside it, the text that counts: what is typed out of range is not clamped.

    Parameters
    ----------
    field : Fraction
        The field, which reads the text.
    value : str
        Text to start with.
    **common
        Traits of the slider.
    """

    value = traitlets.Unicode()

    def __init__(self, field: Fraction, value: str, **common: Any) -> None:
        self.field = field
        self.slider = ipywidgets.FloatSlider(
            value=0.0, min=0.0, max=float(field.whole), step=field.whole / 100, readout=False, **common
        )
        self.typed = ipywidgets.Text(continuous_update=True, layout={"width": "7em"})
        self.typed.aria_label = f"{field.label}, typed"
        super().__init__([self.slider, self.typed])
        self.observe(self._shown, names="value")
        self.value = value
        self.typed.observe(lambda change: self.set_trait("value", change["new"]), names="value")
        self.slider.observe(self._slid, names="value")

    def _shown(self, change: Any) -> None:
        self.typed.value = self.value
        position = self.field.position(self.value)
        if position is not None:
            self.slider.value = position

    def _slid(self, change: Any) -> None:
        if self.field.position(self.value) != change["new"]:  # moved by hand, and not to where the text had put it
            self.value = number_text(round(change["new"], 6))


def _make(field: Field, value: Any) -> Any:
    common: dict[str, Any] = {
        "description": field.title,
        "style": {"description_width": "16em"},
        "layout": {"width": "auto", "max_width": "34em"},
    }
    if isinstance(field, Fraction):
        return Share(field, value, **common)
    if isinstance(field, Area):
        return ipywidgets.Textarea(value=value, placeholder=field.hint, rows=4, **common)
    if isinstance(field, Upload):
        return ipywidgets.FileUpload(
            accept=field.accept, multiple=False, description=field.title, layout={"width": "auto"}
        )
    if isinstance(field, Choice):
        return ipywidgets.Dropdown(value=value, options=list(field.options), **common)
    if isinstance(field, Sourced | Column):
        options = list(field.options)
        return ipywidgets.Combobox(value=value, options=options, placeholder=field.hint, ensure_option=False, **common)
    return ipywidgets.Text(value=value, placeholder=field.hint, continuous_update=True, **common)


def _fits(field: Field, value: Any) -> bool:
    """Whether the widget of a field can hold a value."""
    if isinstance(field, Upload):  # a file that a program gave lacks what a browser tells of one
        return all(isinstance(file, Mapping) and file.keys() >= _OF_A_FILE for file in value)
    return not isinstance(field, Choice) or value in field.options


class View(ipywidgets.VBox):  # type: ignore[misc]
    """Inputs, result, figure and code of a calculator, tied to it both ways."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.inputs = {key: _make(field, form.inputs[key].value) for key, field in form.fields.items()}
        self.output, self.figure, self.code = ipywidgets.HTML(), ipywidgets.HTML(), ipywidgets.HTML()
        for key, widget in self.inputs.items():
            widget.observe(lambda change, key=key: self._typed(key, change["new"]), names="value")
        super().__init__([*self.inputs.values(), self.output, self.figure, self.code])
        self.add_class("hb-calculator")
        self.show()

    def _typed(self, key: str, value: Any) -> None:
        self.form.inputs[key].value = value

    def show(self) -> None:
        """Take over what the calculator holds: numbers first, the figure takes ten times as long."""
        for key, widget in self.inputs.items():
            field, value = self.form.fields[key], self.form.inputs[key].value
            if isinstance(field, Sourced | Column):
                widget.options, widget.placeholder = list(field.options), field.hint
            if widget.value != value and _fits(field, value):
                widget.value = value
        self.output.value = self.form.lab_html()
        self.code.value = code_html(self.form.snippet())
        self.figure.value = self.form.figure_html()
