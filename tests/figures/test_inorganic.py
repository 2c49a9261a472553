import re

import numpy as np
import pytest

from book import figures
from calculators import confinement, structure, tables
from calculators.errors import ArgumentError


def row(material, value, most="", unit="nm", quantity="shell thickness", **more):
    return {"material": material, "quantity": quantity, "value": value, "value_max": most, "unit": unit} | more


ROWS = [
    row("thin", 0.5, qualifier="~", citation="a2020;b2021"),
    row("range", 2, 6, citation="c2022"),
    row("edge", 4),
    row("thick", 4.1),
    row("doubted", 1, flag="suspect"),
    row("layers", 1, unit="monolayer"),
    row("another length", 1, quantity="NC size"),
]


def test_curves_are_the_formulas():
    cost = figures.data.closed_shell_cost(core_nm=8.0, barriers_ev=(0.7, 2.0), most_nm=3.0)
    assert cost.shell_nm[0] == 0
    assert cost.shell_nm[-1] == 3.0
    whole = 8.0 + 2 * cost.shell_nm
    np.testing.assert_allclose(cost.share, 1 - 8.0**3 / whole**3, atol=1e-12)
    assert [b.barrier_ev for b in cost.barriers] == [0.7, 2.0]
    for barrier in cost.barriers:
        np.testing.assert_allclose(
            10**barrier.log10_chance, confinement.tunnelling_probability(cost.shell_nm, barrier.barrier_ev)
        )
        # An exponential: the slope is the same everywhere.
        np.testing.assert_allclose(barrier.log10_chance, -barrier.decades_per_nm * cost.shell_nm, atol=1e-9)
    # 2 sqrt(2 m x 1 eV)/hbar is 10.246 per nanometre, 4.45 decades.
    assert figures.data.closed_shell_cost(barriers_ev=[1.0]).barriers[0].decades_per_nm == pytest.approx(
        4.45, abs=0.005
    )


def test_printed_thicknesses(made_up):
    with made_up(values=ROWS):
        cost = figures.data.closed_shell_cost(core_nm=10.0)
    assert [(t.material, t.low_nm, t.high_nm, t.qualifier, t.citation) for t in cost.printed] == [
        ("thin", 0.5, 0.5, "~", "a2020;b2021"),
        ("range", 2, 6, "", "c2022"),
        ("edge", 4, 4, "", ""),
    ]
    assert list(cost.at_printed) == [0.5, 2, 4, 6]
    for end, share in cost.at_printed.items():
        assert share == pytest.approx(structure.shell_volume(10.0, end) / (10.0 + 2 * end) ** 3)


def test_every_thickness_without_a_doubt_is_shown():
    rows = [r for r in tables.read("values") if r["quantity"] == "shell thickness" and r["unit"] == "nm"]
    shown = {t.citation for t in figures.data.closed_shell_cost(most_nm=100.0, barriers_ev=[0.01]).printed}
    assert shown == {r["citation"] for r in rows if not r["flag"]}


def test_drawing(made_up, drawn, points):
    with made_up(values=ROWS):
        drawing, figure = drawn(figures.closed_shell_cost, core_nm=10, barriers_ev=(0.5, 1.0))
        cost = figures.data.closed_shell_cost(core_nm=10, barriers_ev=(0.5, 1.0))
    above, below = figure.axes
    np.testing.assert_allclose(points(above, "None")[0], np.column_stack([cost.shell_nm, 100 * cost.share]))
    for line, barrier in zip(points(below), cost.barriers, strict=True):
        np.testing.assert_allclose(line, np.column_stack([cost.shell_nm, barrier.log10_chance]))
    assert [p[:, 0].tolist() for p in points(above, "|")] == [[0.5, 0.5], [2, 6], [4, 4]]
    (shaded,) = above.patches
    assert (shaded.get_x(), shaded.get_x() + shaded.get_width()) == (0.5, 6)
    assert drawing.alt.startswith(
        "A closed shell on a cube of 10 nm: 0.5 nm makes 25 % of it shell, 2 nm makes 64 % of"
    )
    assert "per nanometre: 3.1 at 0.5 eV, 4.4 at 1 eV." in drawing.alt
    assert drawing.alt.endswith("Printed thicknesses are marked: thin ~0.5 nm, range 2 to 6 nm, edge 4 nm.")
    assert "thin ~0.5 nm printed, a2020" in re.findall("<title>(.*?)</title>", drawing.svg)


@pytest.mark.parametrize(("options", "argument"), [({"core_nm": 0}, "core_nm"), ({"barriers_ev": [-1]}, "barriers_ev")])
def test_nonsense_is_refused(options, argument):
    with pytest.raises(ArgumentError) as error:
        figures.closed_shell_cost(**options)
    assert error.value.argument == argument
