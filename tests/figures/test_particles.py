import re

import pytest

from book import figures
from book.figures.data import particles as data
from calculators import tables
from calculators.errors import ArgumentError

SYSTEMS = [
    {"core": "A", "shell": "Doubted", "architecture": "core/shell", "flag": "suspect", "shell_evidence": "TEM"},
    {"core": "B", "shell": "Unseen", "architecture": "core/shell", "shell_class": "oxide", "citation": "b2020"},
    {
        "core": "C",
        "shell": "SiO2",
        "architecture": "core/shell",
        "shell_class": "oxide",
        "shell_evidence": "TEM",
        "citation": "c2020;x2021",
    },
    {"core": "D", "shell": "Later", "architecture": "core/shell", "shell_evidence": "TEM"},
    {"core": "E", "shell": "TiO2", "architecture": "Janus", "flag": "suspect", "citation": "e2020"},
    {"core": "F", "shell": "Au", "architecture": "core/island", "shell_class": "metal", "citation": "f2020"},
    {"core": "G", "shell": "Ag2S", "architecture": "core/island", "shell_class": "chalcogenide", "citation": "g2020"},
    {"core": "H", "shell": "PCN-333", "architecture": "in-matrix", "shell_class": "MOF", "citation": "h2020"},
]


def pair(core, shell, kind, printed="words", **more):
    return {"core": core, "shell": shell, "class": kind, "class_printed": printed} | more


ALIGNMENTS = [
    pair("PbS QD", "MAPbI3", "I"),
    pair("ZnS", "MAPbI3", "I"),
    pair("PbS", "MAPbI3", "I", "type I", citation="p2020;q2021", flag="suspect"),
    pair("CsPbBr3", "PbS", "inverse I"),
    pair("CsPbBr3", "Pb4S3Br2", "quasi-II", electron="both", hole="shell"),
    pair("CsPbBr3", "PbSe", "quasi-II", electron="core", hole="both"),
    pair("CsPbBr3", "PbTe", "II"),
    pair("CsPbBr3", "PbSe", ""),
    pair("CsPbBr3", "Cs4PbBr6", "I"),
    pair("CsPbBr3", "ZnS", "II"),
    pair("PbS", "PbSe", "I"),
]


def test_examples(made_up):
    with made_up(core_shell=SYSTEMS, alignments=ALIGNMENTS):
        shapes = data.particle_shapes()
    assert [(s.kind, s.example, s.citation) for s in shapes] == [
        ("core/shell", "C/SiO2", "c2020;x2021"),
        ("Janus", "E/TiO2", "e2020"),
        ("islands", "G/Ag2S", "g2020"),
        ("metal", "F/Au", "f2020"),
        ("inverted", "PbS/MAPbI3", "p2020;q2021"),
        ("matrix", "H/PCN-333", "h2020"),
    ]
    assert (shapes[0].shell_class, shapes[-1].shell_class) == ("oxide", "MOF")


def test_shipped_examples_are_what_they_are_called():
    architecture = {"core/shell": "core/shell", "Janus": "Janus", "islands": "core/island", "metal": "core/island",
                    "matrix": "in-matrix"}  # fmt: skip
    for shape in data.particle_shapes(list(architecture)):
        rows = [
            r
            for r in tables.read("core_shell")
            if (r["core"], r["shell"], r["citation"]) == (shape.core, shape.shell, shape.citation)
        ]
        assert architecture[shape.kind] in {r["architecture"] for r in rows}, shape


def test_drawing_of_shapes(made_up, drawn):
    with made_up(core_shell=SYSTEMS[1:3] + SYSTEMS[-1:], alignments=[]):
        drawing, figure = drawn(figures.particle_shapes, ["matrix", "core/shell", "Janus"])
    assert drawing.alt == (
        "Cross sections, perovskite in green: matrix: many crystals in one host, as in H/PCN-333; "
        "core/shell: one core, closed shell, as in C/SiO2; Janus: second material on one side."
    )
    texts = [t.get_text() for t in figure.axes[0].texts]
    assert texts == [
        "matrix", "many crystals in one host", "H/PCN-333",
        "core/shell", "one core, closed shell", "C/SiO₂",
        "Janus", "second material on one side", "",
    ]  # fmt: skip
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    assert titles[1] == "core/shell: one core, closed shell, as in C/SiO2, c2020"
    assert titles[2] == "Janus: second material on one side"


