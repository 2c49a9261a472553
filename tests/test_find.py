"""find, cite, the dictionary and the archive."""

import copy
import hashlib
import json
import pickle
import subprocess
import sys
import zipfile

import bibtexparser
import numpy as np
import pandas as pd
import pytest
from conftest import ROOT

from calculators import datasets, tables
from calculators.errors import ArgumentError

PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))


def test_find_looks_through_the_tables_that_have_the_columns():
    found = datasets.find(core="CsPbBr3", shell="ZnS")
    assert {"core_shell", "leds", "alignments", "experiments", "stability", "values"} == set(found)
    assert set(found["core_shell"].core) == {"CsPbBr3"}
    assert set(found["core_shell"].shell) == {"ZnS"}
    ids = set(datasets.load("core_shell").query("core == 'CsPbBr3' and shell == 'ZnS'").id)
    assert ids <= set(found["core_shell"].id)
    assert set(found["stability"].system_id) <= set(found["core_shell"].id)
    assert len(found["stability"])
    assert found["values"].material.str.contains("CsPbBr3").all()
    assert found["values"].material.str.contains("ZnS").all()
    for name, rows in found.items():
        assert rows.attrs == datasets.load(name).attrs
        assert list(rows.columns) == list(datasets.load(name).columns)


def test_a_formula_is_a_whole_word():
    doped = datasets.find("core_shell", core="CsPbBr3").core
    assert "CsPbBr3:Sr" not in set(doped)
    assert datasets.find("alignments", core="CsPbBr₃").equals(datasets.find("alignments", core="CsPbBr3"))
    assert datasets.find("alignments", shell="Cs4PbBr6").shell.str.contains("Cs4PbBr6").all()
    assert datasets.find("alignments", shell="PbBr6").empty


def test_find_by_number_list_and_absence():
    leds = datasets.load("leds")
    assert len(datasets.find("leds", el_peak_nm=516)) == (leds.el_peak_nm == 516).sum() > 0
    assert len(datasets.find("leds", emitter_form=["NC", "film"])) == leds.emitter_form.isin(["NC", "film"]).sum()
    assert len(datasets.find("leds", flag=None)) == leds.flag.isna().sum()
    assert set(datasets.find("leds", citation="song2015").citation) == {"song2015"}
    assert datasets.find("leds").equals(leds)
    oxide = set(datasets.load("core_shell").query("shell_class == 'oxide'").id)
    assert set(datasets.find("stability", shell_class="oxide").system_id) <= oxide


@pytest.mark.parametrize(
    "several",
    [
        ["CsPbBr3", "CsPbI3"],
        ("CsPbBr3", "CsPbI3"),
        {"CsPbBr3", "CsPbI3"},
        np.array(["CsPbBr3", "CsPbI3"]),
        np.array(["CsPbBr3", "CsPbI3"], dtype=object),
        pd.Series(["CsPbBr3", "CsPbI3"]),
        pd.Index(["CsPbBr3", "CsPbI3"]),
        {"CsPbBr3": 1, "CsPbI3": 2}.keys(),
    ],
    ids=lambda v: type(v).__name__,
)
def test_a_sequence_of_any_kind_means_any_of_its_values(several):
    both = [datasets.find("leds", emitter=one).index for one in ("CsPbBr3", "CsPbI3")]
    assert all(map(len, both))
    assert list(datasets.find("leds", emitter=several).index) == sorted({*both[0], *both[1]})


def test_values_of_a_column_find_their_rows():
    leds = datasets.load("leds")
    some = leds.eqe_pct.dropna().iloc[:3]
    wanted = leds[leds.eqe_pct.isin(some)]
    for values in (some, some.to_numpy(), some.tolist()):
        assert datasets.find("leds", eqe_pct=values).equals(wanted)
    assert datasets.find("leds", eqe_pct=np.array(some.iloc[0])).equals(leds[leds.eqe_pct == some.iloc[0]])
    empty = leds[leds.eqe_pct.isna()]
    for missing in (None, np.nan, pd.NA, [None], pd.array([None], dtype="Int64")):
        assert datasets.find("leds", eqe_pct=missing).equals(empty)
    assert datasets.find("leds", id=leds.id).equals(leds)


