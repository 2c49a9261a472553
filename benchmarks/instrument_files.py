"""What becomes of the instrument files in the test folders of three public readers.

    python -m benchmarks.instrument_files PATH/TO/lightr PATH/TO/WrightTools PATH/TO/eemR

The checkouts are those of ropensci/lightr, wright-group/WrightTools and PMassicotte/eemR; nothing of theirs is part
of this repository. For each file the table below says, decided by looking at it, what is right: a quantity and the
place of its column, or the reason of a refusal. What is read is held against a parser of a few lines that knows where
the numbers of that file stand and shares nothing with the package.
"""

from __future__ import annotations

import argparse
import gzip
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from calculators import spectra

HC = 1239.8419843320026


@dataclass(frozen=True)
class Right:
    """What is right for a file.

    `ask` is the quantity that the file (or whoever exported it) says, "decay", or "" where nobody says; `column` and
    `axis` are the places of values and axis, from 0; `refused` is a word of the reason where refusing is right.
    """

    ask: str = ""
    column: int = 1
    axis: int = 0
    refused: str = ""
    comma: bool = False  # decimal commas


LIGHTR = "inst/testdata/"
WRIGHT = "WrightTools/datasets/"
EEM = "inst/extdata/"
JCAMP = Right("transmittance")
EXPECTED: dict[str, Right] = {
    LIGHTR + "CRAIC_export.txt": Right("reflectance"),
    LIGHTR + "compare/CRAIC/CRAIC.txt": Right("reflectance"),
    LIGHTR + "FMNH6834.00000001.Master.Transmission": Right("transmittance"),
    LIGHTR + "FMNH6834.00000002.Master.Transmission": Right("transmittance"),
    LIGHTR + "OOusb4000.txt": Right("reflectance"),
    LIGHTR + "UK5.txt": Right("reflectance"),
    LIGHTR + "OceanView.txt": Right(),
    LIGHTR + "RS-1.dpt": Right("absorbance"),
    LIGHTR + "avantes_export.ttt": Right("transmittance"),
    LIGHTR + "avantes_export2.trt": Right("emission"),
    LIGHTR + "avantes_export_long.ttt": Right("transmittance", 4),
    LIGHTR + "avasoft8.txt": Right("reflectance", 4),
    LIGHTR + "compare/Avantes/30849.csv": Right("reflectance"),
    LIGHTR + "compare/Avantes/J_PIR_AVRIL2016_0001.ttt": Right("transmittance", 4),
    LIGHTR + "compare/Avantes/NEW0601.ttt": Right("transmittance", 4),
    LIGHTR + "compare/Avantes/feather_1.TXT": Right("reflectance", 4),
    LIGHTR + "compare/Avantes/feather_2.TXT": Right("reflectance", 4),
    LIGHTR + "compare/OceanInsight/BB_PF21_4.txt": Right("reflectance"),
    LIGHTR + "compare/rfl8x/official.csv": Right("reflectance"),
    LIGHTR + "irr_820_1941.IRR": Right("emission"),
    LIGHTR + "irrad.JazIrrad": Right("emission", 3),
    LIGHTR + "jazspec.jaz": Right("reflectance", 4),
    LIGHTR + "spec.csv": Right("reflectance"),
    LIGHTR + "OceanOptics_period.jdx": JCAMP,
    **{LIGHTR + f"heliomaster/HELIFURC_BR_{n}.jdx": JCAMP for n in ("278_282", "283_277", "288_272", "293_267")},
    LIGHTR + "non_english/J_MUR_MARS_17_0001.ttt": Right("transmittance", 4, comma=True),
    LIGHTR + "non_english/OO_comma.txt": Right("reflectance", comma=True),
    LIGHTR + "non_english/OceanOptics_comma.jdx": Right("transmittance", comma=True),
    LIGHTR + "non_english/OceanView_nonEN.txt": Right("emission", comma=True),
    "vignettes/data/puffin/BR_PF26_1.txt": Right("reflectance"),
    "vignettes/data/puffin/BR_PF27_3.txt": Right("reflectance"),
    WRIGHT + "Cary/CuPCtS_H2O_vis.csv": Right("absorbance"),
    WRIGHT + "Cary/filters.csv": Right("absorbance"),
    "tests/data/test_data/duplicate_name.csv": Right("absorbance"),
    WRIGHT + "JASCO/PbSe batch 1.txt": Right("absorbance"),
    WRIGHT + "JASCO/PbSe batch 4 2012-02-21.txt": Right("absorbance"),
    WRIGHT + "JASCO/PbSe batch 4 2012-03-15.txt": Right("absorbance"),
    WRIGHT + "Shimadzu/MoS2_fromCzech2015.txt": Right("absorbance"),
    WRIGHT + "ocean_optics/tsunami.scope": Right("emission"),
    WRIGHT + "spcm/test_data.asc": Right("decay"),
    WRIGHT + "spcm/test_data_full_metadata.asc": Right("decay"),
    WRIGHT + "LabRAM/spectrum_nm.txt.gz": Right("emission"),
    WRIGHT + "LabRAM/spectrum_wn.txt.gz": Right("emission", refused="Raman shift"),
    WRIGHT + "BrunoldrRaman/LDS821_514nm_80mW.txt": Right(
        "emission", refused="Raman shift"
    ),  # the file does not say it
    WRIGHT + "Tensor27/CuPCtS_powder_ATR.dpt": Right("absorbance", refused="wavenumber"),
    WRIGHT + "LabRAM/survey_nm.txt.gz": Right("emission", refused="map"),
    WRIGHT + "LabRAM/map_nm.txt.gz": Right("emission", refused="map"),
    WRIGHT + "LabRAM/raman_linescan.txt.gz": Right("emission", refused="map"),
    WRIGHT + "Solis/kinetic.asc.gz": Right("emission", refused="map"),
    WRIGHT + "Solis/wm ypos fluorescence with filter.asc.gz": Right("emission", refused="map"),
    WRIGHT + "Solis/xpos ypos fluorescence.asc.gz": Right("emission", refused="map"),
    EEM + "aqualog/sample4.dat": Right("emission", refused="map"),
    **{
        EEM + f"cary/scans_day_1/{n}.csv": Right("emission", refused="map")
        for n in ("nano", "sample1", "sample2", "sample3")
    },
    **{EEM + f"cary/scans_day_2/{n}.csv": Right("emission", refused="map") for n in ("blank", "s1")},
    EEM + "custom_cary.csv": Right("emission", refused="map"),
    **{EEM + f"fluoromax4/f{n}.dat": Right("emission", refused="map") for n in (1, 2, 3)},
    **{EEM + f"hitachi-f7000-fl/hitachi{n}.TXT": Right("emission", refused="map") for n in (1, 2)},
    EEM + "shimadzu/shimadzu.TXT": Right("emission", refused="below one another"),
}


