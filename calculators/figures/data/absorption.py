"""Absorption coefficients by source of the optical constants, and by solvent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ... import absorption, spectra, tables
from ...checks import instance, one_number
from ...checks import wavelength as as_wavelength
from ...errors import ArgumentError
from ...results import Result
from ...tables import FloatArray

FIRST_NM, LAST_NM, STEP_NM = 300.0, 700.0, 2.0
"""Wavelengths between which a spectrum is shown, and its step [nm]."""


@dataclass(frozen=True, eq=False)
class Curve(Result):
    """Intrinsic absorption coefficient from one source of n and k.

    Attributes
    ----------
    entry : str
        Source, as a key of the bibliography.
    wavelength_nm, intrinsic_per_cm : numpy.ndarray
        Abscissa [nm] and coefficient [1/cm]; points that do not absorb are left out.
    marked_per_cm : float or None
        Coefficient at the marked wavelength [1/cm]; None where the source does not cover it.
    """

    entry: str
    wavelength_nm: FloatArray
    intrinsic_per_cm: FloatArray
    marked_per_cm: float | None


@dataclass(frozen=True, eq=False)
class IntrinsicSpectrum(Result):
    """What :func:`intrinsic_spectrum` returns.

    Attributes
    ----------
    material : str
        Material.
    wavelength_nm : float
        Marked wavelength [nm].
    range_nm : tuple of float
        Wavelengths that are shown [nm].
    curves : tuple of Curve
        One a source.
    measured_per_cm : dict of str to float
        Coefficients measured at the marked wavelength [1/cm], by citation.
    own : tuple of numpy.ndarray or None
        Wavelength [nm] and scaled value [1/cm] of the reader's spectrum.
    near_gap_nm : float
        Wavelength from which on confinement makes bulk constants misleading [nm].
    """

    material: str
    wavelength_nm: float
    range_nm: tuple[float, float]
    curves: tuple[Curve, ...]
    measured_per_cm: dict[str, float]
    own: tuple[FloatArray, FloatArray] | None
    near_gap_nm: float


def intrinsic_spectrum(
    material: str,
    wavelength_nm: float = 400.0,
    solvent: str | float = "toluene",
    spectrum: spectra.Spectrum | None = None,
) -> IntrinsicSpectrum:
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
        Measured absorbance, scaled to the first source that covers the marked wavelength.

    Returns
    -------
    IntrinsicSpectrum
        Curves, measured values, and where the bulk constants mislead.

    Raises
    ------
    ArgumentError
        If material or solvent are unknown, or the wavelength is not one number above 0.

    Examples
    --------
    >>> at_400 = {curve.entry: curve.marked_per_cm for curve in intrinsic_spectrum("CsPbBr3").curves}
    >>> round(at_400["brennan2024"] / 1e4, 2)
    6.27
    """
    wavelength_nm = one_number("wavelength_nm", as_wavelength("wavelength_nm", wavelength_nm))
    if spectrum is not None:
        instance("spectrum", spectrum, spectra.Spectrum)
    spans = {e: absorption.covered(material, entry=e, solvent=solvent) for e in absorption.entries(material)}
    low = max(FIRST_NM, min(span[0] for span in spans.values()))
    high = min(LAST_NM, max(span[1] for span in spans.values()))
    steps = np.arange(FIRST_NM, LAST_NM + STEP_NM / 2, STEP_NM)
    curves = []
    for entry, (first, last) in spans.items():
        grid = steps[(steps >= first) & (steps <= last)]
        values = np.atleast_1d(absorption.bulk_intrinsic(material, grid, solvent=solvent, entry=entry))
        marked = None
        if first <= wavelength_nm <= last:
            here = float(absorption.bulk_intrinsic(material, wavelength_nm, solvent=solvent, entry=entry))
            marked = here if here > 0 else None
        curves.append(Curve(entry, grid[values > 0], values[values > 0], marked))
    scale = next((c.marked_per_cm for c in curves if c.marked_per_cm is not None), None)
    own = None
    if spectrum is not None and scale is not None:
        keep = (spectrum.wavelength_nm >= low) & (spectrum.wavelength_nm <= high) & (spectrum.value > 0)
        own = spectrum.wavelength_nm[keep], spectrum.value[keep] * scale / spectrum.at(wavelength_nm)
    return IntrinsicSpectrum(
        material,
        wavelength_nm,
        (low, high),
        tuple(curves),
        absorption.measured_intrinsic(material, wavelength_nm),
        own,
        tables.photon_energy_nm_ev() / (absorption.absorption_edge(material) + absorption.NEAR_GAP_EV),
    )


@dataclass(frozen=True, eq=False)
class SolventDependence(Result):
    """What :func:`solvent_dependence` returns.

    Attributes
    ----------
    material : str
        Material.
    wavelength_nm : float
        Wavelength [nm].
    index : numpy.ndarray
        Refractive indices of the surroundings [-], shape (n,).
    curves_per_cm : dict of str to numpy.ndarray
        Coefficients [1/cm], shape (n,), by source of n and k.
    solvents : dict of str to float
        Refractive index of each solvent at the wavelength [-].
    points_per_cm : dict of (str, str) to float
        Coefficient [1/cm] by source and solvent.
    """

    material: str
    wavelength_nm: float
    index: FloatArray
    curves_per_cm: dict[str, FloatArray]
    solvents: dict[str, float]
    points_per_cm: dict[tuple[str, str], float]


def solvent_dependence(material: str = "CsPbBr3", wavelength_nm: float = 400.0) -> SolventDependence:
    """Intrinsic absorption coefficient against the refractive index of the surroundings.

    Parameters
    ----------
    material : str, optional
        One of :func:`calculators.absorption.materials`.
    wavelength_nm : float, optional
        Wavelength [nm].

    Returns
    -------
    SolventDependence
        Every source and every solvent that cover the wavelength.

    Raises
    ------
    ArgumentError
        If the material is unknown, the wavelength is not one number above 0, or
        no source or solvent covers it.

    Examples
    --------
    >>> found = solvent_dependence("CsPbBr3", 400.0)
    >>> round(found.points_per_cm["brennan2024", "hexane"] / 1e4, 1)
    5.6
    """
    wavelength_nm = one_number("wavelength_nm", as_wavelength("wavelength_nm", wavelength_nm))
    index_of = {}
    for solvent in absorption.solvents():
        first, last = absorption.covered(material, solvent=solvent)
        if first <= wavelength_nm <= last:
            index_of[solvent] = float(absorption.solvent_index(solvent, wavelength_nm))
    constants = {}
    for entry in absorption.entries(material):
        first, last = absorption.covered(material, entry=entry, solvent=1.5)
        if first <= wavelength_nm <= last:
            constants[entry] = absorption.optical_constants(material, wavelength_nm, entry=entry)
    if not constants or not index_of:
        nothing = f"no source or no solvent covers {wavelength_nm:g} nm"
        raise ArgumentError("wavelength_nm", nothing, value=wavelength_nm)
    index = np.linspace(min(index_of.values()) - 0.08, max(index_of.values()) + 0.08, 81)
    curves, points = {}, {}
    for entry, (n, k) in constants.items():
        curves[entry] = np.asarray(absorption.local_field_intrinsic(n, k, wavelength_nm, index))
        for solvent, ns in index_of.items():
            points[entry, solvent] = float(absorption.local_field_intrinsic(n, k, wavelength_nm, ns))
    return SolventDependence(material, wavelength_nm, index, curves, index_of, points)
