"""Files as instruments write them: layouts of real programs, made-up numbers, each with its right answer.

The true absorbance is 0.83 at 400 nm and falls as exp(-(λ - 400)/60); the true emission is a Gaussian at 516 nm,
20 nm wide; the true decay has one lifetime of 20.
"""

import numpy as np
import pytest

from calculators import spectra

NM = np.arange(300.0, 701.0, 5.0)
A = 0.83 * np.exp(-(NM - 400) / 60)
T = 10**-A
PL_NM = np.arange(440.0, 601.0)
PL = 1000 * np.exp(-4 * np.log(2) * ((PL_NM - 516) / 20) ** 2)
TIME = np.arange(0.0, 100.0, 0.5)
COUNTS = np.round(10_000 * np.exp(-TIME / 20)).astype(int)
EV_NM = 1239.8419843320026


def rows(*columns, by="\t", digits="{:.6f}"):
    return "\n".join(
        by.join(c if isinstance(c, str) else digits.format(c) for c in row) for row in zip(*columns, strict=True)
    )


def decimal_commas(text):
    return text.replace(".", ",")


def refused(call):
    with pytest.raises(spectra.SpectrumError) as caught:
        call()
    return caught.value


LOG = "\nnc-01\nCollection Time: 3/3/2025 10:00:00 AM\nStart (nm)     700.0\nY Mode    Abs\n<Current Wavelength> , 300.0\n"
JASCO = (
    "TITLE\tnc\nDATA TYPE\tULTRAVIOLET SPECTRUM\nORIGIN\tJASCO\nDATE\t25/03/03\nTIME\t10:11:12\nXUNITS\t{x}\nYUNITS\t{y}\n"
    "FIRSTX\t700\nNPOINTS\t81\nXYDATA\n"
)
PERKIN = "PE UV       SUBTECH     SPECTRUM    ASCII       PEDS        4.00\n-1\nnc.SP\n10:11:12.00\n#HDR\n-1\n#GR\nnm\n{y}\n1.0\n0.0\n81\n#DATA\n"

