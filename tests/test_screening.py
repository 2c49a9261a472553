import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators import composition, screening, tolerance
from calculators.errors import ArgumentError


def test_screen_agrees_with_single_assessments():
    formulas = ["CsPbBr3", "(FA0.7MA0.1GA0.2)0.87Cs0.13PbBr3", "Cs2AgBiBr6", "CsPb(Br0.6I0.4)3", "NaPbI3", "LiPbBr3"]
    formulas += ["RbSrF3", "Cs2YNaCl6", "PbCsI3"]
    frame = screening.screen(formulas)
    assert frame.formula.tolist() == formulas
    for _, row in frame.iterrows():
        report = tolerance.assess(row.formula)
        for name in ("r_a", "r_b", "r_x", "t", "mu", "tau", "probability"):
            assert row[name] == pytest.approx(getattr(report, name), rel=1e-12, nan_ok=True), (row.formula, name)
        assert [row[c] if pd.notna(row[c]) else None for c in screening._CRITERIA] == [v.met for v in report.verdicts]
        if not report.unknown:
            for name in ("t", "mu", "tau"):
                error = report.sd[name]
                assert row[f"{name}_sd"] == (
                    pytest.approx(error, rel=1e-12) if error is not None else pytest.approx(np.nan, nan_ok=True)
                )
        assert (row.found if pd.notna(row.found) else None) == next((k.found for k in report.known), None)
        assert pd.isna(row.error)


def test_errors_keep_their_row():
    series = pd.Series(["Cs4PbBr6", "CsPbBr3", "", "Cs2InBiCl6", "CsPbQ3"], index=[3, 1, 4, 1, 5])
    frame = screening.screen(series)
    assert frame.index.tolist() == [3, 1, 4, 1, 5]
    assert frame.error.notna().tolist() == [True, False, True, True, True]
    bad = frame[frame.error.notna()]
    assert bad[["t", "mu", "tau", "probability", "r_a"]].isna().all().all()
    assert bad.drop(columns=["formula", "error"]).isna().all().all()
    assert screening.screen([]).empty


def test_factors_check_and_mark_what_tau_cannot_do():
    frame = screening.factors([1.88, 1.0], 1.19, 1.96)
    assert np.isnan(frame.tau[1])
    assert np.isnan(frame.probability[1])
    assert frame["tau_below_4.18"].tolist() == [True, pd.NA]
    unread = screening.factors([1.88, np.nan], [1.19, np.nan], 1.96)
    assert unread.loc[1].isna().all()
    assert unread.loc[0].notna().all()
    with pytest.raises(ArgumentError) as error:
        screening.factors(1.88, [1.19, -1], 1.96)
    assert (error.value.argument, error.value.value) == ("r_b", -1)
    with pytest.raises(ArgumentError) as error:
        screening.factors([1.0, 2.0, 3.0], [1.0, 2.0], 1.96)
    assert error.value.arguments == ("r_a", "r_b")


def test_single_grid():
    frame = screening.single_perovskites(["Cs", "NH4"], ["Pb", "Sn"], ["Cl", "I"])
    assert len(frame) == 8
    assert "(NH4)PbCl3" in frame.formula.tolist()
    for formula, tau in zip(frame.formula, frame.tau, strict=True):
        assert tolerance.assess(formula).tau == pytest.approx(tau, rel=1e-12)
    for site, ion, bad in (
        ("a", "Pb", (["Pb"], ["Pb"], ["Br"])),
        ("b", "Bi", (["Cs"], ["Bi"], ["Br"])),
        ("x", "O", (["Cs"], ["Pb"], ["O"])),
        ("a", "Qq", (["Qq"], ["Pb"], ["Br"])),
    ):
        with pytest.raises(ArgumentError) as error:
            screening.single_perovskites(*bad)
        assert (error.value.argument, error.value.value) == (site, ion)


def test_double_perovskites_balance_and_come_once():
    ions = ["Ag", "Na", "Cu", "Au", "In", "Bi", "Pb", "Sn", "Eu"]
    frame = screening.double_perovskites(["Cs", "MA"], ions, ["Cl", "Br"])
    assert (frame.charge_b1 + frame.charge_b2 == 4).all()
    assert not frame[["a", "b1", "b2", "x", "charge_b1"]].duplicated().any()
    assert "Cs2AgBiBr6" in frame.formula.tolist()
    sample = frame[frame.charge_b1 == 1].sample(12, random_state=1)
    for _, row in sample.iterrows():
        if {row.b1, row.b2} & {"Cu", "Au", "Eu", "Sn", "Pb"}:
            continue  # the parser may choose other oxidation states for these
        report = tolerance.assess(row.formula)
        assert report.tau == pytest.approx(row.tau, rel=1e-12)
    with pytest.raises(ArgumentError) as error:
        screening.double_perovskites(["Cs"], ["Cl"], ["Br"])
    assert (error.value.argument, error.value.value) == ("b", "Cl")


