"""Every calculator: what it computes, shows, refuses and hands over. The form they share: test_forms.py."""

import csv
import html
import io
import json
import math
import random
import re
from dataclasses import dataclass

import numpy as np
import pytest
from conftest import ROOT

from calculators import (
    absorption,
    alignment,
    color,
    confinement,
    led,
    materials,
    recombination,
    spectra,
    tables,
    tolerance,
    widgets,
)
from calculators.errors import ArgumentError
from calculators.widgets import rows
from calculators.widgets.device import OWN, devices
from calculators.widgets.tolerance import landmarks, own_radii

CALCULATORS = [entry.make for entry in widgets.CALCULATORS]
every_calculator = pytest.mark.parametrize("make", CALCULATORS, ids=lambda f: f.__name__)


def uploaded(name, content):
    """What a browser hands over for a dropped file."""
    return {"name": name, "type": "text/plain", "size": len(content), "content": content}


def lines(form):
    """Numbers of a result by name, column and unit."""
    assert form.result is not None, form.message()
    return {line.key: line.value for line in form.result.lines()}


def shown(form, name, column=""):
    """Text of a cell."""
    (text,) = {line.shown for line in form.result.lines() if (line.name, line.column) == (name, column)}
    return text


def refused(form, *keys):
    """Whether exactly these fields are marked, and the page says so."""
    state = form.state()
    return (
        list(form.invalid) == list(keys)
        and not state["ok"]
        and 'role="alert"' in state["html"]
        and all(html.escape(form.fields[key].label) in state["html"] for key in keys)
        and form.figure_html() == form.snippet() == ""
    )


# --- the same for all


@every_calculator
def test_first_state_is_static_html(make):
    form = make()
    bundle = form._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    assert "application/vnd.jupyter.widget-view+json" in data
    assert data["text/html"] == form.static_html()
    assert data["text/html"].count("<svg") == (form.drawing() is not None)
    assert 'role="alert"' not in data["text/html"]
    for line in form.result.lines():
        for word in re.findall(r"[-+]?\d[\d.e+-]*", line.shown):
            assert word in data["text/html"]


@every_calculator
def test_a_random_walk_never_ends_in_an_exception(make):
    walk = random.Random(7)
    form = make()
    scraps = ["", "CsPbBr3", "MAPb(Br0.5I0.5)3", "Cs4PbBr6", "Pb", "-1", "0", "520", "830", "1e9", "1e300", "1e400"]
    scraps += ["nan", "½", "Cs=1.9", "Cs=1,9", "=", "((", "I3", "0,5"]
    for _ in range(1000):
        each = walk.choice(list(form.inputs.values()))
        if isinstance(each.field, widgets.Upload):
            content = walk.choice([b"400 1\n500 .5", b"x", b"", b"400;1;2"]) + walk.choice([b"", b"\xff"])
            each.value = (uploaded("s.csv", memoryview(content)),)
        elif each.options and walk.random() < 0.9:
            each.value = walk.choice(each.options)
        elif isinstance(each.field, widgets.Fraction):
            each.value = walk.choice([walk.random(), f"{100 * walk.random():.3g}", walk.choice(scraps)])
        else:
            each.value = walk.choice(scraps)
        state = form.state()
        assert state["ok"] == ('role="alert"' not in state["html"])
        if state["ok"]:
            assert not re.search(r"\b(nan|inf)\b", state["html"])
            assert state["invalid"] == {}
        else:
            assert state["invalid"], state["html"]


# What a program may give a field, and no keyboard types.
ODD = [
    10**400, -(10**400), 10**5000, float("nan"), float("inf"), np.array([1.0, 2.0]), [1], {"a": 1}, b"x", None, True,
    object(), (), ("x",), ({"name": "x"},), ({"content": "abc"},), ({"name": "x", "content": 10**12},),
    ({"name": "x", "content": None},), {"name": "x", "content": b"400 1\n500 .5"},
    ({"name": "x", "content": b"400 1\n500 .5"},) * 2,
]  # fmt: skip
SIZES = ["1e-320", "1e-308", "1e-200", "1e-100", "1e150", "1e200", "1e308", "-1e308", "0"]


def shows_a_result_or_marks_a_field(form):
    state = form.state()
    text = re.sub("<[^>]*>", " ", state["html"])
    json.dumps([state, form.describe()], allow_nan=False)
    form.csv(), form.json()
    assert state["ok"] != bool(state["invalid"]), text
    if state["ok"]:
        assert not re.search(r"\b(nan|inf)\b|[-−]0(\.0+)?(?![\d.e])", text), text


@every_calculator
def test_whatever_a_program_gives_is_answered_by_a_result_or_a_marked_field(make):
    form = make()
    first = form.held()
    for key in form.inputs:
        for value in ODD:
            form.update({**first, key: value})
            shows_a_result_or_marks_a_field(form)


@every_calculator
def test_numbers_of_any_size_show_no_infinity_and_no_minus_before_nothing(make):
    form, walk = make(), random.Random(3)
    first = form.held()
    singles = [{key: size} for key in form.inputs for size in SIZES]
    pairs = [{key: walk.choice(SIZES) for key in walk.sample(list(form.inputs), 2)} for _ in range(30)]
    for change in singles + pairs:
        form.update({**first, **change})
        shows_a_result_or_marks_a_field(form)


@pytest.mark.parametrize("bad", [None, 5, "x", [("plqy", 1)], {"nope": 1}, {1: 1}, {("plqy",): 1}])
def test_an_update_is_a_mapping_of_fields(bad):
    form = widgets.led_efficiency()
    before = form.held()
    with pytest.raises(ArgumentError) as refused:
        form.update(bad)
    assert refused.value.argument == "values"
    assert form.held() == before


def test_a_number_beyond_a_float_is_refused_on_the_page_too():
    """In files 1e307 is finite; in per cent it is none any more."""

    @dataclass(frozen=True, kw_only=True)
    class Inputs:
        share: float = widgets.fields.number("Share", 1e-308)
        other: float = widgets.fields.number("Other", 2.0)

    form = widgets.Calculator(
        "Beyond", Inputs(), lambda i: widgets.Result([rows.row("A", rows.percent(i.other / 10 / i.share))])
    )
    assert list(form.invalid) == ["share"]
    form.update({"share": 2e-11})
    assert form.result is not None


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (rows.percent(-1e-9, ".2f"), "0.00 %"),
        (rows.percent(-0.0, ".3g"), "0 %"),
        (rows.Quantity(-1e-9, digits="+.2f"), "+0.00"),
        (rows.Quantity(-0.006, digits="+.2f"), "-0.01"),
        (rows.Quantity(-0.0011, "eV", ".1f", scale=1e3, shown_unit="meV"), "-1.1 meV"),
        (rows.Quantity(float("nan")), "not defined"),
    ],
)
def test_what_is_rounded_to_nothing_has_no_minus(quantity, text):
    assert quantity.text() == text


# What a page shows for what a file holds: factor from the unit of the value to the unit shown.
FACTORS = {
    ("-", "%"): 100,
    ("-", "ppm"): 1e6,
    ("mol/L", "nM"): 1e9,
    ("mol/L", "mM"): 1e3,
    ("eV", "meV"): 1e3,
    ("cm²", "× 10⁻¹⁴ cm²"): 1e14,
    ("cm⁻¹", "× 10⁴ cm⁻¹"): 1e-4,
    ("L mol⁻¹ cm⁻¹", "× 10⁶ L mol⁻¹ cm⁻¹"): 1e-6,
    ("lm/W", "lm per watt of light"): 1,
    ("h", "min"): 60,
    ("h", "s"): 3600,
}


@every_calculator
def test_units_on_the_page_fit_the_values_in_files(make):
    seen = 0
    for row in make().result.rows:
        for cell in row.cells:
            parts = rows.pieces(cell)
            for k, part in enumerate(parts):
                if not isinstance(part, rows.Quantity):
                    continue
                unit = part.shown_unit
                if unit == "":  # it stands at the end of the cell
                    rest = "".join(p if isinstance(p, str) else p.text() for p in parts[k + 1 :])
                    unit = next((u for (base, u) in FACTORS if base == part.unit and rest.endswith(f" {u}")), part.unit)
                if unit is None or unit == part.unit:
                    assert part.scale == 1, row.name
                else:
                    assert part.scale == FACTORS[part.unit, unit], row.name
                seen += 1
    assert seen >= 1


@every_calculator
def test_names_of_numbers_are_unique(make):
    keys = [line.key for line in make().result.lines()]
    assert len(keys) == len(set(keys))


@every_calculator
def test_a_number_that_cannot_be_read_marks_its_field_and_no_other(make):
    form = make()
    for key, field in form.fields.items():
        if not isinstance(field, widgets.Number | widgets.Fraction | widgets.Sourced):
            continue
        before = form.inputs[key].value
        may_be_empty = getattr(field, "optional", False) or isinstance(field, widgets.Sourced)
        for bad in (
            "green",
            "nan",
            "inf",
            "1e400",
            "5 apples",
            "1,200",
            "5 ± 1",
            "5 lm",
            *([] if may_be_empty or key in make().result.idle else [""]),
        ):
            form.inputs[key].value = bad
            assert refused(form, key), (key, bad)
        form.inputs[key].value = before
        assert form.state()["ok"]


@every_calculator
def test_what_is_no_fraction_or_no_option_is_refused_and_not_clamped(make):
    form = make()
    for key, field in form.fields.items():
        bad = {widgets.Fraction: ["101", 1.01, -0.01, "-1", 30, "150 %"], widgets.Choice: ["Gold", ""]}.get(
            type(field), []
        )
        before = form.inputs[key].value
        for value in bad:
            form.update({key: value})
            assert refused(form, key), (key, value)
            assert form.inputs[key].value == field.held(value)
        form.inputs[key].value = before


# Another good value of the fields whose values are words or may be empty.
OTHER = {"core": "CsPbI3", "shell": "CsPbCl3", "radii": "Cs=1.8", "first": "CsPbCl3", "second": "CsSnBr3"}
OTHER |= {"lattice_angstrom": "6.1", "outside_ev": "3", "outside_permittivity": "2"}


def another(form, key):
    """Another value that the field accepts; None for pasted and dropped texts, which have tests of their own."""
    field, value = form.fields[key], form.inputs[key].value
    if isinstance(field, widgets.Choice):
        return next((o for o in reversed(field.options) if o != value), None)
    if isinstance(field, widgets.Sourced):
        return f"{1.02 * field.choices[0].value:.8g}" if field.choices else "1.5"
    if isinstance(field, widgets.Fraction):
        return f"{0.5 * float(value):g}" if float(value) else f"{field.whole / 2:g}"
    if isinstance(field, widgets.Number) and value:
        return f"{float(value) * 1.005:.8g}"
    return OTHER.get(key)


