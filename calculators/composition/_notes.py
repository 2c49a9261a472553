"""What is said of a composition: empty sites, charge that is left, words that were set aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ._species import uncharged, with_charge


def read_as(b: Mapping[str, float], charges: Mapping[str, int]) -> str:
    """Ions of the B site with their charges, such as ``"Bi³⁺, Pb²⁺"``."""
    return ", ".join(with_charge(uncharged(ion)[0], charges[ion]) for ion in sorted(b))


def vacancies(site: str, share: float, b: Mapping[str, float], charges: Mapping[str, int]) -> str:
    """Sentence on a site that is empty because the charges ask for it."""
    return f"{share:.3g} of the {site} site is empty: vacancies that the charges of {read_as(b, charges)} ask for."


def nominal(left: float, unit: str, b: Mapping[str, float], charges: Mapping[str, int]) -> str:
    """Sentence on the charge [e] that a nominal formula leaves."""
    return (
        f"{left:+.3g} e a unit {unit} are left with {read_as(b, charges)}: "
        "a nominal formula, whose defects it does not tell."
    )


def two_charges(label: str, keys: Sequence[str]) -> str:
    """Sentence on an ion that stands there with two charges."""
    return f"{label} stands there with two charges, as {' and '.join(keys)}."


def set_aside(words: Sequence[str]) -> tuple[str, ...]:
    """Sentence on words beside a formula, if there are any."""
    if not words:
        return ()
    return (f"{', '.join(words)}: set aside, since a composition does not depend on the phase or the form.",)