@settings(max_examples=30)
@given(st.integers(2, 4), st.integers(1, 12))
def test_simplex_is_complete(ions, steps):
    import math

    frame = screening.simplex([f"X{k}" for k in range(ions)], steps)
    assert len(frame) == math.comb(steps + ions - 1, ions - 1)
    assert np.allclose(frame.sum(axis=1), 1)
    assert not frame.duplicated().any()
    assert (frame.to_numpy() >= 0).all()


def test_simplex_refuses_nonsense():
    for argument, ions, steps in (
        ("ions", ["Cs"], 3),
        ("ions", ["Cs", "Cs"], 3),
        ("steps", ["Cs", "MA"], 0),
        ("steps", ["Cs", "MA"], 2.5),
        ("steps", ["Cs", "MA"], 10_001),
    ):
        with pytest.raises(ArgumentError) as error:
            screening.simplex(ions, steps)
        assert error.value.argument == argument


@pytest.mark.slow
def test_dask_goes_partition_by_partition():
    da = pytest.importorskip("dask.array")
    dd = pytest.importorskip("dask.dataframe")
    r_a = np.linspace(1.0, 2.8, 1000)
    lazy = screening.factors(da.from_array(r_a, chunks=300), 1.19, 1.96)
    assert lazy.npartitions == 4
    pd.testing.assert_frame_equal(lazy.compute().reset_index(drop=True), screening.factors(r_a, 1.19, 1.96))
    formulas = pd.Series(["CsPbBr3", "Cs4PbBr6", "FAPbI3", "MAPbI3"])
    screened = screening.screen(dd.from_pandas(formulas, npartitions=2)).compute()
    pd.testing.assert_frame_equal(screened, screening.screen(formulas))


@pytest.mark.slow
def test_dask_and_arrays_of_ones_own_go_together():
    da = pytest.importorskip("dask.array")
    r_a, r_b = np.array([1.9, 2.0, 2.1, 2.2, 2.3]), np.array([1.0, 1.1, 1.2, 1.3, 1.4])
    expected = screening.factors(r_a, r_b, 1.96)
    in_blocks = [da.from_array(r_a, chunks=2), da.from_array(r_a, chunks=(1, 4))]
    for lazy in in_blocks:
        for other in (r_b, r_b.tolist(), da.from_array(r_b, chunks=3)):
            found = screening.factors(lazy, other, 1.96).compute().reset_index(drop=True)
            pd.testing.assert_frame_equal(found, expected)


@pytest.mark.parametrize(
    ("r_b", "argument"),
    [([1.0, 1.1], "r_a, r_b"), ("x", "r_b"), (None, "r_b"), ([[1.0], [1.1]], "r_a, r_b, r_x, n_a")],
)
def test_what_does_not_go_with_dask_is_refused_at_once(r_b, argument):
    da = pytest.importorskip("dask.array")
    with pytest.raises(ArgumentError) as refused:
        screening.factors(da.from_array(np.array([1.9, 2.0, 2.1]), chunks=2), r_b, 1.96)
    assert refused.value.argument == argument


NO_LISTS = ["Cs", None, 5, {"Cs": 1}, [["Cs"]], [None], [5], np.array("Cs")]


@pytest.mark.parametrize("bad", NO_LISTS, ids=repr)
def test_ions_are_lists_of_labels(bad):
    good = {"a": ["Cs"], "b": ["Pb"], "x": ["Br"]}
    for grid in (screening.single_perovskites, screening.double_perovskites):
        for argument in good:
            with pytest.raises(ArgumentError) as refused:
                grid(**{**good, argument: bad})
            assert refused.value.argument == argument
    with pytest.raises(ArgumentError) as refused:
        screening.simplex(bad, 2)
    assert refused.value.argument == "ions"


def test_what_cannot_be_read_is_missing_and_says_why():
    formulas = ["CsPbBr3", "CsPbBr3, CsPbI3", "CsPbBr3; CsPbI3", "CsPbBr3 CsPbI4", "", None, 5, "MAPbI3", "CsXr"]
    frame = screening.screen(formulas)
    assert frame.formula.tolist() == formulas
    assert frame.error.notna().tolist() == [False, True, True, True, True, True, True, False, True]
    bad = frame[frame.error.notna()].drop(columns=["formula", "error"])
    assert bad.isna().all().all()
    assert [str(frame[c].dtype) for c in (*screening._CRITERIA, "stand_ins")] == ["boolean"] * 4 + ["Int64"]
    assert frame["tau_below_4.18"].mean() == 1  # of those that have a verdict
    assert frame.tau_sd.notna().tolist() == [True] + [False] * 8  # of methylammonium there is one radius only
    assert frame.mu_sd.notna().tolist() == [True] + [False] * 6 + [True, False]
    assert screening.screen([]).dtypes.drop("formula").equals(frame.dtypes.drop("formula"))
    assert screening.screen([]).formula.dtype == screening.screen(["CsPbBr3"]).formula.dtype


