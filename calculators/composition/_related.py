"""Structures that are related to perovskites, by their stoichiometry."""

from __future__ import annotations

from ..checks import finite, one_number
from ._species import same_amount

# Stoichiometry A : B : X of perovskite-related structures (spacers count as A).
_RELATED = {
    (4, 1, 6): ("A4BX6", "isolated octahedra, a zero-dimensional structure as in Cs4PbBr6"),
    (1, 2, 5): ("AB2X5", "layers without shared octahedra, as in CsPb2Br5"),
    (3, 2, 9): ("A3B2X9", "a defect structure with a third of the B sites empty, as in Cs3Bi2I9"),
    (2, 1, 6): ("A2BX6", "a vacancy-ordered double perovskite with half of the B sites empty, as in Cs2SnI6"),
    (3, 1, 5): ("A3BX5", "a structure of isolated polyhedra"),
}


def description(structure: str) -> str:
    """What a perovskite-related structure looks like, by its short name."""
    return next((words for name, words in _RELATED.values() if name == structure), "layers between spacers")


def _ratio(numbers: tuple[float, float, float]) -> tuple[int, int, int] | None:
    """Small whole numbers in the same ratio, or None."""
    for multiple in range(1, 13):
        scale = multiple / min(numbers)
        scaled = [n * scale for n in numbers]
        if all(same_amount(s, round(s), least=1.0) for s in scaled):
            a, b, x = (round(s) for s in scaled)
            return a, b, x
    return None


@finite
def related_structure(a: float, b: float, x: float) -> tuple[str, str] | None:
    """Name of the perovskite-related structure with these amounts, or None.

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
    ratio = _ratio((a, b, x))
    if ratio is None:
        return None
    if ratio in _RELATED:
        return _RELATED[ratio]
    ra, n, rx = ratio
    if rx == 3 * n + 1 and ra == n + 1:
        kind = "layers" if n == 1 else f"layers {n} octahedra thick"
        return f"Ruddlesden-Popper (n = {n})", f"{kind} between spacers, a two-dimensional structure"
    return None
