import numpy as np
import pytest

from book import figures
from book.figures import data
from calculators.errors import ArgumentError

EL = {"emission": "electroluminescent", "emitter_form": "NC"}
ROWS = [
    {**EL, "id": "a", "emitter_printed": "CsPbI₃ NCs", "el_peak_nm": 640.0, "eqe_pct": 23.5, "turn_on_v": 2.0,
     "t50_h": 0.5, "citation": "li2021", "flag": "suspect"},
    {**EL, "id": "b", "emitter_form": "film", "emitter_printed": "film", "eqe_pct": 20.25, "turn_on_v": 3.0,
     "colour_printed": "green", "citation": "kim2022b", "el_peak_nm": float("nan")},
    {**EL, "id": "c", "emitter_form": "NC-in-matrix", "emitter_printed": "m", "eqe_pct": 2, "el_peak_nm": 470,
     "t50_h": 30, "citation": "bi2021"},
]  # fmt: skip
APART = [
    {**EL, "id": "d", "emitter_printed": "l", "eqe_pct": 45.5, "outcoupling_aid": "half-ball lens",
     "el_peak_nm": 531, "citation": "kim2021b"},
    {"id": "e", "emission": "converter", "emitter_printed": "x", "eqe_pct": 36, "el_peak_nm": 525,
     "citation": "xuan2022"},
]  # fmt: skip


def test_layers_have_places_and_roles():
    stack = data.led_stack("ITO/PEDOT:PSS/LiF/Unheard-of/EL/New/TPBi/LiF/Al")
    assert [(part.name, part.place, part.role, part.thin) for part in stack] == [
        ("ITO", "anode", "anode, transparent", False),
        ("PEDOT:PSS", "hole side", "hole injection, hole transport", False),
        ("LiF", "hole side", "thin insulating interlayer", True),
        ("Unheard-of", "hole side", "hole side", False),
        ("EL", "emitter", "electrons meet holes", False),
        ("New", "electron side", "electron side", False),
        ("TPBi", "electron side", "electron transport", False),
        ("LiF", "electron side", "electron injection", True),
        ("Al", "cathode", "cathode, mirror", False),
    ]
    assert data.led_stack(["Ag", "EL", "ITO"])[0].role == "anode"
    assert data.led_stack(["Ag", "EL", "ITO"])[2].role == "cathode"


def test_every_printed_stack_can_be_drawn():
    from calculators.figures.data import devices

    stacks = [d.layers for d in devices.devices() if d.layers.count("EL") == 1 and len(d.layers) > 2]
    assert stacks
    for layers in stacks:
        assert [part.name for part in data.led_stack(layers)] == list(layers)


def test_a_stack_is_drawn_from_the_glass_up(drawn):
    drawing, figure = drawn(figures.led_stack, "ITO/TFB/EL/ZnO/Al", emitter="dots", peak_nm=640)
    texts = [t.get_text() for t in figure.axes[0].texts]
    at = {t.get_text(): t.get_position()[1] for t in figure.axes[0].texts}
    assert at["glass"] < at["ITO"] < at["TFB"] < at["dots"] < at["ZnO"] < at["Al"]
    assert "hole transport" in texts
    assert "glass, ITO (anode, transparent), TFB (hole transport), dots (electrons meet holes)" in drawing.alt


@pytest.mark.parametrize(
    "layers", ["ITO/EL", "ITO//EL/Al", "ITO/TFB/Al", "EL/TFB/Al", "ITO/TFB/EL", "ITO/EL/TFB/EL/Al"]
)
def test_stacks_that_are_refused(layers):
    with pytest.raises(ArgumentError) as e:
        data.led_stack(layers)
    assert (e.value.argument, e.value.value) == ("layers", layers)


def test_devices_are_ranked_as_given(drawn):
    found = data.device_ranking(ROWS, APART)
    assert [d.id for d in found.ranked] == ["a", "b", "c"]
    assert [d.id for d in found.apart] == ["d", "e"]
    drawing, figure = drawn(figures.device_ranking, ROWS, APART, reason="another class")
    axes = figure.axes[0]
    marks = [line for line in axes.lines if line.get_marker() != "None" and len(line.get_xydata())]
    assert [m.get_xydata()[0].tolist() for m in marks] == [[23.5, 0], [20.25, 1], [2, 2], [45.5, 4], [36, 5]]
    assert [m.get_marker() for m in marks] == ["o", "^", "s", "D", "x"]
    assert [m.get_markerfacecolor() == "none" for m in marks] == [True, False, False, False, False]
    bars = [line.get_xydata() for line in axes.lines if len(line.get_xydata()) == 2 and line.get_xydata()[0, 0] == 0]
    assert [b[1].tolist() for b in bars][:3] == [[23.5, 0], [20.25, 1], [2, 2]]
    assert drawing.alt == (
        "3 devices by maximum efficiency: li2021 23.5 % (640 nm), kim2022b 20.25 % (peak not printed), bi2021 2 % "
        "(470 nm). Below a line, another class: kim2021b 45.5 %, xuan2022 36 %."
    )
    assert "CsPbI₃ NCs, 640 nm, EQE 23.5 %, T50 30 min, li2021 (suspect)" in drawing.svg
    assert "m, 470 nm, EQE 2 %, T50 30 h, bi2021<" in drawing.svg
    written = {t.get_text(): t.xy for t in axes.texts}
    assert written == {
        "23.5 %": (23.5, 0), "20.25 %": (20.25, 1), "2 %": (2, 2), "45.5 %": (45.5, 4), "36 %": (36, 5),
        "another class": (0, 3),
    }  # fmt: skip
    labels = [t.get_text() for t in axes.get_yticklabels()]
    assert labels[:2] == ["li2021, 640 nm", "kim2022b, peak not printed"]


@pytest.mark.parametrize(
    ("rows", "apart", "argument"),
    [([], [], "rows"), ([{"id": "a"}], [], "rows"), (ROWS, [{"id": "a", "eqe_pct": np.nan}], "apart")],
)
def test_rankings_that_are_refused(rows, apart, argument):
    with pytest.raises(ArgumentError) as e:
        data.device_ranking(rows, apart)
    assert e.value.argument == argument
