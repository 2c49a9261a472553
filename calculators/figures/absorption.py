"""Figures of light absorption."""

from __future__ import annotations

from itertools import cycle

from .. import spectra
from ..writing import written
from . import data
from .drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RED, Drawing, finish, legend, new_figure

_COLOURS = (BLUE, ORANGE, GREEN, PURPLE, RED)


def intrinsic_spectrum(
    material: str,
    wavelength_nm: float = 400.0,
    solvent: str | float = "toluene",
    spectrum: spectra.Spectrum | None = None,
) -> Drawing:
    """Intrinsic absorption coefficient against wavelength, from every source of n and k.

    Parameters
    ----------
    material, wavelength_nm, solvent, spectrum
        See :func:`calculators.figures.data.intrinsic_spectrum`.

    Returns
    -------
    Drawing
        Logarithmic ordinate; grey where the photon is nearer than 0.5 eV to the bulk edge.

    Raises
    ------
    ArgumentError
        If material or solvent are unknown.

    Examples
    --------
    >>> intrinsic_spectrum("CsPbBr3").alt.split(". ")[0]
    'Intrinsic absorption coefficient of CsPbBr3 nanocrystals against wavelength'
    """
    shown = data.intrinsic_spectrum(material, wavelength_nm, solvent, spectrum)
    figure, axes = new_figure(6.4, 3.8)
    words = []
    for colour, curve in zip(cycle(_COLOURS), shown.curves, strict=False):
        axes.plot(
            curve.wavelength_nm,
            curve.intrinsic_per_cm,
            color=colour,
            linewidth=1.8,
            label=f"from n, k of {curve.entry}",
        )
        if curve.marked_per_cm is not None:
            words.append(f"{curve.entry} {written(curve.marked_per_cm, '.3g')} per cm")
    for source, value in shown.measured_per_cm.items():
        axes.plot(shown.wavelength_nm, value, "D", color=INK, label=f"measured, {source}")
        words.append(f"measured by {source} {written(value, '.3g')} per cm")
    if shown.own is not None:
        axes.plot(*shown.own, color=INK, linewidth=1, linestyle="--", label="your spectrum, scaled")
    axes.axvspan(shown.near_gap_nm, data.absorption.LAST_NM, color=FAINT, linewidth=0, zorder=0)
    axes.axvline(shown.wavelength_nm, color=ORANGE, linewidth=1.2)
    axes.set_xlim(*shown.range_nm)
    axes.set_yscale("log")
    bottom, top = axes.get_ylim()
    axes.set_ylim(max(bottom, top * 1e-4), top)
    axes.set_xlabel("Wavelength [nm]")
    axes.set_ylabel("Intrinsic absorption [1/cm]")
    legend(axes, loc="upper right")
    at = "; ".join(words) or "no source covers it"
    alt = f"Intrinsic absorption coefficient of {shown.material} nanocrystals against wavelength. "
    return finish(figure, alt + f"At {shown.wavelength_nm:g} nm: {at}.")


def solvent_dependence(material: str = "CsPbBr3", wavelength_nm: float = 400.0) -> Drawing:
    """Intrinsic absorption coefficient against the refractive index of the surroundings.

    Parameters
    ----------
    material, wavelength_nm
        See :func:`calculators.figures.data.solvent_dependence`.

    Returns
    -------
    Drawing
        A curve for each source, with the solvents of the table marked.

    Raises
    ------
    ArgumentError
        If the material is unknown, or no source or solvent covers the wavelength.

    Examples
    --------
    >>> solvent_dependence().alt.split(": ")[1].split(", ")[0]
    'hexane (n = 1.389) 5.64e+04'
    """
    shown = data.solvent_dependence(material, wavelength_nm)
    figure, axes = new_figure(6.0, 3.4)
    for colour, (entry, curve) in zip(cycle(_COLOURS), shown.curves_per_cm.items(), strict=False):
        axes.plot(shown.index, curve, color=colour, label=f"n, k of {entry}")
        for solvent, index in shown.solvents.items():
            axes.plot(index, shown.points_per_cm[entry, solvent], "o", color=colour)
    first = next(iter(shown.curves_per_cm))
    words = []
    for solvent, index in shown.solvents.items():
        value = shown.points_per_cm[first, solvent]
        words.append(f"{solvent} (n = {index:.3f}) {value:.3g}")
        axes.annotate(solvent, (index, value), xytext=(5, -9), textcoords="offset points", fontsize=8, color=INK)
    axes.set_xlabel(f"Refractive index of the solvent at {shown.wavelength_nm:g} nm")
    axes.set_ylabel("Intrinsic absorption [1/cm]")
    axes.ticklabel_format(axis="y", style="sci", scilimits=(4, 4))
    legend(axes)
    alt = f"Intrinsic absorption coefficient of {shown.material} at {shown.wavelength_nm:g} nm "
    return finish(
        figure,
        alt + f"against the refractive index of the solvent, in 1/cm by n and k of {first}: " + ", ".join(words) + ".",
    )
