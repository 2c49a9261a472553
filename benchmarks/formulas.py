"""Closed formulas on a million numbers, with their checks, beside bare NumPy without any.

    python -m benchmarks.formulas

The ratio says what the checks and the steps between them cost; 3 is the limit that we set ourselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np

from calculators import absorption, color, confinement, economics, led, recombination, structure, tolerance

LIMIT = 3.0
rng = np.random.default_rng(0)


def some(low: float, high: float) -> Any:
    return rng.uniform(low, high, 10**6)


a, b, c, d = (some(0.1, 1.0) for _ in range(4))
r_a, r_b, r_x = some(1.6, 2.8), some(0.6, 1.2), some(1.3, 2.2)
volt, candela, current, energy = some(2, 6), some(1, 100), some(0.1, 100), some(1.5, 3)
core, shell, wavelength = some(5, 15), some(0, 3), some(400, 700)
x, y = some(0.2, 0.5), some(0.2, 0.5)
spectrum = color.gaussian(520.0, 20.0)
per_eqe = led.current_efficiency(1.0, *spectrum)
index, extinction, solvent = some(1.6, 2.4), some(0.1, 1.0), some(1.3, 1.6)
bulk, charge = some(1.5, 2.4), some(1, 3)
K1, K2, K3 = 1e6, 1e-10, 1e-28


def bare_coated_sphere(n: Any, k: Any, n_shell: Any, k_shell: Any, nm: Any, ns: Any, f: Any) -> Any:
    inner, outer, medium = (n + 1j * k) ** 2, (n_shell + 1j * k_shell) ** 2, ns**2
    above = (outer - medium) * (inner + 2 * outer) + f * (inner - outer) * (medium + 2 * outer)
    below = (outer + 2 * medium) * (inner + 2 * outer) + 2 * f * (outer - medium) * (inner - outer)
    return 6e7 * np.pi * ns / nm * np.imag(above / below)


def bare_size(energy_ev: Any, gap_ev: Any, mass: Any, permittivity: Any) -> Any:
    kinetic, pull = 1.128 / mass, 4.39 / permittivity
    return 2 * kinetic / (pull + np.sqrt(pull**2 + 4 * kinetic * (energy_ev - gap_ev)))


CASES: dict[str, tuple[Callable[[], Any], Callable[[], Any]]] = {
    "mu": (lambda: tolerance.octahedral(r_b, r_x), lambda: r_b / r_x),
    "t": (
        lambda: tolerance.goldschmidt(r_a, r_b, r_x),
        lambda: (r_a + r_x) / (np.sqrt(2) * (r_b + r_x)),
    ),
    "tau": (
        lambda: tolerance.bartel(r_a, r_b, r_x, charge),
        lambda: r_x / r_b - charge * (charge - r_a / r_b / np.log(r_a / r_b)),
    ),
    "probability": (
        lambda: tolerance.perovskite_probability(energy),
        lambda: 1 / (1 + np.exp(1.732 * (energy - 4.265))),
    ),
    "EQE chain": (lambda: led.external_quantum_efficiency(a, b, c, d), lambda: a * b * c * d),
    "implied outcoupling": (lambda: led.implied_outcoupling(a, b), lambda: a / b),
    "outcoupling estimate": (lambda: led.outcoupling_estimate(r_x), lambda: 1 / (2 * r_x**2)),
    "escape cone": (lambda: led.escape_cone(r_x), lambda: 1 - np.sqrt(1 - 1 / r_x**2)),
    "cd/A": (lambda: led.current_efficiency(a, *spectrum), lambda: a * per_eqe),
    "EQE from cd/A": (lambda: led.eqe_from_current_efficiency(candela, *spectrum), lambda: candela / per_eqe),
    "lm/W": (lambda: led.luminous_power_efficiency(candela, volt), lambda: np.pi * candela / volt),
    "luminance": (lambda: led.luminance(candela, current), lambda: 10 * candela * current),
    "current density": (lambda: led.current_density(candela, current), lambda: candela / current * 0.1),
    "photon energy": (lambda: led.photon_energy(wavelength), lambda: 1239.842 / wavelength),
    "wall plug": (lambda: led.wall_plug_efficiency(a, energy, volt), lambda: a * energy / volt),
    "radiance": (lambda: led.radiance(a, energy, current), lambda: 10 / np.pi * a * energy * current),
    "lifetime": (lambda: led.lifetime_at(candela, 100.0, 200.0, a), lambda: candela * 0.5**a),
    "u', v'": (lambda: color.uv(x, y), lambda: (4 * x / (3 - 2 * x + 12 * y), 9 * y / (3 - 2 * x + 12 * y))),
    "rates": (lambda: recombination.rates(a, candela), lambda: (a / candela, (1 - a) / candela)),
    "quantum yield": (lambda: recombination.quantum_yield(a, b, c), lambda: a / (a + b + c)),
    "killers": (lambda: recombination.killers(a), lambda: -np.log(a)),
    "mismatch": (lambda: structure.lattice_mismatch(r_a, r_x), lambda: (r_x - r_a) / r_a),
    "thickness": (lambda: structure.shell_thickness(core, core + 1), lambda: (core + 1 - core) / 2),
    "shell volume": (
        lambda: structure.shell_volume(core, shell),
        lambda: 2 * shell * (3 * core**2 + 6 * core * shell + 4 * shell**2),
    ),
    "particles": (lambda: structure.particles(a, core, b), lambda: a / (b * core**3 * 1e-21)),
    "Bragg": (
        lambda: structure.bragg_spacing(wavelength / 10, 0.154),
        lambda: 0.154 / (2 * np.sin(np.radians(wavelength / 20))),
    ),
    "Scherrer": (
        lambda: structure.scherrer_size(a, wavelength / 10, 0.154),
        lambda: 0.9 * 0.154 / (np.radians(a) * np.cos(np.radians(wavelength / 20))),
    ),
    "FRET": (lambda: structure.fret_efficiency(core, shell + 1), lambda: 1 / (1 + (core / (shell + 1)) ** 6)),
    "synthesis yield": (lambda: economics.synthesis_yield(a, b), lambda: a / b),
    "cost per area": (lambda: economics.cost_per_area(a, core, b, c), lambda: 1e-3 * a * core * b / c),
    "volume of a cube": (lambda: absorption.volume_cube(core), lambda: core**3),
    "volume of a cuboid": (lambda: absorption.volume_cuboid(core, a, b), lambda: core * a * b),
    "mean cube": (lambda: absorption.mean_cube(core, a), lambda: core**3 + 3 * core * a**2),
    "intrinsic coefficient": (lambda: absorption.intrinsic_coefficient(a, b, c), lambda: np.log(10) * a / (b * c)),
    "cross-section": (lambda: absorption.cross_section(candela), lambda: candela * 3.8e-21),
    "molar coefficient": (lambda: absorption.molar_coefficient(candela, core), lambda: candela * core * 2.6e-4),
    "concentration": (lambda: absorption.concentration(a, candela, b), lambda: a / (candela * b)),
    "volume of a sphere": (lambda: absorption.volume_sphere(core), lambda: np.pi / 6 * core**3),
    "volume fraction": (lambda: absorption.volume_fraction(a, candela, c), lambda: np.log(10) * a / (candela * c)),
    "molar from sigma": (lambda: absorption.molar_from_cross_section(a), lambda: a * 2.6e20),
    "intrinsic from molar": (lambda: absorption.intrinsic_from_molar(candela, core), lambda: 3824 * candela / core),
    "mass": (lambda: absorption.mass_concentration(a, core, b, 0.5 * c), lambda: 602 * a * core * b / (1 - 0.5 * c)),
    "from mass": (lambda: absorption.concentration_from_mass(a, core, b), lambda: a / (602 * core * b)),
    "from lead": (lambda: absorption.concentration_from_lead(a, core, b), lambda: a * b / core),
    "formula units": (lambda: absorption.formula_units(core, a), lambda: core / a),
    "local field": (
        lambda: absorption.local_field_intrinsic(index, extinction, wavelength, solvent),
        lambda: (
            36e7
            * np.pi
            * index
            * extinction
            * solvent**3
            / (wavelength * ((index**2 - extinction**2 + 2 * solvent**2) ** 2 + (2 * index * extinction) ** 2))
        ),
    ),
    "coated sphere": (
        lambda: absorption.local_field_core_shell(index, extinction, r_x, a, wavelength, solvent, b),
        lambda: bare_coated_sphere(index, extinction, r_x, a, wavelength, solvent, b),
    ),
    "Brus": (
        lambda: confinement.brus(core, bulk, a, candela),
        lambda: bulk + 1.128 / (a * core**2) - 4.39 / (candela * core),
    ),
    "size from energy": (
        lambda: confinement.size_from_energy(bulk + a, bulk, b, candela),
        lambda: bare_size(bulk + a, bulk, b, candela),
    ),
    "exciton binding": (lambda: confinement.exciton_binding(a, candela), lambda: 13.6 * a / candela**2),
    "equivalent radius": (lambda: confinement.equivalent_radius(core), lambda: core / np.sqrt(3)),
    "kinetic energy": (lambda: confinement.kinetic_energy(core, a), lambda: 1.128 / (a * core**2)),
    "Bohr radius": (lambda: confinement.bohr_radius(a, candela + 1), lambda: 0.0529 * (candela + 1) / a),
    "tunnelling": (
        lambda: confinement.tunnelling_probability(a, b, c),
        lambda: np.exp(-10.25 * a * np.sqrt(b * c)),
    ),
}


def alternately(ours: Callable[[], Any], bare: Callable[[], Any], repeats: int = 25) -> tuple[float, float]:
    """Least processor time of several runs of both, taken in turn so that both see the same machine [s]."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(repeats):
        for function, found in zip((ours, bare), times, strict=True):
            start = time.process_time()
            function()
            found.append(time.process_time() - start)
    return min(times[0]), min(times[1])


def main() -> None:
    print(f"{'formula':22s} {'ours':>9s} {'NumPy':>9s}  ratio")
    slow = 0
    for name, (ours, bare) in CASES.items():
        mine, theirs = alternately(ours, bare)
        slow += mine > LIMIT * theirs
        mark = "  above the limit" if mine > LIMIT * theirs else ""
        print(f"{name:22s} {1e3 * mine:6.2f} ms {1e3 * theirs:6.2f} ms  {mine / theirs:5.2f}{mark}")
    print(f"{slow} of {len(CASES)} above {LIMIT:g} times bare NumPy, at 10^6 numbers")


if __name__ == "__main__":
    main()