def by_hand(content: bytes, right: Right) -> tuple[np.ndarray, np.ndarray]:
    """Axis and values by the longest run of lines whose cells at the two places are numbers."""
    best: list[tuple[float, float]] = []
    run: list[tuple[float, float]] = []
    for line in re.split(r"\r\n|\n|\r", content.decode("latin-1").replace("\0", "")):
        cells = re.split(r";|\t|,\s+|\s+" if right.comma else r"\s*[;,\t]\s*|\s+", line.strip())
        try:
            point = [float(cells[i].replace(",", ".")) for i in (right.axis, right.column)]
        except (ValueError, IndexError):
            if line.strip():  # empty lines do not end a run
                best, run = max(best, run, key=len), []
            continue
        run.append((point[0], point[1]))
    points = np.array(max(best, run, key=len))
    return points[:, 0], points[:, 1]


def verdict(content: bytes, right: Right) -> tuple[str, str]:
    """One of "right", "refused" (rightly), "refused though readable", "said" and "wrong", with a sentence."""
    try:
        if right.ask == "decay":
            decay = spectra.read_decay(content)
            found, x, notes = decay.signal, decay.time, decay.notes
        else:
            spectrum = spectra.read(content, quantity=right.ask or None)
            found, x, notes = spectrum.value, spectrum.wavelength_nm, spectrum.notes
    except spectra.SpectrumError as error:
        if right.refused:
            return ("refused" if right.refused in str(error) else "refused for another reason"), str(error)
        return "refused though readable", str(error)
    if right.refused:
        assumed = [n for n in notes if "assumed" in n]
        return ("said" if assumed else "wrong"), "; ".join(assumed)
    hand_x, hand_y = by_hand(content, right)
    order = np.argsort(hand_x, kind="stable")
    hand_x, hand_y = hand_x[order], hand_y[order]
    same = hand_x.size == x.size and np.allclose(hand_x, x, rtol=1e-9) and np.allclose(hand_y, found, rtol=1e-9)
    return ("right" if same else "wrong"), f"{x.size} points, {x[0]:g} to {x[-1]:g}, largest {np.nanmax(found):g}"


def absorbance_is_refused(content: bytes, right: Right) -> str:
    """What happens to a file that holds no absorbance when an absorbance is asked for."""
    if right.ask in ("", "absorbance", "decay") or right.refused:
        return ""
    try:
        found = spectra.read(content, quantity="absorbance")
    except spectra.SpectrumError:
        return "refused"
    return (
        "converted" if any("converted to absorbance" in n for n in found.notes) else "taken, as the file says nothing"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkouts", nargs="+", type=Path)
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    binary: Counter[str] = Counter()
    for checkout in arguments.checkouts:
        for name, right in EXPECTED.items():
            path = checkout / name
            if not path.exists():
                continue
            content = path.read_bytes()
            content = gzip.decompress(content) if path.suffix == ".gz" else content
            word, sentence = verdict(content, right)
            counts[word] += 1
            asked[absorbance_is_refused(content, right)] += 1
            print(f"{word:24} {name.split('/', 2)[-1]:50} {sentence[:110]}")
        for path in sorted(checkout.rglob("*")):
            if path.suffix.lower() in BINARY and path.is_file() and "R/" not in str(path):
                try:
                    spectra.read(path.read_bytes())
                    binary["READ"] += 1
                except spectra.SpectrumError as error:
                    binary["named" if "is binary" not in error.problem else "refused as binary"] += 1
    total = math.fsum(counts.values())
    print(f"\n{total:.0f} files of text: " + ", ".join(f"{n} {word}" for word, n in counts.most_common()))
    print("an absorbance asked of what holds none: " + ", ".join(f"{n} {w}" for w, n in asked.most_common() if w))
    print("binary files: " + ", ".join(f"{n} {word}" for word, n in binary.most_common()))


BINARY = {
    ".drk",
    ".ref",
    ".roh",
    ".trm",
    ".raw8",
    ".rfl8",
    ".rfl8x",
    ".irr8",
    ".spc",
    ".procspec",
    ".zip",
    ".wt5",
    ".rda",
    ".png",
}

if __name__ == "__main__":
    main()
