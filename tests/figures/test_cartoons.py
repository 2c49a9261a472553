import math

import numpy as np
import pytest
from matplotlib.patches import Circle, Rectangle, Wedge

from book import figures
from calculators.errors import ArgumentError
from calculators.figures.drawing import BLUE, ORANGE

KINDS = figures.data.cartoons.KINDS


def section(kind, core_nm=10.0, shell_nm=2.0, shape="cube"):
    (found,) = figures.data.core_shell_cartoon(kind, core_nm=core_nm, shell_nm=shell_nm, shape=shape).sections
    return found


def cores(found):
    return [part for part in found.parts if part.core]


@pytest.mark.parametrize("shape", ["cube", "sphere"])
def test_a_closed_shell_is_as_thick_as_told_on_every_side(shape):
    found = section("core/shell", shape=shape)
    shell, core = found.parts
    assert (shell.core, core.core) == (False, True)
    assert found.bounds == (-7, -7, 7, 7)
    assert (found.bounds.width, found.bounds.height) == (14, 14)
    assert core.place == ((-5, -5, 10, 10) if shape == "cube" else (0, 0, 5))
    share = figures.data.core_shell_cartoon(core_nm=10.0, shell_nm=2.0, shape=shape).shell_share
    assert share == pytest.approx(1 - (10 / 14) ** 3)


def distance(one, other):
    """Gap between two cores in the drawing [nm]."""
    if one.form == "disc":
        return math.dist(one.place[:2], other.place[:2]) - one.place[2] - other.place[2]
    gaps = [abs(a - b) - size for a, b, size in zip(one.place[:2], other.place[:2], one.place[2:], strict=True)]
    return max(gaps)


@pytest.mark.parametrize("shape", ["cube", "sphere"])
@pytest.mark.parametrize(("kind", "count"), [("multiple cores", 4), ("matrix", 6)])
def test_cores_stand_as_far_apart_as_told(kind, count, shape):
    found = section(kind, shape=shape)
    inside = cores(found)
    assert len(inside) == count
    gaps = [distance(one, other) for k, one in enumerate(inside) for other in inside[k + 1 :]]
    assert min(gaps) == pytest.approx(2.0)
    assert {part.place[2] for part in inside} == {10.0 if shape == "cube" else 5.0}
    # Round all cores there is as much shell, or half of the distance to the next core of the matrix.
    bounds = found.bounds
    if kind == "matrix":
        assert found.parts[0].form == "bare box"
        assert (bounds.width, bounds.height) == pytest.approx((3 * 12, 2 * 12))
    elif shape == "cube":
        assert (bounds.width, bounds.height) == pytest.approx((2 * 10 + 3 * 2,) * 2)
    else:
        # Along the diagonal: two cores at sqrt(2) times their step, and a shell outside.
        assert bounds.width == pytest.approx(12 * math.sqrt(2) + 10 + 4)


@pytest.mark.parametrize("shape", ["cube", "sphere"])
def test_a_cap_lies_on_one_side(shape):
    found = section("Janus", shape=shape)
    cap, core = found.parts
    assert (cap.core, core.core) == (False, True)
    assert found.bounds.top == pytest.approx(5 + 2)
    assert found.bounds.bottom == pytest.approx(-5)
    if shape == "cube":
        assert cap.place == (-5, 5, 10, 2)
    else:
        assert (cap.form, cap.place) == ("cap", (0, 0, 7))


@pytest.mark.parametrize("shape", ["cube", "sphere"])
@pytest.mark.parametrize("height", [0.4, 1.0, 2.0, 3.5, 3.6, 4.0, 4.5, 6.0])
def test_islands_stand_apart_on_the_outline(shape, height):
    found = section("islands", shell_nm=height, shape=shape)
    islands = [part for part in found.parts if not part.core]
    assert found.parts[-1].core  # in front, so that half of each island shows
    for island in islands:
        x, y, radius = island.place
        assert radius == height
        on_outline = max(abs(x), abs(y)) if shape == "cube" else math.hypot(x, y)
        assert on_outline == pytest.approx(5)
    apart = [math.dist(a.place[:2], b.place[:2]) for k, a in enumerate(islands) for b in islands[k + 1 :]]
    assert all(distance > 2 * height for distance in apart)
    # One more would not fit: four on the faces of a cube of 10 nm are 7.1 nm apart, three on a sphere 8.7 nm, two 10 nm.
    least = {0.4: 3, 1.0: 3, 2.0: 3, 3.5: 4 if shape == "cube" else 3, 3.6: 2 if shape == "cube" else 3}
    least |= {4.0: 2 if shape == "cube" else 3, 4.5: 2, 6.0: 1}
    assert len(islands) >= least[height]
    if height > 3.5:
        assert len(islands) == least[height]
    assert found.bounds.top <= 5 + height + 1e-9


