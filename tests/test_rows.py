"""Every row has what the schema asks for, cites, and agrees with itself; each check is shown to fail.

A cell that is wrong is named with its table, line, row and column, and with what is allowed there.
"""

import csv
import datetime
import json
import math
import re
import shutil
from collections import Counter

import bibtexparser
import pytest
from conftest import ROOT

from calculators import tables

PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
KNOWN = frozenset(bibtexparser.parse_file(str(ROOT / "references.bib")).entries_dict)

# Of two columns the second is not the smaller one; so it is too for every column and the one that ends in _max.
ORDERED = (("core_size_nm", "total_size_nm"), ("from_nm", "to_nm"), ("wavelength_min_nm", "wavelength_max_nm"))
TYPES = {
    "number": (re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII), "a number with a decimal point"),
    "integer": (re.compile(r"[+-]?\d+", re.ASCII), "a whole number"),
    "date": (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), "a date such as 2026-01-31"),
}


def read(folder, package=PACKAGE):
    """Columns of every table of a folder, and its rows with their lines."""
    content = {}
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            content[resource["name"]] = (list(reader.fieldnames), [(reader.line_num, row) for row in reader])
    return content


def problems(content, package=PACKAGE, only=None):
    """What is wrong with tables, or with some of them, each fault with the cell that it concerns."""
    found = []
    ids, first = {}, {}
    for name, (_, rows) in content.items():
        ids[name] = {row.get("id") for _, row in rows}
        for line, row in rows:
            first.setdefault(row.get("id"), (name, line))
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        if only and name not in only:
            continue
        fields = {f["name"]: f for f in schema["fields"]}
        columns, rows = content[name]
        if columns != list(fields):
            found.append(f"{name}, line 1: the columns are {', '.join(columns)}, described are {', '.join(fields)}")
            continue
        for column, field in fields.items():
            if field["type"] in ("number", "integer") and not field.get("unit"):
                found.append(f"{name}, column {column}: numbers without a unit")
        checks = {column: cell_check(field) for column, field in fields.items()}
        ordered = [pair for pair in (*((c, f"{c}_max") for c in fields), *ORDERED) if set(pair) <= set(fields)]
        keys = [[c] for c, field in fields.items() if field.get("constraints", {}).get("unique") and c != "id"]
        key = schema.get("primaryKey", "id")
        keys += [k for k in [[key] if isinstance(key, str) else key] if k != ["id"] and k not in keys]
        seen = Counter()
        foreign = [
            (*listed(key["fields"]), key["reference"]["resource"], *listed(key["reference"]["fields"]))
            for key in schema.get("foreignKeys", ())
        ]
        known = {column: (table, {row[other] for _, row in content[table][1]}) for column, table, other in foreign}
        for line, row in rows:
            where = f"{name}, line {line}" + (f", row {row['id']}" if row.get("id") else "")
            if None in row or None in row.values():
                said = (
                    "more cells than columns; a text with a comma needs quotes"
                    if None in row
                    else "fewer cells than columns; the row was cut, or is older than a column of the table"
                )
                found.append(f"{where}: {said}")
                continue
            wrong = {column: said for column, check in checks.items() if (said := check(row[column]))}
            found += [f"{where}: {column} is {row[column]!r}, {said}" for column, said in wrong.items()]
            for low, high in ordered:
                given = row[low] and row[high] and not {low, high} & set(wrong)
                if given and float(row[high]) < float(row[low]):
                    found.append(f"{where}: {high} is {row[high]!r}, allowed is no less than {low}, {row[low]!r}")
                elif row[high] and not row[low] and high == f"{low}_max":
                    found.append(f"{where}: {low} is '', but {high} is {row[high]!r}")
            for columns in keys:
                cells = tuple(row[c] for c in columns)
                seen[cells] += 1
                if seen[cells] > 1:
                    found.append(f"{where}: {', '.join(columns)} is {', '.join(cells)!r}, which stands in a row above")
            for column, (table, allowed) in known.items():
                if row[column] not in allowed:
                    found.append(f"{where}: {column} is {row[column]!r}, which is no row of {table}")
            found += [f"{where}: {said}" for said in row_faults(row, fields, ids)]
            if row.get("id") and first[row["id"]] != (name, line):
                found.append(f"{where}: the id is taken")
    return found


