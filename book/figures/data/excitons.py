"""Excitons: self-trapping, printed Stokes shifts, and what a mean lifetime hides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from calculators import recombination
from calculators.checks import at_least, one_number, positive, vector
from calculators.errors import ArgumentError
from calculators.results import Result
from calculators.tables import FloatArray

from . import select


class Relaxation(NamedTuple):
    """An exciton around which the lattice relaxes before it emits."""

    name: str
    absorption_ev: float
    """Energy of absorption [eV]."""
    emission_ev: float
    """Energy of emission [eV]."""
    linewidth_ev: float
    """Least full width at half maximum of the line at 293 K [eV]."""


def self_trapping(gap_ev: float, shifts_ev: tuple[float, float]) -> tuple[Relaxation, Relaxation]:
    """Absorption, emission and least linewidth of a free and of a self-trapped exciton.

    Parameters
    ----------
    gap_ev : float
        Energy of absorption [eV].
    shifts_ev : tuple of float
        Stokes shift by relaxation of the lattice, for the free and the
        self-trapped exciton [eV], below the gap.

    Returns
    -------
    tuple of Relaxation
        The free exciton and the self-trapped one.

    Raises
    ------
    ArgumentError
        If a number is not above 0, a shift is not below the gap or there are not two.

    Examples
    --------
    >>> free, trapped = self_trapping(2.4, (0.03, 0.9))
    >>> round(trapped.emission_ev, 2), round(1e3 * free.linewidth_ev)
    (1.5, 65)
    """
    gap = one_number("gap_ev", positive("gap_ev", gap_ev, "eV"))
    shifts = positive("shifts_ev", vector("shifts_ev", shifts_ev), "eV")
    if shifts.size != 2:
        raise ArgumentError("shifts_ev", f"{shifts.size} shifts are not allowed", "give two")
    if shifts.max() >= gap:
        worst = float(shifts.max())
        raise ArgumentError("shifts_ev", f"{worst:g} eV is not allowed", "a shift is smaller than the gap", worst)
    free, trapped = (
        Relaxation(name, gap, gap - shift, recombination.least_linewidth(shift))
        for name, shift in zip(("free", "self-trapped"), shifts.tolist(), strict=True)
    )
    return free, trapped


class ShiftRange(NamedTuple):
    """A printed range of an energy, with the range of sizes it belongs to."""

    material: str
    quantity: str
    least_mev: float
    most_mev: float
    least_nm: float
    most_nm: float
    ordered: bool
    """Whether the larger energy belongs to the smaller size; False where the order is doubted."""
    citation: str


_ENERGIES = ("Stokes shift", "energy of confined hole state above valence band edge state")
_SIZES = ("NC edge length", "NC size")


def stokes_shifts() -> tuple[ShiftRange, ...]:
    """Ranges of Stokes shifts, and of energies said to cause them, with the sizes they belong to.

    Returns
    -------
    tuple of ShiftRange
        Each range of an energy in meV whose work prints a range of sizes of the same material.

    Examples
    --------
    >>> next((found.least_mev, found.most_mev) for found in stokes_shifts() if found.citation == "kuno1997")
    (10.0, 100.0)
    """
    sizes = {}
    for quantity in _SIZES:
        for row in select.printed(quantity):
            if row["unit"] == "nm" and row["value_max"] is not None:
                sizes[row["material"], row["citation"]] = row
    found = []
    for quantity in _ENERGIES:
        for row in select.printed(quantity):
            size = sizes.get((row["material"], row["citation"]))
            if size is not None and row["unit"] == "meV" and row["value_max"] is not None:
                found.append(
                    ShiftRange(
                        row["material"],
                        quantity,
                        row["value"],
                        row["value_max"],
                        size["value"],
                        size["value_max"],
                        not row["flag"],
                        row["citation"],
                    )
                )
    return tuple(found)


@dataclass(frozen=True, eq=False)
class AverageRatio(Result):
    """Intensity-weighted over amplitude-weighted lifetime of two components.

    Attributes
    ----------
    ratio : float
        Slow lifetime over fast one [-].
    slow_amplitude : numpy.ndarray
        Share of the slow component in the amplitude [-], shape (n,), 0 to 1.
    factor : numpy.ndarray
        Intensity-weighted over amplitude-weighted mean [-], shape (n,).
    """

    ratio: float
    slow_amplitude: FloatArray
    factor: FloatArray

    @property
    def largest(self) -> float:
        """Largest factor [-]."""
        return float(self.factor.max())

    @property
    def largest_at(self) -> float:
        """Amplitude of the slow component at which it is reached [-]."""
        return float(self.slow_amplitude[self.factor.argmax()])


def lifetime_averages(ratios: Sequence[float] = (2.0, 5.0, 10.0)) -> tuple[AverageRatio, ...]:
    """Intensity-weighted over amplitude-weighted lifetime of two components.

    Parameters
    ----------
    ratios : sequence of float, optional
        Slow lifetime over fast one [-], at least 1.

    Returns
    -------
    tuple of AverageRatio
        One a ratio.

    Raises
    ------
    ArgumentError
        If a ratio is below 1, or there is none.

    Examples
    --------
    >>> (curve,) = lifetime_averages((5.0,))
    >>> round(curve.largest, 2), round(curve.largest_at, 2)
    (1.8, 0.17)
    """
    slow = np.linspace(0, 1, 401)
    amplitudes = np.stack([1 - slow, slow], axis=-1)
    found = []
    for ratio in at_least("ratios", vector("ratios", ratios), 1.0).tolist():
        by_intensity = recombination.average_lifetime(amplitudes, [1.0, ratio], weighting="intensity")
        by_amplitude = recombination.average_lifetime(amplitudes, [1.0, ratio], weighting="amplitude")
        found.append(AverageRatio(ratio, slow, np.asarray(by_intensity) / np.asarray(by_amplitude)))
    return tuple(found)
