"""Figures of what a shell changes, from the table ``core_shell``."""

from __future__ import annotations

from calculators import tables
from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RED, Drawing, finish, new_figure
from calculators.figures.marks import link

_QUANTITIES = {
    "plqy": ("plqy_core_pct", "plqy_pct", "PLQY [%]", "%"),
    "lifetime": ("lifetime_core_ns", "lifetime_ns", "PL lifetime [ns]", "ns"),
    "eqe": ("eqe_core_pct", "eqe_pct", "EQE of the LED [%]", "%"),
}
_CLASSES = {
    "oxide": BLUE,
    "chalcogenide": ORANGE,
    "perovskite": GREEN,
    "polymer": PURPLE,
    "MOF": RED,
    "halide salt": "#56b4e9",
    "sulfate": "#8a6d00",
    "metal": "#7f7f7f",
}


def shell_against_core(quantity: str = "plqy") -> Drawing:
    """A quantity of bare cores and of the same cores with their shell, pair by pair.

    Parameters
    ----------
    quantity : {"plqy", "lifetime", "eqe"}, optional
        What is compared.

    Returns
    -------
    Drawing
        One line a pair that one paper prints together, from the bare core
        (open) to the core with its shell (full), coloured by the class of the
        shell.

    Raises
    ------
    ValueError
        If the quantity is unknown.

    Examples
    --------
    >>> "bare core" in shell_against_core("lifetime").alt
    True
    """
    if quantity not in _QUANTITIES:
        raise ValueError(f"quantity: {quantity!r} is not allowed; it is one of {', '.join(_QUANTITIES)}")
    before, after, label, unit = _QUANTITIES[quantity]
    pairs = [r for r in tables.rows("core_shell") if r[before] and r[after]]
    pairs.sort(key=lambda r: float(r[after]) / float(r[before]))
    figure, axes = new_figure(6.4, 1.1 + 0.34 * len(pairs))
    titles, words = {}, []
    for y, row in enumerate(pairs):
        bare, shelled = float(row[before]), float(row[after])
        colour = _CLASSES.get(row["shell_class"], INK)
        axes.annotate(
            "",
            xy=(shelled, y),
            xytext=(bare, y),
            arrowprops={"arrowstyle": "-", "color": colour, "linewidth": 1.6},
        )
        axes.plot(bare, y, "o", color=colour, markerfacecolor="none", markersize=7)
        (point,) = axes.plot(shelled, y, "o", color=colour, markersize=7)
        link(point, f"{quantity}-{y}", row["citation"])
        titles[f"{quantity}-{y}"] = (
            f"{row['core']}/{row['shell']}: {bare:g} to {shelled:g} {unit}, {row['citation']}"
            + (f" ({row['flag']})" if row["flag"] else "")
        )
        words.append(f"{row['core']}/{row['shell']} {bare:g} to {shelled:g} {unit}")
    axes.set_yticks(
        range(len(pairs)),
        [f"{r['core']}/{r['shell']}{' *' if r['flag'] else ''}" for r in pairs],
        fontsize=8,
    )
    axes.set_ylim(-0.7, len(pairs) - 0.3)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel(f"{label}: open, bare core; full, with shell (* the row carries a doubt)")
    if quantity == "lifetime":
        axes.set_xscale("log")
    else:
        axes.set_xlim(0, None)
    return finish(figure, f"{label} of the bare core and with its shell: {', '.join(words)}.", titles)
