"""Figures of colour: the chromaticity diagram, and a white mixed from three lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .. import color, tables
from .drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, Drawing, finish, legend, new_figure
from .marks import kind, link, swatch

_GAMUTS = {"sRGB": BLUE, "DCI-P3": ORANGE, "NTSC": PURPLE, "Rec.2020": GREEN}


def _horseshoe(axes: Any) -> None:
    """Rim of the diagram in the hues of its wavelengths, with labels."""
    wavelength, xy = color.spectral_locus()
    closed = np.vstack([xy, xy[:1]])
    axes.plot(closed[:, 0], closed[:, 1], color=FAINT, linewidth=1)
    for nm in range(400, 700, 10):
        x, y = xy[wavelength == nm][0]
        rgb = color.screen_rgb(float(x), float(y))
        axes.plot(x, y, ".", color=tuple(v / 255 for v in rgb), markersize=7)
    for nm in (460, 480, 500, 520, 540, 560, 580, 600, 620):
        x, y = xy[wavelength == nm][0]
        dx, dy = x - 0.33, y - 0.33
        scale = 11 / np.hypot(dx, dy)
        axes.annotate(
            f"{nm}",
            (x, y),
            xytext=(dx * scale, dy * scale),
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=7.5,
            color=INK,
        )
    axes.set_xlim(-0.05, 0.8)
    axes.set_ylim(-0.05, 0.9)
    axes.set_aspect("equal")
    axes.set_xlabel("CIE 1931 x")
    axes.set_ylabel("CIE 1931 y")


def chromaticity_diagram(
    points: Mapping[str, tuple[float, float]] | None = None,
    gamuts: Sequence[str] = ("sRGB", "DCI-P3", "NTSC", "Rec.2020"),
    devices: bool = True,
) -> Drawing:
    """CIE 1931 chromaticity diagram with the devices of the table, gamuts and points of your own.

    Parameters
    ----------
    points : mapping of str to tuple of float, optional
        Own colours by name, x and y [-].
    gamuts : sequence of str, optional
        Names of gamuts to outline.
    devices : bool, optional
        Whether to draw the devices of the table ``leds``.

    Returns
    -------
    Drawing
        Devices carry their citation as hover text and lead to the bibliography.

    Raises
    ------
    ValueError
        If a gamut is unknown.

    Examples
    --------
    >>> "Rec.2020" in chromaticity_diagram(devices=False).alt
    True
    """
    figure, axes = new_figure(5.4, 5.4)
    _horseshoe(axes)
    for name in gamuts:
        corners = color.gamut(name)
        closed = np.vstack([corners, corners[:1]])
        axes.plot(closed[:, 0], closed[:, 1], color=_GAMUTS.get(name, INK), linewidth=1.2, label=name)
    titles: dict[str, str] = {}
    if devices:
        for k, row in enumerate(tables.rows("leds")):
            if not row["cie_x"]:
                continue
            x, y = float(row["cie_x"]), float(row["cie_y"])
            peak = float(row["el_peak_nm"]) if row["el_peak_nm"] else None
            white = kind(row) == "colour converter"
            (point,) = axes.plot(
                x,
                y,
                "x" if white else "o",
                color=INK if white else swatch(peak, row["colour_printed"]),
                markersize=6,
                markeredgecolor=INK if not white else None,
                markeredgewidth=0.6 if not white else 1.6,
            )
            link(point, f"xy-{k}", row["citation"])
            titles[f"xy-{k}"] = (
                f"{row['emitter_printed']}, ({x:g}, {y:g})"
                + (f", {peak:g} nm" if peak else "")
                + f", {row['citation']}"
            )
    for name, (x, y) in (points or {}).items():
        axes.plot(x, y, "*", color=INK, markersize=13)
        axes.annotate(f"{name}", (x, y), xytext=(9, -3), textcoords="offset points", fontsize=8.5, color=INK, ha="left")
    legend(axes, loc="upper right")
    own = "; ".join(f"{name} at ({x:.3f}, {y:.3f})" for name, (x, y) in (points or {}).items())
    alt = (
        "CIE 1931 chromaticity diagram with the spectral locus"
        + (f", the triangles of {', '.join(gamuts)}" if gamuts else "")
        + (f" and {len(titles)} devices of the table" if devices else "")
        + (f"; {own}" if own else "")
        + "."
    )
    return finish(figure, alt, titles)


def white_mixture(
    peaks_nm: Sequence[float], fwhm_nm: Sequence[float] | float, target: tuple[float, float] = (0.3127, 0.3290)
) -> Drawing:
    """Spectrum of a white mixed from three emission lines.

    Parameters
    ----------
    peaks_nm : sequence of float
        Peaks of the three lines [nm].
    fwhm_nm : float or sequence of float
        Full widths at half maximum [nm].
    target : tuple of float, optional
        Chromaticity of the white, x and y [-]; D65 by default.

    Returns
    -------
    Drawing
        The three lines at the needed strengths, and their sum.

    Raises
    ------
    ValueError
        If the target lies outside the triangle of the lines.

    Examples
    --------
    >>> "white" in white_mixture([630, 525, 465], 20).alt
    True
    """
    wavelength, powers = color.gaussian(peaks_nm, fwhm_nm)
    factors = color.mix_spectra(wavelength, powers, target)
    parts = factors[:, None] * powers
    total = parts.sum(axis=0)
    figure, axes = new_figure(6.2, 3.2)
    for peak, part in zip(peaks_nm, parts, strict=True):
        axes.fill_between(wavelength, part / total.max(), color=swatch(float(peak)), alpha=0.55, linewidth=0)
    axes.plot(wavelength, total / total.max(), color=INK, linewidth=1.4)
    axes.set_xlim(400, 720)
    axes.set_ylim(0, None)
    axes.set_xlabel("Wavelength [nm]")
    axes.set_ylabel("Spectral power, relative")
    rendering = color.colour_rendering(wavelength, total)
    words = ", ".join(f"{p:g} nm with {100 * f:.0f} %" for p, f in zip(peaks_nm, factors, strict=True))
    axes.set_title(f"CCT {rendering.cct:.0f} K, CRI Rₐ {rendering.ra:.0f}", fontsize=9, color=INK, loc="left")
    alt = (
        f"Spectrum of a white at ({target[0]:g}, {target[1]:g}) from three lines with peak powers "
        f"{words} of the sum: colour temperature {rendering.cct:.0f} K, colour rendering index {rendering.ra:.0f}."
    )
    return finish(figure, alt)
