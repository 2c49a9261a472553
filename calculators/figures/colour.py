"""Figures of colour: the chromaticity diagram, and a white mixed from three lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .. import color
from ..tables import FloatArray
from .data import colour as data
from .drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, Drawing, finish, legend, new_figure
from .marks import MARKERS, link, swatch

_GAMUTS = {"sRGB": BLUE, "DCI-P3": ORANGE, "NTSC": PURPLE, "Rec.2020": GREEN}


def _horseshoe(axes: Any, wavelength: FloatArray, xy: FloatArray) -> None:
    """Rim of the diagram in the hues of its wavelengths, with labels."""
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
    ArgumentError
        If a gamut is unknown.

    Examples
    --------
    >>> "Rec.2020" in chromaticity_diagram(devices=False).alt
    True
    """
    diagram = data.chromaticity_diagram(points, gamuts, devices)
    figure, axes = new_figure(5.4, 5.4)
    _horseshoe(axes, diagram.wavelength_nm, diagram.locus_xy)
    for name, corners in diagram.gamuts.items():
        closed = np.vstack([corners, corners[:1]])
        axes.plot(closed[:, 0], closed[:, 1], color=_GAMUTS.get(name, INK), linewidth=1.2, label=name)
    titles: dict[str, str] = {}
    for k, device in enumerate(diagram.devices):
        converter = device.kind == "colour converter"
        (point,) = axes.plot(
            device.cie_x,
            device.cie_y,
            MARKERS["colour converter"] if converter else MARKERS["electroluminescent"],
            color=INK if converter else swatch(device.peak_nm, device.colour),
            markersize=6,
            markeredgecolor=INK,
            markeredgewidth=1.6 if converter else 0.6,
        )
        link(point, f"xy-{k}", device.citation)
        titles[f"xy-{k}"] = (
            f"{device.emitter}, ({device.cie_x:g}, {device.cie_y:g})"
            + (f", {device.peak_nm:g} nm" if device.peak_nm is not None else "")
            + f", {device.citation}"
        )
    for name, (x, y) in diagram.points.items():
        axes.plot(x, y, "*", color=INK, markersize=13)
        axes.annotate(f"{name}", (x, y), xytext=(9, -3), textcoords="offset points", fontsize=8.5, color=INK, ha="left")
    legend(axes, loc="upper right")
    own = "; ".join(f"{name} at ({x:.3f}, {y:.3f})" for name, (x, y) in diagram.points.items())
    alt = (
        "CIE 1931 chromaticity diagram with the spectral locus"
        + (f", the triangles of {', '.join(diagram.gamuts)}" if diagram.gamuts else "")
        + (f" and {len(titles)} devices of the table" if devices else "")
        + (f"; {own}" if own else "")
        + "."
    )
    return finish(figure, alt, titles)


def white_mixture(
    peaks_nm: Sequence[float], fwhm_nm: Sequence[float] | float, target: tuple[float, float] | None = None
) -> Drawing:
    """Spectrum of a white mixed from three emission lines.

    Parameters
    ----------
    peaks_nm : sequence of float
        Peaks of the three lines [nm].
    fwhm_nm : float or sequence of float
        Full widths at half maximum [nm].
    target : tuple of float, optional
        Chromaticity of the white, x and y [-]; by default the white point of sRGB, D65.

    Returns
    -------
    Drawing
        The three lines at the needed strengths, and their sum.

    Raises
    ------
    ArgumentError
        If the target lies outside the triangle of the lines.

    Examples
    --------
    >>> "white" in white_mixture([630, 525, 465], 20).alt
    True
    """
    white = data.white_mixture(peaks_nm, fwhm_nm, target)
    figure, axes = new_figure(6.2, 3.2)
    for peak, part in zip(white.peaks_nm, white.parts, strict=True):
        axes.fill_between(white.wavelength_nm, part, color=swatch(peak), alpha=0.55, linewidth=0)
    axes.plot(white.wavelength_nm, white.total, color=INK, linewidth=1.4)
    axes.set_xlim(400, 720)
    axes.set_ylim(0, None)
    axes.set_xlabel("Wavelength [nm]")
    axes.set_ylabel("Spectral power, relative")
    quality = f"CCT {white.cct_k:.0f} K, CRI Rₐ {white.rendering_index:.0f}"
    axes.set_title(quality, fontsize=9, color=INK, loc="left")
    words = ", ".join(f"{p:g} nm with {100 * f:.0f} %" for p, f in zip(white.peaks_nm, white.strengths, strict=True))
    alt = (
        f"Spectrum of a white at ({white.target[0]:g}, {white.target[1]:g}) from three lines with peak powers "
        f"{words} of the sum: colour temperature {white.cct_k:.0f} K, colour rendering index "
        f"{white.rendering_index:.0f}."
    )
    return finish(figure, alt)
