"""Tolerance factors: whether ions of given sizes fit a perovskite.

Radii may be in any unit, the same for all; the package's own are effective
ionic radii in angstrom from ``data/ions.csv``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np

from . import tables
from .checks import number, positive, scalar
from .composition import Composition, perovskite
from .tables import ArrayLike, FloatArray

TAU_LIMIT = 4.18
"""Perovskite below, non-perovskite above: Bartel et al. 2019, doi:10.1126/sciadv.aav0693."""

# P(tau) = 1 / (1 + exp(slope * (tau - midpoint))): least-squares fit to the probabilities
# printed for 576 compounds in table S1 of Bartel et al. 2019; benchmarks/bartel.py refits it.
PROBABILITY_SLOPE = 1.732
PROBABILITY_MIDPOINT = 4.265
PROBABILITY_MAX_ERROR = 0.03


class RadiusError(ValueError):
    """An ion without a radius in the chosen set."""


def goldschmidt(r_a: ArrayLike, r_b: ArrayLike, r_x: ArrayLike) -> Any:
    r"""Goldschmidt tolerance factor, :math:`t = (r_A + r_X) / [\sqrt{2}\,(r_B + r_X)]`.

    Parameters
    ----------
    r_a, r_b, r_x : float or array_like
        Radii of the A, B and X ions [angstrom, or any one unit], above 0.

    Returns
    -------
    float or numpy.ndarray
        t [-]; 1 for touching spheres in a cubic perovskite.

    Raises
    ------
    ValueError
        If a radius is not above 0.

    References
    ----------
    mu2022, equation 1, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> round(goldschmidt(1.88, 1.19, 1.96), 3)
    0.862
    """
    a, b, x = positive("r_a", r_a), positive("r_b", r_b), positive("r_x", r_x)
    return scalar((a + x) / (math.sqrt(2) * (b + x)))


def octahedral(r_b: ArrayLike, r_x: ArrayLike) -> Any:
    r"""Octahedral factor, :math:`\mu = r_B / r_X`.

    Parameters
    ----------
    r_b, r_x : float or array_like
        Radii of the B and X ions [angstrom, or any one unit], above 0.

    Returns
    -------
    float or numpy.ndarray
        mu [-].

    Raises
    ------
    ValueError
        If a radius is not above 0.

    References
    ----------
    mu2022, equation 2, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> round(octahedral(1.19, 1.96), 3)
    0.607
    """
    return scalar(positive("r_b", r_b) / positive("r_x", r_x))


def bartel(
    r_a: ArrayLike,
    r_b: ArrayLike,
    r_x: ArrayLike,
    n_a: ArrayLike = 1,
    invalid: Literal["raise", "nan"] = "raise",
) -> Any:
    r"""Tolerance factor of Bartel et al.

    .. math::

        \tau = \frac{r_X}{r_B} - n_A\left(n_A - \frac{r_A/r_B}{\ln(r_A/r_B)}\right)

    It holds for r_A > r_B only. Below, the logarithm turns negative and tau
    would call anything a perovskite, so such radii are refused.

    Parameters
    ----------
    r_a, r_b, r_x : float or array_like
        Radii of the A, B and X ions [angstrom, or any one unit], above 0.
    n_a : float or array_like, optional
        Oxidation state of the A ion [e], above 0.
    invalid : {"raise", "nan"}, optional
        What to do where r_A <= r_B: an error, or NaN for screens of many.

    Returns
    -------
    float or numpy.ndarray
        tau [-]; perovskites are expected below 4.18.

    Raises
    ------
    ValueError
        If a radius is not above 0, or r_A <= r_B with ``invalid="raise"``.

    References
    ----------
    mu2022, equation 3, doi:10.1016/j.isci.2022.105371; bartel2019,
    doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> round(bartel(1.88, 1.19, 1.96), 2)
    4.1
    """
    if invalid not in ("raise", "nan"):
        raise ValueError(f"invalid: {invalid!r} is not allowed; it is 'raise' or 'nan'")
    a, b, x = positive("r_a", r_a), positive("r_b", r_b), positive("r_x", r_x)
    n = positive("n_a", n_a)
    ratio = a / b
    outside = ratio <= 1
    if invalid == "raise" and outside.any():
        at = int(np.flatnonzero(outside)[0])
        pair = [float(np.broadcast_to(v, ratio.shape).flat[at]) for v in (a, b)]
        raise ValueError(
            f"r_a: {pair[0]:g} is not larger than r_b = {pair[1]:g}; tau holds for r_a > r_b only "
            "(use invalid='nan' to screen many)"
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        tau = x / b - n * (n - ratio / np.log(ratio))
    return scalar(np.where(outside, np.nan, tau))


def perovskite_probability(tau: ArrayLike) -> Any:
    r"""Probability of a perovskite from tau: a logistic curve fitted to published values.

    Bartel et al. print a probability for each of their 576 compounds, made by
    averaging calibrated classifiers. The curve here,
    :math:`P = 1/(1 + e^{s(\tau - \tau_{1/2})})`, was fitted to those printed
    numbers (least squares); its largest error is
    ``PROBABILITY_MAX_ERROR``. P = 0.5 lies at ``PROBABILITY_MIDPOINT``, which
    is not the class boundary of 4.18. No organic cation was among the
    compounds, and the bulk at ambient conditions is meant, not a nanocrystal.

    Parameters
    ----------
    tau : float or array_like
        Tolerance factor of Bartel et al. [-].

    Returns
    -------
    float or numpy.ndarray
        Probability [-], 0 to 1; NaN where tau is NaN.

    References
    ----------
    bartel2019, table S1, doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> perovskite_probability(4.0) > perovskite_probability(4.2)
    True
    """
    return scalar(_logistic(number("tau", tau)))


def _logistic(tau: FloatArray) -> FloatArray:
    """Curve behind the probability; NaN stays NaN."""
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(PROBABILITY_SLOPE * (tau - PROBABILITY_MIDPOINT))))


@dataclass(frozen=True, slots=True)
class Window:
    """A published range of a tolerance factor in which perovskites are expected.

    Attributes
    ----------
    quantity : {"t", "mu", "tau"}
        What it limits.
    low, high : float
        Bounds [-]; infinite where there is none.
    citation : str
        Keys of the bibliography.
    origin : str
        Where the bounds stand and what they rest on.
    """

    quantity: Literal["t", "mu", "tau"]
    low: float
    high: float
    citation: str
    origin: str

    def holds(self, value: float) -> bool:
        """Whether the value lies inside the bounds (outside for NaN)."""
        return self.low < value < self.high

    def __str__(self) -> str:
        """Bounds as an inequality."""
        if math.isinf(self.low):
            return f"{self.quantity} < {self.high:g}"
        return f"{self.low:g} < {self.quantity} < {self.high:g}"


WINDOWS = (
    Window("t", 0.813, 1.107, "mu2022;wei2019", "stated in mu2022 after wei2019"),
    Window(
        "t",
        0.825,
        1.059,
        "bartel2019;mu2022",
        "decision tree on 576 ABX3 solids, mostly oxides and fluorides",
    ),
    Window("mu", 0.442, 0.895, "mu2022;protesescu2017;travis2016", "stated in mu2022 for stable octahedra"),
    Window("tau", -math.inf, TAU_LIMIT, "bartel2019;mu2022", "decision tree on 576 ABX3 solids"),
)


@dataclass(frozen=True, slots=True)
class Radius:
    """Radius of one ion on one site, and where it comes from.

    Attributes
    ----------
    ion, site : str
        Label of the ion and the site, A, B or X.
    charge : int
        Charge number [e].
    value : float
        Radius [angstrom].
    origin : str
        Radius set, coordination number and spin state.
    citation : str
        Keys of the bibliography.
    stand_in : str
        Empty, or why this radius only stands in for the right one.
    """

    ion: str
    site: str
    charge: int
    value: float
    origin: str
    citation: str
    stand_in: str = ""


_IDEAL = {"A": 12, "B": 6, "X": 6}


@tables.cached
def _table() -> Mapping[tuple[str, int], tuple[Mapping[str, str], ...]]:
    grouped: dict[tuple[str, int], list[Mapping[str, str]]] = {}
    for row in tables.rows("ions"):
        grouped.setdefault((row["ion"], int(row["charge"])), []).append(row)
    return MappingProxyType({key: tuple(rows) for key, rows in grouped.items()})


@tables.cached
def radius(ion: str, site: Literal["A", "B", "X"], charge: int) -> Radius:
    """Radius of an ion on a site, by the rule of Bartel et al.

    Shannon's effective ionic radius at the listed coordination number nearest
    12 (A site) or 6 (B site), at 6 for halides; of two spin states the
    high-spin one. Molecular cations have one effective radius. Sn(II), which
    Shannon does not list, is the one Bartel et al. use.

    Parameters
    ----------
    ion : str
        Label, such as ``"Cs"`` or ``"MA"``.
    site : {"A", "B", "X"}
        Site in the perovskite.
    charge : int
        Charge number [e].

    Returns
    -------
    Radius
        The radius [angstrom], with origin and citation.

    Raises
    ------
    RadiusError
        If the table holds no radius for this ion and charge.

    References
    ----------
    bartel2019, doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> radius("Cs", "A", 1).value, radius("Cs", "A", 1).origin
    (1.88, 'Shannon, CN 12')
    """
    rows = _table().get((ion, charge))
    if not rows:
        raise RadiusError(f"ion: there is no radius of {ion} with charge {charge:+d} in the table of ions")
    ideal = _IDEAL[site]

    def preference(row: Mapping[str, str]) -> tuple[float, int, int]:
        molecular = 0.0 if not row["coordination"] else abs(int(row["coordination"]) - ideal)
        return molecular, bool(row["geometry"]), row["spin"] == "low"

    best = min(rows, key=preference)
    origin = best["radius_set"].capitalize()
    stand_in = ""
    if best["coordination"]:
        cn = int(best["coordination"])
        origin += f", CN {cn}"
        if cn != ideal:
            stand_in = f"CN {cn} stands in for CN {ideal}, which is not listed"
    else:
        origin += ", molecular cation"
    if best["spin"]:
        origin += f", {best['spin']} spin"
        if not stand_in and any(r["spin"] != best["spin"] for r in rows if r["coordination"] == best["coordination"]):
            stand_in = f"the {best['spin']}-spin radius is used; the other spin state is smaller"
    if best["flag"]:
        stand_in = "; ".join(filter(None, (stand_in, best["note"])))
    return Radius(ion, site, charge, float(best["radius_angstrom"]), origin, best["citation"], stand_in)


LIMITS = (
    "All factors speak of the bulk at ambient conditions; the strain and the ligands that stabilise a nanocrystal "
    "are not in them."
)
"""What every tolerance factor leaves out, to be shown beside the numbers."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One published criterion and whether a compound meets it."""

    window: Window
    value: float
    met: bool


