"""Band alignment of a core and a shell: the class, and how sure it is.

Edges are energies against vacuum in eV (negative). Positive offsets confine a
carrier to the core: for electrons CBM_shell - CBM_core, for holes
VBM_core - VBM_shell.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from . import tables
from .checks import not_negative, positive
from .tables import FloatArray

Kind = Literal["I", "inverse I", "quasi-II", "II", "III", "flat"]
Place = Literal["core", "shell", "both"]

KINDS: tuple[Kind, ...] = ("I", "inverse I", "quasi-II", "II", "III", "flat")
UNDETERMINED_BELOW = 0.7
"""Probability below which a class reads as undetermined [-]."""


@dataclass(frozen=True)
class BandEdges:
    """Band edges of a material against vacuum.

    Attributes
    ----------
    vbm, cbm : float
        Valence band maximum and conduction band minimum [eV], the first below
        0 and below the second.

    Raises
    ------
    ValueError
        If an edge is missing or out of order.

    Examples
    --------
    >>> round(BandEdges(-5.6, -3.3).gap, 2)
    2.3
    """

    vbm: float
    cbm: float

    def __post_init__(self) -> None:
        for name in ("vbm", "cbm"):
            value = getattr(self, name)
            if not np.isfinite(value):
                raise ValueError(f"{name}: {value!r} is not a finite energy in eV")
        if not self.vbm < 0:
            raise ValueError(f"vbm: {self.vbm:g} eV is not allowed; against vacuum it is below 0")
        if not self.vbm < self.cbm:
            raise ValueError(f"cbm: {self.cbm:g} eV is not allowed; it must lie above the vbm, {self.vbm:g} eV")

    @property
    def gap(self) -> float:
        """Band gap [eV]."""
        return self.cbm - self.vbm


@dataclass(frozen=True)
class Alignment:
    """Class of a core/shell pair.

    Attributes
    ----------
    kind : str
        "I", "inverse I", "quasi-II", "II", "III" or "flat".
    electron, hole : str
        Where the carrier is confined: "core", "shell" or "both".
    electron_offset, hole_offset : float
        Offsets [eV], positive where they confine to the core.
    """

    kind: Kind
    electron: Place
    hole: Place
    electron_offset: float
    hole_offset: float


def _places(offset: FloatArray, tolerance: float) -> FloatArray:
    """1 core, -1 shell, 0 both."""
    return np.where(offset > tolerance, 1.0, np.where(offset < -tolerance, -1.0, 0.0))


def _codes(vbm_c: Any, cbm_c: Any, vbm_s: Any, cbm_s: Any, tolerance: float) -> tuple[Any, FloatArray, FloatArray]:
    """Index into KINDS, and the places of electron and hole."""
    electron = _places(np.asarray(cbm_s - cbm_c), tolerance)
    hole = _places(np.asarray(vbm_c - vbm_s), tolerance)
    product, total = electron * hole, np.abs(electron) + np.abs(hole)
    code = np.select(
        [
            np.minimum(cbm_c, cbm_s) <= np.maximum(vbm_c, vbm_s),
            total == 0,
            total == 1,
            product < 0,
            electron > 0,
        ],
        [4, 5, 2, 3, 0],
        default=1,
    )
    return code, electron, hole


_NAMES: dict[float, Place] = {1.0: "core", -1.0: "shell", 0.0: "both"}


def _tolerance(value: float) -> float:
    return float(not_negative("tolerance", value, "eV"))


def classify(core: BandEdges, shell: BandEdges, tolerance: float = 0.1) -> Alignment:
    """Class of a core/shell pair from its bulk band edges.

    A carrier is confined to the core if its offset exceeds the tolerance, to
    the shell if it is below minus the tolerance, and spreads over both in
    between. Both in the core is type I, both in the shell inverse I, apart
    type II; exactly one spread is quasi-II, two are flat. A broken gap (one
    material's conduction band at or below the other's valence band) is type
    III and comes first.

    Parameters
    ----------
    core, shell : BandEdges
        Edges of the two materials.
    tolerance : float, optional
        Offset that does not confine [eV], 0 or more: the reader's choice.

    Returns
    -------
    Alignment
        Class, places of the carriers, offsets.

    Raises
    ------
    ValueError
        If the tolerance is negative.

    Examples
    --------
    >>> found = classify(BandEdges(-5.8, -3.5), BandEdges(-6.5, -2.9))
    >>> found.kind, found.electron, found.hole
    ('I', 'core', 'core')
    >>> classify(BandEdges(-5.8, -3.5), BandEdges(-5.0, -2.9)).kind
    'II'
    """
    code, electron, hole = _codes(core.vbm, core.cbm, shell.vbm, shell.cbm, _tolerance(tolerance))
    return Alignment(
        KINDS[int(code)],
        _NAMES[float(electron)],
        _NAMES[float(hole)],
        shell.cbm - core.cbm,
        core.vbm - shell.vbm,
    )


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
    """

    probability: Mapping[str, float]
    electron: Mapping[str, float]
    hole: Mapping[str, float]
    verdict: str
    samples: int


