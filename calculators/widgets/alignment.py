"""Widget: band alignment of a core and a shell, and where electron and hole are."""

from __future__ import annotations

import html

from .. import alignment, confinement, figures
from ..alignment import BandEdges
from ..confinement import Material
from ..errors import ArgumentError
from ._form import Calculator, Choice, Fraction, Number, Result, table

TYPED = "the numbers below"
_FIGURES = ("band diagram", "map of sizes")


def _choices() -> dict[str, alignment.EdgeSource]:
    """Edges that could be read, by a label for people."""
    found = {}
    for name in alignment.materials():
        for entry in alignment.sources(name):
            label = f"{name}: {entry.edges.vbm:.2f}, {entry.edges.cbm:.2f} eV ({entry.citation})"
            found[label] = entry
    return found


def _edges(side: str, choice: str, vbm: float, cbm: float) -> tuple[BandEdges, str, str]:
    entry = _choices().get(choice)
    if entry is not None:
        return entry.edges, entry.material, entry.doubt
    try:
        return BandEdges(vbm, cbm), side, ""
    except ArgumentError as error:
        raise error.renamed({"vbm_ev": f"{side}_vbm", "cbm_ev": f"{side}_cbm"}) from None


def _compute(
    core_from: str,
    core_vbm: float,
    core_cbm: float,
    shell_from: str,
    shell_vbm: float,
    shell_cbm: float,
    tolerance: float,
    sigma: float,
    common: float,
    core_nm: float,
    shell_nm: float,
    shape: str,
    core_me: float,
    core_mh: float,
    shell_me: float,
    shell_mh: float,
    permittivity: float,
    drawn: str,
) -> Result:
    core_edges, core_name, core_doubt = _edges("core", core_from, core_vbm, core_cbm)
    shell_edges, shell_name, shell_doubt = _edges("shell", shell_from, shell_vbm, shell_cbm)
    bulk = alignment.classify(core_edges, shell_edges, tolerance_ev=tolerance)
    chances = alignment.probabilities(
        core_edges, shell_edges, sigma_vbm_ev=sigma, sigma_cbm_ev=sigma, tolerance_ev=tolerance, common=common
    )
    for name, value in (
        ("core_me", core_me),
        ("core_mh", core_mh),
        ("shell_me", shell_me),
        ("shell_mh", shell_mh),
        ("permittivity", permittivity),
        ("core_nm", core_nm),
    ):
        if not value > 0:
            raise ValueError(f"{name}: {value:g} is not allowed; it must be above 0")
    core = Material(core_name, core_edges, core_me, core_mh, permittivity)
    shell = Material(shell_name, shell_edges, shell_me, shell_mh, permittivity)
    state = confinement.core_shell(core, shell, core_nm, shell_nm, "sphere" if shape == "sphere" else "cube")
    shares = ", ".join(f"{kind} {100 * p:.0f} %" for kind, p in chances.probability.items() if p >= 0.005)
    rows = [
        ("Bulk class", f"<strong>type {bulk.kind}</strong>; electron: {bulk.electron}, hole: {bulk.hole}"),
        ("Offsets of electron and hole", f"{bulk.electron_offset:+.2f} and {bulk.hole_offset:+.2f} eV"),
        ("Under the scatter", f"<strong>{chances.verdict}</strong> ({shares})"),
        (
            "In the core",
            f"electron {100 * state.electron_core:.0f} %, hole {100 * state.hole_core:.0f} %: "
            f"acts as <strong>{state.regime}</strong>",
        ),
        ("Overlap squared, bound on the rate", f"{state.overlap:.3f}"),
        ("Confinement of electron and hole", f"{1e3 * state.electron_ev:.0f} and {1e3 * state.hole_ev:.0f} meV"),
        ("Coulomb energy, first order", f"{1e3 * state.coulomb_ev:.0f} meV"),
        ("Emission", f"{state.emission_ev:.3f} eV, {state.wavelength_nm:.0f} nm"),
        ("Shift against the bare core", f"{1e3 * state.shift_ev:+.0f} meV"),
    ]
    notes = []
    for name, doubt in ((core_name, core_doubt), (shell_name, shell_doubt)):
        if doubt:
            notes.append(f"The edges of {name} carry a doubt: {doubt}")
    reduced = core_me * core_mh / (core_me + core_mh)
    bohr = 2 * confinement.bohr_radius(reduced, permittivity)
    if core_nm + 2 * shell_nm > bohr:
        notes.append(
            f"The particle is larger than the Bohr diameter of these masses, {bohr:.1f} nm: "
            "wavelength and overlap are qualitative."
        )
    notes.append("Masses, permittivity and scatter are assumptions: change them and see what stays.")
    listing = "".join(f"<li>{html.escape(note)}</li>" for note in notes)

    def draw() -> figures.Drawing:
        if drawn == _FIGURES[1]:
            return figures.regime_map(core, shell, shape=shape)  # type: ignore[arg-type]
        return figures.band_diagram(core, shell, core_nm, shell_nm, sigma, shape)  # type: ignore[arg-type]

    numbers = {
        "electron offset [eV]": bulk.electron_offset,
        "hole offset [eV]": bulk.hole_offset,
        "overlap squared [-]": state.overlap,
        "emission [eV]": state.emission_ev,
    }
    return Result(table(rows) + f"<ul>{listing}</ul>", draw, numbers)


