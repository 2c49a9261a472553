"""The errors of formulas."""

from __future__ import annotations

from typing import Any, Self

from ..errors import ArgumentError


class CompositionError(ArgumentError):
    """A formula that cannot be read, or whose sites or charges do not add up.

    Parameters
    ----------
    argument, problem, allowed, value
        See :class:`calculators.errors.ArgumentError`; `value` is the formula as it was given.
    where : tuple of int, optional
        Start and end of the part of the text that is at fault.

    Attributes
    ----------
    where : tuple of int or None
        So that ``error.value[slice(*error.where)]`` is that part; None if the
        formula as a whole is at fault.

    Examples
    --------
    >>> from calculators.composition import parse
    >>> try:
    ...     parse("Cs PbXr3")
    ... except CompositionError as error:
    ...     print(error.argument, error.where, error.value[slice(*error.where)])
    formula (5, 7) Xr
    """

    def __init__(
        self,
        argument: str,
        problem: str,
        allowed: str = "",
        value: Any = None,
        where: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(argument, problem, allowed, value)
        self.where = where

    def renamed(self, argument: str | dict[str, str]) -> Self:
        """Same refusal under another name, for whoever passed the formula on."""
        found = super().renamed(argument)
        found.where = self.where
        return found

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), (self.argument, self.problem, self.allowed, self.value, self.where)


class SeveralCompoundsError(CompositionError):
    """A text with more than one formula, where one was asked for."""


class RelatedStructureError(CompositionError):
    """A formula of a perovskite-related structure, where a perovskite was asked for."""
