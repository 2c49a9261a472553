import re

import numpy as np
import pytest

from book import figures
from book.figures.data import ald as data
from calculators import absorption, composition, structure, tables
from calculators.errors import ArgumentError

SYSTEMS = [
    {
        "core": "CsPbBr3",
        "shell": "ZnS",
        "shell_class": "chalcogenide",
        "temperature_c_printed": "room temperature",
        "citation": "teku2025",
    },
    {
        "core": "CsPbBr3",
        "shell": "ZnS",
        "shell_class": "chalcogenide",
        "temperature_c_printed": "room temperature",
        "citation": "teku2025",
    },
    {
        "core": "P",
        "shell": "TiO2",
        "shell_class": "oxide",
        "temperature_c": 300,
        "citation": "li2017b",
        "flag": "suspect",
    },
    {"core": "P", "shell": "TiO2", "shell_class": "oxide", "citation": "chen2021"},
]


def row(quantity, value, unit, most="", **more):
    return {
        "quantity": quantity,
        "value": value,
        "value_max": most,
        "unit": unit,
        "material": "P/TiO2 core/shell NCs",
        "citation": "x2020",
    } | more


TEMPERATURES = [
    row("reaction temperature", 120, "°C", citation="ravi2020"),
    row("injection temperature", 413.15, "K", material="A core/shell NCs", citation="hong2023"),
    row("injection temperature", 200, "°C", 220, material="A core/shell NCs", citation="hong2023"),
    row("calcination temperature", 300, "°C", citation="li2017b"),
    row("reaction temperature", 150, "°C", material="CsPb(Br/I)3 NCs"),
    row("storage temperature", 40, "°C"),
    row("dissolution temperature", 180, "°C", material="cores", citation="teku2025"),
    row("dissolution temperature", 170, "°C", material="cores", citation="nobody"),
    row("thermal test temperature", 373.15, "K"),
    row("preparation temperature", 250, "°C", qualifier=">"),
    row("preparation temperature", 90, "°C"),
]


def test_temperatures(made_up):
    with made_up(core_shell=SYSTEMS, values=TEMPERATURES):
        shown = figures.data.growth_temperatures()
    assert [(r.name, r.low_c, r.high_c, r.room, r.shell_class, r.citation) for r in shown.routes] == [
        ("CsPbBr3/ZnS", 25, 25, True, "chalcogenide", "teku2025"),
        ("P/TiO2", 120, 120, False, "oxide", "ravi2020"),
        ("A", pytest.approx(140), 220, False, "", "hong2023"),
        ("CsPbBr3 core alone", 180, 180, False, "", "teku2025"),
        ("P/TiO2", 300, 300, False, "oxide", "li2017b"),
    ]
    assert shown.routes[-1].flag == "suspect"
    assert shown.heat_tests_c == (pytest.approx(100),)
    assert shown.dots_c == (250,)


def test_shipped_temperatures_are_all_shown():
    shown = figures.data.growth_temperatures()
    citations = {r.citation for r in shown.routes}
    named = {
        r["citation"] for r in tables.read("core_shell") if r["temperature_c"] is not None or r["temperature_c_printed"]
    }
    assert named <= citations
    assert all(-50 < r.low_c <= r.high_c < 700 for r in shown.routes)


def test_drawing_of_temperatures(made_up, drawn, points):
    with made_up(core_shell=SYSTEMS, values=TEMPERATURES):
        drawing, figure = drawn(figures.growth_temperatures)
    (axes,) = figure.axes
    assert [p[0].tolist() for p in points(axes, "o")] == [[25, 0], [120, 1], [180, 2], [180, 3], [300, 4]]
    faces = [line.get_markerfacecolor() == "none" for line in axes.lines if line.get_marker() == "o"]
    assert faces == [True, False, False, False, False]
    (span,) = [p for p in points(axes, "None") if p[0, 1] == p[1, 1] and p[0, 0] != p[1, 0]]
    np.testing.assert_allclose(span, [[140, 2], [220, 2]])
    (shaded,) = axes.patches
    assert shaded.get_x() == 250
    assert [t.get_text() for t in axes.get_yticklabels()] == [
        "CsPbBr₃/ZnS",
        "P/TiO₂, 2020",
        "A",
        "CsPbBr₃ core alone",
        "P/TiO₂, 2017",
    ]
    assert drawing.alt == (
        "Temperatures of routes to a shell: CsPbBr3/ZnS room temperature, P/TiO2 120 °C, A 140 to 220 °C, CsPbBr3 core "
        "alone 180 °C, P/TiO2 300 °C. A dashed line at 100 °C marks a heat test of the bare cores; above 250 °C "
        "chalcogenide quantum dots are often made."
    )
    assert "P/TiO2: 300 °C, li2017b (suspect)" in re.findall("<title>(.*?)</title>", drawing.svg)


