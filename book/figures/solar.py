"""Figures of solar cells."""

from __future__ import annotations

from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, Drawing, finish, legend, new_figure
from calculators.figures.marks import link

from .data import solar as data
from .style import doubt

# Name of a class in the legend, marker and colour, by what the nanocrystals are in the cell.
_ROLES = {
    "absorber": ("nanocrystal absorber", "o", BLUE),
    "in an organic blend": ("organic cell with nanocrystals", "s", ORANGE),
    "with bulk perovskite": ("bulk perovskite with nanocrystals", "^", PURPLE),
}


def solar_cells() -> Drawing:
    """Power conversion efficiency by year, the roles of the nanocrystals apart, and core/shell cells.

    Returns
    -------
    Drawing
        Points that link to their entry in the bibliography; open where the
        row carries a doubt, or where the cell is a module.

    Examples
    --------
    >>> solar_cells().alt.split(": ")[0]
    'Power conversion efficiency against year'
    """
    shown = data.solar_cells()
    figure, axes = new_figure(5.2, 4.2)
    titles: dict[str, str] = {}
    words = []
    groups = [(role, cells, *_ROLES.get(role, (role, "v", INK)), 7) for role, cells in shown.by_role.items()]
    groups.append(("", shown.core_shell, "core/shell crystals as absorber", "*", GREEN, 12))
    for role, cells, name, marker, colour, size in groups:
        for cell in cells:
            is_open = bool(cell.flag) or cell.module
            (point,) = axes.plot(
                cell.year,
                cell.pce_pct,
                marker,
                color=colour,
                markersize=size,
                markerfacecolor="none" if is_open else colour,
            )
            gid = f"cell-{len(titles)}"
            link(point, gid, cell.citation)
            module = " (a module)" if cell.module else ""
            titles[gid] = f"{cell.absorber}: {cell.pce_pct:g} %, {cell.citation}{doubt(cell.flag)}{module}"
        if cells:
            axes.plot([], [], marker, color=colour, label=name)
        if role:
            best = shown.best(role)
            words.append(f"{len(cells)} with the class {name}, at most {best.pce_pct:g} % ({best.citation})")
        else:
            words += [f"core/shell {cell.absorber} {cell.pce_pct:g} %" for cell in cells]
    everything = [cell for _, cells, *_ in groups for cell in cells]
    top = max([10.0, *(cell.pce_pct for cell in everything)])
    years = [cell.year for cell in everything] or [2016]
    axes.set_xlabel("Year of publication (open: doubted row or module)")
    axes.set_ylabel("Power conversion efficiency [%]")
    axes.set_ylim(0, 1.45 * top)
    axes.set_yticks(range(0, int(top) + 1, 5))
    axes.set_xticks(range(min(years) - min(years) % 2, max(years) + 1, 2))
    axes.grid(True, axis="y", color=FAINT)
    legend(axes, loc="upper left")
    return finish(figure, f"Power conversion efficiency against year: {'; '.join(words)}.", titles)
