"""Fixed points of maps that converge slowly, by the method of Anderson."""

from __future__ import annotations

import numpy as np

from ..tables import FloatArray

# Steps that are remembered.
_DEPTH = 5
# What is added to the diagonal of the products of changes, relative to it.
_RIDGE = 1e-12


class Mixing:
    """Next trial for each of several states, from the trials before and what the map made of them."""

    def __init__(self) -> None:
        self._trials: list[FloatArray] = []
        self._rests: list[FloatArray] = []

    def next(self, trial: FloatArray, mapped: FloatArray) -> FloatArray:
        """Trial that the last ones let expect to be mapped onto itself; arrays of shape (states, ...)."""
        flat = trial.reshape(len(trial), -1)
        rest = mapped.reshape(len(trial), -1) - flat
        self._trials, self._rests = [*self._trials, flat][-_DEPTH - 1 :], [*self._rests, rest][-_DEPTH - 1 :]
        if len(self._trials) < 2:
            return mapped
        moves, changes = (np.diff(np.stack(a, axis=1), axis=1) for a in (self._trials, self._rests))
        square = changes @ changes.transpose(0, 2, 1)
        size = np.trace(square, axis1=1, axis2=2)
        square = square + (_RIDGE * size + 1e-300)[:, None, None] * np.eye(square.shape[1])
        share = np.linalg.solve(square, changes @ rest[:, :, None])
        better: FloatArray = flat + rest - ((moves + changes) * share).sum(axis=1)
        return better.reshape(trial.shape)
