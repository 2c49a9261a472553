"""From the content of a file to the curves it holds, whoever wrote it."""

from __future__ import annotations

import re

import numpy as np

from ._blocks import Block, blocks_of
from ._decode import text_of
from ._jcamp import is_jcamp, jcamp
from ._sheet import Series, Sheet, sheet_of
from ._types import SpectrumError
from ._units import plain, unit_of
from ._words import Label, value_of

_CHANNEL = re.compile(r"\b(fs|ps|ns|µs|us|ms|s|sec)\b ?(?:/|per) ?(?:ch|bin|chan|channel|point|kanal|canal)\b")
_ONE_CHANNEL = re.compile(
    r"channel ?width|bin ?(?:width|size)|time ?(?:per|/) ?(?:ch|bin)|calibration|^resolution\b|dwell ?time|"
    r"kanalbreite|auflösung"
)
_TAC = re.compile(r"(?:tac|time) range\D{0,4}(\d+[.,]?\d*) ?(fs|ps|ns|µs|us|ms|s)\b.*?(\d+) ?(?:ch|bin|kan)")
_BEHIND = re.compile(r"\d ?(fs|ps|ns|µs|us|ms|s|sec)\b")
_OTHER_DATE = re.compile(r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}[ T]+\d{1,2}:\d\d")
_NUMBER = re.compile(r"[-+]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][-+]?\d+)?")


def read_sheet(content: str | bytes) -> Sheet:
    """All curves of a file.

    Parameters
    ----------
    content : str or bytes
        What stands in the file.

    Returns
    -------
    Sheet
        With one curve or more.

    Raises
    ------
    SpectrumError
        If it holds none, or a line cannot be read.
    """
    text, notes = text_of(content)
    lines = text.split("\n")
    counts = next((i for i, line in enumerate(lines) if line.strip().lower() == "#counts"), -1)
    if is_jcamp(lines):
        found = jcamp(lines)
    elif counts >= 0:
        found = _picoquant(lines, counts)
    else:
        blocks, texts = blocks_of(lines)
        found = sheet_of(blocks, texts)
        step = _said_step(lines)
        if not found.series and blocks:
            _take_channels(max(blocks, key=lambda b: len(b.values)), found)
        for series in found.series:
            series.step = step
    found.notes = notes + found.notes
    if not found.series:
        first = f"; it starts with {found.header[:40]!r}" if found.header else ""
        raise SpectrumError(
            "text",
            f"the file holds no table of numbers{first}",
            "write dates as 2025-03-14 10:15:00"
            if _OTHER_DATE.search(found.header)
            else "two columns and two lines or more are needed",
        )
    return found


def _picoquant(lines: list[str], counts: int) -> Sheet:
    """PicoQuant histograms: settings, each a line below its name with a value for every curve, then the counts."""
    head = [line.strip() for line in lines[:counts]]
    sheet = Sheet()
    blocks, _ = blocks_of([""] * (counts + 1) + lines[counts + 1 :])
    if blocks:
        _take_channels(max(blocks, key=lambda b: len(b.values)), sheet)
    if not sheet.series:
        raise SpectrumError("text", "no counts stand below '#counts'", "the file may be cut off")
    sheet.header = " ".join(head)
    steps: list[tuple[float, str]] = []
    for at, line in enumerate(head[:-1]):
        match = re.fullmatch(r"#\s*(fs|ps|ns|µs|us)/(?:bin|channel|ch)", line.lower())
        if match:
            unit = unit_of(match[1])[1]
            steps = [(float(n.replace(",", ".")), unit) for n in head[at + 1].split() if _NUMBER.fullmatch(n)]
    if steps and len(steps) != len(sheet.series):
        raise SpectrumError(
            "text",
            f"the file gives the time of a channel for {len(steps)} curves and holds {len(sheet.series)}",
            "each curve needs its own",
        )
    for series, step in zip(sheet.series, steps, strict=False):
        series.step = step
    return sheet


def _take_channels(block: Block, sheet: Sheet) -> None:
    """Take the columns of a block as counts without an axis: the row is the channel."""
    count, width = block.values.shape
    if count < 3:
        return
    sheet.header = " ".join(line.strip() for line in block.above)
    for i in range(width):
        name = f"curve {i + 1}" if width > 1 else "counts"
        sheet.series.append(
            Series(
                name,
                np.arange(count, dtype=float),
                block.values[:, i],
                block.empty[:, i],
                block.lines,
                Label("channel"),
                value_of("counts"),
                count,
            )
        )
    sheet.notes += block.notes


def _said_step(lines: list[str]) -> tuple[float, str] | None:
    """Time of a channel as a text says it: (ns/ch), "ns per channel", with a number behind it or in the next line."""
    for at, line in enumerate(lines[:500]):
        words = plain(line)
        if range_ := _TAC.search(words):
            return float(range_[1].replace(",", ".")) / int(range_[3]), unit_of(range_[2])[1]
        match = _CHANNEL.search(words)
        if not match and not _ONE_CHANNEL.search(words):
            continue
        unit = (
            unit_of(match[1])[1]
            if match
            else next((u for k, u in map(unit_of, re.findall(r"[\[(](.*?)[\])]", words)) if k == "time"), "")
        )
        if not unit and (behind := _BEHIND.search(words)):
            unit, words = unit_of(behind[1])[1], words.replace(behind[1], " ")
        rest = words.replace(match[0], " ") if match else words
        numbers = [float(n.replace(",", ".")) for n in re.findall(r"(?<![\w.])" + _NUMBER.pattern + r"(?!\w)", rest)]
        if not numbers and match and at + 1 < len(lines) and (found := _NUMBER.fullmatch(lines[at + 1].strip(" \t,;"))):
            numbers = [float(found[0].replace(",", "."))]
        if unit and len(numbers) == 1 and numbers[0] > 0:
            return (1e9 * numbers[0], "ns") if unit == "s" and numbers[0] < 1e-5 else (numbers[0], unit)
    return None
