"""Concentric layers that a carrier lives in, checked and broadcast."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import tables
from ..checks import together, within
from ..errors import ArgumentError, shown
from ..tables import ArrayLike, FloatArray

LARGEST_NM = 1000.0
"""Length up to which a core or a layer is computed [nm]; beyond, it is bulk."""

THINNEST_NM = 1e-3
"""Thickness below which a layer is no layer [nm], a hundredth of an atom's radius."""


MASSES = 1e-3, 1e3
"""Least and largest effective mass that is computed [m0]."""

HIGHEST_EV = 100.0
"""Size up to which band edges and barriers are computed [eV]."""


@tables.cached
def kinetic() -> float:
    """hbar^2 / (2 m0) [eV nm2]."""
    hbar = tables.constant("planck") / (2 * np.pi)
    joule_m2 = hbar**2 / (2 * tables.constant("electron_mass"))
    return float(joule_m2 / tables.constant("elementary_charge") * 1e18)


@dataclass(frozen=True)
class Layers:
    """Layers from the centre outwards; arrays of shape (layers, ...).

    `mass` is that at the band edge. Where `gap` is finite it grows with the
    energy above the edge, by a factor of 1 + (E - V) / gap, as in two bands.
    """

    width: FloatArray
    potential: FloatArray
    mass: FloatArray
    outside_ev: FloatArray
    outside_mass: FloatArray
    gap: FloatArray

    @property
    def edges(self) -> FloatArray:
        """Outer radius of each layer [nm]."""
        return np.cumsum(self.width, axis=0)

    def mass_at(self, energy: FloatArray) -> FloatArray:
        """Masses of the layers for a state of some energy [m0]."""
        found: FloatArray = self.mass * (1 + (energy - self.potential) / self.gap)
        return found

    def part(self, states: Any) -> Layers:
        """Some of the states of layers whose arrays are of shape (layers, states)."""
        return Layers(
            self.width[:, states],
            self.potential[:, states],
            self.mass[:, states],
            self.outside_ev[states],
            self.outside_mass[states],
            self.gap[:, states],
        )

    def beside(self, other: Layers) -> Layers:
        """States of both, one after the other, of layers whose arrays are of shape (layers, states)."""
        mine, theirs = ((a.width, a.potential, a.mass, a.outside_ev, a.outside_mass, a.gap) for a in (self, other))
        return Layers(*(np.concatenate(pair, axis=-1) for pair in zip(mine, theirs, strict=True)))

    def flat(self) -> Layers:
        """The same with one axis of states."""
        shape = len(self.width), self.outside_ev.size
        return Layers(
            self.width.reshape(shape),
            self.potential.reshape(shape),
            self.mass.reshape(shape),
            self.outside_ev.reshape(-1),
            self.outside_mass.reshape(-1),
            self.gap.reshape(shape),
        )


def barrier(name: str, value: Any) -> FloatArray:
    """Height of a barrier [eV]: numbers, or infinity for a hard wall."""
    if type(value) is float and value == np.inf:
        return np.asarray(value)
    try:
        array = np.asarray(value)
        hard = np.isposinf(array) if array.dtype.kind == "f" and not isinstance(value, np.ma.MaskedArray) else None
    except (TypeError, ValueError):
        hard = None
    if hard is None or not hard.any():
        return within(name, value, -HIGHEST_EV, HIGHEST_EV, "eV", "; infinity is a hard wall")
    within(name, np.where(hard, 0.0, array), -HIGHEST_EV, HIGHEST_EV, "eV", "; infinity is a hard wall")
    return array.astype(float)


def one_barrier(name: str, value: Any) -> float:
    """The same for one barrier."""
    found = barrier(name, value)
    if found.ndim:
        raise ArgumentError(name, f"{shown(value)} is not allowed", "it must be one number", value)
    return float(found)


def layers(
    widths_nm: ArrayLike,
    potentials_ev: ArrayLike,
    masses: ArrayLike,
    outside_ev: ArrayLike,
    outside_mass: ArrayLike,
    gaps_ev: ArrayLike = np.inf,
    largest_nm: float = LARGEST_NM,
) -> Layers:
    """Checked and broadcast layers; the last axis of the first three arguments counts them."""
    width = within("widths_nm", widths_nm, 0, largest_nm, "nm")
    potential = within("potentials_ev", potentials_ev, -HIGHEST_EV, HIGHEST_EV, "eV")
    mass = within("masses", masses, *MASSES, "m0")
    together(widths_nm=width, potentials_ev=potential, masses=mass)
    width, potential, mass = np.broadcast_arrays(width, potential, mass)
    if width.ndim == 0 or width.shape[-1] == 0:
        raise ArgumentError(
            "widths_nm",
            f"an array of shape {np.shape(widths_nm)} is not allowed",
            "its last axis must count the layers",
        )
    if (width[..., 0] < THINNEST_NM).any():
        raise ArgumentError(
            "widths_nm",
            f"an innermost layer of {np.nanmin(width[..., 0]):g} nm is empty",
            f"it must be {THINNEST_NM:g} nm or more",
            float(np.nanmin(width[..., 0])),
        )
    width = np.where(width < THINNEST_NM, 0.0, width)
    outside, outer_mass = barrier("outside_ev", outside_ev), within("outside_mass", outside_mass, *MASSES, "m0")
    shape = together(widths_nm=width[..., 0], outside_ev=outside, outside_mass=outer_mass)
    full = [np.moveaxis(np.broadcast_to(a, (*shape, a.shape[-1])), -1, 0).copy() for a in (width, potential, mass)]
    return Layers(
        full[0],
        full[1],
        full[2],
        np.broadcast_to(outside, shape).copy(),
        np.broadcast_to(outer_mass, shape).copy(),
        np.moveaxis(np.broadcast_to(np.asarray(gaps_ev), (*shape, width.shape[-1])), -1, 0).copy(),
    )
