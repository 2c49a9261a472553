"""What reading a file gives: a spectrum or a decay, with what was understood of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np

from ..checks import one_number
from ..errors import ArgumentError
from ..results import Result
from ..tables import FloatArray

_WIDEST_GAP_NM = 20.0


class SpectrumError(ArgumentError):
    r"""A text that is no two-column spectrum, or a wavelength that it does not hold.

    Parameters
    ----------
    argument, problem, allowed, value
        See :class:`calculators.errors.ArgumentError`.
    line : int, optional
        Number of the line that is at fault, from 1.

    Attributes
    ----------
    line : int or None
        As given; None if no single line is at fault.

    Examples
    --------
    >>> from calculators.spectra import read
    >>> try:
    ...     read("400,0.8\n410,x\n420,0.5")
    ... except SpectrumError as error:
    ...     print(error.argument, error.line, error.value)
    text 2 410,x
    """

    def __init__(
        self, argument: str, problem: str, allowed: str = "", value: Any = None, line: int | None = None
    ) -> None:
        super().__init__(argument, problem, allowed, value)
        if argument == "text":  # the problem itself says "the file"
            self.args = (problem + (f"; {allowed}" if allowed else ""),)
        self.line = line

    def renamed(self, argument: str | dict[str, str]) -> Self:
        """Same refusal under another name, for whoever passed the text on."""
        found = super().renamed(argument)
        found.line = self.line
        return found

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.argument, self.problem, self.allowed, self.value, self.line)


def _not_read(left_out: tuple[str, ...]) -> tuple[str, ...]:
    return (f"Not read: {' '.join(left_out)}",) if left_out else ()


@dataclass(frozen=True, slots=True, eq=False)
class Spectrum(Result):
    """A measured curve with ascending wavelengths.

    Attributes
    ----------
    wavelength_nm : numpy.ndarray
        Wavelengths [nm], shape (n,), strictly ascending.
    value : numpy.ndarray
        Second column [its own unit], shape (n,).
    header : str
        Lines in front of the numbers, joined.
    quantity : str
        What the values are, such as "absorbance" or "emission"; empty if
        nobody said.
    unit : str
        Unit of the values; empty if the file names none.
    column : str
        Name of the column that was read.
    left_out : tuple of str
        What of the file was not read, one sentence each.
    notes : tuple of str
        What was understood or converted, one sentence each.
    """

    wavelength_nm: FloatArray
    value: FloatArray
    header: str = ""
    quantity: str = ""
    unit: str = ""
    column: str = ""
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """What was read, converted and left out, for people: one sentence each."""
        what = f" ({self.quantity})" if self.quantity else ""
        read = (
            f"Read: {self.wavelength_nm.size} points from {self.wavelength_nm[0]:g} to {self.wavelength_nm[-1]:g} nm, "
            f"column {self.column!r}{what}."
        )
        return (read, *self.notes, *_not_read(self.left_out))

    def at(self, wavelength_nm: float) -> float:
        """Value at a wavelength, by linear interpolation; a SpectrumError outside the range or in a gap."""
        wanted = one_number("wavelength_nm", wavelength_nm)
        low, high = float(self.wavelength_nm[0]), float(self.wavelength_nm[-1])
        if not low <= wanted <= high:
            raise SpectrumError(
                "wavelength_nm",
                f"{wanted:g} nm is outside the spectrum",
                f"it reaches from {low:g} to {high:g} nm",
                wanted,
            )
        after = int(np.searchsorted(self.wavelength_nm, wanted))
        gap = float(self.wavelength_nm[after] - self.wavelength_nm[max(after - 1, 0)])
        if gap > _WIDEST_GAP_NM and self.wavelength_nm[after] != wanted:
            raise SpectrumError(
                "wavelength_nm",
                f"the points around {wanted:g} nm are {gap:g} nm apart",
                f"over {_WIDEST_GAP_NM:g} nm or less is interpolated",
                wanted,
            )
        return float(np.interp(wanted, self.wavelength_nm, self.value))


@dataclass(frozen=True, slots=True, eq=False)
class Decay(Result):
    """A measured decay with ascending times.

    Attributes
    ----------
    time : numpy.ndarray
        Times [`unit`], shape (n,), strictly ascending. The whole trace, with
        what lies before the pulse.
    signal : numpy.ndarray
        Counts, luminance or another signal, shape (n,).
    header : str
        Lines in front of the numbers, joined.
    unit : str
        Unit of the times: one of fs, ps, ns, µs, ms, s, min, h, d; empty if
        the file names none.
    response : numpy.ndarray or None
        Response of the instrument at the same times, shape (n,), where the
        file has a column of it.
    column : str
        Name of the column that was read.
    left_out : tuple of str
        What of the file was not read, one sentence each.
    notes : tuple of str
        What was understood or converted, one sentence each.
    """

    time: FloatArray
    signal: FloatArray
    header: str = ""
    unit: str = ""
    response: FloatArray | None = None
    column: str = ""
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """What was read, converted and left out, for people: one sentence each."""
        unit = f" {self.unit}" if self.unit else ""
        read = (
            f"Read: {self.time.size} points from {self.time[0]:g} to {self.time[-1]:g}{unit}, column {self.column!r}"
            f"{' with a response' if self.response is not None else ''}."
        )
        return (read, *self.notes, *_not_read(self.left_out))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file that can be asked for by its name.

    Attributes
    ----------
    name : str
        As the file calls it, with a number where two are called alike.
    quantity : str
        "absorbance", "transmittance", "reflectance", "emission",
        "excitation", another quantity by its name ("absorptance", "values in
        mV"), or empty where the file does not say.
    unit : str
        Unit of the values as the file writes it; empty without one.
    axis : str
        "wavelength", "wavenumber", "energy", "frequency", "time", "channel",
        "Raman shift", another axis by its name ("temperature"), or empty where
        the file does not say.
    axis_unit : str
        Unit of the axis, such as "nm", "cm-1", "eV" or "ns"; empty without one.
    points : int
        Rows with a number.
    """

    name: str
    quantity: str = ""
    unit: str = ""
    axis: str = ""
    axis_unit: str = ""
    points: int = 0
