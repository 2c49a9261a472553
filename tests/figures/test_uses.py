import pytest

from book import figures
from book.figures.data import uses as data
from calculators import tables

SYSTEMS = [
    {"id": "a", "core": "P", "shell": "X", "shell_class": "oxide", "architecture": "core/shell", "plqy_pct": 0},
    {
        "id": "b",
        "core": "P",
        "shell": "Y",
        "shell_class": "oxide",
        "architecture": "Janus",
        "lifetime_ns": 3,
        "shell_nm": 1,
    },
    {
        "id": "c",
        "core": "P",
        "shell": "Z",
        "shell_class": "MOF",
        "architecture": "core/multishell",
        "eqe_pct": 3,
        "shell_nm": 2,
        "shell_evidence": "TEM",
        "plqy_core_pct": 1,
        "lifetime_core_ns": 1,
        "lifetime_ns": 2,
        "plqy_pct": 3,
    },
    {
        "id": "d",
        "core": "Q",
        "shell": "X",
        "shell_class": "oxide",
        "architecture": "core/shell",
        "alignment": "I",
        "plqy_core_pct": 5,
        "plqy_pct": 5,
    },
]
ALIGNMENTS = [
    {"core": "P", "shell": "Y", "class": "II", "method": "XPS"},
    {"core": "P", "shell": "Y", "class": "I"},
    {"core": "P", "shell": "X", "class": ""},
    {"core": "Q", "shell": "Y", "class": "I"},
]
TESTS = [
    {"system_id": "a", "stress": "water", "retained_pct": 0, "duration_core_h": 2, "duration_h": 2},
    {"system_id": "b", "stress": "solvent", "retained_pct": 50, "duration_core_h": 2, "duration_h": 3},
    {"system_id": "b", "stress": "light", "retained_pct": 50, "irradiance_mw_cm2": 100, "duration_h": 3},
    {"system_id": "c", "stress": "light", "outcome": "stable", "duration_core_h": 2},
    {
        "system_id": "d",
        "stress": "heat",
        "retained_pct": 50,
        "duration_core_h": 2,
        "duration_h": 2,
        "duration_core_qualifier": "<",
    },
]
LEDS = [
    {
        "emission": "electroluminescent",
        "turn_on_v": 2,
        "v_on_criterion": "1 cd/m²",
        "t50_h": 1,
        "t50_luminance_cd_m2": 100,
    },
    {"emission": "electroluminescent", "turn_on_v": 2, "t50_h": 1, "t50_current_density_ma_cm2": 10},
    {"emission": "electroluminescent", "turn_on_v": 2, "t50_h": 1},
    {"emission": "electroluminescent", "v_on_criterion": "1 cd/m²", "t50_luminance_cd_m2": 100},
    {"emission": "converter", "turn_on_v": 2, "v_on_criterion": "1 cd/m²", "t50_h": 1, "t50_luminance_cd_m2": 100},
]


@pytest.fixture
def given(made_up):
    with made_up(core_shell=SYSTEMS, alignments=ALIGNMENTS, stability=TESTS, leds=LEDS):
        yield


@pytest.mark.usefixtures("given")
def test_answers():
    assert data.answers_by_class() == [
        data.ClassAnswers(
            "MOF",
            1,
            {"PLQY": 1, "lifetime": 1, "alignment": 0, "LED EQE": 1, "water, solvent": 0, "light": 0, "heat": 0},
        ),
        data.ClassAnswers(
            "oxide",
            3,
            {"PLQY": 2, "lifetime": 1, "alignment": 2, "LED EQE": 0, "water, solvent": 2, "light": 1, "heat": 1},
        ),
    ]


@pytest.mark.usefixtures("given")
def test_printed():
    shown = {p.question: (p.found, p.rows) for p in data.printed_share()}
    assert shown == {
        "shell: its thickness": (1, 3),
        "shell: evidence for it": (1, 3),
        "shell: yield and lifetime, bare and coated": (1, 3),
        "light test: irradiance": (1, 2),
        "stability pair: same duration": (1, 3),
        "alignment: how it was found": (1, 3),
        "LED turn-on: its criterion": (1, 3),
        "LED half-life: luminance or current": (2, 3),
    }
    shares = [p.share for p in data.printed_share()]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(2 / 3)


def test_a_question_that_no_row_should_answer_is_left_out(made_up):
    with made_up(core_shell=SYSTEMS[1:2], alignments=[], stability=[], leds=[]):
        assert data.printed_share() == []


def test_shipped_systems_are_all_counted():
    assert sum(c.systems for c in data.answers_by_class()) == len(tables.read("core_shell"))
    for shown in data.printed_share():
        assert 0 <= shown.found <= shown.rows


@pytest.mark.usefixtures("given")
def test_drawing_of_answers(drawn):
    drawing, figure = drawn(figures.answers_by_class)
    (axes,) = figure.axes
    classes = data.answers_by_class()
    written = {(t.get_position()[1], t.get_position()[0]): t.get_text() for t in axes.texts}
    assert written == {
        (y, x): str(count) for y, c in enumerate(classes) for x, count in enumerate(c.answers.values()) if count
    }
    assert [t.get_text() for t in axes.get_yticklabels()] == ["MOF (1)", "oxide (3)"]
    assert drawing.alt == (
        "Systems with a printed answer by class of shell, number of systems in brackets: MOF (1): PLQY 1, lifetime 1, "
        "LED EQE 1; oxide (3): PLQY 2, lifetime 1, alignment 2, water, solvent 2, light 1, heat 1."
    )
    sizes = {tuple(line.get_xydata()[0]): line.get_markersize() for line in axes.lines if line.get_marker() == "o"}
    assert sizes[0, 1] > sizes[1, 1]


@pytest.mark.usefixtures("given")
def test_drawing_of_shares(drawn, points):
    drawing, figure = drawn(figures.printed_share)
    (axes,) = figure.axes
    shown = data.printed_share()
    filled = [p for p in points(axes) if p[1][0] != 100]
    assert [(p[1][0], p[1][1]) for p in filled] == [(100 * s.share, y) for y, s in enumerate(shown)]
    assert [t.get_text() for t in axes.texts] == [f"{s.found} of {s.rows}" for s in shown]
    assert "LED half-life: luminance or current 2 of 3" in drawing.alt
