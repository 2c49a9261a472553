"""Widget: what is known of the alignment of a core and a shell, and where electron and hole are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .. import alignment, confinement, figures, materials, tables
from ..alignment import BandEdges, Experiment, Verdict
from ..checks import not_negative, one_number, positive, within
from ..confinement import Material, PairState
from ..confinement._layers import MASSES
from ..errors import ArgumentError, renaming
from ..writing import written
from .fields import Given, Option, choice, number, sourced
from .form import Calculator
from .rows import Cell, Formula, Piece, Quantity, Result, Row, Words, percent, row
from .sources import offered

Side = Literal["core", "shell"]
_SIDES: tuple[Side, Side] = ("core", "shell")

_IONISATION, _AFFINITY, _GAP = "ionisation energy", "electron affinity", "band gap"
_ELECTRON, _HOLE = "electron effective mass", "hole effective mass"
# That of an exciton comes first; it lies between the other two.
_PERMITTIVITY = tuple(f"relative permittivity ({kind})" for kind in ("effective, exciton", "high frequency", "static"))
_CORES = ("perovskite", "perovskite-related", "chalcogenide", "semiconductor")
_SHELLS = (*_CORES, "oxide", "salt")
_PARABOLIC, _TWO_BAND = "parabolic", "two-band"
_DIAGRAM, _MAP, _EDGES = "band diagram", "map of sizes", "edges by source"
_LARGEST_EV = 30.0  # of an ionisation energy
_SAME_OFFSET_EV = 1e-6
_SAME_EV = 0.01  # gaps that differ by no more are the same
_LISTED = 5  # combinations and experiments that a page lists
_SHOWN = 0.005  # probability from which a class is named


@tables.cached
def _of_kinds(*kinds: str) -> tuple[str, ...]:
    """Materials of these kinds of which a gap or both edges are known."""
    return tuple(
        name
        for name in materials.names()
        if materials.kind(name) in kinds
        and (_GAP in (known := materials.properties(name)) or {_IONISATION, _AFFINITY} <= set(known))
    )


def cores() -> tuple[str, ...]:
    """Materials that can be a core: crystals of which the table of materials has a gap or edges.

    Returns
    -------
    tuple of str
        In alphabetical order.

    Examples
    --------
    >>> [name in cores() for name in ("CsPbBr3", "PbS", "SiO2", "Au", "PTAA")]
    [True, True, False, False, False]
    """
    return _of_kinds(*_CORES)


def shells() -> tuple[str, ...]:
    """Materials that can be a shell: crystals and insulators, but no metals, contacts or organic layers.

    Returns
    -------
    tuple of str
        In alphabetical order.

    Examples
    --------
    >>> [name in shells() for name in ("ZnS", "Cs4PbBr6", "SiO2", "Au", "PTAA")]
    [True, True, True, False, False]
    """
    return _of_kinds(*_SHELLS)


def _of(*properties: str) -> Callable[[str], tuple[Option, ...]]:
    def options(material: str) -> tuple[Option, ...]:
        return offered(material, *properties)

    return options


def _all_words(middle: alignment.Middle | None) -> str:
    """Of how many works a middle is, and how far they reach."""
    assert middle is not None  # nothing is said where nothing is known
    if middle.works == 1:
        return "one work"
    return f"middle of {middle.works} works, {written(middle.low_ev, '.3g')} to {written(middle.high_ev, '.3g')} eV"


def _all_works(material: str) -> str:
    """What an empty ionisation energy stands for."""
    middle = alignment.middle_ionisation(material)
    if middle is None:
        return "no value in the tables"
    if middle.works == 1:
        return f"empty: one work decides, {written(middle.value_ev, '.3g')} eV"
    return f"empty: all works decide, {written(middle.value_ev, '.3g')} eV is the {_all_words(middle)}"


def _less_gap(material: str) -> str:
    """What an empty electron affinity stands for."""
    return "empty: ionisation energy less band gap"


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """A core and a shell, and what is known of them."""

    core: str = choice("Core", "CsPbBr3", cores)
    shell: str = choice("Shell", "ZnS", shells)
    core_nm: float = number("Core, edge or diameter", 8.0, "nm")
    shell_nm: float = number("Shell per side", 1.0, "nm")
    shape: Literal["cube", "sphere"] = choice("Shape", "cube", ("cube", "sphere"))
    tolerance_ev: float = number("Offset that does not confine, δ", 0.1, "eV")
    outside_ev: float | None = number("Barrier outside", None, "eV", hint="hard wall")
    outside_permittivity: float | None = number("Permittivity outside", None, hint="that of the core")
    attraction: Literal["first order", "self-consistent"] = choice(
        "Attraction", "first order", ("first order", "self-consistent")
    )
    bands: str = choice("Bands", _PARABOLIC, (_PARABOLIC, _TWO_BAND))
    drawn: str = choice("Figure", _DIAGRAM, (_DIAGRAM, _MAP, _EDGES))
    core_ionisation_ev: Given | None = sourced(
        "Core: ionisation energy", "eV", offered=_of(_IONISATION), of=["core"], empty=_all_works
    )
    shell_ionisation_ev: Given | None = sourced(
        "Shell: ionisation energy", "eV", offered=_of(_IONISATION), of=["shell"], empty=_all_works
    )
    core_affinity_ev: Given | None = sourced(
        "Core: electron affinity", "eV", offered=_of(_AFFINITY), of=["core"], empty=_less_gap
    )
    shell_affinity_ev: Given | None = sourced(
        "Shell: electron affinity", "eV", offered=_of(_AFFINITY), of=["shell"], empty=_less_gap
    )
    core_gap_ev: Given | None = sourced("Core: band gap", "eV", offered=_of(_GAP), of=["core"])
    shell_gap_ev: Given | None = sourced("Shell: band gap", "eV", offered=_of(_GAP), of=["shell"])
    core_electron_mass: Given | None = sourced("Core: electron mass", "m₀", offered=_of(_ELECTRON), of=["core"])
    shell_electron_mass: Given | None = sourced("Shell: electron mass", "m₀", offered=_of(_ELECTRON), of=["shell"])
    core_hole_mass: Given | None = sourced("Core: hole mass", "m₀", offered=_of(_HOLE), of=["core"])
    shell_hole_mass: Given | None = sourced("Shell: hole mass", "m₀", offered=_of(_HOLE), of=["shell"])
    core_permittivity: Given | None = sourced("Core: permittivity", offered=_of(*_PERMITTIVITY), of=["core"])
    shell_permittivity: Given | None = sourced("Shell: permittivity", offered=_of(*_PERMITTIVITY), of=["shell"])

    def given(self, side: Side, name: str) -> Given | None:
        """Number of core or shell, such as ``"gap_ev"``."""
        found: Given | None = getattr(self, f"{side}_{name}")
        return found

    def chosen(self, side: Side, name: str) -> float | None:
        """Number that the reader chose or typed; None where the field is empty."""
        given = self.given(side, name)
        return None if given is None or given.recommended else given.value


# --- what the reader chose for one material


class _Choice(NamedTuple):
    """Edges or gap that replace those of the tables, and words for an edge that follows from others."""

    edges: BandEdges | None = None
    gap_ev: float | None = None
    follows: Mapping[str, str] = {}


def _chosen(i: Inputs, side: Side) -> _Choice:
    """Two of ionisation energy, affinity and gap make the edges; one alone takes its partner from the tables."""
    names = {name: f"{side}_{name}" for name in ("ionisation_ev", "affinity_ev", "gap_ev")}
    ionisation, affinity, gap = (i.chosen(side, name) for name in names)
    if gap is not None:
        gap = one_number(names["gap_ev"], positive(names["gap_ev"], gap, "eV"))
    if ionisation is not None:
        positive(names["ionisation_ev"], ionisation, "eV")
    for name, level, least in (("ionisation_ev", ionisation, 0.0), ("affinity_ev", affinity, -_LARGEST_EV)):
        if level is not None:
            within(names[name], level, least, _LARGEST_EV, "eV", "; was it typed in meV?")
    if ionisation is None and affinity is None:
        return _Choice(gap_ev=gap)
    follows: dict[str, str] = {}
    if ionisation is not None and affinity is not None:
        if gap is None:
            follows = {"gap_ev": "ionisation energy less affinity"}
        elif abs(ionisation - affinity - gap) > _SAME_EV:
            raise ArgumentError(
                ", ".join(names.values()),
                f"{ionisation:g} less {affinity:g} eV is {ionisation - affinity:.4g} eV and not {gap:g} eV",
                "leave one of the three empty",
            )
    elif gap is None and (partner := _partner(i, side)) is not None:
        lacking = "affinity_ev" if affinity is None else "ionisation_ev"
        ionisation, affinity = -partner.vbm_ev, -partner.cbm_ev
        follows = {lacking: "of the same series", "gap_ev": "ionisation energy less affinity"}
    else:
        if gap is None:
            known = i.given(side, "gap_ev")
            if known is None:
                which = names["affinity_ev"] if affinity is None else names["ionisation_ev"]
                raise ArgumentError(
                    f"{which}, {names['gap_ev']}", f"neither is known of {getattr(i, side)}", "choose or type one"
                )
            gap = known.value
        if affinity is None and ionisation is not None:
            affinity, follows = ionisation - gap, {"affinity_ev": "ionisation energy less gap"}
        elif affinity is not None:
            ionisation, follows = affinity + gap, {"ionisation_ev": "affinity and gap"}
    if affinity is None or ionisation is None or affinity >= ionisation:
        raise ArgumentError(
            f"{names['ionisation_ev']}, {names['affinity_ev']}",
            f"{ionisation:g} and {affinity:g} eV leave no gap",
            "the ionisation energy is the larger one",
        )
    for name, level, least in (("ionisation energy", ionisation, 0.0), ("electron affinity", affinity, -_LARGEST_EV)):
        if not least < level <= _LARGEST_EV:
            given = names["affinity_ev" if name == "ionisation energy" else "ionisation_ev"]
            raise ArgumentError(
                f"{given}, {names['gap_ev']}",
                f"an {name} of {level:.4g} eV follows",
                f"it lies between {least:g} and {_LARGEST_EV:g} eV",
                level,
            )
    return _Choice(BandEdges(-ionisation, -affinity), None, follows)


def _partner(i: Inputs, side: Side) -> BandEdges | None:
    """Both edges of the series from which the reader chose one."""
    for name, edge in (("ionisation_ev", "vbm_ev"), ("affinity_ev", "cbm_ev")):
        given = i.given(side, name)
        if given is None or given.recommended or given.option is None:
            continue
        series = given.option.source.series or given.option.source.citation
        for source in alignment.sources(getattr(i, side)):
            if source.series == series and getattr(source.edges, edge) == -given.value:
                return source.edges
    return None


# --- verdict and particle


class _Case(NamedTuple):
    """What the reader chose, the verdict, and the particle or why there is none."""

    inputs: Inputs
    core: _Choice
    shell: _Choice
    verdict: Verdict
    particle: tuple[Material, Material] | None
    missing: str


# What only the particle takes; the class stands without it.
_OF_PARTICLE = ("core_nm", "shell_nm", "shape", "outside_ev", "attraction", "bands")
_NEEDED: tuple[tuple[Side, str, str], ...] = (
    ("core", "electron_mass", "electron mass"),
    ("core", "hole_mass", "hole mass"),
    ("shell", "electron_mass", "electron mass"),
    ("shell", "hole_mass", "hole mass"),
    ("core", "permittivity", "permittivity"),
)


def _masses(i: Inputs, side: Side) -> tuple[float, float] | None:
    found = []
    for name in (f"{side}_electron_mass", f"{side}_hole_mass"):
        given: Given | None = getattr(i, name)
        if given is None:
            return None
        found.append(one_number(name, within(name, given.value, *MASSES, "m0")))
    return found[0], found[1]


@tables.cached(size=2)
def _case(i: Inputs) -> _Case:
    """Computed once for numbers and code."""
    core, shell = _chosen(i, "core"), _chosen(i, "shell")
    found = alignment.verdict(
        i.core,
        i.shell,
        core_nm=i.core_nm,
        shell_nm=i.shell_nm,
        shape=i.shape,
        tolerance_ev=i.tolerance_ev,
        core_edges=core.edges,
        shell_edges=shell.edges,
        core_gap_ev=core.gap_ev,
        shell_gap_ev=shell.gap_ev,
        core_masses=_masses(i, "core"),
        shell_masses=_masses(i, "shell"),
    )
    needed = (*_NEEDED, ("shell", "permittivity", "permittivity")) if i.outside_permittivity is not None else _NEEDED
    lacking = [f"{words} of {getattr(i, side)}" for side, name, words in needed if i.given(side, name) is None]
    if found.edges is None:
        why = "for want of band edges of both materials"
        if found.probability:
            why = "the middle offsets and the gap of the core leave the shell no gap, or an edge above vacuum"
        return _Case(i, core, shell, found, None, why)
    if lacking:
        return _Case(i, core, shell, found, None, f"no {', no '.join(lacking)} is known: choose or type it")
    made = []
    for side, edges in zip(_SIDES, found.edges, strict=True):
        # Without one outside, the permittivity of the core holds everywhere.
        of: Side = "core" if i.outside_permittivity is None else side
        masses, permittivity = _masses(i, side), i.given(of, "permittivity")
        assert masses is not None  # nothing is lacking
        assert permittivity is not None
        with renaming(permittivity=f"{of}_permittivity"):
            made.append(Material(getattr(i, side), edges, *masses, permittivity.value))
    return _Case(i, core, shell, found, (made[0], made[1]), "")


# --- rows


def _unique(names: Sequence[str]) -> Iterator[str]:
    """The names, numbered where they repeat."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _shares(shares: Mapping[str, float], *, main: bool = False) -> list[Piece]:
    found: list[Piece] = []
    for kind, share in shares.items():
        if share >= _SHOWN:
            found += [f"{', ' if found else ''}{kind} ", percent(share, ".0f", name=kind, main=main)]
    return found


