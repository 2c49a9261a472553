"""A few thousand calls by the fuzzer, always the same ones; ``python -m benchmarks.fuzz`` makes a million."""

import signal

import pytest

from benchmarks.fuzz import judge
from benchmarks.fuzz.__main__ import KINDS, Fuzzer, Tally

CALLS = 12  # of each function, the valid ones first


@pytest.fixture(scope="module")
def fuzzer():
    before = signal.getsignal(signal.SIGALRM)
    judge.watch()
    yield Fuzzer(seed=1)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.slow
def test_no_call_ends_but_in_an_answer_or_a_refusal_by_name(fuzzer):
    whole = Tally()
    for name in fuzzer.targets:
        whole.add(fuzzer.run(name, 0, CALLS, seconds=5.0))
    assert whole.calls > 8 * len(fuzzer.targets)
    assert whole.answers > whole.calls / 5
    wrong = [f"{kind}: {detail}\n{line}" for (kind, detail), (_, line) in whole.examples.items() if kind != "slow"]
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("call", "kind"),
    [
        (lambda eqe: {}["a"], "undocumented exception"),
        (lambda eqe: judge.np.log(0.0), "warning"),
        (lambda eqe: float("nan"), "NaN or inf from finite input"),
        (lambda eqe: eqe.append(1.0), "input changed"),
        (lambda eqe: led_refusal("plqy"), "refusal names no argument"),
        (lambda eqe: 1.0, "wrong type taken"),
    ],
)
def test_what_is_wrong_with_a_call_is_seen(fuzzer, call, kind):
    """The judge itself: each kind of finding by a function that is wrong in that way."""
    assert kind in KINDS
    target = judge.Target("led.made_up", call, [{"eqe": [0.2]}])
    target.kinds = {"eqe": "number"}
    given = {"eqe": [0.2] if kind != "wrong type taken" else "0.2"}
    _, found = judge.judge(target, "", given, lambda: {"eqe": [0.2]}, inside=False)
    assert [each.kind for each in found if each.kind != "NaN or inf from finite input" or kind == each.kind] == [kind]


def led_refusal(name):
    raise judge.ArgumentError(name, "no")
