"""Fields, rows and the form that all calculators share, on a calculator made for the purpose."""

import csv
import html
import io
import json
import math
import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.errors import ArgumentError, renaming
from calculators.figures import Drawing
from calculators.widgets import Calculator, Choice, Fraction, Given, Number, Option, Upload, fields, markup, rows

# --- what is typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("520", 520.0),
        (" 520.5 ", 520.5),
        ("520,5", 520.5),
        ("−3,5", -3.5),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("1e-10", 1e-10),
        ("1,5E3", 1500.0),
        ("0e-999", 0.0),
        ("5e-324", 5e-324),
        ("1.7976931348623157e308", 1.7976931348623157e308),
        ("1,234.5", 1234.5),
        ("1 000", 1000.0),
    ],
)
def test_numbers_as_people_type_them(typed, value):
    assert fields.read_number("x", typed) == value
    assert Number("X").read("x", typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "green",
        "nan",
        "inf",
        "-Infinity",
        "1e400",
        "-1e309",
        "1e-400",
        "1,200",
        "1,2,3",
        "1_000",
        "½",
        "0x10",
    ]
    + ["١٢", "True", "1e5e5", "5 apples", "5 s", "--1", "e5", ".", "10 00", "<b>"],
)
def test_what_is_no_number_is_refused_under_its_name(typed):
    for field in (Number("X", "nm"), Fraction("X")):
        with pytest.raises(ArgumentError) as error:
            field.read("x_nm", typed)
        assert error.value.argument == "x_nm"
        assert error.value.value == typed
        assert error.value.allowed


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_the_text_of_a_number_is_read_back_as_the_same_number(value):
    assert fields.read_number("x", fields.number_text(value)) == value
    assert Number("X").read("x", Number("X").held(value)) == value


@given(st.floats(0, 1))
def test_fractions_are_taken_as_they_are(value):
    field, in_percent = Fraction("X"), Fraction("X", "%")
    assert field.read("x", field.held(value)) == in_percent.read("x", in_percent.held(value)) == value
    with_comma = repr(value).replace(".", ",")
    for given_as in (repr(value), with_comma):
        if not re.match(r"[1-9],\d{3}e", given_as):  # 1,234e-5 is asked about
            assert field.read("x", given_as) == value


@pytest.mark.parametrize("value", [-1e-9, 1.0000001, 7, "1,5", "-0.2", "30", 1e300])
def test_what_is_no_fraction_is_refused_and_not_clamped(value):
    field = Fraction("X")
    with pytest.raises(ArgumentError) as error:
        field.read("x", field.held(value))
    assert error.value.argument == "x"
    assert error.value.value == fields.read_number("x", str(value))


@pytest.mark.parametrize(("typed", "value"), [("85", 0.85), ("85 %", 0.85), ("85%", 0.85), ("8,5", 0.085), ("100", 1.0),
    ("0", 0.0), ("7", 0.07), ("850 ‰", 0.85), ("1e1", 0.1)])  # fmt: skip
def test_per_cent_is_typed_as_people_say_it(typed, value):
    assert Fraction("X", "%").read("x", typed) == value


@pytest.mark.parametrize("typed", ["-1", "101", "100.0000001", "8500 %", "85 nm", "", "85 ± 2"])
def test_what_is_no_share_of_a_hundred_is_refused(typed):
    with pytest.raises(ArgumentError):
        Fraction("X", "%").read("x", typed)


def test_a_fraction_in_a_field_of_per_cent_is_asked_about_and_not_blocked():
    field = Fraction("X", "%")
    assert field.read("x", "0.85") == 0.0085
    assert field.said("0.85") == "read as 0.85 %; for a fraction of 0.85 type 85"
    assert field.said("1") == "read as 1 %; for a fraction of 1 type 100"
    assert field.said("0.85 %") == field.said("85") == field.said("0") == field.said("green") == ""


