"""Files that look like a spectrum or a decay and are another thing: read as what they say, or refused for that reason.

Each case is a kind of trap: another quantity under the heading, another unit, another axis, another table.
"""

import numpy as np
import pytest

from calculators import spectra


def refused(text, says, call=spectra.read, **options):
    with pytest.raises(spectra.SpectrumError) as caught:
        call(text, **options)
    assert says.lower() in str(caught.value).lower()


def table(head, *rows, by="\t"):
    return "\n".join([head, *(by.join(map(str, row)) for row in rows)]) + "\n"


def three(head, *values, x=(400, 410, 420)):
    return table(head, *zip(x, values or (0.2, 0.9, 0.3), strict=True))


# --- headings that name another quantity, or another unit

NO_ABSORBANCE = {
    "Absorption (%)": "absorptance",
    "Absorbance [%]": "absorptance",
    "%Abs": "absorptance",
    "Absorptionsgrad": "absorptance",
    "吸收率": "absorptance",
    "1-T": "absorptance",
    "1 - R - T (%)": "absorptance",
    "LHE": "absorptance",
    "Napierian absorbance": "napierian",
    "-ln(T)": "napierian",
    "log(Abs)": "logarithm",
    "log(1/R)": "logarithm",
    "Delta A (mOD)": "difference",
    "ΔA": "difference",
    "ΔOD (mOD)": "difference",
    "ΔT/T": "difference",
    "dT/T": "difference",
    "CD [mdeg]": "circular dichroism",
    "Responsivity (A/W)": "responsivity",
    "EQE (%)": "quantum efficiency",
    "IPCE": "quantum efficiency",
    "PLQY": "quantum efficiency",
    "Haze (%)": "haze",
    "Phase (deg)": "phase",
    "Psi (deg)": "phase",
    "n": "optical constant",
    "k": "optical constant",
    "Emissivity": "emissivity",
    "Photocurrent (nA)": "current",
    "Photodiode [A]": "current",
    "Pulse energy (µJ)": "energy",
    "Lock-in (mV)": "values in mV",
    "Film 1 (K)": "values in K",
    "Absorption (cm-1)": "absorption coefficient",
    "Absorbance x10^3": "factor",
    "W m-2 nm-1": "readings of light",
    "film (W m-2 nm-1)": "readings of light",
    "Counts": "readings of light",
    "OD(pump on) - OD(pump off)": "difference",
    "ΔAbs (10^-3)": "difference",
    "-ΔT/T (%)": "difference",
    "Loss (dB/cm)": "decibels",
    "Transmission (dB)": "decibels",
    "Gain (cm-1)": "values in cm-1",
    "A=1-R-T": "absorptance",
    "Absorbed fraction": "absorptance",
    "SPV (mV)": "values in mV",
    "Photocurrent density (mA/cm2)": "current",
    "sqrt(Abs)": "root",
    "A^2": "square",
    "d2A/dλ2": "derivative",
    "(αhν)^2": "tauc",
    "e1": "optical constant",
    "Transmission (counts)": "readings of light",
    "g_abs": "circular dichroism",
    "I0": "raw",
    "I/I0": "ratio",
    "Коэффициент поглощения (см-1)": "absorption coefficient",
    "Refletância (%)": "reflectance",
    "Odbicie (%)": "reflectance",
    "反射率(%)": "reflectance",
    "반사율": "reflectance",
    "Отражение, %": "reflectance",
    "Riflettanza": "reflectance",
    "Reflexionsgrad": "reflectance",
}


@pytest.mark.parametrize("heading", NO_ABSORBANCE)
def test_what_is_no_absorbance_is_refused_as_what_it_is(heading):
    refused(three(f"Wavelength (nm)\t{heading}"), NO_ABSORBANCE[heading], quantity="absorbance")


@pytest.mark.parametrize(
    "heading",
    [
        "Relative EQE",
        "Spectral response (A/W)",
        "Anisotropy r",
        "Degree of polarization",
        "τ (ns)",
        "<τ> / ns",
        "I/I0",
        "Phase (deg)",
        "PLQY",
        "EQE (%)",
        "Emissivity",
        "n",
        "Haze",
        "Power (dBm)",
        "CD (mdeg)",
        "Film (K)",
        "PL lifetime (ns)",
    ],
)
def test_what_is_no_light_is_no_emission(heading):
    refused(three(f"Wavelength (nm)\t{heading}"), heading, quantity="emission")


