"""Colour against colour-science, the oracle."""

import json
import math
import tracemalloc

import colour
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import absorption, color, led, recombination, tables
from calculators.errors import ArgumentError


def oracle(wavelength, power):
    sd = colour.SpectralDistribution(dict(zip(wavelength, power, strict=True)))
    xyz = colour.sd_to_XYZ(
        sd,
        cmfs=colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"],
        illuminant=colour.sd_ones(colour.SpectralShape(360, 830, 1)),
        method="Integration",
    )
    return colour.XYZ_to_xy(xyz)


@settings(max_examples=40)
@given(st.floats(400, 720), st.floats(8, 120))
def test_chromaticity_agrees_with_colour_science(peak, fwhm):
    spectrum = color.gaussian(peak, fwhm)
    assert color.chromaticity(*spectrum) == pytest.approx(oracle(*spectrum), abs=1e-6)


def test_equal_energy_is_white():
    # CIE 1931: the equal-energy illuminant E has x = y = 1/3.
    x, y = color.chromaticity(np.arange(360, 831), np.ones(471))
    assert (x, y) == pytest.approx((1 / 3, 1 / 3), abs=1e-4)


def test_coarse_reversed_and_partial_spectra():
    wavelength, power = color.gaussian(520, 30)
    x, y = color.chromaticity(wavelength, power)
    assert color.chromaticity(wavelength[::-1], power[::-1]) == pytest.approx((x, y))
    assert color.chromaticity(wavelength[::5], power[::5]) == pytest.approx((x, y), abs=2e-3)
    keep = (wavelength > 450) & (wavelength < 600)
    assert color.chromaticity(wavelength[keep], power[keep]) == pytest.approx((x, y), abs=1e-4)
    assert color.chromaticity(wavelength, 7 * power) == pytest.approx((x, y))


def test_shapes():
    wavelength, power = color.gaussian([460, 520, 640], 20)
    assert power.shape == (3, 471)
    x, y = color.chromaticity(wavelength, power)
    assert x.shape == y.shape == (3,)
    assert x[1] == pytest.approx(color.chromaticity(*color.gaussian(520, 20))[0])
    broken = power[1].copy()
    broken[200] = np.nan
    assert np.isnan(color.chromaticity(wavelength, broken)[0])


def test_gaussian_width():
    wavelength, power = color.gaussian(520, 20)
    assert power[wavelength == 520] == 1
    assert power[wavelength == 530][0] == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("call", "argument", "value"),
    [
        (lambda: color.gaussian(1200, 20), "peak_nm", 1200.0),
        (lambda: color.gaussian([520, 900], 20), "peak_nm", 900.0),
        (lambda: color.gaussian(520, 0), "fwhm_nm", 0.0),
        (lambda: color.gaussian(520, 0.0009), "fwhm_nm", 0.0009),
        (lambda: color.gaussian("green", 20), "peak_nm", "green"),
        (lambda: color.chromaticity([500, 490, 510], [1, 1, 1]), "wavelength_nm", 490.0),
        (lambda: color.chromaticity([500, 500], [1, 1]), "wavelength_nm", 500.0),
        (lambda: color.chromaticity([500, 560], [1, 1]), "wavelength_nm", 60.0),
        (lambda: color.chromaticity([500], [1]), "wavelength_nm", None),
        (lambda: color.chromaticity([500, 510], [1, 2, 3]), "power, wavelength_nm", None),
        (lambda: color.chromaticity([500, 510], [1, -2]), "power", -2.0),
        (lambda: color.gamut("Adobe"), "name", "Adobe"),
    ],
)
def test_bad_input_is_named(call, argument, value):
    with pytest.raises(ArgumentError) as caught:
        call()
    assert caught.value.argument == argument
    assert caught.value.value == value


# --- dominant wavelength, purity, u'v' -------------------------------------------------------------------


@settings(max_examples=60)
@given(st.floats(0.02, 0.7), st.floats(0.02, 0.8))
def test_uv_agrees_with_colour_science_and_inverts(x, y):
    u, v = color.uv(x, y)
    assert (u, v) == pytest.approx(tuple(colour.xy_to_Luv_uv([x, y])), abs=1e-9)
    assert color.from_uv(u, v) == pytest.approx((x, y), abs=1e-9)


@pytest.mark.parametrize("peak", [430, 470, 500, 520, 555, 580, 620, 660, 690])
def test_dominant_wavelength_of_a_monochromatic_light_is_its_own(peak):
    wavelength, xy = color.spectral_locus()
    x, y = xy[wavelength == peak][0]
    assert color.dominant_wavelength(x, y) == pytest.approx(peak, abs=1e-6)
    assert color.excitation_purity(x, y) == pytest.approx(1, abs=1e-9)
    halfway = ((x + 1 / 3) / 2, (y + 1 / 3) / 2)
    assert color.dominant_wavelength(*halfway) == pytest.approx(peak, abs=1e-6)
    assert color.excitation_purity(*halfway) == pytest.approx(0.5, abs=1e-9)


@pytest.mark.parametrize("xy", [(0.09, 0.71), (0.05, 0.71), (0.13, 0.06), (0.67, 0.32), (0.52, 0.44), (0.11, 0.37)])
@pytest.mark.parametrize("white", [(1 / 3, 1 / 3), (0.3127, 0.3290)])
def test_dominant_wavelength_and_purity_agree_with_colour_science(xy, white):
    nm, _, _ = colour.dominant_wavelength(xy, white)
    assert color.dominant_wavelength(*xy, white=white) == pytest.approx(float(nm), abs=1.0)  # theirs is a whole number
    assert color.excitation_purity(*xy, white=white) == pytest.approx(
        float(colour.excitation_purity(xy, white)), abs=1e-3
    )


def test_purples_and_white():
    nm, _, _ = colour.dominant_wavelength((0.3, 0.15), (1 / 3, 1 / 3))
    assert color.dominant_wavelength(0.3, 0.15) == pytest.approx(float(nm), abs=1.0)
    assert np.isnan(color.dominant_wavelength(1 / 3, 1 / 3))
    assert color.excitation_purity(1 / 3, 1 / 3) == 0
    assert color.excitation_purity(0.09, 0.85) > 1  # no light has this colour
    many = color.dominant_wavelength([0.09, 0.3, 1 / 3, np.nan], [0.71, 0.15, 1 / 3, 0.3])
    assert many[0] == pytest.approx(color.dominant_wavelength(0.09, 0.71))
    assert many[1] < 0
    assert np.isnan(many[2:]).all()


