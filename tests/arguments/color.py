from calculators import color

from .led import POWER, WAVELENGTH_NM

TRIANGLE = [[0.64, 0.33], [0.30, 0.60], [0.15, 0.06]]
WHITE_NM, WHITE = (a.tolist() for a in color.planckian(3000.0))

VALID = {
    "band": {"wavelength_nm": 516.0},
    "cct": {"x": 0.3127, "y": 0.3290, "invalid": "raise"},
    "check_spectrum": {"wavelength_nm": WAVELENGTH_NM, "power": POWER},
    "chromaticity": {"wavelength_nm": WAVELENGTH_NM, "power": POWER},
    "colour_rendering": {"wavelength_nm": WHITE_NM, "power": WHITE},
    "describe": {"wavelength_nm": WAVELENGTH_NM, "power": POWER},
    "dominant_wavelength": {"x": 0.1, "y": 0.7, "white": [0.3127, 0.3290]},
    "duv": {"x": 0.3127, "y": 0.3290},
    "excitation_purity": {"x": 0.1, "y": 0.7, "white": [0.3127, 0.3290]},
    "from_uv": {"u": 0.2, "v": 0.47},
    "gamut": {"name": "sRGB"},
    "gamut_coverage": {"primaries": TRIANGLE, "reference": "Rec.2020", "space": "uv"},
    "gamut_ratio": {"primaries": "sRGB", "reference": TRIANGLE, "space": "uv"},
    "gaussian": {"peak_nm": 520.0, "fwhm_nm": 20.0},
    "luminous_efficacy": {"wavelength_nm": WAVELENGTH_NM, "power": POWER},
    "mix": {"primaries": TRIANGLE, "target": [0.3127, 0.3290]},
    "mix_spectra": {
        "wavelength_nm": color.visible_grid().tolist(),
        "powers": color.gaussian([630.0, 525.0, 465.0], 20.0)[1].tolist(),
        "target": [0.3127, 0.3290],
    },
    "on_visible_grid": {"wavelength_nm": WAVELENGTH_NM, "power": POWER},
    "planckian": {"temperature_k": 3000.0},
    "screen_rgb": {"x": 0.3127, "y": 0.3290},
    "split_gaussian": {"peak_nm": 640.0, "left_fwhm_nm": 24.0, "right_fwhm_nm": 40.0},
    "tristimulus": {"wavelength_nm": WAVELENGTH_NM, "power": POWER},
    "uv": {"x": 0.3127, "y": 0.3290},
    "white_point": {"name": "sRGB"},
    "whole_range": {"wavelength_nm": WAVELENGTH_NM, "power": POWER, "exponent": 1},
}
