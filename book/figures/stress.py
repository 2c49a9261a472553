"""Figures of stability tests against time, of ligands lost in washing and of dopants on the B site."""

from __future__ import annotations

from typing import Any

import numpy as np

from calculators import tables, tolerance
from calculators.figures.drawing import (
    BLUE,
    FAINT,
    GREEN,
    INK,
    ORANGE,
    PURPLE,
    RED,
    Drawing,
    finish,
    legend,
    new_figure,
    new_panels,
    place_labels,
    subscripts,
)
from calculators.figures.marks import link, number

from .shells import _CLASSES
from .stability import _printed, _tests

# Tests of teku2025 in the table ``values``: stress, hours and row of the bare and of the coated sample.
# True where the row holds the share lost, not the share kept.
_TEKU: tuple[tuple[str, float | None, str, bool, float | None, str, bool], ...] = (
    ("light", 648, "teku-038", False, 648, "teku-039", False),
    ("water", 12, "teku-040", True, 12, "teku-041", True),
    ("water", None, "", False, 504, "teku-042", False),
    ("heat", 10, "teku-036", True, 50, "teku-037", False),
)
_PANELS = (("water", ("water",)), ("light", ("light",)), ("heat, solvents", ("heat", "solvent")))


def _pairs() -> list[dict[str, Any]]:
    """Tests with a time and a share, bare and coated, from the tables ``stability`` and ``values``."""
    found = []
    for test in _tests(None)[0]:
        row = test["row"]
        pair = {
            "stress": row["stress"],
            "label": subscripts(" or ".join(test["shells"])) if len(test["shells"]) == 1 else "oxides",
            "name": f"{test['core']}/{' or '.join(test['shells'])}",
            "colour": _CLASSES.get(test["class"], INK),
            "citation": row["citation"],
            "flag": row["flag"],
            "bare": None,
            "coated": None,
        }
        hours, bare_hours = number(row, "duration_h"), number(row, "duration_core_h")
        if hours is None:
            continue
        low = float(row["retained_pct"])
        pair["coated"] = (hours, low, number(row, "retained_pct_max") or low, f"{_printed(row, 'retained_pct')} %")
        if bare_hours is not None and row["retained_core_pct"]:
            low = float(row["retained_core_pct"])
            high = number(row, "retained_core_pct_max") or low
            pair["bare"] = (bare_hours, low, high, f"{_printed(row, 'retained_core_pct')} %")
        found.append(pair)
    values = {r["id"]: r for r in tables.rows("values")}
    for stress, bare_h, bare_id, bare_lost, coated_h, coated_id, coated_lost in _TEKU:
        pair = {
            "stress": stress,
            "label": "ZnS (c-ALD)",
            "name": "CsPbBr3/ZnS by c-ALD",
            "colour": _CLASSES["chalcogenide"],
            "citation": "teku2025",
            "flag": values[coated_id]["flag"],
            "bare": None,
            "coated": None,
        }
        for key, hours, row_id, lost in (
            ("bare", bare_h, bare_id, bare_lost),
            ("coated", coated_h, coated_id, coated_lost),
        ):
            if hours is not None:
                share = float(values[row_id]["value"])
                share = 100 - share if lost else share
                pair[key] = (hours, share, share, f"{share:g} %")
        found.append(pair)
    return found


