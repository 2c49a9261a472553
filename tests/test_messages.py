"""What forms say: refusals in the words of the form, numbers as people write them, and no field that is ignored."""

import re

import pytest

from calculators import widgets, writing

every_calculator = pytest.mark.parametrize("entry", widgets.CALCULATORS, ids=lambda e: e.function)

NUMBERS = [
    "",
    "-1",
    "0",
    "1e30",
    "1e-30",
    "1e300",
    "green",
    "nan",
    "1,200",
    "5 ± 1",
    "85 %",
    "3 apples",
    "2000",
    "1 lm",
]
TEXTS = ["", "CsPbBr3, CsPbI3", "CsXrBr3", "((", "Cs4PbBr6", "Cs=0", "Cs=a", "NaCl", "1", "x" * 200, "<b>"]
CURVES = [
    "x",
    "400 1",
    "400 1\n400 2\n400 3",
    "a b\n1 2",
    "500 transmission",
    "nm;%T\n390;96\n410;70",
    "400 1e400\n500 1",
]
CURVES += ["\n".join(f"{w} {v}" for w in range(380, 780, 20)) for v in (0, -1)]
CURVES += ["\n".join(f"{w} 1" for w in range(900, 1400, 50)), "\n".join(f"{t} {t}" for t in range(12)), "2.4 1\n2.5 2"]
FILES = [b"\xd0\xcf\x11\xe0", b"\x00\x00\x00", b"PK\x03\x04", *(text.encode() for text in CURVES)]
BAD = {
    "number": NUMBERS,
    "fraction": NUMBERS,
    "sourced": NUMBERS,
    "text": TEXTS,
    "area": CURVES,
    "column": ["no such column"],
    "choice": ["", "Gold"],
    "upload": [({"name": "f.csv", "content": content},) for content in FILES],
}
# Fields that are asked for only with others, so that these are filled first.
WITH = {
    "nanocrystal_concentration": {"shell": "ZnS"},
    "nanocrystal_size": {"pl_peak_nm": "", "size_nm": "8"},
    "core_shell_alignment": {"outside_permittivity": "2"},
}

TYPES = "float|int|str|tuple|dict|None|NoneType|ndarray|array|bool|bytes|callable|Traceback"
INTERNAL = re.compile(rf"\b\w+_\w+\b|\b(?:{TYPES})\b|\b[a-z]+\.[a-z]{{3,}}\b|\w\(\)|\b(?:text|name|value): ")


def refusals(entry):
    """Every refusal of bad values of single fields: the form, the field and what stood in it."""
    for more in [{}, *([WITH[entry.function]] if entry.function in WITH else [])]:
        form = entry.make()
        form.update(more)
        first = form.held()
        for key, field in form.fields.items():
            for bad in BAD[field.kind]:
                form.update({key: bad})
                if form.result is None:
                    yield form, key, bad
            form.update(first)


@every_calculator
def test_a_refusal_speaks_of_fields_as_people_see_them(entry):
    count = 0
    for form, key, bad in refusals(entry):
        count += 1
        labels = [field.label for field in form.fields.values()]
        for sentence in form.message():
            named = [
                label for label in labels if label in sentence.partition(": ")[0] or sentence.startswith(f"{label}: ")
            ]
            assert named, (key, bad, sentence)
            said = re.sub(r"“[^”]*”|'[^']*'", "", sentence)  # what was typed is repeated as it is
            assert not INTERNAL.search(said), (key, bad, sentence)
            assert not re.search(r"\de[+-]\d", said.partition("; ")[0]), (key, bad, sentence)
        assert form.invalid, (key, bad)
    assert count >= 10


