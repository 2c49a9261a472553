"""What a form says of what it used: no input is ignored in silence, and files hold what was computed with."""

import csv
import io
import json

import pytest

from calculators import figures, widgets

FILE_FORMS = [widgets.decay_fit, widgets.read_spectrum, widgets.led_device, widgets.nanocrystal_concentration]
each_form_with_a_file = pytest.mark.parametrize("make", FILE_FORMS, ids=lambda f: f.__name__)
ABSORBANCE = "Wavelength;Absorbance\n" + "\n".join(f"{nm};{1 - (nm - 350) / 200:.4f}" for nm in range(350, 501, 2))
EMISSION = "Wavelength (nm)\tIntensity (counts)\n" + "\n".join(
    f"{nm}\t{1000 * 0.5 ** (((nm - 640) / 15) ** 2):.3f}" for nm in range(500, 801, 2)
)


def exported(form):
    return json.loads(form.json()), list(csv.DictReader(io.StringIO(form.csv())))


@each_form_with_a_file
@pytest.mark.parametrize("content", [b"", b"\n", b"  \r\n\t"])
def test_an_empty_file_is_refused_and_nothing_takes_its_place(make, content):
    form = make()
    form.update({"dropped": ({"name": "mine.csv", "content": content},)})
    assert form.result is None
    assert form.invalid == {"dropped": "mine.csv is empty; choose a file that holds a table"}
    assert form.snippet() == form.figure_html() == ""
    form.update({"column": "Absorbance"})
    assert list(form.invalid) == ["dropped"]
    form.update({"dropped": (), "column": ""})
    assert form.result is not None


def test_files_hold_the_absorbance_that_was_read_and_not_the_one_that_was_typed():
    form = widgets.nanocrystal_concentration()
    form.update({"pasted": ABSORBANCE, "wavelength_nm": "450"})
    content, rows = exported(form)
    assert content["used"]["absorbance"] == {
        "value": pytest.approx(0.5), "unit": "", "from": "read from the spectrum at 450 nm",
    }  # fmt: skip
    (typed,) = [row for row in rows if row["name"] == "Absorbance (base 10)"]
    assert (float(typed["value"]), typed["shown"]) == (pytest.approx(0.5), "read from the spectrum at 450 nm")
    assert "shell_nm" not in content["used"]
    assert [row["shown"] for row in rows if row["name"] == "Shell thickness"] == ["has no part: no shell is chosen"]


def test_files_hold_no_peak_where_a_spectrum_gives_it():
    form = widgets.led_device()
    assert exported(form)[0]["used"]["peak_nm"]["value"] == 520
    form.update({"pasted": EMISSION, "luminance": ""})
    used = exported(form)[0]["used"]
    assert not {"peak_nm", "fwhm_nm", "t50", "n_low", "n_high"} & set(used)
    assert used["voltage_v"] == {"value": 3.0, "unit": "V"}


@pytest.mark.parametrize("make", [entry.make for entry in widgets.CALCULATORS], ids=lambda f: f.__name__)
def test_what_a_page_says_of_the_numbers_stands_in_files_too(make):
    form = make()
    content, rows = exported(form)
    said = [widgets.rows.cell_text(cell) for cell in (*form.result.lead, *form.result.notes)]
    assert said
    assert content["notes"] == [row["value"] for row in rows if row["part"] == "note"] == said


def test_a_contradiction_is_in_the_files_and_in_the_figure():
    form = widgets.led_device()
    form.update({"plqy": "0.9"})
    content, _ = exported(form)
    assert "The numbers cannot belong together: more light would leave than is made." in content["notes"]
    alt = form.drawing().alt
    assert "photons inside 0.9 %, photons out (EQE) 20 %; impossible" in alt
    assert alt == figures.eqe_chain(1.0, 1.0, 0.009, 0.2 / 0.009).alt


@pytest.mark.parametrize(
    ("peak", "width", "cd_per_a"), [(800, 45, 0.000605), (810, 50, 0.000363), (830, 40, 0.0000519)]
)
def test_a_line_at_the_end_of_the_visible_range_is_not_cut(peak, width, cd_per_a):
    """Integrals over 200 to 1400 nm; the same line as a spectrum gives the same numbers."""
    nm = range(500, 1101)
    pasted = "nm power\n" + "\n".join(f"{w} {2 ** (-4 * ((w - peak) / width) ** 2):.9e}" for w in nm)
    for make, key in ((widgets.led_efficiency, {"plqy": "100", "outcoupling": "20"}), (widgets.led_device, {})):
        form = make()
        form.update({**key, "peak_nm": str(peak), "fwhm_nm": str(width)})
        typed = form.result.numbers["Current efficiency, Lambertian [cd/A]"]
        assert typed == pytest.approx(cd_per_a, rel=0.025)
    form.update({"pasted": pasted})
    assert form.result.numbers["Current efficiency, Lambertian [cd/A]"] == pytest.approx(typed, rel=1e-5)
