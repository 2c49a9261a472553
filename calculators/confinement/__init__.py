"""Quantum confinement in spheres and cubes, bare or with shells.

Lengths in nm, energies in eV, masses in electron masses. All states are
single-particle ground states of parabolic, isotropic bands with sharp
interfaces; the Coulomb energy enters in first order.
"""

from ._pair import CONFINED, Material, PairState, core_shell, regime
from ._simple import (
    bohr_radius,
    brus,
    equivalent_radius,
    exciton_binding,
    kinetic_energy,
    size_from_energy,
    tunnelling_probability,
)
from ._sizing import (
    Curve,
    Peak,
    Size,
    peak_from_size,
    pl_from_size,
    size_from_pl,
    sizing_curve,
    sizing_curves,
    sizing_materials,
    sizing_points,
)
from ._states import RadialState, ground_state, radial_density, spherical_ground_state

__all__ = [
    "CONFINED",
    "Curve",
    "Material",
    "PairState",
    "Peak",
    "RadialState",
    "Size",
    "bohr_radius",
    "brus",
    "core_shell",
    "equivalent_radius",
    "exciton_binding",
    "ground_state",
    "kinetic_energy",
    "peak_from_size",
    "pl_from_size",
    "radial_density",
    "regime",
    "size_from_energy",
    "size_from_pl",
    "sizing_curve",
    "sizing_curves",
    "sizing_materials",
    "sizing_points",
    "spherical_ground_state",
    "tunnelling_probability",
]
