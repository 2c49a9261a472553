"""Widget: band alignment of a core and a shell, and where electron and hole are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from .. import alignment, confinement, figures, tables
from ..errors import renaming
from .fields import choice, fraction, number
from .form import Calculator
from .rows import Cell, Quantity, Result, Words, percent, row

TYPED = "the numbers below"
_DIAGRAM, _MAP = "band diagram", "map of sizes"


@tables.cached
def read_edges() -> Mapping[str, alignment.EdgeSource]:
    """Edges that could be read, by a label for people.

    Returns
    -------
    mapping of str to EdgeSource
        One entry a source.

    Examples
    --------
    >>> {type(entry).__name__ for entry in read_edges().values()}
    {'EdgeSource'}
    """
    return {
        f"{name}: {entry.edges.vbm:.2f}, {entry.edges.cbm:.2f} eV ({entry.citation})": entry
        for name in alignment.materials()
        for entry in alignment.sources(name)
    }


def _offered() -> tuple[str, ...]:
    return (TYPED, *read_edges())


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """Edges, masses and sizes of core and shell."""

    core_from: str = choice("Core", TYPED, _offered)
    core_vbm: float = number("Core: valence band edge", -5.9, "eV")
    core_cbm: float = number("Core: conduction band edge", -3.55, "eV")
    shell_from: str = choice("Shell", TYPED, _offered)
    shell_vbm: float = number("Shell: valence band edge", -7.5, "eV")
    shell_cbm: float = number("Shell: conduction band edge", -3.8, "eV")
    tolerance_ev: float = number("Offset that does not confine, δ", 0.1, "eV")
    sigma_ev: float = number("Scatter of each edge", 0.2, "eV")
    common: float = fraction("Share of it common to both edges", 0.0)
    core_nm: float = number("Core, edge or diameter", 8.0, "nm")
    shell_nm: float = number("Shell per side", 1.0, "nm")
    shape: Literal["cube", "sphere"] = choice("Shape", "cube", ("cube", "sphere"))
    core_me: float = number("Electron mass, core", 0.13, "m₀")
    core_mh: float = number("Hole mass, core", 0.2, "m₀")
    shell_me: float = number("Electron mass, shell", 0.3, "m₀")
    shell_mh: float = number("Hole mass, shell", 0.6, "m₀")
    permittivity: float = number("Relative permittivity", 6.0)
    drawn: str = choice("Figure", _DIAGRAM, (_DIAGRAM, _MAP))


class _Side(NamedTuple):
    material: confinement.Material
    doubt: str


def _side(i: Inputs, side: Literal["core", "shell"]) -> _Side:
    """Core or shell as a material, and the doubt that its edges carry."""
    vbm, cbm, electron, hole = (getattr(i, f"{side}_{what}") for what in ("vbm", "cbm", "me", "mh"))
    entry = read_edges().get(getattr(i, f"{side}_from"))
    with renaming(vbm_ev=f"{side}_vbm", cbm_ev=f"{side}_cbm", electron_mass=f"{side}_me", hole_mass=f"{side}_mh"):
        edges = entry.edges if entry is not None else alignment.BandEdges(vbm, cbm)
        name = entry.material if entry is not None else side
        material = confinement.Material(name, edges, electron, hole, i.permittivity)
    return _Side(material, entry.doubt if entry is not None else "")


def _notes(i: Inputs, sides: tuple[_Side, _Side]) -> list[Cell]:
    notes: list[Cell] = [
        f"The edges of {side.material.name} carry a doubt: {side.doubt}" for side in sides if side.doubt
    ]
    reduced = i.core_me * i.core_mh / (i.core_me + i.core_mh)
    bohr = 2 * confinement.bohr_radius(reduced, i.permittivity)
    if i.core_nm + 2 * i.shell_nm > bohr:
        notes.append(
            f"The particle is larger than the Bohr diameter of these masses, {bohr:.1f} nm: "
            "wavelength and overlap are qualitative."
        )
    notes.append("Masses, permittivity and scatter are assumptions: change them and see what stays.")
    return notes


def _compute(i: Inputs) -> Result:
    sides = _side(i, "core"), _side(i, "shell")
    core, shell = (side.material for side in sides)
    bulk = alignment.classify(core.edges, shell.edges, tolerance_ev=i.tolerance_ev)
    with renaming(sigma_vbm_ev="sigma_ev", sigma_cbm_ev="sigma_ev"):
        chances = alignment.probabilities(
            core.edges,
            shell.edges,
            sigma_vbm_ev=i.sigma_ev,
            sigma_cbm_ev=i.sigma_ev,
            tolerance_ev=i.tolerance_ev,
            common=i.common,
        )
    state = confinement.core_shell(core, shell, i.core_nm, i.shell_nm, shape=i.shape)
    likely: list[Quantity | str] = []
    for kind, p in chances.probability.items():
        if p >= 0.005:
            likely += [f"{', ' if likely else ''}{kind} ", percent(p, ".0f", name=kind)]

    def mev(energy_ev: float, digits: str = ".0f", name: str = "") -> Quantity:
        return Quantity(energy_ev, "eV", digits, name, 1e3, "meV")

    def both(electron: Quantity, hole: Quantity) -> Cell:
        return electron, " and ", hole

    rows = [
        row("Bulk class", (Words(f"type {bulk.kind}"), f"; electron: {bulk.electron}, hole: {bulk.hole}")),
        row(
            "Offsets of electron and hole",
            both(
                Quantity(bulk.electron_offset, "eV", "+.2f", "electron", main=True),
                Quantity(bulk.hole_offset, "eV", "+.2f", "hole", main=True),
            ),
        ),
        row("Under the scatter", (Words(chances.verdict), " (", *likely, ")")),
        row(
            "In the core",
            (
                "electron ",
                percent(float(state.electron_core), ".0f", name="electron"),
                ", hole ",
                percent(float(state.hole_core), ".0f", name="hole"),
                ": acts as ",
                Words(str(state.regime)),
            ),
        ),
        row("Overlap squared, bound on the rate", Quantity(float(state.overlap), digits=".3f", main=True)),
        row(
            "Confinement of electron and hole",
            both(mev(float(state.electron_ev), name="electron"), mev(float(state.hole_ev), name="hole")),
        ),
        row("Coulomb energy, first order", mev(float(state.coulomb_ev))),
        row(
            "Emission",
            (
                Quantity(float(state.emission_ev), "eV", ".3f", main=True),
                ", ",
                Quantity(float(state.wavelength_nm), "nm", ".0f", "wavelength"),
            ),
        ),
        row("Shift against the bare core", mev(float(state.shift_ev), "+.0f")),
    ]

    def draw() -> figures.Drawing:
        if i.drawn == _MAP:
            return figures.regime_map(core, shell, shape=i.shape)
        return figures.band_diagram(core, shell, i.core_nm, i.shell_nm, sigma_ev=i.sigma_ev, shape=i.shape)

    return Result(rows, notes=_notes(i, sides), drawing=draw)


def _code(i: Inputs) -> str:
    core, shell = _side(i, "core").material, _side(i, "shell").material
    return f"""
