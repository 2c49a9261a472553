import csv
import datetime
import html
import io
import json
import random
import re

import pytest
from conftest import ROOT

from calculators import widgets

CALCULATORS = [entry.make for entry in widgets.CALCULATORS]


def uploaded(name, content):
    """What a browser hands over for a dropped file."""
    now = datetime.datetime.now(datetime.UTC)
    return {"name": name, "type": "text/plain", "size": len(content), "content": content, "last_modified": now}


def text(form):
    return form.output.value.split("</style>")[1]


@pytest.mark.parametrize("make", CALCULATORS, ids=lambda f: f.__name__)
def test_first_state_is_static_html(make):
    bundle = make()._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"].count("<svg") == 1
    assert "hb-static" in data["text/html"]
    assert "hb-message" not in text(make())


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("core", "CsXrBr3", "is no known ion"),
        ("core", "", "Composition, or core: it is empty"),
        ("core", "Cs4PbBr6", "perovskite-related structure"),
        ("shell", "CsPb", "Second composition, or shell:"),
        ("radii", "Cs=-1", "-1 angstrom is not allowed"),
        ("radii", "Cs", "cannot be read"),
        ("radii", "Zz=1", "in neither composition"),
    ],
)
def test_tolerance_answers_bad_input_with_a_sentence(field, value, words):
    form = widgets.tolerance_factors()
    form.inputs[field].value = value
    assert 'role="alert"' in text(form)
    assert words in text(form)
    assert form.figure.value == ""
    form.inputs[field].value = {"core": "CsPbI3"}.get(field, "")
    assert "hb-message" not in text(form)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("peak_nm", "", "Emission peak: the field is empty"),
        ("peak_nm", "green", "is not a number"),
        ("peak_nm", "1550", "Emission peak: 1550 nm is outside"),
        ("peak_nm", "nan", "Emission peak"),
        ("fwhm_nm", "-4", "Width (FWHM): -4 nm is not allowed"),
        ("fwhm_nm", "inf", "infinite"),
    ],
)
def test_led_answers_bad_input_with_a_sentence(field, value, words):
    form = widgets.led_efficiency()
    form.inputs[field].value = value
    assert 'role="alert"' in text(form)
    assert words in text(form)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("absorbance", "", "Absorbance (base 10): the field is empty"),
        ("absorbance", "-1", "Absorbance (base 10): -1 is not allowed"),
        ("wavelength_nm", "700", "below the absorption edge"),
        ("wavelength_nm", "240", "outside the range"),
        ("wavelength_nm", "560", "below the absorption edge of CsPbBr3"),
        ("size_nm", "0", "Mean edge or diameter: 0 nm is not allowed"),
        ("size_sd_nm", "5", "more than a third of the mean"),
        ("path_length_cm", "0", "0 cm is not allowed"),
        ("lattice", "big", "is not a number"),
        ("pasted", "400;0.8\n410;x", "line 2"),
        ("pasted", "500 0.8\n510 0.7", "400 nm is outside the spectrum"),
    ],
)
def test_concentration_answers_bad_input_with_a_sentence(field, value, words):
    form = widgets.nanocrystal_concentration()
    form.inputs[field].value = value
    assert 'role="alert"' in text(form)
    assert words in text(form)


def test_a_pasted_or_dropped_spectrum_replaces_the_absorbance():
    form = widgets.nanocrystal_concentration(absorbance=0.1)
    form.draw_figures = False
    form.inputs["pasted"].value = "Wavelength;A\n410;0.70\n390;0.96"
    assert "Absorbance 0.830 read from the spectrum" in text(form)
    pasted = text(form)
    assert "your spectrum" in widgets.nanocrystal_concentration().compute(**form.values()).drawing().svg
    form.inputs["pasted"].value = ""
    content = memoryview("\ufeff390,0.96\r\n410,0.70".encode())
    form.inputs["dropped"].value = (uploaded("a.csv", content),)
    assert text(form) == pasted
    form.inputs["dropped"].value = (uploaded("a.xls", memoryview(b"\xd0\xcf\x11\xe0")),)
    assert "a.xls is no text file" in text(form)