def listed(fields):
    return [fields] if isinstance(fields, str) else fields


def cell_check(field):
    """Function that says what is allowed in a cell of this column, or nothing if the cell is allowed."""
    kind, limits = field["type"], field.get("constraints", {})
    required, allowed, pattern = limits.get("required"), limits.get("enum"), limits.get("pattern")
    low, high = limits.get("minimum", -math.inf), limits.get("maximum", math.inf)
    words = f" ({field['description']})" if field.get("description") else ""

    def check(text):
        if not text:
            return f"but every row needs one{words}" if required else ""
        if kind in TYPES and not TYPES[kind][0].fullmatch(text):
            return f"allowed is {TYPES[kind][1]}"
        if kind == "date":
            try:
                datetime.date.fromisoformat(text)
            except ValueError:
                return f"allowed is {TYPES[kind][1]}"
        if kind in ("number", "integer") and not (math.isfinite(float(text)) and low <= float(text) <= high):
            return f"allowed are {low:g} to {high:g}"
        if allowed and text not in allowed:
            return f"allowed are {', '.join(allowed)}"
        if pattern and not re.fullmatch(pattern, text):
            return f"allowed is what fits {pattern}{words}"
        return ""

    return check


def row_faults(row, fields, ids):
    """What is wrong with the cells of a row together, or with what they name."""
    keys = [key for key in row.get("citation", "").split(";") if key]
    yield from (f"citation is {key!r}, which is not in references.bib" for key in keys if key not in KNOWN)
    for column in ("source", "other_source"):
        if row.get(column) and row[column] not in KNOWN:
            yield f"{column} is {row[column]!r}, which is not in references.bib"
    optional = "unit" in fields and not fields["unit"].get("constraints", {}).get("required")
    if optional and row["value"] and not row["unit"]:
        yield f"unit is '', but the value is {row['value']!r}"
    if "at_quantity" in fields and len({bool(row[f"at_{c}"]) for c in ("quantity", "value", "unit")}) > 1:
        yield "of at_quantity, at_value and at_unit one is empty"
    if row.get("flag") and not row["note"]:
        yield f"note is '', but the flag is {row['flag']!r}: say why"
    if row.get("plqy_row"):
        table, _, key = row["plqy_row"].partition("/")
        if key not in ids.get(table, {key}):  # what is no table does not fit the pattern
            yield f"plqy_row is {row['plqy_row']!r}, which is no row of {table}"


SHIPPED = read(ROOT / "data")


def test_no_row_has_a_problem():
    assert problems(SHIPPED) == []


