"""Calculators and cited data for core/shell perovskite nanocrystals.

Each submodule is loaded when it is first used, so that ``import calculators``
stays light:

>>> import calculators
>>> round(calculators.tolerance.assess("CsPbBr3").tau, 2)
4.1
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import (
        absorption,
        alignment,
        audit,
        color,
        composition,
        confinement,
        datasets,
        economics,
        errors,
        figures,
        led,
        ligands,
        recombination,
        screening,
        spectra,
        structure,
        tables,
        tolerance,
        widgets,
    )

__version__ = "0.1.0"

__all__ = [
    "absorption",
    "alignment",
    "audit",
    "color",
    "composition",
    "confinement",
    "datasets",
    "economics",
    "errors",
    "figures",
    "led",
    "ligands",
    "recombination",
    "screening",
    "spectra",
    "structure",
    "tables",
    "tolerance",
    "widgets",
]


def __getattr__(name: str) -> Any:
    if name in __all__:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
