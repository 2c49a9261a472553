"""Quantum confinement in spheres and cubes, bare or with shells.

Lengths in nm, energies in eV, masses in electron masses. Bands are isotropic
and interfaces sharp. One carrier in layers is solved exactly, in spheres and in
cubes; a pair in a core with a shell in first order or in its mean field, with
image charges; a pair in a bare crystal with correlation (:func:`exciton`).
"""

from ._exciton import Exciton, exciton
from ._material import Material
from ._pair import CONFINED, SMALLEST_NM, PairState, core_shell, regime
from ._pool import PooledCurve
from ._simple import (
    bohr_radius,
    brus,
    equivalent_radius,
    equivalent_shell,
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
    sizing_basis,
    sizing_curve,
    sizing_curves,
    sizing_materials,
    sizing_points,
    sizing_pool,
)
from ._states import (
    CubicState,
    RadialState,
    cubic_density,
    cubic_ground_state,
    ground_state,
    radial_density,
    spherical_ground_state,
)

__all__ = [
    "CONFINED",
    "SMALLEST_NM",
    "CubicState",
    "Curve",
    "Exciton",
    "Material",
    "PairState",
    "Peak",
    "PooledCurve",
    "RadialState",
    "Size",
    "bohr_radius",
    "brus",
    "core_shell",
    "cubic_density",
    "cubic_ground_state",
    "equivalent_radius",
    "equivalent_shell",
    "exciton",
    "exciton_binding",
    "ground_state",
    "kinetic_energy",
    "peak_from_size",
    "pl_from_size",
    "radial_density",
    "regime",
    "size_from_energy",
    "size_from_pl",
    "sizing_basis",
    "sizing_curve",
    "sizing_curves",
    "sizing_materials",
    "sizing_points",
    "sizing_pool",
    "spherical_ground_state",
    "tunnelling_probability",
]
