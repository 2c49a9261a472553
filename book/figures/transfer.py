"""Energy transfer: what an efficiency says about a distance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators import structure
from calculators.checks import fraction
from calculators.figures.drawing import BLUE, FAINT, GREEN, ORANGE, PURPLE, RED, Drawing, finish, new_figure


def transfer_distance(
    efficiency: tuple[float, float] = (0.96, 0.98), acceptors: Sequence[float] = (1, 10, 100)
) -> Drawing:
    """Efficiency of energy transfer against the distance in Förster radii, for several numbers of acceptors.

    Parameters
    ----------
    efficiency : tuple of float, optional
        Least and largest efficiency [-] of the band, above 0 and below 1.
    acceptors : sequence of float, optional
        Numbers of equal acceptors per donor [-], above 0; at most five.

    Returns
    -------
    Drawing
        One curve a number. Thick: the distances that the band of efficiencies
        allows for it.

    Raises
    ------
    ValueError
        If an efficiency or a number is out of range, or there are more than five numbers.

    Examples
    --------
    >>> "0.52 to 0.59 for 1" in transfer_distance().alt
    True
    """
    low, high = (float(v) for v in fraction("efficiency", efficiency))
    if not 1 <= len(acceptors) <= 5:
        raise ValueError(f"acceptors: {len(acceptors)} numbers are not allowed; from one to five")
    figure, axes = new_figure(4.8, 3.3)
    axes.axhspan(100 * low, 100 * high, color=FAINT, linewidth=0)
    distance = np.linspace(0.05, 2.6, 300)
    words = []
    for n, colour in zip(acceptors, (BLUE, ORANGE, GREEN, PURPLE, RED), strict=False):
        axes.plot(distance, 100 * np.asarray(structure.fret_efficiency(distance, 1.0, n)), color=colour, linewidth=1.4)
        near, far = (float(structure.fret_distance(e, 1.0, n)) for e in (high, low))
        inside = np.linspace(near, far, 40)
        axes.plot(inside, 100 * np.asarray(structure.fret_efficiency(inside, 1.0, n)), color=colour, linewidth=5)
        level = 0.3 if n <= 20 else 0.8  # where the label finds room beside its curve
        spot = float(structure.fret_distance(level, 1.0, n)), 100 * level
        text = f"{n:g} acceptor{'' if n == 1 else 's'}"
        axes.annotate(text, spot, xytext=(5, 2), textcoords="offset points", fontsize=9, color=colour)
        words.append(f"{near:.2f} to {far:.2f} for {n:g}")
    axes.set_xlim(0, 2.6)
    axes.set_ylim(0, 102)
    axes.grid(True, color=FAINT)
    axes.set_xlabel("Distance between centres [Förster radii]")
    axes.set_ylabel("Transfer efficiency [%]")
    alt = (
        f"Efficiency of energy transfer against the distance. Efficiencies of {100 * low:g} to {100 * high:g} % allow "
        f"these distances in Förster radii, by the number of acceptors: {', '.join(words)}."
    )
    return finish(figure, alt)