ABSORBANCE = {
    "Cary, method log below": "nc-01,,\nWavelength (nm),Abs,\n" + rows(NM[::-1], A[::-1], by=",") + LOG,
    "Cary batch, each with its own axis": "s1,,s2,\nWavelength (nm),Abs,Wavelength (nm),%T\n"
    + rows(NM[::-1], A[::-1], NM[::-1] - 1, 50 * T[::-1], by=","),
    "Avantes, raw columns first": "nc\nIntegration time: 95.00 ms\nWave   ;Dark     ;Ref      ;Sample   ;Absorbance\n"
    "[nm]   ;[counts] ;[counts] ;[counts] ;[A.U.]\n" + rows(NM, 0 * A + 9, 0 * A + 6000, 6000 * T, A, by=";"),
    "JASCO, comments below": JASCO.format(x="NANOMETERS", y="ABSORBANCE")
    + rows(NM[::-1], A[::-1])
    + "\n\n##### Extended Information\n[Comments]\nSample name\tnc\n[Measurement Information]\nData pitch\t5 nm\n",
    "PerkinElmer ASCII": PERKIN.format(y="A") + rows(NM[::-1], A[::-1]),
    "PerkinElmer ASCII in %T": PERKIN.format(y="%T") + rows(NM[::-1], 100 * T[::-1]),
    "PerkinElmer CSV": "nm, A\n" + rows(NM[::-1], A[::-1], by=", "),
    "Shimadzu UVProbe": '"nc-01 - RawData"\n"Wavelength nm.","Abs."\n' + rows(NM[::-1], A[::-1], by=","),
    "German Excel": decimal_commas("Wellenlänge [nm];Extinktion\n" + rows(NM, A, by=";")).encode("cp1252"),
    "Japanese": '"波長 nm","吸光度"\n' + rows(NM, A, by=","),
    "fixed width": "  Wavelength    Abs\n" + "\n".join(f"{a:12.2f}{b:12.5f}" for a, b in zip(NM, A, strict=True)),
    "NUL in the title": "nc\0\0\0\0\nnm\tAbs\n" + rows(NM, A),
    "UTF-16 without a mark": ("nm\tAbs\r\n" + rows(NM, A)).encode("utf-16-le"),
    "lines end with CR": ("nm\tAbs\n" + rows(NM, A)).replace("\n", "\r"),
    "rows of separators": "nm;Abs;\n" + rows(NM, A, by=";") + "\n;;\n;;\n",
    "numbered rows": ",Wavelength (nm),Abs\n" + rows(np.arange(NM.size), NM, A, by=","),
    "two axes": "Wavelength (nm),Energy (eV),Abs\n" + rows(NM, EV_NM / NM, A, by=","),
    "wavenumbers": "wavenumber (cm-1),absorbance\n" + rows(1e7 / NM, A, by=",", digits="{:.9f}"),
    "energies": "Energy (eV)\tAbs\n" + rows(EV_NM / NM, A, digits="{:.9f}"),
    "micrometres": ("Wavelength (µm)\tAbs\n" + rows(NM / 1000, A, digits="{:.9f}")).encode("latin-1"),
    "ångström": "Wavelength (Å)\tAbs\n" + rows(NM * 10, A),
    "transmittance as a fraction": "nm,Transmittance\n" + rows(NM, T, by=",", digits="{:.9f}"),
    "transmittance in per cent": "Wavelength (nm);Trans. (%)\n" + rows(NM, 100 * T, by=";"),
    "Origin, columns A and B": "A\tB\n" + rows(NM, A),
    "empty lines amid numbers": "nm\tAbs\n" + rows(NM[:40], A[:40]) + "\n" * 8 + rows(NM[40:], A[40:]),
    "a page that turns": "nm\tAbs\n" + rows(NM[:40], A[:40]) + "\npage 2\n" + rows(NM[40:], A[40:]),
    "comments amid numbers": "# made today\n" + rows(NM[:40], A[:40]) + "\n\n# more\n" + rows(NM[40:], A[40:]),
}


@pytest.mark.parametrize("content", ABSORBANCE.values(), ids=ABSORBANCE.keys())
def test_absorbance(content):
    found = spectra.read(content, quantity="absorbance")
    assert found.quantity == "absorbance"
    assert found.wavelength_nm.size == NM.size
    np.testing.assert_allclose(found.wavelength_nm, NM, atol=1e-4)
    np.testing.assert_allclose(found.value, A, atol=2e-4)
    assert found.at(400) == pytest.approx(0.83, abs=1e-4)


OCEAN = "SpectraSuite Data File\n++++++\nDate: Mon Mar 03\nDark Spectrum Present: Yes\nNumber of Pixels in Processed Spectrum: 161\n"
EDINBURGH = "Labels,s1,s2,\nType,{t},{t},\nStart,440.00,440.00,\nXaxis,Wavelength(nm),Wavelength(nm),\nYaxis,Counts,Counts,\nScan,1,1,\n,,,\n"
LABSPEC = "#Acq. time (s)=\t1\n#Detector temperature (°C)=\t-75\n#AxisType[0]=\tIntens\n#AxisType[1]=\tSpectr\n#AxisUnit[1]=\t{}\n"
HITACHI = (
    "Sample:\tnc\nScan mode:\tEmission\nData mode:\tFluorescence\n\nPeaks\nPeak #\tStart (nm)\tApex (nm)\tHeight\n"
    "1\t490.0\t516.0\t1000\n2\t570.0\t575.0\t1.0\n\nData Points\nnm\tData\n"
)

