import numpy as np
import pytest

from book import figures
from calculators import bibliography, tables

REFERENCES = "".join(
    f"@article{{{key},\n  title   = {{T}},\n  author  = {{A, B}},\n  year    = {{{year}}},\n}}\n"
    for key, year in (("made-a2019", 2019), ("made-b2020", 2021), ("made-c2022", 2022))
)
CELLS = [
    # The year of a work is that of the bibliography, not the one in its key.
    {"absorber_printed": "A", "role": "absorber", "kind": "cell", "pce_pct": 12, "citation": "made-a2019;made-c2022"},
    {
        "absorber_printed": "B",
        "role": "absorber",
        "kind": "cell",
        "pce_pct": 17,
        "citation": "made-b2020",
        "flag": "contradicted",
        "jsc_ma_cm2": 99,
        "voc_v": 2,
    },
    {"absorber_printed": "C", "role": "in an organic blend", "kind": "cell", "pce_pct": 16, "citation": "made-b2020"},
    {
        "absorber_printed": "D",
        "role": "with bulk perovskite",
        "kind": "module",
        "pce_pct": 18,
        "citation": "made-c2022",
    },
    {"absorber_printed": "E", "role": "absorber", "kind": "cell", "citation": "made-c2022"},
]
VALUES = [
    {
        "material": "F",
        "quantity": "PCE with core/shell absorber",
        "value": 9,
        "unit": "%",
        "citation": "made-c2022",
        "flag": "suspect",
    },
    {"material": "G", "quantity": "PCE with core/shell absorber", "value": 9, "unit": "mW", "citation": "made-c2022"},
    {"material": "H", "quantity": "PCE", "value": 21, "unit": "%", "citation": "made-c2022"},
]


def test_cells_by_what_the_crystals_are_in_them(made_up):
    with made_up(REFERENCES, solar_cells=CELLS, values=VALUES):
        found = figures.data.solar_cells()
    assert {role: [(c.absorber, c.pce_pct, c.year) for c in cells] for role, cells in found.by_role.items()} == {
        "absorber": [("A", 12, 2019), ("B", 17, 2021)],
        "in an organic blend": [("C", 16, 2021)],
        "with bulk perovskite": [("D", 18, 2022)],
    }
    assert [(c.module, c.flag) for cells in found.by_role.values() for c in cells] == [
        (False, ""),
        (False, "contradicted"),
        (False, ""),
        (True, ""),
    ]
    assert found.best("absorber").absorber == "B"
    assert found.core_shell == (("F", 2022, 9, False, "made-c2022", "suspect"),)


def test_cells_are_drawn(made_up, drawn, points):
    with made_up(REFERENCES, solar_cells=CELLS, values=VALUES):
        drawing, figure = drawn(figures.solar_cells)
    (axes,) = figure.axes
    assert np.vstack(points(axes, "o")).tolist() == [[2019, 12], [2021, 17]]
    assert np.vstack(points(axes, "s")).tolist() == [[2021, 16]]
    assert np.vstack(points(axes, "^")).tolist() == [[2022, 18]]
    assert np.vstack(points(axes, "*")).tolist() == [[2022, 9]]
    # Open: the doubted one, the module, the doubted core/shell cell.
    is_open = [line.get_markerfacecolor() == "none" for line in axes.lines if len(line.get_xydata())]
    assert is_open == [False, True, False, True, True]
    assert "2 with the class nanocrystal absorber, at most 17 % (made-b2020)" in drawing.alt
    assert "1 with the class organic cell with nanocrystals, at most 16 % (made-b2020)" in drawing.alt
    assert "core/shell F 9 %" in drawing.alt
    for title in (
        "A: 12 %, made-a2019;made-c2022",
        "B: 17 %, made-b2020 (contradicted)",
        "D: 18 %, made-c2022 (a module)",
    ):
        assert f"<title>{title}</title>" in drawing.svg
    assert drawing.svg.count("<title>") == 5


def test_every_shipped_cell_is_shown_with_the_year_of_its_work():
    rows = [row for row in tables.read("solar_cells") if row["pce_pct"] is not None]
    found = figures.data.solar_cells()
    cells = [cell for of_role in found.by_role.values() for cell in of_role]
    assert sorted((c.citation, c.pce_pct) for c in cells) == sorted((r["citation"], r["pce_pct"]) for r in rows)
    for cell in (*cells, *found.core_shell):
        assert cell.year == bibliography.year(cell.citation.split(";")[0])
    assert found.core_shell
    for role, of_role in found.by_role.items():
        assert found.best(role).pce_pct == pytest.approx(max(cell.pce_pct for cell in of_role))
