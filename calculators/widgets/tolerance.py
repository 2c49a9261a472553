"""Widget: tolerance factors of one composition, or of a core and its shell."""

from __future__ import annotations

import html
import math
from functools import lru_cache

from .. import composition, figures, tables, tolerance
from ._form import Calculator, Fraction, Result, Text, formula_html, table

# Compounds whose tau mu2022 prints, drawn for orientation.
_LANDMARKS = ("CsPbF3", "CsPbCl3", "CsPbBr3", "CsPbI3", "MAPbBr3", "FAPbBr3")


def _number(value: float, digits: int) -> str:
    return "not defined" if math.isnan(value) else f"{value:.{digits}f}"


def _own_radii(text: str) -> dict[str, float]:
    """Radii typed as "Cs=1.88, MA=2.17" [angstrom]."""
    radii = {}
    for part in filter(None, (p.strip() for p in text.replace(";", ",").split(","))):
        ion, equals, value = (p.strip() for p in part.partition("="))
        try:
            radii[ion] = float(value)
        except ValueError:
            equals = ""
        if not equals or not ion:
            raise ValueError(f"radii: {part!r} cannot be read; write ion = radius in Å, such as Cs=1.88")
    return radii


def _assess(name: str, formula: str, own: dict[str, float]) -> tolerance.ToleranceReport:
    try:
        sites = composition.perovskite(formula)
        ions = {*sites.a, *sites.b, *sites.x}
        return tolerance.assess(sites, radii={ion: r for ion, r in own.items() if ion in ions})
    except ValueError as error:
        text = str(error)
        raise ValueError(f"{name}:{text.removeprefix('formula:')}" if text.startswith("formula:") else text) from None


def _accuracy(report: tolerance.ToleranceReport) -> str:
    """How often t and tau are right for the main halide, from the table ``validation``."""
    halide = max(report.composition.x, key=lambda ion: report.composition.x[ion])
    row = next((r for r in tables.rows("validation") if r["anion"] == halide), None)
    if row is None:
        return ""
    return (
        f"On {row['solids']} published {row['set']}, "
        f"the window 0.825 < t < 1.059 is right for {row['accuracy_t_pct']} %, "
        f"τ for {row['accuracy_tau_pct']} %, always guessing “no” for {row['accuracy_no_pct']} %."
    )


def _compute(core: str, shell: str, radii: str) -> Result:
    own = _own_radii(radii)
    reports = [_assess("core", core, own)]
    if shell.strip():
        reports.append(_assess("shell", shell, own))
    present = {r.ion for report in reports for r in report.radii}
    if set(own) - present:
        raise ValueError(f"radii: {', '.join(sorted(set(own) - present))} is in neither composition")
    header = ["", *(formula_html(str(r.composition)) for r in reports)]
    rows = [
        ("t (Goldschmidt)", *(_number(r.t, 3) for r in reports)),
        ("μ (octahedral)", *(_number(r.mu, 3) for r in reports)),
        ("τ (Bartel et al.)", *(_number(r.tau, 2) for r in reports)),
        ("P(perovskite) from τ", *(_number(r.probability, 2) for r in reports)),
        (
            "r<sub>A</sub>, r<sub>B</sub>, r<sub>X</sub> [Å]",
            *(f"{r.r_a:.3f}, {r.r_b:.3f}, {r.r_x:.3f}" for r in reports),
        ),
    ]
    for k, window in enumerate(tolerance.WINDOWS):
        cells = ("met" if r.verdicts[k].met else "<strong>not met</strong>" for r in reports)
        name = str(window).replace("mu", "μ").replace("tau", "τ")
        rows.append((html.escape(name), *cells))
    notes = dict.fromkeys(
        (f"{r.composition}: {w}" if len(reports) > 1 and str(r.composition) not in w else w)
        for r in reports
        for w in r.warnings
    )
    notes.update(dict.fromkeys(_accuracy(r) for r in reports))
    notes[tolerance.LIMITS] = None
    listing = "".join(f"<li>{html.escape(note)}</li>" for note in notes)
    used = {f"{r.ion} {r.value:.3g} Å ({r.origin})": None for report in reports for r in report.radii}
    listing += f"<li>Radii used: {html.escape('; '.join(used))}.</li>"
    points = {name: tolerance.assess(name) for name in _LANDMARKS} | {str(r.composition): r for r in reports}
    mine = tuple(str(r.composition) for r in reports)
    return Result(
        table(rows, header) + (f"<ul>{listing}</ul>" if listing else ""),
        lambda: figures.tolerance_map(points, highlight=mine),
        {
            f"{name} of {report.composition} [-]": value
            for report in reports
            for name, value in (("t", report.t), ("mu", report.mu), ("tau", report.tau))
        },
    )


