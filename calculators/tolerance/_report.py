"""All factors of one composition, with everything needed to judge them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..composition import Composition, perovskite
from ..results import Result
from ._error import Interval, Spread, propagated
from ._factors import bartel, goldschmidt, logistic, octahedral
from ._known import Known, is_other_phase, known
from ._own import OwnRadii, own_radii
from ._radii import Radius, RadiusError, Site, own_radius, radius
from ._windows import WINDOWS, Verdict, Window


@dataclass(frozen=True, slots=True, eq=False)
class ToleranceReport(Result):
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
    sd : mapping of str to float or None
        Standard deviations of ``"t"``, ``"mu"``, ``"tau"`` and
        ``"probability"`` [-] from those of the radii, to first order; None
        where that of a radius is not known.
    interval : mapping of str to (float, float) or None
        95 % intervals of the same [-].
    unknown : tuple of str
        Ions whose radius has no known error.
    known : tuple of Known
        What the tables hold of this compound: perovskite or not, and phases.
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
    sd: Mapping[str, float | None] = field(repr=False)
    interval: Mapping[str, Interval | None] = field(repr=False)
    unknown: tuple[str, ...] = field(repr=False)
    known: tuple[Known, ...] = field(repr=False)


def assess(formula: str | Composition, *, radii: OwnRadii | None = None) -> ToleranceReport:
    """Tolerance factors, verdicts and warnings for a composition.

    Mixed sites enter with mole-weighted mean radii; so do the two B ions of a
    double perovskite.

    Parameters
    ----------
    formula : str or Composition
        Such as ``"CsPb(Br0.6I0.4)3"``; see :func:`calculators.composition.parse`.
    radii : mapping of str to float or (float, float), optional
        Own radii [angstrom] by ion label, 0.01 to 20, in place of the table's or
        where it has none; a pair is a radius and its standard deviation.

    Returns
    -------
    ToleranceReport
        Numbers with their errors, verdicts by published window, radii used,
        what is known of the compound, warnings.

    Raises
    ------
    ArgumentError
        ``CompositionError`` if the formula cannot be read or is that of
        another structure, ``RadiusError`` if an ion has no radius; also if an
        own radius is not above 0 or names no ion of the formula.

    See Also
    --------
    along : the factors along a solid solution.
    known : what the tables hold of a compound.
    calculators.screening.screen : the factors of many formulas.

    References
    ----------
    Mu et al. 2022, iScience, equations 1 to 3, doi:10.1016/j.isci.2022.105371;
    Bartel et al. 2019, Sci. Adv., doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> report = assess("CsPbI3")
    >>> round(report.tau, 2), [v.met for v in report.verdicts]
    (4.3, [True, True, True, False])
    >>> round(assess("CsPbBr3", radii={"Cs": 1.67}).t, 3)  # caesium with six neighbours
    0.815
    >>> round(report.sd["tau"], 2), report.verdicts[3].words
    (0.05, 'not met within the known error')
    """
    c = perovskite(formula)
    (own,) = own_radii(radii, [c])
    sites = _radii(c, own)
    r_a, r_b, r_x = (sum(f * r.value for f, r in site) for site in sites)
    t, mu = goldschmidt(r_a, r_b, r_x), octahedral(r_b, r_x)
    tau = bartel(r_a, r_b, r_x, c.n_a, invalid="nan")
    values = {"t": t, "mu": mu, "tau": tau}
    error = propagated(sites, (r_a, r_b, r_x), c.n_a, values)
    verdicts = tuple(_verdict(window, values[window.quantity], error) for window in WINDOWS)
    found = known(c)
    warnings = [*c.notes, *_warnings(c, r_a, r_b, sites, error), *_disagreements(c, verdicts, found), *_mixture(c)]
    return ToleranceReport(
        c,
        r_a,
        r_b,
        r_x,
        t,
        mu,
        tau,
        float(logistic(tau)),
        verdicts,
        tuple(r for site in sites for _, r in site),
        tuple(warnings),
        error.sd,
        error.interval,
        error.unknown,
        found,
    )


def _verdict(window: Window, value: float, error: Spread) -> Verdict:
    """Answer of a window, and whether it is the same at both ends of the 95 % interval."""
    if math.isnan(value):
        return Verdict(window, value, None)
    met, interval = window.holds(value), error.reach[window.quantity]
    if interval is None:
        return Verdict(window, value, met, None)
    # Between the ends may lie a whole window, if the error is that large.
    same = all(window.holds(end) == met for end in interval) and not (
        not met and interval[0] < window.low < interval[1]
    )
    return Verdict(window, value, met, same)


def _radii(c: Composition, own: Mapping[str, Any]) -> list[list[tuple[float, Radius]]]:
    """Share and radius of each ion, site by site."""
    sites: tuple[tuple[Site, Mapping[str, float]], ...] = (("A", c.a), ("B", c.b), ("X", c.x))

    def of(ion: str, site: Site) -> Radius:
        if ion in own:
            return own_radius(ion, site, c.charges[ion], own[ion])
        return radius(ion, site, c.charges[ion])

    try:
        return [[(share, of(ion, name)) for ion, share in site.items()] for name, site in sites]
    except RadiusError as error:
        allowed = f"{error.allowed}; an own radius can be given for {error.value} [Å] under radii"
        raise RadiusError("formula", error.problem, allowed, error.value) from None


def _warnings(
    c: Composition, r_a: float, r_b: float, sites: list[list[tuple[float, Radius]]], error: Spread
) -> list[str]:
    radii = [[r for _, r in site] for site in sites]
    used = [r for site in radii for r in site]
    out = [f"{r.ion} ({r.site} site): {r.stand_in}." for r in used if r.stand_in]
    if is_other_phase(c):
        out.append(
            f"{', '.join(c.phase)} is no perovskite: the factors ask whether a perovskite of this formula can form."
        )
    if r_a <= r_b:
        out.append(f"r_A = {r_a:.3g} Å is not larger than r_B = {r_b:.3g} Å: tau is not defined.")
    elif error.interval["tau"] is None and not error.unknown:
        out.append(
            "r_A and r_B may be equal within their errors, where tau grows without bound: its error is left open."
        )
    if _b_is_larger(radii[0], radii[1]):
        out.append(
            f"{radii[1][0].ion} is the larger ion where both have six neighbours: Bartel et al. exchange such cations, "
            "which gives another tau; here A is the monovalent ion."
        )
    molecules = [r.ion for r in used if r.kind == "molecule"]
    if molecules:
        out.append(
            f"{' and '.join(molecules)}: no organic cation was among the 576 compounds behind tau and its probability."
        )
    return out


def _disagreements(c: Composition, verdicts: tuple[Verdict, ...], found: tuple[Known, ...]) -> list[str]:
    """Windows that contradict what was found; the octahedral one is a condition and accepts no compound by itself."""
    out = []
    for row in found:
        if row.is_perovskite is None:
            continue
        wrong = [v for v in verdicts if v.met is not None and v.met != row.is_perovskite]
        wrong = [v for v in wrong if v.window.quantity != "mu" or not v.met]
        if not wrong:
            continue
        named = ", ".join(str(v.window) for v in wrong)
        where = f"by {row.citation}"
        if row.is_perovskite:
            out.append(f"{c} is a perovskite {where}, although it does not meet {named}.")
        else:
            out.append(f"{c} is not a perovskite {where}, although it meets {named}.")
    return out


def _mixture(c: Composition) -> list[str]:
    if len(c.x) > 1 or len(c.a) > 1 or (len(c.b) > 1 and not c.is_double):
        return ["Mixed sites enter as mole-weighted means; whether the ions mix or segregate is not asked."]
    return []


def _b_is_larger(a: list[Radius], b: list[Radius]) -> bool:
    """Whether Bartel et al. would put the B ion on A because it is the larger one.

    With six neighbours both: that is the order in which their table writes every one of its ABX3 halides.
    """
    if len(a) != 1 or len(b) != 1 or "own" in (a[0].kind, b[0].kind) or a[0].kind == "molecule":
        return False
    return b[0].value > radius(a[0].ion, "B", a[0].charge).value
