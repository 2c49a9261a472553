import pytest

from book.figures.data import select
from calculators import tables
from calculators.errors import ArgumentError


@pytest.mark.parametrize(
    ("note", "columns"),
    [
        ("size_nm: edge or diameter not said", {"size_nm"}),
        ("size_nm, pl_peak_nm: both from a figure. citation: guessed", {"size_nm", "pl_peak_nm", "citation"}),
        ("read by eye; pl_peak_nm: of another sample", {"pl_peak_nm"}),
        # A word before a colon that is no column names none, and then the whole row is doubted.
        ("remark: too large", {"size_nm", "pl_peak_nm", "citation", "flag", "note"}),
        ("", {"size_nm", "pl_peak_nm", "citation", "flag", "note"}),
    ],
)
def test_a_flag_doubts_the_columns_that_the_note_names(note, columns):
    row = {"size_nm": 9.0, "pl_peak_nm": 515.0, "citation": "a2020", "flag": "suspect", "note": note}
    assert select.doubted(row) == columns
    assert select.doubted({**row, "flag": ""}) == set()


def test_doubts_of_the_shipped_rows_are_columns_with_a_value_or_a_reason():
    flagged = [row for row in tables.read("core_shell") if row["flag"]]
    assert flagged
    for row in flagged:
        assert select.doubted(row) < set(row), row["id"]


def test_values_in_one_unit():
    factors = {"MHz": 1.0, "GHz": 1e3}
    assert select.converted({"value": 1.5, "unit": "GHz"}, factors) == 1500
    assert select.converted({"value": 1.5, "unit": "MHz"}, factors) == 1.5
    with pytest.raises(ArgumentError) as refused:
        select.converted({"value": 1.5, "unit": "Mbit/s"}, factors)
    assert (refused.value.argument, refused.value.value) == ("unit", "Mbit/s")
