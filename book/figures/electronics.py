"""Figures of transistors and light links."""

from __future__ import annotations

import textwrap
from itertools import cycle

import numpy as np

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
    subscripts,
)
from calculators.figures.marks import link

from .data import electronics as data
from .style import log_limits


def mobilities() -> Drawing:
    """Printed carrier mobilities of nanocrystal films on one logarithmic axis.

    Returns
    -------
    Drawing
        Values with links; those of which no transistor is told are squares.

    Examples
    --------
    >>> mobilities().alt.split(": ")[0]
    'Printed mobilities of nanocrystal films [cm2/(V s)]'
    """
    found = data.mobilities()
    figure, axes = new_figure(5.2, 1.0 + 0.4 * len(found))
    titles: dict[str, str] = {}
    words = []
    for y, one in enumerate(found):
        marker, colour = ("o", BLUE) if one.transistor else ("s", ORANGE)
        (point,) = axes.plot(one.cm2_per_vs, y, marker, color=colour, markersize=8)
        if one.qualifier in (">", ">=", "at least"):
            arrow = {"arrowstyle": "-|>", "color": colour, "linewidth": 1.4}
            axes.annotate("", xy=(6 * one.cm2_per_vs, y), xytext=(one.cm2_per_vs, y), arrowprops=arrow)
        gid = f"mobility-{y}"
        link(point, gid, one.citation)
        said = f"{one.material} {one.qualifier + ' ' if one.qualifier else ''}{one.cm2_per_vs:g}"
        titles[gid] = f"{said} cm²/(V s), {one.citation}"
        words.append(said)
    names = [textwrap.fill(subscripts(one.material) + ("" if one.transistor else " *"), 30) for one in found]
    axes.set_yticks(range(len(found)), names, fontsize=8)
    axes.set_ylim(-0.6, len(found) - 0.4)
    axes.set_xscale("log")
    axes.set_xlim(*log_limits(1e-7, 1, [one.cm2_per_vs for one in found]))
    axes.set_xticks([1e-6, 1e-4, 1e-2, 1], ["10⁻⁶", "10⁻⁴", "10⁻²", "1"])
    axes.minorticks_off()
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Mobility [cm² V⁻¹ s⁻¹] (* method not printed)")
    return finish(figure, f"Printed mobilities of nanocrystal films [cm2/(V s)]: {', '.join(words)}.", titles)


