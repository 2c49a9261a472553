"""Ligands at the surface of a crystal: how many sites are occupied, and what washing leaves."""

from __future__ import annotations

from typing import Any, overload

import numpy as np

from .checks import finite, fraction, not_negative, positive, scalar, together, whole
from .tables import ArrayLike, FloatArray

_MOST_CYCLES = 10_000


@overload
def bound_share(ligands: float, dissociation: float) -> float: ...
@overload
def bound_share(ligands: ArrayLike, dissociation: ArrayLike) -> FloatArray: ...
@finite
def bound_share(ligands: Any, dissociation: Any) -> Any:
    r"""Share of surface sites that hold a ligand, in equilibrium with the free ligand.

    .. math:: \frac{(1-\theta)(T-\theta)}{\theta} = \kappa

    for one kind of site that holds one ligand, with :math:`T` ligands per site
    and :math:`\kappa` the dissociation constant over the concentration of sites.

    Parameters
    ----------
    ligands : float or array_like
        Ligands in all, bound and free, per site [-], 0 or more.
    dissociation : float or array_like
        Dissociation constant over the concentration of sites [-], above 0.

    Returns
    -------
    float or numpy.ndarray
        Occupied share of the sites [-], 0 to 1; of the shape to which the
        arguments broadcast.

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    washed : the same sites after cycles of precipitation and redispersion.

    Examples
    --------
    As many ligands as sites, and a hundredth of the sites' concentration as the constant:

    >>> round(bound_share(1.0, 0.01), 3)
    0.905
    """
    total, constant = not_negative("ligands", ligands), positive("dissociation", dissociation)
    together(ligands=total, dissociation=constant)
    # The smaller root of the quadratic equation, written so that no digits cancel and no square overflows.
    scale = 1 + total + constant
    free, held = constant / scale, total / scale
    root = np.sqrt(((1 - total) / scale) ** 2 + free * (2 * (1 + total) / scale + free))
    return scalar(2 * held / (1 + root))


@finite
def washed(cycles: int, dissociation: ArrayLike, *, ligands: ArrayLike = 2.0, removed: ArrayLike = 0.9) -> FloatArray:
    """Share of sites still occupied after each cycle of precipitation and redispersion.

    Each cycle takes away a share of the free ligand; the rest comes to
    equilibrium again at the same concentration of sites.

    Parameters
    ----------
    cycles : int
        Number of cycles, 0 to 10 000.
    dissociation : float or array_like
        Dissociation constant over the concentration of sites [-], above 0.
    ligands : float or array_like, optional
        Ligands per site before the first cycle [-], 0 or more.
    removed : float or array_like, optional
        Share of the free ligand that a cycle takes away [-], 0 to 1.

    Returns
    -------
    numpy.ndarray
        Occupied share [-] of shape (cycles + 1, ...): before the first cycle,
        then after each; further axes are those of the arguments.

    Raises
    ------
    ArgumentError
        If an argument is out of range, or the shapes do not fit together.

    See Also
    --------
    bound_share : the equilibrium before and after a cycle.

    Examples
    --------
    >>> washed(2, 0.1).round(2).tolist()
    [0.92, 0.74, 0.61]
    """
    count = whole("cycles", cycles, 0, _MOST_CYCLES)
    constant = positive("dissociation", dissociation)
    total, share = not_negative("ligands", ligands), fraction("removed", removed)
    shape = together(dissociation=constant, ligands=total, removed=share)
    bound = np.empty((count + 1, *shape))
    bound[0] = bound_share(total, constant)
    for k in range(count):
        total = bound[k] + (1 - share) * (total - bound[k])
        bound[k + 1] = bound_share(total, constant)
    return bound