def probabilities(
    core: BandEdges | Sequence[BandEdges],
    shell: BandEdges | Sequence[BandEdges],
    sigma_vbm: float = 0.2,
    sigma_cbm: float = 0.2,
    tolerance: float = 0.1,
    common: float = 0.0,
    samples: int = 100_000,
    seed: int = 0,
) -> ClassProbabilities:
    """Probability of each class under the scatter of the band edges.

    Parameters
    ----------
    core, shell : BandEdges or sequence of BandEdges
        Edges; of several sources one is drawn for each sample.
    sigma_vbm, sigma_cbm : float, optional
        Standard deviation of one material's edges [eV], 0 or more; 0.15 to
        0.4 eV between methods is our working assumption.
    tolerance : float, optional
        Offset that does not confine [eV].
    common : float, optional
        Share of the variance by which both edges of a material move together
        [-], 0 to 1: an error of the ionisation energy with a known gap moves
        both.
    samples, seed : int, optional
        Number of samples and seed; the same seed gives the same answer.

    Returns
    -------
    ClassProbabilities
        Shares and verdict.

    Raises
    ------
    ValueError
        If a number is out of range or a list of sources is empty.

    Examples
    --------
    >>> found = probabilities(BandEdges(-5.8, -3.5), BandEdges(-6.6, -2.9))
    >>> found.verdict, found.probability["I"] > 0.9
    ('I', True)
    """
    delta = _tolerance(tolerance)
    spread_v, spread_c = (
        float(not_negative(n, v, "eV")) for n, v in (("sigma_vbm", sigma_vbm), ("sigma_cbm", sigma_cbm))
    )
    if not 0 <= common <= 1:
        raise ValueError(f"common: {common!r} is not allowed; it is a fraction from 0 to 1")
    if samples < 1:
        raise ValueError(f"samples: {samples!r} is not allowed; it must be 1 or more")
    generator = np.random.default_rng(seed)

    def draw(name: str, edges: BandEdges | Sequence[BandEdges]) -> tuple[FloatArray, FloatArray]:
        sources = [edges] if isinstance(edges, BandEdges) else list(edges)
        if not sources:
            raise ValueError(f"{name}: at least one pair of band edges is needed")
        pick = generator.integers(len(sources), size=samples)
        shared, own_v, own_c = generator.standard_normal((3, samples))
        vbm = np.array([e.vbm for e in sources])[pick] + spread_v * (
            np.sqrt(common) * shared + np.sqrt(1 - common) * own_v
        )
        cbm = np.array([e.cbm for e in sources])[pick] + spread_c * (
            np.sqrt(common) * shared + np.sqrt(1 - common) * own_c
        )
        return vbm, cbm

    vbm_c, cbm_c = draw("core", core)
    vbm_s, cbm_s = draw("shell", shell)
    keep = (cbm_c > vbm_c) & (cbm_s > vbm_s)
    if not keep.any():
        raise ValueError("sigma_vbm, sigma_cbm: no sample keeps a gap in both materials")
    code, electron, hole = _codes(vbm_c[keep], cbm_c[keep], vbm_s[keep], cbm_s[keep], delta)
    shares = np.bincount(code, minlength=len(KINDS)) / code.size
    found: dict[str, float] = {kind: float(share) for kind, share in zip(KINDS, shares, strict=True)}
    best = max(found, key=lambda kind: found[kind])

    def places(values: FloatArray) -> dict[str, float]:
        return {name: float((values == number).mean()) for number, name in _NAMES.items()}

    verdict = best if found[best] >= UNDETERMINED_BELOW else "undetermined"
    return ClassProbabilities(found, places(electron), places(hole), verdict, int(code.size))