def test_luminous_efficacy():
    assert color.luminous_efficacy(*color.gaussian(555, 2)) == pytest.approx(683.002, rel=1e-3)
    for peak, fwhm in ((470, 20), (520, 30), (640, 31)):
        spectrum = color.gaussian(peak, fwhm)
        sd = colour.SpectralDistribution(dict(zip(*spectrum, strict=True)))
        oracle_value = colour.luminous_efficacy(sd, colour.SDS_LEFS["CIE 1924 Photopic Standard Observer"])
        assert color.luminous_efficacy(*spectrum) == pytest.approx(oracle_value, rel=2e-4)
    wide = np.arange(400.0, 1100.0)
    both = np.exp(-(((wide - 520) / 12) ** 2)) + np.exp(-(((wide - 1000) / 12) ** 2))
    visible = np.exp(-(((wide - 520) / 12) ** 2))
    assert color.luminous_efficacy(wide, both) == pytest.approx(color.luminous_efficacy(wide, visible) / 2, rel=1e-6)


def test_split_gaussian():
    wavelength, power = color.split_gaussian(640, 24, 40)
    assert power[wavelength == 640] == 1
    assert power[wavelength == 628] == pytest.approx(0.5)
    assert power[wavelength == 660] == pytest.approx(0.5)
    same = color.split_gaussian([520, 640], 24, 24)[1]
    assert same == pytest.approx(color.gaussian([520, 640], 24)[1])
    for widths, argument, value in (((1, 20), "left_fwhm_nm", 1), ((20, 0), "right_fwhm_nm", 0)):
        with pytest.raises(ArgumentError) as caught:
            color.split_gaussian(520, *widths)
        assert (caught.value.argument, caught.value.value) == (argument, value)


def test_screen_rgb_agrees_with_colour_science():
    for xy in ((0.3127, 0.3290), (0.35, 0.36), (0.30, 0.45)):
        rgb = np.clip(colour.XYZ_to_sRGB(colour.xy_to_XYZ(xy), apply_cctf_encoding=False), 0, None)
        rgb = colour.cctf_encoding(rgb / rgb.max(), function="sRGB")
        assert color.screen_rgb(*xy) == pytest.approx(tuple(255 * rgb), abs=1.0)


# --- white -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kelvin", [1500, 2700, 4000, 5003, 6504, 9000, 20000])
@pytest.mark.parametrize("shift", [-0.02, 0.0, 0.02])
def test_cct_and_duv_agree_with_colour_science(kelvin, shift):
    theirs = colour.temperature.CCT_to_uv_Ohno2013(
        [kelvin, shift], cmfs=colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"]
    )
    x, y = colour.UCS_uv_to_xy(theirs)
    assert color.cct(x, y) == pytest.approx(kelvin, rel=1e-4)
    assert color.duv(x, y) == pytest.approx(shift, abs=1e-5)


def test_planckian_locus_agrees_with_colour_science():
    for kelvin in (300, 2856, 6500):
        wavelength, power = color.planckian(kelvin)
        theirs = colour.colorimetry.blackbody_spectral_radiance(wavelength * 1e-9, kelvin)
        assert power == pytest.approx(theirs / theirs[wavelength == 560], rel=2e-3)
    # CIE 15: illuminant A, 2856 K with c2 = 14388 um K.
    assert color.chromaticity(*color.planckian(2856)) == pytest.approx((0.44758, 0.40745), abs=1e-4)


def test_cct_refuses_colours_far_from_white():
    for x, y in ((0.10, 0.78), (0.72, 0.27), (0.45, 0.40 - 0.12), (0.33, 0.34 + 0.14)):
        with pytest.raises(ArgumentError) as caught:
            color.cct([0.3127, x], [0.3290, y])
        assert caught.value.arguments == ("x", "y")
        assert caught.value.value == (x, y)
    with pytest.raises(ArgumentError) as caught:
        color.cct(0.3, 0.3, invalid="drop")
    assert caught.value.argument == "invalid"
    values = color.cct([0.3127, 0.10, np.nan], [0.3290, 0.78, 0.3], invalid="nan")
    assert values[0] == pytest.approx(6503.5, abs=1)
    assert np.isnan(values[1:]).all()


@pytest.mark.parametrize("name", ["FL2", "FL4", "FL11", "LED-B1", "LED-RGB1", "A", "D65", "HP1"])
def test_colour_rendering_agrees_with_colour_science(name):
    sd = colour.SDS_ILLUMINANTS[name].copy().align(colour.SpectralShape(380, 780, 1))
    ours = color.colour_rendering(sd.wavelengths, sd.values)
    theirs = colour.colour_rendering_index(sd, additional_data=True)
    # They find the CCT by Robertson's table, which is good to a few kelvin; see the next test for the rest.
    assert ours.ra == pytest.approx(theirs.Q_a, abs=0.1)


def test_colour_rendering_with_the_same_temperature_agrees_closely(monkeypatch):
    from colour.quality import cri

    import calculators.color._white as white

    for name in ("FL2", "FL11", "LED-RGB1"):
        sd = colour.SDS_ILLUMINANTS[name].copy().align(colour.SpectralShape(360, 780, 1))
        uv60 = colour.UCS_to_uv(colour.XYZ_to_UCS(colour.sd_to_XYZ(sd)))
        kelvin = float(cri.uv_to_CCT_Robertson1968(uv60)[0])
        with monkeypatch.context() as patch:
            patch.setattr(white, "cct", lambda x, y, kelvin=kelvin: kelvin)
            ours = white.colour_rendering(sd.wavelengths, sd.values)
        theirs = colour.colour_rendering_index(sd, additional_data=True)
        assert ours.ra == pytest.approx(theirs.Q_a, abs=2e-3)
        for k in (1, 9, 14):
            assert ours.special[k - 1] == pytest.approx(theirs.Q_as[k].Q_a, abs=0.02)


def test_a_white_of_three_lines_renders_worse_than_its_colour_suggests():
    factors = color.mix_spectra(*color.gaussian([640, 530, 460], 20), (0.3127, 0.3290))
    wavelength, power = color.gaussian([640, 530, 460], 20)
    mixture = (factors[:, None] * power).sum(axis=0)
    assert color.chromaticity(wavelength, mixture) == pytest.approx((0.3127, 0.3290), abs=1e-9)
    assert color.colour_rendering(wavelength, mixture).ra < 60
    daylight = colour.SDS_ILLUMINANTS["D65"].copy().align(colour.SpectralShape(360, 780, 1))
    result = color.colour_rendering(daylight.wavelengths, daylight.values)
    assert result.ra == pytest.approx(100, abs=0.3)
    assert result.reference == "daylight"
    assert result.valid


# --- gamuts --------------------------------------------------------------------------------------------------

triangles = st.lists(st.tuples(st.floats(0.01, 0.75), st.floats(0.01, 0.8)), min_size=3, max_size=3)


