"""The chain of factors of a light-emitting diode."""

from __future__ import annotations

import math

from .data import leds as data
from .drawing import BLUE, FAINT, INK, ORANGE, Drawing, finish, new_figure


def eqe_chain(charge_balance: float, radiative_fraction: float, plqy: float, outcoupling: float) -> Drawing:
    """How much of the injected charge is left after each factor of the EQE.

    Parameters
    ----------
    charge_balance, radiative_fraction, plqy, outcoupling : float
        The four factors [-], 0 to 1.

    Returns
    -------
    Drawing
        Bars from 100 % down to the external quantum efficiency.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.external_quantum_efficiency`.

    See Also
    --------
    calculators.figures.data.eqe_chain : the numbers.

    Examples
    --------
    >>> "18" in eqe_chain(1, 1, 0.9, 0.2).alt
    True
    """
    stages = data.eqe_chain(charge_balance, radiative_fraction, plqy, outcoupling)
    names, left = [stage.name for stage in stages], [stage.left for stage in stages]
    figure, axes = new_figure(6.0, 2.3)
    for k, value in enumerate(left):
        axes.barh(k, 100 * value, color=ORANGE if k == len(left) - 1 else BLUE, height=0.62)
        if k and not math.isclose(left[k - 1], value):
            axes.barh(k, 100 * (left[k - 1] - value), left=100 * value, color=FAINT, height=0.62)
        axes.text(101, k, f"{100 * value:.3g} %", va="center", fontsize=9, color=INK)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 114)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel("Per 100 injected charges")
    steps = ", ".join(f"{name} {100 * value:.3g} %" for name, value in zip(names, left, strict=True))
    return finish(figure, f"Chain of factors: {steps}.")
