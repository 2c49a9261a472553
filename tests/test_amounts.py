import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators import structure
from calculators.errors import ArgumentError

sizes = st.floats(0.5, 100.0)


def test_share_of_the_shell():
    # 12^3 less 10^3 over 12^3, and a shell as thick as its core: 26 of 27.
    assert structure.shell_share(10.0, 1.0) == pytest.approx(728 / 1728)
    assert structure.shell_share(5.0, 5.0) == pytest.approx(26 / 27)
    assert structure.shell_share(10.0, 0.0) == 0.0
    assert structure.shell_share(10.0, 1e-9) == pytest.approx(6e-10, rel=1e-6)
    assert structure.shell_share([10.0, 20.0], 1.0).shape == (2,)


@given(core=sizes, shell=st.floats(0.01, 10.0))
def test_share_is_volume_over_volume_for_both_shapes(core, shell):
    whole = core + 2 * shell
    cube = structure.shell_volume(core, shell) / whole**3
    sphere = structure.shell_volume(core, shell, shape="sphere") / (np.pi / 6 * whole**3)
    assert structure.shell_share(core, shell) == pytest.approx(cube) == pytest.approx(sphere)


@pytest.mark.parametrize("shape", ["cube", "sphere"])
@given(core=sizes, shell=st.floats(1e-6, 10.0))
def test_a_dose_makes_the_shell_that_takes_it(shape, core, shell):
    dose = structure.shell_amount(0.03, core, shell, 4.8, 4.1, 97.4, shape=shape)
    assert structure.shell_from_amount(dose, 0.03, core, 4.8, 4.1, 97.4, shape=shape) == pytest.approx(shell, rel=1e-9)


def test_no_dose_no_shell_and_shapes_agree():
    assert structure.shell_from_amount(0.0, 0.03, 10.0, 4.8, 4.1, 97.4) == 0.0
    cube = structure.shell_from_amount(1e-5, 0.03, 10.0, 4.8, 4.1, 97.4)
    # At a given mass the same share of volume is added to cubes and spheres.
    assert structure.shell_from_amount(1e-5, 0.03, 10.0, 4.8, 4.1, 97.4, shape="sphere") == pytest.approx(cube)
    # By hand: the shell weighs 0.974 mg and fills 2.3756e-4 cm3 beside 6.25e-3 cm3 of cores.
    assert cube == pytest.approx(5 * ((1 + 9.74e-4 / 4.1 / (0.03 / 4.8)) ** (1 / 3) - 1), rel=1e-9)


def test_wurtzite_of_known_density():
    # Wurtzite ZnS, a = 0.3823 nm and nearly ideal: 4.09 g/cm3 (d100 = a sqrt(3)/2).
    assert structure.wurtzite_density(0.3823 * np.sqrt(3) / 2, 97.44) == pytest.approx(4.09, abs=0.01)
    # Two spheres of radius a/2 in the cell fill pi / (3 sqrt 2) of it, the packing of equal spheres.
    a = 2 * 0.33 / np.sqrt(3)
    cells = structure.wurtzite_density(0.33, 97.44) * 6.02214076e23 / (2 * 97.44)
    assert 2 * np.pi / 6 * (a * 1e-7) ** 3 * cells == pytest.approx(np.pi / (3 * np.sqrt(2)))


@pytest.mark.parametrize(
    ("call", "argument"),
    [
        (lambda: structure.shell_share(0.0, 1.0), "core_nm"),
        (lambda: structure.shell_share(1.0, -1.0), "shell_nm"),
        (lambda: structure.shell_share([1.0, 2.0], [1.0, 2.0, 3.0]), "core_nm, shell_nm"),
        (lambda: structure.shell_from_amount(-1.0, 1.0, 1.0, 1.0, 1.0, 1.0), "amount_mol"),
        (lambda: structure.shell_from_amount(1.0, 0.0, 1.0, 1.0, 1.0, 1.0), "core_mass_g"),
        (lambda: structure.shell_from_amount(1.0, 1.0, 0.0, 1.0, 1.0, 1.0), "core_nm"),
        (lambda: structure.shell_from_amount(1.0, 1.0, 1.0, 0.0, 1.0, 1.0), "core_density_g_cm3"),
        (lambda: structure.shell_from_amount(1.0, 1.0, 1.0, 1.0, 0.0, 1.0), "shell_density_g_cm3"),
        (lambda: structure.shell_from_amount(1.0, 1.0, 1.0, 1.0, 1.0, 0.0), "shell_molar_mass_g_mol"),
        (lambda: structure.wurtzite_density(0.0, 97.0), "spacing_100_nm"),
        (lambda: structure.wurtzite_density(0.3, 0.0), "molar_mass_g_mol"),
    ],
)
def test_refusals_name_the_argument(call, argument):
    with pytest.raises(ArgumentError) as error:
        call()
    assert error.value.argument == argument
