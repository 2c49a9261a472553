import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

import calculators.figures
from book import figures
from calculators import alignment, confinement, spectra, tables, tolerance

CORE = confinement.Material("core", alignment.BandEdges(-5.8, -3.5), 0.13, 0.15, 7.3)
SHELL = confinement.Material("shell", alignment.BandEdges(-5.4, -2.9), 0.25, 0.3, 8.0)
LINE = spectra.from_points(np.arange(450.0, 601.0), np.exp(-(((np.arange(450.0, 601.0) - 516) / 12) ** 2)))
DECAY_TIME = np.linspace(0, 30, 50)

DRAW = {
    "measured_spectrum": lambda: figures.measured_spectrum(LINE, peak=spectra.peak(LINE)),
    "intrinsic_spectrum": lambda: figures.intrinsic_spectrum("MAPbBr3", 400),
    "solvent_dependence": figures.solvent_dependence,
    "tolerance_accuracy": figures.tolerance_accuracy,
    "composition_line": lambda: figures.composition_line(tolerance.along("CsPbI3", "CsPbBr3"), 0.4),
    "a_site_ternary": figures.a_site_ternary,
    "tolerance_map": lambda: figures.tolerance_map({"CsPbI3": tolerance.assess("CsPbI3")}, highlight=("CsPbI3",)),
    "eqe_by_wavelength": figures.eqe_by_wavelength,
    "current_efficiency_check": figures.current_efficiency_check,
    "eqe_by_year": figures.eqe_by_year,
    "eqe_by_lifetime": figures.eqe_by_lifetime,
    "device_stacks": figures.device_stacks,
    "chromaticity_diagram": lambda: figures.chromaticity_diagram({"mine": (0.2, 0.7)}),
    "white_mixture": lambda: figures.white_mixture([630, 525, 465], 20),
    "shell_against_core": figures.shell_against_core,
    "roll_off": figures.roll_off,
    "lifetime_by_luminance": lambda: figures.lifetime_by_luminance(10, 200),
    "decay_fit": lambda: figures.decay_fit(DECAY_TIME, 100 * np.exp(-((DECAY_TIME / 9) ** 0.8)), unit="min"),
    "led_stack": lambda: figures.led_stack(
        "ITO/PEDOT:PSS/Poly-TPD/EL/TPBi/LiF/Al", emitter="CsPbI₃ nanocrystals", peak_nm=640
    ),
    "device_ranking": lambda: figures.device_ranking([r for r in tables.rows("leds") if r["eqe_pct"]][:3]),
    "band_diagram": lambda: figures.band_diagram(CORE, SHELL, 8.0, 1.0),
    "regime_map": lambda: figures.regime_map(CORE, SHELL),
    "class_by_ionisation": lambda: figures.class_by_ionisation(2.35, {"ZnS": SHELL.edges}),
    "edges_by_source": lambda: figures.edges_by_source("CsPbBr3", "ZnS"),
    "sizing_curve": lambda: figures.sizing_curve("CsPbBr3", 2.35, 0.1, 5.0),
    "blue_corner": figures.blue_corner,
    "candela_per_percent": figures.candela_per_percent,
    "gamut_by_blue": figures.gamut_by_blue,
    "lifetime_tests": figures.lifetime_tests,
    "rate_bounds": figures.rate_bounds,
    "implied_outcoupling": figures.implied_outcoupling,
    "threshold_curves": lambda: figures.threshold_curves({"all": ([1.1, 1.2], [3, 2])}, "Factor", 1.2),
    "ald_cycle": figures.ald_cycle,
    "ald_growth": figures.ald_growth,
    "growth_temperatures": figures.growth_temperatures,
    "cost_by_yield": figures.cost_by_yield,
    "chalcogenide_alignments": figures.chalcogenide_alignments,
    "closed_shell_cost": figures.closed_shell_cost,
    "particle_shapes": figures.particle_shapes,
    "retained_by_time": figures.retained_by_time,
    "lattice_tension": figures.lattice_tension,
    "route_plqy": figures.route_plqy,
    "route_temperatures": figures.route_temperatures,
    "eye_and_radiance": lambda: figures.eye_and_radiance(0.05),
    "gain_by_class": figures.gain_by_class,
    "shell_stress_matrix": figures.shell_stress_matrix,
    "works_by_year": figures.works_by_year,
    "core_shell_cartoon": lambda: figures.core_shell_cartoon(core_nm=10, shell_nm=2),
    "stability_pairs": lambda: figures.stability_pairs("chalcogenide"),
    "transfer_distance": lambda: figures.transfer_distance((0.96, 0.98)),
    "bandwidth_by_lifetime": figures.bandwidth_by_lifetime,
    "laser_thresholds": figures.laser_thresholds,
    "light_links": figures.light_links,
    "mobilities": figures.mobilities,
    "pairs_per_crystal": lambda: figures.pairs_per_crystal(9.5, pump_nm=400, two_photon_nm=800, pulse_fs=100),
    "resolution_curves": figures.resolution_curves,
    "solar_cells": figures.solar_cells,
    "alignment_classes": figures.alignment_classes,
    "confinement_limits": lambda: figures.confinement_limits(2.37, 0.203, 0.203, 7.1, material="CsPbI3"),
    "dopant_sizes": figures.dopant_sizes,
    "edge_scatter": lambda: figures.edge_scatter(["MAPbI3", "ZnS"]),
    "retained_against_time": figures.retained_against_time,
    "wash_out": figures.wash_out,
    "fringe_spacings": lambda: figures.fringe_spacings({"CsPbBr3": {"(200)": 0.2925}}, {"core": 0.29}),
    "reflection_width": lambda: figures.reflection_width({"core": 14.2}),
    "time_scales": figures.time_scales,
    "yield_against_lifetime": figures.yield_against_lifetime,
    "perovskite_cell": figures.perovskite_cell,
    "ruddlesden_popper": figures.ruddlesden_popper,
    "surface_by_shape": figures.surface_by_shape,
    "defect_levels": figures.defect_levels,
    "killer_traps": figures.killer_traps,
    "lifetime_averages": figures.lifetime_averages,
    "self_trapping": lambda: figures.self_trapping(2.4, (0.03, 0.9)),
    "stokes_shifts": figures.stokes_shifts,
    "yield_and_lifetime_gain": figures.yield_and_lifetime_gain,
    "answers_by_class": figures.answers_by_class,
    "printed_share": figures.printed_share,
    "eqe_chain": lambda: figures.eqe_chain(0.9, 1.0, 0.8, 0.2),
}