@pytest.mark.parametrize(
    ("table", "row", "cells", "words"),
    [
        # required
        ("leds", 3, {"citation": ""}, r"leds, line 5, row [\w-]+: citation is '', but every row needs one"),
        ("leds", 4, {"emitter": ""}, r"leds, line 6, row [\w-]+: emitter is '', but every row needs one \(Composition"),
        ("leds", 4, {"emitter_printed": ""}, r"leds, line 6, row [\w-]+: emitter_printed is '', but every row needs"),
        ("leds", 4, {"emitter_form": ""}, r"leds, line 6, row [\w-]+: emitter_form is '', but every row needs one"),
        ("materials", 7, {"grade": ""}, r"materials, line 9, row [\w-]+: grade is '', but every row needs one"),
        ("sizes", 1, {"locator": ""}, r"sizes, line 3, row [\w-]+: locator is '', but every row needs one"),
        ("sizes", 1, {"source": ""}, r"sizes, line 3, row [\w-]+: source is '', but every row needs one"),
        ("values", 10, {"quantity": ""}, r"values, line 12, row [\w-]+: quantity is '', but every row needs one"),
        ("values", 10, {"unit": ""}, r"values, line 12, row [\w-]+: unit is '', but every row needs one"),
        ("values", 10, {"value": ""}, r"values, line 12, row [\w-]+: value is '', but every row needs one"),
        ("routes", 0, {"id": ""}, "routes, line 2: id is '', but every row needs one"),
        # pattern
        (
            "values",
            5,
            {"id": "Bad_Id"},
            r"values, line 7, row Bad_Id: id is 'Bad_Id', allowed is what fits \^\[a-z0-9-\]",
        ),
        (
            "core_shell",
            5,
            {"shell_evidence": "photo"},
            r"core_shell, line 7, row [\w-]+: shell_evidence is 'photo', allowed is what fits \^\(TEM\|EDS\|",
        ),
        (
            "values",
            5,
            {"flag": "doubtful", "note": "why"},
            r"values, line 7, row [\w-]+: flag is 'doubtful', allowed is what fits .*\(Empty, or one or more of suspect",
        ),
        ("leds", 0, {"plqy_row": "table/x"}, r"leds, line 2, row [\w-]+: plqy_row is 'table/x', allowed is what fits"),
        # type
        ("leds", 2, {"eqe_pct": "abc"}, r"leds, line 4, row [\w-]+: eqe_pct is 'abc', allowed is a number with a dec"),
        ("leds", 2, {"eqe_pct": "2,3"}, r"leds, line 4, row [\w-]+: eqe_pct is '2,3', allowed is a number with a dec"),
        ("leds", 2, {"eqe_pct": "nan"}, r"leds, line 4, row [\w-]+: eqe_pct is 'nan', allowed is a number with a dec"),
        ("leds", 2, {"eqe_pct": "~20"}, r"leds, line 4, row [\w-]+: eqe_pct is '~20', allowed is a number with a dec"),
        ("values", 2, {"value_max": "1e400"}, r"values, line 4, row [\w-]+: value_max is '1e400', allowed are"),
        ("dopants", 0, {"charge": "2.5"}, r"dopants, line 2, row [\w-]+: charge is '2\.5', allowed is a whole number"),
        (
            "validation",
            0,
            {"measured_on": "2026-02-30"},
            "validation, line 2: measured_on is '2026-02-30', allowed is a d",
        ),
        ("validation", 0, {"measured_on": "today"}, "validation, line 2: measured_on is 'today', allowed is a date"),
        # enum
        (
            "values",
            3,
            {"sample": "film"},
            r"values, line 5, row [\w-]+: sample is 'film', allowed are nanocrystals, tr",
        ),
        ("stability", 1, {"same_time": "yes"}, "stability, line 3: same_time is 'yes', allowed are stated"),
        (
            "core_shell",
            2,
            {"shell_class": "glass"},
            r"core_shell, line 4, row [\w-]+: shell_class is 'glass', allowed are oxide, chalcogenide, ",
        ),
        # bounds
        ("leds", 1, {"eqe_pct": "120"}, r"leds, line 3, row [\w-]+: eqe_pct is '120', allowed are 0 to 100"),
        ("stability", 0, {"rh_pct": "-4"}, "stability, line 2: rh_pct is '-4', allowed are 0 to 100"),
        # what a cell names
        (
            "alignments",
            0,
            {"citation": "nobody1999"},
            r"alignments, line 2, row [\w-]+: citation is 'nobody1999', which",
        ),
        (
            "alignments",
            0,
            {"citation": "song2015;nobody1999"},
            r"alignments, line 2, row [\w-]+: citation is 'nobody1999', which is not in references\.bib",
        ),
        ("stability", 0, {"source": "some2022"}, "stability, line 2: source is 'some2022', which is not in references"),
        (
            "stability",
            0,
            {"system_id": "none-01"},
            "stability, line 2: system_id is 'none-01', which is no row of core_s",
        ),
        (
            "leds",
            0,
            {"plqy_row": "values/x"},
            r"leds, line 2, row [\w-]+: plqy_row is 'values/x', which is no row of v",
        ),
        (
            "materials",
            0,
            {"material": "Unobtainium"},
            r"materials, line 2, row [\w-]+: material is 'Unobtainium', which",
        ),
        # keys
        ("core_shell", 5, {"id": "mu2022-t1-01"}, "core_shell, line 7, row mu2022-t1-01: the id is taken"),
        ("values", 2, {"id": "mu2022-t1-01"}, "values, line 4, row mu2022-t1-01: the id is taken"),
        (
            "material_kinds",
            -1,
            {"material": "CsPbBr3"},
            r"material_kinds, line \d+: material is 'CsPbBr3', which stands in",
        ),
        # cells of one row together
        ("leds", 0, {"t50_h": "", "t50_h_max": "4"}, r"leds, line 2, row [\w-]+: t50_h is '', but t50_h_max is '4'"),
        (
            "values",
            3,
            {"value": "5", "value_max": "4"},
            r"values, line 5, row [\w-]+: value_max is '4', allowed is no l",
        ),
        (
            "core_shell",
            5,
            {"core_size_nm": "10", "core_size_nm_max": "", "total_size_nm": "8", "total_size_nm_max": ""},
            r"core_shell, line 7, row [\w-]+: total_size_nm is '8', allowed is no less than core_size_nm, '10'",
        ),
        (
            "values",
            3,
            {"at_value": "2"},
            r"values, line 5, row [\w-]+: of at_quantity, at_value and at_unit one is emp",
        ),
        (
            "experiments",
            0,
            {"value": "2", "unit": ""},
            r"experiments, line 2, row [\w-]+: unit is '', but the value is",
        ),
        (
            "values",
            5,
            {"flag": "suspect", "note": ""},
            r"values, line 7, row [\w-]+: note is '', but the flag is 'susp",
        ),
    ],
)
def test_a_planted_fault_is_found_and_its_cell_named(table, row, cells, words):
    columns, rows = SHIPPED[table]
    rows = [(line, dict(cells)) for line, cells in rows]
    assert set(cells) <= set(columns)
    rows[row][1].update(cells)
    (found,) = problems({**SHIPPED, table: (columns, rows)}, only=[table])
    assert re.match(words, found), found