def retained_against_time() -> Drawing:
    """Share of the luminescence kept in stability tests, against the duration of the test.

    Returns
    -------
    Drawing
        Three panels, by stress. Open: bare; full: coated. Circles joined by a
        line are a pair tested for the same time; diamonds belong to pairs whose
        times differ, or that lack one sample, and are not joined. Tests without
        a time cannot be drawn.

    Examples
    --------
    >>> "CsPbBr3/TiO2: bare 0 % after 0.25 h, coated 85 % after 2016 h" in retained_against_time().alt
    True
    """
    pairs = _pairs()
    figure, axes = new_panels(6.0, 7.2, rows=3)
    titles: dict[str, str] = {}
    words, same = [], 0
    for panel, (name, stresses) in zip(axes, _PANELS, strict=True):
        panel.axhline(100, color=FAINT, linewidth=0.8)
        panel.set_xscale("log")
        panel.set_xlim(0.15, 4000)
        panel.set_ylim(-6, 124)
        panel.set_yticks(range(0, 101, 25))
        panel.grid(True, axis="y", color=FAINT)
        panel.set_title(name, fontsize=10, loc="left", color=INK)
        panel.set_ylabel("Kept [%]")
        spots: dict[str, tuple[float, float]] = {}
        open_points: dict[str, tuple[float, float]] = {}
        for pair in (p for p in pairs if p["stress"] in stresses):
            bare, coated = pair["bare"], pair["coated"]
            joined = bare is not None and bare[0] == coated[0]
            same += joined
            if joined:
                panel.plot([bare[0]] * 2, [bare[2], coated[1]], color=pair["colour"], linewidth=1.2)
            text = []
            for which, sample in (("bare", bare), ("coated", coated)):
                if sample is None:
                    continue
                hours, low, high, share = sample
                if high > low:
                    panel.plot([hours] * 2, [low, high], color=pair["colour"], linewidth=4, alpha=0.6)
                (point,) = panel.plot(
                    hours,
                    (low + high) / 2,
                    "o" if joined else "D",
                    markersize=7 if joined else 6,
                    color=pair["colour"],
                    markerfacecolor=pair["colour"] if which == "coated" else "none",
                    markeredgewidth=1.5,
                )
                gid = f"test-{len(titles)}"
                link(point, gid, pair["citation"])
                text.append(
                    f"{which} {share} after {hours:.3g} h" if hours < 100 else f"{which} {share} after {hours:g} h"
                )
                flag = f" ({pair['flag']})" if pair["flag"] else ""
                titles[gid] = f"{pair['name']}, {pair['stress']}: {text[-1]}, {pair['citation']}{flag}"
                # Zero-width spaces tell equal labels apart, and keep labels off the open points.
                place = (hours, (low + high) / 2)
                if which == "coated":
                    label = pair["label"] + ("*" if pair["flag"] else "")
                    spots[label + "\u200b" * sum(known.rstrip("\u200b") == label for known in spots)] = place
                else:
                    open_points["\u200b" * (1 + len(open_points))] = place
            words.append(f"{pair['stress']}, {pair['name']}: {', '.join(text)}")
        figure.draw_without_rendering()
        place_labels(panel, {**spots, **open_points}, size=8)
    for style, meaning in (("o", "same time, joined"), ("D", "times differ, or one sample")):
        axes[-1].plot([], [], style, color=INK, markersize=6, label=meaning)
    legend(axes[-1], loc="lower right")
    axes[-1].set_xlabel("Duration of the test [h]; open: bare, full: coated (*: doubt)")
    alt = (
        f"Share of the luminescence kept against the duration of the test, for {len(pairs)} tests with a time. "
        f"{same} pairs have the same time for both samples and are joined. {'; '.join(words)}."
    )
    return finish(figure, alt, titles)


def bound_share(ligands: Any, dissociation: Any) -> Any:
    """Share of surface sites that hold a ligand, for one kind of site in equilibrium with free ligand.

    Parameters
    ----------
    ligands : float or array_like
        Ligands in all, bound and free, per site [-].
    dissociation : float or array_like
        Dissociation constant over the concentration of sites [-].

    Returns
    -------
    float or ndarray
        Occupied share of the sites [-].

    Raises
    ------
    ValueError
        If a value is negative or the constant is zero.

    Examples
    --------
    >>> round(float(bound_share(1.0, 0.01)), 3)
    0.905
    """
    total, constant = np.asarray(ligands, dtype=float), np.asarray(dissociation, dtype=float)
    if not np.all(total >= 0):
        raise ValueError("ligands: must not be negative; try 2")
    if not np.all(constant > 0):
        raise ValueError("dissociation: must be positive; try 0.01")
    middle = 1 + total + constant
    # The smaller root, written so that no digits cancel.
    return 2 * total / (middle + np.sqrt(middle**2 - 4 * total))


def washed(cycles: int, dissociation: float, ligands: float = 2.0, removed: float = 0.9) -> list[float]:
    """Share of sites still occupied after each cycle of precipitation and redispersion.

    Each cycle takes away a share of the free ligand; the rest comes to
    equilibrium again at the same concentration of sites.

    Parameters
    ----------
    cycles : int
        Number of cycles.
    dissociation : float
        Dissociation constant over the concentration of sites [-].
    ligands : float, optional
        Ligands per site at the start [-].
    removed : float, optional
        Share of the free ligand that a cycle takes away [-], 0 to 1.

    Returns
    -------
    list of float
        Occupied share [-] before the first cycle and after each.

    Raises
    ------
    ValueError
        If `cycles` is negative or `removed` is not between 0 and 1.

    Examples
    --------
    >>> [round(share, 2) for share in washed(2, 0.1)]
    [0.92, 0.74, 0.61]
    """
    if cycles < 0:
        raise ValueError("cycles: must not be negative; try 4")
    if not 0 <= removed <= 1:
        raise ValueError("removed: must be between 0 and 1; try 0.9")
    shares = [float(bound_share(ligands, dissociation))]
    for _ in range(cycles):
        ligands = shares[-1] + (1 - removed) * (ligands - shares[-1])
        shares.append(float(bound_share(ligands, dissociation)))
    return shares


