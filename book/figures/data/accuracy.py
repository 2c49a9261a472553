"""How often tolerance factors answer right, by anion."""

from __future__ import annotations

from typing import NamedTuple

from calculators import tables


class Accuracy(NamedTuple):
    """Share of right verdicts over the solids of one anion."""

    solids_of: str
    """Name of the set, such as "iodides"."""
    solids: int
    """How many there are."""
    t_pct: float
    """Right by the window of t [%]."""
    tau_pct: float
    """Right by the limit of tau [%]."""
    always_no_pct: float
    """Right by always answering no [%]."""


def tolerance_accuracy() -> tuple[Accuracy, ...]:
    """Accuracy of t and tau by anion, with that of the trivial answer.

    Returns
    -------
    tuple of Accuracy
        Every set of the table ``validation`` that holds a single anion.

    Examples
    --------
    >>> [found.tau_pct for found in tolerance_accuracy() if found.solids_of == "iodides"]
    [90.7]
    """
    elements = {row["symbol"] for row in tables.read("generated/atomic_weights")}
    return tuple(
        Accuracy(row["set"], row["solids"], row["accuracy_t_pct"], row["accuracy_tau_pct"], row["accuracy_no_pct"])
        for row in tables.read("validation")
        if row["anion"] in elements
    )