def test_an_option_that_is_not_offered_is_refused():
    offered = ["cube", "sphere"]
    field = Choice("X", offered=lambda: offered)
    assert field.read("x", "sphere") == "sphere"
    for wrong in ("Sphere", "", "rod"):
        with pytest.raises(ArgumentError) as error:
            field.read("x", field.held(wrong))
        assert (error.value.argument, error.value.value) == ("x", wrong)
    offered.append("rod")  # a table that grows
    assert field.read("x", "rod") == "rod"


def test_an_optional_number_may_stay_empty():
    field = Number("X", optional=True)
    assert field.read("x", field.held(None)) is None
    assert field.read("x", " 6,1 ") == 6.1
    with pytest.raises(ArgumentError):
        field.read("x", "big")


def test_a_file_hands_over_its_bytes():
    field = Upload("X")
    assert field.read("x", field.held(None)) == field.read("x", field.held(())) == b""
    good = {"name": "a.csv", "content": memoryview("\ufeff1 µm".encode())}
    assert field.read("x", field.held([good])) == "\ufeff1 µm".encode()
    with pytest.raises(ArgumentError) as error:
        field.read("x", field.held([good, good]))
    assert (error.value.argument, error.value.value) == ("x", "a.csv, a.csv")


def test_an_attribute_without_a_field_is_a_mistake():
    @dataclass
    class Wrong:
        a: float = fields.number("A", 1.0)
        b: float = 2.0

    with pytest.raises(TypeError, match="b has no field"):
        fields.fields_of(Wrong)


# --- rows


def test_a_quantity_is_shown_in_its_unit_and_scale():
    assert rows.Quantity(0.123456, "V", ".2f", scale=1e3, shown_unit="mV").text() == "123.46 mV"
    assert rows.Quantity(0.123456, "V", ".3f").text() == "0.123 V"
    assert rows.Quantity(0.5, digits=".2f").text() == "0.50"
    assert rows.Quantity(math.nan, "V").text() == "not defined"
    assert rows.percent(0.1234, ".1f").text() == "12.3 %"
    assert rows.percent(0.1234).value == 0.1234


def test_a_row_has_as_many_cells_as_columns():
    with pytest.raises(TypeError, match="2 cells do not fit 1 columns"):
        rows.row("a", "x", "y")
    with pytest.raises(TypeError, match="1 cells do not fit 2 columns"):
        rows.row("a", "x", columns=("p", "q"))


RESULT = rows.Result(
    [
        rows.row("R_a <", (rows.Quantity(1.25, "eV", ".1f", main=True, bold=True), " or ", rows.Words("more"))),
        rows.row("Kind", rows.Words("type <I>")),
        rows.row("Bounds", rows.interval(2e-9, 1e-9, 3e-9, "mol/L", ".1f", scale=1e9, shown_unit="nM", main=True)),
        rows.row(
            "Each", rows.percent(0.5), rows.Quantity(math.nan, "nm"), columns=(rows.Formula("CsPbBr3"), "measured")
        ),
    ],
    lead=["first & foremost"],
    notes=["one", rows.Words("two")],
)


def test_html_of_a_result():
    assert markup.result_html(RESULT) == (
        "<p>first &amp; foremost</p>"
        '<table><tbody><tr><th scope="row">R<sub>a</sub> &lt;</th><td><strong>1.2 eV</strong> or '
        "<strong>more</strong></td></tr>"
        '<tr><th scope="row">Kind</th><td><strong>type &lt;I&gt;</strong></td></tr>'
        '<tr><th scope="row">Bounds</th><td>2.0 (1.0 to 3.0) nM</td></tr></tbody></table>'
        '<table><thead><tr><th scope="col"></th><th scope="col">CsPbBr<sub>3</sub></th>'
        '<th scope="col">measured</th></tr></thead><tbody><tr><th scope="row">Each</th><td>50 %</td>'
        "<td>not defined</td></tr></tbody></table><ul><li>one</li><li><strong>two</strong></li></ul>"
    )


