import pytest

from book import figures
from book.figures import style
from calculators.figures.drawing import INK


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (1 / 3600, "1 s"),
        (0.005, "18 s"),
        (1 / 60, "1 min"),
        (2.5 / 60, "2.5 min"),
        (0.266667, "16 min"),
        (59 / 60, "59 min"),
        (1.0, "1 h"),
        (60.0, "60 h"),
        (48.0, "48 h"),
        (71.0, "71 h"),
        (72.0, "3 d"),
        (73.0, "73 h"),
        (168.0, "7 d"),
        (648.0, "27 d"),
    ],
)
def test_durations(hours, words):
    assert style.duration(hours) == words


def test_words():
    assert style.span(52.0, 64.0, "%") == "52 to 64 %"
    assert style.span(52.0, 52.0, "%") == style.span(52.0, None, "%") == "52 %"
    assert style.span(0.344, 0.5666, digits=".2f") == "0.34 to 0.57"
    assert style.doubt("suspect") == " (suspect)"
    assert style.doubt("") == ""
    assert style.first_key("a2020;b2021") == "a2020"
    assert style.shell_name("Rb4PbBr6", "perovskite") == "Rb₄PbBr₆"
    assert style.shell_name("PS-b-P2VP", "polymer") == "PS-b-P2VP"
    assert style.shell_name("PCN-333(Fe)", "MOF") == "PCN-333(Fe)"


def test_colours_differ():
    assert len(set(style.SHELL_COLOURS.values())) == len(style.SHELL_COLOURS)
    assert style.shell_colour("oxide") == style.SHELL_COLOURS["oxide"]
    assert style.shell_colour("a class of tomorrow") == INK


@pytest.mark.parametrize(
    ("hours", "words"),
    [(1 / 60, "1 min"), (0.25, "15 min"), (0.999, "59.9 min"), (1, "1 h"), (2.333333, "2.33 h"), (2400, "2400 h")],
)
def test_half_lives_of_devices(hours, words):
    assert style.hours(hours) == words


@pytest.mark.slow
def test_figures_of_empty_tables_can_be_drawn(made_up):
    """A table without a fitting row draws an empty figure, not an error."""
    with made_up(values=[], core_shell=[], alignments=[]):
        for name in ("ald_growth", "cost_by_yield", "lattice_tension", "route_plqy", "closed_shell_cost"):
            assert getattr(figures, name)().svg.startswith("<svg"), name
