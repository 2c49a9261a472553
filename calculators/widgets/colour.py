"""Widget: a display or a white from three emission lines."""

from __future__ import annotations

from .. import color, figures
from ._form import Calculator, Choice, Number, Result, table

_GAMUTS = ("Rec.2020", "DCI-P3", "NTSC", "sRGB")
_WHITES = {"D65": (0.3127, 0.3290), "equal energy": (1 / 3, 1 / 3), "illuminant A": (0.4476, 0.4074)}
_FIGURES = ("gamut", "spectrum of the white")


def _compute(
    red_nm: float,
    red_fwhm_nm: float,
    green_nm: float,
    green_fwhm_nm: float,
    blue_nm: float,
    blue_fwhm_nm: float,
    reference: str,
    white: str,
    drawn: str,
) -> Result:
    peaks, widths = (red_nm, green_nm, blue_nm), (red_fwhm_nm, green_fwhm_nm, blue_fwhm_nm)
    names = ("red", "green", "blue")
    lines = []
    for name, peak, width in zip(names, peaks, widths, strict=True):
        try:
            lines.append(color.gaussian(peak, width))
        except ValueError as error:
            text = str(error)
            raise ValueError(text.replace("peak_nm:", f"{name}_nm:").replace("fwhm_nm:", f"{name}_fwhm_nm:")) from None
    wavelength = lines[0][0]
    powers = [power for _, power in lines]
    points = [color.chromaticity(wavelength, power) for power in powers]
    goal = _WHITES[white]
    try:
        factors = color.mix_spectra(wavelength, powers, goal)
    except ValueError as error:
        if "outside the triangle" in str(error) or "on a line" in str(error):
            raise ValueError("The three lines cannot mix this white: it lies outside their triangle.") from None
        raise
    mixture = sum(f * p for f, p in zip(factors, powers, strict=True))
    shares = color.mix(points, goal)
    rendering = color.colour_rendering(wavelength, mixture)
    watts = [f * p.sum() for f, p in zip(factors, powers, strict=True)]
    rows = [
        (
            name.capitalize(),
            f"({x:.3f}, {y:.3f})",
            f"{100 * share:.1f} %",
            f"{100 * w / sum(watts):.1f} %",
        )
        for name, (x, y), share, w in zip(names, points, shares, watts, strict=True)
    ]
    of = f"of {reference}"
    summary = [
        (
            f"Coverage {of}",
            f"<strong>{100 * color.gamut_coverage(points, reference):.1f} %</strong> in x, y; "
            f"<strong>{100 * color.gamut_coverage(points, reference, 'uv'):.1f} %</strong> in u′, v′",
        ),
        (
            f"Ratio of areas {of}",
            f"{100 * color.gamut_ratio(points, reference):.1f} % in x, y; "
            f"{100 * color.gamut_ratio(points, reference, 'uv'):.1f} % in u′, v′",
        ),
        ("White", f"({goal[0]:.4f}, {goal[1]:.4f}), CCT {rendering.cct:.0f} K, D<sub>uv</sub> {rendering.duv:+.4f}"),
        ("Colour rendering", f"R<sub>a</sub> {rendering.ra:.0f}, R<sub>9</sub> {rendering.special[8]:.0f}"),
        ("Luminous efficacy of the white", f"{color.luminous_efficacy(wavelength, mixture):.0f} lm per watt of light"),
    ]
    note = (
        "<p>Lines are Gaussians in wavelength. Coverage counts only what lies inside the reference; "
        "the ratio of areas does not.</p>"
    )

    def draw() -> figures.Drawing:
        if drawn == _FIGURES[1]:
            return figures.white_mixture(peaks, widths, goal)
        corners = {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}
        return figures.chromaticity_diagram({**corners, "white": goal}, gamuts=(reference,), devices=False)

    numbers = {
        f"coverage of {reference} in x, y [-]": color.gamut_coverage(points, reference),
        f"coverage of {reference} in u′, v′ [-]": color.gamut_coverage(points, reference, "uv"),
        "CCT of the white [K]": rendering.cct,
        "colour rendering index Ra [-]": rendering.ra,
    }
    return Result(table(summary) + table(rows, ["", "x, y", "luminance", "light power"]) + note, draw, numbers)


def _code(
    red_nm: float,
    red_fwhm_nm: float,
    green_nm: float,
    green_fwhm_nm: float,
    blue_nm: float,
    blue_fwhm_nm: float,
    reference: str,
    white: str,
    drawn: str,
) -> str:
    peaks = ((red_nm, red_fwhm_nm), (green_nm, green_fwhm_nm), (blue_nm, blue_fwhm_nm))
    return f"""
from calculators import color

wavelength, powers = color.gaussian(640, 30)[0], [color.gaussian(*line)[1] for line in {peaks!r}]
points = [color.chromaticity(wavelength, power) for power in powers]
factors = color.mix_spectra(wavelength, powers, {_WHITES[white]!r})
white = color.colour_rendering(wavelength, sum(f * p for f, p in zip(factors, powers)))
[color.gamut_coverage(points, {reference!r}, space) for space in ("xy", "uv")], white.cct, white.ra
"""


def display_gamut(red_nm: float = 640.0, green_nm: float = 531.0, blue_nm: float = 467.0) -> Calculator:
    """Widget: gamut coverage of three emission lines, and the white they mix.

    Parameters
    ----------
    red_nm, green_nm, blue_nm : float, optional
        Emission peaks [nm].

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    Examples
    --------
    >>> "Rec.2020" in display_gamut().output.value
    True
    """
    return Calculator(
        "Display gamut and white",
        {
            "red_nm": Number("Red peak", red_nm, "nm"),
            "red_fwhm_nm": Number("Red width (FWHM)", 31.0, "nm"),
            "green_nm": Number("Green peak", green_nm, "nm"),
            "green_fwhm_nm": Number("Green width (FWHM)", 20.0, "nm"),
            "blue_nm": Number("Blue peak", blue_nm, "nm"),
            "blue_fwhm_nm": Number("Blue width (FWHM)", 18.0, "nm"),
            "reference": Choice("Reference gamut", "Rec.2020", _GAMUTS),
            "white": Choice("White", "D65", tuple(_WHITES)),
            "drawn": Choice("Figure", _FIGURES[0], _FIGURES),
        },
        _compute,
        _code,
    )
