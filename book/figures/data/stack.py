"""Layers of a device with their roles, and devices in order of efficiency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from calculators import tables
from calculators.checks import mapping
from calculators.checks import names as as_names
from calculators.errors import ArgumentError, shown
from calculators.figures.data.devices import Device, device

from .leds import EMITTER

Place = Literal["anode", "hole side", "emitter", "electron side", "cathode"]


class Layer(NamedTuple):
    """A layer of a stack: its name, where it stands and what it does there."""

    name: str
    place: Place
    role: str
    thin: bool


def _place(k: int, at: int, count: int) -> Place:
    if k in (0, count - 1):
        return "anode" if k == 0 else "cathode"
    return "emitter" if k == at else "hole side" if k < at else "electron side"


def _role(name: str, place: Place) -> str:
    """What a layer does, by its name and its place; a layer that is not listed is named after its side."""
    known = _known().get(name)
    if place == "emitter":
        return "electrons meet holes"
    if place in ("anode", "cathode"):
        fits = known is not None and known["kind"] == "electrode" and known["role"].startswith(place)
        return str(known["role"]) if known is not None and fits else place
    if known is None or known["kind"] == "electrode":
        return place
    if known["kind"] == "buffer" and place == "hole side":
        return "thin insulating interlayer"
    return str(known["role"])


@tables.cached
def _known() -> dict[str, tables.Row]:
    return {row["layer"]: row for row in tables.read("layer_roles")}


def _thin(name: str) -> bool:
    return name in _known() and _known()[name]["kind"] == "buffer"


def led_stack(layers: str | Sequence[str] = "ITO/PEDOT:PSS/Poly-TPD/EL/TPBi/LiF/Al") -> list[Layer]:
    """Layers of one printed device with their roles.

    Parameters
    ----------
    layers : str or sequence of str, optional
        Layers from the electrode on the glass to the electrode on top, as in
        the column ``device`` of the table ``leds``, separated by slashes; the
        emitting layer is called "EL".

    Returns
    -------
    list of Layer
        From the glass on. Where a layer has no known name, its role is the
        side on which it stands.

    Raises
    ------
    ArgumentError
        If there are fewer than three layers, one is empty, or "EL" is not
        exactly one of the inner ones.

    Examples
    --------
    >>> [layer.place for layer in led_stack("ITO/PTAA/EL/TPBi/Al")]
    ['anode', 'hole side', 'emitter', 'electron side', 'cathode']
    """
    given = layers.split("/") if isinstance(layers, str) else as_names("layers", layers)
    names, wrong = [n.strip() for n in given], f"{shown(layers)} is not allowed"
    if len(names) < 3 or not all(names):
        raise ArgumentError("layers", wrong, "at least three names, none of them empty", layers)
    if names.count(EMITTER) != 1 or EMITTER in (names[0], names[-1]):
        raise ArgumentError("layers", wrong, f"one inner layer is called {EMITTER!r}", layers)
    at = names.index(EMITTER)
    places = [_place(k, at, len(names)) for k in range(len(names))]
    return [Layer(n, p, _role(n, p), _thin(n)) for n, p in zip(names, places, strict=True)]


@dataclass(frozen=True)
class Ranking:
    """Devices in a given order, and those that stand apart."""

    ranked: tuple[Device, ...]
    apart: tuple[Device, ...]


def _devices(name: str, rows: Any) -> tuple[Device, ...]:
    """Devices of the rows that were given."""
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise ArgumentError(name, f"{shown(rows)} is not allowed", "it is a list of rows", rows)
    try:
        return tuple(device(mapping(name, row)) for row in rows)
    except ArgumentError as error:
        if error.argument == name:
            raise
        raise ArgumentError(name, f"{error.argument}: {error.problem}", error.allowed, error.value) from None


def device_ranking(rows: Iterable[Mapping[str, Any]], apart: Iterable[Mapping[str, Any]] = ()) -> Ranking:
    """Devices in the order in which they are given.

    Parameters
    ----------
    rows : iterable of mapping
        Rows of the table ``leds`` that compare with each other, best first,
        such as ``audit.ranking("red").to_dict("records")``.
    apart : iterable of mapping, optional
        Rows that do not compare with them.

    Returns
    -------
    Ranking
        The same rows as devices.

    Raises
    ------
    ArgumentError
        If there is no row or one has no EQE.

    Examples
    --------
    >>> from calculators import tables
    >>> rows = [row for row in tables.read("leds") if row["eqe_pct"]][:3]
    >>> len(device_ranking(rows).ranked)
    3
    """
    ranked, others = _devices("rows", rows), _devices("apart", apart)
    if not ranked:
        raise ArgumentError("rows", "no device is given", "it is at least one row")
    for name, devices in (("rows", ranked), ("apart", others)):
        missing = [d.id for d in devices if d.eqe_pct is None]
        if missing:
            raise ArgumentError(name, f"{', '.join(missing)}: no EQE", "every device needs an EQE", missing)
    return Ranking(ranked, others)
