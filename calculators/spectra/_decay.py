"""Read a decay: its times in their unit, the signal, and the response of the instrument where there is one."""

from __future__ import annotations

import numpy as np

from ..checks import one_number
from ..tables import FloatArray
from ._axes import refuse_other_axes
from ._file import read_sheet
from ._order import averaged
from ._read import refuse_dotted
from ._sheet import SHARE, Series, Sheet, chosen, offered
from ._types import Decay, SpectrumError
from ._words import several

_NS = {"fs": 1e-6, "ps": 1e-3, "ns": 1.0, "µs": 1e3, "ms": 1e6, "s": 1e9}  # units in ns
_NO_SIGNAL = ("temperature", "voltage", "decibels", "a logarithm", "derivative")


def read_decay(text: str | bytes, *, column: str | None = None, per_channel: float | None = None) -> Decay:
    r"""Read a decay from what an instrument or a person wrote: a time and a signal.

    Numbers, columns and headings are understood as by :func:`read`. The whole
    trace is given, with the rise and what lies before it; where a fit starts
    is the fit's business. A column of the instrument's response (IRF, prompt)
    is kept beside the signal. Counts by channel become times where the file
    says the time of a channel, or `per_channel` does.

    Parameters
    ----------
    text : str or bytes
        Content of a file; bytes may be UTF-8, UTF-16 or Windows-1252.
    column : str, optional
        Name of the column, as :func:`columns` gives it. Without it, the first
        that is neither response, fit nor background.
    per_channel : float, optional
        Time of one channel [ns], for a file that counts channels and does not
        say it.

    Returns
    -------
    Decay
        Times ascend; where a time stands in the file more than once, its
        readings are averaged. `unit` is that of the file, hours for times of
        a clock (hh:mm:ss), ns for channels.

    Raises
    ------
    SpectrumError
        If the file holds no decay, or not with certainty; the message names
        the line where there is one.

    See Also
    --------
    read : spectra.
    calculators.recombination.fit_decay : lifetimes from a decay.

    Examples
    --------
    >>> found = read_decay("Time [ns];IRF;Decay\n0;90;100\n1;2;80\n2;0;65")
    >>> found.unit, found.signal.tolist(), found.response.tolist()
    ('ns', [100.0, 80.0, 65.0], [90.0, 2.0, 0.0])
    >>> read_decay("Channel,Counts\n0,100\n1,80\n2,65", per_channel=0.05).time.tolist()
    [0.0, 0.05, 0.1]
    """
    if per_channel is not None:
        per_channel = one_number("per_channel", per_channel)
        if not per_channel > 0:
            raise SpectrumError("per_channel", f"{per_channel:g} ns is not allowed", "it must be above 0", per_channel)
    sheet = read_sheet(text)
    if sheet.map_ and column is None:
        raise SpectrumError(
            "text",
            f"the file is a map or several scans, no single decay: {sheet.map_}",
            "choose a column, or export one decay",
        )
    series = chosen(sheet.series, column) if column is not None else _chosen(sheet)
    refuse_dotted(series)
    time, unit = _times(series, per_channel, sheet.notes)
    left = list(sheet.left_out)
    response = _response(sheet, series)
    others = [s.name for s in sheet.series if s is not series and s is not response]
    if others:
        left.insert(0, f"Other columns: {offered(others)}.")
    return _ordered(time, unit, series, response, sheet, left)


def _chosen(sheet: Sheet) -> Series:
    largest = max(s.rows for s in sheet.series)
    main = [s for s in sheet.series if s.rows >= SHARE * largest and np.isfinite(s.y).any()]
    fitting = [
        s
        for s in main
        if s.value.role not in ("fit", "spread", "response", "raw", "peaks") and s.value.kind not in _NO_SIGNAL
    ]
    if not fitting:
        fitting = [s for s in main if s.value.role in ("response", "raw")]
        if not fitting:
            raise SpectrumError(
                "text",
                f"the file holds no signal, but {', '.join(s.name for s in main)[:80]}",
                "name the column to read it all the same",
            )
        sheet.notes.append(f"There is nothing but {fitting[0].name!r}.")
    lights = [s for s in fitting if s.value.kind == "emission"] or [s for s in fitting if not s.value.kind] or fitting
    if len(lights) > 1:
        sheet.notes.append(
            f"{lights[0].name!r} is read, the first of {len(lights)} that would fit; the others are "
            f"{offered([s.name for s in lights[1:]])}."
        )
    return lights[0]


