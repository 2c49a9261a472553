from calculators.alignment import BandEdges

CORE, SHELL = BandEdges(-5.8, -3.5), BandEdges(-6.6, -2.9)

VALID = {
    "probabilities": {
        "core": CORE,
        "shell": (SHELL, BandEdges(-6.4, -2.8)),
        "sigma_vbm_ev": 0.2,
        "sigma_cbm_ev": 0.3,
        "tolerance_ev": 0.1,
        "common": 0.5,
        "samples": 200,
        "seed": 3,
    },
    "experiments": {"core": "CsPbBr3", "shell": "ZnS"},
    "middle_ionisation": {"material": "ZnS", "gap_ev": 3.6},
    "sources": {"material": "ZnS", "derived": True},
    "verdict": {
        "core": "CsPbBr3",
        "shell": "ZnS",
        "core_nm": 9.0,
        "shell_nm": 2.0,
        "shape": "cube",
        "tolerance_ev": 0.1,
        "core_edges": CORE,
        "shell_edges": None,
        "core_gap_ev": None,
        "shell_gap_ev": 3.6,
        "core_masses": (0.2, 0.2),
        "shell_masses": None,
    },
}
