"""Every row of the table of light-emitting diodes against itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .. import color, confinement, datasets, led, materials
from .. import composition as formula
from ..checks import at_least, not_negative, one_number, positive, vector, within
from ..errors import ArgumentError, needs, shown
from ..led import AGREEMENT, WIDTHS_NM
from ._frames import frame

with needs("pandas", "data"):
    import pandas as pd

DISTANCE = 0.03
"""Distance in u', v' from which a printed colour does not fit its peak."""

ALLOWANCE_EV = 0.1
"""Energy by which a peak may lie below the smallest bulk gap [eV]."""

CURRENTS_MA_CM2 = (0.01, 1000.0)
"""Least and largest plausible current density at the largest luminance [mA/cm2]."""


def _widths(fwhm_nm: Sequence[float]) -> tuple[float, float, float]:
    """Least, assumed and largest width, in rising order."""
    rising = vector("fwhm_nm", positive("fwhm_nm", fwhm_nm, "nm"))
    if rising.size != 3 or not (np.diff(rising) >= 0).all():
        raise ArgumentError(
            "fwhm_nm", f"{shown(fwhm_nm)} is not allowed", "three widths in rising order are needed", fwhm_nm
        )
    return float(rising[0]), float(rising[1]), float(rising[2])


def _electroluminescent() -> pd.DataFrame:
    leds = datasets.load("leds")
    return leds[leds.emission == "electroluminescent"]


def current_efficiency(*, fwhm_nm: Sequence[float] = WIDTHS_NM, agreement: float = AGREEMENT) -> pd.DataFrame:
    """Printed cd/A of every LED row against its own EQE and wavelength.

    Parameters
    ----------
    fwhm_nm : sequence of float, optional
        Least, assumed and largest full width at half maximum [nm].
    agreement : float, optional
        Factor within which the two agree; a row is a finding if no width of
        the range brings them together.

    Returns
    -------
    pandas.DataFrame
        One row a device that prints EQE, wavelength and cd/A: both values
        [cd/A], the ratio at each width [-], the EQE that the printed cd/A
        would take [%], and ``finding``.

    Raises
    ------
    ArgumentError
        If a width is not allowed or `agreement` is below 1.

    Examples
    --------
    >>> row = current_efficiency().query("source == 'mu2022' and locator == 'Table 2, row 3'")
    >>> row[["current_efficiency_cd_a", "recomputed_cd_a", "finding"]].round(2).values.tolist()
    [[0.08, 0.33, True]]
    """
    agreement = one_number("agreement", at_least("agreement", agreement, 1))
    least, assumed, largest = _widths(fwhm_nm)
    leds = _electroluminescent()
    leds = leds[leds.current_efficiency_cd_a.notna() & leds.eqe_pct.notna() & leds.el_peak_nm.notna()]
    rows = []
    for row in leds.itertuples():
        ratios = [
            led.current_efficiency_ratio(row.current_efficiency_cd_a, row.eqe_pct / 100, row.el_peak_nm, w)
            for w in (assumed, least, largest)
        ]
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "el_peak_nm": row.el_peak_nm,
                "eqe_pct": row.eqe_pct,
                "current_efficiency_cd_a": row.current_efficiency_cd_a,
                "recomputed_cd_a": row.current_efficiency_cd_a / ratios[0],
                "ratio": ratios[0],
                "ratio_narrow": ratios[1],
                "ratio_wide": ratios[2],
                "implied_eqe_pct": row.eqe_pct * ratios[0],
                "finding": bool(min(ratios) > agreement or max(ratios) < 1 / agreement),
            }
        )
    return frame(
        rows,
        "Current efficiency held against EQE and wavelength",
        {
            "recomputed_cd_a": (f"Recomputed, FWHM {assumed:g} nm", "cd/A", 3),
            "ratio": ("Printed / recomputed", "-", 3),
            "ratio_narrow": (f"Ratio at {least:g} nm", "-", 3),
            "ratio_wide": (f"Ratio at {largest:g} nm", "-", 3),
            "implied_eqe_pct": ("EQE that the printed cd/A would take", "%", 3),
            "finding": (f"No width agrees within a factor {agreement:g}", "", None),
        },
        "leds",
    )


def chromaticity(*, fwhm_nm: Sequence[float] = WIDTHS_NM, distance: float = DISTANCE) -> pd.DataFrame:
    """Printed CIE x, y of every LED row against its own emission peak.

    Parameters
    ----------
    fwhm_nm : sequence of float, optional
        Least, assumed and largest full width at half maximum [nm]; a row that
        prints its own width is tried within 20 % of it instead.
    distance : float, optional
        Distance in u', v' [-] from which a row is a finding, if no width
        comes nearer.

    Returns
    -------
    pandas.DataFrame
        One row a device that prints a peak and a chromaticity: least distance
        of a Gaussian line at the peak [-], the dominant wavelength of the
        printed colour [nm] and how far it lies from the peak, and ``finding``.

    Raises
    ------
    ArgumentError
        If a width is not allowed or `distance` is negative.

    Examples
    --------
    >>> row = chromaticity().query("source == 'mu2022' and locator == 'Table 2, row 27'")
    >>> row[["el_peak_nm", "dominant_nm", "distance", "finding"]].round(3).values.tolist()
    [[470.0, 475.066, 0.053, True]]
    """
    distance = one_number("distance", not_negative("distance", distance))
    least, _, largest = _widths(fwhm_nm)
    leds = _electroluminescent()
    rows = []
    for row in leds[leds.cie_x.notna() & leds.el_peak_nm.notna()].itertuples():
        low, high = (least, largest) if np.isnan(row.fwhm_nm) else (row.fwhm_nm / 1.2, row.fwhm_nm * 1.2)
        widths = np.linspace(low, high, 41)
        x, y = color.chromaticity(*color.gaussian(row.el_peak_nm, widths))
        (u, v), (u0, v0) = color.uv(x, y), color.uv(row.cie_x, row.cie_y)
        off = np.hypot(u - u0, v - v0)
        dominant = color.dominant_wavelength(row.cie_x, row.cie_y)
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "el_peak_nm": row.el_peak_nm,
                "cie_x": row.cie_x,
                "cie_y": row.cie_y,
                "nearest_x": float(x[off.argmin()]),
                "nearest_y": float(y[off.argmin()]),
                "distance": float(off.min()),
                "dominant_nm": dominant,
                "line_dominant_nm": color.dominant_wavelength(float(x[off.argmin()]), float(y[off.argmin()])),
                "finding": bool(off.min() > distance),
            }
        )
    return frame(
        rows,
        "Chromaticity held against the emission peak",
        {
            "nearest_x": ("x of the nearest line", "-", 3),
            "nearest_y": ("y of the nearest line", "-", 3),
            "distance": ("Distance in u′, v′", "-", 2),
            "dominant_nm": ("Dominant wavelength of the printed colour", "nm", 4),
            "line_dominant_nm": ("Dominant wavelength of the line", "nm", 4),
            "finding": (f"No width comes nearer than {distance:g}", "", None),
        },
        "leds",
    )


def _gaps() -> dict[str, list[float]]:
    """Optical gaps of plain materials [eV], measured: what an emission line is held against."""
    found = {
        name: [v.value for v in materials.all_values(name, "band gap") if v.grade == "measured" and materials.plain(v)]
        for name in materials.names(property="band gap")
    }
    return {name: gaps for name, gaps in found.items() if gaps}


def _end_members(emitter: str) -> list[str] | None:
    """Pure compounds that a (mixed) emitter lies between, or nothing if it cannot be read."""
    if "x" in emitter or "y" in emitter:  # CsPb(BrxCl1-x)3: every element that is named, in any share
        emitter = emitter.replace("1-x", "0.5").replace("1-y", "0.5").replace("x", "0.5").replace("y", "0.5")
    try:
        parsed = formula.parse(emitter)
    except ValueError:
        return None
    return [f"{a}{b}{x}3" for a in parsed.a for b in parsed.b for x in parsed.x]


def composition(*, allowance_ev: float = ALLOWANCE_EV, reduced_mass: float = 0.1) -> pd.DataFrame:
    """Emission peak of every LED row against the bulk gaps of its composition.

    Confinement only widens a gap. Light redder than the smallest bulk gap of
    the end members, by more than the allowance for Stokes shift and for the
    scatter of the gaps, does not come from the composition as printed.

    Parameters
    ----------
    allowance_ev : float, optional
        Energy by which a peak may lie below the smallest gap [eV]. Peaks more
        than this above the largest gap are marked as bluer: they take
        confinement, or another composition; no finding.
    reduced_mass : float, optional
        Reduced mass [m0] for the size that confinement would take: an
        assumption.

    Returns
    -------
    pandas.DataFrame
        One row a device whose end members all have a bulk gap in the table
        ``materials``: photon energy and the range of gaps [eV], ``bluer_ev``
        [eV] where positive, the edge of a cube whose kinetic energy that is
        [nm], and ``finding``.

    Raises
    ------
    ArgumentError
        If the allowance is negative or the mass is not above 0.

    Examples
    --------
    >>> row = composition().query("source == 'mu2022' and locator == 'Table 2, row 3'")
    >>> row[["emitter", "el_peak_nm", "photon_ev"]].round(3).values.tolist()
    [['CsPbI3', 586.0, 2.116]]
    """
    allowance_ev = one_number("allowance_ev", not_negative("allowance_ev", allowance_ev, "eV"))
    reduced_mass = one_number("reduced_mass", positive("reduced_mass", reduced_mass, "m0"))
    gaps, rows = _gaps(), []
    unit = confinement.kinetic_energy(1.0, reduced_mass)  # of a cube of 1 nm; it falls with the square of the edge
    leds = _electroluminescent()
    for row in leds[leds.el_peak_nm.notna()].itertuples():
        members = _end_members(row.emitter)
        if not members or not all(m in gaps for m in members):
            continue
        values = [g for m in members for g in gaps[m]]
        energy = led.photon_energy(row.el_peak_nm)
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "emitter": row.emitter,
                "el_peak_nm": row.el_peak_nm,
                "photon_ev": energy,
                "gap_low_ev": min(values),
                "gap_high_ev": max(values),
                "bluer_ev": max(0.0, energy - max(values)),
                "bluer": bool(energy > max(values) + allowance_ev),
                "edge_nm": float(np.sqrt(unit / (energy - max(values)))) if energy > max(values) else float("nan"),
                "finding": bool(energy < min(values) - allowance_ev),
            }
        )
    return frame(
        rows,
        "Emission held against the bulk gaps of the composition",
        {
            "photon_ev": ("Photon energy at the peak", "eV", 4),
            "gap_low_ev": ("Smallest bulk gap", "eV", 4),
            "gap_high_ev": ("Largest bulk gap", "eV", 4),
            "bluer_ev": ("Above the largest gap", "eV", 2),
            "bluer": (f"Bluer by more than {allowance_ev:g} eV", "", None),
            "edge_nm": (f"Edge of a cube that confines so, {reduced_mass:g} m₀", "nm", 2),
            "finding": (f"Redder than the bulk by more than {allowance_ev:g} eV", "", None),
        },
        "leds",
    )


def voltage() -> pd.DataFrame:
    """Turn-on voltage of every LED row against the photon energy, and the energy balance at turn-on.

    Returns
    -------
    pandas.DataFrame
        One row a device: ``below`` if it turns on below the photon energy over
        e, which happens (its criterion is seldom stated) and is no finding;
        the largest EQE times photon energy over e times the turn-on voltage
        [-], an upper bound of the wall-plug efficiency at the same EQE, since
        a device works at no less than its turn-on voltage; ``finding`` if even
        that bound exceeds 1.

    Examples
    --------
    >>> row = voltage().query("source == 'mu2022' and locator == 'Table 2, row 3'")
    >>> row[["turn_on_v", "photon_ev", "excess_v", "below"]].round(3).values.tolist()
    [[4.6, 2.116, 2.484, False]]
    """
    rows = []
    leds = _electroluminescent()
    for row in leds[leds.turn_on_v.notna() & leds.el_peak_nm.notna()].itertuples():
        energy = led.photon_energy(row.el_peak_nm)
        bound = row.eqe_pct / 100 * energy / row.turn_on_v
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "el_peak_nm": row.el_peak_nm,
                "turn_on_v": row.turn_on_v,
                "photon_ev": energy,
                "excess_v": row.turn_on_v - energy,
                "below": bool(row.turn_on_v < energy),
                "wall_plug_bound": bound,
                "finding": bool(bound > 1),
            }
        )
    return frame(
        rows,
        "Turn-on voltage held against the photon energy",
        {
            "photon_ev": ("Photon energy at the peak", "eV", 4),
            "excess_v": ("Turn-on less photon energy / e", "V", 3),
            "below": ("Turns on below the photon energy", "", None),
            "wall_plug_bound": ("Bound of the wall-plug efficiency", "-", 3),
            "finding": ("Bound above 1", "", None),
        },
        "leds",
    )


def current_density(
    *, least_ma_cm2: float = CURRENTS_MA_CM2[0], largest_ma_cm2: float = CURRENTS_MA_CM2[1]
) -> pd.DataFrame:
    """Current density that the printed luminance takes at the printed best efficiency.

    Parameters
    ----------
    least_ma_cm2, largest_ma_cm2 : float, optional
        Range of plausible current densities at the largest luminance
        [mA/cm2].

    Returns
    -------
    pandas.DataFrame
        One row a device: the current density [mA/cm2] at the best efficiency,
        a least value, since efficiency falls at high current; ``finding`` if
        it lies outside the range. The efficiency is the printed cd/A, or that
        of EQE and wavelength with a width of 20 nm.

    Raises
    ------
    ArgumentError
        If the range is not one of positive numbers.

    Examples
    --------
    >>> row = current_density().query("source == 'mu2022' and locator == 'Table 2, row 13'")
    >>> row[["luminance_cd_m2", "efficiency_cd_a", "needed_ma_cm2", "finding"]].round(4).values.tolist()
    [[2.1, 75.0, 0.0028, True]]
    """
    least_ma_cm2 = one_number("least_ma_cm2", positive("least_ma_cm2", least_ma_cm2, "mA/cm²"))
    largest_ma_cm2 = one_number("largest_ma_cm2", largest_ma_cm2)
    if largest_ma_cm2 <= least_ma_cm2:
        raise ArgumentError(
            "largest_ma_cm2", f"{largest_ma_cm2:g} mA/cm² is not allowed", "it lies above least_ma_cm2", largest_ma_cm2
        )
    rows = []
    leds = _electroluminescent()
    for row in leds[leds.luminance_cd_m2.notna()].itertuples():
        efficiency = row.current_efficiency_cd_a
        basis = "printed"
        if np.isnan(efficiency):
            if np.isnan(row.eqe_pct) or np.isnan(row.el_peak_nm):
                continue
            spectrum = color.gaussian(row.el_peak_nm, WIDTHS_NM[1] if np.isnan(row.fwhm_nm) else row.fwhm_nm)
            efficiency, basis = led.current_efficiency(row.eqe_pct / 100, *spectrum), "EQE and wavelength"
        needed = led.current_density(row.luminance_cd_m2, efficiency)
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "luminance_cd_m2": row.luminance_cd_m2,
                "efficiency_cd_a": efficiency,
                "basis": basis,
                "needed_ma_cm2": needed,
                "finding": bool(needed < least_ma_cm2 or needed > largest_ma_cm2),
            }
        )
    return frame(
        rows,
        "Luminance held against a plausible current",
        {
            "efficiency_cd_a": ("Current efficiency", "cd/A", 3),
            "basis": ("Efficiency from", "", None),
            "needed_ma_cm2": ("Current density needed, at least", "mA/cm²", 3),
            "finding": (f"Outside {least_ma_cm2:g} to {largest_ma_cm2:g} mA/cm²", "", None),
        },
        "leds",
    )


def lifetime_start() -> pd.DataFrame:
    """Starting luminance of every lifetime test against the largest luminance of the device.

    Returns
    -------
    pandas.DataFrame
        One row a device that prints both [cd/m2]; ``at_limit`` if the test
        starts at or above 90 % of the largest luminance, ``finding`` if above
        it.

    Examples
    --------
    >>> row = lifetime_start().query("source == 'mu2022' and locator == 'Table 2, row 7'")
    >>> row[["t50_luminance_cd_m2", "luminance_cd_m2", "share", "at_limit"]].values.tolist()
    [[200.0, 200.0, 1.0, True]]
    """
    rows = []
    leds = _electroluminescent()
    for row in leds[leds.t50_luminance_cd_m2.notna() & leds.luminance_cd_m2.notna()].itertuples():
        share = row.t50_luminance_cd_m2 / row.luminance_cd_m2
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "t50_h": row.t50_h,
                "t50_luminance_cd_m2": row.t50_luminance_cd_m2,
                "luminance_cd_m2": row.luminance_cd_m2,
                "share": share,
                "at_limit": bool(share >= 0.9),
                "finding": bool(share > 1),
            }
        )
    return frame(
        rows,
        "Lifetime tests held against the largest luminance",
        {
            "share": ("Start / largest luminance", "-", 2),
            "at_limit": ("Starts near the limit", "", None),
            "finding": ("Starts above the limit", "", None),
        },
        "leds",
    )


def lifetimes(
    *, exponents: Sequence[float] = (1.0, 1.5, 2.0), targets_cd_m2: Sequence[float] = (100.0, 1000.0)
) -> pd.DataFrame:
    """Half-lives carried to common starting luminances, where the row allows it.

    Parameters
    ----------
    exponents : sequence of float, optional
        Least, middle and largest acceleration exponent [-]: an assumption, not
        a property of the devices.
    targets_cd_m2 : sequence of float, optional
        Starting luminances asked for [cd/m2].

    Returns
    -------
    pandas.DataFrame
        One row a device and target within a factor of ten of its test: the
        half-life at each exponent [h], and whether the device reaches the
        target at all by its largest printed luminance.

    Raises
    ------
    ArgumentError
        If there are not three exponents in rising order.

    Examples
    --------
    >>> row = lifetimes(targets_cd_m2=[100]).query("source == 'mu2022' and locator == 'Table 2, row 7'")
    >>> row[["t50_h", "low_h", "middle_h", "high_h"]].round(1).values.tolist()
    [[10.0, 20.0, 28.3, 40.0]]
    """
    rising = not_negative("exponents", vector("exponents", exponents))
    if rising.size != 3 or not (np.diff(rising) >= 0).all():
        raise ArgumentError(
            "exponents", f"{shown(exponents)} is not allowed", "three in rising order are needed", exponents
        )
    rows: list[dict[str, Any]] = []
    targets = positive("targets_cd_m2", vector("targets_cd_m2", targets_cd_m2), "cd/m²").tolist()
    leds = _electroluminescent()
    for row in leds[leds.t50_h.notna() & leds.t50_luminance_cd_m2.notna()].itertuples():
        for target in targets:
            ratio = row.t50_luminance_cd_m2 / target
            if not 1 / led.FURTHEST <= ratio <= led.FURTHEST:
                continue
            hours = [led.lifetime_at(row.t50_h, row.t50_luminance_cd_m2, target, n) for n in exponents]
            rows.append(
                {
                    "id": row.id,
                    "source": row.source,
                    "locator": row.locator,
                    "citation": row.citation,
                    "el_peak_nm": row.el_peak_nm,
                    "t50_h": row.t50_h,
                    "t50_luminance_cd_m2": row.t50_luminance_cd_m2,
                    "target_cd_m2": float(target),
                    "low_h": min(hours),
                    "middle_h": hours[1],
                    "high_h": max(hours),
                    "reachable": bool(np.isnan(row.luminance_cd_m2) or target <= row.luminance_cd_m2),
                }
            )
    least, middle, largest = exponents
    return frame(
        rows,
        "Half-lives at common starting luminances",
        {
            "target_cd_m2": ("At a starting luminance of", "cd/m²", 4),
            "low_h": ("Shortest", "h", 3),
            "middle_h": (f"With n = {middle:g}", "h", 3),
            "high_h": (f"Longest (n from {least:g} to {largest:g})", "h", 3),
            "reachable": ("Within the largest luminance", "", None),
        },
        "leds",
    )


def outcoupling(*, refractive_index: float = 1.9) -> pd.DataFrame:
    """Least outcoupling that every printed EQE implies, with all other factors at 1.

    Parameters
    ----------
    refractive_index : float, optional
        Index of the emitting film [-], for the estimate beside it.

    Returns
    -------
    pandas.DataFrame
        One row an electroluminescent device with an EQE: the EQE as the least
        outcoupling [-] over the escape cone of a plane film before a mirror
        [-]. Above 1 the device gets out more than the plane film's cone
        holds: a lens, recycled photons, oriented emission, or an error. No
        finding by itself.

    Examples
    --------
    >>> row = outcoupling().query("source == 'mu2022' and locator == 'Table 2, row 15'")
    >>> row[["least_outcoupling", "over_cone", "beyond_cone"]].round(4).values.tolist()
    [[0.2163, 1.4448, True]]
    """
    refractive_index = one_number("refractive_index", within("refractive_index", refractive_index, 1.0, 10.0))
    cone = led.escape_cone(refractive_index)
    rows = []
    leds = _electroluminescent()
    for row in leds[leds.eqe_pct.notna()].itertuples():
        least = led.implied_outcoupling(row.eqe_pct / 100, 1.0)
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "eqe_pct": row.eqe_pct,
                "outcoupling_aid": row.outcoupling_aid if isinstance(row.outcoupling_aid, str) else None,
                "least_outcoupling": least,
                "over_cone": least / cone,
                "beyond_cone": bool(least > cone),
            }
        )
    return frame(
        rows,
        "Outcoupling that the EQE implies",
        {
            "least_outcoupling": ("Outcoupling, at least", "-", 3),
            "over_cone": (f"Over the escape cone, n = {refractive_index:g}", "-", 3),
            "beyond_cone": ("Beyond the cone", "", None),
        },
        "leds",
    )
