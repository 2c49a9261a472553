"""The stretched exponential, fitted to a decay."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..checks import between, not_negative, one_number, same_length, vector
from ..errors import ArgumentError, needs
from ..results import Result
from ..tables import ArrayLike, FloatArray


@dataclass(frozen=True, eq=False)
class DecayFit(Result):
    r"""Stretched exponential :math:`A\,\mathrm{e}^{-(t/\tau)^\beta}` fitted to a decay.

    Attributes
    ----------
    amplitude, tau, beta : float
        Signal at time 0 [unit of the signal], time constant [unit of the
        time], stretching exponent [-].
    amplitude_interval, tau_interval, beta_interval : tuple of float
        Confidence interval of each.
    half_life : float
        Time at which the fit has fallen to half of its start [unit of the time].
    half_life_interval : tuple of float
        Confidence interval of the half-life.
    mean_lifetime : float
        Area under the fit over its amplitude [unit of the time].
    confidence : float
        Level of the intervals [-].
    residual : float
        Root mean square of the residuals over the amplitude [-].
    extrapolated : bool
        Whether the half-life lies beyond the last point.
    """

    amplitude: float
    tau: float
    beta: float
    amplitude_interval: tuple[float, float]
    tau_interval: tuple[float, float]
    beta_interval: tuple[float, float]
    half_life: float
    half_life_interval: tuple[float, float]
    mean_lifetime: float
    confidence: float
    residual: float
    extrapolated: bool

    def __call__(self, time: ArrayLike) -> FloatArray:
        """Fitted signal at given times, 0 or later."""
        with np.errstate(over="ignore"):  # so late that nothing is left
            values: FloatArray = self.amplitude * np.exp(-((not_negative("time", time) / self.tau) ** self.beta))
        return values


def fit_stretched_exponential(time: ArrayLike, signal: ArrayLike, *, confidence: float = 0.95) -> DecayFit:
    r"""Fit a stretched exponential to a decay of luminescence or of a device's luminance.

    Least squares in the signal; parameters enter as logarithms, so that all
    stay positive and their intervals are asymmetric. Needs scipy, which is
    loaded on the first call.

    Parameters
    ----------
    time : array_like
        Times [ns, h, or any unit], shape (n,), 0 or more, n of at least 6.
    signal : array_like
        Signal [any unit], shape (n,); points that are NaN are left out.
    confidence : float, optional
        Level of the confidence intervals [-], between 0 and 1.

    Returns
    -------
    DecayFit
        Parameters with intervals, half-life, and whether that is extrapolated.
        The intervals assume independent errors of one size: consecutive
        readings of one device are not independent, and device-to-device spread
        is not in them.

    Raises
    ------
    ArgumentError
        If there are fewer than six points, a number is out of range, the signal
        does not decay, or no fit is found.
    ImportError
        If scipy is not installed (the extra "fit").

    See Also
    --------
    average_lifetime : Mean of the lifetimes of several exponentials.
    calculators.led.lifetime_at : A half-life at another luminance.

    Examples
    --------
    >>> t = np.linspace(0, 20, 60)
    >>> fit = fit_stretched_exponential(t, 3.0 * np.exp(-((t / 5.0) ** 0.7)))
    >>> round(fit.tau, 3), round(fit.beta, 3), round(fit.half_life, 3)
    (5.0, 0.7, 2.962)
    """
    level = one_number("confidence", between("confidence", confidence, 0, 1))
    t, y = not_negative("time", vector("time", time)), vector("signal", signal)
    same_length(time=t, signal=y)
    keep = np.isfinite(t) & np.isfinite(y)
    t, y = t[keep], y[keep]
    if t.size < 6 or np.unique(t).size < 4:
        raise ArgumentError(
            "time", f"{t.size} points are too few", "six are needed for three parameters, at four times or more"
        )
    order = np.argsort(t)
    t, y = t[order], y[order]
    if not (y.max() > 0 and y[: max(3, t.size // 10)].mean() > y[-max(3, t.size // 10) :].mean()):
        raise ArgumentError("signal", "the signal does not decay", "its end must be below its start")
    with needs("scipy", "fit"):
        from scipy import optimize, stats

    scale, span = float(y.max()), float(t[-1])
    logs = np.log(np.maximum(t / span, 1e-12))

    def model(parameters: FloatArray) -> FloatArray:
        a, log_tau, log_beta = parameters
        values: FloatArray = np.exp(a) * np.exp(-np.exp(np.clip(np.exp(log_beta) * (logs - log_tau), -700, 50)))
        return values

    def slopes(parameters: FloatArray) -> FloatArray:
        beta, steps = np.exp(parameters[2]), logs - parameters[1]
        exponents = np.exp(np.clip(beta * steps, -700, 50))
        values = model(parameters)
        return np.stack([values, values * exponents * beta, -values * exponents * beta * steps], axis=1)

    # Of a grid of starts the three that come nearest, each with the amplitude that suits it.
    grid = []
    for beta in (0.4, 0.6, 1.0, 1.6):
        for tau in (0.1, 0.3, 1.0, 3.0):
            shape = model(np.array([0.0, np.log(tau), np.log(beta)]))
            height = max(float(shape @ y) / scale / float(shape @ shape), 1e-3)
            start = [np.log(height), np.log(tau), np.log(beta)]
            grid.append((float(np.sum((height * shape - y / scale) ** 2)), start))
    best = None
    for _, start in sorted(grid)[:3]:
        with np.errstate(over="ignore", invalid="ignore"):  # steps too far are taken back
            found = optimize.least_squares(
                lambda p: model(p) - y / scale, start, jac=slopes, x_scale="jac", max_nfev=400
            )
        if found.success and (best is None or found.cost < best.cost):
            best = found
    if best is None or not np.isfinite(best.x).all():
        raise ArgumentError("signal", "no stretched exponential fits this decay")
    freedom = t.size - 3
    covariance = np.linalg.pinv(best.jac.T @ best.jac) * 2 * best.cost / freedom
    quantile = float(stats.t.ppf(0.5 + level / 2, freedom))
    log_a, log_tau, log_beta = (float(v) for v in best.x)
    errors = quantile * np.sqrt(np.diag(covariance))

    def interval(log_value: float, error: float, unit: float = 1.0) -> tuple[float, float]:
        return float(unit * np.exp(log_value - error)), float(unit * np.exp(log_value + error))

    # ln(half-life) = ln(tau) + ln(ln 2)/beta: the covariance of tau and beta counts.
    log_half = log_tau + np.log(np.log(2)) / np.exp(log_beta)
    gradient = np.array([0.0, 1.0, -np.log(np.log(2)) / np.exp(log_beta)])
    half_error = quantile * float(np.sqrt(max(0.0, gradient @ covariance @ gradient)))
    beta_ = float(np.exp(log_beta))
    return DecayFit(
        amplitude=scale * float(np.exp(log_a)),
        tau=span * float(np.exp(log_tau)),
        beta=beta_,
        amplitude_interval=interval(log_a, float(errors[0]), scale),
        tau_interval=interval(log_tau, float(errors[1]), span),
        beta_interval=interval(log_beta, float(errors[2])),
        half_life=span * float(np.exp(log_half)),
        half_life_interval=interval(float(log_half), half_error, span),
        mean_lifetime=span * float(np.exp(log_tau)) * math.gamma(1 + 1 / beta_),
        confidence=level,
        residual=float(np.sqrt(2 * best.cost / t.size) / np.exp(log_a)),
        extrapolated=span * float(np.exp(log_half)) > span,
    )