def test_lines_of_a_result():
    first, kind, value, low, high, share, missing = RESULT.lines()
    assert first == ("R_a <", "", 1.25, "eV", "1.2 eV or more")
    assert kind == ("Kind", "", "type <I>", "", "type <I>")
    assert value == ("Bounds", "", 2e-9, "mol/L", "2.0 (1.0 to 3.0) nM")
    assert low[:4] == ("Bounds", "lower bound", 1e-9, "mol/L")
    assert high[:4] == ("Bounds", "upper bound", 3e-9, "mol/L")
    assert share == ("Each", "CsPbBr3", 0.5, "-", "50 %")
    assert math.isnan(missing.value)
    assert (missing.column, missing.unit, missing.shown) == ("measured", "nm", "not defined")
    assert RESULT.numbers == {
        "R_a < [eV]": 1.25,
        "Bounds [mol/L]": 2e-9,
        "Bounds, lower bound [mol/L]": 1e-9,
        "Bounds, upper bound [mol/L]": 3e-9,
    }


# --- the form


@dataclass(frozen=True, kw_only=True)
class Inputs:
    length_nm: float = fields.number("Length", 10.0, "nm")
    share: float = fields.fraction("Share <1>", 0.25)
    kind: str = fields.choice("Kind", "cube", ("cube", "sphere"))
    note: str = fields.text("Note")
    file: str = fields.upload("File")


@dataclass(frozen=True, kw_only=True)
class Percent:
    share: float = fields.in_percent("Share", 0.25)


drawn = []


def compute(inputs):
    if inputs.note.startswith("refuse "):
        raise ArgumentError(inputs.note.removeprefix("refuse "), "this is wrong", "do better", 3)
    if inputs.note == "break":
        raise ZeroDivisionError

    def draw():
        drawn.append(inputs.length_nm)
        if inputs.note == "no figure":
            raise ArgumentError("x", "cannot be drawn")
        return Drawing(f"<svg>{inputs.length_nm}</svg>", "a figure")

    volume = inputs.length_nm**3 * inputs.share
    return rows.Result([rows.row("Volume", rows.Quantity(volume, "nm³", ".1f", main=True))], drawing=draw)


def make():
    return Calculator("Toy, a", Inputs(), compute, lambda i: f"\n{i.length_nm!r}**3 * {i.share!r}\n")


def test_inputs_reach_the_formula_and_the_answer_the_page():
    form = make()
    assert form.values() == Inputs()
    form.update({"length_nm": "2,5", "share": "0.1"})
    assert form.values() == Inputs(length_nm=2.5, share=0.1)
    assert form.result.numbers == {"Volume [nm³]": 2.5**3 * 0.1}
    assert form.state() == {
        "inputs": {"length_nm": "2,5", "share": "0.1", "kind": "cube", "note": ""},
        "notes": {},
        "positions": {"share": 0.1},
        "offers": {},
        "html": '<table><tbody><tr><th scope="row">Volume</th><td>1.6 nm³</td></tr></tbody></table>',
        "ok": True,
        "invalid": {},
        "said": "Volume 1.6 nm³",
        "figure": True,
        "code": "2.5**3 * 0.1",
    }
    assert make().slug == "toy-a"


