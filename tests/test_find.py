"""find, cite, the dictionary and the archive."""

import hashlib
import json
import subprocess
import sys
import zipfile

import bibtexparser
import pandas as pd
import pytest
from conftest import ROOT

from calculators import datasets

PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))


def test_find_looks_through_the_tables_that_have_the_columns():
    found = datasets.find(core="CsPbBr3", shell="ZnS")
    assert {"core-shell", "leds", "alignments", "stability", "values"} == set(found)
    assert set(found["core-shell"].core) == {"CsPbBr3"}
    assert set(found["core-shell"].shell) == {"ZnS"}
    ids = set(datasets.load("core-shell").query("core == 'CsPbBr3' and shell == 'ZnS'").id)
    assert ids <= set(found["core-shell"].id)
    assert set(found["stability"].system_id) <= set(found["core-shell"].id)
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
    oxide = set(datasets.load("core-shell").query("shell_class == 'oxide'").id)
    assert set(datasets.find("stability", shell_class="oxide").system_id) <= oxide


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: datasets.find("leds", colour=1), "colour is not in table 'leds'; allowed: .*el_peak_nm"),
        (lambda: datasets.find(colour="blue"), "colour is in no table; allowed: .*shell_class"),
        (lambda: datasets.find(absorber="x", emitter="y"), "no table has all of absorber, emitter"),
        (lambda: datasets.find("nothing", core="x"), "there is no table 'nothing'"),
        (lambda: datasets.find(), "at least one column"),
        (lambda: datasets.find("leds", eqe_pct="high"), "eqe_pct: 'high' is not a number"),
        (lambda: datasets.cite("nobody1999"), "nobody1999 is neither"),
        (lambda: datasets.cite("song2015", style="apa"), "style: 'apa'"),
        (lambda: datasets.cite({"core": "x"}), "no citation"),
        (lambda: datasets.cite(3), "int is not allowed"),
    ],
)
def test_bad_questions_are_answered_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()


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
