"""All findings in one table, and a ranking of like with like."""

from __future__ import annotations

from typing import Any

import pandas as pd

from .. import color, datasets, led
from ..errors import one_of
from . import _devices, _solar
from ._frames import frame

_NARROW, _, _WIDE = led.WIDTHS_NM
_LEAST, _MOST = _devices.CURRENTS_MA_CM2
RULES = {
    "cd/A": f"Current efficiency against EQE and wavelength: no FWHM from {_NARROW:g} to {_WIDE:g} nm agrees within "
    f"a factor of {led.AGREEMENT:g}",
    "CIE": f"Chromaticity against the emission peak: no line comes nearer than {_devices.DISTANCE:g} in u′, v′",
    "composition": f"Emission peak more than {_devices.ALLOWANCE_EV:g} eV redder than the smallest bulk gap of the "
    "composition",
    "energy": "EQE times photon energy over e times the turn-on voltage above 1",
    "current": f"The largest luminance takes less than {_LEAST:g} or more than {_MOST:g} mA/cm² at the best efficiency",
    "lifetime": "The lifetime test starts above the largest luminance",
    "solar cell": "PCE against current, voltage and fill factor: apart by more than rounding and "
    f"{100 * (_solar.AGREEMENT - 1):.0f} %",
}
"""What each rule of the audit asks, with its thresholds."""


def findings() -> pd.DataFrame:
    """Rows of the device tables that do not agree with themselves.

    Returns
    -------
    pandas.DataFrame
        One row a finding: ``rule``, ``table``, ``id``, ``source``,
        ``locator``, ``citation``, ``printed``, ``expected``, ``off`` (factor, or distance for colours),
        ``reconcile`` (what would bring the numbers together, if only one of
        them were wrong) and ``flagged`` (whether the row carries a doubt).

    Examples
    --------
    >>> found = findings().query("rule == 'current' and source == 'mu2022' and locator == 'Table 2, row 13'")
    >>> found[["printed", "expected"]].values.tolist()
    [['2.1 cd/m² with 75 cd/A', '0.01 to 1000 mA/cm²']]
    """
    rows: list[dict[str, Any]] = []

    def add(rule: str, table: str, row: Any, printed: str, expected: str, off: float, reconcile: str) -> None:
        rows.append(
            {
                "rule": rule,
                "table": table,
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "printed": printed,
                "expected": expected,
                "off": float(off),
                "reconcile": reconcile,
            }
        )

    found = _devices.current_efficiency()
    for row in found[found.finding].itertuples():
        near = min((row.ratio, row.ratio_narrow, row.ratio_wide), key=lambda r: max(r, 1 / r))
        add(
            "cd/A",
            "leds",
            row,
            f"{row.current_efficiency_cd_a:g} cd/A with {row.eqe_pct:g} % at {row.el_peak_nm:g} nm",
            f"{row.recomputed_cd_a:.3g} cd/A",
            max(near, 1 / near),
            f"an EQE of {row.implied_eqe_pct:.3g} %, a spectrum other than one line at the peak, "
            "or a pattern other than Lambertian",
        )
    found = _devices.chromaticity()
    for row in found[found.finding].itertuples():
        add(
            "CIE",
            "leds",
            row,
            f"({row.cie_x:g}, {row.cie_y:g}) at {row.el_peak_nm:g} nm",
            f"({row.nearest_x:.3f}, {row.nearest_y:.3f})",
            row.distance,
            f"a peak near {abs(row.dominant_nm):.0f} nm"
            + (" (complementary)" if row.dominant_nm < 0 else "")
            + ", a second emission, or another pair of coordinates",
        )
    found = _devices.composition()
    for row in found[found.finding].itertuples():
        add(
            "composition",
            "leds",
            row,
            f"{row.el_peak_nm:g} nm ({row.photon_ev:.3f} eV) from {row.emitter}",
            f"at least {row.gap_low_ev:.3f} eV",
            row.gap_low_ev / row.photon_ev,
            "a composition with a smaller gap, or another wavelength",
        )
    found = _devices.voltage()
    for row in found[found.finding].itertuples():
        add(
            "energy",
            "leds",
            row,
            f"turn-on at {row.turn_on_v:g} V, {row.el_peak_nm:g} nm",
            "a product of at most 1",
            row.wall_plug_bound,
            "another voltage or EQE",
        )
    found = _devices.current_density()
    for row in found[found.finding].itertuples():
        low = row.needed_ma_cm2 < _LEAST
        add(
            "current",
            "leds",
            row,
            f"{row.luminance_cd_m2:g} cd/m² with {row.efficiency_cd_a:.3g} cd/A",
            f"{_LEAST:g} to {_MOST:g} mA/cm²",
            _LEAST / row.needed_ma_cm2 if low else row.needed_ma_cm2 / _MOST,
            "a lost power of ten in the luminance, or a luminance that is not the largest one"
            if low
            else "another luminance or efficiency",
        )
    found = _devices.lifetime_start()
    for row in found[found.finding].itertuples():
        add(
            "lifetime",
            "leds",
            row,
            f"test from {row.t50_luminance_cd_m2:g} cd/m²",
            f"at most {row.luminance_cd_m2:g} cd/m²",
            row.share,
            "another starting or largest luminance, or another device",
        )
    found = _solar.power_conversion()
    for row in found[found.finding].itertuples():
        add(
            "solar cell",
            "solar_cells",
            row,
            f"PCE {row.pce_pct:g} %",
            f"{row.product_pct:.4g} %",
            max(row.ratio, 1 / row.ratio),
            "a misprint in one of the four numbers, or numbers of different cells",
        )
    flags = {
        (table, row.id): isinstance(row.flag, str)
        for table in ("leds", "solar_cells")
        for row in datasets.load(table).itertuples()
    }
    for entry in rows:
        entry["flagged"] = flags[entry["table"], entry["id"]]
    return frame(
        rows,
        "Findings of the audit",
        {
            "rule": ("Rule", "", None),
            "table": ("Table", "", None),
            "printed": ("Printed", "", None),
            "expected": ("Expected", "", None),
            "off": ("Off by", "-", 3),
            "reconcile": ("What would reconcile it", "", None),
            "flagged": ("Row carries a doubt", "", None),
        },
        "leds",
    )


