import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import spectra

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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "0 pairs"),
        ("a,b\nc,d", "first line is 'a,b'"),
        ("400,0.8", "1 pairs"),
        ("400,0.8\n410,x\n420,0.5", "line 2 .'410,x'. holds no two numbers"),
        ("400,0.8\n410", "line 2"),
        ("400,1\n400,2", "line 2 breaks the order"),
        ("400,1\n420,2\n410,3", "410 nm in line 3 breaks the order"),
        ("400,0,83\n410,0,70", "decimal commas"),
        ("-400,1\n410,2", "-400 in line 1 is no wavelength in nm"),
        ("0.4 1\n0.41 2", "0.4 in line 1 is no wavelength in nm"),
        ("1\t400\n2\t410", "1 in line 1 is no wavelength"),
        ("1,000\t0.83\n1,010\t0.8", "without thousands separators"),
        ("400,0,83E-1\n410,0,7", "decimal commas"),
        ("nm,%T\n400,17\n410,20", "speaks of transmission"),
        ("nm;Transmittance\n400;0.17\n410;0.2", "speaks of transmission"),
        ("400;;5\n410;;6", "line 1"),
        ("400 OVER\n410 0.7\n420 0.6", "line 1 .'400 OVER'. holds no two numbers"),
        ("400,inf\n410,2", "infinite"),
        (b"400,1", "is not text"),
    ],
)
def test_broken_files_get_a_sentence(text, words):
    with pytest.raises(spectra.SpectrumError, match=words):
        spectra.read(text)


def test_outside_is_an_error_and_nan_stays():
    found = spectra.read("400 1\n410 nan\n420 3")
    assert np.isnan(found.value[1])
    with pytest.raises(ValueError, match="430 nm is outside the spectrum, 400 to 420 nm"):
        found.at(430)
    with pytest.raises(ValueError, match="50 nm apart"):
        spectra.read("400 1\n450 2").at(420)
    assert spectra.read("400 1\n450 2").at(450) == 2


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
    for text, words in (
        ("1 5\n0 6\n", "the time 0 in line 2 breaks the order"),
        ("0 1\n1 inf\n", "line 2 is infinite"),
        ("0 1\nnonsense\n", "line 2"),
        ("", "0 pairs"),
    ):
        with pytest.raises(spectra.SpectrumError, match=words):
            spectra.read_decay(text)
