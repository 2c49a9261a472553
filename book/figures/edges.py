"""Absolute band edges of materials, by source."""

from __future__ import annotations

from collections.abc import Sequence

from calculators import bibliography
from calculators.figures.drawing import BLUE, GREEN, INK, ORANGE, Drawing, finish, new_figure, subscripts
from calculators.figures.marks import link
from calculators.materials import GRADES

from .data import edges as data
from .style import GREY

_COLOURS = dict(zip(GRADES, (BLUE, GREEN, ORANGE, GREY), strict=True))
_BAR, _BETWEEN = 0.78, 0.8  # width of a bar, and the free room between two materials, in bars


def edge_scatter(names: Sequence[str]) -> Drawing:
    """Band edges of materials against vacuum, one bar a source.

    Parameters
    ----------
    names : sequence of str
        See :func:`book.figures.data.edge_scatter`.

    Returns
    -------
    Drawing
        A bar spans the gap from the valence to the conduction band; its colour
        is the grade. An end that follows from the other one and a gap has no
        line.

    Examples
    --------
    >>> edge_scatter(["ZnS"]).alt.split(":")[0]
    'Band edges against vacuum, one bar a source'
    """
    shown = data.edge_scatter(names)
    figure, axes = new_figure(7.6, 4.4)
    titles: dict[str, str] = {}
    at, middles, words, used = 0.0, [], [], set()
    for material in shown:
        first = at
        for source in material.sources:
            vbm, cbm, colour = source.edges.vbm_ev, source.edges.cbm_ev, _COLOURS[source.grade]
            (bar,) = axes.bar(at, cbm - vbm, _BAR, bottom=vbm, color=colour, alpha=0.35, linewidth=0)
            for energy, name in ((vbm, "vbm"), (cbm, "cbm")):
                if source.derived != name:
                    axes.plot([at - _BAR / 2, at + _BAR / 2], [energy, energy], color=colour, linewidth=2)
            gid = f"edge-{len(titles)}"
            link(bar, gid, source.citation)
            titles[gid] = (
                f"{material.material}: {vbm:.2f} and {cbm:.2f} eV, {source.grade}. "
                f"{bibliography.text(source.citation.split(';')[0])}"
            )
            used.add(source.grade)
            at += 1
        middles.append(((first + at - 1) / 2, material.material))
        energies = sorted(-s.edges.vbm_ev for s in material.sources)
        span = f"{energies[0]:.2f}" + (f" to {energies[-1]:.2f}" if len(energies) > 1 else "")
        words.append(f"{material.material} {span} eV ({len(energies)})")
        at += _BETWEEN
    axes.set_xticks([x for x, _ in middles], [subscripts(name) for _, name in middles], rotation=35, ha="right")
    axes.tick_params(axis="x", length=0)
    axes.set_xlim(-0.8, at - _BETWEEN - 0.2)
    ends = [e for m in shown for s in m.sources for e in (s.edges.vbm_ev, s.edges.cbm_ev)]
    axes.set_ylim(min(ends) - 0.4, max(ends) + 0.4)
    axes.set_ylabel("Energy against vacuum [eV]")
    for grade in GRADES:
        if grade in used:
            axes.bar(0, 0, 0, color=_COLOURS[grade], alpha=0.6, label=grade)
    axes.legend(fontsize=9, labelcolor=INK, frameon=False, ncols=len(used), loc="lower center", bbox_to_anchor=(0.5, 1))
    alt = f"Band edges against vacuum, one bar a source: ionisation energy (number of sources) of {'; '.join(words)}."
    return finish(figure, alt, titles)