def test_cycle(made_up, drawn):
    times = [
        row("stirring time", 90, "s", at_quantity="half reaction", at_value=2),
        row("stirring time", 99, "min", material="another synthesis"),
        row("stirring time", 5, "min", at_quantity="half reaction", at_value=1),
    ]
    with made_up(values=times):
        assert [step.stir_min for step in figures.data.ald_cycle()] == [5, None, 1.5, None]
        drawing, figure = drawn(figures.ald_cycle)
    assert drawing.alt.endswith("The half reactions are stirred for 5 min and 1.5 min.")
    texts = [t.get_text() for t in figure.axes[0].texts]
    assert "1  Na₂S, DDAB\nstir 5 min" in texts
    assert "3  Zn acetate, OLAM\nstir 1.5 min" in texts
    assert "2  water off,\nwash" in texts
    with made_up(values=[]):
        assert "stirred" not in figures.ald_cycle().alt


def cycles(number):
    return {"at_quantity": "shell cycles", "at_value": number, "at_unit": "-"}


def recipe(**change):
    amounts = {
        "volume of CsPbBr3 PeQD solution": (2, "mL"),
        "concentration of CsPbBr3 PeQD solution": (15, "mg/mL"),
        "volume of Na2S solution": (20, "µL"),
        "concentration of Na2S solution": (500, "mM"),
    } | change
    sizes = [
        row("particle size", 19.0, "nm", uncertainty=1.5, **cycles(2), citation="teku2025"),
        row("particle size", 14.0, "nm", uncertainty=1.4, **cycles(0), citation="teku2025"),
        row("particle size", 15.0, "nm", **cycles(1), citation="teku2025"),
        row("particle size", 99.0, "nm", **cycles(1), citation="x2020"),
        row("particle size", 77.0, "nm", material="CsPbBr3/ZnS (1 cycle)", citation="teku2025"),
        row("lattice spacing", 0.29, "nm", material="CsPbBr3 core", citation="teku2025"),
        row("lattice spacing", 0.33, "nm", material="ZnS shell of it", citation="teku2025"),
    ]
    return sizes + [row(q, *a, citation="teku2025") for q, a in amounts.items() if a]


def test_growth(made_up):
    with made_up(core_shell=SYSTEMS, values=recipe()):
        (shown,) = figures.data.ald_growth()
    assert (shown.core, shown.shell, shown.citation) == ("CsPbBr3", "ZnS", "teku2025")
    assert shown.cycles.tolist() == [0, 1, 2]
    assert shown.size_nm.tolist() == [14, 15, 19]
    assert shown.spread_nm.tolist() == [1.4, 0, 1.5]
    assert shown.per_side_nm.tolist() == [0, 0.5, 2.5]
    assert shown.spacing_nm == 0.33
    assert shown.spaced_nm.tolist() == pytest.approx([14, 14.66, 15.32])
    # 30 mg of cores and 10 µmol of sulfide a cycle; the amount that the shell takes is the dose.
    own, zns = absorption.crystal("CsPbBr3").density, composition.molar_mass("ZnS")
    density = structure.wurtzite_density(0.33, zns)
    for cycle in (1, 2):
        thickness = (shown.dosed_nm[cycle] - 14) / 2
        takes = structure.shell_amount(0.030, 14.0, thickness, own, density, zns)
        assert takes == pytest.approx(cycle * 10e-6)
    assert shown.dosed_nm[0] == 14


