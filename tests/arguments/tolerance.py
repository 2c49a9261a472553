VALID = {
    "along": {"first": "CsPbI3", "second": "CsPbBr3", "points": 11, "radii": {"Cs": 1.88}},
    "assess": {"formula": "CsPb(Br0.6I0.4)3", "radii": {"Cs": 1.88}},
    "bartel": {"r_a": 1.88, "r_b": 1.19, "r_x": 1.96, "n_a": 1.0, "invalid": "raise"},
    "known": {"formula": "CsPbI3"},
    "goldschmidt": {"r_a": 1.88, "r_b": 1.19, "r_x": 1.96},
    "octahedral": {"r_b": 1.19, "r_x": 1.96},
    "perovskite_probability": {"tau": 4.1},
    "radius": {"ion": "Cs", "site": "A", "charge": 1},
}
