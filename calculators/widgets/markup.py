"""HTML of a form: its result, its message, its first state for a page without Python."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Sequence

from .rows import Cell, Formula, Result, Row, Swatch, Words, pieces

STYLE = """<style>
.hb-result table{border-collapse:collapse;margin:.4em 0}
.hb-result th,.hb-result td{padding:.15em .7em .15em 0;text-align:left;vertical-align:top;line-height:1.35}
.hb-result ul{margin:.3em 0;padding-left:1.2em;line-height:1.4}
.hb-result p{line-height:1.4;margin:.4em 0}
.hb-reset{border-left:4px solid #0072b2;padding:.4em .8em}
.hb-message{border-left:4px solid #d55e00;padding:.4em .8em;line-height:1.4}
.hb-swatch{display:inline-block;width:2.2em;height:1.1em;vertical-align:-.2em;border:1px solid #8888}
</style>"""

# A wide table scrolls inside the result, which the keyboard must reach then.
_RESULT = '<div class="hb-result" role="group" aria-label="Result" tabindex="0" aria-live="polite">'


def name_html(text: str) -> str:
    """Name of a row: ``R_a`` becomes an R with a subscript.

    Parameters
    ----------
    text : str
        Plain text.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> name_html("R_a & R_9")
    'R<sub>a</sub> &amp; R<sub>9</sub>'
    """
    return re.sub(r"\b([A-Za-z])_([A-Za-z0-9]+)", r"\1<sub>\2</sub>", html.escape(text))


def formula_html(formula: str) -> str:
    """Formula with its numbers as subscripts.

    Parameters
    ----------
    formula : str
        Such as ``"CsPbBr3"``.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> formula_html("CsPbBr3")
    'CsPbBr<sub>3</sub>'
    """
    return re.sub(r"\d+(?:\.\d+)?", r"<sub>\g<0></sub>", html.escape(formula))


def cell_html(cell: Cell) -> str:
    """HTML of a cell; all text is escaped.

    Parameters
    ----------
    cell : Cell
        A piece or several.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> from calculators.widgets.rows import Quantity
    >>> cell_html((Quantity(2.5, "eV", bold=True), " < ", Formula("ZnS")))
    '<strong>2.5 eV</strong> &lt; ZnS'
    """
    found = []
    for piece in pieces(cell):
        if isinstance(piece, Formula):
            found.append(formula_html(piece.formula))
        elif isinstance(piece, Swatch):
            rgb = f"{piece.red},{piece.green},{piece.blue}"
            found.append(f'<span class="hb-swatch" style="background:rgb({rgb})"></span>')
        elif isinstance(piece, str):
            found.append(name_html(piece))
        else:
            text = html.escape(piece.text())
            bold = isinstance(piece, Words) or piece.bold
            found.append(f"<strong>{text}</strong>" if bold else text)
    return "".join(found)


def table_html(rows: Sequence[Row]) -> str:
    """HTML table of rows with the same columns; the first column names the row.

    Parameters
    ----------
    rows : sequence of Row
        At least one.

    Returns
    -------
    str
        HTML.
    """
    heads = rows[0].columns
    head = ""
    if heads:
        cells = "".join(f'<th scope="col">{cell_html(h)}</th>' for h in ("", *heads))
        head = f"<thead><tr>{cells}</tr></thead>"
    body = "".join(
        f'<tr><th scope="row">{name_html(row.name)}</th>'
        + "".join(f"<td>{cell_html(cell)}</td>" for cell in row.cells)
        + "</tr>"
        for row in rows
    )
    table = f"<table>{head}<tbody>{body}</tbody></table>"
    if not rows[0].folded:
        return table
    return f'<details class="hb-more"><summary>{html.escape(rows[0].folded)}</summary>{table}</details>'


def result_html(result: Result) -> str:
    """HTML of a result: sentences, tables, notes.

    Parameters
    ----------
    result : Result
        What a calculator answers.

    Returns
    -------
    str
        HTML.
    """
    lead = "".join(f"<p>{cell_html(cell)}</p>" for cell in result.lead)
    together = itertools.groupby(result.rows, lambda row: (row.columns, row.folded))
    tables = "".join(table_html(list(same)) for _, same in together)
    notes = [cell_html(cell) for cell in result.notes]
    if len(notes) == 1:
        return f"{lead}{tables}<p>{notes[0]}</p>"
    return lead + tables + (f"<ul>{''.join(f'<li>{note}</li>' for note in notes)}</ul>" if notes else "")


def framed(result: str) -> str:
    """Result in a frame that the keyboard reaches and screen readers name."""
    return f"{_RESULT}{result}</div>"


def message_html(sentences: Iterable[str]) -> str:
    """Sentences that answer bad input, announced by screen readers.

    Parameters
    ----------
    sentences : iterable of str
        Plain text.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> message_html(["Peak: -1 nm is not allowed"])
    '<div class="hb-message" role="alert">Peak: -1 nm is not allowed</div>'
    """
    return f'<div class="hb-message" role="alert">{"<br>".join(map(html.escape, sentences))}</div>'


def notes_html(sentences: Iterable[str]) -> str:
    """Sentences that stand before an answer, such as which field was emptied; nothing without any.

    Parameters
    ----------
    sentences : iterable of str
        Plain text.

    Returns
    -------
    str
        HTML.

    Examples
    --------
    >>> notes_html(["Gap: emptied"])
    '<p class="hb-reset">Gap: emptied</p>'
    """
    return "".join(f'<p class="hb-reset">{html.escape(sentence)}</p>' for sentence in sentences)


def code_html(code: str) -> str:
    """Code behind a summary that opens it; nothing without code."""
    if not code:
        return ""
    return f'<details class="hb-code"><summary>Show me the code</summary><pre>{html.escape(code)}</pre></details>'


def static_html(name: str, slug: str, inputs: Iterable[tuple[str, str, str, str]], answer: str) -> str:
    """First state of a calculator as HTML, for a page without Python.

    Parameters
    ----------
    name, slug : str
        Name for people, and for links.
    inputs : iterable of (str, str, str, str)
        Key, title and text of each input, and what is to be said of it.
    answer : str
        HTML of result, figure and code.

    Returns
    -------
    str
        HTML.
    """
    items = "".join(
        f'<li data-key="{key}" data-label="{html.escape(title)}">'
        f"{html.escape(title)}: <strong>{html.escape(text)}</strong>{f' ({html.escape(note)})' if note else ''}</li>"
        for key, title, text, note in inputs
    )
    return (
        f'<section class="hb-static" id="calculator-{slug}" data-slug="{slug}" aria-label="{html.escape(name)}">'
        f'<p class="hb-static-title">{html.escape(name)}: a worked case</p><ul>{items}</ul>{answer}</section>'
    )
