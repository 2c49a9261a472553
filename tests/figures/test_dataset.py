import re

import pytest

from book import figures
from book.figures.data import dataset as data
from calculators import bibliography, tables
from calculators.errors import ArgumentError

EMPTY = {name: [] for names in data.topics().values() for name in names}
# Of 2014, 2015, 2017, 2020 and 2021 in references.bib.
OLD, YOUNG = "schmidt2014", "chen2021"


def test_a_work_counts_once_under_its_first_topic(made_up):
    given = EMPTY | {
        "core_shell": [{"citation": "chen2021"}, {"citation": "chen2021"}],
        "stability": [{"citation": "li2017b"}],
        "leds": [{"citation": "chen2021;schmidt2014"}],
        "values": [{"citation": "li2017b", "value": 1}, {"citation": "protesescu2015", "value": 1}],
    }
    with made_up(**given):
        works = figures.data.works_by_year(2015)
    assert works.years == (2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021)
    assert works.counts == {
        "core/shell crystals": (0, 0, 0, 1, 0, 0, 0, 1),
        "band alignments": (0,) * 8,
        "LEDs": (1, 0, 0, 0, 0, 0, 0, 0),
        "solar cells": (0,) * 8,
        "properties of materials": (0,) * 8,
        "statements of running text": (0, 1, 0, 0, 0, 0, 0, 0),
    }
    assert works.totals == (1, 1, 0, 1, 0, 0, 0, 1)


@pytest.mark.parametrize("table", list(EMPTY))
def test_every_table_of_a_topic_counts(made_up, table):
    value = {"value": 1} if table in ("values", "materials") else {}
    with made_up(**EMPTY | {table: [{"citation": YOUNG} | value]}):
        works = figures.data.works_by_year()
    (topic,) = (name for name, names in data.topics().items() if table in names)
    assert {name: sum(heights) for name, heights in works.counts.items()} == {n: int(n == topic) for n in data.topics()}


def test_older_works_are_gathered_before_the_first_year(made_up):
    with made_up(**EMPTY | {"leds": [{"citation": OLD}, {"citation": YOUNG}]}):
        for since, first in ((2014, (2013, 0)), (2015, (2014, 1)), (2016, (2015, 1))):
            works = figures.data.works_by_year(since)
            assert (works.years[0], works.totals[0]) == first
            assert sum(works.totals) == 2


@pytest.mark.parametrize(("since", "allowed"), [(1899, False), (1900, True), (2100, True), (2101, False)])
def test_years_have_bounds(made_up, since, allowed):
    with made_up(**EMPTY | {"leds": [{"citation": OLD}]}):
        if allowed:
            assert sum(figures.data.works_by_year(since).totals) == 1
            return
        with pytest.raises(ArgumentError) as caught:
            figures.data.works_by_year(since)
        assert caught.value.argument == "since"


def test_shipped_works_are_those_of_the_bibliography():
    keys = {
        key
        for names in data.topics().values()
        for name in names
        for row in tables.read(name)
        for key in row["citation"].split(";")
    }
    works = figures.data.works_by_year(2016)
    assert sum(works.totals) == len(keys)
    for year, total in list(zip(works.years, works.totals, strict=True))[1:]:
        assert total == sum(bibliography.year(key) == year for key in keys)


def test_drawing(made_up, drawn):
    given = EMPTY | {
        "core_shell": [{"citation": "chen2021"}],
        "leds": [{"citation": "li2017b"}, {"citation": "han2021a"}, {"citation": OLD}],
    }
    with made_up(**given):
        drawing, figure = drawn(figures.works_by_year, 2015)
    (axes,) = figure.axes
    bars = [(round(p.get_x() + p.get_width() / 2), p.get_y(), p.get_height()) for p in axes.patches if p.get_height()]
    assert sorted(bars) == [(2014, 0, 1), (2017, 0, 1), (2021, 0, 1), (2021, 1, 1)]
    assert drawing.alt.startswith(
        "4 works cited by the dataset. By topic: core/shell crystals 1, band alignments 0, LEDs 3,"
    )
    assert drawing.alt.endswith("By year: before 2015 1, 2017 1, 2021 2.")
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    assert titles == ["2021, core/shell crystals: 1", "before 2015, LEDs: 1", "2017, LEDs: 1", "2021, LEDs: 1"]
    assert [t.get_text() for t in axes.get_xticklabels()][:2] == ["<2015", "’15"]
