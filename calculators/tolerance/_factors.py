"""The closed formulas: t, mu, tau and the probability of a perovskite."""

from __future__ import annotations

import math
from typing import Literal, overload

import numpy as np

from ..checks import finite, number, positive, refuse_where, scalar, together
from ..errors import one_of
from ..tables import ArrayLike, FloatArray

TAU_LIMIT = 4.18
"""Perovskite below, non-perovskite above: Bartel et al. 2019, Sci. Adv., doi:10.1126/sciadv.aav0693."""

# P(tau) = 1 / (1 + exp(slope * (tau - midpoint))): least-squares fit to the probabilities
# printed for 576 compounds in table S1 of Bartel et al. 2019; benchmarks/bartel.py refits it.
PROBABILITY_SLOPE = 1.732
PROBABILITY_MIDPOINT = 4.265
PROBABILITY_MAX_ERROR = 0.03


@overload
def goldschmidt(r_a: float, r_b: float, r_x: float) -> float: ...
@overload
def goldschmidt(r_a: ArrayLike, r_b: ArrayLike, r_x: ArrayLike) -> FloatArray: ...
@finite
def goldschmidt(r_a: ArrayLike, r_b: ArrayLike, r_x: ArrayLike) -> float | FloatArray:
    r"""Goldschmidt tolerance factor, :math:`t = (r_A + r_X) / [\sqrt{2}\,(r_B + r_X)]`.

    Parameters
    ----------
    r_a, r_b, r_x : float or array_like
        Radii of the A, B and X ions [angstrom, or any one unit], above 0.

    Returns
    -------
    float or numpy.ndarray
        t [-]; 1 for touching spheres in a cubic perovskite.

    Raises
    ------
    ArgumentError
        If a radius is not above 0 or the shapes do not fit together.

    See Also
    --------
    octahedral : whether B fits into its octahedron of X.
    bartel : a factor that is right more often.
    assess : all factors of a formula, with its radii.

    References
    ----------
    Mu et al. 2022, iScience, equation 1, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> round(goldschmidt(1.88, 1.19, 1.96), 3)
    0.862
    """
    a, b, x = positive("r_a", r_a), positive("r_b", r_b), positive("r_x", r_x)
    together(r_a=a, r_b=b, r_x=x)
    return scalar((a + x) / (math.sqrt(2) * (b + x)))


@overload
def octahedral(r_b: float, r_x: float) -> float: ...
@overload
def octahedral(r_b: ArrayLike, r_x: ArrayLike) -> FloatArray: ...
@finite
def octahedral(r_b: ArrayLike, r_x: ArrayLike) -> float | FloatArray:
    r"""Octahedral factor, :math:`\mu = r_B / r_X`.

    Parameters
    ----------
    r_b, r_x : float or array_like
        Radii of the B and X ions [angstrom, or any one unit], above 0.

    Returns
    -------
    float or numpy.ndarray
        mu [-].

    Raises
    ------
    ArgumentError
        If a radius is not above 0 or the shapes do not fit together.

    See Also
    --------
    goldschmidt : whether A fits between the octahedra.

    References
    ----------
    Mu et al. 2022, iScience, equation 2, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> round(octahedral(1.19, 1.96), 3)
    0.607
    """
    b, x = positive("r_b", r_b), positive("r_x", r_x)
    together(r_b=b, r_x=x)
    return scalar(b / x)


