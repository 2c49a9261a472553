import math
import re

import numpy as np
import pytest

from book import figures
from calculators import tables
from calculators.errors import ArgumentError

PAIRS = [
    {
        "core": "A",
        "shell": "X",
        "plqy_core_pct": 40,
        "plqy_pct": 80,
        "lifetime_core_ns": 5,
        "lifetime_ns": 7.5,
        "citation": "a2020;b2021",
        "flag": "suspect",
        # Of other quantities: none of them may get into the figure.
        "eqe_core_pct": 1,
        "eqe_pct": 9,
        "plqy_pct_max": 99,
    },
    {"core": "B", "shell": "Y", "plqy_core_pct": 50, "plqy_pct": 60, "lifetime_core_ns": 10, "lifetime_ns": 9},
    {"core": "C", "shell": "Y", "plqy_core_pct": 50, "plqy_pct": 60, "lifetime_core_ns": 10, "lifetime_ns": 20},
    {"core": "no lifetime", "shell": "Y", "plqy_core_pct": 50, "plqy_pct": 60, "lifetime_ns": 9},
    {"core": "no shelled lifetime", "shell": "Y", "plqy_core_pct": 50, "plqy_pct": 60, "lifetime_core_ns": 9},
    {"core": "no yield", "shell": "Y", "plqy_core_pct": 50, "lifetime_core_ns": 9, "lifetime_ns": 9},
    {"core": "no bare yield", "shell": "Y", "plqy_pct": 50, "lifetime_core_ns": 9, "lifetime_ns": 9},
    {"core": "dark", "shell": "Y", "plqy_core_pct": 0, "plqy_pct": 50, "lifetime_core_ns": 9, "lifetime_ns": 9},
    {"core": "made dark", "shell": "Y", "plqy_core_pct": 50, "plqy_pct": 0, "lifetime_core_ns": 8, "lifetime_ns": 4},
]


def test_gains_are_shelled_over_bare(made_up):
    with made_up(core_shell=PAIRS):
        pairs = figures.data.yield_and_lifetime_gain()
    assert [pair.name for pair in pairs] == ["A/X", "B/Y", "C/Y", "made dark/Y"]
    first = pairs[0]
    assert (first.bare_plqy, first.shelled_plqy, first.bare_ns, first.shelled_ns) == (0.4, 0.8, 5, 7.5)
    assert (first.citation, first.flag) == ("a2020;b2021", "suspect")
    assert [pair.plqy_gain for pair in pairs] == pytest.approx([2, 1.2, 1.2, 0])
    assert [pair.lifetime_gain for pair in pairs] == pytest.approx([1.5, 0.9, 2, 0.5])
    # Removed traps lengthen the lifetime, and at most as much as they raise the yield.
    assert [pair.between for pair in pairs] == [True, False, False, False]


def test_both_edges_of_what_removed_traps_can_do_belong_to_it(made_up):
    bare = {"plqy_core_pct": 50, "plqy_pct": 75, "lifetime_core_ns": 10}
    with made_up(core_shell=[{**bare, "lifetime_ns": 15}, {**bare, "lifetime_ns": 10}, {**bare, "lifetime_ns": 15.1}]):
        assert [pair.between for pair in figures.data.yield_and_lifetime_gain()] == [True, True, False]


def test_gains_are_drawn(made_up, drawn, points):
    with made_up(core_shell=PAIRS):
        drawing, figure = drawn(figures.yield_and_lifetime_gain)
    (axes,) = figure.axes
    assert np.vstack(points(axes, "o")) == pytest.approx(np.array([[2, 1.5], [1.2, 0.9], [1.2, 2], [0, 0.5]]))
    assert [line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "o"][:2] == ["none", "#0072b2"]
    assert "1 of 4 pairs" in drawing.alt
    assert "A/X 2.00 and 1.50; B/Y 1.20 and 0.90" in drawing.alt
    assert "<title>A/X: yield x 2.00, lifetime x 1.50, a2020;b2021 (suspect)</title>" in drawing.svg
    assert "#cite-a2020" in drawing.svg


