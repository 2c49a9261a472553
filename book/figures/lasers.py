"""Figures of lasers: printed thresholds, and the pairs that they make in a crystal."""

from __future__ import annotations

import textwrap

from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
    subscripts,
)
from calculators.figures.marks import link

from .data import lasers as data
from .style import log_limits

_MARKS = dict(zip(data.KINDS.values(), (("o", GREEN), ("D", BLUE), ("^", RED)), strict=True))
_DECADES = (0.1, 1.0, 10.0, 100.0, 1000.0)


def laser_thresholds() -> Drawing:
    """Printed thresholds of pulsed pumping by kind; continuous pumping has another unit and is named only.

    Returns
    -------
    Drawing
        One row a work on a logarithmic axis of fluence; two-photon pumping in
        another colour, thresholds of continuous pumping as words.

    Examples
    --------
    >>> laser_thresholds().alt.split(": ")[0]
    'Printed thresholds in microjoule per square centimetre and pulse'
    """
    shown = data.laser_thresholds()
    figure, axes = new_figure(5.8, 1.8 + 0.42 * (len(shown.pulsed) + len(shown.steady)))
    titles: dict[str, str] = {}
    for y, found in enumerate(reversed(shown.pulsed)):
        marker, colour = _MARKS[found.kind]
        low, high = (found.fluence_uj_cm2 + sign * found.uncertainty_uj_cm2 for sign in (-1, 1))
        if high > low:
            axes.plot([low, high], [y, y], color=colour)
        (point,) = axes.plot(found.fluence_uj_cm2, y, marker, color=colour, markersize=8, linestyle="none")
        gid = f"threshold-{y}"
        link(point, gid, found.citation)
        titles[gid] = f"{found.material}, {found.kind}: {found.printed}, {found.citation}"
    steady = [f"{found.irradiance_w_cm2:g} W/cm² ({found.condition}): no fluence" for found in shown.steady]
    for k, line in enumerate(steady):
        axes.text(0.12, -1 - k, line, fontsize=8, color=INK, va="center")
    for kind, (marker, colour) in _MARKS.items():
        axes.plot([], [], marker, color=colour, markersize=8, label=kind)
    labels = [textwrap.fill(subscripts(found.material), 34) for found in reversed(shown.pulsed)]
    axes.set_yticks(range(len(labels)), labels, fontsize=8)
    axes.set_ylim(-0.5 - len(steady), len(labels) - 0.4)
    axes.set_xscale("log")
    axes.set_xlim(*log_limits(0.1, 3000, [found.fluence_uj_cm2 for found in shown.pulsed]))
    axes.set_xticks(_DECADES, [f"{decade:g}" for decade in _DECADES])
    axes.minorticks_off()
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel("Threshold [µJ/cm² per pulse]")
    legend(axes, loc="lower left", bbox_to_anchor=(0, 1.0))
    alt = (
        "Printed thresholds in microjoule per square centimetre and pulse: "
        + "; ".join(
            f"{kind}: {', '.join(f'{found.material} {found.fluence_uj_cm2:g}' for found in of_kind)}"
            for kind in _MARKS
            if (of_kind := [found for found in shown.pulsed if found.kind == kind])
        )
        + ". "
    )
    return finish(figure, alt + "".join(f"Continuous pumping: {line}. " for line in steady).strip(), titles)


def pairs_per_crystal(size_nm: float, *, pump_nm: float, two_photon_nm: float, pulse_fs: float) -> Drawing:
    """Electron-hole pairs a pulse makes in one CsPbBr3 crystal, by one and by two photons.

    Parameters
    ----------
    size_nm : float
        Edge of the cube [nm], above 0.
    pump_nm, two_photon_nm : float
        Wavelengths of the two pumps [nm].
    pulse_fs : float
        Length of the two-photon pulse [fs], above 0.

    Returns
    -------
    Drawing
        Two lines on logarithmic axes, the printed thresholds on them, and the
        band around one pair a crystal.

    Raises
    ------
    ArgumentError
        If a number is not above 0 or the pump lies outside the constants of CsPbBr3.

    Examples
    --------
    >>> pairs_per_crystal(9.5, pump_nm=400, two_photon_nm=800, pulse_fs=100).alt.split(", ")[0]
    'Mean electron-hole pairs per crystal of 9.5 nm against the fluence'
    """
    shown = data.pairs_per_crystal(size_nm, pump_nm=pump_nm, two_photon_nm=two_photon_nm, pulse_fs=pulse_fs)
    figure, axes = new_figure(5.2, 4.2)
    axes.axhspan(0.5, 2, color=GREEN, alpha=0.2, linewidth=0)
    axes.text(0.115, 1, "about one pair", fontsize=9, color=INK, ha="left", va="center")
    axes.plot(shown.fluence_uj_cm2, shown.one_photon, color=ORANGE, label=f"one photon, {pump_nm:g} nm")
    two = f"two photons, {two_photon_nm:g} nm, {pulse_fs:g} fs"
    axes.plot(shown.fluence_uj_cm2, shown.two_photons, color=RED, label=two)
    titles: dict[str, str] = {}
    words = []
    for k, (found, pairs) in enumerate(shown.at_thresholds):
        marker, colour = _MARKS[found.kind]
        (point,) = axes.plot(found.fluence_uj_cm2, pairs, marker, color=colour, markersize=8, linestyle="none")
        link(point, f"pairs-{k}", found.citation)
        titles[f"pairs-{k}"] = f"{found.material}: {found.printed}, about {pairs:.1g} pairs, {found.citation}"
        words.append(f"{found.material} {pairs:.2g}")
    for kind, (marker, colour) in _MARKS.items():
        axes.plot([], [], marker, color=colour, markersize=8, label=kind)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(*log_limits(0.1, 3000, [found.threshold.fluence_uj_cm2 for found in shown.at_thresholds]))
    axes.set_ylim(*log_limits(1e-2, 100, [found.pairs for found in shown.at_thresholds]))
    axes.set_xticks(_DECADES, [f"{decade:g}" for decade in _DECADES])
    pairs_ticks = [decade / 10 for decade in _DECADES]
    axes.set_yticks(pairs_ticks, [f"{tick:g}" for tick in pairs_ticks])
    axes.minorticks_off()
    axes.set_xlabel("Fluence of the pulse [µJ/cm²]")
    axes.set_ylabel("Mean pairs per crystal")
    legend(axes, loc="upper left")
    alt = (
        f"Mean electron-hole pairs per crystal of {size_nm:g} nm against the fluence, slope 1 for one photon and 2 for "
        f"two. Estimated at the printed thresholds: {', '.join(words)}."
    )
    return finish(figure, alt, titles)
