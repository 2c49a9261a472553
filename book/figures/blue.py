"""Figures of blue emitters and of operational lifetimes."""

from __future__ import annotations

import numpy as np

from calculators import led
from calculators.figures.drawing import BLUE, FAINT, INK, ORANGE, Drawing, finish, legend, new_figure, place_labels
from calculators.figures.marks import link, swatch

from . import style
from .data import blue as data


def candela_per_percent(fwhm_nm: tuple[float, float, float] = led.WIDTHS_NM) -> Drawing:
    """Current efficiency that one per cent of EQE is worth, against the emission wavelength.

    Parameters
    ----------
    fwhm_nm : tuple of float, optional
        Least, assumed and largest width of the emission [nm].

    Returns
    -------
    Drawing
        Curve for Gaussian lines of a Lambertian emitter with the band between
        the least and the largest width, on a logarithmic scale; points: the
        printed cd/A over the printed EQE of the devices that print both.

    Examples
    --------
    >>> "cd/A" in candela_per_percent().alt
    True
    """
    found = data.candela_per_percent(fwhm_nm)
    peaks, middle = found.peak_nm, found.assumed
    figure, axes = new_figure(5.4, 3.6)
    low, high = np.minimum(found.narrow, found.wide), np.maximum(found.narrow, found.wide)
    axes.fill_between(peaks, low, high, color=BLUE, alpha=0.25, linewidth=0)
    axes.plot(peaks, middle, color=BLUE, linewidth=2, label=f"Gaussian line, {fwhm_nm[1]:g} nm wide")
    titles = {}
    for k, (d, ratio) in enumerate(found.devices):
        (point,) = axes.plot(
            d.peak_nm,
            ratio,
            "o",
            color=swatch(d.peak_nm),
            markersize=7,
            markerfacecolor="none" if d.flag else None,
            markeredgewidth=1.6,
        )
        link(point, f"cd-{k}", d.citation)
        printed = f"{d.current_efficiency_cd_a:g} cd/A at {d.eqe_pct:g} %"
        titles[f"cd-{k}"] = f"{d.citation}, {d.peak_nm:g} nm: {printed}, {ratio:.2g} cd/A a per cent"
    axes.plot([], [], "o", color=INK, label="printed cd/A over printed EQE")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="the row carries a doubt")
    legend(axes, loc="lower center")
    axes.set_yscale("log")
    ticks = (0.05, 0.1, 0.2, 0.5, 1, 2, 5)
    axes.set_yticks(ticks, [f"{t:g}" for t in ticks])
    axes.minorticks_off()
    axes.set_xlabel("Emission peak [nm]")
    axes.set_ylabel("cd/A per per cent of EQE")
    axes.grid(True, axis="y")
    words = ", ".join(f"{value:.2g} at {nm:g} nm" for nm, value in zip(peaks, middle, strict=True) if nm % 40 == 0)
    alt = (
        "Current efficiency in cd/A that one per cent of EQE gives, against the emission peak, on a logarithmic "
        f"scale: {words}; {len(titles)} devices of the table as points."
    )
    return finish(figure, alt, titles)