@pytest.mark.parametrize(
    "bad",
    [{"a": 1}, [["CsPbBr3"]], np.ones((2, 2)), b"CsPbBr3", object(), 1j, len, 10**400, pd.DataFrame({"id": ["a"]})],
    ids=lambda v: type(v).__name__,
)
def test_what_can_be_no_cell_is_refused(bad):
    with pytest.raises(ArgumentError) as refused:
        datasets.find("leds", eqe_pct=bad)
    assert refused.value.argument == "eqe_pct"


@pytest.mark.parametrize(
    ("call", "argument", "value", "allowed"),
    [
        (lambda: datasets.find("leds", colour=1), "colour", None, "el_peak_nm"),
        (lambda: datasets.find(colour="blue"), "colour", None, "shell_class"),
        (lambda: datasets.find(absorber="x", emitter="y"), "absorber, emitter", None, "shell_class"),
        (lambda: datasets.find("nothing", core="x"), "table", "nothing", "leds"),
        (lambda: datasets.find(), "equals", None, "table"),
        (lambda: datasets.find("leds", eqe_pct="high"), "eqe_pct", "high", "numbers"),
        (lambda: datasets.cite("nobody1999"), "row_or_key", "nobody1999", ""),
        (lambda: datasets.cite("song2015", style="apa"), "style", "apa", "bibtex"),
        (lambda: datasets.cite({"core": "x"}), "row_or_key", {"core": "x"}, ""),
        (lambda: datasets.cite(3), "row_or_key", 3, "key"),
    ],
)
def test_bad_questions_name_the_argument(call, argument, value, allowed):
    with pytest.raises(ArgumentError) as error:
        call()
    assert (error.value.argument, error.value.value) == (argument, value)
    assert allowed in error.value.allowed


def test_tables_of_a_folder_in_use_are_found_and_cited(tmp_path):
    columns = list(datasets.load("leds").columns)
    row = {"id": "late-1", "emitter": "CsPbI3", "citation": "late2021", "eqe_pct": "12.5", "el_peak_nm": "690"}
    pd.DataFrame([row]).reindex(columns=columns).to_csv(tmp_path / "leds.csv", index=False)
    (tmp_path / "references.bib").write_text(
        "@article{late2021,\n  author = {Later, A.},\n  journal = {J. Tests},\n  year = {2021}\n}\n"
    )
    with tables.use(tmp_path):
        assert datasets.find("leds", el_peak_nm=690).id.tolist() == ["late-1"]
        assert datasets.load("leds").attrs["units"]["eqe_pct"] == "%"
        assert datasets.cite("late-1") == "A. Later. J. Tests 2021."
        assert len(datasets.load("core_shell"))
    assert "late-1" not in set(datasets.load("leds").id)


def test_both_doors_have_the_same_names():
    assert sorted(datasets.names()) == list(tables.names())
    for name in datasets.names():
        assert len(datasets.load(name)) == len(tables.read(name))
        assert set(datasets.load(name).columns) == set(tables.schema(name))


def test_what_is_shown_can_be_pickled_copied_and_compared():
    shown = datasets.show(datasets.load("sizes"), ["material", "size_nm"], "Sizes")
    for made in (shown, datasets.dictionary()):
        for same in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
            assert same == made
            assert same._repr_html_() == made._repr_html_()
    assert shown != datasets.show(datasets.load("sizes"), ["material", "size_nm"], "Others")
    assert shown != "Sizes"


def test_cite_takes_rows_ids_and_keys():
    row = datasets.find("leds", citation="song2015").iloc[0]
    text = datasets.cite(row)
    assert text == datasets.cite(dict(row)) == datasets.cite(row.id) == datasets.cite("song2015")
    assert text.startswith("J. Song, J. Li")
    assert "Adv. Mater. 2015, 27, 7162–7167. https://doi.org/10.1002/adma.201502567" in text
    two = datasets.cite("song2015;ravi2020")
    assert two.splitlines()[0] == text
    assert len(two.splitlines()) == 2


