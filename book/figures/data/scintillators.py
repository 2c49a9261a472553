"""Sharpness of X-ray imagers: contrast against spatial frequency, by what is printed of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calculators import structure
from calculators.results import Result
from calculators.tables import FloatArray, Row

from . import select


@dataclass(frozen=True, eq=False)
class BlurCurve(Result):
    """Gaussian blur of an imager."""

    material: str
    citation: str
    width_um: float
    """Full width at half maximum of the image of a thin line [µm]."""
    frequency_lp_mm: float | None
    """Spatial frequency of a printed contrast [line pairs per mm]; None where a width is printed."""
    contrast: float | None
    """Printed contrast [-]; None where a width is printed."""
    transfer: FloatArray
    """Modulation transfer [-] at the frequencies of the figure, shape (n,)."""
    resolved_lp_mm: float
    """Frequency at which a tenth of the contrast is left [line pairs per mm]."""

    @property
    def one_line_lp_mm(self) -> float:
        """Frequency at which the width is that of one line [line pairs per mm]."""
        return 1e3 / (2 * self.width_um)

    @property
    def one_pair_lp_mm(self) -> float:
        """Frequency at which the width is that of a line pair [line pairs per mm]."""
        return 1e3 / self.width_um


@dataclass(frozen=True, eq=False)
class ResolutionCurves(Result):
    """What :func:`resolution_curves` returns.

    Attributes
    ----------
    frequency_lp_mm : numpy.ndarray
        Spatial frequencies [line pairs per mm], shape (n,), from 0 on.
    by_contrast : tuple of BlurCurve
        Imagers of which a contrast at a frequency is printed.
    by_width : tuple of BlurCurve
        Imagers of which a length is printed, read here as a full width.
    """

    frequency_lp_mm: FloatArray
    by_contrast: tuple[BlurCurve, ...]
    by_width: tuple[BlurCurve, ...]


def resolution_curves() -> ResolutionCurves:
    """Contrast of X-ray imagers against spatial frequency, from printed contrasts and resolutions.

    Returns
    -------
    ResolutionCurves
        Gaussian blurs from every row of ``values`` on a modulation transfer
        function whose spatial frequency is printed of the same material and
        work, and from every spatial resolution in µm.

    Examples
    --------
    >>> next(round(curve.width_um) for curve in resolution_curves().by_contrast if curve.citation == "chen2018b")
    152
    """
    resolutions = select.printed("spatial resolution")
    contrasts = []
    for row in select.printed("modulation transfer function"):
        for at in resolutions:
            same = (at["material"], at["citation"]) == (row["material"], row["citation"])
            if same and at["unit"] == "lp/mm":
                width = structure.blur_width(row["value"], at["value"])
                contrasts.append((row, width, at["value"], row["value"]))
    widths = [(row, row["value"], None, None) for row in resolutions if row["unit"] == "µm"]
    sharpest = min((width for _, width, _, _ in [*contrasts, *widths]), default=100.0)
    # As far as the sharpest imager shows a line pair as wide as its blur, and a little beyond.
    frequency = np.linspace(0, 1.1e3 / sharpest, 300)

    def curve(row: Row, width: float, at: float | None, contrast: float | None) -> BlurCurve:
        transfer = structure.modulation_transfer(frequency, width)
        resolved = structure.resolved_frequency(width)
        return BlurCurve(row["material"], row["citation"], width, at, contrast, transfer, resolved)

    return ResolutionCurves(
        frequency, tuple(curve(*found) for found in contrasts), tuple(curve(*found) for found in widths)
    )