@every_calculator
def test_every_field_reaches_the_answer_or_the_figure(make):
    for key in make().fields:
        form = make()
        if key == "shell_permittivity":  # it screens where charges see the outside
            form.inputs["outside_permittivity"].value = "2"
        if key == "curve":  # the peak of one material lies outside the points of another
            continue
        if key == "shell_nm" and "material" in form.fields:
            form.inputs["shell"].value = another(form, "shell")
        if key == "quantity":  # the heading says what the made-up spectrum is
            continue
        if key in ("recorded", "baseline"):
            form.inputs["pasted"].value = widgets.read_spectrum().inputs["pasted"].value
        if key == "transition":
            form.inputs["pasted"].value = EDGE
        value = another(form, key)
        if key == "uncertainty_nm" and "curve" in form.fields:  # beside the scatter between works a little is nothing
            form.inputs["size_nm"].value, form.inputs["pl_peak_nm"].value = "8", ""
            value = "2"
        if value is None:
            continue
        before = form.result.lines(), form.answer_html()
        form.inputs[key].value = value
        assert form.state()["ok"], (key, form.message())
        if (form.result.lines(), form.answer_html()) == before:
            assert form.figure_html() != make().figure_html(), key


def flat(value):
    return [x for v in value for x in flat(v)] if isinstance(value, (tuple, list)) else [value]


# A logistic edge at 520 nm: steepest there, A = 1 / 2; tangent to zero 12 nm further.
EDGE = "nm;absorbance\n" + "\n".join(f"{nm};{1 / (1 + math.exp((nm - 520) / 6)):.6f}" for nm in range(400, 701))


def changed(form, walk):
    values = {}
    spread = walk.choice([0.2, 0.01])
    for key, each in form.inputs.items():
        if isinstance(each.field, widgets.Fraction):
            values[key] = f"{each.field.whole * round(walk.random(), 2):g}"
        elif isinstance(each.field, widgets.Choice):
            if spread > 0.1:
                values[key] = walk.choice(each.options)
        elif isinstance(each.field, widgets.Sourced):
            near = [f"{o.value * (0.8 + 0.4 * walk.random()):.4g}" for o in each.field.choices[:1]]
            values[key] = walk.choice(["", *near])  # what is offered may change with the others
        elif isinstance(each.field, widgets.Number) and each.value:
            values[key] = f"{float(each.value) * (1 + spread * (2 * walk.random() - 1)):.4g}"
    form.update(values)


@pytest.mark.parametrize("entry", widgets.CALCULATORS, ids=lambda e: e.function)
def test_the_code_reproduces_the_numbers(entry, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    spectrum = "390;0.96\n410;0.70"
    (tmp_path / "spectrum.csv").write_text(spectrum)
    (tmp_path / "decay.csv").write_text(widgets.decay_fit().inputs["pasted"].value)
    walk = random.Random(3)
    tried = 0
    for k in range(16):
        form = entry.make()
        if k:
            changed(form, walk)
        if k % 3 == 2 and "lattice_angstrom" in form.inputs:
            form.update({"pasted": spectrum, "wavelength_nm": "400", "lattice_angstrom": "5,9"})
        if form.name == "Size of a nanocrystal" and k % 3 == 2:
            form.update({"pl_peak_nm": "", "size_nm": f"{6 + walk.random():.3g}"})
        if "radii" in form.inputs and k % 3 == 2:
            second = {"shell": walk.choice(["", "CsPbI3", "CsPbBr3"])} if "shell" in form.inputs else {}
            form.update({"radii": "Cs=1.8"} | second)
        if "recorded" in form.inputs:
            if k % 3 == 2:
                form.update({"pasted": EDGE})
            (tmp_path / "spectrum.csv").write_text(form.inputs["pasted"].value)
        if form.result is None:
            assert form.snippet() == ""
            continue
        *before, last = form.snippet().splitlines()
        namespace = {}
        exec("\n".join(before), namespace)
        got = flat(eval(last, namespace))
        assert got == pytest.approx(list(form.result.numbers.values()), rel=1e-12, nan_ok=True)
        tried += 1
    assert tried >= 5


@every_calculator
def test_files_hold_inputs_and_results(make):
    form = make()
    found = list(csv.DictReader(io.StringIO(form.csv())))
    inputs = [r for r in found if r["part"] == "input"]
    assert [(r["name"], r["unit"]) for r in inputs] == [(f.label, f.unit) for f in form.fields.values()]
    results = [r for r in found if r["part"] == "result"]
    assert len(results) == len(form.result.lines())
    for r, line in zip(results, form.result.lines(), strict=True):
        assert (r["name"], r["column"], r["unit"], r["shown"]) == (line.name, line.column, line.unit, line.shown)
        if isinstance(line.value, float):
            assert float(r["value"]) == line.value
            assert line.unit
    content = json.loads(form.json())
    assert content["inputs"].keys() == form.fields.keys()
    assert content["numbers"] == form.result.numbers
    assert [r["value"] for r in content["rows"]] == [line.value for line in form.result.lines()]
    assert content["code"] == form.snippet().splitlines()
    json.dumps(form.describe())
    drawing = form.drawing()
    assert drawing is None or drawing.document().startswith("<svg")


def test_the_list_of_calculators_is_whole():
    import inspect

    makers = {
        name
        for name, f in vars(widgets).items()
        if inspect.isfunction(f) and inspect.signature(f).return_annotation.startswith("Calculator")
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


def test_the_page_of_the_package_lists_every_form():
    page = (ROOT / "chapters" / "reference" / "api.md").read_text("utf-8")
    (members,) = re.findall(r"automodule:: calculators\.widgets\n   :members: (.*)", page)
    listed = members.split(", ")
    assert listed[-2:] == ["gallery", "Calculator"]
    assert sorted(listed[:-2]) == sorted(entry.function for entry in widgets.CALCULATORS)


@pytest.mark.slow
def test_the_gallery_lists_all_with_pictures():
    found = widgets.gallery("../")._repr_html_()
    placed = [entry for entry in widgets.CALCULATORS if entry.page]
    assert found.count("hb-card-title") == len(placed) >= 4
    assert found.count("<svg") == sum(entry.make().drawing() is not None for entry in placed) >= 4
    for entry in placed:
        assert f'href="../{entry.page}.html#calculator-{entry.make().slug}"' in found


# --- tolerance factors


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("core", "CsXrBr3"),
        ("core", ""),
        ("core", "Cs4PbBr6"),
        ("shell", "CsPb"),
        ("radii", "Cs=-1"),
        ("radii", "Cs=0"),
        ("radii", "Cs"),
        ("radii", "=2"),
        ("radii", "Cs=big"),
        ("radii", "Cs=1e400"),
        ("radii", "Cs=1.8, Cs=1.9"),
        ("radii", "Cs="),
        ("radii", "Cs=188"),
        ("radii", "Cs=1.8±"),
        ("radii", "Cs=1.8±-0.1"),
        ("radii", "Cs=1.8±0.1±0.2"),
        ("radii", "Cs=±0.1"),
        ("radii", "Zz=1"),
    ],
)
def test_tolerance_marks_the_field_at_fault(field, value):
    form = widgets.tolerance_factors()
    form.inputs[field].value = value
    assert refused(form, field)
    form.inputs[field].value = {"core": "CsPbI3"}.get(field, "")
    assert form.state()["ok"]


@pytest.mark.parametrize(
    ("typed", "radii"),
    [
        ("", {}),
        ("Cs=1.88", {"Cs": 1.88}),
        ("Cs=1,88, Pb = 1,19", {"Cs": 1.88, "Pb": 1.19}),
        ("Cs=1.88,MA=2.17", {"Cs": 1.88, "MA": 2.17}),
        ("Cs=1,88; MA=2,17;", {"Cs": 1.88, "MA": 2.17}),
        ("Cs=1.88±0.02, MA = 2,17 ± 0,05", {"Cs": (1.88, 0.02), "MA": (2.17, 0.05)}),
        ("Cs: 1.88\nMA=2.17", {"Cs": 1.88, "MA": 2.17}),
        ("Cs=1.88,, MA=2.17,;", {"Cs": 1.88, "MA": 2.17}),
        ("Cs=1.88+-0.02; MA=2.17 +/- 0", {"Cs": (1.88, 0.02), "MA": (2.17, 0.0)}),
        ("Cs=0.188 ± 0.002 nm", {"Cs": (1.88, 0.02)}),  # a unit that stands once is that of both
        ("Cs=0.188 nm ± 0.002", {"Cs": (1.88, 0.02)}),
        ("Cs=(0.188 ± 0.002) nm", {"Cs": (1.88, 0.02)}),
        ("Cs=188±2 pm, MA=2.17", {"Cs": (1.88, 0.02), "MA": 2.17}),
        ("Cs=1.88±0.02 nm", {"Cs": (18.8, 0.2)}),
        ("Cs=0.188 nm ± 0.02 Å", {"Cs": (1.88, 0.02)}),
        ("Cs=1.88e-10±2e-12 m", {"Cs": (1.88, 0.02)}),
        ("Pb=1.19(1); Cs=1,88(12)", {"Pb": (1.19, 0.01), "Cs": (1.88, 0.12)}),
        ("Pb=119(1) pm", {"Pb": (1.19, 0.01)}),
    ],
)
def test_own_radii_as_people_type_them(typed, radii):
    assert own_radii(typed) == radii


def test_tolerance_shows_what_the_formulas_give():
    form = widgets.tolerance_factors("CsPbI3", "MAPbBr3")
    form.inputs["radii"].value = "Pb=1.2, MA=2.2"
    own = {"CsPbI3": {"Pb": 1.2}, "MAPbBr3": {"Pb": 1.2, "MA": 2.2}}
    found = lines(form)
    for formula, radii in own.items():
        report = tolerance.assess(formula, radii=radii)
        assert {key.split(",")[0]: value for key, value in found.items() if key.endswith(f", {formula} [-]")} == {
            "t (Goldschmidt)": report.t,
            "μ (octahedral)": report.mu,
            "τ (Bartel et al.)": report.tau,
            "P(perovskite) from τ": report.probability,
        }
        for site in "ABX":
            assert found[f"Radius r_{site}, {formula} [Å]"] == getattr(report, f"r_{site.lower()}")
        for verdict in report.verdicts:
            name = str(verdict.window).replace("mu", "μ").replace("tau", "τ")
            assert shown(form, name, formula) == verdict.words
    assert shown(form, "τ (Bartel et al.)", "CsPbI3") == f"{tolerance.assess('CsPbI3', radii=own['CsPbI3']).tau:.2f}"