@dataclass(frozen=True, slots=True)
class ToleranceReport:
    """Tolerance factors of a composition with everything needed to judge them.

    Attributes
    ----------
    composition : Composition
        What was assessed.
    r_a, r_b, r_x : float
        Mole-weighted mean radii of the sites [angstrom].
    t, mu, tau : float
        Goldschmidt factor, octahedral factor, factor of Bartel et al. [-];
        tau is NaN where r_A <= r_B.
    probability : float
        Probability of a perovskite from tau [-].
    verdicts : tuple of Verdict
        One a published window; they may disagree and are not averaged.
    radii : tuple of Radius
        The radius used for each ion.
    warnings : tuple of str
        What limits these numbers for this composition.
    """

    composition: Composition
    r_a: float
    r_b: float
    r_x: float
    t: float
    mu: float
    tau: float
    probability: float
    verdicts: tuple[Verdict, ...] = field(repr=False)
    radii: tuple[Radius, ...] = field(repr=False)
    warnings: tuple[str, ...] = field(repr=False)


# Counted among the perovskites in table S1 of bartel2019, although tau rejects them.
_KNOWN_MISSES = {"CsPbI3", "CsSnI3"}


def _mean(site: Mapping[str, float], radii: Mapping[str, Radius]) -> float:
    return sum(f * radii[ion].value for ion, f in site.items())


