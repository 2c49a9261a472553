"""What a shell changes: pairs of bare core and core with shell from the table ``core_shell``."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from calculators import errors, tables


class Quantity(NamedTuple):
    """Columns of a quantity for the bare core and with its shell, its name on an axis and its unit."""

    bare: str
    shelled: str
    label: str
    unit: str


QUANTITIES = {
    "plqy": Quantity("plqy_core_pct", "plqy_pct", "PLQY", "%"),
    "lifetime": Quantity("lifetime_core_ns", "lifetime_ns", "PL lifetime", "ns"),
    "eqe": Quantity("eqe_core_pct", "eqe_pct", "EQE of the LED", "%"),
}
GAINS = ("plqy", "lifetime")


@dataclass(frozen=True)
class Pair:
    """A bare core and the same core with its shell, as one paper prints them together.

    Attributes
    ----------
    core, shell, shell_class : str
        As in the table.
    bare, shelled : float
        The quantity without and with the shell, in its unit.
    shelled_max : float
        Upper end of a printed range, `shelled` where none is printed.
    citation, flag : str
        As in the table.
    """

    core: str
    shell: str
    shell_class: str
    bare: float
    shelled: float
    shelled_max: float
    citation: str
    flag: str

    @property
    def ratio(self) -> float:
        """With shell over bare [-]; infinite from nothing."""
        return self.shelled / self.bare if self.bare else float("inf")

    @property
    def difference(self) -> float:
        """With shell less bare, in the unit of the quantity."""
        return self.shelled - self.bare


def shell_against_core(quantity: str = "plqy") -> list[Pair]:
    """A quantity of bare cores and of the same cores with their shell, pair by pair.

    Parameters
    ----------
    quantity : {"plqy", "lifetime", "eqe"}, optional
        PLQY [%], PL lifetime [ns] or EQE of the LED [%].

    Returns
    -------
    list of Pair
        Every row that prints both, by the ratio of the two.

    Raises
    ------
    ArgumentError
        If the quantity is unknown.

    Examples
    --------
    >>> next((pair.bare, pair.shelled) for pair in shell_against_core("lifetime") if pair.citation == "zhang2019a")
    (9.0, 15.0)
    """
    errors.one_of("quantity", quantity, QUANTITIES)
    asked = QUANTITIES[quantity]
    pairs = []
    for row in tables.read("core_shell"):
        bare, shelled = row[asked.bare], row[asked.shelled]
        if bare is None or shelled is None:
            continue
        most = row.get(f"{asked.shelled}_max")
        pairs.append(
            Pair(
                row["core"],
                row["shell"],
                row["shell_class"],
                bare,
                shelled,
                shelled if most is None else most,
                row["citation"],
                row["flag"],
            )
        )
    return sorted(pairs, key=lambda pair: pair.ratio)


class Gain(NamedTuple):
    """What a shell changes in one pair: percentage points, or the ratio of two lifetimes."""

    change: float
    pair: Pair


@dataclass(frozen=True)
class Group:
    """Gains of a class of shell in rising order, with their median where there are three or more."""

    shell_class: str
    gains: tuple[Gain, ...]
    median: float | None


def gain_by_class(quantity: str = "plqy") -> list[Group]:
    """Change of a quantity by a shell, pair by pair, grouped by the class of the shell.

    Parameters
    ----------
    quantity : {"plqy", "lifetime"}, optional
        PLQY, as a difference in percentage points, or PL lifetime, as a ratio
        (of pairs whose bare core has one above 0).

    Returns
    -------
    list of Group
        By the median of the gains, lowest first.

    Raises
    ------
    ArgumentError
        If the quantity is unknown.

    Examples
    --------
    >>> gains = [gain for group in gain_by_class("plqy") for gain in group.gains]
    >>> next((gain.change, gain.pair.bare) for gain in gains if gain.pair.citation == "zhang2019a")
    (46.5, 44.0)
    """
    errors.one_of("quantity", quantity, GAINS)
    ratio = quantity == "lifetime"
    groups: dict[str, list[Gain]] = {}
    for pair in shell_against_core(quantity):
        if pair.bare or not ratio:
            groups.setdefault(pair.shell_class, []).append(Gain(pair.ratio if ratio else pair.difference, pair))
    found = []
    for name, gains in groups.items():
        gains.sort(key=lambda gain: gain.change)
        middle = median(gain.change for gain in gains)
        found.append((middle, name, Group(name, tuple(gains), middle if len(gains) >= 3 else None)))
    return [group for _, _, group in sorted(found, key=lambda item: item[:2])]
