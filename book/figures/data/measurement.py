"""Yields against lifetimes, lattice spacings, widths of reflections, time scales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from calculators import structure, tables
from calculators.checks import exactly, finite, mapping, one_number, positive
from calculators.errors import ArgumentError
from calculators.figures.data.devices import printed
from calculators.results import Result
from calculators.tables import FloatArray

from .pairs import Pair, yield_lifetime_pairs
from .select import printed as values
from .select import seconds


def yield_against_lifetime() -> list[Pair]:
    """Printed quantum yields and lifetimes of bare cores and of the same cores with their shell.

    Returns
    -------
    list of Pair
        In the order of the table ``core_shell``.

    Examples
    --------
    >>> all(pair.lifetime_ns > 0 for pair in yield_against_lifetime())
    True
    """
    return yield_lifetime_pairs()


@dataclass(frozen=True)
class Fringes:
    """Spacings that lattices offer, and spacings read off an image [nm]."""

    lattices: Mapping[str, Mapping[str, float]]
    measured_nm: Mapping[str, float]
    half_digit_nm: float

    def matches(self, reading: str) -> list[tuple[str, str]]:
        """Lattices and planes whose spacing the reading allows."""
        at, slack = self.measured_nm[reading], self.half_digit_nm * (1 + 1e-9)
        return [
            (lattice, plane)
            for lattice, planes in self.lattices.items()
            for plane, d in planes.items()
            if abs(d - at) <= slack
        ]


def fringe_spacings(
    lattices: Mapping[str, Mapping[str, float]], measured_nm: Mapping[str, float], half_digit_nm: float = 0.005
) -> Fringes:
    """Spacings that lattices offer beside the spacings read off an image.

    Parameters
    ----------
    lattices : mapping of str to mapping of str to float
        By name of the lattice: its planes, as text, and their spacings [nm].
    measured_nm : mapping of str to float
        By name: spacing read [nm], above 0.
    half_digit_nm : float, optional
        Half of the last printed digit [nm], above 0.

    Returns
    -------
    Fringes
        The planes of each lattice by rising spacing.

    Raises
    ------
    ArgumentError
        If there is no lattice or no reading, or a spacing is not above 0.

    Examples
    --------
    >>> fringe_spacings({"CsPbBr3": {"(200)": 0.2925}}, {"core": 0.29}).matches("core")
    [('CsPbBr3', '(200)')]
    """
    for name, given in (("lattices", lattices), ("measured_nm", measured_nm)):
        if not mapping(name, given):
            raise ArgumentError(name, "none is given", "at least one is needed")
    readings = {k: one_number("measured_nm", positive("measured_nm", d, "nm")) for k, d in measured_nm.items()}
    offered = {
        lattice: {
            plane: one_number("lattices", positive("lattices", d, "nm"))
            for plane, d in mapping("lattices", planes).items()
        }
        for lattice, planes in lattices.items()
    }
    offered = {name: dict(sorted(planes.items(), key=lambda item: item[1])) for name, planes in offered.items()}
    return Fringes(offered, readings, one_number("half_digit_nm", positive("half_digit_nm", half_digit_nm, "nm")))


@dataclass(frozen=True, eq=False)
class ReflectionWidth(Result):
    """Width of a reflection by the size of the crystallite, and of marked sizes.

    Attributes
    ----------
    size_nm : numpy.ndarray
        Sizes [nm], shape (n,).
    low_deg, middle_deg, high_deg : numpy.ndarray
        Widths in 2 theta for the least, the usual and the largest shape factor [degrees], shape (n,).
    marked : mapping of str to tuple of float
        By name: size [nm] and width with the usual shape factor [degrees].
    """

    size_nm: FloatArray
    low_deg: FloatArray
    middle_deg: FloatArray
    high_deg: FloatArray
    marked: Mapping[str, tuple[float, float]]


SHAPE_FACTOR = 0.9
"""Scherrer's K where no other is given, see :func:`calculators.structure.scherrer_size` [-]."""


