"""Blue emitters: light an ampere, colours, gamuts; and tests of the operational lifetime."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from calculators import color, led
from calculators.checks import exactly, one_number
from calculators.errors import renaming
from calculators.figures import data as generic
from calculators.figures.data.devices import Device, printed
from calculators.figures.data.recombination import Carried
from calculators.results import Result
from calculators.tables import FloatArray

from .select import is_time, seconds
from .select import printed as values


def _blue(*names: str) -> list[Device]:
    """Electroluminescent devices of the blue bands that print the named numbers, from short to long wavelengths."""
    end = color.bands()["cyan"].high_nm
    rows = [d for d in printed("peak_nm", *names, electroluminescent=True) if d.peak_nm is not None and d.peak_nm < end]
    return sorted(rows, key=lambda d: d.peak_nm or 0.0)


class PrintedRatio(NamedTuple):
    """Printed current efficiency over the printed EQE of a device [cd/A per per cent]."""

    device: Device
    cd_a_per_pct: float


@dataclass(frozen=True, eq=False)
class Candela(Result):
    """Current efficiency that one per cent of EQE is worth.

    Attributes
    ----------
    peak_nm : numpy.ndarray
        Peaks of Gaussian lines [nm], shape (n,).
    narrow, assumed, wide : numpy.ndarray
        Of a Lambertian emitter with lines of the three widths [cd/A per per cent], shape (n,).
    devices : tuple of PrintedRatio
        Electroluminescent devices that print peak, EQE and cd/A.
    """

    peak_nm: FloatArray
    narrow: FloatArray
    assumed: FloatArray
    wide: FloatArray
    devices: tuple[PrintedRatio, ...]


def candela_per_percent(fwhm_nm: tuple[float, float, float] = led.WIDTHS_NM) -> Candela:
    """Current efficiency that one per cent of EQE is worth, by the emission wavelength.

    Parameters
    ----------
    fwhm_nm : tuple of float, optional
        Least, assumed and largest width of the emission [nm].

    Returns
    -------
    Candela
        Curves from 440 to 700 nm, and the devices.

    Raises
    ------
    ArgumentError
        If a width is not allowed.

    Examples
    --------
    >>> found = candela_per_percent()
    >>> round(float(found.assumed[found.peak_nm == 520][0]), 2)
    3.59
    """
    widths = exactly("fwhm_nm", fwhm_nm, 3).tolist()
    peaks: FloatArray = np.arange(440.0, 701.0, 2.0)
    narrow, assumed, wide = (np.asarray(led.current_efficiency(0.01, *color.gaussian(peaks, w))) for w in widths)
    devices = [
        PrintedRatio(d, d.current_efficiency_cd_a / d.eqe_pct)
        for d in printed("peak_nm", "eqe_pct", "current_efficiency_cd_a", electroluminescent=True)
        if d.eqe_pct and d.current_efficiency_cd_a is not None
    ]
    return Candela(peaks, narrow, assumed, wide, tuple(devices))


class Colours(NamedTuple):
    """Printed colour of a device and the colour of a line at its printed peak, CIE 1931 x and y [-]."""

    device: Device
    printed_xy: tuple[float, float]
    line_xy: tuple[float, float]


@dataclass(frozen=True, eq=False)
class Corner(Result):
    """Blue corner of the CIE 1931 diagram.

    Attributes
    ----------
    wavelength_nm, locus_xy : numpy.ndarray
        Single wavelengths of the corner [nm], shape (m,), and their colours [-], shape (m, 2).
    narrow_xy, assumed_xy, wide_xy : numpy.ndarray
        Colours of Gaussian lines of the three widths, one row a peak [-], shape (n, 2).
    devices : tuple of Colours
        Blue and cyan electroluminescent devices that print a colour, from long to short wavelengths.
    primary_xy : tuple of float
        Blue primary of Rec.2020 [-].
    """

    wavelength_nm: FloatArray
    locus_xy: FloatArray
    narrow_xy: FloatArray
    assumed_xy: FloatArray
    wide_xy: FloatArray
    devices: tuple[Colours, ...]
    primary_xy: tuple[float, float]


def blue_corner(fwhm_nm: tuple[float, float, float] = led.WIDTHS_NM) -> Corner:
    """Blue corner of the CIE 1931 diagram: printed colours of devices and the colours of their peaks.

    Parameters
    ----------
    fwhm_nm : tuple of float, optional
        Least, assumed and largest width of the emission [nm].

    Returns
    -------
    Corner
        Locus, lines, devices and the blue primary of Rec.2020.

    Raises
    ------
    ArgumentError
        If a width is not allowed.

    Examples
    --------
    >>> blue_corner().primary_xy
    (0.131, 0.046)
    """
    widths = exactly("fwhm_nm", fwhm_nm, 3).tolist()
    wavelength, locus = color.spectral_locus()
    shown = (wavelength >= 430) & (wavelength <= 510)
    peaks = np.arange(445.0, 507.0, 1.0)
    narrow, assumed, wide = (np.stack(color.chromaticity(*color.gaussian(peaks, w)), axis=1) for w in widths)
    devices = []
    for d in reversed(_blue("cie_x", "cie_y")):
        assert d.peak_nm is not None
        assert d.cie_x is not None
        assert d.cie_y is not None
        x, y = color.chromaticity(*color.gaussian(d.peak_nm, widths[1]))
        devices.append(Colours(d, (d.cie_x, d.cie_y), (float(x), float(y))))
    x, y = color.gamut("Rec.2020")[2]
    return Corner(wavelength[shown], locus[shown], narrow, assumed, wide, tuple(devices), (float(x), float(y)))


@dataclass(frozen=True, eq=False)
class Coverage(Result):
    """Coverage of a gamut by three lines.

    Attributes
    ----------
    reference : str
        The gamut.
    peak_nm : numpy.ndarray
        Peaks of the blue line [nm], shape (n,).
    in_xy, in_uv : numpy.ndarray
        Coverage in CIE 1931 x, y and in CIE 1976 u', v' [-], shape (n,).
    devices : tuple of calculators.figures.data.devices.Device
        Blue and cyan electroluminescent devices, by their peak.
    """

    reference: str
    peak_nm: FloatArray
    in_xy: FloatArray
    in_uv: FloatArray
    devices: tuple[Device, ...]


def gamut_by_blue(
    red_nm: float = 640.0, green_nm: float = 531.0, fwhm_nm: float = 20.0, reference: str = "Rec.2020"
) -> Coverage:
    """Coverage of a display gamut by the wavelength of the blue line.

    Parameters
    ----------
    red_nm, green_nm : float, optional
        Peaks of the other two lines [nm].
    fwhm_nm : float, optional
        Width of all three [nm].
    reference : {"Rec.2020", "DCI-P3", "NTSC", "sRGB"}, optional
        Gamut to be covered.

    Returns
    -------
    Coverage
        From 445 to 500 nm.

    Raises
    ------
    ArgumentError
        If a peak, the width or the gamut is not allowed.

    Examples
    --------
    >>> found = gamut_by_blue()
    >>> round(float(found.in_xy.max()), 2)
    0.98
    """
    fwhm_nm = one_number("fwhm_nm", fwhm_nm)
    corners = []
    for name, peak in (("red_nm", red_nm), ("green_nm", green_nm)):
        with renaming(peak_nm=name):
            corners.append(color.chromaticity(*color.gaussian(one_number(name, peak), fwhm_nm)))
    others = np.array(corners)
    peaks: FloatArray = np.arange(445.0, 501.0, 1.0)
    blues = np.stack(color.chromaticity(*color.gaussian(peaks, fwhm_nm)), axis=1)
    triangles = [np.vstack([others, blue]) for blue in blues]
    with renaming(primaries="red_nm, green_nm, fwhm_nm"):
        in_xy = np.array([color.gamut_coverage(t, reference) for t in triangles])
        in_uv = np.array([color.gamut_coverage(t, reference, space="uv") for t in triangles])
    return Coverage(reference, peaks, in_xy, in_uv, tuple(_blue()))


class SecondTest(NamedTuple):
    """Test of a running text: half-life or lifetime [h] from a starting luminance [cd/m2]."""

    citation: str
    hours: float
    luminance_cd_m2: float
    is_half_life: bool


class FirstTest(NamedTuple):
    """Test of the table: the device, and its half-life carried to other luminances."""

    device: Device
    carried: Carried


@dataclass(frozen=True, eq=False)
class LifetimeTests(Result):
    """Tests of the operational lifetime that state their starting luminance, of the table and of running texts."""

    first: tuple[FirstTest, ...]
    second: tuple[SecondTest, ...]


_HALF_LIFE = "operational half-life T50"
_LIFETIME = "operational lifetime"
_START = "initial luminance of the lifetime test"


def _second_tests() -> list[SecondTest]:
    """Tests from a luminance other than the table's, where a work prints one such luminance and one time."""
    known = {(d.citation, d.t50_luminance_cd_m2) for d in printed("t50_luminance_cd_m2")}
    times = [row for quantity in (_HALF_LIFE, _LIFETIME) for row in values(quantity) if is_time(row)]
    found = []
    starts = [row for row in values(_START) if (row["citation"], row["value"]) not in known]
    for row in starts:
        mine = [t for t in times if t["citation"] == row["citation"]]
        alone = [s for s in starts if s["citation"] == row["citation"]] == [row]
        if len(mine) == 1 and alone:
            hours = seconds(mine[0])[0] / 3600
            found.append(SecondTest(row["citation"], hours, row["value"], mine[0]["quantity"] == _HALF_LIFE))
    return sorted(found)


def lifetime_tests(exponents: tuple[float, float] = (1.0, 2.0)) -> LifetimeTests:
    """Half-lives of all devices that state their starting luminance, and how far each may be carried.

    Parameters
    ----------
    exponents : tuple of float, optional
        Least and largest acceleration exponent [-].

    Returns
    -------
    LifetimeTests
        Of the table: carried no further than a factor of ten in luminance and
        not above the printed maximum of the device. Of running texts: second
        tests from another starting luminance than that of the table.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.lifetime_at`; also for exponents in falling order.

    Examples
    --------
    >>> {test.device.kind for test in lifetime_tests().first}
    {'electroluminescent'}
    """
    first = []
    for d in printed("t50_h", "t50_luminance_cd_m2", electroluminescent=True):
        assert d.t50_h is not None
        assert d.t50_luminance_cd_m2 is not None
        carried = generic.lifetime_by_luminance(d.t50_h, d.t50_luminance_cd_m2, exponents, most_cd_m2=d.luminance_cd_m2)
        first.append(FirstTest(d, carried))
    return LifetimeTests(tuple(first), tuple(_second_tests()))