def test_all_kinds_unless_told():
    found = figures.data.core_shell_cartoon(core_nm=8.0, shell_nm=1.0)
    assert [one.kind for one in found.sections] == list(KINDS)
    assert (found.core_nm, found.shell_nm) == (8, 1)


@pytest.mark.parametrize(
    ("argument", "options"),
    [
        ("kind", {"kind": "onion"}),
        ("kind", {"kind": ("matrix", "onion")}),
        ("kind", {"kind": ()}),
        ("shape", {"shape": "rod"}),
        ("core_nm", {"core_nm": 0.0}),
        ("shell_nm", {"shell_nm": -1.0}),
    ],
)
def test_unknown_things_are_refused(argument, options):
    with pytest.raises(ArgumentError) as refused:
        figures.data.core_shell_cartoon(**{"core_nm": 8.0, "shell_nm": 1.0, **options})
    assert refused.value.argument == argument


@pytest.mark.parametrize("shape", ["cube", "sphere"])
def test_sections_are_drawn_on_one_scale(drawn, shape):
    drawing, figure = drawn(figures.core_shell_cartoon, core_nm=10.0, shell_nm=2.0, shape=shape, core="A3", shell="B")
    (axes,) = figure.axes
    shown = figures.data.core_shell_cartoon(core_nm=10.0, shell_nm=2.0, shape=shape)
    parts = [part for one in shown.sections for part in one.parts]
    patches = list(axes.patches)[: len(parts)]
    start = 0
    for one in shown.sections:
        of_section = patches[start : start + len(one.parts)]
        start += len(one.parts)
        shifts = []
        for part, patch in zip(one.parts, of_section, strict=True):
            assert isinstance(patch, {"disc": Circle, "cap": Wedge}.get(part.form, Rectangle))
            where = patch.get_xy() if isinstance(patch, Rectangle) else patch.center
            shifts.append(np.subtract(where, part.place[:2]))
            if isinstance(patch, Rectangle):
                assert (patch.get_width(), patch.get_height()) == pytest.approx(part.place[2:])
            else:
                assert (patch.r if isinstance(patch, Wedge) else patch.radius) == pytest.approx(part.place[2])
            assert patch.get_facecolor()[:3] == pytest.approx(
                tuple(int((BLUE if part.core else ORANGE)[k : k + 2], 16) / 255 for k in (1, 3, 5))
            )
        # All parts of a section are moved together, and none leaves the picture.
        assert np.ptp(shifts, axis=0) == pytest.approx([0, 0])
        left, bottom = np.add(shifts[0], one.bounds[:2])
        assert left >= 0
        assert left + one.bounds.width <= axes.get_xlim()[1]
        assert bottom >= 0
        assert bottom + one.bounds.height <= axes.get_ylim()[1]
    # One scale in both directions: nanometres an inch.
    width, height = figure.get_size_inches()
    assert axes.get_xlim()[1] / width == pytest.approx(axes.get_ylim()[1] / height)
    bar = axes.lines[0].get_xdata()
    assert f"{bar[1] - bar[0]:g} nm" in [text.get_text() for text in axes.texts]
    assert f"Cross-sections to scale of 10 nm {shape}s of A3 (blue) with 2 nm of B (orange)" in drawing.alt
    assert "The closed shell takes 64 % of the volume." in drawing.alt
    alone = figures.core_shell_cartoon("Janus", core_nm=10.0, shell_nm=2.0)
    assert "closed shell takes" not in alone.alt