@pytest.mark.parametrize(
    ("number", "digits", "text"),
    [
        (10130.4, ".4g", "10 130"),
        (1.02e16, ".3g", "1.02 × 10¹⁶"),
        (1e16, ".1e", "1.0 × 10¹⁶"),
        (20000.0, ".3g", "20 000"),
        (2e4, ".1g", "20 000"),
        (1234.5, ".4g", "1234"),
        (999999.0, ".3g", "1 × 10⁶"),
        (8.3e-9, ".3g", "8.3 × 10⁻⁹"),
        (-0.00012, ".2g", "-0.00012"),
        (1e-9, "+.2f", "+0.00"),
        (-123456.7, "+.1f", "-123 456.7"),
        (0.5, ".2e", "5.00 × 10⁻¹"),
        (5.0, ".2e", "5.00"),
        (1e12, ".0f", "1 × 10¹²"),
        (0.0, ".3g", "0"),
    ],
)
def test_numbers_are_written_as_people_write_them(number, digits, text):
    assert writing.written(number, digits).replace(writing.NARROW, " ") == text


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        (47 / 60, "47 min"),
        (0.01, "36 s"),
        (1.0, "1 h"),
        (12.5, "12.5 h"),
        (20000.0, "20 000 h"),
        (0.0, "0 h"),
        (-0.5, "-30 min"),
    ],
)
def test_parts_of_an_hour_are_minutes(hours, text):
    quantity = widgets.rows.duration(hours)
    assert quantity.text().replace(writing.NARROW, " ") == text
    assert quantity.value == hours


# --- no field is ignored

EMISSION, OTHER_EMISSION = (
    "\n".join(f"{w} {2.718 ** (-(((w - peak) / 9) ** 2)) + 0.001:.5f}" for w in range(400, 640, 2))
    for peak in (510, 530)
)
ABSORPTION, OTHER_ABSORPTION = (
    "\n".join(f"{w} {top - (w - 380) * 0.002:.4f}" for w in range(380, 500, 4)) for top in (1.2, 1.1)
)
DECAY, OTHER_DECAY = ("\n".join(f"{t} {100 * rest**t:.4f}" for t in range(14)) for rest in (0.8, 0.7))
CURVE = {
    "led_device": (EMISSION, OTHER_EMISSION),
    "read_spectrum": (f"nm;Emission\n{EMISSION}".replace(" ", ";"), f"nm;Emission\n{OTHER_EMISSION}".replace(" ", ";")),
    "nanocrystal_concentration": (ABSORPTION, OTHER_ABSORPTION),
    "decay_fit": (DECAY, OTHER_DECAY),
}


def file(text):
    return ({"name": "f.csv", "content": text.encode()},)


def states(entry):
    """Combinations of inputs in which fields meet that can replace each other."""
    yield {}
    text, other = CURVE.get(entry.function, ("", ""))
    if text:
        yield {"pasted": text}
        yield {"dropped": file(text)}
        yield {"pasted": text, "dropped": file(other)}
    options = {key: field.options for key, field in entry.make().fields.items()}
    yield from {
        "nanocrystal_concentration": [{"shell": "ZnS"}, {"ligands": "30"}],
        "led_device": [
            {"t50": ""}, {"luminance": ""}, {"t50": "", "luminance": ""}, {"luminance": "", "drawn": "half-life"},
            *({"device": name} for name in options.get("device", ())[1:7]),
        ],
        "nanocrystal_size": [{"pl_peak_nm": "", "size_nm": "8"}],
        "read_spectrum": [{"pasted": ABSORPTION, "quantity": "absorbance"}],
        "core_shell_alignment": [
            {"outside_permittivity": "2"}, {"core_ionisation_ev": "5.8", "core_affinity_ev": "3.4"},
            {"core_ionisation_ev": "5.8", "core_affinity_ev": "3.4", "core_gap_ev": "2.4"},
            {"core": "FAPbBr3", "shell": "Cs4PbBr6"},
        ],
        "tolerance_factors": [{"shell": "CsPbI3"}, {"shell": "PbCsBr3"}],
    }.get(entry.function, [])  # fmt: skip


WORDS = {"core": "CsPbI3", "shell": "CsPbCl3", "radii": "Cs=1.75", "first": "CsPbCl3", "second": "CsSnBr3"}


def others(form, key, entry):
    """Other values of a field, some of which it accepts."""
    field, held = form.fields[key], form.inputs[key].value
    if field.kind == "choice":
        return [o for o in field.options if o != held][:8]
    if field.kind == "sourced":
        start = field.choices[0].value if field.choices else 1.5
        return [f"{start * factor:.8g}" for factor in (1.02, 0.97, 1.2)]
    if field.kind == "fraction":
        return [f"{field.whole * share:g}" for share in (0.5, 0.3)]
    if field.kind == "number":
        start = field.read(key, held) if held else None
        return [f"{start * f:.8g}" for f in (1.005, 1.05, 0.9, 1.4, 6)] if start else ["2", "3", "8", "100", "515"]
    if field.kind == "area":
        return [text for text in CURVE[entry.function] if text != held]
    if field.kind == "upload":
        return [file(text) for text in CURVE[entry.function] if file(text) != held]
    return [WORDS.get(key, "another")]