# Those of the chapters are drawn by the build of the book, too.
QUICK = {name for name in calculators.figures.__all__ if name in DRAW}


@pytest.mark.parametrize("name", [pytest.param(n, marks=() if n in QUICK else pytest.mark.slow) for n in DRAW])
def test_svg_is_sound_accessible_and_themed(name):
    drawing = DRAW[name]()
    root = ET.fromstring(drawing.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == drawing.alt
    ids = re.findall(r'\bid="([^"]+)"', drawing.svg)
    assert len(ids) == len(set(ids))
    references = re.findall(r'(?:xlink:href="#|url\(#)([^")]+)', drawing.svg)
    assert set(references) <= set(ids)
    assert "var(--hb-ink" in drawing.svg
    assert "#010203" not in drawing.svg


def test_two_figures_share_no_id_and_one_is_reproducible():
    first, again = DRAW["eqe_chain"](), DRAW["eqe_chain"]()
    other = figures.eqe_chain(0.5, 1.0, 0.8, 0.2)
    assert first.svg == again.svg
    ids = [set(re.findall(r'\bid="([^"]+)"', d.svg)) for d in (first, other)]
    assert not ids[0] & ids[1]


def test_every_figure_function_is_tested():
    functions = [n for n in figures.__all__ if n != "Drawing"]
    assert set(functions) == set(DRAW)


def test_save(tmp_path):
    DRAW["eqe_chain"]().save(str(tmp_path / "chain.svg"))
    text = (tmp_path / "chain.svg").read_text(encoding="utf-8")
    assert "var(" not in text
    ET.fromstring(text)


def test_bad_fractions_are_refused():
    with pytest.raises(ValueError, match="plqy"):
        figures.eqe_chain(1, 1, 1.5, 0.2)


@pytest.mark.slow
def test_every_point_leads_to_its_paper():
    for name in ("eqe_by_wavelength", "eqe_by_year", "eqe_by_lifetime", "device_stacks", "chromaticity_diagram"):
        svg = DRAW[name]().svg
        points = len(re.findall(r"<title>", svg))
        links = re.findall(r'xlink:href="\.\./reference/bibliography\.html#cite-([a-z-]+\d{4}[a-z]?)"', svg)
        assert points == len(links) > 5, name


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: figures.shell_against_core("size"), "quantity: 'size'"),
        (lambda: figures.gain_by_class("size"), "quantity: 'size'"),
        (lambda: figures.ald_growth(share=0), "share: 0"),
        (lambda: figures.confinement_limits(2.37, 0.2, 0.2, permittivity=0), "permittivity: 0"),
        (lambda: figures.core_shell_cartoon(("onion",), core_nm=10, shell_nm=2), "kind: 'onion'"),
        (lambda: figures.stability_pairs("gold"), "shell_class: 'gold'"),
        (lambda: figures.chromaticity_diagram(gamuts=("PAL",)), "gamuts: 'PAL'"),
        (lambda: figures.lifetime_by_luminance(10, 200, (2.0, 1.0)), "rising order"),
        (lambda: figures.white_mixture([630, 620, 610], 20), "target"),
    ],
)
def test_bad_input_is_named(call, words):
    with pytest.raises(ValueError, match=words):
        call()
