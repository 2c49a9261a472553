"""Figures of structural stability."""

from __future__ import annotations

from calculators import tables
from calculators.figures.drawing import (
    BLUE,
    INK,
    ORANGE,
    Drawing,
    finish,
    legend,
    new_figure,
)


def tolerance_accuracy() -> Drawing:
    """Accuracy of t and tau by anion, from the table ``validation``, with the trivial answer.

    Returns
    -------
    Drawing
        Bars for t and tau; a line across each pair for always answering "no".

    Examples
    --------
    >>> "iodides" in tolerance_accuracy().alt
    True
    """
    wanted = ("oxides", "fluorides", "chlorides", "bromides", "iodides")
    rows = {row["set"]: row for row in tables.rows("validation")}
    figure, axes = new_figure(6.4, 3.4)
    words = []
    for k, name in enumerate(wanted):
        t, tau, no = (float(rows[name][f"accuracy_{c}_pct"]) for c in ("t", "tau", "no"))
        axes.bar(k - 0.19, t, width=0.36, color=ORANGE, label="t" if k == 0 else None)
        axes.bar(k + 0.19, tau, width=0.36, color=BLUE, label="τ" if k == 0 else None)
        axes.plot([k - 0.42, k + 0.42], [no, no], color=INK, linewidth=2, label="always “no”" if k == 0 else None)
        words.append(f"{name} ({rows[name]['solids']}): t {t:.0f} %, tau {tau:.0f} %, always no {no:.0f} %")
    axes.set_xticks(range(len(wanted)), [f"{name}\n{rows[name]['solids']}" for name in wanted])
    axes.set_ylim(0, 100)
    axes.set_ylabel("Right verdicts [%]")
    axes.grid(True, axis="y")
    axes.set_axisbelow(True)
    legend(axes, loc="upper center", bbox_to_anchor=(0.5, 1.16), ncols=3)
    return finish(figure, "Accuracy of tolerance factors by anion. " + "; ".join(words) + ".")