def test_a_unit_below_the_name_counts_like_one_behind_it():
    refused(three("Wavelength\tFilm 1\nnm\tA/W"), "values in A/W", quantity="absorbance")


def test_a_column_of_a_unit_that_is_not_known_can_be_named():
    text = three("Wavelength (nm)\tLock-in (mV)")
    found = spectra.read(text, quantity="emission", column="Lock-in (mV)")
    assert found.value.tolist() == [0.2, 0.9, 0.3]
    assert any("as the column was named" in note for note in found.notes)
    refused(three("Wavelength (nm)\tEQE (%)"), "quantum", quantity="emission", column="EQE (%)")


@pytest.mark.parametrize(
    "heading",
    ["Film 1", "α-CsPbI3", "δ-FAPbI3", "CdSe", "Sample (toluene)", "Ce 5%", "2D phase", "Y", "Value", "Abs (450 nm)"]
    + ["Abs 1064 nm", "-log10(T)", "lg(1/T)", "吸光度", "흡광도", "Оптическая плотность", "Absorbancia", "Assorbanza"]
    + ["Densité optique", "Absorbância", "Extinktion", "Absorbance (a.u.)", "Absorbance (A)", "OD", "10mm Absorbance"],
)
def test_what_may_be_an_absorbance_is_read(heading):
    assert spectra.read(three(f"Wavelength (nm)\t{heading}"), quantity="absorbance").value.tolist() == [0.2, 0.9, 0.3]


@pytest.mark.parametrize(
    "heading",
    [
        "%T",
        "透过率(%)",
        "透射率 %",
        "透過率（%）",
        "투과율 (%)",
        "Пропускание, %",
        "Trasmittanza (%)",
        "Transmisión (%)",
    ]
    + ["Transmissionsgrad [%]", "Transmitância (%)", "透光率(%)"],
)
def test_transmittance_in_many_languages(heading):
    found = spectra.read(three(f"波长 (nm)\t{heading}", 10, 1, 100), quantity="absorbance")
    np.testing.assert_allclose(found.value, [1, 2, 0])


@pytest.mark.parametrize(
    "axis", ["波长(nm)", "波長 nm", "파장 (nm)", "Длина волны, нм", "Longueur d'onde (nm)", "Longitud de onda (nm)"]
)
@pytest.mark.parametrize(
    "heading", ["强度", "強度", "세기", "Интенсивность", "Intensité (u.a.)", "Intensidad", "荧光强度"]
)
def test_emission_in_many_languages(axis, heading):
    found = spectra.read(three(f"{axis}\t{heading}"))
    assert (found.quantity, found.value.tolist()) == ("emission", [0.2, 0.9, 0.3])


@pytest.mark.parametrize(
    ("encoding", "axis", "heading"),
    [("gb18030", "波长(nm)", "透过率(%)"), ("cp932", "波長(nm)", "透過率(%)"), ("cp949", "파장(nm)", "투과율(%)")]
    + [("cp1251", "Длина волны (нм)", "Пропускание (%)")],
)
def test_letters_of_other_languages_in_their_old_encodings(encoding, axis, heading):
    found = spectra.read(three(f"{axis}\t{heading}", 10, 1, 100).encode(encoding), quantity="absorbance")
    np.testing.assert_allclose(found.value, [1, 2, 0])
    assert encoding.upper() in found.notes[0]