def _class_rows(found: Verdict) -> Iterator[Row]:
    name = found.kind if found.kind in (alignment.UNKNOWN, "flat") else f"type {found.kind}"
    yield row("Class", (Words(name), f"; {found.reason}"))
    if found.probability:
        words = " within the scatter of the edges" if found.hole_sigma_ev else " by the edges as given"
        yield row("Probability", (*_shares(found.probability, main=True), words))
        electron, hole = (
            (
                Quantity(middle, "eV", "+.2f", carrier, shown_unit="", main=True),
                " ± ",
                Quantity(sigma, "eV", ".2f", f"{carrier}, scatter"),
            )
            for carrier, middle, sigma in (
                ("electron", found.electron_offset_ev, found.electron_sigma_ev),
                ("hole", found.hole_offset_ev, found.hole_sigma_ev),
            )
        )
        yield row("Offsets of electron and hole", (*electron, " and ", *hole, ", positive where the core holds it"))
    if found.with_experiments:
        yield row("Among offsets that agree with experiments", tuple(_shares(found.with_experiments)))
    if found.window:
        spans: list[Piece] = []
        for kind, several in found.window.items():
            spans.append(f"{'; ' if spans else ''}{kind} ")
            for k, (low, high) in enumerate(several):
                nth = f"{kind}, {k + 1}" if len(several) > 1 else kind
                spans += [
                    " and " if k else "",
                    Quantity(low, "eV", ".2f", f"{nth}, from", shown_unit="", main=True),
                    " to ",
                    Quantity(high, "eV", ".2f", f"{nth}, to", main=True),
                ]
        yield row(f"Ionisation energy that {getattr(found, found.window_of)} would need", tuple(spans))
    if found.excluded:
        yield row("Excluded by the gaps", "; ".join(f"{kind}: {why}" for kind, why in found.excluded.items()))
    if found.decides:
        yield row("Would decide", "; ".join(found.decides))


