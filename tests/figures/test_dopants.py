import re

import pytest

from book import figures
from calculators import tables, tolerance

ROWS = [
    {"ion": "Zn", "charge": 2, "host": "CsPbBr3", "citation": "vanderstam2017"},
    {"ion": "Bi", "charge": 3, "host": "CsPbCl3", "citation": "begum2017"},
    {"ion": "Ni", "charge": 2, "host": "CsPbBr3", "citation": "kim2021a"},
    {"ion": "Ni", "charge": 2, "host": "CsPbCl3", "citation": "yong2018"},
]


def test_one_dopant_an_ion_with_all_its_works(made_up):
    with made_up(dopants=ROWS):
        shown = figures.data.dopant_sizes()
    # Shannon 1976, six neighbours: Pb2+ 1.19, Ni2+ 0.69, Zn2+ 0.74, Bi3+ 1.03 angstrom.
    assert shown.lead_angstrom == 1.19
    assert [(d.ion, d.charge, d.radius_angstrom) for d in shown.dopants] == [
        ("Ni", 2, 0.69),
        ("Zn", 2, 0.74),
        ("Bi", 3, 1.03),
    ]
    nickel = shown.dopants[0]
    assert nickel.hosts == ("CsPbBr3", "CsPbCl3")
    assert nickel.citation == "kim2021a;yong2018"
    assert nickel.against_lead_pct == pytest.approx(100 * (0.69 - 1.19) / 1.19)


def test_every_row_of_the_table_is_shown():
    shown = figures.data.dopant_sizes().dopants
    assert {(d.ion, d.charge) for d in shown} == {(r["ion"], r["charge"]) for r in tables.read("dopants")}
    for dopant in shown:
        assert dopant.radius_angstrom == tolerance.radius(dopant.ion, "B", dopant.charge).value


def test_drawing(made_up, drawn, points):
    with made_up(dopants=ROWS):
        drawing, figure = drawn(figures.dopant_sizes)
    (axes,) = figure.axes
    assert [tuple(*p) for p in points(axes, "o")] == [(0.69, 2), (0.74, 2), (1.03, 3)]
    assert axes.lines[0].get_xdata()[0] == 1.19
    assert drawing.alt.endswith("lead(2+) has 1.19: Ni(2+) 0.69, Zn(2+) 0.74, Bi(3+) 1.03.")
    titles = re.findall("<title>(.*?)</title>", drawing.svg)
    assert "Ni(2+): 0.69 Å, -42 % against Pb(2+), in CsPbBr3 and CsPbCl3, kim2021a" in titles
    low, high = axes.get_xlim()
    assert low < 0.69
    assert high > 1.19
