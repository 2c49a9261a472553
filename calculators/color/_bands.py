"""Names of colours by wavelength: one definition for rankings, figures, filters and texts."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import overload

import numpy as np
import numpy.typing as npt

from .. import tables
from ..checks import one_number
from ..checks import wavelength as as_wavelength
from ..errors import ArgumentError
from ..results import ReadOnly
from ..tables import ArrayLike


@dataclass(frozen=True)
class Band:
    """A range of wavelengths that goes by the name of a colour.

    Attributes
    ----------
    name : str
        Such as ``"green"``.
    low_nm, high_nm : float
        First wavelength in it and first wavelength behind it [nm]; infinity
        behind the last one, 0 before the first.
    reason : str
        Why it begins and ends there.
    """

    name: str
    low_nm: float
    high_nm: float
    reason: str

    @overload
    def holds(self, wavelength_nm: float) -> bool: ...
    @overload
    def holds(self, wavelength_nm: ArrayLike) -> npt.NDArray[np.bool_]: ...
    def holds(self, wavelength_nm: ArrayLike) -> bool | npt.NDArray[np.bool_]:
        """Whether wavelengths lie in the band.

        Parameters
        ----------
        wavelength_nm : float or array_like
            Vacuum wavelength [nm], 30 or more.

        Returns
        -------
        bool or numpy.ndarray
            Of the shape of `wavelength_nm`; false where it is NaN.

        Raises
        ------
        ArgumentError
            If a wavelength is no number of 30 or more.

        Examples
        --------
        >>> bands()["green"].holds([504.9, 505.0, 559.9, 560.0, float("nan")]).tolist()
        [False, True, True, False, False]
        """
        wavelength = as_wavelength("wavelength_nm", wavelength_nm)
        found = (wavelength >= self.low_nm) & (wavelength < self.high_nm)
        return found if np.ndim(found) else bool(found)


@tables.cached
def bands() -> Mapping[str, Band]:
    """Bands of colour from ultraviolet to near infrared, from the table ``colour_bands``.

    Together they hold every wavelength once.

    Returns
    -------
    mapping of str to Band
        By name, from short to long wavelengths.

    See Also
    --------
    band : the one that holds a wavelength.

    Examples
    --------
    >>> [f"{band.name} from {band.low_nm:g} nm" for band in bands().values()][1:4]
    ['violet from 380 nm', 'blue from 430 nm', 'cyan from 490 nm']
    """
    return ReadOnly(
        {
            row["name"]: Band(
                row["name"],
                0.0 if row["from_nm"] is None else row["from_nm"],
                math.inf if row["to_nm"] is None else row["to_nm"],
                row["reason"],
            )
            for row in tables.read("colour_bands")
        }
    )


def band(wavelength_nm: float) -> Band:
    """Band of colour that holds a wavelength.

    Parameters
    ----------
    wavelength_nm : float
        Vacuum wavelength [nm], 30 or more.

    Returns
    -------
    Band
        Its name and limits.

    Raises
    ------
    ArgumentError
        If the wavelength is not one number of 30 or more, or the bands of a
        table in use leave it out.

    See Also
    --------
    bands : all of them, for whole columns of wavelengths.

    Examples
    --------
    >>> band(516).name
    'green'
    """
    wavelength = one_number("wavelength_nm", as_wavelength("wavelength_nm", wavelength_nm))
    found = next((b for b in bands().values() if b.low_nm <= wavelength < b.high_nm), None)
    if found is None:
        raise ArgumentError(
            "wavelength_nm", f"no band of the table colour_bands holds {wavelength:g} nm", "see bands()", wavelength
        )
    return found