def _code(core: str, shell: str, radii: str) -> str:
    own = _own_radii(radii)
    lines = ["from calculators import tolerance", ""]
    names = {"core": core, "shell": shell} if shell.strip() else {"core": core}
    for name, formula in names.items():
        sites = composition.perovskite(formula)
        mine = {ion: r for ion, r in own.items() if ion in {*sites.a, *sites.b, *sites.x}}
        lines.append(f"{name} = tolerance.assess({formula!r}{f', radii={mine!r}' if mine else ''})")
    lines.append(", ".join(f"{name}.{factor}" for name in names for factor in ("t", "mu", "tau")))
    return "\n".join(lines)


def tolerance_factors(core: str = "CsPbBr3", shell: str = "") -> Calculator:
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

    Examples
    --------
    >>> form = tolerance_factors("CsPbI3")
    >>> "4.30" in form.output.value
    True
    """
    return Calculator(
        "Tolerance factors",
        {
            "core": Text("Composition, or core", core, "such as CsPb(Br0.6I0.4)3"),
            "shell": Text("Second composition, or shell", shell, "may stay empty"),
            "radii": Text("Own radii [Å]", "", "may stay empty, or Cs=1.88, Pb=1.19"),
        },
        _compute,
        _code,
    )


@lru_cache(maxsize=64)
def _along(first: str, second: str) -> tolerance.CompositionLine:
    return tolerance.along(first, second)


def _line(first: str, second: str, fraction: float) -> Result:
    for name, formula in (("first", first), ("second", second)):
        _assess(name, formula, {})
    line = _along(first, second)
    mixture = composition.mix(line.first, line.second, fraction)
    report = tolerance.assess(mixture)
    rows = [
        ("Composition", formula_html(str(mixture))),
        ("t, μ, τ", f"{report.t:.3f}, {report.mu:.3f}, {_number(report.tau, 2)}"),
        ("P(perovskite) from τ", _number(report.probability, 2)),
    ]
    for window, where in line.changes:
        name = str(window).replace("mu", "μ").replace("tau", "τ")
        rows.append((html.escape(name), f"verdict changes at {where:.3f}"))
    if not line.changes:
        rows.append(("Verdicts", "the same along the whole line"))
    return Result(
        table(rows),
        lambda: figures.composition_line(line, fraction),
        {"t [-]": report.t, "mu [-]": report.mu, "tau [-]": report.tau},
    )


def _line_code(first: str, second: str, fraction: float) -> str:
    return f"""
from calculators import composition, tolerance

report = tolerance.assess(composition.mix({first!r}, {second!r}, {fraction!r}))
report.t, report.mu, report.tau
"""


def composition_line(first: str = "CsPbI3", second: str = "CsPbBr3", fraction: float = 0.4) -> Calculator:
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

    Examples
    --------
    >>> "verdict changes at 0.611" in composition_line().output.value
    True
    """
    return Calculator(
        "Tolerance factors along a composition line",
        {
            "first": Text("First end member", first, "such as CsPbI3"),
            "second": Text("Second end member", second, "such as CsPbBr3"),
            "fraction": Fraction("Share of the second", fraction),
        },
        _line,
        _line_code,
    )