@pytest.mark.parametrize(
    ("argument", "invalid", "message"),
    [
        ("length_nm", ["length_nm"], "Length: this is wrong; do better"),
        ("share", ["share"], "Share <1>: this is wrong; do better"),
        ("kind, length_nm", ["kind", "length_nm"], "Kind and Length: this is wrong; do better"),
        ("share[3]", ["share"], "Share <1>: this is wrong; do better"),
        ("length", [], "Inputs: this is wrong; do better"),  # no field is called so
    ],
)
def test_a_refusal_marks_the_fields_that_it_names(argument, invalid, message):
    form = make()
    form.inputs["note"].value = f"refuse {argument}"
    assert list(form.invalid) == invalid
    assert set(form.invalid.values()) <= {"this is wrong; do better"}
    assert form.message() == (message,)
    state = form.state()
    assert (state["ok"], state["figure"], state["code"], state["said"]) == (False, False, "", "")
    assert state["html"] == f'<div class="hb-message" role="alert">{html.escape(message)}</div>'
    assert form.figure_html() == ""
    form.inputs["note"].value = ""
    assert form.state()["ok"]
    assert form.invalid == {}


def test_every_field_that_cannot_be_read_is_marked():
    form = make()
    form.update({"length_nm": "long", "kind": "rod", "share": 1.5})
    assert list(form.invalid) == ["length_nm", "share", "kind"]
    assert len(form.message()) == 3
    with pytest.raises(ArgumentError) as error:
        form.values()
    assert error.value.argument == "length_nm"


def test_what_is_refused_stays_in_its_field():
    form = make()
    form.inputs["share"].value = 7
    assert form.inputs["share"].value == "7"
    form.inputs["length_nm"].value = "20"  # another field cannot bring back an older share
    assert list(form.invalid) == ["share"]
    assert form.result is None
    form.inputs["share"].value = 0.5
    assert form.result.numbers == {"Volume [nm³]": 4000.0}


def test_there_is_no_input_of_another_name():
    form = make()
    with pytest.raises(ArgumentError) as error:
        form.update({"length_nm": "3", "width_nm": "3"})
    assert (error.value.argument, error.value.value) == ("values", "width_nm")
    assert form.values() == Inputs()


def test_a_fault_of_the_calculator_is_no_message():
    form = make()
    with pytest.raises(ZeroDivisionError):
        form.inputs["note"].value = "break"


def test_refusals_can_be_renamed_on_the_way():
    def refuse(name):
        raise ArgumentError(name, "this is wrong", "do better", 3)

    for name, expected in (("a", "b"), ("a, c", "b, c"), ("c", "c")):
        with pytest.raises(ArgumentError) as error, renaming(a="b"):
            refuse(name)
        assert error.value.argument == expected
        assert (error.value.problem, error.value.allowed, error.value.value) == ("this is wrong", "do better", 3)


def test_the_figure_is_drawn_when_it_is_asked_for_and_once():
    drawn.clear()
    form = make()
    form.update({"length_nm": "11"})
    form.state(), form.csv(), form.json()
    assert drawn == []
    assert form.drawing() is form.drawing()
    assert form.figure_html() == '<div class="hb-figure" tabindex="0"><svg>11.0</svg></div>'
    assert drawn == [11.0]
    form.inputs["length_nm"].value = "12"
    assert "<svg>12.0</svg>" in form.figure_html()
    assert drawn == [11.0, 12.0]
    form.inputs["length_nm"].value = "12"  # no change, no work
    assert form.drawing() is form.drawing()
    assert drawn == [11.0, 12.0]
    form.inputs["note"].value = "no figure"
    assert 'role="alert"' in form.figure_html()
    assert form.state()["ok"]


