"""Write the tables of data/generated/ from the packages that are their source.

    .venv/bin/python scripts/make_generated_tables.py

Run it after a change of the pins; tests/test_generated_tables.py compares the
files with the packages, value by value.
"""

from __future__ import annotations

import csv
from pathlib import Path

import colour
import numpy as np
import scipy.constants as sc
from colour.colorimetry.datasets.illuminants.sds_d_illuminant_series import (
    SDS_BASIS_FUNCTIONS_CIE_ILLUMINANT_D_SERIES,
)
from colour.quality.datasets import SDS_TCS
from mendeleev import element

OUT = Path(__file__).resolve().parent.parent / "data" / "generated"

CONSTANTS = {
    "speed_of_light": ("speed of light in vacuum", "m s^-1"),
    "planck": ("Planck constant", "J Hz^-1"),
    "elementary_charge": ("elementary charge", "C"),
    "avogadro": ("Avogadro constant", "mol^-1"),
    "boltzmann": ("Boltzmann constant", "J K^-1"),
    "electron_mass": ("electron mass", "kg"),
    "vacuum_permittivity": ("vacuum electric permittivity", "F m^-1"),
    "luminous_efficacy": ("luminous efficacy", "lm W^-1"),
}

GAMUTS = {"sRGB": "sRGB", "DCI-P3": "DCI-P3", "NTSC": "NTSC (1953)", "Rec.2020": "ITU-R BT.2020"}


def write(name: str, header: list[str], rows: list[list[object]]) -> None:
    with (OUT / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def cie_1931() -> None:
    cmfs = colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"]
    rows = [[int(w), *(repr(float(v)) for v in xyz)] for w, xyz in zip(cmfs.wavelengths, cmfs.values, strict=True)]
    write("cie1931_2deg.csv", ["wavelength_nm", "xbar", "ybar", "zbar"], rows)


def colour_rendering() -> None:
    """Daylight components (CIE 15, every 5 nm, linear between) and test colour samples (CIE 13.3), at 1 nm."""
    shape = colour.SpectralShape(360, 830, 1)
    columns = []
    for name in ("S0", "S1", "S2"):
        sd = SDS_BASIS_FUNCTIONS_CIE_ILLUMINANT_D_SERIES[name]
        columns.append(np.interp(shape.wavelengths, sd.wavelengths, sd.values))
    for k in range(1, 15):
        columns.append(SDS_TCS["CIE 1995"][f"TCS{k:02}"].copy().align(shape).values)
    header = ["wavelength_nm", "s0", "s1", "s2", *(f"tcs{k:02}" for k in range(1, 15))]
    rows = [
        [int(w), *(f"{v:.6g}" for v in values)]
        for w, values in zip(shape.wavelengths, np.stack(columns, axis=1), strict=True)
    ]
    write("colour_rendering.csv", header, rows)


def constants() -> None:
    rows = []
    for name, (codata, unit) in CONSTANTS.items():
        value, codata_unit, uncertainty = sc.physical_constants[codata]
        if codata_unit != unit:
            raise SystemExit(f"{name}: the source's unit is {codata_unit}, not {unit}")
        rows.append([name, repr(value), unit, repr(uncertainty), f"CODATA 2022: {codata}"])
    write("constants.csv", ["name", "value", "unit", "standard_uncertainty", "origin"], rows)


def atomic_weights() -> None:
    # Every element with a standard atomic weight; those without a stable isotope have none, but for four.
    known = [element(number) for number in range(1, 93)]
    lasting = [e for e in known if not e.is_radioactive or e.symbol in ("Bi", "Th", "Pa", "U")]
    rows = [[e.symbol, repr(float(e.atomic_weight))] for e in sorted(lasting, key=lambda e: e.symbol)]
    write("atomic_weights.csv", ["symbol", "weight"], rows)


def gamuts() -> None:
    rows = []
    for name, colourspace in GAMUTS.items():
        space = colour.RGB_COLOURSPACES[colourspace]
        points = {
            **dict(zip(("red", "green", "blue"), space.primaries, strict=True)),
            "white": space.whitepoint,
        }
        rows += [[name, point, repr(float(x)), repr(float(y))] for point, (x, y) in points.items()]
    write("rgb_primaries.csv", ["gamut", "point", "x", "y"], rows)


if __name__ == "__main__":
    OUT.mkdir(parents=True, exist_ok=True)
    cie_1931()
    colour_rendering()
    constants()
    gamuts()
    atomic_weights()
