"""What limits a measured spectrum: its noise in colour and photometry, points that stand alone, level ends."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..tables import FloatArray
from ._chromaticity import luminous_efficacy, matching_functions
from ._spectra import visible_weights

_END = 0.08  # of the range of wavelengths
_FLAT = 0.1  # of a level: by which it may change within an end
_ALIKE = 1.5  # ratio of the levels of both ends
_ALONE = 0.05  # of the highest value: least height of a point that stands alone
_NOISE = 10.0  # standard deviations of it, too
_TIMES = 3.0  # how often the step to it is as large as the next


@dataclass(frozen=True)
class Errors:
    """Standard errors by noise: of x and y [-], the efficacy [lm/W]; relative ones of luminance and efficacy [-]."""

    x: float
    y: float
    efficacy_lm_w: float
    luminance: float
    efficacy_share: float


def errors_by_noise(nm: FloatArray, values: FloatArray, sigma: float) -> Errors:
    """What a noise that is independent from point to point makes of the sums.

    Parameters
    ----------
    nm, values : numpy.ndarray
        The spectrum, shape (n,), with light that the eye sees.
    sigma : float
        Standard deviation of its noise.

    Returns
    -------
    Errors
        To first order.

    Examples
    --------
    >>> nm = np.arange(400.0, 701.0)
    >>> found = errors_by_noise(nm, np.exp(-4 * np.log(2) * ((nm - 520) / 20) ** 2), 0.03)
    >>> round(found.x, 3), round(found.y, 3), round(found.efficacy_lm_w, 1)
    (0.011, 0.02, 8.3)
    """
    largest = float(values.max())
    values, sigma = values / largest, sigma / largest  # no unit is too small for squares
    weights = visible_weights(nm, matching_functions())
    sums = values @ weights
    total = float(sums.sum())
    x, y = (float(part) / total for part in sums[:2])
    by_x, by_y = ((weights[:, k] - share * weights.sum(axis=1)) / total for k, share in ((0, x), (1, y)))
    seen = weights[:, 1] / float(sums[1])
    efficacy = float(luminous_efficacy(nm, values))
    by_efficacy = efficacy * (seen - np.gradient(nm) / float(np.trapezoid(values, nm)))
    lengths = [sigma * float(np.linalg.norm(part)) for part in (by_x, by_y, by_efficacy, seen)]
    by_x_sd, by_y_sd, by_efficacy_sd, by_seen_sd = lengths
    return Errors(by_x_sd, by_y_sd, by_efficacy_sd, by_seen_sd, by_efficacy_sd / efficacy)


def alone(nm: FloatArray, values: FloatArray, sigma: float) -> tuple[float, float] | None:
    """Highest point that stands alone: its place [nm] and its height above its neighbours; None without.

    Parameters
    ----------
    nm, values : numpy.ndarray
        The spectrum, shape (n,).
    sigma : float
        Noise.

    Returns
    -------
    tuple of float or None
        A line of few points is none: its neighbours stand out too.

    Examples
    --------
    >>> nm = np.arange(400.0, 701.0)
    >>> line = np.exp(-4 * np.log(2) * ((nm - 520) / 20) ** 2)
    >>> alone(nm, line, 0.0), alone(nm, line + 0.5 * (nm == 650), 0.0)
    (None, (650.0, 0.5))
    """
    if nm.size < 5:
        return None
    before, left, at, right, after = (values[k : values.size - 4 + k] for k in range(5))
    height = at - np.maximum(left, right)
    apart = np.maximum(np.abs(left - right), np.maximum(np.abs(left - before), np.abs(right - after)))
    least = max(_ALONE * float(np.median(np.sort(values)[-3:])), _NOISE * sigma)
    found = np.flatnonzero((height > least) & (height > _TIMES * apart))
    if found.size == 0:
        return None
    k = int(found[height[found].argmax()])
    return float(nm[k + 2]), float(height[k])


def level_ends(nm: FloatArray, values: FloatArray, sigma: float) -> bool:
    """Whether both ends are flat and stand at about the same level, as no tail of a line does.

    Parameters
    ----------
    nm, values : numpy.ndarray
        The spectrum, shape (n,).
    sigma : float
        Noise.

    Returns
    -------
    bool
        By the outer 8 % of the range on either side, three points at least.

    Examples
    --------
    >>> nm = np.arange(400.0, 701.0)
    >>> lorentzian = 1 / (1 + ((nm - 520) / 10) ** 2)
    >>> level_ends(nm, lorentzian, 0.0), level_ends(nm, np.exp(-(((nm - 520) / 10) ** 2)) + 0.01, 0.0)
    (False, True)
    """
    reach = _END * (nm[-1] - nm[0])
    count = max(3, int((nm <= nm[0] + reach).sum())), max(3, int((nm >= nm[-1] - reach).sum()))
    ends = values[: count[0]], values[-count[1] :]
    levels = []
    for part in ends:
        half = part.size // 2
        change = abs(float(part[:half].mean() - part[-half:].mean()))
        if change > _FLAT * abs(float(part.mean())) + 3 * sigma * math.sqrt(2 / half):
            return False
        levels.append(float(part.mean()))
    least, largest = sorted(levels)
    unsure = 3 * sigma * math.sqrt(sum(1 / part.size for part in ends))
    if least < 0 < largest:
        return largest - least <= unsure
    small, large = sorted((abs(least), abs(largest)))
    return large <= _ALIKE * small + unsure