def test_tolerance_shows_errors_sites_and_what_was_found():
    form = widgets.tolerance_factors("RbSrF3", "MAPbI3")
    report, found = tolerance.assess("RbSrF3"), lines(form)
    for name, factor in (
        ("t (Goldschmidt)", "t"),
        ("τ (Bartel et al.)", "tau"),
        ("P(perovskite) from τ", "probability"),
    ):
        low, high = report.interval[factor]
        assert found[f"{name}, RbSrF3, lower bound [-]"] == low
        assert found[f"{name}, RbSrF3, upper bound [-]"] == high
        assert f"{name}, MAPbI3, lower bound [-]" not in found
    assert shown(form, "t (Goldschmidt)", "MAPbI3") == "0.912"
    assert shown(form, "τ < 4.18", "RbSrF3") == "met, but the error reaches the limit"
    assert shown(form, "Found", "RbSrF3") == "not a perovskite (bartel2019)"
    assert shown(form, "Found", "MAPbI3") == "not in the tables"
    assert [shown(form, f"{site} site", "RbSrF3") for site in "ABX"] == ["Rb⁺", "Sr²⁺", "F⁻"]
    notes = " ".join(form.result.notes)
    assert "RbSrF3 is not a perovskite by bartel2019" in notes
    assert "No error is given where MA counts" in notes
    assert "Sr²⁺ on B 1.180 ± 0.035 Å (Shannon, CN 6)" in notes
    form.update({"core": "(FA0.7Cs0.3)Pb(Br0.2I0.8)3", "shell": "Cs2AgBiBr6", "radii": "FA=2.53±0.1"})
    mixed = "FA0.7Cs0.3Pb(Br0.2I0.8)3"
    assert shown(form, "A site", mixed) == "0.7 FA⁺ + 0.3 Cs⁺"
    assert shown(form, "X site", mixed) == "0.2 Br⁻ + 0.8 I⁻"
    assert shown(form, "B site", "Cs2AgBiBr6") == "0.5 Ag⁺ + 0.5 Bi³⁺"
    assert "FA⁺ on A 2.530 ± 0.100 Å (yours)" in " ".join(form.result.notes)
    own = tolerance.assess(mixed, radii={"FA": (2.53, 0.1)})
    assert lines(form)[f"t (Goldschmidt), {mixed}, lower bound [-]"] == own.interval["t"][0]
    assert "radii={'FA': (2.53, 0.1)}" in form.snippet()


@pytest.mark.parametrize("field", ["core", "shell"])
@pytest.mark.parametrize("typed", ["CsPbBr3, CsPbI3", "CsPbBr3; CsPbI3", "CsPbBr3/CsPbI3"])
def test_tolerance_takes_one_compound_a_field(field, typed):
    form = widgets.tolerance_factors()
    form.inputs[field].value = typed
    assert refused(form, field)


def test_tolerance_says_which_ion_lacks_a_radius():
    form = widgets.tolerance_factors("CsPb(SCN)3")
    assert refused(form, "core")
    assert "SCN" in form.message()[0]
    form.inputs["radii"].value = "SCN=2.2"
    assert form.state()["ok"]
    assert "SCN⁻ on X 2.200 Å (yours; its error is not known)" in " ".join(form.result.notes)


def test_the_same_composition_twice_is_one_column():
    twice, once = widgets.tolerance_factors("CsPbBr3", "PbCsBr3"), widgets.tolerance_factors("CsPbBr3")
    assert twice.result.lines() == once.result.lines()


def test_one_keystroke_assesses_the_composition_once(monkeypatch):
    form = widgets.tolerance_factors()
    form.figure_html()
    asked = []
    real = tolerance.assess
    monkeypatch.setattr(tolerance, "assess", lambda *a, **k: asked.append(str(a[0])) or real(*a, **k))
    form.inputs["core"].value = "CsPbI3"
    form.state(), form.figure_html()
    assert asked == ["CsPbI3"]
    form.inputs["shell"].value = "CsSnI3"
    form.state(), form.figure_html()
    assert asked == ["CsPbI3", "CsPbI3", "CsSnI3"]


def test_landmarks_follow_the_tables(tmp_path):
    shipped = landmarks()["CsPbBr3"]
    assert landmarks() is landmarks()
    text = (ROOT / "data" / "ions.csv").read_text(encoding="utf-8")
    head, *body = text.splitlines()
    at = head.split(",").index("radius_angstrom")
    table = list(csv.reader(body))
    for row in table:
        row[at] = str(float(row[at]) * 1.1) if row[at] and row[0] else row[at]
    with (tmp_path / "ions.csv").open("w", newline="", encoding="utf-8") as file:
        file.write(head + "\n")
        csv.writer(file).writerows(table)
    with tables.use(tmp_path):
        assert landmarks()["CsPbBr3"].r_a == pytest.approx(1.1 * shipped.r_a)
    assert landmarks()["CsPbBr3"].r_a == shipped.r_a


def test_the_line_shows_what_the_formulas_give():
    form = widgets.composition_line("CsPbI3", "CsPbBr3", 0.25)
    report = tolerance.assess("CsPb(I0.75Br0.25)3")
    found = lines(form)
    assert found.pop("t (Goldschmidt) [-]") == pytest.approx(report.t, rel=1e-12)
    assert found.pop("μ (octahedral) [-]") == pytest.approx(report.mu, rel=1e-12)
    assert found.pop("τ (Bartel et al.) [-]") == pytest.approx(report.tau, rel=1e-12)
    assert found.pop("P(perovskite) from τ [-]") == pytest.approx(report.probability, rel=1e-12)
    names = {
        "t (Goldschmidt)": "t",
        "μ (octahedral)": "mu",
        "τ (Bartel et al.)": "tau",
        "P(perovskite) from τ": "probability",
    }
    for name, factor in names.items():
        for k, bound in enumerate(("lower bound", "upper bound")):
            assert found.pop(f"{name}, {bound} [-]") == pytest.approx(report.interval[factor][k], rel=1e-9)
    assert found.pop("Composition []") == "CsPb(I0.75Br0.25)3"
    ((window, where),) = tolerance.along("CsPbI3", "CsPbBr3").changes
    assert found == {f"{str(window).replace('tau', 'τ')} [-]": where}
    form.inputs["radii"].value = "I-=2.1±0.1; Br=1.9"
    own = {"I": (2.1, 0.1), "Br": 1.9}
    report = tolerance.assess("CsPb(I0.75Br0.25)3", radii=own)
    assert lines(form)["t (Goldschmidt) [-]"] == pytest.approx(report.t, rel=1e-12)
    assert "radii={'Br': 1.9, 'I': (2.1, 0.1)}" in form.snippet()
    form.update({"fraction": 0.0})
    assert "radii={'I': (2.1, 0.1)}" in form.snippet()
    form.update({"radii": "Rb=1.7"})
    assert refused(form, "radii")
    form.update({"first": "CsPb(SCN)3", "radii": ""})
    assert refused(form, "first")
    form.update({"radii": "SCN=2.2", "fraction": 0.5})
    assert form.state()["ok"]
    form.update({"first": "CsPbI3", "radii": ""})
    form.inputs["first"].value = form.inputs["second"].value
    assert shown(form, "Verdicts") == "the same along the whole line"
    for field in ("first", "second"):
        form = widgets.composition_line()
        form.inputs[field].value = "CsPb"
        assert refused(form, field)


# --- efficiency of an LED


@pytest.mark.parametrize(
    ("field", "value"),
    [("peak_nm", "1550"), ("peak_nm", "200"), ("fwhm_nm", "-4"), ("fwhm_nm", "0"), ("fwhm_nm", "inf")],
)
def test_led_marks_the_field_at_fault(field, value):
    form = widgets.led_efficiency()
    form.inputs[field].value = value
    assert refused(form, field)


def test_led_shows_what_the_formulas_give():
    form = widgets.led_efficiency(0.9, 0.8, 0.7, 0.25, 620.0, 35.0)
    eqe = 0.9 * 0.8 * 0.7 * 0.25
    spectrum = color.gaussian(620.0, 35.0)
    x, y = color.chromaticity(*spectrum)
    assert lines(form) == pytest.approx(
        {
            "External quantum efficiency [-]": eqe,
            "Current efficiency, Lambertian [cd/A]": led.current_efficiency(eqe, *spectrum),
            "Luminance at 1 mA/cm² [cd/m²]": 10 * led.current_efficiency(eqe, *spectrum),
            "CIE 1931 (x, y), x [-]": x,
            "CIE 1931 (x, y), y [-]": y,
            "Photon energy at the peak [eV]": 1239.841984 / 620,
        },
        rel=1e-9,
    )
    assert shown(form, "External quantum efficiency") == "12.60 %"
    form.inputs["outcoupling"].value = "12,5"  # a decimal comma
    assert shown(form, "External quantum efficiency") == "6.30 %"


# --- concentration


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("absorbance", "-1"),
        ("absorbance", "90"),
        ("wavelength_nm", "700"),
        ("wavelength_nm", "240"),
        ("wavelength_nm", "560"),
        ("size_nm", "0"),
        ("size_sd_nm", "5"),
        ("size_sd_nm", "-1"),
        ("size_error_nm", "-1"),
        ("path_length_cm", "0"),
        ("ligands", 1.0),
        ("lattice_angstrom", "big"),
        ("lattice_angstrom", "60"),
        ("pasted", "400;0.8\n410;x"),
        ("pasted", "390 -0.8\n410 -0.7"),
        ("pasted", "nm;%R\n390;96\n410;70"),
    ],
)
def test_concentration_marks_the_field_at_fault(field, value):
    form = widgets.nanocrystal_concentration()
    form.inputs[field].value = value
    assert refused(form, field)


def test_a_wavelength_outside_the_pasted_spectrum_is_the_fault_of_the_wavelength():
    form = widgets.nanocrystal_concentration()
    form.inputs["pasted"].value = "500 0.8\n510 0.7"
    assert refused(form, "wavelength_nm")


def test_a_pasted_or_dropped_spectrum_replaces_the_absorbance():
    form = widgets.nanocrystal_concentration(absorbance=0.1)
    form.inputs["pasted"].value = "Wavelength;A\n410;0.70\n390;0.96"
    typed = widgets.nanocrystal_concentration(absorbance=0.83)
    assert lines(form) == lines(typed)
    assert "Absorbance 0.830 read from the spectrum" in form.state()["html"]
    assert "your spectrum" in form.drawing().svg
    form.inputs["pasted"].value = ""
    content = memoryview("\ufeff390,0.96\r\n410,0.70".encode())
    form.inputs["dropped"].value = (uploaded("a.csv", content),)
    assert lines(form) == lines(typed)
    assert form.table()[list(form.fields).index("dropped")]["value"] == "a.csv"
    assert "Read: 2 points from 390 to 410 nm" in form.state()["html"]
    per_cent = "nm;%T\n390;11.0\n410;20.0".encode("utf-16")  # A = 0.9586 and 0.6990: 0.8288 between them
    form.inputs["dropped"].value = (uploaded("a.csv", memoryview(per_cent)),)
    assert "Absorbance 0.829 read from the spectrum" in form.state()["html"]
    assert "Transmittance (per cent) is converted to absorbance" in form.state()["html"]
    for bad in (b"\xd0\xcf\x11\xe0", b"400;x", b"390 -1\n410 -1"):
        form.inputs["dropped"].value = (uploaded("a.xls", memoryview(bad)),)
        assert refused(form, "dropped")


