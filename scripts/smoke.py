"""Does the installed package work where nothing but NumPy is installed? Run from outside the clone.

Every module of formulas, forms and tables is imported and gives a known number; what needs
more says which extra brings it.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
import sys
from pathlib import Path

ABSENT = ("scipy", "pandas", "matplotlib", "ipywidgets", "bibtexparser", "dask")
EXTRAS = ("data", "fit", "forms", "plot")


def extra(error: ImportError) -> str:
    """Extra that an error names."""
    for name in EXTRAS:
        if f"[{name}]" in str(error):
            return name
    raise SystemExit(f"no extra is named: {error}")


def main() -> int:
    present = [name for name in ABSENT if importlib.util.find_spec(name)]
    if present:
        raise SystemExit(f"this is no empty environment: {', '.join(present)}")
    import numpy as np

    import calculators

    place = Path(calculators.__file__).resolve().parent
    assert (place / "_data" / "leds.csv").is_file(), f"{place} holds no data: this is not the installed wheel"
    refused = []
    names = [m.name for m in pkgutil.walk_packages([str(place)], "calculators.", onerror=lambda name: None)]
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            refused.append(f"{name} [{extra(error)}]")

    from calculators import absorption, color, composition, led, recombination, structure, tables, tolerance

    assert round(tolerance.assess("CsPbBr3").tau, 2) == 4.10
    assert round(led.current_efficiency(0.20, *color.gaussian(520, 20)), 1) == 71.8
    assert round(led.photon_energy(520.0), 3) == 2.384
    assert composition.parse("CsPb(Br0.5I0.5)3").x == {"Br": 0.5, "I": 0.5}
    assert isinstance(tables.rows("leds")[0]["id"], str)
    for module in (absorption, recombination, structure):
        assert module.__all__
    for call in (
        lambda: calculators.figures.eqe_chain(1.0, 1.0, 0.5, 0.2),
        lambda: recombination.fit_stretched_exponential(np.arange(9.0), np.exp(-np.arange(9.0))),
        lambda: calculators.datasets.load("leds"),
    ):
        try:
            call()
        except ImportError as error:
            extra(error)
        else:
            raise SystemExit("something worked that needs more than NumPy")
    print(f"calculators {calculators.__version__} with NumPy {np.__version__} and Python {sys.version.split()[0]}: ")
    print(f"{len(names) - len(refused)} modules import; {len(refused)} ask for an extra: {', '.join(refused)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
