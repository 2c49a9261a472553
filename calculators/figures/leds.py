"""Figures of light-emitting diodes, from the table ``leds``."""

from __future__ import annotations

import math
from typing import Any

from .. import led, tables
from .drawing import BLUE, FAINT, INK, ORANGE, Drawing, finish, legend, new_figure
from .marks import MARKERS, kind, link, number, swatch

AGREEMENT = 1.2
"""Factor within which printed and recomputed current efficiencies count as agreeing."""


def _scatter(abscissa: Any, label: str, alt: str) -> Drawing:
    """EQE of every device against something of its row."""
    figure, axes = new_figure(6.4, 4.0)
    titles = {}
    for k, row in enumerate(tables.rows("leds")):
        x, eqe = abscissa(row), number(row, "eqe_pct")
        if x is None or eqe is None:
            continue
        peak, what = number(row, "el_peak_nm"), kind(row)
        colour = INK if what == "colour converter" else swatch(peak, row["colour_printed"])
        (point,) = axes.plot(
            x,
            eqe,
            MARKERS[what],
            markersize=7.5,
            color=colour,
            markerfacecolor="none" if row["flag"] else None,
            markeredgewidth=1.6,
        )
        link(point, f"led-{k}", row["citation"])
        titles[f"led-{k}"] = (
            f"{row['emitter_printed']}, {f'{peak:g} nm, ' if peak else ''}EQE {eqe:g} %, {row['citation']}"
            + (f", {what}" if what != "electroluminescent" else "")
            + (f" ({row['flag']})" if row["flag"] else "")
        )
    axes.plot([], [], "o", color=INK, label="electroluminescent")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="the row carries a doubt")
    axes.plot([], [], "D", color=INK, label="with a half-ball lens")
    axes.plot([], [], "x", color=INK, label="colour converter")
    legend(axes)
    axes.set_xlabel(label)
    axes.set_ylabel("Maximum EQE [%]")
    axes.set_ylim(0, None)
    axes.grid(True, axis="y")
    return finish(figure, alt.format(len(titles)), titles)


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

    Examples
    --------
    >>> "18" in eqe_chain(1, 1, 0.9, 0.2).alt
    True
    """
    led.external_quantum_efficiency(charge_balance, radiative_fraction, plqy, outcoupling)
    names = [
        "injected charges",
        "pairs in the emitter",
        "pairs that may emit",
        "photons inside",
        "photons out (EQE)",
    ]
    left = [1.0]
    for factor in (charge_balance, radiative_fraction, plqy, outcoupling):
        left.append(left[-1] * factor)
    figure, axes = new_figure(6.0, 2.3)
    for k, value in enumerate(left):
        axes.barh(k, 100 * value, color=ORANGE if k == 4 else BLUE, height=0.62)
        if k and not math.isclose(left[k - 1], value):
            axes.barh(k, 100 * (left[k - 1] - value), left=100 * value, color=FAINT, height=0.62)
        axes.text(101, k, f"{100 * value:.3g} %", va="center", fontsize=9, color=INK)
    axes.set_yticks(range(5), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 114)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel("Per 100 injected charges")
    steps = ", ".join(f"{name} {100 * value:.3g} %" for name, value in zip(names, left, strict=True))
    return finish(figure, f"Chain of factors: {steps}.")
