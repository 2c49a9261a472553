"""Figure of a measured spectrum."""

from __future__ import annotations

from .. import spectra
from .data import spectra as data
from .drawing import BLUE, INK, ORANGE, PURPLE, Drawing, finish, legend, new_figure


def measured_spectrum(
    spectrum: spectra.Spectrum, peak: spectra.Peak | None = None, onset: spectra.Onset | None = None
) -> Drawing:
    """Draw a measured spectrum, with its peak, its width or the tangent of its edge.

    Parameters
    ----------
    spectrum, peak, onset
        See :func:`calculators.figures.data.measured_spectrum`.

    Returns
    -------
    Drawing
        The curve against wavelength, with what was found marked.

    Raises
    ------
    ArgumentError
        If `spectrum` is none.

    Examples
    --------
    >>> import numpy as np
    >>> nm = np.arange(450.0, 601.0)
    >>> line = spectra.from_points(nm, np.exp(-4 * np.log(2) * ((nm - 516) / 20) ** 2), quantity="emission")
    >>> measured_spectrum(line, peak=spectra.peak(line)).alt
    'Emission against wavelength, 450 to 600 nm. Peak at 516.0 nm, half of it from 506.0 to 526.0 nm.'
    """
    found = data.measured_spectrum(spectrum, peak, onset)
    figure, axes = new_figure(6.0, 3.2)
    axes.plot(found.wavelength_nm, found.value, color=BLUE, linewidth=1.6)
    words = []
    if found.peak is not None:
        axes.plot([found.peak[0]] * 2, [0, found.peak[1]], color=ORANGE, linewidth=1.2, label="peak")
        words.append(f"Peak at {found.peak[0]:.1f} nm")
    if found.half is not None:
        short, long, height = found.half
        axes.plot([short, long], [height, height], color=INK, linewidth=1.2, marker="|", label="width at half")
        words[-1] += f", half of it from {short:.1f} to {long:.1f} nm"
    if found.tangent_nm is not None and found.tangent is not None:
        axes.plot(found.tangent_nm, found.tangent, color=ORANGE, linewidth=1.4, linestyle="--", label="tangent")
        axes.plot(found.tangent_nm[:1], found.tangent[:1], "o", color=ORANGE, label="onset")
        words.append(f"Tangent of the edge from the onset at {found.tangent_nm[0]:.1f} nm")
    if found.exciton is not None:
        axes.plot(*found.exciton, "v", color=PURPLE, label="maximum or shoulder")
        words.append(f"Maximum or shoulder at {found.exciton[0]:.0f} nm")
    name = (found.quantity or "value").capitalize()
    axes.set_xlabel("Wavelength [nm]")
    axes.set_ylabel(f"{name} [{found.unit}]" if found.unit else name)
    axes.set_xlim(found.wavelength_nm[0], found.wavelength_nm[-1])
    if words:
        legend(axes)
    first, last = found.wavelength_nm[0], found.wavelength_nm[-1]
    return finish(figure, " ".join(f"{w}." for w in (f"{name} against wavelength, {first:g} to {last:g} nm", *words)))
