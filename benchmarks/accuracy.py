"""Models against what was measured: emission peaks of sized crystals, classes of pairs, places of carriers.

    python -m benchmarks.accuracy

Predictions take the recommended values of `calculators.materials` and nothing
fitted to the sizes: gap, masses (or the reduced mass, halved equally), and the
permittivity that screens the exciton, else the high-frequency one.
"""

from __future__ import annotations

import math
from collections import Counter

from calculators import alignment, confinement, materials, tables
from calculators.checks import Shape
from calculators.errors import ArgumentError

EV_NM = 1239.841984


def _known(material: str, *properties: str) -> float:
    for name in properties:
        if name in materials.properties(material):
            return materials.value(material, name).value
    raise LookupError(f"no {' or '.join(properties)}")


def inputs(material: str) -> tuple[float, float, float, float]:
    """Gap [eV], masses [m0] and permittivity of a material.

    Parameters
    ----------
    material : str
        Name in the table of materials.

    Returns
    -------
    tuple of float
        Gap, electron mass, hole mass, permittivity.

    Raises
    ------
    LookupError
        If one of them could not be read anywhere.
    """
    gap = _known(material, "band gap")
    if "exciton reduced mass" in materials.properties(material):
        electron = hole = 2 * _known(material, "exciton reduced mass")
    else:
        electron, hole = _known(material, "electron effective mass"), _known(material, "hole effective mass")
    eps = _known(material, "relative permittivity (effective, exciton)", "relative permittivity (high frequency)")
    return gap, electron, hole, eps


def models(material: str, size_nm: float, shape: str) -> dict[str, float]:
    """Emission peak by model.

    Parameters
    ----------
    material : str
        Name in the table of materials.
    size_nm : float
        Edge of a cube or diameter of a sphere [nm].
    shape : str
        "cube" or "sphere".

    Returns
    -------
    dict of str to float
        Wavelength [nm].
    """
    gap, electron, hole, eps = inputs(material)
    kind: Shape = "sphere" if shape == "sphere" else "cube"
    reduced = electron * hole / (electron + hole)
    energies = {
        "gap alone": gap,
        "strong confinement, first order": confinement.brus(size_nm, gap, reduced, eps, shape=kind),
        "correlated exciton": gap + confinement.exciton(size_nm, electron, hole, eps, shape=kind).energy_ev,
        "correlated exciton, two bands": gap
        + confinement.exciton(size_nm, electron, hole, eps, shape=kind, gap_ev=gap).energy_ev,
    }
    return {name: EV_NM / energy for name, energy in energies.items()}


def peaks() -> None:
    """Peaks of all sizing points against the models."""
    errors: dict[tuple[str, str], list[float]] = {}
    left_out: Counter[str] = Counter()
    for row in tables.read("sizes"):
        material, flag = row["material"], row["flag"] or ""
        measured = row["pl_peak_nm"] or row["absorption_peak_nm"]
        try:
            found = models(
                material, row["size_nm"], row["shape"] or ("cube" if row["size_kind"] == "edge" else "sphere")
            )
        except (LookupError, ArgumentError) as error:
            left_out[f"{material}: {error}"] += 1
            continue
        for name, wavelength in found.items():
            group = material + (" (flagged)" if flag else "")
            errors.setdefault((group, name), []).append(EV_NM / wavelength - EV_NM / measured)
    print(f"{'material':22} {'model':36} {'n':>3} {'mean meV':>9} {'rms meV':>8}")
    for (group, name), found in sorted(errors.items()):
        mean, rms = sum(found) / len(found), math.sqrt(sum(e * e for e in found) / len(found))
        print(f"{group:22} {name:36} {len(found):3} {1e3 * mean:+9.0f} {1e3 * rms:8.0f}")
    for reason, count in left_out.items():
        print(f"left out, {count}: {reason}")


def classes() -> None:
    """Classes that papers state, and places that experiments find, against verdicts from the edges."""
    outcome: Counter[str] = Counter()
    for row in tables.read("alignments"):
        if not row["class"]:
            continue
        try:
            found = alignment.verdict(row["core"], row["shell"])
        except ArgumentError:
            outcome["not in the tables"] += 1
            continue
        if not found.probability:
            outcome["no edges"] += 1
        else:
            best = max(found.probability, key=lambda kind: found.probability[kind])
            share = found.probability[row["class"]]
            outcome["most probable of the edges" if best == row["class"] else "not the most probable"] += 1
            stated = f"stated {row['class']} ({share:.0%} by the edges)"
            print(f"  {row['core']}/{row['shell']}: {stated}, verdict {found.kind}")
    print("classes stated:", dict(outcome))
    places: Counter[str] = Counter()
    for row in tables.read("experiments"):
        for carrier in ("electron", "hole"):
            where = row[carrier]
            if row["grade"] != "measured" or not where:
                continue
            try:
                found = alignment.verdict(row["core"], row["shell"])
            except ArgumentError:
                places["not in the tables"] += 1
                continue
            shares = getattr(found, carrier)
            if not shares:
                places["no edges"] += 1
                continue
            best = max(shares, key=lambda place: shares[place])
            places["as the edges say" if best == where else "against the edges"] += 1
            print(f"  {row['core']}/{row['shell']}: {carrier} in the {where} ({shares[where]:.0%} by the edges)")
    print("places measured:", dict(places))


if __name__ == "__main__":
    peaks()
    classes()
