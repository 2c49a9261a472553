"""JCAMP-DX: one curve in every packing reads the same; what contradicts itself is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import spectra

NM = np.arange(300.0, 701.0, 5.0)
COUNTS = np.round(8300 * np.exp(-(NM - 400) / 60)).astype(int)


def digits(value, positive, negative):
    text = str(abs(value))
    return (positive if value >= 0 else negative)[int(text[0])] + text[1:]


def squeezed(value):
    return digits(value, "@ABCDEFGHI", "@abcdefghi")


def difference(value):
    return digits(value, "%JKLMNOPQR", "%jklmnopqr")


def repeated(count):
    return "" if count < 2 else digits(count, "0STUVWXYZs", "")


def packed(y, form, first=300.0, step=5.0, a_line=8):
    """Lines of (X++(Y..Y)) in one of the forms of the standard."""
    if form in ("DIF", "DIFDUP"):
        lines, at = [], 0
        while at < len(y) - 1:
            end = min(at + a_line, len(y) - 1)
            steps = [int(y[i] - y[i - 1]) for i in range(at + 1, end + 1)]
            words, i = [], 0
            while i < len(steps):
                same = 1
                while form == "DIFDUP" and i + same < len(steps) and steps[i + same] == steps[i]:
                    same += 1
                words.append(difference(steps[i]) + repeated(same))
                i += same
            lines.append(f"{first + step * at:g}{squeezed(int(y[at]))}{''.join(words)}")
            at = end
        return "\n".join([*lines, f"{first + step * (len(y) - 1):g}{squeezed(int(y[-1]))}"])
    word = {"AFFN": " {}".format, "PAC": "{:+d}".format, "SQZ": squeezed}[form]
    return "\n".join(
        f"{first + step * i:g}" + "".join(word(int(v)) for v in y[i : i + a_line]) for i in range(0, len(y), a_line)
    )


def file(data, y=COUNTS, form="##XYDATA=(X++(Y..Y))", first=300, last=700, **records):
    known = {
        "TITLE": "nc-01",
        "JCAMP-DX": "4.24",
        "DATA TYPE": "UV/VIS SPECTRUM",
        "XUNITS": "NANOMETERS",
        "YUNITS": "ABSORBANCE",
        "XFACTOR": "1.0",
        "YFACTOR": "0.0001",
        "FIRSTX": first,
        "LASTX": last,
        "NPOINTS": len(y),
        "FIRSTY": f"{y[0] * 1e-4:g}",
    } | {k.replace("_", " "): v for k, v in records.items()}
    return "\n".join([f"##{k}= {v}" for k, v in known.items()]) + f"\n{form}\n{data}\n##END=\n"


def refused(text, **options):
    with pytest.raises(spectra.SpectrumError) as caught:
        spectra.read(text, **options)
    return caught.value


@pytest.mark.parametrize("form", ["AFFN", "PAC", "SQZ", "DIF", "DIFDUP"])
def test_every_packing_reads_the_same(form):
    found = spectra.read(file(packed(COUNTS, form)), quantity="absorbance")
    np.testing.assert_allclose(found.wavelength_nm, NM)
    np.testing.assert_allclose(found.value, COUNTS * 1e-4, rtol=1e-12)
    assert found.at(400) == pytest.approx(0.83)
    assert (found.column, found.quantity) == ("nc-01", "absorbance")


@given(
    st.lists(st.integers(-99_999, 99_999), min_size=3, max_size=60),
    st.sampled_from(["AFFN", "PAC", "SQZ", "DIF", "DIFDUP"]),
)
def test_any_numbers_in_any_packing(values, form):
    y = np.array(values)
    last = 300 + 5 * (len(y) - 1)
    found = spectra.read(file(packed(y, form), y, last=last, YUNITS="COUNTS"), quantity="emission")
    np.testing.assert_allclose(found.value, y * 1e-4, rtol=1e-12, atol=1e-12)


def test_factors_units_and_pairs():
    wavenumbers = np.linspace(14_000, 33_000, 20)
    y = np.arange(20) + 5
    data = "\n".join(f"{x / 2:.5f} {v}" for x, v in zip(wavenumbers, y, strict=True))
    text = file(data, y, first=14_000, last=33_000, XUNITS="1/CM", XFACTOR="2.0")
    found = spectra.read(text)
    np.testing.assert_allclose(found.wavelength_nm, np.sort(1e7 / wavenumbers))
    np.testing.assert_allclose(found.value, y[::-1] * 1e-4)
    pairs = file(
        "400, 0.5; 410, 0.25\n420, 0.125",
        [1, 1, 1],
        "##XYPOINTS=(XY..XY)",
        YUNITS="TRANSMITTANCE",
        YFACTOR=1,
        FIRSTY=0.5,
    )
    found = spectra.read(pairs, quantity="absorbance")
    assert found.wavelength_nm.tolist() == [400, 410, 420]
    np.testing.assert_allclose(found.value, [0.30103, 0.60206, 0.90309], atol=1e-5)
    commas = file("400,50, 0,5\n410,50, 0,25", [1, 1], "##XYPOINTS=(XY..XY)", YFACTOR="1,0", FIRSTY="0,5")
    assert spectra.read(commas).value.tolist() == [0.5, 0.25]


def test_what_contradicts_itself_is_refused():
    good = packed(COUNTS, "DIF")
    assert "promises 81 points" in refused(file("\n".join(good.split("\n")[:-3]))).problem
    lines = good.split("\n")
    lines[3] = lines[3].replace(squeezed(int(COUNTS[24])), squeezed(int(COUNTS[24]) + 1))
    error = refused(file("\n".join(lines)))
    assert "last value before" in error.problem
    assert error.line == 16
    assert "axis of the file has reached" in refused(file(packed(COUNTS, "AFFN", step=7.0))).problem
    assert "FIRSTY" in refused(file(packed(COUNTS, "AFFN"), FIRSTY=12)).problem
    assert "FIRSTX" in refused(file(packed(COUNTS, "AFFN"), LASTX="")).problem
    assert "X++(R..R)" in refused(file("1 2", [1], "##DATA TABLE=(X++(R..R)), XYDATA")).problem


def test_units_decide_what_it_is():
    assert (
        "(micromol/mol)-1m-1"
        in refused(file(packed(COUNTS, "AFFN"), YUNITS="(micromol/mol)-1m-1"), quantity="absorbance").problem
    )
    assert "Raman" in refused(file(packed(COUNTS, "AFFN"), XUNITS="1/CM", DATA_TYPE="RAMAN SPECTRUM")).problem
    assert "decay" in refused(file(packed(COUNTS, "AFFN"), XUNITS="SECONDS")).problem


def test_blocks_are_columns():
    one, two = file(packed(COUNTS, "AFFN"), TITLE="film A"), file(packed(2 * COUNTS, "SQZ"), 2 * COUNTS, TITLE="film B")
    text = "##TITLE= both\n##DATA TYPE= LINK\n##BLOCKS= 2\n" + one + two + "##END=\n"
    assert [c.name for c in spectra.columns(text)] == ["film A", "film B"]
    assert spectra.read(text, column="film B").at(400) == pytest.approx(1.66)
    assert "'film A' is read" in spectra.read(text).notes[0]
