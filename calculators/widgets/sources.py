"""What the table of materials offers for a number of a form: one option a row, with its work and grade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from .. import materials, tables
from ..materials import Value
from .fields import Option, number_text

_LONGEST = 30  # characters of a condition that an option carries

# What tells two rows of one work apart, where value, work and grade are the same.
_APART: tuple[Callable[[Value], str], ...] = (
    lambda v: v.phase,
    lambda v: v.method,
    lambda v: v.condition,
    lambda v: v.locator,
    lambda v: v.id,
)


def _words(v: Value, kind: str) -> list[str]:
    """Work and grade, and what a reader must know to choose: what was measured, on what, how cold."""
    short = v.condition if len(v.condition) <= _LONGEST else ""
    cold = f"{v.temperature_k:g} K" if v.temperature_k is not None else ""
    form = v.form if v.form not in short else ""
    return [*filter(None, (v.citation, v.grade, kind, form, short, cold, v.flag))]


@tables.cached
def offered(material: str, *properties: str) -> tuple[Option, ...]:
    """Options for a number, the recommended one first.

    Parameters
    ----------
    material : str
        Name in the table of materials.
    *properties : str
        Properties that may stand for the number, the best first; what a
        property says in brackets, such as "static", is said in the option.

    Returns
    -------
    tuple of Option
        Empty where nothing is known. The source of an option is the row, that
        of a recommended one with the spread of all.

    Examples
    --------
    >>> found = offered("ZnS", "ionisation energy")
    >>> [(o.value, o.words) for o in found if o.source.citation == "butler2016"]
    [(7.5, 'butler2016, second-hand')]
    """
    found: list[tuple[Value, list[str]]] = []
    for name in properties:
        if name not in materials.properties(material):
            continue
        kind = name.partition("(")[2].rstrip(")")
        best = materials.value(material, name)
        others = [v for v in materials.all_values(material, name) if v.id != best.id]
        found += [(v, _words(v, kind)) for v in (best, *others)]
    for tell in _APART:
        seen = Counter((number_text(v.value), *words) for v, words in found)
        for v, words in found:
            if seen[number_text(v.value), *words] > 1 and tell(v):
                words.append(tell(v))
    return tuple(Option(v.value, ", ".join(words), v) for v, words in found)