@finite
def reflection_width(
    sizes_nm: Mapping[str, float],
    two_theta_deg: float = 30.0,
    wavelength_nm: float = 0.154,
    shape_factors: tuple[float, float] = (0.8, 1.1),
) -> ReflectionWidth:
    """Width of a reflection by the size of the crystallite, by Scherrer's formula.

    Parameters
    ----------
    sizes_nm : mapping of str to float
        Named sizes to mark [nm], above 0.
    two_theta_deg : float, optional
        Position of the reflection [degrees].
    wavelength_nm : float, optional
        Wavelength of the X-rays [nm], above 0.
    shape_factors : tuple of float, optional
        Least and largest K [-].

    Returns
    -------
    ReflectionWidth
        Of an unstrained crystallite without the instrument's share, from 1 to
        30 nm, or further where a marked size lies outside.

    Raises
    ------
    ArgumentError
        See :func:`calculators.structure.scherrer_width`; also if no size is given.

    Examples
    --------
    >>> round(reflection_width({"made up": 5.0}).marked["made up"][1], 2)
    1.64
    """
    if not mapping("sizes_nm", sizes_nm):
        raise ArgumentError("sizes_nm", "none is given", "at least one size is needed")
    marked = positive("sizes_nm", exactly("sizes_nm", list(sizes_nm.values()), len(sizes_nm)), "nm")
    size: FloatArray = np.geomspace(min(1.0, 0.8 * marked.min()), max(30.0, 1.3 * marked.max()), 120)

    def width(nm: FloatArray, k: float) -> FloatArray:
        return np.asarray(structure.scherrer_width(nm, two_theta_deg, wavelength_nm, shape_factor=k))

    factors = positive("shape_factors", exactly("shape_factors", shape_factors, 2)).tolist()
    low, high = (width(size, k) for k in factors)
    at_marks = zip(marked.tolist(), width(marked, SHAPE_FACTOR).tolist(), strict=True)
    return ReflectionWidth(size, low, width(size, SHAPE_FACTOR), high, dict(zip(sizes_nm, at_marks, strict=True)))


class TimeScale(NamedTuple):
    """Span of time of a process [s], and the works that print it where it comes from single statements."""

    process: str
    field: Literal["light", "growth", "ageing"]
    least_s: float
    most_s: float
    citations: tuple[str, ...]


def _stated(process: str, field: Literal["light", "growth", "ageing"], quantity: str) -> list[TimeScale]:
    """Span of all statements of the running texts on one quantity; nothing if there are none."""
    rows = values(quantity)
    spans = [t for row in rows for t in seconds(row)]
    cited = tuple(dict.fromkeys(row["citation"] for row in rows))
    return [TimeScale(process, field, min(spans), max(spans), cited)] if spans else []


def time_scales() -> list[TimeScale]:
    """Spans of time printed in the papers, from the decay of a trion to the ageing of a diode.

    Returns
    -------
    list of TimeScale
        By the least time of each.

    Examples
    --------
    >>> scales = time_scales()
    >>> all(a.least_s <= b.least_s for a, b in zip(scales, scales[1:], strict=False))
    True
    """
    columns = ("lifetime_core_ns", "lifetime_ns")
    decays = [row[c] * 1e-9 for row in tables.read("core_shell") for c in columns if row[c] is not None]
    ageing = [d.t50_h * 3600.0 for d in printed("t50_h", electroluminescent=True) if d.t50_h is not None]
    scales = _stated("trion PL", "light", "trion PL lifetime")
    scales += _stated("early nucleation and growth", "growth", "time of early nucleation and growth")
    if decays:
        scales.append(TimeScale("PL lifetimes in our tables", "light", min(decays), max(decays), ()))
    if ageing:
        scales.append(TimeScale("half-lives T₅₀ of LEDs", "ageing", min(ageing), max(ageing), ()))
    return sorted(scales, key=lambda scale: scale.least_s)
