"""Figures of light-emitting diodes, from the table ``leds``."""

from __future__ import annotations

import math
from typing import Any

from calculators import led, tables
from calculators.figures.drawing import BLUE, FAINT, INK, Drawing, finish, legend, new_figure
from calculators.figures.marks import MARKERS, kind, link, number, swatch, year

AGREEMENT = 1.2
"""Factor within which printed and recomputed current efficiencies count as agreeing."""


def _scatter(abscissa: Any, label: str, alt: str) -> Drawing:
    """EQE of every device against something of its row."""
    figure, axes = new_figure(6.4, 4.0)
    titles = {}
    for k, row in enumerate(tables.rows("leds")):
        x, eqe = abscissa(row), number(row, "eqe_pct")
        if x is None or eqe is None:
            continue
        peak, what = number(row, "el_peak_nm"), kind(row)
        colour = INK if what == "colour converter" else swatch(peak, row["colour_printed"])
        (point,) = axes.plot(
            x,
            eqe,
            MARKERS[what],
            markersize=7.5,
            color=colour,
            markerfacecolor="none" if row["flag"] else None,
            markeredgewidth=1.6,
        )
        link(point, f"led-{k}", row["citation"])
        titles[f"led-{k}"] = (
            f"{row['emitter_printed']}, {f'{peak:g} nm, ' if peak else ''}EQE {eqe:g} %, {row['citation']}"
            + (f", {what}" if what != "electroluminescent" else "")
            + (f" ({row['flag']})" if row["flag"] else "")
        )
    axes.plot([], [], "o", color=INK, label="electroluminescent")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="the row carries a doubt")
    axes.plot([], [], "D", color=INK, label="with a half-ball lens")
    axes.plot([], [], "x", color=INK, label="colour converter")
    legend(axes)
    axes.set_xlabel(label)
    axes.set_ylabel("Maximum EQE [%]")
    axes.set_ylim(0, None)
    axes.grid(True, axis="y")
    return finish(figure, alt.format(len(titles)), titles)


def eqe_by_wavelength() -> Drawing:
    """External quantum efficiency of every device in the table against its emission wavelength.

    Returns
    -------
    Drawing
        Circles: electroluminescent devices; crosses: colour converters, which
        are not comparable. Points carry their citation as hover text and lead
        to the bibliography.

    Examples
    --------
    >>> "devices" in eqe_by_wavelength().alt
    True
    """
    alt = (
        "External quantum efficiency of {} devices against emission wavelength. Electroluminescent devices "
        "reach 24 % in the red, 24 % in the green and 14 % between 455 and 495 nm; one colour converter at 525 nm "
        "is marked by a cross."
    )
    return _scatter(lambda row: number(row, "el_peak_nm"), "Emission peak [nm]", alt)


def eqe_by_year() -> Drawing:
    """External quantum efficiency of every device in the table against the year of its paper.

    Returns
    -------
    Drawing
        Marks as in :func:`eqe_by_wavelength`, coloured by emission.

    Examples
    --------
    >>> "2015" in eqe_by_year().alt
    True
    """
    alt = (
        "External quantum efficiency of {} devices against the year of the paper, coloured by emission: from 0.1 % "
        "in 2015 to 29 % for a film of core/shell grains in 2022; the best blue device of a year lies below the best "
        "red or green one. A device with a half-ball lens (45.5 %) and a colour converter (36.5 %) are marked apart."
    )

    def when(row: Any) -> float:
        found = year(row["citation"])
        # Spread the devices of one year, so that they do not hide each other.
        peak = number(row, "el_peak_nm") or 530.0
        return found + (peak - 560) / 900

    return _scatter(when, "Year of the paper (within a year from blue to red)", alt)


def current_efficiency_check(fwhm_nm: tuple[float, float, float] = (15.0, 20.0, 40.0)) -> Drawing:
    """Printed current efficiency over the one that EQE and wavelength give, device by device.

    Parameters
    ----------
    fwhm_nm : tuple of float, optional
        Least, assumed and largest width of the emission [nm]; the bars span
        the least and the largest.

    Returns
    -------
    Drawing
        Logarithmic ratio; 1 means that the row agrees with itself.

    Examples
    --------
    >>> "ratio" in current_efficiency_check().alt
    True
    """
    figure, axes = new_figure(6.4, 4.4)
    rows = [r for r in tables.rows("leds") if r["current_efficiency_cd_a"] and r["eqe_pct"] and r["el_peak_nm"]]
    rows.sort(key=lambda r: float(r["el_peak_nm"]))
    titles, words = {}, []
    axes.axvline(1, color=FAINT, linewidth=1)
    axes.axvspan(1 / AGREEMENT, AGREEMENT, color=BLUE, alpha=0.15, linewidth=0)
    for k, row in enumerate(rows):
        peak = float(row["el_peak_nm"])
        printed, eqe = float(row["current_efficiency_cd_a"]), float(row["eqe_pct"]) / 100
        low, middle, high = (led.current_efficiency_ratio(printed, eqe, peak, w) for w in fwhm_nm)
        axes.plot([low, high], [k, k], color=swatch(peak), linewidth=2)
        (point,) = axes.plot(middle, k, "o", color=swatch(peak))
        link(point, f"check-{k}", row["citation"])
        titles[f"check-{k}"] = f"{row['citation']}, {peak:g} nm: {printed:g} cd/A printed, ratio {middle:.2f}"
        words.append(f"{row['citation']} at {peak:g} nm {middle:.2f}")
    axes.set_yticks(range(len(rows)), [f"{r['citation']}, {float(r['el_peak_nm']):g} nm" for r in rows], fontsize=8)
    axes.set_xscale("log")
    ticks = [0.2, 0.5, 1, 2, 5, 10]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.minorticks_off()
    axes.set_xlabel("Printed cd/A over cd/A from EQE and wavelength")
    alt = (
        "Printed current efficiency as a ratio to the one recomputed from EQE and wavelength: " + ", ".join(words) + "."
    )
    return finish(figure, alt, titles)