def test_files_hold_what_is_held_and_computed():
    form = make()
    form.update({"length_nm": "2,5", "share": 0.1, "file": [{"name": "f.csv", "content": b"x"}]})
    assert list(csv.reader(io.StringIO(form.csv()))) == [
        ["part", "name", "column", "value", "unit", "shown"],
        ["input", "Length", "", "2.5", "nm", "2,5"],
        ["input", "Share <1>", "", "0.1", "", ""],
        ["input", "Kind", "", "cube", "", ""],
        ["input", "Note", "", "", "", ""],
        ["input", "File", "", "f.csv", "", ""],
        ["result", "Volume", "", repr(2.5**3 * 0.1), "nm³", "1.6 nm³"],
    ]
    content = json.loads(form.json())
    assert content["inputs"] == {"length_nm": "2,5", "share": "0.1", "kind": "cube", "note": "", "file": "f.csv"}
    assert content["used"] == {"length_nm": {"value": 2.5, "unit": "nm"}, "share": {"value": 0.1, "unit": ""}}
    volume = 2.5**3 * 0.1
    assert content["rows"] == [{"name": "Volume", "column": "", "value": volume, "unit": "nm³", "shown": "1.6 nm³"}]
    assert content["numbers"] == {"Volume [nm³]": volume}
    assert content["code"] == ["2.5**3 * 0.1"]
    form.inputs["length_nm"].value = ""
    assert "rows" not in json.loads(form.json())
    assert [row["part"] for row in form.table()] == ["input"] * 5


def test_what_is_not_defined_is_null_in_json():
    form = Calculator("Toy", Inputs(), lambda inputs: RESULT)
    assert form.snippet() == ""
    found = json.loads(form.json(), parse_constant=pytest.fail)["rows"]
    assert [row["value"] for row in found if row["column"] == "measured"] == [None]


def test_a_page_gets_what_it_needs_to_build_the_form():
    form = make()
    found = form.describe()
    assert (found["name"], found["slug"], found["code"]) == ("Toy, a", "toy-a", True)
    assert [(f["key"], f["kind"], f["unit"], f["value"]) for f in found["fields"]] == [
        ("length_nm", "number", "nm", "10"),
        ("share", "fraction", "", "0.25"),
        ("kind", "choice", "", "cube"),
        ("note", "text", "", ""),
        ("file", "upload", "", None),
    ]
    assert found["fields"][2]["options"] == ["cube", "sphere"]
    assert found["fields"][4]["accept"] == fields.FILES
    json.dumps(found)


def test_the_static_page_names_inputs_and_shows_figure_and_code():
    form = make()
    form.update({"share": 0.125})
    text = form.static_html()
    assert '<section class="hb-static" id="calculator-toy-a" data-slug="toy-a" aria-label="Toy, a">' in text
    assert '<li data-key="length_nm" data-label="Length [nm]">Length [nm]: <strong>10</strong></li>' in text
    assert 'data-label="Share &lt;1&gt;">Share &lt;1&gt;: <strong>0.125</strong></li>' in text
    assert 'data-key="note"' not in text  # empty
    assert text.count("<svg>10.0</svg>") == 1
    assert "<pre>10.0**3 * 0.125</pre>" in text
    assert "<td>125.0 nm³</td>" in text


# --- numbers from sources

GAPS = {
    "ZnS": [Option(3.7, "one2016, calculated", "first row"), Option(3.54, "two2001, measured", "second row")],
    "CdS": [Option(2.42, "two2001, measured", "third row"), Option(2.5, "one2016, calculated", "fourth row")],
    "Gold": [],
}


def offered(shell):
    return GAPS[shell]


@dataclass(frozen=True, kw_only=True)
class Sources:
    shell: str = fields.choice("Shell", "ZnS", tuple(GAPS))
    gap_ev: Given | None = fields.sourced("Gap <1>", "eV", offered=offered, of=["shell"])
    index: Given | None = fields.sourced("Index", offered=lambda: [Option(1.5, "by hand")])
    length_nm: float = fields.number("Length", 10.0, "nm")


def explain(inputs):
    if inputs.gap_ev is None:
        return rows.Result([rows.row("Gap", "not known")])
    return rows.Result(
        [rows.row("Gap", (rows.Quantity(inputs.gap_ev.value, "eV", ".2f", main=True), f" ({inputs.gap_ev.origin})"))]
    )


def make_sources(**values):
    return Calculator("Sources", Sources(**values), explain, lambda i: f"{i.gap_ev.value!r}" if i.gap_ev else "")


def gap(form):
    return str(form.result)


