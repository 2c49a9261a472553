"""What people type and paste into fields for a number: understood, said, or asked about."""

import pytest

from calculators.errors import ArgumentError
from calculators.widgets.reading import read_quantity

LIGHT = {"light": True}
HC = 1239.841984  # eV nm

UNDERSTOOD = {
    "cm": [
        ("1", 1), (" 1.5 ", 1.5), ("1,5", 1.5), ("0,125", 0.125), ("0.125", 0.125), (",5", 0.5), (".5", 0.5), ("5.", 5), ("+3", 3),
        ("−3,5", -3.5), ("–5", -5), ("－５", -5), ("１２．５", 12.5), ("1e6", 1e6), ("1E6", 1e6), ("5E-3", 5e-3), ("5e−3", 5e-3),
        ("1 e 6", 1e6), ("10^6", 1e6), ("-10^3", -1e3), ("10⁶", 1e6), ("10**6", 1e6), ("1×10⁶", 1e6), ("1 × 10^6", 1e6),
        ("1x10^6", 1e6), ("1*10^6", 1e6), ("1·10^-3", 1e-3), ("1·10⁻³", 1e-3), ("1,5·10⁶", 1.5e6), ("1.5×10^{6}", 1.5e6),
        (r"$1.5\times 10^{6}$", 1.5e6), (r"1.5\cdot10^{-6}", 1.5e-6), ("1.200,5", 1200.5), ("1,234.5", 1234.5),
        ("1,200,000", 1.2e6), ("1.200.000", 1.2e6), ("1'200", 1200), ("1’200,5", 1200.5), ("1 cm", 1), ("1cm", 1), ("1 CM", 1),
        ("1 centimetre", 1), ("0e-999999999", 0), ("1\u00a0cm", 1), ("\ufeff1", 1), ("1200", 1200), ("1200,125", 1200.125),
    ],
    "nm": [("515nm", 515), ("515 nm", 515), ("515 NM", 515), ("515 Nm", 515), ("515 nanometers", 515), ("515,5 nm", 515.5)],
    "%": [("85", 85), ("85 %", 85), ("85%", 85), ("８５％", 85), ("85 percent", 85), ("85 per cent", 85), ("30 wt%", 30), ("8,5 %", 8.5), ("0.85 %", 0.85),
          (r"85\%", 85), ("0", 0)],
    "h": [("10 h", 10), ("10h", 10), ("10 hours", 10), ("10 hrs", 10), ("10 H", 10)],
    "eV": [("3.4", 3.4), ("3.4 eV", 3.4), ("3.4eV", 3.4), ("3,4 ev", 3.4), ("3.4 EV", 3.4), ("-0.2 eV", -0.2)],
    "m₀": [("0.12", 0.12), ("0.12 m0", 0.12), ("0.12 m₀", 0.12), ("0.12 me", 0.12), ("0.12 m_e", 0.12), ("0.12 m_0", 0.12)],
    "V": [("3 V", 3), ("3V", 3), ("3 volts", 3)],
    "mA/cm²": [("10 mA/cm2", 10), ("10 mA/cm^2", 10), ("10 mA/cm²", 10), ("10 mA cm-2", 10), ("10 mA cm⁻²", 10), ("10mAcm-2", 10),
               ("10 mA·cm^-2", 10), ("10 ma/cm2", 10), (r"10 mA cm$^{-2}$", 10)],
    "cd/m²": [("200 cd/m2", 200), ("200 cd m-2", 200), ("200 cd m⁻²", 200), ("200 nits", 200), ("200 nit", 200), ("200 cd/m^2", 200)],
    "1/s": [("1e6 s-1", 1e6), ("1e6 s⁻¹", 1e6), ("1e6 /s", 1e6), ("1e6 1/s", 1e6), ("1e6 s^-1", 1e6), ("1e6 per s", 1e6), ("1e6 Hz", 1e6)],
    "cm³/s": [("1e-10 cm3/s", 1e-10), ("1e-10 cm3 s-1", 1e-10), ("1e-10 cm^3/s", 1e-10), ("1×10⁻¹⁰ cm³s⁻¹", 1e-10)],
    "cm⁶/s": [("1e-28 cm6/s", 1e-28), ("1e-28 cm^6 s^-1", 1e-28)],
    "cm⁻¹": [("1e4 cm-1", 1e4), ("1e4 cm⁻¹", 1e4), ("1e4 /cm", 1e4), ("1e4 1/cm", 1e4)],
    "L/mol/cm": [("1e6 M-1cm-1", 1e6), ("1e6 M⁻¹ cm⁻¹", 1e6), ("1e6 L mol-1 cm-1", 1e6), ("1e6 L/mol/cm", 1e6), ("1e6 L/(mol cm)", 1e6),
                 ("1e6 Lmol-1cm-1", 1e6)],
    "mg/mL": [("5 mg/mL", 5), ("5 mg/ml", 5), ("5 mg mL-1", 5), ("5 g/L", 5)],
}  # fmt: skip


