"""Interpolation between Chebyshev nodes, in the barycentric form."""

from __future__ import annotations

import numpy as np

from ..tables import FloatArray


def nodes(span: FloatArray, count: int, shift: float = 0.0) -> FloatArray:
    """Nodes over the span of some values, or with a shift of 0.5 what lies halfway between them; one for no span."""
    low, high = float(span.min()), float(span.max())
    if high - low < 1e-9:
        return np.array([low])
    x = np.cos(np.pi * (np.arange(count - int(2 * shift)) + shift) / (count - 1))
    found: FloatArray = 0.5 * (low + high) + 0.5 * (high - low) * x
    return found


def shares(places: FloatArray, known: FloatArray) -> FloatArray:
    """Share that each node has in each place, shape (places, nodes)."""
    if len(known) == 1:
        return np.ones((len(places), 1))
    sign = (-1.0) ** np.arange(len(known))
    sign[[0, -1]] *= 0.5
    apart = places[:, None] - known
    # On a node, what it lacks of 1 is as little as rounding.
    share = sign / np.where(np.abs(apart) < 1e-14, 1e-14, apart)
    found: FloatArray = share / share.sum(axis=1, keepdims=True)
    return found