def test_concentration_shows_what_the_formulas_give():
    form = widgets.nanocrystal_concentration("CsPbI3", 0.5, 400.0, 12.0, 1.0, "hexane")
    shell = absorption.shell_materials()[0]
    more = {"size_error_nm": "0.2", "shape": "sphere", "path_length_cm": "0.5", "ligands": 0.1, "shell": shell}
    form.update({**more, "shell_nm": "1.5", "lattice_angstrom": "6.2"})
    found = absorption.estimate(
        "CsPbI3",
        0.5,
        400.0,
        12.0,
        size_sd_nm=1.0,
        size_error_nm=0.2,
        shape="sphere",
        solvent="hexane",
        path_length_cm=0.5,
        ligands=0.1,
        lattice_angstrom=6.2,
        shell=shell,
        shell_nm=1.5,
    )
    expected = {}
    for name, unit, each in (
        ("concentration of nanocrystals", "mol/L", found.concentration),
        ("mass of the cores, ligands included", "mg/mL", found.mass),
        ("lead", "mol/L", found.lead),
        ("cross-section, mean particle", "cm²", found.cross_section),
        ("molar absorption coefficient", "L mol⁻¹ cm⁻¹", found.molar),
        ("intrinsic absorption coefficient", "cm⁻¹", found.intrinsic),
        ("volume fraction", "-", found.volume_fraction),
    ):
        expected[f"{name} [{unit}]"] = each.value
        expected[f"{name}, lower bound [{unit}]"] = each.low
        expected[f"{name}, upper bound [{unit}]"] = each.high
    assert lines(form) == expected
    c = found.concentration
    assert f"<strong>{1e9 * c.value:.3g} nM</strong>" in form.state()["html"]
    assert f"{1e9 * c.low:.3g} to {1e9 * c.high:.3g} nM" in form.state()["html"]
    first = shown(form, "concentration of nanocrystals")
    numbers = [float(v) for v in re.fullmatch(r"([\d.]+) \(([\d.]+) to ([\d.]+)\) nM", first).groups()]
    assert numbers == pytest.approx([1e9 * c.value, 1e9 * c.low, 1e9 * c.high], rel=0.02)


# --- a device


def with_test():
    """Label and row of a device with a starting luminance."""
    return next((k, r) for k, r in devices().items() if r["t50_h"] and r["t50_luminance_cd_m2"] and r["fwhm_nm"])


def test_a_row_of_the_table_fills_the_device():
    for label, r in devices().items():
        form = widgets.led_device()
        form.inputs["device"].value = label
        if form.result is None:  # such as a peak beyond the visible
            assert refused(form, "peak_nm")
            continue
        assert lines(form)["External quantum efficiency [%]"] == float(r["eqe_pct"])
        spectrum = color.gaussian(float(r["el_peak_nm"]), float(r["fwhm_nm"] or 20.0))
        expected = led.current_efficiency(float(r["eqe_pct"]) / 100, *spectrum)
        assert lines(form)["Current efficiency, Lambertian [cd/A]"] == pytest.approx(expected, rel=1e-12)
        if r["current_efficiency_cd_a"]:
            assert lines(form)["Printed current efficiency [cd/A]"] == float(r["current_efficiency_cd_a"])
        stated = r["t50_h"] is not None and r["t50_luminance_cd_m2"] is not None
        assert ("Half-life []" in lines(form)) == (not stated)
        assert "e-0" not in form.inputs["t50"].value
        if (
            r["t50_h"] is not None and r["t50_h_max"] is None
        ):  # 85 min stands in the field where 1.41667 stands in the table
            assert form.values().t50 == pytest.approx(r["t50_h"], rel=1e-5)
            assert len(form.inputs["t50"].value) <= 9
            printed = r["t50_printed"].lstrip("~")
            assert printed in (
                form.inputs["t50"].value,
                f"{form.inputs['t50'].value} h",
                "2400 min",
                "600 min",
                "63.84 min",
                "78 min",
            )
            assert "yours" not in form.notes["t50"]


def test_a_key_names_the_device_to_start_with():
    label, r = next(iter(devices().items()))
    assert widgets.led_device(r["citation"]).inputs["device"].value == label
    assert widgets.led_device().inputs["device"].value == OWN
    with pytest.raises(ArgumentError) as error:
        widgets.led_device("nobody2000")
    assert (error.value.argument, error.value.value) == ("device", "nobody2000")


def test_the_half_life_of_a_row_is_carried_with_its_own_luminance():
    label, r = with_test()
    form = widgets.led_device()
    form.update({"t50": "77", "luminance": "123"})
    form.update({"device": label, "n_low": "1.2", "n_high": "1.9"})
    for target in (100.0, 1000.0):
        start, hours = float(r["t50_luminance_cd_m2"]), float(r["t50_h"])
        spread = sorted(hours * (start / target) ** n for n in (1.2, 1.9))
        found = lines(form)
        assert found[f"Half-life from {target:g} cd/m², least [h]"] == pytest.approx(spread[0])
        assert found[f"Half-life from {target:g} cd/m², largest [h]"] == pytest.approx(spread[1])
    form.update({"t50": "77"})
    assert form.notes["t50"] == f"yours; {r['citation']} states {r['t50_h']:g} h"


def test_a_device_fills_the_fields_and_what_is_typed_is_yours():
    label, r = with_test()
    form = widgets.led_device()
    form.update({"eqe_pct": "3", "peak_nm": "600", "fwhm_nm": "50", "t50": "1", "luminance": "5", "voltage_v": "4"})
    form.update({"device": label})
    stated = {"eqe_pct": "eqe_pct", "peak_nm": "el_peak_nm", "fwhm_nm": "fwhm_nm", "t50": "t50_h"}
    stated |= {"luminance": "t50_luminance_cd_m2"}
    for key, column in stated.items():
        assert float(form.inputs[key].value) == r[column]
        assert form.notes[key] == f"from {r['citation']}"
    assert form.inputs["voltage_v"].value == "4"
    assert "Yours" not in form.answer_html()
    before = lines(form)
    form.inputs["eqe_pct"].value = "5"
    assert form.notes["eqe_pct"] == f"yours; {r['citation']} states {r['eqe_pct']:g} %"
    assert lines(form)["External quantum efficiency [%]"] == 5
    assert "Yours: EQE." in form.answer_html()
    form.inputs["device"].value = OWN  # the numbers stay and are the reader's
    assert form.inputs["peak_nm"].value == f"{r['el_peak_nm']:g}"
    assert not form.notes
    form.update({"device": label, "eqe_pct": "6"})  # as in a link
    assert lines(form)["External quantum efficiency [%]"] == 6
    form.update({"device": OWN})
    form.update({"device": label})
    assert lines(form) == before


def test_what_a_row_does_not_state_is_not_carried_over_from_another_device():
    _, whole = with_test()
    part, r = next((k, r) for k, r in devices().items() if not r["fwhm_nm"] and not r["t50_h"])
    form = widgets.led_device(whole["citation"])
    assert form.inputs["device"].value != OWN
    form.inputs["device"].value = part
    assert form.inputs["fwhm_nm"].value == "20"
    assert form.notes["fwhm_nm"] == f"not stated by {r['citation']}: assumed"
    assert form.inputs["t50"].value == form.inputs["luminance"].value == ""
    assert form.notes["t50"] == f"not stated by {r['citation']}"
    assert shown(form, "Half-life") == "needs that of a test, and its starting luminance"
    form.inputs["fwhm_nm"].value = "25"
    assert form.notes["fwhm_nm"] == f"not stated by {r['citation']}: yours"
    form.inputs["drawn"].value = "half-life"
    assert form.notes["drawn"].startswith("has no part: there is no half-life to draw")


def test_a_range_of_half_lives_is_no_number_of_a_field():
    label = next(k for k, r in devices().items() if r["t50_h_max"])
    form = widgets.led_device()
    form.inputs["device"].value = label
    assert form.inputs["t50"].value == ""
    assert form.notes["t50"].endswith("as one number")


def test_the_least_exponent_is_not_swapped_with_the_largest():
    form = widgets.led_device()
    form.update({"n_low": "2", "n_high": "1"})
    assert refused(form, "n_low", "n_high")
    assert "2 is above 1" in form.message()[0]
    form.update({"n_low": "1"})
    assert form.state()["ok"]


def test_the_device_shows_what_the_formulas_give():
    form = widgets.led_device()
    typed = {"eqe_pct": "12", "plqy": 0.8, "charge_balance": 0.9, "peak_nm": "620", "fwhm_nm": "35", "voltage_v": "4"}
    form.update({**typed, "current_density_ma_cm2": "20", "t50": "50", "luminance": "400", "n_low": "1", "n_high": "2"})
    spectrum = color.gaussian(620.0, 35.0)
    cd_per_a, energy = led.current_efficiency(0.12, *spectrum), led.mean_photon_energy(*spectrum)
    x, y = color.chromaticity(*spectrum)
    assert lines(form) == pytest.approx(
        {
            "External quantum efficiency [%]": 12.0,
            "Implied outcoupling [-]": 0.12 / (0.8 * 0.9),
            "Implied outcoupling, plane film [-]": led.escape_cone(1.9),
            "Current efficiency, Lambertian [cd/A]": cd_per_a,
            "Luminous power efficiency [lm/W]": math.pi * cd_per_a / 4,
            "Wall-plug efficiency [-]": 0.12 * energy / 4,
            "Luminance at that current [cd/m²]": 200 * cd_per_a,
            "Radiance at that current [W sr⁻¹ m⁻²]": 0.12 * energy * 200 / math.pi,
            "CIE 1931 (x, y), x [-]": x,
            "CIE 1931 (x, y), y [-]": y,
            "Dominant wavelength, purity [nm]": color.dominant_wavelength(x, y),
            "Dominant wavelength, purity, purity [-]": color.excitation_purity(x, y),
            "Half-life from 100 cd/m², least [h]": 200.0,
            "Half-life from 100 cd/m², largest [h]": 800.0,
            "Half-life from 1000 cd/m², least [h]": 8.0,
            "Half-life from 1000 cd/m², largest [h]": 20.0,
        },
        rel=1e-9,
    )
    assert shown(form, "Implied outcoupling") == "16.7 %; plane film, n = 1.9: 15 %"
    form.inputs["luminance"].value = "1e7"
    assert "is too far" in shown(form, "Half-life from 100 cd/m²")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("eqe_pct", "120"),
        ("eqe_pct", "-1"),
        ("plqy", 0.0),
        ("charge_balance", 0.0),
        ("voltage_v", "0"),
        ("current_density_ma_cm2", "-1"),
        ("t50", "0"),
        ("luminance", "0"),
        ("n_low", "-1"),
        ("n_high", "-1"),
        ("pasted", "500 transmission"),
        ("pasted", "400 1\n900 1"),
        ("peak_nm", "1300"),
        ("fwhm_nm", "0"),
    ],
)
def test_the_device_marks_the_field_at_fault(field, value):
    form = widgets.led_device()
    form.inputs[field].value = value
    assert refused(form, field)


