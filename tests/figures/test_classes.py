import numpy as np

from book import figures
from calculators import alignment
from calculators.figures.drawing import BLUE, RED


def test_each_class_once_and_as_classified():
    schemes = figures.data.alignment_classes()
    assert sorted(scheme.kind for scheme in schemes) == sorted(alignment.KINDS)
    for scheme in schemes:
        found = alignment.classify(scheme.core, scheme.shell)
        assert (scheme.kind, scheme.electron, scheme.hole) == (found.kind, found.electron, found.hole)


def test_all_steps_are_equally_high_but_where_the_gap_is_broken():
    found = {}
    for scheme in figures.data.alignment_classes():
        offsets = scheme.shell.cbm - scheme.core.cbm, scheme.core.vbm - scheme.shell.vbm
        found[scheme.kind] = tuple(round(o / 0.6, 9) for o in offsets)
    assert found.pop("III")[1] < -10 / 3  # the shell's valence band lies above the core's conduction band, 2 eV up
    assert found == {"I": (1, 1), "inverse I": (-1, -1), "II": (1, -1), "quasi-II": (0, 1), "flat": (0, 0)}


def test_carriers_sit_on_the_band_of_their_place(drawn):
    drawing, figure = drawn(figures.alignment_classes)
    (axes,) = figure.axes
    titles = {text.get_text(): text.get_position() for text in axes.texts}
    for scheme in figures.data.alignment_classes():
        middle, top = titles[scheme.kind]
        assert f"{scheme.kind}: electron in {scheme.electron}, hole in {scheme.hole}" in drawing.alt
        inside = [
            line
            for line in axes.lines
            if abs(np.mean(line.get_xdata()) - middle) < 1.6 and top - 5.5 < np.mean(line.get_ydata()) < top
        ]
        for place, colour, bands, above in (
            (scheme.electron, BLUE, (scheme.core.cbm, scheme.shell.cbm), 1),
            (scheme.hole, RED, (scheme.core.vbm, scheme.shell.vbm), -1),
        ):
            dots = [
                line.get_xydata()[0] - (middle, 0)
                for line in inside
                if line.get_marker() == "o" and line.get_color() == colour
            ]
            where = {"core": [0.0], "shell": [-1.1, 1.1], "both": [-1.1, 0.0, 1.1]}[place]
            assert np.allclose(sorted(x for x, _ in dots), where)
            edges = sorted(
                {
                    round(float(line.get_ydata()[0]), 6)
                    for line in inside
                    if line.get_color() == colour and line.get_marker() == "None" and line.get_linewidth() == 2
                }
            )
            # The drawn edges keep the distances of the energies.
            assert np.allclose(np.ptp(edges), abs(bands[0] - bands[1]))
            band = bands[1] if place == "shell" else bands[0]
            height = edges[0] + band - min(bands)
            assert all(0 < above * (y - height) < 0.5 for _, y in dots)
