"""Counts: see the package's docstring for how it is run."""

from __future__ import annotations

import argparse
import collections
import dataclasses
import multiprocessing
import resource
import sys
import time
from typing import Any

from . import judge as judging
from .calls import Calls
from .targets import Target

_TURN = 100_000
KINDS = (
    "undocumented exception",
    "refusal names no argument",
    "refusal blames a sane number",
    "warning",
    "NaN or inf from finite input",
    "wrong type taken",
    "input changed",
    "slow",
)
SHORT = ("errors", "nameless", "blames", "warnings", "NaN/inf", "taken", "changed", "slow")


@dataclasses.dataclass
class Tally:
    """What calls of one target gave."""

    calls: int = 0
    answers: int = 0
    refusals: int = 0
    seconds: float = 0.0
    findings: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)
    examples: dict[tuple[str, str], list[Any]] = dataclasses.field(default_factory=dict)

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.calls, self.answers = self.calls + other.calls, self.answers + other.answers
        self.refusals, self.seconds = self.refusals + other.refusals, self.seconds + other.seconds
        self.findings += other.findings
        for key, (count, line) in other.examples.items():
            old = self.examples.get(key, [0, line])
            self.examples[key] = [old[0] + count, min(old[1], line, key=len)]


class Fuzzer(Calls):
    """Makes calls and judges them."""

    def run(self, name: str, turn: int, count: int, seconds: float) -> Tally:
        """Calls of one target, until so many are made or so many seconds of processor are spent."""
        target, tally, start = self.targets[name], Tally(), time.process_time()
        for number, pieces in enumerate(self.calls(target, turn, count)):
            self.one(target, pieces, tally, inside=number % 4 == 0)
            if time.process_time() - start > seconds:
                break
        tally.seconds = time.process_time() - start
        return tally

    def one(self, target: Target, pieces: dict[str, str], tally: Tally, *, inside: bool) -> None:
        """One call, counted."""
        line = f"{target.name}({', '.join(f'{n}={p}' for n, p in pieces.items())})"
        try:
            given = self.evaluated(pieces)
        except Exception:  # the piece of Python itself has no value, such as int(nan)
            return
        tally.calls += 1
        outcome, found = judging.judge(target, line, given, lambda: self.evaluated(pieces), inside=inside)
        tally.answers += outcome == "answer"
        tally.refusals += outcome == "refusal"
        for each in found:
            tally.findings[each.kind] += 1
            old = tally.examples.setdefault((each.kind, each.detail), [0, each.line])
            tally.examples[each.kind, each.detail] = [old[0] + 1, min(old[1], each.line, key=len)]


_fuzzer: Fuzzer | None = None


def prepare(seed: int) -> None:
    """Make this process ready: a limit of memory, so that an argument cannot take the machine, and the targets."""
    global _fuzzer
    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
    sys.set_int_max_str_digits(4300)
    judging.watch()
    _fuzzer = Fuzzer(seed)


def work(job: tuple[str, int, int, float]) -> tuple[str, Tally]:
    """Calls of one target, in whichever process is free."""
    assert _fuzzer is not None
    return job[0], _fuzzer.run(*job)


def run(names: list[str], calls: int, processes: int, seconds: float, minutes: float) -> dict[str, Tally]:
    """Tallies by target, in turns; what slow ones leave of their share goes to the quick ones."""
    tallies: dict[str, Tally] = {name: Tally() for name in names}
    wanted, turn, end = list(names), 0, time.monotonic() + 60 * minutes
    with multiprocessing.get_context("fork").Pool(processes, judging.watch) as pool:
        while wanted and (left := calls - sum(tally.calls for tally in tallies.values())) > 0:
            share = min(left, _TURN) // len(wanted) + 1
            jobs = [(name, turn, share, seconds - tallies[name].seconds) for name in wanted]
            for name, tally in pool.imap_unordered(work, jobs):
                tallies[name].add(tally)
                if time.monotonic() > end:
                    return tallies
            wanted = [n for n in wanted if tallies[n].seconds < seconds and (turn or tallies[n].calls > 1)]
            turn += 1
    return tallies


def report(tallies: dict[str, Tally], functions: bool, examples: int) -> None:
    """Print a table by module (and function), and examples of each kind of finding."""
    head = f"{'':38s} {'calls':>8s} {'answers':>8s} {'refused':>8s} " + " ".join(f"{s:>8s}" for s in SHORT) + "      s"
    print(head)

    def row(title: str, tally: Tally) -> None:
        counts = " ".join(f"{tally.findings[kind]:8d}" for kind in KINDS)
        print(f"{title:38.38s} {tally.calls:8d} {tally.answers:8d} {tally.refusals:8d} {counts} {tally.seconds:6.0f}")

    whole, by_module = Tally(), collections.defaultdict(Tally)
    for name, tally in sorted(tallies.items()):
        if functions:
            row(name, tally)
        by_module[name.split(".")[0]].add(tally)
        whole.add(tally)
    for name, tally in sorted(by_module.items()):
        row(name, tally)
    row("all", whole)
    for kind in KINDS:
        found = sorted(((n, d, line) for (k, d), (n, line) in whole.examples.items() if k == kind), reverse=True)
        if found:
            print(f"\n{kind}: {whole.findings[kind]} calls, {len(found)} kinds")
        for count, detail, line in found[:examples]:
            print(f"  {count:6d}  {detail}\n          {line[:400]}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzz", description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000, help="calls in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", action="append", help="one public module, such as led, or a function, led.radiance")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60.0, help="most processor time for one function")
    parser.add_argument("--minutes", type=float, default=600.0, help="stop then, and count what was made")
    parser.add_argument("--examples", type=int, default=40, help="examples of each kind that are printed")
    parser.add_argument("--functions", action="store_true", help="a line for each function too")
    parser.add_argument("--call", help="judge this one call, as it was printed")
    options = parser.parse_args()
    if options.call:
        return one_call(options.call, options.seed)
    prepare(options.seed)
    assert _fuzzer is not None
    names = [*_fuzzer.targets]
    if options.module:
        names = [n for n in names if any(n == m or n.startswith(m + ".") for m in options.module)]
    found = run(names, options.calls, options.processes, options.seconds, options.minutes)
    report(found, options.functions, options.examples)
    return None


def one_call(line: str, seed: int) -> None:
    """Judge one printed call."""
    prepare(seed)
    assert _fuzzer is not None
    name, _, inside = line.partition("(")
    names = {**_fuzzer.names, "gather": dict}
    given = eval(f"gather({inside}", names)
    outcome, found = judging.judge(
        _fuzzer.targets[name], line, given, lambda: eval(f"gather({inside}", names), inside=True
    )
    print(outcome)
    for each in found:
        print(f"{each.kind}: {each.detail}")


if __name__ == "__main__":
    main()
