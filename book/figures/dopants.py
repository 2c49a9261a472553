"""Figure of dopants on the site of lead."""

from __future__ import annotations

from calculators.figures.drawing import BLUE, FAINT, INK, ORANGE, PURPLE, RED, Drawing, finish, new_figure
from calculators.figures.marks import link

from .data import dopants as data
from .style import first_key

_COLOURS = {1: ORANGE, 2: BLUE, 3: RED}


def dopant_sizes() -> Drawing:
    """Radii of the dopants that the reviewed works put on the site of lead, beside lead.

    Returns
    -------
    Drawing
        One row for each charge; radii for six neighbours, as the tolerance
        factors use them, with the radius of lead(II) as a line.

    Examples
    --------
    >>> dopant_sizes().alt.partition(":")[0]
    'Radii of dopants on the site of lead in ångström, by charge; lead(2+) has 1.19'
    """
    shown = data.dopant_sizes()
    figure, axes = new_figure(6.0, 2.9)
    charges = sorted({d.charge for d in shown.dopants})
    axes.axvline(shown.lead_angstrom, color=FAINT, linewidth=1.4)
    axes.annotate("Pb²⁺", (shown.lead_angstrom, charges[-1] + 0.45), ha="center", va="bottom", fontsize=9, color=INK)
    words, titles = [], {}
    for k, dopant in enumerate(shown.dopants):
        place = dopant.radius_angstrom, dopant.charge
        (point,) = axes.plot(*place, "o", color=_COLOURS.get(dopant.charge, PURPLE), markersize=7)
        gid = f"ion-{dopant.ion}-{dopant.charge}"
        link(point, gid, dopant.citation)
        name = f"{dopant.ion}({dopant.charge}+)"
        titles[gid] = (
            f"{name}: {dopant.radius_angstrom:.3g} Å, {dopant.against_lead_pct:+.0f} % against Pb(2+), "
            f"in {' and '.join(dopant.hosts)}, {first_key(dopant.citation)}"
        )
        words.append(f"{name} {dopant.radius_angstrom:.3g}")
        up = k % 2 == 0
        beside = {"xytext": (0, 8 if up else -8), "textcoords": "offset points", "va": "bottom" if up else "top"}
        axes.annotate(dopant.ion, place, ha="center", fontsize=9, color=INK, **beside)
    axes.set_yticks(charges, [f"+{charge}" for charge in charges])
    axes.set_ylim(charges[0] - 0.6, charges[-1] + 0.9)
    axes.margins(x=0.06)
    axes.set_ylabel("Charge")
    axes.set_xlabel("Ionic radius, six neighbours [Å]")
    alt = (
        f"Radii of dopants on the site of lead in ångström, by charge; lead(2+) has {shown.lead_angstrom:.2f}: "
        f"{', '.join(words)}."
    )
    return finish(figure, alt, titles)