def _particle_rows(case: _Case, state: PairState[float, str]) -> Iterator[Row]:
    """Where the carriers are and what the pair emits, each with what limits it."""
    i, found = case.inputs, case.verdict
    assert case.particle is not None
    core, shell = case.particle
    inside = [*_shares(found.acting)]
    acting: list[Piece] = ["; over the scatter of the edges: ", *inside] if inside and found.hole_sigma_ev else []
    yield row(
        "In the core",
        (
            "electron ",
            percent(float(state.electron_core), ".0f", name="electron"),
            ", hole ",
            percent(float(state.hole_core), ".0f", name="hole"),
            ": acts as ",
            Words(f"type {state.regime}"),
            *acting,
        ),
    )
    reduced = core.electron_mass * core.hole_mass / (core.electron_mass + core.hole_mass)
    bohr = 2 * float(confinement.bohr_radius(reduced, core.permittivity))
    size = float(state.extent_nm)
    weak = (
        f", qualitative: spread as in {size:.1f} nm, beyond the Bohr diameter of {bohr:.1f} nm" if size > bohr else ""
    )
    yield row(
        "Overlap squared",
        (Quantity(float(state.overlap), digits=".3f", main=True), f"; correlation adds to the rate{weak}"),
    )
    yield row(
        "Confinement of electron and hole",
        (
            Quantity(float(state.electron_ev), "eV", ".0f", "electron", 1e3, "meV"),
            " and ",
            Quantity(float(state.hole_ev), "eV", ".0f", "hole", 1e3, "meV"),
            f"; {'parabolic bands' if i.bands == _PARABOLIC else 'two-band masses'}, sharp interface, {_wall(i)}",
        ),
    )
    yield row(
        "Coulomb energy",
        (
            Quantity(float(state.coulomb_ev), "eV", ".0f", "", 1e3, "meV"),
            f"; {i.attraction}, with the core's permittivity of {core.permittivity:g} everywhere",
        ),
    )
    if i.outside_permittivity is not None:
        yield row(
            "Polarisation",
            (
                Quantity(float(state.polarisation_ev), "eV", "+.0f", "", 1e3, "meV"),
                f"; what {shell.permittivity:g} in the shell and {i.outside_permittivity:g} outside change",
            ),
        )
    yield row("Emission", _emission(case, state, weak))
    yield row(
        "Shift against the bare core",
        (
            Quantity(float(state.shift_ev), "eV", "+.0f", "", 1e3, "meV"),
            f"; both under {_wall(i)}{'' if i.outside_ev is not None else ', where every shell shifts to the red'}",
        ),
    )