@settings(max_examples=150)
@given(triangles, triangles, st.sampled_from(["xy", "uv"]))
def test_gamuts_agree_with_shapely(ours, theirs, space):
    from shapely.geometry import Polygon

    a, b = np.array(ours), np.array(theirs)
    if space == "uv":
        polygons = [Polygon(np.stack(color.uv(t[:, 0], t[:, 1]), axis=1)) for t in (a, b)]
    else:
        polygons = [Polygon(t) for t in (a, b)]
    if min(p.area for p in polygons) < 1e-3:
        return
    expected = polygons[0].intersection(polygons[1]).area / polygons[1].area
    assert color.gamut_coverage(a, b, space=space) == pytest.approx(expected, abs=1e-9)
    assert color.gamut_ratio(a, b, space=space) == pytest.approx(polygons[0].area / polygons[1].area, rel=1e-9)


def test_gamuts_of_standards():
    for name in ("sRGB", "DCI-P3", "NTSC", "Rec.2020"):
        assert color.gamut_coverage(name, name) == pytest.approx(1)
        assert color.gamut_ratio(name, name, space="uv") == pytest.approx(1)
    # sRGB lies inside Rec.2020: coverage and ratio agree; NTSC does not cover sRGB though it is larger.
    assert color.gamut_coverage("sRGB", "Rec.2020") == pytest.approx(color.gamut_ratio("sRGB", "Rec.2020"), abs=1e-9)
    assert color.gamut_ratio("NTSC", "sRGB") > 1 > color.gamut_coverage("NTSC", "sRGB")
    apart = [(0.6, 0.3), (0.65, 0.3), (0.62, 0.33)]
    assert color.gamut_coverage(apart, [(0.1, 0.1), (0.2, 0.1), (0.15, 0.2)]) == 0


def test_white_points_are_those_of_colour_science():
    for ours, theirs in (
        ("sRGB", "sRGB"),
        ("DCI-P3", "DCI-P3"),
        ("NTSC", "NTSC (1953)"),
        ("Rec.2020", "ITU-R BT.2020"),
    ):
        assert color.white_point(ours) == pytest.approx(tuple(colour.RGB_COLOURSPACES[theirs].whitepoint))


def test_mixing_gives_the_luma_coefficients_of_the_standards():
    # ITU-R BT.709 and BT.2020 print 0.2126, 0.7152, 0.0722 and 0.2627, 0.6780, 0.0593.
    d65 = (0.3127, 0.3290)
    assert color.mix(color.gamut("sRGB"), d65) == pytest.approx([0.2126, 0.7152, 0.0722], abs=5e-5)
    assert color.mix(color.gamut("Rec.2020"), d65) == pytest.approx([0.2627, 0.6780, 0.0593], abs=5e-5)


@pytest.mark.parametrize(
    ("call", "argument", "value"),
    [
        (lambda: color.mix(color.gamut("sRGB"), (0.1, 0.8)), "target", (0.1, 0.8)),
        (lambda: color.mix(color.gamut("sRGB"), 0.3), "target", 0.3),
        (lambda: color.gamut_coverage([(0.1, 0.1), (0.2, 0.2), (0.3, 0.3)], "sRGB"), "primaries", None),
        (lambda: color.gamut_coverage([(0.1, 0.1), (0.2, 0.2)], "sRGB"), "primaries", None),
        (lambda: color.gamut_coverage("sRGB", [(0.1, 0.1), (0.2, np.nan), (0.3, 0.1)]), "reference", None),
        (lambda: color.gamut_ratio([(0.1, 0.1), (1.2, 0.2), (0.3, 0.1)], "sRGB"), "primaries", 1.2),
        (lambda: color.gamut_ratio("sRGB", "Rec.2020", space="lab"), "space", "lab"),
        (lambda: color.gamut_coverage("PAL", "sRGB"), "primaries", "PAL"),
        (lambda: color.colour_rendering(*color.gaussian([500, 600], 20)), "power", None),
        (lambda: color.colour_rendering(*color.gaussian(520, 20)), "power", pytest.approx((0.0922, 0.8004), abs=1e-4)),
        (lambda: color.luminous_efficacy([500, 505, 510, 515, 520], [0] * 5), "power", 0.0),
        (lambda: color.planckian(0), "temperature_k", 0.0),
    ],
)
def test_bad_input_to_white_and_gamuts_is_named(call, argument, value):
    with pytest.raises(ArgumentError) as caught:
        call()
    assert caught.value.argument == argument
    assert caught.value.value == value


# --- bands of colour --------------------------------------------------------------------------------------


def test_the_bands_hold_every_wavelength_once():
    found = list(color.bands().values())
    assert found[0].low_nm == 0
    assert math.isinf(found[-1].high_nm)
    assert [b.high_nm for b in found[:-1]] == [b.low_nm for b in found[1:]]
    for nm in (30.0, 379.9, 380, 429.9, 430, 490, 505, 560, 600, 699.9, 700, 5000):
        assert [b.name for b in found if b.holds(nm)] == [color.band(nm).name]


def test_bands_that_leave_a_gap_hold_nothing_there(tmp_path):
    (tmp_path / "colour_bands.csv").write_text("name,from_nm,to_nm,reason\nred,600,700,\nblue,430,490,\n")
    (tmp_path / "datapackage.json").write_text(
        json.dumps(
            {
                "resources": [
                    {
                        "path": "colour_bands.csv",
                        "schema": {
                            "fields": [
                                {"name": "name"},
                                {"name": "from_nm", "type": "number"},
                                {"name": "to_nm", "type": "number"},
                                {"name": "reason"},
                            ]
                        },
                    }
                ]
            }
        )
    )
    with tables.use(tmp_path):
        assert [color.band(nm).name for nm in (430, 489.9, 600, 699)] == ["blue", "blue", "red", "red"]
        for nm in (100.0, 490.0, 520.0, 700.0):
            with pytest.raises(ArgumentError) as refused:
                color.band(nm)
            assert (refused.value.argument, refused.value.value) == ("wavelength_nm", nm)


# What people paste in place of nanometres: 2 to 3 eV, 0.4 to 0.7 µm, 20,000 1/cm is no wavelength that is refused.
EV, UM = np.linspace(1.8, 3.1, 20), np.linspace(0.4, 0.7, 31)


