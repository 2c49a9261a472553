import re

import numpy as np
import pytest

from book import figures


def row(quantity, value, unit, most="", condition="", material="CsPbI3 NC film", **more):
    return {"quantity": quantity, "value": value, "value_max": most, "unit": unit, "condition": condition,
            "material": material, "source": "paper", "citation": "a2020;b2021"} | more  # fmt: skip


def at_yield(percent):
    return {"at_quantity": "synthesis yield", "at_value": percent, "at_unit": "%"}


ROWS = [
    row("cost", 20, "$/m²", **at_yield(40)),
    row("cost", 60, "$/m²", **at_yield(10.5), qualifier=">", flag="suspect"),
    row("cost", 33, "$/g", **at_yield(20)),
    row("cost", 99, "$/m²", **at_yield(20), material="PbS film"),
    row("cost", 50, "$/m²", condition="synthesis yield 30 %"),
    row("cost", 55, "$/m²", at_quantity="synthesis yield", at_value=0.3, at_unit="-"),
    row("cost", 56, "$/m²", at_quantity="thickness", at_value=30, at_unit="%"),
    row("cost", 70, "$/m²", condition="present", material="perovskite NC film"),
    row("cost", 3, "$/m²", 4, condition="with care", material="perovskite NC film"),
    row("cost target", 6, "$/m²"),
    row("cost target", 0.25, "$/W"),
    row("PCE", 16, "%", condition="assumed for the cost target"),
    row("PCE", 25, "%", condition="record"),
    row("PCE", 25, "%", condition="assumed for the cost target", citation="c2022"),
]


def test_points_bands_and_targets(made_up):
    with made_up(values=ROWS):
        shown = figures.data.cost_by_yield()
    assert [(p.yield_pct, p.cost, p.qualifier, p.flag) for p in shown.points] == [
        (10.5, 60, ">", "suspect"),
        (40, 20, "", ""),
    ]
    assert (shown.points[0].citation, shown.points[0].source) == ("a2020;b2021", "paper")
    # 60 at 10.5 % is 630 a batch, 15.75 at 40 %; 20 at 40 % is 800 a batch.
    assert shown.points[0].at_others == {40: pytest.approx(15.75)}
    assert shown.points[1].at_others == {10.5: pytest.approx(800 / 10.5)}
    for point in shown.points:
        np.testing.assert_allclose(point.curve * shown.yields_pct, point.cost * point.yield_pct)
        # CsPbI3 720.8 over PbI2 461.0 g/mol.
        assert point.at_ceiling == pytest.approx(point.cost * point.yield_pct / 156.36, rel=1e-4)
    assert [(b.low, b.high, b.condition) for b in shown.bands] == [(3, 4, "with care")]
    # 0.25 $/W at 16 % of 1000 W/m2 are 40 $/m2.
    assert [(t.cost, t.printed) for t in shown.targets] == [
        (6, "target 6 $/m²"),
        (pytest.approx(40), "target 0.25 $/W at 16 %"),
    ]


def test_ceiling_is_the_ratio_of_molar_masses(made_up):
    with made_up(values=ROWS):
        iodide = figures.data.cost_by_yield()
        bromide = figures.data.cost_by_yield(product="CsPbBr3", precursor="PbBr2")
    # CsPbI3 720.8 over PbI2 461.0 g/mol; CsPbBr3 579.8 over PbBr2 367.0 g/mol.
    assert iodide.ceiling_pct == pytest.approx(156.4, abs=0.05)
    assert bromide.ceiling_pct == pytest.approx(158.0, abs=0.05)
    assert iodide.yields_pct[-1] == pytest.approx(iodide.ceiling_pct)
    assert iodide.yields_pct[0] <= 10.5
    assert bromide.points == ()


def test_shipped_points():
    shown = figures.data.cost_by_yield()
    known = {(p.yield_pct, p.cost, p.qualifier) for p in shown.points if p.citation == "kirmani2022"}
    assert known >= {(12.0, 50.0, ">"), (50.0, 10.0, "")}


def test_drawing(made_up, drawn, points):
    with made_up(values=ROWS):
        drawing, figure = drawn(figures.cost_by_yield)
        shown = figures.data.cost_by_yield()
    (axes,) = figure.axes
    marks = [p[0].tolist() for p in points(axes, "o")]
    assert marks == [[10.5, 60], [40, 20]]
    curves = [p for p in points(axes, "None") if len(p) > 2]
    for curve, point in zip(curves, shown.points, strict=True):
        np.testing.assert_allclose(curve, np.column_stack([shown.yields_pct, point.curve]))
    (band,) = axes.patches
    assert (band.get_y(), band.get_y() + band.get_height()) == (3, 4)
    levels = [p[0, 1] for p in points(axes, "None") if len(p) == 2 and p[0, 1] == p[1, 1]]
    assert levels == pytest.approx([6, 40])
    assert axes.lines[-1].get_xdata()[0] == shown.ceiling_pct
    assert "above 60 $/m² at a yield of 10.5 % and 20 $/m² at a yield of 40 %" in drawing.alt
    assert "without a yield 3 to 4 $/m² (with care)" in drawing.alt
    assert "target 0.25 $/W at 16 % (40 $/m²)" in drawing.alt
    assert "With all lead used the yield is 156 %" in drawing.alt
    # 630 / 156.4 is 4.03, 800 / 156.4 is 5.12.
    assert "leads to 15.8 $/m² at 40 % and 4.0 $/m² at the ceiling, above the band of 3 to 4" in drawing.alt
    assert "5.1 $/m² at the ceiling, above the band of 3 to 4" in drawing.alt
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    assert titles == [
        "above 60 $/m² at a yield of 10.5 %, a2020 in paper (suspect)",
        "20 $/m² at a yield of 40 %, a2020 in paper",
    ]
    arrows = [a.xy for a in axes.texts if a.get_text() == ""]
    assert len(arrows) == 1
    assert arrows[0][1] > 60


@pytest.mark.parametrize(("band", "word"), [((3, 4), "above"), ((4, 5), "within"), ((5, 6), "below")])
def test_where_the_ceiling_lies(made_up, band, word):
    rows = [row("cost", 60, "$/m²", **at_yield(10.5)), row("cost", band[0], "$/m²", band[1])]
    with made_up(values=rows):
        assert f"4.0 $/m² at the ceiling, {word} the band of {band[0]} to {band[1]}" in figures.cost_by_yield().alt
