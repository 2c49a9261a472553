"""Figures of what a shell changes, from the table ``core_shell``."""

from __future__ import annotations

from calculators.figures.drawing import FAINT, INK, Drawing, finish, new_figure
from calculators.figures.marks import link

from .data import shells as data
from .style import doubt, first_key, shell_colour, span


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
        (open) to the core with its shell (full, a bar for a printed range),
        coloured by the class of the shell.

    Raises
    ------
    ArgumentError
        If the quantity is unknown.

    Examples
    --------
    >>> shell_against_core("lifetime").alt.partition(":")[0]
    'PL lifetime [ns] of the bare core and with its shell'
    """
    pairs, (_, _, name, unit) = data.shell_against_core(quantity), data.QUANTITIES[quantity]
    figure, axes = new_figure(6.4, 1.1 + 0.34 * len(pairs))
    titles, words = {}, []
    for y, pair in enumerate(pairs):
        colour = shell_colour(pair.shell_class)
        line = {"arrowstyle": "-", "color": colour, "linewidth": 1.6}
        axes.annotate("", xy=(pair.shelled, y), xytext=(pair.bare, y), arrowprops=line)
        axes.plot(pair.bare, y, "o", color=colour, markerfacecolor="none", markersize=7)
        if pair.shelled_max > pair.shelled:
            axes.plot([pair.shelled, pair.shelled_max], [y, y], color=colour, linewidth=4, alpha=0.6)
        (point,) = axes.plot(pair.shelled, y, "o", color=colour, markersize=7)
        gid = f"{quantity}-{y}"
        link(point, gid, pair.citation)
        shelled = span(pair.shelled, pair.shelled_max).replace(" to ", "-")
        said = f"{pair.bare:g} to {shelled} {unit}"
        titles[gid] = f"{pair.core}/{pair.shell}: {said}, {first_key(pair.citation)}{doubt(pair.flag)}"
        words.append(f"{pair.core}/{pair.shell} {said}")
    names = [f"{pair.core}/{pair.shell}{' *' if pair.flag else ''}" for pair in pairs]
    axes.set_yticks(range(len(pairs)), names, fontsize=8)
    axes.set_ylim(-0.7, len(pairs) - 0.3)
    axes.grid(True, axis="x", color=FAINT)
    label = f"{name} [{unit}]"
    axes.set_xlabel(f"{label}: open, bare core; full, with shell (* the row carries a doubt)")
    if quantity == "lifetime":
        axes.set_xscale("log")
    else:
        axes.set_xlim(0, None)
    return finish(figure, f"{label} of the bare core and with its shell: {', '.join(words)}.", titles)


def gain_by_class(quantity: str = "plqy") -> Drawing:
    """Change of a quantity by a shell, pair by pair, grouped by the class of the shell.

    Parameters
    ----------
    quantity : {"plqy", "lifetime"}, optional
        PLQY, as a difference in percentage points, or PL lifetime, as a ratio.

    Returns
    -------
    Drawing
        One point a pair of bare core and core/shell that one paper prints
        together; open points carry a doubt. A bar marks the median of classes
        with three pairs or more.

    Raises
    ------
    ArgumentError
        If the quantity is unknown.

    Examples
    --------
    >>> gain_by_class("plqy").alt.partition(",")[0]
    'Change of the PLQY [percentage points]'
    """
    groups = data.gain_by_class(quantity)
    ratio = quantity == "lifetime"
    label = "PL lifetime, with shell over bare core" if ratio else "Change of the PLQY [percentage points]"
    figure, axes = new_figure(5.6, 1.0 + 0.5 * len(groups))
    titles, words = {}, []
    for y, group in enumerate(groups):
        colour = shell_colour(group.shell_class)
        for k, (change, pair) in enumerate(group.gains):
            face = "none" if pair.flag else colour
            height = y + 0.13 * (k % 2) - 0.06
            (point,) = axes.plot(change, height, "o", color=colour, markerfacecolor=face, markersize=7)
            gid = f"gain-{quantity}-{y}-{k}"
            link(point, gid, pair.citation)
            said = f"{change:.3g} times" if ratio else f"{change:+.3g} points"
            titles[gid] = f"{pair.core}/{pair.shell}: {said}, {first_key(pair.citation)}{doubt(pair.flag)}"
        if group.median is not None:
            axes.plot([group.median] * 2, [y - 0.28, y + 0.28], color=INK, linewidth=1.6)
        words.append(f"{group.shell_class}: {', '.join(f'{gain.change:.3g}' for gain in group.gains)}")
    axes.axvline(1 if ratio else 0, color=INK, linewidth=0.8, linestyle=":")
    if ratio:
        axes.set_xscale("log")
        ticks = (0.2, 0.5, 1, 2, 5, 10)
        axes.set_xticks(ticks, [f"{t:g}" for t in ticks])
        axes.minorticks_off()
    names = [f"{group.shell_class} ({len(group.gains)})" for group in groups]
    axes.set_yticks(range(len(groups)), names, fontsize=9)
    axes.set_ylim(-0.6, len(groups) - 0.4)
    axes.grid(True, axis="x", color=FAINT)
    axes.set_xlabel(f"{label} (open: doubt)")
    return finish(figure, f"{label}, by class of shell: {'; '.join(words)}.", titles)
