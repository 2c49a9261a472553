"""Figures of quantum confinement."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
    subscripts,
)
from calculators.figures.marks import link

from .data import confinement as data
from .style import log_limits


def confinement_limits(
    bulk_ev: float,
    electron_mass: float,
    hole_mass: float,
    permittivity: float,
    *,
    samples: Sequence[tuple[float, float, str]] = (),
    samples_name: str = "as printed",
    material: str = "",
) -> Drawing:
    """Shift above the bulk exciton in the limits of strong and weak confinement, with printed samples.

    Parameters
    ----------
    bulk_ev : float
        Energy of the bulk exciton [eV].
    electron_mass, hole_mass : float
        Effective masses [m0], above 0.
    permittivity : float
        Relative permittivity [-], above 0.
    samples : sequence of tuple, optional
        Size [nm], emission peak [nm] and citation of printed samples.
    samples_name : str, optional
        What the legend calls them.
    material : str, optional
        Material of the measured sizing points that are drawn too, with their
        shift counted from their largest crystals; empty for none.

    Returns
    -------
    Drawing
        Shift [meV] against edge [nm], both on logarithmic scales.

    Raises
    ------
    ArgumentError
        If a number is not above 0 or there are no points for the material.

    Examples
    --------
    >>> confinement_limits(2.37, 0.203, 0.203, 7.1).alt.split(", ")[1].split(":")[0]
    'Bohr diameter 7.4 nm'
    """
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter

    shown = data.confinement_limits(bulk_ev, electron_mass, hole_mass, permittivity, samples=samples, material=material)
    figure, axes = new_figure(6.0, 4.2)
    strong_label = "strong: pair in a cube, Coulomb in first order"
    axes.plot(shown.edge_nm, 1e3 * shown.strong_ev, color=BLUE, label=strong_label)
    axes.plot(shown.edge_nm, 1e3 * shown.weak_ev, color=ORANGE, label="weak: exciton in a cube")
    radius = shown.bohr_radius_nm
    axes.axvspan(radius, 2 * radius, color=FAINT, alpha=0.25, linewidth=0)
    axes.text(radius * 2**0.5, 2.3, "Bohr radius\nto diameter", ha="center", va="bottom", fontsize=8, color=INK)
    words, titles = [], {}
    for n, sample in enumerate(shown.samples):
        label = samples_name if n == 0 else None
        (point,) = axes.plot(sample.size_nm, 1e3 * sample.shift_ev, "s", color=RED, label=label)
        link(point, f"limit-{n}", sample.citation)
        titles[f"limit-{n}"] = f"{sample.size_nm:g} nm, {sample.peak_nm:g} nm, {sample.citation}"
        words.append(f"{sample.citation} {sample.size_nm:g} nm at {1e3 * sample.shift_ev:.0f} meV")
    if material:
        axes.plot(
            shown.measured_nm,
            1e3 * shown.measured_ev,
            "o",
            color=GREEN,
            markerfacecolor="none",
            label=f"{subscripts(material)}, measured {shown.measured_kind}s",
        )
        words.append(
            f"open circles, {material} by {shown.measured_kind}, from {shown.measured_nm.min():g} to "
            f"{shown.measured_nm.max():g} nm"
        )
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(2.5, 30)
    axes.set_ylim(*log_limits(2, 3000, [1e3 * sample.shift_ev for sample in shown.samples if sample.shift_ev > 0]))
    axes.xaxis.set_major_locator(FixedLocator([3, 5, 7, 10, 20, 30]))
    axes.xaxis.set_minor_formatter(NullFormatter())
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.set_xlabel("Edge or diameter [nm]")
    axes.set_ylabel("Shift from the bulk exciton [meV]")
    legend(axes, loc="upper right")
    strong, weak = (1e3 * shift for shift in shown.reference_ev)
    alt = (
        f"Shift against size for masses of {electron_mass:g} and {hole_mass:g} and a permittivity of "
        f"{permittivity:g}, Bohr diameter {2 * radius:.1f} nm: at {data.REFERENCE_NM:g} nm {strong:.0f} meV in the "
        f"strong and {weak:.0f} meV in the weak limit."
    )
    return finish(figure, alt + (f" Samples: {'; '.join(words)}." if words else ""), titles)
