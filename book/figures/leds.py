"""Figures of light-emitting diodes, from the table ``leds``."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calculators import color, led
from calculators.figures.data.devices import Device
from calculators.figures.drawing import BLUE, FAINT, INK, Drawing, finish, legend, new_figure
from calculators.figures.marks import MARKERS, best_by_band, link, swatch

from . import style
from .data import leds as data

_NAMES = {
    "electroluminescent": "electroluminescent",
    "outcoupling aid": "with an outcoupling aid",
    "colour converter": "colour converter",
}


def _said(d: Device) -> str:
    """Device in words, for its hover text."""
    peak = f"{d.peak_nm:g} nm, " if d.peak_nm is not None else ""
    what = {"electroluminescent": "", "outcoupling aid": f", {d.aid}", "colour converter": ", colour converter"}[d.kind]
    return f"{d.emitter}, {peak}EQE {d.eqe_pct:g} %, {d.citation}{what}" + (f" ({d.flag})" if d.flag else "")


def _apart(devices: Sequence[Device]) -> str:
    """Sentence on the devices that do not compare with the others."""
    words = [
        f"{_NAMES[d.kind]}, {d.eqe_pct:g} %" + (f" at {d.peak_nm:g} nm" if d.peak_nm is not None else "")
        for d in devices
        if d.kind != "electroluminescent"
    ]
    return f" Marked apart: {'; '.join(words)}." if words else ""


def _scatter(devices: Sequence[Device], abscissa: Callable[[Device], float], label: str, alt: str) -> Drawing:
    """EQE of devices against something of them."""
    figure, axes = new_figure(6.4, 4.0)
    titles = {}
    for k, d in enumerate(devices):
        (point,) = axes.plot(
            abscissa(d),
            d.eqe_pct,
            MARKERS[d.kind],
            markersize=7.5,
            color=INK if d.kind == "colour converter" else swatch(d.peak_nm, d.colour),
            markerfacecolor="none" if d.flag else None,
            markeredgewidth=1.6,
        )
        link(point, f"led-{k}", d.citation)
        titles[f"led-{k}"] = _said(d)
    kinds = {d.kind for d in devices}
    axes.plot([], [], "o", color=INK, label="electroluminescent")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="the row carries a doubt")
    for kind, name in _NAMES.items():
        if kind in kinds and kind != "electroluminescent":
            axes.plot([], [], MARKERS[kind], color=INK, label=name)
    legend(axes)
    axes.set_xlabel(label)
    axes.set_ylabel("Maximum EQE [%]")
    axes.set_ylim(0, None)
    axes.grid(True, axis="y")
    return finish(figure, alt + _apart(devices), titles)


def eqe_by_wavelength() -> Drawing:
    """External quantum efficiency of every device in the table against its emission wavelength.

    Returns
    -------
    Drawing
        Circles: electroluminescent devices; crosses: colour converters, which
        are not comparable. Points carry their citation as hover text and lead
        to the bibliography.

    See Also
    --------
    book.figures.data.eqe_by_wavelength : the numbers.

    Examples
    --------
    >>> print(eqe_by_wavelength().alt[:27])
    External quantum efficiency
    """
    devices = data.eqe_by_wavelength()
    alone = [d for d in devices if d.kind == "electroluminescent"]
    alt = (
        f"External quantum efficiency of {len(devices)} devices against emission wavelength. Electroluminescent "
        f"devices reach {', '.join(best_by_band(alone))}."
    )
    return _scatter(devices, lambda d: d.peak_nm or 0.0, "Emission peak [nm]", alt)


def eqe_by_year() -> Drawing:
    """External quantum efficiency of every device in the table against the year of its paper.

    Returns
    -------
    Drawing
        Marks as in :func:`eqe_by_wavelength`, coloured by emission.

    See Also
    --------
    book.figures.data.eqe_by_year : the numbers.

    Examples
    --------
    >>> print(eqe_by_year().alt[:27])
    External quantum efficiency
    """
    devices = data.eqe_by_year()
    peaks = [d.peak_nm for d in devices if d.peak_nm is not None]
    middle, span = (max(peaks) + min(peaks)) / 2, max(max(peaks) - min(peaks), 1.0)

    def when(d: Device) -> float:
        # Spread the devices of one year, so that they do not hide each other.
        return d.year + 0.7 * ((d.peak_nm or middle) - middle) / span

    best = {}
    for d in sorted(devices, key=lambda d: (d.year, d.eqe_pct)):
        if d.kind == "electroluminescent":
            best[d.year] = d
    alt = (
        f"External quantum efficiency of {len(devices)} devices against the year of the paper, coloured by emission. "
        f"Best electroluminescent device of each year: {', '.join(f'{y} {d.eqe_pct:g} %' for y, d in best.items())}."
    )
    return _scatter(devices, when, "Year of the paper (within a year from blue to red)", alt)


def current_efficiency_check(fwhm_nm: tuple[float, float, float] = led.WIDTHS_NM) -> Drawing:
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

    See Also
    --------
    book.figures.data.current_efficiency_check : the numbers.

    Examples
    --------
    >>> print(current_efficiency_check().alt[:26])
    Printed current efficiency
    """
    checks = data.current_efficiency_check(fwhm_nm)
    figure, axes = new_figure(6.4, 0.9 + 0.19 * max(len(checks), 4))
    titles, words, labels = {}, [], []
    axes.axvline(1, color=FAINT, linewidth=1)
    axes.axvspan(1 / led.AGREEMENT, led.AGREEMENT, color=BLUE, alpha=0.15, linewidth=0)
    for k, check in enumerate(checks):
        d = check.device
        axes.plot([check.narrow, check.wide], [k, k], color=swatch(d.peak_nm), linewidth=2)
        (point,) = axes.plot(check.assumed, k, "o", color=swatch(d.peak_nm))
        link(point, f"check-{k}", d.citation)
        labels.append(f"{d.citation}, {d.peak_nm:g} nm")
        titles[f"check-{k}"] = f"{labels[-1]}: {d.current_efficiency_cd_a:g} cd/A printed, ratio {check.assumed:.2f}"
        words.append(f"{d.citation} at {d.peak_nm:g} nm {check.assumed:.2f}")
    axes.set_yticks(range(len(checks)), labels, fontsize=8)
    axes.set_xscale("log")
    ticks = [0.2, 0.5, 1, 2, 5, 10]
    axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
    axes.minorticks_off()
    axes.set_xlabel("Printed cd/A over cd/A from EQE and wavelength")
    alt = (
        "Printed current efficiency as a ratio to the one recomputed from EQE and wavelength: " + ", ".join(words) + "."
    )
    return finish(figure, alt, titles)