@pytest.mark.parametrize(("unit", "typed", "value"), [(u, t, v) for u, each in UNDERSTOOD.items() for t, v in each])
def test_what_needs_no_word_is_understood_without_one(unit, typed, value):
    assert read_quantity("x", typed, unit) == (value, "")


@pytest.mark.parametrize(
    ("typed", "unit", "options", "value", "note"),
    [
        ("10 mm", "cm", {}, 1.0, "10 mm is 1 cm"),
        ("0.01 m", "cm", {}, 1.0, "0.01 m is 1 cm"),
        ("0.83 OD", "", {"words": ("OD",)}, 0.83, ""),
        ("0.83 od", "", {"words": ("OD",)}, 0.83, ""),
        ("20\u202f106", "cd/m²", {}, 20106.0, "20 106 is read as 20106 cd/m²"),  # as pages write it
        ("10 Min", "h", {}, 1 / 6, "10 Min is 0.16667 h"),
        ("1 200 mm", "cm", {}, 120.0, "1 200 mm is 120 cm"),
        ("1 200", "cm", {}, 1200.0, "1 200 is read as 1200 cm"),
        ("400 500", "nm", {}, 400500.0, "400 500 is read as 400500 nm"),
        ("≈5", "cm", {}, 5.0, "≈5 is read as 5 cm"),
        ("~5 nm", "nm", {}, 5.0, "~5 nm is read as 5 nm"),
        ("ca. 5", "nm", {}, 5.0, "ca. 5 is read as 5 nm"),
        ("d = 5 nm", "nm", {}, 5.0, "d = 5 nm is read as 5 nm"),
        ("1x10-3", "cm", {}, 1e-3, "1x10-3 is read as 0.001 cm"),
        ("10e6", "cm", {}, 1e7, "10e6 is read as 1 × 10⁷ cm"),
        ("0.515 µm", "nm", {}, 515.0, "0.515 µm is 515 nm"),
        ("0.515 um", "nm", {}, 515.0, "0.515 um is 515 nm"),
        ("5150 Å", "nm", {}, 515.0, "5150 Å is 515 nm"),
        ("5150 A", "nm", {}, 515.0, "5150 A is 515 nm"),
        ("2.4 eV", "nm", LIGHT, HC / 2.4, "2.4 eV is 516.6 nm"),
        ("2400meV", "nm", LIGHT, HC / 2.4, "2400meV is 516.6 nm"),
        ("19400 cm-1", "nm", LIGHT, 1e7 / 19400, "19400 cm-1 is 515.46 nm"),
        ("19400 cm⁻¹", "nm", LIGHT, 1e7 / 19400, "19400 cm⁻¹ is 515.46 nm"),
        ("200 meV", "eV", {}, 0.2, "200 meV is 0.2 eV"),
        ("1613 cm-1", "eV", {}, HC * 1613e-7, "1613 cm-1 is 0.19999 eV"),
        ("47 min", "h", {}, 47 / 60, "47 min is 0.78333 h"),
        ("99 s", "h", {}, 0.0275, "99 s is 0.0275 h"),
        ("3 days", "h", {}, 72.0, "3 days is 72 h"),
        ("100 A/m2", "mA/cm²", {}, 10.0, "100 A/m2 is 10 mA/cm²"),
        ("1 A cm-2", "mA/cm²", {}, 1000.0, "1 A cm-2 is 1000 mA/cm²"),
        ("0.02 cd/cm2", "cd/m²", {}, 200.0, "0.02 cd/cm2 is 200 cd/m²"),
        ("1 MHz", "1/s", {}, 1e6, "1 MHz is 1 × 10⁶ 1/s"),
        ("1 µs-1", "1/s", {}, 1e6, "1 µs-1 is 1 × 10⁶ 1/s"),
        ("1e-16 m3/s", "cm³/s", {}, 1e-10, "1e-16 m3/s is 1 × 10⁻¹⁰ cm³/s"),
        ("3000 mV", "V", {}, 3.0, "3000 mV is 3 V"),
        ("850 ‰", "%", {}, 85.0, "850 ‰ is 85 %"),
        ("40 %", "", {"share": True}, 0.4, "40 % is 0.4"),
        ("0.85", "%", {}, 0.85, "read as 0.85 %; for a fraction of 0.85 type 85"),
        ("1", "%", {}, 1.0, "read as 1 %; for a fraction of 1 type 100"),
    ],
)
def test_what_is_converted_or_guessed_is_said(typed, unit, options, value, note):
    found = read_quantity("x", typed, unit, **options)
    assert found.value == pytest.approx(value, rel=1e-9)
    assert found.note == note


