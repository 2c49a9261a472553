"""A spectrum or a decay in any layout is read as it was written, or refused: never as something else."""

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import spectra

HC = 1239.8419843320026

SEPARATORS = {"tab": "\t", "semicolon": ";", "comma": ",", "comma and blank": ", ", "blanks": "   "}
# Headings of the axis: unit as `read` knows it, factor or energy, text.
AXES = {
    "nm": (lambda nm: nm, ("Wavelength (nm)", "Wavelength [nm]", "nm", "λ / nm", "Wellenlänge (nm)", "Wave [nm]")),
    "µm": (lambda nm: nm / 1000, ("Wavelength (µm)", "wavelength [um]")),
    "Å": (lambda nm: nm * 10, ("Wavelength (Å)", "Wavelength (Angstroms)")),
    "eV": (lambda nm: HC / nm, ("Energy (eV)", "Photon energy [eV]")),
    "cm-1": (lambda nm: 1e7 / nm, ("Wavenumber (cm-1)", "wavenumbers / cm^-1", "Wavenumber [cm⁻¹]")),
}
VALUES = {
    "absorbance": ("Abs", "Absorbance", "A", "Abs.", "OD", "Extinktion", "Absorbance (AU)"),
    "emission": ("counts", "Intensity (a.u.)", "PL [cps]", "Counts", "Irradiance (µW/cm²/nm)"),
}
LOGS = (
    "",
    "Method Log\nScan rate (nm/min)    600.00\nY Mode    Abs\n",
    "\n\n[Comments]\nSample name\tnc-01\n",
    "*END\n",
)
HEADERS = ("", "sample nc-01", "Date: 2025-03-03\nIntegration time: 20 ms\nBoxcar: 3", "Title\n\nUser,x\nSlit (nm),2.0")


@st.composite
def curves(draw, largest):
    count = draw(st.integers(3, 25))
    steps = draw(st.lists(st.integers(1, 400), min_size=count, max_size=count))
    start = draw(st.integers(20_000, 60_000))
    nm = (start + np.cumsum(steps)) / 100
    value = draw(st.lists(st.floats(-largest / 10, largest), min_size=count, max_size=count))
    return nm, np.round(np.array(value), draw(st.integers(0, 5)))


def written(number, places, decimal, thousands):
    text = f"{number:,.{places}f}" if thousands else f"{number:.{places}f}"
    return text.replace(".", decimal) if decimal == "," and not thousands else text


