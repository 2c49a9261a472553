"""Figure of ligands lost in washing."""

from __future__ import annotations

from collections.abc import Sequence

from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, RED, Drawing, finish, new_figure

from .data import ligands as data

_COLOURS = (BLUE, GREEN, ORANGE, RED, PURPLE)


def wash_out(
    *,
    ligands: float = 2.0,
    removed: float = 0.9,
    cycles: int = 8,
    dissociations: Sequence[float] = (1e-4, 1e-3, 1e-2, 0.1, 1.0),
) -> Drawing:
    """Occupied surface sites after each washing cycle, for weak to strong binding.

    Parameters
    ----------
    ligands : float, optional
        Ligands per site at the start [-], 0 or more.
    removed : float, optional
        Share of the free ligand that a cycle takes away [-], 0 to 1.
    cycles : int, optional
        Number of cycles.
    dissociations : sequence of float, optional
        Dissociation constants over the concentration of sites [-], above 0.

    Returns
    -------
    Drawing
        One line for each dissociation constant, in units of the concentration of sites.

    Raises
    ------
    ArgumentError
        If an argument is out of range.

    Examples
    --------
    >>> wash_out(cycles=4, dissociations=[0.1]).alt.rpartition(": ")[2]
    '0.92 at the start, 0.45 after 4 cycles.'
    """
    washes = data.wash_out(ligands=ligands, removed=removed, cycles=cycles, dissociations=dissociations)
    figure, axes = new_figure(5.6, 3.6)
    words = []
    for k, wash in enumerate(washes):
        shares, constant = wash.occupied, f"{wash.dissociation:g}"
        last = len(shares) - 1
        colour = _COLOURS[k % len(_COLOURS)]
        axes.plot(range(last + 1), shares, "o-", color=colour, markersize=4, linewidth=1.6)
        beside = {"xytext": (7, 0), "textcoords": "offset points", "va": "center"}
        axes.annotate(constant, (last, shares[-1]), fontsize=9, color=INK, **beside)
        words.append(f"{constant}: {shares[0]:.2f} at the start, {shares[-1]:.2f} after {last} cycles")
    axes.set_xlim(-0.2, cycles + 1.1)
    axes.set_ylim(0, 1.04)
    axes.grid(True, axis="y", color=FAINT)
    axes.set_xlabel("Cycles of precipitation and redispersion")
    axes.set_ylabel("Sites with a ligand")
    alt = (
        f"Occupied share of the surface sites after washing, {ligands:g} ligands per site at the start, each cycle "
        f"taking {removed:.0%} of the free ligand. By dissociation constant over the concentration of sites: "
        f"{'; '.join(words)}."
    )
    return finish(figure, alt)
