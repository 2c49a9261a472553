"""The reader of the tables: types, overlays, and files as spreadsheets write them."""

import json

import numpy as np
import pytest

from calculators import bibliography, datasets, tables
from calculators.errors import ArgumentError


@pytest.fixture
def sizes(tmp_path):
    def write(text, encoding="utf-8"):
        (tmp_path / "sizes.csv").write_bytes(text.encode(encoding))
        return tables.use(tmp_path)

    return write


def test_a_byte_order_mark_is_no_part_of_the_first_column(sizes):
    with sizes("id,size_nm\nmine,4.5\n", "utf-8-sig"):
        assert tables.row("sizes", "mine")["size_nm"] == 4.5


@pytest.mark.parametrize(("line", "words"), [("mine,4,5", "more"), ("mine", "fewer")])
def test_rows_of_another_length_are_refused_by_both_readers(sizes, line, words):
    with sizes(f"id,size_nm\n{line}\n"):
        for reader in (tables.rows, tables.read, datasets.load):
            with pytest.raises(ArgumentError) as refused:
                reader("sizes")
            assert refused.value.argument == "name"
            assert words in refused.value.problem


def test_another_encoding_is_refused(sizes):
    with sizes("id,condition\nmine,20 °C\n", "latin-1"), pytest.raises(ArgumentError) as refused:
        tables.read("sizes")
    assert refused.value.value == "sizes"


def test_the_schema_cannot_be_changed():
    schema = tables.schema("sizes")
    with pytest.raises(TypeError):
        schema["size_nm"] = {}
    with pytest.raises(TypeError):
        schema["size_nm"]["type"] = "string"


@pytest.mark.parametrize(
    ("former", "name"),
    [
        ("core-shell", "core_shell"),
        ("optical-entries", "optical_constants/entries"),
        ("cie1931-2deg", "generated/cie1931_2deg"),
        ("constants", "generated/constants"),
    ],
)
def test_names_of_the_first_edition_still_find_their_table(former, name):
    assert datasets.load(former).attrs["name"] == name


def test_a_name_that_never_was_is_refused_as_it_was_typed():
    with pytest.raises(ArgumentError) as refused:
        datasets.load("no-such-table")
    assert refused.value.value == "no-such-table"


NO_NAMES = [["leds"], {"leds": 1}, {"leds"}, np.array(["leds"]), None, 5, b"leds", "", object()]


@pytest.mark.parametrize("bad", NO_NAMES, ids=lambda bad: type(bad).__name__)
@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (tables.path, "name"),
        (tables.rows, "name"),
        (tables.read, "name"),
        (tables.schema, "name"),
        (tables.columns, "name"),
        (tables.constant, "name"),
        (lambda bad: tables.row(bad, "x"), "name"),
        (lambda bad: tables.row("leds", bad), "id"),
        (lambda bad: tables.read(name=bad), "name"),
        (datasets.load, "name"),
        (datasets.describe, "name"),
        (bibliography.year, "key"),
        (bibliography.text, "key"),
        (bibliography.bibtex, "key"),
    ],
)
def test_a_name_is_text(call, argument, bad):
    with pytest.raises(ArgumentError) as refused:
        call(bad)
    assert refused.value.argument == argument


def test_a_type_error_inside_a_cached_function_stays_one():
    @tables.cached
    def broken(name):
        return name + 1

    with pytest.raises(TypeError):
        broken("leds")
    with pytest.raises(TypeError):
        tables.read()


@pytest.mark.parametrize("bad", [None, 5, b"", b"data", "", ["data"], {"a": 1}, "no such folder", "a\0b", "x" * 5000])
def test_what_is_no_folder_is_refused(bad):
    with pytest.raises(ArgumentError) as refused, tables.use(bad):
        pass
    assert refused.value.argument == "folder"
    assert tables.overlays() == ()