SAMPLES = """Temperature 300 K|Film at 20 °C|Sample: 5 mg/mL|QD (hexane)|NCs (10 µL)|Abs. (norm.)|Cs2AgBiBr6 (film)|0.5 M|Mn 10%
T-shaped|R-P film|E1|Absorbance (1 cm)|Absorbance, 10 mm|OD450|film K|Δ-annealed|Bias 3 V|log-normal QDs|Absorbance / OD"""
LIGHT = """PL 300 K|EL 4 V|EL @ 10 mA|Current 5 mA|Intensity (sensitivity corrected)|Int. (arb. u.)|I (a.u.)|Radiance (W/sr/m2)
Spectral radiance [W/(m² sr nm)]|Photon flux (photons/s)|Signal (V)|PMT (V)|Intensity / 10^3 counts|Intensity (10^4 cps)|2D phase PL
Detector (cts)|ADU|Counts/s|Power (nW)|Zählrate / s-1|PL (kcps)"""
WAVES = """WAVELENGTH (NM)|Wavelength, nm|λ(nm)|Wavelength_nm|wl_nm|Em. wavelength (nm)|Emission (nm)|Wave Length(nm)|Wvl|X|# nm
Wavelength (vac) nm|Wavelength [air, nm]|Spectral axis (nm)"""
NUMBERS = "cm-1|ν (cm-1)|v (cm-1)|ν̃ / cm−1|k (cm-1)|Wellenzahl [cm-1]|1/cm|Wavenumber|波数(cm-1)"
ENERGIES = "E (eV)|hν (eV)|ħω (eV)|E/eV|eV|Photonenenergie [eV]|能量 (eV)|energy, eV"


def words(text):
    return text.replace("\n", "|").split("|")


@pytest.mark.parametrize("heading", words(SAMPLES))
def test_names_of_samples_stay_names(heading):
    assert spectra.read(three(f"Wavelength (nm)\t{heading}"), quantity="absorbance").value.tolist() == [0.2, 0.9, 0.3]


@pytest.mark.parametrize("heading", words(LIGHT))
def test_readings_of_light_in_any_unit(heading):
    assert spectra.read(three(f"Wavelength (nm)\t{heading}"), quantity="emission").value.tolist() == [0.2, 0.9, 0.3]


@pytest.mark.parametrize("heading", words(WAVES))
def test_axes_of_wavelengths(heading):
    assert spectra.read(three(f"{heading}\tAbs")).wavelength_nm.tolist() == [400, 410, 420]


@pytest.mark.parametrize(
    ("heading", "whole"), [(h, 1e7) for h in words(NUMBERS)] + [(h, 1239.84198) for h in words(ENERGIES)]
)
def test_axes_of_wavenumbers_and_energies(heading, whole):
    found = spectra.read(three(f"{heading}\tAbs", x=np.round(whole / np.array([400.0, 500.0, 800.0]), 6)))
    np.testing.assert_allclose(found.wavelength_nm, [400, 500, 800], rtol=1e-6)


@pytest.mark.parametrize("signal", ["Counts", "L/L0", "PL (a.u.)", "Signal (mV)", "ΔT/T", "EQE (%)", "film 1"])
@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("t/ns", "ns"),
        ("Delay (ps)", "ps"),
        ("时间 (ns)", "ns"),
        ("Время, нс", "ns"),
        ("Betriebsdauer (h)", "h"),
        ("Temps (ns)", "ns"),
    ],
)
def test_decays_of_any_signal(heading, unit, signal):
    found = spectra.read_decay(three(f"{heading}\t{signal}", 9, 5, 2, x=(0, 1, 2)))
    assert (found.unit, found.time.tolist(), found.signal.tolist()) == (unit, [0, 1, 2], [9, 5, 2])


ROWS = {
    "Size\tCounts\nnm\t": "size",
    "2-theta\tCounts\ndeg\tcps": "angle",
    "Foo\tCounts\nmm\tcps": "mm",
    "Wavelength\tEQE\nnm\t%": "quantum",
    "Wavelength\tfilm\nnm\tmV": "values in mV",
    "Wavelength\t%R\nas it came": "reflectance",
    "nm\t%R\tremark": "reflectance",
    "Wavelength nm EQE %": "quantum",
    "Speed (rpm)\tCounts": "rpm",
    "Sample no.\tAbs": "number",
}


@pytest.mark.parametrize("head", ROWS)
def test_headings_in_rows_that_are_hard_to_read_are_not_lost(head):
    refused(three(head), ROWS[head], quantity="emission")


def test_thousandths_of_an_absorbance():
    for heading in ("Absorbance (mOD)", "Film (mAU)", "Abs [mAbs]"):
        found = spectra.read(three(f"nm\t{heading}", 830, 700, 100), quantity="absorbance")
        np.testing.assert_allclose(found.value, [0.83, 0.7, 0.1])
        assert any("1000" in note for note in found.notes)


