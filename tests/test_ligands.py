import itertools

import numpy as np
import pytest

from calculators import ligands
from calculators.errors import ArgumentError


def test_share_solves_the_equilibrium_over_many_decades():
    total = np.geomspace(1e-3, 1e3, 61)[:, None]
    constant = np.geomspace(1e-6, 1e6, 61)
    theta = ligands.bound_share(total, constant)
    assert theta.shape == (61, 61)
    np.testing.assert_allclose((1 - theta) * (total - theta), constant * theta, rtol=1e-9, atol=1e-12)
    assert ((theta > 0) & (theta < 1) & (theta < total)).all()


@pytest.mark.parametrize("constant", [1e-14, 1e-8, 1e-3, 1.0, 50.0])
def test_one_ligand_a_site_has_a_closed_form(constant):
    expected = 1 + constant / 2 - np.sqrt(constant + constant**2 / 4)
    assert ligands.bound_share(1.0, constant) == pytest.approx(expected, rel=1e-9 if constant < 2 else 1e-6)


def test_limits():
    assert ligands.bound_share(0.0, 0.1) == 0.0
    # Weak binding is a Langmuir isotherm in the ligands given.
    assert ligands.bound_share(2.0, 1e9) == pytest.approx(2e-9, rel=1e-6)
    # Half of the sites are occupied where the free ligand equals the constant.
    assert ligands.bound_share(0.5 + 0.3, 0.3) == pytest.approx(0.5)
    assert type(ligands.bound_share(1.0, 0.1)) is float
    assert np.isnan(ligands.bound_share([1.0, np.nan], 0.1)).tolist() == [False, True]


def test_washing_by_hand():
    # 0.8 ligands a site at 0.3: half bound, 0.3 free. A cycle that takes a third of the free leaves 0.7 in all.
    shares = ligands.washed(1, 0.3, ligands=0.8, removed=1 / 3)
    assert shares[0] == pytest.approx(0.5)
    assert shares[1] == pytest.approx(ligands.bound_share(0.7, 0.3))


def test_washing_keeps_the_balance_of_matter():
    shares = ligands.washed(6, 0.05, ligands=3.0, removed=0.4)
    total = 3.0
    for before, after in itertools.pairwise(shares):
        free = total - before
        assert free == pytest.approx(0.05 * before / (1 - before))
        total -= 0.4 * free
        assert after == pytest.approx(ligands.bound_share(total, 0.05))


def test_washing_that_takes_nothing_changes_nothing_and_one_that_takes_all_leaves_what_was_bound():
    assert ligands.washed(3, 0.1, removed=0.0) == pytest.approx([ligands.bound_share(2.0, 0.1)] * 4)
    all_free = ligands.washed(1, 0.1, removed=1.0)
    assert all_free[1] == pytest.approx(ligands.bound_share(all_free[0], 0.1))


def test_washing_of_arrays_is_that_of_each_element():
    constants = np.array([0.001, 0.1, 1.0])
    together = ligands.washed(4, constants, removed=0.5)
    assert together.shape == (5, 3)
    for k, constant in enumerate(constants):
        assert together[:, k] == pytest.approx(ligands.washed(4, constant, removed=0.5))
    assert ligands.washed(0, 0.1).shape == (1,)


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: ligands.bound_share(-1.0, 0.1), "ligands"),
        (lambda: ligands.bound_share(1.0, 0.0), "dissociation"),
        (lambda: ligands.bound_share([1.0, 2.0], [0.1, 0.2, 0.3]), "ligands, dissociation"),
        (lambda: ligands.washed(-1, 0.1), "cycles"),
        (lambda: ligands.washed(1.5, 0.1), "cycles"),
        (lambda: ligands.washed(1, 0.0), "dissociation"),
        (lambda: ligands.washed(1, 0.1, ligands=-2.0), "ligands"),
        (lambda: ligands.washed(1, 0.1, removed=1.1), "removed"),
        (lambda: ligands.washed(1, 0.1, removed=-0.1), "removed"),
    ],
)
def test_refusals_name_the_argument(call, argument):
    with pytest.raises(ArgumentError) as error:
        call()
    assert error.value.argument == argument