@overload
def bartel(
    r_a: float, r_b: float, r_x: float, n_a: float = 1, *, invalid: Literal["raise", "nan"] = "raise"
) -> float: ...
@overload
def bartel(
    r_a: ArrayLike, r_b: ArrayLike, r_x: ArrayLike, n_a: ArrayLike = 1, *, invalid: Literal["raise", "nan"] = "raise"
) -> FloatArray: ...
@finite
def bartel(
    r_a: ArrayLike, r_b: ArrayLike, r_x: ArrayLike, n_a: ArrayLike = 1, *, invalid: Literal["raise", "nan"] = "raise"
) -> float | FloatArray:
    r"""Tolerance factor of Bartel et al., :math:`\tau`.

    .. math::

        \tau = \frac{r_X}{r_B} - n_A\left(n_A - \frac{r_A/r_B}{\ln(r_A/r_B)}\right)

    It holds for r_A > r_B only. Below, the logarithm turns negative and tau
    would call anything a perovskite, so such radii are refused.

    Parameters
    ----------
    r_a, r_b, r_x : float or array_like
        Radii of the A, B and X ions [angstrom, or any one unit], above 0.
    n_a : float or array_like, optional
        Oxidation state of the A ion [e], above 0.
    invalid : {"raise", "nan"}, optional
        What to do where r_A <= r_B: an error, or NaN for screens of many.

    Returns
    -------
    float or numpy.ndarray
        tau [-]; perovskites are expected below :data:`TAU_LIMIT`, 4.18.

    Raises
    ------
    ArgumentError
        If a radius or the oxidation state is not above 0, the shapes do not
        fit together, or r_A <= r_B with ``invalid="raise"``.

    See Also
    --------
    perovskite_probability : a probability from tau.
    goldschmidt : the older factor, without the oxidation state.

    References
    ----------
    Bartel et al. 2019, Sci. Adv., doi:10.1126/sciadv.aav0693; as equation 3 in
    Mu et al. 2022, iScience, doi:10.1016/j.isci.2022.105371

    Examples
    --------
    >>> round(bartel(1.88, 1.19, 1.96), 2)
    4.1
    >>> bartel([1.88, 1.10], 1.19, 1.96, invalid="nan").round(2).tolist()
    [4.1, nan]
    """
    one_of("invalid", invalid, ("raise", "nan"))
    a, b, x = positive("r_a", r_a), positive("r_b", r_b), positive("r_x", r_x)
    n = positive("n_a", n_a)
    together(r_a=a, r_b=b, r_x=x, n_a=n)
    ratio = np.asarray(a / b)
    outside = ratio <= 1
    if invalid == "raise" and outside.any():
        other = float(np.broadcast_to(b, ratio.shape).flat[np.flatnonzero(outside)[0]])
        refuse_where(
            outside,
            "r_a, r_b",
            a,
            "tau holds for r_a above r_b only (invalid='nan' screens many)",
            problem=f"is not larger than {other:g}",
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        tau = x / b - n * (n - ratio / np.log(ratio))
    return scalar(np.where(outside, np.nan, tau))


@overload
def perovskite_probability(tau: float) -> float: ...
@overload
def perovskite_probability(tau: ArrayLike) -> FloatArray: ...
@finite
def perovskite_probability(tau: ArrayLike) -> float | FloatArray:
    r"""Probability of a perovskite from tau: a logistic curve fitted to published values.

    Bartel et al. print a probability for each of their 576 compounds, made by
    averaging calibrated classifiers. The curve here,
    :math:`P = 1/(1 + e^{s(\tau - \tau_{1/2})})`, was fitted to those printed
    numbers (least squares); its largest error is
    ``PROBABILITY_MAX_ERROR``. P = 0.5 lies at ``PROBABILITY_MIDPOINT``, which
    is not the class boundary of 4.18. No organic cation was among the
    compounds, and the bulk at ambient conditions is meant, not a nanocrystal.

    Parameters
    ----------
    tau : float or array_like
        Tolerance factor of Bartel et al. [-].

    Returns
    -------
    float or numpy.ndarray
        Probability [-], 0 to 1; NaN where tau is NaN.

    Raises
    ------
    ArgumentError
        If tau is no number.

    See Also
    --------
    bartel : tau from radii.

    References
    ----------
    Bartel et al. 2019, Sci. Adv., table S1, doi:10.1126/sciadv.aav0693

    Examples
    --------
    >>> perovskite_probability([4.0, 4.18, 4.5]).round(2).tolist()
    [0.61, 0.54, 0.4]
    """
    return scalar(logistic(number("tau", tau)))


def logistic(tau: ArrayLike) -> FloatArray:
    """Curve behind the probability; NaN stays NaN."""
    with np.errstate(over="ignore"):
        return np.asarray(1 / (1 + np.exp(PROBABILITY_SLOPE * (np.asarray(tau) - PROBABILITY_MIDPOINT))))
