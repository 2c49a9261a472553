"""Chemical formulas of halide perovskites, with fractions on every site.

The ions that are known, and the sites and charges that each may take, stand in
``data/species.csv``.
"""

from ._composition import Composition
from ._errors import CompositionError, RelatedStructureError, SeveralCompoundsError
from ._mass import molar_mass
from ._mixtures import mix, perovskite
from ._related import related_structure
from ._same import key, same_compound
from ._sites import parse
from ._species import SITE_TOLERANCE, Species, atoms, species, without_charge

__all__ = [
    "SITE_TOLERANCE",
    "Composition",
    "CompositionError",
    "RelatedStructureError",
    "SeveralCompoundsError",
    "Species",
    "atoms",
    "key",
    "mix",
    "molar_mass",
    "parse",
    "perovskite",
    "related_structure",
    "same_compound",
    "species",
    "without_charge",
]