def _wall(i: Inputs) -> str:
    return "a hard wall" if i.outside_ev is None else f"a barrier of {i.outside_ev:g} eV"


def _outside(i: Inputs) -> float:
    return (
        math.inf if i.outside_ev is None else one_number("outside_ev", not_negative("outside_ev", i.outside_ev, "eV"))
    )


def _emission(case: _Case, state: PairState[float, str], weak: str) -> Cell:
    """Energy and wavelength with the span that the spread of the gap makes."""
    energy = float(state.emission_ev)
    cell: list[Piece] = [
        Quantity(energy, "eV", ".3f", main=True),
        ", ",
        Quantity(float(state.wavelength_nm), "nm", ".0f", "wavelength"),
    ]
    gap = case.inputs.core_gap_ev
    if case.core.edges is None and gap is not None and gap.recommended and gap.option is not None:
        low, high = (gap.option.source.low - gap.value, gap.option.source.high - gap.value)
        if high > low and energy + low > 0:
            hc = tables.photon_energy_nm_ev()
            cell += [
                " (",
                Quantity(hc / (energy + high), "nm", ".0f", "wavelength, shortest", shown_unit=""),
                " to ",
                Quantity(hc / (energy + low), "nm", ".0f", "wavelength, longest"),
                " for the spread of the gap)",
            ]
    cell.append(f"; at the middle offsets{weak}")
    return tuple(cell)