def eqe_by_lifetime(luminance_cd_m2: float = 100.0, exponents: tuple[float, float] = (1.0, 2.0)) -> Drawing:
    """Efficiency of the electroluminescent devices against their printed half-life.

    Parameters
    ----------
    luminance_cd_m2 : float, optional
        Starting luminance to which half-lives are carried [cd/m2].
    exponents : tuple of float, optional
        Least and largest acceleration exponent [-].

    Returns
    -------
    Drawing
        Full marks: half-lives with their starting luminance, carried to one
        luminance where that is within a factor of ten (bars); open marks: as
        printed, luminance not stated or too far, so that their place means little.

    See Also
    --------
    book.figures.data.eqe_by_lifetime : the numbers.

    Examples
    --------
    >>> print(eqe_by_lifetime().alt[:28])
    Efficiency against half-life
    """
    devices = data.eqe_by_lifetime(luminance_cd_m2, exponents)
    figure, axes = new_figure(6.4, 4.0)
    titles = {}
    for k, aged in enumerate(devices):
        d = aged.device
        colour = swatch(d.peak_nm, d.colour)
        if aged.carried:
            axes.plot([aged.low_h, aged.high_h], [d.eqe_pct, d.eqe_pct], color=colour, linewidth=2)
        fill = None if aged.carried else "none"
        (point,) = axes.plot(aged.middle_h, d.eqe_pct, "o", color=colour, markersize=7.5, markerfacecolor=fill)
        start = d.t50_luminance_cd_m2
        where = f"from {start:g} cd/m²" if start is not None else "starting luminance not stated"
        link(point, f"life-{k}", d.citation)
        titles[f"life-{k}"] = f"{d.emitter}, EQE {d.eqe_pct:g} %, T50 {d.t50_h:g} h {where}, {d.citation}"
    low, high = exponents
    axes.plot([], [], "o", color=INK, label=f"at {luminance_cd_m2:g} cd/m², exponent {low:g} to {high:g}")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="as printed, luminance not stated")
    legend(axes, loc="upper left")
    axes.set_xscale("log")
    axes.set_xlabel("Half-life T₅₀ [h]")
    axes.set_ylabel("Maximum EQE [%]")
    axes.set_ylim(0, None)
    axes.grid(True, axis="y")
    stated = sum(aged.carried for aged in devices)
    printed = [aged.device.t50_h or 0.0 for aged in devices]
    longest = {
        name: max(hours)
        for name in color.bands()
        if (hours := [aged.device.t50_h or 0.0 for aged in devices if aged.device.band == name])
    }
    words = ", ".join(f"{name} {style.hours(hours)}" for name, hours in longest.items())
    alt = (
        f"Efficiency against half-life of {len(devices)} devices, on a logarithmic scale; printed half-lives run from "
        f"{style.hours(min(printed))} to {style.hours(max(printed))}. Only {stated} state a starting luminance from "
        f"which {luminance_cd_m2:g} cd/m² can be reached. Longest printed half-life: {words}."
    )
    return finish(figure, alt, titles)


