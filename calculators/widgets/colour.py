"""Widget: a display or a white from three emission lines."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .. import color, figures
from ..errors import ArgumentError, renaming
from .fields import choice, number
from .form import Calculator
from .rows import Quantity, Result, percent, row
from .spectrum import of_a_laser

_GAMUTS = ("Rec.2020", "DCI-P3", "NTSC", "sRGB")
_WHITES = {"D65": (0.3127, 0.3290), "equal energy": (1 / 3, 1 / 3), "illuminant A": (0.4476, 0.4074)}
_GAMUT, _SPECTRUM = "gamut", "spectrum of the white"
_NAMES = ("red", "green", "blue")
_AREA = math.sqrt(math.pi / (4 * math.log(2)))  # of a Gaussian of height and width 1


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Three lines and what they shall give."""

    red_nm: float = number("Red peak", 640.0, "nm", light=True)
    red_fwhm_nm: float = number("Red width (FWHM)", 31.0, "nm")
    green_nm: float = number("Green peak", 531.0, "nm", light=True)
    green_fwhm_nm: float = number("Green width (FWHM)", 20.0, "nm")
    blue_nm: float = number("Blue peak", 467.0, "nm", light=True)
    blue_fwhm_nm: float = number("Blue width (FWHM)", 18.0, "nm")
    reference: str = choice("Reference gamut", "Rec.2020", _GAMUTS)
    white: str = choice("White", "D65", tuple(_WHITES))
    drawn: str = choice("Figure", _GAMUT, (_GAMUT, _SPECTRUM))

    @property
    def peaks_nm(self) -> tuple[float, float, float]:
        """Peaks of red, green and blue [nm]."""
        return self.red_nm, self.green_nm, self.blue_nm

    @property
    def widths_nm(self) -> tuple[float, float, float]:
        """Widths of red, green and blue [nm]."""
        return self.red_fwhm_nm, self.green_fwhm_nm, self.blue_fwhm_nm


def _compute(i: Inputs) -> Result:
    powers = []
    for name, peak, width in zip(_NAMES, i.peaks_nm, i.widths_nm, strict=True):
        with renaming(peak_nm=f"{name}_nm", fwhm_nm=f"{name}_fwhm_nm"):
            wavelength, power = color.gaussian(peak, width)
        powers.append(power)
    if not i.red_nm > i.green_nm > i.blue_nm:
        lines = ", ".join(f"{name} {peak:g} nm" for name, peak in zip(_NAMES, i.peaks_nm, strict=True))
        raise ArgumentError(
            "red_nm, green_nm, blue_nm", f"{lines} are out of order", "red is longer than green, and green than blue"
        )
    points = [color.chromaticity(wavelength, power) for power in powers]
    goal = _WHITES[i.white]
    try:
        factors = color.mix_spectra(wavelength, powers, goal)
        shares = color.mix(points, goal)
    except ArgumentError as error:
        if not {"target", "primaries", "powers"} & set(error.arguments):
            raise
        raise ArgumentError(
            "red_nm, green_nm, blue_nm",
            f"the three lines cannot mix this white ({i.white})",
            "it must lie inside their triangle",
        ) from None
    mixture = sum(f * p for f, p in zip(factors, powers, strict=True))
    rendering = color.colour_rendering(wavelength, mixture)
    # All light of a line counts as power, that beyond 360 to 830 nm too.
    watts = [f * _AREA * width for f, width in zip(factors, i.widths_nm, strict=True)]
    efficacy = color.luminous_efficacy(wavelength, mixture) * mixture.sum() / sum(watts)
    coverage, coverage_uv = (color.gamut_coverage(points, i.reference, space=space) for space in ("xy", "uv"))
    ratio, ratio_uv = (color.gamut_ratio(points, i.reference, space=space) for space in ("xy", "uv"))
    of = f"of {i.reference}"
    rows = [
        row(
            f"Coverage {of}",
            (
                percent(coverage, ".1f", name="x, y", main=True, bold=True),
                " in x, y; ",
                percent(coverage_uv, ".1f", name="u′, v′", main=True, bold=True),
                " in u′, v′",
            ),
        ),
        row(
            f"Ratio of areas {of}",
            (percent(ratio, ".1f", name="x, y"), " in x, y; ", percent(ratio_uv, ".1f", name="u′, v′"), " in u′, v′"),
        ),
        row(
            "White",
            (
                "(",
                Quantity(goal[0], digits=".4f", name="x"),
                ", ",
                Quantity(goal[1], digits=".4f", name="y"),
                "), CCT ",
                Quantity(rendering.cct, "K", ".0f", "CCT", main=True),
                ", D_uv ",
                Quantity(rendering.duv, digits="+.4f", name="D_uv"),
            ),
        ),
        row(
            "Colour rendering",
            (
                "R_a ",
                Quantity(rendering.ra, digits=".0f", name="R_a", main=True),
                ", R_9 ",
                Quantity(float(rendering.special[8]), digits=".0f", name="R_9"),
            ),
        ),
        row(
            "Luminous efficacy of the white",
            Quantity(float(efficacy), "lm/W", ".0f", shown_unit="lm per watt of light"),
        ),
    ]
    heads = ("x, y", "luminance", "light power")
    for name, (x, y), share, power in zip(_NAMES, points, shares, watts, strict=True):
        at = ("(", Quantity(x, digits=".3f", name="x"), ", ", Quantity(y, digits=".3f", name="y"), ")")
        rows.append(
            row(
                name.capitalize(),
                at,
                percent(float(share), ".1f"),
                percent(float(power / sum(watts)), ".1f"),
                columns=heads,
            )
        )

    def draw() -> figures.Drawing:
        if i.drawn == _SPECTRUM:
            return figures.white_mixture(i.peaks_nm, i.widths_nm, target=goal)
        corners = {name: (float(x), float(y)) for name, (x, y) in zip(_NAMES, points, strict=True)}
        return figures.chromaticity_diagram({**corners, "white": goal}, gamuts=(i.reference,), devices=False)

    note = (
        "Lines are Gaussians in wavelength. Coverage counts only what lies inside the reference; "
        "the ratio of areas does not."
    )
    return Result(rows, notes=[*of_a_laser(*i.widths_nm), note], drawing=draw)


def _code(i: Inputs) -> str:
    lines = tuple(zip(i.peaks_nm, i.widths_nm, strict=True))
    return f"""
from calculators import color

wavelength, powers = color.gaussian(640, 30)[0], [color.gaussian(*line)[1] for line in {lines!r}]
points = [color.chromaticity(wavelength, power) for power in powers]
factors = color.mix_spectra(wavelength, powers, {_WHITES[i.white]!r})
white = color.colour_rendering(wavelength, sum(f * p for f, p in zip(factors, powers)))
[color.gamut_coverage(points, {i.reference!r}, space=space) for space in ("xy", "uv")], white.cct, white.ra
"""


def display_gamut(red_nm: float = 640.0, green_nm: float = 531.0, blue_nm: float = 467.0) -> Calculator[Inputs]:
    """Widget: gamut coverage of three emission lines, and the white they mix.

    Parameters
    ----------
    red_nm, green_nm, blue_nm : float, optional
        Emission peaks [nm].

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    See Also
    --------
    calculators.color.gamut_coverage, calculators.color.mix_spectra

    Examples
    --------
    >>> print(display_gamut().result)
    Coverage of Rec.2020: 98.1 % in x, y; 97.8 % in u′, v′
    ...
    """
    return Calculator(
        "Display gamut and white", Inputs(red_nm=red_nm, green_nm=green_nm, blue_nm=blue_nm), _compute, _code
    )
