"""Figures of light absorption."""

from __future__ import annotations

import numpy as np

from .. import absorption, spectra, tables
from .drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, Drawing, finish, legend, new_figure

_COLOURS = (BLUE, ORANGE, GREEN, PURPLE)


def intrinsic_spectrum(
    material: str,
    wavelength_nm: float = 400.0,
    solvent: str | float = "toluene",
    spectrum: spectra.Spectrum | None = None,
) -> Drawing:
    """Intrinsic absorption coefficient against wavelength, from every source of n and k.

    Parameters
    ----------
    material : str
        One of :func:`calculators.absorption.materials`.
    wavelength_nm : float, optional
        Wavelength to mark [nm].
    solvent : str or float, optional
        One of :func:`calculators.absorption.solvents` or a refractive index.
    spectrum : Spectrum, optional
        Measured absorbance, scaled to the first source at the marked wavelength.

    Returns
    -------
    Drawing
        Logarithmic ordinate; grey where the photon is nearer than 0.5 eV to the bulk edge.

    Raises
    ------
    ValueError
        If material or solvent are unknown.

    Examples
    --------
    >>> intrinsic_spectrum("CsPbBr3").alt.startswith("Intrinsic absorption")
    True
    """
    figure, axes = new_figure(6.4, 3.8)
    low, high = _solvent_range(solvent)
    words, first = [], None
    for colour, entry in zip(_COLOURS, absorption.entries(material), strict=False):
        grid = np.arange(max(low, 300.0), min(high, 700.0) + 0.5, 2.0)
        inside, values = [], []
        for w in grid:
            try:
                mu = absorption.bulk_intrinsic(material, float(w), solvent, entry)
            except ValueError:
                continue
            if mu > 0:
                inside.append(float(w))
                values.append(mu)
        axes.plot(inside, values, color=colour, linewidth=1.8, label=f"from n, k of {entry}")
        if inside and inside[0] <= wavelength_nm <= inside[-1]:
            here = float(np.interp(wavelength_nm, inside, values))
            first = first if first is not None else here
            words.append(f"{entry} {here:.3g} per cm")
    for source, value in absorption.measured_intrinsic(material, wavelength_nm).items():
        axes.plot(wavelength_nm, value, "D", color=INK, label=f"measured, {source}")
        words.append(f"measured by {source} {value:.3g} per cm")
    if spectrum is not None and first is not None:
        keep = (
            (spectrum.wavelength_nm >= max(low, 300))
            & (spectrum.wavelength_nm <= min(high, 700))
            & (spectrum.value > 0)
        )
        scaled = spectrum.value[keep] * first / spectrum.at(wavelength_nm)
        axes.plot(
            spectrum.wavelength_nm[keep], scaled, color=INK, linewidth=1, linestyle="--", label="your spectrum, scaled"
        )
    edge = tables.photon_energy_nm_ev() / (absorption.absorption_edge(material) + absorption.NEAR_GAP_EV)
    axes.axvspan(edge, 700, color=FAINT, linewidth=0, zorder=0)
    axes.axvline(wavelength_nm, color=ORANGE, linewidth=1.2)
    axes.set_xlim(max(low, 300), min(high, 700))
    axes.set_yscale("log")
    bottom, top = axes.get_ylim()
    axes.set_ylim(max(bottom, top * 1e-4), top)
    axes.set_xlabel("Wavelength [nm]")
    axes.set_ylabel("Intrinsic absorption [1/cm]")
    legend(axes, loc="upper right")
    at = "; ".join(words) or "no source covers it"
    alt = f"Intrinsic absorption coefficient of {material} nanocrystals against wavelength. "
    return finish(figure, alt + f"At {wavelength_nm:g} nm: {at}.")


def _solvent_range(solvent: str | float) -> tuple[float, float]:
    if not isinstance(solvent, str):
        return 250.0, 850.0
    for row in tables.rows("optical_constants/solvents"):
        if row["solvent"] == solvent:
            return float(row["wavelength_min_nm"]), float(row["wavelength_max_nm"])
    absorption.solvent_index(solvent, 500.0)  # raises, with the list of solvents
    return 250.0, 850.0


def solvent_dependence(material: str = "CsPbBr3", wavelength_nm: float = 400.0) -> Drawing:
    """Intrinsic absorption coefficient against the refractive index of the surroundings.

    Parameters
    ----------
    material : str, optional
        One of :func:`calculators.absorption.materials`.
    wavelength_nm : float, optional
        Wavelength [nm].

    Returns
    -------
    Drawing
        A curve for each source, with the solvents of the table marked.

    Examples
    --------
    >>> "hexane" in solvent_dependence().alt
    True
    """
    figure, axes = new_figure(6.0, 3.4)
    index = np.linspace(1.3, 1.7, 81)
    words = []
    for colour, entry in zip(_COLOURS, absorption.entries(material), strict=False):
        n, k = absorption.optical_constants(material, wavelength_nm, entry)
        axes.plot(
            index, absorption.local_field_intrinsic(n, k, wavelength_nm, index), color=colour, label=f"n, k of {entry}"
        )
        for solvent in absorption.solvents():
            ns = absorption.solvent_index(solvent, wavelength_nm)
            mu = absorption.local_field_intrinsic(n, k, wavelength_nm, ns)
            axes.plot(ns, mu, "o", color=colour)
            if colour == _COLOURS[0]:
                words.append(f"{solvent} (n = {ns:.3f}) {mu:.3g}")
                axes.annotate(solvent, (ns, mu), xytext=(5, -9), textcoords="offset points", fontsize=8, color=INK)
    axes.set_xlabel(f"Refractive index of the solvent at {wavelength_nm:g} nm")
    axes.set_ylabel("Intrinsic absorption [1/cm]")
    axes.ticklabel_format(axis="y", style="sci", scilimits=(4, 4))
    legend(axes)
    alt = f"Intrinsic absorption coefficient of {material} at {wavelength_nm:g} nm "
    return finish(figure, alt + "against the refractive index of the solvent, in 1/cm: " + ", ".join(words) + ".")