def assess(formula: str | Composition, radii: Mapping[str, float] | None = None) -> ToleranceReport:
    """Tolerance factors, verdicts and warnings for a composition.

    Mixed sites enter with mole-weighted mean radii; so do the two B ions of a
    double perovskite.

    Parameters
    ----------
    formula : str or Composition
        Such as ``"CsPb(Br0.6I0.4)3"``; see :func:`calculators.composition.parse`.
    radii : mapping of str to float, optional
        Own radii [angstrom] by ion label, above 0, in place of the table's.

    Returns
    -------
    ToleranceReport
        Numbers, verdicts by published window, radii used, warnings.

    Raises
    ------
    ValueError
        ``CompositionError`` if the formula cannot be read or is that of
        another structure, ``RadiusError`` if an ion has no radius, ValueError
        if an own radius is not above 0 or names no ion of the formula.

    References
    ----------
    mu2022, equations 1 to 3, doi:10.1016/j.isci.2022.105371; bartel2019,
    doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> report = assess("CsPbI3")
    >>> round(report.tau, 2), [v.met for v in report.verdicts]
    (4.3, [True, True, True, False])
    """
    c = perovskite(formula)
    own = dict(radii or {})
    ions = {ion for site in (c.a, c.b, c.x) for ion in site}
    if set(own) - ions:
        raise ValueError(
            f"radii: {', '.join(sorted(set(own) - ions))} is not in {c.formula}; allowed: {', '.join(sorted(ions))}"
        )
    used: dict[str, dict[str, Radius]] = {}
    sites: tuple[tuple[Literal["A", "B", "X"], Mapping[str, float]], ...] = (("A", c.a), ("B", c.b), ("X", c.x))
    for site_name, site in sites:
        used[site_name] = {
            ion: Radius(
                ion,
                site_name,
                c.charges[ion],
                float(positive(f"radii[{ion}]", own[ion], "angstrom")),
                "own value",
                "",
            )
            if ion in own
            else radius(ion, site_name, c.charges[ion])
            for ion in site
        }
    r_a, r_b, r_x = _mean(c.a, used["A"]), _mean(c.b, used["B"]), _mean(c.x, used["X"])
    t, mu = goldschmidt(r_a, r_b, r_x), octahedral(r_b, r_x)
    tau = bartel(r_a, r_b, r_x, c.n_a, invalid="nan")
    values = {"t": t, "mu": mu, "tau": tau}
    verdicts = tuple(Verdict(w, values[w.quantity], w.holds(values[w.quantity])) for w in WINDOWS)
    all_radii = tuple(r for site in used.values() for r in site.values())
    return ToleranceReport(
        c,
        r_a,
        r_b,
        r_x,
        t,
        mu,
        tau,
        float(_logistic(np.asarray(tau))),
        verdicts,
        all_radii,
        _warnings(c, r_a, r_b, all_radii),
    )


