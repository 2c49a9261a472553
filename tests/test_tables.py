"""The reader of the tables: types, overlays, and files as spreadsheets write them."""

import pytest

from calculators import datasets, tables
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