def _combination_rows(found: Verdict) -> Iterator[Row]:
    """Class by source, the most comparable sources first."""
    listed = found.by_source[:_LISTED]

    def words(source: alignment.EdgeSource) -> str:
        return f"{source.citation} ({source.grade})" if source.citation else "yours"

    names = [f"{words(c.core)} with {words(c.shell)}{', one series' if c.same_series else ''}" for c in listed]
    for name, c in zip(_unique(names), listed, strict=True):
        yield row(
            name,
            Words(c.kind),
            Quantity(c.electron_offset_ev, "eV", "+.2f"),
            Quantity(c.hole_offset_ev, "eV", "+.2f"),
            columns=("class", "electron", "hole"),
        )


def _experiment_rows(found: Verdict) -> Iterator[Row]:
    listed = found.experiments[:_LISTED]

    def said(e: Experiment) -> str:
        if e.value is None:
            return "reported"
        end = f" to {e.value_max:g}" if e.value_max is not None else ""
        return " ".join(filter(None, (e.qualifier, f"{e.value:g}{end}", e.unit)))

    names = [f"{e.quantity}, {e.form} ({e.citation}, {e.grade})" for e in listed]
    for name, e in zip(_unique(names), listed, strict=True):
        yield row(
            name,
            said(e),
            f"in the {e.electron}" if e.electron not in (None, "both") else e.electron or "not said",
            f"in the {e.hole}" if e.hole not in (None, "both") else e.hole or "not said",
            columns=("experiment", "electron ", "hole "),
        )


