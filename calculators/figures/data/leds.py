"""The chain of factors from the injected charge to the photon outside."""

from __future__ import annotations

from typing import NamedTuple

from ... import led
from ...checks import not_negative, one_number


class Stage(NamedTuple):
    """What is left of the injected charge after a factor of the EQE."""

    name: str
    left: float


def eqe_chain(charge_balance: float, radiative_fraction: float, plqy: float, outcoupling: float) -> list[Stage]:
    """How much of the injected charge is left after each factor of the EQE.

    Parameters
    ----------
    charge_balance, radiative_fraction, plqy : float
        The first three factors [-], 0 to 1.
    outcoupling : float
        The fourth [-], 0 or more. One above 1 is implied by numbers that cannot
        belong together (:func:`calculators.led.implied_outcoupling`); it stands
        as it is.

    Returns
    -------
    list of Stage
        From all injected charges, 1, to the photons outside, the EQE [-].

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.external_quantum_efficiency`; also for an array.

    Examples
    --------
    >>> [round(stage.left, 2) for stage in eqe_chain(1, 1, 0.9, 0.2)]
    [1.0, 1.0, 1.0, 0.9, 0.18]
    """
    given = {
        "charge_balance": charge_balance,
        "radiative_fraction": radiative_fraction,
        "plqy": plqy,
        "outcoupling": outcoupling,
    }
    factors = [one_number(name, value) for name, value in given.items()]
    names = (
        "injected charges",
        "pairs in the emitter",
        "pairs that may emit",
        "photons inside",
        "photons out (EQE)",
    )
    eqe, out = led.external_quantum_efficiency, factors.pop()
    left = [eqe(*factors[:k], *(1.0,) * (4 - k)) for k in range(4)]
    left.append(left[-1] * one_number("outcoupling", not_negative("outcoupling", out)))
    return [Stage(name, value) for name, value in zip(names, left, strict=True)]
