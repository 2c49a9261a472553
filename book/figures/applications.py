"""Figures of the uses besides LEDs: solar cells, scintillators, lasers, transistors and light links."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from calculators import absorption, tables
from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
)
from calculators.figures.marks import link, year

_CELLS = {  # role of the nanocrystals: its class, marker, colour
    "absorber": ("nanocrystal absorber", "o", BLUE),
    "in an organic blend": ("organic cell with nanocrystals", "s", ORANGE),
    "with bulk perovskite": ("bulk perovskite with nanocrystals", "^", PURPLE),
}
_THRESHOLDS = {  # row: (what amplifies, marker, colour, words)
    "mub-054": ("ASE, form not printed", "o", GREEN, "FAPbBr₃/CsPbBr₃, ns pulses"),
    "mud-024": ("ASE of a film", "o", GREEN, "CsPbBr₃, short ligands"),
    "mud-084": ("ASE of a film", "o", GREEN, "CsPbX₃, long ligands"),
    "mud-095": ("laser with a cavity", "D", BLUE, "CsPbBr₃, two Bragg mirrors"),
    "mud-093": ("laser with a cavity", "D", BLUE, "CsPbX₃, surface-emitting"),
    "mua-099": ("laser with a cavity", "D", BLUE, "CsPbX₃ rods from vapour"),
    "mud-089": ("laser, two-photon pumped", "^", RED, "CsPbBr₃ in a capillary"),
}
_PER_MICROJOULE = {"nJ/cm²": 1e-3, "µJ/cm²": 1.0, "mJ/cm²": 1e3}
_MOBILITIES = {  # row: words
    "mud-107": "undoped, short ligands",
    "mud-108": "doped with Ag⁺",
    "mud-122": "best transistor",
    "muc-052": "bipolar shell, solid film *",
}
_LINKS = {  # bandwidth row, bit-rate row: words
    ("mud-133", "mud-137"): "CsPbBr₃ and red phosphor",
    ("mud-140", "mud-141"): "CsPbBr₃ paper",
    ("mud-151", "mud-152"): "two films, white",
    ("mud-158", "mud-159"): "CsPbBr₃ in glass",
}
_PER_MEGA = {"MHz": 1.0, "GHz": 1e3, "Mbps": 1.0, "Mbit/s": 1.0, "Gbit/s": 1e3, "Gbps": 1e3}


def _photon_joule_nm() -> float:
    """Photon energy times wavelength [J nm]."""
    return tables.photon_energy_nm_ev() * tables.constant("elementary_charge")


def _values() -> dict[str, Any]:
    return {row["id"]: row for row in tables.rows("values")}


def solar_cells() -> Drawing:
    """Power conversion efficiency by year, the three classes of table 3 apart, and two core/shell cells.

    Returns
    -------
    Drawing
        Points that link to their entry in the bibliography; open where the
        row carries a doubt, or where the cell is a module.

    Examples
    --------
    >>> "nanocrystal absorber" in solar_cells().alt
    True
    """
    figure, axes = new_figure(5.2, 4.2)
    titles: dict[str, str] = {}
    words = []
    for role, (name, marker, colour) in _CELLS.items():
        rows = [r for r in tables.rows("solar_cells") if r["role"] == role]
        best = max(rows, key=lambda r: float(r["pce_pct"]))
        for row in rows:
            when = year(row["citation"])
            open_point = "contradicted" in row["flag"] or "suspect" in row["flag"] or row["kind"] == "module"
            (point,) = axes.plot(
                when,
                float(row["pce_pct"]),
                marker,
                color=colour,
                markersize=7,
                markerfacecolor="none" if open_point else colour,
            )
            link(point, row["id"], row["citation"])
            titles[row["id"]] = (
                f"{row['absorber_printed']}: {float(row['pce_pct']):g} %, {row['citation']}"
                + (f" ({row['flag']})" if row["flag"] else "")
                + (" (a module)" if row["kind"] == "module" else "")
            )
        axes.plot([], [], marker, color=colour, label=name)
        words.append(f"{len(rows)} with the class {name}, at most {float(best['pce_pct']):g} % ({best['citation']})")
    found = _values()
    for key, name in (("zhong-025", "CsPbI3/PbSe"), ("das-070", "PbS capped with MAPbI3")):
        row = found[key]
        (point,) = axes.plot(year(row["citation"]), float(row["value"]), "*", color=GREEN, markersize=12)
        link(point, key, row["citation"])
        titles[key] = f"{name}: {float(row['value']):g} %, {row['citation']}"
        words.append(f"core/shell {name} {float(row['value']):g} %")
    axes.plot([], [], "*", color=GREEN, markersize=10, label="core/shell crystals as absorber")
    axes.set_xlabel("Year of publication (open: doubted row or module)")
    axes.set_ylabel("Power conversion efficiency [%]")
    axes.set_ylim(0, 31)
    axes.set_yticks(range(0, 25, 5))
    axes.set_xticks([2016, 2018, 2020, 2022])
    axes.grid(True, axis="y", color=FAINT)
    legend(axes, loc="upper left")
    return finish(figure, f"Power conversion efficiency against year: {'; '.join(words)}.", titles)


def resolution_curves() -> Drawing:
    """Contrast of an X-ray imager against spatial frequency for the two printed resolutions.

    Returns
    -------
    Drawing
        Gaussian curves: one through the printed modulation transfer of 0.72
        at 2 line pairs per mm, one for a line spread of 26 um full width, and
        the frequencies at which 26 um would be a line or a line pair.

    Examples
    --------
    >>> "0.72" in resolution_curves().alt
    True
    """
    found = _values()
    contrast, at = float(found["mud-062"]["value"]), float(found["mud-063"]["value"])
    width = float(found["mud-070"]["value"]) / 1000
    frequency = np.linspace(0, 42, 300)
    flat = contrast ** ((frequency / at) ** 2)
    sharp = np.exp(-((math.pi * width * frequency) ** 2) / (4 * math.log(2)))
    figure, axes = new_figure(5.2, 3.6)
    axes.plot(frequency, flat, color=BLUE, label=f"through {contrast:g} at {at:g} lp/mm (chen2018b)")
    axes.plot(frequency, sharp, color=ORANGE, label=f"line spread {1000 * width:g} µm wide (wang2021b)")
    (point,) = axes.plot(at, contrast, "o", color=BLUE, markersize=8)
    link(point, "mtf", found["mud-062"]["citation"])
    line, pair = 1 / (2 * width), 1 / width
    for where, words in ((line, f"{1000 * width:g} µm a line"), (pair, f"{1000 * width:g} µm a pair")):
        axes.axvline(where, color=FAINT, linewidth=1.2, linestyle="--")
        axes.text(where - 0.4, 0.03, words, rotation=90, ha="right", va="bottom", fontsize=9, color=INK)
    axes.set_xlabel("Spatial frequency [line pairs per mm]")
    axes.set_ylabel("Modulation transfer")
    axes.set_xlim(0, 42)
    axes.set_ylim(0, 1.32)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    legend(axes, loc="upper right")
    titles = {"mtf": f"modulation transfer {contrast:g} at {at:g} line pairs per mm, chen2018b in mu2022"}
    blurred = at * math.sqrt(math.log(0.1) / math.log(contrast))
    resolved = math.sqrt(-math.log(0.1) * 4 * math.log(2)) / (math.pi * width)
    alt = (
        f"Modulation transfer against spatial frequency. A Gaussian through the printed {contrast:g} at {at:g} line "
        f"pairs per mm falls below 0.1 at {blurred:.1f}; one for a line spread {1000 * width:g} µm wide at "
        f"{resolved:.0f}. Dashed: {line:.0f} and {pair:.0f} line pairs per mm, where {1000 * width:g} µm is the width "
        f"of a line or of a pair."
    )
    return finish(figure, alt, titles)


def laser_thresholds() -> Drawing:
    """Printed thresholds of pulsed pumping by kind; continuous pumping has another unit and is named only.

    Returns
    -------
    Drawing
        One row a work on a logarithmic axis of fluence; two-photon pumping in
        another colour, the threshold of continuous pumping as words.

    Examples
    --------
    >>> "no fluence" in laser_thresholds().alt
    True
    """
    found = _values()
    figure, axes = new_figure(5.4, 4.0)
    titles: dict[str, str] = {}
    words, labels = [], []
    shown: set[str] = set()
    for y, (key, (what, marker, colour, text)) in enumerate(reversed(_THRESHOLDS.items())):
        row = found[key]
        fluence = float(row["value"]) * _PER_MICROJOULE[row["unit"]]
        if row["uncertainty"]:
            axes.plot([fluence - float(row["uncertainty"]), fluence + float(row["uncertainty"])], [y, y], color=colour)
        label = "" if what in shown else what
        shown.add(what)
        (point,) = axes.plot(fluence, y, marker, color=colour, markersize=8, linestyle="none", label=label)
        link(point, key, row["citation"])
        titles[key] = f"{text}: {float(row['value']):g} {row['unit']}, {row['citation']}"
        words.append(f"{text} {fluence:g}")
        labels.append(text)
    steady = found["mud-101"]
    axes.text(
        0.12, -1, f"{float(steady['value']):g} W/cm², continuous, 120 K: no fluence", fontsize=9, color=INK, va="center"
    )
    axes.set_yticks(range(len(labels)), labels, fontsize=8)
    axes.set_ylim(-1.5, len(labels) + 1.6)
    axes.set_xscale("log")
    axes.set_xlim(0.1, 3000)
    axes.set_xticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1000"])
    axes.minorticks_off()
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Threshold [µJ/cm² per pulse]")
    legend(axes, loc="upper right")
    alt = (
        f"Printed thresholds in microjoule per square centimetre and pulse: {', '.join(reversed(words))}. "
        f"The continuous-wave threshold of {float(steady['value']):g} W/cm² at 120 K is no fluence."
    )
    return finish(figure, alt, titles)


def pairs_per_crystal(
    size_nm: float = 9.5, pump_nm: float = 400.0, two_photon_nm: float = 800.0, pulse_fs: float = 100.0
) -> Drawing:
    """Electron-hole pairs a pulse makes in one CsPbBr3 crystal, by one and by two photons.

    Parameters
    ----------
    size_nm : float, optional
        Edge of the cube [nm], above 0.
    pump_nm, two_photon_nm : float, optional
        Wavelengths of the two pumps [nm].
    pulse_fs : float, optional
        Length of the two-photon pulse [fs], above 0.

    Returns
    -------
    Drawing
        Two lines on logarithmic axes, the printed thresholds on them, and the
        band around one pair a crystal.

    Raises
    ------
    ValueError
        If a length or a duration is not above 0.

    Examples
    --------
    >>> "per crystal" in pairs_per_crystal().alt
    True
    """
    if min(size_nm, pump_nm, two_photon_nm, pulse_fs) <= 0:
        raise ValueError("size_nm, pump_nm, two_photon_nm, pulse_fs: all must be above 0")
    found = _values()
    sigma = float(absorption.bulk_intrinsic("CsPbBr3", pump_nm, "toluene")) * (size_nm * 1e-7) ** 3
    cross = float(found["mud-088"]["value"]) * 1e-50  # 1 GM is 1e-50 cm4 s

    def one(fluence: Any) -> Any:
        return sigma * fluence * 1e-6 * pump_nm / _photon_joule_nm()

    def two(fluence: Any) -> Any:
        photons = fluence * 1e-6 * two_photon_nm / _photon_joule_nm()
        return cross * photons**2 / (2 * pulse_fs * 1e-15)

    figure, axes = new_figure(5.2, 4.2)
    axes.axhspan(0.5, 2, color=GREEN, alpha=0.2, linewidth=0)
    axes.text(0.115, 1, "about one pair", fontsize=9, color=INK, ha="left", va="center")
    line = np.geomspace(0.1, 3000, 60)
    axes.plot(line, one(line), color=BLUE, label=f"one photon, {pump_nm:g} nm")
    axes.plot(line, two(line), color=RED, label=f"two photons, {two_photon_nm:g} nm, {pulse_fs:g} fs")
    titles: dict[str, str] = {}
    words = []
    for key, (what, marker, colour, text) in _THRESHOLDS.items():
        if key == "mua-099":
            continue
        row = found[key]
        fluence = float(row["value"]) * _PER_MICROJOULE[row["unit"]]
        pairs = float((two if "two-photon" in what else one)(fluence))
        (point,) = axes.plot(fluence, pairs, marker, color=colour, markersize=8, linestyle="none")
        gid = f"pairs-{key}"
        link(point, gid, row["citation"])
        titles[gid] = f"{text}: {float(row['value']):g} {row['unit']}, about {pairs:.1g} pairs, {row['citation']}"
        words.append(f"{text} {pairs:.2g}")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(0.1, 3000)
    axes.set_ylim(1e-2, 100)
    axes.set_xticks([0.1, 1, 10, 100, 1000], ["0.1", "1", "10", "100", "1000"])
    axes.set_yticks([0.01, 0.1, 1, 10, 100], ["0.01", "0.1", "1", "10", "100"])
    axes.minorticks_off()
    axes.set_xlabel("Fluence of the pulse [µJ/cm²]")
    axes.set_ylabel("Mean pairs per crystal")
    legend(axes, loc="upper left")
    alt = (
        f"Mean electron-hole pairs per crystal of {size_nm:g} nm against the fluence, slope 1 for one photon and 2 for "
        f"two. Estimated at the printed thresholds: {', '.join(words)}."
    )
    return finish(figure, alt, titles)


def mobilities() -> Drawing:
    """Printed carrier mobilities of CsPbBr3 nanocrystal films on one logarithmic axis.

    Returns
    -------
    Drawing
        Four values with links; the one that is no transistor value is starred.

    Examples
    --------
    >>> "bipolar" in mobilities().alt
    True
    """
    found = _values()
    figure, axes = new_figure(5.2, 2.4)
    titles: dict[str, str] = {}
    words = []
    for y, (key, text) in enumerate(_MOBILITIES.items()):
        row = found[key]
        value = float(row["value"])
        (point,) = axes.plot(value, y, "s" if "*" in text else "o", color=ORANGE if "*" in text else BLUE, markersize=8)
        if row["qualifier"] == ">=":
            arrow = {"arrowstyle": "-|>", "color": ORANGE, "linewidth": 1.4}
            axes.annotate("", xy=(6 * value, y), xytext=(value, y), arrowprops=arrow)
        link(point, key, row["citation"])
        titles[key] = f"{row['material']}: {row['qualifier'] or '='} {value:g} cm²/(V s), {row['citation']}"
        words.append(f"{text.replace(' *', '')} {value:g}")
    axes.set_yticks(range(len(_MOBILITIES)), list(_MOBILITIES.values()), fontsize=9)
    axes.set_ylim(-0.6, len(_MOBILITIES) - 0.4)
    axes.set_xscale("log")
    axes.set_xlim(1e-7, 1)
    axes.set_xticks([1e-6, 1e-4, 1e-2, 1], ["10⁻⁶", "10⁻⁴", "10⁻²", "1"])
    axes.minorticks_off()
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Mobility [cm² V⁻¹ s⁻¹] (* method not printed)")
    return finish(figure, f"Printed mobilities of CsPbBr3 nanocrystal films [cm2/(V s)]: {', '.join(words)}.", titles)


def light_links() -> Drawing:
    """Bit rate against bandwidth of the light links that print both.

    Returns
    -------
    Drawing
        Points with links and lines of constant bits per second and hertz.

    Examples
    --------
    >>> "bit/s per Hz" in light_links().alt
    True
    """
    found = _values()
    figure, axes = new_figure(5.2, 4.2, margins=(0.14, 0.13, 0.97, 0.97))
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(100, 2000)
    axes.set_ylim(100, 10000)
    line = np.array([100.0, 2000.0])
    for ratio, style in ((1, ":"), (2, "--"), (4, "-.")):
        label = f"{ratio} bit/s per Hz" + (", Nyquist rate of two levels" if ratio == 2 else "")
        axes.plot(line, ratio * line, color=INK, linewidth=0.9, linestyle=style, label=label)
    titles: dict[str, str] = {}
    words, labels = [], {}
    for (band, bits), text in _LINKS.items():
        row, rate_row = found[band], found[bits]
        width = float(row["value"]) * _PER_MEGA[row["unit"]]
        rate = float(rate_row["value"]) * _PER_MEGA[rate_row["unit"]]
        (point,) = axes.plot(width, rate, "o", color=BLUE, markersize=8)
        link(point, band, row["citation"])
        titles[band] = f"{text}: {width:g} MHz, {rate:g} Mbit/s, {row['citation']}"
        labels[text] = (width, rate)
        words.append(f"{text} {width:g} MHz, {rate:g} Mbit/s ({rate / width:.1f} bit/s per Hz)")
    for text, (width, rate) in labels.items():
        below = not text.startswith("CsPbBr₃ and")
        offset = (8, -8) if below else (0, 9)
        side, level = ("left", "top") if below else ("center", "bottom")
        if width > 900:
            offset, side = (0, -10), "center"
        placing: Any = {"xytext": offset, "textcoords": "offset points", "ha": side, "va": level}
        axes.annotate(text, (width, rate), fontsize=9, color=INK, **placing)
    axes.set_xticks([100, 200, 500, 1000, 2000], ["100", "200", "500", "1000", "2000"])
    axes.set_yticks([100, 200, 500, 1000, 2000, 5000], ["100", "200", "500", "1000", "2000", "5000"])
    axes.minorticks_off()
    axes.set_xlabel("Bandwidth, −3 dB [MHz]")
    axes.set_ylabel("Bit rate [Mbit/s]")
    legend(axes, loc="upper left")
    return finish(figure, f"Bit rate against bandwidth: {'; '.join(words)}.", titles)


def bandwidth_by_lifetime() -> Drawing:
    """Bandwidth a single-exponential decay allows, with bare and shelled crystals and the printed bandwidths.

    Returns
    -------
    Drawing
        A band between the two conventions of -3 dB, open points for bare and
        full points for shelled CsPbX3 crystals at their printed lifetimes, and
        dashed lines at the printed bandwidths of CsPbX3 converters. Rows whose
        lifetimes are doubted are left out.

    Examples
    --------
    >>> "bare" in bandwidth_by_lifetime().alt
    True
    """
    found = _values()
    figure, axes = new_figure(5.2, 4.2)
    span = np.geomspace(0.15, 80, 60)
    low = 1e3 / (2 * math.pi * span)
    axes.fill_between(span, low, math.sqrt(3) * low, color=FAINT, alpha=0.5, linewidth=0)
    pairs = [
        (r["id"], f"{r['core']}/{r['shell']}", float(r["lifetime_core_ns"]), float(r["lifetime_ns"]), r["citation"])
        for r in tables.rows("core_shell")
        if r["core"].startswith("CsPb")
        and r["lifetime_core_ns"]
        and r["lifetime_ns"]
        and not r["note"].startswith("lifetime_core_ns")
    ]
    titles: dict[str, str] = {}
    words = []
    for key, name, before, after, citation in pairs:
        axes.plot(before, 1e3 / (2 * math.pi * before), "o", color=ORANGE, markersize=7, markerfacecolor="none")
        (point,) = axes.plot(after, 1e3 / (2 * math.pi * after), "o", color=ORANGE, markersize=7)
        gid = f"decay-{key}"
        link(point, gid, citation)
        titles[gid] = f"{name}: {before:g} ns bare, {after:g} ns with the shell, {citation}"
        words.append(f"{name} {before:g} to {after:g} ns")
    axes.plot([], [], "o", color=ORANGE, markerfacecolor="none", label="bare crystals, by their lifetime")
    axes.plot([], [], "o", color=ORANGE, label="with a shell")
    printed = []
    for key in ("mud-158", "mud-140", "mud-143", "mud-133", "mud-144"):
        row = found[key]
        width = float(row["value"])
        axes.axhline(width, color=BLUE, linewidth=1, linestyle="--")
        above = key != "mud-158"
        place = width * (1.03 if above else 0.95), "bottom" if above else "top"
        axes.text(75, place[0], f"{width:g}", fontsize=9, color=INK, ha="right", va=place[1])
        printed.append(f"{width:g}")
    axes.plot([], [], "--", color=BLUE, linewidth=1, label="printed bandwidths")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(0.15, 80)
    axes.set_ylim(3, 1500)
    axes.set_xticks([0.2, 1, 5, 20, 50], ["0.2", "1", "5", "20", "50"])
    axes.set_yticks([5, 20, 100, 500, 1000], ["5", "20", "100", "500", "1000"])
    axes.minorticks_off()
    axes.set_xlabel("Lifetime of a single-exponential decay [ns]")
    axes.set_ylabel("Bandwidth, −3 dB [MHz]")
    legend(axes, loc="lower left")
    alt = (
        f"Bandwidth against lifetime: a band from 1/(2 pi tau) to 1.73 times that. On its lower edge bare and shelled "
        f"crystals: {', '.join(words)}. Dashed: printed bandwidths of {', '.join(printed)} MHz, all above the points."
    )
    return finish(figure, alt, titles)
