"""All factors of one composition, with everything needed to judge them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..composition import Composition, perovskite
from ..errors import ArgumentError, shown
from ..results import Result
from ._factors import bartel, goldschmidt, logistic, octahedral
from ._radii import Radius, RadiusError, Site, own_radius, radius
from ._windows import WINDOWS, Verdict


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


# Counted among the perovskites in table S1 of Bartel et al. 2019, although tau rejects them.
_KNOWN_MISSES = {"CsPbI3", "CsSnI3"}


def assess(formula: str | Composition, *, radii: Mapping[str, float] | None = None) -> ToleranceReport:
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
    ArgumentError
        ``CompositionError`` if the formula cannot be read or is that of
        another structure, ``RadiusError`` if an ion has no radius; also if an
        own radius is not above 0 or names no ion of the formula.

    See Also
    --------
    along : the factors along a solid solution.
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
    """
    c = perovskite(formula)
    a, b, x = _radii(c, _own(c, radii))
    means = [sum(f * r.value for f, r in site) for site in (a, b, x)]
    r_a, r_b, r_x = means
    t, mu = goldschmidt(r_a, r_b, r_x), octahedral(r_b, r_x)
    tau = bartel(r_a, r_b, r_x, c.n_a, invalid="nan")
    values = {"t": t, "mu": mu, "tau": tau}
    return ToleranceReport(
        c,
        r_a,
        r_b,
        r_x,
        t,
        mu,
        tau,
        float(logistic(tau)),
        tuple(Verdict(w, values[w.quantity], w.holds(values[w.quantity])) for w in WINDOWS),
        tuple(r for site in (a, b, x) for _, r in site),
        _warnings(c, r_a, r_b, [[r for _, r in site] for site in (a, b, x)]),
    )


def _own(c: Composition, radii: Any) -> Mapping[str, Any]:
    """Radii of the user, if they are a mapping whose keys are ions of the composition."""
    if radii is None:
        return {}
    if not isinstance(radii, Mapping):
        raise ArgumentError("radii", f"{shown(radii)} is not allowed", "give a mapping such as {'Cs': 1.88}", radii)
    ions = sorted({ion for site in (c.a, c.b, c.x) for ion in site})
    for name in radii:
        if name not in ions:
            raise ArgumentError("radii", f"{name} is not in {c.formula}", f"it holds {', '.join(ions)}", name)
    return radii


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
        raise error.renamed("formula") from None


def _warnings(c: Composition, r_a: float, r_b: float, radii: list[list[Radius]]) -> tuple[str, ...]:
    used = [r for site in radii for r in site]
    out = [f"{r.ion} ({r.site} site): {r.stand_in}." for r in used if r.stand_in]
    if r_a <= r_b:
        out.append(f"r_A = {r_a:.3g} Å is not larger than r_B = {r_b:.3g} Å: tau is not defined.")
    if _b_is_larger(radii[0], radii[1]):
        out.append(
            f"{radii[1][0].ion} would be the larger ion on the A site: Bartel et al. exchange such cations, "
            "which gives another tau; here A is the monovalent ion."
        )
    molecules = [r.ion for r in used if r.kind == "molecule"]
    if molecules:
        out.append(
            f"{' and '.join(molecules)}: no organic cation was among the 576 compounds behind tau and its probability."
        )
    if str(c) in _KNOWN_MISSES:
        out.append(f"{c}: tau > 4.18, yet Bartel et al. (table S1) count it among the perovskites.")
    if len(c.x) > 1 or len(c.a) > 1 or (len(c.b) > 1 and c.structure == "perovskite"):
        out.append("Mixed sites enter as mole-weighted means; whether the ions mix or segregate is not asked.")
    return tuple(out)


def _b_is_larger(a: list[Radius], b: list[Radius]) -> bool:
    """Whether Bartel et al. would put the B ion on A because it is the larger one there."""
    if len(a) != 1 or len(b) != 1 or "own" in (a[0].kind, b[0].kind):
        return False
    return radius(b[0].ion, "A", b[0].charge).value > a[0].value
