"""What the figures show, without their ink: rows and arrays from formulas and tables.

A figure and its data function have one name: ``figures.eqe_chain(...)`` draws
what ``figures.data.eqe_chain(...)`` returns.
"""

__all__: list[str] = []
