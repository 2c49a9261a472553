"""Valid arguments of every public function of the formula modules, one file a module.

Each file holds ``VALID``: by function, the keyword arguments of a call that
works, with a float for every quantity that may be a number or an array. What
is done with them stands in ``test_refusals.py`` and ``test_api.py``. A module
without a file here is not tested there; one with a file must name every public
function that takes arguments.
"""

import importlib
import pkgutil

MODULES = tuple(sorted(info.name for info in pkgutil.iter_modules(__path__)))


def valid(module):
    return importlib.import_module(f"{__name__}.{module}").VALID


def function(module, name):
    return getattr(importlib.import_module(f"calculators.{module}"), name)


CALLS = [(module, name) for module in MODULES for name in valid(module)]
