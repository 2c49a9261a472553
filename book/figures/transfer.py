"""Energy transfer: what an efficiency says about a distance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calculators.figures.drawing import BLUE, FAINT, GREEN, ORANGE, PURPLE, RED, Drawing, finish, new_figure

from .data import transfer as data


def transfer_distance(efficiency: tuple[float, float], acceptors: Sequence[float] = (1, 10, 100)) -> Drawing:
    """Efficiency of energy transfer against the distance in Förster radii, for several numbers of acceptors.

    Parameters
    ----------
    efficiency : tuple of float
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
    ArgumentError
        If an efficiency or a number is out of range, or there are none or more than five numbers.

    Examples
    --------
    >>> "0.52 to 0.59 for 1" in transfer_distance((0.96, 0.98)).alt
    True
    """
    curves = data.transfer_distance(efficiency, acceptors)
    low, high = efficiency
    figure, axes = new_figure(4.8, 3.3)
    axes.axhspan(100 * low, 100 * high, color=FAINT, linewidth=0)
    words = []
    for curve, colour in zip(curves, (BLUE, ORANGE, GREEN, PURPLE, RED), strict=False):
        n = curve.acceptors
        axes.plot(curve.distance, 100 * curve.efficiency, color=colour, linewidth=1.4)
        inside = np.linspace(curve.near, curve.far, 40)
        axes.plot(inside, 100 * np.interp(inside, curve.distance, curve.efficiency), color=colour, linewidth=5)
        # Where the label finds room beside its curve.
        level = 0.3 if n <= 20 else 0.8
        spot = float(np.interp(-level, -curve.efficiency, curve.distance)), 100 * level
        text = f"{n:g} acceptor{'' if n == 1 else 's'}"
        axes.annotate(text, spot, xytext=(5, 2), textcoords="offset points", fontsize=9, color=colour)
        words.append(f"{curve.near:.2f} to {curve.far:.2f} for {n:g}")
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
