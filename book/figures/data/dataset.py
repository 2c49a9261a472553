"""What the dataset holds: works by year and topic."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from calculators import bibliography, tables
from calculators.checks import whole


@tables.cached
def topics() -> dict[str, list[str]]:
    """Tables of printed values by their topic.

    Returns
    -------
    dict of str to list of str
        As ``datapackage.json`` names and ranks the topics: a work is counted
        under the first that cites it.

    Examples
    --------
    >>> topics()["LEDs"]
    ['leds']
    """
    described = {name: found for name, found in tables.descriptions().items() if "topic" in found}
    found: dict[str, list[str]] = {}
    for name in sorted(described, key=lambda name: int(described[name]["topic_rank"])):
        found.setdefault(described[name]["topic"], []).append(name)
    return found


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


_FIRST_YEAR, _LAST_YEAR = 1900, 2100


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
    since = whole("since", since, _FIRST_YEAR, _LAST_YEAR)
    topic: dict[str, str] = {}
    for name, names in topics().items():
        for table in names:
            for row in tables.read(table):
                for key in bibliography.works(row["citation"]):
                    topic.setdefault(key, name)
    counts = Counter((name, max(bibliography.year(key), since - 1)) for key, name in topic.items())
    years = tuple(range(since - 1, max([since, *(year for _, year in counts)]) + 1))
    return WorksByYear(years, {name: tuple(counts[name, year] for year in years) for name in topics()})