@pytest.mark.parametrize(
    "entry",
    [
        pytest.param(
            e, id=e.function, marks=[pytest.mark.slow] if e.function in ("core_shell_alignment", "led_device") else []
        )
        for e in widgets.CALCULATORS
    ],
)
def test_no_field_is_ignored_in_silence(entry):
    """Another value of any field changes what is shown, is refused, or the form says that the field has no part."""
    for state in states(entry):
        form = entry.make()
        form.update(state)
        assert form.result is not None, (state, form.message())
        before, held = (form.result.lines(), form.answer_html()), form.held()
        idle = dict(form.result.idle)
        drawn = None
        for key in form.fields:
            heard = accepted = False
            for value in others(form, key, entry):
                form.update({**held, key: value})
                if form.result is None:
                    continue
                accepted = True
                if key in form.result.idle:
                    heard = True
                elif (form.result.lines(), form.answer_html()) != before:
                    heard = True
                    # What is said to have no part changes no number.
                    assert key not in idle or key in ("shell", "drawn", "t50", "luminance", "pasted"), (
                        state,
                        key,
                        value,
                    )
                if heard:
                    break
            if accepted and not heard:
                after = form.figure_html()
                form.update(held)
                drawn = drawn or form.figure_html()
                assert after != drawn, (state, key)
            form.update(held)


def test_a_pasted_text_beside_a_file_is_said_to_have_no_part():
    for make, text in ((widgets.led_device, EMISSION), (widgets.nanocrystal_concentration, ABSORPTION)):
        form = make()
        form.update({"pasted": "nonsense", "dropped": file(text)})
        assert form.notes["pasted"] == "has no part: the file is read"
        form.update({"pasted": ""})
        assert "pasted" not in form.notes


# --- columns

TWO = "nm;Dark;Absorbance;Other\n" + "\n".join(f"{w};9;{1.2 - (w - 380) * 0.002:.4f};0.5" for w in range(380, 500, 4))


def test_a_column_can_be_chosen_and_the_one_that_was_read_is_said():
    form = widgets.nanocrystal_concentration()
    assert form.inputs["column"].options == ()
    form.update({"column": "Dark"})
    assert form.invalid == {"column": "“Dark” cannot be found: nothing is pasted or dropped; leave it empty"}
    form.update({"column": "", "dropped": file(TWO)})
    assert form.inputs["column"].options == ("Dark", "Absorbance", "Other")
    assert "Absorbance" in form.answer_html()
    assert "Absorbance 1.160 read" in form.answer_html()
    form.update({"column": "Other"})
    assert "Absorbance 0.500 read" in form.answer_html()
    assert "column='Other'" in form.snippet()
    form.update({"column": "Third"})
    assert form.invalid == {
        "column": "“Third” is no column of what was read; choose from the list, or leave it empty for the one that fits"
    }
    form.update({"column": "Other"})
    form.update({"dropped": file(ABSORPTION)})
    assert form.inputs["column"].value == ""
    assert form.resets["column"].note == "Column: “Other” is no column of what was read now. Now: the one that fits."
    assert form.state()["offers"]["column"]["options"]
    form.update({"dropped": file("nonsense"), "column": "x"})  # the file is to blame
    assert list(form.invalid) == ["dropped"]


@pytest.mark.parametrize(
    "text",
    [
        "Energy;Emission\n2.2;1\n2.3;5\n2.4;1",  # no unit of the axis
        "2.2;1\n2.3;5\n2.4;1",  # no axis at all
        "15000;1\n16000;5\n17000;1",  # nm or cm-1
        "nm;Reflectance\n400;0.3\n410;0.4\n420;0.5",
    ],
)
def test_what_a_form_says_of_a_file_is_no_python(text):
    form = widgets.read_spectrum()
    form.update({"pasted": text})
    said = " ".join(form.message())
    assert said
    assert "='" not in said
