"""What the dataset holds: works by year and topic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from calculators import bibliography, tables

TOPICS = {
    "core/shell crystals": ("core_shell", "stability"),
    "band alignments": ("alignments",),
    "LEDs": ("leds",),
    "solar cells": ("solar_cells",),
    "properties of materials": ("materials", "sizes", "ions"),
    "statements of running text": ("values", "dopants"),
}
"""Topics and their tables of printed values, in the order in which a work is counted."""


@dataclass(frozen=True)
class WorksByYear:
    """Works that the tables cite.

    Attributes
    ----------
    years : tuple of int
        Every year from the first to the last; the first gathers all before it too.
    counts : dict of str to tuple of int
        Works of each year by topic.
    """

    years: tuple[int, ...]
    counts: dict[str, tuple[int, ...]]

    @property
    def totals(self) -> tuple[int, ...]:
        """Works of each year."""
        return tuple(map(sum, zip(*self.counts.values(), strict=True)))


def works_by_year(since: int = 2010) -> WorksByYear:
    """Works that the rows of the dataset cite, by year and by topic.

    Parameters
    ----------
    since : int, optional
        Works of earlier years are gathered in the year before this one.

    Returns
    -------
    WorksByYear
        A work counts once, under the first topic whose tables cite it; the
        year is that of its entry in the bibliography.

    Examples
    --------
    >>> works = works_by_year(2020)
    >>> works.years[0], sum(works.totals) == sum(works_by_year(2000).totals)
    (2019, True)
    """
    topic: dict[str, str] = {}
    for name, names in TOPICS.items():
        for table in names:
            for row in tables.read(table):
                for key in row["citation"].split(";"):
                    topic.setdefault(key, name)
    counts = Counter((name, max(bibliography.year(key), since - 1)) for key, name in topic.items())
    years = tuple(range(since - 1, max([since, *(year for _, year in counts)]) + 1))
    return WorksByYear(years, {name: tuple(counts[name, year] for year in years) for name in TOPICS})