def blue_corner(fwhm_nm: tuple[float, float, float] = led.WIDTHS_NM) -> Drawing:
    """Blue corner of the CIE 1931 diagram: printed colours of devices and the colours of their peaks.

    Parameters
    ----------
    fwhm_nm : tuple of float, optional
        Least, assumed and largest width of the emission [nm].

    Returns
    -------
    Drawing
        Full marks: printed x, y; a line leads to the Gaussian of the assumed
        width at the printed peak (open marks). The shaded band holds all lines
        between the least and the largest width; the square is the blue primary
        of Rec.2020.

    Examples
    --------
    >>> "printed" in blue_corner().alt
    True
    """
    corner = data.blue_corner(fwhm_nm)
    locus = corner.locus_xy
    figure, axes = new_figure(5.2, 5.0, margins=(0.13, 0.11, 0.98, 0.98))
    axes.set_xlim(-0.02, 0.29)
    axes.set_ylim(0.0, 0.55)
    axes.plot(locus[:, 0], locus[:, 1], color=FAINT, linewidth=1.2, label="single wavelengths")
    for nm in (460, 470, 480, 490, 500):
        x, y = (float(v) for v in locus[corner.wavelength_nm == nm][0])
        axes.annotate(
            f"{nm}",
            (x, y),
            xytext=(-6, -5),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=8,
            color=INK,
        )
        axes.plot(x, y, "|", color=INK, markersize=5)
    ring = np.vstack([corner.narrow_xy, corner.wide_xy[::-1]])
    axes.fill(ring[:, 0], ring[:, 1], color=BLUE, alpha=0.22, linewidth=0)
    axes.plot(
        corner.assumed_xy[:, 0],
        corner.assumed_xy[:, 1],
        color=BLUE,
        linewidth=1.2,
        label=f"lines {fwhm_nm[1]:g} nm wide",
    )
    titles: dict[str, str] = {}
    labels: dict[str, tuple[float, float]] = {}
    words = []
    for k, (d, (x, y), (x0, y0)) in enumerate(corner.devices):
        axes.plot([x0, x], [y0, y], color=INK, linewidth=0.9)
        axes.plot(x0, y0, "o", color=INK, markerfacecolor="none", markersize=5)
        (point,) = axes.plot(x, y, "o", color=ORANGE, markersize=7, markeredgecolor=INK, markeredgewidth=0.6)
        link(point, f"corner-{k}", d.citation)
        titles[f"corner-{k}"] = (
            f"{d.citation}: printed ({x:g}, {y:g}), a line at {d.peak_nm:g} nm gives ({x0:.3f}, {y0:.3f})"
        )
        labels[f"{d.citation}, {d.peak_nm:g} nm"] = (x, y)
        words.append(f"{d.citation} printed ({x:g}, {y:g}) for {d.peak_nm:g} nm against ({x0:.3f}, {y0:.3f})")
    x, y = corner.primary_xy
    axes.plot(x, y, "s", color=INK, markersize=5, markerfacecolor="none")
    labels["Rec.2020"] = (x, y)
    place_labels(axes, labels, size=8)
    axes.plot([], [], "o", color=ORANGE, markeredgecolor=INK, markeredgewidth=0.6, label="printed colour")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", markersize=5, label="colour of the printed peak")
    axes.plot([], [], "s", color=INK, markerfacecolor="none", markersize=5, label="blue primary of Rec.2020")
    legend(axes, loc="upper right")
    axes.set_xlabel("CIE 1931 x")
    axes.set_ylabel("CIE 1931 y")
    alt = (
        "Blue corner of the CIE 1931 diagram. Printed colours of devices, each tied to the colour of a Gaussian line "
        f"of {fwhm_nm[1]:g} nm at its printed peak: {'; '.join(words)}."
    )
    return finish(figure, alt, titles)


def gamut_by_blue(
    red_nm: float = 640.0, green_nm: float = 531.0, fwhm_nm: float = 20.0, reference: str = "Rec.2020"
) -> Drawing:
    """Coverage of a display gamut against the wavelength of the blue line.

    Parameters
    ----------
    red_nm, green_nm : float, optional
        Peaks of the other two lines [nm].
    fwhm_nm : float, optional
        Width of all three [nm].
    reference : {"Rec.2020", "DCI-P3", "NTSC", "sRGB"}, optional
        Gamut to be covered.

    Returns
    -------
    Drawing
        Coverage in CIE 1931 x, y and in CIE 1976 u', v', with the peaks of the
        blue devices of the table marked.

    Raises
    ------
    ArgumentError
        If a peak, the width or the gamut is not allowed.

    Examples
    --------
    >>> "coverage" in gamut_by_blue().alt.lower()
    True
    """
    found = data.gamut_by_blue(red_nm, green_nm, fwhm_nm, reference)
    peaks, in_xy, in_uv = found.peak_nm, 100 * found.in_xy, 100 * found.in_uv
    figure, axes = new_figure(5.4, 3.4)
    axes.plot(peaks, in_xy, color=BLUE, linewidth=2, label="in x, y")
    axes.plot(peaks, in_uv, color=ORANGE, linewidth=2, label="in u′, v′")
    titles = {}
    for k, d in enumerate(found.devices):
        (mark,) = axes.plot(d.peak_nm, 3.0, "|", color=INK, markersize=12, markeredgewidth=1.6)
        link(mark, f"gamut-{k}", d.citation)
        titles[f"gamut-{k}"] = f"{d.citation}: {d.peak_nm:g} nm"
    axes.plot([], [], "|", color=INK, markersize=10, markeredgewidth=1.6, label="blue devices of the table")
    legend(axes, loc="lower left", bbox_to_anchor=(0.0, 0.08))
    axes.set_ylim(0, 102)
    axes.set_xlabel("Peak of the blue line [nm]")
    axes.set_ylabel(f"Coverage of {reference} [%]")
    axes.grid(True, axis="y")
    best = sorted({int(in_xy.argmax()), int(in_uv.argmax()), len(peaks) - 1})
    words = ", ".join(f"{in_xy[k]:.0f} and {in_uv[k]:.0f} % at {peaks[k]:g} nm" for k in best)
    alt = (
        f"Coverage of {reference} by lines at {red_nm:g} and {green_nm:g} nm with a blue line, against the blue peak, "
        f"in x, y and in u′, v′: {words}."
    )
    return finish(figure, alt, titles)


