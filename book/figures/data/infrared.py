"""One EQE seen by the eye and as radiance, from the visible to the infrared."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators import color, led, tables
from calculators.results import Result
from calculators.tables import FloatArray

from . import select

_EMISSION = ("emission wavelength", "EL peak", "PL peak", "ASE wavelength", "excitonic absorption peak")


@dataclass(frozen=True)
class InfraredRange:
    """Wavelengths of a device or of dots wholly in the near infrared, as printed [nm]."""

    name: str
    quantity: str
    low_nm: float
    high_nm: float
    citation: str
    flag: str


@dataclass(frozen=True, eq=False)
class EyeAndRadiance(Result):
    """Current efficiency and radiance of one EQE.

    Attributes
    ----------
    visible_nm, candela_per_ampere : numpy.ndarray
        Peak of a Gaussian emission [nm] and its current efficiency [cd/A].
    wavelength_nm, radiance_w_sr_m2 : numpy.ndarray
        Wavelength [nm] and radiance of a Lambertian emitter [W sr-1 m-2].
    named : dict of float to float
        Current efficiency [cd/A] where green ends, and red and the near infrared begin [nm].
    named_radiance : dict of float to float
        Radiance [W sr-1 m-2] where green ends, the near infrared begins, and at the longest printed wavelength [nm].
    ranges : tuple of InfraredRange
        What the reviews print of the near infrared.
    """

    visible_nm: FloatArray
    candela_per_ampere: FloatArray
    wavelength_nm: FloatArray
    radiance_w_sr_m2: FloatArray
    named: dict[float, float]
    named_radiance: dict[float, float]
    ranges: tuple[InfraredRange, ...]


def infrared_ranges() -> list[InfraredRange]:
    """Emission and absorption lines in the near infrared that the tables print.

    Returns
    -------
    list of InfraredRange
        LEDs of the table ``leds``, then rows of ``values`` of works that have
        no peak there; wholly in the band that :func:`calculators.color.bands`
        calls near infrared.

    Examples
    --------
    >>> next((r.name, r.low_nm, r.high_nm) for r in infrared_ranges() if r.citation == "sun2012")
    ('PbS QD LED', 800.0, 1850.0)
    """
    band = color.bands()["near infrared"]
    devices = [r for r in tables.read("leds") if r["el_peak_nm"] is not None]
    found = []
    for row in devices:
        peak = row["el_peak_nm"]
        found.append(InfraredRange(f"{row['emitter']} LED", "EL peak", peak, peak, row["citation"], row["flag"]))
    known = {row["citation"] for row in devices}
    for quantity in _EMISSION:
        for row in select.printed(quantity):
            if row["unit"] == "nm" and row["citation"] not in known:
                high = row["value"] if row["value_max"] is None else row["value_max"]
                found.append(InfraredRange(row["material"], quantity, row["value"], high, row["citation"], row["flag"]))
    return [r for r in found if band.holds(r.low_nm)]


def eye_and_radiance(
    eqe: float = 0.05, *, fwhm_nm: float = 20.0, current_density_ma_cm2: float = 100.0
) -> EyeAndRadiance:
    """Current efficiency and radiance of one EQE, from the visible to the infrared.

    Parameters
    ----------
    eqe : float, optional
        External quantum efficiency [-], 0 to 1.
    fwhm_nm : float, optional
        Width of the Gaussian emission for the current efficiency [nm].
    current_density_ma_cm2 : float, optional
        Current density for the radiance [mA/cm2].

    Returns
    -------
    EyeAndRadiance
        Curves from 440 nm on, the landmarks and the printed ranges.

    Raises
    ------
    ArgumentError
        If an argument is out of range.

    Examples
    --------
    >>> shown = eye_and_radiance(0.05)
    >>> {nm: round(value, 1) for nm, value in shown.named_radiance.items() if nm == 700.0}
    {700.0: 28.2}
    """
    bands = color.bands()
    starts = [bands["green"].high_nm, bands["red"].low_nm, bands["near infrared"].low_nm]
    ranges = infrared_ranges()
    longest = max([bands["near infrared"].low_nm, *(r.high_nm for r in ranges)])
    visible = np.arange(440.0, 791.0, 2.0)
    wavelength = np.arange(440.0, longest + 51.0, 10.0)

    def candela(nm: FloatArray) -> FloatArray:
        return np.asarray(led.current_efficiency(eqe, *color.gaussian(nm, fwhm_nm)))

    def radiance(nm: FloatArray) -> FloatArray:
        return np.asarray(led.radiance(eqe, led.photon_energy(nm), current_density_ma_cm2))

    far = [starts[0], starts[-1], longest]
    return EyeAndRadiance(
        visible,
        candela(visible),
        wavelength,
        radiance(wavelength),
        dict(zip(starts, candela(np.array(starts)).tolist(), strict=True)),
        dict(zip(far, radiance(np.array(far)).tolist(), strict=True)),
        tuple(ranges),
    )