def test_numbers_follow_the_inputs():
    form = widgets.led_efficiency(plqy=0.9, outcoupling=0.2)
    assert "18.00 %" in text(form)
    form.inputs["outcoupling"].value = 0.1
    assert "9.00 %" in text(form)
    form.inputs["fwhm_nm"].value = "20,5"  # a decimal comma
    assert "9.00 %" in text(form)
    tolerance = widgets.tolerance_factors("CsPbI3", "CsPbBr3")
    assert "4.30" in text(tolerance)
    assert "4.10" in text(tolerance)
    tolerance.inputs["radii"].value = "Cs=1.67"
    assert "4.79" in text(tolerance)


@pytest.mark.parametrize("make", CALCULATORS, ids=lambda f: f.__name__)
def test_a_random_walk_never_ends_in_an_exception(make, monkeypatch):
    walk = random.Random(7)
    form = make()
    monkeypatch.setattr(type(form), "draw_figures", False)
    scraps = [
        "",
        "CsPbBr3",
        "MAPb(Br0.5I0.5)3",
        "Cs4PbBr6",
        "Pb",
        "-1",
        "0",
        "520",
        "830",
        "1e9",
        "nan",
        "½",
        "Cs=1.9",
        "=",
        "((",
        "I3",
    ]
    for _ in range(1000):
        widget = walk.choice(list(form.inputs.values()))
        if isinstance(widget.field, widgets.Upload):
            content = memoryview(
                walk.choice(["400 1\n500 .5", "x", "", "400;1;2"]).encode() + walk.choice([b"", b"\xff"])
            )
            widget.value = (uploaded("s.csv", content),)
        elif widget.options:
            widget.value = walk.choice(widget.options)
        else:
            widget.value = walk.random() if isinstance(widget.value, float) else walk.choice(scraps)
        assert ("hb-result" in text(form)) != ("hb-message" in text(form))
        assert "hb-message" in text(form) or not re.search(r"\bnan\b", text(form))


def test_a_row_of_the_table_fills_the_device():
    form = widgets.led_device("kim2021b")
    assert "23.4 %" in text(form)
    assert "108 cd/A" in text(form)
    assert "does not state a starting luminance" in text(form)
    form.inputs["device"].value = next(o for o in form.inputs["device"].options if "han2021a" in o)
    # 208 h from 100 cd/m2: at 1000 with n from 1 to 2 it is 20.8 to 2.08 h.
    assert "2.08 to 20.8 h" in text(form)
    with pytest.raises(ValueError, match="no row with an EQE and a peak cites 'nobody2000'"):
        widgets.led_device("nobody2000")


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("eqe_pct", "120", "EQE: 120 % is not allowed"),
        ("plqy", 0.0, "PLQY of the film: 0"),
        ("voltage_v", "0", "Voltage: 0 V"),
        ("current_density_ma_cm2", "-1", "Current density: -1 mA/cm2"),
        ("t50", "0", "Half-life of the test: 0"),
        ("luminance", "0", "Its starting luminance: 0 cd/m2"),
        ("n_low", "-1", "exponent: -1"),
        ("pasted", "500 transmission", "500"),
        ("peak_nm", "1300", "Emission peak: 1300 nm is outside"),
    ],
)
def test_the_device_answers_bad_input_with_a_sentence(field, value, words):
    form = widgets.led_device()
    form.inputs[field].value = value
    assert 'role="alert"' in text(form)
    assert words in text(form)


def test_a_pasted_spectrum_replaces_the_gaussian_of_the_device():
    from calculators import color

    form = widgets.led_device()
    before = re.search(r"<strong>([\d.]+) cd/A", text(form)).group(1)
    wavelength, power = color.gaussian(520, 20)
    form.inputs["pasted"].value = "\n".join(f"{w:g} {p:.6f}" for w, p in zip(wavelength, power, strict=True))
    assert re.search(r"<strong>([\d.]+) cd/A", text(form)).group(1) == before
    assert "471 points" in text(form)


