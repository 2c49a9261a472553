"""Screens of many compositions: data frames in, data frames out, dask where one machine's memory ends.

The tolerance factors need three radii a composition and nothing else, so a
screen is limited by how its compositions are described: as arrays of radii
(fastest), as ions on sites, or as formulas that must be parsed.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any, Literal, NamedTuple

import numpy as np

from . import composition, tolerance
from .checks import names, number, together, whole
from .errors import ArgumentError, needs, shown

with needs("pandas", "data"):
    import pandas as pd

_UNITS = {
    "r_a": "Å",
    "r_b": "Å",
    "r_x": "Å",
    "n_a": "e",
    "t": "-",
    "mu": "-",
    "tau": "-",
    "probability": "-",
    "t_sd": "-",
    "mu_sd": "-",
    "tau_sd": "-",
}
_MOST_STEPS = 10_000
_MOST_ROWS = 20_000_000
_CRITERIA = tuple(
    f"{w.quantity}_{w.low:g}_{w.high:g}" if np.isfinite(w.low) else f"{w.quantity}_below_{w.high:g}"
    for w in tolerance.WINDOWS
)


def factors(r_a: Any, r_b: Any, r_x: Any, n_a: Any = 1) -> pd.DataFrame | Any:
    """Tolerance factors and verdicts of many compositions from their radii.

    Parameters
    ----------
    r_a, r_b, r_x : array_like or dask.array.Array
        Mean radii of the sites [angstrom], shape (n,) or scalar, above 0.
    n_a : array_like or dask.array.Array, optional
        Oxidation state of the A ion [e].

    Returns
    -------
    pandas.DataFrame
        Columns ``t``, ``mu``, ``tau`` (NaN where r_A <= r_B), ``probability``
        and one boolean column a published window, missing where its factor is
        NaN. For dask arrays a dask data frame, computed partition by partition.

    Raises
    ------
    ArgumentError
        If a radius is not above 0 or the lengths do not fit.

    Examples
    --------
    >>> factors([1.88, 2.17], 1.19, 1.96).round(2)[["t", "tau"]].values.tolist()
    [[0.86, 4.1], [0.93, 3.68]]
    """
    given = {"r_a": r_a, "r_b": r_b, "r_x": r_x, "n_a": n_a}
    arrays = {name: v if _offers(v, "to_delayed") else number(name, v) for name, v in given.items()}
    shape = together(**arrays)
    lazy = [v for v in arrays.values() if _offers(v, "to_delayed")]
    if lazy:
        return _lazy_factors(arrays, next((v for v in lazy if v.shape == shape), None), shape)
    a, b, x, n = np.broadcast_arrays(*map(np.atleast_1d, arrays.values()))
    columns: dict[str, Any] = {
        "t": tolerance.goldschmidt(a, b, x),
        "mu": tolerance.octahedral(b, x),
        "tau": tolerance.bartel(a, b, x, n, invalid="nan"),
    }
    columns["probability"] = tolerance.perovskite_probability(columns["tau"])
    for name, window in zip(_CRITERIA, tolerance.WINDOWS, strict=True):
        value = columns[window.quantity]
        met = (value > window.low) & (value < window.high)
        columns[name] = pd.arrays.BooleanArray(np.ravel(met), np.ravel(np.isnan(value)))
    frame = pd.DataFrame({name: v if name in _CRITERIA else np.ravel(v) for name, v in columns.items()})
    frame.attrs = {"units": {k: u for k, u in _UNITS.items() if k in frame}}
    return frame


def _lazy_factors(arrays: Mapping[str, Any], like: Any, shape: tuple[int, ...]) -> Any:
    if len(shape) != 1:
        raise ArgumentError(", ".join(arrays), f"arrays of shape {shape} are not allowed", "one dimension is needed")
    da: Any = import_module("dask.array")
    dd: Any = import_module("dask.dataframe")
    delayed: Any = import_module("dask").delayed
    chunks = "auto" if like is None else like.chunks
    # Arrays of one's own come in other blocks, or whole.
    whole_ones = [da.broadcast_to(da.asarray(v), shape).rechunk(chunks) for v in arrays.values()]
    blocks = [v.to_delayed().ravel() for v in whole_ones]
    return dd.from_delayed(
        [delayed(factors)(*parts) for parts in zip(*blocks, strict=True)], meta=factors(1.88, 1.19, 1.96)
    )


def screen(formulas: Iterable[str] | pd.Series | Any) -> pd.DataFrame | Any:
    """Parse and assess many formulas, one compound each.

    Parameters
    ----------
    formulas : iterable of str, pandas.Series or dask Series
        Formulas as :func:`calculators.composition.parse` reads them.

    Returns
    -------
    pandas.DataFrame
        One row a formula, in order: ``formula``, ``structure``, mean radii,
        factors, one nullable boolean column a published window, standard
        deviations ``t_sd``, ``mu_sd`` and ``tau_sd`` (missing where a radius
        has no known error), ``stand_ins`` (how many radii stand in for the
        right ones), ``found`` ("perovskite" or "not a perovskite", where the
        tables hold the compound) and ``error``: why a formula has no numbers.
        What cannot be read is missing in every other column, never False or 0.
        For a dask Series a dask data frame, computed partition by partition.

    Raises
    ------
    ArgumentError
        If `formulas` is a single formula or no list.

    See Also
    --------
    calculators.tolerance.assess : one formula, with its warnings.

    Examples
    --------
    >>> found = screen(["CsPbBr3", "CsMnF3", "Cs4PbBr6"])
    >>> found["tau_below_4.18"].tolist(), found.found.tolist()
    ([True, True, <NA>], ['perovskite', 'not a perovskite', nan])
    """
    given: Any = formulas
    if _offers(given, "columns") and getattr(given, "ndim", 1) == 2:  # a frame of pandas or of dask
        problem = f"a frame with the columns {', '.join(map(str, given.columns))} is not allowed"
        how = "give its column of formulas, such as frame['formula']"
        raise ArgumentError("formulas", problem, how, [str(name) for name in given.columns])
    if _offers(given, "map_partitions"):
        return given.map_partitions(screen, meta=screen(["CsPbBr3"]))
    index = formulas.index if isinstance(formulas, pd.Series) else None
    texts = _list(formulas)
    rows = [_assessed(text) for text in texts]
    known = np.array([row.error is None for row in rows], dtype=bool)
    plain = all(isinstance(text, str) or (pd.api.types.is_scalar(text) and pd.isna(text)) for text in texts)
    given = _words(texts) if plain else pd.Series(texts, dtype=object)
    frame = pd.DataFrame({"formula": given, "structure": _words([row.structure for row in rows])})
    radii = np.array([row.radii for row in rows], dtype=float).reshape(-1, 4)
    frame[["r_a", "r_b", "r_x", "n_a"]] = radii
    # Where there are no radii, any will do: what comes of them is taken away.
    stand_by = np.where(known[:, None], radii, [2.0, 1.0, 2.0, 1.0]).T
    sds = np.array([row.sds for row in rows], dtype=float).reshape(-1, 3).T
    numbers = factors(*stand_by)
    errors = tolerance.factor_errors(
        *stand_by, **dict(zip(("sd_a", "sd_b", "sd_x"), np.nan_to_num(sds), strict=True)), invalid="nan"
    )
    unknown = np.isnan(sds)
    numbers["t_sd"] = np.where(unknown.any(axis=0), np.nan, errors.t)
    numbers["mu_sd"] = np.where(unknown[1:].any(axis=0), np.nan, errors.mu)
    numbers["tau_sd"] = np.where(unknown.any(axis=0), np.nan, errors.tau)
    numbers.loc[~known, [c for c in numbers if c not in _CRITERIA]] = np.nan
    numbers.loc[~known, list(_CRITERIA)] = pd.NA
    frame = pd.concat([frame, numbers], axis=1)
    frame["stand_ins"] = pd.array([row.stand_ins for row in rows], dtype="Int64")
    frame["found"] = _words([row.found for row in rows])
    frame["error"] = _words([row.error for row in rows])
    if index is not None:
        frame.index = index
    frame.attrs = {"units": dict(_UNITS)}
    return frame


def _offers(value: Any, name: str) -> bool:
    """Whether an object has a method, as those of dask do; an object whose own code fails has none."""
    try:
        return hasattr(value, name)
    except Exception:
        return False


def _list(formulas: Any) -> list[Any]:
    """Formulas one by one; a single text is no list, although Python could walk through its letters."""
    if isinstance(formulas, str):
        how = f"put it into a list: screen([{formulas!r}])"
        raise ArgumentError("formulas", f"{shown(formulas)} is one text", how, formulas)
    if isinstance(formulas, bytes | Mapping) or not isinstance(formulas, Iterable):
        raise ArgumentError("formulas", f"{shown(formulas)} is not allowed", "it is a list of formulas", formulas)
    try:
        return list(formulas)
    except Exception:  # whatever an object's own code raises, or an array without an axis
        raise ArgumentError(
            "formulas", f"{shown(formulas)} is not allowed", "it is a list of formulas", formulas
        ) from None


def _words(column: Sequence[str | None]) -> pd.Series:
    return pd.Series(column, dtype="str")


class _Row(NamedTuple):
    """What a screen tells of one formula."""

    structure: str | None = None
    radii: tuple[float, float, float, float] = (np.nan, np.nan, np.nan, np.nan)
    sds: tuple[float, float, float] = (np.nan, np.nan, np.nan)
    stand_ins: int | None = None
    found: str | None = None
    error: str | None = None


def _assessed(formula: Any) -> _Row:
    try:
        c = composition.perovskite(formula)
        return _of_sites(c)
    except ArgumentError as error:
        return _Row(error=str(error))


def _of_sites(c: composition.Composition) -> _Row:
    """Mean radii of A, B and X with their errors [angstrom], charge of A [e], and how many radii are stand-ins."""
    means, sds, stand_ins = [], [], 0
    sites: tuple[tuple[Literal["A", "B", "X"], Mapping[str, float]], ...] = (("A", c.a), ("B", c.b), ("X", c.x))
    for site, ions in sites:
        mean, variance = 0.0, 0.0
        for ion, share in ions.items():
            r = tolerance.radius(ion, site, c.charges[ion])
            mean += share * r.value
            variance += np.nan if r.sd is None else (share * r.sd) ** 2
            stand_ins += bool(r.stand_in)
        means.append(mean)
        sds.append(math.sqrt(variance))
    found = next((k.found for k in tolerance.known(c) if k.is_perovskite is not None), None)
    return _Row(c.structure, (means[0], means[1], means[2], c.n_a), (sds[0], sds[1], sds[2]), stand_ins, found)


def single_perovskites(a: Sequence[str], b: Sequence[str], x: Sequence[str]) -> pd.DataFrame:
    """Every ABX3 of the given ions, with its factors.

    Parameters
    ----------
    a, b, x : sequence of str
        Labels of monovalent A ions, divalent B ions and halides.

    Returns
    -------
    pandas.DataFrame
        ``formula``, ``a``, ``b``, ``x``, radii, factors and verdicts, one row a compound.

    Raises
    ------
    ArgumentError
        If an ion is unknown, does not belong on its site, has no such charge
        or has no radius.

    Examples
    --------
    >>> single_perovskites(["Cs", "MA"], ["Pb", "Sn"], ["Br", "I"]).shape[0]
    8
    """
    a, b, x = names("a", a), names("b", b), names("x", x)
    table = [(ion_a, ion_b, ion_x) for ion_a in a for ion_b in b for ion_x in x]
    r_a = _radii(a, "A", 1)
    r_b = _radii(b, "B", 2)
    r_x = _radii(x, "X", -1)
    frame = pd.DataFrame(table, columns=["a", "b", "x"], dtype="str")
    frame.insert(0, "formula", [f"{_grouped(i)}{j}{_grouped(k)}3" for i, j, k in table])
    frame["r_a"], frame["r_b"], frame["r_x"] = frame.a.map(r_a), frame.b.map(r_b), frame.x.map(r_x)
    return _with_factors(frame)


def double_perovskites(a: Sequence[str], b: Sequence[str], x: Sequence[str]) -> pd.DataFrame:
    """Every A2BB'X6 that a list of B ions allows, by charge, with its factors.

    Parameters
    ----------
    a, b, x : sequence of str
        Labels of monovalent A ions, B ions of any charge and halides. Pairs of
        1+ and 3+ and of two different 2+ ions are formed, each once.

    Returns
    -------
    pandas.DataFrame
        ``formula``, ``a``, ``b1``, ``b2``, ``x``, charges, radii, factors and verdicts.

    Raises
    ------
    ArgumentError
        If an ion is unknown or an A ion or a halide has no radius.

    Examples
    --------
    >>> double_perovskites(["Cs"], ["Ag", "Na", "In", "Bi"], ["Cl"]).formula.tolist()
    ['Cs2AgInCl6', 'Cs2AgBiCl6', 'Cs2NaInCl6', 'Cs2NaBiCl6']
    """
    a, b, x = names("a", a), names("b", b), names("x", x)
    known = composition.species()
    states = []
    for ion in b:
        if ion not in known or "B" not in known[ion].sites:
            raise ArgumentError("b", f"{shown(ion)} is no ion of the B site", value=ion)
        for charge in known[ion].charges:
            try:
                states.append((ion, charge, tolerance.radius(ion, "B", charge).value))
            except tolerance.RadiusError:
                continue
    pairs = [
        (one, two)
        for one, two in itertools.product(states, states)
        if (one[1], two[1]) == (1, 3) or ((one[1], two[1]) == (2, 2) and b.index(one[0]) < b.index(two[0]))
    ]
    r_a, r_x = _radii(a, "A", 1), _radii(x, "X", -1)
    rows = [
        (f"{_grouped(i)}2{p[0]}{q[0]}{_grouped(k)}6", i, p[0], q[0], k, p[1], q[1], r_a[i], (p[2] + q[2]) / 2, r_x[k])
        for i in a
        for p, q in pairs
        for k in x
    ]
    columns = ["formula", "a", "b1", "b2", "x", "charge_b1", "charge_b2", "r_a", "r_b", "r_x"]
    return _with_factors(pd.DataFrame(rows, columns=columns))


def simplex(ions: Sequence[str], steps: int) -> pd.DataFrame:
    """Fractions of ions that fill one site, on a regular grid.

    Parameters
    ----------
    ions : sequence of str
        Two or more different labels.
    steps : int
        Number of steps from 0 to 1, 1 to 10 000, as long as the grid has no
        more than 20 million rows.

    Returns
    -------
    pandas.DataFrame
        One column of fractions [-] an ion; each row sums to 1.

    Raises
    ------
    ArgumentError
        If there are too few ions, or too few or too many steps.

    Examples
    --------
    >>> simplex(["Cs", "MA", "FA"], 2).values.tolist()[:3]
    [[0.0, 0.0, 1.0], [0.0, 0.5, 0.5], [0.0, 1.0, 0.0]]
    """
    ions = names("ions", ions, 2)
    if len(set(ions)) != len(ions):
        raise ArgumentError("ions", f"{shown(ions)} is not allowed", "two or more different labels are needed", ions)
    steps = whole("steps", steps, 1, _MOST_STEPS)
    rows = math.comb(steps + len(ions) - 1, len(ions) - 1)
    if rows > _MOST_ROWS:
        raise ArgumentError("ions, steps", f"{rows} rows are too many", f"it must be {_MOST_ROWS} or less", rows)
    bars = itertools.combinations(range(steps + len(ions) - 1), len(ions) - 1)
    cuts = np.array(list(bars), dtype=np.int64)
    edges = np.hstack([np.full((len(cuts), 1), -1), cuts, np.full((len(cuts), 1), steps + len(ions) - 1)])
    return pd.DataFrame((np.diff(edges, axis=1) - 1) / steps, columns=list(ions))


def _radii(ions: Sequence[str], site: Literal["A", "B", "X"], charge: int) -> Mapping[str, float]:
    known = composition.species()
    out = {}
    for ion in ions:
        if ion not in known or site not in known[ion].sites or charge not in known[ion].charges:
            problem = f"{shown(ion)} is no ion of the {site} site with charge {charge:+d}"
            raise ArgumentError(site.lower(), problem, value=ion)
        out[ion] = tolerance.radius(ion, site, charge).value
    return out


def _grouped(ion: str) -> str:
    return f"({ion})" if ion[-1].isdigit() or ion == "SCN" else ion


def _with_factors(frame: pd.DataFrame) -> pd.DataFrame:
    if frame.empty:
        return frame
    out = pd.concat([frame, factors(frame.r_a, frame.r_b, frame.r_x)], axis=1)
    out.attrs = {"units": dict(_UNITS)}
    return out
