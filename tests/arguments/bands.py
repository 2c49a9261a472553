from calculators.bands import BandEdges

SHELL = BandEdges(-6.6, -2.9)

VALID = {
    "classify": {"core": BandEdges(-5.8, -3.5), "shell": SHELL, "tolerance_ev": 0.1},
    "required_ionisation": {"core_gap_ev": 2.3, "shell": SHELL, "tolerance_ev": 0.1},
}