def test_two_compounds_in_one_field_are_refused():
    for text in ("CsPbBr3, CsPbI3", "CsPbBr3,CsPbI3", "CsPbBr3; CsPbI3", "CsPbBr3 / CsPbI3", "CsPbBr3 + CsPbI3",
                 "CsPbBr3 and CsPbI3", "CsPbBr3 CsPbI3", "CsPbBr3\nCsPbI3", "CsPbBr3|CsPbI3", "CsPbBr3 & MAPbBr3"):  # fmt: skip
        (error,) = screening.screen([text]).error
        assert isinstance(error, str), text
        with pytest.raises(ArgumentError):
            tolerance.assess(text)


def test_a_bare_text_is_told_how_to_become_a_list():
    with pytest.raises(ArgumentError) as refused:
        screening.screen("CsPbBr3")
    assert "screen(['CsPbBr3'])" in str(refused.value)


def test_known_compounds_stand_beside_the_prediction():
    frame = screening.screen(["CsMnF3", "SrRbF3", "CsPbI3", "MAPbI3", "Cs2NaYCl6", "Cs2LiScI6"]).set_index("formula")
    assert frame.found.to_dict() == {
        "CsMnF3": "not a perovskite",
        "SrRbF3": "not a perovskite",
        "CsPbI3": "perovskite",
        "MAPbI3": pytest.approx(np.nan, nan_ok=True),
        "Cs2NaYCl6": "perovskite",
        "Cs2LiScI6": "not a perovskite",
    }
    assert frame.loc["SrRbF3", list(screening._CRITERIA)].all()


@pytest.mark.parametrize("bad", ["CsPbBr3", None, 5, {"CsPbBr3": 1}], ids=repr)
def test_formulas_are_a_list(bad):
    with pytest.raises(ArgumentError) as refused:
        screening.screen(bad)
    assert refused.value.argument == "formulas"


def test_ions_may_be_a_column():
    ions = pd.Series(["Cs", "MA"])
    assert screening.single_perovskites(ions, np.array(["Pb"]), ["Br"]).formula.tolist() == ["CsPbBr3", "MAPbBr3"]


def test_a_grid_that_no_machine_holds_is_refused():
    with pytest.raises(ArgumentError) as refused:
        screening.simplex(list("abcdef"), 10_000)
    assert refused.value.argument == "ions, steps"


def test_line_changes_where_the_mixture_does():
    line = tolerance.along("CsPbI3", "CsPbBr3")
    ((window, where),) = line.changes
    assert str(window) == "tau < 4.18"
    for step, met in ((-1e-4, False), (1e-4, True)):
        mixture = composition.mix("CsPbI3", "CsPbBr3", where + step)
        assert tolerance.assess(mixture).verdicts[3].met is met
    assert line.tau[0] == pytest.approx(tolerance.assess("CsPbI3").tau)
    assert line.tau[-1] == pytest.approx(tolerance.assess("CsPbBr3").tau)
    double = tolerance.along("Cs2AgBiBr6", "CsPbBr3", points=3)
    assert double.t[1] == pytest.approx(tolerance.assess(composition.mix("Cs2AgBiBr6", "CsPbBr3", 0.5)).t)
    with pytest.raises(ArgumentError) as error:
        tolerance.along("CsPbI3", "CsPbBr3", points=1)
    assert error.value.argument == "points"


def test_a_frame_is_no_list_of_formulas():
    """Its column names were once screened."""
    frame = pd.DataFrame({"f": ["CsPbBr3"], "x": [1.0]})
    with pytest.raises(ArgumentError, match=r"columns f, x .*frame\['formula'\]"):
        screening.screen(frame)
    assert screening.screen(frame["f"]).error.isna().all()


def test_missing_formulas_leave_the_column_text():
    found = screening.screen(["CsPbBr3", None])
    assert found.formula.dtype == screening.screen(["CsPbBr3"]).formula.dtype
    assert found.error.notna().tolist() == [False, True]


@pytest.mark.parametrize("odd", [np.array(["1", "2"]), pd.Series(["1"], dtype="string"), [None], {"a": 1}])
def test_what_is_no_text_keeps_its_row(odd):
    found = screening.screen(["CsPbBr3", odd])
    assert found.error.isna().tolist() == [True, False]
    assert found.tau.isna().tolist() == [False, True]