@pytest.mark.parametrize("grid", [EV, EV[::-1], UM, UM[::-1]], ids=["eV", "eV down", "µm", "µm down"])
@pytest.mark.parametrize(
    "call",
    [
        color.chromaticity,
        color.tristimulus,
        color.luminous_efficacy,
        color.on_visible_grid,
        color.colour_rendering,
        lambda nm, power: color.whole_range(nm, power, 0),
        lambda nm, power: color.mix_spectra(nm, [power] * 3, (0.3, 0.3)),
        led.mean_photon_energy,
        lambda nm, power: led.current_efficiency(0.2, nm, power),
        lambda nm, power: led.eqe_from_current_efficiency(70.0, nm, power),
        lambda nm, power: color.band(nm[0]),
        lambda nm, power: color.bands()["green"].holds(nm),
        lambda nm, power: absorption.local_field_intrinsic(2.2, 0.3, nm, 1.5),
        lambda nm, power: absorption.optical_constants("CsPbBr3", nm),
        lambda nm, power: absorption.bulk_intrinsic("CsPbBr3", nm),
        lambda nm, power: recombination.pairs_per_pulse(1.0, nm, 1e-14),
        lambda nm, power: recombination.pairs_by_two_photons(1.0, nm, 1e6, 100.0),
    ],
)
def test_energies_and_micrometres_are_no_wavelengths_in_nm(call, grid):
    with pytest.raises(ArgumentError) as refused:
        call(grid, np.ones_like(grid))
    assert (refused.value.argument, refused.value.value) == ("wavelength_nm", grid[0])
    assert "nm is expected" in refused.value.allowed


def test_a_cold_body_is_refused_where_no_float_holds_it():
    # ln of the radiance at 830 nm over that at 560 nm: c2/T (1/560 nm - 1/830 nm) - 5 ln(830/560), below 709.78.
    edge = 0.01438776877 * (1 / 560e-9 - 1 / 830e-9) / (709.78 + 5 * math.log(830 / 560))
    assert np.isfinite(color.planckian(1.02 * edge)[1]).all()
    for cold in (1.0, 0.98 * edge, [3000.0, 1.0]):
        with pytest.raises(ArgumentError) as refused:
            color.planckian(cold)
        assert refused.value.argument == "temperature_k"


@pytest.mark.parametrize(
    ("nm", "name"),
    [
        (489.9, "blue"),
        (490, "cyan"),
        (504.9, "cyan"),
        (505, "green"),
        (560, "yellow to orange"),
        (700, "near infrared"),
    ],
)
def test_a_limit_belongs_to_the_longer_band(nm, name):
    assert color.band(nm).name == name


def test_the_bands_hold_the_primaries_of_their_colour():
    for name in ("sRGB", "DCI-P3", "NTSC", "Rec.2020"):
        white = color.white_point(name)
        for point, named in zip(color.gamut(name), ("red", "green", "blue"), strict=True):
            assert color.band(color.dominant_wavelength(*point, white=white)).name == named


def test_blue_ends_where_a_line_no_longer_completes_d65_with_the_primaries_of_rec_2020():
    red, green, _ = color.gamut("Rec.2020")
    d65 = color.white_point("Rec.2020")

    def shares(nm):
        line = color.chromaticity(nm + np.arange(-2.0, 3.0), [0, 0, 1, 0, 0])
        return np.linalg.solve(np.array([[*red, 1], [*green, 1], [*line, 1]]).T, [*d65, 1])

    limit = color.bands()["blue"].high_nm
    assert all((shares(nm) > 0).all() for nm in np.arange(450, limit + 1))
    assert (shares(limit + 3) < 0).any()


def test_limits_by_the_eye():
    cie = tables.columns("generated/cie1931_2deg")
    seen = dict(zip(cie["wavelength_nm"], cie["ybar"] / cie["ybar"].max(), strict=True))
    bands = color.bands()
    assert seen[bands["violet"].high_nm] == pytest.approx(0.0116, abs=5e-5)
    assert seen[bands["near infrared"].low_nm] < 0.005 < seen[bands["near infrared"].low_nm - 10]
    locus = {nm: color.chromaticity(nm + np.arange(-2.0, 3.0), [0, 0, 1, 0, 0])[0] for nm in range(480, 530)}
    assert abs(bands["cyan"].high_nm - min(locus, key=locus.get)) <= 1


@pytest.mark.parametrize("nm", [0, -5, float("nan"), "green", None])
def test_a_band_of_no_wavelength(nm):
    with pytest.raises(ArgumentError) as error:
        color.band(nm)
    assert error.value.argument == "wavelength_nm"


# --- whole arrays --------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    "call",
    [
        lambda x, y: color.cct(x, y, invalid="nan"),
        color.duv,
        color.dominant_wavelength,
        color.excitation_purity,
    ],
)
def test_memory_does_not_grow_with_the_points(call):
    rng = np.random.default_rng(1)
    x, y = rng.uniform(0.25, 0.5, 5_000), rng.uniform(0.25, 0.45, 5_000)
    call(x[:300], y[:300])  # tables are read
    tracemalloc.start()
    whole = call(x, y)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40e6  # 49 kB a point, all at once, would be 245 MB
    np.testing.assert_allclose(whole[-300:], call(x[-300:], y[-300:]), rtol=1e-9)


def test_spectra_are_summed_without_being_laid_out():
    wavelength = np.linspace(400, 700, 31)
    power = np.random.default_rng(2).uniform(0, 1, (20_000, 31))
    color.chromaticity(wavelength, power[:1])
    tracemalloc.start()
    x, y = color.chromaticity(wavelength, power)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10e6  # on the grid of 471 points they would be 75 MB
    grid, laid_out = color.on_visible_grid(wavelength, power[7])
    assert color.chromaticity(grid, laid_out) == pytest.approx((x[7], y[7]), abs=1e-12)


# --- where things end ----------------------------------------------------------------------------------------


def test_limits_of_what_is_accepted():
    assert color.gaussian([360, 830], 0.001)[1].shape == (2, 471)
    for peak, fwhm, argument in ((359.9, 20, "peak_nm"), (830.1, 20, "peak_nm"), (520, 0.00099, "fwhm_nm")):
        with pytest.raises(ArgumentError) as caught:
            color.gaussian(peak, fwhm)
        assert caught.value.argument == argument
    assert color.on_visible_grid([500, 520], [1, 1])[1].sum() == 21
    for wide in ([500, 520.1], [520.1, 500]):
        with pytest.raises(ArgumentError) as caught:
            color.on_visible_grid(wide, [1, 1])
        assert caught.value.value == pytest.approx(20.1)