def wash_out(ligands: float = 2.0, removed: float = 0.9, cycles: int = 8) -> Drawing:
    """Occupied surface sites after each washing cycle, for weak to strong binding.

    Parameters
    ----------
    ligands : float, optional
        Ligands per site at the start [-].
    removed : float, optional
        Share of the free ligand that a cycle takes away [-].
    cycles : int, optional
        Number of cycles.

    Returns
    -------
    Drawing
        One line for each dissociation constant, in units of the concentration of sites.

    Examples
    --------
    >>> wash_out().alt.startswith("Occupied share of the surface sites")
    True
    """
    figure, axes = new_figure(5.6, 3.6)
    words = []
    for constant, colour in ((0.0001, BLUE), (0.001, GREEN), (0.01, ORANGE), (0.1, RED), (1.0, PURPLE)):
        shares = washed(cycles, constant, ligands, removed)
        axes.plot(range(cycles + 1), shares, "o-", color=colour, markersize=4, linewidth=1.6)
        axes.annotate(
            f"{constant:g}",
            (cycles, shares[-1]),
            xytext=(7, 0),
            textcoords="offset points",
            va="center",
            fontsize=9,
            color=INK,
        )
        words.append(f"{constant:g}: {shares[0]:.2f} at the start, {shares[-1]:.2f} after {cycles} cycles")
    axes.set_xlim(-0.2, cycles + 1.1)
    axes.set_ylim(0, 1.04)
    axes.grid(True, axis="y", color=FAINT)
    axes.set_xlabel("Cycles of precipitation and redispersion")
    axes.set_ylabel("Sites with a ligand")
    alt = (
        f"Occupied share of the surface sites after washing, {ligands:g} ligands per site at the start, each cycle "
        f"taking {removed:.0%} of the free ligand. By dissociation constant over the concentration of sites: "
        f"{'; '.join(words)}."
    )
    return finish(figure, alt)


_DOPANTS = (
    ("Ag", 1),
    ("Ni", 2),
    ("Zn", 2),
    ("Mn", 2),
    ("Cd", 2),
    ("Ca", 2),
    ("Sr", 2),
    ("Sn", 2),
    ("Al", 3),
    ("Yb", 3),
    ("Eu", 3),
    ("Ce", 3),
    ("Bi", 3),
)


def dopant_sizes() -> Drawing:
    """Radii of the dopants that the reviewed works put on the B site, beside lead.

    Returns
    -------
    Drawing
        One row for each charge; radii for six neighbours, as the tolerance
        factors use them, with the radius of lead(II) as a line.

    Examples
    --------
    >>> "Bi(3+) 1.03" in dopant_sizes().alt
    True
    """
    lead = tolerance.radius("Pb", "B", 2).value
    figure, axes = new_figure(6.0, 2.9)
    axes.axvline(lead, color=FAINT, linewidth=1.4)
    axes.annotate("Pb²⁺", (lead, 3.45), ha="center", va="bottom", fontsize=9, color=INK)
    words, titles = [], {}
    above: dict[int, int] = {}
    for ion, charge in _DOPANTS:
        value = tolerance.radius(ion, "B", charge).value
        (point,) = axes.plot(value, charge, "o", color={1: ORANGE, 2: BLUE, 3: RED}[charge], markersize=7)
        gid = f"ion-{ion}"
        point.set_gid(gid)
        titles[gid] = f"{ion}({charge}+): {value:.3g} Å, {100 * (value / lead - 1):+.0f} % against Pb(2+)"
        words.append(f"{ion}({charge}+) {value:.3g}")
        above[charge] = above.get(charge, 0) + 1
        axes.annotate(
            ion,
            (value, charge),
            xytext=(0, 8 if above[charge] % 2 else -8),
            textcoords="offset points",
            ha="center",
            va="bottom" if above[charge] % 2 else "top",
            fontsize=9,
            color=INK,
        )
    axes.set_yticks([1, 2, 3], ["+1", "+2", "+3"])
    axes.set_ylim(0.4, 3.9)
    axes.set_xlim(0.48, 1.3)
    axes.set_ylabel("Charge")
    axes.set_xlabel("Ionic radius, six neighbours [Å]")
    alt = f"Radii of B-site dopants in ångström, by charge; lead(2+) has {lead:.2f}: {', '.join(words)}."
    return finish(figure, alt, titles)
