import copy
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import spectra
from calculators.errors import ArgumentError

GOOD = {
    "comma": "400,0.83\n410,0.70",
    "tab and decimal comma": "400\t0,83\n410\t0,70",
    "blanks": "  400   0.83 \n 410  0.70",
    "descending": "410 0.70\n400 0.83",
    "header": "Wavelength (nm),Abs\n400, 0.83\n410, 0.70\n",
    "comments and blank lines": "# made today\n\n400;0.83\n\n# more\n410;0.70",
    "third column": "400;0.83;9\n410;0.70;9",
    "byte order mark": "\ufeff400,0.83\n410,0.70",
    "windows ends": "400,0.83\r\n410,0.70\r\n",
    "quotes": '"400","0.83"\n"410","0.70"',
    "exponents": "4e2,8.3e-1\n4.1E2,7.0E-1",
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_the_ways_people_write_spectra(text):
    found = spectra.read(text)
    assert found.wavelength_nm.tolist() == [400, 410]
    assert found.value.tolist() == [0.83, 0.70]
    assert found.at(405) == pytest.approx(0.765)


def refused(call):
    with pytest.raises(ArgumentError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(
    ("text", "line", "value"),
    [
        ("", None, None),
        ("a,b\nc,d", None, None),
        ("400,0.8", None, None),
        ("400,0.8\n410,x\n420,0.5", 2, "410,x"),
        ("400,0.8\n410", 2, "410"),
        ("# note\nnm,A\n\n400,0.8\n410,x", 5, "410,x"),
        ("400,1\n400,2", 2, 400),
        ("400,1\n420,2\n410,3", 3, 410),
        ("420,1\n400,2\n410,3", 3, 410),
        ("400,0,83\n410,0,70", 1, "400,0,83"),
        ("400,1,2\n", None, None),
        ("nm,A\n400,1,2\n410,2,3", 2, "400,1,2"),
        ("-400,1\n410,2", 1, -400),
        ("99,1\n410,2", 1, 99),
        ("400,1\n20001,2", 2, 20001),
        ("0.4 1\n0.41 2", 1, 0.4),
        ("1\t400\n2\t410", 1, 1),
        ("400,0,83E-1\n410,0,7", 1, "400,0,83E-1"),
        ("nm,%T\n400,17\n410,20", None, "%T"),
        ("sample\nnm;Transmittance\n400;0.17\n410;0.2", None, "Transmittance"),
        ("400;;5\n410;;6", None, None),
        (None, None, None),
        (3.5, None, 3.5),
        (["400,1"], None, ["400,1"]),
    ],
)
def test_broken_files_say_which_line(text, line, value):
    error = refused(lambda: spectra.read(text))
    assert isinstance(error, spectra.SpectrumError)
    assert (error.argument, error.line, error.value) == ("text", line, value)


def test_what_two_files_in_one_say():
    assert "'a,b c,d'" in refused(lambda: spectra.read("a,b\nc,d")).problem
    assert "no table of numbers" in refused(lambda: spectra.read("400,0.8")).problem
    assert "no table of numbers" in refused(lambda: spectra.read("")).problem


def test_limits_that_are_allowed():
    assert spectra.read("nm,A\n100,1\n20000,2").wavelength_nm.tolist() == [100, 20000]
    assert spectra.read("400.5,1,2\n410.5,3,4").value.tolist() == [1, 3]
    assert spectra.read("400 , 1\n410 , 2").value.tolist() == [1, 2]
    assert spectra.read("400,−1\n410,+2").value.tolist() == [-1, 2]
    long = "400,1\n410,2\n" + "#" * 50_000_000
    assert "50 million characters" in refused(lambda: spectra.read(long)).problem
    assert "50 million characters" in refused(lambda: spectra.read(long.encode())).problem
    assert spectra.read(long[:5_000_000]).value.tolist() == [1, 2]


def test_errors_keep_their_line():
    error = refused(lambda: spectra.read("400,0.8\n410,x"))
    for other in (error.renamed("file"), pickle.loads(pickle.dumps(error))):
        assert (other.line, other.value) == (2, "410,x")
    assert error.renamed("file").argument == "file"


def test_curves_compare_and_can_be_copied():
    one = spectra.read("nm,A\n400,1\n410,nan")
    for other in (copy.deepcopy(one), pickle.loads(pickle.dumps(one)), spectra.read("nm,A\n410,nan\n400,1")):
        assert other == one
    assert one != spectra.read("nm,A\n400,1\n410,2")
    decay = spectra.read_decay("0 1\n1 0.5")
    assert decay == pickle.loads(pickle.dumps(decay))
    assert decay != spectra.read_decay("0 1\n2 0.5")


def test_outside_is_an_error_and_nan_stays():
    found = spectra.read("400 1\n410 nan\n420 3")
    assert np.isnan(found.value[1])
    for wanted, value in ((430, 430), (399.9, 399.9), ("400", "400"), (None, None), (np.nan, None), ([400, 410], None)):
        error = refused(lambda wanted=wanted: found.at(wanted))
        assert error.argument == "wavelength_nm"
        if value is not None:
            assert error.value == value
    assert found.at(400) == 1
    assert found.at(420) == 3
    wide = spectra.read("400 1\n420.5 2\n440.5 4")
    assert refused(lambda: wide.at(410)).value == 410
    assert wide.at(430.5) == 3  # 20 nm are interpolated
    assert (wide.at(400), wide.at(420.5)) == (1, 2)


@settings(max_examples=400)
@given(st.text(alphabet="0123456789.,;\t \nAeE+-#nai", max_size=80))
def test_any_text_ends_in_a_spectrum_or_the_documented_error(text):
    try:
        found = spectra.read(text)
    except spectra.SpectrumError:
        return
    assert (np.diff(found.wavelength_nm) > 0).all()


@given(
    st.lists(st.tuples(st.integers(200, 2000), st.floats(-10, 10)), min_size=2, max_size=30, unique_by=lambda p: p[0]),
    st.booleans(),
)
def test_round_trip(points, falling):
    points = sorted(points, reverse=falling)
    found = spectra.read("\n".join(f"{w}\t{v!r}" for w, v in points))
    assert found.value.tolist() == [v for _, v in sorted(points)]


def test_decays_are_read_and_put_to_the_test():
    decay = spectra.read_decay("time [h], luminance\n0, 100\n1.5, 80\n3, 70\n")
    assert decay.time.tolist() == [0, 1.5, 3]
    assert decay.header == "time [h], luminance"
    for text, line, value in (
        ("1 5\n0 6\n", 2, 0),
        ("2 5\n1 6\n0 7\n", 2, 1),
        ("1 5\n1 6\n", 1, 1),
        ("0 1\nnonsense\n", None, None),
        ("", None, None),
    ):
        error = refused(lambda text=text: spectra.read_decay(text))
        assert (error.argument, error.line, error.value) == ("text", line, value)
    assert np.isnan(spectra.read_decay("0 nan\n1 2").signal[0])
    assert spectra.read_decay("h,%T\n-1 2\n0.001 3").time.tolist() == [-1, 0.001]
