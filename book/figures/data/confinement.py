"""Strong and weak confinement, beside samples."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from calculators import confinement, tables
from calculators.checks import finite, one_number, positive
from calculators.errors import ArgumentError, one_name, shown
from calculators.results import Result
from calculators.tables import FloatArray

REFERENCE_NM = 10.0
"""Edge at which the two limits are compared in words [nm]."""


class Sample(NamedTuple):
    """A sample of which size and emission are printed."""

    size_nm: float
    """Size [nm]."""
    peak_nm: float
    """Peak of the emission [nm]."""
    shift_ev: float
    """Emission energy above the bulk exciton [eV]."""
    citation: str


@dataclass(frozen=True, eq=False)
class ConfinementLimits(Result):
    """What :func:`confinement_limits` returns.

    Attributes
    ----------
    edge_nm : numpy.ndarray
        Edges of cubes [nm], shape (n,), rising.
    strong_ev, weak_ev : numpy.ndarray
        Shift above the bulk exciton in the two limits [eV], shape (n,).
    reference_ev : tuple of float
        The same two at :data:`REFERENCE_NM` [eV].
    bohr_radius_nm, binding_ev : float
        Radius [nm] and binding energy [eV] of the bulk exciton.
    samples : tuple of Sample
        As given.
    measured_nm, measured_ev : numpy.ndarray
        Measured sizes [nm] and shifts from the largest crystals [eV], shape
        (m,); the largest are left out.
    measured_kind : str
        What these sizes are, such as "diameter"; empty without points.
    """

    edge_nm: FloatArray
    strong_ev: FloatArray
    weak_ev: FloatArray
    reference_ev: tuple[float, float]
    bohr_radius_nm: float
    binding_ev: float
    samples: tuple[Sample, ...]
    measured_nm: FloatArray
    measured_ev: FloatArray
    measured_kind: str


def _listed(samples: Any) -> tuple[Any, ...]:
    if isinstance(samples, str | bytes | Mapping) or not isinstance(samples, Iterable):
        raise ArgumentError("samples", f"{shown(samples)} is not allowed", "it is a list of samples", samples)
    return tuple(samples)


def _sample(sample: Any, bulk_ev: float) -> Sample:
    """Size, peak and citation of a sample, checked."""
    if not isinstance(sample, tuple | list) or len(sample) != 3:
        raise ArgumentError("samples", f"{shown(sample)} is not allowed", "it is size, peak and citation", sample)
    size, peak = (one_number("samples", positive("samples", number, "nm")) for number in sample[:2])
    shift = tables.photon_energy_nm_ev() / peak - bulk_ev
    return Sample(size, peak, shift, one_name("samples", sample[2]))


@finite
def confinement_limits(
    bulk_ev: float,
    electron_mass: float,
    hole_mass: float,
    permittivity: float,
    *,
    samples: Sequence[tuple[float, float, str]] = (),
    material: str = "",
) -> ConfinementLimits:
    """Shift above the bulk exciton in the limits of strong and weak confinement, with samples.

    Strong confinement is the pair in a cube with its first-order Coulomb
    energy, counted from the gap; weak confinement is the exciton as one
    particle in the cube, counted from the bulk exciton.

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
    material : str, optional
        Material of measured sizing points; empty for none.

    Returns
    -------
    ConfinementLimits
        Curves and points.

    Raises
    ------
    ArgumentError
        If a number is not above 0 or there are no points for the material.

    Examples
    --------
    >>> found = confinement_limits(2.37, 0.203, 0.203, 7.1)
    >>> round(2 * found.bohr_radius_nm, 1), round(1e3 * found.binding_ev, 1)
    (7.4, 27.4)
    """
    bulk = one_number("bulk_ev", positive("bulk_ev", bulk_ev, "eV"))
    m_e, m_h = (
        one_number(name, positive(name, mass, "m0"))
        for name, mass in (("electron_mass", electron_mass), ("hole_mass", hole_mass))
    )
    eps = one_number("permittivity", positive("permittivity", permittivity))
    hc = tables.photon_energy_nm_ev()
    reduced = m_e * m_h / (m_e + m_h)
    binding = float(confinement.exciton_binding(reduced, eps))
    edge = np.geomspace(2.5, 30, 120)

    def strong(size: FloatArray | float) -> FloatArray:
        shift: FloatArray = np.asarray(confinement.brus(size, bulk + binding, reduced, eps, shape="cube")) - bulk
        return shift

    def weak(size: FloatArray | float) -> FloatArray:
        return np.asarray(confinement.kinetic_energy(size, m_e + m_h, shape="cube"))

    sizes, shifts, kind = np.empty(0), np.empty(0), ""
    if one_name("material", material):
        sizes, peaks, kind = confinement.sizing_points(material)
        sizes, shifts = sizes[:-1], (hc / peaks - hc / peaks[-1])[:-1]
    return ConfinementLimits(
        edge,
        strong(edge),
        weak(edge),
        (float(strong(REFERENCE_NM)), float(weak(REFERENCE_NM))),
        float(confinement.bohr_radius(reduced, eps)),
        binding,
        tuple(_sample(sample, bulk) for sample in _listed(samples)),
        sizes,
        shifts,
        kind,
    )
