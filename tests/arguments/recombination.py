import math

LAYER = {
    "current_density_ma_cm2": 10.0,
    "thickness_nm": 30.0,
    "k_trap_per_s": 1e6,
    "k_radiative_cm3_s": 1e-10,
    "k_auger_cm6_s": 1e-28,
}
TIME = [float(t) for t in range(20)]

VALID = {
    "average_lifetime": {"amplitudes": [0.7, 0.3], "lifetimes": [4.0, 20.0], "weighting": "intensity"},
    "best_efficiency": {key: value for key, value in LAYER.items() if key.startswith("k_")},
    "carrier_density": LAYER,
    "fit_stretched_exponential": {
        "time": TIME,
        "signal": [math.exp(-((t / 5.0) ** 0.7)) for t in TIME],
        "confidence": 0.9,
    },
    "internal_quantum_efficiency": LAYER,
    "killers": {"plqy": 0.5},
    "least_linewidth": {"shift_ev": 0.1, "temperature_k": 293.0},
    "modulation_bandwidth": {"lifetime_ns": 1.0, "convention": "optical"},
    "pairs_by_two_photons": {
        "fluence_uj_cm2": 800.0,
        "wavelength_nm": 800.0,
        "cross_section_gm": 2.7e6,
        "pulse_fs": 100.0,
    },
    "pairs_per_pulse": {"fluence_uj_cm2": 5.0, "wavelength_nm": 400.0, "cross_section_cm2": 5e-14},
    "quantum_yield": {"k_r": 0.08, "k_nr": 0.02, "k_quench": 0.1},
    "radiative_rate_bounds": {"plqy": 0.8, "lifetime_ns": 10.0, "plqy_error": 0.05, "lifetime_error_ns": 0.5},
    "rates": {"plqy": 0.8, "lifetime_ns": 10.0},
    "recombination_shares": LAYER,
    "yield_with_killers": {"mean": 0.1},
}
