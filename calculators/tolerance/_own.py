"""Radii that a user gives, and the ions that are meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .. import tables
from ..checks import instance
from ..composition import Composition, species, without_charge
from ..errors import ArgumentError, shown
from ..results import ReadOnly

OwnRadii = Mapping[str, float | tuple[float, float]]


def own_radii(radii: OwnRadii | None, compositions: Iterable[Composition]) -> tuple[OwnRadii, ...]:
    """Own radii by the labels of the ions that compositions hold.

    Parameters
    ----------
    radii : mapping of str to float or (float, float), or None
        Radii [angstrom] by ion; other names of an ion and a charge behind it
        are understood (``"GU"`` for GA, ``"Au3+"`` beside Au⁺).
    compositions : iterable of Composition
        What the radii are for; each must be held by one at least.

    Returns
    -------
    tuple of mapping
        Those of each composition, by its own labels. The radii are not looked at.

    Raises
    ------
    ArgumentError
        If `radii` is no mapping, or a name is no ion of any composition,
        means several of its ions, or an ion that another name means too; if
        `compositions` are none.

    See Also
    --------
    assess : uses them.

    Examples
    --------
    >>> from calculators.composition import parse
    >>> own_radii({"CH3NH3": 2.17, "I-": 2.2}, [parse("MAPbI3"), parse("CsPbI3")])
    ({'MA': 2.17, 'I': 2.2}, {'I': 2.2})
    """
    try:
        compounds = list(compositions)
    except Exception:  # no list, or whatever an object's own code raises
        compounds = []
    if not compounds:
        raise ArgumentError("compositions", f"{shown(compositions)} is not allowed", "give a list of compositions")
    for c in compounds:
        instance("compositions", c, Composition)
    if radii is None:
        return tuple({} for _ in compounds)
    if not isinstance(radii, Mapping):
        raise ArgumentError("radii", f"{shown(radii)} is not allowed", "give a mapping such as {'Cs': 1.88}", radii)
    found: tuple[dict[str, Any], ...] = tuple({} for _ in compounds)
    for name, value in radii.items():
        meant = [_meant(name, c) for c in compounds]
        if not any(meant):
            held = ", ".join(dict.fromkeys(ion for c in compounds for ion in _ions(c)))
            formulas = " or ".join(dict.fromkeys(str(c) for c in compounds))
            raise ArgumentError("radii", f"{name} is not in {formulas}", f"ions are {held}", name)
        for ions, own in zip(meant, found, strict=True):
            if len(ions) > 1:
                raise ArgumentError("radii", f"{name} stands for {' and '.join(ions)}", "name one of them", name)
            for ion in ions:
                if ion in own:
                    raise ArgumentError("radii", f"{ion} stands twice", "give one radius for each ion", name)
                own[ion] = value
    return found


def _ions(c: Composition) -> tuple[str, ...]:
    return tuple(sorted({ion for site in (c.a, c.b, c.x) for ion in site}))


def _meant(name: Any, c: Composition) -> list[str]:
    """Ions of a composition that a name stands for: its own label, another name, or one with a charge behind it."""
    ions = _ions(c)
    if name in ions:
        return [name]
    try:
        label, charge = without_charge(_labels().get(name, name))
    except (ArgumentError, TypeError):  # no ion, or no text
        return []
    return [ion for ion in ions if without_charge(ion)[0] == label and charge in (None, c.charges[ion])]


@tables.cached
def _labels() -> Mapping[str, str]:
    """Labels of ions by their other names."""
    return ReadOnly({synonym: ion.label for ion in species().values() for synonym in ion.synonyms})
