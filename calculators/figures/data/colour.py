"""What the chromaticity diagram holds, and a white mixed from lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ... import color
from ...checks import finite, flag, mapping, vector, within
from ...errors import ArgumentError, renaming, shown
from ...results import Result
from ...tables import FloatArray
from .devices import Device, printed


@dataclass(frozen=True, eq=False)
class Diagram(Result):
    """Contents of the CIE 1931 diagram: rim, triangles, devices with printed coordinates, own points."""

    wavelength_nm: FloatArray
    locus_xy: FloatArray
    gamuts: Mapping[str, FloatArray]
    devices: tuple[Device, ...]
    points: Mapping[str, tuple[float, float]]


def chromaticity_diagram(
    points: Mapping[str, tuple[float, float]] | None = None,
    gamuts: Sequence[str] = ("sRGB", "DCI-P3", "NTSC", "Rec.2020"),
    devices: bool = True,
) -> Diagram:
    """Rim, gamuts and devices of the CIE 1931 chromaticity diagram.

    Parameters
    ----------
    points : mapping of str to tuple of float, optional
        Own colours by name, x and y [-].
    gamuts : sequence of str, optional
        Names of gamuts.
    devices : bool, optional
        Whether to hold the devices of the table ``leds`` that print coordinates.

    Returns
    -------
    Diagram
        Its corners are arrays of shape (3, 2) by name of the gamut [-].

    Raises
    ------
    ArgumentError
        If a gamut is unknown, a single name stands in place of a sequence, or a
        point is no pair of numbers from 0 to 1.

    Examples
    --------
    >>> chromaticity_diagram(gamuts=("Rec.2020",)).gamuts["Rec.2020"][0].tolist()
    [0.708, 0.292]
    """
    if isinstance(gamuts, str) or not isinstance(gamuts, Sequence):
        raise ArgumentError("gamuts", f"{shown(gamuts)} is not allowed", "it is a sequence of names", gamuts)
    own = {name: _pair(name, pair) for name, pair in mapping("points", {} if points is None else points).items()}
    with renaming(name="gamuts"):
        corners = {name: color.gamut(name) for name in gamuts}
    wavelength, locus = color.spectral_locus()
    return Diagram(
        wavelength,
        locus,
        corners,
        tuple(printed("cie_x", "cie_y")) if flag("devices", devices) else (),
        own,
    )


def _pair(name: object, pair: object) -> tuple[float, float]:
    """Checked x and y of a colour of one's own."""
    try:
        found = vector("points", within("points", pair, 0, 1), 2)
    except ArgumentError as error:
        raise ArgumentError("points", f"{name}: {error.problem}", error.allowed, error.value) from None
    if found.size != 2 or np.isnan(found).any():
        raise ArgumentError("points", f"{name}: {shown(pair)} is not allowed", "a pair (x, y) is needed", pair)
    return float(found[0]), float(found[1])


@dataclass(frozen=True, eq=False)
class White(Result):
    """A white of three lines.

    Attributes
    ----------
    wavelength_nm : numpy.ndarray
        Grid, shape (n,) [nm].
    parts : numpy.ndarray
        The lines at the needed strengths, shape (3, n), relative to the
        largest value of their sum [-].
    peaks_nm, strengths : tuple of float
        Peaks [nm] and shares of the peak powers [-].
    target : tuple of float
        Chromaticity of the white, x and y [-].
    cct_k, rendering_index : float
        Correlated colour temperature [K], colour rendering index Ra [-].
    """

    wavelength_nm: FloatArray
    parts: FloatArray
    peaks_nm: tuple[float, ...]
    strengths: tuple[float, ...]
    target: tuple[float, float]
    cct_k: float
    rendering_index: float

    @property
    def total(self) -> FloatArray:
        """Their sum, 1 at its largest, shape (n,) [-]."""
        total: FloatArray = self.parts.sum(axis=0)
        return total


@finite
def white_mixture(
    peaks_nm: Sequence[float], fwhm_nm: Sequence[float] | float, target: tuple[float, float] | None = None
) -> White:
    """White mixed from three emission lines.

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
    White
        The lines at the needed strengths, their sum and its quality.

    Raises
    ------
    ArgumentError
        If there are not three peaks, or the target lies outside the triangle of the lines.

    Examples
    --------
    >>> white = white_mixture([630, 525, 465], 20)
    >>> round(white.cct_k, -2), round(sum(white.strengths), 9)
    (6500.0, 1.0)
    """
    peaks = vector("peaks_nm", peaks_nm)
    if peaks.size != 3:
        raise ArgumentError("peaks_nm", f"{peaks.size} peaks are not allowed", "three are needed", peaks_nm)
    goal = color.white_point("sRGB") if target is None else target
    with renaming(peak_nm="peaks_nm"):
        wavelength, powers = color.gaussian(peaks, fwhm_nm)
    with renaming(powers="peaks_nm, fwhm_nm"):
        strengths = color.mix_spectra(wavelength, powers, goal)
    parts = strengths[:, None] * powers
    total = parts.sum(axis=0)
    rendering = color.colour_rendering(wavelength, total)
    return White(
        wavelength,
        np.asarray(parts / total.max()),
        tuple(float(p) for p in peaks),
        tuple(float(s) for s in strengths),
        (float(goal[0]), float(goal[1])),
        float(rendering.cct),
        float(rendering.ra),
    )