_USED = (
    ("Ionisation energy", "ionisation_ev", "eV"),
    ("Electron affinity", "affinity_ev", "eV"),
    ("Band gap", "gap_ev", "eV"),
    ("Electron mass", "electron_mass", "m₀"),
    ("Hole mass", "hole_mass", "m₀"),
    ("Permittivity", "permittivity", "-"),
)


_TOGETHER = "so that the offset is that of works with both materials"


def _ionisations(case: _Case) -> dict[Side, tuple[float, str]]:
    """Ionisation energies behind the middle offset of the hole, with where they come from; those of the reader too."""
    found: dict[Side, tuple[float, str]] = {}
    for side in _SIDES:
        chosen, name = getattr(case, side), getattr(case.inputs, side)
        if chosen.edges is not None:
            found[side] = -chosen.edges.vbm_ev, ""
        elif (middle := alignment.middle_ionisation(name, gap_ev=chosen.gap_ev)) is not None:
            found[side] = middle.value_ev, _all_words(middle)
    offset = case.verdict.hole_offset_ev
    if len(found) == 2 and abs(found["shell"][0] - found["core"][0] - offset) < _SAME_OFFSET_EV:
        return found
    if case.verdict.edges is None:
        return {}
    inner, outer = case.verdict.edges
    return {"core": (-inner.vbm_ev, "its best work"), "shell": (-outer.vbm_ev, _TOGETHER)}


def _empty_edges(case: _Case) -> dict[str, tuple[float, str]]:
    """Edges that stand for empty fields: they make the offsets of the result."""
    found = dict[str, tuple[float, str]]()
    gap = case.core.gap_ev if case.core.edges is None else case.core.edges.gap_ev
    if gap is None and case.inputs.core_gap_ev is not None:
        gap = case.inputs.core_gap_ev.value
    levels = _ionisations(case) if case.verdict.probability else {}
    if not levels or gap is None:
        return found
    words = "ionisation energy less gap"
    affinities = {"core": levels["core"][0] - gap}
    affinities["shell"] = affinities["core"] - case.verdict.electron_offset_ev
    if case.shell.edges is not None:
        affinities["core"] = case.verdict.electron_offset_ev - case.shell.edges.cbm_ev
    for side in _SIDES:
        if getattr(case, side).edges is None:
            found[f"{side}_ionisation_ev"] = levels[side]
            found[f"{side}_affinity_ev"] = affinities[side], f"{words}, in the middle of the spread of both gaps"
    if case.core.edges is None and case.shell.edges is None:
        found["core_affinity_ev"] = affinities["core"], words
    return found


def _taken(case: _Case) -> dict[str, tuple[float, str]]:
    """Edges and gaps that were taken where a field is empty, or is decided by others: number [eV] and why."""
    found = _empty_edges(case)
    for side in _SIDES:
        chosen = getattr(case, side)
        if chosen.edges is not None:
            edges = chosen.edges
            values = {"ionisation_ev": -edges.vbm_ev, "affinity_ev": -edges.cbm_ev, "gap_ev": edges.gap_ev}
            found |= {f"{side}_{name}": (values[name], why) for name, why in chosen.follows.items()}
    return found