def test_values_no_absorbance_and_no_transmittance_reaches():
    refused(three("nm\tAbsorbance", 77, 13, 50), "too large", quantity="absorbance")
    refused(three("nm\t%T", 32822, 2585, 2591), "more than any transmittance", quantity="absorbance")
    refused(three("nm\tT", 1.4, 1.3, 1.4), "more than any transmittance", quantity="absorbance")
    noise = table("nm\t%T", (300, 250), *((305 + 5 * i, 50) for i in range(9)))  # beyond the lamp
    assert spectra.read(noise, quantity="absorbance").at(320) == pytest.approx(np.log10(2))


def test_codes_for_no_reading():
    refused(three("nm\tAbs", 0.1, -9999, 0.3), "too small")
    refused(three("nm\tAbs", 0.1, 999, 0.3), "too large")
    found = spectra.read(three("nm\tAbs", "0.1", "9.99E+37", "0.3"))
    assert np.isnan(found.value).tolist() == [False, True, False]
    assert "1 value without a number" in found.left_out[0]
    for word in ("n.d.", "ND", "bdl"):
        assert np.isnan(spectra.read(three("nm\tAbs", 0.1, word, 0.3)).value[1])


RTA = "nm\tR\tT\tA"


def test_absorptance_beside_transmittance_and_reflectance():
    text = table(RTA, (400, 0.1, 0.5, 0.4), (410, 0.1, 0.3, 0.6), (420, 0.1, 0.2, 0.7))
    np.testing.assert_allclose(spectra.read(text, quantity="absorbance").value, -np.log10([0.5, 0.3, 0.2]))
    refused(text, "absorptance")
    real = table("nm\tT\tA", (400, 0.5, 0.301), (410, 0.3, 0.523), (420, 0.2, 0.699))
    assert spectra.read(real).value.tolist() == [0.301, 0.523, 0.699]


# --- heads that say what the values are

STELLARNET = '"File:x\n"{}->  Wave:643.77nm  Pix:1050  Val:  0.001\n 400.00  3.8\n 405.00  2.0\n 410.00  1.0\n'
THORLABS = "[SpectrumHeader]\n#XAxisUnit;{}\n#YAxisUnit;{}\n[Data]\n"


def test_stellarnet():
    found = spectra.read(STELLARNET.format("TRANS"), quantity="absorbance")
    np.testing.assert_allclose(found.value, 2 - np.log10([3.8, 2, 1]))
    assert spectra.read(STELLARNET.format("ABS")).quantity == "absorbance"
    for word in ("SCOPE", "RAD"):
        assert spectra.read(STELLARNET.format(word)).quantity == "emission"
        refused(STELLARNET.format(word), word, quantity="absorbance")


def test_thorlabs():
    body = "25000;0.1\n24000;0.2\n23000;0.3\n"
    found = spectra.read(THORLABS.format("cm-1", "mW") + body)
    np.testing.assert_allclose(found.wavelength_nm, 1e7 / np.array([25000, 24000, 23000]))
    assert found.quantity == "emission"
    nm = "400;0.1\n405;0.2\n410;0.3\n"
    refused(THORLABS.format("nm_air", "intensity") + nm, "readings of light", quantity="absorbance")
    refused(THORLABS.format("nm_vac", "dBm") + nm, "decibels", quantity="emission")
    refused(THORLABS.format("nm_air", "foo") + nm, "values in foo", quantity="emission")


def test_jasco_says_more_than_absorbance():
    text = "XUNITS\tNANOMETERS\nYUNITS\t{}\nXYDATA\n400\t1.1\n405\t2.2\n410\t3.3\n"
    refused(text.format("CD [mdeg]"), "circular dichroism", quantity="absorbance")
    assert spectra.read(text.format("ABSORBANCE")).quantity == "absorbance"


