"""What a drawing put on its axes."""

import numpy as np
import pytest
from matplotlib.figure import Figure


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