@pytest.mark.parametrize("white", [(1 / 3, 1 / 3), (0.3127, 0.3290), (0.3457, 0.3585), (0.28, 0.30), (0.40, 0.40)])
def test_every_corner_of_the_rim_is_a_wavelength(white):
    # The two ends too, where the line of purples begins: rounding turned 699 nm into -494 nm.
    wavelength, xy = color.spectral_locus()
    for part in (1.0, 0.4, 0.01):
        x, y = (np.array(white) + part * (xy - white)).T
        assert color.dominant_wavelength(x, y, white=white) == pytest.approx(wavelength, abs=1e-7)
        assert color.excitation_purity(x, y, white=white) == pytest.approx(part, abs=1e-9)
    # Between them nothing is: opposite to a purple lies a green, with its sign.
    x, y = np.array(white) + 0.5 * (xy[0] + 0.01 * (xy[-1] - xy[0]) - white)
    assert -580 < color.dominant_wavelength(x, y, white=white) < -490


@pytest.mark.parametrize(
    ("wavelength", "wrong"),
    [
        ([500, 510, 510, 520], 510),
        ([520, 515, 510, 510], 510),
        ([500, 520, 510, 530], 510),
        ([700, 690, 695, 680], 690),
    ],
)
def test_the_wavelength_out_of_order_is_named(wavelength, wrong):
    with pytest.raises(ArgumentError) as caught:
        color.on_visible_grid(wavelength, [1, 1, 1, 1])
    assert caught.value.argument == "wavelength_nm"
    assert caught.value.value == wrong


def test_the_rim_runs_from_390_to_699_nm():
    wavelength, xy = color.spectral_locus()
    assert wavelength[[0, -1]].tolist() == [390, 699]
    assert xy.shape == (wavelength.size, 2) == (310, 2)
    cmfs = colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"]
    for nm in (390, 520, 699):
        assert xy[wavelength == nm][0] == pytest.approx(colour.XYZ_to_xy(cmfs[nm]), abs=1e-9)
    wavelength[0] = xy[0, 0] = 0  # a copy
    assert color.spectral_locus()[0][0] == 390
    with pytest.raises(ValueError, match="read-only"):
        color.matching_functions()[0, 0] = 1


def test_a_temperature_has_a_meaning_up_to_a_distance_of_0_05():
    cmfs = colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"]
    for shift in (-0.0495, 0.0495, -0.0505, 0.0505):
        x, y = colour.UCS_uv_to_xy(colour.temperature.CCT_to_uv_Ohno2013([4000, shift], cmfs=cmfs))
        assert color.duv(x, y) == pytest.approx(shift, abs=1e-5)
        assert np.isnan(color.cct(x, y, invalid="nan")) == (abs(shift) > 0.05)


@pytest.mark.parametrize("kelvin", [950.0, 999.9, 1000.0, 1010.0, 95_000.0, 100_000.0, 100_010.0, 110_000.0])
def test_black_bodies_end_at_1000_and_100_000_kelvin(kelvin):
    x, y = color.chromaticity(*color.planckian(kelvin))
    inside = 1000 <= kelvin <= 100_000
    assert np.isnan(color.duv(x, y)) == (not inside)
    assert np.isnan(color.cct(x, y, invalid="nan")) == (not inside)
    if inside:
        assert color.cct(x, y) == pytest.approx(kelvin, rel=2e-3)
        assert color.duv(x, y) == pytest.approx(0, abs=1e-6)


def daylight(kelvin):
    sd = colour.sd_CIE_illuminant_D_series(colour.temperature.CCT_to_xy_CIE_D(kelvin))
    return sd.copy().align(colour.SpectralShape(380, 780, 1))


@pytest.mark.parametrize("kelvin", [5500, 6500, 7500, 9500, 20_000])
def test_daylight_renders_like_daylight(kelvin):
    # The reference is the daylight of the same temperature, by the formulas of CIE 15 below and above 7000 K.
    sd = daylight(kelvin)
    result = color.colour_rendering(sd.wavelengths, sd.values)
    assert result.reference == "daylight"
    assert min(result.special) > 99.4
    assert result.distance < 3e-4
    assert result.valid


def test_reference_and_validity_of_a_rendering():
    for kelvin, reference in ((4990, "black body"), (5010, "daylight")):
        result = color.colour_rendering(*color.planckian(kelvin))
        assert result.reference == reference
        assert result.cct == pytest.approx(kelvin, rel=1e-4)
        assert result.duv == pytest.approx(0, abs=1e-5)
    greenish = color.planckian(4000)[1] + 0.3 * color.gaussian(520, 40)[1]
    result = color.colour_rendering(color.visible_grid(), greenish)
    # CIE 13.3 allows a distance of 5.4e-3 in CIE 1960 u, v from the reference, here a black body.
    assert result.distance == pytest.approx(result.duv, abs=1e-5)
    assert result.distance > 5.4e-3
    assert not result.valid
    for share, valid in ((0.10, True), (0.18, False)):
        green = color.planckian(4000)[1] + share * color.gaussian(520, 40)[1]
        result = color.colour_rendering(color.visible_grid(), green)
        assert result.valid is valid is (result.distance <= 5.4e-3)
    with pytest.raises(ArgumentError) as caught:
        color.colour_rendering(*color.planckian(26_000))
    assert caught.value.argument == "power"
    assert caught.value.value == pytest.approx(26_000, rel=1e-3)


def test_a_screen_shows_what_the_standard_says():
    # The matrix of IEC 61966-2-1 is that of its primaries and its white.
    grid = [(x, y) for x in np.linspace(0.02, 0.72, 15) for y in np.linspace(0.02, 0.82, 17) if x + y < 1]
    for xy in grid:
        linear = colour.XYZ_to_sRGB(colour.xy_to_XYZ(xy), apply_cctf_encoding=False)
        expected = 255 * colour.cctf_encoding(np.clip(linear / linear.max(), 0, None), function="sRGB")
        assert color.screen_rgb(*xy) == pytest.approx(tuple(expected), abs=1.3)
    assert [color.screen_rgb(*p) for p in color.gamut("sRGB")] == [(255, 0, 0), (0, 255, 0), (0, 0, 255)]


def test_edges_of_gamuts():
    # Half of a triangle beside a line through a corner; and one that only touches another.
    half = [(0.64, 0.33), (0.30, 0.60), (0.47, 0.195)]
    whole = [(0.64, 0.33), (0.30, 0.60), (0.30, 0.06)]
    assert color.gamut_coverage(half, whole) == pytest.approx(0.5)
    assert color.gamut_coverage(whole, half) == pytest.approx(1)
    assert color.gamut_ratio(half[::-1], whole) == pytest.approx(0.5)
    beside = [(0.64, 0.33), (0.30, 0.06), (0.7, 0.05)]
    assert color.gamut_coverage(beside, whole) == pytest.approx(0, abs=1e-12)
    for primaries in ([(0, 0), (1, 0), (0, 1)], [(0.2, 0.2), (0.2, 0.2 + 1e-8), (0.3, 0.2)]):
        if primaries[0] == (0, 0):
            assert color.gamut_ratio(primaries, "sRGB") == pytest.approx(0.5 / 0.11205, rel=1e-4)
        else:
            with pytest.raises(ArgumentError) as caught:
                color.gamut_ratio("sRGB", primaries)
            assert caught.value.argument == "reference"