def _used_rows(case: _Case) -> Iterator[Row]:
    """Numbers that were taken, with work and grade."""
    i, taken = case.inputs, _taken(case)

    def cell(side: Side, name: str, unit: str) -> Cell:
        if (side, name) == ("shell", "permittivity") and i.outside_permittivity is None:
            return "that of the core"
        if f"{side}_{name}" in taken:
            value, words = taken[f"{side}_{name}"]
            return Quantity(value, unit, ".4g"), f" ({words})"
        given = i.given(side, name)
        if given is not None and given.recommended and name in ("ionisation_ev", "affinity_ev"):
            return "not taken"
        if given is None:
            return "not known"
        words = f" ({given.origin}"
        source = given.option.source if given.option is not None else None
        if given.recommended and source is not None and source.high > source.low:
            words += f"; {source.low:g} to {source.high:g} in all"
        return Quantity(given.value, unit, ".4g"), f"{words})"

    for label, name, unit in _USED:
        yield row(
            label,
            cell("core", name, unit),
            cell("shell", name, unit),
            columns=(Formula(i.core), Formula(i.shell)),
            folded="Numbers that were taken, with their sources",
        )


def _notes(case: _Case) -> list[Cell]:
    i, found, notes = case.inputs, case.verdict, list[Cell]()
    if i.attraction != "first order" and case.particle is not None and i.drawn != _EDGES:
        notes.append("The figure shows carriers that do not pull at each other.")
    both = [c for c in ("core", "shell") if getattr(case, c).edges is None]
    if found.probability and both:
        notes.append(
            f"Where the edges of {' and '.join(getattr(found, side) for side in both)} are left empty, the class takes "
            "all works that measured or compiled them, not the recommended one alone."
        )
    for rest, what in (
        (len(found.by_source) - _LISTED, "combinations"),
        (len(found.experiments) - _LISTED, "experiments"),
    ):
        if rest > 0:
            notes.append(f"{rest} more {what} are in alignment.verdict({found.core!r}, {found.shell!r}).")
    return notes


def _compute(i: Inputs) -> Result:
    case = _case(i)
    found = case.verdict
    rows = [*_class_rows(found)]
    if case.particle is None:
        rows.append(row("Particle", f"not computed: {case.missing}"))
        state = None
    else:
        with renaming(nonparabolic="bands"):
            state = confinement.core_shell(
                *case.particle,
                i.core_nm,
                i.shell_nm,
                shape=i.shape,
                outside_ev=_outside(i),
                outside_permittivity=i.outside_permittivity,
                attraction=i.attraction,
                nonparabolic=i.bands == _TWO_BAND,
            )
        rows += _particle_rows(case, state)
    rows += [*_combination_rows(found), *_experiment_rows(found), *_used_rows(case)]
    return Result(rows, notes=_notes(case), drawing=_drawing(case), idle=_idle(case), taken=_taken(case))


def _idle(case: _Case) -> dict[str, str]:
    """Fields that have no part in the result."""
    i, found = case.inputs, dict[str, str]()
    if case.particle is None:
        found = dict.fromkeys(_OF_PARTICLE, "no particle is computed")
        if i.drawn != _EDGES:
            found["drawn"] = "no particle is computed, so edges by source are drawn where any are known"
    if i.outside_permittivity is None:
        found["shell_permittivity"] = "without one outside, that of the core holds everywhere"
    for side, taken in (("core", case.core), ("shell", case.shell)):
        typed = all(i.chosen(side, name) is not None for name in ("ionisation_ev", "affinity_ev"))  # type: ignore[arg-type]
        if typed or "gap_ev" in taken.follows:
            found[f"{side}_gap_ev"] = "ionisation energy and affinity give it"
    return found


def _drawing(case: _Case) -> Callable[[], figures.Drawing] | None:
    """Figure that was asked for; without a particle the edges by source, and nothing where no edge is known."""
    i, particle = case.inputs, case.particle
    bent = i.bands == _TWO_BAND
    if particle is not None and i.drawn == _DIAGRAM:
        sigma = case.verdict.hole_sigma_ev / math.sqrt(2)  # that of the offset, shared by both sides
        return lambda: figures.band_diagram(
            *particle, i.core_nm, i.shell_nm, sigma_ev=sigma, shape=i.shape, outside_ev=_outside(i), nonparabolic=bent
        )
    if particle is not None and i.drawn == _MAP:
        return lambda: figures.regime_map(*particle, shape=i.shape, outside_ev=_outside(i), nonparabolic=bent)
    own = {getattr(i, side): getattr(case, side).edges for side in ("core", "shell") if getattr(case, side).edges}
    if not own and not any(alignment.sources(name, derived=True) for name in (i.core, i.shell)):
        return None
    return lambda: figures.edges_by_source(i.core, i.shell, own=own)


