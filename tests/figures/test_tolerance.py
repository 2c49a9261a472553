import dataclasses
import math

import numpy as np
import pytest

from calculators import figures, tolerance
from calculators.errors import ArgumentError


def test_points_of_the_map():
    report = tolerance.assess("CsPbBr3")
    mixed = tolerance.assess("CsPbCl1.2Br1.8")
    iodide = tolerance.assess("CsPbI3")
    one, two, three = figures.data.tolerance_map({"x": report, "y": mixed, "z": iodide}, ("y",))
    assert (one.label, one.t, one.mu, one.tau) == ("x", report.t, report.mu, report.tau)
    assert (one.main_anion, two.main_anion, three.main_anion) == ("Br", "Br", "I")
    # CsPbI3 has a tau above the limit, the bromide one below.
    assert (one.below_limit, three.below_limit) == (True, False)
    assert [point.highlighted for point in (one, two, three)] == [False, True, False]
    with pytest.raises(ArgumentError) as refused:
        figures.data.tolerance_map({"x": report}, ("w",))
    assert (refused.value.argument, refused.value.value) == ("highlight", "w")


def test_the_limit_itself_is_not_below():
    report = tolerance.assess("CsPbBr3")
    at = dataclasses.replace(report, tau=tolerance.TAU_LIMIT)
    (point,) = figures.data.tolerance_map({"at": at})
    assert not point.below_limit