def lifetime_tests(exponents: tuple[float, float] = (1.0, 2.0)) -> Drawing:
    """Half-lives of all devices that state their starting luminance, and how far each may be carried.

    Parameters
    ----------
    exponents : tuple of float, optional
        Least and largest acceleration exponent [-].

    Returns
    -------
    Drawing
        One full mark a device of the table; wedges span the two exponents, no
        further than a factor of ten in luminance and not above the printed
        maximum of the device. Open marks: second values from running texts.

    Raises
    ------
    ArgumentError
        See :func:`calculators.led.lifetime_at`; also for exponents in falling order.

    Examples
    --------
    >>> "Half-life" in lifetime_tests().alt
    True
    """
    tests = data.lifetime_tests(exponents)
    low, high = exponents
    figure, axes = new_figure(5.4, 4.4)
    axes.set_xscale("log")
    axes.set_yscale("log")
    titles, words, firsts = {}, [], {}
    beside = {"xytext": (7, 3), "textcoords": "offset points", "fontsize": 9, "color": INK}
    for k, (d, carried) in enumerate(tests.first):
        start, hours = carried.luminance_cd_m2, carried.t50_h
        colour = swatch(d.peak_nm, d.colour)
        wedge = carried.low_exponent_h, carried.high_exponent_h
        axes.fill_between(carried.reach_cd_m2, *wedge, color=colour, alpha=0.2, linewidth=0)
        (point,) = axes.plot(start, hours, "o", color=colour, markersize=7.5)
        link(point, f"test-{k}", d.citation)
        titles[f"test-{k}"] = f"{d.citation}: {d.t50_printed} from {start:g} cd/m²"
        axes.annotate(d.citation, (start, hours), **beside)
        firsts[d.citation] = (start, hours, colour)
        words.append(f"{d.citation} {style.hours(hours)} from {start:g} cd/m²")
    for citation, hours, start, half_life in tests.second:
        start0, hours0, colour = firsts.get(citation, (start, hours, INK))
        if citation in firsts:
            axes.plot([start0, start], [hours0, hours], color=INK, linewidth=1, linestyle=":")
        (point,) = axes.plot(start, hours, "o", color=colour, markersize=7.5, markerfacecolor="none")
        link(point, f"second-{citation}", citation)
        name = "half-life" if half_life else "lifetime, not called a half-life,"
        titles[f"second-{citation}"] = f"{citation}: {name} {style.hours(hours)} from {start:g} cd/m², running text"
        axes.annotate(citation, (start, hours), **beside)
        words.append(f"{citation}, running text, {style.hours(hours)} from {start:g} cd/m²")
    axes.plot([], [], "o", color=INK, label="table")
    axes.plot([], [], "o", color=INK, markerfacecolor="none", label="second value, running text")
    axes.fill_between([], [], color=INK, alpha=0.2, label=f"carried with n = {low:g} to {high:g}")
    legend(axes, loc="upper right")
    axes.set_xlabel("Starting luminance [cd/m²]")
    axes.set_ylabel("Half-life T₅₀ [h]")
    alt = (
        "Half-life against starting luminance, both logarithmic, of the devices that state both, with wedges over the "
        f"half-lives that exponents from {low:g} to {high:g} allow within a factor of ten: {'; '.join(words)}."
    )
    return finish(figure, alt, titles)
