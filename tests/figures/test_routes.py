import re

import numpy as np
import pytest

from book import figures
from book.figures.data import routes as data
from calculators import structure, tables

ROUTES = [
    {"route": "hot", "source": "mine", "locator": "Hot injection", "citation": "mine"},
    {"route": "hot", "source": "mine", "locator": "Figure 4", "citation": "mine"},
    {"route": "mill", "source": "mine", "locator": "Milling", "citation": "mine"},
    {"route": "ball", "source": "mine", "locator": "Milling with balls", "citation": "mine"},
    {"route": "ink", "source": "mine", "locator": "Printing of inks", "citation": "mine"},
    {"route": "print", "source": "mine", "locator": "Printing", "citation": "mine"},
    {"route": "wave", "source": "mine", "locator": "Figure 8H", "citation": "mine"},
    {
        "route": "mill",
        "source": "other",
        "locator": "Here",
        "temperature_c_printed": "room temperature",
        "citation": "r2020;s2021",
    },
]


def row(value, locator, most="", quantity="reaction temperature", unit="°C", **more):
    return {
        "value": value,
        "value_max": most,
        "quantity": quantity,
        "unit": unit,
        "locator": locator,
        "source": "mine",
        "material": "M",
    } | more


ROWS = [
    row(150, "Hot injection: at 150", citation="a2020;b2021", condition="under N2", material="CsPbBr3"),
    row(90, "Figure 4F, caption: 90", 130, qualifier="~", flag="suspect"),
    row(100, "Milling: over", qualifier=">"),
    row(200, "Figure 8H, caption", qualifier="up to"),
    row(300, "Figure 40: another"),
    row(300, "Lasers: another"),
    row(300, "Hot injection: of another paper", source="other"),
    row(423, "Hot injection: in kelvin", unit="K"),
    row(60, "Milling with balls: yield", quantity="PLQY", unit="%", qualifier="at least"),
    row(0.9, "Milling: as a fraction", quantity="PLQY", unit="-"),
]


@pytest.mark.parametrize(
    ("source", "locator", "name"),
    [
        ("mine", "Hot injection: a", "hot"),
        ("mine", "Hot injections: a", ""),
        ("mine", "Figure 4, caption", "hot"),
        ("mine", "Figure 4F, caption", "hot"),
        ("mine", "Figure 40, caption", ""),
        ("mine", "Figure 8H, caption", "wave"),
        ("mine", "Figure 8HI, caption", ""),
        ("mine", "Milling: a", "mill"),
        ("mine", "Milling with balls: a", "ball"),
        ("mine", "Printing of inks: a", "ink"),
        ("mine", "Printing: a", "print"),
        ("mine", "after Milling: a", ""),
        ("other", "Hot injection: a", ""),
        ("other", "Here: a", "mill"),
    ],
)
def test_route_of_a_place(made_up, source, locator, name):
    with made_up(routes=ROUTES):
        assert data.route(source, locator) == name


def test_temperatures(made_up):
    with made_up(routes=ROUTES, values=ROWS):
        shown = figures.data.route_temperatures()
    assert [(v.route, v.low, v.high, v.bound) for v in shown.values] == [
        ("hot", 150, 150, 0),
        ("hot", 90, 130, 0),
        ("mill", 100, 100, 1),
        ("wave", 200, 200, -1),
    ]
    assert shown.routes == ("hot", "mill", "wave")
    assert shown.room == {"mill": "r2020;s2021"}
    first, second = shown.values[:2]
    assert (first.material, first.condition, first.citation, first.qualifier, first.flag) == (
        "CsPbBr3",
        "under N2",
        "a2020;b2021",
        "",
        "",
    )
    assert (second.qualifier, second.flag) == ("~", "suspect")


def test_yields(made_up):
    with made_up(routes=ROUTES, values=ROWS):
        shown = figures.data.route_plqy()
    assert [(v.route, v.low, v.bound) for v in shown.values] == [("ball", 60, 1)]
    assert (shown.routes, shown.room) == (("ball",), {})


@pytest.mark.parametrize(
    ("qualifier", "bound"),
    [(">", 1), (">=", 1), ("at least", 1), ("<", -1), ("<=", -1), ("up to", -1), ("~", 0), ("near", 0), ("", 0)],
)
def test_bounds(qualifier, bound):
    assert data.RouteValue("", "", "", 1.0, 1.0, qualifier, "", "").bound == bound


def test_shipped_rows_of_routes_are_all_shown():
    starts = {r["locator"] for r in tables.read("routes")}
    for quantity, unit, shown in (
        ("PLQY", "%", figures.data.route_plqy()),
        ("reaction temperature", "°C", figures.data.route_temperatures()),
    ):
        rows = [r for r in tables.read("values") if r["quantity"] == quantity and r["unit"] == unit
                and any(r["locator"].startswith(s) for s in starts)]  # fmt: skip
        assert sorted((r["citation"], r["value"]) for r in rows) == sorted((v.citation, v.low) for v in shown.values)