def test_a_spectrum_may_be_irregular_and_end_anywhere():
    rng = np.random.default_rng(4)
    wavelength = np.sort(rng.uniform(380, 820, 300))
    power = rng.uniform(0, 1, wavelength.size)
    visible = color.visible_grid()
    inside = visible[(visible > wavelength[0]) & (visible < wavelength[-1])]
    nodes = np.sort(np.concatenate([wavelength, inside]))
    functions = np.stack([np.interp(nodes, visible, f) for f in color.matching_functions().T], axis=1)
    expected = np.trapezoid(np.interp(nodes, wavelength, power)[:, None] * functions, nodes, axis=0)
    assert color.tristimulus(wavelength, power) == pytest.approx(expected, rel=1e-3)  # all but half of two cells
    grid, laid_out = color.on_visible_grid(wavelength, power)
    assert color.tristimulus(wavelength, power) == pytest.approx(color.tristimulus(grid, laid_out), rel=1e-12)
    assert color.tristimulus([200, 210], [1, 1]) == pytest.approx([0, 0, 0])
    inner = (wavelength > 451.5) & (wavelength < 620.5)
    nm, values = wavelength[inner], power[inner]
    whole_nm = np.arange(np.ceil(nm[0]), np.floor(nm[-1]) + 1)
    wide = np.sort(np.concatenate([nm, whole_nm]))
    ends = [min(0.5, step / 2) for step in np.diff(nm)[[0, -1]]]
    for exponent in (-1, 0, 1, 2):
        terms = np.interp(wide, nm, values) * wide**exponent
        total = np.trapezoid(terms, wide) + ends[0] * terms[0] + ends[1] * terms[-1]
        assert color.whole_range(nm, values, exponent) == pytest.approx(total, rel=1e-12)
    # What the eye does not see must not spoil what it sees.
    beyond = np.arange(300.0, 900.0)
    spectrum = np.where(beyond > 850, np.nan, 1.0)
    assert color.chromaticity(beyond, spectrum) == pytest.approx((1 / 3, 1 / 3), abs=1e-4)
    spectrum[100] = np.nan
    assert np.isnan(color.chromaticity(beyond, spectrum)).all()


@pytest.mark.parametrize("x", [0.0, 0.3])
def test_a_colour_without_luminance_is_refused_by_its_y(x):
    with pytest.raises(ArgumentError) as caught:
        color.screen_rgb(x, 0)
    assert (caught.value.argument, caught.value.value) == ("y", 0)


def test_the_purest_green_of_the_plane_is_green():
    # All light at Y: the inverse of the matrix of IEC 61966-2-1 gives -1.537, 1.876, -0.204.
    assert color.screen_rgb(0, 1) == (0, 255, 0)


@pytest.mark.parametrize("turn", [1, -1])
def test_two_triangles_that_make_a_star_share_a_hexagon(turn):
    # Each corner of one triangle that sticks out of the other is a ninth of it.
    angles = np.pi * (np.array([0, 2, 4]) / 3 + 0.5)
    one, other = (
        [(0.4 + 0.2 * np.cos(a + by), 0.4 + 0.2 * np.sin(a + by)) for a in angles[::turn]] for by in (0, np.pi)
    )
    assert color.gamut_coverage(one, other) == pytest.approx(2 / 3)
    assert color.gamut_ratio(one, other) == pytest.approx(1)


def test_spectra_beyond_the_visible_have_no_colour_each():
    assert color.tristimulus([200, 210], np.ones((4, 2))).tolist() == [[0, 0, 0]] * 4


# --- lines narrower than the grid, noise below 0 ---------------------------------------------------------------


def bell(wavelength, peak, fwhm):
    return np.exp(-4 * np.log(2) * ((wavelength - peak) / fwhm) ** 2)


def dense(spectrum):
    """X, Y, Z by the trapezoidal rule in steps of 2 pm, with the functions of colour-science between their points."""
    wavelength = np.arange(400, 760, 0.002)
    cmfs = colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"]
    functions = np.stack([np.interp(wavelength, cmfs.wavelengths, f) for f in cmfs.values.T], axis=1)
    return np.trapezoid(spectrum(wavelength)[:, None] * functions, wavelength, axis=0)


@pytest.mark.parametrize("laser", [450.0, 450.5, 532.0, 532.37])
def test_a_laser_beside_a_phosphor_is_not_lost_between_grid_points(laser):
    # 0.2 nm wide: points of a 1 nm grid miss it, or take it for a line of 1 nm.
    def white(nm):
        return bell(nm, 550, 60) + 40 * bell(nm, laser, 0.2)

    x, y, z = dense(white)
    measured = np.arange(380, 780.01, 0.05)
    found = color.chromaticity(measured, white(measured))
    assert found == pytest.approx((x / (x + y + z), y / (x + y + z)), abs=2e-5)
    grid = np.arange(380.0, 781.0)
    assert np.hypot(*np.subtract(color.chromaticity(grid, white(grid)), found)) > 0.02
    # The same from the pieces, each on the grid of 1 nm.
    _, line = color.gaussian(laser, 0.2)
    pieces = color.gaussian(550, 60)[1] + 40 * line
    assert color.chromaticity(color.visible_grid(), pieces) == pytest.approx(found, abs=2e-5)
    laid_out = color.on_visible_grid(measured, white(measured))[1]
    assert laid_out.sum() == pytest.approx(np.trapezoid(white(measured), measured), rel=1e-9)


def test_the_rendering_of_a_laser_with_a_phosphor_is_that_of_its_light():
    pieces = np.stack([color.gaussian(nm, fwhm)[1] for nm, fwhm in ((450.5, 0.2), (545, 90), (620, 90))])
    factors = color.mix_spectra(color.visible_grid(), pieces, (0.3127, 0.3290))
    expected = color.colour_rendering(color.visible_grid(), factors @ pieces)
    measured = np.arange(380, 800, 0.05)
    light = sum(
        f * bell(measured, *line) for f, line in zip(factors, ((450.5, 0.2), (545, 90), (620, 90)), strict=True)
    )
    found = color.colour_rendering(measured, light)
    assert found.cct == pytest.approx(expected.cct, rel=1e-4)
    assert found.special == pytest.approx(expected.special, abs=0.01)


