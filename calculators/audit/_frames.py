"""Result frames of the audit: columns with titles, units and digits like the tables they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from .. import datasets, tables

Column = tuple[str, str, int | None]  # title, unit, digits


@tables.cached
def _attrs(name: str) -> Mapping[str, Any]:
    return dict(datasets.load(name).attrs)


def frame(rows: list[dict[str, Any]], title: str, columns: Mapping[str, Column], like: str) -> pd.DataFrame:
    """Rows as a data frame; columns of the table `like` keep their titles and units."""
    base = _attrs(like)
    names = list(rows[0]) if rows else [*columns]
    out = pd.DataFrame(rows, columns=names)
    for name in names:
        kinds = {type(row[name]) for row in rows if row[name] is not None}
        if kinds == {bool}:
            out[name] = out[name].astype(bool)
        elif kinds and kinds <= {int, float}:
            out[name] = out[name].astype(float)
    out.attrs = {
        **base,
        "title": title,
        "titles": {**base["titles"], **{k: v[0] for k, v in columns.items()}},
        "units": {**base["units"], **{k: v[1] for k, v in columns.items()}},
        "digits": {k: v[2] for k, v in columns.items() if v[2] is not None},
    }
    return out