def test_a_pasted_spectrum_replaces_the_gaussian_of_the_device():
    form = widgets.led_device()
    before = lines(form)
    wavelength, power = color.gaussian(520, 20)
    pasted = "\n".join(f"{w:g} {p!r}" for w, p in zip(wavelength.tolist(), power.tolist(), strict=True))
    form.update({"pasted": pasted, "peak_nm": "600"})
    assert lines(form) == pytest.approx(before, rel=1e-6)
    assert "471 points" in form.state()["html"]
    for recorded, expected in (("power", power), ("photons", power / wavelength)):
        form.inputs["recorded"].value = recorded
        assert lines(form)["Current efficiency, Lambertian [cd/A]"] == pytest.approx(
            led.current_efficiency(0.2, wavelength, expected), rel=1e-12
        )
    form.update({"recorded": "power", "baseline": "subtracted, by both ends"})
    form.inputs["pasted"].value = points(wavelength, power + 0.01)
    assert "Subtracted: 0.01" in form.state()["html"]
    assert lines(form) == pytest.approx(before, rel=1e-3)
    form.inputs["baseline"].value = "left as it is"
    assert "a baseline can be subtracted" in form.state()["html"]


def test_the_device_takes_noise_with_its_sign():
    form = widgets.led_device()
    nm = np.arange(380.0, 781.0)
    power = np.round(bell(nm, 463, 20) + 0.01 * np.random.default_rng(0).standard_normal(nm.size), 6)
    form.inputs["pasted"].value = points(nm, power)
    expected = led.current_efficiency(0.2, nm, power)
    assert lines(form)["Current efficiency, Lambertian [cd/A]"] == pytest.approx(expected, rel=1e-12)
    assert led.current_efficiency(0.2, nm, power.clip(0)) > 1.1 * expected
    assert "set to 0" not in form.state()["html"]
    assert "luminance and cd/A by" in form.state()["html"]


def test_spectra_in_forms_say_what_limits_them():
    """Refused choices, headings against the choice, errors by noise, and numbers that are not defined."""
    nm = np.arange(400, 701.0)
    line = bell(nm, 520, 20)
    noise = 0.03 * np.random.default_rng(5).standard_normal(nm.size)

    def pasted(value, heading):
        return f"nm;{heading}\n" + "\n".join(f"{a:.0f};{b:.6g}" for a, b in zip(nm, value, strict=True))

    def answer(make, **fields):
        form = make()
        form.update(fields)
        return form.state()["html"] + str(form.state())

    both = answer(
        widgets.read_spectrum,
        pasted=pasted(1.2 / (1 + np.exp((nm - 520) / 6)) + 0.05, "Absorbance"),
        baseline="subtracted, by both ends",
    )
    assert "short-wave end of an absorbance absorbs" in both
    for make in (widgets.read_spectrum, widgets.led_device):
        assert "says photons, and power per nm is chosen" in answer(make, pasted=pasted(line, "PL [photons/s/nm]"))
        other = answer(make, pasted=pasted(line, "Irradiance [W/m2/nm]"), recorded="photons")
        assert "says power, and photons per nm is chosen" in other
        noisy = answer(make, pasted=pasted(line + noise, "Power"))
        assert " ± " in noisy
        assert "y by 0.02" in noisy
    white = bell(nm, 450, 20) + 0.55 * bell(nm, 560, 120)
    assert " not defined" in answer(widgets.read_spectrum, pasted=pasted(white, "Power"))
    swapped = answer(widgets.display_gamut, red_nm="467", blue_nm="640")
    assert "out of order" in swapped


# --- a display


def test_the_gamut_form_marks_the_lines_at_fault():
    form = widgets.display_gamut()
    for field, good in list(form.held().items())[:6]:
        for bad in ("0", "-5", "5000") if field.endswith("_nm") and "fwhm" not in field else ("0", "-5"):
            form.inputs[field].value = bad
            assert refused(form, field), (field, bad)
        form.inputs[field].value = good
    form.inputs["green_nm"].value = "630"  # no white between red, red and blue
    assert refused(form, "red_nm", "green_nm", "blue_nm")
    form.inputs["green_nm"].value = "640"  # on a line
    assert refused(form, "red_nm", "green_nm", "blue_nm")


def test_the_gamut_form_shows_what_the_formulas_give():
    form = widgets.display_gamut(625.0, 525.0, 460.0)
    form.update({"red_fwhm_nm": "30", "green_fwhm_nm": "25", "blue_fwhm_nm": "20"})
    form.update({"reference": "DCI-P3", "white": "illuminant A"})
    spectra_ = [color.gaussian(625.0, 30.0), color.gaussian(525.0, 25.0), color.gaussian(460.0, 20.0)]
    wavelength = spectra_[0][0]
    powers = [p for _, p in spectra_]
    points = [color.chromaticity(wavelength, p) for p in powers]
    goal = (0.4476, 0.4074)
    factors = color.mix_spectra(wavelength, powers, goal)
    white = np.tensordot(factors, powers, 1)
    watts = [f * p.sum() for f, p in zip(factors, powers, strict=True)]
    rendering = color.colour_rendering(wavelength, white)
    expected = {
        "Coverage of DCI-P3, x, y [-]": color.gamut_coverage(points, "DCI-P3", space="xy"),
        "Coverage of DCI-P3, u′, v′ [-]": color.gamut_coverage(points, "DCI-P3", space="uv"),
        "Ratio of areas of DCI-P3, x, y [-]": color.gamut_ratio(points, "DCI-P3", space="xy"),
        "Ratio of areas of DCI-P3, u′, v′ [-]": color.gamut_ratio(points, "DCI-P3", space="uv"),
        "White, x [-]": 0.4476,
        "White, y [-]": 0.4074,
        "White, CCT [K]": rendering.cct,
        "White, D_uv [-]": rendering.duv,
        "Colour rendering, R_a [-]": rendering.ra,
        "Colour rendering, R_9 [-]": rendering.special[8],
        "Luminous efficacy of the white [lm/W]": color.luminous_efficacy(wavelength, white),
    }
    shares = color.mix(points, goal)
    for name, (x, y), share, power in zip(("Red", "Green", "Blue"), points, shares, watts, strict=True):
        expected[f"{name}, x, y, x [-]"], expected[f"{name}, x, y, y [-]"] = x, y
        expected[f"{name}, luminance [-]"], expected[f"{name}, light power [-]"] = share, power / sum(watts)
    assert lines(form) == pytest.approx(expected, rel=1e-9)


# --- ageing


def decay(lifetime, count=12):
    return "\n".join(f"{t} {100 * 0.5 ** (t / lifetime)}" for t in range(count))


def test_a_decay_is_fitted_or_refused():
    form = widgets.decay_fit()
    form.update({"pasted": decay(4), "unit": "min", "confidence_pct": "68"})
    fit = recombination.fit_stretched_exponential(*np.loadtxt(decay(4).splitlines()).T, confidence=0.68)
    expected = {
        "Half-life T₅₀ [min]": 4.0,
        "Time constant τ [min]": 4 / math.log(2),
        "Exponent β [-]": 1.0,
        "Signal at the start [as read]": 100.0,
        "Area over amplitude [min]": 4 / math.log(2),
    }
    found = lines(form)
    assert {key: found[key] for key in expected} == pytest.approx(expected, rel=1e-6)
    for name, unit, pair in (
        ("Half-life T₅₀", "min", fit.half_life_interval),
        ("Time constant τ", "min", fit.tau_interval),
        ("Exponent β", "-", fit.beta_interval),
        ("Signal at the start", "as read", fit.amplitude_interval),
    ):
        bounds = [found[f"{name}, 68 % interval, {which} bound [{unit}]"] for which in ("lower", "upper")]
        assert bounds == list(pair)
    assert shown(form, "Half-life T₅₀") == "4 min"
    assert "extrapolated" not in form.state()["html"]
    form.inputs["pasted"].value = decay(40)
    assert "<strong>The half-life lies beyond the last point" in form.state()["html"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("pasted", "0 1\n1 2\n2 3"),
        ("pasted", "0 1\n0 2"),
        ("pasted", "\n".join(f"{t} {t}" for t in range(12))),
        ("pasted", ""),
        ("confidence_pct", "0"),
        ("confidence_pct", "100"),
        ("confidence_pct", "-5"),
    ],
)
def test_the_decay_marks_the_field_at_fault(field, value):
    form = widgets.decay_fit()
    form.inputs[field].value = value
    assert refused(form, field)


def test_a_dropped_decay_replaces_the_pasted_one():
    form = widgets.decay_fit()
    form.inputs["dropped"].value = (uploaded("d.txt", decay(4).encode()),)
    assert lines(form)["Half-life T₅₀ [h]"] == pytest.approx(4.0, rel=1e-6)
    form.inputs["dropped"].value = (uploaded("d.txt", b"0 1\n0 2"),)
    assert refused(form, "dropped")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("thickness_nm", "0"),
        ("k_trap_per_s", "-1"),
        ("k_radiative_cm3_s", "0"),
        ("k_auger_cm6_s", "-1"),
        ("current_density_ma_cm2", "0"),
        ("current_density_ma_cm2", "-1"),
    ],
)
def test_roll_off_marks_the_field_at_fault(field, value):
    form = widgets.efficiency_roll_off()
    form.inputs[field].value = value
    assert refused(form, field)


def test_roll_off_shows_what_the_formulas_give():
    form = widgets.efficiency_roll_off()
    form.update({"thickness_nm": "20", "k_trap_per_s": "2e6", "k_radiative_cm3_s": "3e-10", "k_auger_cm6_s": "2e-28"})
    form.update({"current_density_ma_cm2": "50"})
    n = recombination.carrier_density(50.0, 20.0, 2e6, 3e-10, 2e-28)
    rates = [2e6 * n, 3e-10 * n**2, 2e-28 * n**3]
    densities = np.geomspace(1e14, 1e20, 20001)
    best = (3e-10 * densities / (2e6 + 3e-10 * densities + 2e-28 * densities**2)).max()
    assert lines(form) == pytest.approx(
        {
            "Internal quantum efficiency [-]": rates[1] / sum(rates),
            "Carrier density [cm⁻³]": n,
            "Lost to traps [-]": rates[0] / sum(rates),
            "Lost to Auger [-]": rates[2] / sum(rates),
            "Best at any current [-]": best,
        },
        rel=1e-6,
    )


# --- size of a nanocrystal

SIZES = [
    {"material": "CsPbBr3", "size_nm": d, "size_kind": "edge", "pl_peak_nm": p, "citation": "das-adhikari2023", **doubt}
    for d, p, doubt in ((4, 480, {}), (5, 490, {"flag": "contradicted", "note": "too blue"}), (10, 510, {}))
]