@pytest.mark.parametrize(
    "change",
    [
        # The same 30 mg of cores and 10 µmol of sulfide.
        {"volume of CsPbBr3 PeQD solution": (0.002, "L")},
        {"volume of CsPbBr3 PeQD solution": (2000, "µL")},
        {"volume of Na2S solution": (0.02, "mL")},
        {"concentration of CsPbBr3 PeQD solution": (15, "g/L")},
        {"concentration of Na2S solution": (0.5, "M")},
    ],
)
def test_amounts_in_any_unit(made_up, change):
    with made_up(core_shell=SYSTEMS, values=recipe()):
        (plain,) = figures.data.ald_growth()
    with made_up(core_shell=SYSTEMS, values=recipe(**change)):
        (shown,) = figures.data.ald_growth()
    assert shown.dosed_nm == pytest.approx(plain.dosed_nm, rel=1e-9)


def test_ligands_and_density(made_up):
    with made_up(core_shell=SYSTEMS, values=recipe()):
        (bare,) = figures.data.ald_growth()
        (half,) = figures.data.ald_growth(share=0.5)
        (light,) = figures.data.ald_growth(shell_density_g_cm3=2.0)
        (denser,) = figures.data.ald_growth(shell_density_g_cm3=structure.wurtzite_density(0.33, 97.44))
    added = [s.dosed_nm[2] ** 3 - 14**3 for s in (bare, half)]
    assert added[1] == pytest.approx(2 * added[0])  # half the cores, twice the shell on each
    assert light.dosed_nm[2] > bare.dosed_nm[2]
    assert denser.dosed_nm == pytest.approx(bare.dosed_nm)


@pytest.mark.parametrize("missing", ["volume of Na2S solution", "concentration of CsPbBr3 PeQD solution"])
def test_without_an_amount_there_is_no_dose(made_up, missing):
    with made_up(core_shell=SYSTEMS, values=recipe(**{missing: None})):
        (shown,) = figures.data.ald_growth()
    assert np.isnan(shown.dosed_nm).all()
    assert shown.size_nm.tolist() == [14, 15, 19]


def test_drawing_of_growth(made_up, drawn, points):
    with made_up(core_shell=SYSTEMS, values=recipe()):
        drawing, figure = drawn(figures.ald_growth)
        (shown,) = figures.data.ald_growth()
    (axes,) = figure.axes
    assert [p[0].tolist() for p in points(axes, "o")] == [[0, 14], [1, 15], [2, 19]]
    lines = {line.get_label(): line.get_ydata() for line in axes.lines}
    np.testing.assert_allclose(lines["one spacing of 0.33 nm per side"], shown.spaced_nm)
    np.testing.assert_allclose(lines["all dosed sulfide in shells"], shown.dosed_nm)
    np.testing.assert_allclose(lines["TEM, mean and spread"], shown.size_nm)
    bars = axes.collections[0].get_segments()
    assert [(b[1][1] - b[0][1]) / 2 for b in bars] == pytest.approx([1.4, 0, 1.5])
    assert drawing.alt.startswith("Mean size of CsPbBr3/ZnS after 0, 1, 2 cycles: 14 nm, 15 nm, 19 nm. One lattice")
    assert f"15.3 nm after 2 cycles, the dose of sulfide at most {shown.dosed_nm[-1]:.1f} nm." in drawing.alt
    assert "2 cycles: 19 ± 1.5 nm, 2.50 nm per side, teku2025" in re.findall("<title>(.*?)</title>", drawing.svg)
    assert [t.get_text() for t in axes.texts] == ["0.50 nm\nper side", "2.50 nm\nper side"]


def test_shipped_growth_is_that_of_the_paper():
    (shown,) = [s for s in data.ald_growth() if s.citation == "teku2025"]
    assert shown.size_nm.tolist() == [14.2, 15.3, 18.5]
    assert shown.spread_nm.tolist() == [1.4, 1.8, 1.5]
    # What two cycles dose, with the unit cell of stoumpos2013 for the core.
    assert (shown.dosed_nm[2] - 14.2) / 2 == pytest.approx(0.176, abs=0.001)


@pytest.mark.parametrize(
    ("options", "argument"),
    [({"share": 0}, "share"), ({"share": 1.5}, "share"), ({"shell_density_g_cm3": 0}, "shell_density_g_cm3")],
)
def test_nonsense_is_refused(options, argument):
    with pytest.raises(ArgumentError) as error:
        figures.ald_growth(**options)
    assert error.value.argument == argument
