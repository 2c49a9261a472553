"""Sizing from measured points: emission against size, and size from emission."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np

from .. import composition, materials, tables
from ..checks import flag, not_negative, one_number
from ..errors import ArgumentError, one_of, shown
from ..results import Result
from ..tables import FloatArray
from ._pool import LEAST_POINTS, LEAST_WORKS, PooledCurve, edge_of, peak_of, pool, within_points
from ._simple import equivalent_radius

Kind = Literal["edge", "diameter"]

LEAST_CURVE = 3
"""Points from which :func:`sizing_curves` speaks of a curve."""

_UNREADABLE, _SUSPECT = "ocr", "suspect"  # that others contradict a row is said, and the row counts
_ROUND = {"sphere", "spheroid", "other"}
_SIZE_NM, _PEAK_NM = 0.5, 1.0  # uncertainties between points of one work, if none is given
_BULK_ERROR_EV = 0.02  # of a gap of which the sources agree


@dataclass(frozen=True, eq=False)
class Curve(Result):
    """Measured points of one material by one work.

    Attributes
    ----------
    material, citation : str
        Formula, and key of the work.
    kind : str
        What the size is: "diameter", "edge" or "size", where the work says no more.
    size_nm, pl_peak_nm : numpy.ndarray
        Sizes, ascending, and emission peaks [nm], shape (n,).
    doubts : tuple of str
        What is said of rows with a flag, each once.
    """

    material: str
    citation: str
    kind: str
    size_nm: FloatArray
    pl_peak_nm: FloatArray
    doubts: tuple[str, ...]


@dataclass(frozen=True)
class Size:
    """Size that an emission peak implies.

    Attributes
    ----------
    size_nm : float
        Size [nm].
    low_nm, high_nm : float
        Ends of its interval [nm], within the measured range. On a pooled curve
        nine samples of ten lie within, the scatter between works included; on the
        points of one work the interval is that of the peak alone.
    kind : str
        "diameter", "edge" or "size".
    open_end : bool
        Whether the interval reaches the end of the measured points.
    citations : tuple of str
        Keys of the works that measured.
    pooled : bool
        Whether it rests on a curve through several works.
    doubts : tuple of str
        What is said of the points, each once.
    """

    size_nm: float
    low_nm: float
    high_nm: float
    kind: str
    open_end: bool
    citations: tuple[str, ...] = ()
    pooled: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Peak:
    """Emission peak that a size implies.

    Attributes
    ----------
    pl_peak_nm : float
        Emission peak [nm].
    low_nm, high_nm : float
        Shortest and longest peak of its interval [nm]. On a pooled curve nine
        samples of ten lie within, the scatter between works included; on the points
        of one work the interval is that of the size alone, within the measured range.
    kind : str
        What the size is: "diameter", "edge" or "size".
    open_end : bool
        Whether the interval reaches the end of the measured points.
    citations : tuple of str
        Keys of the works that measured.
    pooled : bool
        Whether it rests on a curve through several works.
    doubts : tuple of str
        What is said of the points, each once.
    """

    pl_peak_nm: float
    low_nm: float
    high_nm: float
    kind: str
    open_end: bool
    citations: tuple[str, ...] = ()
    pooled: bool = False
    doubts: tuple[str, ...] = ()


def _flags(row: tables.Row) -> set[str]:
    return set((row["flag"] or "").split(";"))


@tables.cached
def _rows(doubted: bool) -> dict[str, list[tables.Row]]:
    """Rows with an emission peak by material: without those that are illegible and, unless asked for, suspect."""
    aside = {_UNREADABLE} if doubted else {_UNREADABLE, _SUSPECT}
    found: dict[str, list[tables.Row]] = {}
    for row in tables.read("sizes"):
        if row["pl_peak_nm"] is not None and not aside & _flags(row):
            for column in ("size_nm", "pl_peak_nm"):
                if row[column] is None or not 0 < row[column] < np.inf:
                    raise tables.bad_row("sizes", row, column, "it must be above 0")
            found.setdefault(row["material"], []).append(row)
    return found


@tables.cached
def _curves(doubted: bool) -> dict[str, list[Curve]]:
    """Curves of each material, the one with the most points first."""
    found: dict[str, list[Curve]] = {}
    for material, rows in _rows(doubted).items():
        works: dict[tuple[str, str], list[tables.Row]] = {}
        for row in rows:
            works.setdefault((row["citation"], row["size_kind"] or "size"), []).append(row)
        found[material] = sorted((_curve(*each) for each in works.items()), key=lambda c: -c.size_nm.size)
    return found


def _doubts(rows: Iterable[tables.Row]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{row['flag']}: {row['note']}" for row in rows if row["flag"]))


def _curve(work: tuple[str, str], rows: list[tables.Row]) -> Curve:
    rows = sorted(rows, key=lambda row: row["size_nm"])
    return Curve(
        rows[0]["material"],
        *work,
        np.array([row["size_nm"] for row in rows]),
        np.array([row["pl_peak_nm"] for row in rows]),
        _doubts(rows),
    )


def _known(material: Any, doubted: bool) -> str:
    """Name of a material as the table of sizes spells it, or a refusal of one of which no point counts."""
    names = sizing_materials(doubted=doubted)
    if not isinstance(material, str):
        one_of("material", material, names)
    if material in names:
        return str(material)
    with contextlib.suppress(composition.CompositionError):
        same = [name for name in names if composition.same_compound(name, material)]
        if same:
            return same[0]
    if more := len(_rows(True).get(material, [])):
        raise ArgumentError(
            "material",
            f"every measured point of {material} is suspect ({more} in all)",
            f"doubted=True takes them in; others are of {', '.join(names)}",
            material,
        )
    raise ArgumentError(
        "material",
        f"no size and emission peak of one sample of {shown(material)} could be read",
        f"there are points of {', '.join(names)}",
        material,
    )


def sizing_materials(*, doubted: bool = False) -> list[str]:
    """Materials with measured sizing points in the table ``sizes``.

    Parameters
    ----------
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    list of str
        Formulas, in alphabetical order.

    Raises
    ------
    ArgumentError
        If `doubted` is neither True nor False.

    See Also
    --------
    sizing_points : the points of one of them.

    Examples
    --------
    >>> {"CsPbBr3", "MAPbBr3"} <= set(sizing_materials())
    True
    """
    return sorted(_rows(flag("doubted", doubted)))


def sizing_curves() -> list[Curve]:
    """Measured curves of emission against size, each of one material by one work.

    Returns
    -------
    list of Curve
        Those with at least three points, the one with the most first.

    See Also
    --------
    sizing_pool : one curve through the points of several works.
    size_from_pl, peak_from_size : values between the points of a curve.

    Examples
    --------
    >>> [curve.size_nm.size for curve in sizing_curves() if curve.citation == "zhao2019b"]
    [9]
    """
    found = [curve for several in _curves(False).values() for curve in several if curve.size_nm.size >= LEAST_CURVE]
    return sorted(found, key=lambda curve: -curve.size_nm.size)


def sizing_curve(material: str, *, citation: str | None = None, doubted: bool = False) -> Curve:
    """Measured points of a material, all from one work, with what is doubted of them.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    citation : str, optional
        Key of the work; if not given, the one with the most points.
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    Curve
        Also if it has one point only.

    Raises
    ------
    ArgumentError
        If there are no points for the material, or none of that work.

    See Also
    --------
    sizing_curves : those with at least three points.

    Examples
    --------
    >>> sizing_curve("CsPbI3", citation="zhao2019b").kind
    'edge'
    """
    material = _known(material, flag("doubted", doubted))
    several = _curves(doubted)[material]
    if citation is not None:
        one_of("citation", citation, list(dict.fromkeys(curve.citation for curve in several)))
    return next(curve for curve in several if citation in (None, curve.citation))


def sizing_points(
    material: str, *, citation: str | None = None, doubted: bool = False
) -> tuple[FloatArray, FloatArray, str]:
    """Measured points of a material, all from one work.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    citation : str, optional
        Key of the work; if not given, the one with the most points.
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    size_nm, pl_peak_nm : numpy.ndarray
        Sizes, ascending, and emission peaks [nm].
    kind : str
        What the size is: "diameter", "edge" or "size".

    Raises
    ------
    ArgumentError
        If there are no points for the material, or none of that work.

    See Also
    --------
    sizing_pool : points of all works, brought to one measure.

    Examples
    --------
    >>> size_nm, pl_peak_nm, kind = sizing_points("CsPbI3", citation="zhao2019b")
    >>> float(size_nm[0]), float(pl_peak_nm[0]), kind
    (5.2, 648.0, 'edge')
    """
    curve = sizing_curve(material, citation=citation, doubted=doubted)
    return curve.size_nm, curve.pl_peak_nm, curve.kind


def _edge(row: tables.Row) -> float:
    """Size of a row as the edge of a cube [nm]."""
    kind = row["size_kind"] or ("diameter" if row.get("shape") in _ROUND else "edge")
    return float(row["size_nm"]) / (2 * equivalent_radius(1.0) if kind == "diameter" else 1.0)


def _bulk(material: str) -> tuple[float, float] | None:
    """Recommended gap of the bulk and half its spread [eV], if the table of materials has one."""
    if material not in materials.names(property="band gap"):
        return None
    gap = materials.value(material, "band gap")
    return gap.value, max(0.5 * (gap.high - gap.low), _BULK_ERROR_EV)


def _bohr_nm(material: str) -> float:
    """Radius of the bulk exciton [nm]; where the table has none, the middle one of the perovskites."""
    known = materials.names(property="exciton Bohr radius")
    known = [name for name in known if name == material] or [
        name for name in known if materials.kind(name) == "perovskite"
    ]
    values = sorted(materials.value(name, "exciton Bohr radius").value for name in known)
    if not values:
        raise ArgumentError(
            "material",
            f"no exciton Bohr radius of {material} or a perovskite is known",
            "the curve needs one",
            material,
        )
    return values[len(values) // 2]


def sizing_pool(material: str, *, doubted: bool = False) -> PooledCurve:
    """Curve of emission against size through the points of all works on a material.

    The law is that of an exciton in a cube, between strong and weak confinement,

        E = E0 + R [3 pi^2 (a/L)^2 + 1 - sqrt(1 + (2 * 3.047 a/L)^2)],

    with the emission E0 of a large crystal and the energy R fitted by least
    squares in energy. E0 is drawn to the recommended gap of the bulk with half
    the spread of its sources. The Bohr radius a is that of the table of
    materials, or of a typical perovskite: between 2.5 and 5 nm it moves the
    curve by a nanometre of wavelength or two. R is the binding energy of the
    exciton for parabolic bands, hard walls and well-measured sizes only; here
    it is what the points ask for.

    Diameters D enter as edges L = (sqrt(3)/2) D, for a sphere and a cube have
    the same kinetic energy when the radius is L / sqrt(3). A size that is called
    nothing else counts as an edge, unless the crystals are said to be round.

    Each work counts once, however many points it has. A point is expected to
    miss by 20 meV and a tenth of its size; the scatter of the works fixes a
    common factor to that, and the interval is that of one sample of one more
    work, by Student's distribution, not that of the curve.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    doubted : bool, optional
        Whether points that are flagged as suspect count, such as sizes set
        by the cages of a host. Those that others contradict always do: the scatter
        between works is what the interval is made of.

    Returns
    -------
    PooledCurve
        Points, parameters, interval, and the error for a work left out.

    Raises
    ------
    ArgumentError
        If there are fewer than four points or three works, no gap of the bulk
        is known, or the peaks do not rise with the size.

    See Also
    --------
    sizing_curve : points of one work.
    peak_from_size, size_from_pl : values of the curve with their interval.

    References
    ----------
    Zhao, Q. et al., ACS Energy Lett. 2019, 5, 238 (10.1021/acsenergylett.9b02395), equation 4.

    Examples
    --------
    >>> found = sizing_pool("CsPbBr3", doubted=True)
    >>> [work for work in found.citations if work in ("teku2025", "zhang2019e")]
    ['teku2025', 'zhang2019e']
    >>> round(found.bulk_ev, 1)
    2.4
    """
    material = _known(material, flag("doubted", doubted))
    return _pool(material, doubted)


@tables.cached
def _pool(material: str, doubted: bool) -> PooledCurve:
    rows, bulk = _rows(doubted)[material], _bulk(material)
    if _few(rows):
        raise _too_few(material, rows, doubted)
    if bulk is None:
        raise ArgumentError(
            "material", f"the table of materials has no band gap of {material}", "the curve needs its bulk", material
        )
    return pool(
        material,
        np.array([_edge(row) for row in rows]),
        np.array([row["pl_peak_nm"] for row in rows]),
        tuple(row["citation"] for row in rows),
        _doubts(rows),
        bohr_nm=_bohr_nm(material),
        bulk_ev=bulk[0],
        bulk_error_ev=bulk[1],
    )


def _few(rows: list[tables.Row]) -> bool:
    return len(rows) < LEAST_POINTS or len({row["citation"] for row in rows}) < LEAST_WORKS


def _count(rows: list[tables.Row]) -> str:
    works = len({row["citation"] for row in rows})
    return f"{len(rows)} point{'s' * (len(rows) != 1)} of {works} work{'s' * (works != 1)}"


def _too_few(material: str, rows: list[tables.Row], doubted: bool) -> ArgumentError:
    """Refusal that says how many points there are and what would help."""
    more = _rows(True)[material]
    help_ = "size and photoluminescence peak of one sample, from another work"
    if not doubted and len(more) > len(rows):
        help_ += f", or doubted=True with the suspect ones: {_count(more)}"
    return ArgumentError(
        "material",
        f"{material} has {_count(rows)}, too few for a curve of several works",
        f"it takes {LEAST_POINTS} points of {LEAST_WORKS} works; what would help is {help_}",
        material,
    )


def sizing_basis(material: str, *, citation: str | None = None, doubted: bool = False) -> PooledCurve | Curve:
    """What :func:`peak_from_size` and :func:`size_from_pl` read a value from.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    citation : str, optional
        Key of a work whose points alone count.
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    PooledCurve or Curve
        The points of the work that is asked for; if none is, the curve through
        several works, or, where the points are too few for one, the work with
        the most points if it has three.

    Raises
    ------
    ArgumentError
        If there are no points, none of that work, or not enough of them; it says
        how many there are.

    See Also
    --------
    sizing_pool, sizing_curve : one of the two.

    Examples
    --------
    >>> sizing_basis("CsPbI3", citation="zhao2019b").kind
    'edge'
    """
    if citation is not None:
        return sizing_curve(material, citation=citation, doubted=doubted)
    material = _known(material, flag("doubted", doubted))
    curve = _curves(doubted)[material][0]
    if curve.size_nm.size >= LEAST_CURVE and (_few(_rows(doubted)[material]) or _bulk(material) is None):
        return curve
    return sizing_pool(material, doubted=doubted)


def _per(kind: str | None, own: str) -> tuple[str, float]:
    """Kind of the answer, and one nanometre of the own kind in it."""
    if kind is None:
        return own, 1.0
    one_of("kind", kind, get_args(Kind))
    if own not in get_args(Kind):
        raise ArgumentError("kind", f"the work does not say whether its sizes are an {kind}", "leave it out", kind)
    if kind == own:
        return own, 1.0
    wide = 2 * equivalent_radius(1.0)
    return kind, wide if kind == "diameter" else 1 / wide


def pl_from_size(
    material: str,
    size_nm: float,
    *,
    citation: str | None = None,
    kind: Kind | None = None,
    doubted: bool = False,
) -> float:
    """Emission peak for a size, by measured points.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    size_nm : float
        Size [nm], within the measured range.
    citation : str, optional
        Key of a work whose points alone count; see :func:`peak_from_size`.
    kind : {"edge", "diameter"}, optional
        What `size_nm` is, if not what the points are.
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    float
        Emission peak [nm].

    Raises
    ------
    ArgumentError
        Outside the measured range, or without points that are enough.

    See Also
    --------
    peak_from_size : with its interval, which is wide, its sources and doubts.
    size_from_pl : the inverse.
    brus : what the effective-mass formula says.

    Examples
    --------
    >>> round(pl_from_size("CsPbBr3", 5.0, doubted=True), -1)
    490.0
    >>> round(pl_from_size("CsPbI3", 6.0, citation="zhao2019b"), 1)
    654.4
    """
    return peak_from_size(material, size_nm, citation=citation, kind=kind, doubted=doubted).pl_peak_nm


def peak_from_size(
    material: str,
    size_nm: float,
    *,
    uncertainty_nm: float | None = None,
    citation: str | None = None,
    kind: Kind | None = None,
    doubted: bool = False,
) -> Peak:
    """Emission peak for a size, by measured points, with its interval.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    size_nm : float
        Size [nm], within the measured range.
    uncertainty_nm : float, optional
        Uncertainty of the size [nm], 0 or more: 0.5 nm between the points of one
        work; on a pooled curve, whose scatter holds the errors of sizes, none
        on top of it. The interval is that of sizes within the measured range.
    citation : str, optional
        Key of a work: between its points alone, linear in energy against
        1/size. If not given, the curve of :func:`sizing_pool`, or, where the
        points are too few for one, the work with the most points if it has three.
    kind : {"edge", "diameter"}, optional
        What `size_nm` is; if not given, an edge on a pooled curve, and what the
        work measured on its own points.
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    Peak
        Peak, interval, sources and what is doubted of them.

    Raises
    ------
    ArgumentError
        Outside the measured range, or without points that are enough.

    See Also
    --------
    size_from_pl : the inverse.

    Examples
    --------
    >>> found = peak_from_size("CsPbI3", 6.0, citation="zhao2019b")
    >>> round(found.low_nm, 1), round(found.high_nm, 1)
    (650.1, 659.5)
    >>> found = peak_from_size("CsPbBr3", 4.0, doubted=True)
    >>> found.kind, found.pooled
    ('edge', True)
    """
    basis = sizing_basis(material, citation=citation, doubted=doubted)
    own = basis.kind if isinstance(basis, Curve) else "edge"
    name, per = _per(kind, own)
    value = one_number("size_nm", within_points("size_nm", size_nm, per * _sizes(basis), material)) / per
    spread = _spread(uncertainty_nm, _SIZE_NM if isinstance(basis, Curve) else 0.0) / per
    low, high = value - spread, value + spread
    sizes = _sizes(basis)
    open_end = bool(low < sizes[0] or high > sizes[-1])
    if isinstance(basis, PooledCurve):
        return Peak(*peak_of(basis, value, spread), name, open_end, basis.citations, True, basis.doubts)
    peaks = _between(basis, value, low, high)
    about = (basis.citation,), False, basis.doubts
    return Peak(float(peaks[0]), float(peaks.min()), float(peaks.max()), name, open_end, *about)


def _sizes(basis: PooledCurve | Curve) -> FloatArray:
    return basis.size_nm if isinstance(basis, Curve) else basis.edge_nm


def _spread(uncertainty_nm: float | None, default: float) -> float:
    if uncertainty_nm is None:
        return default
    return one_number("uncertainty_nm", not_negative("uncertainty_nm", uncertainty_nm, "nm"))


def _between(curve: Curve, value: float, low: float, high: float) -> FloatArray:
    """Peaks [nm] at a size, at the ends of its interval, and at the points within: peaks may not rise with the size."""
    size, peak = curve.size_nm, curve.pl_peak_nm
    ends = [max(low, float(size[0])), min(high, float(size[-1]))]
    sizes = np.array([value, *ends, *size[(size > low) & (size < high)]])
    peaks: FloatArray = 1 / np.interp(1 / sizes, 1 / size[::-1], 1 / peak[::-1])
    return peaks


def size_from_pl(
    material: str,
    pl_peak_nm: float,
    *,
    uncertainty_nm: float | None = None,
    citation: str | None = None,
    kind: Kind | None = None,
    doubted: bool = False,
) -> Size:
    """Size for an emission peak, by measured points, with its interval.

    Parameters
    ----------
    material : str
        One of :func:`sizing_materials`.
    pl_peak_nm : float
        Emission peak [nm], within the measured range.
    uncertainty_nm : float, optional
        Uncertainty of the peak [nm], 0 or more: 1 nm between the points of one
        work, and none on top of the scatter of a pooled curve. Towards large
        crystals the curve is flat and a nanometre of wavelength is worth many
        of size.
    citation : str, optional
        Key of a work, or what :func:`peak_from_size` says.
    kind : {"edge", "diameter"}, optional
        Size that is asked for; if not given, an edge from a pooled curve, and
        what the work measured from its own points.
    doubted : bool, optional
        Whether points that are flagged as suspect count.

    Returns
    -------
    Size
        Size, interval, sources and what is doubted of them.

    Raises
    ------
    ArgumentError
        Outside the measured range, without points that are enough, or where the
        peaks of the points do not rise with the size.

    See Also
    --------
    peak_from_size : the inverse.
    size_from_energy : what the effective-mass formula says.

    Examples
    --------
    >>> found = size_from_pl("CsPbI3", 655, citation="zhao2019b")
    >>> round(found.size_nm, 1), round(found.low_nm, 1), round(found.high_nm, 1)
    (6.1, 6.0, 6.2)
    >>> found = size_from_pl("CsPbBr3", 500.0)
    >>> found.pooled, found.low_nm < found.size_nm < found.high_nm
    (True, True)
    """
    basis = sizing_basis(material, citation=citation, doubted=doubted)
    if isinstance(basis, PooledCurve):
        name, per = _per(kind, "edge")
        value = one_number("pl_peak_nm", within_points("pl_peak_nm", pl_peak_nm, basis.pl_peak_nm, material))
        edge, low, high, open_end = edge_of(basis, value, _spread(uncertainty_nm, 0.0))
        about = basis.citations, True, basis.doubts
        return Size(per * edge, per * low, per * high, name, open_end, *about)
    name, per = _per(kind, basis.kind)
    size, peak = basis.size_nm, basis.pl_peak_nm
    if not (np.diff(peak) > 0).all():
        raise ArgumentError(
            "material",
            f"the peaks of {shown(material)} do not rise with the size",
            "their curve must be one that rises",
            material,
        )
    value = one_number("pl_peak_nm", within_points("pl_peak_nm", pl_peak_nm, peak, material))
    spread = _spread(uncertainty_nm, _PEAK_NM)

    def invert(wavelength: float) -> float:
        # Energy falls as the size grows; interpolate 1/size over 1/wavelength.
        return per * float(1 / np.interp(1 / wavelength, 1 / peak[::-1], 1 / size[::-1]))

    low, high = value - spread, value + spread
    return Size(
        invert(value),
        invert(max(low, float(peak[0]))),
        invert(min(high, float(peak[-1]))),
        name,
        bool(low < peak[0] or high > peak[-1]),
        (basis.citation,),
        False,
        basis.doubts,
    )
