"""What a quantum yield and a Stokes shift say of a crystal: killing traps, and the least width of the line."""

from __future__ import annotations

from typing import overload

import numpy as np

from .. import tables
from ..checks import finite, fraction, not_negative, positive, scalar, together
from ..tables import ArrayLike, FloatArray


@overload
def killers(plqy: float) -> float: ...
@overload
def killers(plqy: ArrayLike) -> FloatArray: ...
def killers(plqy: ArrayLike) -> float | FloatArray:
    r"""Count the killing traps in a crystal, on average, that a quantum yield allows.

    Traps fall on the crystals at random and one is enough to make a crystal
    dark, so that a share :math:`\mathrm{e}^{-m}` of them shines; nothing else
    costs light.

    Parameters
    ----------
    plqy : float or array_like
        Quantum yield [-], above 0 and up to 1.

    Returns
    -------
    float or numpy.ndarray
        Mean number of killing traps a crystal :math:`m` [-].

    Raises
    ------
    ArgumentError
        If a yield lies outside 0 to 1 or is 0.

    See Also
    --------
    yield_with_killers : The inverse.
    quantum_yield : The picture without dark crystals, by rates.

    Examples
    --------
    >>> round(killers(0.5), 2)
    0.69
    """
    found: float | FloatArray = scalar(0.0 - np.log(positive("plqy", fraction("plqy", plqy))))
    return found


@overload
def yield_with_killers(mean: float) -> float: ...
@overload
def yield_with_killers(mean: ArrayLike) -> FloatArray: ...
@finite
def yield_with_killers(mean: ArrayLike) -> float | FloatArray:
    r"""Quantum yield of crystals among which killing traps fall at random, :math:`\mathrm{e}^{-m}`.

    Parameters
    ----------
    mean : float or array_like
        Mean number of killing traps a crystal [-], 0 or more.

    Returns
    -------
    float or numpy.ndarray
        Quantum yield [-], the share of the crystals without one.

    Raises
    ------
    ArgumentError
        If a number is negative.

    See Also
    --------
    killers : The inverse.

    Examples
    --------
    >>> round(yield_with_killers(0.1), 3)
    0.905
    """
    found: float | FloatArray = scalar(np.exp(-not_negative("mean", mean)))
    return found


@overload
def least_linewidth(shift_ev: float, *, temperature_k: float = 293.0) -> float: ...
@overload
def least_linewidth(shift_ev: ArrayLike, *, temperature_k: ArrayLike = 293.0) -> FloatArray: ...
@finite
def least_linewidth(shift_ev: ArrayLike, *, temperature_k: ArrayLike = 293.0) -> float | FloatArray:
    r"""Least width of an emission line whose Stokes shift comes from the relaxation of the lattice.

    Linear coupling to harmonic vibrations of the frequency :math:`\omega`
    makes a line with the variance
    :math:`\tfrac12\Delta E\,\hbar\omega\coth(\hbar\omega/2kT)`, which is at
    least :math:`\Delta E\,kT` whatever the frequency; the width is that of a
    Gaussian of this variance.

    Parameters
    ----------
    shift_ev : float or array_like
        Stokes shift [eV], from the maximum of absorption to that of emission, 0 or more.
    temperature_k : float or array_like, optional
        Temperature [K], above 0.

    Returns
    -------
    float or numpy.ndarray
        Full width at half maximum [eV].

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    calculators.color.gaussian : A line of a given width.

    Examples
    --------
    >>> round(least_linewidth(0.1), 3)
    0.118
    """
    shift, kelvin = not_negative("shift_ev", shift_ev, "eV"), positive("temperature_k", temperature_k, "K")
    together(shift_ev=shift, temperature_k=kelvin)
    thermal = tables.constant("boltzmann") / tables.constant("elementary_charge")
    found: float | FloatArray = scalar(np.sqrt(8 * np.log(2) * thermal * shift * kelvin))
    return found
