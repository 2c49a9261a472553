"""Two-column spectra and decays as people paste or drop them: read, checked, put in order."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass

import numpy as np

from .tables import FloatArray

_MAX_CHARACTERS = 5_000_000
_FIRST_NM, _LAST_NM, _WIDEST_GAP_NM = 100.0, 20_000.0, 20.0
_NUMBER = r"[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+−]?\d+)?|[-+]?(?:nan|NaN|NAN|inf|Inf|INF)"
_WORD = re.compile(_NUMBER)


class SpectrumError(ValueError):
    """A text that is no two-column spectrum."""


@dataclass(frozen=True, slots=True)
class Spectrum:
    """A measured curve with ascending wavelengths.

    Attributes
    ----------
    wavelength_nm : numpy.ndarray
        Wavelengths [nm], shape (n,), strictly ascending.
    value : numpy.ndarray
        Second column [its own unit], shape (n,).
    header : str
        Lines in front of the numbers, joined.
    """

    wavelength_nm: FloatArray
    value: FloatArray
    header: str = ""

    def at(self, wavelength_nm: float) -> float:
        """Value at a wavelength, by linear interpolation; outside the range a ValueError."""
        low, high = float(self.wavelength_nm[0]), float(self.wavelength_nm[-1])
        if not low <= wavelength_nm <= high:
            raise SpectrumError(f"wavelength_nm: {wavelength_nm:g} nm is outside the spectrum, {low:g} to {high:g} nm")
        after = int(np.searchsorted(self.wavelength_nm, wavelength_nm))
        gap = float(self.wavelength_nm[after] - self.wavelength_nm[max(after - 1, 0)])
        if gap > _WIDEST_GAP_NM and self.wavelength_nm[after] != wavelength_nm:
            raise SpectrumError(
                f"wavelength_nm: the points around {wavelength_nm:g} nm are {gap:g} nm apart, "
                f"more than the {_WIDEST_GAP_NM:g} nm that are interpolated"
            )
        return float(np.interp(wavelength_nm, self.wavelength_nm, self.value))


@dataclass(frozen=True, slots=True)
class Decay:
    """A measured decay with ascending times.

    Attributes
    ----------
    time : numpy.ndarray
        Times [its own unit], shape (n,), strictly ascending.
    signal : numpy.ndarray
        Second column [its own unit], shape (n,).
    header : str
        Lines in front of the numbers, joined.
    """

    time: FloatArray
    signal: FloatArray
    header: str = ""


def read_decay(text: str) -> Decay:
    r"""Read a two-column decay: time and signal, separated and headed as for :func:`read`.

    Parameters
    ----------
    text : str
        Content of a CSV or TXT file.

    Returns
    -------
    Decay
        Times must ascend, without repeats.

    Raises
    ------
    SpectrumError
        A ValueError that names the line which cannot be read.

    Examples
    --------
    >>> read_decay("h;L\n0;100\n1;80\n2;65").signal.tolist()
    [100.0, 80.0, 65.0]
    """
    points, header = _points(text)
    for (before, _, _), (after, _, number) in itertools.pairwise(points):
        if not after > before:
            raise SpectrumError(f"text: the time {after:g} in line {number} breaks the order; times must ascend")
    for _, value, number in points:
        if math.isinf(value):
            raise SpectrumError(f"text: the value in line {number} is infinite")
    return Decay(np.array([p[0] for p in points]), np.array([p[1] for p in points]), " ".join(header))


def read(text: str) -> Spectrum:
    r"""Read a two-column spectrum: wavelength [nm] and a value.

    Columns may be separated by commas, semicolons, tabs or blanks; a decimal
    comma is understood where another separator stands between the columns.
    Wavelengths may ascend or descend. Lines before the first pair of numbers
    are a header; empty lines and lines that start with # are passed over.
    Further columns are ignored.

    Parameters
    ----------
    text : str
        Content of a CSV or TXT file.

    Returns
    -------
    Spectrum
        In ascending order.

    Raises
    ------
    SpectrumError
        A ValueError that names the line which cannot be read.

    Examples
    --------
    >>> read("nm;A\n410;0.71\n400;0.83").at(405)
    0.77
    """
    points, header = _points(text)
    if any(re.search(r"%\s*t\b|transmi", line, re.IGNORECASE) for line in header):
        raise SpectrumError(f"text: the header {header[0][:40]!r} speaks of transmission; an absorbance is needed")
    if points[0][0] > points[-1][0]:
        points.reverse()
    for (before, _, _), (after, _, number) in itertools.pairwise(points):
        if not after > before:
            raise SpectrumError(
                f"text: the wavelength {after:g} nm in line {number} breaks the order; "
                "wavelengths must all ascend or all descend, without repeats"
            )
    for wavelength, value, number in points:
        if not _FIRST_NM <= wavelength <= _LAST_NM:
            raise SpectrumError(
                f"text: {wavelength:g} in line {number} is no wavelength in nm ({_FIRST_NM:g} to {_LAST_NM:g}); "
                "the first column must be the wavelength, in nm, without thousands separators"
            )
        if math.isinf(value):
            raise SpectrumError(f"text: the value in line {number} is infinite")
    return Spectrum(np.array([p[0] for p in points]), np.array([p[1] for p in points]), " ".join(header))


def _points(text: str) -> tuple[list[tuple[float, float, int]], list[str]]:
    """Pairs of numbers with their line, and the header."""
    if not isinstance(text, str):
        raise SpectrumError(f"text: {type(text).__name__} is not text")
    if len(text) > _MAX_CHARACTERS:
        raise SpectrumError(f"text: {len(text)} characters are too many; {_MAX_CHARACTERS} are allowed")
    header: list[str] = []
    points: list[tuple[float, float, int]] = []
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        pair = _pair(line)
        if pair is None:
            if points or _starts_with_a_number(line):
                raise SpectrumError(f"text: line {number} ({line[:40]!r}) holds no two numbers")
            header.append(line)
            continue
        points.append((*pair, number))
    if len(points) < 2:
        where = f"; the first line is {header[0][:40]!r}" if header else ""
        raise SpectrumError(f"text: {len(points)} pairs of numbers found, two or more are needed{where}")
    return points, header


def _starts_with_a_number(line: str) -> bool:
    words = re.split(r"[\s;,]+", line.strip('"'))
    return len(words) > 1 and bool(_WORD.fullmatch(words[0]))


def _pair(line: str) -> tuple[float, float] | None:
    """First two numbers of a line, or None."""
    line = line.replace('"', "")
    for separator in (";", "\t"):
        if separator in line:
            return _numbers([c.strip() for c in line.split(separator)])
    words = line.split()
    if len(words) >= 2:
        pair = _numbers([c.rstrip(",") for c in words])
        if pair is not None:
            return pair
    cells = [c.strip() for c in line.split(",")]
    if len(cells) >= 3 and _WORD.fullmatch(cells[0]) and not any("." in c for c in cells):
        raise SpectrumError(
            f"text: {line[:40]!r} can be read as columns of whole numbers or with decimal commas; "
            "put semicolons or tabs between the columns"
        )
    return _numbers(cells)


def _numbers(cells: list[str]) -> tuple[float, float] | None:
    if len(cells) < 2 or not all(_WORD.fullmatch(c) for c in cells[:2]):
        return None
    one, two = (float(c.replace("−", "-").replace(",", ".")) for c in cells[:2])
    return (one, two) if math.isfinite(one) else None
