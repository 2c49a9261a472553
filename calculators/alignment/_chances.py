"""Probability of each class when the band edges are uncertain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..bands import KINDS, LARGEST_EV, NAMES, BandEdges, codes, tolerance_of
from ..checks import also_named, fraction, instance, one_number, whole, within
from ..errors import ArgumentError, shown
from ..results import ReadOnly
from ..tables import FloatArray

UNDETERMINED_BELOW = 0.7
"""Probability below which a class reads as undetermined [-]."""

_BLOCK = 100_000  # samples worked on at once: 8 MB of edges
_MOST = 10_000_000  # some seconds; the interval is then 0.0006 wide at most
_Z = 1.959963984540054  # of a 95 % interval


@dataclass(frozen=True)
class ClassProbabilities:
    """How often each class comes out when the edges vary within their scatter.

    Attributes
    ----------
    probability : mapping of str to float
        Share of the samples of each class [-]; they add up to 1.
    electron, hole : mapping of str to float
        Share of the samples with the carrier in "core", "shell" or "both" [-].
    verdict : str
        The class with a probability of at least 0.7, or "undetermined".
    samples : int
        Samples that were kept (those with a gap in both materials).
    interval : mapping of str to tuple of float
        95 % interval of each probability [-]: what a finite number of samples
        leaves open, nothing more.
    """

    probability: Mapping[str, float]
    electron: Mapping[str, float]
    hole: Mapping[str, float]
    verdict: str
    samples: int
    interval: Mapping[str, tuple[float, float]]


@also_named(sigma_vbm="sigma_vbm_ev", sigma_cbm="sigma_cbm_ev", tolerance="tolerance_ev")
def probabilities(
    core: BandEdges | Sequence[BandEdges],
    shell: BandEdges | Sequence[BandEdges],
    *,
    sigma_vbm_ev: float = 0.2,
    sigma_cbm_ev: float = 0.2,
    tolerance_ev: float = 0.1,
    common: float = 0.0,
    samples: int = 100_000,
    seed: int = 0,
) -> ClassProbabilities:
    """Probability of each class under the scatter of the band edges.

    Parameters
    ----------
    core, shell : BandEdges or sequence of BandEdges
        Edges; of several sources one is drawn for each sample.
    sigma_vbm_ev, sigma_cbm_ev : float, optional
        Standard deviation of one material's edges [eV], 0 to 30; 0.15 to
        0.4 eV between methods is our working assumption.
    tolerance_ev : float, optional
        Offset that does not confine [eV], 0 or more.
    common : float, optional
        Share of the variance by which both edges of a material move together
        [-], 0 to 1: an error of the ionisation energy with a known gap moves
        both.
    samples, seed : int, optional
        Number of samples, 1 to 10 000 000, and seed, 0 or more; the same seed
        gives the same answer.

    Returns
    -------
    ClassProbabilities
        Shares, their sampling intervals and the verdict.

    Raises
    ------
    ArgumentError
        If a number is out of range, a list of sources is empty or holds
        something else than BandEdges.

    See Also
    --------
    classify : the class without scatter.
    sources : edges of several works for the same material.

    Examples
    --------
    >>> found = probabilities(BandEdges(-5.8, -3.5), BandEdges(-6.6, -2.9))
    >>> found.verdict, round(found.probability["I"], 2)
    ('I', 0.95)
    """
    delta = tolerance_of(tolerance_ev)
    spreads = tuple(
        one_number(name, within(name, value, 0.0, LARGEST_EV, "eV", "; was it typed in meV?"))
        for name, value in (("sigma_vbm_ev", sigma_vbm_ev), ("sigma_cbm_ev", sigma_cbm_ev))
    )
    together = one_number("common", fraction("common", common))
    total = whole("samples", samples, 1, _MOST)
    generator = np.random.default_rng(whole("seed", seed))
    sides = _edges("core", core), _edges("shell", shell)
    kinds, electrons, holes = np.zeros(len(KINDS)), np.zeros(3), np.zeros(3)
    for start in range(0, total, _BLOCK):
        size = min(_BLOCK, total - start)
        (vbm_c, cbm_c), (vbm_s, cbm_s) = (_draw(generator, side, spreads, together, size) for side in sides)
        keep = (cbm_c > vbm_c) & (cbm_s > vbm_s)
        code, electron, hole = codes(vbm_c[keep], cbm_c[keep], vbm_s[keep], cbm_s[keep], delta)
        kinds += np.bincount(code, minlength=len(KINDS))
        electrons += [np.count_nonzero(electron == number) for number in NAMES]
        holes += [np.count_nonzero(hole == number) for number in NAMES]
    kept = int(kinds.sum())
    if not kept:
        raise ArgumentError("sigma_vbm_ev, sigma_cbm_ev", "no sample keeps a gap in both materials")
    shares: dict[str, float] = {kind: float(n / kept) for kind, n in zip(KINDS, kinds, strict=True)}
    best = max(shares, key=lambda kind: shares[kind])

    def places(counts: FloatArray) -> Mapping[str, float]:
        return ReadOnly({name: float(n / kept) for name, n in zip(NAMES.values(), counts, strict=True)})

    return ClassProbabilities(
        ReadOnly(shares),
        places(electrons),
        places(holes),
        best if shares[best] >= UNDETERMINED_BELOW else "undetermined",
        kept,
        ReadOnly({kind: _interval(share, kept) for kind, share in shares.items()}),
    )


def _edges(name: str, given: Any) -> FloatArray:
    """Valence and conduction band edges of each source, shape (2, n) [eV]."""
    if isinstance(given, BandEdges):
        given = [given]
    if isinstance(given, str | bytes) or not isinstance(given, Sequence):
        raise ArgumentError(name, f"{shown(given)} is not allowed", "give BandEdges or a list of them", given)
    if not given:
        raise ArgumentError(name, "an empty list is not allowed", "at least one pair of band edges is needed", given)
    edges = [instance(name, e, BandEdges) for e in given]
    return np.array([[e.vbm_ev for e in edges], [e.cbm_ev for e in edges]])


def _draw(
    generator: np.random.Generator, edges: FloatArray, spreads: tuple[float, ...], common: float, size: int
) -> tuple[FloatArray, FloatArray]:
    """Edges of one material with a source and errors drawn for each sample [eV]."""
    pick = generator.integers(edges.shape[1], size=size)
    shared, *own = generator.standard_normal((3, size))
    vbm, cbm = (
        edge[pick] + spread * (np.sqrt(common) * shared + np.sqrt(1 - common) * error)
        for edge, spread, error in zip(edges, spreads, own, strict=True)
    )
    return vbm, cbm


def _interval(share: float, samples: int) -> tuple[float, float]:
    """Score interval of Wilson for a share of so many samples, 95 %."""
    grown = 1 + _Z**2 / samples
    middle = (share + _Z**2 / (2 * samples)) / grown
    half = _Z * np.sqrt(share * (1 - share) / samples + (_Z / (2 * samples)) ** 2) / grown
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))