@pytest.fixture
def sizes(tmp_path):
    """Other points than the shipped ones, and a second work with a curve of its own."""
    every = SIZES + [{**r, "pl_peak_nm": r["pl_peak_nm"] - 20, "citation": "mu2022", "size_kind": ""} for r in SIZES]
    columns = (ROOT / "data" / "sizes.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    with (tmp_path / "sizes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows({"id": f"row-{k}", **r} for k, r in enumerate(every))
    with tables.use(tmp_path):
        yield


def test_a_size_follows_from_a_peak_and_a_peak_from_a_size(sizes):
    form = widgets.nanocrystal_size("CsPbBr3", pl_peak_nm=485.0)
    form.inputs["uncertainty_nm"].value = "2"
    # Energy is linear in 1/size between the points, so 1/peak is.
    share = {p: (1 / 480 - 1 / p) / (1 / 480 - 1 / 490) for p in (483, 485, 487)}
    expected = [1 / (1 / 4 - share[p] * (1 / 4 - 1 / 5)) for p in (485, 483, 487)]
    found = lines(form)
    names = ("Size (edge)", "Size (edge), lower bound", "Size (edge), upper bound")
    assert [found[f"{name} [nm]"] for name in names] == pytest.approx(expected)
    assert found["Emission peak [nm]"] == 485
    assert found["Photon energy [eV]"] == pytest.approx(1239.841984 / 485)
    assert shown(form, "Between") == "4 nm with 480 nm and 5 nm with 490 nm"
    assert shown(form, "Points") == "3 of CsPbBr3, 4 to 10 nm and 480 to 510 nm, by das-adhikari2023"
    assert "contradicted: too blue" in form.state()["html"]
    assert "last point" not in shown(form, "Size (edge)")
    assert f"{expected[0]:.2f} nm" in form.drawing().alt
    form.update({"pl_peak_nm": "", "size_nm": "8", "uncertainty_nm": "2"})
    at = {d: 1 / (1 / 490 - (1 / 5 - 1 / d) / (1 / 5 - 1 / 10) * (1 / 490 - 1 / 510)) for d in (6, 8)}
    found = lines(form)
    names = ("Emission peak", "Emission peak, lower bound", "Emission peak, upper bound")
    assert [found[f"{name} [nm]"] for name in names] == pytest.approx([at[8], at[6], 510])
    assert next(iter(found)) == "Emission peak [nm]"
    form.inputs["uncertainty_nm"].value = "2.1"
    assert "reaches the last point" in shown(form, "Emission peak")


def test_a_pooled_curve_comes_first_and_says_what_its_interval_is(tmp_path):
    # One law, E = 2.3 + 0.03 shape, seen by three works with errors of their own.
    rows, errors = [], {"mu2022": 0.01, "das-adhikari2023": -0.02, "teku2025": 0.02}
    for citation, off in errors.items():
        for edge in (4, 6, 9):
            ratio = 3.5 / edge
            energy = 2.3 + off + 0.03 * (3 * np.pi**2 * ratio**2 + 1 - np.sqrt(1 + (6.094 * ratio) ** 2))
            peak = tables.photon_energy_nm_ev() / energy
            rows.append({"material": "CsPbBr3", "size_nm": edge, "size_kind": "edge", "pl_peak_nm": peak,
                         "citation": citation, "source": citation, "locator": "made up"})  # fmt: skip
    columns = (ROOT / "data" / "sizes.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
    with (tmp_path / "sizes.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, restval="")
        writer.writeheader()
        writer.writerows({"id": f"row-{k}", **r} for k, r in enumerate(rows))
    with tables.use(tmp_path):
        form = widgets.nanocrystal_size(size_nm=6.0)
        works = [f"CsPbBr3, {w}" for w in ("mu2022", "das-adhikari2023", "teku2025")]
        assert form.inputs["curve"].options == ("CsPbBr3, all works", *works)
        expected = confinement.peak_from_size("CsPbBr3", 6.0, uncertainty_nm=0.5)
        found = lines(form)
        names = ("Emission peak", "Emission peak, lower bound", "Emission peak, upper bound")
        got = [found[f"{name} [nm]"] for name in names]
        assert got == pytest.approx([expected.pl_peak_nm, expected.low_nm, expected.high_nm])
        assert "scatter between works" in shown(form, "Emission peak")
        sphere = found["Diameter of a sphere with the same confinement [nm]"]
        assert sphere == pytest.approx(6 * 2 / np.sqrt(3))  # equal kinetic energy: radius L / sqrt(3)
        assert "9 of CsPbBr3, 4 to 9 nm" in shown(form, "Points")
        assert shown(form, "Points").endswith("by das-adhikari2023, mu2022, teku2025")
        assert "citation" not in form.snippet()
        form.update({"curve": "CsPbBr3, mu2022"})
        assert "of the size alone" in shown(form, "Emission peak")


def test_curves_of_two_works_stay_apart(sizes):
    form = widgets.nanocrystal_size()
    assert form.inputs["curve"].options == ("CsPbBr3, das-adhikari2023", "CsPbBr3, mu2022")
    assert form.values().pl_peak_nm == 490  # of the middle point
    assert lines(form)["Size (edge) [nm]"] == pytest.approx(5)
    form.inputs["curve"].value = "CsPbBr3, mu2022"
    assert lines(form)["Size [nm]"] == pytest.approx(10)
    assert "by mu2022" in shown(form, "Points")
    assert "mu2022" in form.snippet()


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"pl_peak_nm": "479"}, ["pl_peak_nm"]),
        ({"pl_peak_nm": "511"}, ["pl_peak_nm"]),
        ({"pl_peak_nm": "", "size_nm": "3.9"}, ["size_nm"]),
        ({"pl_peak_nm": "", "size_nm": "-5"}, ["size_nm"]),
        ({"size_nm": "5"}, ["pl_peak_nm", "size_nm"]),
        ({"pl_peak_nm": ""}, ["pl_peak_nm", "size_nm"]),
        ({"uncertainty_nm": "-1"}, ["uncertainty_nm"]),
        ({"curve": "CsPbBr3, nobody"}, ["curve"]),
    ],
)
def test_sizing_marks_the_field_at_fault(sizes, values, fields):
    form = widgets.nanocrystal_size()
    form.update(values)
    assert refused(form, *fields)


def test_a_material_without_a_curve_has_no_form():
    with pytest.raises(ArgumentError) as error:
        widgets.nanocrystal_size("Gold")
    assert (error.value.argument, error.value.value) == ("material", "Gold")


# --- alignment

# What the first edition answered with one and the same sentence, and what the field asks for.
PAIRS = [
    ("CsPbBr3", "Cs4PbBr6"),
    ("FAPbBr3", "CsPbBr3"),
    ("CsPbI3", "PbSe"),
    ("CsPbBr3", "ZnS"),
    ("CsPbBr3", "CdS"),
    ("CsPbI3", "PbS"),
    ("MAPbBr3", "ZnSe"),
    ("CsPbBr3", "ZrO2"),
    ("PbS", "MAPbI3"),
]
TYPED = {
    "core_ionisation_ev": "5.8",
    "core_affinity_ev": "3.4",
    "shell_ionisation_ev": "6.4",
    "shell_affinity_ev": "3.1",
    "core_electron_mass": "0.12",
    "core_hole_mass": "0.15",
    "shell_electron_mass": "0.25",
    "shell_hole_mass": "0.5",
    "core_permittivity": "7",
}


def typed_pair(**more):
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS", core_nm=6.0, shell_nm=1.5)
    form.update({**TYPED, "shape": "sphere", **more})
    return form


@pytest.mark.parametrize(("core", "shell"), PAIRS)
def test_the_alignment_says_what_the_verdict_says(core, shell):
    form = widgets.core_shell_alignment(core, shell, core_nm=9.0, shell_nm=2.0)
    found = alignment.verdict(core, shell, core_nm=9.0, shell_nm=2.0)
    kind = found.kind if found.kind in ("unknown", "flat") else f"type {found.kind}"
    assert shown(form, "Class") == f"{kind}; {found.reason}"
    values = lines(form)
    for name, share in found.probability.items():
        assert values.get(f"Probability, {name} [-]", 0.0) == pytest.approx(share if share >= 0.005 else 0.0)
    html_ = form.state()["html"]
    for said in (*found.decides, *found.excluded.values()):
        assert html.escape(said) in html_
    for one in found.experiments[:5]:
        assert one.citation in html_
    assert ("Would decide []" in values) == (found.kind == "unknown")
    assert ("Particle []" in values) == ("Emission [eV]" not in values)
    if found.probability:
        assert values["Offsets of electron and hole, electron [eV]"] == found.electron_offset_ev
        assert values["Offsets of electron and hole, hole, scatter [eV]"] == found.hole_sigma_ev
    else:
        assert "Offsets of electron and hole, electron [eV]" not in values
        assert "Emission [eV]" not in values
    for which, spans in found.window.items():
        for k, (low, high) in enumerate(spans):
            name = f"{which}, {k + 1}" if len(spans) > 1 else which
            row = f"Ionisation energy that {getattr(found, found.window_of)} would need"
            assert (values[f"{row}, {name}, from [eV]"], values[f"{row}, {name}, to [eV]"]) == (low, high)


def test_no_two_pairs_have_the_same_answer():
    answers = {pair: widgets.core_shell_alignment(*pair).answer_html() for pair in PAIRS}
    assert len(set(answers.values())) == len(PAIRS)
    assert len({answer.split("</table>")[0] for answer in answers.values()}) == len(PAIRS)


EDGES = ("ionisation energy", "electron affinity", "work function")
MASSES = ("electron effective mass", "hole effective mass")


@pytest.fixture
def lacking(made_up):
    """Use the shipped materials less some: nobody has measured the edges of Cs4PbBr6 and FAPbBr3, or masses of PbS."""
    gone = {("Cs4PbBr6", e) for e in EDGES} | {("FAPbBr3", e) for e in EDGES} | {("PbS", m) for m in MASSES}
    with made_up(materials=[r for r in tables.rows("materials") if (r["material"], r["property"]) not in gone]):
        yield


@pytest.mark.usefixtures("lacking")
def test_no_number_is_invented():
    form = widgets.core_shell_alignment("CsPbBr3", "Cs4PbBr6")
    for label, column in (("Ionisation energy", "Cs4PbBr6"), ("Electron affinity", "Cs4PbBr6")):
        assert shown(form, label, column) == "not known"
    assert shown(form, "Particle").startswith("not computed")
    assert not {"Emission [eV]", "Overlap squared [-]"} & set(lines(form))
    form.update({"shell": "PbS", "core": "MAPbI3"})
    assert "Probability, II [-]" in lines(form)
    assert "electron mass of PbS" in shown(form, "Particle")
    given = form.values().core_gap_ev
    assert shown(form, "Band gap", "MAPbI3").startswith(f"{given.value:.4g} eV ({given.option.source.citation}")


def test_only_what_can_be_a_shell_is_offered():
    form = widgets.core_shell_alignment()
    cores, shells = form.inputs["core"].options, form.inputs["shell"].options
    assert {"CsPbBr3", "PbS", "MAPbI3"} <= set(cores) < set(shells)
    assert {"ZnS", "Cs4PbBr6", "SiO2", "PbSe"} <= set(shells)
    for name in shells:
        assert materials.kind(name) not in ("metal", "organic")
        assert materials.has(name, "band gap") or materials.has(name, "electron affinity")
    assert not {"Au", "PTAA", "PEDOT:PSS", "C60", "APbX3"} & set(shells)