from calculators import alignment, confinement

core = alignment.BandEdges({core.edges.vbm!r}, {core.edges.cbm!r})
shell = alignment.BandEdges({shell.edges.vbm!r}, {shell.edges.cbm!r})
inside = confinement.Material({core.name!r}, core, {i.core_me!r}, {i.core_mh!r}, {i.permittivity!r})
outside = confinement.Material({shell.name!r}, shell, {i.shell_me!r}, {i.shell_mh!r}, {i.permittivity!r})
bulk = alignment.classify(core, shell, tolerance_ev={i.tolerance_ev!r})
state = confinement.core_shell(inside, outside, {i.core_nm!r}, {i.shell_nm!r}, shape={i.shape!r})
bulk.electron_offset, bulk.hole_offset, state.overlap, state.emission_ev
"""


def core_shell_alignment(
    core: str = "MAPbI3", shell: str = "PbS", core_nm: float = 8.0, shell_nm: float = 1.0
) -> Calculator[Inputs]:
    """Widget: class of a core/shell pair with its probability, and where the carriers are.

    Parameters
    ----------
    core, shell : str, optional
        Materials to start with; one without edges that could be read starts
        with numbers to type.
    core_nm, shell_nm : float, optional
        Edge or diameter of the core, thickness of the shell per side [nm].

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    See Also
    --------
    calculators.alignment.classify, calculators.confinement.core_shell

    Examples
    --------
    >>> form = core_shell_alignment("CsPbBr3", "ZnS")
    >>> form.update({"core_from": TYPED, "shell_from": TYPED, "shell_vbm": "-7.5", "shell_cbm": "-3.0"})
    >>> print(form.result)
    Bulk class: type I; electron: core, hole: core
    Offsets of electron and hole: +0.55 eV and +1.60 eV
    ...
    """

    def start(name: str) -> str:
        return next((label for label, entry in read_edges().items() if entry.material == name), TYPED)

    first = Inputs(core_from=start(core), shell_from=start(shell), core_nm=core_nm, shell_nm=shell_nm)
    return Calculator("Band alignment", first, _compute, _code)