EDINBURGH = "Labels,PL,\nType,{} Scan,\nXAxis,Wavelength(nm),\nYAxis,Counts,\nExWavelength,350.00,\n\n400,30,\n410,60,\n420,90,\n"
HITACHI = (
    "Measurement type:\tWavelength scan\nScan mode:\t{}\nPeak Integration\nPeak #\tStart (nm)\tApex (nm)\tEnd (nm)\tHeight\t"
    "Area\n1\t405.0\t430.0\t455.0\t1012\t20000\n\nData Points\nnm\tData\n400\t30\n410\t60\n420\t90\n"
)
SETTINGS = [
    EDINBURGH.format("Emission"),
    HITACHI.format("Emission"),
    "Excitation wavelength\t350 nm\nWavelength[nm]\tIntensity\n400\t30\n410\t60\n420\t90\n",
    "Date and Time\t01/02/2020 10:11:12\nWavelength (nm)\tCounts\n400\t30\n410\t60\n420\t90\n",
    "Wavelength\tS1\tR1\tS1 / R1\nnm\tCPS\tMicroAmps\tCPS / MicroAmps\n\tfilm\t\t\n400\t9\t1\t30\n410\t8\t1\t60\n420\t7\t1\t90\n",
    "Wave;Sample;Dark;Reference;AbsIrradiance\n[nm];[counts];[counts];[counts];[uWatt/(cm2.nm)]\n"
    "400;9;3;900;30\n410;8;3;900;60\n420;7;3;900;90\n",
    "Wave;Sample;Dark;Reference;Scope\n[nm];[counts];[counts];[counts];[counts]\n"
    "400;9;3;900;30\n410;8;3;900;60\n420;7;3;900;90\n",
]


@pytest.mark.parametrize("text", SETTINGS)
def test_settings_above_do_not_change_what_the_table_is(text):
    found = spectra.read(text)
    assert (found.quantity, found.wavelength_nm.tolist()) == ("emission", [400, 410, 420])
    assert found.value.tolist() == [30, 60, 90]


def test_other_scans_are_no_emission():
    refused(EDINBURGH.format("Excitation"), "excitation", quantity="emission")
    refused(HITACHI.format("Excitation"), "excitation", quantity="emission")
    refused(HITACHI.format("Synchronous"), "synchronous", quantity="emission")


def test_a_baseline_is_no_sample():
    text = "Baseline 100%T,,film1,,\nWavelength (nm),%T,Wavelength (nm),%T,\n400,99.9,400,10,\n405,99.9,405,20,\n410,99.9,410,30,\n"
    found = spectra.read(text, quantity="absorbance")
    assert found.column == "film1: %T"
    np.testing.assert_allclose(found.value, -np.log10([0.1, 0.2, 0.3]))


# --- axes

UNITS = {
    "Wavelength (m)": (4e-7, 5e-7),
    "Wavelength (A)": (4000, 5000),
    "Wavenumber (kK)": (25, 20),
    "Wavenumber (10^3 cm-1)": (25, 20),
    "ν / 1000 cm-1": (25, 20),
    "Wavenumbers": (25000, 20000),
    "Frequency (Hz)": (7.49481145e14, 5.99584916e14),
    "Frequency (PHz)": (0.749481145, 0.599584916),
    "Energy (J)": (4.96611464287242e-19, 3.972891714297936e-19),
    "Energy (kJ/mol)": (299.06641437, 239.253131497),
    "Длина волны, мкм": (0.4, 0.5),
}


@pytest.mark.parametrize("heading", UNITS)
def test_units_of_the_axis(heading):
    found = spectra.read(three(f"{heading}\tAbs", 0.1, 0.2, x=UNITS[heading]))
    np.testing.assert_allclose(found.wavelength_nm, [400, 500], rtol=1e-7)
    assert found.value.tolist() == [0.1, 0.2]


NO_LIGHT = {
    "Size (nm)": "size",
    "Particle diameter (nm)": "size",
    "粒径(nm)": "size",
    "Thickness (nm)": "thickness",
    "Distance (µm)": "distance",
    "Path length (nm)": "distance",
    "Slit (nm)": "distance",
    "Concentration (uM)": "concentration",
    "2-theta (deg)": "diffraction angle",
    "Angle (deg)": "angle",
    "m/z": "mass-to-charge",
    "Binding energy (eV)": "binding",
    "Kinetic Energy (eV)": "kinetic",
    "Energy loss (eV)": "energy loss",
    "E - E0 (eV)": "energy difference",
    "Detuning (meV)": "energy difference",
    "Chemical shift (ppm)": "chemical shift",
    "T (K)": "temperature",
    "Voltage (V)": "voltage",
    "q (nm-1)": "nm-1",
    "Rod length (nm)": "distance",
    "Excitation power (mW)": "power",
    "Fluence (µJ/cm2)": "power or dose",
    "B (mT)": "magnetic field",
    "Pressure (mbar)": "pressure",
    "Cycle": "cycles",
    "Step": "cycles",
    "Retention time (min)": "time",
    "Pixel number": "pixels",
    "Tilt (°)": "a unit that is not known",
    "Wavelength (mm)": "a unit that is not known",
    "Angular frequency (rad/fs)": "a unit that is not known",
}