def ranking(colour: str | None = None) -> pd.DataFrame:
    """Devices by EQE, like with like: electroluminescent ones without a printed outcoupling aid.

    Parameters
    ----------
    colour : str, optional
        Name of a band of :func:`calculators.color.bands`, such as ``"green"``:
        only devices that peak in it, or whose colour the paper names without a
        peak. All by default.

    Returns
    -------
    pandas.DataFrame
        Rows of ``leds`` with an EQE, best first. Colour converters and devices
        with a lens or another outcoupling aid are left out, as are rows whose
        EQE the audit doubts is of the device alone.

    Raises
    ------
    ArgumentError
        If the colour is unknown.

    Examples
    --------
    >>> row = ranking("green").query("source == 'mu2022' and locator == 'Table 2, row 15'")
    >>> row[["citation", "eqe_pct", "photon_ev"]].round(3).values.tolist()
    [['fang2021b', 21.63, 2.384]]
    """
    if colour is not None:
        one_of("colour", colour, color.bands())
    leds = datasets.load("leds")
    plain = leds.outcoupling_aid.isna() | (leds.outcoupling_aid == "none")
    kept = leds[(leds.emission == "electroluminescent") & plain & leds.eqe_pct.notna()]
    if colour is not None:
        named = kept.colour_printed.fillna("").str.contains(rf"\b{colour}\b")
        kept = kept[color.bands()[colour].holds(kept.el_peak_nm) | (kept.el_peak_nm.isna() & named)]
    out = kept.sort_values("eqe_pct", ascending=False, kind="stable", ignore_index=True)
    out["photon_ev"] = [led.photon_energy(w) if w == w else float("nan") for w in out.el_peak_nm]
    out.attrs = {
        **leds.attrs,
        "title": "Electroluminescent devices without a printed outcoupling aid, by EQE",
        "titles": {**leds.attrs["titles"], "photon_ev": "Photon energy at the peak"},
        "units": {**leds.attrs["units"], "photon_ev": "eV"},
        "digits": {"photon_ev": 3},
    }
    return out
