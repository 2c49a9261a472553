VALID = {
    "atoms": {"ion": "FA"},
    "key": {"formula": "CsPbBr3"},
    "mix": {"first": "CsPbBr3", "second": "CsPbI3", "fraction": 0.4},
    "molar_mass": {"compound": "ZnS"},
    "parse": {"formula": "CsPb0.95Yb0.05Br3", "charges": {"Yb": 2}},
    "perovskite": {"formula": "Cs2AgBiBr6"},
    "related_structure": {"a": 4.0, "b": 1.0, "x": 6.0},
    "same_compound": {"first": "CsPbBr3", "second": "PbBr2"},
    "without_charge": {"label": "Au3+"},
}
