"""Bare cores and the same cores with their shell, where one work prints yield and lifetime of both."""

from __future__ import annotations

from typing import NamedTuple

from calculators import tables


class Pair(NamedTuple):
    """Yield and lifetime of a bare core and of the same core with its shell.

    `half_digit` gives half a unit of the last printed digit of each, in the
    order of the four numbers.
    """

    core: str
    shell: str
    citation: str
    flag: str
    plqy_core_pct: float
    plqy_pct: float
    lifetime_core_ns: float
    lifetime_ns: float
    half_digit: tuple[float, float, float, float]

    @property
    def name(self) -> str:
        """Core and shell."""
        return f"{self.core}/{self.shell}"


COLUMNS = ("plqy_core_pct", "plqy_pct", "lifetime_core_ns", "lifetime_ns")
"""Columns of the table ``core_shell`` that a pair needs."""


def half_digit(text: str) -> float:
    """Half a unit of the last digit of a printed number.

    Parameters
    ----------
    text : str
        The number as printed, without an exponent.

    Returns
    -------
    float
        Rounding hides no more than this [unit of the number].

    Examples
    --------
    >>> half_digit("12"), half_digit("90.50")
    (0.5, 0.005)
    """
    return float(0.5 * 10.0 ** -len(text.partition(".")[2]))


def yield_lifetime_pairs() -> list[Pair]:
    """Pairs of the table ``core_shell`` that print both yields and both lifetimes.

    Returns
    -------
    list of Pair
        In the order of the table.

    Examples
    --------
    >>> all(0 < pair.plqy_pct <= 100 for pair in yield_lifetime_pairs())
    True
    """
    found = []
    for row, text in zip(tables.read("core_shell"), tables.rows("core_shell"), strict=True):
        if all(row[column] is not None for column in COLUMNS):
            numbers = {column: row[column] for column in COLUMNS}
            a, b, c, d = (half_digit(text[column]) for column in COLUMNS)
            words = {column: row[column] for column in ("core", "shell", "citation", "flag")}
            found.append(Pair(**words, **numbers, half_digit=(a, b, c, d)))
    return found