def test_an_empty_field_stands_for_the_recommended_source():
    form = make_sources()
    assert form.inputs["gap_ev"].value == ""
    assert form.inputs["gap_ev"].options == ("3.7 eV, one2016, calculated", "3.54 eV, two2001, measured")
    assert form.inputs["index"].options == ("1.5, by hand",)
    assert form.fields["gap_ev"].hint == "3.7 eV, one2016, calculated"
    given = form.values().gap_ev
    assert (given.value, given.recommended, given.option.source) == (3.7, True, "first row")
    assert gap(form) == "Gap: 3.70 eV (one2016, calculated)"


def test_another_source_can_be_chosen_and_a_number_typed():
    form = make_sources()
    form.inputs["gap_ev"].value = " 3.54 eV, two2001, measured "
    given = form.values().gap_ev
    assert (given.value, given.recommended, given.option.source) == (3.54, False, "second row")
    for typed, value in (("3,6", 3.6), ("3.54", 3.54), ("3.54 eV", 3.54), ("3540 meV", 3.54), ("−1", -1.0), ("0", 0.0)):
        form.inputs["gap_ev"].value = typed
        assert form.values().gap_ev == Given(value)
        assert gap(form) == f"Gap: {value:.2f} eV (yours)"
    assert form.resets == {}


@pytest.mark.parametrize(
    "typed",
    [
        "nonsense",
        "3.54 nm",
        "3,540",
        "3.54 eV, two2001",
        "two2001",
        "nan",
        "inf",
        "1e400",
        "1e-400",
        "2.42 eV, two2001, measured",
        "<b>",
    ],
)
def test_what_is_neither_number_nor_source_is_refused_and_stays(typed):
    form = make_sources()
    form.inputs["gap_ev"].value = typed
    assert list(form.invalid) == ["gap_ev"]
    (refusal,) = form.refusals
    assert (refusal.argument, refusal.value) == ("gap_ev", typed)
    assert refusal.allowed
    assert form.inputs["gap_ev"].value == typed
    assert form.message()[0].startswith("Gap <1>: ")
    form.inputs["length_nm"].value = "11"
    assert list(form.invalid) == ["gap_ev"]


def test_where_nothing_is_known_the_field_is_empty_or_typed():
    form = make_sources(shell="Gold")
    assert form.fields["gap_ev"].hint == "no value in the tables"
    assert form.inputs["gap_ev"].options == ()
    assert form.values().gap_ev is None
    assert gap(form) == "Gap: not known"
    form.inputs["gap_ev"].value = "2"
    assert form.values().gap_ev == Given(2.0)


def test_a_source_that_is_not_offered_any_more_is_emptied_and_said():
    form = make_sources()
    form.inputs["gap_ev"].value = "3.54 eV, two2001, measured"
    form.inputs["shell"].value = "CdS"
    assert form.inputs["gap_ev"].value == ""
    assert gap(form) == "Gap: 2.42 eV (two2001, measured)"
    note = (
        "Gap <1>: “3.54 eV, two2001, measured” is not offered for CdS. Now: 2.42 eV, two2001, measured (recommended)."
    )
    state = form.state()
    assert state["html"].startswith(f'<p class="hb-reset">{html.escape(note)}</p><table>')
    assert state["inputs"]["gap_ev"] == ""
    assert state["said"] == f"{note} Gap 2.42 eV (two2001, measured)"
    assert state["offers"]["gap_ev"] == {
        "hint": "2.42 eV, two2001, measured",
        "options": ["2.42 eV, two2001, measured", "2.5 eV, one2016, calculated"],
    }
    form.inputs["length_nm"].value = "11"  # it is said as long as nobody looked at the field
    assert note in form.resets["gap_ev"].note
    form.inputs["gap_ev"].value = "2.5 eV, one2016, calculated"
    assert form.resets == {}
    form.inputs["shell"].value = "Gold"
    assert form.resets["gap_ev"].note.endswith("is not offered for Gold. Now: no value in the tables.")
    form.inputs["shell"].value = "ZnS"
    assert form.resets == {}
    assert form.inputs["gap_ev"].value == ""


