from calculators.composition import parse

VALID = {
    "along": {"first": "CsPbI3", "second": "CsPbBr3", "points": 11, "radii": {"Cs": 1.88}},
    "assess": {"formula": "CsPb(Br0.6I0.4)3", "radii": {"Cs": 1.88}},
    "bartel": {"r_a": 1.88, "r_b": 1.19, "r_x": 1.96, "n_a": 1.0, "invalid": "raise"},
    "factor_errors": {
        "r_a": 1.88,
        "r_b": 1.19,
        "r_x": 2.2,
        "n_a": 1.0,
        "sd_a": 0.02,
        "sd_b": 0.01,
        "sd_x": 0.01,
        "invalid": "raise",
    },
    "known": {"formula": "CsPbI3"},
    "goldschmidt": {"r_a": 1.88, "r_b": 1.19, "r_x": 1.96},
    "octahedral": {"r_b": 1.19, "r_x": 1.96},
    "own_radii": {"radii": {"GU": 2.78}, "compositions": [parse("GAPbI3")]},
    "perovskite_probability": {"tau": 4.1},
    "radius": {"ion": "Cs", "site": "A", "charge": 1},
}
