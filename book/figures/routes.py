"""Figures of the routes to perovskite nanocrystals, from the table ``values``."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from calculators import structure, tables
from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, Drawing, finish, legend, new_figure, subscripts
from calculators.figures.marks import link, number

# Heading of the synthesis section of mu2022 -> name of the route here, in the order of the section.
_HEADINGS = {
    "Hot injection": "hot injection",
    "Ligand-assisted reprecipitation": "LARP",
    "Template method": "template",
    "Laser writing": "laser writing",
    "Heat-up method": "heat-up",
    "Milling": "milling",
    "Chemical vapor deposition": "vapour deposition",
    "Emulsion method": "emulsion",
    "Solvothermal method": "solvothermal",
    "Microfluidic reactor method": "microfluidic",
    "Ultrasonication": "ultrasound",
    "Microwave method": "microwave",
}
_CAPTIONS = {
    "Figure 4": "Hot injection",
    "Figure 5": "Ligand-assisted reprecipitation",
    "Figure 6": "Template method",
    "Figure 7": "Laser writing",
    "Figure 8C": "Chemical vapor deposition",
    "Figure 8H": "Microwave method",
}
# Markers of bounds: an arrow head to the right or to the left.
_BOUNDS = {">": 5, "<": 4, "up to": 4}
# Routes for which a review says room temperature, without a number.
_ROOM = {"LARP": "imran2021a", "milling": "meng2021"}


def route(locator: str) -> str:
    """Route of synthesis that a row of the table ``values`` belongs to.

    Parameters
    ----------
    locator : str
        Column ``locator`` of a row of mu2022.

    Returns
    -------
    str
        Name of the route, empty if the row is not of the synthesis section.

    Examples
    --------
    >>> route("Figure 8H, caption: nanocubes"), route("Milling: by mass"), route("Light-emitting devices: 23%")
    ('microwave', 'milling', '')
    """
    heading = locator.split(":")[0]
    for caption, section in _CAPTIONS.items():
        if heading.startswith(caption):
            heading = section
    return _HEADINGS.get(heading, "")


def _rows(quantity: str, unit: str) -> list[tuple[str, Mapping[str, str]]]:
    """Rows of a quantity in the synthesis section with their routes."""
    rows = [r for r in tables.rows("values") if r["source"] == "mu2022" and r["quantity"] == quantity]
    return [(route(r["locator"]), r) for r in rows if r["unit"] == unit and route(r["locator"])]


def _strip(quantity: str, unit: str, label: str, room: bool) -> Drawing:
    """One line a route with its printed values."""
    rows = _rows(quantity, unit)
    shown = [n for n in _HEADINGS.values() if any(n == r for r, _ in rows) or (room and n in _ROOM)]
    places = {name: len(shown) - 1 - k for k, name in enumerate(shown)}
    figure, axes = new_figure(4.8, 0.9 + 0.36 * len(shown))
    titles, words = {}, []
    for k, (name, row) in enumerate(rows):
        low = float(row["value"])
        high = number(row, "value_max") or low
        y = places[name]
        marker = _BOUNDS.get(row["qualifier"], "o")
        if high > low:
            (point,) = axes.plot([low, high], [y, y], color=BLUE, linewidth=6, alpha=0.5, solid_capstyle="butt")
        else:
            (point,) = axes.plot(
                low,
                y,
                marker=marker,
                linestyle="",
                color=BLUE if marker == "o" else ORANGE,
                markersize=7 if marker == "o" else 8,
                markerfacecolor="none" if row["flag"] else None,
            )
        link(point, f"{unit}-{k}", row["citation"])
        value = f"{low:g}" + (f" to {high:g}" if high > low else "")
        said = f"{row['qualifier'] + ' ' if row['qualifier'] else ''}{value} {unit}"
        titles[f"{unit}-{k}"] = (
            f"{name}, {subscripts(row['material'])}: {said}, {row['condition']}, {row['citation'].split(';')[0]}"
        )
        words.append(f"{name} {said} ({row['material']})")
    if room:
        for name, key in _ROOM.items():
            (point,) = axes.plot(22, places[name], "D", color=GREEN, markersize=6)
            link(point, f"room-{name}", key)
            titles[f"room-{name}"] = f"{name}: room temperature, printed without a number, {key}"
            words.append(f"{name} at room temperature")
        axes.plot([], [], "D", color=GREEN, label="printed as room temperature")
        axes.set_xlim(0, None)
    else:
        axes.set_xlim(0, 104)
    if any(r["qualifier"] in (">", "<", "up to") for _, r in rows):
        axes.plot([], [], "o", color=BLUE, label="value (bar: range)")
        axes.plot([], [], marker=5, linestyle="", color=ORANGE, label="more than")
        if any(r["qualifier"] in ("<", "up to") for _, r in rows):
            axes.plot([], [], marker=4, linestyle="", color=ORANGE, label="up to")
    legend(axes, loc="lower left" if not room else "upper right", bbox_to_anchor=None)
    axes.set_yticks(list(places.values()), list(places), fontsize=9)
    axes.set_ylim(-0.6, len(shown) - 0.4)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel(label)
    return finish(figure, f"{label} by route of synthesis, as printed in one review: {'; '.join(words)}.", titles)


def route_temperatures() -> Drawing:
    """Reaction temperatures that the synthesis section of one review prints, by route.

    Returns
    -------
    Drawing
        One line a route; routes for which no temperature is printed are left
        out.

    Examples
    --------
    >>> "hot injection" in route_temperatures().alt
    True
    """
    return _strip("reaction temperature", "°C", "reaction temperature [°C]", room=True)


def route_plqy() -> Drawing:
    """Quantum yields that the synthesis section of one review prints, by route.

    Returns
    -------
    Drawing
        One line a route. Compounds, sizes and states of the sample differ, so
        the lines rank nothing.

    Examples
    --------
    >>> "template" in route_plqy().alt
    True
    """
    return _strip("PLQY", "%", "PL quantum yield [%]", room=False)


def lattice_tension() -> Drawing:
    """Tension in CsPbI3 nanocrystals against their size, if the printed surface energy is a surface stress.

    Returns
    -------
    Drawing
        Band between the two printed values, with the seven sizes of the
        diffraction series.

    Examples
    --------
    >>> lattice_tension().alt.startswith("Tension")
    True
    """
    surface = next(
        r for r in tables.rows("values") if r["quantity"] == "surface energy" and "zhao2019b" in r["citation"]
    )
    sizes = [
        float(r["value"])
        for r in tables.rows("values")
        if r["quantity"] == "NC size" and r["citation"] == "zhao2019b" and r["locator"].startswith("Figure 9A")
    ]
    edge = np.linspace(4.5, 18.0, 200)
    strong, weak = (-np.asarray(structure.surface_pressure(float(surface[c]), edge)) for c in ("value", "value_max"))
    figure, axes = new_figure(4.8, 3.2)
    axes.fill_between(edge, weak, strong, color=BLUE, alpha=0.25, linewidth=0)
    axes.plot(edge, strong, color=BLUE, linewidth=1.8, label=f"{surface['value']} eV/nm²".replace("-", "−"))
    axes.plot(
        edge, weak, color=BLUE, linewidth=1.8, linestyle="--", label=f"{surface['value_max']} eV/nm²".replace("-", "−")
    )
    titles = {}
    for k, size in enumerate(sizes):
        (bar,) = axes.plot(
            [size, size],
            [-float(structure.surface_pressure(float(surface[c]), size)) for c in ("value_max", "value")],
            color=INK,
            linewidth=2,
        )
        link(bar, f"size-{k}", "zhao2019b")
        low, high = (-float(structure.surface_pressure(float(surface[c]), size)) for c in ("value_max", "value"))
        titles[f"size-{k}"] = f"{size:g} nm: {low:.2f} to {high:.2f} GPa, zhao2019b"
    legend(axes, loc="upper right")
    axes.set_xlim(4.5, 18)
    axes.set_ylim(0, None)
    axes.grid(True, axis="y", color=FAINT)
    axes.set_xlabel("edge of the nanocrystal [nm]")
    axes.set_ylabel("tension [GPa]")
    said = ", ".join(titles[f"size-{k}"].split(", ")[0] for k in range(len(sizes)))
    return finish(figure, f"Tension in CsPbI3 nanocrystals, falling as one over the edge: {said}.", titles)