def test_a_typed_number_stays_when_the_material_changes():
    form = make_sources()
    form.inputs["gap_ev"].value = "3.6"
    form.inputs["shell"].value = "CdS"
    assert form.values().gap_ev == Given(3.6)
    assert form.resets == {}


def test_material_and_source_of_a_link_come_together():
    form = make_sources()
    form.update({"gap_ev": "2.5 eV, one2016, calculated", "shell": "CdS"})
    assert form.values().gap_ev.option.source == "fourth row"
    form.update({"gap_ev": "3.54 eV, two2001, measured", "shell": "CdS"})  # of another material: refused, not dropped
    assert list(form.invalid) == ["gap_ev"]
    assert form.resets == {}


def test_without_a_material_nothing_is_offered_and_the_material_is_to_blame():
    form = make_sources()
    form.update({"shell": "nonsense", "gap_ev": "what"})
    assert list(form.invalid) == ["shell"]
    assert form.inputs["gap_ev"].options == ()
    assert form.fields["gap_ev"].hint == ""
    form.inputs["gap_ev"].value = "1e400"
    assert list(form.invalid) == ["shell", "gap_ev"]


def test_inputs_can_start_with_a_source_or_a_number():
    second = GAPS["ZnS"][1]
    assert make_sources(gap_ev=Given(3.54, second)).inputs["gap_ev"].value == "3.54 eV, two2001, measured"
    assert make_sources(gap_ev=Given(3.6)).inputs["gap_ev"].value == "3.6"
    form = make_sources()
    again = make_sources(**vars(form.values()))
    assert again.inputs["gap_ev"].value == ""
    assert again.values() == form.values()


def test_files_and_the_static_page_say_where_a_number_comes_from():
    form = make_sources()
    item = '<li data-key="gap_ev" data-label="Gap &lt;1&gt; [eV]">Gap &lt;1&gt; [eV]: <strong>{}</strong></li>'
    assert item.format("3.7 eV, one2016, calculated (recommended)") in form.static_html()
    assert form.table()[1]["value"] == "3.7"
    assert form.table()[1]["shown"] == "one2016, calculated, recommended"
    found = json.loads(form.json())
    assert found["inputs"]["gap_ev"] == ""
    assert found["used"] == {
        "gap_ev": {"value": 3.7, "unit": "eV", "from": "one2016, calculated, recommended"},
        "index": {"value": 1.5, "unit": "", "from": "by hand, recommended"},
        "length_nm": {"value": 10.0, "unit": "nm"},
    }
    form.inputs["gap_ev"].value = "3,6"
    assert form.table()[1]["value"] == "3.6"
    assert form.table()[1]["shown"] == "yours"
    assert json.loads(form.json())["inputs"]["gap_ev"] == "3,6"
    assert item.format("3,6") in form.static_html()
    form.inputs["gap_ev"].value = "what"
    assert (form.table()[1]["value"], form.table()[1]["shown"]) == ("what", "")
    form.update({"shell": "Gold", "gap_ev": ""})
    assert item.format("no value in the tables") in form.static_html()
    assert "gap_ev" not in json.loads(form.json())["used"]
    described = make_sources().describe()["fields"][1]
    assert (described["kind"], described["value"]) == ("sourced", "")
    assert described["hint"] == described["options"][0] == "3.7 eV, one2016, calculated"


def test_a_table_that_grows_is_offered():
    form = make_sources()
    GAPS["ZnS"].append(Option(3.8, "three2025, measured"))
    try:
        form.inputs["gap_ev"].value = "3.8 eV, three2025, measured"
        assert gap(form) == "Gap: 3.80 eV (three2025, measured)"
    finally:
        GAPS["ZnS"].pop()


