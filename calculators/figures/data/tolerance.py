"""Tolerance factors of compounds, along a solid solution and over mixtures of three A ions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from ... import tolerance
from ...checks import fraction as as_fraction
from ...checks import instance, mapping, names, one_number, whole
from ...errors import ArgumentError, renaming, shown
from ...results import Result
from ...tables import FloatArray


class MapPoint(NamedTuple):
    """A compound on the map of :func:`tolerance_map`."""

    label: str
    t: float
    mu: float
    tau: float
    main_anion: str
    """The anion with the largest share."""
    below_limit: bool
    """Whether tau lies below the limit of Bartel et al."""
    highlighted: bool


def tolerance_map(
    compounds: Mapping[str, tolerance.ToleranceReport], highlight: tuple[str, ...] = ()
) -> tuple[MapPoint, ...]:
    """Tolerance factors of compounds, by label.

    Parameters
    ----------
    compounds : mapping of str to ToleranceReport
        Points by label.
    highlight : tuple of str, optional
        Labels to draw larger.

    Returns
    -------
    tuple of MapPoint
        In the order of `compounds`.

    Raises
    ------
    ArgumentError
        If a compound is no report, or a label to highlight is none of the compounds.

    Examples
    --------
    >>> (point,) = tolerance_map({"CsPbBr3": tolerance.assess("CsPbBr3")})
    >>> point.main_anion, round(point.tau, 2), point.below_limit
    ('Br', 4.1, True)
    """
    for report in mapping("compounds", compounds).values():
        instance("compounds", report, tolerance.ToleranceReport)
    highlight = names("highlight", highlight, 0)
    for label in highlight:
        if label not in compounds:
            raise ArgumentError("highlight", f"there is no compound {shown(label)}", "it is one of the labels", label)
    return tuple(
        MapPoint(
            label,
            report.t,
            report.mu,
            report.tau,
            max(report.composition.x, key=lambda ion: report.composition.x[ion]),
            report.tau < tolerance.TAU_LIMIT,
            label in highlight,
        )
        for label, report in compounds.items()
    )


@dataclass(frozen=True, eq=False)
class CompositionPanel(Result):
    """One factor along a solid solution."""

    quantity: Literal["t", "mu", "tau"]
    fraction: FloatArray
    """Share of the second end member [-], shape (n,)."""
    value: FloatArray
    """The factor [-], shape (n,); NaN where it is not defined."""
    windows: tuple[tolerance.Window, ...]
    """Published windows of this factor."""
    changes: tuple[float, ...]
    """Shares at which a verdict of this factor changes [-]."""
    marked: float
    """The factor at the chosen share [-]."""


def composition_line(line: tolerance.CompositionLine, fraction: float) -> tuple[CompositionPanel, ...]:
    """Three factors along a solid solution, with their windows and the value at a chosen fraction.

    Parameters
    ----------
    line : CompositionLine
        What :func:`calculators.tolerance.along` returned.
    fraction : float
        Share of the second end member to mark [-], 0 to 1.

    Returns
    -------
    tuple of CompositionPanel
        For t, mu and tau.

    Raises
    ------
    ArgumentError
        If the line is none, or the fraction lies outside 0 to 1.

    Examples
    --------
    >>> panels = composition_line(tolerance.along("CsPbI3", "CsPbBr3"), 0.4)
    >>> [(panel.quantity, round(panel.marked, 3), [round(f, 3) for f in panel.changes]) for panel in panels]
    [('t', 0.855, []), ('mu', 0.566, []), ('tau', 4.223, [0.611])]
    """
    instance("line", line, tolerance.CompositionLine)
    share = one_number("fraction", as_fraction("fraction", fraction))
    quantities: tuple[Literal["t", "mu", "tau"], ...] = ("t", "mu", "tau")
    return tuple(
        CompositionPanel(
            quantity,
            line.fraction,
            getattr(line, quantity),
            tuple(w for w in tolerance.WINDOWS if w.quantity == quantity),
            tuple(where for window, where in line.changes if window.quantity == quantity),
            float(np.interp(share, line.fraction, getattr(line, quantity))),
        )
        for quantity in quantities
    )


_MOST_STEPS = 1000  # half a million mixtures


class Corner(NamedTuple):
    """Compound at a corner of a ternary map."""

    formula: str
    t: float
    tau: float


@dataclass(frozen=True, eq=False)
class Ternary(Result):
    """Factors over the mixtures of three A ions.

    Attributes
    ----------
    ions : tuple of str
        Labels of the ions: lower left, lower right, top.
    second, third : numpy.ndarray
        Shares of the second and the third ion [-], shape (n,); the first takes the rest.
    t, tau : numpy.ndarray
        Factors [-], shape (n,); tau is NaN where it is not defined.
    corners : tuple of Corner
        The three end members.
    rejected_share : float
        Share of the mixtures whose tau is at or above the limit, or not defined [-].
    """

    ions: tuple[str, str, str]
    second: FloatArray
    third: FloatArray
    t: FloatArray
    tau: FloatArray
    corners: tuple[Corner, ...]
    rejected_share: float


def a_site_ternary(
    ions: tuple[str, str, str] = ("Cs", "MA", "FA"), b: str = "Pb", x: str = "I", *, steps: int = 60
) -> Ternary:
    """Factors t and tau over the mixtures of three A ions.

    Parameters
    ----------
    ions : tuple of str, optional
        Labels of three monovalent A ions: lower left, lower right, top corner.
    b, x : str, optional
        Labels of the divalent B ion and the halide.
    steps : int, optional
        Steps along an edge, 2 to 1000.

    Returns
    -------
    Ternary
        On a triangular grid of (steps + 1)(steps + 2)/2 mixtures.

    Raises
    ------
    ArgumentError
        If there are not three different ions, one has no radius, or `steps` is no whole number from 2 to 1000.

    Examples
    --------
    >>> [(corner.formula, round(corner.t, 3)) for corner in a_site_ternary().corners]
    [('CsPbI3', 0.851), ('MAPbI3', 0.912), ('FAPbI3', 0.987)]
    """
    labels = tuple(ions) if isinstance(ions, tuple | list) else ()
    if len(labels) != 3 or not all(isinstance(ion, str) for ion in labels) or len(set(labels)) != 3:
        raise ArgumentError("ions", f"{shown(ions)} is not allowed", "it is three different ions", ions)
    steps = whole("steps", steps, 2, _MOST_STEPS)
    with renaming(ion="ions"):
        radii = [tolerance.radius(ion, "A", 1).value for ion in labels]
    with renaming(ion="b"):
        r_b = tolerance.radius(b, "B", 2).value
    with renaming(ion="x"):
        r_x = tolerance.radius(x, "X", -1).value
    i, j = (v.ravel() for v in np.meshgrid(np.arange(steps + 1), np.arange(steps + 1)))
    keep = i + j <= steps
    second, third = i[keep] / steps, j[keep] / steps
    r_a = (1 - second - third) * radii[0] + second * radii[1] + third * radii[2]
    tau = np.asarray(tolerance.bartel(r_a, r_b, r_x, invalid="nan"))
    corners = tuple(
        Corner(
            f"{ion}{b}{x}3",
            float(tolerance.goldschmidt(radius, r_b, r_x)),
            float(tolerance.bartel(radius, r_b, r_x, invalid="nan")),
        )
        for ion, radius in zip(labels, radii, strict=True)
    )
    accepted = tau < tolerance.TAU_LIMIT
    return Ternary(
        labels,
        second,
        third,
        np.asarray(tolerance.goldschmidt(r_a, r_b, r_x)),
        tau,
        corners,
        float(1 - accepted.mean()),
    )
