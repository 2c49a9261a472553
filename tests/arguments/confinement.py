import fractions

from calculators.alignment import BandEdges
from calculators.confinement import Material

CORE = Material("core", BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
SHELL = Material("shell", BandEdges(-6.6, -2.9), 0.25, 0.5, 8.0)
PAIR = {"reduced_mass": 0.12, "permittivity": 7.3}
LAYERS = {"widths_nm": [3.0, 1.0], "potentials_ev": [0.0, 0.5], "masses": [0.1, 0.2]}
# A barrier may be infinite: what else is refused stands in test_confinement.py.
BARRIER_EV = fractions.Fraction(3)

VALID = {
    "bohr_radius": PAIR,
    "brus": {"size_nm": 8.0, "gap_ev": 2.3, **PAIR, "shape": "sphere", "nonparabolic": False},
    "core_shell": {
        "core": CORE,
        "shell": SHELL,
        "core_nm": 8.0,
        "shell_nm": 1.0,
        "shape": "cube",
        "outside_ev": BARRIER_EV,
        "outside_mass": 1.0,
        "outside_permittivity": None,
        "attraction": "first order",
        "nonparabolic": False,
    },
    "cubic_density": {
        "half_edge_nm": 3.0,
        "shell_nm": 1.0,
        "mass_core": 0.1,
        "mass_shell": 0.2,
        "offset_ev": 0.5,
        "outside_ev": BARRIER_EV,
        "outside_mass": 1.0,
        "gaps_ev": None,
        "points": 20,
    },
    "cubic_ground_state": {**LAYERS, "outside_ev": BARRIER_EV, "outside_mass": 1.0},
    "equivalent_radius": {"edge_nm": 8.0},
    "equivalent_shell": {"shell_nm": 1.0},
    "exciton": {
        "edge_nm": 8.0,
        "electron_mass": 0.2,
        "hole_mass": 0.25,
        "permittivity": 7.0,
        "shape": "cube",
        "gap_ev": None,
    },
    "exciton_binding": PAIR,
    "ground_state": {"radius_nm": 3.0, "shell_nm": 1.0, "mass_core": 0.1, "mass_shell": 0.2, "offset_ev": 0.5},
    "kinetic_energy": {"size_nm": 8.0, "reduced_mass": 0.12, "shape": "cube", "gap_ev": None},
    "peak_from_size": {
        "material": "CsPbBr3",
        "size_nm": 5.0,
        "uncertainty_nm": 0.5,
        "citation": None,
        "kind": "edge",
        "doubted": False,
    },
    "pl_from_size": {"material": "CsPbBr3", "size_nm": 5.0, "citation": None, "kind": "edge", "doubted": False},
    "radial_density": {
        "radius_nm": 3.0,
        "shell_nm": 1.0,
        "mass_core": 0.1,
        "mass_shell": 0.2,
        "offset_ev": 0.5,
        "outside_ev": BARRIER_EV,
        "outside_mass": 1.0,
        "gaps_ev": None,
        "points": 20,
    },
    "regime": {"electron_core": 0.9, "hole_core": 0.2, "confined": 0.7},
    "size_from_energy": {
        "energy_ev": 2.4,
        "gap_ev": 2.3,
        **PAIR,
        "shape": "cube",
        "nonparabolic": True,
        "invalid": "raise",
    },
    "size_from_pl": {
        "material": "CsPbBr3",
        "pl_peak_nm": 500.0,
        "uncertainty_nm": 1.0,
        "citation": None,
        "kind": "edge",
        "doubted": False,
    },
    "sizing_basis": {"material": "CsPbBr3", "citation": None, "doubted": False},
    "sizing_curve": {"material": "CsPbBr3", "citation": None, "doubted": False},
    "sizing_materials": {"doubted": False},
    "sizing_points": {"material": "CsPbBr3", "citation": None, "doubted": False},
    "sizing_pool": {"material": "CsPbBr3", "doubted": False},
    "spherical_ground_state": {**LAYERS, "outside_ev": BARRIER_EV, "outside_mass": 1.0},
    "tunnelling_probability": {"thickness_nm": 1.0, "barrier_ev": 1.0, "mass": 1.0},
}
