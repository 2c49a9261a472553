"""Chemical formulas of halide perovskites, with fractions on every site.

The ions that are known, and the sites and charges that each may take, stand in
``data/species.csv``.
"""

from ._composition import Composition
from ._mass import molar_mass
from ._reader import CompositionError
from ._related import related_structure
from ._sites import RelatedStructureError, mix, parse, perovskite
from ._species import SITE_TOLERANCE, Species, atoms, species

__all__ = [
    "SITE_TOLERANCE",
    "Composition",
    "CompositionError",
    "RelatedStructureError",
    "Species",
    "atoms",
    "mix",
    "molar_mass",
    "parse",
    "perovskite",
    "related_structure",
    "species",
]