def _code(i: Inputs) -> str:
    case = _case(i)
    options = [f"core_nm={i.core_nm!r}", f"shell_nm={i.shell_nm!r}", f"shape={i.shape!r}"]
    options.append(f"tolerance_ev={i.tolerance_ev!r}")
    for side, chosen in (("core", case.core), ("shell", case.shell)):
        if chosen.edges is not None:
            edges = f"alignment.BandEdges({chosen.edges.vbm_ev!r}, {chosen.edges.cbm_ev!r})"
            options.append(f"{side}_edges={edges}")
        if chosen.gap_ev is not None:
            options.append(f"{side}_gap_ev={chosen.gap_ev!r}")
    found = case.verdict
    lines = [
        "from calculators import alignment, confinement",
        "",
        f"found = alignment.verdict({i.core!r}, {i.shell!r}, {', '.join(options)})",
        "print(found.kind, found.reason, *found.decides, sep='\\n')",
    ]
    numbers = []
    if found.probability:
        lines.append(f"likely = [p for p in found.probability.values() if p >= {_SHOWN!r}]")
        numbers += ["*likely", "found.electron_offset_ev", "found.hole_offset_ev"]
    if found.window:
        numbers.append("*[span for spans in found.window.values() for span in spans]")
    if case.particle is not None:
        for side, material in zip(("core", "shell"), case.particle, strict=True):
            where = 0 if side == "core" else 1
            origins = ", ".join(
                f"{words} {given.origin}"
                for _, name, words in _NEEDED[:2]
                if (given := i.given(side, name)) is not None  # type: ignore[arg-type]
            )
            lines += [
                f"# {origins}",
                f"{side} = confinement.Material({material.name!r}, found.edges[{where}], {material.electron_mass!r}, "
                f"{material.hole_mass!r}, {material.permittivity!r})",
            ]
        more = [f"{i.core_nm!r}", f"{i.shell_nm!r}", f"shape={i.shape!r}", f"attraction={i.attraction!r}"]
        for name in ("outside_ev", "outside_permittivity"):
            if getattr(i, name) is not None:
                more.append(f"{name}={getattr(i, name)!r}")
        if i.bands == _TWO_BAND:
            more.append("nonparabolic=True")
        lines.append(f"state = confinement.core_shell(core, shell, {', '.join(more)})")
        numbers += ["state.overlap", "state.emission_ev"]
    lines.append(f"[{', '.join(numbers)}]")
    return "\n".join(lines)


def core_shell_alignment(
    core: str = "CsPbBr3", shell: str = "ZnS", core_nm: float = 8.0, shell_nm: float = 1.0
) -> Calculator[Inputs]:
    """Widget: class of a core/shell pair with what it rests on, and where the carriers are.

    Parameters
    ----------
    core, shell : str, optional
        Materials to start with, as :func:`calculators.materials.find` takes them.
    core_nm, shell_nm : float, optional
        Edge or diameter of the core, thickness of the shell per side [nm].

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    Raises
    ------
    ArgumentError
        If the table of materials does not know a name.

    See Also
    --------
    calculators.alignment.verdict, calculators.confinement.core_shell

    Examples
    --------
    >>> form = core_shell_alignment("CsPbBr3", "Cs4PbBr6")
    >>> print(form.result)
    Class: unknown; no ionisation energy or electron affinity of Cs4PbBr6 was found in a source that could be read
    ...
    >>> form.update({"shell_ionisation_ev": "6.5"})
    >>> print(form.result)
    Class: type I; within the scatter of the edges, ...
    """
    with renaming(material="core"):
        first = materials.find(core)
    with renaming(material="shell"):
        second = materials.find(shell)
    inputs = Inputs(core=first, shell=second, core_nm=core_nm, shell_nm=shell_nm)
    return Calculator("Band alignment", inputs, _compute, _code)
