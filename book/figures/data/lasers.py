"""Thresholds of amplification and lasing, and the pairs that they make in a crystal."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import numpy as np

from calculators import absorption, recombination
from calculators.checks import finite, one_number, positive, within
from calculators.checks import wavelength as as_wavelength
from calculators.errors import ArgumentError
from calculators.results import Result
from calculators.tables import FloatArray, Row

from . import select

KINDS = {
    "ASE threshold": "amplified spontaneous emission",
    "lasing threshold": "laser with a cavity",
    "two-photon lasing threshold": "laser, two-photon pumped",
}
"""What the quantities of the table ``values`` are called here; two-photon pumping stands in the quantity."""
_PER_UJ_CM2 = {"nJ/cm²": 1e-3, "µJ/cm²": 1.0, "mJ/cm²": 1e3}


class Threshold(NamedTuple):
    """Threshold under pulses."""

    material: str
    kind: str
    """One of the values of :data:`KINDS`."""
    fluence_uj_cm2: float
    """Fluence of a pulse [µJ/cm2]."""
    uncertainty_uj_cm2: float
    """Printed uncertainty [µJ/cm2], 0 where none is printed."""
    printed: str
    """Value and unit as they stand in the table."""
    citation: str
    of_nanocrystals: bool
    """Whether the material names nanocrystals, not larger particles."""

    @property
    def two_photon(self) -> bool:
        """Whether two photons bring a pair."""
        return self.kind == KINDS["two-photon lasing threshold"]


class SteadyThreshold(NamedTuple):
    """Threshold under continuous light."""

    material: str
    irradiance_w_cm2: float
    """Irradiance [W/cm2]."""
    condition: str
    citation: str


@dataclass(frozen=True)
class LaserThresholds:
    """What :func:`laser_thresholds` returns.

    Attributes
    ----------
    pulsed : tuple of Threshold
        By kind, and then by fluence.
    steady : tuple of SteadyThreshold
        Those that are an irradiance, which is no fluence.
    """

    pulsed: tuple[Threshold, ...]
    steady: tuple[SteadyThreshold, ...]


def _threshold(row: Row, kind: str) -> Threshold:
    fluence = select.converted(row, _PER_UJ_CM2)
    uncertainty = 0.0 if row["uncertainty"] is None else row["uncertainty"] * _PER_UJ_CM2[row["unit"]]
    return Threshold(
        row["material"],
        kind,
        fluence,
        uncertainty,
        f"{row['value']:g} {row['unit']}",
        row["citation"],
        row["sample"] == "nanocrystals",
    )


def laser_thresholds() -> LaserThresholds:
    """Printed thresholds of amplification and lasing, pulsed and continuous ones apart.

    Returns
    -------
    LaserThresholds
        Every row of ``values`` whose quantity is one of :data:`KINDS`.

    Examples
    --------
    >>> next(found.printed for found in laser_thresholds().pulsed if found.citation == "zhang2021c")
    '447 nJ/cm²'
    """
    pulsed, steady = [], []
    for quantity, kind in KINDS.items():
        of_kind = []
        for row in select.printed(quantity):
            if row["unit"] == "W/cm²":
                steady.append(SteadyThreshold(row["material"], row["value"], row["condition"], row["citation"]))
            else:
                of_kind.append(_threshold(row, kind))
        pulsed += sorted(of_kind, key=lambda found: found.fluence_uj_cm2)
    return LaserThresholds(tuple(pulsed), tuple(steady))


class AtThreshold(NamedTuple):
    """Pairs in a crystal at a printed threshold."""

    threshold: Threshold
    pairs: float
    """Mean pairs a crystal [-], an estimate."""


@dataclass(frozen=True, eq=False)
class PairsPerCrystal(Result):
    """What :func:`pairs_per_crystal` returns.

    Attributes
    ----------
    cross_section_cm2 : float
        Absorption cross-section of a crystal at the one-photon pump [cm2].
    two_photon_gm : float
        Two-photon cross-section [GM].
    fluence_uj_cm2 : numpy.ndarray
        Fluences [µJ/cm2], shape (n,), rising.
    one_photon, two_photons : numpy.ndarray
        Mean pairs a crystal [-], shape (n,).
    at_thresholds : tuple of AtThreshold
        Printed thresholds of nanocrystals.
    """

    cross_section_cm2: float
    two_photon_gm: float
    fluence_uj_cm2: FloatArray
    one_photon: FloatArray
    two_photons: FloatArray
    at_thresholds: tuple[AtThreshold, ...]


@finite
def pairs_per_crystal(
    size_nm: float,
    *,
    pump_nm: float,
    two_photon_nm: float,
    pulse_fs: float,
    material: str = "CsPbBr3",
    solvent: str | float = "toluene",
) -> PairsPerCrystal:
    """Electron-hole pairs that a pulse makes in one crystal, by one and by two photons.

    Parameters
    ----------
    size_nm : float
        Edge of the cube [nm], above 0.
    pump_nm, two_photon_nm : float
        Wavelengths of the two pumps [nm].
    pulse_fs : float
        Length of the two-photon pulse [fs], above 0.
    material : str, optional
        One of :func:`calculators.absorption.materials`, for the one-photon cross-section.
    solvent : str or float, optional
        What surrounds the crystal, see :func:`calculators.absorption.bulk_intrinsic`.

    Returns
    -------
    PairsPerCrystal
        Two lines and the printed thresholds of nanocrystals on them. The
        two-photon cross-section is the median of those printed.

    Raises
    ------
    ArgumentError
        If a number is not above 0, the pump lies outside the constants of the
        material, or no two-photon cross-section is printed.

    Examples
    --------
    >>> found = pairs_per_crystal(9.5, pump_nm=400.0, two_photon_nm=800.0, pulse_fs=100.0)
    >>> print(f"{found.cross_section_cm2:.1e} cm2")
    5.4e-14 cm2
    """
    one_number("pulse_fs", positive("pulse_fs", pulse_fs, "fs"))
    for name, pump in (("two_photon_nm", two_photon_nm), ("pump_nm", pump_nm)):
        one_number(name, as_wavelength(name, pump))
    volume = absorption.volume_cube(one_number("size_nm", positive("size_nm", size_nm, "nm")))
    first, last = absorption.covered(material, solvent=solvent)
    intrinsic = absorption.bulk_intrinsic(material, within("pump_nm", pump_nm, first, last, "nm"), solvent=solvent)
    sigma = float(absorption.cross_section(absorption.molar_coefficient(intrinsic, volume)))
    quantity = "two-photon absorption cross-section"
    printed = [row["value"] for row in select.printed(quantity, f"{material} NCs") if row["unit"] == "GM"]
    if not printed:
        raise ArgumentError("material", f"no {quantity} of {material} nanocrystals is in the table", value=material)
    sigma_two = float(median(printed))
    thresholds = [threshold for threshold in laser_thresholds().pulsed if threshold.of_nanocrystals]
    printed_at = [threshold.fluence_uj_cm2 for threshold in thresholds]
    low, high = min([0.1, *(at / 1.4 for at in printed_at)]), max([3000.0, *(1.4 * at for at in printed_at)])
    fluence = np.geomspace(low, high, 60)
    found = []
    for threshold, at in zip(thresholds, printed_at, strict=True):
        if threshold.two_photon:
            pairs = recombination.pairs_by_two_photons(at, two_photon_nm, sigma_two, pulse_fs)
        else:
            pairs = recombination.pairs_per_pulse(at, pump_nm, sigma)
        found.append(AtThreshold(threshold, pairs))
    return PairsPerCrystal(
        sigma,
        sigma_two,
        fluence,
        recombination.pairs_per_pulse(fluence, pump_nm, sigma),
        recombination.pairs_by_two_photons(fluence, two_photon_nm, sigma_two, pulse_fs),
        tuple(found),
    )