EMISSION = {
    "Ocean Optics": OCEAN
    + ">>>>>Begin Processed Spectral Data<<<<<\n"
    + rows(PL_NM, PL)
    + "\n>>>>>End Processed Spectral Data<<<<<\n",
    "Ocean Optics in Spanish": decimal_commas("Espectrómetro: X\nTiempo de integración: 3\n" + rows(PL_NM, PL)).encode(
        "cp1252"
    ),
    "Ocean Optics Jaz": "Jaz Absolute Irradiance File\n>>>>>Begin Processed Spectral Data<<<<<\nW\tD\tS\tP\n"
    + rows(PL_NM, 0 * PL, 9 * PL + 5, PL)
    + "\n>>>>>End Processed Spectral Data<<<<<\n>>>>>Begin Calibration Data<<<<<\n"
    + "\n".join(["5e-5"] * 161),
    "Edinburgh, two samples": EDINBURGH.format(t="Emission Scan") + rows(PL_NM, PL, 2 * PL, by=","),
    "Horiba, corrected ratio behind raw": "Wavelength\tS1\tR1\tS1c/R1c\nnm\tCPS\tMicroAmps\tCPS/MicroAmps\n"
    + rows(PL_NM, 3 * PL, 0 * PL + 0.05, PL),
    "Horiba, three rows": "Wavelength\tS1c / R1c\nnm\tCPS / MicroAmps\n\tnc-01 - Corrected\n" + rows(PL_NM, PL),
    "LabSpec": (LABSPEC.format("nm") + rows(PL_NM, PL)).encode("cp1252"),
    "LabSpec in eV": (LABSPEC.format("eV") + rows(EV_NM / PL_NM, PL, digits="{:.9f}")).encode("cp1252"),
    "Hitachi, a table of peaks above": HITACHI + rows(PL_NM, PL),
    "PerkinElmer fluorescence": "PE FL     SPECTRUM    ASCII\n  -1\n13:48:37.00\n495.0\n1\n405 350 NORM\n1 0 0\n#GR\nNM\n\n0.0\n161\n#DATA\n"
    + rows(PL_NM, PL, digits="{:.6f}  "),
    "Andor, settings below": rows(PL_NM, PL) + "\n\n\nDate and Time: Mon\nExposure Time (secs): 0.5\n",
    "WinSpec, strips between": rows(PL_NM, 0 * PL + 1, PL),
    "difference of sample and reference": "Wavelength[nm],Reference,Sample,Sample-Reference\n"
    + rows(PL_NM, 0 * PL + 900, PL + 900, PL, by=","),
    "quoted thousands": "nm,counts\n" + "\n".join(f'{a:.0f},"{b:,.6f}"' for a, b in zip(PL_NM, PL, strict=True)),
    "irradiance": "Wavelength[nm]\tIrradiance[uW/cm^2/nm]\n" + rows(PL_NM, PL),
    "per eV": "Photon energy (eV)\tPL intensity (counts/eV)\n"
    + rows(EV_NM / PL_NM, PL * PL_NM**2 / EV_NM, digits="{:.9f}"),
    "whole numbers with a heading": "nm,dark,counts\n"
    + "\n".join(f"{a:.0f},5,{b:.6f}" for a, b in zip(PL_NM, PL, strict=True)),
}


@pytest.mark.parametrize("content", EMISSION.values(), ids=EMISSION.keys())
def test_emission(content):
    found = spectra.read(content, quantity="emission")
    assert found.quantity == "emission"
    np.testing.assert_allclose(found.wavelength_nm, PL_NM, atol=1e-4)
    np.testing.assert_allclose(found.value, PL, atol=1e-3)
    assert found.wavelength_nm[found.value.argmax()] == pytest.approx(516, abs=1e-4)


PICO = "#PicoHarp 300  Histogram Data\n#channels per curve\n{n}\n#display curve no.\n{c}\n#ns/channel\n{s}\n#counts\n"
BLOCK = "*BLOCK {}  ( Time[ns]  No_of_photons )\n{}\n*END\n"
PROMPT = np.where(TIME == 0, 1000, 0)

