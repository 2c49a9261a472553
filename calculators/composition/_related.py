"""Structures that are related to perovskites, by their stoichiometry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..checks import finite, one_number
from ._species import same_amount, species, uncharged

# Stoichiometry A : B : X of perovskite-related structures (spacers count as A).
_RELATED = {
    (4, 1, 6): ("A4BX6", "isolated octahedra, a zero-dimensional structure as in Cs4PbBr6"),
    (1, 2, 5): ("AB2X5", "layers without shared octahedra, as in CsPb2Br5"),
    (3, 2, 9): ("A3B2X9", "a defect structure with a third of the B sites empty, as in Cs3Bi2I9"),
    (2, 1, 6): ("A2BX6", "isolated octahedra, a double perovskite with half of the B sites empty, as in Cs2SnI6"),
    (3, 1, 5): ("A3BX5", "isolated tetrahedra and halides between them, as in Cs3ZnBr5"),
    (3, 1, 6): ("A3BX6", "isolated octahedra, as in Cs3BiBr6"),
    (4, 3, 12): ("A4B3X12", "layers with a fourth of the B sites empty, as in Cs4CuSb2Cl12"),
    (3, 2, 5): ("A3B2X5", "isolated pairs of polyhedra, a zero-dimensional structure as in Cs3Cu2I5"),
    (1, 2, 3): ("AB2X3", "chains of tetrahedra, a one-dimensional structure as in CsCu2I3"),
    (2, 1, 3): ("A2BX3", "chains of tetrahedra, a one-dimensional structure as in Rb2CuBr3"),
    (5, 3, 8): ("A5B3X8", "chains of polyhedra, a one-dimensional structure as in Cs5Cu3Cl6I2"),
    (1, 1, 2): ("ABX2", "chains of polyhedra, as in CsAgCl2"),
    (1, 1, 4): ("ABX4", "polyhedra of B that are not those of a perovskite, as in AgBiI4"),
    (2, 1, 5): ("A2BX5", "chains or isolated polyhedra of B, as in Rb2MnF5"),
    (1, 1, 6): ("ABX6", "isolated octahedra, as in CsTaCl6"),
}
_TETRAHEDRA = ("A2BX4", "isolated tetrahedra, a zero-dimensional structure as in Cs2ZnBr4")
_EITHER = (
    "A2BX4 (tetrahedra or layers)",
    "isolated tetrahedra as in Cs2ZnBr4 or layers of octahedra as in K2NiF4, which the formula does not tell",
)
_SQUARES = ("A2BX4 (square planar)", "isolated squares of halides around B, as in K2PtCl4")
_CRYOLITE = (
    "A3BX6 (cryolite)",
    "octahedra, which with a third of the A ions make a double perovskite A2(AB)X6 where these fit, as in Na3AlF6",
)
_RUDORFFITE = ("rudorffite", "octahedra that share edges, of silver or copper and bismuth or antimony, as in Ag3BiI6")
_MOST_WITHOUT_SPACER = 3  # layers that were found without an ion too large for A; more is an excess of A
SALT = ("salt", "a halide without an A or without a B cation, no perovskite")
CLOSE = frozenset(("A2BX6", "A3B2X9", "A4BX6", "A3BX6"))
"""Structures that are named where the charges alone speak against them."""
_SMALL = frozenset(("Zn", "Co", "Hg", "Be"))  # they stand in tetrahedra of heavier halides
_SQUARE = frozenset(("Pd", "Pt"))  # of charge 2+
_COINAGE, _PNICTIDE = frozenset(("Ag", "Cu")), frozenset(("Bi", "Sb"))
_ALKALI = frozenset(("Cs", "Rb", "K", "Na", "Li"))
_ACI = "Ruddlesden-Popper or ACI"
_LARGE = frozenset(("Pb", "Sn", "Ge"))  # they stand in octahedra


def description(structure: str) -> str:
    """What a perovskite-related structure looks like, by its short name."""
    named = dict((*_RELATED.values(), _TETRAHEDRA, _EITHER, _SQUARES, _CRYOLITE, _RUDORFFITE, SALT))
    if structure.startswith(_ACI):
        between = "spacers (Ruddlesden-Popper) or cations in turn (ACI)"
        return f"layers with {between} between them, which the formula does not tell"
    return named.get(structure, "layers between spacers")


def ratio(*numbers: float) -> tuple[int, ...] | None:
    """Small whole numbers in the same ratio, or None."""
    for multiple in range(1, 13):
        scale = multiple / min(numbers)
        scaled = [n * scale for n in numbers]
        if all(same_amount(s, round(s), least=1.0) for s in scaled):
            return tuple(round(s) for s in scaled)
    return None


def named(a: Mapping[str, float], b: Mapping[str, float], x: Mapping[str, float]) -> tuple[str, tuple[int, ...]] | None:
    """Short name of a structure and its amounts of A, B and X, by the ions too; None if there is none."""
    found = ratio(sum(a.values()), sum(b.values()), sum(x.values()))
    if found is None:
        return None
    spacers = {ion: n for ion, n in a.items() if species()[uncharged(ion)[0]].sites == "S"}
    double = sum(n for ion, n in spacers.items() if species()[uncharged(ion)[0]].charges[0] == 2)
    ra, rb, rx = found
    if ra == rb and rx == 3 * rb + 1 and same_amount(double * rb, sum(b.values())):
        return f"Dion-Jacobson (n = {rb})", found
    if found == (2, 1, 4) and not double:
        return _two_one_four(a, b, x, bool(spacers)), found
    metals = {uncharged(ion)[0] for site in (a, b) for ion in site}
    if x.keys() == {"I"} and metals <= _COINAGE | _PNICTIDE and metals & _COINAGE and metals & _PNICTIDE:
        return _RUDORFFITE[0], found
    if found == (3, 1, 6) and x.keys() == {"F"}:
        return _CRYOLITE[0], found
    known = _RELATED.get((ra, rb, rx))
    if known is None and (known := _layered(ra, rb, rx)):
        if "GA" in a and len(a) > 1 and not spacers:
            return f"{_ACI} (n = {rb})", found
        if not spacers and rb > _MOST_WITHOUT_SPACER and not metals.isdisjoint(_ALKALI) and len(a) == 1:
            return None
    return (known[0], found) if known else None


def _two_one_four(a: Mapping[str, float], b: Iterable[str], x: Mapping[str, float], spaced: bool) -> str:
    """Layers, tetrahedra, squares, or either: A2BX4 alone does not tell."""
    labels = {uncharged(ion)[0] for ion in b}
    fluoride = set(x) == {"F"}
    if labels <= _SQUARE:
        return _SQUARES[0]
    if "GA" in a and len(a) > 1 and not spaced and labels <= _LARGE:
        return f"{_ACI} (n = 1)"
    if labels == {"Mn"} and not {"F", "Cl"} & set(x):
        return _EITHER[0]  # with spacers too
    if labels == {"Be"} or (labels <= _SMALL and not fluoride):
        return _TETRAHEDRA[0]
    if labels <= _LARGE or (spaced and not labels & _SMALL) or fluoride:
        return "Ruddlesden-Popper (n = 1)"
    return _EITHER[0]


def _layered(a: int, n: int, x: int) -> tuple[str, str] | None:
    if x == 3 * n + 1 and a == n + 1:
        kind = "layers" if n == 1 else f"layers {n} octahedra thick"
        return f"Ruddlesden-Popper (n = {n})", f"{kind} between spacers, a two-dimensional structure"
    return None


@finite
def related_structure(a: float, b: float, x: float) -> tuple[str, str] | None:
    """Name of the perovskite-related structure with these amounts, or None.

    Amounts alone do not tell every structure: :func:`parse` looks at the ions
    too, and calls Cs2ZnBr4 tetrahedra and Cs2PbBr4 layers.

    Parameters
    ----------
    a, b, x : float
        Amounts of A cations (with spacers), B cations and halides [any one unit].

    Returns
    -------
    tuple of str or None
        A short name and a description; None also where an amount is not above 0.

    Raises
    ------
    ArgumentError
        If an amount is not a finite number.

    See Also
    --------
    parse : finds the amounts in a formula.

    Examples
    --------
    >>> related_structure(4, 1, 6)[0]
    'A4BX6'
    >>> related_structure(5, 4, 13)
    ('Ruddlesden-Popper (n = 4)', 'layers 4 octahedra thick between spacers, a two-dimensional structure')
    """
    a, b, x = one_number("a", a), one_number("b", b), one_number("x", x)
    if min(a, b, x) <= 0:
        return None
    found = ratio(a, b, x)
    if found is None:
        return None
    ra, rb, rx = found
    return _RELATED.get((ra, rb, rx)) or _layered(ra, rb, rx)
