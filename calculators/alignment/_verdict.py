"""What is known of the alignment of two materials, and what would decide it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from .. import confinement, materials
from ..bands import KINDS, NAMES, BandEdges, Kind, Place, classify, codes, required_ionisation, tolerance_of
from ..checks import one_number, within
from ..confinement._layers import LARGEST_NM
from ..errors import ArgumentError, one_of
from ..results import ReadOnly, Result
from ..tables import FloatArray
from ._chances import UNDETERMINED_BELOW
from ._edges import EdgeSource
from ._experiments import Experiment, experiments, named
from ._sides import Side, masses_of, side_of
from ._spread import grid, hole_offset

SURPRISING_BELOW = 0.05
"""Share of the offsets that must agree with the experiments, or the two contradict each other [-]."""

UNKNOWN = "unknown"
"""Kind of a pair of which neither the edges nor the experiments decide."""

Decider = Literal["edges", "experiments", "edges and experiments", "nothing"]

_POINTS = (201, 21)  # quantiles of the valence band offset and of the difference of the gaps
_SIZED = (41, 5)  # fewer where a state is solved at each
_SAME_EV = 1e-9
_MIRRORED: dict[str, Kind] = {"I": "inverse I", "inverse I": "I"}


@dataclass(frozen=True)
class Combination:
    """Class that one source for the core and one for the shell make.

    Attributes
    ----------
    core, shell : EdgeSource
        The two sources.
    kind : str
        Class of their edges.
    electron_offset_ev, hole_offset_ev : float
        Offsets [eV], positive where they confine to the core.
    same_series : bool
        Whether both were measured or compiled together: only then do errors
        that both share cancel.
    """

    core: EdgeSource
    shell: EdgeSource
    kind: Kind
    electron_offset_ev: float
    hole_offset_ev: float
    same_series: bool


@dataclass(frozen=True, eq=False)
class Verdict(Result):
    """What is known of the alignment of a core and a shell.

    Attributes
    ----------
    core, shell : str
        Names as the tables spell them.
    kind : str
        "I", "inverse I", "quasi-II", "II", "III", "flat" or "unknown".
    decided_by : str
        "edges", "experiments", "edges and experiments" or "nothing".
    probability : mapping of str to float
        Probability of each class from the band edges and their scatter [-];
        empty where no edges of one of the materials were read.
    with_experiments : mapping of str to float
        The same among the offsets that agree with what measured experiments
        say of the carriers; empty without such experiments or without edges.
    electron, hole : mapping of str to float
        Probability that the carrier is in "core", "shell" or "both" [-], from
        the edges alone: a type II pair may separate them either way.
    electron_offset_ev, hole_offset_ev : float
        Offsets [eV], positive where they confine to the core: the middle of
        their distribution; NaN where they are not known.
    electron_sigma_ev, hole_sigma_ev : float
        Standard deviation of the two [eV]; NaN where they are not known.
    by_source : tuple of Combination
        Every source for the core with every one for the shell, those of one
        series first, then by the lesser of their grades.
    excluded : mapping of str to str
        Classes that the band gaps alone exclude, with the reason.
    window : mapping of str to tuple
        Ionisation energies [eV] of `window_of` for which each class holds, for
        the edges of the other material; empty where both or neither are known.
    window_of : str
        "core" or "shell"; empty without a window.
    experiments : tuple of Experiment
        All that were read on this interface.
    observed : mapping of str to str
        Where measured experiments agree that "electron" or "hole" rests.
    acting : mapping of str to float
        Where sizes are given and all masses are known: share of each regime of
        the sized particle [-] ("I", "quasi-II", ... by where the two carriers
        are), over the same distribution of offsets; for a cube, those of the
        sphere that nearly stands for it.
    reason : str
        Why the kind is what it is, for people.
    decides : tuple of str
        What would decide, for people.
    edges : tuple of BandEdges or None
        Edges of core and shell with the middle offsets, the valence band of
        the core at that of its best source, the gap of the core that which is
        recommended; None where the offsets are not known, or leave the shell
        no gap or an edge above vacuum.
    """

    core: str
    shell: str
    kind: str
    decided_by: Decider
    probability: Mapping[str, float]
    with_experiments: Mapping[str, float]
    electron: Mapping[str, float]
    hole: Mapping[str, float]
    electron_offset_ev: float
    hole_offset_ev: float
    electron_sigma_ev: float
    hole_sigma_ev: float
    by_source: tuple[Combination, ...]
    excluded: Mapping[str, str]
    window: Mapping[str, tuple[tuple[float, float], ...]]
    window_of: str
    experiments: tuple[Experiment, ...]
    observed: Mapping[str, Place]
    acting: Mapping[str, float]
    reason: str
    decides: tuple[str, ...]
    edges: tuple[BandEdges, BandEdges] | None


def _shares(code: FloatArray) -> Mapping[str, float]:
    counts = np.bincount(code.astype(int), minlength=len(KINDS)) / code.size
    return ReadOnly({kind: float(share) for kind, share in zip(KINDS, counts, strict=True)})


def _excluded(core: Side, shell: Side, tolerance_ev: float) -> Mapping[str, str]:
    """Classes that the sum rule excludes: both offsets together are the difference of the gaps."""
    low, high = shell.gap_low_ev - core.gap_high_ev, shell.gap_high_ev - core.gap_low_ev
    if not math.isfinite(low + high):
        return ReadOnly()
    ends = [(f"{side.gap_low_ev:.2f}", f"{side.gap_high_ev:.2f}") for side in (shell, core)]
    spans = [f"{least} eV" if least == largest else f"{least} to {largest} eV" for least, largest in ends]
    gaps = " against ".join(spans)
    room = 2 * tolerance_ev + _SAME_EV
    found = {}
    if high <= room:
        found["I"] = f"the gap of the shell is not large enough to confine both carriers to the core ({gaps})"
    if low >= -room:
        found["inverse I"] = f"the gap of the shell is not small enough to draw both carriers in ({gaps})"
    if low > room or high < -room:
        found["flat"] = f"the gaps differ by more than twice the tolerance ({gaps})"
    return ReadOnly(found)


def _window(core: Side, shell: Side, tolerance_ev: float) -> tuple[Mapping[str, tuple[tuple[float, float], ...]], str]:
    """Ionisation energies of the material whose edges are missing, for which each class holds."""
    if bool(core.edges) == bool(shell.edges):
        return ReadOnly(), ""
    known, missing, name = (shell, core, "core") if shell.edges else (core, shell, "shell")
    if not math.isfinite(missing.gap_ev):
        return ReadOnly(), ""
    found = required_ionisation(missing.gap_ev, known.best[0].edges, tolerance_ev=tolerance_ev)
    # Counted from the shell, what is confined to the core is confined away from it.
    kinds = {kind: _MIRRORED.get(kind, kind) if name == "shell" else kind for kind in found}
    return ReadOnly({kinds[kind]: tuple(spans) for kind, spans in found.items()}), name


def _observed(found: Sequence[Experiment]) -> Mapping[str, Place]:
    """Places that measured experiments name without contradicting each other; doubted ones do not count."""
    said = {
        carrier: {
            place
            for e in found
            if e.grade == "measured" and not materials.flagged(e.flag) and (place := getattr(e, carrier))
        }
        for carrier in ("electron", "hole")
    }
    return ReadOnly({carrier: places.pop() for carrier, places in said.items() if len(places) == 1})


_KIND_OF: dict[tuple[Place, Place], Kind] = {
    ("core", "core"): "I",
    ("shell", "shell"): "inverse I",
    ("core", "shell"): "II",
    ("shell", "core"): "II",
    ("both", "both"): "flat",
}


def _acting(
    core: Side,
    shell: Side,
    hole: tuple[float, float, float],
    sizes: tuple[float, float],
    shape: Literal["cube", "sphere"],
    masses: Sequence[tuple[float, float] | None],
) -> Mapping[str, float]:
    """Regimes of the sized particle over the distribution of the offsets."""
    inner, outer = masses
    if inner is None or outer is None:
        return ReadOnly()
    # So many offsets: a sphere stands for the cube.
    cube = shape == "cube"
    radius = confinement.equivalent_radius(sizes[0]) if cube else 0.5 * sizes[0]
    thickness = confinement.equivalent_shell(sizes[1]) if cube else sizes[1]
    holes, electrons, _ = grid(core, shell, hole, _SIZED)
    # Electrons in the first row, holes in the second.
    mass_core, mass_shell = (np.array(pair)[:, None] for pair in (inner, outer))
    inside = confinement.ground_state(radius, thickness, mass_core, mass_shell, np.stack([electrons, holes]))[1]
    named, counts = np.unique(confinement.regime(*inside), return_counts=True)
    return ReadOnly({str(name): float(count / holes.size) for name, count in zip(named, counts, strict=True)})


def verdict(
    core: str,
    shell: str,
    *,
    core_nm: float | None = None,
    shell_nm: float | None = None,
    shape: Literal["cube", "sphere"] = "cube",
    tolerance_ev: float = 0.1,
    core_edges: BandEdges | None = None,
    shell_edges: BandEdges | None = None,
    core_gap_ev: float | None = None,
    shell_gap_ev: float | None = None,
    core_masses: tuple[float, float] | None = None,
    shell_masses: tuple[float, float] | None = None,
) -> Verdict:
    """Judge the alignment of a core and a shell by all that was read, without inventing an edge.

    Absolute edges of one compound differ by more than one electronvolt between
    works, so a class is a matter of probability. The valence band offset is
    taken from differences within one series and from offsets measured at the
    interface where there are any, else from the difference of the means, with
    the scatter that one more measurement would have; the conduction band
    offset follows from the gaps, since both offsets add up to their
    difference. A class with a probability of at least 0.7 is the verdict, where
    the two ways to separate the carriers count as two, and where more was read
    than suspect rows and inputs of simulations. Where experiments tell where a
    carrier rests, only offsets that agree with them count; where they name the
    places of both, they decide alone. Everything else is "unknown".

    Parameters
    ----------
    core, shell : str
        Names, as :func:`calculators.materials.find` takes them.
    core_nm, shell_nm : float, optional
        Edge or diameter of the core and thickness of the shell per side [nm],
        2 to 1000 and 0 to 1000, both or neither: with them, where the carriers
        are in such a particle.
    shape : str, optional
        "cube" or "sphere".
    tolerance_ev : float, optional
        Offset that does not confine [eV], 0 or more: the reader's choice.
    core_edges, shell_edges : BandEdges, optional
        Edges in place of those of the table; they count as exact.
    core_gap_ev, shell_gap_ev : float, optional
        Band gap in place of the recommended one and its spread [eV], above 0
        and up to 20; not together with the edges of the same material.
    core_masses, shell_masses : tuple of float, optional
        Masses of electron and hole [m0], 0.001 to 1000, in place of the
        recommended ones; for the sized particle.

    Returns
    -------
    Verdict
        Class or "unknown", with everything it rests on.

    Raises
    ------
    ArgumentError
        If the tables do not know a material, both are the same, or a number is
        out of range.

    See Also
    --------
    classify : the class of two pairs of edges.
    experiments : what was measured at the interface.
    calculators.materials.all_values : the edges, masses and gaps themselves.

    Examples
    --------
    >>> found = verdict("CsPbBr3", "ZnS")
    >>> "inverse I" in found.excluded, found.observed
    (True, {'hole': 'shell'})
    """
    first, second = named("core", core), named("shell", shell)
    if first == second:
        raise ArgumentError("shell", f"{second} is the core too", "two materials are needed", shell)
    tolerance = tolerance_of(tolerance_ev)
    sizes = _sizes(core_nm, shell_nm)
    one_of("shape", shape, ("cube", "sphere"))
    inner, outer = side_of("core", first, core_edges, core_gap_ev), side_of("shell", second, shell_edges, shell_gap_ev)
    masses = masses_of("core", first, core_masses), masses_of("shell", second, shell_masses)
    for name, given in (("core_masses", core_masses), ("shell_masses", shell_masses)):
        if given is not None and sizes is None:
            raise ArgumentError(name, "without a size they count for nothing", "give core_nm and shell_nm too", given)
    found = experiments(first, second)
    observed = _observed(found)
    excluded = _excluded(inner, outer, tolerance)
    window, window_of = _window(inner, outer, tolerance)
    probability: Mapping[str, float] = ReadOnly()
    agreeing: Mapping[str, float] = ReadOnly()
    acting: Mapping[str, float] = ReadOnly()
    where: dict[str, Mapping[str, float]] = {"electron": ReadOnly(), "hole": ReadOnly()}
    middles = spreads = (math.nan, math.nan)
    agreement = 1.0
    arranged: Mapping[tuple[str, str, str], float] = {}
    arranged_agreeing: Mapping[tuple[str, str, str], float] = {}
    if inner.edges and outer.edges:
        hole = hole_offset(inner, outer, found)
        holes, electrons, gaps = grid(inner, outer, hole, _POINTS)
        code, electron, place = codes(np.zeros_like(gaps), gaps, -holes, gaps + electrons, tolerance)
        probability = _shares(code)
        middles, spreads = (float(electrons.mean()), hole[0]), (float(electrons.std()), hole[1])
        places = {"electron": electron, "hole": place}
        where = {
            carrier: ReadOnly({name: float((found_in == number).mean()) for number, name in NAMES.items()})
            for carrier, found_in in places.items()
        }
        numbers = {name: number for number, name in NAMES.items()}
        agree = np.all([places[carrier] == numbers[seen] for carrier, seen in observed.items()], axis=0)
        agreement = float(agree.mean()) if observed else 1.0
        arranged = arranged_agreeing = _arrangements(code, electron, place)
        if observed and agree.any():
            agreeing = _shares(code[agree])
            arranged_agreeing = _arrangements(code[agree], electron[agree], place[agree])
        if sizes:
            acting = _acting(inner, outer, hole, sizes, shape, masses)
    kind, decided_by, reason = _decide(inner, outer, arranged, arranged_agreeing, observed, agreement)
    return Verdict(
        first,
        second,
        kind,
        decided_by,
        probability,
        agreeing,
        where["electron"],
        where["hole"],
        middles[0],
        middles[1],
        spreads[0],
        spreads[1],
        _combinations(inner, outer, tolerance),
        excluded,
        window,
        window_of,
        tuple(found),
        observed,
        acting,
        reason,
        _decides(inner, outer, kind, observed),
        _middle(inner, middles),
    )


def _middle(core: Side, offsets_ev: tuple[float, float]) -> tuple[BandEdges, BandEdges] | None:
    """Edges with the middle offsets of electron and hole, where the best source of the core has its valence band.

    None if no material has such edges: where a gap is known within some
    electronvolts only, or an edge that was given lies far off.
    """
    if not math.isfinite(offsets_ev[1]):
        return None
    vbm = core.best[0].edges.vbm_ev
    cbm = vbm + core.gap_ev
    try:
        return BandEdges(vbm, cbm), BandEdges(vbm - offsets_ev[1], cbm + offsets_ev[0])
    except ArgumentError:
        return None


def _sizes(core_nm: float | None, shell_nm: float | None) -> tuple[float, float] | None:
    if core_nm is None and shell_nm is None:
        return None
    for name, value, other in (("core_nm", core_nm, "shell_nm"), ("shell_nm", shell_nm, "core_nm")):
        if value is None:
            raise ArgumentError(name, "it is not given", f"give it together with {other}, or neither")
    return (
        one_number(
            "core_nm",
            within("core_nm", core_nm, confinement.SMALLEST_NM, LARGEST_NM, "nm", ", for effective masses fail below"),
        ),
        one_number("shell_nm", within("shell_nm", shell_nm, 0, LARGEST_NM, "nm")),
    )


def _combinations(core: Side, shell: Side, tolerance_ev: float) -> tuple[Combination, ...]:
    found = []
    for inside in core.edges:
        for outside in shell.edges:
            a = classify(inside.edges, outside.edges, tolerance_ev=tolerance_ev)
            same = bool(inside.series) and inside.series == outside.series
            found.append(Combination(inside, outside, a.kind, a.electron_offset_ev, a.hole_offset_ev, same))
    grade = materials.GRADES.index
    return tuple(
        sorted(
            found,
            key=lambda c: (not c.same_series, max(grade(c.core.grade), grade(c.shell.grade))),
        )
    )


def _arrangements(code: FloatArray, electron: FloatArray, hole: FloatArray) -> Mapping[tuple[str, str, str], float]:
    """Share of each class with the places of its carriers: two opposite ways to separate them are two answers."""
    kinds, counts = np.unique(np.stack([code, electron, hole]), axis=1, return_counts=True)
    return {
        (KINDS[int(kind)], NAMES[float(e)], NAMES[float(h)]): float(count / code.size)
        for (kind, e, h), count in zip(kinds.T, counts, strict=True)
    }


def _likeliest(arranged: Mapping[tuple[str, str, str], float]) -> tuple[str, float, float, str]:
    """Class of the likeliest arrangement with its share, that of its class, and the arrangement in words."""
    best = max(arranged, key=lambda each: arranged[each])
    of_kind = sum(share for each, share in arranged.items() if each[0] == best[0])
    return best[0], arranged[best], of_kind, f"electron: {best[1]}, hole: {best[2]}"


def _decide(
    core: Side,
    shell: Side,
    arranged: Mapping[tuple[str, str, str], float],
    agreeing: Mapping[tuple[str, str, str], float],
    observed: Mapping[str, Place],
    agreement: float,
) -> tuple[str, Decider, str]:
    """Kind, by what, and why."""
    seen = ", ".join(f"the {carrier} in the {where}" for carrier, where in observed.items())
    if len(observed) == 2:
        pair = observed["electron"], observed["hole"]
        return _KIND_OF.get(pair, "quasi-II"), "experiments", f"measured experiments find {seen}"
    if arranged:
        if agreement < SURPRISING_BELOW:
            rare = f"which only {100 * agreement:.1f} % of the offsets within the scatter of the edges allow"
            return UNKNOWN, "nothing", f"edges and experiments contradict each other: experiments find {seen}, {rare}"
        kind, share, of_kind, places = _likeliest(agreeing or arranged)
        of_what = (
            f"experiments find {seen}; of the offsets that agree" if observed else "within the scatter of the edges"
        )
        said = f"{of_what}, {100 * share:.0f} % give {kind} ({places})"
        weak = " and ".join(side.name for side in (core, shell) if side.weak)
        if weak:
            return UNKNOWN, "nothing", f"only suspect edges or inputs of simulations were read of {weak}; {said}"
        if share >= UNDETERMINED_BELOW:
            return kind, "edges and experiments" if observed else "edges", said
        asked = f"less than the {100 * UNDETERMINED_BELOW:.0f} % asked for"
        if of_kind >= UNDETERMINED_BELOW:
            both = f"{100 * of_kind:.0f} % together with the other way round"
            asked = f"{both}, so it is not known which carrier goes where"
        return UNKNOWN, "nothing", f"{said}, {asked}"
    missing = " and ".join(side.name for side in (core, shell) if not side.edges)
    said = f"no ionisation energy or electron affinity of {missing} was found in a source that could be read"
    return UNKNOWN, "nothing", f"{said}; experiments find {seen}" if observed else said


def _decides(core: Side, shell: Side, kind: str, observed: Mapping[str, Place]) -> tuple[str, ...]:
    """What would decide."""
    if kind != UNKNOWN:
        return ()
    wanted = [f"photoemission of {side.name}: its ionisation energy" for side in (core, shell) if not side.edges]
    wanted += [f"the band gap of {side.name}" for side in (core, shell) if not math.isfinite(side.gap_ev)]
    wanted.append(f"photoemission of {core.name} and {shell.name} in one series, or across their interface")
    wanted += [
        f"transient absorption: where the {carrier} goes" for carrier in ("electron", "hole") if carrier not in observed
    ]
    return tuple(wanted)
