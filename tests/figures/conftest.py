"""Tables with known answers, and what a drawing put on its axes."""

import contextlib
import csv

import numpy as np
import pytest
from matplotlib.figure import Figure

from calculators import tables


def header(name):
    """Columns of a shipped table, in their order."""
    with (tables.data_dir() / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return next(csv.reader(file))


@pytest.fixture
def made_up(tmp_path):
    """Context manager: inside it the named tables hold just the given rows.

    ``with made_up(leds=[{"eqe_pct": 5, ...}]):``; columns that a row does not
    name are empty, and a column that the shipped table lacks is refused. Where
    a table has ids, rows that name none are counted. `references` is BibTeX of
    works that the bibliography gains.
    """

    @contextlib.contextmanager
    def use(references="", **given):
        folder = tmp_path / f"tables-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        if references:
            (folder / "references.bib").write_text(references, encoding="utf-8")
        for name, rows in given.items():
            columns = header(name)
            path = folder / f"{name}.csv"
            path.parent.mkdir(exist_ok=True)
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, columns, restval="")
                writer.writeheader()
                for k, row in enumerate(rows):
                    writer.writerow({"id": f"made-up-{k}", **row} if "id" in columns else row)
        with tables.use(folder):
            yield

    return use


@pytest.fixture
def drawn(monkeypatch):
    """Draw a figure and keep its matplotlib figure: ``drawing, figure = drawn(figures.foo)``.

    It is laid out when ``drawing.svg`` is asked for.
    """
    kept = []
    make = Figure.__init__

    def keep(self, *arguments, **options):
        make(self, *arguments, **options)
        kept.append(self)

    monkeypatch.setattr(Figure, "__init__", keep)

    def draw(function, *arguments, **options):
        kept.clear()
        drawing = function(*arguments, **options)
        (figure,) = kept
        return drawing, figure

    return draw


@pytest.fixture
def points():
    """Points of the lines of some axes as (x, y) arrays, those of legends left out.

    Give a marker to choose the lines by: ``points(axes, "o")``.
    """

    def of(axes, marker=None):
        lines = [line.get_xydata() for line in axes.lines if marker is None or line.get_marker() == marker]
        return [np.asarray(xy, dtype=float) for xy in lines if len(xy)]

    return of
