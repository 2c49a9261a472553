"""Whether two formulas mean the same compound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from .. import tables
from ._composition import Composition
from ._errors import CompositionError
from ._mass import contents
from ._sites import parse, plainly
from ._species import uncharged


def key(formula: str | Composition) -> str:
    """One way to write a compound, whatever the order and the brackets it was given in.

    Parameters
    ----------
    formula : str or Composition
        Any formula that :func:`parse` or :func:`molar_mass` reads.

    Returns
    -------
    str
        Equal for formulas that mean the same composition: of a halide its ions
        site by site, else its elements in the order of the alphabet. A phase
        that is named (δ-CsPbI3) stays in front.

    Raises
    ------
    CompositionError
        If the formula cannot be read.

    See Also
    --------
    same_compound : compares two.

    Examples
    --------
    >>> key("PbI<sub>3</sub>(CH3NH3)"), key("SZn")
    ('MAPbI3', 'SZn')
    """
    if isinstance(formula, Composition):
        return _canonical(formula)
    return _key(formula) if isinstance(formula, str) else _canonical(parse(formula))


@tables.cached(size=4096)
def _key(formula: str) -> str:
    try:
        return _canonical(plainly(formula))
    except CompositionError as first:
        try:
            held = contents(formula)
        except CompositionError:
            raise first from None
        if len(held) < 2:
            raise first from None
        return "".join(f"{symbol}{n:.9g}" if n != 1 else symbol for symbol, n in sorted(held.items()))


def _canonical(c: Composition) -> str:
    plain = replace(c, a=_sorted(c.a), b=_sorted(c.b), x=_sorted(c.x), stated=())
    return "".join(f"{phase}-" for phase in c.phase) + str(plain)


def _sorted(site: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for ion in sorted(site):
        label = uncharged(ion)[0]
        found[label] = float(f"{found.get(label, 0.0) + site[ion]:.9g}")
    return found


def same_compound(first: str | Composition, second: str | Composition) -> bool:
    """Whether two formulas mean the same composition, however they are written.

    Parameters
    ----------
    first, second : str or Composition
        Formulas, or what :func:`parse` made of them.

    Returns
    -------
    bool
        Charges do not count; a phase that is named does.

    Raises
    ------
    CompositionError
        If a formula cannot be read.

    See Also
    --------
    key : what is compared.

    Examples
    --------
    >>> same_compound("CH3NH3PbI3", "MAPbI₃"), same_compound("CsPbBr3", "CsPbBr2I")
    (True, False)
    """
    found = []
    for name, formula in (("first", first), ("second", second)):
        try:
            found.append(key(formula))
        except CompositionError as error:
            raise error.renamed(name) from None
    return found[0] == found[1]