@pytest.mark.parametrize("heading", NO_LIGHT)
def test_axes_that_are_no_light(heading):
    refused(three(f"{heading}\tIntensity"), NO_LIGHT[heading])


def test_an_axis_known_by_its_unit_only_is_said():
    assert any("taken as a wavelength" in note for note in spectra.read(three("Range (nm)\tAbs")).notes)


@pytest.mark.parametrize(
    "heading", ["Time (x10^-9 s)", "Time (10 ns)", "Distance (mm)", "Time (K)", "Delay (mm)", "T (K)"]
)
def test_axes_that_are_no_time(heading):
    refused(three(f"{heading}\tCounts", 9, 5, 2, x=(0, 1, 2)), heading, spectra.read_decay)


def test_columns_that_are_an_axis_by_their_numbers():
    energies = table("400\t3.0996\t30", (410, 3.0240, 60), (420, 2.9520, 90))
    found = spectra.read(energies)
    assert (found.wavelength_nm.tolist(), found.value.tolist()) == ([400, 410, 420], [30, 60, 90])
    numbered = table("1\t400\t30", (2, 410, 60), (3, 420, 90), (4, 430, 70))
    found = spectra.read(numbered)
    assert (found.wavelength_nm.tolist(), found.value.tolist()) == ([400, 410, 420, 430], [30, 60, 90, 70])


# --- numbers and tables

BODY = table("nm\tAbs", *((400 + 5 * i, f"0.1{i}") for i in range(13)))


def test_points_that_may_mark_thousands():
    refused(three("Wellenlänge (nm)\tCounts", 30, "1.012", 82), "thousands")
    refused(three("Zeit (ns)\tCounts", 30, "1.012", 82, x=(1, 2, 3)), "thousands", spectra.read_decay)
    assert spectra.read(three("nm\tCounts", "30.000", "1.012", "82.000")).value.tolist() == [30, 1.012, 82]
    assert spectra.read(three("nm\tCounts", "30", "1.5", "82")).value.tolist() == [30, 1.5, 82]
    assert spectra.read(three("nm\tAbs", "1", "1.012", "2")).value.tolist() == [1, 1.012, 2]


def test_tables_of_peaks_are_not_the_curve():
    below = spectra.read(BODY + "\nPeaks (nm, Abs)\n470\t0.9\n480\t0.5\n")
    assert (below.wavelength_nm.size, below.wavelength_nm[-1]) == (13, 460)
    above = spectra.read(
        "Peak table\nNo.\tWavelength\tAbs\n1\t430.0\t0.9\n2\t412.0\t0.5\n3\t402.0\t0.2\n\nData\n" + BODY
    )
    assert above.wavelength_nm.size == 13
    assert not any("first of" in note for note in above.notes)


def test_a_table_of_peaks_alone_is_no_curve():
    refused("Peak list\nWavelength (nm)\tAbs\n430\t.9\n412\t.5\n402\t.2\n", "table of peaks")


def test_tables_parted_by_empty_lines_are_two():
    text = "nm\tAbs\n400\t0.1\n405\t0.2\n410\t0.3\n\n500\t0.1\n505\t0.2\n510\t0.3\n"
    found = spectra.read(text)
    assert found.wavelength_nm.tolist() == [400, 405, 410]
    assert any("first of 2" in note for note in found.notes)
    second = spectra.read(text, column="Abs (block 2)")
    assert second.wavelength_nm.tolist() == [500, 505, 510]


def test_a_row_without_a_place_keeps_the_heading():
    for word in ("NaN", "nan", "1.#QNAN"):
        found = spectra.read(three("nm\tAbs", 0.1, 0.2, 0.3, x=(400, word, 410)))
        assert (found.wavelength_nm.tolist(), found.quantity) == ([400, 410], "absorbance")
        assert "1 row without a point" in found.left_out[0]