@settings(max_examples=60)
@given(st.floats(420, 700), st.floats(0.001, 1.999))
def test_narrow_gaussians_keep_area_and_place(peak, fwhm):
    wavelength, power = color.gaussian(peak, fwhm)
    assert power.min() >= 0
    assert power.sum() == pytest.approx(fwhm * np.sqrt(np.pi / np.log(2)) / 2, rel=1e-9)
    assert (power * wavelength).sum() / power.sum() == pytest.approx(peak, abs=1e-9)


def test_sampled_and_averaged_lines_agree_where_they_meet():
    sampled, averaged = (color.gaussian([480.3, 520.5, 633.0], fwhm) for fwhm in (2.0, 2.0 - 1e-9))
    assert np.stack(color.chromaticity(*averaged)) == pytest.approx(np.stack(color.chromaticity(*sampled)), abs=3e-4)
    both = color.gaussian([520, 520], [0.5, 20])[1]
    assert both[0] == pytest.approx(color.gaussian(520, 0.5)[1])
    assert both[1] == pytest.approx(color.gaussian(520, 20)[1])


@pytest.mark.parametrize("step", [0.1, 0.25, 0.5, 2, 5])
@pytest.mark.parametrize("shift", [0.0, 0.37])
def test_other_steps_give_the_sum_of_the_published_ones(step, shift):
    wavelength = np.arange(380 + shift, 740, step)
    x, y = color.chromaticity(*color.gaussian(516, 30))
    found = color.chromaticity(wavelength, bell(wavelength, 516, 30))
    assert found == pytest.approx((x, y), abs=2e-4 if step <= 1 else 3e-3)


def test_noise_is_integrated_with_its_sign():
    """A blue line with noise of 1 % of its peak: no bias in cd/A; with negative readings set to 0, 17 % too much."""
    rng = np.random.default_rng(0)
    wavelength = np.arange(380.0, 781.0)
    line = bell(wavelength, 460, 20)
    noisy = line + 0.01 * rng.standard_normal((2000, wavelength.size))
    true = led.current_efficiency(0.1, wavelength, line)
    signed = led.current_efficiency(0.1, wavelength, noisy) / true - 1
    clipped = led.current_efficiency(0.1, wavelength, noisy.clip(0)) / true - 1
    assert abs(signed.mean()) < 4 * signed.std() / np.sqrt(signed.size)
    assert abs(signed.mean()) < 0.005
    assert 0.1 < clipped.mean() < 0.25


@pytest.mark.parametrize(
    ("power", "at"),
    [
        ([0, 1, 2, 1, -1.01], -1.01),  # deeper than half of the largest
        ([-1, -2, -3, -2, -1], -1.0),
        ([[0, 1, 2, 1, 0], [0, 1, 2, np.nan, -1.1]], -1.1),
    ],
)
def test_what_is_no_noise_is_refused(power, at):
    for call in (color.chromaticity, color.luminous_efficacy, color.on_visible_grid, led.mean_photon_energy):
        with pytest.raises(ArgumentError) as caught:
            call([500, 505, 510, 515, 520], power)
        assert (caught.value.argument, caught.value.value) == ("power", at)
    assert color.tristimulus([500, 505, 510, 515, 520], [0, 1, 2, 1, -1]).shape == (3,)


def test_what_has_no_light_that_can_be_seen_has_no_colour():
    for nm, power in ((np.arange(900.0, 1000.0), np.ones(100)), (np.arange(500.0, 600.0), np.zeros(100))):
        with pytest.raises(ArgumentError) as caught:
            color.chromaticity(nm, power)
        assert (caught.value.argument, caught.value.value) == ("power", 0.0)
    infrared = np.arange(600.0, 1000.0)
    below = np.where(infrared < 800, -0.01, 1.0)  # an over-corrected baseline where the eye sees
    for call in (color.luminous_efficacy, lambda nm, p: led.current_efficiency(0.1, nm, p)):
        with pytest.raises(ArgumentError) as caught:
            call(infrared, below)
        assert caught.value.argument == "power"
        assert caught.value.value < 0


@pytest.mark.parametrize(
    "call",
    [
        color.chromaticity,
        color.luminous_efficacy,
        color.colour_rendering,
        led.mean_photon_energy,
        lambda nm, power: led.current_efficiency(0.2, nm, power),
        lambda nm, power: led.eqe_from_current_efficiency(70.0, nm, power),
    ],
)
def test_a_spectrum_has_five_points_at_least(call):
    with pytest.raises(ArgumentError) as caught:
        call([500, 510, 520, 530], [0.0, 1.0, 1.0, 0.0])
    assert caught.value.argument == "wavelength_nm"
    assert "at least 5" in caught.value.allowed


# --- findings: what a spectrum bears --------------------------------------------------------------------------


MEASURED_NM = np.arange(340.0, 1031.0)


def kinds(nm, power):
    return {finding.kind: finding for finding in color.check_spectrum(nm, power)}


@pytest.mark.parametrize("name", ["FL2", "FL11", "LED-B1", "LED-RGB1"])
def test_real_lamps_are_nothing_to_find_fault_with_inside_the_visible(name):
    sd = colour.SDS_ILLUMINANTS[name].copy().align(colour.SpectralShape(380, 780, 1))
    assert not any(f.refused for f in color.check_spectrum(sd.wavelengths, sd.values))


def test_a_good_spectrum_has_no_findings():
    rng = np.random.default_rng(0)
    for nm in (MEASURED_NM, np.arange(400, 701.0, 5), np.arange(420, 620, 0.3)):
        assert color.check_spectrum(nm, bell(nm, 516, 20)) == ()
        assert color.check_spectrum(nm, bell(nm, 516, 20) + 0.003 * rng.standard_normal(nm.size)) == ()


def test_a_baseline_is_found_with_what_it_holds():
    found = kinds(MEASURED_NM, bell(MEASURED_NM, 516, 20) + 0.01)
    area = 20 * math.sqrt(math.pi / math.log(2)) / 2
    assert set(found) == {"baseline"}
    assert found["baseline"].value == pytest.approx(6.9 / (6.9 + area), abs=1e-3)
    assert not found["baseline"].refused
    below = kinds(MEASURED_NM, bell(MEASURED_NM, 516, 20) - 0.005)
    assert below["baseline"].value == pytest.approx(-3.45 / (area - 3.45), abs=1e-3)
    assert "below zero" in below["baseline"].sentence


def test_cut_spectra_are_found_and_refused_where_little_is_left():
    for first, last, end, refused in ((400, 530, slice(-3, None), False), (512, 700, slice(3), True)):
        nm = np.arange(first, last + 1.0)
        power = bell(nm, 516, 20)
        cut = kinds(nm, power)["cut"]
        assert cut.value == pytest.approx(power[end].mean(), rel=1e-9)  # of three points
        assert cut.refused is refused
    nm = np.arange(380, 781.0)
    halogen = color.planckian(3000)[1][20:421]
    assert not kinds(nm, halogen)["cut"].refused  # at 780 nm nothing is seen any more
    assert color.describe(nm, halogen).cct_k == pytest.approx(3000, rel=0.01)
    flank = np.arange(400, 512.0)
    with pytest.raises(ArgumentError) as caught:
        color.describe(flank, bell(flank, 516, 20))
    assert caught.value.argument == "power"
    assert "ends at 511 nm" in caught.value.problem


