"""Widget: from the four factors of the EQE and the spectrum to cd/A and colour."""

from __future__ import annotations

from .. import color, figures, led
from ._form import Calculator, Fraction, Number, Result, table


def _compute(
    charge_balance: float,
    radiative_fraction: float,
    plqy: float,
    outcoupling: float,
    peak_nm: float,
    fwhm_nm: float,
) -> Result:
    eqe = led.external_quantum_efficiency(charge_balance, radiative_fraction, plqy, outcoupling)
    spectrum = color.gaussian(peak_nm, fwhm_nm)
    cd_per_a = led.current_efficiency(eqe, *spectrum)
    x, y = color.chromaticity(*spectrum)
    r, g, b = color.screen_rgb(x, y)
    swatch = f'<span class="hb-swatch" style="background:rgb({r},{g},{b})"></span>'
    rows = [
        ("External quantum efficiency", f"<strong>{100 * eqe:.2f} %</strong>"),
        ("Current efficiency, Lambertian", f"<strong>{cd_per_a:.2f} cd/A</strong>"),
        ("Luminance at 1 mA/cm²", f"{led.luminance(cd_per_a, 1.0):.0f} cd/m²"),
        ("CIE 1931 (x, y)", f"({x:.3f}, {y:.3f}) {swatch}"),
        ("Photon energy at the peak", f"{led.photon_energy(peak_nm):.3f} eV"),
    ]
    note = "<p>The spectrum is a Gaussian in wavelength; the patch is clipped to what a screen can show.</p>"
    return Result(
        table(rows) + note,
        lambda: figures.eqe_chain(charge_balance, radiative_fraction, plqy, outcoupling),
        {"EQE [-]": eqe, "current efficiency [cd/A]": cd_per_a, "CIE x [-]": x, "CIE y [-]": y},
    )


def _code(
    charge_balance: float,
    radiative_fraction: float,
    plqy: float,
    outcoupling: float,
    peak_nm: float,
    fwhm_nm: float,
) -> str:
    return f"""
from calculators import color, led

eqe = led.external_quantum_efficiency({charge_balance!r}, {radiative_fraction!r}, {plqy!r}, {outcoupling!r})
spectrum = color.gaussian({peak_nm!r}, {fwhm_nm!r})
eqe, led.current_efficiency(eqe, *spectrum), color.chromaticity(*spectrum)
"""


def led_efficiency(
    charge_balance: float = 1.0,
    radiative_fraction: float = 1.0,
    plqy: float = 0.9,
    outcoupling: float = 0.2,
    peak_nm: float = 516.0,
    fwhm_nm: float = 20.0,
) -> Calculator:
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

    Examples
    --------
    >>> "18.00 %" in led_efficiency().output.value
    True
    """
    return Calculator(
        "LED efficiency",
        {
            "charge_balance": Fraction("Charge balance", charge_balance),
            "radiative_fraction": Fraction("Radiative fraction", radiative_fraction),
            "plqy": Fraction("PLQY of the film", plqy),
            "outcoupling": Fraction("Outcoupling", outcoupling),
            "peak_nm": Number("Emission peak", peak_nm, "nm"),
            "fwhm_nm": Number("Width (FWHM)", fwhm_nm, "nm"),
        },
        _compute,
        _code,
    )