def test_a_material_that_nobody_made_is_refused():
    for core, shell, at_fault in (("nonsense", "ZnS", "core"), ("CsPbBr3", "xyz", "shell")):
        with pytest.raises(ArgumentError) as error:
            widgets.core_shell_alignment(core, shell)
        assert error.value.argument == at_fault
    form = widgets.core_shell_alignment()
    form.update({"core": "nonsense", "shell": "xyz"})  # from a link
    assert refused(form, "core", "shell")
    form.update({"core": "CsPbBr3", "shell": "CsPbBr3"})
    assert refused(form, "shell")
    assert widgets.core_shell_alignment("cspbbr₃", "zns").inputs["core"].value == "CsPbBr3"


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({"tolerance_ev": "-1"}, ["tolerance_ev"]),
        ({"core_nm": "0"}, ["core_nm"]),
        ({"shell_nm": "-1"}, ["shell_nm"]),
        ({"outside_ev": "-1"}, ["outside_ev"]),
        ({"core_electron_mass": "0"}, ["core_electron_mass"]),
        ({"shell_hole_mass": "-1"}, ["shell_hole_mass"]),
        ({"shell_electron_mass": "1001"}, ["shell_electron_mass"]),
        ({"core_hole_mass": "0.0001"}, ["core_hole_mass"]),
        ({"core_nm": "2000"}, ["core_nm"]),
        ({"shell_nm": "10000"}, ["shell_nm"]),
        ({"core_gap_ev": "1e-300"}, ["core_gap_ev"]),
        ({"core_permittivity": "0"}, ["core_permittivity"]),
        ({"core_gap_ev": "0"}, ["core_gap_ev"]),
        ({"shell_gap_ev": "-2"}, ["shell_gap_ev"]),
        ({"core_ionisation_ev": "-5.6"}, ["core_ionisation_ev"]),
        ({"core_ionisation_ev": "3.0", "core_affinity_ev": "3.1"}, ["core_ionisation_ev", "core_affinity_ev"]),
        (
            {"shell_ionisation_ev": "7.5", "shell_affinity_ev": "3.8", "shell_gap_ev": "3.6"},
            ["shell_ionisation_ev", "shell_affinity_ev", "shell_gap_ev"],
        ),
    ],
)
def test_the_alignment_marks_the_field_at_fault(values, fields):
    form = widgets.core_shell_alignment()
    form.update(values)
    assert list(form.invalid) == sorted(fields, key=list(form.fields).index)
    assert not form.state()["ok"]


def test_typed_edges_are_taken_and_called_yours():
    form = typed_pair(tolerance_ev="0.05")
    core, shell = alignment.BandEdges(-5.8, -3.4), alignment.BandEdges(-6.4, -3.1)
    found = lines(form)
    assert found["Offsets of electron and hole, electron [eV]"] == pytest.approx(0.3)
    assert found["Offsets of electron and hole, hole [eV]"] == pytest.approx(0.6)
    assert found["Probability, I [-]"] == 1
    state = confinement.core_shell(
        confinement.Material("core", core, 0.12, 0.15, 7.0),
        confinement.Material("shell", shell, 0.25, 0.5, 7.0),
        6.0,
        1.5,
        shape="sphere",
    )
    expected = {
        "In the core, electron [-]": state.electron_core,
        "In the core, hole [-]": state.hole_core,
        "Overlap squared [-]": state.overlap,
        "Confinement of electron and hole, electron [eV]": state.electron_ev,
        "Confinement of electron and hole, hole [eV]": state.hole_ev,
        "Coulomb energy [eV]": state.coulomb_ev,
        "Emission [eV]": state.emission_ev,
        "Emission, wavelength [nm]": state.wavelength_nm,
        "Shift against the bare core [eV]": state.shift_ev,
    }
    assert {key: found[key] for key in expected} == pytest.approx(expected, rel=1e-9)
    assert f"acts as type {state.regime}" in shown(form, "In the core", "electron")
    assert found["yours with yours, class []"] == "I"
    assert shown(form, "Ionisation energy", "CsPbBr3") == "5.8 eV (yours)"
    assert shown(form, "Band gap", "CsPbBr3") == "2.4 eV (ionisation energy less affinity)"
    assert shown(form, "Hole mass", "ZnS") == "0.5 m₀ (yours)"
    form.inputs["core"].value = "CsPbI3"  # what is typed stays
    assert lines(form)["Emission [eV]"] == pytest.approx(state.emission_ev)
    assert form.resets == {}


def test_one_edge_takes_its_partner_from_its_series_or_from_the_gap():
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    source = next(s for s in alignment.sources("CsPbBr3") if s.grade == "measured")
    option = next(o for o in form.inputs["core_ionisation_ev"].options if source.citation in o)
    form.inputs["core_ionisation_ev"].value = option
    affinity = -source.edges.cbm_ev
    assert shown(form, "Electron affinity", "CsPbBr3") == f"{affinity:.4g} eV (of the same series)"
    form.inputs["core_gap_ev"].value = "2.5"
    assert shown(form, "Electron affinity", "CsPbBr3").endswith("(ionisation energy less gap)")
    assert lines(form)["Electron affinity, CsPbBr3 [eV]"] == pytest.approx(-source.edges.vbm_ev - 2.5)
    form.update({"core_ionisation_ev": "", "core_affinity_ev": "3.2"})
    assert lines(form)["Ionisation energy, CsPbBr3 [eV]"] == pytest.approx(5.7)
    assert shown(form, "Ionisation energy", "CsPbBr3").endswith("(affinity and gap)")
    form.update({"core_gap_ev": ""})
    gap = materials.value("CsPbBr3", "band gap").value
    assert lines(form)["Ionisation energy, CsPbBr3 [eV]"] == pytest.approx(3.2 + gap)


def test_a_typed_gap_alone_moves_the_offsets():
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    before = lines(form)
    form.inputs["core_gap_ev"].value = "2.0"
    found, expected = lines(form), alignment.verdict("CsPbBr3", "ZnS", core_gap_ev=2.0)
    assert found["Offsets of electron and hole, electron [eV]"] == expected.electron_offset_ev
    assert found["Offsets of electron and hole, electron [eV]"] > before["Offsets of electron and hole, electron [eV]"]
    assert "Emission, wavelength, shortest [nm]" in before
    assert "Emission, wavelength, shortest [nm]" not in found  # no spread of a gap that the reader gave


def test_the_wavelength_carries_the_spread_of_the_gap():
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    gap, found = materials.value("CsPbBr3", "band gap"), lines(form)
    energy = found["Emission [eV]"]
    assert found["Emission, wavelength [nm]"] == pytest.approx(1239.841984 / energy)
    ends = [1239.841984 / (energy + end - gap.value) for end in (gap.high, gap.low)]
    names = ("shortest", "longest")
    assert [found[f"Emission, wavelength, {name} [nm]"] for name in names] == pytest.approx(ends)


def test_limits_stand_beside_what_they_limit():
    form = typed_pair(core_permittivity="3")
    bohr = 2 * confinement.bohr_radius(0.12 * 0.15 / 0.27, 3.0)
    core, shell = (
        confinement.Material(name, edges, *masses, 3.0)
        for name, edges, masses in (
            ("core", alignment.BandEdges(-5.8, -3.4), (0.12, 0.15)),
            ("shell", alignment.BandEdges(-6.4, -3.1), (0.25, 0.5)),
        )
    )
    extent = confinement.core_shell(core, shell, 6.0, 1.5, shape="sphere").extent_nm
    assert extent > bohr
    words = f"qualitative: spread as in {extent:.1f} nm, beyond the Bohr diameter of {bohr:.1f} nm"
    assert words in shown(form, "Overlap squared")
    assert words in shown(form, "Emission")
    assert "hard wall" in shown(form, "Shift against the bare core")
    form.update({"outside_ev": "3"})
    expected = confinement.core_shell(core, shell, 6.0, 1.5, shape="sphere", outside_ev=3.0).shift_ev
    assert lines(form)["Shift against the bare core [eV]"] == pytest.approx(expected)
    assert shown(form, "Shift against the bare core").endswith("both under a barrier of 3 eV")
    form.update({"core_permittivity": "20"})
    assert "qualitative" not in shown(form, "Overlap squared")


def test_edges_that_no_shell_has_leave_the_particle_out():
    form = widgets.core_shell_alignment("MAPbBr3", "CdSe")
    form.update({"shell_ionisation_ev": "0.0001"})
    assert form.state()["ok"]
    assert shown(form, "Particle").startswith("not computed: the middle offsets")


def test_an_edge_takes_the_partner_of_its_own_series(made_up):
    """Two works agree on the ionisation energy of A and differ in its affinity."""

    def work(name, ionisation, affinity, gap=None):
        values = {"ionisation energy": ionisation, "electron affinity": affinity, "band gap": gap}
        more = {"unit": "eV", "grade": "measured", "citation": name, "source": name, "series": name}
        return [
            {"material": material, "property": key, "value": value, **more}
            for material, of in (("A", 0.0), ("B", 1.0))
            for key, value in ((k, None if v is None else v + of) for k, v in values.items())
            if value is not None
        ]

    kinds = [{"material": name, "kind": "perovskite"} for name in "AB"]
    rows = [*work("a2001", 5.5, 3.0, 2.5), *work("b2001", 5.5, 3.4), *work("c2001", 5.9, 3.6)]
    with made_up(materials=rows, material_kinds=kinds, experiments=[]):
        form = widgets.core_shell_alignment("A", "B")
        for name, affinity in (("a2001", 3.0), ("b2001", 3.4), ("c2001", 3.6)):
            option = next(o for o in form.inputs["core_ionisation_ev"].options if name in o)
            form.inputs["core_ionisation_ev"].value = option
            assert shown(form, "Electron affinity", "A") == f"{affinity:g} eV (of the same series)"


def test_what_the_form_says_of_spreads_and_of_what_is_left_empty():
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    gap, verdict = materials.value("CsPbBr3", "band gap"), alignment.verdict("CsPbBr3", "ZnS")
    assert shown(form, "Band gap", "CsPbBr3").endswith(f"; {gap.low:g} to {gap.high:g} in all)")
    assert "; over the scatter of the edges: " in shown(form, "In the core", "electron")
    left = "the edges of {} are left empty"
    assert any(left.format("CsPbBr3 and ZnS") in str(note) for note in form.result.notes)
    form.update({"shell_ionisation_ev": "6.4", "shell_affinity_ev": "3.1"})
    assert any(left.format("CsPbBr3") in str(note) for note in form.result.notes)
    form.update({"core_ionisation_ev": "5.8", "core_affinity_ev": "3.4"})
    assert not any("left empty" in str(note) for note in form.result.notes)
    assert "over the scatter" not in shown(form, "In the core", "electron")
    assert verdict.hole_sigma_ev > 0


