"""Quantum confinement in spheres and cubes, bare or with shells.

Lengths in nm, energies in eV, masses in electron masses. All states are
single-particle ground states of parabolic, isotropic bands with sharp
interfaces; the Coulomb energy enters in first order.
"""

from ._pair import CONFINED, Material, PairState, core_shell, regime
from ._simple import bohr_radius, brus, equivalent_radius, kinetic_energy, size_from_energy
from ._solver import RadialState, ground_state, spherical_ground_state

__all__ = [
    "CONFINED",
    "Material",
    "PairState",
    "RadialState",
    "bohr_radius",
    "brus",
    "core_shell",
    "equivalent_radius",
    "ground_state",
    "kinetic_energy",
    "regime",
    "size_from_energy",
    "spherical_ground_state",
]