DECAYS = {
    "Edinburgh": "Labels,nc-01,\nType,TCSPC Decay,\nXaxis,Time(ns),\nYaxis,Counts,\nTime Calibration(ns/ch),0.5,\n,,\n"
    "Time,nc-01,\n" + rows(TIME, COUNTS, by=","),
    "Edinburgh with response": "Labels\tIRF\tnc\nXaxis\tTime(ns)\tTime(ns)\nYaxis\tCounts\tCounts\n\nTime\tIRF\tnc\n"
    + rows(TIME, PROMPT, COUNTS),
    "PicoQuant, one curve": PICO.format(n=200, c=0, s="0.5000") + "\n".join(map(str, COUNTS)),
    "PicoQuant, times and response": "Time[ns]\tDecay[Cnts]\tIRF[Cnts]\n" + rows(TIME, COUNTS, PROMPT),
    "Becker & Hickl": "  Title : x\n  Revision : 10 bits ADC\n  \n" + BLOCK.format(1, rows(TIME, COUNTS, by=" ,    ")),
    "Horiba DAS6": "Time calibration = 5.0E-10 s/ch\nChan\tPrompt\tDecay\n"
    + rows(np.arange(200), PROMPT, COUNTS, digits="{:.0f}"),
    "one column, time of a channel above": "Decay\nTime calibration: 0.5 ns/channel\n" + "\n".join(map(str, COUNTS)),
    "fit and residual beside": "Time[ns],IRF,Decay,Fit,Residual\n"
    + rows(TIME, PROMPT, COUNTS, COUNTS, 0 * TIME, by=","),
    "German": decimal_commas("Zeit [ns]\tZählungen\n" + rows(TIME, COUNTS)).encode("cp1252"),
}


@pytest.mark.parametrize("name", DECAYS)
def test_decays(name):
    found = spectra.read_decay(DECAYS[name])
    assert found.unit == "ns"
    np.testing.assert_allclose(found.time, TIME, atol=1e-9)
    assert found.signal.tolist() == COUNTS.tolist()
    assert (found.response is not None) == ("esponse" in name or "DAS6" in name or "fit" in name)
    if found.response is not None:
        assert found.response.tolist() == PROMPT.tolist()


HOURS = np.arange(0.0, 40.0, 0.5)
FADE = np.round(200 * np.exp(-HOURS / 20), 3)


def clock(hours, start=0):
    return [f"{int(start + h) % 24:02d}:{30 if h % 1 else 0:02d}:00" for h in hours]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Time,Luminance (cd/m2)\n"
            + rows([f"{int(h):02d}:{30 if h % 1 else 0:02d}:00" for h in HOURS], FADE, by=","),
            0,
        ),
        ("Time;L\n" + rows(clock(HOURS, 22), FADE, by=";"), 0),
        ("Time (hh:mm);L\n" + rows([f"{int(h):02d}:{30 if h % 1 else 0:02d}" for h in HOURS], FADE, by=";"), 0),
        (
            "Date,Time,Luminance\n"
            + rows([f"2025-03-{28 + int(h) // 24:02d}" for h in HOURS], clock(HOURS), FADE, by=","),
            0,
        ),
        ("t/h\tL/L0\n" + rows(HOURS, FADE), 0),
        (
            "Time (h),Voltage (V),Current (mA),Luminance (cd/m2)\n"
            + rows(HOURS, 5 + HOURS / 99, 0 * HOURS + 2, FADE, by=","),
            0,
        ),
    ],
)
def test_lifetimes_of_devices(text, first):
    found = spectra.read_decay(text)
    assert found.unit == "h"
    np.testing.assert_allclose(found.time, HOURS, atol=1e-9)
    np.testing.assert_allclose(found.signal, FADE, atol=1e-9)


def test_minutes_and_seconds_are_asked_about():
    text = rows([f"{m:02d}:30" for m in range(20)], np.arange(20.0), by=",")
    assert "hours and minutes" in refused(lambda: spectra.read_decay(f"Time,L\n{text}")).problem
    assert spectra.read_decay(f"Time (mm:ss),L\n{text}").time[1] == pytest.approx(1.5 / 60)


