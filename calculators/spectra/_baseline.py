"""What lies under a spectrum, measured at its ends and taken off with its sign; photons made power."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .. import tables
from ..checks import between, one_number
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError, one_of
from ..results import Result
from ..tables import ArrayLike, FloatArray
from ._curve import curve, per_cent, scatter
from ._types import Spectrum

_LEAST = 3
_STILL_SIGNAL = 0.02  # rise within an end, as a share of the highest value, from which it is no baseline

Ends = Literal["both", "short", "long"]


@dataclass(frozen=True, slots=True, eq=False)
class Baseline(Result):
    """Straight line through the ends of a spectrum.

    Attributes
    ----------
    short_nm, long_nm : float
        Places of the two levels: the middles of the ends [nm].
    short, long : float
        Level at each, with its sign [unit of the spectrum]; the same if one end was taken.
    short_error, long_error : float
        Standard error of each level [unit of the spectrum].
    share : float
        Larger of the two levels, by size, over the highest value above the line [-].
    ends : str
        Which ends were taken.
    """

    short_nm: float
    long_nm: float
    short: float
    long: float
    short_error: float
    long_error: float
    share: float
    ends: str

    def at(self, wavelength_nm: ArrayLike) -> FloatArray:
        """Level at wavelengths [nm], on the straight line."""
        nm = as_wavelength("wavelength_nm", wavelength_nm)
        slope = (self.long - self.short) / (self.long_nm - self.short_nm)
        level: FloatArray = self.short + slope * (nm - self.short_nm)
        return level

    @property
    def is_there(self) -> bool:
        """Whether a level differs from 0 by over three standard errors and a thousandth of the highest value."""
        levels = ((self.short, self.short_error), (self.long, self.long_error))
        return self.share > 1e-3 and any(abs(level) > 3 * error for level, error in levels)


def _level(name: str, nm: FloatArray, value: FloatArray, highest: float, sigma: float) -> tuple[float, float]:
    """Mean of an end and its standard error, or a refusal if the end still belongs to a line."""
    half = value.size // 2
    inner, outer = (value[-half:], value[:half]) if name == "short-wave" else (value[:half], value[-half:])
    rise = float(inner.mean() - outer.mean())
    if abs(rise) > max(_STILL_SIGNAL * highest, 4 * sigma * np.sqrt(2 / half)):
        raise ArgumentError(
            "spectrum",
            f"its {name} end ({nm[0]:g} to {nm[-1]:g} nm) still changes by {per_cent(abs(rise) / highest)} of the "
            "highest value",
            "a baseline is measured where the spectrum is flat",
            rise,
        )
    return float(value.mean()), sigma / float(np.sqrt(value.size))


def baseline(spectrum: Spectrum, *, ends: Ends = "both", share: float = 0.08) -> Baseline:
    """Level under a spectrum, from its ends, with its sign.

    Parameters
    ----------
    spectrum : Spectrum
        Of five points or more.
    ends : {"both", "short", "long"}, optional
        Take a straight line through both ends, or the level of the short-wave
        or the long-wave end alone. An absorbance has a baseline on the
        long-wave side only.
    share : float, optional
        Share of the range of wavelengths that counts as an end [-], above 0, below 0.5.

    Returns
    -------
    Baseline
        Means over the ends, three points of each at least.

    Raises
    ------
    ArgumentError
        If the spectrum is too short, an absorbance is to be taken by its
        short-wave end, or an end still changes by more than 2 % of the highest
        value and more than noise: there it is no baseline.

    See Also
    --------
    subtract_baseline : Takes it off.

    Examples
    --------
    >>> import numpy as np
    >>> from calculators.spectra import baseline, from_points, subtract_baseline
    >>> nm = np.arange(340.0, 1031.0)
    >>> line = np.exp(-4 * np.log(2) * ((nm - 516) / 20) ** 2)
    >>> found = baseline(from_points(nm, line + 0.01))
    >>> round(found.short, 4), round(found.long, 4), round(found.share, 3), found.is_there
    (0.01, 0.01, 0.01, True)
    """
    one_of("ends", ends, ("both", "short", "long"))
    part = float(between("share", one_number("share", share), 0.0, 0.5))
    nm, value = curve(spectrum, 2 * _LEAST)
    if spectrum.quantity == "absorbance" and ends != "long":
        raise ArgumentError(
            "ends", "the short-wave end of an absorbance absorbs, and is no baseline", "take the long-wave end", ends
        )
    reach = part * (nm[-1] - nm[0])
    first = max(_LEAST, int((nm <= nm[0] + reach).sum()))
    last = max(_LEAST, int((nm >= nm[-1] - reach).sum()))
    places = float(nm[:first].mean()), float(nm[-last:].mean())
    sigma = scatter(nm, value)
    base = min(float(value[:first].mean()), float(value[-last:].mean()))
    highest = float(value.max()) - base
    if not highest > 0:
        raise ArgumentError("spectrum", "nothing rises above its ends", "it must hold a line or an edge")
    short = long = (0.0, 0.0)
    if ends != "long":
        short = _level("short-wave", nm[:first], value[:first], highest, sigma)
    if ends != "short":
        long = _level("long-wave", nm[-last:], value[-last:], highest, sigma)
    if ends == "long":
        short = long
    if ends == "short":
        long = short
    size = max(abs(short[0]), abs(long[0])) / highest
    return Baseline(*places, short[0], long[0], short[1], long[1], size, ends)


def subtract_baseline(spectrum: Spectrum, *, ends: Ends = "both", share: float = 0.08) -> Spectrum:
    """Spectrum without its baseline; what was taken off stands in its notes.

    Parameters
    ----------
    spectrum : Spectrum
        Of five points or more.
    ends, share : optional
        See :func:`baseline`.

    Returns
    -------
    Spectrum
        Noise keeps its sign: nothing is set to 0.

    Raises
    ------
    ArgumentError
        See :func:`baseline`.

    See Also
    --------
    baseline : The level alone.

    Examples
    --------
    >>> import numpy as np
    >>> from calculators.spectra import baseline, from_points, subtract_baseline
    >>> nm = np.arange(340.0, 1031.0)
    >>> line = np.exp(-4 * np.log(2) * ((nm - 516) / 20) ** 2)
    >>> found = subtract_baseline(from_points(nm, line + 0.01))
    >>> found.notes
    ('Subtracted: 0.01, the level of both ends (368 and 1002 nm), 1 % of the highest value above it.',)
    """
    level = baseline(spectrum, ends=ends, share=share)
    if level.ends == "both" and abs(level.long - level.short) > 0.005 * max(abs(level.long), abs(level.short)):
        words = (
            f"a straight line from {level.short:.3g} at {level.short_nm:.0f} nm to {level.long:.3g} at "
            f"{level.long_nm:.0f} nm"
        )
    elif level.ends == "both":
        words = f"{level.long:.3g}, the level of both ends ({level.short_nm:.0f} and {level.long_nm:.0f} nm)"
    else:
        place = level.short_nm if level.ends == "short" else level.long_nm
        words = f"{level.long:.3g}, the level of the {level.ends}-wave end ({place:.0f} nm)"
    note = f"Subtracted: {words}, {per_cent(level.share)} of the highest value above it."
    return dataclasses.replace(
        spectrum,
        value=np.asarray(spectrum.value, dtype=float) - level.at(spectrum.wavelength_nm),
        notes=(*spectrum.notes, note),
    )


def to_power(spectrum: Spectrum) -> Spectrum:
    """Power per nanometre from photons per nanometre, each times its energy hc/λ.

    Colour and photometry take power. A detector that counts, and software
    that corrects for its quantum efficiency, give photons: taken for power
    they make a spectrum too red, the more the wider it is.

    Parameters
    ----------
    spectrum : Spectrum
        Photons per nanometre.

    Returns
    -------
    Spectrum
        Values times 1239.84 eV nm over the wavelength; the notes say so.

    Raises
    ------
    ArgumentError
        If it is no spectrum or an absorbance.

    See Also
    --------
    calculators.led.mean_photon_energy : Needs power.

    Examples
    --------
    >>> from calculators.spectra import from_points
    >>> to_power(from_points([400.0, 800.0], [1.0, 1.0], quantity="emission")).value.round(3).tolist()
    [3.1, 1.55]
    """
    emitted(spectrum)
    energy = tables.photon_energy_nm_ev() / np.asarray(spectrum.wavelength_nm, dtype=float)
    return dataclasses.replace(
        spectrum,
        value=np.asarray(spectrum.value, dtype=float) * energy,
        unit=f"eV × {spectrum.unit}" if spectrum.unit else "",
        notes=(*spectrum.notes, "Photons were made power: each value times hc/λ."),
    )


def emitted(spectrum: Spectrum) -> None:
    """Refuse what is no emission.

    Parameters
    ----------
    spectrum : Spectrum
        What was read.

    Raises
    ------
    ArgumentError
        If it is no spectrum or an absorbance.

    Examples
    --------
    >>> from calculators.spectra import from_points
    >>> emitted(from_points([400.0, 500.0], [1.0, 1.0]))
    """
    _not(spectrum, "absorbance", "emission")


def absorbed(spectrum: Spectrum) -> None:
    """Refuse what is no absorbance.

    Parameters
    ----------
    spectrum : Spectrum
        What was read.

    Raises
    ------
    ArgumentError
        If it is no spectrum or an emission.

    Examples
    --------
    >>> from calculators.spectra import from_points
    >>> absorbed(from_points([400.0, 500.0], [1.0, 1.0]))
    """
    _not(spectrum, "emission", "absorbance")


def _not(spectrum: Spectrum, other: str, wanted: str) -> None:
    curve(spectrum, 2)
    if spectrum.quantity == other:
        article = "an" if other[0] in "ae" else "a"
        raise ArgumentError("spectrum", f"this is {article} {other}", f"an {wanted} is needed", other)
