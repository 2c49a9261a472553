"""What a form says of what it used: no input is ignored in silence, and files hold what was computed with."""

import csv
import io
import json

import pytest

from calculators import alignment, color, figures, widgets

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


ABSENT_FILE = ({"name": "", "absent": True},)


@each_form_with_a_file
def test_what_a_link_could_not_carry_is_asked_for_and_nothing_takes_its_place(make):
    form = make()
    form.update({"pasted": {"absent": True}})
    assert form.result is None
    assert form.invalid == {"pasted": "the text of the link is not here; it was too long for a link: paste it again"}
    form.update({"dropped": ABSENT_FILE})
    assert list(form.invalid) == ["pasted", "dropped"]
    assert form.invalid["dropped"] == "the file of the link is not here; links carry no files: choose it here"
    assert form.snippet() == form.figure_html() == ""
    json.dumps(form.state())
    form.csv()
    form.json()
    form.view()
    # Other inputs change nothing of it; what is chosen takes the place of both.
    form.update({"column": ""})
    assert list(form.invalid) == ["pasted", "dropped"]
    text = "0 100\n1 84.1\n2 70.7\n3 59.5\n4 50\n5 42\n6 35.4\n7 29.7" if make is widgets.decay_fit else EMISSION
    if make is widgets.nanocrystal_concentration:
        text = ABSORBANCE
    form.update({"dropped": ({"name": "mine.txt", "content": text.encode()},)})
    assert form.result is not None, form.message()
    first = form.result.numbers
    form.update({"dropped": ABSENT_FILE, "pasted": ""})
    assert list(form.invalid) == ["dropped"]
    form.inputs["pasted"].value = text
    assert form.result is not None
    assert form.result.numbers == first
    form.inputs["pasted"].value = {"absent": True}
    assert list(form.invalid) == ["pasted"]
    form.inputs["pasted"].value = ""  # emptied by hand
    assert "pasted" not in form.invalid or make in (widgets.decay_fit, widgets.read_spectrum)


def test_examples_say_that_they_are_made_up():
    for make in (widgets.decay_fit, widgets.read_spectrum):
        form = make()
        assert "is made up, to show the form" in form.state()["html"]
        assert "is made up, to show the form" in form.json()
        form.update({"pasted": form.held()["pasted"] + "\n"})
        form.update({"pasted": "x y\n" + "\n".join(f"{t} {100 * 0.8 ** (t - 500):.3f}" for t in range(500, 520))})
        assert "made up" not in form.state()["html"]


@pytest.mark.parametrize(
    ("make", "inputs"),
    [
        (widgets.led_device, {"pasted": EMISSION, "peak_nm": "", "fwhm_nm": " "}),
        (widgets.led_device, {"t50": "", "luminance": "", "n_low": "", "n_high": ""}),
        (widgets.nanocrystal_concentration, {"pasted": ABSORBANCE, "absorbance": ""}),
        (widgets.nanocrystal_concentration, {"shell_nm": ""}),
        (widgets.core_shell_alignment, {"shell": "Cs4PbBr6", "core_nm": "", "shell_nm": ""}),
    ],
)
def test_a_field_without_a_part_may_be_empty(make, inputs):
    form, filled = make(), make()
    form.update(inputs)
    filled.update({key: value for key, value in inputs.items() if value.strip()} | _optional(inputs))
    assert form.result is not None, form.message()
    assert form.result.numbers == filled.result.numbers
    assert form.snippet() == filled.snippet()
    used = exported(form)[0]["used"]
    assert not {key for key, value in inputs.items() if not value.strip()} & set(used) - form.result.taken.keys()


def _optional(inputs):
    return {key: "" for key in ("t50", "luminance") if key in inputs}