@dataclass(frozen=True)
class EdgeSource:
    """Band edges of a material as one work gives them.

    Attributes
    ----------
    material, citation, method : str
        Formula, key of the work, how it was measured or compiled.
    edges : BandEdges
        Minus the ionisation energy and minus the electron affinity [eV].
    doubt : str
        Why the row is flagged; empty if it is not.
    """

    material: str
    citation: str
    method: str
    edges: BandEdges
    doubt: str


def sources(material: str) -> list[EdgeSource]:
    """Band edges of a material in the table ``materials``, one entry a work.

    Parameters
    ----------
    material : str
        Formula, such as "ZnS".

    Returns
    -------
    list of EdgeSource
        Works that give both the ionisation energy and the electron affinity;
        empty where no such source could be read, which is the case for the
        lead bromides and CsPbI3.

    Examples
    --------
    >>> [round(s.edges.gap, 2) for s in sources("ZnS")]
    [3.7]
    >>> sources("CsPbBr3")
    []
    """
    found: dict[str, dict[str, Mapping[str, str]]] = {}
    for row in tables.rows("materials"):
        if row["material"] == material and row["property"] in ("ionisation energy", "electron affinity"):
            found.setdefault(row["citation"], {})[row["property"]] = row
    entries = []
    for citation, pair in found.items():
        if len(pair) < 2:
            continue
        ionisation, affinity = pair["ionisation energy"], pair["electron affinity"]
        flagged = ionisation["flag"] or affinity["flag"]
        entries.append(
            EdgeSource(
                material,
                citation,
                ionisation["method"],
                BandEdges(-float(ionisation["value"]), -float(affinity["value"])),
                (ionisation["note"] or affinity["note"] or "flagged") if flagged else "",
            )
        )
    return entries


def materials() -> list[str]:
    """Materials with band edges from a source that could be read.

    Returns
    -------
    list of str
        Formulas.

    Examples
    --------
    >>> "ZnS" in materials()
    True
    """
    names = dict.fromkeys(row["material"] for row in tables.rows("materials"))
    return sorted(name for name in names if sources(name))


def required_ionisation(
    core_gap: float, shell: BandEdges, tolerance: float = 0.1
) -> dict[str, list[tuple[float, float]]]:
    """Ionisation energies of a core, of known gap, for which each class holds.

    Where the core's edges are not known, this says what they would have to be.

    Parameters
    ----------
    core_gap : float
        Band gap of the core [eV], above 0.
    shell : BandEdges
        Edges of the shell.
    tolerance : float, optional
        Offset that does not confine [eV].

    Returns
    -------
    dict of str to list of tuple
        Intervals of the ionisation energy [eV] by class, within 3 to 10 eV.

    Raises
    ------
    ValueError
        If the gap is not above 0 or the tolerance is negative.

    Examples
    --------
    >>> found = required_ionisation(2.35, BandEdges(-7.5, -3.8))
    >>> [tuple(round(v, 2) for v in pair) for pair in found["I"]]
    [(6.25, 7.4)]
    """
    gap, delta = float(positive("core_gap", core_gap, "eV")), _tolerance(tolerance)
    # Between these energies nothing changes: each of them makes one condition of the rule an equality.
    marks = {3.0, 10.0}
    for offset in (-delta, delta):
        marks |= {-shell.vbm + offset, gap - shell.cbm + offset}
    marks |= {-shell.cbm, gap - shell.vbm}
    ordered = sorted(m for m in marks if 3.0 <= m <= 10.0)
    found: dict[str, list[tuple[float, float]]] = {}
    for low, high in itertools.pairwise(ordered):
        if high - low < 1e-9:
            continue
        middle = 0.5 * (low + high)
        kind = classify(BandEdges(-middle, -middle + gap), shell, delta).kind
        spans = found.setdefault(kind, [])
        if spans and abs(spans[-1][1] - low) < 1e-9:
            spans[-1] = (spans[-1][0], high)
        else:
            spans.append((low, high))
    return found