def test_every_work_can_be_cited():
    library = bibtexparser.parse_file(str(ROOT / "references.bib"))
    for key, entry in library.entries_dict.items():
        text = datasets.cite(key)
        assert "\n" not in text
        assert not set("{}\\") & set(text), text
        assert entry.fields_dict["year"].value in text
        again = bibtexparser.parse_string(datasets.cite(key, style="bibtex"))
        assert [e.key for e in again.entries] == [key]


def test_ids_of_rows_are_no_citation_keys():
    keys = set(bibtexparser.parse_file(str(ROOT / "references.bib")).entries_dict)
    ids = {str(i) for n in datasets.names() if "id" in (f := datasets.load(n)) for i in f.id}
    assert not keys & ids


def test_the_dictionary_has_every_column():
    book = datasets.dictionary()
    page, text = book._repr_html_(), book.markdown()
    for resource in PACKAGE["resources"]:
        rows = len(pd.read_csv(ROOT / "data" / resource["path"]))
        assert f"File `{resource['path']}`, {rows} rows." in text
        assert f'id="table-{resource["name"]}"' in page
        for field in resource["schema"]["fields"]:
            assert f'id="column-{resource["name"]}-{field["name"]}"' in page
            assert f"| `{field['name']}` | {field['title']} | {field['type']} | {field.get('unit', '')} |" in text


@pytest.mark.site
def test_the_dictionary_page_has_every_column(site):
    page = (site / "chapters" / "data" / "dictionary.html").read_text(encoding="utf-8")
    for resource in PACKAGE["resources"]:
        for field in resource["schema"]["fields"]:
            assert f'id="column-{resource["name"]}-{field["name"]}"' in page, (resource["name"], field["name"])


@pytest.mark.site
def test_the_site_carries_every_table_as_it_is(site):
    for resource in PACKAGE["resources"]:
        csv = site / "_static" / "dataset" / f"{resource['name']}.csv"
        assert csv.read_bytes() == (ROOT / "data" / resource["path"]).read_bytes()
        script = csv.with_suffix(".js").read_text(encoding="utf-8")
        table = json.loads(script.split("]=", 1)[1].rstrip(";\n"))
        assert [c["name"] for c in table["columns"]] == [f["name"] for f in resource["schema"]["fields"]]
        assert len(table["rows"]) == len(datasets.load(resource["name"]))
        for facet in table["facets"].values():
            assert len(facet) == len(table["rows"])


@pytest.mark.slow
def test_the_archive_is_the_same_twice_and_complete(tmp_path):
    made = []
    for folder in ("first", "second"):
        command = [sys.executable, str(ROOT / "scripts" / "make_dataset.py"), str(tmp_path / folder)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        (archive,) = (tmp_path / folder).glob("*.zip")
        made.append(archive.read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(archive) as opened:
        stem = archive.stem
        names = {n.removeprefix(f"{stem}/") for n in opened.namelist()}
        assert {f"data/{r['path']}" for r in PACKAGE["resources"]} <= names
        assert {
            "data/datapackage.json",
            "DICTIONARY.md",
            "LICENSE",
            "NOTICE",
            "CITATION.cff",
            "references.bib",
            "SHA256SUMS",
        } <= names
        sums = opened.read(f"{stem}/SHA256SUMS").decode().splitlines()
        assert len(sums) == len(names) - 1
        for line in sums:
            digest, name = line.split("  ")
            assert hashlib.sha256(opened.read(f"{stem}/{name}")).hexdigest() == digest


def test_capitals_do_not_hide_a_formula():
    """find(core="cspbbr3") once gave empty tables, while materials.find knew it."""
    for table in ("core_shell", "leds"):
        wanted = datasets.find(table, core="CsPbBr3")
        assert len(wanted) > 0
        assert datasets.find(table, core="cspbbr3").index.isin(wanted.index).all()
        assert len(datasets.find(table, core="cspbbr3")) > 0
    assert datasets.find("core_shell", core="xspbbr3").empty


def test_a_number_beyond_every_cell_is_refused_by_name():
    with pytest.raises(ArgumentError) as refused:
        datasets.find("leds", locator=10**5000)
    assert refused.value.argument == "locator"
