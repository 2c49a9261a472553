"""Figure of what nanocrystals cost by the area and how that hangs on the yield of their synthesis."""

from __future__ import annotations

import numpy as np

from calculators import composition, tables
from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, Drawing, finish, legend, new_figure
from calculators.figures.marks import link


def cost_by_yield() -> Drawing:
    """Printed costs of a CsPbI3 nanocrystal film by the area against the yield of the synthesis.

    Returns
    -------
    Drawing
        The two printed points of kirmani2022 with curves of constant cost a
        batch (cost times yield) through each, the printed range for better
        yield, recycling and automation together, the two targets of mu2022,
        and the ceiling of the yield as it is defined there.

    Examples
    --------
    >>> "156 %" in cost_by_yield().alt
    True
    """
    found = {r["id"]: r for r in tables.rows("values")}

    def value(key: str, column: str = "value") -> float:
        return float(found[key][column])

    yields = value("mud-172"), 50.0
    costs = value("mud-173"), value("mud-174")
    low, high = value("mud-176"), value("mud-176", "value_max")
    target, per_watt, pce = value("mud-169"), value("mud-170"), value("mud-171")
    per_module = per_watt * pce / 100 * 1000
    ceiling = 100 * composition.molar_mass("CsPbI3") / composition.molar_mass("PbI2")
    figure, axes = new_figure(4.7, 4.0)
    span = np.geomspace(5, ceiling, 80)
    for at, cost, colour, style in zip(yields, costs, (ORANGE, BLUE), ("--", ":"), strict=True):
        label = f"1/Y through {cost:g} $/m² at {at:g} %"
        axes.plot(span, cost * at / span, color=colour, linestyle=style, linewidth=1.6, label=label)
    axes.axhspan(low, high, color=GREEN, alpha=0.3, linewidth=0)
    titles = {}
    for k, (at, cost) in enumerate(zip(yields, costs, strict=True)):
        (point,) = axes.plot(at, cost, "o", color=INK, markersize=8)
        link(point, f"cost-{k}", found[f"mud-17{3 + k}"]["citation"])
        more = "above " if k == 0 else ""
        titles[f"cost-{k}"] = f"{more}{cost:g} $/m² at a yield of {at:g} %, kirmani2022 in mu2022"
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.2}
    axes.annotate("", xy=(yields[0], 1.55 * costs[0]), xytext=(yields[0], costs[0]), arrowprops=arrow)
    for level in (target, per_module):
        axes.axhline(level, color=FAINT, linewidth=1.2)
    axes.plot([ceiling, ceiling], [1, 100], color=PURPLE, linewidth=1.2, linestyle="-.")
    for x, y, words, side in (
        (5.3, target * 1.05, f"target {target:g} $/m²", "left"),
        (148, per_module * 1.05, f"{per_watt:.2f} $/W at {pce:g} %", "right"),
        (5.3, low * 1.09, "yield, recycling, automation", "left"),
    ):
        axes.text(x, y, words, fontsize=9, color=INK, ha=side, va="bottom")
    axes.text(ceiling * 0.96, 1.12, f"all lead used: {ceiling:.0f} %", fontsize=9, color=INK, ha="right", va="bottom")
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(5, 200)
    axes.set_ylim(1, 300)
    axes.set_xticks([5, 12, 50, 100], ["5", "12", "50", "100"])
    axes.minorticks_off()
    axes.set_yticks([1, 5, 10, 50, 100], ["1", "5", "10", "50", "100"])
    axes.set_xlabel("Synthesis yield Y, mass of NCs / mass of PbI₂ [%]")
    axes.set_ylabel("Cost of the NC film [$/m²]")
    legend(axes, loc="upper right")
    alt = (
        f"Cost of a CsPbI3 nanocrystal film against synthesis yield, both logarithmic. Printed: above {costs[0]:g} $/m²"
        f" at {yields[0]:g} % and {costs[1]:g} $/m² at {yields[1]:g} %. A curve of 1/Y through the first reaches "
        f"{costs[0] * yields[0] / yields[1]:g} $/m² at {yields[1]:g} %. At the ceiling of {ceiling:.0f} % both curves "
        f"still lie above the band of {low:g} to {high:g} $/m² printed for yield, recycling and automation together."
    )
    return finish(figure, alt, titles)