@dataclass(frozen=True, slots=True)
class CompositionLine:
    """Tolerance factors along a solid solution, from one end member to the other.

    Attributes
    ----------
    first, second : Composition
        End members.
    fraction : numpy.ndarray
        Share of the second [-], shape (n,), 0 to 1.
    t, mu, tau, probability : numpy.ndarray
        Factors [-], shape (n,).
    changes : tuple of (Window, float)
        Fractions [-] at which a verdict changes, found to 1e-6.
    """

    first: Composition
    second: Composition
    fraction: FloatArray = field(repr=False)
    t: FloatArray = field(repr=False)
    mu: FloatArray = field(repr=False)
    tau: FloatArray = field(repr=False)
    probability: FloatArray = field(repr=False)
    changes: tuple[tuple[Window, float], ...] = ()


def along(first: str | Composition, second: str | Composition, points: int = 201) -> CompositionLine:
    """Tolerance factors along a solid solution, with the fractions at which verdicts change.

    Parameters
    ----------
    first, second : str or Composition
        End members with the same charge on the A site.
    points : int, optional
        Number of fractions, 2 to 100 000.

    Returns
    -------
    CompositionLine
        Mole-weighted mean radii are linear in the fraction; the factors are not.

    Raises
    ------
    ValueError
        If an end member cannot be assessed or `points` is not allowed.

    Examples
    --------
    >>> line = along("CsPbI3", "CsPbBr3")
    >>> [(str(window), round(f, 3)) for window, f in line.changes]
    [('tau < 4.18', 0.611)]
    """
    if not 2 <= points <= 100_000:
        raise ValueError(f"points: {points!r} is not allowed; it must be from 2 to 100000")
    one, two = assess(first), assess(second)

    def at(f: FloatArray) -> dict[str, FloatArray]:
        a, b, x, n = (
            (1 - f) * p + f * q
            for p, q in (
                (one.r_a, two.r_a),
                (one.r_b, two.r_b),
                (one.r_x, two.r_x),
                (one.composition.n_a, two.composition.n_a),
            )
        )
        return {
            "t": np.asarray(goldschmidt(a, b, x)),
            "mu": np.asarray(octahedral(b, x)),
            "tau": np.asarray(bartel(a, b, x, n, invalid="nan")),
        }

    fraction = np.linspace(0.0, 1.0, points)
    values = at(fraction)
    changes = []
    for window in WINDOWS:
        inside = (values[window.quantity] > window.low) & (values[window.quantity] < window.high)
        for k in np.flatnonzero(inside[1:] != inside[:-1]):
            low, high, start = fraction[k], fraction[k + 1], bool(inside[k])
            while high - low > 1e-6:
                middle = (low + high) / 2
                same = window.holds(float(at(np.asarray(middle))[window.quantity])) == start
                low, high = (middle, high) if same else (low, middle)
            changes.append((window, float((low + high) / 2)))
    return CompositionLine(
        one.composition,
        two.composition,
        fraction,
        values["t"],
        values["mu"],
        values["tau"],
        _logistic(values["tau"]),
        tuple(changes),
    )


