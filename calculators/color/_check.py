"""Whether a spectrum bears the question that is asked of it: findings, and a colour that carries them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from .. import spectra
from ..checks import vector
from ..errors import ArgumentError, renaming
from ..results import Result
from ..spectra._curve import per_cent
from ..spectra._peak import plateau
from ..tables import ArrayLike, FloatArray
from ._chromaticity import chromaticity, luminous_efficacy, matching_functions, tristimulus, uv
from ._limits import Errors, alone, errors_by_noise, level_ends
from ._locus import dominant_wavelength, excitation_purity
from ._spectra import FEWEST_POINTS, checked_spectrum, visible_grid, visible_weights
from ._white import cct, colour_rendering, duv

Kind = Literal["points", "missing", "dark", "cut", "baseline", "noise", "coarse", "spike", "saturated"]

_STILL_LIGHT = 0.01  # of the highest value at an end: from here on light is missing beyond it
_NO_LINE = 0.5  # of it: from here on what is left says little, where the eye sees
_SEEN = 0.03  # of the largest colour-matching function: where the eye sees
_BASELINE = 0.01  # of the whole power that lies in a baseline
_UNCERTAIN = 0.02  # relative error of luminance and efficacy by noise
_UNCERTAIN_XY = 0.008  # error of x and y by noise
_IN_NOISE = 3.0  # standard errors of the luminance
_TELL_NOISE = 30  # points from which noise is estimated
_LINE_POINTS = 4  # above half of the maximum


@dataclass(frozen=True)
class Finding:
    """Something about a spectrum that limits what its colour and photometry mean.

    Attributes
    ----------
    kind : str
        "points" (fewer than five), "missing" (NaN), "dark" (nothing that the
        eye gets), "cut" (light at an end), "baseline", "noise", "coarse" (a
        line of few points), "spike" (a point that stands alone), "saturated"
        (a flat top with steep sides).
    refused : bool
        Whether no number should be computed; otherwise one still means something.
    sentence : str
        For people.
    value : float
        The number in the sentence: points, points that are missing, share of
        the highest value at the end, share of the power in the baseline,
        relative error of the luminance, points of the line, height of the
        spike over the highest value, points of the flat top.
    """

    kind: Kind
    refused: bool
    sentence: str
    value: float


def check_spectrum(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[Finding, ...]:
    """Findings that limit what colour and photometry of a spectrum mean.

    The functions of colour and photometry refuse what has no answer. A
    spectrum that is cut off, or stands on a baseline, has one that is wrong,
    and they cannot know: this function can.

    ===========  =======================================================  =========
    kind         when                                                     refused
    ===========  =======================================================  =========
    points       fewer than five                                          yes
    missing      NaN                                                      yes
    dark         nothing, or within three standard errors of the noise,   yes
                 of what the eye gets
    cut          an end stands above 1 % of the highest value             above 50 %,
                                                                          where the
                                                                          eye sees
    baseline     both ends stand flat at one level, and hold more than    no
                 1 % of the power
    noise        luminance or efficacy are uncertain by more than 2 %,    no
                 or x or y by more than 0.008
    coarse       a line has fewer than four points above half of its      no
                 maximum
    spike        a point stands alone, by more than 5 % of the highest    no
                 value and ten times the noise
    saturated    three points or more hold the same highest value, with   no
                 steep sides: a detector at its limit
    ===========  =======================================================  =========

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,); see :func:`on_visible_grid`.
    power : array_like
        Spectral power per wavelength [any unit], shape (n,).

    Returns
    -------
    tuple of Finding
        Empty for a spectrum that bears the question.

    Raises
    ------
    ArgumentError
        See :func:`on_visible_grid`; also for more than one spectrum.

    See Also
    --------
    describe : Colour of a spectrum with these findings as notes.
    calculators.spectra.subtract_baseline : Takes a baseline off.

    Examples
    --------
    >>> import numpy as np
    >>> nm = np.arange(340.0, 1031.0)
    >>> line = np.exp(-4 * np.log(2) * ((nm - 516) / 20) ** 2)
    >>> check_spectrum(nm, line)
    ()
    >>> [finding.sentence for finding in check_spectrum(nm, line + 0.01)]
    ['A level of 1 % of the highest value lies under the whole spectrum and holds 24 % of its power; a baseline can be
    subtracted.']
    """
    vector("power", power)
    nm, values = checked_spectrum(wavelength_nm, power)
    if nm.size < FEWEST_POINTS:
        return (_few(nm.size),)
    missing = int(np.isnan(values).sum())
    if missing:
        first = float(nm[np.isnan(values)][0])
        words = f"{missing} of {nm.size} values are missing, the first at {first:g} nm."
        return (Finding("missing", True, words, float(missing)),)
    sigma = _sigma(nm, values)
    seen = float(tristimulus(nm, values)[1])
    error = sigma * float(np.linalg.norm(visible_weights(nm, matching_functions())[:, 1]))
    if not seen > _IN_NOISE * error or not float(tristimulus(nm, values).sum()) > 0:
        words = "No light that the eye sees stands out of the noise: there is no colour, no cd/A and no lm/W."
        return (Finding("dark", True, words, seen),)
    found = _ends(nm, values, sigma)
    found += [*_noise(errors_by_noise(nm, values, sigma), 100 * sigma / float(values.max())), *_tops(nm, values, sigma)]
    return tuple(found)


def _noise(errors: Errors, percent: float) -> list[Finding]:
    """Noise, if it makes the numbers uncertain."""
    if (
        max(errors.luminance, errors.x * _UNCERTAIN / _UNCERTAIN_XY, errors.y * _UNCERTAIN / _UNCERTAIN_XY)
        <= _UNCERTAIN
    ):
        return []
    words = (
        f"Noise of {percent:.2g} % of the highest value makes x uncertain by {errors.x:.1g}, y by {errors.y:.1g}, the "
        f"luminous efficacy by {errors.efficacy_lm_w:.2g} lm/W, luminance and cd/A by {per_cent(errors.luminance)}."
    )
    return [Finding("noise", False, words, errors.luminance)]


def _tops(nm: FloatArray, values: FloatArray, sigma: float) -> list[Finding]:
    """A line of few points, a point that stands alone, a flat top."""
    found: list[Finding] = []
    spike, points = alone(nm, values, sigma), _points_of_line(values)
    if spike is not None:
        share = spike[1] / float(values.max())
        words = (
            f"The value at {spike[0]:g} nm stands alone, {per_cent(share)} of the highest value above its neighbours: "
            "a spike (a cosmic ray?), or a line narrower than the steps. It counts."
        )
        found.append(Finding("spike", False, words, share))
    if points < _LINE_POINTS and not (points == 1 and spike is not None):
        what = "1 point" if points == 1 else f"{points} points"
        words = f"The line has {what} above half of its maximum: between them it is taken for straight."
        found.append(Finding("coarse", False, words, float(points)))
    flat = plateau(nm, values)
    if flat is not None:
        words = (
            f"{flat[0]} points from {flat[1]:g} to {flat[2]:g} nm hold the same highest value: where the detector cut "
            "the top off, the colour is too pale and cd/A are wrong; record it with less light."
        )
        found.append(Finding("saturated", False, words, float(flat[0])))
    return found


def _few(count: int) -> Finding:
    words = f"{count} points are no spectrum; at least {FEWEST_POINTS} are needed."
    return Finding("points", True, words, float(count))


def _points_of_line(values: FloatArray) -> int:
    top = int(values.argmax())
    low = np.flatnonzero(values < values[top] / 2)
    return int(low[low > top].min(initial=values.size) - low[low < top].max(initial=-1) - 1)


def _ends(nm: FloatArray, values: FloatArray, sigma: float) -> list[Finding]:
    """What the ends say: a baseline if both are flat, else what is cut off."""
    spectrum, highest = spectra.from_points(nm, values), float(values.max())
    try:
        level = spectra.baseline(spectrum)
    except ArgumentError:
        level = None
    if level is not None and level.is_there and level_ends(nm, values, sigma):
        below = spectra.subtract_baseline(spectrum)
        share = 1 - float(np.trapezoid(below.value, nm) / np.trapezoid(values, nm))
        if abs(share) > _BASELINE:
            return [_baseline(level, share)]
        return []
    found = []
    functions = matching_functions()
    seen = functions.max(axis=1) / functions.max()
    for name, at, part in (("begins", nm[0], values[:3]), ("ends", nm[-1], values[-3:])):
        share = float(part.mean()) / highest
        if share <= _STILL_LIGHT + 3 * sigma / highest / np.sqrt(3):
            continue
        where = float(np.interp(at, visible_grid(), seen, left=0.0, right=0.0))
        words = (
            f"The spectrum {name} at {at:g} nm, where it stands at {per_cent(share)} of its highest value: "
            "what lies beyond counts as dark; a level of the instrument would count as light."
        )
        found.append(Finding("cut", share > _NO_LINE and where > _SEEN, words, share))
    return found


def _baseline(level: spectra.Baseline, share: float) -> Finding:
    sign = "" if level.short + level.long >= 0 else "below zero "
    words = (
        f"A level {sign}of {per_cent(level.share)} of the highest value lies under the whole spectrum and "
        f"{'holds' if share > 0 else 'takes'} {per_cent(abs(share))} of its power; a baseline can be subtracted."
    )
    return Finding("baseline", False, words, share)


@dataclass(frozen=True, slots=True, eq=False)
class Colour(Result):
    """Colour of one spectrum.

    Attributes
    ----------
    x, y : float
        CIE 1931 chromaticity [-].
    u, v : float
        CIE 1976 u', v' [-].
    dominant_nm : float
        Dominant wavelength [nm]; with a minus sign the complementary one of a
        purple, see :func:`dominant_wavelength`.
    purity : float
        Excitation purity against equal energy [-].
    efficacy_lm_w : float
        Luminous efficacy of the light [lm/W].
    cct_k, duv : float or None
        Correlated colour temperature [K] and distance from the Planckian locus
        [-]; None where they have no meaning.
    ra : float or None
        Colour rendering index [-]; None without a colour temperature, and
        where it is not defined (the light is no white: see
        :attr:`Rendering.valid`), which a note says.
    notes : tuple of str
        Findings that limit these numbers, one sentence each.
    x_error, y_error : float
        Standard errors (68 %) by the noise of the points [-]; 0 for fewer than 30.
    efficacy_error_lm_w : float
        That of the efficacy [lm/W].
    """

    x: float
    y: float
    u: float
    v: float
    dominant_nm: float
    purity: float
    efficacy_lm_w: float
    cct_k: float | None
    duv: float | None
    ra: float | None
    notes: tuple[str, ...] = ()
    x_error: float = 0.0
    y_error: float = 0.0
    efficacy_error_lm_w: float = 0.0


def describe(wavelength_nm: ArrayLike, power: ArrayLike) -> Colour:
    """Colour of one measured spectrum, with what limits it; refused where it says nothing.

    Parameters
    ----------
    wavelength_nm : array_like
        Wavelengths [nm], shape (n,), n of at least 5; see :func:`on_visible_grid`.
    power : array_like
        Spectral power per wavelength [any unit], shape (n,); of photons, see
        :func:`calculators.spectra.to_power`.

    Returns
    -------
    Colour
        Numbers, and the findings of :func:`check_spectrum` as notes.

    Raises
    ------
    ArgumentError
        See :func:`on_visible_grid`; also where :func:`check_spectrum` refuses.

    See Also
    --------
    chromaticity, dominant_wavelength, cct, colour_rendering : Each number alone.

    Examples
    --------
    >>> from calculators.color import gaussian
    >>> found = describe(*gaussian(516, 20))
    >>> print(f"({found.x:.3f}, {found.y:.3f}), {found.dominant_nm:.0f} nm, {found.efficacy_lm_w:.0f} lm/W")
    (0.067, 0.782), 516 nm, 424 lm/W
    """
    findings = check_spectrum(wavelength_nm, power)
    for finding in findings:
        if finding.refused:
            raise ArgumentError("power", finding.sentence.rstrip("."), value=finding.value)
    x, y = chromaticity(wavelength_nm, np.asarray(power, dtype=float))
    u, v = uv(x, y)
    kelvin = cct(x, y, invalid="nan")
    ra, notes = None, [finding.sentence for finding in findings]
    if np.isfinite(kelvin):
        ra, why = _rendering(wavelength_nm, power)
        notes += why
    nm, values = checked_spectrum(wavelength_nm, power)
    errors = errors_by_noise(nm, values, _sigma(nm, values))
    return Colour(
        float(x),
        float(y),
        u,
        v,
        dominant_wavelength(x, y),
        excitation_purity(x, y),
        float(luminous_efficacy(wavelength_nm, np.asarray(power, dtype=float))),
        kelvin if np.isfinite(kelvin) else None,
        duv(x, y) if np.isfinite(kelvin) else None,
        ra,
        tuple(notes),
        errors.x,
        errors.y,
        errors.efficacy_lm_w,
    )


def _rendering(wavelength_nm: ArrayLike, power: ArrayLike) -> tuple[float | None, list[str]]:
    """R_a where it is defined, else the reason."""
    try:
        found = colour_rendering(wavelength_nm, power)
    except ArgumentError:
        return None, ["R_a is not defined: there is no reference above 25 000 K."]
    if found.valid:
        return found.ra, []
    words = (
        f"R_a is not defined: the light is no white, {found.distance:.4f} from its reference in u, v; "
        "up to 0.0054 is allowed."
    )
    return None, [words]


def _sigma(nm: FloatArray, values: FloatArray) -> float:
    """Noise; that of few points cannot be told from the shape of their line."""
    if nm.size < _TELL_NOISE:
        return 0.0
    with renaming(spectrum="power"):
        return spectra.noise(spectra.from_points(nm, values))
