"""The one error that everything refuses with: it carries its argument, the value and what is allowed.

What an installation lacks is another matter: :func:`needs` says which extra brings it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any, Self


class ArgumentError(ValueError):
    """Refusal of an argument.

    Parameters
    ----------
    argument : str
        Name of the argument, column or field that is refused; several that
        do not fit together are joined by ", ".
    problem : str
        What is wrong with it, such as ``"-1 nm is not allowed"``.
    allowed : str, optional
        What would be accepted, such as ``"it must be above 0"``.
    value : object, optional
        The refused value itself (or the first of an array), for programs.

    Attributes
    ----------
    argument, problem, allowed : str
        As given.
    value : object
        As given; None if no single value is at fault.
    arguments : tuple of str
        The names in `argument`, one by one.

    Examples
    --------
    >>> from calculators import led
    >>> try:
    ...     led.external_quantum_efficiency(1, 1, 90, 0.2)
    ... except ArgumentError as error:
    ...     print(error.argument, error.value, error.allowed, sep=" | ")
    plqy | 90.0 | it is a fraction from 0 to 1 (30 % is 0.3)
    """

    def __init__(self, argument: str, problem: str, allowed: str = "", value: Any = None) -> None:
        super().__init__(f"{argument}: {problem}" + (f"; {allowed}" if allowed else ""))
        self.argument, self.problem, self.allowed, self.value = argument, problem, allowed, value

    @property
    def arguments(self) -> tuple[str, ...]:
        """Names of the arguments at fault, one by one."""
        return tuple(self.argument.split(", "))

    def renamed(self, argument: str | dict[str, str]) -> Self:
        """Same refusal under another name, for whoever passed the value on.

        Parameters
        ----------
        argument : str or dict
            The new name, or new names by old ones; names that the dict does
            not hold stay.

        Returns
        -------
        ArgumentError
            A new error; raise it ``from None``.

        Examples
        --------
        >>> str(ArgumentError("fwhm_nm", "0 nm is not allowed", "it must be above 0").renamed("left_fwhm_nm"))
        'left_fwhm_nm: 0 nm is not allowed; it must be above 0'
        """
        if isinstance(argument, dict):
            argument = ", ".join(argument.get(name, name) for name in self.arguments)
        return type(self)(argument, self.problem, self.allowed, self.value)

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str, Any]]:
        return type(self), (self.argument, self.problem, self.allowed, self.value)


@contextlib.contextmanager
def renaming(**names: str) -> Iterator[None]:
    """Refusals inside a ``with`` block under other names, for whoever passes values on.

    Parameters
    ----------
    **names : str
        New names by old ones; names that are not given stay.

    Examples
    --------
    >>> from calculators import led
    >>> with renaming(plqy="yield_of_film"):
    ...     led.external_quantum_efficiency(1, 1, 90, 0.2)
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: yield_of_film: 90 is not allowed; it is a fraction from 0 to 1 (30 % is 0.3)
    """
    try:
        yield
    except ArgumentError as error:
        if not names.keys() & set(error.arguments):
            raise
        raise error.renamed(names) from None


def one_of(argument: str, value: Any, allowed: Any) -> None:
    """Refuse a value that is none of the allowed ones.

    Parameters
    ----------
    argument : str
        Name of the argument.
    value : object
        The value given.
    allowed : iterable of str
        The values that are accepted, in the order in which the message lists them.

    Raises
    ------
    ArgumentError
        If `value` is not among them.

    Examples
    --------
    >>> one_of("shape", "cone", ("cube", "sphere"))
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: shape: 'cone' is not allowed; it is one of cube, sphere
    """
    options = tuple(allowed)
    if not isinstance(value, str) or value not in options:
        raise ArgumentError(argument, f"{shown(value)} is not allowed", f"it is one of {', '.join(options)}", value)


def one_name(argument: str, value: Any) -> str:
    """Refuse a value that is no text, such as a list of names where one name is due.

    Parameters
    ----------
    argument : str
        Name of the argument.
    value : object
        The value given.

    Returns
    -------
    str
        The value.

    Raises
    ------
    ArgumentError
        If `value` is not text.

    Examples
    --------
    >>> one_name("key", ["song2015"])
    Traceback (most recent call last):
        ...
    calculators.errors.ArgumentError: key: ['song2015'] is not text; it must be one name
    """
    if not isinstance(value, str):
        raise ArgumentError(argument, f"{shown(value)} is not text", "it must be one name", value)
    return value


def shown(value: Any) -> str:
    """Value as a refusal shows it, not longer than a line."""
    try:
        words = repr(value)
    except Exception:  # an integer of more digits than Python writes out, or whatever the object's own code does
        words = f"a value of the type {type(value).__name__}"
    return words if len(words) <= 60 else words[:57] + "..."


@contextlib.contextmanager
def needs(package: str, extra: str) -> Iterator[None]:
    """Import what only an extra of this package brings; the error says how to get it.

    Parameters
    ----------
    package : str
        Package that is imported inside the ``with`` block.
    extra : str
        Extra of this distribution that requires it: "fit", "plot", "forms" or "data".

    Raises
    ------
    ImportError
        If the package, or something that it needs itself, is not installed.

    Examples
    --------
    >>> with needs("a_package_of_the_future", "fit"):
    ...     import a_package_of_the_future
    Traceback (most recent call last):
        ...
    ImportError: a_package_of_the_future is needed here: pip install 'perovskite-calculators[fit]'
    """
    try:
        yield
    except ModuleNotFoundError as error:
        message = f"{package} is needed here: pip install 'perovskite-calculators[{extra}]'"
        raise ImportError(message, name=error.name) from error
