"""Years and keys are read without bibtexparser, and agree with it."""

import bibtexparser
import pytest
from conftest import ROOT

from calculators import bibliography, tables
from calculators.errors import ArgumentError


def test_keys_and_years_are_those_that_bibtexparser_reads():
    entries = bibtexparser.parse_file(str(ROOT / "references.bib")).entries
    assert bibliography.keys() == {entry.key for entry in entries}
    assert all(bibliography.year(e.key) == int(e.fields_dict["year"].value) for e in entries)


def test_a_cell_of_several_works_is_taken_apart():
    assert bibliography.works("fang2021b;zhang2019e") == ("fang2021b", "zhang2019e")
    assert bibliography.works(" fang2021b ; ") == ("fang2021b",)
    assert bibliography.works("") == ()
    assert [bibliography.first(cell) for cell in ("zhang2019e;fang2021b", "")] == ["zhang2019e", ""]
    with pytest.raises(ArgumentError) as error:
        bibliography.works(["fang2021b"])
    assert error.value.argument == "citation"


def test_an_unknown_key_is_refused_by_name():
    for ask in (bibliography.year, bibliography.text, bibliography.bibtex):
        with pytest.raises(ArgumentError) as error:
            ask("nobody1999")
        assert (error.value.argument, error.value.value) == ("key", "nobody1999")


def test_works_of_a_folder_in_use_are_added(tmp_path):
    (tmp_path / "references.bib").write_text(
        '@article{late2021,\n  author = {Later, A.},\n  journal = {J. Tests},\n  year = "2022",\n}\n'
        "@book{undated,\n  title = {In the year 1999}\n}\n"
    )
    with tables.use(tmp_path):
        assert bibliography.year("late2021") == 2022
        assert bibliography.text("late2021") == "A. Later. J. Tests 2022."
        assert bibliography.year("song2015") == 2015
        with pytest.raises(ArgumentError, match="no year"):
            bibliography.year("undated")
    assert not {"late2021", "undated"} & bibliography.keys()
