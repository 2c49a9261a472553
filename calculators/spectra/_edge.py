"""Absorption edge: onset by the tangent, and the excitonic line that may stand on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .. import tables
from ..errors import ArgumentError
from ..results import Result
from ..tables import FloatArray
from ._background import Background, background, cut_off
from ._baseline import absorbed
from ._curve import curve, cut, local, odd, scatter
from ._settle import settled
from ._types import Spectrum
from ._words import several

_FIRST_WINDOW_NM = 4.0  # of the local fits to start with
_CLEAR = 25.0  # steepest slope over its standard error, from which the windows grow no further
_LARGEST_SHARE = 1 / 8  # of the points that a local fit may take
_STEEP = 0.1  # of the steepest slope: from which a rise is an edge
_LEAST_SIGMA = 5.0  # standard errors of a slope that is an edge
_PASSED = 0.6  # of the steepest slope so far: below it an edge has been passed
_TANGENT = 0.6  # half width of the fit of the tangent, in distances from steepest place to onset
_WIDTHS = (1.4, 1.0, 0.7, 0.5)  # of that: the first tells the bias of the others, which must agree
_BIAS = 1.5  # of the second, in the difference to the first: 1 if it goes with the square of the width, 2.5 if straight
_LEAST_POINTS = 3  # of an edge, within twice that distance
_CURVED = 0.005  # of that distance: how well a cubic follows an edge
_BEYOND = 3.0  # distances from steepest place to onset, from which the curve is baseline
_FEWEST = 12
_WIDER = 2.5  # windows for an excitonic line, in those of the edge
_FLATTER = 0.35  # of the steepest slope: at the top of a line the curve is flatter
_NEAR = 6.0  # distances from steepest place to onset within which its line stands
_AGAIN = 0.12  # of the steepest slope: by which it is steeper again beyond a line
_DIP = 0.02  # of the height of the edge: depth of the dip beyond the maximum of a line
_SURE = 8.0  # standard errors of what counts as either


@dataclass(frozen=True, slots=True, eq=False)
class Onset(Result):
    """Where an absorption begins; errors are standard errors (68 %).

    Attributes
    ----------
    onset_nm, onset_error_nm : float
        Where the tangent meets the baseline [nm].
    onset_ev, onset_error_ev : float
        Photon energy there [eV].
    steepest_nm : float
        Where the tangent touches: the steepest place of the edge [nm].
    baseline : float
        Level of the transparent side at the onset [unit of the spectrum].
    exciton_nm : float or None
        Maximum or shoulder of an excitonic line on the edge [nm], if there is one.
    exciton_ev : float or None
        Photon energy there [eV].
    notes : tuple of str
        What limits these numbers, one sentence each.
    has_baseline : bool
        Whether something stands under the edge: more than its error and 5 % of
        the height of the steepest place.
    """

    onset_nm: float
    onset_error_nm: float
    onset_ev: float
    onset_error_ev: float
    steepest_nm: float
    baseline: float
    exciton_nm: float | None = None
    exciton_ev: float | None = None
    notes: tuple[str, ...] = ()
    has_baseline: bool = False


@dataclass(frozen=True)
class Edge:
    """The first edge from the long-wave side, by local fits.

    Attributes
    ----------
    at : int
        Index of its steepest place.
    count : int
        Points of a local fit.
    slope : float
        Fall towards longer waves at that place [unit of the spectrum per nm].
    steeper_nm : float or None
        A much steeper place at shorter waves [nm].
    open : bool
        Whether the curve gets steeper up to the short-wave end: the steepest
        place is that of the data.
    """

    at: int
    count: int
    slope: float
    steeper_nm: float | None
    open: bool = False


def first_edge(nm: FloatArray, value: FloatArray) -> Edge:
    """First edge of an absorbance from the long-wave side.

    Parameters
    ----------
    nm, value : numpy.ndarray
        The curve, shape (n,), n of at least 12.

    Returns
    -------
    Edge
        The steepest place of the first rise that is a tenth as steep as the
        steepest, or more, and stands out of the noise over twice as many
        points too.

    Raises
    ------
    ArgumentError
        If nothing rises out of the noise.

    Examples
    --------
    >>> nm = np.arange(400.0, 701.0)
    >>> float(nm[first_edge(nm, 1 / (1 + np.exp((nm - 520) / 5))).at])
    520.0
    """
    sigma = scatter(nm, value)
    wanted = _FIRST_WINDOW_NM / float(np.median(np.diff(nm)))
    most = max(7, int(_LARGEST_SHARE * nm.size))
    while True:
        count = odd(wanted, 7, most)
        _, slope, scale = local(nm, value, count, 3)
        steep = -slope[count // 2 : nm.size - count // 2]
        clear = float(steep.max()) > _CLEAR * sigma * float(scale[nm.size // 2])
        if clear or count >= odd(most, 7, most):
            break
        wanted = 1.4 * max(wanted, count)
    least = max(_LEAST_SIGMA * sigma * float(scale[nm.size // 2]), _STEEP * float(steep.max()))
    if not float(steep.max()) > least:
        raise _no_edge()
    back = steep[::-1]  # towards shorter waves
    # What noise makes of a few points among hundreds is gone over twice as many; an edge is not.
    twice = odd(2 * count, 7, nm.size)
    _, wide, wide_scale = local(nm, value, twice, 3)
    lasts = -wide[count // 2 : nm.size - count // 2] > _LEAST_SIGMA * sigma * float(wide_scale[nm.size // 2])
    starts = np.flatnonzero((back > least) & lasts[::-1])
    if starts.size == 0:
        raise _no_edge()
    start = int(starts[0])
    highest = np.maximum.accumulate(back[start:])
    ripple = _SURE * sigma * float(scale[nm.size // 2])
    passed = np.flatnonzero(back[start:] < np.minimum(_PASSED * highest, highest - ripple))
    top = start + int(back[start : start + passed[0] if passed.size else None].argmax())
    at = nm.size - count // 2 - 1 - top
    steepest = int(steep.argmax())
    far = steep[steepest] > 1.5 * back[top]
    unfinished = passed.size == 0 and back.size - top <= count
    return Edge(at, count, float(back[top]), float(nm[steepest + count // 2]) if far else None, unfinished)


def _no_edge() -> ArgumentError:
    return ArgumentError(
        "spectrum",
        "no absorption edge stands out",
        "the absorbance must rise towards shorter waves, out of the noise and over several points",
    )


def exciton(nm: FloatArray, value: FloatArray, edge: Edge, reach_nm: float) -> float | None:
    """Maximum or shoulder on the short-wave side of an edge: an excitonic line.

    An edge without one flattens and goes on flattening. With one the curve
    falls again, or is much flatter than at the edge and then steeper.

    Parameters
    ----------
    nm, value : numpy.ndarray
        The curve, shape (n,).
    edge : Edge
        What :func:`first_edge` found.
    reach_nm : float
        Distance from the steepest place to the onset [nm]: the fits are no
        wider than three of it, lest they make ripples of a sharp edge, and the
        line stands within six of it.

    Returns
    -------
    float or None
        Its place [nm]; None also where the edge is too few points wide to tell.

    Examples
    --------
    >>> nm = np.arange(400.0, 701.0)
    >>> both = 1 / (1 + np.exp((nm - 500) / 5)) + np.exp(-(((nm - 515) / 8) ** 2))
    >>> exciton(nm, both, first_edge(nm, both), 10.0)
    515.0
    """
    sigma = scatter(nm, value)
    widest = int((np.abs(nm - nm[edge.at]) <= 1.5 * reach_nm).sum())
    if widest < 7:
        return None
    count = odd(min(_WIDER * edge.count, widest), 7, max(7, nm.size // 6))
    smooth, slope, scale = local(nm, value, count, 3)
    near = int(np.searchsorted(nm, nm[edge.at] - _NEAR * reach_nm))
    end = min(max(count // 2, near), edge.at)
    fall, rise = -slope[end : edge.at + 1][::-1], smooth[end : edge.at + 1][::-1]  # towards shorter waves
    if fall.size < 3:
        return None
    error, height = sigma * float(scale[nm.size // 2]), 2 * (rise[0] - float(np.median(value[-5:])))
    dip = np.maximum.accumulate(rise) - rise
    dips = np.flatnonzero(dip > max(_DIP * height, _SURE * sigma / np.sqrt(count / 2)))
    if dips.size:
        return float(nm[edge.at - int(rise[: dips[0]].argmax())])
    lowest = np.minimum.accumulate(fall)
    again = np.flatnonzero(fall > lowest + max(_AGAIN * edge.slope, _SURE * error))
    if again.size and lowest[again[0]] < _FLATTER * edge.slope:
        return float(nm[edge.at - int(fall[: again[0]].argmin())])
    return None


def _transparent(nm: FloatArray, value: FloatArray, from_nm: float) -> tuple[FloatArray, FloatArray]:
    beyond = nm > from_nm
    if beyond.sum() < 5:
        raise ArgumentError(
            "spectrum",
            f"it ends at {nm[-1]:g} nm, before the absorbance has come down",
            f"five points beyond {from_nm:.0f} nm are needed for the baseline",
            float(nm[-1]),
        )
    return nm[beyond], value[beyond]


def onset(spectrum: Spectrum, *, window_nm: Sequence[float] | None = None) -> Onset:
    """Onset of an absorbance: where the tangent at the steepest place of the first edge meets the baseline.

    Coming from long waves, the first rise is taken that is at least a tenth as
    steep as the steepest one. The tangent is that of a cubic through the points around
    the steepest place, over six tenths of the distance to the onset on either
    side, or over less where narrower fits do not agree. The baseline is
    the transparent side, from three times the distance between steepest place
    and onset on, continued under the edge: a constant, a straight line, or
    scattering with the second or fourth power of the energy, as the data say. Nothing
    is subtracted. The error holds the noise of tangent and baseline, what the
    fits and the baselines differ by beyond it, and half a percent of the
    distance between steepest place and onset for the cubic; not the choice of
    the method. Where the slope jumps, as where an exponential tail joins a square
    root, the onset keeps a bias to longer waves of about one error (0.3 nm at steps of
    1 nm, 0.8 nm at 2 nm: there 56 % lie within two errors).

    Parameters
    ----------
    spectrum : Spectrum
        Absorbance, of twelve points or more.
    window_nm : sequence of float, optional
        Ends of the part to look at [nm], baseline included.

    Returns
    -------
    Onset
        The onset is no band gap: with an excitonic line it lies below the
        line by about its width.

    Raises
    ------
    ArgumentError
        If it is an emission, there are too few points, no edge stands out of
        the noise, the curve gets steeper up to its short-wave end, or the
        spectrum ends before it has come down.

    See Also
    --------
    tauc : A gap for a band edge without excitonic line.
    urbach : The tail below the edge.

    Examples
    --------
    >>> import numpy as np
    >>> from math import erfc
    >>> from calculators.spectra import from_points
    >>> nm = np.arange(400.0, 701.0)
    >>> edge = np.array([0.5 * erfc((x - 520) / (8 * 2**0.5)) for x in nm])
    >>> round(onset(from_points(nm, edge)).onset_nm, 1)  # 520 + 8 sqrt(pi / 2)
    530.0
    """
    absorbed(spectrum)
    nm, value = cut("window_nm", window_nm, *curve(spectrum, _FEWEST), "nm", _FEWEST)
    edge = first_edge(nm, value)
    if edge.open:
        raise ArgumentError(
            "spectrum",
            f"the curve gets steeper up to its short-wave end, {nm[0]:g} nm",
            "the steepest place of an edge must lie within the spectrum: the onset would be that of its end",
            float(nm[0]),
        )
    return found_onset(nm, value, edge)[0]


def found_onset(nm: FloatArray, value: FloatArray, edge: Edge) -> tuple[Onset, Background]:
    """Onset of a curve, and the background under its edge.

    Parameters
    ----------
    nm, value : numpy.ndarray
        The curve, shape (n,).
    edge : Edge
        What :func:`first_edge` found.

    Returns
    -------
    onset : Onset
        Also where the steepest place is that of the end of the data.
    under : Background
        From the transparent side.

    Examples
    --------
    >>> nm = np.arange(400.0, 701.0)
    >>> value = 0.1 + 1 / (1 + np.exp((nm - 520) / 5))
    >>> found, under = found_onset(nm, value, first_edge(nm, value))
    >>> round(found.onset_nm), round(float(under.at(500.0)), 3)
    (530, 0.103)
    """
    sigma, steepest, half = scatter(nm, value), float(nm[edge.at]), 0.0
    level, notes = float(np.median(value[-5:])), []
    # The fit of the tangent and the background begin where the onset says, and the onset needs both.
    for _ in range(4):
        at, (height, slope), _shared = _tangent(nm, value, steepest, half, edge.count)
        distance = (level - height) / slope
        beyond, low = _transparent(nm, value, at + _BEYOND * distance)
        under = background(beyond, low, at + distance, sigma)
        level = float(under.at(at + distance))
        steepest, distance = at, (level - height) / slope
        half = _TANGENT * distance
    inside, half_step = int((np.abs(nm - steepest) <= 2 * distance).sum()), 0.0
    if inside < _LEAST_POINTS:
        raise _no_edge()
    steepest, height, slope, error = _agreed(nm, value, (steepest, half), edge.count, under, sigma)
    place = steepest + (level - height) / slope
    level = float(under.at(place))
    place = float(steepest + (level - height) / slope)
    uncertain = under.error_at(place)
    if not under.is_level:
        notes.append("The transparent side slopes (scattering?): the tangent meets its continuation under the edge.")
    if inside < 11:
        half_step = float(np.diff(nm).max()) / 2
        notes.append(
            f"The edge is only {several(inside, 'point')} wide: the error holds half a step, {half_step:.2g} nm."
        )
    error = math.hypot(error, uncertain / slope, _CURVED * distance, half_step)
    ev_nm = tables.photon_energy_nm_ev()
    line = exciton(nm, value, edge, distance)
    if line is not None:
        notes.append(
            f"A maximum or shoulder stands at {line:.0f} nm: where it is an excitonic line, the onset is no gap."
        )
    if edge.steeper_nm is not None:
        notes.append(f"At {edge.steeper_nm:.0f} nm the curve is steeper: that is not the first edge.")
    raised = abs(level) > max(3 * uncertain, 0.05 * abs(height - level))
    if raised:
        notes.append(f"The baseline stands at {level:.3g}: the onset takes it as it is; values above it hold it too.")
    notes += of_cut_off(nm, value, sigma)
    found = Onset(
        place, error, ev_nm / place, ev_nm / place**2 * error, float(steepest), level,
        line, None if line is None else ev_nm / line, tuple(notes), bool(raised),
    )  # fmt: skip
    return found, under


def of_cut_off(nm: FloatArray, value: FloatArray, sigma: float) -> list[str]:
    """Note on a top that is cut off, if there is one.

    Parameters
    ----------
    nm, value : numpy.ndarray
        The curve, shape (n,).
    sigma : float
        Noise.

    Returns
    -------
    list of str
        One sentence, or none.

    Examples
    --------
    >>> nm = np.arange(400.0, 701.0)
    >>> of_cut_off(nm, np.minimum(10 / (1 + np.exp((nm - 520) / 6)), 3.0), 0.0)[0][:45]
    'From 400 to 525 nm the absorbance is level at'
    """
    ends = cut_off(nm, value, sigma)
    if ends is None:
        return []
    return [
        f"From {ends[0]:g} to {ends[1]:g} nm the absorbance is level at its highest, {float(value.max()):.3g}, with a "
        "sharp corner: the instrument may not tell more (thinner sample?), and edge, gap and tail are wrong then."
    ]


def _agreed(
    nm: FloatArray, value: FloatArray, around: tuple[float, float], least: int, under: Background, sigma: float
) -> tuple[float, float, float, float]:
    """Steepest place, height and slope by the widest fit that agrees with narrower ones; error of its onset."""
    fits, places, errors = [], [], []
    steepest, half = around
    for share in _WIDTHS:
        at, (height, slope), shared = _tangent(nm, value, steepest, share * half, least, 7 if share >= 1 else 5)
        distance = (float(under.at(steepest)) - height) / slope
        gradient = np.array([-1 / slope, -distance / slope])
        fits.append((at, height, slope))
        places.append(at + distance)
        errors.append(sigma * math.sqrt(float(gradient @ shared @ gradient)))
    taken, error = settled(places[1:], errors[1:])
    apart = (places[0] - places[taken + 1]) ** 2 - abs(errors[taken + 1] ** 2 - errors[0] ** 2)
    error = math.hypot(error, _BIAS * math.sqrt(max(apart, 0.0)))
    return (*fits[taken + 1], error)


def _tangent(
    nm: FloatArray, value: FloatArray, at_nm: float, half_nm: float, least: int, fewest: int = 7
) -> tuple[float, tuple[float, float], FloatArray]:
    """Steepest place of a cubic through the points around one; height and slope there, and their covariance.

    Where the slope is steepest, neither it nor the onset depends on the place
    to first order.
    """
    near = np.argsort(np.abs(nm - at_nm), kind="stable")
    count = max(fewest, int((np.abs(nm - at_nm) <= half_nm).sum())) if half_nm > 0 else least
    around = np.sort(near[:count])
    x = nm[around] - at_nm
    scale = float(np.abs(x).max())
    inverse = np.linalg.pinv((x / scale)[:, None] ** np.arange(4))
    factors = inverse @ value[around]
    moved = -factors[2] / (3 * factors[3]) if factors[3] > 0 else 0.0
    moved = float(moved) if abs(moved) < 0.5 else 0.0
    rows = np.array([[1, moved, moved**2, moved**3], [0, 1, 2 * moved, 3 * moved**2]])
    rows[1] /= scale
    height, slope = (rows @ factors).tolist()
    if not slope < 0:
        raise ArgumentError("spectrum", "no absorption edge stands out", "it must rise towards shorter waves")
    return at_nm + scale * moved, (height, slope), rows @ inverse @ inverse.T @ rows.T
