"""Figures of what the tables print of core/shell systems, and of what they leave out."""

from __future__ import annotations

from calculators.figures.drawing import BLUE, FAINT, GREEN, INK, Drawing, finish, new_figure

from .data import uses as data


def answers_by_class() -> Drawing:
    """Systems of each class of shell for which our tables hold what a use asks for.

    Returns
    -------
    Drawing
        A matrix of the classes of shell against the questions; the number in
        a cell counts the systems with a printed answer, and the circle grows
        with it.

    Examples
    --------
    >>> answers_by_class().alt.partition(",")[0]
    'Systems with a printed answer by class of shell'
    """
    classes = data.answers_by_class()
    questions = list(classes[0].answers) if classes else []
    figure, axes = new_figure(6.2, 1.0 + 0.42 * len(classes))
    words = []
    for y, group in enumerate(classes):
        for x, count in enumerate(group.answers.values()):
            if not count:
                axes.plot(x, y, ".", color=FAINT, markersize=4)
                continue
            axes.plot(x, y, "o", color=GREEN, alpha=0.35, markersize=9 + 6 * count**0.5, markeredgewidth=0)
            axes.text(x, y, str(count), ha="center", va="center", fontsize=9, color=INK)
        said = ", ".join(f"{question} {count}" for question, count in group.answers.items() if count)
        words.append(f"{group.shell_class} ({group.systems}): {said or 'none'}")
    names = [f"{group.shell_class} ({group.systems})" for group in classes]
    axes.set_yticks(range(len(classes)), names, fontsize=9)
    axes.set_xticks(range(len(questions)), [q.replace(", ", ",\n") for q in questions], fontsize=9)
    axes.xaxis.tick_top()
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0)
    axes.set_xlim(-0.5, len(questions) - 0.5)
    axes.set_ylim(-0.6, len(classes) - 0.4)
    alt = "Systems with a printed answer by class of shell, number of systems in brackets: " + "; ".join(words) + "."
    return finish(figure, alt)


def printed_share() -> Drawing:
    """Share of the rows that print what makes their result comparable.

    Returns
    -------
    Drawing
        One bar a question, with the number of rows that answer it and of
        those that should.

    Examples
    --------
    >>> printed_share().alt.partition(":")[0]
    'Rows that print what makes a result comparable'
    """
    counts = data.printed_share()
    figure, axes = new_figure(6.2, 0.8 + 0.4 * len(counts))
    words = []
    for y, asked in enumerate(counts):
        axes.plot([0, 100], [y, y], color=FAINT, linewidth=9, solid_capstyle="butt")
        if asked.found:
            axes.plot([0, 100 * asked.share], [y, y], color=BLUE, linewidth=9, solid_capstyle="butt")
        axes.text(102, y, f"{asked.found} of {asked.rows}", va="center", fontsize=9, color=INK)
        words.append(f"{asked.question} {asked.found} of {asked.rows}")
    axes.set_yticks(range(len(counts)), [asked.question for asked in counts], fontsize=9)
    axes.tick_params(axis="y", length=0)
    axes.set_xlim(0, 128)
    axes.set_xticks([0, 25, 50, 75, 100])
    axes.set_xlabel("share of the rows that print it [%]")
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    return finish(figure, f"Rows that print what makes a result comparable: {'; '.join(words)}.")
