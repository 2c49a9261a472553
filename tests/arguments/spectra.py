import numpy as np

from calculators.spectra import from_points

NM = np.arange(400.0, 701.0)
LINE = from_points(NM, np.exp(-4 * np.log(2) * ((NM - 516) / 20) ** 2), quantity="emission")
ENERGY = 1239.84198 / NM
EDGE = from_points(
    NM, np.sqrt(np.maximum(ENERGY - 2.3, 0)) / ENERGY + 0.05 * np.minimum(np.exp((ENERGY - 2.3) / 0.02), 1)
)

VALID = {
    "baseline": {"spectrum": LINE, "ends": "both", "share": 0.08},
    "from_points": {"wavelength_nm": [410.0, 400.0], "value": [0.71, 0.83], "quantity": "absorbance"},
    "noise": {"spectrum": LINE},
    "onset": {"spectrum": EDGE, "window_nm": [450.0, 700.0]},
    "peak": {"spectrum": LINE, "window_nm": [450.0, 600.0]},
    "subtract_baseline": {"spectrum": LINE, "ends": "both", "share": 0.08},
    "tauc": {"spectrum": EDGE, "transition": "direct", "window_ev": [2.4, 3.0]},
    "to_power": {"spectrum": LINE},
    "urbach": {"spectrum": EDGE, "window_ev": [2.2, 2.29]},
    "columns": {"text": "nm;A\n400;0.83\n410;0.70"},
    "read": {"text": "x;A\n400;0.83\n410;0.70", "quantity": "absorbance", "column": "A", "unit": "nm"},
    "read_decay": {"text": "Channel;L\n0;100\n1;80\n2;60", "column": "L", "per_channel": 0.1},
}