def test_an_empty_field_with_a_part_is_refused():
    form = widgets.led_device()
    form.update({"peak_nm": "", "fwhm_nm": ""})
    assert list(form.invalid) == ["peak_nm", "fwhm_nm"]
    form.update({"pasted": EMISSION, "voltage_v": ""})
    assert list(form.invalid) == ["peak_nm", "fwhm_nm", "voltage_v"]
    form.update({"voltage_v": "3"})
    assert form.result is not None
    form.update({"pasted": ""})
    assert list(form.invalid) == ["peak_nm", "fwhm_nm"]


def test_empty_edges_are_said_to_be_those_of_all_works_everywhere():
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    middle = alignment.middle_ionisation("CsPbBr3")
    assert middle.works > 1
    words = f"middle of {middle.works} works, {middle.low_ev:.3g} to {middle.high_ev:.3g} eV"
    hint = f"empty: all works decide, {middle.value_ev:.3g} eV is the {words}"
    assert form.fields["core_ionisation_ev"].hint == form.state()["offers"]["core_ionisation_ev"]["hint"] == hint
    assert f"<strong>{hint}</strong>" in form.static_html()
    content, rows = exported(form)
    used = content["used"]
    assert used["core_ionisation_ev"] == {"value": middle.value_ev, "unit": "eV", "from": words}
    assert used["shell_ionisation_ev"]["value"] - middle.value_ev == pytest.approx(
        form.result.numbers["Offsets of electron and hole, hole [eV]"]
    )
    electron = used["core_affinity_ev"]["value"] - used["shell_affinity_ev"]["value"]
    assert electron == pytest.approx(form.result.numbers["Offsets of electron and hole, electron [eV]"])
    (line,) = [
        r for r in rows if r["part"] == "result" and r["name"] == "Ionisation energy" and r["column"] == "CsPbBr3"
    ]
    assert float(line["value"]) == middle.value_ev
    assert "shell_permittivity" not in used
    # Numbers that are typed are exact, and the gap follows from both.
    form.update({"core_ionisation_ev": "6.1", "core_affinity_ev": "3.7"})
    used = exported(form)[0]["used"]
    assert used["core_gap_ev"] == {"value": pytest.approx(2.4), "unit": "eV", "from": "ionisation energy less affinity"}
    # Of works that give both materials the differences count.
    form = widgets.core_shell_alignment("CsPbBr3", "CsPbCl3")
    used = exported(form)[0]["used"]
    assert used["shell_ionisation_ev"]["value"] - used["core_ionisation_ev"]["value"] == pytest.approx(
        form.result.numbers["Offsets of electron and hole, hole [eV]"]
    )
    assert used["shell_ionisation_ev"]["from"] == "so that the offset is that of works with both materials"
    # Where one side is not known, edges of the other have no part.
    form = widgets.core_shell_alignment("CsPbBr3", "Cs4PbBr6")
    assert not [key for key in exported(form)[0]["used"] if "ionisation" in key or "affinity" in key]


def test_a_permittivity_below_that_of_the_vacuum_is_refused():
    form = widgets.core_shell_alignment()
    for key, values in (
        ("core_permittivity", {}),
        ("outside_permittivity", {}),
        ("shell_permittivity", {"outside_permittivity": "2"}),
    ):
        form.update(
            {"core_permittivity": "", "outside_permittivity": "", "shell_permittivity": "", **values, key: "0.5"}
        )
        assert list(form.invalid) == [key], form.message()
        assert "it lies between 1 and 100000" in form.invalid[key]


@pytest.mark.parametrize("inputs", [{"red_nm": "467", "blue_nm": "640"}, {"green_nm": "450"}])
def test_swapped_primaries_are_refused(inputs):
    form = widgets.display_gamut()
    form.update(inputs)
    assert list(form.invalid) == ["red_nm", "green_nm", "blue_nm"]
    assert "are out of order" in form.invalid["red_nm"]


