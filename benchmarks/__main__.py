"""`make bench`: what needs nothing from outside; see README.md for the rest."""

from . import formulas, speed

speed.main()
formulas.main()
