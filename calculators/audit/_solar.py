"""Every row of the table of solar cells against itself."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from .. import datasets, tables
from ..checks import at_least, one_number
from ._frames import frame

AGREEMENT = 1.02
"""Factor within which efficiency and product agree, beyond rounding."""


def power_conversion(*, agreement: float = AGREEMENT) -> pd.DataFrame:
    """Printed power conversion efficiency against the product of current, voltage and fill factor.

    Parameters
    ----------
    agreement : float, optional
        Factor within which the two agree, beyond what the rounding of the four
        printed numbers allows.

    Returns
    -------
    pandas.DataFrame
        One row a cell that prints all four: the product [%] under 100 mW/cm2,
        the ratio, the relative rounding of the four numbers as they are written
        (8.0 has two digits), and ``finding``.

    Raises
    ------
    ArgumentError
        If `agreement` is below 1.

    Examples
    --------
    >>> row = power_conversion().query("source == 'mu2022' and locator == 'Table 3, row 1'")
    >>> row[["pce_pct", "product_pct", "finding"]].round(2).values.tolist()
    [[10.77, 10.77, False]]
    """
    agreement = one_number("agreement", at_least("agreement", agreement, 1))
    cells = datasets.load("solar_cells")
    parts = ["jsc_ma_cm2", "voc_v", "ff_pct", "pce_pct"]
    rows, texts = [], tables.rows("solar_cells")
    for row in cells[cells[parts].notna().all(axis=1)].itertuples():
        product = row.jsc_ma_cm2 * row.voc_v * row.ff_pct / 100
        rounding = sum(_half_digit(texts[row.Index][p]) / getattr(row, p) for p in parts)
        ratio = row.pce_pct / product
        rows.append(
            {
                "id": row.id,
                "source": row.source,
                "locator": row.locator,
                "citation": row.citation,
                "jsc_ma_cm2": row.jsc_ma_cm2,
                "voc_v": row.voc_v,
                "ff_pct": row.ff_pct,
                "pce_pct": row.pce_pct,
                "product_pct": product,
                "ratio": ratio,
                "rounding": rounding,
                "finding": bool(max(ratio, 1 / ratio) > agreement * (1 + rounding)),
            }
        )
    return frame(
        rows,
        "Efficiency of solar cells held against current, voltage and fill factor",
        {
            "product_pct": ("Product", "%", 4),
            "ratio": ("Printed / product", "-", 4),
            "rounding": ("Rounding of the product", "-", 1),
            "finding": (f"Disagree beyond rounding and a factor {agreement:g}", "", None),
        },
        "solar_cells",
    )


def _half_digit(text: str) -> float:
    """Half a unit of the last digit that is written: 0.05 of "8.0"."""
    return 0.5 * 10.0 ** int(Decimal(text).as_tuple().exponent)
