"""How the offsets of a pair are distributed: the scatter between works, differences within a series, gaps."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import NormalDist

import numpy as np

from .. import materials, tables
from ..errors import ArgumentError
from ..tables import FloatArray
from ._edges import EdgeSource
from ._experiments import Experiment, offsets
from ._sides import Side

_IONISATION = "ionisation energy"
_LOWEST = materials.GRADES[-1]
_PEROVSKITE = "perovskite"


@tables.cached
def _scatter() -> float:
    """Standard deviation between works of the ionisation energy of one perovskite [eV].

    Of other crystals too few works were read; theirs is taken to be the same.
    """
    try:
        return materials.scatter(_IONISATION, kind=_PEROVSKITE)
    except ArgumentError as error:
        raise ArgumentError(
            "core_edges, shell_edges", error.problem, "give both edges: those given are exact"
        ) from None


@tables.cached
def _series_scatter() -> float:
    """Standard deviation between series of the difference of two perovskites in one series [eV]."""
    by_series: dict[str, dict[str, float]] = {}
    for name in materials.names(property=_IONISATION):
        if materials.kind(name) != _PEROVSKITE:
            continue
        for v in materials.all_values(name, _IONISATION):
            if v.grade != _LOWEST and not materials.doubted(v):
                by_series.setdefault(v.series or v.citation, {}).setdefault(name, v.value)
    differences: dict[tuple[str, str], list[float]] = {}
    for energies in by_series.values():
        listed = sorted(energies)
        for k, first in enumerate(listed):
            for second in listed[k + 1 :]:
                differences.setdefault((first, second), []).append(energies[second] - energies[first])
    squares = freedom = 0.0
    for several in differences.values():
        middle = sum(several) / len(several)
        squares += sum((d - middle) ** 2 for d in several)
        freedom += len(several) - 1
    return math.sqrt(squares / freedom) if freedom else math.sqrt(2) * _scatter()


def _measured(found: Sequence[Experiment], difference_ev: float) -> tuple[dict[str, float], float]:
    """Valence band offset of the interface itself by work, and the difference of the gaps that goes with them [eV].

    A work that measured both offsets states the difference of the gaps of its
    own films; one that measured the conduction bands alone gives the valence
    bands by the difference of the gaps.
    """
    valence = {work: -offset for work, offset in offsets(found, "valence").items()}
    conduction = offsets(found, "conduction")
    both = [valence[key] + conduction[key] for key in valence if key in conduction]
    difference = sum(both) / len(both) if both else difference_ev
    return {work: difference - offset for work, offset in conduction.items()} | valence, difference


def _by_series(side: Side) -> dict[str, EdgeSource]:
    """Sources that state the valence band, by series; of several the first, which has the best grade."""
    found: dict[str, EdgeSource] = {}
    for e in side.best:
        if e.series and e.derived != "vbm":
            found.setdefault(e.series, e)
    return found


def hole_offset(core: Side, shell: Side, found: Sequence[Experiment]) -> tuple[float, float, float]:
    """Valence band offset: middle and standard deviation; and how far the gaps lie from those recommended [eV].

    Positive where the hole is confined to the core. Differences within one
    series, and offsets measured at the interface, come before the difference
    of two means; n differences leave the scatter of one more: sigma * sqrt(1 + 1/n).
    """
    if core.own and shell.own:
        return core.edges[0].edges.vbm_ev - shell.edges[0].edges.vbm_ev, 0.0, 0.0
    recommended = shell.gap_ev - core.gap_ev
    sound = [e for e in found if e.grade == "measured" and not materials.flagged(e.flag)]
    told: dict[str, float] = {}
    difference = recommended
    if not (core.own or shell.own):
        told, difference = _measured(sound, recommended)
    direct = list(told.values())
    twins = _by_series(core)
    for series, e in _by_series(shell).items():
        twin = twins.get(series)
        # A difference that a work itself states as an offset is not counted again.
        if twin is not None and not (e.citation in told and twin.citation in told):
            direct.append(twin.edges.vbm_ev - e.edges.vbm_ev)
    if direct:
        shift = difference - recommended
        return sum(direct) / len(direct), _series_scatter() * math.sqrt(1 + 1 / len(direct)), shift
    middles, variance = [], 0.0
    for side in (core, shell):
        works = side.by_work
        middles.append(sum(works.values()) / len(works))
        variance += 0.0 if side.own else _scatter() ** 2 * (1 + 1 / len(works))
    return middles[0] - middles[1], math.sqrt(variance), 0.0


def _normal(middle: float, sigma: float, count: int) -> FloatArray:
    """Points that each stand for the same share of a normal distribution."""
    normal = NormalDist()
    return middle + sigma * np.array([normal.inv_cdf((k + 0.5) / count) for k in range(count)])


def _between(low: float, high: float, count: int) -> FloatArray:
    """Points that each stand for the same share of what lies evenly between two ends."""
    return low + (high - low) * (np.arange(count) + 0.5) / count


def grid(
    core: Side, shell: Side, hole: tuple[float, float, float], points: tuple[int, int]
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Offsets of hole and electron, and the gap of the core, each shape (n,) [eV].

    Both offsets add up to the difference of the gaps, which lies anywhere
    within the spread of the two gaps, and nowhere else.
    """
    middle, sigma, shift = hole
    low, high = shell.gap_low_ev - core.gap_high_ev, shell.gap_high_ev - core.gap_low_ev
    sums = shift + _between(low, high, points[1])
    holes, both = np.meshgrid(_normal(middle, sigma, points[0]), sums)
    return holes.ravel(), (both - holes).ravel(), np.full(holes.size, core.gap_ev)
