"""Whole-array methods in blocks, so that their memory does not grow with the number of points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .tables import FloatArray


def in_blocks(
    function: Callable[..., tuple[FloatArray, ...]], *arrays: FloatArray, size: int = 256
) -> tuple[FloatArray, ...]:
    """Results of a function of one-dimensional arrays, taken `size` points at a time.

    Parameters
    ----------
    function : callable
        Takes as many arrays of shape (k,) as are given, with k of at most
        `size`, and returns a tuple of arrays of shape (k, ...).
    *arrays : numpy.ndarray
        Arrays that broadcast together.
    size : int, optional
        Points in a block.

    Returns
    -------
    tuple of numpy.ndarray
        What `function` returns for all points, each with the broadcast shape
        of the arrays in place of its first axis.

    Examples
    --------
    >>> (total,) = in_blocks(lambda a, b: (a + b,), np.arange(5.0), np.array([[0.0], [10.0]]), size=3)
    >>> total.tolist()
    [[0.0, 1.0, 2.0, 3.0, 4.0], [10.0, 11.0, 12.0, 13.0, 14.0]]
    """
    together = np.broadcast_arrays(*arrays)
    shape, count = together[0].shape, together[0].size
    flat = [array.reshape(-1) for array in together]
    parts = [function(*(array[k : k + size] for array in flat)) for k in range(0, max(count, 1), size)]
    joined = [part[0] if len(part) == 1 else np.concatenate(part) for part in zip(*parts, strict=True)]
    return tuple(array.reshape(shape + array.shape[1:]) for array in joined)