def test_drawing_of_temperatures(made_up, drawn):
    with made_up(routes=ROUTES, values=ROWS):
        drawing, figure = drawn(figures.route_temperatures)
    (axes,) = figure.axes
    assert [t.get_text() for t in axes.get_yticklabels()] == ["hot", "mill", "wave"]
    assert list(axes.get_yticks()) == [2, 1, 0]
    marks = [(line.get_marker(), line.get_xydata().tolist()) for line in axes.lines if len(line.get_xydata())]
    assert marks == [
        ("o", [[150, 2]]),
        ("None", [[90, 2], [130, 2]]),
        (5, [[100, 1]]),
        (4, [[200, 0]]),
        ("D", [[data.ROOM_C, 1]]),
    ]
    assert drawing.alt == (
        "reaction temperature [°C] by route of synthesis, as printed in a review: hot 150 °C (CsPbBr3); "
        "hot ~ 90 to 130 °C (M); mill > 100 °C (M); wave up to 200 °C (M); mill at room temperature."
    )
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    assert "hot, CsPbBr₃: 150 °C, under N2, a2020" in titles
    assert "mill: room temperature, printed without a number, r2020" in titles
    assert any(title.endswith("(suspect)") for title in titles)


def test_drawing_of_yields(made_up, drawn):
    rows = [row(146, "Milling: quantum cutting", quantity="PLQY", unit="%", flag="suspect")]
    with made_up(routes=ROUTES, values=rows):
        drawing, figure = drawn(figures.route_plqy)
    (axes,) = figure.axes
    assert "mill 146 % (M)" in drawing.alt
    assert axes.get_xlim()[1] > 146
    assert axes.lines[0].get_markerfacecolor() == "none"


SURFACE = [
    row(-5.0, "a", -3.0, quantity="surface energy", unit="eV/nm²", material="P", citation="a2020"),
    row(-2.0, "a", quantity="surface energy", unit="eV/nm²", material="P", citation="b2020"),
    row(-2.0, "a", -1.0, quantity="surface energy", unit="eV", material="P", citation="a2020"),
    row(10.0, "a", quantity="NC size", unit="nm", material="P", citation="a2020"),
    row(5.0, "a", quantity="NC size", unit="nm", material="P", citation="a2020"),
    row(5.0, "again", quantity="NC size", unit="nm", material="P", citation="a2020"),
    row(2.0, "a", 8.0, quantity="NC size", unit="nm", material="P", citation="a2020"),
    row(7.0, "a", quantity="NC size", unit="nm", material="P", citation="b2020"),
    row(8.0, "a", quantity="NC size", unit="nm", material="Q", citation="a2020"),
]


def test_tension(made_up):
    with made_up(values=SURFACE):
        (shown,) = figures.data.lattice_tension()
    assert (shown.material, shown.citation, shown.stress_ev_nm2) == ("P", "a2020", (-5.0, -3.0))
    # 4 x 3 eV/nm2 over 5 nm is 2.4 eV/nm3, and an eV/nm3 is 0.1602 GPa.
    gigapascal = 0.1602176634
    assert [size for size, *_ in shown.sizes] == [5, 10]
    np.testing.assert_allclose(
        shown.sizes, [[5, 2.4 * gigapascal, 4 * gigapascal], [10, 1.2 * gigapascal, 2 * gigapascal]]
    )
    np.testing.assert_allclose(shown.low_gpa, 12 / shown.edge_nm * gigapascal)
    np.testing.assert_allclose(shown.high_gpa, 20 / shown.edge_nm * gigapascal)
    assert shown.edge_nm[0] < 5 < 10 < shown.edge_nm[-1]
    assert structure.surface_pressure(-3.0, 5.0) == pytest.approx(-shown.sizes[0][1])


@pytest.mark.parametrize(
    ("sizes", "ends"),
    # A fifth beyond the sizes, or beyond 5 and 15 nm where no size lies outside of them.
    [([], (4.0, 18.0)), ([7.0, 9.0], (4.0, 18.0)), ([3.0, 9.0], (2.4, 18.0)), ([9.0, 20.0], (4.0, 24.0))],
)
def test_the_edges_of_the_axis_of_tension(made_up, sizes, ends):
    printed = [row(nm, str(nm), quantity="NC size", unit="nm", material="P", citation="a2020") for nm in sizes]
    with made_up(values=[SURFACE[0], *printed]):
        (shown,) = figures.data.lattice_tension()
    assert (shown.edge_nm[0], shown.edge_nm[-1]) == pytest.approx(ends)
    assert [size for size, *_ in shown.sizes] == sizes


def test_drawing_of_tension(made_up, drawn, points):
    with made_up(values=SURFACE):
        drawing, figure = drawn(figures.lattice_tension)
        (shown,) = figures.data.lattice_tension()
    (axes,) = figure.axes
    strong, weak, *bars = points(axes)
    np.testing.assert_allclose(strong, np.column_stack([shown.edge_nm, shown.high_gpa]))
    np.testing.assert_allclose(weak, np.column_stack([shown.edge_nm, shown.low_gpa]))
    np.testing.assert_allclose([bar.T.ravel() for bar in bars], [[s, s, low, high] for s, low, high in shown.sizes])
    assert [line.get_label() for line in axes.lines[:2]] == ["−5.0 eV/nm²", "−3.0 eV/nm²"]
    said = "5 nm: 0.38 to 0.64 GPa, 10 nm: 0.19 to 0.32 GPa"
    assert drawing.alt == f"Tension in P, falling as one over the edge: {said}."
    assert "5 nm: 0.38 to 0.64 GPa, a2020" in re.findall("<title>(.*?)</title>", drawing.svg)
