"""Figures of scintillators and imaging."""

from __future__ import annotations

from itertools import cycle

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
from calculators.figures.marks import link

from .data import scintillators as data


def resolution_curves() -> Drawing:
    """Contrast of X-ray imagers against spatial frequency for the printed resolutions.

    Returns
    -------
    Drawing
        Gaussian curves, one through each printed modulation transfer and one
        for each printed resolution read as a full width, and the frequencies
        at which such a width would be a line or a line pair.

    Examples
    --------
    >>> resolution_curves().alt.split(". ")[0]
    'Modulation transfer against spatial frequency'
    """
    shown = data.resolution_curves()
    figure, axes = new_figure(5.2, 3.8)
    colours = cycle((BLUE, ORANGE, GREEN, PURPLE, RED))
    titles: dict[str, str] = {}
    words = []
    for k, (curve, colour) in enumerate(zip(shown.by_contrast, colours, strict=False)):
        said = f"{curve.contrast:g} at {curve.frequency_lp_mm:g} lp/mm"
        axes.plot(shown.frequency_lp_mm, curve.transfer, color=colour, label=f"through {said} ({curve.citation})")
        (point,) = axes.plot(curve.frequency_lp_mm, curve.contrast, "o", color=colour, markersize=8)
        link(point, f"contrast-{k}", curve.citation)
        titles[f"contrast-{k}"] = f"{curve.material}: modulation transfer {said}, {curve.citation}"
        words.append(
            f"A Gaussian through the printed {curve.contrast:g} at {curve.frequency_lp_mm:g} line pairs per mm "
            f"({curve.citation}) falls below 0.1 at {curve.resolved_lp_mm:.1f}"
        )
    for curve, colour in zip(shown.by_width, colours, strict=False):
        label = f"line spread {curve.width_um:g} µm wide ({curve.citation})"
        axes.plot(shown.frequency_lp_mm, curve.transfer, color=colour, label=label)
        places = ((curve.one_line_lp_mm, "a line"), (curve.one_pair_lp_mm, "a pair"))
        for where, what in places:
            axes.axvline(where, color=FAINT, linewidth=1.2, linestyle="--")
            axes.text(
                where - 0.01 * shown.frequency_lp_mm[-1],
                0.03,
                f"{curve.width_um:g} µm {what}",
                rotation=90,
                ha="right",
                va="bottom",
                fontsize=9,
                color=INK,
            )
        words.append(
            f"One for a line spread {curve.width_um:g} µm wide ({curve.citation}) falls below 0.1 at "
            f"{curve.resolved_lp_mm:.0f}; dashed, {curve.one_line_lp_mm:.0f} and {curve.one_pair_lp_mm:.0f} line pairs "
            f"per mm, where {curve.width_um:g} µm is the width of a line or of a pair"
        )
    axes.set_xlabel("Spatial frequency [line pairs per mm]")
    axes.set_ylabel("Modulation transfer")
    axes.set_xlim(0, shown.frequency_lp_mm[-1])
    axes.set_ylim(0, 1.32)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1])
    legend(axes, loc="upper right")
    return finish(figure, f"Modulation transfer against spatial frequency. {'. '.join(words)}.", titles)
