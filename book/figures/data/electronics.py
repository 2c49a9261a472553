"""Transistors and light links: mobilities, bit rates, bandwidths and the lifetimes behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from calculators import recombination, tables
from calculators.results import Result
from calculators.tables import FloatArray

from . import select

_PER_MHZ = {"MHz": 1.0, "GHz": 1e3}
_PER_MBIT = {"Mbit/s": 1.0, "Mbps": 1.0, "Gbit/s": 1e3, "Gbps": 1e3}


class Mobility(NamedTuple):
    """Printed mobility of carriers in a film."""

    material: str
    cm2_per_vs: float
    """Mobility [cm2/(V s)]."""
    qualifier: str
    """What stands before the number, such as "~" or ">="."""
    transistor: bool
    """Whether the material is said to be a transistor; the method is not printed otherwise."""
    citation: str


def mobilities() -> tuple[Mobility, ...]:
    """Printed mobilities of carriers in films of nanocrystals.

    Returns
    -------
    tuple of Mobility
        Every row of ``values`` on this quantity in cm2/(V s), rising.

    Examples
    --------
    >>> next(found.cm2_per_vs for found in mobilities() if found.citation == "dong2020")
    0.01
    """
    found = [
        Mobility(row["material"], row["value"], row["qualifier"], row["sample"] == "transistor", row["citation"])
        for row in select.printed("carrier mobility")
        if row["unit"] == "cm²/(V s)"
    ]
    return tuple(sorted(found, key=lambda one: one.cm2_per_vs))


class LightLink(NamedTuple):
    """A light link of which bandwidth and bit rate are printed."""

    material: str
    bandwidth_mhz: float
    """Bandwidth at -3 dB [MHz]."""
    rate_mbit_s: float
    """Bit rate [Mbit/s]."""
    citation: str

    @property
    def bits_per_hertz(self) -> float:
        """Bit rate over bandwidth [bit/s per Hz]."""
        return self.rate_mbit_s / self.bandwidth_mhz


def light_links() -> tuple[LightLink, ...]:
    """Bandwidth and bit rate of the light links that print both.

    Returns
    -------
    tuple of LightLink
        Each pair of a modulation bandwidth and a data rate of one material in
        one work, by bandwidth.

    Examples
    --------
    >>> next(round(link.bits_per_hertz, 1) for link in light_links() if link.citation == "dursun2016")
    4.1
    """
    rates = [row for row in select.printed("data rate") if row["unit"] in _PER_MBIT]
    found = [
        LightLink(
            band["material"],
            select.converted(band, _PER_MHZ),
            select.converted(rate, _PER_MBIT),
            band["citation"],
        )
        for band in select.printed("modulation bandwidth")
        for rate in rates
        if (band["material"], band["citation"]) == (rate["material"], rate["citation"])
    ]
    return tuple(sorted(found, key=lambda link: link.bandwidth_mhz))


class BandwidthPair(NamedTuple):
    """Bare and shelled crystals, and the bandwidths that their lifetimes allow."""

    name: str
    bare_ns: float
    """Lifetime of the bare crystals [ns]."""
    shelled_ns: float
    """Lifetime with the shell [ns]."""
    bare_mhz: float
    """Bandwidth of the bare crystals by the electrical convention [MHz]."""
    shelled_mhz: float
    """Bandwidth with the shell by the electrical convention [MHz]."""
    citation: str


class PrintedBandwidth(NamedTuple):
    """Printed bandwidth of a converter of light."""

    material: str
    bandwidth_mhz: float
    """Bandwidth at -3 dB [MHz]."""
    citation: str


@dataclass(frozen=True, eq=False)
class BandwidthByLifetime(Result):
    """What :func:`bandwidth_by_lifetime` returns.

    Attributes
    ----------
    lifetime_ns : numpy.ndarray
        Lifetimes of a single-exponential decay [ns], shape (n,), rising.
    electrical_mhz, optical_mhz : numpy.ndarray
        Bandwidths by the two conventions of -3 dB [MHz], shape (n,).
    pairs : tuple of BandwidthPair
        Bare and shelled crystals of CsPbX3.
    printed : tuple of PrintedBandwidth
        Printed bandwidths of CsPbX3 converters, rising.
    """

    lifetime_ns: FloatArray
    electrical_mhz: FloatArray
    optical_mhz: FloatArray
    pairs: tuple[BandwidthPair, ...]
    printed: tuple[PrintedBandwidth, ...]

    @property
    def above_every_pair(self) -> int:
        """How many printed bandwidths lie above that of every crystal."""
        fastest = max((max(pair.bare_mhz, pair.shelled_mhz) for pair in self.pairs), default=0.0)
        return sum(one.bandwidth_mhz > fastest for one in self.printed)


def bandwidth_by_lifetime() -> BandwidthByLifetime:
    """Bandwidth that a single-exponential decay allows, with bare and shelled crystals and printed bandwidths.

    Returns
    -------
    BandwidthByLifetime
        Crystals are the rows of ``core_shell`` with a core of CsPbX3 and both
        lifetimes, neither of them doubted.

    Examples
    --------
    >>> pairs = bandwidth_by_lifetime().pairs
    >>> next(round(pair.bare_mhz) for pair in pairs if pair.citation == "li2017b")
    76
    """
    pairs = []
    for row in tables.read("core_shell"):
        before, after = row["lifetime_core_ns"], row["lifetime_ns"]
        doubts = select.doubted(row) & {"lifetime_core_ns", "lifetime_ns"}
        if row["core"].startswith("CsPb") and before and after and not doubts:
            bare, shelled = (recombination.modulation_bandwidth(tau) for tau in (before, after))
            pairs.append(BandwidthPair(f"{row['core']}/{row['shell']}", before, after, bare, shelled, row["citation"]))
    printed = [
        PrintedBandwidth(row["material"], select.converted(row, _PER_MHZ), row["citation"])
        for row in select.printed("modulation bandwidth")
        if row["material"].startswith("CsPb")
    ]
    lifetimes = [tau for pair in pairs for tau in (pair.bare_ns, pair.shelled_ns)]
    span = np.geomspace(min([0.15, *(tau / 1.4 for tau in lifetimes)]), max([80.0, *(1.4 * tau for tau in lifetimes)]))
    return BandwidthByLifetime(
        span,
        recombination.modulation_bandwidth(span),
        recombination.modulation_bandwidth(span, convention="optical"),
        tuple(pairs),
        tuple(sorted(printed, key=lambda one: one.bandwidth_mhz)),
    )