def test_the_power_of_a_display_counts_light_that_nobody_sees():
    """Half of a line at 360 nm lies below 360 nm: its power doubles against the visible part alone."""
    form = widgets.display_gamut(blue_nm=460.0)
    form.update({"red_nm": "780", "red_fwhm_nm": "60"})
    lines = {line.key: line.value for line in form.result.lines()}
    (wavelength, red), (_, green), (_, blue) = (color.gaussian(*each) for each in ((780, 60), (531, 20), (460, 18)))
    factors = color.mix_spectra(wavelength, [red, green, blue], (0.3127, 0.3290))
    watts = [f * 1.0644670 * width for f, width in zip(factors, (60, 20, 18), strict=True)]
    assert lines["Red, light power [-]"] == pytest.approx(watts[0] / sum(watts), rel=1e-6)
    assert watts[0] > 1.02 * factors[0] * red.sum()


def test_an_absorbance_that_cannot_be_told_from_nothing_is_said():
    form = widgets.nanocrystal_concentration()
    form.update({"absorbance": "0.01 OD"})
    text = " ".join(exported(form)[0]["notes"])
    assert "An absorbance of 0.01 cannot be told from 0" in text
    assert "fewer than about 2 nM" in text
    assert "(0.0 to" not in str(form.result)
    form.update({"absorbance": "0.83 a.u."})
    assert "cannot be told" not in form.json()
    form.update({"size_error_nm": "9"})
    assert "says next to nothing of the volume" in form.json()
    form.update({"size_error_nm": "0.3", "ligands": "99.999"})
    assert "More than a gram in a millilitre" in form.json()


def test_intervals_keep_the_digits_of_their_error():
    form = widgets.decay_fit()
    shown = {(line.name, line.column): line.shown for line in form.result.lines()}
    assert shown["Time constant τ", "95 % interval, upper bound"] == "12.80 to 13.12 h"
    assert shown["Exponent β", "95 % interval, upper bound"] == "0.732 to 0.763"


@pytest.mark.parametrize(
    ("make", "inputs", "message"),
    [
        (widgets.decay_fit, {"pasted": ""}, "there is no decay; paste two columns or choose a file"),
        (widgets.led_device, {"t50": "0"}, "0 h is not allowed; it must be above 0"),
        (widgets.led_device, {"luminance": "0"}, "0 cd/m² is not allowed; it must be above 0"),
        (widgets.efficiency_roll_off, {"k_radiative_cm3_s": "0"}, "0 cm³/s is not allowed; it must be above 0"),
        (widgets.efficiency_roll_off, {"current_density_ma_cm2": "-1"}, "-1 mA/cm² is not allowed; it must be 0 or more"),
        (widgets.core_shell_alignment, {"core_electron_mass": "0"},
         "0 m₀ is not allowed; it lies between 0.001 and 1000 m₀"),
    ],
)  # fmt: skip
def test_refusals_have_units_as_people_write_them(make, inputs, message):
    form = make()
    form.update(inputs)
    assert form.invalid[next(iter(inputs))] == message
    assert form.message()[0].endswith(message)


def test_an_uncertainty_may_be_typed_with_its_sign():
    form = widgets.nanocrystal_size()
    first = form.result.numbers
    form.update({"uncertainty_nm": "±0.5"})
    assert form.result.numbers == first
    form.update({"pl_peak_nm": "±500"})
    assert list(form.invalid) == ["pl_peak_nm"]


def test_dark_lines_keep_their_digits():
    form = widgets.led_efficiency()
    form.update({"peak_nm": "365", "outcoupling": "0.004"})
    shown = {line.name: line.shown for line in form.result.lines()}
    assert shown["External quantum efficiency"] == "0.0036 %"
    assert shown["Current efficiency, Lambertian"] == "2.8 × 10⁻⁷ cd/A"


def test_ends_that_are_equal_are_written_once():
    form = widgets.core_shell_alignment("CsPbBr3", "Cs4PbBr6")
    assert "4.00 eV against" in str(form.result)
    assert "4.00 to 4.00" not in form.state()["html"]