# --- JupyterLab


def test_jupyterlab_suggests_the_sources_of_the_chosen_material():
    form = make_sources()
    view = form.view()
    box = view.inputs["gap_ev"]
    assert box.options == ("3.7 eV, one2016, calculated", "3.54 eV, two2001, measured")
    assert box.placeholder == "3.7 eV, one2016, calculated"
    box.value = "3.54 eV, two2001, measured"
    assert "3.54 eV (two2001, measured)" in view.output.value
    view.inputs["shell"].value = "CdS"
    assert (box.value, box.placeholder) == ("", "2.42 eV, two2001, measured")
    assert box.options == ("2.42 eV, two2001, measured", "2.5 eV, one2016, calculated")
    assert "is not offered for CdS" in view.output.value
    box.value = "2,45"
    assert "2.45 eV (yours)" in view.output.value
    assert "is not offered" not in view.output.value
    box.value = "what"
    assert 'role="alert"' in view.output.value
    assert box.value == "what"


def test_jupyterlab_shows_the_same_form():
    form = make()
    view = form.view()
    assert view is form.view()
    view.inputs["share"].typed.value = "0,5"
    assert view.inputs["share"].slider.value == 0.5
    assert "500.0 nm³" in view.output.value
    assert "<svg>10.0</svg>" in view.figure.value
    assert "10.0**3 * 0.5" in view.code.value
    view.inputs["length_nm"].value = "long"
    assert list(form.invalid) == ["length_nm"]
    assert 'role="alert"' in view.output.value
    assert view.figure.value == view.code.value == ""
    form.inputs["length_nm"].value = "20"
    assert view.inputs["length_nm"].value == "20"
    assert "4000.0 nm³" in view.output.value


def test_a_slider_does_not_clamp_behind_the_back_of_the_form():
    form = make()
    view = form.view()
    share = view.inputs["share"]
    form.update({"share": 7, "kind": "rod"})
    assert (form.inputs["share"].value, share.value, share.typed.value) == ("7", "7", "7")
    assert share.slider.value == 0.25  # where it was: 7 is no place on it
    assert form.inputs["kind"].value == "rod"
    assert list(form.invalid) == ["share", "kind"]
    assert 'role="alert"' in view.output.value
    form.update({"share": 1, "kind": "sphere"})
    assert (share.slider.value, view.inputs["kind"].value) == (1.0, "sphere")
    assert "1000.0 nm³" in view.output.value
    for typed in ("85", "-1", "20", "1.01"):
        share.typed.value = typed
        assert (form.inputs["share"].value, form.result) == (typed, None)
    share.slider.value = 0.6
    assert (form.inputs["share"].value, share.typed.value) == ("0.6", "0.6")
    assert "600.0 nm³" in view.output.value


def test_a_slider_in_per_cent_reads_what_people_type():
    form = Calculator("Toy", Percent(), lambda i: rows.Result([rows.row("A", rows.percent(i.share, main=True))]))
    share = form.view().inputs["share"]
    assert (share.value, share.slider.value, share.slider.max) == ("25", 25.0, 100.0)
    share.typed.value = "85 %"
    assert (form.values().share, share.slider.value) == (0.85, 85.0)
    share.slider.value = 7.0
    assert (form.values().share, share.typed.value) == (0.07, "7")
    share.typed.value = "0.85"
    assert "Share: read as 0.85 %; for a fraction of 0.85 type 85." in form.view().output.value
    share.typed.value = "850"
    assert form.result is None


def test_numbers_come_before_the_figure_in_jupyterlab():
    form = make()
    view = form.view()
    seen = []
    view.output.observe(lambda change: seen.append("numbers"), names="value")
    view.figure.observe(lambda change: seen.append("figure"), names="value")
    form.inputs["length_nm"].value = "30"
    assert seen == ["numbers", "figure"]
