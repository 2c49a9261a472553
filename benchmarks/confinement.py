"""Ground states of core/shell spheres: ours and PyNCband, in one run; cubes and excitons, ours alone.

    python -m benchmarks.confinement [--peer PATH --peer-python PYTHON]

PATH is a checkout of the public repository Chronum94/PyNCband, PYTHON an
interpreter with numpy < 2, scipy < 1.12, numba and matplotlib (the peer fails on
newer ones). Without them only our side is timed.
"""

from __future__ import annotations

import argparse
import json
import subprocess

import numpy as np

from benchmarks.speed import best
from calculators import alignment, confinement

PEER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
sys.path.insert(0, sys.argv[1])
from pyncband import CoreShellParticle, Material
core, shell = Material(1.34, 0, 0.07, 0.64, 9.6, "InP"), Material(2.20, -0.39, 0.21, 0.68, 5.3, "CdS")
sizes = json.loads(sys.argv[2])
CoreShellParticle(core, shell, 1.5, 1.5).calculate_s1_energies()
start = time.perf_counter()
found = []
for radius, thickness in sizes:
    try:
        electron, hole = CoreShellParticle(core, shell, radius, thickness).calculate_s1_energies()
        found.append([float(electron), float(hole)])
    except Exception:
        found.append(None)
print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer")
    parser.add_argument("--peer-python", default="python3")
    args = parser.parse_args()
    rng = np.random.default_rng(1)
    n = 100_000
    many = (
        rng.uniform(1, 6, n),
        rng.uniform(0, 4, n),
        rng.uniform(0.05, 0.4, n),
        rng.uniform(0.05, 0.4, n),
        rng.uniform(-1, 2, n),
    )
    seconds = best(lambda: confinement.ground_state(*many), 3)
    print(f"{n} states, energy and probability, ours: {seconds:.2f} s")
    edges = alignment.BandEdges(-5.8, -3.5), alignment.BandEdges(-6.2, -3.1)
    print(f"10^5 samples of a class: {1e3 * best(lambda: alignment.probabilities(*edges)):.0f} ms")
    core = confinement.Material("core", edges[0], 0.13, 0.15, 7.3)
    shell = confinement.Material("shell", edges[1], 0.25, 0.5, 8.0)
    print(f"one pair in a cube, all of it: {1e3 * best(lambda: confinement.core_shell(core, shell, 8.0, 1.0)):.1f} ms")
    ball = best(lambda: confinement.core_shell(core, shell, 8.0, 1.0, shape="sphere"))
    print(f"one pair in a sphere: {1e3 * ball:.1f} ms")
    field = {"attraction": "self-consistent", "outside_permittivity": 2.0}
    both = best(lambda: confinement.core_shell(core, shell, 8.0, 1.0, **field))
    print(f"the pair in a cube, in its mean field and with image charges: {1e3 * both:.0f} ms")
    cubes = (
        np.stack([many[0], many[1]], axis=1)[:200],
        np.stack([0 * many[4], many[4]], axis=1)[:200],
        np.stack([many[2], many[3]], axis=1)[:200],
    )
    print(f"200 random cubes, one by one: {best(lambda: confinement.cubic_ground_state(*cubes), 1):.2f} s")
    sizes = rng.uniform(3, 14, n), rng.uniform(0, 4, n)
    print(f"{n} pairs in cubes of two materials: {best(lambda: confinement.core_shell(core, shell, *sizes), 1):.1f} s")
    exciton = rng.uniform(2, 30, n), rng.uniform(0.08, 0.4, n), rng.uniform(0.08, 0.4, n), rng.uniform(5, 12, n)
    print(f"one exciton: {1e3 * best(lambda: confinement.exciton(8.0, 0.2, 0.25, 7.0)):.1f} ms")
    print(f"{n} excitons in cubes: {best(lambda: confinement.exciton(*exciton), 1):.1f} s")
    if not args.peer:
        return
    # InP/CdS, the example of the peer: electron in an attractive shell, hole behind a barrier.
    radius, thickness = rng.uniform(1.0, 3.0, 300), rng.uniform(0.5, 4.0, 300)
    done = subprocess.run(
        [args.peer_python, "-c", PEER, args.peer, json.dumps(np.stack([radius, thickness], axis=1).tolist())],
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(done.stdout)

    def ours() -> tuple[np.ndarray, np.ndarray]:
        electron, _ = confinement.ground_state(radius, thickness, 0.07, 0.21, -0.39)
        hole, _ = confinement.ground_state(radius, thickness, 0.64, 0.68, 1.25)
        return electron + 0.39, hole

    mine = best(ours)
    electron, hole = ours()
    good = [k for k, pair in enumerate(answer["found"]) if pair]
    theirs = np.array([answer["found"][k] for k in good])
    off = 1e3 * np.abs(np.stack([electron, hole], axis=1)[good] - theirs)
    print(f"300 particles, both carriers: peer {answer['seconds']:.2f} s, ours {1e3 * mine:.1f} ms")
    print(f"ratio {answer['seconds'] / mine:.0f}; the peer answered {len(good)} of 300")
    print(f"difference in energy: median {np.median(off):.3f} meV, largest {off.max():.2f} meV")
    print("within 1 meV:", int((off < 1).all(axis=1).sum()))


if __name__ == "__main__":
    main()
