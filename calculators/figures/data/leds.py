"""The chain of factors from the injected charge to the photon outside."""

from __future__ import annotations

from typing import NamedTuple

from ... import led
from ...checks import one_number


class Stage(NamedTuple):
    """What is left of the injected charge after a factor of the EQE."""

    name: str
    left: float


def eqe_chain(charge_balance: float, radiative_fraction: float, plqy: float, outcoupling: float) -> list[Stage]:
    """How much of the injected charge is left after each factor of the EQE.

    Parameters
    ----------
    charge_balance, radiative_fraction, plqy, outcoupling : float
        The four factors [-], 0 to 1.

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
    eqe = led.external_quantum_efficiency
    return [Stage(name, eqe(*factors[:k], *(1.0,) * (4 - k))) for k, name in enumerate(names)]