def test_times_of_the_day_are_counted_from_the_first():
    found = spectra.read_decay("Time;L\n10:15:00;100\n10:16:30;99\n10:18:00;98")
    np.testing.assert_allclose(found.time, [0, 0.025, 0.05], atol=1e-12)
    assert "10.25 h" in found.notes[0]
    late = spectra.read_decay("Time;L\n00:10:00;100\n00:20:00;99\n00:30:00;98")  # a test that was read from 10 min on
    np.testing.assert_allclose(late.time, [1 / 6, 1 / 3, 0.5])
    assert "2025-03-14" in refused(lambda: spectra.read_decay("03/04/2025 10:15:00;1\n03/04/2025 10:16:00;2")).allowed


@pytest.mark.parametrize("heading", ["Fit", "Residual", "Voltage (V)", "log(counts)", "T (°C)"])
def test_what_is_no_signal_is_no_decay(heading):
    text = f"Time (ns);{heading}\n0;100\n1;80\n2;65"
    assert heading in refused(lambda: spectra.read_decay(text)).problem
    assert spectra.read_decay(text, column=heading).signal.tolist() == [100, 80, 65]


def test_curves_without_an_axis_count_channels():
    text = "Decay\tPrompt\n100\t3\n80\t2\n60\t1\n50\t0\n"
    found = spectra.read_decay(f"ns/channel = 0.05\n{text}")
    assert found.time.tolist() == pytest.approx([0, 0.05, 0.1, 0.15])
    assert found.response.tolist() == [3, 2, 1, 0]
    assert "per_channel" in refused(lambda: spectra.read_decay(text)).allowed
    assert refused(lambda: spectra.read_decay(f"ns/channel = 0.05\n{text}", per_channel=0.1)).argument == "per_channel"
    assert "without wavelengths" in refused(lambda: spectra.read(text)).problem


def test_each_curve_has_the_time_of_its_channel():
    text = PICO.format(n="3\t3", c="0\t1", s="0.5120\t0.0040") + "9\t7\n8\t6\n7\t5"
    assert spectra.read_decay(text, column="curve 1").time.tolist() == [0, 0.512, 1.024]
    second = spectra.read_decay(text, column="curve 2")
    assert second.time.tolist() == [0, 0.004, 0.008]
    assert second.signal.tolist() == [7, 6, 5]
    assert "curves" in refused(lambda: spectra.read_decay(text.replace("\t0.0040", ""))).problem


def test_channels_need_their_time():
    text = "Channel,Counts\n0,100\n1,80\n2,65"
    error = refused(lambda: spectra.read_decay(text))
    assert "per_channel" in error.allowed
    assert spectra.read_decay(text, per_channel=0.05).time.tolist() == [0, 0.05, 0.1]
    assert refused(lambda: spectra.read_decay("ns\tC\n0\t1\n1\t2", per_channel=0.05)).argument == "per_channel"
    assert "per_channel" in refused(lambda: spectra.read_decay("100\n80\n65\n50")).allowed
    assert spectra.read_decay("100\n80\n65\n50", per_channel=0.1).time.tolist() == pytest.approx([0, 0.1, 0.2, 0.3])


# --- what is not what was asked for