def test_the_gamut_form_answers_bad_lines_with_a_sentence():
    form = widgets.display_gamut()
    form.inputs["green_nm"].value = "630"
    assert "lies outside their triangle" in text(form)
    form.inputs["green_nm"].value = "1000"
    assert "Green peak: 1000 nm is outside" in text(form)
    form.inputs["green_nm"].value = "531"
    form.inputs["blue_fwhm_nm"].value = "0"
    assert "Blue width (FWHM): 0 nm" in text(form)


def test_a_decay_is_fitted_or_refused():
    form = widgets.decay_fit()
    form.inputs["pasted"].value = "\n".join(f"{t} {100 * 0.5 ** (t / 4)}" for t in range(12))
    assert "<strong>4 h</strong>" in text(form)
    form.inputs["pasted"].value = "\n".join(f"{t} {100 * 0.5 ** (t / 40)}" for t in range(12))
    assert "extrapolated" in text(form)
    form.inputs["pasted"].value = "0 1\n1 2\n2 3"
    assert "3 points are too few" in text(form)
    form.inputs["pasted"].value = "0 1\n0 2"
    assert "breaks the order" in text(form)
    form.inputs["pasted"].value = "\n".join(f"{t} {t}" for t in range(12))
    assert "does not decay" in text(form)


def test_roll_off_answers_bad_input_with_a_sentence():
    form = widgets.efficiency_roll_off()
    form.inputs["k_radiative"].value = "0"
    assert "Radiative constant k₂: 0" in text(form)
    form.inputs["k_radiative"].value = "1e-10"
    form.inputs["current_density_ma_cm2"].value = "0"
    assert "Current density: 0 mA/cm² is not allowed" in text(form)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("core_vbm", "1", "Core: valence band edge: 1 eV"),
        ("core_cbm", "-7", "Core: conduction band edge: -7 eV is not allowed; it must lie above"),
        ("tolerance", "-1", "δ: -1 eV"),
        ("core_nm", "0", "Core, edge or diameter: 0"),
        ("shell_nm", "-1", "Shell per side: -1 nm"),
        ("core_me", "0", "Electron mass, core: 0"),
        ("permittivity", "0", "Relative permittivity: 0"),
    ],
)
def test_the_alignment_answers_bad_input_with_a_sentence(field, value, words):
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    assert "hb-message" not in text(form)
    form.inputs[field].value = value
    assert 'role="alert"' in text(form)
    assert words in text(form)


def test_a_pair_with_read_edges_starts_from_them():
    form = widgets.core_shell_alignment("MAPbI3", "PbS")
    assert "inverse I" in text(form)
    assert "li2016" in form.inputs["core_from"].value


# --- code, files, description: what pages and JupyterLab build on


def flat(value):
    return [x for v in value for x in flat(v)] if isinstance(value, (tuple, list)) else [value]


def changed(form, walk):
    for widget in form.inputs.values():
        if isinstance(widget.field, widgets.Fraction):
            widget.take(round(walk.random(), 2))
        elif isinstance(widget.field, widgets.Choice):
            widget.take(walk.choice(widget.options))
        elif isinstance(widget.field, widgets.Number):
            widget.take(f"{widget.field.value * (0.8 + 0.4 * walk.random()):.4g}")
    form.update({})
    return form