def light_links() -> Drawing:
    """Bit rate against bandwidth of the light links that print both.

    Returns
    -------
    Drawing
        Points with links and lines of constant bits per second and hertz.

    Examples
    --------
    >>> light_links().alt.split(": ")[0]
    'Bit rate against bandwidth'
    """
    found = data.light_links()
    figure, axes = new_figure(5.2, 5.0)
    axes.set_xscale("log")
    axes.set_yscale("log")
    line = np.array([100.0, 2000.0])
    for ratio, style in ((1, ":"), (2, "--"), (4, "-.")):
        label = f"{ratio} bit/s per Hz" + (", Nyquist rate of two levels" if ratio == 2 else "")
        axes.plot(line, ratio * line, color=INK, linewidth=0.9, linestyle=style, label=label)
    titles: dict[str, str] = {}
    words = []
    marks = cycle(zip("osD^v", (BLUE, ORANGE, GREEN, PURPLE, RED), strict=True))
    for k, (one, (marker, colour)) in enumerate(zip(found, marks, strict=False)):
        (point,) = axes.plot(
            one.bandwidth_mhz,
            one.rate_mbit_s,
            marker,
            color=colour,
            markersize=8,
            label=subscripts(one.material),
        )
        link(point, f"link-{k}", one.citation)
        said = f"{one.material}: {one.bandwidth_mhz:g} MHz, {one.rate_mbit_s:g} Mbit/s"
        titles[f"link-{k}"] = f"{said}, {one.citation}"
        words.append(f"{said} ({one.bits_per_hertz:.1f} bit/s per Hz)")
    axes.set_xlim(*log_limits(100, 2000, [one.bandwidth_mhz for one in found]))
    axes.set_ylim(*log_limits(100, 10000, [one.rate_mbit_s for one in found]))
    axes.set_xticks([100, 200, 500, 1000, 2000], ["100", "200", "500", "1000", "2000"])
    axes.set_yticks([100, 200, 500, 1000, 2000, 5000], ["100", "200", "500", "1000", "2000", "5000"])
    axes.minorticks_off()
    axes.set_xlabel("Bandwidth, −3 dB [MHz]")
    axes.set_ylabel("Bit rate [Mbit/s]")
    legend(axes, loc="upper left", bbox_to_anchor=(0, -0.14))
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
    >>> bandwidth_by_lifetime().alt.split(": ")[0]
    'Bandwidth against lifetime'
    """
    shown = data.bandwidth_by_lifetime()
    figure, axes = new_figure(5.2, 4.2)
    axes.fill_between(shown.lifetime_ns, shown.electrical_mhz, shown.optical_mhz, color=FAINT, alpha=0.5, linewidth=0)
    titles: dict[str, str] = {}
    words = []
    for k, pair in enumerate(shown.pairs):
        axes.plot(pair.bare_ns, pair.bare_mhz, "o", color=ORANGE, markersize=7, markerfacecolor="none")
        (point,) = axes.plot(pair.shelled_ns, pair.shelled_mhz, "o", color=ORANGE, markersize=7)
        link(point, f"decay-{k}", pair.citation)
        titles[f"decay-{k}"] = (
            f"{pair.name}: {pair.bare_ns:g} ns bare, {pair.shelled_ns:g} ns with the shell, {pair.citation}"
        )
        words.append(f"{pair.name} {pair.bare_ns:g} to {pair.shelled_ns:g} ns")
    axes.plot([], [], "o", color=ORANGE, markerfacecolor="none", label="bare crystals, by their lifetime")
    axes.plot([], [], "o", color=ORANGE, label="with a shell")
    widths = [one.bandwidth_mhz for one in shown.printed]
    for width, following in zip(widths, [*widths[1:], np.inf], strict=True):
        axes.axhline(width, color=BLUE, linewidth=1, linestyle="--")
        # A number stands on its line; under it where the next line is too near.
        place, side = (1.03, "bottom") if following > 1.35 * width else (0.95, "top")
        axes.text(75, place * width, f"{width:g}", fontsize=9, color=INK, ha="right", va=side)
    axes.plot([], [], "--", color=BLUE, linewidth=1, label="printed bandwidths")
    axes.set_xscale("log")
    axes.set_yscale("log")
    lifetimes = [tau for pair in shown.pairs for tau in (pair.bare_ns, pair.shelled_ns)]
    axes.set_xlim(*log_limits(0.15, 80, lifetimes))
    axes.set_ylim(
        *log_limits(
            3, 1500, [*widths, *(pair.shelled_mhz for pair in shown.pairs), *(pair.bare_mhz for pair in shown.pairs)]
        )
    )
    axes.set_xticks([0.2, 1, 5, 20, 50], ["0.2", "1", "5", "20", "50"])
    axes.set_yticks([5, 20, 100, 500, 1000], ["5", "20", "100", "500", "1000"])
    axes.minorticks_off()
    axes.set_xlabel("Lifetime of a single-exponential decay [ns]")
    axes.set_ylabel("Bandwidth, −3 dB [MHz]")
    legend(axes, loc="lower left")
    wider = shown.optical_mhz[0] / shown.electrical_mhz[0]
    alt = (
        f"Bandwidth against lifetime: a band from 1/(2 pi tau) to {wider:.2f} times that. On its lower edge bare and "
        f"shelled crystals: {', '.join(words)}. Dashed: printed bandwidths of {', '.join(f'{w:g}' for w in widths)} "
        f"MHz, {shown.above_every_pair} of {len(widths)} above every point."
    )
    return finish(figure, alt, titles)
