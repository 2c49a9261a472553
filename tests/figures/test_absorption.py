import re

import numpy as np
import pytest

from calculators import absorption, figures, spectra
from calculators.errors import ArgumentError
from calculators.writing import written

HC = 6.62607015e-34 * 299792458 / 1.602176634e-19 * 1e9  # eV nm
WAVELENGTHS = range(300, 701, 10)


def constants(entry, n, k, wavelengths=WAVELENGTHS):
    """Rows of the table of n and k for a material M."""
    return [
        {"material": "M", "entry": entry, "wavelength_nm": w, "n": n, "k": k(w) if callable(k) else k}
        for w in wavelengths
    ]


ENTRIES = [
    {"material": "M", "role": "core", "entry": entry, "wavelength_min_nm": 300, "wavelength_max_nm": 700}
    for entry in ("first2020", "second2021")
]
# The first source has no absorption beyond 600 nm, the second covers 400 to 500 nm only.
NK = [
    *constants("first2020", 2.0, lambda w: 0.2 if w < 600 else 0.0),
    *constants("second2021", 2.0, 0.4, range(400, 501, 10)),
]
SOLVENTS = [
    {"solvent": "thin", "formula": 5, "coefficients": "1.3", "wavelength_min_nm": 350, "wavelength_max_nm": 800},
    {"solvent": "thick", "formula": 5, "coefficients": "1.6", "wavelength_min_nm": 420, "wavelength_max_nm": 680},
]
MEASURED = [
    {
        "material": "M",
        "property": "intrinsic absorption coefficient",
        "value": 77000,
        "unit": "1/cm",
        "wavelength_nm": 450,
        "citation": "c2022",
    },
    {
        "material": "M",
        "property": "intrinsic absorption coefficient",
        "value": 11000,
        "unit": "1/cm",
        "wavelength_nm": 460,
        "citation": "d2022",
    },
]
TABLES = {
    "optical_constants/entries": ENTRIES,
    "optical_constants/nk": NK,
    "optical_constants/solvents": SOLVENTS,
    "materials": MEASURED,
}


@pytest.fixture
def material(made_up):
    """Tables of one made-up material with two sources and two solvents."""
    with made_up(**TABLES):
        yield


def intrinsic(n, k, wavelength_nm, n_solvent):
    """6 pi n_s / lambda times the imaginary part of (e - e_s)/(e + 2 e_s), per cm."""
    eps, eps_s = (n + 1j * k) ** 2, n_solvent**2
    return 6 * np.pi * n_solvent / (wavelength_nm * 1e-7) * np.imag((eps - eps_s) / (eps + 2 * eps_s))


@pytest.mark.usefixtures("material")
def test_spectrum_of_each_source():
    found = figures.data.intrinsic_spectrum("M", 450.0, "thin")
    first, second = found.curves
    assert (first.entry, second.entry) == ("first2020", "second2021")
    # From 350 nm, where the solvent begins, to 590 nm, where the absorption ends.
    assert (first.wavelength_nm[0], first.wavelength_nm[-1]) == (350, 598)
    assert (second.wavelength_nm[0], second.wavelength_nm[-1]) == (400, 500)
    at = first.wavelength_nm < 590
    assert first.intrinsic_per_cm[at] == pytest.approx(intrinsic(2, 0.2, first.wavelength_nm[at], 1.3))
    assert second.intrinsic_per_cm == pytest.approx(intrinsic(2, 0.4, second.wavelength_nm, 1.3))
    assert first.marked_per_cm == pytest.approx(intrinsic(2, 0.2, 450, 1.3))
    assert second.marked_per_cm == pytest.approx(intrinsic(2, 0.4, 450, 1.3))
    assert found.measured_per_cm == {"c2022": 77000}
    assert (found.range_nm, found.own, found.material, found.wavelength_nm) == ((350, 700), None, "M", 450)


@pytest.mark.usefixtures("material")
def test_where_bulk_constants_mislead():
    # The bulk edge: where 4 pi k / lambda falls below 1e4 per cm; 0.5 eV above it confinement counts.
    edge = HC / 600
    found = figures.data.intrinsic_spectrum("M", 450.0, "thin")
    assert found.near_gap_nm == pytest.approx(HC / (edge + absorption.NEAR_GAP_EV), rel=1e-6)


@pytest.mark.usefixtures("material")
def test_a_source_that_does_not_cover_the_mark_says_nothing():
    found = figures.data.intrinsic_spectrum("M", 550.0, 1.5)
    assert [curve.marked_per_cm is None for curve in found.curves] == [False, True]
    assert found.range_nm == (300, 700)
    assert [c.marked_per_cm for c in figures.data.intrinsic_spectrum("M", 650.0, 1.5).curves] == [None, None]
    ends = figures.data.intrinsic_spectrum("M", 500.0, 1.5).curves[1]
    assert ends.marked_per_cm == pytest.approx(intrinsic(2, 0.4, 500, 1.5))


@pytest.mark.usefixtures("material")
def test_your_spectrum_meets_the_first_source_at_the_mark():
    yours = spectra.Spectrum(np.array([320.0, 400, 420, 440, 460, 650]), np.array([9.0, 4, 3, 2, 0, 1]))
    wavelength, value = figures.data.intrinsic_spectrum("M", 440.0, "thin", yours).own
    # 320 nm is outside of the solvent's range, 460 nm does not absorb.
    assert wavelength.tolist() == [400, 420, 440, 650]
    assert value == pytest.approx(np.array([4, 3, 2, 1]) / 2 * intrinsic(2, 0.2, 440, 1.3))
    assert figures.data.intrinsic_spectrum("M", 650.0, "thin", yours).own is None


