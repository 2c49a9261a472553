"""Schemes of the alignment classes, and the two limits of confinement beside printed samples."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from calculators import alignment, confinement, tables
from calculators.alignment import BandEdges
from calculators.checks import positive
from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, RED, Drawing, finish, legend, new_figure
from calculators.figures.marks import link

_CORE = BandEdges(-6.0, -4.0)
# One shell for each class of this core; only the differences count.
_SHELLS = {
    "I": BandEdges(-6.6, -3.4),
    "inverse I": BandEdges(-5.5, -4.5),
    "II": BandEdges(-5.4, -3.4),
    "quasi-II": BandEdges(-6.6, -4.0),
    "III": BandEdges(-3.8, -2.9),
    "flat": BandEdges(-6.0, -4.0),
}


def _cell(axes: Any, kind: str, left: float, bottom: float) -> str:
    """One scheme, 3 wide and 5 high from its lower left corner; returns where the carriers are."""
    shell = _SHELLS[kind]
    found = alignment.classify(_CORE, shell)
    if found.kind != kind:
        raise AssertionError(f"the scheme of {kind} is of type {found.kind}")
    bounds = ((0.0, 0.8, shell), (0.8, 2.2, _CORE), (2.2, 3.0, shell))

    def height(energy: float) -> float:
        return bottom + energy + 7.3

    for start, end, edges in bounds:
        for energy, colour in ((edges.cbm, BLUE), (edges.vbm, RED)):
            axes.plot([left + start, left + end], [height(energy)] * 2, color=colour, linewidth=2)
    for x in (0.8, 2.2):
        for a, b in ((_CORE.cbm, shell.cbm), (_CORE.vbm, shell.vbm)):
            axes.plot([left + x] * 2, [height(a), height(b)], color=FAINT, linewidth=0.8)
    words = []
    for name, place, energies, colour, face, lift in (
        ("electron", found.electron, (_CORE.cbm, shell.cbm), BLUE, BLUE, 0.22),
        ("hole", found.hole, (_CORE.vbm, shell.vbm), RED, "none", -0.22),
    ):
        spots = {"core": (1.5,), "shell": (0.4, 2.6), "both": (0.4, 1.5, 2.6)}[place]
        y = height(energies[1] if place == "shell" else energies[0]) + lift
        if len(spots) > 1 and place == "both":
            axes.plot([left + spots[0], left + spots[-1]], [y, y], color=colour, linewidth=0.8)
        for x in spots:
            axes.plot(left + x, y, "o", color=colour, markerfacecolor=face if face != "none" else "none", markersize=5)
        words.append(f"{name} in {place}")
    axes.text(left + 1.5, bottom + 4.75, kind, ha="center", va="bottom", fontsize=10, color=INK)
    return f"{kind}: {', '.join(words)}"


def alignment_classes() -> Drawing:
    """Schemes of the six classes of :func:`calculators.alignment.classify`.

    Returns
    -------
    Drawing
        A cut through shell, core and shell for each class: upper lines are
        conduction bands, lower ones valence bands, dots where the electron
        (full) and the hole (open) are. One example each; exchanging the
        carriers gives the other variant of type II and of quasi-II.

    Examples
    --------
    >>> "quasi-II: electron in both, hole in core" in alignment_classes().alt
    True
    """
    figure, axes = new_figure(4.8, 4.2, margins=(0.01, 0.01, 0.99, 0.99))
    axes.set_axis_off()
    words = [_cell(axes, kind, 3.7 * (n % 3), -5.6 * (n // 3)) for n, kind in enumerate(_SHELLS)]
    for name, x in (("shell", 0.4), ("core", 1.5), ("shell", 2.6)):
        axes.text(x, -5.75, name, ha="center", va="top", fontsize=8, color=INK)
    axes.set_xlim(-0.3, 10.7)
    axes.set_ylim(-6.3, 5.5)
    return finish(
        figure,
        "Schemes of the classes, as cuts through shell, core and shell. " + "; ".join(words) + ".",
    )


def confinement_limits(
    bulk_ev: float = 2.37,
    electron_mass: float = 0.203,
    hole_mass: float = 0.203,
    permittivity: float = 7.1,
    samples: Sequence[tuple[float, float, str]] = (
        (4.0, 470.0, "bi2021"),
        (14.2, 507.0, "teku2025"),
        (18.0, 521.0, "yang2021"),
    ),
    material: str = "MAPbBr3",
) -> Drawing:
    """Shift above the bulk exciton in the limits of strong and weak confinement, with printed samples.

    Strong confinement is the pair in a cube with its first-order Coulomb
    energy, above the bulk exciton; weak confinement is the exciton as one
    particle in the cube.

    Parameters
    ----------
    bulk_ev : float, optional
        Energy of the bulk exciton [eV].
    electron_mass, hole_mass : float, optional
        Effective masses [m0], above 0.
    permittivity : float, optional
        Relative permittivity [-], above 0.
    samples : sequence of tuple, optional
        Size [nm], emission peak [nm] and citation of printed samples.
    material : str, optional
        Material of the measured sizing points that are drawn too, with their
        shift counted from their largest crystals; empty for none.

    Returns
    -------
    Drawing
        Shift [meV] against edge [nm], both on logarithmic scales.

    Raises
    ------
    ValueError
        If a number is not above 0 or there are no points for the material.

    Examples
    --------
    >>> "Bohr diameter 7.4 nm" in confinement_limits().alt
    True
    """
    bulk = float(positive("bulk_ev", bulk_ev, "eV"))
    m_e, m_h = (float(positive(n, v, "m0")) for n, v in (("electron_mass", electron_mass), ("hole_mass", hole_mass)))
    eps = float(positive("permittivity", permittivity))
    reduced, hc = m_e * m_h / (m_e + m_h), tables.photon_energy_nm_ev()
    radius = float(confinement.bohr_radius(reduced, eps))
    binding = float(confinement.kinetic_energy(1.0, reduced, shape="sphere")) / (4 * np.pi**2 * radius**2)
    edge = np.geomspace(2.5, 30, 120)
    strong = 1e3 * (np.asarray(confinement.brus(edge, bulk, reduced, eps)) + binding - bulk)
    weak = 1e3 * np.asarray(confinement.kinetic_energy(edge, m_e + m_h))
    figure, axes = new_figure(6.0, 4.2)
    axes.plot(edge, strong, color=BLUE, label="strong: pair in a cube, Coulomb in first order")
    axes.plot(edge, weak, color=ORANGE, label="weak: exciton in a cube")
    axes.axvspan(radius, 2 * radius, color=FAINT, alpha=0.25, linewidth=0)
    axes.text(radius * 2**0.5, 2.3, "Bohr radius\nto diameter", ha="center", va="bottom", fontsize=8, color=INK)
    words, titles = [], {}
    for n, (size, peak, citation) in enumerate(samples):
        shift = 1e3 * (hc / peak - bulk)
        (point,) = axes.plot(size, shift, "s", color=RED, label="CsPbBr₃ as printed" if n == 0 else None)
        link(point, f"limit-{n}", citation)
        titles[f"limit-{n}"] = f"{size:g} nm, {peak:g} nm, {citation}"
        words.append(f"{citation} {size:g} nm at {shift:.0f} meV")
    if material:
        sizes, peaks, kind = confinement.sizing_points(material)
        axes.plot(
            sizes[:-1],
            1e3 * (hc / peaks - hc / peaks[-1])[:-1],
            "o",
            color=GREEN,
            markerfacecolor="none",
            label=f"{material.replace('3', '₃')}, measured {kind}s",
        )
        words.append(f"open circles, {material} by {kind}, from {sizes[0]:g} to {sizes[-2]:g} nm")
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter

    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(2.5, 30)
    axes.set_ylim(2, 3000)
    axes.xaxis.set_major_locator(FixedLocator([3, 5, 7, 10, 20, 30]))
    axes.xaxis.set_minor_formatter(NullFormatter())
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_xlabel("Edge or diameter [nm]")
    axes.set_ylabel("Shift from the bulk exciton [meV]")
    legend(axes, loc="upper right")
    ten = [float(np.interp(10, edge, curve)) for curve in (strong, weak)]
    alt = (
        f"Shift against size for masses of {m_e:g} and {m_h:g} and a permittivity of {eps:g}, Bohr diameter "
        f"{2 * radius:.1f} nm: at 10 nm {ten[0]:.0f} meV in the strong and {ten[1]:.0f} meV in the weak limit. "
        f"Printed samples: {'; '.join(words)}."
    )
    return finish(figure, alt, titles)