@pytest.mark.parametrize(
    ("typed", "unit", "words"),
    [
        ("1,200", "nm", "1200 or 1.2;"),
        ("1,000", "nm", "1000 or 1;"),
        ("85,125", "nm", "85125 or 85.125;"),
        ("1,200 nm", "nm", "1200 or 1.2;"),
        ("2,345e3", "nm", "2345 × 10^3 or 2.345 × 10^3;"),
        ("1x106", "nm", "10^6 or 106"),
        ("5±1", "nm", "has an uncertainty"),
        ("5 ± 1 nm", "nm", "has an uncertainty"),
        ("5 +/- 1", "nm", "has an uncertainty"),
        ("5.0(2)", "nm", "has an uncertainty"),
        (r"5 \pm 1", "nm", "has an uncertainty"),
        ("5-7", "nm", "more than one number"),
        ("5–7 nm", "nm", "more than one number"),
        ("5 to 7", "nm", "more than one number"),
        ("5; 7", "nm", "more than one number"),
        ("5...7", "nm", "not a number"),
        ("1,2,3", "nm", "more than one number"),
        ("12 34", "nm", "more than one number"),
        ("1/2", "nm", "a fraction as a decimal"),
        ("520/530", "nm", "give one number"),
        ("520 nm ± 2 nm", "nm", "has an uncertainty"),
        ("520 nm +/- 2", "nm", "has an uncertainty"),
        ("10 mA cm^-2 ± 1", "mA/cm²", "has an uncertainty"),
        ("520 nm - 530 nm", "nm", "more than one number"),
        ("520nm-530nm", "nm", "more than one number"),
        ("520 nm to 530 nm", "nm", "more than one number"),
        ("200\t100", "cd/m²", "“200” and “100” are two numbers"),
        ("8.5\t0.9", "nm", "“8.5” and “0.9” are two numbers"),
        ("200\n100", "cd/m²", "“200” and “100” are two numbers"),
        ("3 106 s-1", "1/s", "3 × 10^6 or 3106;"),
        ("1.000", "cd/m²", "1 or 1000; write it without a point"),
        ("85 %%", "%", "“%%” cannot be read"),
        ("10 MA/cm²", "mA/cm²", "small and capital letters"),
        ("3 MV", "V", "small and capital letters"),
        ("1 Ms-1", "1/s", "small and capital letters"),
        ("30 Mm", "nm", "small and capital letters"),
        ("2 MM", "cm", "small and capital letters"),
        ("1 mhz", "1/s", "small and capital letters"),
        ("10-3", "nm", "more than one number"),
        ("<5", "nm", "is a bound"),
        ("≥ 5 nm", "nm", "is a bound"),
        ("½", "nm", "write it as a decimal, such as 0.5"),
        ("5½", "nm", "decimal"),
        ("2^6", "nm", "write powers of ten"),
        ("1.10^6", "nm", "write powers of ten"),
        ("2.4 eV", "nm", "is in eV; type a number in nm"),
        ("515 nM", "nm", "is in nM; type a number in nm"),
        ("5 s", "nm", "is in s; type a number in nm"),
        ("515 nm", "eV", "is in nm; type a number in eV"),
        ("200 mev", "eV", "small and capital letters"),
        ("10 mA", "mA/cm²", "is in mA; type a number in mA/cm²"),
        ("85 nm", "%", "is in nm; type a number in %"),
        ("5 apples", "nm", "“apples” cannot be read"),
        ("0.83 OD", "", "“OD” cannot be read; type a pure number"),
        ("83 %", "", "is in %; type a pure number"),
        ("1_000", "nm", "“_000” cannot be read"),
        ("0x10", "nm", "“x10” cannot be read"),
        ("", "nm", "type a number in nm"),
        ("green", "nm", "is not a number"),
        ("nan", "nm", "is not a number"),
        ("--1", "nm", "is not a number"),
        ("<b>", "nm", "is not a number"),
        ("1e400", "nm", "is too large"),
        ("1e99999999999999999999", "nm", "is too large"),
        ("1e-400", "nm", "is too small"),
        ("1" * 2000, "nm", "is not a number"),
    ],
)
def test_what_is_unclear_or_no_number_is_asked_about(typed, unit, words):
    with pytest.raises(ArgumentError) as refused:
        read_quantity("x", typed, unit)
    assert words in str(refused.value)
    assert (refused.value.argument, refused.value.value) == ("x", typed)


def test_light_has_an_energy_above_nothing():
    for typed in ("0 eV", "-1 eV", "0 cm-1"):
        with pytest.raises(ArgumentError, match="is no light"):
            read_quantity("x", typed, "nm", light=True)


def test_a_value_is_rounded_once():
    """Per cent and powers of ten shift the digits that were typed, and add no error of their own."""
    for k in range(1, 1000):
        assert read_quantity("x", f"{k / 10}", "%", power=-2).value == float(f"{k}e-3")
        assert read_quantity("x", f"{k} mm", "cm").value == float(f"{k}e-1")
        assert read_quantity("x", f"{k} meV", "eV").value == float(f"{k}e-3")
