WAVELENGTH_NM = [490.0, 500.0, 510.0, 520.0, 530.0]
POWER = [0.0, 1.0, 2.0, 1.0, 0.0]

VALID = {
    "acceleration_exponent": {"t50": [3.0, 0.25], "luminance": [150.0, 1200.0]},
    "current_density": {"luminance_cd_m2": 1000.0, "cd_per_a": 50.0},
    "current_efficiency": {"eqe": 0.2, "wavelength_nm": WAVELENGTH_NM, "power": POWER, "pattern": 0.9},
    "current_efficiency_ratio": {"cd_per_a": 75.0, "eqe": 0.2, "peak_nm": 516.0, "fwhm_nm": 20.0},
    "emission_line": {"peak_nm": 516.0, "fwhm_nm": 20.0},
    "eqe_from_current_efficiency": {"cd_per_a": 75.0, "wavelength_nm": WAVELENGTH_NM, "power": POWER, "pattern": 0.9},
    "escape_cone": {"refractive_index": 2.0, "mirror": True},
    "external_quantum_efficiency": {
        "charge_balance": 1.0,
        "radiative_fraction": 1.0,
        "plqy": 0.9,
        "outcoupling": 0.2,
    },
    "implied_outcoupling": {"eqe": 0.2, "plqy": 0.9, "charge_balance": 1.0, "radiative_fraction": 1.0},
    "lifetime_at": {"t50": 3.0, "luminance": 150.0, "target_luminance": 1200.0, "exponent": 1.2},
    "luminance": {"cd_per_a": 50.0, "current_density_ma_cm2": 2.0},
    "luminous_power_efficiency": {"cd_per_a": 75.0, "voltage_v": 3.0},
    "mean_photon_energy": {"wavelength_nm": WAVELENGTH_NM, "power": POWER},
    "outcoupling_estimate": {"refractive_index": 2.0},
    "pattern_factor": {"angle_deg": [0.0, 45.0, 90.0], "intensity": [1.0, 0.7, 0.0]},
    "photon_energy": {"wavelength_nm": 520.0},
    "radiance": {"eqe": 0.05, "photon_energy_ev": 0.95, "current_density_ma_cm2": 100.0},
    "wall_plug_efficiency": {"eqe": 0.2, "photon_energy_ev": 2.4, "voltage_v": 3.0},
}