def test_the_innermost_of_equal_folders_is_laid_aside(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir(), two.mkdir()
    with tables.use(one), tables.use(two), tables.use(one):
        pass
    with tables.use(one), tables.use(two):
        with tables.use(one):
            assert tables.overlays() == (one, two, one)
        assert tables.overlays() == (one, two)


GOOD = {"path": "sizes.csv", "schema": {"fields": [{"name": "id"}, {"name": "size_nm", "type": "number"}]}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        json.dumps({"resources": {}}),
        json.dumps({"resources": ["sizes"]}),
        json.dumps({"resources": [{**GOOD, "path": 5}]}),
        json.dumps({"resources": [{"path": "sizes.csv"}]}),
        json.dumps({"resources": [{**GOOD, "schema": {"fields": None}}]}),
        json.dumps({"resources": [{**GOOD, "schema": {"fields": [{"type": "number"}]}}]}),
        json.dumps({"resources": [{**GOOD, "schema": {"fields": [{"name": "id", "type": "float"}]}}]}),
        json.dumps({"resources": [{**GOOD, "schema": {"fields": [{"name": "id", "type": ["number"]}]}}]}),
        b"\xff\xfe{}",
    ],
)
def test_a_broken_description_is_refused_with_its_file(tmp_path, text):
    package = tmp_path / "datapackage.json"
    package.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ArgumentError) as refused, tables.use(tmp_path):
        pass
    assert refused.value.argument == "folder"
    assert refused.value.value == str(package)
    assert str(package) in str(refused.value)
    assert tables.overlays() == ()
    assert tables.read("sizes")


def test_a_short_description_is_enough_for_both_readers(tmp_path):
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [GOOD]}))
    (tmp_path / "sizes.csv").write_text("id,size_nm\nmine,4.5\n")
    with tables.use(tmp_path):
        assert tables.row("sizes", "mine")["size_nm"] == 4.5
        assert datasets.load("sizes").size_nm.tolist() == [4.5]
        assert datasets.describe("sizes").loc["size_nm", "type"] == "number"
        assert "size_nm" in datasets.dictionary().markdown()


def test_an_id_stands_once(sizes):
    with sizes("id,size_nm\nmine,4.5\nyours,5\nmine,9\n"):
        with pytest.raises(ArgumentError) as refused:
            tables.row("sizes", "mine")
        assert (refused.value.argument, refused.value.value) == ("id", "mine")


@pytest.mark.parametrize("text", ["", "\n", "id,id\n1,2\n", 'id,size_nm\n"mine,4\0,5\n'])
def test_a_table_without_proper_columns_is_refused(sizes, text):
    with sizes(text):
        for reader in (tables.rows, tables.read, tables.columns):
            with pytest.raises(ArgumentError) as refused:
                reader("sizes")
            assert refused.value.value == "sizes"


def test_a_table_without_rows_has_empty_columns(sizes):
    with sizes("id,size_nm\n"):
        assert tables.rows("sizes") == ()
        assert {name: column.shape for name, column in tables.columns("sizes").items()} == {"id": (0,), "size_nm": (0,)}


@pytest.mark.parametrize("cell", ["4;5", "inf", "nan", "1e999"])
def test_a_column_of_numbers_holds_numbers(sizes, cell):
    with sizes(f"size_nm\n{cell}\n"):
        for reader in (tables.read, tables.columns):
            with pytest.raises(ArgumentError) as refused:
                reader("sizes")
            assert (refused.value.argument, refused.value.value) == ("size_nm", cell)


def test_words_are_no_columns_of_numbers():
    with pytest.raises(ArgumentError) as refused:
        tables.columns("leds")
    assert refused.value.argument == "id"


def test_works_without_a_journal_can_be_cited(tmp_path):
    (tmp_path / "references.bib").write_text(
        "@book{fox2010,\n  author = {Fox, Mark},\n  title = {Optical properties},\n  publisher = {A press},\n"
        "  year = {2010}\n}\n\n@misc{nobody,\n  title = {A page}\n}\n"
    )
    with tables.use(tmp_path):
        assert bibliography.text("fox2010") == "Mark Fox. Optical properties. A press 2010."
        assert bibliography.text("nobody") == "A page."
        with pytest.raises(ArgumentError):
            bibliography.year("nobody")
