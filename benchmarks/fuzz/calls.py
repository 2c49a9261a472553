"""Calls of the targets, as pieces of Python, the same ones for the same seed."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Iterator
from typing import Any

import numpy as np

from .targets import Target, all_targets, modules, written
from .values import NAMES, Values


class Calls:
    """Makes calls of targets: valid ones, and ones with other things in the place of some arguments."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.targets = all_targets()
        self.values = Values(seed)
        self.texts = sorted(
            {
                repr(v)
                for t in self.targets.values()
                for s in t.seeds
                for v in s.values()
                if type(v) is str and len(v) < 300
            }
        )
        self.names = {**NAMES, **modules(), "seed": self.seed_value}
        self.compiled: dict[str, Any] = {}

    def seed_value(self, target: str, number: int, argument: str) -> Any:
        """Argument of a known valid call, a copy."""
        return copy.deepcopy(self.targets[target].seeds[number][argument])

    def evaluated(self, pieces: dict[str, str]) -> dict[str, Any]:
        """Arguments from their pieces of Python."""
        return {name: self.value(piece) for name, piece in pieces.items()}

    def value(self, piece: str) -> Any:
        """Value of a piece of Python."""
        code = self.compiled.get(piece)
        if code is None:
            code = compile(piece, "<fuzz>", "eval")
            if len(self.compiled) < 20_000:
                self.compiled[piece] = code
        return eval(code, self.names)

    def calls(self, target: Target, turn: int, count: int) -> Iterator[dict[str, str]]:
        """Arguments of so many calls, as pieces of Python: the same ones for the same seed."""
        dice = random.Random(f"{self.seed} {target.name} {turn}")
        seeds = [
            {n: written(v, f"seed({target.name!r}, {k}, {n!r})") for n, v in seed.items()}
            for k, seed in enumerate(target.seeds)
        ] or [{n: "0.5" for n, p in target.parameters.items() if p.default is p.empty and p.kind.name[:3] != "VAR"}]
        fixed = set(target.parameters) - {"value"} if target.module in ("checks", "errors") else set()
        if not target.parameters:
            yield {}
            return
        for k in range(count):
            number = k if k < len(seeds) and not turn else dice.randrange(len(seeds))
            given = dict(seeds[number])
            if k < len(seeds) and not turn:
                yield given
                continue
            free = [n for n in target.parameters if n not in fixed and target.parameters[n].kind.name[:3] != "VAR"]
            free += [n for n in given if n not in free and n not in fixed]
            if dice.random() < 0.03:  # Python's own refusals
                if given and dice.random() < 0.6:
                    del given[dice.choice([*given])]
                else:
                    given["no_such_argument"] = "1"
            most = min(len(free), dice.choices((1, 2, 3, 9), (50, 25, 15, 10))[0])
            for name in dice.sample(free, most):
                if name == "self":
                    continue
                known = [s[name] for s in seeds if name in s]
                given[name] = self.changed(
                    dice, target, name, given.get(name) or (dice.choice(known) if known else "None")
                )
            yield given

    def changed(self, dice: random.Random, target: Target, name: str, old: str) -> str:
        """Another value in the place of a valid one: near it, at an edge, or of another kind."""
        of, kind = self.values.of, target.kinds.get(name, "other").rstrip("?")
        if dice.random() < 0.22:
            return of(dice, no_number=6, text=2, not_finite=2, array=2, number=1, words=0.5)
        value = self.value(old)
        is_text = isinstance(value, str)
        if kind == "flag" and dice.random() < 0.5:
            return dice.choice(("True", "False"))
        if is_text and target.module == "widgets" and re.fullmatch(r"[\d.]+", value) and dice.random() < 0.6:
            near = f"'{float(value) * dice.uniform(0.8, 1.2):.4g}'"
            return near if dice.random() < 0.6 else f"str({self.number(dice, value)})"
        if kind == "text" or (is_text and dice.random() < 0.9):
            if dice.random() < 0.4:
                return dice.choice(self.texts)
            return self.text(dice, old if is_text else "'x'")
        if isinstance(value, list | tuple | dict) or (isinstance(value, np.ndarray) and value.ndim):
            return self.sequence(dice, old, value)
        if isinstance(value, int | float | np.number) and not isinstance(value, bool):
            return self.number(dice, repr(float(value)) if isinstance(value, np.number) else old)
        if kind == "number":
            return self.number(dice, "0.5")
        seeds = [(k, s) for k, s in enumerate(target.seeds) if name in s]
        if seeds and dice.random() < 0.3:
            return f"seed({target.name!r}, {dice.choice(seeds)[0]}, {name!r})"
        return of(dice, number=1, no_number=2, text=2, array=1)

    def number(self, dice: random.Random, old: str) -> str:
        """A number, or an array of numbers, in the place of a number."""
        way = dice.random()
        if way < 0.30:
            return self.values.of(dice, number=4, float=1, integer=1)
        if way < 0.45:
            return self.values.of(dice, tame=1)
        if way < 0.55:
            return f"{old} * {self.values.of(dice, tame=1)}"
        if way < 0.65:
            return self.values.of(dice, array=2, floats=1)
        if way < 0.70:
            return self.values.of(dice, not_finite=1)
        shape = dice.choice(("(2,)", "(3,)", "(2, 1)", "(1, 3)", "(0,)", "(2, 3)", "(1,)", "(300,)", "()"))
        new = dice.choice((old, old, self.values.of(dice, number=1), self.values.of(dice, tame=1)))
        return dice.choice(
            (
                f"np.full({shape}, {old})",
                f"np.linspace({old}, 1.1 * {old}, {dice.randrange(5)})",
                f"[{old}, {new}]",
                f"({new}, {old}, {old})",
                f"read_only([{old}, {old}])",
                f"[{old}, nan]",
                f"[[{old}], [{new}]]",
                f"pd.Series([{old}, {new}])",
                f"np.array([{old}, {new}], dtype=object)",
                f"np.array([{old}] * 4)[::2]",
                f"int({old})",
                f"np.float32({old})",
                f"Decimal({old})",
                f"Fraction({old})",
                f"-({old})",
            )
        )

    def sequence(self, dice: random.Random, old: str, value: Any) -> str:
        """A list, an array or a dictionary like a valid one."""
        at = dice.randrange(max(len(value), 1))
        new = self.values.of(dice, number=3, no_number=2, not_finite=1, text=1, tame=2, array=1)
        if len(value) == 0:
            return self.values.of(dice, array=1)
        choices = [f"item({old}, {at}, {new})"] * 3 + [f"without({old}, {at})"] * 2
        if isinstance(value, dict):
            key = dice.choice((*self.texts[:50], "1", "None"))
            return dice.choice((*choices, f"{{**{old}, {key}: {new}}}", f"[*{old}]", f"{{k: {new} for k in {old}}}"))
        choices += [
            f"[*{old}, {new}]",
            f"{old}[:1]",
            f"{old}[::-1]",
            f"[*{old}, *{old}]",
            f"tuple({old})",
            f"list({old})",
        ]
        choices += [f"{old}[:0]", f"{old}[:2]", f"{old}[1:]", f"iter({old})", f"np.array([*{old}], dtype=object)"]
        try:
            numbers = np.asarray(value).dtype.kind in "fi"
        except ValueError:
            numbers = False
        if numbers:
            factor = (
                self.values.of(dice, tame=1) if dice.random() < 0.5 else dice.choice(("1e200", "1e-200", "-1.0", "0.0"))
            )
            choices += [f"times({old}, {factor})"] * 3 + [f"np.array([{old}, {old}])", f"read_only({old})"]
            choices += [f"np.asarray({old}) + {new}"] if re.fullmatch(r"-?[\d.e-]+", new) else []
            choices += [f"np.asarray({old}).T", f"np.asarray({old}, dtype=np.float32)", f"item({old}, {at}, nan)"]
        return dice.choice(choices)

    def text(self, dice: random.Random, old: str) -> str:
        """A text like a valid one, or not."""
        if dice.random() < 0.5:
            return self.values.of(dice, text=2, words=1)
        text = self.value(old)
        text = text if isinstance(text, str) else "x"
        at = dice.randrange(len(text) + 1)
        piece = dice.choice(
            (" ", "", "0", "(", ")", "-", ",", ".", "é", "₃", "\n", "\t", "e9", "9" * 400, "\x00", "nan", "%", ";")
        )
        ways = (
            text[:at] + piece + text[at:],
            text[:at] + piece + text[at + 1 :],
            text[:at],
            text.upper(),
            text.lower(),
        )
        return repr(dice.choice((*ways, text * 2, text[::-1], f" {text} ")))
