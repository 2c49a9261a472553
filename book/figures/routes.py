"""Figures of the routes to perovskite nanocrystals, from the tables ``routes`` and ``values``."""

from __future__ import annotations

from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, Drawing, finish, legend, new_figure, subscripts
from calculators.figures.marks import link

from .data import routes as data
from .style import doubt, first_key, span

# Arrow heads of lower and upper bounds; points for the rest.
_MARKERS: dict[int, int | str] = {1: 5, -1: 4, 0: "o"}


def _strip(shown: data.RouteValues, unit: str, label: str, least: float | None) -> Drawing:
    """One line a route with its printed values; the axis ends no lower than at `least`."""
    places = {name: len(shown.routes) - 1 - k for k, name in enumerate(shown.routes)}
    figure, axes = new_figure(4.8, 0.9 + 0.36 * len(shown.routes))
    titles, words = {}, []
    for k, value in enumerate(shown.values):
        y = places[value.route]
        if value.high > value.low:
            (point,) = axes.plot(
                [value.low, value.high], [y, y], color=BLUE, linewidth=6, alpha=0.5, solid_capstyle="butt"
            )
        else:
            (point,) = axes.plot(
                value.low,
                y,
                marker=_MARKERS[value.bound],
                linestyle="",
                color=ORANGE if value.bound else BLUE,
                markersize=8 if value.bound else 7,
                markerfacecolor="none" if value.flag else None,
            )
        gid = f"{unit}-{k}"
        link(point, gid, value.citation)
        said = f"{value.qualifier} {span(value.low, value.high, unit)}".strip()
        titles[gid] = (
            f"{value.route}, {subscripts(value.material)}: {said}, {value.condition}, "
            f"{first_key(value.citation)}{doubt(value.flag)}"
        )
        words.append(f"{value.route} {said} ({value.material})")
    for name, citation in shown.room.items():
        (point,) = axes.plot(data.ROOM_C, places[name], "D", color=GREEN, markersize=6)
        gid = f"room-{name.replace(' ', '-')}"
        link(point, gid, citation)
        titles[gid] = f"{name}: room temperature, printed without a number, {first_key(citation)}"
        words.append(f"{name} at room temperature")
    if shown.room:
        axes.plot([], [], "D", color=GREEN, label="printed as room temperature")
    bounds = {value.bound for value in shown.values}
    if bounds - {0}:
        axes.plot([], [], "o", color=BLUE, label="value (bar: range)")
        for bound, meaning in ((1, "more than"), (-1, "up to")):
            if bound in bounds:
                axes.plot([], [], marker=_MARKERS[bound], linestyle="", color=ORANGE, label=meaning)
    if least is not None:
        axes.set_xlim(0, max([least, *(1.04 * value.high for value in shown.values)]))
    else:
        axes.set_xlim(0, None)
    legend(axes, loc="upper right" if shown.room else "lower left", bbox_to_anchor=None)
    axes.set_yticks(list(places.values()), list(places), fontsize=9)
    axes.set_ylim(-0.6, len(shown.routes) - 0.4)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel(label)
    return finish(figure, f"{label} by route of synthesis, as printed in a review: {'; '.join(words)}.", titles)


def route_temperatures() -> Drawing:
    """Reaction temperatures that the synthesis section of a review prints, by route.

    Returns
    -------
    Drawing
        One line a route; routes for which no temperature is printed are left
        out.

    Examples
    --------
    >>> route_temperatures().alt.partition(",")[0]
    'reaction temperature [°C] by route of synthesis'
    """
    return _strip(data.route_temperatures(), "°C", "reaction temperature [°C]", None)


def route_plqy() -> Drawing:
    """Quantum yields that the synthesis section of a review prints, by route.

    Returns
    -------
    Drawing
        One line a route. Compounds, sizes and states of the sample differ, so
        the lines rank nothing.

    Examples
    --------
    >>> route_plqy().alt.partition(",")[0]
    'PL quantum yield [%] by route of synthesis'
    """
    return _strip(data.route_plqy(), "%", "PL quantum yield [%]", 104.0)


def lattice_tension() -> Drawing:
    """Tension in nanocrystals against their size, if the printed surface energy is a surface stress.

    Returns
    -------
    Drawing
        Band between the two printed values, with the sizes that the work prints.

    Examples
    --------
    >>> lattice_tension().alt.partition(",")[0]
    'Tension in CsPbI3 NCs'
    """
    figure, axes = new_figure(4.8, 3.2)
    titles, words = {}, []
    for n, shown in enumerate(data.lattice_tension()):
        colour = (BLUE, ORANGE, GREEN)[n % 3]
        axes.fill_between(shown.edge_nm, shown.low_gpa, shown.high_gpa, color=colour, alpha=0.25, linewidth=0)
        for stress, tension, style in zip(
            shown.stress_ev_nm2, (shown.high_gpa, shown.low_gpa), ("-", "--"), strict=True
        ):
            label = f"{stress:.1f} eV/nm²".replace("-", "−")
            axes.plot(shown.edge_nm, tension, color=colour, linewidth=1.8, linestyle=style, label=label)
        said = []
        for k, (size, low, high) in enumerate(shown.sizes):
            (bar,) = axes.plot([size, size], [low, high], color=INK, linewidth=2)
            gid = f"size-{n}-{k}"
            link(bar, gid, shown.citation)
            said.append(f"{size:g} nm: {span(low, high, 'GPa', '.2f')}")
            titles[gid] = f"{said[-1]}, {first_key(shown.citation)}"
        words.append(f"Tension in {shown.material}, falling as one over the edge: {', '.join(said)}")
    legend(axes, loc="upper right")
    axes.margins(x=0)
    axes.set_ylim(0, None)
    axes.grid(True, axis="y", color=FAINT)
    axes.set_xlabel("edge of the nanocrystal [nm]")
    axes.set_ylabel("tension [GPa]")
    return finish(figure, f"{'; '.join(words)}.", titles)
