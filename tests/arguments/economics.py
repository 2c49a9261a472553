VALID = {
    "area_cost_from_watt": {"cost_per_watt": 0.2, "efficiency": 0.2, "irradiance_w_m2": 1000.0},
    "cost_at_yield": {"cost": 50.0, "known_yield": 0.12, "new_yield": 0.5},
    "cost_per_area": {"cost_per_gram": 50.0, "thickness_nm": 500.0, "density_g_cm3": 4.8, "deposition_yield": 0.5},
    "synthesis_yield": {"product_mass": 0.8, "precursor_mass": 2.0},
}