@settings(max_examples=250, deadline=None)
@given(st.data(), st.sampled_from(["absorbance", "emission"]))
def test_a_spectrum_is_read_as_it_was_written_or_refused(data, quantity):
    nm, value = data.draw(curves(3.0 if quantity == "absorbance" else 5000.0))
    unit = data.draw(st.sampled_from(list(AXES)))
    convert, headings = AXES[unit]
    separator = data.draw(st.sampled_from(list(SEPARATORS.values())))
    decimal = data.draw(st.sampled_from([".", ","]))
    quoted = data.draw(st.booleans()) and separator in (",", ";", "\t")
    thousands = quoted and decimal == "." and data.draw(st.booleans())
    places = data.draw(st.integers(0, 6)), data.draw(st.integers(0, 6))
    x = np.array([float(f"{v:.{max(places[0], 0 if unit == 'nm' else 5)}f}") for v in convert(nm)])
    y = np.array([float(f"{v:.{places[1]}f}") for v in value])
    if data.draw(st.booleans()):
        x, y = x[::-1], y[::-1]
    more = data.draw(st.sampled_from(["", "dark", "third"]))
    rows = []
    for a, b in zip(x, y, strict=True):
        cells = [
            written(a, max(places[0], 0 if unit == "nm" else 5), decimal, thousands),
            written(b, places[1], decimal, thousands),
        ]
        if more:
            cells.insert(1 if more == "dark" else 2, written(7, 0, decimal, False))
        rows.append(separator.join(f'"{c}"' if quoted else c for c in cells))
    head = [data.draw(st.sampled_from(headings)), data.draw(st.sampled_from(VALUES[quantity]))]
    if more:
        head.insert(1 if more == "dark" else 2, "Dark" if more == "dark" else "Reference")
    lines = [*data.draw(st.sampled_from(HEADERS)).split("\n"), separator.join(head), *rows]
    text = "\n".join(lines) + "\n" + data.draw(st.sampled_from(LOGS))
    text = text.replace("\n", data.draw(st.sampled_from(["\n", "\r\n", "\r"])))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]))
    content = text.encode(encoding, "replace") if encoding == "cp1252" else text.encode(encoding)
    try:
        found = spectra.read(content, quantity=quantity)
    except spectra.SpectrumError:
        return
    wanted = {"nm": x, "µm": 1000 * x, "Å": x / 10}.get(unit)
    if wanted is None:
        wanted = (HC if unit == "eV" else 1e7) / x
    order = np.argsort(wanted)
    if np.unique(wanted).size < wanted.size:  # rounding made some equal: they are averaged
        assert found.wavelength_nm.size == np.unique(wanted).size
        return
    if encoding == "cp1252" and any(c in text for c in "λ⁻¹"):
        assert found.wavelength_nm.size == x.size
        return
    np.testing.assert_allclose(found.wavelength_nm, wanted[order], rtol=1e-12)
    np.testing.assert_allclose(found.value, y[order], rtol=1e-12)
    assert found.quantity == quantity


@pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS.keys())
@pytest.mark.parametrize("decimal", [".", ","])
def test_most_layouts_are_read(separator, decimal):
    if decimal == "," and separator.strip() == ",":
        return
    rows = [
        f"{w:.1f}{separator}{v:.4f}".replace(".", decimal) if separator.strip() != "," or decimal == "." else ""
        for w, v in zip([400, 410.5, 420], [0.83, 0.7, 0.612], strict=True)
    ]
    found = spectra.read("\n".join([f"Wavelength (nm){separator}Abs", *rows]), quantity="absorbance")
    assert found.wavelength_nm.tolist() == [400, 410.5, 420]
    assert found.value.tolist() == [0.83, 0.7, 0.612]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_a_decay_is_read_as_it_was_written_or_refused(data):
    count = data.draw(st.integers(3, 40))
    time = np.cumsum(data.draw(st.lists(st.integers(1, 500), min_size=count, max_size=count))) / 100
    counts = np.array(data.draw(st.lists(st.integers(0, 100_000), min_size=count, max_size=count)))
    unit, names = data.draw(
        st.sampled_from([("ns", "Time [ns]"), ("µs", "t (us)"), ("h", "Time/h"), ("", "x"), ("s", "Time (s)")])
    )
    separator = data.draw(st.sampled_from(list(SEPARATORS.values())))
    decimal = data.draw(st.sampled_from([".", ","]))
    response = data.draw(st.booleans())
    rows = [
        separator.join([f"{t:.2f}".replace(".", decimal), *(["3"] if response else []), str(c)])
        for t, c in zip(time, counts, strict=True)
    ]
    head = separator.join([names, *(["IRF"] if response else []), "Counts"])
    try:
        found = spectra.read_decay("\n".join([head, *rows]).encode())
    except spectra.SpectrumError:
        return
    np.testing.assert_allclose(found.time, time, rtol=1e-12)
    assert found.signal.tolist() == counts.tolist()
    assert found.unit == unit
    assert (found.response is not None) == response


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet='0123456789.,;:\t \n"#-+eE%ATRnmabs()[]µ/>', max_size=300))
def test_any_content_ends_in_a_curve_or_the_documented_error(content):
    for call in (spectra.read, spectra.read_decay, spectra.columns):
        with contextlib.suppress(spectra.SpectrumError):
            call(content)
