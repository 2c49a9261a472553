"""The Python side of a live page: runs cells, keeps calculators, answers the page.

The worker calls the functions below with plain text and gets JSON back. Nothing here
needs ipywidgets: a calculator describes its inputs, and the page builds them.
"""

from __future__ import annotations

import ast
import contextlib
import html
import io
import json
import os
import sys
import traceback
import types
import warnings
from typing import Any

os.environ["MPLBACKEND"] = "agg"
warnings.filterwarnings("ignore", message=".*non-interactive.*")

CELL = "<cell>"


class Outputs:
    """What a cell prints and shows, in order."""

    def __init__(self) -> None:
        self.items: list[dict[str, Any]] = []

    def write(self, text: str) -> int:
        """Append printed text to the last output if that is text too."""
        if self.items and self.items[-1].get("printed"):
            self.items[-1]["content"] += text
        elif text:
            self.items.append({"kind": "text", "content": text, "printed": True})
        return len(text)

    def flush(self) -> None:
        """Nothing is held back."""

    def isatty(self) -> bool:
        """No terminal."""
        return False

    def clear(self) -> None:
        """Drop what was shown."""
        self.items.clear()

    def show(self, thing: Any) -> None:
        """Append the richest form of an object that a page can show."""
        self.items.append(rich(thing))


outputs = Outputs()
namespace: dict[str, Any] = {"__name__": "__main__"}
forms: dict[str, Any] = {}  # calculators on the page, by cell and number


def is_calculator(thing: Any) -> bool:
    """Whether an object is one of the book's calculators."""
    widgets = sys.modules.get("calculators.widgets")
    return widgets is not None and isinstance(thing, widgets.Calculator)


def is_figure(thing: Any) -> bool:
    """Whether an object is a matplotlib figure."""
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(thing, module.Figure)


def figure_svg(figure: Any) -> str:
    """Matplotlib figure as inline SVG."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", bbox_inches="tight")
    text = buffer.getvalue()
    return text[text.index("<svg") :]


def rich(thing: Any) -> dict[str, Any]:
    """Richest form of an object: a calculator, HTML, SVG, a picture, or text."""
    if is_calculator(thing):
        return {"kind": "form", "object": thing}
    if is_figure(thing):
        return {"kind": "svg", "content": figure_svg(thing)}
    if isinstance(thing, type):
        return {"kind": "text", "content": repr(thing) + "\n"}
    bundle = getattr(thing, "_repr_mimebundle_", None)
    data = bundle() if callable(bundle) else None
    data = data[0] if isinstance(data, tuple) else data
    for mime, kind, method in (
        ("text/html", "html", "_repr_html_"),
        ("image/svg+xml", "svg", "_repr_svg_"),
        ("image/png", "png", "_repr_png_"),
    ):
        found = (data or {}).get(mime)
        if found is None and callable(getattr(thing, method, None)):
            found = getattr(thing, method)()
        if found is not None:
            return {"kind": kind, "content": found}
    text = (data or {}).get("text/plain") or repr(thing)
    return {"kind": "text", "content": text + "\n"}


# --- the few names of IPython that a cell may use


def display(*things: Any, **options: Any) -> None:
    """Show objects as outputs of the running cell."""
    for thing in things:
        outputs.show(thing)


class Rich:
    """Text of a known kind, such as HTML."""

    method = "_repr_html_"

    def __init__(self, data: str) -> None:
        self.data = data
        setattr(self, self.method, lambda: data)


class SVG(Rich):
    """Text of an SVG."""

    method = "_repr_svg_"


ipython, shown = types.ModuleType("IPython"), types.ModuleType("IPython.display")
shown.display, shown.HTML, shown.SVG = display, Rich, SVG  # type: ignore[attr-defined]
shown.clear_output = lambda wait=False: outputs.clear()  # type: ignore[attr-defined]
ipython.display, ipython.get_ipython, ipython.__path__ = shown, lambda: None, []  # type: ignore[attr-defined]
ipython.version_info = (9, 0, 0)  # type: ignore[attr-defined]  # matplotlib asks for it
sys.modules["IPython"], sys.modules["IPython.display"] = ipython, shown
namespace["display"] = display


# --- cells


def missing_module(error: BaseException | None) -> str:
    """Top name of the module whose absence is behind an error, or nothing."""
    while error is not None:
        if isinstance(error, ModuleNotFoundError) and error.name:
            return error.name.split(".")[0]
        error = error.__cause__  # an error of ours that names what to install was raised from it
    return ""


def explain(error: BaseException) -> str:
    """Traceback of a reader's cell, without our own frames."""
    if isinstance(error, SyntaxError) and error.filename == CELL:
        return "".join(traceback.format_exception_only(error))
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename != __file__]
    listed = "".join(traceback.format_list(frames[:1] + frames[-1:] if len(frames) > 2 else frames))
    return listed + "".join(traceback.format_exception_only(error))


