"""Figure of one EQE seen by the eye and as radiance."""

from __future__ import annotations

from calculators.figures.drawing import FAINT, GREEN, INK, ORANGE, Drawing, finish, new_panels, subscripts
from calculators.figures.marks import link

from .data import infrared as data
from .style import doubt, first_key, span


def eye_and_radiance(eqe: float = 0.05, *, fwhm_nm: float = 20.0, current_density_ma_cm2: float = 100.0) -> Drawing:
    """Current efficiency and radiance of one EQE, from the visible to the infrared.

    Parameters
    ----------
    eqe : float, optional
        External quantum efficiency [-], 0 to 1.
    fwhm_nm : float, optional
        Width of the Gaussian emission for the current efficiency [nm].
    current_density_ma_cm2 : float, optional
        Current density for the radiance [mA/cm2].

    Returns
    -------
    Drawing
        Above, cd/A on a logarithmic scale, which ends in the red; below, the
        radiance of a Lambertian emitter. Bars: wavelengths in the near
        infrared that the reviews print.

    Raises
    ------
    ArgumentError
        If an argument is out of range.

    Examples
    --------
    >>> eye_and_radiance(0.05).alt.partition(" the current")[0]
    'At an EQE of 5 %'
    """
    shown = data.eye_and_radiance(eqe, fwhm_nm=fwhm_nm, current_density_ma_cm2=current_density_ma_cm2)
    figure, (above, below) = new_panels(5.0, 5.0, 2)
    above.plot(shown.visible_nm, shown.candela_per_ampere, color=GREEN, linewidth=2)
    above.set_yscale("log")
    above.set_ylim(1e-4, 1e2)
    above.set_ylabel("cd/A")
    middle = (shown.visible_nm[-1] + shown.wavelength_nm[-1]) / 2
    above.text(middle, 3e-2, "the eye sees nothing here", ha="center", va="center", fontsize=8, color=INK)
    below.plot(shown.wavelength_nm, shown.radiance_w_sr_m2, color=ORANGE, linewidth=2)
    below.set_ylabel("radiance [W sr⁻¹ m⁻²]")
    below.set_ylim(0, None)
    below.set_xlabel("emission wavelength [nm]")
    titles, words = {}, []
    top = shown.radiance_w_sr_m2[0]
    for k, bar in enumerate(shown.ranges):
        # From the height that the curve reaches in the near infrared to the top of the panel.
        y = top * (0.5 + 0.55 * (k + 0.5) / len(shown.ranges))
        (mark,) = below.plot([bar.low_nm, bar.high_nm], [y, y], "|-", color=INK, linewidth=1.5, markersize=8)
        gid = f"infrared-{k}"
        link(mark, gid, bar.citation)
        said = f"{bar.name}, {bar.quantity}, {span(bar.low_nm, bar.high_nm, 'nm')}"
        titles[gid] = f"{said}, {first_key(bar.citation)}{doubt(bar.flag)}"
        words.append(said)
        beside = {"xytext": (4, 2), "textcoords": "offset points", "ha": "left", "va": "bottom"}
        below.annotate(subscripts(bar.name), (bar.low_nm, y), fontsize=7.5, color=INK, **beside)
    for axes in (above, below):
        axes.set_xlim(shown.wavelength_nm[0], shown.wavelength_nm[-1])
        axes.grid(True, axis="y", color=FAINT)
    values = ", ".join(f"{value:.2g} cd/A at {nm:g} nm" for nm, value in shown.named.items())
    powers = ", ".join(f"{value:.3g} at {nm:g} nm" for nm, value in shown.named_radiance.items())
    alt = (
        f"At an EQE of {100 * eqe:g} % the current efficiency falls from green light to nothing: {values}. "
        f"The radiance at {current_density_ma_cm2:g} mA/cm² falls only with the photon energy: {powers} W per sr and "
        f"m². Bars: {'; '.join(words)}."
    )
    return finish(figure, alt, titles)
