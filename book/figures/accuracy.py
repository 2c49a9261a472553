"""Figures of structural stability."""

from __future__ import annotations

from calculators.figures.drawing import BLUE, INK, ORANGE, Drawing, finish, legend, new_figure

from .data import accuracy as data


def tolerance_accuracy() -> Drawing:
    """Accuracy of t and tau by anion, from the table ``validation``, with the trivial answer.

    Returns
    -------
    Drawing
        Bars for t and tau; a line across each pair for always answering "no".

    Examples
    --------
    >>> tolerance_accuracy().alt.split(". ")[0]
    'Accuracy of tolerance factors by anion'
    """
    sets = data.tolerance_accuracy()
    figure, axes = new_figure(1.4 + len(sets), 3.4)
    words = []
    for k, found in enumerate(sets):
        labels = ("t", "τ", "always “no”") if k == 0 else (None, None, None)
        axes.bar(k - 0.19, found.t_pct, width=0.36, color=ORANGE, label=labels[0])
        axes.bar(k + 0.19, found.tau_pct, width=0.36, color=BLUE, label=labels[1])
        axes.plot([k - 0.42, k + 0.42], [found.always_no_pct] * 2, color=INK, linewidth=2, label=labels[2])
        words.append(
            f"{found.solids_of} ({found.solids}): t {found.t_pct:.0f} %, tau {found.tau_pct:.0f} %, always no "
            f"{found.always_no_pct:.0f} %"
        )
    axes.set_xticks(range(len(sets)), [f"{found.solids_of}\n{found.solids}" for found in sets])
    axes.set_ylim(0, 100)
    axes.set_ylabel("Right verdicts [%]")
    axes.grid(True, axis="y")
    axes.set_axisbelow(True)
    legend(axes, loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=3)
    return finish(figure, "Accuracy of tolerance factors by anion. " + "; ".join(words) + ".")
