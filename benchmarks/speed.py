"""Cost of a tolerance factor from a formula, ours and the authors' own code, in one run.

    python -m benchmarks.speed [--peer PATH --peer-python PYTHON]

PATH is a checkout of the public repository CJBartel/perovskite-stability, PYTHON an
interpreter with numpy, pandas and scikit-learn. Without them only our side is timed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import subprocess
import time

import numpy as np

from calculators import screening, tolerance

# Halides that both sides can read: single compounds of one ion a site.
COMMON = [
    f"{a}{b}{x}3"
    for a in ("Cs", "Rb", "K", "Na")
    for b in ("Pb", "Sn", "Mn", "Sr", "Ca", "Cd")
    for x in ("F", "Cl", "Br", "I")
]

PEER = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
from PredictPerovskites import PredictABX3
formulas = json.loads(sys.argv[1])
PredictABX3(formulas[0]).tau
start = time.perf_counter()
found = {}
for formula in formulas:
    compound = PredictABX3(formula)
    found[formula] = (float(compound.t), float(compound.tau))
print(json.dumps({"seconds": time.perf_counter() - start, "found": found}))
"""


def best(function, repeats: int = 5) -> float:
    """Shortest of several runs [s]."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times)


def ours() -> float:
    blanks = itertools.count()

    def run() -> None:
        # Parsed formulas are kept; one with another number of blanks behind it is read anew.
        behind = " " * next(blanks)
        for formula in COMMON:
            tolerance.assess(formula + behind)

    return best(run) / len(COMMON)


def peer(path: str, python: str) -> float:
    done = subprocess.run(
        [python, "-c", PEER, json.dumps(COMMON)], cwd=path, capture_output=True, text=True, check=True
    )
    answer = json.loads(done.stdout)
    different = []
    for formula, (t, tau) in answer["found"].items():
        report = tolerance.assess(formula)
        # Their code puts the larger cation on A, whatever its charge; such compounds are not compared.
        if abs(report.t - t) > 1e-9 or not np.isclose(report.tau, tau, atol=1e-9, equal_nan=True):
            different.append(formula)
    print(f"  same t and tau to 1e-9 for {len(COMMON) - len(different)} of {len(COMMON)}; "
          f"other site assignment: {', '.join(different) or 'none'}")  # fmt: skip
    return answer["seconds"] / len(COMMON)


def mixed_formulas(count: int) -> list[str]:
    draw = random.Random(1)
    a, b = ("Cs", "MA", "FA", "Rb"), ("Pb", "Sn", "Ge", "Mn", "Sr")
    out = []
    for _ in range(count):
        f, g, h = (draw.uniform(0.01, 0.99) for _ in range(3))
        out.append(
            f"({draw.choice(a)}{f:.3f}GA{1 - f:.3f})({draw.choice(b)}{g:.3f}Ca{1 - g:.3f})(Br{h:.3f}I{1 - h:.3f})3"
        )
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer")
    parser.add_argument("--peer-python", default="python3")
    args = parser.parse_args()

    mine = ours()
    print(f"one formula, parsed and assessed: ours {1e6 * mine:.0f} us")
    if args.peer:
        theirs = peer(args.peer, args.peer_python)
        print(f"  the authors' code {1e6 * theirs:.0f} us; ratio {theirs / mine:.0f}")

    formulas = mixed_formulas(100_000)
    print(f"100 000 different mixed formulas, screened: {best(lambda: screening.screen(formulas), 2):.2f} s")
    rng = np.random.default_rng(0)
    for count in (10**6, 10**7):
        a, b, x = rng.uniform(1.5, 2.8, count), rng.uniform(0.6, 1.5, count), rng.uniform(1.33, 2.2, count)
        print(f"{count:.0e} sets of radii: {best(lambda a=a, b=b, x=x: screening.factors(a, b, x), 3):.2f} s")


if __name__ == "__main__":
    main()
