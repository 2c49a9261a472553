"""Every row cites, has units, a name of its own and values inside the bounds; each check is shown to fail."""

import csv
import json
import re
import shutil
from collections import Counter

import bibtexparser
import pytest
from conftest import ROOT

from calculators import tables


def problems(folder, bibliography=ROOT / "references.bib"):
    """What is wrong with the tables of a folder, each with the row that it concerns."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    known = set(bibtexparser.parse_file(str(bibliography)).entries_dict)
    found, owners = [], Counter()
    for resource in package["resources"]:
        name, fields = resource["name"], resource["schema"]["fields"]
        by_name = {f["name"]: f for f in fields}
        for field in fields:
            if field["type"] in ("number", "integer") and not field.get("unit"):
                found.append(f"{name}, column {field['name']}: numbers without a unit")
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), start=2):
                where = f"{name}, line {line}" + (f", row {row['id']}" if row.get("id") else "")
                if None in row or None in row.values():
                    words = "more" if None in row else "fewer"
                    found.append(f"{where}: {words} cells than columns; a text with a comma needs quotes")
                    continue
                if "citation" in by_name:
                    keys = [k for k in row["citation"].split(";") if k]
                    if not keys:
                        found.append(f"{where}: cites nothing")
                    found += [f"{where}: cites {k}, which is not in references.bib" for k in keys if k not in known]
                found += [
                    f"{where}: {column} {row[column]!r} is not in references.bib"
                    for column in ("source", "other_source")
                    if column in by_name and (row[column] or column == "source") and row[column] not in known
                ]
                if row.get("id"):
                    owners[row["id"]] += 1
                    if owners[row["id"]] > 1:
                        found.append(f"{where}: the id is taken")
                if by_name.get("value", {}).get("unit") == "see unit" and row["value"] and not row["unit"]:
                    found.append(f"{where}: value {row['value']} has no unit")
                if "at_quantity" in by_name and len({bool(row[f"at_{c}"]) for c in ("quantity", "value", "unit")}) > 1:
                    found.append(f"{where}: of at_quantity, at_value and at_unit one is empty")
                for column, field in by_name.items():
                    limits, text = field.get("constraints", {}), row[column]
                    if text and field["type"] in ("number", "integer"):
                        low, high = limits.get("minimum", float("-inf")), limits.get("maximum", float("inf"))
                        if not low <= float(text) <= high:
                            found.append(f"{where}: {column} is {text}, allowed are {low:g} to {high:g}")
                    if text and "enum" in limits and text not in limits["enum"]:
                        found.append(f"{where}: {column} is {text!r}, which is not allowed")
    return found


def test_no_row_has_a_problem():
    assert problems(ROOT / "data") == []


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "words"),
    [
        ("leds", 3, "citation", "", r"leds, line 5, row [\w-]+: cites nothing"),
        ("alignments", 0, "citation", "nobody1999", r"alignments, line 2, row [\w-]+: cites nobody1999, which is not"),
        ("stability", 0, "source", "literature", "stability, line 2: source 'literature' is not in references.bib"),
        ("sizes", 1, "source", "", r"sizes, line 3, row [\w-]+: source '' is not in references.bib"),
        ("issues", 1, "other_source", "some2022", r"issues, line 3, row [\w-]+: other_source 'some2022' is not in"),
        ("values", 10, "unit", "", r"values, line 12, row [\w-]+: value [\d.]+ has no unit"),
        (
            "values",
            3,
            "at_value",
            "2",
            r"values, line 5, row [\w-]+: of at_quantity, at_value and at_unit one is empty",
        ),
        ("values", 3, "sample", "film", r"values, line 5, row [\w-]+: sample is 'film'"),
        ("stability", 1, "same_time", "yes", "stability, line 3: same_time is 'yes'"),
        ("core_shell", 5, "id", "mu2022-t1-01", "core_shell, line 7, row mu2022-t1-01: the id is taken"),
        ("values", 2, "id", "mu2022-t1-01", "values, line 4, row mu2022-t1-01: the id is taken"),
        ("leds", 1, "eqe_pct", "120", r"leds, line 3, row [\w-]+: eqe_pct is 120, allowed are 0 to 100"),
        ("stability", 0, "rh_pct", "-4", "stability, line 2: rh_pct is -4, allowed are 0 to 100"),
        ("core_shell", 2, "shell_class", "glass", r"core_shell, line 4, row [\w-]+: shell_class is 'glass'"),
    ],
)
def test_a_planted_fault_is_found_and_its_row_named(tmp_path, table, row, column, value, words):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[row][column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert any(re.match(words, problem) for problem in problems(folder)), problems(folder)


def test_what_rows_say_in_words_stands_in_its_column():
    """Figures choose by the columns; a new row that says it in words only would be left out in silence."""
    for row in tables.read("values"):
        words = row["material"].replace(",", " ").split()
        expected = "transistor" if "transistor" in words else ""
        if not expected and re.search(r"\b(NCs?|PeQDs?)\b", row["material"]):
            expected = "nanocrystals"
        assert row["sample"] == expected, row["id"]
        cycles = re.search(r"\((\d+) cycles?\)", row["material"])
        if cycles:
            assert (row["at_quantity"], row["at_value"]) == ("shell cycles", float(cycles[1])), row["id"]
        stated = re.search(r"synthesis yield ([\d.]+) %", row["condition"])
        if stated:
            at = (row["at_quantity"], row["at_value"], row["at_unit"])
            assert at == ("synthesis yield", float(stated[1]), "%"), row["id"]
    for row in tables.read("stability"):
        assert (row["same_time"] == "stated") == (row["duration_printed"] == "the same time"), row["system_id"]


def test_a_column_that_lost_its_unit_is_found(tmp_path):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (field,) = (f for f in package["resources"][0]["schema"]["fields"] if f["name"] == "luminance_cd_m2")
    del field["unit"]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    assert "leds, column luminance_cd_m2: numbers without a unit" in problems(folder)


@pytest.mark.parametrize(("cells", "words"), [(",one, two", "more"), ("", "fewer")])
def test_a_row_of_another_length_is_found(tmp_path, cells, words):
    """A comma that nobody quoted, or a row that was cut."""
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    with (folder / "routes.csv").open(encoding="utf-8") as file:
        first, second, *_ = file.read().splitlines()
    text = f"{second}{cells}" if cells else second.rpartition(",")[0]
    (folder / "routes.csv").write_text(f"{first}\n{text}\n", encoding="utf-8")
    (found,) = (p for p in problems(folder) if p.startswith("routes"))
    assert f"{words} cells than columns" in found
