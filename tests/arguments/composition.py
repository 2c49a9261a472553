VALID = {
    "atoms": {"ion": "FA"},
    "mix": {"first": "CsPbBr3", "second": "CsPbI3", "fraction": 0.4},
    "molar_mass": {"compound": "ZnS"},
    "parse": {"formula": "CsPbBr3"},
    "perovskite": {"formula": "Cs2AgBiBr6"},
    "related_structure": {"a": 4.0, "b": 1.0, "x": 6.0},
}
