"""What lies under an absorption edge: the transparent side, continued; and a top that is cut off."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..tables import FloatArray

_EXPONENTS: tuple[tuple[float, ...], ...] = ((), (1.0,), (-2.0,), (-4.0,), (-4.0, -2.0))
_PLAUSIBLE = 6.0  # of the information criterion: a model that is worse by more is none
_LONG = 2.0  # length of the transparent side in its distance from the onset, from which a slope is continued
_ROUNDING = 1e-6  # of the values: they are no better than that
_SMALLEST = 1e-100  # where all values are 0
_LEVEL = 6.0  # standard deviations of the noise within which a top is level
_DIGITS = 2e-4  # of the highest value, for values without noise
_FEWEST_LEVEL = 5
_CORNER = 0.02  # of the highest value: by which the curve falls over two steps beside a top that is cut off
_FASTER = 1.3  # by which it falls faster over the next two beside a smooth top


@dataclass(frozen=True)
class Background:
    """Sum of powers of the wavelength on the transparent side; its factors, their covariance, what models differ by."""

    middle: float
    exponents: tuple[float, ...]
    factors: FloatArray
    covariance: FloatArray
    others: tuple[Background, ...] = ()

    @property
    def is_level(self) -> bool:
        return len(self.exponents) == 1

    def at(self, nm: FloatArray | float) -> FloatArray:
        """Level at wavelengths [unit of the spectrum]."""
        found: FloatArray = self._rows(nm) @ self.factors
        return found

    def _rows(self, nm: FloatArray | float) -> FloatArray:
        found: FloatArray = (np.asarray(nm, dtype=float)[..., None] / self.middle) ** np.array(self.exponents)
        return found

    def noise_at(self, nm: float) -> float:
        rows = self._rows(nm)
        return math.sqrt(float(rows @ self.covariance @ rows))

    def error_at(self, nm: float) -> float:
        """Standard error of the level, with the difference between models that fit as well."""
        own, level = self.noise_at(nm), float(self.at(nm))
        model = max(
            ((float(one.at(nm)) - level) ** 2 - abs(one.noise_at(nm) ** 2 - own**2) for one in self.others), default=0.0
        )
        return math.hypot(own, math.sqrt(max(model, 0.0)))


def background(nm: FloatArray, value: FloatArray, at_nm: float, sigma: float) -> Background:
    """Background that continues the transparent side of an absorbance to shorter waves.

    A constant, a straight line, a constant with scattering that goes with the
    second or fourth power of the energy, or with both: the one that the
    Bayesian information criterion prefers.

    Parameters
    ----------
    nm, value : numpy.ndarray
        The transparent side, shape (n,).
    at_nm : float
        Where the background is asked for [nm]; if the side is shorter than twice
        its distance from there, the background is a constant.
    sigma : float
        Noise.

    Returns
    -------
    Background
        With the other models that fit about as well.

    Examples
    --------
    >>> nm = np.arange(560.0, 800.0)
    >>> under = background(nm, 0.1 * (nm / 520) ** -4.0, 520.0, 0.0)
    >>> round(float(under.at(520.0)), 4), under.is_level
    (0.1, False)
    """
    long = nm[-1] - nm[0] >= _LONG * (nm[0] - at_nm)
    middle, n = float(nm.mean()), nm.size
    floor = n * max(sigma / 3, _ROUNDING * float(np.abs(value).max()), _SMALLEST) ** 2
    found = []
    for powers in _EXPONENTS if long else _EXPONENTS[:1]:
        exponents = (0.0, *powers)
        if n < len(exponents) + 2:
            continue
        rows = (nm[:, None] / middle) ** np.array(exponents)
        inverse = np.linalg.pinv(rows)
        factors = inverse @ value
        squares = float(((value - rows @ factors) ** 2).sum())
        scale = max(sigma**2, squares / (n - len(exponents)))
        criterion = n * math.log(max(squares, floor)) + len(exponents) * math.log(n)
        found.append((criterion, Background(middle, exponents, factors, scale * inverse @ inverse.T)))
    best = min(found, key=lambda pair: pair[0])
    others = tuple(one for criterion, one in found if one is not best[1] and criterion < best[0] + _PLAUSIBLE)
    return Background(middle, best[1].exponents, best[1].factors, best[1].covariance, others)


def cut_off(nm: FloatArray, value: FloatArray, sigma: float) -> tuple[float, float] | None:
    """Ends of a level top with a corner [nm]: the highest absorbance that the instrument can tell; None without.

    Parameters
    ----------
    nm, value : numpy.ndarray
        The curve, shape (n,).
    sigma : float
        Noise.

    Returns
    -------
    tuple of float or None
        A smooth top is none: beside it the curve begins to fall slowly.

    Examples
    --------
    >>> nm = np.arange(400.0, 700.0)
    >>> curve = 10 / (1 + np.exp((nm - 520) / 6))
    >>> cut_off(nm, curve, 0.0), cut_off(nm, np.minimum(curve, 3.0), 0.0)
    (None, (400.0, 525.0))
    """
    highest = float(value.max())
    reach = max(_LEVEL * sigma, _DIGITS * highest)
    level = value > highest - reach
    last = int(np.flatnonzero(level)[-1])
    first = int(np.flatnonzero(~level[: last + 1]).max(initial=-1)) + 1
    if last - first + 1 < _FEWEST_LEVEL or last + 5 >= value.size:
        return None
    first_fall, second_fall = value[last + 1] - value[last + 3], value[last + 3] - value[last + 5]
    corner = first_fall > max(_CORNER * highest, reach) and second_fall < _FASTER * first_fall
    return (float(nm[first]), float(nm[last])) if corner else None