def test_the_map_is_drawn(drawn, points):
    reports = {name: tolerance.assess(name) for name in ("CsPbBr3", "CsPbI3", "MAPbCl3")}
    drawing, figure = drawn(figures.tolerance_map, reports, ("CsPbI3",))
    (axes,) = figure.axes
    marked = [line for line in axes.lines if line.get_marker() == "o" and len(line.get_xydata())]
    assert np.vstack([line.get_xydata() for line in marked]) == pytest.approx(
        np.array([(report.t, report.mu) for report in reports.values()])
    )
    assert [line.get_markerfacecolor() == "none" for line in marked] == [False, True, False]
    assert [line.get_markersize() for line in marked] == [6, 9, 6]
    assert len({line.get_color() for line in marked}) == 3
    for name, report in reports.items():
        said = f"{name}: t = {report.t:.3f}, mu = {report.mu:.3f}, tau = {report.tau:.2f}"
        assert said in drawing.alt
        assert f"<title>{said}</title>" in drawing.svg
    spans = sorted(
        (box.x0, box.x1) for box in (p.get_extents().transformed(axes.transData.inverted()) for p in axes.patches)
    )
    windows = [w for w in tolerance.WINDOWS if w.quantity == "t"]
    assert np.array(spans) == pytest.approx(np.array(sorted((w.low, w.high) for w in windows)))
    levels = [line.get_ydata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    (mu,) = [w for w in tolerance.WINDOWS if w.quantity == "mu"]
    assert levels == [mu.low, mu.high]
    texts = {text.get_text().strip() for text in axes.texts}
    assert {str(window) for window in windows} <= texts


def test_panels_of_a_composition():
    line = tolerance.along("CsPbI3", "CsPbBr3")
    panels = figures.data.composition_line(line, 0.25)
    assert [panel.quantity for panel in panels] == ["t", "mu", "tau"]
    for panel in panels:
        assert panel.value is getattr(line, panel.quantity)
        assert panel.fraction is line.fraction
        assert {window.quantity for window in panel.windows} == {panel.quantity}
        assert panel.marked == pytest.approx(np.interp(0.25, line.fraction, panel.value))
    assert sum(len(panel.windows) for panel in panels) == len(tolerance.WINDOWS)
    # A quarter of the way: the anion's radius is the mean 0.75 I + 0.25 Br.
    quarter = tolerance.assess("CsPbI2.25Br0.75")
    assert [panel.marked for panel in panels] == pytest.approx([quarter.t, quarter.mu, quarter.tau], rel=1e-4)
    assert [panel.changes for panel in panels[:2]] == [(), ()]
    assert panels[2].changes == tuple(where for _, where in line.changes)
    assert len(panels[2].changes) == 1


@pytest.mark.parametrize("bad", [-0.1, 1.1, 40])
def test_shares_outside_the_line_are_refused(bad):
    with pytest.raises(ArgumentError) as refused:
        figures.data.composition_line(tolerance.along("CsPbI3", "CsPbBr3"), bad)
    assert (refused.value.argument, refused.value.value) == ("fraction", bad)


def test_panels_are_drawn(drawn):
    line = tolerance.along("CsPbI3", "CsPbBr3")
    panels = figures.data.composition_line(line, 0.3)
    drawing, figure = drawn(figures.composition_line, line, 0.3)
    for axes, panel in zip(figure.axes, panels, strict=True):
        curve, *others = axes.lines
        assert curve.get_xydata() == pytest.approx(np.stack([panel.fraction, panel.value], axis=-1))
        dotted = [other.get_xdata()[0] for other in others if other.get_linestyle() == ":"]
        assert dotted == list(panel.changes)
        (point,) = [other for other in others if other.get_marker() == "o"]
        assert point.get_xydata().tolist() == [[0.3, panel.marked]]
        for window, patch in zip(panel.windows, axes.patches, strict=True):
            box = patch.get_extents().transformed(axes.transData.inverted())
            low, high = axes.get_ylim()
            assert (box.y0, box.y1) == pytest.approx((max(window.low, low), min(window.high, high)))
    assert f"tau < 4.18 changes at {panels[2].changes[0]:.2f}" in drawing.alt
    assert (
        f"At 0.30: t = {panels[0].marked:.3f}, mu = {panels[1].marked:.3f}, tau = {panels[2].marked:.3f}."
        in drawing.alt
    )
    still = figures.composition_line(tolerance.along("CsPbBr3", "CsPbCl3"), 0.5)
    assert "no verdict changes" in still.alt


def limit_radius(r_b, r_x):
    """Radius of A at which tau reaches its limit, by bisection of the formula written out."""

    def tau(r_a):
        return r_x / r_b - (1 - (r_a / r_b) / math.log(r_a / r_b))

    low, high = 1.2 * r_b, 2.6 * r_b
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if tau(middle) > tolerance.TAU_LIMIT else (low, middle)
    return low


def test_ternary_against_the_formula_and_the_area(monkeypatch):
    r_b, r_x = 1.0, 2.2
    edge = limit_radius(r_b, r_x)
    # Two equal ions on the wrong side and one on the right: the limit is crossed at 40 % of the third.
    radii = {"a": edge - 0.2, "b": edge - 0.2, "c": edge + 0.3, "Pb": r_b, "I": r_x}
    monkeypatch.setattr(tolerance, "radius", lambda ion, site, charge: type("R", (), {"value": radii[ion]}))
    found = figures.data.a_site_ternary(("a", "b", "c"), "Pb", "I", steps=100)
    assert found.second.size == 101 * 102 // 2
    r_a = (1 - found.second - found.third) * radii["a"] + found.second * radii["b"] + found.third * radii["c"]
    assert found.t == pytest.approx((r_a + r_x) / (math.sqrt(2) * (r_b + r_x)))
    assert found.tau == pytest.approx(r_x / r_b - (1 - (r_a / r_b) / np.log(r_a / r_b)))
    assert [(corner.formula, corner.t) for corner in found.corners] == [
        (f"{ion}PbI3", pytest.approx((radii[ion] + r_x) / (math.sqrt(2) * (r_b + r_x)))) for ion in "abc"
    ]
    assert found.corners[2].tau < tolerance.TAU_LIMIT < found.corners[0].tau
    # The triangle beyond 40 % of the third ion is 0.6 squared of the area.
    assert found.rejected_share == pytest.approx(1 - 0.6**2, abs=0.012)
    assert (found.second.min(), found.second.max(), found.third.max()) == (0, 1, 1)
    assert (found.second + found.third).max() <= 1 + 1e-9


def test_a_mixture_at_the_limit_is_rejected(monkeypatch):
    # As at a point of the map: a perovskite is expected below the limit, not at it.
    radii = {"a": 1.8, "b": 1.8, "c": 1.8, "Pb": 1.0, "I": 2.2}
    monkeypatch.setattr(tolerance, "radius", lambda ion, site, charge: type("R", (), {"value": radii[ion]}))
    tau = tolerance.bartel(1.8, 1.0, 2.2)
    shares = []
    for limit in (tau, np.nextafter(tau, np.inf)):
        monkeypatch.setattr(tolerance, "TAU_LIMIT", limit)
        found = figures.data.a_site_ternary(("a", "b", "c"), steps=2)
        shares.append(found.rejected_share)
        assert found.tau.tolist() == [tau] * 6
    assert shares == [1, 0]


def test_mixtures_without_a_tau_are_rejected(monkeypatch):
    radii = {"a": 0.9, "b": 0.9, "c": 0.9, "Pb": 1.0, "I": 2.2}
    monkeypatch.setattr(tolerance, "radius", lambda ion, site, charge: type("R", (), {"value": radii[ion]}))
    found = figures.data.a_site_ternary(("a", "b", "c"))
    assert found.rejected_share == 1
    assert np.isnan(found.tau).all()


@pytest.mark.parametrize("bad", [None, 5, ["Pb"], "", "Cs", b"Pb"])
@pytest.mark.parametrize("argument", ["b", "x"])
def test_a_ternary_names_the_ion_it_refuses(argument, bad):
    with pytest.raises(ArgumentError) as refused:
        figures.data.a_site_ternary(**{argument: bad})
    assert refused.value.argument == argument


@pytest.mark.parametrize(
    "ions", [("Cs", "MA", "Xx"), ("Cs", "MA", None), ("Cs", "MA", ["FA"]), ("Cs", "MA"), "Cs", None]
)
def test_a_ternary_refuses_other_ions(ions):
    with pytest.raises(ArgumentError) as refused:
        figures.data.a_site_ternary(ions)
    assert refused.value.argument == "ions"


@pytest.mark.parametrize("steps", [1, 1001, 10**30, 2.5, None])
def test_a_ternary_refuses_too_many_steps(steps):
    with pytest.raises(ArgumentError) as refused:
        figures.data.a_site_ternary(steps=steps)
    assert refused.value.argument == "steps"


def test_the_ternary_is_drawn(drawn):
    drawing, figure = drawn(figures.a_site_ternary)
    shown = figures.data.a_site_ternary()
    axes = figure.axes[0]
    corners = {text.get_text(): text.get_position() for text in axes.texts}
    assert list(corners) == ["CsPbI₃", "MAPbI₃", "FAPbI₃"]
    assert [x for x, _ in corners.values()] == [0, 1, 0.5]
    for corner, name in zip(shown.corners, corners, strict=True):
        assert f"{name}: t = {corner.t:.3f}, tau = {corner.tau:.2f}" in drawing.alt
    assert f"tau > {tolerance.TAU_LIMIT:g} on {shown.rejected_share:.0%} of the area" in drawing.alt
    # The red line goes through mixtures whose tau is the limit.
    (red,) = [
        c
        for c in axes.collections
        if len(c.get_edgecolor()) and tuple(c.get_edgecolor()[0][:3]) == (213 / 255, 94 / 255, 0)
    ]
    radii = [tolerance.radius(ion, "A", 1).value for ion in ("Cs", "MA", "FA")]
    for x, y in np.vstack([path.vertices for path in red.get_paths()]):
        third = y / (np.sqrt(3) / 2)
        second = x - third / 2
        r_a = (1 - second - third) * radii[0] + second * radii[1] + third * radii[2]
        tau = tolerance.bartel(r_a, tolerance.radius("Pb", "B", 2).value, tolerance.radius("I", "X", -1).value)
        assert tau == pytest.approx(tolerance.TAU_LIMIT, abs=0.005)


def test_a_ternary_takes_a_thousand_steps():
    # What is refused is the ion, which is looked up after the steps: half a million mixtures are not made.
    for steps in (2, 1000):
        with pytest.raises(ArgumentError) as refused:
            figures.data.a_site_ternary(("Cs", "MA", "Xx"), steps=steps)
        assert refused.value.argument == "ions"
