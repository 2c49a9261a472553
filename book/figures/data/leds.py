"""Efficiencies, half-lives and stacks of the devices in the table ``leds``."""

from __future__ import annotations

import math
from typing import NamedTuple

from calculators import led
from calculators.checks import exactly, finite, not_negative, one_number, positive
from calculators.figures.data.devices import Device, printed

EMITTER = "EL"
"""Name of the emitting layer in the printed stacks of the table ``leds``."""


def eqe_by_wavelength() -> list[Device]:
    """Devices that print an EQE and an emission peak.

    Returns
    -------
    list of Device
        In the order of the table; colour converters are among them and carry their class.

    Examples
    --------
    >>> all(d.eqe_pct > 0 for d in eqe_by_wavelength())
    True
    """
    return printed("eqe_pct", "peak_nm")


def eqe_by_year() -> list[Device]:
    """Devices that print an EQE, the year being that of the cited work.

    Returns
    -------
    list of Device
        In the order of the table.

    Examples
    --------
    >>> all(d.year > 2000 for d in eqe_by_year())
    True
    """
    return printed("eqe_pct")


class Check(NamedTuple):
    """Printed current efficiency of a device over the one of its EQE and wavelength, by width of the line [-]."""

    device: Device
    narrow: float
    assumed: float
    wide: float

    @property
    def agrees(self) -> bool:
        """Whether some width within the range makes the two agree."""
        ratios = self.narrow, self.assumed, self.wide
        return min(ratios) <= led.AGREEMENT and max(ratios) >= 1 / led.AGREEMENT


@finite
def current_efficiency_check(fwhm_nm: tuple[float, float, float] = led.WIDTHS_NM) -> list[Check]:
    """Printed current efficiency over the one that EQE and wavelength give, device by device.

    Parameters
    ----------
    fwhm_nm : tuple of float, optional
        Least, assumed and largest width of the emission [nm].

    Returns
    -------
    list of Check
        Electroluminescent devices that print all three, by their peak.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.current_efficiency_ratio`.

    Examples
    --------
    >>> peaks = [check.device.peak_nm for check in current_efficiency_check()]
    >>> peaks == sorted(peaks)
    True
    """
    widths = exactly("fwhm_nm", fwhm_nm, 3).tolist()
    found = []
    for d in printed("current_efficiency_cd_a", "eqe_pct", "peak_nm", electroluminescent=True):
        assert d.current_efficiency_cd_a is not None
        assert d.eqe_pct is not None
        assert d.peak_nm is not None
        ratios = (
            led.current_efficiency_ratio(d.current_efficiency_cd_a, d.eqe_pct / 100, d.peak_nm, w) for w in widths
        )
        found.append(Check(d, *ratios))
    return sorted(found, key=lambda c: c.device.peak_nm or 0.0)


class Aged(NamedTuple):
    """Half-life of a device: as printed, or carried to a common starting luminance [h]."""

    device: Device
    low_h: float
    high_h: float
    carried: bool

    @property
    def middle_h(self) -> float:
        """Geometric mean of both ends."""
        return math.sqrt(self.low_h * self.high_h)


@finite
def eqe_by_lifetime(luminance_cd_m2: float = 100.0, exponents: tuple[float, float] = (1.0, 2.0)) -> list[Aged]:
    """Half-lives of the electroluminescent devices that print an EQE, at one starting luminance where that is possible.

    Parameters
    ----------
    luminance_cd_m2 : float, optional
        Starting luminance to which half-lives are carried [cd/m2], above 0.
    exponents : tuple of float, optional
        Least and largest acceleration exponent [-].

    Returns
    -------
    list of Aged
        Carried where the row states its starting luminance and that is within
        a factor of ten; else as printed, both ends alike.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.lifetime_at`.

    Examples
    --------
    >>> all(aged.low_h <= aged.middle_h <= aged.high_h for aged in eqe_by_lifetime() if aged.carried)
    True
    """
    target = one_number("luminance_cd_m2", positive("luminance_cd_m2", luminance_cd_m2))
    both = not_negative("exponents", exactly("exponents", exponents, 2)).tolist()
    found = []
    for d in printed("t50_h", "eqe_pct", electroluminescent=True):
        assert d.t50_h is not None
        start = d.t50_luminance_cd_m2
        if start is not None and 1 / led.FURTHEST <= start / target <= led.FURTHEST:
            ends = [led.lifetime_at(d.t50_h, start, target, n) for n in both]
            found.append(Aged(d, min(ends), max(ends), carried=True))
        else:
            found.append(Aged(d, d.t50_h, d.t50_h, carried=False))
    return found


class HoleSide(NamedTuple):
    """Layers between the anode and the emitter, and the devices that have them."""

    layers: tuple[str, ...]
    devices: tuple[Device, ...]

    @property
    def name(self) -> str:
        """The layers in one line."""
        return " / ".join(self.layers) or "none"

    @property
    def eqe_pct(self) -> tuple[float, float]:
        """Least and largest EQE [%]."""
        values = [d.eqe_pct for d in self.devices if d.eqe_pct is not None]
        return min(values), max(values)


def device_stacks() -> list[HoleSide]:
    """Electroluminescent devices with printed stack and EQE, by the layers between anode and emitter.

    Returns
    -------
    list of HoleSide
        The rarest first, then by the best device. Stacks that do not name the
        emitting layer are left out.

    Examples
    --------
    >>> all(side.eqe_pct[0] <= side.eqe_pct[1] for side in device_stacks())
    True
    """
    sides: dict[tuple[str, ...], list[Device]] = {}
    for d in printed("eqe_pct", electroluminescent=True):
        if EMITTER in d.layers:
            sides.setdefault(d.layers[1 : d.layers.index(EMITTER)], []).append(d)
    found = [HoleSide(layers, tuple(devices)) for layers, devices in sides.items()]
    return sorted(found, key=lambda side: (len(side.devices), side.eqe_pct[1]))
