"""Figure of what a closed shell costs an emitting film."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Drawing,
    finish,
    legend,
    new_panels,
)
from calculators.figures.marks import link

from .data import inorganic as data
from .style import first_key, span

_COLOURS = (BLUE, ORANGE, RED, PURPLE)


def closed_shell_cost(*, core_nm: float = 10.0, barriers_ev: Sequence[float] = (0.5, 1.0, 3.0)) -> Drawing:
    """What a closed shell costs an emitting film, against its thickness.

    Parameters
    ----------
    core_nm : float, optional
        Edge of the cubic core [nm], above 0.
    barriers_ev : sequence of float, optional
        Barrier heights for one carrier [eV], above 0.

    Returns
    -------
    Drawing
        Above, the share of the particle's volume that is shell, with the
        thicknesses that the reviews print (shaded: from the least to the
        largest); below, the chance that a carrier of free-electron mass
        tunnels through one shell.

    Raises
    ------
    ArgumentError
        If the core or a barrier is not above 0.

    Examples
    --------
    >>> closed_shell_cost(core_nm=8).alt.partition(":")[0]
    'A closed shell on a cube of 8 nm'
    """
    cost = data.closed_shell_cost(core_nm=core_nm, barriers_ev=barriers_ev)
    figure, (above, below) = new_panels(5.0, 5.2, 2)
    above.plot(cost.shell_nm, 100 * cost.share, color=GREEN, linewidth=2)
    above.set_ylabel("shell in particle [vol. %]")
    above.set_ylim(0, 100)
    for k, barrier in enumerate(cost.barriers):
        colour = _COLOURS[k % len(_COLOURS)]
        label = f"barrier {barrier.barrier_ev:g} eV"
        below.plot(cost.shell_nm, barrier.log10_chance, color=colour, linewidth=2, label=label)
    below.set_ylim(-16, 0)
    below.set_ylabel("log₁₀ of tunnelling chance")
    below.set_xlabel("shell thickness per side [nm]")
    legend(below, loc="upper right")
    for axes in (above, below):
        axes.set_xlim(0, cost.shell_nm[-1])
        axes.grid(True, axis="y", color=FAINT)
        if cost.at_printed:
            axes.axvspan(min(cost.at_printed), max(cost.at_printed), color=FAINT, alpha=0.3, linewidth=0)
    titles, words = {}, []
    for k, printed in enumerate(cost.printed):
        height = 100 * (k + 0.5) / (len(cost.printed) + 1)
        (mark,) = above.plot(
            [printed.low_nm, printed.high_nm], [height] * 2, "|-", color=INK, linewidth=1.2, markersize=9
        )
        gid = f"cost-{k}"
        link(mark, gid, printed.citation)
        said = f"{printed.material} {printed.qualifier}{span(printed.low_nm, printed.high_nm, 'nm')}"
        titles[gid] = f"{said} printed, {first_key(printed.citation)}"
        words.append(said)
        beside = {"xytext": (2, 4), "textcoords": "offset points", "va": "bottom", "ha": "left"}
        above.annotate(printed.material, (printed.low_nm, height), fontsize=7, color=INK, **beside)
    shares = ", ".join(f"{end:g} nm makes {100 * share:.0f} % of it shell" for end, share in cost.at_printed.items())
    slopes = ", ".join(f"{barrier.decades_per_nm:.1f} at {barrier.barrier_ev:g} eV" for barrier in cost.barriers)
    alt = (
        f"A closed shell on a cube of {core_nm:g} nm: {shares}; the chance of tunnelling through it falls by decades "
        f"per nanometre: {slopes}. Printed thicknesses are marked: {', '.join(words)}."
    )
    return finish(figure, alt, titles)
