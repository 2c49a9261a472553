"""A calculator in JupyterLab: the same form, made of ipywidgets."""

from __future__ import annotations

from typing import Any

from ..errors import needs
from ._form import Area, Calculator, Choice, Field, Fraction, Number, Text, Upload, _code_html, _title

with needs("ipywidgets", "forms"):
    import ipywidgets


def _make(field: Field, value: Any) -> Any:
    common: dict[str, Any] = {
        "description": _title(field),
        "style": {"description_width": "16em"},
        "layout": {"width": "auto", "max_width": "34em"},
    }
    if isinstance(field, Text):
        return ipywidgets.Text(value=value, placeholder=field.hint, continuous_update=True, **common)
    if isinstance(field, Number):
        return ipywidgets.Text(value=value, placeholder="a number", continuous_update=True, **common)
    if isinstance(field, Fraction):
        return ipywidgets.FloatSlider(value=value, min=0.0, max=1.0, step=0.01, readout_format=".2f", **common)
    if isinstance(field, Area):
        return ipywidgets.Textarea(value=value, placeholder=field.hint, rows=4, **common)
    if isinstance(field, Upload):
        return ipywidgets.FileUpload(
            accept=field.accept, multiple=False, description=_title(field), layout={"width": "auto"}
        )
    assert isinstance(field, Choice)
    return ipywidgets.Dropdown(value=value, options=list(field.options), **common)


class View(ipywidgets.VBox):  # type: ignore[misc]
    """Inputs, result, figure and code of a calculator, tied to it both ways."""

    def __init__(self, form: Calculator) -> None:
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
        """Take over what the calculator holds."""
        for key, widget in self.inputs.items():
            value = self.form.inputs[key].value
            if widget.value != value:
                widget.value = value
        self.output.value, self.figure.value = self.form.output.value, self.form.figure.value
        self.code.value = _code_html(self.form.snippet())