def test_the_shipped_pairs_are_those_with_four_numbers():
    columns = ("plqy_core_pct", "plqy_pct", "lifetime_core_ns", "lifetime_ns")
    rows = [row for row in tables.read("core_shell") if None not in [row[c] for c in columns]]
    pairs = figures.data.yield_and_lifetime_gain()
    assert [(p.bare_plqy, p.shelled_plqy, p.bare_ns, p.shelled_ns) for p in pairs] == [
        (r["plqy_core_pct"] / 100, r["plqy_pct"] / 100, r["lifetime_core_ns"], r["lifetime_ns"]) for r in rows
    ]


def test_killers_of_a_cube_of_made_up_cells(made_up):
    lattice = [
        {"material": "Other", "property": "lattice constant", "value": 9, "unit": "Å"},
        {"material": "M", "property": "lattice constant", "value": 5, "unit": "Å"},
    ]
    with made_up(materials=lattice):
        small, large = figures.data.killer_traps((2.0, 5.0), plqy=0.5, material="M")
    # Cubes of 4 and 10 cells of 0.5 nm: 64 - 8 and 1000 - 512 of them at the surface.
    assert (small.edge_nm, large.edge_nm) == (2, 5)
    assert (small.surface_cells, large.surface_cells) == pytest.approx((56, 488))
    assert large.killers_per_million == pytest.approx(1e6 * math.log(2) / 488)
    # One killer a cube on average leaves 1/e of them.
    assert np.interp(1 / 488, large.share, large.plqy) == pytest.approx(math.exp(-1), rel=1e-3)
    assert np.interp(large.killers_per_million * 1e-6, large.share, large.plqy) == pytest.approx(0.5, rel=1e-3)
    assert (small.share == large.share).all()
    assert (np.diff(large.plqy) < 0).all()
    assert large.plqy[0] > 0.999 and large.plqy[-1] < 1e-6  # noqa: PT018


def test_killer_curves_are_drawn(drawn, points):
    drawing, figure = drawn(figures.killer_traps, (4.0, 8.0, 12.0, 5.0, 6.0, 7.0), plqy=0.8)
    curves = figures.data.killer_traps((4.0, 8.0, 12.0, 5.0, 6.0, 7.0), plqy=0.8)
    found = points(figure.axes[0])
    for curve, xy in zip(curves, found[: len(curves)], strict=True):
        assert xy[:, 0] == pytest.approx(curve.share)
        assert xy[:, 1] == pytest.approx(100 * curve.plqy)
    assert found[len(curves)][:, 1] == pytest.approx([80, 80])
    assert f"8 nm ({curves[1].surface_cells:.0f} surface cells) {curves[1].killers_per_million:.0f}," in drawing.alt
    assert "a yield of 80 %" in drawing.alt


@pytest.mark.parametrize(
    ("argument", "call"),
    [
        ("edges_nm", lambda: figures.data.killer_traps(())),
        ("edges_nm", lambda: figures.data.killer_traps((1.0,))),
        ("plqy", lambda: figures.data.killer_traps(plqy=0.0)),
        ("plqy", lambda: figures.data.killer_traps(plqy=90)),
        ("material", lambda: figures.data.killer_traps(material="Unobtainium")),
    ],
)
def test_killers_refuse(argument, call):
    with pytest.raises(ArgumentError) as refused:
        call()
    assert refused.value.argument == argument


def test_levels_lie_where_the_scheme_says(drawn, points):
    usual, halide = figures.data.defect_levels()
    assert usual.in_gap == usual.levels
    assert halide.in_gap == ()
    assert (usual.bonding, halide.bonding) == (True, False)
    for scheme in (usual, halide):
        assert scheme.valence[1] < scheme.conduction[0]
    for level in halide.levels:
        assert any(low < level < high for low, high in (halide.valence, halide.conduction))
    drawing, figure = drawn(figures.defect_levels)
    levels = [xy[0, 1] for xy in points(figure.axes[0])]
    assert levels == [*usual.levels, *halide.levels]
    assert re.findall(r"(\d) of (\d) levels lie in the gap", drawing.alt) == [("3", "3"), ("0", "3")]
