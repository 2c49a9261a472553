"""Colour of an emission spectrum: chromaticity, white light, gamuts.

CIE 1931 with the 2 degree observer throughout. The colour-matching functions,
test samples and daylight come from ``data/generated``, which a script makes
from the package colour-science and a test compares with it.
"""

from ._bands import Band, band, bands
from ._check import Colour, Finding, check_spectrum, describe
from ._chromaticity import (
    EQUAL_ENERGY,
    LUMINOUS_EFFICACY_MAX,
    chromaticity,
    from_uv,
    luminous_efficacy,
    matching_functions,
    tristimulus,
    uv,
)
from ._gamut import gamut, gamut_coverage, gamut_ratio, mix, mix_spectra, screen_rgb, white_point
from ._locus import dominant_wavelength, excitation_purity, spectral_locus
from ._spectra import (
    FEWEST_POINTS,
    FIRST_NM,
    LAST_NM,
    gaussian,
    on_visible_grid,
    split_gaussian,
    visible_grid,
    whole_range,
)
from ._white import ColourRendering, cct, colour_rendering, duv, planckian

__all__ = [
    "EQUAL_ENERGY",
    "FEWEST_POINTS",
    "FIRST_NM",
    "LAST_NM",
    "LUMINOUS_EFFICACY_MAX",
    "Band",
    "Colour",
    "ColourRendering",
    "Finding",
    "band",
    "bands",
    "cct",
    "check_spectrum",
    "chromaticity",
    "colour_rendering",
    "describe",
    "dominant_wavelength",
    "duv",
    "excitation_purity",
    "from_uv",
    "gamut",
    "gamut_coverage",
    "gamut_ratio",
    "gaussian",
    "luminous_efficacy",
    "matching_functions",
    "mix",
    "mix_spectra",
    "on_visible_grid",
    "planckian",
    "screen_rgb",
    "spectral_locus",
    "split_gaussian",
    "tristimulus",
    "uv",
    "visible_grid",
    "white_point",
    "whole_range",
]