def test_a_fault_is_found_in_a_file(tmp_path):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    text = (folder / "routes.csv").read_text(encoding="utf-8")
    (folder / "routes.csv").write_text(text.replace("\n", "\nRoute 1", 1), encoding="utf-8")
    (found,) = problems(read(folder))
    assert re.match(r"routes, line 2, row Route 1[\w-]*: id is 'Route 1", found)


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


def test_a_column_that_lost_its_unit_is_found():
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    (field,) = (f for f in package["resources"][0]["schema"]["fields"] if f["name"] == "luminance_cd_m2")
    del field["unit"]
    assert problems(SHIPPED, package) == ["leds, column luminance_cd_m2: numbers without a unit"]


def test_a_column_that_nobody_described_is_found():
    columns, rows = SHIPPED["routes"]
    (found,) = problems({**SHIPPED, "routes": ([*columns, "mine"], rows)})
    assert re.match(r"routes, line 1: the columns are .*, mine, described are id, ", found)


@pytest.mark.parametrize(("cells", "words"), [(",one, two", "more"), ("", "fewer")])
def test_a_row_of_another_length_is_found(tmp_path, cells, words):
    """A comma that nobody quoted, or a row that was cut."""
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    with (folder / "routes.csv").open(encoding="utf-8") as file:
        first, second, *_ = file.read().splitlines()
    text = f"{second}{cells}" if cells else second.rpartition(",")[0]
    (folder / "routes.csv").write_text(f"{first}\n{text}\n", encoding="utf-8")
    (found,) = problems(read(folder), only=["routes"])
    assert f"{words} cells than columns" in found