def test_the_diagram_shares_the_scatter_of_the_offset_between_both_sides(monkeypatch):
    seen = {}
    monkeypatch.setattr(widgets.alignment.figures, "band_diagram", lambda *_, **given: seen.update(given))
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    form.drawing()
    sigma = alignment.verdict("CsPbBr3", "ZnS").hole_sigma_ev
    assert seen["sigma_ev"] ** 2 * 2 == pytest.approx(sigma**2)


def test_the_code_of_the_form_has_the_bands_of_its_numbers():
    form = typed_pair(bands="two-band")
    assert "nonparabolic=True" in form.snippet()
    assert "nonparabolic" not in typed_pair().snippet()


def test_attraction_bands_and_images_are_those_of_the_solver():
    form = typed_pair(attraction="self-consistent", bands="two-band")
    core, shell = (
        confinement.Material(name, edges, *masses)
        for name, edges, masses in (
            ("core", alignment.BandEdges(-5.8, -3.4), (0.12, 0.15, 7.0)),
            ("shell", alignment.BandEdges(-6.4, -3.1), (0.25, 0.5, 4.0)),
        )
    )
    options = {"shape": "sphere", "attraction": "self-consistent", "nonparabolic": True}
    expected = confinement.core_shell(core, shell, 6.0, 1.5, **options)
    assert lines(form)["Emission [eV]"] == pytest.approx(expected.emission_ev)
    assert "two-band masses" in shown(form, "Confinement of electron and hole", "electron")
    assert "self-consistent" in shown(form, "Coulomb energy")
    assert "Polarisation [eV]" not in lines(form)
    assert shown(form, "Permittivity", "ZnS") == "that of the core"
    form.update({"outside_permittivity": "2", "shell_permittivity": "4"})
    expected = confinement.core_shell(core, shell, 6.0, 1.5, **options, outside_permittivity=2.0)
    assert lines(form)["Emission [eV]"] == pytest.approx(expected.emission_ev)
    assert lines(form)["Polarisation [eV]"] == pytest.approx(expected.polarisation_ev)
    assert shown(form, "Permittivity", "ZnS") == "4 (yours)"
    form.update({"outside_permittivity": "0"})
    assert refused(form, "outside_permittivity")
    # A broken gap has no two bands.
    form.update({"outside_permittivity": "", "shell_ionisation_ev": "3.2", "shell_affinity_ev": "1.0"})
    assert refused(form, "bands")


def test_a_crystal_of_three_cells_is_refused():
    form = typed_pair(core_nm="1.9")
    assert refused(form, "core_nm")


@pytest.mark.usefixtures("lacking")
def test_the_figure_of_a_pair_without_masses_shows_the_edges_by_source():
    form = widgets.core_shell_alignment("MAPbI3", "PbS")
    assert form.drawing().alt.startswith("Band edges against vacuum by source: MAPbI3 with ")
    form.update({"core": "FAPbBr3", "shell": "Cs4PbBr6"})
    assert form.drawing() is None
    assert not form.state()["figure"]
    form.update({"shell_ionisation_ev": "6.5"})
    assert "Cs4PbBr6 with 1 source, ionisation energy 6.50 eV" in form.drawing().alt
    form = typed_pair(drawn="map of sizes")
    assert form.drawing().alt.startswith("Map of core size and shell thickness")


def test_numbers_that_were_taken_stand_behind_one_line_on_a_page_and_whole_in_the_files():
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    html_ = form.answer_html()
    (folded,) = re.findall(r'<details class="hb-more"><summary>([^<]*)</summary>(.*?)</details>', html_, re.S)
    assert folded[0] == "Numbers that were taken, with their sources"
    assert folded[1].count("<tr>") == 1 + 6  # heads; two edges, gap, two masses, permittivity
    assert "Ionisation energy" in folded[1]
    assert "Class" not in folded[1]
    assert any(line.name == "Ionisation energy" for line in form.result.lines())
    assert "liang2016" in form.csv()


@pytest.mark.parametrize("drawn", ["band diagram", "map of sizes"])
def test_the_figure_has_the_barrier_and_the_bands_of_the_numbers(drawn):
    form = widgets.core_shell_alignment("CsPbBr3", "ZnS")
    assert drawn in form.inputs["drawn"].options
    form.update({"drawn": drawn, "shape": "sphere"})
    plain = form.drawing().alt
    form.update({"outside_ev": "2.5"})
    behind = form.drawing().alt
    form.update({"bands": "two-band"})
    assert ["barrier of 2.5 eV" in text for text in (plain, behind, form.drawing().alt)] == [False, True, True]
    assert "two-band masses" in form.drawing().alt
    assert not any("The figure" in str(note) for note in form.result.notes)
    form.update({"attraction": "self-consistent"})
    assert any("do not pull" in str(note) for note in form.result.notes)


# --- a spectrum by itself


def points(nm, value, heading="nm;emission"):
    return "\n".join([heading, *(f"{w:g};{v!r}" for w, v in zip(nm.tolist(), value.tolist(), strict=True))])


def bell(nm, peak, fwhm):
    return np.exp(-4 * np.log(2) * ((nm - peak) / fwhm) ** 2)


def test_the_spectrum_form_shows_what_the_functions_give():
    form = widgets.read_spectrum()
    nm = np.arange(400.0, 701.0)
    power = bell(nm, 531.0, 22.0)
    form.inputs["pasted"].value = points(nm, power)
    spectrum = spectra.from_points(nm, power, quantity="emission")
    line, light = spectra.peak(spectrum), color.describe(nm, power)
    found = lines(form)
    assert found["Peak [nm]"] == line.peak_nm == pytest.approx(531, abs=1e-6)
    assert found["Peak, energy [eV]"] == line.peak_ev
    assert found["Width (FWHM) [nm]"] == line.fwhm_nm == pytest.approx(22, abs=1e-6)
    assert found["Width (FWHM), energy [meV]"] == 1e3 * line.fwhm_ev
    assert found["Centroid [nm]"] == line.centroid_nm
    assert (found["CIE 1931 (x, y), x [-]"], found["CIE 1931 (x, y), y [-]"]) == (light.x, light.y)
    assert found["Luminous efficacy of the light [lm/W]"] == light.efficacy_lm_w
    assert "made up" not in form.state()["html"]
    assert "made up" in widgets.read_spectrum().state()["html"]
    assert "Peak at 531.0 nm" in form.drawing().alt
    form.inputs["recorded"].value = "photons"
    assert lines(form)["CIE 1931 (x, y), x [-]"] == color.chromaticity(nm, power / nm)[0]
    assert "hc/λ" in form.state()["html"]


def test_the_spectrum_form_offers_to_take_off_a_baseline_and_says_it():
    form = widgets.read_spectrum()
    nm = np.arange(340.0, 1031.0)
    form.inputs["pasted"].value = points(nm, bell(nm, 516, 20) + 0.01)
    assert "holds 24 % of its power" in form.state()["html"]
    assert lines(form)["CIE 1931 (x, y), y [-]"] == pytest.approx(0.711, abs=1e-3)
    form.inputs["baseline"].value = "subtracted, by both ends"
    assert "Subtracted: 0.01" in form.state()["html"]
    assert lines(form)["CIE 1931 (x, y), y [-]"] == pytest.approx(0.782, abs=1e-3)
    form.inputs["pasted"].value = points(np.arange(500.0, 600.0), bell(np.arange(500.0, 600.0), 516, 20))
    assert refused(form, "baseline")


def test_the_spectrum_form_reads_an_absorbance():
    form = widgets.read_spectrum()
    form.inputs["pasted"].value = EDGE
    found = lines(form)
    assert found["Onset, by the tangent [nm]"] == pytest.approx(532, abs=0.1)
    assert found["Urbach energy [meV]"] == pytest.approx(1e3 * 1239.84 * 6 / 545**2, rel=0.15)
    assert "idle" in form.describe() or form.result.idle["recorded"]
    form.inputs["quantity"].value = "emission"
    assert refused(form, "pasted")
    form.inputs["quantity"].value = "absorbance"
    assert lines(form) == found


@pytest.mark.parametrize(
    ("pasted", "field"),
    [
        ("nm;value\n500;1\n505;2\n510;3\n515;2\n520;1", "quantity"),
        ("nm;reflectance\n500;10\n505;20\n510;30\n515;20\n520;10", "pasted"),
        ("nm;emission\nnothing", "pasted"),
    ],
)
def test_the_spectrum_form_marks_the_field_at_fault(pasted, field):
    form = widgets.read_spectrum()
    form.inputs["pasted"].value = pasted
    assert refused(form, field)
    form.inputs["pasted"].value = ""
    assert refused(form, "pasted", "dropped")


def test_what_is_not_found_on_a_spectrum_has_its_reason():
    form = widgets.read_spectrum()
    form.inputs["pasted"].value = points(np.arange(500.0, 515.0), bell(np.arange(500.0, 515.0), 516, 20))
    assert "stands at its end" in shown(form, "Peak")
    infrared = np.arange(850.0, 1000.0)
    form.inputs["pasted"].value = points(infrared, bell(infrared, 920, 30))
    assert "that the eye sees" in shown(form, "Colour")
    assert lines(form)["Peak [nm]"] == pytest.approx(920, abs=1e-3)
    assert form.snippet().splitlines()[-1] == "[line.peak_nm, line.fwhm_nm]"


@pytest.mark.parametrize(
    ("make", "field"),
    [(widgets.led_efficiency, "fwhm_nm"), (widgets.led_device, "fwhm_nm"), (widgets.display_gamut, "red_fwhm_nm")],
)
def test_a_width_in_electronvolts_is_asked_about(make, field):
    form = make()
    assert "is it in nm" not in form.state()["html"]
    form.inputs[field].value = "0.09"
    assert "A width of 0.09 nm is that of a laser: is it in nm?" in form.state()["html"]


def test_the_spectrum_form_takes_what_a_file_says_or_cannot_mean_otherwise():
    form = widgets.read_spectrum()
    nm = np.arange(440.0, 601.0)
    form.inputs["pasted"].value = points(nm, 4000 * bell(nm, 516, 20), "a;b")  # no absorbance is 4000
    assert lines(form)["Peak [nm]"] == pytest.approx(516, abs=1e-3)
    assert "quantity='emission'" in form.snippet()
    form.inputs["pasted"].value = points(nm, bell(nm, 516, 20), "a;b")
    assert refused(form, "quantity")
    absorbed = 1 / (1 + np.exp((np.arange(400.0, 701.0) - 520) / 6))
    form.inputs["pasted"].value = points(np.arange(400.0, 701.0), 100 * 10**-absorbed, "nm;%T")
    assert lines(form)["Onset, by the tangent [nm]"] == pytest.approx(532, abs=0.1)
    assert "quantity='absorbance'" in form.snippet()
    assert "Transmittance" in form.state()["html"]
