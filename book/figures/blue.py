"""Figures of blue emitters and of operational lifetimes."""

from __future__ import annotations

from typing import Any

import numpy as np

from calculators import color, led, tables
from calculators.figures.drawing import BLUE, FAINT, INK, ORANGE, Drawing, finish, legend, new_figure, place_labels
from calculators.figures.marks import link, number, swatch

_BLUE_END_NM = 500.0


def _blue_rows() -> list[Any]:
    """Electroluminescent rows that peak below 500 nm, from short to long."""
    rows = [
        row
        for row in tables.rows("leds")
        if row["emission"] == "electroluminescent" and (number(row, "el_peak_nm") or 999.0) < _BLUE_END_NM
    ]
    return sorted(rows, key=lambda row: float(row["el_peak_nm"]))


def candela_per_percent(fwhm_nm: tuple[float, float, float] = (15.0, 20.0, 40.0)) -> Drawing:
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
    peaks = np.arange(440.0, 701.0, 2.0)
    low, middle, high = (np.asarray(led.current_efficiency(0.01, *color.gaussian(peaks, w))) for w in fwhm_nm)
    figure, axes = new_figure(5.4, 3.6)
    axes.fill_between(peaks, np.minimum(low, high), np.maximum(low, high), color=BLUE, alpha=0.25, linewidth=0)
    axes.plot(peaks, middle, color=BLUE, linewidth=2, label=f"Gaussian line, {fwhm_nm[1]:g} nm wide")
    titles = {}
    for k, row in enumerate(tables.rows("leds")):
        peak, eqe, cd_a = (number(row, c) for c in ("el_peak_nm", "eqe_pct", "current_efficiency_cd_a"))
        if row["emission"] != "electroluminescent" or peak is None or eqe is None or cd_a is None:
            continue
        (point,) = axes.plot(
            peak,
            cd_a / eqe,
            "o",
            color=swatch(peak),
            markersize=7,
            markerfacecolor="none" if row["flag"] else None,
            markeredgewidth=1.6,
        )
        link(point, f"cd-{k}", row["citation"])
        titles[f"cd-{k}"] = (
            f"{row['citation']}, {peak:g} nm: {cd_a:g} cd/A at {eqe:g} %, {cd_a / eqe:.2g} cd/A a per cent"
        )
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
    words = ", ".join(f"{middle[peaks == nm][0]:.2g} at {nm:g} nm" for nm in (456.0, 470.0, 480.0, 520.0, 556.0, 640.0))
    alt = (
        "Current efficiency in cd/A that one per cent of EQE gives, against the emission peak, on a logarithmic "
        f"scale: {words}; {len(titles)} devices of the table as points."
    )
    return finish(figure, alt, titles)


