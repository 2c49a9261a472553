"""Figure of what nanocrystals cost by the area and how that hangs on the yield of their synthesis."""

from __future__ import annotations

from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, Drawing, finish, legend, new_figure
from calculators.figures.marks import link

from .data import cost as data
from .data.routes import LOWER
from .style import doubt, first_key, span

_CURVES = ((ORANGE, "--"), (BLUE, ":"), (PURPLE, "-"))


def _against(cost: float, band: data.CostBand) -> str:
    """Where a cost lies against a band."""
    return "above" if cost > band.high else "below" if cost < band.low else "within"


def cost_by_yield() -> Drawing:
    """Printed costs of a CsPbI3 nanocrystal film by the area against the yield of the synthesis.

    Returns
    -------
    Drawing
        The printed points with curves of constant cost a batch (cost times
        yield) through each, the ranges printed for several measures together,
        the targets, and the ceiling of the yield as it is defined there.

    Examples
    --------
    >>> cost_by_yield().alt.partition(",")[0]
    'Cost of a CsPbI3 nanocrystal film against synthesis yield'
    """
    shown = data.cost_by_yield()
    costs = [p.cost for p in shown.points] + [b.low for b in shown.bands] + [t.cost for t in shown.targets]
    low, high = min([1.0, *(0.7 * c for c in costs)]), max([300.0, *(2 * c for c in costs)])
    left = shown.yields_pct[0]
    figure, axes = new_figure(4.7, 4.0)
    titles, printed, words = {}, [], []
    for k, point in enumerate(shown.points):
        colour, style = _CURVES[k % len(_CURVES)]
        label = f"1/Y through {point.cost:g} $/m² at {point.yield_pct:g} %"
        axes.plot(shown.yields_pct, point.curve, color=colour, linestyle=style, linewidth=1.6, label=label)
        (mark,) = axes.plot(point.yield_pct, point.cost, "o", color=INK, markersize=8)
        gid = f"cost-{k}"
        link(mark, gid, point.citation)
        above = "above " if point.qualifier in LOWER else ""
        said = f"{above}{point.cost:g} $/m² at a yield of {point.yield_pct:g} %"
        titles[gid] = f"{said}, {first_key(point.citation)} in {point.source}{doubt(point.flag)}"
        printed.append(said)
        if above:
            arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 1.2}
            ends = {"xy": (point.yield_pct, 1.55 * point.cost), "xytext": (point.yield_pct, point.cost)}
            axes.annotate("", arrowprops=arrow, **ends)
        others = [f"{cost:.3g} $/m² at {at:g} %" for at, cost in point.at_others.items()]
        places = [f"{_against(point.at_ceiling, band)} the band of {span(band.low, band.high)}" for band in shown.bands]
        others.append(", ".join([f"{point.at_ceiling:.1f} $/m² at the ceiling", *places]))
        words.append(f"1/Y through {point.cost:g} $/m² at {point.yield_pct:g} % leads to {' and '.join(others)}")
    text = {"fontsize": 9, "color": INK, "va": "bottom"}
    for band in shown.bands:
        axes.axhspan(band.low, band.high, color=GREEN, alpha=0.3, linewidth=0)
        axes.text(1.06 * left, band.low * 1.09, "with further measures", ha="left", **text)
    for k, target in enumerate(shown.targets):
        axes.axhline(target.cost, color=FAINT, linewidth=1.2)
        x, side = (1.06 * left, "left") if k % 2 == 0 else (0.95 * shown.ceiling_pct, "right")
        axes.text(x, target.cost * 1.05, target.printed, ha=side, **text)
    axes.plot([shown.ceiling_pct] * 2, [low, high / 3], color=PURPLE, linewidth=1.2, linestyle="-.")
    ceiling = f"all lead used: {shown.ceiling_pct:.0f} %"
    axes.text(shown.ceiling_pct * 0.96, low * 1.12, ceiling, ha="right", **text)
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xlim(left, 1.28 * shown.ceiling_pct)
    axes.set_ylim(low, high)
    ticks = sorted({left, 100.0, *(point.yield_pct for point in shown.points)})
    axes.set_xticks(ticks, [f"{t:.3g}" for t in ticks])
    axes.minorticks_off()
    axes.set_yticks([1, 5, 10, 50, 100], ["1", "5", "10", "50", "100"])
    axes.set_xlabel("Synthesis yield Y, mass of NCs / mass of PbI₂ [%]")
    axes.set_ylabel("Cost of the NC film [$/m²]")
    legend(axes, loc="upper right")
    bands = "; ".join(f"{span(band.low, band.high)} $/m² ({band.condition})" for band in shown.bands)
    targets = ", ".join(f"{target.printed} ({target.cost:g} $/m²)" for target in shown.targets)
    alt = (
        f"Cost of a {shown.product} nanocrystal film against synthesis yield, both logarithmic. Printed: "
        f"{' and '.join(printed)}; without a yield {bands}. Targets: {targets}. With all lead used the yield is "
        f"{shown.ceiling_pct:.0f} %. {'; '.join(words)}."
    )
    return finish(figure, alt, titles)
