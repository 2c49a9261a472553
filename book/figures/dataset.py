"""What the dataset holds: works by year and topic."""

from __future__ import annotations

from calculators.figures.drawing import BLUE, FAINT, GREEN, ORANGE, PURPLE, RED, Drawing, finish, legend, new_figure

from .data import dataset as data
from .style import GREY

_COLOURS = (BLUE, PURPLE, ORANGE, RED, GREEN, GREY)


def works_by_year(since: int = 2010) -> Drawing:
    """Works that the rows of the dataset cite, by year and by topic.

    Parameters
    ----------
    since : int, optional
        Works of earlier years are gathered in one bar.

    Returns
    -------
    Drawing
        Stacked bars. A work counts once, under the first topic of the legend
        whose tables cite it.

    Examples
    --------
    >>> works_by_year().alt.partition(" ")[2].partition(".")[0]
    'works cited by the dataset'
    """
    works = data.works_by_year(since)
    figure, axes = new_figure(6.4, 3.2)
    floor = [0] * len(works.years)
    titles = {}
    when = [f"before {since}" if year < since else str(year) for year in works.years]
    for k, (name, heights) in enumerate(works.counts.items()):
        bars = axes.bar(works.years, heights, bottom=floor, color=_COLOURS[k], width=0.8, label=name)
        for bar, year, said, height in zip(bars, works.years, when, heights, strict=True):
            if height:
                bar.set_gid(f"works-{k}-{year}")
                titles[f"works-{k}-{year}"] = f"{said}, {name}: {height}"
        floor = [f + h for f, h in zip(floor, heights, strict=True)]
    labels = [f"<{since}" if year < since else f"’{year % 100:02d}" for year in works.years]
    axes.set_xticks(works.years, labels, fontsize=8.5)
    axes.set_ylabel("works cited")
    axes.grid(True, axis="y", color=FAINT)
    axes.set_axisbelow(True)
    legend(axes, loc="upper left")
    by_topic = ", ".join(f"{name} {sum(heights)}" for name, heights in works.counts.items())
    by_year = ", ".join(f"{said} {total}" for said, total in zip(when, works.totals, strict=True) if total)
    alt = f"{sum(works.totals)} works cited by the dataset. By topic: {by_topic}. By year: {by_year}."
    return finish(figure, alt, titles)
