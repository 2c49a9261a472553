"""The chain of factors of a light-emitting diode."""

from __future__ import annotations

import math

from .data import leds as data
from .drawing import BLUE, FAINT, INK, ORANGE, Drawing, finish, new_figure


def eqe_chain(charge_balance: float, radiative_fraction: float, plqy: float, outcoupling: float) -> Drawing:
    """How much of the injected charge is left after each factor of the EQE.

    Parameters
    ----------
    charge_balance, radiative_fraction, plqy : float
        The first three factors [-], 0 to 1.
    outcoupling : float
        The fourth [-], 0 or more; what one above 1 adds is drawn as impossible.

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
            lost = value < left[k - 1]
            look = {"color": FAINT} if lost else {"facecolor": "none", "edgecolor": INK, "hatch": "////"}
            axes.barh(k, 100 * (left[k - 1] - value), left=100 * value, height=0.62, **look)
        impossible = k > 0 and value > left[k - 1] and not math.isclose(left[k - 1], value)
        label = f"{100 * value:.3g} %{', impossible' if impossible else ''}"
        axes.text(101, k, label, va="center", fontsize=9, color=INK)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 140 if impossible else 114)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel("Per 100 injected charges")
    steps = ", ".join(f"{name} {100 * value:.3g} %" for name, value in zip(names, left, strict=True))
    words = "; impossible: more light would leave than is made" if impossible else ""
    return finish(figure, f"Chain of factors: {steps}{words}.")
