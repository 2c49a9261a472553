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
    "sources": {"material": "ZnS"},
}