def _code(
    core_from: str,
    core_vbm: float,
    core_cbm: float,
    shell_from: str,
    shell_vbm: float,
    shell_cbm: float,
    tolerance: float,
    sigma: float,
    common: float,
    core_nm: float,
    shell_nm: float,
    shape: str,
    core_me: float,
    core_mh: float,
    shell_me: float,
    shell_mh: float,
    permittivity: float,
    drawn: str,
) -> str:
    core, core_name, _ = _edges("core", core_from, core_vbm, core_cbm)
    shell, shell_name, _ = _edges("shell", shell_from, shell_vbm, shell_cbm)
    return f"""
from calculators import alignment, confinement

core = alignment.BandEdges({core.vbm!r}, {core.cbm!r})
shell = alignment.BandEdges({shell.vbm!r}, {shell.cbm!r})
inside = confinement.Material({core_name!r}, core, {core_me!r}, {core_mh!r}, {permittivity!r})
outside = confinement.Material({shell_name!r}, shell, {shell_me!r}, {shell_mh!r}, {permittivity!r})
bulk = alignment.classify(core, shell, tolerance_ev={tolerance!r})
state = confinement.core_shell(inside, outside, {core_nm!r}, {shell_nm!r}, {shape!r})
bulk.electron_offset, bulk.hole_offset, state.overlap, state.emission_ev
"""


def core_shell_alignment(
    core: str = "MAPbI3", shell: str = "PbS", core_nm: float = 8.0, shell_nm: float = 1.0
) -> Calculator:
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

    Examples
    --------
    >>> "Bulk class" in core_shell_alignment().output.value
    True
    """
    labels = tuple(_choices())

    def start(name: str) -> str:
        return next((label for label in labels if label.startswith(f"{name}:")), TYPED)

    return Calculator(
        "Band alignment",
        {
            "core_from": Choice("Core", start(core), (TYPED, *labels)),
            "core_vbm": Number("Core: valence band edge", -5.9, "eV"),
            "core_cbm": Number("Core: conduction band edge", -3.55, "eV"),
            "shell_from": Choice("Shell", start(shell), (TYPED, *labels)),
            "shell_vbm": Number("Shell: valence band edge", -7.5, "eV"),
            "shell_cbm": Number("Shell: conduction band edge", -3.8, "eV"),
            "tolerance": Number("Offset that does not confine, δ", 0.1, "eV"),
            "sigma": Number("Scatter of each edge", 0.2, "eV"),
            "common": Fraction("Share of it common to both edges", 0.0),
            "core_nm": Number("Core, edge or diameter", core_nm, "nm"),
            "shell_nm": Number("Shell per side", shell_nm, "nm"),
            "shape": Choice("Shape", "cube", ("cube", "sphere")),
            "core_me": Number("Electron mass, core", 0.13, "m₀"),
            "core_mh": Number("Hole mass, core", 0.2, "m₀"),
            "shell_me": Number("Electron mass, shell", 0.3, "m₀"),
            "shell_mh": Number("Hole mass, shell", 0.6, "m₀"),
            "permittivity": Number("Relative permittivity", 6.0),
            "drawn": Choice("Figure", _FIGURES[0], _FIGURES),
        },
        _compute,
        _code,
    )