TWO = rows(NM, A, by=";")
REFUSED = {
    "reflectance": ("nm;Reflectance\n" + TWO, "absorbance", "reflectance"),
    "%R": ("nm;%R\n" + TWO, "absorbance", "reflectance"),
    "counts": ("nm;counts\n" + TWO, "absorbance", "readings of light"),
    "irradiance": ("nm;Absolute irradiance\n" + TWO, "absorbance", "readings of light"),
    "absorbance for light": ("nm;Abs\n" + TWO, "emission", "absorbance"),
    "transmittance for light": ("nm;%T\n" + TWO, "emission", "transmittance"),
    "transmittance, nothing asked": ("nm;%T\n" + TWO, None, "transmittance"),
    "absorption coefficient": ("nm;Absorption coefficient (cm-1)\n" + TWO, "absorbance", "absorption coefficient"),
    "Kubelka-Munk": ("nm;F(R)\n" + TWO, "absorbance", "Kubelka-Munk"),
    "per cent that are none": ("nm;T%\n" + rows(NM, T, by=";"), "absorbance", "per cent"),
    "fraction or per cent": ("nm;T\n" + rows(NM, 3 * T, by=";"), "absorbance", "fraction or per cent"),
    "text above speaks of transmission": ("Transmission of the film\n" + TWO, "absorbance", "transmi"),
    "too large": ("nm;nc-01\n" + rows(NM, 100 * A, by=";"), "absorbance", "too large for an absorbance"),
    "excitation": (EDINBURGH.format(t="Excitation Scan") + rows(PL_NM, PL, PL, by=","), "emission", "excitation"),
    "excitation axis": ("Excitation wavelength (nm),Intensity\n" + rows(PL_NM, PL, by=","), "emission", "excitation"),
    "raw columns only": ("nm;Dark;Reference\n" + rows(NM, A, A, by=";"), "emission", "raw"),
    "raw behind transmittance": (
        "nm;Sample [counts];Transmittance [%]\n" + rows(NM, A, 100 * T, by=";"),
        "emission",
        "trans",
    ),
    "divided by a reference": (
        "Reference Spectrum Present: Yes\n>>>>>Begin Processed Spectral Data<<<<<\n" + rows(NM, A),
        "emission",
        "reference",
    ),
    "pixels": ("Pixel,Counts\n" + rows(np.arange(81), A, by=","), "emission", "pixels"),
    "Raman shift": ("Raman shift (cm-1),Counts\n" + rows(NM, A, by=","), "emission", "Raman"),
    "energies without heading": (rows(EV_NM / PL_NM, PL), "emission", "no wavelength"),
    "wavenumbers without heading": (rows(1e7 / NM, A), "absorbance", "wavenumber"),
    "a decay": ("Time [ns];Counts\n" + TWO, "emission", "decay"),
    "matrix": ("EM/EX\t240\t245\t250\t255\t260\n" + rows(NM, A, A, A, A, A), "emission", "map"),
    "matrix, corner empty": ("\t240\t245\t250\t255\t260\t265\n" + rows(NM, A, A, A, A, A, A), "emission", "map"),
    "delays": ("nm\t0 ps\t1 ps\t2 ps\t5 ps\n" + rows(NM, A, A, A, A), "emission", "map"),
    "many columns": (rows(NM, A, A, A, A, A), "emission", "map"),
    "scans below one another": (rows(NM, A) + "\n" + rows(NM, A), "emission", "below one another"),
    "commas of two kinds": (
        "nm,counts\n" + rows(NM.astype(int).astype(str), [f"{c:,.1f}" for c in 9000 * T], by=","),
        "emission",
        "commas",
    ),
    "decimal signs of two kinds": ("nm;A\n400,5;1.5\n410,5;2.5", "absorbance", "comma"),
    "per cent absorbed": ("nm;Absorption (%)\n" + TWO, "absorbance", "absorptance"),
    "a logarithm": ("nm;log(Abs)\n" + TWO, "absorbance", "logarithm"),
    "a factor": ("nm;Abs x10^3\n" + TWO, "absorbance", "factor"),
    "decibels": ("nm;Power (dBm)\n" + TWO, "emission", "decibels"),
    "energy without unit": ("Energy;Abs\n3.1;0.8\n3.0;0.7", "absorbance", "unit"),
    "micrometres that are none": ("Wavelength (µm);Abs\n400;0.8\n410;0.7", "absorbance", "µm"),
    "numbers that run together": ("nm  A\n400.0-0.123\n401.0-0.124", "absorbance", "no table"),
    "a quotation mark that stays open": ('nm,"A"\n400,"1.0\n410,"2.0"', "absorbance", "quotation mark"),
    "thousands or decimals": ("nm;counts\n500;2,134\n501;2,522", "emission", "thousands or decimals"),
}