@pytest.mark.usefixtures("material")
def test_spectra_are_drawn(drawn):
    yours = spectra.Spectrum(np.array([400.0, 440, 460]), np.array([4.0, 2, 1]))
    drawing, figure = drawn(figures.intrinsic_spectrum, "M", 450.0, "thin", yours)
    shown = figures.data.intrinsic_spectrum("M", 450.0, "thin", yours)
    (axes,) = figure.axes
    lines = {line.get_label(): line.get_xydata() for line in axes.lines}
    for curve in shown.curves:
        expected = np.stack([curve.wavelength_nm, curve.intrinsic_per_cm], axis=-1)
        assert lines[f"from n, k of {curve.entry}"] == pytest.approx(expected)
    assert lines["measured, c2022"].tolist() == [[450, 77000]]
    assert lines["your spectrum, scaled"] == pytest.approx(np.stack(shown.own, axis=-1))
    assert axes.patches[0].get_extents().transformed(axes.transData.inverted()).x0 == pytest.approx(shown.near_gap_nm)
    assert axes.get_xlim() == (350, 700)
    assert drawing.alt.endswith(
        f"At 450 nm: first2020 {written(intrinsic(2, 0.2, 450, 1.3), '.3g')} per cm; second2021 "
        f"{written(intrinsic(2, 0.4, 450, 1.3), '.3g')} per cm; measured by c2022 {written(77e3)} per cm."
    )
    nothing = figures.intrinsic_spectrum("M", 650.0, 1.5)
    assert nothing.alt.endswith("At 650 nm: no source covers it.")


@pytest.mark.usefixtures("material")
def test_points_of_the_solvents_lie_on_the_curves():
    found = figures.data.solvent_dependence("M", 450.0)
    assert found.solvents == {"thin": 1.3, "thick": 1.6}
    assert (found.index[0], found.index[-1]) == pytest.approx((1.22, 1.68))
    assert set(found.points_per_cm) == {(e, s) for e in ("first2020", "second2021") for s in ("thin", "thick")}
    for entry, k in (("first2020", 0.2), ("second2021", 0.4)):
        assert found.curves_per_cm[entry] == pytest.approx(intrinsic(2, k, 450, found.index))
        for solvent, n in found.solvents.items():
            assert found.points_per_cm[entry, solvent] == pytest.approx(intrinsic(2, k, 450, n))


@pytest.mark.usefixtures("material")
@pytest.mark.parametrize(
    ("wavelength", "solvents", "entries"),
    [
        (400.0, ["thin"], ["first2020", "second2021"]),
        (500.0, ["thin", "thick"], ["first2020", "second2021"]),
        (510.0, ["thin", "thick"], ["first2020"]),
        (350.0, ["thin"], ["first2020"]),
        (690.0, ["thin"], ["first2020"]),
    ],
)
def test_only_what_covers_the_wavelength(wavelength, solvents, entries):
    found = figures.data.solvent_dependence("M", wavelength)
    assert list(found.solvents) == solvents
    assert list(found.curves_per_cm) == entries


@pytest.mark.usefixtures("material")
@pytest.mark.parametrize("wavelength", [310.0, 900.0])
def test_a_wavelength_that_nothing_covers_is_refused(wavelength):
    with pytest.raises(ArgumentError) as refused:
        figures.data.solvent_dependence("M", wavelength)
    assert (refused.value.argument, refused.value.value) == ("wavelength_nm", wavelength)


@pytest.mark.usefixtures("material")
def test_solvents_are_drawn(drawn, points):
    drawing, figure = drawn(figures.solvent_dependence, "M", 450.0)
    shown = figures.data.solvent_dependence("M", 450.0)
    (axes,) = figure.axes
    for xy, curve in zip(points(axes, "None"), shown.curves_per_cm.values(), strict=True):
        assert xy == pytest.approx(np.stack([shown.index, curve], axis=-1))
    expected = [(shown.solvents[solvent], value) for (_, solvent), value in shown.points_per_cm.items()]
    assert np.vstack(points(axes, "o")) == pytest.approx(np.array(expected))
    first = {s: v for (e, s), v in shown.points_per_cm.items() if e == "first2020"}
    assert f"by n and k of first2020: thin (n = 1.300) {first['thin']:.3g}, thick (n = 1.600)" in drawing.alt
    assert {text.get_text(): text.xy for text in axes.texts} == {s: (shown.solvents[s], v) for s, v in first.items()}


@pytest.mark.usefixtures("material")
def test_the_range_of_a_material_in_a_solvent():
    assert absorption.covered("M", solvent="thin") == (350, 700)
    assert absorption.covered("M", entry="second2021", solvent="thick") == (420, 500)
    assert absorption.covered("M", solvent=1.4) == (300, 700)
    for argument, call in (
        ("entry", lambda: absorption.covered("M", entry="third")),
        ("solvent", lambda: absorption.covered("M", solvent="wine")),
        ("solvent", lambda: absorption.covered("M", solvent=-1.0)),
    ):
        with pytest.raises(ArgumentError) as refused:
            call()
        assert refused.value.argument == argument


def test_every_shipped_source_has_a_curve():
    for material_name in absorption.materials():
        found = figures.data.intrinsic_spectrum(material_name)
        assert [curve.entry for curve in found.curves] == absorption.entries(material_name)
        assert re.match("Intrinsic absorption", figures.intrinsic_spectrum(material_name).alt)
