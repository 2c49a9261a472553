"""Published ranges of the factors, and whether a value lies within."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ..checks import vector
from ..results import Result
from ._factors import TAU_LIMIT

LIMITS = (
    "All factors speak of the bulk at ambient conditions; the strain and the ligands that stabilise a nanocrystal "
    "are not in them."
)
"""What every tolerance factor leaves out, to be shown beside the numbers."""

ERROR_LIMITS = (
    "The errors are those between compilations of radii and between coordination numbers, so they are lower bounds: "
    "the compilations share their measurements, and that cations are smaller beside the heavier halides is not in them."
)
"""What the errors of the factors leave out (on the heavier halides: Travis et al. 2016, doi:10.1039/C5SC04845A)."""


@dataclass(frozen=True, slots=True)
class Window:
    """A published range of a tolerance factor in which perovskites are expected.

    Attributes
    ----------
    quantity : {"t", "mu", "tau"}
        What it limits.
    low, high : float
        Bounds [-]; infinite where there is none.
    citation : str
        Keys of the bibliography.
    origin : str
        Where the bounds stand and what they rest on.

    Examples
    --------
    >>> [str(window) for window in WINDOWS]
    ['0.813 < t < 1.107', '0.825 < t < 1.059', '0.442 < mu < 0.895', 'tau < 4.18']
    """

    quantity: Literal["t", "mu", "tau"]
    low: float
    high: float
    citation: str
    origin: str

    def holds(self, value: float) -> bool:
        """Whether the value lies inside the bounds (outside for NaN)."""
        found = value if type(value) is float else float(vector("value", [value])[0])
        return self.low < found < self.high

    def __str__(self) -> str:
        """Bounds as an inequality."""
        if math.isinf(self.low):
            return f"{self.quantity} < {self.high:g}"
        return f"{self.low:g} < {self.quantity} < {self.high:g}"


WINDOWS = (
    Window("t", 0.813, 1.107, "mu2022;wei2019", "stated in mu2022 after wei2019"),
    Window(
        "t",
        0.825,
        1.059,
        "bartel2019;mu2022",
        "decision tree on 576 ABX3 solids, mostly oxides and fluorides",
    ),
    Window("mu", 0.442, 0.895, "mu2022;protesescu2017;travis2016", "stated in mu2022 for stable octahedra"),
    Window("tau", -math.inf, TAU_LIMIT, "bartel2019;mu2022", "decision tree on 576 ABX3 solids"),
)
"""The published windows, in the order in which verdicts are given."""


@dataclass(frozen=True, slots=True, eq=False)
class Verdict(Result):
    """One published criterion and whether a compound meets it.

    Attributes
    ----------
    window : Window
        The criterion.
    value : float
        The compound's factor [-]; NaN where it is not defined.
    met : bool or None
        Whether the value lies inside; None where it is not defined.
    survives : bool or None
        Whether the answer is the same over the 95 % interval of the value;
        None where the error of a radius is not known.
    """

    window: Window
    value: float
    met: bool | None
    survives: bool | None = None

    @property
    def words(self) -> str:
        """Answer and whether it survives the error, such as ``"met within the known error"``."""
        if self.met is None:
            return "not defined"
        answer = "met" if self.met else "not met"
        if self.survives is None:
            return f"{answer}; the error is not known"
        return f"{answer} within the known error" if self.survives else f"{answer}, but the error reaches the limit"
