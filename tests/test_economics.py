import numpy as np
import pytest

from calculators import economics
from calculators.errors import ArgumentError


def test_cost_times_yield_is_constant():
    yields = np.array([0.05, 0.12, 0.5, 1.5])
    costs = economics.cost_at_yield(50.0, 0.12, yields)
    np.testing.assert_allclose(costs * yields, 50.0 * 0.12)
    assert economics.cost_at_yield(50.0, 12, 50) == 12.0
    assert type(economics.cost_at_yield(50.0, 0.12, 0.5)) is float


def test_watts_to_square_metres():
    # mu2022 prints a target of 0.20 dollars a watt at 20 %; 1000 W/m2 are 200 W of peak power a square metre.
    assert economics.area_cost_from_watt(0.20, 0.20) == pytest.approx(40.0)
    assert economics.area_cost_from_watt(1.0, 0.1, irradiance_w_m2=500.0) == 50.0
    assert economics.area_cost_from_watt([1.0, 2.0], 0.5).tolist() == [500.0, 1000.0]


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: economics.cost_at_yield(-1.0, 0.1, 0.2), "cost"),
        (lambda: economics.cost_at_yield(1.0, 0.0, 0.2), "known_yield"),
        (lambda: economics.cost_at_yield(1.0, 0.1, 0.0), "new_yield"),
        (lambda: economics.cost_at_yield([1.0, 2.0], [0.1, 0.2, 0.3], 0.2), "cost, known_yield"),
        (lambda: economics.area_cost_from_watt(-0.2, 0.2), "cost_per_watt"),
        (lambda: economics.area_cost_from_watt(0.2, 20.0), "efficiency"),
        (lambda: economics.area_cost_from_watt(0.2, 0.2, irradiance_w_m2=0.0), "irradiance_w_m2"),
    ],
)
def test_refusals_name_the_argument(call, argument):
    with pytest.raises(ArgumentError) as error:
        call()
    assert error.value.argument == argument