def blue_corner(fwhm_nm: tuple[float, float, float] = (15.0, 20.0, 40.0)) -> Drawing:
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
    wavelength, locus = color.spectral_locus()
    shown = (wavelength >= 430) & (wavelength <= 510)
    peaks = np.arange(445.0, 507.0, 1.0)
    narrow, assumed, wide = (np.stack(color.chromaticity(*color.gaussian(peaks, w)), axis=1) for w in fwhm_nm)
    figure, axes = new_figure(5.2, 5.0, margins=(0.13, 0.11, 0.98, 0.98))
    axes.set_xlim(-0.02, 0.29)
    axes.set_ylim(0.0, 0.55)
    axes.plot(locus[shown, 0], locus[shown, 1], color=FAINT, linewidth=1.2, label="single wavelengths")
    for nm in (460, 470, 480, 490, 500):
        x, y = (float(v) for v in locus[wavelength == nm][0])
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
    ring = np.vstack([narrow, wide[::-1]])
    axes.fill(ring[:, 0], ring[:, 1], color=BLUE, alpha=0.22, linewidth=0)
    axes.plot(assumed[:, 0], assumed[:, 1], color=BLUE, linewidth=1.2, label=f"lines {fwhm_nm[1]:g} nm wide")
    titles: dict[str, str] = {}
    labels: dict[str, tuple[float, float]] = {}
    words = []
    for k, row in enumerate(r for r in reversed(_blue_rows()) if r["cie_x"]):
        peak, x, y = float(row["el_peak_nm"]), float(row["cie_x"]), float(row["cie_y"])
        x0, y0 = (float(v) for v in color.chromaticity(*color.gaussian(peak, fwhm_nm[1])))
        axes.plot([x0, x], [y0, y], color=INK, linewidth=0.9)
        axes.plot(x0, y0, "o", color=INK, markerfacecolor="none", markersize=5)
        (point,) = axes.plot(x, y, "o", color=ORANGE, markersize=7, markeredgecolor=INK, markeredgewidth=0.6)
        link(point, f"corner-{k}", row["citation"])
        titles[f"corner-{k}"] = (
            f"{row['citation']}: printed ({x:g}, {y:g}), a line at {peak:g} nm gives ({x0:.3f}, {y0:.3f})"
        )
        labels[f"{row['citation']}, {peak:g} nm"] = (x, y)
        words.append(f"{row['citation']} printed ({x:g}, {y:g}) for {peak:g} nm against ({x0:.3f}, {y0:.3f})")
    x, y = (float(v) for v in color.gamut("Rec.2020")[2])
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
    ValueError
        If a peak, the width or the gamut is not allowed.

    Examples
    --------
    >>> "coverage" in gamut_by_blue().alt.lower()
    True
    """
    x, y = color.chromaticity(*color.gaussian([red_nm, green_nm], fwhm_nm))
    others = np.stack([x, y], axis=1)
    peaks = np.arange(445.0, 501.0, 1.0)
    blues = np.stack(color.chromaticity(*color.gaussian(peaks, fwhm_nm)), axis=1)
    triangles = [np.vstack([others, blue]) for blue in blues]
    in_xy = np.array([100 * color.gamut_coverage(t, reference) for t in triangles])
    in_uv = np.array([100 * color.gamut_coverage(t, reference, "uv") for t in triangles])
    figure, axes = new_figure(5.4, 3.4)
    axes.plot(peaks, in_xy, color=BLUE, linewidth=2, label="in x, y")
    axes.plot(peaks, in_uv, color=ORANGE, linewidth=2, label="in u′, v′")
    titles = {}
    for k, row in enumerate(_blue_rows()):
        peak = float(row["el_peak_nm"])
        (mark,) = axes.plot(peak, 3.0, "|", color=INK, markersize=12, markeredgewidth=1.6)
        link(mark, f"gamut-{k}", row["citation"])
        titles[f"gamut-{k}"] = f"{row['citation']}: {peak:g} nm"
    axes.plot([], [], "|", color=INK, markersize=10, markeredgewidth=1.6, label="blue devices of the table")
    legend(axes, loc="lower left", bbox_to_anchor=(0.0, 0.08))
    axes.set_ylim(0, 102)
    axes.set_xlabel("Peak of the blue line [nm]")
    axes.set_ylabel(f"Coverage of {reference} [%]")
    axes.grid(True, axis="y")
    words = ", ".join(
        f"{in_xy[peaks == nm][0]:.0f} and {in_uv[peaks == nm][0]:.0f} % at {nm:g} nm" for nm in (467.0, 479.0, 495.0)
    )
    alt = (
        f"Coverage of {reference} by lines at {red_nm:g} and {green_nm:g} nm with a blue line, against the blue peak, "
        f"in x, y and in u′, v′: {words}."
    )
    return finish(figure, alt, titles)


_HOURS = {"h": 1.0, "min": 1 / 60}


def _second_tests() -> list[tuple[str, float, float, bool]]:
    """Tests of the running texts: citation, half-life or lifetime [h], starting luminance, whether T50 is said."""
    values = tables.rows("values")
    found = []
    for citation in ("wan2023", "fang2021b"):
        mine = [row for row in values if row["citation"] == citation]
        times = [row for row in mine if row["quantity"].startswith("operational") and row["unit"] in _HOURS]
        starts = [row for row in mine if row["quantity"] == "initial luminance of the lifetime test"]
        if len(times) == len(starts) == 1:
            hours = float(times[0]["value"]) * _HOURS[times[0]["unit"]]
            found.append((citation, hours, float(starts[0]["value"]), "T50" in times[0]["quantity"]))
    return found


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
    ValueError
        See :func:`calculators.led.lifetime_at`; also for exponents in falling order.

    Examples
    --------
    >>> "Half-life" in lifetime_tests().alt
    True
    """
    low, high = exponents
    if low > high:
        raise ValueError(f"exponents: {low:g} and {high:g} are not in rising order")
    figure, axes = new_figure(5.4, 4.4)
    axes.set_xscale("log")
    axes.set_yscale("log")
    titles, words, firsts = {}, [], {}
    for k, row in enumerate(tables.rows("leds")):
        hours, start = number(row, "t50_h"), number(row, "t50_luminance_cd_m2")
        if hours is None or start is None or row["emission"] != "electroluminescent":
            continue
        most = number(row, "luminance_cd_m2") or np.inf
        reach = np.geomspace(start / led.FURTHEST, min(start * led.FURTHEST, max(most, start)), 61)
        gentle, steep = (np.asarray(led.lifetime_at(hours, start, reach, n)) for n in exponents)
        colour = swatch(number(row, "el_peak_nm"), row["colour_printed"])
        axes.fill_between(reach, gentle, steep, color=colour, alpha=0.2, linewidth=0)
        (point,) = axes.plot(start, hours, "o", color=colour, markersize=7.5)
        link(point, f"test-{k}", row["citation"])
        titles[f"test-{k}"] = f"{row['citation']}: {row['t50_printed']} from {start:g} cd/m²"
        axes.annotate(row["citation"], (start, hours), xytext=(7, 3), textcoords="offset points", fontsize=9, color=INK)
        firsts[row["citation"]] = (start, hours, colour)
        words.append(f"{row['citation']} {hours:.4g} h from {start:g} cd/m²")
    for citation, hours, start, said in _second_tests():
        start0, hours0, colour = firsts.get(citation, (start, hours, INK))
        if citation in firsts:
            axes.plot([start0, start], [hours0, hours], color=INK, linewidth=1, linestyle=":")
        (point,) = axes.plot(start, hours, "o", color=colour, markersize=7.5, markerfacecolor="none")
        link(point, f"second-{citation}", citation)
        name = "half-life" if said else "lifetime, not called a half-life,"
        titles[f"second-{citation}"] = f"{citation}: {name} {hours:.3g} h from {start:g} cd/m², running text"
        axes.annotate(citation, (start, hours), xytext=(7, 3), textcoords="offset points", fontsize=9, color=INK)
        words.append(f"{citation}, running text, {hours:.4g} h from {start:g} cd/m²")
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
