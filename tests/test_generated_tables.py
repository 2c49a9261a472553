"""Tables made by a script, value by value against the packages they come from."""

import colour
import numpy as np
import pytest
import scipy.constants

from calculators import color, tables
from calculators.errors import ArgumentError


def test_colour_matching_functions():
    cmfs = colour.MSDS_CMFS["CIE 1931 2 Degree Standard Observer"]
    ours = tables.columns("generated/cie1931_2deg")
    assert (ours["wavelength_nm"] == cmfs.wavelengths).all()
    assert (np.stack([ours["xbar"], ours["ybar"], ours["zbar"]], axis=1) == cmfs.values).all()
    with pytest.raises(ValueError, match="read-only"):
        ours["xbar"][0] = 1


def test_constants():
    for row in tables.rows("generated/constants"):
        name = row["origin"].removeprefix("CODATA 2022: ")
        value, unit, uncertainty = scipy.constants.physical_constants[name]
        assert (float(row["value"]), row["unit"], float(row["standard_uncertainty"])) == (
            value,
            unit,
            uncertainty,
        )
    with pytest.raises(ValueError, match="is not allowed"):
        tables.constant("pi")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("sRGB", "sRGB"), ("DCI-P3", "DCI-P3"), ("NTSC", "NTSC (1953)"), ("Rec.2020", "ITU-R BT.2020")],
)
def test_primaries(ours, theirs):
    assert (color.gamut(ours) == colour.RGB_COLOURSPACES[theirs].primaries).all()


def test_unknown_table():
    with pytest.raises(ArgumentError) as refused:
        tables.rows("nothing")
    assert (refused.value.argument, refused.value.value) == ("name", "nothing")
    assert "leds" in refused.value.allowed


def test_daylight_and_test_colour_samples():
    from colour.colorimetry import sd_CIE_illuminant_D_series
    from colour.quality.datasets import SDS_TCS

    from calculators.color import _white

    ours = tables.columns("generated/colour_rendering")
    shape = colour.SpectralShape(360, 830, 1)
    for k in range(1, 15):
        theirs = SDS_TCS["CIE 1995"][f"TCS{k:02}"].copy().align(shape).values
        assert ours[f"tcs{k:02}"] == pytest.approx(theirs, rel=1e-5, abs=1e-7)
    for kelvin in (5000.0, 6504.0, 12000.0):
        theirs = sd_CIE_illuminant_D_series(colour.temperature.CCT_to_xy_CIE_D(kelvin), M1_M2_rounding=False)
        assert _white._daylight(kelvin) == pytest.approx(theirs.copy().align(shape).values, rel=1e-4)