@pytest.mark.parametrize("entry", widgets.CALCULATORS, ids=lambda e: e.function)
def test_the_code_reproduces_the_numbers(entry, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(widgets.Calculator, "draw_figures", False)
    spectrum = "390;0.96\n410;0.70"
    (tmp_path / "spectrum.csv").write_text(spectrum)
    (tmp_path / "decay.csv").write_text(widgets.decay_fit().inputs["pasted"].value)
    walk = random.Random(3)
    tried = 0
    for k in range(40):
        form = entry.make()
        if k:
            changed(form, walk)
        if k % 3 == 2 and "pasted" in form.inputs and "absorbance" in form.inputs:
            form.inputs["pasted"].value = spectrum
        if "radii" in form.inputs and k % 3 == 2:
            form.inputs["radii"].value = "Cs=1.8"
        if form.result is None:
            assert form.snippet() == ""
            continue
        *lines, last = form.snippet().splitlines()
        namespace = {}
        exec("\n".join(lines), namespace)
        got = flat(eval(last, namespace))
        assert got == pytest.approx(list(form.result.numbers.values()), rel=1e-12, nan_ok=True)
        tried += 1
    assert tried >= 5


def test_the_list_of_calculators_is_whole():
    import inspect

    makers = {
        name
        for name, f in vars(widgets).items()
        if inspect.isfunction(f) and inspect.signature(f).return_annotation == "Calculator"
    }
    assert makers == {entry.function for entry in widgets.CALCULATORS}
    for entry in widgets.CALCULATORS:
        form = entry.make()
        assert form.code is not None, f"{entry.function} has no code to show"
        assert form.result.numbers, f"{entry.function} hands over no numbers"
        pages = [
            page
            for page in re.findall(r"file: (chapters/\S+)", (ROOT / "_toc.yml").read_text("utf-8"))
            if re.search(rf"import .*\b{entry.function}\b", (ROOT / f"{page}.md").read_text("utf-8"))
        ]
        assert entry.page in (pages or [""]), f"registry: the page of {entry.function} is one of {pages}"
        assert entry.line.endswith((".", "?"))
    assert len({entry.make().slug for entry in widgets.CALCULATORS}) == len(widgets.CALCULATORS)


@pytest.mark.parametrize("make", CALCULATORS, ids=lambda f: f.__name__)
def test_files_hold_inputs_and_results(make):
    form = make()
    rows = list(csv.DictReader(io.StringIO(form.csv())))
    labels = [r["name"] for r in rows if r["part"] == "input"]
    assert labels == [field.label for field in form.fields.values()]
    assert sum(r["part"] == "number" for r in rows) == len(form.result.numbers)
    assert any(r["part"] == "shown" for r in rows)
    content = json.loads(form.json())
    assert content["inputs"].keys() == form.fields.keys()
    assert content["numbers"] == dict(form.result.numbers)
    json.dumps(form.describe())
    assert form.state()["ok"]
    assert form.drawing().document().startswith("<svg")


def test_columns_of_a_result_keep_their_heads():
    form = widgets.tolerance_factors("CsPbI3", "CsPbBr3")
    rows = [r for r in form.table() if r["name"] == "τ (Bartel et al.)"]
    assert [(r["column"], r["value"]) for r in rows] == [("CsPbI3", "4.30"), ("CsPbBr3", "4.10")]


def test_jupyterlab_shows_the_same_form():
    form = widgets.led_efficiency()
    view = form.view()
    assert view is form.view()
    view.inputs["outcoupling"].value = 0.1
    assert "9.00 %" in view.output.value
    assert "<svg" in view.figure.value
    assert "0.1)" in html.unescape(view.code.value)
    view.inputs["peak_nm"].value = "green"
    assert "is not a number" in view.output.value
    assert view.figure.value == ""
    form.inputs["peak_nm"].value = "520"
    assert view.inputs["peak_nm"].value == "520"


def test_inputs_refuse_what_they_do_not_offer():
    form = widgets.nanocrystal_concentration()
    with pytest.raises(ValueError, match="Material: 'Gold' is not offered"):
        form.inputs["material"].value = "Gold"
    form.update({"material": "Gold"})
    assert "'Gold' is not offered" in html.unescape(text(form))
    assert form.invalid == "material"
    form.update({"ligands": "7"})
    assert form.inputs["ligands"].value == 1.0
    form.update({"ligands": "many"})
    assert form.invalid == "ligands"
    assert not form.state()["ok"]


def test_the_gallery_lists_all_with_pictures():
    shown = widgets.gallery("../")._repr_html_()
    placed = [entry for entry in widgets.CALCULATORS if entry.page]
    assert shown.count("<svg") == shown.count("hb-card-title") == len(placed) >= 4
    for entry in placed:
        assert f'href="../{entry.page}.html#calculator-{entry.make().slug}"' in shown