def execute(source: str) -> None:
    """Run a cell; the value of its last line is shown, unless it ends with a semicolon."""
    tree = ast.parse(source, CELL)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr) and not source.rstrip().endswith(";"):
        last = ast.Expression(tree.body.pop().value)  # type: ignore[attr-defined]
    exec(compile(tree, CELL, "exec"), namespace)
    if last is not None:
        value = eval(compile(last, CELL, "eval"), namespace)
        if value is not None:
            namespace["_"] = value
            outputs.show(value)
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        for number in pyplot.get_fignums():
            if pyplot.figure(number) is not namespace.get("_"):
                outputs.show(pyplot.figure(number))
        pyplot.close("all")


def run(cell: str, source: str) -> str:
    """Run a cell of the page.

    Returns JSON: ``outputs``, or ``missing``, a module without which it cannot run.
    """
    import linecache

    linecache.cache[CELL] = (len(source), None, source.splitlines(True), CELL)
    outputs.clear()
    for key in [k for k in forms if k.split("/")[0] == cell]:
        del forms[key]
    ok = True
    with contextlib.redirect_stdout(outputs), contextlib.redirect_stderr(outputs):  # type: ignore[type-var]
        try:
            execute(source)
        except BaseException as error:
            name = missing_module(error)
            if name:
                return json.dumps({"missing": name, "error": explain(error)})
            ok = False
            outputs.items.append({"kind": "error", "content": explain(error)})
    found = []
    for item in outputs.items:
        if item["kind"] == "form":
            key = f"{cell}/{len(found)}"
            form = forms[key] = item["object"]
            item = {"kind": "form", "form": key, "description": form.describe(), "state": form.state()}
        elif item["kind"] == "png" and isinstance(item["content"], bytes):
            import base64

            item = {"kind": "png", "content": base64.b64encode(item["content"]).decode()}
        found.append(item)
    return json.dumps({"ok": ok, "outputs": found})


# --- calculators


def failed(error: BaseException) -> str:
    """Sentence for an error that is a fault of the calculator, not of its input."""
    text = html.escape(f"{type(error).__name__}: {error}")
    return f'<div class="hb-message" role="alert">The calculator failed on these inputs ({text}).</div>'


def update(key: str, values: str) -> str:
    """Set inputs of a calculator and compute; JSON of its state."""
    form = forms[key]
    given = {k: v for k, v in json.loads(values).items() if k in form.fields}
    for k, v in given.items():
        if isinstance(v, list):  # files: their bytes came separately
            given[k] = tuple(f if "absent" in f else {"name": f["name"], "content": _files[f["id"]]} for f in v)
    try:
        form.update(given)
        return json.dumps(form.state())
    except BaseException as error:
        name = missing_module(error)
        if name:
            return json.dumps({"missing": name})
        state = {"html": failed(error), "ok": False, "invalid": {}, "said": "", "figure": False, "code": ""}
        return json.dumps(state)


_files: dict[str, bytes] = {}  # one for each field


def take_file(name: str, content: Any) -> None:
    """Keep the bytes of a dropped file for the update that follows."""
    _files[name] = bytes(content.to_py() if hasattr(content, "to_py") else content)


def draw(key: str) -> str:
    """Figure of a calculator's present result; JSON. The worker asks when nothing more urgent is left."""
    try:
        return json.dumps({"html": forms[key].figure_html() if key in forms else ""})
    except BaseException as error:
        name = missing_module(error)
        return json.dumps({"missing": name} if name else {"html": failed(error)})


def files(key: str) -> str:
    """CSV, JSON and SVG of a calculator's present result; JSON."""
    form = forms[key]
    drawing = None
    with contextlib.suppress(ImportError):  # figures are not loaded yet
        drawing = form.drawing()
    return json.dumps({"csv": form.csv(), "json": form.json(), "svg": drawing.document() if drawing else ""})


def start() -> str:
    """Load the calculators; JSON of the versions."""
    import numpy

    import calculators
    from calculators import widgets  # noqa: F401  # loaded now, so that the first cell is quick

    return json.dumps(
        {"python": sys.version.split()[0], "numpy": numpy.__version__, "calculators": calculators.__version__}
    )