@pytest.mark.parametrize("kinds", [[], ["onion"], "Janus"])
def test_unknown_kinds_are_refused(kinds):
    with pytest.raises(ArgumentError) as error:
        figures.particle_shapes(kinds)
    assert error.value.argument == "kinds"


def test_schemes(made_up):
    with made_up(alignments=ALIGNMENTS):
        schemes = data.chalcogenide_alignments()
    assert [(s.core, s.shell, s.alignment, s.electron, s.hole, s.inside) for s in schemes] == [
        ("PbS", "MAPbI3", "I", "core", "core", True),
        ("CsPbBr3", "PbS", "inverse I", "shell", "shell", False),
        ("CsPbBr3", "Pb4S3Br2", "quasi-II", "both", "shell", False),
        ("CsPbBr3", "PbSe", "quasi-II", "core", "both", False),
        ("CsPbBr3", "PbTe", "II", "", "", False),
    ]
    assert (schemes[0].printed, schemes[0].citation, schemes[0].flag) == ("type I", "p2020;q2021", "suspect")


def test_drawing_of_schemes(made_up, drawn, points):
    with made_up(alignments=ALIGNMENTS):
        drawing, figure = drawn(figures.chalcogenide_alignments)
        schemes = data.chalcogenide_alignments()
    (axes,) = figure.axes
    assert drawing.alt == (
        "Band schemes as stated, to no scale: PbS with MAPbI3, type I, electron in PbS, hole in PbS; "
        "CsPbBr3 with PbS, words, electron in PbS, hole in PbS; "
        "CsPbBr3 with Pb4S3Br2, words, electron in both materials, hole in Pb4S3Br2; "
        "CsPbBr3 with PbSe, words, electron in CsPbBr3, hole in both materials; "
        "CsPbBr3 with PbTe, words, electron in not stated, hole in not stated."
    )
    dots = [(line.get_xdata()[0], line.get_ydata()[0], line.get_markerfacecolor() != "none")
            for line in axes.lines if line.get_marker() == "o"]  # fmt: skip
    count = {
        scheme: sum(start <= x < start + 5.2 for x, *_ in dots)
        for scheme, start in zip(range(5), (0, 5.2, 10.4, 15.6, 20.8), strict=True)
    }
    assert count == {0: 2, 1: 2, 2: 3, 3: 3, 4: 0}
    bands = [p for p in points(axes, "None")]
    for k, scheme in enumerate(schemes):
        conduction, valence = bands[2 * k], bands[2 * k + 1]
        assert (conduction[:, 1] > valence[:, 1]).all()
        assert (conduction[:, 0] == valence[:, 0]).all()
        assert len(conduction) == (6 if scheme.inside else 4)
        for x, y, full in dots:
            if 5.2 * k <= x < 5.2 * (k + 1):
                line = conduction if full else valence
                edge = next(line[i, 1] for i in range(0, len(line), 2) if line[i, 0] <= x <= line[i + 1, 0])
                assert y - edge == pytest.approx(0.22 if full else -0.22)
    # Of type I the carriers sit at the narrower gap: in the dot, and in the chalcogenide.
    for k in (0, 1):
        conduction, valence = bands[2 * k], bands[2 * k + 1]
        gaps = conduction[:, 1] - valence[:, 1]
        (at,) = {x for x, *_ in dots if 5.2 * k <= x < 5.2 * (k + 1)}
        (gap,) = (gaps[i] for i in range(0, len(gaps), 2) if conduction[i, 0] <= at <= conduction[i + 1, 0])
        assert gap == gaps.min() < gaps.max()
    assert "PbS and MAPbI3: type I, p2020 (suspect)" in re.findall("<title>(.*?)</title>", drawing.svg)


def test_schemes_of_tomorrow_can_be_drawn(made_up):
    kinds = ("I", "inverse I", "quasi-II", "II", "III", "flat")
    with made_up(alignments=[pair("CsPbBr3", "PbS", kind) for kind in kinds]):
        assert figures.chalcogenide_alignments().alt.count("CsPbBr3 with PbS") == len(kinds)
    with made_up(alignments=[]):
        assert data.chalcogenide_alignments() == []