def _times(series: Series, per_channel: float | None, notes: list[str]) -> tuple[FloatArray, str]:
    """Times of a curve, and their unit."""
    axis, x, step = series.axis, series.x, series.step
    refuse_other_axes(axis, "a time")
    if axis.kind in ("wavelength", "wavenumber", "energy", "frequency", "Raman shift"):
        raise SpectrumError(
            "text",
            f"the file holds a spectrum: its axis is a {axis.kind} ({axis.text!r})",
            "a decay over time is needed",
        )
    whole = bool(x.size > 2 and np.isfinite(x).all() and (np.diff(x) == 1).all() and x[0] in (0, 1))
    if axis.kind in ("channel", "pixel") or (per_channel is not None and axis.kind == "" and whole):
        if per_channel is not None and step is not None and not np.isclose(per_channel, step[0] * _NS[step[1]]):
            raise SpectrumError(
                "per_channel",
                f"{per_channel:g} ns is asked for, but the file says {step[0]:g} {step[1]}",
                "leave it out",
                per_channel,
            )
        if per_channel is not None:
            notes.append(f"Channels are converted to times, {per_channel:g} ns each.")
            return (x - x[0]) * per_channel, "ns"
        if step is None:
            raise SpectrumError(
                "text",
                "the file counts channels, and does not say their time",
                "give the time of a channel in ns as per_channel",
            )
        notes.append(f"Channels are converted to times, {step[0]:g} {step[1]} each, as the file says.")
        return (x - x[0]) * step[0], step[1]
    if per_channel is not None:
        raise SpectrumError(
            "per_channel", "the file gives times, no channels", "leave the time of a channel out", per_channel
        )
    if axis.unit == "?:??":
        raise SpectrumError(
            "text", "the times of the file may be hours and minutes or minutes and seconds", "write them as hh:mm:ss"
        )
    if not axis.unit:
        notes.append("The file does not say the unit of its times.")
    return x, axis.unit


def _response(sheet: Sheet, series: Series) -> Series | None:
    if series.value.role == "response":
        return None
    found = [s for s in sheet.series if s.value.role == "response" and s.x.shape == series.x.shape]
    return next((s for s in found if np.array_equal(s.x, series.x, equal_nan=True)), None)


def _ordered(
    time: FloatArray, unit: str, series: Series, response: Series | None, sheet: Sheet, left: list[str]
) -> Decay:
    use = np.isfinite(time)
    filled = np.flatnonzero(~series.empty & use)
    if filled.size:
        use[: filled[0]] = use[filled[-1] + 1 :] = False
    if (dropped := int((~use).sum())) and filled.size:
        left.append(f"{several(dropped, 'row')} without a point in this column.")
    y, lines, beside = series.y[use], series.lines[use], None if response is None else response.y[use]
    time = time[use]
    if time.size < 2:
        raise SpectrumError("text", f"{time.size} points found in {series.name!r}", "two or more are needed")
    if not np.isfinite(y).any():
        raise SpectrumError("text", f"the column {series.name!r} holds no number", "choose another one")
    if blank := int((~np.isfinite(y)).sum()):
        left.append(f"{several(blank, 'value')} without a number (NaN in the decay).")
    back = np.flatnonzero(np.diff(time) < 0)
    if back.size:
        at = int(back[0]) + 1
        what = (
            "; several curves seem to stand below one another"
            if abs(time[at] - time[0]) < 1e-9 and time.size > 20
            else ""
        )
        raise SpectrumError(
            "text",
            f"the time {time[at]:g} in line {lines[at]} breaks the order{what}",
            "times must ascend",
            float(time[at]),
            int(lines[at]),
        )
    if same := int((np.diff(time) == 0).sum()):
        start = time
        time, y, _ = averaged(start, y, lines)
        beside = None if beside is None else averaged(start, beside, lines)[1]
        sheet.notes.append(f"{several(same, 'time')} that stood there more than once: mean of the readings.")
        if time.size < 2:
            raise SpectrumError(
                "text", "all times of the file are equal", "two or more are needed", float(time[0]), int(lines[0])
            )
    return Decay(
        np.ascontiguousarray(time),
        np.ascontiguousarray(y),
        sheet.header,
        unit,
        beside,
        series.name,
        tuple(left),
        tuple(sheet.notes),
    )