def eqe_by_lifetime() -> Drawing:
    """Efficiency of the electroluminescent devices against their printed half-life.

    Returns
    -------
    Drawing
        Full marks: half-lives with their starting luminance, carried to 100
        cd/m2 with exponents from 1 to 2 where that is within a factor of ten
        (bars); open marks: as printed, luminance not stated, so that their
        place means little.

    Examples
    --------
    >>> "half-life" in eqe_by_lifetime().alt
    True
    """
    figure, axes = new_figure(6.4, 4.0)
    titles, stated, unstated = {}, 0, 0
    for k, row in enumerate(tables.rows("leds")):
        hours, eqe = number(row, "t50_h"), number(row, "eqe_pct")
        if hours is None or eqe is None or row["emission"] == "converter":
            continue
        start = number(row, "t50_luminance_cd_m2")
        colour = swatch(number(row, "el_peak_nm"), row["colour_printed"])
        if start is not None and 1 / led.FURTHEST <= start / 100 <= led.FURTHEST:
            low, high = sorted(led.lifetime_at(hours, start, 100.0, n) for n in (1.0, 2.0))
            axes.plot([low, high], [eqe, eqe], color=colour, linewidth=2)
            (point,) = axes.plot(math.sqrt(low * high), eqe, "o", color=colour, markersize=7.5)
            where, stated = f"from {start:g} cd/m²", stated + 1
        else:
            (point,) = axes.plot(hours, eqe, "o", color=colour, markersize=7.5, markerfacecolor="none")
            where, unstated = "starting luminance not stated", unstated + 1
        link(point, f"life-{k}", row["citation"])
        titles[f"life-{k}"] = f"{row['emitter_printed']}, EQE {eqe:g} %, T50 {hours:g} h {where}, {row['citation']}"
    axes.plot([], [], "o", color=INK, label="at 100 cd/m², exponent 1 to 2")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="as printed, luminance not stated")
    legend(axes, loc="upper left")
    axes.set_xscale("log")
    axes.set_xlabel("Half-life T₅₀ [h]")
    axes.set_ylabel("Maximum EQE [%]")
    axes.set_ylim(0, None)
    axes.grid(True, axis="y")
    alt = (
        f"Efficiency against half-life of {stated + unstated} devices, on a logarithmic scale from about a minute to "
        f"2400 hours. Only {stated} state the starting luminance; most blue devices last minutes, the longest "
        "12 hours."
    )
    return finish(figure, alt, titles)


def device_stacks() -> Drawing:
    """Hole side and electron side of the printed stacks, with the efficiency of each device.

    Returns
    -------
    Drawing
        One line a hole side, one mark a device, coloured by emission; the
        electron side stands in the hover text.

    Examples
    --------
    >>> "PEDOT:PSS" in device_stacks().alt
    True
    """
    groups: dict[str, list[Any]] = {}
    for row in tables.rows("leds"):
        if row["emission"] == "converter" or not row["device"] or not row["eqe_pct"]:
            continue
        layers = [layer for layer in row["device"].split("/") if layer]
        at = layers.index("EL")
        side = " / ".join(layer for layer in layers[1:at]) or "none"
        groups.setdefault(side, []).append(row)
    order = sorted(groups, key=lambda g: (len(groups[g]), max(float(r["eqe_pct"]) for r in groups[g])))
    figure, axes = new_figure(6.6, 4.6)
    titles, n = {}, 0
    for y, side in enumerate(order):
        axes.axhline(y, color=FAINT, linewidth=0.6)
        for row in groups[side]:
            eqe = float(row["eqe_pct"])
            (point,) = axes.plot(eqe, y, "o", color=swatch(number(row, "el_peak_nm")), markersize=7)
            link(point, f"stack-{n}", row["citation"])
            titles[f"stack-{n}"] = f"{row['device']}: {float(row['el_peak_nm']):g} nm, {eqe:g} %, {row['citation']}"
            n += 1
    axes.set_yticks(range(len(order)), [f"{side}  ({len(groups[side])})" for side in order], fontsize=8)
    axes.set_xlabel("Maximum EQE [%]")
    axes.set_xlim(0, None)
    axes.set_title("Layers between ITO and the emitter (devices)", fontsize=9, color=INK, loc="left")
    common = order[-1]
    alt = (
        f"Stacks of {n} devices by the layers between the ITO anode and the emitter: {len(order)} different hole "
        f"sides; the commonest is {common} with {len(groups[common])} devices, whose efficiencies run from "
        f"{min(float(r['eqe_pct']) for r in groups[common]):g} to "
        f"{max(float(r['eqe_pct']) for r in groups[common]):g} %."
    )
    return finish(figure, alt, titles)
