"""Widgets: tolerance factors of one composition, of a core and its shell, and along a solid solution."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .. import bibliography, composition, figures, tables, tolerance
from ..errors import ArgumentError, renaming
from .fields import fraction, read_number, text
from .form import Calculator
from .rows import Cell, Formula, Quantity, Result, Row, Words, interval, row

Own = float | tuple[float, float]

# Compounds whose tau mu2022 prints, drawn for orientation.
_LANDMARKS = ("CsPbF3", "CsPbCl3", "CsPbBr3", "CsPbI3", "MAPbBr3", "FAPbBr3")


@tables.cached
def landmarks() -> Mapping[str, tolerance.ToleranceReport]:
    """Reports of the compounds that every map shows, assessed once.

    Returns
    -------
    mapping of str to ToleranceReport
        By formula.

    Examples
    --------
    >>> round(landmarks()["CsPbI3"].tau, 2)
    4.3
    """
    return {name: tolerance.assess(name) for name in _LANDMARKS}


def own_radii(typed: str, name: str = "radii") -> dict[str, Own]:
    """Radii typed as ``"Cs=1.88, MA=2.17±0.05"``.

    Parameters
    ----------
    typed : str
        Pairs of ion and radius [angstrom], separated by commas or semicolons;
        after ± its standard deviation, or in brackets that of the last digits.
        A unit that stands once holds for both.
    name : str, optional
        Name of the argument, for the message.

    Returns
    -------
    dict of str to float or (float, float)
        Radii [angstrom] by ion, with their standard deviation if one is typed.

    Raises
    ------
    ArgumentError
        If a pair cannot be read, stands twice, or is not above 0.

    Examples
    --------
    >>> own_radii("Cs=1,88; MA = 2.17 ± 0.05")
    {'Cs': 1.88, 'MA': (2.17, 0.05)}
    >>> own_radii("Cs=0.188 ± 0.002 nm, Pb=1.19(1)")
    {'Cs': (1.88, 0.02), 'Pb': (1.19, 0.01)}
    """
    radii: dict[str, Own] = {}
    for part in filter(None, (p.strip().rstrip(",") for p in re.split(r"[;,]+\s*(?=[A-Za-z(=])|;|\n", typed))):
        ion, equals, value = (p.strip() for p in part.replace(":", "=", 1).partition("="))
        if not equals or not ion:
            raise ArgumentError(name, f"“{part}” cannot be read", "write ion = radius in Å, such as Cs=1.88", part)
        if ion in radii:
            raise ArgumentError(name, f"{ion} stands twice", "give one radius for each ion", part)
        mean, *error = _parts(value)
        if len(error) > 1 or not mean or "" in error:
            raise ArgumentError(name, f"“{part}” cannot be read", "write it like Cs=1.88 or Cs=1.88±0.02", part)
        r = read_number(name, mean, "Å")
        if not r > 0:
            raise ArgumentError(name, f"{r:g} Å for {ion} is not allowed", "it must be above 0", r)
        radii[ion] = (r, _error(name, ion, error[0])) if error else r
    return radii


_IN_BRACKETS = re.compile(r"([\d.,]*\d) ?\((\d+)\)(.*)", re.DOTALL)
_NUMBER_ALONE = re.compile(r"[-+−\d.,\s]*(?:[eE][-+−]?\d+|[×x·] ?10\^?[-+−⁺⁻⁰¹²³⁴-⁹\d]+)?\s*")


def _parts(value: str) -> list[str]:
    """Texts of a radius and of its error, each with its unit; a unit that stands once is that of both."""
    whole = re.fullmatch(r"\((.*)\)(.*)", value, re.DOTALL)
    value, after = (whole[1], whole[2].strip()) if whole else (value, "")
    if brackets := _IN_BRACKETS.fullmatch(value):
        places = len(re.split("[.,]", brackets[1])[-1]) if re.search("[.,]", brackets[1]) else 0
        found, units = [brackets[1], f"{int(brackets[2])}e-{places}"], ["", brackets[3].strip()]
    else:
        found, units = [part.strip() for part in re.split(r"±|\+ ?/? ?[-−]", value)], []
        for k, part in enumerate(found):
            number = _NUMBER_ALONE.match(part)
            end = number.end() if number else 0
            units.append(part[end:].strip())
            found[k] = part[:end].strip()
    written = [unit for unit in (*units, after) if unit]
    return [
        f"{part} {unit or (written[0] if written else '')}".strip() if part or unit else ""
        for part, unit in zip(found, units, strict=True)
    ]


def _error(name: str, ion: str, typed: str) -> float:
    sd = read_number(name, typed, "Å")
    if sd < 0:
        raise ArgumentError(name, f"±{sd:g} Å for {ion} is not allowed", "it must be 0 or more", sd)
    return sd


@dataclass(frozen=True, kw_only=True)
class Inputs:
    """One composition, or a core and its shell."""

    core: str = text("Composition, or core", "CsPbBr3", hint="such as CsPb(Br0.6I0.4)3")
    shell: str = text("Second composition, or shell", hint="may stay empty")
    radii: str = text("Own radii", unit="Å", hint="may stay empty, or Cs=1.88, Pb=1.19±0.02")


def _sites(i: Inputs) -> dict[str, composition.Composition]:
    """Compositions by their field; a second one that is the first again tells nothing new."""
    with renaming(formula="core"):
        found = {"core": composition.perovskite(i.core)}
    if i.shell.strip():
        with renaming(formula="shell"):
            second = composition.perovskite(i.shell)
        if str(second) != str(found["core"]):
            found["shell"] = second
    return found


def _shared(i: Inputs) -> list[tuple[str, composition.Composition, Mapping[str, Own]]]:
    """Field, composition and the own radii of its ions."""
    sites = _sites(i)
    own = tolerance.own_radii(own_radii(i.radii), list(sites.values()))
    return [(name, c, radii) for (name, c), radii in zip(sites.items(), own, strict=True)]


def _reports(i: Inputs) -> list[tolerance.ToleranceReport]:
    reports = []
    for name, sites, radii in _shared(i):
        with renaming(formula=name):
            reports.append(tolerance.assess(sites, radii=radii))
    return reports


def _accuracy(report: tolerance.ToleranceReport) -> str:
    """How often t and tau are right for the main halide, from the table ``validation``."""
    halide = max(report.composition.x, key=lambda ion: report.composition.x[ion])
    found = next((r for r in tables.read("validation") if r["anion"] == halide), None)
    if found is None:
        return ""
    window = next(
        w for w in tolerance.WINDOWS if w.quantity == "t" and found["citation"] in bibliography.works(w.citation)
    )
    return (
        f"On {found['solids']} published {found['set']}, "
        f"the window {window} is right for {found['accuracy_t_pct']:g} %, "
        f"τ for {found['accuracy_tau_pct']:g} %, always guessing “no” for {found['accuracy_no_pct']:g} %."
    )


def _in_greek(window: tolerance.Window) -> str:
    return str(window).replace("mu", "μ").replace("tau", "τ")


def _ion(ion: str, charge: int) -> str:
    """Ion with its charge, such as Pb²⁺."""
    size = "" if abs(charge) == 1 else str(abs(charge)).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{composition.without_charge(ion)[0]}{size}{'⁺' if charge > 0 else '⁻'}"


def _site(site: Mapping[str, float], charges: Mapping[str, int]) -> str:
    """Ions of a site with their charges, and shares where there are several."""
    if len(site) == 1:
        (ion,) = site
        return _ion(ion, charges[ion])
    return " + ".join(f"{share:.4g} {_ion(ion, charges[ion])}" for ion, share in site.items())


def _used(r: tolerance.Radius) -> str:
    error = f" ± {r.sd:.3f}" if r.sd is not None else ""
    known = "" if r.sd is not None else "; its error is not known"
    value = f"{r.value:.3f}" if round(r.value, 3) == r.value else f"{r.value:g}"
    return f"{_ion(r.ion, r.charge)} on {r.site} {value}{error} Å ({r.origin}{known})"


def _found(report: tolerance.ToleranceReport) -> str:
    """What the tables hold of the compound, each work once."""
    words = [
        f"{k.found} ({k.citation})"
        if k.temperature_k is None
        else f"{k.compound} at {k.temperature_k:g} K: {k.found} ({k.citation})"
        for k in report.known
    ]
    return "; ".join(dict.fromkeys(words)) or "not in the tables"


def _factor(report: tolerance.ToleranceReport, name: str, digits: str, *, main: bool = True) -> Cell:
    """A factor and its 95 % interval, if that is known."""
    value, bounds = getattr(report, name), report.interval[name]
    if bounds is None:
        return Quantity(value, digits=digits, main=main)
    first, *rest = interval(value, *bounds, digits=digits)
    assert isinstance(first, Quantity)  # so rows.interval makes it
    return replace(first, main=main), *rest


def _verdict(verdict: tolerance.Verdict) -> Cell:
    return verdict.words if verdict.met else Words(verdict.words)


def _notes(reports: list[tolerance.ToleranceReport]) -> list[str]:
    notes = []
    for report in reports:
        name = str(report.composition)
        notes += [f"{name}: {w}" if len(reports) > 1 and name not in w else w for w in report.warnings]
    notes += [_accuracy(report) for report in reports]
    unknown = dict.fromkeys(ion for report in reports for ion in report.unknown)
    if unknown:
        notes.append(f"No error is given where {', '.join(unknown)} counts: one radius is known, without an error.")
    if any(tolerance.TAU_LIMIT <= report.tau < tolerance.PROBABILITY_MIDPOINT for report in reports):
        notes.append(
            f"The curve of P reaches one half at τ = {tolerance.PROBABILITY_MIDPOINT:g}, the class ends at "
            f"{tolerance.TAU_LIMIT:g}: between them P is above one half and the verdict is no perovskite."
        )
    used = dict.fromkeys(_used(r) for report in reports for r in report.radii)
    errors = "In brackets: 95 % intervals, from the errors of the radii. " + tolerance.ERROR_LIMITS
    notes += [tolerance.LIMITS, errors, f"Radii used: {'; '.join(used)}."]
    return [note for note in dict.fromkeys(notes) if note]


def _compute(i: Inputs) -> Result:
    reports = _reports(i)
    heads = [Formula(str(r.composition)) for r in reports]

    def each(name: str, cell: Callable[[tolerance.ToleranceReport], Cell]) -> Row:
        return row(name, *map(cell, reports), columns=heads)

    rows = [
        each("t (Goldschmidt)", lambda r: _factor(r, "t", ".3f")),
        each("μ (octahedral)", lambda r: _factor(r, "mu", ".3f")),
        each("τ (Bartel et al.)", lambda r: _factor(r, "tau", ".2f")),
        each("P(perovskite) from τ", lambda r: _factor(r, "probability", ".2f", main=False)),
    ]
    for k, window in enumerate(tolerance.WINDOWS):
        rows.append(row(_in_greek(window), *(_verdict(r.verdicts[k]) for r in reports), columns=heads))
    rows += [
        each("Found", _found),
        each("A site", lambda r: _site(r.composition.a, r.composition.charges)),
        each("B site", lambda r: _site(r.composition.b, r.composition.charges)),
        each("X site", lambda r: _site(r.composition.x, r.composition.charges)),
        each("Radius r_A", lambda r: Quantity(r.r_a, "Å", ".3f")),
        each("Radius r_B", lambda r: Quantity(r.r_b, "Å", ".3f")),
        each("Radius r_X", lambda r: Quantity(r.r_x, "Å", ".3f")),
    ]
    mine = {str(r.composition): r for r in reports}
    idle = {"shell": "it is the first composition again"} if i.shell.strip() and len(reports) == 1 else {}
    return Result(
        rows,
        notes=_notes(reports),
        drawing=lambda: figures.tolerance_map({**landmarks(), **mine}, highlight=tuple(mine)),
        idle=idle,
    )


def _code(i: Inputs) -> str:
    typed, names = {"core": i.core, "shell": i.shell}, []
    lines = ["from calculators import tolerance", ""]
    for name, _, radii in _shared(i):
        names.append(name)
        lines.append(f"{name} = tolerance.assess({typed[name]!r}{f', radii={dict(radii)!r}' if radii else ''})")
    lines.append(", ".join(f"{name}.{factor}" for factor in ("t", "mu", "tau") for name in names))
    return "\n".join(lines)


def tolerance_factors(core: str = "CsPbBr3", shell: str = "") -> Calculator[Inputs]:
    """Widget: t, mu, tau and the published verdicts for one or two compositions.

    Parameters
    ----------
    core : str, optional
        Formula; see :func:`calculators.composition.parse`.
    shell : str, optional
        Second formula to compare with, or empty.

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    See Also
    --------
    calculators.tolerance.assess : the numbers without a form.

    Examples
    --------
    >>> print(tolerance_factors("CsPbI3", "CsPbBr3").result)
    t (Goldschmidt), CsPbI3: 0.851 (0.841 to 0.861)
    t (Goldschmidt), CsPbBr3: 0.862 (0.852 to 0.872)
    μ (octahedral), CsPbI3: 0.541 (0.533 to 0.549)
    ...
    """
    return Calculator("Tolerance factors", Inputs(core=core, shell=shell), _compute, _code)


@dataclass(frozen=True, kw_only=True)
class LineInputs:
    """Two end members and a mixture of them."""

    first: str = text("First end member", "CsPbI3", hint="such as CsPbI3")
    second: str = text("Second end member", "CsPbBr3", hint="such as CsPbBr3")
    fraction: float = fraction("Share of the second, 0 to 1", 0.4)
    radii: str = text("Own radii", unit="Å", hint="may stay empty, or Cs=1.88, Pb=1.19±0.02")


@tables.cached
def _ends(first: str, second: str, radii: str) -> tolerance.CompositionLine:
    """Line between two end members; a moved slider asks for the same one again."""
    return tolerance.along(first, second, radii=own_radii(radii))


def _mixture(i: LineInputs, line: tolerance.CompositionLine) -> tuple[composition.Composition, dict[str, Own]]:
    """Mixture at the chosen share, and the own radii of the ions that it holds."""
    mixture = composition.mix(line.first, line.second, i.fraction)
    first, second = tolerance.own_radii(own_radii(i.radii), [line.first, line.second])
    held = {*mixture.a, *mixture.b, *mixture.x}
    return mixture, {ion: r for ion, r in {**second, **first}.items() if ion in held}


def _line(i: LineInputs) -> Result:
    line = _ends(i.first, i.second, i.radii)
    mixture, own = _mixture(i, line)
    report = tolerance.assess(mixture, radii=own)
    rows = [
        row("Composition", Formula(str(mixture))),
        row("t (Goldschmidt)", _factor(report, "t", ".3f")),
        row("μ (octahedral)", _factor(report, "mu", ".3f")),
        row("τ (Bartel et al.)", _factor(report, "tau", ".2f")),
        row("P(perovskite) from τ", _factor(report, "probability", ".2f", main=False)),
    ]
    for window, where in line.changes:
        rows.append(row(_in_greek(window), ("verdict changes at ", Quantity(where, digits=".3f"))))
    if not line.changes:
        rows.append(row("Verdicts", "the same along the whole line"))
    return Result(rows, notes=_notes([report]), drawing=lambda: figures.composition_line(line, i.fraction))


def _line_code(i: LineInputs) -> str:
    _, own = _mixture(i, _ends(i.first, i.second, i.radii))
    return f"""
from calculators import composition, tolerance

mixture = composition.mix({i.first!r}, {i.second!r}, {i.fraction!r})
report = tolerance.assess(mixture{f", radii={own!r}" if own else ""})
report.t, report.mu, report.tau
"""


def composition_line(first: str = "CsPbI3", second: str = "CsPbBr3", fraction: float = 0.4) -> Calculator[LineInputs]:
    """Widget: t, mu and tau along a solid solution, and where verdicts change.

    Parameters
    ----------
    first, second : str, optional
        Formulas of the end members.
    fraction : float, optional
        Share of the second [-], 0 to 1.

    Returns
    -------
    Calculator
        The form; bad input is answered by a sentence in place of the result.

    See Also
    --------
    calculators.tolerance.along : the line without a form.

    Examples
    --------
    >>> print(composition_line("CsPbI3", "CsPbBr3", 0.4).result)
    Composition: CsPb(I0.6Br0.4)3
    ...
    τ < 4.18: verdict changes at 0.611
    """
    first_inputs = LineInputs(first=first, second=second, fraction=fraction)
    return Calculator("Tolerance factors along a composition line", first_inputs, _line, _line_code)
