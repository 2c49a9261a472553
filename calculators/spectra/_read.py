"""Two-column text, as people paste or drop it: read, checked, put in order."""

from __future__ import annotations

import itertools
import math
import re

import numpy as np

from ._decode import text_of
from ._types import Column, Decay, Spectrum, SpectrumError

_FIRST_NM, _LAST_NM = 100.0, 20_000.0
_NUMBER = r"[-+−]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][-+−]?\d+)?|[-+]?(?:nan|NaN|NAN|inf|Inf|INF)"
_WORD = re.compile(_NUMBER)

_Point = tuple[float, float, int]  # two numbers and their line


def columns(text: str | bytes) -> tuple[Column, ...]:
    r"""Columns that a file offers.

    Parameters
    ----------
    text : str or bytes
        Content of a file.

    Returns
    -------
    tuple of Column
        In the order of the file.

    Examples
    --------
    >>> [c.points for c in columns("nm;A\n410;0.71\n400;0.83")]
    [2]
    """
    points, header = _points(text)
    return (Column(header[-1] if header else "column 2", points=len(points)),)


def read_decay(text: str | bytes, *, column: str | None = None, per_channel: float | None = None) -> Decay:
    r"""Read a two-column decay: time and signal, separated and headed as for :func:`read`.

    Parameters
    ----------
    text : str or bytes
        Content of a file.
    column : str, optional
        Name of a column, as :func:`columns` gives it.
    per_channel : float, optional
        Time of one channel [ns], where the file counts channels.

    Returns
    -------
    Decay
        Times must ascend, without repeats.

    Raises
    ------
    SpectrumError
        An ArgumentError that names the line which cannot be read.

    See Also
    --------
    read : spectra.
    calculators.recombination.fit_decay : lifetimes from a decay.

    Examples
    --------
    >>> read_decay("h;L\n0;100\n1;80\n2;65").signal.tolist()
    [100.0, 80.0, 65.0]
    """
    points, header = _points(text)
    _rising(points, "time", "times must ascend, without repeats")
    _finite(points)
    return Decay(np.array([p[0] for p in points]), np.array([p[1] for p in points]), " ".join(header))


def _rising(points: list[_Point], what: str, allowed: str) -> None:
    for (before, _, _), (after, _, number) in itertools.pairwise(points):
        if not after > before:
            raise SpectrumError(
                "text", f"the {what} {after:g} in line {number} breaks the order", allowed, after, number
            )


def _finite(points: list[_Point]) -> None:
    for _, value, number in points:
        if math.isinf(value):
            raise SpectrumError("text", f"the value in line {number} is infinite", "values are finite", value, number)


def read(
    text: str | bytes, *, quantity: str | None = None, column: str | None = None, unit: str | None = None
) -> Spectrum:
    r"""Read a two-column spectrum: wavelength [nm] and a value.

    Columns may be separated by commas, semicolons, tabs or blanks; a decimal
    comma is understood where another separator stands between the columns.
    Wavelengths may ascend or descend. Lines before the first pair of numbers
    are a header; empty lines and lines that start with # are passed over.
    Further columns are ignored.

    Parameters
    ----------
    text : str or bytes
        Content of a file.
    quantity : str, optional
        "absorbance" or "emission": what is asked for.
    column : str, optional
        Name of a column, as :func:`columns` gives it.
    unit : str, optional
        Unit of the axis, where the file does not say it.

    Returns
    -------
    Spectrum
        In ascending order.

    Raises
    ------
    SpectrumError
        An ArgumentError that names the line which cannot be read.

    See Also
    --------
    read_decay : decays.
    calculators.absorption.estimate : what an absorbance says of a dispersion.

    Examples
    --------
    >>> read("nm;A\n410;0.71\n400;0.83").at(405)
    0.77
    """
    points, header = _points(text)
    for line in header:
        if re.search(r"%\s*t\b|transmi", line, re.IGNORECASE):
            raise SpectrumError(
                "text", f"the header {line[:40]!r} speaks of transmission", "an absorbance is needed", line
            )
    if points[0][0] > points[-1][0]:
        points.reverse()
    _rising(points, "wavelength", "wavelengths must all ascend or all descend, without repeats")
    for wavelength, _, number in points:
        if not _FIRST_NM <= wavelength <= _LAST_NM:
            raise SpectrumError(
                "text",
                f"{wavelength:g} in line {number} is no wavelength in nm ({_FIRST_NM:g} to {_LAST_NM:g})",
                "the first column must be the wavelength, in nm, without thousands separators",
                wavelength,
                number,
            )
    _finite(points)
    return Spectrum(np.array([p[0] for p in points]), np.array([p[1] for p in points]), " ".join(header))


def _points(content: str | bytes) -> tuple[list[_Point], list[str]]:
    """Pairs of numbers with their line, and the header."""
    text, _ = text_of(content)
    header: list[str] = []
    points: list[_Point] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        pair = _pair(line, number)
        if pair is None:
            if points or _starts_with_a_number(line):
                raise SpectrumError(
                    "text", f"line {number} ({line[:40]!r}) holds no two numbers", "each line is a point", line, number
                )
            header.append(line)
            continue
        points.append((*pair, number))
    if len(points) < 2:
        where = f"; the first line is {header[0][:40]!r}" if header else ""
        raise SpectrumError("text", f"{len(points)} pairs of numbers found{where}", "two or more are needed")
    return points, header


def _starts_with_a_number(line: str) -> bool:
    words = re.split(r"[\s;,]+", line.strip('"'))
    return len(words) > 1 and bool(_WORD.fullmatch(words[0]))


def _pair(line: str, number: int) -> tuple[float, float] | None:
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
            "text",
            f"{line[:40]!r} can be read as columns of whole numbers or with decimal commas",
            "put semicolons or tabs between the columns",
            line,
            number,
        )
    return _numbers(cells)


def _numbers(cells: list[str]) -> tuple[float, float] | None:
    if len(cells) < 2 or not all(_WORD.fullmatch(c) for c in cells[:2]):
        return None
    one, two = (float(c.replace("−", "-").replace(",", ".")) for c in cells[:2])
    return (one, two) if math.isfinite(one) else None
