"""Widget: from the four factors of the EQE and the spectrum to cd/A and colour."""

from __future__ import annotations

from dataclasses import dataclass

from .. import color, figures, led
from .fields import in_percent, number
from .form import Calculator
from .rows import Quantity, Result, Swatch, percent, row
from .spectrum import of_a_laser

_SMALL = 0.01  # EQE below which two places hold too few digits


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """The four factors and the spectrum."""

    charge_balance: float = in_percent("Charge balance", 1.0)
    radiative_fraction: float = in_percent("Radiative fraction", 1.0)
    plqy: float = in_percent("PLQY of the film", 0.9)
    outcoupling: float = in_percent("Outcoupling", 0.2)
    peak_nm: float = number("Emission peak", 516.0, "nm", light=True)
    fwhm_nm: float = number("Width (FWHM)", 20.0, "nm")


def _compute(i: Inputs) -> Result:
    factors = (i.charge_balance, i.radiative_fraction, i.plqy, i.outcoupling)
    eqe = led.external_quantum_efficiency(*factors)
    spectrum = led.emission_line(i.peak_nm, i.fwhm_nm)
    cd_per_a = led.current_efficiency(eqe, *spectrum)
    x, y = color.chromaticity(*spectrum)
    seen = cd_per_a >= 1  # so that two places hold enough digits
    return Result(
        [
            row("External quantum efficiency", percent(eqe, ".2f" if eqe >= _SMALL else ".3g", main=True, bold=True)),
            row(
                "Current efficiency, Lambertian",
                Quantity(cd_per_a, "cd/A", ".2f" if seen else ".3g", main=True, bold=True),
            ),
            row(
                "Luminance at 1 mA/cm²",
                Quantity(led.luminance(cd_per_a, 1.0), "cd/m²", ".0f" if seen else ".3g"),
            ),
            row(
                "CIE 1931 (x, y)",
                (
                    "(",
                    Quantity(x, digits=".3f", name="x", main=True),
                    ", ",
                    Quantity(y, digits=".3f", name="y", main=True),
                    ") ",
                    Swatch(*color.screen_rgb(x, y)),
                ),
            ),
            row("Photon energy at the peak", Quantity(led.photon_energy(i.peak_nm), "eV", ".3f")),
        ],
        notes=[
            *of_a_laser(i.fwhm_nm),
            "The spectrum is a Gaussian in wavelength; the patch is clipped to what a screen can show.",
        ],
        drawing=lambda: figures.eqe_chain(*factors),
    )


def _code(i: Inputs) -> str:
    return f"""
from calculators import color, led

eqe = led.external_quantum_efficiency({i.charge_balance!r}, {i.radiative_fraction!r}, {i.plqy!r}, {i.outcoupling!r})
spectrum = led.emission_line({i.peak_nm!r}, {i.fwhm_nm!r})
eqe, led.current_efficiency(eqe, *spectrum), color.chromaticity(*spectrum)
"""


def led_efficiency(
    charge_balance: float = 1.0,
    radiative_fraction: float = 1.0,
    plqy: float = 0.9,
    outcoupling: float = 0.2,
    peak_nm: float = 516.0,
    fwhm_nm: float = 20.0,
) -> Calculator[Inputs]:
    """Widget: external quantum efficiency, cd/A and colour of a device.

    Parameters
    ----------
    charge_balance, radiative_fraction, plqy, outcoupling : float, optional
        The four factors [-], 0 to 1.
    peak_nm, fwhm_nm : float, optional
        Peak and width of the emission [nm].

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    See Also
    --------
    calculators.led.external_quantum_efficiency, calculators.led.current_efficiency

    Examples
    --------
    >>> print(led_efficiency(plqy=0.5, outcoupling=0.2).result)
    External quantum efficiency: 10.00 %
    Current efficiency, Lambertian: 32.47 cd/A
    Luminance at 1 mA/cm²: 325 cd/m²
    CIE 1931 (x, y): (0.067, 0.782)
    Photon energy at the peak: 2.403 eV
    """
    first = Inputs(
        charge_balance=charge_balance,
        radiative_fraction=radiative_fraction,
        plqy=plqy,
        outcoupling=outcoupling,
        peak_nm=peak_nm,
        fwhm_nm=fwhm_nm,
    )
    return Calculator("LED efficiency", first, _compute, _code)