def test_missing_dark_few_noisy_and_coarse():
    line = bell(MEASURED_NM, 516, 20)
    missing = kinds(MEASURED_NM, np.where(MEASURED_NM == 520, np.nan, line))["missing"]
    assert (missing.refused, missing.value) == (True, 1)
    assert kinds([500, 510, 520], [0, 1, 0])["points"].refused
    rng = np.random.default_rng(3)
    noise = 0.01 * rng.standard_normal(MEASURED_NM.size)
    assert kinds(MEASURED_NM, bell(MEASURED_NM, 950, 20) + noise)["dark"].refused
    assert kinds(np.arange(900.0, 1000.0), bell(np.arange(900.0, 1000.0), 950, 20))["dark"].refused
    noisy = kinds(MEASURED_NM, bell(MEASURED_NM, 460, 20) + noise)["noise"]
    # By hand: the noise of every nanometre times V, against the line times V.
    v, grid = color.matching_functions()[:, 1], color.visible_grid()
    expected = 0.01 * np.linalg.norm(v) / (bell(grid, 460, 20) @ v)
    assert noisy.value == pytest.approx(expected, rel=0.15)
    assert not noisy.refused
    coarse = np.arange(400, 701.0, 10)
    assert kinds(coarse, bell(coarse, 516, 20))["coarse"].value == 2


def test_errors_by_noise_are_those_of_many_spectra():
    rng = np.random.default_rng(4)
    nm = np.arange(400, 701.0)
    line = bell(nm, 520, 20)
    found = [color.describe(nm, line + 0.03 * rng.standard_normal(nm.size)) for _ in range(150)]
    for name, error in (("x", "x_error"), ("y", "y_error"), ("efficacy_lm_w", "efficacy_error_lm_w")):
        spread = np.std([getattr(one, name) for one in found])
        assert np.mean([getattr(one, error) for one in found]) == pytest.approx(spread, rel=0.2)
    noisy = kinds(nm, line + 0.03 * rng.standard_normal(nm.size))["noise"]
    assert "y uncertain" in noisy.sentence or "y by 0.02" in noisy.sentence


def test_a_step_is_cut_and_no_baseline():
    nm = np.arange(400, 701.0)
    assert kinds(nm, 1.2 / (1 + np.exp((nm - 520) / 6)))["cut"].refused
    assert set(kinds(nm, (nm > 550) * 1.0)) == {"cut"}
    assert set(kinds(nm, bell(nm, 520, 20) + 1.0)) == {"baseline"}


def test_a_tail_of_light_is_no_baseline():
    nm = np.arange(400, 701.0)
    white = kinds(nm, bell(nm, 450, 20) + 0.55 * bell(nm, 560, 120))
    assert set(white) == {"cut"}  # 2.4 % of the phosphor at 700 nm
    assert "baseline" not in kinds(nm, 1 / (1 + ((nm - 520) / 10) ** 2))


def test_cut_off_tops_and_spikes_are_found():
    nm = np.arange(400, 701.0)
    line = bell(nm, 520, 20)
    for highest in (0.3, 0.1):
        flat = kinds(nm, np.minimum(line, highest))["saturated"]
        assert flat.value == (line >= highest).sum()
        assert not flat.refused
    for height in (0.5, 3.0):
        spike = kinds(nm, line + height * (nm == 650))
        assert spike["spike"].value == pytest.approx(min(height, 1))
        assert "650 nm" in spike["spike"].sentence
        assert "coarse" not in spike
    assert kinds(nm, (nm == 550) * 1.0)["spike"].value == 1
    beside = kinds(nm, 0.3 * (nm == 450) + bell(nm, 560, 120))
    assert "spike" in beside


def test_a_rendering_index_is_given_where_it_is_defined():
    nm = np.arange(380, 781.0)
    for power in (
        bell(nm, 450, 20) + 0.55 * bell(nm, 560, 120),
        1.6 * bell(nm, 450, 20) + 0.45 * bell(nm, 560, 120),
        bell(nm, 560, 120),
    ):
        rendering, found = color.colour_rendering(nm, power), color.describe(nm, power)
        assert not rendering.valid
        assert found.ra is None
        assert any("R_a is not defined" in note and f"{rendering.distance:.4f}" in note for note in found.notes)


def test_a_description_holds_the_numbers_and_their_limits():
    power = bell(MEASURED_NM, 516, 20) + 0.01
    found = color.describe(MEASURED_NM, power)
    assert (found.x, found.y) == color.chromaticity(MEASURED_NM, power)
    assert found.dominant_nm == color.dominant_wavelength(found.x, found.y)
    assert found.efficacy_lm_w == color.luminous_efficacy(MEASURED_NM, power)
    assert (found.cct_k, found.duv, found.ra) == (None, None, None)
    assert len(found.notes) == 1
    white = color.describe(*color.planckian(4000))
    assert white.cct_k == pytest.approx(4000, rel=1e-3)
    assert white.ra == pytest.approx(100, abs=0.05)
    assert color.describe(*color.planckian(60_000)).ra is None
    for bad in (np.ones((2, 471)), [1, 2], "green"):
        with pytest.raises(ArgumentError) as caught:
            color.describe(color.visible_grid(), bad)
        assert "power" in caught.value.arguments


@pytest.mark.parametrize("white", [(1.0, 2.0), (0.025, 0.026), (0.3127, 347.6), (1e200, 0.3)])
def test_a_white_outside_the_rim_is_refused(white):
    for call in (color.dominant_wavelength, color.excitation_purity):
        with pytest.raises(ArgumentError, match="^white"):
            call(0.3, 0.15, white=white)
    for inside in ((0.3127, 0.3290), (0.44, 0.41), (0.25, 0.25)):
        assert np.isfinite(color.excitation_purity(0.3, 0.15, white=inside))


def test_the_unit_of_a_spectrum_does_not_decide_what_is_said_of_it():
    nm = np.array([490.0, 500.0, 510.0, 520.0, 530.0])
    power = np.array([0.0, 1.0, 2.0, 1.0, 0.0])
    found = color.check_spectrum(nm, power)
    for unit in (1e-200, 1e200):
        assert [f.sentence for f in color.check_spectrum(nm, power * unit)] == [f.sentence for f in found]