def _larger_b(radii: tuple[Radius, ...]) -> str:
    """Warning where Bartel et al. would put the B ion on A because it is the larger one."""
    a, b = ([r for r in radii if r.site == site] for site in "AB")
    if len(a) != 1 or len(b) != 1 or a[0].origin == "own value" or b[0].origin == "own value":
        return ""
    if radius(b[0].ion, "A", b[0].charge).value <= a[0].value:
        return ""
    return (
        f"{b[0].ion} would be the larger ion on the A site: Bartel et al. exchange such cations, "
        "which gives another tau; here A is the monovalent ion."
    )


def _warnings(c: Composition, r_a: float, r_b: float, radii: tuple[Radius, ...]) -> tuple[str, ...]:
    out = [f"{r.ion} ({r.site} site): {r.stand_in}." for r in radii if r.stand_in]
    if r_a <= r_b:
        out.append(f"r_A = {r_a:.3g} Å is not larger than r_B = {r_b:.3g} Å: tau is not defined.")
    swapped = _larger_b(radii)
    if swapped:
        out.append(swapped)
    molecular = [r.ion for r in radii if r.origin.endswith("molecular cation")]
    if molecular:
        out.append(
            f"{' and '.join(molecular)}: no organic cation was among the 576 compounds behind tau and its probability."
        )
    if str(c) in _KNOWN_MISSES:
        out.append(f"{c}: tau > 4.18, yet Bartel et al. (table S1) count it among the perovskites.")
    if len(c.x) > 1 or len(c.a) > 1 or (len(c.b) > 1 and c.structure == "perovskite"):
        out.append("Mixed sites enter as mole-weighted means; whether the ions mix or segregate is not asked.")
    return tuple(out)
