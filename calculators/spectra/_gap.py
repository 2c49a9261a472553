"""Gap by a Tauc plot and Urbach energy, each with its error and the window of the straight line."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .. import tables
from ..errors import ArgumentError, one_of
from ..results import Result
from ..tables import FloatArray
from ._background import Background
from ._baseline import absorbed
from ._curve import curve, cut, per_cent, scatter
from ._edge import Onset, first_edge, found_onset, of_cut_off
from ._types import Spectrum

Transition = Literal["direct", "indirect"]
_EXPONENTS = {"direct": 2.0, "indirect": 0.5}
_FEWEST = 6  # points of a straight line
_MOST_ENDS = 90  # ends of windows that are tried
_STRAY = 1.5  # standard deviations of the noise by which points of a straight line may stray
_STRAIGHT = 0.005  # of its rise: how far they may stray besides in a Tauc plot
_NEARLY = 0.02  # and where no part is that straight
_STRAIGHT_LOG = 0.01  # and in the logarithm of an absorbance
_DECADE = math.log(10.0)
_MARGIN = 1.05  # decades that are left at least
_SHORTEST_EV = 0.08  # a straight part that is found; shorter ones stand on every bent edge
_BELOW_EV = 0.1  # below the onset: a direct gap lies no further down
_FAR_BELOW_EV, _FAR_ABOVE_EV = 0.03, 0.1  # between onset and direct gap: no edge of parabolic bands does that
_BENDS = 1.0  # standard errors of a curvature, from which the upper end of an exponential window is taken off
_PIECE = 0.04  # of the points, each time
_FURTHER = 1.5  # times the difference between parts of a window: what lies beyond it
_CLEAR = 5.0  # standard deviations of the noise above which a logarithm is taken


@dataclass(frozen=True, slots=True, eq=False)
class Gap(Result):
    """Gap by a Tauc plot.

    Attributes
    ----------
    gap_ev, gap_error_ev : float
        Where the straight line meets zero, and its standard error (68 %) [eV].
    window_ev : tuple of float
        Ends of the part that was taken for straight [eV].
    transition : str
        "direct" or "indirect", both allowed.
    exponent : float
        Of absorbance times energy: 2 or 1/2 [-].
    exciton_ev : float or None
        Excitonic line on the edge [eV], if there is one: the gap is none then.
    notes : tuple of str
        What limits these numbers, one sentence each.
    """

    gap_ev: float
    gap_error_ev: float
    window_ev: tuple[float, float]
    transition: str
    exponent: float
    exciton_ev: float | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Tail(Result):
    """Exponential tail of an absorption edge.

    Attributes
    ----------
    urbach_mev, urbach_error_mev : float
        Energy over which the absorbance grows by e, and its standard error (68 %) [meV].
    window_ev : tuple of float
        Ends of the part that was taken for exponential [eV].
    decades : float
        Decades of absorbance in it [-].
    notes : tuple of str
        What limits these numbers, one sentence each.
    """

    urbach_mev: float
    urbach_error_mev: float
    window_ev: tuple[float, float]
    decades: float
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Line:
    """Weighted straight line: its height at the mean of the axis, its slope, their variances."""

    middle: float
    height: float
    slope: float
    height_variance: float
    slope_variance: float

    @property
    def zero(self) -> float:
        return self.middle - self.height / self.slope if self.slope else math.inf

    @property
    def zero_error(self) -> float:
        away = self.height / self.slope
        return math.sqrt(self.height_variance + away**2 * self.slope_variance) / abs(self.slope)


def _line(x: FloatArray, y: FloatArray, error: FloatArray) -> _Line:
    """Straight line by weighted least squares; a scatter above the given errors widens its own."""
    # A point without any error, a zero without noise, weighs much but not without end.
    largest = float(error.max())
    weight = 1 / np.maximum(error, 1e-6 * largest) ** 2 if largest > 0 else np.ones_like(error)
    total = float(weight.sum())
    middle = float((weight * x).sum()) / total
    spread = float((weight * (x - middle) ** 2).sum())
    height = float((weight * y).sum()) / total
    slope = float((weight * (x - middle) * y).sum()) / spread
    left = y - height - slope * (x - middle)
    excess = max(1.0, float((weight * left**2).sum()) / max(x.size - 2, 1))
    return _Line(middle, height, slope, excess / total, excess / spread)


def _windows(x: FloatArray, y: FloatArray, error: FloatArray, tolerance: float = 0.0) -> tuple[FloatArray, ...]:
    """First and last point of windows that hold a straight line, with its height at the first and its slope.

    A line is straight where the points scatter about it by no more than one
    and a half of their errors: each point of its own, or, with a tolerance,
    all of their mean error and that share of the line's rise.
    """
    n = x.size
    if n < _FEWEST:
        none = np.empty(0, dtype=int)
        return none, none, np.empty(0), np.empty(0)
    u = x - float(x.mean())
    weight = np.ones(n) if tolerance else 1 / error**2
    parts = (np.ones(n), u, y, u * u, u * y, y * y, error**2)
    sums = [np.concatenate([[0.0], np.cumsum(weight * part)]) for part in parts]
    ends = np.unique(np.linspace(0, n - 1, min(n, _MOST_ENDS)).astype(int))
    first, last = (grid.ravel() for grid in np.meshgrid(ends, ends, indexing="ij"))
    enough = last - first >= _FEWEST - 1
    first, last = first[enough], last[enough]
    total, su, sy, suu, suy, syy, see = (part[last + 1] - part[first] for part in sums)
    across = suu - su**2 / total
    slope = (suy - su * sy / total) / across
    height = (sy - slope * su) / total
    squares = np.maximum(syy - sy**2 / total - slope**2 * across, 0.0)
    rise = slope * (x[last] - x[first])
    allowed = (_STRAY**2 * see / total + (tolerance * rise) ** 2) * total
    count = last - first + 1
    straight = (squares / (count - 2) <= allowed / count) & (rise > 0)
    return first[straight], last[straight], (height + slope * u[first])[straight], slope[straight]


def _noisy(value: FloatArray, sigma: float) -> float:
    """Noise to reckon with: at least a ten-thousandth of the highest value, what an absorbance is written with."""
    return max(sigma, 1e-4 * float(np.abs(value).max()))


def _energies(nm: FloatArray, value: FloatArray) -> tuple[FloatArray, FloatArray]:
    return tables.photon_energy_nm_ev() / nm[::-1], value[::-1]


def tauc(spectrum: Spectrum, *, transition: Transition = "direct", window_ev: Sequence[float] | None = None) -> Gap:
    """Gap of a band edge by a Tauc plot: (A E)^2 or (A E)^(1/2) against the energy E, extrapolated to zero.

    Without a window, it is found: of all windows of six points and 0.08 eV or
    more above the onset in which the plot is straight (points stray by no more than one and a
    half of their noise and 0.5 % of the rise, 2 % if there is no such window) and whose line is extrapolated by
    no more than its own length (and, if direct, no further than 0.1 eV below
    the onset), the longest one, less its distance from the onset. The error holds the noise and
    the difference between the gaps by the lower and by the upper two thirds of
    the window, and, where a background lies under the edge, how far that moves
    the line. It does not hold what the method takes for granted:
    absorbance in proportion to the absorption coefficient, bands that are
    parabolic, no excitons, a baseline of zero.

    Parameters
    ----------
    spectrum : Spectrum
        Absorbance, of twelve points or more; reflectance and scattering are none.
    transition : {"direct", "indirect"}, optional
        Allowed direct, exponent 2, or allowed indirect, exponent 1/2.
    window_ev : sequence of float, optional
        Ends of the straight part [eV].

    Returns
    -------
    Gap
        For nanocrystals and layers with an excitonic line the number is no
        gap: its note says so, and `exciton_ev` has the line.

    Raises
    ------
    ArgumentError
        If it is an emission, has too few points, no edge, or no straight part.

    See Also
    --------
    onset : Where the absorption begins; finds the excitonic line too.
    urbach : The tail that blurs the edge.

    Examples
    --------
    >>> import numpy as np
    >>> from calculators.spectra import from_points
    >>> nm = np.arange(400.0, 701.0)
    >>> energy = 1239.84198 / nm
    >>> edge = from_points(nm, np.sqrt(np.maximum(energy - 2.3, 0)) / energy)
    >>> found = tauc(edge)
    >>> print(f"{found.gap_ev:.3f} eV by the window {found.window_ev[0]:.2f} to {found.window_ev[1]:.2f} eV")
    2.300 eV by the window 2.30 to 3.10 eV
    """
    one_of("transition", transition, _EXPONENTS)
    absorbed(spectrum)
    nm, value = curve(spectrum, 12)
    exponent, sigma = _EXPONENTS[transition], scatter(nm, value)
    energy, absorbance = _energies(nm, value)
    notes: list[str] = []
    edge, under, onset_ev = _edge_of(nm, value, notes)
    starts, exciton_ev = onset_ev, None if edge is None else edge.exciton_ev
    whole = energy, absorbance
    if transition == "indirect":  # begins slowly, below what the steepest tangent shows
        dark = energy[(energy < starts) & (absorbance <= _CLEAR * _noisy(value, sigma))]
        starts = float(dark[-1]) if dark.size else starts
    if window_ev is not None:
        energy, absorbance = cut("window_ev", window_ev, energy, absorbance, "eV", _FEWEST)
    kept = absorbance > (3 * _noisy(value, sigma) if exponent < 1 else -math.inf)
    energy, absorbance = energy[kept], absorbance[kept]
    plot, error = _plot(energy, absorbance, exponent, _noisy(value, sigma))
    if window_ev is None:
        first, last, tolerance = _straight(
            energy, plot, error, starts, -math.inf if exponent < 1 else onset_ev - _BELOW_EV
        )
        energy, absorbance, plot, error = (part[first : last + 1] for part in (energy, absorbance, plot, error))
        if tolerance > _STRAIGHT:
            notes.append("No part of the plot is quite straight: points stray from the line by up to 2 % of its rise.")
    elif energy.size < _FEWEST:
        raise ArgumentError("window_ev", "too few of its points rise out of the noise", "choose it higher", window_ev)
    if not error.max() > 0:
        raise ArgumentError("spectrum", "no absorbance is above 0 there", "it must rise out of the noise")
    line = _line(energy, plot, error)
    if not line.slope > 0:
        raise ArgumentError("window_ev", "the plot does not rise in it", "choose another one", window_ev)
    gap, spread = line.zero, _by_part(energy, plot, error, lambda part: part.zero)
    shift = _shift(energy, absorbance, exponent, error, under, gap, notes) if _matters(edge) else 0.0
    if window_ev is None and shift == 0:
        notes += _other_exponent(whole, transition, _noisy(value, sigma), starts, energy[-1] - energy[0])
    apart, total = gap - onset_ev, math.hypot(line.zero_error, spread, shift)
    if exponent > 1 and edge is not None and not -_FAR_BELOW_EV - total < apart < _FAR_ABOVE_EV + total:
        notes.append(
            f"The line meets zero {abs(apart):.3f} eV {'below' if apart < 0 else 'above'} the onset "
            f"({onset_ev:.3f} eV), which no edge of parabolic bands does: a blurred exciton, a second transition or an "
            "indirect one bends the plot, and the number is no gap."
        )
    if gap < onset_ev - _BELOW_EV - (energy[-1] - energy[0] if exponent < 1 else 0.0) or gap > energy[-1]:
        notes.append("The line meets zero far from the edge: the plot is not straight there, or there is a baseline.")
    if exciton_ev is not None:
        notes.append(
            f"A maximum or shoulder stands at {exciton_ev:.3f} eV: where it is an excitonic line, as in "
            "nanocrystals, the number of a Tauc plot is no gap."
        )
    return Gap(
        gap,
        total,
        (float(energy[0]), float(energy[-1])),
        transition,
        exponent,
        exciton_ev,
        tuple(notes),
    )


def _plot(energy: FloatArray, absorbance: FloatArray, exponent: float, noise: float) -> tuple[FloatArray, FloatArray]:
    """Ordinate of a Tauc plot and its error."""
    product = np.abs(absorbance * energy)
    error = exponent * product ** (exponent - 1) * energy * noise
    return np.sign(absorbance) * product**exponent, np.maximum(error, 1e-3 * float(error.max()) if error.size else 0.0)


def _edge_of(nm: FloatArray, value: FloatArray, notes: list[str]) -> tuple[Onset | None, Background | None, float]:
    """Onset, background and onset [eV]; where no baseline is measured, the long-wave side of the steepest place."""
    edge = first_edge(nm, value)
    try:
        found, under = found_onset(nm, value, edge)
    except ArgumentError:
        notes.append("No transparent side was measured: whether the baseline is zero is not known.")
        notes += of_cut_off(nm, value, scatter(nm, value))
        return None, None, tables.photon_energy_nm_ev() / float(nm[edge.at]) - 0.1
    notes += of_cut_off(nm, value, scatter(nm, value))
    if edge.open:
        notes.append(f"The curve gets steeper up to its short-wave end, {nm[0]:g} nm: where the edge ends is not seen.")
    return None if edge.open else found, under, found.onset_ev


def _matters(edge: Onset | None) -> bool:
    return edge is not None and edge.has_baseline


def _shift(
    energy: FloatArray,
    absorbance: FloatArray,
    exponent: float,
    error: FloatArray,
    under: Background | None,
    gap: float,
    notes: list[str],
) -> float:
    """How far the line moves when what lies under the edge is taken off; says so."""
    assert under is not None
    level = under.at(tables.photon_energy_nm_ev() / energy)
    left = absorbance - level
    plot = np.sign(left) * np.abs(left * energy) ** exponent
    moved = _line(energy, plot, error)
    if not moved.slope > 0:
        return 0.0
    what = (
        f"A baseline of {level[0]:.3g} lies under the absorbance; with its level taken off (subtract the baseline by "
        "the long-wave end)"
        if under.is_level
        else f"A background of {level[0]:.3g} lies under the edge and rises to shorter waves (scattering?): the "
        "level of the long-wave end does not take it off; with it continued under the edge"
    )
    notes.append(f"{what} the line meets zero at {moved.zero:.3f} eV. The error holds the difference.")
    return abs(moved.zero - gap)


def _other_exponent(
    whole: tuple[FloatArray, FloatArray], transition: str, noise: float, starts: float, length: float
) -> list[str]:
    """Note on a plot of the other transition that is straight for longer."""
    other = "indirect" if transition == "direct" else "direct"
    exponent = _EXPONENTS[other]
    kept = whole[1] > (3 * noise if exponent < 1 else -math.inf)
    energy, absorbance = whole[0][kept], whole[1][kept]
    if energy.size < _FEWEST:
        return []
    plot, error = _plot(energy, absorbance, exponent, noise)
    # An indirect edge begins far below what its steepest tangent shows.
    dark = energy[absorbance <= _CLEAR * noise]
    begins = min(starts, float(dark[-1]) if dark.size else starts) if exponent < 1 else starts
    try:
        lowest = -math.inf if exponent < 1 else starts - _BELOW_EV
        first, last, tolerance = _straight(energy, plot, error, begins, lowest)
    except ArgumentError:
        return []
    if tolerance > _STRAIGHT or energy[last] - energy[first] <= length:
        return []
    line = _line(energy[first : last + 1], plot[first : last + 1], error[first : last + 1])
    article = "an" if other == "indirect" else "a"
    return [
        f"The plot for {article} {other} transition is straight for longer, over {energy[last] - energy[first]:.2f} eV "
        f"(this one over {length:.2f} eV), and meets zero at {line.zero:.3f} eV."
    ]


def _straight(
    energy: FloatArray, plot: FloatArray, error: FloatArray, starts: float, lowest: float
) -> tuple[int, int, float]:
    """First and last point of the straight part, and how straight it is."""
    above = min(int(np.searchsorted(energy, starts)), energy.size - 1)
    energy, plot, error = energy[above:], plot[above:], error[above:]
    for tolerance in (_STRAIGHT, _NEARLY):
        first, last, height, slope = _windows(energy, plot, error, tolerance)
        if first.size == 0:
            continue
        length, away = energy[last] - energy[first], height / slope
        near = (length >= _SHORTEST_EV) & (away >= 0) & (away <= length) & (energy[first] - away >= lowest)
        if near.any():
            # The longest, less what it leaves out above the onset: a second transition may be straight for longer.
            best = int(np.where(near, length - (energy[first] - energy[0]), -np.inf).argmax())
            return above + int(first[best]), above + int(last[best]), tolerance
    raise ArgumentError(
        "spectrum",
        "no part of the Tauc plot above the onset is straight",
        "six points over 0.08 eV on a line that meets zero near the onset are needed; the transition may be of the "
        "other kind, or an exciton stands on the edge",
    )


def _by_part(x: FloatArray, y: FloatArray, error: FloatArray, of: Callable[[_Line], float]) -> float:
    """Difference between what the lower and the upper two thirds of a window give."""
    part = max(_FEWEST - 1, (2 * x.size) // 3)
    lines = (_line(x[:part], y[:part], error[:part]), _line(x[-part:], y[-part:], error[-part:]))
    values = [of(line) for line in lines]
    return abs(values[0] - values[1]) if all(map(math.isfinite, values)) else 0.0


def urbach(spectrum: Spectrum, *, window_ev: Sequence[float] | None = None) -> Tail:
    """Urbach energy: over which the absorbance below the edge grows by a factor of e.

    Without a window, it is found: of all windows of six points or more, below
    the steepest place of the edge and more than five standard deviations above
    the noise (or above five ten-thousandths of the highest value), in which the
    logarithm is straight (points stray by no more than one and a half of their
    noise and 1 % of the absorbance), the one with the most decades, less its
    upper end as long as the logarithm bends over. The error holds the noise,
    one and a half times the difference between the lower and the upper two thirds
    of the window, and 1 % of the energy. Where an exponential tail goes over
    into an edge, a bias to larger energies is left: with noise of a thousandth of the
    highest value about 1 to 4 %, more with more noise.

    Parameters
    ----------
    spectrum : Spectrum
        Absorbance, of twelve points or more, without baseline: see :func:`subtract_baseline`.
    window_ev : sequence of float, optional
        Ends of the exponential part [eV].

    Returns
    -------
    Tail
        A slope of the logarithm over a decade or more.

    Raises
    ------
    ArgumentError
        If it is an emission, has too few points or no edge, or if less than a
        decade of absorbance is exponential.

    See Also
    --------
    tauc : The gap above the tail.

    Examples
    --------
    >>> import numpy as np
    >>> from calculators.spectra import from_points
    >>> nm = np.arange(450.0, 651.0)
    >>> tail = np.minimum(np.exp((1239.84198 / nm - 2.35) / 0.020), 1.0)
    >>> found = urbach(from_points(nm, tail))
    >>> round(found.urbach_mev, 1), found.decades > 1
    (20.0, True)
    """
    absorbed(spectrum)
    nm, value = curve(spectrum, 12)
    sigma = scatter(nm, value)
    energy, absorbance = _energies(nm, value)
    edge = first_edge(nm, value)
    if window_ev is None:
        below = energy <= tables.photon_energy_nm_ev() / float(nm[max(edge.at - edge.count, 0)])
        energy, absorbance = energy[below], absorbance[below]
    else:
        energy, absorbance = cut("window_ev", window_ev, energy, absorbance, "eV", _FEWEST)
    # From the last point within the noise on: what rises out of it by chance further below is no tail.
    noisy = np.flatnonzero(absorbance <= _CLEAR * _noisy(value, sigma))
    start = int(noisy[-1]) + 1 if noisy.size else 0
    energy, absorbance = energy[start:], absorbance[start:]
    if energy.size < _FEWEST:
        raise _no_decade(0.0 if energy.size < 2 else float(np.log10(absorbance.max() / absorbance.min())))
    logarithm, error = np.log(absorbance), np.hypot(sigma / absorbance, _STRAIGHT_LOG)
    if window_ev is None:
        first, last, _, slope = _windows(energy, logarithm, error)
        rise = slope * (energy[last] - energy[first])
        if first.size == 0 or rise.max() < _DECADE:
            raise _no_decade(float(rise.max() / _DECADE) if first.size else 0.0)
        best = int(rise.argmax())
        chosen = slice(int(first[best]), int(last[best]) + 1)
        energy, absorbance, logarithm, error = energy[chosen], absorbance[chosen], logarithm[chosen], error[chosen]
        kept = _unbent(energy, logarithm, np.hypot(sigma / absorbance, _STRAIGHT_LOG / 10))
        energy, logarithm, error = energy[:kept], logarithm[:kept], error[:kept]
    line = _line(energy, logarithm, error)
    decades = line.slope * float(energy[-1] - energy[0]) / _DECADE
    if decades < 1:
        raise _no_decade(decades)
    spread = _by_part(energy, logarithm, error, lambda part: 1 / part.slope if part.slope else math.inf)
    found = 1 / line.slope
    notes = of_cut_off(nm, value, sigma)
    level, uncertain = float(np.median(value[-10:])), sigma / math.sqrt(10)
    lowest = math.exp(float(logarithm.min()))
    if abs(level) > max(4 * uncertain, 0.02 * lowest) and nm[-1] > nm[edge.at] + 20:
        notes.append(
            f"A level of {level:.3g} lies under the long-wave end, {per_cent(abs(level) / lowest)} of the lowest "
            "absorbance in the window: it bends the logarithm. Subtract the baseline by the long-wave end."
        )
    return Tail(
        1e3 * found,
        1e3 * math.hypot(math.sqrt(line.slope_variance) * found**2, _FURTHER * spread, _STRAIGHT_LOG * found),
        (float(energy[0]), float(energy[-1])),
        decades,
        tuple(notes),
    )


def _unbent(energy: FloatArray, logarithm: FloatArray, error: FloatArray) -> int:
    """Points from the lowest on in which a logarithm does not bend over, or rises by one decade."""
    count = energy.size
    while True:
        x = energy[:count] - energy[:count].mean()
        x = x / float(np.abs(x).max())
        rows = x[:, None] ** np.arange(3) / error[:count, None]
        inverse = np.linalg.pinv(rows)
        bend = float(inverse[2] @ (logarithm[:count] / error[:count]))
        fewer = count - max(1, round(_PIECE * count))
        if bend > -_BENDS * float(np.linalg.norm(inverse[2])) or fewer < _FEWEST + 2:
            return count
        # With a margin, lest the slope of what is left fall below one decade.
        if logarithm[max(fewer - 2, 0) : fewer].mean() - logarithm[:2].mean() < _MARGIN * _DECADE:
            return count
        count = fewer


def _no_decade(decades: float) -> ArgumentError:
    return ArgumentError(
        "spectrum",
        f"only {min(max(decades, 0.0), 0.99):.2f} of a decade of absorbance is exponential",
        "an Urbach energy needs one decade or more, out of the noise and without baseline",
        decades,
    )