def test_numbered_samples_are_no_map():
    text = table(
        "nm,Film 1,Film 2,Film 3,Film 4", *((x, 0.1, 0.2, 0.3, 0.4 + x / 1000) for x in (400, 405, 410)), by=","
    )
    assert spectra.read(text, column="Film 3", quantity="absorbance").value.tolist() == [0.3] * 3
    assert any("first of" in note or "same in every row" in note for note in spectra.read(text).notes)


def test_readings_in_the_dark_are_not_the_curve():
    text = "Dark\nnm\tcounts\n400\t1\n405\t2\n410\t1\n\nSample\nnm\tcounts\n400\t10\n405\t20\n410\t30\n"
    assert spectra.read(text).value.tolist() == [10, 20, 30]


def test_a_response_may_stand_in_its_own_table():
    text = "IRF\nTime (ns)\tCounts\n0\t90\n1\t2\n2\t0\nDecay\nTime (ns)\tCounts\n0\t100\n1\t80\n2\t65\n"
    found = spectra.read_decay(text)
    assert found.signal.tolist() == [100, 80, 65]
    assert found.response is not None
    assert found.response.tolist() == [90, 2, 0]


# --- times

ISO = "Timestamp,Luminance\n2024-03-01T{}\n2024-03-01T{}\n2024-03-01T{}\n"


def test_times_of_the_day_in_other_writings():
    for marks in ("Z", "+01:00", ".000Z"):
        found = spectra.read_decay(
            "Timestamp,L\n" + "".join(f"2024-03-01T0{h}:00:00{marks},{9 - h}\n" for h in range(3))
        )
        assert (found.time.tolist(), found.unit) == ([0, 1, 2], "h")
    halves = spectra.read_decay("Time,L\n11:00:00 AM,9\n12:00:00 PM,8\n1:00:00 PM,7\n")
    np.testing.assert_allclose(halves.time, [0, 1, 2])


CHANNELS = {
    "Zeitkalibrierung: 0,0274 ns/Kanal": (0.0274, "ns"),
    "Resolution: 4 ps": (4, "ps"),
    "Dwell time: 10 µs": (10, "µs"),
    "TAC range 50 ns / 4096 channels": (50 / 4096, "ns"),
}


@pytest.mark.parametrize("head", CHANNELS)
def test_the_time_of_a_channel_in_other_writings(head):
    found = spectra.read_decay(f"{head}\nChannel\tCounts\n0\t100\n1\t80\n2\t65\n")
    step, unit = CHANNELS[head]
    assert found.unit == unit
    np.testing.assert_allclose(found.time, [0, step, 2 * step])


# --- JCAMP-DX

JCAMP = (
    "##TITLE=x\n##JCAMP-DX=5.01\n##DATA TYPE={}\n##XUNITS={}\n##YUNITS=ARBITRARY UNITS\n##XFACTOR=1\n##YFACTOR=1\n##NPOINTS=3\n"
    "##XYPOINTS=(XY..XY)\n400,1\n405,2\n410,3\n##END=\n"
)
ORDINATES = (
    "##TITLE=x\n##JCAMP-DX=4.24\n##DATA TYPE=UV/VIS SPECTRUM\n##XUNITS=NANOMETERS\n##YUNITS=ABSORBANCE\n##FIRSTX=400\n"
    "##LASTX={}\n##XFACTOR=1\n##YFACTOR={}\n##NPOINTS={}\n##XYDATA=(X++(Y..Y))\n{}\n##END=\n"
)


@pytest.mark.parametrize(
    ("kind", "unit"),
    [("NMR SPECTRUM", "HZ"), ("NMR SPECTRUM", "PPM"), ("MASS SPECTRUM", "M/Z"), ("INFRARED SPECTRUM", "PPM")],
)
def test_jcamp_of_other_measurements(kind, unit):
    refused(JCAMP.format(kind, unit), "axis")
    refused(JCAMP.format("CHROMATOGRAM", "SECONDS"), "chromatogram")


def test_jcamp_excitation():
    refused(JCAMP.format("EXCITATION SPECTRUM", "NANOMETERS"), "excitation", quantity="emission")


def test_jcamp_axis_and_exponents():
    refused(ORDINATES.format(415, 1, 4, "400 1 2\n414 3 4"), "410")
    found = spectra.read(ORDINATES.format(410, "1e-5", 3, "400 1.1E4 2E4 3E4"))
    np.testing.assert_allclose(found.value, [0.11, 0.2, 0.3])