@pytest.mark.parametrize(("text", "quantity", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_refused_says_why(text, quantity, says):
    error = refused(lambda: spectra.read(text, quantity=quantity))
    assert says.lower() in f"{error.problem}; {error.allowed}".lower()
    assert not str(error).startswith("text")


BINARY = {
    "Excel workbook": b"PK\x03\x04" + b"\0" * 30 + b"xl/workbook.xml",
    "ZIP archive": b"PK\x03\x04" + b"\0" * 60,
    "old Excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 60,
    "PDF": b"%PDF-1.7\n",
    "PNG": b"\x89PNG\r\n\x1a\n\0\0",
    "HDF5": b"\x89HDF\r\n\x1a\n\0\0",
    "OPUS": b"\x0a\x0a\xfe\xfe\0\0\0",
    "PTU": b"PQTTTR\0\0 1.0.00",
    "SPC": b"\x80K\x00\x80\x40\x0e\0\0" + b"\0" * 600,
    "gzip": b"\x1f\x8b\x08\x00",
    "AvaSoft 8": b"AVS84\x01\xb5\x4f\0\0",
    "not known": bytes(range(256)) * 4,
}


@pytest.mark.parametrize("name", BINARY)
def test_binary_files_are_named(name):
    for call in (spectra.read, spectra.read_decay, spectra.columns):
        assert name in refused(lambda call=call: call(BINARY[name])).problem


# --- columns, words in place of numbers, repeats


def test_columns_are_offered_and_chosen_by_name():
    text = "s1,,s2,\nWavelength (nm),Abs,Wavelength (nm),%T\n" + rows(NM, A, NM + 1, 100 * T, by=",")
    offered = spectra.columns(text)
    assert [(c.name, c.quantity, c.axis, c.axis_unit, c.points) for c in offered] == [
        ("s1: Abs", "absorbance", "wavelength", "nm", 81),
        ("s2: %T", "transmittance", "wavelength", "nm", 81),
    ]
    other = spectra.read(text, quantity="transmittance", column="s2: %T")
    assert other.wavelength_nm[0] == 301
    np.testing.assert_allclose(other.value, 100 * T, atol=1e-5)
    assert "s1: Abs" in other.left_out[0]
    assert "'s1: Abs', 's2: %T'" in refused(lambda: spectra.read(text, column="Sample")).allowed
    assert "transmittance" in refused(lambda: spectra.read(text, quantity="emission", column="s2: %T")).problem
    equal = "nm,s1,s2\n" + rows(NM, A, 2 * A, by=",")
    assert "'s1' is read, the first of 2 that would fit; the others are 's2'." in spectra.read(equal).notes


def test_a_map_can_be_read_by_column():
    text = "nm\t0 ps\t1 ps\t2 ps\t5 ps\n" + rows(NM, A, 2 * A, 3 * A, 4 * A)
    assert spectra.read(text, column="2 ps").value[0] == pytest.approx(3 * A[0], abs=1e-5)


def test_words_in_place_of_numbers_are_nan_and_counted():
    text = "nm\tAbs\n300\tOVER\n305\t1.#QNAN\n310\t#NUM!\n315\tinf\n320\t0.5\n325\t\n330\t0.4\n335\t\n"
    found = spectra.read(text, quantity="absorbance")
    assert found.wavelength_nm.tolist() == [300, 305, 310, 315, 320, 325, 330]
    assert np.isnan(found.value).tolist() == [True, True, True, True, False, True, False]
    assert "5 values without a number (NaN in the spectrum)." in found.left_out
    assert "1 row without a point in this column." in found.left_out


def test_no_light_has_no_absorbance():
    found = spectra.read("nm;%T\n400;0\n410;-0.1\n420;10", quantity="absorbance")
    assert np.isnan(found.value).tolist() == [True, True, False]
    assert found.value[2] == pytest.approx(1)
    assert any("2 values" in note for note in found.notes)


def test_units_of_absorbance_and_what_is_normalised():
    found = spectra.read("nm;Absorbance (mAU)\n400;830\n410;700", quantity="absorbance")
    assert found.value.tolist() == [0.83, 0.7]
    assert any("1000" in note for note in found.notes)
    shape = spectra.read("nm;Abs (norm.)\n400;0.83\n410;0.7", quantity="absorbance")
    assert any("no concentration" in note for note in shape.notes)


@pytest.mark.parametrize(
    "heading",
    ["CsPbBr3", "S1", "A400", "R1", "W/nm", "PL 405 nm", "Emission (ex 365 nm)", "10 nm shell", "Sample 2 (5 s)"],
)
def test_headings_of_samples_are_no_axes_and_no_other_quantity(heading):
    found = spectra.read(f"Wavelength (nm)\t{heading}\n400\t1\n410\t2\n420\t3", quantity="emission")
    assert (found.column, found.value.tolist()) == (heading, [1, 2, 3])


def test_the_axis_may_stand_behind():
    found = spectra.read("Abs,Wavelength (nm)\n0.83,400\n0.7,410\n", quantity="absorbance")
    assert found.at(400) == 0.83


def test_repeated_places_are_averaged_and_said():
    text = rows([400, 410, 410, 420, 430, 440, 450], [1, 2, 4, 5, 6, 7, 8], digits="{:.0f}")
    found = spectra.read(text)
    assert found.value.tolist() == [1, 3, 5, 6, 7, 8]
    assert any("more than once" in note for note in found.notes)
    decay = spectra.read_decay("t (h);L\n0;10\n0;20\n1;8")
    assert decay.signal.tolist() == [15, 8]
    assert any("more than once" in note for note in decay.notes)


def test_the_unit_of_the_axis_can_be_given():
    bare = rows(EV_NM / PL_NM, PL, digits="{:.9f}")
    np.testing.assert_allclose(spectra.read(bare, unit="eV").wavelength_nm, PL_NM, rtol=1e-8)
    np.testing.assert_allclose(spectra.read(rows(1e7 / NM, A), unit="cm-1").wavelength_nm, NM, rtol=1e-6)
    assert refused(lambda: spectra.read("nm;A\n400;1\n410;2", unit="eV")).argument == "unit"
    assert refused(lambda: spectra.read("400;1\n410;2", unit="inch")).argument == "unit"


def test_what_is_read_and_left_is_said():
    found = spectra.read(ABSORBANCE["Cary, method log below"], quantity="absorbance")
    assert any(left.startswith("5 lines of text below the numbers") for left in found.left_out)
    assert found.sentences()[0] == "Read: 81 points from 300 to 700 nm, column 'Abs' (absorbance)."
    assert found.sentences()[-1].startswith("Not read: 5 lines of text")
    decay = spectra.read_decay(DECAYS["PicoQuant, times and response"])
    assert decay.sentences()[0] == "Read: 200 points from 0 to 99.5 ns, column 'Decay[Cnts]' with a response."
    short = spectra.read(OCEAN + ">>>>>Begin<<<<<\n" + rows(PL_NM[:100], PL[:100]))
    assert "The file announces 161 points and holds 100." in short.notes


def test_intensities_over_energy_keep_their_readings_unless_the_heading_says_per_energy():
    kept = spectra.read("Energy (eV)\tPL (counts)\n" + rows(EV_NM / PL_NM, PL, digits="{:.9f}"), quantity="emission")
    np.testing.assert_allclose(kept.value, PL, atol=1e-6)
    assert any("hc/λ²" in note for note in kept.notes)