def device_stacks() -> Drawing:
    """Hole side and electron side of the printed stacks, with the efficiency of each device.

    Returns
    -------
    Drawing
        One line a hole side, one mark a device, coloured by emission; the
        electron side stands in the hover text.

    See Also
    --------
    book.figures.data.device_stacks : the numbers.

    Examples
    --------
    >>> print(device_stacks().alt[:9])
    Stacks of
    """
    sides = data.device_stacks()
    figure, axes = new_figure(6.6, 0.9 + 0.25 * max(len(sides), 4))
    titles: dict[str, str] = {}
    for y, side in enumerate(sides):
        axes.axhline(y, color=FAINT, linewidth=0.6)
        for d in side.devices:
            (point,) = axes.plot(d.eqe_pct, y, "o", color=swatch(d.peak_nm, d.colour), markersize=7)
            gid = f"stack-{len(titles)}"
            link(point, gid, d.citation)
            peak = f"{d.peak_nm:g} nm, " if d.peak_nm is not None else ""
            titles[gid] = f"{'/'.join(d.layers)}: {peak}{d.eqe_pct:g} %, {d.citation}"
    axes.set_yticks(range(len(sides)), [f"{side.name}  ({len(side.devices)})" for side in sides], fontsize=8)
    axes.set_xlabel("Maximum EQE [%]")
    axes.set_xlim(0, None)
    axes.set_title("Layers between the anode and the emitter (devices)", fontsize=9, color=INK, loc="left")
    alt = f"Stacks of {len(titles)} devices by the layers between anode and emitter: {len(sides)} different hole sides"
    if sides:
        low, high = sides[-1].eqe_pct
        alt += (
            f"; the commonest is {sides[-1].name} with {len(sides[-1].devices)} devices, whose efficiencies run from "
            f"{low:g} to {high:g} %"
        )
    return finish(figure, alt + ".", titles)
